/* SPDX-License-Identifier: MIT */
/* body_doubt.c: what place alone could not settle on a laid-out page: rows whose label is not theirs, heads put together wrongly. */
#include "table/body_in.h"
#include "table/lex.h"
#include "table/words.h"

static bool has_labels(const struct body *b, uint32_t panel, enum column_kind kind)
{
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].panel == panel && b->h.col[c].kind == kind) return true;
    return false;
}

/* Pages where place alone tells rows apart: amounts with no label, a code with no name; among rows with codes, a
 * piece of a name with neither code nor amounts. */
bool body_loose(const struct body *b, uint32_t panel, const struct row_key *k, unsigned filled)
{
    if (b->t->g->layout != GRID_FIXED || !b->h.found || !has_labels(b, panel, COLUMN_NAME)) return false;
    if (filled && !k->name.n) return true;
    bool coded = has_labels(b, panel, COLUMN_CODE) && b->last_code_level[panel];
    return coded && !filled && !k->code.n && !k->orgcode.n && str_eq(k->role, S("item"));
}

/* ---- heads ---- */

/* A piece that no form has as a head: one character, or a sum with another head's text behind it. */
static bool piece_of_head(struct str s)
{
    static const struct str sum[] = {SI("小计"), SI("合计")};
    if (str_has(s, S("科目编码")) || str_has(s, S("科目名称")) || str_has(s, S("科目代码"))) return true; /* no head of amounts */
    if (s.n == 3) return !lex_is_code_part(s);
    for (size_t i = 0; i < 2; i++)
        if (s.n > sum[i].n && (str_starts(s, sum[i]) || (str_ends(s, sum[i]) && lex_year(s).n))) return !lex_unit_in_brackets(s).n;
    return false;
}

static unsigned depth_of(struct str path)
{
    unsigned n = 0;
    for (size_t i = 0; i < path.n; i++) n += path.p[i] == '/';
    return n;
}

/* One name under two heads and under one: 预算数/公务接待费 beside 决算数/公务用车购置及运行费/公务接待费. Sums have their own. */
static bool uneven_heads(const struct column *a, const struct column *b)
{
    static const struct str sum[] = {SI("小计"), SI("合计"), SI("金额")};
    return str_eq(a->leaf, b->leaf) && depth_of(a->path) != depth_of(b->path) && (depth_of(a->path) > 1 || depth_of(b->path) > 1) && !LEX_AMONG(a->leaf, sum);
}

/* 支出 over figures of its own beside 支出/合计. */
static bool head_of_other(const struct column *a, const struct column *b)
{
    return b->path.n > a->path.n && str_starts(b->path, a->path) && b->path.p[a->path.n] == '/';
}

/* 支出 beside 合计 or 金额, which it heads. */
static bool side_beside(const struct column *a, const struct column *b)
{
    PR_WORDS(part, SI("合计"), SI("小计"), SI("金额"), SI("预算数"), SI("决算数"));
    return (str_eq(a->path, S("收入")) || str_eq(a->path, S("支出"))) && pr_is(b->path, part);
}

/* Heads of a laid-out page that were not put together rightly: none over figures, a piece, two of one name, one over a column and
 * over a head. */
bool body_unclear_heads(const struct body *b)
{
    if (b->t->g->layout != GRID_FIXED || !b->h.found) return false;
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *k = &b->h.col[c];
        if (k->kind != COLUMN_AMOUNT) continue;
        if (!k->path.n || piece_of_head(k->leaf)) return true;
        for (uint32_t d = c + 1; d < b->h.ncol; d++) {
            const struct column *o = &b->h.col[d];
            if (o->kind != COLUMN_AMOUNT || o->panel != k->panel) continue;
            if (str_eq(o->path, k->path) || uneven_heads(k, o) || head_of_other(k, o) || head_of_other(o, k) || side_beside(k, o) || side_beside(o, k)) return true;
        }
    }
    return false;
}

bool body_headless_column(const struct body *b)
{
    for (uint32_t c = 0; b->h.found && c < b->h.ncol; c++) {
        if (b->h.col[c].kind != COLUMN_AMOUNT || b->h.col[c].path.n) continue;
        for (uint32_t r = b->h.end; r < b->t->g->nrow; r++) {
            struct str s = grid_at(b->t->g, r, c)->text;
            if (s.n && lex_amount(b->t->a, s).kind == LEX_NUMBER) return true;
        }
    }
    return false;
}
