/* SPDX-License-Identifier: MIT */
/* words.h: the words of a page with their places on paper, between words.c, which reads them, words_torn.c, which mends broken ones,
 * words_join.c, which makes pieces of them, and words_page.c, which lays these out in lines.
 *
 * Places are 1/100 pt from the upper left corner, half-open; texts live in the document's arena, the rest is freed by who began. */
#ifndef BD_DOC_WORDS_H
#define BD_DOC_WORDS_H

#include "base/vec.h"
#include "doc/build.h"
#include "doc/source.h"

struct word {
    struct str text;
    int32_t x0, x1, y0, y1; /* 1/100 pt, y downwards */
    uint32_t wide;          /* its length in display columns */
    uint32_t col;           /* where it is printed */
    uint32_t row;           /* line of the page */
};

/* An edge of a figure, and the figure's length. */
struct edge {
    int32_t at;
    uint32_t wide;
};

struct words {
    struct build b;
    VEC(struct word) word; /* of this page */
    VEC(char) text;        /* of the word being read */
    VEC(char) line;
    VEC(int32_t) sort;
    VEC(struct edge) left, right; /* of the page's figures, ascending */
    VEC(struct edge) middle;      /* of the page's words, ascending; .wide: the line */
    struct word open;
    struct garble garble;  /* of this page */
    size_t chars, garbled; /* of the document; of its garbled pages */
    int32_t column;        /* display column of the page before; 0: there is none */
    bool breaks;           /* a page so far has figures broken over two lines */
    bool in_word;
    struct err *e;
};

/* Words printed large across the others go; column: the width of a usual character's half. (words_mark.c) */
void words_drop_mark(struct words *w, int32_t column);
/* Figures that were broken over two lines become one word each; em: of the page. (words_torn.c) */
int words_whole(struct words *w, int32_t em, struct err *e);
/* Words with no more than a blank between them become one piece; `usual`: an em of the page. Fills left and right. */
int words_join(struct words *w, int32_t usual, struct err *e);
bool words_number(struct str s); /* digits and what is printed between them */
int words_by_number(const void *a, const void *b); /* of w->sort, for qsort */
int words_by_row(const void *a, const void *b);
/* Do more figures of other lengths begin where this one does than end where it does? */
bool words_flush_left(const struct words *w, const struct word *v, int32_t near);
int words_list_edges(struct words *w, struct err *e);

/* The page's words as lines of d; none are left. */
int words_page(struct words *w, struct err *e);

#endif
