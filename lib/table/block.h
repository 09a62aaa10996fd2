/* SPDX-License-Identifier: MIT */
/* block.h: the document cut into tables and contents lists, in order; what lies between is running text.
 *
 * One block at a time, so that a table's memory can be given back before the next. */
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
};

struct block_cursor {
    const struct doc *d;
    size_t at;          /* next line to look at */
    size_t run_end;     /* end of the run of lines of one nature that `at` stands in; at or below `at`: not known */
    bool fixed;         /* tables without TABs are looked for by the columns of the page */
    bool list;          /* the run has one cell a line */
};

void block_start(struct block_cursor *c, const struct doc *d);
/* 1 and the next block, 0 at the end, <0 on error. */
int block_next(struct block_cursor *c, struct arena *a, struct block *b, struct err *e);

/* Fixed width (pdftotext -layout). Finds the next table at or after line `from`: its lines are
 * [*t0, *t1) without title, organisation and unit lines above it and notes below, and its grid (wrapped
 * names joined, page breaks bridged, repeated headers dropped, header cells with their spans). Returns
 * 1 if there is one, 0 if not, <0 on error. (grid_fixed.c) */
int grid_fixed_next(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *t0, size_t *t1,
                    struct grid *g, struct err *e);

#endif
