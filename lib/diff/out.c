/* SPDX-License-Identifier: MIT */
#include "diff/out.h"

const char *const out_name[OUT_N] = {
    "change", "match", "issuer", "scope", "orgcode", "org", "old_edition", "new_edition", "year", "phase",
    "table", "side", "project", "path", "code", "name", "col", "kind", "old", "new", "delta", "pct",
    "unit", "group", "old_doc", "old_page", "old_line", "new_doc", "new_page", "new_line", "note"};

static struct str number(char *buf, size_t cap, long long x)
{
    int n = snprintf(buf, cap, "%lld", x);
    return (struct str){buf, n > 0 ? (size_t)n : 0};
}

static void fill_document(const struct store *s, const struct edition *ed, struct out_line *l, enum out_col doc, enum out_col edition)
{
    if (!ed) return;
    const struct docu *u = edition_doc(s, ed);
    l->f[doc] = store_str(s, u->doc);
    l->f[edition] = store_str(s, u->edition);
    l->f[OUT_ISSUER] = store_str(s, u->issuer);
    l->f[OUT_SCOPE] = store_str(s, ed->scope);
}

static void fill_edition(const struct store *s, const struct pair *p, const struct change *c, struct out_line *l)
{
    const struct docu *u = edition_doc(s, p->new ? p->new : p->old);
    struct str state = u->state_name == INTERN_NONE ? S("") : store_str(s, u->state_name);
    l->f[OUT_KIND] = S("doc");
    l->f[OUT_NAME] = state;
    l->f[p->new ? OUT_NEW : OUT_OLD] = number(l->count, sizeof l->count, (long long)u->ncells);
    l->f[OUT_NOTE] = str_c(c->note);
}

/* The value with its comparator; both as they stand in the stream. */
static struct str with_op(struct arena *a, const struct value *v)
{
    return v->op.n ? arena_cat(a, v->op, v->text) : v->text;
}

/* A figure that only OLD has keeps its key: the year it would have in NEW. */
static struct str year_of(const struct store *s, const struct pair *p, const struct change *c, struct out_line *l)
{
    unsigned y;
    struct str t = ctx_get(s, (c->new ? c->new : c->old)->ctx, CTX_YEAR);
    if (c->new || !str_u32(t, &y) || !p->old->year || !p->new->year) return t;
    return number(l->year, sizeof l->year, (long long)y + p->new->year - p->old->year);
}

static void fill_place(const struct cell *c, struct out_line *l, enum out_col page, enum out_col line)
{
    struct str f[OWN_N];
    if (!c) return;
    own_split(c->own, f);
    l->f[page] = f[OWN_PAGE];
    l->f[line] = f[OWN_LINE];
}

static void fill_key(const struct store *s, const struct pair *p, const struct change *c, struct out_line *l)
{
    static const struct {
        enum out_col out;
        enum ctx_col ctx;
    } of[] = {{OUT_ORGCODE, CTX_ORGCODE}, {OUT_ORG, CTX_ORG}, {OUT_PHASE, CTX_PHASE}, {OUT_TABLE, CTX_TABLE}, {OUT_SIDE, CTX_SIDE},
              {OUT_PROJECT, CTX_PROJECT}, {OUT_COL, CTX_COL}, {OUT_KIND, CTX_KIND}, {OUT_UNIT, CTX_UNIT}};
    const struct cell *x = c->new ? c->new : c->old;
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) l->f[of[i].out] = ctx_get(s, x->ctx, of[i].ctx);
    l->f[OUT_PATH] = label_get(s, x->label, LABEL_PATH);
    l->f[OUT_CODE] = label_get(s, x->label, LABEL_CODE);
    l->f[OUT_NAME] = label_get(s, x->label, LABEL_NAME);
    l->f[OUT_YEAR] = year_of(s, p, c, l);
    if (!l->f[OUT_UNIT].n && c->old) l->f[OUT_UNIT] = ctx_get(s, c->old->ctx, CTX_UNIT);
    fill_place(c->old, l, OUT_OLD_PAGE, OUT_OLD_LINE);
    fill_place(c->new, l, OUT_NEW_PAGE, OUT_NEW_LINE);
}

static struct str join_notes(struct joiner *j, const char *note, struct str more)
{
    return note ? arena_join(&j->tmp, str_c(note), S("; "), more) : more;
}

static int fill_values(struct joiner *j, const struct change *c, struct out_line *l)
{
    struct value a, b;
    if (c->old) a = value_of(j->s, c->old);
    if (c->new) b = value_of(j->s, c->new);
    if (c->what == CHANGE_DUPLICATE) {
        l->f[OUT_OLD] = c->old_text;
        l->f[OUT_NEW] = c->new_text;
        return 0;
    }
    if (c->old) l->f[OUT_OLD] = with_op(&j->tmp, &a);
    if (c->new) l->f[OUT_NEW] = with_op(&j->tmp, &b);
    l->f[OUT_DELTA].n = value_delta(c->old ? &a : NULL, c->new ? &b : NULL, l->delta);
    l->f[OUT_PCT].n = value_pct(c->old ? &a : NULL, c->new ? &b : NULL, l->pct);
    l->f[OUT_DELTA].p = l->delta;
    l->f[OUT_PCT].p = l->pct;
    if (c->old && c->new && a.unit.n && b.unit.n && !str_eq(a.unit, b.unit))
        l->f[OUT_NOTE] = join_notes(j, c->note, arena_cat(&j->tmp, S("unit was "), a.unit));
    return l->f[OUT_OLD].n && !l->f[OUT_OLD].p ? ERR_FAIL : 0;
}

int out_fill(struct joiner *j, const struct pair *p, const struct change *c, struct out_line *l, struct err *e)
{
    arena_reset(&j->tmp);
    for (int i = 0; i < OUT_N; i++) l->f[i] = S("");
    fill_document(j->s, p->old, l, OUT_OLD_DOC, OUT_OLD_EDITION);
    fill_document(j->s, p->new, l, OUT_NEW_DOC, OUT_NEW_EDITION);
    l->f[OUT_CHANGE] = str_c(change_what_name[c->what]);
    l->f[OUT_MATCH] = str_c(change_match_name[c->match]);
    if (c->note) l->f[OUT_NOTE] = str_c(c->note);
    if (c->group) l->f[OUT_GROUP] = number(l->group, sizeof l->group, c->group);
    if (!c->old && !c->new) {
        fill_edition(j->s, p, c, l);
        return 0;
    }
    fill_key(j->s, p, c, l);
    return fill_values(j, c, l) ? err_nomem(e) : 0;
}

void out_tsv_head(struct io_writer *w)
{
    for (int i = 0; i < OUT_N; i++) {
        io_str(w, str_c(out_name[i]));
        io_char(w, i == OUT_N - 1 ? '\n' : '\t');
    }
}

void out_tsv(struct io_writer *w, const struct out_line *l)
{
    for (int i = 0; i < OUT_N; i++) {
        io_str(w, l->f[i]);
        io_char(w, i == OUT_N - 1 ? '\n' : '\t');
    }
}

/* ---- daff ---- */

static const enum out_col daff_col[] = {OUT_ISSUER, OUT_SCOPE, OUT_ORGCODE, OUT_ORG, OUT_NEW_EDITION, OUT_YEAR, OUT_PHASE, OUT_TABLE,
                                        OUT_SIDE, OUT_PROJECT, OUT_PATH, OUT_CODE, OUT_NAME, OUT_COL, OUT_KIND, OUT_UNIT};
enum { DAFF_COLS = sizeof daff_col / sizeof *daff_col };

void out_daff_head(struct io_writer *w)
{
    io_str(w, S("@@"));
    for (int i = 0; i < DAFF_COLS; i++) {
        io_char(w, '\t');
        io_str(w, daff_col[i] == OUT_NEW_EDITION ? S("edition") : str_c(out_name[daff_col[i]]));
    }
    io_str(w, S("\tvalue\n"));
}

void out_daff(struct io_writer *w, const struct out_line *l)
{
    struct str what = l->f[OUT_CHANGE];
    bool came = str_eq(what, S("added")), went = str_eq(what, S("removed")) || str_eq(what, S("absent"));
    bool same = str_eq(l->f[OUT_OLD], l->f[OUT_NEW]);
    io_str(w, came ? S("+++") : went ? S("---") : same ? S("") : S("->"));
    for (int i = 0; i < DAFF_COLS; i++) {
        io_char(w, '\t');
        struct str f = l->f[daff_col[i]];
        if (daff_col[i] == OUT_NEW_EDITION && !f.n) f = l->f[OUT_OLD_EDITION];
        io_str(w, f);
    }
    io_char(w, '\t');
    if (came || same) io_str(w, l->f[OUT_NEW]);
    else if (went) io_str(w, l->f[OUT_OLD]);
    else {
        io_str(w, l->f[OUT_OLD].n ? l->f[OUT_OLD] : S("NULL"));
        io_str(w, S("->"));
        io_str(w, l->f[OUT_NEW].n ? l->f[OUT_NEW] : S("NULL"));
    }
    io_char(w, '\n');
}
