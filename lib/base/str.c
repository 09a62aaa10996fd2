/* SPDX-License-Identifier: MIT */
/* str.c: searching and trimming slices. */
#include "base/str.h"

#include "base/utf.h"

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    if (c) return c;
    return a.n < b.n ? -1 : a.n > b.n;
}

/* Looks for the needle's third byte first: the last of a CJK character, which tells far more than its
 * lead byte. (memmem pays for a table of the needle in every call, and our needles are short.) */
size_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.n || needle.n > s.n - from) return STR_NPOS;
    if (needle.n == 0) return from;
    size_t key = needle.n > 2 ? 2 : needle.n - 1;
    const char *p = s.p + from + key, *end = s.p + s.n - (needle.n - 1 - key);
    while (p < end) {
        p = memchr(p, needle.p[key], (size_t)(end - p));
        if (!p) return STR_NPOS;
        const char *start = p - key;
        if (*start == needle.p[0] && memcmp(start, needle.p, needle.n) == 0) return (size_t)(start - s.p);
        p++;
    }
    return STR_NPOS;
}

size_t str_rfind(struct str s, struct str needle)
{
    if (needle.n > s.n) return STR_NPOS;
    for (size_t i = s.n - needle.n + 1; i-- > 0;)
        if (needle.n == 0 || (s.p[i] == needle.p[0] && memcmp(s.p + i, needle.p, needle.n) == 0)) return i;
    return STR_NPOS;
}

/* Start of the last character of s (s not empty, valid UTF-8). */
static size_t last_char(struct str s)
{
    size_t i = s.n - 1;
    while (i > 0 && s.n - i < 4 && ((unsigned char)s.p[i] & 0xC0) == 0x80) i--;
    return i;
}

const unsigned char str_edge[256] = {
    ['\t'] = 3, ['\n'] = 3, ['\v'] = 3, ['\f'] = 3, ['\r'] = 3, [' '] = 3, [0xC2] = 1, [0xE1] = 1, [0xE2] = 1, [0xE3] = 1, [0xEF] = 1,
    [0x80] = 2, [0x81] = 2, [0x82] = 2, [0x83] = 2, [0x84] = 2, [0x85] = 2, [0x86] = 2, [0x87] = 2, [0x88] = 2, [0x89] = 2, [0x8A] = 2,
    [0x9F] = 2, [0xA0] = 2, [0xAF] = 2, [0xBF] = 2};

static bool ascii_white(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

struct str str_trim_white(struct str s)
{
    uint32_t cp;
    while (s.n > 0 && utf_white_lead[(unsigned char)s.p[0]]) {
        if (ascii_white(s.p[0])) {
            s = (struct str){s.p + 1, s.n - 1};
            continue;
        }
        unsigned len = utf_decode(s.p, s.p + s.n, &cp);
        if (len == 0 || !utf_is_white(cp)) break;
        s = str_from(s, len);
    }
    while (s.n > 0) {
        unsigned char c = (unsigned char)s.p[s.n - 1];
        if (!(str_edge[c] & 2)) break;
        if (ascii_white((char)c)) {
            s.n--;
            continue;
        }
        size_t at = last_char(s);
        if (!utf_white_lead[(unsigned char)s.p[at]]) break;
        unsigned len = utf_decode(s.p + at, s.p + s.n, &cp);
        if (len != s.n - at || !utf_is_white(cp)) break;
        s.n = at;
    }
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
