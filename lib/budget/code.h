/* SPDX-License-Identifier: MIT */
/* code.h: full account codes from what a row prints, in the context of the rows above it. */
#ifndef BD_BUDGET_CODE_H
#define BD_BUDGET_CODE_H

#include "budget/dict.h"
#include "budget/label.h"

struct code_context { /* of one table and side; zeroed at its start */
    char last[8];     /* the last full code, digits */
    unsigned n;       /* 0: none yet */
};

struct code_row {
    struct str cell;   /* the code column, by label_code */
    struct label label;
    unsigned level;    /* 1 .. 3 if printed, else 0 */
    bool coded;        /* the table has codes, so a row without one lacks it */
    bool names;        /* the table has none, its names tell them: */
    unsigned year;     /* those of this year; 0: of any */
};

enum code_how { CODE_NONE, CODE_PRINTED, CODE_NAMED }; /* CODE_NAMED: found by its name alone */

/* Full code of the row in *code (in the arena, in the row or static), and how it was found. A code that
 * cannot be completed comes back as printed. -1: no memory. */
int code_full(const struct dict *d, struct arena *a, const struct code_context *cx, const struct code_row *row,
              struct str *code, enum code_how *how);
/* The one code with that name whose parent is open here, of the kind (2, 3, 5) the table has; empty if there is none. `names`:
 * of those of the year, and of several the one just below the last code, as a 款 and its only 项 often share a name. */
struct str code_named(const struct dict *d, const struct code_context *cx, struct str key, const struct code_row *row);
void code_seen(struct code_context *cx, struct str code);

/* 3, 5 or 7 digits that begin with 2, 3 or 5? */
bool code_is_full(struct str code);
/* 1 类, 2 款, 3 项 of a full code. */
unsigned code_level(struct str code);

#endif
