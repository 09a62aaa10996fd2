/* SPDX-License-Identifier: MIT */
/* field.c: escapes, and copies of records. */
#include "rec/rec.h"

#include "base/utf.h"

struct str rec_unescape(struct arena *a, struct str field)
{
    const char *bs = field.n ? memchr(field.p, '\\', field.n) : NULL;
    if (!bs) return field.p ? field : (struct str){"", 0};
    char *out = arena_alloc(a, field.n);
    if (!out) return (struct str){NULL, 0};
    size_t n = 0;
    for (size_t i = 0; i < field.n; i++) {
        char c = field.p[i];
        if (c == '\\' && i + 1 < field.n) {
            c = field.p[++i];
            c = c == 't' ? '\t' : c == 'n' ? '\n' : c == 'r' ? '\r' : c;
        }
        out[n++] = c;
    }
    return (struct str){out, n};
}

/* The letter that stands for c behind a backslash, or 0. */
static char escape_letter(char c)
{
    return c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\\' ? '\\' : 0;
}

struct str rec_escape(struct arena *a, struct str text)
{
    size_t more = 0;
    for (size_t i = 0; i < text.n; i++) more += escape_letter(text.p[i]) != 0;
    if (more == 0) return text.p ? text : (struct str){"", 0};
    char *out = arena_alloc(a, text.n + more);
    if (!out) return (struct str){NULL, 0};
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char letter = escape_letter(text.p[i]);
        if (letter) out[n++] = '\\';
        out[n++] = letter ? letter : text.p[i];
    }
    return (struct str){out, n};
}

static bool within(struct str part, struct str whole)
{
    uintptr_t p = (uintptr_t)part.p, w = (uintptr_t)whole.p;
    return p >= w && p + part.n <= w + whole.n;
}

struct rec *rec_dup(struct arena *a, const struct rec *r)
{
    struct rec *copy = arena_alloc(a, sizeof *copy);
    struct str *f = arena_array(a, r->head->n, sizeof *f);
    struct str line = arena_str(a, r->line);
    if (!copy || !f || !line.p) return NULL;
    for (unsigned i = 0; i < r->head->n; i++) {
        if (r->f[i].n == 0) f[i] = (struct str){"", 0};
        else if (within(r->f[i], r->line)) f[i] = (struct str){line.p + (r->f[i].p - r->line.p), r->f[i].n};
        else f[i] = arena_str(a, r->f[i]);
        if (!f[i].p) return NULL;
    }
    *copy = *r;
    copy->line = line;
    copy->f = f;
    return copy;
}

struct str rec_clean(struct arena *a, struct str text)
{
    char *out = arena_alloc(a, text.n * 3 + 1);
    size_t n = 0;
    if (!out) return (struct str){NULL, 0};
    for (size_t i = 0; i < text.n;) {
        uint32_t cp = 0;
        unsigned len = utf_decode(text.p + i, text.p + text.n, &cp);
        if (!len) {
            memcpy(out + n, "\xEF\xBF\xBD", 3);
            n += 3;
        } else if (!utf_is_forbidden(cp) && cp != '\f') {
            memcpy(out + n, text.p + i, len);
            n += len;
        }
        i += len ? len : 1;
    }
    return (struct str){out, n};
}
