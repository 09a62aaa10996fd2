/* SPDX-License-Identifier: MIT */
/* extract_in.h: one run over a document, as the files of extract share it: what goes out (extract_put.c), the text between
 * tables (extract_note.c), a table (extract_table.c), one that comes in parts (extract_part.c), and the way through the
 * document (extract.c).
 *
 * Lines count from 0 in d->line, pages and tables from 1. Strings of the run live in the arena named beside them; the lines
 * themselves are gone after doc_more, so what is needed longer is copied by extract_keep. Functions return 0, or a negative
 * error with e filled. */
#ifndef BD_TABLE_EXTRACT_IN_H
#define BD_TABLE_EXTRACT_IN_H

#include "table/block.h"
#include "table/caption.h"
#include "table/extract.h"
#include "table/fact.h"
#include "table/front.h"
#include "table/prose.h"
#include "table/table.h"

struct outline {
    unsigned rows, figures, blanks;
    struct str unit;
    char doubts[64];
    size_t doubtn;
};

struct run {
    struct doc *d;
    const struct extract_opts *o;
    struct arena whole;      /* what lives as long as the document */
    struct arena room[2];    /* this table and its caption, and the ones before */
    struct arena *a;         /* the one of this table */
    struct io_writer *w;
    struct extract_result *res;
    unsigned long refused;   /* pieces of memory that were not given before this document */
    struct str doc;          /* the document's name as the records carry it */
    struct front front;
    struct fact_sink sink;
    struct prose *prose;
    unsigned tno;
    struct str unit;         /* the one money unit of all tables so far */
    bool units_differ;
    struct caption last;     /* of the table before, in last_room */
    struct str last_tno;
    uint32_t last_row;
    struct arena *last_room; /* NULL: neither room */
    unsigned layouts[GRID_LAYOUTS];
    struct outline line;     /* of the table being read, for --outline */
    struct rec_lines lines;  /* of the table being read: its facts hold slices of its arena, which do not change */
    size_t seen;             /* lines with text since the last table, if some of them were read already */
    struct arena kept[2];    /* what outlives a window or a part of a table, copied from one to the other */
    struct arena *keep;      /* the one in use */
    struct table long_table; /* of which a part was read */
    struct caption long_cap; /* its caption */
    bool in_parts;           /* there is one */
};

/* ---- what goes out (extract_put.c) ---- */

/* The sink of all facts; arg is the run. */
int extract_put(void *arg, const struct fact *f, struct err *e);
int extract_put_doubts(struct run *x, struct table *t, struct err *e); /* all that t says of itself */
int extract_put_limit(struct run *x, struct table *t, struct err *e);
int extract_put_scanned(struct run *x, struct err *e);
int extract_put_garbled(struct run *x, size_t from, size_t to, struct err *e); /* of the lines [from, to) */
/* Lines that cannot be read, and why: they are in no record, and that is said. */
int extract_put_unread(struct run *x, const struct block *b, const struct err *why, struct err *e);
void extract_put_outline(struct run *x, const struct table *t, bool form);
const char *extract_layout(const struct run *x); /* the most frequent of its tables */

/* ---- what is read ---- */

/* Lines [from, to) between two tables: notes to their table, the rest to the prose reader. */
int extract_between(struct run *x, size_t from, size_t to, const struct caption *next, struct str next_tno, struct err *e);
/* A table, and the text between line prev_end and it. */
int extract_table(struct run *x, struct block *b, size_t prev_end, struct err *e);

/* The first part of a table of amounts was read; others follow. */
int extract_begin_parts(struct run *x, const struct table *t, const struct caption *cap, struct err *e);
/* Rows that go on with the table; 1: they have other columns. */
int extract_part(struct run *x, struct block *b, struct err *e);
void extract_end_parts(struct run *x);
/* Whatever is needed longer than the lines and rooms it was taken from. */
int extract_keep(struct run *x, struct err *e);
int extract_keep_str(struct arena *a, struct str *s, struct err *e); /* one string into a */

#endif
