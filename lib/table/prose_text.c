/* SPDX-License-Identifier: MIT */
/* prose_text.c: one form for the text of a paragraph. White space that only the layout has goes (also
 * inside words and numbers), digits become ASCII, what converters write for ≥ and % becomes that. */
#include "table/prose_in.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

bool text_digit(struct str s)
{
    size_t i = 0;
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t x;
        memcpy(&x, s.p + i, 8);
        x = (x ^ 0x3030303030303030u) & 0xf0f0f0f0f0f0f0f0u;
        if (!((x - ones) & ~x & high)) continue;
        for (size_t k = i; k < i + 8; k++)
            if (pr_digit(s.p[k])) return true;
    }
    for (; i < s.n; i++)
        if (pr_digit(s.p[i])) return true;
    return false;
}

bool text_has_figure(struct str s)
{
    PR_WORDS(words, SI("持平"), SI("一致"), SI("相同"), SI("变化"), SI("万元"));
    return text_digit(s) || pr_has(s, words);
}

/* Length of white space at s[i], 0 if there is none. */
static size_t space(struct str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return 1;
    if (c < 0xc2) return 0;
    if (c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0xa0) return 2;
    if (i + 2 >= s.n) return 0;
    unsigned char d = (unsigned char)s.p[i + 1], e = (unsigned char)s.p[i + 2];
    if (c == 0xe3 && d == 0x80 && e == 0x80) return 3;
    if (c == 0xe2 && d == 0x80 && ((e >= 0x80 && e <= 0x8a) || e == 0xaf)) return 3;
    return 0;
}

static bool word_char(char c)
{
    return pr_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* What a converter wrote at s[i]: its length, and what it stands for. */
static size_t markup(struct str s, size_t i, struct str *means, bool tex)
{
    static const struct { struct str is, means; } tab[] = {
        {SI("\\geqslant"), SI("≥")}, {SI("\\geq"), SI("≥")}, {SI("\\ge"), SI("≥")}, {SI("\\leqslant"), SI("≤")},
        {SI("\\leq"), SI("≤")}, {SI("\\le"), SI("≤")}, {SI("\\%"), SI("%")}, {SI("\\sim"), SI("~")},
        {SI("\\approx"), SI("约")}, {SI("\\"), SI("")}, {SI("**"), SI("")}, {SI("％"), SI("%")}};
    struct str r = {s.p + i, s.n - i};
    *means = S("");
    if (tex && r.p[0] == '$') return 1;
    for (size_t k = 0; k < sizeof tab / sizeof *tab; k++)
        if (str_starts(r, tab[k].is)) {
            *means = tab[k].means;
            return tab[k].is.n;
        }
    if (str_starts(r, S("[bookmark:"))) {
        size_t e = str_find(str_sub(r, 0, 200), S("]"), 0);
        if (e != STR_NPOS) return e + 1;
    }
    unsigned char a = (unsigned char)r.p[0], b = r.n > 2 ? (unsigned char)r.p[1] : 0, c = r.n > 2 ? (unsigned char)r.p[2] : 0;
    if (a == 0xef && b == 0xbc && c >= 0x90 && c <= 0x99) { /* full-width digits */
        static const char digits[] = "0123456789";
        *means = (struct str){digits + (c - 0x90), 1};
        return 3;
    }
    if (a == 0xef && b == 0xbc && c == 0x8e) { /* ． */
        *means = S(".");
        return 3;
    }
    return 0;
}

/* Length of the character at s[i] if it surely stays as it is: an ideograph, punctuation of CJK. */
static size_t stays(struct str s, size_t i)
{
    unsigned char a = (unsigned char)s.p[i];
    if (a < 0xe3 || i + 3 > s.n) return 0;
    if (a >= 0xe4 && a <= 0xe9) return 3;
    unsigned char b = (unsigned char)s.p[i + 1], c = (unsigned char)s.p[i + 2];
    if (a == 0xe3) return b == 0x80 && c == 0x80 ? 0 : 3;
    return a == 0xef && b == 0xbc && (c < 0x85 || (c > 0x85 && c < 0x8e) || c > 0x99) ? 3 : 0; /* not ％ ． ０ .. ９ */
}

/* ASCII that no converter means anything by. */
static bool plain_ascii(unsigned char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '$' && c != '*' && c != '['; }

/* Digits of the account's code at s[i] in 一般公共服务支出（201类）人大事务（01款）行政运行（01项）, behind the `w` bytes of out: they are dropped,
 * the marks stay as everybody else prints them. A count in brackets (3项) has no 款 before it. */
static size_t code_digits(struct str s, size_t i, const char *out, size_t w)
{
    struct str before = {out + (w > 150 ? w - 150 : 0), w > 150 ? 150 : w};
    if (!str_ends(before, S("（")) && !str_ends(before, S("("))) return 0;
    size_t n = 0;
    while (n < 4 && i + n < s.n && pr_digit(s.p[i + n])) n++;
    size_t end = i + n;
    while (end < s.n && s.p[end] == ' ') end++;
    struct str mark = str_from(s, end);
    if (n == 3) return str_starts(mark, S("类）")) || str_starts(mark, S("类)")) ? n : 0;
    if (n != 2) return 0;
    if (str_starts(mark, S("款）")) || str_starts(mark, S("款)"))) return str_has(before, S("类）")) || str_has(before, S("类)")) ? n : 0;
    if (!str_starts(mark, S("项）")) && !str_starts(mark, S("项)"))) return 0;
    return str_has(before, S("款）")) || str_has(before, S("款)")) ? n : 0;
}

#ifdef __SSE2__
#define IS(v, c) _mm_cmpeq_epi8(v, _mm_set1_epi8((char)(c)))
#define AMONG(v, low, high) _mm_cmpeq_epi8(_mm_min_epu8(_mm_max_epu8(v, _mm_set1_epi8((char)(low))), _mm_set1_epi8((char)(high))), v)

/* Which of the 16 bytes from p on may begin something that does not stay as it is, as bits: ASCII blanks and marks, the first
 * bytes of white characters, of ％ ． ０ .. ９, a digit behind an opening bracket. A byte in front and two behind are read. */
static inline unsigned loose(const char *p)
{
    __m128i a = _mm_loadu_si128((const __m128i *)(const void *)p), before = _mm_loadu_si128((const __m128i *)(const void *)(p - 1));
    __m128i c = _mm_loadu_si128((const __m128i *)(const void *)(p + 2));
    __m128i is = _mm_or_si128(AMONG(a, 0, ' '), _mm_or_si128(IS(a, 0xc2), _mm_or_si128(IS(a, '$'), IS(a, '*'))));
    is = _mm_or_si128(is, AMONG(a, '[', '\\'));
    is = _mm_or_si128(is, _mm_and_si128(IS(a, 0xe3), IS(c, 0x80)));
    is = _mm_or_si128(is, _mm_and_si128(IS(a, 0xe2), _mm_or_si128(AMONG(c, 0x80, 0x8a), IS(c, 0xaf))));
    is = _mm_or_si128(is, _mm_and_si128(IS(a, 0xef), _mm_or_si128(AMONG(c, 0x8e, 0x99), IS(c, 0x85))));
    is = _mm_or_si128(is, _mm_and_si128(AMONG(a, '0', '9'), _mm_or_si128(IS(before, '('), IS(before, 0x88))));
    return (unsigned)_mm_movemask_epi8(is);
}

/* How many bytes from s[i] on surely stay as they are; i > 0. */
static size_t stay_together(struct str s, size_t i)
{
    size_t from = i;
    for (; i + 18 <= s.n; i += 16) {
        unsigned at = loose(s.p + i);
        if (at) return i + (unsigned)__builtin_ctz(at) - from;
    }
    return i - from;
}
#else
static size_t stay_together(struct str s, size_t i)
{
    (void)s, (void)i;
    return 0;
}
#endif

/* The places inside the n bytes from `from` on, which went to `to`; *k is the first that is not settled. */
static void move_places(struct prose *p, size_t *k, size_t from, size_t n, size_t to)
{
    for (; *k < p->at.n && p->at.v[*k].off < from + n; (*k)++) p->at.v[*k].off -= from - to;
}

void text_normalise(struct prose *p)
{
    struct str s = {p->raw.v, p->raw.n};
    size_t w = 0, k = 0, next = p->at.n ? p->at.v[0].off : SIZE_MAX;
    bool gap = false, tex = memchr(s.p, '\\', s.n) != NULL;
    for (size_t i = 0; i < s.n;) {
        while (i >= next) {
            p->at.v[k++].off = w;
            next = k < p->at.n ? p->at.v[k].off : SIZE_MAX;
        }
        bool code = w && pr_digit(s.p[i]) && (p->raw.v[w - 1] == '(' || p->raw.v[w - 1] == '\x88');
        size_t n = i && !gap && !code ? stay_together(s, i) : 0;
        if (n) {
            move_places(p, &k, i, n, w);
            next = k < p->at.n ? p->at.v[k].off : SIZE_MAX;
            if (w != i) memmove(p->raw.v + w, s.p + i, n);
            w += n;
            i += n;
            continue;
        }
        n = stays(s, i);
        if (n) {
            if (w != i) memmove(p->raw.v + w, s.p + i, 3);
            w += 3;
            i += 3;
            gap = false;
            continue;
        }
        if (code && (n = code_digits(s, i, p->raw.v, w))) {
            i += n;
            continue;
        }
        if (!gap && plain_ascii((unsigned char)s.p[i])) {
            p->raw.v[w++] = s.p[i++];
            continue;
        }
        n = space(s, i);
        if (n) {
            gap = true;
            i += n;
            continue;
        }
        struct str means;
        unsigned char c = (unsigned char)s.p[i];
        n = 0;
        if (c == '\\' || c == '$' || c == '*' || c == '[' || c == 0xef) n = markup(s, i, &means, tex);
        if (!n) {
            means = str_sub(s, i, i + 1);
            n = 1;
            if (gap && w && word_char(s.p[i]) && (word_char(p->raw.v[w - 1]) || p->raw.v[w - 1] == '.' || p->raw.v[w - 1] == ','))
                p->raw.v[w++] = ' ';
        }
        /* what is written is never longer than what was read */
        memmove(p->raw.v + w, means.p, means.n);
        w += means.n;
        gap = false;
        i += n;
    }
    while (k < p->at.n) p->at.v[k++].off = w;
    p->raw.n = w;
}
