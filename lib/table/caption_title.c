/* SPDX-License-Identifier: MIT */
/* caption_title.c: what a title says besides the name of its table (number, year, phase, unit), and a line of the organisation. */
#include "table/caption_in.h"

#include "table/lex.h"

#include <string.h>

/* 表1：, 附表2-1、 at the start. */
static struct str without_number(struct str s)
{
    static const struct str marks[] = {SI("附表"), SI("附件"), SI("表"), SI("公开表"), SI("预算公开表")};
    static const struct str lead[] = {SI("预算"), SI("决算"), SI("公开"), SI("财决"), SI("财预")}; /* 预算01表 */
    for (size_t i = 0; i < sizeof lead / sizeof lead[0]; i++) {
        size_t k = lead[i].n;
        if (!str_starts(s, lead[i])) continue;
        while (k < s.n && lex_is_digit(s.p[k])) k++;
        if (k > lead[i].n && str_starts(str_from(s, k), S("表")) && s.n > k + 3) return str_from(s, k + 3);
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(s, marks[i])) continue;
        size_t k = marks[i].n;
        while (k < s.n && (lex_is_digit(s.p[k]) || s.p[k] == '-')) k++;
        struct str num = str_from(s, marks[i].n);
        if (k == marks[i].n) {
            /* 表一、 */
            struct lex_label l = lex_label(num);
            if (l.kind == LEX_CN && l.bare.n) return l.bare;
            continue;
        }
        struct str t = str_from(s, k);
        static const struct str sep[] = {SI("："), SI("、"), SI("．"), SI(":"), SI(".")};
        for (size_t j = 0; j < sizeof sep / sizeof sep[0]; j++)
            if (str_starts(t, sep[j])) {
                t = str_from(t, sep[j].n);
                break;
            }
        if (t.n) return t;
    }
    return s;
}

static struct str without_leading_year(struct str s)
{
    if (s.n < 7 || !lex_is_digit(s.p[0]) || !lex_is_digit(s.p[1]) || !lex_is_digit(s.p[2]) || !lex_is_digit(s.p[3])) return s;
    struct str t = str_from(s, 4);
    if (!str_starts(t, S("年"))) return s;
    t = str_from(t, 3);
    if (str_starts(t, S("度"))) t = str_from(t, 3);
    return t.n ? t : s;
}

/* 目标表（2023年度）: what stands before the brackets, if there is nothing but a year in them. */
static struct str without_year_behind(struct str s)
{
    struct str t = lex_no_brackets(s);
    if (t.n + 6 >= s.n || !t.n) return s;
    struct str in = str_from(s, t.n);
    return caption_is_year_piece(in) && lex_year(in).n ? t : s;
}

struct str caption_title(struct arena *a, struct str s)
{
    s = without_year_behind(without_leading_year(without_number(s)));
    /* a year inside the closing brackets: 目标表（2022年度目标） */
    for (size_t i = 0; i + 7 < s.n; i++) {
        bool open = s.p[i] == '(' || (i >= 2 && memcmp(s.p + i - 2, "（", 3) == 0);
        if (!open) continue;
        struct str rest = str_from(s, i + 1), cut = rest;
        if (rest.n > 7 && lex_is_digit(rest.p[0]) && lex_is_digit(rest.p[3]) && str_starts(str_from(rest, 4), S("年")))
            cut = str_from(rest, 4);
        if (cut.n != rest.n) return arena_cat(a, str_sub(s, 0, i + 1), cut);
    }
    /* the unit behind the title */
    if (lex_is_money_unit(lex_unit_in_brackets(s))) s = lex_no_brackets(s);
    return s;
}

struct str caption_phase(struct str s)
{
    if (str_has(s, S("决算"))) return S("final");
    if (str_has(s, S("预算"))) {
        /* 一般公共预算…支出决算表 was caught above; 政府性基金预算支出表 alone says nothing */
        struct str t = s;
        static const struct str fund[] = {SI("一般公共预算"), SI("政府性基金预算"), SI("国有资本经营预算"), SI("国有资本预算")};
        for (size_t i = 0; i < sizeof fund / sizeof fund[0]; i++) {
            size_t at = str_find(t, fund[i], 0);
            if (at != STR_NPOS && !str_has(str_from(t, at + fund[i].n), S("预算")) && !str_has(str_sub(t, 0, at), S("预算")))
                return (struct str){"", 0};
        }
        return S("budget");
    }
    return (struct str){"", 0};
}

/* The first [code]name, or 350科技和工信部门, in an organisation line. */
void caption_read_org(struct str s, struct caption *c)
{
    size_t at = str_find(s, S("["), 0);
    struct str code, rest;
    struct str from = at != STR_NPOS ? str_from(s, at) : s;
    if (at == STR_NPOS) {
        size_t colon = str_find(s, S("："), 0), half = str_find(s, S(":"), 0);
        if (half != STR_NPOS && (colon == STR_NPOS || half < colon)) from = str_from(s, half + 1);
        else if (colon != STR_NPOS) from = str_from(s, colon + 3);
    }
    if (lex_coded_name(from, &code, &rest)) {
        c->orgcode = code;
    } else {
        rest = from;
    }
    size_t end = rest.n;
    static const struct str stop[] = {SI("，"), SI(","), SI("、["), SI("单位："), SI("单位:"), SI("["), SI("金额单位")};
    for (size_t i = 0; i < sizeof stop / sizeof stop[0]; i++) {
        size_t k = str_find(rest, stop[i], 0);
        if (k != STR_NPOS && k < end) end = k;
    }
    c->org = str_sub(rest, 0, end);
}
