/* SPDX-License-Identifier: MIT */
/* rows.h: the rows of a pair that stand on one side only, as candidates for match.c.
 *
 * A row is all cells of one context and label; it is a candidate if none of its cells met a partner. */
#ifndef BD_DIFF_ROWS_H
#define BD_DIFF_ROWS_H

#include "diff/join.h"

struct row {
    uint32_t ctx, label;      /* ids of keys.row and keys.label */
    uint32_t text;            /* id of store.label: the row's label as it stands in the stream */
    uint32_t name;            /* id of the folded name */
    uint32_t first, last;     /* groups + 1, linked by rows.next */
    enum side side;
    bool done;                /* matched by now */
};

enum row_part { ROW_ORG, ROW_TABLE, ROW_SIDE, ROW_PROJECT, ROW_KIND, ROW_PARTS };

struct rows {
    struct joiner *j;
    VEC(struct row) row;      /* in the order of ids */
    struct intern ids;        /* context, label -> row */
    VEC(uint32_t) next;       /* [group]: next group + 1 of the same row */
    VEC(bool) met;            /* [id of keys.row]: the context has a row on both sides */
    size_t n[SIDES];          /* candidates of each side */
};

int rows_find(struct rows *r, struct joiner *j);
void rows_free(struct rows *r);

/* The parts of a row's context: ids of (folded) strings; INTERN_NONE where the key leaves one out. */
void row_parts(const struct rows *r, const struct row *row, uint32_t part[ROW_PARTS]);
struct row *row_find(const struct rows *r, uint32_t ctx, uint32_t label); /* NULL: none */
struct str row_get(const struct rows *r, const struct row *row, enum label_col c);
const struct cell *row_cell(const struct rows *r, uint32_t group, enum side side);
/* The row's group with this column, 0 if it has none; else the group + 1. */
uint32_t row_at(const struct rows *r, const struct row *row, uint32_t col);
/* How many cells of a and b hold the same amount other than 0 in the same column. */
unsigned row_equal_amounts(const struct rows *r, const struct row *a, const struct row *b);

/* Join a of OLD with b of NEW, column by column, and take both off the list. */
int row_join(struct rows *r, struct row *a, struct row *b, enum change_match match, const char *note);
/* Tell all cells of one row, and take it off the list. */
int row_tell(struct rows *r, struct row *row, enum change_match match, uint32_t group, const char *note);

#endif
