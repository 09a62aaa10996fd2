# SPDX-License-Identifier: MIT
"""Disclosures on paper: HTML that a browser prints, .docx and .xlsx that an office program prints."""
import html, random, zipfile
from xml.sax.saxutils import escape

PROSE = ['%(org)s主要职能', '贯彻执行国家和本市有关的法律、法规、规章和方针、政策，研究起草有关规范性文件，并组织实施和监督检查。',
         '编制范围包括本级及所属单位，按照综合预算的原则，所有收入和支出均纳入部门管理。',
         '（一）财政拨款收入：是指单位从本级财政部门取得的财政拨款，包括一般公共预算财政拨款、政府性基金预算财政拨款。',
         '（二）基本支出：是指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。']


def looks(seed):
    """How the pages of one document look: decided once for every way of printing it."""
    r = random.Random(seed * 7919 + 1)
    return {'font': r.choice(['"Noto Serif CJK SC"', '"WenQuanYi Zen Hei"', '"AR PL UMing CN"', '"Noto Sans CJK SC"']),
            'size': r.choice([7.5, 8.5, 9, 10, 10.5, 11]), 'pad': r.choice([0.5, 1.5, 3, 5, 8]), 'lead': r.choice([1.15, 1.3, 1.6]),
            'margin': r.choice([14, 18, 25]), 'pageno': r.choice(['', '— %s —', '%s', '第 %s 页', '- %s -']), 'running': r.random() < .25,
            'split': r.random() < .4, 'fit': r.choice(['auto', 'fixed', 'fixed']), 'middle': r.random() < .85, 'short': r.random() < .3,
            'flow': r.random() < .3, 'together': r.random() < .2}


def fit(t, look, room):
    """Size of type at which every figure and code stands on one line, room being the width in points."""
    size, total = look['size'], sum(t.width)
    for row in t.rows:
        for c, x in enumerate(row):
            if isinstance(x, str) and x and x.isascii(): size = min(size, (room * t.width[c] / total - 8) / (.57 * len(x)))
    return max(size, 4.5)


# ---- HTML ----

def html_cell(tag, text, cs=1, rs=1, align=None):
    a = (f' colspan={cs}' if cs > 1 else '') + (f' rowspan={rs}' if rs > 1 else '') + (f' style="text-align:{align}"' if align else '')
    return f'<{tag}{a}>{html.escape(text)}</{tag}>'


def html_table(t, rows, look, last):
    width = sum(t.width)
    cols = ''.join(f'<col style="width:{w * 100 / width:.2f}%">' for w in t.width)
    head = ''
    for i in range(t.nhead):
        head += '<tr>' + ''.join(html_cell('th', x, cs, rs) for r, c, rs, cs, x in sorted(t.head, key=lambda h: h[1]) if r == i) + '</tr>'
    body = ''
    for row in rows:
        body += '<tr>'
        for c, x in enumerate(row):
            if x is None: continue
            text, cs, rs, align = x if isinstance(x, tuple) else (x, 1, 1, t.align[c])
            body += html_cell('td', text, cs, rs, align)
        body += '</tr>'
    group = 'table-header-group' if t.repeat else 'table-row-group'
    lay = 'fixed' if look['fit'] == 'fixed' else 'auto'
    size = fit(t, look, (842 if t.wide else 595) - 2 * 2.835 * look['margin'])
    out = f'<table style="table-layout:{lay};font-size:{size:.2f}pt"><colgroup>{cols}</colgroup><thead style="display:{group}">{head}</thead><tbody>{body}</tbody></table>'
    return out + (''.join(f'<p class=note>{html.escape(n)}</p>' for n in t.note) if last else '')


def caption(t, lines):
    out = ''
    for x in lines:
        if isinstance(x, str): out += f'<div class=title>{html.escape(x)}</div>'
        elif x[0] or x[1]: out += f'<div class=cap><span>{html.escape(x[0])}</span><span>{html.escape(x[1])}</span></div>'
    return out


def html_document(doc, seed):
    look, name, s = looks(seed), f'd{seed}', doc.s
    unit = [x for x in doc.tables[0].above if isinstance(x, tuple)][-1]
    css = ''
    for turn in 'pl':
        foot = '"' + look['pageno'].replace('%s', '" counter(page) "') + '"' if look['pageno'] else 'none'
        top = f'"{s.org}{s.year}年度部门{s.word}"' if look['running'] else 'none'
        css += (f'@page {name}{turn} {{ size: A4 {"portrait" if turn == "p" else "landscape"}; margin: {look["margin"]}mm; '
                f'@bottom-center {{ content: {foot}; font-size: 9pt }} @top-center {{ content: {top}; font-size: 9pt }} }}\n'
                f'.{name}{turn} {{ page: {name}{turn}; break-before: page }}\n')
    css += (f'.{name} {{ font: {look["size"]}pt {look["font"]}; line-height: {look["lead"]} }}\n'
            f'.{name} td, .{name} th {{ padding: {look["pad"]}pt 3pt; vertical-align: {"middle" if look["middle"] else "top"} }}\n'
            f'.{name} tr {{ break-inside: {"auto" if look["split"] else "avoid"} }}\n')
    out = f'<div class={name}><div class="{name}p"><h1>BEGIN{seed}E</h1></div>'
    if s.chapters:
        out += f'<div class="{name}p"><div class=title>{s.org}</div><div class=title>{s.year}年度部门{s.word}</div></div>'
        out += f'<div class="{name}p"><div class=title>目  录</div>' + ''.join(f'<p>{i + 1}. {html.escape(t.title)} {"…" * 20} {i + 3}</p>' for i, t in enumerate(doc.tables)) + '</div>'
        out += f'<div class="{name}p"><div class=title>第一部分 概况</div>' + ''.join(f'<p>　　{x % {"org": s.org}}</p>' for x in PROSE) + '</div>'
    for i, t in enumerate(doc.tables):
        turn = 'l' if t.wide else 'p'
        same = look['flow'] and i and doc.tables[i - 1].wide == t.wide
        out += f'<div {"" if same else "class=" + chr(34) + name + turn + chr(34)}>' + caption(t, t.above)
        if t.cut:
            out += html_table(t, t.rows[:t.cut], look, False) + f'</div><div class="{name}{turn}">' + caption(t, [t.again] + [x for x in t.above if x == t.above[-1]])
            out += html_table(t, t.rows[t.cut:], look, True)
        else: out += html_table(t, t.rows, look, True)
        out += '</div>'
    return css, out + '</div>'


def write_html(path, docs):
    css = ('body { margin: 0 } table { border-collapse: collapse; width: 100% } td, th { border: .5pt solid #000; font-weight: normal; overflow-wrap: break-word } '
           'h1 { font: 20pt monospace } .title { text-align: center; font-size: 150%; margin: 4pt } .cap { display: flex; justify-content: space-between } '
           '.note { margin: 3pt 0 } td { white-space: pre-wrap }\n')
    body = ''
    for seed, doc in docs:
        c, b = html_document(doc, seed)
        css += c
        body += b
    with open(path, 'w', encoding='utf-8') as f: f.write(f'<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>{css}</style><body>{body}</body></html>')


# ---- .docx ----

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
ALIGN = {'left': 'left', 'right': 'right', 'center': 'center'}


def font_name(look): return look['font'].strip('"')


def w_par(text, look, align='left', scale=1.0, tabs=0, brk=False):
    run = lambda x: f'<w:r><w:rPr><w:rFonts w:ascii="{font_name(look)}" w:hAnsi="{font_name(look)}" w:eastAsia="{font_name(look)}"/><w:sz w:val="{int(look["size"] * 2 * scale)}"/></w:rPr>{x}</w:r>'
    body = run('<w:br w:type="page"/>') if brk else ''
    for i, part in enumerate(text.split('\t')):
        body += run(('<w:tab/>' if i else '') + f'<w:t xml:space="preserve">{escape(part)}</w:t>')
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{tabs}"/></w:tabs>' if tabs else ''
    return f'<w:p><w:pPr>{tab}<w:spacing w:before="0" w:after="0" w:line="{int(240 * look["lead"])}" w:lineRule="auto"/><w:jc w:val="{align}"/></w:pPr>{body}</w:p>'


def w_cell(text, look, width, align, cs=1, merge=None):
    m = '' if merge is None else '<w:vMerge w:val="restart"/>' if merge else '<w:vMerge/>'
    span = f'<w:gridSpan w:val="{cs}"/>' if cs > 1 else ''
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{m}<w:vAlign w:val="{"center" if look["middle"] else "top"}"/></w:tcPr>{w_par(text, look, align)}</w:tc>'


def w_table(t, rows, look, room):
    total = sum(t.width)
    look = dict(look, size=int(fit(t, look, room / 20) * 2) / 2)
    ws = [int(room * w / total) for w in t.width]
    pad = int(look['pad'] * 20)
    out = (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(ws)}" w:type="dxa"/><w:tblBorders>' +
           ''.join(f'<w:{b} w:val="single" w:sz="4" w:color="000000"/>' for b in ('top', 'left', 'bottom', 'right', 'insideH', 'insideV')) +
           f'</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{pad}" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="{pad}" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>' +
           ''.join(f'<w:gridCol w:w="{w}"/>' for w in ws) + '</w:tblGrid>')
    cant = '' if look['split'] else '<w:cantSplit/>'
    for i in range(t.nhead):
        out += f'<w:tr><w:trPr>{cant}{"<w:tblHeader/>" if t.repeat else ""}</w:trPr>'
        for r, c, rs, cs, x in sorted(t.head, key=lambda h: h[1]):
            if r <= i < r + rs: out += w_cell(x if r == i else '', look, sum(ws[c:c + cs]), 'center', cs, None if rs == 1 else r == i)
        out += '</w:tr>'
    for row in rows:
        out += f'<w:tr><w:trPr>{cant}</w:trPr>'
        for c, x in enumerate(row):
            if x is None: continue
            text, cs, _, align = x if isinstance(x, tuple) else (x, 1, 1, t.align[c])
            out += w_cell(text, look, sum(ws[c:c + cs]), align, cs)
        out += '</w:tr>'
    return out + '</w:tbl>'


def write_docx(path, doc, seed):
    look, s = looks(seed), doc.s
    m = int(look['margin'] * 56.7)
    body = ''
    def section(wide):
        w, h = (16838, 11906) if wide else (11906, 16838)
        return (f'<w:sectPr><w:headerReference w:type="default" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="{w}" w:h="{h}"{" w:orient=" + chr(34) + "landscape" + chr(34) if wide else ""}/>'
                f'<w:pgMar w:top="{m}" w:right="{m}" w:bottom="{m}" w:left="{m}" w:header="500" w:footer="500"/></w:sectPr>')
    if s.chapters:
        body += w_par(s.org + s.year + '年度部门' + s.word, look, 'center', 1.6)
        body += w_par('目  录', look, 'center', 1.4, brk=True) + ''.join(w_par(f'{i + 1}. {t.title} {"…" * 12} {i + 3}', look) for i, t in enumerate(doc.tables))
        body += w_par('第一部分 概况', look, 'center', 1.4, brk=True) + ''.join(w_par('　　' + x % {'org': s.org}, look) for x in PROSE)
        body += f'<w:p><w:pPr>{section(False)}</w:pPr></w:p>'
    for i, t in enumerate(doc.tables):
        room = (16838 if t.wide else 11906) - 2 * m
        def above(lines):
            return ''.join(w_par(x, look, 'center', 1.5) if isinstance(x, str) else w_par(x[0] + '\t' + x[1], look, tabs=room) for x in lines if isinstance(x, str) or x[0] or x[1])
        body += above(t.above)
        if t.cut:
            body += w_table(t, t.rows[:t.cut], look, room) + w_par('', look, brk=True) + above([t.again, t.above[-1]])
            body += w_table(t, t.rows[t.cut:], look, room)
        else: body += w_table(t, t.rows, look, room)
        body += ''.join(w_par(n, look) for n in t.note)
        nxt = doc.tables[i + 1] if i + 1 < len(doc.tables) else None
        if nxt is None: body += section(t.wide)
        elif look['flow'] and nxt.wide == t.wide: body += w_par('', look)
        else: body += f'<w:p><w:pPr>{section(t.wide)}</w:pPr></w:p>'
    page = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    a, _, b = look['pageno'].partition('%s')
    foot = f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">{a}</w:t></w:r>{page}<w:r><w:t xml:space="preserve">{b}</w:t></w:r></w:p>' if look['pageno'] else '<w:p/>'
    top = w_par(f'{s.org}{s.year}年度部门{s.word}', look, 'center') if look['running'] else '<w:p/>'
    ct = 'application/vnd.openxmlformats-officedocument.wordprocessingml.'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{ct}document.main+xml"/>'
                   f'<Override PartName="/word/header1.xml" ContentType="{ct}header+xml"/><Override PartName="/word/footer1.xml" ContentType="{ct}footer+xml"/></Types>')
        z.writestr('_rels/.rels', f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="word/document.xml"/></Relationships>')
        z.writestr('word/_rels/document.xml.rels', f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}header" Target="header1.xml"/><Relationship Id="rId2" Type="{REL}footer" Target="footer1.xml"/></Relationships>')
        z.writestr('word/header1.xml', f'<w:hdr {W}>{top}</w:hdr>')
        z.writestr('word/footer1.xml', f'<w:ftr {W}>{foot}</w:ftr>')
        z.writestr('word/document.xml', f'<w:document {W}><w:body>{body}</w:body></w:document>')


# ---- .xlsx ----

def ref(r, c):
    n = ''
    c += 1
    while c: c, k = divmod(c - 1, 26); n = chr(65 + k) + n
    return f'{n}{r + 1}'


def write_xlsx(path, doc, seed):
    look = looks(seed)
    sheets, names = [], []
    style = {'center': 1, 'left': 2, 'right': 3, 'title': 4, 'plain': 5, 'plainr': 6}
    for t in doc.tables:
        cells, merges, n = [], [], len(t.width)
        heights = {}
        chars = [max([w * .95, 4] + [len(row[c]) + 2 for row in t.rows if isinstance(row[c], str) and row[c].isascii()]) for c, w in enumerate(t.width)]
        def put(r, c, text, st): cells.append((r, c, text, style[st]))
        row = 0
        def above(lines):
            nonlocal row
            for x in lines:
                if isinstance(x, str): put(row, 0, x, 'title'); merges.append((row, 0, row, n - 1)); heights[row] = look['size'] * 2.2
                else:
                    if x[0]: put(row, 0, x[0], 'plain')
                    if x[1]: put(row, n - 1, x[1], 'plainr')
                row += 1
        def lines(text, w):  # how often a text wraps in so many characters
            need = sum(1 if ord(ch) < 128 else 2 for ch in text) * 1.12
            return max(1, -int(-need // max(w - 1, 1)))
        def part(rows):
            nonlocal row
            tall = [1] * t.nhead
            for r, c, rs, cs, x in t.head:
                need = lines(x, sum(chars[c:c + cs]))
                if need > sum(tall[r:r + rs]): tall[r + rs - 1] += need - sum(tall[r:r + rs])
            for r, c, rs, cs, x in t.head:
                put(row + r, c, x, 'center')
                if rs * cs > 1: merges.append((row + r, c, row + r + rs - 1, c + cs - 1))
            for i, k in enumerate(tall): heights[row + i] = k * look['size'] * 1.35 + look['pad'] * 2
            top = row
            row += t.nhead
            for cs_row in rows:
                k = 1
                for c, x in enumerate(cs_row):
                    if x is None: continue
                    text, cs, _, align = x if isinstance(x, tuple) else (x, 1, 1, t.align[c])
                    if text: put(row, c, text, align)
                    if cs > 1: merges.append((row, c, row, c + cs - 1))
                    k = max(k, lines(text, sum(chars[c:c + cs])))
                heights[row] = k * look['size'] * 1.35 + look['pad'] * 2
                row += 1
            return top
        above(t.above)
        top = part(t.rows[:t.cut] if t.cut else t.rows)
        breaks = ''
        if t.cut:
            breaks = f'<rowBreaks count="1" manualBreakCount="1"><brk id="{row}" max="16383" man="1"/></rowBreaks>'
            above([t.again, t.above[-1]])
            part(t.rows[t.cut:])
        for x in t.note: put(row, 0, x, 'plain'); row += 1
        grid = {}
        for r, c, x, st in cells: grid.setdefault(r, {})[c] = f'<c r="{ref(r, c)}" s="{st}" t="inlineStr"><is><t xml:space="preserve">{escape(x)}</t></is></c>'
        data = ''.join(f'<row r="{r + 1}"' + (f' ht="{heights[r]:.1f}" customHeight="1"' if r in heights else '') + '>' + ''.join(grid.get(r, {})[c] for c in sorted(grid.get(r, {}))) + '</row>' for r in range(row))
        margin = look['margin'] / 25.4
        a, _, b = look['pageno'].partition('%s')
        hf = (f'<oddHeader>&amp;C{doc.s.org}</oddHeader>' if look['running'] else '') + (f'<oddFooter>&amp;C{a}&amp;P{b}</oddFooter>' if look['pageno'] else '')
        sheets.append('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>' +
                      ''.join(f'<col min="{i + 1}" max="{i + 1}" width="{w:.2f}" customWidth="1"/>' for i, w in enumerate(chars)) + f'</cols><sheetData>{data}</sheetData>' +
                      f'<mergeCells count="{len(merges)}">' + ''.join(f'<mergeCell ref="{ref(a_, b_)}:{ref(c_, d_)}"/>' for a_, b_, c_, d_ in merges) + '</mergeCells>' +
                      f'<pageMargins left="{margin:.2f}" right="{margin:.2f}" top="{margin:.2f}" bottom="{margin:.2f}" header="0.3" footer="0.3"/>' +
                      f'<pageSetup paperSize="9" orientation="{"landscape" if t.wide else "portrait"}" fitToWidth="1" fitToHeight="0"/>' + (f'<headerFooter>{hf}</headerFooter>' if hf else '') + breaks + '</worksheet>')
        names.append(f"'T{len(names) + 1}'!$%d:$%d" % (top + 1, top + t.nhead) if t.repeat and not t.cut else None)
    font = lambda k: f'<font><sz val="{look["size"] * k:.1f}"/><name val="{font_name(look)}"/></font>'
    thin = ''.join(f'<{b} style="thin"/>' for b in ('left', 'right', 'top', 'bottom'))
    v = 'center' if look['middle'] else 'top'
    xf = lambda f, b, h, w: f'<xf numFmtId="0" fontId="{f}" fillId="0" borderId="{b}" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment horizontal="{h}" vertical="{v}"{" wrapText=" + chr(34) + "1" + chr(34) if w else ""}/></xf>'
    styles = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2">' + font(1) + font(1.5) + '</fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
              f'<borders count="2"><border/><border>{thin}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf fontId="0"/>' +
              xf(0, 1, 'center', 1) + xf(0, 1, 'left', 1) + xf(0, 1, 'right', 0) + xf(1, 0, 'center', 0) + xf(0, 0, 'left', 0) + xf(0, 0, 'right', 0) + '</cellXfs></styleSheet>')
    defined = ''.join(f'<definedName name="_xlnm.Print_Titles" localSheetId="{i}">{x}</definedName>' for i, x in enumerate(names) if x)
    ct = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                   f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{ct}sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{ct}styles+xml"/>' +
                   ''.join(f'<Override PartName="/xl/worksheets/sheet{i + 1}.xml" ContentType="{ct}worksheet+xml"/>' for i in range(len(sheets))) + '</Types>')
        z.writestr('_rels/.rels', f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{REL}officeDocument" Target="xl/workbook.xml"/></Relationships>')
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
                   ''.join(f'<Relationship Id="rId{i + 1}" Type="{REL}worksheet" Target="worksheets/sheet{i + 1}.xml"/>' for i in range(len(sheets))) + f'<Relationship Id="rId900" Type="{REL}styles" Target="styles.xml"/></Relationships>')
        z.writestr('xl/workbook.xml', f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{REL[:-1]}"><sheets>' +
                   ''.join(f'<sheet name="T{i + 1}" sheetId="{i + 1}" r:id="rId{i + 1}"/>' for i in range(len(sheets))) + f'</sheets><definedNames>{defined}</definedNames></workbook>')
        z.writestr('xl/styles.xml', styles)
        for i, x in enumerate(sheets): z.writestr(f'xl/worksheets/sheet{i + 1}.xml', x)
