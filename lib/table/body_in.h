/* SPDX-License-Identifier: MIT */
/* body_in.h: what the files of the body share: the label of a row (body_label.c), its cells (body_cell.c), what is doubtful about
 * them (body_doubt.c), and the rows themselves (body.c).
 *
 * Rows and columns are the grid's, panels the header's, all from 0. Strings are slices of the grid or live in the table's arena;
 * body_keep copies what has to outlive it. */
#ifndef BD_TABLE_BODY_IN_H
#define BD_TABLE_BODY_IN_H

#include "table/ladder.h"
#include "table/table.h"

struct row_key {
    struct str code, name, orgcode, org;
    struct str role, path;
    int level; /* -1: none */
    uint32_t page, line;
};

struct body {
    struct table *t;
    struct header h;
    struct ladder ladder[HEADER_MAX_PANELS];
    struct row_key last[HEADER_MAX_PANELS];
    unsigned last_code_level[HEADER_MAX_PANELS];
    bool decimals;               /* an amount of the table has some */
};

/* Reads code, name and organisation of a row; false: it has no label. */
bool body_label(const struct body *b, uint32_t row, uint32_t panel, struct row_key *k);
/* Role, level and path of a row that was read. */
int body_settle(struct body *b, uint32_t panel, struct row_key *k, struct err *e);

int body_put(struct body *b, uint32_t row, uint32_t c, const struct row_key *k, struct err *e);
bool body_has_decimals(const struct body *b);
bool body_stray_code(const struct body *b, uint32_t row, uint32_t c);

bool body_loose(const struct body *b, uint32_t panel, const struct row_key *k, unsigned filled);
bool body_headless_column(const struct body *b); /* amounts in a column without a head, in a table that has heads */
bool body_unclear_heads(const struct body *b);

#endif
