#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""make.py OUT FIRST COUNT [held|nopdf]   made-up disclosures as whole documents, with what is printed about 三公 as JSON beside
them: 7 layouts, most of the fixed-width ones printed by Chromium (not with nopdf) and read back with `pdftotext -layout`, 16 shapes of
tables, 19 ways of telling, and errors on purpose. A document depends on its number alone."""
import html, json, os, random, re, sys, unicodedata
ITEMS = ['total', 'abroad', 'reception', 'car', 'buy', 'run']
COUNTS = ['trips', 'people', 'bought', 'kept', 'receptions', 'guests']

def width(s):
    return sum(2 if unicodedata.east_asian_width(c) in 'WFA' else 1 for c in s)

def fen(x, dec=2):
    return '%d.%02d' % (x // 100, x % 100) if x >= 0 else '-' + fen(-x)

def rate(d, base, n=2):
    """percent d/base with n decimals, half up"""
    k = 10 ** n * 100
    v = (abs(d) * k * 2 + base) // (2 * base)
    s = '%d.%0*d' % (v // 10 ** n, n, v % 10 ** n) if n else '%d' % v
    return s

class Doc:
    def __init__(d, n, held):
        d.r = r = random.Random('gong%d' % n); d.n = d.num_ = n; d.held = held
        d.phase = r.choice(['budget', 'final'])
        d.year = r.randrange(2017, 2026)
        city = r.choice(['临河', '青川口', '白石', '东岭', '云溪', '南浦', '新桥', '松江口'])
        area = r.choice(['市', '县', '区'])
        office = r.choice(['水利局', '教育局', '市场监督管理局', '卫生健康局', '文化广电和旅游局', '应急管理局', '交通运输局', '自然资源局', '妇女联合会', '人民法院', '供销合作社联合社', '农业农村局'])
        d.place = city + area
        d.bureau = city + area + office
        d.short = r.choice(['我局', '本部门', '本单位', '我部门', d.bureau, '部门'])
        d.kindname = r.choice(['部门', '单位', '部门'])
        d.layout = r.choice(['tab', 'cells', 'fixed', 'fixed', 'html', 'md', 'csv'])
        d.what = r.choices(['both', 'table', 'prose', 'none'], [60, 17, 17, 3])[0]
        d.unit = r.choices(['万元', '元'], [5, 1])[0]
        d.zero = r.choice(['', '', '0', '0.00', '-', '—'])
        d.pzero = r.choice(['0', '0', '0.00'])
        d.strip = r.random() < .5
        d.thou = r.random() < .25
        d.space = r.random() < .25
        d.q = r.choice(['“三公”', '“三公”', '“三公”', '"三公"', '三公', '‘三公’', '＂三公＂', '「三公」'] if held else ['“三公”', '“三公”', '“三公”', '"三公"', '三公', '‘三公’'])
        d.jing = r.choice(['（境）', '（境）', '(境)'])
        d.runname = r.choice(['运行维护费', '运行费', '运行维护费', '运维费'] if held else ['运行维护费', '运行费', '运行维护费'])
        d.carname = r.choice(['公务用车购置及', '公务用车购置和', '公务用车购置及'])+ d.runname
        d.out = []          # (kind, payload)
        d.inject = None
        d.amounts()
        d.lines = []
        d.shape = None
        d.make()

    # --- truth
    def parts(d, big):
        r = d.r
        a = r.choice([0, 0, r.randrange(100, 4000)])
        rec = r.choice([0, r.randrange(20, 3000), r.randrange(20, 3000)])
        b = r.choice([0, 0, r.randrange(1000, 3600)])
        u = r.choice([0, r.randrange(100, 6000), r.randrange(100, 6000)])
        if big: a, rec, b, u = [x * r.randrange(5, 30) for x in (a, rec, b, u)]
        if r.random() < .3: a, rec, b, u = [x // 100 * 100 for x in (a, rec, b, u)]
        return {'total': a + rec + b + u, 'abroad': a, 'reception': rec, 'car': b + u, 'buy': b, 'run': u}

    def amounts(d):
        r = d.r
        big = r.random() < .2
        d.now = d.parts(big)
        if r.random() < .04: d.now = dict.fromkeys(ITEMS, 0)
        d.prior = d.parts(big)
        for i in ('abroad', 'reception', 'buy', 'run'):
            if r.random() < .4: d.prior[i] = d.now[i]
        d.fix(d.prior)
        d.plan = dict(d.now)       # 年初预算 in finals
        for i in ('abroad', 'reception', 'buy', 'run'):
            if d.now[i] and r.random() < .7: d.plan[i] = d.now[i] + r.randrange(0, 800)
            elif not d.now[i] and r.random() < .2: d.plan[i] = r.randrange(10, 500)
        d.fix(d.plan)
        t = d.now
        d.count = {'trips': r.randrange(1, 9) if t['abroad'] else 0, 'people': r.randrange(9, 30) if t['abroad'] else 0, 'bought': r.randrange(1, 4) if t['buy'] else 0,
                   'kept': r.randrange(1, 40) if t['run'] else 0, 'receptions': r.randrange(5, 200) if t['reception'] else 0, 'guests': r.randrange(200, 3000) if t['reception'] else 0}

    @staticmethod
    def fix(p):
        p['car'] = p['buy'] + p['run']; p['total'] = p['abroad'] + p['reception'] + p['car']

    # --- printing
    def cell(d, x):
        if x == 0: return d.zero
        if d.unit == '元':
            s = '%d.%02d' % (x * 100, 0)
        else:
            s = fen(x)
        if d.thou:
            a, b = s.split('.'); s = '{:,}'.format(int(a)) + '.' + b
        return s

    def truthcell(d, x):
        if x == 0: return {'': '', '-': '-', '—': '-'}.get(d.zero, '0')
        return fen(x)

    def p(d, x):
        """amount in prose with its unit"""
        s = d.pzero if x == 0 else fen(x)
        if d.strip and x: s = s.rstrip('0').rstrip('.') if '.' in s else s
        if d.pyuan: s = '0' if x == 0 else '%d' % (x * 100)
        u = '元' if d.pyuan else '万元'
        return (' %s ' % s + u) if d.space else s + u

    def pr(d, i, x, line):
        """the same, and kept as truth of the line"""
        line['prose'][i] = fen(x)
        return d.p(x)

    def num(d, x): return (' %d ' % x) if d.space else '%d' % x

    def line(d, year, phase, org=None, code=None, kind='whole'):
        for l in d.lines:
            if (l['year'], l['phase'], l['org']) == (year, phase, org) and (org is None or l['code'] == code): return l
        l = {'year': year, 'phase': phase, 'org': org, 'code': code, 'table': {}, 'prose': {}, 'prior': {}, 'count': {}}
        d.lines.append(l)
        return l

    # --- document
    def para(d, *s):
        for x in s: d.out.append(('p', x))

    def make(d):
        r, Y = d.r, d.year
        word = '预算' if d.phase == 'budget' else '决算'
        d.word = word
        d.pyuan = r.random() < .06
        d.rank = r.choice(['一', '五', '七'])
        head = r.choice(['%d年%s%s公开' % (Y, d.bureau, d.kindname + word), '%s%d年度%s' % (d.bureau, Y, d.kindname + word), '%d年度%s%s%s情况' % (Y, d.bureau, d.kindname, word)])
        d.para(head, '目  录', '第一部分  %s概况' % d.kindname, '第二部分  %d年%s%s表' % (Y, d.kindname, word), '第三部分  %d年%s%s情况说明' % (Y, d.kindname, word), '第四部分  名词解释')
        d.para('第一部分  %s概况' % d.kindname, '一、主要职责', '贯彻执行国家和省有关法律法规，拟订全%s年度工作计划并组织实施。' % d.place[-1], '二、机构设置', '%s内设办公室、财务科等%d个科室，下属单位%d个。' % (d.bureau, r.randrange(3, 12), r.randrange(0, 5)))
        tables_first = r.random() < .6
        if d.inject is None and d.what == 'both' and r.random() < .3:
            d.inject = r.choice(['table', 'table', 'prose', 'slip', 'swap', 'total'])
        d.tab = (dict(d.plan), dict(d.now)) if d.phase == 'final' else (dict(d.now), None)
        if d.inject: d.spoil()
        blocks = [lambda: d.tables(), lambda: d.narrative()]
        if not tables_first: blocks.reverse()
        for b in blocks: b()
        d.para('第四部分  名词解释', '一、财政拨款收入：指同级财政当年拨付的资金。',
               '%s、%s经费：指用财政拨款安排的因公出国%s费、公务用车购置及%s和公务接待费。其中，因公出国%s费反映单位公务出国%s的国际旅费、国外城市间交通费、住宿费、伙食费、培训费、公杂费等支出；公务用车购置费反映公务用车车辆购置支出（含车辆购置税）；公务接待费反映单位按规定开支的各类公务接待（含外宾接待）支出。' % (r.choice(['二', '九']), d.q, d.jing, d.runname, d.jing, d.jing))

    def spoil(d):
        r = d.r
        t = d.tab[1] if d.phase == 'final' and r.random() < .7 else d.tab[0]
        d.spoiled = t
        nz = [i for i in ITEMS if t[i] > 0]
        if not nz or d.what != 'both': d.inject = None; return
        k = d.inject
        if k == 'table': t[r.choice(nz)] += r.choice([137, 1000, 90])
        elif k == 'total': t['total'] += r.choice([1000, 27, 300])
        elif k == 'slip': t[r.choice(nz)] *= 10000
        elif k == 'swap':
            pr = [(x, y) for x, y in (('abroad', 'reception'), ('reception', 'car'), ('buy', 'run'), ('abroad', 'car')) if abs(t[x] - t[y]) > 10]
            if not pr: d.inject = None; return
            x, y = r.choice(pr); t[x], t[y] = t[y], t[x]
        elif k == 'prose': pass   # done in prose

    # --- tables
    def tables(d):
        r, Y, w = d.r, d.year, d.word
        d.para('第二部分  %d年%s%s表' % (Y, d.kindname, w))
        d.basic = r.randrange(20000, 90000)
        base = d.now if d.phase == 'budget' else d.now
        proj = base['total'] + r.randrange(10000, 70000)
        d.u0 = d.unit
        d.table(r.choice(['%s%s支出%s表', '%s%s支出%s总表'][:1]) % ('', d.kindname, w), [[('项目', 1, 1), ('合计', 1, 1), ('基本支出', 1, 1), ('项目支出', 1, 1)]],
                [['合计', d.cell(d.basic + proj), d.cell(d.basic), d.cell(proj)], ['201一般公共服务支出', d.cell(d.basic + proj), d.cell(d.basic), d.cell(proj)]])
        if d.what in ('both', 'table'): d.sangong()
        if r.random() < .4:
            d.table('政府性基金预算财政拨款支出%s表' % w, [[('科目编码', 1, 1), ('科目名称', 1, 1), ('合计', 1, 1), ('基本支出', 1, 1), ('项目支出', 1, 1)]], [], note='注：本%s无政府性基金预算财政拨款支出，故本表为空表。' % d.kindname)

    def table(d, title, head, body, note=None, unit=None, org=True, extra=None):
        d.out.append(('t', dict(title=title, head=head, body=body, note=note, unit=unit or d.unit, org=org and d.r.random() < .5)))

    def title(d):
        r, Y, w, q = d.r, d.year, d.word, d.q
        c = ['一般公共预算%s经费支出表' % q, '%d年%s经费支出%s表' % (Y, q, w), '财政拨款%s经费支出%s表' % (q, w), '一般公共预算财政拨款%s经费支出%s表' % (q, w), '%s%s经费%s表' % (d.kindname, q, w), '表七：一般公共预算%s经费支出情况表' % q]
        if d.held: c += ['%d年%s财政拨款%s经费%s情况统计表' % (Y, d.kindname, q, w), '公开08表 %s经费公共预算财政拨款支出%s表' % (q, w), '附表9 %s经费支出%s明细表' % (q, w)]
        return r.choice(c)

    def names(d):
        r = d.r
        abroad = '因公出国%s%s' % (d.jing, r.choice(['费', '费用', '费']))
        car = r.choice([d.carname, d.carname, '公务用车费', '公务用车购置及运行维护费支出'])
        buy = r.choice(['公务用车购置费', '公务用车购置费', '公务用车购置'])
        run = '公务用车' + d.runname
        return {'total': r.choice(['合计', '合计', '%s经费合计' % d.q, '总计', '%s经费支出合计' % d.q]), 'abroad': abroad, 'car': car, 'buy': buy, 'run': run, 'reception': r.choice(['公务接待费', '公务接待费', '公务接待费支出'])}

    def sangong(d):
        r = d.r
        common = ['list', 'list', 'wide', 'wide', 'wide', 'fund', 'withrun', 'meeting', 'orgs', 'title']
        shapes = common + (['6+6', '6+6', 'inter', 'listbf', 'listbf', 'stat'] if d.phase == 'final' else ['prior', 'prior'])
        if d.held: shapes += ['prior2'] if d.phase == 'budget' else ['swapped', 'widebf']
        d.shape = r.choice(shapes)
        if d.inject and d.shape in ('title', 'orgs'): d.shape = 'wide'
        getattr(d, 'shape_' + {'6+6': 'six', 'prior2': 'prior'}.get(d.shape, d.shape))()

    def rows_list(d, nm, cols):
        """item rows; cols: function item -> list of cells. Orders and enumerators as printed."""
        r = d.r
        order = r.choice([['abroad', 'car', 'reception'], ['abroad', 'reception', 'car']])
        parts = r.random() < .8
        d.noparts = not parts
        num = r.choice([('', '', ''), ('1.', '', '其中：'), ('一、', '', '其中：'), ('1、', '', '（%d）'), ('（%s）', '', '%d.'), ('', '', '①')])
        cn, ar = '一二三', '123'
        rows = []
        for k, i in enumerate(order):
            e = num[0]
            if e == '1.': e = ar[k] + '.'
            elif e == '一、': e = cn[k] + '、'
            elif e == '1、': e = ar[k] + '、'
            elif e == '（%s）': e = '（' + cn[k] + '）'
            rows.append((i, e + nm[i]))
            if i == 'car' and parts:
                po = r.choice([['buy', 'run'], ['buy', 'run'], ['run', 'buy']])
                for j, x in enumerate(po):
                    s = num[2]
                    s = '①②'[j] if s == '①' else s % (j + 1) if '%' in s else (s if j == 0 else '') if s else ''
                    rows.append((x, s + nm[x]))
        t = ('total', nm['total'])
        rows = [t] + rows if r.random() < .6 else rows + [t]
        return [[label] + cols(i) for i, label in rows], [i for i, _ in rows]

    def keep(d, l, vals, items=ITEMS, field='table'):
        for i in items: l[field][i] = d.truthcell(vals[i])

    def main(d):
        """line(s) of the whole for a table that shows only one phase"""
        return d.line(d.year, d.phase), (d.tab[1] if d.phase == 'final' else d.tab[0])

    def colname(d):
        r, Y = d.r, d.year
        return r.choice(['预算数', '%d年预算数' % Y, '金额', '本年预算数', '%d年预算' % Y]) if d.phase == 'budget' else r.choice(['决算数', '金额', '%d年决算数' % Y, '本年决算数'])

    def shape_list(d):
        l, v = d.main(); nm = d.names()
        body, items = d.rows_list(nm, lambda i: [d.cell(v[i])])
        head = [[(d.r.choice(['项目', '项  目', '支出项目', '项目名称']), 1, 1), (d.colname(), 1, 1)]]
        d.keep(l, v, items)
        if d.r.random() < .3:    # with an ordinal column
            head[0].insert(0, ('序号', 1, 1)); body = [[str(k + 1)] + b for k, b in enumerate(body)]
        d.table(d.title(), head, body)

    def wide_cols(d, parts=True):
        o = d.r.choice([['total', 'abroad', 'reception', 'car', 'buy', 'run'], ['total', 'abroad', 'car', 'buy', 'run', 'reception'], ['abroad', 'reception', 'car', 'buy', 'run', 'total']])
        return o if parts else [i for i in o if i not in ('buy', 'run')]

    def wide_head(d, cols, top=None, extra=()):
        """two header lines; columns 小计/购置费/运行费 under one group"""
        h1, h2 = [], []
        sub = d.r.choice([('小计', '公务用车购置费', '公务用车' + d.runname), ('小计', '购置费', d.runname)])
        for i in cols:
            if i == 'car' and 'buy' in cols: h1.append((d.carname, 3, 1)); h2 += [(sub[0], 1, 1)]
            elif i == 'car': h1.append((d.carname, 1, 2))
            elif i == 'buy': h2.append((sub[1], 1, 1))
            elif i == 'run': h2.append((sub[2], 1, 1))
            else: h1.append(({'total': d.r.choice(['合计', '合计', '“三公”经费合计']), 'abroad': '因公出国%s费' % d.jing, 'reception': '公务接待费'}[i], 1, 2))
        for e in extra: h1.append((e, 1, 2))
        return [h1, h2] if h2 else [[(t, c, 1) for t, c, _ in h1]]

    def shape_wide(d):
        l, v = d.main(); cols = d.wide_cols(d.r.random() < .85)
        head = d.wide_head(cols)
        if d.r.random() < .3:
            head = [[('%s经费%s数' % (d.q, d.word), len(cols), 1)]] + head
        d.keep(l, v, cols)
        d.table(d.title(), head, [[d.cell(v[i]) for i in cols]])

    def shape_withrun(d):
        l, v = d.main(); cols = d.wide_cols()
        h = d.wide_head(cols)
        head = [[('%d年%s经费%s数' % (d.year, d.q, d.word), len(cols), 1), ('机关运行经费%s数' % d.word, 1, 3)]] + h
        d.keep(l, v, cols)
        d.table('%s%s经费和机关运行经费%s表' % (d.kindname, d.q, d.word), head, [[d.cell(v[i]) for i in cols] + [d.cell(d.r.randrange(1000, 30000))]])

    def shape_fund(d):
        l, v = d.main(); nm = d.names()
        cap = d.r.random() < .5
        body, items = d.rows_list(nm, lambda i: [d.cell(v[i]), d.cell(v[i]), d.zero] + ([d.zero] if cap else []))
        head = [[('项目', 1, 2), ('资金性质', 4 if cap else 3, 1)], [('合计', 1, 1), ('一般公共预算财政拨款', 1, 1), ('政府性基金预算拨款', 1, 1)] + ([('国有资本经营预算财政拨款', 1, 1)] if cap else [])]
        d.keep(l, v, items)
        d.table(d.title(), head, body)

    def shape_meeting(d):
        l, v = d.main(); nm = d.names()
        body, items = d.rows_list(nm, lambda i: [d.cell(v[i])])
        m, t = d.r.randrange(50, 900), d.r.randrange(50, 900)
        nm_t = '“三公”经费小计'
        for b, i in zip(body, items):
            if i == 'total': b[0] = nm_t
        body += [['会议费', d.cell(m)], ['培训费', d.cell(t)]]
        d.keep(l, v, items)
        d.table('%s经费、会议费、培训费支出%s表' % (d.q, d.word), [[('项目', 1, 1), (d.colname(), 1, 1)]], body)

    def shape_orgs(d):
        l, v = d.main(); cols = d.wide_cols()
        code = d.r.choice([True, True, False])
        n = d.r.randrange(2, 5)
        whole = d.r.random() < .7
        subs = ['本级', '执法大队', '信息中心', '服务中心', '质检站']
        rows, tot = [], dict.fromkeys(ITEMS, 0)
        base = str(d.r.randrange(101, 699))
        rest = {i: v[i] for i in ('abroad', 'reception', 'buy', 'run')}
        for k in range(n):
            p = {i: (rest[i] if k == n - 1 else d.r.randrange(0, rest[i] + 1)) for i in rest}
            for i in rest: rest[i] -= p[i]
            d.fix(p)
            name = d.bureau + subs[k]
            c = base + '%03d' % (k + 1)
            ol = d.line(d.year, d.phase, name, c if code else None)
            d.keep(ol, p, cols)
            rows.append(([c] if code else []) + [name] + [d.cell(p[i]) for i in cols])
        if whole:
            d.keep(l, v, cols)
            rows = [([''] if code else []) + ['合计'] + [d.cell(v[i]) for i in cols]] + rows
        elif code and d.r.random() < .5:
            d.keep(l, v, cols); l['code'] = base
            rows = [[base, d.bureau] + [d.cell(v[i]) for i in cols]] + rows
        else: l['nowhole'] = True
        head = d.wide_head(cols)
        rs = len(head)
        head[0] = ([('单位编码', 1, rs)] if code else []) + [('单位名称', 1, rs)] + head[0]
        d.table(d.title(), head, rows)

    def shape_title(d):
        d.line(d.year, d.phase)
        if d.what == 'table' or d.now['total'] == 0:
            d.now = dict.fromkeys(ITEMS, 0); d.plan = dict(d.now); d.count = dict.fromkeys(COUNTS, 0)
            d.table(d.title(), d.wide_head(d.wide_cols()) if d.r.random() < .6 else [[('项目', 1, 1), (d.colname(), 1, 1)]], [], note='注：%s%d年%s%s经费支出，故本表无数据。' % (d.short, d.year, d.r.choice(['无', '未安排', '没有']), d.q))
        else: d.shape = 'list'; d.shape_list()

    def shape_prior(d):
        """last year, this year, change, rate"""
        r = d.r; l, v = d.main(); nm = d.names()
        full = r.random() < .5
        newfirst = d.shape == 'prior2'
        def cols(i):
            a, b = d.cell(d.prior[i]), d.cell(v[i])
            c = [b, a] if newfirst else [a, b]
            if full:
                x = v[i] - d.prior[i]
                c += [(('-' if x < 0 and d.cell(abs(x)) else '') + d.cell(abs(x))) if x else d.zero, (('-' if x < 0 else '') + rate(x, d.prior[i]) + '%') if d.prior[i] and x else d.zero]
            return c
        body, items = d.rows_list(nm, cols)
        hs = ['%d年预算数' % (d.year - 1), '%d年预算数' % d.year] if r.random() < .6 else ['上年预算数', '本年预算数']
        if newfirst: hs.reverse()
        head = [[('项目', 1, 1)] + [(h, 1, 1) for h in hs] + ([('增减额', 1, 1), ('增减率（%）', 1, 1)] if full else [])]
        if full: body = [b[:-1] + [b[-1].rstrip('%')] for b in body]
        d.keep(l, v, items); d.keep(l, d.prior, items, 'prior')
        d.table(d.title(), head, body)

    def two(d): return d.line(d.year, 'budget'), d.line(d.year, 'final')

    def shape_six(d):
        """national form F7: 预算数 six columns, 决算数 six columns"""
        lb, lf = d.two(); cols = ['total', 'abroad', 'car', 'buy', 'run', 'reception'] if d.r.random() < .8 else d.wide_cols()
        h = d.wide_head(cols)
        k = d.r.choice(['预算数', '预算数', '年初预算数'])
        head = [[(k, 6, 1), ('决算数', 6, 1)], h[0] + h[0], h[1] + h[1]]
        body = [[d.cell(d.tab[0][i]) for i in cols] + [d.cell(d.tab[1][i]) for i in cols]]
        if d.r.random() < .6: body.insert(0, [str(i + 1) for i in range(12)])
        d.keep(lb, d.tab[0], cols); d.keep(lf, d.tab[1], cols)
        d.table(d.title(), head, body, note='注：%d年度预算数为“三公”经费年初预算数，决算数是包括当年财政拨款预算和以前年度结转资金安排的实际支出。' % d.year if d.r.random() < .4 else None)

    def shape_inter(d):
        lb, lf = d.two(); cols = d.wide_cols()
        h = d.wide_head(cols)
        dbl = [[(t, c * 2, s) for t, c, s in row] for row in h]
        head = dbl + [[(x, 1, 1) for _ in cols for x in ('预算数', '决算数')]]
        body = [[d.cell(d.tab[k][i]) for i in cols for k in (0, 1)]]
        d.keep(lb, d.tab[0], cols); d.keep(lf, d.tab[1], cols)
        d.table(d.title(), head, body)

    def shape_listbf(d, swap=False):
        lb, lf = d.two(); nm = d.names()
        hs = [d.r.choice(['预算数', '年初预算数', '%d年预算数' % d.year, '全年预算数']), d.r.choice(['决算数', '%d年决算数' % d.year])]
        ks = (1, 0) if swap else (0, 1)
        body, items = d.rows_list(nm, lambda i: [d.cell(d.tab[k][i]) for k in ks])
        (hs[0] == '全年预算数' or d.keep(lb, d.tab[0], items)); d.keep(lf, d.tab[1], items)
        head = [[('项目', 1, 1)] + [(hs[k], 1, 1) for k in ks]]
        if d.r.random() < .3:
            head[0].insert(1, ('行次', 1, 1)); body = [[b[0], str(k + 1)] + b[1:] for k, b in enumerate(body)]
        d.table(d.title(), head, body)

    def shape_swapped(d): d.shape_listbf(True)

    def shape_widebf(d):
        """two rows 预算数 / 决算数 over item columns"""
        lb, lf = d.two(); cols = d.wide_cols()
        head = d.wide_head(cols); head[0] = [('项目', 1, len(head))] + head[0]
        body = [['预算数'] + [d.cell(d.tab[0][i]) for i in cols], ['决算数'] + [d.cell(d.tab[1][i]) for i in cols]]
        d.keep(lb, d.tab[0], cols); d.keep(lf, d.tab[1], cols)
        d.table(d.title(), head, body)

    def shape_stat(d):
        """the form with counts below the amounts"""
        lb, lf = d.two(); B, F, C = d.tab[0], d.tab[1], d.count
        rows = [['一、%s经费支出' % d.q, '—', '—'] ] if False else []
        rows = [['（一）支出合计', d.cell(B['total']), d.cell(F['total'])], ['1.因公出国%s费' % d.jing, d.cell(B['abroad']), d.cell(F['abroad'])], ['2.' + d.carname, d.cell(B['car']), d.cell(F['car'])],
                ['（1）公务用车购置费', d.cell(B['buy']), d.cell(F['buy'])], ['（2）公务用车' + d.runname, d.cell(B['run']), d.cell(F['run'])], ['3.公务接待费', d.cell(B['reception']), d.cell(F['reception'])],
                ['（1）国内接待费', '—', d.cell(F['reception'])], ['其中：外事接待费', '—', d.zero], ['（2）国%s外接待费' % d.jing, '—', d.zero],
                ['（二）相关统计数', '—', '—'], ['1.因公出国%s团组数（个）' % d.jing, '—', str(C['trips'])], ['2.因公出国%s人次数（人）' % d.jing, '—', str(C['people'])],
                ['3.公务用车购置数（辆）', '—', str(C['bought'])], ['4.公务用车保有量（辆）', '—', str(C['kept'])], ['5.国内公务接待批次（个）', '—', str(C['receptions'])], ['6.国内公务接待人次（人）', '—', str(C['guests'])]]
        d.keep(lb, B); d.keep(lf, F)
        for c in COUNTS: lf['count'][c] = str(C[c])
        d.table(d.title(), [[('项目', 1, 1), ('预算数', 1, 1), ('决算统计数', 1, 1)]], rows)

    # --- prose
    def chg(d, now, was, last='上年', noun=''):
        """how a change is told"""
        r = d.r; x = now - was
        vs = r.choice(['比%s' % last, '较%s' % last]) + noun
        if x == 0: return r.choice(['与%s%s持平' % (last, noun), '与%s%s一致' % (last, noun), '与%s%s相同' % (last, noun), '%s持平' % vs, '%s无变化' % ('与' + last + noun)])
        v = r.choice(['增加', '增长'] if 0 else ['增加']) if x > 0 else '减少'
        s = '%s%s%s' % (vs, v, d.p(abs(x)))
        if was and r.random() < .6: s += '，%s%s%%' % ('增长' if x > 0 else r.choice(['下降', '降低']), rate(x, was, r.choice([0, 1, 2])))
        return s

    REASON = ['主要原因是严格执行中央八项规定精神，厉行节约', '主要原因是压减一般性支出', '原因是工作需要', '主要是认真落实过紧日子要求，从严控制公务活动']

    def why(d): return '，' + d.r.choice(d.REASON) if d.r.random() < .5 else ''

    def narrative(d):
        r, Y, w = d.r, d.year, d.word
        d.para('第三部分  %d年%s%s情况说明' % (Y, d.kindname, w), '一、收支%s总体情况说明' % w, '%d年收入总计%s，支出总计%s，与上年相比，收、支总计各增加%s。' % (Y, d.p(90000), d.p(90000), d.p(3456)))
        if d.what in ('both', 'prose'): d.prose_sangong()
        ps = ['机关运行经费情况说明', '政府采购情况说明', '国有资产占有使用情况说明']
        k = {'一': '二三四', '五': '六七八', '七': '八九十'}[d.rank]
        d.para('%s、%s' % (k[0], ps[0]), '%d年机关运行经费财政拨款%s%s，比上年减少%s，下降%s%%，其中办公费%s、印刷费%s、公务接待费%s。' % (Y, w, d.p(23456), d.p(321), '1.35', d.p(1200), d.p(110), d.p(87)) if r.random() < .4 else '%d年机关运行经费财政拨款%s%s，与上年持平。' % (Y, w, d.p(23456)))
        d.para('%s、%s' % (k[1], ps[1]), '%d年政府采购%s总额%s，其中：货物%s、工程0万元、服务%s。' % (Y, w, d.p(5000), d.p(3000), d.p(2000)))
        d.para('%s、%s' % (k[2], ps[2]), '截至%d年12月31日，%s共有车辆%s辆，其中：机要通信用车%s辆、执法执勤用车0辆；单价100万元以上设备0台（套）。' % (Y - (d.phase == 'budget'), d.short, d.num(d.count['kept']), d.num(d.count['kept'])))

    def prose_sangong(d):
        r = d.r
        d.pnow = dict(d.now); d.pplan = dict(d.plan)
        d.para(r.choice(['%s、%s经费%s情况说明', '%s、%s经费安排及增减变化情况说明' if d.phase == 'budget' else '%s、%s经费支出%s情况说明', '%s、财政拨款%s经费%s情况说明'][:1] + ['%s、一般公共预算财政拨款%s经费%s情况说明', '%s、%s经费%s情况说明', '（%s）%s经费%s情况']) % (d.rank, d.q, d.word))
        if d.inject == 'prose':
            i = r.choice(ITEMS); d.pnow[i] += r.choice([137, 500, 90])
        names = [n for n in dir(d) if n.startswith('say_b' if d.phase == 'budget' else 'say_f')]
        if not d.held: names = [n for n in names if not n.endswith('_h')]
        if d.now['total'] == 0 and d.inject is None and (d.phase == 'budget' or d.plan['total'] == 0): names = [n for n in dir(d) if n.startswith('say_zero')]
        d.say = r.choice(names)
        getattr(d, d.say)()

    def L(d): return d.line(d.year, d.phase)

    def say_zero1(d):
        l = d.L(); l['prose']['total'] = '-'
        d.para(d.r.choice(['%s%d年度无%s经费支出。', '%s%d年未安排%s经费%%s。' % d.word if 0 else '%s%d年未安排%s经费支出。', '%s%d年没有安排%s经费。']) % (d.short, d.year, d.q))

    def say_zero2(d):
        l = d.L(); P = lambda i: d.pr(i, 0, l)
        same = '' if d.phase == 'budget' and d.prior['total'] else '，与上年持平'
        d.para('%d年%s%s经费%s为%s%s。其中：因公出国%s费%s，公务用车购置费%s，公务用车%s%s，公务接待费%s。' % (d.year, d.short, d.q, d.word, P('total'), same, d.jing, P('abroad'), P('buy'), d.runname, P('run'), P('reception')))

    # budget
    def say_b1(d):
        l, v, o = d.L(), d.pnow, d.prior; last = '%d年' % (d.year - 1); N = '预算'
        P = lambda i: d.pr(i, v[i], l); C = lambda i: d.chg(v[i], o[i], last, N) if d.inject != 'prose' else '与上年预算基本相当'
        d.para('%d年%s经费预算数为%s，%s。其中：' % (d.year, d.q, P('total'), C('total')), '（一）因公出国%s费%s，%s%s。' % (d.jing, P('abroad'), C('abroad'), d.why()),
               '（二）%s%s，%s。其中：公务用车购置费%s，%s；公务用车%s%s，%s%s。' % (d.carname, P('car'), C('car'), P('buy'), C('buy'), d.runname, P('run'), C('run'), d.why()),
               '（三）公务接待费%s，%s%s。' % (P('reception'), C('reception'), d.why()))

    def say_b2(d):
        l, v = d.L(), d.pnow; P = lambda i: d.pr(i, v[i], l)
        s = '%d年，%s%s经费财政拨款预算安排%s，其中：因公出国%s费%s，公务接待费%s，%s%s（其中：公务用车购置费%s，公务用车%s%s）。' % (d.year, d.short, d.q, P('total'), d.jing, P('abroad'), P('reception'), d.carname, P('car'), P('buy'), d.runname, P('run'))
        if d.inject != 'prose': s += '%d年%s经费预算%s%s。' % (d.year, d.q, d.chg(v['total'], d.prior['total'], '上年', '预算'), d.why())
        d.para(s)

    def say_b3(d):
        l, v, o = d.L(), d.pnow, d.prior; P = lambda i: d.pr(i, v[i], l); C = lambda i: d.chg(v[i], o[i]) if d.inject != 'prose' else '符合规定'
        d.para('%s%d年%s经费预算%s，%s%s。' % (d.short, d.year, d.q, P('total'), C('total'), d.why()), '1.因公出国%s费用%s，%s。' % (d.jing, P('abroad'), C('abroad')),
               '2.公务接待费%s，%s%s。' % (P('reception'), C('reception'), d.why()), '3.%s%s，%s。其中：公务用车购置费%s，公务用车%s%s。' % (d.carname, P('car'), C('car'), P('buy'), d.runname, P('run')))

    def say_b4(d):
        """Jiangsu: shares first, no total"""
        l, v, o = d.L(), d.pnow, d.prior; P = lambda i: d.pr(i, v[i], l); C = lambda i: d.chg(v[i], o[i], '上年', '预算') if d.inject != 'prose' else '符合规定'
        S = lambda i: '占%s经费的%s%%' % (d.q, rate(v[i], d.now['total']) if d.now['total'] else '0.00')
        if d.inject == 'prose': S = lambda i: '列入预算'
        d.para('%s%d年度一般公共预算拨款安排的%s经费预算支出中，因公出国%s费支出%s，%s；%s支出%s，%s；公务接待费支出%s，%s。具体情况如下：' % (d.bureau, d.year, d.q, d.jing, P('abroad'), S('abroad'), d.carname, P('car'), S('car'), P('reception'), S('reception')),
               '1．因公出国%s费预算支出%s，%s。' % (d.jing, P('abroad'), C('abroad')), '2．%s预算支出%s，%s%s。其中：' % (d.carname, P('car'), C('car'), d.why()),
               '（1）公务用车购置预算支出%s，%s。' % (P('buy'), C('buy')), '（2）公务用车%s预算支出%s，%s。' % (d.runname, P('run'), C('run')), '3．公务接待费预算支出%s，%s。' % (P('reception'), C('reception')))

    def say_b5(d):
        """items that are none are told in words"""
        l, v = d.L(), d.pnow
        def it(i, name):
            if v[i] == 0 and d.inject != 'prose':
                k = d.r.choice(['未安排%s', '无%s预算', '%s未安排预算', '%s无预算安排', '没有安排%s'])
                l['prose'][i] = '-'
                same = d.r.choice(['', '，与上年一致'])
                return k % name + ('' if d.prior[i] else same)
            return name + d.r.choice(['', '预算', '为', '安排']) + d.pr(i, v[i], l)
        d.para('%d年%s安排%s经费预算%s，其中：%s；%s；%s；%s。' % (d.year, d.short, d.q, d.pr('total', v['total'], l), it('abroad', '因公出国%s费' % d.jing), it('reception', '公务接待费'), it('buy', '公务用车购置费'), it('run', '公务用车' + d.runname)))

    def say_b6(d):
        """with last year's figure in the sentence"""
        l, v, o = d.L(), d.pnow, d.prior; P = lambda i: d.pr(i, v[i], l)
        if d.inject == 'prose': return d.say_b2()
        def it(i, name): 
            x = v[i] - o[i]
            l['prior'].setdefault(i, fen(o[i]) if d.shape not in ('prior', 'prior2') else None)
            return '%s：%d年预算安排%s，%d年预算安排%s，%s。' % (name, d.year, P(i), d.year - 1, d.p(o[i]), '与上年持平' if x == 0 else ('增加' if x > 0 else '减少') + d.p(abs(x)))
        d.para('%s%d年%s经费预算情况如下：' % (d.short, d.year, d.q), '1.' + it('total', '%s经费合计' % d.q), '2.' + it('abroad', '因公出国%s费' % d.jing), '3.' + it('reception', '公务接待费'), '4.' + it('car', d.carname) )

    def say_b7_h(d):
        l, v = d.L(), d.pnow; P = lambda i: d.pr(i, v[i], l)
        d.para('按照厉行节约要求，%d年%s部门预算共安排%s经费%s，其中，公务用车购置经费%s、公务用车%s%s、公务接待经费%s、因公出国%s经费%s。' % (d.year, d.bureau, d.q, P('total'), P('buy'), d.runname, P('run'), P('reception'), d.jing, P('abroad')))

    def say_b8_h(d):
        l, v, o = d.L(), d.pnow, d.prior; P = lambda i: d.pr(i, v[i], l)
        C = (lambda i: d.chg(v[i], o[i], '%d年' % (d.year - 1), '年初预算数')) if d.inject != 'prose' else (lambda i: '已列入预算')
        d.para('（一）%s经费总额' % d.q, '%d年年初预算安排%s经费%s，%s。' % (d.year, d.q, P('total'), C('total')), '（二）分项情况',
               '1．因公出国%s费。年初预算安排%s，%s%s。' % (d.jing, P('abroad'), C('abroad'), d.why()), '2．%s。年初预算安排%s，其中：公务用车购置费%s，公务用车%s%s。' % (d.carname, P('car'), P('buy'), d.runname, P('run')),
               '3．公务接待费。年初预算安排%s，%s。' % (P('reception'), C('reception')))

    def say_b9_h(d):
        l, v = d.L(), d.pnow; P = lambda i: d.pr(i, v[i], l)
        d.para('%s经费预算总额为%s。' % (d.q, P('total')), '因公出国%s费预算%s，占%s经费预算的%s%%，计划安排出国团组%s个，出国%s人。' % (d.jing, P('abroad'), d.q, rate(d.now['abroad'], d.now['total']) if d.now['total'] and d.inject != 'prose' else '0', d.num(d.count['trips']), d.num(d.count['people'])),
               '公务用车购置费预算%s，拟购置车辆%s辆；公务用车%s预算%s，用于车辆燃料费、维修费、保险费等，公务用车保有量%s辆。' % (P('buy'), d.num(d.count['bought']), d.runname, P('run'), d.num(d.count['kept'])), '公务接待费预算%s，用于接待来访和检查调研。' % P('reception'))
        for c in ('trips', 'people', 'bought', 'kept'): l['count'][c] = str(d.count[c])
        if d.inject == 'prose': pass

    # final
    def comp(d, i, name='预算'):
        if d.inject == 'prose' or not d.plan[i]: return ''
        return '，完成%s的%s%%' % (name, rate(d.now[i], d.plan[i], d.r.choice([0, 1, 2])))

    def cmpw(d, i):
        if d.inject == 'prose': return ''
        a, b = d.now[i], d.plan[i]
        return '，决算数%s' % ('小于预算数' if a < b else '大于预算数' if a > b else '与预算数持平') + d.why()

    def pair(d):
        lb, lf = d.two()
        return (lambda i: d.pr(i, d.pplan[i], lb)), (lambda i: d.pr(i, d.pnow[i], lf)), lf

    def counts(d, l, *cs):
        for c in cs: l['count'][c] = str(d.count[c])

    def say_f1(d):
        B, F, l = d.pair(); c = d.count
        S = (lambda i: '，占%s%%' % (rate(d.now[i], d.now['total']) if d.now['total'] else '0')) if d.inject != 'prose' else (lambda i: '')
        d.para('（一）%s经费财政拨款支出决算总体情况说明' % d.q, '%d年度%s经费财政拨款支出预算为%s，支出决算为%s%s%s。' % (d.year, d.q, B('total'), F('total'), d.comp('total'), d.cmpw('total')),
               '（二）%s经费财政拨款支出决算具体情况说明' % d.q, '%d年度%s经费财政拨款支出决算中，因公出国%s费支出决算%s%s；%s支出决算%s%s；公务接待费支出决算%s%s。具体情况如下：' % (d.year, d.q, d.jing, F('abroad'), S('abroad'), d.carname, F('car'), S('car'), F('reception'), S('reception')),
               '1.因公出国%s费预算为%s，支出决算为%s%s。全年安排因公出国%s团组%s个，累计%s人次。' % (d.jing, B('abroad'), F('abroad'), d.comp('abroad'), d.jing, d.num(c['trips']), d.num(c['people'])),
               '2.%s预算为%s，支出决算为%s%s。其中：' % (d.carname, B('car'), F('car'), d.comp('car')),
               '公务用车购置支出%s，购置公务用车%s辆。' % (F('buy'), d.num(c['bought'])), '公务用车%s支出%s，主要用于公务用车燃料费、维修费、保险费等。%d年，财政拨款开支运行维护费的公务用车保有量为%s辆。' % (d.runname[:-1], F('run'), d.year, d.num(c['kept'])),
               '3.公务接待费预算为%s，支出决算为%s%s。全年国内公务接待%s批次，接待%s人次。' % (B('reception'), F('reception'), d.comp('reception'), d.num(c['receptions']), d.num(c['guests'])))
        d.counts(l, *COUNTS)

    def say_f2(d):
        B, F, l = d.pair(); c = d.count
        d.para('%s%d年度%s经费支出年初预算数为%s，决算数为%s%s。其中：' % (d.short, d.year, d.q, B('total'), F('total'), d.comp('total', '年初预算')),
               '（一）因公出国%s费年初预算数为%s，决算数为%s%s%s。' % (d.jing, B('abroad'), F('abroad'), d.comp('abroad', '年初预算'), d.cmpw('abroad')),
               '（二）公务接待费年初预算数为%s，决算数为%s%s，全年共接待国内来访团组%s个、来宾%s人次。' % (B('reception'), F('reception'), d.comp('reception', '年初预算'), d.num(c['receptions']), d.num(c['guests'])),
               '（三）%s年初预算数为%s，决算数为%s%s，其中：公务用车购置费年初预算数为%s，决算数为%s；公务用车%s年初预算数为%s，决算数为%s。年末公务用车保有量%s辆。' % (d.carname, B('car'), F('car'), d.comp('car', '年初预算'), B('buy'), F('buy'), d.runname, B('run'), F('run'), d.num(c['kept'])))
        d.counts(l, 'kept', 'receptions', 'guests')

    def say_f3(d):
        """final only, with change against last year's final"""
        _, F, l = d.pair(); c = d.count; v, o = d.pnow, d.prior
        C = (lambda i: '，' + d.chg(v[i], o[i], d.r.choice(['上年', '%d年度' % (d.year - 1)]), d.r.choice(['', '决算数']))) if d.inject != 'prose' else (lambda i: '')
        d.para('%d年度%s%s经费财政拨款支出决算为%s%s%s。' % (d.year, d.short, d.q, F('total'), C('total'), d.why()), '1.因公出国%s费支出%s%s。' % (d.jing, F('abroad'), C('abroad')),
               '2.%s支出%s%s。其中：公务用车购置费支出%s，本年度购置车辆%s辆；公务用车%s支出%s，%d年期末单位开支财政拨款的公务用车保有量为%s辆。' % (d.carname, F('car'), C('car'), F('buy'), d.num(c['bought']), d.runname, F('run'), d.year, d.num(c['kept'])),
               '3.公务接待费支出%s%s。国内公务接待累计%s批次、%s人次。' % (F('reception'), C('reception'), d.num(c['receptions']), d.num(c['guests'])))
        d.counts(l, 'bought', 'kept', 'receptions', 'guests')

    def say_f4(d):
        """Sichuan"""
        _, F, l = d.pair(); c = d.count
        d.para('（一）%s经费财政拨款支出决算总体情况说明' % d.q, '%d年度，%s经费财政拨款支出决算为%s%s。' % (d.year, d.q, F('total'), d.comp('total')), '（二）%s经费财政拨款支出决算具体情况说明' % d.q,
               '1.因公出国%s经费支出%s%s。' % (d.jing, F('abroad'), d.comp('abroad')), '2.%s支出%s%s。' % (d.carname, F('car'), d.comp('car')),
               '其中：公务用车购置支出%s。全年按规定更新购置公务用车%s辆。截至%d年12月底，单位共有公务用车%s辆，其中：轿车%s辆、越野车0辆。' % (F('buy'), d.num(c['bought']), d.year, d.num(c['kept']), d.num(c['kept'])),
               '公务用车%s支出%s。主要用于日常公务所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。' % (d.runname, F('run')),
               '3.公务接待费支出%s%s。其中：' % (F('reception'), d.comp('reception')), '国内公务接待支出%s，主要用于执行公务、开展业务活动开支的交通费、住宿费、用餐费等。国内公务接待%s批次，%s人次（不包括陪同人员），共计支出%s。' % (F('reception'), d.num(c['receptions']), d.num(c['guests']), F('reception')),
               '外事接待支出%s，外事接待0批次，0人，共计支出%s。' % (d.p(0), d.p(0)))
        d.counts(l, 'bought', 'receptions', 'guests')

    def say_f5(d):
        """none in words"""
        _, F, l = d.pair(); v = d.pnow; c = d.count
        def none(i, yes, no):
            if v[i] == 0 and d.inject != 'prose': l['prose'][i] = '-'; return no
            return yes
        d.para('%d年度%s经费支出决算%s，%s。' % (d.year, d.q, F('total'), '较上年有所变化' if d.inject == 'prose' else d.chg(v['total'], d.prior['total'])),
               none('abroad', '因公出国%s费支出%s。' % (d.jing, F('abroad')), '因公出国%s费：%s。' % (d.jing, d.r.choice(['无此项支出', '本年未发生', '本年度未安排因公出国（境）'][:2]))),
               none('reception', '公务接待费支出%s，共接待%s批次%s人次。' % (F('reception'), d.num(c['receptions']), d.num(c['guests'])), '公务接待费：%s。' % d.r.choice(['无此项支出', '本年未发生'])),
               none('buy', '公务用车购置费支出%s，购置%s辆。' % (F('buy'), d.num(c['bought'])), '公务用车购置费：无此项支出。'), none('run', '公务用车%s支出%s，保有量%s辆。' % (d.runname, F('run'), d.num(c['kept'])), '公务用车%s：无此项支出。' % d.runname))
        if v['reception']: d.counts(l, 'receptions', 'guests')
        if v['run']: d.counts(l, 'kept')
        if v['buy']: d.counts(l, 'bought')

    def say_f6_h(d):
        """Guangdong: 完成全年预算X的Z%"""
        B, F, l = d.pair(); c = d.count
        def it(i, name):
            z = rate(d.now[i], d.plan[i]) if d.plan[i] else None
            return '%s支出决算为%s，%s' % (name, F(i), '完成预算%s的%s%%' % (B(i), z) if z and d.inject != 'prose' else '预算为%s' % B(i))
        d.para('%d年度%s%s。具体情况如下：' % (d.year, d.bureau, it('total', d.q + '经费财政拨款')), '%s；' % it('abroad', '因公出国%s费' % d.jing), '%s；其中：公务用车购置费支出决算为%s；公务用车%s支出决算为%s；' % (it('car', d.carname), F('buy'), d.runname, F('run')), '%s。' % it('reception', '公务接待费'),
               '%d年度发生国内接待%s次，国内接待人数共%s人。' % (d.year, d.num(c['receptions']), d.num(c['guests'])))
        d.counts(l, 'receptions', 'guests')

    def say_f7_h(d):
        _, F, l = d.pair(); c = d.count
        d.para('%s%d年度使用一般公共预算财政拨款支出%s经费%s，包括因公出国%s费%s、公务用车购置费%s、公务用车%s%s、公务接待费%s。' % (d.short, d.year, d.q, F('total'), d.jing, F('abroad'), F('buy'), d.runname, F('run'), F('reception')),
               '%d年度因公出国%s团组%s个，%s人次；购置公务用车%s辆，公务用车保有量%s辆；公务接待%s批次，%s人次。' % (d.year, d.jing, d.num(c['trips']), d.num(c['people']), d.num(c['bought']), d.num(c['kept']), d.num(c['receptions']), d.num(c['guests'])))
        d.counts(l, *COUNTS)

    def say_f8_h(d):
        """columns of words: 年初预算为A，支出决算为B"""
        B, F, l = d.pair()
        def it(i, name): return '%s年初预算为%s，支出决算为%s%s%s。' % (name, B(i), F(i), d.comp(i, '年初预算'), d.cmpw(i))
        d.para(it('total', '%d年%s%s经费财政拨款' % (d.year, d.bureau, d.q)), '1．' + it('abroad', '因公出国%s费' % d.jing), '2．' + it('car', d.carname), '（1）' + it('buy', '公务用车购置费'), '（2）' + it('run', '公务用车' + d.runname), '3．' + it('reception', '公务接待费'))

    # --- layouts
    def expand(d, t, spans='first'):
        """header as a grid of texts; spanned cells blank"""
        ncol = sum(c for _, c, _ in t['head'][0])
        g = [[None] * ncol for _ in t['head']]
        at = {}
        for y, row in enumerate(t['head']):
            x = 0
            for text, c, s in row:
                while g[y][x] is not None: x += 1
                for yy in range(y, min(y + s, len(g))):
                    for xx in range(x, x + c): g[yy][xx] = ''
                g[y][x] = text; at[(y, x)] = (text, c, s)
        return g, at

    def text(d):
        return getattr(d, 'as_' + d.layout)()

    def as_tab(d):
        o = []
        for k, v in d.out:
            if k == 'p': o += [v, '']
            else:
                o += [v['title'], '单位：' + v['unit']] if not v['org'] else [v['title'], ('编制%s：' % d.kindname) + d.bureau + '\t\t单位：' + v['unit']]
                g, _ = d.expand(v)
                o += ['\t'.join(r) for r in g + v['body']]
                if not v['body']: o += ['\t' * (len(g[0]) - 1)] * 2
                o += [v['note'], ''] if v['note'] else ['']
        return '\n'.join(o) + '\n'

    def as_cells(d):
        o = []
        for k, v in d.out:
            if k == 'p': o += [v]
            else:
                o += [v['title']] + (['\t编制%s：%s' % (d.kindname, d.bureau)] if v['org'] else []) + ['\t单位：' + v['unit'], '']
                g, at = d.expand(v)
                for y, row in enumerate(g):
                    x = 0
                    while x < len(row):
                        if (y, x) in at: o.append('\t' + row[x]); x += at[(y, x)][1]
                        else:
                            o.append('\t')
                            # below a cell spanning rows: one blank for the whole width of it
                            c = 1
                            for yy in range(y - 1, -1, -1):
                                if (yy, x) in at and yy + at[(yy, x)][2] > y: c = at[(yy, x)][1]
                            x += c
                    o.append('')
                for row in v['body'] or [[''] * len(g[0])]:
                    o += ['\t' + c for c in row] + ['']
                if v['note']: o.append(v['note'])
                o.append('')
        return '\n'.join(o) + '\n'

    def as_pdf(d):
        """a page as a browser or a spreadsheet prints it: cells centred in their boxes, headers wrapped"""
        r = random.Random('pdf%d' % d.n); e = html.escape
        pad = r.choice([5, 8, 11]); o = ['<div class="doc" style="page-break-before:always">@@%05d@@' % d.n]
        num = r.choice(['right', 'right', 'center']); lab = r.choice(['left', 'left', 'center'])
        for k, v in d.out:
            if k == 'p':
                o.append('<p>%s</p>' % e(v)); continue
            g, at = d.expand(v); n = len(g[0])
            brk = 'page-break-before:always;' if r.random() < .4 else ''
            wide = n >= 8
            if wide: o.append('<div style="page:wide">'); brk = ''
            o.append('<div style="%stext-align:center">%s</div>' % (brk, e(v['title'])))
            o.append('<table class="u"><tr><td style="text-align:left">%s</td><td style="text-align:right">单位：%s</td></tr></table>' % ('编制%s：%s' % (d.kindname, d.bureau) if v['org'] else '', v['unit']))
            o.append('<table class="t" cellpadding="%d">' % pad)
            for y in range(len(g)):
                o.append('<tr>' + ''.join('<td class="h"%s%s>%s</td>' % (' colspan="%d"' % c if c > 1 else '', ' rowspan="%d"' % s if s > 1 else '', e(t)) for (yy, x), (t, c, s) in sorted(at.items()) if yy == y) + '</tr>')
            for row in v['body'] or [[''] * n]:
                o.append('<tr>' + ''.join('<td style="text-align:%s">%s</td>' % (num if re.fullmatch(r'[-—]|-?[0-9][0-9,]*(\.[0-9]+)?', t) or not t else lab, e(t) or '&nbsp;') for t in row) + '</tr>')
            o.append('</table>')
            if v['note']: o.append('<p style="text-indent:0">%s</p>' % e(v['note']))
            if wide: o.append('</div>')
        return '\n'.join(o) + '</div>\n'

    def as_fixed(d):
        r = random.Random('fixed%d' % d.n)
        o = []; page = 0
        align = r.choice(['right', 'right', 'center'])
        wrap = r.random() < .6
        for k, v in d.out:
            if k == 'p':
                w, line = 0, '    '
                w = 4
                for c in re.findall(r'[0-9.,%]+|.', v):
                    if w + width(c) > 84: o.append(line); line, w = '', 0
                    line += c; w += width(c)
                o.append(line)
                if r.random() < .1: o.append('')
            else:
                g, at = d.expand(v)
                n = len(g[0])
                lim = 16 if wrap else 40
                # lines of every header cell
                cells = {}
                for (y, x), (t, c, s) in at.items():
                    lines = [t] if width(t) <= max(lim, lim * c) else [t[:(len(t) + 1) // 2], t[(len(t) + 1) // 2:]]
                    cells[(y, x)] = (lines, c, s)
                w = [0] * n
                for row in v['body']:
                    for x, t in enumerate(row): w[x] = max(w[x], width(t))
                for (y, x), (ls, c, s) in cells.items():
                    need = max(width(t) for t in ls)
                    have = sum(w[x:x + c]) + 3 * (c - 1)
                    if need > have:
                        for xx in range(x, x + c): w[xx] += (need - have + c - 1) // c
                gap = r.choice([3, 4, 6])
                left = [0]
                for x in range(n): left.append(left[-1] + w[x] + gap)
                total = left[-1] - gap
                o.append('')
                o.append(' ' * max(0, (total - width(v['title'])) // 2) + v['title'])
                u = '单位：' + v['unit']
                org = ('编制%s：%s' % (d.kindname, d.bureau)) if v['org'] else ''
                o.append(org + ' ' * max(4, total - width(u) - width(org)) + u)
                # heights
                H = [1] * len(g)
                for (y, x), (ls, c, s) in cells.items():
                    if s == 1: H[y] = max(H[y], len(ls))
                top = [sum(H[:y]) for y in range(len(g) + 1)]
                canvas = {}
                for (y, x), (ls, c, s) in cells.items():
                    h = top[min(y + s, len(g))] - top[y]
                    span = left[x + c] - gap - left[x]
                    for j, t in enumerate(ls):
                        canvas.setdefault(2 * top[y] + h - len(ls) + 2 * j, {})[left[x] + max(0, (span - width(t)) // 2)] = t
                for y in sorted(canvas): o.append(d.paint(canvas[y]))
                for row in v['body']:
                    cv = {}
                    for x, t in enumerate(row):
                        if not t: continue
                        txt = not re.fullmatch(r'[-—]|-?[0-9][0-9,]*(\.[0-9]+)?', t)
                        off = 0 if txt and x < 2 else (w[x] - width(t)) // (1 if align == 'right' else 2)
                        cv[left[x] + off] = t
                    o.append(d.paint(cv))
                o.append('')
                if v['note']: o.append(v['note'])
                if r.random() < .5: o[-1] += '\f' if False else ''
                page += 1
                if r.random() < .5: o.append('%s%d%s' % (' ' * 40, page, '')); o.append('\f'); 
        return '\n'.join(o).replace('\n\f\n', '\n\f') + '\n'

    @staticmethod
    def paint(row):
        s, w = '', 0
        for x in sorted(row):
            s += ' ' * max(2 if s else 0, x - w) ; w = max(w + (2 if w else 0), x)
            s += row[x]; w += width(row[x])
        return s

    def as_html(d):
        e = html.escape
        o = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>%s</title></head><body>' % e(d.bureau)]
        for k, v in d.out:
            if k == 'p': o.append('<p>%s</p>' % e(v))
            else:
                g, at = d.expand(v); n = len(g[0])
                inside = d.n % 2
                if not inside: o.append('<p style="text-align:center">%s</p><p align="right">单位：%s</p>' % (e(v['title']), v['unit']))
                o.append('<table border="1">')
                if inside:
                    o.append('<tr><td colspan="%d">%s</td></tr><tr><td colspan="%d">%s单位：%s</td></tr>' % (n, e(v['title']), n, '编制单位：%s&nbsp;&nbsp;&nbsp;' % d.bureau if v['org'] else '', v['unit']))
                for y in range(len(g)):
                    o.append('<tr>' + ''.join('<td%s%s>%s</td>' % (' colspan="%d"' % c if c > 1 else '', ' rowspan="%d"' % s if s > 1 else '', e(t)) for (yy, x), (t, c, s) in sorted(at.items()) if yy == y) + '</tr>')
                for row in v['body'] or [[''] * n]:
                    o.append('<tr>' + ''.join('<td>%s</td>' % (e(t) or '&nbsp;') for t in row) + '</tr>')
                o.append('</table>')
                if v['note']: o.append('<p>%s</p>' % e(v['note']))
        return '\n'.join(o) + '</body></html>\n'

    def as_md(d):
        o = []
        for k, v in d.out:
            if k == 'p': o += [('## ' if v.startswith('第') and '部分' in v else '') + v, '']
            else:
                o += ['### ' + v['title'], '', '单位：' + v['unit'], '']
                g, _ = d.expand(v)
                rows = g + v['body']
                o.append('| ' + ' | '.join(rows[0]) + ' |'); o.append('|' + ' --- |' * len(g[0]))
                for row in rows[1:]: o.append('| ' + ' | '.join(row) + ' |')
                if not v['body']: o.append('| ' + ' | '.join([''] * len(g[0])) + ' |')
                o.append('')
                if v['note']: o += [v['note'], '']
        return '\n'.join(o) + '\n'

    def as_csv(d):
        o = []
        q = lambda t: '"%s"' % t.replace('"', '""') if any(c in t for c in ',"\n') else t
        for k, v in d.out:
            if k == 'p': o.append(q(v))
            else:
                g, _ = d.expand(v); n = len(g[0])
                pad = lambda r: ','.join(q(c) for c in (r + [''] * n)[:max(n, len(r))])
                o += [pad([v['title']]), pad(['编制单位：' + d.bureau] + [''] * (n - 2) + ['单位：' + v['unit']]) if n > 1 and v['org'] else pad([''] * (n - 1) + ['单位：' + v['unit']])]
                o += [pad(r) for r in g + v['body']]
                if v['note']: o.append(pad([v['note']]))
                o.append(pad([]))
        if d.num_ % 2:   # as a spreadsheet saves it: every line as wide as the sheet
            import csv, io
            rows = list(csv.reader(io.StringIO('\n'.join(o) + '\n'))); n = max(map(len, rows)); b = io.StringIO()
            csv.writer(b, lineterminator='\n').writerows([r + [''] * (n - len(r)) for r in rows]); return b.getvalue()
        return '\n'.join(o) + '\n'

CSS = """@page wide{size:A4 landscape;margin:15mm}@page{size:A4;margin:22mm 18mm}body{font-size:11pt;line-height:1.6}p{text-indent:2em;margin:0}table{border-collapse:collapse;width:100%}
.t td{border:1px solid;font-size:9.5pt;line-height:1.3;vertical-align:middle}.h{text-align:center}.u td{font-size:9.5pt}"""

def printed(docs, out):
    """print to PDF and read back with pdftotext -layout"""
    import subprocess, tempfile, shutil
    text = {}
    for k in range(0, len(docs), 60):
        part = docs[k:k + 60]
        t = tempfile.mkdtemp(prefix='sangong-')
        h = os.path.join(t, 'a.html')
        open(h, 'w').write('<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><style>%s</style></head><body>%s</body></html>' % (CSS, ''.join(d.as_pdf() for d in part)))
        subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
                        '--user-data-dir=' + os.path.join(t, 'u'), '--no-pdf-header-footer', '--print-to-pdf=' + os.path.join(t, 'a.pdf'), 'file://' + h], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300, check=True)
        s = subprocess.run(['pdftotext', '-layout', os.path.join(t, 'a.pdf'), '-'], stdout=subprocess.PIPE, check=True).stdout.decode()
        parts = re.split(r'@@(\d{5})@@', s)
        for i in range(1, len(parts), 2): text[int(parts[i])] = parts[i + 1].rstrip('\f').lstrip()
        shutil.rmtree(t)
    return text

def main():
    out, first, count, kind = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] if len(sys.argv) > 4 else 'held'
    os.makedirs(out, exist_ok=True)
    docs = [Doc(n, kind == 'held') for n in range(first, first + count)]
    pdf = printed([d for d in docs if d.layout == 'fixed' and d.n % 7], out) if kind not in ("nopdf", "big") else {}
    for d in docs:
        n = d.n
        ext = {'html': 'html', 'md': 'md', 'csv': 'csv'}.get(d.layout, 'txt')
        f = '%05d.%s' % (n, ext)
        with open(os.path.join(out, f), 'w', newline='') as h: h.write(pdf.get(n) or d.text())
        with open(os.path.join(out, '%05d.json' % n), 'w') as h:
            json.dump(dict(file=f, layout=d.layout, what=d.what, shape=d.shape, say=getattr(d, 'say', None), inject=d.inject, phase=d.phase, bureau=d.bureau, year=d.year, lines=d.lines), h, ensure_ascii=False, indent=1)

main()
