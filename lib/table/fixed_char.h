/* SPDX-License-Identifier: MIT */
/* fixed_char.h: single characters of a laid-out page, in line: every one of them passes here.
 *
 * The text is valid UTF-8. Full-width forms of ASCII count as ASCII. */
#ifndef BD_TABLE_FIXED_CHAR_H
#define BD_TABLE_FIXED_CHAR_H

#include "base/str.h"
#include "base/utf.h"

#include <stdbool.h>

/* utf_decode with the characters of these documents in line: U+FFFD for what is none. */
static inline unsigned fx_decode(const char *p, const char *end, uint32_t *cp)
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

static inline uint32_t fx_width(uint32_t c)
{
    if (c >= 0x3041 && c <= 0x9FFF && c != 0x4DC0) return c < 0x4DC0 || c > 0x4DFF ? 2 : 1;
    return utf_width(c);
}

/* The next character, full-width forms as the ASCII they stand for; its length. */
static inline unsigned fx_next_char(const char *p, const char *end, uint32_t *cp)
{
    unsigned len = fx_decode(p, end, cp);
    if (*cp >= 0xFF01 && *cp <= 0xFF5E) *cp -= 0xFEE0;
    return len;
}

static inline bool fx_is_dash(uint32_t c) { return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0x2500; }
static inline bool fx_is_blank(uint32_t c)
{
    if (c < 0x80) return c == ' ' || c == '\t';
    return (c < 0x3001 || c > 0xFEFE) && utf_is_space(c);
}

/* An ideograph: no blank, and nothing is folded to it. */
static inline bool fx_is_ideograph(const char *p, const char *end)
{
    unsigned char a = (unsigned char)*p;
    return a >= 0xE4 && a <= 0xE9 && end - p >= 3;
}

static inline uint32_t fx_first_char(struct str s)
{
    uint32_t c = 0;
    if (s.n) fx_next_char(s.p, s.p + s.n, &c);
    return c;
}

static inline bool fx_opens(uint32_t c) { return c == '(' || c == 0x3014 || c == '[' || c == 0x3010; }

#endif
