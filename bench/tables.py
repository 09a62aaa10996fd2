#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tables.py pdfplumber|camelot|pdftotext PDF ...     the tables of the files, a cell a line: table TAB row TAB column TAB text
tables.py score NAME WANT ...                        how many printed amounts are among them, on the right row, in the right column

Each extractor is used as its manual begins, without tuning. WANT is what t/printed_pages.py printed: a line
title|side|code|name|column|amount a cell; beside X.want, X.NAME holds such cells or records of bd-extract. Score prints the
sums over all files: `printed found row column`.
It counts in the extractor's favour: characters that a font numbers otherwise (radicals for characters) are folded; a row is
right where the name stands in a cell of it, or anywhere in its line of text; a column is right where the last line of its head
stands in a cell above, a merged one being over all its columns."""
import re, sys, unicodedata
from collections import Counter, defaultdict


def squeeze(s): return re.sub(r'\s+', '', unicodedata.normalize('NFKC', s or ''))


def show(tables):
    for n, table in enumerate(tables):
        for r, row in enumerate(table):
            for c, cell in enumerate(row): print(n, r, c, squeeze(cell), sep='\t')


def pdfplumber_tables(path):
    import pdfplumber
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages: yield from page.extract_tables()


def camelot_tables(path):
    import camelot
    for t in camelot.read_pdf(path, pages='all'): yield t.df.values.tolist()


def text_tables(path):
    import subprocess
    text = subprocess.run(['pdftotext', '-layout', path, '-'], check=True, capture_output=True).stdout.decode()
    for line in text.splitlines(): yield [line.split()]  # nothing stands over anything


AMOUNT = re.compile(r'-?[\d,]*\d(\.\d+)?')


def amount(text):
    return text.replace(',', '') if AMOUNT.fullmatch(text) else None


def cells_of(path):
    """(names, heads, amount) of every cell that holds an amount."""
    with open(path, encoding='utf-8') as f: lines = f.read().split('\n')[:-1]
    if lines and lines[0].startswith('doc\t'):
        at = {name: i for i, name in enumerate(lines[0].split('\t'))}
        for r in (line.split('\t') for line in lines[1:]):
            if r[at['kind']] == 'number' and r[at['value']] not in ('', '-'):
                yield {squeeze(r[at['name']])}, {squeeze(r[at['col']]).split('/')[-1]}, r[at['value']]
        return
    tables = defaultdict(lambda: defaultdict(dict))
    for n, r, c, text in (line.split('\t') for line in lines): tables[n][int(r)][int(c)] = text
    for table in tables.values():
        above = defaultdict(set)
        for r in sorted(table):
            row, before = table[r], ''
            names = {x for x in row.values() if x} | {''.join(row[c] for c in sorted(row))}
            for c in sorted(row):
                value = amount(row[c])
                if value is not None: yield names, above[c], value
            for c in sorted(row):  # a head over several columns stands in the first
                before = row[c] or before
                above[c].add(before)


def score(want_path, path):
    with open(want_path, encoding='utf-8') as f: facts = [line.split('|') for line in f.read().split('\n')[:-1]]
    facts = [(squeeze(name), squeeze(col).split('/')[-1], value) for _, _, _, name, col, value in facts if value not in ('', '-', 'empty')]
    names, heads = {f[0] for f in facts}, {f[1] for f in facts}
    want = [Counter(f[2] for f in facts), Counter((f[0], f[2]) for f in facts), Counter(facts)]
    have = [Counter(), Counter(), Counter()]
    for said, above, value in cells_of(path):
        have[0][value] += 1
        mine = {n for n in names if n in said} or {n for n in names if n and any(n in s for s in said)}
        for n in mine:
            have[1][n, value] += 1
            for h in above & heads: have[2][n, h, value] += 1
    return [len(facts)] + [sum((w & h).values()) for w, h in zip(want, have)]


HOW = {'pdfplumber': pdfplumber_tables, 'camelot': camelot_tables, 'pdftotext': text_tables}
if sys.argv[1] == 'score': print(*map(sum, zip(*(score(w, w[:-len('want')] + sys.argv[2]) for w in sys.argv[3:]))))
elif sys.argv[1] in HOW:
    for name in sys.argv[2:]: show(HOW[sys.argv[1]](name))
else: sys.exit('tables.py: no extractor %r' % sys.argv[1])
