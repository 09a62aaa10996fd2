/* SPDX-License-Identifier: MIT */
/* dec.c: exact decimals on a 128-bit integer; every step that can overflow is checked. */
#include "base/dec.h"

__extension__ typedef unsigned __int128 wide;

/* 10^0 .. 10^38; 10^38 is the largest power of ten below 2^127. */
enum { POW_MAX = 38 };
static dec_int pow10_of(int k)
{
    static const uint64_t low[] = {1u, 10u, 100u, 1000u, 10000u, 100000u, 1000000u, 10000000u, 100000000u, 1000000000u,
                                   10000000000u, 100000000000u, 1000000000000u, 10000000000000u, 100000000000000u,
                                   1000000000000000u, 10000000000000000u, 100000000000000000u, 1000000000000000000u,
                                   10000000000000000000u};
    return k <= 19 ? (dec_int)low[k] : (dec_int)low[19] * (dec_int)low[k - 19];
}

static wide magnitude(dec_int m)
{
    return m < 0 ? (wide)0 - (wide)m : (wide)m;
}

/* The smallest dec_int is no value, so that every value has its negative. */
static int give(dec_int m, int scale, struct dec *out)
{
    if (m < 0 && (wide)0 - (wide)m == (wide)m) return -1;
    if (scale < 0 || scale > DEC_SCALE_MAX) return -1;
    *out = (struct dec){m, scale};
    return 0;
}

/* *m * 10^k in place; false on overflow. */
static bool scale_up(dec_int *m, int k)
{
    if (*m == 0) return true;
    if (k > POW_MAX) return false;
    return !__builtin_mul_overflow(*m, pow10_of(k), m);
}

/* The same for what nearly every amount is: so few digits that 64 bits hold them. -1: leave it to the other. */
static int parse_short(struct str s, struct dec *out)
{
    bool negative = s.n > 0 && s.p[0] == '-';
    const char *p = s.p + negative, *end = s.p + s.n, *point = NULL;
    uint64_t m = 0;
    if (s.n > 18 || p == end) return -1;
    for (; p < end; p++) {
        unsigned digit = (unsigned)(unsigned char)*p - '0';
        if (digit <= 9) {
            m = m * 10 + digit;
            continue;
        }
        if (*p != '.' || point || p == s.p + negative) return -1;
        point = p;
    }
    if (point == end - 1) return -1;
    *out = (struct dec){negative ? -(dec_int)m : (dec_int)m, point ? (int)(end - point - 1) : 0};
    return 0;
}

int dec_parse(struct str s, struct dec *out)
{
    if (parse_short(s, out) == 0) return 0;
    bool negative = s.n > 0 && s.p[0] == '-';
    size_t i = negative, digits = 0;
    int scale = -1; /* no point yet */
    dec_int m = 0;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && scale < 0 && digits > 0) {
            scale = 0;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9') return -1;
        if (__builtin_mul_overflow(m, 10, &m) || __builtin_sub_overflow(m, s.p[i] - '0', &m)) return -1;
        digits++;
        if (scale >= 0 && ++scale > DEC_SCALE_MAX) return -1;
    }
    if (digits == 0 || scale == 0) return -1;
    if (!negative && __builtin_sub_overflow((dec_int)0, m, &m)) return -1;
    return give(m, scale < 0 ? 0 : scale, out);
}

/* `digits` digits of *m in front of `at`, all that are left (but one at least) if digits < 0. */
static char *put_digits(char *at, wide *m, int digits)
{
    for (; *m > UINT64_MAX && digits != 0; *m /= 10, digits--) *--at = (char)('0' + (unsigned)(*m % 10));
    if (*m > UINT64_MAX) return at;
    uint64_t low = (uint64_t)*m;
    if (digits < 0) {
        do *--at = (char)('0' + low % 10);
        while ((low /= 10) > 0);
    }
    for (; digits > 0; low /= 10, digits--) *--at = (char)('0' + low % 10);
    *m = low;
    return at;
}

size_t dec_print(struct dec d, char buf[DEC_CHARS])
{
    char all[DEC_CHARS], *end = all + sizeof all, *at = end;
    wide m = magnitude(d.m);
    if (d.scale > 0) {
        at = put_digits(at, &m, d.scale);
        *--at = '.';
    }
    at = put_digits(at, &m, -1);
    if (d.m < 0) *--at = '-';
    size_t n = (size_t)(end - at);
    memcpy(buf, at, n);
    buf[n] = '\0';
    return n;
}

/* Both with the larger scale of the two; false on overflow. */
static bool align(struct dec *a, struct dec *b)
{
    if (a->scale > b->scale) {
        if (!scale_up(&b->m, a->scale - b->scale)) return false;
        b->scale = a->scale;
    } else if (a->scale < b->scale) {
        if (!scale_up(&a->m, b->scale - a->scale)) return false;
        a->scale = b->scale;
    }
    return true;
}

int dec_add(struct dec a, struct dec b, struct dec *out)
{
    dec_int sum;
    if (!align(&a, &b) || __builtin_add_overflow(a.m, b.m, &sum)) return -1;
    return give(sum, a.scale, out);
}

int dec_sub(struct dec a, struct dec b, struct dec *out)
{
    dec_int difference;
    if (!align(&a, &b) || __builtin_sub_overflow(a.m, b.m, &difference)) return -1;
    return give(difference, a.scale, out);
}

/* Compare the magnitudes a / 10^sa and b / 10^sb: whole parts, then fractions with equal scales. A
 * fraction has at most DEC_SCALE_MAX digits, so it fits. */
static int cmp_magnitude(wide a, int sa, wide b, int sb)
{
    wide pa = (wide)pow10_of(sa), pb = (wide)pow10_of(sb);
    if (a / pa != b / pb) return a / pa < b / pb ? -1 : 1;
    wide fa = a % pa, fb = b % pb;
    if (sa < sb) fa *= (wide)pow10_of(sb - sa);
    else fb *= (wide)pow10_of(sa - sb);
    return fa < fb ? -1 : fa > fb;
}

int dec_cmp(struct dec a, struct dec b)
{
    if (a.scale == b.scale) return a.m < b.m ? -1 : a.m > b.m;
    if (a.m == (int64_t)a.m && b.m == (int64_t)b.m && a.scale < 19 && b.scale < 19) { /* no product is beyond 128 bits */
        if (a.scale < b.scale) a.m *= pow10_of(b.scale - a.scale);
        else b.m *= pow10_of(a.scale - b.scale);
        return a.m < b.m ? -1 : a.m > b.m;
    }
    if ((a.m < 0) != (b.m < 0)) return a.m < 0 ? -1 : 1;
    int c = cmp_magnitude(magnitude(a.m), a.scale, magnitude(b.m), b.scale);
    return a.m < 0 ? -c : c;
}

struct dec dec_neg(struct dec a)
{
    a.m = -a.m;
    return a;
}

struct dec dec_abs(struct dec a)
{
    return a.m < 0 ? dec_neg(a) : a;
}

/* Trailing zeros go until the scale is small enough; give fails if they do not suffice. */
static int give_trimmed(dec_int m, int scale, struct dec *out)
{
    if (m == 0 && scale > DEC_SCALE_MAX) scale = DEC_SCALE_MAX;
    while (scale > DEC_SCALE_MAX && m % 10 == 0) {
        m /= 10;
        scale--;
    }
    return give(m, scale, out);
}

int dec_shift(struct dec a, int k, struct dec *out)
{
    if (k > 2 * POW_MAX || k < -2 * POW_MAX) return dec_is_zero(a) ? give(0, k < 0 ? DEC_SCALE_MAX : 0, out) : -1;
    if (k <= a.scale) return give_trimmed(a.m, a.scale - k, out);
    if (!scale_up(&a.m, k - a.scale)) return -1;
    return give(a.m, 0, out);
}

int dec_mul(struct dec a, struct dec b, struct dec *out)
{
    dec_int product;
    if (__builtin_mul_overflow(a.m, b.m, &product)) return -1;
    return give_trimmed(product, a.scale + b.scale, out);
}

/* num / den, half away from zero, in units of 10^-more; digit by digit. */
static bool divide(wide num, wide den, int more, wide *out)
{
    wide q = num / den, r = num % den;
    for (; more > 0; more--) {
        if (__builtin_mul_overflow(r, (wide)10, &r)) return false;
        if (__builtin_mul_overflow(q, (wide)10, &q) || __builtin_add_overflow(q, r / den, &q)) return false;
        r %= den;
    }
    if (r >= den - r) q++; /* q < 2^128 - 1, since r > 0 means den > 1 */
    *out = q;
    return true;
}

static int give_signed(wide m, bool negative, int scale, struct dec *out)
{
    if (m >> 127) return -1;
    return give(negative ? -(dec_int)m : (dec_int)m, scale, out);
}

int dec_div(struct dec a, struct dec b, int digits, struct dec *out)
{
    if (b.m == 0 || digits < 0 || digits > DEC_SCALE_MAX) return -1;
    wide num = magnitude(a.m), den = magnitude(b.m), q = 0;
    int more = digits + b.scale - a.scale;
    for (; more < 0; more++) /* a larger divisor; once it is beyond 2 * num the quotient is 0 */
        if (__builtin_mul_overflow(den, (wide)10, &den)) return give(0, digits, out);
    if (!divide(num, den, more, &q)) return -1;
    return give_signed(q, (a.m < 0) != (b.m < 0), digits, out);
}

int dec_round(struct dec a, int scale, struct dec *out)
{
    if (scale < 0 || scale > DEC_SCALE_MAX) return -1;
    return dec_div(a, (struct dec){1, 0}, scale, out);
}

struct dec dec_half_unit(int scale)
{
    if (scale >= DEC_SCALE_MAX) return (struct dec){1, DEC_SCALE_MAX};
    if (scale >= 0) return (struct dec){5, scale + 1};
    if (scale < -POW_MAX + 1) scale = -POW_MAX + 1;
    return (struct dec){5 * pow10_of(-scale - 1), 0};
}
