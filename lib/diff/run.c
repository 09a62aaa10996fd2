/* SPDX-License-Identifier: MIT */
#include "diff/run.h"

#include "budget/norm.h"

struct load {
    struct store *s;
    enum side side;
};

static int put_normal(void *arg, struct rec *r, struct err *e)
{
    struct load *l = arg;
    return store_put(l->s, l->side, r, e);
}

static int load_all(struct load *l, struct rec_reader *rd, struct norm *n, diff_tap tap, void *arg, struct err *e)
{
    struct rec r;
    int rc;
    while ((rc = rec_read(rd, &r, e)) > 0) {
        if (tap && (rc = tap(arg, &r, e))) return rc;
        rc = n ? norm_put(n, &r, e) : store_put(l->s, l->side, &r, e);
        if (rc) return rc;
    }
    return rc == 0 && n ? norm_flush(n, e) : rc;
}

int diff_load(struct store *s, enum side side, const char *const *paths, size_t n, const struct diff_opts *o, diff_tap tap, void *arg, struct err *e)
{
    struct rec_reader_opts ro = {.input_columns = o->input_columns, .ignore_new_columns = true, .ensure = norm_ensure};
    struct norm_opts no = {.dict = o->dict, .one_column = true};
    struct load l = {s, side};
    struct rec_reader *rd = rec_reader_new(paths, n, &ro, e);
    struct norm *norm = rd && o->dict ? norm_new(&no, put_normal, &l, e) : NULL;
    int rc = rd && (norm || !o->dict) ? load_all(&l, rd, norm, tap, arg, e) : ERR_FAIL;
    norm_free(norm);
    rec_reader_free(rd);
    return rc;
}

static int put_line(struct joiner *j, const struct pair *p, const struct change *c, const struct diff_sink *sink, struct diff_result *res, struct err *e)
{
    struct out_line l;
    res->lines += change_counts(c);
    return out_fill(j, p, c, &l, e) ? ERR_FAIL : sink->line(sink->arg, j, p, c, &l, e);
}

static int put_edition(struct joiner *j, const struct pair *p, const char *why, const struct diff_sink *sink, struct diff_result *res, struct err *e)
{
    struct change c = {.what = p->how == PAIR_ADDED ? CHANGE_ADDED : CHANGE_ABSENT, .match = MATCH_KEY, .note = why};
    j->count[c.what]++;
    return put_line(j, p, &c, sink, res, e);
}

/* NEW's document was cut off: what OLD has and NEW has not may be in the rest. One line says so. */
static int put_incomplete(struct joiner *j, const struct pair *p, uint64_t untold, const struct diff_sink *sink, struct diff_result *res, struct err *e)
{
    const struct docu *u = edition_doc(j->s, p->new);
    const char *why = join_note(j, "%.*s: cut off; %llu removals not told", STR_ARG(store_str(j->s, u->doc)), (unsigned long long)untold);
    struct pair gone = {PAIR_ABSENT, p->old, NULL, why};
    return why ? put_edition(j, &gone, why, sink, res, e) : err_nomem(e);
}

/* The sides are not the same, though nobody knows whether the rows are gone or came, or were only torn off. */
static int say_untold(struct joiner *j, const struct pair *p, uint64_t n, enum side role, const char *why, const struct pair_opts *o,
                      struct diff_result *res, struct err *e)
{
    bool gone = role == SIDE_OLD; /* then it is NEW that is torn */
    struct str doc = store_str(j->s, edition_doc(j->s, gone ? p->new : p->old)->doc);
    if (!n) return 0;
    const char *line = join_note(j, "%s: %.*s: %llu %s %s not told", gone ? "NEW" : "OLD", STR_ARG(doc), (unsigned long long)n, gone ? "removals" : "additions", why);
    if (!line) return err_nomem(e);
    res->lines++;
    o->say(o->arg, line);
    return 0;
}

int diff_pair(struct joiner *j, const struct pair *p, const struct pair_opts *o, const struct diff_sink *sink, struct diff_result *res, struct err *e)
{
    if (sink->pair && sink->pair(sink->arg, j, p, e)) return ERR_FAIL;
    if (!p->old || !p->new) return put_edition(j, p, p->why, sink, res, e);
    uint64_t cut[SIDES], torn[SIDES];
    memcpy(cut, j->untold_cut, sizeof cut);
    memcpy(torn, j->untold_torn, sizeof torn);
    if (join_pair(j, p, e)) return ERR_FAIL;
    for (size_t i = 0; i < j->change.n; i++)
        if (put_line(j, p, &j->change.v[i], sink, res, e)) return ERR_FAIL;
    for (int i = 0; i < SIDES; i++)
        if (say_untold(j, p, j->untold_torn[i] - torn[i], (enum side)i, "in torn tables", o, res, e)) return ERR_FAIL;
    if (say_untold(j, p, j->untold_cut[SIDE_NEW] - cut[SIDE_NEW], SIDE_NEW, "to what was cut off", o, res, e)) return ERR_FAIL;
    /* Where nothing of OLD is missing, the gaps hide nothing. */
    if (edition_complete(j->s, p->new) || j->untold_cut[SIDE_OLD] == cut[SIDE_OLD]) return 0;
    return put_incomplete(j, p, j->untold_cut[SIDE_OLD] - cut[SIDE_OLD], sink, res, e);
}

void diff_total(const struct joiner *j, struct diff_result *res)
{
    memcpy(res->count, j->count, sizeof res->count);
    memcpy(res->matched, j->matched, sizeof res->matched);
    for (int i = 0; i < SIDES; i++) res->untold[i] = j->untold_torn[i] + (i == SIDE_NEW ? j->untold_cut[i] : 0);
    res->unsearched = j->unsearched;
}

int diff_run(struct store *s, const struct pairing *p, const struct diff_opts *o, const struct diff_sink *sink, struct diff_result *res, struct err *e)
{
    struct joiner j;
    int rc = 0;
    *res = (struct diff_result){.lines = 0};
    join_init(&j, s, &o->join, o->key_parts);
    for (size_t i = 0; i < p->pair.n && rc == 0; i++) rc = diff_pair(&j, &p->pair.v[i], &o->pair, sink, res, e);
    diff_total(&j, res);
    join_free(&j);
    return rc;
}
