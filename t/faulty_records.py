#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""faulty_records.py BIN [--each N] [--seed N] [--kinds A,B] [-v] DOCUMENT...: one fault each in the figures of real documents.

Every document is read by bd-extract. In a copy of its records one figure is changed, and bd-rollup says what it thinks. What
it already said of the document as it is does not count. Kinds: those of faulty.py, `order` (the comparator of 决算数大于年初预算, not
that of 持平: two figures that print the same may differ), and for running text `prose` (an amount), `delta` (比上年增减), `rate` (增减率,
占比, 完成率).

A fault is found if a new finding that is `off` names its row, its line or its amount in its table; every other new `off`
is a false alarm. A fault that is not found is put down to one of
  tolerance  the figure is in a check that still holds within the print
  one of     a check of several alternatives that another one satisfies now
  bound      no check has the figure but those that say it is not more, or not less, than another
  said       a finding about it is not `off` but open or a note
  elsewhere  a new `off`, but not where it is
  alone      no check has the figure, and its amount is printed nowhere else in the document; a rate: nothing to compute it from is
  no rule    no check has the figure, though its amount is printed elsewhere
A row that is taken away counts only if it has an amount of 0.1 万元 or more: without one no sum changes. It is `bare` if nothing is
left that its account could be added up from: the total above it is not printed, or it was the only part that has an amount."""
import argparse, os, random, re, subprocess, sys
from collections import Counter, defaultdict
from decimal import Decimal as D

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from faulty import bare, digits, swap

POWERS = (4, -4, 1, -1, 3, 2)
KINDS = 'digit swap unit sign shift missing doubled total sangong prose delta rate order'.split()


def number(s):
    try:
        return D(s)
    except ArithmeticError:
        return None


def run(bin_, args, data):
    p = subprocess.run([bin_ + args[0]] + args[1:], input=data, stdout=subprocess.PIPE)
    if p.returncode > 1: sys.exit('faulty_records: %s: status %d' % (args[0], p.returncode))
    return p.stdout


class Doc:
    def __init__(self, bin_, path):
        self.name = os.path.basename(path)
        out = run(bin_, ['/bd-extract', path], None).decode()
        lines = out.split('\n')[:-1]
        self.head = lines[0].split('\t')
        self.at = {n: i for i, n in enumerate(self.head)}
        self.rec = [l.split('\t') for l in lines[1:]]
        # What the checks have to do with each record.
        marked = run(bin_, ['/bd-rollup', '-q'], out.encode()).decode().split('\n')
        mh = marked[0].split('\t')
        self.rules = [l.split('\t')[mh.index('rule')] for l in marked[1:-1]]
        self.values = Counter()
        for r in self.rec:
            v = number(self.get(r, 'value'))
            if v and self.get(r, 'kind') in ('number', 'prose'): self.values[self.money(abs(v), self.get(r, 'unit'))] += 1

    def get(self, r, c):
        return r[self.at[c]]

    def money(self, v, unit):
        return (v.scaleb({'元': 0, '亿元': 8}.get(unit, 4)) if unit in ('元', '万元', '亿元', '万') else v).normalize(), unit not in ('元', '万元', '亿元', '万')

    def to_wan(self, r):
        return {'元': D('0.0001'), '亿元': D(10000)}.get(self.get(r, 'unit'), D(1))

    def row(self, r):
        return tuple(self.get(r, c) for c in ('kind', 'tno', 'table', 'side', 'project', 'row'))

    def with_rows(self, kind):
        return [i for i, r in enumerate(self.rec) if self.get(r, 'kind') == kind and (number(self.get(r, 'value')) or 0) != 0]


class Fault:
    def __init__(self, doc, kind, i, records, gaps, what, touched):
        r = doc.rec[i]
        self.doc, self.kind, self.i, self.records, self.what, self.touched = doc, kind, i, records, what, touched
        self.table, self.name, self.code = doc.get(r, 'table'), doc.get(r, 'name'), doc.get(r, 'code')
        self.prose = doc.get(r, 'kind') == 'prose'
        self.line = '' if kind == 'missing' else doc.get(r, 'line')
        self.gaps = {abs(g) for g in gaps} | {abs(g * doc.to_wan(r)) for g in gaps}


def change(doc, rng, kind, i):
    """the new value of record i, or None"""
    was = doc.get(doc.rec[i], 'value')
    if kind == 'swap': return swap(rng, was)
    if kind == 'unit': return str((number(was).scaleb(rng.choice(POWERS))).normalize().quantize(D('0.01')))
    if kind == 'sign': return was[1:] if was[0] == '-' else '-' + was
    return digits(rng, was)


def inject(doc, rng, kind):
    g = doc.get
    if kind == 'order':
        at = [i for i, r in enumerate(doc.rec) if g(r, 'kind') == 'prose' and g(r, 'col') in ('比年初预算', '比全年预算') and g(r, 'op') in ('<', '>')]
    elif kind in ('prose', 'delta', 'rate'):
        at = doc.with_rows('prose')
        want = {'prose': ('金额',), 'delta': ('比上年增减',), 'rate': ('比上年增减率', '占比', '完成率')}[kind]
        at = [i for i in at if g(doc.rec[i], 'col') in want]
        if kind == 'prose': at = [i for i in at if g(doc.rec[i], 'unit') in ('元', '万元', '亿元', '万')]
    else:
        at = doc.with_rows('number')
        if kind == 'total': at = [i for i in at if g(doc.rec[i], 'role') == 'total']
        if kind == 'sangong': at = [i for i in at if '三公' in g(doc.rec[i], 'table')]
        if kind in ('missing', 'doubled'): at = [i for i in at if g(doc.rec[i], 'role') != 'total']
    if not at: return None
    i = rng.choice(at)
    r = doc.rec[i]
    copy = [list(x) for x in doc.rec]
    v = doc.at['value']
    if kind in ('missing', 'doubled'):
        mine = [k for k, x in enumerate(doc.rec) if doc.row(x) == doc.row(r)]
        gaps = [number(g(doc.rec[k], 'value')) or D(0) for k in mine]
        gaps = [x for x in gaps if x]
        if max(abs(x) * doc.to_wan(r) for x in gaps) < D('0.1'): return None
        if kind == 'missing': recs = [x for k, x in enumerate(copy) if k not in mine]
        else:
            recs = copy[:mine[-1] + 1] + [list(doc.rec[k]) for k in mine] + copy[mine[-1] + 1:]
            for x in recs[mine[-1] + 1:mine[-1] + 1 + len(mine)]: x[doc.at['row']] = g(r, 'row') + '5'
        return Fault(doc, kind, i, recs, gaps, ' '.join(str(x) for x in gaps), mine)
    if kind == 'order':
        new = rng.choice([x for x in '<>=' if x != g(r, 'op')])
        copy[i][doc.at['op']] = new
        return Fault(doc, kind, i, copy, [], '%s -> %s' % (g(r, 'op'), new), [i])
    if kind == 'shift':
        to = [k for k in (i - 1, i + 1) if 0 <= k < len(copy) and doc.row(copy[k]) == doc.row(r) and not g(copy[k], 'value')]
        if not to: return None
        k = rng.choice(to)
        copy[k][v], copy[i][v] = copy[i][v], ''
        return Fault(doc, kind, i, copy, [number(g(r, 'value'))], '-> [%s]' % g(r, 'col'), [i, k])
    new = change(doc, rng, kind, i)
    if not new or number(new) == number(g(r, 'value')): return None
    gap = number(new) - number(g(r, 'value'))
    if abs(gap * doc.to_wan(r)) < D('0.1') and kind not in ('rate',): return None
    copy[i][v] = new
    return Fault(doc, kind, i, copy, [gap], '%s -> %s' % (g(r, 'value'), new), [i])


def key(o):
    return tuple(o[c] for c in ('line', 'tno', 'table', 'side', 'project', 'code', 'name', 'col', 'rule', 'result', 'left', 'right', 'row') if c in o)


def findings(bin_, faults):
    """findings of each, all in one run"""
    out = []
    text = ['\t'.join(faults[0].doc.head)]
    for n, f in enumerate(faults):
        d = f.doc.at['doc']
        for r in f.records:
            r[d] = '%06d' % n
            text.append('\t'.join(r))
    lines = run(bin_, ['/bd-rollup', '--check', '-q'], ('\n'.join(text) + '\n').encode()).decode().split('\n')
    head = lines[0].split('\t')
    out = [[] for _ in faults]
    for l in lines[1:]:
        if l:
            r = dict(zip(head, l.split('\t')))
            out[int(r['doc'])].append(r)
    return out


def hit(f, o):
    """does finding o name fault f; is it at least explained by it"""
    table = (f.prose and not o['table']) or (not f.prose and (o['table'] == f.canon or f.canon in o['why']))
    text = bare(' '.join((o['name'], o['code'], o['why'])))
    line = f.line and o['line'] == f.line or f.line and o['other_line'] == f.line
    gap = o['gap'] and any(abs(abs(D(o['gap'])) - g) <= D(o['tolerance'] or 0) for g in f.gaps)
    named = (bare(f.name) and bare(f.name.split('/')[-1]) in text) or (f.code and f.code in text)
    if f.kind == 'missing':  # where there is no row, the account above it is the place
        named = named or (o['code'] and f.code.startswith(o['code']))
    return bool(line or (table and (named or gap))), bool(line or gap or (table and named))


def computable(f):
    """are the figures there that a rate is made of"""
    doc, said = f.doc, Counter((f.doc.get(r, 'name'), f.doc.get(r, 'col')) for r in f.doc.rec if f.doc.get(r, 'kind') == 'prose')
    if doc.get(doc.rec[f.i], 'col') == '占比': return said[f.name, '金额'] and said[f.name.rpartition('/')[0], '金额']
    if doc.get(doc.rec[f.i], 'col') == '完成率': return said[f.name, '金额'] > 1 or said[f.name + '/全年预算', '金额']
    return said[f.name, '金额'] and (said[f.name, '比上年增减'] or any(n.startswith(f.name + '/') and '执行数' in n for n, _ in said))


def why_missed(f, new):
    if any(o['result'] == 'off' for o in new): return 'elsewhere'
    doc = f.doc
    if any(hit(f, o)[0] for o in new if o['result'] != 'ok'): return 'said'
    if f.kind == 'missing' and all(o['result'] == 'ok' for o in new): return 'bare'
    rules = {x for k in f.touched for x in doc.rules[k].split(',') if x and not re.match('R7[3-6]', x)}
    if rules and rules <= {'R60', 'R52', 'R47b', 'R47c', 'R47s', 'R48', 'R49s'}: return 'bound'
    if rules: return 'tolerance' if f.kind not in ('prose', 'delta', 'rate') else 'one of'
    v = number(doc.get(doc.rec[f.i], 'value'))
    if f.kind == 'rate': return 'no rule' if computable(f) else 'alone'
    again = v is not None and doc.values[doc.money(abs(v), doc.get(doc.rec[f.i], 'unit'))] > 1
    return 'no rule' if again else 'alone'


def main():
    a = argparse.ArgumentParser()
    a.add_argument('bin')
    a.add_argument('--each', type=int, default=30)
    a.add_argument('--seed', type=int, default=1)
    a.add_argument('--kinds', default=','.join(KINDS))
    a.add_argument('-v', action='store_true')
    a.add_argument('document', nargs='+')
    o = a.parse_args()
    docs = [Doc(o.bin, d) for d in o.document]
    base = findings(o.bin, [Fault(d, 'none', 0, [list(r) for r in d.rec], [], '', []) for d in docs])
    tables = []
    for d in docs:  # canonical names of the tables, by record
        out = run(o.bin, ['/bd-norm', '--columns', 'kind,table'], ('\n'.join('\t'.join(r) for r in [d.head] + d.rec) + '\n').encode()).decode().split('\n')
        tables.append([l.split('\t')[-1] for l in out[1:-1]])
    total = Counter()
    for kind in o.kinds.split(','):
        faults = []
        for n, d in enumerate(docs):
            rng = random.Random('%d %s %s' % (o.seed, kind, d.name))
            for _ in range(o.each):
                f = inject(d, rng, kind)
                if f:
                    f.n, f.canon = n, tables[n][f.i]
                    faults.append(f)
        count, why, by_doc = Counter(), Counter(), defaultdict(Counter)
        for at in range(0, len(faults), 60):
            part = faults[at:at + 60]
            for f, got in zip(part, findings(o.bin, part)):
                f.records = None
                old = {key(x) for x in base[f.n]}
                new = [x for x in got if key(x) not in old]
                off = [(hit(f, x), x) for x in new if x['result'] == 'off']
                ok = any(h for (h, _), _ in off)
                # what was off before is off still, by another amount
                alarms = [x for (_, e), x in off if not e and not any(y['rule'] == x['rule'] and y['name'] == x['name'] and y['result'] == 'off' for y in base[f.n])]
                count['faults'] += 1
                count['found'] += ok
                count['alarms'] += len(alarms)
                by_doc[f.doc.name]['faults'] += 1
                by_doc[f.doc.name]['found'] += ok
                if not ok: w = why_missed(f, new); why[w] += 1
                if o.v and not ok:
                    print('NOT FOUND %s: %s: %s line %s %s %s %s [%s] %s {%s}' % (kind, w, f.doc.name[:12], f.doc.get(f.doc.rec[f.i], 'line'), f.table or 'prose', f.code, f.name,
                          f.doc.get(f.doc.rec[f.i], 'col'), f.what, f.doc.rules[f.i]))
                    for x in new: print('    %s %s line %s %s [%s] %s' % (x['result'], x['rule'], x['line'], x['name'], x['col'], x['why'][:140]))
                for x in alarms if o.v else ():
                    print('ALARM %s: %s line %s %s %s %s %s: line %s %s %s %s' % (kind, f.doc.name[:12], f.line, f.table, f.code, f.name, f.what, x['line'], x['table'], x['rule'], x['why'][:150]))
        if not count['faults']: continue
        print('%-8s faults %4d  found %4d = %.3f  elsewhere too %3d | %s | %s' % (kind, count['faults'], count['found'], count['found'] / count['faults'], count['alarms'],
              ', '.join('%s %d' % x for x in why.most_common()), ' '.join('%s %d/%d' % (k[:6], c['found'], c['faults']) for k, c in by_doc.items())))
        sys.stdout.flush()
        total.update(count)
    print('all      faults %4d  found %4d = %.3f  elsewhere too %d' % (total['faults'], total['found'], total['found'] / total['faults'], total['alarms']))


if __name__ == '__main__': main()
