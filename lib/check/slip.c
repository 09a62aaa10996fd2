/* SPDX-License-Identifier: MIT */
/* slip.c: one figure for another: a digit, two neighbours, the point, the sign or the unit misprinted. */
#include "check/check.h"

bool slip_none(struct dec a, struct dec b, struct dec tol)
{
    struct dec gap;
    return !dec_sub(a, b, &gap) && interval_within(gap, tol);
}

/* What operand i would have to be for the relation to hold. */
bool slip_mended(const struct check *c, const struct finding *f, uint32_t i, struct dec *out)
{
    const struct operand *o = &c->operand.v[f->at + i];
    struct dec v = c->l->entry.v[o->entry].x.mid;
    bool plus = i < f->nleft ? o->minus : !o->minus;
    return !(plus ? dec_add(v, f->gap, out) : dec_sub(v, f->gap, out));
}

/* Is y the digits of x with two neighbours exchanged? */
bool slip_swapped(struct dec x, struct dec y, struct dec tol)
{
    dec_int m = x.m < 0 ? -x.m : x.m, power = 1;
    for (int k = 0; k < 30 && m / power >= 10; k++, power *= 10) {
        dec_int a = m / power % 10, b = m / power / 10 % 10;
        struct dec z = {m + (a - b) * 9 * power, x.scale};
        if (a != b && slip_none(z, dec_abs(y), tol)) return true;
    }
    return false;
}

bool slip_large(struct dec x, struct dec tol)
{
    struct dec t;
    return !dec_mul(tol, (struct dec){20, 0}, &t) && dec_cmp(dec_abs(x), t) > 0;
}

bool slip_unit(struct dec x, struct dec y, struct dec tol)
{
    static const int powers[] = {4, -4, 3, -3, 2, -2, 8, -8};
    struct dec z;
    for (size_t i = 0; i < sizeof powers / sizeof *powers; i++)
        if (!dec_shift(x, powers[i], &z) && slip_large(x, tol) && slip_large(z, tol) && slip_none(z, y, tol)) return true;
    return false;
}

/* The point one place off. */
static bool slipped_point(struct dec x, struct dec y, struct dec tol)
{
    struct dec up, down;
    return !dec_shift(x, 1, &up) && !dec_shift(x, -1, &down) && (slip_none(up, y, tol) || (slip_large(down, tol) && slip_none(down, y, tol)));
}

bool one_slip(struct dec a, struct dec b, struct dec tol)
{
    struct dec gap;
    if (slip_none(a, dec_neg(b), tol) || slip_swapped(a, b, tol) || slip_unit(a, b, tol) || slipped_point(a, b, tol)) return true;
    if (dec_sub(dec_abs(a), dec_abs(b), &gap)) return false;
    for (int k = 0; k < 30; k++) /* one digit: they differ by less than ten of its place */
        for (int d = 1; d < 10; d++) {
            struct dec step = {d, a.scale > b.scale ? a.scale : b.scale};
            if (!dec_shift(step, k, &step) && slip_none(dec_abs(gap), step, tol)) return true;
        }
    return false;
}

/* What an item left out could come to: of two digits at most. */
static bool like_an_item(struct dec gap)
{
    dec_int m = gap.m < 0 ? -gap.m : gap.m;
    while (m && m % 10 == 0) m /= 10;
    return m < 100;
}

bool slip_inside(const struct check *c, const struct finding *f)
{
    struct dec y;
    if (like_an_item(f->gap)) return false;
    for (uint32_t i = 0; i < f->n; i++) {
        const struct entry *x = &c->l->entry.v[c->operand.v[f->at + i].entry];
        if (entry_has_amount(x) && slip_mended(c, f, i, &y) && one_slip(x->x.mid, y, f->tolerance)) return true;
    }
    return false;
}
