/* SPDX-License-Identifier: MIT */
/* blank.c: an amount that is not there.
 *
 * A blank cell is no figure, and nothing is checked of it: many a table leaves sums blank. But where a rule holds all over
 * a table and one single sum is blank beside parts that are not, that sum was lost. What is asked for besides, so
 * that no way of printing is taken for an error: its row has another amount, and the rule has held in its column (of an
 * account) or in its row (of the total of all). */
#include "check/check.h"

/* Rules that add up a cell from rows under its row or from cells of its row. */
static bool sums(const struct check *c, const struct rule *r, const struct panel *p)
{
    const struct expr *left = r->is.left;
    bool own = left && left->op == X_REF && left->ref.ntable == 0 && left->ref.rows.pick == ROWS_CURRENT && left->ref.cols.pick == COLS_CURRENT;
    return own && !p->prose && r->severity == RESULT_OFF && (quick_sums(r, p) || c->quick[r - c->rules->v] == QUICK_ROW);
}

static bool amount_elsewhere(const struct ledger *l, const struct panel *p, uint32_t row, uint32_t col)
{
    for (uint32_t k = 0; k < p->ncol; k++) {
        if (k != col && entry_has_amount(ledger_cell(l, p, row, k))) return true;
    }
    return false;
}

/* Are the parts of this blank sum printed? */
static bool lost(struct try *t)
{
    size_t mark = t->c->operand.n;
    struct amount right;
    if (!conditions_met(t)) return false;
    bool out = evaluate(t, t->rule->is.right[0], &right) == 0 && !right.missing && right.filled && !interval_within(right.x.mid, right.x.half);
    t->c->operand.n = mark;
    return out;
}

/* Has the rule held in the column of the cell, or in the row of a total? */
static bool held(const struct check *c, const struct panel *p, const struct found *at, size_t from)
{
    const struct row *row = &p->row[at->row];
    for (size_t i = from; i < c->finding.n; i++) {
        const struct entry *x = &c->l->entry.v[c->finding.v[i].entry];
        if (c->finding.v[i].result != RESULT_OK || dec_is_zero(c->finding.v[i].left)) continue;
        if (row->coded ? str_eq(x->col, p->col[at->col].text) && x->head != row->head : x->head == row->head) return true;
    }
    return false;
}

static bool may_be_hole(const struct check *c, const struct rule *r, const struct panel *p, uint32_t row, uint32_t col)
{
    const struct entry *x = ledger_cell(c->l, p, row, col);
    const struct row *w = &p->row[row];
    if (!x || x->state != CELL_BLANK || (quick_sums(r, p) && quick_leaf(p, row, col))) return false;
    return (w->coded || w->grand || w->role == ROW_ORG) && amount_elsewhere(c->l, p, row, col);
}

int holes(struct check *c, const struct rule *r, uint32_t panel, const bool *cols, size_t from)
{
    const struct panel *p = &c->l->panel.v[panel];
    struct found at = {NONE, NONE, NONE};
    if (!sums(c, r, p) || c->finding.n == from) return 0;
    for (uint32_t i = 0; i < p->nrow; i++)
        for (uint32_t k = 0; k < p->ncol; k++) {
            if (!cols[k] || !pick_row(c->l, p, i, &r->rows) || !may_be_hole(c, r, p, i, k)) continue;
            struct try t = {.c = c, .rule = r, .panel = panel, .row = i, .col = k};
            if (!lost(&t)) continue;
            if (at.panel != NONE) return 0; /* a way of printing */
            at = (struct found){panel, i, k};
        }
    if (at.panel == NONE || !held(c, p, &at, from)) return 0;
    struct try t = {.c = c, .rule = r, .panel = panel, .row = at.row, .col = at.col, .hole = true};
    return judge(&t);
}
