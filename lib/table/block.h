/* block.h: the document cut into runs of lines of one nature, in order and without gaps.
 *
 * block_split classifies; the grid of a BLOCK_TABLE is built by the reader of its layout. */
#ifndef BD_TABLE_BLOCK_H
#define BD_TABLE_BLOCK_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"
#include "table/grid.h"

enum block_kind {
    BLOCK_PROSE,    /* running text, headings, captions (title, organisation, unit) */
    BLOCK_TABLE,    /* header and body rows of one table */
    BLOCK_CONTENTS, /* a contents list */
    BLOCK_NOTE      /* 注 / 备注 / 说明 of the table before or after it */
};

struct block {
    enum block_kind kind;
    size_t from, to; /* lines [from, to) of the document, 0-based */
    struct grid *grid; /* of a BLOCK_TABLE */
};

struct blocks {
    struct block *v;
    size_t n;
};

int block_split(const struct doc *d, struct arena *a, struct blocks *out, struct err *e);

/* Fixed width (pdftotext -layout). Finds the next table at or after line `from`: its lines are
 * [*t0, *t1) without title, organisation and unit lines above it and notes below, and its grid (wrapped
 * names joined, page breaks bridged, repeated headers dropped, header cells with their spans). Returns
 * 1 if there is one, 0 if not, <0 on error. (grid_fixed.c) */
int grid_fixed_next(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *t0, size_t *t1,
                    struct grid *g, struct err *e);

#endif
