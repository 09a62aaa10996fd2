/* SPDX-License-Identifier: MIT */
/* column.h: what the columns of one table mean, by columns.tsv and by their neighbours.
 *
 * A header path loses its year, 预算数 / 决算数 and the like (they settle year and phase), the head of its
 * side and heads that every column of the side shares; a 小计 under a head without other parts is the head
 * itself; the one amount column of a side is 金额. Reading a column is pure; settling looks at all of a table. */
#ifndef BD_BUDGET_COLUMN_H
#define BD_BUDGET_COLUMN_H

#include "budget/dict.h"

enum { COLUMN_PARTS = 12 };

struct column {
    struct str printed, side;
    bool target;                   /* of indicators, not of amounts */
    bool rate;                     /* its header has a %: no money, whatever unit the table has */
    struct str part[COLUMN_PARTS]; /* of the path, canonical one by one */
    unsigned n;
    unsigned year;      /* printed in it, 0: none */
    int ago;            /* -1: it says 上年 */
    struct str phase;   /* budget, final or empty */
    bool amount;        /* a 预算数, 金额 … was taken off */
    bool known;         /* every part is in the dictionary */
    struct str col;     /* the canonical path, once settled */
    bool plain;         /* settled, and it says nothing but what is printed */
    struct str item, path; /* 三公 table of items as columns: the row this column becomes, and its parents */
    unsigned level;        /* of that row */
};

/* side and printed must live as long as out; the rest is in the arena. -1: no memory. */
int column_read(const struct dict *d, struct arena *a, struct str table, struct str side, struct str printed,
                bool target, struct column *out);
/* Give each of the table's columns its `col`. `one`: the one name of what it holds, whatever its form calls it (本年收入/小计
 * is 本年收入合计, last year's figure is of this year's 合计, 增减额 is 比上年增减). -1: no memory. */
int column_settle(const struct dict *d, struct arena *a, struct str table, bool one, struct column *v, size_t n);

#endif
