/* SPDX-License-Identifier: MIT */
/* sangong_listing.c: a table of cells as TSV, Markdown or a self-contained HTML page. libxml2 writes the HTML, so
 * everything in it is escaped; the charts are inline SVG and need no script. */
#include "check/sangong_panel.h"
#include "doc/xml.h"

#include <libxml/xmlwriter.h>
#include <stdlib.h>

struct listing {
    struct io_writer *w;
    enum panel_format format;
    unsigned ncell, nhead;
    bool body;
    struct arena a; /* for one row */
    struct str *cell;
    bool *number;
    size_t cap;
    xmlBufferPtr buf;
    xmlTextWriterPtr x;
    bool failed;
};

/* ---- libxml2, with its errors remembered ---- */

static const xmlChar *text(struct listing *s, struct str t)
{
    struct str c = arena_str(&s->a, t);
    if (!c.p) s->failed = true;
    return c.p ? (const xmlChar *)c.p : (const xmlChar *)"";
}

static void open_tag(struct listing *s, const char *tag) { s->failed |= xmlTextWriterStartElement(s->x, (const xmlChar *)tag) < 0; }
static void close_tag(struct listing *s) { s->failed |= xmlTextWriterFullEndElement(s->x) < 0; }
static void put_text(struct listing *s, struct str t) { s->failed |= xmlTextWriterWriteString(s->x, text(s, t)) < 0; }

static void attr(struct listing *s, const char *name, const char *value)
{
    s->failed |= xmlTextWriterWriteAttribute(s->x, (const xmlChar *)name, (const xmlChar *)value) < 0;
}

static void element(struct listing *s, const char *tag, struct str content)
{
    open_tag(s, tag);
    put_text(s, content);
    close_tag(s);
}

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;margin:1rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;display:block;overflow-x:auto}"
    "th,td{padding:.2rem .6rem;border-bottom:1px solid #8884;text-align:left;white-space:nowrap}"
    "td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}tr.total td{font-weight:600}"
    ".multiples{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:1rem;margin:1rem 0}figure{margin:0}"
    "figcaption{font-size:.85rem}svg{width:100%;height:auto}"
    ".budget{stroke:#2a6fbb;fill:#2a6fbb}.final{stroke:#c2571a;fill:#c2571a}path{fill:none!important;stroke-width:2}"
    "svg text{font-size:11px;fill:currentColor;stroke:none}line{stroke:currentColor;stroke-opacity:.3}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}";

static void open_page(struct listing *s, const char *title)
{
    io_str(s->w, S("<!DOCTYPE html>\n"));
    open_tag(s, "html");
    attr(s, "lang", "zh");
    open_tag(s, "head");
    s->failed |= xmlTextWriterWriteRaw(s->x, (const xmlChar *)"<meta charset=\"utf-8\"><meta name=\"viewport\" "
                                                              "content=\"width=device-width,initial-scale=1\">") < 0;
    element(s, "title", str_c(title));
    element(s, "style", str_c(style));
    close_tag(s);
    open_tag(s, "body");
    element(s, "h1", str_c(title));
}

struct listing *listing_new(struct io_writer *w, enum panel_format format, const char *title, struct err *e)
{
    struct listing *s = calloc(1, sizeof *s);
    if (!s) goto nomem;
    s->w = w;
    s->format = format;
    if (format == PANEL_HTML) {
        xml_memory();
        s->buf = xmlBufferCreate();
        s->x = s->buf ? xmlNewTextWriterMemory(s->buf, 0) : NULL;
        if (!s->x) goto nomem;
        open_page(s, title);
    }
    return s;
nomem:
    if (s && s->buf) xmlBufferFree(s->buf);
    free(s);
    err_nomem(e);
    return NULL;
}

/* ---- rows ---- */

void listing_cell(struct listing *s, struct str cell, bool number)
{
    if (s->ncell == s->cap) {
        size_t cap = s->cap ? 2 * s->cap : 16;
        struct str *c = realloc(s->cell, cap * sizeof *c);
        if (c) s->cell = c;
        bool *n = realloc(s->number, cap * sizeof *n);
        if (n) s->number = n;
        if (!c || !n) {
            s->failed = true;
            return;
        }
        s->cap = cap;
    }
    struct str copy = arena_str(&s->a, cell);
    if (!copy.p) s->failed = true;
    s->cell[s->ncell] = copy;
    s->number[s->ncell++] = number;
}

void listing_head(struct listing *s, struct str cell) { listing_cell(s, cell, false); }

/* A | would end the cell, a < begin HTML; control characters never enter a stream. */
static void markdown_cell(struct listing *s, struct str c)
{
    for (size_t i = 0; i < c.n; i++) {
        if (c.p[i] == '<') io_str(s->w, S("&lt;"));
        else if (c.p[i] == '&') io_str(s->w, S("&amp;"));
        else {
            if (memchr("|\\`*_[]", c.p[i], 7)) io_char(s->w, '\\');
            io_char(s->w, c.p[i]);
        }
    }
}

static void markdown_row(struct listing *s)
{
    for (unsigned i = 0; i < s->ncell; i++) {
        io_str(s->w, i ? S(" | ") : S("| "));
        markdown_cell(s, s->cell[i]);
    }
    io_str(s->w, S(" |\n"));
    if (s->body) return;
    for (unsigned i = 0; i < s->ncell; i++) io_str(s->w, S("| --- "));
    io_str(s->w, S("|\n"));
}

static void html_row(struct listing *s, bool total)
{
    if (!s->body) open_tag(s, "table");
    open_tag(s, "tr");
    if (total) attr(s, "class", "total");
    for (unsigned i = 0; i < s->ncell; i++) {
        open_tag(s, s->body ? "td" : "th");
        if (s->number[i]) attr(s, "class", "n");
        put_text(s, s->cell[i]);
        close_tag(s);
    }
    close_tag(s);
    s->failed |= xmlTextWriterWriteRaw(s->x, (const xmlChar *)"\n") < 0;
}

void listing_row(struct listing *s, bool total)
{
    if (s->format == PANEL_HTML) html_row(s, total);
    else if (s->format == PANEL_MARKDOWN) markdown_row(s);
    else {
        for (unsigned i = 0; i < s->ncell; i++) {
            if (i) io_char(s->w, '\t');
            io_str(s->w, s->cell[i]);
        }
        io_char(s->w, '\n');
    }
    s->body = true;
    s->ncell = 0;
    arena_reset(&s->a);
}

int listing_end(struct listing *s, struct err *e)
{
    if (s->x) {
        s->failed |= xmlTextWriterEndDocument(s->x) < 0;
        xmlFreeTextWriter(s->x);
        io_put(s->w, (const char *)xmlBufferContent(s->buf), (size_t)xmlBufferLength(s->buf));
        xmlBufferFree(s->buf);
    }
    bool failed = s->failed;
    arena_free(&s->a);
    free(s->cell);
    free(s->number);
    free(s);
    return failed ? err_nomem(e) : 0;
}

/* ---- small multiples ---- */

enum { WIDTH = 220, HEIGHT = 100, LEFT = 8, RIGHT = 212, TOP = 24, BOTTOM = 82 };

/* Where value stands between 0 (BOTTOM) and max (TOP), in whole pixels. */
static int height_of(struct dec value, struct dec max)
{
    struct dec q;
    if (max.m <= 0 || dec_mul(value, (struct dec){BOTTOM - TOP, 0}, &q) || dec_div(q, max, 0, &q)) return BOTTOM;
    const int up = q.m < 0 ? 0 : q.m > BOTTOM - TOP ? BOTTOM - TOP : (int)q.m;
    return BOTTOM - up;
}

static int x_of(size_t y, size_t nyear) { return nyear < 2 ? (LEFT + RIGHT) / 2 : LEFT + (int)y * (RIGHT - LEFT) / (int)(nyear - 1); }

static void label(struct listing *s, int x, int y, const char *anchor, struct str t)
{
    char n[16];
    open_tag(s, "text");
    snprintf(n, sizeof n, "%d", x);
    attr(s, "x", n);
    snprintf(n, sizeof n, "%d", y);
    attr(s, "y", n);
    attr(s, "text-anchor", anchor);
    put_text(s, t);
    close_tag(s);
}

static void dot(struct listing *s, int x, int y, const char *phase)
{
    char n[16];
    open_tag(s, "circle");
    snprintf(n, sizeof n, "%d", x);
    attr(s, "cx", n);
    snprintf(n, sizeof n, "%d", y);
    attr(s, "cy", n);
    attr(s, "r", "3");
    attr(s, "class", phase);
    close_tag(s);
}

/* A line through the years that are there; a year that is not breaks it. */
static void series(struct listing *s, const struct panel *p, const struct panel_row *r, struct dec max)
{
    const char *phase = str_eq(r->phase, S("final")) ? "final" : "budget";
    char step[48];
    struct str d = S("");
    bool on = false;
    for (size_t y = 0; y < p->nyear; y++) {
        if (r->cell[y].there) {
            int n = snprintf(step, sizeof step, "%c%d %d", on ? 'L' : 'M', x_of(y, p->nyear), height_of(r->cell[y].value, max));
            d = arena_cat(&s->a, d, (struct str){step, (size_t)n});
            if (!d.p) s->failed = true;
            dot(s, x_of(y, p->nyear), height_of(r->cell[y].value, max), phase);
        }
        on = r->cell[y].there;
    }
    open_tag(s, "path");
    attr(s, "class", phase);
    attr(s, "d", (const char *)text(s, d));
    close_tag(s);
}

static struct dec largest(const struct panel *p, const struct panel_row *r, struct dec max)
{
    for (size_t y = 0; y < p->nyear; y++)
        if (dec_cmp(r->cell[y].value, max) > 0) max = r->cell[y].value;
    return max;
}

static void multiple(struct listing *s, const struct panel *p, const struct panel_row *a, const struct panel_row *b)
{
    char top[DEC_CHARS], box[32];
    struct dec max = largest(p, a, DEC_ZERO);
    if (b) max = largest(p, b, max);
    dec_print(max, top);
    open_tag(s, "figure");
    element(s, "figcaption", a->org.n ? a->org : a->orgcode);
    open_tag(s, "svg");
    snprintf(box, sizeof box, "0 0 %d %d", WIDTH, HEIGHT);
    attr(s, "viewBox", box);
    attr(s, "role", "img");
    attr(s, "aria-label", (const char *)text(s, a->org.n ? a->org : a->orgcode));
    s->failed |= xmlTextWriterWriteFormatRaw(s->x, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", LEFT, BOTTOM, RIGHT, BOTTOM) < 0;
    label(s, LEFT, TOP - 10, "start", str_c(top));
    if (p->nyear) label(s, x_of(0, p->nyear), HEIGHT - 4, p->nyear < 2 ? "middle" : "start", p->year[0]);
    if (p->nyear > 1) label(s, RIGHT, HEIGHT - 4, "end", p->year[p->nyear - 1]);
    series(s, p, a, max);
    if (b) series(s, p, b, max);
    close_tag(s);
    close_tag(s);
    arena_reset(&s->a);
}

/* The other phase of the same organisation: rows are sorted by phase first. */
static const struct panel_row *twin(const struct panel *p, const struct panel_row *r)
{
    for (size_t i = p->row.n; i-- > 0;) {
        const struct panel_row *t = p->row.v[i];
        if (t != r && !str_eq(t->phase, r->phase) && str_eq(t->issuer, r->issuer) && str_eq(t->orgcode, r->orgcode) &&
            str_eq(t->org, r->org) && str_eq(t->scope, r->scope))
            return t;
    }
    return NULL;
}

/* A total as a row: only its cells are drawn. */
static void total_multiple(struct listing *s, const struct panel *p, const struct panel_total *t, bool balanced)
{
    struct arena a = ARENA_INIT;
    struct panel_row row = {.phase = t->phase};
    char count[24]; /* the phase is as long as the document likes */
    int n = snprintf(count, sizeof count, " (%u)", balanced ? t->nbalanced : t->nrow);
    row.org = arena_cat3(&a, balanced ? S("every year: ") : S("all: "), t->phase, (struct str){count, (size_t)n});
    row.cell = arena_array(&a, p->nyear + 1, sizeof *row.cell);
    if (!row.org.p || !row.cell) s->failed = true;
    for (size_t y = 0; row.cell && y < p->nyear; y++)
        row.cell[y] = (struct panel_cell){.there = t->count[y] > 0, .value = balanced ? t->balanced[y] : t->all[y]};
    if (row.cell) multiple(s, p, &row, NULL);
    arena_free(&a);
}

int listing_multiples(struct listing *s, const struct panel *p)
{
    if (s->format != PANEL_HTML || p->nyear == 0) return 0;
    element(s, "p", S("蓝 blue: budget 预算; 橙 orange: final 决算; 万元"));
    open_tag(s, "div");
    attr(s, "class", "multiples");
    for (size_t i = 0; i < p->ntotal; i++) {
        if (p->total[i].nbalanced) total_multiple(s, p, &p->total[i], true);
        total_multiple(s, p, &p->total[i], false);
    }
    for (size_t i = 0; i < p->row.n; i++) {
        const struct panel_row *r = p->row.v[i], *b = twin(p, r);
        if (b && str_cmp(b->phase, r->phase) < 0) continue; /* drawn with its budget */
        multiple(s, p, r, b);
    }
    close_tag(s);
    return s->failed ? -1 : 0;
}
