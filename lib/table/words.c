/* SPDX-License-Identifier: MIT */
/* words.c: see words.h. */
#include "table/words.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static bool may_start(pr_words w, unsigned c)
{
    return w->first[c >> 6] >> (c & 63) & 1;
}

/* One more beginning; a word shorter than three bytes has none. */
static void add_head(pr_words w, struct str word)
{
    if (word.n < 3) w->nhead = PR_HEADS + 1;
    if (w->nhead > PR_HEADS) return;
    for (unsigned i = 0; i < w->nhead; i++)
        if (w->head[i][0][0] == word.p[1] && w->head[i][1][0] == word.p[2]) return;
    if (w->nhead < PR_HEADS)
        for (unsigned k = 0; k < 2; k++) memset(w->head[w->nhead][k], word.p[1 + k], sizeof w->head[0][k]);
    w->nhead++;
}

void pr_prepare(pr_words w)
{
    for (unsigned i = 0; i < w->n; i++) {
        unsigned first = pr_class(w->v[i].p, w->v[i].n), last = w->v[i].p[w->v[i].n - 1] & 63;
        w->first[first >> 6] |= (uint64_t)1 << (first & 63);
        w->last |= (uint64_t)1 << last;
        w->next_first[i] = w->head_first[first & 63];
        w->head_first[first & 63] = (unsigned char)(i + 1);
        w->next_last[i] = w->head_last[last];
        w->head_last[last] = (unsigned char)(i + 1);
        add_head(w, w->v[i]);
    }
    w->ready = true;
}

size_t pr_longest(struct str s, pr_words w, unsigned c)
{
    size_t best = 0;
    for (unsigned i = w->head_first[c & 63]; i; i = w->next_first[i - 1]) {
        struct str k = w->v[i - 1];
        if (k.n > best && str_starts(s, k)) best = k.n;
    }
    return best;
}

size_t pr_longest_end(struct str s, pr_words w)
{
    size_t best = 0;
    for (unsigned i = w->head_last[s.p[s.n - 1] & 63]; i; i = w->next_last[i - 1]) {
        struct str k = w->v[i - 1];
        if (k.n > best && s.n >= k.n && s.p[s.n - k.n] == k.p[0] && str_ends(s, k)) best = k.n;
    }
    return best;
}

#ifdef __SSE2__
/* At which of the 16 places from p on may a word begin, as bits. */
static inline unsigned places(const char *p, pr_words w)
{
    __m128i found = _mm_setzero_si128();
    __m128i b = _mm_loadu_si128((const __m128i *)(const void *)(p + 1)), c = _mm_loadu_si128((const __m128i *)(const void *)(p + 2));
    for (unsigned i = 0; i < w->nhead; i++) {
        const __m128i *head = (const __m128i *)(const void *)w->head[i];
        found = _mm_or_si128(found, _mm_and_si128(_mm_cmpeq_epi8(b, head[0]), _mm_cmpeq_epi8(c, head[1])));
    }
    return (unsigned)_mm_movemask_epi8(found);
}

/* pr_find for words of few beginnings, in a text of 18 bytes or more. */
static size_t find_heads(struct str s, pr_words w, size_t *len)
{
    size_t n = s.n - 2; /* places where three bytes may begin */
    for (size_t i = 0; i < n; i += 16) {
        if (i + 16 > n) i = n - 16;
        for (unsigned at = places(s.p + i, w); at; at &= at - 1) {
            size_t k = i + (unsigned)__builtin_ctz(at);
            if ((*len = pr_starts(str_from(s, k), w))) return k;
        }
    }
    return STR_NPOS;
}
#endif

size_t pr_find(struct str s, pr_words w, size_t *len)
{
    *len = 0;
    if (!w->ready) pr_prepare(w);
#ifdef __SSE2__
    if (w->nhead <= PR_HEADS && s.n >= 18) return find_heads(s, w, len);
#endif
    for (size_t i = 0; i < s.n;) {
        const unsigned char *u = (const unsigned char *)s.p + i, b = *u;
        bool three = b >= 0xe0 && b < 0xf0 && s.n - i >= 3;
        unsigned c = pr_class(s.p + i, s.n - i);
        if (may_start(w, c) && (*len = pr_longest(str_from(s, i), w, c))) return i;
        i += three ? 3 : b < 0xc0 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }
    return STR_NPOS;
}

bool pr_has(struct str s, pr_words w)
{
    size_t n;
    return pr_find(s, w, &n) != STR_NPOS;
}
