/* SPDX-License-Identifier: MIT */
/* fault.c: a library for LD_PRELOAD that makes one system call fail, to see what a tool makes of it.
 *
 *   BD_FAULT=CALL:N[:ERRNO]   the N-th CALL (1-based) fails: open read write close rename fsync stat malloc mmap fork pipe poll;
 *                             "N+" and every one after it. ERRNO: EIO (default; ENOMEM for malloc and mmap, EAGAIN for fork),
 *                             ENOSPC EINTR EPIPE EACCES EDQUOT EROFS EMFILE ENOMEM EAGAIN
 *   BD_FAULT_IN=N             in which processes, counted in each by itself: 0 (default) the program, 1 those that it splits
 *                             off, 2 those that they split off ..., also where such a process has become another program;
 *                             "all": in any of them, counted together
 *   BD_FAULT_SHORT=BYTES      read and write do at most so many bytes at a time
 *   BD_FAULT_LOG=FILE         made at once; the fault is noted there when it happens, so that a suite can count
 *                             N up until there was none
 *   BD_FAULT_MAP=FILE         of 16 bytes, all 0, that is there: two numbers of 64 bits, how many such calls all processes together
 *                             made (with BD_FAULT_IN=all) and how many of them failed. It is mapped: written to by a process, too,
 *                             that may write no file
 *
 * Calls of a kind go under one name: openat, fopen and memfd_create are open; pread, recvmsg and copy_file_range read; sendmsg, and
 * what a FILE hands on when it is flushed or closed, write; renameat2 rename; access, lstat and fstat stat; calloc and realloc
 * malloc; socketpair pipe. What the C library calls inside itself is not seen. Standard error is left alone. malloc needs a
 * build without sanitizers. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char call_name[16];
static long nth;
static long own_seen, own_failed, *seen = &own_seen, *failed = &own_failed; /* or in the file of BD_FAULT_MAP */
static long generation, wanted; /* wanted < 0: all */
static bool onwards;
static int fault_errno;
static size_t at_most;
static int log_fd = -1; /* opened at once: in the sandbox it could not be */

static ssize_t (*real_read)(int, void *, size_t);
static ssize_t (*real_pread)(int, void *, size_t, off_t);
static ssize_t (*real_recvmsg)(int, struct msghdr *, int);
static ssize_t (*real_copy_file_range)(int, off_t *, int, off_t *, size_t, unsigned);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_sendmsg)(int, const struct msghdr *, int);
static int (*real_fflush)(FILE *);
static int (*real_fclose)(FILE *);
static int (*real_open)(const char *, int, ...);
static int (*real_openat)(int, const char *, int, ...);
static FILE *(*real_fopen)(const char *, const char *);
static FILE *(*real_fdopen)(int, const char *);
static int (*real_memfd_create)(const char *, unsigned);
static int (*real_close)(int);
static int (*real_rename)(const char *, const char *);
static int (*real_renameat2)(int, const char *, int, const char *, unsigned);
static int (*real_fsync)(int);
static int (*real_stat)(const char *, struct stat *);
static int (*real_lstat)(const char *, struct stat *);
static int (*real_fstat)(int, struct stat *);
static int (*real_access)(const char *, int);
static int (*real_pipe)(int *);
static int (*real_pipe2)(int *, int);
static int (*real_socketpair)(int, int, int, int *);
static int (*real_poll)(struct pollfd *, nfds_t, int);
static void *(*real_mmap)(void *, size_t, int, int, int, off_t);
static pid_t (*real_fork)(void);
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
        {"EDQUOT", EDQUOT}, {"EROFS", EROFS}, {"EMFILE", EMFILE}, {"ENOMEM", ENOMEM}, {"EAGAIN", EAGAIN}};
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
    const bool memory = strcmp(call_name, "malloc") == 0 || strcmp(call_name, "mmap") == 0;
    fault_errno = *rest == ':' ? errno_of(rest + 1) : memory ? ENOMEM : strcmp(call_name, "fork") == 0 ? EAGAIN : EIO;
}

#define FIND(f) (*(void **)&real_##f = dlsym(RTLD_NEXT, #f))

static void find_all(void)
{
    FIND(read), FIND(pread), FIND(recvmsg), FIND(copy_file_range), FIND(write), FIND(sendmsg), FIND(fflush), FIND(fclose);
    FIND(open), FIND(openat), FIND(fopen), FIND(fdopen), FIND(memfd_create), FIND(close), FIND(rename), FIND(renameat2), FIND(fsync);
    FIND(stat), FIND(lstat), FIND(fstat), FIND(access), FIND(pipe), FIND(pipe2), FIND(socketpair), FIND(poll), FIND(mmap), FIND(fork);
    FIND(calloc), FIND(realloc), FIND(free), FIND(malloc);
}

/* Constructors of other libraries may call before ours has run. */
#define REAL(f) (real_##f ? real_##f : (find_all(), real_##f))

static void map_count(const char *path)
{
    int fd = REAL(open)(path, O_RDWR | O_CLOEXEC);
    long *count = fd < 0 ? MAP_FAILED : REAL(mmap)(NULL, 2 * sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (count == MAP_FAILED) abort();
    REAL(close)(fd);
    if (wanted < 0) seen = count;
    failed = count + 1;
}

__attribute__((constructor)) static void start(void)
{
    find_all();
    const char *spec = getenv("BD_FAULT"), *bytes = getenv("BD_FAULT_SHORT"), *log = getenv("BD_FAULT_LOG"), *in = getenv("BD_FAULT_IN"),
               *born = getenv("BD_FAULT_BORN"), *map = getenv("BD_FAULT_MAP");
    if (log) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (bytes) at_most = (size_t)strtoul(bytes, NULL, 10);
    if (in) wanted = strcmp(in, "all") == 0 ? -1 : strtol(in, NULL, 10);
    if (born) generation = strtol(born, NULL, 10);
    if (map) map_count(map);
    else if (wanted < 0) abort();
    if (wanted == 0) unsetenv("LD_PRELOAD");
    if (spec) parse(spec); /* from here on calls are counted */
}

/* Is this call the one? */
static bool fails(const char *name)
{
    if (nth == 0 || strcmp(name, call_name) != 0 || (wanted >= 0 && wanted != generation)) return false;
    long now = __atomic_add_fetch(seen, 1, __ATOMIC_SEQ_CST);
    if (now != nth && !(onwards && now > nth)) return false;
    __atomic_add_fetch(failed, 1, __ATOMIC_SEQ_CST);
    if (log_fd >= 0) {
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
    return REAL(read)(fd, p, at_most && n > at_most ? at_most : n);
}

ssize_t write(int fd, const void *p, size_t n)
{
    if (fd == STDERR_FILENO) return REAL(write)(fd, p, n);
    if (fails("write")) return -1;
    return REAL(write)(fd, p, at_most && n > at_most ? at_most : n);
}

ssize_t pread(int fd, void *p, size_t n, off_t at)
{
    return fails("read") ? -1 : REAL(pread)(fd, p, n, at);
}

ssize_t recvmsg(int fd, struct msghdr *m, int flags)
{
    return fails("read") ? -1 : REAL(recvmsg)(fd, m, flags);
}

ssize_t copy_file_range(int in, off_t *from, int out, off_t *to, size_t n, unsigned flags)
{
    return fails("read") ? -1 : REAL(copy_file_range)(in, from, out, to, n, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
    return fails("write") ? -1 : REAL(sendmsg)(fd, m, flags);
}

/* What f held back is lost. */
static bool loses(FILE *f)
{
    if (!f || f == stderr || __fpending(f) == 0 || !fails("write")) return false;
    __fpurge(f);
    f->_flags |= 0x20; /* glibc: an error was seen */
    errno = fault_errno;
    return true;
}

int fflush(FILE *f)
{
    return loses(f) ? EOF : REAL(fflush)(f);
}

int fclose(FILE *f)
{
    bool lost = f != stderr && (loses(f) || fails("close"));
    int rc = REAL(fclose)(f);
    if (!lost) return rc;
    errno = fault_errno;
    return EOF;
}

int open(const char *path, int flags, ...)
{
    va_list ap;
    va_start(ap, flags);
    mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
    va_end(ap);
    if (fails("open")) return -1;
    return REAL(open)(path, flags, mode);
}

int openat(int at, const char *path, int flags, ...)
{
    va_list ap;
    va_start(ap, flags);
    mode_t mode = flags & O_CREAT ? va_arg(ap, mode_t) : 0;
    va_end(ap);
    if (fails("open")) return -1;
    return REAL(openat)(at, path, flags, mode);
}

/* What programs call that were built for large files; off_t is 64 bits wide here. */
int open64(const char *path, int flags, ...) __attribute__((alias("open")));
int openat64(int at, const char *path, int flags, ...) __attribute__((alias("openat")));
FILE *fopen64(const char *path, const char *mode) __attribute__((alias("fopen")));
void *mmap64(void *at, size_t n, int prot, int flags, int fd, off_t from) __attribute__((alias("mmap")));
int stat64(const char *path, struct stat64 *st) __attribute__((alias("stat")));
int lstat64(const char *path, struct stat64 *st) __attribute__((alias("lstat")));
int fstat64(int fd, struct stat64 *st) __attribute__((alias("fstat")));

FILE *fopen(const char *path, const char *mode)
{
    return fails("open") ? NULL : REAL(fopen)(path, mode);
}

FILE *fdopen(int fd, const char *mode)
{
    return fails("open") ? NULL : REAL(fdopen)(fd, mode);
}

int memfd_create(const char *name, unsigned flags)
{
    return fails("open") ? -1 : REAL(memfd_create)(name, flags);
}

int close(int fd)
{
    if (!fails("close")) return REAL(close)(fd);
    REAL(close)(fd); /* as after a write-back error: closed all the same */
    errno = fault_errno;
    return -1;
}

int rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : REAL(rename)(from, to);
}

int renameat2(int at, const char *from, int there, const char *to, unsigned flags)
{
    return fails("rename") ? -1 : REAL(renameat2)(at, from, there, to, flags);
}

int fsync(int fd)
{
    return fails("fsync") ? -1 : REAL(fsync)(fd);
}

int stat(const char *path, struct stat *st)
{
    return fails("stat") ? -1 : REAL(stat)(path, st);
}

int lstat(const char *path, struct stat *st)
{
    return fails("stat") ? -1 : REAL(lstat)(path, st);
}

int fstat(int fd, struct stat *st)
{
    return fails("stat") ? -1 : REAL(fstat)(fd, st);
}

int access(const char *path, int mode)
{
    return fails("stat") ? -1 : REAL(access)(path, mode);
}

int pipe(int ends[2])
{
    return fails("pipe") ? -1 : REAL(pipe)(ends);
}

int pipe2(int ends[2], int flags)
{
    return fails("pipe") ? -1 : REAL(pipe2)(ends, flags);
}

int socketpair(int family, int type, int protocol, int ends[2])
{
    return fails("pipe") ? -1 : REAL(socketpair)(family, type, protocol, ends);
}

int poll(struct pollfd *fds, nfds_t n, int ms)
{
    return fails("poll") ? -1 : REAL(poll)(fds, n, ms);
}

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t from)
{
    return fails("mmap") ? MAP_FAILED : REAL(mmap)(at, n, prot, flags, fd, from);
}

/* A child counts for itself, and tells the program it may become which generation it is. */
pid_t fork(void)
{
    char text[24];
    if (fails("fork")) return -1;
    pid_t pid = REAL(fork)();
    if (pid != 0 || nth == 0 || wanted == 0) {
        generation += pid == 0;
        return pid;
    }
    generation++;
    own_seen = 0;
    snprintf(text, sizeof text, "%ld", generation);
    long was = nth;
    nth = 0;
    setenv("BD_FAULT_BORN", text, 1);
    nth = was;
    return 0;
}

pid_t vfork(void)
{
    return fork(); /* a wrapper of vfork may not return twice */
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
