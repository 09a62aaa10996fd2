/* SPDX-License-Identifier: MIT */
/* cause.c: what would mend a sum that fails, and which failures only follow from others. */
#include "check/form.h"

#include <stdlib.h>

enum { LOOKED_INTO = 2000 }; /* failures whose cause is searched for, in one document */

struct search {
    struct check *c;
    struct finding *f;
    struct str cause;
    uint32_t entry; /* the cell that accounts for it, NONE */
    struct str code; /* the account that is missing, if no cell tells */
};

static const struct entry *operand(const struct search *s, uint32_t i)
{
    return &s->c->l->entry.v[s->c->operand.v[s->f->at + i].entry];
}

/* One figure misprinted: by a unit, or by two digits. */
static bool misprint(struct search *s)
{
    for (uint32_t i = 0; i < s->f->n; i++) {
        const struct entry *x = operand(s, i);
        struct dec y;
        if (!entry_has_amount(x) || !slip_mended(s->c, s->f, i, &y)) continue;
        bool unit = slip_unit(x->x.mid, y, s->f->tolerance);
        if (!unit && !slip_swapped(x->x.mid, y, s->f->tolerance)) continue;
        s->cause = unit ? S("unit-slip") : S("digits-swapped");
        s->entry = s->c->operand.v[s->f->at + i].entry;
        return true;
    }
    return false;
}

static bool same_account(const struct entry *a, const struct entry *b)
{
    if (a->head->code.n || b->head->code.n) return str_eq(a->head->code, b->head->code);
    return str_eq(a->head->name, b->head->name);
}

static bool is_children(const struct finding *f)
{
    enum expr_op op = f->rule->is.right ? f->rule->is.right[0]->op : X_REF;
    return op == X_CHILDREN || op == X_MEMBERS;
}

/* A row printed twice makes the sum too large by its amount. */
static bool doubled(struct search *s)
{
    if (s->f->gap.m >= 0) return false;
    for (uint32_t i = s->f->nleft; i < s->f->n; i++) {
        const struct entry *x = operand(s, i);
        if (x->state != CELL_NUMBER || !slip_none(x->x.mid, dec_neg(s->f->gap), s->f->tolerance)) continue;
        for (uint32_t k = s->f->nleft; k < i; k++) {
            if (!same_account(operand(s, k), x)) continue;
            s->cause = S("row-doubled");
            s->entry = s->c->operand.v[s->f->at + i].entry;
            return true;
        }
    }
    return false;
}

static bool summed_already(const struct search *s, const struct entry *x)
{
    struct str name = x->head->name;
    size_t at = x->kind == KIND_PROSE ? str_rfind(name, S("/")) : STR_NPOS;
    if (at != STR_NPOS) name = str_from(name, at + 1);
    for (uint32_t i = s->f->nleft; i < s->f->n; i++)
        if (same_account(operand(s, i), x) || str_eq(operand(s, i)->head->name, name)) return true;
    return false;
}

/* 养老保险 is 2080505 by function and 30108 by kind; the text may list what one table lacks. */
static bool otherwise_classed(const struct entry *x, const struct entry *lacking)
{
    struct str a = x->head->code, b = lacking->head->code;
    if (!is_economic(b)) return false;
    return x->kind == KIND_PROSE ? str_eq(x->col, S("金额")) && str_has(x->head->name, S("/")) : a.n == 7 && !is_economic(a);
}

/* In the table itself: a row under an account a digit away, or one that is not printed. */
static int misplaced(const struct search *s, const struct entry *x)
{
    const struct entry *f = &s->c->l->entry.v[s->f->entry];
    struct str a = f->head->code, b = x->head->code;
    if (a.n == 0 || b.n != a.n + 2 || !str_eq(x->col, f->col) || !slip_none(x->x.mid, s->f->gap, s->f->tolerance)) return 0;
    return code_slip(a, str_sub(b, 0, a.n)) ? 5 : 0;
}

static bool is_item(const struct head *h)
{
    return h->role.n == 0 || str_eq(h->role, S("item"));
}

/* How likely x is the row that a sum lacks: an account under the one that fails, a 类 missing under a
 * total, the amount of a project; 0: not at all. */
static int likely(const struct search *s, const struct entry *x)
{
    const struct head *h = s->c->l->entry.v[s->f->entry].head, *o = x->head;
    bool prose = x->kind == KIND_PROSE;
    if ((!prose && x->kind != KIND_NUMBER) || !entry_has_amount(x)) return 0;
    if (!prose && str_eq(h->tno, o->tno) && str_eq(h->table, o->table)) return misplaced(s, x);
    if (!slip_none(x->x.mid, s->f->gap, s->f->tolerance) || summed_already(s, x)) return 0;
    int exact = dec_cmp(x->x.mid, s->f->gap) == 0;
    if (is_economic(h->code) && str_eq(h->code, S("302")) && str_eq(o->table, S("三公经费支出表")) && !o->code.n && is_item(o))
        return slip_large(x->x.mid, s->f->tolerance) ? 2 + exact : 0; /* 公务接待费 is an account of 302 too */
    if (prose || (is_economic(h->code) && !is_economic(o->code)))
        return otherwise_classed(x, &s->c->l->entry.v[s->f->entry]) && slip_large(x->x.mid, s->f->tolerance) ? 1 : 0;
    if (h->code.n && o->code.n > h->code.n && str_starts(o->code, h->code)) return 6 + exact;
    if (!h->code.n && (o->code.n == 3 || (!o->code.n && str_eq(o->level, S("1")) && is_item(o)))) return 4 + exact;
    if (!h->code.n && !o->code.n && str_eq(o->level, S("1"))) return 4 + exact;
    return h->code.n && o->project.n && str_eq(o->level, S("0")) ? 2 + exact : 0;
}

/* An account that is not printed between the row that fails, or a total, and rows under it: its code. */
static struct str account_between(const struct search *s)
{
    const struct ledger *l = s->c->l;
    const struct head *h = l->entry.v[s->f->entry].head;
    const size_t digits = h->code.n ? h->code.n + 2 : 3;
    struct str none = {"", 0};
    for (uint32_t i = s->f->entry + 1; i < l->entry.n; i++) {
        const struct entry *x = &l->entry.v[i];
        if (!x->head || !str_eq(x->head->tno, h->tno) || !str_eq(x->head->table, h->table)) break;
        if (!str_starts(x->head->code, h->code)) break;
        struct str code = str_sub(x->head->code, 0, digits);
        if (x->head->code.n == digits + 2 && !sum_prints(s->c, s->f, code)) return code;
    }
    return none;
}

/* The account between, where another table prints it. */
static bool skipped(struct search *s)
{
    const struct ledger *l = s->c->l;
    const struct entry *f = &l->entry.v[s->f->entry];
    struct str code = account_between(s);
    if (code.n == 0) return false;
    s->cause = S("row-missing");
    s->code = code;
    for (uint32_t i = 0; i < l->entry.n && s->entry == NONE; i++) {
        const struct entry *x = &l->entry.v[i];
        if (x->kind == KIND_NUMBER && x->state == CELL_NUMBER && str_eq(x->head->code, code) && str_eq(x->col, f->col)) s->entry = i;
    }
    return true;
}

static bool missing(struct search *s)
{
    const struct ledger *l = s->c->l;
    int best = 0;
    if (skipped(s)) return true;
    for (uint32_t i = 0; i < l->entry.n; i++) {
        int grade = likely(s, &l->entry.v[i]);
        if (grade <= best) continue;
        best = grade;
        s->entry = i;
    }
    s->cause = S("row-missing");
    return best > 0;
}

/* The amount that a column lacks stands in another column of a row that is blank here. */
static bool shifted(struct search *s)
{
    const struct ledger *l = s->c->l;
    for (uint32_t i = s->f->nleft; i < s->f->n; i++) {
        const struct entry *x = operand(s, i);
        if (x->state == CELL_NUMBER) continue;
        uint32_t at = s->c->operand.v[s->f->at + i].entry, k = at;
        while (k > 0 && l->entry.v[k - 1].head == x->head) k--;
        for (; k < l->entry.n && l->entry.v[k].head == x->head; k++) {
            const struct entry *y = &l->entry.v[k];
            if (!entry_has_amount(y) || !str_eq(y->unit, l->entry.v[s->f->entry].unit)) continue;
            if (!slip_none(y->x.mid, s->f->gap, s->f->tolerance)) continue;
            s->cause = S("column-shifted");
            s->entry = k;
            return true;
        }
    }
    return false;
}

/* Appends to f->why what s found, in the arena. */
static int tell(struct search *s)
{
    struct arena *a = &s->c->l->arena;
    struct str cut = S(" "), text = arena_join(a, S("; "), S(""), s->cause);
    if (s->f->caused_by == NONE) s->f->cause = s->cause;
    if (s->entry == NONE) {
        text = arena_join(a, text, S(": "), s->code);
        s->f->why = arena_cat(a, s->f->why, text);
        return s->f->why.p ? 0 : -1;
    }
    const struct entry *x = &s->c->l->entry.v[s->entry];
    text = arena_join(a, text, S(": "), x->kind == KIND_PROSE ? S("running text") : x->head->table);
    text = arena_join(a, text, cut, x->head->project);
    text = arena_join(a, text, cut, x->head->code);
    text = arena_join(a, text, cut, x->head->name);
    text = arena_join(a, text, cut, x->value);
    if (x->page.n) text = arena_join(a, text, S(", page "), x->page);
    if (x->line.n) text = arena_join(a, text, S(", line "), x->line);
    struct str kind = account_by_kind(s->c, s->f, x);
    if (kind.n) text = arena_join(a, text, S(", here "), kind);
    s->f->why = arena_cat(a, s->f->why, text);
    return s->f->why.p ? 0 : -1;
}

/* ---- one failure behind another ---- */

/* Children finding of each entry, by number of the entry; NONE. */
static uint32_t *by_entry(struct check *c)
{
    uint32_t *of = arena_alloc(&c->l->arena, (c->l->entry.n + 1) * sizeof *of);
    for (size_t i = 0; of && i < c->l->entry.n; i++) of[i] = NONE;
    for (uint32_t i = 0; of && i < c->finding.n; i++) {
        const struct finding *f = &c->finding.v[i];
        if (is_children(f) && f->compared && f->result >= RESULT_OPEN) of[f->entry] = i;
    }
    return of;
}

/* Would the sum of g in place of its printed figure mend f? */
static bool follows(const struct check *c, const struct finding *f, uint32_t i, const struct finding *g)
{
    const struct operand *o = &c->operand.v[f->at + i];
    struct dec tol, gap;
    bool plus = (i >= f->nleft) != o->minus; /* the printed figure is taken from the left side */
    if (dec_add(f->tolerance, g->tolerance, &tol)) return false;
    if (plus ? dec_add(f->gap, g->gap, &gap) : dec_sub(f->gap, g->gap, &gap)) return false;
    return interval_within(gap, tol);
}

/* The same sum fails by the same amount in a column that is part of this one. */
static uint32_t beside(const struct check *c, uint32_t i)
{
    const struct finding *f = &c->finding.v[i];
    const struct entry *x = &c->l->entry.v[f->entry];
    uint32_t hit = NONE;
    if (!str_eq(x->col, S("合计")) && !str_eq(x->col, S("本年收入合计")) && !str_eq(x->col, S("本年支出合计"))) return NONE;
    for (uint32_t k = i + 1; k < c->finding.n && c->finding.v[k].rule == f->rule; k++) {
        const struct finding *g = &c->finding.v[k];
        const struct entry *y = &c->l->entry.v[g->entry];
        if (y->head != x->head) break;
        if (g->compared && g->result == f->result && dec_cmp(g->gap, f->gap) == 0) hit = k;
    }
    return hit;
}

/* Is the gap of f an amount of the row of entry x, in the same column or under the same name? */
static bool amounts_to(const struct check *c, const struct finding *f, uint32_t i)
{
    const struct ledger *l = c->l;
    const struct entry *y = &l->entry.v[f->entry], *x = &l->entry.v[i];
    while (i > 0 && l->entry.v[i - 1].head == x->head) i--;
    for (; i < l->entry.n && l->entry.v[i].head == x->head; i++) {
        const struct entry *z = &l->entry.v[i];
        if (!entry_has_amount(z) || !str_eq(z->unit, y->unit)) continue;
        if ((str_eq(z->col, y->col) || str_eq(z->head->name, y->head->name)) && slip_none(z->x.mid, dec_abs(f->gap), f->tolerance)) return true;
    }
    return false;
}

/* The account that f lacks is there under a misprinted code. */
static void find_code(const struct check *c, struct finding *f)
{
    for (uint32_t k = 0; k < c->finding.n && f->caused_by == NONE; k++) {
        const struct finding *g = &c->finding.v[k];
        if (g->rule->formal != FORMAL_NUMBERED || g->result != RESULT_OFF) continue;
        if (amounts_to(c, f, g->entry) || (g->other != NONE && amounts_to(c, f, g->other))) f->caused_by = k;
    }
}

static void find_behind(struct check *c, const uint32_t *of, uint32_t number)
{
    struct finding *f = &c->finding.v[number];
    uint32_t from = is_children(f) ? f->nleft : 0;
    for (uint32_t i = from; i < f->n && f->caused_by == NONE; i++) {
        uint32_t g = of[c->operand.v[f->at + i].entry];
        if (g != NONE && g != number && follows(c, f, i, &c->finding.v[g])) f->caused_by = g;
    }
    if (f->caused_by == NONE && is_children(f)) f->caused_by = beside(c, number);
}

/* Parts without an amount are no error by themselves; they are if another table prints the amount that a list of
 * several lacks. */
static void convict(struct check *c, struct finding *f)
{
    c->count[f->result]--;
    f->result = RESULT_OFF;
    c->count[f->result]++;
    mark_operands(c, f);
}

static bool found_cause(struct search *s)
{
    if (s->f->rule->is.op != R_EQ || dec_is_zero(s->f->left)) return false;
    if (s->f->blank) return is_children(s->f) && s->f->n - s->f->nleft > 1 && missing(s) && s->entry != NONE;
    if (dec_is_zero(s->f->right) && !is_children(s->f)) return false;
    if (is_children(s->f) && (doubled(s) || shifted(s) || missing(s))) return true;
    return !dec_is_zero(s->f->right) && misprint(s);
}

/* Out of all proportion. */
static bool disproportionate(const struct finding *f)
{
    const struct relation *is = &f->rule->is;
    return f->compared && f->result == RESULT_NOTE && is->op == R_LE && is->left->op == X_RATE && is->right[0]->op == X_NUMBER;
}

/* Does f follow from the same sum in another column of its row? */
static bool in_one_row(const struct check *c, const struct finding *f)
{
    return c->finding.v[f->caused_by].rule == f->rule && c->l->entry.v[f->entry].head == c->l->entry.v[c->finding.v[f->caused_by].entry].head;
}

int find_causes(struct check *c, struct err *e)
{
    unsigned looked = 0;
    bool misnumbered = false;
    if (c->count[RESULT_OFF] + c->count[RESULT_OPEN] + c->count[RESULT_NOTE] == 0) return 0;
    uint32_t *of = by_entry(c);
    if (!of) return err_nomem(e);
    for (uint32_t i = 0; i < c->finding.n; i++)
        misnumbered = misnumbered || (c->finding.v[i].rule->formal == FORMAL_NUMBERED && c->finding.v[i].result == RESULT_OFF);
    for (uint32_t i = 0; i < c->finding.n && looked < LOOKED_INTO; i++) {
        struct finding *f = &c->finding.v[i];
        if (disproportionate(f)) f->cause = S("unit-slip");
        if (!f->compared || f->result < RESULT_OPEN) continue;
        looked++;
        find_behind(c, of, i);
        if (misnumbered && f->caused_by == NONE) find_code(c, f);
        struct search s = {.c = c, .f = f, .entry = NONE};
        if (!found_cause(&s)) {
            if (f->caused_by == NONE && is_children(f) && suggest_accounts(c, f)) return err_nomem(e);
            continue;
        }
        if (f->blank && f->rule->severity == RESULT_OFF) convict(c, f);
        if ((f->caused_by == NONE || in_one_row(c, f)) && tell(&s)) return err_nomem(e);
    }
    return 0;
}
