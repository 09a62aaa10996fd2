/* SPDX-License-Identifier: MIT */
#include "diff/join.h"

#include "base/nomem.h"
#include "diff/match.h"
#include "diff/order.h"

#include <stdarg.h>
#include <stdlib.h>

const char *const change_what_name[CHANGE_WHATS] = {"same", "restated", "notation", "added", "removed", "changed", "duplicate", "prior", "check", "absent"};
const char *const change_match_name[MATCH_WAYS] = {"key", "renamed", "recoded", "moved", "split", "merged"};

void join_init(struct joiner *j, struct store *s, const struct join_opts *o, unsigned key_parts)
{
    *j = (struct joiner){.s = s, .opts = o};
    keys_init(&j->keys, s, key_parts);
}

void join_free(struct joiner *j)
{
    keys_free(&j->keys);
    arena_free(&j->arena);
    arena_free(&j->tmp);
    free(j->slot);
    VEC_FREE(&j->group);
    VEC_FREE(&j->change);
    for (int i = 0; i < SIDES; i++) {
        VEC_FREE(&j->next[i]);
        VEC_FREE(&j->scale[i]);
        VEC_FREE(&j->torn[i]);
    }
}

void join_reset(struct joiner *j)
{
    keys_reset(&j->keys);
    j->change.n = 0;
    j->scale[SIDE_OLD].n = j->scale[SIDE_NEW].n = 0;
}

const char *join_note(struct joiner *j, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : arena_alloc(&j->arena, (size_t)n + 1);
    if (!p) return NULL;
    va_start(ap, fmt);
    vsnprintf(p, (size_t)n + 1, fmt, ap);
    va_end(ap);
    return p;
}

/* ---- the table of keys ---- */

static size_t mix(uint32_t row, uint32_t label, uint32_t col)
{
    uint64_t h = ((uint64_t)row << 32 | label) * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 29 ^ col) * 0xBF58476D1CE4E5B9u;
    return (size_t)(h ^ h >> 32);
}

static size_t look(const struct joiner *j, uint32_t row, uint32_t label, uint32_t col)
{
    size_t i = mix(row, label, col) & (j->cap - 1);
    for (; j->slot[i]; i = (i + 1) & (j->cap - 1)) {
        const struct group *g = &j->group.v[j->slot[i] - 1];
        if (g->row == row && g->label == label && g->col == col) break;
    }
    return i;
}

static int grow(struct joiner *j)
{
    size_t cap = j->cap ? j->cap * 2 : 1024;
    uint32_t *slot = nomem_note(calloc(cap, sizeof *slot));
    if (!slot) return ERR_FAIL;
    free(j->slot);
    j->slot = slot;
    j->cap = cap;
    for (size_t i = 0; i < j->group.n; i++) {
        const struct group *g = &j->group.v[i];
        j->slot[look(j, g->row, g->label, g->col)] = (uint32_t)i + 1;
    }
    return 0;
}

static int put_cell(struct joiner *j, enum side role, uint32_t at)
{
    const struct cell *c = &j->data[role]->cell.v[at];
    const struct ctx_key *k = keys_ctx(&j->keys, role, c->ctx);
    uint32_t label = keys_label(&j->keys, c->label);
    if (!k || label == INTERN_NONE || (j->group.n * 4 >= j->cap * 3 && grow(j))) return ERR_FAIL;
    size_t i = look(j, k->row, label, k->col);
    if (!j->slot[i]) {
        struct group g = {k->row, label, k->col, 0, 0};
        if (VEC_PUSH(&j->group, g)) return ERR_FAIL;
        j->slot[i] = (uint32_t)j->group.n;
    }
    struct group *g = &j->group.v[j->slot[i] - 1];
    uint32_t *first = role == SIDE_OLD ? &g->old : &g->new;
    j->next[role].v[at] = *first;
    *first = at + 1;
    return 0;
}

static int put_edition(struct joiner *j, enum side role, const struct edition *ed)
{
    j->data[role] = &j->s->side[ed->side];
    size_t n = j->data[role]->cell.n;
    if (VEC_RESERVE(&j->next[role], n)) return ERR_FAIL;
    j->next[role].n = n;
    for (uint32_t r = edition_doc(j->s, ed)->head; r != INTERN_NONE; r = j->data[role]->run.v[r].next) {
        const struct run *run = &j->data[role]->run.v[r];
        for (uint32_t i = 0; i < run->n; i++)
            if (put_cell(j, role, run->first + i)) return ERR_FAIL;
    }
    return 0;
}

/* ---- the decimals of a table ---- */

static int scale_side(struct joiner *j, enum side role)
{
    for (size_t i = 0; i < j->group.n; i++) {
        uint32_t at = role == SIDE_OLD ? j->group.v[i].old : j->group.v[i].new;
        for (; at; at = j->next[role].v[at - 1]) {
            const struct cell *c = &j->data[role]->cell.v[at - 1];
            const struct ctx_key *k = keys_ctx(&j->keys, role, c->ctx);
            if (!k) return ERR_FAIL;
            while (j->scale[role].n <= k->scale)
                if (VEC_PUSH(&j->scale[role], -1)) return ERR_FAIL;
            struct str v = own_value(c->own);
            const char *dot = v.n ? memchr(v.p, '.', v.n) : NULL;
            int d = dot ? (int)(v.p + v.n - dot) - 1 : 0;
            if (d > DEC_SCALE_MAX) d = 0; /* no number */
            if (d > j->scale[role].v[k->scale]) j->scale[role].v[k->scale] = d;
        }
    }
    return 0;
}

static int scale_of(struct joiner *j, enum side role, const struct cell *c)
{
    const struct ctx_key *k = keys_ctx(&j->keys, role, c->ctx);
    return k && k->scale < j->scale[role].n ? j->scale[role].v[k->scale] : -1;
}

static int compare(struct joiner *j, const struct cell *old, const struct cell *new, enum value_diff *out)
{
    *out = VALUE_SAME;
    if (value_same_bytes(old, new) && j->s->ctxv.v[old->ctx].f[CTX_UNIT] == j->s->ctxv.v[new->ctx].f[CTX_UNIT]) return 0;
    struct value a = value_of(j->s, old), b = value_of(j->s, new);
    if (!j->scaled && a.class == VALUE_NUMBER && b.class == VALUE_NUMBER && a.d.scale != b.d.scale) {
        j->scale[SIDE_OLD].n = j->scale[SIDE_NEW].n = 0;
        if (scale_side(j, SIDE_OLD) || scale_side(j, SIDE_NEW)) return ERR_FAIL;
        j->scaled = true;
    }
    int sa = j->scaled ? scale_of(j, SIDE_OLD, old) : -1, sb = j->scaled ? scale_of(j, SIDE_NEW, new) : -1;
    *out = value_compare(&j->opts->value, &a, &b, sa, sb, &j->tmp);
    return 0;
}

/* ---- lines ---- */

static bool blank(const struct cell *c)
{
    return c->own[0] == '\t';
}

static struct str check_of(const struct cell *c)
{
    struct str f[OWN_N];
    own_split(c->own, f);
    return f[OWN_CHECK];
}

static bool is_bad(struct str check)
{
    return str_eq(check, S("off")) || str_eq(check, S("open"));
}

static bool turned_bad(const struct joiner *j, const struct cell *old, const struct cell *new)
{
    if (!j->data[SIDE_OLD]->has_check || !j->data[SIDE_NEW]->has_check) return false;
    struct str a = check_of(old), b = check_of(new);
    return is_bad(b) && !str_eq(a, b) && !str_eq(a, S("off"));
}

static int classify(struct joiner *j, const struct cell *old, const struct cell *new, enum change_what *what)
{
    enum value_diff d;
    *what = CHANGE_SAME;
    if (old && new) {
        static const enum change_what of[] = {CHANGE_SAME, CHANGE_RESTATED, CHANGE_NOTATION, CHANGE_CHANGED};
        if (compare(j, old, new, &d)) return ERR_FAIL;
        *what = of[d];
    } else {
        *what = blank(old ? old : new) ? CHANGE_NOTATION : old ? CHANGE_REMOVED : CHANGE_ADDED;
    }
    if (*what == CHANGE_NOTATION && j->opts->strict) *what = old && new ? CHANGE_CHANGED : old ? CHANGE_REMOVED : CHANGE_ADDED;
    return 0;
}

/* A group is explained by the rows that add up. */
int join_emit(struct joiner *j, const struct cell *old, const struct cell *new, enum change_match match, uint32_t group, const char *note)
{
    enum change_what what;
    if (classify(j, old, new, &what)) return ERR_FAIL;
    if (old && new && turned_bad(j, old, new)) {
        const char *text = join_note(j, "check: %.*s -> %.*s", STR_ARG(check_of(old)), STR_ARG(check_of(new)));
        if (!text) return ERR_FAIL;
        if (what < CHANGE_ADDED) what = CHANGE_CHECK;
        note = note ? join_note(j, "%s; %s", note, text) : text;
        if (!note) return ERR_FAIL;
    }
    bool hidden = false;
    if (what == CHANGE_REMOVED && !group && join_hide(j, SIDE_OLD, old, &hidden)) return ERR_FAIL;
    if (what == CHANGE_ADDED && !group && join_hide(j, SIDE_NEW, new, &hidden)) return ERR_FAIL;
    if (hidden) return 0;
    j->count[what]++;
    if (match != MATCH_KEY) j->matched[match]++;
    if (what < CHANGE_ADDED && match == MATCH_KEY && !j->opts->keep_same && j->opts->context < 0) return 0;
    struct change c = {.what = (uint8_t)what, .match = (uint8_t)match, .group = group, .old = old, .new = new, .note = note};
    return VEC_PUSH(&j->change, c) ? ERR_FAIL : 0;
}

/* The same code under another name is a renamed account. */
int join_keyed(struct joiner *j, const struct cell *old, const struct cell *new)
{
    if (old->label == new->label || j->opts->no_match) return join_emit(j, old, new, MATCH_KEY, 0, NULL);
    const char *note;
    if (match_names(j, old, new, &note)) return ERR_FAIL;
    return join_emit(j, old, new, note ? MATCH_RENAMED : MATCH_KEY, 0, note);
}

/* ---- what NEW prints as last year's ---- */

static bool is_prior_of(const struct joiner *j, const struct ctx_key *k, const struct cell *c)
{
    const struct pair *p = j->pair;
    uint32_t phase = j->s->ctxv.v[c->ctx].f[CTX_PHASE];
    if (p->how == PAIR_AGAINST) return k->rel == 0 && phase == p->old->phase;
    return p->how == PAIR_NEXT && p->old->year && k->rel == p->old->year - p->new->year;
}

/* The key that OLD gave the figure: its own year there, and for a budget its own phase. */
static int prior_col(struct joiner *j, const struct cell *c, uint32_t *col)
{
    const struct ctx *x = &j->s->ctxv.v[c->ctx];
    bool against = j->pair->how == PAIR_AGAINST;
    uint32_t v[4] = {0, INTERN_NONE, INTERN_NONE, j->keys.parts & KEY_UNIT ? x->f[CTX_UNIT] : INTERN_NONE};
    if (!(j->keys.parts & KEY_PHASE)) v[1] = 0;
    else if (!against) v[1] = store_str(j->s, x->f[CTX_PHASE]).n ? x->f[CTX_PHASE] : j->pair->new->phase;
    if (j->keys.parts & KEY_COL && (v[2] = keys_fold(&j->keys, x->f[CTX_COL])) == INTERN_NONE) return ERR_FAIL;
    *col = intern_find(&j->keys.col, (struct str){(const char *)v, sizeof v});
    return 0;
}

static int join_prior(struct joiner *j, const struct group *g)
{
    enum value_diff d;
    uint32_t col;
    const struct cell *new = &j->data[SIDE_NEW]->cell.v[g->new - 1];
    const struct ctx_key *k = keys_ctx(&j->keys, SIDE_NEW, new->ctx);
    if (!k || j->next[SIDE_NEW].v[g->new - 1] || !is_prior_of(j, k, new)) return k ? 0 : ERR_FAIL;
    if (prior_col(j, new, &col)) return ERR_FAIL;
    if (col == INTERN_NONE) return 0;
    uint32_t slot = j->slot[look(j, g->row, g->label, col)];
    uint32_t at = slot ? j->group.v[slot - 1].old : 0;
    if (!at || j->next[SIDE_OLD].v[at - 1]) return 0;
    const struct cell *old = &j->data[SIDE_OLD]->cell.v[at - 1];
    if (compare(j, old, new, &d)) return ERR_FAIL;
    if (d != VALUE_CHANGED) return 0;
    struct change c = {.what = CHANGE_PRIOR, .old = old, .new = new};
    c.note = j->pair->how == PAIR_AGAINST ? "NEW prints another budget figure" : "NEW prints another figure for last year";
    j->count[CHANGE_PRIOR]++;
    return VEC_PUSH(&j->change, c) ? ERR_FAIL : 0;
}

/* ---- one pair ---- */

static int join_groups(struct joiner *j)
{
    bool prior = j->pair->how == PAIR_NEXT || j->pair->how == PAIR_AGAINST;
    for (size_t i = 0; i < j->group.n; i++) {
        struct group *g = &j->group.v[i];
        if (prior && g->new && join_prior(j, g)) return ERR_FAIL;
        if (!g->old || !g->new) continue; /* match_rows looks at them together */
        const struct cell *a = &j->data[SIDE_OLD]->cell.v[g->old - 1], *b = &j->data[SIDE_NEW]->cell.v[g->new - 1];
        bool many = j->next[SIDE_OLD].v[g->old - 1] || j->next[SIDE_NEW].v[g->new - 1];
        if (many ? join_twins(j, g) : join_keyed(j, a, b)) return ERR_FAIL;
    }
    return 0;
}

/* Cells of one side that nothing was matched with. */
static int join_left(struct joiner *j)
{
    for (size_t i = 0; i < j->group.n; i++) {
        struct group *g = &j->group.v[i];
        if ((g->old != 0) == (g->new != 0)) continue;
        enum side role = g->old ? SIDE_OLD : SIDE_NEW;
        uint32_t at = (g->old ? g->old : g->new) - 1;
        const struct cell *c = &j->data[role]->cell.v[at];
        if (j->next[role].v[at] ? join_twins(j, g) : join_emit(j, g->old ? c : NULL, g->old ? NULL : c, MATCH_KEY, 0, NULL)) return ERR_FAIL;
    }
    return 0;
}

int join_pair(struct joiner *j, const struct pair *p, struct err *e)
{
    j->pair = p;
    j->change.n = j->group.n = 0;
    j->scaled = false;
    j->first_group = j->groups;
    arena_reset(&j->arena);
    if (j->cap) memset(j->slot, 0, j->cap * sizeof *j->slot);
    else if (grow(j)) return err_nomem(e);
    if (keys_pair(&j->keys, p, e)) return ERR_FAIL;
    if (join_find_torn(j) || put_edition(j, SIDE_OLD, p->old) || put_edition(j, SIDE_NEW, p->new) || join_groups(j)) return err_nomem(e);
    if (!j->opts->no_match && match_rows(j)) return err_nomem(e);
    if (join_left(j) || change_sort(j) || (j->opts->context >= 0 && join_context(j)) || j->keys.nomem) return err_nomem(e);
    return 0;
}
