/* SPDX-License-Identifier: MIT */
/* column_private.h: the inside of column.h, for column*.c only. */
#ifndef BD_BUDGET_COLUMN_PRIVATE_H
#define BD_BUDGET_COLUMN_PRIVATE_H

#include "budget/column.h"

/* n parts joined with '/'; NULL p: no memory. */
struct str column_join(struct arena *a, const struct str *part, unsigned n);
void column_drop_head(struct column *c); /* c without its first part */

/* column_sangong.c: the items among the settled columns of a table of 三公 get `item`, `path` and `level`. -1: no memory. */
int column_sangong(const struct dict *d, struct arena *a, struct str table, struct column *v, size_t n);

#endif
