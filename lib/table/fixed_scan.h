/* SPDX-License-Identifier: MIT */
/* fixed_scan.h: from the lines of a document to the pages of one table, between the files of the fixed-width reader:
 * fixed_region.c finds a table, fixed_pages.c takes its lines and its columns page by page, grid_fixed.c makes the grid.
 * Memory: what find_end saw is in the scratch arena; seen itself is freed by who began the scan. */
#ifndef BD_TABLE_FIXED_SCAN_H
#define BD_TABLE_FIXED_SCAN_H

#include "base/vec.h"
#include "table/fixed.h"

struct fx_scan {
    const struct doc *d;
    struct fx_tok *tok; /* of the line looked at */
    uint32_t ntok;
    enum fx_class what;
    unsigned marks;     /* enum fx_mark */
    bool wide;          /* it has more pieces than there is room for */
    VEC(struct fx_line) seen; /* the lines looked at by find_end, from the region's first on */
};

struct fx_region {
    size_t from, to; /* first line, one past the last */
    struct str title, org;
    struct str over; /* what stands alone over everything on its page: a running head, if other pages have it too */
    struct str beside; /* line of the caption that has a head beside the organisation's name (head_beside); empty: none */
    uint64_t head; /* sum of the characters of its header, 0: not known */
    bool caption, unit, form;
};

struct fx_pages {
    struct fx_seg *v;
    struct fx_heads *head; /* as each of them prints it; no leaves: it does not */
    bool *display;         /* the measure of each */
    size_t n;
};

/* The first table line at or after `from` and the caption it stands under. 1, 0 none, <0 error. */
int fx_find_start(struct fx_scan *k, size_t from, size_t end, struct fx_region *r, struct err *e);
/* Fills r->to: one past the last line of the table. 1, 0: it is none, <0 error. */
int fx_find_end(struct fx_scan *k, size_t end, struct fx_region *r, struct arena *mem, struct err *e);
bool fx_first_of_page(const struct doc *d, size_t i);
bool fx_at_page_edge(const struct doc *d, size_t i, size_t end);
bool fx_goes_on(struct str s);                   /* 续表 */
bool fx_starts_row(const struct fx_tok *first);  /* 一、 and the like */

int fx_load_lines(struct fx_scan *k, const struct fx_region *r, size_t end, struct fx_table *t, struct err *e);
int fx_join_torn(struct fx_table *t); /* figures broken over two lines, whole again; <0: no memory (fixed_torn.c) */
size_t fx_header_end(const struct fx_table *t);
void fx_free_total(struct fx_table *t, size_t body);
int fx_cut_pages(struct fx_table *t, size_t body, struct fx_pages *out, struct err *e);
int fx_build_columns(struct fx_table *t, struct fx_pages *p, struct fx_heads *heads, struct fx_cols *cols, struct err *e);

#endif
