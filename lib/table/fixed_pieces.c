/* SPDX-License-Identifier: MIT */
/* fixed_pieces.c: one line of a fixed-width page as pieces: words with their places, joined where one blank divides no columns. */
#include "table/fixed.h"
#include "table/fixed_char.h"
#include "table/words.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What a word without blanks is. */
static uint16_t word_kind(struct str s)
{
    if (s.n && fx_is_ideograph(s.p, s.p + s.n)) return FX_TEXT;
    size_t digits = 0, dashes = 0, stars = 0, n = 0;
    bool last_digit = false, point_end = false;
    uint32_t c;
    for (const char *p = s.p, *end = p + s.n; p < end; n++) {
        p += fx_next_char(p, end, &c);
        last_digit = c >= '0' && c <= '9';
        point_end = c == '.' || c == ',';
        if (last_digit) digits++;
        else if (fx_is_dash(c)) dashes++;
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

/* ---- which words are one piece ---- */

static bool is_counter(uint32_t c) /* 年 月 日 号 个 家 项 人 名 台 辆 元 万 亿 % 次 期 届 */
{
    static const uint32_t list[] = {0x5E74, 0x6708, 0x65E5, 0x53F7, 0x4E2A, 0x5BB6, 0x9879, 0x4EBA, 0x540D,
                                    0x53F0, 0x8F86, 0x5143, 0x4E07, 0x4EBF, '%', 0x6B21, 0x671F, 0x5C4A};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        if (list[i] == c) return true;
    }
    return false;
}

/* Is this word nothing but an enumerator, so that what follows belongs to it? */
static bool bare_enumerator(struct str s) { return s.n <= 16 && fx_enumerated(s) && fx_chars(s) <= 4 && word_kind(s) == FX_TEXT && !str_starts(s, S("其中")); }

static bool joins(const struct fx_tok *l, const struct fx_tok *r, bool r_last)
{
    uint32_t gap = r->c0 - l->c1;
    if (gap <= 3 && bare_enumerator(l->s)) return true;
    if (gap != 1) return false;
    if (fx_numeric(l) && fx_numeric(r))
        return l->kind == FX_AMOUNT && r->kind == FX_DIGITS && fx_decimals(l->s) == 1 && r->s.n == 1;
    if (fx_numeric(l)) {
        bool year = l->kind == FX_DIGITS && l->s.n == 4 && str_starts(r->s, S("年"));
        return is_counter(fx_first_char(r->s)) && (year || fx_chars(r->s) <= 3);
    }
    if (fx_numeric(r)) return r->kind == FX_DIGITS ? !r_last : r->s.n && r->s.p[r->s.n - 1] == '%';
    return true;
}

/* 年末结转, 项目支出, 人员经费: a label that begins as a counter might. */
static bool label_begins(struct str s)
{
    PR_WORDS(word, SI("年初"), SI("年末"), SI("年终"), SI("项目"), SI("人员"), SI("家庭"));
    return pr_starts(s, word) > 0;
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
    uint32_t c = fx_first_char(rest);
    return (utf_is_cjk(c) && (!is_counter(c) || label_begins(rest))) || fx_opens(c) ? i : 0;
}

/* ---- words and their places ---- */

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

/* Many at a time: most of a laid-out page is blanks. */
static const char *past_blanks(const char *p, const char *end)
{
#ifdef __SSE2__
    for (; end - p >= 16; p += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)p);
        unsigned other = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8(' '))) ^ 0xFFFF;
        if (other) return p + __builtin_ctz(other);
    }
#endif
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
        unsigned len = fx_next_char(k->p, k->end, &cp);
        if (!fx_is_blank(cp)) return;
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
        for (from = p; p < end && fx_is_ideograph(p, end) && (unsigned char)p[1] != 0xB7;) p += 3; /* U+4DC0 .. 4DFF are narrow */
        n = (uint32_t)(p - from) / 3;
        c += n, w += 2 * n, a += 2 * n;
        if (p == end || *p == ' ' || (*p > ' ' && *p < 0x7F)) continue;
        unsigned len = fx_decode(p, end, &cp);
        if (fx_is_blank(cp)) break;
        k->marks |= mark_of(cp);
        uint32_t wide = fx_width(cp);
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

/* ---- words spread over their cells ---- */

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
    for (; k < n && k < CHARS && v[k].s.n == 3 && fx_is_ideograph(v[k].s.p, v[k].s.p + 3); k++) {
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
