#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""hostile.py zip|entities|nested|rows N|cells N|refers docx|refers html   one document that means harm, on standard output"""
import io, sys, zipfile

W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
P = '<w:p><w:r><w:t>2024年支出预算为12.50万元。</w:t></w:r></w:p>'


def docx(document, more=()):
    b = io.BytesIO()
    with zipfile.ZipFile(b, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types/>')
        z.writestr('word/document.xml', document)
        for name, text in more: z.writestr(name, text)
    return b.getvalue()


what = sys.argv[1:]
if what == ['zip']: out = docx(W + ' ' * (200 << 20))
elif what == ['entities']:
    e = ''.join('<!ENTITY a%d "%s">' % (i, '&a%d;' % (i - 1) * 10 if i else 'aaaaaaaaaa') for i in range(12))
    out = docx('<!DOCTYPE a [%s]>' % e + W + '<w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>')
elif what[0] in ('rows', 'cells'): # a table on one line: of N rows; of N rows of 60 cells that are blank
    cell = '<w:tc><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:tc>'
    row = (lambda i: cell % '某项支出' + cell % ('%d.00' % i)) if what[0] == 'rows' else lambda i: '<w:tc><w:p/></w:tc>' * 60
    out = docx(W + '<w:tbl>' + ''.join('<w:tr>' + row(i) + '</w:tr>' for i in range(int(what[1]))) + '</w:tbl></w:body></w:document>')
elif what == ['nested']: out = ('<html><body>' + '<table><tr><td>1' * 5000).encode()
elif what == ['refers', 'docx']:
    rel = '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s" TargetMode="External"/>'
    out = docx('<!DOCTYPE a SYSTEM "file:///etc/secret.dtd" [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + W + P + '</w:body></w:document>',
               [('word/_rels/document.xml.rels', '<Relationships>%s</Relationships>' % (rel % ('image', 'file:///etc/hostname') + rel % ('attachedTemplate', 'http://127.0.0.1:9/secret')))])
else:
    out = ('<!DOCTYPE html SYSTEM "http://127.0.0.1:9/secret.dtd"><html><head><link rel="stylesheet" href="file:///etc/hostname"><base href="http://127.0.0.1:9/">'
           '</head><body><p>2024年支出预算为12.50万元。</p><img src="secret.png"><iframe src="file:///etc/hostname"></iframe></body></html>').encode()
sys.stdout.buffer.write(out)
