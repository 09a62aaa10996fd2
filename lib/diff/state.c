/* SPDX-License-Identifier: MIT */
#include "diff/state.h"

#include "base/nomem.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int open_spool(struct state *t, struct err *e)
{
    size_t n = strlen(t->path) + sizeof ".new";
    char *path = malloc(n);
    if (!path) return err_nomem(e);
    snprintf(path, n, "%s.new", t->path);
    int rc = io_create_alone(&t->spool, path, e);
    if (rc == 0 && !t->spool.tmp) rc = err_set(e, path, 0, "not a plain file");
    free(path);
    return rc;
}

int state_open(struct state *t, const char *path, struct err *e)
{
    *t = (struct state){.path = path, .lock = -1};
    return io_lock(path, &t->lock, e) || open_spool(t, e) ? ERR_FAIL : io_create_alone(&t->w, path, e);
}

const char *state_spool(const struct state *t)
{
    return t->spool.tmp;
}

void state_close(struct state *t)
{
    io_abort(&t->spool);
    io_abort(&t->w);
    io_unlock(t->lock);
    arena_free(&t->arena);
}

/* ---- NEW's records, as they were read ---- */

static int keep_names(struct state *t, const struct rec_head *h, struct err *e)
{
    t->head.n = h->n;
    t->head.name = arena_array(&t->arena, h->n + 1, sizeof *t->head.name);
    if (!t->head.name) return err_nomem(e);
    for (unsigned i = 0; i < h->n; i++)
        if (!(t->head.name[i] = arena_str(&t->arena, h->name[i])).p) return err_nomem(e);
    return 0;
}

int state_tap(void *arg, const struct rec *r, struct err *e)
{
    struct state *t = arg;
    if (!t->spooled) {
        if (keep_names(t, r->head, e) || rec_write_head(&t->spool, r->head)) return ERR_FAIL;
        t->spooled = true;
    }
    rec_write(&t->spool, r);
    return t->spool.failed ? io_flush(&t->spool, e) : 0;
}

/* ---- which documents stay ---- */

/* What the state is told apart by: ids in the diff's store. */
struct name {
    uint32_t doc, issuer, scope, edition; /* edition as the stream says it: empty where it was guessed */
};

struct plan {
    struct store *s;
    bool *keep_new;         /* [document of NEW] */
    VEC(struct name) out;   /* documents of the state that NEW replaces; doc INTERN_NONE: whatever its name */
    VEC(struct name) held;  /* documents of NEW that are not complete: nothing of theirs is pruned */
    bool prune;
    uint32_t empty;
};

static struct name name_of(const struct plan *p, const struct docu *u)
{
    return (struct name){u->doc, u->issuer, u->scope, u->guessed ? p->empty : u->edition};
}

static int plan_new(struct plan *p, const struct pairing *pairs)
{
    const struct side_data *d = &p->s->side[SIDE_NEW];
    p->keep_new = calloc(d->doc.n + 1, sizeof *p->keep_new);
    if (!p->keep_new) return ERR_FAIL;
    for (size_t i = 0; i < pairs->ed[SIDE_NEW].n; i++) {
        const struct edition *x = &pairs->ed[SIDE_NEW].v[i];
        const struct docu *u = edition_doc(p->s, x);
        struct name n = {INTERN_NONE, u->issuer, u->scope, u->edition}, own = name_of(p, u);
        if (!edition_complete(p->s, x)) continue;
        p->keep_new[x->doc] = true;
        if (VEC_PUSH(&p->out, n) || VEC_PUSH(&p->out, own)) return ERR_FAIL;
    }
    for (size_t i = 0; i < d->doc.n; i++)
        if (d->doc.v[i].state == DOC_NOTHING || d->doc.v[i].state == DOC_CUT)
            if (VEC_PUSH(&p->held, name_of(p, &d->doc.v[i]))) return ERR_FAIL;
    return 0;
}

/* The partners of complete editions, under the names that OLD knows them by. */
static int plan_old(struct plan *p, const struct pairing *pairs)
{
    for (size_t i = 0; i < pairs->pair.n; i++) {
        const struct pair *x = &pairs->pair.v[i];
        if (x->how != PAIR_SAME || !edition_complete(p->s, x->new)) continue;
        struct name n = name_of(p, edition_doc(p->s, x->old));
        if (VEC_PUSH(&p->out, n)) return ERR_FAIL;
    }
    return 0;
}

static bool same_name(const struct name *a, const struct name *b)
{
    return (a->doc == b->doc || a->doc == INTERN_NONE) && a->issuer == b->issuer && a->scope == b->scope && a->edition == b->edition;
}

static bool stays(const struct plan *p, const struct name *n)
{
    for (size_t i = 0; i < p->out.n; i++)
        if (same_name(&p->out.v[i], n) && (p->out.v[i].doc != INTERN_NONE || n->issuer != p->empty)) return false;
    if (!p->prune) return true;
    for (size_t i = 0; i < p->held.n; i++) {
        const struct name *h = &p->held.v[i];
        if (h->doc == n->doc || (h->issuer == n->issuer && h->scope == n->scope && h->edition == n->edition)) return true;
    }
    return false;
}

/* ---- the new state ---- */

/* The document of a record of the state, with the ids of the diff's store. */
static int state_name(struct plan *p, const struct store *mine, uint32_t id, struct name *out)
{
    const struct docu *u = &mine->side[SIDE_OLD].doc.v[id];
    const uint32_t in[4] = {u->doc, u->issuer, u->scope, u->edition};
    uint32_t *f[4] = {&out->doc, &out->issuer, &out->scope, &out->edition};
    for (int i = 0; i < 4; i++)
        if ((*f[i] = intern_put(&p->s->str, &p->s->pack, store_str(mine, in[i]), NULL)) == INTERN_NONE) return ERR_FAIL;
    return 0;
}

struct rewrite {
    struct plan *plan;
    struct state *t;
    struct store docs;          /* documents only */
    VEC(uint8_t) keep_old;      /* [document of the state]: 0 not decided, 1 no, 2 yes */
};

static int keep(struct rewrite *x, const struct rec *r, bool *out, struct err *e)
{
    uint32_t id;
    bool new = strcmp(r->file, state_spool(x->t)) == 0;
    if (store_document(&x->docs, new ? SIDE_NEW : SIDE_OLD, r, &id, e)) return ERR_FAIL;
    if (new) {
        *out = x->plan->keep_new[id];
        return 0;
    }
    while (x->keep_old.n <= id)
        if (VEC_PUSH(&x->keep_old, 0)) return err_nomem(e);
    if (!x->keep_old.v[id]) {
        struct name n;
        if (state_name(x->plan, &x->docs, id, &n)) return err_nomem(e);
        x->keep_old.v[id] = stays(x->plan, &n) ? 2 : 1;
    }
    *out = x->keep_old.v[id] == 2;
    return 0;
}

static int copy_records(struct rewrite *x, struct rec_reader *rd, struct err *e)
{
    struct rec r;
    int rc;
    bool first = true, wanted = false;
    while ((rc = rec_read(rd, &r, e)) > 0) {
        if (first && rec_write_head(&x->t->w, rec_reader_head(rd))) return ERR_FAIL;
        first = false;
        if (keep(x, &r, &wanted, e)) return ERR_FAIL;
        if (wanted) rec_write(&x->t->w, &r);
    }
    if (rc == 0 && first) rc = rec_write_head(&x->t->w, rec_reader_head(rd));
    return rc;
}

static const char **column_names(struct state *t, struct err *e)
{
    const char **v = arena_array(&t->arena, t->head.n + 1, sizeof *v);
    if (!v) err_nomem(e);
    for (unsigned i = 0; v && i < t->head.n; i++) v[i] = t->head.name[i].p; /* arena_str ends them with NUL */
    return v;
}

static int rewrite(struct state *t, struct rewrite *x, struct err *e)
{
    const char *path[2];
    size_t n = 0;
    if (access(t->path, F_OK) == 0 || errno != ENOENT) path[n++] = t->path; /* what cannot be looked at is not lost */
    if (t->spooled) path[n++] = state_spool(t);
    if (!n) return 0;
    const char **names = column_names(t, e);
    struct rec_reader_opts o = {.append = names};
    struct rec_reader *rd = names ? rec_reader_new(path, n, &o, e) : NULL;
    int rc = rd ? copy_records(x, rd, e) : ERR_FAIL;
    if (rc == 0) rc = nomem_check(e);
    if (rc == 0) rc = io_close(&t->w, e);
    rec_reader_free(rd);
    return rc;
}

int state_commit(struct state *t, struct store *s, const struct pairing *pairs, bool prune, struct err *e)
{
    static const struct store_opts no_cells = {NULL, 0, NULL, 0};
    struct plan p = {.s = s, .prune = prune};
    struct rewrite x = {.plan = &p, .t = t};
    if (io_flush(&t->spool, e)) return ERR_FAIL;
    store_init(&x.docs, &no_cells);
    p.empty = intern_put(&s->str, &s->pack, S(""), NULL);
    int rc = p.empty == INTERN_NONE || plan_new(&p, pairs) || plan_old(&p, pairs) ? err_nomem(e) : 0;
    if (rc == 0) rc = rewrite(t, &x, e);
    store_free(&x.docs);
    VEC_FREE(&x.keep_old);
    VEC_FREE(&p.out);
    VEC_FREE(&p.held);
    free(p.keep_new);
    return rc;
}
