/* SPDX-License-Identifier: MIT */
/* rule.h: what must add up, as data (bd-rules(5), data/rules.tsv).
 *
 * A rule set is read from text, the built-in one first, then files that add to it or replace rules by
 * their id. All of it lives in the rule set until rules_free. A mistake in a rule is an error that names
 * the file, the line, the column and the character. */
#ifndef BD_CHECK_RULE_H
#define BD_CHECK_RULE_H

#include "base/io.h"
#include "check/ledger.h"

#define RULES_MAX (64 * RULE_WORDS) /* entry.rules has a bit for each */

/* One part of the path of a subject in running text. */
struct part {
    enum { PART_IS, PART_HAS, PART_ANY, PART_REST } kind; /* X, ~X, *, ** */
    struct str text; /* folded */
};
/* A name of a row or column: 住房保障支出, 301, or in running text a path with * for any part */
struct pattern {
    uint32_t name;      /* its id if it is a plain name */
    struct str code;    /* its digits if it is a code */
    struct part *part;
    unsigned npart;
    bool plain, rest;   /* no *, ~ in it; ** in it */
};
struct patterns {
    struct pattern *v;
    unsigned n;
};

enum row_pick { ROWS_CURRENT, ROWS_NAMED, ROWS_SAME, ROWS_PARENT, ROWS_CHILD, ROWS_GRAND, ROWS_ALL, ROWS_CODED, ROWS_ITEM, ROWS_GROUP };
struct rows {
    enum row_pick pick;
    char side;          /* 'i' in, 'o' out, 0 any */
    bool except;        /* !A|B: all rows but these */
    struct patterns names;
};
enum col_pick { COLS_CURRENT, COLS_NAMED, COLS_ALL };
struct cols {
    enum col_pick pick;
    struct patterns names;
};
/* Which year and phase: those of the cell the rule is tried on, whatever, that phase, or the year before. */
enum period { PERIOD_SAME, PERIOD_ANY, PERIOD_BUDGET, PERIOD_FINAL, PERIOD_LAST };
/* {TABLE}[ROW].COLUMN */
struct ref {
    uint32_t *table;    /* ids; ntable 0: the table the rule is about */
    unsigned ntable;
    struct rows rows;
    struct cols cols;
    bool all;           /* sum[...]: every row that fits, not the first */
    enum period period;  /* .~ .budget: .final: .last: */
    bool whole;          /* {TABLE} alone: the table itself */
};

enum expr_op { X_REF, X_CHILDREN, X_MEMBERS, X_PARTS, X_LIST, X_ADD, X_SUB, X_RATE, X_FIRST, X_NUMBER, X_DECIMALS };
struct expr {
    enum expr_op op;
    bool optional;      /* ?: may be missing, then adds nothing */
    bool zero;          /* !: a row that a table does not print is 0 there */
    struct expr *a, *b;
    struct ref ref;
    struct dec number;
};
enum relation_op { R_EQ, R_LE, R_GE, R_SAYS, R_HAS, R_HASNOT, R_BLANK, R_NOTBLANK };
struct relation {
    struct expr *left;
    enum relation_op op;
    struct expr **right; /* alternatives: it holds if it holds with one of them */
    unsigned nright;
    bool fixed;          /* the same for every row of a panel, with all that would do instead */
    bool alone;          /* the same for every row of a panel without these */
    struct relation *orelse; /* a condition: it also holds if this one does, NULL */
};

/* What is asked of a whole table or text instead of a cell: formal.c. */
enum formal { FORMAL_NONE, FORMAL_NOTED, FORMAL_DATED, FORMAL_WRITTEN, FORMAL_ONCE, FORMAL_NAMED, FORMAL_MEASURED, FORMAL_ORDERED, FORMAL_NUMBERED };

struct rule {
    struct str id, title, table, relation, source;
    struct str words;      /* table, rows, cols and when as written, for --list-rules */
    uint32_t *tables;
    unsigned ntables;
    bool every, except;    /* table is *, or !A|B: all but these */
    char phase;            /* 'b' budget, 'f' final, 0 both */
    struct rows rows;
    struct cols cols;
    enum formal formal;    /* then there is no relation */
    struct relation is;
    struct relation *when;
    unsigned nwhen;
    enum result severity;  /* what a failure is: RESULT_OFF, RESULT_NOTE or RESULT_OPEN */
    bool slip;             /* a note, but off where both figures are the same one with a misprint */
    bool on;               /* --only, --except */
};

struct rules {
    struct arena arena;
    struct names names;
    struct rule v[RULES_MAX];
    unsigned n;
};

int rules_init(struct rules *r, struct err *e); /* the built-in rules */
/* More rules from a text of the file called name; one with a known id replaces it. */
int rules_text(struct rules *r, const char *name, struct str text, struct err *e);
/* --only A,B (keep) or --except A,B; a name that ends in * stands for all that begin so. */
int rules_choose(struct rules *r, struct str list, bool keep, struct err *e);
/* The rules that are on, for people: id, title, what it says, when, and what a failure is. */
void rules_list(struct io_writer *w, const struct rules *r);
void rules_free(struct rules *r);

/* Does a folded path, parts joined by /, fit? */
bool pattern_fits(const struct pattern *p, struct str subject);
/* Could one of `parts` parts with this last one? Quick, and never wrong when it says no. */
bool pattern_may_fit(const struct pattern *p, uint32_t parts, struct str tail);

/* expr.c: the language. `where` is the column's name for the error. */
struct parse {
    struct rules *rules;
    const char *file;
    uint64_t line;
    const char *where;
    struct str text;
    size_t at;
    struct err *e;
};
int parse_relation(struct parse *p, struct relation *out);
enum formal parse_formal(struct parse *p); /* FORMAL_NONE: it is no such word */
int parse_conditions(struct parse *p, struct relation **out, unsigned *n);
int parse_rows(struct parse *p, struct rows *out);
int parse_cols(struct parse *p, struct cols *out);
int parse_tables(struct parse *p, uint32_t **out, unsigned *n);
int parse_error(const struct parse *p, const char *what);
bool parse_done(struct parse *p); /* nothing but blanks is left */

#endif
