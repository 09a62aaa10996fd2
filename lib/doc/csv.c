/* SPDX-License-Identifier: MIT */
/* csv.c: values separated by commas, or as spreadsheets save them elsewhere by semicolons or TABs; read by libcsv. */
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
    unsigned broken, tall;                     /* cells with line breaks; with more than a cell has */
};

enum { CELL_LINES = 8 }; /* more of them are no cell but a quotation mark that stands for itself */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

static void count_cell(void *p, size_t n, void *arg)
{
    struct count *c = arg;
    struct str s = str_trim((struct str){p, n});
    c->cells++;
    c->text |= n > 0;
    unsigned breaks = 0;
    for (size_t i = 0; i < s.n; i++) breaks += s.p[i] == '\n';
    c->broken += breaks > 0;
    c->tall += breaks >= CELL_LINES;
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

/* Counts the records of the text before `end`, if it can be read so. */
static bool count_records(struct str text, size_t end, bool cut, char delimiter, struct count *c)
{
    struct csv_parser p;
    *c = (struct count){0};
    if (csv_init(&p, delimiter == '\t' ? CSV_STRICT : 0)) return false; /* "64排"CT between TABs is no cell that a spreadsheet saved */
    csv_set_delim(&p, (unsigned char)delimiter);
    bool ok = csv_parse(&p, text.p, end, count_cell, count_record, c) == end;
    ok = ok && (cut || csv_fini(&p, count_cell, count_record, c) == 0);
    csv_free(&p);
    return ok;
}

/* Prose has commas too, but never the same number of them line after line. A file may hold several tables
 * of different widths, with titles and paragraphs between them: then nothing but rows has commas. */
static bool like_records(const struct count *c)
{
    bool mixed = !c->gaps && c->same >= 2 && c->even >= 4 && c->even * 2 >= c->records - c->one;
    if (mixed) return true;
    return !c->tabs && c->records >= 3 && c->same >= 2 && c->wide * 4 >= c->records * 3 && c->same * 4 >= (c->wide - 1) * 3;
}

/* Text with TABs is a page unless it shows that a spreadsheet saved it: line breaks in quoted cells, or one width
 * for all rows, titles too. */
static bool like_sheet(const struct count *c)
{
    if (c->tall || c->same < 2) return false;
    return c->broken ? c->even >= 4 && c->even * 2 >= c->records - c->one : c->one == 0 && c->even * 10 >= (c->records - 1) * 9;
}

/* Lines are not all there is to records: a cell begins with a quote, or CR may end one. */
static bool may_break(struct str text, char delimiter)
{
    if (memchr(text.p, '\r', text.n)) return true;
    for (size_t at = str_find(text, S("\""), 0); at != STR_NPOS; at = str_find(text, S("\""), at + 1)) {
        size_t i = at;
        while (i > 0 && (text.p[i - 1] == ' ' || text.p[i - 1] == '\t') && text.p[i - 1] != delimiter) i--;
        if (i == 0 || text.p[i - 1] == '\n' || text.p[i - 1] == delimiter) return true;
    }
    return false;
}

/* Can three records have three cells each? */
static bool may_have_records(struct str text, struct str delimiter)
{
    unsigned wide = may_break(text, delimiter.p[0]) ? 3 : 0;
    for (size_t i = 0; wide < 3;) {
        size_t first = str_find(text, delimiter, i);
        if (first == STR_NPOS) break;
        size_t end = str_find(text, S("\n"), first);
        if (end == STR_NPOS) end = text.n;
        wide += memchr(text.p + first + 1, delimiter.p[0], end - first - 1) != NULL;
        i = end;
    }
    return wide == 3;
}

/* Can all records have a TAB? */
static bool may_be_sheet(struct str text)
{
    if (may_break(text, '\t')) return true;
    for (size_t i = 0; i < text.n;) {
        size_t end = str_find(text, S("\n"), i);
        if (end == STR_NPOS) end = text.n;
        struct str line = str_trim(str_sub(text, i, end));
        if (line.n && !memchr(text.p + i, '\t', end - i)) return false;
        i = end + 1;
    }
    return true;
}

char csv_delimiter(struct str text, bool cut)
{
    struct count c;
    size_t end = text.n;
    bool list = str_has(text, S("\n\t")); /* one cell a line */
    if (text.n == 0 || memchr(text.p, '\f', text.n)) return '\0';
    if (cut) {
        end = str_rfind(text, S("\n"));
        if (end == STR_NPOS) return '\0';
    }
    struct str whole = str_sub(text, 0, end);
    if (!list && may_have_records(whole, S(",")) && count_records(text, end, cut, ',', &c) && like_records(&c)) return ',';
    if (!list && may_have_records(whole, S(";")) && count_records(text, end, cut, ';', &c) && like_records(&c)) return ';';
    if (!memchr(text.p, '\t', end) || !may_be_sheet(whole)) return '\0';
    if (count_records(text, end, cut, '\t', &c) && like_sheet(&c)) return '\t';
    return '\0';
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
    csv_set_delim(&c->p, (unsigned char)(d->delimiter ? d->delimiter : ','));
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
    if (!d->delimiter) d->delimiter = csv_delimiter(str_sub(text, 0, CSV_FRONT), text.n > CSV_FRONT);
    struct csv *c = csv_open(d, e);
    int rc = c ? csv_piece(c, text, true, e) : ERR_FAIL;
    if (rc == 0) loose_rows(d);
    csv_close(c);
    return rc;
}
