/* SPDX-License-Identifier: MIT */
/* unknown.c: counting what no dictionary knew. */
#include "budget/unknown.h"

#include <stdlib.h>

int unknown_add(struct unknown *u, struct str what, struct str value, struct str note, const struct rec *r,
                struct err *e)
{
    struct str key = {NULL, what.n + 1 + value.n};
    bool added;
    if (VEC_RESERVE(&u->key, key.n)) return err_nomem(e);
    memcpy(u->key.v, what.p, what.n);
    u->key.v[what.n] = '\n';
    if (value.n) memcpy(u->key.v + what.n + 1, value.p, value.n);
    key.p = u->key.v;
    uint32_t at = map_get(&u->by, key);
    if (at != MAP_NONE) {
        u->v.v[at].count++;
        return 0;
    }
    if (u->v.n == UNKNOWN_MAX) {
        u->more++;
        return 0;
    }
    struct unknown_entry x = {.what = what, .count = 1};
    key = arena_str(&u->arena, key);
    x.value = arena_str(&u->arena, value);
    x.note = arena_str(&u->arena, note);
    x.doc = arena_str(&u->arena, rec_get(r, REC_DOC));
    x.page = arena_str(&u->arena, rec_get(r, REC_PAGE));
    x.line = arena_str(&u->arena, rec_get(r, REC_LINE));
    if (!key.p || !x.value.p || !x.note.p || !x.doc.p || !x.page.p || !x.line.p) return err_nomem(e);
    if (map_put(&u->by, key, (uint32_t)u->v.n, &added) == MAP_NONE || VEC_PUSH(&u->v, x)) return err_nomem(e);
    return 0;
}

static int by_count(const void *a, const void *b)
{
    const struct unknown_entry *x = a, *y = b;
    if (x->count != y->count) return x->count < y->count ? 1 : -1;
    int c = str_cmp(x->what, y->what);
    return c ? c : str_cmp(x->value, y->value);
}

int unknown_write(struct unknown *u, struct io_writer *w, struct err *e)
{
    (void)e;
    if (u->v.n) qsort(u->v.v, u->v.n, sizeof *u->v.v, by_count);
    io_str(w, S("what\tvalue\tcount\tdoc\tpage\tline\tnote\n"));
    for (size_t i = 0; i < u->v.n; i++) {
        const struct unknown_entry *x = &u->v.v[i];
        char count[32];
        int n = snprintf(count, sizeof count, "%llu", (unsigned long long)x->count);
        const struct str f[] = {x->what, x->value, {count, (size_t)n}, x->doc, x->page, x->line, x->note};
        for (size_t k = 0; k < sizeof f / sizeof *f; k++) {
            if (k) io_char(w, '\t');
            io_str(w, f[k]);
        }
        io_char(w, '\n');
    }
    if (u->more) {
        char line[96];
        int n = snprintf(line, sizeof line, "more\tentries beyond %d\t%llu\t\t\t\t\n", UNKNOWN_MAX,
                         (unsigned long long)u->more);
        io_put(w, line, (size_t)n);
    }
    return w->failed;
}

void unknown_free(struct unknown *u)
{
    VEC_FREE(&u->v);
    VEC_FREE(&u->key);
    map_free(&u->by);
    arena_free(&u->arena);
}
