/* SPDX-License-Identifier: MIT */
/* arena.h: memory that is given back all at once.
 *
 * Everything that belongs to one document, table or record set comes from one arena and lives until
 * arena_reset or arena_free. Blocks are aligned for any type. A limit keeps hostile input from
 * taking the machine: an allocation beyond it returns NULL, as when malloc fails, and `full` tells which it was. */
#ifndef BD_BASE_ARENA_H
#define BD_BASE_ARENA_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct arena_block;
struct arena {
    struct arena_block *head; /* newest block */
    struct arena_block *free; /* blocks of the round before, empty */
    size_t used;              /* bytes handed out since the last reset */
    size_t limit;             /* 0: none */
    bool full;                /* something was refused for it */
};

#define ARENA_INIT {NULL, NULL, 0, 0, false}

void *arena_alloc(struct arena *a, size_t n);         /* not zeroed; NULL: no memory or over the limit */
void *arena_zalloc(struct arena *a, size_t n);        /* zeroed */
void *arena_array(struct arena *a, size_t n, size_t size); /* zeroed n * size, checked for overflow */
/* Copy of s in the arena (also NUL-terminated behind the last byte). p is NULL on failure. */
struct str arena_str(struct arena *a, struct str s);
/* a + b as one string. */
struct str arena_cat(struct arena *a, struct str x, struct str y);
/* x + y + z as one string. Not the same as two arena_cat, of which the outer takes the failure of the inner
 * (p NULL) for an empty slice. */
struct str arena_cat3(struct arena *a, struct str x, struct str y, struct str z);
/* a/sep/b, or the one that is not empty. */
struct str arena_join(struct arena *a, struct str x, struct str sep, struct str y);
/* Room for more elements: old content copied when it must move. Returns NULL on failure. */
void *arena_grow(struct arena *a, void *old, size_t oldbytes, size_t newbytes);
void arena_reset(struct arena *a); /* keeps some blocks for the next round */
void arena_free(struct arena *a);
/* For a process that makes one arena after the other: malloc is to keep some of what they give back, instead of having the
 * system clear and map the same pages again for the next. */
void arena_keep(void);

#endif
