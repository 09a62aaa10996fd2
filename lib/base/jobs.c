/* SPDX-License-Identifier: MIT */
#include "base/jobs.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

struct slot {
    pid_t pid; /* 0: nothing runs here */
    int out, err;
};

static void close_slot(struct slot *s)
{
    if (s->out >= 0) close(s->out);
    if (s->err >= 0) close(s->err);
    s->out = s->err = -1;
    s->pid = 0;
}

static int start(const struct jobs *j, size_t piece, struct slot *s, struct err *e)
{
    s->out = memfd_create("bd-out", MFD_CLOEXEC);
    s->err = memfd_create("bd-err", MFD_CLOEXEC);
    if (s->out < 0 || s->err < 0) goto fail;
    s->pid = fork();
    if (s->pid < 0) goto fail;
    if (s->pid == 0) _exit(j->run(j->arg, piece, s->out, s->err));
    return 0;
fail:;
    int errnum = errno;
    s->pid = 0;
    close_slot(s);
    return err_errno(e, NULL, errnum, "cannot start a job");
}

/* Everything in the file fd, to w or, if w is NULL, to standard error. */
static int pass_on(int fd, struct io_writer *w, struct err *e)
{
    char buf[1 << 16];
    off_t at = 0;
    for (;;) {
        ssize_t n = pread(fd, buf, sizeof buf, at);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return err_errno(e, NULL, errno, "cannot read back a job's output");
        if (n == 0) return 0;
        at += n;
        if (w) io_put(w, buf, (size_t)n);
        else if (fwrite(buf, 1, (size_t)n, stderr) != (size_t)n) return 0; /* nowhere left to complain */
    }
}

static int collect(const struct jobs *j, size_t piece, struct slot *s, struct io_writer *w, struct err *e)
{
    int status = 0;
    while (waitpid(s->pid, &status, 0) < 0)
        if (errno != EINTR) return err_errno(e, NULL, errno, "cannot wait for a job");
    s->pid = 0;
    int rc = pass_on(s->out, w, e);
    if (!rc) rc = pass_on(s->err, NULL, e);
    close_slot(s);
    j->done(j->arg, piece, WIFEXITED(status) ? WEXITSTATUS(status) : JOBS_DIED);
    return rc;
}

int jobs_run(const struct jobs *j, struct io_writer *w, struct err *e)
{
    unsigned width = j->jobs ? j->jobs : 1;
    struct slot slot[JOBS_MAX];
    int rc = io_flush(w, e); /* or every child would hold a copy */
    if (width > JOBS_MAX) width = JOBS_MAX;
    for (unsigned i = 0; i < width; i++) slot[i] = (struct slot){0, -1, -1};
    size_t started = 0, done = 0;
    while (!rc && done < j->n && w->failed != ERR_PIPE) {
        while (!rc && started < j->n && started < done + width) {
            rc = start(j, started, &slot[started % width], e);
            started += !rc;
        }
        if (!rc) rc = collect(j, done, &slot[done % width], w, e);
        done++;
    }
    for (unsigned i = 0; i < width; i++) {
        if (slot[i].pid > 0) (void)waitpid(slot[i].pid, NULL, 0);
        close_slot(&slot[i]);
    }
    return rc;
}
