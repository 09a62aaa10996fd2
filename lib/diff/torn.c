/* SPDX-License-Identifier: MIT */
/* torn.c: what one side lacks may have stood where its document was cut off, or a table of it torn. */
#include "diff/join.h"

#include <stdlib.h>

static int cmp_id(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return a < b ? -1 : a > b;
}

static const struct edition *edition_of(const struct joiner *j, enum side role)
{
    return role == SIDE_OLD ? j->pair->old : j->pair->new;
}

/* The titles of the tables that are torn in one side's document. */
static int find_torn(struct joiner *j, enum side role)
{
    const struct edition *ed = edition_of(j, role);
    const struct side_data *d = &j->s->side[ed->side];
    j->torn[role].n = 0;
    j->torn_any[role] = false;
    if (j->opts->tell_torn) return 0;
    for (uint32_t i = edition_doc(j->s, ed)->torn; i != INTERN_NONE; i = d->torn.v[i].next) {
        uint32_t title = keys_fold(&j->keys, d->torn.v[i].table);
        if (title == INTERN_NONE || VEC_PUSH(&j->torn[role], title)) return ERR_FAIL;
        j->torn_any[role] |= !store_str(j->s, title).n;
    }
    if (j->torn[role].n) qsort(j->torn[role].v, j->torn[role].n, sizeof *j->torn[role].v, cmp_id);
    return 0;
}

int join_find_torn(struct joiner *j)
{
    return find_torn(j, SIDE_OLD) || find_torn(j, SIDE_NEW) ? ERR_FAIL : 0;
}

/* May the cell have been in a table that this side's document has torn? */
static int in_torn(struct joiner *j, enum side role, const struct cell *c, bool *yes)
{
    const uint32_t *ctx = j->s->ctxv.v[c->ctx].f;
    if (!j->torn[role].n || str_eq(store_str(j->s, ctx[CTX_KIND]), S("prose"))) return 0; /* in no table */
    uint32_t title = keys_fold(&j->keys, ctx[CTX_TABLE]);
    if (title == INTERN_NONE) return ERR_FAIL;
    *yes = j->torn_any[role] || bsearch(&title, j->torn[role].v, j->torn[role].n, sizeof *j->torn[role].v, cmp_id);
    return 0;
}

int join_hide(struct joiner *j, enum side role, const struct cell *c, bool *hidden)
{
    enum side other = role == SIDE_OLD ? SIDE_NEW : SIDE_OLD;
    if (!edition_complete(j->s, edition_of(j, other))) {
        *hidden = true;
        j->untold_cut[role]++;
        return 0;
    }
    if (in_torn(j, other, c, hidden)) return ERR_FAIL;
    j->untold_torn[role] += *hidden;
    return 0;
}
