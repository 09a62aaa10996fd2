/* SPDX-License-Identifier: MIT */
/* fixed_torn.c: figures that a narrow cell broke over two lines.
 *
 * A cell may be too narrow for its figure, and programs that break words anywhere put the last digits below:
 * 13742. over 68, 2416.5 over 9. Amounts have two decimals, so a figure that ends with its point, over digits
 * that end where it ends, has its other half there. One that ends behind its first decimal may be whole
 * (12.5 over a number of cars): it is joined only in a table that breaks others behind the point, and leaves
 * hardly a figure without its two decimals. What can not be put together so is no amount, and the table says so. */
#include "table/fixed_scan.h"

enum { DECIMALS = 2, FEW = 8, LONG = 3 /* digits and a point: shorter is an enumerator */ };

/* Digits behind the point of a figure that has none or one; -1: it has no point, or more, or is no figure. */
static int cut_after(struct str s)
{
    size_t i = 0, digits = 0;
    if (s.n && s.p[0] == '-') i++;
    for (; i < s.n && s.p[i] != '.'; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else if (s.p[i] != ',') return -1;
    }
    if (!digits || i == s.n || s.n - i > DECIMALS) return -1;
    return i + 1 == s.n ? 0 : s.p[i + 1] >= '0' && s.p[i + 1] <= '9' ? 1 : -1;
}

/* The figure of line l whose last digits are p. */
static struct fx_tok *other_half(const struct fx_line *l, const struct fx_tok *p)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        struct fx_tok *q = &l->tok[k];
        int n = cut_after(q->s);
        uint32_t off = q->c1 > p->c1 ? q->c1 - p->c1 : p->c1 - q->c1;
        if (n >= 0 && p->kind == FX_DIGITS && p->s.n + (size_t)n == DECIMALS && off <= 2) return q;
    }
    return NULL;
}

/* How many figures of line i go on below, where there is nothing else but text; 0: none. */
static uint32_t torn(const struct fx_table *t, size_t i, uint32_t *at_point)
{
    uint32_t n = 0, points = 0;
    if (i + 1 >= t->n || t->line[i + 1].gap || t->line[i + 1].first) return 0;
    for (uint32_t k = 0; k < t->line[i + 1].ntok; k++) {
        const struct fx_tok *p = &t->line[i + 1].tok[k];
        if (!fx_numeric(p)) continue;
        const struct fx_tok *q = other_half(&t->line[i], p);
        if (!q) return 0;
        n++;
        points += cut_after(q->s) == 0;
    }
    *at_point += points;
    return n;
}

/* Does the table break its figures? */
static bool breaks(const struct fx_table *t)
{
    uint32_t halves = 0, cut = 0, points = 0;
    for (size_t i = 0; i < t->n; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) cut += cut_after(t->line[i].tok[k].s) >= 0;
        halves += torn(t, i, &points);
    }
    return points > 1 && (cut - halves) * FEW <= cut;
}

static int join(struct fx_table *t, size_t i)
{
    struct fx_line *l = &t->line[i + 1];
    uint32_t n = 0;
    for (uint32_t k = 0; k < l->ntok; k++) {
        struct fx_tok p = l->tok[k], *q = fx_numeric(&p) ? other_half(&t->line[i], &p) : NULL;
        if (!q) {
            l->tok[n++] = p;
            continue;
        }
        q->s = arena_cat(t->mem, q->s, p.s);
        if (!q->s.p) return -1;
        q->kind = FX_AMOUNT;
    }
    l->ntok = n;
    if (n == 1) l->what = FX_ONE;
    return 0;
}

/* Lines of which nothing is left. */
static void drop_empty(struct fx_table *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (!t->line[i].ntok) {
            for (size_t k = 0; k < t->nnumbers; k++) t->numbers[k].line -= t->numbers[k].line > n;
            continue;
        }
        t->line[n] = t->line[i];
        for (uint32_t k = 0; k < t->line[n].ntok; k++) t->line[n].tok[k].at = (uint32_t)n;
        n++;
    }
    t->n = n;
}

/* A figure that ends with its point though nothing belongs to it: 13742. */
static bool left_open(const struct fx_tok *p) { return p->s.n > LONG && cut_after(p->s) == 0; }

/* What is left of broken figures: those that lack decimals, and digits behind names that are no more than decimals. A page
 * that draws both halves to other lines does not say which belong together, and neither is an amount. */
static void mark_parts(struct fx_table *t)
{
    for (size_t i = 0; i < t->n && !t->broken; i++)
        for (uint32_t k = 0; k < t->line[i].ntok; k++) t->broken |= left_open(&t->line[i].tok[k]);
    for (size_t i = 0; i < t->n && t->broken; i++) {
        bool named = t->line[i].ntok && fx_numeric(&t->line[i].tok[0]) && t->line[i].tok[0].s.n < 3; /* decimals begin the line */
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            named |= !fx_numeric(p);
            p->part = cut_after(p->s) >= 0 || (named && p->kind == FX_DIGITS && p->s.n <= DECIMALS);
        }
    }
}

int fx_join_torn(struct fx_table *t)
{
    uint32_t points = 0;
    if (breaks(t)) {
        for (size_t i = 0; i < t->n; i++)
            if (torn(t, i, &points) && join(t, i)) return -1;
        drop_empty(t);
    }
    mark_parts(t);
    return 0;
}
