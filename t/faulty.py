#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""faulty.py BIN [SEED [DOCUMENTS [LAYOUT,LAYOUT…] [-v]]]: documents that are right, the same with one fault each, and what bd-rollup says of them.

A budget is drawn in 分 and printed as the nine tables and the text of a bureau, budget or final accounts, in 万元 (every
cell rounded by itself) or in 元. Then one thing is changed, as it happens: a digit, two neighbours, a unit, a sign, a
cell in the next column, a row lost or printed twice, a total, a code, a figure of the text, a rate. A fault is found if a
finding that is `off` stands in its table (or in the text, or speaks of it) and names its row, its line or its amount; any
other finding that is off is a false alarm. LAYOUT is one of layout.py's, `pdf` (that HTML, printed by Chromium) or `page`, which is
what it is without any: the only one whose lines are known, so that elsewhere a finding has to name the row or the amount; a workbook has no text. Prints a line for each kind; exit 1 below 95 % or with a false alarm on
what is right."""
import random, re, subprocess, sys, os, tempfile
from decimal import Decimal as D

import layout

FUNC = {'205': '教育支出', '20502': '普通教育', '2050202': '小学教育', '2050203': '初中教育', '2050204': '高中教育',
        '20503': '职业教育', '2050302': '中等职业教育', '207': '文化旅游体育与传媒支出', '20701': '文化和旅游', '2070101': '行政运行', '2070104': '图书馆',
        '2070109': '群众文化', '2070199': '其他文化和旅游支出', '208': '社会保障和就业支出', '20805': '行政事业单位养老支出',
        '2080501': '行政单位离退休', '2080505': '机关事业单位基本养老保险缴费支出', '2080506': '机关事业单位职业年金缴费支出', '20808': '抚恤',
        '2080801': '死亡抚恤', '210': '卫生健康支出', '21011': '行政事业单位医疗', '2101101': '行政单位医疗', '2101102': '事业单位医疗',
        '221': '住房保障支出', '22102': '住房改革支出', '2210201': '住房公积金', '2210203': '购房补贴', '212': '城乡社区支出',
        '21208': '国有土地使用权出让收入安排的支出', '2120804': '农村基础设施建设支出', '2120899': '其他国有土地使用权出让收入安排的支出'}
ECON = {'301': '工资福利支出', '30101': '基本工资', '30102': '津贴补贴', '30103': '奖金', '30107': '绩效工资', '30108': '机关事业单位基本养老保险缴费',
        '30109': '职业年金缴费', '30113': '住房公积金', '302': '商品和服务支出', '30201': '办公费', '30205': '水费', '30206': '电费', '30211': '差旅费',
        '30216': '培训费', '30217': '公务接待费', '30228': '工会经费', '30231': '公务用车运行维护费', '303': '对个人和家庭的补助', '30302': '退休费', '30305': '生活补助'}
UP = {7: 5, 5: 3, 3: 0}


class Cell:
    def __init__(self, v, d, unit):  # v in 分; None: blank
        self.unit, self.d = unit, d
        self.s = '' if v is None else self.show(v)

    def show(self, v):
        q = D(v) / (100 if self.unit == '元' else 1000000)
        return str(q.quantize(D(1).scaleb(-self.d)))


class Row:
    def __init__(self, name, cells, code='', total=False):
        self.name, self.cells, self.code, self.total = name, cells, code, total


class Table:
    def __init__(self, title, canon, unit, head, rows, two=None, coded=True, note=''):
        self.title, self.canon, self.unit, self.head, self.rows, self.two, self.coded, self.note = title, canon, unit, head, rows, two, coded, note


class Fig:
    def __init__(self, name, s, unit, kind='prose'):
        self.name, self.s, self.unit, self.kind = name, s, unit, kind


class Doc:
    """Everything that is printed, as objects that a fault can change."""

    def __init__(self, rng, no):
        self.rng, self.no = rng, no
        self.final = rng.random() < 0.5
        self.unit = rng.choice(['万元', '万元', '元'])
        self.other = rng.random() < 0.4
        self.fund = rng.random() < 0.4
        self.carry = rng.random() < 0.3
        self.money()
        self.tables = [self.t1(), self.t2(), self.t3(), self.t4(), self.t5(), self.t6(), self.t7(), self.t8(), self.t9()]
        self.text()

    def c(self, v):
        return Cell(v, 2, self.unit)

    def money(self):
        r = self.rng
        amount = lambda lo, hi: r.randrange(lo, hi) * 100 + (r.randrange(100) if r.random() < 0.8 else 0)
        gen = [c for c in FUNC if len(c) == 7 and not c.startswith('212')]
        keep = sorted(set(r.sample(gen, r.randrange(8, len(gen)))) | {'2070101', '2080505', '2210201'})
        self.leaf = {}
        for c in keep:
            basic = amount(20000, 3000000) if c[:3] != '207' or c == '2070101' or r.random() < 0.6 else 0
            proj = amount(30000, 2000000) if c[:3] in ('205', '207') and c != '2070101' and (not basic or r.random() < 0.6) else 0
            self.leaf[c] = dict(basic=basic, proj=proj or (0 if basic else amount(30000, 900000)), fund=0, other=0)
        if self.fund:
            for c in r.sample(['2120804', '2120899'], r.randrange(1, 3)):
                self.leaf[c] = dict(basic=0, proj=0, fund=amount(50000, 3000000), other=0)
        if self.other:
            c = r.choice([c for c in keep if c[:3] in ('205', '207')])
            self.leaf[c]['other'] = amount(10000, 400000)
        tot = lambda *k: sum(sum(v[x] for x in k) for v in self.leaf.values())
        self.G, self.F, self.O = tot('basic', 'proj'), tot('fund'), tot('other')
        self.X, self.of = 0, r.choice(keep)  # of the general budget: carried over from last year, for one account
        if self.carry: self.X = max(self.leaf[self.of]['basic'], self.leaf[self.of]['proj']) * r.randrange(1, 9) // 10
        self.B, self.P = tot('basic'), tot('proj')
        econ = [c for c in ECON if len(c) == 5]
        keep = sorted(set(r.sample(econ, r.randrange(9, len(econ)))) | {'30101', '30201', '30302'})
        share = [r.randrange(5, 100) for _ in keep]
        cut = [self.B * s // sum(share) for s in share]
        cut[0] += self.B - sum(cut)
        self.econ = dict(zip(keep, cut))
        self.sg = [r.choice([0, 0, amount(10000, 90000)]), amount(5000, 90000), r.choice([0, amount(150000, 300000)]), amount(20000, 300000)]

    def rolled(self, leaf):
        """amounts of the leaves and of the accounts above them, in order of code"""
        out = {}
        for c, v in leaf.items():
            for n in sorted({3, 5, len(c)}):
                out[c[:n]] = out.get(c[:n], 0) + v
        return {c: out[c] for c in sorted(out)}

    def coded(self, title, canon, cols, note=''):
        names = ECON if canon == '一般公共预算基本支出表' else FUNC
        rolled = [self.rolled(x) for _, x in cols]
        codes = sorted(c for c in set().union(*rolled) if any(x.get(c) for x in rolled))
        cells = lambda f: [self.c(v if v else None) for v in f]
        rows = [Row('合计', cells([sum(x.values()) for _, x in cols]), total=True)] if codes else []
        rows += [Row(names[c], cells([x.get(c, 0) for x in rolled]), c) for c in codes]
        head = [['科目编码', '科目名称'] + [n for n, _ in cols]]
        return Table(title, canon, self.unit, head, rows, note='' if codes else note)

    def part(self, *k):
        return {c: sum(v[x] for x in k) for c, v in self.leaf.items() if sum(v[x] for x in k)}

    def word(self):
        return '决算' if self.final else '预算'

    def classes(self, *k):
        return [(FUNC[c], v) for c, v in self.rolled(self.part(*k)).items() if len(c) == 3]

    def two_sided(self, title, canon, ins, outs, cols):
        n = max(len(ins), len(outs))
        ins = ins[:-1] + [('', None)] * (n - len(ins)) + ins[-1:]
        outs = outs[:-1] + [('', [None] * cols)] * (n - len(outs)) + outs[-1:]
        rows = []
        for (a, v), (b, w) in zip(ins, outs):
            rows.append((Row(a, [self.c(v if v else None)], total='总计' in a or '合计' in a), Row(b, [self.c(x if x else None) for x in w], total='总计' in b or '合计' in b)))
        head = [['收入', '', '支出'] + [''] * cols, ['项目', self.word() + '数', '项目'] + ([self.word() + '数'] if cols == 1 else ['合计', '一般公共预算', '政府性基金预算'])]
        return Table(title, canon, self.unit, head, rows, two=cols, coded=False)

    def t1(self):
        all_ = self.G + self.F + self.O
        ins = [('一、一般公共预算拨款收入', self.G - self.X), ('二、政府性基金预算拨款收入', self.F), ('三、国有资本经营预算拨款收入', 0), ('四、事业收入', self.O), ('五、其他收入', 0),
               ('本年收入合计', all_ - self.X)] + ([('上年结转结余', self.X)] if self.X else []) + [('收入总计', all_)]
        outs = [('%s、%s' % ('一二三四五六七八'[i], n), [v]) for i, (n, v) in enumerate(self.classes('basic', 'proj', 'fund', 'other'))]
        return self.two_sided('收支%s总表' % self.word(), '收支总表', ins, outs + [('本年支出合计', [all_]), ('支出总计', [all_])], 1)

    def t2(self):
        granted = self.part('basic', 'proj', 'fund')
        granted[self.of] = granted.get(self.of, 0) - self.X
        return self.coded('收入%s表' % self.word() if self.final else '收入总表', '收入总表',
                          [('合计', self.part('basic', 'proj', 'fund', 'other')), ('财政拨款收入', granted), ('事业收入', self.part('other'))] +
                          ([('上年结转', {self.of: self.X})] if self.X else []))

    def t3(self):
        return self.coded('支出%s表' % self.word() if self.final else '支出总表', '支出总表',
                          [('合计', self.part('basic', 'proj', 'fund', 'other')), ('基本支出', self.part('basic')), ('项目支出', self.part('proj', 'fund', 'other'))])

    def t4(self):
        ins = [('一、一般公共预算拨款', self.G - self.X), ('二、政府性基金预算拨款', self.F), ('三、国有资本经营预算拨款', 0)] + ([('上年结转结余', self.X)] if self.X else []) + \
              [('收入总计', self.G + self.F)]
        fund = dict(self.classes('fund'))
        outs = [('%s、%s' % ('一二三四五六七八'[i], n), [v, v - fund.get(n, 0), fund.get(n, 0)]) for i, (n, v) in enumerate(self.classes('basic', 'proj', 'fund'))]
        return self.two_sided('财政拨款收支%s总表' % self.word(), '财政拨款收支总表', ins, outs + [('支出总计', [self.G + self.F, self.G, self.F])], 3)

    def t5(self):
        return self.coded('一般公共预算支出%s表' % self.word() if self.final else '一般公共预算支出表', '一般公共预算支出表',
                          [('合计', self.part('basic', 'proj')), ('基本支出', self.part('basic')), ('项目支出', self.part('proj'))])

    def t6(self):
        staff = {c: v for c, v in self.econ.items() if c[:3] != '302'}
        public = {c: v for c, v in self.econ.items() if c[:3] == '302'}
        return self.coded('一般公共预算基本支出%s表' % self.word() if self.final else '一般公共预算基本支出表', '一般公共预算基本支出表',
                          [('合计', self.econ), ('人员经费', staff), ('公用经费', public)])

    def t7(self):
        a, b, c, d = self.sg
        v = [('合计', a + b + c + d), ('1.因公出国（境）费', a), ('2.公务接待费', b), ('3.公务用车购置及运行维护费', c + d), ('（1）公务用车购置费', c), ('（2）公务用车运行维护费', d)]
        rows = [Row(n, [self.c(x if x else None)], total=n == '合计') for n, x in v]
        return Table('“三公”经费支出%s表' % self.word() if self.final else '“三公”经费支出表', '三公经费支出表', self.unit, [['项目', self.word() + '数']], rows, coded=False)

    def t8(self):
        return self.coded('政府性基金预算支出%s表' % self.word() if self.final else '政府性基金预算支出表', '政府性基金预算支出表',
                          [('合计', self.part('fund')), ('基本支出', {}), ('项目支出', self.part('fund'))], '本部门没有政府性基金预算支出，本表为空表')

    def t9(self):
        return self.coded('国有资本经营预算支出%s表' % self.word() if self.final else '国有资本经营预算支出表', '国有资本经营预算支出表',
                          [('合计', {}), ('基本支出', {}), ('项目支出', {})], '本部门没有国有资本经营预算支出，本表为空表')

    # ---- the text: in 万元, whatever the tables are in

    def w(self, name, v, kind='prose'):
        return Fig(name, str((D(v) / 1000000).quantize(D('0.01'))), '万元', kind)

    def rate(self, name, a, b):
        return Fig(name, str((D(a) * 100 / D(b)).quantize(D('0.01'))), '%', 'rate')

    def change(self, name, v, full=True):
        old = v * self.rng.randrange(700, 1400) // 1000 // 10000 * 10000
        new = D(v).quantize(D(10000)) if full else v
        d = int(D(v) / 10000) * 10000 - old if full else v - old
        say = '增加' if d > 0 else '减少'
        rated = abs(d) > 1000000 and old > 10000000  # else nothing tells what last year was
        out = ['比上年%s ' % say, self.w(name, abs(d), 'change' if rated else 'change alone'), ' 万元']
        if rated:
            out += ['，%s ' % ('增长' if d > 0 else '下降'), self.rate(name, abs(d), v - d), '%']
        return out

    def text(self):
        y, word, all_ = '2024 年', self.word(), self.G + self.F + self.O
        t = '收入总计' if self.final else '收入预算总额'
        u = '支出总计' if self.final else '支出预算总额'
        rose = self.change(t, all_)
        too = [Fig(u, f.s, f.unit, f.kind) if isinstance(f, Fig) else f for f in rose]  # last year they were equal too
        p = [['%s本部门%s ' % (y, t), self.w(t, all_), ' 万元，'] + rose + ['。其中：财政拨款收入 ', self.w('财政拨款收入', self.G + self.F - self.X), ' 万元，占 ',
             self.rate('财政拨款收入', self.G + self.F - self.X, all_), '%；'] + (['上年结转 ', self.w('上年结转', self.X), ' 万元；'] if self.X else []) + ['事业收入 ', self.w('事业收入', self.O), ' 万元，占 ', self.rate('事业收入', self.O, all_), '%。'],
             ['%s本部门%s ' % (y, u), self.w(u, all_), ' 万元，'] + too + ['。其中：基本支出 ', self.w('基本支出', self.B), ' 万元，占 ', self.rate('基本支出', self.B, all_),
              '%；项目支出 ', self.w('项目支出', all_ - self.B), ' 万元，占 ', self.rate('项目支出', all_ - self.B, all_), '%。']]
        s = ['%s一般公共预算支出 ' % y, self.w('一般公共预算支出', self.G), ' 万元。按功能分类：']
        for n, v in self.classes('basic', 'proj'):
            s += [n + ' ', self.w(n, v), ' 万元，占 ', self.rate(n, v, self.G), '%；']
        p.append(s[:-1] + ['%。'])
        staff = sum(v for c, v in self.econ.items() if c[:3] != '302')
        p.append(['%s一般公共预算基本支出 ' % y, self.w('基本支出', self.B), ' 万元，其中：人员经费 ', self.w('人员经费', staff), ' 万元，公用经费 ', self.w('公用经费', self.B - staff), ' 万元。'])
        a, b, c, d = self.sg
        names = ['因公出国（境）费', '公务接待费', '公务用车购置费', '公务用车运行维护费']
        s = ['%s“三公”经费%s ' % (y, '支出决算' if self.final else '预算安排'), self.w('“三公”经费', a + b + c + d), ' 万元。其中：']
        for n, v in zip(names, self.sg):
            s += [n + ' ', self.w(n, v), ' 万元，'] + (self.change(n, v, False) if v and self.rng.random() < 0.5 else ['与上年持平']) + ['；']
        p.append(s[:-1] + ['。'])
        g = [self.rng.randrange(100, 9000) * 10000 for _ in range(3)]
        p.append(['%s政府采购%s总额 ' % (y, '支出' if self.final else '预算'), self.w('政府采购', sum(g)), ' 万元，其中：货物 ', self.w('货物', g[0]), ' 万元、工程 ',
                  self.w('工程', g[1]), ' 万元、服务 ', self.w('服务', g[2]), ' 万元。'])
        if self.final:
            for c, v in list(self.part('basic', 'proj').items())[:5]:
                plan = v * self.rng.randrange(800, 1300) // 1000 // 10000 * 10000 + 10000
                v = int((D(v) / 10000).quantize(D(1))) * 10000
                cmp_ = '大于' if v > plan else '小于' if v < plan else '等于'
                n = '%s（类）%s（款）%s（项）' % (FUNC[c[:3]], FUNC[c[:5]], FUNC[c])
                p.append([n + '。年初预算为 ', self.w(FUNC[c], plan, 'plan'), ' 万元，支出决算为 ', self.w(FUNC[c], v), ' 万元，完成年初预算的 ',
                          self.rate(FUNC[c], v, plan), '%。决算数' + cmp_ + '年初预算数的主要原因是工作安排。'])
        self.prose = p

    # ---- printing

    def lines(self):
        out = ['临澜市文化局 2024 年部门' + self.word(), '', '第二部分 部门%s表' % self.word(), '']
        self.at = {}
        for t in self.tables:
            out += [t.title, '', '单位：' + t.unit, '']
            out += ['\t'.join(h) for h in t.head]
            for k, row in enumerate(t.rows):
                rows = row if isinstance(row, tuple) else (row,)
                for r in rows:
                    self.at[id(r)] = len(out) + 1
                cells = []
                for r in rows:
                    cells += ([r.code] if t.coded else []) + [r.name] + [c.s for c in r.cells]
                out.append('\t'.join(cells))
            if t.note:
                out.append('注：' + t.note)
            out.append('')
        out += ['第三部分 部门%s情况说明' % self.word(), '']
        for s in self.prose:
            for f in s:
                if isinstance(f, Fig):
                    self.at[id(f)] = len(out) + 1
            out += [''.join(f if isinstance(f, str) else f.s for f in s), '']
        return out


    def laid_out(self, how):
        """the same in a layout of layout.py"""
        ts, word = [], self.word()
        for t in self.tables:
            o = layout.Table()
            o.title, o.year, o.unit, o.note = t.title, '2024', t.unit, t.note
            if t.two: paths = [(('in', 'name'), ['收入', '项目']), (('in', 'amount'), ['收入', word + '数']), (('out', 'name'), ['支出', '项目'])] + \
                              [(('out', 'amount'), ['支出', c]) for c in t.head[1][3:]]
            else: paths = [(('', 'name' if i <= t.coded else 'amount'), [c]) for i, c in enumerate(t.head[0])]
            o.columns = [(*kind, path) for kind, path in paths]
            o.head = layout.header([path for _, path in paths])
            o.body = [[x for r in (row if isinstance(row, tuple) else (row,)) for x in ([r.code] if t.coded else []) + [r.name] + [c.s for c in r.cells]] for row in t.rows]
            ts.append(o)
        after = ['第三部分 部门%s情况说明' % word] + [''.join(f if isinstance(f, str) else f.s for f in s) for s in self.prose]
        doc = layout.LAYOUTS[how](ts, '临澜市文化局2024年部门' + word, after)
        return doc if isinstance(doc, bytes) else (doc + '\n').encode()


# ---- faults

def digits(rng, s):
    """another digit, not the last one"""
    at = [i for i, c in enumerate(s) if c.isdigit()][:-1]
    if not at: return None
    i = rng.choice(at)
    new = rng.choice([c for c in '0123456789' if c != s[i] and (i > at[0] or c != '0' or len(at) == 1)])
    return s[:i] + new + s[i + 1:]


def swap(rng, s):
    at = [i for i, c in enumerate(s) if c.isdigit()]
    pairs = [(a, b) for a, b in zip(at, at[1:]) if s[a] != s[b] and (a > at[0] or s[b] != '0')][:-1]
    if not pairs: return None
    a, b = rng.choice(pairs)
    t = list(s)
    t[a], t[b] = t[b], t[a]
    return ''.join(t)


def all_rows(doc):
    for t in doc.tables:
        for k, row in enumerate(t.rows):
            for r in row if isinstance(row, tuple) else (row,):
                yield t, k, r


def cells(doc, want):
    return [(t, k, r, i) for t, k, r in all_rows(doc) for i, c in enumerate(r.cells) if c.s and want(t, r)]


class Fault:
    def __init__(self, kind, table, row, gaps, unit, line, what):
        self.kind, self.table, self.name, self.code = kind, table, row.name, getattr(row, 'code', '')
        self.gaps = {abs(g / 10000 if unit == '元' else g) for g in gaps if g}
        self.line, self.what = line, what


def inject(doc, kind):
    rng = doc.rng
    doc.lines()
    num = lambda s: D(s or 0)
    if kind in ('prose', 'rate', 'change', 'plan'):
        figs = [f for s in doc.prose for f in s if isinstance(f, Fig) and f.kind == kind and num(f.s)]
        if not figs: return None
        f = rng.choice(figs)
        new = digits(rng, f.s)
        if new is None: return None
        was, f.s = f.s, new
        return Fault(kind, 'prose', f, [num(new) - num(was)], f.unit, doc.at[id(f)], '%s -> %s' % (was, new))
    sg = lambda t, r: t.canon == '三公经费支出表'
    want = {'total': lambda t, r: r.total, 'sangong': sg}.get(kind, lambda t, r: True)
    at = cells(doc, want)
    if not at: return None
    t, k, r, i = rng.choice(at)
    c = r.cells[i]
    line, was = doc.at[id(r)], c.s
    if kind in ('missing', 'doubled'):
        if r.total: return None
        gaps = [num(x.s) for x in r.cells]
        f = Fault(kind, t.canon, r, gaps, t.unit, None if kind == 'missing' else line, ' '.join(x.s for x in r.cells))
        if isinstance(t.rows[k], tuple):  # one side of it
            if kind == 'missing': r.name, r.cells = '', [Cell(None, 2, t.unit) for _ in r.cells]
            else:
                other = [x for x in t.rows[k] if x is not r][0]
                blank = Row('', [Cell(None, 2, t.unit) for _ in other.cells])
                t.rows.insert(k + 1, tuple(r if x is r else blank for x in t.rows[k]))
        elif kind == 'missing': del t.rows[k]
        else: t.rows.insert(k + 1, Row(r.name, r.cells, r.code))
        return f
    if kind == 'code':
        if len(r.code) != 7 or num(was) == 0: return None
        r.code, old = r.code[:3] + rng.choice([x for x in ('03', '07', '96') if x != r.code[3:5]]) + r.code[5:], r.code
        f = Fault(kind, t.canon, r, [num(x.s) for x in r.cells], t.unit, line, '%s -> %s' % (old, r.code))
        return f
    if kind == 'shift':
        to = [j for j in (i - 1, i + 1) if 0 <= j < len(r.cells) and not r.cells[j].s]
        if not to: return None
        r.cells[rng.choice(to)].s, c.s = c.s, ''
    else:
        power = lambda: str((num(was).scaleb(rng.choice([4, -4, 1, -1, 3, 2]))).normalize().quantize(D('0.01')))
        c.s = {'digit': lambda: digits(rng, was), 'swap': lambda: swap(rng, was), 'unit': power, 'sign': lambda: '-' + was,
               'total': lambda: digits(rng, was), 'sangong': lambda: digits(rng, was)}[kind]() or was
    if num(c.s) == num(was) or abs(num(c.s) - num(was)) * (1 if t.unit == '万元' else D('0.0001')) < D('0.1'): return None
    return Fault(kind, t.canon, r, [num(c.s) - num(was)], t.unit, line, '[%d] %s -> %s' % (i, was, c.s))


KINDS = 'digit swap unit sign shift missing doubled total sangong code prose rate change plan'.split()


def bare(s):
    s = re.sub(r'^(?:[一二三四五六七八]、|\d\.|（\d）)', '', s)
    return re.sub(r'[\s“”（）()、.:：]', '', s.replace('单位', ''))


def found(f, o):
    """does finding o name fault f; is it at least explained by it"""
    table = f.table == 'prose' and o['table'] == '' or o['table'] == f.table or (f.table != 'prose' and f.table in o['why'])
    text = bare(' '.join((o['name'], o['code'], o['why'])))
    line = f.line and o['line'] == str(f.line)
    gap = o['gap'] and any(abs(abs(D(o['gap'])) - g) <= D(o['tolerance'] or 0) for g in f.gaps)
    named = bare(f.name) in text or (f.code and f.code in text)
    if f.kind == 'missing' and o['code']: named = named or f.code.startswith(o['code'])  # no row: the account above it is the place
    hit = bool(line or (table and (named or gap)))
    return hit, bool(hit or gap)


SUFFIX = {'html': 'html', 'csv': 'csv', 'markdown': 'md', 'xlsx': 'xlsx', 'docx': 'docx', 'pdf': 'pdf'}


def printed(pages, folder):
    """HTML pages printed, all in one go: folder/000000.pdf …"""
    quiet = dict(check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    body = [re.search('<body>(.*)</body>', p.decode(), re.S).group(1) for p in pages]
    look = 'h1,h2{font-size:14px}table{border-collapse:collapse;width:100%;page-break-after:always}td,th{border:1px solid;padding:2px;font-size:10px}td:nth-child(n+3){text-align:right}.d{page-break-before:always}'
    with tempfile.TemporaryDirectory() as d:
        with open(d + '/a.html', 'w', encoding='utf-8') as f:
            f.write('<html><head><meta charset="utf-8"><style>%s</style></head><body>%s</body></html>' % (look, ''.join('<div class="d">BEGIN%dE</div><div class="d">%s</div>' % x for x in enumerate(body))))
        subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update',
                        '--disable-sync', '--user-data-dir=' + d + '/profile', '--no-pdf-header-footer', '--print-to-pdf=' + d + '/a.pdf', 'file://' + d + '/a.html'], **quiet)
        text = subprocess.run(['pdftotext', d + '/a.pdf', '-'], check=True, capture_output=True).stdout.decode().split('\f')[:-1]
        starts = [i for i, p in enumerate(text) if 'BEGIN' in p] + [len(text)]
        subprocess.run(['pdfseparate', d + '/a.pdf', d + '/p%d.pdf'], **quiet)
        for k in range(len(pages)):
            subprocess.run(['pdfunite'] + ['%s/p%d.pdf' % (d, n + 1) for n in range(starts[k] + 1, starts[k + 1])] + ['%s/%06d.pdf' % (folder, k)], **quiet)


def check(bin_, docs, how):
    """the findings that are off, by document"""
    with tempfile.TemporaryDirectory() as d:
        if how == 'pdf': printed([doc.laid_out('html') for doc in docs], d)
        for i, doc in enumerate(docs if how != 'pdf' else []):
            with open('%s/%06d.%s' % (d, i, SUFFIX.get(how, 'txt')), 'wb') as f:
                f.write(('\n'.join(doc.lines()) + '\n').encode() if how == 'page' else doc.laid_out(how))
        names = '\0'.join(d + '/' + x for x in sorted(os.listdir(d))).encode()
        ex = subprocess.Popen([bin_ + '/bd-extract', '--files0-from', '-'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        no = subprocess.Popen([bin_ + '/bd-norm'], stdin=ex.stdout, stdout=subprocess.PIPE)
        ro = subprocess.Popen([bin_ + '/bd-rollup', '--check', '-q'], stdin=no.stdout, stdout=subprocess.PIPE)
        ex.stdin.write(names)
        ex.stdin.close()
        lines = ro.stdout.read().decode().split('\n')
        ex.wait(), no.wait(), ro.wait()
    head = lines[0].split('\t')
    out = [[] for _ in docs]
    for l in lines[1:]:
        r = dict(zip(head, l.split('\t')))
        if r.get('result') == 'off': out[int(os.path.basename(r['doc'])[:6])].append(r)
    return out


def clean(bin_, seed, n, how):
    """false alarms on what is right"""
    alarms, docs = 0, [Doc(random.Random('%d %d' % (seed, i)), i) for i in range(n)]
    for doc, off in zip(docs, check(bin_, docs, how)):
        for o in off:
            alarms += 1
            print('FALSE ALARM on what is right: %s document %d line %s %s %s %s' % (how, doc.no, o['line'], o['table'], o['rule'], o['why']))
    return alarms


def with_faults(bin_, seed, n, how, kind, verbose):
    """faults of a kind: how many, how many found, how many false alarms"""
    docs, faults = [], []
    for i in range(3 * n):
        doc = Doc(random.Random('%d %d' % (seed, i % n)), i)
        doc.rng = random.Random('%d %s %d' % (seed, kind, i))
        f = inject(doc, kind)
        if not f or (how == 'xlsx' and f.table == 'prose'): continue
        if how != 'page': f.line = None
        docs.append(doc)
        faults.append(f)
    hits = wrong = 0
    for doc, f, off in zip(docs, faults, check(bin_, docs, how) if docs else ()):
        got = [found(f, o) for o in off]
        hits += any(h for h, _ in got)
        wrong += sum(not e for _, e in got)
        if verbose:
            what = '%s: %s document %d %s %s %s %s' % (kind, how, doc.no, f.table, f.code, f.name, f.what)
            if not any(h for h, _ in got): print('NOT FOUND %s line %s %s' % (what, f.line, doc.unit))
            for (_, e), o in zip(got, off):
                if not e: print('FALSE ALARM %s: line %s %s %s %s' % (what, o['line'], o['table'], o['rule'], o['why'][:160]))
    return len(faults), hits, wrong


def main():
    a = [x for x in sys.argv[1:] if x != '-v']
    bin_, seed, n = a[0], int(a[1]) if len(a) > 1 else 1, int(a[2]) if len(a) > 2 else 10
    bad = False
    for how in (a[3] if len(a) > 3 else 'page').split(','):
        alarms, total = clean(bin_, seed, n, how), [0, 0, 0]
        for kind in KINDS:
            one = with_faults(bin_, seed, n, how, kind, '-v' in sys.argv)
            if how == 'page': print('%-8s faults %3d  found %3d  false alarms %d' % (kind, *one))
            total = [x + y for x, y in zip(total, one)]
        print('%-8s faults %3d  found %3d = %.1f %%  false alarms %d, on what is right %d' % ('all' if how == 'page' else how, *total[:2], 100 * total[1] / total[0], total[2], alarms))
        bad = bad or alarms or total[1] < 0.95 * total[0]
    sys.exit(1 if bad else 0)


if __name__ == '__main__': main()
