/* SPDX-License-Identifier: MIT */
/* header.h: the header of a table of amounts: which column is what, and its path.
 *
 * Works on a squeezed grid. Columns and rows count from 0. Paths live in the arena. */
#ifndef BD_TABLE_HEADER_H
#define BD_TABLE_HEADER_H

#include "base/arena.h"
#include "base/err.h"
#include "table/grid.h"

enum column_kind {
    COLUMN_NONE,    /* nothing in head or body */
    COLUMN_ORDINAL, /* 序号, 行次 */
    COLUMN_CODE,    /* account or organisation code; several in a row are its parts 类 款 项 */
    COLUMN_NAME,
    COLUMN_AMOUNT,
    COLUMN_TEXT     /* 备注 and other columns of words */
};

struct column {
    enum column_kind kind;
    struct str path;   /* header from top to bottom, joined with "/" */
    struct str leaf;   /* its last part */
    struct str unit;   /* a unit of its own: （万元） in the header, % for shares and rates; else empty */
    struct str year;   /* its own year, or empty */
    bool last_year;    /* 上年 without a number */
    struct str phase;  /* its own phase, or empty */
    bool counts;       /* 数量, 个数: the table's money unit does not apply */
    bool org;          /* 单位编码 or 单位名称 beside columns of accounts: names the row's organisation */
    uint16_t panel;    /* label columns with their amounts, from left to right */
};

enum { HEADER_MAX_PANELS = 8 };

struct header {
    uint32_t first, end;     /* rows [first, end) of the grid are header */
    struct column *col;      /* ncol of them */
    uint32_t ncol;
    uint32_t npanel;
    struct str side[HEADER_MAX_PANELS]; /* "in", "out" or empty */
    bool found;              /* there is a header; otherwise kinds come from the body */
    bool unclear;            /* which columns its heads stand over is not known */
    bool orgs;               /* the label columns are organisations' (单位编码, 单位名称) */
    bool orgs_only;          /* and nothing else's: no 科目 in them */
};

/* Reads the header that begins at row `from`. */
int header_read(const struct grid *g, uint32_t from, struct arena *a, struct header *h, struct err *e);

/* Of several classifications or names in one panel, the row's own; the others become columns of text. (header_label.c) */
void header_labels(const struct grid *g, struct header *h);

/* A row of column numbers, stars or 栏次, or one that repeats the header: no data. */
bool header_is_filler(const struct grid *g, const struct header *h, uint32_t row);
bool header_word(struct str squeezed); /* a word of headers: 项目, 科目编码, 预算数 */
bool header_is_ordinals(const struct grid *g, uint32_t row);

#endif
