/* SPDX-License-Identifier: MIT */
/* digest.c: the collector. */
#include "diff/digest.h"

void digest_init(struct digest *d)
{
    *d = (struct digest){.first = 0};
    d->pack.arena = &d->arena;
}

void digest_free(struct digest *d)
{
    for (size_t i = 0; i < d->part.n; i++)
        for (int s = 0; s < SECTIONS; s++) VEC_FREE(&d->part.v[i].sec[s]);
    VEC_FREE(&d->part);
    VEC_FREE(&d->doc);
    VEC_FREE(&d->at);
    intern_free(&d->seen);
    intern_free(&d->words);
    arena_free(&d->arena);
}

int digest_pair(void *arg, struct joiner *j, const struct pair *p, struct err *e)
{
    struct digest *d = arg;
    (void)j, (void)p, (void)e;
    d->first = d->part.n;
    intern_clear(&d->seen);
    d->at.n = 0;
    return 0;
}

/* A copy of s, the same one for the same bytes. */
static struct str keep(struct digest *d, struct str s)
{
    uint32_t id = s.n ? intern_put(&d->words, &d->pack, s, NULL) : INTERN_NONE;
    if (s.n && id == INTERN_NONE) d->nomem = true;
    return id == INTERN_NONE ? S("") : intern_str(&d->words, id);
}

/* The organisation's part in the pair at hand. */
static struct digest_part *part_of(struct digest *d, const struct out_line *l)
{
    const struct str *f = l->f;
    /* Tables that name the issuer as their organisation, and those that name none, are the issuer's. */
    struct str org = str_eq(f[OUT_ORG], f[OUT_ISSUER]) && !f[OUT_ORGCODE].n ? S("") : f[OUT_ORG];
    for (size_t i = d->part.n; i-- > d->first;) {
        struct digest_part *p = &d->part.v[i];
        if (str_eq(p->orgcode, f[OUT_ORGCODE]) && str_eq(p->org, org)) return p;
    }
    struct digest_part p = {.issuer = keep(d, f[OUT_ISSUER]), .scope = keep(d, f[OUT_SCOPE]), .orgcode = keep(d, f[OUT_ORGCODE]), .org = keep(d, org),
                            .old_edition = keep(d, f[OUT_OLD_EDITION]), .new_edition = keep(d, f[OUT_NEW_EDITION]),
                            .old_doc = keep(d, f[OUT_OLD_DOC]), .new_doc = keep(d, f[OUT_NEW_DOC])};
    return VEC_PUSH(&d->part, p) ? NULL : &d->part.v[d->part.n - 1];
}

static int put_doc(struct digest *d, const struct out_line *l, bool came, struct err *e)
{
    const struct str *f = l->f;
    struct digest_doc x = {.issuer = keep(d, f[OUT_ISSUER]), .scope = keep(d, f[OUT_SCOPE]), .came = came, .note = keep(d, f[OUT_NOTE])};
    x.edition = keep(d, f[came ? OUT_NEW_EDITION : OUT_OLD_EDITION]);
    x.doc = keep(d, f[came ? OUT_NEW_DOC : OUT_OLD_DOC]);
    return d->nomem || VEC_PUSH(&d->doc, x) ? err_nomem(e) : 0;
}

static struct str place(struct arena *a, struct str page, struct str line)
{
    if (!page.n) return line.n ? arena_cat(a, S("l."), line) : line;
    struct str p = arena_cat(a, S("p."), page);
    return line.n ? arena_join(a, p, S(" l."), line) : p;
}

static int fill(struct digest *d, const struct out_line *l, struct digest_item *it)
{
    const struct str *f = l->f;
    struct arena *a = &d->arena;
    *it = (struct digest_item){.code = keep(d, f[OUT_CODE]), .name = keep(d, f[OUT_NAME]), .project = keep(d, f[OUT_PROJECT]), .table = keep(d, f[OUT_TABLE]),
                               .side = keep(d, f[OUT_SIDE]), .col = keep(d, f[OUT_COL]), .unit = keep(d, f[OUT_UNIT]), .places = 1, .order = d->items++};
    it->old = arena_str(a, f[OUT_OLD]);
    it->new = arena_str(a, f[OUT_NEW]);
    it->delta = arena_str(a, f[OUT_DELTA]);
    it->pct = arena_str(a, f[OUT_PCT]);
    it->note = arena_str(a, f[OUT_NOTE]);
    it->old_place = place(a, f[OUT_OLD_PAGE], f[OUT_OLD_LINE]);
    it->new_place = place(a, f[OUT_NEW_PAGE], f[OUT_NEW_LINE]);
    if (!dec_parse(it->delta, &it->amount)) it->amount = dec_abs(it->amount);
    if (!dec_parse(it->pct, &it->rate)) it->rate = dec_abs(it->rate);
    return it->old.p && it->new.p && it->delta.p && it->pct.p && it->note.p && !d->nomem ? 0 : ERR_FAIL;
}

/* What is told once: a row by its name, whether its code is printed beside it or not; a project by its
 * own name, whichever of its rows it is; with values: one change of one row. */
static struct str seen_key(struct digest *d, const struct digest_item *it, enum digest_section sec, size_t part, bool values)
{
    char head[48];
    int n = snprintf(head, sizeof head, "%zu %d %c\t", part, (int)sec, it->project.n ? 'p' : 'r');
    struct arena *a = &d->arena;
    struct str k = arena_cat(a, (struct str){head, (size_t)n}, it->project.n ? it->project : it->name), tab = S("\t");
    if (!values) return k;
    if (it->project.n && k.p) k = arena_cat3(a, k, tab, it->name);
    if (k.p) k = arena_cat3(a, k, tab, it->old);
    return k.p ? arena_cat3(a, k, tab, it->new) : k;
}

/* Add it to a section, or count it there if the same was told before. */
static int put_item(struct digest *d, struct digest_part *p, enum digest_section sec, const struct digest_item *it, bool values)
{
    bool fresh;
    struct str key = seen_key(d, it, sec, (size_t)(p - d->part.v), values);
    uint32_t id = key.p ? intern_put(&d->seen, &d->pack, key, &fresh) : INTERN_NONE;
    if (id == INTERN_NONE) return ERR_FAIL;
    if (fresh) return VEC_PUSH(&d->at, (uint32_t)p->sec[sec].n) || VEC_PUSH(&p->sec[sec], *it) ? ERR_FAIL : 0;
    struct digest_item *was = &p->sec[sec].v[d->at.v[id]];
    struct str code = was->code.n ? was->code : it->code;
    unsigned places = was->places + 1, order = was->order;
    if (!values && dec_cmp(it->amount, was->amount) > 0) *was = *it;
    was->code = code;
    was->places = places;
    was->order = order;
    return 0;
}

static bool is_money(struct str unit)
{
    return str_ends(unit, S("元"));
}

static bool is_one_of(struct str s, const char *const *words)
{
    for (; *words; words++)
        if (str_eq(s, str_c(*words))) return true;
    return false;
}

static bool is_total_row(const struct digest_item *it)
{
    static const char *const name[] = {"合计", "总计", "收入总计", "支出总计", "收入合计", "支出合计", "本年收入合计", "本年支出合计", "本年收入", "本年支出", NULL};
    return !it->code.n && !it->project.n && is_one_of(it->name, name);
}

/* The total of a table, in its column of totals. */
static bool is_total(const struct digest_item *it)
{
    static const char *const col[] = {"合计", "金额", NULL};
    return is_total_row(it) && is_one_of(it->col, col);
}

static bool is_sangong(const struct digest_item *it)
{
    return str_has(it->table, S("三公"));
}

/* The figure is of the edition's own year. */
static bool is_own_year(const struct out_line *l)
{
    struct str ed = l->f[OUT_NEW_EDITION].n ? l->f[OUT_NEW_EDITION] : l->f[OUT_OLD_EDITION];
    return !l->f[OUT_YEAR].n || ed.n < 4 || str_starts(ed, l->f[OUT_YEAR]);
}

static int put_figure(struct digest *d, struct digest_part *p, const struct change *c, const struct digest_item *it)
{
    bool changed = c->what == CHANGE_CHANGED || c->what == CHANGE_ADDED || c->what == CHANGE_REMOVED;
    int rc = 0;
    if (c->match != MATCH_KEY) rc = put_item(d, p, SEC_MATCHED, it, false);
    if (rc == 0 && is_money(it->unit) && is_total(it) && c->old && c->new) rc = put_item(d, p, SEC_TOTAL, it, true);
    if (rc == 0 && is_sangong(it) && c->old && c->new) rc = put_item(d, p, SEC_SANGONG, it, true);
    if (rc || !changed || is_total_row(it)) return rc;
    if (c->what == CHANGE_CHANGED && is_money(it->unit)) {
        rc = put_item(d, p, SEC_AMOUNT, it, true);
        if (rc == 0 && it->pct.n) rc = put_item(d, p, SEC_RATE, it, true);
    } else if (c->what != CHANGE_CHANGED && c->match == MATCH_KEY && !dec_is_zero(it->amount)) {
        rc = put_item(d, p, c->what == CHANGE_ADDED ? SEC_CAME : SEC_WENT, it, false);
    }
    return rc;
}

static int put_change(struct digest *d, struct digest_part *p, const struct change *c, const struct out_line *l, const struct digest_item *it)
{
    switch (c->what) {
    case CHANGE_PRIOR: return put_item(d, p, SEC_PRIOR, it, true);
    case CHANGE_CHECK: return put_item(d, p, SEC_CHECK, it, true);
    case CHANGE_DUPLICATE: return put_item(d, p, SEC_DUPLICATE, it, true);
    default: break;
    }
    if (str_eq(l->f[OUT_KIND], S("target"))) return c->what == CHANGE_CHANGED ? put_item(d, p, SEC_TARGET, it, true) : 0;
    return is_own_year(l) ? put_figure(d, p, c, it) : 0;
}

int digest_line(void *arg, struct joiner *j, const struct pair *pair, const struct change *c, const struct out_line *l, struct err *e)
{
    struct digest *d = arg;
    struct digest_item it;
    (void)j, (void)pair;
    if (!c->old && !c->new) return put_doc(d, l, c->what == CHANGE_ADDED, e);
    struct digest_part *p = part_of(d, l);
    if (!p) return err_nomem(e);
    p->count[c->what]++;
    p->matched += c->match != MATCH_KEY;
    it = (struct digest_item){.code = l->f[OUT_CODE], .name = l->f[OUT_NAME], .project = l->f[OUT_PROJECT], .table = l->f[OUT_TABLE], .col = l->f[OUT_COL]};
    if (!change_counts(c) && !c->near && !is_total(&it) && !is_sangong(&it)) return 0;
    if (fill(d, l, &it)) return err_nomem(e);
    if (c->near && VEC_PUSH(&p->sec[SEC_CONTEXT], it)) return err_nomem(e);
    return (change_counts(c) || is_total(&it) || is_sangong(&it)) && put_change(d, p, c, l, &it) ? err_nomem(e) : 0;
}
