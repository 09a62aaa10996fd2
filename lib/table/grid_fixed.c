/* SPDX-License-Identifier: MIT */
/* grid_fixed.c: tables of a fixed-width page (`pdftotext -layout`) as grids. See fixed.h for the idea. */
#include "base/vec.h"
#include "table/block.h"
#include "table/fixed_scan.h"

#include <stdlib.h>

struct build {
    struct arena *a;
    struct fx_table *t;
    struct fx_cols *cols;
    struct grid *g;
    uint32_t rows; /* room */
};

static struct grid_row *new_row(struct build *b, uint32_t page, uint32_t line)
{
    struct grid *g = b->g;
    if (g->nrow == b->rows) {
        uint32_t more = b->rows ? b->rows * 2 : 32;
        void *v = arena_grow(b->a, g->row, b->rows * sizeof *g->row, more * sizeof *g->row);
        if (!v) return NULL;
        g->row = v, b->rows = more;
    }
    struct grid_row *r = &g->row[g->nrow];
    *r = (struct grid_row){page, line, arena_array(b->a, g->ncol, sizeof *r->cell), false};
    if (!r->cell) return NULL;
    for (uint32_t c = 0; c < g->ncol; c++) {
        r->cell[c].page = page, r->cell[c].line = line;
        r->cell[c].colspan = r->cell[c].rowspan = 1;
        r->cell[c].there = true;
    }
    g->nrow++;
    return r;
}

/* Do the code columns without a header in front of column c go on from one that has a header? */
static bool codes_before(const struct fx_cols *cols, uint32_t c)
{
    uint32_t k = c;
    while (k > 0 && !cols->v[k - 1].head && cols->v[k - 1].code && cols->v[k - 1].panel == cols->v[c].panel) k--;
    return k < c && k > 0 && cols->v[k - 1].head && cols->v[k - 1].code && cols->v[k - 1].panel == cols->v[c].panel;
}

/* Columns [*c0, *c1) under a header cell. */
static void extent(const struct fx_cols *cols, const struct fx_head *h, uint32_t *c0, uint32_t *c1)
{
    if (h->nkid) {
        uint32_t ignore;
        extent(cols, h->kid[0], c0, &ignore);
        extent(cols, h->kid[h->nkid - 1], &ignore, c1);
        return;
    }
    *c0 = *c1 = 0;
    for (uint32_t c = 0; c < cols->n; c++) {
        if (cols->v[c].head == h) *c0 = c, *c1 = c + 1;
    }
    /* 科目编码 over all parts of a code. */
    bool codes = *c0 < *c1 && cols->v[*c0].code;
    while (codes && *c0 > 0 && !cols->v[*c0 - 1].head && cols->v[*c0 - 1].code && cols->v[*c0 - 1].panel == cols->v[*c0].panel) (*c0)--;
    while (codes && *c1 < cols->n && !cols->v[*c1].head && cols->v[*c1].code && cols->v[*c1].panel == cols->v[*c0].panel) (*c1)++;
    if (codes_before(cols, *c0)) return;
    /* 项目 over the codes and the names: a label column without a header of its own. */
    while (*c0 > 0 && !cols->v[*c0 - 1].head && cols->v[*c0 - 1].panel == cols->v[*c0].panel &&
           (cols->v[*c0 - 1].code || !cols->v[*c0 - 1].numeric) && !cols->v[*c0].numeric)
        (*c0)--;
    while (*c1 < cols->n && !cols->v[*c1].head && cols->v[*c1].panel == cols->v[*c1 - 1].panel &&
           !cols->v[*c1].numeric && cols->v[*c1 - 1].code)
        (*c1)++;
}

static int put_head(struct build *b, const struct fx_head *h, uint32_t depth)
{
    uint32_t c0, c1, rows = h->nkid ? 1 : depth - h->depth;
    extent(b->cols, h, &c0, &c1);
    if (c0 >= c1) return 0;
    struct str text = arena_str(b->a, h->text);
    if (!text.p) return -1;
    for (uint32_t r = h->depth; r < h->depth + rows; r++) {
        for (uint32_t c = c0; c < c1; c++) {
            struct grid_cell *cell = &b->g->row[r].cell[c];
            *cell = (struct grid_cell){.page = h->page, .line = h->line};
        }
    }
    struct grid_cell *cell = &b->g->row[h->depth].cell[c0];
    *cell = (struct grid_cell){.text = text, .page = h->page, .line = h->line, .there = true};
    cell->colspan = (uint16_t)(c1 - c0), cell->rowspan = (uint16_t)rows;
    for (uint32_t k = 0; k < h->nkid; k++) {
        if (put_head(b, h->kid[k], depth)) return -1;
    }
    return 0;
}

static int put_header(struct build *b, const struct fx_heads *h)
{
    const struct doc_line *first = b->t->line[0].src;
    for (uint32_t d = 0; d < h->depth; d++) {
        if (!new_row(b, first->page, first->line)) return -1;
    }
    for (uint32_t r = 0; r < h->nroot; r++) {
        if (put_head(b, h->root[r], h->depth)) return -1;
    }
    b->g->nhead = h->depth;
    return 0;
}

/* One more piece of a cell: behind what it has, without a blank if it was wrapped. */
static int put_piece(struct build *b, struct grid_cell *cell, const struct fx_tok *p, const struct fx_line *l,
                     uint32_t edge)
{
    if (p->part) {
        cell->unknown = true;
        return 0;
    }
    if (!cell->text.n) {
        cell->page = l->src->page, cell->line = l->src->line;
        cell->indent = (uint16_t)(p->x0 > edge ? p->x0 - edge : 0);
        cell->text = arena_str(b->a, p->s);
    } else {
        bool same = cell->line == l->src->line && cell->page == l->src->page;
        bool digit = fx_numeric(p);
        cell->text = same || digit ? arena_join(b->a, cell->text, S(" "), p->s) : arena_cat(b->a, cell->text, p->s);
    }
    return cell->text.p ? 0 : -1;
}

static int put_group(struct build *b, struct grid_row *row, const struct fx_group *gr)
{
    for (size_t i = gr->from; i < gr->to; i++) {
        const struct fx_line *l = &b->t->line[i];
        for (uint32_t k = 0; k < l->ntok; k++) {
            const struct fx_tok *p = &l->tok[k];
            if (p->col >= b->cols->n || b->cols->v[p->col].panel != gr->panel) continue;
            if (put_piece(b, &row->cell[p->col], p, l, b->cols->v[p->col].x0)) return -1;
        }
    }
    return 0;
}

static int by_anchor(const void *a, const void *b)
{
    const struct fx_group *x = a, *y = b;
    if (x->anchor != y->anchor) return x->anchor < y->anchor ? -1 : 1;
    return x->panel < y->panel ? -1 : x->panel > y->panel;
}

/* Groups of several panels share a row if their lines meet. */
static bool shares(const struct fx_group *row, size_t n, const struct fx_group *g)
{
    for (size_t i = 0; i < n; i++) {
        if (row[i].panel == g->panel) return false;
    }
    return g->anchor == row->anchor || (row->from <= g->anchor && g->anchor < row->to) ||
           (g->from <= row->anchor && row->anchor < g->to);
}

static int put_rows(struct build *b, const struct fx_seg *s, bool broken, struct err *e)
{
    uint16_t panels = (uint16_t)(b->cols->n ? b->cols->v[b->cols->n - 1].panel + 1 : 0);
    struct fx_group *all = arena_array(b->t->mem, (s->to - s->body) * panels + 1, sizeof *all);
    if (!all) return err_nomem(e);
    size_t n = 0;
    for (uint16_t p = 0; p < panels; p++) {
        struct fx_group *v;
        size_t m;
        if (fx_groups(b->t, s, b->cols, p, &v, &m, e)) return -1;
        memcpy(&all[n], v, m * sizeof *v);
        n += m;
    }
    qsort(all, n, sizeof *all, by_anchor);
    for (size_t i = 0; i < n;) {
        size_t m = 1;
        while (i + m < n && shares(&all[i], m, &all[i + m])) m++;
        const struct doc_line *l = b->t->line[all[i].anchor].src;
        struct grid_row *row = new_row(b, l->page, l->line);
        if (!row) return err_nomem(e);
        row->after_break = broken && i == 0;
        for (size_t k = 0; k < m; k++) {
            if (put_group(b, row, &all[i + k])) return err_nomem(e);
        }
        i += m;
    }
    return 0;
}

static int make_grid(struct fx_table *t, struct arena *a, struct grid *g, struct err *e)
{
    struct fx_pages p = {NULL, NULL, NULL, 0};
    struct fx_heads heads = {NULL, 0, NULL, 0, 0, false};
    struct fx_cols cols = {NULL, 0, false};
    size_t body = fx_header_end(t);
    fx_free_total(t, body);
    if (fx_cut_pages(t, body, &p, e) || fx_build_columns(t, &p, &heads, &cols, e)) return -1;
    uint8_t *digits = arena_array(a, cols.n + 1, sizeof *digits);
    if (!digits) return err_nomem(e);
    for (uint32_t c = 0; c < cols.n; c++) digits[c] = cols.v[c].digits;
    *g = (struct grid){GRID_FIXED, NULL, 0, cols.n, GRID_HEAD_UNKNOWN, true, cols.ambiguous, t->broken, digits};
    struct build b = {a, t, &cols, g, 0};
    if (put_header(&b, &heads)) return err_nomem(e);
    for (size_t s = 0; s < p.n; s++) {
        if (put_rows(&b, &p.v[s], s > 0, e)) return -1;
    }
    return 0;
}

int grid_fixed_next(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *t0, size_t *t1,
                    struct grid *g, struct err *e)
{
    struct arena mem = ARENA_INIT;
    struct fx_scan k = {.d = d, .tok = arena_alloc(&mem, FX_TOKENS * sizeof *k.tok)};
    struct fx_region r = {.from = from};
    int rc = k.tok ? 1 : err_nomem(e);
    while (rc > 0 && (rc = fx_find_start(&k, from, end, &r, e)) > 0) {
        rc = fx_find_end(&k, end, &r, &mem, e);
        if (rc != 0) break;
        from = r.to > r.from ? r.to : r.from + 1;
        rc = 1;
    }
    if (rc > 0) {
        bool paper = d->format == DOC_TSVWORDS || d->format == DOC_BBOX || d->format == DOC_PDF;
        struct fx_table t = {.mem = &mem, .paper = paper, .display = paper, .form = r.form};
        rc = fx_load_lines(&k, &r, end, &t, e);
        if (rc == 0 && t.n) rc = (t.form ? fx_form(&t, a, g, e) : make_grid(&t, a, g, e)) ? -1 : 1;
        if (rc < 0 && t.too_wide) rc = ERR_LIMIT;
        *t0 = t.n ? t.line[0].index : r.from;
        *t1 = r.to;
    } else if (rc == ERR_LIMIT) {
        *t0 = r.from;
        *t1 = r.to;
    }
    VEC_FREE(&k.seen);
    arena_free(&mem);
    return rc;
}
