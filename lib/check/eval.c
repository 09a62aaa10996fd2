/* SPDX-License-Identifier: MIT */
/* eval.c: the value of an expression, with the half-units of the figures in it. */
#include "check/check.h"

enum { RATE_DIGITS = 10, ITEM_DIGITS = 7 };

static int use_cell(struct try *t, const struct panel *p, uint32_t row, uint32_t col, bool minus, struct amount *out)
{
    struct ledger *l = t->c->l;
    uint32_t i = p->cell[(size_t)row * p->ncol + col];
    if (i == 0) return 0;
    struct entry *x = &l->entry.v[i - 1];
    struct operand o = {i - 1, minus};
    if (x->state == CELL_OTHER) {
        out->missing = true;
        return 0;
    }
    out->there = true;
    if (VEC_PUSH(&t->c->operand, o)) return -1;
    t->torn |= p->torn;
    t->unplaced |= p->unplaced;
    if (x->state != CELL_NUMBER) return 0;
    out->filled = true;
    if (!dec_is_zero(x->x.mid)) {
        if (t->unit.p && !str_eq(t->unit, x->unit)) t->mixed = true;
        t->unit = x->unit;
    }
    return interval_add(&out->x, minus ? -1 : 1, x->x);
}

/* Column of row i for a sum: the current one, a named one, or in another table the first with a number. */
static uint32_t sum_col(const struct try *t, const struct panel *p, uint32_t i, const struct ref *r)
{
    const struct ledger *l = t->c->l;
    if (r->cols.pick == COLS_CURRENT && r->ntable == 0) return t->col;
    for (uint32_t c = 0; c < p->ncol; c++) {
        const struct entry *x = ledger_cell(l, p, i, c);
        if (!x || x->state != CELL_NUMBER) continue;
        if (r->cols.pick == COLS_CURRENT) return c;
        for (unsigned k = 0; k < r->cols.names.n; k++)
            if (p->col[c].name == r->cols.names.v[k].name) return c;
    }
    return NONE;
}

static bool same_org(const struct row *a, const struct row *b)
{
    return str_eq(a->head->orgcode, b->head->orgcode) && str_eq(a->head->org, b->head->org);
}

/* sum[...] in one panel: every row that fits; in other tables the first alternative that each of them prints, in running
 * text all that fit it. */
static int sum_panel(struct try *t, const struct panel *p, const struct ref *r, bool minus, struct amount *out)
{
    for (unsigned k = 0; k < (r->ntable && r->rows.pick == ROWS_NAMED ? r->rows.names.n : 1); k++) {
        bool any = false;
        for (uint32_t i = 0; i < p->nrow; i++) {
            if (r->ntable && r->rows.pick == ROWS_NAMED ? !row_fits(t->c->l, p, i, &r->rows.names.v[k]) : !pick_row(t->c->l, p, i, &r->rows))
                continue;
            uint32_t c = sum_col(t, p, i, r);
            if ((r->ntable == 0 && (i == t->row || !same_org(&p->row[i], &p->row[t->row]))) || c == NONE) continue;
            any = true;
            if (use_cell(t, p, i, c, minus, out)) return -1;
            if (r->ntable && !p->prose) break;
        }
        if (any && r->ntable) break;
    }
    return 0;
}

/* sum[/...] in running text: the details of the subject, each once. */
static int sum_details(struct try *t, const struct ref *r, bool minus, struct amount *out)
{
    uint32_t v[PROSE_REACH];
    const struct panel *p = &t->c->l->panel.v[t->panel];
    struct found at = {t->panel, t->row, NONE};
    for (uint32_t n = 0, i = 0; n < PROSE_REACH && next_detail(t, r, &at); n++) {
        for (i = 0; i < n && p->row[v[i]].name != p->row[at.row].name; i++) continue;
        v[n] = at.row;
        if (i == n && use_cell(t, p, at.row, at.col, minus, out)) return -1;
    }
    return 0;
}

static int use_every(struct try *t, const struct ref *r, bool minus, struct amount *out)
{
    const struct ledger *l = t->c->l;
    t->elsewhere = true;
    if (r->ntable == 0 && r->rows.pick == ROWS_CHILD) return sum_details(t, r, minus, out);
    if (r->ntable == 0) return sum_panel(t, &l->panel.v[t->panel], r, minus, out);
    for (unsigned k = 0; k < r->ntable; k++)
        for (uint32_t i = ledger_table(l, r->table[k]); i != NONE; i = l->panel.v[i].next)
            if (sum_panel(t, &l->panel.v[i], r, minus, out)) return -1;
    return 0;
}

/* Is one of the tables there, with accounts in it as deep as the one we come from? One that stops at the 款 says nothing
 * of a 项; running text does not tell how deep it is. */
static bool has_rows(const struct try *t, const struct ref *r)
{
    const struct ledger *l = t->c->l;
    const struct row *now = &l->panel.v[t->panel].row[t->row];
    const unsigned digits = now->coded ? (unsigned)now->head->code.n : l->panel.v[t->panel].prose ? ITEM_DIGITS : 1;
    for (unsigned k = 0; k < r->ntable; k++)
        for (uint32_t i = ledger_table(l, r->table[k]); i != NONE; i = l->panel.v[i].next)
            if (l->panel.v[i].deepest >= digits) return true;
    return false;
}

/* A table itself: is it there? */
static int use_table(struct try *t, const struct expr *x, struct amount *out)
{
    for (unsigned k = 0; k < x->ref.ntable && !out->there; k++) out->there = ledger_table(t->c->l, x->ref.table[k]) != NONE;
    if (out->there || x->optional) return 0;
    out->missing = true;
    if (!t->lost) t->lost = &x->ref;
    return 0;
}

/* How many decimals the cell shows. */
static int use_decimals(struct try *t, bool minus, struct amount *out)
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    const struct entry *x = ledger_cell(t->c->l, p, t->row, t->col);
    struct interval i = {{x ? x->x.mid.scale : 0, 0}, DEC_ZERO};
    out->there = out->filled = true;
    return interval_add(&out->x, minus ? -1 : 1, i);
}

static int use_ref(struct try *t, const struct expr *x, bool minus, struct amount *out)
{
    const struct ref *r = &x->ref;
    struct found at;
    if (r->whole) return use_table(t, x, out);
    if (r->all) {
        size_t before = t->c->operand.n;
        int every = use_every(t, r, minus, out);
        if (r->ntable == 0 && !x->optional && t->c->operand.n == before) {
            out->missing = true;
            if (!t->lost) t->lost = r;
        }
        if (r->ntable == 0 && !t->absent && t->c->operand.n == before) t->absent = r;
        return every;
    }
    int rc = lookup(t, r, &at);
    if (rc > 0) {
        if (at.panel != t->panel || at.row != t->row) t->elsewhere = true;
        return use_cell(t, &t->c->l->panel.v[at.panel], at.row, at.col, minus, out);
    }
    if (rc < 0 && r->rows.pick == ROWS_SAME && !t->absent && has_rows(t, r)) t->absent = r;
    if (x->zero && (rc == 0 || (r->rows.pick != ROWS_GRAND && has_rows(t, r)))) {
        out->there = true;
        t->elsewhere = true;
    } else if (!x->optional) {
        out->missing = true;
        if (!t->lost) t->lost = r;
    }
    return 0;
}

static int use_list(struct try *t, const uint32_t *list, uint32_t n, bool minus, struct amount *out)
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    t->elsewhere = true;
    for (uint32_t i = 0; i < n; i++) {
        if (p->row[list[i] >> 1].coded) t->coded_kids = true;
        if (use_cell(t, p, list[i] >> 1, t->col, minus != (list[i] & 1), out)) return -1;
    }
    return 0;
}

static int use_kids(struct try *t, bool members, bool minus, struct amount *out)
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    const struct tree *tree = &p->tree[p->col[t->col].tree];
    const struct kids *k = &tree->kids[t->row];
    if (k->n == 0 && k->orphans) {
        out->there = t->coded_kids = t->elsewhere = true;
        return 0;
    }
    if (k->n == 0 && p->row[t->row].coded && tree_bare(tree, p->row[t->row].head->code.n)) t->reason = "nothing is printed under it";
    if (k->n == 0 && p->row[t->row].role == ROW_TOTAL && p->nrow == 1) t->reason = "it is the only row";
    if (k->n == 0 || (k->some && !members)) {
        out->missing = true;
        return 0;
    }
    return use_list(t, tree->list + k->at, k->n, minus, out);
}

/* Columns under the current one: 基本支出/人员经费 and 基本支出/公用经费 under 基本支出. */
static int use_parts(struct try *t, bool minus, struct amount *out)
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    const struct column *now = &p->col[t->col];
    unsigned n = 0;
    for (uint32_t c = 0; c < p->ncol; c++) {
        struct str s = p->col[c].text;
        if (s.n <= now->text.n + 1 || !str_starts(s, now->text) || s.p[now->text.n] != '/' || !col_period_fits(now, &p->col[c]))
            continue;
        if (str_has(str_from(s, now->text.n + 1), S("/"))) continue;
        n++;
        if (use_cell(t, p, t->row, c, minus, out)) return -1;
    }
    if (n < 2) out->missing = true;
    return 0;
}

/* The details from this one on that are all of the subject above, by what they say in another column. */
static int use_run(struct try *t, const struct ref *r, bool minus, struct amount *out)
{
    uint32_t rows[PROSE_REACH];
    const struct panel *p = &t->c->l->panel.v[t->panel];
    uint32_t n = list_rows(t, r, rows);
    t->elsewhere = true;
    for (uint32_t i = 0; i < n; i++) {
        struct amount one = {0};
        if (use_cell(t, p, rows[i], t->col, minus, &one)) return -1;
        if (!one.filled || interval_add(&out->x, 1, one.x)) n = 0;
    }
    out->there = out->filled = n > 0;
    out->missing = n == 0;
    return 0;
}

static int term(struct try *t, const struct expr *x, bool minus, struct amount *out);

static int rate(struct try *t, const struct expr *x, struct amount *out)
{
    struct amount part = {0}, whole = {0};
    struct dec lo, hi, q, to_lo, to_hi;
    struct str unit = t->unit;
    t->rate = true;
    t->unit = (struct str){NULL, 0};
    if (term(t, x->a, false, &part) || term(t, x->b, false, &whole)) return -1;
    t->unit = unit;
    out->there = part.there && whole.there;
    out->missing = out->missing || part.missing || whole.missing || !whole.filled;
    if (out->missing || !part.filled) return 0;
    out->filled = true;
    if (interval_ratio(part.x, whole.x, 2, &lo, &hi)) { /* a base that may be 0 has no rate */
        out->missing = true;
        return 0;
    }
    if (dec_shift(part.x.mid, 2, &q) || dec_div(q, whole.x.mid, RATE_DIGITS, &q)) return -1;
    if (dec_sub(q, lo, &to_lo) || dec_sub(hi, q, &to_hi)) return -1;
    struct interval i = {q, dec_cmp(to_lo, to_hi) > 0 ? to_lo : to_hi};
    return interval_add(&out->x, 1, i);
}

static int first_there(struct try *t, const struct expr *x, bool minus, struct amount *out)
{
    struct try copy = *t;
    struct amount a = *out;
    size_t mark = t->c->operand.n;
    a.missing = a.there = false;
    if (term(t, x->a, minus, &a)) return -1;
    if (!a.missing && a.there) {
        a.missing = out->missing;
        *out = a;
        return 0;
    }
    *t = copy;
    t->c->operand.n = mark;
    return term(t, x->b, minus, out);
}

static int term(struct try *t, const struct expr *x, bool minus, struct amount *out)
{
    switch (x->op) {
    case X_REF: return use_ref(t, x, minus, out);
    case X_CHILDREN: return use_kids(t, false, minus, out);
    case X_MEMBERS: return use_kids(t, true, minus, out);
    case X_PARTS: return use_parts(t, minus, out);
    case X_LIST: return use_run(t, &x->ref, minus, out);
    case X_DECIMALS: return use_decimals(t, minus, out);
    case X_ADD: return term(t, x->a, minus, out) || term(t, x->b, minus, out);
    case X_SUB: return term(t, x->a, minus, out) || term(t, x->b, !minus, out);
    case X_RATE: return rate(t, x, out);
    case X_FIRST: return first_there(t, x, minus, out);
    default: break;
    }
    struct interval i = {x->number, DEC_ZERO};
    out->there = out->filled = true;
    return interval_add(&out->x, minus ? -1 : 1, i);
}

int evaluate(struct try *t, const struct expr *x, struct amount *out)
{
    *out = (struct amount){0};
    return term(t, x, false, out);
}
