# SPDX-License-Identifier: MIT
"""Made-up disclosures as tables with their facts: what is printed, cell by cell, and what bd-extract has to find.

Every disclosure has a style of its own, as provinces and cities have: names of tables and columns, codes in one
column or in three, units, blanks, captions, heads of two to five lines. Names of accounts are the classification's;
organisations, projects and figures are made up."""
import random

CLASS = {'201': '一般公共服务支出', '204': '公共安全支出', '205': '教育支出', '206': '科学技术支出', '207': '文化旅游体育与传媒支出',
         '208': '社会保障和就业支出', '210': '卫生健康支出', '211': '节能环保支出', '212': '城乡社区支出', '213': '农林水支出',
         '214': '交通运输支出', '215': '资源勘探工业信息等支出', '220': '自然资源海洋气象等支出', '221': '住房保障支出',
         '224': '灾害防治及应急管理支出', '229': '其他支出'}
SECTION = ['政府办公厅（室）及相关机构事务', '行政事业单位养老支出', '行政事业单位医疗', '住房改革支出', '群众团体事务', '就业补助', '财政事务',
           '其他社会保障和就业支出', '城乡社区环境卫生', '司法', '宣传事务', '组织事务', '纪检监察事务', '人力资源事务', '党委办公厅（室）及相关机构事务',
           '财政对其他社会保险基金的补助', '计划生育事务', '残疾人事业', '巩固脱贫攻坚成果衔接乡村振兴']
ITEM = ['行政运行', '一般行政管理事务', '事业运行', '机关事业单位基本养老保险缴费支出', '机关事业单位职业年金缴费支出', '行政单位医疗', '住房公积金',
        '购房补贴', '其他行政事业单位养老支出', '其他政府办公厅（室）及相关机构事务支出', '群众体育', '专项普查活动', '公务员医疗补助', '信息化建设',
        '事业单位医疗', '行政单位离退休', '机关服务', '其他巩固脱贫攻坚成果衔接乡村振兴支出', '财政对失业保险基金的补助', '死亡抚恤']
ECON = {'301': ('工资福利支出', ['基本工资', '津贴补贴', '奖金', '伙食补助费', '绩效工资', '机关事业单位基本养老保险缴费', '职业年金缴费',
                '职工基本医疗保险缴费', '公务员医疗补助缴费', '其他社会保障缴费', '住房公积金', '医疗费', '其他工资福利支出']),
        '302': ('商品和服务支出', ['办公费', '印刷费', '咨询费', '手续费', '水费', '电费', '邮电费', '取暖费', '物业管理费', '差旅费',
                '因公出国（境）费用', '维修（护）费', '租赁费', '会议费', '培训费', '公务接待费', '专用材料费', '劳务费', '委托业务费', '工会经费',
                '福利费', '公务用车运行维护费', '其他交通费用', '税金及附加费用', '其他商品和服务支出']),
        '303': ('对个人和家庭的补助', ['离休费', '退休费', '退职（役）费', '抚恤金', '生活补助', '救济费', '医疗费补助', '助学金', '奖励金',
                '其他对个人和家庭的补助']),
        '310': ('资本性支出', ['房屋建筑物购建', '办公设备购置', '专用设备购置', '基础设施建设', '大型修缮', '信息网络及软件购置更新',
                '公务用车购置', '其他交通工具购置', '其他资本性支出'])}
PLACE = ['江城区', '海宁县', '青山市', '临江区', '云岭县', '白塔市']
BUREAU = ['示例局', '样本街道办事处', '教育体育局', '应急管理局', '文化和旅游局', '水利局', '综合行政执法局', '市场监督管理局']
BELOW = ['本级', '服务中心', '综合执法大队', '第一中学', '信息中心', '培训学校', '文化馆']
PROJECT = ['公共设施维护', '信息系统运行维护服务', '老旧小区改造配套基础设施建设补助资金', '重点区域环境整治', '专项业务工作经费', '办公用房维修改造',
           '人才引进与培养专项经费', '中小学校舍安全工程及附属设施改造项目', '防汛抗旱物资储备', '农村饮水安全巩固提升工程维修养护项目', '宣传经费']
NUMERAL = '一二三四五六七八九十'


def numeral(i):
    return NUMERAL[i] if i < 10 else '十' + NUMERAL[i - 10] if i < 19 else '二十' + (NUMERAL[i - 20] if i > 19 else '')


class Table:
    """title; above: lines over the head, (left, right) or one centred; head: (row, col, rowspan, colspan, text);
    rows of cells: text, None under a merged cell, or (text, colspan, rowspan, align); facts (side, code, name, col, value)."""
    def __init__(self, title, width, align):
        self.title, self.width, self.align = title, width, align
        self.above, self.head, self.nhead, self.rows, self.facts, self.note = [], [], 0, [], [], []
        self.repeat, self.wide, self.cut, self.again = True, False, None, None

    def put_head(self, *cells):
        self.head = list(cells)
        self.nhead = max(r + n for r, _, n, _, _ in cells)

    def path(self, col):
        """Header texts over column col, from above."""
        out = []
        for r, c, _, n, text in sorted(self.head):
            if c <= col < c + n and text and (not out or out[-1] != text): out.append(text)
        return '/'.join(out)


class Style:
    def __init__(self, r):
        self.final = r.random() < .5
        self.word = '决算' if self.final else '预算'
        self.year = r.choice(['2022', '2023', '2024', '2025'])
        self.unit = r.choice(['元', '万元', '万元'])
        self.dec = r.choice([0, 2, 2]) if self.unit == '元' else 2
        self.sep = r.random() < (.75 if self.unit == '元' else .45)
        self.blank = r.choice(['', '', '', '0' if self.dec == 0 else '0.00', '-'])
        self.prefix = r.choice(['', '', self.year + '年', self.year + '年部门', '部门', self.year + '年度'])
        self.code3 = r.random() < (.2 if self.final else .35)
        self.codew = r.choice(['科目编码', '功能分类科目编码', '科目代码', '支出功能分类科目编码'])
        self.namew = r.choice(['科目名称', '科目名称', '功能分类科目名称'])
        self.number = r.choice([None, None, '部门公开表%d', '公开%02d表', '附表%d', '预算%02d表', '表%d'])
        self.number_left = r.random() < .5
        self.who = r.choice(['部门：', '单位：', '编制单位：', '填报单位：', '部门名称：', '预算单位：', '编制部门：', None])
        self.unitw = r.choice(['单位：%s', '单位：%s', '金额单位：%s', '单位:%s', '金额单位:%s', '单位： %s'])
        self.one_line = r.random() < .7     # organisation and unit on one line
        self.ordinals = r.random() < (.6 if self.final else .15)   # 栏次 1 2 3
        self.total_first = r.random() < .5
        self.total_spread = r.choice(['合计', '合计', '合  计', '合   计'])
        self.top = r.random() < .4          # a head over all amounts
        self.indent = r.random() < .4       # names indented by depth
        self.note = r.random() < (.7 if self.final else .2)
        self.repeat = r.random() < .6
        self.num = r.choice(['right', 'right', 'right', 'center'])
        self.codea = r.choice(['left', 'left', 'center'])
        self.many = r.random() < .3         # several organisations
        self.chapters = r.random() < .7
        self.org = r.choice(PLACE) + r.choice(BUREAU)
        self.orgcode = r.choice(['402', '301', '115']) if r.random() < .6 else '%06d' % r.randint(101001, 699001)


class Disclosure:
    def __init__(self, seed):
        self.r = random.Random(seed)
        self.s = Style(self.r)
        self.tables = []
        s = self.s
        if s.final:
            steps = [lambda: self.two_sides(False), lambda: self.coded('in'), lambda: self.coded('out'), lambda: self.two_sides(True),
                     lambda: self.coded('general'), self.economic_panels if self.r.random() < .7 else self.economic,
                     self.sangong, lambda: self.funds('政府性基金'), lambda: self.funds('国有资本经营')]
        else:
            steps = [lambda: self.two_sides(False), lambda: self.orgs_in() if s.many or self.r.random() < .2 else self.coded('in'),
                     lambda: self.coded('out'), lambda: self.two_sides(True), lambda: self.coded('general'),
                     self.economic_panels if self.r.random() < .2 else self.economic, self.sangong,
                     lambda: self.coded('政府性基金'), lambda: self.coded('国有资本经营'), self.projects, self.purchases]
            if self.r.random() < .3: steps = steps[:-2]
        for f in steps: f()

    # ---- figures ----
    def amount(self, small=False):
        r, s = self.r, self.s
        big = [1, 50, 900, 20000] if s.unit == '万元' else [3000, 200000, 9000000, 90000000]
        v = r.random() * r.choice(big[:2] if small else big) + (.01 if s.dec else 1)
        return self.text(v)

    def text(self, v, dec=None):
        dec = self.s.dec if dec is None else dec
        return f'{v:,.{dec}f}' if self.s.sep else f'{v:.{dec}f}'

    def cells(self, n, p_blank, blank_cols=()):
        """n amounts; the first is always there."""
        return [self.s.blank if i and (i in blank_cols or self.r.random() < p_blank) else self.amount() for i in range(n)]

    # ---- captions ----
    def start(self, title, width, align, unit=None):
        s, r = self.s, self.r
        t = Table(title, width, align)
        t.repeat, t.wide = s.repeat, sum(width) > 120 or r.random() < .25
        n = len(self.tables) + 1
        if s.number: t.above.append((s.number % n, '') if s.number_left else ('', s.number % n))
        t.above.append(title)
        who = (s.who + (s.orgcode + '-' if r.random() < .15 else '') + s.org) if s.who else ''
        u = s.unitw % (unit or s.unit)
        if s.one_line: t.above.append((who, u))
        else: t.above += ([(who, '')] if who else []) + [('', u)]
        if r.random() < .12: t.cut, t.again = r.randint(4, 9), r.choice(['续表', title + '（续）', title])
        self.tables.append(t)
        return t

    def finish(self, t, text):
        if self.s.note: t.note.append('注：' + text)
        if t.cut and t.cut >= len(t.rows) - 2: t.cut = None

    def empty(self, t, ncol, what):
        for _ in range(self.r.randint(1, 4)): t.rows.append([''] * ncol)
        if self.r.random() < .7:
            t.note.append(self.r.choice(['注：', '说明：', '备注：']) + self.s.org + '本年度没有' + what + '，故本表无数据。')

    def facts(self, t, side, code, name, cols, cells):
        for c, v in zip(cols, cells): t.facts.append((side, code, name, t.path(c), v.replace(',', '')))

    # ---- 收支总表, 财政拨款收支总表 ----
    def two_sides(self, grants):
        s, r = self.s, self.r
        kind = '财政拨款' if grants else ''
        title = s.prefix + (kind + '收入支出决算总表' if s.final else kind + r.choice(['收支总表', '收支预算总表', '收入支出预算总表']))
        lines = s.final and r.random() < .6
        money = r.choice(['决算数', '金额']) if s.final else r.choice(['预算数', '金额', s.year + '年预算'])
        outs = ['合计', '一般公共预算财政拨款', '政府性基金预算财政拨款', '国有资本经营预算财政拨款'] if grants and (s.final or r.random() < .5) else [money]
        if grants and not s.final: outs = [x.replace('财政拨款', r.choice(['', '拨款'])) for x in outs]
        il, ol = ['项目'] + (['行次'] if lines else []), ['项目' if not grants or r.random() < .5 else '项目（按功能分类）'] + (['行次'] if lines else [])
        n1, n2 = len(il) + 1, len(ol) + len(outs)
        sides = r.choice([('收入', '支出'), ('收入', '支出'), ('收    入', '支    出'), ('本年收入', '本年支出')])
        t = self.start(title, [26] + [4] * (n1 - 2) + [12] + [28] + [4] * (len(ol) - 1) + [12] * len(outs),
                       ['left'] + ['center'] * (n1 - 2) + [s.num, 'left'] + ['center'] * (len(ol) - 1) + [s.num] * len(outs))
        names = [il + [money], ol + outs]
        t.put_head((0, 0, 1, n1, sides[0]), (0, n1, 1, n2, sides[1]),
                   *[(1, c, 1, 1, x) for c, x in enumerate(names[0] + names[1])])
        if lines and r.random() < .7:
            t.rows.append([('栏次' if i == 0 or i == n1 else '' if x == '行次' else str(1 if i < n1 else i - n1 - len(ol) + 2)) for i, x in enumerate(names[0] + names[1])])
        ins = ['一般公共预算财政拨款收入', '政府性基金预算财政拨款收入', '国有资本经营预算财政拨款收入'] if s.final or grants else ['一般公共预算拨款收入', '政府性基金预算拨款收入', '国有资本经营预算拨款收入', '财政专户管理资金收入']
        if not grants: ins += ['上级补助收入', '事业收入', '经营收入' if s.final else '事业单位经营收入', '附属单位上缴收入', '其他收入']
        tiers = grants and not s.final and r.random() < .5
        left = ['一、本年收入'] + ['（%s）%s' % (NUMERAL[i], x) for i, x in enumerate(ins)] if tiers else ['%s、%s' % (numeral(i), x) for i, x in enumerate(ins)]
        every = r.random() < .6
        classes = list(CLASS.values())
        ks = classes if every else sorted(r.sample(classes, r.randint(3, 8)), key=classes.index)
        right = (['一、本年支出'] if tiers else []) + [('（%s）%s' if tiers else '%s、%s') % (numeral(i), x) for i, x in enumerate(ks)]
        n = max(len(left), len(right)) + r.choice([0, 0, 1])
        left, right = left + [''] * (n - len(left)), right + [''] * (n - len(right))
        if tiers:
            left += ['二、上年结转', '（一）一般公共预算拨款', '（二）政府性基金预算拨款']
            right += ['二、结转下年', '', '']
            last = ('收入总计', '支出总计')
        else:
            left += ['本年收入合计', r.choice(['年初结转和结余', '上年结转结余', '使用非财政拨款结余'])]
            right += ['本年支出合计', r.choice(['年末结转和结余', '年终结转结余'])]
            last = ('总计', '总计') if s.final else ('收入总计', '支出总计')
        left.append(last[0]); right.append(last[1])
        blank = r.choice([.2, .5, .8])
        for i, (a, b) in enumerate(zip(left, right)):
            mid = lambda x: (x, 1, 1, 'center') if x.endswith(('合计', '总计')) else x
            va, vb = self.side_cells(a, 1, blank), self.side_cells(b, len(outs), blank)
            row = [mid(a)] + ([str(i + 1)] if lines else []) + va + [mid(b)] + ([str(i + 1 + n)] if lines else []) + vb
            t.rows.append(row)
            if a: self.facts(t, 'in', '', a, [n1 - 1], va)
            if b: self.facts(t, 'out', '', b, range(n1 + len(ol), n1 + n2), vb)
        self.finish(t, '本表反映部门本年度的总收支和年末结转结余情况。')

    def side_cells(self, name, n, blank):
        if not name: return [''] * n
        v = self.cells(n, .4)
        if not name.endswith('计') and self.r.random() < blank: v = [self.s.blank] * n
        return v

    # ---- tables of account codes ----
    def accounts(self, only=None, many=None):
        r = self.r
        rows = []
        for c in sorted(only or r.sample(sorted(CLASS), many or r.randint(2, 6))):
            rows.append((c, CLASS[c]))
            for k in sorted(r.sample(range(1, 60), r.randint(1, 3))):
                rows.append((c + '%02d' % k, r.choice(SECTION)))
                rows += [(c + '%02d%02d' % (k, j), r.choice(ITEM)) for j in sorted(r.sample(list(range(1, 20)) + [50, 99], r.randint(1, 3)))]
        return rows

    def columns_of(self, kind):
        """Amount columns as a tree: text or (text, [parts])."""
        s, r = self.s, self.r
        if kind == 'in':
            grant = r.choice(['财政拨款收入', ('财政拨款收入', ['小计', '一般公共预算', '政府性基金预算', '国有资本经营预算'])])
            if s.final: return ['本年收入合计', '财政拨款收入', '上级补助收入', r.choice(['事业收入', ('事业收入', ['小计', '其中：教育收费'])]), '经营收入', '附属单位上缴收入', '其他收入']
            return ['合计', grant, '事业收入', '事业单位经营收入', '其他收入'] + (['上年结转结余'] if r.random() < .5 else [])
        if kind == 'out':
            return [s.final and '本年支出合计' or '合计', '基本支出', '项目支出'] + (['上缴上级支出', '经营支出', '对附属单位补助支出'] if s.final or r.random() < .4 else [])
        if kind == 'general' and not s.final:
            last = str(int(s.year) - 1)
            return r.choice([['合计', '基本支出', '项目支出'], ['合计', ('基本支出', ['小计', '人员经费', '公用经费']), '项目支出'],
                             [last + '年执行数', (s.year + '年预算数', ['小计', '基本支出', '项目支出'])],
                             [last + '年预算数', (s.year + '年预算数', ['合计', '基本支出', '项目支出']), (s.year + '年比' + last + '年', ['增减额', '增减率%'])]])
        return [s.final and '本年支出合计' or r.choice(['合计', '小计']), '基本支出', '项目支出']

    def coded(self, kind):
        s, r = self.s, self.r
        name = {'in': '收入%s总表', 'out': '支出%s总表', 'general': '一般公共预算支出%s表'}.get(kind, kind + '预算支出%s表') % (s.word if s.final or r.random() < .5 else '')
        if s.final: name = {'in': '收入决算表', 'out': '支出决算表', 'general': '一般公共预算财政拨款支出决算表'}.get(kind, name)
        tree = self.columns_of(kind)
        code3, nl = s.code3, 4 if s.code3 else 2
        wide = {'in': 9, 'out': 11}.get(kind, 13)
        leaves = sum(len(x[1]) if isinstance(x, tuple) else 1 for x in tree)
        t = self.start(s.prefix + name, ([5, 4, 4] if code3 else [11]) + [26] + [wide] * leaves,
                       [s.codea] * (nl - 1) + ['left'] + [s.num] * leaves)
        self.coded_head(t, tree, nl, {'in': '收入' + s.word, 'out': '支出' + s.word, 'general': '本年一般公共预算支出'}.get(kind, '本年' + kind + '预算支出'))
        amounts = range(nl, nl + leaves)
        if s.ordinals: t.rows.append([('栏次', nl, 1, 'center')] + [None] * (nl - 1) + [str(i + 1) for i in range(leaves)])
        if kind in ('政府性基金', '国有资本经营'):
            if r.random() < .6: return self.empty(t, nl + leaves, kind + '预算拨款安排的支出')
            acc = self.accounts(only=['212'] if kind == '政府性基金' else ['229'])
        else: acc = self.accounts(many=r.randint(2, 9))
        blank = {i for i in range(1, leaves) if r.random() < .35}
        rows = []
        for c, n in acc: rows.append((c, n, self.cells(leaves, .2, blank)))
        total = ('', '合计', self.cells(leaves, .1, blank))
        rows = [total] + rows if s.total_first else rows + [total]
        for c, n, v in rows:
            if not c: row = [(s.total_spread, nl, 1, 'center')] + [None] * (nl - 1) if r.random() < .7 else [''] * (nl - 1) + [(s.total_spread, 1, 1, 'center')]
            else: row = ([c[:3], c[3:5], c[5:]] if code3 else [c]) + [('　' * ((len(c) - 3) // 2) if s.indent else '') + n]
            t.rows.append(row + v)
            self.facts(t, '', c, n, amounts, v)
        self.finish(t, '本表反映部门本年度取得的各项收支情况。')

    def coded_head(self, t, tree, nl, over):
        s, r = self.s, self.r
        three = nl == 4
        deep = 2 if any(isinstance(x, tuple) for x in tree) else 1
        base = 1 if s.top else 0
        item = r.random() < .6
        nh = max(base + deep, (2 if item else 1) + (1 if three else 0))
        cells = [(0, 0, 1, nl, '项目')] if item else []
        top = 1 if item else 0
        if three:
            cells += [(top, 0, nh - top - 1, 3, s.codew)] + [(nh - 1, i, 1, 1, x) for i, x in enumerate('类款项')] + [(top, 3, nh - top, 1, s.namew)]
        else: cells += [(top, 0, nh - top, 1, s.codew), (top, 1, nh - top, 1, s.namew)]
        c = nl
        for x in tree:
            n = len(x[1]) if isinstance(x, tuple) else 1
            if n == 1: cells.append((base, c, nh - base, 1, x if isinstance(x, str) else x[0]))
            else:
                cells.append((base, c, 1, n, x[0]))
                cells += [(base + 1, c + i, nh - base - 1, 1, y) for i, y in enumerate(x[1])]
            c += n
        if base: cells.append((0, nl, 1, c - nl, over))
        t.put_head(*cells)

    # ---- 收入总表 by organisation ----
    def orgs_in(self):
        s, r = self.s, self.r
        tree = ['合计', ('本年收入', ['小计', '一般公共预算', '政府性基金预算', '国有资本经营预算', '财政专户管理资金', '事业收入', '事业单位经营收入', '上级补助收入', '附属单位上缴收入', '其他收入'][:r.choice([6, 10])]),
                ('上年结转结余', ['小计', '一般公共预算', '政府性基金预算', '国有资本经营预算', '单位资金'][:r.choice([3, 5])])]
        leaves = sum(len(x[1]) if isinstance(x, tuple) else 1 for x in tree)
        t = self.start(s.prefix + '收入总表', [9, 20] + [8] * leaves, ['left', 'left'] + [s.num] * leaves)
        word = r.choice(['单位', '部门（单位）', '部门'])
        cells = [(0, 0, 2, 1, word + '代码' if r.random() < .5 else '单位编码'), (0, 1, 2, 1, word + '名称')]
        c = 2
        for x in tree:
            n = len(x[1]) if isinstance(x, tuple) else 1
            cells += [(0, c, 1, n, x[0])] + [(1, c + i, 1, 1, y) for i, y in enumerate(x[1])] if n > 1 else [(0, c, 2, 1, x)]
            c += n
        t.put_head(*cells)
        blank = {i for i in range(1, leaves) if r.random() < .5}
        head = s.orgcode[:3]
        rows = [('', '合计'), (head, s.org)] + [('%s%03d' % (head, i + 1), s.org + x) for i, x in enumerate(r.sample(BELOW, r.randint(1, 4)))]
        for code, name in rows:
            v = self.cells(leaves, .1, blank)
            t.rows.append(([('合计', 2, 1, 'center'), None] if not code else [code, name]) + v)
            self.facts(t, '', code, name, range(2, 2 + leaves), v)
        self.finish(t, '本表反映部门收入情况。')

    # ---- 基本支出 ----
    def economic(self):
        s, r = self.s, self.r
        title = s.prefix + ('一般公共预算财政拨款基本支出决算表' if s.final else r.choice(['一般公共预算基本支出表', '一般公共预算基本支出经济分类预算表']))
        cols = r.choice([['合计', '人员经费', '公用经费'], ['小计', '人员经费', '公用经费'], [s.word + '数']])
        two = s.code3 and r.random() < .7
        nl = 3 if two else 2
        t = self.start(title, ([5, 5] if two else [11]) + [28] + [14] * len(cols), [s.codea] * (nl - 1) + ['left'] + [s.num] * len(cols))
        over = r.choice(['一般公共预算基本支出', s.year + '年基本支出']) if len(cols) > 1 else None
        nh = 3 if two else 2
        cells = [(0, 0, 1, nl, r.choice(['部门预算支出经济分类科目', '支出经济分类科目', '项目']))]
        if two: cells += [(1, 0, 1, 2, '科目编码'), (2, 0, 1, 1, '类'), (2, 1, 1, 1, '款'), (1, 2, 2, 1, '科目名称')]
        else: cells += [(1, 0, 1, 1, r.choice(['科目编码', '科目代码', '经济分类科目编码'])), (1, 1, 1, 1, '科目名称')]
        cells += [(1 if over else 0, nl + i, nh - (1 if over else 0), 1, x) for i, x in enumerate(cols)] + ([(0, nl, 1, len(cols), over)] if over else [])
        t.put_head(*cells)
        rows = []
        for k, (nm, sub) in ECON.items():
            staff = k in ('301', '303')
            for code, n in [(k, nm)] + [(k + '%02d' % (i + 1), x) for i, x in enumerate(sub) if r.random() < .7]:
                v = self.amount()
                rows.append((code, n, [v, v if staff else s.blank, s.blank if staff else v][:len(cols)]))
        total = ('', '合计', self.cells(len(cols), 0))
        for code, n, v in [total] + rows if s.total_first else rows + [total]:
            head = [(s.total_spread, nl, 1, 'center')] + [None] * (nl - 1) if not code else ([code[:3], code[3:]] if two else [code]) + [n]
            t.rows.append(head + v)
            self.facts(t, '', code, n, range(nl, nl + len(cols)), v)
        self.finish(t, '本表反映部门本年度基本支出明细情况。')

    def economic_panels(self):
        s, r = self.s, self.r
        title = s.prefix + ('一般公共预算财政拨款基本支出决算' + r.choice(['表', '明细表']) if s.final else '一般公共预算基本支出表')
        np = r.choice([2, 3])
        money = s.word + '数' if r.random() < .5 else '金额'
        over = r.random() < .6
        spans = [('人员经费', 1), ('公用经费', np - 1)]
        codew = r.choice(['经济分类科目编码', '科目编码'])
        t = self.start(title, [8, 19, 11] * np, ['left', 'left', s.num] * np)
        cells, at = [], 0
        for name, n in spans:
            if over: cells.append((0, at * 3, 1, n * 3, name))
            at += n
        b = 1 if over else 0
        for p in range(np): cells += [(b, p * 3, 1, 1, codew), (b, p * 3 + 1, 1, 1, '科目名称'), (b, p * 3 + 2, 1, 1, money)]
        t.put_head(*cells)
        lst = lambda ks: [x for k in ks for x in [(k, ECON[k][0])] + [(k + '%02d' % (i + 1), y) for i, y in enumerate(ECON[k][1]) if r.random() < .85]]
        panels = [lst(['301', '303']), lst(['302', '310'])] if np == 2 else [lst(['301', '303']), lst(['302']), lst(['310'])]
        if np == 3 and r.random() < .5: panels = [panels[0], panels[1][:14], panels[1][14:] + panels[2]]
        for i in range(max(map(len, panels))):
            row = []
            for p, x in enumerate(panels):
                if i >= len(x): row += ['', '', '']; continue
                v = self.s.blank if r.random() < .35 else self.amount()
                row += [x[i][0], x[i][1], v]
                self.facts(t, '', x[i][0], x[i][1], [p * 3 + 2], [v])
            t.rows.append(row)
        va, vb = self.amount(), self.amount()
        k = (np - 1) * 3 - 1
        t.rows.append([('人员经费合计', 2, 1, 'center'), None, va, ('公用经费合计', k, 1, 'center')] + [None] * (k - 1) + [vb])
        self.facts(t, '', '', '人员经费合计', [2], [va])
        self.facts(t, '', '', '公用经费合计', [3 * np - 1], [vb])
        self.finish(t, '本表反映部门本年度一般公共预算财政拨款基本支出明细情况。')

    # ---- 三公 ----
    def sangong(self):
        s, r = self.s, self.r
        car = r.choice(['公务用车购置及运行维护费', '公务用车购置及运行费'])
        buy, run = r.choice([('公务用车购置费', '公务用车运行维护费'), ('购置费', '运行费'), ('公务用车购置费', '公务用车运行费')])
        abroad = r.choice(['因公出国（境）费', '因公出国(境)费', '因公出国（境）费用'])
        kind = 'double' if s.final else r.choice(['one', 'running', 'double', 'orgs'])
        items = [('合计', 1), (abroad, 1), (car, 3), ('公务接待费', 1)]
        if kind == 'running': items = [('合计', 1), (abroad, 1), ('公务接待费', 1), (car, 3)]
        halves = {'double': ['预算数', '决算数'] if s.final else [str(int(s.year) - 1) + '年预算数', s.year + '年预算数']}.get(kind, [None])
        nl = {'orgs': 2}.get(kind, 0)
        title = s.prefix + {'running': '“三公”经费和机关运行经费预算表'}.get(kind, ('财政拨款“三公”经费支出决算表' if s.final else r.choice(['一般公共预算“三公”经费支出表', '财政拨款“三公”经费支出预算表'])))
        n = 6 * len(halves) + (1 if kind == 'running' else 0)
        unit = '万元' if s.unit == '元' and r.random() < .3 else None
        t = self.start(title, [9, 22][:nl] + [11 if n < 9 else 9] * n, ['left'] * nl + [r.choice([s.num, 'center'])] * n, unit)
        cells = [(0, 0, 3, 1, '单位编码'), (0, 1, 3, 1, '单位名称')] if nl else []
        if kind == 'double':
            for h, half in enumerate(halves):
                c = h * 6
                cells.append((0, c, 1, 6, half))
                for name, k in items:
                    cells.append((1, c, 1 if k > 1 else 2, k, name))
                    if k > 1: cells += [(2, c + i, 1, 1, x) for i, x in enumerate(['小计', buy, run])]
                    c += k
        else:
            over = r.choice(['“三公”经费预算数', s.year + '年“三公”经费预算数', None]) if kind == 'running' else s.year + '年预算数' if r.random() < .5 else None
            b, c = (1 if over else 0), nl
            if over: cells.append((0, c, 1, 6, over))
            for name, k in items:
                cells.append((b, c, 3 - b - (1 if k > 1 else 0), k, name))
                if k > 1: cells += [(2, c + i, 1, 1, x) for i, x in enumerate(['小计', buy, run])]
                c += k
            if kind == 'running': cells.append((0, c, 3, 1, r.choice(['机关运行经费预算数', '机关运行经费', s.year + '年机关运行经费预算数'])))
        t.put_head(*cells)
        rows = [('', '')] if not nl else [('', '合计'), (s.orgcode[:3] + '001', s.org + r.choice(BELOW))]
        if s.ordinals and not nl: t.rows.append([str(i + 1) for i in range(n)])
        blank = {i for i in range(n) if r.random() < .45}
        for code, name in rows:
            v = [s.blank if i in blank else self.text(r.random() * r.choice([5, 60, 400]), 2) for i in range(n)]
            if not any(x.strip('-') for x in v): v[0] = '3.00'
            t.rows.append([code, name][:nl] + v)
            self.facts(t, '', code, name, range(nl, nl + n), v)
        self.finish(t, '本表反映部门本年度“三公”经费支出预决算情况。')

    # ---- 政府性基金, 国有资本 of final accounts ----
    def funds(self, kind):
        s, r = self.s, self.r
        title = s.prefix + kind + '预算财政拨款' + ('收入支出决算表' if kind == '政府性基金' or r.random() < .5 else '支出决算表')
        t = self.start(title, [11, 24] + [12] * 6, ['left', 'left'] + [s.num] * 6)
        t.put_head((0, 0, 1, 2, '项目'), (1, 0, 1, 1, s.codew), (1, 1, 1, 1, '科目名称'), (0, 2, 2, 1, '年初结转和结余'), (0, 3, 2, 1, '本年收入'),
                   (0, 4, 1, 3, '本年支出'), (1, 4, 1, 1, '小计'), (1, 5, 1, 1, '基本支出'), (1, 6, 1, 1, '项目支出'), (0, 7, 2, 1, '年末结转和结余'))
        if s.ordinals: t.rows.append([('栏次', 2, 1, 'center'), None] + [str(i + 1) for i in range(6)])
        if r.random() < .6: return self.empty(t, 8, kind + '预算财政拨款收入支出')
        blank = {0, 5} if r.random() < .5 else {3}
        for c, n in [('', '合计')] + self.accounts(only=['212']):
            v = ['' if i in blank and s.blank == '' else s.blank if i in blank else self.amount() for i in range(6)]
            t.rows.append(([(s.total_spread, 2, 1, 'center'), None] if not c else [c, n]) + v)
            self.facts(t, '', c, n, range(2, 8), v)
        self.finish(t, '本表反映部门本年度' + kind + '预算财政拨款收支及结转结余情况。')

    # ---- 项目支出表, 政府采购表 ----
    def projects(self):
        s, r = self.s, self.r
        parts = ['一般公共预算', '政府性基金预算', '国有资本经营预算']
        tree = ['合计', ('本年拨款', parts), ('财政拨款结转结余', parts), '财政专户管理资金', '单位资金'] if r.random() < .5 else ['合计', '一般公共预算', '政府性基金预算', '国有资本经营预算', '其他资金']
        leaves = sum(len(x[1]) if isinstance(x, tuple) else 1 for x in tree)
        t = self.start(s.prefix + '项目支出' + r.choice(['表', '预算表']), [10, 24, 16] + [9] * leaves, ['left'] * 3 + [s.num] * leaves)
        cells = [(0, 0, 2, 1, '类型'), (0, 1, 2, 1, '项目名称'), (0, 2, 2, 1, '项目单位')]
        c = 3
        for x in tree:
            n = len(x[1]) if isinstance(x, tuple) else 1
            cells += [(0, c, 1, n, x[0])] + [(1, c + i, 1, 1, y) for i, y in enumerate(x[1])] if n > 1 else [(0, c, 2, 1, x)]
            c += n
        t.put_head(*cells)
        blank = {i for i in range(2, leaves) if r.random() < .6}
        rows = [(r.choice(['特定目标类', '其他运转类']), x) for x in r.sample(PROJECT, r.randint(2, 8))]
        rows = [('', '合计')] + rows if s.total_first else rows + [('', '合计')]
        for k, n in rows:
            v = self.cells(leaves, .1, blank)
            t.rows.append(([('合计', 3, 1, 'center'), None, None] if not k else [k, n, s.org]) + v)
            self.facts(t, '', '', n, range(3, 3 + leaves), v)

    def purchases(self):
        s, r = self.s, self.r
        cols = ['采购金额', '一般公共预算', '政府性基金预算', '其他资金'] if r.random() < .5 else ['合计', '一般公共预算资金', '单位资金']
        t = self.start(s.prefix + '政府采购' + r.choice(['表', '预算表']), [24, 18] + [12] * len(cols), ['left', 'left'] + [s.num] * len(cols))
        t.put_head((0, 0, 1, 1, '项目名称'), (0, 1, 1, 1, '采购品目'), *[(0, 2 + i, 1, 1, x) for i, x in enumerate(cols)])
        if r.random() < .3: return self.empty(t, 2 + len(cols), '政府采购预算')
        for n in ['合计'] + r.sample(PROJECT, r.randint(2, 5)):
            v = self.cells(len(cols), .3)
            t.rows.append(([('合计', 2, 1, 'center'), None] if n == '合计' else [n, r.choice(['台式计算机', '物业管理服务', '复印纸', '其他信息技术服务', '修缮工程'])]) + v)
            self.facts(t, '', '', n, range(2, 2 + len(cols)), v)
