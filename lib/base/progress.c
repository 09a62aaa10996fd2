/* SPDX-License-Identifier: MIT */
#include "base/progress.h"

#include "base/utf.h"

#include <unistd.h>

enum { NAME_BYTES = 40, EVERY_MS = 100 };

void progress_start(struct progress *p, FILE *to, const char *tool, size_t n)
{
    bool shows = n > 1 && isatty(fileno(to)) && !isatty(STDOUT_FILENO);
    *p = (struct progress){.to = shows ? to : NULL, .tool = tool, .n = n};
    if (!shows) return;
    clock_gettime(CLOCK_MONOTONIC, &p->began);
    p->drawn = p->began;
}

static double seconds(const struct timespec *from, const struct timespec *to)
{
    return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

/* The name's end, '?' for what does not belong on a terminal. */
static void put_name(FILE *to, struct str name)
{
    uint32_t cp;
    size_t at = name.n > NAME_BYTES ? name.n - NAME_BYTES : 0;
    while (at < name.n && at > 0 && ((unsigned char)name.p[at] & 0xC0) == 0x80) at++;
    if (at) fputs("...", to);
    for (const char *p = name.p + at, *end = name.p + name.n; p < end;) {
        unsigned len = utf_decode(p, end, &cp);
        if (len == 0 || utf_is_forbidden(cp) || cp < ' ') fputc('?', to);
        else fwrite(p, 1, len, to);
        p += len ? len : 1;
    }
}

void progress_at(struct progress *p, size_t done, const char *name)
{
    struct timespec now;
    p->done = done;
    if (!p->to) return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seconds(&p->drawn, &now) * 1000 < EVERY_MS) return;
    double all = seconds(&p->began, &now);
    p->drawn = now;
    p->there = true;
    fprintf(p->to, "\r%s: %zu of %zu, %.0f a second: ", p->tool, done, p->n, (double)done / all);
    put_name(p->to, str_c(name));
    fputs("\033[K", p->to);
    fflush(p->to);
}

void progress_clear(struct progress *p)
{
    if (!p->to || !p->there) return;
    p->there = false;
    fputs("\r\033[K", p->to);
    fflush(p->to);
}
