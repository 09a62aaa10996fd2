# SPDX-License-Identifier: MIT
"""A document (rows of cells; a row of one cell is a line of text) laid out in each format that bd-extract reads."""
import html, io, re, zipfile


def fixed(rows):
    """as pdftotext -layout prints it: columns of one width, a page of 40 lines"""
    out = []
    for i, r in enumerate(rows):
        out.append('\f' if i and i % 40 == 0 else '')
        out[-1] += ''.join(c + ' ' * max(2, 24 - 2 * len(c)) for c in r).rstrip()
    return '\n'.join(out)


def listed(rows):
    return '\n'.join(r[0] if len(r) == 1 else ''.join('\t' + c + '\n' for c in r) for r in rows)


def as_html(rows):
    out = ['<html><head><meta charset="utf-8"><link href="http://127.0.0.1:9/x.css"></head><body><img src="file:///etc/hostname">']
    for r in rows:
        cell = ''.join('<td colspan="%d">%s</td>' % (1 + (len(c) == 2), html.escape(c)) for c in r)
        out.append('<p>%s</p>' % html.escape(r[0]) if len(r) == 1 else '<table><tr>%s</tr></table>' % cell)
    return '\n'.join(out) + '</body></html>'


def as_csv(rows):
    return '\n'.join(','.join('"%s"' % c.replace('"', '""') if ',' in c or '"' in c else c for c in r) for r in rows)


def as_md(rows):
    return '\n'.join('| ' + ' | '.join(r) + ' |' if len(r) > 1 else r[0] for r in rows)


def words(rows):
    head = 'level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n'
    body = ['1\t1\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###']
    for i, r in enumerate(rows):
        for k, c in enumerate(r):
            if c: body.append('5\t1\t0\t0\t%d\t%d\t%.2f\t%.2f\t%.2f\t10.00\t100\t%s' % (i, k, 40 + 90 * k, 40 + 12 * i, 10 * len(c), c))
    return head + '\n'.join(body) + '\n'


def bbox(rows):
    out = ['<html><body><doc><page width="595" height="842"><flow><block xMin="0" yMin="0" xMax="595" yMax="842">']
    for i, r in enumerate(rows):
        out.append('<line xMin="0" yMin="%d" xMax="595" yMax="%d">' % (12 * i, 12 * i + 10))
        out += ['<word xMin="%d" yMin="%d" xMax="%d" yMax="%d">%s</word>' % (40 + 90 * k, 12 * i, 40 + 90 * k + 10 * len(c), 12 * i + 10, html.escape(c))
                for k, c in enumerate(r) if c]
        out.append('</line>')
    return '\n'.join(out) + '</block></flow></page></doc></body></html>'


def zipped(parts):
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w', zipfile.ZIP_STORED) as z:
        for name, text in parts: z.writestr(zipfile.ZipInfo(name), text)
    return b.getvalue()


def docx(rows):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    p = lambda s: '<w:p><w:r><w:t>%s</w:t></w:r></w:p>' % html.escape(s)
    body = [p(r[0]) if len(r) == 1 else '<w:tbl><w:tr>%s</w:tr></w:tbl>' % ''.join('<w:tc><w:tcPr><w:gridSpan w:val="1"/></w:tcPr>%s</w:tc>' % p(c) for c in r)
            for r in rows]
    rels = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
    return zipped([('[Content_Types].xml', '<Types/>'), ('word/document.xml', '<w:document %s><w:body>%s</w:body></w:document>' % (w, ''.join(body))),
                   ('word/_rels/document.xml.rels', rels)])


def xlsx(rows):
    cell = lambda c: '<c t="inlineStr"><is><t>%s</t></is></c>' % html.escape(c) if not re.fullmatch(r'-?\d+(\.\d+)?', c) else '<c><v>%s</v></c>' % c
    sheet = ''.join('<row r="%d">%s</row>' % (i + 1, ''.join(cell(c) for c in r)) for i, r in enumerate(rows))
    main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    return zipped([('[Content_Types].xml', '<Types/>'),
                   ('xl/workbook.xml', '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>' % (main, rel)),
                   ('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/></Relationships>' % rel),
                   ('xl/worksheets/sheet1.xml', '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, sheet))])


def pdf(rows):
    """one page, one font: a byte stands for each character that is used, /ToUnicode says which (the first 255)"""
    code = {c: i + 1 for i, c in enumerate(sorted({c for r in rows for cell in r for c in cell})[:255])}
    show = lambda t: ''.join('%02X' % code[c] for c in t if c in code)
    lines = ''.join('1 0 0 1 %d %d Tm <%s> Tj\n' % (20 + 130 * k, 800 - 12 * (i % 60), show(c)) for i, r in enumerate(rows) for k, c in enumerate(r) if c)
    cmap = ('/CIDInit /ProcSet findresource begin begincmap /CMapName /X def 1 begincodespacerange <00> <FF> endcodespacerange\n%d beginbfchar\n%s'
            'endbfchar endcmap end\n' % (len(code), ''.join('<%02X> <%s>\n' % (n, c.encode('utf-16-be').hex()) for c, n in code.items())))
    streams = ['<</Length %d>> stream\n%s\nendstream' % (len(s), s) for s in ('BT /F 7 Tf %s ET' % lines, cmap)]
    objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
               '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 6 0 R>>>>>>', *streams,
               '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 0/LastChar 255/Widths[%s]/ToUnicode 5 0 R>>' % ('1000 ' * 256)]
    return ('%PDF-1.4\n' + ''.join('%d 0 obj %s endobj\n' % (i + 1, o) for i, o in enumerate(objects)) + 'trailer <</Root 1 0 R>>\n').encode('ascii')


utf = lambda s: s.encode('utf-8')
FORMATS = [('txt', lambda r: utf('\n'.join('\t'.join(c) for c in r))), ('list.txt', lambda r: utf(listed(r))), ('fixed.txt', lambda r: utf(fixed(r))),
           ('tsv', lambda r: utf(words(r))), ('bbox', lambda r: utf(bbox(r))), ('html', lambda r: utf(as_html(r))), ('csv', lambda r: utf(as_csv(r))),
           ('md', lambda r: utf(as_md(r))), ('docx', docx), ('xlsx', xlsx), ('gb.txt', lambda r: '\n'.join('\t'.join(c) for c in r).encode('gb18030')),
           ('u16.txt', lambda r: '\n'.join('\t'.join(c) for c in r).encode('utf-16')), ('pdf', pdf)]
