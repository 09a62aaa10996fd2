/* SPDX-License-Identifier: MIT */
/* fixed_cols.c: the header's leaves and the bands of the rows are the same columns, seen twice. */
#include "table/fixed.h"

#include <stdlib.h>

#define NEVER 1e6
#define SURE 1e9
#define DOUBT 0.5
#define EITHER 3.0 /* of a whole page: where heads are printed, or where their widths put them */

/* A place that a band may belong to. */
struct place {
    uint32_t x0, x1;
    bool text, numeric; /* what is known to stand there; neither: unknown */
    bool amount;        /* its head is one over amounts */
    double skip;        /* what it costs to leave it without a band */
    const double *edge; /* how far right of a head's middle figures end on this page; NULL: not known */
    uint16_t col;
};

struct match {
    const struct fx_band *band;
    uint32_t m;
    const struct place *place;
    uint32_t n;
    double unmatched;    /* price of a band without a place */
    double (*price)(const struct fx_band *b, const struct place *p);
};

/* Least-cost pairing that keeps the order; to[b] is the place of band b or FX_NONE. */
static int pair_up(struct arena *mem, const struct match *q, uint16_t *to, double *total)
{
    size_t w = q->n + 1;
    double *cost = arena_array(mem, (q->m + 1) * w, sizeof *cost);
    uint8_t *move = arena_array(mem, (q->m + 1) * w, 1);
    if (!cost || !move) return -1;
    for (uint32_t i = 0; i <= q->m; i++) {
        for (uint32_t j = 0; j <= q->n; j++) {
            if (i == 0 && j == 0) continue;
            double best = NEVER * 1000;
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

static double between(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1)
{
    return a1 <= b0 ? (double)(b0 - a1) + 1 : b1 <= a0 ? (double)(a0 - b1) + 1 : 0;
}

/* A band under a header: figures end right of the header's middle, names start left of it. */
static double under_header(const struct fx_band *b, const struct place *p)
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
static double in_order(const struct fx_band *b, const struct place *p)
{
    double d = between(b->x0, b->x1, p->x0, p->x1);
    double cost = 0.01 * (d > 40 ? 40 : d) + (p->text || p->numeric ? 0 : 0.5);
    if ((p->text && b->numeric) || (p->numeric && !b->numeric)) cost += 5;
    return cost;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Amounts end equally far right of the middle of their heads, all over a page: the middle one of these distances.
 * Fewer than three tell nothing. */
static const double *usual_edge(struct arena *mem, const struct match *q, const uint16_t *to)
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
static int pair_by_edge(struct arena *mem, const struct match *q, struct place *place, uint16_t *to, double *total)
{
    for (uint32_t i = 0; i < q->n; i++) place[i].edge = NULL;
    if (pair_up(mem, q, to, total)) return -1;
    const double *edge = usual_edge(mem, q, to);
    for (uint32_t i = 0; i < q->n; i++) place[i].edge = edge;
    return edge ? pair_up(mem, q, to, total) : 0;
}

/* Heads of one line one blank apart stand further left than they should; what fits the rows better is taken: where
 * they are printed, or where their widths put them. wide: place[i] as of their widths. */
static int pair_either(struct arena *mem, const struct match *q, struct place *place, const struct place *wide, uint16_t *to, double *told)
{
    struct place *kept = arena_array(mem, q->n + 1, sizeof *kept);
    uint16_t *other = arena_array(mem, q->m + 1, sizeof *other);
    double plain, moved;
    if (!kept || !other || pair_by_edge(mem, q, place, to, &plain)) return -1;
    memcpy(kept, place, q->n * sizeof *place);
    memcpy(place, wide, q->n * sizeof *place);
    if (pair_by_edge(mem, q, place, other, &moved)) return -1;
    *told = memcmp(to, other, q->m * sizeof *to) == 0 ? NEVER : moved > plain ? moved - plain : plain - moved;
    if (moved < plain) memcpy(to, other, q->m * sizeof *to);
    else memcpy(place, kept, q->n * sizeof *place);
    return 0;
}

static bool names_code(const struct fx_head *h);

/* A head over labels, as far as its words tell. */
static bool names_label(const struct fx_head *h)
{
    static const struct str end[] = {SI("名称"), SI("项目"), SI("科目"), SI("行次"), SI("栏次"), SI("备注"), SI("单位")};
    if (names_code(h) || fx_same(h->text, S("次"))) return true;
    for (size_t i = 0; i < sizeof end / sizeof *end; i++) {
        if (str_ends(h->text, end[i])) return true;
    }
    return false;
}

uint32_t fx_amounts(const struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h)
{
    uint32_t amounts = 0;
    for (size_t i = 0; i < t->nnumbers; i++)
        if (t->numbers[i].line > s->from && t->numbers[i].line <= s->body) return t->numbers[i].n;
    for (uint32_t i = 0; i < h->nleaf; i++) amounts += !names_label(h->leaf[i]);
    return amounts;
}

/* 栏次 1 2 3 … of this page, if they count the heads over amounts: one each. */
static const struct fx_numbers *numbers_of(const struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h)
{
    uint32_t amounts = 0;
    for (uint32_t i = 0; i < h->nleaf; i++) amounts += !names_label(h->leaf[i]);
    for (size_t i = 0; i < t->nnumbers; i++) {
        const struct fx_numbers *v = &t->numbers[i];
        if (v->line > s->from && v->line <= s->body) return v->n == amounts ? v : NULL;
    }
    return NULL;
}

/* Where a number stands, the figures below it do: the place of its head. */
static void put_under_numbers(const struct fx_table *t, const struct fx_numbers *v, const struct fx_heads *h)
{
    uint32_t k = 0;
    for (uint32_t i = 0; v && i < h->nleaf; i++) {
        struct fx_head *l = h->leaf[i];
        if (names_label(l)) continue;
        const struct fx_tok *p = &v->tok[k++];
        l->x0 = l->d0 = t->display ? p->w0 : p->c0;
        l->x1 = l->d1 = t->display ? p->w1 : p->c1;
    }
}

/* How much worse band b fits the heads beside its own that have no band: a blank column stands on either side. */
static double margin_of(const struct match *q, const uint16_t *to, uint32_t b)
{
    uint32_t j = to[b];
    if (j == FX_NONE || !q->band[b].numeric) return NEVER;
    double now = q->price(&q->band[b], &q->place[j]), least = NEVER;
    bool left = j > 0 && (b == 0 || to[b - 1] == FX_NONE || to[b - 1] + 1U < j);
    bool right = j + 1 < q->n && (b + 1 == q->m || to[b + 1] == FX_NONE || to[b + 1] > j + 1U);
    if (left) least = q->price(&q->band[b], &q->place[j - 1]) - now;
    if (right && q->price(&q->band[b], &q->place[j + 1]) - now < least) least = q->price(&q->band[b], &q->place[j + 1]) - now;
    return least;
}

/* That of the band of the page that is told least. */
static double margin(const struct match *q, const uint16_t *to)
{
    double least = NEVER;
    for (uint32_t b = 0; b < q->m; b++) {
        double m = margin_of(q, to, b);
        if (m < least) least = m;
    }
    return least;
}

enum { CROWD = 3 }; /* heads one blank apart that tell nothing but their order */

/* Heads one blank apart stand where their characters put them: which of several has the blank column cannot be told. */
static bool crowded_gap(const struct fx_heads *h, const struct match *q, const uint16_t *to)
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

enum { STRAY = 2 }; /* pieces of a band that is no column of its own */

/* A band of a piece or two without a head, beside one of many that has one and is missing on its lines: a total
 * that stands a little aside. FX_NONE: it is none of these. */
static uint32_t strayed(const struct fx_table *t, const struct fx_seg *s, const uint16_t *to, uint32_t b)
{
    const struct fx_band *v = s->band;
    uint32_t best = FX_NONE, least = 12;
    if (to[b] != FX_NONE || !v[b].numeric || v[b].count > STRAY) return FX_NONE;
    for (int side = -1; side <= 1; side += 2) {
        if ((side < 0 && b == 0) || (side > 0 && b + 1 == s->nband)) continue;
        uint32_t n = side < 0 ? b - 1 : b + 1;
        if (to[n] == FX_NONE || !v[n].numeric || v[n].count <= STRAY || fx_meet(t, s, v, b, n)) continue;
        uint32_t d = v[n].x1 > v[b].x1 ? v[n].x1 - v[b].x1 : v[b].x1 - v[n].x1;
        if (d < least) least = d, best = n;
    }
    return best;
}

static void take_home(const struct fx_table *t, struct fx_seg *s, const uint16_t *to)
{
    for (uint32_t b = 0; b < s->nband; b++) {
        uint32_t home = strayed(t, s, to, b);
        if (home != FX_NONE) s->band[b].col = s->band[home].col;
    }
}

static int insert_col(struct fx_cols *cols, uint32_t at, struct fx_col c)
{
    if (cols->n == FX_COLUMNS) return -1;
    memmove(&cols->v[at + 1], &cols->v[at], (cols->n - at) * sizeof *cols->v);
    cols->v[at] = c;
    cols->n++;
    return 0;
}

static void widen(struct fx_col *c, const struct fx_band *b)
{
    if (c->count == 0) c->numeric = b->numeric;
    c->x0 = b->x0, c->x1 = b->x1;
    c->count += b->count, c->zeros += b->zeros;
}

/* Is there a line with a piece for every leaf, each in a band of its own? */
static bool full_line(const struct fx_table *t, const struct fx_seg *s, uint32_t leaves)
{
    for (size_t i = s->body; i < s->to; i++) {
        const struct fx_line *l = &t->line[i];
        bool rising = l->ntok == leaves;
        for (uint32_t k = 1; k < l->ntok && rising; k++) rising = l->tok[k].col > l->tok[k - 1].col;
        if (rising) return true;
    }
    return false;
}

/* What fx_by_cells says of the places of a match. */
static bool by_cells(struct fx_table *t, const struct fx_seg *s, const struct match *q, uint16_t *to)
{
    struct fx_span *v = arena_array(t->mem, q->n + 1, sizeof *v);
    for (uint32_t i = 0; v && i < q->n; i++) v[i] = (struct fx_span){q->place[i].x0, q->place[i].x1};
    return t->paper && v && fx_by_cells(t, s, v, q->n, to);
}

static void put_places(const struct fx_heads *h, struct place *place)
{
    for (uint32_t i = 0; i < h->nleaf; i++)
        place[i] = (struct place){h->leaf[i]->x0, h->leaf[i]->x1, false, false, !names_label(h->leaf[i]), 1, NULL, (uint16_t)i};
}

/* The pairing of a page's bands and leaves, to[b] the leaf of band b. *told: SURE if the edges of the cells tell it. */
static int pair_leaves(struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h, struct match *q, uint16_t *to, double *told)
{
    struct place *place = arena_array(t->mem, h->nleaf + 1, sizeof *place), *wide = arena_array(t->mem, h->nleaf + 1, sizeof *wide);
    if (!place || !wide) return -1;
    put_places(h, place);
    *q = (struct match){s->band, s->nband, place, h->nleaf, 4, under_header};
    *told = SURE;
    if (by_cells(t, s, q, to)) return 0;
    put_under_numbers(t, numbers_of(t, s, h), h);
    put_places(h, place);
    if (by_cells(t, s, q, to)) return 0;
    /* As many heads as bands: they belong together in order, however far a page's padding drew them apart. */
    bool even = h->nleaf == s->nband;
    for (uint32_t i = 0; even && i < h->nleaf; i++) place[i].skip = 4;
    memcpy(wide, place, h->nleaf * sizeof *wide);
    for (uint32_t i = 0; i < h->nleaf; i++) wide[i].x0 = h->leaf[i]->d0, wide[i].x1 = h->leaf[i]->d1;
    *q = (struct match){s->band, s->nband, place, h->nleaf, even ? 8 : 4, under_header};
    if (even && full_line(t, s, h->nleaf)) {
        for (uint32_t b = 0; b < s->nband; b++) to[b] = (uint16_t)b;
        *told = NEVER;
        return 0;
    }
    return pair_either(t->mem, q, place, wide, to, told);
}

int fx_fit(struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h, double *told, struct err *e)
{
    struct match q;
    uint16_t *to = arena_array(t->mem, s->nband + 1, sizeof *to);
    *told = NEVER;
    if (h->nleaf == s->nband) return 0;
    if (!to || pair_leaves(t, s, h, &q, to, told)) return err_nomem(e);
    if (*told < SURE && margin(&q, to) < *told) *told = margin(&q, to);
    return 0;
}

int fx_columns(struct fx_table *t, struct fx_seg *s, const struct fx_heads *h, struct fx_cols *out, struct err *e)
{
    size_t line = t->line[s->from].src->line;
    uint16_t *to = arena_array(t->mem, s->nband + 1, sizeof *to);
    struct match q;
    double told;
    out->v = arena_array(t->mem, FX_COLUMNS, sizeof *out->v);
    out->n = 0;
    if (!to || !out->v || pair_leaves(t, s, h, &q, to, &told)) return err_nomem(e);
    out->ambiguous |= told < SURE && (margin(&q, to) < DOUBT || told < EITHER || crowded_gap(h, &q, to));
    uint32_t leaf = 0;
    for (uint32_t b = 0; b <= s->nband; b++) {
        if (b < s->nband && strayed(t, s, to, b) != FX_NONE) continue;
        uint32_t upto = b == s->nband ? h->nleaf : to[b] != FX_NONE ? to[b] : leaf;
        if (b < s->nband && to[b] == FX_NONE) { /* leaves wholly left of it stand before it */
            while (upto < h->nleaf && h->leaf[upto]->x1 <= s->band[b].x0) {
                bool owned = false;
                for (uint32_t k = b + 1; k < s->nband; k++) owned |= to[k] == upto;
                if (owned) break;
                upto++;
            }
        }
        for (; leaf < upto; leaf++) {
            const struct fx_head *l = h->leaf[leaf];
            if (insert_col(out, out->n, (struct fx_col){h->leaf[leaf], l->x0, l->x1, false, false, 0, 0, 0, 0}))
                return fx_too_wide(t, line, e);
        }
        if (b == s->nband) break;
        struct fx_col c = {NULL, 0, 0, false, false, 0, 0, 0, 0};
        if (to[b] != FX_NONE) c.head = h->leaf[leaf++];
        widen(&c, &s->band[b]);
        if (insert_col(out, out->n, c)) return fx_too_wide(t, line, e);
        s->band[b].col = (uint16_t)(out->n - 1);
    }
    take_home(t, s, to);
    return 0;
}

/* Where the columns are on this page, as far as one can tell before its bands are placed. */
static void expect(const struct fx_cols *cols, const struct fx_heads *h, struct place *place, struct place *wide)
{
    uint32_t most = 1, leaf = 0;
    for (uint32_t c = 0; c < cols->n; c++) most = cols->v[c].count > most ? cols->v[c].count : most;
    double shift = 0;
    for (uint32_t c = 0; c < cols->n; c++) {
        const struct fx_col *v = &cols->v[c];
        struct place *p = &place[c];
        *p = (struct place){v->x0, v->x1, v->count && !v->numeric, v->count && v->numeric, v->head && !names_label(v->head), 0, NULL, (uint16_t)c};
        p->skip = v->count == 0 ? 0 : 0.2 + 0.8 * v->count / most;
        if (v->count == 0 && !h) p->skip = 0;
        wide[c] = *p;
        if (!h) continue;
        if (v->head) {
            shift = (double)h->leaf[leaf]->x0 - v->head->x0;
            p->x0 = h->leaf[leaf]->x0, p->x1 = h->leaf[leaf]->x1;
            wide[c].x0 = h->leaf[leaf]->d0, wide[c].x1 = h->leaf[leaf]->d1;
            leaf++;
        } else {
            double x0 = v->x0 + shift, x1 = v->x1 + shift;
            p->x0 = x0 > 0 ? (uint32_t)x0 : 0, p->x1 = x1 > 1 ? (uint32_t)x1 : 1;
            wide[c].x0 = p->x0, wide[c].x1 = p->x1;
        }
    }
}

static uint32_t leaves_of(const struct fx_cols *cols)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < cols->n; c++) n += cols->v[c].head != NULL;
    return n;
}

/* The heads of the first page as this page prints them, by their texts: what else was read as a leaf here (a
 * head of several whose rows are few) goes. False: they are not all there. */
static bool find_again(const struct fx_cols *cols, struct fx_heads *h)
{
    uint32_t at = 0, n = 0;
    for (uint32_t c = 0; c < cols->n; c++) {
        if (!cols->v[c].head) continue;
        while (at < h->nleaf && !fx_same(h->leaf[at]->text, cols->v[c].head->text)) at++;
        if (at == h->nleaf) return false;
        h->leaf[n++] = h->leaf[at++];
    }
    h->nleaf = n;
    return true;
}

static void make_room(struct fx_seg *seg, size_t upto, uint32_t col)
{
    for (size_t g = 0; g < upto; g++) {
        for (uint32_t b = 0; b < seg[g].nband; b++) {
            if (seg[g].band[b].col >= col) seg[g].band[b].col++;
        }
    }
}

/* A page without a header and with fewer columns of amounts than those before it: pages are set narrower where a column is
 * blank, so its place does not tell which. Columns of nothing but 0 do not count. */
static bool fewer_amounts(const struct fx_seg *s, const struct fx_cols *cols)
{
    uint32_t here = 0, all = 0;
    for (uint32_t b = 0; b < s->nband; b++) here += s->band[b].numeric && s->band[b].digits < s->band[b].count;
    for (uint32_t c = 0; c < cols->n; c++) all += cols->v[c].count > cols->v[c].zeros && cols->v[c].numeric && cols->v[c].head && !names_label(cols->v[c].head);
    return here && here < all;
}

int fx_columns_again(struct fx_table *t, struct fx_seg *seg, size_t at, struct fx_heads *h,
                     struct fx_cols *cols, struct err *e)
{
    struct fx_seg *s = &seg[at];
    if (h && h->nleaf != leaves_of(cols) && !find_again(cols, h)) h = NULL;
    struct place *place = arena_array(t->mem, cols->n + 1, sizeof *place), *wide = arena_array(t->mem, cols->n + 1, sizeof *wide);
    uint16_t *to = arena_array(t->mem, s->nband + 1, sizeof *to);
    double total, told = NEVER;
    if (!place || !wide || !to) return err_nomem(e);
    expect(cols, h, place, wide);
    struct match q = {s->band, s->nband, place, cols->n, h ? 8 : 12, h ? under_header : in_order};
    bool cells = h && by_cells(t, s, &q, to);
    if (h && !cells) {
        put_under_numbers(t, numbers_of(t, s, h), h);
        expect(cols, h, place, wide);
        cells = by_cells(t, s, &q, to);
    }
    if (!cells && (h ? pair_either(t->mem, &q, place, wide, to, &told) : pair_up(t->mem, &q, to, &total))) return err_nomem(e);
    if (h && !cells) cols->ambiguous |= margin(&q, to) < DOUBT || told < EITHER;
    if (!h && !t->paper) cols->ambiguous |= fewer_amounts(s, cols);
    uint32_t before = 0, added = 0;
    for (uint32_t b = 0; b < s->nband; b++) {
        if (strayed(t, s, to, b) != FX_NONE) continue;
        if (to[b] != FX_NONE) {
            before = to[b] + added + 1;
        } else { /* more on this page than on those before it: a column that was blank there */
            if (insert_col(cols, before, (struct fx_col){NULL, 0, 0, false, false, 0, 0, 0, 0}))
                return fx_too_wide(t, t->line[s->from].src->line, e);
            make_room(seg, at, before);
            added++, before++;
        }
        s->band[b].col = (uint16_t)(before - 1);
        widen(&cols->v[before - 1], &s->band[b]);
    }
    take_home(t, s, to);
    return 0;
}

/* Account codes and ordinals: short runs of digits in front of a name. */
static bool all_digits(struct fx_table *t, const struct fx_seg *s, size_t nseg, uint32_t col)
{
    size_t digits = 0, others = 0;
    for (size_t g = 0; g < nseg; g++) {
        for (size_t i = s[g].body; i < s[g].to; i++) {
            for (uint32_t k = 0; k < t->line[i].ntok; k++) {
                const struct fx_tok *p = &t->line[i].tok[k];
                if (p->col != col) continue;
                if (p->kind == FX_DIGITS && p->s.n <= 12) digits++;
                else if (fx_numeric(p)) others++;
            }
        }
    }
    return digits > 0 && others * 20 <= digits;
}

static bool names_code(const struct fx_head *h)
{
    static const struct str word[] = {SI("编码"), SI("代码"), SI("序号"), SI("行次"), SI("编号")};
    if (!h) return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (str_ends(h->text, word[i])) return true;
    }
    return fx_same(h->text, S("类")) || fx_same(h->text, S("款")) || fx_same(h->text, S("项"));
}

/* A name that is longest decides how full the other lines of the column are. */
static void measure_names(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols)
{
    for (size_t g = 0; g < nseg; g++) {
        for (size_t i = s[g].body; i < s[g].to; i++) {
            for (uint32_t k = 0; k < t->line[i].ntok; k++) {
                const struct fx_tok *p = &t->line[i].tok[k];
                if (p->col >= cols->n || fx_numeric(p)) continue;
                uint32_t n = (uint32_t)fx_chars(p->s);
                if (n > cols->v[p->col].chars) cols->v[p->col].chars = n;
            }
        }
    }
}

/* 科目名称 stands over no amounts: heads and figures are paired wrongly. */
static bool over_names(const struct fx_head *h)
{
    return h && (fx_same(h->text, S("科目名称")) || fx_same(h->text, S("项目名称")) || fx_same(h->text, S("单位名称")));
}

void fx_kinds(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols)
{
    measure_names(t, s, nseg, cols);
    bool after_text = false;
    for (uint32_t c = 0; c < cols->n; c++) {
        struct fx_col *v = &cols->v[c];
        if (!v->count) continue;
        if (!v->numeric) after_text = true;
        else if (all_digits(t, s, nseg, c)) {
            uint32_t next = c + 1;
            while (next < cols->n && (!cols->v[next].count || (cols->v[next].numeric && all_digits(t, s, nseg, next))))
                next++;
            bool name_follows = next < cols->n && !cols->v[next].numeric;
            v->code = names_code(v->head) || (name_follows && !after_text);
        }
        if (v->numeric && !v->code) after_text = false;
        if (v->numeric && !v->code && over_names(v->head)) cols->ambiguous = true;
    }
    uint16_t panel = 0;
    bool amounts = false;
    for (uint32_t c = 0; c < cols->n; c++) {
        struct fx_col *v = &cols->v[c];
        bool label = v->count && (!v->numeric || v->code), later = false;
        for (uint32_t k = c + 1; k < cols->n; k++) later |= cols->v[k].count && cols->v[k].numeric && !cols->v[k].code;
        if (label && amounts && later) panel++, amounts = false;
        if (v->count && v->numeric && !v->code) amounts = true;
        v->panel = panel;
    }
}
