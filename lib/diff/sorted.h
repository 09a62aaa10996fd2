/* SPDX-License-Identifier: MIT */
/* sorted.h: a comparison of two sorted streams, one edition at a time.
 *
 * Both streams are sorted by sort_key.h and in normal form. An edition of each side is held at a time,
 * joined and matched as in run.h, and forgotten; the result is the same. What cannot be paired before
 * all of an issuer is known (documents without issuer or edition, a scope that only one side names) is
 * held an issuer at a time. */
#ifndef BD_DIFF_SORTED_H
#define BD_DIFF_SORTED_H

#include "diff/run.h"

/* OLD is one input. o->pair.one_issuer as in pair.h; yoy and against_budget are not for this. A record
 * out of order is an error with its file and line. */
int diff_sorted(const char *old, const char *const *new, size_t nnew, const struct diff_opts *o, const struct diff_sink *sink,
                struct diff_result *res, struct err *e);

#endif
