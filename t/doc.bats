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

# A PDF, a page for each argument: lines of glyph numbers in hexadecimal, by a font that does not say which characters
# they are; the page `plain` is set in Helvetica.
garbled_pdf() {
    awk -v n=$# 'BEGIN { print "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj"; printf "2 0 obj <</Type/Pages/Count %d/Kids[", n
        for (i = 0; i < n; i++) printf "%d 0 R ", 20 + 2 * i
        print "]>> endobj" }'
    cat <<'END'
5 0 obj <</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[6 0 R]>> endobj
6 0 obj <</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000/FontDescriptor 7 0 R>> endobj
7 0 obj <</Type/FontDescriptor/FontName/Song/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 800/StemV 80>> endobj
8 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
END
    page=20
    for lines; do
        printf '%d 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 5 0 R/H 8 0 R>>>>>> endobj\n' "$page" $((page + 1))
        printf '%d 0 obj <</Length 9999>> stream\n' $((page + 1))
        y=700
        for line in $lines; do
            case $line in
            plain) printf 'BT /H 10 Tf 1 0 0 1 60 %d Tm (Revenue 10.00 Expenditure 10.00 in total, as adopted in 2024) Tj ET\n' $y ;;
            *) printf 'BT /F 10 Tf 1 0 0 1 60 %d Tm <%s> Tj ET\n' $y "$line" ;;
            esac
            y=$((y - 20))
        done
        printf 'endstream endobj\n'
        page=$((page + 2))
    done
    printf 'trailer <</Root 1 0 R>>\n'
}

@test "text of fonts that do not say what they draw is no text: a page of it is a doubt, a document of it needs OCR" {
    garbled='0C1A0D220E330F440C1B 001300140011001500150E34 0C1C0D240E350F46'
    garbled_pdf "$garbled" plain > a.pdf
    bd extract a.pdf
    status_is 1
    columns
    same - seen <<'END'
1|doubt||undecodable|the text of this page is garbled: it is not what the page shows
|doc|no-figures|pdf/prose|1
END
    garbled_pdf "$garbled" '001300140015001600170018' > a.pdf # nothing is left of the digits of the second page
    bd extract a.pdf
    status_is 2
    err_is 'bd-extract: a.pdf: its fonts do not say which characters they draw: run it through OCR first'
    columns
    same - seen <<'END'
|doc|no-text|pdf/none|0
END
    garbled_pdf '001300140011 0015' plain 'plain 0003' > a.pdf
    bd extract a.pdf
    columns
    same - seen <<'END'
1|doubt||undecodable|the text of this page is garbled: it is not what the page shows
|doc|no-figures|pdf/prose|1
END
}

@test "the same text in a file of its own: by page, or by the line where it begins" {
    printf '收入合计10万元，支出合计10万元。\n\f\t\023\024\021\025\t\340\250\232\340\264\242\n\f支出合计10万元。\n' > a.txt
    bd extract a.txt
    status_is 0
    columns
    same - seen <<'END'
1|prose|收入合计|金额|10
1|prose|支出合计|金额|10
3|prose|支出合计|金额|10
2|doubt||undecodable|the text of this page is garbled: it is not what the page shows
|doc|partial|text/prose|4
END
    { for i in $(seq 64); do echo "第${i}行：支出合计10万元。"; done; printf '\356\200\201\356\200\202\356\200\203\356\200\204\356\200\205\n'; } > a.txt
    bd extract a.txt
    status_is 0
    cols 'line kind col value' prose
    same - out <<'END'
65|doubt|undecodable|the text from here on is garbled: characters that no document prints
|doc|text/prose|65
END
}

@test "signs, letters of formulas, other scripts and bullets of symbol fonts are no garbage, nor part of a name" {
    { printf '%s\n' 'ئۇيغۇر ئاپتونوم رايونى مالىيە' 'བོད་ལྗོངས་ནོར་སྲིད' 'ᠥᠪᠥᠷ ᠮᠣᠩᠭᠣᠯ' '연변조선족자치주' 'ꆈꌠꉙ' 'ꓡꓲ-ꓢꓴ' 'ᥖᥭᥰ ᥖᥬᥲ' 'ā á ǎ à ē é ě è ü' 'α β Φ μ' '𝐾 = 𝑛 ÷ (𝑚 + 𝑝 × 𝑟)' '①②③ ℃ ㎡ ≥ ± × ° §'
      printf '\357\201\254 部门职责\n\357\201\254 机构设置\n\357\201\254 收入合计10万元。\n\357\202\267 支出合计10万元。\n'; } > a.txt
    bd extract a.txt
    status_is 0
    columns
    same - seen <<'END'
|prose|收入合计|金额|10
|prose|支出合计|金额|10
|doc|ok|text/prose|2
END
}
