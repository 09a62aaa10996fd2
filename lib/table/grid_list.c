/* SPDX-License-Identifier: MIT */
/* grid_list.c: one cell a line. A line is TAB + text, a blank cell a line with only the TAB, an empty
 * line ends a row, two end a table or stand at a page break inside one.
 *
 * Two accidents are mended here: a cell that ends in an empty paragraph puts an empty line inside a row
 * (short groups of cells that together have the table's width are one row), and a line without TAB
 * continues the cell above it. */
#include "base/utf.h"
#include "table/grid.h"
#include "table/lex.h"

struct group {
    size_t from, to; /* lines */
    uint32_t cells;
    bool after_break;
};

static bool is_cell(struct str s) { return s.n && s.p[0] == '\t'; }

/* The groups of cell lines of [from, to); the array lives in the arena. */
static struct group *find_groups(const struct doc *d, size_t from, size_t to, struct arena *a, size_t *count)
{
    struct group *v = NULL;
    size_t n = 0, cap = 0, blank = 2;
    bool open = false;
    for (size_t i = from; i < to; i++) {
        struct str s = d->line[i].text;
        if (is_cell(s)) {
            if (!open || blank) {
                if (n == cap) {
                    size_t more = cap ? cap * 2 : 64;
                    if (!(v = arena_grow(a, v, cap * sizeof *v, more * sizeof *v))) return NULL;
                    cap = more;
                }
                v[n++] = (struct group){i, i, 0, blank > 1};
                open = true;
            }
            v[n - 1].cells++;
            v[n - 1].to = i + 1;
            blank = 0;
        } else if (str_trim(s).n) {
            if (open && !blank) v[n - 1].to = i + 1;
            else if (lex_is_page_number(str_trim(s))) blank++;
        } else {
            blank++;
        }
    }
    *count = n;
    return v ? v : arena_alloc(a, sizeof *v);
}

/* Cells like 单位：万元 or 预算年度：2023 stand above a header and are a row of their own. */
static bool is_caption(const struct doc *d, const struct group *g)
{
    for (size_t i = g->from; i < g->to; i++) {
        struct str s = d->line[i].text;
        if (str_has(s, S("单位：")) || str_has(s, S("单位:")) || str_has(s, S("年度：")) || str_has(s, S("时间："))) return true;
    }
    return false;
}

/* 收入 | 支出: the heads of the two sides, a row of their own however many cells stand below. */
static bool is_sides(const struct doc *d, const struct group *g)
{
    unsigned in = 0, out = 0;
    for (size_t i = g->from; i < g->to; i++) {
        struct str s = str_trim(d->line[i].text);
        in += str_starts(s, S("收")) && str_ends(s, S("入")) && s.n < 40;
        out += str_starts(s, S("支")) && str_ends(s, S("出")) && s.n < 40;
    }
    return g->cells == 2 && in == 1 && out == 1;
}

/* How many groups from i on make one row: 1, or more if they are short and add up to the width. */
static size_t groups_of_row(const struct doc *d, const struct group *v, size_t n, size_t i, uint32_t width)
{
    uint32_t sum = v[i].cells;
    size_t k = i + 1;
    if (sum >= width || is_caption(d, &v[i]) || is_sides(d, &v[i])) return 1;
    while (k < n && sum < width && !v[k].after_break && v[k].cells < width) sum += v[k++].cells;
    return sum == width && k - i > 1 ? k - i : 1;
}

/* The most frequent number of cells of the groups up to the next break, seen from group i; the one before
 * the break if all are narrower (a row that is broken there). */
static uint32_t usual_width(const struct group *v, size_t n, size_t i, uint32_t before, size_t *end)
{
    size_t hi = i + 1;
    uint32_t best = 0, most = 0, widest = 0;
    while (hi < n && !v[hi].after_break) hi++;
    *end = hi;
    uint32_t seen[64] = {0};
    for (size_t k = i; k < hi; k++) {
        if (v[k].cells < 64) seen[v[k].cells]++;
        if (v[k].cells > widest) widest = v[k].cells;
    }
    if (widest < before) return before;
    for (uint32_t w = 1; w < 64; w++)
        if (seen[w] > most || (seen[w] == most && seen[w])) {
            best = w;
            most = seen[w];
        }
    return best;
}

static int add_row(struct grid_builder *b, const struct doc *d, const struct group *v, size_t k, struct err *e)
{
    uint32_t cells = 0, c = 0;
    for (size_t i = 0; i < k; i++) cells += v[i].cells;
    if (cells > UINT16_MAX) return err_set(e, d->name, d->line[v->from].line, "a row of %u cells is too wide", cells), ERR_LIMIT;
    struct grid_row *row = grid_add_row(b, d->line[v->from].page, d->line[v->from].line, cells);
    if (!row) return err_nomem(e);
    row->after_break = v->after_break;
    for (size_t i = v->from; i < v[k - 1].to; i++) {
        const struct doc_line *l = &d->line[i];
        struct str text = str_trim(l->text);
        if (is_cell(l->text)) {
            struct grid_cell *cell = &row->cell[c++];
            struct str body = str_from(l->text, 1);
            size_t cols = text.n ? utf_columns((struct str){body.p, (size_t)(text.p - body.p)}) : 0;
            cell->text = text;
            cell->line = l->line;
            cell->page = l->page;
            cell->indent = (uint16_t)(cols > 200 ? 200 : cols);
        } else if (text.n && c) {
            struct str *prev = &row->cell[c - 1].text;
            if (!(*prev = arena_cat(b->a, *prev, text)).p) return err_nomem(e);
        }
    }
    return 0;
}

int grid_list(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e)
{
    struct grid_builder b;
    size_t n = 0, end = 0;
    uint32_t width = 0;
    bool whole = false; /* a row of the usual width stood above: shorter ones may be broken */
    grid_begin(&b, a, g, GRID_LIST);
    struct group *v = find_groups(d, from, to, a, &n);
    if (!v) return err_nomem(e);
    for (size_t i = 0; i < n;) {
        if (i >= end) width = usual_width(v, n, i, width, &end);
        size_t k = whole ? groups_of_row(d, v, n, i, width) : 1;
        whole |= v[i].cells == width;
        int rc = add_row(&b, d, v + i, k, e);
        if (rc) return rc;
        i += k;
    }
    return grid_finish(&b, e);
}
