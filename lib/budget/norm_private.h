/* SPDX-License-Identifier: MIT */
/* norm_private.h: the normaliser's inside, for norm*.c only. */
#ifndef BD_BUDGET_NORM_PRIVATE_H
#define BD_BUDGET_NORM_PRIVATE_H

#include "base/map.h"
#include "base/vec.h"
#include "budget/code.h"
#include "budget/column.h"
#include "budget/norm.h"
#include "budget/unknown.h"

enum norm_kind { KIND_NUMBER, KIND_TARGET, KIND_DOC, KIND_OTHER };

struct norm_unit { /* what becomes of a printed unit */
    struct str printed, unit;  /* as printed; canonical, not rescaled */
    int shift;                 /* money: power of ten to the output's unit; unit is that one if values move */
    bool money, known, plain; /* plain: amounts in it stay as they are printed */
};

struct norm_row { /* what a row's printed label means */
    struct str code, name, path, role, level, orgcode, org;
    struct str published; /* the code's name where the printed one is another */
    bool is_org, is_total, named, nameless, context, known_name, known_code;
    bool synonym;         /* name is what a dictionary of names says */
    unsigned year;        /* a row label that is a year and nothing else */
    struct str phase;
};

struct norm_title { /* a printed title and what it means */
    struct str title, table;
    bool known;
};

struct norm_held {
    struct rec rec;
    uint32_t col;
};

struct norm {
    struct norm_opts o;
    norm_sink sink;
    void *arg;
    int power; /* of the output's money unit */

    struct str doc; /* the document, and how many of its records went out */
    uint64_t count;
    VEC(char) docbuf;

    struct arena arena; /* the table that is held, or streams: everything of it */
    bool in_table, streaming, coded, names; /* codes are printed; else every name tells one */
    struct str tdoc, tno, title, table; /* table: canonical or as printed */
    uint32_t table_id;   /* of the title, in titles */
    bool table_known, title_plain; /* in a dictionary; canonical as printed */
    VEC(struct norm_held) held;
    struct arena cols_arena;
    VEC(struct column) col;
    struct map cols;     /* "side LF printed" -> col */
    uint32_t next_col;   /* the column expected next */

    struct arena titles_arena;
    VEC(struct norm_title) title_list;
    struct map titles;

    struct arena rows_arena; /* rows by table and printed label, dropped when they are many */
    VEC(struct norm_row *) rows;
    struct map by_row;
    struct arena row_arena;  /* of the current row, if it is no cached one */
    struct norm_row row;     /* the current one */
    VEC(char) rowbuf;        /* its key */
    size_t rowkey;           /* used bytes of rowbuf */
    const struct rec_head *span_head; /* the head span_from, span_to were found for: */
    int span_from, span_to;  /* columns of the line that hold every label of a row; -1: not all of them are there */
    VEC(char) spanbuf;       /* what the last row's line has there */
    bool row_plain;          /* the current row's labels stay as they are printed */
    struct code_context cx[2], before[2]; /* above the next row, above the current one; in and out */
    VEC(char) orgbuf;        /* the organisation whose rows these are */
    struct str orgcode, org;
    bool has_org, mild_org; /* mild: for rows that say of none themselves */

    struct arena units_arena;
    VEC(struct norm_unit) unit;
    struct map units;
    uint32_t last_unit;

    struct arena scratch; /* of one record */
    const struct rec_head *raw_head; /* the head raw_at was made for */
    int raw_at[32];
    struct unknown unknown;
};

/* Set a field unless it is so already: an unchanged record goes out as one piece. Was it another? */
static inline bool norm_set(struct rec *r, enum rec_col c, struct str v)
{
    return !str_eq(rec_get(r, c), v) && rec_set(r, c, v);
}

/* norm_unit.c: the unit of r, and its value moved to the output's; the comparator. `rate`: a column of %. */
bool norm_unit_plain(const struct norm *n, struct str printed); /* is that known to change nothing? */
int norm_put_unit(struct norm *n, struct rec *r, bool rate, struct err *e);
void norm_put_op(struct rec *r);

/* norm_row.c: the row of r into n->row; the cache begun again. *again: r's line has the very labels of the last one. */
void norm_forget_rows(struct norm *n);
bool norm_same_labels(struct norm *n, const struct rec *r, enum norm_kind kind); /* r's line has those of the last row */
bool norm_names_tell(struct norm *n); /* of the rows held: has a table of accounts no code, and does every name tell one? */
int norm_read_row(struct norm *n, const struct rec *r, enum norm_kind kind, bool *again, struct err *e);

#endif
