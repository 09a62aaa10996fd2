/* SPDX-License-Identifier: MIT */
/* err.c: filling and printing a struct err. */
#include "base/err.h"

#include "base/utf.h"

#include <stdarg.h>
#include <string.h>

/* Copy src to dst (cap bytes with the NUL): what a terminal would obey becomes '?', as does every byte
 * that is no UTF-8. A character is never cut in two. */
static void copy_clean(char *dst, size_t cap, const char *src, size_t n)
{
    const char *end = src + n;
    size_t at = 0;
    while (src < end) {
        uint32_t cp = 0;
        unsigned len = utf_decode(src, end, &cp);
        bool bad = len == 0 || cp < 0x20 || utf_is_forbidden(cp);
        unsigned take = bad ? 1 : len;
        if (at + take >= cap) break;
        if (bad) dst[at] = '?';
        else memcpy(dst + at, src, take);
        at += take;
        src += len ? len : 1;
    }
    dst[at] = '\0';
}

static void set_file(struct err *e, const char *file)
{
    size_t n = file ? strlen(file) : 0;
    if (n < sizeof e->file) {
        copy_clean(e->file, sizeof e->file, file ? file : "", n);
        return;
    }
    const char *tail = file + n - (sizeof e->file - 4);
    while (((unsigned char)*tail & 0xC0) == 0x80) tail++;
    memcpy(e->file, "...", 3);
    copy_clean(e->file + 3, sizeof e->file - 3, tail, strlen(tail));
}

int err_set(struct err *e, const char *file, uint64_t line, const char *fmt, ...)
{
    char raw[2 * sizeof e->reason];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(raw, sizeof raw, fmt, ap);
    va_end(ap);
    set_file(e, file);
    e->line = line;
    copy_clean(e->reason, sizeof e->reason, raw, n < 0 ? 0 : strlen(raw));
    return ERR_FAIL;
}

int err_errno(struct err *e, const char *file, int errnum, const char *fmt, ...)
{
    char raw[sizeof e->reason];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(raw, sizeof raw, fmt, ap);
    va_end(ap);
    return err_set(e, file, 0, "%s: %s", n < 0 ? "" : raw, strerror(errnum));
}

int err_nomem(struct err *e)
{
    return err_set(e, NULL, 0, "out of memory");
}

void err_print(FILE *f, const char *name, const struct err *e)
{
    char out[sizeof e->file + sizeof e->reason + 128];
    int n;
    if (e->file[0] && e->line)
        n = snprintf(out, sizeof out, "%s: %s:%ju: %s\n", name, e->file, (uintmax_t)e->line, e->reason);
    else if (e->file[0])
        n = snprintf(out, sizeof out, "%s: %s: %s\n", name, e->file, e->reason);
    else
        n = snprintf(out, sizeof out, "%s: %s\n", name, e->reason);
    if (n <= 0) return;
    if ((size_t)n >= sizeof out) {
        n = (int)sizeof out - 1;
        out[n - 1] = '\n';
    }
    fwrite(out, 1, (size_t)n, f);
    fflush(f);
}
