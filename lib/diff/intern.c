/* SPDX-License-Identifier: MIT */
#include "diff/intern.h"

#include "base/map.h"
#include "base/nomem.h"

#include <stdlib.h>

enum { PIECE = 256 * 1024, FIRST_SLOTS = 256 };

char *pack_room(struct pack *k, size_t n)
{
    static char nothing[1];
    if (n == 0) return nothing;
    if (n > k->left) {
        size_t want = n > PIECE / 4 ? n : PIECE;
        char *p = arena_alloc(k->arena, want);
        if (!p) return NULL;
        if (want == n) return p; /* a piece of its own; the current one goes on */
        k->p = p;
        k->left = want;
    }
    char *p = k->p;
    k->p += n;
    k->left -= n;
    return p;
}

static int grow(struct intern *t)
{
    size_t cap = t->cap ? t->cap * 2 : FIRST_SLOTS;
    uint32_t *slot = nomem_note(calloc(cap, sizeof *slot));
    if (!slot) return -1;
    for (size_t i = 0; i < t->e.n; i++) {
        size_t s = t->e.v[i].hash & (cap - 1);
        while (slot[s]) s = (s + 1) & (cap - 1);
        slot[s] = (uint32_t)i + 1;
    }
    free(t->slot);
    t->slot = slot;
    t->cap = cap;
    return 0;
}

/* The slot that holds s, or the free one where it belongs. */
static size_t look(const struct intern *t, struct str s, uint32_t hash)
{
    size_t i = hash & (t->cap - 1);
    for (; t->slot[i]; i = (i + 1) & (t->cap - 1)) {
        const struct intern_entry *e = &t->e.v[t->slot[i] - 1];
        if (e->hash == hash && e->n == s.n && (s.n == 0 || memcmp(e->p, s.p, s.n) == 0)) break;
    }
    return i;
}

uint32_t intern_find(const struct intern *t, struct str s)
{
    if (!t->cap) return INTERN_NONE;
    size_t i = look(t, s, (uint32_t)map_hash(s));
    return t->slot[i] ? t->slot[i] - 1 : INTERN_NONE;
}

uint32_t intern_put(struct intern *t, struct pack *k, struct str s, bool *fresh)
{
    uint32_t hash = (uint32_t)map_hash(s);
    if (fresh) *fresh = false;
    if (t->e.n * 4 >= t->cap * 3 && grow(t)) return INTERN_NONE;
    size_t i = look(t, s, hash);
    if (t->slot[i]) return t->slot[i] - 1;
    if (s.n > UINT32_MAX || t->e.n >= UINT32_MAX - 1) return INTERN_NONE;
    char *p = pack_room(k, s.n);
    if (!p) return INTERN_NONE;
    if (s.n) memcpy(p, s.p, s.n);
    struct intern_entry e = {p, (uint32_t)s.n, hash};
    if (VEC_PUSH(&t->e, e)) return INTERN_NONE;
    t->slot[i] = (uint32_t)t->e.n;
    if (fresh) *fresh = true;
    return (uint32_t)t->e.n - 1;
}

void intern_clear(struct intern *t)
{
    t->e.n = 0;
    if (t->cap) memset(t->slot, 0, t->cap * sizeof *t->slot);
}

void intern_free(struct intern *t)
{
    VEC_FREE(&t->e);
    free(t->slot);
    *t = (struct intern){0};
}
