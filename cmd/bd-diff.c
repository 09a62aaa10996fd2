/* SPDX-License-Identifier: MIT */
/* bd-diff: what changed between two record streams. */
#include "base/dec.h"
#include "base/opt.h"
#include "base/sandbox.h"
#include "budget/dict.h"
#include "diff/digest.h"
#include "diff/run.h"
#include "diff/sort_key.h"
#include "diff/sorted.h"
#include "diff/state.h"

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
    "      --all                 also what is the same, restated or notation only\n"
    "      --kinds KIND,...      kinds of records to compare (default: number,target)\n"
    "      --only COL=VALUE      compare only records with this value; may be repeated\n"
    "      --key COL,...         the columns that make the key, instead of all that can\n"
    "      --ignore COL,...      columns that are no part of the key\n"
    "      --tolerance X         numbers that differ by no more than X are the same\n"
    "      --exact               numbers that differ at all are not, whatever was printed\n"
    "      --strict              notation is change; two documents of one edition are an error\n"
    "      --no-match            join rows by key only\n"
    "      --partial             also tell what is gone from tables that NEW has torn\n"
    "      --yoy                 each edition of one stream with the one before it\n"
    "      --against budget      final accounts with the budget of their year\n"
    "      --format FORMAT       tsv or daff (default: tsv)\n"
    "      --digest FORMAT       a digest to be read instead: text, markdown or html\n"
    "      --lang LANG           language of the digest: en or zh (default: en)\n"
    "      --summary             only how many changes there are of each sort\n"
    "  -q, --quiet               no output, only the exit status\n"
    "      --update FILE         when all is done, replace in FILE the editions that NEW has completely\n"
    "      --prune               with --update: drop the editions that NEW does not have\n"
    "      --normal              the streams are in normal form, in any order: take them as they are\n"
    "      --sorted              the streams are in normal form and sorted by --sort-key: hold one edition at a time\n"
    "      --one-issuer          each side holds one issuer, under whatever name\n"
    "      --sort-key            write STREAM with a column `key` in front, by which LC_ALL=C sort sorts it\n"
    "      --input-columns NAME,...  columns of inputs without a header\n"
    "      --files0-from FILE    read the names of NEW's inputs, NUL-separated, from FILE (-: standard input)\n"
    DICT_HELP
    "  -o, --output FILE         write to FILE, all or nothing\n"
    "      --no-sandbox          keep all rights while reading, to look for errors\n"
    "  -h, --help                show this help\n"
    "      --version             show the version\n"
    "\n"
    "Exit status: 0 nothing changed, 1 changes, 2 trouble.\n";

enum { LIST_MAX = 64 };
enum form { FORM_TSV, FORM_DAFF, FORM_DIGEST, FORM_SUMMARY, FORM_QUIET };

struct settings {
    struct diff_opts diff;
    struct dict_opts dict;
    struct str kind[LIST_MAX];
    struct store_only only[LIST_MAX];
    enum form form;
    struct digest_opts digest;
    const char *out, *list;
    const char *update;
    bool normal, prune, sorted, sort_key;
};

static int fail(const struct err *e)
{
    err_print(stderr, name, e);
    return EXIT_TROUBLE;
}

static int show(const char *text)
{
    struct err e;
    int rc = text ? opt_show(text, &e) : opt_version(name, &e);
    return rc == 0 || rc == ERR_PIPE ? EXIT_OK : fail(&e);
}

static void say(void *arg, const char *line)
{
    struct err e;
    (void)arg;
    err_set(&e, NULL, 0, "%s", line);
    err_print(stderr, name, &e);
}

/* ---- options ---- */

/* The next element of a comma-separated list, false at its end. */
static bool next_item(const char **list, struct str *item)
{
    if (!*list) return false;
    size_t n = strcspn(*list, ",");
    *item = (struct str){*list, n};
    *list = (*list)[n] ? *list + n + 1 : NULL;
    return true;
}

static int take_kinds(struct settings *s, const char *arg, struct err *e)
{
    struct str item;
    s->diff.store.nkind = 0;
    for (const char *p = arg; next_item(&p, &item);) {
        if (!item.n || s->diff.store.nkind == LIST_MAX) return err_set(e, NULL, 0, "bad list of kinds '%s'", arg);
        s->kind[s->diff.store.nkind++] = item;
    }
    return 0;
}

static int take_key(struct settings *s, const char *arg, bool ignore, struct err *e)
{
    unsigned parts = 0;
    struct str item;
    for (const char *p = arg; next_item(&p, &item);) {
        unsigned part = key_part_by_name(item);
        bool paired = str_eq(item, S("issuer")) || str_eq(item, S("scope")) || str_eq(item, S("edition"));
        if (!part && !(paired && !ignore)) return err_set(e, NULL, 0, "column '%.*s' cannot be %s the key", STR_ARG(item), ignore ? "taken out of" : "part of");
        parts |= part;
    }
    s->diff.key_parts = ignore ? s->diff.key_parts & ~parts : parts;
    return 0;
}

static int take_only(struct settings *s, const char *arg, struct err *e)
{
    const char *eq = strchr(arg, '=');
    int col = eq ? rec_col_by_name((struct str){arg, (size_t)(eq - arg)}) : -1;
    if (col < 0) return err_set(e, NULL, 0, "--only wants COLUMN=VALUE, not '%s'", arg);
    if (s->diff.store.nonly == LIST_MAX) return err_set(e, NULL, 0, "too many --only");
    s->only[s->diff.store.nonly++] = (struct store_only){(enum rec_col)col, str_c(eq + 1)};
    return 0;
}

static int take_tolerance(struct settings *s, const char *arg, struct err *e)
{
    s->diff.join.value.has_tolerance = true;
    if (dec_parse(str_c(arg), &s->diff.join.value.tolerance) || s->diff.join.value.tolerance.m < 0)
        return err_set(e, NULL, 0, "--tolerance wants a plain decimal, not '%s'", arg);
    return 0;
}

/* The index of arg among the words, -1 with e filled if it is none. */
static int pick(const char *option, const char *arg, const char *const *words, struct err *e)
{
    for (int i = 0; words[i]; i++)
        if (!strcmp(arg, words[i])) return i;
    return err_set(e, NULL, 0, "unknown %s '%s'", option, arg);
}

static int take_word(struct settings *s, int c, const char *arg, struct err *e)
{
    static const char *const against[] = {"budget", NULL}, *const format[] = {"tsv", "daff", NULL};
    static const char *const digest[] = {"text", "markdown", "html", NULL}, *const lang[] = {"en", "zh", NULL};
    int i = c == OPT_AGAINST ? pick("--against", arg, against, e) : c == OPT_FORMAT ? pick("format", arg, format, e)
          : c == OPT_DIGEST ? pick("digest", arg, digest, e) : pick("language", arg, lang, e);
    if (i < 0) return i;
    if (c == OPT_AGAINST) s->diff.pair.against_budget = true;
    else if (c == OPT_FORMAT) s->form = i ? FORM_DAFF : FORM_TSV;
    else if (c == OPT_LANG) s->digest.lang = (enum digest_lang)i;
    else {
        s->form = FORM_DIGEST;
        s->digest.form = (enum digest_form)i;
        s->diff.join.keep_same = true; /* for the totals that stayed */
    }
    return 0;
}

static int take(struct settings *s, int c, char **argv, struct err *e)
{
    struct diff_opts *d = &s->diff;
    int ours = dict_opt(&s->dict, c, optarg, e);
    if (ours) return ours < 0 ? ours : 0;
    switch (c) {
    case 'o': s->out = optarg; return 0;
    case 'q': s->form = FORM_QUIET; return 0;
    case OPT_SUMMARY: s->form = FORM_SUMMARY; return 0;
    case OPT_FILES0: s->list = optarg; return 0;
    case OPT_COLUMNS: d->input_columns = optarg; return 0;
    case OPT_UPDATE: s->update = optarg; return 0;
    case OPT_PRUNE: s->prune = true; return 0;
    case OPT_NORMAL: s->normal = true; return 0;
    case OPT_SORTED: s->normal = s->sorted = true; return 0;
    case OPT_ONE_ISSUER: d->pair.one_issuer = true; return 0;
    case OPT_SORT_KEY: s->sort_key = true; return 0;
    case 0: return 0;
    case OPT_ALL: d->join.keep_same = true; return 0;
    case OPT_STRICT: d->join.strict = d->pair.strict = true; return 0;
    case OPT_EXACT: d->join.value.exact = true; return 0;
    case OPT_NO_MATCH: d->join.no_match = true; return 0;
    case OPT_PARTIAL: d->join.tell_torn = true; return 0;
    case OPT_YOY: d->pair.yoy = true; return 0;
    case OPT_KINDS: return take_kinds(s, optarg, e);
    case OPT_KEY: return take_key(s, optarg, false, e);
    case OPT_IGNORE: return take_key(s, optarg, true, e);
    case OPT_ONLY: return take_only(s, optarg, e);
    case OPT_TOLERANCE: return take_tolerance(s, optarg, e);
    case OPT_AGAINST: case OPT_FORMAT: case OPT_DIGEST: case OPT_LANG: return take_word(s, c, optarg, e);
    default: return opt_bad(e, c, argv);
    }
}

/* ---- work ---- */

struct output {
    struct io_writer w;
    enum form form;
};

static int put_line(void *arg, struct joiner *j, const struct pair *p, const struct change *c, const struct out_line *l, struct err *e)
{
    struct output *o = arg;
    (void)j, (void)p, (void)c, (void)e;
    if (o->form == FORM_TSV) out_tsv(&o->w, l);
    else if (o->form == FORM_DAFF) out_daff(&o->w, l);
    return 0;
}

static void put_summary(struct io_writer *w, const struct diff_result *r)
{
    char line[64];
    for (int i = 0; i < CHANGE_WHATS; i++) io_put(w, line, (size_t)snprintf(line, sizeof line, "%s\t%llu\n", change_what_name[i], (unsigned long long)r->count[i]));
    for (int i = MATCH_RENAMED; i < MATCH_WAYS; i++) io_put(w, line, (size_t)snprintf(line, sizeof line, "%s\t%llu\n", change_match_name[i], (unsigned long long)r->matched[i]));
}

static void say_rest(const struct settings *s, const struct diff_result *r)
{
    char line[160];
    if (r->count[CHANGE_NOTATION] && (!s->diff.join.keep_same || s->form == FORM_DIGEST)) {
        snprintf(line, sizeof line, "%llu figures differ in notation only (blank, - and 0; --all shows them)", (unsigned long long)r->count[CHANGE_NOTATION]);
        say(NULL, line);
    }
    if (r->unsearched) {
        snprintf(line, sizeof line, "too many unmatched rows to compare their names in %llu places", (unsigned long long)r->unsearched);
        say(NULL, line);
    }
}

/* Colour only where a person looks at it: https://no-color.org */
static bool wants_colour(const struct settings *s)
{
    const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
    return (!s->out || !strcmp(s->out, "-")) && isatty(STDOUT_FILENO) && !(no && *no) && term && strcmp(term, "dumb");
}

struct job {
    struct store *st;         /* NULL: --sorted */
    const struct pairing *p;
    const struct opt_inputs *in;
};

static int run_job(const struct job *j, struct settings *s, const struct diff_sink *sink, struct diff_result *res, struct err *e)
{
    if (j->st) return diff_run(j->st, j->p, &s->diff, sink, res, e);
    return diff_sorted(j->in->path[0], j->in->path + 1, j->in->n - 1, &s->diff, sink, res, e);
}

static int compare(const struct job *j, struct settings *s, struct diff_result *res, struct err *e)
{
    struct output o = {.form = s->form};
    struct digest d;
    struct diff_sink lines = {NULL, put_line, &o}, digest = {digest_pair, digest_line, &d};
    if (io_create(&o.w, s->out, e)) return ERR_FAIL;
    digest_init(&d);
    s->digest.colour = wants_colour(s);
    if (o.form == FORM_TSV) out_tsv_head(&o.w);
    if (o.form == FORM_DAFF) out_daff_head(&o.w);
    int rc = run_job(j, s, o.form == FORM_DIGEST ? &digest : &lines, res, e);
    if (rc == 0 && o.form == FORM_DIGEST) digest_write(&d, res, &s->digest, &o.w);
    if (rc == 0 && o.form == FORM_SUMMARY) put_summary(&o.w, res);
    digest_free(&d);
    if (rc) io_abort(&o.w);
    else say_rest(s, res);
    return rc ? rc : io_close(&o.w, e);
}

/* A state that is not there yet holds nothing. */
static bool first_run(const struct settings *s, const char *old)
{
    return s->update && !strcmp(s->update, old) && access(old, F_OK) != 0;
}

static int load(struct store *st, const struct settings *s, const struct opt_inputs *in, struct state *state, struct err *e)
{
    size_t nold = s->diff.pair.yoy ? in->n : 1;
    if (!in->path) return err_set(e, NULL, 0, "no input");
    if (!first_run(s, in->path[0]) && diff_load(st, SIDE_OLD, in->path, nold, &s->diff, NULL, NULL, e)) return ERR_FAIL;
    return nold == in->n ? 0 : diff_load(st, SIDE_NEW, in->path + nold, in->n - nold, &s->diff, s->update ? state_tap : NULL, state, e);
}

static int work(struct settings *s, const struct opt_inputs *in, struct diff_result *res, struct err *e)
{
    struct store st;
    struct pairing p = {.pair = {NULL, 0, 0}};
    struct state state;
    store_init(&st, &s->diff.store);
    int rc = s->update ? state_open(&state, s->update, e) : 0;
    if (rc == 0) rc = load(&st, s, in, &state, e);
    if (rc == 0) rc = pair_editions(&st, &s->diff.pair, &p, e);
    if (rc == 0) rc = compare(&(struct job){&st, &p, in}, s, res, e);
    if (rc == 0 && s->update) rc = state_commit(&state, &st, &p, s->prune, e);
    if (s->update) state_close(&state);
    pairing_free(&p);
    store_free(&st);
    return rc;
}

static int confine(const struct settings *s, const struct opt_inputs *in, struct err *e)
{
    return sandbox_enter(&(struct sandbox){in, {s->out, s->update}, s->update ? SANDBOX_CREATE | SANDBOX_REREAD : SANDBOX_CREATE}, e);
}

static int run(struct settings *s, const struct opt_inputs *in)
{
    struct diff_result res;
    struct err e;
    struct dict *dict = dict_from(&s->dict, &e);
    if (!dict) return fail(&e);
    s->diff.join.dict = dict;
    s->diff.dict = s->normal ? NULL : dict;
    int rc = confine(s, in, &e) ? ERR_FAIL : s->sorted ? compare(&(struct job){NULL, NULL, in}, s, &res, &e) : work(s, in, &res, &e);
    dict_free(dict);
    if (rc == ERR_PIPE) return EXIT_FOUND;
    return rc ? fail(&e) : res.lines ? EXIT_FOUND : EXIT_OK;
}

static int write_keys(const struct settings *s, const struct opt_inputs *in)
{
    struct io_writer w;
    struct err e;
    if (confine(s, in, &e) || io_create(&w, s->out, &e)) return fail(&e);
    int rc = sort_key_write(in->path, in->n, s->diff.input_columns, &w, &e);
    if (rc) io_abort(&w);
    else rc = io_close(&w, &e);
    return rc == 0 || rc == ERR_PIPE ? EXIT_OK : fail(&e);
}

static int inputs(struct arena *a, const struct settings *s, int argc, char **argv, struct opt_inputs *in, struct err *e)
{
    struct opt_inputs more = {NULL, 0};
    bool yoy = s->diff.pair.yoy || s->sort_key;
    int left = argc - optind, rc;
    if (!yoy && left < 1) return err_set(e, NULL, 0, "missing operand: OLD");
    if (s->sorted && (yoy || s->update || s->diff.pair.against_budget)) return err_set(e, NULL, 0, "--sorted goes with none of --yoy, --against and --update");
    if (yoy && (s->update || s->diff.pair.against_budget)) return err_set(e, NULL, 0, "--yoy goes with neither --update nor --against");
    if (s->prune && !s->update) return err_set(e, NULL, 0, "--prune needs --update");
    if (s->list && left > !yoy) return err_set(e, NULL, 0, "--files0-from takes no further FILE: '%s'", argv[argc - 1]);
    rc = s->list ? opt_files0(a, s->list, &more, e) : opt_operands(a, argc, argv, optind + !yoy, &more, e);
    if (!rc && !more.n) rc = err_set(e, NULL, 0, "no input is named in '%s'", s->list);
    if (rc || yoy) {
        *in = more;
        return rc;
    }
    in->n = more.n + 1;
    in->path = arena_array(a, in->n, sizeof *in->path);
    if (!in->path) return err_nomem(e);
    in->path[0] = argv[optind];
    memcpy(in->path + 1, more.path, more.n * sizeof *more.path);
    size_t dashes = 0;
    for (size_t i = 0; i < in->n; i++) dashes += !strcmp(in->path[i], "-");
    return dashes > 1 ? err_set(e, NULL, 0, "standard input can be read once only") : 0;
}

int main(int argc, char **argv)
{
    static struct settings s = {.kind = {{"number", 6}, {"target", 6}}};
    struct arena a = ARENA_INIT;
    struct opt_inputs in = {NULL, 0};
    struct err e;
    int c;
    s.diff = (struct diff_opts){.store = {s.kind, 2, s.only, 0}, .pair = {.say = say}, .key_parts = KEY_DEFAULT};
    opt_start();
    opterr = 0;
    while ((c = getopt_long(argc, argv, ":hqo:", longopts, NULL)) != -1) {
        if (c == 'h' || c == 'V') return show(c == 'h' ? usage_text : NULL);
        if (take(&s, c, argv, &e)) return fail(&e);
    }
    int status = inputs(&a, &s, argc, argv, &in, &e) ? fail(&e) : s.sort_key ? write_keys(&s, &in) : run(&s, &in);
    arena_free(&a);
    return status;
}
