/* SPDX-License-Identifier: MIT */
/* sangong_frame.c: what stands around the figures of a line. Units, doubts, empty tables and their 注 (R71), figures
 * printed twice (R75), organisations that add up, and the bounds set by other tables of the document. */
#include "check/sangong_doc.h"

#define NAME(i) sangong_item_name[i]

static bool is_zero(const struct sangong_fig *f) { return !sangong_is_figure(f) || dec_is_zero(sangong_iv(f).mid); }

static bool is_money(struct str unit)
{
    return str_eq(unit, S("万元")) || str_eq(unit, S("元")) || str_eq(unit, S("亿元")) || str_eq(unit, S("千元"));
}

/* ---- the line's own figures ---- */

static void check_print(struct sangong_doc *d, const struct sangong_line *l, enum sangong_facet f, const char *in)
{
    for (int i = 0; i < SANGONG_NITEM; i++) {
        const struct sangong_fig *x = sangong_get(l, f, i);
        if (x->other)
            sangong_say(d, SANGONG_OPEN, "%s%s is printed twice: %.*s (line %.*s) and %.*s (line %.*s)", in, NAME(i),
                        STR_ARG(x->value.n ? x->value : S("blank")), STR_ARG(line_or(x->line)), STR_ARG(x->other->value), STR_ARG(x->other->line));
        if (x->state == SANGONG_WORDS)
            sangong_say(d, SANGONG_OPEN, "%s%s is no figure: %.*s", in, NAME(i), STR_ARG(x->value));
    }
}

/* A figure that another print confirms needs no column of its own to be believed. f: TABLE or PRIOR. */
static bool confirmed(const struct sangong_line *l, enum sangong_facet f, int item)
{
    const struct sangong_fig *t = sangong_get(l, f, item), *p = sangong_get(l, f == SANGONG_TABLE ? SANGONG_PROSE : SANGONG_PRIOR_PROSE, item);
    return sangong_is_figure(p) && interval_agree(sangong_iv(t), sangong_iv(p)) == 1;
}

static void check_labels(struct sangong_doc *d, const struct sangong_line *l)
{
    bool no_unit = false, inferred = false, unit_inferred = false;
    for (int i = 0; i < SANGONG_NITEM; i++) {
        const struct sangong_fig *t = sangong_get(l, SANGONG_TABLE, i), *p = sangong_get(l, SANGONG_PROSE, i);
        no_unit = no_unit || (!is_zero(t) && !is_money(sangong_print_of(t)->unit)) || (!is_zero(p) && !is_money(sangong_print_of(p)->unit));
        if (is_zero(t) || confirmed(l, SANGONG_TABLE, i)) continue;
        inferred = inferred || t->inferred;
        unit_inferred = unit_inferred || t->unit_inferred;
    }
    if (no_unit) sangong_say(d, SANGONG_OPEN, "no unit of money is declared");
    if (inferred) sangong_say(d, SANGONG_OPEN, "labels of the table are inferred and no prose confirms them");
    if (unit_inferred) sangong_say(d, SANGONG_OPEN, "the unit is inferred and no prose confirms it");
}

/* ---- the tables ---- */

static const struct sangong_table *table_no(const struct sangong_doc *d, unsigned no)
{
    const struct sangong_table *t = d->tables;
    while (t && t->no != no) t = t->next;
    return t;
}

/* What the printed parts add up to; false on overflow. */
static bool sum_parts(const struct sangong_line *l, enum sangong_facet f, struct interval *sum)
{
    const bool car = sangong_get(l, f, SANGONG_CAR)->state != SANGONG_ABSENT;
    const int part[4] = {SANGONG_ABROAD, SANGONG_RECEPTION, car ? SANGONG_CAR : SANGONG_CAR_BUY, SANGONG_CAR_RUN};
    *sum = INTERVAL_ZERO;
    for (int i = 0; i < (car ? 3 : 4); i++) {
        const struct sangong_fig *x = sangong_get(l, f, part[i]);
        if (sangong_is_figure(x) && interval_add(sum, 1, sangong_iv(x))) return false;
    }
    return true;
}

/* Is x what the parts and all that stands beside them add up to? */
static bool has_all_in_it(const struct sangong_line *l, enum sangong_facet f, struct interval x, struct interval parts)
{
    for (int i = 0; i < SANGONG_NITEM; i++) {
        const struct sangong_fig *b = sangong_get(l, f == SANGONG_TABLE ? SANGONG_BESIDE : SANGONG_PRIOR_BESIDE, i);
        if (sangong_is_figure(b) && interval_add(&parts, 1, sangong_iv(b))) return false;
    }
    return interval_agree(x, parts) == 1;
}

/* A 合计 in a table that has 会议费 or 机关运行经费 beside may have them inside: then it is not shown as the total of
 * 三公. Of two of them the one that is not wider is; if the other is all of the table, both are established. */
static void drop_wider_total(struct sangong_doc *d, struct sangong_line *l, enum sangong_facet f)
{
    const struct sangong_table *tab = table_no(d, sangong_get(l, f, SANGONG_TOTAL)->tno);
    const char *in = f == SANGONG_TABLE ? "" : "prior ";
    struct interval sum, other = INTERVAL_ZERO;
    if (!tab || !tab->others || tab->bare[1] || !sum_parts(l, f, &sum)) return;
    struct sangong_fig *t = &l->facet[f][SANGONG_TOTAL];
    bool two = t->other && interval_of(t->other->value, S(""), tab->digits, d->exact, &other) == 0;
    if (two && interval_agree(sangong_iv(t), sum) == 1 && has_all_in_it(l, f, other, sum)) t->other = NULL;
    if (is_zero(t) || interval_agree(sangong_iv(t), sum) == 1) return;
    bool all = has_all_in_it(l, f, sangong_iv(t), sum);
    if (!all && confirmed(l, f, SANGONG_TOTAL)) return; /* prose calls it the total of 三公: it is a part that is wrong */
    if (two && interval_agree(other, sum) == 1) {
        if (!all) sangong_say(d, SANGONG_OPEN, "%s合计 %.*s (line %.*s) has other expenses in it", in, STR_ARG(t->value), STR_ARG(line_or(t->line)));
        t->value = t->other->value;
        sangong_set_iv(t, other);
        t->line = t->other->line;
        t->other = NULL;
        return;
    }
    if (!all) {
        t->wider = true;
        sangong_say(d, SANGONG_OPEN, "%s合计 %.*s (line %.*s) is neither what its parts add up to nor what all of the table does",
                    in, STR_ARG(t->value), STR_ARG(line_or(t->line)));
        return;
    }
    sangong_say(d, SANGONG_OPEN, "%s合计 %.*s (line %.*s) has other expenses in it, no total of 三公 is printed", in, STR_ARG(t->value),
                STR_ARG(line_or(t->line)));
    *t = (struct sangong_fig){0};
}

static void check_notes(struct sangong_doc *d, struct sangong_line *l)
{
    bool empty = false, filled = false;
    struct str none = S("");
    for (const struct sangong_table *t = d->tables; t; t = t->next) {
        empty = empty || t->empty;
        filled = filled || t->figures;
        if (t->none.n) none = t->none;
        if (t->doubt.n)
            sangong_say(d, SANGONG_OPEN, "doubt about the table: %.*s (line %.*s)", STR_ARG(t->doubt), STR_ARG(line_or(t->doubt_line)));
        if (t->wrong_note.n)
            sangong_say(d, SANGONG_NOTE, "the table's note speaks of another table (line %.*s)", STR_ARG(t->wrong_note));
        if (t->none.n && t->figures)
            sangong_say(d, SANGONG_NOTE, "a note says the table is empty, but it is not (line %.*s)", STR_ARG(t->none));
    }
    const struct sangong_fig *p = sangong_get(l, SANGONG_PROSE, SANGONG_TOTAL);
    l->none = none.n && !filled && (l->main || is_zero(p)); /* final accounts that had none may have had a budget */
    if (l->none && !is_zero(p))
        sangong_say(d, SANGONG_OFF, "declared to be none (line %.*s), but prose has %.*s (line %.*s)", STR_ARG(none), STR_ARG(p->value),
                    STR_ARG(line_or(p->line)));
    else if (l->none)
        sangong_say(d, SANGONG_OK, "declared to be none (line %.*s)", STR_ARG(none));
    else if (empty && !filled && p->state == SANGONG_ABSENT)
        sangong_say(d, SANGONG_OPEN, "the table is empty and no note says why");
    if (!l->none && l->tabled && !(empty && !filled) && !l->facet[SANGONG_PROSE])
        sangong_say(d, SANGONG_OPEN, "no sentence to hold the table against");
}

static void check_whole(struct sangong_doc *d, struct sangong_line *l)
{
    check_notes(d, l);
    if (d->unplaced)
        sangong_say(d, SANGONG_OPEN, "%u figure%s of the table belong%s to no item (%.*s, line %.*s)", d->unplaced,
                    d->unplaced == 1 ? "" : "s", d->unplaced == 1 ? "s" : "", STR_ARG(d->unplaced_label), STR_ARG(line_or(d->unplaced_line)));
    if (d->untitled) sangong_say(d, SANGONG_OPEN, "the table has no title");
}

/* ---- organisations ---- */

/* Does a row whose code is the front of this one's stand in the same table? */
static bool has_parent(struct sangong_doc *d, const struct sangong_line *l)
{
    for (size_t n = l->orgcode.n; n-- > 1;)
        if (sangong_find(d, str_sub(l->orgcode, 0, n), S(""), l->year, l->phase, true)) return true;
    return false;
}

static int check_orgs_item(struct sangong_doc *d, const struct sangong_line *whole, int item)
{
    const struct sangong_fig *w = sangong_get(whole, whole->tabled ? SANGONG_TABLE : SANGONG_PROSE, item);
    struct interval sum = INTERVAL_ZERO;
    unsigned n = 0;
    bool coded = true;
    SANGONG_EACH(l, d)
    {
        if (!l->org_row || !l->tabled || !str_eq(l->year, whole->year) || !str_eq(l->phase, whole->phase)) continue;
        const struct sangong_fig *x = sangong_get(l, SANGONG_TABLE, item);
        coded = coded && l->orgcode.n;
        if (x->other) return 0;
        if (x->state == SANGONG_ABSENT || has_parent(d, l)) continue;
        n++;
        if (sangong_is_figure(x) && interval_add(&sum, 1, sangong_iv(x))) return -1;
    }
    struct dec gap, tol;
    char add[DEC_CHARS];
    if (n == 0 || !sangong_is_figure(w) || w->other || interval_gap(sangong_iv(w), sum, &gap, &tol)) return 0;
    dec_print(sum.mid, add);
    if (interval_within(gap, tol)) d->held++;
    else
        sangong_say(d, coded ? SANGONG_OFF : SANGONG_OPEN, "%s %.*s, %u organisations add up to %s%s", NAME(item), STR_ARG(w->value), n,
                    add, coded ? "" : " and have no codes that tell which are parts of which");
    return 0;
}

/* ---- bounds ---- */

static void check_bound(struct sangong_doc *d, const struct sangong_line *l, const struct sangong_bound *b)
{
    const struct sangong_fig *t = sangong_get(l, SANGONG_TABLE, b->item);
    if (t->state == SANGONG_ABSENT) t = sangong_get(l, SANGONG_PROSE, b->item);
    if (t->state == SANGONG_ABSENT || t->state == SANGONG_WORDS || t->other) return;
    if (sangong_is_figure(t) && !str_eq(sangong_print_of(t)->unit, b->unit)) return;
    if ((b->year.n && !str_eq(b->year, l->year)) || (b->phase.n && !str_eq(b->phase, l->phase))) return;
    struct interval ours = sangong_is_figure(t) ? sangong_iv(t) : INTERVAL_ZERO;
    struct dec gap, tol;
    if (interval_gap(b->part ? b->iv : ours, b->part ? ours : b->iv, &gap, &tol)) return;
    if (gap.m <= 0 || interval_within(gap, tol)) return;
    struct str value = sangong_is_figure(t) ? t->value : S("blank");
    if (b->part)
        sangong_say(d, SANGONG_NOTE, "%s %.*s is less than %.*s of %.*s alone, %.*s (line %.*s)", NAME(b->item), STR_ARG(value),
                    STR_ARG(b->code), STR_ARG(b->table), STR_ARG(b->value), STR_ARG(line_or(b->line)));
    else
        sangong_say(d, SANGONG_NOTE, "%s %.*s is more than the whole of %.*s, %.*s (line %.*s)", NAME(b->item), STR_ARG(value),
                    STR_ARG(b->table), STR_ARG(b->value), STR_ARG(line_or(b->line)));
}

int sangong_verify_frame(struct sangong_doc *d, struct sangong_line *l)
{
    drop_wider_total(d, l, SANGONG_TABLE);
    drop_wider_total(d, l, SANGONG_PRIOR);
    check_print(d, l, SANGONG_TABLE, "");
    check_print(d, l, SANGONG_PROSE, "prose ");
    check_print(d, l, SANGONG_PRIOR, "prior ");
    check_labels(d, l);
    if (l->main || (!l->org_row && d->tables && d->tables->empty)) check_whole(d, l);
    for (int i = 0; !l->org_row && l->has_orgs && i < SANGONG_NITEM; i++)
        if (check_orgs_item(d, l, i)) return -1;
    for (const struct sangong_bound *b = d->bounds; l->main && b; b = b->next) check_bound(d, l, b);
    if (l->main && !l->tabled && !l->has_orgs && (l->facet[SANGONG_PROSE] || l->facet[SANGONG_DELTA])) sangong_say(d, SANGONG_OPEN, "no table of 三公 to hold the sentence against");
    return 0;
}
