/* SPDX-License-Identifier: MIT */
/* head.h: header lines, for the reader alone. */
#ifndef BD_REC_HEAD_H
#define BD_REC_HEAD_H

#include "base/map.h"
#include "rec/rec.h"

/* Are these fields a header line: distinct names with doc, kind, value and unit among them? 1, 0, -1: no memory. */
int head_is_header(const struct str *f, unsigned n);
/* Index of name among f, or -1. */
int head_find(const struct str *f, unsigned n, struct str name);
/* Fill h, whose arena is ready, from the first header and the columns the tool appends. -1: no memory. */
int head_set(struct rec_head *h, const struct str *f, unsigned n, const struct rec_reader_opts *o);

#endif
