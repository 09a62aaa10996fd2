/* SPDX-License-Identifier: MIT */
/* check.h: a document against a rule set.
 *
 * check_run tries every rule on every row and column it is about and leaves one finding for each check
 * that was tried, in the order of the rules within the order of the tables. Entries of the ledger are marked
 * with the worst result they are part of. Findings live until the next check_run or check_free. */
#ifndef BD_CHECK_CHECK_H
#define BD_CHECK_CHECK_H

#include "check/rule.h"

struct dict;
struct operand {
    uint32_t entry;
    bool minus;
};

struct finding {
    const struct rule *rule;
    uint32_t entry;        /* what was checked */
    uint32_t other;        /* the first operand it was checked against, NONE */
    uint32_t at, n, nleft; /* its operands, the first nleft of them on the left side */
    uint32_t caused_by;    /* the finding below it that explains it, NONE */
    uint8_t result;        /* enum result */
    bool compared;         /* left, right, gap and tolerance are set */
    bool blank;            /* none of its parts has an amount */
    struct dec left, right, gap, tolerance;
    struct str why;        /* empty for ok */
    struct str cause;      /* row-missing, row-doubled, unit-slip, digits-swapped or empty */
};

struct check {
    struct ledger *l;
    const struct rules *rules;
    const struct dict *dict; /* the caller's, NULL: no classification is asked */
    VEC(struct finding) finding;
    VEC(struct operand) operand;
    size_t count[5];       /* by enum result */
    uint8_t quick[RULES_MAX]; /* enum quick_kind of each of the rules in quick_of, of which there were nquick */
    const struct rules *quick_of;
    unsigned nquick;
    uint64_t steps;        /* rows looked at in search of operands; bounded, for a document can be made to need n * n */
};

int check_run(struct check *c, struct ledger *l, const struct rules *rules, struct err *e);
void check_free(struct check *c);

/* ---- between the files of this room ---- */

void keep_sum(struct check *c); /* the finding behind the last one, of a sum that holds */

/* quick.c */
bool quick_idle(const struct ledger *l, const struct rule *r); /* a condition fails in the whole document */
bool quick_sums(const struct rule *r, const struct panel *p); /* is it: a cell is the sum of the rows under its row? */
bool quick_leaf(const struct panel *p, uint32_t row, uint32_t col); /* no rows are under it: then there is nothing to try, as in most rows */
enum quick_kind { QUICK_NOT, QUICK_CHILDREN, QUICK_ROW };
enum quick_kind quick_kind(const struct rule *r);
/* Try the rule on a cell: 1 done, 0 it is left to the long way, -1 no memory. */
int quick_children(struct check *c, const struct rule *r, const struct panel *p, uint32_t row, uint32_t col);

/* What a rule of kind QUICK_ROW came to in a row that has these cells. */
enum { PLAN_CELLS = 24 };
struct plan {
    uint64_t cells;  /* 0: nothing is known */
    bool holds;      /* its conditions do: */
    uint8_t n, nleft;
    uint8_t col[PLAN_CELLS];
    bool minus[PLAN_CELLS];
};
uint64_t quick_cells(const struct ledger *l, const struct panel *p, uint32_t row); /* bits of the columns with a cell; 0: no plan for it */
int quick_row(struct check *c, const struct plan *plan, const struct rule *r, const struct panel *p, uint32_t row, uint32_t col);
/* f: the finding of the long way, NULL if the conditions do not hold. */
void quick_learn(struct plan *plan, uint64_t cells, const struct check *c, const struct panel *p, uint32_t row, const struct finding *f);

struct amount {
    struct interval x;
    bool there;     /* at least one operand is printed, be it blank */
    bool filled;    /* at least one is a number */
    bool missing;   /* an operand that must be there is not */
};
enum answer { ASK, YES, NO };
/* One try of a rule: on the cell in row r, column col of panel p. */
struct try {
    struct check *c;
    const struct rule *rule;
    uint32_t panel, row, col;
    struct str unit;        /* of the operands so far */
    bool mixed;             /* their units differ */
    bool ambiguous;         /* an operand could be one of several cells that differ */
    bool torn;              /* an operand's table is torn */
    bool unplaced;          /* or has amounts, not zero, whose column is not known */
    bool elsewhere;         /* an operand is in another row or table */
    bool coded_kids;        /* children were added up that have codes */
    const struct ref *lost; /* the operand that is missing */
    const struct ref *absent; /* the first one that a table which is there does not print */
    const char *reason;     /* why a failure is only open, NULL */
    struct str stranger;    /* the column no operand of the rule is in */
    bool rate;              /* a rate was computed */
    bool hole;              /* the cell is blank where a sum belongs: it stands for 0 */
    uint8_t *first;         /* enum answer to a condition that is the same for all rows, where those that would do instead
                               are not; NULL: to be found each time */
};
struct found {
    uint32_t panel, row, col;
};
#define PROSE_REACH 80 /* rows a subject's details may follow it by */
/* The next detail of the subject that fits r, after at->row (the subject's own row at first). */
bool next_detail(const struct try *t, const struct ref *r, struct found *at);
/* Of running text, for list.c: the column of p that r means in that row, NONE; the row of the subject above and of the same
 * subject that has the column, NONE or from. */
uint32_t find_col(const struct try *t, const struct panel *p, uint32_t row, const struct ref *r);
uint32_t subject_above(const struct panel *p, uint32_t from);
uint32_t subject_again(const struct try *t, const struct panel *p, uint32_t from, const struct ref *r);
bool same_project(const struct row *a, const struct row *b);
/* list.c. The details that begin with this row and, in the column of r, add up to the subject above: how many; 0: this row begins no
 * such list. At least two of them are not 0, and those that are follow. */
uint32_t list_rows(const struct try *t, const struct ref *r, uint32_t rows[PROSE_REACH]);
/* Where r points to from t: 1 (a cell that is there), 0 (a table that is there without figures), -1 nothing. */
int lookup(struct try *t, const struct ref *r, struct found *out);
bool row_fits(const struct ledger *l, const struct panel *p, uint32_t row, const struct pattern *pat);
bool pick_named(const struct ledger *l, const struct panel *p, uint32_t row, const struct rows *rows);
/* Is the row one of those? Asked of every row by every rule, so the usual answers come without a call. */
static inline bool pick_row(const struct ledger *l, const struct panel *p, uint32_t row, const struct rows *rows)
{
    const struct row *r = &p->row[row];
    switch (rows->pick) {
    case ROWS_ALL: return true;
    case ROWS_CODED: return r->coded;
    case ROWS_GRAND: return r->role == ROW_TOTAL && r->grand;
    default: return pick_named(l, p, row, rows);
    }
}
bool side_fits(const struct panel *p, char side);
bool col_period_fits(const struct column *a, const struct column *b);
bool conditions_met(struct try *t); /* check.c: those of its rule */
/* blank.c: the one blank cell where a rule, tried on the panel since finding number `from`, has a sum elsewhere. -1: no memory */
int holes(struct check *c, const struct rule *r, uint32_t panel, const bool *cols, size_t from);
/* judge.c */
bool relation_fits(enum relation_op op, const char *said, struct dec gap, struct dec tol); /* said: the comparator of the cell, for R_SAYS */
bool state_holds(enum relation_op op, const struct amount *a); /* is a cell printed, is it blank? */
int judge(struct try *t); /* tries the rule and keeps its finding, if it comes to one; -1: no memory */
int evaluate(struct try *t, const struct expr *x, struct amount *out); /* -1: no memory or overflow */
int explain(struct check *c, struct arena *a, struct try *t, struct finding *f); /* why.c: fills f->why */
/* slip.c. Within the tolerance: are they the same, with two neighbours exchanged, in another unit of money? Is x large beside it? */
bool slip_none(struct dec a, struct dec b, struct dec tolerance);
bool slip_swapped(struct dec x, struct dec y, struct dec tolerance);
bool slip_unit(struct dec x, struct dec y, struct dec tolerance);
bool slip_large(struct dec x, struct dec tolerance);
/* Can one be the other with a digit, the point, the sign or the unit misprinted, or two digits exchanged? */
bool one_slip(struct dec a, struct dec b, struct dec tolerance);
/* What operand i of f would have to be for it to hold; false: beyond 128 bits. */
bool slip_mended(const struct check *c, const struct finding *f, uint32_t i, struct dec *out);
/* Does f fail by a misprint of one of its figures, and by no amount that an item left out could have? */
bool slip_inside(const struct check *c, const struct finding *f);
/* account.c: is it an account by kind (economic); does the sum of f print it? */
bool is_economic(struct str code);
bool sum_prints(const struct check *c, const struct finding *f, struct str code);
/* Code and name by kind of x, classed by function, under the account that fails: 30111 公务员医疗补助缴费 for 2101103 公务员医疗补助; or empty. */
struct str account_by_kind(const struct check *c, const struct finding *f, const struct entry *x);
/* Adds to f->why, where nothing in the document has its gap, the accounts that it does not print, if they are few. -1: no memory */
int suggest_accounts(struct check *c, struct finding *f);
/* Puts f among the findings; in words if t is not NULL, else f->why is set. */
int keep_finding(struct check *c, struct try *t, struct finding *f);
int formal_on_panel(struct check *c, const struct rule *r, uint32_t panel); /* formal.c */
void mark_operands(struct check *c, const struct finding *f); /* with the result of f, if it is the worst */
int find_causes(struct check *c, struct err *e); /* cause.c */

#endif
