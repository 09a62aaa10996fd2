/* SPDX-License-Identifier: MIT */
/* block.h: the document cut into tables and contents lists, in order; what lies between is running text.
 *
 * One block at a time, so that a table's memory can be given back before the next; and of a table without end
 * so many rows at a time. */
#ifndef BD_TABLE_BLOCK_H
#define BD_TABLE_BLOCK_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"
#include "table/grid.h"

enum block_kind {
    BLOCK_TABLE,   /* header and body rows of one table */
    BLOCK_CONTENTS /* a contents list: its figures are page numbers */
};

struct block {
    enum block_kind kind;
    size_t from, to;  /* lines [from, to) of the document, 0-based */
    struct grid grid; /* of a BLOCK_TABLE, in the arena given */
    bool open;        /* what follows d->line may still change where it ends */
    bool cut;         /* the table goes on in the next block: it has more than BLOCK_ROWS rows */
    bool goes_on;     /* with the table of the block before, which was cut */
};

enum {
    BLOCK_ROWS = 16384,   /* of one block, where rows are lines or known; the longest table known has 3000 */
    BLOCK_CELLS = 2 << 20 /* likewise */
};

struct block_cursor {
    const struct doc *d;
    size_t at;          /* next line to look at */
    size_t run_end;     /* end of the run of lines of one nature that `at` stands in; at or below `at`: not known */
    bool fixed;         /* tables without TABs are looked for by the columns of the page */
    bool spaced;        /* or by the blanks between their cells */
    bool list;          /* the run has one cell a line */
    bool resume;        /* it is known to be one, or not */
    bool cut;           /* the run was ended after BLOCK_ROWS rows */
    size_t plain;       /* no table of plain or spaced cells begins before this line */
    size_t cut_at;      /* where the last block was cut, else SIZE_MAX */
};

void block_start(struct block_cursor *c, const struct doc *d);
/* To be called before doc_more(d, done). */
void block_moved(struct block_cursor *c, size_t done);
/* The last line, at or after `from`, behind which enough lines are known for a reader that looks ahead. */
size_t block_sure(const struct doc *d, size_t from);
/* 1 and the next block, 0 at the end, <0 on error. ERR_LIMIT: the lines [from, to) of b cannot be read, the next
 * block can. */
int block_next(struct block_cursor *c, struct arena *a, struct block *b, struct err *e);

/* Known rows (HTML, Word, a workbook, CSV, Markdown). The end of the run that begins at line `from`; in a run up to
 * `to` the line where the caption of another table begins, else `to` (behind: rows of this one came before); where the
 * table of the lines [from, to) goes on behind a blank line, a page number or the end of a piece, else 0. (block_cells.c) */
enum { CELLS_AHEAD = 32 }; /* lines behind `to` that cells_go_on looks at, at most */
size_t cells_end(const struct doc *d, size_t from);
size_t cells_title(const struct doc *d, size_t from, size_t to, bool behind, struct arena *scratch);
size_t cells_go_on(const struct doc *d, size_t from, size_t to, struct arena *scratch);
bool cells_contents(const struct doc *d, size_t from, size_t to, struct arena *scratch); /* are they a contents list? */

/* Fixed width (pdftotext -layout). Finds the next table at or after line `from`: its lines are
 * [*t0, *t1) without title, organisation and unit lines above it and notes below, and its grid (wrapped
 * names joined, page breaks bridged, repeated headers dropped, header cells with their spans). Returns
 * 1 if there is one, 0 if not, <0 on error, of which ERR_LIMIT leaves *t0 and *t1 around what is too wide. (grid_fixed.c) */
int grid_fixed_next(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *t0, size_t *t1,
                    struct grid *g, struct err *e);

/* One cell a line without marks: does a table begin at line i, and its grid, up to line *to. 1, 0 if there is no way to
 * tell its columns, <0 on error. (grid_plain.c) */
bool grid_plain_start(const struct doc *d, size_t i, size_t end, struct arena *a);
int grid_plain(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *to, struct grid *g, struct err *e);

/* Cells one blank apart: are the tables of the lines before `to` written so; and the table whose heads begin at line `from`,
 * up to line *to. 1, 0 if none begins there, <0 on error. (grid_spaced.c) */
bool grid_spaced_like(const struct doc *d, size_t to);
int grid_spaced_form(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *to, struct grid *g, struct err *e); /* a form or targets (spaced_form.c) */
int grid_spaced(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *to, struct grid *g, struct err *e);

#endif
