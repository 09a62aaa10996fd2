/* SPDX-License-Identifier: MIT */
/* lex_label.c: labels of rows: their codes and enumerators, and what their last words tell (totals, organisations, contacts). */
#include "table/lex_in.h"

#include "base/utf.h"
#include "table/words.h"

#include <string.h>

bool lex_is_code_part(struct str s)
{
    static const struct str part[] = {SI("类"), SI("款"), SI("项"), SI("类款"), SI("款项"), SI("类款项")};
    return LEX_AMONG(s, part);
}

bool lex_is_code(struct str s)
{
    if (s.n < 2 || s.n > 10 || s.n == 4) return false;
    for (size_t i = 0; i < s.n; i++)
        if (!lex_is_digit(s.p[i])) return false;
    return true;
}

bool lex_coded_name(struct str s, struct str *code, struct str *rest)
{
    static const struct str open[] = {SI("["), SI("〔"), SI("【"), SI("［"), SI("(") , SI("（")};
    static const struct str shut[] = {SI("]"), SI("〕"), SI("】"), SI("］"), SI(")"), SI("）")};
    unsigned char lead = s.n ? (unsigned char)s.p[0] : 0;
    bool bracket = lead == '[' || lead == '(' || lead == 0xE3 || lead == 0xEF;
    if (!bracket && !lex_is_digit((char)lead)) return false;
    for (size_t k = 0; bracket && k < sizeof open / sizeof open[0]; k++) {
        struct str t = s;
        if (!lex_eat(&t, open[k])) continue;
        size_t n = 0;
        while (n < t.n && lex_is_digit(t.p[n])) n++;
        struct str after = str_from(t, n);
        if (n < 3 || !lex_eat(&after, shut[k])) return false;
        *code = str_sub(t, 0, n);
        *rest = after;
        return true;
    }
    size_t n = 0;
    while (n < s.n && lex_is_digit(s.p[n])) n++;
    if ((n != 3 && n != 5 && n != 6 && n != 7) || n == s.n) return false;
    if ((n == 5 || n == 7) && (s.p[0] == '0' || s.p[0] == '4' || s.p[0] > '5' || (s.p[0] == '1' && s.p[1] > '1'))) return false; /* 12345热线 */
    struct str after = str_from(s, n);
    (void)(lex_eat(&after, S("-")) || lex_eat(&after, S("－")) || lex_eat(&after, S("—")));
    uint32_t cp;
    if (!after.n || !utf_decode(after.p, after.p + after.n, &cp) || !utf_is_cjk(cp)) return false;
    if (str_starts(after, S("年")) || str_starts(after, S("万")) || str_starts(after, S("元"))) return false;
    *code = str_sub(s, 0, n);
    *rest = after;
    return true;
}

/* ---- enumerators ---- */

/* A Chinese number 一 .. 九十九 at the start of s; bytes read, 0 if none. */
static size_t cn_number(struct str s, unsigned *value)
{
    static const char *const digit = "一二三四五六七八九";
    unsigned v = 0, one = 0;
    size_t i = 0;
    while (i + 3 <= s.n) {
        if ((unsigned char)s.p[i] != 0xE4 && (unsigned char)s.p[i] != 0xE5) break; /* as all ten begin */
        if (memcmp(s.p + i, "十", 3) == 0) {
            v += (one ? one : 1) * 10;
            one = 0;
        } else {
            unsigned d = 0;
            while (d < 9 && (s.p[i + 2] != digit[3 * d + 2] || memcmp(s.p + i, digit + 3 * d, 2) != 0)) d++;
            if (d == 9) break;
            one = d + 1;
        }
        i += 3;
    }
    *value = v + one;
    return i > 12 ? 0 : i;
}

static bool eat_point(struct str *s)
{
    static const struct str point[] = {SI("、"), SI("．"), SI("."), SI("，"), SI(",")};
    return LEX_EAT_ANY(s, point);
}

static bool label_word(struct str s, struct lex_label *l)
{
    static const struct {
        struct str word;
        enum lex_enum kind;
    } words[] = {{SI("其中"), LEX_SOME}, {SI("减"), LEX_LESS}, {SI("加"), LEX_PLUS}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct str t = s;
        if (!lex_eat(&t, words[i].word)) continue;
        bool colon = lex_eat(&t, S("：")) || lex_eat(&t, S(":"));
        if (!colon && words[i].kind != LEX_SOME) continue;
        *l = (struct lex_label){words[i].kind, 0, t};
        return true;
    }
    return false;
}

static bool label_bracketed(struct str s, struct lex_label *l)
{
    struct str t = s;
    if (!lex_eat(&t, S("（")) && !lex_eat(&t, S("("))) return false;
    unsigned v = 0;
    size_t n = cn_number(t, &v);
    enum lex_enum kind = LEX_CN_PAREN;
    if (!n) {
        kind = LEX_NUM_PAREN;
        while (n < t.n && n < 2 && lex_is_digit(t.p[n])) v = v * 10 + (unsigned)(t.p[n++] - '0');
    }
    if (!n) return false;
    t = str_from(t, n);
    if (!lex_eat(&t, S("）")) && !lex_eat(&t, S(")"))) return false;
    (void)lex_eat(&t, S("、"));
    *l = (struct lex_label){kind, v, t};
    return true;
}

struct lex_label lex_enumerated(struct str name)
{
    struct lex_label l = {LEX_PLAIN, 0, name};
    struct str s = name;
    unsigned v = 0;
    if (!s.n || label_word(s, &l) || label_bracketed(s, &l)) return l;
    size_t n = cn_number(s, &v);
    if (n) {
        struct str t = str_from(s, n);
        if (eat_point(&t)) return (struct lex_label){LEX_CN, v, t};
        return l;
    }
    if (s.n >= 3 && (unsigned char)s.p[0] == 0xE2 && (unsigned char)s.p[1] == 0x91 &&
        (unsigned char)s.p[2] >= 0xA0 && (unsigned char)s.p[2] <= 0xB3)
        return (struct lex_label){LEX_CIRCLED, (unsigned char)s.p[2] - 0xA0u + 1, str_from(s, 3)};
    while (n < s.n && n < 3 && lex_is_digit(s.p[n])) v = v * 10 + (unsigned)(s.p[n++] - '0');
    if (n && n < 3) {
        struct str t = str_from(s, n);
        if ((lex_eat(&t, S("）")) || lex_eat(&t, S(")"))) && t.n) return (struct lex_label){LEX_NUM_PAREN, v, t};
        bool listed = str_starts(t, S("、")); /* 4、2018年… is an item, 4.2018 a number */
        if (eat_point(&t) && t.n && (listed || !lex_is_digit(t.p[0]))) return (struct lex_label){LEX_NUM, v, t};
    }
    return l;
}

/* ---- words ---- */

struct str lex_no_colon(struct str s)
{
    char last = s.n ? s.p[s.n - 1] : 0;
    if (last != ':' && last != '\x9A' && last != '\x95') return s;
    if (!lex_eat_end(&s, S("：")) && !lex_eat_end(&s, S(":"))) (void)lex_eat_end(&s, S("﹕"));
    return s;
}

struct str lex_cut_brackets(struct str s)
{
    for (;;) {
        bool full = str_ends(s, S("）")), half = str_ends(s, S(")"));
        if (!full && !half) return s;
        size_t a = str_rfind(s, S("（")), b = str_rfind(s, S("("));
        size_t at = a == STR_NPOS ? b : b == STR_NPOS ? a : a > b ? a : b;
        if (at == STR_NPOS || at == 0) return s;
        s.n = at;
    }
}

bool lex_is_subtotal(struct str name)
{
    return str_eq(lex_no_colon(name), S("小计"));
}

bool lex_is_total(struct str name)
{
    PR_WORDS(tail, SI("合计"), SI("总计"), SI("小计"), SI("总额"), SI("总量"), SI("共计"));
    struct str s = lex_no_colon(lex_no_brackets(name));
    if (s.n > 60 || s.n < 6 || !memchr("\xA1\x9D\x8F\x97", s.p[s.n - 1], 4)) return false; /* 计 额 量 算 */
    if (pr_ends(s, tail)) return true;
    return str_eq(s, S("总预算"));
}

bool lex_is_org_name(struct str name)
{
    PR_WORDS(tail, SI("局"),   SI("委"),   SI("委员会"), SI("办公室"), SI("中心"), SI("本级"), SI("机关"),
                                      SI("学院"), SI("学校"), SI("小学"),   SI("中学"),   SI("幼儿园"), SI("医院"), SI("研究院"),
                                      SI("研究所"), SI("站"), SI("大队"),   SI("支队"),   SI("总队"), SI("厅"),   SI("部"),
                                      SI("政府"), SI("街道"), SI("办事处"), SI("乡"),     SI("镇"),   SI("公司"), SI("协会"),
                                      SI("联合会"), SI("馆"), SI("院"),     SI("所"),     SI("部门"), SI("本部"), SI("集团"),
                                      SI("执法队"), SI("执法局"), SI("管委会"), SI("党校"), SI("工会"), SI("处"));
    struct str s = lex_no_brackets(name);
    if (s.n < 6) return false;
    if (pr_ends(s, tail)) return true;
    return str_ends(name, S("（本级）")) || str_ends(name, S("(本级)"));
}

bool lex_is_target_class(struct str s)
{
    PR_WORDS(word, SI("产出指标"), SI("效益指标"), SI("满意度指标"), SI("效果指标"), SI("产出"), SI("效益"), SI("满意度"),
                                      SI("投入指标"), SI("过程指标"), SI("管理指标"), SI("决策指标"), SI("影响力指标"), SI("投入和管理目标"), SI("产出目标"), SI("效果目标"), SI("影响力目标"));
    return pr_is(s, word);
}

bool lex_is_contact(struct str label)
{
    PR_WORDS(word, SI("负责人"), SI("项目负责人"), SI("单位负责人"), SI("财务负责人"), SI("部门负责人"), SI("经办人"),
                                      SI("联系人"), SI("联系电话"), SI("电话"),       SI("填表人"),     SI("填报人"),     SI("联系方式"),
                                      SI("联系人及电话"), SI("项目联系人"), SI("手机"), SI("审核人"),   SI("制表人"), SI("办公电话"));
    return pr_is(lex_no_colon(lex_no_brackets(label)), word);
}

bool lex_is_page_number(struct str s)
{
    static const struct str sign[] = {SI("-"), SI("－"), SI("—"), SI("–"), SI("·"), SI("/"), SI("第"), SI("页"), SI("共"), SI("，"), SI("~")};
    size_t digits = 0, numbers = 0;
    bool in = false;
    while (s.n) {
        if (lex_is_digit(s.p[0])) {
            digits++;
            numbers += !in;
            in = true;
            s = str_from(s, 1);
        } else {
            in = false;
            if (!LEX_EAT_ANY(&s, sign)) return false;
        }
    }
    return digits && digits <= 8 && numbers <= 2;
}
