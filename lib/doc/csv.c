/* SPDX-License-Identifier: MIT */
/* csv.c: comma-separated values, read by libcsv. */
#include "doc/build.h"
#include "doc/source.h"

#include <csv.h>
#include <stdlib.h>

/* ---- detection ---- */

/* Cells of the first records, by a reader that only counts. */
struct count {
    unsigned cells, last, records, wide, same; /* same: as wide as the record before */
    unsigned one, even;                        /* of one cell; of several, as wide as the record before */
    bool text;                                 /* a cell holds something */
    bool spaced;                               /* a TAB or blanks inside a cell, as between the columns of a page */
    bool gaps, tabs;                           /* in a record of several cells; a TAB anywhere */
};

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void count_cell(void *p, size_t n, void *arg)
{
    struct count *c = arg;
    struct str s = str_trim((struct str){p, n});
    c->cells++;
    c->text |= n > 0;
    if (n && memchr(p, '\t', n)) c->tabs = c->spaced = true;
    for (size_t i = 1; i + 1 < s.n; i++)
        if ((s.p[i] == ' ' && is_digit(s.p[i + 1]) && (is_digit(s.p[i - 1]) || s.p[i - 1] == ' '))) c->spaced = true;
}

static void count_record(int end, void *arg)
{
    struct count *c = arg;
    (void)end;
    if (c->text) {
        c->records++;
        if (c->cells >= 3) c->wide++;
        if (c->cells == 1) c->one++;
        else c->gaps |= c->spaced;
        c->same += c->cells >= 3 && c->cells == c->last;
        c->even += c->cells >= 2 && c->cells == c->last;
        c->last = c->cells;
    }
    c->cells = 0;
    c->text = c->spaced = false;
}

bool csv_looks(struct str text, bool cut)
{
    struct csv_parser p;
    struct count c = {0};
    size_t end = text.n;
    if (text.n == 0 || str_has(text, S("\n\t")) /* one cell a line */ || memchr(text.p, '\f', text.n)) return false;
    if (cut) {
        end = str_rfind(text, S("\n"));
        if (end == STR_NPOS) return false;
    }
    if (csv_init(&p, 0)) return false;
    bool ok = csv_parse(&p, text.p, end, count_cell, count_record, &c) == end;
    ok = ok && (cut || csv_fini(&p, count_cell, count_record, &c) == 0);
    csv_free(&p);
    /* Prose has commas too, but never the same number of them line after line. A file may hold several tables
     * of different widths, with titles and paragraphs between them: then nothing but rows has commas. */
    bool mixed = !c.gaps && c.same >= 2 && c.even >= 4 && c.even * 2 >= c.records - c.one;
    if (ok && mixed) return true;
    return ok && !c.tabs && c.records >= 3 && c.same >= 2 && c.wide * 4 >= c.records * 3 && c.same * 4 >= (c.wide - 1) * 3;
}

/* ---- reading ---- */

struct csv {
    struct build b;
    struct csv_parser p;
    uint32_t line; /* read so far */
    bool inside;   /* a record goes on */
    bool ended;    /* a record ended in this line */
    int rc;
    struct err *e; /* of the call */
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

struct csv *csv_open(struct doc *d, struct err *e)
{
    struct csv *c = calloc(1, sizeof *c);
    if (!c || csv_init(&c->p, 0)) {
        free(c);
        err_nomem(e);
        return NULL;
    }
    csv_set_space_func(&c->p, no_space);
    c->b.d = d;
    if (build_table_open(&c->b, e) == 0) return c;
    csv_close(c);
    return NULL;
}

/* The last line has no LF, or a quote is open. */
static int finish(struct csv *c)
{
    if (c->inside && !c->ended) csv_parse(&c->p, "\n", 1, on_cell, on_record, c);
    if (c->rc == 0 && c->inside && !c->ended)
        return err_set(c->e, c->b.d->name, c->b.line, "a quoted cell does not end");
    return c->rc ? c->rc : build_table_close(&c->b, c->e);
}

/* libcsv does not say where it is, so it gets a line at a time: a record starts with the line after the
 * one that ended the last. */
int csv_piece(struct csv *c, struct str rest, bool last, struct err *e)
{
    c->e = e;
    while (rest.n > 0 && c->rc == 0) {
        size_t lf = str_find(rest, S("\n"), 0);
        struct str one = str_sub(rest, 0, lf == STR_NPOS ? rest.n : lf + 1);
        bool blank = !c->inside && str_trim(one).n == 0;
        c->line++;
        if (!c->inside) c->b.line = c->line;
        c->ended = false;
        if (csv_parse(&c->p, one.p, one.n, on_cell, on_record, c) != one.n) return err_nomem(e);
        if (blank && c->rc == 0) c->rc = build_line(&c->b, (struct str){"", 0}, 0, e);
        c->inside = !blank && !c->ended;
        rest = str_from(rest, one.n);
    }
    return c->rc || !last ? c->rc : finish(c);
}

void csv_close(struct csv *c)
{
    if (!c) return;
    csv_free(&c->p);
    build_free(&c->b);
    free(c);
}

int csv_lines(struct doc *d, struct str text, struct err *e)
{
    struct csv *c = csv_open(d, e);
    int rc = c ? csv_piece(c, text, true, e) : ERR_FAIL;
    if (rc == 0) loose_rows(d);
    csv_close(c);
    return rc;
}
