/* SPDX-License-Identifier: MIT */
/* measure: run one command, append what it took to a log.
 *   measure LOG CMDFILE [all]    CMDFILE holds the arguments, each ended by NUL; standard input is passed on, standard
 *                                output goes to /dev/null
 * The line is `wall cpu peak`: seconds, seconds of user and system, kB of the largest process that was waited for. The
 * command and all it starts run on one core (the last one) unless told `all`, where the system lets us choose. Status 0 or 1
 * of the command is well, anything else is not. */
#define _GNU_SOURCE
#include <fcntl.h>
#ifdef __linux__
#include <linux/perf_event.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char text[65536];
static char *args[256];

static int read_command(const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(text, 1, sizeof text - 1, f) : 0;
    int argc = 0;
    if (f) fclose(f);
    for (size_t at = 0; at < n && argc < 255; at += strlen(text + at) + 1) args[argc++] = text + at;
    return argc;
}

static void one_core(void)
{
#ifdef __linux__
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(sysconf(_SC_NPROCESSORS_ONLN) - 1, &set);
    if (sched_setaffinity(0, sizeof set, &set) != 0) fputs("measure: not bound to one core\n", stderr);
#endif
}

/* A clock of all that a command starts, also of processes that nobody waits for (those which read PDFs): nanoseconds from a
 * file, or -1 where the system does not let us. */
static int open_clock(void)
{
#ifdef __linux__
    struct perf_event_attr attr = {.type = PERF_TYPE_SOFTWARE, .size = sizeof attr, .config = PERF_COUNT_SW_TASK_CLOCK, .inherit = 1};
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    return (int)syscall(SYS_perf_event_open, &attr, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
#else
    return -1;
#endif
}

static double seconds(struct timeval t) { return (double)t.tv_sec + (double)t.tv_usec / 1e6; }

int main(int argc, char **argv)
{
    struct timespec from, to;
    struct rusage all;
    int status, null, ticking;
    unsigned long long ns = 0;
    if (argc < 3 || argc > 4 || read_command(argv[2]) == 0) return 2;
    if (argc == 3 || strcmp(argv[3], "all") != 0) one_core();
    ticking = open_clock();
    clock_gettime(CLOCK_MONOTONIC, &from);
    pid_t pid = fork();
    if (pid < 0) return 2;
    if (pid == 0) {
        null = open("/dev/null", O_WRONLY);
        if (null < 0 || dup2(null, STDOUT_FILENO) < 0) _exit(127);
        execvp(args[0], args);
        _exit(127);
    }
    if (waitpid(pid, &status, 0) < 0) return 2;
    clock_gettime(CLOCK_MONOTONIC, &to);
    while (wait(NULL) > 0) continue;
    getrusage(RUSAGE_CHILDREN, &all);
    double cpu = seconds(all.ru_utime) + seconds(all.ru_stime);
    if (ticking >= 0 && read(ticking, &ns, sizeof ns) == (ssize_t)sizeof ns) cpu = (double)ns / 1e9;
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) return 2;
    FILE *log = fopen(argv[1], "a");
    if (!log) return 2;
    double wall = (double)(to.tv_sec - from.tv_sec) + (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    fprintf(log, "%.4f %.4f %ld\n", wall, cpu, all.ru_maxrss);
    return fclose(log) ? 2 : 0;
}
