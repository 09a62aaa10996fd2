/* SPDX-License-Identifier: MIT */
/* table.h: from a grid with its caption to facts.
 *
 * body.c reads tables of amounts, form.c forms (label, value) and the grids of performance targets in them. All work on squeezed grids and put their facts through the sink as they go. */
#ifndef BD_TABLE_TABLE_H
#define BD_TABLE_TABLE_H

#include "base/arena.h"
#include "base/err.h"
#include "table/caption.h"
#include "table/fact.h"
#include "table/grid.h"
#include "table/header.h"

struct body;

struct table {
    struct arena *a;               /* of the document's tables; slices in facts live here */
    const struct fact_sink *sink;
    const struct grid *g;
    const struct caption *cap;
    struct str tno;                /* decimal */
    struct str title;              /* the caption's; of a lost one, what the rows tell */
    bool title_inferred;
    struct str unit;               /* money unit in force, empty if none is known */
    bool unit_inferred;            /* taken from the document's other tables */
    struct str year, phase;        /* in force; empty: the document's own */
    struct str project;
    struct str orgcode, org;       /* in force; from the caption, or a form's 主管部门 */
    uint32_t row;                  /* ordinal of the last data row, from 1 */
    unsigned facts;                /* put so far */
    unsigned figures;              /* number and target facts among them */
    bool contacts;                 /* contact cells of forms are wanted too */
    bool headless;                 /* no header row was found: the columns are numbered */
    bool unitless;                 /* amounts, and no unit for them */
    struct body *body;             /* what body_read knows of the columns, if there were rows */
    bool unclear_heads;            /* heads that cannot be those of their columns: pieces, two of one name */
    bool loose_rows;               /* amounts without a label, or a label whose row is not known */
    bool short_rows;               /* rows with fewer cells than columns, which could not be placed */
};

/* The columns that all facts of the table share. */
void table_fact(const struct table *t, struct fact *f);
int table_put(struct table *t, const struct fact *f, struct err *e);
struct str table_number(struct arena *a, unsigned n); /* n in decimal; p NULL: no memory */

/* Rows from `from` on as a table of amounts. */
int body_read(struct table *t, uint32_t from, struct err *e);
/* A table that comes in parts: its further rows, all of t->g, under the columns that t->body knows. */
int body_go_on(struct table *t, struct err *e);
uint32_t body_columns(const struct table *t);
/* All that t holds into the arena a: t->body and what it refers to, and the strings of t. */
int body_keep(struct table *t, struct arena *a, struct err *e);
/* The title of a torn-off end of a table, empty if its rows do not tell. (fragment.c) */
struct str fragment_title(const struct grid *g, const struct header *h);
/* Moves the cells of rows that lost the width of merged cells to their columns; t->g becomes a copy then,
 * in t->a. (realign.c) */
int rows_realign(struct table *t, const struct header *h, struct err *e);
/* Rows from `from` on as a form with or without targets. */
int form_read(struct table *t, uint32_t from, struct err *e);
/* Does the grid look like a form or a grid of targets (labels and values) rather than columns? */
bool form_like(const struct grid *g, uint32_t from);

#endif
