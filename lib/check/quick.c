/* SPDX-License-Identifier: MIT */
/* quick.c: what needs no long way: rules that cannot come to anything, and the sums that hold, which nearly all do.
 *
 * Two kinds of rule are known well enough: a row is the sum of the rows under it, and a cell is the sum of others of
 * its row. What the second adds up depends on nothing but which cells the row has, so it is looked up once for
 * all rows that have the same ones. Here a sum either holds, and its finding is what check.c would have made of
 * it, or nothing is said at all and it is left to check.c. */
#include "check/check.h"

/* ---- nothing to try ---- */

/* Could x be printed in this document? A table it asks for may be missing. */
static bool can_be(const struct ledger *l, const struct expr *x)
{
    bool any = x->op != X_REF || x->ref.ntable == 0;
    if (x->a) return can_be(l, x->a) || (x->b && can_be(l, x->b));
    for (unsigned i = 0; i < x->ref.ntable && !any && x->op == X_REF; i++) any = ledger_table(l, x->ref.table[i]) != NONE;
    return any;
}

/* Is it missing for want of a table, whatever the row? */
static bool is_missing(const struct ledger *l, const struct expr *x)
{
    if (x->op == X_FIRST) return is_missing(l, x->a) && is_missing(l, x->b);
    if (x->a) return is_missing(l, x->a) || (x->b && is_missing(l, x->b));
    return x->op == X_REF && !x->optional && !x->ref.all && !can_be(l, x);
}

/* Does the condition fail for want of a table, and those that would do instead of it? */
static bool fails(const struct ledger *l, const struct relation *when)
{
    for (; when; when = when->orelse) {
        bool missing = true;
        if (when->op == R_HASNOT || (when->op >= R_HAS && can_be(l, when->left))) return false;
        if (when->op >= R_HAS || is_missing(l, when->left)) continue;
        for (unsigned k = 0; k < when->nright && missing; k++) missing = is_missing(l, when->right[k]);
        if (!missing) return false;
    }
    return true;
}

bool quick_idle(const struct ledger *l, const struct rule *r)
{
    for (unsigned i = 0; i < r->nwhen; i++)
        if (fails(l, &r->when[i])) return true;
    return false;
}

bool quick_sums(const struct rule *r, const struct panel *p)
{
    const struct expr *left = r->is.left;
    bool plain = left->op == X_REF && left->ref.rows.pick == ROWS_CURRENT && left->ref.cols.pick == COLS_CURRENT;
    return plain && !p->prose && r->is.nright == 1 && r->is.right[0]->op == X_CHILDREN;
}

bool quick_leaf(const struct panel *p, uint32_t row, uint32_t col)
{
    const struct tree *t = &p->tree[p->col[col].tree];
    const struct row *w = &p->row[row];
    if (t->kids[row].n || t->kids[row].orphans || (w->role == ROW_TOTAL && p->nrow == 1)) return false;
    return !w->coded || !tree_bare(t, w->head->code.n);
}

/* ---- which kind of rule ---- */

static bool own_cell(const struct expr *x)
{
    const struct ref *r = &x->ref;
    return x->op == X_REF && r->ntable == 0 && r->rows.pick == ROWS_CURRENT && r->rows.side == 0 && !r->all && !x->zero;
}

/* Nothing in x but cells of the row it is asked for. */
static bool own_row(const struct expr *x)
{
    if (x->op == X_ADD || x->op == X_SUB || x->op == X_FIRST) return own_row(x->a) && own_row(x->b);
    return own_cell(x) || x->op == X_PARTS;
}

enum quick_kind quick_kind(const struct rule *r)
{
    bool own = r->is.op == R_EQ && r->is.nright == 1 && own_row(r->is.left);
    if (!own) return QUICK_NOT;
    if (r->is.right[0]->op == X_CHILDREN) return own_cell(r->is.left) && r->is.left->ref.cols.pick == COLS_CURRENT ? QUICK_CHILDREN : QUICK_NOT;
    for (unsigned i = 0; i < r->nwhen && own; i++)
        own = (r->when[i].op == R_HAS || r->when[i].op == R_HASNOT) && own_row(r->when[i].left) && !r->when[i].fixed && !r->when[i].orelse;
    return own && own_row(r->is.right[0]) ? QUICK_ROW : QUICK_NOT;
}

/* ---- adding up ---- */

enum { LEFT, RIGHT };

/* Figures that 64 bits hold, of one unit, scale and precision, as those of a table are. A 0 may show fewer decimals. */
struct sums {
    const struct entry *like; /* the first that is not 0; all are like it */
    uint32_t n;               /* how many are not 0 */
    int64_t sum[2];           /* of the left and of the right side */
    bool some[2];             /* a figure of it is not 0 */
    int zero[2];              /* the most decimals of a 0 */
    bool filled;              /* a figure of the left side is printed */
};

/* false: the figure is not like the others. */
static inline bool add_entry(struct sums *s, const struct entry *x, unsigned side, bool minus)
{
    if (x->state != CELL_NUMBER) return x->state != CELL_OTHER;
    const struct interval *i = &x->x;
    s->filled |= side == LEFT;
    if (dec_is_zero(i->mid)) {
        if (i->mid.scale > s->zero[side]) s->zero[side] = i->mid.scale;
        return true;
    }
    if (!s->like) s->like = x;
    const struct interval *like = &s->like->x;
    const int64_t m = (int64_t)i->mid.m;
    if (m != i->mid.m || i->mid.scale != like->mid.scale || i->half.m != like->half.m || i->half.scale != like->half.scale) return false;
    if (x != s->like && !str_eq(x->unit, s->like->unit)) return false;
    s->some[side] = true;
    s->n++;
    return !(minus ? __builtin_sub_overflow(s->sum[side], m, &s->sum[side]) : __builtin_add_overflow(s->sum[side], m, &s->sum[side]));
}

/* The two sides, what is between them and how much may be; false: it is left to others. */
static bool weigh(const struct sums *s, struct dec side[2], struct dec *gap, struct dec *tolerance)
{
    const struct interval like = s->like ? s->like->x : INTERVAL_ZERO;
    if (like.half.m != (int64_t)like.half.m) return false;
    for (unsigned k = LEFT; k <= RIGHT; k++) {
        if (s->like && s->zero[k] > like.mid.scale) return false;
        side[k] = (struct dec){s->sum[k], s->some[k] ? like.mid.scale : s->zero[k]};
    }
    gap->m = side[LEFT].m - side[RIGHT].m;
    gap->scale = side[LEFT].scale > side[RIGHT].scale ? side[LEFT].scale : side[RIGHT].scale;
    tolerance->m = like.half.m * s->n;
    tolerance->scale = like.half.scale;
    return true;
}

/* The operands from `at` on, the first nleft of them on the left: 1 they agree and are found so, 0 left to others, -1. */
static int found(struct check *c, const struct rule *r, uint32_t entry, uint32_t at, uint32_t nleft)
{
    struct sums s = {.like = NULL};
    const uint32_t n = (uint32_t)c->operand.n - at;
    const struct operand *o = c->operand.v + at;
    struct dec side[2], gap, tolerance;
    if (n == nleft) return 0;
    for (uint32_t i = 0; i < n; i++)
        if (!add_entry(&s, &c->l->entry.v[o[i].entry], i < nleft ? LEFT : RIGHT, o[i].minus)) return 0;
    if (!s.filled || !weigh(&s, side, &gap, &tolerance)) return 0;
    if (gap.m != 0 && !interval_within(gap, tolerance)) return 0;
    if (VEC_RESERVE(&c->finding, c->finding.n + 1)) return -1;
    struct finding *f = &c->finding.v[c->finding.n]; /* field by field, which is quicker than all at once */
    f->rule = r, f->entry = entry, f->other = o[nleft].entry, f->caused_by = NONE;
    f->at = at, f->n = n, f->nleft = nleft;
    f->result = RESULT_OK, f->compared = true, f->blank = false;
    f->left = side[LEFT], f->right = side[RIGHT], f->gap = gap, f->tolerance = tolerance;
    f->why = f->cause = (struct str){NULL, 0};
    keep_sum(c);
    return 1;
}

static int settle(struct check *c, int rc, uint32_t at)
{
    if (rc <= 0) c->operand.n = at;
    return rc;
}

static int push(struct check *c, uint32_t cell, bool minus)
{
    struct operand o = {cell - 1, minus};
    return cell ? VEC_PUSH(&c->operand, o) : 0;
}

int quick_children(struct check *c, const struct rule *r, const struct panel *p, uint32_t row, uint32_t col)
{
    const struct tree *t = &p->tree[p->col[col].tree];
    const struct kids *k = &t->kids[row];
    const uint32_t at = (uint32_t)c->operand.n, cell = p->cell[(size_t)row * p->ncol + col];
    if (k->n == 0 || k->some) return 0;
    int rc = push(c, cell, false);
    for (uint32_t i = 0; i < k->n && !rc; i++) {
        uint32_t kid = t->list[k->at + i];
        rc = push(c, p->cell[(size_t)(kid >> 1) * p->ncol + col], kid & 1);
    }
    return settle(c, rc ? rc : found(c, r, cell - 1, at, 1), at);
}

/* ---- cells of one row ---- */

uint64_t quick_cells(const struct ledger *l, const struct panel *p, uint32_t row)
{
    uint64_t cells = 0;
    if (p->prose || p->ncol > 64) return 0;
    for (uint32_t k = 0; k < p->ncol; k++) {
        const struct entry *x = ledger_cell(l, p, row, k);
        if (x && x->state == CELL_OTHER) return 0;
        cells |= (uint64_t)(x != NULL) << k;
    }
    return cells;
}

int quick_row(struct check *c, const struct plan *plan, const struct rule *r, const struct panel *p, uint32_t row, uint32_t col)
{
    const uint32_t *cell = &p->cell[(size_t)row * p->ncol], at = (uint32_t)c->operand.n;
    int rc = 0;
    if (!plan->holds) return 1;
    for (unsigned i = 0; i < plan->n && !rc; i++) rc = push(c, cell[plan->col[i]], plan->minus[i]);
    return settle(c, rc ? rc : found(c, r, cell[col] - 1, at, plan->nleft), at);
}

void quick_learn(struct plan *plan, uint64_t cells, const struct check *c, const struct panel *p, uint32_t row, const struct finding *f)
{
    const uint32_t *cell = &p->cell[(size_t)row * p->ncol];
    plan->cells = 0;
    plan->holds = f != NULL;
    if (f && (!f->compared || f->n > PLAN_CELLS)) return;
    for (uint32_t i = 0; f && i < f->n; i++) {
        const struct operand *o = &c->operand.v[f->at + i];
        uint32_t k = 0;
        while (k < p->ncol && cell[k] != o->entry + 1) k++;
        if (k == p->ncol) return;
        plan->col[i] = (uint8_t)k;
        plan->minus[i] = o->minus;
    }
    if (f) plan->n = (uint8_t)f->n, plan->nleft = (uint8_t)f->nleft;
    plan->cells = cells;
}
