/* SPDX-License-Identifier: MIT */
/* edition.c: which documents of a side are which editions, before any two are paired. */
#include "diff/edition.h"

#include "base/nomem.h"

#include <stdarg.h>
#include <stdlib.h>

void pair_say(const struct pair_opts *o, const char *fmt, ...)
{
    char line[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    o->say(o->arg, line);
}

const char *const pair_side_name[SIDES] = {"OLD", "NEW"};

/* ---- what a document is ---- */

/* A stream that closes some of its documents closes all of them: what is open was cut off. */
static void mark_cut(struct store *s, enum side side, size_t from, const struct pair_opts *o)
{
    struct side_data *d = &s->side[side];
    for (size_t i = from; d->closes && i < d->doc.n; i++) {
        struct docu *u = &d->doc.v[i];
        if (u->closed) continue;
        u->state = DOC_CUT;
        pair_say(o, "%s: %.*s has no closing record: taken as cut off", pair_side_name[side], STR_ARG(store_str(s, u->doc)));
    }
}

struct guess {
    unsigned year;
    uint32_t phase;
};

/* The newest year of the figures, and the phase of its first one in the order of the words. */
static struct guess newest_year(const struct store *s, enum side side, const struct docu *u)
{
    struct guess g = {0, INTERN_NONE};
    const struct side_data *d = &s->side[side];
    for (uint32_t r = u->head; r != INTERN_NONE; r = d->run.v[r].next)
        for (uint32_t i = 0; i < d->run.v[r].n; i++) {
            const struct ctx *c = &s->ctxv.v[d->cell.v[d->run.v[r].first + i].ctx];
            unsigned y;
            if (!str_u32(store_str(s, c->f[CTX_YEAR]), &y) || y < g.year || !store_str(s, c->f[CTX_PHASE]).n) continue;
            if (y > g.year || str_cmp(store_str(s, c->f[CTX_PHASE]), store_str(s, g.phase)) > 0) g = (struct guess){y, c->f[CTX_PHASE]};
        }
    return g;
}

/* A document without edition gets that of its newest figures: final before budget, since a final
 * prints its budget too. */
static int guess_edition(struct store *s, enum side side, struct docu *u, const struct pair_opts *o, struct err *e)
{
    if (store_str(s, u->edition).n || !u->ncells) return 0;
    struct guess g = newest_year(s, side, u);
    if (!g.year) {
        pair_say(o, "%s: %.*s names no edition, nor do its figures name a year", pair_side_name[side], STR_ARG(store_str(s, u->doc)));
        return 0;
    }
    char buf[64];
    int n = snprintf(buf, sizeof buf, "%u-%.*s", g.year, STR_ARG(store_str(s, g.phase)));
    if (n >= (int)sizeof buf) n = (int)sizeof buf - 1;
    uint32_t id = intern_put(&s->str, &s->pack, (struct str){buf, (size_t)n}, NULL);
    if (id == INTERN_NONE) return err_nomem(e);
    u->edition = id;
    u->guessed = true;
    pair_say(o, "%s: %.*s names no edition: taken as %s from its figures", pair_side_name[side], STR_ARG(store_str(s, u->doc)), buf);
    return 0;
}

/* ---- editions of a side ---- */

static int edition_new(struct store *s, enum side side, uint32_t doc, struct edition *ed, struct err *e)
{
    const struct docu *u = &s->side[side].doc.v[doc];
    struct str t = store_str(s, u->edition);
    unsigned y = 0;
    *ed = (struct edition){.side = side, .doc = doc, .issuer = u->issuer, .scope = u->scope, .text = u->edition};
    if (t.n > 5 && t.p[4] == '-' && str_u32(str_sub(t, 0, 4), &y)) {
        ed->year = (int)y;
        t = str_from(t, 5);
    }
    ed->phase = intern_put(&s->str, &s->pack, t, NULL);
    return ed->phase == INTERN_NONE ? err_nomem(e) : 0;
}

/* Documents that name no issuer cannot be told apart but by their own names: where there are several
 * of one scope and edition, the document stands for the issuer. */
int editions_nameless(struct store *s, enum side side, uint32_t empty, bool *many, struct err *e)
{
    const struct side_data *d = &s->side[side];
    struct intern seen = {0};
    VEC(uint32_t) doc = {0};
    int rc = 0;
    for (size_t i = 0; i < d->doc.n && rc == 0 && !*many; i++) {
        const struct docu *u = &d->doc.v[i];
        uint32_t key[2] = {u->scope, u->edition};
        bool fresh;
        if (u->issuer != empty || !u->ncells) continue;
        uint32_t id = intern_put(&seen, &s->pack, (struct str){(const char *)key, sizeof key}, &fresh);
        if (id == INTERN_NONE || (fresh && VEC_PUSH(&doc, u->doc))) rc = err_nomem(e);
        else if (doc.v[id] != u->doc) *many = true;
    }
    intern_free(&seen);
    VEC_FREE(&doc);
    return rc;
}

/* The only issuer of the side, INTERN_NONE if there are several or none. */
static uint32_t lone_issuer(const struct pairing *p, enum side side)
{
    uint32_t one = INTERN_NONE;
    for (size_t i = 0; i < p->ed[side].n; i++) {
        uint32_t x = p->ed[side].v[i].issuer;
        if (one != INTERN_NONE && x != one) return INTERN_NONE;
        one = x;
    }
    return one;
}

void pair_say_names(const struct pair_opts *o, struct str old, struct str new)
{
    pair_say(o, "one issuer on each side, under two names: %.*s, %.*s", STR_ARG(old), STR_ARG(new));
}

/* Where each side holds one issuer, its name is no part of the key. */
int editions_join_issuers(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e)
{
    uint32_t lone[SIDES] = {lone_issuer(p, SIDE_OLD), lone_issuer(p, SIDE_NEW)};
    for (int i = 0; i < SIDES && o->one_issuer; i++)
        if (lone[i] == INTERN_NONE && p->ed[i].n) return err_set(e, NULL, 0, "--one-issuer: %s has several", pair_side_name[i]);
    if ((o->sorted && !o->one_issuer) || lone[0] == INTERN_NONE || lone[1] == INTERN_NONE || lone[0] == lone[1]) return 0;
    if (!o->sorted) pair_say_names(o, store_str(s, lone[0]), store_str(s, lone[1]));
    for (size_t i = 0; i < p->ed[SIDE_OLD].n; i++) p->ed[SIDE_OLD].v[i].issuer = lone[1];
    return 0;
}

/* lone[id of issuer]: its only scope on the side, or INTERN_NONE (none) or SCOPE_MANY. */
#define SCOPE_MANY (UINT32_MAX - 1)
static uint32_t *lone_scopes(const struct store *s, const struct pairing *p, enum side side)
{
    uint32_t *lone = nomem_note(malloc((s->str.e.n + 1) * sizeof *lone));
    if (!lone) return NULL;
    memset(lone, 0xff, (s->str.e.n + 1) * sizeof *lone);
    for (size_t i = 0; i < p->ed[side].n; i++) {
        const struct edition *ed = &p->ed[side].v[i];
        uint32_t *l = &lone[ed->issuer];
        *l = *l == INTERN_NONE || *l == ed->scope ? ed->scope : SCOPE_MANY;
    }
    return lone;
}

/* A document that does not pair_say its scope meets the issuer's only one on the other side, if its own side
 * has no other either. */
int editions_join_scopes(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e)
{
    uint32_t *lone[SIDES] = {lone_scopes(s, p, SIDE_OLD), lone_scopes(s, p, SIDE_NEW)};
    int rc = lone[0] && lone[1] ? 0 : err_nomem(e);
    for (int side = 0; rc == 0 && side < SIDES; side++)
        for (size_t i = 0; i < p->ed[side].n; i++) {
            struct edition *ed = &p->ed[side].v[i];
            uint32_t other = lone[!side][ed->issuer];
            if (store_str(s, ed->scope).n || lone[side][ed->issuer] == SCOPE_MANY) continue;
            if (other == INTERN_NONE || other == SCOPE_MANY || other == ed->scope) continue;
            pair_say(o, "%s: %.*s names no scope: taken as %.*s as on the other side", pair_side_name[side],
                STR_ARG(store_str(s, edition_doc(s, ed)->doc)), STR_ARG(store_str(s, other)));
            ed->scope = other;
        }
    free(lone[0]);
    free(lone[1]);
    return rc;
}

/* qsort has no argument for its comparison; pairing runs in one thread, once per process at a time. */
_Thread_local const struct store *edition_store;

int edition_cmp_id(uint32_t a, uint32_t b)
{
    return a == b ? 0 : str_cmp(store_str(edition_store, a), store_str(edition_store, b));
}

int edition_cmp_who(const struct edition *a, const struct edition *b)
{
    int c = edition_cmp_id(a->issuer, b->issuer);
    return c ? c : edition_cmp_id(a->scope, b->scope);
}

int edition_cmp(const void *x, const void *y)
{
    const struct edition *a = x, *b = y;
    int c = edition_cmp_who(a, b);
    if (c) return c;
    if ((c = edition_cmp_id(a->phase, b->phase))) return c;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    if ((c = edition_cmp_id(a->text, b->text))) return c;
    uint64_t m = edition_doc(edition_store, a)->order, n = edition_doc(edition_store, b)->order;
    return m != n ? (m < n ? -1 : 1) : a->doc < b->doc ? -1 : a->doc > b->doc;
}

static int rank_state(const struct docu *u)
{
    return u->state == DOC_NOTHING ? 0 : u->state == DOC_CUT ? 1 : 2;
}

/* Of the documents of one edition the later counts, unless it is less complete. */
int editions_keep_one(struct store *s, struct pairing *p, enum side side, const struct pair_opts *o, struct err *e)
{
    struct edition *v = p->ed[side].v;
    size_t n = 0;
    for (size_t i = 0; i < p->ed[side].n; i++) {
        struct edition *last = n ? &v[n - 1] : NULL;
        if (!last || edition_cmp_who(last, &v[i]) || last->text != v[i].text) {
            v[n++] = v[i];
            continue;
        }
        const struct docu *a = edition_doc(s, last), *b = edition_doc(s, &v[i]);
        bool later = rank_state(b) >= rank_state(a);
        struct str win = store_str(s, later ? b->doc : a->doc), lose = store_str(s, later ? a->doc : b->doc), t = store_str(s, v[i].text);
        if (o->strict) return err_set(e, NULL, 0, "%s has two documents of edition %.*s: %.*s, %.*s", pair_side_name[side], STR_ARG(t), STR_ARG(lose), STR_ARG(win));
        pair_say(o, "%s: %.*s replaces %.*s: both are edition %.*s", pair_side_name[side], STR_ARG(win), STR_ARG(lose), STR_ARG(t));
        if (later) *last = v[i];
    }
    p->ed[side].n = n;
    return 0;
}

/* Documents as they are: cut off, without edition, of no use. */
int editions_look(struct store *s, enum side side, size_t from, const struct pair_opts *o, struct err *e)
{
    struct side_data *d = &s->side[side];
    mark_cut(s, side, from, o);
    for (size_t i = from; i < d->doc.n; i++) {
        struct docu *u = &d->doc.v[i];
        if (guess_edition(s, side, u, o, e)) return ERR_FAIL;
        if (u->state == DOC_NOTHING)
            pair_say(o, "%s: %.*s: %.*s, not compared", pair_side_name[side], STR_ARG(store_str(s, u->doc)), STR_ARG(store_str(s, u->state_name)));
    }
    return 0;
}

int editions_find(struct store *s, struct pairing *p, enum side side, size_t from, bool nameless, uint32_t empty, struct err *e)
{
    struct side_data *d = &s->side[side];
    for (size_t i = from; i < d->doc.n; i++) {
        struct edition ed;
        const struct docu *u = &d->doc.v[i];
        if (u->state == DOC_NOTHING || (!u->ncells && u->state == DOC_UNSAID)) continue;
        if (edition_new(s, side, (uint32_t)i, &ed, e)) return ERR_FAIL;
        if (nameless && u->issuer == empty) ed.issuer = u->doc;
        if (VEC_PUSH(&p->ed[side], ed)) return err_nomem(e);
    }
    return 0;
}
