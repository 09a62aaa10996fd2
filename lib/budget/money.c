/* SPDX-License-Identifier: MIT */
/* money.c: moving the point of a printed amount. */
#include "budget/money.h"

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

bool money_is_number(struct str s)
{
    size_t i = s.n && s.p[0] == '-', from = i;
    while (i < s.n && digit(s.p[i])) i++;
    if (i == from) return false;
    if (i == s.n) return true;
    if (s.p[i++] != '.') return false;
    from = i;
    while (i < s.n && digit(s.p[i])) i++;
    return i == s.n && i > from;
}

/* The digits of v without sign and point in out, and how many of them stand before the point. */
static size_t digits(struct str v, char *out, size_t *whole)
{
    size_t n = 0;
    *whole = STR_NPOS;
    for (size_t i = v.p[0] == '-'; i < v.n; i++)
        if (v.p[i] == '.') *whole = n;
        else out[n++] = v.p[i];
    if (*whole == STR_NPOS) *whole = n;
    return n;
}

int money_shift(struct arena *a, struct money m, int shift, struct money *out)
{
    enum { PAD = 40 }; /* zeros that may be needed on either side, and sign, point */
    size_t room = m.value.n + 2 * PAD, whole;
    char *p = arena_alloc(a, room);
    if (!p) return -1;
    char *d = p + PAD; /* zeros in front as needed */
    memset(p, '0', PAD);
    size_t n = digits(m.value, d, &whole);
    long point = (long)whole + shift;
    int prec = m.has_prec ? m.prec + shift : 0;
    bool has_prec = m.has_prec;
    if (point > (long)n) { /* the zeros behind the last digit are no print */
        memset(d + n, '0', (size_t)point - n);
        if (!has_prec) prec = (int)(point - (long)n);
        has_prec = true;
        n = (size_t)point;
    }
    /* decimals below prec are such zeros too, and can go */
    long decimals = (long)n - point;
    if (has_prec && decimals > (prec < 0 ? -prec : 0)) {
        n -= (size_t)(decimals - (prec < 0 ? -prec : 0));
        decimals = prec < 0 ? -prec : 0;
    }
    if (has_prec && prec <= 0 && decimals == -prec) has_prec = false;
    while (point < 1) { /* 0.00x */
        d--;
        point++;
        n++;
    }
    while (point > 1 && *d == '0') {
        d++;
        point--;
        n--;
    }
    if (decimals > 0) {
        memmove(d + point + 1, d + point, (size_t)decimals);
        d[point] = '.';
        n++;
    }
    if (m.value.p[0] == '-') {
        *--d = '-';
        n++;
    }
    *out = (struct money){{d, n}, has_prec ? prec : 0, has_prec};
    return 0;
}
