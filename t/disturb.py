#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""disturb.py TRUTH.tsv BD_EXTRACT: page breaks, page numbers, repeated headers and wrapped cells change nothing.

The tables of the truth file are laid out as tab-separated text (layout.py), then disturbed in places drawn from
a fixed seed; bd-extract must write the same records but for their lines and pages. Prints what differs."""
import random, subprocess, sys
sys.path.insert(0, sys.path[0])
import layout

def records(bd, text):
    r = subprocess.run([bd, '--doc', 'x', '-'], input=(text + '\n').encode(), capture_output=True)
    head, *rows = [l.split('\t') for l in r.stdout.decode().splitlines()]
    places = [head.index(c) for c in ('page', 'line')]
    return ['\t'.join('' if i in places else f for i, f in enumerate(row)) for row in rows if row[head.index('kind')] != 'doc']

def body_rows(lines, tables):
    """line numbers of rows, by table, and the header lines above them"""
    at = 0
    for t in tables:
        while not lines[at].startswith('单位：'): at += 1
        first = at + 2 + len(t.head)
        yield lines[at + 2:first], list(range(first, first + len(t.body)))
        at = first

def insert(lines, where, what):
    out = []
    for i, l in enumerate(lines):
        out.append(l)
        if i in where: out += what
    return out

def disturbances(lines, tables, draw):
    rows = list(body_rows(lines, tables))
    inner = [i for _, body in rows for i in body[:-1]]
    some = lambda: set(draw.sample(inner, min(8, len(inner))))
    for what in ([''], ['', ''], ['', '12', ''], ['- 12 -', ''], ['第 3 页', ''], ['\f'], ['', '7 / 30', '\f']):
        yield repr(what), insert(lines, some(), what)
    broken = list(lines)
    for head, body in sorted(rows, key=lambda r: -r[1][0]):
        if len(body) > 3:
            at = draw.choice(body[:-1])
            broken[at + 1:at + 1] = ['', *head]
    yield 'repeated headers', broken
    wrapped = list(lines)
    for i in inner:
        cells = wrapped[i].split('\t')
        cells = [c[:3] + ' ' + c[3:] if len(c) > 6 and not any(ch.isdigit() for ch in c) else c for c in cells]
        wrapped[i] = '\t'.join(cells)
    yield 'wrapped names', wrapped

def main():
    truth, bd = sys.argv[1:]
    rows = layout.read(truth)
    tables = layout.tables(rows)
    lines = layout.tab(tables, layout.intro(rows)).split('\n')
    want = records(bd, '\n'.join(lines))
    bad = 0 if len(want) > 100 else 1
    for name, disturbed in disturbances(lines, tables, random.Random(20)):
        got = records(bd, '\n'.join(disturbed))
        if got == want: continue
        bad += 1
        print('%s: %s: %d records, %d wanted' % (truth, name, len(got), len(want)))
        for a, b in list(zip(want, got))[:2000]:
            if a != b: print('- %s\n+ %s' % (a, b)); break
    sys.exit(1 if bad else 0)

if __name__ == '__main__': main()
