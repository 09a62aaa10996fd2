/* SPDX-License-Identifier: MIT */
/* alike.h: rows whose names are nearly the same, and rows that add up to one another. For match.c. */
#ifndef BD_DIFF_ALIKE_H
#define BD_DIFF_ALIKE_H

#include "diff/rows.h"

int alike_projects(struct rows *r); /* a project of forms and targets under another name */
int alike_rows(struct rows *r);     /* a row without code under another name */
int alike_tables(struct rows *r);   /* a whole table under another title */
int alike_sums(struct rows *r);     /* one account that became several, several that became one (sums.c) */

#endif
