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

int interval_half(struct dec mid, struct str prec, int decimals, bool exact, struct dec *half)
{
    int digits = decimals > mid.scale ? decimals : mid.scale, p = -digits;
    *half = DEC_ZERO;
    if (exact || dec_is_zero(mid)) return 0;
    if (prec.n && power(prec, &p)) return -1;
    if (p > 0) return dec_shift((struct dec){5, 1}, p, half);
    if (-p > DEC_SCALE_MAX - 1) return -1;
    *half = dec_half_unit(-p);
    return 0;
}

int interval_of(struct str value, struct str prec, int decimals, bool exact, struct interval *out)
{
    struct interval x = INTERVAL_ZERO;
    if (value.n && !str_eq(value, S("-")))
        if (dec_parse(value, &x.mid) || interval_half(x.mid, prec, decimals, exact, &x.half)) return -1;
    *out = x;
    return 0;
}

/* a + sign * b for what nearly all figures are: of one scale, or 0, and in 64 bits. */
static inline bool add_short(struct dec a, int sign, struct dec b, struct dec *out)
{
    bool plain = a.scale == b.scale || (a.scale < b.scale ? a.m : b.m) == 0;
    if (!plain || a.m != (int64_t)a.m || b.m != (int64_t)b.m) return false;
    *out = (struct dec){sign < 0 ? a.m - b.m : a.m + b.m, a.scale > b.scale ? a.scale : b.scale};
    return true;
}

int interval_add(struct interval *sum, int sign, struct interval x)
{
    struct interval s;
    if (!add_short(sum->mid, sign, x.mid, &s.mid) && (sign < 0 ? dec_sub(sum->mid, x.mid, &s.mid) : dec_add(sum->mid, x.mid, &s.mid)))
        return -1;
    if (!add_short(sum->half, 1, x.half, &s.half) && dec_add(sum->half, x.half, &s.half)) return -1;
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
