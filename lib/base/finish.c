/* SPDX-License-Identifier: MIT */
#include "base/finish.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- what is done ---- */

/* The rename is on the disk only when its directory is. */
static int sync_directory(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *dir = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    if (!dir) return -1;
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(dir);
    if (fd < 0) return errno == EACCES ? 0 : -1; /* a directory we may write but not read */
    int rc = fsync(fd);
    if (rc != 0 && (errno == EINVAL || errno == EROFS)) rc = 0; /* a file system without it */
    if (close(fd) != 0) rc = -1;
    return rc;
}

int finish_rename(const char *tmp, const char *path)
{
    return rename(tmp, path) != 0 ? -1 : sync_directory(path);
}

/* ---- the process ---- */

static int line = -1;      /* our end of the pair, -1: no such process */
static unsigned in_hands;  /* bit i: file i */
static pid_t finisher;

static void serve(int fd, const struct finish_file file[FINISH_MAX])
{
    unsigned char word;
    unsigned open_files = in_hands;
    while (read(fd, &word, 1) == 1) {
        unsigned i = word >> 1;
        int answer = EINVAL;
        if (i < FINISH_MAX && open_files & 1u << i) {
            int rc = (word & 1) == FINISH_RENAME ? finish_rename(file[i].tmp, file[i].path) : unlink(file[i].tmp);
            answer = rc ? errno : 0;
            /* What could not be renamed is removed when it is asked for, or at the end. */
            if (rc == 0 || access(file[i].tmp, F_OK) != 0) open_files &= ~(1u << i);
        }
        if (write(fd, &answer, sizeof answer) != (ssize_t)sizeof answer) break;
    }
    for (unsigned i = 0; i < FINISH_MAX; i++)
        if (open_files & 1u << i) unlink(file[i].tmp);
}

/* It outlives the signals that end the tool, and holds nothing of the tool's open but the lock. */
static void live(int fd, int lock, const struct finish_file file[FINISH_MAX])
{
    static const int deaf[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT};
    for (size_t i = 0; i < sizeof deaf / sizeof *deaf; i++) signal(deaf[i], SIG_IGN);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (null >= 0) dup2(null, STDIN_FILENO), dup2(null, STDOUT_FILENO), dup2(null, STDERR_FILENO);
    if (lock == STDERR_FILENO + 1) lock = dup(lock);
    if (fd != STDERR_FILENO + 1) fd = dup2(fd, STDERR_FILENO + 1);
    for (int other = STDERR_FILENO + 2; other < 64; other++)
        if (other != lock) close(other);
    if (fd >= 0) serve(fd, file);
}

int finish_start(const struct finish_file file[FINISH_MAX], int lock)
{
    int ends[2];
    unsigned all = 0;
    for (unsigned i = 0; i < FINISH_MAX; i++) all |= file[i].tmp ? 1u << i : 0;
    if (!all) return 0;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) return -1;
    in_hands = all;
    fflush(NULL);
    finisher = fork();
    if (finisher == 0) {
        close(ends[0]);
        live(ends[1], lock, file);
        _exit(0);
    }
    close(ends[1]);
    if (finisher > 0) line = ends[0];
    else close(ends[0]), in_hands = 0;
    return finisher > 0 ? 0 : -1;
}

bool finish_has(int i)
{
    return line >= 0 && i >= 0 && in_hands & 1u << i;
}

/* MSG_NOSIGNAL: it may have been killed. */
static int say(unsigned char word)
{
    struct iovec v = {&word, 1};
    struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1};
    ssize_t n;
    do n = sendmsg(line, &m, MSG_NOSIGNAL);
    while (n < 0 && errno == EINTR);
    return n == 1 ? 0 : -1;
}

/* It ends, and removes what is still in its hands. */
static void let_go(void)
{
    int errnum = errno;
    close(line);
    line = -1;
    in_hands = 0;
    while (waitpid(finisher, NULL, 0) < 0 && errno == EINTR) continue;
    errno = errnum;
}

int finish_ask(int i, enum finish_word what)
{
    int answer = 0;
    ssize_t got;
    if (say((unsigned char)((unsigned)i << 1 | what))) {
        let_go();
        return -1;
    }
    do got = read(line, &answer, sizeof answer);
    while (got < 0 && errno == EINTR);
    if (got != (ssize_t)sizeof answer) {
        if (got >= 0) errno = EPIPE;
        let_go();
        return -1;
    }
    if (answer == 0 || what == FINISH_REMOVE) in_hands &= ~(1u << i);
    if (!in_hands) let_go(); /* no more to do */
    errno = answer;
    return answer ? -1 : 0;
}

void finish_leave(void)
{
    if (line >= 0) close(line);
    line = -1;
    in_hands = 0;
}
