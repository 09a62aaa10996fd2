/* SPDX-License-Identifier: MIT */
/* fixed_pair.h: which band of a page's rows belongs to which head or column: the pairing that keeps the order of both at the least
 * cost, and how plainly it is told. Between fixed_pair.c, fixed_cols.c and fixed_kind.c.
 *
 * Costs are numbers without a unit, weighed against each other only; places are columns of the page's measure, from 0. */
#ifndef BD_TABLE_FIXED_PAIR_H
#define BD_TABLE_FIXED_PAIR_H

#include "table/fixed.h"

#define FX_NEVER 1e6 /* no cost of a pairing comes near */

/* A place that a band may belong to. */
struct fx_place {
    uint32_t x0, x1;
    bool text, numeric; /* what is known to stand there; neither: unknown */
    bool amount;        /* its head is one over amounts */
    double skip;        /* what it costs to leave it without a band */
    const double *edge; /* how far right of a head's middle figures end on this page; NULL: not known */
    uint16_t col;
};

struct fx_match {
    const struct fx_band *band;
    uint32_t m;
    const struct fx_place *place;
    uint32_t n;
    double unmatched;    /* price of a band without a place */
    double (*price)(const struct fx_band *b, const struct fx_place *p);
};

double fx_under_header(const struct fx_band *b, const struct fx_place *p);
double fx_in_order(const struct fx_band *b, const struct fx_place *p);
/* Least-cost pairing that keeps the order; to[b] is the place of band b or FX_NONE. -1: no memory, as below. */
int fx_pair_up(struct arena *mem, const struct fx_match *q, uint16_t *to, double *total);
/* Heads as printed or as their widths put them, whichever fits the rows better; *told: by how much. */
int fx_pair_either(struct arena *mem, const struct fx_match *q, struct fx_place *place, const struct fx_place *wide, uint16_t *to, double *told);
/* What the band that is told least would cost more at a head beside its own. */
double fx_pair_margin(const struct fx_match *q, const uint16_t *to);
bool fx_crowded_gap(const struct fx_heads *h, const struct fx_match *q, const uint16_t *to);

/* ---- words of heads (fixed_kind.c) ---- */

bool fx_names_label(const struct fx_head *h); /* a head over labels, as far as its words tell */

#endif
