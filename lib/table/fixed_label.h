/* SPDX-License-Identifier: MIT */
/* fixed_label.h: the rows of labels that span several, on a fixed-width page (fixed_form_targets.c alone includes it).
 *
 * A label stands in the middle of its rows, or on the first of them, as the bureau's word processor set it; the
 * columns of projects in front are told by where the indicators begin again. Lines are those of the page, rows
 * are indexes of spans, from 0. Texts are slices of the page or of the arena. */
#ifndef BD_TABLE_FIXED_LABEL_H
#define BD_TABLE_FIXED_LABEL_H

#include "table/fixed_form.h"

enum { FX_LABELS = 8 }; /* columns of labels */

struct fx_label {
    struct str text;
    uint32_t first, last; /* lines on the page */
    uint32_t row;         /* first row it stands for */
};
struct fx_labels {
    struct fx_label v[FORM_NAMES];
    uint32_t n;
};
struct fx_indicator { /* an indicator: its lines, and its place when every row is as high as its text */
    uint32_t first, last; /* lines on the page */
    double y0, y1;
    size_t from, to;
};

/* One piece of a column of projects, which may go on over many lines. */
void fx_add_piece(struct fx_labels *ls, const struct fx_tok *p, uint32_t y);
/* Sets the rows of the labels of columns 0 .. nlabel-1, the first `front` of which are of projects (their pieces
 * are joined in `a`). mem: for what is needed meanwhile. -1: no memory. */
int fx_place_labels(struct arena *mem, struct arena *a, struct fx_labels *ls, uint32_t front, uint32_t nlabel, const struct fx_indicator *v, uint32_t n);

#endif
