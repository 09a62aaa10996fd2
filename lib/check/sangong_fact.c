/* SPDX-License-Identifier: MIT */
/* sangong_fact.c: what is kept of a document: its lines, found by organisation, year and phase, its tables of 三公, and the
 * figures of both. */
#include "check/sangong_doc.h"

struct str sangong_keep(struct sangong_doc *d, struct str s)
{
    if (s.n == 0) return (struct str){"", 0};
    struct str c = arena_str(&d->a, s);
    if (!c.p) {
        d->nomem = true;
        return (struct str){"", 0};
    }
    return c;
}

/* The same for n slices, copied into one piece. */
static void keep_all(struct sangong_doc *d, struct str **s, size_t n)
{
    size_t need = 0;
    for (size_t i = 0; i < n; i++) need += s[i]->n;
    char *p = need ? arena_alloc(&d->a, need) : NULL;
    if (need && !p) d->nomem = true;
    for (size_t i = 0; i < n; i++) {
        if (!p || s[i]->n == 0) {
            *s[i] = (struct str){"", 0};
            continue;
        }
        memcpy(p, s[i]->p, s[i]->n);
        s[i]->p = p;
        p += s[i]->n;
    }
}

/* ---- lines and facets ---- */

enum { KEY_MAX = 256 };

struct sangong_line *sangong_alive(struct sangong_line *l)
{
    while (l && l->gone) l = l->next;
    return l;
}

/* Who, year and phase as one string, in buf if that has room. */
static struct str key_of(struct sangong_doc *d, char buf[KEY_MAX], struct str orgcode, struct str org, struct str year, struct str phase,
                         bool org_row)
{
    struct str who = orgcode.n ? orgcode : org;
    size_t n = who.n + year.n + 3;
    char *p = n <= KEY_MAX ? buf : arena_alloc(&d->keys, n);
    if (!p) return (struct str){NULL, 0};
    p[0] = orgcode.n ? 'c' : 'n';
    p[1] = org_row ? 'o' : 'w';
    if (year.n) memcpy(p + 2, year.p, year.n);
    p[2 + year.n] = phase.n ? phase.p[0] : '-';
    if (who.n) memcpy(p + 3 + year.n, who.p, who.n);
    return (struct str){p, n};
}

struct sangong_line *sangong_find(struct sangong_doc *d, struct str orgcode, struct str org, struct str year,
                                  struct str phase, bool org_row)
{
    char buf[KEY_MAX];
    struct str key = key_of(d, buf, orgcode, org, year, phase, org_row);
    uint32_t i = key.p ? map_get(&d->index, key) : MAP_NONE;
    return i == MAP_NONE ? NULL : d->id[i];
}

struct sangong_line *sangong_index(struct sangong_doc *d, struct sangong_line *l)
{
    char buf[KEY_MAX];
    struct str key = key_of(d, buf, l->orgcode, l->org, l->year, l->phase, l->org_row);
    bool added;
    if (!key.p) return NULL;
    uint32_t i = map_get(&d->index, key);
    if (i != MAP_NONE) return d->id[i];
    if (key.p == buf) key = arena_str(&d->keys, key);
    if (!key.p) return NULL;
    if (d->nid == d->capid) {
        size_t cap = d->capid ? 2 * d->capid : 64;
        void *id = arena_grow(&d->a, d->id, d->capid * sizeof *d->id, cap * sizeof *d->id);
        if (!id) return NULL;
        d->id = id;
        d->capid = cap;
    }
    if (map_put(&d->index, key, (uint32_t)d->nid, &added) == MAP_NONE) return NULL;
    return d->id[d->nid++] = l;
}

void sangong_index_clear(struct sangong_doc *d)
{
    map_clear(&d->index);
    arena_reset(&d->keys);
    d->nid = 0;
}

static bool is_line_of(const struct sangong_line *l, struct str orgcode, struct str org, struct str year, struct str phase)
{
    return str_eq(l->orgcode, orgcode) && str_eq(l->year, year) &&
           str_eq(l->phase, phase) && (orgcode.n || str_eq(l->org, org));
}

struct sangong_line *sangong_line_of(struct sangong_doc *d, struct str orgcode, struct str org, struct str year,
                                     struct str phase)
{
    if (d->last && is_line_of(d->last, orgcode, org, year, phase)) return d->last;
    struct sangong_line *l = sangong_find(d, orgcode, org, year, phase, false);
    if (l) return d->last = l;
    l = arena_zalloc(&d->a, sizeof *l);
    if (!l) return NULL;
    l->orgcode = sangong_keep(d, orgcode);
    l->org = sangong_keep(d, org);
    l->year = sangong_keep(d, year);
    l->phase = sangong_keep(d, phase);
    *d->tail = l;
    d->tail = &l->next;
    return d->last = sangong_index(d, l);
}

struct sangong_fig *sangong_facet(struct sangong_doc *d, struct sangong_line *l, enum sangong_facet f)
{
    if (!l->facet[f]) l->facet[f] = arena_array(&d->a, SANGONG_NITEM, sizeof(struct sangong_fig));
    return l->facet[f];
}

struct sangong_table *sangong_table_of(struct sangong_doc *d, const struct rec *r)
{
    struct str tno = rec_get(r, REC_TNO), title = rec_get(r, REC_TABLE);
    struct sangong_table *t = d->tables, *last = NULL;
    for (; t; last = t, t = t->next)
        if (str_eq(t->tno, tno) && str_eq(t->title, title)) return t;
    t = arena_zalloc(&d->a, sizeof *t);
    if (!t) return NULL;
    t->no = last ? last->no + 1 : 1;
    t->tno = sangong_keep(d, tno);
    t->title = sangong_keep(d, title);
    t->page = sangong_keep(d, rec_get(r, REC_PAGE));
    t->line = sangong_keep(d, rec_get(r, REC_LINE));
    *d->table_tail = t;
    d->table_tail = &t->next;
    return t;
}

/* ---- one figure ---- */

static bool lists(struct str list, struct str word)
{
    while (list.n) {
        const char *comma = memchr(list.p, ',', list.n);
        size_t n = comma ? (size_t)(comma - list.p) : list.n;
        if (str_eq(str_sub(list, 0, n), word)) return true;
        list = str_from(list, n + 1);
    }
    return false;
}

/* What is longer than any amount of money, or more exact, is no figure: sums of a million of the others are exact in a dec. */
enum { DECIMALS_MAX = 12 };

static bool is_amount(struct dec x, struct str prec)
{
    struct dec half;
    if (x.scale > DECIMALS_MAX || interval_half(x, prec, -1, false, &half)) return false;
    if (x.m == (int64_t)x.m && prec.n == 0) return true;
    const struct dec most = {(dec_int)10000000000 * 10000000000, 0}; /* 10^20 */
    return half.scale <= DECIMALS_MAX + 1 && dec_cmp(dec_abs(x), most) < 0 && dec_cmp(half, most) < 0;
}

struct sangong_reading sangong_read(const struct rec *r)
{
    struct sangong_reading v = {rec_get(r, REC_VALUE), SANGONG_BLANK, DEC_ZERO};
    if (v.value.n == 0) return v;
    if (str_eq(v.value, S("-"))) {
        v.state = SANGONG_DASH;
    } else if (dec_parse(v.value, &v.number) == 0 && is_amount(v.number, rec_get(r, REC_PREC))) {
        v.state = SANGONG_FIGURE;
    } else if (ANY(v.value, SI("无"), SI("没有"), SI("未"), SI("不涉及"), SI("—"), SI("－"))) {
        v = (struct sangong_reading){S("-"), SANGONG_DASH, DEC_ZERO};
    } else {
        v.state = SANGONG_WORDS;
        v.number = DEC_ZERO;
    }
    return v;
}

static bool same_value(const struct sangong_fig *f, const struct sangong_reading *v)
{
    if (str_eq(f->value, v->value)) return true;
    return f->state == SANGONG_FIGURE && v->state == SANGONG_FIGURE && dec_cmp((struct dec){f->m, f->scale}, v->number) == 0;
}

/* A second print; blank and an unknown line are said as words. */
const struct sangong_other *sangong_other(struct sangong_doc *d, struct str value, struct str line)
{
    struct sangong_other *o = arena_alloc(&d->a, sizeof *o);
    if (!o) d->nomem = true;
    else *o = (struct sangong_other){value.n ? value : S("blank"), line.n ? line : S("?")};
    return o;
}

static const struct sangong_print *print_of(struct sangong_doc *d, const struct rec *r)
{
    struct sangong_print x = {rec_get(r, REC_UNIT), rec_get(r, REC_PREC), rec_get(r, REC_OP), rec_get(r, REC_PAGE)};
    const struct sangong_print *was = d->print;
    if (was && str_eq(was->unit, x.unit) && str_eq(was->prec, x.prec) && str_eq(was->op, x.op) && str_eq(was->page, x.page)) return was;
    struct sangong_print *p = arena_alloc(&d->a, sizeof *p);
    if (!p) {
        d->nomem = true;
        return NULL;
    }
    keep_all(d, (struct str *[]){&x.unit, &x.prec, &x.op, &x.page}, 4);
    *p = x;
    return d->print = p;
}

/* The record's value becomes f's. A second print of the same fact stays beside the first if it differs. */
void sangong_set(struct sangong_doc *d, struct sangong_fig *f, const struct rec *r, const struct sangong_reading *v, unsigned tno, bool named)
{
    struct str inferred = rec_get(r, REC_INFERRED);
    if (f->state != SANGONG_ABSENT && (f->named || !named)) {
        if (same_value(f, v) || f->other || (f->named && !named)) return;
        f->other = sangong_other(d, sangong_keep(d, v->value), sangong_keep(d, rec_get(r, REC_LINE)));
        return;
    }
    *f = (struct sangong_fig){.state = (uint8_t)v->state, .tno = tno, .named = named, .half = INT8_MIN};
    f->m = v->number.m;
    f->scale = (int8_t)v->number.scale;
    f->value = v->value;
    f->line = rec_get(r, REC_LINE);
    keep_all(d, (struct str *[]){&f->value, &f->line}, 2);
    f->print = print_of(d, r);
    if (inferred.n == 0) return;
    f->inferred = lists(inferred, S("col")) || lists(inferred, S("name")) || lists(inferred, S("value")) ||
                  lists(inferred, S("row"));
    f->unit_inferred = lists(inferred, S("unit"));
}
