/* SPDX-License-Identifier: MIT */
/* context.c: the unchanged rows around a change, as they stand in its table. */
#include "diff/join.h"

#include <stdlib.h>

bool change_counts(const struct change *c)
{
    return c->what >= CHANGE_ADDED || c->match != MATCH_KEY;
}

/* One side of one table of one organisation and project: what rows are siblings in. */
enum { PARTS = 5 };
static const enum ctx_col part[PARTS] = {CTX_ORGCODE, CTX_ORG, CTX_TABLE, CTX_SIDE, CTX_PROJECT};

struct section {
    const struct cell *last; /* of the row at hand */
    uint32_t row;            /* its ordinal */
    uint32_t changed;        /* ordinal of the nearest row with a change so far, 0: none */
};

struct spot {
    uint32_t section, row;
};

struct context {
    struct joiner *j;
    struct intern ids;
    struct pack pack;
    struct arena arena;
    VEC(struct section) section;
    struct spot *at; /* [change] */
};

static const struct cell *shown(const struct change *c)
{
    return c->new ? c->new : c->old;
}

/* The section and row of every line; the lines are in the order of print. */
static int number_rows(struct context *x)
{
    const struct ctx *ctx = x->j->s->ctxv.v;
    for (size_t i = 0; i < x->j->change.n; i++) {
        const struct cell *c = shown(&x->j->change.v[i]);
        struct section none = {NULL, 0, 0};
        uint32_t v[PARTS];
        bool fresh;
        for (int k = 0; k < PARTS; k++) v[k] = ctx[c->ctx].f[part[k]];
        uint32_t id = intern_put(&x->ids, &x->pack, (struct str){(const char *)v, sizeof v}, &fresh);
        if (id == INTERN_NONE || (fresh && VEC_PUSH(&x->section, none))) return ERR_FAIL;
        struct section *s = &x->section.v[id];
        if (!s->last || s->last->label != c->label) s->row++;
        s->last = c;
        x->at[i] = (struct spot){id, s->row};
    }
    return 0;
}

/* Mark the line if its row is near the last one with a change. */
static void mark(struct context *x, size_t i)
{
    struct change *c = &x->j->change.v[i];
    struct section *s = &x->section.v[x->at[i].section];
    uint32_t row = x->at[i].row;
    if (change_counts(c)) s->changed = row;
    uint32_t far = row > s->changed ? row - s->changed : s->changed - row;
    c->near |= s->changed && far <= (uint32_t)x->j->opts->context;
}

static void drop_far(struct joiner *j)
{
    size_t n = 0;
    for (size_t i = 0; i < j->change.n; i++)
        if (j->change.v[i].near) j->change.v[n++] = j->change.v[i];
    j->change.n = n;
}

int join_context(struct joiner *j)
{
    struct context x = {.j = j};
    x.pack.arena = &x.arena;
    x.at = calloc(j->change.n + 1, sizeof *x.at);
    int rc = x.at ? number_rows(&x) : ERR_FAIL;
    for (size_t i = 0; i < j->change.n && rc == 0; i++) mark(&x, i);
    for (size_t i = 0; i < x.section.n; i++) x.section.v[i].changed = 0;
    for (size_t i = j->change.n; i-- > 0 && rc == 0;) mark(&x, i);
    if (rc == 0 && !j->opts->keep_same) drop_far(j);
    intern_free(&x.ids);
    VEC_FREE(&x.section);
    arena_free(&x.arena);
    free(x.at);
    return rc;
}
