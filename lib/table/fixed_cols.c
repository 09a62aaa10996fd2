/* SPDX-License-Identifier: MIT */
/* fixed_cols.c: the header's leaves and the bands of the rows are the same columns, seen twice. */
#include "table/fixed_pair.h"

#define SURE 1e9
#define DOUBT 0.5
#define EITHER 3.0 /* of a whole page: where heads are printed, or where their widths put them */

uint32_t fx_amounts(const struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h)
{
    uint32_t amounts = 0;
    for (size_t i = 0; i < t->nnumbers; i++)
        if (t->numbers[i].line > s->from && t->numbers[i].line <= s->body) return t->numbers[i].n;
    if (t->nnumbers) return t->numbers[0].n; /* a page that does not print them again */
    for (uint32_t i = 0; i < h->nleaf; i++) amounts += !fx_names_label(h->leaf[i]);
    return amounts;
}

/* 栏次 1 2 3 … of this page, if they count the heads over amounts: one each. */
static const struct fx_numbers *numbers_of(const struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h)
{
    uint32_t amounts = 0;
    for (uint32_t i = 0; i < h->nleaf; i++) amounts += !fx_names_label(h->leaf[i]);
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
        if (fx_names_label(l)) continue;
        const struct fx_tok *p = &v->tok[k++];
        l->x0 = l->d0 = t->display ? p->w0 : p->c0;
        l->x1 = l->d1 = t->display ? p->w1 : p->c1;
    }
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

/* Does a match put names where the pages before have amounts, or amounts where they have names? */
static bool other_kind(const struct fx_match *q, const uint16_t *to)
{
    for (uint32_t b = 0; b < q->m; b++)
        if (to[b] < q->n && (q->band[b].numeric ? q->place[to[b]].text : q->place[to[b]].numeric)) return true;
    return false;
}

/* What fx_by_cells says of the places of a match; edges say nothing where a page's few bands would change their kind. */
static bool by_cells(struct fx_table *t, const struct fx_seg *s, const struct fx_match *q, uint16_t *to)
{
    struct fx_span *v = arena_array(t->mem, q->n + 1, sizeof *v);
    for (uint32_t i = 0; v && i < q->n; i++) v[i] = (struct fx_span){q->place[i].x0, q->place[i].x1};
    return t->paper && v && fx_by_cells(t, s, v, q->n, to) && !other_kind(q, to);
}

static void put_places(const struct fx_heads *h, struct fx_place *place)
{
    for (uint32_t i = 0; i < h->nleaf; i++)
        place[i] = (struct fx_place){h->leaf[i]->x0, h->leaf[i]->x1, false, false, !fx_names_label(h->leaf[i]), 1, NULL, (uint16_t)i};
}

/* The pairing of a page's bands and leaves, to[b] the leaf of band b. *told: SURE if the edges of the cells tell it. */
static int pair_leaves(struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h, struct fx_match *q, uint16_t *to, double *told)
{
    struct fx_place *place = arena_array(t->mem, h->nleaf + 1, sizeof *place), *wide = arena_array(t->mem, h->nleaf + 1, sizeof *wide);
    if (!place || !wide) return -1;
    put_places(h, place);
    *q = (struct fx_match){s->band, s->nband, place, h->nleaf, 4, fx_under_header};
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
    *q = (struct fx_match){s->band, s->nband, place, h->nleaf, even ? 8 : 4, fx_under_header};
    if (even && full_line(t, s, h->nleaf)) {
        for (uint32_t b = 0; b < s->nband; b++) to[b] = (uint16_t)b;
        *told = FX_NEVER;
        return 0;
    }
    return fx_pair_either(t->mem, q, place, wide, to, told);
}

int fx_fit(struct fx_table *t, const struct fx_seg *s, const struct fx_heads *h, double *told, struct err *e)
{
    struct fx_match q;
    uint16_t *to = arena_array(t->mem, s->nband + 1, sizeof *to);
    *told = FX_NEVER;
    if (h->nleaf == s->nband) return 0;
    if (!to || pair_leaves(t, s, h, &q, to, told)) return err_nomem(e);
    if (*told < SURE && fx_pair_margin(&q, to) < *told) *told = fx_pair_margin(&q, to);
    return 0;
}

int fx_columns(struct fx_table *t, struct fx_seg *s, const struct fx_heads *h, struct fx_cols *out, struct err *e)
{
    size_t line = t->line[s->from].src->line;
    uint16_t *to = arena_array(t->mem, s->nband + 1, sizeof *to);
    struct fx_match q;
    double told;
    out->v = arena_array(t->mem, FX_COLUMNS, sizeof *out->v);
    out->n = 0;
    if (!to || !out->v || pair_leaves(t, s, h, &q, to, &told)) return err_nomem(e);
    out->ambiguous |= told < SURE && (fx_pair_margin(&q, to) < DOUBT || told < EITHER || fx_crowded_gap(h, &q, to));
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
            if (insert_col(out, out->n, (struct fx_col){.head = h->leaf[leaf], .x0 = l->x0, .x1 = l->x1}))
                return fx_too_wide(t, line, e);
        }
        if (b == s->nband) break;
        struct fx_col c = {.head = NULL};
        if (to[b] != FX_NONE) c.head = h->leaf[leaf++];
        widen(&c, &s->band[b]);
        if (insert_col(out, out->n, c)) return fx_too_wide(t, line, e);
        s->band[b].col = (uint16_t)(out->n - 1);
    }
    take_home(t, s, to);
    return 0;
}

/* ---- further pages ---- */

/* Where the columns are on this page, as far as one can tell before its bands are placed. */
static void expect(const struct fx_cols *cols, const struct fx_heads *h, struct fx_place *place, struct fx_place *wide)
{
    uint32_t most = 1, leaf = 0;
    for (uint32_t c = 0; c < cols->n; c++) most = cols->v[c].count > most ? cols->v[c].count : most;
    double shift = 0;
    for (uint32_t c = 0; c < cols->n; c++) {
        const struct fx_col *v = &cols->v[c];
        struct fx_place *p = &place[c];
        *p = (struct fx_place){v->x0, v->x1, v->count && !v->numeric, v->count && v->numeric, v->head && !fx_names_label(v->head), 0, NULL, (uint16_t)c};
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
    for (uint32_t c = 0; c < cols->n; c++) all += cols->v[c].count > cols->v[c].zeros && cols->v[c].numeric && cols->v[c].head && !fx_names_label(cols->v[c].head);
    return here && here < all;
}

int fx_columns_again(struct fx_table *t, struct fx_seg *seg, size_t at, struct fx_heads *h,
                     struct fx_cols *cols, struct err *e)
{
    struct fx_seg *s = &seg[at];
    if (h && h->nleaf != leaves_of(cols) && !find_again(cols, h)) h = NULL;
    struct fx_place *place = arena_array(t->mem, cols->n + 1, sizeof *place), *wide = arena_array(t->mem, cols->n + 1, sizeof *wide);
    uint16_t *to = arena_array(t->mem, s->nband + 1, sizeof *to);
    double total, told = FX_NEVER;
    if (!place || !wide || !to) return err_nomem(e);
    expect(cols, h, place, wide);
    struct fx_match q = {s->band, s->nband, place, cols->n, h ? 8 : 12, h ? fx_under_header : fx_in_order};
    bool cells = h && by_cells(t, s, &q, to);
    if (h && !cells) {
        put_under_numbers(t, numbers_of(t, s, h), h);
        expect(cols, h, place, wide);
        cells = by_cells(t, s, &q, to);
    }
    if (!cells && (h ? fx_pair_either(t->mem, &q, place, wide, to, &told) : fx_pair_up(t->mem, &q, to, &total))) return err_nomem(e);
    if (h && !cells) cols->ambiguous |= fx_pair_margin(&q, to) < DOUBT || told < EITHER;
    if (!h && !t->paper) cols->ambiguous |= fewer_amounts(s, cols);
    uint32_t before = 0, added = 0;
    for (uint32_t b = 0; b < s->nband; b++) {
        if (strayed(t, s, to, b) != FX_NONE) continue;
        if (to[b] != FX_NONE) {
            before = to[b] + added + 1;
        } else { /* more on this page than on those before it: a column that was blank there */
            if (insert_col(cols, before, (struct fx_col){.head = NULL}))
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
