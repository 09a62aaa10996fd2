/* SPDX-License-Identifier: MIT */
/* fixed_line.c: what kind of line one of a fixed-width page is, told by its pieces. */
#include "table/fixed.h"
#include "table/fixed_char.h"
#include "table/words.h"

static bool is_unit(struct str s)
{
    static const struct str mark[] = {SI("单位："), SI("单位:"), SI("单位 ："), SI("单位 :")};
    static const struct str unit[] = {SI("元"), SI("万"), SI("亿"), SI("千"), SI("百"), SI("人民币"), SI("美元")};
    if (!str_has(s, S("单位"))) return false;
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
        size_t at = str_rfind(s, mark[i]);
        if (at == STR_NPOS) continue;
        struct str rest = str_trim(str_from(s, at + mark[i].n));
        if (rest.n > 30) continue;
        for (size_t u = 0; u < sizeof unit / sizeof *unit; u++) {
            if (str_starts(rest, unit[u])) return true;
        }
    }
    return false;
}

static bool is_note(struct str s)
{
    PR_WORDS(mark, SI("注："), SI("注:"), SI("备注："), SI("备注:"), SI("说明："), SI("说明:"),
                                      SI("注1"), SI("注 ："), SI("附注："), SI("注、"), SI("注１"));
    static const char first[4][4] = {"注", "备", "说", "附"};
    if (s.n < 3 || (memcmp(s.p, first[0], 3) && memcmp(s.p, first[1], 3) && memcmp(s.p, first[2], 3) && memcmp(s.p, first[3], 3))) return false;
    return pr_starts(s, mark) > 0;
}

static bool is_org(struct str s)
{
    PR_WORDS(ends, SI("单位"), SI("部门"), SI("单位名称"), SI("部门名称"), SI("机关"),
                                      SI("（公章）"), SI("（盖章）"), SI("预算年度"), SI("日期"), SI("公开表号"), SI("编报单位"));
    size_t at = str_find(s, S("："), 0);
    if (at == STR_NPOS) at = str_find(s, S(":"), 0);
    if (at == STR_NPOS || at > 48) return false;
    struct str head = str_trim(str_sub(s, 0, at));
    return pr_ends(head, ends) > 0;
}

static bool is_pageno(struct str s)
{
    size_t digits = 0, words = 0;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        p += fx_next_char(p, end, &c);
        if (c >= '0' && c <= '9') digits++;
        else if (c == 0x7B2C || c == 0x9875 || c == 0x5171) words++; /* 第 页 共 */
        else if (!fx_is_dash(c) && !fx_is_blank(c) && c != '/') return false;
    }
    return digits > 0 && digits <= 8 && s.n <= 40 && (words > 0 || digits <= 4);
}

/* One piece that ends in 表, perhaps with something in brackets behind it. */
static bool is_title(struct str s)
{
    if (!str_ends(s, S("表")) && !str_ends(s, S("续")) && !str_ends(s, S("）")) && !str_ends(s, S(")"))) return false;
    size_t n = fx_chars(s);
    if (n < 3 || n > 60 || is_note(s)) return false;
    if (str_ends(s, S("）")) || str_ends(s, S(")"))) {
        size_t at = str_rfind(s, S("（"));
        if (at == STR_NPOS) at = str_rfind(s, S("("));
        if (at == STR_NPOS) return false;
        s = str_trim(str_sub(s, 0, at));
    }
    if (str_ends(s, S("续"))) s = str_trim(str_sub(s, 0, s.n - 3));
    static const struct str bad[] = {SI("。"), SI("；"), SI("，"), SI("下表"), SI("报表"), SI("本表"), SI("空表"), SI("代表")};
    for (size_t i = 0; i < 3; i++) {
        if (str_has(s, bad[i])) return false;
    }
    for (size_t i = 3; i < sizeof bad / sizeof *bad; i++) {
        if (str_ends(s, bad[i]) && !str_ends(s, S("填报表")) && !str_ends(s, S("申报表"))) return false;
    }
    return str_ends(s, S("表"));
}

/* 附表1, 部门公开表 8, 表7, 预算02表: the number of a table, in one piece or two. */
static bool is_table_number(struct str s)
{
    static const struct str mark[] = {SI("附表"), SI("公开表"), SI("附件")}, before[] = {SI("预算"), SI("决算"), SI("公开"), SI("财决"), SI("财预")};
    bool behind = str_ends(s, S("表")); /* the word stands behind the number */
    if (behind) s.n -= 3;
    size_t n = s.n;
    while (n && ((s.p[n - 1] >= '0' && s.p[n - 1] <= '9') || (s.p[n - 1] == '-' && n < s.n))) n--;
    if (n == s.n || s.n - n > 5 || n > 30) return false;
    struct str head = str_trim(str_sub(s, 0, n));
    for (size_t i = 0; behind && i < sizeof before / sizeof *before; i++) {
        if (str_ends(head, before[i])) return true;
    }
    for (size_t i = 0; !behind && i < sizeof mark / sizeof *mark; i++) {
        if (str_ends(head, mark[i])) return true;
    }
    return !behind && fx_same(head, S("表"));
}

/* Running text: sentence marks, and long enough not to be a label. */
static bool is_prose(struct str s, unsigned marks)
{
    if (marks & FX_HAS_STOP) return true;
    if (marks & FX_HAS_COMMA) return fx_chars(s) >= 20;
    return s.n >= 34 && (marks & FX_HAS_LIST_COMMA) && fx_chars(s) >= 34;
}

/* A gap, or figures only behind the first piece: a table's line. Single blanks are those of running text. */
static bool side_by_side(const struct fx_tok *tok, uint32_t n)
{
    bool figures = true;
    for (uint32_t i = 1; i < n; i++) {
        if (tok[i].c0 > tok[i - 1].c1 + 1) return true;
        if (fx_numeric(&tok[i - 1]) && fx_decimals(tok[i - 1].s) > 0 && fx_enumerated(tok[i].s)) return true; /* the next panel's label */
        figures &= fx_numeric(&tok[i]);
    }
    return figures;
}

/* — 16 —, -16-: nothing but a number between dashes. */
static bool between_dashes(struct str s)
{
    size_t dashes[2] = {0, 0}, digits = 0, blanks = 0;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        p += fx_next_char(p, end, &c);
        if (fx_is_dash(c)) dashes[digits > 0]++;
        else if (c >= '0' && c <= '9') digits += dashes[1] == 0;
        else if (fx_is_blank(c)) blanks++;
        else return false;
        if (c >= '0' && c <= '9' && dashes[1]) return false;
    }
    return dashes[0] && dashes[1] && digits && digits <= 4 && blanks <= 6;
}

/* A line of a contents list. */
static bool has_leaders(struct str text, unsigned marks)
{
    if ((marks & FX_HAS_POINT) && str_has(text, S("....."))) return true;
    return (marks & FX_HAS_LEADER) && (str_has(text, S("……")) || str_has(text, S("····")));
}

enum fx_class fx_classify(const struct fx_tok *tok, uint32_t n, struct str text, unsigned marks)
{
    bool colon = (marks & FX_HAS_COLON) != 0;
    if (n == 0) return FX_BLANK;
    if (has_leaders(text, marks)) return FX_CONTENTS;
    if (colon && is_unit(text)) return FX_UNIT;
    struct str s = {tok[0].s.p, (size_t)(tok[n - 1].s.p + tok[n - 1].s.n - tok[0].s.p)};
    if (is_note(s)) return FX_NOTE;
    if (colon && is_org(tok[0].s)) return FX_ORG;
    if (n <= 2 && is_table_number(s)) return FX_TITLE;
    if (n == 2 && (is_table_number(tok[0].s) ? is_title(tok[1].s) : is_table_number(tok[1].s) && is_title(tok[0].s))) return FX_TITLE;
    bool of = n <= 3 && memchr(s.p, '/', s.n); /* 1 / 12 */
    if (n <= 5 && is_pageno(s) && (n == 1 || of || between_dashes(s) || !fx_numeric(&tok[0]) || !fx_numeric(&tok[n - 1]))) return FX_PAGENO;
    bool part = str_starts(s, S("第")) && str_has(str_sub(tok[0].s, 0, 18), S("部分"));
    if (n == 1 || !side_by_side(tok, n)) {
        if (is_title(s)) return FX_TITLE;
        return part || is_prose(s, marks) ? FX_PROSE : FX_ONE;
    }
    return part ? FX_PROSE : FX_CELLS;
}
