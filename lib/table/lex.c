/* SPDX-License-Identifier: MIT */
#include "table/lex.h"

#include "base/utf.h"

#include <string.h>

static inline bool eat(struct str *s, struct str prefix)
{
    if (!str_starts(*s, prefix)) return false;
    *s = str_from(*s, prefix.n);
    return true;
}

static bool eat_end(struct str *s, struct str suffix)
{
    if (!str_ends(*s, suffix)) return false;
    s->n -= suffix.n;
    return true;
}

static bool eat_any(struct str *s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (eat(s, list[i])) return true;
    return false;
}
#define EAT_ANY(s, list) eat_any((s), (list), sizeof(list) / sizeof(list)[0])

/* ---- amounts ---- */

/* Can a dash start with this byte? */
static bool may_be_dash(char c) { return c == '-' || (unsigned char)c == 0xE2 || (unsigned char)c == 0xEF; }

static bool is_dash(struct str s)
{
    static const struct str dash[] = {SI("-"), SI("—"), SI("－"), SI("–"), SI("―"), SI("─"), SI("−")};
    bool any = false;
    while (s.n && may_be_dash(s.p[0]) && EAT_ANY(&s, dash)) any = true;
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
    static const struct str unit[] = {SI("元"),   SI("万元"), SI("亿元"), SI("千元"), SI("百万元"), SI("万"),
                                      SI("%"),    SI("‰"),    SI("个"),   SI("人"),   SI("家"),     SI("辆"),
                                      SI("台"),   SI("套"),   SI("次"),   SI("批"),   SI("批次"),   SI("人次"),
                                      SI("平方米"), SI("台、辆"), SI("台（套）"), SI("台(套)")};
    return LEX_AMONG(s, unit);
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
    } else if (s.n && may_be_dash(s.p[0]) && EAT_ANY(&s, minus)) {
        neg = true;
    } else if (s.n && s.p[0] == '+') {
        s = str_from(s, 1);
    }
    if (!eat(&s, S("¥"))) (void)eat(&s, S("￥"));
    char *out = arena_alloc(a, s.n + 2);
    if (!out) return text_amount((struct str){NULL, 0});
    size_t n, used = plain_digits(s, out + 1, &n);
    if (!used) return text_amount(cell);
    struct str rest = str_from(s, used);
    if (paren && !eat(&rest, S(")"))) return text_amount(cell);
    if (rest.n && (paren || !is_unit_word(rest))) return text_amount(cell);
    out[0] = '-';
    return (struct lex_amount){LEX_NUMBER, neg ? (struct str){out, n + 1} : (struct str){out + 1, n}, rest};
}

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
        if (op.n == 0 && eat_end(&rest, at_least[i])) op = S(">=");
    for (size_t i = 0; i < sizeof at_most / sizeof at_most[0]; i++)
        if (op.n == 0 && eat_end(&rest, at_most[i])) op = S("<=");
    if (op.n == 0 && eat_end(&rest, S("左右"))) op = S("~");
    if (rest.n > 24) return t;
    struct str bare = rest; /* 12.00(次) */
    if (eat(&bare, S("(")) && eat_end(&bare, S(")"))) rest = bare;
    t.op = op;
    t.value = digits;
    t.unit = rest;
    t.number = true;
    return t;
}

/* ---- codes ---- */

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
        if (!eat(&t, open[k])) continue;
        size_t n = 0;
        while (n < t.n && lex_is_digit(t.p[n])) n++;
        struct str after = str_from(t, n);
        if (n < 3 || !eat(&after, shut[k])) return false;
        *code = str_sub(t, 0, n);
        *rest = after;
        return true;
    }
    size_t n = 0;
    while (n < s.n && lex_is_digit(s.p[n])) n++;
    if ((n != 3 && n != 5 && n != 6 && n != 7) || n == s.n) return false;
    if ((n == 5 || n == 7) && (s.p[0] == '0' || s.p[0] == '4' || s.p[0] > '5' || (s.p[0] == '1' && s.p[1] > '1'))) return false; /* 12345热线 */
    struct str after = str_from(s, n);
    (void)(eat(&after, S("-")) || eat(&after, S("－")) || eat(&after, S("—")));
    uint32_t cp;
    if (!after.n || !utf_decode(after.p, after.p + after.n, &cp) || !utf_is_cjk(cp)) return false;
    if (str_starts(after, S("年")) || str_starts(after, S("万")) || str_starts(after, S("元"))) return false;
    *code = str_sub(s, 0, n);
    *rest = after;
    return true;
}

/* ---- labels ---- */

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
    return EAT_ANY(s, point);
}

static bool label_word(struct str s, struct lex_label *l)
{
    static const struct {
        struct str word;
        enum lex_enum kind;
    } words[] = {{SI("其中"), LEX_SOME}, {SI("减"), LEX_LESS}, {SI("加"), LEX_PLUS}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        struct str t = s;
        if (!eat(&t, words[i].word)) continue;
        bool colon = eat(&t, S("：")) || eat(&t, S(":"));
        if (!colon && words[i].kind != LEX_SOME) continue;
        *l = (struct lex_label){words[i].kind, 0, t};
        return true;
    }
    return false;
}

static bool label_bracketed(struct str s, struct lex_label *l)
{
    struct str t = s;
    if (!eat(&t, S("（")) && !eat(&t, S("("))) return false;
    unsigned v = 0;
    size_t n = cn_number(t, &v);
    enum lex_enum kind = LEX_CN_PAREN;
    if (!n) {
        kind = LEX_NUM_PAREN;
        while (n < t.n && n < 2 && lex_is_digit(t.p[n])) v = v * 10 + (unsigned)(t.p[n++] - '0');
    }
    if (!n) return false;
    t = str_from(t, n);
    if (!eat(&t, S("）")) && !eat(&t, S(")"))) return false;
    (void)eat(&t, S("、"));
    *l = (struct lex_label){kind, v, t};
    return true;
}

struct lex_label lex_label(struct str name)
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
        if ((eat(&t, S("）")) || eat(&t, S(")"))) && t.n) return (struct lex_label){LEX_NUM_PAREN, v, t};
        bool listed = str_starts(t, S("、")); /* 4、2018年… is an item, 4.2018 a number */
        if (eat_point(&t) && t.n && (listed || !lex_is_digit(t.p[0]))) return (struct lex_label){LEX_NUM, v, t};
    }
    return l;
}

struct str lex_no_colon(struct str s)
{
    if (!eat_end(&s, S("：")) && !eat_end(&s, S(":"))) (void)eat_end(&s, S("﹕"));
    return s;
}

struct str lex_no_brackets(struct str s)
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
    static const struct str tail[] = {SI("合计"), SI("总计"), SI("小计"), SI("总额"), SI("总量"), SI("共计")};
    struct str s = lex_no_colon(lex_no_brackets(name));
    if (s.n > 60 || s.n < 6 || !memchr("\xA1\x9D\x8F\x97", s.p[s.n - 1], 4)) return false; /* 计 额 量 算 */
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++)
        if (str_ends(s, tail[i])) return true;
    return str_eq(s, S("总预算"));
}

bool lex_is_org_name(struct str name)
{
    static const struct str tail[] = {SI("局"),   SI("委"),   SI("委员会"), SI("办公室"), SI("中心"), SI("本级"), SI("机关"),
                                      SI("学院"), SI("学校"), SI("小学"),   SI("中学"),   SI("幼儿园"), SI("医院"), SI("研究院"),
                                      SI("研究所"), SI("站"), SI("大队"),   SI("支队"),   SI("总队"), SI("厅"),   SI("部"),
                                      SI("政府"), SI("街道"), SI("办事处"), SI("乡"),     SI("镇"),   SI("公司"), SI("协会"),
                                      SI("联合会"), SI("馆"), SI("院"),     SI("所"),     SI("部门"), SI("本部"), SI("集团"),
                                      SI("执法队"), SI("执法局"), SI("管委会"), SI("党校"), SI("工会"), SI("处")};
    struct str s = lex_no_brackets(name);
    if (s.n < 6) return false;
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++)
        if (str_ends(s, tail[i])) return true;
    return str_ends(name, S("（本级）")) || str_ends(name, S("(本级)"));
}

bool lex_is_target_class(struct str s)
{
    static const struct str word[] = {SI("产出指标"), SI("效益指标"), SI("满意度指标"), SI("效果指标"), SI("产出"), SI("效益"), SI("满意度"),
                                      SI("投入指标"), SI("过程指标"), SI("管理指标"), SI("决策指标"), SI("影响力指标"), SI("投入和管理目标"), SI("产出目标"), SI("效果目标"), SI("影响力目标")};
    return LEX_AMONG(s, word);
}

bool lex_is_contact(struct str label)
{
    static const struct str word[] = {SI("负责人"), SI("项目负责人"), SI("单位负责人"), SI("财务负责人"), SI("部门负责人"), SI("经办人"),
                                      SI("联系人"), SI("联系电话"), SI("电话"),       SI("填表人"),     SI("填报人"),     SI("联系方式"),
                                      SI("联系人及电话"), SI("项目联系人"), SI("手机"), SI("审核人"),   SI("制表人"), SI("办公电话")};
    return LEX_AMONG(lex_no_colon(lex_no_brackets(label)), word);
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
            if (!EAT_ANY(&s, sign)) return false;
        }
    }
    return digits && digits <= 8 && numbers <= 2;
}

/* ---- units, years, phases ---- */

bool lex_is_count_unit(struct str s)
{
    static const struct str unit[] = {SI("个"), SI("人"), SI("人次"), SI("批"), SI("批次"), SI("次"), SI("辆"), SI("台"), SI("台、辆")};
    return LEX_AMONG(s, unit);
}

bool lex_is_money_unit(struct str s)
{
    static const struct str unit[] = {SI("元"), SI("万元"), SI("亿元"), SI("千元"), SI("百万元"), SI("百元"), SI("千万元"), SI("人民币元"), SI("万")};
    return LEX_AMONG(s, unit);
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
        if (!eat(&t, S("：")) && !eat(&t, S(":")) && !eat(&t, S("为"))) (void)eat(&t, S("﹕"));
        struct str u = money_at(t);
        if (u.n) return u;
    }
    struct str u = lex_unit_in_brackets(s);
    return lex_is_money_unit(u) ? u : (struct str){"", 0};
}

struct str lex_unit_in_brackets(struct str s)
{
    struct str none = {"", 0}, u = s;
    if (!eat_end(&u, S("）")) && !eat_end(&u, S(")"))) return none;
    size_t a = str_rfind(u, S("（")), b = str_rfind(u, S("("));
    if (a == STR_NPOS && b == STR_NPOS) return none;
    if (a != STR_NPOS && (b == STR_NPOS || a > b)) u = str_from(u, a + 3);
    else u = str_from(u, b + 1);
    if (eat(&u, S("金额")) || eat(&u, S("计量"))) {}
    if (eat(&u, S("单位")) && !eat(&u, S("："))) (void)eat(&u, S(":"));
    static const struct str unit[] = {SI("元"), SI("万元"), SI("亿元"), SI("千元"), SI("%"), SI("％"), SI("平方米"), SI("个"), SI("家"), SI("人"), SI("次"),
                                      SI("台、辆"), SI("辆"), SI("台"), SI("套"), SI("台（套）"), SI("户"), SI("项"), SI("人次"), SI("批次"), SI("处"),
                                      SI("亩"), SI("公里"), SI("件"), SI("篇"), SI("场"), SI("期"), SI("天"), SI("吨"), SI("名"), SI("份"), SI("条")};
    if (!LEX_AMONG(u, unit)) return none;
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
