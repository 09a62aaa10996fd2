/* SPDX-License-Identifier: MIT */
/* Rows for lib/base/jobs: output and messages in order, whatever the pieces do. */
#include "base/jobs.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed;

enum { PIECES = 40, LARGE = 70 << 20 };

/* What piece i does: the first letter of its turn in `plan`, which begins again. */
struct plan {
    /* . writes its number, k is killed half way, g gives up, s is slow, m says something, L writes much, r and R write little
     * and much into the room */
    const char *what;
    int status[PIECES];
    size_t n;         /* told so far */
    int ran;          /* in the child: pieces of this process before */
};

static void put(int fd, const char *s)
{
    if (write(fd, s, strlen(s)) < 0) _exit(1);
}

static int run_in_room(size_t piece, struct jobs_out *o, const char *line, bool much)
{
    static struct io_writer w;
    struct err e;
    if (jobs_begin(o, &w, &e)) return JOBS_DIED;
    io_str(&w, str_c(line));
    for (size_t i = 0; much && i < LARGE >> 3; i++) io_str(&w, S("xxxxxxx\n"));
    return jobs_end(o, &w, &e) ? JOBS_DIED : (int)(piece % 3);
}

static int run(void *arg, size_t piece, struct jobs_out *o)
{
    struct plan *p = arg;
    const int out = o->out, err = o->err;
    char line[64];
    char what = p->what[piece % strlen(p->what)];
    snprintf(line, sizeof line, "piece %zu%s\n", piece, p->ran++ ? ", as the ones before it" : "");
    if (what == 'r' || what == 'R') return run_in_room(piece, o, line, what == 'R');
    put(out, line);
    if (what == 'k') raise(SIGKILL);
    if (what == 'g') return JOBS_DIED;
    if (what == 's') usleep(20000);
    if (what == 'm') put(err, line);
    for (int i = 0; what == 'L' && i < LARGE >> 20; i++) {
        static char block[1 << 20];
        memset(block, 'x', sizeof block);
        if (write(out, block, sizeof block) != sizeof block) return JOBS_DIED;
    }
    if (what == 'L') put(out, "\n");
    return (int)(piece % 3);
}

static void done(void *arg, size_t piece, int status)
{
    struct plan *p = arg;
    if (piece != p->n++) failed = 1, printf("jobs: piece %zu is told out of turn\n", piece);
    p->status[piece] = status;
}

/* The numbers of the pieces that stand at the beginning of lines of path, joined; how many bytes there are. */
static size_t numbers(const char *path, char *list, size_t room)
{
    char line[256];
    size_t bytes = 0, n = 0;
    FILE *f = fopen(path, "r");
    if (!f) return 0;
    while (fgets(line, sizeof line, f)) {
        bytes += strlen(line);
        if (strncmp(line, "piece ", 6) == 0) n += (size_t)snprintf(list + n, room - n, "%d ", atoi(line + 6));
    }
    fclose(f);
    return bytes;
}

static void row(const char *what, unsigned width, size_t pieces, const char *path)
{
    struct plan p = {.what = what};
    struct jobs j = {pieces, width, run, &p, NULL, done};
    struct io_writer w;
    struct err e;
    char list[1024] = "", want[1024] = "";
    size_t n = 0, large = 0;
    if (io_create(&w, path, &e) || jobs_run(&j, &w, &e) || io_close(&w, &e)) {
        failed = 1, printf("jobs: %s with %u: %s\n", what, width, e.reason);
        return;
    }
    size_t bytes = numbers(path, list, sizeof list);
    for (size_t i = 0; i < pieces; i++) {
        char c = what[i % strlen(what)];
        int is = c == 'k' || c == 'g' ? JOBS_DIED : (int)(i % 3);
        n += (size_t)snprintf(want + n, sizeof want - n, "%zu ", i);
        large += c == 'L' || c == 'R' ? LARGE : 0;
        if (p.status[i] != is) failed = 1, printf("jobs: %s with %u: piece %zu ended with %d, not %d\n", what, width, i, p.status[i], is);
    }
    if (strcmp(list, want) || p.n != pieces || bytes < large) failed = 1, printf("jobs: %s with %u: got %s(%zu bytes)\n", what, width, list, bytes);
}

int main(void)
{
    char path[] = "/tmp/bd-jobs.XXXXXX";
    int fd = mkstemp(path);
    if (fd < 0) return 2;
    close(fd);
    static const char *const plan[] = {".", "s...", "...s.", "k", ".k", "g.", "kgs.", "..kk....s", "r", "r.s", "rrkr"};
    for (size_t i = 0; i < sizeof plan / sizeof *plan; i++) {
        row(plan[i], 1, PIECES, path);
        row(plan[i], 2, PIECES, path);
        row(plan[i], 7, PIECES, path);
        row(plan[i], JOBS_MAX, 3, path);
    }
    row(".L......", 2, 8, path); /* larger than what a process keeps */
    row("rRr.R", 2, 10, path); /* larger than its room */
    row(".", 3, 1, path);
    row(".", 3, 0, path);
    unlink(path);
    while (waitpid(-1, NULL, WNOHANG) > 0) failed = 1, printf("jobs: a process is left behind\n");
    return failed;
}
