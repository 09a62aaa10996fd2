/* SPDX-License-Identifier: MIT */
/* words_page.c: the words of a page laid out in lines of fixed width for the reader of such pages.
 *
 * Every piece is printed at its place on paper, as `pdftotext -layout` does not, so edges and middles that line up
 * on paper line up in display columns. Names keep their left edges, figures their right ones, unless figures of other
 * lengths begin where they do. A column is narrower than half a CJK character of the page's smaller type (which is as wide as
 * a figure), so that cells that nearly touch are still apart. */
#include "doc/words.h"

#include <stdlib.h>

enum {
    COLUMNS_MAX = 1000,  /* characters of a line */
    PIECES_MAX = 20000,  /* of a page; a full one has some hundreds */
    APART = 2,           /* columns between pieces */
    GAP_MAX = 4,         /* blank lines between two lines */
    SMALLER = 5,         /* one piece of so many is set in the page's smaller type, which is the tables' */
    SAME_TYPE = 8,       /* type that is not a part of this larger or smaller is the same */
    NARROWEST = 10       /* 1/100 pt: a column of text that is narrower is no print */
};

static int by_middle(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    int64_t d = ((int64_t)x->y0 + x->y1) - ((int64_t)y->y0 + y->y1);
    if (d == 0) d = x->x0 - (int64_t)y->x0;
    return d < 0 ? -1 : d > 0;
}

/* Width of a display column: of those of the page's smaller type, so that no piece needs more columns than it has room on paper
 * and is pushed aside. Word boxes are as high as the font's
 * tallest glyph, which says nothing about its size. */
static int32_t usual_column(struct words *w)
{
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        const struct word *v = &w->word.v[i];
        int32_t one = (v->x1 - v->x0) / (int32_t)v->wide;
        if (one >= NARROWEST && v->wide > 1) w->sort.v[w->sort.n++] = one; /* a dash alone is narrower than a figure */
    }
    if (w->sort.n == 0) return 500;
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, words_by_number);
    return w->sort.v[w->sort.n / SMALLER];
}

/* Which words stand on one line: their middles are as good as level. */
static void number_rows(struct words *w, int32_t em)
{
    struct word *v = w->word.v;
    uint32_t row = 0;
    qsort(v, w->word.n, sizeof *v, by_middle);
    for (size_t i = 0, first = 0; i < w->word.n; i++) {
        int64_t down = ((int64_t)v[i].y0 + v[i].y1) / 2 - ((int64_t)v[first].y0 + v[first].y1) / 2;
        if (down > em * 2 / 5) {
            row++;
            first = i;
        }
        v[i].row = row;
    }
}

static void place(struct words *w, int32_t column)
{
    for (size_t i = 0; i < w->word.n; i++) {
        struct word *v = &w->word.v[i];
        int64_t left = ((int64_t)v->x0 + column / 2) / column, right = ((int64_t)v->x1 + column / 2) / column - v->wide;
        int64_t col = words_number(v->text) && !words_flush_left(w, v, column / 5) ? right : left;
        if (col < 0) col = 0;
        v->col = (uint32_t)(col < COLUMNS_MAX ? col : COLUMNS_MAX);
    }
}

/* ---- lines ---- */

/* The pieces of one line. */
static int put_line(struct words *w, const struct word *word, size_t n, struct err *e)
{
    w->line.n = 0;
    uint32_t column = 0;
    for (size_t i = 0; i < n; i++) {
        if (VEC_RESERVE(&w->line, w->line.n + COLUMNS_MAX + 1 + word[i].text.n)) return err_nomem(e);
        for (int k = 0; i > 0 && k < APART && word[i].col < column + APART - (uint32_t)k; k++) {
            w->line.v[w->line.n++] = ' ';
            column++;
        }
        for (; column < word[i].col; column++) w->line.v[w->line.n++] = ' ';
        memcpy(w->line.v + w->line.n, word[i].text.p, word[i].text.n);
        w->line.n += word[i].text.n;
        column += word[i].wide;
    }
    struct str text = arena_str(&w->b.d->arena, (struct str){w->line.v, w->line.n});
    w->b.line++;
    return text.p ? build_line(&w->b, text, 0, e) : err_nomem(e);
}

/* From a line to the next of the same cell: of the distances from each row to the nearest below it with text under its
 * own, a low one. Rows are numbered, words in the order of rows. */
static int32_t line_step(struct words *w, int32_t em)
{
    const struct word *v = w->word.v;
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        for (size_t j = i + 1; j < w->word.n && v[j].row <= v[i].row + 4; j++) {
            if (v[j].row == v[i].row || v[j].x0 >= v[i].x1 || v[i].x0 >= v[j].x1) continue;
            w->sort.v[w->sort.n++] = (v[j].y0 + v[j].y1) / 2 - (v[i].y0 + v[i].y1) / 2;
            break;
        }
    }
    if (w->sort.n == 0) return em * 3 / 2;
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, words_by_number);
    int32_t step = w->sort.v[w->sort.n / 10];
    return step < em ? em : step > 2 * em ? 2 * em : step;
}

/* The lines of a wrapped cell follow each other, rows stand apart. */
static int put_gap(struct words *w, int64_t distance, int32_t step, struct err *e)
{
    int64_t blank = (distance + step * 3 / 4) / step - 1;
    for (int64_t i = 0; i < blank && i < GAP_MAX; i++) {
        w->b.line++;
        if (build_line(&w->b, (struct str){"", 0}, 0, e)) return ERR_FAIL;
    }
    return 0;
}

static int put_page(struct words *w, int32_t step, struct err *e)
{
    const struct word *v = w->word.v;
    int64_t last = 0;
    for (size_t from = 0, to; from < w->word.n; from = to) {
        int64_t middle = ((int64_t)v[from].y0 + v[from].y1) / 2;
        for (to = from; to < w->word.n && v[to].row == v[from].row; to++) continue;
        if (from > 0 && put_gap(w, middle - last, step, e)) return ERR_FAIL;
        if (put_line(w, v + from, to - from, e)) return ERR_FAIL;
        last = middle;
    }
    return 0;
}

int words_page(struct words *w, struct err *e)
{
    if (w->word.n == 0) return 0;
    if (VEC_RESERVE(&w->sort, w->word.n)) return err_nomem(e);
    int32_t column = usual_column(w), last = w->column;
    /* Pages set in one type differ by what is on them: one measure keeps the columns of a table where they are. */
    if (last && column > last - last / SAME_TYPE && column < last + last / SAME_TYPE) column = last;
    w->column = column;
    int32_t em = 2 * column;
    words_drop_mark(w, column);
    if (words_whole(w, em, e)) return ERR_FAIL;
    number_rows(w, em);
    if (words_join(w, em, e)) return ERR_FAIL;
    if (w->word.n > PIECES_MAX)
        return err_set(e, w->b.d->name, 0, "page %u has more than %d pieces of text", w->b.page, PIECES_MAX);
    if (words_list_edges(w, e)) return ERR_FAIL;
    place(w, column * 4 / 5);
    qsort(w->word.v, w->word.n, sizeof *w->word.v, words_by_row);
    int rc = put_page(w, line_step(w, em), e);
    w->word.n = 0;
    return rc;
}
