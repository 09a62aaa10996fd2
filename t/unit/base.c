/* SPDX-License-Identifier: MIT */
/* lib/base: arena, map, vec, str, err, io, opt. */
#include "base/io.h"
#include "base/map.h"
#include "base/opt.h"
#include "base/vec.h"

#include <dirent.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int failed;
static char dir[] = "/tmp/bd-base-XXXXXX";
static char path_buf[4][128];

static void expect(bool ok, const char *what)
{
    if (ok) return;
    printf("base: %s\n", what);
    failed = 1;
}

static const char *in_dir(const char *name)
{
    static unsigned next;
    char *p = path_buf[next++ % 4];
    snprintf(p, sizeof path_buf[0], "%s/%s", dir, name);
    return p;
}

static void put_file(const char *path, struct str text)
{
    FILE *f = fopen(path, "w");
    if (!f || fwrite(text.p, 1, text.n, f) != text.n || fclose(f)) abort();
}

static bool file_is(const char *path, const char *want)
{
    char got[256] = "";
    FILE *f = fopen(path, "r");
    if (!f) return false;
    size_t n = fread(got, 1, sizeof got - 1, f);
    fclose(f);
    return n == strlen(want) && memcmp(got, want, n) == 0;
}

/* How many names are in the folder. */
static int files(void)
{
    int n = -2; /* . and .. */
    DIR *d = opendir(dir);
    if (!d) abort();
    while (readdir(d)) n++;
    closedir(d);
    return n;
}

static void test_arena(void)
{
    struct arena a = {.limit = 1 << 20};
    size_t total = 0;
    for (size_t n = 0; n < 600; n++) {
        unsigned char *p = arena_alloc(&a, n);
        expect(p && (uintptr_t)p % _Alignof(max_align_t) == 0, "arena blocks are aligned");
        if (p) memset(p, (int)n, n);
        total += n;
    }
    expect(a.used >= total, "arena counts what it hands out");
    expect(arena_alloc(&a, 1 << 20) == NULL, "arena keeps to its limit");
    expect(arena_array(&a, SIZE_MAX / 4, 8) == NULL, "arena_array sees the overflow");
    char *g = arena_alloc(&a, 10);
    memcpy(g, "123456789", 10);
    char *grown = arena_grow(&a, g, 10, 100);
    expect(grown == g, "the last piece grows in place");
    expect(arena_alloc(&a, 1) != NULL, "one more");
    grown = arena_grow(&a, grown, 100, 60000);
    expect(grown && grown != g && memcmp(grown, "123456789", 10) == 0, "another piece is moved");
    expect(str_eq(arena_join(&a, S("a"), S("/"), S("b")), S("a/b")), "arena_join");
    expect(str_eq(arena_join(&a, S(""), S("/"), S("b")), S("b")), "arena_join with nothing before");
    expect(arena_str(&a, S("abc")).p[3] == '\0', "arena_str ends with NUL");
    arena_reset(&a);
    expect(a.used == 0 && arena_alloc(&a, 1 << 19) != NULL, "after a reset there is room again");
    arena_free(&a);
}

static void test_map(void)
{
    struct map m = MAP_INIT;
    static char key[5000][8];
    bool added;
    expect(map_get(&m, S("x")) == MAP_NONE, "an empty map has nothing");
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(key[i], sizeof key[i], "k%u", i);
        expect(map_put(&m, str_c(key[i]), i, &added) == i && added, "map_put adds");
    }
    expect(map_put(&m, S("k77"), 1, &added) == 77 && !added, "map_put keeps the first");
    expect(map_set(&m, S("k77"), 1) == 0 && map_get(&m, S("k77")) == 1, "map_set replaces");
    expect(map_put(&m, S(""), 9, NULL) == 9 && map_get(&m, (struct str){NULL, 0}) == 9, "the empty key");
    for (uint32_t i = 0; i < 5000; i++) expect(i == 77 || map_get(&m, str_c(key[i])) == i, "map_get finds");
    expect(m.n == 5001, "map counts");
    map_clear(&m);
    expect(map_get(&m, S("k1")) == MAP_NONE && m.n == 0, "map_clear");
    map_free(&m);
}

static void test_str(void)
{
    unsigned v = 5;
    expect(str_u32(S("4294967295"), &v) && v == 4294967295u, "str_u32 largest");
    expect(!str_u32(S("4294967296"), &v) && !str_u32(S(""), &v) && !str_u32(S("1a"), &v) && !str_u32(S("-1"), &v),
           "str_u32 refuses");
    expect(str_find(S("abcabc"), S("c"), 3) == 5 && str_find(S("abc"), S("d"), 0) == STR_NPOS &&
               str_find(S("abc"), S(""), 3) == 3 && str_find(S("abc"), S(""), 4) == STR_NPOS, "str_find");
    expect(str_rfind(S("abcabc"), S("bc")) == 4 && str_rfind(S("a"), S("ab")) == STR_NPOS, "str_rfind");
    expect(str_cmp(S("a"), S("ab")) < 0 && str_cmp(S("b"), S("ab")) > 0 && str_cmp(S("a"), S("a")) == 0, "str_cmp");
    VEC(int) vec = {0};
    for (int i = 0; i < 1000; i++) expect(VEC_PUSH(&vec, i) == 0, "VEC_PUSH");
    expect(vec.n == 1000 && vec.v[999] == 999, "VEC");
    VEC_FREE(&vec);
}

static void test_err(void)
{
    struct err e;
    char longpath[1200];
    memset(longpath, 'x', sizeof longpath);
    memcpy(longpath + sizeof longpath - 8, "/z.txt", 7);
    expect(err_set(&e, "a\nb\x1b[31m\xFF", 3, "x%sy", "\t\u202E") == ERR_FAIL, "err_set fails");
    expect(strcmp(e.file, "a?b?[31m?") == 0 && strcmp(e.reason, "x??y") == 0, "err_set cleans");
    err_set(&e, longpath, 0, "%s", longpath);
    expect(strlen(e.file) == sizeof e.file - 1 && strncmp(e.file, "...x", 4) == 0 &&
               strcmp(e.file + sizeof e.file - 7, "/z.txt") == 0, "a long path is cut in front");
    expect(strlen(e.reason) == sizeof e.reason - 1, "a long reason is cut");
    char *out = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&out, &n);
    if (!f) abort();
    err_set(&e, "f", 7, "why");
    err_print(f, "bd-x", &e);
    err_set(&e, "f", 0, "why");
    err_print(f, "bd-x", &e);
    err_nomem(&e);
    err_print(f, "bd-x", &e);
    fclose(f);
    expect(strcmp(out, "bd-x: f:7: why\nbd-x: f: why\nbd-x: out of memory\n") == 0, "err_print");
    free(out);
}

static void test_lines(void)
{
    struct io_reader r;
    struct err e;
    struct str line;
    bool lf;
    struct arena a = ARENA_INIT;
    put_file(in_dir("lines"), S("a\r\n\n\0b\nlast"));
    expect(io_open(&r, in_dir("lines"), &e) == 0, "io_open");
    expect(io_line(&r, &line, &lf, &e) == 1 && str_eq(line, S("a\r")) && lf, "first line");
    expect(io_line(&r, &line, &lf, &e) == 1 && line.n == 0 && lf && r.line == 2, "empty line");
    expect(io_line(&r, &line, &lf, &e) == 1 && str_eq(line, S("\0b")), "NUL is kept");
    expect(io_line(&r, &line, &lf, &e) == 1 && str_eq(line, S("last")) && !lf, "no LF at the end");
    expect(io_line(&r, &line, &lf, &e) == 0, "end");
    io_reader_close(&r);
    expect(io_open(&r, in_dir("lines"), &e) == 0 && io_line(&r, &line, &lf, &e) == 1, "again");
    expect(io_slurp(&r, &a, 0, &line, &e) == 0 && str_eq(line, S("\n\0b\nlast")), "io_slurp takes the rest");
    io_reader_close(&r);
    expect(io_open(&r, in_dir("lines"), &e) == 0 && io_slurp(&r, &a, 10, &line, &e) == ERR_FAIL &&
               strcmp(e.reason, "larger than the limit of 10 bytes") == 0, "io_slurp keeps to its limit");
    io_reader_close(&r);
    expect(io_open(&r, dir, &e) == 0 && io_line(&r, &line, &lf, &e) == ERR_FAIL, "a folder cannot be read");
    io_reader_close(&r);
    expect(io_open(&r, in_dir("absent"), &e) == ERR_FAIL && strstr(e.reason, "cannot open: No such file"), "no such file");
    arena_free(&a);
    unlink(in_dir("lines"));
}

static void test_create(void)
{
    struct io_writer w;
    struct err e;
    struct stat st;
    const char *out = in_dir("out");
    mode_t mask = umask(027);
    expect(io_create(&w, out, &e) == 0, "io_create");
    io_str(&w, S("one\n"));
    expect(access(out, F_OK) != 0, "nothing is there before io_close");
    expect(io_close(&w, &e) == 0 && file_is(out, "one\n") && files() == 1, "io_close brings it");
    expect(stat(out, &st) == 0 && (st.st_mode & 07777) == 0640, "a new file follows the umask");
    chmod(out, 0604);
    expect(io_create(&w, out, &e) == 0, "io_create over a file");
    io_char(&w, '2');
    io_abort(&w);
    expect(file_is(out, "one\n") && files() == 1, "io_abort leaves all as it was");
    expect(io_create(&w, out, &e) == 0, "io_create over a file");
    for (int i = 0; i < 300000; i++) io_put(&w, "xy", 2);
    expect(io_close(&w, &e) == 0 && stat(out, &st) == 0 && st.st_size == 600000, "a large file");
    expect((st.st_mode & 07777) == 0604, "permissions of the replaced file stay");
    const char *link = in_dir("link");
    if (symlink("out", link)) abort();
    expect(io_create(&w, link, &e) == 0 && (io_str(&w, S("3\n")), io_close(&w, &e)) == 0, "through a link");
    expect(lstat(link, &st) == 0 && S_ISLNK(st.st_mode) && file_is(out, "3\n"), "a link stays a link");
    expect(io_create(&w, in_dir("no/such"), &e) == ERR_FAIL && strcmp(e.reason, "cannot create: No such file or directory") == 0,
           "no such folder");
    expect(io_create(&w, dir, &e) == ERR_FAIL, "a folder cannot be written");
    expect(io_create(&w, "/dev/full", &e) == 0 && (io_str(&w, S("x")), io_close(&w, &e)) == ERR_FAIL &&
               strcmp(e.reason, "cannot write: No space left on device") == 0, "/dev/full");
    umask(mask);
    unlink(out);
    unlink(link);
    expect(files() == 0, "no file is left over");
}

/* Ended by a signal in the middle of writing: the target as it was, nothing beside it. */
static void test_signal(void)
{
    const char *out = in_dir("kept");
    put_file(out, S("old\n"));
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        struct io_writer w;
        struct err e;
        if (io_create(&w, out, &e)) _exit(1);
        io_str(&w, S("new\n"));
        if (io_flush(&w, &e) || files() != 2) _exit(1);
        raise(SIGTERM);
        _exit(1);
    }
    if (child < 0 || waitpid(child, &status, 0) != child) abort();
    expect(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM, "the signal still ends the process");
    expect(file_is(out, "old\n") && files() == 1, "its temporary file is gone");
    unlink(out);
}

static void test_pipe(void)
{
    int fd[2];
    struct err e = {.reason = "old"};
    char path[32];
    if (pipe(fd)) abort();
    snprintf(path, sizeof path, "/dev/fd/%d", fd[1]);
    struct io_writer w;
    expect(io_create(&w, path, &e) == 0, "a pipe is written to");
    close(fd[0]);
    io_str(&w, S("x"));
    expect(io_flush(&w, &e) == ERR_PIPE && e.reason[0] == '\0', "nobody reads: ERR_PIPE");
    expect(io_close(&w, &e) == ERR_PIPE, "and again at the end");
    close(fd[1]);
}

static void test_files0(void)
{
    struct arena a = ARENA_INIT;
    struct opt_inputs in;
    struct err e;
    const char *list = in_dir("list");
    put_file(list, S("a\0b c\0-"));
    expect(opt_files0(&a, list, &in, &e) == 0 && in.n == 3 && !strcmp(in.path[1], "b c") && !strcmp(in.path[2], "-"), "files0");
    put_file(list, S("a\0\0b\0"));
    expect(opt_files0(&a, list, &in, &e) == ERR_FAIL && !strcmp(e.reason, "empty file name, number 2"), "files0 empty name");
    put_file(list, S(""));
    expect(opt_files0(&a, list, &in, &e) == 0 && in.n == 0, "files0 of nothing");
    unlink(list);
    arena_free(&a);
}

static void test_opt_bad(void)
{
    static const struct { const char *arg[4], *want; } row[] = {
        {{"-z"}, "unknown option '-z'"}, {{"-hz"}, "unknown option '-z'"}, {{"--help", "-zh"}, "unknown option '-z'"},
        {{"--zeal"}, "unknown option '--zeal'"}, {{"--zeal=3"}, "unknown option '--zeal'"},
        {{"--help=3"}, "option '--help' takes no argument"}, {{"-h", "--out"}, "option '--out' needs an argument"},
        {{"-ho"}, "option '-o' needs an argument"}, {{"--out=1", "-zh"}, "unknown option '-z'"},
    };
    static const struct option longs[] = {{"help", no_argument, NULL, 'h'}, {"out", required_argument, NULL, 'o'}, {0}};
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        char word[4][16] = {"bd-x"}, *argv[5] = {word[0]};
        int argc = 1, got;
        struct err e = {0};
        for (; argc < 4 && row[i].arg[argc - 1]; argc++) {
            snprintf(word[argc], sizeof word[argc], "%s", row[i].arg[argc - 1]);
            argv[argc] = word[argc];
        }
        optind = 0;
        opterr = 0;
        while ((got = getopt_long(argc, argv, ":ho:", longs, NULL)) != -1 && got != '?' && got != ':') continue;
        opt_bad(&e, got, argv);
        expect(strcmp(e.reason, row[i].want) == 0, row[i].want);
    }
}

int main(void)
{
    if (!mkdtemp(dir)) abort();
    opt_start();
    test_arena();
    test_map();
    test_str();
    test_err();
    test_lines();
    test_create();
    test_signal();
    test_pipe();
    test_files0();
    test_opt_bad();
    rmdir(dir);
    return failed;
}
