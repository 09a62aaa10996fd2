/* SPDX-License-Identifier: MIT */
/* fixed_pair.c: bands and heads of a page are paired at the least cost. */
#include "table/fixed_pair.h"

#include <stdlib.h>

/* Least-cost pairing that keeps the order; to[b] is the place of band b or FX_NONE. */
int fx_pair_up(struct arena *mem, const struct fx_match *q, uint16_t *to, double *total)
{
    size_t w = q->n + 1;
    double *cost = arena_array(mem, (q->m + 1) * w, sizeof *cost);
    uint8_t *move = arena_array(mem, (q->m + 1) * w, 1);
    if (!cost || !move) return -1;
    for (uint32_t i = 0; i <= q->m; i++) {
        for (uint32_t j = 0; j <= q->n; j++) {
            if (i == 0 && j == 0) continue;
            double best = FX_NEVER * 1000;
            uint8_t how = 0;
            if (j > 0 && cost[i * w + j - 1] + q->place[j - 1].skip < best) {
                best = cost[i * w + j - 1] + q->place[j - 1].skip;
                how = 1;
            }
            if (i > 0 && cost[(i - 1) * w + j] + q->unmatched < best) {
                best = cost[(i - 1) * w + j] + q->unmatched;
                how = 2;
            }
            if (i > 0 && j > 0) {
                double c = cost[(i - 1) * w + j - 1] + q->price(&q->band[i - 1], &q->place[j - 1]);
                if (c <= best) best = c, how = 3;
            }
            cost[i * w + j] = best, move[i * w + j] = how;
        }
    }
    *total = cost[q->m * w + q->n];
    for (uint32_t i = q->m, j = q->n; i || j;) {
        uint8_t how = move[i * w + j];
        if (how == 1) j--;
        else if (how == 2) to[--i] = FX_NONE;
        else to[--i] = (uint16_t)--j;
    }
    return 0;
}

/* ---- what a band costs at a place ---- */

static double between(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1)
{
    return a1 <= b0 ? (double)(b0 - a1) + 1 : b1 <= a0 ? (double)(a0 - b1) + 1 : 0;
}

/* A band under a header: figures end right of the header's middle, names start left of it. */
double fx_under_header(const struct fx_band *b, const struct fx_place *p)
{
    double d = between(b->x0, b->x1, p->x0, p->x1), mid = (p->x0 + p->x1) / 2.0, cost = 0.3 * d;
    if (d > 0 && b->numeric && b->x1 + 1 < mid) cost += p->x1 - p->x0 <= 2 ? 3 : 1; /* a number stands in the middle of its column */
    if (d > 0 && !b->numeric && b->x0 > mid + 1) cost += 2;
    double bm = (b->x0 + b->x1) / 2.0;
    cost += 0.02 * (bm > mid ? bm - mid : mid - bm);
    if (p->edge && b->numeric && b->digits < b->count) { /* codes are set otherwise */
        double off = b->x1 - mid - *p->edge;
        cost += 0.1 * (off < 0 ? -off : off);
    }
    if ((p->text && b->numeric) || (p->numeric && !b->numeric)) cost += 2;
    if (p->amount && b->codes && b->codes == b->count) cost += 1.5;
    return cost > 7 ? 7 : cost;
}

/* A band on a page without header: kind and order decide, what was blank so far stays so, the place matters
 * a little. */
double fx_in_order(const struct fx_band *b, const struct fx_place *p)
{
    double d = between(b->x0, b->x1, p->x0, p->x1);
    double cost = 0.01 * (d > 40 ? 40 : d) + (p->text || p->numeric ? 0 : 0.5);
    if ((p->text && b->numeric) || (p->numeric && !b->numeric)) cost += 5;
    return cost;
}

/* ---- with what the page itself tells ---- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Amounts end equally far right of the middle of their heads, all over a page: the middle one of these distances.
 * Fewer than three tell nothing. */
static const double *usual_edge(struct arena *mem, const struct fx_match *q, const uint16_t *to)
{
    double *v = arena_array(mem, q->m + 1, sizeof *v);
    size_t n = 0;
    for (uint32_t b = 0; v && b < q->m; b++) {
        if (to[b] == FX_NONE || !q->band[b].numeric || q->band[b].digits == q->band[b].count) continue;
        v[n++] = q->band[b].x1 - (q->place[to[b]].x0 + q->place[to[b]].x1) / 2.0;
    }
    if (n < 3) return NULL;
    qsort(v, n, sizeof *v, by_size);
    return &v[n / 2];
}

/* Twice: the second time with what the first told about this page. */
static int pair_by_edge(struct arena *mem, const struct fx_match *q, struct fx_place *place, uint16_t *to, double *total)
{
    for (uint32_t i = 0; i < q->n; i++) place[i].edge = NULL;
    if (fx_pair_up(mem, q, to, total)) return -1;
    const double *edge = usual_edge(mem, q, to);
    for (uint32_t i = 0; i < q->n; i++) place[i].edge = edge;
    return edge ? fx_pair_up(mem, q, to, total) : 0;
}

/* Heads of one line one blank apart stand further left than they should; what fits the rows better is taken: where
 * they are printed, or where their widths put them. wide: place[i] as of their widths. */
int fx_pair_either(struct arena *mem, const struct fx_match *q, struct fx_place *place, const struct fx_place *wide, uint16_t *to, double *told)
{
    struct fx_place *kept = arena_array(mem, q->n + 1, sizeof *kept);
    uint16_t *other = arena_array(mem, q->m + 1, sizeof *other);
    double plain, moved;
    if (!kept || !other || pair_by_edge(mem, q, place, to, &plain)) return -1;
    memcpy(kept, place, q->n * sizeof *place);
    memcpy(place, wide, q->n * sizeof *place);
    if (pair_by_edge(mem, q, place, other, &moved)) return -1;
    *told = memcmp(to, other, q->m * sizeof *to) == 0 ? FX_NEVER : moved > plain ? moved - plain : plain - moved;
    if (moved < plain) memcpy(to, other, q->m * sizeof *to);
    else memcpy(place, kept, q->n * sizeof *place);
    return 0;
}

/* ---- how plainly it is told ---- */

/* How much worse band b fits the heads beside its own that have no band: a blank column stands on either side. */
static double margin_of(const struct fx_match *q, const uint16_t *to, uint32_t b)
{
    uint32_t j = to[b];
    if (j == FX_NONE || !q->band[b].numeric) return FX_NEVER;
    double now = q->price(&q->band[b], &q->place[j]), least = FX_NEVER;
    bool left = j > 0 && (b == 0 || to[b - 1] == FX_NONE || to[b - 1] + 1U < j);
    bool right = j + 1 < q->n && (b + 1 == q->m || to[b + 1] == FX_NONE || to[b + 1] > j + 1U);
    if (left) least = q->price(&q->band[b], &q->place[j - 1]) - now;
    if (right && q->price(&q->band[b], &q->place[j + 1]) - now < least) least = q->price(&q->band[b], &q->place[j + 1]) - now;
    return least;
}

/* That of the band of the page that is told least. */
double fx_pair_margin(const struct fx_match *q, const uint16_t *to)
{
    double least = FX_NEVER;
    for (uint32_t b = 0; b < q->m; b++) {
        double m = margin_of(q, to, b);
        if (m < least) least = m;
    }
    return least;
}

enum { CROWD = 3 }; /* heads one blank apart that tell nothing but their order */

/* Heads one blank apart stand where their characters put them: which of several has the blank column cannot be told. */
bool fx_crowded_gap(const struct fx_heads *h, const struct fx_match *q, const uint16_t *to)
{
    for (uint32_t i = 0; i < h->nleaf;) {
        uint32_t n = i + 1, under = 0;
        while (n < h->nleaf && h->leaf[n]->x0 <= h->leaf[n - 1]->x1 + 1) n++;
        for (uint32_t b = 0; b < q->m; b++) under += to[b] != FX_NONE && to[b] >= i && to[b] < n && q->band[b].numeric;
        if (n - i >= CROWD && under && under < n - i) return true;
        i = n;
    }
    return false;
}
