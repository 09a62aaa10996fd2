/* SPDX-License-Identifier: MIT */
/* fixed_items_place.c: which figures of a table of the three public expenses stand under which heads.
 *
 * Two bounds hold however a page was padded (poppler, TextOutputDev: what stands right of a piece on paper stands right of it
 * in the text): the heads of what is left blank between two figures had room in the gap between them, and no figure reaches
 * under the heads beside its own. Of the places left the nearest are taken; where others are hardly worse, or another measure
 * of the page says otherwise, it is doubtful. */
#include "table/fixed_items.h"

enum { SLACK = 1 };
#define CLEAR 4.0 /* columns by which the next best place has to be worse */

/* The narrowest gap between pieces of bands b - 1 and b that stand side by side; in front of the first: from the margin. */
static uint32_t gap_before(const struct fx_form *f, uint32_t b)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = f->s->body; i < f->s->to; i++) {
        const struct fx_line *l = &f->t->line[i];
        for (uint32_t k = 0; k < l->ntok; k++) {
            if (l->tok[k].col != b || (k ? l->tok[k - 1].col + 1U != b : b > 0)) continue;
            uint32_t gap = l->tok[k].x0 - (k ? l->tok[k - 1].x1 : 0);
            if (gap < least) least = gap;
        }
    }
    return least;
}

/* What it costs that band b stands under leaf i; FX_NEVER: it cannot. */
static double price(const struct fx_form *f, uint32_t b, uint32_t i)
{
    const struct fx_band *v = &f->s->band[b];
    const struct fx_item_cell *c = f->leaf[i];
    if (c->what == FX_LABEL ? v->numeric && !c->code : !v->numeric) return FX_NEVER;
    if (i > 0 && f->leaf[i - 1]->solid && v->x0 + 1 < f->leaf[i - 1]->tok.x1) return FX_NEVER;
    if (i + 1 < f->nleaf && f->leaf[i + 1]->solid && v->x1 > f->leaf[i + 1]->tok.x0 + 1) return FX_NEVER;
    double mid = (c->tok.x0 + c->tok.x1) / 2.0, d = 0;
    if (v->x1 <= c->tok.x0) d = 2.0 * (c->tok.x0 - v->x1 + 1);
    else if (v->x0 >= c->tok.x1) d = v->x0 - c->tok.x1 + 1;
    double off = (v->x0 + v->x1) / 2.0 - mid;
    return c->what == FX_LABEL ? 0.1 * d : d + 0.1 * (off < 0 ? -off : off);
}

struct state {
    double best, second;
    uint16_t from;
};

static void offer(struct state *to, double cost, uint32_t from)
{
    if (cost < to->best) {
        to->second = to->best;
        to->best = cost;
        to->from = (uint16_t)from;
    } else if (cost < to->second) {
        to->second = cost;
    }
}

/* All ways from leaf j of the band before (j == nleaf: from the margin) to the leaves of band b. */
static void go_on(const struct fx_form *f, const struct state *was, struct state *row, uint32_t b, uint32_t j, uint32_t gap)
{
    uint32_t room = 0, first = b ? j + 1 : 0;
    for (uint32_t i = first; i < f->nleaf; i++) {
        if (gap != UINT32_MAX && room > gap + SLACK) return;
        double here = price(f, b, i);
        if (here < FX_NEVER) {
            offer(&row[i], (b ? was->best : 0) + here, j);
            if (b && was->second < FX_NEVER) offer(&row[i], was->second + here, j);
        }
        room += f->leaf[i]->tok.x1 - f->leaf[i]->tok.x0;
    }
}

/* The places of all bands. False: there are none. */
static bool place_bands(struct fx_form *f)
{
    static const struct state none = {FX_NEVER, FX_NEVER, 0};
    struct state at[FX_ITEM_CELLS][FX_ITEM_CELLS];
    uint32_t m = f->s->nband, n = f->nleaf;
    if (m == 0 || m > n || n > FX_ITEM_CELLS) return false;
    for (uint32_t b = 0; b < m; b++) {
        uint32_t gap = gap_before(f, b);
        for (uint32_t i = 0; i < n; i++) at[b][i] = none;
        for (uint32_t j = 0; b ? j < n : j < 1; j++)
            if (b == 0 || at[b - 1][j].best < FX_NEVER) go_on(f, b ? &at[b - 1][j] : &none, at[b], b, j, gap);
    }
    struct state end = none;
    for (uint32_t i = 0; i < n; i++) {
        offer(&end, at[m - 1][i].best, i);
        if (at[m - 1][i].second < FX_NEVER) offer(&end, at[m - 1][i].second, i);
    }
    f->best = end.best;
    f->second = end.second;
    for (uint32_t b = m, i = end.from; end.best < FX_NEVER && b-- > 0; i = at[b][i].from) f->to[b] = (uint16_t)i;
    return end.best < FX_NEVER;
}

/* ---- the measures ---- */

static int try_measure(struct fx_table *t, struct fx_seg *s, enum fx_measure m, struct fx_form *f, struct err *e)
{
    *f = (struct fx_form){.t = t, .s = s, .best = FX_NEVER, .second = FX_NEVER};
    fx_measure_by(t, s->from, s->to, m);
    if (fx_bands(t, s, e)) return -1;
    int ok = s->nband ? fx_form_heads(f) : 0;
    if (ok < 0) return err_nomem(e);
    return ok && place_bands(f);
}

static int put_columns(const struct fx_form *f, struct fx_seg *s, struct fx_cols *cols, struct err *e)
{
    cols->v = arena_array(f->t->mem, FX_COLUMNS, sizeof *cols->v);
    if (!cols->v) return err_nomem(e);
    for (uint32_t i = 0; i < f->nleaf; i++)
        cols->v[i] = (struct fx_col){.head = f->leaf[i]->head, .x0 = f->leaf[i]->tok.x0, .x1 = f->leaf[i]->tok.x1};
    cols->n = f->nleaf;
    for (uint32_t b = 0; b < s->nband; b++) {
        struct fx_col *c = &cols->v[f->to[b]];
        s->band[b].col = f->to[b];
        c->numeric = s->band[b].numeric;
        c->x0 = s->band[b].x0, c->x1 = s->band[b].x1;
        c->count = s->band[b].count;
    }
    return 0;
}

static bool alike(const struct fx_form *a, const struct fx_form *b)
{
    if (a->s->nband != b->s->nband || a->nleaf != b->nleaf) return false;
    for (uint32_t i = 0; i < a->s->nband; i++)
        if (a->to[i] != b->to[i]) return false;
    for (uint32_t i = 0; i < a->nleaf; i++)
        if (!fx_same(a->leaf[i]->tok.s, b->leaf[i]->tok.s)) return false;
    return true;
}

int fx_items(struct fx_table *t, struct fx_seg *s, struct fx_heads *heads, struct fx_cols *cols, struct err *e)
{
    struct fx_form *f = arena_array(t->mem, FX_MEASURES, sizeof *f), *use = NULL;
    struct fx_seg seg[FX_MEASURES];
    int ok, first = t->paper ? FX_BY_WIDTH : FX_BY_CHARS, end = t->paper ? FX_BY_WIDTH + 1 : FX_MEASURES;
    bool doubt = false;
    if (!f) return err_nomem(e);
    for (int m = first; m < end; m++) {
        seg[m] = *s;
        if ((ok = try_measure(t, &seg[m], (enum fx_measure)m, &f[m], e)) < 0) return -1;
        if (ok && (!use || f[m].best < use->best)) use = &f[m];
    }
    for (int m = first; use && m < end; m++)
        doubt |= f[m].best < use->best + CLEAR && !alike(&f[m], use);
    if (!use) {
        fx_measure(t, s->from, s->to);
        return fx_bands(t, s, e);
    }
    *s = seg[use - f];
    use->s = s;
    cols->ambiguous = doubt || use->second < use->best + CLEAR;
    fx_measure_by(t, s->from, s->to, (enum fx_measure)(use - f));
    if (fx_bands(t, s, e) || fx_tree(t, use->root, use->nroot, heads, e) || put_columns(use, s, cols, e)) return -1;
    return 1;
}
