/* SPDX-License-Identifier: MIT */
/* realign.c: rows that lost the width of their merged cells.
 *
 * Where a converter writes a cell a line, or the cells of a row without regard to their spans, 合计 over code
 * and name is one cell, and all amounts behind it stand too far left. Such a row is cut into runs of labels
 * and runs of amounts; the first run of amounts belongs to the first panel, the last to the last, and each
 * ends where its panel ends. A row that does not fit is left alone and said to be ambiguous. */
#include "table/lex.h"
#include "table/table.h"

#include <string.h>

static uint32_t cells_of(const struct grid *g, uint32_t r)
{
    uint32_t n = g->ncol;
    while (n && !grid_at(g, r, n - 1)->there) n--;
    return n;
}

static bool filled(const struct grid *g, uint32_t r)
{
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n) return true;
    return false;
}

struct extent {
    uint32_t from, to; /* columns [from, to) */
};

/* The amount columns of a panel; empty if they do not stand together. */
static struct extent amounts_of(const struct header *h, uint32_t panel)
{
    struct extent x = {0, 0};
    for (uint32_t c = 0; c < h->ncol; c++) {
        if (h->col[c].panel != panel || h->col[c].kind != COLUMN_AMOUNT) continue;
        if (x.to && x.to != c) return (struct extent){0, 0};
        if (!x.to) x.from = c;
        x.to = c + 1;
    }
    return x;
}

static bool is_label(struct arena *a, struct str s)
{
    return s.n && !lex_is_code(s) && lex_amount(a, s).kind == LEX_TEXT;
}

/* Where the nth cell of the row goes, or false. at: room for n. */
static bool place(const struct table *t, const struct header *h, uint32_t r, uint32_t n, uint32_t *at)
{
    const struct grid *g = t->g;
    uint32_t run = 0, runs = 0;
    for (uint32_t k = 0; k < n; k++) runs += is_label(t->a, grid_at(g, r, k)->text) && (k == 0 || !is_label(t->a, grid_at(g, r, k - 1)->text));
    if (!runs || runs > h->npanel || !is_label(t->a, grid_at(g, r, 0)->text)) return false;
    for (uint32_t k = 0; k < n; run++) {
        uint32_t panel = run + 1 == runs ? h->npanel - 1 : run, first = k, label;
        uint32_t mine = run + 1 == runs && runs > 1 ? run : panel; /* the panel its label stands in */
        struct extent x = amounts_of(h, panel), y = amounts_of(h, mine);
        while (k < n && is_label(t->a, grid_at(g, r, k)->text)) k++;
        label = k;
        while (k < n && !is_label(t->a, grid_at(g, r, k)->text)) k++;
        if (!x.to || k - label != x.to - x.from || label - first > y.from) return false;
        uint32_t left = mine ? amounts_of(h, mine - 1).to : 0;
        if (left + (label - first) > y.from) return false;
        for (uint32_t i = first; i < label; i++) at[i] = y.from - (label - i);
        for (uint32_t i = label; i < k; i++) at[i] = x.from + (i - label);
    }
    return true;
}

static int move_cells(struct table *t, struct grid_row *row, uint32_t n, const uint32_t *at, struct err *e)
{
    struct grid_cell *cell = arena_array(t->a, t->g->ncol, sizeof *cell);
    if (!cell) return err_nomem(e);
    for (uint32_t c = 0; c < t->g->ncol; c++) {
        cell[c].page = row->page;
        cell[c].line = row->line;
        cell[c].colspan = cell[c].rowspan = 1;
    }
    for (uint32_t k = 0; k < n; k++) cell[at[k]] = row->cell[k];
    row->cell = cell;
    return 0;
}

/* Rows are short of the header by their spans only if most have its width, or the header itself shows it. */
static bool mostly_whole(const struct grid *g, const struct header *h)
{
    uint32_t whole = 0, rows = 0;
    if (cells_of(g, h->end - 1) == g->ncol) return true;
    for (uint32_t r = h->end; r < g->nrow; r++) {
        if (!filled(g, r)) continue;
        rows++;
        whole += cells_of(g, r) == g->ncol;
    }
    return whole * 2 >= rows;
}

/* Rows with TABs may be short because the blank cells at their end were dropped. Not where one has a blank cell there; nor is
 * a row whose amounts follow its label at once. */
static bool keeps_ends(const struct grid *g, const struct header *h)
{
    for (uint32_t r = h->end; r < g->nrow; r++)
        if (cells_of(g, r) == g->ncol && !grid_at(g, r, g->ncol - 1)->text.n) return true;
    return false;
}

static bool without_blanks(const struct grid *g, uint32_t r, uint32_t n)
{
    for (uint32_t c = 0; c < n; c++)
        if (!grid_at(g, r, c)->text.n) return false;
    return true;
}

/* Do its cells stand where they belong, labels under labels and amounts under amounts? */
static bool in_place(const struct table *t, const struct header *h, uint32_t r, uint32_t n)
{
    for (uint32_t c = 0; c < n; c++) {
        struct str s = grid_at(t->g, r, c)->text;
        enum column_kind k = h->col[c].kind;
        if (s.n && is_label(t->a, s) && k == COLUMN_AMOUNT) return false;
        if (s.n && !is_label(t->a, s) && (k == COLUMN_NAME || k == COLUMN_TEXT)) return false;
    }
    return true;
}

int rows_realign(struct table *t, const struct header *h, struct err *e)
{
    const struct grid *g = t->g;
    bool tab = g->layout == GRID_TAB, ends = tab && keeps_ends(g, h);
    if ((g->layout != GRID_LIST && !tab) || !h->found || !mostly_whole(g, h)) return 0;
    struct grid_row *rows = NULL;
    uint32_t *at = NULL;
    for (uint32_t r = h->end; r < g->nrow; r++) {
        uint32_t n = cells_of(g, r);
        if (n == g->ncol || n < 2 || header_is_filler(g, h, r)) continue;
        if (tab && ((!ends && !without_blanks(g, r, n)) || in_place(t, h, r, n))) continue;
        if (!at && !(at = arena_array(t->a, g->ncol, sizeof *at))) return err_nomem(e);
        if (!place(t, h, r, n, at)) {
            t->short_rows |= !tab;
            continue;
        }
        if (!rows) {
            struct grid *own = arena_alloc(t->a, sizeof *own);
            rows = arena_array(t->a, g->nrow, sizeof *rows);
            if (!own || !rows) return err_nomem(e);
            memcpy(rows, g->row, g->nrow * sizeof *rows);
            *own = *g;
            own->row = rows;
            t->g = own;
        }
        if (move_cells(t, &rows[r], n, at, e)) return ERR_FAIL;
    }
    return 0;
}
