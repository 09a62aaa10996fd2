/* SPDX-License-Identifier: MIT */
/* text.c: plain text as lines with pages. A form feed starts a page, as pdftotext prints it. */
#include "base/utf.h"
#include "doc/source.h"

#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Bytes that may start a forbidden character (C0, DEL; C2 controls, U+00AD; U+061C; U+180E; U+200B ..
 * U+206F; U+FEFF; U+E0000 ..) or one that no document prints (garble.c: U+0080 .. U+1FFF, U+A500 .., private ones). */
static const bool suspect[256] = {
    [0x00] = 1, [0x01] = 1, [0x02] = 1, [0x03] = 1, [0x04] = 1, [0x05] = 1, [0x06] = 1, [0x07] = 1, [0x08] = 1,
    [0x0A] = 1, [0x0B] = 1, [0x0C] = 1, [0x0D] = 1, [0x0E] = 1, [0x0F] = 1, [0x10] = 1, [0x11] = 1, [0x12] = 1,
    [0x13] = 1, [0x14] = 1, [0x15] = 1, [0x16] = 1, [0x17] = 1, [0x18] = 1, [0x19] = 1, [0x1A] = 1, [0x1B] = 1,
    [0x1C] = 1, [0x1D] = 1, [0x1E] = 1, [0x1F] = 1, [0x7F] = 1,
    [0xC2] = 1, [0xC3] = 1, [0xC4] = 1, [0xC5] = 1, [0xC6] = 1, [0xC7] = 1, [0xC8] = 1, [0xC9] = 1, [0xCA] = 1,
    [0xCB] = 1, [0xCC] = 1, [0xCD] = 1, [0xCE] = 1, [0xCF] = 1, [0xD0] = 1, [0xD1] = 1, [0xD2] = 1, [0xD3] = 1,
    [0xD4] = 1, [0xD5] = 1, [0xD6] = 1, [0xD7] = 1, [0xD8] = 1, [0xD9] = 1, [0xDA] = 1, [0xDB] = 1, [0xDC] = 1,
    [0xDD] = 1, [0xDE] = 1, [0xDF] = 1, [0xE0] = 1, [0xE1] = 1, [0xE2] = 1, [0xEA] = 1, [0xEE] = 1, [0xEF] = 1,
    [0xF0] = 1, [0xF1] = 1, [0xF2] = 1, [0xF3] = 1, [0xF4] = 1};

/* Where the next suspect byte at or after i is, or n. */
static size_t next_suspect(const char *p, size_t i, size_t n)
{
    const unsigned char *u = (const unsigned char *)p;
    while (i + 4 <= n && !(suspect[u[i]] | suspect[u[i + 1]] | suspect[u[i + 2]] | suspect[u[i + 3]])) i += 4;
    while (i < n && !suspect[u[i]]) i++;
    return i;
}

/* The usual characters among the suspects: “ ” — … and full-width punctuation. */
static bool is_usual(const unsigned char *u, size_t left)
{
    if (left < 3) return false;
    return u[0] == 0xEF ? u[1] == 0xBC || u[1] == 0xBD : u[0] == 0xE2 && u[1] == 0x80 && u[2] >= 0x90 && u[2] < 0xA8;
}

size_t text_clean(char *p, size_t n)
{
    size_t in = 0, out = 0;
    for (;;) {
        size_t from = in;
        in = next_suspect(p, in, n);
        while (in < n && is_usual((const unsigned char *)p + in, n - in)) in = next_suspect(p, in + 3, n);
        if (out != from && in > from) memmove(p + out, p + from, in - from);
        out += in - from;
        if (in == n) return out;
        uint32_t cp = 0;
        unsigned len = utf_decode(p + in, p + n, &cp);
        if (len == 0) len = 1;
        else if (cp == '\r' || cp == '\f') p[in] = ' ';
        else if (utf_is_forbidden(cp)) {
            in += len;
            continue;
        }
        if (out != in) memmove(p + out, p + in, len);
        out += len;
        in += len;
    }
}

/* What a piece of text is made of, from one look at every byte. */
struct makeup {
    size_t ends; /* LF and form feeds */
    bool unclean; /* there is work for text_clean */
    bool strange; /* there is a character that no document prints */
};

/* A form feed is work where it ends no page, a CR where it is not in front of a LF. */
static void note_suspect(struct makeup *m, const char *p, size_t left, bool pages)
{
    uint32_t cp = 0;
    if (*p == '\n' || (*p == '\f' && pages)) m->ends++;
    else if (*p == '\r') m->unclean |= left < 2 || p[1] != '\n';
    else if (*p == '\f') m->unclean = true;
    else if (!is_usual((const unsigned char *)p, left) && utf_decode(p, p + left, &cp)) {
        m->unclean |= utf_is_forbidden(cp);
        m->strange |= garble_strange(cp);
    }
}

#ifdef __SSE2__
/* Which of 16 bytes are suspect, as bits. */
static inline unsigned suspects(const char *p)
{
    __m128i u = _mm_loadu_si128((const __m128i *)(const void *)p);
    __m128i is = _mm_cmpeq_epi8(_mm_min_epu8(u, _mm_set1_epi8(0x1F)), u);
    is = _mm_andnot_si128(_mm_cmpeq_epi8(u, _mm_set1_epi8('\t')), is);
    __m128i from_c2 = _mm_cmpeq_epi8(_mm_max_epu8(u, _mm_set1_epi8((char)0xC2)), u), to_e2 = _mm_cmpeq_epi8(_mm_min_epu8(u, _mm_set1_epi8((char)0xE2)), u);
    is = _mm_or_si128(is, _mm_and_si128(from_c2, to_e2));
    is = _mm_or_si128(is, _mm_cmpeq_epi8(_mm_max_epu8(u, _mm_set1_epi8((char)0xEE)), u));
    is = _mm_or_si128(is, _mm_cmpeq_epi8(u, _mm_set1_epi8(0x7F)));
    is = _mm_or_si128(is, _mm_cmpeq_epi8(u, _mm_set1_epi8((char)0xEA)));
    return (unsigned)_mm_movemask_epi8(is);
}
#endif

static struct makeup look(const char *p, size_t n, bool pages)
{
    struct makeup m = {0, false, false};
    size_t i = 0;
#ifdef __SSE2__
    for (; i + 16 <= n; i += 16)
        for (unsigned s = suspects(p + i); s; s &= s - 1) {
            size_t at = i + (unsigned)__builtin_ctz(s);
            note_suspect(&m, p + at, n - at, pages);
        }
#endif
    while ((i = next_suspect(p, i, n)) < n) {
        note_suspect(&m, p + i, n - i, pages);
        i++;
    }
    return m;
}

struct text_place text_begin(struct str front, int counting)
{
    bool pages = front.n > 0 && memchr(front.p, '\f', front.n) != NULL;
    return (struct text_place){pages ? 1 : 0, 1, pages, counting};
}

/* Room for all lines of the piece behind those that are there. */
static int make_room(struct doc *d, size_t more, struct err *e)
{
    if (more > UINT32_MAX || d->n > UINT32_MAX - more) return err_set(e, d->name, 0, "more than %ju lines", (uintmax_t)UINT32_MAX);
    if (d->cap - d->n >= more) return 0;
    size_t cap = d->n + more;
    struct doc_line *v = arena_grow(&d->arena, d->line, d->cap * sizeof *v, cap * sizeof *v);
    if (!v) return err_nomem(e);
    d->line = v;
    d->cap = cap;
    return 0;
}

static size_t find_byte(const char *p, size_t i, size_t n, char c)
{
    const char *at = memchr(p + i, c, n - i);
    return at ? (size_t)(at - p) : n;
}

/* ---- garbage ---- */

enum { STRETCH = 64 }; /* lines of text without pages that are looked at together */

/* A page of the piece, or a stretch. */
struct stretch {
    struct garble garble;
    size_t first; /* its first line of d */
};

static void end_stretch(struct doc *d, struct stretch *s)
{
    if (s->first < d->n && garble_is(&s->garble)) d->line[s->first].flags |= DOC_GARBLED;
    *s = (struct stretch){{0, 0}, d->n};
}

int text_piece(struct doc *d, struct text_place *at, struct str piece, struct err *e)
{
    char *p = (char *)(uintptr_t)piece.p; /* in the arena, ours to write to */
    size_t n = piece.n;
    bool pages = at->page > 0;
    if (!n) return 0;
    struct makeup made = look(p, n, pages);
    if (make_room(d, 1 + made.ends, e)) return ERR_FAIL;
    size_t ff = pages ? find_byte(p, 0, n, '\f') : n;
    struct stretch s = {{0, 0}, d->n};
    for (size_t i = 0; i < n;) {
        size_t end = find_byte(p, i, n, '\n');
        if (ff < i) ff = find_byte(p, i, n, '\f');
        if (ff < end) end = ff;
        bool feed = end < n && p[end] == '\f';
        size_t len = end > i && p[end - 1] == '\r' ? end - i - 1 : end - i;
        if (len > 0 || !feed) {
            if (made.strange) garble_add(&s.garble, (struct str){p + i, len});
            struct doc_line *l = &d->line[d->n++];
            *l = (struct doc_line){{p + i, made.unclean ? text_clean(p + i, len) : len}, at->page, at->line, at->new_page ? DOC_PAGE : 0, 0, NULL};
            at->new_page = false;
        }
        if (feed) {
            at->page++;
            at->new_page = true;
            if (at->counting == LINE_OF_PAGE) at->line = 1;
        } else {
            at->line++;
        }
        if (made.strange && (feed || end + 1 >= n || (!pages && d->n - s.first >= STRETCH))) end_stretch(d, &s);
        i = end + 1;
    }
    return 0;
}

int text_lines(struct doc *d, struct str text, int counting, struct err *e)
{
    struct text_place at = text_begin(text, counting);
    return text_piece(d, &at, text, e);
}
