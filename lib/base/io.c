/* SPDX-License-Identifier: MIT */
/* io.c: reading by slices of one buffer. Writing is in io_write.c. */
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_BUFFER = 256 << 10 };

int io_open(struct io_reader *r, const char *path, struct err *e)
{
    *r = (struct io_reader){.path = path, .fd = -1};
    if (strcmp(path, "-") == 0) {
        r->fd = STDIN_FILENO;
        return 0;
    }
    do r->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    while (r->fd < 0 && errno == EINTR);
    if (r->fd < 0) return err_errno(e, path, errno, "cannot open");
    posix_fadvise(r->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return 0;
}

/* read(2), again after a signal. */
static ssize_t read_some(int fd, char *p, size_t n)
{
    ssize_t got;
    do got = read(fd, p, n);
    while (got < 0 && errno == EINTR);
    return got;
}

int io_fill(struct io_reader *r, struct err *e)
{
    if (r->eof) return 0;
    if (r->start > 0 && (r->start == r->end || r->end == r->cap)) {
        memmove(r->buf, r->buf + r->start, r->end - r->start);
        r->end -= r->start;
        r->start = 0;
    }
    if (r->end == r->cap) {
        size_t cap = r->cap ? r->cap * 2 : READ_BUFFER;
        char *bigger = cap > r->cap ? realloc(r->buf, cap + IO_SLACK) : NULL;
        if (!bigger && r->cap == 0) return err_nomem(e);
        if (!bigger) return err_set(e, r->path, 0, "out of memory, a line is longer than %zu bytes", r->end);
        r->buf = bigger;
        r->cap = cap;
    }
    ssize_t got = read_some(r->fd, r->buf + r->end, r->cap - r->end);
    if (got < 0) return err_errno(e, r->path, errno, "cannot read");
    if (got == 0) r->eof = true;
    r->end += (size_t)got;
    return got > 0;
}

int io_line(struct io_reader *r, struct str *line, bool *has_lf, struct err *e)
{
    size_t seen = 0;
    for (;;) {
        size_t have = r->end - r->start;
        const char *from = have ? r->buf + r->start : NULL;
        const char *lf = have > seen ? memchr(from + seen, '\n', have - seen) : NULL;
        if (lf) {
            *line = (struct str){from, (size_t)(lf - from)};
            r->start += line->n + 1;
            *has_lf = true;
            r->line++;
            return 1;
        }
        seen = have;
        int got = io_fill(r, e);
        if (got < 0) return got;
        if (got > 0) continue;
        if (have == 0) return 0;
        *line = (struct str){r->buf + r->start, have};
        r->start = r->end;
        *has_lf = false;
        r->line++;
        return 1;
    }
}

int io_slurp(struct io_reader *r, struct arena *a, size_t max, struct str *out, struct err *e)
{
    struct stat st;
    size_t n = r->end - r->start;
    size_t cap = READ_BUFFER;
    if (fstat(r->fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0) cap = (size_t)st.st_size + 1;
    if (max && cap > max + 1) cap = max + 1;
    if (cap < n + 1) cap = n + 1;
    char *p = arena_alloc(a, cap + 1);
    if (!p) goto too_big;
    if (n) memcpy(p, r->buf + r->start, n);
    r->start = r->end;
    while (!r->eof) {
        if (n == cap) {
            char *bigger = cap > SIZE_MAX / 4 ? NULL : arena_grow(a, p, cap + 1, 2 * cap + 1);
            if (!bigger) goto too_big;
            p = bigger;
            cap *= 2;
        }
        ssize_t got = read_some(r->fd, p + n, cap - n);
        if (got < 0) return err_errno(e, r->path, errno, "cannot read");
        if (got == 0) r->eof = true;
        n += (size_t)got;
        if (max && n > max) return err_set(e, r->path, 0, "larger than the limit of %zu bytes", max);
    }
    p[n] = '\0';
    *out = (struct str){p, n};
    return 0;
too_big:
    return err_set(e, r->path, 0, "out of memory after %zu bytes", n);
}

void io_reader_close(struct io_reader *r)
{
    if (r->fd > STDIN_FILENO) close(r->fd);
    free(r->buf);
    r->buf = NULL;
    r->fd = -1;
    r->start = r->end = r->cap = 0;
}
