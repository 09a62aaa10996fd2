/* SPDX-License-Identifier: MIT */
/* fixed_form.h: a form being read, between fixed_form.c (labels, money, goals) and fixed_form_targets.c (indicators).
 *
 * The grid and its texts live in `a`, all else in the table's scratch arena. NULL or -1: no memory. */
#ifndef BD_TABLE_FIXED_FORM_H
#define BD_TABLE_FIXED_FORM_H

#include "table/fixed.h"

enum { FORM_NAMES = 64 }; /* pieces of one line, labels of one column */

struct fx_form {
    struct fx_table *t;
    struct arena *a;
    struct grid *g;
    uint32_t room;
    size_t goals, targets; /* first line of those parts; t->n if there is none */
};

/* A new row of the grid, blank. */
struct grid_row *fx_form_row(struct fx_form *f, const struct doc_line *l);
/* s, of line l, behind what the cell has. */
int fx_form_text(struct fx_form *f, struct grid_cell *c, struct str s, const struct doc_line *l);

/* The indicators, from the line of their heads to the end. 0 or an error. */
int fx_form_targets(struct fx_form *f, size_t from, struct err *e);

#endif
