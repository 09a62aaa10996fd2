/* SPDX-License-Identifier: MIT */
/* interval.c: see interval.h. */
#include "check/interval.h"

int interval_decimals(struct str value)
{
    const char *dot = value.n ? memchr(value.p, '.', value.n) : NULL;
    return dot ? (int)(value.p + value.n - dot - 1) : 0;
}

/* A power of ten as `prec` writes it: -?[0-9]{1,2}. */
static int power(struct str s, int *out)
{
    bool minus = s.n > 0 && s.p[0] == '-';
    unsigned u;
    if (minus) s = str_from(s, 1);
    if (s.n > 2 || !str_u32(s, &u)) return -1;
    *out = minus ? -(int)u : (int)u;
    return 0;
}

int interval_of(struct str value, struct str prec, int decimals, bool exact, struct interval *out)
{
    struct interval x = INTERVAL_ZERO;
    if (value.n == 0 || str_eq(value, S("-"))) {
        *out = x;
        return 0;
    }
    if (dec_parse(value, &x.mid)) return -1;
    int own = interval_decimals(value), digits = decimals > own ? decimals : own, p = 0;
    if (decimals < 0) digits = own;
    if (!exact && !dec_is_zero(x.mid)) {
        if (prec.n && power(prec, &p)) return -1;
        if (!prec.n) p = -digits;
        if (p <= 0 && -p > DEC_SCALE_MAX - 1) return -1;
        if (p <= 0) x.half = dec_half_unit(-p);
        else if (dec_shift((struct dec){5, 1}, p, &x.half)) return -1;
    }
    *out = x;
    return 0;
}

int interval_add(struct interval *sum, int sign, struct interval x)
{
    struct interval s;
    if (sign < 0 ? dec_sub(sum->mid, x.mid, &s.mid) : dec_add(sum->mid, x.mid, &s.mid)) return -1;
    if (dec_add(sum->half, x.half, &s.half)) return -1;
    *sum = s;
    return 0;
}

int interval_gap(struct interval a, struct interval b, struct dec *gap, struct dec *tol)
{
    struct interval d = a;
    if (interval_add(&d, -1, b)) return -1;
    *gap = d.mid;
    *tol = d.half;
    return 0;
}

int interval_agree(struct interval a, struct interval b)
{
    struct dec gap, tol;
    if (interval_gap(a, b, &gap, &tol)) return -1;
    return interval_within(gap, tol);
}

int interval_ratio(struct interval part, struct interval whole, int shift, struct dec *low, struct dec *high)
{
    struct dec p[2], w[2], q, lo = DEC_ZERO, hi = DEC_ZERO;
    if (dec_sub(part.mid, part.half, &p[0]) || dec_add(part.mid, part.half, &p[1])) return -1;
    if (dec_sub(whole.mid, whole.half, &w[0]) || dec_add(whole.mid, whole.half, &w[1])) return -1;
    if ((w[0].m <= 0) != (w[1].m <= 0) || w[0].m == 0 || w[1].m == 0) return -1;
    for (int i = 0; i < 4; i++) {
        if (dec_shift(p[i & 1], shift, &q) || dec_div(q, w[i >> 1], 12, &q)) return -1;
        if (i == 0 || dec_cmp(q, lo) < 0) lo = q;
        if (i == 0 || dec_cmp(q, hi) > 0) hi = q;
    }
    *low = lo;
    *high = hi;
    return 0;
}
