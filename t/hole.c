/* SPDX-License-Identifier: MIT */
/* hole.c: what a program does that an input has taken over, to see what the sandbox leaves of it.
 *
 * Linked into builds of the programs in a folder of their own (`make hole`), in front of read(2): an input with a line
 * `BD-HOLE FOLDER` has them try, one after the other, to open, change, make and remove files in FOLDER, to reach others by
 * network, memory and signals, and to start programs. What came of each is a line on standard error: `NAME: done`, or
 * `NAME: denied`. Also built as a program, HOLE_PROGRAM, that stands in for pdftotext and does what `PDF-HOLE WHAT` says.
 *
 *   HOLE_WITHOUT=landlock, seccomp   as if the kernel did not have it */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static FILE *to;
static int denied;

static void result(const char *name, long rc)
{
    fprintf(to, "%s: %s\n", name, rc < 0 ? "denied" : "done");
    fflush(to);
    denied += rc < 0;
}

static const char *in(const char *folder, const char *name)
{
    static char path[4][4096];
    static int next;
    char *p = path[next++ % 4];
    snprintf(p, sizeof path[0], "%s/%s", folder, name);
    return p;
}

static void files(const char *at)
{
    int fd = open(in(at, "secret"), O_RDONLY);
    char c;
    result("read", fd < 0 ? -1 : read(fd, &c, 1));
    result("write", open(in(at, "secret"), O_WRONLY | O_APPEND));
    result("cut", open(in(at, "secret"), O_RDONLY | O_TRUNC));
    result("create", open(in(at, "new"), O_WRONLY | O_CREAT, 0666));
    result("nameless", open(at, O_RDWR | O_TMPFILE, 0600));
    result("mode", chmod(in(at, "secret"), 0600));
    result("mkdir", mkdir(in(at, "folder"), 0777));
    result("symlink", symlink("secret", in(at, "symlink")));
    result("link", link(in(at, "secret"), in(at, "link")));
    result("rename", rename(in(at, "secret"), in(at, "moved")));
    result("remove", unlink(in(at, "doomed")));
}

/* A refusal by the one at the other end is an answer: it was reached. */
static void reach(const char *name, int family, int type, const void *address, socklen_t n)
{
    int fd = socket(family, type, 0);
    long rc = fd < 0 ? -1 : connect(fd, address, n);
    if (rc == 0) rc = send(fd, "x", 1, MSG_NOSIGNAL);
    result(name, rc < 0 && errno != ECONNREFUSED ? -1 : 0);
}

static void others(void)
{
    struct sockaddr_in ip = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct sockaddr_un un = {.sun_family = AF_UNIX, .sun_path = "\0bd-hole"};
    struct rlimit r = {64, 64};
    int ends[2];
    char c;
    struct iovec here = {&c, 1}, there = {&denied, 1};
    reach("tcp", AF_INET, SOCK_STREAM, &ip, sizeof ip);
    reach("udp", AF_INET, SOCK_DGRAM, &ip, sizeof ip);
    reach("unix", AF_UNIX, SOCK_STREAM, &un, sizeof un);
    result("socketpair", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
    result("signal", kill(getppid(), 0));
    result("memory", syscall(SYS_process_vm_readv, getpid(), &here, 1ul, &there, 1ul, 0ul));
    result("limits", setrlimit(RLIMIT_NOFILE, &r));
    pid_t pid = fork();
    if (pid == 0) _exit(0);
    if (pid > 0) waitpid(pid, NULL, 0);
    result("fork", pid);
}

static void all(const char *at)
{
    files(at);
    others();
}

/* Does not come back if it can. */
static void start(const char *program)
{
    execl(program, program, "exec: done", (char *)NULL);
    result("exec", -1);
}

#ifdef HOLE_PROGRAM
static void put_word(int line, int left, const char *text)
{
    printf("5\t1\t0\t0\t%d\t0\t%d.0\t%d.0\t%d.0\t10.0\t100\t%s\n", line, left, 50 + 20 * line, 6 * (int)strlen(text), text);
}

/* pdftotext -tsv ... - -: what the "PDF" on standard input asks for; the results as a table. */
int main(void)
{
    static char input[4096], table[1 << 16];
    static char zeros[1 << 16];
    char what[32] = "", at[2048] = "", name[32], how[32];
    size_t n = fread(input, 1, sizeof input - 1, stdin);
    const char *p = n ? strstr(input, "PDF-HOLE ") : NULL;
    if (!p || sscanf(p, "PDF-HOLE %31s %2047s", what, at) < 1) return 1;
    if (!strcmp(what, "sleep"))
        for (;;) pause();
    memset(zeros, '\n', sizeof zeros);
    while (!strcmp(what, "endless") && fwrite(zeros, 1, sizeof zeros, stdout)) continue;
    if (!strcmp(what, "exec")) {
        to = stderr;
        start("/bin/echo");
        return 3;
    }
    if (!strcmp(what, "grow")) return mmap(NULL, (size_t)3 << 30, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? 4 : 5;
    to = fmemopen(table, sizeof table, "w");
    all(at);
    fclose(to);
    printf("level\tpage_num\tpar_num\tblock_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
           "1\t1\t0\t0\t0\t0\t0.0\t0.0\t595.0\t842.0\t-1\t###PAGE###\n");
    put_word(0, 180, "部门支出总表");
    put_word(1, 300, "单位：元");
    put_word(2, 60, "项目");
    put_word(2, 300, "金额");
    int row = 3;
    for (char *line = strtok(table, "\n"); line; line = strtok(NULL, "\n")) {
        if (sscanf(line, "%31[^:]: %31s", name, how) != 2) continue;
        put_word(row, 60, name);
        put_word(row++, 300, strcmp(how, "done") ? "200.00" : "100.00");
    }
    return 0;
}
#else
ssize_t __real_read(int fd, void *p, size_t n);
ssize_t __wrap_read(int fd, void *p, size_t n);
long __real_syscall(long number, ...);
long __wrap_syscall(long number, ...);

ssize_t __wrap_read(int fd, void *p, size_t n)
{
    char at[2048];
    ssize_t got = __real_read(fd, p, n);
    const char *line = got > 0 ? memmem(p, (size_t)got, "BD-HOLE ", 8) : NULL;
    if (!line || sscanf(line, "BD-HOLE %2047s", at) != 1) return got;
    to = stderr;
    all(at);
    start("/bin/echo");
    _exit(3);
}

long __wrap_syscall(long number, ...)
{
    va_list ap;
    long a[6];
    const char *without = getenv("HOLE_WITHOUT");
    va_start(ap, number);
    for (int i = 0; i < 6; i++) a[i] = va_arg(ap, long);
    va_end(ap);
    if (without && ((number == SYS_landlock_create_ruleset && strstr(without, "landlock")) || (number == SYS_seccomp && strstr(without, "seccomp")))) {
        errno = ENOSYS;
        return -1;
    }
    return __real_syscall(number, a[0], a[1], a[2], a[3], a[4], a[5]);
}
#endif
