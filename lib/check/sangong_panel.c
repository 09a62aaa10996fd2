/* SPDX-License-Identifier: MIT */
/* sangong_panel.c: lines become rows and cells of the panel, and its totals. */
#include "check/sangong_panel.h"

#include <stdlib.h>

struct panel_entry {
    struct str year;
    struct panel_cell cell;
    struct panel_entry *next;
};

void panel_init(struct panel *p, int item, struct str phase, bool orgs)
{
    *p = (struct panel){.item = item, .only_phase = phase, .orgs = orgs};
}

void panel_free(struct panel *p)
{
    VEC_FREE(&p->row);
    map_free(&p->index);
    arena_free(&p->a);
}

/* ---- rows ---- */

static struct str keep(struct panel *p, struct str s)
{
    return s.n ? arena_str(&p->a, s) : (struct str){"", 0};
}

/* Who a line is about, over all documents: an organisation's code means something only inside its issuer. */
static struct str key_of(struct panel *p, const struct sangong_line *l)
{
    struct str part[] = {l->head->issuer, l->head->scope, l->orgcode.n ? l->orgcode : l->org, l->phase};
    struct str key = l->head->issuer.n || l->orgcode.n || l->org.n ? S("") : l->head->doc;
    for (size_t i = 0; i < sizeof part / sizeof *part && key.p; i++) key = arena_cat3(&p->a, key, S("\t"), part[i]);
    return key;
}

static struct panel_row *row_of(struct panel *p, const struct sangong_line *l)
{
    bool added;
    struct str key = key_of(p, l);
    if (!key.p) return NULL;
    uint32_t i = map_put(&p->index, key, (uint32_t)p->row.n, &added);
    if (i == MAP_NONE) return NULL;
    if (!added) return p->row.v[i];
    struct panel_row *r = arena_zalloc(&p->a, sizeof *r);
    if (!r) return NULL;
    r->issuer = keep(p, l->head->issuer);
    r->scope = keep(p, l->head->scope);
    r->orgcode = keep(p, l->orgcode);
    r->org = l->org.n ? keep(p, l->org) : keep(p, l->orgcode.n ? S("") : l->head->doc);
    r->phase = keep(p, l->phase);
    return VEC_PUSH(&p->row, r) ? NULL : r;
}

/* ---- cells ---- */

static const struct sangong_fig *shown(const struct sangong_line *l, enum sangong_facet table, enum sangong_facet prose, int item)
{
    const struct sangong_fig *t = sangong_get(l, table, item), *x = sangong_get(l, prose, item);
    if (t->state == SANGONG_FIGURE) return t;
    return x->state == SANGONG_FIGURE || t->state != SANGONG_DASH ? x : t;
}

static int fill_cell(struct panel *p, const struct sangong_line *l, struct panel_cell *c)
{
    const struct sangong_fig *x = shown(l, SANGONG_TABLE, SANGONG_PROSE, p->item);
    const struct sangong_fig *prior = shown(l, SANGONG_PRIOR, SANGONG_PRIOR_PROSE, p->item);
    *c = (struct panel_cell){.own = l->main, .check = l->check};
    c->there = x->state == SANGONG_FIGURE || x->state == SANGONG_DASH || l->none;
    if (x->state == SANGONG_FIGURE) {
        c->value = sangong_iv(x).mid;
        c->shown = keep(p, x->value);
    } else if (c->there) {
        c->shown = S("-");
    }
    if (prior->state == SANGONG_FIGURE && !l->prior_phase.n) c->prior = keep(p, prior->value);
    struct dec q;
    char buf[DEC_CHARS];
    if (c->there && l->main && l->head->has_budget && l->head->budget.mid.m > 0 && dec_shift(c->value, 2, &q) == 0 && dec_div(q, l->head->budget.mid, 2, &q) == 0)
        c->share = keep(p, (struct str){buf, dec_print(q, buf)});
    return 0;
}

int panel_add(struct panel *p, const struct sangong_line *l, struct err *e)
{
    if (p->orgs ? l->has_orgs : l->org_row && !l->main) return 0;
    if (l->year.n == 0 || (p->only_phase.n && !str_eq(p->only_phase, l->phase))) return 0;
    struct panel_row *r = row_of(p, l);
    if (!r) return err_nomem(e);
    struct panel_entry *x = r->entry;
    while (x && !str_eq(x->year, l->year)) x = x->next;
    if (x && x->cell.own && !l->main) return 0; /* the edition itself was here */
    if (x && x->cell.own == l->main && p->replaced++ == 0) p->replaced_doc = keep(p, l->head->doc);
    if (!x) {
        x = arena_zalloc(&p->a, sizeof *x);
        if (!x) return err_nomem(e);
        x->year = keep(p, l->year);
        x->next = r->entry;
        r->entry = x;
    }
    if (r->unit.n == 0) r->unit = keep(p, sangong_print_of(shown(l, SANGONG_TABLE, SANGONG_PROSE, p->item))->unit);
    return fill_cell(p, l, &x->cell) ? err_nomem(e) : 0;
}

/* ---- years and order ---- */

static int by_text(const void *a, const void *b)
{
    const struct str *x = a, *y = b;
    return str_cmp(*x, *y);
}

static int by_subject(const void *a, const void *b)
{
    const struct panel_row *x = *(struct panel_row *const *)a, *y = *(struct panel_row *const *)b;
    int c = str_cmp(x->phase, y->phase);
    if (!c) c = str_cmp(x->issuer, y->issuer);
    if (!c) c = str_cmp(x->orgcode, y->orgcode);
    if (!c) c = str_cmp(x->org, y->org);
    return c ? c : str_cmp(x->scope, y->scope);
}

/* The years that any row has, ascending. */
static int collect_years(struct panel *p)
{
    struct map seen = MAP_INIT;
    size_t cap = 0;
    bool added, bad;
    for (size_t i = 0; i < p->row.n; i++)
        for (const struct panel_entry *x = p->row.v[i]->entry; x; x = x->next) cap++;
    p->year = arena_array(&p->a, cap + 1, sizeof *p->year);
    bad = !p->year;
    for (size_t i = 0; i < p->row.n && !bad; i++)
        for (const struct panel_entry *x = p->row.v[i]->entry; x && !bad; x = x->next) {
            bad = map_put(&seen, x->year, 0, &added) == MAP_NONE;
            if (!bad && added) p->year[p->nyear++] = x->year;
        }
    map_free(&seen);
    if (!bad && p->nyear) qsort(p->year, p->nyear, sizeof *p->year, by_text);
    return bad ? -1 : 0;
}

static int place_cells(struct panel *p, struct panel_row *r)
{
    r->cell = arena_array(&p->a, p->nyear + 1, sizeof *r->cell);
    if (!r->cell) return -1;
    for (const struct panel_entry *x = r->entry; x; x = x->next)
        for (size_t y = 0; y < p->nyear; y++)
            if (str_eq(p->year[y], x->year)) {
                r->cell[y] = x->cell;
                r->nthere += x->cell.there;
            }
    return 0;
}

static bool is_department_of(const struct panel_row *d, const struct panel_row *unit)
{
    return str_eq(d->scope, S("department")) && str_eq(d->issuer, unit->issuer) && str_eq(d->phase, unit->phase);
}

/* A 单位 is inside its 部门; if both are there only the 部门 counts. Rows of one issuer stand together. */
static bool inside_department(const struct panel *p, size_t i)
{
    const struct panel_row *r = p->row.v[i];
    if (!str_eq(r->scope, S("unit")) || r->issuer.n == 0) return false;
    for (size_t k = i; k-- > 0 && str_eq(p->row.v[k]->issuer, r->issuer);)
        if (is_department_of(p->row.v[k], r)) return true;
    for (size_t k = i + 1; k < p->row.n && str_eq(p->row.v[k]->issuer, r->issuer); k++)
        if (is_department_of(p->row.v[k], r)) return true;
    return false;
}

/* Without a unit only zeros can be added up. */
static bool can_add(const struct panel *p, const struct panel_row *r)
{
    if (str_eq(r->unit, S("万元"))) return true;
    for (size_t y = 0; y < p->nyear; y++)
        if (!dec_is_zero(r->cell[y].value)) return false;
    return true;
}

/* ---- totals ---- */

/* Is r there in every year in which anybody of its phase is? (Finals come two years after their budgets.) */
static bool is_balanced(const struct panel *p, const struct panel_total *t, const struct panel_row *r)
{
    for (size_t y = 0; y < p->nyear; y++)
        if (t->count[y] && !r->cell[y].there) return false;
    return true;
}

static int add_row(struct panel *p, struct panel_total *t, const struct panel_row *r)
{
    bool balanced = is_balanced(p, t, r);
    t->nbalanced += balanced;
    for (size_t y = 0; y < p->nyear; y++) {
        if (dec_add(t->all[y], r->cell[y].value, &t->all[y])) return -1;
        if (balanced && dec_add(t->balanced[y], r->cell[y].value, &t->balanced[y])) return -1;
    }
    return 0;
}

static struct panel_total *new_total(struct panel *p, struct str phase)
{
    struct panel_total *t = &p->total[p->ntotal++];
    t->phase = phase;
    t->all = arena_array(&p->a, p->nyear + 1, sizeof *t->all);
    t->balanced = arena_array(&p->a, p->nyear + 1, sizeof *t->balanced);
    t->count = arena_array(&p->a, p->nyear + 1, sizeof *t->count);
    return t->all && t->balanced && t->count ? t : NULL;
}

/* Who counts, and how many are there in each year. */
static int count_up(struct panel *p)
{
    struct panel_total *t = NULL;
    size_t phases = 0;
    for (size_t i = 0; i < p->row.n; i++) phases += i == 0 || !str_eq(p->row.v[i]->phase, p->row.v[i - 1]->phase);
    p->total = arena_array(&p->a, phases + 1, sizeof *p->total);
    if (!p->total) return -1;
    for (size_t i = 0; i < p->row.n; i++) {
        struct panel_row *r = p->row.v[i];
        if (!t || !str_eq(t->phase, r->phase)) t = new_total(p, r->phase);
        if (!t) return -1;
        r->counted = can_add(p, r) && !inside_department(p, i);
        if (!r->counted) continue;
        t->nrow++;
        for (size_t y = 0; y < p->nyear; y++) t->count[y] += r->cell[y].there;
    }
    return 0;
}

static int total_up(struct panel *p)
{
    struct panel_total *t = p->total;
    for (size_t i = 0; i < p->row.n; i++) {
        const struct panel_row *r = p->row.v[i];
        if (!str_eq(t->phase, r->phase)) t++; /* rows and totals are in order of phase */
        if (r->counted && add_row(p, t, r)) return -1;
    }
    return 0;
}

int panel_finish(struct panel *p, struct err *e)
{
    if (collect_years(p)) return err_nomem(e);
    for (size_t i = 0; i < p->row.n; i++)
        if (place_cells(p, p->row.v[i])) return err_nomem(e);
    if (p->row.n) qsort(p->row.v, p->row.n, sizeof *p->row.v, by_subject);
    if (count_up(p)) return err_nomem(e);
    return total_up(p) ? err_set(e, NULL, 0, "a total is too large") : 0;
}
