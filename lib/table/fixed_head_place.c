/* SPDX-License-Identifier: MIT */
/* fixed_head_place.c: a line of header cells is placed over what is below it, all cells together at the least cost. */
#include "table/fixed_head.h"

enum { MOVE_NONE, MOVE_LEAF, MOVE_WRAP, MOVE_PARENT, MOVE_SKIP };

struct step {
    double cost;
    uint8_t move, from_flag;
    uint16_t a, b; /* roots of a parent, or the root that is wrapped or skipped */
};

struct plan {
    struct step *at; /* [i][j][flag]: i cells and j roots are done; flag: the last root got a parent */
    uint32_t k, m;
};

static struct step *plan_at(struct plan *p, uint32_t i, uint32_t j, uint32_t flag)
{
    return &p->at[((size_t)i * (p->m + 1) + j) * 2 + flag];
}

static void offer(struct step *to, double cost, uint8_t move, uint32_t flag, uint32_t a, uint32_t b)
{
    if (cost < to->cost) *to = (struct step){cost, move, (uint8_t)flag, (uint16_t)a, (uint16_t)b};
}

/* Is something printed above line y that may be the head of root r? */
static bool head_above(const struct fx_forest *f, const struct fx_head *r, uint32_t y)
{
    double m = mid(t0_of(r), t1_of(r));
    for (size_t i = f->s->from; i < f->s->body && f->y[i - f->s->from] < y; i++) {
        if (f->y[i - f->s->from] + 3 < y) continue;
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            const struct fx_tok *c = &f->t->line[i].tok[k];
            if (gap2(mid(c->x0, c->x1), m) <= 6) return true;
        }
    }
    return false;
}

/* A leaf left out beside one that got the head c, though both stand on one line. */
static double orphan(const struct fx_forest *f, const struct fx_tok *c, uint32_t left_out, uint32_t beside, uint32_t y)
{
    const struct fx_head *out = f->v[left_out], *in = f->v[beside];
    if (gap2(y_of(out), y_of(in)) < 2 && fx_kin(out, in)) return 5;
    if (!fx_same_tier(out, in) || (!fx_same(c->s, S("项目")) && fx_foreign_part(f, c, left_out, left_out))) return 0;
    if (fx_same(out->text, S("合计")) && fx_same(in->text, S("小计"))) return 0;
    if (left_out < beside && fx_same(f->v[left_out]->text, S("小计"))) return 5; /* of what follows it */
    return !head_above(f, f->v[left_out], y) ? 3 : 0;
}

/* On the topmost line: a head of several cells that stands lower has one above it, and so has a cell that stands
 * below the middle of the header, where cells as tall as it stand. */
static double headless(const struct fx_forest *f, uint32_t j, uint32_t y)
{
    uint32_t last = f->y[f->s->body - f->s->from - 1];
    if (y == 1 && !f->v[j]->nkid && y_of(f->v[j]) > (1 + last) / 2.0 + 1) return 2;
    return y == 1 && f->v[j]->nkid && y_of(f->v[j]) > y + 1 ? 2 : 0;
}

static void extend(struct plan *p, const struct fx_forest *f, const struct fx_tok *c, uint32_t y, uint32_t i, uint32_t j,
                   uint32_t flag)
{
    double now = plan_at(p, i, j, flag)->cost;
    if (now >= HEAD_NEVER) return;
    if (j < p->m) {
        offer(plan_at(p, i, j + 1, 0), now + (flag ? 0.3 + orphan(f, &c[i - 1], j, j - 1, y) : 0.01) + headless(f, j, y), MOVE_SKIP, flag, j, j);
    }
    if (i == p->k) return;
    offer(plan_at(p, i + 1, j, 0), now + fx_leaf_cost(f, &c[i], mid(y, f->last[i]), j), MOVE_LEAF, flag, j, j);
    if (j < p->m) offer(plan_at(p, i + 1, j + 1, 0), now + fx_wrap_cost(f, c, p->k, i, y, j), MOVE_WRAP, flag, j, j);
    if (j > 0 && j < p->m && plan_at(p, i, j, flag)->move == MOVE_SKIP) now += orphan(f, &c[i], j - 1, j, y);
    for (uint32_t b = j + 1; b < p->m; b++) {
        struct step *to = plan_at(p, i + 1, b + 1, 1);
        if (now < to->cost) offer(to, now + fx_parent_cost(f, c, i, y, j, b, now, to->cost), MOVE_PARENT, flag, j, b);
    }
}

struct fx_head *fx_new_head(struct fx_forest *f, const struct fx_tok *c, uint32_t y, uint32_t last)
{
    struct fx_head *h = arena_zalloc(f->t->mem, sizeof *h);
    if (!h) return NULL;
    h->text = c->s;
    h->x0 = h->h0 = c->x0;
    h->x1 = h->h1 = c->x1;
    h->d0 = c->d0, h->d1 = c->d1;
    h->y0 = y;
    h->y1 = last;
    h->page = f->t->line[c->at].src->page;
    h->line = f->t->line[c->at].src->line;
    h->col = FX_NONE;
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        uint32_t lo = v->x0 > c->x0 ? v->x0 : c->x0, hi = v->x1 < c->x1 ? v->x1 : c->x1;
        if (hi <= lo || (hi - lo) * 2 < c->x1 - c->x0) continue;
        if (v->x0 < h->h0) h->h0 = v->x0;
        if (v->x1 > h->h1) h->h1 = v->x1;
    }
    return h;
}

int fx_adopt(struct fx_forest *f, struct fx_head *h, uint32_t a, uint32_t b)
{
    h->nkid = b - a + 1;
    h->kid = arena_array(f->t->mem, h->nkid, sizeof *h->kid);
    if (!h->kid) return -1;
    memcpy(h->kid, &f->v[a], h->nkid * sizeof *h->kid);
    h->h0 = f->v[a]->h0;
    h->h1 = f->v[b]->h1;
    return 0;
}

static int wrap(struct fx_forest *f, struct fx_head *r, const struct fx_tok *c, uint32_t y)
{
    r->text = arena_cat(f->t->mem, c->s, r->text);
    if (!r->text.p) return -1;
    if (c->x0 < r->x0) r->x0 = c->x0;
    if (c->x1 > r->x1) r->x1 = c->x1;
    if (c->d0 < r->d0) r->d0 = c->d0;
    if (c->d1 > r->d1) r->d1 = c->d1;
    if (!r->nkid && c->x0 < r->h0) r->h0 = c->x0;
    if (!r->nkid && c->x1 > r->h1) r->h1 = c->x1;
    r->y0 = y;
    r->page = f->t->line[c->at].src->page;
    r->line = f->t->line[c->at].src->line;
    return 0;
}

/* Carry the plan out: the new forest, left to right. */
static int carry_out(struct plan *p, struct fx_forest *f, const struct fx_tok *c, uint32_t y)
{
    struct fx_head **next = arena_array(f->t->mem, (size_t)p->k + p->m + 1, sizeof *next);
    if (!next) return -1;
    uint32_t i = p->k, j = p->m, n = 0;
    uint32_t flag = plan_at(p, i, j, 1)->cost < plan_at(p, i, j, 0)->cost;
    while (i || j) {
        struct step s = *plan_at(p, i, j, flag);
        flag = s.from_flag;
        if (s.move == MOVE_SKIP) {
            next[n++] = f->v[--j];
            continue;
        }
        const struct fx_tok *cell = &c[--i];
        if (s.move == MOVE_WRAP) {
            next[n++] = f->v[--j];
            if (wrap(f, f->v[j], cell, y)) return -1;
            continue;
        }
        struct fx_head *h = fx_new_head(f, cell, y, f->last[i]);
        if (!h) return -1;
        if (s.move == MOVE_PARENT) {
            if (fx_adopt(f, h, s.a, s.b)) return -1;
            j = s.a;
        }
        next[n++] = h;
    }
    for (uint32_t k = 0; k < n / 2; k++) {
        struct fx_head *swap = next[k];
        next[k] = next[n - 1 - k], next[n - 1 - k] = swap;
    }
    f->v = next, f->n = n;
    return 0;
}

/* Leaves in pairs of the same two names: the name that comes first begins every pair. */
static bool in_pair(const struct fx_forest *f, uint32_t r)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < f->n; i++) same += !f->v[i]->nkid && fx_same(f->v[i]->text, f->v[r]->text);
    return !f->v[r]->nkid && same >= 3 && fx_chars(f->v[r]->text) >= 3;
}

static bool goes_on(const struct fx_forest *f, uint32_t r)
{
    if (!in_pair(f, r)) return false;
    for (uint32_t i = 0; i + 2 < f->n; i++) {
        const struct fx_head *a = f->v[i], *b = f->v[i + 2];
        if (!a->nkid && !b->nkid && fx_same(a->text, b->text)) return !fx_same(a->text, f->v[r]->text);
    }
    return false;
}

static int look_at_roots(struct fx_forest *f)
{
    f->full = fx_all_headed(f);
    f->root = arena_array(f->t->mem, (size_t)f->n + 1, sizeof *f->root);
    if (!f->root) return -1;
    for (uint32_t r = 0; r < f->n; r++) {
        const struct fx_head *h = f->v[r];
        while (h->nkid) h = h->kid[0];
        f->root[r] = (struct fx_root){fx_band_of(f, h), fx_band_of(f, f->v[r]), fx_over_label(f, f->v[r]), in_pair(f, r), goes_on(f, r)};
    }
    return 0;
}

int fx_place_line(struct fx_forest *f, const struct fx_tok *c, uint32_t k, uint32_t y)
{
    if (f->n > 2 * FX_HEAD_CELLS) return 1;
    if (look_at_roots(f)) return -1;
    struct plan p = {NULL, k, f->n};
    size_t cells = (size_t)(k + 1) * (f->n + 1) * 2;
    p.at = arena_array(f->t->mem, cells, sizeof *p.at);
    if (!p.at) return -1;
    for (size_t i = 0; i < cells; i++) p.at[i].cost = HEAD_NEVER;
    p.at[0].cost = 0;
    for (uint32_t i = 0; i <= k; i++) {
        for (uint32_t j = 0; j <= f->n; j++) {
            extend(&p, f, c, y, i, j, 0);
            extend(&p, f, c, y, i, j, 1);
        }
    }
    if (plan_at(&p, k, f->n, 0)->cost >= HEAD_NEVER && plan_at(&p, k, f->n, 1)->cost >= HEAD_NEVER) return 1;
    return carry_out(&p, f, c, y);
}

/* A line that fits nowhere: each cell goes to the one below it that is nearest, as a further line of it. */
int fx_force_line(struct fx_forest *f, const struct fx_tok *c, uint32_t k, uint32_t y)
{
    for (uint32_t i = k; i-- > 0;) {
        struct fx_head *best = NULL;
        double off = HEAD_NEVER;
        for (uint32_t r = 0; r < f->n; r++) {
            double d = gap2(mid(c[i].x0, c[i].x1), mid(f->v[r]->x0, f->v[r]->x1));
            if (d < off) off = d, best = f->v[r];
        }
        if (best && wrap(f, best, &c[i], y)) return -1;
    }
    return 0;
}
