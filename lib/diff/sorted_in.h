/* SPDX-License-Identifier: MIT */
/* sorted_in.h: one sorted stream, with its next record at hand; for sorted.c alone. */
#ifndef BD_DIFF_SORTED_IN_H
#define BD_DIFF_SORTED_IN_H

#include "diff/sort_key.h"
#include "diff/store.h"

/* One stream; its next record is read already. */
struct sorted_in {
    enum side side;
    bool one_issuer;
    struct rec_reader *rd;
    struct rec r;
    bool any;              /* there is a next record */
    struct sort_key key;   /* its key */
    struct sort_key before; /* scratch: the key in front of it */
    struct str part[3];    /* issuer, scope, edition that key was made of, in text */
    char *text;
    size_t cap;
    int key_at;            /* column of its key, -1: none */
    bool closing;          /* the next record is a closing record */
    struct str issuer;     /* --one-issuer: the name, in malloc memory */
    char *unclosed;        /* a document without closing record, while none was seen */
};

/* Nothing is read before sorted_next. {0} may be given to sorted_close. */
int sorted_open(struct sorted_in *in, enum side side, const char *const *paths, size_t n, const char *input_columns, bool one_issuer, struct err *e);
/* Read on; the record before is in the store, whose open documents a closing record goes with. */
int sorted_next(struct sorted_in *in, const struct store *s, struct err *e);
void sorted_close(struct sorted_in *in);

/* The next record closes a document that gave nothing, not even an edition. */
bool sorted_gave_nothing(const struct sorted_in *in);
/* Its place in the stream before it was sorted: the number at the end of the column key; 0 without. */
uint64_t sorted_place(const struct sorted_in *in);
/* Documents of the store from `from` on: one without closing record is cut off if others have one, and that
 * must be known in time. */
int sorted_check_closed(struct sorted_in *in, const struct store *s, size_t from, struct err *e);

#endif
