/* SPDX-License-Identifier: MIT */
/* lex_amount.c: printed amounts and the values of performance targets. */
#include "table/lex_in.h"

#include "base/utf.h"
#include "table/words.h"

#include <string.h>

/* Can a dash start with this byte? */
static bool may_be_dash(char c) { return c == '-' || (unsigned char)c == 0xE2 || (unsigned char)c == 0xEF; }

static bool is_dash(struct str s)
{
    static const struct str dash[] = {SI("-"), SI("—"), SI("－"), SI("–"), SI("―"), SI("─"), SI("−")};
    bool any = false;
    while (s.n && may_be_dash(s.p[0]) && LEX_EAT_ANY(&s, dash)) any = true;
    return any && s.n == 0;
}

/* Digits with their separators at the start of s, written plain into out; bytes read, 0 if there is no
 * number. A comma counts only in front of exactly three digits, and the first group has at most three. */
static size_t plain_digits(struct str s, char *out, size_t *outn)
{
    size_t i = 0, n = 0, lead = 0, group = 0;
    bool commas = false, point = false;
    while (i < s.n) {
        char c = s.p[i];
        if (lex_is_digit(c)) {
            out[n++] = c;
            i++;
            if (!point) {
                if (commas) group++;
                else lead++;
            }
        } else if (c == ',' && !point && n > 0 && i + 3 < s.n && lex_is_digit(s.p[i + 1]) &&
                   lex_is_digit(s.p[i + 2]) && lex_is_digit(s.p[i + 3])) {
            if (!commas && lead > 3) return 0;
            if (commas && group != 3) return 0;
            commas = true;
            group = 0;
            i++;
        } else if (c == '.' && !point && n > 0 && i + 1 < s.n && lex_is_digit(s.p[i + 1])) {
            if (commas && group != 3) return 0;
            point = true;
            out[n++] = c;
            i++;
        } else {
            break;
        }
    }
    if (commas && !point && group != 3) return 0;
    *outn = n;
    return i;
}

static struct lex_amount text_amount(struct str cell)
{
    return (struct lex_amount){LEX_TEXT, cell, {"", 0}};
}

static bool is_unit_word(struct str s)
{
    PR_WORDS(unit, SI("元"),   SI("万元"), SI("亿元"), SI("千元"), SI("百万元"), SI("万"),
                                      SI("%"),    SI("‰"),    SI("个"),   SI("人"),   SI("家"),     SI("辆"),
                                      SI("台"),   SI("套"),   SI("次"),   SI("批"),   SI("批次"),   SI("人次"),
                                      SI("平方米"), SI("台、辆"), SI("台（套）"), SI("台(套)"));
    return pr_is(s, unit);
}

/* Digits, perhaps with decimals, and nothing else: what most amounts are. */
static bool bare_number(struct str s)
{
    size_t i = 0;
    while (i < s.n && lex_is_digit(s.p[i])) i++;
    if (i == 0 || i == s.n) return i > 0;
    if (s.p[i] != '.' || i + 1 == s.n) return false;
    for (i++; i < s.n; i++)
        if (!lex_is_digit(s.p[i])) return false;
    return true;
}

/* Digits, commas and points, beginning with a digit: most of the others. */
static bool grouped_number(struct str s)
{
    if (!lex_is_digit(s.p[0])) return false;
    for (size_t i = 1; i < s.n; i++)
        if (!lex_is_digit(s.p[i]) && s.p[i] != ',' && s.p[i] != '.') return false;
    return true;
}

struct lex_amount lex_amount(struct arena *a, struct str cell)
{
    static const struct str minus[] = {SI("-"), SI("－"), SI("−"), SI("—"), SI("–")};
    if (cell.n == 0) return (struct lex_amount){LEX_BLANK, {"", 0}, {"", 0}};
    if (cell.n <= 64 && bare_number(cell)) return (struct lex_amount){LEX_NUMBER, cell, {"", 0}};
    if (str_eq(cell, S("无")) || is_dash(cell)) return (struct lex_amount){LEX_DASH, S("-"), {"", 0}};
    bool ideograph = (unsigned char)cell.p[0] >= 0xE4 && (unsigned char)cell.p[0] <= 0xE9;
    if (cell.n > 64 || ideograph) return text_amount(cell);
    if (grouped_number(cell)) {
        size_t len;
        char *plain = arena_alloc(a, cell.n);
        if (!plain) return text_amount((struct str){NULL, 0});
        return plain_digits(cell, plain, &len) == cell.n ? (struct lex_amount){LEX_NUMBER, {plain, len}, {"", 0}} : text_amount(cell);
    }
    struct str s = utf_fold(a, cell);
    if (!s.p) return text_amount((struct str){NULL, 0});
    bool neg = false, paren = false;
    if (s.p[0] == '(') {
        paren = neg = true;
        s = str_from(s, 1);
    } else if (s.n && may_be_dash(s.p[0]) && LEX_EAT_ANY(&s, minus)) {
        neg = true;
    } else if (s.n && s.p[0] == '+') {
        s = str_from(s, 1);
    }
    if (!lex_eat(&s, S("¥"))) (void)lex_eat(&s, S("￥"));
    char *out = arena_alloc(a, s.n + 2);
    if (!out) return text_amount((struct str){NULL, 0});
    size_t n, used = plain_digits(s, out + 1, &n);
    if (!used) return text_amount(cell);
    struct str rest = str_from(s, used);
    if (paren && !lex_eat(&rest, S(")"))) return text_amount(cell);
    if (rest.n && (paren || !is_unit_word(rest))) return text_amount(cell);
    out[0] = '-';
    return (struct lex_amount){LEX_NUMBER, neg ? (struct str){out, n + 1} : (struct str){out + 1, n}, rest};
}

/* ---- targets ---- */

struct str lex_op(struct str s, size_t *len)
{
    static const struct {
        struct str printed, op;
    } ops[] = {{SI(">="), SI(">=")},   {SI("≥"), SI(">=")},     {SI("≧"), SI(">=")},   {SI("＞＝"), SI(">=")},
               {SI("<="), SI("<=")},   {SI("≤"), SI("<=")},     {SI("≦"), SI("<=")},   {SI("＜＝"), SI("<=")},
               {SI("=>"), SI(">=")},   {SI("=<"), SI("<=")},    {SI(">"), SI(">")},    {SI("＞"), SI(">")},
               {SI("<"), SI("<")},     {SI("＜"), SI("<")},     {SI("="), SI("=")},    {SI("＝"), SI("=")},
               {SI("大于等于"), SI(">=")}, {SI("小于等于"), SI("<=")}, {SI("不低于"), SI(">=")}, {SI("不少于"), SI(">=")},
               {SI("不小于"), SI(">=")}, {SI("至少"), SI(">=")},  {SI("大于"), SI(">")}, {SI("高于"), SI(">")},
               {SI("超过"), SI(">")},  {SI("不超过"), SI("<=")}, {SI("不高于"), SI("<=")}, {SI("不大于"), SI("<=")},
               {SI("不多于"), SI("<=")}, {SI("小于"), SI("<")},   {SI("低于"), SI("<")}, {SI("少于"), SI("<")},
               {SI("等于"), SI("=")},  {SI("约"), SI("~")}};
    for (size_t i = 0; i < sizeof ops / sizeof ops[0]; i++)
        if (str_starts(s, ops[i].printed)) {
            *len = ops[i].printed.n;
            return ops[i].op;
        }
    *len = 0;
    return (struct str){"", 0};
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (lex_is_digit(s.p[i])) return true;
    return false;
}

/* 12月31日前, 2022年9月30日, 2022年底: a date is no amount. */
static bool is_date_rest(struct str digits, struct str rest)
{
    if (str_starts(rest, S("月")) || str_starts(rest, S("日"))) return true;
    if (str_starts(rest, S("年"))) return digits.n == 4 || has_digit(rest) || rest.n > 3;
    return false;
}

/* $\\geq95\\%$: what converters that recognise formulas make of ≥95%. */
static struct str without_formula(struct arena *a, struct str s)
{
    static const struct {
        struct str from, to;
    } words[] = {{SI("\\geq"), SI("≥")}, {SI("\\ge"), SI("≥")}, {SI("\\leq"), SI("≤")}, {SI("\\le"), SI("≤")}, {SI("\\%"), SI("%")}, {SI("\\pm"), SI("±")}};
    if (s.n < 3 || s.p[0] != '$' || s.p[s.n - 1] != '$') return s;
    char *p = arena_alloc(a, s.n * 2);
    size_t n = 0;
    if (!p) return (struct str){NULL, 0};
    for (size_t i = 1; i + 1 < s.n;) {
        size_t k = 0;
        while (k < sizeof words / sizeof words[0] && !str_starts(str_from(s, i), words[k].from)) k++;
        if (k < sizeof words / sizeof words[0]) {
            memcpy(p + n, words[k].to.p, words[k].to.n);
            n += words[k].to.n;
            i += words[k].from.n;
        } else {
            p[n++] = s.p[i++];
        }
    }
    return (struct str){p, n};
}

struct lex_target lex_target(struct arena *a, struct str printed)
{
    struct str cell = without_formula(a, printed);
    static const struct str at_least[] = {SI("及以上"), SI("以上（含）"), SI("以上"), SI("或以上")};
    static const struct str at_most[] = {SI("及以下"), SI("以下"), SI("以内"), SI("之内")};
    struct lex_target t = {{"", 0}, cell, {"", 0}, false};
    if (cell.n == 0 || cell.n > 120) return t;
    struct str s = utf_fold(a, cell);
    if (!s.p) return (struct lex_target){{"", 0}, {NULL, 0}, {"", 0}, false};
    size_t len;
    struct str op = lex_op(s, &len);
    s = str_from(s, len);
    bool neg = s.n > 1 && s.p[0] == '-' && lex_is_digit(s.p[1]);
    if (neg) s = str_from(s, 1);
    char *out = arena_alloc(a, s.n + 2);
    if (!out) return (struct lex_target){{"", 0}, {NULL, 0}, {"", 0}, false};
    size_t n, used = plain_digits(s, out + 1, &n);
    if (!used) return t;
    out[0] = '-';
    struct str digits = neg ? (struct str){out, n + 1} : (struct str){out + 1, n};
    struct str rest = str_from(s, used);
    size_t per = str_find(rest, S("/"), 0); /* 次/100吨 */
    bool days = op.n && str_eq(rest, S("日")); /* ≤45日 */
    if ((is_date_rest(digits, rest) && !days) || has_digit(str_sub(rest, 0, per == STR_NPOS ? rest.n : per))) return t;
    for (size_t i = 0; i < sizeof at_least / sizeof at_least[0]; i++)
        if (op.n == 0 && lex_eat_end(&rest, at_least[i])) op = S(">=");
    for (size_t i = 0; i < sizeof at_most / sizeof at_most[0]; i++)
        if (op.n == 0 && lex_eat_end(&rest, at_most[i])) op = S("<=");
    if (op.n == 0 && lex_eat_end(&rest, S("左右"))) op = S("~");
    if (rest.n > 24) return t;
    struct str bare = rest; /* 12.00(次) */
    if (lex_eat(&bare, S("(")) && lex_eat_end(&bare, S(")"))) rest = bare;
    t.op = op;
    t.value = digits;
    t.unit = rest;
    t.number = true;
    return t;
}
