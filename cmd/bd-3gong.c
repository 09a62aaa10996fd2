/* SPDX-License-Identifier: MIT */
/* bd-3gong: the three public expenses of every document, table and prose side by side, checked. */
#include "base/nomem.h"
#include "base/opt.h"
#include "base/sandbox.h"
#include "budget/dict.h"
#include "budget/norm.h"
#include "check/sangong_panel.h"

#include <getopt.h>

static const char name[] = "bd-3gong";

struct tool {
    struct arena arena;
    struct opt_inputs in;
    const char *out, *input_columns;
    struct dict_opts dicts;
    bool exact, members, writing;
    enum { MODE_LINES, MODE_PANEL, MODE_RANK } mode;
    int item, format, by;
    struct str phase, year;
    struct io_writer w;
    struct sangong *s;
    struct panel panel;
    int status;
};

static const char usage_text[] =
    "Usage: bd-3gong [OPTION]... [FILE]...\n"
    "Write one line per document, organisation, year and phase about the three public expenses, from records.\n"
    "With no FILE, or when FILE is -, read standard input.\n"
    "\n"
    "      --panel             a table, organisation x year, with totals over those there in every year and over all\n"
    "      --rank BY           organisations in order of amount, change or share (of the whole expenditure)\n"
    "      --item ITEM         total (default), abroad, reception, car, car_buy or car_run\n"
    "      --phase PHASE       budget or final only\n"
    "      --year YEAR         year of --rank (default: the newest of each phase)\n"
    "      --members           rows of organisations inside a document instead of its whole\n"
    "      --format FORMAT     tsv (default), markdown or html, of --panel and --rank\n"
    "      --exact             no tolerance for rounding\n"
    "      --input-columns LIST  columns of an input without a header line\n"
    "      --files0-from FILE  read the names of the inputs, NUL-separated, from FILE (-: standard input)\n"
    "  -o, --output FILE       write to FILE, all or nothing\n" DICT_HELP
    "      --no-sandbox        keep all rights while reading, to look for errors\n"
    "  -h, --help              show this help\n"
    "      --version           show the version\n"
    "\n"
    "Exit status: 0 no line is off, 1 some line is, 2 trouble.\n";

static int complain(struct tool *t, const struct err *e)
{
    err_print(stderr, name, e);
    return t->status = EXIT_TROUBLE;
}

/* ---- */

static int on_line(void *arg, const struct sangong_line *l, struct err *e)
{
    struct tool *t = arg;
    if (l->check == SANGONG_OFF && t->status == EXIT_OK) t->status = EXIT_FOUND;
    if (t->mode != MODE_LINES) return panel_add(&t->panel, l, e);
    sangong_write(&t->w, l);
    return t->w.failed;
}

static int on_record(void *arg, struct rec *r, struct err *e)
{
    struct tool *t = arg;
    return sangong_put(t->s, r, e);
}

/* All inputs; one that is bad is told, and what came before it is not mixed with what comes after. */
static int run(struct tool *t, struct norm *n, struct rec_reader *rd, struct err *e)
{
    struct rec r;
    int got;
    while ((got = rec_read(rd, &r, e)) != 0) {
        if (got > 0) {
            if (sangong_wants(t->s, &r) && norm_put(n, &r, e)) return ERR_FAIL;
            continue;
        }
        complain(t, e);
        if (norm_flush(n, e) || sangong_flush(t->s, e)) return ERR_FAIL;
    }
    return norm_flush(n, e) ? ERR_FAIL : sangong_flush(t->s, e);
}

/* What --panel or --rank make of all lines. */
static int report(struct tool *t, struct err *e)
{
    struct panel *p = &t->panel;
    if (t->mode == MODE_LINES) return 0;
    if (panel_finish(p, e)) return ERR_FAIL;
    if (p->replaced)
        fprintf(stderr, "%s: %.*s: replaces what an earlier document of its edition said (%u figure%s replaced in all)\n", name,
                STR_ARG(p->replaced_doc), p->replaced, p->replaced == 1 ? "" : "s");
    return t->mode == MODE_PANEL ? panel_write(&t->w, p, (enum panel_format)t->format, e)
                                 : panel_write_rank(&t->w, p, (enum panel_rank)t->by, t->year, (enum panel_format)t->format, e);
}

static int work(struct tool *t, struct err *e)
{
    struct rec_reader_opts ro = {.input_columns = t->input_columns, .ignore_new_columns = true, .ensure = norm_ensure};
    struct norm *n = NULL;
    struct rec_reader *rd = NULL;
    struct dict *dict = dict_from(&t->dicts, e);
    int bad = !dict || io_create(&t->w, t->out, e);
    if (bad) goto done;
    t->writing = true;
    bad = sandbox_enter(&(struct sandbox){.in = &t->in, .out = {t->out}}, e);
    if (bad) goto done;
    panel_init(&t->panel, t->item, t->phase, t->members);
    t->s = sangong_new(t->exact, on_line, t, e);
    n = norm_new(&(struct norm_opts){.dict = dict, .org_total = true, .one_name = true, .one_column = true}, on_record, t, e);
    rd = rec_reader_new(t->in.path, t->in.n, &ro, e);
    bad = !t->s || !n || !rd;
    if (bad) goto done;
    if (t->mode == MODE_LINES) sangong_write_head(&t->w);
    bad = run(t, n, rd, e) || report(t, e) || nomem_check(e);
done:
    rec_reader_free(rd);
    norm_free(n);
    sangong_free(t->s);
    dict_free(dict);
    panel_free(&t->panel);
    return bad;
}

static int finish(struct tool *t, int bad, struct err *e)
{
    if (!t->writing) return complain(t, e);
    bool pipe = t->w.failed == ERR_PIPE, broken = bad && !t->w.failed;
    if (broken) complain(t, e);
    if (pipe || broken || (t->status == EXIT_TROUBLE && t->out)) { /* an incomplete file is never put in place */
        io_abort(&t->w);
        return t->status;
    }
    int closed = io_close(&t->w, e);
    return closed && closed != ERR_PIPE ? complain(t, e) : t->status;
}

/* ---- */

enum { OPT_EXACT = OPT_TOOL, OPT_COLUMNS, OPT_VERSION, OPT_PANEL, OPT_RANK, OPT_ITEM, OPT_PHASE, OPT_YEAR, OPT_MEMBERS, OPT_FORMAT };

static const struct option options[] = {{"exact", no_argument, NULL, OPT_EXACT},
                                        {"panel", no_argument, NULL, OPT_PANEL},
                                        {"rank", required_argument, NULL, OPT_RANK},
                                        {"item", required_argument, NULL, OPT_ITEM},
                                        {"phase", required_argument, NULL, OPT_PHASE},
                                        {"year", required_argument, NULL, OPT_YEAR},
                                        {"members", no_argument, NULL, OPT_MEMBERS},
                                        {"format", required_argument, NULL, OPT_FORMAT},
                                        {"input-columns", required_argument, NULL, OPT_COLUMNS},
                                        {"files0-from", required_argument, NULL, OPT_FILES0},
                                        {"output", required_argument, NULL, 'o'},
                                        SANDBOX_LONGOPT,
                                        {"help", no_argument, NULL, 'h'},
                                        {"version", no_argument, NULL, OPT_VERSION},
                                        DICT_LONGOPTS,
                                        {NULL, 0, NULL, 0}};

/* *out = place of arg among n words. */
static int word(const char *option, const char *arg, const char *const *words, int n, int *out, struct err *e)
{
    for (int i = 0; i < n; i++)
        if (strcmp(arg, words[i]) == 0) {
            *out = i;
            return 0;
        }
    return err_set(e, NULL, 0, "%s cannot be '%s'", option, arg);
}

/* The options of the reports. 0: taken, <0: wrong, 1: not one of them. */
static int parse_report(struct tool *t, int got, struct err *e)
{
    static const char *const by[] = {"amount", "change", "share"}, *const format[] = {"tsv", "markdown", "html"};
    static const char *const phase[] = {"budget", "final"};
    unsigned year;
    int i = 0;
    switch (got) {
    case OPT_PANEL: t->mode = MODE_PANEL; return 0;
    case OPT_RANK: t->mode = MODE_RANK; return word("--rank", optarg, by, 3, &t->by, e);
    case OPT_ITEM: return word("--item", optarg, sangong_item_name, SANGONG_NITEM, &t->item, e);
    case OPT_FORMAT: return word("--format", optarg, format, 3, &t->format, e);
    case OPT_MEMBERS: t->members = true; return 0;
    case OPT_PHASE:
        if (word("--phase", optarg, phase, 2, &i, e)) return ERR_FAIL;
        t->phase = str_c(phase[i]);
        return 0;
    case OPT_YEAR:
        t->year = str_c(optarg);
        return t->year.n == 4 && str_u32(t->year, &year) ? 0 : err_set(e, NULL, 0, "--year cannot be '%s'", optarg);
    default: return 1;
    }
}

/* 0: go on; else the tool is done and *status says how. */
static int parse(struct tool *t, int argc, char **argv, int *status, struct err *e)
{
    const char *files0 = NULL;
    int got, ours;
    opterr = 0;
    while ((got = getopt_long(argc, argv, ":ho:", options, NULL)) != -1) {
        if ((ours = dict_opt(&t->dicts, got, optarg, e)) != 0) {
            if (ours < 0) return ERR_FAIL;
            continue;
        }
        if ((ours = parse_report(t, got, e)) < 0) return ERR_FAIL;
        if (ours == 0) continue;
        switch (got) {
        case 'h': *status = EXIT_OK; return opt_show(usage_text, e) == ERR_FAIL ? ERR_FAIL : 1;
        case OPT_VERSION: *status = EXIT_OK; return opt_version("bd-3gong", e) == ERR_FAIL ? ERR_FAIL : 1;
        case 0: break;
        case 'o': t->out = optarg; break;
        case OPT_EXACT: t->exact = true; break;
        case OPT_COLUMNS: t->input_columns = optarg; break;
        case OPT_FILES0: files0 = optarg; break;
        default: return opt_bad(e, got, argv);
        }
    }
    if (t->mode == MODE_LINES && (t->format || t->item || t->members || t->phase.n || t->year.n))
        return err_set(e, NULL, 0, "--item, --phase, --year, --members and --format go with --panel or --rank");
    if (!files0) return opt_operands(&t->arena, argc, argv, optind, &t->in, e);
    if (optind < argc) return err_set(e, NULL, 0, "--files0-from and operands cannot be given together");
    return opt_files0(&t->arena, files0, &t->in, e);
}

int main(int argc, char **argv)
{
    struct tool t = {.arena = ARENA_INIT, .status = EXIT_OK};
    struct err e = {0};
    int status = EXIT_TROUBLE;
    opt_start();
    int done = parse(&t, argc, argv, &status, &e);
    if (done < 0) status = complain(&t, &e);
    else if (done == 0) status = finish(&t, work(&t, &e), &e);
    arena_free(&t.arena);
    return status;
}
