/* SPDX-License-Identifier: MIT */
/* write.c: records back into a stream. */
#include "base/utf.h"
#include "rec/rec.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

int rec_write_head(struct io_writer *w, const struct rec_head *h)
{
    for (unsigned i = 0; i < h->n; i++) {
        if (i) io_char(w, '\t');
        io_str(w, h->name[i]);
    }
    io_char(w, '\n');
    return w->failed;
}

/* Fields i.. that stand in the line one behind the other, TAB included, as one piece; *next is the
 * field after them. */
static struct str run_of_fields(const struct rec *r, unsigned i, unsigned *next)
{
    struct str run = r->f[i];
    const char *end = r->line.p + r->line.n;
    for (i++; i < r->head->n; i++) {
        uintptr_t at = (uintptr_t)run.p + run.n;
        if (at < (uintptr_t)r->line.p || at >= (uintptr_t)end) break;
        if (run.p[run.n] != '\t' || r->f[i].p != run.p + run.n + 1) break;
        run.n += 1 + r->f[i].n;
    }
    *next = i;
    return run;
}

void rec_write(struct io_writer *w, const struct rec *r)
{
    if (r->asis) {
        /* The LF stands behind the line in the buffer, but a copy has none. */
        io_str(w, r->line);
        io_char(w, '\n');
        return;
    }
    for (unsigned i = 0; i < r->head->n;) {
        if (i) io_char(w, '\t');
        io_str(w, run_of_fields(r, i, &i));
    }
    io_char(w, '\n');
}

void rec_clear(struct str *f, size_t n) { memset(f, 0, n * sizeof *f); }

void rec_copy(struct str *to, const struct str *from, size_t n) { memcpy(to, from, n * sizeof *to); }

void rec_write_printed_head(struct io_writer *w)
{
    for (int c = 0; c < REC_NPRINTED; c++) {
        if (c) io_char(w, '\t');
        io_str(w, str_c(rec_name[c]));
    }
    io_char(w, '\n');
}

/* Bytes that may need work: controls and backslash, and the first bytes of forbidden characters
 * (C2 controls and U+00AD; D8; E1 A0 8E; E2; EF; F3). */
static bool is_suspect(unsigned char c)
{
    return c < 0x20 || c == '\\' || c == 0x7F || c == 0xC2 || c == 0xD8 || c == 0xE1 || c == 0xE2 || c == 0xEF ||
           c == 0xF3;
}

static void put_suspect(struct io_writer *w, const char *p, unsigned len, uint32_t cp)
{
    switch (cp) {
    case '\t': io_str(w, S("\\t")); return;
    case '\n': io_str(w, S("\\n")); return;
    case '\r': io_str(w, S("\\r")); return;
    case '\\': io_str(w, S("\\\\")); return;
    case '\f': return;
    default:
        if (!utf_is_forbidden(cp)) io_put(w, p, len);
    }
}

static void put_escaped(struct io_writer *w, struct str s)
{
    const char *p = s.p, *end = p + s.n, *done = p;
    bool valid = utf_invalid(s) == STR_NPOS;
    while (p < end) {
        unsigned char c = (unsigned char)*p;
        if (!is_suspect(c) && (valid || c < 0x80)) {
            p++;
            continue;
        }
        io_put(w, done, (size_t)(p - done));
        uint32_t cp = 0;
        unsigned len = utf_decode(p, end, &cp);
        if (len) put_suspect(w, p, len, cp);
        else io_str(w, S("\xEF\xBF\xBD"));
        p += len ? len : 1;
        done = p;
    }
    io_put(w, done, (size_t)(p - done));
}

/* A field into the buffer, short ones in one or two overlapping words: a call costs more than that. */
static inline char *copy_field(char *out, struct str s)
{
    if (s.n == 0) return out;
    if (s.n > 32) {
        memcpy(out, s.p, s.n);
    } else if (s.n >= 8) {
        memcpy(out, s.p, 8);
        if (s.n > 16) {
            memcpy(out + 8, s.p + 8, 8);
            memcpy(out + s.n - 16, s.p + s.n - 16, 8);
        }
        memcpy(out + s.n - 8, s.p + s.n - 8, 8);
    } else if (s.n >= 4) {
        memcpy(out, s.p, 4);
        memcpy(out + s.n - 4, s.p + s.n - 4, 4);
    } else {
        out[0] = s.p[0];
        out[s.n / 2] = s.p[s.n / 2];
        out[s.n - 1] = s.p[s.n - 1];
    }
    return out + s.n;
}

/* Bytes are looked at so many at a time. */
typedef unsigned char bytes __attribute__((vector_size(16)));
enum { ROUNDS = 255 }; /* what a lane can count */

static size_t sum_of(bytes v)
{
#ifdef __SSE2__
    __m128i s = _mm_sad_epu8((__m128i)v, _mm_setzero_si128());
    return (size_t)(_mm_cvtsi128_si32(s) + _mm_extract_epi16(s, 4));
#else
    size_t n = 0;
    for (size_t lane = 0; lane < sizeof v; lane++) n += v[lane];
    return n;
#endif
}

/* Is there, besides so many TABs between the fields, a byte that must be escaped (a control character or a
 * backslash)? The room behind the line is filled up to a whole vector. A longer line is looked at byte by byte from there. */
static bool needs_escape(char *line, size_t n, size_t tabs)
{
    bytes found = {0}, v;
    size_t whole = n < ROUNDS * sizeof v ? n : ROUNDS * sizeof v, count;
    memset(line + n, '.', sizeof v);
    for (const char *p = line, *end = line + whole; p < end; p += sizeof v) {
        memcpy(&v, p, sizeof v);
        found -= (bytes)((v & 0xE0) == 0) | (bytes)(v == '\\');
    }
    count = sum_of(found);
    for (size_t i = whole; i < n; i++) count += (unsigned char)line[i] < 0x20 || line[i] == '\\';
    return count != tabs;
}

/* Fields [from, to), each with a TAB behind it. */
static inline char *copy_fields(char *out, const struct str *f, int from, int to)
{
    for (int c = from; c < to; c++) {
        out = copy_field(out, f[c]);
        *out++ = '\t';
    }
    return out;
}

static inline size_t length_of(const struct str *f, int from, int to)
{
    size_t n = (size_t)(to - from);
    for (int c = from; c < to; c++) n += f[c].n;
    return n;
}

/* The fields that the records of one table share, as they stand in a line: those from issuer to project. */
static const struct rec_shared *shared(struct rec_lines *l, const struct str f[REC_NPRINTED])
{
    for (unsigned i = 0; i < l->n; i++) {
        const struct rec_shared *have = &l->v[i];
        if (have->f[REC_YEAR - REC_SHARED].p == f[REC_YEAR].p && memcmp(have->f, f + REC_SHARED, sizeof have->f) == 0) return have;
    }
    struct rec_shared *s = &l->v[l->next];
    size_t n = length_of(f, REC_SHARED, REC_OWN);
    if (n + sizeof(bytes) > sizeof s->text) return NULL;
    l->next = (l->next + 1) % REC_KEPT;
    if (l->n < REC_KEPT) l->n++;
    memcpy(s->f, f + REC_SHARED, sizeof s->f);
    copy_fields(s->text, f, REC_SHARED, REC_OWN);
    s->n = n;
    s->escaped = needs_escape(s->text, n, REC_OWN - REC_SHARED);
    return s;
}

void rec_write_clean(struct io_writer *w, const struct str f[REC_NPRINTED], struct rec_lines *l)
{
    const struct rec_shared *s = l ? shared(l, f) : NULL;
    size_t before = length_of(f, 0, REC_SHARED), after = length_of(f, REC_OWN, REC_NPRINTED);
    size_t between = s ? s->n : length_of(f, REC_SHARED, REC_OWN);
    char *line = w->buf + w->n, *own = line + before + between;
    if (w->cap - w->n < before + between + after + sizeof(bytes) || (s && s->escaped)) {
        rec_write_printed(w, f);
        return;
    }
    copy_fields(line, f, 0, REC_SHARED);
    bool escape = s && needs_escape(line, before, REC_SHARED);
    if (s) memcpy(line + before, s->text, s->n);
    else copy_fields(line + before, f, REC_SHARED, REC_OWN);
    copy_fields(own, f, REC_OWN, REC_NPRINTED);
    escape = escape || (s ? needs_escape(own, after - 1, REC_NPRINTED - REC_OWN - 1)
                          : needs_escape(line, before + between + after - 1, REC_NPRINTED - 1));
    if (escape) {
        rec_write_printed(w, f);
        return;
    }
    own[after - 1] = '\n';
    w->n += before + between + after;
}

void rec_write_printed(struct io_writer *w, const struct str f[REC_NPRINTED])
{
    for (int c = 0; c < REC_NPRINTED; c++) {
        if (c) io_char(w, '\t');
        if (f[c].n) put_escaped(w, f[c]);
    }
    io_char(w, '\n');
}
