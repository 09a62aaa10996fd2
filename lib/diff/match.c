/* SPDX-License-Identifier: MIT */
#include "diff/match.h"

#include "budget/dict.h"
#include "diff/alike.h"
#include "diff/rows.h"

/* ---- data/renames.tsv ---- */

/* The line of the account that had this code (old), or has it now; NULL if there is none or several:
 * then the account was split or merged, which is left to the sums. */
static const struct dict_rename *known_change(const struct joiner *j, struct str code, bool old)
{
    const struct dict_rename *found = NULL;
    size_t n = 0;
    const struct dict_rename *all = j->opts->dict ? dict_renames(j->opts->dict, &n) : NULL;
    for (size_t i = 0; i < n && code.n; i++) {
        if (!str_eq(old ? all[i].old_code : all[i].new_code, code)) continue;
        if (found) return NULL;
        found = &all[i];
    }
    return found;
}

int match_names(struct joiner *j, const struct cell *old, const struct cell *new, const char **note)
{
    *note = NULL;
    struct str a = label_get(j->s, old->label, LABEL_NAME), b = label_get(j->s, new->label, LABEL_NAME);
    struct str code = label_get(j->s, old->label, LABEL_CODE);
    if (!a.n || !b.n || str_eq(a, b) || !code.n) return 0;
    struct str x = key_fold(&j->tmp, a), y = key_fold(&j->tmp, b);
    bool same = x.p && y.p && str_eq(x, y), lost = !x.p || !y.p;
    arena_reset(&j->tmp);
    if (lost) return ERR_FAIL;
    if (same) return 0;
    const struct dict_rename *k = known_change(j, code, true);
    if (k && str_eq(k->old_name, a) && str_eq(k->new_name, b)) *note = join_note(j, "name was %.*s until %u", STR_ARG(a), k->year - 1);
    else *note = join_note(j, "name was %.*s", STR_ARG(a));
    return *note ? 0 : ERR_FAIL;
}

/* ---- one partner on each side ---- */

/* A pass writes what must be the same on both sides; false: the row takes no part. */
struct want {
    uint32_t v[ROW_PARTS + 3];
};
typedef bool (*pass_key)(struct rows *r, const struct row *row, struct want *w);
/* Decide on the only two rows with the same key, and join them. */
typedef int (*pass_join)(struct rows *r, struct row *a, struct row *b);

struct meet {
    uint32_t row[SIDES]; /* index + 1 */
    uint32_t n[SIDES];
};

static int pass(struct rows *r, pass_key key, pass_join join)
{
    struct intern ids = {0};
    struct pack k = {.arena = &r->j->arena};
    VEC(struct meet) m = {0};
    int rc = 0;
    if (!r->n[SIDE_OLD] || !r->n[SIDE_NEW]) return 0;
    for (size_t i = 0; i < r->row.n && rc == 0; i++) {
        struct want w = {{0}};
        struct meet none = {{0, 0}, {0, 0}};
        bool fresh;
        if (r->row.v[i].done || !key(r, &r->row.v[i], &w)) continue;
        uint32_t id = intern_put(&ids, &k, (struct str){(const char *)w.v, sizeof w.v}, &fresh);
        if (id == INTERN_NONE || (fresh && VEC_PUSH(&m, none))) rc = ERR_FAIL;
        if (rc) break;
        m.v[id].row[r->row.v[i].side] = (uint32_t)i + 1;
        m.v[id].n[r->row.v[i].side]++;
    }
    for (size_t i = 0; i < m.n && rc == 0; i++)
        if (m.v[i].n[SIDE_OLD] == 1 && m.v[i].n[SIDE_NEW] == 1)
            rc = join(r, &r->row.v[m.v[i].row[SIDE_OLD] - 1], &r->row.v[m.v[i].row[SIDE_NEW] - 1]);
    intern_free(&ids);
    VEC_FREE(&m);
    return rc;
}

static void want_parts(const struct rows *r, const struct row *row, struct want *w)
{
    row_parts(r, row, w->v);
}

/* ---- the same row, one side of which does not say its organisation ---- */

static bool key_no_org(struct rows *r, const struct row *row, struct want *w)
{
    want_parts(r, row, w);
    w->v[ROW_ORG] = 0;
    w->v[ROW_PARTS] = row->label;
    return true;
}

static int join_no_org(struct rows *r, struct row *a, struct row *b)
{
    uint32_t x[ROW_PARTS], y[ROW_PARTS];
    row_parts(r, a, x);
    row_parts(r, b, y);
    if (x[ROW_ORG] != INTERN_NONE && y[ROW_ORG] != INTERN_NONE) return 0;
    return row_join(r, a, b, MATCH_KEY, "one side names no organisation here");
}

/* ---- the same name: another code, another parent, or a code on one side only ---- */

static bool key_name(struct rows *r, const struct row *row, struct want *w)
{
    want_parts(r, row, w);
    w->v[ROW_PARTS] = row->name;
    w->v[ROW_PARTS + 1] = (uint32_t)row_get(r, row, LABEL_CODE).n; /* class, section and item stay what they are */
    return row_get(r, row, LABEL_NAME).n != 0;
}

static bool key_name_parent(struct rows *r, const struct row *row, struct want *w)
{
    struct str code = row_get(r, row, LABEL_CODE);
    if (!key_name(r, row, w) || code.n < 5) return false;
    w->v[ROW_PARTS + 2] = intern_put(&r->j->s->str, &r->j->s->pack, str_sub(code, 0, code.n - 2), NULL);
    return true;
}

static bool key_name_only(struct rows *r, const struct row *row, struct want *w)
{
    if (!key_name(r, row, w)) return false;
    w->v[ROW_PARTS + 1] = 0;
    return true;
}

/* Items that every section has (01 行政运行, 02 一般行政管理事务, 03 机关服务, 50 事业运行, 99 其他支出) name
 * no account without their section: Classification of government revenue and expenditure, 2007 on. */
static bool generic(struct str code)
{
    static const char *const end[] = {"01", "02", "03", "50", "99"};
    for (size_t i = 0; code.n == 7 && i < sizeof end / sizeof *end; i++)
        if (str_ends(code, str_c(end[i]))) return true;
    return false;
}

static int join_name(struct rows *r, struct row *a, struct row *b)
{
    struct str x = row_get(r, a, LABEL_CODE), y = row_get(r, b, LABEL_CODE);
    if (!x.n && !y.n) {
        struct str was = row_get(r, a, LABEL_PATH);
        return row_join(r, a, b, MATCH_MOVED, join_note(r->j, "stood under %.*s", STR_ARG(was.n ? was : S("no parent"))));
    }
    bool sections = x.n > 2 && y.n > 2 && str_eq(str_sub(x, 0, x.n - 2), str_sub(y, 0, y.n - 2));
    if ((generic(x) || generic(y)) && !sections && !row_equal_amounts(r, a, b)) return 0;
    return row_join(r, a, b, MATCH_RECODED, join_note(r->j, "code was %.*s", STR_ARG(x)));
}

static int join_code_lost(struct rows *r, struct row *a, struct row *b)
{
    if (row_get(r, a, LABEL_CODE).n && row_get(r, b, LABEL_CODE).n) return 0;
    return row_join(r, a, b, MATCH_KEY, "one side prints no code here");
}

/* ---- an account that is known to have changed its code ---- */

static bool key_known(struct rows *r, const struct row *row, struct want *w)
{
    const struct dict_rename *k = known_change(r->j, row_get(r, row, LABEL_CODE), row->side == SIDE_OLD);
    if (!k || str_eq(k->old_code, k->new_code)) return false;
    want_parts(r, row, w);
    size_t n;
    w->v[ROW_PARTS] = (uint32_t)(k - dict_renames(r->j->opts->dict, &n)) + 1;
    return true;
}

static int join_known(struct rows *r, struct row *a, struct row *b)
{
    struct str code = row_get(r, a, LABEL_CODE);
    const struct dict_rename *k = known_change(r->j, code, true);
    return row_join(r, a, b, MATCH_RECODED, join_note(r->j, "code was %.*s until %u", STR_ARG(code), k->year - 1));
}

int match_rows(struct joiner *j)
{
    struct rows r;
    int rc = rows_find(&r, j);
    if (rc == 0) rc = pass(&r, key_no_org, join_no_org);
    if (rc == 0) rc = pass(&r, key_known, join_known);
    if (rc == 0) rc = pass(&r, key_name_parent, join_name);
    if (rc == 0) rc = pass(&r, key_name, join_name);
    if (rc == 0) rc = pass(&r, key_name_only, join_code_lost);
    if (rc == 0) rc = alike_tables(&r);
    if (rc == 0) rc = alike_projects(&r);
    if (rc == 0) rc = alike_rows(&r);
    if (rc == 0) rc = alike_sums(&r);
    rows_free(&r);
    return rc;
}
