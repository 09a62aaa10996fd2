#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""archive.py make N OUT           an archive of N made-up budgets, OUT/YEAR/*, half of them of the year after: every layout of
                                layout.py, some in GB18030, one in fifty no document at all. The same N gives the same bytes.
archive.py check N OUT RECORDS  the amount cells of bd-extract's records against what was written; prints what differs, exit 1
                                if anything does. A table without a figure is `empty` in some layouts: it is left out."""
import os, random, sys
from collections import Counter, defaultdict

import layout

CODES = [('201', '一般公共服务支出', [('20101', '人大事务', ['行政运行', '人大会议'])]),
         ('205', '教育支出', [('20502', '普通教育', ['学前教育', '小学教育', '初中教育']), ('20503', '职业教育', ['初等职业教育'])]),
         ('207', '文化旅游体育与传媒支出', [('20701', '文化和旅游', ['行政运行', '图书馆', '群众文化'])]),
         ('221', '住房保障支出', [('22102', '住房改革支出', ['住房公积金', '提租补贴'])])]
EXT = {'tab': 'txt', 'list': 'txt', 'fixed': 'txt', 'html': 'html', 'csv': 'csv', 'markdown': 'md', 'xlsx': 'xlsx', 'docx': 'docx'}


def money(fen): return '%d.%02d' % divmod(fen, 100) if fen else ''


class Table:
    def __init__(t, tno, title, year): t.tno, t.title, t.year, t.row, t.rows = tno, title, year, 0, []
    def put(t, cells, name, code='', level=0, side='', row=None):
        t.row = row or t.row + 1
        for col, fen in cells:
            t.rows.append({'kind': 'number', 'table': t.title, 'title': t.title, 'tno': str(t.tno), 'side': side, 'row': str(t.row), 'level': str(level),
                           'code': code, 'name': name, 'col': col, 'value': money(fen), 'unit': '万元', 'orgcode': '', 'year': t.year, 'phase': 'budget'})


def spending(rng, last):
    """{item code: (name, basic, project)} of a year; last: that of the year before"""
    out = {}
    for code, _, sections in CODES:
        for section, _, items in sections:
            for k, name in enumerate(items, 1):
                item = '%s%02d' % (section, k)
                if last and item in last and rng.random() < .6: out[item] = last[item]
                elif rng.random() < .8: out[item] = (name, rng.randrange(0, 900000), rng.choice([0, rng.randrange(0, 300000)]))
    return out or {'2010101': ('行政运行', 12345, 0)}


def tables(rng, year, items):
    t = Table(2, '部门支出总表', year)
    def line(code, name, level, mine):
        basic, project = sum(x[1] for x in mine), sum(x[2] for x in mine)
        t.put([('合计', basic + project), ('基本支出', basic), ('项目支出', project)], name, code, level)
    line('', '合计', 0, items.values())
    for code, name, sections in CODES:
        mine = [v for k, v in items.items() if k.startswith(code)]
        if not mine: continue
        line(code, name, 1, mine)
        for section, sname, _ in sections:
            mine = [(k, v) for k, v in items.items() if k.startswith(section)]
            if mine: line(section, sname, 2, [v for _, v in mine])
            for k, v in mine: line(k, v[0], 3, [v])
    total = sum(v[1] + v[2] for v in items.values())
    g = Table(1, '部门收支总表', year)
    outs = [(n, sum(v[1] + v[2] for k, v in items.items() if k.startswith(c))) for c, n, _ in CODES]
    for i, (left, right) in enumerate(zip([('一、一般公共预算拨款收入', total), ('二、事业收入', 0), ('三、其他收入', 0), ('四、上年结转', 0)], outs), 1):
        g.put([('收入/预算数', left[1])], left[0], side='in', row=i)
        g.put([('支出/预算数', right[1])], '一二三四'[i - 1] + '、' + right[0], side='out', row=i)
    g.put([('收入/预算数', total)], '收入总计', side='in', row=5)
    g.put([('支出/预算数', total)], '支出总计', side='out', row=5)
    s = Table(3, '一般公共预算“三公”经费支出表', year)
    abroad, guests, buy, run = [rng.choice([0, rng.randrange(0, 9000)]) for _ in range(4)]
    for name, fen in (('合计', abroad + guests + buy + run), ('因公出国（境）费', abroad), ('公务接待费', guests), ('公务用车购置及运行维护费', buy + run),
                      ('其中：公务用车购置费', buy), ('公务用车运行维护费', run)): s.put([('金额', fen)], name)
    return [layout.build(x.rows) for x in (g, t, s)]


def documents(n):
    """(year, file name, layout, tables, issuer) of each; no tables: it is no document"""
    for i in range((n + 1) // 2):
        rng, items = random.Random(i), None
        for year in ('2023', '2024')[:n - 2 * i]:
            items = spending(rng, items)
            how = rng.choice(list(layout.LAYOUTS))
            yield year, '%05d.%s' % (i + 1, EXT[how]), how, None if i % 50 == 49 else tables(rng, year, items), '临江市第%d示范局' % (i + 1), rng.random()


def make(n, out):
    for year in ('2023', '2024'): os.makedirs(os.path.join(out, year), exist_ok=True)
    for year, name, how, tables, issuer, chance in documents(n):
        doc = layout.LAYOUTS[how](tables, '%s%s年部门预算' % (issuer, year)) if tables else b'\x89PNG\r\n\x1a\n no document'
        if isinstance(doc, str): doc = (doc + '\n').encode('gb18030' if chance < .1 and EXT[how] == 'txt' else 'utf-8')
        with open(os.path.join(out, year, name), 'wb') as f: f.write(doc)


def cells(table):
    for row in table.body:
        code = name = ''
        for (side, kind, _), text in zip(table.columns, row):
            if kind == 'code': code = text
            elif kind == 'name': name = text
            elif name: yield side, code, name, value(text)


def value(text):
    text = text.replace(',', '')
    return text.rstrip('0').rstrip('.') if '.' in text else text # a workbook keeps no zeros at the end


def check(n, out, records):
    have, wrong = defaultdict(Counter), 0
    with open(records, encoding='utf-8') as f:
        at = {name: i for i, name in enumerate(f.readline().rstrip('\n').split('\t'))}
        for line in f:
            r = line.rstrip('\n').split('\t')
            if r[at['kind']] == 'number': have[r[at['doc']]][tuple(r[at[c]] for c in ('side', 'code', 'name')) + (value(r[at['value']]),)] += 1
    for year, name, how, tables, _, _ in documents(n):
        path = os.path.join(out, year, name)
        want = Counter(c for t in tables or () if any(c[3] for c in cells(t)) for c in cells(t))
        got = have[path]
        for t in tables or ():
            if not any(c[3] for c in cells(t)): got -= Counter(cells(t))
        for what, cells_ in (('missing', want - got), ('not printed', got - want)):
            for c in cells_.elements():
                wrong = 1
                print(path, how, what, *c)
    return wrong


if sys.argv[1] == 'make': make(int(sys.argv[2]), sys.argv[3])
else: sys.exit(check(int(sys.argv[2]), *sys.argv[3:5]))
