/* SPDX-License-Identifier: MIT */
/* fixed_band.c: where the pieces of a page stand. Pieces of one kind whose extents overlap are one
 * band; a band with two pieces on one line is cut between them where the fewest pieces are hurt. */
#include "table/fixed.h"

#include <stdlib.h>

enum { EDGES = 2048 };

static void edges_of(const struct fx_tok *p, enum fx_measure m, uint32_t *x0, uint32_t *x1)
{
    *x0 = m == FX_BY_CHARS ? p->c0 : m == FX_BY_WIDTH ? p->w0 : p->a0;
    *x1 = m == FX_BY_CHARS ? p->c1 : m == FX_BY_WIDTH ? p->w1 : p->a1;
}

void fx_measure_by(struct fx_table *t, size_t from, size_t to, enum fx_measure m)
{
    t->display = m != FX_BY_CHARS;
    for (size_t i = from; i < to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) edges_of(&t->line[i].tok[k], m, &t->line[i].tok[k].x0, &t->line[i].tok[k].x1);
    }
}

/* How often edges coincide by measure m: the left ones of names, the right ones of figures. No edge is beyond `last`. */
static double coincidences(const struct fx_table *t, size_t from, size_t to, enum fx_measure m, uint32_t last)
{
    uint32_t left[EDGES], right[EDGES], x0, x1;
    uint64_t score = 0;
    memset(left, 0, (last + 1) * sizeof *left);
    memset(right, 0, (last + 1) * sizeof *right);
    for (size_t i = from; i < to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            edges_of(p, m, &x0, &x1);
            if (p->a1 >= EDGES) continue;
            if (fx_numeric(p)) right[x1]++;
            else if (p->c0 != p->w0) left[x0]++;
        }
    }
    for (size_t x = 0; x <= last; x++) score += (uint64_t)left[x] * left[x] + (uint64_t)right[x] * right[x];
    return (double)score;
}

/* The rightmost edge in the widest measure, of those that count. */
static uint32_t last_edge(const struct fx_table *t, size_t from, size_t to)
{
    uint32_t last = 0;
    for (size_t i = from; i < to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            uint32_t x = t->line[i].tok[k].a1;
            if (x < EDGES && x > last) last = x;
        }
    }
    return last;
}

/* The measure that pads the page is the one that aligns it. Most pages count characters, and a few rows line up in
 * another measure by chance. What has no wide character in front of it stands where it stands in either, and tells nothing. */
void fx_measure(struct fx_table *t, size_t from, size_t to)
{
    double score[FX_MEASURES];
    const uint32_t last = last_edge(t, from, to);
    for (int m = 0; m < FX_MEASURES; m++) score[m] = coincidences(t, from, to, (enum fx_measure)m, last);
    enum fx_measure wide = score[FX_BY_AMBIGUOUS] > score[FX_BY_WIDTH] && !t->paper ? FX_BY_AMBIGUOUS : FX_BY_WIDTH;
    fx_measure_by(t, from, to, t->paper || score[wide] > 1.3 * score[FX_BY_CHARS] ? wide : FX_BY_CHARS);
}

static int by_place(const void *a, const void *b)
{
    const struct fx_tok *x = *(struct fx_tok *const *)a, *y = *(struct fx_tok *const *)b;
    if (x->x0 != y->x0) return x->x0 < y->x0 ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Pieces of one kind on the lines [from, to); totals wait for the bands of the others. */
struct pieces {
    struct fx_tok **v;
    size_t n;
};

static bool wanted(const struct fx_tok *p, bool numeric, bool totals)
{
    return fx_numeric(p) == numeric && (numeric || totals || !fx_is_total(p->s));
}

static int collect(struct fx_table *t, const struct fx_seg *s, bool numeric, bool totals, struct pieces *out)
{
    size_t n = 0;
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) n += wanted(&t->line[i].tok[k], numeric, totals);
    }
    out->n = 0;
    out->v = arena_array(t->mem, n + 1, sizeof *out->v);
    if (!out->v) return -1;
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (wanted(p, numeric, totals)) out->v[out->n++] = p;
        }
    }
    qsort(out->v, out->n, sizeof *out->v, by_place);
    return 0;
}

struct work {
    struct fx_band *v;
    uint32_t n;
};

static bool is_zero(const struct fx_tok *p)
{
    for (size_t i = 0; i < p->s.n; i++)
        if (p->s.p[i] >= '1' && p->s.p[i] <= '9') return false;
    return fx_numeric(p);
}

static void add_to(struct fx_band *b, const struct fx_tok *p)
{
    if (b->count == 0) b->x0 = p->x0, b->x1 = p->x1;
    if (p->x0 < b->x0) b->x0 = p->x0;
    if (p->x1 > b->x1) b->x1 = p->x1;
    b->count++;
    b->digits += p->kind == FX_DIGITS;
    b->zeros += is_zero(p);
    b->codes += p->kind == FX_DIGITS && (p->s.n == 3 || p->s.n == 5 || p->s.n == 7);
}

/* Overlapping pieces, left to right. tok->col is the band's index for now. */
static int sweep(struct work *w, const struct pieces *ps, bool numeric)
{
    uint32_t open = FX_COLUMNS;
    for (size_t i = 0; i < ps->n; i++) {
        struct fx_tok *p = ps->v[i];
        if (open == FX_COLUMNS || p->x0 >= w->v[open].x1) {
            if (w->n == FX_COLUMNS) return -1;
            open = w->n++;
            w->v[open] = (struct fx_band){0, 0, numeric, FX_NONE, 0, 0, 0, 0};
        }
        add_to(&w->v[open], p);
        p->col = (uint16_t)open;
    }
    return 0;
}

/* Two neighbours on one line in band b: the gap between them. */
static bool conflict(struct fx_table *t, const struct fx_seg *s, uint32_t band, bool numeric, size_t *line,
                     uint32_t *g0, uint32_t *g1)
{
    for (size_t i = *line; i < s->to; i++) {
        const struct fx_line *l = &t->line[i];
        const struct fx_tok *prev = NULL;
        for (uint32_t k = 0; k < l->ntok; k++) {
            const struct fx_tok *p = &l->tok[k];
            if (p->col != band || fx_numeric(p) != numeric) continue;
            if (prev) {
                *line = i, *g0 = prev->x1, *g1 = p->x0;
                return true;
            }
            prev = p;
        }
    }
    return false;
}

/* The place in [g0, g1] that the fewest pieces of the band cross. */
static uint32_t best_cut(const struct pieces *ps, uint32_t band, uint32_t g0, uint32_t g1)
{
    enum { SPAN = 64 };
    uint32_t cross[SPAN + 1] = {0};
    if (g1 - g0 > SPAN) g0 = g1 - SPAN;
    for (size_t i = 0; i < ps->n; i++) {
        const struct fx_tok *p = ps->v[i];
        if (p->col != band || p->x1 <= g0 || p->x0 >= g1) continue;
        for (uint32_t x = g0; x <= g1; x++) cross[x - g0] += p->x0 < x && x < p->x1;
    }
    uint32_t best = 0;
    for (uint32_t k = 0; k <= g1 - g0; k++) {
        if (cross[k] <= cross[best]) best = k; /* the rightmost: text of the next column starts there */
    }
    return g0 + best;
}

static void cut(struct work *w, const struct pieces *ps, uint32_t band, uint32_t x)
{
    uint32_t right = w->n++;
    bool numeric = w->v[band].numeric;
    w->v[band] = w->v[right] = (struct fx_band){0, 0, numeric, FX_NONE, 0, 0, 0, 0};
    for (size_t i = 0; i < ps->n; i++) {
        struct fx_tok *p = ps->v[i];
        if (p->col != band) continue;
        bool goes = numeric ? p->x1 > x && p->x1 - x > (p->x0 < x ? x - p->x0 : 0) : p->x0 >= x;
        if (goes) p->col = (uint16_t)right;
        add_to(&w->v[goes ? right : band], p);
    }
}

static void separate(struct fx_table *t, const struct fx_seg *s, struct work *w, const struct pieces *ps, uint32_t from)
{
    for (uint32_t b = from; b < w->n; b++) {
        size_t line = s->body;
        uint32_t g0, g1;
        while (w->n < FX_COLUMNS && conflict(t, s, b, w->v[b].numeric, &line, &g0, &g1)) {
            uint32_t had = w->v[b].count;
            cut(w, ps, b, best_cut(ps, b, g0, g1));
            if (w->v[b].count == 0 || w->v[b].count == had) break; /* cannot happen: both sides hold a piece */
        }
    }
}

bool fx_meet(const struct fx_table *t, const struct fx_seg *s, const struct fx_band *va, uint32_t a, uint32_t b)
{
    for (size_t i = s->body; i < s->to; i++) {
        bool has_a = false, has_b = false;
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            has_a |= p->col == a && fx_numeric(p) == va[a].numeric;
            has_b |= p->col == b && fx_numeric(p) == va[b].numeric;
        }
        if (has_a && has_b) return true;
    }
    return false;
}

static uint32_t overlap(uint32_t a0, uint32_t a1, uint32_t b0, uint32_t b1)
{
    uint32_t lo = a0 > b0 ? a0 : b0, hi = a1 < b1 ? a1 : b1;
    return hi > lo ? hi - lo : 0;
}

/* One column in two pieces: amounts that drifted, or one that holds both text and numbers. */
static bool same_place(const struct fx_band *a, const struct fx_band *b)
{
    uint32_t wa = a->x1 - a->x0, wb = b->x1 - b->x0, narrow = wa < wb ? wa : wb;
    if (a->numeric && b->numeric) {
        uint32_t d = a->x1 > b->x1 ? a->x1 - b->x1 : b->x1 - a->x1;
        return d <= 2 && (a->count <= 2 || b->count <= 2 || narrow <= 2);
    }
    return overlap(a->x0, a->x1, b->x0, b->x1) * 10 >= narrow * 6;
}

/* A piece that moved is marked until unify ends: it goes with its new band, whatever its kind. */
enum { MOVED = 0x8000 };

/* 行次 in two places: the numbers of bands a and b, down the page, are 4 5 6 …, one a line? */
static bool counts_on(struct fx_table *t, const struct fx_seg *s, const struct work *w, uint32_t a, uint32_t b)
{
    unsigned last = 0, v, n = 0;
    if (w->v[a].digits < w->v[a].count || w->v[b].digits < w->v[b].count) return false;
    for (size_t i = s->body; i < s->to; i++) {
        bool any = false;
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            uint16_t at = p->col & (uint16_t)~MOVED;
            if (p->col == FX_NONE || (at != a && at != b) || !fx_numeric(p)) continue;
            if (any || p->s.n > 3 || !str_u32(p->s, &v) || (n && v != last + 1)) return false;
            any = true, last = v, n++;
        }
    }
    return n >= 3;
}

static void absorb(struct fx_table *t, const struct fx_seg *s, struct work *w, uint32_t to, uint32_t from)
{
    bool numeric = w->v[from].numeric;
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (p->col == (from | MOVED) || (p->col == from && fx_numeric(p) == numeric)) p->col = (uint16_t)(to | MOVED);
        }
    }
    struct fx_band *a = &w->v[to], *b = &w->v[from];
    if (b->x0 < a->x0) a->x0 = b->x0;
    if (b->x1 > a->x1) a->x1 = b->x1;
    a->count += b->count, a->digits += b->digits, a->codes += b->codes, a->zeros += b->zeros;
    b->count = 0;
}

/* The last character of a wrapped name or two, that stand a little aside of the names. */
static bool beside(const struct fx_band *names, const struct fx_band *tail)
{
    if (tail->count > 2 || names->count < 4 * tail->count || tail->x1 - tail->x0 > 4) return false;
    uint32_t d = tail->x1 <= names->x0 ? names->x0 - tail->x1 : names->x1 <= tail->x0 ? tail->x0 - names->x1 : 0;
    return d <= 2;
}

static bool overlaps(const struct fx_band *a, const struct fx_band *b) { return a->x0 < b->x1 && b->x0 < a->x1; }

enum { NOTE = 4 }; /* characters of a word that may stand in a column of codes */

/* A name or two where codes stand: the row was set too far to the left. */
static bool astray(const struct work *w, const struct fx_band *names, const struct fx_band *few)
{
    bool codes = false;
    if (few->count > 2 || names->count < 4 * few->count || few->x1 > names->x0) return false;
    for (uint32_t b = 0; b < w->n; b++) {
        const struct fx_band *v = &w->v[b];
        if (!v->count || !v->numeric) continue;
        if (v->digits < v->count && v->x0 >= few->x0 && v->x1 <= names->x1) return false;
        codes |= v->digits == v->count && v->count > few->count && overlaps(v, few);
    }
    return codes;
}

static void unify(struct fx_table *t, const struct fx_seg *s, struct work *w)
{
    for (uint32_t a = 0; a < w->n; a++) {
        for (uint32_t b = 0; b < w->n; b++) {
            if (a == b || !w->v[a].count || !w->v[b].count || w->v[a].count < w->v[b].count) continue;
            if (!w->v[a].numeric && !w->v[b].numeric) {
                if ((beside(&w->v[a], &w->v[b]) || astray(w, &w->v[a], &w->v[b])) && !fx_meet(t, s, w->v, a, b)) absorb(t, s, w, a, b);
                continue;
            }
            if (w->v[a].numeric && !w->v[b].numeric && w->v[a].digits == w->v[a].count && w->v[b].x1 - w->v[b].x0 > NOTE) continue;
            if (same_place(&w->v[a], &w->v[b]) && !fx_meet(t, s, w->v, a, b)) absorb(t, s, w, a, b);
            else if (w->v[a].numeric && w->v[b].numeric && counts_on(t, s, w, a, b)) absorb(t, s, w, a, b);
        }
    }
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (p->col != FX_NONE) p->col &= (uint16_t)~MOVED;
        }
    }
}

/* Does a band of amounts stand between band v and the figure p? */
static bool amounts_between(const struct work *w, const struct fx_band *v, const struct fx_tok *p)
{
    for (uint32_t b = 0; b < w->n; b++) {
        const struct fx_band *n = &w->v[b];
        if (n->count && n->numeric && n->digits < n->count && n->x0 >= v->x1 && n->x1 <= p->x0) return true;
    }
    return false;
}

/* The nearest band of text that is in front of the figures p stands in front of, and behind those before it; rather one of
 * the same panel: 公用经费合计 stands in the middle of two panels, its amount in the last column of the second. */
static uint16_t total_band(const struct fx_line *l, uint32_t k, const struct work *w)
{
    const struct fx_tok *p = &l->tok[k], *own = k + 1 < l->ntok && fx_numeric(p + 1) ? p + 1 : NULL;
    uint32_t lo = 0, hi = UINT32_MAX, best = UINT32_MAX;
    uint16_t at = FX_NONE;
    bool near = false; /* at is a band of the panel of p's amount */
    for (uint32_t i = 0; i < l->ntok; i++) {
        if (!fx_numeric(&l->tok[i]) || l->tok[i].kind == FX_DIGITS) continue;
        if (i < k) lo = l->tok[i].x1;
        else if (hi == UINT32_MAX) hi = l->tok[i].x0;
    }
    for (uint32_t b = 0; b < w->n; b++) {
        const struct fx_band *v = &w->v[b];
        if (v->numeric || !v->count || v->x0 >= hi || v->x1 <= lo) continue;
        uint32_t d = p->x1 <= v->x0 ? v->x0 - p->x1 + 1 : v->x1 <= p->x0 ? p->x0 - v->x1 + 1 : 0;
        bool same = own && !amounts_between(w, v, own);
        if (same > near || (same == near && d < best)) best = d, at = (uint16_t)b, near = same;
    }
    return at;
}

/* 合计 is centred anywhere in front of its amounts: it goes to a band of text, or is one. */
static void place_totals(struct fx_table *t, const struct fx_seg *s, struct work *w)
{
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (fx_numeric(p) || p->col != FX_NONE) continue;
            p->col = total_band(&t->line[i], k, w);
            if (p->col != FX_NONE || w->n == FX_COLUMNS) continue;
            w->v[w->n] = (struct fx_band){0, 0, false, FX_NONE, 0, 0, 0, 0};
            add_to(&w->v[w->n], p);
            p->col = (uint16_t)w->n++;
        }
    }
}

static int by_middle(const void *a, const void *b)
{
    const struct fx_band *x = a, *y = b;
    uint32_t mx = x->x0 + x->x1, my = y->x0 + y->x1;
    return mx < my ? -1 : mx > my;
}

/* Bands in reading order, the pieces renumbered. */
static int finish(struct fx_table *t, struct fx_seg *s, struct work *w)
{
    uint16_t moved[FX_COLUMNS] = {0};
    for (uint32_t b = 0; b < w->n; b++) w->v[b].col = (uint16_t)b;
    qsort(w->v, w->n, sizeof *w->v, by_middle);
    s->band = arena_array(t->mem, w->n + 1, sizeof *s->band);
    if (!s->band) return -1;
    s->nband = 0;
    for (uint32_t b = 0; b < w->n; b++) {
        if (!w->v[b].count) continue;
        moved[w->v[b].col] = (uint16_t)s->nband;
        s->band[s->nband] = w->v[b];
        s->band[s->nband++].col = FX_NONE;
    }
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (p->col != FX_NONE) p->col = moved[p->col];
        }
    }
    return 0;
}

enum { TORN_APART = 2 }; /* times as many bands as the fullest line has figures */

/* Figures of line l behind its names, the first of them: codes stand in front of the names. */
static uint32_t first_figure(const struct fx_line *l)
{
    uint32_t first = l->ntok;
    while (first > 0 && fx_numeric(&l->tok[first - 1])) first--;
    return first;
}

/* Lines drawn to one side or the other, each as it pleases, leave more bands than columns can be. Where all figures stand
 * behind the names, the bands are their order then, and what rows with fewer of them have is for fx_full to say. */
static void by_order(struct fx_table *t, struct fx_seg *s, struct work *w)
{
    uint32_t most = 0, codes = 0;
    for (size_t i = s->body; i < s->to; i++) {
        const struct fx_line *l = &t->line[i];
        uint32_t first = first_figure(l);
        if (l->ntok - first > most) most = l->ntok - first;
        for (uint32_t k = 0, n = 0; k < first; k++)
            if (fx_numeric(&l->tok[k]) && ++n > codes) codes = n;
    }
    if (most < 2 || w->n <= TORN_APART * (most + codes)) return;
    s->drawn = true;
    w->n = codes + most;
    for (uint32_t b = 0; b < w->n; b++) w->v[b] = (struct fx_band){0, 0, true, FX_NONE, 0, 0, 0, 0};
    for (size_t i = s->body; i < s->to; i++) {
        struct fx_line *l = &t->line[i];
        uint32_t first = first_figure(l);
        for (uint32_t k = 0, n = 0; k < l->ntok; k++) {
            if (!fx_numeric(&l->tok[k])) continue;
            uint32_t b = k < first ? n++ : codes + k - first;
            add_to(&w->v[b], &l->tok[k]);
            l->tok[k].col = (uint16_t)b;
        }
    }
}

int fx_bands(struct fx_table *t, struct fx_seg *s, struct err *e)
{
    struct work w = {arena_alloc(t->mem, FX_COLUMNS * sizeof *w.v), 0};
    struct pieces num, text;
    if (!w.v) return err_nomem(e);
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) t->line[i].tok[k].col = FX_NONE;
    }
    if (collect(t, s, true, false, &num) || collect(t, s, false, false, &text)) return err_nomem(e);
    if (text.n == 0 && collect(t, s, false, true, &text)) return err_nomem(e);
    size_t line = s->body < s->to ? t->line[s->body].src->line : 0;
    if (sweep(&w, &num, true)) return fx_too_wide(t, line, e);
    separate(t, s, &w, &num, 0);
    s->drawn = false;
    if (!t->paper) by_order(t, s, &w);
    uint32_t first = w.n;
    if (sweep(&w, &text, false)) return fx_too_wide(t, line, e);
    separate(t, s, &w, &text, first);
    unify(t, s, &w);
    place_totals(t, s, &w);
    return finish(t, s, &w) ? err_nomem(e) : 0;
}
