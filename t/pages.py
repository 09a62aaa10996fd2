#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""pages.py SEED DOCUMENT TRUTH [STYLE]: a made-up disclosure as a crawler or a converter leaves it, and what it says.

Everything is drawn from SEED: the bureau, the year, budget or final accounts, the tables and their figures, how titles,
units and organisations are printed, how spans, blanks and dashes survive, and the layout (STYLE: tab list spaced short markdown
html csv docx xlsx; the last letter of the file name does not matter, `pages.py --suffix SEED [STYLE]` says which suffix fits).
TRUTH is a record stream (doc page line left out) of what a reader should find: numbers, targets, prose, notes, empty tables.
`pages.py --check TRUTH RECORDS` compares."""
import html, random, sys, zipfile

FUNCTIONAL = [
    ('201', '一般公共服务支出', [('03', '政府办公厅（室）及相关机构事务', [('01', '行政运行'), ('02', '一般行政管理事务'), ('50', '事业运行')]),
                            ('29', '群众团体事务', [('01', '行政运行'), ('06', '工会事务'), ('99', '其他群众团体事务支出')])]),
    ('205', '教育支出', [('02', '普通教育', [('01', '学前教育'), ('03', '初中教育'), ('04', '高中教育')]), ('09', '教育费附加安排的支出', [('99', '其他教育费附加安排的支出')])]),
    ('207', '文化旅游体育与传媒支出', [('01', '文化和旅游', [('09', '群众文化'), ('11', '文化创作与保护')]), ('02', '文物', [('04', '文物保护'), ('05', '博物馆')])]),
    ('208', '社会保障和就业支出', [('05', '行政事业单位养老支出', [('01', '行政单位离退休'), ('05', '机关事业单位基本养老保险缴费支出'), ('06', '机关事业单位职业年金缴费支出')]),
                             ('11', '残疾人事业', [('04', '残疾人康复'), ('99', '其他残疾人事业支出')]), ('10', '社会福利', [('02', '老年福利')])]),
    ('210', '卫生健康支出', [('11', '行政事业单位医疗', [('01', '行政单位医疗'), ('02', '事业单位医疗'), ('03', '公务员医疗补助')]), ('04', '公共卫生', [('03', '妇幼保健机构'), ('08', '基本公共卫生服务')])]),
    ('213', '农林水支出', [('03', '水利', [('01', '行政运行'), ('05', '水利工程建设'), ('14', '防汛')]), ('05', '巩固脱贫攻坚成果衔接乡村振兴', [('99', '其他巩固脱贫攻坚成果衔接乡村振兴支出')])]),
    ('214', '交通运输支出', [('01', '公路水路运输', [('04', '公路建设'), ('06', '公路养护')])]),
    ('221', '住房保障支出', [('02', '住房改革支出', [('01', '住房公积金'), ('03', '购房补贴')])]),
]
STAFF = [('301', '工资福利支出', [('01', '基本工资'), ('02', '津贴补贴'), ('03', '奖金'), ('07', '绩效工资'), ('08', '机关事业单位基本养老保险缴费'), ('12', '其他社会保障缴费'), ('13', '住房公积金')]),
         ('303', '对个人和家庭的补助', [('01', '离休费'), ('02', '退休费'), ('05', '生活补助'), ('09', '奖励金')])]
PUBLIC = [('302', '商品和服务支出', [('01', '办公费'), ('02', '印刷费'), ('05', '水费'), ('06', '电费'), ('07', '邮电费'), ('11', '差旅费'), ('13', '维修（护）费'), ('15', '会议费'), ('16', '培训费'), ('17', '公务接待费'), ('28', '工会经费'), ('31', '公务用车运行维护费'), ('39', '其他交通费用')]),
          ('310', '资本性支出', [('02', '办公设备购置'), ('03', '专用设备购置')])]
PLACES = '青岚县 云溪市 白鹭区 长坪县 石泉岭区 松江口市 望湖县 东篱区'.split()
BUREAUS = '民政局 水利局 交通运输局 档案馆 总工会 残疾人联合会 妇幼保健院 第三中学 文化馆 红十字会 统计局 退役军人事务局'.split()
NUMERALS = '一二三四五六七八九十'

# Sentences, the phase they belong to (b, f or both) and what they say. {a}..{g} amounts, {p} {q} rates, {n} {m} {k} counts,
# {y} {l} this and last year. A fact: name, column, value, unit and what else a record needs.
W, R = '万元', '%'
SENTENCES = [
    ('b', '{y}年部门预算收入{a}万元，比上年预算数增加{b}万元，增幅{p}%。', [('部门预算收入', '金额', '{a}', W), ('部门预算收入', '比上年增减', '{b}', W), ('部门预算收入', '比上年增减率', '{p}', R)]),
    ('b', '本年度收入预算总额为{a}万元，较上年减少{b}万元，降幅为{p}%，主要原因是项目支出减少。', [('收入预算总额', '金额', '{a}', W), ('收入预算总额', '比上年增减', '-{b}', W), ('收入预算总额', '比上年增减率', '-{p}', R)]),
    ('b', '按照综合预算的原则，所有收入和支出均纳入部门预算管理。{y}年收支总预算{a}万元。', [('收支总预算', '金额', '{a}', W)]),
    ('b', '一般公共预算拨款收入{a}万元，占{p}%；上年结转{b}万元，占{q}%。', [('一般公共预算拨款收入', '金额', '{a}', W), ('一般公共预算拨款收入', '占比', '{p}', R), ('上年结转', '金额', '{b}', W), ('上年结转', '占比', '{q}', R)]),
    ('bf', '{y}年基本支出{a}万元（其中人员经费{b}万元，公用经费{c}万元），项目支出{d}万元。', [('基本支出', '金额', '{a}', W), ('基本支出/人员经费', '金额', '{b}', W), ('基本支出/公用经费', '金额', '{c}', W), ('项目支出', '金额', '{d}', W)]),
    ('bf', '支出按功能分类：社会保障和就业支出{a}万元、卫生健康支出{b}万元、住房保障支出{c}万元。', [('社会保障和就业支出', '金额', '{a}', W), ('卫生健康支出', '金额', '{b}', W), ('住房保障支出', '金额', '{c}', W)]),
    ('b', '“三公”经费预算数为{a}万元，其中：因公出国（境）费{b}万元，公务用车购置及运行费{c}万元（其中：公务用车购置费{d}万元，公务用车运行费{e}万元），公务接待费{g}万元。',
     [('“三公”经费预算数', '金额', '{a}', W), ('因公出国（境）费', '金额', '{b}', W), ('公务用车购置及运行费', '金额', '{c}', W), ('公务用车购置费', '金额', '{d}', W), ('公务用车运行费', '金额', '{e}', W), ('公务接待费', '金额', '{g}', W)]),
    ('b', '{y}年“三公”经费预算较{l}年减少{a}万元，下降{p}%。', [('“三公”经费预算', '比上年增减', '-{a}', W), ('“三公”经费预算', '比上年增减率', '-{p}', R)]),
    ('b', '机关运行经费财政拨款预算{a}万元，与上年预算持平。', [('机关运行经费财政拨款预算', '金额', '{a}', W), ('机关运行经费财政拨款预算', '比上年增减', '0', '')]),
    ('b', '政府采购预算总额{a}万元，其中：政府采购货物预算{b}万元、政府采购工程预算{c}万元、政府采购服务预算{d}万元。', [('政府采购预算总额', '金额', '{a}', W), ('政府采购货物预算', '金额', '{b}', W), ('政府采购工程预算', '金额', '{c}', W), ('政府采购服务预算', '金额', '{d}', W)]),
    ('b', '截至{l}年底，本部门共有房屋{h}平方米，其中办公用房{i}平方米；共有车辆{n}辆，其中，一般公务用车{m}辆、执法执勤用车{k}辆。',
     [('房屋', '面积', '{h}', '平方米'), ('办公用房', '面积', '{i}', '平方米'), ('车辆', '数量', '{n}', '辆'), ('一般公务用车', '数量', '{m}', '辆'), ('执法执勤用车', '数量', '{k}', '辆')]),
    ('b', '{y}年实行绩效目标管理的项目{n}个，涉及一般公共预算当年拨款{a}万元。', [('实行绩效目标管理的项目', '数量', '{n}', '个'), ('涉及一般公共预算当年拨款', '金额', '{a}', W)]),
    ('b', '其他支出{a}万元，与{l}年预算数相同。', [('其他支出', '金额', '{a}', W), ('其他支出', '比上年增减', '0', '')]),
    ('f', '{y}年度收入总计{a}万元，其中本年收入{b}万元，年初结转和结余{c}万元。', [('收入总计', '金额', '{a}', W), ('本年收入', '金额', '{b}', W), ('年初结转和结余', '金额', '{c}', W)]),
    ('f', '财政拨款收入{a}万元，为当年从同级财政取得的资金，占{p}%，比{l}年决算数增加{b}万元，增长{q}%。', [('财政拨款收入', '金额', '{a}', W), ('财政拨款收入', '占比', '{p}', R), ('财政拨款收入', '比上年增减', '{b}', W), ('财政拨款收入', '比上年增减率', '{q}', R)]),
    ('bf', '基本支出{a}万元，主要是保障机构正常运转的日常支出。其中：人员经费{b}万元，公用经费{c}万元。', [('基本支出', '金额', '{a}', W), ('人员经费', '金额', '{b}', W), ('公用经费', '金额', '{c}', W)]),
    ('f', '住房公积金年初预算{a}万元，支出决算{b}万元，完成年初预算的{p}%，决算数大于年初预算数的主要原因是人员增加。',
     [('住房公积金', '金额', '{a}', W, 'budget'), ('住房公积金', '金额', '{b}', W), ('住房公积金', '完成率', '{p}', R), ('住房公积金', '比年初预算', '', '', '', '>')]),
    ('f', '公务用车运行维护费支出{a}万元，主要用于燃料费、维修费等。期末，财政拨款开支的公务用车保有量为{n}辆。', [('公务用车运行维护费', '金额', '{a}', W), ('公务用车保有量', '数量', '{n}', '辆')]),
    ('f', '公务接待费支出{a}万元。其中：国内接待费{b}万元，共接待国内来访团组{n}个、来宾{m}人次。', [('公务接待费', '金额', '{a}', W), ('国内接待费', '金额', '{b}', W), ('国内来访团组', '数量', '{n}', '个'), ('来宾', '数量', '{m}', '人次')]),
    ('f', '全年因公出国（境）团组{n}个，累计{m}人次。', [('因公出国（境）团组', '数量', '{n}', '个'), ('因公出国（境）', '数量', '{m}', '人次')]),
    ('f', '收入决算{a}万元，其中财政拨款收入{b}万元，占收入总额的{p}%；其他收入{c}万元，占收入总额的{q}%。', [('收入决算', '金额', '{a}', W), ('财政拨款收入', '金额', '{b}', W), ('财政拨款收入', '占比', '{p}', R), ('其他收入', '金额', '{c}', W), ('其他收入', '占比', '{q}', R)]),
    ('f', '组织对{n}个项目进行了绩效自评，涉及资金{a}万元，占一般公共预算项目支出总额的{p}%。', [('项目', '数量', '{n}', '个'), ('涉及资金', '金额', '{a}', W), ('涉及资金', '占比', '{p}', R)]),
    ('f', '政府采购支出总额{a}万元，其中授予小微企业合同金额{b}万元，占政府采购支出总额的{p}%。', [('政府采购支出总额', '金额', '{a}', W), ('授予小微企业合同金额', '金额', '{b}', W), ('授予小微企业合同金额', '占比', '{p}', R)]),
    ('f', '{y}年度财政拨款支出{a}万元，占本年支出合计的{p}%。', [('财政拨款支出', '金额', '{a}', W), ('财政拨款支出', '占比', '{p}', R)]),
    ('f', '{y}年末结转和结余{a}万元，比上年减少{b}万元，下降{p}%，主要是加快了支出进度。', [('年末结转和结余', '金额', '{a}', W), ('年末结转和结余', '比上年增减', '-{b}', W), ('年末结转和结余', '比上年增减率', '-{p}', R)]),
    ('bf', '{y}年政府性基金预算财政拨款收入{a}万元，支出{b}万元。', [('政府性基金预算财政拨款收入', '金额', '{a}', W), ('支出', '金额', '{b}', W)]),
    ('bf', '会议费{a}万元，培训费{b}万元，分别比上年减少{c}万元、{d}万元。', [('会议费', '金额', '{a}', W), ('培训费', '金额', '{b}', W), ('会议费', '比上年增减', '-{c}', W), ('培训费', '比上年增减', '-{d}', W)]),
    ('bf', '人员经费、公用经费分别为{a}万元和{b}万元。', [('人员经费', '金额', '{a}', W), ('公用经费', '金额', '{b}', W)]),
    ('bf', '我单位编制数{n}名，其中行政编制{m}名、事业编制{k}名；在职人员{j}人，离退休人员{n}人。', [('编制数', '数量', '{n}', '名'), ('行政编制', '数量', '{m}', '名'), ('事业编制', '数量', '{k}', '名'), ('在职人员', '数量', '{j}', '人'), ('离退休人员', '数量', '{n}', '人')]),
    ('bf', '办公费 {a} 万元，较上年 增加 {b} 万元， 增长 {p}% 。', [('办公费', '金额', '{a}', W), ('办公费', '比上年增减', '{b}', W), ('办公费', '比上年增减率', '{p}', R)]),
    ('bf', '本表信息于{y}年3月15日公开，咨询电话：0571-8812{n}，网址：http://www.example.gov.cn/{y}/0315/art_1234{n}.html。', []),
    ('bf', '依据《中华人民共和国预算法》第十四条和《关于进一步推进预算公开的通知》（中办发〔{l}〕13号）有关要求予以公开。', []),
    ('bf', '“十四五”时期，全面实施“1+3+5”工程，{y}年12月31日前完成各项任务。', []),
    ('b', '因公出国（境）费用{a}万元，比上年增加{b}万元；公务接待费{c}万元，比上年减少{d}万元，下降{p}%。', [('因公出国（境）费用', '金额', '{a}', W), ('因公出国（境）费用', '比上年增减', '{b}', W), ('公务接待费', '金额', '{c}', W), ('公务接待费', '比上年增减', '-{d}', W), ('公务接待费', '比上年增减率', '-{p}', R)]),
    ('b', '公务用车购置费0万元，与上年持平；公务用车运行维护费{a}万元，较上年减少{b}万元。', [('公务用车购置费', '金额', '0', W), ('公务用车购置费', '比上年增减', '0', ''), ('公务用车运行维护费', '金额', '{a}', W), ('公务用车运行维护费', '比上年增减', '-{b}', W)]),
    ('b', '工资福利支出{a}万元，占基本支出的{p}%；商品和服务支出{b}万元，占基本支出的{q}%。', [('工资福利支出', '金额', '{a}', W), ('工资福利支出', '占比', '{p}', R), ('商品和服务支出', '金额', '{b}', W), ('商品和服务支出', '占比', '{q}', R)]),
    ('f', '项目全年预算数为{a}万元，执行数为{b}万元，完成预算的{p}%。', [('全年预算', '金额', '{a}', W, 'budget'), ('执行数', '金额', '{b}', W), ('项目', '完成率', '{p}', R)]),
    ('bf', '{y}年安排专项资金约{a}万元，补助困难群众{h}余户，发放率不低于{p}%。', [('专项资金', '金额', '{a}', W, '', '~'), ('补助困难群众', '数量', '{h}', '户', '', '>'), ('发放率', '占比', '{p}', R, '', '>=')]),
]

class Cell:
    def __init__(self, text='', cs=1, rs=1): self.text, self.cs, self.rs = str(text), cs, rs

class Table:
    "lines before, grid of Cells (header rows first), lines after; `form`: no header rows"
    def __init__(self, before, grid, after=(), head=0): self.before, self.grid, self.after, self.head = before, grid, list(after), head

class Doc:
    def __init__(self, seed, style):
        self.r = random.Random(seed)
        self.seed = seed
        self.style = style or self.r.choice('tab tab list list2 tab short markdown html csv docx xlsx tab'.split())
        self.year = self.r.choice([2020, 2021, 2022, 2023, 2024, 2025])
        self.final = self.r.random() < .5
        self.word = '决算' if self.final else '预算'
        self.place = self.r.choice(PLACES)
        self.bureau = self.place + self.r.choice(BUREAUS)
        self.scope = self.r.choice(['部门', '部门', '单位', ''])
        self.unit = self.r.choice(['万元', '万元', '万元', '元', '千元'])
        self.commas = self.r.random() < .5
        self.zero = self.r.choice(['', '', '', '0.00', '0', '-', '—'])
        self.blocks, self.truth, self.tno = [], [], 0
        self.unitline = self.r.choice(['unit', 'unit', 'both', 'form', 'bar'])
        self.org = '%d' % self.r.choice([107, 213, 318, 402, 556]) + self.r.choice(['', '001', '002'])
        self.years = self.r.choice(['%d年', '%d年度', '%d年 '])
        self.numbered = self.r.choice([None, '表%d', '公开%02d表', '附表%d', '预算%02d表', '表%s', '附件2-%d', '部门公开表%d'])
        self.codes = self.r.choice(['one', 'one', 'one', 'three', 'short'])
        self.wide = self.r.random() < .25
        self.spaced = self.r.random() < .25
        self.dec = self.r.choice([2, 2, 2, 'mixed', 6]) if self.unit == '万元' else 2
        if self.style == 'xlsx': self.dec = 2

    # -------------------------------------------------------- figures
    def amount(self, cents):
        "cents: hundredths of the table's unit; as printed, and as a value"
        if cents is None: return '', ''
        if cents == 0:
            return self.zero, {'': '', '-': '-', '—': '-'}.get(self.zero, self.zero)
        s = '%s%d.%02d' % ('-' if cents < 0 else '', abs(cents) // 100, abs(cents) % 100)
        if self.dec == 'mixed': s = s.rstrip('0').rstrip('.')
        elif self.dec == 6: s += '0000' if abs(cents) % 7 else '3100'
        v = s
        if self.commas:
            w, dot, f = s.partition('.')
            s = '{:,}'.format(int(w)) + dot + f if w not in ('-0',) else s
        return s, v

    def money(self, lo=1, hi=900000):
        k = {'万元': 1, '元': 10000, '千元': 10}[self.unit]
        return self.r.randint(lo, hi) * k // (1 if self.unit != '元' else 1)

    def tree(self, n):
        "some functional classes with basic and project amounts at the leaves, summed upwards"
        out = []
        for code, name, kids in sorted(self.r.sample(FUNCTIONAL, n)):
            sub = []
            for c2, n2, leaves in self.r.sample(kids, self.r.randint(1, len(kids))):
                items = []
                for c3, n3 in self.r.sample(leaves, self.r.randint(1, len(leaves))):
                    kind = self.r.random()
                    b = 0 if kind < .3 else self.money()
                    p = 0 if kind > .6 else self.money()
                    items.append((code + c2 + c3, n3, b, p))
                items.sort()
                sub.append((code + c2, n2, items))
            sub.sort()
            out.append((code, name, sub))
        return out

    def rows(self, tree):
        "(code, name, level, basic, project)"
        for code, name, sub in tree:
            allb = sum(i[2] for s in sub for i in s[2]); allp = sum(i[3] for s in sub for i in s[2])
            yield code, name, 1, allb, allp
            for c2, n2, items in sub:
                yield c2, n2, 2, sum(i[2] for i in items), sum(i[3] for i in items)
                for c3, n3, b, p in items: yield c3, n3, 3, b, p

    # -------------------------------------------------------- records
    def rec(self, **k):
        d = dict(tno='', table='', title='', side='', project='', row='', level='', code='', name='', col='', kind='number', op='', value='', unit='', orgcode='', year=str(self.year), phase='final' if self.final else 'budget', inferred='')
        d.update({a: str(b) for a, b in k.items()})
        self.truth.append(d)

    def numbers(self, table, title, row, level, code, name, cells, side='', unit=None, project='', **k):
        for col, value in cells:
            self.rec(tno=self.tno, table=table, title=title, row=row, level=level, code=code, name=name, col=col, value=value, side=side, unit=unit or self.unit, project=project, **k)

    # -------------------------------------------------------- text
    def p(self, text): self.blocks.append(('p', text))
    def h(self, text): self.blocks.append(('h', text))
    def say(self, name, col, value, unit='万元', op='', **k): self.rec(kind='prose', name=name, col=col, value=value, unit=unit, op=op, **k)

    def opening(self, title):
        "the lines before a table: section, number, title, organisation, unit"
        self.tno += 1
        r, lines = self.r, []
        y = (self.years % self.year) if r.random() < .6 else ''
        unit = r.choice(['单位：%s', '金额单位：%s', '单位:%s', '单位： %s', '（单位：%s）']) % self.unit
        org = r.choice(['编制单位：%s', '部门名称：%s', '填报单位：%s', '部门：%s', '公开部门：%s', '单位名称：%s']) % self.bureau
        if self.numbered:
            n = self.numbered
            lines.append(n % (NUMERALS[(self.tno - 1) % 10] if '%s' in n else self.tno))
        printed = y + title
        if r.random() < .2: lines.insert(0, '（%s）%s' % (NUMERALS[(self.tno - 1) % 10], title))
        inside = r.random() < .25 and self.style in ('html', 'docx', 'xlsx', 'csv', 'markdown', 'tab')
        tail = []
        if self.unitline == 'both': tail = [org + r.choice(['\t', '    ', '\t\t\t']) + unit]
        elif self.unitline == 'form': tail = [org, unit]
        elif self.unitline == 'bar': tail = [org, unit] if r.random() < .5 else [unit]
        else: tail = [unit]
        if self.unitline == 'bar' and self.numbered: lines[-1] += '\t' + ''
        return lines, printed, tail, inside

    def table(self, title, head, body, after=()):
        lines, printed, tail, inside = self.opening(title)
        return self.finish(lines, printed, tail, inside, head, body, after)

    def finish(self, lines, printed, tail, inside, head, body, after=()):
        width = max(sum(c.cs for c in row) for row in head)
        grid = list(head) + list(body)
        n = len(head)
        if inside:
            top = [[Cell(printed, width)]]
            for t in tail:
                parts = [x for x in t.split('\t') if x]
                if len(parts) > 1: top.append([Cell(parts[0], width - 1), Cell(parts[1])])
                else: top.append([Cell(t.strip(), width)])
            grid, n = top + grid, n + len(top)
            t = Table(lines, grid, after, n)
        else: t = Table(lines + [printed] + tail, grid, after, n)
        self.blocks.append(('t', t))
        return t

    # -------------------------------------------------------- tables
    def two_sided(self, tree, short):
        r = self.r
        table = '财政拨款收支总表' if short else '收支总表'
        if self.final: title = r.choice(['财政拨款收入支出决算总表', '财政拨款收支决算总表']) if short else r.choice(['收入支出决算总表', '收支决算总表', '部门收支决算总表'])
        else: title = r.choice(['财政拨款收支总表', '财政拨款收支预算总表']) if short else r.choice(['收支总表', '部门收支总表', '部门收支预算总表', '收支预算总表', '部门收支总体情况表'])
        total = sum(b + p for _, _, l, b, p in self.rows(tree) if l == 1)
        carry = self.money(0, 9000) if r.random() < .5 else 0
        own = total - carry
        enum = r.random() < .8
        def e(i, s): return ('十' * (i >= 10) + (NUMERALS[i % 10] if i != 10 else '') if i >= 10 else NUMERALS[i]) + '、' + s if enum else s
        ins = [('一般公共预算财政拨款' + ('收入' if r.random() < .7 else ''), own), ('政府性基金预算财政拨款收入', 0), ('国有资本经营预算财政拨款收入', 0)]
        if not short: ins += [(x, 0) for x in ['财政专户管理资金收入', '事业收入', '上级补助收入', '附属单位上缴收入', '经营收入', '其他收入'][:r.randint(2, 6)]]
        outs = [(name, sum(i[2] + i[3] for s in sub for i in s[2])) for _, name, sub in tree]
        extra = [('外交支出', 0), ('国防支出', 0), ('公共安全支出', 0), ('科学技术支出', 0), ('节能环保支出', 0), ('其他支出', 0)]
        outs += r.sample(extra, r.randint(0, 5))
        n = max(len(ins), len(outs))
        left = [(e(i, s), v, 1) for i, (s, v) in enumerate(ins)] + [None] * (n - len(ins))
        right = [(e(i, s), v, 1) for i, (s, v) in enumerate(outs)] + [None] * (n - len(outs))
        colon = r.choice(['', '', '：'])
        left.append(('本年收入合计' + colon, own, 0)); right.append(('本年支出合计' + colon, total, 0))
        if self.final:
            left.append(('年初结转和结余', carry, 1)); right.append(('年末结转和结余', 0, 1))
            left.append(('总计', total, 0)); right.append(('总计', total, 0))
        else:
            left.append(('上年结转', carry, 1)); right.append(('结转下年', 0, 1))
            left.append(('收入总计', total, 0)); right.append(('支出总计', total, 0))
        ordinal = self.final and r.random() < .6
        what = r.choice(['决算数', '金额']) if self.final else r.choice(['预算数', '金额', '%d年预算' % self.year, '%d年预算数' % self.year])
        item = r.choice(['项目', '项 目', '项    目'])
        if short:
            funds = ['一般公共预算财政拨款', '政府性基金预算财政拨款', '国有资本经营预算财政拨款'][:r.choice([2, 3])]
            rc = [r.choice(['合计', '小计'])] + funds
        else: rc = []
        rw = max(1, len(rc))
        o = int(ordinal)
        head = [[Cell(r.choice(['收入', '收     入', '收 入']), 2 + o), Cell(r.choice(['支出', '支     出', '支 出']), 1 + o + rw)]]
        if rc and r.random() < .5:
            head.append([Cell(item, 1, 2)] + [Cell('行次', 1, 2)] * o + [Cell(what, 1, 2), Cell(item, 1, 2)] + [Cell('行次', 1, 2)] * o + [Cell(what, rw)])
            head.append([Cell(c) for c in rc])
            rcols = ['支出/%s/%s' % (what, c) for c in rc]
        else:
            second = [Cell(item)] + [Cell('行次')] * o + [Cell(what), Cell(item)] + [Cell('行次')] * o + [Cell(c) for c in (rc or [what])]
            head.append(second)
            rcols = ['支出/%s' % c for c in (rc or [what])]
        if ordinal:
            h = [Cell('栏次'), Cell(''), Cell('1'), Cell('栏次'), Cell('')] + [Cell(i + 2) for i in range(rw)]
            head.append(h)
        lines, printed, tail, inside = self.opening(title)
        body = []
        tail_at = len(left)
        for i, (a, b) in enumerate(zip(left, right)):
            row = []
            if a:
                s, v = self.amount(a[1]); row += [Cell(a[0])] + [Cell(i + 1)] * o + [Cell(s)]
                self.numbers(table, title, i + 1, a[2], '', a[0], [('收入/' + what, v)], 'in')
            else: row += [Cell('')] + [Cell(i + 1)] * o + [Cell('')]
            if b:
                vals = [b[1]] + [b[1]] + [0] * (rw - 2) if rc else [b[1]]
                pr = [self.amount(x) for x in vals]
                row += [Cell(b[0])] + [Cell(tail_at + i + 1)] * o + [Cell(s) for s, _ in pr]
                self.numbers(table, title, i + 1, b[2], '', b[0], [(c, v) for c, (_, v) in zip(rcols, pr)], 'out')
            else: row += [Cell('')] + [Cell(tail_at + i + 1)] * o + [Cell('') for _ in range(rw)]
            body.append(row)
        note = []
        if self.final: note = ['注：本表反映%s本年度的总收支和年末结转结余情况。' % (self.scope or '部门')]
        elif r.random() < .2: note = ['注：本表金额转换成万元时，因四舍五入可能存在尾差。']
        self.finish(lines, printed, tail, inside, head, body, note)

    def split(self, code, level):
        "a code as it is printed in its columns"
        if self.codes == 'three': return [code[:3], code[3:5], code[5:7]]
        if self.codes == 'short': return [code if level != 2 else code[-2:]]
        return [code]

    def coded(self, table, title, columns, rows, names=('科目编码', '科目名称'), sublevel=None, org=False):
        "columns: (path, key); rows: (code, name, level, dict)"
        r = self.r
        three = self.codes == 'three'
        cw = 3 if three else 1
        tops = []
        for path, _ in columns:
            p = path.split('/')
            tops.append(p)
        depth = max(len(p) for p in tops)
        two = depth == 2 or r.random() < .5
        head, first, second = [], [], []
        if two:
            first.append(Cell(r.choice(['项目', '功能分类科目', '支出功能分类科目', '科目']), cw + 1))
            second += ([Cell('类'), Cell('款'), Cell('项')] if three else [Cell(names[0])]) + [Cell(names[1])]
            i = 0
            while i < len(tops):
                p = tops[i]
                if len(p) == 1: first.append(Cell(self.wrap(p[0]), 1, 2)); i += 1
                else:
                    j = i
                    while j < len(tops) and tops[j][0] == p[0] and len(tops[j]) == 2: j += 1
                    first.append(Cell(p[0], j - i)); second += [Cell(self.wrap(x[1])) for x in tops[i:j]]
                    i = j
            head = [first, second]
        else:
            head = [[Cell(names[0], cw), Cell(names[1])] + [Cell(self.wrap(p[0])) for p in tops]]
        if r.random() < .4:
            mark = r.choice(['栏次', '**', '*'])
            if mark == '栏次': head.append([Cell('栏次', cw + 1)] + [Cell(i + 1) for i in range(len(columns))])
            else: head.append([Cell(mark) for _ in range(cw + 1)] + [Cell(i + 1) for i in range(len(columns))])
        total = {}
        for code, name, level, v in rows:
            if level == 1:
                for k, x in v.items(): total[k] = total.get(k, 0) + x
        lines, printed, tail, inside = self.opening(title)
        body, n = [], 0
        def line(codecells, name, level, code, v):
            nonlocal n
            n += 1
            pr = [self.amount(v.get(k)) for _, k in columns]
            body.append(codecells + [Cell(s) for s, _ in pr])
            self.numbers(table, title, n, level, code, name, [(path, val) for (path, _), (_, val) in zip(columns, pr)])
        where = r.choice(['name', 'span', 'code']) if not three else 'span'
        ct = r.choice(['合计', '合 计', '合     计'])
        if where == 'name': cells = [Cell('')] * cw + [Cell(ct)]
        elif where == 'span': cells = [Cell(ct, cw + 1)]
        else: cells = [Cell(ct), Cell('')]
        line(cells, '合计', 0, '', total)
        for code, name, level, v in rows:
            shown = name
            if self.wide and level > 1: shown = '　' * (level - 1) + name
            line([Cell(c) for c in self.split(code, level)] + [Cell(shown)], name, level, code, v)
        after = ['注：本表反映%s本年度取得的各项收入情况。' % (self.scope or '部门')] if self.final and r.random() < .7 else []
        self.finish(lines, printed, tail, inside, head, body, after)

    def wrap(self, s): return s

    def income(self, tree):
        title = self.r.choice(['收入决算表', '部门收入决算表']) if self.final else self.r.choice(['收入总表', '部门收入总表', '部门收入总体情况表', '收入预算总表'])
        if self.final:
            cols = [('本年收入合计', 't'), ('财政拨款收入', 'f'), ('上级补助收入', 'z'), ('事业收入', 's'), ('经营收入', 'z'), ('附属单位上缴收入', 'z'), ('其他收入', 'o')]
        else:
            cols = self.r.choice([[('合计', 't'), ('一般公共预算', 'f'), ('政府性基金预算', 'z'), ('国有资本经营预算', 'z'), ('财政专户管理资金', 's'), ('单位资金', 'o')],
                                  [('合计', 't'), ('本年收入/小计', 't'), ('本年收入/一般公共预算', 'f'), ('本年收入/政府性基金预算', 'z'), ('本年收入/事业收入', 's'), ('上年结转结余/小计', 'z'), ('上年结转结余/一般公共预算', 'z')]])
        self.coded('收入总表', title, cols, [(c, n, l, dict(t=b + p, f=b + p, z=0, s=0, o=0)) for c, n, l, b, p in self.rows(tree)])

    def spend(self, tree):
        title = self.r.choice(['支出决算表', '部门支出决算表']) if self.final else self.r.choice(['支出总表', '部门支出总表', '部门支出总体情况表', '支出预算总表'])
        cols = [('本年支出合计' if self.final else '合计', 't'), ('基本支出', 'b'), ('项目支出', 'p'), ('上缴上级支出', 'z'), ('经营支出', 'z'), ('对附属单位补助支出', 'z')]
        if not self.final: cols = cols[:self.r.choice([3, 6])]
        self.coded('支出总表', title, cols, [(c, n, l, dict(t=b + p, b=b, p=p, z=0)) for c, n, l, b, p in self.rows(tree)])

    def public(self, tree):
        title = self.r.choice(['一般公共预算财政拨款支出决算表', '一般公共预算支出决算表']) if self.final else self.r.choice(['一般公共预算支出表', '一般公共预算支出预算表', '一般公共预算支出情况表'])
        top = '本年支出' if self.final else self.r.choice(['%d年预算数' % self.year, '本年一般公共预算支出', ''])
        j = top + '/' if top else ''
        cols = [(j + self.r.choice(['合计', '小计']), 't'), (j + '基本支出', 'b'), (j + '项目支出', 'p')]
        if not self.final and self.r.random() < .3: cols = [(j + '合计', 't'), (j + '基本支出', 'b')] + [(j + '人员经费', 'r'), (j + '公用经费', 'q')] + [(j + '项目支出', 'p')]
        self.coded('一般公共预算支出表', title, cols, [(c, n, l, dict(t=b + p, b=b, p=p, r=b - b // 4, q=b // 4)) for c, n, l, b, p in self.rows(tree)])

    def economic(self):
        r = self.r
        def draw(groups):
            out = []
            for code, name, kids in groups:
                items = [(code + c, n, self.money(1, 90000)) for c, n in sorted(r.sample(kids, r.randint(2, len(kids))))]
                out.append((code, name, sum(i[2] for i in items), items))
            return out
        staff, public = draw(STAFF), draw(PUBLIC[:r.choice([1, 2])])
        if self.final and r.random() < .6: return self.panels(staff, public)
        title = r.choice(['一般公共预算基本支出表', '一般公共预算基本支出预算表', '一般公共预算基本支出经济分类表']) if not self.final else '一般公共预算财政拨款基本支出决算表'
        save, self.codes = self.codes, 'one'
        top = r.choice(['%d年基本支出/' % self.year, '', '本年一般公共预算基本支出/'])
        rows = []
        for g, s in ((staff, 1), (public, 0)):
            for code, name, t, items in g:
                rows.append((code, name, 1, dict(t=t, r=t * s, q=t * (1 - s))))
                rows += [(c, n, 2, dict(t=v, r=v * s, q=v * (1 - s))) for c, n, v in items]
        self.coded('一般公共预算基本支出表', title, [(top + '合计', 't'), (top + '人员经费', 'r'), (top + '公用经费', 'q')], rows, r.choice([('科目编码', '科目名称'), ('经济分类科目编码', '经济分类科目名称')]))
        self.codes = save

    def panels(self, staff, public):
        "人员经费 on the left, 公用经费 in one or two panels on the right"
        r = self.r
        table, title = '一般公共预算基本支出表', r.choice(['一般公共预算财政拨款基本支出决算表', '一般公共预算财政拨款基本支出决算明细表'])
        what = r.choice(['决算数', '金额'])
        left = [x for g in staff for x in [(g[0], g[1], g[2])] + g[3]]
        right = [x for g in public for x in [(g[0], g[1], g[2])] + g[3]]
        three = len(right) > 9
        half = (len(right) + 1) // 2
        sides = [left, right[:half], right[half:]] if three else [left, right]
        n = max(len(s) for s in sides)
        head = [[Cell('人员经费', 3), Cell('公用经费', 6 if three else 3)], [Cell(x) for _ in sides for x in (r.choice(['科目编码', '科目编码']), '科目名称', what)]]
        lines, printed, tail, inside = self.opening(title)
        body = []
        for i in range(n):
            row = []
            for k, s in enumerate(sides):
                if i < len(s):
                    code, name, v = s[i]
                    t, val = self.amount(v)
                    row += [Cell(code), Cell(name), Cell(t)]
                    self.numbers(table, title, i + 1, 1 if len(code) == 3 else 2, code, name, [(('人员经费/' if k == 0 else '公用经费/') + what, val)])
                else: row += [Cell(''), Cell(''), Cell('')]
            body.append(row)
        a, b = sum(g[2] for g in staff), sum(g[2] for g in public)
        (s1, v1), (s2, v2) = self.amount(a), self.amount(b)
        body.append([Cell('人员经费合计', 2), Cell(s1), Cell('公用经费合计', 5 if three else 2), Cell(s2)])
        self.numbers(table, title, n + 1, 0, '', '人员经费合计', [('人员经费/' + what, v1)])
        self.numbers(table, title, n + 1, 0, '', '公用经费合计', [('公用经费/' + what, v2)])
        self.finish(lines, printed, tail, inside, head, body, ['注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。'] if r.random() < .6 else [])

    def sangong(self):
        r = self.r
        table = '三公经费支出表'
        title = r.choice(['一般公共预算财政拨款“三公”经费支出决算表', '财政拨款“三公”经费支出决算表', '“三公”经费支出决算表']) if self.final else r.choice(['一般公共预算“三公”经费支出表', '“三公”经费预算表', '财政拨款“三公”经费支出表', '一般公共预算“三公”经费支出预算表'])
        abroad, buy, run, host = [r.choice([0, self.money(50, 3000)]) for _ in range(4)]
        run = run or self.money(50, 3000)
        vals = dict(t=abroad + buy + run + host, a=abroad, c=buy + run, b=buy, r=run, h=host)
        self.sg = vals
        kind = r.choice(['columns', 'items', 'items', 'twice'])
        if kind == 'items':
            what = '决算数' if self.final else r.choice(['预算数', '%d年预算数' % self.year, '金额'])
            two = r.random() < .4
            cols = ['预算数', '决算数'] if self.final and two else ['上年预算数', '本年预算数'] if two else [what]
            lines, printed, tail, inside = self.opening(title)
            names = r.choice([['合计', '1、因公出国（境）费用', '2、公务接待费', '3、公务用车费', '其中：（1）公务用车运行维护费', '（2）公务用车购置'],
                              ['合计', '一、因公出国（境）费', '二、公务接待费', '三、公务用车购置及运行费', '其中：公务用车运行维护费', '公务用车购置费']])
            keys = 'tahcrb'
            body = []
            for i, (nm, k) in enumerate(zip(names, keys)):
                row, cells = [Cell(nm)], []
                for c in cols:
                    s, v = self.amount(vals[k] + (0 if c in ('决算数', '本年预算数') or not vals[k] or len(cols) == 1 else 100))
                    row.append(Cell(s)); cells.append((c, v))
                body.append(row)
                for c, v in cells:
                    self.rec(tno=self.tno, table=table, title=title, row=i + 1, name=nm, col=c, value=v, unit=self.unit, year=self.year - (c == '上年预算数'), phase='budget' if c == '预算数' else 'final' if self.final else 'budget')
            self.finish(lines, printed, tail, inside, [[Cell(r.choice(['项目', '项 目']))] + [Cell(c) for c in cols]], body, ['注：“三公”经费预算数为全年预算数。'] if self.final else [])
            return
        if kind == 'twice' and not self.final: kind = 'columns'
        g = r.choice(['公务用车购置及运行费', '公务用车购置及运行维护费'])
        base = ['合计', '因公出国（境）费', g + '/小计', g + '/公务用车购置费', g + '/公务用车运行费', '公务接待费']
        keys = 'tacbrh'
        tops = ['预算数', '决算数'] if kind == 'twice' else ['']
        named = r.random() < .5 and kind == 'columns'
        lines, printed, tail, inside = self.opening(title)
        h1, h2, h3 = [], [], []
        if named: h1 += [Cell('单位编码', 1, 2), Cell('单位名称', 1, 2)]
        depth = 3 if kind == 'twice' else 2
        for t in tops:
            if t: h1.append(Cell(t, 6))
            top = h2 if t else h1
            low = h3 if t else h2
            top += [Cell('合计', 1, 2), Cell('因公出国（境）费', 1, 2), Cell(g, 3), Cell('公务接待费', 1, 2)]
            low += [Cell('小计'), Cell('公务用车购置费'), Cell('公务用车运行费')]
        head = [x for x in (h1, h2, h3) if x]
        if r.random() < .6: head.append([Cell(i + 1) for i in range(2 * named + 6 * len(tops))])
        row, cells = [], []
        for t in tops:
            for b, k in zip(base, keys):
                s, v = self.amount(vals[k] + (100 if t == '预算数' and vals[k] else 0))
                row.append(Cell(s)); cells.append((t, (t + '/' if t else '') + b, v))
        nm = self.bureau if named else ''
        code = self.org if named else ''
        if named: row = [Cell(code), Cell(nm)] + row
        for t, c, v in cells:
            self.rec(tno=self.tno, table=table, title=title, row=1, name=nm, orgcode=code, col=c, value=v, unit=self.unit, phase='budget' if t == '预算数' else 'final' if self.final else 'budget')
        self.finish(lines, printed, tail, inside, head, [row], ['注：本表反映部门本年度“三公”经费支出预决算情况。'] if self.final else [])

    def fund(self):
        "a table with nothing in it"
        r = self.r
        for table, title, what in (('政府性基金预算支出表', '政府性基金预算财政拨款收入支出决算表' if self.final else '政府性基金预算支出表', '政府性基金预算'),
                                   ('国有资本经营预算支出表', '国有资本经营预算财政拨款支出决算表' if self.final else '国有资本经营预算支出表', '国有资本经营预算')):
            lines, printed, tail, inside = self.opening(title)
            cols = ['合计', '基本支出', '项目支出']
            head = [[Cell('项目', 2), Cell('本年支出', 3)], [Cell('科目编码'), Cell('科目名称')] + [Cell(c) for c in cols]]
            style = r.choice(['none', 'blank', 'total', 'zero', 'word'])
            body = []
            if style == 'blank': body = [[Cell('')] * 5]
            if style == 'total': body = [[Cell('合计', 2), Cell(''), Cell(''), Cell('')]]
            if style == 'word': body = [[Cell('无', 5)]]
            note = r.choice(['注：本部门没有%s安排的支出，故本表无数据。', '注：%%s%d年没有使用%%s安排的支出。' % self.year, '说明：本单位无%s，本表为空。', '备注：无%s。'])
            note = note % ((self.bureau, what) if note.count('%s') == 2 else (what,))
            if style == 'zero':
                body = [[Cell('合计', 2), Cell('0.00'), Cell('0.00'), Cell('0.00')]]
                self.numbers(table, title, 1, 0, '', '合计', [('本年支出/' + c, '0.00') for c in cols])
            else: self.rec(tno=self.tno, table=table, title=title, kind='empty', unit='')
            self.rec(tno=self.tno, table=table, title=title, kind='note', value=note, unit='')
            self.finish(lines, printed, tail, inside, head, body, [note])

    def projects(self):
        r = self.r
        table, title = '项目支出表', r.choice(['项目支出表', '部门项目支出预算表', '项目支出绩效预算明细表'][:2])
        lines, printed, tail, inside = self.opening(title)
        head = [[Cell('序号', 1, 2), Cell('项目名称', 1, 2), Cell('项目单位', 1, 2), Cell('合计', 1, 2), Cell('本年拨款', 3), Cell('财政专户管理资金', 1, 2)],
                [Cell('一般公共预算'), Cell('政府性基金预算'), Cell('国有资本经营预算')]]
        body, total = [], 0
        items = [(nm, self.money(100, 50000)) for nm in r.sample(['基层治理能力提升项目', '公益性岗位补贴', '设备购置及维护经费', '12345热线运行费', '“我为群众办实事”专项', '2022年度结转防汛物资款', '档案数字化（二期）', '慰问困难群众经费'], r.randint(2, 6))]
        t = sum(v for _, v in items)
        cols = ['合计', '本年拨款/一般公共预算', '本年拨款/政府性基金预算', '本年拨款/国有资本经营预算', '财政专户管理资金']
        for i, (nm, v) in enumerate([('合计', t)] + items):
            pr = [self.amount(x) for x in (v, v, 0, 0, 0)]
            body.append([Cell(i or ''), Cell(nm), Cell(self.bureau if i else '')] + [Cell(s) for s, _ in pr])
            self.numbers(table, title, i + 1, '', '', nm, [(c, v2) for c, (_, v2) in zip(cols, pr)])
        self.finish(lines, printed, tail, inside, head, body)

    def goals(self):
        "project forms, in one of several makes"
        r = self.r
        made = r.choice(['classic', 'classic', 'symbols', 'yunnan', 'whole'])
        pool = [('产出指标', '数量指标', '培训场次', '≥', '12', '场'), ('产出指标', '数量指标', '慰问困难家庭户数', '≥', '300', '户'), ('产出指标', '质量指标', '工程验收合格率', '=', '100', '%'),
                ('产出指标', '时效指标', '资金支付及时率', '≥', '95', '%'), ('产出指标', '成本指标', '人均培训成本', '≤', '550', '元/人'), ('效益指标', '经济效益指标', '节约财政资金', '≥', '20', '万元'),
                ('效益指标', '社会效益指标', '群众知晓率', '≥', '85', '%'), ('效益指标', '可持续影响指标', '长效管理机制', '定性', '逐步完善', ''), ('效益指标', '生态效益指标', '对环境的影响', '定性', '明显改善', ''),
                ('满意度指标', '服务对象满意度指标', '受益群众满意度', '≥', '90', '%'), ('产出指标', '时效指标', '完成时限', '定性', '%d年12月底前' % self.year, ''), ('产出指标', '数量指标', '维护设备数量', '=', '48', '台（套）')]
        order = {'产出指标': 0, '效益指标': 1, '满意度指标': 2}
        second = ['数量指标', '质量指标', '时效指标', '成本指标', '经济效益指标', '社会效益指标', '生态效益指标', '可持续影响指标', '服务对象满意度指标']
        def pick(k): return sorted(r.sample(pool, k), key=lambda x: (order[x[0]], second.index(x[1])))
        def spans(inds):
            out = []
            for i, x in enumerate(inds):
                a = x[0] if i == 0 or inds[i - 1][0] != x[0] else None
                b = x[1] if a or inds[i - 1][1] != x[1] else None
                out.append((a and (a, sum(1 for y in inds[i:] if y[0] == x[0])), b and (b, sum(1 for y in inds[i:] if y[0] == x[0] and y[1] == x[1]))))
            return out
        def value(x):
            sym = {'≥': r.choice(['≥', '≥', '>=', '不低于']), '≤': r.choice(['≤', '<=', '不超过']), '=': r.choice(['', '=']), '定性': ''}[x[3]]
            return sym + x[4] + (x[5] if x[3] != '定性' else '')
        opm = {'≥': '>=', '≤': '<=', '=': '=', '定性': ''}
        projects = r.sample(['困难群众救助补助项目', '信息系统运行维护费', '老旧设施改造工程（一期）', '乡村振兴驻村工作经费', '2023年防汛抗旱专项'], r.randint(1, 3))
        if made == 'yunnan':
            title = r.choice(['项目支出绩效目标表', '部门项目支出绩效目标表（本次下达）'])
            lines, printed, _, inside = self.opening(title)
            head = [[Cell(x) for x in ('单位名称、项目名称', '项目年度绩效目标', '一级指标', '二级指标', '三级指标', '指标性质', '指标值', '度量单位', '指标属性', '指标内容')]]
            if r.random() < .5: head.append([Cell(i + 1) for i in range(10)])
            body, n = [], 0
            for pj in projects:
                inds = pick(r.randint(3, 7))
                for i, (x, (a, b)) in enumerate(zip(inds, spans(inds))):
                    n += 1
                    row = [Cell(pj, 1, len(inds)), Cell('保障工作正常开展，年内完成全部任务。', 1, len(inds))] if i == 0 else []
                    if a: row.append(Cell(a[0], 1, a[1]))
                    if b: row.append(Cell(b[0], 1, b[1]))
                    row += [Cell(x[2]), Cell({'定性': '='}.get(x[3], x[3])), Cell(x[4]), Cell(x[5] or ''), Cell('定性指标' if x[3] == '定性' else '定量指标'), Cell('反映' + x[2] + '情况')]
                    body.append(row)
                    self.rec(tno=self.tno, table='项目支出绩效目标表', title=title, project=pj, row=n, kind='target', name='/'.join(x[:3]), col='指标值', op=opm[x[3]] if x[3] != '定性' else '', value=x[4], unit=x[5])
            self.finish(lines, printed, [], inside, head, body)
            return
        if made == 'whole': projects = projects[:1]
        for pj in projects:
            self.tno += 1
            title = r.choice(['项目支出绩效目标表', '项目支出绩效目标申报表', '项目绩效目标表', '财政支出项目绩效目标申报表'][:2]) if made != 'whole' else r.choice(['部门整体支出绩效目标表', '整体支出绩效目标申报表'])
            table = '项目支出绩效目标表' if made != 'whole' else '整体支出绩效目标表'
            inds = pick(r.randint(4, 9))
            amt = r.randint(5, 900) * 100
            grid, n = [], 0
            pname = pj if made != 'whole' else ''
            w = 6 if made == 'symbols' else 5 if made == 'classic' else 4
            def text(label, val):
                self.rec(tno=self.tno, table=table, title=title, project=pname, row=n, kind='text', name=label, value=val)
            def num(label, cents, level=''):
                v = '%d.%02d' % (cents // 100, cents % 100)
                self.rec(tno=self.tno, table=table, title=title, project=pname, row=n, name=label, value=v, unit='万元')
                return v
            if made == 'whole':
                n += 1; text('部门名称', self.bureau); grid.append([Cell('部门名称'), Cell(self.bureau, w - 1)])
                n += 1; v = num('资金总额', amt); grid.append([Cell('年度预算（万元）', 1, 3), Cell('资金总额'), Cell(v, w - 2)])
                n += 1; v = num('其中：基本支出', amt // 4); grid.append([Cell('其中：基本支出'), Cell(v, w - 2)])
                n += 1; v = num('项目支出', amt - amt // 4); grid.append([Cell('项目支出'), Cell(v, w - 2)])
            else:
                n += 1; text('项目名称', pj); grid.append([Cell('项目名称'), Cell(pj, w - 1)])
                n += 1; text('主管部门及代码', self.org + self.bureau); text('实施单位', self.bureau)
                grid.append([Cell('主管部门及代码'), Cell(self.org + self.bureau, w - 3), Cell('实施单位'), Cell(self.bureau)])
                n += 1; v = num('年度资金总额', amt); grid.append([Cell('项目资金（万元）', 1, 3), Cell('年度资金总额：', 2), Cell(v, w - 3)])
                n += 1; v = num('其中：财政拨款', amt); grid.append([Cell('其中：财政拨款', 2), Cell(v, w - 3)])
                n += 1; grid.append([Cell('其他资金', 2), Cell('', w - 3)])
                self.rec(tno=self.tno, table=table, title=title, project=pname, row=n, name='其他资金', value='', unit='万元')
            goal = r.choice(['目标1：完成全部20个点位的维护，支出不超过预算30万元。', '全面完成年度任务，群众满意度达到95%以上。', '保障正常运转。'])
            n += 1; text('年度总体目标', goal); grid.append([Cell('年度总体目标'), Cell(goal, w - 1)])
            left = Cell('绩效指标', 1, len(inds) + 1)
            if made == 'symbols': grid.append([Cell(x) for x in ('一级指标', '二级指标', '三级指标', '指标性质', '指标值', '度量单位')])
            elif made == 'classic': grid.append([left] + [Cell(x) for x in ('一级指标', '二级指标', '三级指标', '指标值')])
            else: grid.append([Cell(x) for x in ('一级指标', '二级指标', '三级指标', '目标值')])
            col = '目标值' if made == 'whole' else '指标值'
            for x, (a, b) in zip(inds, spans(inds)):
                n += 1
                row = []
                if a: row.append(Cell(a[0], 1, a[1]))
                if b: row.append(Cell(b[0], 1, b[1]))
                if made == 'symbols':
                    row += [Cell(x[2]), Cell(x[3]), Cell(x[4]), Cell(x[5])]
                    op = opm[x[3]] if x[3] != '定性' else ''
                else:
                    s = value(x); row += [Cell(x[2]), Cell(s)]
                    op = '' if x[3] == '定性' or x[3] == '=' else opm[x[3]]
                grid.append(row)
                self.rec(tno=self.tno, table=table, title=title, project=pname, row=n, kind='target', name='/'.join(x[:3]), col=col, op=op, value=x[4], unit=x[5])
            before = [title, '（%d年度）' % self.year]
            if r.random() < .3: before.insert(0, '附件%d' % self.tno)
            self.blocks.append(('t', Table(before, grid, [], 0)))

    # -------------------------------------------------------- narrative
    def f(self, cents): return '%d.%02d' % (cents // 100, cents % 100)
    def some(self): return self.r.randint(3, 99999)
    def pct(self): return '%d.%02d' % (self.r.randint(0, 99), self.r.randint(0, 99))
    def tenth(self): return '%d.%d' % (self.r.randint(0, 80), self.r.randint(1, 9))

    def change(self, name, before='', k='', **o):
        "a clause: how much more or less than last year; its truth"
        r = self.r
        a, p = self.f(self.some()), self.pct()
        up = r.random() < .5
        than = r.choice(['比上年', '较上年', '与上年相比，', '比%d年' % (self.year - 1), '较%d年决算数' % (self.year - 1) if self.final else '较%d年预算数' % (self.year - 1), '同比'])
        if r.random() < .15:
            self.say(name, '比上年增减', '0', '万元', **o)
            return r.choice(['与上年持平', '与%d年持平' % (self.year - 1), '较上年无变化', '与上年一致'])
        verb = r.choice(['增加', '增加了']) if up else r.choice(['减少', '减少了'])
        s = '' if up else '-'
        self.say(name, '比上年增减', s + a, **o)
        out = than + verb + a + '万元'
        if r.random() < .7:
            self.say(name, '比上年增减率', s + p, '%', **o)
            out += '，' + (r.choice(['增长', '增长了', '上升']) if up else r.choice(['下降', '下降了', '减少'])) + p + '%'
        return out

    def narrative(self, tree):
        r, y, w, f = self.r, self.year, self.word, self.f
        self.h('第三部分  %s%s情况说明' % (self.years % y, '部门' + w))
        parts = [self.n_total, self.n_income, self.n_spend, self.n_class, self.n_sangong, self.n_running, self.n_buy, self.n_assets, self.n_goals, self.n_basic]
        r.shuffle(parts)
        for i, fn in enumerate(parts[:r.randint(6, 10)]): fn(NUMERALS[i] + '、', tree)

    def n_total(self, no, tree):
        r = self.r; f = self.f; y = self.year
        a = f(self.some())
        if self.final:
            self.h(no + '收入支出决算总体情况说明')
            which = r.choice([0, 1, 2])
            if which == 0:
                self.say('收入支出总计', '金额', a)
                s = '%d年度收入支出总计%s万元，' % (y, a) + self.change('收入支出总计')
            elif which == 1:
                self.say('收、支总计', '金额', a) # one printed figure is one record
                b, p = f(self.some()), self.pct()
                self.say('收、支总计', '比上年增减', b); self.say('收、支总计', '比上年增减率', p, '%')
                s = '%d年度收、支总计均为%s万元。与%d年度相比，收、支总计各增加%s万元，增长%s%%' % (y, a, y - 1, b, p)
            else:
                c = f(self.some())
                self.say('收入总计', '金额', a); self.say('支出总计', '金额', c)
                s = '%d年度本部门收入总计%s万元，支出总计%s万元' % (y, a, c)
            self.p(s + '。主要原因是人员调动和项目结转。')
        else:
            self.h(no + '收支总体情况说明')
            c = f(self.some())
            self.say('收入总预算', '金额', a); self.say('收入总预算/一般公共预算拨款收入', '金额', c)
            s = '%d年收入总预算%s万元，其中：一般公共预算拨款收入%s万元' % (y, a, c)
            if r.random() < .6:
                z = f(self.some()); self.say('收入总预算/上年结转', '金额', z); s += '、上年结转%s万元' % z
            d = f(self.some())
            s += '。支出总预算%s万元，' % d; self.say('支出总预算', '金额', d)
            s += self.change('支出总预算') + '，主要是根据《关于编制预算的通知》（云财预〔%d〕%d号）压减了一般性支出。' % (y - 1, r.randint(1, 90))
            self.p(s)

    def n_income(self, no, tree):
        r, f = self.r, self.f
        self.h(no + ('收入决算情况说明' if self.final else '收入预算情况说明'))
        t = '本年收入合计' if self.final else '收入预算'
        a = f(self.some()); self.say(t, '金额', a)
        s = '%d年度%s%s万元，其中：' % (self.year, t, a)
        items = []
        for nm in r.sample(['财政拨款收入', '事业收入', '经营收入', '其他收入', '上级补助收入'], r.randint(2, 4)):
            v, p = f(self.some()), self.pct()
            self.say(t + '/' + nm, '金额', v); self.say(t + '/' + nm, '占比', p, '%')
            items.append('%s%s万元，占%s%%' % (nm, v, p))
        self.p(s + '；'.join(items) + '。')

    def n_spend(self, no, tree):
        r, f = self.r, self.f
        self.h(no + ('支出决算情况说明' if self.final else '支出预算情况说明'))
        t = '本年支出合计' if self.final else '支出预算'
        a = f(self.some()); self.say(t, '金额', a)
        b, c = f(self.some()), f(self.some()); p, q = self.pct(), self.pct()
        for n, v, x in (('基本支出', b, p), ('项目支出', c, q)): self.say(t + '/' + n, '金额', v); self.say(t + '/' + n, '占比', x, '%')
        form = r.choice([0, 1, 2])
        if form == 0: s = '%d年%s%s万元，其中：基本支出%s万元，占%s%%；项目支出%s万元，占%s%%。' % (self.year, t, a, b, p, c, q)
        elif form == 1: s = '%s%s万元。其中：基本支出%s万元，占%s的%s%%，项目支出%s万元，占%s的%s%%。' % (t, a, b, t, p, c, t, q)
        else: s = '%d年度%s %s 万元，其中： 基本支出 %s 万元，占 %s%%；项目支出 %s 万元，占 %s%%。' % (self.year, t, a, b, p, c, q)
        self.p(s)

    def n_class(self, no, tree):
        r, f, y = self.r, self.f, self.year
        self.h(no + '一般公共预算财政拨款支出%s情况说明' % self.word)
        t = '一般公共预算财政拨款支出'
        a = f(self.some()); self.say(t, '金额', a)
        self.p('%d年度%s%s万元，' % (y, t, a) + self.change(t) + '。')
        names = [n for _, n, _ in tree]
        out = []
        for nm in names:
            v, p = f(self.some()), self.pct()
            self.say(nm, '金额', v); self.say(nm, '占比', p, '%')
            out.append('%s（类）支出%s万元，占%s%%' % (nm.replace('支出', '') if nm.endswith('支出') else nm, v, p))
        self.p('%s主要用于以下方面：' % t + '；'.join(out) + '。')
        i = 0
        for code, nm, sub in tree[:3]:
            for c2, n2, items in sub[:1]:
                for c3, n3, b, p in items[:2]:
                    i += 1
                    plan, done = f(self.some()), f(self.some()); rate = self.pct()
                    path = '%s/%s/%s' % (nm, n2, n3)
                    if self.final:
                        self.say(path, '金额', plan, phase='budget'); self.say(path, '金额', done); self.say(path, '完成率', rate, '%')
                        self.p('%d.%s（类）%s（款）%s（项）。年初预算为%s万元，支出决算为%s万元，完成年初预算的%s%%。' % (i, nm, n2, n3, plan, done, rate))
                    else:
                        self.say(path, '金额', done)
                        s = '%d.%s（类）%s（款）%s（项）%d年预算数为%s万元，' % (i, nm, n2, n3, y, done) + self.change(path)
                        self.p(s + '。')

    def n_basic(self, no, tree):
        r, f = self.r, self.f
        self.h(no + '一般公共预算财政拨款基本支出情况说明')
        t = '一般公共预算财政拨款基本支出'
        a, b, c = f(self.some()), f(self.some()), f(self.some())
        self.say(t, '金额', a); self.say(t + '/人员经费', '金额', b); self.say(t + '/公用经费', '金额', c)
        self.p('%d年度%s%s万元，其中：人员经费%s万元，主要包括：基本工资、津贴补贴、奖金、绩效工资、住房公积金等；公用经费%s万元，主要包括：办公费、印刷费、差旅费、维修（护）费等。' % (self.year, t, a, b, c))

    def n_sangong(self, no, tree):
        r, f, y = self.r, self.f, self.year
        self.h(no + '“三公”经费%s情况说明' % self.word)
        t = '“三公”经费%s' % ('支出决算' if self.final else '预算')
        a = f(self.some()); self.say(t, '金额', a)
        s = '%d年“三公”经费%s%s万元，' % (y, '支出决算为' if self.final else '预算为', a) + self.change(t) + '。'
        if r.random() < .6:
            self.p(s)
            for i, nm in enumerate(['因公出国（境）费', '公务用车购置及运行维护费', '公务接待费']):
                v = f(self.some()) if r.random() < .7 else '0'
                self.say(nm, '金额', v)
                self.p('%d.%s%s%s万元，' % (i + 1, nm, r.choice(['', '为', '支出', '预算']), v) + self.change(nm) + '。')
        else:
            vs = [f(self.some()) for _ in range(3)]
            for nm, v in zip(['因公出国（境）费', '公务用车购置及运行费', '公务接待费'], vs): self.say(t + '/' + nm, '金额', v)
            self.p(s + '其中：因公出国（境）费%s万元，公务用车购置及运行费%s万元，公务接待费%s万元。' % tuple(vs))
        if self.final:
            b, p, cars = r.randint(3, 80), r.randint(90, 900), r.randint(1, 20)
            self.say('国内公务接待', '数量', b, '批次'); self.say('国内公务接待', '数量', p, '人次')
            self.p('全年国内公务接待%d批次，%d人次。' % (b, p))

    def n_running(self, no, tree):
        f, r = self.f, self.r
        self.h(no + '机关运行经费情况说明')
        a = f(self.some()); t = r.choice(['机关运行经费支出', '机关运行经费'])
        self.say(t, '金额', a)
        self.p('%d年度%s%s%s万元，' % (self.year, t, r.choice(['', '为', '共计']), a) + self.change(t) + '，主要原因是认真落实过紧日子要求。')

    def n_buy(self, no, tree):
        f, r = self.f, self.r
        self.h(no + '政府采购情况说明')
        vs = [f(self.some()) for _ in range(4)]
        t = r.choice(['政府采购支出总额', '政府采购预算总额'])
        form = r.choice([0, 1])
        self.say(t, '金额', vs[0])
        for nm, v in zip(['政府采购货物支出', '政府采购工程支出', '政府采购服务支出'], vs[1:]): self.say(t + '/' + nm, '金额', v)
        if form: s = '%d年度%s%s万元，其中：政府采购货物支出%s万元、政府采购工程支出%s万元、政府采购服务支出%s万元。' % ((self.year, t) + tuple(vs))
        else: s = '%d年度%s%s万元，政府采购货物支出、政府采购工程支出、政府采购服务支出分别为%s万元、%s万元、%s万元。' % ((self.year, t) + tuple(vs))
        if r.random() < .5:
            v, p = f(self.some()), self.pct()
            self.say('授予中小企业合同金额', '金额', v); self.say('授予中小企业合同金额', '占比', p, '%')
            s += '授予中小企业合同金额%s万元，占政府采购支出总额的%s%%。' % (v, p)
        self.p(s)

    def n_assets(self, no, tree):
        r = self.r
        self.h(no + '国有资产占用情况说明')
        n, a, b, c = r.randint(4, 30), r.randint(0, 3), r.randint(1, 9), r.randint(0, 4)
        y = self.year if self.final else self.year - 1
        for nm, v, u in (('车辆', n, '辆'), ('车辆/应急保障用车', a, '辆'), ('车辆/执法执勤用车', b, '辆'), ('单价50万元以上通用设备', c, '台（套）')):
            self.say(nm, '数量', v, u, year=y)
        self.p('截至%d年12月31日，本部门共有车辆%d辆，其中，应急保障用车%d辆、执法执勤用车%d辆；单价50万元以上通用设备%d台（套）。' % (y, n, a, b, c))

    def n_goals(self, no, tree):
        f, r = self.f, self.r
        self.h(no + '预算绩效情况说明')
        n, a = r.randint(1, 40), f(self.some())
        self.say('项目', '数量', n, '个'); self.say('涉及资金', '金额', a)
        self.p('%d年对%d个项目实行绩效目标管理，涉及资金%s万元。详见附件，咨询电话：0%d-%d。' % (self.year, n, a, r.randint(311, 990), r.randint(2000000, 8999999)))

    def n_more(self):
        r = self.r
        self.h('其他重要事项说明')
        mine = [x for x in SENTENCES if ('f' if self.final else 'b') in x[0]]
        for _, text, facts in r.sample(mine, 9):
            v = {k: self.f(self.some()) for k in 'abcdeg'}
            v.update({k: self.pct() for k in 'pq'})
            v.update(n=r.randint(20, 99), m=r.randint(2, 19), k=r.randint(2, 19), j=r.randint(3, 90), h=r.randint(100, 9000), i=r.randint(100, 9000), y=self.year, l=self.year - 1)
            self.p(text.format(**v))
            for fact in facts:
                name, col, value, unit = fact[:4]
                k = {}
                if len(fact) > 4 and fact[4]: k['phase'] = fact[4]
                self.say(name, col, value.format(**v), unit, op=fact[5] if len(fact) > 5 else '', **k)

    # -------------------------------------------------------- the whole
    def build(self):
        r, y = self.r, self.year
        self.h('%s%d年%s%s%s' % (self.bureau, y, r.choice(['度', '']), self.scope, self.word + ('公开' if r.random() < .5 else '')))
        if r.random() < .8:
            self.h(r.choice(['目 录', '目录', '目   录']))
            dots = r.choice(['', '............%d', '…………%d', '\t%d', ' %d'])
            for i, s in enumerate(['第一部分 单位概况', '一、主要职能', '二、机构设置', '第二部分 %d年%s表' % (y, self.word), '一、收支总表', '二、收入总表', '三、支出总表', '四、“三公”经费支出表', '第三部分 情况说明', '第四部分 名词解释']):
                self.p(s + (dots % (i * 2 + 3) if dots else ''))
        self.h('第一部分  %s概况' % self.bureau)
        self.h('一、主要职能')
        self.p('根据《%s机构改革方案》（%s办发〔2019〕%d号）精神，贯彻执行国家有关法律法规，承担全县相关管理工作，落实“十四五”规划和2035年远景目标。' % (self.place, self.place[0], r.randint(1, 80)))
        self.p('（一）组织拟订规划、计划并监督实施。')
        self.h('二、机构设置')
        n, a, b = r.randint(2, 9), r.randint(10, 80), r.randint(10, 80)
        self.say('内设机构', '数量', n, '个'); self.say('编制', '数量', a, '名'); self.say('实有人数', '数量', b, '人')
        self.p('内设机构%d个，核定编制%d名，实有人数%d人。' % (n, a, b))
        tree = self.tree(r.randint(2, 4))
        tables = [lambda: self.two_sided(tree, False), lambda: self.income(tree), lambda: self.spend(tree), lambda: self.two_sided(tree, True), lambda: self.public(tree), self.economic, self.sangong, self.fund]
        if not self.final: tables.append(self.projects)
        last = r.random() < .4
        def all_tables():
            self.h('第二部分  %s%s表' % (self.years % y, self.word))
            for t in tables: t()
        if not last: all_tables()
        self.narrative(tree)
        self.n_more()
        self.h('第四部分  名词解释')
        self.p('一、财政拨款收入：指单位从同级财政部门取得的财政预算资金。')
        self.p('二、“三公”经费：指用财政拨款安排的因公出国（境）费、公务用车购置及运行费和公务接待费。')
        self.p('三、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。')
        if last: all_tables()
        self.goals()
        return self

# ------------------------------------------------------------ writers
def spread(t, how, up='blank'):
    "rows of texts of a grid. how: a span's other cells are `blank`, `repeat`ed or `lost`; up: cells under a rowspan are blank, repeated or lost"
    out, hang = [], {}
    for cells in t.grid:
        row, i, cells = [], 0, list(cells)
        while cells or any(k >= i for k in hang):
            if i in hang and hang[i][1] > 0:
                txt, n, cs = hang[i]
                hang[i] = (txt, n - 1, cs)
                if hang[i][1] == 0: del hang[i]
                for k in range(cs):
                    if up == 'blank': row.append('')
                    elif up == 'repeat': row.append(txt)
                i += cs
                continue
            if not cells: i += 1; continue
            c = cells.pop(0)
            if c.rs > 1: hang[i] = (c.text, c.rs - 1, c.cs)
            row.append(c.text)
            if how == 'blank': row += [''] * (c.cs - 1)
            elif how == 'repeat': row += [c.text] * (c.cs - 1)
            i += c.cs
        out.append(row)
    return out

def tab(d):
    how, trim, gap = d.r.choice(['blank', 'blank', 'repeat']), d.r.random() < .4, d.r.random() < .5
    para = d.r.choice(['', '\n'])
    out = []
    for kind, b in d.blocks:
        if kind in 'hp': out.append(b.replace('\n', '\n') + '\n' + para)
        else:
            for l in b.before: out.append(l + '\n' + para)
            for row in spread(b, how):
                s = '\t'.join(row)
                out.append((s.rstrip('\t') if trim else s) + '\n')
            out.append('\n')
            for l in b.after: out.append(l + '\n' + para)
    return ''.join(out)

def listed(d):
    "one cell a line: a tab before each, an empty line after each row, two after a table"
    out = []
    how = d.r.choice(['lost', 'blank'])
    for kind, b in d.blocks:
        if kind in 'hp': out.append(b + '\n')
        else:
            for l in b.before: out.append(l.replace('\t', ' ') + '\n')
            for row in spread(b, how): out.append(''.join('\t%s\n' % c for c in row) + '\n')
            out.append('\n')
            for l in b.after: out.append(l + '\n')
    return ''.join(out)

def listed2(d):
    "one cell a line without marks; blank cells are blank lines"
    out = []
    for kind, b in d.blocks:
        if kind in 'hp': out.append(b + '\n\n')
        else:
            for l in b.before: out.append(l.replace('\t', ' ') + '\n\n')
            for row in spread(b, 'blank'): out.append(''.join('%s\n' % c for c in row))
            out.append('\n\n')
            for l in b.after: out.append(l + '\n\n')
    return ''.join(out)

def spaced(d):
    "the cells of a row one blank apart; of blank cells and spans nothing is left"
    out = []
    for kind, b in d.blocks:
        if kind in 'hp': out.append(b + '\n')
        else:
            for l in b.before: out.append(l.replace('\t', ' ') + '\n')
            for row in spread(b, 'lost', 'lost'):
                row = [''.join(c.split()) for c in row if c.strip()]
                if row: out.append(' '.join(row) + '\n')
            for l in b.after: out.append(l + '\n')
    return ''.join(out)

def markdown(d):
    how = d.r.choice(['blank', 'repeat'])
    lead = d.r.choice(['# ', '## ', '', '**'])
    outer = d.r.random() < .8
    pad = d.r.choice([' ', ''])
    out = []
    for kind, b in d.blocks:
        if kind == 'h': out.append(lead + b + ('**' if lead == '**' else '') + '\n\n')
        elif kind == 'p': out.append(b + '\n\n')
        else:
            for l in b.before: out.append(('**%s**' if lead == '**' else '%s') % l.replace('\t', ' ') + '\n\n')
            rows = spread(b, how)
            w = max(len(r) for r in rows)
            bar = pad + '|' + pad
            for i, row in enumerate(rows):
                row = [c.replace('|', '\\|') for c in row] + [''] * (w - len(row))
                s = bar.join(row)
                out.append(('|' + pad + s + pad + '|' if outer else s) + '\n')
                if i == 0: out.append(('|' if outer else '') + '|'.join([d.r.choice([' --- ', '---', ':--:'])] * w) + ('|' if outer else '') + '\n')
            out.append('\n')
            for l in b.after: out.append(l + '\n\n')
    return ''.join(out)

def htmled(d):
    e = lambda s: html.escape(s)
    wrap = d.r.choice(['%s', '<p>%s</p>', '<p class="MsoNormal"><span style="font-size:10pt">%s</span></p>', '<span>%s</span>\n      '])
    blank = d.r.choice(['', '&nbsp;', '<br/>', '<p>&nbsp;</p>'])
    out = ['<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>%s</title><script>var a = 12.5;</script></head><body><div id="nav"><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div><div class="TRS_Editor">\n' % e(d.blocks[0][1])]
    thead = d.r.random() < .4
    for kind, b in d.blocks:
        if kind == 'h': out.append('<h3>%s</h3>\n' % e(b))
        elif kind == 'p': out.append('<p style="text-indent:2em">%s</p>\n' % e(b).replace('\t', '&nbsp;&nbsp;'))
        else:
            for l in b.before: out.append('<p align="center">%s</p>\n' % e(l).replace('\t', '&nbsp;&nbsp;&nbsp;&nbsp;'))
            out.append('<table border="1">\n')
            for i, row in enumerate(b.grid):
                tag = 'th' if thead and i < b.head else 'td'
                out.append('<tr>' + ''.join('<%s%s%s>%s</%s>' % (tag, ' colspan="%d"' % c.cs if c.cs > 1 else '', ' rowspan="%d"' % c.rs if c.rs > 1 else '', wrap % e(c.text) if c.text else blank, tag) for c in row) + '</tr>\n')
            out.append('</table>\n')
            for l in b.after: out.append('<p>%s</p>\n' % e(l))
    out.append('</div><div id="footer">版权所有 联系电话：0715-8812345 备案号：20230012</div></body></html>\n')
    return ''.join(out)

def csved(d):
    import csv, io
    f = io.StringIO()
    w = csv.writer(f, lineterminator=d.r.choice(['\n', '\r\n']), quoting=d.r.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    for kind, b in d.blocks:
        if kind in 'hp': w.writerow([b])
        else:
            for l in b.before: w.writerow([x for x in l.split('\t') if x])
            for row in spread(b, 'blank'): w.writerow(row)
            w.writerow([])
            for l in b.after: w.writerow([l])
    return f.getvalue()

def x(s): return html.escape(s, quote=True)

def docxed(d, path):
    out = ['<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>']
    def para(s): return '<w:p>' + ''.join('<w:r><w:t xml:space="preserve">%s</w:t></w:r>' % x(q) if q != '\t' else '<w:r><w:tab/></w:r>' for q in s.replace('\t', '\0\t\0').split('\0') if q) + '</w:p>'
    for kind, b in d.blocks:
        if kind in 'hp': out.append(para(b))
        else:
            out += [para(l) for l in b.before]
            out.append('<w:tbl>')
            hang = {}
            for cells in b.grid:
                out.append('<w:tr>')
                cells, i = list(cells), 0
                while cells or any(k >= i for k in hang):
                    if i in hang:
                        n, cs = hang[i]
                        out.append('<w:tc><w:tcPr>%s<w:vMerge/></w:tcPr><w:p/></w:tc>' % ('<w:gridSpan w:val="%d"/>' % cs if cs > 1 else ''))
                        if n > 1: hang[i] = (n - 1, cs)
                        else: del hang[i]
                        i += cs
                        continue
                    if not cells: i += 1; continue
                    c = cells.pop(0)
                    pr = ('<w:gridSpan w:val="%d"/>' % c.cs if c.cs > 1 else '') + ('<w:vMerge w:val="restart"/>' if c.rs > 1 else '')
                    if c.rs > 1: hang[i] = (c.rs - 1, c.cs)
                    out.append('<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>' % (pr, para(c.text)))
                    i += c.cs
                out.append('</w:tr>')
            out.append('</w:tbl>')
            out += [para(l) for l in b.after]
    out.append('</w:body></w:document>')
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
        z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr('word/document.xml', ''.join(out))

def xlsxed(d, path):
    "a sheet for each table, the text on one of its own; amounts are numbers"
    def col(i): return (chr(64 + i // 26) if i >= 26 else '') + chr(65 + i % 26)
    sheets, texts = [], []
    for kind, b in d.blocks:
        if kind in 'hp': texts.append(b)
        else: sheets.append(b)
    parts = []
    def sheet(rows, merges):
        o = ['<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>']
        for i, row in enumerate(rows):
            o.append('<row r="%d">' % (i + 1))
            for j, c in enumerate(row):
                if c == '': continue
                ref = '%s%d' % (col(j), i + 1)
                plain = c.replace(',', '')
                if '.' in plain and plain.replace('.', '', 1).replace('-', '', 1).isdigit(): o.append('<c r="%s" s="%d"><v>%s</v></c>' % (ref, 1 if ',' in c and d.dec == 2 else 2 if d.dec == 2 else 0, plain))
                else: o.append('<c r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>' % (ref, x(c)))
            o.append('</row>')
        o.append('</sheetData>')
        if merges: o.append('<mergeCells count="%d">%s</mergeCells>' % (len(merges), ''.join('<mergeCell ref="%s"/>' % m for m in merges)))
        o.append('</worksheet>')
        return ''.join(o)
    if texts: parts.append(('说明', sheet([[t] for t in texts], [])))
    for n, b in enumerate(sheets):
        rows = [[q for q in l.split('\t') if q] for l in b.before]
        merges, busy = [], set()
        top = len(rows)
        for i, cells in enumerate(b.grid):
            j, row = 0, []
            for c in cells:
                while (i, j) in busy: row.append(''); j += 1
                row += [c.text] + [''] * (c.cs - 1)
                for a in range(c.rs):
                    for k in range(c.cs): busy.add((i + a, j + k))
                if c.cs > 1 or c.rs > 1: merges.append('%s%d:%s%d' % (col(j), top + i + 1, col(j + c.cs - 1), top + i + c.rs))
                j += c.cs
            rows.append(row)
        rows += [[l] for l in b.after]
        parts.append(('表%d' % (n + 1), sheet(rows, merges)))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
        z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr('xl/workbook.xml', '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>%s</sheets></workbook>' % ''.join('<sheet name="%s" sheetId="%d" r:id="r%d"/>' % (n, i + 1, i + 1) for i, (n, _) in enumerate(parts)))
        z.writestr('xl/_rels/workbook.xml.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>' % ''.join('<Relationship Id="r%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet%d.xml"/>' % (i + 1, i + 1) for i in range(len(parts))))
        z.writestr('xl/styles.xml', '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="2"/></cellXfs></styleSheet>')
        for i, (_, s) in enumerate(parts): z.writestr('xl/worksheets/sheet%d.xml' % (i + 1), s)

SUFFIX = dict(tab='txt', list='txt', list2='txt', spaced='txt', short='txt', markdown='md', html='html', csv='csv', docx='docx', xlsx='xlsx')
HEAD = 'tno table title side project row level code name col kind op value unit orgcode year phase inferred'.split()

# ------------------------------------------------------------ the check
def records(path):
    with open(path, encoding='utf-8') as f:
        head = f.readline().rstrip('\n').split('\t')
        return [dict(zip(head, l.rstrip('\n').split('\t'))) for l in f]

def bare(s): return ''.join(s.split()).rstrip('：').replace('（', '(').replace('）', ')')

def cell(r, form):
    "what must be equal: the row, the column's last part (not in a form), what is printed, side and unit"
    code = r['code']
    return (r['kind'], '' if code else bare(r['name']), code, '' if form else bare(r['col'].split('/')[-1]), r['op'] if r['kind'] == 'target' else '', bare(r['value']), bare(r['unit']) if r['value'] not in ('', '-') else '', r['side'])

def check(truth, out):
    "0 if every number, target, empty table and prose figure of the truth is in out, in order, and nothing else"
    want, got, bad = records(truth), records(out), []
    forms = {r['tno'] for r in want if '绩效目标' in r['table']}
    a = [cell(r, r['tno'] in forms) for r in want if r['kind'] in ('number', 'target', 'empty')]
    b = [cell(r, '绩效目标' in r['table']) for r in got if r['kind'] in ('number', 'target', 'empty')]
    for i in range(max(len(a), len(b))):
        x, y = a[i] if i < len(a) else None, b[i] if i < len(b) else None
        if x and y:
            short = x[2] != y[2] and (len(y[2]) == 2 and x[2].endswith(y[2]))
            empty = x[0] == 'empty' == y[0]
            op = {x[4], y[4]} <= {'', '='}
            if empty or x == y or (x[:2] == y[:2] and (x[2] == y[2] or short) and x[3] == y[3] and (x[4] == y[4] or op) and x[5:] == y[5:]): continue
        bad.append('want %s\n got %s' % (x, y))
        break
    names = lambda v: sorted((bare(r['col']), r['value'], r['unit'] if r['value'] != '0' else '', r['op']) for r in v if r['kind'] == 'prose')
    p, q = names(want), names(got)
    bad += ['prose: missing %s' % (x,) for x in p if x not in q] + ['prose: invented %s' % (x,) for x in q if x not in p]
    for x in bad[:6]: print(x)
    return 1 if bad else 0

def check_spaced(truth, out):
    """0 if every amount of the truth is in out under its row, in its column or in none, and no amount is under another. Where
    blank cells leave nothing behind more cannot be known. Forms are left out."""
    row = lambda r: (r['code'][-2:] or bare(r['name']), r['side'])
    col = lambda r: bare(r['col'].split('/')[-1])
    got, bad = {}, []
    for r in records(out):
        if r['kind'] == 'number' and r['value'] and '绩效' not in r['table']: got.setdefault(row(r), []).append((col(r), r['value']))
    for r in records(truth):
        if r['kind'] != 'number' or not r['value'] or '绩效' in r['table']: continue
        have = got.get(row(r), [])
        hit = [x for x in ((col(r), r['value']), ('', r['value'])) if x in have]
        if hit: have.remove(hit[0])
        else: bad.append('missing %s %s %s' % (row(r), col(r), r['value']))
    bad += ['invented %s %s %s' % ((k,) + x) for k, v in got.items() for x in v]
    for x in bad[:6]: print(x)
    return 1 if bad else 0

def main():
    a = sys.argv[1:]
    if a[0] == '--check-spaced': sys.exit(check_spaced(a[1], a[2]))
    if a[0] == '--check': sys.exit(check(a[1], a[2]))
    if a[0] == '--suffix': print(SUFFIX[Doc(int(a[1]), a[2] if len(a) > 2 else None).style]); return
    d = Doc(int(a[0]), a[3] if len(a) > 3 else None).build()
    if d.style == 'docx': docxed(d, a[1])
    elif d.style == 'xlsx': xlsxed(d, a[1])
    else:
        if d.style == 'short': d.codes = d.codes
        s = dict(tab=tab, list=listed, list2=listed2, spaced=spaced, short=tab, markdown=markdown, html=htmled, csv=csved)[d.style](d)
        enc = 'gb18030' if d.style in ('tab', 'csv', 'short') and d.r.random() < .3 else 'utf-8'
        with open(a[1], 'w', encoding=enc, newline='') as f: f.write(s)
    with open(a[2], 'w', encoding='utf-8') as f:
        f.write('\t'.join(HEAD) + '\n')
        for t in d.truth: f.write('\t'.join(t[h] for h in HEAD) + '\n')

if __name__ == '__main__': main()
