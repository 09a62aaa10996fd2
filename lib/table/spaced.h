/* SPDX-License-Identifier: MIT */
/* spaced.h: rows whose cells stand one blank apart, for the files that read them (grid_spaced.c and spaced_*.c).
 *
 * Columns, sides and levels count from 0. Texts are slices of the document or of the arena of the table. */
#ifndef BD_TABLE_SPACED_H
#define BD_TABLE_SPACED_H

#include "table/grid.h"

enum {
    SPACED_PIECES = 48,            /* of a line */
    SPACED_LOOSE = SPACED_PIECES,  /* columns behind the last, for amounts whose column is not known */
    SPACED_WIDTH = 40,             /* columns with heads */
    SPACED_LEVELS = 4,             /* lines of heads */
    SPACED_SIDES = 3               /* 收入 beside 支出; 人员经费 beside 公用经费, which may have two */
};

/* ---- lines (spaced_line.c) ---- */

enum piece_kind { PIECE_WORDS, PIECE_AMOUNT, PIECE_DIGITS }; /* PIECE_DIGITS: a code or an ordinal, if it stands among the labels */

struct spaced_piece {
    struct str text;
    enum piece_kind kind;
};

struct spaced_line {
    uint32_t n;
    struct spaced_piece v[SPACED_PIECES];
};

/* The pieces of a trimmed line. 0, 1: too many, <0: no memory. */
int spaced_cut(struct arena *a, struct str s, struct spaced_line *p);
bool spaced_numbers(const struct spaced_line *p); /* column numbers: 栏次 1 2 3, * * 1 2 3 */
/* The first white character at or behind byte i, and its length; the end of s and 0 if there is none. */
size_t spaced_gap(struct str s, size_t i, size_t *len);

/* ---- heads (spaced_head.c) ---- */

enum holds { HOLDS_CODE, HOLDS_NUMBER, HOLDS_NAME, HOLDS_SUM, HOLDS_MONEY, HOLDS_REMARK }; /* HOLDS_NUMBER: 行次; HOLDS_SUM: the total of its side */
static inline bool holds_label(enum holds t) { return t == HOLDS_CODE || t == HOLDS_NAME || t == HOLDS_NUMBER; }
static inline bool holds_money(enum holds t) { return t == HOLDS_SUM || t == HOLDS_MONEY; }

struct spaced_shape {
    uint32_t n;               /* columns with a head */
    enum holds type[SPACED_WIDTH];
    uint32_t nlevel;          /* lines of heads */
    struct str head[SPACED_LEVELS][SPACED_WIDTH]; /* from top to bottom; empty where none stands */
    bool first[SPACED_LEVELS][SPACED_WIDTH];      /* it begins here, and does not reach over from the left */
    uint32_t nside;           /* labels with their amounts, from left to right */
    uint32_t start[SPACED_SIDES + 1]; /* first column of each side */
    bool headless;
};

/* The heads of lines [from, to). *known: what stands under what is clear. 0, <0: no memory. */
int spaced_heads(const struct doc *d, size_t from, size_t to, struct arena *a, struct spaced_shape *s, bool *known);

/* ---- rows (spaced_row.c) ---- */

struct spaced_table {
    const struct doc *d;
    struct arena *a;
    struct spaced_shape s;
    struct grid_builder b;
    struct grid_row *row; /* being made, or the last; NULL: none */
    bool labels;          /* and nothing else: its amounts may follow */
    struct str last[SPACED_SIDES]; /* code that each side printed last */
    unsigned number[SPACED_SIDES]; /* 行次 that each side printed last */
    uint32_t used;        /* loose columns that hold something */
    struct err *e;
};

/* The heads as rows of the grid, at the place of `at`. */
int spaced_head_rows(struct spaced_table *m, const struct doc_line *at);
/* A line of no more than SPACED_PIECES as a row, or as the rest of the one above. */
int spaced_row(struct spaced_table *m, const struct doc_line *l);

#endif
