/* SPDX-License-Identifier: MIT */
/* check.c: which rules are tried on which rows and columns, and their conditions. */
#include "check/check.h"

enum { STEPS_PER_ENTRY = 1000, STEPS_MIN = 20000000 };

/* ---- conditions ---- */

static int holds_alone(struct try *base, const struct relation *when, bool *out)
{
    struct try t = *base;
    size_t mark = t.c->operand.n;
    struct amount left, right;
    int rc = evaluate(&t, when->left, &left);
    *out = false;
    if (when->op >= R_HAS) *out = state_holds(when->op, &left);
    for (unsigned i = 0; !rc && !*out && i < when->nright && !left.missing; i++) {
        struct dec gap, tol;
        rc = evaluate(&t, when->right[i], &right);
        if (rc || right.missing || interval_gap(left.x, right.x, &gap, &tol)) continue;
        *out = relation_fits(when->op, "", gap, tol);
    }
    t.c->operand.n = mark;
    return rc;
}

static int holds(struct try *t, const struct relation *when, bool *out)
{
    bool known = t->first && when->alone && !when->fixed;
    int rc = 0;
    if (known && *t->first != ASK) *out = *t->first == YES;
    else if ((rc = holds_alone(t, when, out)) == 0 && known) *t->first = *out ? YES : NO;
    return rc || *out || !when->orelse ? rc : holds(t, when->orelse, out);
}

/* The conditions that are the same for every row, or those that are not. What only asks whether a cell is there comes
 * first: it is sooner known, and as a rule enough. */
static bool conditions(struct try *t, bool fixed)
{
    bool yes = true;
    for (int state = 1; state >= 0; state--)
        for (unsigned i = 0; i < t->rule->nwhen && yes; i++) {
            const struct relation *when = &t->rule->when[i];
            if ((when->op >= R_HAS) == state && when->fixed == fixed && holds(t, when, &yes)) return false; /* beyond 128 bits */
        }
    return yes;
}

bool conditions_met(struct try *t)
{
    return conditions(t, true) && conditions(t, false);
}

/* ---- all tries ---- */

static bool table_fits(const struct rule *r, const struct panel *p)
{
    bool named = false;
    for (unsigned i = 0; i < r->ntables; i++) named = named || r->tables[i] == p->table;
    if (named) return !r->except;
    return r->every && !p->prose;
}

static bool col_fits(const struct rule *r, const struct column *c)
{
    if (r->phase == 'b' && str_eq(c->phase, S("final"))) return false;
    if (r->phase == 'f' && !str_eq(c->phase, S("final"))) return false;
    if (r->cols.pick == COLS_ALL) return true;
    for (unsigned i = 0; i < r->cols.names.n; i++)
        if (r->cols.names.v[i].name == c->name) return true;
    return false;
}

/* Do the conditions hold? Those that are the same for all rows of an organisation are asked once a column. */
static bool conditions_hold(struct try *t, uint8_t *fixed)
{
    if (t->rule->nwhen == 0) return true;
    if (*fixed == ASK) *fixed = conditions(t, true) ? YES : NO;
    return *fixed == YES && conditions(t, false);
}

/* The long way. plan: to remember what it came to, or NULL. */
static int try_cell(struct try *t, uint8_t *fixed, struct plan *plan, uint64_t cells)
{
    struct check *c = t->c;
    const struct panel *p = &c->l->panel.v[t->panel];
    size_t before = c->finding.n;
    if (!conditions_hold(t, fixed)) {
        if (plan) quick_learn(plan, cells, c, p, t->row, NULL);
        return 0;
    }
    if (c->quick[t->rule - c->rules->v] == QUICK_CHILDREN && !p->prose) {
        int rc = quick_children(c, t->rule, p, t->row, t->col);
        if (rc) return rc < 0 ? -1 : 0;
    }
    if (judge(t)) return -1;
    if (plan && c->finding.n > before) quick_learn(plan, cells, c, p, t->row, &c->finding.v[before]);
    return 0;
}

/* A rule on the rows of a panel. */
struct round {
    const struct rule *rule;
    uint32_t panel;
    bool cols[PANEL_COLS_MAX];     /* the columns it is about */
    uint8_t fixed[PANEL_COLS_MAX]; /* enum answer of its conditions that are the same for all rows */
    uint8_t first[PANEL_COLS_MAX]; /* and of the one that is so alone, if there is but one */
    bool one_first;
    struct plan *plan;             /* one a column, or NULL */
    bool sums;                     /* it adds up the rows under a row */
};

/* How many conditions are the same for all rows, but not those that would do instead? */
static unsigned count_first(const struct rule *r)
{
    unsigned n = 0;
    for (unsigned i = 0; i < r->nwhen; i++)
        for (const struct relation *when = &r->when[i]; when; when = when->orelse) n += when->alone && !when->fixed;
    return n;
}

static void forget(struct round *g)
{
    memset(g->fixed, ASK, sizeof g->fixed);
    memset(g->first, ASK, sizeof g->first);
}

/* 增减%, 占比 in a table: the shares of its parts do not add up to that of the whole. */
static bool is_share(const struct panel *p, const struct rule *r, const struct entry *x)
{
    return str_eq(x->unit, S("%")) && !p->prose && r->is.op == R_EQ && r->is.right && r->is.right[0]->op != X_RATE;
}

static int rule_on_row(struct check *c, struct round *g, uint32_t row)
{
    const struct panel *p = &c->l->panel.v[g->panel];
    uint64_t cells = g->plan ? quick_cells(c->l, p, row) : 0;
    const uint32_t *cell = &p->cell[(size_t)row * p->ncol];
    for (uint32_t k = 0; k < p->ncol; k++) {
        if (!g->cols[k] || !cell[k] || g->fixed[k] == NO || (g->sums && quick_leaf(p, row, k))) continue;
        const struct entry *x = &c->l->entry.v[cell[k] - 1];
        if (x->state == CELL_BLANK || is_share(p, g->rule, x)) continue;
        if (cells && g->plan[k].cells == cells) {
            int rc = quick_row(c, &g->plan[k], g->rule, p, row, k);
            if (rc < 0) return -1;
            if (rc > 0) continue;
        }
        struct try t = {.c = c, .rule = g->rule, .panel = g->panel, .row = row, .col = k};
        if (g->one_first) t.first = &g->first[k];
        if (try_cell(&t, &g->fixed[k], cells ? &g->plan[k] : NULL, cells)) return -1;
    }
    return 0;
}

static int rule_on_panel(struct check *c, const struct rule *r, uint32_t number, uint64_t limit)
{
    enum { PLANS = 64 };
    const struct panel *p = &c->l->panel.v[number];
    struct plan plan[PLANS];
    struct round g = {.rule = r, .panel = number, .one_first = count_first(r) == 1, .sums = quick_sums(r, p)};
    bool any = false, parts = r->is.right && r->is.right[0]->op == X_PARTS;
    const struct head *asked = p->nrow ? p->row[0].head : NULL;
    const size_t from = c->finding.n;
    if (!side_fits(p, r->rows.side)) return 0;
    for (uint32_t k = 0; k < p->ncol; k++) any |= g.cols[k] = col_fits(r, &p->col[k]) && (!parts || p->col[k].parts);
    if (!any) return 0;
    if (c->quick[r - c->rules->v] == QUICK_ROW && p->ncol <= PLANS) {
        for (uint32_t k = 0; k < p->ncol; k++) plan[k].cells = 0;
        g.plan = plan;
    }
    for (uint32_t i = 0; i < p->nrow && c->steps <= limit; i++) {
        if (!pick_row(c->l, p, i, &r->rows)) continue;
        const struct head *h = p->row[i].head;
        if (!str_eq(asked->orgcode, h->orgcode) || !str_eq(asked->project, h->project)) forget(&g);
        asked = h;
        if (rule_on_row(c, &g, i)) return -1;
    }
    return holes(c, r, number, g.cols, from);
}

static void know_rules(struct check *c, const struct rules *rules)
{
    c->rules = rules;
    if (c->quick_of == rules && c->nquick == rules->n) return;
    for (unsigned i = 0; i < rules->n; i++) c->quick[i] = (uint8_t)quick_kind(&rules->v[i]);
    c->quick_of = rules;
    c->nquick = rules->n;
}

int check_run(struct check *c, struct ledger *l, const struct rules *rules, struct err *e)
{
    c->l = l;
    know_rules(c, rules);
    c->finding.n = c->operand.n = 0;
    c->steps = 0;
    memset(c->count, 0, sizeof c->count);
    const uint64_t limit = STEPS_MIN + (uint64_t)l->entry.n * STEPS_PER_ENTRY;
    bool idle[RULES_MAX];
    for (unsigned i = 0; i < rules->n; i++) idle[i] = !rules->v[i].on || quick_idle(l, &rules->v[i]);
    for (uint32_t p = 0; p < l->panel.n; p++)
        for (unsigned i = 0; i < rules->n; i++) {
            const struct rule *r = &rules->v[i];
            if (idle[i] || !table_fits(r, &l->panel.v[p])) continue;
            if (r->formal ? formal_on_panel(c, r, p) : rule_on_panel(c, r, p, limit)) return err_nomem(e);
            if (c->steps > limit) return err_set(e, NULL, 0, "limit: too many rows of this document could be meant by a rule");
        }
    return find_causes(c, e);
}

void check_free(struct check *c)
{
    VEC_FREE(&c->finding);
    VEC_FREE(&c->operand);
}
