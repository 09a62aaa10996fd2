/* SPDX-License-Identifier: MIT */
/* join.h: the cells of one pair of editions, joined by key and compared.
 *
 * A hash join in memory proportional to the pair. Input order never shows in the result: changes come
 * sorted by table (where it is first printed), place, key. */
#ifndef BD_DIFF_JOIN_H
#define BD_DIFF_JOIN_H

#include "diff/key.h"
#include "diff/value.h"

struct dict; /* budget/dict.h */

enum change_what { CHANGE_SAME, CHANGE_RESTATED, CHANGE_NOTATION, CHANGE_ADDED, CHANGE_REMOVED, CHANGE_CHANGED, CHANGE_DUPLICATE, CHANGE_PRIOR, CHANGE_CHECK, CHANGE_ABSENT, CHANGE_WHATS };
enum change_match { MATCH_KEY, MATCH_RENAMED, MATCH_RECODED, MATCH_MOVED, MATCH_SPLIT, MATCH_MERGED, MATCH_WAYS };
extern const char *const change_what_name[CHANGE_WHATS], *const change_match_name[MATCH_WAYS];

struct change {
    uint8_t what, match;
    uint32_t group;            /* lines of one split or merge share it; 0: none */
    const struct cell *old, *new; /* NULL: that side has none (both for an edition) */
    const char *note;          /* NULL, static or in the joiner's arena until the next pair */
    bool near;                 /* in the context of a change, or one (only with opts->context) */
    struct str old_text, new_text; /* in place of the cells' values for CHANGE_DUPLICATE */
};

struct join_opts {
    struct value_opts value;
    bool strict;     /* notation is change */
    bool keep_same;  /* also keep same, restated and notation where match is key */
    int context;     /* rows without change to keep on either side of one with, -1: none */
    bool no_match;   /* only the key joins rows */
    bool tell_torn;  /* also figures of one side alone whose table the other has torn */
    const struct dict *dict; /* for data/renames.tsv; may be NULL */
};

struct group {
    uint32_t row, label, col; /* the key */
    uint32_t old, new;        /* first cell + 1 of each side, 0: none */
};

struct joiner {
    struct store *s;
    const struct join_opts *opts;
    struct keys keys;
    struct arena arena;          /* notes and texts of the pair at hand */
    struct arena tmp;
    const struct pair *pair;
    const struct side_data *data[SIDES];
    VEC(struct group) group;
    uint32_t *slot;
    size_t cap;
    VEC(uint32_t) next[SIDES];   /* [cell]: next cell + 1 of the same key */
    VEC(int) scale[SIDES];       /* [scale id]: most decimals of the table, -1 unknown */
    bool scaled;
    VEC(uint32_t) torn[SIDES];   /* folded titles of the side's torn tables, sorted */
    bool torn_any[SIDES];        /* one of them has no title: it may be any table */
    VEC(struct change) change;   /* the result */
    uint64_t count[CHANGE_WHATS]; /* of all pairs so far */
    uint64_t matched[MATCH_WAYS];
    uint64_t unsearched;         /* places with too many unmatched rows to compare their names */
    uint32_t groups;             /* split and merge groups so far */
    uint32_t first_group;        /* and before the pair at hand */
    uint64_t untold_cut[SIDES];  /* figures of OLD (NEW) alone that were not told: the other document was cut off */
    uint64_t untold_torn[SIDES]; /* or the table is torn there */
};

void join_init(struct joiner *j, struct store *s, const struct join_opts *o, unsigned key_parts);
void join_free(struct joiner *j);
void join_reset(struct joiner *j); /* after store_reset; the counts go on */
/* Fill j->change for one pair with two editions. */
int join_pair(struct joiner *j, const struct pair *p, struct err *e);

/* For match.c: compare the two cells (either may be NULL) and keep the line. */
int join_emit(struct joiner *j, const struct cell *old, const struct cell *new, enum change_match match, uint32_t group, const char *note);
/* Two cells of one key; the same code under another name is a renamed account. */
int join_keyed(struct joiner *j, const struct cell *old, const struct cell *new);
/* A key that a side holds more than once (twins.c). */
int join_twins(struct joiner *j, struct group *g);
/* Mark what is near a change, and drop the rest (context.c). */
int join_context(struct joiner *j);
bool change_counts(const struct change *c); /* it makes the exit status 1 */
/* The torn tables of the pair (torn.c); is a cell of one side alone to be counted only, because the other
 * side's document was cut off or its table torn? */
int join_find_torn(struct joiner *j);
int join_hide(struct joiner *j, enum side role, const struct cell *c, bool *hidden);
/* A formatted note in the pair's arena; NULL without memory. */
const char *join_note(struct joiner *j, const char *fmt, ...) BD_PRINTF(2, 3);

#endif
