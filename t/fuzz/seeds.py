#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""seeds.py BIN OUT   the corpus every harness starts with, OUT/HARNESS/*, made from examples/ with the programs in BIN:
the documents, the same tables in the other formats, and what the tools say of them."""
import html, os, subprocess, sys

BIN, OUT = sys.argv[1:3]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, '..', '..')
DOCS = [os.path.join(ROOT, 'examples', d) for d in ('2023/culture.txt', '2024/culture.txt', '2024/library.txt')]


def tool(*args, feed=None):
    return subprocess.run([os.path.join(BIN, args[0]), *args[1:]], input=feed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def put(harness, name, data):
    os.makedirs(os.path.join(OUT, harness), exist_ok=True)
    with open(os.path.join(OUT, harness, name), 'wb') as f:
        f.write(data)


def rows(text):
    return [line.split('\t') for line in text.split('\n')]


def as_html(text):
    out = ['<html><body>']
    for r in rows(text):
        if len(r) == 1: out.append('<p>%s</p>' % html.escape(r[0]))
        else: out.append('<table><tr>%s</tr></table>' % ''.join('<td>%s</td>' % html.escape(c) for c in r))
    return '\n'.join(out).replace('</table>\n<table>', '')


def as_docx(text):
    out = ['<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>']
    p = lambda t: '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % html.escape(t)
    for r in rows(text):
        if len(r) == 1: out.append(p(r[0]))
        else: out.append('<w:tbl><w:tr>%s</w:tr></w:tbl>' % ''.join('<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>%s</w:tc>' % p(c) for c in r))
    out.append('</w:body></w:document>')
    return '\n'.join(out).replace('</w:tbl>\n<w:tbl>', '') + '\n====\n<w:styles/>\n====\n<w:numbering/>'


def as_xlsx(text):
    out = ['<worksheet><sheetData>']
    for n, r in enumerate(rows(text), 1):
        cells = ''.join('<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (chr(65 + k % 26), n, html.escape(c)) for k, c in enumerate(r))
        out.append('<row r="%d">%s</row>' % (n, cells))
    out.append('</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>')
    book = '<workbook><sheets><sheet name="s" r:id="r1"/></sheets></workbook>'
    rels = '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
    return '\n====\n'.join(['\n'.join(out), '<sst><si><t>x</t></si></sst>', '<styleSheet/>', book, rels])


def as_words(text):
    out = ['level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext',
           '1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###']
    for n, r in enumerate(rows(text)[:60]):
        for k, c in enumerate(r):
            if c: out.append('5\t1\t0\t%d\t0\t%d\t%d\t%d\t%d\t10\t100\t%s' % (n, k, 40 + k * 90, 20 + n * 13, 10 * len(c), c))
    return '\n'.join(out) + '\n'


def as_bbox(text):
    out = ['<doc><page width="595" height="842"><flow><block>']
    for n, r in enumerate(rows(text)[:60]):
        words = ''.join('<word xMin="%d" yMin="%d" xMax="%d" yMax="%d">%s</word>' % (40 + k * 90, 20 + n * 13, 40 + k * 90 + 10 * len(c), 30 + n * 13, html.escape(c)) for k, c in enumerate(r) if c)
        if words: out.append('<line xMin="40" yMin="%d" xMax="500" yMax="%d">%s</line>' % (20 + n * 13, 30 + n * 13, words))
    return '\n'.join(out + ['</block></flow></page></doc>'])


def main():
    streams = []
    for path in DOCS:
        name = os.path.basename(os.path.dirname(path)) + '-' + os.path.basename(path)[:-4]
        with open(path, encoding='utf-8') as f: text = f.read()
        put('text', name, text.encode())
        put('text', name + '-list', text.replace('\t', '\n').encode())
        put('text', name + '-spaced', '\n'.join(' '.join(c for c in r if c) for r in rows(text)).encode())
        put('text', name + '-wide', '\n'.join('      '.join(r) for r in rows(text)).encode())
        put('html', name, as_html(text).encode())
        put('csv', name, '\n'.join(','.join('"%s"' % c.replace('"', '""') for c in r) for r in rows(text)).encode())
        put('markdown', name, '\n'.join('| %s |' % ' | '.join(r) if len(r) > 1 else r[0] for r in rows(text)).encode())
        put('docx', name, as_docx(text).encode())
        put('xlsx', name, as_xlsx(text).encode())
        put('words', name, as_words(text).encode())
        put('words', name + '-bbox', as_bbox(text).encode())
        for enc in ('utf-8-sig', 'gb18030', 'utf-16'): put('detect', name + '-' + enc, text.encode(enc))
        put('detect', name + '-html', as_html(text).encode())
        stream = tool('bd-extract', '--doc', name, path)
        head, _, body = stream.partition(b'\n')
        streams.append(stream)
        for harness in ('records', 'norm', 'rollup', 'sangong'):
            put(harness, name, stream)
            put(harness, name + '-bare', body)
            for k in range(0, body.count(b'\n'), 25): put(harness, '%s-%d' % (name, k), b'\n'.join(body.split(b'\n')[k:k + 25]) + b'\n')
        put('diff', name, stream)
    for a in streams:
        for b in streams: put('diff', '%d-%d' % (streams.index(a), streams.index(b)), a + b'====\n' + b)
    data = os.path.join(ROOT, 'data')
    for k, name in enumerate(('codes', 'names', 'columns', 'tables', 'units', 'renames', 'orgs')):
        path = os.path.join(data, name + '.tsv')
        if not os.path.exists(path): continue
        with open(path, 'rb') as f: lines = f.read().split(b'\n')
        put('dict', name, bytes([k]) + b'\n'.join(lines[:40]) + b'\n')
    with open(os.path.join(data, 'rules.tsv'), 'rb') as f: lines = f.read().split(b'\n')
    for k in range(1, len(lines)): put('rules', str(k), lines[0] + b'\n' + lines[k] + b'\n')
    for k, cell in enumerate('1,234.56 |１２３|（25）|-5|—|无|58.5%|300万元|≥15家|不低于90%|3个以上|[208]社会保障|310资本性支出|（一）其中：合计|①2023年年初预算数|单位：万元|（平方米）'.split('|')):
        put('amount', str(k), cell.encode())


main()
