/* SPDX-License-Identifier: MIT */
/* norm.h: the normal form of a record stream (bd-record(5), "Two states of one stream").
 *
 * Records go in one by one and come out in the same order, normalised, one table at a time (a column's
 * canonical name depends on its neighbours). A normalised stream comes out byte for byte as it went in.
 * bd-norm, bd-rollup, bd-diff and bd-3gong all use this.
 *
 * A table is held until its end, or until its first NORM_HOLD records are in: by then its columns are
 * known, and the rest of a longer one goes straight through. Memory does not grow with the input.
 * Setting a field of a column that the stream lacks does nothing, so readers name norm_ensure (and
 * norm_raw with `keep`) in their rec_reader_opts. */
#ifndef BD_BUDGET_NORM_H
#define BD_BUDGET_NORM_H

#include "base/err.h"
#include "rec/rec.h"

enum { NORM_HOLD = 2048 };

extern const int norm_ensure[];      /* columns that normalising may fill, for rec_reader_opts.ensure */
extern const char *const norm_raw[]; /* raw_table ..., for rec_reader_opts.append */

struct dict; /* dict.h: the dictionaries of data/, compiled in, replaced or extended at run time */

struct norm_opts {
    const struct dict *dict;
    struct str unit; /* money unit of the output: 万元 (default when empty), 元, 亿元 */
    bool keep;       /* fill raw_… columns (bd-norm --keep) */
    bool org_total;  /* name an organisation's row 合计, as programs that add up want it; else by its organisation */
    bool one_name;   /* name a row of income or expenditure alike whatever its bureau calls it (总计, 收入总计), as programs
                      * that add up want it; else as its label says, without the ordinal */
    bool one_column; /* name a column alike whatever its form calls it, as programs that compare or add up want it; else
                      * with what its label tells besides (本年收入/一般公共预算, 增减额) */
    bool lasting;    /* the bytes of a record put in outlive its table (its fields' array need not): no copy is made */
    bool unknown;    /* remember what no dictionary knew, for norm_unknown */
};

/* Called for each normalised record, in order; r is valid during the call only. */
typedef int (*norm_sink)(void *arg, struct rec *r, struct err *e);

struct norm;
struct norm *norm_new(const struct norm_opts *o, norm_sink sink, void *arg, struct err *e);
/* in->f may be written to: read the record again before using it otherwise. */
int norm_put(struct norm *n, const struct rec *in, struct err *e);
int norm_flush(struct norm *n, struct err *e); /* end of the input: what is still held goes out */
void norm_free(struct norm *n);

/* What no dictionary knew, most frequent first:
 *   what value count doc page line note
 * `what` is table, column, name, code, unit, or conflict (code and name do not belong together, the
 * code wins; `note` has the published name; of a code it has the row's). The place is the first one. */
int norm_unknown(struct norm *n, struct io_writer *w, struct err *e);

#endif
