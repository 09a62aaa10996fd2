/* SPDX-License-Identifier: MIT */
#include "base/jobs.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KEPT = 64 << 20 }; /* bytes of a file that stay for the next piece: pages that are there cost nothing */

struct slot {
    pid_t pid;    /* 0: nothing runs here */
    int status;   /* of the process that ended */
    int out, err; /* files in memory, -1 until a piece ran here */
    char *seen;   /* out as we see it, nseen bytes; NULL: nothing yet */
    size_t nseen;
};

static void close_slot(struct slot *s)
{
    if (s->seen) munmap(s->seen, s->nseen);
    if (s->out >= 0) close(s->out);
    if (s->err >= 0) close(s->err);
    *s = (struct slot){.out = -1, .err = -1};
}

static int start(const struct jobs *j, size_t piece, struct slot *s, struct err *e)
{
    if (s->out < 0) s->out = memfd_create("bd-out", MFD_CLOEXEC);
    if (s->err < 0) s->err = memfd_create("bd-err", MFD_CLOEXEC);
    if (s->out < 0 || s->err < 0) goto fail;
    s->pid = fork();
    if (s->pid < 0) goto fail;
    if (s->pid == 0) _exit(j->run(j->arg, piece, s->out, s->err));
    return 0;
fail:;
    int errnum = errno;
    s->pid = 0;
    return err_errno(e, NULL, errnum, "cannot start a job");
}

/* The first n bytes of what the child wrote, where it stands. */
static const char *look(struct slot *s, size_t n)
{
    if (n <= s->nseen) return s->seen;
    size_t room = s->nseen ? s->nseen : 1 << 20;
    while (room < n) room *= 2;
    if (s->seen) munmap(s->seen, s->nseen);
    void *p = mmap(NULL, room, PROT_READ, MAP_SHARED, s->out, 0);
    s->seen = p == MAP_FAILED ? NULL : p;
    s->nseen = s->seen ? room : 0;
    return s->seen;
}

/* The file is as good as empty; its offset, which we share with the child, goes back. */
static int rewind_file(int fd, off_t end)
{
    return lseek(fd, 0, SEEK_SET) < 0 || (end > KEPT && ftruncate(fd, 0)) ? -1 : 0;
}

static bool died(const struct slot *s)
{
    return !WIFEXITED(s->status) || WEXITSTATUS(s->status) == JOBS_DIED;
}

/* Of one that died, whole lines. */
static int pass_output(struct slot *s, struct io_writer *w, struct err *e)
{
    off_t end = lseek(s->out, 0, SEEK_CUR);
    const char *p = end > 0 ? look(s, (size_t)end) : "";
    if (end < 0 || !p) return err_errno(e, NULL, errno, "cannot read back a job's output");
    size_t n = (size_t)end;
    while (died(s) && n > 0 && p[n - 1] != '\n') n--;
    io_put(w, p, n);
    return rewind_file(s->out, end) ? err_errno(e, NULL, errno, "cannot read back a job's output") : 0;
}

static int pass_messages(int fd, struct err *e)
{
    char buf[4096];
    off_t end = lseek(fd, 0, SEEK_CUR);
    for (off_t at = 0; at < end;) {
        size_t want = end - at < (off_t)sizeof buf ? (size_t)(end - at) : sizeof buf;
        ssize_t n = pread(fd, buf, want, at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0 || fwrite(buf, 1, (size_t)n, stderr) != (size_t)n) break; /* nowhere left to complain */
        at += n;
    }
    return end < 0 || rewind_file(fd, end) ? err_errno(e, NULL, errno, "cannot read back a job's messages") : 0;
}

/* Wait until one of the pieces has run; its slot's pid is 0 then. */
static int wait_for_one(struct slot *slot, unsigned n, struct err *e)
{
    for (;;) {
        int status = 0;
        pid_t pid = waitpid(-1, &status, 0);
        if (pid < 0 && errno != EINTR) return err_errno(e, NULL, errno, "cannot wait for a job");
        for (unsigned i = 0; i < n && pid > 0; i++) {
            if (slot[i].pid != pid) continue;
            slot[i].pid = 0;
            slot[i].status = status;
            return 0;
        }
    }
}

static int pass_on(const struct jobs *j, size_t piece, struct slot *s, struct io_writer *w, struct err *e)
{
    int rc = pass_output(s, w, e);
    if (j->before && lseek(s->err, 0, SEEK_CUR) > 0) j->before(j->arg);
    if (!rc) rc = pass_messages(s->err, e);
    j->done(j->arg, piece, died(s) ? JOBS_DIED : WEXITSTATUS(s->status));
    return rc;
}

/* Pieces run ahead of the one whose turn it is, up to as many as there are slots, so that a long one keeps no
 * process waiting. */
static int run_all(const struct jobs *j, struct slot *slot, unsigned slots, unsigned width, struct io_writer *w, struct err *e)
{
    size_t started = 0, done = 0;
    unsigned running = 0;
    while (done < j->n && w->failed != ERR_PIPE) {
        for (; started < j->n && started < done + slots && running < width; started++, running++)
            if (start(j, started, &slot[started % slots], e)) return ERR_FAIL;
        struct slot *next = &slot[done % slots];
        if (next->pid == 0) {
            if (pass_on(j, done++, next, w, e)) return ERR_FAIL;
            continue;
        }
        if (wait_for_one(slot, slots, e)) return ERR_FAIL;
        running--;
    }
    return 0;
}

int jobs_run(const struct jobs *j, struct io_writer *w, struct err *e)
{
    unsigned width = j->jobs ? j->jobs : 1;
    struct slot slot[2 * JOBS_MAX];
    if (width > JOBS_MAX) width = JOBS_MAX;
    unsigned slots = 2 * width;
    for (unsigned i = 0; i < slots; i++) slot[i] = (struct slot){.out = -1, .err = -1};
    int rc = io_flush(w, e); /* or every child would hold a copy */
    if (!rc) rc = run_all(j, slot, slots, width, w, e);
    for (unsigned i = 0; i < slots; i++) {
        if (slot[i].pid > 0) (void)waitpid(slot[i].pid, NULL, 0);
        close_slot(&slot[i]);
    }
    return rc;
}
