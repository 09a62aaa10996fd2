/* SPDX-License-Identifier: MIT */
/* utf.h: UTF-8, and what the field needs to know about characters. utf8proc does the tables. */
#ifndef BD_BASE_UTF_H
#define BD_BASE_UTF_H

#include "base/arena.h"
#include "base/str.h"

#include <stdint.h>

/* Decode the character at p: its length in bytes, 0 if it is not valid UTF-8 or p is at the end. */
unsigned utf_decode_long(const char *p, const char *end, uint32_t *cp); /* one that is not ASCII */
static inline unsigned utf_decode(const char *p, const char *end, uint32_t *cp)
{
    if (p >= end) return 0;
    if ((unsigned char)*p >= 0x80) return utf_decode_long(p, end, cp);
    *cp = (unsigned char)*p;
    return 1;
}
unsigned utf_encode(uint32_t cp, char out[4]); /* bytes written */
/* Byte offset of the first byte that is no valid UTF-8, or STR_NPOS. Fast on ASCII and CJK. */
size_t utf_invalid(struct str s);
/* Columns on a terminal and in pdftotext -layout: 0, 1, or 2 for wide East Asian characters. */
unsigned utf_width(uint32_t cp);
size_t utf_columns(struct str s);
/* The first n bytes of valid s, or the few less that end with a whole character. */
static inline struct str utf_head(struct str s, size_t n)
{
    if (s.n <= n) return s;
    while (n > 0 && ((unsigned char)s.p[n] & 0xC0) == 0x80) n--;
    return (struct str){s.p, n};
}
bool utf_is_space(uint32_t cp); /* blanks, NBSP, U+2000.., U+3000, BOM; not TAB LF CR FF */
/* Can white space (those, and TAB LF VT FF CR) start with this byte? (ASCII, C2 A0, E1 9A, E2 80 .., E3 80, EF BB BF) */
extern const bool utf_white_lead[256];
/* Length of the white character that the n bytes at p begin with, 0: another one. n > 0. */
static inline unsigned utf_white_at(const char *p, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] < 0x80) return u[0] == ' ' || (u[0] >= '\t' && u[0] <= '\r');
    if (u[0] == 0xC2) return n >= 2 && u[1] == 0xA0 ? 2 : 0;
    if (n < 3) return 0;
    switch (u[0]) {
    case 0xE3: return u[1] == 0x80 && u[2] == 0x80 ? 3 : 0;
    case 0xE2: return (u[1] == 0x80 && ((u[2] >= 0x80 && u[2] <= 0x8A) || u[2] == 0xAF)) || (u[1] == 0x81 && u[2] == 0x9F) ? 3 : 0;
    case 0xE1: return u[1] == 0x9A && u[2] == 0x80 ? 3 : 0;
    case 0xEF: return u[1] == 0xBB && u[2] == 0xBF ? 3 : 0;
    default: return 0;
    }
}
bool utf_is_cjk(uint32_t cp);   /* an ideograph (not punctuation) */
/* C0/C1 controls but TAB LF CR FF, bidi overrides, zero-width: what never enters the stream. */
bool utf_is_forbidden(uint32_t cp);

/* Full-width forms to ASCII, CJK radicals (U+2E80..2FDF) to ideographs, by NFKC per character, but
 * keeping circled numbers. In the arena; the same slice if nothing changed. p NULL: no memory. */
struct str utf_fold(struct arena *a, struct str s);
/* Without any white space at all (also inside). The same slice if nothing changed. */
struct str utf_squeeze(struct arena *a, struct str s);

#endif
