/* SPDX-License-Identifier: MIT */
/* err.h: how a library function says what went wrong.
 *
 * Functions return 0 or a negative number and fill a struct err; only cmd/ prints it, as
 * `bd-NAME: FILE:LINE: reason`, `bd-NAME: FILE: reason` or `bd-NAME: reason`. */
#ifndef BD_BASE_ERR_H
#define BD_BASE_ERR_H

#include <stdint.h>
#include <stdio.h>

#if defined(__GNUC__)
#define BD_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#define BD_NORETURN __attribute__((noreturn))
#else
#define BD_PRINTF(fmt, first)
#define BD_NORETURN
#endif

/* ERR_PIPE: the reader of our output is gone, end quietly. ERR_LIMIT: this part of the input is beyond a limit, what
 * follows can be read. */
enum { ERR_FAIL = -1, ERR_PIPE = -2, ERR_LIMIT = -3 };

struct err {
    char file[512];   /* "" if none; a longer path is cut in front, with "..." */
    uint64_t line;    /* 1-based, 0 if none */
    char reason[512]; /* one line, no control characters */
};

/* Fill e (file may be NULL, line 0) and return ERR_FAIL. Control characters become '?'. */
int err_set(struct err *e, const char *file, uint64_t line, const char *fmt, ...) BD_PRINTF(4, 5);

/* The same, with ": " and strerror(errnum) after the reason. */
int err_errno(struct err *e, const char *file, int errnum, const char *fmt, ...) BD_PRINTF(4, 5);

int err_nomem(struct err *e); /* "out of memory" */

/* Print `name: ...` and a newline to f in one write. */
void err_print(FILE *f, const char *name, const struct err *e);

#endif
