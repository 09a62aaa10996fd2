/* SPDX-License-Identifier: MIT */
/* numbered.c: a code with a misprint.
 *
 * A code that is wrong need not spoil a sum: its row is still there. It is told by its neighbours: the row of an
 * account with nothing under it, and below it rows of an account that is not printed, a digit away, that add up to it;
 * or by the classification, which gives the name a code a digit away that stands in order where the printed one does not;
 * or by another table, which prints name and amount under a code a digit away that this one lacks. Each time two
 * things must meet, for codes a digit away from each other, with one name, are many. */
#include "check/form.h"

#include "budget/dict.h"

enum { ROWS_BELOW = 256, PANELS_BACK = 64 };

bool code_slip(struct str a, struct str b)
{
    size_t n = 0, at = 0;
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if (a.p[i] != b.p[i] && n++ == 0) at = i;
    return n == 1 || (n == 2 && at + 1 < a.n && a.p[at] == b.p[at + 1] && a.p[at + 1] == b.p[at]);
}

static const struct entry *cell_at(const struct form *m, const struct panel *p, uint32_t row, uint32_t col)
{
    return ledger_cell(m->c->l, p, row, col);
}

/* Do the rows from `from` on that stand under `code` add up to row i, in every column where it has an amount? */
static bool adds_up(const struct form *m, uint32_t i, uint32_t from, struct str code)
{
    const struct panel *p = m->p;
    bool any = false;
    for (uint32_t k = 0; k < p->ncol; k++) {
        const struct entry *x = cell_at(m, p, i, k);
        struct interval sum = INTERVAL_ZERO;
        struct dec gap, tol;
        if (!entry_has_amount(x)) continue;
        for (uint32_t r = from; r < p->nrow && r - from < ROWS_BELOW; r++) {
            const struct row *w = &p->row[r];
            if (!w->coded || !str_starts(w->head->code, code)) break;
            const struct entry *y = w->head->code.n == code.n + 2 ? cell_at(m, p, r, k) : NULL;
            if (entry_has_amount(y) && (!str_eq(x->unit, y->unit) || interval_add(&sum, 1, y->x))) return false;
        }
        if (interval_gap(x->x, sum, &gap, &tol) || !interval_within(gap, tol)) return false;
        any = true;
    }
    return any;
}

/* Below row i stand rows of another account, a digit away, which is not printed. */
static bool block_of_other(const struct form *m, uint32_t i, struct str *code)
{
    const struct panel *p = m->p;
    const struct row *r = &p->row[i], *next = r + 1;
    const uint32_t number = (uint32_t)(p - m->c->l->panel.v);
    if (i + 1 >= p->nrow || !next->coded || next->head->code.n != r->head->code.n + 2) return false;
    *code = str_sub(next->head->code, 0, r->head->code.n);
    return code_slip(*code, r->head->code) && ledger_code(m->c->l, number, *code) == NONE && adds_up(m, i, i + 1, *code);
}

/* Have the two rows an amount in common, in the first column where the one has any? */
static bool same_amount(const struct form *m, uint32_t i, const struct panel *q, uint32_t j)
{
    for (uint32_t k = 0; k < m->p->ncol; k++) {
        const struct entry *x = cell_at(m, m->p, i, k);
        if (!entry_has_amount(x)) continue;
        for (uint32_t c = 0; c < q->ncol; c++) {
            const struct entry *y = cell_at(m, q, j, c);
            if (entry_has_amount(y)) return dec_cmp(x->x.mid, y->x.mid) == 0 && str_eq(x->unit, y->unit);
        }
        return false;
    }
    return false;
}

/* The row of panel q that is row i under a code a digit away, which our table lacks as that one lacks ours; NONE. */
static uint32_t twin(const struct form *m, uint32_t i, uint32_t q)
{
    const struct ledger *l = m->c->l;
    const struct panel *p = &l->panel.v[q];
    const struct row *r = &m->p->row[i];
    const uint32_t number = (uint32_t)(m->p - l->panel.v);
    if (ledger_code(l, q, r->head->code) != NONE) return NONE;
    m->c->steps += p->nrow;
    for (uint32_t k = 0; k < p->nrow; k++) {
        const struct row *o = &p->row[k];
        if (o->name != r->name || !o->coded || !code_slip(o->head->code, r->head->code)) continue;
        if (ledger_code(l, number, o->head->code) == NONE && same_amount(m, i, p, k)) return k;
    }
    return NONE;
}

static bool between(struct str before, struct str code, struct str after)
{
    return (before.n == 0 || str_cmp(before, code) < 0) && (after.n == 0 || str_cmp(code, after) < 0);
}

static struct str code_of(const struct panel *p, uint32_t row)
{
    return row < p->nrow && p->row[row].coded ? p->row[row].head->code : (struct str){"", 0};
}

/* A code in no dictionary and out of order, where the dictionary's code of the name is a digit away and in order. */
static bool misspelt(const struct form *m, uint32_t i, struct str *code)
{
    const struct dict *d = m->c->dict;
    const struct row *r = &m->p->row[i];
    const struct str before = i ? code_of(m->p, i - 1) : (struct str){"", 0}, after = code_of(m->p, i + 1);
    if (!d || r->head->name.n == 0 || dict_code(d, r->head->code) || between(before, r->head->code, after)) return false;
    struct str key = dict_key(&m->c->l->arena, r->head->name);
    for (const struct dict_code *x = key.p ? dict_code_named(d, key) : NULL; x; x = x->same_name) {
        if (!code_slip(x->code, r->head->code) || !between(before, x->code, after)) continue;
        *code = x->code;
        return true;
    }
    return false;
}

static struct str label(const struct form *m, const struct row *r)
{
    return arena_join(&m->c->l->arena, r->head->code, S(" "), r->head->name);
}

/* What another table before this one has instead of row i. */
static int beside_others(struct form *m, uint32_t i)
{
    const struct ledger *l = m->c->l;
    const uint32_t number = (uint32_t)(m->p - l->panel.v);
    for (uint32_t q = number > PANELS_BACK ? number - PANELS_BACK : 0; q < number; q++) {
        const struct panel *p = &l->panel.v[q];
        uint32_t k = p->deepest && !str_eq(p->head->tno, m->p->head->tno) ? twin(m, i, q) : NONE;
        if (k == NONE) continue;
        struct str there = arena_join(&m->c->l->arena, p->head->table, S(" "), S("has name and amount under "));
        const struct str why[4] = {label(m, &m->p->row[i]), S(": "), there, p->row[k].head->code};
        return form_tell(m, form_cell(m->p, i), form_cell(p, k), why);
    }
    return 0;
}

static int numbered_row(struct form *m, uint32_t i)
{
    const struct row *r = &m->p->row[i];
    struct str code;
    if (block_of_other(m, i, &code)) { /* of one row below, that one is told; of several, or if it is in no list, the one above */
        bool several = i + 2 < m->p->nrow && str_starts(code_of(m->p, i + 2), code);
        bool unknown = m->c->dict && !dict_code(m->c->dict, r->head->code);
        const struct str why[4] = {label(m, r), S(": what stands below it and adds up to it is "), label(m, r + 1), several ? S(" and the next") : S("")};
        return form_tell(m, form_cell(m->p, several || unknown ? i : i + 1), form_cell(m->p, several || unknown ? i + 1 : i), why);
    }
    if (misspelt(m, i, &code)) {
        const struct str why[4] = {label(m, r), S(": the code is in no list and out of order; the name has the code "), code, S("")};
        return form_tell(m, form_cell(m->p, i), NONE, why);
    }
    return r->head->code.n > 3 && r->head->name.n ? beside_others(m, i) : 0;
}

int numbered(struct form *m)
{
    for (uint32_t i = 0; i < m->p->nrow && m->told < NAMES_TOLD; i++)
        if (m->p->row[i].coded && numbered_row(m, i)) return -1;
    return m->p->deepest ? form_tell_ok(m) : 0;
}
