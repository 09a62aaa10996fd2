/* SPDX-License-Identifier: MIT */
/* fixed_line.c: one line of a fixed-width page as pieces, and what kind of line it is. */
#include "base/utf.h"
#include "table/fixed.h"

/* utf_decode with the characters of these documents in line. */
static inline unsigned decode(const char *p, const char *end, uint32_t *cp)
{
    unsigned char a = (unsigned char)p[0];
    if (a < 0x80) {
        *cp = a;
        return 1;
    }
    if (a >= 0xE3 && a <= 0xE9 && end - p >= 3) { /* U+3000 .. U+9FFF; the text is valid UTF-8 */
        *cp = (uint32_t)(a & 0x0F) << 12 | ((unsigned char)p[1] & 0x3FU) << 6 | ((unsigned char)p[2] & 0x3FU);
        return 3;
    }
    unsigned len = utf_decode(p, end, cp);
    if (len == 0) *cp = 0xFFFD;
    return len ? len : 1;
}

static inline uint32_t width(uint32_t c)
{
    if (c >= 0x3041 && c <= 0x9FFF && c != 0x4DC0) return c < 0x4DC0 || c > 0x4DFF ? 2 : 1;
    return utf_width(c);
}

/* One character: its code, and the ASCII character it stands for (full-width forms), or 0. */
static inline unsigned next_char(const char *p, const char *end, uint32_t *cp)
{
    unsigned len = decode(p, end, cp);
    if (*cp >= 0xFF01 && *cp <= 0xFF5E) *cp -= 0xFEE0;
    return len;
}

static bool is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500; }
static inline bool is_blank(uint32_t c)
{
    if (c < 0x80) return c == ' ' || c == '\t';
    return (c < 0x3001 || c > 0xFEFE) && utf_is_space(c);
}

/* What a word without blanks is. */
static uint16_t word_kind(struct str s)
{
    size_t digits = 0, dashes = 0, stars = 0, n = 0;
    bool last_digit = false, point_end = false;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end; n++) {
        p += next_char(p, end, &c);
        last_digit = c >= '0' && c <= '9';
        point_end = c == '.' || c == ',';
        if (last_digit) digits++;
        else if (is_dash(c)) dashes++;
        else if (c == '*') stars++;
        else if (c == '.' || c == ',' || c == '%' || c == '(' || c == ')' || c == '+' || c == 0xA5) continue;
        else return FX_TEXT;
    }
    if (n == 0) return FX_TEXT;
    if (stars) return stars == n ? FX_STAR : FX_TEXT;
    if (digits == 0) return dashes == n ? FX_AMOUNT : FX_TEXT;
    if (digits == n) return FX_DIGITS;
    if (dashes > 1 || point_end) return FX_TEXT; /* a date, a phone number, "1." */
    return FX_AMOUNT;
}

/* Decimals of a printed amount; -1 without a point. */
static int decimals(struct str s)
{
    int n = -1;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') n = 0;
        else if (n >= 0 && s.p[i] >= '0' && s.p[i] <= '9') n++;
    }
    return n;
}

static uint32_t first_char(struct str s)
{
    uint32_t c = 0;
    if (s.n) next_char(s.p, s.p + s.n, &c);
    return c;
}

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
        p += next_char(p, end, &c);
        n += !is_blank(c);
    }
    return n;
}

uint64_t fx_sum(struct str s)
{
    uint64_t sum = 0;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        p += next_char(p, end, &c);
        if (is_blank(c)) continue;
        uint64_t x = c * 0x9E3779B97F4A7C15u;
        sum += x ^ x >> 29;
    }
    return sum;
}

/* An ideograph: no blank, and nothing is folded to it. */
static inline bool ideograph(const char *p, const char *end)
{
    unsigned char a = (unsigned char)*p;
    return a >= 0xE4 && a <= 0xE9 && end - p >= 3;
}

bool fx_same_text(struct str a, struct str b)
{
    const char *p = a.p, *pe = p + a.n, *q = b.p, *qe = q + b.n;
    uint32_t c, d;
    for (;;) {
        for (; p < pe && q < qe && ideograph(p, pe) && ideograph(q, qe); p += 3, q += 3)
            if (p[0] != q[0] || p[1] != q[1] || p[2] != q[2]) return false;
        do c = 0, p += p < pe ? next_char(p, pe, &c) : 0;
        while (is_blank(c));
        do d = 0, q += q < qe ? next_char(q, qe, &d) : 0;
        while (is_blank(d));
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

static bool is_counter(uint32_t c) /* 年 月 日 号 个 家 项 人 名 台 辆 元 万 亿 % 次 期 届 */
{
    static const uint32_t list[] = {0x5E74, 0x6708, 0x65E5, 0x53F7, 0x4E2A, 0x5BB6, 0x9879, 0x4EBA, 0x540D,
                                    0x53F0, 0x8F86, 0x5143, 0x4E07, 0x4EBF, '%', 0x6B21, 0x671F, 0x5C4A};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (list[i] == c) return true;
    }
    return false;
}

static bool is_numeral(const char *p, const char *end) /* 一 .. 十 百 */
{
    uint32_t c;
    if (!ideograph(p, end)) return false;
    decode(p, end, &c);
    switch (c) {
    case 0x4E00: case 0x4E8C: case 0x4E09: case 0x56DB: case 0x4E94: case 0x516D: case 0x4E03: case 0x516B: case 0x4E5D: case 0x5341: case 0x767E:
        return true;
    default: return false;
    }
}

static bool opens(uint32_t c) { return c == '(' || c == 0x3014 || c == '[' || c == 0x3010; }

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
    unsigned len = p < end ? next_char(p, end, &c) : 0;
    if (c >= 0x2460 && c <= 0x2473) return true;
    bool bracket = opens(c);
    if (bracket) p += len;
    size_t n = 0, arabic = 0;
    for (;; n++) {
        if (is_numeral(p, end)) p += 3;
        else if (p < end && *p >= '0' && *p <= '9') p++, arabic++;
        else break;
    }
    if (n == 0 || n > 4 || p >= end) return false;
    len = next_char(p, end, &c);
    if (bracket) return c == ')' && arabic <= 2;
    if (c == 0x3001) return true;
    if ((c != '.' && c != ',') || arabic > 2) return false;
    p += len;
    return p >= end || *p < '0' || *p > '9';
}

/* Is this word nothing but an enumerator, so that what follows belongs to it? */
static bool bare_enumerator(struct str s) { return s.n <= 16 && fx_enumerated(s) && fx_chars(s) <= 4 && word_kind(s) == FX_TEXT && !str_starts(s, S("其中")); }

static bool joins(const struct fx_tok *l, const struct fx_tok *r, bool r_last)
{
    uint32_t gap = r->c0 - l->c1;
    if (gap <= 3 && bare_enumerator(l->s)) return true;
    if (gap != 1) return false;
    if (fx_numeric(l) && fx_numeric(r))
        return l->kind == FX_AMOUNT && r->kind == FX_DIGITS && decimals(l->s) == 1 && r->s.n == 1;
    if (fx_numeric(l)) {
        bool year = l->kind == FX_DIGITS && l->s.n == 4 && str_starts(r->s, S("年"));
        return is_counter(first_char(r->s)) && (year || fx_chars(r->s) <= 3);
    }
    if (fx_numeric(r)) return r->kind == FX_DIGITS ? !r_last : r->s.n && r->s.p[r->s.n - 1] == '%';
    return true;
}

/* 年末结转, 项目支出, 人员经费: a label that begins as a counter might. */
static bool label_begins(struct str s)
{
    static const struct str word[] = {SI("年初"), SI("年末"), SI("年终"), SI("项目"), SI("人员"), SI("家庭")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (str_starts(s, word[i])) return true;
    }
    return false;
}

/* Length in bytes of a leading amount with separators or decimals, or of an account code (class 3, section
 * 5, item 7 digits), that text is glued to, else 0. */
static size_t glued_number(struct str s)
{
    size_t i = 0, marks = 0;
    while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == ',' || s.p[i] == '.')) {
        marks += s.p[i] == ',' || (s.p[i] == '.' && i > 0);
        i++;
    }
    if (i == 0 || i == s.n || (marks == 0 && i != 3 && i != 5 && i != 7)) return 0;
    if (s.p[i - 1] == '.' || s.p[i - 1] == ',') return 0;
    struct str rest = str_from(s, i);
    uint32_t c = first_char(rest);
    return (utf_is_cjk(c) && (!is_counter(c) || label_begins(rest))) || opens(c) ? i : 0;
}

struct cursor {
    const char *p, *end;
    uint32_t c, w, a;
    unsigned marks;
};

/* Quotes, dashes, dots and circled digits: one column or two, as the font has it. */
static bool is_ambiguous(uint32_t c)
{
    return (c >= 0x2010 && c <= 0x2026) || (c >= 0x2460 && c <= 0x24E9) || (c >= 0x2500 && c <= 0x257F) || c == 0xD7 || c == 0xB7;
}

/* What a character moves the cursor by. */
static inline void step(struct cursor *k, unsigned len, uint32_t w, uint32_t a)
{
    k->p += len, k->c++, k->w += w, k->a += a;
}

/* Eight at a time: most of a laid-out page is blanks. */
static const char *past_blanks(const char *p, const char *end)
{
    const uint64_t blanks = 0x2020202020202020u;
    uint64_t v;
    for (; end - p >= 8; p += 8) {
        memcpy(&v, p, 8);
        if (v != blanks) break;
    }
    while (p < end && *p == ' ') p++;
    return p;
}

static void skip_blanks(struct cursor *k)
{
    uint32_t cp;
    while (k->p < k->end) {
        const char *from = k->p;
        k->p = past_blanks(from, k->end);
        uint32_t n = (uint32_t)(k->p - from);
        k->c += n, k->w += n, k->a += n;
        if (k->p == k->end) return;
        unsigned len = next_char(k->p, k->end, &cp);
        if (!is_blank(cp)) return;
        step(k, len, cp == 0x3000 ? 2 : 1, cp == 0x3000 ? 2 : 1);
    }
}

/* The marks that one character beyond ASCII, or one of ASCII, is. */
static unsigned mark_of(uint32_t c)
{
    switch (c) {
    case 0x2026: case 0xB7: return FX_HAS_LEADER;
    case 0xFF1A: return FX_HAS_COLON;
    case 0x3002: return FX_HAS_STOP;
    case 0xFF0C: case 0xFF1B: return FX_HAS_COMMA;
    case 0x3001: return FX_HAS_LIST_COMMA;
    default: return 0;
    }
}
static const unsigned char ascii_mark[128] = {['.'] = FX_HAS_POINT, [':'] = FX_HAS_COLON};

/* To the end of the word, in runs of ASCII and of ideographs. */
static void skip_word(struct cursor *k)
{
    const char *p = k->p, *end = k->end;
    uint32_t c = k->c, w = k->w, a = k->a, cp;
    while (p < end && *p != ' ') {
        const char *from = p;
        for (; p < end && *p > ' ' && *p < 0x7F; p++) k->marks |= ascii_mark[(unsigned char)*p];
        uint32_t n = (uint32_t)(p - from);
        c += n, w += n, a += n;
        for (from = p; p < end && ideograph(p, end) && (unsigned char)p[1] != 0xB7;) p += 3; /* U+4DC0 .. 4DFF are narrow */
        n = (uint32_t)(p - from) / 3;
        c += n, w += 2 * n, a += 2 * n;
        if (p == end || *p == ' ' || (*p > ' ' && *p < 0x7F)) continue;
        unsigned len = decode(p, end, &cp);
        if (is_blank(cp)) break;
        k->marks |= mark_of(cp);
        uint32_t wide = width(cp);
        p += len, c++, w += wide, a += is_ambiguous(cp) ? 2 : wide;
    }
    k->p = p, k->c = c, k->w = w, k->a = a;
}

static bool next_word(struct cursor *k, struct fx_tok *t)
{
    skip_blanks(k);
    if (k->p >= k->end) return false;
    *t = (struct fx_tok){.s = {k->p, 0}, .c0 = k->c, .w0 = k->w, .a0 = k->a, .kind = FX_TEXT, .col = FX_NONE};
    skip_word(k);
    t->s.n = (size_t)(k->p - t->s.p);
    t->c1 = k->c, t->w1 = k->w, t->a1 = k->a;
    return true;
}

static void cut_word(struct fx_tok *t, size_t n, struct fx_tok *rest)
{
    *rest = *t;
    rest->s = str_from(t->s, n);
    t->s.n = n;
    uint32_t k = (uint32_t)fx_chars(t->s);
    t->c1 = rest->c0 = t->c0 + k;
    t->w1 = rest->w0 = t->w0 + k;
    t->a1 = rest->a0 = t->a0 + k;
}

/* How many pieces from v[0] on are the characters of one word spread evenly over its cell: 预  算  数. */
static uint32_t spread_word(const struct fx_tok *v, uint32_t n)
{
    static const struct str word[] = {SI("项目"), SI("预算数"), SI("决算数"), SI("执行数"), SI("金额"), SI("科目"), SI("合计"), SI("小计"), SI("总计"),
                                      SI("收入"), SI("支出"), SI("科目编码"), SI("科目名称"), SI("科目代码"), SI("单位名称"), SI("基本支出"), SI("项目支出"),
                                      SI("收入合计"), SI("支出合计"), SI("收入总计"), SI("支出总计"), SI("本年收入合计"), SI("本年支出合计"), SI("本年收入"),
                                      SI("本年支出"), SI("人员经费"), SI("公用经费"), SI("上年结转"), SI("结转下年"), SI("名称"), SI("单位"), SI("备注"),
                                      SI("序号"), SI("编码"), SI("代码"), SI("类别"), SI("栏次"), SI("行次"), SI("目录")};
    enum { CHARS = 6, GAP = 24 };
    uint32_t k = 0, most = 0, least = UINT32_MAX, found = 0;
    char text[3 * CHARS];
    for (; k < n && k < CHARS && v[k].s.n == 3 && ideograph(v[k].s.p, v[k].s.p + 3); k++) {
        uint32_t gap = k ? v[k].c0 - v[k - 1].c1 : 0;
        if (k && gap > most) most = gap;
        if (k && gap < least) least = gap;
        if (k && (most > GAP || most > 2 * least + 2)) break;
        memcpy(text + 3 * k, v[k].s.p, 3);
        struct str s = {text, 3 * ((size_t)k + 1)};
        for (size_t i = 0; k && i < sizeof word / sizeof *word; i++)
            if (str_eq(s, word[i])) found = k + 1;
    }
    return found;
}

static uint32_t join_spread(struct fx_tok *v, uint32_t n)
{
    uint32_t m = 0;
    for (uint32_t i = 0; i < n;) {
        bool single = v[i].s.n == 3 && i + 1 < n && v[i + 1].s.n == 3;
        bool third = m && str_eq(v[m - 1].s, S("款")); /* 类 款 项 目 are four columns */
        uint32_t k = single && !third ? spread_word(v + i, n - i) : 0;
        struct fx_tok t = v[i];
        if (k) {
            const struct fx_tok *last = &v[i + k - 1];
            t.s.n = (size_t)(last->s.p + last->s.n - t.s.p);
            t.c1 = last->c1, t.w1 = last->w1, t.a1 = last->a1;
        }
        v[m++] = t;
        i += k ? k : 1;
    }
    return m;
}

int fx_pieces(struct str text, struct fx_tok *tok, uint32_t *n, unsigned *marks)
{
    struct cursor k = {text.p, text.p + text.n, 0, 0, 0, 0};
    struct fx_tok word, rest;
    uint32_t m = 0;
    bool more = next_word(&k, &word), ahead;
    while (more) {
        size_t glued = glued_number(word.s);
        if (glued) cut_word(&word, glued, &rest);
        else more = next_word(&k, &rest);
        ahead = glued || more;
        word.kind = word_kind(word.s);
        if (m && joins(&tok[m - 1], &word, !ahead || rest.c0 - word.c1 > 1)) {
            struct fx_tok *t = &tok[m - 1];
            t->s.n = (size_t)(word.s.p + word.s.n - t->s.p);
            t->c1 = word.c1, t->w1 = word.w1, t->a1 = word.a1;
            if (!(fx_numeric(t) && fx_numeric(&word))) t->kind = FX_TEXT;
        } else {
            if (m == FX_TOKENS) return -1;
            tok[m++] = word;
        }
        word = rest;
        if (glued) more = true;
    }
    *n = join_spread(tok, m);
    *marks = k.marks;
    return 0;
}

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
    static const struct str mark[] = {SI("注："), SI("注:"), SI("备注："), SI("备注:"), SI("说明："), SI("说明:"),
                                      SI("注1"), SI("注 ："), SI("附注："), SI("注、"), SI("注１")};
    static const char first[4][4] = {"注", "备", "说", "附"};
    if (s.n < 3 || (memcmp(s.p, first[0], 3) && memcmp(s.p, first[1], 3) && memcmp(s.p, first[2], 3) && memcmp(s.p, first[3], 3))) return false;
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++) {
        if (str_starts(s, mark[i])) return true;
    }
    return false;
}

static bool is_org(struct str s)
{
    static const struct str ends[] = {SI("单位"), SI("部门"), SI("单位名称"), SI("部门名称"), SI("机关"),
                                      SI("（公章）"), SI("（盖章）"), SI("预算年度"), SI("日期"), SI("公开表号"), SI("编报单位")};
    size_t at = str_find(s, S("："), 0);
    if (at == STR_NPOS) at = str_find(s, S(":"), 0);
    if (at == STR_NPOS || at > 48) return false;
    struct str head = str_trim(str_sub(s, 0, at));
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (str_ends(head, ends[i])) return true;
    }
    return false;
}

static bool is_pageno(struct str s)
{
    size_t digits = 0, words = 0;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        p += next_char(p, end, &c);
        if (c >= '0' && c <= '9') digits++;
        else if (c == 0x7B2C || c == 0x9875 || c == 0x5171) words++; /* 第 页 共 */
        else if (!is_dash(c) && !is_blank(c) && c != '/') return false;
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
        if (fx_numeric(&tok[i - 1]) && decimals(tok[i - 1].s) > 0 && fx_enumerated(tok[i].s)) return true; /* the next panel's label */
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
        p += next_char(p, end, &c);
        if (is_dash(c)) dashes[digits > 0]++;
        else if (c >= '0' && c <= '9') digits += dashes[1] == 0;
        else if (is_blank(c)) blanks++;
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
    if (n <= 5 && is_pageno(s) && (n == 1 || between_dashes(s) || !fx_numeric(&tok[0]) || !fx_numeric(&tok[n - 1]))) return FX_PAGENO;
    bool part = str_starts(s, S("第")) && str_has(str_sub(tok[0].s, 0, 18), S("部分"));
    if (n == 1 || !side_by_side(tok, n)) {
        if (is_title(s)) return FX_TITLE;
        return part || is_prose(s, marks) ? FX_PROSE : FX_ONE;
    }
    return part ? FX_PROSE : FX_CELLS;
}
