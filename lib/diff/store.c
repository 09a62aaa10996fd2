/* SPDX-License-Identifier: MIT */
#include "diff/store.h"

#include <stdlib.h>

static const enum rec_col ctx_rec[CTX_N] = {REC_ORGCODE, REC_ORG, REC_YEAR, REC_PHASE, REC_TABLE, REC_SIDE, REC_PROJECT, REC_COL, REC_KIND, REC_UNIT};
static const enum rec_col label_rec[LABEL_N] = {REC_PATH, REC_CODE, REC_NAME};
static const enum rec_col own_rec[OWN_N] = {REC_VALUE, REC_PREC, REC_OP, REC_PAGE, REC_LINE, REC_CHECK};
static const enum rec_col doc_rec[4] = {REC_DOC, REC_ISSUER, REC_SCOPE, REC_EDITION};

void store_init(struct store *s, const struct store_opts *o)
{
    *s = (struct store){.opts = *o};
    s->pack.arena = &s->arena;
    for (int i = 0; i < SIDES; i++) {
        s->side[i].last = s->side[i].last_label = INTERN_NONE;
        s->side[i].pack.arena = &s->side[i].own[0];
    }
}

void store_free(struct store *s)
{
    for (int i = 0; i < SIDES; i++) {
        struct side_data *d = &s->side[i];
        VEC_FREE(&d->cell);
        VEC_FREE(&d->run);
        VEC_FREE(&d->doc);
        VEC_FREE(&d->torn);
        VEC_FREE(&d->open);
        VEC_FREE(&d->newest);
        intern_free(&d->ids);
        arena_free(&d->own[0]);
        arena_free(&d->own[1]);
    }
    intern_free(&s->str);
    intern_free(&s->ctx);
    intern_free(&s->label);
    VEC_FREE(&s->ctxv);
    free(s->scratch);
    arena_free(&s->arena);
}

static struct str nth(struct str s, unsigned n)
{
    for (; n; n--) {
        const char *t = memchr(s.p, '\t', s.n);
        if (!t) return (struct str){"", 0};
        s = str_from(s, (size_t)(t - s.p) + 1);
    }
    const char *t = s.n ? memchr(s.p, '\t', s.n) : NULL;
    return t ? str_sub(s, 0, (size_t)(t - s.p)) : s;
}

struct str label_get(const struct store *s, uint32_t label, enum label_col c)
{
    return nth(intern_str(&s->label, label), (unsigned)c);
}

void own_split(const char *own, struct str f[OWN_N])
{
    for (int i = 0; i < OWN_N; i++) {
        const char *p = own;
        while (*p != '\t' && *p != '\n') p++;
        f[i] = (struct str){own, (size_t)(p - own)};
        own = p + 1;
    }
}

struct str own_value(const char *own)
{
    const char *p = own;
    while (*p != '\t') p++;
    return (struct str){own, (size_t)(p - own)};
}

static size_t joined_size(const struct rec *r, const enum rec_col *col, unsigned n)
{
    size_t need = n - 1;
    for (unsigned i = 0; i < n; i++) need += rec_get(r, col[i]).n;
    return need;
}

/* The named fields of r with TABs between. Fields that are neighbours in the line are copied as one. */
static void join_fields(const struct rec *r, const enum rec_col *col, unsigned n, char *p)
{
    for (unsigned i = 0; i < n; i++) {
        struct str f = rec_get(r, col[i]);
        for (; i + 1 < n && r->asis; i++) {
            struct str next = rec_get(r, col[i + 1]);
            if (next.p != f.p + f.n + 1) break;
            f.n += next.n + 1;
        }
        if (f.n) memcpy(p, f.p, f.n);
        p += f.n;
        if (i + 1 < n) *p++ = '\t';
    }
}

/* The same in the scratch buffer; p is NULL without memory. */
static struct str gather(struct store *s, const struct rec *r, const enum rec_col *col, unsigned n)
{
    size_t need = joined_size(r, col, n);
    if (need > s->scratch_cap || !s->scratch) {
        char *p = realloc(s->scratch, need * 2 + 1);
        if (!p) return (struct str){NULL, 0};
        s->scratch = p;
        s->scratch_cap = need * 2 + 1;
    }
    join_fields(r, col, n, s->scratch);
    return (struct str){s->scratch, need};
}

static uint32_t put_str(struct store *s, struct str x)
{
    return intern_put(&s->str, &s->pack, x, NULL);
}

static int put_ctx(struct store *s, const struct rec *r, uint32_t *id)
{
    bool fresh;
    struct str text = gather(s, r, ctx_rec, CTX_N);
    if (!text.p) return ERR_FAIL;
    *id = intern_put(&s->ctx, &s->pack, text, &fresh);
    if (*id == INTERN_NONE || !fresh) return *id == INTERN_NONE ? ERR_FAIL : 0;
    struct ctx c;
    for (int i = 0; i < CTX_N; i++) {
        c.f[i] = put_str(s, rec_get(r, ctx_rec[i]));
        if (c.f[i] == INTERN_NONE) return ERR_FAIL;
    }
    return VEC_PUSH(&s->ctxv, c) ? ERR_FAIL : 0;
}

/* ---- documents ---- */

static int doc_new(struct store *s, struct side_data *d, const struct rec *r, uint32_t *id)
{
    struct docu n = {.order = d->order, .state_name = INTERN_NONE, .head = INTERN_NONE, .tail = INTERN_NONE, .torn = INTERN_NONE};
    uint32_t *f[4] = {&n.doc, &n.issuer, &n.scope, &n.edition};
    for (int i = 0; i < 4; i++)
        if ((*f[i] = put_str(s, rec_get(r, doc_rec[i]))) == INTERN_NONE) return ERR_FAIL;
    *id = (uint32_t)d->doc.n;
    return VEC_PUSH(&d->doc, n) || VEC_PUSH(&d->open, *id) ? ERR_FAIL : 0;
}

static bool doc_is(const struct store *s, const struct docu *d, const struct rec *r)
{
    return str_eq(store_str(s, d->doc), rec_get(r, REC_DOC)) && str_eq(store_str(s, d->edition), rec_get(r, REC_EDITION)) &&
           str_eq(store_str(s, d->issuer), rec_get(r, REC_ISSUER)) && str_eq(store_str(s, d->scope), rec_get(r, REC_SCOPE));
}

/* The open document of r: that of the record before, one seen before, or a new one. */
static int doc_of(struct store *s, struct side_data *d, const struct rec *r, uint32_t *id)
{
    bool fresh;
    if (d->last != INTERN_NONE && doc_is(s, &d->doc.v[d->last], r)) {
        *id = d->last;
        return 0;
    }
    struct str text = gather(s, r, doc_rec, 4);
    if (!text.p) return ERR_FAIL;
    uint32_t k = intern_put(&d->ids, &s->pack, text, &fresh);
    if (k == INTERN_NONE) return ERR_FAIL;
    if (!fresh && !d->doc.v[d->newest.v[k]].closed) {
        *id = d->last = d->newest.v[k];
        return 0;
    }
    if (doc_new(s, d, r, id)) return ERR_FAIL;
    if (fresh && VEC_PUSH(&d->newest, *id)) return ERR_FAIL;
    d->newest.v[k] = d->last = *id;
    return 0;
}

enum doc_state store_closing(const struct rec *r)
{
    struct str name = rec_get(r, REC_NAME);
    return str_eq(name, S("ok")) || str_eq(name, S("partial")) ? DOC_WHOLE : DOC_NOTHING;
}

/* The closing record: it speaks for all documents of its name that are still open. */
static int doc_close(struct store *s, struct side_data *d, const struct rec *r, uint32_t *id)
{
    uint32_t doc = put_str(s, rec_get(r, REC_DOC)), name = put_str(s, rec_get(r, REC_NAME));
    if (doc == INTERN_NONE || name == INTERN_NONE) return ERR_FAIL;
    bool any = false;
    for (size_t i = 0; i < d->open.n; i++) any |= d->doc.v[d->open.v[i]].doc == doc;
    if (!any && doc_of(s, d, r, id)) return ERR_FAIL;
    d->closes = true;
    size_t keep = 0;
    for (size_t i = 0; i < d->open.n; i++) {
        struct docu *o = &d->doc.v[d->open.v[i]];
        if (o->doc != doc) {
            d->open.v[keep++] = d->open.v[i];
            continue;
        }
        *id = d->open.v[i];
        o->closed = true;
        o->state_name = name;
        o->state = store_closing(r);
    }
    d->open.n = keep;
    d->last = INTERN_NONE;
    return 0;
}

static bool is_torn(const struct rec *r)
{
    return str_eq(rec_get(r, REC_KIND), S("doubt")) && str_eq(rec_get(r, REC_COL), S("torn"));
}

static int put_torn(struct store *s, struct side_data *d, const struct rec *r, uint32_t doc)
{
    struct torn t = {put_str(s, rec_get(r, REC_TABLE)), d->doc.v[doc].torn};
    if (t.table == INTERN_NONE) return ERR_FAIL;
    d->doc.v[doc].torn = (uint32_t)d->torn.n;
    return VEC_PUSH(&d->torn, t) ? ERR_FAIL : 0;
}

/* ---- cells ---- */

static bool wanted(const struct store *s, const struct rec *r)
{
    struct str kind = rec_get(r, REC_KIND);
    size_t k = 0;
    while (k < s->opts.nkind && !str_eq(kind, s->opts.kind[k])) k++;
    if (k == s->opts.nkind) return false;
    for (size_t i = 0; i < s->opts.nonly; i++)
        if (!str_eq(rec_get(r, s->opts.only[i].col), s->opts.only[i].value)) return false;
    return true;
}

static int append(struct side_data *d, uint32_t doc, struct cell c)
{
    struct docu *o = &d->doc.v[doc];
    if (d->cell.n >= INTERN_NONE) return ERR_FAIL;
    uint32_t at = (uint32_t)d->cell.n;
    if (VEC_PUSH(&d->cell, c)) return ERR_FAIL;
    o->ncells++;
    struct run *t = o->tail == INTERN_NONE ? NULL : &d->run.v[o->tail];
    if (t && t->first + t->n == at) {
        t->n++;
        return 0;
    }
    struct run r = {at, 1, INTERN_NONE};
    if (VEC_PUSH(&d->run, r)) return ERR_FAIL;
    uint32_t id = (uint32_t)d->run.n - 1;
    if (o->tail == INTERN_NONE) o->head = id;
    else d->run.v[o->tail].next = id;
    o->tail = id;
    return 0;
}

/* Is x the label of r? */
static bool is_label(struct str x, const struct rec *r)
{
    struct str f[LABEL_N];
    size_t at = 0, need = LABEL_N - 1;
    for (int i = 0; i < LABEL_N; i++) need += (f[i] = rec_get(r, label_rec[i])).n;
    if (x.n != need) return false;
    for (int i = 0; i < LABEL_N; i++) {
        if (f[i].n && memcmp(x.p + at, f[i].p, f[i].n) != 0) return false;
        at += f[i].n + 1;
        if (at <= x.n && x.p[at - 1] != '\t') return false;
    }
    return true;
}

static int put_label(struct store *s, struct side_data *d, const struct rec *r, uint32_t *id)
{
    if (d->last_label == INTERN_NONE || !is_label(intern_str(&s->label, d->last_label), r)) {
        struct str t = gather(s, r, label_rec, LABEL_N);
        d->last_label = t.p ? intern_put(&s->label, &s->pack, t, NULL) : INTERN_NONE;
    }
    *id = d->last_label;
    return *id == INTERN_NONE ? ERR_FAIL : 0;
}

static int put_cell(struct store *s, struct side_data *d, const struct rec *r, uint32_t doc)
{
    struct cell c;
    if (put_ctx(s, r, &c.ctx) || put_label(s, d, r, &c.label)) return ERR_FAIL;
    size_t n = joined_size(r, own_rec, OWN_N);
    char *own = pack_room(&d->pack, n + 1);
    if (!own) return ERR_FAIL;
    join_fields(r, own_rec, OWN_N, own);
    own[n] = '\n';
    c.own = own;
    return append(d, doc, c);
}

static int document(struct store *s, struct side_data *d, const struct rec *r, bool *closing, uint32_t *id)
{
    *closing = str_eq(rec_get(r, REC_KIND), S("doc"));
    if (!d->records++) d->has_check = r->head->at[REC_CHECK] >= 0;
    return *closing ? doc_close(s, d, r, id) : doc_of(s, d, r, id);
}

int store_document(struct store *s, enum side side, const struct rec *r, uint32_t *id, struct err *e)
{
    bool closing;
    return document(s, &s->side[side], r, &closing, id) ? err_nomem(e) : 0;
}

int store_put(struct store *s, enum side side, const struct rec *r, struct err *e)
{
    struct side_data *d = &s->side[side];
    uint32_t doc = 0;
    bool closing;
    int rc = document(s, d, r, &closing, &doc);
    if (rc == 0 && !closing) {
        if (is_torn(r)) rc = put_torn(s, d, r, doc);
        if (rc == 0 && wanted(s, r)) rc = put_cell(s, d, r, doc);
    }
    return rc ? err_nomem(e) : 0;
}

/* ---- one edition at a time ---- */

struct store_mark store_begin(struct store *s, enum side side)
{
    struct side_data *d = &s->side[side];
    d->pack = (struct pack){.arena = &d->own[!d->at]};
    return (struct store_mark){d->cell.n, d->run.n, d->doc.n, d->torn.n};
}

static void forget_cells(struct side_data *d, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) d->doc.v[i].head = d->doc.v[i].tail = INTERN_NONE;
}

void store_keep(struct store *s, enum side side, const struct store_mark *m)
{
    struct side_data *d = &s->side[side];
    forget_cells(d, d->live, m->doc);
    d->live = m->doc;
    if (m->cell) {
        d->cell.n -= m->cell;
        d->run.n -= m->run;
        memmove(d->cell.v, d->cell.v + m->cell, d->cell.n * sizeof *d->cell.v);
        memmove(d->run.v, d->run.v + m->run, d->run.n * sizeof *d->run.v);
        for (size_t i = 0; i < d->run.n; i++) {
            d->run.v[i].first -= (uint32_t)m->cell;
            if (d->run.v[i].next != INTERN_NONE) d->run.v[i].next -= (uint32_t)m->run;
        }
        for (size_t i = m->doc; i < d->doc.n; i++) {
            if (d->doc.v[i].head == INTERN_NONE) continue;
            d->doc.v[i].head -= (uint32_t)m->run;
            d->doc.v[i].tail -= (uint32_t)m->run;
        }
    }
    arena_reset(&d->own[d->at]);
    d->at = !d->at;
}

void store_drop(struct store *s, enum side side, const struct store_mark *m)
{
    struct side_data *d = &s->side[side];
    forget_cells(d, m->doc, d->doc.n);
    d->cell.n = m->cell;
    d->run.n = m->run;
    arena_reset(&d->own[!d->at]);
}

void store_reset(struct store *s)
{
    for (int i = 0; i < SIDES; i++) {
        struct side_data *d = &s->side[i];
        d->cell.n = d->run.n = d->doc.n = d->torn.n = d->open.n = d->newest.n = d->live = 0;
        d->last = d->last_label = INTERN_NONE;
        intern_clear(&d->ids);
        arena_reset(&d->own[0]);
        arena_reset(&d->own[1]);
        d->pack = (struct pack){.arena = &d->own[d->at]};
    }
    intern_clear(&s->str);
    intern_clear(&s->ctx);
    intern_clear(&s->label);
    s->ctxv.n = 0;
    s->pack = (struct pack){.arena = &s->arena};
    arena_reset(&s->arena);
}
