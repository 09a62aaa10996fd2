/* SPDX-License-Identifier: MIT */
/* sort_key.h: what a stream is sorted by, so that editions can be compared one at a time (sorted.h).
 *
 * The key of an edition is issuer, scope, phase, year, and of a record the key of its edition and its
 * number in the stream. Keys compare as bytes (LC_ALL=C sort) and begin with `~`, so that the header,
 * whose first column is `key`, stays in front of them. */
#ifndef BD_DIFF_SORT_KEY_H
#define BD_DIFF_SORT_KEY_H

#include "base/io.h"
#include "rec/rec.h"

enum { SORT_KEY_DIGITS = 12 }; /* of the number at the end */

struct sort_key {
    char *p; /* malloc memory; {0} to begin with */
    size_t n, cap;
    size_t issuer, group; /* the key's first bytes: issuer; issuer, scope and phase */
};

/* -1: no memory. */
int sort_key_set(struct sort_key *k, struct str issuer, struct str scope, struct str edition);
int sort_key_copy(struct sort_key *to, const struct sort_key *from);
int sort_key_cmp(const struct sort_key *a, const struct sort_key *b);
void sort_key_free(struct sort_key *k);

/* The records of a stream with the column `key` in front. The closing record of a document goes with its
 * records, whatever its own columns say; with each of its editions, if it has several. */
int sort_key_write(const char *const *paths, size_t n, const char *input_columns, struct io_writer *w, struct err *e);

#endif
