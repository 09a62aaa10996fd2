/* SPDX-License-Identifier: MIT */
#include "diff/order.h"

#include "base/nomem.h"

#include <stdlib.h>

struct sort_item {
    uint64_t table, place; /* page and line, first of the table's changes and its own */
    uint32_t table_id;
    struct change c;
};

static _Thread_local const struct store *sort_store; /* for qsort's comparison */

static const struct cell *shown(const struct change *c)
{
    return c->new ? c->new : c->old;
}

static uint64_t place_of(const struct cell *c)
{
    struct str f[OWN_N];
    unsigned page = 0, line = 0;
    own_split(c->own, f);
    if (!str_u32(f[OWN_PAGE], &page)) page = 0;
    if (!str_u32(f[OWN_LINE], &line)) line = 0;
    return (uint64_t)page << 32 | line;
}

static int cmp_ctx(const struct cell *a, const struct cell *b)
{
    static const enum ctx_col by[] = {CTX_ORGCODE, CTX_ORG, CTX_SIDE, CTX_PROJECT};
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        int c = str_cmp(ctx_get(sort_store, a->ctx, by[i]), ctx_get(sort_store, b->ctx, by[i]));
        if (c) return c;
    }
    return 0;
}

static int cmp_col(const struct cell *a, const struct cell *b)
{
    static const enum ctx_col by[] = {CTX_COL, CTX_YEAR, CTX_PHASE, CTX_KIND, CTX_UNIT};
    int c = str_cmp(intern_str(&sort_store->label, a->label), intern_str(&sort_store->label, b->label));
    for (size_t i = 0; !c && i < sizeof by / sizeof *by; i++) c = str_cmp(ctx_get(sort_store, a->ctx, by[i]), ctx_get(sort_store, b->ctx, by[i]));
    return c ? c : str_cmp(own_value(a->own), own_value(b->own));
}

static int cmp_cells(const struct cell *a, const struct cell *b)
{
    if (!a || !b) return (a != NULL) - (b != NULL);
    int c = cmp_ctx(a, b);
    return c ? c : cmp_col(a, b);
}

static int cmp_item(const void *x, const void *y)
{
    const struct sort_item *a = x, *b = y;
    if (a->table != b->table) return a->table < b->table ? -1 : 1;
    int c = a->table_id == b->table_id ? 0 : str_cmp(store_str(sort_store, a->table_id), store_str(sort_store, b->table_id));
    if (c) return c;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->c.what != b->c.what && (a->c.what == CHANGE_PRIOR || b->c.what == CHANGE_PRIOR)) return a->c.what < b->c.what ? -1 : 1;
    if ((c = cmp_cells(shown(&a->c), shown(&b->c)))) return c;
    if ((c = cmp_cells(a->c.old, b->c.old))) return c;
    return (int)a->c.what - (int)b->c.what;
}

/* Give every item the place of its table's first change. */
static int table_places(struct sort_item *v, size_t n)
{
    VEC(uint64_t) first = {0};
    int rc = 0;
    for (size_t i = 0; i < n && rc == 0; i++) {
        while (first.n <= v[i].table_id && rc == 0) rc = VEC_PUSH(&first, UINT64_MAX);
        if (rc == 0 && v[i].place < first.v[v[i].table_id]) first.v[v[i].table_id] = v[i].place;
    }
    for (size_t i = 0; i < n && rc == 0; i++) v[i].table = first.v[v[i].table_id];
    VEC_FREE(&first);
    return rc;
}

/* Groups are numbered as they are told, not as they were found. */
static int number_groups(struct joiner *j)
{
    uint32_t next = j->first_group, found = j->groups - j->first_group;
    uint32_t *number = found ? nomem_note(calloc(found, sizeof *number)) : NULL;
    if (found && !number) return ERR_FAIL;
    for (size_t i = 0; i < j->change.n; i++) {
        struct change *c = &j->change.v[i];
        if (!c->group) continue;
        uint32_t *to = &number[c->group - j->first_group - 1];
        if (!*to) *to = ++next;
        c->group = *to;
    }
    free(number);
    return 0;
}

int change_sort(struct joiner *j)
{
    size_t n = j->change.n;
    if (n < 2) return 0;
    struct sort_item *v = calloc(n, sizeof *v);
    if (!v) return ERR_FAIL;
    for (size_t i = 0; i < n; i++) {
        const struct cell *c = shown(&j->change.v[i]);
        v[i].c = j->change.v[i];
        v[i].place = place_of(c);
        v[i].table_id = keys_fold(&j->keys, j->s->ctxv.v[c->ctx].f[CTX_TABLE]);
        if (v[i].table_id == INTERN_NONE) goto fail;
    }
    if (table_places(v, n)) goto fail;
    sort_store = j->s;
    qsort(v, n, sizeof *v, cmp_item);
    for (size_t i = 0; i < n; i++) j->change.v[i] = v[i].c;
    free(v);
    return number_groups(j);
fail:
    free(v);
    return ERR_FAIL;
}
