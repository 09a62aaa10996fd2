#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""layout.py LAYOUT TRUTH.tsv > DOCUMENT: the tables of a truth file as a document of another layout.

LAYOUT: tab, list, html, csv, markdown, xlsx, docx, fixed. Only tables of amounts are laid out (kind number,
tables with a title); prose, forms and targets are left out. The result must give the same records but for
their place; t/layout.bats compares."""
import html, io, re, sys, unicodedata, zipfile
from collections import OrderedDict

AMOUNTS = '收支总表 收入总表 支出总表 财政拨款收支总表 一般公共预算支出表 一般公共预算基本支出表 三公经费支出表'.split()

def read(path):
    with open(path, encoding='utf-8') as f:
        head = f.readline().rstrip('\n').split('\t')
        return [dict(zip(head, l.rstrip('\n').split('\t'))) for l in f if l.strip()]

class Table:
    """title, unit, org code, header rows of (text, colspan) and body rows of cells; a note below, or none"""
    note = ''

    def below(t): return ['注：' + t.note] if t.note else []

def tables(rows):
    seen = OrderedDict()
    for r in rows:
        if r['kind'] == 'number' and r['table'] in AMOUNTS and r['title'] and 'col' not in r.get('inferred', ''):
            seen.setdefault(r['tno'], []).append(r)
    return [build(v) for v in seen.values()]

def build(v):
    t = Table()
    t.title, t.year, t.phase = v[0]['title'], v[0]['year'], v[0]['phase']
    t.unit = next(r['unit'] for r in v)
    t.org = v[0]['orgcode'].split(',')[0]
    panels = OrderedDict()
    for r in v: panels.setdefault(r['side'], OrderedDict()).setdefault(r['col'], None)
    t.columns = []                         # (side, kind, path)
    for side, cols in panels.items():
        mine = [r for r in v if r['side'] == side]
        top = [list(cols)[0].split('/')[0]] if side else []
        if any(r['code'] for r in mine): t.columns.append((side, 'code', top + ['科目编码']))
        t.columns.append((side, 'name', top + ['项目' if side else '科目名称']))
        t.columns += [(side, 'amount', c.split('/')) for c in cols]
    lines = OrderedDict()
    for r in v: lines.setdefault((int(r['row']), '' if r['side'] else r['code'] + r['name']), {}).setdefault(r['side'], []).append(r)
    t.body = [[cell(line, c) for c in t.columns] for _, line in lines.items()]
    t.head = header([c[2] for c in t.columns])
    return t

def cell(line, column):
    side, kind, path = column
    mine = line.get(side)
    if not mine: return ''
    if kind == 'code': return mine[0]['code'] or (mine[0]['orgcode'] if mine[0]['level'] == '0' and mine[0]['name'] != '合计' else '')
    if kind == 'name': return mine[0]['name']
    for r in mine:
        if r['col'] == '/'.join(path): return printed(r['value'])
    return ''

def printed(v):
    if not v or v == '-': return v
    whole, dot, rest = v.partition('.')
    return '{:,}'.format(int(whole)) + dot + rest if whole.lstrip('-').isdigit() else v

def header(paths):
    """rows of [text, colspan, rowspan]; None where a cell covers"""
    depth = max(len(p) for p in paths)
    rows = []
    for d in range(depth):
        row, c = [], 0
        while c < len(paths):
            p = paths[c]
            if d >= len(p): row.append(None); c += 1; continue
            span = 1
            if d < len(p) - 1:
                while c + span < len(paths) and paths[c + span][:d + 1] == p[:d + 1] and len(paths[c + span]) > d + 1: span += 1
            row.append([p[d], span, depth - d if d == len(p) - 1 else 1])
            row += [None] * (span - 1)
            c += span
        rows.append(row)
    return rows

def head_text(row): return ['' if x is None else x[0] for x in row]

def intro(rows):
    r = next(x for x in rows if x['kind'] == 'number')
    return '临江市示范局%s年部门%s' % (r['year'], '决算' if r['phase'] == 'final' else '预算')

# ---- layouts: tables, what stands before them, and paragraphs after ----
def tab(ts, first, after=()):
    out = [first, '']
    for t in ts:
        out += ['%s年%s' % (t.year, t.title), '', '单位：' + t.unit, '']
        out += ['\t'.join(head_text(r)) for r in t.head] + ['\t'.join(r) for r in t.body] + t.below() + ['', '']
    return '\n'.join(out + list(after))

def listed(ts, first, after=()):
    out = [first, '', '']
    for t in ts:
        out += [t.title, '\t示范部门', '\t预算年度：' + t.year, '\t单位：' + t.unit, '']
        for i, r in enumerate(t.head):
            cells = head_text(r) if i else [x[0] for x in r if x is not None] if len(t.head) > 1 else head_text(r)
            out += ['\t' + c for c in cells] + ['']
        for r in t.body: out += ['\t' + c for c in r] + ['']
        out += [''] + t.below()
    return '\n'.join(out + list(after))

def html_doc(ts, first, after=()):
    out = ['<html><head><meta charset="utf-8"><title>%s</title></head><body><h1>%s</h1>' % (first, first)]
    for t in ts:
        out += ['<p>%s年%s</p><p>单位：%s</p><table>' % (t.year, html.escape(t.title), t.unit)]
        for r in t.head:
            out += ['<tr>' + ''.join('<th colspan="%d" rowspan="%d">%s</th>' % (x[1], x[2], html.escape(x[0])) for x in r if x) + '</tr>']
        for r in t.body: out += ['<tr>' + ''.join('<td>%s</td>' % html.escape(c) for c in r) + '</tr>']
        out += ['</table>'] + ['<p>%s</p>' % html.escape(x) for x in t.below()]
    return '\n'.join(out + ['<p>%s</p>' % html.escape(x) for x in after] + ['</body></html>'])

def csv_doc(ts, first, after=()):
    q = lambda s: '"%s"' % s.replace('"', '""') if any(ch in s for ch in '",\n') else s
    out = [first, '']
    for t in ts:
        w = len(t.columns) - 1
        out += ['%s年%s' % (t.year, t.title) + ',' * w, '单位：' + t.unit + ',' * w]
        out += [','.join(q(c) for c in head_text(r)) for r in t.head] + [','.join(q(c) for c in r) for r in t.body] + [q(x) + ',' * w for x in t.below()] + ['']
    return '\r\n'.join(out + [q(x) for x in after])

def markdown(ts, first, after=()):
    out = ['# ' + first, '']
    for t in ts:
        out += ['## %s年%s' % (t.year, t.title), '', '单位：' + t.unit, '']
        rows = [head_text(r) for r in t.head] + t.body
        out += ['| ' + ' | '.join(rows[0]) + ' |', '|' + ' --- |' * len(t.columns)]
        out += ['| ' + ' | '.join(r) + ' |' for r in rows[1:]] + [''] + t.below() + ['']
    return '\n'.join(out + [x + '\n' for x in after])

def width(s): return sum(2 if unicodedata.east_asian_width(c) in 'WFA' else 1 for c in s)

def folded(text, room=96):
    """lines of a paragraph on a page; a number is not broken"""
    lines = ['    ']
    for c in re.findall(r'[0-9.,%-]+|.', text):
        if width(lines[-1] + c) > room: lines.append('')
        lines[-1] += c
    return lines

def fixed(ts, first, after=()):
    out = [first, '\f']
    for t in ts:
        rows = [head_text(r) for r in t.head] + t.body
        w = [max([width(r[i]) for r in t.body] + [min(width(r[i]), 14) for r in rows[:len(t.head)]]) + 4 for i in range(len(t.columns))]
        left = [sum(w[:i]) for i in range(len(w))]
        for h in t.head:               # a merged head needs its room
            for i, x in enumerate(h):
                if x and width(x[0]) + 2 > sum(w[i:i + x[1]]):
                    w[i + x[1] - 1] += width(x[0]) + 2 - sum(w[i:i + x[1]])
                    left = [sum(w[:k]) for k in range(len(w))]
        out += [' ' * max(0, sum(w) // 2 - width(t.title) // 2) + '%s年%s' % (t.year, t.title), ' ' * max(0, sum(w) - 10) + '单位：' + t.unit, '']
        for h in t.head:
            out += [place([(left[i] + (sum(w[i:i + x[1]]) - width(x[0])) // 2, x[0]) for i, x in enumerate(h) if x]), '']
        for r in t.body:
            out += [place([(left[i] + (w[i] - 2 - width(c) if t.columns[i][1] == 'amount' else 0), c) for i, c in enumerate(r) if c]), '']
        out += t.below() + ['\f']
    return '\n'.join(out + [line for x in after for line in folded(x)])

def place(parts):
    line = ''
    for at, text in parts: line += ' ' * max(1 if line else 0, at - width(line)) + text
    return line

def xml(s): return html.escape(s, quote=True)

def xlsx(ts, first, after=()):
    col = lambda i: chr(65 + i) if i < 26 else chr(64 + i // 26) + chr(65 + i % 26)
    z = zipfile.ZipFile(buf := io.BytesIO(), 'w', zipfile.ZIP_DEFLATED)
    strings, index = [], {}
    def sid(s):
        if s not in index: index[s] = len(strings); strings.append(s)
        return index[s]
    names = []
    for n, t in enumerate(ts, 1):
        body, merges, r = [], [], 0
        def put(cells):
            nonlocal r
            r += 1
            x = ''
            for i, c in enumerate(cells):
                if c == '' or c is None: continue
                plain = c.replace(',', '')
                if r > len(t.head) + 2 and t.columns[i][1] == 'amount' and plain.replace('.', '', 1).replace('-', '', 1).isdigit():
                    x += '<c r="%s%d"><v>%s</v></c>' % (col(i), r, plain)
                else: x += '<c r="%s%d" t="s"><v>%d</v></c>' % (col(i), r, sid(c))
            body.append('<row r="%d">%s</row>' % (r, x))
        put(['%s年%s' % (t.year, t.title)]); put(['单位：' + t.unit])
        for h in t.head:
            put(head_text(h))
            merges += ['%s%d:%s%d' % (col(i), r, col(i + x[1] - 1), r + x[2] - 1) for i, x in enumerate(h) if x and x[1] * x[2] > 1]
        for b in t.body + [t.below()]: put(b)
        m = '<mergeCells count="%d">%s</mergeCells>' % (len(merges), ''.join('<mergeCell ref="%s"/>' % x for x in merges)) if merges else ''
        z.writestr('xl/worksheets/sheet%d.xml' % n, '<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData>%s</worksheet>' % (''.join(body), m))
        names.append('<sheet name="%s" sheetId="%d" r:id="rId%d"/>' % ('表%d' % n, n, n))
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
    z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/officeDocument" Target="xl/workbook.xml"/></Relationships>' % rel)
    z.writestr('xl/workbook.xml', '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (rel, ''.join(names)))
    z.writestr('xl/_rels/workbook.xml.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s<Relationship Id="rIdS" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>' % (''.join('<Relationship Id="rId%d" Type="%s/worksheet" Target="worksheets/sheet%d.xml"/>' % (n, rel, n) for n in range(1, len(ts) + 1)), rel))
    z.writestr('xl/sharedStrings.xml', '<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s</sst>' % ''.join('<si><t>%s</t></si>' % xml(s) for s in strings))
    z.close()
    return buf.getvalue()

def docx(ts, first, after=()):
    z = zipfile.ZipFile(buf := io.BytesIO(), 'w', zipfile.ZIP_DEFLATED)
    p = lambda s: '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % xml(s)
    out = [p(first)]
    for t in ts:
        out += [p('%s年%s' % (t.year, t.title)), p('单位：' + t.unit), '<w:tbl>']
        open_down = [False] * len(t.columns)
        for h in t.head:
            row, i = '', 0
            while i < len(h):
                x = h[i]
                span = x[1] if x else 1
                props = '<w:gridSpan w:val="%d"/>' % span if span > 1 else ''
                if x and x[2] > 1: props += '<w:vMerge w:val="restart"/>'; open_down[i] = True
                elif not x and open_down[i]: props += '<w:vMerge/>'
                row += '<w:tc><w:tcPr>%s</w:tcPr>%s</w:tc>' % (props, p(x[0] if x else ''))
                i += span
            out.append('<w:tr>%s</w:tr>' % row)
        out += ['<w:tr>%s</w:tr>' % ''.join('<w:tc>%s</w:tc>' % p(c) for c in r) for r in t.body] + ['</w:tbl>'] + [p(x) for x in t.below()]
    out += [p(x) for x in after]
    z.writestr('[Content_Types].xml', '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
    z.writestr('_rels/.rels', '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>')
    z.writestr('word/document.xml', '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>' % ''.join(out))
    z.close()
    return buf.getvalue()

LAYOUTS = {'tab': tab, 'list': listed, 'html': html_doc, 'csv': csv_doc, 'markdown': markdown, 'fixed': fixed, 'xlsx': xlsx, 'docx': docx}

def main():
    if len(sys.argv) != 3 or sys.argv[1] not in LAYOUTS: sys.exit(__doc__)
    rows = read(sys.argv[2])
    doc = LAYOUTS[sys.argv[1]](tables(rows), intro(rows))
    sys.stdout.buffer.write(doc if isinstance(doc, bytes) else doc.encode('utf-8') + b'\n')

if __name__ == '__main__': main()
