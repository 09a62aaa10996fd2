/* SPDX-License-Identifier: MIT */
/* unknown.h: a list of what no dictionary knew, counted, with the first place of each.
 *
 * Bounded: what comes after UNKNOWN_MAX different entries is only counted in `more`. */
#ifndef BD_BUDGET_UNKNOWN_H
#define BD_BUDGET_UNKNOWN_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "rec/rec.h"

enum { UNKNOWN_MAX = 20000 };

struct unknown_entry {
    struct str what, value, note, doc, page, line;
    uint64_t count;
};

struct unknown {
    struct arena arena;
    VEC(struct unknown_entry) v;
    struct map by;
    VEC(char) key; /* scratch */
    uint64_t more;
};

/* what and note are literals or live as long as the list; the rest is copied. */
int unknown_add(struct unknown *u, struct str what, struct str value, struct str note, const struct rec *r,
                struct err *e);
int unknown_write(struct unknown *u, struct io_writer *w, struct err *e);
void unknown_free(struct unknown *u);

#endif
