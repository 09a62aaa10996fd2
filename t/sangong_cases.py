#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""sangong_cases.py SEED COUNT clean|wrong: a stream of COUNT made-up documents about 三公, in the shapes such tables have.
clean: everything in them agrees. wrong: one figure in each does not (what was done is the document's name)."""
import random
import sys

HEAD = 'doc page line issuer scope edition orgcode org year phase tno table side row level role path code name col kind op value prec unit inferred'.split()
ITEMS = ['total', 'abroad', 'reception', 'car', 'buy', 'run']
NAMES = {'total': ['合计', '“三公”经费合计', '总计'], 'abroad': ['因公出国（境）费', '1.因公出国（境）费用', '一、因公出国(境)费'],
         'reception': ['公务接待费', '2.公务接待费', '三、公务接待费'], 'car': ['公务用车购置及运行维护费', '3.公务用车购置及运行费', '公车购置及运行维护费'],
         'buy': ['公务用车购置费', '①公务用车购置费', '其中：公务用车购置费'], 'run': ['公务用车运行维护费', '②公务用车运行维护费', '公务用车运行费']}
WIDE = {'total': '合计', 'abroad': '因公出国(境)费', 'reception': '公务接待费', 'car': '公务用车购置及运行费/小计', 'buy': '公务用车购置及运行费/购置费',
        'run': '公务用车购置及运行费/运行费'}
PROSE = {'total': '“三公”经费', 'abroad': '“三公”经费/因公出国（境）费', 'reception': '“三公”经费/公务接待费', 'car': '“三公”经费/公务用车购置及运行维护费',
         'buy': '“三公”经费/公务用车购置及运行维护费/公务用车购置费', 'run': '“三公”经费/公务用车购置及运行维护费/公务用车运行费'}


def amounts(r):
    a = [0, r.randrange(200, 3000)][r.random() < .5]
    b = [0, r.randrange(1500, 4000)][r.random() < .3]
    c, u = r.randrange(200, 2000), r.randrange(300, 9000)
    return {'total': a + b + c + u, 'abroad': a, 'reception': c, 'car': b + u, 'buy': b, 'run': u}


def table_text(r, fen, unit, blank):
    if fen == 0 and blank:
        return ''
    return '%d.%02d' % (fen * 100, 0) if unit == '元' else '%d.%02d' % (fen // 100, fen % 100)


def prose_text(fen):
    s = '%d.%02d' % (fen // 100, fen % 100)
    return s.rstrip('0').rstrip('.') if s.endswith('0') else s


def spoil(r, table, prose, kind):
    """One figure of table or prose (both {item: 分}) made wrong."""
    if kind == 'table':
        table[r.choice(ITEMS)] += r.choice([137, 1000, -137]) if min(table.values()) > 137 else 137
    elif kind == 'prose':
        prose[r.choice(ITEMS)] += 137
    elif kind == 'swap':
        pairs = [(x, y) for x in ITEMS for y in ITEMS if x < y and abs(table[x] - table[y]) > 150]
        x, y = r.choice(pairs)
        table[x], table[y] = table[y], table[x]
    elif kind == 'slip':
        table['total'] *= 10000
    elif kind == 'blank':
        table[r.choice([i for i in ITEMS if table[i] > 150])] = 0
    elif kind == 'lost':
        del table[r.choice(['reception', 'total'])]


def document(r, n, kind):
    doc, phase, year = '%03d-%s' % (n, kind or 'clean'), r.choice(['budget', 'final']), r.randrange(2017, 2025)
    unit, blank, shape = r.choice(['万元', '万元', '元']), r.random() < .5, r.choice(['list', 'wide', 'fund', 'both'])
    now, out = amounts(r), []
    table, prose = dict(now), dict(now)
    if kind:
        spoil(r, table, prose, kind)

    def rec(**f):
        f = dict({'doc': doc, 'line': len(out) + 1, 'edition': '%d-%s' % (year, phase), 'year': year, 'phase': phase}, **f)
        out.append('\t'.join(str(f.get(c, '')) for c in HEAD))

    def cells(values, y, ph, col):
        order = [i for i in ITEMS if i in values]
        if r.random() < .5:
            order = order[1:] + order[:1]
        for i in order:
            text = table_text(r, values[i], unit, blank)
            f = {'kind': 'number', 'tno': 7, 'table': '“三公”经费支出表', 'value': text, 'unit': unit, 'year': y, 'phase': ph}
            if shape in ('wide', 'both'):
                rec(name='', col=WIDE[i] if shape == 'wide' else WIDE[i] + '/' + col, **f)
            elif shape == 'fund':
                for fund in ('合计', '一般公共预算', '政府性基金预算'):
                    rec(name=r.choice(NAMES[i]) if fund == '合计' else rec.last, col=fund, **dict(f, value='' if fund[0] == '政' else text))
                    rec.last = out[-1].split('\t')[HEAD.index('name')]
            else:
                rec(name=r.choice(NAMES[i]), col='金额', **f)
    if shape == 'both' and phase == 'final':
        cells(amounts(r), year, 'budget', '预算数')
    cells(table, year, phase, {'budget': '预算数', 'final': '决算数'}[phase])
    for i in ITEMS:
        if kind or r.random() < .8 or i == 'total':
            rec(kind='prose', name=PROSE[i], col='金额', value=prose_text(prose[i]), unit='万元')
    rec(kind='doc', name='ok', col='txt', value=len(out))
    return out


def main():
    seed, count, mode = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    r = random.Random(seed)
    print('\t'.join(HEAD))
    for n in range(count):
        kind = r.choice(['table', 'prose', 'swap', 'slip', 'blank', 'lost']) if mode == 'wrong' else ''
        print('\n'.join(document(r, n, kind)))


main()
