/* SPDX-License-Identifier: MIT */
/* scan.c: the one loop every byte of every stream goes through. */
#include "rec/scan.h"

typedef uint64_t mask_of(const char *p);

static inline __attribute__((always_inline)) const char *cut(mask_of *mask64, struct scan *s, const char *from,
                                                             struct str *f, size_t cap, size_t *n, bool *odd)
{
    const char *block = s->block;
    uint64_t mask = s->mask;
    size_t k = 0;
    bool strange = false;
    for (;;) {
        while (mask == 0) {
            block += 64;
            mask = mask64(block);
        }
        const char *at = block + __builtin_ctzll(mask);
        char c = *at;
        mask &= mask - 1;
        if (c != '\t' && c != '\n') {
            strange = true;
            continue;
        }
        if (k < cap) f[k] = (struct str){from, (size_t)(at - from)};
        k++;
        from = at + 1;
        if (c == '\t') continue;
        *s = (struct scan){block, mask};
        *n = k;
        *odd = strange;
        return at;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* SSE2 is part of x86-64. */
static inline uint64_t mask_sse2(const char *p)
{
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
        __m128i hit = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\t')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))),
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(v, _mm_setzero_si128())),
                         _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(hit) << (16 * i);
    }
    return mask;
}

/* Each of the five bytes has a low nibble of its own: a table gives the one it could be. */
__attribute__((target("avx2"))) static inline uint64_t mask_avx2(const char *p)
{
    const __m256i could_be = _mm256_setr_epi8(0, 1, 1, 1, 1, 1, 1, 1, 1, '\t', '\n', 1, '\\', '\r', 1, 1,
                                              0, 1, 1, 1, 1, 1, 1, 1, 1, '\t', '\n', 1, '\\', '\r', 1, 1);
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    uint32_t low = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(could_be, a), a));
    uint32_t high = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(could_be, b), b));
    return low | (uint64_t)high << 32;
}

__attribute__((target("avx2"))) static const char *cut_avx2(struct scan *s, const char *from, struct str *f, size_t cap,
                                                            size_t *n, bool *odd)
{
    return cut(mask_avx2, s, from, f, cap, n, odd);
}

const char *scan_record(struct scan *s, const char *from, struct str *f, size_t cap, size_t *n, bool *odd)
{
    if (__builtin_cpu_supports("avx2")) return cut_avx2(s, from, f, cap, n, odd);
    return cut(mask_sse2, s, from, f, cap, n, odd);
}

void scan_start(struct scan *s, const char *p)
{
    *s = (struct scan){p, mask_sse2(p)};
}
#else
static inline uint64_t mask_bytes(const char *p)
{
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) {
        char c = p[i];
        mask |= (uint64_t)(c == '\t' || c == '\n' || c == '\r' || c == '\0' || c == '\\') << i;
    }
    return mask;
}

const char *scan_record(struct scan *s, const char *from, struct str *f, size_t cap, size_t *n, bool *odd)
{
    return cut(mask_bytes, s, from, f, cap, n, odd);
}

void scan_start(struct scan *s, const char *p)
{
    *s = (struct scan){p, mask_bytes(p)};
}
#endif
