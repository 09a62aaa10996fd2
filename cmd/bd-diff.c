/* SPDX-License-Identifier: MIT */
/* bd-diff: what changed between two record streams. */
#include "base/opt.h"
#include "base/sandbox.h"
#include "budget/dict.h"
#include "diff/choice.h"
#include "diff/job.h"

#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const name = "bd-diff";

enum { OPT_ALL = OPT_TOOL, OPT_STRICT, OPT_TOLERANCE, OPT_EXACT, OPT_KEY, OPT_IGNORE, OPT_ONLY, OPT_KINDS, OPT_YOY, OPT_AGAINST,
       OPT_NO_MATCH, OPT_PARTIAL, OPT_FORMAT, OPT_SUMMARY, OPT_COLUMNS, OPT_NORMAL, OPT_UPDATE, OPT_PRUNE, OPT_DIGEST, OPT_LANG,
       OPT_SORTED, OPT_ONE_ISSUER, OPT_SORT_KEY };

static const struct option longopts[] = {
    SANDBOX_LONGOPT,
    {"help", no_argument, NULL, 'h'},              {"version", no_argument, NULL, 'V'},
    {"output", required_argument, NULL, 'o'},      {"files0-from", required_argument, NULL, OPT_FILES0},
    {"quiet", no_argument, NULL, 'q'},             {"all", no_argument, NULL, OPT_ALL},
    {"strict", no_argument, NULL, OPT_STRICT},     {"tolerance", required_argument, NULL, OPT_TOLERANCE},
    {"exact", no_argument, NULL, OPT_EXACT},       {"key", required_argument, NULL, OPT_KEY},
    {"ignore", required_argument, NULL, OPT_IGNORE}, {"only", required_argument, NULL, OPT_ONLY},
    {"kinds", required_argument, NULL, OPT_KINDS}, {"yoy", no_argument, NULL, OPT_YOY},
    {"against", required_argument, NULL, OPT_AGAINST}, {"no-match", no_argument, NULL, OPT_NO_MATCH},
    {"partial", no_argument, NULL, OPT_PARTIAL},   {"format", required_argument, NULL, OPT_FORMAT},
    {"summary", no_argument, NULL, OPT_SUMMARY},   {"input-columns", required_argument, NULL, OPT_COLUMNS},
    {"digest", required_argument, NULL, OPT_DIGEST}, {"lang", required_argument, NULL, OPT_LANG},
    {"update", required_argument, NULL, OPT_UPDATE}, {"prune", no_argument, NULL, OPT_PRUNE},
    {"unified", required_argument, NULL, 'U'},
    {"normal", no_argument, NULL, OPT_NORMAL},     {"sorted", no_argument, NULL, OPT_SORTED},
    {"one-issuer", no_argument, NULL, OPT_ONE_ISSUER}, {"sort-key", no_argument, NULL, OPT_SORT_KEY},
    DICT_LONGOPTS,
    {NULL, 0, NULL, 0}};

static const char usage_text[] =
    "Usage: bd-diff [OPTION]... OLD [NEW]...\n"
"       bd-diff [OPTION]... --yoy [STREAM]...\n"
    "       bd-diff --sort-key [STREAM]...\n"
    "Compare two record streams and write one line for each figure that is not the same.\n"
    "Without NEW, or when a name is -, read standard input.\n"
    "\n"
    "      --all               also what is the same, restated or notation only\n"
    "  -U, --unified N         also unchanged rows: N around each that changed, in its table\n"
    "      --kinds KIND,...    kinds of records to compare (default: number,target)\n"
    "      --only COL=VALUE    compare only records with this value; may be repeated\n"
    "      --key COL,...       the columns that make the key, instead of all that can\n"
    "      --ignore COL,...    columns that are no part of the key\n"
    "      --tolerance X       numbers that differ by no more than X are the same\n"
    "      --exact             numbers that differ at all are not, whatever was printed\n"
    "      --strict            notation is change; two documents of one edition are an error\n"
    "      --no-match          join rows by key only\n"
    "      --partial           also tell what is gone from tables that NEW has torn\n"
    "      --yoy               each edition of one stream with the one before it\n"
    "      --against budget    final accounts with the budget of their year\n"
    "      --format FORMAT     tsv or daff (default: tsv)\n"
    "      --digest FORMAT     a digest to be read instead: text, markdown or html\n"
    "      --lang LANG         language of the digest: en or zh (default: en)\n"
    "      --summary           only how many changes there are of each sort\n"
    "  -q, --quiet             no output, only the exit status\n"
    "      --update FILE       when all is done, replace in FILE the editions that NEW has completely\n"
    "      --prune             with --update: drop the editions that NEW does not have\n"
    "      --normal            the streams are in normal form, in any order: take them as they are\n"
    "      --sorted            the streams are in normal form and sorted by --sort-key: hold one edition at a time\n"
    "      --one-issuer        each side holds one issuer, under whatever name\n"
    "      --sort-key          write STREAM with a column `key` in front, by which LC_ALL=C sort sorts it\n"
    "      --input-columns NAME,...  columns of inputs without a header\n"
    "      --files0-from FILE  read the names of NEW's inputs, NUL-separated, from FILE (-: standard input)\n"
    DICT_HELP
    "  -o, --output FILE       write to FILE, all or nothing\n"
    "      --no-sandbox        keep all rights while reading, to look for errors\n"
    "  -h, --help              show this help\n"
    "      --version           show the version\n"
    "\n"
    "Exit status: 0 nothing changed, 1 changes, 2 trouble.\n";

struct settings {
    struct diff_job job;
    struct choice choice;
    struct dict_opts dict;
    const char *list; /* --files0-from */
    bool normal;
};

static int fail(const struct err *e)
{
    err_print(stderr, name, e);
    return EXIT_TROUBLE;
}

static void say(void *arg, const char *line)
{
    struct err e;
    (void)arg;
    err_set(&e, NULL, 0, "%s", line);
    err_print(stderr, name, &e);
}

static int take(struct settings *s, int c, char **argv, struct err *e)
{
    struct diff_job *j = &s->job;
    struct diff_opts *d = &j->diff;
    int ours = dict_opt(&s->dict, c, optarg, e);
    if (ours) return ours < 0 ? ours : 0;
    switch (c) {
    case 0: return 0;
    case 'o': j->out = optarg; return 0;
    case 'q': j->form = FORM_QUIET; return 0;
    case OPT_SUMMARY: j->form = FORM_SUMMARY; return 0;
    case OPT_FILES0: s->list = optarg; return 0;
    case OPT_COLUMNS: d->input_columns = optarg; return 0;
    case OPT_UPDATE: j->update = optarg; return 0;
    case OPT_PRUNE: j->prune = true; return 0;
    case OPT_NORMAL: s->normal = true; return 0;
    case OPT_SORTED: s->normal = j->sorted = true; return 0;
    case OPT_ONE_ISSUER: d->pair.one_issuer = true; return 0;
    case OPT_SORT_KEY: j->form = FORM_KEYS; return 0;
    case OPT_ALL: d->join.keep_same = true; return 0;
    case OPT_STRICT: d->join.strict = d->pair.strict = true; return 0;
    case OPT_EXACT: d->join.value.exact = true; return 0;
    case OPT_NO_MATCH: d->join.no_match = true; return 0;
    case OPT_PARTIAL: d->join.tell_torn = true; return 0;
    case OPT_YOY: d->pair.yoy = true; return 0;
    case 'U': return choice_context(d, optarg, e);
    case OPT_KINDS: return choice_kinds(&s->choice, d, optarg, e);
    case OPT_KEY: return choice_key(d, optarg, false, e);
    case OPT_IGNORE: return choice_key(d, optarg, true, e);
    case OPT_ONLY: return choice_only(&s->choice, d, optarg, e);
    case OPT_TOLERANCE: return choice_tolerance(d, optarg, e);
    case OPT_AGAINST: return choice_against(d, optarg, e);
    case OPT_FORMAT: return choice_format(j, optarg, e);
    case OPT_DIGEST: return choice_digest(j, optarg, e);
    case OPT_LANG: return choice_lang(j, optarg, e);
    default: return opt_bad(e, c, argv);
    }
}

/* Colour only where a person looks at it: https://no-color.org */
static bool wants_colour(const struct settings *s)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return (!s->job.out || !strcmp(s->job.out, "-")) && isatty(STDOUT_FILENO) && !(no && *no) && term && strcmp(term, "dumb");
}

/* The outputs opened, then nothing but what is left to do. */
static int confine(struct diff_job *j, const struct opt_inputs *in, struct err *e)
{
    struct sandbox s = {.in = in, .out = {j->out, j->update}};
    if (io_create(&j->w, j->out, e)) return ERR_FAIL;
    int rc = j->update ? state_open(&j->state, j->update, e) : 0;
    if (j->update) s.read[0] = j->update, s.read[1] = state_spool(&j->state);
    if (rc == 0) rc = sandbox_enter(&s, e);
    if (rc == 0) return 0;
    if (j->update) state_close(&j->state);
    io_abort(&j->w);
    return ERR_FAIL;
}

static int run(struct settings *s, const struct opt_inputs *in)
{
    struct diff_result res;
    struct err e;
    struct dict *dict = dict_from(&s->dict, &e);
    if (!dict) return fail(&e);
    s->job.diff.join.dict = dict;
    s->job.diff.dict = s->normal ? NULL : dict;
    s->job.digest.colour = wants_colour(s);
    int rc = confine(&s->job, in, &e) ? ERR_FAIL : diff_job(&s->job, in->path, in->n, &res, &e);
    dict_free(dict);
    if (rc == ERR_PIPE) return s->job.form == FORM_KEYS ? EXIT_OK : EXIT_FOUND;
    return rc ? fail(&e) : res.lines ? EXIT_FOUND : EXIT_OK;
}

/* OLD and NEW's inputs, or all of one stream. */
static int inputs(struct arena *a, const struct settings *s, int argc, char **argv, struct opt_inputs *in, struct err *e)
{
    struct opt_inputs more = {NULL, 0};
    bool one = s->job.diff.pair.yoy || s->job.form == FORM_KEYS;
    int left = argc - optind;
    if (!one && left < 1) return err_set(e, NULL, 0, "missing operand: OLD");
    if (s->list && left > !one) return err_set(e, NULL, 0, "--files0-from takes no further FILE: '%s'", argv[argc - 1]);
    if (diff_job_check(&s->job, e)) return ERR_FAIL;
    if (s->list ? opt_files0(a, s->list, &more, e) : opt_operands(a, argc, argv, optind + !one, &more, e)) return ERR_FAIL;
    if (!more.n) return err_set(e, NULL, 0, "no input is named in '%s'", s->list);
    in->n = more.n + !one;
    in->path = arena_array(a, in->n, sizeof *in->path);
    if (!in->path) return err_nomem(e);
    if (!one) in->path[0] = argv[optind];
    memcpy(in->path + !one, more.path, more.n * sizeof *more.path);
    size_t dashes = 0;
    for (size_t i = 0; i < in->n; i++) dashes += !strcmp(in->path[i], "-");
    return dashes > 1 ? err_set(e, NULL, 0, "standard input can be read once only") : 0;
}

int main(int argc, char **argv)
{
    static struct settings s;
    struct arena a = ARENA_INIT;
    struct opt_inputs in = {NULL, 0};
    struct err e;
    int c;
    choice_init(&s.choice, &s.job.diff);
    s.job.diff.pair.say = say;
    opt_start();
    opterr = 0;
    while ((c = getopt_long(argc, argv, ":hqo:U:", longopts, NULL)) != -1) {
        if (c == 'h' || c == 'V') return (c == 'h' ? opt_show(usage_text, &e) : opt_version(name, &e)) == ERR_FAIL ? fail(&e) : EXIT_OK;
        if (take(&s, c, argv, &e)) return fail(&e);
    }
    int status = inputs(&a, &s, argc, argv, &in, &e) ? fail(&e) : run(&s, &in);
    arena_free(&a);
    return status;
}
