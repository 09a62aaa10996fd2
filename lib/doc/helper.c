/* SPDX-License-Identifier: MIT */
/* helper.c: see helper.h. A job has a process of its own here, which starts the program and waits for it. */
#include "doc/helper.h"

#include "base/asan.h"
#include "base/sandbox.h"
#include "doc/unzip.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

/* Far above what an honest file needs; one made to exhaust the machine ends here. */
enum { MEGABYTES_MAX = 2048, FILES_MAX = 64, SECONDS_MAX = 1 << 16, INSIDE_MAX = UNZIP_MAX + (32 << 20) /* bytes of its output */ };

static const char *const pdftotext[] = {"pdftotext", "-tsv", "-enc", "UTF-8", "-q", "-", "-", NULL};
static const char *const pdfimages[] = {"pdfimages", "-list", "-", NULL};
static const char *const unpacking[] = {"unpacking", NULL};
const char *const *const helper_argv[HELPER_PROGRAMS] = {pdftotext, pdfimages, unpacking};
int (*const helper_inside[HELPER_PROGRAMS])(int in, int out) = {[HELPER_UNZIP] = unzip};

static int socket_of_helper = -1; /* -1: there is none, jobs are started from here */
static pid_t helper;

/* ---- the program ---- */

/* A macro, as the type of `what` differs among C libraries. */
#define LIMIT(what, most) (void)setrlimit(what, &(struct rlimit){most, most})

static int tell(int fd, enum helper_how how, int value)
{
    struct helper_reply r = {how, value};
    return write(fd, &r, sizeof r) == (ssize_t)sizeof r ? 0 : ERR_FAIL;
}

/* Where a program is in PATH; NULL: nowhere. */
static char *find(const char *program)
{
    const char *path = getenv("PATH");
    for (const char *p = path ? path : "/usr/bin:/bin"; *p;) {
        size_t n = strcspn(p, ":");
        size_t size = n + strlen(program) + sizeof "./";
        char *file = malloc(size);
        if (!file) return NULL;
        snprintf(file, size, "%.*s/%s", n ? (int)n : 1, n ? p : ".", program);
        if (access(file, X_OK) == 0) return file;
        free(file);
        p += n + (p[n] == ':');
    }
    return NULL;
}

static void limit_all(const struct helper_job *j, rlim_t file)
{
    /* A sanitizer reserves terabytes of addresses; what it really takes the system bounds then. */
    if (!BD_ASAN || !helper_inside[j->program]) LIMIT(RLIMIT_AS, (rlim_t)MEGABYTES_MAX << 20);
    LIMIT(RLIMIT_CPU, j->seconds);
    LIMIT(RLIMIT_CORE, 0);
    LIMIT(RLIMIT_FSIZE, file);
    LIMIT(RLIMIT_NOFILE, FILES_MAX);
}

/* In the child, for what is no program: holding nothing but the two files, and `alive`, until it ends. */
static int stay(const struct helper_job *j, int alive)
{
    struct err e;
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (dup2(j->in, STDIN_FILENO) < 0 || dup2(j->out, STDOUT_FILENO) < 0 || (null >= 0 && dup2(null, STDERR_FILENO) < 0))
        return tell(j->reply, HELPER_FAILED, errno);
    limit_all(j, INSIDE_MAX);
    errno = EPERM;
    if (sandbox_inside(&e)) return tell(j->reply, HELPER_FAILED, errno);
    if (alive != STDERR_FILENO + 1 && dup2(alive, STDERR_FILENO + 1) < 0) return tell(j->reply, HELPER_FAILED, errno);
#ifdef SYS_close_range
    if (syscall(SYS_close_range, STDERR_FILENO + 2u, ~0u, 0u) != 0)
#endif
        for (int fd = STDERR_FILENO + 2; fd < 1024; fd++) close(fd);
    return helper_inside[j->program](STDIN_FILENO, STDOUT_FILENO) ? ERR_FAIL : 0;
}

/* In the child: become the program. What comes back is told, and ends. */
static int become(const struct helper_job *j, const char *file, int alive)
{
    struct err e;
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    signal(SIGPIPE, SIG_DFL);
    if (dup2(j->in, STDIN_FILENO) < 0 || dup2(j->out, STDOUT_FILENO) < 0 || (null >= 0 && dup2(null, STDERR_FILENO) < 0))
        return tell(j->reply, HELPER_FAILED, errno);
#ifdef SYS_close_range
    (void)syscall(SYS_close_range, 3u, ~0u, 4u); /* CLOSE_RANGE_CLOEXEC, Linux 5.11: whatever bd was started with */
#endif
    if (fcntl(alive, F_SETFD, 0) < 0) return tell(j->reply, HELPER_FAILED, errno); /* open in the program, until it ends */
    limit_all(j, 0); /* what goes through the pipe is counted at its other end */
    errno = EPERM;
    if (sandbox_helper(file, &e)) return tell(j->reply, HELPER_FAILED, errno);
    execv(file, (char *const *)(uintptr_t)helper_argv[j->program]); /* POSIX: they are not written to */
    return tell(j->reply, HELPER_FAILED, errno);
}

/* Until the program has ended, nobody waits for it any longer, or it had its time: then it is ended. */
static void await(const struct helper_job *j, int alive, pid_t pid)
{
    struct pollfd w[2] = {{.fd = alive, .events = POLLIN}, {.fd = j->reply, .events = 0}};
    int status = 0, got;
    do got = poll(w, 2, (int)(j->seconds + 1) * 1000);
    while (got < 0 && errno == EINTR);
    if (!w[0].revents) kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    if (WIFEXITED(status)) tell(j->reply, HELPER_EXITED, WEXITSTATUS(status));
    else tell(j->reply, HELPER_KILLED, 0);
}

/* In a process of its own. */
static int work(const struct helper_job *j)
{
    int alive[2];
    char *file = helper_inside[j->program] ? NULL : find(helper_argv[j->program][0]);
    if (!file && !helper_inside[j->program]) return tell(j->reply, HELPER_MISSING, 0);
    if (pipe(alive)) return tell(j->reply, HELPER_FAILED, errno);
    pid_t pid = fork();
    if (pid == 0) {
        close(alive[0]);
        return file ? become(j, file, alive[1]) : stay(j, alive[1]);
    }
    if (pid < 0) return tell(j->reply, HELPER_FAILED, errno);
    close(alive[1]);
    close(j->out);
    await(j, alive[0], pid);
    free(file);
    return 0;
}

/* The process that does it, or <0. */
static pid_t split_off(const struct helper_job *j)
{
    pid_t pid = fork();
    if (pid != 0) return pid;
    signal(SIGCHLD, SIG_DFL);
    _exit(work(j) ? 1 : 0);
}

/* ---- asking ---- */

union control {
    char room[CMSG_SPACE(3 * sizeof(int))];
    struct cmsghdr align;
};

struct request {
    unsigned program, seconds;
};

static int take_job(int fd, struct helper_job *j)
{
    union control c;
    struct request q = {0, 0};
    struct iovec v = {&q, sizeof q};
    struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = c.room, .msg_controllen = sizeof c.room};
    ssize_t got;
    do got = recvmsg(fd, &m, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got <= 0) return 0;
    const struct cmsghdr *h = CMSG_FIRSTHDR(&m);
    int sent[3] = {-1, -1, -1};
    if (h && h->cmsg_type == SCM_RIGHTS && h->cmsg_len <= CMSG_LEN(sizeof sent)) memcpy(sent, CMSG_DATA(h), h->cmsg_len - CMSG_LEN(0));
    *j = (struct helper_job){(enum helper_program)q.program, q.seconds, sent[0], sent[1], sent[2], 0};
    return got == (ssize_t)sizeof q && q.program < HELPER_PROGRAMS && q.seconds <= SECONDS_MAX && sent[2] >= 0 ? 1 : ERR_FAIL;
}

static void serve(int fd)
{
    struct helper_job j;
    int got;
    signal(SIGCHLD, SIG_IGN); /* those who work need not be waited for */
    while ((got = take_job(fd, &j)) != 0) {
        if (got > 0 && split_off(&j) < 0) tell(j.reply, HELPER_FAILED, errno);
        if (j.in >= 0) close(j.in);
        if (j.out >= 0) close(j.out);
        if (j.reply >= 0) close(j.reply);
    }
    while (wait(NULL) > 0 || errno == EINTR) continue; /* but leave none behind */
}

void helper_start(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends)) return;
    helper = fork();
    if (helper == 0) {
        int null = open("/dev/null", O_RDWR);
        close(ends[0]);
        if (null >= 0) dup2(null, STDIN_FILENO), dup2(null, STDOUT_FILENO); /* or a pipe would not end before this */
        serve(ends[1]);
        _exit(0);
    }
    close(ends[1]);
    if (helper > 0) socket_of_helper = ends[0];
    else close(ends[0]);
}

bool helper_there(void)
{
    return socket_of_helper >= 0;
}

void helper_stop(void)
{
    if (socket_of_helper < 0) return;
    close(socket_of_helper);
    socket_of_helper = -1;
    while (waitpid(helper, NULL, 0) < 0 && errno == EINTR) continue;
}

int helper_ask(struct helper_job *j)
{
    const int fds[3] = {j->in, j->out, j->reply};
    struct request q = {j->program, j->seconds};
    struct iovec v = {&q, sizeof q};
    union control c = {{0}};
    struct msghdr m = {.msg_iov = &v, .msg_iovlen = 1, .msg_control = c.room, .msg_controllen = sizeof c.room};
    j->pid = socket_of_helper < 0 ? split_off(j) : 0;
    if (socket_of_helper < 0) return j->pid < 0 ? ERR_FAIL : 0;
    struct cmsghdr *h = CMSG_FIRSTHDR(&m);
    h->cmsg_level = SOL_SOCKET;
    h->cmsg_type = SCM_RIGHTS;
    h->cmsg_len = CMSG_LEN(sizeof fds);
    memcpy(CMSG_DATA(h), fds, sizeof fds);
    ssize_t sent;
    do sent = sendmsg(socket_of_helper, &m, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    return sent == (ssize_t)sizeof q ? 0 : ERR_FAIL;
}
