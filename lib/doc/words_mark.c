/* SPDX-License-Identifier: MIT */
/* words_mark.c: watermarks, printed large across a page's text (2025年预算公开, 样本), are no part of it. */
#include "doc/words.h"

enum {
    LARGE = 3,  /* times the usual width of a character; titles are up to twice as large */
    TEXT = 20   /* words of a page that a mark lies over: on a cover the largest is the title */
};

static bool is_large(const struct word *v, int32_t column) { return v->x1 - v->x0 > (int64_t)LARGE * column * v->wide; }

/* Half of how high the type of a word is, from its width: boxes are as high as the font's tallest glyph. */
static int64_t half_high(const struct word *v) { return (v->x1 - v->x0) / (int64_t)v->wide; }

/* Does the type of a lie over that of b? Words that a mark is drawn through do; no other text does. */
static bool lies_over(const struct word *a, const struct word *b)
{
    int64_t down = (((int64_t)a->y0 + a->y1) - ((int64_t)b->y0 + b->y1)) / 2;
    if (a->x1 <= b->x0 || b->x1 <= a->x0) return false;
    return (down < 0 ? -down : down) < half_high(a) / 2 + half_high(b) / 2;
}

void words_drop_mark(struct words *w, int32_t column)
{
    size_t large = 0, n = 0;
    bool over = false;
    for (size_t i = 0; i < w->word.n; i++) large += is_large(&w->word.v[i], column);
    if (large == 0 || w->word.n < TEXT + large || large * 4 > w->word.n) return;
    for (size_t i = 0, left = TEXT; i < w->word.n && left && !over; i++) {
        if (!is_large(&w->word.v[i], column)) continue;
        left--;
        for (size_t k = 0; k < w->word.n && !over; k++)
            over = !is_large(&w->word.v[k], column) && lies_over(&w->word.v[i], &w->word.v[k]);
    }
    for (size_t i = 0; i < w->word.n; i++)
        if (!over || !is_large(&w->word.v[i], column)) w->word.v[n++] = w->word.v[i];
    w->word.n = n;
}
