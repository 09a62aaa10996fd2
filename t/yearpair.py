#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""yearpair.py SEED OLD.tsv NEW.tsv CHANGES.tsv: from a record stream of one edition, the next year's, and what changed.

Changes, as they happen from one year to the next: amounts, rows that go and come, accounts under another name or
another code, blanks that become 0, amounts printed with more decimals (no change). CHANGES has the columns
change table title side project code name col old new unit optional note."""
import csv, random, sys

seed, src, dst, truth = sys.argv[1:]
rng = random.Random(int(seed))
rows = list(csv.DictReader(open(src, encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE))
head = list(rows[0])
HEAD = 'change table title side project code name col old new unit optional note'.split()
out, changes = [], []


def tell(change, r, old, new, note='', **over):
    c = dict(r, change=change, title=r['table'], old=old, new=new, optional='0', note=note)
    c.update(over)
    changes.append([c[h] for h in HEAD])


def is_number(v):
    return v.replace('.', '', 1).replace('-', '', 1).isdigit()


# rows: all cells of one label in one table and side
group = {}
for r in rows:
    if r['kind'] == 'number':
        group.setdefault((r['table'], r['side'], r['project'], r['orgcode'], r['path'], r['code'], r['name']), []).append(r)
fate = {}
codes = sorted({k[5] for k in group if len(k[5]) >= 5})
names = {}
for k in group:
    names.setdefault(k[5], set()).add(k[6])
pick = rng.sample(codes, min(len(codes), 12))
for c in pick[:3]:
    fate[c] = 'renamed'
for c in pick[3:6]:
    fate[c] = 'renumbered'
for c in pick[6:9]:
    fate[c] = 'removed'
new_code = {}
for c in pick[3:6]:
    taken = codes + list(new_code.values())
    new_code[c] = next(x for x in (c[:-2] + '%02d' % n for n in range(60, 98)) if x not in taken)
# a name that other codes bear too cannot be told apart once its code is another
for c in pick[3:6]:
    n = next(iter(names[c]))
    if len([x for x in names if n in names[x]]) > 1:
        fate[c] = 'same'

KEY = 'orgcode org year phase table side project path code name col kind'.split()
times = {}
for r in rows:
    k = tuple(r.get(h, '') for h in KEY)
    times[k] = times.get(k, 0) + 1

for r in rows:
    twice = times[tuple(r.get(h, '') for h in KEY)] > 1  # what is printed twice is left as it is
    r = dict(r)
    edition = r['edition']
    r['edition'] = '2024-' + edition.split('-')[1]
    if r['year']:
        r['year'] = str(int(r['year']) + 1)
    if r['kind'] != 'number':
        out.append(r)
        continue
    f, v, old = fate.get(r['code'], 'same'), r['value'], r['value']
    if f == 'removed':
        if old:
            tell('removed', r, old, '')
        continue
    if twice:
        pass
    elif is_number(v) and float(v) and rng.random() < 0.2:
        v = '%.2f' % (float(v) * rng.uniform(0.5, 1.6) + 1)
    elif v == '' and rng.random() < 0.3:
        v = '0'
    elif is_number(v) and float(v) and '.' in v and rng.random() < 0.1:
        v += '00'
    r['value'] = v
    same = v == old or (is_number(v) and is_number(old) and float(v) == float(old)) or (old == '' and v == '0')
    if f == 'renamed':
        r['name'] = r['name'][:-1] + '事项' if len(r['name']) > 4 else r['name'] + '事项'
        tell('renamed', r, old, v)
    elif f == 'renumbered':
        was, r['code'] = r['code'], new_code[r['code']]
        tell('renumbered', r, old, v, note='code was ' + was)
    elif not same:
        tell('changed', r, old, v)
    out.append(r)
# a new account in every table that has codes
last = {}
for i, r in enumerate(out):
    if r['kind'] == 'number' and len(r['code']) == 7:
        last[r['table'], r['side']] = i
for (t, s), i in sorted(last.items(), key=lambda x: -x[1]):
    like = [r for r in out if r['table'] == t and r['side'] == s and r['code'] == out[i]['code'] and r['kind'] == 'number' and r['project'] == out[i]['project']]
    made = []
    for r in like:
        v = '%.2f' % rng.uniform(1, 900) if r['value'] not in ('', '0', '0.00', '-') else r['value']
        n = dict(r, code='2299777', name='新设科目支出', value=v)
        made.append(n)
        if v:
            tell('added', n, '', v)
    out[i + 1:i + 1] = made


def write(path, cols, lines):
    with open(path, 'w', encoding='utf-8') as f:
        f.write('\t'.join(cols) + '\n')
        f.writelines('\t'.join(x) + '\n' for x in lines)


write(dst, head, ([r[h] for h in head] for r in out))
write(truth, HEAD, changes)
