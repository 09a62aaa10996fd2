/* SPDX-License-Identifier: MIT */
/* str.h: slices of bytes, the one string type of the project.
 *
 * A slice does not own its bytes; whoever hands it out says how long they live. It is not
 * NUL-terminated. Offsets are 0-based bytes. The functions that know characters expect valid UTF-8. */
#ifndef BD_BASE_STR_H
#define BD_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *p; /* may be NULL if n is 0 */
    size_t n;
};

/* S("literal") as a value, SI("literal") in the initializer of a static table, and the pair of arguments
 * for a "%.*s". */
#define S(lit) ((struct str){"" lit, sizeof(lit) - 1})
#define SI(lit) {"" lit, sizeof(lit) - 1}
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""
#define STR_NPOS ((size_t)-1)

static inline struct str str_c(const char *z)
{
    return (struct str){z, z ? strlen(z) : 0};
}

/* Are the n bytes the same? Most fields are short: a call takes longer than looking at the two ends of them. */
static inline bool str_same(const char *a, const char *b, size_t n)
{
    uint64_t a8[2], b8[2];
    uint32_t a4[2], b4[2];
    if (n > 16) return a[n - 1] == b[n - 1] && memcmp(a, b, n) == 0; /* the last byte tells most CJK words apart */
    if (n >= 8) {
        memcpy(&a8[0], a, 8), memcpy(&a8[1], a + n - 8, 8);
        memcpy(&b8[0], b, 8), memcpy(&b8[1], b + n - 8, 8);
        return a8[0] == b8[0] && a8[1] == b8[1];
    }
    if (n >= 4) {
        memcpy(&a4[0], a, 4), memcpy(&a4[1], a + n - 4, 4);
        memcpy(&b4[0], b, 4), memcpy(&b4[1], b + n - 4, 4);
        return a4[0] == b4[0] && a4[1] == b4[1];
    }
    return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && str_same(a.p, b.p, a.n);
}

static inline bool str_starts(struct str s, struct str prefix)
{
    return s.n >= prefix.n && str_same(s.p, prefix.p, prefix.n);
}

static inline bool str_ends(struct str s, struct str suffix)
{
    return s.n >= suffix.n && (suffix.n == 0 || str_same(s.p + (s.n - suffix.n), suffix.p, suffix.n));
}

/* The part of s from byte `from` on; empty if s is shorter. */
static inline struct str str_from(struct str s, size_t from)
{
    return from >= s.n ? (struct str){s.p ? s.p + s.n : NULL, 0} : (struct str){s.p + from, s.n - from};
}

/* The part [from, to) of s, cut to its length. */
static inline struct str str_sub(struct str s, size_t from, size_t to)
{
    if (to > s.n) to = s.n;
    if (from >= to) return (struct str){s.p, 0};
    return (struct str){s.p + from, to - from};
}

/* <0, 0, >0 as memcmp, a prefix first. */
int str_cmp(struct str a, struct str b);

/* Byte offset of the first `needle` at or after `from`, or STR_NPOS. */
size_t str_search(const char *s, size_t places, const char *needle, size_t n); /* n > 0, at one of so many places */
static inline size_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.n || needle.n > s.n - from) return STR_NPOS;
    if (needle.n == 0) return from;
    size_t at = str_search(s.p + from, s.n - from - needle.n + 1, needle.p, needle.n);
    return at == STR_NPOS ? at : from + at;
}
size_t str_rfind(struct str s, struct str needle);
static inline bool str_has(struct str s, struct str needle)
{
    return needle.n <= s.n && str_find(s, needle, 0) != STR_NPOS;
}

/* Without ASCII blanks, NBSP, U+3000 and the other Unicode spaces at both ends. Most strings begin and end with a byte that
 * is part of none of these. */
struct str str_trim_white(struct str s);
extern const unsigned char str_edge[256]; /* 1: a white character may begin with this byte, 2: may end with it */
static inline struct str str_trim(struct str s)
{
    if (s.n && !(str_edge[(unsigned char)s.p[0]] & 1) && !(str_edge[(unsigned char)s.p[s.n - 1]] & 2)) return s;
    return str_trim_white(s);
}

enum { STR_U32_CHARS = 10 };
/* v in decimal, at the end of buf. */
struct str str_from_u32(unsigned v, char buf[STR_U32_CHARS]);

/* A non-negative decimal integer that is the whole of s and fits, else false. */
bool str_u32(struct str s, unsigned *out);

#endif
