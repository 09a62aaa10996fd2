/* SPDX-License-Identifier: MIT */
/* state.h: --update, the editions a run ended with, kept for the next.
 *
 * The state is a record stream. Its editions that NEW has completely are replaced by NEW's records, as
 * they were read; all others stay, also those whose document in NEW failed or was cut off. A lock
 * beside the file is held from before OLD is read until the new state is in place, so that two runs
 * cannot lose one another's work. The file is replaced in one step, after all else succeeded; until then
 * the records of NEW wait in a scratch file, FILE.new.tmp. Both it and the coming state, FILE.tmp, are made when the state is
 * opened: after it no name is made or looked for that is not there (base/sandbox.h). */
#ifndef BD_DIFF_STATE_H
#define BD_DIFF_STATE_H

#include "diff/pair.h"

struct state {
    const char *path;
    int lock;               /* -1: not held */
    struct io_writer spool; /* never closed, only given up: nobody else is to see it */
    struct io_writer w;     /* the coming state */
    bool spooled;           /* at least the head of a stream */
    struct rec_head head; /* NEW's columns; a copy of what the names need */
    struct arena arena;
};

/* Waits for the lock. Before the sandbox; state_close is due also where it fails. */
int state_open(struct state *t, const char *path, struct err *e);
/* The scratch file's name, which will be read again. */
const char *state_spool(const struct state *t);
/* A diff_tap: one record of NEW. arg is the state. */
int state_tap(void *arg, const struct rec *r, struct err *e);
/* Replace the file. prune: editions that NEW does not have at all are dropped. */
int state_commit(struct state *t, struct store *s, const struct pairing *p, bool prune, struct err *e);
/* Give the lock back; what was not committed is forgotten. */
void state_close(struct state *t);

#endif
