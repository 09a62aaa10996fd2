/* SPDX-License-Identifier: MIT */
/* lex_unit.c: units, years and phases that a text declares. */
#include "table/lex_in.h"
#include "table/words.h"

bool lex_is_count_unit(struct str s)
{
    PR_WORDS(unit, SI("个"), SI("人"), SI("人次"), SI("批"), SI("批次"), SI("次"), SI("辆"), SI("台"), SI("台、辆"));
    return pr_is(s, unit);
}

bool lex_is_money_unit(struct str s)
{
    PR_WORDS(unit, SI("元"), SI("万元"), SI("亿元"), SI("千元"), SI("百万元"), SI("百元"), SI("千万元"), SI("人民币元"), SI("万"));
    return pr_is(s, unit);
}

static struct str money_at(struct str s)
{
    static const struct str unit[] = {SI("人民币万元"), SI("人民币元"), SI("百万元"), SI("千万元"), SI("万元"), SI("亿元"), SI("千元"), SI("百元"), SI("元")};
    static const struct str plain[] = {SI("万元"), SI("元"), SI("百万元"), SI("千万元"), SI("万元"), SI("亿元"), SI("千元"), SI("百元"), SI("元")};
    for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++)
        if (str_starts(s, unit[i])) return plain[i];
    return (struct str){"", 0};
}

struct str lex_unit_declared(struct str s)
{
    for (size_t at = str_find(s, S("单位"), 0); at != STR_NPOS; at = str_find(s, S("单位"), at + 6)) {
        struct str t = str_from(s, at + 6);
        if (!lex_eat(&t, S("：")) && !lex_eat(&t, S(":")) && !lex_eat(&t, S("为"))) (void)lex_eat(&t, S("﹕"));
        struct str u = money_at(t);
        if (u.n) return u;
    }
    struct str u = lex_unit_in_brackets(s);
    return lex_is_money_unit(u) ? u : (struct str){"", 0};
}

struct str lex_unit_inside(struct str s)
{
    struct str none = {"", 0}, u = s;
    if (!lex_eat_end(&u, S("）")) && !lex_eat_end(&u, S(")"))) return none;
    size_t a = str_rfind(u, S("（")), b = str_rfind(u, S("("));
    if (a == STR_NPOS && b == STR_NPOS) return none;
    if (a != STR_NPOS && (b == STR_NPOS || a > b)) u = str_from(u, a + 3);
    else u = str_from(u, b + 1);
    if (lex_eat(&u, S("金额")) || lex_eat(&u, S("计量"))) {}
    if (lex_eat(&u, S("单位")) && !lex_eat(&u, S("："))) (void)lex_eat(&u, S(":"));
    PR_WORDS(unit, SI("元"), SI("万元"), SI("亿元"), SI("千元"), SI("%"), SI("％"), SI("平方米"), SI("个"), SI("家"), SI("人"), SI("次"),
                                      SI("台、辆"), SI("辆"), SI("台"), SI("套"), SI("台（套）"), SI("户"), SI("项"), SI("人次"), SI("批次"), SI("处"),
                                      SI("亩"), SI("公里"), SI("件"), SI("篇"), SI("场"), SI("期"), SI("天"), SI("吨"), SI("名"), SI("份"), SI("条"));
    if (!pr_is(u, unit)) return none;
    return str_eq(u, S("％")) ? S("%") : u;
}

struct str lex_year(struct str s)
{
    for (size_t i = 0; i + 4 <= s.n; i++) {
        if ((unsigned char)s.p[i] >= 0xE0) { /* three bytes or four */
            i += 2;
            continue;
        }
        if ((s.p[i] != '2' || s.p[i + 1] != '0') && (s.p[i] != '1' || s.p[i + 1] != '9')) continue;
        if (!lex_is_digit(s.p[i + 2]) || !lex_is_digit(s.p[i + 3])) continue;
        if (i && lex_is_digit(s.p[i - 1])) continue;
        if (i + 4 < s.n && (lex_is_digit(s.p[i + 4]) || s.p[i + 4] == '.' || s.p[i + 4] == ',')) continue;
        struct str after = str_from(s, i + 4);
        if (after.n == 0 || str_starts(after, S("年")) || after.p[0] == '-' || (unsigned char)after.p[0] >= 0x80)
            return str_sub(s, i, i + 4);
    }
    return (struct str){"", 0};
}

/* 决算数比全年预算数增减%: what is compared, in front of its base. */
static struct str compared(struct str path)
{
    size_t leaf = path.n;
    while (leaf && path.p[leaf - 1] != '/') leaf--;
    struct str s = str_from(path, leaf);
    size_t at = str_find(s, S("数比"), 0);
    return at == STR_NPOS ? path : str_sub(s, 0, at + S("数").n);
}

struct str lex_column_phase(struct str s)
{
    static const struct {
        struct str word, phase;
    } words[] = {{SI("年初预算"), SI("budget")},   {SI("全年预算"), SI("budget")},   {SI("调整预算"), SI("budget")},
                 {SI("预算数"), SI("budget")},     {SI("预算金额"), SI("budget")},   {SI("决算数"), SI("final")},
                 {SI("决算金额"), SI("final")},    {SI("执行数"), SI("final")},      {SI("实际支出数"), SI("final")}};
    s = compared(s);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_has(s, words[i].word)) return words[i].phase;
    return (struct str){"", 0};
}
