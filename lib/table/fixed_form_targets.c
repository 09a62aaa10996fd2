/* SPDX-License-Identifier: MIT */
/* fixed_form_targets.c: the grid of indicators at the end of a performance form.
 *
 * Labels that span rows stand centred in front of them, so that their rows are found by balancing: every label in the middle of
 * its rows, at the least error. */
#include "table/fixed_form.h"

enum { LABELS = 3, ROWS = 600 }; /* columns of labels; indicators of one form */

struct label {
    struct str text;
    uint32_t first, last; /* lines on the page */
    uint32_t row;         /* first row it stands for */
};
struct labels {
    struct label v[FORM_NAMES];
    uint32_t n;
};
struct span { /* an indicator: its lines, and its place when every row is as high as its text */
    uint32_t first, last; /* lines on the page */
    double y0, y1;
    size_t from, to;
};

/* The header's middles are the columns. */
struct heads {
    double mid[FORM_NAMES];
    uint32_t n, third;
};

static void read_heads(const struct fx_line *l, struct heads *h)
{
    h->n = 0, h->third = FORM_NAMES;
    for (uint32_t k = 0; k < l->ntok && h->n < FORM_NAMES; k++) {
        if (str_has(l->tok[k].s, S("三级指标"))) h->third = h->n;
        if (str_has(l->tok[k].s, S("二级指标")) && h->third == FORM_NAMES && k + 1 < l->ntok) h->third = h->n + 1;
        h->mid[h->n++] = (l->tok[k].x0 + l->tok[k].x1) / 2.0;
    }
    if (h->third >= h->n) h->third = h->n > 1 ? h->n - 2 : 0;
}

/* 效益指标 社会效益指标: label words one blank apart. */
static uint32_t label_words(const struct fx_line *l, struct fx_tok *out, double border)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < l->ntok && n + 1 < FORM_NAMES; k++) {
        out[n++] = l->tok[k];
        struct str s = l->tok[k].s;
        size_t at = str_find(s, S("指标 "), 0);
        if (at == STR_NPOS || l->tok[k].x0 > border) continue;
        out[n - 1].s = str_sub(s, 0, at + 6);
        out[n - 1].x1 = out[n - 1].x0 + (uint32_t)fx_chars(out[n - 1].s);
        out[n] = l->tok[k];
        out[n].s = str_trim(str_from(s, at + 6));
        out[n].x0 = out[n - 1].x1 + 1;
        n++;
    }
    return n;
}

static uint32_t nearest(const struct heads *h, const struct fx_tok *p, uint32_t least)
{
    double m = (p->x0 + p->x1) / 2.0, best = 1e9;
    uint32_t at = least < h->n ? least : h->n - 1;
    for (uint32_t c = at; c < h->n; c++) {
        double d = m > h->mid[c] ? m - h->mid[c] : h->mid[c] - m;
        if (d < best) best = d, at = c;
    }
    return at;
}

/* Is this left of the first label column: 绩效指标 beside all of them? */
static bool beside(const struct heads *h, const struct fx_tok *p)
{
    double step = h->n > 1 ? (h->mid[1] - h->mid[0]) / 2 : 8;
    return h->third > 0 && (p->x0 + p->x1) / 2.0 < h->mid[0] - (step > 5 ? 5 : step);
}

/* A label's next line (服务对象满意 / 度指标), or the next label. */
static void add_label(struct fx_form *f, struct labels *ls, const struct fx_tok *p, uint32_t y)
{
    struct label *b = ls->n ? &ls->v[ls->n - 1] : NULL;
    bool open = b && !str_ends(b->text, S("指标")) && y - b->last <= 3 && fx_chars(p->s) <= 6;
    if (open) {
        struct str both = arena_cat(f->a, b->text, p->s);
        if (both.p) b->text = both;
        b->last = y;
    } else if (ls->n < FORM_NAMES) {
        ls->v[ls->n++] = (struct label){p->s, y, y, 0};
    }
}

/* Rows [i, j) under one label: how far it is from their middle. */
static double off_rows(const struct span *v, uint32_t i, uint32_t j, double y)
{
    double m = (v[i].y0 + v[j - 1].y1) / 2;
    return m > y ? (m - y) * (m - y) : (y - m) * (y - m);
}

/* Where line y is among the rows. A line of a label alone stands between two rows and takes no room. */
static double place_of(const struct span *v, uint32_t n, uint32_t y)
{
    for (uint32_t i = 0; i < n; i++) {
        if (y < v[i].first) return v[i].y0;
        if (y <= v[i].last) return v[i].y0 + (v[i].y1 - v[i].y0) * (y - v[i].first + 0.5) / (v[i].last - v[i].first + 1.0);
    }
    return n ? v[n - 1].y1 : 0;
}

/* Gives each label its rows. Least sum of squares. */
static int balance(struct fx_form *f, struct labels *ls, const struct span *v, uint32_t n)
{
    if (ls->n == 0 || n == 0) return 0;
    if (ls->n > n) ls->n = n;
    double *cost = arena_array(f->t->mem, ((size_t)ls->n + 1) * (n + 1), sizeof *cost);
    uint32_t *from = arena_array(f->t->mem, ((size_t)ls->n + 1) * (n + 1), sizeof *from);
    if (!cost || !from) return -1;
    for (uint32_t k = 0; k <= ls->n; k++) {
        double y = k ? (place_of(v, n, ls->v[k - 1].first) + place_of(v, n, ls->v[k - 1].last)) / 2 : 0;
        for (uint32_t j = 0; j <= n; j++) {
            double *c = &cost[k * (n + 1) + j];
            *c = k || j ? 1e18 : 0;
            for (uint32_t i = 0; k && i < j; i++) {
                double d = cost[(k - 1) * (n + 1) + i];
                if (d < 1e18) d += off_rows(v, i, j, y);
                if (d < *c) *c = d, from[k * (n + 1) + j] = i;
            }
        }
    }
    for (uint32_t k = ls->n, j = n; k > 0; k--) {
        j = from[k * (n + 1) + j];
        ls->v[k - 1].row = j;
    }
    return 0;
}

/* Pieces of the indicators proper get their column, labels are collected. tok->col: 0 name, 1 .. the rest. */
static void sort_pieces(struct fx_form *f, size_t from, const struct heads *h, struct labels ls[LABELS])
{
    struct fx_tok v[FORM_NAMES];
    for (size_t i = from; i < f->t->n; i++) {
        struct fx_line *l = &f->t->line[i];
        double border = h->third ? h->mid[h->third - 1] + 2 : 0;
        uint32_t n = label_words(l, v, border), kept = 0, least = 0;
        for (uint32_t k = 0; k < n; k++) {
            if (beside(h, &v[k])) continue;
            uint32_t c = nearest(h, &v[k], least);
            if (c < h->third) {
                if (c < LABELS) add_label(f, &ls[c], &v[k], l->y);
                least = c + 1;
                continue;
            }
            if (kept >= l->ntok) break;
            l->tok[kept] = v[k];
            l->tok[kept++].col = (uint16_t)(c - h->third);
            least = c;
        }
        l->ntok = kept;
    }
}

/* Lines of text in the fullest column of a run. */
static double height(const struct fx_form *f, const struct fx_group *g, uint32_t ncol)
{
    double most = 1;
    for (uint32_t c = 0; c < ncol; c++) {
        double n = 0;
        for (size_t i = g->from; i < g->to; i++) {
            bool any = false;
            for (uint32_t k = 0; k < f->t->line[i].ntok; k++) any |= f->t->line[i].tok[k].col == c;
            n += any;
        }
        if (n > most) most = n;
    }
    return most;
}

/* Runs of lines that are one indicator each. */
static int find_spans(struct fx_form *f, size_t from, const struct heads *h, struct span **out, uint32_t *n, struct err *e)
{
    struct fx_cols cols = {arena_array(f->t->mem, FX_COLUMNS, sizeof *cols.v), h->n - h->third, false};
    struct fx_seg s = {from, from, f->t->n, NULL, 0, false};
    struct fx_group *g;
    size_t m;
    if (!cols.v) return err_nomem(e);
    for (uint32_t c = 0; c < cols.n; c++) cols.v[c] = (struct fx_col){.numeric = c > 0, .count = 1, .chars = 0};
    for (size_t i = from; i < f->t->n; i++) {
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            const struct fx_tok *p = &f->t->line[i].tok[k];
            uint32_t w = (uint32_t)fx_chars(p->s);
            if (w > cols.v[p->col].chars) cols.v[p->col].chars = w;
        }
    }
    if (fx_groups(f->t, &s, &cols, 0, &g, &m, e)) return -1;
    *out = arena_array(f->t->mem, m + 1, sizeof **out);
    if (!*out) return err_nomem(e);
    *n = 0;
    double y = 0;
    for (size_t i = 0; i < m && *n < ROWS; i++) {
        double lines = height(f, &g[i], cols.n);
        (*out)[(*n)++] = (struct span){f->t->line[g[i].from].y, f->t->line[g[i].to - 1].y, y, y + lines, g[i].from, g[i].to};
        y += lines;
    }
    return 0;
}

static int put_span(struct fx_form *f, const struct span *v, const struct heads *h)
{
    struct grid_row *row = NULL;
    const struct fx_line *at = &f->t->line[v->from];
    for (size_t i = v->from; i < v->to; i++) {
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            if (f->t->line[i].tok[k].col > 0) at = &f->t->line[i];
        }
    }
    row = fx_form_row(f, at->src);
    if (!row) return -1;
    for (size_t i = v->from; i < v->to; i++) {
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            const struct fx_tok *p = &f->t->line[i].tok[k];
            uint32_t c = p->col + h->third + 1;
            if (c < f->g->ncol && fx_form_text(f, &row->cell[c], p->s, f->t->line[i].src)) return -1;
        }
    }
    return 0;
}

int fx_form_targets(struct fx_form *f, size_t from, struct err *e)
{
    struct heads h;
    struct labels *ls = arena_array(f->t->mem, LABELS, sizeof *ls);
    struct span *v = NULL;
    uint32_t n = 0, first;
    read_heads(&f->t->line[from], &h);
    struct grid_row *row = fx_form_row(f, f->t->line[from].src);
    if (!row || !ls) return err_nomem(e);
    for (uint32_t k = 0; k < h.n && k + 1 < f->g->ncol; k++) {
        if (fx_form_text(f, &row->cell[k + 1], f->t->line[from].tok[k].s, f->t->line[from].src)) return err_nomem(e);
    }
    sort_pieces(f, from + 1, &h, ls);
    if (find_spans(f, from + 1, &h, &v, &n, e)) return -1;
    first = f->g->nrow;
    for (uint32_t i = 0; i < n; i++) {
        if (put_span(f, &v[i], &h)) return err_nomem(e);
    }
    for (uint32_t c = 0; c < LABELS && c < h.third; c++) {
        if (balance(f, &ls[c], v, n)) return err_nomem(e);
        for (uint32_t k = 0; k < ls[c].n && first + ls[c].v[k].row < f->g->nrow; k++) {
            struct grid_cell *cell = &f->g->row[first + ls[c].v[k].row].cell[c + 1];
            cell->text = arena_str(f->a, ls[c].v[k].text);
            if (!cell->text.p) return err_nomem(e);
        }
    }
    return 0;
}
