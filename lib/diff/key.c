/* SPDX-License-Identifier: MIT */
#include "diff/key.h"

#include "base/utf.h"

static const struct {
    const char *column;
    unsigned part;
} part_name[] = {
    {"orgcode", KEY_ORG}, {"org", KEY_ORG}, {"year", KEY_YEAR}, {"phase", KEY_PHASE}, {"table", KEY_TABLE}, {"side", KEY_SIDE},
    {"project", KEY_PROJECT}, {"code", KEY_CODE}, {"path", KEY_PATH}, {"name", KEY_NAME}, {"col", KEY_COL}, {"kind", KEY_KIND}, {"unit", KEY_UNIT},
};

unsigned key_part_by_name(struct str column)
{
    for (size_t i = 0; i < sizeof part_name / sizeof *part_name; i++)
        if (str_eq(column, str_c(part_name[i].column))) return part_name[i].part;
    return 0;
}

static bool is_dress(uint32_t c)
{
    switch (c) {
    case '"': case '\'': case '(': case ')': case '[': case ']': case '<': case '>': case ',': case ':': case ';': case '_':
    case 0xB7: case 0x2013: case 0x2014: case 0x2018: case 0x2019: case 0x201C: case 0x201D: case 0x2022:
    case 0x3001: case 0x3002: case 0x3008: case 0x3009: case 0x300A: case 0x300B: case 0x3010: case 0x3011:
        return true;
    default:
        return false;
    }
}

struct str key_fold(struct arena *a, struct str s)
{
    struct str f = utf_fold(a, s);
    if (f.n && f.p) f = utf_squeeze(a, f);
    if (!f.n || !f.p) return f;
    char *out = arena_alloc(a, f.n);
    if (!out) return (struct str){NULL, 0};
    size_t n = 0;
    for (const char *p = f.p, *end = f.p + f.n; p < end;) {
        uint32_t cp = 0;
        unsigned len = utf_decode(p, end, &cp);
        if (!len) len = 1;
        if (!is_dress(cp)) {
            memcpy(out + n, p, len);
            n += len;
        }
        p += len;
    }
    return n ? (struct str){out, n} : f; /* a name of nothing but marks stays one */
}

void keys_init(struct keys *k, struct store *s, unsigned parts)
{
    *k = (struct keys){.s = s, .parts = parts};
}

void keys_free(struct keys *k)
{
    VEC_FREE(&k->folded);
    VEC_FREE(&k->labels);
    VEC_FREE(&k->alias);
    for (int i = 0; i < SIDES; i++) VEC_FREE(&k->ctx[i]);
    intern_free(&k->row);
    intern_free(&k->col);
    intern_free(&k->label);
    intern_free(&k->scale);
    arena_free(&k->tmp);
}

void keys_reset(struct keys *k)
{
    k->folded.n = k->labels.n = k->alias.n = 0;
    for (int i = 0; i < SIDES; i++) k->ctx[i].n = 0;
    intern_clear(&k->row);
    intern_clear(&k->col);
    intern_clear(&k->label);
    intern_clear(&k->scale);
}

/* Make v[at] exist, new elements zero. */
#define FILL_TO(vec, at, zero)                                \
    while ((vec)->n <= (at))                                  \
        if (VEC_PUSH((vec), (zero))) return INTERN_NONE

static uint32_t folded(struct keys *k, uint32_t id)
{
    FILL_TO(&k->folded, id, 0);
    if (k->folded.v[id]) return k->folded.v[id] - 1;
    struct str s = store_str(k->s, id);
    if (s.n) {
        s = key_fold(&k->tmp, s);
        uint32_t f = s.p ? intern_put(&k->s->str, &k->s->pack, s, NULL) : INTERN_NONE;
        arena_reset(&k->tmp);
        if (f == INTERN_NONE) return f;
        k->folded.v[id] = f + 1;
        return f;
    }
    k->folded.v[id] = id + 1;
    return id;
}

uint32_t keys_fold(struct keys *k, uint32_t id)
{
    uint32_t f = folded(k, id);
    if (f == INTERN_NONE) k->nomem = true; /* to most callers INTERN_NONE is "no part of the key" */
    return f;
}

uint32_t keys_label(struct keys *k, uint32_t label)
{
    FILL_TO(&k->labels, label, 0);
    if (k->labels.v[label]) return k->labels.v[label] - 1;
    struct str code = label_get(k->s, label, LABEL_CODE), key;
    if (code.n && (k->parts & KEY_CODE)) {
        key = arena_cat(&k->tmp, S("c"), code);
    } else {
        struct str name = k->parts & KEY_NAME ? label_get(k->s, label, LABEL_NAME) : S("");
        struct str path = k->parts & KEY_PATH ? label_get(k->s, label, LABEL_PATH) : S("");
        if (name.n && !(name = key_fold(&k->tmp, name)).p) return INTERN_NONE;
        if (path.n && !(path = key_fold(&k->tmp, path)).p) return INTERN_NONE;
        key = arena_cat3(&k->tmp, S("n"), path, S("\t"));
        if (key.p) key = arena_cat(&k->tmp, key, name);
    }
    uint32_t id = key.p ? intern_put(&k->label, &k->s->pack, key, NULL) : INTERN_NONE;
    arena_reset(&k->tmp);
    if (id != INTERN_NONE) k->labels.v[label] = id + 1;
    return id;
}

/* ---- organisations ---- */

#define ORG_BY_NAME 0x80000000u

static uint32_t org_id(struct keys *k, const struct ctx *c)
{
    if (store_str(k->s, c->f[CTX_ORGCODE]).n) return c->f[CTX_ORGCODE];
    if (!store_str(k->s, c->f[CTX_ORG]).n) return INTERN_NONE;
    uint32_t f = keys_fold(k, c->f[CTX_ORG]);
    return f == INTERN_NONE ? f : f | ORG_BY_NAME;
}

struct org {
    uint32_t id, name; /* name: folded, INTERN_NONE if it has none */
    bool met;
};
typedef VEC(struct org) org_list;
enum { ORGS_MAX = 4096 }; /* more organisations in one document are told apart by code alone */

static int add_org(struct keys *k, org_list *v, const struct ctx *c)
{
    uint32_t id = org_id(k, c);
    if (id == INTERN_NONE || v->n >= ORGS_MAX) return 0;
    for (size_t i = v->n; i-- > 0;)
        if (v->v[i].id == id) return 0;
    struct org o = {id, store_str(k->s, c->f[CTX_ORG]).n ? keys_fold(k, c->f[CTX_ORG]) : INTERN_NONE, false};
    return VEC_PUSH(v, o) ? ERR_FAIL : 0;
}

static int list_orgs(struct keys *k, const struct edition *ed, org_list *v)
{
    const struct side_data *d = &k->s->side[ed->side];
    const struct ctx *last = NULL;
    for (uint32_t r = edition_doc(k->s, ed)->head; r != INTERN_NONE; r = d->run.v[r].next)
        for (uint32_t i = 0; i < d->run.v[r].n; i++) {
            const struct ctx *c = &k->s->ctxv.v[d->cell.v[d->run.v[r].first + i].ctx];
            if (last && last->f[CTX_ORGCODE] == c->f[CTX_ORGCODE] && last->f[CTX_ORG] == c->f[CTX_ORG]) continue;
            last = c;
            if (add_org(k, v, c)) return ERR_FAIL;
        }
    return 0;
}

static int alias_orgs(struct keys *k, org_list *a, org_list *b)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n && !a->v[i].met; j++)
            if (a->v[i].id == b->v[j].id) a->v[i].met = b->v[j].met = true;
    for (size_t i = 0; i < a->n; i++)
        for (size_t j = 0; j < b->n && !a->v[i].met; j++) {
            if (b->v[j].met || a->v[i].name == INTERN_NONE || a->v[i].name != b->v[j].name) continue;
            a->v[i].met = b->v[j].met = true;
            if (VEC_PUSH(&k->alias, a->v[i].id) || VEC_PUSH(&k->alias, b->v[j].id)) return ERR_FAIL;
        }
    return 0;
}

int keys_pair(struct keys *k, const struct pair *p, struct err *e)
{
    org_list v[SIDES] = {{0}, {0}};
    int rc = 0;
    k->pair = p;
    k->stamp++;
    k->only_org[SIDE_OLD] = k->only_org[SIDE_NEW] = INTERN_NONE;
    k->alias.n = 0;
    if (!(k->parts & KEY_ORG)) return 0;
    if (list_orgs(k, p->old, &v[0]) || list_orgs(k, p->new, &v[1])) rc = err_nomem(e);
    if (rc == 0 && v[0].n == 1 && v[1].n == 1) {
        k->only_org[SIDE_OLD] = v[0].v[0].id;
        k->only_org[SIDE_NEW] = v[1].v[0].id;
    } else if (rc == 0 && alias_orgs(k, &v[0], &v[1])) {
        rc = err_nomem(e);
    }
    VEC_FREE(&v[0]);
    VEC_FREE(&v[1]);
    return rc;
}

static uint32_t pair_org(struct keys *k, enum side role, const struct ctx *c)
{
    uint32_t id = k->parts & KEY_ORG ? org_id(k, c) : INTERN_NONE;
    if (id == INTERN_NONE || role == SIDE_OLD) return id;
    if (id == k->only_org[SIDE_NEW]) return k->only_org[SIDE_OLD];
    for (size_t i = 0; i + 1 < k->alias.n; i += 2)
        if (k->alias.v[i + 1] == id) return k->alias.v[i];
    return id;
}

/* ---- contexts ---- */

static int relative_year(const struct keys *k, const struct edition *ed, const struct ctx *c)
{
    unsigned y;
    struct str t = store_str(k->s, c->f[CTX_YEAR]);
    if (!t.n) return 0;
    if (!str_u32(t, &y) || y > 9999) return -10000;
    return ed->year ? (int)y - ed->year : (int)y;
}

/* The figure's phase; against a budget, each edition's own phase is the same one. */
static uint32_t pair_phase(const struct keys *k, const struct edition *ed, const struct ctx *c)
{
    uint32_t phase = store_str(k->s, c->f[CTX_PHASE]).n ? c->f[CTX_PHASE] : ed->phase;
    return k->pair->how == PAIR_AGAINST && phase == ed->phase ? INTERN_NONE : phase;
}

static uint32_t tuple(struct keys *k, struct intern *t, const uint32_t *v, size_t n)
{
    return intern_put(t, &k->s->pack, (struct str){(const char *)v, n * sizeof *v}, NULL);
}

static uint32_t part(struct keys *k, unsigned which, const struct ctx *c, enum ctx_col col)
{
    return k->parts & which ? keys_fold(k, c->f[col]) : INTERN_NONE;
}

static int make(struct keys *k, enum side role, const struct ctx *c, struct ctx_key *out)
{
    const struct edition *ed = role == SIDE_OLD ? k->pair->old : k->pair->new;
    uint32_t unit = k->parts & KEY_UNIT ? c->f[CTX_UNIT] : INTERN_NONE;
    uint32_t row[5] = {pair_org(k, role, c), part(k, KEY_TABLE, c, CTX_TABLE), part(k, KEY_SIDE, c, CTX_SIDE),
                       part(k, KEY_PROJECT, c, CTX_PROJECT), part(k, KEY_KIND, c, CTX_KIND)};
    out->rel = relative_year(k, ed, c);
    uint32_t col[4] = {k->parts & KEY_YEAR ? (uint32_t)out->rel : 0, k->parts & KEY_PHASE ? pair_phase(k, ed, c) : 0, part(k, KEY_COL, c, CTX_COL), unit};
    uint32_t scale[2] = {keys_fold(k, c->f[CTX_TABLE]), c->f[CTX_UNIT]};
    out->row = tuple(k, &k->row, row, 5);
    out->col = tuple(k, &k->col, col, 4);
    out->scale = tuple(k, &k->scale, scale, 2);
    return k->nomem || out->row == INTERN_NONE || out->col == INTERN_NONE || out->scale == INTERN_NONE ? ERR_FAIL : 0;
}

static int ctx_slots(struct keys *k, enum side role, uint32_t ctx)
{
    struct ctx_key zero = {0};
    while (k->ctx[role].n <= ctx)
        if (VEC_PUSH(&k->ctx[role], zero)) return ERR_FAIL;
    return 0;
}

const struct ctx_key *keys_ctx(struct keys *k, enum side role, uint32_t ctx)
{
    if (ctx >= k->ctx[role].n && ctx_slots(k, role, ctx)) return NULL;
    struct ctx_key *c = &k->ctx[role].v[ctx];
    if (c->stamp == k->stamp) return c;
    if (make(k, role, &k->s->ctxv.v[ctx], c)) return NULL;
    c->stamp = k->stamp;
    return c;
}
