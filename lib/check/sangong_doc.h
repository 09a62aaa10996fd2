/* SPDX-License-Identifier: MIT */
/* sangong_doc.h: the facts of one document while it is read. Inside lib/check/sangong_*.c only. */
#ifndef BD_CHECK_SANGONG_DOC_H
#define BD_CHECK_SANGONG_DOC_H

#include "base/map.h"
#include "check/sangong.h"

/* One table about 三公. */
struct sangong_table {
    unsigned no;              /* 1-based; sangong_fig.tno */
    struct str tno, title, page, line;
    int digits;               /* most decimals printed in its amount cells */
    bool empty;               /* a record `empty`: there with nothing in it */
    bool figures;             /* a figure other than 0 is printed */
    bool others;              /* 会议费, 培训费 or 机关运行经费 stand beside */
    bool bare[2];             /* [1]: a total named 三公, [0]: a 合计 that is not, were printed */
    bool accounts;            /* rows by account, which no line takes */
    struct str none;          /* line of a 注 that says there is no such expenditure */
    struct str wrong_note;    /* line of a 注 that speaks of another table */
    struct str doubt, doubt_line; /* what the extraction could not settle */
    struct sangong_table *next;
};

/* A figure of another table that bounds one of ours. */
struct sangong_bound {
    int item;
    bool part;                /* part of ours (basic expenditure), else ours is part of it */
    struct str orgcode, year, phase, code, line, table;
    struct str value, prec, unit;
    struct interval iv;
    struct sangong_bound *next;
};

struct sangong_doc {
    struct arena a;
    struct arena keys;            /* of index */
    struct arena talk;            /* what is said of the line being verified */
    struct sangong_labels labels; /* outlives the document, as index and exact do */
    struct str name, issuer, scope, edition, orgcode, org, year, phase; /* of the first record that has them */
    struct str status;        /* of the closing record; empty if there is none */
    struct sangong_line *lines, **tail;
    struct sangong_line **id; /* by number, as in index */
    size_t nid, capid;
    struct sangong_line *last; /* found last: the next cell is most often of the same row */
    struct map index;         /* organisation, year and phase -> number of the line */
    struct sangong_table *tables, **table_tail;
    struct sangong_bound *bounds;
    struct sangong_head head;
    const struct sangong_print *print; /* of the figure read last: the next most often has the same */
    struct sangong_fig budget[2]; /* whole expenditure: from 支出总表, from 收支总表 */
    struct str title;         /* of the last table, and is it about 三公? */
    struct {
        struct str col, unit;
        enum sangong_facet facet;
    } facet[8];            /* of the columns seen last */
    unsigned nfacet;       /* how many were seen */
    bool title_is_ours;
    bool any;                 /* a record came */
    bool untitled;            /* our items stand in a table without a title */
    unsigned unplaced;        /* amounts of a 三公 table that no item could take */
    struct str unplaced_line, unplaced_label;
    bool exact, nomem;
    struct str say[SANGONG_OFF + 1]; /* findings of the line being verified, by result */
    unsigned held;                   /* its checks that held */
};

struct str sangong_keep(struct sangong_doc *d, struct str s); /* a copy; empty and d->nomem: no memory */

/* A record's value, looked at once. */
struct sangong_reading {
    struct str value;
    enum sangong_state state;
    struct dec number; /* of a FIGURE, else 0 */
};
struct sangong_reading sangong_read(const struct rec *r);
/* It becomes f's. A second print of the same fact stays beside the first if it differs. */
void sangong_set(struct sangong_doc *d, struct sangong_fig *f, const struct rec *r, const struct sangong_reading *v, unsigned tno, bool named);
struct sangong_table *sangong_table_of(struct sangong_doc *d, const struct rec *r); /* a new one if there is none; NULL: no memory */
const struct sangong_other *sangong_other(struct sangong_doc *d, struct str value, struct str line); /* NULL: no memory, d->nomem */
void sangong_set_iv(struct sangong_fig *f, struct interval x);

/* Line for a record's organisation, year and phase; a new one if there is none. NULL: no memory. */
struct sangong_line *sangong_line_of(struct sangong_doc *d, struct str orgcode, struct str org, struct str year,
                                     struct str phase);
/* The line of that key if there is one. org is part of the key only where there is no code. */
struct sangong_line *sangong_find(struct sangong_doc *d, struct str orgcode, struct str org, struct str year,
                                  struct str phase, bool org_row);
/* Put l into the index under its present key: l, or the line that has the key already. NULL: no memory. */
struct sangong_line *sangong_index(struct sangong_doc *d, struct sangong_line *l);
void sangong_index_clear(struct sangong_doc *d);
/* The first line at or after l that was not merged into another. */
struct sangong_line *sangong_alive(struct sangong_line *l);
#define SANGONG_EACH(l, d) \
    for (struct sangong_line *l = sangong_alive((d)->lines); l; l = sangong_alive(l->next))

/* The facet's figures, allocated on first use. NULL: no memory. */
struct sangong_fig *sangong_facet(struct sangong_doc *d, struct sangong_line *l, enum sangong_facet f);

/* Read one record (not `doc`) into d. */
int sangong_collect(struct sangong_doc *d, const struct rec *r);
/* End of document: prose meets its table, last year's figures become prior ones, figures become intervals. */
int sangong_join(struct sangong_doc *d);
/* All checks of one line; `d` for what stands outside of it. */
int sangong_verify(struct sangong_doc *d, struct sangong_line *l);
int sangong_verify_sums(struct sangong_doc *d, struct sangong_line *l);    /* total, car, funds, prose = table */
int sangong_verify_changes(struct sangong_doc *d, struct sangong_line *l); /* last year, rates, shares, budget */
int sangong_verify_frame(struct sangong_doc *d, struct sangong_line *l);   /* what the tables themselves tell, bounds */

/* Add a finding to the line being verified: the worst result wins, the words are put in order of gravity. */
void sangong_say(struct sangong_doc *d, enum sangong_check c, const char *fmt, ...) BD_PRINTF(3, 4);

/* The line of a figure for a message; a stream need not have one. */
static inline struct str line_or(struct str line) { return line.n ? line : S("?"); }

static inline bool sangong_is_figure(const struct sangong_fig *f) { return f->state == SANGONG_FIGURE; }

#endif
