/* SPDX-License-Identifier: MIT */
/* fixed_form_targets.c: the grid of indicators at the end of a performance form.
 *
 * Labels that span rows stand centred in front of them or on the first: fixed_label.c tells. */
#include "table/fixed_form.h"
#include "table/fixed_label.h"
#include "table/lex.h"
#include "table/target.h"

enum { ROWS = 600 }; /* indicators of one form */

/* The header's middles are the columns. */
struct heads {
    double mid[FORM_NAMES];
    uint32_t n, third;
    uint32_t front; /* columns of projects, in front of the labels; 0 where there are none */
};

static void read_heads(const struct fx_line *l, struct heads *h)
{
    bool project = false;
    h->n = 0, h->third = FORM_NAMES, h->front = 0;
    for (uint32_t k = 0; k < l->ntok && h->n < FORM_NAMES; k++) {
        if (str_has(l->tok[k].s, S("一级指标"))) h->front = project && !h->front ? h->n : h->front;
        else project |= !str_has(l->tok[k].s, S("指标")); /* 绩效指标 beside the labels is none */
        if (str_has(l->tok[k].s, S("三级指标"))) h->third = h->n;
        if (str_has(l->tok[k].s, S("二级指标")) && h->third == FORM_NAMES && k + 1 < l->ntok) h->third = h->n + 1;
        h->mid[h->n++] = (l->tok[k].x0 + l->tok[k].x1) / 2.0;
    }
    if (h->third >= h->n) h->third = h->n > 1 ? h->n - 2 : 0;
    if (h->front >= h->third || h->third > FX_LABELS) h->front = 0;
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

/* A whole label, whose next line would be another one: 服务对象满意度 / 数量指标. */
static bool whole_label(struct str s) { return target_word(s) == TARGET_SECOND || lex_is_target_class(s); }

/* A label's next line (服务对象满意 / 度指标), or the next label. */
static void add_label(struct fx_form *f, struct fx_labels *ls, const struct fx_tok *p, uint32_t y)
{
    struct fx_label *b = ls->n ? &ls->v[ls->n - 1] : NULL;
    bool open = b && !str_ends(b->text, S("指标")) && y - b->last <= 3 && fx_chars(p->s) <= 6 && !(whole_label(b->text) && whole_label(p->s));
    if (open) {
        struct str both = arena_cat(f->a, b->text, p->s);
        if (both.p) b->text = both;
        b->last = y;
    } else if (ls->n < FORM_NAMES) {
        ls->v[ls->n++] = (struct fx_label){p->s, y, y, 0};
    }
}

/* Pieces of the indicators proper get their column, labels are collected. tok->col: 0 name, 1 .. the rest. */
static void sort_pieces(struct fx_form *f, size_t from, const struct heads *h, struct fx_labels ls[FX_LABELS])
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
                if (c < h->front) fx_add_piece(&ls[c], &v[k], l->y);
                else if (c < FX_LABELS) add_label(f, &ls[c], &v[k], l->y);
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
static int find_spans(struct fx_form *f, size_t from, const struct heads *h, struct fx_indicator **out, uint32_t *n, struct err *e)
{
    struct fx_cols cols = {arena_array(f->t->mem, FX_COLUMNS, sizeof *cols.v), h->n - h->third, false};
    struct fx_seg s = {.from = from, .body = from, .to = f->t->n};
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
        (*out)[(*n)++] = (struct fx_indicator){f->t->line[g[i].from].y, f->t->line[g[i].to - 1].y, y, y + lines, g[i].from, g[i].to};
        y += lines;
    }
    return 0;
}

static int put_span(struct fx_form *f, const struct fx_indicator *v, const struct heads *h)
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
    struct fx_labels *ls = arena_array(f->t->mem, FX_LABELS, sizeof *ls);
    struct fx_indicator *v = NULL;
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
    uint32_t nlabel = h.third < FX_LABELS ? h.third : FX_LABELS;
    if (fx_place_labels(f->t->mem, f->a, ls, h.front, nlabel, v, n)) return err_nomem(e);
    for (uint32_t c = 0; c < nlabel; c++) {
        for (uint32_t k = 0; k < ls[c].n && first + ls[c].v[k].row < f->g->nrow; k++) {
            struct grid_cell *cell = &f->g->row[first + ls[c].v[k].row].cell[c + 1];
            cell->text = arena_str(f->a, ls[c].v[k].text);
            if (!cell->text.p) return err_nomem(e);
        }
    }
    return 0;
}
