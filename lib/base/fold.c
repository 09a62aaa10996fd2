/* SPDX-License-Identifier: MIT */
/* fold.c: spellings of one character brought together, and white space taken out. */
#include "base/utf.h"

#include <utf8proc.h>

/* U+2E80 .. U+2EF3, CJK Radicals Supplement: Unicode 15, EquivalentUnifiedIdeograph.txt. NFKC knows
 * two of them only, but the fonts of many PDFs put ⻚ for 页 and ⺠ for 民. */
static const uint32_t radical[] = {
    0, 0x5382, 0x4E5B, 0x4E5A, 0x4E59, 0x4EBB, 0x5182, 0x20628, 0x5200, 0x5202,
    0x535C, 0x353E, 0x5C0F, 0x5C10, 0x5140, 0x5C23, 0x5C22, 0x21BC2, 0x5DF3, 0x5E7A,
    0x5F51, 0x5F50, 0x5FC4, 0x5FC3, 0x624C, 0x6535, 0, 0x65E1, 0x65E5, 0x6708,
    0x6B7A, 0x6BCD, 0x6C11, 0x6C35, 0x6C3A, 0x706C, 0x722B, 0x722C, 0x4E2C, 0x725B,
    0x72AD, 0x738B, 0x24D14, 0x76EE, 0x793A, 0x793B, 0x25AD7, 0x7CF9, 0x7E9F, 0x7F53,
    0x7F52, 0x34C1, 0x5197, 0x2626B, 0x7F8A, 0x2634C, 0x2634B, 0x8002, 0x8080, 0x807F,
    0x8089, 0x26951, 0x8279, 0x827A, 0x827B, 0x864E, 0x8864, 0x8980, 0x897F, 0x89C1,
    0x89D2, 0x278B2, 0x8BA0, 0x8D1D, 0x27FB7, 0x8F66, 0x8FB6, 0x8FB7, 0x8FB8, 0x9091,
    0x9485, 0x9577, 0x9578, 0x957F, 0x95E8, 0x28E0F, 0x961D, 0x96E8, 0x9752, 0x97E6,
    0x9875, 0x98CE, 0x98DE, 0x98DF, 0x2967F, 0x98E0, 0x9963, 0x29810, 0x9A6C, 0x9AA8,
    0x9B3C, 0x9C7C, 0x9E1F, 0x5364, 0x9EA6, 0x9EC4, 0x9EFE, 0x6589, 0x9F50, 0x6B6F,
    0x9F7F, 0x7ADC, 0x9F99, 0x9F9C, 0x4E80, 0x9F9F,};

enum { RADICAL_FIRST = 0x2E80, RADICAL_N = sizeof radical / sizeof *radical, PARTS_MAX = 18 };

/* Write what cp folds to into part; 0: cp stays as it is. */
static size_t fold(uint32_t cp, utf8proc_int32_t part[PARTS_MAX])
{
    if (cp < 0xA0) return 0;
    if (cp - RADICAL_FIRST < RADICAL_N && radical[cp - RADICAL_FIRST]) {
        part[0] = (utf8proc_int32_t)radical[cp - RADICAL_FIRST];
        return 1;
    }
    const utf8proc_property_t *p = utf8proc_get_property((utf8proc_int32_t)cp);
    bool compatibility_ideograph = (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x2F800 && cp <= 0x2FA1F);
    if (p->decomp_type == UTF8PROC_DECOMP_TYPE_CIRCLE) return 0;
    if (p->decomp_type == 0 && !compatibility_ideograph) return 0;
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, part, PARTS_MAX,
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    if (n < 1 || n > PARTS_MAX || (n == 1 && (uint32_t)part[0] == cp)) return 0;
    return (size_t)n;
}

/* Length of the start of s that surely stays: ASCII and U+4000 .. U+9FFF. */
static size_t plain_run(const char *p, const char *end)
{
    const char *from = p;
    while (p < end) {
        unsigned char c = (unsigned char)*p;
        if (c < 0x80) p++;
        else if (c >= 0xE4 && c <= 0xE9 && end - p >= 3) p += 3;
        else break;
    }
    return (size_t)(p - from);
}

static bool changes(struct str s)
{
    utf8proc_int32_t part[PARTS_MAX];
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        p += plain_run(p, end);
        uint32_t cp = 0;
        unsigned len = utf_decode(p, end, &cp);
        if (len && fold(cp, part)) return true;
        p += len ? len : p < end;
    }
    return false;
}

struct str utf_fold(struct arena *a, struct str s)
{
    if (!changes(s)) return s.p ? s : (struct str){"", 0};
    struct str nothing = {NULL, 0};
    size_t cap = 2 * s.n + 64, n = 0;
    char *out = arena_alloc(a, cap);
    for (const char *p = s.p, *end = p + s.n; out && p < end;) {
        utf8proc_int32_t part[PARTS_MAX];
        uint32_t cp = 0;
        unsigned len = utf_decode(p, end, &cp);
        size_t parts = len ? fold(cp, part) : 0;
        if (cap - n < 4 * PARTS_MAX) {
            out = arena_grow(a, out, cap, 2 * cap + 4 * PARTS_MAX);
            if (!out) return nothing;
            cap = 2 * cap + 4 * PARTS_MAX;
        }
        for (size_t i = 0; i < parts; i++) n += utf_encode((uint32_t)part[i], out + n);
        unsigned take = len ? len : 1;
        if (parts == 0) {
            memcpy(out + n, p, take);
            n += take;
        }
        p += take;
    }
    return out ? (struct str){out, n} : nothing;
}

/* Where the next white character at or after i is, s.n if there is none; its length in *len. Ideographs are passed over
 * whole. */
static size_t next_white(struct str s, size_t i, unsigned *len)
{
    const unsigned char *u = (const unsigned char *)s.p;
    while (i < s.n) {
        unsigned char c = u[i];
        if (c >= 0xE4 && c <= 0xE9) i += 3;
        else if (!utf_white_lead[c]) i++;
        else if ((*len = utf_white_at(s.p + i, s.n - i))) return i;
        else i++;
    }
    return s.n;
}

struct str utf_squeeze(struct arena *a, struct str s)
{
    unsigned len;
    size_t n = 0, from = 0, white = next_white(s, 0, &len);
    if (white == s.n) return s.p ? s : (struct str){"", 0};
    char *out = arena_alloc(a, s.n);
    if (!out) return (struct str){NULL, 0};
    for (;;) {
        memcpy(out + n, s.p + from, white - from);
        n += white - from;
        if (white == s.n) return (struct str){out, n};
        from = white + len;
        white = next_white(s, from, &len);
    }
}
