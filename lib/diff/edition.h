/* SPDX-License-Identifier: MIT */
/* edition.h: the editions of one side, for pair.c alone.
 *
 * Every function takes the store that its ids belong to, or reads it from edition_store. */
#ifndef BD_DIFF_EDITION_H
#define BD_DIFF_EDITION_H

#include "diff/pair.h"

extern const char *const pair_side_name[SIDES]; /* OLD, NEW */
void pair_say(const struct pair_opts *o, const char *fmt, ...) BD_PRINTF(2, 3);

/* Documents from `from` on: those cut off, those whose edition is taken from their figures, those of no use. */
int editions_look(struct store *s, enum side side, size_t from, const struct pair_opts *o, struct err *e);
/* Are there several documents without issuer that only their names tell apart? */
int editions_nameless(struct store *s, enum side side, uint32_t empty, bool *many, struct err *e);
/* The documents that can be compared, as p->ed[side]; nameless: `empty` as an issuer is the document's name. */
int editions_find(struct store *s, struct pairing *p, enum side side, size_t from, bool nameless, uint32_t empty, struct err *e);
/* One issuer on each side is the same one; a scope that is not said is the only one of the other side. */
int editions_join_issuers(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e);
int editions_join_scopes(struct store *s, struct pairing *p, const struct pair_opts *o, struct err *e);
/* Of the documents of one edition, sorted, the one that counts. */
int editions_keep_one(struct store *s, struct pairing *p, enum side side, const struct pair_opts *o, struct err *e);

/* Order: issuer and scope, phase, year, text; documents as they came. qsort passes no argument: the ids' store
 * is this one, of one thread. */
extern _Thread_local const struct store *edition_store;
int edition_cmp_id(uint32_t a, uint32_t b);
int edition_cmp_who(const struct edition *a, const struct edition *b);
int edition_cmp(const void *x, const void *y);

#endif
