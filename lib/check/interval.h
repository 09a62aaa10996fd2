/* SPDX-License-Identifier: MIT */
/* interval.h: what a printed figure can stand for.
 *
 * A figure printed with d decimals stands for its value ± ½·10^-d, as in XBRL Calculations 1.1 (2023). A
 * relation between figures holds if its gap is not larger than the sum of the half-units of the
 * operands present; a blank cell, a dash and a printed 0 add nothing. Nothing here is binary floating point.
 *
 * Which d: in a table the most decimals printed in that table's amount cells, in prose each figure's own
 * (bd-record(5), "Checks"). `prec` (power of ten of the last digit that means something) overrides d.
 * Every function returns 0, or -1 on overflow with its output left alone. */
#ifndef BD_CHECK_INTERVAL_H
#define BD_CHECK_INTERVAL_H

#include "base/dec.h"

struct interval {
    struct dec mid;  /* the value */
    struct dec half; /* >= 0: how far the true one may be away */
};

#define INTERVAL_ZERO ((struct interval){{0, 0}, {0, 0}})

/* Decimals that the digits of value show: "1.50" 2, "25" 0. */
int interval_decimals(struct str value);

/* Value as a figure with `decimals` decimals (the table's, or its own if < 0) and prec (empty: none).
 * Blank and "-" are zero without a half-unit; other text is -1. exact: no half-unit at all. */
int interval_of(struct str value, struct str prec, int decimals, bool exact, struct interval *out);

/* The half-unit of a number as interval_of gives it. */
int interval_half(struct dec mid, struct str prec, int decimals, bool exact, struct dec *half);

/* *sum += sign * x; the half-units always add up. */
int interval_add(struct interval *sum, int sign, struct interval x);

/* gap = a - b and the tolerance for it. */
int interval_gap(struct interval a, struct interval b, struct dec *gap, struct dec *tol);

/* Is |gap| <= tol? */
static inline bool interval_within(struct dec gap, struct dec tol) { return dec_cmp(dec_abs(gap), tol) <= 0; }

/* Can a and b be the same figure? -1 on overflow. */
int interval_agree(struct interval a, struct interval b);

/* part / whole in units of 10^-shift (2: percent), as the widest range both figures allow, with
 * enough digits for any printed rate. -1 also where the whole may be 0. */
int interval_ratio(struct interval part, struct interval whole, int shift, struct dec *low, struct dec *high);

#endif
