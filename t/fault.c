/* SPDX-License-Identifier: MIT */
/* fault.c: a library for LD_PRELOAD that makes one system call fail, to see what a tool makes of it.
 *
 *   BD_FAULT=CALL:N[:ERRNO]   the N-th CALL (1-based) fails: open read write close rename fsync malloc;
 *                             "N+" and every one after it. ERRNO: EIO (default; ENOMEM for malloc),
 *                             ENOSPC EINTR EPIPE EACCES EDQUOT EROFS EMFILE
 *   BD_FAULT_SHORT=BYTES      read and write do at most so many bytes at a time
 *   BD_FAULT_LOG=FILE         made at once; the fault is noted there when it happens, so that a suite can count
 *                             N up until there was none
 *
 * Standard error is left alone, and so are the tool's own child processes. malloc stands for calloc and
 * realloc too; it needs a build without sanitizers. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static char call_name[16];
static long nth, seen;
static bool onwards;
static int fault_errno;
static size_t at_most;
static int log_fd = -1; /* opened at once: in the sandbox it could not be */

static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_fsync)(int);
static void *(*real_malloc)(size_t);
static void *(*real_calloc)(size_t, size_t);
static void *(*real_realloc)(void *, size_t);
static void (*real_free)(void *);

/* Constructors of other libraries run before ours (the one of libstdc++, which ICU brings along, takes
 * 72 KiB), and dlsym itself allocates: until the real functions are known, from here. */
static char early[1 << 20];
static size_t early_used;

static void *early_alloc(size_t n)
{
    n = (n + 15) & ~(size_t)15;
    if (n > sizeof early - early_used) abort();
    void *p = early + early_used;
    early_used += n;
    return p;
}

static bool is_early(const void *p)
{
    return (const char *)p >= early && (const char *)p < early + sizeof early;
}

static int errno_of(const char *name)
{
    static const struct { const char *name; int value; } known[] = {
        {"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EINTR", EINTR}, {"EPIPE", EPIPE}, {"EACCES", EACCES},
        {"EDQUOT", EDQUOT}, {"EROFS", EROFS}, {"EMFILE", EMFILE}, {"ENOMEM", ENOMEM}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(name, known[i].name) == 0) return known[i].value;
    abort(); /* a suite that asks for what is not there must not pass */
}

static void parse(const char *spec)
{
    const char *colon = strchr(spec, ':');
    if (!colon || (size_t)(colon - spec) >= sizeof call_name) abort();
    memcpy(call_name, spec, (size_t)(colon - spec));
    char *rest;
    nth = strtol(colon + 1, &rest, 10);
    if (nth < 1) abort();
    if (*rest == '+') {
        onwards = true;
        rest++;
    }
    fault_errno = *rest == ':' ? errno_of(rest + 1) : strcmp(call_name, "malloc") == 0 ? ENOMEM : EIO;
}

#define FIND(f) (*(void **)&real_##f = dlsym(RTLD_NEXT, #f))

__attribute__((constructor)) static void start(void)
{
    FIND(read), FIND(write), FIND(open), FIND(close), FIND(rename), FIND(fsync);
    FIND(calloc), FIND(realloc), FIND(free), FIND(malloc);
    const char *spec = getenv("BD_FAULT"), *bytes = getenv("BD_FAULT_SHORT"), *log = getenv("BD_FAULT_LOG");
    if (log) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (bytes) at_most = (size_t)strtoul(bytes, NULL, 10);
    unsetenv("LD_PRELOAD");
    if (spec) parse(spec);
}

/* Is this call the one? */
static bool fails(const char *name)
{
    if (nth == 0 || strcmp(name, call_name) != 0) return false;
    seen++;
    if (seen != nth && !(onwards && seen > nth)) return false;
    if (log_fd >= 0 && real_write) {
        ssize_t put = real_write(log_fd, call_name, strlen(call_name));
        if (put > 0) put = real_write(log_fd, "\n", 1);
        if (put != 1) abort();
    }
    errno = fault_errno;
    return true;
}

ssize_t read(int fd, void *p, size_t n)
{
    if (fails("read")) return -1;
    return real_read(fd, p, at_most && n > at_most ? at_most : n);
}

ssize_t write(int fd, const void *p, size_t n)
{
    if (fd == STDERR_FILENO) return real_write(fd, p, n);
    if (fails("write")) return -1;
    return real_write(fd, p, at_most && n > at_most ? at_most : n);
}

int open(const char *path, int flags, ...)
{
    va_list ap;
    va_start(ap, flags);
    mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
    va_end(ap);
    if (fails("open")) return -1;
    return real_open(path, flags, mode);
}

int close(int fd)
{
    if (!fails("close")) return real_close(fd);
    real_close(fd); /* as after a write-back error: closed all the same */
    errno = fault_errno;
    return -1;
}

int rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : real_rename(from, to);
}

int fsync(int fd)
{
    return fails("fsync") ? -1 : real_fsync(fd);
}

void *malloc(size_t n)
{
    if (!real_malloc) return early_alloc(n);
    return fails("malloc") ? NULL : real_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    if (!real_malloc) return early_alloc(n * size); /* zero, as it is static */
    return fails("malloc") ? NULL : real_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
    if (!real_malloc || is_early(p)) {
        void *q = real_malloc ? real_malloc(n) : early_alloc(n);
        size_t room = p ? (size_t)(early + sizeof early - (char *)p) : 0;
        if (q && p) memcpy(q, p, n < room ? n : room);
        return q;
    }
    return fails("malloc") ? NULL : real_realloc(p, n);
}

void free(void *p)
{
    if (p && !is_early(p) && real_free) real_free(p);
}
