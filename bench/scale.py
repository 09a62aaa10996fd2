# SPDX-License-Identifier: MIT
"""scale.py: growth curves and the figures of SCALE.md, all from scale.tsv. `grow STEP DOCUMENTS BYTES WALL CPU PEAK`,
`cost WHAT STEP DOCUMENTS CPU PEAK` (CPU seconds of all of them), `kept WHAT FORM DOCUMENTS AMOUNT`,
`spark DOCUMENTS RECORDS`; peaks in kB."""
import re

import page

BUREAUS, YEARS, KINDS = 300000, 10, 2
ALL = BUREAUS * YEARS * KINDS
FILTERS = ('bd-norm', 'bd-rollup', 'bd-3gong')
EVEN = 1.15  # a document of the largest run may cost so much of one of the smallest, and it is still called linear


def curves(r):
    """Step: [(documents, bytes, wall, cpu, peak in MB)] in order of documents."""
    out = {}
    for step, n, size, wall, cpu, peak in r.of('grow'): out.setdefault(step, []).append((int(n), int(size), float(wall), float(cpu), int(peak) / 1024))
    return out


def hours(seconds): return '%.0f' % (seconds / 3600) if seconds > 36000 else '%.1f' % (seconds / 3600) if seconds > 3600 else '%.2f' % (seconds / 3600)


def bytes_(n):
    for unit, size in (('TB', 1e12), ('GB', 1e9), ('MB', 1e6)):
        if n >= size: return '%.*f %s' % (0 if n / size >= 100 else 1, n / size, unit)
    return '%.0f kB' % (n / 1e3)


def growth_table(r):
    rows = []
    for step, points in curves(r).items():
        if 'Spark' in step or 'pipe' in step: continue
        base = points[0][3] / points[0][0]
        for n, size, _, cpu, peak in points:
            rows.append((step, f'{n:,}', '%.2f' % (size / 1e9), page.number(cpu), page.number(cpu / n * 1e6), '%.2f' % (cpu / n / base), page.number(peak)))
    return page.markdown(('', 'documents', 'GB', 'CPU s', 'µs a document', 'of the first', 'peak MB'), rows)


def costs(r): return {(what, step): (float(cpu) / int(n), int(peak) / 1024) for what, step, n, cpu, peak in r.of('cost')}
def amounts(r): return {(what, form): float(x) / int(n) for what, form, n, x in r.of('kept')}


def names(d): return list(dict.fromkeys(what for what, _ in d))


def cost_table(r):
    c = costs(r)
    steps = [s for s in dict.fromkeys(s for _, s in c) if s != 'pdftotext alone']
    rows = []
    for step in steps + ['all of them']:
        row = [step]
        for what in names(c):
            s = c[what, step][0] if step in steps else sum(c[what, x][0] for x in steps)
            row += ['%.2f' % (s * 1000), hours(s * ALL)]
        rows.append(row + [page.number(max(c[w, step][1] for w in names(c))) if step in steps else ''])
    return page.markdown([''] + [x for what in names(c) for x in (what + ': ms a document', f'hours for {ALL:,}')] + ['peak MB'], rows)


def kept_table(r):
    k = amounts(r)
    rows = []
    for form in dict.fromkeys(f for _, f in k):
        row = [form]
        for what in names(k):
            x = k.get((what, form))
            row += ['', ''] if x is None else ['%.0f' % x, f'{x * ALL / 1e9:.1f} billion'] if form == 'records' else ['%.1f kB' % (x / 1e3), bytes_(x * ALL)]
        rows.append(row)
    return page.markdown([''] + [x for what in names(k) for x in (what + ', a document', f'{ALL:,} documents')], rows)


def spark_table(r):
    rows = [(step, f'{n:,}', page.number(wall), page.number(cpu), '%.2f' % (cpu / n * 1000), page.number(peak))
            for step, points in curves(r).items() if 'Spark' in step or 'pipe' in step for n, _, wall, cpu, peak in points]
    return page.markdown(('', 'documents', 'seconds', 'CPU s', 'CPU ms a document', 'largest process, MB'), rows)


def slope(points):
    """CPU seconds a document, and those that do not depend on documents."""
    (a, _, _, ca, _), (b, _, _, cb, _) = points[0], points[-1]
    each = max(cb - ca, 0) / (b - a) if b > a else ca / a
    return each, max(ca - each * a, 0)


def figures(r):
    """Name: text of every figure that stands in a sentence; `?` where it was not measured."""
    f, g, c, k = {}, curves(r), costs(r), amounts(r)
    f['all'] = f'{ALL:,}'
    f['edition'] = f'{BUREAUS:,}'
    f['cores'] = r.machine.get('cores', '?')
    f['date'] = r.machine.get('date', '?')
    for name, what in (('text', 'real text'), ('pdf', 'printed PDF')):
        mine = {s: x for (w, s), x in c.items() if w == what and s != 'pdftotext alone'}
        if not mine: continue
        each = sum(x for x, _ in mine.values())
        f[name + '-hours'], f[name + '-hours-all-cores'] = hours(each * ALL), hours(each * ALL / int(r.machine.get('cores') or 1))
        f[name + '-extract-share'] = '%.0f %%' % (100 * mine['bd-extract'][0] / each)
        for form, key in (('TSV', 'tsv'), ('TSV, zstd', 'zstd'), ('Parquet', 'parquet'), ('documents', 'documents')):
            if (what, form) in k: f['%s-%s' % (name, key)] = bytes_(k[what, form] * ALL)
        if 'bd-diff' in g and (what, 'TSV') in k:
            _, size, _, _, peak = g['bd-diff'][-1]
            f[name + '-old'] = bytes_(k[what, 'TSV'] * BUREAUS)
            f[name + '-diff-memory'] = bytes_(peak * 1048576 / (size / 2) * k[what, 'TSV'] * BUREAUS)
            f['diff-share'] = '%.2f' % (peak * 1048576 / (size / 2))
    if ('printed PDF', 'pdftotext alone') in c:
        f['pdftotext-share'] = '%.0f %%' % (100 * c['printed PDF', 'pdftotext alone'][0] / c['printed PDF', 'bd-extract'][0])
    if 'bd-diff --sorted' in g: f['sorted-peak'] = '%.1f MB' % max(p[4] for p in g['bd-diff --sorted'])
    flat = [p[4] for s, points in g.items() if s in FILTERS for p in points]
    if flat: f['filter-peak'] = '%.1f MB' % max(flat)
    uneven = [(s, p[-1][3] / p[-1][0] / (p[0][3] / p[0][0])) for s, p in g.items() if 'Spark' not in s and 'pipe' not in s]
    if uneven:
        f['most-docs'] = f'{max(p[-1][0] for p in g.values()):,}'
        f['worst-growth'] = '%.2f (%s)' % tuple(reversed(max(uneven, key=lambda x: x[1])))
        worse = [s for s, x in uneven if x > EVEN]
        f['linear'] = 'all linear' if not worse else 'linear but for ' + ', '.join(worse)
    if 'Spark, local[2]' in g:
        (each, fixed), (pipe, _) = slope(g['Spark, local[2]']), slope(g['one pipe, -j 2'])
        f['spark-fixed'] = '%.0f' % fixed
        f['spark-each'], f['pipe-each'] = '%.2f ms' % (each * 1000), '%.2f ms' % (pipe * 1000)
        f['spark-overhead'] = '%.2f ms' % ((each - pipe) * 1000)
        f['spark-peak'] = '%.0f MB' % max(p[4] for p in g['Spark, local[2]'])
        n, lines = (float(x) for x in r.of('spark')[-1])
        extra = (each - pipe) / (lines / n)
        f['spark-lines'], f['spark-record'] = '%.0f' % (lines / n), '%.0f µs' % (extra * 1e6)
        for name, what in (('text', 'real text'), ('pdf', 'printed PDF')):
            if (what, 'bd-extract') not in c or (what, 'records') not in k: continue
            total = (sum(c[what, s][0] for s in ('bd-extract', 'bd-norm', 'bd-rollup')) + extra * k[what, 'records']) * ALL
            f[name + '-spark-hours'], f[name + '-spark-64'] = hours(total), hours(total / 64)
    return f


TABLES = {'growth': growth_table, 'cost': cost_table, 'kept': kept_table, 'spark': spark_table}


def fill(r, path):
    """SCALE.md with the figures and tables of these results between its marks."""
    with open(path, encoding='utf-8') as f: text = f.read()
    known = figures(r)

    def figure(m):
        return '<!-- %s -->%s<!-- / -->' % (m.group(1), known.get(m.group(1), '?'))

    def table(m):
        return '<!-- table %s -->\n%s\n<!-- end -->' % (m.group(1), '\n'.join(TABLES[m.group(1)](r)).rstrip('\n'))
    text = re.sub(r'<!-- table (\w+) -->.*?<!-- end -->', table, text, flags=re.S)
    return re.sub(r'<!-- ([a-z0-9-]+) -->[^<]*<!-- / -->', figure, text)
