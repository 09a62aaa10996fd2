/* SPDX-License-Identifier: MIT */
/* filter: the seccomp filters of lib/base/filter.h as C on stdout, made by libseccomp when the programs are built. Done at
 * every start it would cost 0.7 ms and some hundred allocations; loading what is made here costs some microseconds.
 * Without libseccomp (BD_SECCOMP not defined) there are none, and --version says so.
 *
 * FILTER_BASE allows what any of the programs, or pdftotext, ever needs, and nothing else. The others take something away
 * again, each where a run can do without. Unknown calls fail with ENOSYS, so that the C library falls back to older ones. */
#include <stdio.h>

#ifdef BD_SECCOMP
#include <asm/termbits.h>
#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <linux/filter.h>
#include <stdlib.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))
#define S(name) SCMP_SYS(name)

static const int needed[] = {
    /* descriptors */
    S(read), S(write), S(readv), S(writev), S(pread64), S(pwrite64), S(lseek), S(_llseek), S(close), S(close_range), S(dup),
    S(dup2), S(dup3), S(pipe), S(pipe2), S(fcntl), S(fcntl64), S(poll), S(ppoll), S(ppoll_time64), S(select), S(pselect6),
    S(fsync), S(fdatasync), S(flock), S(fadvise64), S(fadvise64_64), S(arm_fadvise64_64), S(memfd_create), S(sendmsg),
    /* names; Landlock says which */
    S(open), S(openat), S(stat), S(stat64), S(lstat), S(lstat64), S(fstat), S(fstat64), S(newfstatat), S(fstatat64), S(statx),
    S(access), S(faccessat), S(faccessat2), S(readlink), S(readlinkat), S(getcwd), S(getdents64), S(statfs), S(fstatfs),
    S(rename), S(renameat), S(renameat2), S(unlink), S(fchmod), S(fchown), S(fchown32),
    /* memory */
    S(mmap), S(mmap2), S(munmap), S(mremap), S(mprotect), S(madvise), S(brk),
    /* this process and its threads */
    S(futex), S(futex_time64), S(sched_yield), S(sched_getaffinity), S(getpid), S(getppid), S(gettid), S(getuid), S(getuid32),
    S(geteuid), S(geteuid32), S(getgid), S(getgid32), S(getegid), S(getegid32), S(set_tid_address), S(set_robust_list), S(rseq),
    S(arch_prctl), S(exit), S(exit_group), S(wait4), S(waitid), S(tgkill), S(rt_sigaction), S(rt_sigprocmask), S(rt_sigreturn),
    S(sigreturn), S(sigaltstack), S(restart_syscall), S(fork), S(vfork), S(execve),
    /* the machine */
    S(getrandom), S(clock_gettime), S(clock_gettime64), S(clock_getres), S(gettimeofday), S(time), S(times), S(getrusage),
    S(nanosleep), S(clock_nanosleep), S(uname), S(sysinfo), S(getrlimit), S(ugetrlimit),
};
/* Said to be forbidden rather than missing: what an attacker would try first. */
static const int forbidden[] = {
    S(socket), S(socketpair), S(connect), S(bind), S(listen), S(accept), S(accept4), S(sendto), S(execveat), S(ptrace),
    S(process_vm_readv), S(process_vm_writev), S(kill), S(tkill), S(mount), S(unshare), S(setns), S(chroot), S(bpf), S(setuid),
    S(io_uring_setup), S(perf_event_open), S(userfaultfd), S(keyctl), S(creat), S(mkdir), S(mkdirat), S(rmdir),
    S(symlink), S(symlinkat), S(link), S(linkat), S(mknod), S(mknodat), S(truncate), S(ftruncate), S(chmod), S(fchmodat),
    S(chown), S(lchown), S(fchownat), S(setxattr), S(utimensat), S(pidfd_open), S(pidfd_getfd), S(openat2), S(shmget), S(msgget),
    S(setrlimit),
};
static const int names[] = {S(rename), S(renameat), S(renameat2), S(unlink), S(unlinkat)};
static const int changes[] = {S(fchmod), S(fchown), S(fchown32)};
static const int processes[] = {S(clone), S(fork), S(vfork)};
static const int execs[] = {S(execve)};

static void must(int rc)
{
    if (rc == 0 || rc == -EDOM) return; /* EDOM: this architecture has no such call */
    fprintf(stderr, "filter: libseccomp: error %d\n", -rc);
    exit(2);
}

static scmp_filter_ctx begin(uint32_t otherwise)
{
    scmp_filter_ctx c = seccomp_init(otherwise);
    if (!c) must(-ENOMEM);
    must(seccomp_attr_set(c, SCMP_FLTATR_CTL_OPTIMIZE, 2)); /* a binary tree */
    return c;
}

static void add(scmp_filter_ctx c, uint32_t action, const int *call, size_t n)
{
    for (size_t i = 0; i < n; i++) must(seccomp_rule_add(c, action, call[i], 0));
}

static void add_if(scmp_filter_ctx c, uint32_t action, int call, struct scmp_arg_cmp when)
{
    must(seccomp_rule_add_array(c, action, call, 1, &when));
}

static void put(const char *name, scmp_filter_ctx c)
{
    FILE *f = tmpfile();
    struct sock_filter s;
    if (!f) must(-errno);
    must(seccomp_export_bpf(c, fileno(f)));
    rewind(f);
    printf("static const struct sock_filter %s[] = {\n", name);
    while (fread(&s, sizeof s, 1, f) == 1) printf("    {%u, %u, %u, %uu},\n", s.code, s.jt, s.jf, s.k);
    printf("};\n\n");
    fclose(f);
    seccomp_release(c);
}

static scmp_filter_ctx base(void)
{
    /* No process in a namespace of its own, no limit of another process. Of a terminal no more than whether it is one. */
    const uint64_t namespaces = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET;
    scmp_filter_ctx c = begin(SCMP_ACT_ERRNO(ENOSYS));
    add(c, SCMP_ACT_ALLOW, needed, COUNT(needed));
    add(c, SCMP_ACT_ERRNO(EPERM), forbidden, COUNT(forbidden));
    add_if(c, SCMP_ACT_ALLOW, S(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, namespaces, 0));
    add_if(c, SCMP_ACT_ALLOW, S(prlimit64), SCMP_A2(SCMP_CMP_EQ, 0, 0));
    add_if(c, SCMP_ACT_ALLOW, S(unlinkat), SCMP_A2(SCMP_CMP_EQ, 0, 0));
    add_if(c, SCMP_ACT_ALLOW, S(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS, 0));
    add_if(c, SCMP_ACT_ALLOW, S(ioctl), SCMP_A1(SCMP_CMP_EQ, TIOCGWINSZ, 0));
    return c;
}

/* No file is made, opened for writing or given another mode. */
static scmp_filter_ctx no_create(void)
{
    const uint64_t bits[][2] = {{O_CREAT, O_CREAT}, {O_TRUNC, O_TRUNC}, {O_ACCMODE, O_WRONLY}, {O_ACCMODE, O_RDWR}, {O_ACCMODE, O_ACCMODE}};
    scmp_filter_ctx c = begin(SCMP_ACT_ALLOW);
    for (size_t i = 0; i < COUNT(bits); i++) {
        add_if(c, SCMP_ACT_ERRNO(EPERM), S(open), SCMP_A1(SCMP_CMP_MASKED_EQ, bits[i][0], bits[i][1]));
        add_if(c, SCMP_ACT_ERRNO(EPERM), S(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, bits[i][0], bits[i][1]));
    }
    add(c, SCMP_ACT_ERRNO(EPERM), changes, COUNT(changes));
    return c;
}

static scmp_filter_ctx without(const int *call, size_t n)
{
    scmp_filter_ctx c = begin(SCMP_ACT_ALLOW);
    add(c, SCMP_ACT_ERRNO(EPERM), call, n);
    return c;
}
#endif

int main(void)
{
    printf("/* Made by tools/filter. */\n#include \"base/filter.h\"\n\n");
#ifdef BD_SECCOMP
    put("base", base());
    put("no_create", no_create());
    put("no_rename", without(names, COUNT(names)));
    put("no_fork", without(processes, COUNT(processes)));
    put("no_exec", without(execs, COUNT(execs)));
    printf("const struct filter filters[FILTERS] = {\n"
           "    [FILTER_BASE] = {base, sizeof base / sizeof *base},\n"
           "    [FILTER_NO_CREATE] = {no_create, sizeof no_create / sizeof *no_create},\n"
           "    [FILTER_NO_RENAME] = {no_rename, sizeof no_rename / sizeof *no_rename},\n"
           "    [FILTER_NO_FORK] = {no_fork, sizeof no_fork / sizeof *no_fork},\n"
           "    [FILTER_NO_EXEC] = {no_exec, sizeof no_exec / sizeof *no_exec},\n};\n");
#else
    printf("const struct filter filters[FILTERS] = {{0, 0}};\n");
#endif
    return fflush(stdout) || ferror(stdout) ? 2 : 0;
}
