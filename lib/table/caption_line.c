/* SPDX-License-Identifier: MIT */
/* caption_line.c: kinds of lines around a table: titles, table numbers, notes, lines of organisation, year and unit. */
#include "table/caption_in.h"

#include "base/utf.h"
#include "table/lex.h"

enum { MAX_TITLE = 180 };

static bool starts_any(struct str s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, list[i])) return true;
    return false;
}
#define STARTS_ANY(s, list) starts_any((s), (list), sizeof(list) / sizeof(list)[0])

bool caption_note(struct str s, struct str *mark, struct str *text)
{
    static const struct str marks[] = {SI("备注"), SI("说明"), SI("附注"), SI("注")};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(s, marks[i])) continue;
        struct str t = str_from(s, marks[i].n);
        while (t.n && lex_is_digit(t.p[0])) t = str_from(t, 1);
        if (str_starts(t, S("：")) || str_starts(t, S("．")) || str_starts(t, S("、"))) t = str_from(t, 3);
        else if (str_starts(t, S(":"))) t = str_from(t, 1);
        else return false;
        *mark = marks[i];
        *text = t;
        return true;
    }
    return false;
}

/* …支出表--人员经费(工资福利支出): what part of the table it is stands behind a dash. */
static bool is_part_title(struct str s)
{
    static const struct str dash[] = {SI("表--"), SI("表-"), SI("表——"), SI("表—")};
    for (size_t i = 0; i < sizeof dash / sizeof *dash; i++) {
        size_t k = str_find(s, dash[i], 0);
        if (k != STR_NPOS && k >= 9 && k + dash[i].n < s.n) return !lex_is_digit(s.p[k + dash[i].n]);
    }
    return false;
}

bool caption_is_title(struct str s)
{
    struct str t = lex_no_brackets(s);
    if (t.n < 9 || s.n > MAX_TITLE || str_has(s, S("。")) || str_has(s, S("；"))) return false;
    if (is_part_title(s)) return true;
    if (str_ends(t, S("见附表")) || str_ends(t, S("见下表")) || str_ends(t, S("如下表"))) return false;
    return str_ends(t, S("表")) || str_ends(t, S("表格"));
}

bool caption_is_org(struct str s)
{
    static const struct str marks[] = {SI("填报单位"), SI("编制单位"), SI("编制部门"), SI("填报部门"), SI("部门："), SI("部门:"),
                                       SI("单位名称"), SI("预算单位"), SI("公开部门"), SI("公开单位"), SI("部门名称："), SI("部门名称:"),
                                       SI("预算部门"), SI("单位（公章）"), SI("部门（单位）"), SI("预算主管部门")};
    struct str code, rest;
    if (STARTS_ANY(s, marks)) return true;
    if (s.n && (s.p[0] == '[' || str_starts(s, S("〔"))) && lex_coded_name(s, &code, &rest)) return true;
    return false;
}

bool caption_is_year(struct str s)
{
    static const struct str marks[] = {SI("预算年度"), SI("决算年度"), SI("年度："), SI("年度:"), SI("截止时间"), SI("截至时间"), SI("截止日期"), SI("填报日期")};
    return STARTS_ANY(s, marks);
}

/* A piece of "（2022年度）", which converters break into up to four lines. */
bool caption_is_year_piece(struct str s)
{
    if (s.n == 0 || s.n > 24) return false;
    for (size_t i = 0; i < s.n;) {
        if (lex_is_digit(s.p[i]) || s.p[i] == '(' || s.p[i] == ')') {
            i++;
            continue;
        }
        struct str t = str_sub(s, i, i + 3);
        if (!str_eq(t, S("年")) && !str_eq(t, S("度")) && !str_eq(t, S("（")) && !str_eq(t, S("）"))) return false;
        i += 3;
    }
    return true;
}

bool caption_is_unit(struct str s)
{
    return lex_unit_declared(s).n || str_has(s, S("单位：")) || str_has(s, S("单位:"));
}

static size_t cn_digits(struct str s)
{
    static const struct str digit[] = {SI("一"), SI("二"), SI("三"), SI("四"), SI("五"), SI("六"), SI("七"), SI("八"), SI("九"), SI("十")};
    size_t k = 0;
    while (k < s.n && k < 9 && starts_any(str_from(s, k), digit, sizeof digit / sizeof *digit)) k += 3;
    return k;
}

bool caption_is_number(struct str s)
{
    static const struct str marks[] = {SI("预算公开表"), SI("附表"), SI("附件"), SI("公开表"), SI("表"), SI("公开"), SI("决算公开表"), SI("财决公开")};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(s, marks[i])) continue;
        struct str t = str_from(s, marks[i].n);
        size_t k = 0;
        while (k < t.n && (lex_is_digit(t.p[k]) || t.p[k] == '-')) k++;
        if (!k) k = cn_digits(t);
        t = str_from(t, k);
        if (k && (t.n == 0 || str_eq(t, S("表")) || str_eq(t, S("：")))) return true;
    }
    if ((str_starts(s, S("预算")) || str_starts(s, S("决算"))) && s.n <= 15 && str_ends(s, S("表"))) { /* 预算01表 */
        size_t k = S("预算").n;
        while (k < s.n && (lex_is_digit(s.p[k]) || s.p[k] == '-')) k++;
        if (k > S("预算").n && k + 3 == s.n) return true;
    }
    size_t n = s.n; /* 部门公开表8 */
    while (n && lex_is_digit(s.p[n - 1])) n--;
    return n < s.n && s.n - n <= 2 && s.n <= 32 && str_ends(str_sub(s, 0, n), S("公开表"));
}

/* 续表, 续表1, …表（续）: what is left of it is the title, if it says one. */
bool caption_is_continued(struct str s, struct str *title)
{
    static const struct str tail[] = {SI("（续）"), SI("(续)"), SI("（续表）"), SI("(续表)"), SI("续表")};
    *title = (struct str){"", 0};
    if (str_starts(s, S("续表")) && s.n <= 12) return true;
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (str_ends(s, tail[i]) && s.n > tail[i].n) {
            *title = str_sub(s, 0, s.n - tail[i].n);
            return str_ends(*title, S("表"));
        }
    return false;
}

/* ---- for those who read rows ---- */

bool caption_line(struct str s)
{
    struct str whole;
    if (caption_is_continued(s, &whole)) return true;
    struct str mark, text;
    if (s.n == 0) return false;
    struct lex_label l = lex_label(s);
    if ((l.kind == LEX_CN || l.kind == LEX_CN_PAREN) && s.n < 150) return true;
    if (str_starts(s, S("第")) && s.n < 120 && (str_has(s, S("部分")) || str_has(s, S("章")))) return true;
    return caption_is_title(s) || caption_is_org(s) || caption_is_year(s) || caption_is_unit(s) || caption_is_number(s) ||
           caption_note(s, &mark, &text);
}

bool caption_over(const struct doc *d, size_t i, struct arena *a)
{
    size_t up = i;
    while (up > 0 && !str_trim(d->line[up - 1].text).n && i - up < 6) up--;
    struct str s = up ? str_trim(d->line[up - 1].text) : (struct str){"", 0};
    return s.n && s.n <= 200 && (s = utf_squeeze(a, s)).p && caption_line(s);
}

bool caption_begins_table(struct str s)
{
    return caption_is_number(s) || (caption_is_title(s) && !str_ends(lex_no_brackets(s), S("指标表")));
}
