/* SPDX-License-Identifier: MIT */
/* child.c: see child.h. The bytes come on standard input, so that no name is opened twice and none can
 * look like an option. */
#include "doc/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

extern char **environ;

/* Far above what an honest file needs (a page takes some milliseconds, and some KB of the file); one made
 * to exhaust the machine ends here. */
enum { SECONDS = 20, BYTES_A_SECOND = 128 << 10, MEGABYTES_MAX = 2048, TEXT_MAX = 256 << 20, PIECE = 64 << 10 };

/* ---- the child ---- */

struct child {
    FILE *input;
    pid_t pid;
    int out; /* reading end of its standard output */
    unsigned seconds; /* it may take */
    bool missing;
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

static void limit(pid_t pid, unsigned seconds)
{
#ifdef __linux__
    struct rlimit memory = {(rlim_t)MEGABYTES_MAX << 20, (rlim_t)MEGABYTES_MAX << 20};
    struct rlimit cpu = {seconds, seconds}, core = {0, 0};
    prlimit(pid, RLIMIT_AS, &memory, NULL);
    prlimit(pid, RLIMIT_CPU, &cpu, NULL);
    prlimit(pid, RLIMIT_CORE, &core, NULL);
#else
    (void)pid, (void)seconds; /* the deadline still holds */
#endif
}

static int spawn(struct child *c, const char *const argv[], int out)
{
    char *const *args = (char *const *)(uintptr_t)argv; /* POSIX: they are not written to */
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t defaults;
    if (posix_spawn_file_actions_init(&files)) return ENOMEM;
    if (posix_spawnattr_init(&attr)) {
        posix_spawn_file_actions_destroy(&files);
        return ENOMEM;
    }
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    int rc = posix_spawn_file_actions_adddup2(&files, fileno(c->input), STDIN_FILENO);
    if (!rc) rc = posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    if (!rc) rc = posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (!rc) rc = posix_spawnattr_setsigdefault(&attr, &defaults);
    if (!rc) rc = posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGDEF);
    if (!rc) rc = posix_spawnp(&c->pid, argv[0], &files, &attr, args, environ);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    return rc;
}

static int start(struct child *c, const char *file, const char *const argv[], struct str bytes, struct err *e)
{
    int ends[2];
    c->seconds = SECONDS + (unsigned)(bytes.n / BYTES_A_SECOND);
    c->input = nameless(bytes);
    if (!c->input) return err_errno(e, file, errno, "cannot pass it to %s", argv[0]);
    if (pipe2(ends, O_CLOEXEC)) return err_errno(e, file, errno, "cannot read from %s", argv[0]);
    int rc = spawn(c, argv, ends[1]);
    close(ends[1]);
    c->out = ends[0];
    if (rc == 0) {
        limit(c->pid, c->seconds);
        return 0;
    }
    c->pid = -1;
    c->missing = rc == ENOENT;
    return c->missing ? 0 : err_errno(e, file, rc, "cannot start %s", argv[0]);
}

/* Its exit status. */
static int finish(struct child *c, bool stop)
{
    int status = 0;
    pid_t got = -1;
    if (c->pid > 0) {
        if (stop) kill(c->pid, SIGKILL);
        do got = waitpid(c->pid, &status, 0);
        while (got < 0 && errno == EINTR);
    }
    if (c->out >= 0) close(c->out);
    if (c->input) fclose(c->input);
    return got > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : c->missing ? CHILD_MISSING : CHILD_KILLED;
}

/* ---- its output ---- */

static int milliseconds_left(const struct timespec *began, unsigned seconds)
{
    long long all = seconds * 1000LL;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long long gone = (now.tv_sec - began->tv_sec) * 1000LL + (now.tv_nsec - began->tv_nsec) / 1000000;
    return gone >= all ? 0 : (int)(all - gone);
}

static int collect(const struct child *c, const char *file, const char *name, struct arena *a, struct str *text, struct err *e)
{
    struct timespec began;
    size_t n = 0, cap = PIECE;
    char *p = arena_alloc(a, cap);
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (;;) {
        struct pollfd ready = {.fd = c->out, .events = POLLIN};
        if (!p) return err_nomem(e);
        int some = poll(&ready, 1, milliseconds_left(&began, c->seconds));
        if (some < 0 && errno == EINTR) continue;
        if (some <= 0) return err_set(e, file, 0, "%s was stopped after %u seconds", name, c->seconds);
        ssize_t got = read(c->out, p + n, cap - n);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return err_errno(e, file, errno, "cannot read from %s", name);
        if (got == 0) break;
        n += (size_t)got;
        if (n > TEXT_MAX) return err_set(e, file, 0, "%s prints more than %d MiB", name, TEXT_MAX >> 20);
        if (n < cap) continue;
        p = arena_grow(a, p, cap, 2 * cap);
        cap *= 2;
    }
    *text = (struct str){p, n};
    return 0;
}

int child_run(const char *file, const char *const argv[], struct str bytes, struct arena *a, struct str *out, int *status,
              struct err *e)
{
    struct child c = {.pid = -1, .out = -1};
    *out = (struct str){"", 0};
    int rc = start(&c, file, argv, bytes, e);
    if (rc == 0 && !c.missing) rc = collect(&c, file, argv[0], a, out, e);
    *status = finish(&c, rc != 0);
    return rc;
}
