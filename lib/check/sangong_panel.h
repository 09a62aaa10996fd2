/* SPDX-License-Identifier: MIT */
/* sangong_panel.h: one item of 三公 as a table, organisation × year, and rankings of it.
 *
 * Totals stand twice: over all organisations, and over those that are there in every year (the balanced panel), so that
 * newcomers do not look like growth. Budgets and final accounts are separate rows and separate totals. The panel
 * keeps one small cell per organisation, year and phase, in its own arena; nothing of the documents. */
#ifndef BD_CHECK_SANGONG_PANEL_H
#define BD_CHECK_SANGONG_PANEL_H

#include "base/map.h"
#include "base/vec.h"
#include "check/sangong.h"

struct panel_cell {
    bool there;                /* a figure, a dash, or none declared */
    bool own;                  /* from the document of that edition itself, not from a final's budget column */
    struct dec value;
    struct str shown;          /* as printed in the normal form; "-" for none; empty if not there */
    struct str share;          /* per cent of the document's whole expenditure, 2 decimals; empty if unknown */
    struct str prior;          /* last year's figure as this document prints it */
    enum sangong_check check;
};

struct panel_entry;

struct panel_row {
    struct str issuer, scope, orgcode, org, phase, unit;
    bool counted;              /* in the totals: in 万元, and not the 单位 of a 部门 that is there itself */
    unsigned nthere;           /* years it is there in */
    struct panel_cell *cell;   /* panel.nyear of them, after panel_finish */
    struct panel_entry *entry; /* before */
};

struct panel_total {
    struct str phase;
    unsigned nrow, nbalanced;  /* counted rows; those there in every year in which any is */
    struct dec *all, *balanced; /* by year */
    unsigned *count;           /* organisations there, by year */
};

struct panel {
    struct arena a;
    int item;                  /* enum sangong_item */
    struct str only_phase;     /* empty: both */
    bool orgs;                 /* rows of organisations instead of whole departments */
    VEC(struct panel_row *) row; /* sorted by phase and organisation after panel_finish */
    struct str *year;          /* ascending */
    size_t nyear;
    struct panel_total *total; /* one a phase: budget, final, what says neither, and whatever else a stream calls one */
    size_t ntotal;
    unsigned replaced;         /* figures that a later document of the same edition replaced */
    struct str replaced_doc;   /* the first such document */
    struct map index;          /* organisation and phase -> number of the row, before panel_finish */
};

void panel_init(struct panel *p, int item, struct str phase, bool orgs);
int panel_add(struct panel *p, const struct sangong_line *l, struct err *e);
/* No more lines: years, order and totals. */
int panel_finish(struct panel *p, struct err *e);
void panel_free(struct panel *p);

enum panel_format { PANEL_TSV, PANEL_MARKDOWN, PANEL_HTML };
enum panel_rank { PANEL_BY_AMOUNT, PANEL_BY_CHANGE, PANEL_BY_SHARE };

int panel_write(struct io_writer *w, const struct panel *p, enum panel_format format, struct err *e);
/* Organisations in order of `by` in `year` (empty: the newest of each phase). */
int panel_write_rank(struct io_writer *w, struct panel *p, enum panel_rank by, struct str year, enum panel_format format,
                     struct err *e);

/* Rows of cells, written as TSV, Markdown or HTML table: what the writers above have in common. */
struct listing;
struct listing *listing_new(struct io_writer *w, enum panel_format format, const char *title, struct err *e);
void listing_head(struct listing *s, struct str cell);
void listing_cell(struct listing *s, struct str cell, bool number);
void listing_row(struct listing *s, bool total);   /* ends a row (or the head) */
/* Between the heading and the table of an HTML page: small multiples of the panel. */
int listing_multiples(struct listing *s, const struct panel *p);
int listing_end(struct listing *s, struct err *e); /* also frees s */

#endif
