/* SPDX-License-Identifier: MIT */
/* bd-norm: records as printed into the normal form: one unit, full codes, one name for a thing. */
#include "base/nomem.h"
#include "base/opt.h"
#include "base/sandbox.h"
#include "budget/dict.h"
#include "budget/norm.h"
#include "rec/pick.h"
#include "rec/rec.h"

#include <getopt.h>
#include <stdio.h>

static const char usage_text[] =
    "Usage: bd-norm [OPTION]... [FILE]...\n"
    "Bring records into the normal form: money in one unit, full codes, canonical tables, columns and names.\n"
    "With no FILE, or when FILE is -, read standard input.\n"
    "\n"
    "      --unit UNIT         money in 元, 万元 (default), 亿元 or another unit of money\n"
    "      --keep              add raw_... columns with what was printed\n"
    "      --one-name          name rows and columns alike whatever a bureau calls them\n"
    "      --unknown FILE      list what no dictionary knew, with counts and places\n"
    "      --columns NAME,...  write these columns only, in this order\n"
    "      --where NAME=REGEX  keep records whose column matches (may be repeated; doc records stay)\n"
    "      --wide              one line a row of a table, its amount columns side by side\n"
    "      --csv               CSV for spreadsheets\n"
    "      --no-header         write no header line\n" DICT_HELP
    "      --input-columns NAME,NAME...  the inputs have no header; these are their columns\n"
    "      --files0-from FILE  read the names of the inputs, NUL-separated, from FILE (-: standard input)\n"
    "  -o, --output FILE       write to FILE, all or nothing\n"
    "      --no-sandbox        keep all rights while reading, to look for errors\n"
    "  -h, --help              show this help\n"
    "      --version           show the version\n"
    "\n"
    "Exit status: 0, 2 trouble.\n";

enum { OPT_UNIT = OPT_TOOL, OPT_KEEP, OPT_ONE_NAME, OPT_UNKNOWN, OPT_COLUMNS, OPT_WHERE, OPT_WIDE, OPT_CSV, OPT_NO_HEADER, OPT_INPUT_COLUMNS, OPT_VERSION };

static const struct option options[] = {{"unit", required_argument, NULL, OPT_UNIT},
                                        {"keep", no_argument, NULL, OPT_KEEP},
                                        {"one-name", no_argument, NULL, OPT_ONE_NAME},
                                        {"unknown", required_argument, NULL, OPT_UNKNOWN},
                                        {"columns", required_argument, NULL, OPT_COLUMNS},
                                        {"where", required_argument, NULL, OPT_WHERE},
                                        {"wide", no_argument, NULL, OPT_WIDE},
                                        {"csv", no_argument, NULL, OPT_CSV},
                                        {"no-header", no_argument, NULL, OPT_NO_HEADER},
                                        {"input-columns", required_argument, NULL, OPT_INPUT_COLUMNS},
                                        DICT_LONGOPTS,
                                        {"output", required_argument, NULL, 'o'},
                                        {"files0-from", required_argument, NULL, OPT_FILES0},
                                        SANDBOX_LONGOPT,
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, OPT_VERSION},
                                        {NULL, 0, NULL, 0}};

struct tool {
    struct norm_opts norm;
    struct dict_opts dicts;
    struct rec_reader_opts reader;
    struct pick_opts pick;
    const char *output, *unknown, *files0;
    struct arena arena;
    struct opt_inputs in;
    struct dict *dict;
    struct pick *out;
    struct io_writer w, u; /* output, --unknown */
    bool writing, listing;
};

static int complain(const struct err *e)
{
    err_print(stderr, "bd-norm", e);
    return EXIT_TROUBLE;
}

/* One option. 0, 1: done, exit well; <0. */
static int option(struct tool *t, int got, char **argv, struct err *e)
{
    int ours = dict_opt(&t->dicts, got, optarg, e);
    if (ours) return ours < 0 ? ours : 0;
    switch (got) {
    case 0: return 0;
    case OPT_UNIT: t->norm.unit = str_c(optarg); return 0;
    case OPT_KEEP: t->norm.keep = true; return 0;
    case OPT_ONE_NAME: t->norm.one_name = t->norm.one_column = true; return 0;
    case OPT_UNKNOWN: t->unknown = optarg; return 0;
    case OPT_COLUMNS: t->pick.columns = optarg; return 0;
    case OPT_WHERE: return pick_where(&t->pick, optarg, e);
    case OPT_WIDE: t->pick.wide = true; return 0;
    case OPT_CSV: t->pick.csv = true; return 0;
    case OPT_NO_HEADER: t->pick.no_header = true; return 0;
    case OPT_INPUT_COLUMNS: t->reader.input_columns = optarg; return 0;
    case OPT_FILES0: t->files0 = optarg; return 0;
    case 'o': t->output = optarg; return 0;
    case 'h': return opt_show(usage_text, e) == ERR_FAIL ? ERR_FAIL : 1;
    case OPT_VERSION: return opt_version("bd-norm", e) == ERR_FAIL ? ERR_FAIL : 1;
    default: return opt_bad(e, got, argv);
    }
}

static int prepare(struct tool *t, int argc, char **argv, struct err *e)
{
    if (t->files0 && optind < argc) return err_set(e, NULL, 0, "--files0-from and file names exclude each other");
    if (t->pick.wide && t->pick.columns) return err_set(e, NULL, 0, "--wide and --columns exclude each other");
    int got = t->files0 ? opt_files0(&t->arena, t->files0, &t->in, e)
                        : opt_operands(&t->arena, argc, argv, optind, &t->in, e);
    if (got < 0) return got;
    t->dict = dict_from(&t->dicts, e);
    if (!t->dict) return ERR_FAIL;
    t->norm.dict = t->dict;
    t->norm.unknown = t->unknown != NULL;
    t->reader.ensure = norm_ensure;
    if (t->norm.keep) t->reader.append = norm_raw;
    if (io_create(&t->w, t->output, e) < 0) return ERR_FAIL;
    t->writing = true;
    if (t->unknown && io_create(&t->u, t->unknown, e) < 0) return ERR_FAIL;
    t->listing = t->unknown != NULL;
    if (sandbox_enter(&(struct sandbox){.in = &t->in, .out = {t->output, t->unknown}}, e)) return ERR_FAIL;
    t->out = pick_new(&t->pick, &t->w, e);
    return t->out ? 0 : ERR_FAIL;
}

static int sink(void *arg, struct rec *r, struct err *e)
{
    return pick_put(arg, r, e);
}

/* All inputs through n. 0, 1: an input was bad and is told, <0: the output is. */
static int run(struct tool *t, struct norm *n, struct err *e)
{
    struct rec_reader *rd = rec_reader_new(t->in.path, t->in.n, &t->reader, e);
    struct rec r;
    int got, status = 0;
    if (!rd) return ERR_FAIL;
    while ((got = rec_read(rd, &r, e)) != 0) {
        if (got > 0) got = norm_put(n, &r, e);
        else {
            complain(e);
            status = 1;
            got = norm_flush(n, e);
        }
        if (got < 0) break;
    }
    if (got == 0) got = norm_flush(n, e);
    if (got == 0) got = pick_end(t->out, rec_reader_head(rd), e);
    rec_reader_free(rd);
    return got < 0 ? got : status;
}

static int write_unknown(struct tool *t, struct norm *n, struct err *e)
{
    if (norm_unknown(n, &t->u, e) < 0) return ERR_FAIL;
    t->listing = false;
    return io_close(&t->u, e);
}

static int work(struct tool *t, struct err *e)
{
    struct norm *n = norm_new(&t->norm, sink, t->out, e);
    if (!n) return ERR_FAIL;
    int status = run(t, n, e);
    if (status == 0) status = nomem_check(e);
    if (status == 0 && t->unknown) status = write_unknown(t, n, e); /* a list of a part would pass for that of all */
    norm_free(n);
    if (status < 0) return status;
    if (status && t->output) return status; /* an incomplete file is never put in place */
    t->writing = false;
    int got = io_close(&t->w, e);
    return got < 0 ? got : status;
}

int main(int argc, char **argv)
{
    struct tool t = {.writing = false};
    struct err e = {.line = 0};
    int got, status = EXIT_TROUBLE;
    opt_start();
    opterr = 0;
    while ((got = getopt_long(argc, argv, ":ho:", options, NULL)) != -1) {
        int done = option(&t, got, argv, &e);
        if (done == 0) continue;
        status = done < 0 ? complain(&e) : EXIT_OK;
        goto done;
    }
    got = prepare(&t, argc, argv, &e);
    if (got == 0) got = work(&t, &e);
    if (got == ERR_FAIL) complain(&e);
    status = got == 0 || got == ERR_PIPE ? EXIT_OK : EXIT_TROUBLE;
done:
    if (t.writing) io_abort(&t.w);
    if (t.listing) io_abort(&t.u);
    pick_free(t.out);
    pick_opts_free(&t.pick);
    dict_free(t.dict);
    arena_free(&t.arena);
    return status;
}
