/* SPDX-License-Identifier: MIT */
#include "table/grid.h"

#include "base/utf.h"

#include <string.h>

void grid_begin(struct grid_builder *b, struct arena *a, struct grid *g, enum grid_layout layout)
{
    memset(g, 0, sizeof *g);
    g->layout = layout;
    g->nhead = GRID_HEAD_UNKNOWN;
    *b = (struct grid_builder){a, g, 0, NULL};
}

struct grid_row *grid_add_row(struct grid_builder *b, uint32_t page, uint32_t line, uint32_t cells)
{
    struct grid *g = b->g;
    if (g->nrow == b->cap) {
        uint32_t cap = b->cap ? b->cap * 2 : 32;
        g->row = arena_grow(b->a, g->row, g->nrow * sizeof *g->row, cap * sizeof *g->row);
        b->width = arena_grow(b->a, b->width, g->nrow * sizeof *b->width, cap * sizeof *b->width);
        if (!g->row || !b->width) return NULL;
        b->cap = cap;
    }
    struct grid_row *r = &g->row[g->nrow];
    *r = (struct grid_row){page, line, arena_array(b->a, cells ? cells : 1, sizeof *r->cell), false};
    if (!r->cell) return NULL;
    for (uint32_t c = 0; c < cells; c++)
        r->cell[c] = (struct grid_cell){{"", 0}, page, line, 1, 1, 0, true, false, false};
    b->width[g->nrow++] = cells;
    if (cells > g->ncol) g->ncol = cells;
    return r;
}

/* The row's n cells and blank ones behind them. */
static int widen_row(struct arena *a, struct grid_row *row, uint32_t n, uint32_t ncol)
{
    if (n >= ncol) return 0;
    struct grid_cell *cell = arena_array(a, ncol, sizeof *cell);
    if (!cell) return -1;
    memcpy(cell, row->cell, n * sizeof *cell);
    for (uint32_t c = n; c < ncol; c++)
        cell[c] = (struct grid_cell){{"", 0}, row->page, row->line, 1, 1, 0, false, false, false};
    row->cell = cell;
    return 0;
}

int grid_finish(struct grid_builder *b, struct err *e)
{
    struct grid *g = b->g;
    if (g->nrow && g->ncol > GRID_MAX_CELLS / g->nrow)
        return err_set(e, NULL, 0, "a table of %u rows and %u columns is too large", g->nrow, g->ncol), ERR_LIMIT;
    for (uint32_t r = 0; r < g->nrow; r++)
        if (widen_row(b->a, &g->row[r], b->width[r], g->ncol)) return err_nomem(e);
    return 0;
}

int grid_widen(struct grid *g, struct arena *a, uint32_t ncol, struct err *e)
{
    for (uint32_t r = 0; r < g->nrow; r++)
        if (widen_row(a, &g->row[r], g->ncol, ncol)) return err_nomem(e);
    if (g->ncol < ncol) g->ncol = ncol, g->digits = NULL;
    return 0;
}

/* White space between two digits: the conversion split a number. */
static bool gap_in_digits(struct str s)
{
    for (size_t i = 1; i + 1 < s.n; i++)
        if (s.p[i] == ' ' && s.p[i - 1] >= '0' && s.p[i - 1] <= '9' && s.p[i + 1] >= '0' && s.p[i + 1] <= '9')
            return true;
    return false;
}

int grid_squeeze(struct grid *g, struct arena *a, struct err *e)
{
    for (uint32_t r = 0; r < g->nrow; r++)
        for (uint32_t c = 0; c < g->ncol; c++) {
            struct grid_cell *cell = grid_at(g, r, c);
            if (!cell->text.n) continue;
            struct str s = utf_squeeze(a, cell->text);
            if (!s.p) return err_nomem(e);
            if (s.n != cell->text.n) cell->joined = gap_in_digits(cell->text);
            cell->text = s;
        }
    return 0;
}
