/* SPDX-License-Identifier: MIT */
/* words_join.c: which words of a page are one piece: what stands no more than a blank apart, unless a column begins between. */
#include "doc/words.h"

#include "base/utf.h"

#include <stdlib.h>

enum { EDGES_MAX = 64 }; /* figures of a column that tell how they are set */

int words_by_row(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return x->x0 < y->x0 ? -1 : x->x0 > y->x0;
}

int words_by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

bool words_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' && s.p[i] != ',' && s.p[i] != '-' && s.p[i] != '%') return false;
    return true;
}

/* Size of a word's type, from the width of what it is made of. */
static int32_t em_of(const struct word *v, int32_t usual)
{
    int32_t em = 2 * ((v->x1 - v->x0) / (int32_t)v->wide);
    return em > 3 * usual ? 3 * usual : em > usual ? em : usual;
}

/* Left edges of words that do not stand close behind another: where columns may start. w->sort, ascending. */
static void list_starts(struct words *w, int32_t em)
{
    const struct word *v = w->word.v;
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        bool first = i == 0 || v[i - 1].row != v[i].row;
        if (first || v[i].x0 - v[i - 1].x1 > em / 8) w->sort.v[w->sort.n++] = v[i].x0;
    }
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, words_by_number);
}

/* Do three lines or more have a word that starts here? */
static bool starts_column(const struct words *w, int32_t x, int32_t em)
{
    size_t lo = 0, hi = w->sort.n;
    while (lo < hi) {
        size_t at = (lo + hi) / 2;
        if (w->sort.v[at] < x - em / 12) lo = at + 1;
        else hi = at;
    }
    return lo + 2 < w->sort.n && w->sort.v[lo + 2] <= x + em / 12;
}

/* Office programs set a little space between figures and CJK characters. */
static bool beside_digit(struct str l, struct str r)
{
    char a = l.p[l.n - 1], b = r.p[0];
    return (a >= '0' && a <= '9') || (b >= '0' && b <= '9');
}

/* ---- edges of figures ---- */

static int by_edge(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

int words_list_edges(struct words *w, struct err *e)
{
    w->left.n = w->right.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        const struct word *v = &w->word.v[i];
        if (!words_number(v->text)) continue;
        if (VEC_PUSH(&w->left, ((struct edge){v->x0, v->wide})) || VEC_PUSH(&w->right, ((struct edge){v->x1, v->wide}))) return err_nomem(e);
    }
    if (w->left.n) qsort(w->left.v, w->left.n, sizeof *w->left.v, by_edge);
    if (w->right.n) qsort(w->right.v, w->right.n, sizeof *w->right.v, by_edge);
    return 0;
}

/* Figures that have this edge, but for those of a length, as far as it matters. */
static unsigned figures_at(const struct edge *v, size_t n, int32_t at, uint32_t wide, int32_t near)
{
    size_t lo = 0, hi = n;
    unsigned found = 0;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (v[mid].at < at - near) lo = mid + 1;
        else hi = mid;
    }
    for (size_t i = lo; i < n && i < lo + EDGES_MAX && v[i].at <= at + near; i++) found += v[i].wide != wide;
    return found;
}

bool words_flush_left(const struct words *w, const struct word *v, int32_t near)
{
    unsigned left = figures_at(w->left.v, w->left.n, v->x0, v->wide, near), right = figures_at(w->right.v, w->right.n, v->x1, v->wide, near);
    return left > 1 && left > right;
}

/* An amount, or digits as long as the code of an account, that has an edge with two others: in a column of its own, close
 * as it may stand to a name. */
static bool in_column(const struct words *w, const struct word *v, int32_t near)
{
    bool code = v->text.n == 3 || v->text.n == 5 || v->text.n == 7;
    if (!words_number(v->text) || (!code && !str_has(v->text, S(".")))) return false;
    return figures_at(w->left.v, w->left.n, v->x0, 0, near) > 2 || figures_at(w->right.v, w->right.n, v->x1, 0, near) > 2;
}

/* ---- middles of words ---- */

static int32_t middle(const struct word *v) { return v->x0 + (v->x1 - v->x0) / 2; }

static int list_middles(struct words *w, struct err *e)
{
    w->middle.n = 0;
    for (size_t i = 0; i < w->word.n; i++)
        if (VEC_PUSH(&w->middle, ((struct edge){middle(&w->word.v[i]), w->word.v[i].row}))) return err_nomem(e);
    if (w->middle.n) qsort(w->middle.v, w->middle.n, sizeof *w->middle.v, by_edge);
    return 0;
}

/* The first of the middles that is at `at` or right of it. */
static size_t middle_from(const struct words *w, int32_t at)
{
    size_t lo = 0, hi = w->middle.n;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (w->middle.v[mid].at < at) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* Does another line have words with the middles of these two, which stand side by side? Then these are heads of narrow
 * columns, which come as close as words do: their second lines or their ordinals stand there. */
static bool two_heads(const struct words *w, const struct word *l, const struct word *r, int32_t near)
{
    size_t from = middle_from(w, middle(l) - near), other = middle_from(w, middle(r) - near);
    const struct edge *v = w->middle.v;
    for (size_t i = from; i < w->middle.n && i < from + EDGES_MAX && v[i].at <= middle(l) + near; i++) {
        if (v[i].wide == l->row) continue;
        for (size_t k = other; k < w->middle.n && k < other + EDGES_MAX && v[k].at <= middle(r) + near; k++)
            if (v[k].wide == v[i].wide) return true;
    }
    return false;
}

/* Words with no more than a blank between them are one piece. */
int words_join(struct words *w, int32_t usual, struct err *e)
{
    struct word *v = w->word.v;
    size_t out = 0;
    qsort(v, w->word.n, sizeof *v, words_by_row);
    list_starts(w, usual);
    if (words_list_edges(w, e) || list_middles(w, e)) return ERR_FAIL;
    for (size_t i = 0; i < w->word.n; i++) {
        struct word *last = out ? &v[out - 1] : NULL;
        int32_t gap = last ? v[i].x0 - last->x1 : 0, em = last ? em_of(last, usual) : usual;
        bool kin = last && words_number(last->text) == words_number(v[i].text) && !words_number(v[i].text);
        if (!last || last->row != v[i].row || gap > (kin ? em * 3 / 5 : em * 2 / 5) ||
            (gap > em / 8 && !beside_digit(last->text, v[i].text) && starts_column(w, v[i].x0, usual)) ||
            (gap > em * 2 / 5 && two_heads(w, &v[i - 1], &v[i], em / 12)) ||
            (gap > 0 && !words_number(last->text) && in_column(w, &v[i], em / 12)) ||
            (gap > 0 && !words_number(v[i].text) && in_column(w, last, em / 12))) {
            v[out++] = v[i];
            continue;
        }
        last->text = arena_join(&w->b.d->arena, last->text, gap > em / 8 ? S(" ") : S(""), v[i].text);
        if (!last->text.p) return err_nomem(e);
        last->wide = (uint32_t)utf_columns(last->text);
        if (v[i].x1 > last->x1) last->x1 = v[i].x1;
    }
    w->word.n = out;
    return 0;
}
