/* SPDX-License-Identifier: MIT */
/* sangong_change.c: this year against last, budget against final. R42 directions, R58 shares, R59 overspending,
 * R60 to R63 changes and rates, R65 completion. */
#include "check/sangong_doc.h"

#define NAME(i) sangong_item_name[i]

/* The figure if there is one that is not printed twice, else NULL. */
static const struct sangong_fig *fig(const struct sangong_line *l, enum sangong_facet f, int item)
{
    const struct sangong_fig *x = l ? sangong_get(l, f, item) : NULL;
    return x && sangong_is_figure(x) && !x->other ? x : NULL;
}

static const struct sangong_fig *either(const struct sangong_line *l, enum sangong_facet first, enum sangong_facet second, int item)
{
    const struct sangong_fig *x = fig(l, first, item);
    return x ? x : fig(l, second, item);
}

/* ---- rates ---- */

/* Is `rate` (in percent) part / whole? 1 yes, 0 no, 2 only if its last digit was cut off, -1 cannot be said. */
static int is_rate(const struct sangong_fig *rate, struct interval part, struct interval whole, bool exact)
{
    struct dec low, high, unit, r = sangong_iv(rate).mid, h = sangong_iv(rate).half, x;
    if (interval_ratio(part, whole, 2, &low, &high)) return -1;
    if (exact || dec_is_zero(h)) h = dec_half_unit(interval_decimals(rate->value)); /* 0% may be 0.2% rounded */
    if (dec_sub(low, h, &x)) return -1;
    bool above = dec_cmp(r, x) >= 0;
    if (dec_add(high, h, &x)) return -1;
    if (above && dec_cmp(r, x) <= 0) return 1;
    if (dec_add(h, h, &unit)) return -1;
    bool minus = high.m < 0; /* cut off: nearer to 0 than the true rate, by less than one unit */
    if (minus ? dec_sub(r, unit, &x) : dec_add(r, unit, &x)) return -1;
    if (minus) return dec_cmp(x, high) < 0 && dec_cmp(r, low) >= 0 ? 2 : 0;
    return dec_cmp(x, low) > 0 && dec_cmp(r, high) <= 0 ? 2 : 0;
}

static void say_rate(struct sangong_doc *d, enum sangong_check bad, int result, const char *what, int item, const struct sangong_fig *rate,
                     struct interval part, struct interval whole)
{
    struct dec q;
    char should[DEC_CHARS];
    if (result == 1) d->held++;
    if (result == 2) sangong_say(d, SANGONG_NOTE, "%s of %s %.*s%% is cut off, not rounded", what, NAME(item), STR_ARG(rate->value));
    if (result != 0 || dec_shift(part.mid, 2, &q)) return;
    if (dec_div(q, whole.mid, interval_decimals(rate->value) + 1, &q)) return;
    dec_print(q, should);
    sangong_say(d, bad, "%s of %s is %.*s%%, computed %s%% (line %.*s)", what, NAME(item), STR_ARG(rate->value), should,
                STR_ARG(line_or(rate->line)));
}

/* ---- this = last ± change ---- */

struct change {
    const struct sangong_fig *now, *delta, *prior, *rate;
};

static struct change change_of(const struct sangong_line *l, int item, bool table)
{
    struct change c;
    enum sangong_facet here = table ? SANGONG_TABLE : SANGONG_PROSE, there = table ? SANGONG_PROSE : SANGONG_TABLE;
    c.now = either(l, here, there, item);
    c.delta = fig(l, table ? SANGONG_TABLE_DELTA : SANGONG_DELTA, item);
    c.rate = fig(l, table ? SANGONG_TABLE_RATE : SANGONG_RATE, item);
    c.prior = l->prior_phase.n ? NULL
              : table         ? either(l, SANGONG_PRIOR, SANGONG_PRIOR_PROSE, item)
                              : either(l, SANGONG_PRIOR_PROSE, SANGONG_PRIOR, item);
    return c;
}

static void check_delta(struct sangong_doc *d, const struct change *c, int item, struct interval base)
{
    struct dec gap, tol;
    char should[DEC_CHARS];
    dec_print(base.mid, should);
    if (c->prior) {
        if (interval_gap(base, sangong_iv(c->prior), &gap, &tol)) return;
        if (interval_within(gap, tol)) d->held++;
        else
            sangong_say(d, SANGONG_OFF, "%s %.*s with a change of %.*s means %s last year, printed %.*s (line %.*s)", NAME(item),
                        STR_ARG(c->now->value), STR_ARG(c->delta->value), should, STR_ARG(c->prior->value), STR_ARG(line_or(c->delta->line)));
        return;
    }
    if (dec_add(base.mid, base.half, &gap)) return;
    if (gap.m < 0)
        sangong_say(d, SANGONG_OFF, "%s %.*s cannot have risen by %.*s: last year's would be %s (line %.*s)", NAME(item),
                    STR_ARG(c->now->value), STR_ARG(c->delta->value), should, STR_ARG(line_or(c->delta->line)));
}

static int check_change(struct sangong_doc *d, const struct sangong_line *l, int item, bool table)
{
    struct change c = change_of(l, item, table);
    struct interval base, delta;
    if (!c.now || (!c.delta && !c.prior)) return 0;
    if (c.delta) {
        base = sangong_iv(c.now);
        delta = sangong_iv(c.delta);
        if (interval_add(&base, -1, delta)) return -1;
        check_delta(d, &c, item, base);
    } else {
        base = sangong_iv(c.prior);
        delta = sangong_iv(c.now);
        if (interval_add(&delta, -1, base)) return -1;
    }
    if (!c.rate) return 0;
    if (dec_is_zero(base.mid) && !dec_is_zero(sangong_iv(c.rate).mid))
        sangong_say(d, SANGONG_NOTE, "%s has a rate of %.*s%% on a base of 0", NAME(item), STR_ARG(c.rate->value));
    else
        say_rate(d, SANGONG_OFF, is_rate(c.rate, delta, base, d->exact), "change", item, c.rate, delta, base);
    return 0;
}

/* The changes of the parts make the change of the total, where all are told. */
static int check_delta_sum(struct sangong_doc *d, const struct sangong_line *l)
{
    const struct sangong_fig *w = fig(l, SANGONG_DELTA, SANGONG_TOTAL), *part[4];
    struct interval sum = INTERVAL_ZERO;
    struct dec gap, tol;
    char add[DEC_CHARS];
    int n = 0;
    part[n++] = fig(l, SANGONG_DELTA, SANGONG_ABROAD);
    part[n++] = fig(l, SANGONG_DELTA, SANGONG_RECEPTION);
    part[n++] = fig(l, SANGONG_DELTA, SANGONG_CAR);
    if (!part[2]) {
        part[2] = fig(l, SANGONG_DELTA, SANGONG_CAR_BUY);
        part[n++] = fig(l, SANGONG_DELTA, SANGONG_CAR_RUN);
    }
    if (!w) return 0;
    for (int i = 0; i < n; i++) {
        if (!part[i]) return 0;
        if (interval_add(&sum, 1, sangong_iv(part[i]))) return -1;
    }
    if (interval_gap(sangong_iv(w), sum, &gap, &tol)) return -1;
    dec_print(sum.mid, add);
    if (interval_within(gap, tol)) d->held++;
    else
        sangong_say(d, SANGONG_OFF, "total changed by %.*s, its parts by %s (line %.*s)", STR_ARG(w->value), add, STR_ARG(line_or(w->line)));
    return 0;
}

static void check_prior_mirror(struct sangong_doc *d, const struct sangong_line *l, int item)
{
    const struct sangong_fig *t = fig(l, SANGONG_PRIOR, item), *p = fig(l, SANGONG_PRIOR_PROSE, item);
    if (!t || !p) return;
    if (interval_agree(sangong_iv(t), sangong_iv(p)) == 1) d->held++;
    else
        sangong_say(d, SANGONG_OFF, "prior %s is %.*s in the table, %.*s in prose (line %.*s)", NAME(item), STR_ARG(t->value),
                    STR_ARG(p->value), STR_ARG(line_or(p->line)));
}

/* ---- shares ---- */

static void check_share(struct sangong_doc *d, const struct sangong_line *l, int item)
{
    const struct sangong_fig *share = fig(l, SANGONG_SHARE, item), *x = either(l, SANGONG_PROSE, SANGONG_TABLE, item);
    const struct sangong_fig *whole = either(l, SANGONG_PROSE, SANGONG_TABLE, SANGONG_TOTAL);
    if (!share || !x) return;
    if (item == SANGONG_TOTAL) {
        if (l->main && l->head->has_budget && is_rate(share, sangong_iv(x), l->head->budget, d->exact) == 1) d->held++;
    } else if (whole && !dec_is_zero(sangong_iv(whole).mid)) {
        say_rate(d, SANGONG_NOTE, is_rate(share, sangong_iv(x), sangong_iv(whole), d->exact), "share", item, share, sangong_iv(x), sangong_iv(whole));
    }
}

/* ---- final against budget ---- */

static void check_order(struct sangong_doc *d, const struct sangong_line *l, const struct sangong_fig *final, const struct sangong_fig *budget, int item)
{
    const struct sangong_fig *o = sangong_get(l, SANGONG_ORDER, item);
    if (o->state == SANGONG_ABSENT || sangong_print_of(o)->op.n == 0) return;
    struct dec gap, tol;
    if (interval_gap(sangong_iv(final), sangong_iv(budget), &gap, &tol)) return;
    bool equal = dec_is_zero(gap) || (interval_within(gap, tol) && sangong_print_of(o)->op.p[0] == '=');
    char is = equal ? '=' : gap.m > 0 ? '>' : '<';
    if (sangong_print_of(o)->op.p[0] == is) d->held++;
    else
        sangong_say(d, SANGONG_OFF, "%s is told to be %.*s the budget, but %.*s %c %.*s (line %.*s)", NAME(item), STR_ARG(sangong_print_of(o)->op),
                    STR_ARG(final->value), is, STR_ARG(budget->value), STR_ARG(line_or(o->line)));
}

static void check_final(struct sangong_doc *d, const struct sangong_line *l, const struct sangong_line *b, int item)
{
    const struct sangong_fig *pf = fig(l, SANGONG_PROSE, item), *pb = fig(b, SANGONG_PROSE, item);
    const struct sangong_fig *f = pf ? pf : fig(l, SANGONG_TABLE, item), *g = pb ? pb : fig(b, SANGONG_TABLE, item);
    const struct sangong_fig *done = fig(l, SANGONG_DONE, item);
    if (!f || !g) return;
    check_order(d, l, f, g, item);
    const struct sangong_fig *all = fig(l, SANGONG_ADJUSTED, item);
    if (all && done && is_rate(done, sangong_iv(f), sangong_iv(all), d->exact) > 0) d->held++;
    else if (done && !dec_is_zero(sangong_iv(g).mid))
        say_rate(d, pf && pb ? SANGONG_OFF : SANGONG_NOTE, is_rate(done, sangong_iv(f), sangong_iv(g), d->exact), "completion", item, done, sangong_iv(f), sangong_iv(g));
    struct dec gap, tol;
    if (item != SANGONG_TOTAL || interval_gap(sangong_iv(f), sangong_iv(g), &gap, &tol)) return;
    if (gap.m > 0 && !interval_within(gap, tol))
        sangong_say(d, SANGONG_NOTE, "spent %.*s of a budget of %.*s", STR_ARG(f->value), STR_ARG(g->value));
}

int sangong_verify_changes(struct sangong_doc *d, struct sangong_line *l)
{
    const struct sangong_line *budget = NULL;
    if (str_eq(l->phase, S("final"))) budget = sangong_find(d, l->orgcode, l->org, l->year, S("budget"), l->org_row);
    for (int i = 0; i < SANGONG_NITEM; i++) {
        if (check_change(d, l, i, false) || check_change(d, l, i, true)) return -1;
        check_prior_mirror(d, l, i);
        check_share(d, l, i);
        if (budget) check_final(d, l, budget, i);
    }
    return check_delta_sum(d, l);
}
