/* SPDX-License-Identifier: MIT */
/* key.h: what makes two cells of a pair of editions the same fact.
 *
 * The key has three parts, each an id: the row's context (organisation, table, side, project, kind), the
 * row's label (its code, or path and name where there is no code) and the column (year relative to the
 * edition, phase, column header). Words are compared folded: width, white space, quotation marks and
 * brackets of a name make no other row. Page, line, table number, row, level and role are no part. */
#ifndef BD_DIFF_KEY_H
#define BD_DIFF_KEY_H

#include "diff/pair.h"
#include "diff/store.h"

enum key_part {
    KEY_ORG = 1 << 0, KEY_YEAR = 1 << 1, KEY_PHASE = 1 << 2, KEY_TABLE = 1 << 3, KEY_SIDE = 1 << 4, KEY_PROJECT = 1 << 5,
    KEY_CODE = 1 << 6, KEY_PATH = 1 << 7, KEY_NAME = 1 << 8, KEY_COL = 1 << 9, KEY_KIND = 1 << 10, KEY_UNIT = 1 << 11,
    KEY_DEFAULT = (1 << 11) - 1
};

/* The part that a column of the stream belongs to, 0 if it can be none. */
unsigned key_part_by_name(struct str column);

/* Ids of one context for one side of the pair at hand. */
struct ctx_key {
    uint32_t stamp; /* the pair and side it was made for */
    uint32_t row, col, scale;
    int rel;        /* year relative to the edition */
};

struct keys {
    struct store *s;
    unsigned parts;
    struct arena tmp;
    VEC(uint32_t) folded; /* [id of string]: id of its folded form + 1 */
    struct intern row, col, label, scale;
    VEC(uint32_t) labels; /* [id of label]: id of its key + 1 */
    VEC(struct ctx_key) ctx[SIDES];
    uint32_t stamp;
    const struct pair *pair;
    uint32_t only_org[SIDES]; /* the one organisation of each side, where both have just one */
    bool nomem;               /* a name could not be folded for want of memory: no key is to be trusted */
    VEC(uint32_t) alias;      /* OLD's organisation, NEW's, ... : the same by name */
};

void keys_init(struct keys *k, struct store *s, unsigned parts);
void keys_free(struct keys *k);
void keys_reset(struct keys *k); /* after store_reset */
/* Begin a pair; all ids of contexts are made anew. */
int keys_pair(struct keys *k, const struct pair *p, struct err *e);
/* The ids of a cell's context on its side of the pair (SIDE_OLD: the pair's old edition). NULL: no memory. */
const struct ctx_key *keys_ctx(struct keys *k, enum side role, uint32_t ctx);
uint32_t keys_label(struct keys *k, uint32_t label);  /* INTERN_NONE: no memory */
uint32_t keys_fold(struct keys *k, uint32_t str);     /* id of the folded string; INTERN_NONE: nomem is set */

/* Folded: width, CJK radicals, white space; without quotation marks, brackets and pauses. In the arena. */
struct str key_fold(struct arena *a, struct str s);

#endif
