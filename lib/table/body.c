/* SPDX-License-Identifier: MIT */
/* body.c: the rows under the header of a table of amounts. */
#include "table/body_in.h"
#include "table/lex.h"

#include <string.h>

/* Is there anything in the panel's amount columns of this row? */
static unsigned amounts_filled(const struct body *b, uint32_t row, uint32_t panel)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].panel == panel && (b->h.col[c].kind == COLUMN_AMOUNT || b->h.col[c].kind == COLUMN_TEXT))
            n += grid_at(b->t->g, row, c)->text.n > 0;
    return n;
}

/* A code alone under its row, where the page ran out of width: the row above had it or lacks it. */
static bool code_of_row_above(const struct row_key *k, const struct row_key *above, unsigned filled)
{
    return filled == 0 && k->code.n && !k->name.n && (!above->code.n || str_eq(above->code, k->code));
}

/* 公用经费合计 merged over the second panel, its amount in the third: the amount has no label of its own
 * and the label no amount. */
static bool label_of_next(const struct body *b, uint32_t row, uint32_t panel)
{
    struct row_key next;
    return panel + 1 < b->h.npanel && !amounts_filled(b, row, panel) && amounts_filled(b, row, panel + 1) &&
           !body_label(b, row, panel + 1, &next);
}

static int read_panel(struct body *b, uint32_t row, uint32_t panel, bool *counted, struct err *e)
{
    struct row_key k;
    bool label = body_label(b, row, panel, &k);
    unsigned filled = amounts_filled(b, row, panel);
    if (label && label_of_next(b, row, panel)) return 0;
    if (!label && filled && panel && label_of_next(b, row, panel - 1)) label = body_label(b, row, panel - 1, &k);
    if (!label && !filled) return 0;
    if (label && code_of_row_above(&k, &b->last[panel], filled)) return 0;
    if (!*counted) {
        b->t->row++;
        *counted = true;
    }
    if (body_settle(b, panel, &k, e)) return ERR_FAIL;
    b->t->loose_rows |= body_loose(b, panel, &k, filled);
    b->last[panel] = k;
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        if (col->panel != panel) continue;
        if (col->kind == COLUMN_TEXT && !grid_at(b->t->g, row, c)->text.n) continue;
        if (col->kind != COLUMN_AMOUNT && col->kind != COLUMN_TEXT) continue;
        if (grid_at(b->t->g, row, c)->unknown && !grid_at(b->t->g, row, c)->text.n) continue;
        if (col->kind == COLUMN_TEXT && grid_at(b->t->g, row, c)->text.p == k.name.p) continue; /* 合计 of total_beside */
        if (body_stray_code(b, row, c)) {
            b->t->unclear_heads = true;
            continue;
        }
        if (body_put(b, row, c, &k, e)) return ERR_FAIL;
    }
    return 0;
}

static bool row_blank(const struct grid *g, uint32_t r)
{
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n) return false;
    return true;
}

/* A table that is there with nothing in it: no data row, or only a blank total. */
static bool table_empty(const struct body *b)
{
    const struct grid *g = b->t->g;
    for (uint32_t r = b->h.end; r < g->nrow; r++) {
        if (row_blank(g, r) || header_is_filler(g, &b->h, r)) continue;
        for (uint32_t p = 0; p < b->h.npanel; p++) {
            struct row_key k;
            bool label = body_label(b, r, p, &k);
            if (amounts_filled(b, r, p)) {
                bool none = true;
                for (uint32_t c = 0; c < g->ncol; c++) {
                    struct str s = grid_at(g, r, c)->text;
                    if (b->h.col[c].kind == COLUMN_AMOUNT && s.n && !str_eq(s, S("无"))) none = false;
                }
                if (!none) return false;
            }
            if (label && !lex_is_total(k.name) && !str_eq(k.name, S("无"))) return false;
        }
    }
    return b->h.found;
}

static bool has_amounts(const struct body *b)
{
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].kind == COLUMN_AMOUNT) return true;
    return false;
}

static int put_empty(struct table *t, struct err *e)
{
    struct fact f;
    table_fact(t, &f);
    f.page = t->cap->page ? t->cap->page : t->g->nrow ? t->g->row[0].page : 0;
    f.line = t->cap->line ? t->cap->line : t->g->nrow ? t->g->row[0].line : 0;
    f.f[REC_KIND] = S("empty");
    f.f[REC_UNIT] = t->unit;
    return table_put(t, &f, e);
}

static int read_rows(struct body *b, uint32_t from, struct err *e)
{
    for (uint32_t r = from; r < b->t->g->nrow; r++) {
        bool counted = false;
        if (header_is_filler(b->t->g, &b->h, r)) continue;
        for (uint32_t p = 0; p < b->h.npanel; p++)
            if (read_panel(b, r, p, &counted, e)) return ERR_FAIL;
    }
    return 0;
}

int body_read(struct table *t, uint32_t from, struct err *e)
{
    struct body *b = arena_zalloc(t->a, sizeof *b);
    if (!b) return err_nomem(e);
    b->t = t;
    if (header_read(t->g, from, t->a, &b->h, e) || rows_realign(t, &b->h, e)) return ERR_FAIL;
    bool any = false;
    for (uint32_t c = 0; c < b->h.ncol; c++) any |= b->h.col[c].kind == COLUMN_AMOUNT || b->h.col[c].kind == COLUMN_TEXT;
    if (!any) return 0;
    bool said = t->cap->title.n || t->cap->unit.n; /* else it may be a page's row of links */
    if (table_empty(b)) return has_amounts(b) && said ? put_empty(t, e) : 0;
    b->decimals = body_has_decimals(b);
    t->headless = !b->h.found;
    if (!t->title.n) t->title = fragment_title(t->g, &b->h);
    t->title_inferred = t->title.n && !t->cap->title.n;
    t->unclear_heads = b->h.unclear || body_headless_column(b) || body_unclear_heads(b);
    t->unitless = !t->unit.n;
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].kind == COLUMN_AMOUNT && b->h.col[c].unit.n) t->unitless = false;
    for (uint32_t c = 0; c < b->h.ncol && !b->h.found; c++) {
        if (b->h.col[c].kind != COLUMN_AMOUNT) continue;
        struct str n = table_number(t->a, c + 1);
        b->h.col[c].path = n.p ? arena_cat3(t->a, S("第"), n, S("列")) : n;
        if (!b->h.col[c].path.p) return err_nomem(e);
    }
    t->body = b;
    return read_rows(b, b->h.end, e);
}

/* ---- a table in parts ---- */

int body_go_on(struct table *t, struct err *e)
{
    t->body->t = t;
    return read_rows(t->body, 0, e);
}

uint32_t body_columns(const struct table *t) { return t->body->h.ncol; }

static int keep(struct arena *a, struct str *const v[], size_t n, struct err *e)
{
    for (size_t i = 0; i < n; i++)
        if (v[i]->n && !(*v[i] = arena_str(a, *v[i])).p) return err_nomem(e);
    return 0;
}
#define KEEP(a, e, ...) keep((a), (struct str *const[]){__VA_ARGS__}, sizeof((struct str *const[]){__VA_ARGS__}) / sizeof(struct str *), (e))

static int keep_columns(struct header *h, struct arena *a, struct err *e)
{
    struct column *col = arena_array(a, h->ncol, sizeof *col);
    if (!col) return err_nomem(e);
    memcpy(col, h->col, h->ncol * sizeof *col);
    h->col = col;
    for (uint32_t c = 0; c < h->ncol; c++, col++)
        if (KEEP(a, e, &col->path, &col->leaf, &col->unit, &col->year, &col->phase)) return ERR_FAIL;
    return 0;
}

int body_keep(struct table *t, struct arena *a, struct err *e)
{
    struct body *b = arena_alloc(a, sizeof *b);
    if (!b) return err_nomem(e);
    *b = *t->body;
    t->body = b;
    if (keep_columns(&b->h, a, e)) return ERR_FAIL;
    for (unsigned p = 0; p < HEADER_MAX_PANELS; p++) {
        struct row_key *k = &b->last[p];
        for (unsigned i = 0; i < LADDER_MAX; i++)
            if (KEEP(a, e, &b->ladder[p].name[i])) return ERR_FAIL;
        if (KEEP(a, e, &k->code, &k->name, &k->orgcode, &k->org, &k->role, &k->path)) return ERR_FAIL;
    }
    return KEEP(a, e, &t->tno, &t->title, &t->unit, &t->year, &t->phase, &t->project, &t->orgcode, &t->org);
}
