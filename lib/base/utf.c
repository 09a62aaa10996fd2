/* SPDX-License-Identifier: MIT */
/* utf.c: UTF-8 and character classes. Width, decomposition and categories come from utf8proc. */
#include "base/utf.h"

#include <utf8proc.h>

unsigned utf_decode_long(const char *p, const char *end, uint32_t *cp)
{
    const unsigned char *u = (const unsigned char *)p;
    if (u[0] >= 0xE1 && u[0] <= 0xEC && end - p >= 3 && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80) {
        *cp = (uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3FU);
        return 3;
    }
    unsigned len = u[0] >= 0xF0 ? 4 : u[0] >= 0xE0 ? 3 : 2;
    if (u[0] < 0xC2 || u[0] > 0xF4 || (size_t)(end - p) < len) return 0;
    uint32_t c = u[0] & (0x7FU >> len);
    for (unsigned i = 1; i < len; i++) {
        if ((u[i] & 0xC0) != 0x80) return 0;
        c = c << 6 | (u[i] & 0x3FU);
    }
    if ((len == 3 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) || (len == 4 && (c < 0x10000 || c > 0x10FFFF)))
        return 0;
    *cp = c;
    return len;
}

unsigned utf_encode(uint32_t cp, char out[4])
{
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp < 0xE000)) cp = 0xFFFD;
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    unsigned len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (unsigned i = len - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (cp & 0x3F));
        cp >>= 6;
    }
    out[0] = (char)((0xF00U >> len & 0xF0) | cp);
    return len;
}

unsigned utf_width(uint32_t cp)
{
    if (cp < 0x300) return cp >= 0x20 && (cp < 0x7F || cp >= 0xA0) ? 1 : 0;
    int w = utf8proc_charwidth((utf8proc_int32_t)cp);
    return w < 0 ? 0 : (unsigned)w;
}

size_t utf_columns(struct str s)
{
    size_t columns = 0;
    uint32_t cp;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        unsigned len = utf_decode(p, end, &cp);
        if (len) columns += utf_width(cp);
        p += len ? len : 1;
    }
    return columns;
}

bool utf_is_space(uint32_t cp)
{
    return cp == ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x202F || cp == 0x205F ||
           cp == 0x3000 || cp == 0xFEFF;
}

const bool utf_white_lead[256] = {['\t'] = true, ['\n'] = true, ['\v'] = true, ['\f'] = true, ['\r'] = true,
                                  [' '] = true,  [0xC2] = true, [0xE1] = true, [0xE2] = true, [0xE3] = true,
                                  [0xEF] = true};

bool utf_is_cjk(uint32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3007 ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

bool utf_is_forbidden(uint32_t cp)
{
    if (cp < 0xA0) return cp < 0x20 ? cp != '\t' && cp != '\n' && cp != '\f' && cp != '\r' : cp >= 0x7F;
    return cp == 0xAD || cp == 0x61C || cp == 0x180E || (cp >= 0x200B && cp <= 0x200F) ||
           (cp >= 0x2028 && cp <= 0x202E) || (cp >= 0x2060 && cp <= 0x206F) || cp == 0xFEFF ||
           (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE007F);
}
