/* SPDX-License-Identifier: MIT */
/* build.h: lines, rows and cells of a source that knows them, for lib/doc alone.
 *
 * Readers of HTML, Word, workbooks, CSV and Markdown tell what they meet, in order; the result is d->line.
 * A table inside a cell makes the outer one a matter of page layout: what that row held so far comes out
 * as paragraphs, then the inner table, then the rest. Every function returns 0 or fills e. */
#ifndef BD_DOC_BUILD_H
#define BD_DOC_BUILD_H

#include "base/vec.h"
#include "doc/doc.h"

#define BUILD_DEPTH 16      /* tables in cells of tables */
#define BUILD_COLUMNS 16384 /* of a table; what Excel allows, the most of our sources */
#define BUILD_SPAN 1000     /* columns one cell may cover; the limit of HTML */

struct build_place {
    size_t line;
    uint32_t cell;
};

struct build_table {
    VEC(struct doc_cell) cell;       /* of the row being read */
    VEC(uint32_t) hang;              /* per column: rows, this one included, covered from above */
    VEC(struct build_place) above;   /* per column: the last cell that started there */
    size_t first;                    /* line of the first row */
    uint32_t col;                    /* where the next cell goes */
    struct doc_cell open;            /* the cell being read */
    bool any, in_row, in_cell;       /* it has rows; one is being read; a cell is */
    bool layout, broken;             /* there is a table in it; in this row */
    bool merged_up, covered;         /* the open cell belongs to the one above; some of this row do */
};

struct build {
    struct doc *d;
    uint32_t page, line;             /* given to what comes next */
    bool count;                      /* line counts the lines and rows themselves */
    uint32_t next_flags;             /* DOC_PAGE: added to the next line */
    uint32_t para_flags;             /* flags of the paragraph being read */
    VEC(char) text;                  /* of the paragraph or cell being read */
    struct build_table *table[BUILD_DEPTH];
    unsigned depth;
};

void build_free(struct build *b);
int build_text(struct build *b, const char *p, size_t n, struct err *e);
char build_last(const struct build *b);                /* last byte of the text being read, or LF */
int build_break(struct build *b, struct err *e);       /* a paragraph ends */
int build_line(struct build *b, struct str text, uint32_t flags, struct err *e);
int build_table_open(struct build *b, struct err *e);
int build_table_close(struct build *b, struct err *e);
int build_row_open(struct build *b, struct err *e);
int build_row_close(struct build *b, struct err *e);
int build_cell_open(struct build *b, uint32_t colspan, uint32_t rowspan, struct err *e);
void build_skip_columns(struct build *b, uint32_t n);  /* the next cell starts n columns further right */
void build_merge_up(struct build *b);                  /* the open cell belongs to the one above (Word) */
int build_cell_close(struct build *b, struct err *e);
/* A row whose cells know their columns already (their texts are in the arena). */
int build_cells(struct build *b, const struct doc_cell *cell, size_t n, uint32_t flags, struct err *e);
/* A whole cell at once. */
int build_cell(struct build *b, struct str text, struct err *e);

#endif
