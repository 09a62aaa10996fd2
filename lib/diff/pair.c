/* SPDX-License-Identifier: MIT */
#include "diff/pair.h"

#include <stdarg.h>
#include <stdlib.h>

static void say(const struct pair_opts *o, const char *fmt, ...) BD_PRINTF(2, 3);
static void say(const struct pair_opts *o, const char *fmt, ...)
{
    char line[1024];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(line, sizeof line, fmt, ap);
    va_end(ap);
    o->say(o->arg, line);
}

static const char *const side_name[SIDES] = {"OLD", "NEW"};

/* ---- what a document is ---- */

/* A stream that closes some of its documents closes all of them: what is open was cut off. */
static void mark_cut(struct store *s, enum side side, size_t from, const struct pair_opts *o)
{
    struct side_data *d = &s->side[side];
    for (size_t i = from; d->closes && i < d->doc.n; i++) {
        struct docu *u = &d->doc.v[i];
        if (u->closed) continue;
        u->state = DOC_CUT;
        say(o, "%s: %.*s has no closing record: taken as cut off", side_name[side], STR_ARG(store_str(s, u->doc)));
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
        say(o, "%s: %.*s names no edition, nor do its figures name a year", side_name[side], STR_ARG(store_str(s, u->doc)));
        return 0;
    }
    char buf[64];
    int n = snprintf(buf, sizeof buf, "%u-%.*s", g.year, STR_ARG(store_str(s, g.phase)));
    if (n >= (int)sizeof buf) n = (int)sizeof buf - 1;
    uint32_t id = intern_put(&s->str, &s->pack, (struct str){buf, (size_t)n}, NULL);
    if (id == INTERN_NONE) return err_nomem(e);
    u->edition = id;
    u->guessed = true;
    say(o, "%s: %.*s names no edition: taken as %s from its figures", side_name[side], STR_ARG(store_str(s, u->doc)), buf);
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
static int many_nameless(struct store *s, enum side side, uint32_t empty, bool *many, struct err *e)
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
    say(o, "one issuer on each side, under two names: %.*s, %.*s", STR_ARG(old), STR_ARG(new));
}

/* Where each side holds one issuer, its name is no part of the key. */
static int join_issuers(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e)
{
    uint32_t lone[SIDES] = {lone_issuer(p, SIDE_OLD), lone_issuer(p, SIDE_NEW)};
    for (int i = 0; i < SIDES && o->one_issuer; i++)
        if (lone[i] == INTERN_NONE && p->ed[i].n) return err_set(e, NULL, 0, "--one-issuer: %s has several", side_name[i]);
    if ((o->sorted && !o->one_issuer) || lone[0] == INTERN_NONE || lone[1] == INTERN_NONE || lone[0] == lone[1]) return 0;
    if (!o->sorted) pair_say_names(o, store_str(s, lone[0]), store_str(s, lone[1]));
    for (size_t i = 0; i < p->ed[SIDE_OLD].n; i++) p->ed[SIDE_OLD].v[i].issuer = lone[1];
    return 0;
}

/* lone[id of issuer]: its only scope on the side, or INTERN_NONE (none) or SCOPE_MANY. */
#define SCOPE_MANY (UINT32_MAX - 1)
static uint32_t *lone_scopes(const struct store *s, const struct pairing *p, enum side side)
{
    uint32_t *lone = malloc((s->str.e.n + 1) * sizeof *lone);
    if (!lone) return NULL;
    memset(lone, 0xff, (s->str.e.n + 1) * sizeof *lone);
    for (size_t i = 0; i < p->ed[side].n; i++) {
        const struct edition *ed = &p->ed[side].v[i];
        uint32_t *l = &lone[ed->issuer];
        *l = *l == INTERN_NONE || *l == ed->scope ? ed->scope : SCOPE_MANY;
    }
    return lone;
}

/* A document that does not say its scope meets the issuer's only one on the other side, if its own side
 * has no other either. */
static int join_scopes(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e)
{
    uint32_t *lone[SIDES] = {lone_scopes(s, p, SIDE_OLD), lone_scopes(s, p, SIDE_NEW)};
    int rc = lone[0] && lone[1] ? 0 : err_nomem(e);
    for (int side = 0; rc == 0 && side < SIDES; side++)
        for (size_t i = 0; i < p->ed[side].n; i++) {
            struct edition *ed = &p->ed[side].v[i];
            uint32_t other = lone[!side][ed->issuer];
            if (store_str(s, ed->scope).n || lone[side][ed->issuer] == SCOPE_MANY) continue;
            if (other == INTERN_NONE || other == SCOPE_MANY || other == ed->scope) continue;
            say(o, "%s: %.*s names no scope: taken as %.*s as on the other side", side_name[side],
                STR_ARG(store_str(s, edition_doc(s, ed)->doc)), STR_ARG(store_str(s, other)));
            ed->scope = other;
        }
    free(lone[0]);
    free(lone[1]);
    return rc;
}

/* qsort has no argument for its comparison; pairing runs in one thread, once per process at a time. */
static _Thread_local const struct store *sort_store;

static int cmp_id(uint32_t a, uint32_t b)
{
    return a == b ? 0 : str_cmp(store_str(sort_store, a), store_str(sort_store, b));
}

static int cmp_who(const struct edition *a, const struct edition *b)
{
    int c = cmp_id(a->issuer, b->issuer);
    return c ? c : cmp_id(a->scope, b->scope);
}

static int cmp_edition(const void *x, const void *y)
{
    const struct edition *a = x, *b = y;
    int c = cmp_who(a, b);
    if (c) return c;
    if ((c = cmp_id(a->phase, b->phase))) return c;
    if (a->year != b->year) return a->year < b->year ? -1 : 1;
    if ((c = cmp_id(a->text, b->text))) return c;
    uint64_t m = edition_doc(sort_store, a)->order, n = edition_doc(sort_store, b)->order;
    return m != n ? (m < n ? -1 : 1) : a->doc < b->doc ? -1 : a->doc > b->doc;
}

static int rank_state(const struct docu *u)
{
    return u->state == DOC_NOTHING ? 0 : u->state == DOC_CUT ? 1 : 2;
}

/* Of the documents of one edition the later counts, unless it is less complete. */
static int keep_one(struct store *s, struct pairing *p, enum side side, const struct pair_opts *o, struct err *e)
{
    struct edition *v = p->ed[side].v;
    size_t n = 0;
    for (size_t i = 0; i < p->ed[side].n; i++) {
        struct edition *last = n ? &v[n - 1] : NULL;
        if (!last || cmp_who(last, &v[i]) || last->text != v[i].text) {
            v[n++] = v[i];
            continue;
        }
        const struct docu *a = edition_doc(s, last), *b = edition_doc(s, &v[i]);
        bool later = rank_state(b) >= rank_state(a);
        struct str win = store_str(s, later ? b->doc : a->doc), lose = store_str(s, later ? a->doc : b->doc), t = store_str(s, v[i].text);
        if (o->strict) return err_set(e, NULL, 0, "%s has two documents of edition %.*s: %.*s, %.*s", side_name[side], STR_ARG(t), STR_ARG(lose), STR_ARG(win));
        say(o, "%s: %.*s replaces %.*s: both are edition %.*s", side_name[side], STR_ARG(win), STR_ARG(lose), STR_ARG(t));
        if (later) *last = v[i];
    }
    p->ed[side].n = n;
    return 0;
}

/* Documents as they are: cut off, without edition, of no use. */
static int look_at(struct store *s, enum side side, size_t from, const struct pair_opts *o, struct err *e)
{
    struct side_data *d = &s->side[side];
    mark_cut(s, side, from, o);
    for (size_t i = from; i < d->doc.n; i++) {
        struct docu *u = &d->doc.v[i];
        if (guess_edition(s, side, u, o, e)) return ERR_FAIL;
        if (u->state == DOC_NOTHING)
            say(o, "%s: %.*s: %.*s, not compared", side_name[side], STR_ARG(store_str(s, u->doc)), STR_ARG(store_str(s, u->state_name)));
    }
    return 0;
}

static int find_editions(struct store *s, struct pairing *p, enum side side, size_t from, bool nameless, uint32_t empty, struct err *e)
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

/* ---- pairs ---- */

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
        int c = cmp_who(m, x);
        if (!c) c = cmp_id(m->phase, x->phase);
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
        if (cmp_who(m, x) || m->phase != x->phase || m->year != x->year) break;
        if (m->text == x->text) return m;
    }
    return NULL;
}

static struct edition *edition_before(struct pairing *p, enum side side, const struct edition *x)
{
    size_t i = lower(p, side, x);
    if (!i) return NULL;
    struct edition *m = &p->ed[side].v[i - 1];
    return cmp_who(m, x) || m->phase != x->phase ? NULL : m;
}

static bool is_newest(const struct pairing *p, const struct edition *x)
{
    const struct edition *next = x + 1;
    return next == p->ed[x->side].v + p->ed[x->side].n || cmp_who(next, x) || next->phase != x->phase;
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
            if (!cmp_who(m, &key) && m->phase == budget && m->year == key.year) b = m;
        }
        if (!b) say(o, "no budget for %.*s of %.*s", STR_ARG(store_str(s, x->text)), STR_ARG(store_str(s, edition_doc(s, x)->doc)));
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
    int c = cmp_edition(p, q);
    return c ? c : (int)a->how - (int)b->how;
}

int pair_editions(struct store *s, const struct pair_opts *o, struct pairing *p, struct err *e)
{
    uint32_t empty = intern_put(&s->str, &s->pack, S(""), NULL);
    if (empty == INTERN_NONE) return err_nomem(e);
    bool nameless = false;
    *p = (struct pairing){.pair = {NULL, 0, 0}};
    for (int i = 0; i < SIDES; i++)
        if (look_at(s, (enum side)i, 0, o, e) || (!o->one_issuer && many_nameless(s, (enum side)i, empty, &nameless, e))) return ERR_FAIL;
    for (int i = 0; i < SIDES; i++)
        if (find_editions(s, p, (enum side)i, 0, nameless, empty, e)) return ERR_FAIL;
    if (join_issuers(s, p, o, e) || (!o->keep_scopes && join_scopes(s, p, o, e))) return ERR_FAIL;
    sort_store = s;
    for (int i = 0; i < SIDES; i++) {
        if (p->ed[i].n) qsort(p->ed[i].v, p->ed[i].n, sizeof *p->ed[i].v, cmp_edition);
        if (keep_one(s, p, (enum side)i, o, e)) return ERR_FAIL;
    }
    int rc = o->yoy ? pair_yoy(p, e) : o->against_budget ? pair_against(s, p, o, e) : pair_streams(s, p, e);
    if (rc == 0 && p->pair.n) qsort(p->pair.v, p->pair.n, sizeof *p->pair.v, cmp_pair);
    return rc;
}

int pair_edition(struct store *s, enum side side, size_t from, const struct pair_opts *o, struct edition *out, bool *any, struct err *e)
{
    struct pairing p = {.pair = {NULL, 0, 0}};
    int rc = look_at(s, side, from, o, e);
    if (rc == 0) rc = find_editions(s, &p, side, from, false, 0, e);
    sort_store = s;
    if (rc == 0 && p.ed[side].n) rc = keep_one(s, &p, side, o, e);
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
