/* SPDX-License-Identifier: MIT */
/* grid.h: every layout becomes a grid, rows of cells with their places.
 *
 * A grid_*.c reader turns lines into rows and knows nothing about budgets, beyond what a page looks
 * like. What is title, header and body is decided once, on the grid (title.c, header.c, body.c,
 * form.c, indicator.c). Rows and columns count from 0. Memory: the arena given to the reader. */
#ifndef BD_TABLE_GRID_H
#define BD_TABLE_GRID_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"
#include "doc/doc.h"

#include <stdbool.h>
#include <stdint.h>

struct grid_cell {
    struct str text;           /* trimmed; wrapped parts joined; empty for a blank cell */
    uint32_t page, line;       /* where the text starts (of the row, if blank) */
    uint16_t colspan, rowspan; /* 1 unless the layout shows a merged cell; covered cells have 0 and no text */
    uint16_t indent;           /* columns of white space in front of the text, if the layout shows it */
    bool there;                /* false: the layout had no such cell at all (short row) */
    bool joined;               /* squeezing closed a gap between two digits */
    bool unknown;              /* blank here, but the row has amounts whose column is not known */
};

struct grid_row {
    uint32_t page, line;       /* of the row's first line */
    struct grid_cell *cell;    /* grid.ncol cells */
    bool after_break;          /* a page or fragment break stands before this row */
};

enum grid_layout { GRID_TAB, GRID_LIST, GRID_FIXED, GRID_CELLS, GRID_SPACED, GRID_LAYOUTS }; /* GRID_LIST: one cell a line; GRID_SPACED: cells one blank apart */

struct grid {
    enum grid_layout layout;
    struct grid_row *row;
    uint32_t nrow, ncol;
    /* How many leading rows are header; readers that need to know it to do their work set it,
     * the others leave GRID_HEAD_UNKNOWN. */
    uint32_t nhead;
    bool spans;                /* colspan/rowspan are known (HTML, docx, xlsx, fixed width) */
    bool ambiguous;            /* the layout leaves open which column some cells belong to */
    bool broken;               /* figures were broken over two lines; what is left of them is in no cell */
    const uint8_t *digits;     /* enum grid_digits of each column; NULL: the reader does not say */
};

/* What the figures of a column are by their shape alone, whatever head stands over them. */
enum grid_digits { GRID_FIGURES, GRID_CODES, GRID_ORDINALS };

#define GRID_HEAD_UNKNOWN UINT32_MAX

/* ---- building (grid.c) ---- */

/* Rows are added one by one, then finished: every row gets ncol cells. */
struct grid_builder {
    struct arena *a;
    struct grid *g;
    uint32_t cap;      /* rows there is room for */
    uint32_t *width;   /* cells of each row, until it is finished */
};

void grid_begin(struct grid_builder *b, struct arena *a, struct grid *g, enum grid_layout layout);
/* A row with room for `cells` cells (blank, not there). NULL: no memory. */
struct grid_row *grid_add_row(struct grid_builder *b, uint32_t page, uint32_t line, uint32_t cells);
/* Every row gets the width of the widest. 0, or <0: no memory or more cells than GRID_MAX_CELLS. */
int grid_finish(struct grid_builder *b, struct err *e);
/* At least ncol columns. */
int grid_widen(struct grid *g, struct arena *a, uint32_t ncol, struct err *e);
/* Squeeze every cell: white space goes, `joined` is set where it stood between digits. */
int grid_squeeze(struct grid *g, struct arena *a, struct err *e);

#define GRID_MAX_CELLS 4000000u /* of one table; hostile input ends in a clear error */

static inline struct grid_cell *grid_at(const struct grid *g, uint32_t row, uint32_t col)
{
    return &g->row[row].cell[col];
}

/* The rows of a table written as HTML inside a text, at the place given. (grid_html.c) */
int grid_add_html(struct grid_builder *b, struct str html, uint32_t page, uint32_t line, struct err *e);

/* ---- readers of lines [from, to) ---- */

/* Is this line a row of targets that lost its TABs (产出指标 数量指标 … 5 次)? */
bool grid_lost_tabs(struct str line);
/* Is line i, which has no TAB, a row of which only the label is left, with rows under it? (block.c) */
bool grid_bare_row(const struct doc *d, size_t i, size_t to);
bool grid_last_row(const struct doc *d, size_t i); /* or such a row at the end of the table */
int grid_tab(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e);
int grid_list(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e);
int grid_html(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e);
int grid_cells(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e);

#endif
