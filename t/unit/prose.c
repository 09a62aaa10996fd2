/* SPDX-License-Identifier: MIT */
/* lib/table/prose: sentences of our own making, and the exact records they come to. A record is written
 * LINE name | column | op value unit, then @year if it is not the document's, #phase likewise, [project], !inferred. */
#include "table/prose.h"

#include <stdio.h>
#include <stdlib.h>

struct row {
    const char *what, *year, *phase;
    const char *text; /* lines divided by LF; a form feed starts a page */
    const char *want;
};

static char got[1 << 16];
static size_t ngot;
static const struct row *at;
static int failed;

static void out(const char *p, size_t n)
{
    if (ngot + n >= sizeof got) exit(3);
    memcpy(got + ngot, p, n);
    ngot += n;
    got[ngot] = '\0';
}

static void out_str(const char *before, struct str s)
{
    out(before, strlen(before));
    out(s.p ? s.p : "", s.n);
}

static int put(void *arg, const struct fact *f, struct err *e)
{
    char line[32];
    (void)arg;
    (void)e;
    int n = snprintf(line, sizeof line, "%u ", f->line);
    out(line, (size_t)n);
    out_str("", f->f[REC_NAME]);
    out_str(" | ", f->f[REC_COL]);
    out_str(" | ", f->f[REC_OP]);
    out_str("", f->f[REC_VALUE]);
    out_str(f->f[REC_UNIT].n ? " " : "", f->f[REC_UNIT]);
    if (!str_eq(f->f[REC_YEAR], str_c(at->year))) out_str(" @", f->f[REC_YEAR]);
    if (!str_eq(f->f[REC_PHASE], str_c(at->phase))) out_str(" #", f->f[REC_PHASE]);
    if (f->f[REC_PROJECT].n) {
        out_str(" [", f->f[REC_PROJECT]);
        out("]", 1);
    }
    if (f->f[REC_INFERRED].n) out_str(" !", f->f[REC_INFERRED]);
    out("\n", 1);
    return 0;
}

/* The text as a document of lines; the lines live as long as text. */
static size_t lines_of(const char *text, struct doc_line *l, size_t max)
{
    size_t n = 0;
    uint32_t page = 1;
    for (const char *p = text; *p && n < max; n++) {
        if (*p == '\f') p++, page++;
        const char *e = strchr(p, '\n');
        size_t len = e ? (size_t)(e - p) : strlen(p);
        l[n] = (struct doc_line){.text = {p, len}, .page = page, .line = (uint32_t)n + 1};
        p += len + (e ? 1 : 0);
    }
    return n;
}

static void run(const struct row *r)
{
    static struct doc_line l[200];
    struct doc d = {.line = l, .n = lines_of(r->text, l, 200)};
    struct prose_doc pd = {str_c(r->year), str_c(r->phase), str_c("某某市水务局")};
    struct fact_sink sink = {put, NULL};
    struct err e = {0};
    at = r;
    ngot = 0;
    got[0] = '\0';
    struct prose *p = prose_new(&pd, &sink, &e);
    if (!p || prose_lines(p, &d, 0, d.n, &e) || prose_end(p, &e)) {
        printf("prose: %s: %s\n", r->what, e.reason);
        failed = 1;
    }
    prose_free(p);
    if (strcmp(got, r->want)) {
        printf("prose: %s\n--- want\n%s--- got\n%s---\n", r->what, r->want, got);
        failed = 1;
    }
}

static const struct row rows[] = {
#include "prose_rows.h"
};

/* A line without punctuation, many figures, open brackets: bounded work, and no record is made up. */
static void hostile(void)
{
    enum { N = 1 << 19 };
    static const char *const bit[] = {"（", "其中：", "“", "《", "的", "1", "比上年增加5万元，", "，", "由", "100%", "、", "1,", "-"};
    struct fact_sink sink = {put, NULL};
    struct prose_doc pd = {str_c("2024"), str_c("final"), str_c("")};
    static const struct row none = {"hostile", "2024", "final", "", ""};
    char *s = malloc(N);
    if (!s) exit(3);
    at = &none;
    for (size_t k = 0; k < sizeof bit / sizeof *bit; k++) {
        struct err e = {0};
        size_t n = 0, len = strlen(bit[k]);
        while (n + len <= N && n < (k == 6 ? 2000u : (unsigned)N)) memcpy(s + n, bit[k], len), n += len;
        struct doc_line l = {.text = {s, n}, .page = 1, .line = 1};
        struct doc d = {.line = &l, .n = 1};
        struct prose *p = prose_new(&pd, &sink, &e);
        ngot = 0;
        if (!p || prose_lines(p, &d, 0, 1, &e) || prose_end(p, &e)) {
            printf("prose: hostile %zu: %s\n", k, e.reason);
            failed = 1;
        }
        prose_free(p);
    }
    free(s);
}

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) run(&rows[i]);
    hostile();
    return failed;
}
