/* SPDX-License-Identifier: MIT */
/* sangong.h: the three public expenses of one document at a time, table and prose side by side.
 *
 * Records of a stream in normal form go in one by one (sangong_wants says, on the stream in either state,
 * which ones can matter, so that the rest need not be normalised). At the end of a document one line comes out per
 * organisation, year and phase, with everything that was printed about it and the result of its checks.
 * Nothing is inferred: a figure is where its label says, or it is not there and the line is `open`.
 * Memory: one document's facts, in an arena that is reset behind each. A line lives during the call. */
#ifndef BD_CHECK_SANGONG_H
#define BD_CHECK_SANGONG_H

#include "base/err.h"
#include "check/interval.h"
#include "check/sangong_item.h"
#include "rec/rec.h"

/* What is printed: nothing at all, a blank cell, a dash, a figure, words (only where no figure came). */
enum sangong_state { SANGONG_ABSENT, SANGONG_BLANK, SANGONG_DASH, SANGONG_FIGURE, SANGONG_WORDS };

/* What many figures have in common. */
struct sangong_print {
    struct str unit, prec, op, page;
};

/* A second, different print of the same fact, and its line. */
struct sangong_other {
    struct str value, line;
};

/* A document may list tens of thousands of organisations, each with a row of these: 80 bytes. */
struct sangong_fig {
    dec_int m; /* with scale: of a SANGONG_FIGURE, settled at the end of the document (sangong_iv) */
    struct str value, line;
    const struct sangong_print *print; /* sangong_print_of: never NULL */
    const struct sangong_other *other; /* NULL: none */
    unsigned tno;       /* ordinal of its table among the document's, 0: prose */
    int8_t scale, half; /* half-unit 5·10^half, INT8_MIN: none */
    uint8_t state;      /* enum sangong_state */
    bool named;         /* 三公 itself stands in its label */
    bool inferred;      /* its column, label or digits are not printed where one would look */
    bool unit_inferred;
    bool wider;         /* a 合计 that may have other expenses of its table in it */
};

const struct sangong_print *sangong_print_of(const struct sangong_fig *f);

/* What a SANGONG_FIGURE can stand for. */
static inline struct interval sangong_iv(const struct sangong_fig *f)
{
    struct interval x = {{f->m, f->scale}, {0, 0}};
    if (f->half < 0 && f->half != INT8_MIN) x.half = (struct dec){5, -f->half};
    else if (f->half >= 0) x.half = dec_half_unit(-(f->half + 1));
    return x;
}

/* The kinds of statement about an item. Each facet of a line is SANGONG_NITEM figures, or NULL. */
enum sangong_facet {
    SANGONG_TABLE,       /* the table's amounts */
    SANGONG_PROSE,       /* the narrative's amounts */
    SANGONG_PRIOR,       /* last year's, in the table */
    SANGONG_PRIOR_PROSE, /* last year's, in the narrative */
    SANGONG_DELTA,       /* 比上年增减 in prose */
    SANGONG_RATE,        /* 比上年增减率 in prose */
    SANGONG_TABLE_DELTA,
    SANGONG_TABLE_RATE,
    SANGONG_SHARE,       /* 占比 */
    SANGONG_DONE,        /* 完成率 */
    SANGONG_ADJUSTED,    /* 全年预算, of a final: what a 完成率 may be of instead of 年初预算 */
    SANGONG_ORDER,       /* 比年初预算: op only */
    SANGONG_GENERAL,     /* of the amounts, by fund: 一般公共预算 */
    SANGONG_FUND,        /* 政府性基金预算 */
    SANGONG_CAPITAL,     /* 国有资本经营预算 */
    SANGONG_BESIDE,      /* in print order, expenses of the table that are none of the three: 会议费 … */
    SANGONG_PRIOR_BESIDE, /* the same of last year */
    SANGONG_COUNTS,      /* SANGONG_NCOUNT of them: table's, else prose's */
    SANGONG_NFACET
};

/* Results, the worse the greater. */
enum sangong_check { SANGONG_NONE, SANGONG_OK, SANGONG_NOTE, SANGONG_OPEN, SANGONG_OFF };
extern const char *const sangong_check_name[]; /* "", "ok", "note", "open", "off" */

/* What the lines of a document have in common. */
struct sangong_head {
    struct str doc, issuer, scope, edition;
    struct interval budget; /* its whole expenditure; has_budget */
    bool has_budget;
};

struct sangong_line {
    const struct sangong_head *head;
    struct str orgcode, org, year, phase;
    bool tabled;    /* a table speaks of it (else only prose does) */
    bool org_row;   /* a row of an organisation among several, not the table's own total */
    bool has_orgs;  /* not org_row: rows of its organisations are printed too */
    bool main;      /* the document's own year and phase: the head's budget is of it */
    bool none;      /* the document declares that there is no 三公 expenditure */
    struct str page, line; /* of an empty table */
    struct sangong_fig *facet[SANGONG_NFACET];
    struct str prior_phase; /* of the prior figures, if it is not the line's own */
    enum sangong_check check;
    struct str why; /* what was found, worst first, parts separated by "; " */
    bool gone;      /* merged into another line of its document */
    struct sangong_line *next;
};

/* Figure of an item or count, never NULL. */
extern const struct sangong_fig sangong_absent;
static inline const struct sangong_fig *sangong_get(const struct sangong_line *l, enum sangong_facet f, int item)
{
    return l->facet[f] ? &l->facet[f][item] : &sangong_absent;
}

typedef int (*sangong_sink)(void *arg, const struct sangong_line *l, struct err *e);

struct sangong;
struct sangong *sangong_new(bool exact, sangong_sink sink, void *arg, struct err *e);
bool sangong_wants(struct sangong *s, const struct rec *r);
int sangong_put(struct sangong *s, const struct rec *r, struct err *e);
int sangong_flush(struct sangong *s, struct err *e); /* the last document ends here */
void sangong_free(struct sangong *s);

/* The columns of bd-3gong's plain output, and one line of them. */
void sangong_write_head(struct io_writer *w);
void sangong_write(struct io_writer *w, const struct sangong_line *l);

#endif
