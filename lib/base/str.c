/* SPDX-License-Identifier: MIT */
/* str.c: searching and trimming slices. */
#include "base/str.h"

#include "base/utf.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

enum { LONG_TEXT = 512 }; /* bytes: there a call of memchr pays */

/* By the needle's first byte and its key: the last of its first character, if that is CJK, which tells far more. (memmem pays
 * for a table of the needle in every call, and our needles are short.) From place p on. */
static size_t search_from(const char *s, const char *p, size_t places, const char *needle, size_t n)
{
    size_t key = n > 2 ? 2 : n - 1;
    const char *end = s + places + key;
    for (p += key; p < end && (p = memchr(p, needle[key], (size_t)(end - p))); p++)
        if (p[-(ptrdiff_t)key] == needle[0] && memcmp(p - key, needle, n) == 0) return (size_t)(p - key - s);
    return STR_NPOS;
}

#ifdef __SSE2__
#define LOAD(width, p) _mm_load##width((const __m128i *)(const void *)(p))
#define BOTH(a, b) (unsigned)_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, second)))

/* The first of so many places that may be the needle's, or what is at most 15 places in front of it; `end`: none. */
static inline const char *candidate(const char *p, const char *end, const char *needle, size_t n, size_t key)
{
    const __m128i first = _mm_set1_epi8(needle[0]), second = _mm_set1_epi8(needle[key]);
    const char *bytes = end + n - 1 - key; /* up to there may be read from p and from p + key */
    if (bytes - p >= 16) {
        for (; bytes - p > 16; p += 16)
            if (BOTH(LOAD(u_si128, p), LOAD(u_si128, p + key))) return p;
        p = bytes - 16; /* some places twice */
        return BOTH(LOAD(u_si128, p), LOAD(u_si128, p + key)) ? p : end;
    }
    if (bytes - p >= 8) {
        if (BOTH(LOAD(l_epi64, p), LOAD(l_epi64, p + key)) & 0xFF) return p;
        p = bytes - 8;
        return BOTH(LOAD(l_epi64, p), LOAD(l_epi64, p + key)) & 0xFF ? p : end;
    }
    while (p < end && (p[key] != needle[key] || *p != *needle)) p++;
    return p;
}
#else
static inline const char *candidate(const char *p, const char *end, const char *needle, size_t n, size_t key)
{
    (void)end, (void)needle, (void)n, (void)key;
    return p;
}
#endif

size_t str_search(const char *s, size_t places, const char *needle, size_t n)
{
    const char *p = s, *end = s + places;
    if (places <= LONG_TEXT) p = candidate(s, end, needle, n, n > 2 ? 2 : n - 1);
    return p < end ? search_from(s, p, places, needle, n) : STR_NPOS;
}

size_t str_rfind(struct str s, struct str needle)
{
    if (needle.n > s.n) return STR_NPOS;
    for (size_t i = s.n - needle.n + 1; i-- > 0;)
        if (needle.n == 0 || (s.p[i] == needle.p[0] && memcmp(s.p + i, needle.p, needle.n) == 0)) return i;
    return STR_NPOS;
}

const unsigned char str_edge[256] = {
    ['\t'] = 3, ['\n'] = 3, ['\v'] = 3, ['\f'] = 3, ['\r'] = 3, [' '] = 3, [0xC2] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1,
    [0x80] = 2, [0x81] = 2, [0x82] = 2, [0x83] = 2, [0x84] = 2, [0x85] = 2, [0x86] = 2, [0x87] = 2, [0x88] = 2, [0x89] = 2, [0x8A] = 2,
    [0x9F] = 2, [0xA0] = 2, [0xAF] = 2, [0xBF] = 2};

/* Length of the white character that ends s (s not empty), 0: another one. */
static unsigned white_end(struct str s)
{
    unsigned char c = (unsigned char)s.p[s.n - 1];
    if (!(str_edge[c] & 2)) return 0;
    if (c < 0x80) return 1;
    if (s.n >= 2 && (unsigned char)s.p[s.n - 2] == 0xC2) return c == 0xA0 ? 2 : 0;
    return s.n >= 3 && (unsigned char)s.p[s.n - 3] >= 0xE1 ? utf_white_at(s.p + s.n - 3, 3) : 0;
}

struct str str_trim_white(struct str s)
{
    unsigned len;
    while (s.n > 0 && (len = utf_white_at(s.p, s.n))) s = (struct str){s.p + len, s.n - len};
    while (s.n > 0 && (len = white_end(s))) s.n -= len;
    return s;
}

struct str str_from_u32(unsigned v, char buf[STR_U32_CHARS])
{
    size_t at = STR_U32_CHARS;
    do buf[--at] = (char)('0' + v % 10);
    while (v /= 10);
    return (struct str){&buf[at], STR_U32_CHARS - at};
}

bool str_u32(struct str s, unsigned *out)
{
    unsigned v = 0;
    if (s.n == 0) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        unsigned digit = (unsigned)(s.p[i] - '0');
        if (v > (~0U - digit) / 10) return false;
        v = v * 10 + digit;
    }
    *out = v;
    return true;
}
