#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""page.py FOLDER: RESULTS.md and results.svg from FOLDER/results.tsv; from FOLDER/scale.tsv scale.svg and the figures of
FOLDER/SCALE.md, which stand between marks; the words around them are written by hand. Nothing is measured here, so that the
pages can be made again and compared."""
import os
import sys
from statistics import median

import picture
import results
import scale


def cell(text): return str(text).replace('|', '\\|')


def markdown(head, rows, left=1):
    """A table; the first `left` columns are words."""
    yield '| ' + ' | '.join(head) + ' |'
    yield '| ' + ' | '.join('---' if i < left else '---:' for i in range(len(head))) + ' |'
    for row in rows: yield '| ' + ' | '.join(cell(x) for x in row) + ' |'
    yield ''


def number(x): return '%.0f' % x if x >= 100 else '%.1f' % x if x >= 10 else '%.2f' % x if x >= .1 else '%.3f' % x


def intro(r):
    m = r.machine
    yield '# Results'
    yield ''
    yield 'Written by `make bench` on %s; `bench/results.tsv` holds every run, and `python3 -B bench/page.py bench` makes this page of it again.' % m['date']
    yield ''
    if float(m.get('load') or 0) > .5:
        yield '**Other work ran on the machine (load %s before the first bench): ratios of CPU time stand, seconds of the clock do not.**' % m['load']
        yield ''
    if int(m['records']) < 1000000:
        yield '**A trial with %s records, not the 1,000,000 that the goals speak of.**' % m['records']
        yield ''
    yield 'Machine: %s cores, %s, %s of memory; %s; %s.' % (m['cores'], m['processor'], m['memory'], m['system'], m['compiler'])
    yield ''
    yield 'Versions: ' + '; '.join(v for _, v in r.of('peer') if v != 'missing') + '.'
    yield ''
    missing = [n for n, v in r.of('peer') if v == 'missing']
    yield 'Missing, not compared with: %s.' % ', '.join(missing) if missing else 'No peer was missing.'
    yield ''
    for what, in r.of('missing'): yield 'Not measured: %s.\n' % what
    yield ('Every bench checks first that the answers agree, and stops if ours is not the one that is exact; `right` stands where that was checked. Everything runs on one core but what says otherwise. '
           'Seconds are medians of %s runs (of one, where a run takes long); a ratio is the median of the ratios of CPU time of runs that stood side by side; MB/s are of CPU time; '
           'the peak is that of the largest process that the command waits for. The records are made up (`bench/gen`), %s of them where nothing else is said.' % (m['runs'], m['records']))
    yield ''


def tables(r):
    for title, rows in r.tables.items():
        yield '### %s (%.0f MB)' % (title, rows[0].bytes / 1e6)
        yield ''
        yield from markdown(('', 'seconds', 'CPU s', 'of the first', 'MB/s', 'peak MB', 'answer'),
                            [(x.label + (' (once)' if len(x.cpu) < len(rows[0].cpu) else ''), number(median(x.wall)), number(median(x.cpu)), number(results.ratio(x, rows[0])),
                              number(x.speed()), number(max(x.peak)), '' if x.verdict == '-' else x.verdict) for x in rows])
        yield '<details><summary>Commands</summary>\n'
        for x in rows: yield '- %s: ``%s``' % (x.label, x.command)
        yield '\n</details>\n'


KINDS = ('changed', 'value to blank', 'blank to value', 'value gone', 'value come', 'blank gone', 'blank come', 'not true')


def answers(r):
    if r.of('score'):
        yield '### Cells of printed PDF files\n'
        yield ('Disclosures of our own making, printed by a browser (`t/printed_pages.py`): of the amounts on paper, how many each finds, with the name of their row, and with the name of their column too. '
               'Counted in the peers\' favour (`bench/tables.py`).\n')
        yield from markdown(('', 'amounts', 'found', 'right row', 'right row and column'), r.of('score'))
    if r.of('found'):
        yield '### Changes found\n'
        yield 'Of the true changes of each kind, how many each finds; and how many it tells that are none.\n'
        yield from markdown(('',) + KINDS, r.of('found'))
    if r.of('read'):
        yield '### Real documents, read by hand\n'
        yield from markdown(('', 'amounts (F1)', 'with row and column', 'blank cells', 'targets', 'running text, recall'), r.of('read'))
    yield '### Agreed before anything was measured\n'
    yield from markdown(('bench', 'what', 'lines'), r.of('agree'), 2)


def page(r):
    yield from intro(r)
    found = list(results.goals(r))
    yield '## Goals\n'
    yield '%d met, %d not met, %d not measured.\n' % tuple(sum(g[3] == s for g in found) for s in ('met', 'not met', 'not measured'))
    yield from markdown(('', 'goal', 'measured', ''), [(t, g, f, '**%s**' % s if s != 'met' else s) for t, g, f, s in found], 4)
    yield ('Goals of reading pages never seen, of sums with planted faults, of year pairs and of 三公 on made-up documents are measured by `t/printed_pages.py score`, '
           '`t/pages.py`, `t/faulty.py`, `t/yearpair.py` and `make sangong`; they are no part of this page.\n')
    yield '## Beside others\n'
    yield '![CPU time of each, as a multiple of ours](results.svg)\n'
    yield 'Wrong answers are named in the last column: they are fast or slow at something else.\n'
    yield from tables(r)
    yield '## Answers\n'
    yield from answers(r)


def write(path, text):
    with open(path + '.tmp', 'w', encoding='utf-8', newline='\n') as f: f.write(text)
    os.replace(path + '.tmp', path)


def main(folder):
    def at(name): return os.path.join(folder, name)
    if os.path.exists(at('results.tsv')):
        r = results.Results(at('results.tsv'))
        write(at('RESULTS.md'), '\n'.join(page(r)).rstrip('\n') + '\n')
        write(at('results.svg'), picture.beside(r))
    if os.path.exists(at('scale.tsv')):
        r = results.Results(at('scale.tsv'))
        write(at('scale.svg'), picture.growth(scale.curves(r)))
        write(at('SCALE.md'), scale.fill(r, at('SCALE.md')))


if __name__ == '__main__': main(sys.argv[1])
