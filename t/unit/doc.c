/* SPDX-License-Identifier: MIT */
/* Rows for lib/doc: bytes in, lines and cells out, or the error. Office files are packed here. */
#include "doc/doc.h"

#include <archive.h>
#include <archive_entry.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int failed;
static char path[] = "/tmp/bd-doc-XXXXXX";

static void put_file(struct str bytes)
{
    FILE *f = fopen(path, "w");
    if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n || fclose(f)) abort();
}

/* One line for each line: page:line flags text, cells as {col colspan rowspan text}. */
static void show(FILE *f, const struct doc *d)
{
    fprintf(f, "%s %s%s", doc_format_name(d->format), d->encoding, d->no_text ? " no-text" : "");
    if (d->undecodable) fprintf(f, " %zu", d->undecodable);
    fputc('\n', f);
    for (size_t i = 0; i < d->n; i++) {
        const struct doc_line *l = &d->line[i];
        fprintf(f, "%u:%u %s%s%s%s%s", l->page, l->line, l->flags & DOC_ROW ? "R" : "", l->flags & DOC_TABLE ? "T" : "",
                l->flags & DOC_HEADING ? "H" : "", l->flags & DOC_PAGE ? "P" : "", l->flags & DOC_PARA ? "p" : "");
        if (!(l->flags & DOC_ROW)) fprintf(f, " %.*s", STR_ARG(l->text));
        for (uint32_t c = 0; c < l->ncell; c++) {
            fprintf(f, " {%u", l->cell[c].col);
            if (l->cell[c].colspan > 1 || l->cell[c].rowspan > 1) fprintf(f, " %ux%u", l->cell[c].colspan, l->cell[c].rowspan);
            fprintf(f, " %.*s}", STR_ARG(l->cell[c].text));
        }
        fputc('\n', f);
    }
}

static void check(const char *what, const struct doc_opts *o, const char *want)
{
    struct doc d;
    struct err e = {0};
    char *got = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&got, &n);
    if (!f) abort();
    if (doc_load(path, o, &d, &e)) {
        if (e.line) fprintf(f, "%ju: ", (uintmax_t)e.line);
        fprintf(f, "%s\n", e.reason);
        if (strcmp(e.file, path) != 0) fprintf(f, "but the file is '%s'\n", e.file);
    } else {
        show(f, &d);
    }
    doc_free(&d);
    fclose(f);
    if (strcmp(got, want) != 0) {
        printf("doc: %s\n--- got\n%.2000s--- expected\n%s", what, got, want);
        failed = 1;
    }
    free(got);
}

static const struct row {
    const char *what;
    struct str in;
    const char *want;
    struct doc_opts o;
} rows[] = {
    {"text", SI("一\r\n\n二\t三"), "text utf-8\n0:1  一\n0:2  \n0:3  二\t三\n", {.format = DOC_UNKNOWN}},
    {"nothing", SI(""), "text utf-8\n", {.format = DOC_UNKNOWN}},
    {"pages", SI("一\n\f二\n三\f四\n\f"), "text utf-8\n1:1 P 一\n2:2 P 二\n2:3  三\n3:3 P 四\n", {.format = DOC_UNKNOWN}},
    {"forbidden characters", SI("\xEF\xBB\xBF" "a\u200Bb\u202E\x01\x7F\xC2\x85" "c\rd\n"), "text utf-8\n0:1  abc d\n", {.format = DOC_UNKNOWN}},
    {"a bad byte", SI("第一行预算\n部门预算\xFF公开\n"), "2: byte 13 (0xFF) is no utf-8; --encoding names another, --lossy replaces it\n", {.format = DOC_UNKNOWN}},
    {"a bad byte, lossy", SI("第一行预算\n部门预算\xFF公开\n"), "text utf-8 1\n0:1  第一行预算\n0:2  部门预算\uFFFD公开\n", {.format = DOC_UNKNOWN, .lossy = true}},
    {"GB18030", SI("\xB2\xBF\xC3\xC5\xD4\xA4\xCB\xE3\n1\n"), "text gb18030\n0:1  部门预算\n0:2  1\n", {.format = DOC_UNKNOWN}},
    {"GB18030, bad at the end", SI("\xB2\xBF\xC3\xC5\xD4\xA4\xCB\xE3\nab\xB2"), "2: byte 3 (0xB2) is no gb18030; --encoding names another, --lossy replaces it\n", {.format = DOC_UNKNOWN}},
    {"UTF-16LE with mark", SI("\xFF\xFE\xE8\x90\x0A\x00"), "text utf-16le\n0:1  部\n", {.format = DOC_UNKNOWN}},
    {"UTF-16BE with mark", SI("\xFE\xFF\x90\xE8\x00\x0A"), "text utf-16be\n0:1  部\n", {.format = DOC_UNKNOWN}},
    {"UTF-16LE without", SI("\xE8\x90" "1\0002\0\n\0"), "text utf-16le\n0:1  部12\n", {.format = DOC_UNKNOWN}},
    {"UTF-16LE, half a pair", SI("\xFF\xFE" "1\0\n\0\x00\xD8" "2\0"), "2: byte 1 (0x00) is no utf-16le; --encoding names another, --lossy replaces it\n", {.format = DOC_UNKNOWN}},
    {"Big5 by name", SI("\xB3\xA1\xAA\xF9\n"), "text big5\n0:1  部門\n", {.format = DOC_UNKNOWN, .encoding = "big5"}},
    {"no such encoding", SI("\xB3\xA1\xAA\xF9\n"), "unknown encoding 'klingon'\n", {.format = DOC_UNKNOWN, .encoding = "klingon"}},
    {"too large", SI("0123456789"), "larger than the limit of 9 bytes\n", {.format = DOC_UNKNOWN, .max_bytes = 9}},
    {"html", SI("<html><head><title>x</title></head><body><h2>表 一</h2><p>第\n一段&nbsp;&amp;</p>散<br>文<script>x</script><div style='display:none'>y</div>"),
     "html utf-8\n0:1 Hp 表 一\n0:2 p 第 一段\u00A0&\n0:3 p 散\n0:4 p 文\n", {.format = DOC_UNKNOWN}},
    {"html spans", SI("<table><tr><td rowspan=2>a<td colspan=2>b</tr><tr><th>c<th>d<br>e</tr><tr><td rowspan=0>f</tr></table>"),
     "html utf-8\n0:1 RT {0 1x2 a} {1 2x1 b}\n0:2 R {1 c} {2 d\ne}\n0:3 R {0 f}\n", {.format = DOC_UNKNOWN}},
    {"html rows covered from above", SI("<table><tr><td rowspan=3>a<tr></tr><tr><td>b</table>"),
     "html utf-8\n0:1 RT {0 1x3 a}\n0:2 R\n0:3 R {1 b}\n", {.format = DOC_UNKNOWN}},
    {"html table in a table", SI("<table><tr><td>上<p>中</p><table><tr><td>a<td>b</table>下</td><td>旁</td></tr><tr><td>末</td></tr></table>"),
     "html utf-8\n0:1 p 上\n0:2 p 中\n0:3 RT {0 a} {1 b}\n0:4 p 下\n0:5 p 旁\n0:6 p 末\n", {.format = DOC_UNKNOWN}},
    {"html caption and stray text", SI("<table><caption>题</caption>散<tr><td>a</td>间<td>b</td></tr></table>"),
     "html utf-8\n0:1 p 题\n0:2 p 散\n0:3 p 间\n0:4 RT {0 a} {1 b}\n", {.format = DOC_UNKNOWN}},
    {"html in gb18030 that says utf-8", SI("<html><meta charset=utf-8><p>\xB2\xBF\xC3\xC5\xD4\xA4\xCB\xE3</p>"), "html gb18030\n0:1 p 部门预算\n", {.format = DOC_UNKNOWN}},
    {"html pre", SI("<pre>a  b\n  c</pre>"), "html utf-8\n0:1 p a  b\n0:2 p   c\n", {.format = DOC_HTML}},
    {"html entity bomb", SI("<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><p>&b;</p>"), "html utf-8\n0:1 p <\n0:2 p !ENTITY b '&a;&a;'>]>\n0:3 p &b;\n", {.format = DOC_UNKNOWN}},
    {"csv", SI("科目,\"预算\n数\",\"a\"\"b\"\r\n  工资,\"1,234.50\",\r\n\r\n合计,3,4\n"),
     "csv utf-8\n0:1 RT {0 科目} {1 预算\n数} {2 a\"b}\n0:3 R {0   工资} {1 1,234.50} {2 }\n0:4  \n0:5 R {0 合计} {1 3} {2 4}\n", {.format = DOC_UNKNOWN}},
    {"csv, quote left open", SI("a,b,c\n1,2,\"3\n"), "2: a quoted cell does not end\n", {.format = DOC_CSV}},
    {"csv, quote left open at the end", SI("a,b,c\n1,2,\"3"), "2: a quoted cell does not end\n", {.format = DOC_CSV}},
    {"csv, no LF at the end", SI("a,b,c\n1,2,\"3\""), "csv utf-8\n0:1 RT {0 a} {1 b} {2 c}\n0:2 R {0 1} {1 2} {2 3}\n", {.format = DOC_CSV}},
    {"markdown", SI("## 表\n甲|乙\n--|:-:\n**1**|a\\|b<br>c\n\n| x | y |\n| 1 | |\n文|\n"),
     "markdown utf-8\n0:1 H 表\n0:2 RT {0 甲} {1 乙}\n0:4 R {0 1} {1 a|b\nc}\n0:5  \n0:6 RT {0 x} {1 y}\n0:7 R {0 1} {1 }\n0:8 R {0 文}\n", {.format = DOC_UNKNOWN}},
    {"words, tsv", SI("level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
        "1\t2\t0\t0\t0\t0\t0\t0\t595\t842\t-1\t###PAGE###\n5\t2\t0\t0\t0\t0\t10.00\t10.00\t20.00\t10.00\t100\t项目\n"
        "5\t2\t0\t0\t0\t0\t60.00\t11.00\t30.00\t10.00\t100\t预算数\n5\t2\t0\t0\t0\t0\t65.00\t25.00\t25.00\t10.00\t100\t12.50\n"
        "5\t2\t0\t0\t0\t0\t10.00\t25.00\t10.00\t10.00\t100\t甲\n5\t2\t0\t0\t0\t0\t10.00\t85.00\t10.00\t10.00\t100\t注\n"),
     "words-tsv utf-8\n2:1 P    项目        预算数\n2:2     甲             12.50\n2:3  \n2:4  \n2:5  \n2:6  \n2:7     注\n", {.format = DOC_UNKNOWN}},
    {"words, bbox", SI("<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd\"><html>"
        "<body><doc>\n<page width=\"595\" height=\"842\">\n<word xMin=\"10.0\" yMin=\"10.0\" xMax=\"30.0\" yMax=\"20.0\">A&amp;甲</word>\n"
        "<word xMin=\"50.0\" yMin=\"10.0\" xMax=\"70.0\" yMax=\"20.0\">乙丙</word></page><page width=\"1\" height=\"1\"/></doc></body></html>"),
     "words-bbox utf-8\n1:1 P    A&甲      乙丙\n", {.format = DOC_UNKNOWN}},
    {"words, a field is missing", SI("level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n1\t2\n"),
     "2: 2 fields where pdftotext -tsv prints 12\n", {.format = DOC_UNKNOWN}},
    {"prose with commas", SI("a, b, c\nd\ne, f\n"), "text utf-8\n0:1  a, b, c\n0:2  d\n0:3  e, f\n", {.format = DOC_UNKNOWN}},
    {"format by option", SI("a|b\n"), "text utf-8\n0:1  a|b\n", {.format = DOC_TXT}},
    {"old Word", SI("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"), "is an old Word document (.doc); save it as .docx or .pdf\n", {.format = DOC_UNKNOWN}},
    {"old Excel", SI("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0W\0o\0r\0k\0b\0o\0o\0k\0"), "is an old Excel workbook (.xls); save it as .xlsx\n", {.format = DOC_UNKNOWN}},
    {"encrypted Office", SI("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"), "is an encrypted Office document; remove the password first\n", {.format = DOC_UNKNOWN}},
    {"web archive", SI("From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"), "is a web archive (.mht); save it as .html\n", {.format = DOC_UNKNOWN}},
    {"Excel 2003 XML", SI("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook/>"), "is an Excel 2003 XML workbook; save it as .xlsx\n", {.format = DOC_UNKNOWN}},
    {"image", SI("\x89PNG\r\n"), "is an image (PNG); it has no text, recognise it (OCR) first\n", {.format = DOC_UNKNOWN}},
    {"binary", SI("\x7F" "ELF\2\1\1\0\0\0\0\1\2\3"), "is a binary file of unknown kind, not a document\n", {.format = DOC_UNKNOWN}},
    {"broken zip", SI("PK\3\4zzzzzzzzzzzz"), "is a damaged zip file\n", {.format = DOC_UNKNOWN}},
    {"broken PDF", SI("%PDF-1.4\nnothing"), "is a damaged PDF, pdftotext cannot open it\n", {.format = DOC_UNKNOWN}},
    {"encrypted PDF", SI("%PDF-1.4\ntrailer << /Encrypt 1 0 R >>"), "is an encrypted PDF; remove the password first\n", {.format = DOC_UNKNOWN}},
};

/* ---- zip files ---- */

struct part {
    const char *name, *text;
};

static void put_zip(const struct part *part)
{
    struct archive *a = archive_write_new();
    if (!a || archive_write_set_format_zip(a) || archive_write_open_filename(a, path)) abort();
    for (; part->name; part++) {
        struct archive_entry *e = archive_entry_new();
        if (!e) abort();
        archive_entry_set_pathname(e, part->name);
        archive_entry_set_size(e, (la_int64_t)strlen(part->text));
        archive_entry_set_filetype(e, AE_IFREG);
        if (archive_write_header(a, e) || archive_write_data(a, part->text, strlen(part->text)) < 0) abort();
        archive_entry_free(e);
    }
    if (archive_write_free(a)) abort();
}

#define W(body) "<?xml version='1.0'?><w:document xmlns:w='w' xmlns:mc='m'><w:body>" body "</w:body></w:document>"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUMBERED(props, text) "<w:p><w:pPr>" props "</w:pPr><w:r><w:t>" text "</w:t></w:r></w:p>"
#define NUM(level) "<w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='3'/></w:numPr>"
#define TC(props, body) "<w:tc><w:tcPr>" props "</w:tcPr>" body "</w:tc>"
#define SHEET(rows, more) "<worksheet xmlns='s'><sheetData>" rows "</sheetData>" more "</worksheet>"
#define BOOK(sheets) "<workbook xmlns:r='r'><sheets>" sheets "</sheets></workbook>"
#define RELS "<Relationships><Relationship Id='r1' Type='t/worksheet' Target='worksheets/sheet1.xml'/>" \
             "<Relationship Id='r2' Type='t/worksheet' Target='/xl/worksheets/sheet2.xml'/></Relationships>"
#define ONE {"xl/workbook.xml", BOOK("<sheet name='表' r:id='r1'/>")}, {"xl/_rels/workbook.xml.rels", RELS}

static const struct zip_row {
    const char *what;
    struct part part[6];
    const char *want;
} zips[] = {
    {"docx paragraphs", {{"word/styles.xml", "<w:styles xmlns:w='w'><w:style w:styleId='a3'><w:name w:val='heading 1'/></w:style></w:styles>"},
      {"word/document.xml", W("<w:p><w:pPr><w:pStyle w:val='a3'/></w:pPr><w:r><w:t>题</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙 &lt;</w:t><w:br/><w:t>丙</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
        "<w:del><w:r><w:t>删</w:t></w:r></w:del><mc:AlternateContent><mc:Choice><w:r><w:t>丁</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>戊</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>" P(""))}},
     "docx utf-8\n0:1 Hp 题\n0:2 p 甲\t乙 <\n0:3 p 丙丁\n"},
    {"docx table", {{"word/document.xml", W("<w:tbl><w:tr>" TC("<w:vMerge w:val='restart'/>", P("项")) TC("<w:gridSpan w:val='2'/>", P("本年")) "</w:tr>"
        "<w:tr>" TC("<w:vMerge/>", P("")) TC("", P("基本")) TC("", P("项目") P("支出")) "</w:tr><w:tr><w:trPr><w:gridBefore w:val='1'/></w:trPr>" TC("", P("1")) TC("", P("")) "</w:tr></w:tbl>" P("注"))}},
     "docx utf-8\n0:1 RT {0 1x2 项} {1 2x1 本年}\n0:2 R {1 基本} {2 项目\n支出}\n0:3 R {1 1} {2 }\n0:4 p 注\n"},
    {"docx table in a table", {{"word/document.xml", W("<w:tbl><w:tr>" TC("", P("上") "<w:tbl><w:tr>" TC("", P("a")) TC("", P("b")) "</w:tr></w:tbl>" P("下")) "</w:tr></w:tbl>")}},
     "docx utf-8\n0:1 p 上\n0:2 RT {0 a} {1 b}\n0:3 p 下\n"},
    {"docx, enumerators that Word counts", {{"word/numbering.xml", "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='7'>"
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='2'/><w:numFmt w:val='decimal'/><w:lvlText w:val='（%1.%2）'/></w:lvl>"
        "<w:lvl w:ilvl='2'><w:start w:val='1'/><w:numFmt w:val='bullet'/><w:lvlText w:val='*'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='3'><w:abstractNumId w:val='7'/></w:num></w:numbering>"},
      {"word/styles.xml", "<w:styles xmlns:w='w'><w:style w:styleId='1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr></w:style></w:styles>"},
      {"word/document.xml", W(NUMBERED("<w:pStyle w:val='1'/>", "甲") NUMBERED(NUM("1"), "乙") NUMBERED(NUM("1"), "丙") NUMBERED(NUM("2") "<w:pPrChange><w:pPr>" NUM("0") "</w:pPr></w:pPrChange>", "丁")
        NUMBERED("<w:pStyle w:val='1'/>", "戊") NUMBERED(NUM("1"), "己") NUMBERED("<w:numPr><w:numId w:val='99'/></w:numPr>", "庚"))}},
     "docx utf-8\n0:1 Hp 一、甲\n0:2 p （一.2）乙\n0:3 p （一.3）丙\n0:4 p 丁\n0:5 Hp 二、戊\n0:6 p （二.2）己\n0:7 p 庚\n"},
    {"docx entity bomb", {{"word/document.xml", "<!DOCTYPE a [<!ENTITY b 'bb'>]>" W(P("&b;"))}},
     "word/document.xml has a document type declaration, which no Office program writes\n"},
    {"docx cut off", {{"word/document.xml", "<w:document xmlns:w='w'><w:body>\n<w:p>"}}, "word/document.xml, line 2: damaged XML\n"},
    {"xlsx", {ONE, {"xl/sharedStrings.xml", "<sst><si><t>表题</t></si><si><r><t>科</t></r><r><t>目</t></r><rPh><t>x</t></rPh></si></sst>"},
      {"xl/styles.xml", "<s><numFmts><numFmt numFmtId='176' formatCode='#,##0.00_ '/></numFmts><cellStyleXfs><xf numFmtId='9'/></cellStyleXfs>"
        "<cellXfs><xf numFmtId='0'/><xf numFmtId='176'/><xf numFmtId='31'/><xf><alignment indent='1'/></xf></cellXfs></s>"},
      {"xl/worksheets/sheet1.xml", SHEET("<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1'/><c r='C1'/></row>"
        "<row r='4'><c r='A4' t='s'><v>1</v></c><c t='inlineStr'><is><t>数</t></is></c><c r='D4' s='2'><v>44562</v></c></row>"
        "<row><c s='3' t='str'><f>A1</f><v>工资</v></c><c r='B5' s='1'><f>1+1</f><v>1234.5600000000001</v></c><c t='b'><v>1</v></c><c t='e'><v>#REF!</v></c></row>"
        "<row r='6'><c r='A6' s='1'/></row><row r='7'/>", "<mergeCells><mergeCell ref='A1:D1'/><mergeCell ref='A4:A5'/></mergeCells>")}},
     "xlsx utf-8\n1:1 HP 表\n1:1 RT {0 4x1 表题}\n1:2  \n1:4 R {0 1x2 科目} {1 数} {3 2022年1月1日}\n1:5 R {1 1234.56} {2 TRUE} {3 #REF!}\n1:6  \n"},
    {"xlsx, two sheets and a hidden one", {{"xl/workbook.xml", BOOK("<sheet name='甲' state='hidden' r:id='r1'/><sheet name='乙' r:id='r2'/>")},
      {"xl/_rels/workbook.xml.rels", RELS}, {"xl/worksheets/sheet1.xml", SHEET("<row><c><v>1</v></c></row>", "")},
      {"xl/worksheets/sheet2.xml", SHEET("<row><c><v>2</v></c></row>", "")}}, "xlsx utf-8\n1:1 HP 乙\n1:1 RT {0 2}\n"},
    {"xlsx, a sheet is missing", {ONE}, "is damaged: xl/worksheets/sheet1.xml is missing\n"},
    {"xlsx, no relations", {{"xl/workbook.xml", BOOK("<sheet name='表' r:id='r1'/>")}}, "is damaged: r1 is missing\n"},
    {"xlsx, no such string", {ONE, {"xl/worksheets/sheet1.xml", SHEET("<row><c t='s'><v>7</v></c></row>", "")}}, "sheet 1: no shared string '7'\n"},
    {"xlsx, too wide", {ONE, {"xl/worksheets/sheet1.xml", SHEET("<row><c r='XFE1'><v>7</v></c></row>", "")}}, "sheet 1: cell 'XFE1'\n"},
    {"xlsx, rows go back", {ONE, {"xl/worksheets/sheet1.xml", SHEET("<row r='5'/><row r='4'/>", "")}}, "sheet 1: row number '4'\n"},
    {"zip of something else", {{"a.txt", "x"}}, "is a zip archive; unpack it first\n"},
    {"OpenDocument", {{"content.xml", "x"}}, "is an OpenDocument file; save it as .docx, .xlsx or .pdf\n"},
    {"OFD", {{"OFD.xml", "x"}}, "is an OFD document; save it as .pdf\n"},
};

/* ---- PDF ---- */

#define FONT "3 0 obj <</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>> endobj\n" \
             "4 0 obj <</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>" \
             "/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 939 500]>> endobj\n" \
             "5 0 obj <</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>> endobj\n"
#define PAGE(n, stream, length, content) #n " 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents " #stream \
             " 0 R/Resources<</Font<</F1 3 0 R>>>>>> endobj\n" #stream " 0 obj <</Length " #length ">> stream\n" content "\nendstream endobj\n"
#define PDF(pages) "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[6 0 R 8 0 R]/Count 2>> endobj\n" \
             FONT pages "trailer <</Root 1 0 R>>\n"

/* The second page is a picture of 600 x 500 pixels (or of 20 x 20), the third one is blank. */
#define MIXED(width, height) "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[6 0 R 10 0 R 12 0 R]/Count 3>> endobj\n" \
    FONT PAGE(6, 7, 44, "BT /F1 10 Tf 1 0 0 1 60 700 Tm <90E895E89884> Tj ET") \
    "10 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 11 0 R/Resources<</XObject<</I 13 0 R>>>>>> endobj\n" \
    "11 0 obj <</Length 30>> stream\nq 595 0 0 842 0 0 cm /I Do Q\nendstream endobj\n" \
    "12 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>> endobj\n" \
    "13 0 obj <</Type/XObject/Subtype/Image/Width " #width "/Height " #height "/ColorSpace/DeviceGray/BitsPerComponent 1/Length 1>> stream\n0\nendstream endobj\n" \
    "trailer <</Root 1 0 R>>\n"

static void test_scanned(void)
{
    const struct doc_opts o = {.format = DOC_UNKNOWN};
    for (int large = 0; large < 2; large++) {
        struct doc d;
        struct err e = {0};
        put_file(large ? S(MIXED(600, 500)) : S(MIXED(20, 20)));
        bool ok = doc_load(path, &o, &d, &e) == 0 && !d.no_text && d.n == 1 && d.nscanned == (size_t)large &&
                  (!large || d.scanned[0] == 2);
        if (!ok) failed = !!printf("doc: pages that are pictures (%d): %s, %zu lines, %zu pages\n", large, e.reason, d.n, d.nscanned);
        doc_free(&d);
    }
}

static void test_pdf(void)
{
    const struct doc_opts o = {.format = DOC_UNKNOWN};
    put_file(S(PDF(PAGE(6, 7, 71, "BT /F1 10 Tf 1 0 0 1 60 700 Tm <90E895E89884> Tj 1 0 0 1 60 680 Tm <0031> Tj ET")
                   PAGE(8, 9, 44, "BT /F1 10 Tf 1 0 0 1 60 700 Tm <7B2C4E8C9875> Tj ET"))));
    check("pdf", &o, "pdf utf-8\n1:1 P                部门预\n1:2                 1\n2:1 P                第二页\n");
    put_file(S(PDF(PAGE(6, 7, 0, "") PAGE(8, 9, 0, ""))));
    check("scanned pdf", &o, "pdf utf-8 no-text\n");
}

/* ---- limits ---- */

static char *repeated(const char *head, const char *piece, size_t times, const char *tail)
{
    char *p = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&p, &n);
    if (!f) abort();
    fputs(head, f);
    while (times-- > 0) fputs(piece, f);
    fputs(tail, f);
    fclose(f);
    return p;
}

static void limit(const char *what, char *text, const char *want)
{
    const struct doc_opts o = {.format = DOC_UNKNOWN};
    put_file(str_c(text));
    check(what, &o, want);
    free(text);
}

static void test_limits(void)
{
    const struct doc_opts o = {.format = DOC_UNKNOWN};
    limit("deep html", repeated("<html>", "<div>", 5000, "x"), "HTML elements nested more than 300 deep\n");
    limit("tables in tables", repeated("<html>", "<table><tr><td>", 100, "x"), "tables inside tables, more than 16 deep\n");
    limit("wide html", repeated("<html><table><tr>", "<td colspan=1000>", 17, "x"), "a table has more than 16384 columns\n");
    limit("wide csv", repeated("a,b,c\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n4,5,6\n7,8,9\n1,2,3\n4,5,6\n7,8,9\n", ",", 20000, "\n"), "11: a table has more than 16384 columns\n");
    char *lines = repeated("", "\n", 12000000, "");
    put_file(str_c(lines));
    check("lines of nothing", &o, "is too large: its lines and cells take more than 160 MiB of memory\n");
    free(lines);
    char *zeros = repeated("<w:document xmlns:w='w'>", "                                                                ", 1700000, "</w:document>");
    const struct part bomb[] = {{"word/document.xml", zeros}, {NULL, NULL}};
    put_zip(bomb);
    check("zip bomb", &o, "is larger than 96 MiB when unpacked\n");
    free(zeros);
}

static void test_fragment(void)
{
    struct arena a = ARENA_INIT;
    struct doc_line *l = NULL;
    size_t n = 0;
    struct err e;
    int rc = doc_html_fragment(&a, S("前<table><tr><td colspan=\"2\">甲</td></tr><tr><td>1</td><td>2</td></tr></table>后"), &l, &n, &e);
    bool ok = rc == 0 && n == 4 && str_eq(l[0].text, S("前")) && l[1].ncell == 1 && l[1].cell[0].colspan == 2 &&
              l[2].ncell == 2 && str_eq(l[2].cell[1].text, S("2")) && str_eq(l[3].text, S("后"));
    if (!ok) failed = !!printf("doc: doc_html_fragment\n");
    if (doc_html_fragment(&a, S(""), &l, &n, &e) || n != 0) failed = !!printf("doc: doc_html_fragment of nothing\n");
    arena_free(&a);
}

/* What must not enter the stream goes, and what looks like it stays, at whatever byte of the text it stands. */
static void test_everywhere(void)
{
    static const struct {
        const char *in, *out;
    } part[] = {{"\xE2\x80\x8B", ""}, {"\xE2\x80\xAE", ""}, {"\xE2\x81\xA0", ""}, {"\xEF\xBB\xBF", ""}, {"\xC2\x85", ""}, {"\xC2\xAD", ""}, {"\x01", ""},
                {"\x7F", ""}, {"\xF3\xA0\x80\xA1", ""}, {"\xD8\x9C", ""}, {"\xE1\xA0\x8E", ""}, {"\r", " "}, {"“", "“"}, {"…", "…"}, {"≥", "≥"},
                {"，", "，"}, {"·", "·"}, {"\t", "\t"}, {"\xC2\xA0", "\xC2\xA0"}, {"\xE2\x80\xBB", "\xE2\x80\xBB"}};
    const struct doc_opts o = {.format = DOC_TXT};
    char in[128], want[160];
    for (size_t k = 0; k < sizeof part / sizeof *part; k++)
        for (int at = 0; at < 40; at++) {
            int n = snprintf(in, sizeof in, "%.*s%s%.*s\r\n表\n", at, "a0123456789b0123456789c0123456789d0123456789", part[k].in, 39 - at, "e0123456789f0123456789g0123456789h0123456789");
            snprintf(want, sizeof want, "text utf-8\n0:1  %.*s%s%.*s\n0:2  表\n", at, "a0123456789b0123456789c0123456789d0123456789", part[k].out, 39 - at, "e0123456789f0123456789g0123456789h0123456789");
            put_file((struct str){in, (size_t)n});
            check("a character at every place", &o, want);
        }
}

int main(void)
{
    const struct doc_opts o = {.format = DOC_UNKNOWN};
    int fd = mkstemp(path);
    if (fd < 0) abort();
    close(fd);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_file(rows[i].in);
        check(rows[i].what, &rows[i].o, rows[i].want);
    }
    for (size_t i = 0; i < sizeof zips / sizeof *zips; i++) {
        put_zip(zips[i].part);
        check(zips[i].what, &o, zips[i].want);
    }
    test_everywhere();
    test_pdf();
    test_scanned();
    test_limits();
    test_fragment();
    unlink(path);
    return failed;
}
