/* SPDX-License-Identifier: MIT */
/* header_in.h: what the files of the header share: its rows (header_rows.c), the paths of its columns (header_path.c), their
 * kinds (header_kind.c), panels and organisations (header_panel.c).
 *
 * Rows and columns count from 0. `a` is the table's arena, whose strings live as long as the header; `scratch` holds only what
 * is looked at on the way. What returns int returns -1 where memory is lacking. */
#ifndef BD_TABLE_HEADER_IN_H
#define BD_TABLE_HEADER_IN_H

#include "table/header.h"

/* ---- rows ---- */

struct row_look {
    uint32_t filled, amounts, codes, words;
    uint32_t names, dashes, totals; /* cells of words; of a dash; 合计, 小计 */
    struct str label; /* first filled cell */
    uint32_t label_at;
};

/* What stands in row r. */
struct row_look header_row_look(const struct grid *g, uint32_t r, struct arena *scratch);
/* The first row behind the header that begins at row `first`; `first` itself: there is none. */
uint32_t header_end(const struct grid *g, uint32_t first, struct arena *scratch);
enum { HEADER_AMOUNT = 48 }; /* bytes: what is longer is no amount */
bool header_is_amount(struct arena *scratch, struct str s);
/* A small whole number, as ordinals are: its value, or 0. */
unsigned header_ordinal(struct str s);

/* Cells of the row that the layout has. */
uint32_t header_cells_there(const struct grid *g, uint32_t r);
/* Were the header's rows written without the width of merged cells? (header_lost.c) */
bool header_spans_lost(const struct grid *g, const struct header *h, struct arena *scratch);
/* Or without their blank cells too? Then their heads into t, h->end - h->first rows of g->ncol. 1, or 0: it is not known where
 * they stand. */
bool header_cells_lost(const struct grid *g, const struct header *h);
int header_place_lost(const struct grid *g, const struct header *h, struct arena *a, struct str *t);

enum { HEADER_SHARE_MAX = 24, HEADER_ALONE = 255, HEADER_BLANKS = 1000 };
/* Places the m heads of a row under the n of the row above, `over` of which have some under them; HEADER_BLANKS: a blank cell
 * stands under each of the others. first[i] is the first under head i, or HEADER_ALONE. How well they fit, negative if not at all, or if another reading fits as well. (header_share.c) */
int header_share(const struct str *above, uint32_t n, const struct str *below, uint32_t m, uint32_t over, struct arena *scratch, uint32_t *first);

/* ---- columns ---- */

/* Path and leaf of each of h->ncol columns in h->col. */
int header_paths(const struct grid *g, struct arena *a, struct header *h);
/* Kind, unit, year and phase of each column, from its path and what stands under it. */
int header_kinds(const struct grid *g, struct arena *a, struct header *h, struct arena *scratch);
bool header_label_head(struct str leaf); /* the head of a column of labels: of codes, names or ordinals */
bool header_org_head(struct str leaf);   /* 单位编码, 部门（单位）名称 */

/* ---- panels ---- */

void header_panels(struct header *h);
void header_sides(const struct grid *g, struct header *h);
int header_tell_apart(struct header *h, struct arena *a);
void header_orgs(struct header *h);
void header_orgs_only(struct header *h);

#endif
