/* SPDX-License-Identifier: MIT */
/* label.c: row labels and code cells, by their signs alone. */
#include "budget/label.h"

#include "base/utf.h"
#include "budget/dict.h"

#include <string.h>

static size_t digits_at(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] >= '0' && s.p[n] <= '9') n++;
    return n;
}

bool label_digits(struct str s)
{
    return s.n > 0 && digits_at(s) == s.n;
}

/* Bytes of the Chinese numeral at the start of s (一 .. 九十九), 0 if there is none. */
static size_t numeral_at(struct str s)
{
    static const struct str sign[] = {SI("一"), SI("二"), SI("三"), SI("四"), SI("五"),
                                      SI("六"), SI("七"), SI("八"), SI("九"), SI("十")};
    size_t n = 0;
    for (unsigned signs = 0; signs < 3; signs++) {
        size_t i = 0;
        while (i < sizeof sign / sizeof *sign && !str_starts(str_from(s, n), sign[i])) i++;
        if (i == sizeof sign / sizeof *sign) break;
        n += sign[i].n;
    }
    return n;
}

static size_t sign_at(struct str s, const struct str *sign, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, sign[i])) return sign[i].n;
    return 0;
}

/* Bytes of 一、 （一） 1、 1. （1） ① at the start of s. */
static size_t enumerator_at(struct str s)
{
    static const struct str after[] = {SI("、"), SI("."), SI(","), SI("。")};
    uint32_t cp = 0;
    unsigned len = s.n ? utf_decode(s.p, s.p + s.n, &cp) : 0;
    if (cp >= 0x2460 && cp <= 0x2473) return len; /* ① .. ⑳ */
    size_t open = str_starts(s, S("（")) ? S("（").n : 0;
    struct str rest = str_from(s, open);
    size_t cjk = numeral_at(rest), arabic = cjk ? 0 : digits_at(rest), n = cjk + arabic;
    if (n == 0 || arabic > 2) return 0;
    rest = str_from(rest, n);
    if (open) return str_starts(rest, S("）")) ? open + n + S("）").n : 0;
    size_t sign = sign_at(rest, after, cjk ? 4 : 2);
    if (sign == 0 || (arabic && sign == 1 && digits_at(str_from(rest, 1)))) return 0; /* 1.5 */
    return n + sign;
}

/* Bytes of 其中: / 减: / 加: / # at the start of s. */
static size_t word_at(struct str s, enum label_role *role)
{
    static const struct str some[] = {SI("其中:"), SI("其中,"), SI("其中、"), SI("其中"), SI("#")};
    static const struct str less[] = {SI("减:"), SI("减、")};
    static const struct str more[] = {SI("加:"), SI("加、")};
    size_t n = sign_at(s, some, 5);
    if (n) return *role = LABEL_SOME, n;
    n = sign_at(s, less, 2);
    if (n) return *role = LABEL_LESS, n;
    return sign_at(s, more, 2);
}

/* Do the first three digits make a class of 政府收支分类: revenue 1xx, function 2xx, economic 3xx and 5xx? */
static bool is_class(struct str code)
{
    static const struct { const char *from, *to; } range[] = {{"101", "110"}, {"201", "239"}, {"301", "319"}, {"399", "399"}, {"501", "519"}, {"599", "599"}};
    for (size_t i = 0; i < sizeof range / sizeof *range; i++)
        if (memcmp(code.p, range[i].from, 3) >= 0 && memcmp(code.p, range[i].to, 3) <= 0) return true;
    return false;
}

/* Takes [208], （20805）, 310, 402- from the start of the name, or digits that are all of it. */
static bool take_code(struct label *l)
{
    struct str s = l->name, open = {"", 0}, close = {"", 0};
    if (str_starts(s, S("["))) open = S("["), close = S("]");
    else if (str_starts(s, S("【"))) open = S("【"), close = S("】");
    else if (str_starts(s, S("（"))) open = S("（"), close = S("）");
    struct str rest = str_from(s, open.n);
    size_t n = digits_at(rest);
    if (n < 3 || !str_starts(str_from(rest, n), close)) return false;
    struct str name = str_from(rest, n + close.n);
    bool dash = open.n == 0 && (str_starts(name, S("-")) || str_starts(name, S(":")));
    if (dash) name = str_from(name, 1);
    if (open.n == 0 && name.n) { /* 100强, 2023年 are names: only the lengths of codes, before an ideograph */
        uint32_t cp = 0;
        utf_decode(name.p, name.p + name.n, &cp);
        if ((n != 3 && n != 5 && n != 6 && n != 7) || !utf_is_cjk(cp)) return false;
        if ((n == 5 || n == 7) && !is_class(rest)) return false; /* 12345热线 */
    }
    if (l->code.n == 0) {
        l->code = str_sub(rest, 0, n);
        l->bracketed = open.n > 0;
    }
    l->name = name;
    return true;
}

int label_read(struct arena *a, struct str printed, struct label *out)
{
    struct str s = dict_fold(a, printed);
    if (!s.p) return -1;
    *out = (struct label){.name = s, .code = {"", 0}};
    for (;;) {
        enum label_role role = out->role;
        size_t n = enumerator_at(out->name);
        if (n == 0) n = word_at(out->name, &role);
        if (n > 0 && n < out->name.n) {
            out->name = str_from(out->name, n);
            if (out->role == LABEL_PLAIN) out->role = role;
        } else if (out->name.n > 1 && str_ends(out->name, S(":"))) out->name.n--;
        else if (!take_code(out)) return 0;
    }
}

/* ---- the code column ---- */

struct str label_code(struct arena *a, struct str printed)
{
    if (printed.n == 0 || label_digits(printed)) return printed;
    char *out = arena_alloc(a, 2 * printed.n + 2);
    struct str s = utf_fold(a, printed);
    size_t n = 0, part = 0;
    if (!out || !s.p) return (struct str){NULL, 0};
    for (size_t i = 0; i < s.n;) {
        size_t d = digits_at(str_from(s, i));
        if (d == 0) { /* a sign between parts, or a bracket */
            uint32_t cp = 0;
            unsigned len = utf_decode(s.p + i, s.p + s.n, &cp);
            if (len == 0 || utf_is_cjk(cp) || (cp < 0x80 && !strchr(" |[]()-./,_", (int)cp))) return printed;
            i += len;
            continue;
        }
        if (part++ && d > 2) return printed; /* only the class has three digits */
        if (part > 1 && d == 1) out[n++] = '0';
        memcpy(out + n, s.p + i, d);
        n += d;
        i += d;
    }
    return n ? (struct str){out, n} : printed;
}
