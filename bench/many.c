/* SPDX-License-Identifier: MIT */
/* many: a record stream of any length from a few documents, as fast as a pipe takes it.
 *   many TEMPLATE TIMES    TEMPLATE's header line once, then the rest TIMES times; every run of six % in it becomes the
 *                          number of the time, from 000000 on: so each time's documents and issuers are others
 * Status 0, also when the reader goes away, or 2. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DIGITS = 6 };

static char *read_all(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    char *text = NULL;
    if (f && fseek(f, 0, SEEK_END) == 0) {
        long size = ftell(f);
        rewind(f);
        if (size > 0) text = malloc((size_t)size + 1);
        if (text) *n = fread(text, 1, (size_t)size, f);
        if (text) text[*n] = '\0';
    }
    if (f) fclose(f);
    return text;
}

static int put(const char *p, size_t n)
{
    while (n) {
        ssize_t k = write(STDOUT_FILENO, p, n);
        if (k < 0 && errno == EINTR) continue;
        if (k < 0) return -1;
        p += k;
        n -= (size_t)k;
    }
    return 0;
}

int main(int argc, char **argv)
{
    size_t n = 0, places = 0;
    char *text = argc == 3 ? read_all(argv[1], &n) : NULL, *body = text ? strchr(text, '\n') : NULL;
    long times = argc == 3 ? strtol(argv[2], NULL, 10) : 0;
    size_t *at = malloc(n / DIGITS * sizeof *at + sizeof *at);
    if (!body || !at || times < 1 || times > 1000000) {
        fputs("usage: many TEMPLATE TIMES (1 to 1000000)\n", stderr);
        return 2;
    }
    body++;
    signal(SIGPIPE, SIG_IGN);
    for (char *p = body; (p = strstr(p, "%%%%%%")); p += DIGITS) at[places++] = (size_t)(p - body);
    int status = put(text, (size_t)(body - text));
    for (long i = 0; i < times && status == 0; i++) {
        char number[32];
        snprintf(number, sizeof number, "%06ld", i);
        for (size_t k = 0; k < places; k++) memcpy(body + at[k], number, DIGITS);
        status = put(body, n - (size_t)(body - text));
    }
    free(at);
    free(text);
    return status == 0 || errno == EPIPE ? 0 : 2;
}
