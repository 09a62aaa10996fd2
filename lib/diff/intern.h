/* SPDX-License-Identifier: MIT */
/* intern.h: the same bytes once. A table gives each distinct string a dense id, from 0 on.
 *
 * A diff holds two streams whose cells repeat their context and labels all the time; kept as ids, a
 * million records need less memory than the file they came from. Hashed with the process's seed
 * (map_hash), and compared byte by byte: two strings share an id only if they are equal. Bytes live in
 * the pack they were interned with. */
#ifndef BD_DIFF_INTERN_H
#define BD_DIFF_INTERN_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdint.h>

/* Bytes laid end to end in pieces of the arena, without padding. */
struct pack {
    struct arena *arena;
    char *p;
    size_t left;
};

/* Room for n bytes, NULL without memory. The caller writes them; nothing is given back singly. */
char *pack_room(struct pack *k, size_t n);

#define INTERN_NONE UINT32_MAX

struct intern_entry {
    const char *p;
    uint32_t n, hash;
};

struct intern {
    VEC(struct intern_entry) e; /* e.v[id] */
    uint32_t *slot;             /* id + 1, 0 is free */
    size_t cap;
};

/* The id of s, new if *fresh. INTERN_NONE: no memory, or more than 2^32 - 2 strings. */
uint32_t intern_put(struct intern *t, struct pack *k, struct str s, bool *fresh);
uint32_t intern_find(const struct intern *t, struct str s); /* INTERN_NONE if it is not there */
void intern_clear(struct intern *t);                        /* forgets all; keeps the slots */
void intern_free(struct intern *t);

static inline struct str intern_str(const struct intern *t, uint32_t id)
{
    return (struct str){t->e.v[id].p, t->e.v[id].n};
}

#endif
