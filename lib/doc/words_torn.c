/* SPDX-License-Identifier: MIT */
/* words_torn.c: figures that a narrow cell broke over two lines, put together before the words are laid out.
 *
 * A program that breaks words anywhere sets the last digits of 13,742.68 below: 13,742. over 68, both at one edge or in one
 * middle of their cell, which the places on paper tell to a tenth of a point. A figure that ends with its point was broken for
 * certain; a page that has two such, and those behind it, break the others too (2416.5 over 9, code 201030 over 1), unless figures of one
 * decimal are left that have nothing below them. Amounts have two decimals (财政部, 部门预决算公开 forms). */
#include "doc/words.h"

#include <stdlib.h>

enum {
    DECIMALS = 2,
    FEW = 8,      /* one of so many figures may have one decimal of its own */
    SURE = 2,     /* figures that end with their point */
    ABOVE = 400,  /* words looked at for the other half of one */
    TOGETHER = 30 /* 1/100 pt between edges that are one */
};

static int by_middle(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    int64_t d = ((int64_t)x->y0 + x->y1) - ((int64_t)y->y0 + y->y1);
    if (d == 0) d = x->x0 - (int64_t)y->x0;
    return d < 0 ? -1 : d > 0;
}

static int32_t middle(const struct word *v) { return (int32_t)(((int64_t)v->y0 + v->y1) / 2); }

static bool near_to(int64_t a, int64_t b, int64_t most) { return a > b ? a - b <= most : b - a <= most; }

static bool digits_only(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

/* Decimals of a figure that has none or one behind its point; -1: it has no point, or more, or is no figure. */
static int cut_after(struct str s)
{
    size_t point = str_find(s, S("."), 0);
    if (point == STR_NPOS || point == 0 || s.n - point > DECIMALS || s.p[point - 1] < '0' || s.p[point - 1] > '9') return -1;
    if (!words_number(s) || str_has(s, S("%"))) return -1;
    return (int)(s.n - point - 1);
}

/* Can b be the last digits of a, as far as their lengths tell? */
static bool halves(struct str a, struct str b)
{
    int cut = cut_after(a);
    if (!digits_only(b) || b.n > 3) return false;
    if (cut >= 0) return (size_t)cut + b.n == DECIMALS;
    if (a.n == 4 && str_starts(a, S("202"))) return false; /* a year; 202 is 外交支出, of which no bureau below a province has any */
    return digits_only(a) && (a.n == 4 || a.n == 6) && (a.n + b.n == 5 || a.n + b.n == 7);
}

/* Are they set at one edge of a cell, or in its middle? */
static bool one_cell(const struct word *a, const struct word *b)
{
    return near_to(a->x1, b->x1, TOGETHER) || near_to(a->x0, b->x0, TOGETHER) ||
           near_to((int64_t)a->x0 + a->x1, (int64_t)b->x0 + b->x1, (int64_t)2 * TOGETHER);
}

/* The word whose last digits the word at `at` has, from 1; 0: none. Words are sorted by their middles. */
static int32_t head_of(const struct words *w, size_t at, int32_t em)
{
    const struct word *b = &w->word.v[at];
    for (size_t i = at, seen = 0; i-- > 0 && seen < ABOVE; seen++) {
        const struct word *a = &w->word.v[i];
        int64_t down = (int64_t)middle(b) - middle(a);
        if (down > 2 * (int64_t)em) break;
        if (down < em / 2 || a->x1 <= b->x0 || b->x1 <= a->x0) continue;
        return one_cell(a, b) && halves(a->text, b->text) ? (int32_t)i + 1 : 0; /* the nearest above it, whatever it is */
    }
    return 0;
}

/* Does the page break its figures at the point, and then, all of them? w->sort: the head of each tail. */
static void tells(struct words *w, bool *at_point, bool *all)
{
    size_t points = 0, cut = 0, one = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        cut += cut_after(w->word.v[i].text) == 1;
        if (!w->sort.v[i]) continue;
        int n = cut_after(w->word.v[w->sort.v[i] - 1].text);
        points += n == 0;
        one += n == 1;
    }
    w->breaks |= points >= SURE; /* what prints one page prints the next */
    *at_point = w->breaks;
    *all = *at_point && (cut - one) * FEW <= cut;
}

static int put_together(struct words *w, size_t tail, struct err *e)
{
    struct word *b = &w->word.v[tail], *a = &w->word.v[w->sort.v[tail] - 1];
    int32_t half = (middle(b) - middle(a)) / 2;
    a->text = arena_cat(&w->b.d->arena, a->text, b->text);
    if (!a->text.p) return err_nomem(e);
    a->wide += b->wide;
    a->y0 += half, a->y1 += half; /* the middle of the cell, where the row's other cells stand */
    b->wide = 0;
    return 0;
}

int words_whole(struct words *w, int32_t em, struct err *e)
{
    bool at_point, all;
    size_t n = 0;
    qsort(w->word.v, w->word.n, sizeof *w->word.v, by_middle);
    for (size_t i = 0; i < w->word.n; i++) w->sort.v[i] = digits_only(w->word.v[i].text) ? head_of(w, i, em) : 0;
    tells(w, &at_point, &all);
    for (size_t i = w->word.n; at_point && i-- > 0;) {
        if (!w->sort.v[i] || (!all && cut_after(w->word.v[w->sort.v[i] - 1].text) != 0)) continue;
        if (put_together(w, i, e)) return ERR_FAIL;
    }
    for (size_t i = 0; i < w->word.n; i++)
        if (w->word.v[i].wide) w->word.v[n++] = w->word.v[i];
    w->word.n = n;
    return 0;
}
