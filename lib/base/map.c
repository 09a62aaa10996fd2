/* SPDX-License-Identifier: MIT */
/* map.c: linear probing, at most 5/8 full, no deletion. */
#include "base/map.h"

#include "base/nomem.h"

#define XXH_INLINE_ALL
#include <stdlib.h>
#include <sys/random.h>
#include <threads.h>
#include <time.h>
#include <xxhash.h>

struct map_slot {
    const char *p;
    size_t n;
    uint32_t tag;   /* high half of the hash */
    uint32_t value; /* MAP_NONE: the slot is free */
};

enum { FEW = 64 };

static uint64_t seed;
static once_flag seed_once = ONCE_FLAG_INIT;

static void seed_set(void)
{
    if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) == (ssize_t)sizeof seed) return;
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    seed = (uint64_t)t.tv_nsec * 0x9E3779B97F4A7C15u ^ (uint64_t)(uintptr_t)&t;
}

uint64_t map_hash(struct str key)
{
    call_once(&seed_once, seed_set);
    return XXH3_64bits_withSeed(key.p, key.n, seed);
}

/* The slot that holds key, or the free one where it belongs. cap > 0. */
static struct map_slot *find(const struct map *m, struct str key, uint64_t hash)
{
    size_t mask = m->cap - 1;
    uint32_t tag = (uint32_t)(hash >> 32);
    for (size_t i = (size_t)hash & mask;; i = (i + 1) & mask) {
        struct map_slot *s = &m->slot[i];
        if (s->value == MAP_NONE) return s;
        if (s->tag == tag && str_eq((struct str){s->p, s->n}, key)) return s;
    }
}

static int grow(struct map *m)
{
    size_t cap = m->cap ? m->cap * 2 : 16;
    if (cap > SIZE_MAX / 2 / sizeof *m->slot) return -1;
    struct map bigger = {nomem_note(malloc(cap * sizeof *m->slot)), cap, m->n};
    if (!bigger.slot) return -1;
    for (size_t i = 0; i < cap; i++) bigger.slot[i].value = MAP_NONE;
    for (size_t i = 0; i < m->cap; i++) {
        const struct map_slot *s = &m->slot[i];
        struct str key = {s->p, s->n};
        if (s->value != MAP_NONE) *find(&bigger, key, map_hash(key)) = *s;
    }
    free(m->slot);
    *m = bigger;
    return 0;
}

uint32_t map_get(const struct map *m, struct str key)
{
    return m->n == 0 ? MAP_NONE : find(m, key, map_hash(key))->value;
}

uint32_t map_put(struct map *m, struct str key, uint32_t value, bool *added)
{
    if (added) *added = false;
    if ((m->n + 1) * 8 > m->cap * 5 && grow(m)) return MAP_NONE;
    uint64_t hash = map_hash(key);
    struct map_slot *s = find(m, key, hash);
    if (s->value != MAP_NONE) return s->value;
    *s = (struct map_slot){key.p, key.n, (uint32_t)(hash >> 32), value};
    m->n++;
    if (added) *added = true;
    return value;
}

int map_set(struct map *m, struct str key, uint32_t value)
{
    if (map_put(m, key, value, NULL) == MAP_NONE) return -1;
    find(m, key, map_hash(key))->value = value;
    return 0;
}

void map_clear(struct map *m)
{
    if (m->cap > FEW && m->n < m->cap / FEW) map_free(m); /* grown by one that was much larger: no sweep of it for each small one */
    for (size_t i = 0; i < m->cap; i++) m->slot[i].value = MAP_NONE;
    m->n = 0;
}

void map_free(struct map *m)
{
    free(m->slot);
    *m = (struct map)MAP_INIT;
}
