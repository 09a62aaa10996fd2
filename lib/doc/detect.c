/* SPDX-License-Identifier: MIT */
/* detect.c: what a file is, by its content. Its name says nothing: downloads are called what they like. */
#include "doc/source.h"

/* What we cannot read, and what to do about it. */
static const struct { struct str magic; const char *reason; } known[] = {
    {SI("{\\rtf"), "is RTF; save it as .docx or .pdf"},
    {SI("\x89PNG"), "is an image (PNG); it has no text, recognise it (OCR) first"},
    {SI("\xFF\xD8\xFF"), "is an image (JPEG); it has no text, recognise it (OCR) first"},
    {SI("GIF8"), "is an image (GIF); it has no text, recognise it (OCR) first"},
    {SI("II*\0"), "is an image (TIFF); it has no text, recognise it (OCR) first"},
    {SI("MM\0*"), "is an image (TIFF); it has no text, recognise it (OCR) first"},
    {SI("\x1F\x8B"), "is compressed (gzip); unpack it first"},
    {SI("BZh"), "is compressed (bzip2); unpack it first"},
    {SI("\xFD" "7zXZ"), "is compressed (xz); unpack it first"},
    {SI("7z\xBC\xAF"), "is an archive (7z); unpack it first"},
    {SI("Rar!\x1A"), "is an archive (rar); unpack it first"},
};

static const struct str ole2 = SI("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");

/* The folder of an OLE2 file holds its stream names in UTF-16LE. */
static const char *ole2_reason(struct str b)
{
    if (str_has(b, S("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")))
        return "is an encrypted Office document; remove the password first";
    if (str_has(b, S("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0")))
        return "is an old Word document (.doc); save it as .docx or .pdf";
    if (str_has(b, S("W\0o\0r\0k\0b\0o\0o\0k\0")) || str_has(b, S("\0B\0o\0o\0k\0")))
        return "is an old Excel workbook (.xls); save it as .xlsx";
    return "is an old Office document (OLE2: .doc, .xls, .wps, .et); save it as .docx, .xlsx or .pdf";
}

/* Text that is a document of another program. */
static const char *text_reason(struct str b)
{
    struct str head = str_sub(b, 0, 2048);
    if (str_has(head, S("MIME-Version:")) && str_has(head, S("multipart/related")))
        return "is a web archive (.mht); save it as .html";
    if (str_has(head, S("progid=\"Excel.Sheet\""))) return "is an Excel 2003 XML workbook; save it as .xlsx";
    if (str_has(head, S("progid=\"Word.Document\""))) return "is a Word 2003 XML document; save it as .docx";
    return NULL;
}

static bool utf16_mark(struct str b)
{
    return str_starts(b, S("\xFF\xFE")) || str_starts(b, S("\xFE\xFF"));
}

int detect_bytes(const char *name, struct str b, enum doc_format *f, struct err *e)
{
    *f = DOC_UNKNOWN;
    if (str_find(str_sub(b, 0, 1024), S("%PDF-"), 0) != STR_NPOS) *f = DOC_PDF;
    else if (str_starts(b, S("PK\3\4")) || str_starts(b, S("PK\5\6"))) *f = DOC_DOCX;
    if (*f != DOC_UNKNOWN) return 0;
    if (str_starts(b, ole2)) return err_set(e, name, 0, "%s", ole2_reason(b));
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_starts(b, known[i].magic)) return err_set(e, name, 0, "%s", known[i].reason);
    const char *other = text_reason(b);
    if (other) return err_set(e, name, 0, "%s", other);
    if (b.n && !utf16_mark(b) && memchr(b.p, '\0', b.n) && !encoding_is_utf16(b))
        return err_set(e, name, 0, "is a binary file of unknown kind, not a document");
    return 0;
}

/* ---- kinds of text ---- */

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool starts_nocase(struct str s, struct str prefix)
{
    if (s.n < prefix.n) return false;
    for (size_t i = 0; i < prefix.n; i++)
        if (lower(s.p[i]) != prefix.p[i]) return false;
    return true;
}

static struct str skip_blanks(struct str s)
{
    size_t i = 0;
    while (i < s.n && (s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\r' || s.p[i] == '\n')) i++;
    return str_from(s, i);
}

/* An HTML page starts with a tag of HTML, after comments and processing instructions. */
static bool is_html(struct str s)
{
    static const struct str tag[] = {SI("!doctype html"), SI("html"), SI("head"), SI("body"), SI("meta"), SI("title"),
                                     SI("table"), SI("div"), SI("p>"), SI("p "), SI("h1"), SI("h2"), SI("h3"), SI("center"),
                                     SI("span"), SI("style"), SI("script"), SI("link"), SI("section"), SI("article"),
                                     SI("font"), SI("br"), SI("b>"), SI("strong")};
    for (;;) {
        s = skip_blanks(s);
        size_t end = STR_NPOS;
        if (str_starts(s, S("<!--"))) end = str_find(s, S("-->"), 4);
        else if (str_starts(s, S("<?"))) end = str_find(s, S(">"), 2);
        else break;
        if (end == STR_NPOS) return false;
        s = str_from(s, end + (s.p[1] == '!' ? 3 : 1));
    }
    if (s.n < 2 || s.p[0] != '<') return false;
    for (size_t i = 0; i < sizeof tag / sizeof *tag; i++)
        if (starts_nocase(str_from(s, 1), tag[i])) return true;
    return false;
}

static struct str next_line(struct str *rest)
{
    size_t lf = str_find(*rest, S("\n"), 0);
    struct str line = str_sub(*rest, 0, lf == STR_NPOS ? rest->n : lf);
    *rest = lf == STR_NPOS ? (struct str){NULL, 0} : str_from(*rest, lf + 1);
    return line;
}

bool detect_is_rule(struct str line)
{
    size_t dashes = 0, bars = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '-') dashes++;
        else if (c == '|') bars++;
        else if (c != ':' && c != ' ' && c != '\t' && c != '\r') return false;
    }
    return bars > 0 && dashes >= bars;
}

/* A line of dashes and bars under a line with bars, or three lines between bars. */
static bool is_markdown(struct str s)
{
    unsigned between = 0;
    bool above = false;
    if (!s.n || !memchr(s.p, '|', s.n)) return false;
    while (s.n > 0) {
        struct str line = str_trim(next_line(&s));
        bool bars = line.n > 1 && line.p[0] == '|' && line.p[line.n - 1] == '|';
        if (above && detect_is_rule(line)) return true;
        between = bars ? between + 1 : 0;
        if (between >= 3) return true;
        above = line.n > 0 && memchr(line.p, '|', line.n) != NULL;
    }
    return false;
}

enum doc_format detect_text(struct str utf8, char *delimiter)
{
    struct str head = str_sub(utf8, 0, CSV_FRONT);
    *delimiter = '\0';
    if (str_starts(head, S("level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\t"))) return DOC_TSVWORDS;
    if (str_has(str_sub(head, 0, 16 << 10), S("<word xMin=")) && str_has(head, S("<page width="))) return DOC_BBOX;
    if (is_html(head)) return DOC_HTML;
    if (is_markdown(utf8)) return DOC_MD;
    *delimiter = csv_delimiter(head, utf8.n > head.n);
    return *delimiter ? DOC_CSV : DOC_TXT;
}
