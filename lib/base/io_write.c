/* SPDX-License-Identifier: MIT */
/* io_write.c: buffered output, the atomic -o FILE, and the advisory lock. */
#include "base/io.h"

#include "base/finish.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRITE_BUFFER = 256 << 10, NAME_TRIES = 100 };

static const char *writer_name(const struct io_writer *w)
{
    return w->path ? w->path : "standard output";
}

/* ---- temporary files and signals ---- */

/* What the handler removes. A slot is filled or emptied in one store, before the file is made and after
 * it is gone; a child process leaves its parent's files alone. */
static struct finish_file temporary[FINISH_MAX];
static volatile pid_t temporary_owner;
static int held = -1; /* the lock */

static void remember(char *tmp, const char *path)
{
    temporary_owner = getpid();
    for (int i = 0; i < FINISH_MAX; i++)
        if (!temporary[i].tmp) {
            temporary[i].path = path;
            temporary[i].tmp = tmp;
            return;
        }
}

/* Its slot, or -1. */
static int slot_of(const char *tmp)
{
    for (int i = 0; i < FINISH_MAX; i++)
        if (temporary[i].tmp == tmp) return i;
    return -1;
}

static void forget(const char *tmp)
{
    int i = slot_of(tmp);
    if (i >= 0) temporary[i].tmp = NULL;
}

int io_let_finish(void)
{
    return finish_start(temporary, held);
}

static void remove_temporary(const char *tmp, int slot)
{
    if (finish_has(slot)) finish_ask(slot, FINISH_REMOVE);
    else unlink(tmp);
}

static void on_signal(int number)
{
    for (int i = 0; i < FINISH_MAX; i++)
        if (temporary[i].tmp && temporary_owner == getpid()) remove_temporary(temporary[i].tmp, i);
    signal(number, SIG_DFL);
    raise(number);
}

void io_catch_signals(void)
{
    static const int caught[] = {SIGINT, SIGTERM, SIGHUP};
    for (size_t i = 0; i < sizeof caught / sizeof *caught; i++) {
        struct sigaction old;
        if (sigaction(caught[i], NULL, &old) == 0 && old.sa_handler == SIG_DFL) signal(caught[i], on_signal);
    }
}

static int open_new(struct io_writer *w, const struct stat *old)
{
    do w->fd = open(w->tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, old ? 0600 : 0666);
    while (w->fd < 0 && errno == EINTR);
    return w->fd;
}

/* "path.XXXXXX", or "path.tmp" of who is alone with the path. */
static int open_named(struct io_writer *w, const struct stat *old)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    size_t n = strlen(w->path);
    w->tmp = malloc(n + 8);
    if (!w->tmp) return -1;
    memcpy(w->tmp, w->path, n);
    if (w->alone) {
        memcpy(w->tmp + n, ".tmp", sizeof ".tmp");
        remember(w->tmp, w->path);
        if (unlink(w->tmp) != 0 && errno != ENOENT) return -1;
        return open_new(w, old);
    }
    for (int try = 0; try < NAME_TRIES; try++) {
        unsigned char r[6];
        if (getrandom(r, sizeof r, 0) != (ssize_t)sizeof r) return -1;
        w->tmp[n] = '.';
        for (size_t i = 0; i < sizeof r; i++) w->tmp[n + 1 + i] = letters[r[i] % (sizeof letters - 1)];
        w->tmp[n + 7] = '\0';
        if (try == 0) remember(w->tmp, w->path);
        if (open_new(w, old) >= 0 || errno != EEXIST) break;
    }
    return w->fd;
}

/* The temporary file, opened. The mode of a file to be replaced is set before anything is written. */
static int open_temporary(struct io_writer *w, const struct stat *old)
{
    if (open_named(w, old) < 0) return -1;
    if (!old) return 0;
    /* Ownership is kept where we may; the permissions must be. */
    if (fchown(w->fd, old->st_uid, old->st_gid) != 0 && errno != EPERM) return -1;
    return fchmod(w->fd, old->st_mode & 07777);
}

/* The target itself, links followed, so that a symbolic link stays one. */
static char *resolve(const char *path)
{
    struct stat st;
    if (lstat(path, &st) == 0 && S_ISLNK(st.st_mode)) {
        char *real = realpath(path, NULL);
        if (real || errno != ENOENT) return real;
    }
    return strdup(path);
}

static int open_target(struct io_writer *w, const char *path)
{
    struct stat old;
    w->path = resolve(path);
    if (!w->path) return -1;
    if (stat(w->path, &old) != 0) {
        if (errno != ENOENT) return -1;
        return open_temporary(w, NULL);
    }
    if (S_ISREG(old.st_mode)) {
        if (access(w->path, W_OK) != 0) return -1;
        return open_temporary(w, &old);
    }
    /* A device or pipe cannot be replaced, it is written to. */
    do w->fd = open(w->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    while (w->fd < 0 && errno == EINTR);
    return w->fd < 0 ? -1 : 0;
}

static int create(struct io_writer *w, const char *path, bool alone, struct err *e)
{
    *w = (struct io_writer){.fd = STDOUT_FILENO, .cap = WRITE_BUFFER, .alone = alone};
    w->buf = malloc(w->cap);
    if (!w->buf) return err_nomem(e);
    if (!path || strcmp(path, "-") == 0) return 0;
    w->fd = -1;
    if (open_target(w, path) == 0) return 0;
    int errnum = errno;
    io_abort(w);
    return err_errno(e, path, errnum, "cannot create");
}

int io_create(struct io_writer *w, const char *path, struct err *e)
{
    return create(w, path, false, e);
}

int io_create_alone(struct io_writer *w, const char *path, struct err *e)
{
    return create(w, path, true, e);
}

/* ---- writing ---- */

static void write_out(struct io_writer *w, const char *p, size_t n)
{
    w->wrote |= n > 0;
    while (n > 0 && !w->failed) {
        ssize_t put = write(w->fd, p, n);
        if (put >= 0) {
            p += put;
            n -= (size_t)put;
        } else if (errno != EINTR) {
            w->errnum = errno;
            w->failed = errno == EPIPE ? ERR_PIPE : ERR_FAIL;
        }
    }
}

void io_put(struct io_writer *w, const char *p, size_t n)
{
    if (n == 0) return;
    if (n <= w->cap - w->n) {
        memcpy(w->buf + w->n, p, n);
        w->n += n;
        return;
    }
    write_out(w, w->buf, w->n);
    w->n = 0;
    if (n >= w->cap) {
        write_out(w, p, n);
        return;
    }
    memcpy(w->buf, p, n);
    w->n = n;
}

static int report(const struct io_writer *w, struct err *e)
{
    if (w->failed == ERR_PIPE) {
        *e = (struct err){0};
        return ERR_PIPE;
    }
    return w->failed ? err_errno(e, writer_name(w), w->errnum, "cannot write") : 0;
}

int io_flush(struct io_writer *w, struct err *e)
{
    write_out(w, w->buf, w->n);
    w->n = 0;
    return report(w, e);
}

/* ---- closing ---- */

static void fail(struct io_writer *w)
{
    if (w->failed) return;
    w->failed = ERR_FAIL;
    w->errnum = errno;
}

static void release(struct io_writer *w)
{
    if (w->tmp) forget(w->tmp);
    free(w->buf);
    free(w->path);
    free(w->tmp);
    *w = (struct io_writer){.fd = -1, .failed = w->failed, .errnum = w->errnum};
}

/* The temporary file becomes the target. 0, or <0 with errno. */
static int put_in_place(struct io_writer *w)
{
    int slot = slot_of(w->tmp);
    if (finish_has(slot) ? finish_ask(slot, FINISH_RENAME) : finish_rename(w->tmp, w->path)) return -1;
    forget(w->tmp);
    free(w->tmp);
    w->tmp = NULL;
    return 0;
}

/* Is the temporary file still ours? One path may have several names, and so several locks. */
static bool still_ours(const struct io_writer *w)
{
    struct stat mine, there;
    return fstat(w->fd, &mine) == 0 && lstat(w->tmp, &there) == 0 && mine.st_ino == there.st_ino && mine.st_dev == there.st_dev;
}

int io_close(struct io_writer *w, struct err *e)
{
    write_out(w, w->buf, w->n);
    if (w->alone && !w->failed && !still_ours(w)) {
        errno = EBUSY;
        fail(w);
    }
    if (w->tmp && !w->failed && fsync(w->fd) != 0) fail(w);
    if (w->fd >= 0 && close(w->fd) != 0) fail(w);
    w->fd = -1;
    if (w->tmp && !w->failed && put_in_place(w) != 0) fail(w);
    int rc = report(w, e);
    if (w->tmp) remove_temporary(w->tmp, slot_of(w->tmp));
    release(w);
    return rc;
}

void io_abort(struct io_writer *w)
{
    if (w->fd > STDERR_FILENO) close(w->fd);
    if (w->tmp) remove_temporary(w->tmp, slot_of(w->tmp));
    release(w);
}

/* ---- lock ---- */

int io_lock(const char *path, int *fd, struct err *e)
{
    size_t n = strlen(path);
    char *name = malloc(n + sizeof ".lock");
    if (!name) return err_nomem(e);
    memcpy(name, path, n);
    memcpy(name + n, ".lock", sizeof ".lock");
    int rc = -1;
    *fd = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (*fd >= 0) {
        do rc = flock(*fd, LOCK_EX);
        while (rc != 0 && errno == EINTR);
    }
    if (rc != 0) {
        rc = err_errno(e, name, errno, "cannot lock");
        if (*fd >= 0) close(*fd);
        *fd = -1;
    }
    free(name);
    held = *fd;
    return rc;
}

void io_unlock(int fd)
{
    held = -1;
    if (fd >= 0) close(fd);
}
