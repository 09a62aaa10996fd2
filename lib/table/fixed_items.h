/* SPDX-License-Identifier: MIT */
/* fixed_items.h: the table of the three public expenses while it is read, shared by fixed_items.c (its heads) and
 * fixed_items_place.c (its figures) only. Memory: the table's scratch arena. */
#ifndef BD_TABLE_FIXED_ITEMS_H
#define BD_TABLE_FIXED_ITEMS_H

#include "table/fixed.h"

enum fx_what { FX_TOTAL, FX_ABROAD, FX_RECEPTION, FX_CAR, FX_SUB, FX_BUY, FX_RUN, FX_ITEMS, FX_OTHER = FX_ITEMS, FX_LABEL, FX_PHASE, FX_UNKNOWN, FX_WHATS };
enum { FX_ITEM_CELLS = 48 }; /* of a header; each of six items over two years has 30 */
#define FX_NEVER 1e6

struct fx_item_cell {
    struct fx_tok tok;   /* hull and text of all its lines */
    uint32_t y0, y1;
    enum fx_what what;
    bool solid;          /* nothing stands one blank beside it: its place is its own */
    bool code;           /* a label over codes or ordinals */
    struct fx_head *head;
};

struct fx_form {
    struct fx_table *t;
    const struct fx_seg *s;
    struct fx_item_cell cell[FX_ITEM_CELLS];
    uint32_t n, count[FX_WHATS];
    struct fx_item_cell *leaf[FX_ITEM_CELLS]; /* left to right */
    uint32_t nleaf;
    struct fx_head *root[FX_ITEM_CELLS];
    uint32_t nroot;
    uint16_t to[FX_ITEM_CELLS];  /* leaf of each band */
    double best, second;         /* prices of the best places of all bands, and of the next best */
};

/* The header's cells and tree, f->leaf and f->root. 1: it is the form, 0: it is not, <0: no memory. */
int fx_form_heads(struct fx_form *f);

#endif
