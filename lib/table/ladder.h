/* SPDX-License-Identifier: MIT */
/* ladder.h: the levels of rows without codes, told by their enumerators (一、 （一） 1. ①), totals and 其中, and the path of the
 * rows that each stands under.
 *
 * One ladder a panel, zeroed at the start and shown every row without a code, in order. Level 0 is a total's. The names are slices
 * that have to live as long as the ladder; a path is made in the arena given. */
#ifndef BD_TABLE_LADDER_H
#define BD_TABLE_LADDER_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

enum { LADDER_MAX = 12 }; /* levels, 0 to 11 */

struct ladder {
    struct str name[LADDER_MAX]; /* ancestors by level */
    unsigned level;             /* of the last row */
    unsigned cn;                /* level of 一、 now in force, 0: none seen */
    unsigned cn_ordinal;        /* its last number */
    unsigned num;               /* level of 1. now in force, 0: none */
    unsigned some;              /* level of 其中 now in force, 0: none */
    unsigned plain;             /* level of rows without an enumerator */
    unsigned parent;            /* level of the row that ① or 其中 details */
    unsigned funds;             /* level of the row whose parts are the funds, 0: none in force */
    unsigned ones;              /* rows of level 1 since the last total */
    bool after_total;
};

/* Level of a row without a code; its name becomes an ancestor of what follows. */
unsigned ladder_climb(struct ladder *l, struct str name);
/* The ancestors of a row of that level, joined with "/"; p NULL: no memory. */
struct str ladder_path(struct arena *a, const struct ladder *l, unsigned level);

#endif
