/* SPDX-License-Identifier: MIT */
/* words.h: lists of words that labels, heads and sentences are compared with, many at a time.
 *
 * A list is made by PR_WORDS and prepared at its first use; it lives as long as the program. Offsets and lengths are bytes.
 * Words are not empty. */
#ifndef BD_TABLE_WORDS_H
#define BD_TABLE_WORDS_H

#include "base/str.h"

enum { PR_HEADS = 8 /* beginnings of words that are looked for all at once */ };

/* A list of words. The masks say which classes of first and last characters there are, so that a place
 * where no word can begin costs one look; the words of one class hang together (the number of the first and
 * of the next one, from 1, 0: no more). All this is filled in at the first use. */
struct pr_table {
    const struct str *v;
    unsigned char *next_first, *next_last;
    unsigned n;
    bool ready;
    uint64_t last, first[16];
    unsigned char head_first[64], head_last[64];
    unsigned nhead;             /* different second and third bytes of the words; more than PR_HEADS: not all are here */
    _Alignas(16) char head[PR_HEADS][2][16]; /* each 16 times, to compare with as many places */
};
typedef struct pr_table *pr_words;
#define PR_WORDS_OF(kind, name, ...)                                                               \
    static const struct str name##_v[] = {__VA_ARGS__};                                            \
    static unsigned char name##_next[2][sizeof name##_v / sizeof *name##_v];                       \
    _Static_assert(sizeof name##_v / sizeof *name##_v < 256, "too many words");                    \
    kind struct pr_table name[1] = {                                                               \
        {.v = name##_v, .next_first = name##_next[0], .next_last = name##_next[1], .n = sizeof name##_v / sizeof *name##_v}}
#define PR_WORDS(name, ...) PR_WORDS_OF(static, name, __VA_ARGS__)
#define PR_WORDS_SHARED(name, ...) PR_WORDS_OF(, name, __VA_ARGS__)

/* One of 1024 classes of first characters. */
static inline unsigned pr_class(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80 || n < 2) return u[0];
    if (n < 3 || u[0] < 0xe0) return (u[0] + u[1] * 5u) & 1023u;
    return ((unsigned)u[0] << 7 ^ (unsigned)u[1] << 4 ^ u[2]) & 1023u;
}
size_t pr_longest(struct str s, pr_words w, unsigned c); /* c is the class of the first character */
size_t pr_longest_end(struct str s, pr_words w);
void pr_prepare(pr_words w);
/* Length of the longest word s starts with, or 0. */
static inline size_t pr_starts(struct str s, pr_words w)
{
    if (!s.n) return 0;
    if (!w->ready) pr_prepare(w);
    unsigned c = pr_class(s.p, s.n);
    return w->first[c >> 6] >> (c & 63) & 1 ? pr_longest(s, w, c) : 0;
}
static inline bool pr_may_end(struct str s, pr_words w)
{
    if (!s.n) return false;
    if (!w->ready) pr_prepare(w);
    return w->last >> (s.p[s.n - 1] & 63) & 1;
}
static inline size_t pr_ends(struct str s, pr_words w) { return pr_may_end(s, w) ? pr_longest_end(s, w) : 0; }
size_t pr_find(struct str s, pr_words w, size_t *len); /* the first place of any of them, the longest there */
bool pr_has(struct str s, pr_words w); /* is any of them in s */
/* Is s one of them? */
static inline bool pr_is(struct str s, pr_words w) { return pr_may_end(s, w) && pr_starts(s, w) == s.n; }

#endif
