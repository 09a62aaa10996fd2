/* SPDX-License-Identifier: MIT */
/* run.h: a whole comparison: two streams in, changes out in order. */
#ifndef BD_DIFF_RUN_H
#define BD_DIFF_RUN_H

#include "diff/join.h"
#include "diff/out.h"
#include "diff/pair.h"

/* Who gets the changes; each function returns 0 or <0 with e filled. `line` is called for the changes of
 * the pair in order; an edition without partner is one line. Slices as in out.h. */
struct diff_sink {
    int (*pair)(void *arg, struct joiner *j, const struct pair *p, struct err *e); /* may be NULL */
    int (*line)(void *arg, struct joiner *j, const struct pair *p, const struct change *c, const struct out_line *l, struct err *e);
    void *arg;
};

struct diff_opts {
    struct store_opts store;
    struct pair_opts pair;
    struct join_opts join;
    unsigned key_parts; /* key.h */
    const char *input_columns;
    const struct dict *dict; /* to bring both streams into the normal form; NULL: they are in it */
};

struct diff_result {
    uint64_t count[CHANGE_WHATS], matched[MATCH_WAYS];
    uint64_t lines;       /* changes, told or not: what exit status 1 stands for */
    uint64_t untold[SIDES]; /* what OLD (NEW) alone has, not told because the other side is torn there */
    uint64_t unsearched;
};

/* Each record of a stream as it was read, before anything is done to it; for --update. */
typedef int (*diff_tap)(void *arg, const struct rec *r, struct err *e);

/* Read one side, normalising it in passing. No record of it may be bad: what is not read would look removed. */
int diff_load(struct store *s, enum side side, const char *const *paths, size_t n, const struct diff_opts *o, diff_tap tap, void *arg, struct err *e);
/* One pair, its lines to the sink; res->lines counts on, the rest is in the joiner until diff_total. */
int diff_pair(struct joiner *j, const struct pair *p, const struct pair_opts *o, const struct diff_sink *sink, struct diff_result *res, struct err *e);
void diff_total(const struct joiner *j, struct diff_result *res);
/* Compare the editions of a pairing. */
int diff_run(struct store *s, const struct pairing *p, const struct diff_opts *o, const struct diff_sink *sink, struct diff_result *res, struct err *e);

#endif
