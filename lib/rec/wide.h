/* SPDX-License-Identifier: MIT */
/* wide.h: tables back in their printed shape: one line a row, the amount columns side by side.
 *
 * Only records of kind `number` are shown. One table is held at a time. The lines of a table have its
 * place, its labels and its unit, then a column for each `col`; where a table has figures of several
 * years or phases, those stand in front of the column's name (2022 budget 金额). A header line is written
 * whenever the columns change, with an empty line in front of all but the first. */
#ifndef BD_REC_WIDE_H
#define BD_REC_WIDE_H

#include "rec/rec.h"

/* Takes a line of n fields (escaped form); valid during the call. n is 0 for an empty line. */
typedef int (*wide_sink)(void *arg, const struct str *f, size_t n, struct err *e);

struct wide;
struct wide *wide_new(bool header, wide_sink sink, void *arg, struct err *e);
int wide_put(struct wide *w, const struct rec *r, struct err *e);
int wide_end(struct wide *w, struct err *e);
void wide_free(struct wide *w);

#endif
