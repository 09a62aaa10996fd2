/* SPDX-License-Identifier: MIT */
/* ledger.h: one document arranged for checking.
 *
 * Records come in one by one, in normal form. What stands in their line stays there: the caller keeps the bytes of
 * the lines until ledger_reset; all else is copied. Afterwards a document is a list of entries
 * (one a record, in the order of the stream) and a list of panels. A panel is one side of one table, or
 * the running text of the document: rows by columns of entries. Everything lives until ledger_reset.
 * Indexes count from 0; NONE means there is no such thing. */
#ifndef BD_CHECK_LEDGER_H
#define BD_CHECK_LEDGER_H

#include "base/arena.h"
#include "base/err.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "check/interval.h"
#include "rec/rec.h"

#define NONE UINT32_MAX
#define RULE_WORDS 4
#define NEAR_TABLES 64
#define PANEL_COLS_MAX 256 /* a wider table goes on in another panel */

/* Names are compared by number: the same for two spellings that differ in spaces and punctuation only. */
struct names {
    struct map map;       /* as spelled, and as folded -> id */
    const struct names *base; /* asked first; its ids come before ours */
    struct arena arena;   /* owns the keys that are ours */
    uint32_t first, n;
};
uint32_t names_id(struct names *t, struct str s);   /* NONE: no memory */
struct str names_fold(struct arena *a, struct str s); /* without white space, quotes, brackets and punctuation, '/' kept */
void names_free(struct names *t);

/* What the cells of one printed row share. */
struct head {
    struct str issuer, edition, orgcode, org, tno, table, side, project, row, level, role, path, code, name;
};

enum entry_state { CELL_BLANK, CELL_DASH, CELL_NUMBER, CELL_OTHER };
enum result { RESULT_NONE, RESULT_OK, RESULT_NOTE, RESULT_OPEN, RESULT_OFF };
extern const char *const result_name[5]; /* "", "ok", "note", "open", "off" */

struct entry { /* first what every check looks at */
    struct interval x;     /* CELL_NUMBER */
    struct str unit;
    uint64_t rules[RULE_WORDS]; /* bits: the rules with that result */
    const struct head *head;
    uint8_t state;         /* enum entry_state */
    uint8_t result;        /* enum result: the worst of the checks it is part of */
    uint8_t kind;          /* enum entry_kind */
    bool summed;           /* sum is set: the row's children were added up */
    bool amount;           /* a number in a unit of money */
    struct str page, line, year, phase, col, op, value, prec;
    struct dec sum, gap;
};
enum entry_kind { KIND_NUMBER, KIND_PROSE, KIND_EMPTY, KIND_DOUBT, KIND_NOTE, KIND_TEXT, KIND_REST };
/* Is there an amount in the cell x, NULL if the row has none there, and not 0? */
static inline bool entry_has_amount(const struct entry *x) { return x && x->state == CELL_NUMBER && !dec_is_zero(x->x.mid); }

enum row_role { ROW_ITEM, ROW_TOTAL, ROW_ORG, ROW_SOME, ROW_LESS };
struct row {
    const struct head *head;
    uint32_t name;      /* id of the name; in prose that of subject */
    struct str subject; /* prose: the path, folded, without 部门, 单位 in front */
    struct str tail;    /* prose: its last part */
    uint32_t parts;     /* prose: how many parts it has */
    uint32_t org;       /* row of the organisation it stands under, NONE */
    uint32_t same;      /* next row of the panel with the same code, NONE */
    int level;          /* -1 unknown */
    uint8_t role;       /* enum row_role */
    bool grand;         /* the total of everything above or below it, not of a group */
    bool coded;         /* has an account code of 3 digits or more */
};
struct column {
    struct str text;
    uint32_t name;
    struct str year, phase;
    uint32_t tree;      /* which of the panel's trees its rows form */
    bool parts;         /* there are columns under it */
};

/* Rows that should add up to a row: list[at .. at+n), each a row << 1, plus 1 if it is to be subtracted.
 * Where the print leaves open what a total covers, [other .. other+nother) is the second reading. */
struct kids {
    uint32_t at, n, other, nother;
    bool some;   /* 其中: they are part of it, but not all */
    bool orphans; /* rows two levels below are printed, the one between is not: they are in no sum */
};
#define CODE_DIGITS_MAX 16
struct tree {
    struct kids *kids; /* one a row, and one more: the rows that a total would cover if it were printed */
    uint32_t *list;
    /* Rows with a code of so many digits: that have rows under them, and that have not. */
    uint32_t with[CODE_DIGITS_MAX + 1], without[CODE_DIGITS_MAX + 1];
};
/* Is a row of such a code without rows under it an exception in this table? */
static inline bool tree_bare(const struct tree *t, size_t digits)
{
    return digits <= CODE_DIGITS_MAX && t->with[digits] > t->without[digits];
}

enum torn { TORN_NO, TORN_HEAD, TORN }; /* is a part of it lost: only what stood above its first row? */

struct coded_row {
    uint64_t code; /* as a number, codes.c */
    uint32_t row;
};

struct panel {
    uint32_t table;      /* id of the canonical name */
    uint32_t first;      /* its first entry */
    const struct head *head;
    bool prose;
    unsigned deepest;    /* digits of its longest account code, 0 without any */
    uint8_t torn;        /* enum torn */
    bool unplaced;       /* amounts, not zero, whose column is not known are left out of it */
    struct row *row;
    uint32_t nrow;
    struct column *col;
    uint32_t ncol;
    uint32_t *cell;      /* nrow * ncol: entry + 1, 0 where the row has no such cell */
    struct tree *tree;
    uint32_t ntree;
    struct coded_row *code; /* rows with a code, in the order of the codes, then of the rows */
    uint32_t ncode;
    uint32_t next;       /* the next panel of the same table name, NONE */
    uint32_t last;       /* of the first of that name: the last one */
};

struct ledger {
    struct arena arena;
    struct names names;
    VEC(struct entry) entry;
    VEC(struct panel) panel;
    struct map tables;   /* table id -> first panel */
    struct {
        uint32_t table, panel;
    } near[NEAR_TABLES]; /* the first one of those whose ids end alike; table NONE: there is no such */
    uint32_t grand[16];  /* ids of 合计 and its like */
    unsigned ngrand;     /* 0: not known yet */
    const struct head *last;
    struct str piece;    /* of the line of the record that had it first: all fields of a head, empty if it has no such */
    const struct rec_head *columns; /* whose fields from .. to are those of a head */
    unsigned from, to;
    bool exact;
};

void ledger_init(struct ledger *l, const struct names *base, bool exact);
int ledger_add(struct ledger *l, const struct rec *r, struct err *e);
int ledger_close(struct ledger *l, struct err *e); /* all records are in: build the panels and their trees */
void ledger_reset(struct ledger *l);
void ledger_free(struct ledger *l);

/* The entry in row r and column c of p, or NULL. */
static inline struct entry *ledger_cell(const struct ledger *l, const struct panel *p, uint32_t r, uint32_t c)
{
    uint32_t i = p->cell[(size_t)r * p->ncol + c];
    return i ? &l->entry.v[i - 1] : NULL;
}
/* First row of panel number p with this code (then by .same), or NONE. */
uint32_t ledger_code(const struct ledger *l, uint32_t panel, struct str code);
/* First panel of a table (then by .next), or NONE. */
uint32_t ledger_table(const struct ledger *l, uint32_t table);

/* Does a text hold what should have been filled in (XX, 待补充, 增加（减少）)? */
bool has_placeholder(struct str s);

int panel_build(struct ledger *l, struct err *e); /* panel.c */
int codes_build(struct ledger *l, struct panel *p); /* codes.c: rows of one code are linked by .same; -1 no memory */
bool codes_is_account(struct str code); /* 3 to CODE_DIGITS_MAX digits */
int tree_build(struct ledger *l, uint32_t panel, struct err *e); /* tree.c */

#endif
