/* SPDX-License-Identifier: MIT */
/* jobs.c: see jobs.h. A process runs piece after piece, so that what it has set up and the memory it has got serve them
 * all. Up to twice as many pieces as processes are under way or wait for their turn; each has a room of its own in memory that
 * all share, where most of them put all they have to say. What is larger, and messages, stands one behind the other in two
 * files in memory for each process, which begin again when all was passed on. */
#include "base/jobs.h"

#include "base/finish.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    KEPT = 64 << 20, /* bytes of a file that stay for the next pieces: pages that are there cost nothing */
    ROOM = 2 << 20   /* bytes of a piece's room: some documents' records */
};

struct worker {
    pid_t pid;         /* 0: nothing runs here */
    int out, err;      /* files in memory, -1 until a process ran here */
    int ask, answer;   /* our ends of the pipes: a piece's number goes out, its status comes back */
    bool busy;
    size_t piece;      /* the one it runs, or ran last */
    unsigned held;     /* pieces that ran here and are not passed on yet, the running one included */
    char *seen;        /* out as we see it, nseen bytes; NULL: nothing yet */
    size_t nseen;
};

/* What piece p wrote, at p % (2 * width). */
struct result {
    struct worker *by;
    bool ready;
    int status;
    size_t n;          /* bytes in its room */
    off_t out, out_end, err, err_end;
};

/* What a process tells of a piece. */
struct answer {
    size_t n;
    int status;
};

struct team {
    const struct jobs *j;
    struct worker *worker;
    struct result *result;
    char *room;        /* for 2 * width pieces; NULL: there is none */
    unsigned width;
    size_t started, done;
};

static int trouble(struct err *e, const char *what) { return err_errno(e, NULL, errno, "%s", what); }

static void close_fd(int *fd)
{
    if (*fd >= 0) close(*fd);
    *fd = -1;
}

/* ---- in the child ---- */

static bool read_whole(int fd, void *p, size_t n)
{
    ssize_t got;
    do got = read(fd, p, n);
    while (got < 0 && errno == EINTR);
    return got == (ssize_t)n; /* a pipe passes what is so short in one piece */
}

static bool write_whole(int fd, const void *p, size_t n)
{
    ssize_t put;
    do put = write(fd, p, n);
    while (put < 0 && errno == EINTR);
    return put == (ssize_t)n;
}

static char *room_of(const struct team *t, size_t piece)
{
    return t->room ? t->room + piece % (2 * t->width) * ROOM : NULL;
}

static _Noreturn void work(const struct team *t, const struct worker *me, int ask, int answer)
{
    size_t piece;
    finish_leave();
    for (unsigned i = 0; i < t->width; i++) { /* or the others would not see us, or our parent, go */
        close_fd(&t->worker[i].ask);
        close_fd(&t->worker[i].answer);
    }
    while (read_whole(ask, &piece, sizeof piece)) {
        struct jobs_out o = {me->out, me->err, room_of(t, piece), ROOM, 0};
        struct answer a = {.status = t->j->run(t->j->arg, piece, &o)};
        a.n = o.n;
        if (a.status == JOBS_DIED || !write_whole(answer, &a, sizeof a)) break;
    }
    _exit(0);
}

int jobs_begin(const struct jobs_out *o, struct io_writer *w, struct err *e)
{
    if (o->room) *w = (struct io_writer){.buf = o->room, .cap = o->cap};
    else if (!w->buf && io_create(w, NULL, e)) return ERR_FAIL;
    w->fd = o->out;
    w->wrote = false;
    return 0;
}

/* Where the room was too small, w wrote what was in it to out; the rest goes there too. */
int jobs_end(struct jobs_out *o, struct io_writer *w, struct err *e)
{
    if (!o->room || w->wrote) return io_flush(w, e);
    o->n = w->n;
    return 0;
}

/* ---- starting and ending ---- */

static int start(struct team *t, struct worker *w, struct err *e)
{
    int ask[2] = {-1, -1}, answer[2] = {-1, -1};
    if (w->out < 0) w->out = memfd_create("bd-out", MFD_CLOEXEC);
    if (w->err < 0) w->err = memfd_create("bd-err", MFD_CLOEXEC);
    if (w->out < 0 || w->err < 0 || pipe2(ask, O_CLOEXEC) || pipe2(answer, O_CLOEXEC)) goto fail;
    w->ask = ask[1];
    w->answer = answer[0];
    w->pid = fork();
    if (w->pid == 0) work(t, w, ask[0], answer[1]);
    if (w->pid < 0) goto fail;
    close(ask[0]);
    close(answer[1]);
    return 0;
fail:;
    int errnum = errno;
    for (int i = 0; i < 2; i++) {
        close_fd(&ask[i]);
        close_fd(&answer[i]);
    }
    w->ask = w->answer = -1;
    w->pid = 0;
    return err_errno(e, NULL, errnum, "cannot start a job");
}

/* It ends by itself when nothing more can be asked. */
static void stop(struct worker *w)
{
    close_fd(&w->ask);
    close_fd(&w->answer);
    if (w->pid > 0)
        while (waitpid(w->pid, NULL, 0) < 0 && errno == EINTR) continue;
    w->pid = 0;
}

static void close_worker(struct worker *w)
{
    stop(w);
    if (w->seen) munmap(w->seen, w->nseen);
    w->seen = NULL;
    w->nseen = 0;
    close_fd(&w->out);
    close_fd(&w->err);
}

/* ---- passing on ---- */

/* The first n bytes of what the child wrote, where it stands. */
static const char *look(struct worker *w, size_t n)
{
    if (n <= w->nseen) return w->seen;
    size_t room = w->nseen ? w->nseen : 1 << 20;
    while (room < n) room *= 2;
    if (w->seen) munmap(w->seen, w->nseen);
    void *p = mmap(NULL, room, PROT_READ, MAP_SHARED, w->out, 0);
    w->seen = p == MAP_FAILED ? NULL : p;
    w->nseen = w->seen ? room : 0;
    return w->seen;
}

/* All was passed on: the files are as good as empty, their offsets, which we share with the child, go back. One that
 * grew out of measure goes, with its process. */
static int rewind_files(struct worker *w)
{
    if (lseek(w->out, 0, SEEK_CUR) > KEPT) close_worker(w);
    return w->pid > 0 && (lseek(w->out, 0, SEEK_SET) < 0 || lseek(w->err, 0, SEEK_SET) < 0) ? -1 : 0;
}

static int pass_output(const struct result *r, const char *room, struct io_writer *w, struct err *e)
{
    if (room && r->n) io_put(w, room, r->n);
    if (r->out_end == r->out) return 0;
    const char *p = look(r->by, (size_t)r->out_end);
    if (!p) return trouble(e, "cannot read back a job's output");
    io_put(w, p + r->out, (size_t)(r->out_end - r->out));
    return 0;
}

static void pass_messages(const struct result *r)
{
    char buf[4096];
    for (off_t at = r->err; at < r->err_end;) {
        size_t want = r->err_end - at < (off_t)sizeof buf ? (size_t)(r->err_end - at) : sizeof buf;
        ssize_t n = pread(r->by->err, buf, want, at);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0 || fwrite(buf, 1, (size_t)n, stderr) != (size_t)n) break; /* nowhere left to complain */
        at += n;
    }
}

static int pass_on(struct team *t, struct io_writer *w, struct err *e)
{
    const struct jobs *j = t->j;
    struct result *r = &t->result[t->done % (2 * t->width)];
    int rc = pass_output(r, room_of(t, t->done), w, e);
    if (j->before && r->err_end > r->err) j->before(j->arg);
    if (!rc) pass_messages(r);
    j->done(j->arg, t->done++, r->status);
    r->by->held--;
    r->ready = false;
    return rc;
}

/* ---- asking ---- */

/* Give the worker the next piece. */
static int hand(struct team *t, struct worker *w, struct err *e)
{
    if (w->held == 0 && rewind_files(w)) return trouble(e, "cannot read back a job's output");
    if (w->pid == 0 && start(t, w, e)) return ERR_FAIL;
    struct result *r = &t->result[t->started % (2 * t->width)];
    *r = (struct result){.by = w, .out = lseek(w->out, 0, SEEK_CUR), .err = lseek(w->err, 0, SEEK_CUR)};
    w->piece = t->started++;
    w->busy = true;
    w->held++;
    if (!write_whole(w->ask, &w->piece, sizeof w->piece)) close_fd(&w->ask); /* it ends, or is gone: its answer will tell */
    return r->out < 0 || r->err < 0 ? trouble(e, "cannot read back a job's output") : 0;
}

/* Its piece is done, or it died over it: the next one is for a new process then. */
static int take_answer(struct team *t, struct worker *w, struct err *e)
{
    struct result *r = &t->result[w->piece % (2 * t->width)];
    struct answer a;
    if (!read_whole(w->answer, &a, sizeof a)) {
        a = (struct answer){0, JOBS_DIED};
        stop(w);
    }
    r->status = a.status;
    r->n = a.n <= ROOM ? a.n : 0;
    r->out_end = lseek(w->out, 0, SEEK_CUR);
    r->err_end = lseek(w->err, 0, SEEK_CUR);
    r->ready = true;
    w->busy = false;
    return r->out_end < 0 || r->err_end < 0 ? trouble(e, "cannot read back a job's output") : 0;
}

/* Wait until at least one of the pieces has run. */
static int wait_for_one(struct team *t, struct err *e)
{
    struct pollfd wait[JOBS_MAX];
    for (unsigned i = 0; i < t->width; i++) wait[i] = (struct pollfd){t->worker[i].busy ? t->worker[i].answer : -1, POLLIN, 0};
    while (poll(wait, t->width, -1) < 0)
        if (errno != EINTR) return trouble(e, "cannot wait for a job");
    for (unsigned i = 0; i < t->width; i++)
        if (wait[i].revents && take_answer(t, &t->worker[i], e)) return ERR_FAIL;
    return 0;
}

/* Pieces run ahead of the one whose turn it is, up to twice as many as there are processes, so that a long one keeps
 * no process waiting. */
static int run_all(struct team *t, struct io_writer *w, struct err *e)
{
    const size_t ahead = 2 * t->width;
    while (t->done < t->j->n && w->failed != ERR_PIPE) {
        if (t->result[t->done % ahead].ready) { /* first of all, so that its file begins again */
            if (pass_on(t, w, e)) return ERR_FAIL;
            continue;
        }
        for (unsigned i = 0; i < t->width; i++)
            if (!t->worker[i].busy && t->started < t->j->n && t->started < t->done + ahead && hand(t, &t->worker[i], e)) return ERR_FAIL;
        if (wait_for_one(t, e)) return ERR_FAIL;
    }
    return 0;
}

int jobs_run(const struct jobs *j, struct io_writer *w, struct err *e)
{
    struct worker worker[JOBS_MAX];
    struct result result[2 * JOBS_MAX] = {{.by = NULL}};
    struct team t = {.j = j, .worker = worker, .result = result, .width = j->jobs ? j->jobs : 1};
    if (t.width > JOBS_MAX) t.width = JOBS_MAX;
    const size_t rooms = 2 * (size_t)t.width * ROOM;
    void *room = mmap(NULL, rooms, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room != MAP_FAILED) t.room = room;
    for (unsigned i = 0; i < t.width; i++) worker[i] = (struct worker){.out = -1, .err = -1, .ask = -1, .answer = -1};
    int rc = io_flush(w, e); /* or every child would hold a copy */
    if (!rc) rc = run_all(&t, w, e);
    for (unsigned i = 0; i < t.width; i++) close_fd(&worker[i].ask); /* all of them end now */
    for (unsigned i = 0; i < t.width; i++) close_worker(&worker[i]);
    if (t.room) munmap(t.room, rooms);
    return rc;
}
