/* SPDX-License-Identifier: MIT */
/* fixed_head.h: the lines above the rows become a tree of header cells, between the files that do it (see fixed_head.c).
 * Memory: the scratch arena of the table. */
#ifndef BD_TABLE_FIXED_HEAD_H
#define BD_TABLE_FIXED_HEAD_H

#include "table/fixed.h"

enum { FX_HEAD_CELLS = 96 }; /* header pieces of a line that are tried; no form has more */
#define HEAD_NEVER 1e6

struct fx_head_line {
    struct fx_tok *cell;
    uint32_t *last; /* line of the cell's tail */
    uint32_t n;
};

struct fx_root {
    const struct fx_band *under; /* its first column */
    const struct fx_band *own;   /* the band it stands over itself */
    bool label;                  /* fx_over_label */
    bool pair;                   /* one of several leaves of this name */
    bool goes_on;                /* with what the root before it began: 预算数 | 决算数 | 预算数 | 决算数 */
};

struct fx_forest {
    struct fx_table *t;
    const struct fx_seg *s;
    struct fx_head **v;
    uint32_t n;
    uint32_t *y; /* of the header's lines, from 1: lines set apart by blank ones count as close */
    const uint32_t *last; /* of the line being placed: where its cells end */
    bool full;            /* every column of the rows has its head */
    const struct fx_head_line *line;
    struct fx_root *root; /* what is known of v, on the line being placed */
    bool doubt;           /* heads may be shared out otherwise */
};

static inline double gap2(double a, double b) { return a > b ? a - b : b - a; }
static inline double mid(uint32_t a, uint32_t b) { return (a + b) / 2.0; }
/* Text hull of a cell with its kids. */
static inline uint32_t t0_of(const struct fx_head *h)
{
    return h->nkid && t0_of(h->kid[0]) < h->x0 ? t0_of(h->kid[0]) : h->x0;
}
static inline uint32_t t1_of(const struct fx_head *h)
{
    return h->nkid && t1_of(h->kid[h->nkid - 1]) > h->x1 ? t1_of(h->kid[h->nkid - 1]) : h->x1;
}
static inline double y_of(const struct fx_head *h) { return mid(h->y0, h->y1); }
static inline bool code_part(struct str s) { return str_eq(s, S("类")) || str_eq(s, S("款")) || str_eq(s, S("项")); }

/* Pieces of the header's lines, wrapped cells of known heads put together. (fixed_head_line.c) */
bool fx_is_head(struct str s);
int fx_head_lines(struct fx_table *t, const struct fx_seg *s, const uint32_t *y, struct fx_head_line **out);

/* What the official forms say of heads. (fixed_head_known.c) */
bool fx_names_whole(struct str s);
bool fx_names_item(struct str s);
bool fx_names_side(const struct fx_forest *f, const struct fx_tok *c, double y);
bool fx_kin(const struct fx_head *a, const struct fx_head *b);
bool fx_foreign_part(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b);
bool fx_side_of_labels(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b);
bool fx_two_years(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b);

/* What it costs that a cell is a new column, a further line of the cell below, or the head of several. (fixed_head_cost.c) */
double fx_leaf_cost(const struct fx_forest *f, const struct fx_tok *c, double y, uint32_t j);
double fx_wrap_cost(const struct fx_forest *f, const struct fx_tok *line, uint32_t k, uint32_t i, uint32_t y, uint32_t j);
/* `now` is added to it; HEAD_NEVER if that comes to `most` or more in any case: no summand is negative. */
double fx_parent_cost(const struct fx_forest *f, const struct fx_tok *line, uint32_t i, uint32_t y, uint32_t a, uint32_t b, double now, double most);
bool fx_all_headed(const struct fx_forest *f);
const struct fx_band *fx_band_of(const struct fx_forest *f, const struct fx_head *h);
bool fx_over_label(const struct fx_forest *f, const struct fx_head *h);
bool fx_same_tier(const struct fx_head *a, const struct fx_head *b);

/* A line placed over what is below it, at the least cost. (fixed_head_place.c) */
struct fx_head *fx_new_head(struct fx_forest *f, const struct fx_tok *c, uint32_t y, uint32_t last);
int fx_adopt(struct fx_forest *f, struct fx_head *h, uint32_t a, uint32_t b);
int fx_place_line(struct fx_forest *f, const struct fx_tok *c, uint32_t k, uint32_t y);
int fx_force_line(struct fx_forest *f, const struct fx_tok *c, uint32_t k, uint32_t y);

#endif
