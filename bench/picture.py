# SPDX-License-Identifier: MIT
"""picture.py: the pictures of the results, SVG that follows the reader's light or dark mode. Times span four orders of
magnitude, so both are drawn on logarithmic axes, by points, which unlike bars need no zero."""
import math
import re
import xml.etree.ElementTree as ET
from statistics import median

import results

WIDTH, ROW, LABEL, RIGHT = 960, 24, 300, 310
STYLE = '''
svg { --page: #fcfcfb; --ink: #1a1a19; --soft: #5f5e5a; --line: #e2e1dc; --ours: #1c6fd0; --peer: #6f6e69; --wrong: #c0392b;
      --c0: #1c6fd0; --c1: #b3541e; --c2: #2b8a5a; --c3: #8a4fc7; --c4: #b08900; --c5: #c2407f; --c6: #3d8fa3; }
@media (prefers-color-scheme: dark) { svg { --page: #1a1a19; --ink: #f1f0ec; --soft: #a9a8a2; --line: #3a3a37; --ours: #6aa8f0; --peer: #9d9c96; --wrong: #f0796b;
      --c0: #6aa8f0; --c1: #e88f58; --c2: #62c393; --c3: #bd93ec; --c4: #dab63c; --c5: #ec84b4; --c6: #74c3d6; } }
text { font: 13px system-ui, "Segoe UI", Roboto, "Noto Sans CJK SC", sans-serif; fill: var(--ink); }
.title { font-size: 18px; font-weight: 600; } .head { font-weight: 600; } .soft { fill: var(--soft); font-size: 12px; }
.bad { fill: var(--wrong); } .grid { stroke: var(--line); } .one { stroke: var(--soft); }
'''


class Picture:
    def __init__(self, title, height):
        self.svg = ET.Element('svg', xmlns='http://www.w3.org/2000/svg', viewBox='0 0 %d %d' % (WIDTH, height), width=str(WIDTH), height=str(height), role='img')
        ET.SubElement(self.svg, 'title').text = title
        ET.SubElement(self.svg, 'style').text = STYLE
        self.put('rect', width=WIDTH, height=height, style='fill: var(--page)')
        self.text(20, 34, title, 'title')

    def put(self, name, **attr): return ET.SubElement(self.svg, name, {k.replace('_', '-').rstrip('-'): str(v) for k, v in attr.items()})
    def text(self, x, y, text, cls='', anchor='start'): self.put('text', x='%.1f' % x, y='%.1f' % y, class_=cls, text_anchor=anchor).text = text

    def line(self, x1, y1, x2, y2, cls='', style=''):
        self.put('line', x1='%.1f' % x1, y1='%.1f' % y1, x2='%.1f' % x2, y2='%.1f' % y2, class_=cls, style=style)

    def done(self):
        ET.indent(self.svg)
        return ET.tostring(self.svg, encoding='unicode') + '\n'


def short(x): return '%.0f' % x if x >= 10 else '%.1f' % x if x >= 1 else '%.2f' % x


def said(verdict):
    """A verdict in two or three words; the whole is on the page."""
    cells = re.match(r'(\d+ of \d+ cells) not with their row and column', verdict)
    return (cells.group(1) + ' wrong' if cells else 'wrong' if verdict.startswith('wrong') else 'other digits' if 'other digits' in verdict else
            'text alone' if 'text alone' in verdict else '')


# Table, our row in it, the others that do the same work; no others: all rows.
PANELS = (('bd-norm: every amount from 元 to 万元', 'bd-norm:', 'bd-norm, every amount to change', ('bd-norm, nothing to change', 'bd-norm, as printed')),
          ('bd-rollup: which totals are not the sum of their classes', 'one rule', 'bd-rollup --check, one rule', ()),
          ('bd-diff: what changed between two streams', 'bd-diff: twice {records} records', 'bd-diff OLD NEW', ('bd-diff --normal OLD NEW',)),
          ('bd-3gong: the three public expenses (peers do not check them)', 'bd-3gong: documents', 'bd-3gong', ('bd-3gong --panel',)),
          ('bd-extract: tables of printed PDF files', 'tables of PDF', 'bd-extract', ()))


def panels(r):
    for title, table, ours, without in PANELS:
        table = table.replace('{records}', r.machine.get('records', ''))
        mine = r.row(table, ours)
        if not mine: continue
        rows = [x for name, rows in r.tables.items() if name.startswith(table) for x in rows if x.label not in without]
        yield title, mine, rows


def beside(r):
    """CPU time of every command as a multiple of ours, a panel a tool."""
    found = list(panels(r))
    top = max([results.ratio(x, mine) for _, mine, rows in found for x in rows] + [10])
    low = min([results.ratio(x, mine) for _, mine, rows in found for x in rows] + [.1])
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(top))
    p = Picture('CPU time beside others, one core: a multiple of ours', 84 + sum(64 + ROW * len(rows) for _, _, rows in found))

    def at(x): return LABEL + (WIDTH - LABEL - RIGHT) * (math.log10(max(x, 10 ** first)) - first) / (last - first)
    p.put('circle', cx=26, cy=57, r=5, style='fill: var(--ours)')
    p.text(38, 61, 'ours', 'soft')
    p.put('circle', cx=86, cy=57, r=5, style='fill: var(--peer)')
    p.text(98, 61, 'others', 'soft')
    p.put('circle', cx=156, cy=57, r=4.5, style='fill: var(--page); stroke: var(--wrong); stroke-width: 2')
    p.text(168, 61, 'others, whose answer is not the exact one', 'soft')
    for x, head in ((16, 'CPU time'), (78, 'peak'), (148, 'answer')): p.text(WIDTH - RIGHT + x, 61, head, 'soft')
    y = 84
    for title, mine, rows in found:
        p.text(20, y + 18, title, 'head')
        y += 32
        for e in range(first, last + 1):
            p.line(at(10 ** e), y, at(10 ** e), y + ROW * len(rows), 'one' if e == 0 else 'grid')
            p.text(at(10 ** e), y + ROW * len(rows) + 16, '%g×' % 10 ** e, 'soft', 'middle')
        for x in rows:
            mid, times = y + ROW / 2, results.ratio(x, mine)
            p.text(LABEL - 14, mid + 4, x.label, 'head' if x is mine else '', 'end')
            wrong = x.verdict not in ('right', '-') and x is not mine
            style = 'fill: var(--ours)' if x is mine else 'fill: var(--page); stroke: var(--wrong); stroke-width: 2' if wrong else 'fill: var(--peer)'
            p.put('circle', cx='%.1f' % at(times), cy='%.1f' % mid, r=5, style=style)
            p.text(WIDTH - RIGHT + 16, mid + 4, '%s×' % short(times) if x is not mine else '%s s' % short(median(x.cpu)), 'soft')
            p.text(WIDTH - RIGHT + 78, mid + 4, '%s MB' % short(max(x.peak)), 'soft')
            p.text(WIDTH - RIGHT + 148, mid + 4, said(x.verdict), 'soft bad' if wrong else 'soft')
            y += ROW
        y += 32
    return p.done()


def spread(ys, gap):
    """The same order, no two nearer than gap."""
    order, out = sorted(range(len(ys)), key=lambda i: ys[i]), list(ys)
    for a, b in zip(order, order[1:]): out[b] = max(out[b], out[a] + gap)
    return out


def panel(p, title, series, x0, x1, top, bottom):
    """Lines of (x, y) points on two logarithmic axes, named at their right end."""
    xs, ys = [x for s in series.values() for x, _ in s], [y for s in series.values() for _, y in s]
    lox, hix = math.floor(math.log10(min(xs))), math.ceil(math.log10(max(xs)))
    loy, hiy = math.floor(math.log10(max(min(ys), 1e-3))), math.ceil(math.log10(max(ys)))
    def px(x): return x0 + (x1 - x0) * (math.log10(x) - lox) / max(hix - lox, 1)
    def py(y): return bottom - (bottom - top) * (math.log10(max(y, 1e-3)) - loy) / max(hiy - loy, 1)
    p.text(x0 - 40, top - 16, title, 'head')
    for e in range(lox, hix + 1):
        p.line(px(10 ** e), top, px(10 ** e), bottom, 'grid')
        p.text(px(10 ** e), bottom + 18, f'{10 ** e:,}' if e < 6 else '%d million' % 10 ** (e - 6), 'soft', 'middle')
    for e in range(loy, hiy + 1):
        p.line(x0, py(10 ** e), x1, py(10 ** e), 'grid')
        p.text(x0 - 8, py(10 ** e) + 4, '%g' % 10 ** e, 'soft', 'end')
    p.text((x0 + x1) / 2, bottom + 36, 'documents', 'soft', 'middle')
    ends = spread([py(s[-1][1]) for s in series.values()], 16)
    for i, (name, s) in enumerate(series.items()):
        colour = 'var(--c%d)' % i
        p.put('polyline', points=' '.join('%.1f,%.1f' % (px(x), py(y)) for x, y in s), style='fill: none; stroke-width: 2; stroke: ' + colour)
        for x, y in s: p.put('circle', cx='%.1f' % px(x), cy='%.1f' % py(y), r=4, style='fill: ' + colour)
        tx = px(s[-1][0])
        p.line(tx + 5, py(s[-1][1]), x1 + 10, ends[i] - 1, style='stroke-width: 1; stroke-dasharray: 2 2; stroke: ' + colour)
        p.text(x1 + 14, ends[i] + 3, name)


def growth(curves):
    """CPU seconds and peak memory over the number of documents; a line that rises one decade in one is linear."""
    series = {s: sorted(points) for s, points in curves.items() if 'Spark' not in s and 'pipe' not in s and s != 'bd-extract -j 2'}
    p = Picture('Growth: CPU time and memory over the number of documents', 460)
    if not series: return p.done()
    panel(p, 'CPU seconds', {s: [(x[0], x[3]) for x in points] for s, points in series.items()}, 64, 330, 96, 380)
    panel(p, 'Peak memory, MB', {s: [(x[0], x[4]) for x in points] for s, points in series.items()}, 554, 820, 96, 380)
    p.text(20, 446, 'A line that rises by a decade where documents do is linear; a level one does not grow.', 'soft')
    return p.done()
