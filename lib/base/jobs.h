/* SPDX-License-Identifier: MIT */
/* jobs.h: independent pieces of work in child processes, their output joined in order.
 *
 * Each of `jobs` processes runs one piece of the n after the other, and writes what it has to say to the descriptors
 * out and err, the same for all its pieces; when it is a piece's turn, all of it is passed on. A piece that dies is an
 * error of its own: another process takes over. */
#ifndef BD_BASE_JOBS_H
#define BD_BASE_JOBS_H

#include "base/err.h"
#include "base/io.h"

#include <stddef.h>

struct jobs {
    size_t n;       /* pieces */
    unsigned jobs;  /* processes at once, 1 .. JOBS_MAX */
    /* Runs in the child; returns its exit status, 0 .. 125, or JOBS_DIED: it could not hand over what it did. */
    int (*run)(void *arg, size_t piece, int out, int err);
    void *arg;
    void (*before)(void *arg); /* called before messages of a piece are passed on; NULL: nothing */
    /* Called in order with each piece's status; 126: it died. */
    void (*done)(void *arg, size_t piece, int status);
};

enum { JOBS_MAX = 256, JOBS_DIED = 126 };

/* What the pieces write to `out` goes to w, what they write to `err` to standard error. */
int jobs_run(const struct jobs *j, struct io_writer *w, struct err *e);

#endif
