/* SPDX-License-Identifier: MIT */
/* opt.c: the common parts of the command line. */
#include "base/opt.h"

#include "base/io.h"
#include "base/sandbox.h"

#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int opt_operands(struct arena *a, int argc, char **argv, int first, struct opt_inputs *in, struct err *e)
{
    in->n = first < argc ? (size_t)(argc - first) : 1;
    in->path = arena_array(a, in->n, sizeof *in->path);
    if (!in->path) return err_nomem(e);
    in->path[0] = "-";
    for (int i = first; i < argc; i++) in->path[i - first] = argv[i];
    return 0;
}

int opt_files0(struct arena *a, const char *list, struct opt_inputs *in, struct err *e)
{
    struct io_reader r;
    struct str all;
    int rc = io_open(&r, list, e);
    if (rc == 0) rc = io_slurp(&r, a, 0, &all, e);
    io_reader_close(&r);
    if (rc) return rc;
    size_t n = 0;
    for (size_t i = 0; i < all.n; i++) {
        bool starts = i == 0 || all.p[i - 1] == '\0';
        if (starts && all.p[i] == '\0') return err_set(e, list, 0, "empty file name, number %zu", n + 1);
        n += starts;
    }
    in->path = arena_array(a, n, sizeof *in->path);
    if (!in->path) return err_nomem(e);
    in->n = 0;
    /* io_slurp puts a NUL behind the last name, if it lacks one. */
    for (size_t i = 0; i < all.n; i += strlen(all.p + i) + 1) in->path[in->n++] = all.p + i;
    return 0;
}

int opt_bad(struct err *e, int got, char **argv)
{
    /* Inside "-xyz" getopt has not gone on to the next word; argv[optind - 1] is then another option. */
    const char *word = argv[optind - 1], *now = argv[optind];
    bool inside = got == '?' && optopt && now && now[0] == '-' && now[1] != '-' && strchr(now + 1, optopt);
    bool is_long = !inside && word && strncmp(word, "--", 2) == 0 && (got == ':' || !optopt || strchr(word, '='));
    int name = is_long ? (int)strcspn(word, "=") : 0;
    if (got == ':') {
        if (is_long) return err_set(e, NULL, 0, "option '%.*s' needs an argument", name, word);
        return err_set(e, NULL, 0, "option '-%c' needs an argument", optopt);
    }
    if (is_long && optopt) return err_set(e, NULL, 0, "option '%.*s' takes no argument", name, word);
    if (is_long) return err_set(e, NULL, 0, "unknown option '%.*s'", name, word);
    return err_set(e, NULL, 0, "unknown option '-%c'", optopt);
}

int opt_show(const char *text, struct err *e)
{
    struct io_writer w;
    if (io_create(&w, NULL, e)) return ERR_FAIL;
    io_str(&w, str_c(text));
    return io_close(&w, e);
}

int opt_version(const char *tool, struct err *e)
{
    char sandbox[160], text[256];
    sandbox_describe(sandbox, sizeof sandbox);
    snprintf(text, sizeof text, "%s " BD_VERSION "\nsandbox: %s\n", tool, sandbox);
    return opt_show(text, e);
}

/* A standard stream that is closed would be given to the next file opened. */
static void fill_closed(int fd, int mode)
{
    if (fcntl(fd, F_GETFD) >= 0) return;
    int null = open("/dev/null", mode);
    if (null >= 0 && null != fd) close(null);
}

void opt_start(void)
{
    fill_closed(STDIN_FILENO, O_WRONLY); /* reading and writing fail, as they must */
    fill_closed(STDOUT_FILENO, O_RDONLY);
    fill_closed(STDERR_FILENO, O_RDWR);
    signal(SIGPIPE, SIG_IGN);
    io_catch_signals();
}
