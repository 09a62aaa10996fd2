/* SPDX-License-Identifier: MIT */
#include "diff/sorted.h"

#include "diff/sorted_in.h"

#include <stdlib.h>

/* A line about one edition, which waits for its place in the order. */
struct waiting {
    struct edition ed;
    enum pair_how how;
    const char *why;
};

struct merge {
    const struct diff_opts *o;
    struct pair_opts pair;
    const struct diff_sink *sink;
    struct diff_result *res;
    struct store st;
    struct joiner j;
    struct sorted_in in[SIDES];
    struct sort_key group;   /* issuer, scope and phase at hand */
    struct edition prev;     /* OLD's last edition of the group */
    struct sort_key new_key; /* of NEW's last edition that was loaded */
    bool has_prev;
    VEC(struct waiting) waiting;
    struct intern failed;    /* documents of NEW that gave nothing: doc TAB state */
    struct intern failed_doc; /* and their names, with the same ids */
    struct arena arena;      /* of failed */
    struct pack pack;
    bool said_names;
};

/* Documents of NEW that gave nothing: an edition of OLD may be absent for that. */
static int note_failed(struct merge *m, size_t from)
{
    const struct side_data *d = &m->st.side[SIDE_NEW];
    for (size_t i = from; i < d->doc.n; i++) {
        if (d->doc.v[i].state != DOC_NOTHING) continue;
        bool fresh;
        struct str doc = store_str(&m->st, d->doc.v[i].doc), state = store_str(&m->st, d->doc.v[i].state_name);
        if (intern_put(&m->failed_doc, &m->pack, doc, &fresh) == INTERN_NONE) return ERR_FAIL;
        if (!fresh) continue;
        struct str line = arena_join(&m->arena, doc, S(": "), state);
        if (!line.p || intern_put(&m->failed, &m->pack, line, NULL) == INTERN_NONE) return ERR_FAIL;
    }
    return 0;
}

/* Records of one side into the store as long as their key begins as `key` does up to n. */
static int take_in(struct merge *m, enum side side, const struct sort_key *key, size_t n, struct err *e)
{
    struct sorted_in *in = &m->in[side];
    size_t from = m->st.side[side].doc.n;
    while (in->any && in->key.n >= n && memcmp(in->key.p, key->p, n) == 0) {
        m->st.side[side].order = sorted_place(in);
        if (store_put(&m->st, side, &in->r, e) || sorted_next(&m->in[side], &m->st, e)) return ERR_FAIL;
    }
    if (sorted_check_closed(in, &m->st, from, e)) return ERR_FAIL;
    return side == SIDE_NEW && note_failed(m, from) ? err_nomem(e) : 0;
}

/* ---- lines ---- */

static const char *why_absent(struct merge *m, const struct edition *x)
{
    const char *why = pair_why_absent(&m->st, x);
    if (why != PAIR_NOT_IN_NEW) return why;
    uint32_t id = intern_find(&m->failed_doc, store_str(&m->st, edition_doc(&m->st, x)->doc));
    if (id == INTERN_NONE) return why;
    struct str line = intern_str(&m->failed, id);
    line = arena_str(&m->st.arena, line);
    return line.p ? line.p : why;
}

static int hold(struct merge *m, const struct edition *ed, enum pair_how how, const char *why, struct err *e)
{
    struct waiting w = {*ed, how, why};
    if (VEC_PUSH(&m->waiting, w)) return err_nomem(e);
    for (size_t i = m->waiting.n - 1; i > 0 && m->waiting.v[i - 1].ed.year > w.ed.year; i--) {
        m->waiting.v[i] = m->waiting.v[i - 1];
        m->waiting.v[i - 1] = w;
    }
    return 0;
}

static int tell_waiting(struct merge *m, struct err *e)
{
    for (size_t i = 0; i < m->waiting.n; i++) {
        struct waiting *w = &m->waiting.v[i];
        bool came = w->how == PAIR_ADDED;
        struct pair p = {w->how, came ? NULL : &w->ed, came ? &w->ed : NULL, w->why};
        if (diff_pair(&m->j, &p, &m->pair, m->sink, m->res, e)) return ERR_FAIL;
    }
    m->waiting.n = 0;
    return 0;
}

static int tell_pair(struct merge *m, enum pair_how how, struct edition *new, struct err *e)
{
    struct pair p = {how, &m->prev, new, NULL};
    m->prev.paired = true;
    if (tell_waiting(m, e)) return ERR_FAIL;
    return diff_pair(&m->j, &p, &m->pair, m->sink, m->res, e);
}

/* OLD's last edition has no partner any more if it has none now. */
static int leave_prev(struct merge *m, struct err *e)
{
    bool absent = m->has_prev && !m->prev.paired;
    m->has_prev = false;
    return absent ? hold(m, &m->prev, PAIR_ABSENT, why_absent(m, &m->prev), e) : 0;
}

/* ---- editions ---- */

static int load(struct merge *m, enum side side, struct edition *ed, bool *any, struct err *e)
{
    struct sort_key key = {0};
    if (sort_key_copy(&key, &m->in[side].key)) return err_nomem(e);
    struct store_mark mark = store_begin(&m->st, side);
    int rc = take_in(m, side, &key, key.n, e);
    if (rc == 0) rc = pair_edition(&m->st, side, mark.doc, &m->pair, ed, any, e);
    if (rc == 0 && *any) store_keep(&m->st, side, &mark);
    else store_drop(&m->st, side, &mark);
    sort_key_free(&key);
    return rc;
}

static int load_old(struct merge *m, bool *any, struct err *e)
{
    struct edition ed;
    *any = false;
    if (load(m, SIDE_OLD, &ed, any, e)) return ERR_FAIL;
    if (!*any) return 0;
    if (leave_prev(m, e)) return ERR_FAIL;
    m->prev = ed;
    m->has_prev = true;
    return 0;
}

static bool in_group(const struct merge *m, enum side side)
{
    const struct sorted_in *in = &m->in[side];
    return in->any && in->key.group == m->group.group && memcmp(in->key.p, m->group.p, m->group.group) == 0;
}

/* NEW's next edition of the group that has something to compare. */
static int load_new(struct merge *m, struct edition *ed, bool *any, struct err *e)
{
    *any = false;
    while (!*any && in_group(m, SIDE_NEW)) {
        if (sort_key_copy(&m->new_key, &m->in[SIDE_NEW].key)) return err_nomem(e);
        if (load(m, SIDE_NEW, ed, any, e)) return ERR_FAIL;
    }
    return 0;
}

/* NEW's edition, which OLD does not have. */
static int settle_new(struct merge *m, struct edition *new, bool newest, struct err *e)
{
    if (!newest) return hold(m, new, PAIR_ADDED, PAIR_NOT_NEWEST, e);
    if (new->year && m->has_prev) return tell_pair(m, PAIR_NEXT, new, e);
    return hold(m, new, PAIR_ADDED, PAIR_NOTHING_BEFORE, e);
}

/* ---- groups ---- */

enum { DOCS_MAX = 64, BYTES_MAX = 1 << 20 };

static void forget(struct merge *m)
{
    store_reset(&m->st);
    join_reset(&m->j);
}

/* The editions of one issuer, scope and phase, as they follow one another on both sides. */
static int run_group(struct merge *m, struct err *e)
{
    struct edition new, next;
    bool any, more, same;
    if (load_new(m, &new, &any, e)) return ERR_FAIL;
    while (any || in_group(m, SIDE_OLD)) {
        int c = !any ? -1 : !in_group(m, SIDE_OLD) ? 1 : sort_key_cmp(&m->in[SIDE_OLD].key, &m->new_key);
        if (c <= 0) {
            if (load_old(m, &same, e)) return ERR_FAIL;
            if (c == 0 && same && (tell_pair(m, PAIR_SAME, &new, e) || load_new(m, &new, &any, e))) return ERR_FAIL;
            continue;
        }
        if (load_new(m, &next, &more, e) || settle_new(m, &new, !more, e)) return ERR_FAIL;
        new = next;
        any = more;
    }
    if (leave_prev(m, e) || tell_waiting(m, e)) return ERR_FAIL;
    if (m->st.side[SIDE_OLD].doc.n + m->st.side[SIDE_NEW].doc.n > DOCS_MAX || m->st.arena.used > BYTES_MAX) forget(m);
    return 0;
}

/* All that is left of an issuer at once; what was told of it before was by the scopes as they are. */
static int run_issuer(struct merge *m, bool new_issuer, struct err *e)
{
    struct pairing p = {.pair = {NULL, 0, 0}};
    int rc = 0;
    m->pair.keep_scopes = !new_issuer;
    forget(m);
    for (int i = 0; i < SIDES && rc == 0; i++) rc = take_in(m, (enum side)i, &m->group, m->group.issuer, e);
    if (rc == 0) rc = pair_editions(&m->st, &m->pair, &p, e);
    for (size_t i = 0; i < p.pair.n && rc == 0; i++) {
        struct pair *x = &p.pair.v[i];
        if (x->how == PAIR_ABSENT) x->why = why_absent(m, x->old);
        rc = diff_pair(&m->j, x, &m->pair, m->sink, m->res, e);
    }
    pairing_free(&p);
    forget(m);
    return rc;
}

static bool in_issuer(const struct merge *m, enum side side)
{
    const struct sorted_in *in = &m->in[side];
    return in->any && in->key.issuer == m->group.issuer && memcmp(in->key.p, m->group.p, m->group.issuer) == 0;
}

/* Is more to be known of the issuer than one edition at a time tells? */
static bool needs_all(const struct merge *m, bool new_issuer)
{
    bool scopeless[SIDES] = {false, false};
    for (int i = 0; i < SIDES; i++) {
        if (!in_issuer(m, (enum side)i)) continue;
        if (!m->in[i].part[0].n && !m->pair.one_issuer) return true;
        if (!m->in[i].part[2].n) return true;
        scopeless[i] = !m->in[i].part[1].n;
    }
    return new_issuer && in_issuer(m, SIDE_OLD) && in_issuer(m, SIDE_NEW) && scopeless[SIDE_OLD] != scopeless[SIDE_NEW];
}

static void say_names(struct merge *m)
{
    const struct str *old = &m->in[SIDE_OLD].issuer, *new = &m->in[SIDE_NEW].issuer;
    if (m->said_names || !old->p || !new->p) return;
    m->said_names = true;
    if (!str_eq(*old, *new)) pair_say_names(&m->pair, *old, *new);
}

/* Documents that gave nothing, in front of all others: told, and remembered for the editions that lack them. */
static int skip_nothing(struct merge *m, enum side side, struct err *e)
{
    struct edition none;
    bool any;
    size_t from = m->st.side[side].doc.n;
    while (sorted_gave_nothing(&m->in[side]))
        if (store_put(&m->st, side, &m->in[side].r, e) || sorted_next(&m->in[side], &m->st, e)) return ERR_FAIL;
    if (side == SIDE_NEW && note_failed(m, from)) return err_nomem(e);
    return pair_edition(&m->st, side, from, &m->pair, &none, &any, e);
}

static int merge_streams(struct merge *m, struct err *e)
{
    while (m->in[SIDE_OLD].any || m->in[SIDE_NEW].any) {
        if (skip_nothing(m, SIDE_OLD, e) || skip_nothing(m, SIDE_NEW, e)) return ERR_FAIL;
        if (!m->in[SIDE_OLD].any && !m->in[SIDE_NEW].any) break;
        int c = !m->in[SIDE_NEW].any ? -1 : !m->in[SIDE_OLD].any ? 1 : sort_key_cmp(&m->in[SIDE_OLD].key, &m->in[SIDE_NEW].key);
        struct sort_key was = m->group;
        m->group = (struct sort_key){0};
        const struct sorted_in *first = &m->in[c <= 0 ? SIDE_OLD : SIDE_NEW];
        int rc = sort_key_copy(&m->group, &first->key);
        bool new_issuer = was.issuer != m->group.issuer || (rc == 0 && memcmp(was.p, m->group.p, was.issuer) != 0);
        sort_key_free(&was);
        if (rc) return err_nomem(e);
        if (needs_all(m, new_issuer) ? run_issuer(m, new_issuer, e) : run_group(m, e)) return ERR_FAIL;
        say_names(m);
    }
    return 0;
}

static int open_stream(struct merge *m, enum side side, const char *const *paths, size_t n, struct err *e)
{
    if (sorted_open(&m->in[side], side, paths, n, m->o->input_columns, m->pair.one_issuer, e)) return ERR_FAIL;
    return sorted_next(&m->in[side], &m->st, e);
}

static void merge_free(struct merge *m)
{
    for (int i = 0; i < SIDES; i++) sorted_close(&m->in[i]);
    sort_key_free(&m->group);
    sort_key_free(&m->new_key);
    VEC_FREE(&m->waiting);
    intern_free(&m->failed);
    intern_free(&m->failed_doc);
    arena_free(&m->arena);
    join_free(&m->j);
    store_free(&m->st);
}

int diff_sorted(const char *old, const char *const *new, size_t nnew, const struct diff_opts *o, const struct diff_sink *sink,
                struct diff_result *res, struct err *e)
{
    struct merge m = {.o = o, .pair = o->pair, .sink = sink, .res = res};
    m.pair.sorted = true;
    m.pack.arena = &m.arena;
    *res = (struct diff_result){.lines = 0};
    store_init(&m.st, &o->store);
    join_init(&m.j, &m.st, &o->join, o->key_parts);
    int rc = open_stream(&m, SIDE_OLD, &old, 1, e);
    if (rc == 0) rc = open_stream(&m, SIDE_NEW, new, nnew, e);
    if (rc == 0) rc = merge_streams(&m, e);
    diff_total(&m.j, res);
    merge_free(&m);
    return rc;
}
