/* SPDX-License-Identifier: MIT */
/* sangong_join.c: at the end of a document, what was printed in different places about one organisation,
 * year and phase comes together. Only labels, codes and years decide; amounts never do, with one exception: a
 * 合计 row over a single organisation is that organisation's line if no figure contradicts it. */
#include "check/sangong_doc.h"

/* ---- the document's own year and phase ---- */

static bool later(struct str a, struct str b) { return str_cmp(a, b) > 0; }

static void own_edition(struct sangong_doc *d, struct str *year, struct str *phase)
{
    const char *dash = d->edition.n ? memchr(d->edition.p, '-', d->edition.n) : NULL;
    *year = dash ? str_sub(d->edition, 0, (size_t)(dash - d->edition.p)) : S("");
    *phase = dash ? str_from(d->edition, year->n + 1) : S("");
    bool tabled = false;
    SANGONG_EACH(l, d) tabled = tabled || (l->tabled && l->year.n);
    SANGONG_EACH(l, d) {
        if (tabled && !l->tabled) continue;
        if (!dash && later(l->year, *year)) *year = l->year;
        if (!dash && later(l->phase, *phase)) *phase = l->phase; /* "final" is later than "budget" */
    }
    if (year->n == 0) *year = d->year;
    if (phase->n == 0) *phase = d->phase;
}

static bool is_year_before(struct str year, struct str next)
{
    unsigned a, b;
    return str_u32(year, &a) && str_u32(next, &b) && a + 1 == b;
}

/* ---- merging ---- */

static bool same_fig(const struct sangong_fig *a, const struct sangong_fig *b)
{
    struct dec x, y;
    if (a->state != b->state) return false;
    if (str_eq(a->value, b->value)) return true;
    return dec_parse(a->value, &x) == 0 && dec_parse(b->value, &y) == 0 && dec_cmp(x, y) == 0;
}

static void merge_fig(struct sangong_doc *d, struct sangong_fig *to, const struct sangong_fig *from)
{
    if (from->state == SANGONG_ABSENT) return;
    if (to->state == SANGONG_ABSENT) {
        *to = *from;
    } else if (!same_fig(to, from) && !to->other) {
        to->other = sangong_other(d, from->value, from->line);
    }
}

static void merge_facet(struct sangong_doc *d, struct sangong_fig **to, struct sangong_fig *from)
{
    if (!from) return;
    if (!*to) {
        *to = from;
        return;
    }
    for (int i = 0; i < SANGONG_NITEM; i++) merge_fig(d, &(*to)[i], &from[i]);
}

static void merge_line(struct sangong_doc *d, struct sangong_line *to, struct sangong_line *from)
{
    for (int f = 0; f < SANGONG_NFACET; f++) merge_facet(d, &to->facet[f], from->facet[f]);
    to->tabled = to->tabled || from->tabled;
    if (to->orgcode.n == 0) to->orgcode = from->orgcode;
    if (to->org.n == 0) to->org = from->org;
}

static bool same_subject(const struct sangong_line *a, const struct sangong_line *b)
{
    return a->org_row == b->org_row && str_eq(a->orgcode, b->orgcode) && (a->orgcode.n || str_eq(a->org, b->org));
}

/* Lines that have come to the same key become one, in the place of the first. */
static int merge_equal(struct sangong_doc *d)
{
    sangong_index_clear(d);
    SANGONG_EACH(l, d)
    {
        struct sangong_line *first = sangong_index(d, l);
        if (!first) return -1;
        if (first == l) continue;
        merge_line(d, first, l);
        l->gone = true;
    }
    return 0;
}

/* ---- organisations ---- */

static bool code_within(struct str whole, struct str part) { return whole.n && part.n > whole.n && str_starts(part, whole); }

/* Is the name of l the publisher's, or the front of the names of all other rows (某某局 over 某某局本级)? */
static bool is_named_whole(const struct sangong_doc *d, const struct sangong_line *l)
{
    if (l->orgcode.n || l->org.n == 0) return false;
    if (str_eq(l->org, d->issuer)) return true;
    SANGONG_EACH(o, d)
        if (o->tabled && !same_subject(o, l) && !(o->org.n > l->org.n && str_starts(o->org, l->org))) return false;
    return true;
}

static const struct sangong_line *named_whole(const struct sangong_doc *d)
{
    SANGONG_EACH(l, d)
        if (l->tabled && is_named_whole(d, l)) return l;
    return NULL;
}

/* The whole that all other rows of the table are parts of: the one without an organisation of its own, the only one, the
 * one whose code is the front of all others, or whose name is. NULL: only parts are printed. */
static const struct sangong_line *find_whole(struct sangong_doc *d)
{
    const struct sangong_line *shortest = NULL;
    bool alone = true;
    SANGONG_EACH(l, d)
    {
        if (!l->tabled) continue;
        if (l->orgcode.n == 0 && l->org.n == 0) return l;
        alone = alone && (!shortest || same_subject(shortest, l));
        if (!shortest || l->orgcode.n < shortest->orgcode.n) shortest = l;
    }
    if (alone) return shortest;
    SANGONG_EACH(l, d)
        if (l->tabled && !same_subject(l, shortest) && !code_within(shortest->orgcode, l->orgcode)) return named_whole(d);
    return shortest;
}

static void mark_org_rows(struct sangong_doc *d)
{
    const struct sangong_line *whole = find_whole(d);
    if (!whole) {
        SANGONG_EACH(l, d) l->org_row = l->tabled;
        return;
    }
    struct sangong_line w = *whole; /* its own mark must not change what the others are compared with */
    SANGONG_EACH(l, d) l->org_row = l->tabled && !same_subject(l, &w);
}

static bool contradicts(const struct sangong_line *a, const struct sangong_line *b)
{
    for (int i = 0; i < SANGONG_NITEM; i++) {
        const struct sangong_fig *x = sangong_get(a, SANGONG_TABLE, i), *y = sangong_get(b, SANGONG_TABLE, i);
        if (x->state != SANGONG_ABSENT && y->state != SANGONG_ABSENT && !same_fig(x, y)) return true;
    }
    return false;
}

/* Does the organisation's row say other than the 合计 row of the same year and phase? */
static bool one_contradicts(struct sangong_doc *d)
{
    SANGONG_EACH(l, d)
    {
        if (!l->org_row) continue;
        SANGONG_EACH(w, d)
        {
            bool pair = !w->org_row && w->tabled && str_eq(l->year, w->year) && str_eq(l->phase, w->phase);
            if (pair && contradicts(l, w)) return true;
        }
    }
    return false;
}

static int fold_single_org(struct sangong_doc *d)
{
    const struct sangong_line *one = NULL;
    bool whole = false;
    SANGONG_EACH(l, d) {
        if (!l->tabled) continue;
        if (!l->org_row) whole = true;
        else if (one && !same_subject(one, l)) return 0;
        else one = l;
    }
    if (!one) return 0;
    if (whole && one_contradicts(d)) return 0;
    struct str orgcode = one->orgcode, org = one->org;
    SANGONG_EACH(l, d) {
        if (!l->tabled) continue;
        l->org_row = false;
        l->orgcode = orgcode;
        l->org = org;
    }
    return merge_equal(d);
}

/* ---- prose meets its table ---- */

/* The table's organisations, to be found by code or, rows of several, by name. */
struct hosts {
    struct map by_code, by_name; /* -> d->id */
    const struct sangong_line *whole;
};

static int list_hosts(struct sangong_doc *d, struct hosts *h)
{
    bool added;
    for (size_t i = 0; i < d->nid; i++) {
        const struct sangong_line *l = d->id[i];
        if (!l->tabled || l->gone) continue;
        if (!l->org_row && !h->whole) h->whole = l;
        if (l->orgcode.n && map_put(&h->by_code, l->orgcode, (uint32_t)i, &added) == MAP_NONE) return -1;
        if (l->org_row && l->org.n && map_put(&h->by_name, l->org, (uint32_t)i, &added) == MAP_NONE) return -1;
    }
    return 0;
}

/* What the table calls the organisation that a line of prose is about; NULL: not established. */
static const struct sangong_line *host(const struct sangong_doc *d, const struct hosts *h, const struct sangong_line *p)
{
    const struct sangong_line *whole = h->whole;
    uint32_t i = p->orgcode.n ? map_get(&h->by_code, p->orgcode) : MAP_NONE;
    if (i == MAP_NONE && p->org.n) i = map_get(&h->by_name, p->org);
    if (i != MAP_NONE) return d->id[i];
    if (!whole || p->orgcode.n == 0 || whole->orgcode.n == 0) return whole;
    return code_within(whole->orgcode, p->orgcode) || code_within(p->orgcode, whole->orgcode) ? whole : NULL;
}

static int join_prose(struct sangong_doc *d)
{
    struct hosts h = {MAP_INIT, MAP_INIT, NULL};
    int bad = list_hosts(d, &h);
    SANGONG_EACH(p, d)
    {
        const struct sangong_line *t = bad || p->tabled ? NULL : host(d, &h, p);
        if (!t) continue;
        p->org_row = t->org_row;
        p->orgcode = t->orgcode;
        p->org = t->org;
    }
    map_free(&h.by_code);
    map_free(&h.by_name);
    return bad ? bad : merge_equal(d);
}

/* ---- last year ---- */

static bool only_counts(const struct sangong_line *l)
{
    for (int f = 0; f < SANGONG_NFACET; f++)
        if (l->facet[f] && f != SANGONG_COUNTS) return false;
    return true;
}

static bool has_prior(const struct sangong_line *l) { return l->facet[SANGONG_PRIOR] || l->facet[SANGONG_PRIOR_PROSE]; }

/* The line of the document's own year that `old` is last year of; the same phase if there is one. */
static struct sangong_line *heir(struct sangong_doc *d, const struct sangong_line *old, struct str year)
{
    struct sangong_line *l = sangong_find(d, old->orgcode, old->org, year, old->phase, old->org_row);
    if (l) return l;
    struct str other = str_eq(old->phase, S("final")) ? S("budget") : S("final");
    return sangong_find(d, old->orgcode, old->org, year, other, old->org_row);
}

static void inherit(struct sangong_doc *d, struct sangong_line *to, struct sangong_line *old)
{
    if (only_counts(old)) {
        merge_facet(d, &to->facet[SANGONG_COUNTS], old->facet[SANGONG_COUNTS]);
    } else {
        if (has_prior(to)) return;
        to->facet[SANGONG_PRIOR] = old->facet[SANGONG_TABLE];
        to->facet[SANGONG_PRIOR_PROSE] = old->facet[SANGONG_PROSE];
        to->facet[SANGONG_PRIOR_BESIDE] = old->facet[SANGONG_BESIDE];
        if (!str_eq(to->phase, old->phase)) to->prior_phase = old->phase;
    }
    old->gone = true;
}

static void fold_prior(struct sangong_doc *d, struct str year)
{
    for (int pass = 0; pass < 2; pass++) { /* the same phase first */
        SANGONG_EACH(l, d)
        {
            struct sangong_line *to = is_year_before(l->year, year) ? heir(d, l, year) : NULL;
            if (to && (pass == 1 || str_eq(to->phase, l->phase))) inherit(d, to, l);
        }
    }
}

/* ---- intervals ---- */

static int table_digits(const struct sangong_doc *d, unsigned no)
{
    for (const struct sangong_table *t = d->tables; t; t = t->next)
        if (t->no == no) return t->digits;
    return -1;
}

static int settle_fig(const struct sangong_doc *d, struct sangong_fig *f, bool of_table)
{
    if (f->state != SANGONG_FIGURE) return 0;
    struct interval x = {{f->m, f->scale}, DEC_ZERO};
    int digits = of_table && f->tno ? table_digits(d, f->tno) : -1;
    if (interval_half(x.mid, sangong_print_of(f)->prec, digits, d->exact, &x.half)) return -1;
    sangong_set_iv(f, x);
    return 0;
}

static int settle(struct sangong_doc *d)
{
    SANGONG_EACH(l, d)
        for (int f = 0; f < SANGONG_NFACET; f++)
            for (int i = 0; l->facet[f] && i < SANGONG_NITEM; i++)
                if (settle_fig(d, &l->facet[f][i], f != SANGONG_COUNTS && f != SANGONG_TABLE_RATE)) return -1;
    for (struct sangong_bound *b = d->bounds; b; b = b->next)
        if (interval_of(b->value, b->prec, -1, d->exact, &b->iv)) return -1;
    for (int i = 0; i < 2; i++)
        if (settle_fig(d, &d->budget[i], false)) return -1;
    return 0;
}

/* A table whose only amount column names its fund: that column is the amount. */
static void promote_fund(struct sangong_line *l)
{
    int only = -1, n = 0;
    for (int f = SANGONG_GENERAL; f <= SANGONG_CAPITAL; f++)
        if (l->facet[f]) only = f, n++;
    if (n != 1 || l->facet[SANGONG_TABLE]) return;
    l->facet[SANGONG_TABLE] = l->facet[only];
    l->facet[only] = NULL;
}

static bool is_org_row(const struct sangong_doc *d, struct str org)
{
    SANGONG_EACH(l, d)
        if (l->org_row && str_eq(l->org, org)) return true;
    return false;
}

/* What each line says of itself beside its figures. */
static void describe(struct sangong_doc *d, struct str year, struct str phase)
{
    const struct sangong_line *main_line = NULL;
    bool orgs = false, own_org = d->org.n && (d->orgcode.n || !is_org_row(d, d->org));
    const struct sangong_fig *b = &d->budget[d->budget[0].state == SANGONG_FIGURE ? 0 : 1];
    bool money = b->state == SANGONG_FIGURE && str_eq(sangong_print_of(b)->unit, S("万元"));
    d->head = (struct sangong_head){d->name, d->issuer, d->scope, d->edition, money ? sangong_iv(b) : INTERVAL_ZERO, money};
    SANGONG_EACH(l, d) orgs = orgs || l->org_row;
    SANGONG_EACH(l, d) {
        l->head = &d->head;
        l->has_orgs = orgs && !l->org_row && (l->tabled || (l->orgcode.n == 0 && l->org.n == 0));
        if (l->org.n == 0 && !l->org_row) l->org = own_org && str_eq(l->orgcode, d->orgcode) ? d->org : d->issuer;
        if (!main_line && str_eq(l->year, year) && str_eq(l->phase, phase) && !l->org_row) {
            main_line = l;
            l->main = true;
        }
    }
}

int sangong_join(struct sangong_doc *d)
{
    struct str year, phase;
    own_edition(d, &year, &phase);
    SANGONG_EACH(l, d) {
        if (l->year.n == 0) l->year = year;
        if (l->phase.n == 0) l->phase = phase;
    }
    SANGONG_EACH(l, d) promote_fund(l);
    if (merge_equal(d)) return -1;
    mark_org_rows(d);
    if (merge_equal(d) || fold_single_org(d) || join_prose(d)) return -1;
    fold_prior(d, year);
    if (!d->lines && !sangong_line_of(d, d->orgcode, d->org, year, phase)) return -1;
    if (settle(d)) return -1;
    describe(d, year, phase);
    return d->nomem ? -1 : 0;
}
