/* SPDX-License-Identifier: MIT */
/* utf_valid.c: is it UTF-8? Vectors of 32 bytes where the processor has AVX2, else byte by byte.
 *
 * The lookup algorithm is of J. Keiser and D. Lemire, "Validating UTF-8 In Less Than One Instruction Per
 * Byte", Software: Practice and Experience 51 (2021): three tables, indexed by the nibbles of two
 * neighbouring bytes, each hold a bit for every kind of error; a bit left in all three is that error. */
#include "base/utf.h"

static bool ascii8(const char *p)
{
    uint64_t w;
    memcpy(&w, p, sizeof w);
    return (w & 0x8080808080808080u) == 0;
}

/* A three-byte character U+1000 .. U+CFFF, as nearly all of ours are. */
static bool cjk3(const unsigned char *u)
{
    return u[0] >= 0xE1 && u[0] <= 0xEC && (u[1] & 0xC0) == 0x80 && (u[2] & 0xC0) == 0x80;
}

static size_t invalid_scalar(struct str s, size_t from)
{
    const char *p = s.p + from, *end = s.p + s.n;
    while (p < end) {
        uint32_t cp;
        if (end - p >= 8 && ascii8(p)) {
            p += 8;
        } else if (end - p >= 3 && cjk3((const unsigned char *)p)) {
            p += 3;
        } else {
            unsigned len = utf_decode(p, end, &cp);
            if (!len) return (size_t)(p - s.p);
            p += len;
        }
    }
    return STR_NPOS;
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

enum {
    TOO_SHORT = 1 << 0, TOO_LONG = 1 << 1, OVERLONG_3 = 1 << 2, TOO_LARGE = 1 << 3, SURROGATE = 1 << 4,
    OVERLONG_2 = 1 << 5, TOO_LARGE_1000 = 1 << 6, OVERLONG_4 = 1 << 6, TWO_CONTS = 1 << 7,
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS, /* decided by the high nibbles alone */
    LARGE = CARRY | TOO_LARGE | TOO_LARGE_1000,
    SECOND = TOO_LONG | OVERLONG_2 | TWO_CONTS
};

static const unsigned char first_high[16] = {
    TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
    TWO_CONTS, TWO_CONTS, TWO_CONTS, TWO_CONTS,
    TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
    TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4};
static const unsigned char first_low[16] = {
    CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE,
    LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE, LARGE | SURROGATE, LARGE, LARGE};
static const unsigned char second_high[16] = {
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
    SECOND | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4, SECOND | OVERLONG_3 | TOO_LARGE,
    SECOND | SURROGATE | TOO_LARGE, SECOND | SURROGATE | TOO_LARGE,
    TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT};

#define AVX2 __attribute__((target("avx2")))
#define NIBBLE(v) _mm256_and_si256(v, _mm256_set1_epi8(0x0F))
#define BYTE(c) _mm256_set1_epi8((char)(c))

struct lookup {
    __m256i first_high, first_low, second_high;
    __m256i prev, incomplete, error; /* the vector before, its unfinished characters, all errors */
};

AVX2 static inline __m256i table(const unsigned char t[16])
{
    return _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)t));
}

AVX2 static inline void check(struct lookup *k, __m256i in)
{
    __m256i shifted = _mm256_permute2x128_si256(k->prev, in, 0x21);
    __m256i prev1 = _mm256_alignr_epi8(in, shifted, 15);
    __m256i prev2 = _mm256_alignr_epi8(in, shifted, 14);
    __m256i prev3 = _mm256_alignr_epi8(in, shifted, 13);
    __m256i special = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(k->first_high, NIBBLE(_mm256_srli_epi16(prev1, 4))),
                         _mm256_shuffle_epi8(k->first_low, NIBBLE(prev1))),
        _mm256_shuffle_epi8(k->second_high, NIBBLE(_mm256_srli_epi16(in, 4))));
    /* The third and fourth byte of a character must be continuations: there, and only there, two of
     * them in a row are right. */
    __m256i third = _mm256_subs_epu8(prev2, BYTE(0xE0 - 0x80));
    __m256i fourth = _mm256_subs_epu8(prev3, BYTE(0xF0 - 0x80));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), BYTE(0x80));
    k->error = _mm256_or_si256(k->error, _mm256_xor_si256(must, special));
    k->prev = in;
}

AVX2 static size_t valid_blocks(const char *p, size_t n)
{
    const __m256i last = _mm256_setr_epi8(-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
                                          -1, -1, -1, -1, -1, -1, -1, -1, -1, (char)(0xF0 - 1), (char)(0xE0 - 1),
                                          (char)(0xC0 - 1));
    const __m256i zero = _mm256_setzero_si256();
    struct lookup k = {table(first_high), table(first_low), table(second_high), zero, zero, zero};
    size_t i = 0;
    for (; i + 64 <= n; i += 64) {
        __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)(p + i));
        __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + i + 32));
        if (_mm256_movemask_epi8(_mm256_or_si256(a, b)) == 0) {
            k.error = _mm256_or_si256(k.error, k.incomplete);
            k.incomplete = zero;
            k.prev = b;
        } else {
            check(&k, a);
            check(&k, b);
            k.incomplete = _mm256_subs_epu8(b, last);
        }
        if (!_mm256_testz_si256(k.error, k.error)) break;
    }
    return i;
}

/* How many bytes at the start are surely well-formed, but for a character unfinished at their end. */
static size_t valid_prefix(struct str s)
{
    return s.n >= 64 && __builtin_cpu_supports("avx2") ? valid_blocks(s.p, s.n) : 0;
}
#else
static size_t valid_prefix(struct str s)
{
    (void)s;
    return 0;
}
#endif

size_t utf_invalid(struct str s)
{
    size_t from = valid_prefix(s);
    /* Back to the start of the character that reaches over the end of the blocks. */
    for (unsigned back = 0; back < 4 && from > 0; back++) {
        unsigned char c = (unsigned char)s.p[from - 1];
        if (c < 0x80) break;
        from--;
        if (c >= 0xC0) break;
    }
    return invalid_scalar(s, from);
}
