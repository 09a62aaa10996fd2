/* SPDX-License-Identifier: MIT */
#include "diff/job.h"

#include "base/nomem.h"
#include "diff/sort_key.h"
#include "diff/sorted.h"

#include <errno.h>
#include <unistd.h>

struct output {
    struct io_writer *w;
    enum diff_form form;
};

static int put_line(void *arg, struct joiner *j, const struct pair *p, const struct change *c, const struct out_line *l, struct err *e)
{
    struct output *o = arg;
    (void)j, (void)p, (void)c, (void)e;
    if (o->form == FORM_TSV) out_tsv(o->w, l);
    else if (o->form == FORM_DAFF) out_daff(o->w, l);
    return 0;
}

static void put_summary(struct io_writer *w, const struct diff_result *r)
{
    char line[64];
    for (int i = 0; i < CHANGE_WHATS; i++) io_put(w, line, (size_t)snprintf(line, sizeof line, "%s\t%llu\n", change_what_name[i], (unsigned long long)r->count[i]));
    for (int i = MATCH_RENAMED; i < MATCH_WAYS; i++) io_put(w, line, (size_t)snprintf(line, sizeof line, "%s\t%llu\n", change_match_name[i], (unsigned long long)r->matched[i]));
}

static void say_rest(const struct diff_job *s, const struct diff_result *r)
{
    char line[160];
    if (r->count[CHANGE_NOTATION] && (!s->diff.join.keep_same || s->form == FORM_DIGEST)) {
        snprintf(line, sizeof line, "%llu figures differ in notation only (blank, - and 0; --all shows them)", (unsigned long long)r->count[CHANGE_NOTATION]);
        s->diff.pair.say(s->diff.pair.arg, line);
    }
    if (r->unsearched) {
        snprintf(line, sizeof line, "too many unmatched rows to compare their names in %llu places", (unsigned long long)r->unsearched);
        s->diff.pair.say(s->diff.pair.arg, line);
    }
}

struct inputs {
    const char *const *path;
    size_t n;
};

/* st and p are NULL where both streams are sorted. */
static int run(struct diff_job *s, const struct inputs *in, struct store *st, const struct pairing *p, const struct diff_sink *sink,
               struct diff_result *res, struct err *e)
{
    if (st && p) return diff_run(st, p, &s->diff, sink, res, e);
    return diff_sorted(in->path[0], in->path + 1, in->n - 1, &s->diff, sink, res, e);
}

static int compare(struct diff_job *s, const struct inputs *in, struct store *st, const struct pairing *p, struct diff_result *res, struct err *e)
{
    struct output o = {&s->w, s->form};
    struct digest d;
    struct diff_sink lines = {NULL, put_line, &o}, digest = {digest_pair, digest_line, &d};
    digest_init(&d);
    if (o.form == FORM_TSV) out_tsv_head(o.w);
    if (o.form == FORM_DAFF) out_daff_head(o.w);
    int rc = run(s, in, st, p, o.form == FORM_DIGEST ? &digest : &lines, res, e);
    if (rc == 0 && o.form == FORM_DIGEST) digest_write(&d, res, &s->digest, o.w);
    if (rc == 0 && o.form == FORM_SUMMARY) put_summary(o.w, res);
    if (rc == 0) rc = nomem_check(e);
    digest_free(&d);
    if (rc) return rc;
    say_rest(s, res);
    return io_close(o.w, e);
}

/* A state that is not there yet holds nothing. */
static bool first_run(const struct diff_job *s, const char *old)
{
    return s->update && !strcmp(s->update, old) && access(old, F_OK) != 0 && errno == ENOENT;
}

static int load(struct store *st, struct diff_job *s, const struct inputs *in, struct err *e)
{
    size_t nold = s->diff.pair.yoy ? in->n : 1;
    if (!first_run(s, in->path[0]) && diff_load(st, SIDE_OLD, in->path, nold, &s->diff, NULL, NULL, e)) return ERR_FAIL;
    return nold == in->n ? 0 : diff_load(st, SIDE_NEW, in->path + nold, in->n - nold, &s->diff, s->update ? state_tap : NULL, &s->state, e);
}

static int work(struct diff_job *s, const struct inputs *in, struct diff_result *res, struct err *e)
{
    struct store st;
    struct pairing p = {.pair = {NULL, 0, 0}};
    store_init(&st, &s->diff.store);
    int rc = load(&st, s, in, e);
    if (rc == 0) rc = pair_editions(&st, &s->diff.pair, &p, e);
    if (rc == 0) rc = compare(s, in, &st, &p, res, e);
    if (rc == 0 && s->update) rc = state_commit(&s->state, &st, &p, s->prune, e);
    pairing_free(&p);
    store_free(&st);
    return rc;
}

/* The streams with their keys in front. */
static int put_keys(struct diff_job *j, const struct inputs *in, struct err *e)
{
    int rc = sort_key_write(in->path, in->n, j->diff.input_columns, &j->w, e);
    return rc ? rc : io_close(&j->w, e);
}

int diff_job_check(const struct diff_job *j, struct err *e)
{
    const struct pair_opts *p = &j->diff.pair;
    if (j->sorted && (p->yoy || j->update || p->against_budget)) return err_set(e, NULL, 0, "--sorted goes with none of --yoy, --against and --update");
    if (p->yoy && (j->update || p->against_budget)) return err_set(e, NULL, 0, "--yoy goes with neither --update nor --against");
    if (j->prune && !j->update) return err_set(e, NULL, 0, "--prune needs --update");
    return 0;
}

int diff_job(struct diff_job *j, const char *const *path, size_t n, struct diff_result *res, struct err *e)
{
    struct inputs in = {path, n};
    *res = (struct diff_result){.lines = 0};
    if (j->form == FORM_DIGEST) j->diff.join.keep_same = true; /* for the totals that stayed */
    int rc = j->form == FORM_KEYS ? put_keys(j, &in, e) : j->sorted ? compare(j, &in, NULL, NULL, res, e) : work(j, &in, res, e);
    if (rc) io_abort(&j->w);
    if (j->update) state_close(&j->state);
    return rc;
}
