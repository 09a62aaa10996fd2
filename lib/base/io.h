/* SPDX-License-Identifier: MIT */
/* io.h: reading and writing with every call checked.
 *
 * A reader hands out slices of its own buffer, a line at a time, valid until the next call. Reading "-"
 * is standard input. A writer collects output and writes it in large pieces; its failure is remembered
 * and returned by io_close. `-o FILE` is atomic: a temporary file beside it, fsync, rename, same
 * permissions as the file it replaces (0666 & ~umask for a new one). */
#ifndef BD_BASE_IO_H
#define BD_BASE_IO_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <stdint.h>

#define IO_SLACK 64

struct io_reader {
    const char *path; /* as given; "-" is standard input */
    int fd;
    char *buf;
    size_t cap, start, end;
    bool eof;
    uint64_t line; /* 1-based number of the line last handed out */
};

int io_open(struct io_reader *r, const char *path, struct err *e);
/* Next line without its LF: 1, 0 at end of input, <0 on error. *has_lf is false for a last line
 * without LF. A line may be as long as memory allows. Bytes are as in the file (CR, NUL kept). */
int io_line(struct io_reader *r, struct str *line, bool *has_lf, struct err *e);
/* Read more into buf behind what is there (start and end may move): 1, 0 at end of input, <0 on error.
 * IO_SLACK bytes behind buf + cap are always allocated, so that whole vectors can be loaded. */
int io_fill(struct io_reader *r, struct err *e);
/* The whole rest of the input, in the arena; more than max bytes (0: no limit) is an error. */
int io_slurp(struct io_reader *r, struct arena *a, size_t max, struct str *out, struct err *e);
void io_reader_close(struct io_reader *r);

struct io_writer {
    int fd;
    char *buf;
    size_t n, cap;
    char *path, *tmp; /* target and temporary file of -o, else NULL */
    bool alone;       /* io_create_alone */
    bool wrote;       /* some of it is not in buf any more */
    int failed;       /* 0, ERR_FAIL or ERR_PIPE */
    int errnum;
};

/* path NULL or "-": standard output. */
int io_create(struct io_writer *w, const char *path, struct err *e);
/* The same for one who holds the lock of path: the temporary file is path.tmp, and one that a killed run left
 * is replaced. */
int io_create_alone(struct io_writer *w, const char *path, struct err *e);
void io_put(struct io_writer *w, const char *p, size_t n); /* failures are remembered */
static inline void io_str(struct io_writer *w, struct str s) { io_put(w, s.p, s.n); }
static inline void io_char(struct io_writer *w, char c)
{
    if (w->n < w->cap) w->buf[w->n++] = c;
    else io_put(w, &c, 1);
}
int io_flush(struct io_writer *w, struct err *e);
/* Flush, fsync and rename for -o; for stdout also checks close. ERR_PIPE if the reader is gone. */
int io_close(struct io_writer *w, struct err *e);
/* A temporary file goes away when the process is ended by SIGINT, SIGTERM or SIGHUP. Called by opt_start. */
void io_catch_signals(void);
/* From now on the outputs that are open get their names from a process of its own (finish.h). <0: there is none, all is as
 * it was. For sandbox_enter. */
int io_let_finish(void);
/* Give up: the temporary file is removed, the target stays as it was. */
void io_abort(struct io_writer *w);

/* One advisory lock file beside `path` (path.lock), held until io_unlock; waits for the holder. */
int io_lock(const char *path, int *fd, struct err *e);
void io_unlock(int fd);

#endif
