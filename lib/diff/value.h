/* SPDX-License-Identifier: MIT */
/* value.h: are two printed values the same? (bd-record(5), "Changes" and "Tolerance")
 *
 * Same bytes are the same. Else numbers are compared exactly; of two that were printed to different
 * precision, the finer is rounded to the coarser. Precision is that of the table: `25` beside `21.56`
 * stands for 25.00. Blank, `-` and 0 in place of one another are notation. */
#ifndef BD_DIFF_VALUE_H
#define BD_DIFF_VALUE_H

#include "base/dec.h"
#include "diff/store.h"

enum value_class { VALUE_BLANK, VALUE_DASH, VALUE_NUMBER, VALUE_TEXT };

struct value {
    enum value_class class;
    struct dec d;          /* VALUE_NUMBER */
    int prec;              /* power of ten of the last digit that means something */
    bool has_prec;         /* the stream says so; else prec is -d.scale */
    struct str text, op, unit, kind;
};

enum value_diff { VALUE_SAME, VALUE_RESTATED, VALUE_NOTATION, VALUE_CHANGED };

struct value_opts {
    bool exact;            /* unequal numbers are never the same */
    bool has_tolerance;
    struct dec tolerance;  /* numbers that differ by no more are restated */
};

struct value value_of(const struct store *s, const struct cell *c);
/* scale_a, scale_b: most decimals in the cells' tables, -1 if unknown. */
enum value_diff value_compare(const struct value_opts *o, const struct value *a, const struct value *b, int scale_a, int scale_b, struct arena *tmp);
/* Whether the cells' value, comparator and precision are the same bytes. */
bool value_same_bytes(const struct cell *a, const struct cell *b);

/* new - old and its share of old in percent with two decimals, into buf; 0 characters where there is
 * none. A side that is NULL, blank or a dash counts as 0 for delta; pct needs an old value other than 0. */
size_t value_delta(const struct value *old, const struct value *new, char buf[DEC_CHARS]);
size_t value_pct(const struct value *old, const struct value *new, char buf[DEC_CHARS]);

#endif
