/* SPDX-License-Identifier: MIT */
/* html.c: HTML as paragraphs and rows of cells. libxml2 reads the tags (HTML as it is found, not as it
 * should be) and tells each one; no tree is built, nothing is loaded from anywhere. */
#include "base/str.h"
#include "doc/build.h"
#include "doc/source.h"
#include "doc/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

enum {
    DEPTH_MAX = 300, /* elements inside elements; libxml2 looks through them all for a stray end tag */
    HTML_MAX = 48 << 20, /* bytes; libxml2 holds them as well. A page has some hundred KB */
    TITLE_MAX = 1000 /* bytes */
};

struct html {
    struct build b;
    struct str text;
    xmlParserCtxtPtr parser;
    int xml_errno;             /* it ended with */
    unsigned depth, skip_from; /* skip_from: depth of the element whose content is not shown, 0: none */
    unsigned pre;              /* inside so many <pre> */
    VEC(char) title;           /* what the page calls itself */
    enum { TITLE_NONE, TITLE_OPEN, TITLE_READ, TITLE_META } title_from;
    int rc;
    struct err *e;
};

static void stop_if(struct html *h, int rc)
{
    if (rc == 0 || h->rc != 0) return;
    h->rc = rc;
    xmlStopParser(h->parser);
}

static bool is_one_of(const char *name, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(name, *list) == 0) return true;
    return false;
}

static const char *const not_shown[] = {"head",   "script", "style",    "noscript", "template", "select", "textarea",
                                        "button", "iframe", "svg",      "object",   NULL};
static const char *const blocks[] = {"p",       "div",    "li",     "ul",   "ol",     "dl",         "dt",     "dd",
                                     "section", "article", "header", "footer", "main", "aside",      "center", "blockquote",
                                     "hr",      "form",   "figure", "address", "caption", "fieldset", "body",  "pre",
                                     "br",      "nav",    NULL};

static void title_text(struct html *h, const char *p, size_t n)
{
    if (h->title.n + n > TITLE_MAX) return;
    if (VEC_RESERVE(&h->title, h->title.n + n)) {
        stop_if(h, err_nomem(h->e));
        return;
    }
    if (n) memcpy(h->title.v + h->title.n, p, n);
    h->title.n += n;
}

static const char *attribute(const xmlChar **atts, const char *name)
{
    for (; atts && atts[0]; atts += 2)
        if (strcmp((const char *)atts[0], name) == 0) return atts[1] ? (const char *)atts[1] : "";
    return NULL;
}

/* A span as HTML reads it: digits at the start; 0 for a rowspan means all rows that follow. */
static uint32_t span(const xmlChar **atts, const char *name, uint32_t zero)
{
    const char *v = attribute(atts, name);
    uint32_t n = 0;
    if (!v) return 1;
    while (*v == ' ') v++;
    if (*v < '0' || *v > '9') return 1;
    for (; *v >= '0' && *v <= '9' && n < UINT16_MAX; v++) n = n * 10 + (uint32_t)(*v - '0');
    return n == 0 ? zero : n;
}

static bool is_hidden(const xmlChar **atts)
{
    const char *style = attribute(atts, "style");
    if (attribute(atts, "hidden")) return true;
    const char *at = style ? strstr(style, "display") : NULL;
    if (!at) return false;
    for (at += strlen("display"); *at == ' ' || *at == ':'; at++) continue;
    return strncmp(at, "none", 4) == 0;
}

/* <title>, or better the name that pages of the authorities give their article (国办发〔2017〕47号, 附件2: ArticleTitle). */
static void title_start(struct html *h, const char *name, const xmlChar **atts)
{
    const char *what = attribute(atts, "name"), *content = attribute(atts, "content");
    if (strcmp(name, "title") == 0 && h->title_from == TITLE_NONE) h->title_from = TITLE_OPEN;
    if (strcmp(name, "meta") != 0 || !what || !content || strcasecmp(what, "ArticleTitle") != 0) return;
    h->title_from = TITLE_META;
    h->title.n = 0;
    title_text(h, content, strlen(content));
}

static bool is_heading(const char *name)
{
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

static void on_start(void *arg, const xmlChar *xname, const xmlChar **atts)
{
    struct html *h = arg;
    const char *name = (const char *)xname;
    if (h->rc) return;
    if (++h->depth > DEPTH_MAX) {
        stop_if(h, err_set(h->e, h->b.d->name, h->b.line, "HTML elements nested more than %d deep", DEPTH_MAX));
        return;
    }
    title_start(h, name, atts);
    if (h->skip_from) return;
    if (is_one_of(name, not_shown) || is_hidden(atts)) {
        h->skip_from = h->depth;
        return;
    }
    if (strcmp(name, "table") == 0) stop_if(h, build_table_open(&h->b, h->e));
    else if (strcmp(name, "tr") == 0) stop_if(h, build_row_open(&h->b, h->e));
    else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0)
        stop_if(h, build_cell_open(&h->b, span(atts, "colspan", 1), span(atts, "rowspan", UINT16_MAX), h->e));
    else if (is_heading(name) || is_one_of(name, blocks)) stop_if(h, build_break(&h->b, h->e));
    if (is_heading(name)) h->b.para_flags = DOC_HEADING;
    h->pre += strcmp(name, "pre") == 0;
}

static void on_end(void *arg, const xmlChar *xname)
{
    struct html *h = arg;
    const char *name = (const char *)xname;
    if (h->rc || h->depth == 0) return;
    unsigned was = h->depth--;
    if (h->title_from == TITLE_OPEN && strcmp(name, "title") == 0) h->title_from = TITLE_READ;
    if (h->skip_from) {
        if (h->skip_from == was) h->skip_from = 0;
        return;
    }
    if (strcmp(name, "table") == 0) stop_if(h, build_table_close(&h->b, h->e));
    else if (strcmp(name, "tr") == 0) stop_if(h, build_row_close(&h->b, h->e));
    else if (strcmp(name, "td") == 0 || strcmp(name, "th") == 0) stop_if(h, build_cell_close(&h->b, h->e));
    else if (is_heading(name) || is_one_of(name, blocks)) stop_if(h, build_break(&h->b, h->e));
    if (strcmp(name, "pre") == 0 && h->pre > 0) h->pre--;
}

static bool is_ascii_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* White space is one blank, none at the start of a paragraph; in <pre> lines are lines. */
static void on_text(void *arg, const xmlChar *text, int len)
{
    struct html *h = arg;
    const char *p = (const char *)text;
    size_t n = len > 0 ? (size_t)len : 0;
    if (h->title_from == TITLE_OPEN) title_text(h, p, n);
    if (h->skip_from) return;
    for (size_t i = 0; i < n && !h->rc;) {
        size_t run = 0;
        while (i + run < n && !is_ascii_blank(p[i + run])) run++;
        if (run) stop_if(h, build_text(&h->b, p + i, run, h->e));
        i += run;
        for (; i < n && is_ascii_blank(p[i]) && !h->rc; i++) {
            char last = build_last(&h->b);
            if (h->pre && p[i] == '\n') stop_if(h, build_break(&h->b, h->e));
            else if (h->pre || (last != ' ' && last != '\n')) stop_if(h, build_text(&h->b, " ", 1, h->e));
        }
    }
}

static void parse(void *arg)
{
    struct html *h = arg;
    htmlSAXHandler sax = {.startElement = on_start, .endElement = on_end, .characters = on_text, .ignorableWhitespace = on_text};
    h->xml_errno = XML_ERR_NO_MEMORY;
    h->parser = htmlCreateMemoryParserCtxt(h->text.p, (int)h->text.n);
    if (!h->parser) return;
    *h->parser->sax = sax;
    h->parser->userData = h;
    htmlCtxtUseOptions(h->parser, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(h->parser, XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(h->parser);
    h->xml_errno = h->parser->errNo;
    if (h->parser->myDoc) xmlFreeDoc(h->parser->myDoc);
    htmlFreeParserCtxt(h->parser);
}

int html_lines(struct doc *d, struct str text, struct err *e)
{
    struct html h = {.b = {.d = d, .count = true}, .text = text, .e = e};
    if (text.n > HTML_MAX) return err_set(e, d->name, 0, "is HTML of more than %d MiB", HTML_MAX >> 20);
    if (text.n == 0) return 0;
    int rc = xml_guard(parse, &h) ? err_nomem(e) : h.rc;
    if (rc == 0 && h.xml_errno == XML_ERR_NO_MEMORY) rc = err_nomem(e);
    while (rc == 0 && h.b.depth > 0) rc = build_table_close(&h.b, e);
    if (rc == 0) rc = build_break(&h.b, e);
    if (rc == 0 && h.title.n) {
        d->title = arena_str(&d->arena, (struct str){h.title.v, text_clean(h.title.v, h.title.n)});
        if (!d->title.p) rc = err_nomem(e);
    }
    VEC_FREE(&h.title);
    build_free(&h.b);
    return rc;
}

int doc_html_fragment(struct arena *a, struct str html, struct doc_line **line, size_t *n, struct err *e)
{
    struct doc d = {.arena = *a, .name = ""};
    int rc = html_lines(&d, html, e);
    *a = d.arena;
    *line = d.line;
    *n = d.n;
    return rc;
}
