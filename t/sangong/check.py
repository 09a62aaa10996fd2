#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py DIR [-v]   the documents of make.py through bd-extract and bd-3gong of BD_BIN, held against their truth: how many are right,
where a figure is wrong without `open` or `off` beside it (silent), how many errors made on purpose are found"""
import glob, json, os, subprocess, sys
from decimal import Decimal
from collections import Counter
D = sys.argv[1]; verbose = '-v' in sys.argv
BIN = os.environ.get('BD_BIN', 'bin')
MAP = {'total': 'total', 'abroad': 'abroad', 'reception': 'reception', 'car': 'car', 'buy': 'car_buy', 'run': 'car_run'}
CMAP = {'trips': 'trips', 'people': 'people', 'bought': 'cars_bought', 'kept': 'cars_kept', 'receptions': 'receptions', 'guests': 'guests'}
truths = [json.load(open(f)) for f in sorted(glob.glob(D + '/*.json'))]
files = [os.path.join(D, t['file']) for t in truths]
rec = subprocess.run([BIN + '/bd-extract', '-j2', '--files0-from', '-'], input='\0'.join(files).encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
g = subprocess.run([BIN + '/bd-3gong'], input=rec.stdout, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
sys.stderr.write((rec.stderr + g.stderr).decode()[:2000])
rows = [l.split('\t') for l in g.stdout.decode().split('\n')[:-1]]
head = rows[0]; by = {}
for r in rows[1:]: by.setdefault(os.path.basename(r[0]), []).append(dict(zip(head, r)))
def same(got, want):
    """'' '-' and numbers apart; number by value"""
    if want is None: return True
    if got in ('', '-') or want in ('', '-'): return got == want
    return Decimal(got) == Decimal(want)
C = Counter(); kinds = Counter()
for t in truths:
    got = by.get(t['file'], [])
    bad, used, silent = [], set(), False
    readable = bool(t['lines'])
    for l in t['lines']:
        key = [x for x in got if x['year'] == str(l['year']) and x['phase'] == l['phase']]
        if l['org'] or l['code']:
            m = [x for x in key if (l['code'] and x['orgcode'] == l['code']) or (not l['code'] and l['org'] and x['org'] == l['org'])]
        else:
            beside = [y for y in t['lines'] if (y['year'], y['phase']) == (l['year'], l['phase'])]
            orgs = [y['org'] for y in beside if y['org']]
            codes = [y['code'] for y in beside if y['code']]
            m = [x for x in key if x['org'] not in orgs and x['orgcode'] not in codes]
        if not m:
            if any(l[f] for f in ('table', 'prose', 'count')): bad.append(('noline', l['org'] or l['code'] or 'whole', l['phase'], '', '', 'no line'))
            continue
        m.sort(key=lambda x: -sum(1 for c in x.values() if c))
        x = m[0]; used.add(id(x))
        chk = x['check']
        for f, pre in (('table', ''), ('prose', 'prose_'), ('prior', 'prior_')):
            if f == 'prior' and not l['prior']: continue
            for i in MAP:
                w = l[f].get(i, '')
                if f == 'prior' and i not in l['prior']: continue
                gv = x[pre + MAP[i]]
                if not same(gv, w):
                    if f == 'prose' and w == '' : bad.append((f, i, l['phase'], gv, w, chk)); 
                    else: bad.append((f, i, l['phase'], gv, w, chk))
        for i in CMAP:
            w = l['count'].get(i)
            if w is not None and not same(x[CMAP[i]], w): bad.append(('count', i, l['phase'], x[CMAP[i]], w, chk))
        if t['inject'] and chk == 'off': t['found'] = True
        if not t['inject'] and (chk == 'off' or chk == 'open' and t['what'] == 'both' and not ('no sentence' in x['why'] and x['why'].count(';') == 0)): C['clean ' + chk] += 1; t.setdefault('alarm', []).append(x['check'] + ': ' + x['why'])
    for x in got:
        if id(x) not in used:
            if any(x[p + m] not in ('', '-') for p in ('', 'prose_') for m in MAP.values()): bad.append(('extra', x['org'], x['phase'] + x['year'], x['total'] + '/' + x['prose_total'], '', x['check']))
    main = [b for b in bad if b[0] != 'count' and b[0] != 'prior']
    sil = [b for b in bad if b[5] not in ('open', 'off') and b[5] != 'no line']
    C['docs'] += 1
    if readable:
        C['readable'] += 1
        if not main: C['right'] += 1
        if not bad: C['right incl. counts, prior'] += 1
        if sil: C['silent'] += 1
        if [b for b in sil if b[3] not in ('',)]: C['silent wrong figure'] += 1
    elif bad: C['unreadable wrong'] += 1
    if t['inject']:
        C['injected'] += 1; C['injected found'] += bool(t.get('found'))
        if not t.get('found') and verbose: bad.append(('inject', t['inject'], '', '', '', 'not found'))
    if (bad or t.get('alarm')) and verbose:
        print('%s %s %s shape=%s say=%s inject=%s' % (t['file'], t['layout'], t['what'], t['shape'], t['say'], t['inject']))
        for b in bad[:14]: print('    %s %s %s got=%r want=%r check=%s' % b)
        for a in t.get('alarm', []): print('    ALARM ' + a[:300])
print(dict(C))
