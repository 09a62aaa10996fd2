/* SPDX-License-Identifier: MIT */
/* judge.c: one rule on one cell: does it hold, and if not, what else could account for that. */
#include "check/check.h"

enum { NESTING_STEPS = 2000, NESTING_ROWS = 40, SLIP_DIGITS = 4 };

/* ---- relations ---- */

bool relation_fits(enum relation_op op, const char *said, struct dec gap, struct dec tol)
{
    if (op == R_SAYS) op = *said == '>' ? R_GE : *said == '<' ? R_LE : R_EQ;
    if (op == R_LE && gap.m <= 0) return true;
    if (op == R_GE && gap.m >= 0) return true;
    return interval_within(gap, tol);
}

bool state_holds(enum relation_op op, const struct amount *a)
{
    switch (op) {
    case R_HAS: return a->there;
    case R_HASNOT: return !a->there;
    case R_BLANK: return a->there && !a->filled;
    default: return a->filled;
    }
}

/* ---- one try ---- */

struct side {
    struct amount a;
    struct dec gap, tol;
    bool cells;  /* it is cells of another place, not parts, that are blank */
    bool slip;   /* it would hold with one misprint */
    bool fits, torn, unplaced, ambiguous, mixed, elsewhere, coded_kids;
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
        s.torn = now.torn, s.unplaced = now.unplaced, s.ambiguous = now.ambiguous, s.mixed = now.mixed, s.elsewhere = now.elsewhere;
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

/* The head whose parts a column adds up: 基本支出 of itself, and of 基本支出/小计. */
static struct str head_of(struct str col)
{
    static const struct str ends[] = {SI("/小计"), SI("/合计")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(col, ends[i]) && col.n > ends[i].n) return str_sub(col, 0, col.n - ends[i].n);
    return col;
}

static bool part_of(struct str col, struct str head)
{
    return col.n > head.n && col.p[head.n] == '/' && str_starts(col, head);
}

/* In a row: an amount in a column that the rule does not name. The columns of the sum and their parts do not count,
 * nor for the 小计 under a head what stands under others. */
static const struct column *stranger(const struct try *t, const struct finding *f)
{
    const struct ledger *l = t->c->l;
    const struct panel *p = &l->panel.v[t->panel];
    const struct column *now = &p->col[t->col];
    const struct str head = head_of(now->text);
    for (uint32_t c = 0; c < p->ncol; c++) {
        const struct entry *x = ledger_cell(l, p, t->row, c);
        bool known = !x || x->state != CELL_NUMBER || dec_is_zero(x->x.mid) || !col_period_fits(now, &p->col[c]);
        known = known || (t->unit.p && !str_eq(x->unit, t->unit));
        for (uint32_t k = 0; k < f->n && !known; k++) {
            const struct entry *o = &l->entry.v[t->c->operand.v[f->at + k].entry];
            known = o == x || part_of(p->col[c].text, k < f->nleft ? o->col : head_of(o->col)) || part_of(o->col, p->col[c].text);
        }
        known = known || (head.n < now->text.n && !part_of(p->col[c].text, head));
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

/* Has d digits enough that another figure like it is no accident? Zeros at the end say nothing. */
static bool distinct(struct dec d)
{
    dec_int m = d.m < 0 ? -d.m : d.m;
    unsigned n = 0;
    while (m && m % 10 == 0) m /= 10;
    for (; m; m /= 10) n++;
    return n >= SLIP_DIGITS;
}

/* Two figures that should be one, and are but for a misprint. */
static bool misprinted(const struct finding *f)
{
    return distinct(f->left) && distinct(f->right) && one_slip(f->left, f->right, f->tolerance);
}

/* An account's sum in a table whose head is lost: the account is printed, and all that adds up to it below. */
static bool below_the_loss(const struct try *t, const struct side *s)
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    if (p->torn != TORN_HEAD || !s->coded_kids || !p->row[t->row].coded || t->rule->is.right[0]->op != X_CHILDREN) return false;
    const struct tree *tree = &p->tree[p->col[t->col].tree];
    const struct kids *k = &tree->kids[t->row];
    for (uint32_t i = 0; i < k->n; i++)
        if (tree->list[k->at + i] >> 1 < t->row) return false;
    return k->n > 0 || k->orphans;
}

/* A failure is `off` only if nothing else can account for it. */
static void judge_failure(struct try *t, struct finding *f, const struct side *s)
{
    const struct column *c;
    bool identity = t->rule->severity == RESULT_OFF;
    f->result = (uint8_t)t->rule->severity;
    if (s->torn && !below_the_loss(t, s)) {
        t->reason = "part of the table is lost in the text";
    } else if (s->unplaced) {
        t->reason = "the table has amounts whose column is not known";
    } else if (s->ambiguous) {
        t->reason = "several tables could be meant";
    } else if (identity && t->rate && truncated(f->left, f->right)) {
        t->reason = "cut off instead of rounded";
        f->result = RESULT_NOTE;
        return;
    } else if (!t->c->l->panel.v[t->panel].prose && !s->elsewhere && !t->rate && t->rule->is.op == R_EQ && (c = stranger(t, f))) {
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
    else if (t->rule->slip && (f->n > f->nleft + 1 ? slip_inside(t->c, f) : misprinted(f))) f->result = RESULT_OFF;
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

int judge(struct try *t)
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
    if (left.missing || (!left.filled && !t->hole) || best_side(t, &left, &s, &any)) {
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
    if (t->hole && f.result != RESULT_OFF) {
        c->operand.n = f.at; /* a blank is worth no other word */
        return 0;
    }
    set_sum(c, &f);
    return keep_finding(c, t, &f);
}
