/* SPDX-License-Identifier: MIT */
/* header_lost.c: header rows that were written without the width of their merged cells.
 *
 * Word keeps a blank cell under one that is merged downwards and none beside one that is merged sideways, so a converter that
 * writes a cell after the other gives a first row with as many cells as the second has blank cells and runs of words. Web pages
 * read without regard to their spans keep neither: there the words of the second row tell what they stand under. */
#include "table/header_in.h"
#include "table/lex.h"

uint32_t header_cells_there(const struct grid *g, uint32_t r)
{
    uint32_t n = g->ncol;
    while (n && !grid_at(g, r, n - 1)->there) n--;
    return n;
}

static bool all_filled(const struct grid *g, uint32_t r)
{
    uint32_t n = header_cells_there(g, r);
    for (uint32_t c = 0; c < n; c++)
        if (!grid_at(g, r, c)->text.n) return false;
    return n > 1;
}

/* Blank cells and runs of words of a row. */
static uint32_t segments(const struct grid *g, uint32_t r)
{
    uint32_t n = 0, have = header_cells_there(g, r);
    for (uint32_t c = 0; c < have; c++) n += !grid_at(g, r, c)->text.n || c == 0 || !grid_at(g, r, c - 1)->text.n;
    return n;
}

/* Has row r a cell for each blank cell and run of words of the row below, or do the words of both tell where they stand? */
static bool fits_below(const struct grid *g, uint32_t r, struct arena *scratch)
{
    struct str above[HEADER_SHARE_MAX], below[HEADER_SHARE_MAX];
    uint32_t n = header_cells_there(g, r), m = header_cells_there(g, r + 1), first[HEADER_SHARE_MAX];
    if (n == segments(g, r + 1)) return true;
    if (n >= m || n > HEADER_SHARE_MAX || m > HEADER_SHARE_MAX) return false;
    for (uint32_t c = 0; c < n; c++) above[c] = grid_at(g, r, c)->text;
    for (uint32_t c = 0; c < m; c++) below[c] = grid_at(g, r + 1, c)->text;
    return header_share(above, n, below, m, HEADER_BLANKS, scratch, first) >= 0;
}

/* Does the last row reach the last column, perhaps but for the parts of a code? */
static bool reaches_end(const struct grid *g, uint32_t r)
{
    uint32_t have = header_cells_there(g, r);
    bool code = false;
    for (uint32_t c = 0; c < have; c++) code |= str_ends(lex_no_brackets(grid_at(g, r, c)->text), S("编码"));
    return have == g->ncol || (code && have + 2 >= g->ncol);
}

bool header_spans_lost(const struct grid *g, const struct header *h, struct arena *scratch)
{
    if (g->spans || (g->layout != GRID_TAB && g->layout != GRID_CELLS && g->layout != GRID_LIST) || h->end < h->first + 2) return false;
    if (header_cells_there(g, h->first) >= g->ncol || !all_filled(g, h->first) || !reaches_end(g, h->end - 1)) return false;
    for (uint32_t r = h->first; r + 1 < h->end; r++)
        if (!fits_below(g, r, scratch)) return false;
    return true;
}

/* ---- rows without blank cells either ---- */

bool header_cells_lost(const struct grid *g, const struct header *h)
{
    if (g->spans || g->layout == GRID_FIXED || g->layout == GRID_SPACED || h->end < h->first + 2 || h->end > h->first + 3) return false;
    for (uint32_t r = h->first; r < h->end; r++)
        if (header_cells_there(g, r) >= g->ncol || !all_filled(g, r)) return false;
    return true;
}

struct heads {
    struct str text[HEADER_SHARE_MAX];
    uint32_t n, first[HEADER_SHARE_MAX]; /* of the row below that stands under each, or HEADER_ALONE */
};

static bool read_heads(const struct grid *g, uint32_t r, struct heads *v)
{
    v->n = header_cells_there(g, r);
    if (v->n > HEADER_SHARE_MAX) return false;
    for (uint32_t c = 0; c < v->n; c++) v->text[c] = grid_at(g, r, c)->text;
    return true;
}

/* Where the heads of the row below that stand under head i of v end. */
static uint32_t share_end(const struct heads *v, uint32_t i, uint32_t below)
{
    for (uint32_t k = i + 1; k < v->n; k++)
        if (v->first[k] != HEADER_ALONE) return v->first[k];
    return below;
}

/* Is the row under the heads 类 款 项 and column numbers? */
static bool parts_below(const struct grid *g, uint32_t r)
{
    for (uint32_t c = 0; r < g->nrow && c + 2 < g->ncol && c < 3; c++)
        if (str_eq(grid_at(g, r, c)->text, S("类")) && str_eq(grid_at(g, r, c + 2)->text, S("项"))) return true;
    return false;
}

/* Head i of row r and all under it, into the columns from c on, of a code into `code` columns; the column behind them. */
static uint32_t put_head(const struct heads *row, uint32_t nrow, uint32_t r, uint32_t i, uint32_t c, uint32_t code, uint32_t ncol, struct str *t)
{
    uint32_t from = c, to = c + (str_ends(lex_no_brackets(row[r].text[i]), S("编码")) ? code : 1);
    if (r + 1 < nrow && row[r].first[i] != HEADER_ALONE) {
        uint32_t end = share_end(&row[r], i, row[r + 1].n);
        for (uint32_t k = row[r].first[i]; k < end; k++) c = put_head(row, nrow, r + 1, k, c, code, ncol, t);
        to = c;
    }
    for (uint32_t k = from; k < to && k < ncol; k++) t[(size_t)r * ncol + k] = row[r].text[i];
    return to;
}

int header_place_lost(const struct grid *g, const struct header *h, struct arena *a, struct str *t)
{
    struct heads row[3] = {0};
    uint32_t n = h->end - h->first, wide = parts_below(g, h->end) ? 3 : 1, ncol = g->ncol - (wide - 1);
    for (uint32_t r = 0; r < n; r++)
        if (!read_heads(g, h->first + r, &row[r])) return 0;
    if (n == 2) {
        uint32_t cells = row[0].n + row[1].n;
        if (cells < ncol || header_share(row[0].text, row[0].n, row[1].text, row[1].n, cells - ncol, a, row[0].first) < 0) return 0;
    } else {
        int best = -1;
        for (uint32_t alone = 0; alone < row[0].n; alone++) { /* heads of the first row with nothing under them */
            struct heads up = row[0], mid = row[1];
            uint32_t cells = mid.n + row[2].n + alone;
            if (cells < ncol) continue;
            int v = header_share(up.text, up.n, mid.text, mid.n, up.n - alone, a, up.first);
            int w = header_share(mid.text, mid.n, row[2].text, row[2].n, cells - ncol, a, mid.first);
            if (v < 0 || w < 0 || v + w <= best) continue;
            best = v + w;
            row[0] = up;
            row[1] = mid;
        }
        if (best < 0) return 0;
    }
    uint32_t c = 0;
    for (uint32_t i = 0; i < row[0].n; i++) c = put_head(row, n, 0, i, c, wide, g->ncol, t);
    return c == g->ncol;
}
