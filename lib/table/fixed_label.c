/* SPDX-License-Identifier: MIT */
/* fixed_label.c: which rows a label is for that spans several. */
#include "table/fixed_label.h"

void fx_add_piece(struct fx_labels *ls, const struct fx_tok *p, uint32_t y)
{
    if (ls->n < FORM_NAMES) ls->v[ls->n++] = (struct fx_label){p->s, y, y, 0};
}

/* Rows [i, j) under one label: how far it is from their middle. */
static double off_rows(const struct fx_indicator *v, uint32_t i, uint32_t j, double y)
{
    double m = (v[i].y0 + v[j - 1].y1) / 2;
    return m > y ? (m - y) * (m - y) : (y - m) * (y - m);
}

/* Where line y is among the rows. A line of a label alone stands between two rows and takes no room. */
static double place_of(const struct fx_indicator *v, uint32_t n, uint32_t y)
{
    for (uint32_t i = 0; i < n; i++) {
        if (y < v[i].first) return v[i].y0;
        if (y <= v[i].last) return v[i].y0 + (v[i].y1 - v[i].y0) * (y - v[i].first + 0.5) / (v[i].last - v[i].first + 1.0);
    }
    return n ? v[n - 1].y1 : 0;
}

/* Gives each label its rows. Least sum of squares. */
static int balance(struct arena *mem, struct fx_labels *ls, const struct fx_indicator *v, uint32_t n)
{
    if (ls->n == 0 || n == 0) return 0;
    if (ls->n > n) ls->n = n;
    double *cost = arena_array(mem, ((size_t)ls->n + 1) * (n + 1), sizeof *cost);
    uint32_t *from = arena_array(mem, ((size_t)ls->n + 1) * (n + 1), sizeof *from);
    if (!cost || !from) return -1;
    for (uint32_t k = 0; k <= ls->n; k++) {
        double y = k ? (place_of(v, n, ls->v[k - 1].first) + place_of(v, n, ls->v[k - 1].last)) / 2 : 0;
        for (uint32_t j = 0; j <= n; j++) {
            double *c = &cost[k * (n + 1) + j];
            *c = k || j ? 1e18 : 0;
            for (uint32_t i = 0; k && i < j; i++) {
                double d = cost[(k - 1) * (n + 1) + i];
                if (d < 1e18) d += off_rows(v, i, j, y);
                if (d < *c) *c = d, from[k * (n + 1) + j] = i;
            }
        }
    }
    for (uint32_t k = ls->n, j = n; k > 0; k--) {
        j = from[k * (n + 1) + j];
        ls->v[k - 1].row = j;
    }
    return 0;
}

/* The row whose lines hold y, or n. */
static uint32_t row_at(const struct fx_indicator *v, uint32_t n, uint32_t y)
{
    uint32_t i = 0;
    while (i < n && (y < v[i].first || y > v[i].last)) i++;
    return i;
}

/* Do all labels stand on the first of their rows? Then the first row has one in every column, and no label stands between
 * two rows; a label of several rows in their middle would leave the first one blank. */
static bool at_top(const struct fx_labels *ls, uint32_t from, uint32_t to, const struct fx_indicator *v, uint32_t n)
{
    bool several = false;
    for (uint32_t c = from; c < to; c++) {
        if (!ls[c].n || row_at(v, n, ls[c].v[0].first) != 0) return false;
        several |= ls[c].n < n;
        for (uint32_t k = 1; k < ls[c].n; k++) {
            uint32_t row = row_at(v, n, ls[c].v[k].first);
            if (row == n || row <= row_at(v, n, ls[c].v[k - 1].first)) return false;
            for (uint32_t d = c + 1; d < to; d++) { /* what is right of it begins with it */
                uint32_t m = 0;
                while (m < ls[d].n && row_at(v, n, ls[d].v[m].first) != row) m++;
                if (m == ls[d].n) return false;
            }
        }
    }
    return several && to > from + 1;
}

/* Rows where the first column of labels begins again: 产出指标 after 满意度指标. */
static uint32_t restarts(const struct fx_labels *top, uint32_t *row)
{
    uint32_t m = 0;
    for (uint32_t k = 0; k < top->n; k++)
        if (!k || (str_eq(top->v[k].text, top->v[0].text) && !str_eq(top->v[k].text, top->v[k - 1].text))) row[m++] = k ? top->v[k].row : 0;
    return m;
}

/* The pieces of a column of projects, joined from one beginning to the next. Above the first of labels set at the top stands the
 * organisation. */
static int join_pieces(struct arena *a, struct fx_labels *ls, const uint32_t *row, uint32_t m, const struct fx_indicator *v, bool top)
{
    struct fx_labels got = {.n = 0};
    uint32_t i = 0;
    for (uint32_t k = 0; k < ls->n; k++) {
        if (top && ls->v[k].first < v[0].first) continue;
        while (i + 1 < m && ls->v[k].first >= v[row[i + 1]].first) i++;
        struct fx_label *at = got.n ? &got.v[got.n - 1] : NULL;
        if (at && at->row == row[i]) {
            at->text = arena_cat(a, at->text, ls->v[k].text);
            if (!at->text.p) return -1;
        } else {
            got.v[got.n] = ls->v[k];
            got.v[got.n++].row = row[i];
        }
    }
    *ls = got;
    return 0;
}

int fx_place_labels(struct arena *mem, struct arena *a, struct fx_labels *ls, uint32_t front, uint32_t nlabel, const struct fx_indicator *v, uint32_t n)
{
    uint32_t row[FORM_NAMES];
    bool top = at_top(ls, front, nlabel, v, n);
    for (uint32_t c = front; c < nlabel; c++) {
        if (!top && balance(mem, &ls[c], v, n)) return -1;
        for (uint32_t k = 0; top && k < ls[c].n; k++) ls[c].v[k].row = row_at(v, n, ls[c].v[k].first);
    }
    uint32_t m = front && n && front < nlabel ? restarts(&ls[front], row) : 0;
    for (uint32_t c = 0; m && c < front; c++)
        if (join_pieces(a, &ls[c], row, m, v, top)) return -1;
    return 0;
}
