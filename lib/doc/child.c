/* SPDX-License-Identifier: MIT */
/* child.c: see child.h. The bytes come on standard input, so that no name is opened twice and none can
 * look like an option. */
#include "doc/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Far above what an honest file needs (a page takes some milliseconds, and some KB of the file); one made
 * to exhaust the machine ends here. The helper limits memory. */
#ifndef CHILD_SECONDS
#define CHILD_SECONDS 20
#endif
enum { BYTES_A_SECOND = 128 << 10, TEXT_MAX = 256 << 20, PIECE = 64 << 10 };

/* ---- the child ---- */

struct child {
    const char *file, *name; /* the document, the program */
    FILE *input;
    int out, reply;   /* reading ends: its standard output, how it ended */
    unsigned seconds; /* it may take */
    pid_t pid;        /* to be waited for, or 0 */
    struct timespec began;
};

/* A file without a name that holds the bytes, at its start. */
static FILE *nameless(struct str bytes)
{
#ifdef __linux__
    int fd = memfd_create("document", MFD_CLOEXEC);
    FILE *f = fd >= 0 ? fdopen(fd, "w+") : NULL;
    if (!f && fd >= 0) close(fd);
#else
    FILE *f = tmpfile();
#endif
    if (!f) return NULL;
    if (fwrite(bytes.p, 1, bytes.n, f) == bytes.n && fflush(f) == 0 && fseek(f, 0, SEEK_SET) == 0) return f;
    fclose(f);
    return NULL;
}

/* Its output goes to out, its own end of a pipe or a file. */
static int ask(struct child *c, enum helper_program program, int out, struct err *e)
{
    int reply[2];
    if (pipe2(reply, O_CLOEXEC)) return err_errno(e, c->file, errno, "cannot read from %s", c->name);
    c->reply = reply[0];
    struct helper_job job = {program, c->seconds, fileno(c->input), out, reply[1], 0};
    int rc = helper_ask(&job);
    int errnum = errno;
    close(reply[1]);
    c->pid = job.pid;
    return rc ? err_errno(e, c->file, errnum, "cannot start %s", c->name) : 0;
}

static int start(struct child *c, enum helper_program program, struct err *e)
{
    int out[2];
    if (pipe2(out, O_CLOEXEC)) return err_errno(e, c->file, errno, "cannot read from %s", c->name);
    c->out = out[0];
    int rc = ask(c, program, out[1], e);
    close(out[1]);
    return rc;
}

/* What is still open when its output is not wanted any longer ends the program. */
static void finish(const struct child *c)
{
    if (c->out >= 0) close(c->out);
    if (c->reply >= 0) close(c->reply);
    if (c->input) fclose(c->input);
    if (c->pid > 0)
        while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) continue;
}

/* ---- its output ---- */

static int milliseconds_left(const struct child *c)
{
    long long all = c->seconds * 1000LL;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long gone = (now.tv_sec - c->began.tv_sec) * 1000LL + (now.tv_nsec - c->began.tv_nsec) / 1000000;
    return gone >= all ? 0 : (int)(all - gone);
}

/* Some of what comes from fd: its size, 0 at the end, <0: an error, or too late. */
static ssize_t take(const struct child *c, int fd, char *p, size_t n, struct err *e)
{
    for (;;) {
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        int some = poll(&ready, 1, milliseconds_left(c));
        if (some < 0 && errno == EINTR) continue;
        if (some <= 0) return err_set(e, c->file, 0, "%s was stopped after %u seconds", c->name, c->seconds);
        ssize_t got = read(fd, p, n);
        if (got >= 0) return got;
        if (errno != EINTR) return err_errno(e, c->file, errno, "cannot read from %s", c->name);
    }
}

static int collect(const struct child *c, struct arena *a, struct str *text, struct err *e)
{
    size_t n = 0, cap = PIECE;
    char *p = arena_alloc(a, cap);
    for (;;) {
        if (!p) return err_nomem(e);
        ssize_t got = take(c, c->out, p + n, cap - n, e);
        if (got < 0) return ERR_FAIL;
        if (got == 0) break;
        n += (size_t)got;
        if (n >= TEXT_MAX) return err_set(e, c->file, 0, "%s prints more than %d MiB", c->name, TEXT_MAX >> 20);
        if (n < cap) continue;
        /* The arena's limit grows with the size of the document. */
        p = arena_grow(a, p, cap, 2 * cap);
        if (!p && a->limit) return err_set(e, c->file, 0, "%s prints more than %zu MiB", c->name, cap >> 20);
        cap *= 2;
    }
    *text = (struct str){p, n};
    return 0;
}

static int ended(const struct child *c, int *status, struct err *e)
{
    struct helper_reply r = {HELPER_KILLED, 0};
    ssize_t got = take(c, c->reply, (char *)&r, sizeof r, e);
    if (got < 0) return ERR_FAIL;
    if (got == (ssize_t)sizeof r && r.how == HELPER_FAILED) return err_errno(e, c->file, r.value, "cannot start %s", c->name);
    *status = r.how == HELPER_EXITED ? r.value : r.how == HELPER_MISSING ? CHILD_MISSING : CHILD_KILLED;
    return 0;
}

static int begin(struct child *c, const char *file, enum helper_program program, struct str bytes, struct err *e)
{
    *c = (struct child){.file = file, .name = helper_argv[program][0], .out = -1, .reply = -1};
    clock_gettime(CLOCK_MONOTONIC, &c->began);
    c->seconds = CHILD_SECONDS + (unsigned)(bytes.n / BYTES_A_SECOND);
    c->input = nameless(bytes);
    return c->input ? 0 : err_errno(e, file, errno, "cannot pass it to %s", c->name);
}

int child_run(const char *file, enum helper_program program, struct str bytes, struct arena *a, struct str *out, int *status,
              struct err *e)
{
    struct child c;
    *out = (struct str){"", 0};
    *status = CHILD_KILLED;
    int rc = begin(&c, file, program, bytes, e);
    if (rc == 0) rc = start(&c, program, e);
    if (rc == 0) rc = collect(&c, a, out, e);
    if (rc == 0) rc = ended(&c, status, e);
    finish(&c);
    return rc;
}

/* ---- a function of ours ---- */

static int map(const struct child *c, FILE *output, struct str *out, struct err *e)
{
    struct stat st;
    if (fstat(fileno(output), &st)) return err_errno(e, c->file, errno, "cannot read from %s", c->name);
    if (st.st_size == 0) return 0;
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fileno(output), 0);
    if (p == MAP_FAILED) return err_errno(e, c->file, errno, "cannot read from %s", c->name);
    *out = (struct str){p, (size_t)st.st_size};
    return 0;
}

int child_map(const char *file, enum helper_program program, struct str bytes, struct str *out, int *status, struct err *e)
{
    struct child c;
    *out = (struct str){NULL, 0};
    *status = CHILD_KILLED;
    int rc = begin(&c, file, program, bytes, e);
    FILE *output = rc == 0 ? nameless((struct str){"", 0}) : NULL;
    if (rc == 0 && !output) rc = err_errno(e, file, errno, "cannot read from %s", c.name);
    if (rc == 0 && !helper_there()) *status = helper_inside[program](fileno(c.input), fileno(output)) ? 1 : 0;
    else if (rc == 0) rc = ask(&c, program, fileno(output), e) || ended(&c, status, e) ? ERR_FAIL : 0;
    if (rc == 0 && *status == 0) rc = map(&c, output, out, e);
    finish(&c);
    if (output) fclose(output);
    return rc;
}

void child_unmap(struct str out)
{
    if (out.p) munmap((void *)(uintptr_t)out.p, out.n);
}
