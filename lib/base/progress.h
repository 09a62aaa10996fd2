/* SPDX-License-Identifier: MIT */
/* progress.h: how far a tool is with its inputs, on one line of a terminal that is erased again.
 *
 * Nothing is ever written unless progress_start found a terminal and more than one input. At most ten times a
 * second. Names are shown without control characters, a long one by its end. */
#ifndef BD_BASE_PROGRESS_H
#define BD_BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>

struct progress {
    FILE *to;           /* NULL: nothing is shown */
    const char *tool;
    size_t n, done;     /* inputs */
    struct timespec began, drawn;
    bool there;         /* the line is on the screen */
};

/* Shows on `to` if it is a terminal, and records do not go to one as well. */
void progress_start(struct progress *p, FILE *to, const char *tool, size_t n);
void progress_at(struct progress *p, size_t done, const char *name); /* `done` inputs were read, now `name` is */
void progress_clear(struct progress *p); /* before anything else is written to the terminal, and at the end */

#endif
