/* SPDX-License-Identifier: MIT */
/* caption.h: what stands around a table and speaks of it: title, organisation, unit, year, notes. */
#ifndef BD_TABLE_CAPTION_H
#define BD_TABLE_CAPTION_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"
#include "table/grid.h"

struct caption {
    struct str title;    /* squeezed, without year, table number and unit; empty if there is none */
    struct str unit;     /* 元, 万元 ... as declared; empty if none */
    struct str orgcode, org; /* the first organisation named, and its name */
    struct str year;     /* of the title or a year line; empty if none */
    struct str phase;    /* if the title says 预算 or 决算, else empty */
    struct str project;  /* heading of a project's section, for a table of targets */
    uint32_t page, line; /* of the title; of the first caption line if there is none */
    bool goes_on;        /* 续表, …表（续）: the table before goes on */
    size_t from;         /* first line of the caption; the table's first line if there is none */
};

/* Does this line end the run of rows above it: a title, a unit or organisation line, a note, a heading? */
bool caption_line(struct str squeezed);
/* Does one stand over line i, with no more than a few blank lines between? */
bool caption_over(const struct doc *d, size_t i, struct arena *a);
/* A title or table number of a table of its own (not 绩效指标表, the middle of a form). */
bool caption_begins_table(struct str squeezed);
/* 注：… 备注：… 说明：… : the name of the mark and the text behind it. */
bool caption_note(struct str squeezed, struct str *mark, struct str *text);

/* Reads the lines [lo, at) upwards from the table that begins at line `at`. With `targets` (the table is
 * one of performance targets) a paragraph or two that tell the goal may stand under the title; they stay
 * outside the caption. */
int caption_above(const struct doc *d, size_t lo, size_t at, bool targets, struct arena *a, struct caption *c,
                  struct err *e);
/* Leading rows of a grid that are caption (title, unit, organisation in cells): read and returned as a
 * number of rows to skip. What is found only adds to c. */
uint32_t caption_in_rows(const struct grid *g, struct arena *a, struct caption *c);

/* Title as it goes into the record: no white space, no table number, no leading year, no unit. */
struct str caption_title(struct arena *a, struct str squeezed);

#endif
