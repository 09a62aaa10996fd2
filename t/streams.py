#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""streams.py SEED OLD.tsv NEW.tsv [one]: two streams of made-up editions in normal form, to compare ways of comparing them.

Bureaus, scopes, years and phases come and go; rows change, go, come, get other names and codes, split; documents are
replaced by later ones, fail, are cut off, name no issuer, scope or edition. With `one`, each stream has one issuer."""
import random, sys

seed, old, new = sys.argv[1:4]
one = sys.argv[4:] == ['one']
rng = random.Random(int(seed))
HEAD = 'doc page line issuer scope edition orgcode org year phase table side project path code name col kind op value prec unit'.split()
CODES = [('205', '教育支出'), ('20502', '普通教育'), ('2050201', '学前教育'), ('2050202', '小学教育'), ('2050203', '初中教育'), ('208', '社会保障和就业支出'),
         ('20805', '行政事业单位养老支出'), ('2080501', '行政单位离退休'), ('2080505', '基本养老保险缴费支出'), ('2080506', '职业年金缴费支出'),
         ('210', '卫生健康支出'), ('2101101', '行政单位医疗'), ('', '合计'), ('', '农村道路改造二期'), ('', '信息化平台建设')]
style = rng.choice(['closed', 'closed', 'open', 'cut'])


def amount():
    return rng.choice(['', '-', '0', '%.2f' % rng.uniform(1, 900), '%.2f' % rng.uniform(1, 900), '%d' % rng.uniform(1, 900)])


def base(issuer):
    out = []
    for t in rng.sample(['支出总表', '收入总表', '一般公共预算支出表'], rng.randint(1, 3)):
        for code, name in rng.sample(CODES, rng.randint(3, len(CODES))):
            for col in ('金额', '基本支出')[:rng.randint(1, 2)]:
                out.append(dict(table=t, code=code, name=name, col=col, value=amount(), kind='number', unit='万元'))
    return out


def disturb(cells):
    out = []
    other = rng.choice(['2080508', '2080599', '2050299'])
    renamed = rng.choice(CODES)
    for c in cells:
        c = dict(c)
        x = rng.random()
        if x < .08:
            continue
        if x < .2:
            c['value'] = amount()
        if c['code'] == renamed[0] and c['name'] == renamed[1]:
            c['name'] += '事项'
        elif c['code'] == '2080501' and rng.random() < .5:
            c['code'] = other
        out.append(c)
        if x > .97:
            out.append(dict(c, value=amount()))
        if x > .95:
            out.append(dict(c, code='2299%03d' % rng.randint(0, 999), name='新设支出', value=amount()))
    return out


def document(doc, issuer, scope, year, phase, cells, said=True):
    edition = '%d-%s' % (year, phase) if said else ''
    out, line = [], 0
    for c in cells:
        line += 1
        r = dict(c, doc=doc, page='3', line=str(line), issuer=issuer, scope=scope, edition=edition, year=str(year), phase=phase)
        out.append(r)
        if rng.random() < .15:
            out.append(dict(r, year=str(year - 1), value=amount()))
    if rng.random() < .1:
        out.append(dict(doc=doc, issuer=issuer, scope=scope, edition=edition, table=rng.choice(['支出总表', '收入总表', '']), col='torn', kind='doubt', value='torn'))
    state = rng.choice(['ok', 'ok', 'ok', 'ok', 'partial', 'failed' if style != 'open' and scope and rng.random() < .4 else 'ok'])
    if style == 'closed' or (style == 'cut' and rng.random() < .8):
        out.append(dict(doc=doc, kind='doc', name=state, value=str(len(out))))
    return out


def stream(editions, side):
    out = []
    if style == 'cut':
        out.append([dict(doc='none.pdf', kind='doc', name='no-text', value='0')])
    if style != 'open' and rng.random() < .3:
        out.append([dict(doc='scan%d.pdf' % rng.randint(1, 3), kind='doc', name='no-text', value='0')])
    for (issuer, scope, year, phase), cells in editions.items():
        doc = '%s%s%d%s.txt' % (issuer, scope, year, phase)
        if rng.random() < .12:
            if style != 'open' and rng.random() < .5:
                out.append([dict(doc=doc, kind='doc', name='failed', value='0')])
            continue
        if rng.random() < .1:
            doc = 'new-' + doc
        x = rng.random()
        if not one and x < .04:
            doc, issuer = 'nameless-' + doc, ''
        if x > .97:
            doc, scope = 'scopeless-' + doc, ''
        out.append(document(doc, issuer, scope, year, phase, disturb(cells), rng.random() < .97))
        if rng.random() < .06:
            out.append(document('again-' + doc, issuer, scope, year, phase, disturb(cells)))
    rng.shuffle(out)
    return out


def write(path, docs):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\t'.join(HEAD) + '\n')
        for d in docs:
            for r in d:
                f.write('\t'.join(r.get(h, '') for h in HEAD) + '\n')


editions = {}
for n in range(1 if one else rng.randint(2, 5)):
    issuer = '%s局' % '甲乙丙丁戊'[n] + rng.choice(['', ' 一', '\\t二'])
    for scope in rng.choice([[''], ['department'], ['department', 'unit'], ['', 'unit']]):
        for phase in rng.choice([['budget'], ['budget', 'final']]):
            b = base(issuer)
            for year in rng.sample(range(2019, 2026), rng.randint(1, 4)):
                editions[issuer, scope, year, phase] = b
a, b = stream(editions, 0), stream(editions, 1)
if one and rng.random() < .5:
    for d in b:
        for r in d:
            if r.get('issuer'):
                r['issuer'] = '己局'
if not one and rng.random() < .3:
    for d in b:
        for r in d:
            if d[-1].get('name') != 'failed':
                r['scope'], r['doc'] = '', 'scopeless-' + r['doc']
if not a:
    a = [document('x.txt', '甲局', '', 2020, 'budget', base('甲局'))]
if not b:
    b = [document('x.txt', '甲局', '', 2020, 'budget', base('甲局'))]
write(old, a)
write(new, b)
