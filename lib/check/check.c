/* SPDX-License-Identifier: MIT */
/* check.c: rules tried on rows and columns, and what came of it. */
#include "check/check.h"

enum { NESTING_STEPS = 2000, NESTING_ROWS = 40, STEPS_PER_ENTRY = 1000, STEPS_MIN = 20000000 };

/* ---- relations ---- */

/* said: the comparator of the cell, for R_SAYS. */
static bool relation_fits(enum relation_op op, const char *said, struct dec gap, struct dec tol)
{
    if (op == R_SAYS) op = *said == '>' ? R_GE : *said == '<' ? R_LE : R_EQ;
    if (op == R_LE && gap.m <= 0) return true;
    if (op == R_GE && gap.m >= 0) return true;
    return interval_within(gap, tol);
}

/* Is a cell printed, is it blank? */
static bool state_holds(enum relation_op op, const struct amount *a)
{
    switch (op) {
    case R_HAS: return a->there;
    case R_HASNOT: return !a->there;
    case R_BLANK: return a->there && !a->filled;
    default: return a->filled;
    }
}

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

/* ---- one try ---- */

struct side {
    struct amount a;
    struct dec gap, tol;
    bool cells;  /* it is cells of another place, not parts, that are blank */
    bool slip;   /* it would hold with one misprint */
    bool fits, torn, ambiguous, mixed, elsewhere, coded_kids;
    struct str unit;
};

/* Should x stand for the alternatives rather than y? One that holds, else the first with figures in it, one
 * that a single slip would make hold before others. */
static bool better(const struct side *x, const struct side *y)
{
    if (x->fits != y->fits) return x->fits;
    if (x->a.filled != y->a.filled) return x->a.filled;
    return x->slip && !y->slip;
}

static const char *said(const struct try *t)
{
    const struct entry *x = ledger_cell(t->c->l, &t->c->l->panel.v[t->panel], t->row, t->col);
    return x && x->op.n ? x->op.p : "";
}

/* The alternative on the right that holds, or the first: its operands stay. */
static int best_side(struct try *t, const struct amount *left, struct side *best, bool *any)
{
    const struct relation *is = &t->rule->is;
    size_t mark = t->c->operand.n;
    struct try origin = *t;
    *any = false;
    for (unsigned pass = 0, pick = 0; pass < is->nright + 1u; pass++) {
        bool last = pass == is->nright; /* once more, to leave the operands of the best one */
        if (last && (!*any || is->nright == 1)) break;
        struct side s = {0};
        struct try now = origin;
        t->c->operand.n = mark;
        now.lost = NULL;
        if (evaluate(&now, is->right[last ? pick : pass], &s.a)) return -1;
        if (now.lost && !t->lost) t->lost = now.lost;
        if (now.absent && !t->absent) t->absent = now.absent;
        if (now.reason) t->reason = now.reason;
        if (now.rate) t->rate = now.rate;
        if (s.a.missing || !s.a.there) continue;
        if (interval_gap(left->x, s.a.x, &s.gap, &s.tol)) return -1;
        s.fits = relation_fits(is->op, said(t), s.gap, s.tol);
        s.slip = !s.fits && is->nright > 1 && is->op == R_EQ && one_slip(left->x.mid, s.a.x.mid, s.tol);
        s.torn = now.torn, s.ambiguous = now.ambiguous, s.mixed = now.mixed, s.elsewhere = now.elsewhere;
        s.coded_kids = now.coded_kids, s.unit = now.unit;
        s.cells = is->right[last ? pick : pass]->op == X_REF;
        if (!last && *any && !better(&s, best)) continue;
        *best = s;
        *any = true;
        if (!last) pick = pass;
        if (s.fits) break;
    }
    return 0;
}

/* In a row: an amount in a column that the rule does not name. The columns of the sum and their parts do not count. */
static const struct column *stranger(const struct try *t, const struct finding *f)
{
    const struct ledger *l = t->c->l;
    const struct panel *p = &l->panel.v[t->panel];
    const struct column *now = &p->col[t->col];
    for (uint32_t c = 0; c < p->ncol; c++) {
        const struct entry *x = ledger_cell(l, p, t->row, c);
        bool known = !x || x->state != CELL_NUMBER || dec_is_zero(x->x.mid) || !col_period_fits(now, &p->col[c]);
        known = known || (t->unit.p && !str_eq(x->unit, t->unit));
        for (uint32_t k = 0; k < f->n && !known; k++) {
            const struct entry *o = &l->entry.v[t->c->operand.v[f->at + k].entry];
            known = o == x || (str_starts(p->col[c].text, o->col) && p->col[c].text.n > o->col.n && p->col[c].text.p[o->col.n] == '/') ||
                    (str_starts(o->col, p->col[c].text) && o->col.n > p->col[c].text.n && o->col.p[p->col[c].text.n] == '/');
        }
        if (!known) return &p->col[c];
    }
    return NULL;
}

/* A rate that was cut off instead of rounded. */
static bool truncated(struct dec printed, struct dec exact)
{
    struct dec unit = {1, printed.scale}, gap;
    if (dec_sub(dec_abs(exact), dec_abs(printed), &gap)) return false;
    return (printed.m < 0) == (exact.m < 0) && gap.m > 0 && dec_cmp(gap, unit) < 0;
}

void mark_operands(struct check *c, const struct finding *f)
{
    unsigned rule = (unsigned)(f->rule - c->rules->v);
    for (uint32_t i = 0; i < f->n; i++) {
        struct entry *x = &c->l->entry.v[c->operand.v[f->at + i].entry];
        if (f->result < x->result) continue;
        if (f->result > x->result) memset(x->rules, 0, sizeof x->rules);
        x->result = f->result;
        x->rules[rule / 64] |= (uint64_t)1 << rule % 64;
    }
}

int keep_finding(struct check *c, struct try *t, struct finding *f)
{
    if (t && f->result != RESULT_OK && explain(c, &c->l->arena, t, f)) return -1;
    mark_operands(c, f);
    c->count[f->result]++;
    return VEC_PUSH(&c->finding, *f);
}

static void set_sum(struct check *c, const struct finding *f)
{
    struct entry *x = &c->l->entry.v[f->entry];
    if (f->rule->is.right[0]->op != X_CHILDREN && f->rule->is.right[0]->op != X_MEMBERS) return;
    x->summed = true;
    x->sum = f->right;
    x->gap = f->gap;
}

void keep_sum(struct check *c)
{
    const struct finding *f = &c->finding.v[c->finding.n++];
    set_sum(c, f);
    mark_operands(c, f);
    c->count[RESULT_OK]++;
}

/* Rows whose indentation is lost: can some of them be parts of the row above them, so that the others add up? */
struct nesting {
    const struct try *t;
    const struct finding *f;
    unsigned steps;
};

static const struct interval *kid(const struct nesting *n, uint32_t i)
{
    return &n->t->c->l->entry.v[n->t->c->operand.v[n->f->at + i].entry].x;
}

static bool same_label(const struct nesting *n, uint32_t i, uint32_t k)
{
    const struct operand *o = &n->t->c->operand.v[n->f->at];
    return str_eq(n->t->c->l->entry.v[o[i].entry].head->name, n->t->c->l->entry.v[o[k].entry].head->name);
}

static bool nested(struct nesting *n, uint32_t i, struct interval sum)
{
    struct dec gap, tol;
    struct interval run = INTERVAL_ZERO, left = {n->f->left, DEC_ZERO};
    if (++n->steps > NESTING_STEPS) return false;
    if (i >= n->f->n) return !interval_gap(left, sum, &gap, &tol) && interval_within(gap, n->f->tolerance);
    if (interval_add(&sum, 1, *kid(n, i))) return false;
    if (nested(n, i + 1, sum)) return true;
    for (uint32_t k = i + 1; k < n->f->n; k++) {
        if (same_label(n, i, k)) break; /* a row printed twice is no part of itself */
        if (interval_add(&run, 1, *kid(n, k)) || dec_is_zero(run.mid)) continue;
        if (interval_gap(*kid(n, i), run, &gap, &tol) || !interval_within(gap, tol)) continue;
        if (nested(n, k + 1, sum)) return true;
    }
    return false;
}

static bool reads_nested(const struct try *t, const struct finding *f, const struct side *s)
{
    struct nesting n = {t, f, 0};
    return !s->coded_kids && t->rule->is.right[0]->op == X_CHILDREN && f->gap.m < 0 && f->n - f->nleft < NESTING_ROWS &&
           nested(&n, f->nleft, INTERVAL_ZERO);
}

/* A failure is `off` only if nothing else can account for it. */
static void judge_failure(struct try *t, struct finding *f, const struct side *s)
{
    const struct column *c;
    bool identity = t->rule->severity == RESULT_OFF;
    f->result = (uint8_t)t->rule->severity;
    if (s->torn) {
        t->reason = "part of the table is lost in the text";
    } else if (s->ambiguous) {
        t->reason = "several tables could be meant";
    } else if (identity && t->rate && truncated(f->left, f->right)) {
        t->reason = "cut off instead of rounded";
        f->result = RESULT_NOTE;
        return;
    } else if (!s->elsewhere && !t->rate && t->rule->is.op == R_EQ && (c = stranger(t, f))) {
        t->reason = "no part of the rule is the column";
        t->stranger = c->text;
    } else if (reads_nested(t, f, s)) {
        t->reason = "holds if rows are read as parts of the row above them";
        f->result = RESULT_NOTE;
        return;
    } else if (!s->a.filled && !s->coded_kids && !s->cells) {
        t->reason = "none of the parts has an amount";
        f->blank = true;
    }
    if (t->reason) f->result = RESULT_OPEN;
}

/* A rule that asks whether a cell or a table is there, or blank. */
static int judge_state(struct try *t)
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    struct check *c = t->c;
    struct finding f = {.rule = t->rule, .other = NONE, .caused_by = NONE, .at = (uint32_t)c->operand.n};
    struct operand own = {p->cell[(size_t)t->row * p->ncol + t->col] - 1, false};
    struct amount a;
    enum relation_op op = t->rule->is.op;
    f.entry = own.entry;
    if (VEC_PUSH(&c->operand, own) || evaluate(t, t->rule->is.left, &a)) return -1;
    f.n = (uint32_t)c->operand.n - f.at;
    f.nleft = 1;
    if (!a.there && op >= R_BLANK) { /* neither blank nor not */
        c->operand.n = f.at;
        return 0;
    }
    if (f.n > 1) f.other = c->operand.v[f.at + 1].entry;
    f.result = state_holds(op, &a) ? RESULT_OK : (uint8_t)t->rule->severity;
    return keep_finding(c, t, &f);
}

static int judge(struct try *t)
{
    if (t->rule->is.op >= R_HAS) return judge_state(t);
    struct check *c = t->c;
    struct finding f = {.rule = t->rule, .other = NONE, .caused_by = NONE, .at = (uint32_t)c->operand.n};
    struct amount left;
    struct side s = {0};
    bool any;
    f.entry = c->l->panel.v[t->panel].cell[(size_t)t->row * c->l->panel.v[t->panel].ncol + t->col] - 1;
    if (evaluate(t, t->rule->is.left, &left)) return -1;
    f.nleft = (uint32_t)c->operand.n - f.at;
    if (left.missing || !left.filled || best_side(t, &left, &s, &any)) {
        c->operand.n = f.at; /* nothing printed to check, or beyond 128 bits */
        return 0;
    }
    f.n = (uint32_t)c->operand.n - f.at;
    if (!any) {
        if ((!t->lost && !t->reason) || dec_is_zero(left.x.mid)) {
            c->operand.n = f.at;
            return 0;
        }
        f.n = f.nleft;
        f.result = RESULT_OPEN;
        return keep_finding(c, t, &f);
    }
    bool no_percent = t->unit.p && t->rule->is.right[0]->op == X_RATE && !str_eq(t->unit, S("%"));
    if (no_percent || s.mixed || (t->unit.p && s.unit.p && !str_eq(t->unit, s.unit) && !t->rate)) {
        c->operand.n = f.at; /* pieces and square metres do not add up, and 百分点 are no rate */
        return 0;
    }
    f.compared = true;
    f.left = left.x.mid, f.right = s.a.x.mid, f.gap = s.gap, f.tolerance = s.tol;
    if (f.n > f.nleft) f.other = c->operand.v[f.at + f.nleft].entry;
    f.result = RESULT_OK;
    if (!s.fits) judge_failure(t, &f, &s);
    set_sum(c, &f);
    return keep_finding(c, t, &f);
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

static int rule_on_row(struct check *c, struct round *g, uint32_t row)
{
    const struct panel *p = &c->l->panel.v[g->panel];
    uint64_t cells = g->plan ? quick_cells(c->l, p, row) : 0;
    for (uint32_t k = 0; k < p->ncol; k++) {
        uint32_t cell = p->cell[(size_t)row * p->ncol + k];
        if (!g->cols[k] || !cell || c->l->entry.v[cell - 1].state == CELL_BLANK || quick_leaf(g->rule, p, row, k) || g->fixed[k] == NO) continue;
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
    struct round g = {.rule = r, .panel = number, .one_first = count_first(r) == 1};
    bool any = false, parts = r->is.right && r->is.right[0]->op == X_PARTS;
    const struct head *asked = p->nrow ? p->row[0].head : NULL;
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
    return 0;
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
