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

/* Fields, empty ones too, keep their place in the line, so that neighbours still go out as one piece. */
int rec_settle(struct arena *a, struct rec *r)
{
    const struct str old = r->line, line = arena_str(a, old);
    if (!line.p) return -1;
    r->line = line;
    if (r->nline) {
        const ptrdiff_t by = (ptrdiff_t)((uintptr_t)line.p - (uintptr_t)old.p);
        for (unsigned i = 0, n = r->nline; i < n; i++) r->f[i].p += by;
        return 0;
    }
    for (struct str *f = r->f, *end = f + r->head->n; f < end; f++) {
        size_t at = (size_t)((uintptr_t)f->p - (uintptr_t)old.p);
        if (at <= old.n && f->n <= old.n - at) f->p = line.p + at;
        else if (f->n == 0) *f = (struct str){"", 0};
        else if (!(*f = arena_str(a, *f)).p) return -1;
    }
    return 0;
}

struct rec *rec_dup(struct arena *a, const struct rec *r)
{
    struct rec *copy = arena_alloc(a, sizeof *copy);
    struct str *f = arena_array(a, r->head->n, sizeof *f);
    if (!copy || !f) return NULL;
    *copy = *r;
    copy->f = memcpy(f, r->f, r->head->n * sizeof *f);
    return rec_settle(a, copy) ? NULL : copy;
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
