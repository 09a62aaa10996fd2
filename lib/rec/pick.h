/* SPDX-License-Identifier: MIT */
/* pick.h: which records and columns of a stream are written, and how: --where, --columns, --no-header,
 * --wide (wide.h), --csv (sheet.h).
 *
 * Records of kind `doc` are written whatever --where says, with the number of records that were written
 * before them, so that a reader still sees which documents are complete. */
#ifndef BD_REC_PICK_H
#define BD_REC_PICK_H

#include "rec/rec.h"

struct pick_test;
struct pick_opts { /* {0} to begin with */
    const char *columns; /* NAME,NAME...; NULL: all */
    bool no_header, wide, csv; /* wide excludes columns */
    struct pick_test *test; /* from pick_where */
};

/* Add the test COLUMN=REGEX (POSIX extended, anywhere in the field), or COLUMN!=REGEX. */
int pick_where(struct pick_opts *o, const char *text, struct err *e);
void pick_opts_free(struct pick_opts *o);

struct pick;
/* o and w must outlive it. */
struct pick *pick_new(const struct pick_opts *o, struct io_writer *w, struct err *e);
int pick_put(struct pick *p, const struct rec *r, struct err *e);
/* End of the stream: writes the header if no record did (head may be NULL). Returns w's failure. */
int pick_end(struct pick *p, const struct rec_head *head, struct err *e);
void pick_free(struct pick *p);

#endif
