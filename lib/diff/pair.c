/* SPDX-License-Identifier: MIT */
#include "diff/pair.h"

#include "diff/edition.h"

#include <stdlib.h>

bool edition_complete(const struct store *s, const struct edition *ed)
{
    enum doc_state st = edition_doc(s, ed)->state;
    return st == DOC_WHOLE || st == DOC_UNSAID;
}

/* The first edition of the side that is not before x (in who, phase, year). */
static size_t lower(const struct pairing *p, enum side side, const struct edition *x)
{
    size_t lo = 0, hi = p->ed[side].n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        const struct edition *m = &p->ed[side].v[mid];
        int c = edition_cmp_who(m, x);
        if (!c) c = edition_cmp_id(m->phase, x->phase);
        if (!c) c = m->year < x->year ? -1 : m->year > x->year;
        if (c < 0) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static struct edition *same_edition(struct pairing *p, enum side side, const struct edition *x)
{
    for (size_t i = lower(p, side, x); i < p->ed[side].n; i++) {
        struct edition *m = &p->ed[side].v[i];
        if (edition_cmp_who(m, x) || m->phase != x->phase || m->year != x->year) break;
        if (m->text == x->text) return m;
    }
    return NULL;
}

static struct edition *edition_before(struct pairing *p, enum side side, const struct edition *x)
{
    size_t i = lower(p, side, x);
    if (!i) return NULL;
    struct edition *m = &p->ed[side].v[i - 1];
    return edition_cmp_who(m, x) || m->phase != x->phase ? NULL : m;
}

static bool is_newest(const struct pairing *p, const struct edition *x)
{
    const struct edition *next = x + 1;
    return next == p->ed[x->side].v + p->ed[x->side].n || edition_cmp_who(next, x) || next->phase != x->phase;
}

static int add_pair(struct pairing *p, enum pair_how how, struct edition *old, struct edition *new, const char *why, struct err *e)
{
    struct pair x = {how, old, new, why};
    if (old && new) old->paired = new->paired = true;
    return VEC_PUSH(&p->pair, x) ? err_nomem(e) : 0;
}

static int pair_new(struct pairing *p, struct edition *x, struct err *e)
{
    struct edition *o = same_edition(p, SIDE_OLD, x);
    if (o) return add_pair(p, PAIR_SAME, o, x, NULL, e);
    if (!is_newest(p, x)) return add_pair(p, PAIR_ADDED, NULL, x, PAIR_NOT_NEWEST, e);
    o = x->year ? edition_before(p, SIDE_OLD, x) : NULL;
    if (o) return add_pair(p, PAIR_NEXT, o, x, NULL, e);
    return add_pair(p, PAIR_ADDED, NULL, x, PAIR_NOTHING_BEFORE, e);
}

const char PAIR_NOT_IN_NEW[] = "not in NEW";

const char *pair_why_absent(struct store *s, const struct edition *x)
{
    const struct side_data *d = &s->side[SIDE_NEW];
    const struct docu *mine = edition_doc(s, x);
    for (size_t i = 0; i < d->doc.n; i++) {
        const struct docu *u = &d->doc.v[i];
        bool same = u->doc == mine->doc || (u->issuer == mine->issuer && u->scope == mine->scope && u->edition == mine->edition);
        if (u->state != DOC_NOTHING || !same) continue;
        struct str t = arena_join(&s->arena, store_str(s, u->doc), S(": "), store_str(s, u->state_name));
        return t.p ? t.p : "failed";
    }
    return PAIR_NOT_IN_NEW;
}

static int pair_yoy(struct pairing *p, struct err *e)
{
    for (size_t i = 0; i < p->ed[SIDE_OLD].n; i++) {
        struct edition *x = &p->ed[SIDE_OLD].v[i], *o = x->year ? edition_before(p, SIDE_OLD, x) : NULL;
        if (o && add_pair(p, PAIR_NEXT, o, x, NULL, e)) return ERR_FAIL;
    }
    return 0;
}

static int pair_against(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e)
{
    uint32_t budget = intern_put(&s->str, &s->pack, S("budget"), NULL);
    if (budget == INTERN_NONE) return err_nomem(e);
    for (size_t i = 0; i < p->ed[SIDE_NEW].n; i++) {
        struct edition *x = &p->ed[SIDE_NEW].v[i], key = *x, *b = NULL;
        if (!str_eq(store_str(s, x->phase), S("final"))) continue;
        key.phase = budget;
        for (int side = 0; side < SIDES && !b; side++) {
            size_t k = lower(p, (enum side)side, &key);
            if (k == p->ed[side].n) continue;
            struct edition *m = &p->ed[side].v[k];
            if (!edition_cmp_who(m, &key) && m->phase == budget && m->year == key.year) b = m;
        }
        if (!b) pair_say(o, "no budget for %.*s of %.*s", STR_ARG(store_str(s, x->text)), STR_ARG(store_str(s, edition_doc(s, x)->doc)));
        else if (add_pair(p, PAIR_AGAINST, b, x, NULL, e)) return ERR_FAIL;
    }
    return 0;
}

static int pair_streams(struct store *s, struct pairing *p, struct err *e)
{
    for (size_t i = 0; i < p->ed[SIDE_NEW].n; i++)
        if (pair_new(p, &p->ed[SIDE_NEW].v[i], e)) return ERR_FAIL;
    for (size_t i = 0; i < p->ed[SIDE_OLD].n; i++) {
        struct edition *x = &p->ed[SIDE_OLD].v[i];
        if (!x->paired && add_pair(p, PAIR_ABSENT, x, NULL, pair_why_absent(s, x), e)) return ERR_FAIL;
    }
    return 0;
}

static int cmp_pair(const void *x, const void *y)
{
    const struct pair *a = x, *b = y;
    const struct edition *p = a->new ? a->new : a->old, *q = b->new ? b->new : b->old;
    int c = edition_cmp(p, q);
    return c ? c : (int)a->how - (int)b->how;
}

int pair_editions(struct store *s, const struct pair_opts *o, struct pairing *p, struct err *e)
{
    uint32_t empty = intern_put(&s->str, &s->pack, S(""), NULL);
    if (empty == INTERN_NONE) return err_nomem(e);
    bool nameless = false;
    *p = (struct pairing){.pair = {NULL, 0, 0}};
    for (int i = 0; i < SIDES; i++)
        if (editions_look(s, (enum side)i, 0, o, e) || (!o->one_issuer && editions_nameless(s, (enum side)i, empty, &nameless, e))) return ERR_FAIL;
    for (int i = 0; i < SIDES; i++)
        if (editions_find(s, p, (enum side)i, 0, nameless, empty, e)) return ERR_FAIL;
    if (editions_join_issuers(s, p, o, e) || (!o->keep_scopes && editions_join_scopes(s, p, o, e))) return ERR_FAIL;
    edition_store = s;
    for (int i = 0; i < SIDES; i++) {
        if (p->ed[i].n) qsort(p->ed[i].v, p->ed[i].n, sizeof *p->ed[i].v, edition_cmp);
        if (editions_keep_one(s, p, (enum side)i, o, e)) return ERR_FAIL;
    }
    int rc = o->yoy ? pair_yoy(p, e) : o->against_budget ? pair_against(s, p, o, e) : pair_streams(s, p, e);
    if (rc == 0 && p->pair.n) qsort(p->pair.v, p->pair.n, sizeof *p->pair.v, cmp_pair);
    return rc;
}

int pair_edition(struct store *s, enum side side, size_t from, const struct pair_opts *o, struct edition *out, bool *any, struct err *e)
{
    struct pairing p = {.pair = {NULL, 0, 0}};
    int rc = editions_look(s, side, from, o, e);
    if (rc == 0) rc = editions_find(s, &p, side, from, false, 0, e);
    edition_store = s;
    if (rc == 0 && p.ed[side].n) rc = editions_keep_one(s, &p, side, o, e);
    *any = rc == 0 && p.ed[side].n;
    if (*any) *out = p.ed[side].v[0];
    pairing_free(&p);
    return rc;
}

void pairing_free(struct pairing *p)
{
    for (int i = 0; i < SIDES; i++) VEC_FREE(&p->ed[i]);
    VEC_FREE(&p->pair);
}
