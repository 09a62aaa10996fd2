/* SPDX-License-Identifier: MIT */
/* tree.c: which rows of a panel add up to which.
 *
 * Rows with codes: the longest other code that begins theirs is the parent (类 3 digits, 款 5, 项 7). Where a
 * table prints every 款, a 项 whose 款 is not printed is no part of its 类: 类 = Σ款, and that one is missing.
 * Rows without: the nearest row above of a lower level. An organisation's row heads the rows under it.
 * A total covers the rows of its group: all that follow if it stands first, else all since the group
 * began, a total before it included (收入总计 = 本年收入合计 + what stands between them). */
#include "check/ledger.h"

#include <limits.h>

#define CHAIN_MAX 1024 /* rows of one code that are looked through for a parent */
#define DEPTH_MAX 32
#define TREE_ROWS_MIN (1u << 20) /* rows of all trees of a panel: this many, or so many times its rows */
#define TREES_MIN 8

struct planter {
    struct ledger *l;
    struct panel *p;
    uint32_t number, column;   /* the tree is that of this column's rows */
    uint32_t *parent;          /* of each row; nrow: none; NONE: the row has no cell here */
    uint32_t *start, *member;  /* rows by parent: up to start[parent] */
    uint32_t *pending;         /* rows of a group no total has taken yet */
    struct tree *t;
    uint32_t nlist, cap;
    uint32_t stack[DEPTH_MAX]; /* rows that may get children, levels rising */
    unsigned depth;
    uint32_t org;              /* the organisation's row we are under, NONE */
    uint32_t at_home[CODE_DIGITS_MAX + 1], orphan[CODE_DIGITS_MAX + 1]; /* groups by digits: under the next shorter code, or not */
};

static int level_of(const struct row *r)
{
    if (r->coded) return (int)(r->head->code.n - 1) / 2;
    return r->level < 0 ? 1 : r->level;
}

static bool longer(struct str s, struct str prefix)
{
    return prefix.n > 0 && s.n > prefix.n && str_starts(s, prefix);
}

/* Does organisation row b belong to that of row a? */
static bool org_under(const struct row *a, const struct row *b)
{
    return longer(b->head->orgcode, a->head->orgcode) ||
           (str_eq(a->head->orgcode, b->head->orgcode) && longer(b->head->org, a->head->org));
}

static void push(struct planter *g, uint32_t i)
{
    int level = level_of(&g->p->row[i]);
    while (g->depth && level_of(&g->p->row[g->stack[g->depth - 1]]) >= level) g->depth--;
    if (g->depth < DEPTH_MAX) g->stack[g->depth++] = i;
}

static uint32_t above_by_code(const struct planter *g, uint32_t i)
{
    struct str code = g->p->row[i].head->code;
    for (unsigned k = g->depth; k-- > 0;) {
        const struct row *r = &g->p->row[g->stack[k]];
        if (r->coded && longer(code, r->head->code)) return g->stack[k];
    }
    for (size_t n = code.n - 1; n >= 3; n--) { /* printed out of order */
        uint32_t at = ledger_code(g->l, g->number, str_sub(code, 0, n));
        for (int hop = 0; at != NONE && hop < CHAIN_MAX; at = g->p->row[at].same, hop++)
            if (g->parent[at] != NONE && at != i && (at > i || g->p->row[at].org == g->org)) return at;
    }
    return NONE;
}

static uint32_t above_by_level(const struct planter *g, uint32_t i)
{
    int level = level_of(&g->p->row[i]);
    for (unsigned k = g->depth; k-- > 0;)
        if (level_of(&g->p->row[g->stack[k]]) < level) return g->stack[k];
    return NONE;
}

static uint32_t place_row(struct planter *g, uint32_t i)
{
    struct row *r = &g->p->row[i];
    uint32_t up;
    if (r->role == ROW_ORG) {
        while (g->org != NONE && !org_under(&g->p->row[g->org], r))
            g->org = g->parent[g->org] < g->p->nrow ? g->parent[g->org] : NONE;
        up = g->org;
        r->org = g->org = i;
        g->depth = 0;
        return up;
    }
    r->org = g->org;
    if (r->role == ROW_TOTAL) {
        up = above_by_level(g, i);
        if (r->grand && (i == 0 || i + 1 == g->p->nrow)) return NONE;
        if (level_of(r) <= 0) g->depth = 0;
        return up == NONE ? g->org : up;
    }
    up = r->coded ? above_by_code(g, i) : above_by_level(g, i);
    push(g, i);
    return up == NONE ? g->org : up;
}

static uint32_t put_kids(struct planter *g, const uint32_t *rows, uint32_t n, uint32_t *at)
{
    *at = g->nlist;
    if (g->nlist + n > g->cap) return 0;
    for (uint32_t i = 0; i < n; i++)
        g->t->list[g->nlist++] = rows[i] << 1 | (g->p->row[rows[i]].role == ROW_LESS);
    return n;
}

static void give(struct planter *g, uint32_t row, const uint32_t *rows, uint32_t n, bool some)
{
    struct kids *k = &g->t->kids[row];
    k->n = put_kids(g, rows, n, &k->at);
    k->some = some;
}

/* Does the row lack the row of the next shorter code above it? */
static bool is_orphan(const struct planter *g, uint32_t i)
{
    const struct row *r = &g->p->row[i];
    if (!r->coded || r->head->code.n < 5) return false;
    const struct row *up = g->parent[i] < g->p->nrow ? &g->p->row[g->parent[i]] : NULL;
    return !up || up->head->code.n + 2 != r->head->code.n;
}

static bool left_out(const struct planter *g, uint32_t i)
{
    size_t digits = g->p->row[i].head->code.n;
    return is_orphan(g, i) && g->at_home[digits] >= g->orphan[digits] && g->at_home[digits] > 0;
}

/* Groups of rows under one shorter code, by whether it is printed. */
static void count_orphans(struct planter *g)
{
    struct str last[CODE_DIGITS_MAX + 1] = {{NULL, 0}};
    for (uint32_t i = 0; i < g->p->nrow; i++) {
        const struct row *r = &g->p->row[i];
        size_t n = r->head->code.n;
        if (g->parent[i] == NONE || !r->coded || n < 5) continue;
        struct str up = str_sub(r->head->code, 0, n - 2);
        if (last[n].p && str_eq(last[n], up)) continue;
        last[n] = up;
        (is_orphan(g, i) ? g->orphan : g->at_home)[n]++;
    }
}

/* The rows of a group that are no totals, in g->pending; returns how many. */
static uint32_t items_of(struct planter *g, const uint32_t *m, uint32_t n, bool *some)
{
    uint32_t k = 0;
    int top = INT_MAX;
    *some = false;
    for (uint32_t i = 0; i < n; i++)
        if (g->p->row[m[i]].role != ROW_TOTAL && level_of(&g->p->row[m[i]]) < top) top = level_of(&g->p->row[m[i]]);
    for (uint32_t i = 0; i < n; i++) {
        const struct row *r = &g->p->row[m[i]];
        if (r->role == ROW_TOTAL || left_out(g, m[i])) continue;
        if (r->role == ROW_SOME && level_of(r) > top) continue; /* of a row that is not printed */
        *some = *some || r->role == ROW_SOME;
        g->pending[k++] = m[i];
    }
    return k;
}

/* A group of rows with codes, or of organisations: its total, wherever it stands, is all of them. */
static void coded_group(struct planter *g, uint32_t parent, const uint32_t *m, uint32_t n)
{
    bool some, orgs = false, accounts = false;
    uint32_t totals = 0, k = items_of(g, m, n, &some);
    for (uint32_t i = 0; i < n; i++) {
        const struct row *r = &g->p->row[m[i]];
        if (r->role == ROW_TOTAL) totals++;
        else if (r->role == ROW_ORG) orgs = true;
        else accounts = true;
    }
    if (orgs && accounts) return; /* two breakdowns of one total: which one is not said */
    struct kids all = {.some = some, .orphans = k == 0 && totals < n};
    all.n = put_kids(g, g->pending, k, &all.at);
    for (uint32_t i = 0; i < n; i++) {
        const struct row *r = &g->p->row[m[i]];
        if (r->role == ROW_TOTAL && (r->grand || totals == 1)) g->t->kids[m[i]] = all;
    }
    if (parent < g->p->nrow || totals == 0) g->t->kids[parent] = all;
}

static bool is_subtotal(const struct row *r)
{
    return str_ends(r->head->name, S("小计"));
}

/* A total inside a group: what it covers, and what is left for the next one. since: rows after the last total. */
static void take(struct planter *g, uint32_t row, uint32_t *pending, uint32_t *since)
{
    const struct row *r = &g->p->row[row];
    struct kids *k = &g->t->kids[row];
    uint32_t from = r->grand ? 0 : *since, n = 0;
    for (uint32_t i = 0; i < *pending; i++) /* 其中 adds nothing here */
        if (g->p->row[g->pending[i]].role != ROW_SOME) g->pending[n++] = g->pending[i];
        else if (i < from) from--;
    if (from > n) from = n;
    k->n = put_kids(g, g->pending + from, n - from, &k->at);
    if (!r->grand && !is_subtotal(r) && from > 0) k->nother = put_kids(g, g->pending, n, &k->other);
    *pending = r->grand ? 0 : from;
    g->pending[(*pending)++] = row;
    *since = *pending;
}

/* A group of rows without codes. */
static void plain_group(struct planter *g, uint32_t parent, const uint32_t *m, uint32_t n)
{
    uint32_t totals = 0, pending = 0, since = 0;
    bool some = false;
    for (uint32_t i = 0; i < n; i++)
        if (g->p->row[m[i]].role == ROW_TOTAL) totals++;
    if (g->p->row[m[0]].role == ROW_TOTAL && totals == 1) { /* stands first */
        uint32_t k = items_of(g, m, n, &some);
        give(g, m[0], g->pending, k, some);
        if (parent < g->p->nrow) give(g, parent, m, 1, false);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        some = some || g->p->row[m[i]].role == ROW_SOME;
        if (g->p->row[m[i]].role == ROW_TOTAL) take(g, m[i], &pending, &since);
        else g->pending[pending++] = m[i];
    }
    if (parent < g->p->nrow) give(g, parent, g->pending, pending, some);
}

static void groups(struct planter *g)
{
    uint32_t n = g->p->nrow, sum = 0;
    for (uint32_t i = 0; i < n; i++)
        if (g->parent[i] != NONE) g->start[g->parent[i]]++;
    for (uint32_t i = 0; i <= n; i++) {
        uint32_t count = g->start[i];
        g->start[i] = sum;
        sum += count;
    }
    for (uint32_t i = 0; i < n; i++) /* start[] moves on to the end of its group */
        if (g->parent[i] != NONE) g->member[g->start[g->parent[i]]++] = i;
    for (uint32_t parent = 0; parent <= n; parent++) {
        uint32_t from = parent ? g->start[parent - 1] : 0, count = g->start[parent] - from;
        const uint32_t *m = g->member + from;
        bool coded = false;
        for (uint32_t i = 0; i < count && !coded; i++)
            coded = g->p->row[m[i]].coded || g->p->row[m[i]].role == ROW_ORG;
        if (coded) coded_group(g, parent, m, count);
        else if (count) plain_group(g, parent, m, count);
    }
}

static int plant(struct planter *g)
{
    struct arena *a = &g->l->arena;
    uint32_t n = g->p->nrow;
    g->parent = arena_alloc(a, (n + 1) * sizeof *g->parent);
    g->start = arena_array(a, (size_t)n + 1, sizeof *g->start);
    g->member = arena_array(a, (size_t)n + 1, sizeof *g->member);
    g->pending = arena_array(a, (size_t)n + 1, sizeof *g->pending);
    g->cap = 4 * n + 4;
    g->t->kids = arena_array(a, (size_t)n + 1, sizeof *g->t->kids);
    g->t->list = arena_array(a, g->cap, sizeof *g->t->list);
    if (!g->parent || !g->start || !g->member || !g->pending || !g->t->kids || !g->t->list) return -1;
    g->org = NONE;
    for (uint32_t i = 0; i < n; i++) g->parent[i] = g->p->cell[(size_t)i * g->p->ncol + g->column] ? n : NONE;
    for (uint32_t i = 0; i < n; i++) {
        if (g->parent[i] == NONE) continue;
        uint32_t up = place_row(g, i);
        if (up != NONE) g->parent[i] = up;
    }
    count_orphans(g);
    groups(g);
    for (uint32_t i = 0; i < n; i++) {
        if (!g->p->row[i].coded || g->parent[i] == NONE) continue;
        size_t digits = g->p->row[i].head->code.n;
        if (digits <= CODE_DIGITS_MAX) (g->t->kids[i].n ? g->t->with : g->t->without)[digits]++;
    }
    return 0;
}

/* Do two columns have cells in the same rows? */
static bool same_rows(const struct panel *p, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < p->nrow; i++)
        if (!p->cell[(size_t)i * p->ncol + a] != !p->cell[(size_t)i * p->ncol + b]) return false;
    return true;
}

int tree_build(struct ledger *l, uint32_t number, struct err *e)
{
    struct panel *p = &l->panel.v[number];
    p->tree = arena_array(&l->arena, p->ncol, sizeof *p->tree);
    uint32_t *model = arena_array(&l->arena, p->ncol, sizeof *model);
    if (!p->tree || !model) return err_nomem(e);
    for (uint32_t c = 0; c < p->ncol; c++) {
        uint32_t t = 0;
        while (t < p->ntree && !same_rows(p, model[t], c)) t++;
        p->col[c].tree = t;
        if (t < p->ntree) continue;
        if (p->ntree >= TREES_MIN && (uint64_t)p->ntree * p->nrow > TREE_ROWS_MIN)
            return err_set(e, NULL, 0, "limit: the columns of table '%.*s' have too many patterns of rows", STR_ARG(p->head->table));
        model[p->ntree++] = c;
        struct planter g = {.l = l, .p = p, .number = number, .column = c, .t = &p->tree[t]};
        if (plant(&g)) return err_nomem(e);
    }
    return 0;
}
