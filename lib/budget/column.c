/* SPDX-License-Identifier: MIT */
/* column.c: header paths into canonical columns. */
#include "budget/column_private.h"

static const struct str amount = SI("金额"), total = SI("合计"), slash = SI("/");

/* ---- one part ---- */

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

/* s without its 2022年 / 2022年度, which goes to *year. The same slice if there is none. */
static struct str take_year(struct arena *a, struct str s, unsigned *year)
{
    for (size_t i = 0; i + 4 < s.n; i++) {
        if (!digit(s.p[i]) || (i && digit(s.p[i - 1]))) continue;
        unsigned y;
        struct str rest = str_from(s, i + 4);
        if (!str_u32(str_sub(s, i, i + 4), &y) || y < 1949 || y > 2100 || !str_starts(rest, S("年"))) continue;
        rest = str_from(rest, S("年").n);
        if (str_starts(rest, S("度"))) rest = str_from(rest, S("度").n);
        *year = y;
        return arena_cat(a, str_sub(s, 0, i), rest);
    }
    return s;
}

/* s without a closing bracket that names a unit: 项目资金（元）, 价值（金额单位:万元）. */
static struct str drop_unit(struct str s)
{
    size_t open = str_ends(s, S("）")) ? str_rfind(s, S("（")) : STR_NPOS;
    if (open == STR_NPOS || open == 0) return s;
    struct str in = str_from(s, open);
    return str_has(in, S("元）")) || str_has(in, S("单位:")) ? str_sub(s, 0, open) : s;
}

/* s without 其中: in front and empty brackets behind (上年预算数（2022年） has lost its year). */
static struct str trim_words(struct str s)
{
    if (str_starts(s, S("其中:"))) s = str_from(s, S("其中:").n);
    if (str_ends(s, S("（）"))) s.n -= S("（）").n;
    return s;
}

/* 2023年预算数比2022年执行数, 比上年增减: a comparison, whose years are its own. */
static bool is_comparison(struct str s)
{
    return str_has(s, S("比")) && (str_has(s, S("年")) || str_has(s, S("增减"))) && !str_has(s, S("比例")) &&
           !str_has(s, S("比重")) && !str_has(s, S("占比"));
}

/* Its canonical name: with last year, unless it is with the year's own budget. */
static struct str comparison(struct str s, bool rate)
{
    struct str base = str_from(s, str_find(s, S("比"), 0));
    if (str_starts(base, S("比全年预算")) || str_starts(base, S("比调整预算"))) return rate ? S("比全年预算增减率") : S("比全年预算增减");
    if (str_starts(base, S("比年初预算"))) return rate ? S("比年初预算增减率") : S("比年初预算增减");
    return rate ? S("比上年增减率") : S("比上年增减");
}

/* The dictionary's "*ending" that s ends with; *rest is what stands in front of it. */
static const struct dict_col *ending(const struct dict *d, struct str table, struct str side, struct str s,
                                     struct str *rest)
{
    char buf[64] = "*";
    for (size_t i = s.n > sizeof buf - 1 ? s.n - (sizeof buf - 1) : 1; i < s.n; i++) {
        memcpy(buf + 1, s.p + i, s.n - i);
        const struct dict_col *c = dict_col(d, table, side, (struct str){buf, s.n - i + 1});
        if (!c) continue;
        *rest = str_sub(s, 0, i);
        return c;
    }
    return NULL;
}

static void settle_time(struct column *c, const struct dict_col *by)
{
    if (by->phase.n) c->phase = by->phase;
    if (by->year) c->ago = by->year;
}

/* Does the dictionary know key as a head in front of other parts? */
static bool is_head(const struct dict *d, struct arena *a, struct str table, struct str side, struct str key)
{
    struct str head = arena_cat(a, key, slash);
    return head.p && dict_col(d, table, side, head);
}

/* 其中：财政拨款 below a fund is a part of that fund, not the 财政拨款收入 of the whole. */
static bool is_of_fund(const struct column *c, const struct dict_col *by)
{
    static const struct str fund[] = {SI("一般公共预算"), SI("政府性基金预算"), SI("国有资本经营预算")};
    if (!by || c->n == 0 || !str_eq(by->column, S("财政拨款收入"))) return false;
    for (size_t i = 0; i < sizeof fund / sizeof *fund; i++)
        if (str_eq(c->part[c->n - 1], fund[i])) return true;
    return false;
}

static int read_part(const struct dict *d, struct arena *a, struct str table, struct str printed, bool last,
                     struct column *c)
{
    struct str s = dict_fold(a, printed);
    bool compares = s.p && is_comparison(s);
    if (s.p && !compares) s = take_year(a, s, &c->year);
    if (!s.p) return -1;
    if (str_has(s, S("%"))) c->rate = true;
    s = trim_words(drop_unit(s));
    if (compares) s = comparison(s, str_has(s, S("率")) || c->rate);
    if (s.n == 0) {
        c->amount = true;
        return 0;
    }
    struct str key = dict_key(a, s);
    if (!key.p) return -1;
    const struct dict_col *by = dict_col(d, table, c->side, key);
    if (!by) {
        struct str rest;
        const struct dict_col *end = ending(d, table, c->side, key, &rest);
        if (end) {
            settle_time(c, end);
            key = s = rest;
            by = dict_col(d, table, c->side, key);
        }
    }
    if (!last && is_head(d, a, table, c->side, key)) by = NULL, s = key;
    if (is_of_fund(c, by)) by = NULL, s = key;
    if (by) settle_time(c, by);
    struct str part = by ? by->column : s;
    if (str_eq(part, amount)) c->amount = true;
    else if (c->n < COLUMN_PARTS) c->part[c->n++] = part; /* no header is deeper */
    return 0;
}

/* ---- the path ---- */

struct str column_join(struct arena *a, const struct str *part, unsigned n)
{
    struct str s = {"", 0};
    for (unsigned i = 0; i < n && s.p; i++) s = i ? arena_join(a, s, slash, part[i]) : part[i];
    return s;
}

void column_drop_head(struct column *c)
{
    memmove(c->part, c->part + 1, --c->n * sizeof *c->part);
}

/* Heads of the dictionary that say nothing, and paths that it knows as a whole. */
static int read_path(const struct dict *d, struct arena *a, struct str table, struct column *c)
{
    while (c->n > (c->amount && c->side.n ? 0 : 1)) { /* 收入/预算数 is nothing but an amount */
        struct str all = column_join(a, c->part, c->n);
        struct str head = arena_cat(a, c->part[0], slash);
        if (!all.p || !head.p) return -1;
        const struct dict_col *by = dict_col(d, table, c->side, all);
        if (c->n > 1 && by && by->column.n) {
            c->part[0] = by->column;
            c->n = 1;
            return 0;
        }
        by = dict_col(d, table, c->side, head);
        if (!by) break;
        column_drop_head(c);
    }
    const struct dict_col *only = c->n == 1 ? dict_col(d, table, c->side, c->part[0]) : NULL;
    if (only && only->column.n) c->part[0] = only->column;
    return 0;
}

int column_read(const struct dict *d, struct arena *a, struct str table, struct str side, struct str printed,
                bool target, struct column *out)
{
    struct str rest = printed;
    *out = (struct column){.printed = printed, .side = side, .target = target};
    while (rest.n) {
        size_t cut = str_find(rest, slash, 0);
        struct str part = str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut);
        rest = str_from(rest, part.n + 1);
        if (part.n && read_part(d, a, table, part, rest.n == 0, out)) return -1;
    }
    return read_path(d, a, table, out);
}

/* ---- all columns of a table ---- */

static bool same_side(const struct column *a, const struct column *b)
{
    return a->target == b->target && str_eq(a->side, b->side);
}

/* Do all columns of v[i]'s side begin with the same head? */
static bool head_is_shared(const struct column *v, size_t n, size_t i)
{
    size_t others = 0;
    for (size_t k = 0; k < n; k++) {
        if (!same_side(&v[i], &v[k])) continue;
        if (v[k].n < 2 || !str_eq(v[k].part[0], v[i].part[0])) return false;
        if (!str_eq(v[k].part[1], v[i].part[1])) others++;
    }
    return others > 0;
}

/* Is there another column under the head of v[i]? */
static bool has_sibling(const struct column *v, size_t n, size_t i)
{
    for (size_t k = 0; k < n; k++)
        if (k != i && same_side(&v[i], &v[k]) && v[k].n > 1 && str_eq(v[k].part[0], v[i].part[0]) &&
            !str_eq(v[k].part[v[k].n - 1], v[i].part[v[i].n - 1]))
            return true;
    return false;
}

static void drop_shared_heads(struct column *v, size_t n)
{
    for (size_t i = 0; i < n; i++)
        while (v[i].n > 1 && head_is_shared(v, n, i)) {
            struct str head = v[i].part[0];
            for (size_t k = 0; k < n; k++)
                if (same_side(&v[i], &v[k]) && str_eq(v[k].part[0], head)) column_drop_head(&v[k]);
        }
}

/* Is there another column than `name` on v[i]'s side / is there one called `name`? */
static bool has_other(const struct column *v, size_t n, size_t i, struct str name)
{
    for (size_t k = 0; k < n; k++)
        if (same_side(&v[i], &v[k]) && !str_eq(v[k].col, name)) return true;
    return false;
}

static bool has_col(const struct column *v, size_t n, size_t i, struct str name)
{
    for (size_t k = 0; k < n; k++)
        if (same_side(&v[i], &v[k]) && str_eq(v[k].col, name)) return true;
    return false;
}

static bool is_known(const struct dict *d, struct str table, const struct column *c)
{
    for (unsigned i = 0; i < c->n; i++)
        if (!dict_col(d, table, c->side, c->part[i]) && !(i && str_eq(c->part[i], S("小计")))) return false;
    return true;
}

static bool total_of(const struct column *c, struct str what, struct str other)
{
    return str_eq(c->col, total) && !c->target && str_has(c->printed, what) && !str_has(c->printed, other);
}

/* 收入合计 and 支出合计 of one row, as where the rows are organisations: each keeps its name. */
static void keep_apart(struct column *v, size_t n)
{
    static const struct str income = SI("收入"), spending = SI("支出");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++) {
            if (!same_side(&v[i], &v[k]) || !total_of(&v[i], income, spending) || !total_of(&v[k], spending, income)) continue;
            v[i].col = S("收入合计"), v[k].col = S("支出合计");
        }
}

static int settle(const struct dict *d, struct arena *a, struct str table, bool one, struct column *v, size_t n)
{
    static const struct str both[] = {SI("本年收入合计"), SI("本年支出合计")};
    drop_shared_heads(v, n);
    for (size_t i = 0; i < n; i++) {
        struct column *c = &v[i];
        struct str last = c->n ? c->part[c->n - 1] : amount;
        if (c->n > 1 && str_eq(last, total)) { /* 基本支出/小计 beside 基本支出/人员经费, else 基本支出 */
            if (has_sibling(v, n, i)) c->part[c->n - 1] = S("小计");
            else c->n--;
        }
        if (read_path(d, a, table, c)) return -1;
        c->known = is_known(d, table, c);
        c->col = c->n || c->amount ? column_join(a, c->part, c->n) : (struct str){"", 0};
        if (!c->col.p) return -1;
        if (c->n == 0 && c->amount) c->col = amount;
    }
    for (size_t i = 0; i < n; i++)
        for (unsigned k = 0; k < 2; k++)
            if (str_eq(v[i].col, both[k]) && !has_col(v, n, i, total) && !(k == 0 && has_col(v, n, i, both[1])))
                v[i].col = v[i].part[0] = total;
    for (size_t i = 0; one && i < n; i++) /* 2022年预算数 beside 2023年预算数/小计 */
        if (str_eq(v[i].col, amount) && has_col(v, n, i, total)) v[i].col = total;
    keep_apart(v, n);
    for (size_t i = 0; i < n; i++) /* judged by all before any is changed: part[] keeps what it was */
        v[i].amount = str_eq(v[i].col, total) && !has_other(v, n, i, total);
    for (size_t i = 0; i < n; i++)
        if (v[i].amount) v[i].col = amount;
    return 0;
}

/* Read each column's canonical path as if it were printed. */
static int read_again(const struct dict *d, struct arena *a, struct str table, struct column *v, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct column again;
        if (column_read(d, a, table, v[i].side, v[i].col, v[i].target, &again)) return -1;
        again.printed = v[i].printed;
        again.rate = again.rate || v[i].rate;
        if (!again.year) again.year = v[i].year;
        if (!again.ago) again.ago = v[i].ago;
        if (!again.phase.n) again.phase = v[i].phase;
        again.col = v[i].col;
        v[i] = again;
    }
    return 0;
}

/* 本年收入/基本支出 beside 本年支出/基本支出: the head that says nothing elsewhere is what tells them apart. */
static int keep_income(struct arena *a, struct column *v, size_t n)
{
    static const struct str head = SI("本年收入/");
    for (size_t i = 0; i < n; i++) {
        if (!str_starts(v[i].printed, head) || str_starts(v[i].col, head)) continue;
        for (size_t k = 0; k < n; k++) {
            bool same = k != i && same_side(&v[i], &v[k]) && str_eq(v[k].col, v[i].col) && !str_starts(v[k].printed, head);
            if (!same || v[k].year != v[i].year || v[k].ago != v[i].ago || !str_eq(v[k].phase, v[i].phase)) continue;
            bool sum = str_eq(v[i].col, total) || str_eq(v[i].col, S("小计"));
            v[i].col = sum ? S("本年收入合计") : arena_cat(a, head, v[i].col);
            if (!v[i].col.p) return -1;
            break;
        }
    }
    return 0;
}

/* 本年收入/一般公共预算 beside 上年结转/一般公共预算 keeps its head, and the sum of this year's income is one of parts. */
static int keep_head(struct arena *a, const struct column *v, size_t n, size_t i, struct str *col)
{
    static const struct str head = SI("本年收入/");
    *col = v[i].col;
    if (!str_starts(v[i].printed, head) || str_starts(*col, head)) return 0;
    if (str_eq(*col, S("本年收入合计"))) {
        if (str_ends(v[i].printed, S("/小计"))) *col = S("本年收入/小计");
        return 0;
    }
    for (size_t k = 0; k < n; k++) {
        size_t cut = same_side(&v[i], &v[k]) ? str_rfind(v[k].col, slash) : STR_NPOS;
        if (cut == STR_NPOS || !str_eq(str_from(v[k].col, cut + 1), v[i].col)) continue;
        return (*col = arena_cat(a, head, v[i].col)).p ? 0 : -1;
    }
    return 0;
}

/* 增减额 and 增减% below a comparison, or alone, say how it is told. */
static int keep_comparison(struct arena *a, const struct column *c, struct str *col)
{
    if (!str_starts(*col, S("比上年增减"))) return 0;
    size_t cut = str_rfind(c->printed, slash);
    struct str last = dict_fold(a, cut == STR_NPOS ? c->printed : str_from(c->printed, cut + 1));
    struct str head = cut == STR_NPOS ? (struct str){"", 0} : dict_fold(a, str_sub(c->printed, 0, cut));
    if (!last.p || !head.p) return -1;
    last = drop_unit(last);
    if (is_comparison(last) || !last.n) return 0;
    *col = is_comparison(head) ? arena_cat3(a, S("比上年增减"), slash, last) : last;
    return col->p ? 0 : -1;
}

/* What the printed labels tell besides: all are judged before any is changed. */
static int keep_labels(struct arena *a, struct column *v, size_t n)
{
    struct str *col = arena_array(a, n, sizeof *col);
    if (!col) return -1;
    for (size_t i = 0; i < n; i++) {
        col[i] = v[i].col;
        if (v[i].target) continue;
        if (keep_head(a, v, n, i, &col[i]) || keep_comparison(a, &v[i], &col[i])) return -1;
    }
    for (size_t i = 0; i < n; i++) v[i].col = col[i];
    return 0;
}

int column_settle(const struct dict *d, struct arena *a, struct str table, bool one, struct column *v, size_t n)
{
    enum { ROUNDS = 4 }; /* what comes out must come out again of what came out; real headers need one */
    struct str *before = arena_array(a, n, sizeof *before);
    bool changed = true;
    if (!before) return -1;
    for (size_t i = 0; i < n; i++) before[i] = v[i].printed;
    for (unsigned round = 0; changed && round < ROUNDS; round++) {
        if (round && read_again(d, a, table, v, n)) return -1;
        if (settle(d, a, table, one, v, n)) return -1;
        changed = false;
        for (size_t i = 0; i < n; i++) {
            changed = changed || !str_eq(before[i], v[i].col);
            before[i] = v[i].col;
        }
    }
    if (keep_income(a, v, n) || (!one && keep_labels(a, v, n))) return -1;
    if (str_eq(table, S("三公经费支出表")) && column_sangong(d, a, table, v, n)) return -1;
    for (size_t i = 0; i < n; i++)
        v[i].plain = str_eq(v[i].col, v[i].printed) && !v[i].phase.n && !v[i].year && !v[i].ago && !v[i].item.n && !v[i].rate;
    return 0;
}
