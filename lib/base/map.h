/* SPDX-License-Identifier: MIT */
/* map.h: string -> 32-bit value, open addressing, hashed with XXH3 under a random seed
 * (keys come from strangers' documents).
 *
 * Keys are not copied: the caller keeps their bytes alive as long as the map. Values are indexes into
 * an array of the caller's. */
#ifndef BD_BASE_MAP_H
#define BD_BASE_MAP_H

#include "base/str.h"

#include <stdint.h>

#define MAP_NONE UINT32_MAX

struct map_slot;
struct map {
    struct map_slot *slot;
    size_t cap, n; /* cap is 0 or a power of two */
};

#define MAP_INIT {NULL, 0, 0}

uint64_t map_hash(struct str key);                  /* the process's seeded hash */
uint32_t map_get(const struct map *m, struct str key); /* MAP_NONE if absent */
/* Value of key; if it was absent, it is now `value`, and *added says so. MAP_NONE: no memory. */
uint32_t map_put(struct map *m, struct str key, uint32_t value, bool *added);
int map_set(struct map *m, struct str key, uint32_t value); /* insert or replace; -1 no memory */
void map_clear(struct map *m);
void map_free(struct map *m);

#endif
