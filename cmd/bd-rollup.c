/* SPDX-License-Identifier: MIT */
/* bd-rollup: every sum of a record stream recomputed, every relation checked. */
#include "base/err.h"
#include "base/io.h"
#include "base/nomem.h"
#include "base/opt.h"
#include "base/sandbox.h"
#include "budget/dict.h"
#include "check/finding.h"
#include "check/report.h"
#include "check/rollup.h"
#include "rec/rec.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const name = "bd-rollup";

enum { OPT_FINDINGS = OPT_TOOL, OPT_CHECK, OPT_REPORT, OPT_RULES, OPT_LIST, OPT_ONLY, OPT_EXCEPT, OPT_EXACT, OPT_FILL, OPT_COLUMNS };

static const struct option longopts[] = {
    SANDBOX_LONGOPT,
    {"help", no_argument, NULL, 'h'},            {"version", no_argument, NULL, 'V'},
    {"output", required_argument, NULL, 'o'},    {"files0-from", required_argument, NULL, OPT_FILES0},
    {"check", no_argument, NULL, OPT_CHECK},     {"findings", required_argument, NULL, OPT_FINDINGS},
    {"report", required_argument, NULL, OPT_REPORT}, {"rules", required_argument, NULL, OPT_RULES},
    {"list-rules", no_argument, NULL, OPT_LIST}, {"only", required_argument, NULL, OPT_ONLY},
    {"except", required_argument, NULL, OPT_EXCEPT}, {"exact", no_argument, NULL, OPT_EXACT},
    {"fill", no_argument, NULL, OPT_FILL},
    {"quiet", no_argument, NULL, 'q'},           {"input-columns", required_argument, NULL, OPT_COLUMNS},
    DICT_LONGOPTS, {NULL, 0, NULL, 0}};

static const char usage_text[] =
    "Usage: bd-rollup [OPTION]... [FILE]...\n"
    "Recompute every sum of a record stream and check what must agree: each record gets sum, gap, check, rule.\n"
    "With no FILE, or when FILE is -, read standard input.\n"
    "\n"
    "      --check             write the findings instead of the records; status 1 if a relation is off\n"
    "      --findings FILE     write one line for each check to FILE, besides the records\n"
    "      --report FORMAT     write a page for people instead: text, markdown or html\n"
    "      --exact             no tolerance for rounding\n"
    "      --fill              add the totals that are not printed, as records of kind sum\n"
    "      --only ID,ID...     these rules only (R2* stands for all that begin with R2)\n"
    "      --except ID,ID...   all rules but these\n"
    "      --rules FILE        add the rules in FILE; one with a known id replaces it\n"
    "      --list-rules        show the rules and stop\n"
    "  -q, --quiet             no summary on standard error\n"
    DICT_HELP
    "      --input-columns NAME,NAME...  the inputs have no header; these are their columns\n"
    "      --files0-from FILE  read the names of the inputs, NUL-separated, from FILE (-: standard input)\n"
    "  -o, --output FILE       write to FILE, all or nothing\n"
    "      --no-sandbox        keep all rights while reading, to look for errors\n"
    "  -h, --help              show this help\n"
    "      --version           show the version\n"
    "\n"
    "Exit status: 0, 1 with --check if a relation is off, 2 trouble.\n";

struct settings {
    struct rules rules;
    struct dict_opts dict_opts;
    struct dict *dict;
    const char *out, *findings, *columns, *list;
    int report; /* enum report_format, -1 none */
    bool check, exact, fill, quiet, show;
};

static int fail(const struct err *e)
{
    err_print(stderr, name, e);
    return EXIT_TROUBLE;
}

static int load_rules(struct rules *r, const char *path, struct err *e)
{
    struct io_reader in;
    struct str text;
    struct arena a = ARENA_INIT;
    if (io_open(&in, path, e)) return ERR_FAIL;
    int rc = io_slurp(&in, &a, 16 << 20, &text, e);
    if (!rc) rc = rules_text(r, path, text, e);
    io_reader_close(&in);
    arena_free(&a);
    return rc;
}

static int show_rules(const struct settings *s)
{
    struct io_writer w;
    struct err e;
    if (io_create(&w, s->out, &e)) return fail(&e);
    rules_list(&w, &s->rules);
    int rc = io_close(&w, &e);
    return rc == ERR_FAIL ? fail(&e) : EXIT_OK;
}

static bool records(const struct settings *s)
{
    return !s->check && s->report < 0;
}

/* All records of all inputs. An input that cannot be read is told; the rest go on. */
static int work(struct rec_reader *rd, struct rollup *u, struct io_writer *out, const struct settings *s)
{
    struct rec r;
    struct err e;
    int status = EXIT_OK, rc;
    bool headed = false;
    while ((rc = rec_read(rd, &r, &e)) != 0 && out->failed != ERR_PIPE) {
        if (rc < 0) {
            status = fail(&e);
            continue;
        }
        if (!headed && records(s) && rec_write_head(out, rec_reader_head(rd))) continue;
        headed = true;
        if (rollup_put(u, &r, &e)) status = fail(&e); /* of one document: the others go on */
    }
    /* A stream of a header alone is whole, and empty. */
    if (!headed && records(s) && rec_reader_head(rd)) rec_write_head(out, rec_reader_head(rd));
    if (rollup_end(u, &e)) return fail(&e);
    return status == EXIT_OK && nomem_check(&e) ? fail(&e) : status;
}

static void summary(const struct settings *s, const struct rollup *u)
{
    char buf[160];
    if (s->quiet || (!s->check && s->report < 0 && !s->findings)) return;
    report_summary(buf, sizeof buf, rollup_counts(u));
    fprintf(stderr, "%s: %s\n", name, buf);
}

/* Both outputs are complete, or neither is there. */
static int finish(struct io_writer *out, struct io_writer *find, const struct settings *s, int status)
{
    struct err e;
    if (status == EXIT_TROUBLE && s->findings) io_abort(find); /* a list of a part would pass for that of all */
    else if (s->findings && io_close(find, &e) == ERR_FAIL) status = fail(&e);
    if (status == EXIT_TROUBLE && s->out) {
        io_abort(out);
        return status;
    }
    return io_close(out, &e) == ERR_FAIL ? fail(&e) : status;
}

static int run(const struct opt_inputs *in, const struct settings *s)
{
    struct io_writer out, find;
    struct err e;
    struct rec_reader_opts ro = {.input_columns = s->columns, .ensure = rollup_columns};
    if (io_create(&out, s->out, &e)) return fail(&e);
    if (s->findings && io_create(&find, s->findings, &e)) {
        io_abort(&out);
        return fail(&e);
    }
    if (sandbox_enter(&(struct sandbox){.in = in, .out = {s->out, s->findings}}, &e)) {
        io_abort(&out);
        if (s->findings) io_abort(&find);
        return fail(&e);
    }
    struct io_writer *lines = s->findings ? &find : s->check && s->report < 0 ? &out : NULL;
    struct rollup_opts o = {.rules = &s->rules, .dict = s->dict,
                            .exact = s->exact, .fill = s->fill, .records = records(s) ? &out : NULL,
                            .findings = lines, .report = s->report >= 0 ? &out : NULL, .format = s->report};
    struct rec_reader *rd = rec_reader_new(in->path, in->n, &ro, &e);
    struct rollup *u = rd ? rollup_new(&o, &e) : NULL;
    if (!u) {
        rec_reader_free(rd);
        io_abort(&out);
        if (s->findings) io_abort(&find);
        return fail(&e);
    }
    if (lines) findings_head(lines);
    if (o.report) report_head(&out, s->report);
    int status = work(rd, u, &out, s);
    if (o.report) report_foot(&out, s->report, rollup_counts(u));
    status = finish(&out, &find, s, status);
    summary(s, u);
    if (s->check && status == EXIT_OK && rollup_counts(u)[RESULT_OFF]) status = EXIT_FOUND;
    rollup_free(u);
    rec_reader_free(rd);
    return status;
}

static int option(struct settings *s, int c, struct err *e)
{
    int rc = dict_opt(&s->dict_opts, c, optarg, e);
    if (rc) return rc < 0 ? ERR_FAIL : 0;
    switch (c) {
    case 0: return 0;
    case 'o': s->out = optarg; return 0;
    case 'q': s->quiet = true; return 0;
    case OPT_FILES0: s->list = optarg; return 0;
    case OPT_COLUMNS: s->columns = optarg; return 0;
    case OPT_CHECK: s->check = true; return 0;
    case OPT_EXACT: s->exact = true; return 0;
    case OPT_FILL: s->fill = true; return 0;
    case OPT_LIST: s->show = true; return 0;
    case OPT_FINDINGS: s->findings = optarg; return 0;
    case OPT_RULES: return load_rules(&s->rules, optarg, e);
    case OPT_ONLY: return rules_choose(&s->rules, str_c(optarg), true, e);
    case OPT_EXCEPT: return rules_choose(&s->rules, str_c(optarg), false, e);
    case OPT_REPORT:
        s->report = report_format(optarg);
        return s->report < 0 ? err_set(e, NULL, 0, "unknown report format '%s'", optarg) : 0;
    default: return 1;
    }
}

int main(int argc, char **argv)
{
    static struct settings s = {.report = -1};
    struct arena a = ARENA_INIT;
    struct opt_inputs in = {NULL, 0};
    struct err e;
    int c, rc;
    opt_start();
    opterr = 0;
    if (rules_init(&s.rules, &e)) return fail(&e);
    while ((c = getopt_long(argc, argv, ":hqo:", longopts, NULL)) != -1) {
        if (c == 'h') return opt_show(usage_text, &e) == ERR_FAIL ? fail(&e) : EXIT_OK;
        if (c == 'V') return opt_version("bd-rollup", &e) == ERR_FAIL ? fail(&e) : EXIT_OK;
        rc = option(&s, c, &e);
        if (rc > 0) rc = opt_bad(&e, c, argv);
        if (rc < 0) return fail(&e);
    }
    if (s.show) return show_rules(&s);
    if (s.list && optind < argc) {
        err_set(&e, NULL, 0, "--files0-from takes no further FILE: '%s'", argv[optind]);
        return fail(&e);
    }
    rc = s.list ? opt_files0(&a, s.list, &in, &e) : opt_operands(&a, argc, argv, optind, &in, &e);
    if (!rc) s.dict = dict_from(&s.dict_opts, &e);
    int status = s.dict ? run(&in, &s) : fail(&e);
    dict_free(s.dict);
    rules_free(&s.rules);
    arena_free(&a);
    return status;
}
