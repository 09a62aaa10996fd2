/* SPDX-License-Identifier: MIT */
/* sangong_report.c: the panel and the rankings as rows of cells. */
#include "check/sangong_panel.h"

#include <stdlib.h>

static void dec_cell(struct listing *s, struct dec d)
{
    char buf[DEC_CHARS];
    listing_cell(s, (struct str){buf, dec_print(d, buf)}, true);
}

static void count_cell(struct listing *s, unsigned n)
{
    char buf[16];
    listing_cell(s, (struct str){buf, (size_t)snprintf(buf, sizeof buf, "%u", n)}, true);
}

/* For people: what the page is about. */
static const char *title_of(const struct panel *p)
{
    static const char *const title[SANGONG_NITEM] = {"“三公”经费",
                                                     "“三公”经费：因公出国（境）费",
                                                     "“三公”经费：公务接待费",
                                                     "“三公”经费：公务用车购置及运行维护费",
                                                     "“三公”经费：公务用车购置费",
                                                     "“三公”经费：公务用车运行维护费"};
    return title[p->item];
}

static void heads(struct listing *s, const char *const *head)
{
    for (; *head; head++) listing_head(s, str_c(*head));
}

static void subject(struct listing *s, const struct panel *p, const struct panel_row *r)
{
    listing_cell(s, r->orgcode, false);
    listing_cell(s, r->org, false);
    listing_cell(s, r->scope, false);
    listing_cell(s, r->phase, false);
    listing_cell(s, str_c(sangong_item_name[p->item]), false);
}

/* ---- panel ---- */

/* "2023 open,2024 off": years whose line says so. */
static void doubts(struct listing *s, const struct panel *p, const struct panel_row *r)
{
    struct arena a = ARENA_INIT;
    struct str list = S("");
    for (size_t y = 0; y < p->nyear; y++) {
        if (r->cell[y].check < SANGONG_OPEN) continue;
        struct str one = arena_join(&a, p->year[y], S(" "), str_c(sangong_check_name[r->cell[y].check]));
        list = arena_join(&a, list, S(","), one);
    }
    listing_cell(s, list.p ? list : S("?"), false);
    arena_free(&a);
}

static void org_row(struct listing *s, const struct panel *p, const struct panel_row *r)
{
    listing_cell(s, r->counted ? S("org") : S("inside"), false);
    subject(s, p, r);
    listing_cell(s, r->unit, false);
    count_cell(s, r->nthere);
    for (size_t y = 0; y < p->nyear; y++) listing_cell(s, r->cell[y].shown, true);
    doubts(s, p, r);
    listing_row(s, false);
}

static void total_row(struct listing *s, const struct panel *p, const struct panel_total *t, const char *kind)
{
    bool count = kind[0] == 'c', balanced = kind[1] == 'v';
    listing_cell(s, str_c(kind), false);
    listing_cell(s, S(""), false);
    listing_cell(s, S(""), false);
    listing_cell(s, S(""), false);
    listing_cell(s, t->phase, false);
    listing_cell(s, str_c(sangong_item_name[p->item]), false);
    listing_cell(s, count ? S("") : S("万元"), false);
    count_cell(s, balanced ? t->nbalanced : t->nrow);
    for (size_t y = 0; y < p->nyear; y++) {
        if (count) count_cell(s, t->count[y]);
        else if (t->count[y] == 0 || (balanced && t->nbalanced == 0)) listing_cell(s, S(""), true);
        else dec_cell(s, balanced ? t->balanced[y] : t->all[y]);
    }
    listing_cell(s, S(""), false);
    listing_row(s, true);
}

int panel_write(struct io_writer *w, const struct panel *p, enum panel_format format, struct err *e)
{
    static const char *const head[] = {"row", "orgcode", "org", "scope", "phase", "item", "unit", "n", NULL};
    struct listing *s = listing_new(w, format, title_of(p), e);
    if (!s) return ERR_FAIL;
    listing_multiples(s, p);
    heads(s, head);
    for (size_t y = 0; y < p->nyear; y++) listing_cell(s, p->year[y], true); /* over figures */
    listing_head(s, S("doubt"));
    listing_row(s, false);
    for (size_t i = 0; i < p->row.n; i++) org_row(s, p, p->row.v[i]);
    for (size_t i = 0; i < p->ntotal; i++) {
        total_row(s, p, &p->total[i], "every");
        total_row(s, p, &p->total[i], "all");
        total_row(s, p, &p->total[i], "count");
    }
    return listing_end(s, e);
}

/* ---- rankings ---- */

struct ranked {
    const struct panel_row *row;
    const struct panel_cell *cell;
    struct str year, prior;
    struct dec change, key;
    bool has_prior, has_key;
};

static int by_key(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;
    int c = str_cmp(x->row->phase, y->row->phase);
    if (c) return c;
    if (x->has_key != y->has_key) return x->has_key ? -1 : 1;
    c = x->has_key ? dec_cmp(y->key, x->key) : 0;
    if (!c) c = str_cmp(x->row->issuer, y->row->issuer);
    if (!c) c = str_cmp(x->row->orgcode, y->row->orgcode);
    return c ? c : str_cmp(x->row->org, y->row->org);
}

static size_t newest(const struct panel *p, struct str phase)
{
    size_t best = p->nyear;
    for (size_t i = 0; i < p->row.n; i++)
        for (size_t y = 0; y < p->nyear; y++)
            if (str_eq(p->row.v[i]->phase, phase) && p->row.v[i]->cell[y].there && (best == p->nyear || y > best)) best = y;
    return best;
}

static size_t year_at(const struct panel *p, struct str year)
{
    size_t y = 0;
    while (y < p->nyear && !str_eq(p->year[y], year)) y++;
    return y;
}

static bool follows(struct str year, struct str next)
{
    unsigned a, b;
    return str_u32(year, &a) && str_u32(next, &b) && a + 1 == b;
}

/* Last year's figure: from its own document, else as this one prints it. */
static void find_prior(const struct panel *p, struct ranked *k, size_t y)
{
    const struct panel_cell *last = y > 0 && follows(p->year[y - 1], p->year[y]) ? &k->row->cell[y - 1] : NULL;
    struct dec v = DEC_ZERO;
    if (last && last->there) {
        k->prior = last->shown;
        v = last->value;
    } else if (k->cell->prior.n && dec_parse(k->cell->prior, &v) == 0) {
        k->prior = k->cell->prior;
    } else {
        return;
    }
    k->has_prior = dec_sub(k->cell->value, v, &k->change) == 0;
}

static bool fill(const struct panel *p, struct ranked *k, const struct panel_row *r, struct str year, enum panel_rank by)
{
    size_t y = year.n ? year_at(p, year) : newest(p, r->phase);
    *k = (struct ranked){.row = r};
    if (y == p->nyear || !r->cell[y].there) return false;
    k->cell = &r->cell[y];
    k->year = p->year[y];
    find_prior(p, k, y);
    if (by == PANEL_BY_AMOUNT) {
        k->key = k->cell->value;
        k->has_key = true;
    } else if (by == PANEL_BY_CHANGE) {
        k->key = k->change;
        k->has_key = k->has_prior;
    } else {
        k->has_key = dec_parse(k->cell->share, &k->key) == 0;
    }
    return true;
}

static void rank_row(struct listing *s, const struct panel *p, const struct ranked *k, unsigned rank)
{
    struct dec base, pct;
    if (k->has_key) count_cell(s, rank);
    else listing_cell(s, S(""), true);
    subject(s, p, k->row);
    listing_cell(s, k->year, false);
    listing_cell(s, k->cell->shown, true);
    listing_cell(s, k->prior, true);
    if (k->has_prior) dec_cell(s, k->change);
    else listing_cell(s, S(""), true);
    bool has_pct = k->has_prior && dec_sub(k->cell->value, k->change, &base) == 0 && !dec_is_zero(base) &&
                   dec_shift(k->change, 2, &pct) == 0 && dec_div(pct, dec_abs(base), 2, &pct) == 0;
    if (has_pct) dec_cell(s, pct);
    else listing_cell(s, S(""), true);
    listing_cell(s, k->cell->share, true);
    listing_cell(s, k->row->unit, false);
    listing_cell(s, str_c(sangong_check_name[k->cell->check]), false);
    listing_row(s, false);
}

int panel_write_rank(struct io_writer *w, struct panel *p, enum panel_rank by, struct str year, enum panel_format format, struct err *e)
{
    static const char *const head[] = {"rank",  "orgcode", "org", "scope", "phase", "item",  "year", "value",
                                       "prior", "change",  "pct", "share", "unit",  "check", NULL};
    struct ranked *k = arena_array(&p->a, p->row.n + 1, sizeof *k);
    struct listing *s = k ? listing_new(w, format, title_of(p), e) : NULL;
    size_t n = 0, from = 0, rank = 0;
    if (!s) return k ? ERR_FAIL : err_nomem(e);
    for (size_t i = 0; i < p->row.n; i++) n += fill(p, &k[n], p->row.v[i], year, by);
    if (n) qsort(k, n, sizeof *k, by_key);
    heads(s, head);
    listing_row(s, false);
    for (size_t i = 0; i < n; i++) {
        bool fresh = i == 0 || !str_eq(k[i].row->phase, k[i - 1].row->phase);
        if (fresh) from = i;
        if (fresh || !k[i - 1].has_key || dec_cmp(k[i].key, k[i - 1].key) != 0) rank = i - from + 1; /* equals share a rank */
        rank_row(s, p, &k[i], (unsigned)rank);
    }
    return listing_end(s, e);
}
