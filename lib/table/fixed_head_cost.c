/* SPDX-License-Identifier: MIT */
/* fixed_head_cost.c: what it costs that a cell of a header stands where it might. */
#include "table/fixed_head.h"

/* Is there a band under [x0, x1) that no cell so far stands over? */
static bool free_band(const struct fx_forest *f, uint32_t x0, uint32_t x1)
{
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        if (v->x0 >= x1 || v->x1 <= x0) continue;
        bool taken = false;
        for (uint32_t r = 0; r < f->n && !taken; r++)
            taken = t0_of(f->v[r]) < v->x1 + (v->numeric || f->t->display ? 0 : 8) && t1_of(f->v[r]) > v->x0;
        if (!taken) return true;
    }
    return false;
}

/* Do a and b, side by side, belong together: 类 | 款 | 项? */
static bool one_code(const struct fx_head *a, const struct fx_head *b)
{
    bool upper = fx_same(a->text, S("类")) || fx_same(a->text, S("款"));
    return upper && (fx_same(b->text, S("款")) || fx_same(b->text, S("项")));
}

static uint32_t leaves_below(const struct fx_head *h)
{
    uint32_t n = h->nkid ? 0 : 1;
    for (uint32_t k = 0; k < h->nkid; k++) n += leaves_below(h->kid[k]);
    return n;
}

/* Has every column of the rows its head? */
bool fx_all_headed(const struct fx_forest *f)
{
    uint32_t n = 0;
    for (uint32_t r = 0; r < f->n; r++) n += leaves_below(f->v[r]);
    return n >= f->s->nband;
}

/* A head of its own between two of a family: 支出决算 stands over them. */
static bool between_kin(const struct fx_forest *f, const struct fx_tok *c, uint32_t j)
{
    const struct fx_head h = {.text = c->s, .x0 = c->x0};
    return j > 0 && j < f->n && fx_kin(f->v[j - 1], f->v[j]) && !fx_kin(f->v[j - 1], &h) && !fx_kin(&h, f->v[j]);
}

double fx_leaf_cost(const struct fx_forest *f, const struct fx_tok *c, double y, uint32_t j)
{
    if (j > 0 && c->x0 < t1_of(f->v[j - 1])) return HEAD_NEVER;
    if (j < f->n && c->x1 > t0_of(f->v[j])) return HEAD_NEVER;
    if (j > 0 && j < f->n && one_code(f->v[j - 1], f->v[j])) return HEAD_NEVER;
    double cost = free_band(f, c->x0, c->x1) ? 0.5 : f->full ? 2.5 : 1.5, off = HEAD_NEVER;
    if (fx_names_side(f, c, y) || between_kin(f, c, j)) cost += 4;
    if (j > 0) off = gap2(y, y_of(f->v[j - 1]));
    if (j < f->n && gap2(y, y_of(f->v[j])) < off) off = gap2(y, y_of(f->v[j]));
    return f->n && off > 1 ? cost + 0.8 * (off - 1) : cost;
}

static bool covered(const struct fx_head *h, const struct fx_tok *c, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++) {
        if (c[i].x0 < h->x1 && h->x0 < c[i].x1) return true;
    }
    return false;
}

/* Two lines of one cell, right above each other, while its neighbour has one line, level with the lower? */
static bool lopsided(const struct fx_forest *f, uint32_t j, const struct fx_tok *line, uint32_t k)
{
    const struct fx_head *r = f->v[j];
    for (int side = -1; side <= 1; side += 2) {
        if ((side < 0 && j == 0) || j + (uint32_t)(side > 0) >= f->n) continue;
        const struct fx_head *b = f->v[side < 0 ? j - 1 : j + 1];
        if (b->y0 == b->y1 && b->y0 == r->y0 && r->y1 == r->y0 && !b->nkid == !r->nkid && !covered(b, line, k)) return true;
    }
    return false;
}

/* Does r, on the line below y, have its other half on the line above y, with nothing of it on y? Then it is
 * a wrapped neighbour of what stands on y, not below it. */
static bool goes_on_above(const struct fx_forest *f, const struct fx_head *r, uint32_t y)
{
    if (r->y0 != y + 1) return false;
    bool above = false;
    for (size_t i = f->s->from; i < f->s->body; i++) {
        uint32_t at = f->y[i - f->s->from];
        const struct fx_head_line *l = &f->line[i - f->s->from];
        for (uint32_t k = 0; k < l->n && (at == y || at + 1 == y); k++) {
            const struct fx_tok *c = &l->cell[k];
            bool over = c->x0 < r->x1 && r->x0 < c->x1;
            if (at == y && over) return false;
            above |= over && gap2(mid(c->x0, c->x1), mid(r->x0, r->x1)) <= 2;
        }
    }
    return above;
}

/* 类 beside 款, 款 beside 项: whole cells. 款 alone may be the last character of a wrapped one. */
static bool one_of_codes(const struct fx_forest *f, uint32_t j)
{
    if (!code_part(f->v[j]->text)) return false;
    return (j > 0 && code_part(f->v[j - 1]->text)) || (j + 1 < f->n && code_part(f->v[j + 1]->text));
}

/* Two whole heads of the known forms, not known as one: the upper is the head of the lower. */
static bool two_heads(const struct fx_forest *f, const struct fx_tok *c, const struct fx_head *r)
{
    if (!fx_is_head(c->s) || !fx_is_head(r->text)) return false;
    struct str both = arena_cat(f->t->mem, c->s, r->text);
    return both.p && !fx_is_head(both);
}

double fx_wrap_cost(const struct fx_forest *f, const struct fx_tok *line, uint32_t k, uint32_t i, uint32_t y, uint32_t j)
{
    const struct fx_tok *c = &line[i];
    const struct fx_head *r = f->v[j];
    if (c->x1 <= r->x0 || c->x0 >= r->x1 || one_of_codes(f, j) || f->root[j].pair) return HEAD_NEVER;
    uint32_t d = r->y0 - f->last[i];
    if (r->y0 <= f->last[i] || d > 3) return HEAD_NEVER;
    double off = gap2(mid(c->x0, c->x1), mid(r->x0, r->x1)), left = gap2(c->x0, r->x0) * 0.7;
    double cost = (left < off ? left : off) * 0.5 + (d <= 1 ? 0 : d == 2 ? 0.5 : 3);
    if ((j > 0 && c->x0 < f->v[j - 1]->x1) || (j + 1 < f->n && c->x1 > f->v[j + 1]->x0)) cost += 4;
    if (two_heads(f, c, r) || fx_names_side(f, c, y)) cost += 4;
    if (d < 2) return lopsided(f, j, line, k) ? cost + 2 : cost;
    /* Its lines stand symmetrically about the line of its neighbours. */
    double now = mid(r->y0, r->y1), then = mid(y, r->y1);
    bool better = false, worse = false;
    for (int side = -1; side <= 1; side += 2) {
        if ((side < 0 && j == 0) || j + (uint32_t)(side > 0) >= f->n) continue;
        const struct fx_head *b = f->v[side < 0 ? j - 1 : j + 1];
        if ((r->nkid && !b->nkid) || goes_on_above(f, b, y)) continue; /* its place is no measure, or not known yet */
        double ref = mid(b->y0, b->y1);
        better |= gap2(then, ref) < gap2(now, ref);
        worse |= gap2(now, ref) < gap2(then, ref);
    }
    return worse && !better ? cost + 2 : cost;
}

/* The band this cell stands over: its own, or the nearest one. */
const struct fx_band *fx_band_of(const struct fx_forest *f, const struct fx_head *h)
{
    uint32_t x0 = t0_of(h), x1 = t1_of(h), least = 13;
    const struct fx_band *best = NULL;
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        uint32_t d = v->x1 <= x0 ? x0 - v->x1 + 1 : x1 <= v->x0 ? v->x0 - x1 + 1 : 0;
        if (d < least || (d == least && !v->numeric)) least = d, best = v;
    }
    return best;
}

/* Over names, or over codes in front of names. */
bool fx_over_label(const struct fx_forest *f, const struct fx_head *h)
{
    const struct fx_band *b = fx_band_of(f, h), *end = f->s->band + f->s->nband;
    if (!b || !b->numeric) return b != NULL;
    while (b < end && b->numeric && b->digits == b->count) b++;
    return b < end && !b->numeric;
}

/* How many columns m is away from the middle one of a .. b. */
static double off_rank(const struct fx_forest *f, double m, uint32_t a, uint32_t b)
{
    double at = 0, prev = 0;
    for (uint32_t k = a; k <= b; k++) {
        double c = mid(t0_of(f->v[k]), t1_of(f->v[k]));
        if (m < c) {
            at = k == a ? 0 : k - a - (c - m) / (c - prev);
            return gap2(at, (b - a) / 2.0);
        }
        at = k - a, prev = c;
    }
    return gap2(at, (b - a) / 2.0);
}

/* How far the middle m of a head is from that of the cells a .. b, whose outer borders are somewhere
 * between them and their neighbours. Names are set twice as wide as they count, so over them it matters less. */
static double off_middle(const struct fx_forest *f, double m, uint32_t a, uint32_t b)
{
    double lt = t0_of(f->v[a]), rt = t1_of(f->v[b]);
    double lo = a > 0 ? t1_of(f->v[a - 1]) : lt - 4, hi = b + 1 < f->n ? t0_of(f->v[b + 1]) : rt + 8;
    double text = gap2(m, (lt + rt) / 2), hull = gap2(m, mid(f->v[a]->h0, f->v[b]->h1));
    double least = (lo + rt) / 2, most = (lt + hi) / 2;
    double outside = m < least ? least - m : m > most ? m - most : 0, off = text < hull ? text : hull;
    for (uint32_t k = a; k <= b; k++) {
        if (f->root[k].own && !f->root[k].own->numeric) return 0.12 * off + 0.28 * outside;
    }
    /* Blank columns are printed narrower than they are: the middle one of an odd number is the middle. */
    double plain = 0.6 * off + 0.7 * outside, rank = 3.6 * off_rank(f, m, a, b) + 0.5;
    return plain < rank ? plain : rank;
}

/* Cells of one head that reach equally far down stand on one line. */
static double uneven(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    double lo[3] = {0, 0, 0}, hi[3] = {0, 0, 0}, sum = 0;
    double leaf = -1, below = 1e9;
    bool any[3] = {false, false, false};
    for (uint32_t k = a; k <= b; k++) {
        const struct fx_head *h = f->v[k];
        size_t d = h->nkid ? h->kid[0]->nkid ? 2 : 1 : 0;
        double y = y_of(h);
        if (!any[d] || y < lo[d]) lo[d] = y;
        if (!any[d] || y > hi[d]) hi[d] = y;
        any[d] = true;
        if (d == 0 && y > leaf) leaf = y;
        for (uint32_t i = 0; i < h->nkid; i++) below = y_of(h->kid[i]) < below ? y_of(h->kid[i]) : below;
    }
    if (leaf > below - 0.4) sum += 1.5; /* a leaf reaches up to the line of the parents beside it */
    for (size_t d = 0; d < 3; d++) {
        if (any[d] && hi[d] - lo[d] > 0.6) sum += hi[d] - lo[d];
    }
    return sum;
}

bool fx_same_tier(const struct fx_head *a, const struct fx_head *b)
{
    if (!a->nkid != !b->nkid || (a->nkid && !a->kid[0]->nkid != !b->kid[0]->nkid)) return false;
    return gap2(y_of(a), y_of(b)) < 0.6;
}

/* Two label columns and an amount under one head: possible, not likely. */
static bool mixed(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    uint32_t labels = 0, amounts = 0;
    for (uint32_t k = a; k <= b; k++) {
        if (f->v[k]->nkid && fx_over_label(f, f->v[k]->kid[0])) labels += 2;
        else if (f->root[k].label) labels++;
        else amounts++;
    }
    return labels >= 2 && amounts > 0;
}

/* 项目 and 支出经济分类科目 head codes and names, never amounts beside them. */
static bool names_amounts(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    if (!f->root[a].label || (!fx_same(c->s, S("项目")) && !str_ends(c->s, S("分类科目")))) return false;
    const struct fx_head *last = f->v[b];
    while (last->nkid) last = last->kid[last->nkid - 1];
    return !fx_over_label(f, last);
}

/* Amounts in front of names: a panel ends between them, and no head stands over two panels' halves. */
static bool across_panels(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    bool amount = false;
    for (uint32_t k = a; k <= b; k++) {
        const struct fx_band *under = f->root[k].under;
        if (amount && under && !under->numeric) return true;
        if (under && under->numeric && under->digits < under->count) amount = true;
    }
    return false;
}

/* 预算数 | 决算数 | 预算数 under one head: no head has two parts of one name. */
static bool repeats(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    if (b - a > 12) return false;
    for (uint32_t i = a; i <= b; i++) {
        for (uint32_t k = i + 1; k <= b; k++) {
            if (!f->v[i]->nkid && !f->v[k]->nkid && fx_same(f->v[i]->text, f->v[k]->text)) return true;
        }
    }
    return false;
}

/* Is it the head of a whole panel: labels and all amounts up to the next labels? */
static bool over_panel(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    if (!f->root[a].label || f->root[b].label) return false;
    if (a > 0 && f->root[a - 1].label) return false;
    return b + 1 == f->n || f->root[b + 1].label;
}

/* Is it the head of every amount of its panel: all from the labels to the next labels? */
static bool over_all_amounts(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    if (a == 0 || !f->root[a - 1].label) return false;
    if (b + 1 < f->n && !f->root[b + 1].label) return false;
    for (uint32_t k = a; k <= b; k++) {
        if (f->root[k].label) return false;
    }
    return true;
}

/* Is something printed above line y, over the cells a .. b? */
static bool headed_above(const struct fx_forest *f, uint32_t y, uint32_t a, uint32_t b)
{
    for (size_t i = f->s->from; i < f->s->body && f->y[i - f->s->from] < y; i++) {
        const struct fx_head_line *l = &f->line[i - f->s->from];
        for (uint32_t k = 0; k < l->n; k++) {
            if (l->cell[k].x0 < t1_of(f->v[b]) && t0_of(f->v[a]) < l->cell[k].x1) return true;
        }
    }
    return false;
}

/* 小计 and 合计 are the first amount of what they sum up. */
static bool sum_inside(const struct fx_forest *f, uint32_t a, uint32_t b)
{
    while (a < b && f->root[a].label) a++;
    for (uint32_t k = a + 1; k <= b; k++) {
        if (!f->v[k]->nkid && (fx_same(f->v[k]->text, S("小计")) || fx_same(f->v[k]->text, S("合计")))) return true;
    }
    return false;
}

/* The head stands over the middle of one of several, not over the middle of all. */
static bool over_one(const struct fx_forest *f, double m, uint32_t a, uint32_t b)
{
    if (a == b || gap2(m, mid(t0_of(f->v[a]), t1_of(f->v[b]))) < 3) return false;
    return gap2(m, mid(f->v[a]->x0, f->v[a]->x1)) <= 1 || gap2(m, mid(f->v[b]->x0, f->v[b]->x1)) <= 1;
}

double fx_parent_cost(const struct fx_forest *f, const struct fx_tok *line, uint32_t i, uint32_t y, uint32_t a,
                      uint32_t b, double now, double most)
{
    const struct fx_tok *c = &line[i];
    const struct fx_head *l = f->v[a], *r = f->v[b];
    double m = mid(c->x0, c->x1), lt = t0_of(l), rt = t1_of(r);
    if (m < lt - 2 || m > rt + 2) return HEAD_NEVER;
    for (uint32_t k = a; k <= b; k++) {
        if (f->v[k]->y0 <= f->last[i]) return HEAD_NEVER; /* its own last line is no higher */
    }
    double off = off_middle(f, m, a, b), width = rt - lt - (c->x1 - c->x0);
    double left = gap2(c->x0, lt) + 0.2 * (width > 0 ? width : 0); /* set at the left border */
    bool panel = over_panel(f, a, b), all = (panel || over_all_amounts(f, a, b)) && !headed_above(f, y, a, b);
    double cost = 0.7 + (panel && all ? 0.3 : 0.5) * (left < off ? left : off) + (all ? 0.3 : 1.5) * uneven(f, a, b);
    if (now + cost >= most) return HEAD_NEVER;
    for (uint32_t k = a; k < b; k++) {
        if (t0_of(f->v[k + 1]) > t1_of(f->v[k]) + (f->t->display ? 60 : 30)) cost += 2;
    }
    for (uint32_t k = a; k <= b; k++) cost += goes_on_above(f, f->v[k], y) ? 3 : 0;
    if (b + 1 < f->n && one_code(r, f->v[b + 1])) cost += 4;
    if (a > 0 && one_code(f->v[a - 1], l)) cost += 4;
    if (now + cost >= most) return HEAD_NEVER;
    if (repeats(f, a, b)) cost += 4;
    if (f->root[a].goes_on || (b + 1 < f->n && f->root[b + 1].goes_on)) cost += 4;
    if (over_one(f, m, a, b)) cost += 1;
    if (names_amounts(f, c, a, b)) cost += 4;
    if (sum_inside(f, a, b)) cost += 2.5;
    if (now + cost >= most) return HEAD_NEVER;
    if (fx_side_of_labels(f, c, a, b)) cost += 2;
    if (fx_two_years(f, c, a, b)) cost += 4;
    if (now + cost >= most) return HEAD_NEVER;
    if (fx_foreign_part(f, c, a, b)) cost += 6;
    if (across_panels(f, a, b)) cost += 3;
    return cost + 0.05 * (b - a) + (mixed(f, a, b) ? 1.2 : 0);
}
