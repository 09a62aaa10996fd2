/* SPDX-License-Identifier: MIT */
/* scan.c: the one loop every byte of every stream goes through. */
#include "rec/scan.h"

struct masks {
    uint64_t tabs, marks; /* marks: LF, CR, NUL, backslash */
};
typedef struct masks masks_of(const char *p); /* of the 64 bytes at p */

/* The fields that end at these tabs of the block, the first of which starts at `from`. Returns where the next one starts. */
static inline __attribute__((always_inline)) const char *fields(const char *block, uint64_t tabs, const char *from, struct str *f)
{
    for (; tabs; tabs &= tabs - 1) {
        const char *at = block + __builtin_ctzll(tabs);
        *f++ = (struct str){from, (size_t)(at - from)};
        from = at + 1;
    }
    return from;
}

static inline __attribute__((always_inline)) const char *cut(masks_of *masks64, struct scan *s, const char *from,
                                                             struct str *f, size_t cap, size_t *n, bool *odd)
{
    const char *block = s->block;
    struct masks m = {s->tabs, s->marks};
    size_t k = 0;
    bool strange = false;
    for (;;) {
        uint64_t now = m.tabs & (m.marks ? (m.marks & -m.marks) - 1 : UINT64_MAX); /* those before the first mark */
        size_t some = (size_t)__builtin_popcountll(now);
        m.tabs ^= now;
        if (k + some <= cap) from = fields(block, now, from, f + k);
        k += some;
        if (m.marks == 0) {
            block += 64;
            m = masks64(block);
            continue;
        }
        const char *at = block + __builtin_ctzll(m.marks);
        m.marks &= m.marks - 1;
        if (*at != '\n') {
            strange = true;
            continue;
        }
        if (k < cap) f[k] = (struct str){from, (size_t)(at - from)};
        *s = (struct scan){block, m.tabs, m.marks};
        *n = k + 1;
        *odd = strange;
        return at;
    }
}

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* SSE2 is part of x86-64. */
static inline struct masks masks_sse2(const char *p)
{
    struct masks m = {0, 0};
    for (int i = 0; i < 4; i++) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + 16 * i));
        __m128i tab = _mm_cmpeq_epi8(v, _mm_set1_epi8('\t'));
        __m128i mark = _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\n'))),
            _mm_or_si128(_mm_cmpeq_epi8(v, _mm_setzero_si128()), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));
        m.tabs |= (uint64_t)(uint32_t)_mm_movemask_epi8(tab) << (16 * i);
        m.marks |= (uint64_t)(uint32_t)_mm_movemask_epi8(mark) << (16 * i);
    }
    return m;
}

__attribute__((target("avx2"))) static inline uint64_t both(__m256i low, __m256i high)
{
    return (uint32_t)_mm256_movemask_epi8(low) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32;
}

/* Each of the marks has a low nibble of its own: a table gives the one it could be. */
__attribute__((target("avx2"))) static inline struct masks masks_avx2(const char *p)
{
    const __m256i tab = _mm256_set1_epi8('\t');
    const __m256i could_be = _mm256_setr_epi8(0, 0, 1, 1, 1, 1, 1, 1, 1, 1, '\n', 1, '\\', '\r', 1, 1,
                                              0, 0, 1, 1, 1, 1, 1, 1, 1, 1, '\n', 1, '\\', '\r', 1, 1);
    __m256i a = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i b = _mm256_loadu_si256((const __m256i *)(const void *)(p + 32));
    return (struct masks){both(_mm256_cmpeq_epi8(a, tab), _mm256_cmpeq_epi8(b, tab)),
                          both(_mm256_cmpeq_epi8(_mm256_shuffle_epi8(could_be, a), a),
                               _mm256_cmpeq_epi8(_mm256_shuffle_epi8(could_be, b), b))};
}

__attribute__((target("avx2,bmi,popcnt"))) static const char *cut_avx2(struct scan *s, const char *from, struct str *f, size_t cap,
                                                            size_t *n, bool *odd)
{
    return cut(masks_avx2, s, from, f, cap, n, odd);
}

const char *scan_record(struct scan *s, const char *from, struct str *f, size_t cap, size_t *n, bool *odd)
{
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt")) return cut_avx2(s, from, f, cap, n, odd);
    return cut(masks_sse2, s, from, f, cap, n, odd);
}

void scan_start(struct scan *s, const char *p)
{
    struct masks m = masks_sse2(p);
    *s = (struct scan){p, m.tabs, m.marks};
}
#else
static inline struct masks masks_bytes(const char *p)
{
    struct masks m = {0, 0};
    for (int i = 0; i < 64; i++) {
        char c = p[i];
        m.tabs |= (uint64_t)(c == '\t') << i;
        m.marks |= (uint64_t)(c == '\n' || c == '\r' || c == '\0' || c == '\\') << i;
    }
    return m;
}

const char *scan_record(struct scan *s, const char *from, struct str *f, size_t cap, size_t *n, bool *odd)
{
    return cut(masks_bytes, s, from, f, cap, n, odd);
}

void scan_start(struct scan *s, const char *p)
{
    struct masks m = masks_bytes(p);
    *s = (struct scan){p, m.tabs, m.marks};
}
#endif
