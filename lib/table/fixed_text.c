/* SPDX-License-Identifier: MIT */
/* fixed_text.c: the text of a piece of a laid-out page, without regard to the blanks inside: how long it is, what it is equal to,
 * whether it is a total or begins with an enumerator. */
#include "table/fixed.h"
#include "table/fixed_char.h"

size_t fx_chars(struct str s)
{
    size_t n = 0;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        unsigned char a = (unsigned char)*p;
        if (a >= 0xE4 && a <= 0xE9 && end - p >= 3) { /* ideographs */
            p += 3, n++;
            continue;
        }
        p += fx_next_char(p, end, &c);
        n += !fx_is_blank(c);
    }
    return n;
}

/* Decimals of a printed amount; -1 without a point. */
int fx_decimals(struct str s)
{
    int n = -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') n = 0;
        else if (n >= 0 && s.p[i] >= '0' && s.p[i] <= '9') n++;
    }
    return n;
}

uint64_t fx_sum(struct str s)
{
    uint64_t sum = 0;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        p += fx_next_char(p, end, &c);
        if (fx_is_blank(c)) continue;
        uint64_t x = c * 0x9E3779B97F4A7C15u;
        sum += x ^ x >> 29;
    }
    return sum;
}

bool fx_same_text(struct str a, struct str b)
{
    const char *p = a.p, *pe = p + a.n, *q = b.p, *qe = q + b.n;
    uint32_t c, d;
    for (;;) {
        for (; p < pe && q < qe && fx_is_ideograph(p, pe) && fx_is_ideograph(q, qe); p += 3, q += 3)
            if (p[0] != q[0] || p[1] != q[1] || p[2] != q[2]) return false;
        do c = 0, p += p < pe ? fx_next_char(p, pe, &c) : 0;
        while (fx_is_blank(c));
        do d = 0, q += q < qe ? fx_next_char(q, qe, &d) : 0;
        while (fx_is_blank(d));
        if (c != d) return false;
        if (c == 0) return true;
    }
}

static bool one_of(struct str s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (fx_same(s, list[i])) return true;
    }
    return false;
}

bool fx_is_total(struct str s)
{
    static const struct str spaced[] = {SI("合计"), SI("总计"), SI("小计")};
    if (str_ends(s, S("："))) s.n -= 3;
    if (!str_ends(s, S("计"))) return false;
    if (s.n <= 32 && one_of(s, spaced, 3)) return true;
    return fx_chars(s) <= 8 && (str_ends(s, S("合计")) || str_ends(s, S("总计")));
}

static bool is_numeral(const char *p, const char *end) /* 一 .. 十 百 */
{
    uint32_t c;
    if (!fx_is_ideograph(p, end)) return false;
    fx_decode(p, end, &c);
    switch (c) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: case 0x767E:
        return true;
    default: return false;
    }
}

/* 一、 （一） 1. 1、 ① 其中： 加： 减： # */
bool fx_enumerated(struct str s)
{
    /* the first bytes of all these, and of full-width digits and brackets */
    static const bool may_start[256] = {
        ['0'] = 1, ['1'] = 1, ['2'] = 1, ['3'] = 1, ['4'] = 1, ['5'] = 1, ['6'] = 1, ['7'] = 1, ['8'] = 1, ['9'] = 1, ['('] = 1, ['['] = 1,
        ['#'] = 1, [0xE2] = 1, [0xE3] = 1, [0xE4] = 1, [0xE5] = 1, [0xE7] = 1, [0xEF] = 1};
    if (s.n == 0 || !may_start[(unsigned char)s.p[0]]) return false;
    static const struct str lead[] = {SI("其中"), SI("加："), SI("减："), SI("加:"), SI("减:"), SI("#")};
    bool may_lead = (unsigned char)s.p[0] == 0xE5 || s.p[0] == '#';
    for (size_t i = 0; may_lead && i < sizeof lead / sizeof *lead; i++) {
        if (str_starts(s, lead[i])) return true;
    }
    const char *p = s.p, *end = p + s.n;
    uint32_t c = 0;
    unsigned len = p < end ? fx_next_char(p, end, &c) : 0;
    if (c >= 0x2460 && c <= 0x2473) return true;
    bool bracket = fx_opens(c);
    if (bracket) p += len;
    size_t n = 0, arabic = 0;
    for (;; n++) {
        if (is_numeral(p, end)) p += 3;
        else if (p < end && *p >= '0' && *p <= '9') p++, arabic++;
        else break;
    }
    if (n == 0 || n > 4 || p >= end) return false;
    len = fx_next_char(p, end, &c);
    if (bracket) return c == ')' && arabic <= 2;
    if (c == 0x3001) return true;
    if ((c != '.' && c != ',') || arabic > 2) return false;
    p += len;
    return p >= end || *p < '0' || *p > '9';
}
