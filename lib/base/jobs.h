/* SPDX-License-Identifier: MIT */
/* jobs.h: independent pieces of work in child processes, their output joined in order.
 *
 * Each of `jobs` processes runs one piece of the n after the other. What a piece has to say goes into memory that the parent
 * sees too, or, if it is more than fits there, to a file in memory; its messages go to another. When it is a piece's turn, all
 * of it is passed on. A piece that dies is an error of its own: another process takes over. */
#ifndef BD_BASE_JOBS_H
#define BD_BASE_JOBS_H

#include "base/err.h"
#include "base/io.h"

#include <stddef.h>

/* Where a piece puts its output: all into room (NULL: there is none), or all to out. */
struct jobs_out {
    int out, err;  /* the same for all pieces of a process */
    char *room;
    size_t cap, n; /* bytes of room, and how many of them the piece filled */
};
/* Let w, which is zero before the first piece of the process, write there; and see to it that all is there in the end. */
int jobs_begin(const struct jobs_out *o, struct io_writer *w, struct err *e);
int jobs_end(struct jobs_out *o, struct io_writer *w, struct err *e);

struct jobs {
    size_t n;       /* pieces */
    unsigned jobs;  /* processes at once, 1 .. JOBS_MAX */
    /* Runs in the child; returns its exit status, 0 .. 125, or JOBS_DIED: it could not hand over what it did. */
    int (*run)(void *arg, size_t piece, struct jobs_out *o);
    void *arg;
    void (*before)(void *arg); /* called before messages of a piece are passed on; NULL: nothing */
    /* Called in order with each piece's status; 126: it died. */
    void (*done)(void *arg, size_t piece, int status);
};

enum { JOBS_MAX = 256, JOBS_DIED = 126 };

/* The output of the pieces goes to w, what they write to `err` to standard error. */
int jobs_run(const struct jobs *j, struct io_writer *w, struct err *e);

#endif
