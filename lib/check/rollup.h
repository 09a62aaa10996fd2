/* SPDX-License-Identifier: MIT */
/* rollup.h: a stream of records checked, one document at a time.
 *
 * Records are put in one by one. When a document ends (another value of `doc`, its closing record, the end of
 * the stream) it is checked, and its records go out as they came in, with sum, gap, check and rule set, or
 * its findings, or both. Nothing outlives its document. */
#ifndef BD_CHECK_ROLLUP_H
#define BD_CHECK_ROLLUP_H

#include "budget/dict.h"
#include "check/check.h"

struct rollup_opts {
    const struct rules *rules;
    const struct dict *dict;
    bool exact;
    bool fill;                  /* totals that are not printed go out as records of kind `sum` */
    struct io_writer *records;  /* NULL: none */
    struct io_writer *findings; /* NULL: none; the header is the caller's */
    struct io_writer *report;   /* NULL: none */
    int format;                 /* of the report: enum report_format */
};
struct rollup;

extern const int rollup_columns[]; /* for rec_reader_opts.ensure */

struct rollup *rollup_new(const struct rollup_opts *o, struct err *e);
/* in->f may be written to. On failure the document that could not be checked has gone out unchecked, and the next may be put in. */
int rollup_put(struct rollup *r, const struct rec *in, struct err *e);
int rollup_end(struct rollup *r, struct err *e); /* the end of the stream */
const size_t *rollup_counts(const struct rollup *r); /* of all documents, by enum result */
void rollup_free(struct rollup *r);

#endif
