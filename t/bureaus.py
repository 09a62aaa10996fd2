#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bureaus.py make DATA SEED OLD.tsv NEW.tsv WANT.tsv: two years of made-up bureaus, and every line bd-diff should write.
bureaus.py chain DATA SEED STREAM.tsv WANT.tsv: one bureau's budgets of four years in one stream, and the lines of --yoy.
bureaus.py score WANT.tsv GOT.tsv: one line of figures: f1 over changed cells, matched of all that moved, wrong matches.

Not made from a real stream: bureaus, scopes, editions, tables, rows and cells are drawn from data/codes.tsv and word lists.
What is wanted is told by the rows' identities, which the streams do not show. From one year to the next amounts change,
accounts come and go, get other names or codes, are split and merged, projects get other names, blanks become 0, the unit
changes between 元 and 万元, rows and tables change places; a key is printed twice with different values; budgets have
last year's column, final accounts one of the budget; bureaus come and go; a bureau publishes as 部门 and as 单位."""
import csv, random, sys
from decimal import Decimal as D

HEAD = 'doc page line issuer scope edition year phase table side project row path code name col kind value unit'.split()
WANT = 'change match issuer scope old_edition new_edition year phase table side project code name col old new'.split()
PLACES = '东岭 西河 南坪 北塘 安溪 和顺 清泉 石桥'.split()
TRADES = '文化 水务 交通 民政 林业 卫生 教育 档案'.split()
THINGS = '河道整治 校舍修缮 图书采购 数据平台 道路养护 绿化补植 消防改造 培训基地 公厕提升 路灯更换 监测站点 老旧小区'.split()
STRANGE = '防汛物资储备 电梯安全检测 疫苗冷链运输 法律援助窗口 种质资源普查 侨务联谊活动'.split()
SANGONG = ['因公出国（境）费', '公务接待费', '公务用车购置费', '公务用车运行维护费']


def lists(folder):
    def read(f):
        return [r for r in csv.reader(open('%s/%s' % (folder, f), encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE) if r and not r[0].startswith('#')]
    moved = {x for r in read('renames.tsv') for x in r}
    seen, out = set(), []
    for r in read('codes.tsv'):
        code, name = r[0], r[1]
        if len(code) == 7 and code.isdigit() and code[0] == '2' and code not in moved and name not in seen and name not in moved:
            seen.add(name)
            out.append((code, name))
    return out


class Row:
    """One account or project: what it is called, its cells (column, years ago, phase) -> amount or ''."""
    count = 0

    def __init__(self, code, name, side=''):
        Row.count += 1
        self.id, self.code, self.name, self.side = Row.count, code, name, side
        self.cells, self.twice, self.how, self.parts = {}, {}, 'key', ()

    def copy(self):
        r = Row(self.code, self.name, self.side)
        r.id, r.cells = self.id, dict(self.cells)
        return r


class World:
    def __init__(self, folder, seed):
        self.rng = random.Random(seed)
        self.codes = lists(folder)
        self.merges = True

    def amount(self):
        return D(self.rng.randint(100, 9999999)) / 100

    def columns(self, table, phase):
        if table == '支出总表':
            cols = [(c, 0, phase) for c in ('合计', '基本支出', '项目支出')]
        elif phase == 'final':
            cols = [('金额', 0, 'final'), ('金额', 0, 'budget')]
        else:
            cols = [('金额', 0, phase)] + ([('金额', 1, phase)] if table == '一般公共预算支出表' else [])
        return cols

    def table(self, table, phase):
        rng, rows = self.rng, []
        if table == '三公经费支出表':
            rows = [Row('', n) for n in SANGONG]
        elif table == '项目支出表':
            rows = [Row('', p + t + '项目') for p, t in rng.sample([(p, t) for p in PLACES for t in THINGS], rng.randint(6, 14))]
        elif table == '收支总表':
            rows = [Row('', n, 'in') for n in ('财政拨款收入', '事业收入', '其他收入')] + [Row(c, n, 'out') for c, n in rng.sample(self.codes, 6)]
        else:
            rows = [Row(c, n) for c, n in rng.sample(self.codes, rng.randint(25, 45))]
        for r in rows:
            for k in self.columns(table, phase):
                r.cells[k] = self.amount() if rng.random() < .85 else ''
        return rows

    def edition(self, phase):
        names = ['支出总表', '一般公共预算支出表', '收支总表', '三公经费支出表', '项目支出表']
        return {t: self.table(t, phase) for t in names}

    def fresh_code(self, like, taken):
        while True:
            c = like[:5] + '%02d' % self.rng.randint(11, 98)
            if c not in taken and c not in {x for x, _ in self.codes}:
                taken.add(c)
                return c

    def next_year(self, table, old, phase):
        """The rows of the year after; each knows how it is to be matched."""
        rng, new = self.rng, [r.copy() for r in old]
        doubled = {r.id for r in old if r.twice}  # left alone once
        coded = [r for r in new if r.code and not r.side and r.id not in doubled]
        taken = {r.code for r in new}
        rng.shuffle(coded)
        for r in new:
            prior = {k: old_cell for k, old_cell in r.cells.items()}
            for k in r.cells:
                x = rng.random()
                if k[1] == 1:
                    r.cells[k] = prior[('金额', 0, phase)]
                    if rng.random() < .1:
                        r.cells[k] = self.amount()
                elif x < .25:
                    r.cells[k] = self.amount()
                elif r.cells[k] == '' and x < .6:
                    r.cells[k] = D(0)
                elif x < .28:
                    r.cells[k] = ''
        if coded:
            take = lambda n: [coded.pop() for _ in range(min(n, len(coded)))]
            for r in take(2):
                r.name, r.how = r.name + rng.choice(['事务', '（专项）业务', '及管理']), 'renamed'
            for r in take(2):
                r.code, r.how = self.fresh_code(r.code, taken), 'recoded'
            for r in take(3):
                new.remove(r)
            parents = {r.code[:5] for r in old if r.code}
            fresh = [c for c in self.codes if c[0] not in taken and c[0][:5] not in parents and c[1] not in {r.name for r in old}]
            for c, n in rng.sample(fresh, 3):
                r = Row(c, n)
                r.cells = {k: self.amount() for k in self.columns(table, phase)}
                new.append(r)
            self.split(new, old, table, phase, take, taken)
            for r in [r for r in take(1) if '' not in r.cells.values()]:
                r.twice = {k: v + 1 for k, v in r.cells.items()}
        if table == '项目支出表':
            self.projects(new, phase)
        rng.shuffle(new)
        return new

    def alone(self, r, rows):
        return sum(x.code[:5] == r.code[:5] for x in rows) == 1

    def split(self, new, old, table, phase, take, taken):
        rng = self.rng
        for r in [r for r in take(6) if self.alone(r, old)][:2]:
            was = next(x for x in old if x.id == r.id)
            if any(v == '' or v == 0 for v in was.cells.values()):
                continue
            parts = []
            for word in ('甲类支出', '乙类支出', '丙类支出')[:rng.randint(2, 3)]:
                p = Row(self.fresh_code(r.code, taken), r.name[:4] + word)
                parts.append(p)
            for k, v in was.cells.items():
                left = v
                for p in parts[:-1]:
                    p.cells[k] = (left * D(rng.randint(20, 60)) / 100).quantize(D('.01'))
                    left -= p.cells[k]
                parts[-1].cells[k] = left
            if self.merges and rng.random() < .5:
                for p in parts:
                    p.how_next = 'merged'
                old.remove(was)
                old.extend(parts)
                r.cells, r.code, r.name, r.how = dict(was.cells), self.fresh_code(r.code, taken), r.name[:4] + '综合支出', 'merged'
                continue
            for p in parts:
                p.how = 'split'
            was.how_next = 'split'
            new.remove(r)
            new.extend(parts)

    def projects(self, new, phase):
        """Other names; and one that goes while another comes with its very amount: not the same."""
        rng = self.rng
        rng.shuffle(new)
        for r in new[:3]:
            r.name, r.how = rng.choice([r.name[:-2] + '工程项目', r.name + '（续建）', '2024年' + r.name]), 'renamed'
        gone = new.pop()
        there = ''.join(r.name for r in new + [gone])
        r = Row('', rng.choice('乡镇 市级 县级'.split()) + rng.choice([t for t in STRANGE if t not in there]))
        r.cells = dict(gone.cells)
        new.append(r)


def text(v, unit):
    if v == '':
        return ''
    return '%.2f' % (v * 10000) if unit == '元' else ('0' if v == 0 else '%.2f' % v)


def write(path, docs, rng):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\t'.join(HEAD) + '\n')
        for d in docs:
            year, phase = d['edition'].split('-')
            line = 0
            for table, rows in d['tables'].items():
                for n, r in enumerate(rows):
                    line += 1
                    for values in (r.cells, r.twice):
                        for (col, ago, ph), v in values.items():
                            x = dict(doc=d['doc'], page='3', line=str(line), issuer=d['issuer'], scope=d['scope'], edition=d['edition'], year=str(int(year) - ago),
                                     phase=ph, table=table, side=r.side, row=str(n + 1), code=r.code, name=r.name, col=col, kind='number', value=text(v, d['unit']), unit=d['unit'])
                            f.write('\t'.join(x.get(h, '') for h in HEAD) + '\n')
            f.write('\t'.join({'doc': d['doc'], 'kind': 'doc', 'name': 'ok', 'value': '1'}.get(h, '') for h in HEAD) + '\n')


def wanted(o, n):
    """The lines for one pair of editions of different years."""
    out = []
    year = int(n['edition'][:4])
    for table, rows in n['tables'].items():
        old = {r.id: r for r in o['tables'][table]}
        new = {r.id: r for r in rows}
        for i in dict.fromkeys(list(old) + list(new)):
            a, b = old.get(i), new.get(i)
            row = b or a
            match = b.how if b else getattr(a, 'how_next', 'key')
            for k in row.cells:
                x, y = (a.cells[k] if a else None), (b.cells[k] if b else None)
                def tell(change, m, was, now, ago=k[1]):
                    out.append(dict(change=change, match=m, issuer=n['issuer'], scope=n['scope'], old_edition=o['edition'], new_edition=n['edition'], year=str(year - ago), phase=k[2],
                                    table=table, side=row.side, project='', code=row.code, name=row.name, col=k[0], old=was, new=now))
                num = lambda v: '' if v in ('', None) else str(v)
                twice = bool(a and a.twice or b and b.twice)
                if twice:
                    tell('duplicate', 'key', num(x), '')
                elif a is None or b is None:
                    if (x if a else y) not in ('', None) or match != 'key':
                        tell('removed' if a else 'added', match, num(x), num(y))
                else:
                    empty = lambda v: v == '' or v == 0
                    change = 'same' if x == y else 'notation' if empty(x) and empty(y) else 'changed'
                    if change == 'changed' or match != 'key':
                        tell(change, match, num(x), num(y))
                if k[1] == 1 and a and b and (match == 'key' or match == 'renamed' and row.code) and not twice:
                    own = a.cells[('金额', 0, k[2])]
                    if own != b.cells[k] and not ((own == '' or own == 0) and (b.cells[k] == '' or b.cells[k] == 0)):
                        tell('prior', 'key', num(own), num(b.cells[k]))
    return out


def save(path, lines):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\t'.join(WANT) + '\n')
        f.writelines('\t'.join(x[h] for h in WANT) + '\n' for x in lines)


def document(issuer, scope, edition, tables, unit):
    return dict(doc='%s/%s-%s.txt' % (edition, issuer, scope), issuer=issuer, scope=scope, edition=edition, tables=tables, unit=unit)


def make(folder, seed, old_path, new_path, want_path):
    w = World(folder, seed)
    rng, old, new, want = w.rng, [], [], []
    for place in rng.sample(PLACES, rng.randint(3, 5)):
        issuer = place + '县' + rng.choice(TRADES) + '局'
        for scope in rng.choice([['department'], ['department', 'unit'], ['unit']]):
            for phase, year in (('budget', 2024), ('final', 2023))[:rng.randint(1, 2)]:
                fate = rng.choice(['both'] * 6 + ['gone', 'came'])
                tables = w.edition(phase)
                o = document(issuer, scope, '%d-%s' % (year - 1, phase), tables, rng.choice(['元', '万元']))
                n = document(issuer, scope, '%d-%s' % (year, phase), {t: w.next_year(t, r, phase) for t, r in tables.items()}, rng.choice(['元', '万元']))
                if fate != 'came':
                    old.append(o)
                if fate != 'gone':
                    n['tables'] = dict(rng.sample(list(n['tables'].items()), len(n['tables'])))
                    new.append(n)
                if fate == 'both':
                    want += wanted(o, n)
                else:
                    d, which = (o, 'old_edition') if fate == 'gone' else (n, 'new_edition')
                    want.append(dict({h: '' for h in WANT}, change='absent' if fate == 'gone' else 'added', match='key', issuer=issuer, scope=scope, **{which: d['edition']}))
    rng.shuffle(old)
    rng.shuffle(new)
    write(old_path, old, rng)
    write(new_path, new, rng)
    save(want_path, want)


def chain(folder, seed, path, want_path):
    w = World(folder, seed)
    issuer = w.rng.choice(PLACES) + '县' + w.rng.choice(TRADES) + '局'
    w.merges = False  # they would change the year before
    docs, want = [], []
    tables = w.edition('budget')
    for year in range(2021, 2025):
        docs.append(document(issuer, 'department', '%d-budget' % year, tables, w.rng.choice(['元', '万元'])))
        if len(docs) > 1:
            want += wanted(docs[-2], docs[-1])
        tables = {t: w.next_year(t, r, 'budget') for t, r in tables.items()}
    w.rng.shuffle(docs)
    write(path, docs, w.rng)
    save(want_path, want)


def score(want_path, got_path):
    def read(f):
        return list(csv.DictReader(open(f, encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE))

    def norm(v):
        try:
            return str(D(v).normalize() + 0)
        except ArithmeticError:
            return v

    def key(r):
        dup = r['change'] == 'duplicate'
        doc = not r['table']
        return tuple('same' if h == 'change' and r[h] == 'restated' else '' if doc and h in ('name', 'old', 'new') or dup and h in ('old', 'new') else norm(r[h]) if h in ('old', 'new') else r[h] for h in WANT)

    want = {}
    for r in read(want_path):
        want[key(r)] = want.get(key(r), 0) + 1
    moved = sum(n for k, n in want.items() if k[1] != 'key')
    right = found = wrong = 0
    rest = dict(want)
    for r in read(got_path):
        k = key(r)
        if rest.get(k):
            rest[k] -= 1
            right += 1
            found += k[1] != 'key'
        else:
            wrong += 1
            matched = k[1] != 'key'
            sys.stderr.write('%s %s\n' % ('WRONG MATCH' if matched else 'SPURIOUS', ' '.join(k)))
            score.bad += matched
    missing = sum(rest.values())
    for k, n in rest.items():
        if n:
            sys.stderr.write('MISSING %s\n' % ' '.join(k))
    f1 = 2 * right / (2 * right + wrong + missing) if right else 0
    print('want=%d right=%d spurious=%d missing=%d f1=%.4f moved=%d matched=%d wrong_matches=%d' % (sum(want.values()), right, wrong, missing, f1, moved, found, score.bad))


score.bad = 0
if sys.argv[1] == 'make':
    make(sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
elif sys.argv[1] == 'chain':
    chain(sys.argv[2], int(sys.argv[3]), *sys.argv[4:])
else:
    score(*sys.argv[2:])
