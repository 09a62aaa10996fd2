/* SPDX-License-Identifier: MIT */
/* csv.c: comma-separated values, read by libcsv. */
#include "doc/build.h"
#include "doc/source.h"

#include <csv.h>

/* ---- detection ---- */

/* Cells of the first records, by a reader that only counts. */
struct count {
    unsigned cells, last, records, wide, same; /* same: as wide as the record before */
    bool text; /* a cell holds something */
};

static void count_cell(void *p, size_t n, void *arg)
{
    struct count *c = arg;
    (void)p;
    c->cells++;
    c->text |= n > 0;
}

static void count_record(int end, void *arg)
{
    struct count *c = arg;
    (void)end;
    if (c->text) {
        c->records++;
        if (c->cells >= 3) c->wide++;
        c->same += c->cells >= 3 && c->cells == c->last;
        c->last = c->cells;
    }
    c->cells = 0;
    c->text = false;
}

bool csv_looks(struct str text, bool cut)
{
    struct csv_parser p;
    struct count c = {0};
    size_t end = text.n;
    if (text.n == 0 || memchr(text.p, '\t', text.n) || memchr(text.p, '\f', text.n)) return false;
    if (cut) {
        end = str_rfind(text, S("\n"));
        if (end == STR_NPOS) return false;
    }
    if (csv_init(&p, 0)) return false;
    bool ok = csv_parse(&p, text.p, end, count_cell, count_record, &c) == end;
    ok = ok && (cut || csv_fini(&p, count_cell, count_record, &c) == 0);
    csv_free(&p);
    /* Prose has commas too, but never the same number of them line after line. A file may hold several tables
     * of different widths, with titles between them. */
    return ok && c.records >= 3 && c.same >= 2 && c.wide * 4 >= c.records * 3 && c.same * 4 >= (c.wide - 1) * 3;
}

/* ---- reading ---- */

struct csv {
    struct build b;
    bool ended; /* a record ended in this line */
    int rc;
    struct err *e;
};

static void on_cell(void *p, size_t n, void *arg)
{
    struct csv *c = arg;
    if (c->rc == 0) c->rc = build_cell(&c->b, (struct str){p, n}, c->e);
}

static void on_record(int end, void *arg)
{
    struct csv *c = arg;
    (void)end;
    c->ended = true;
    if (c->rc == 0) c->rc = build_row_close(&c->b, c->e);
}

/* Blanks in front of a name are indentation, and indentation means something. */
static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

/* libcsv does not say where it is, so it gets a line at a time: a record starts with the line after the
 * one that ended the last. */
static int feed(struct csv *c, struct csv_parser *p, struct str rest)
{
    uint32_t line = 0;
    bool inside = false;
    while (rest.n > 0 && c->rc == 0) {
        size_t lf = str_find(rest, S("\n"), 0);
        struct str one = str_sub(rest, 0, lf == STR_NPOS ? rest.n : lf + 1);
        bool blank = !inside && str_trim(one).n == 0;
        line++;
        if (!inside) c->b.line = line;
        c->ended = false;
        if (csv_parse(p, one.p, one.n, on_cell, on_record, c) != one.n) return err_nomem(c->e);
        if (blank && c->rc == 0) c->rc = build_line(&c->b, (struct str){"", 0}, 0, c->e);
        inside = !blank && !c->ended;
        rest = str_from(rest, one.n);
    }
    if (c->rc == 0 && inside && !c->ended) csv_parse(p, "\n", 1, on_cell, on_record, c); /* the last line has no LF */
    if (c->rc == 0 && inside && !c->ended)
        return err_set(c->e, c->b.d->name, c->b.line, "a quoted cell does not end");
    return c->rc;
}

int csv_lines(struct doc *d, struct str text, struct err *e)
{
    struct csv_parser p;
    struct csv c = {.b = {.d = d}, .e = e};
    if (csv_init(&p, 0)) return err_nomem(e);
    csv_set_space_func(&p, no_space);
    int rc = build_table_open(&c.b, e);
    if (rc == 0) rc = feed(&c, &p, text);
    if (rc == 0) rc = build_table_close(&c.b, e);
    csv_free(&p);
    build_free(&c.b);
    return rc;
}
