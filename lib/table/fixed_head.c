/* SPDX-License-Identifier: MIT */
/* fixed_head.c: the lines above the rows become a tree of header cells.
 *
 * A form centres every header cell in its box, so a cell over several columns stands over the middle of
 * them, a cell that is tall stands between the lines of its neighbours, and the lines of a wrapped cell
 * stand symmetrically. Lines are taken from the bottom up; on each, the cells are placed together at the
 * least cost: a new column, a further line of the cell below, or the head of several cells below. */
#include "table/fixed_head.h"

enum {
    GROUPS = 12, /* of heads that come again; forms have two, three or four */
    SHARED = 6   /* columns that another way to share them is worse, if it is told */
};

static uint32_t count_leaves(struct fx_head *h, uint32_t depth, uint32_t *deepest)
{
    h->depth = depth;
    if (depth + 1 > *deepest) *deepest = depth + 1;
    h->nleaf = h->nkid ? 0 : 1;
    for (uint32_t k = 0; k < h->nkid; k++) h->nleaf += count_leaves(h->kid[k], depth + 1, deepest);
    return h->nleaf;
}

static void list_leaves(struct fx_head *h, struct fx_heads *out)
{
    if (!h->nkid) out->leaf[out->nleaf++] = h;
    for (uint32_t k = 0; k < h->nkid; k++) list_leaves(h->kid[k], out);
}

int fx_number_lines(struct fx_table *t, const struct fx_seg *s, uint32_t **y)
{
    size_t n = s->body - s->from;
    const struct fx_line *l = t->line + s->from;
    *y = arena_array(t->mem, n + 1, sizeof **y);
    if (!*y) return -1;
    uint32_t step = n > 1 ? 4 : 1;
    for (size_t i = 1; i < n; i++) step = l[i].y - l[i - 1].y < step ? l[i].y - l[i - 1].y : step;
    for (size_t i = 0; i < n; i++) (*y)[i] = 1 + (l[i].y - l[0].y + step / 2) / (step ? step : 1);
    return 0;
}

int fx_tree(struct fx_table *t, struct fx_head **root, uint32_t n, struct fx_heads *out, struct err *e)
{
    *out = (struct fx_heads){root, n, NULL, 0, 0, false};
    uint32_t leaves = 0;
    for (uint32_t r = 0; r < n; r++) leaves += count_leaves(root[r], 0, &out->depth);
    out->leaf = arena_array(t->mem, leaves + 1, sizeof *out->leaf);
    if (!out->leaf) return err_nomem(e);
    for (uint32_t r = 0; r < n; r++) list_leaves(root[r], out);
    return 0;
}

/* How many roots there are until the same ones come again, up to the end: 科目编码 科目名称 决算数, three times. 0: they do not. */
static uint32_t period(const struct fx_forest *f)
{
    for (uint32_t each = 2; each <= f->n / 2; each++) {
        bool same = f->n % each == 0;
        for (uint32_t i = each; same && i < f->n; i++) {
            const struct fx_head *a = f->v[i], *b = f->v[i % each];
            same = fx_same(a->text, b->text) && !a->nkid == !b->nkid;
        }
        if (same) return each;
    }
    return 0;
}

/* Where the share of each of k heads over `groups` repeated groups begins, in groups: those whose middles are nearest. */
static void share_out(const struct fx_forest *f, const struct fx_head_line *l, uint32_t each, uint32_t groups, uint32_t *from)
{
    double cost[FX_HEAD_CELLS + 1][GROUPS + 1];
    uint32_t prev[FX_HEAD_CELLS + 1][GROUPS + 1] = {{0}};
    for (uint32_t i = 0; i <= l->n; i++)
        for (uint32_t g = 0; g <= groups; g++) cost[i][g] = i || g ? HEAD_NEVER : 0;
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t a = 0; a < groups; a++)
            for (uint32_t b = a; b < groups && cost[i][a] < HEAD_NEVER; b++) {
                double m = mid(l->cell[i].x0, l->cell[i].x1), at = mid(t0_of(f->v[a * each]), t1_of(f->v[b * each + each - 1]));
                double c = cost[i][a] + gap2(m, at);
                if (c < cost[i + 1][b + 1]) cost[i + 1][b + 1] = c, prev[i + 1][b + 1] = a;
            }
    for (uint32_t i = l->n, g = groups; i-- > 0; g = from[i]) from[i] = prev[i + 1][g];
    from[l->n] = groups;
}

/* 收入 | 支出 on the topmost line over two tables side by side: where the second begins, with what the first begins with. 0:
 * the line is another. */
static uint32_t second_side(const struct fx_forest *f, const struct fx_head_line *l, uint32_t y)
{
    if (l->n != 2 || !fx_names_side(f, &l->cell[0], y) || !fx_names_side(f, &l->cell[1], y) || f->v[0]->nkid) return 0;
    for (uint32_t r = 1; r < f->n; r++)
        if (fx_same(f->v[r]->text, f->v[0]->text) || (fx_names_item(f->v[r]->text) && fx_names_item(f->v[0]->text))) return r;
    return 0;
}

/* Two heads over three groups or more: how much worse the second best way to share them is. */
static double share_margin(const struct fx_forest *f, const struct fx_head_line *l, uint32_t each, uint32_t groups)
{
    double best = HEAD_NEVER, second = HEAD_NEVER;
    for (uint32_t at = 1; l->n == 2 && at < groups; at++) {
        double c = gap2(mid(l->cell[0].x0, l->cell[0].x1), mid(t0_of(f->v[0]), t1_of(f->v[at * each - 1]))) +
                   gap2(mid(l->cell[1].x0, l->cell[1].x1), mid(t0_of(f->v[at * each]), t1_of(f->v[f->n - 1])));
        if (c < best) second = best, best = c;
        else if (c < second) second = c;
    }
    return second - best;
}

/* 预算数 | 决算数 or 人员经费 | 公用经费 on the topmost line over heads that come again in one order: each has one or more
 * of these groups, whole. 1: l is no such line. */
static int halve(struct fx_forest *f, const struct fx_head_line *l, uint32_t y)
{
    uint32_t k = l->n, each = y > 1 || k < 2 ? 0 : period(f), groups = each ? f->n / each : 0, from[FX_HEAD_CELLS + 1];
    uint32_t side = second_side(f, l, y);
    if (side) {
        each = 1;
        from[0] = 0, from[1] = side, from[2] = f->n;
    } else {
        if (groups < k || groups > GROUPS) return 1;
        share_out(f, l, each, groups, from);
        f->doubt |= groups > k && share_margin(f, l, each, groups) < SHARED;
    }
    for (uint32_t i = 0; i < k && !side; i++)
        if (l->cell[i].x1 <= t0_of(f->v[from[i] * each]) || l->cell[i].x0 >= t1_of(f->v[from[i + 1] * each - 1])) return 1;
    struct fx_head **next = arena_array(f->t->mem, (size_t)k + 1, sizeof *next);
    for (uint32_t i = 0; next && i < k; i++) {
        next[i] = fx_new_head(f, &l->cell[i], y, l->last[i]);
        if (!next[i] || fx_adopt(f, next[i], from[i] * each, from[i + 1] * each - 1)) return -1;
    }
    if (!next) return -1;
    f->v = next;
    f->n = k;
    return 0;
}

static void drop_cell(struct fx_head_line *l, uint32_t i)
{
    memmove(&l->cell[i], &l->cell[i + 1], (l->n - i - 1) * sizeof *l->cell);
    memmove(&l->last[i], &l->last[i + 1], (l->n - i - 1) * sizeof *l->last);
    l->n--;
}

/* 本年收入 | 上年结转结余 over 小计 … | 小计 …: each has what its 小计 begins. The two are taken from the line. */
static int two_sums(struct fx_forest *f, struct fx_head_line *l, uint32_t y)
{
    uint32_t first = 0, second = 0, sums = 0, now = l->n, then = l->n;
    for (uint32_t r = 0; r < f->n; r++) {
        if (f->v[r]->nkid || !fx_same(f->v[r]->text, S("小计"))) continue;
        if (sums++ == 0) first = r;
        else second = r;
    }
    for (uint32_t i = 0; i < l->n; i++) {
        if (fx_same(l->cell[i].s, S("本年收入"))) now = i;
        if (str_starts(l->cell[i].s, S("上年结转"))) then = i;
    }
    if (sums != 2 || now >= then || then == l->n || second == first + 1) return 0;
    struct fx_head *a = fx_new_head(f, &l->cell[now], y, l->last[now]), *b = fx_new_head(f, &l->cell[then], y, l->last[then]);
    if (!a || !b || fx_adopt(f, a, first, second - 1) || fx_adopt(f, b, second, f->n - 1)) return -1;
    f->v[first] = a, f->v[first + 1] = b;
    f->n = first + 2;
    drop_cell(l, then);
    drop_cell(l, now);
    return 0;
}

/* 收入决算, alone over the amounts on the topmost line: the head of all of them, wherever its cell is drawn. It is taken from
 * the line. */
static int whole_side(struct fx_forest *f, struct fx_head_line *l, uint32_t y)
{
    uint32_t first = 0, at = l->n - 1;
    if (y > 1 || !l->n || !fx_names_whole(l->cell[at].s)) return 0;
    while (first < f->n && fx_over_label(f, f->v[first]) && !fx_is_total(f->v[first]->text)) first++;
    if ((first == 0 && at == 0) || first + 2 > f->n) return 0; /* labels are below, or in front of it */
    for (uint32_t r = first; r < f->n; r++)
        if ((r > first && fx_over_label(f, f->v[r])) || f->v[r]->y0 <= l->last[at]) return 0;
    uint32_t x0 = t0_of(f->v[first]), x1 = t1_of(f->v[f->n - 1]);
    if (l->cell[at].x1 <= x0 || l->cell[at].x0 >= x1 || (at && l->cell[at - 1].x1 > x0)) return 0;
    struct fx_head *h = fx_new_head(f, &l->cell[at], y, l->last[at]);
    if (!h || fx_adopt(f, h, first, f->n - 1)) return -1;
    f->v[first] = h;
    f->n = first + 1;
    drop_cell(l, at);
    return 0;
}

int fx_header(struct fx_table *t, const struct fx_seg *s, struct fx_heads *out, struct err *e)
{
    struct fx_forest f = {t, s, NULL, 0, NULL, NULL, false, NULL, NULL, false};
    struct fx_head_line *line;
    if (fx_number_lines(t, s, &f.y) || fx_head_lines(t, s, f.y, &line)) return err_nomem(e);
    f.line = line;
    for (size_t i = s->body; i-- > s->from;) {
        struct fx_head_line *l = &line[i - s->from];
        if (two_sums(&f, l, f.y[i - s->from]) || whole_side(&f, l, f.y[i - s->from])) return err_nomem(e);
        if (!l->n) continue;
        f.last = l->last;
        int rc = halve(&f, l, f.y[i - s->from]);
        if (rc > 0) rc = fx_place_line(&f, l->cell, l->n, f.y[i - s->from]);
        if (rc > 0) rc = fx_force_line(&f, l->cell, l->n, f.y[i - s->from]);
        if (rc < 0) return err_nomem(e);
    }
    if (fx_tree(t, f.v, f.n, out, e)) return -1;
    out->doubt = f.doubt;
    return 0;
}
