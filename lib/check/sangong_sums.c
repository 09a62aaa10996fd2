/* SPDX-License-Identifier: MIT */
/* sangong_sums.c: the identities of one line. R53 total = parts, R54 and R57 car = bought + run, R55 signs,
 * R56 prose = table, R66 unit slips, R72 blank against 0; and a fund table's 合计 = its funds. */
#include "check/sangong_doc.h"

#include <stdio.h>

#define NAME(i) sangong_item_name[i]

/* "table " is left out: a table's figure is called by its bare name. */
static const char *where(enum sangong_facet f)
{
    return f == SANGONG_PROSE ? "prose " : f == SANGONG_PRIOR || f == SANGONG_PRIOR_PROSE ? "prior " : "";
}

/* ", 10000 times": the ratio of the two is a power of ten, as when one unit was taken for another. */
static const char *slip(struct interval a, struct interval b)
{
    static const char *const word[] = {", unit slip: 100 times", ", unit slip: 1000 times", ", unit slip: 10000 times",
                                       ", unit slip: 100000000 times"};
    static const int power[] = {2, 3, 4, 8};
    if (dec_is_zero(a.mid) || dec_is_zero(b.mid)) return "";
    for (int k = 0; k < 4; k++) {
        struct interval up = a;
        for (int turn = 0; turn < 2; turn++) {
            const struct interval *x = turn ? &b : &a, *y = turn ? &a : &b;
            if (dec_shift(x->mid, power[k], &up.mid) || dec_shift(x->half, power[k], &up.half)) continue;
            if (interval_agree(up, *y) == 1) return word[k];
        }
    }
    return "";
}

/* ---- whole = parts ---- */

struct sum {
    struct interval total;
    int figures, blanks;      /* parts with a figure; printed blank or as a dash */
    bool words, clash;
    const char *missing;      /* the first part that is not printed at all */
};

static int add_part(struct sum *s, const struct sangong_line *l, enum sangong_facet f, int item)
{
    const struct sangong_fig *x = sangong_get(l, f, item);
    if (x->state == SANGONG_ABSENT) {
        if (!s->missing) s->missing = NAME(item);
        return 0;
    }
    s->words = s->words || x->state == SANGONG_WORDS;
    s->clash = s->clash || x->other;
    if (!sangong_is_figure(x)) {
        s->blanks++;
        return 0;
    }
    s->figures++;
    return interval_add(&s->total, 1, sangong_iv(x));
}

static void say_sum(struct sangong_doc *d, const struct sangong_line *l, enum sangong_facet f, int whole, const struct sum *s)
{
    const struct sangong_fig *w = sangong_get(l, f, whole);
    struct dec gap, tol;
    char sum[DEC_CHARS], diff[DEC_CHARS];
    if (interval_gap(sangong_iv(w), s->total, &gap, &tol)) return;
    if (interval_within(gap, tol)) {
        d->held++;
        return;
    }
    dec_print(s->total.mid, sum);
    dec_print(gap, diff);
    const char *in = where(f), *of = NAME(whole);
    bool table = f == SANGONG_TABLE || f == SANGONG_PRIOR; /* prose need not tell all */
    if (s->figures == 0 && s->blanks && table)
        sangong_say(d, SANGONG_OPEN, "%s%s %.*s, its parts are blank", in, of, STR_ARG(w->value));
    else if (s->missing && gap.m > 0) {
        if (table)
            sangong_say(d, SANGONG_OPEN, "%s%s %.*s, %s is not printed and the other parts add up to %s", in, of,
                        STR_ARG(w->value), s->missing, sum);
    } else
        sangong_say(d, SANGONG_OFF, "%s%s %.*s, parts add up to %s (gap %s%s)", in, of, STR_ARG(w->value), sum, diff,
                    slip(sangong_iv(w), s->total));
}

static bool car_is_printed(const struct sangong_line *l, enum sangong_facet f)
{
    enum sangong_state s = sangong_get(l, f, SANGONG_CAR)->state;
    if (s == SANGONG_FIGURE || s == SANGONG_DASH) return true;
    return !sangong_is_figure(sangong_get(l, f, SANGONG_CAR_BUY)) && !sangong_is_figure(sangong_get(l, f, SANGONG_CAR_RUN)) &&
           s != SANGONG_ABSENT;
}

static int check_total(struct sangong_doc *d, const struct sangong_line *l, enum sangong_facet f)
{
    const struct sangong_fig *w = sangong_get(l, f, SANGONG_TOTAL);
    bool parts_printed = sangong_get(l, f, SANGONG_CAR_BUY)->state || sangong_get(l, f, SANGONG_CAR_RUN)->state;
    struct sum s = {.total = INTERVAL_ZERO};
    if (add_part(&s, l, f, SANGONG_ABROAD) || add_part(&s, l, f, SANGONG_RECEPTION)) return -1;
    if (car_is_printed(l, f) || !parts_printed) {
        if (add_part(&s, l, f, SANGONG_CAR)) return -1;
    } else if (add_part(&s, l, f, SANGONG_CAR_BUY) || add_part(&s, l, f, SANGONG_CAR_RUN)) {
        return -1;
    }
    if (w->other || w->wider || s.clash || s.words) return 0; /* said elsewhere */
    bool nothing = s.figures == 0 && s.blanks == 0;
    if (f == SANGONG_TABLE && nothing && sangong_is_figure(w) && !sangong_is_figure(sangong_get(l, SANGONG_PROSE, SANGONG_TOTAL)))
        sangong_say(d, SANGONG_OPEN, "only the total is printed");
    if (nothing) return 0;
    if (w->state == SANGONG_ABSENT) {
        if (f == SANGONG_TABLE) sangong_say(d, SANGONG_OPEN, "no total is printed");
    } else if (w->state == SANGONG_BLANK && !dec_is_zero(s.total.mid)) {
        char sum[DEC_CHARS];
        dec_print(s.total.mid, sum);
        sangong_say(d, SANGONG_OPEN, "%stotal is blank, parts add up to %s", where(f), sum);
    } else if (w->state != SANGONG_WORDS) {
        say_sum(d, l, f, SANGONG_TOTAL, &s);
    }
    return 0;
}

static int check_car(struct sangong_doc *d, const struct sangong_line *l, enum sangong_facet f)
{
    const struct sangong_fig *w = sangong_get(l, f, SANGONG_CAR);
    struct sum s = {.total = INTERVAL_ZERO};
    if (add_part(&s, l, f, SANGONG_CAR_BUY) || add_part(&s, l, f, SANGONG_CAR_RUN)) return -1;
    if (s.figures + s.blanks == 0 || w->other || s.clash || s.words) return 0;
    if (sangong_is_figure(w) || w->state == SANGONG_DASH) say_sum(d, l, f, SANGONG_CAR, &s);
    else if (w->state == SANGONG_BLANK && !dec_is_zero(s.total.mid))
        sangong_say(d, SANGONG_NOTE, "%scar is blank, its parts are not", where(f));
    return 0;
}

static int check_funds(struct sangong_doc *d, const struct sangong_line *l, int item)
{
    const struct sangong_fig *w = sangong_get(l, SANGONG_TABLE, item);
    struct sum s = {.total = INTERVAL_ZERO};
    if (!sangong_is_figure(w) || w->other) return 0;
    for (int f = SANGONG_GENERAL; f <= SANGONG_CAPITAL; f++)
        if (add_part(&s, l, (enum sangong_facet)f, item)) return -1;
    if (s.figures + s.blanks == 0) return 0;
    struct dec gap, tol;
    if (interval_gap(sangong_iv(w), s.total, &gap, &tol)) return -1;
    if (interval_within(gap, tol)) {
        d->held++;
        return 0;
    }
    if (s.missing && gap.m > 0) return 0; /* money of a fund that has no column here */
    char sum[DEC_CHARS], diff[DEC_CHARS];
    dec_print(s.total.mid, sum);
    dec_print(gap, diff);
    sangong_say(d, SANGONG_OFF, "%s %.*s, its funds add up to %s (gap %s)", NAME(item), STR_ARG(w->value), sum, diff);
    return 0;
}

/* ---- prose = table ---- */

static bool is_about(const struct sangong_fig *p) { return str_eq(sangong_print_of(p)->op, S("~")) || str_eq(sangong_print_of(p)->op, S(">")); }

static void add_name(char list[96], const char *name)
{
    size_t n = strlen(list);
    snprintf(list + n, 96 - n, "%s%s", n ? ", " : "", name);
}

static void check_mirror(struct sangong_doc *d, const struct sangong_line *l, int item, char blank[96])
{
    const struct sangong_fig *t = sangong_get(l, SANGONG_TABLE, item), *p = sangong_get(l, SANGONG_PROSE, item);
    bool tf = sangong_is_figure(t), pf = sangong_is_figure(p);
    if (t->other || p->other || t->state == SANGONG_WORDS || p->state == SANGONG_WORDS) return;
    if (t->state == SANGONG_ABSENT || p->state == SANGONG_ABSENT || (!tf && !pf)) return;
    struct interval a = tf ? sangong_iv(t) : INTERVAL_ZERO, b = pf ? sangong_iv(p) : INTERVAL_ZERO;
    if (interval_agree(a, b) == 1) {
        if (!tf && !dec_is_zero(b.mid)) return;
        if (t->state == SANGONG_BLANK) add_name(blank, NAME(item));
        else d->held++;
    } else if (t->wider) {
        return;
    } else if (pf && is_about(p)) {
        sangong_say(d, SANGONG_NOTE, "prose %s is about %.*s, table has %.*s", NAME(item), STR_ARG(p->value),
                    STR_ARG(tf ? t->value : S("blank")));
    } else {
        sangong_say(d, SANGONG_OFF, "%s is %.*s in the table, %.*s in prose (line %.*s%s)", NAME(item),
                    STR_ARG(t->state == SANGONG_BLANK ? S("blank") : t->value), STR_ARG(p->value), STR_ARG(line_or(p->line)), slip(a, b));
    }
}

static void check_sign(struct sangong_doc *d, const struct sangong_line *l, enum sangong_facet f)
{
    for (int i = 0; i < SANGONG_NITEM; i++) {
        const struct sangong_fig *x = sangong_get(l, f, i);
        if (sangong_is_figure(x) && sangong_iv(x).mid.m < 0)
            sangong_say(d, SANGONG_NOTE, "%s%s is negative: %.*s", where(f), NAME(i), STR_ARG(x->value));
    }
}

int sangong_verify_sums(struct sangong_doc *d, struct sangong_line *l)
{
    static const enum sangong_facet amounts[] = {SANGONG_TABLE, SANGONG_PROSE, SANGONG_PRIOR, SANGONG_PRIOR_PROSE};
    char blank[96] = "";
    for (int k = 0; k < 4; k++) {
        if (!l->facet[amounts[k]]) continue;
        if (check_total(d, l, amounts[k]) || check_car(d, l, amounts[k])) return -1;
        check_sign(d, l, amounts[k]);
    }
    for (int i = 0; i < SANGONG_NITEM; i++) {
        if (check_funds(d, l, i)) return -1;
        check_mirror(d, l, i, blank);
    }
    if (blank[0]) sangong_say(d, SANGONG_NOTE, "blank in the table, 0 in prose: %s", blank);
    return 0;
}
