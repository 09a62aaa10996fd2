/* SPDX-License-Identifier: MIT */
/* fixed_full.c: rows that have a figure for every head tell the columns by their order.
 *
 * A crowded page sets the lines of one table at different places: a row with dashes or short amounts stands further left
 * than its neighbours, and its figures under the heads beside theirs. A row with as many figures as there are heads
 * over amounts needs no place; where these rows contradict the places, they say where the columns are, and the figures of
 * the other rows go to the nearest of these, in order. */
#include "table/fixed.h"

#include <stdlib.h>

enum {
    MOST = 40, /* amount columns; the widest form has 24 */
    ROWS = 2   /* rows that are full; one alone may be no row */
};
#define NEVER 1e6
#define PLAIN 2.0 /* characters that the second best way to place a row is worse, if it is told */

struct run { /* the figures of a line */
    size_t line;
    uint32_t from, n;
};

struct full {
    struct fx_table *t;
    struct fx_seg *s;
    struct run *run;
    size_t n;
    uint32_t columns;
    double right[MOST], dash[MOST]; /* where figures end, and where dashes do */
};

/* Digits in front of the names. */
static bool is_code(const struct fx_seg *s, const struct fx_tok *p)
{
    if (p->kind != FX_DIGITS) return false;
    for (uint32_t k = p->col + 1U; k < s->nband; k++)
        if (!s->band[k].numeric) return true;
    return false;
}

/* The figures of each line, if they all stand behind all names: a table of one panel. */
static bool list_runs(struct full *f)
{
    for (size_t i = f->s->body; i < f->s->to; i++) {
        const struct fx_line *l = &f->t->line[i];
        struct run r = {i, 0, 0};
        for (uint32_t k = 0; k < l->ntok; k++) {
            if (!fx_numeric(&l->tok[k])) {
                if (r.n) return false;
                continue;
            }
            if (is_code(f->s, &l->tok[k])) continue;
            if (!r.n) r.from = k;
            if (r.from + r.n++ != k) return false;
        }
        if (r.n > f->columns) return false;
        if (r.n) f->run[f->n++] = r;
    }
    return true;
}

/* Do the bands say the same: as many of amounts, each row that is full with one figure in each? */
static bool agree(const struct full *f, size_t *rows)
{
    uint32_t amounts = 0, first = f->s->nband;
    bool same = true;
    *rows = 0;
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        if (!v->numeric) amounts = 0, first = f->s->nband;
        else if (amounts++ == 0) first = b;
    }
    for (size_t i = 0; i < f->n; i++) {
        const struct run *r = &f->run[i];
        if (r->n != f->columns) continue;
        ++*rows;
        for (uint32_t k = 0; k < r->n; k++) same &= f->t->line[r->line].tok[r->from + k].col == first + k;
    }
    return same && amounts == f->columns;
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static bool is_dash(const struct fx_tok *p) { return p->kind == FX_AMOUNT && p->c1 - p->c0 <= 2; }

/* The middle one of the right edges in column k, of dashes or of figures; <0: there are none. */
static double usual(const struct full *f, uint32_t k, bool dash, uint32_t *v)
{
    size_t n = 0;
    for (size_t i = 0; i < f->n; i++) {
        const struct run *r = &f->run[i];
        const struct fx_tok *p = &f->t->line[r->line].tok[r->from + k];
        if (r->n == f->columns && is_dash(p) == dash) v[n++] = p->x1;
    }
    if (n == 0) return -1;
    qsort(v, n, sizeof *v, by_size);
    return v[n / 2];
}

static double off(const struct full *f, const struct fx_tok *p, uint32_t k)
{
    double at = is_dash(p) ? f->dash[k] : f->right[k];
    return at > p->x1 ? at - p->x1 : p->x1 - at;
}

/* The figures of a row that is not full: to[i] is the column of the i-th. Returns how much worse the second best way is that
 * leaves figure i elsewhere, for the figure told least. */
static double place(const struct full *f, const struct run *r, uint32_t *to)
{
    double ahead[MOST + 1][MOST + 1], behind[MOST + 2][MOST + 2], least = NEVER;
    const struct fx_tok *p = &f->t->line[r->line].tok[r->from];
    uint32_t n = r->n, m = f->columns;
    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t k = 0; k <= m; k++) {
            ahead[i][k] = i ? NEVER : 0;
            if (i && k) ahead[i][k] = ahead[i - 1][k - 1] + off(f, &p[i - 1], k - 1);
            if (i && k && ahead[i][k - 1] < ahead[i][k]) ahead[i][k] = ahead[i][k - 1];
        }
    for (uint32_t i = n + 1; i-- > 0;)
        for (uint32_t k = m + 1; k-- > 0;) {
            behind[i][k] = i < n ? NEVER : 0;
            if (i < n && k < m) behind[i][k] = behind[i + 1][k + 1] + off(f, &p[i], k);
            if (i < n && k < m && behind[i][k + 1] < behind[i][k]) behind[i][k] = behind[i][k + 1];
        }
    for (uint32_t i = 0; i < n; i++) {
        double best = NEVER * MOST, second = NEVER * MOST;
        for (uint32_t k = 0; k < m; k++) {
            double c = ahead[i][k] + off(f, &p[i], k) + behind[i + 1][k + 1];
            if (c < best) second = best, best = c, to[i] = k;
            else if (c < second) second = c;
        }
        if (second - best < least) least = second - best;
    }
    return least;
}

/* The bands of amounts anew, one a column; the hull is that of figures near their usual place. */
static int rebuild(struct full *f, uint32_t *const *to)
{
    uint32_t keep = 0;
    struct fx_band *v = arena_array(f->t->mem, f->s->nband + f->columns + 1, sizeof *v);
    uint16_t *moved = arena_array(f->t->mem, f->s->nband + 1, sizeof *moved);
    if (!v || !moved) return -1;
    for (uint32_t b = 0; b < f->s->nband; b++) {
        bool later = !f->s->band[b].numeric;
        for (uint32_t k = b + 1; k < f->s->nband; k++) later |= !f->s->band[k].numeric;
        if (later) moved[b] = (uint16_t)keep, v[keep++] = f->s->band[b];
    }
    for (size_t i = f->s->body; i < f->s->to; i++)
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            struct fx_tok *p = &f->t->line[i].tok[k];
            if (p->col < f->s->nband) p->col = moved[p->col];
        }
    for (uint32_t k = 0; k < f->columns; k++) v[keep + k] = (struct fx_band){0, 0, true, FX_NONE, 0, 0, 0, 0};
    for (size_t i = 0; i < f->n; i++)
        for (uint32_t j = 0; j < f->run[i].n; j++) {
            struct fx_tok *p = &f->t->line[f->run[i].line].tok[f->run[i].from + j];
            struct fx_band *b = &v[keep + to[i][j]];
            p->col = (uint16_t)(keep + to[i][j]);
            b->count++, b->digits += p->kind == FX_DIGITS;
            if (off(f, p, to[i][j]) > 2 && b->x1) continue;
            if (b->x1 == 0 || p->x0 < b->x0) b->x0 = p->x0;
            if (p->x1 > b->x1) b->x1 = p->x1;
        }
    f->s->band = v, f->s->nband = keep + f->columns;
    return 0;
}

int fx_full(struct fx_table *t, struct fx_seg *s, uint32_t columns, struct err *e)
{
    struct full f = {.t = t, .s = s, .run = arena_array(t->mem, s->to - s->body + 1, sizeof *f.run), .columns = columns};
    uint32_t *edge = arena_array(t->mem, s->to - s->body + 1, sizeof *edge), **to = arena_array(t->mem, s->to - s->body + 1, sizeof *to);
    size_t rows;
    if (!f.run || !edge || !to) return err_nomem(e);
    if (s->drawn) s->doubt = true;
    if (columns < 2 || columns > MOST || !list_runs(&f) || (agree(&f, &rows) && !s->drawn) || rows < ROWS) return 0;
    s->doubt &= !s->drawn;
    for (uint32_t k = 0; k < columns; k++) {
        f.right[k] = usual(&f, k, false, edge);
        f.dash[k] = usual(&f, k, true, edge);
        if (f.right[k] < 0) f.right[k] = f.dash[k];
        if (f.dash[k] < 0) f.dash[k] = f.right[k];
    }
    for (size_t i = 0; i < f.n; i++) {
        if (!(to[i] = arena_array(t->mem, columns, sizeof **to))) return err_nomem(e);
        for (uint32_t k = 0; k < columns; k++) to[i][k] = k;
        if (f.run[i].n < columns && place(&f, &f.run[i], to[i]) < PLAIN) s->doubt = true;
    }
    return rebuild(&f, to) ? err_nomem(e) : 1;
}

/* Lines with a piece for each of `leaves` heads, in the order of names and figures that most of them have: where a figure
 * stands away from those above and below it, the line was set too far to one side, and the figure is moved. */
static bool same_kinds(const struct fx_line *a, const struct fx_line *b)
{
    for (uint32_t k = 0; k < a->ntok; k++)
        if (fx_numeric(&a->tok[k]) != fx_numeric(&b->tok[k])) return false;
    return true;
}

bool fx_straighten(struct fx_table *t, const struct fx_seg *s, uint32_t leaves)
{
    enum { ASIDE = 2, LINES = 400 };
    const struct fx_line *first = NULL;
    uint32_t edge[LINES], n;
    bool moved = false;
    for (size_t i = s->body; i < s->to && !first; i++)
        if (t->line[i].ntok == leaves) first = &t->line[i];
    bool named = false;
    for (uint32_t k = 0; first && k < leaves; k++) {
        named |= !fx_numeric(&first->tok[k]);
        if (!named || !fx_numeric(&first->tok[k])) continue;
        n = 0;
        for (size_t i = s->body; i < s->to && n < LINES; i++)
            if (t->line[i].ntok == leaves && same_kinds(first, &t->line[i]) && !is_dash(&t->line[i].tok[k])) edge[n++] = t->line[i].tok[k].x1;
        if (n < 3) continue;
        qsort(edge, n, sizeof *edge, by_size);
        for (size_t i = s->body; i < s->to; i++) {
            struct fx_tok *p = t->line[i].ntok == leaves ? &t->line[i].tok[k] : NULL;
            uint32_t at = edge[n / 2];
            if (!p || !same_kinds(first, &t->line[i]) || is_dash(p) || (p->x1 <= at + ASIDE && at <= p->x1 + ASIDE)) continue;
            uint32_t width = p->x1 - p->x0;
            p->x1 = at > width ? at : width;
            p->x0 = p->x1 - width;
            moved = true;
        }
    }
    return moved;
}
