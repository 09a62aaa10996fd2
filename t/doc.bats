#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What cannot be read is said: the kinds of files, and the pages that are pictures.
load helper

# A PDF whose first page has text and whose second is a picture of WIDTH x HEIGHT pixels.
pdf_with_picture() {
    cat <<END
%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 44>> stream
BT /F 10 Tf 1 0 0 1 60 700 Tm (Report) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
6 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 7 0 R/Resources<</XObject<</I 8 0 R>>>>>> endobj
7 0 obj <</Length 30>> stream
q 595 0 0 842 0 0 cm /I Do Q
endstream endobj
8 0 obj <</Type/XObject/Subtype/Image/Width $1/Height $2/ColorSpace/DeviceGray/BitsPerComponent 1/Length 1>> stream
0
endstream endobj
trailer <</Root 1 0 R>>
END
}

columns() { awk -F'\t' -v OFS='|' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { print $at["page"], $at["kind"], $at["name"], $at["col"], $at["value"] }' out > seen; }

@test "a page that is a picture is a doubt, a page with a seal on it is none" {
    pdf_with_picture 1200 1600 > a.pdf
    bd extract a.pdf
    columns
    same - seen <<'END'
2|doubt||undecodable|this page is a picture without text
|doc|no-figures|pdf/prose|1
END
    pdf_with_picture 120 120 > a.pdf
    bd extract a.pdf
    columns
    same - seen <<'END'
|doc|no-figures|pdf/prose|0
END
}

@test "files that are no documents: one line each, what it is and what to do; the others go on" {
    printf '\320\317\021\340\241\261\032\341W\0o\0r\0k\0b\0o\0o\0k\0' > a.xls
    printf '\211PNG\r\n\032\n' > a.png
    printf 'Rar!\032\007\0' > a.rar
    printf '%%PDF-1.4\ntrailer <</Encrypt 1 0 R>>\n' > a.pdf
    printf 'PK\003\004xxxxxxxxxxxxxxxxxxxxxxxxxxxx' > a.docx
    printf '一\n二\377三四五六七八\n' > a.txt
    bd extract a.xls a.png a.rar a.pdf a.docx a.txt
    status_is 2
    err_is <<'END'
bd-extract: a.xls: is an old Excel workbook (.xls); save it as .xlsx
bd-extract: a.png: is an image (PNG); it has no text, recognise it (OCR) first
bd-extract: a.rar: is an archive (rar); unpack it first
bd-extract: a.pdf: is an encrypted PDF; remove the password first
bd-extract: a.docx: is a damaged zip file
bd-extract: a.txt:2: byte 4 (0xFF) is no utf-8; --encoding names another, --lossy replaces it
END
    columns
    same - seen <<'END'
|doc|failed|unknown/none|0
|doc|failed|unknown/none|0
|doc|failed|unknown/none|0
|doc|failed|pdf/none|0
|doc|failed|docx/none|0
|doc|failed|unknown/none|0
END
}
