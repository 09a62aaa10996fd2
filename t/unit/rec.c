/* SPDX-License-Identifier: MIT */
/* Rows for lib/rec: a stream in, the stream out and the errors, byte for byte. */
#include "rec/rec.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define H "doc\tkind\tname\tcol\tvalue\tunit\n"

struct row {
    const char *what;
    struct str in[3]; /* up to three inputs */
    const char *out, *err;
    const char *columns; /* --input-columns */
    bool ignore;
    int ensure[2];
};

static const struct row rows[] = {
    {"one record", {SI(H "a\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\n", "", NULL, false, {0}},
    {"header only", {SI(H)}, H, "", NULL, false, {0}},
    {"byte order mark", {SI("\xEF\xBB\xBF" H "a\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\n", "", NULL, false, {0}},
    {"byte order mark and nothing", {SI("\xEF\xBB\xBF\n")}, "", "1:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns\n", NULL, false, {0}},
    {"CRLF", {SI("doc\tkind\tname\tcol\tvalue\tunit\r\na\tnumber\tx\ty\t1\t\r\n")}, H "a\tnumber\tx\ty\t1\t\n", "", NULL, false, {0}},
    {"escapes stay", {SI(H "a\\t\\n\\r\\\\\tnumber\tx\ty\t1\t%\n")}, H "a\\t\\n\\r\\\\\tnumber\tx\ty\t1\t%\n", "", NULL, false, {0}},
    {"repeated header", {SI(H "a\tnumber\tx\ty\t1\t%\n" H "b\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\nb\tnumber\tx\ty\t1\t%\n", "", NULL, false, {0}},
    {"reordered header", {SI(H "a\tnumber\tx\ty\t1\t%\nunit\tvalue\tcol\tname\tkind\tdoc\n%\t2\ty\tx\tnumber\tb\n")}, H "a\tnumber\tx\ty\t1\t%\nb\tnumber\tx\ty\t2\t%\n", "", NULL, false, {0}},
    {"second header with byte order mark", {SI(H "\xEF\xBB\xBF" H "b\tnumber\tx\ty\t1\t%\n")}, H "b\tnumber\tx\ty\t1\t%\n", "", NULL, false, {0}},
    {"a record that only looks like a header", {SI(H "doc\tkind\tvalue\tunit\tvalue\tx\n")}, H "doc\tkind\tvalue\tunit\tvalue\tx\n", "", NULL, false, {0}},
    {"later header lacks columns", {SI(H "a\tnumber\tx\ty\t1\t%\ndoc\tkind\tvalue\tunit\nb\tnumber\t3\t%\n")}, H "a\tnumber\tx\ty\t1\t%\nb\tnumber\t\t\t3\t%\n", "", NULL, false, {0}},
    {"later header adds a column", {SI(H "a\tnumber\tx\ty\t1\t%\ndoc\tkind\tvalue\tunit\tmore\nb\tnumber\t3\t%\tm\n"), SI(H "c\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\nc\tnumber\tx\ty\t1\t%\n", "1:3: column 'more' is not in the first header\n", NULL, false, {0}},
    {"the same, ignored", {SI(H "a\tnumber\tx\ty\t1\t%\ndoc\tmore\tkind\tvalue\tunit\nb\tm\tnumber\t3\t%\n")}, H "a\tnumber\tx\ty\t1\t%\nb\tnumber\t\t\t3\t%\n", "", NULL, true, {0}},
    {"no header", {SI("a\tnumber\tx\ty\t1\t%\n")}, "", "1:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns\n", NULL, false, {0}},
    {"header without name", {SI("doc\tkind\tcol\tvalue\tunit\n")}, "", "1:1: the header has no column 'name'\n", NULL, false, {0}},
    {"doubled column", {SI("doc\tkind\tname\tcol\tvalue\tunit\tname\n")}, "", "1:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns\n", NULL, false, {0}},
    {"second input without header", {SI(H "a\tnumber\tx\ty\t1\t%\n"), SI("b\tnumber\tx\ty\t1\t%\n"), SI(H "c\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\nc\tnumber\tx\ty\t1\t%\n", "2:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns\n", NULL, false, {0}},
    {"--input-columns", {SI("a\tnumber\tx\ty\t1\t%\n"), SI("b\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\nb\tnumber\tx\ty\t1\t%\n", "", "doc,kind,name,col,value,unit", false, {0}},
    {"--input-columns and a header all the same", {SI(H "a\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\n", "", "doc,kind,name,col,value,unit", false, {0}},
    {"bad --input-columns", {SI("a\tnumber\tx\ty\t1\t%\n")}, "", "--input-columns must name distinct columns, doc, kind, value and unit among them\n", "doc,kind", false, {0}},
    {"ensured column", {SI(H "a\tnumber\tx\ty\t1\t%\n")}, "doc\tkind\tname\tcol\tvalue\tunit\tsum\n" "a\tnumber\tx\ty\t1\t%\t\n", "", NULL, false, {REC_SUM + 1, 0}},
    {"ensured column that is there", {SI(H "a\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\n", "", NULL, false, {REC_NAME + 1, 0}},
    {"later header has the ensured column", {SI(H "doc\tkind\tname\tcol\tvalue\tunit\tsum\na\tnumber\tx\ty\t1\t%\t9\n")}, "doc\tkind\tname\tcol\tvalue\tunit\tsum\na\tnumber\tx\ty\t1\t%\t9\n", "", NULL, false, {REC_SUM + 1, 0}},
    {"empty input", {{"", 0}, SI(H "a\tnumber\tx\ty\t1\t%\n")}, H "a\tnumber\tx\ty\t1\t%\n", "1: input is empty (0 bytes)\n", NULL, false, {0}},
    {"cut off", {SI(H "a\tnumber\tx\ty\t1\t%\na\tnumber\tx\ty\t1\t%")}, H "a\tnumber\tx\ty\t1\t%\n", "1:3: no line feed at the end, the input is cut off\n", NULL, false, {0}},
    {"short row", {SI(H "a\tnumber\tx\ty\t1\n")}, H, "1:2: 5 fields where the header has 6\n", NULL, false, {0}},
    {"long row", {SI(H "a\tnumber\tx\ty\t1\t%\t\n")}, H, "1:2: 7 fields where the header has 6\n", NULL, false, {0}},
    {"empty line", {SI(H "\n")}, H, "1:2: 1 field where the header has 6\n", NULL, false, {0}},
    {"NUL", {SI(H "a\tnumber\tx\0\ty\t1\t%\n")}, H, "1:2: NUL byte in column 'name'\n", NULL, false, {0}},
    {"CR inside", {SI(H "a\tnumber\tx\ry\ty\t1\t%\n")}, H, "1:2: carriage return in column 'name'\n", NULL, false, {0}},
    {"CR CR LF", {SI(H "a\tnumber\tx\ty\t1\t%\r\r\n")}, H, "1:2: carriage return in column 'unit'\n", NULL, false, {0}},
    {"unknown escape", {SI(H "a\tnumber\tx\\x\ty\t1\t%\n")}, H, "1:2: backslash that is not the start of \\t, \\n, \\r or \\\\ in column 'name'\n", NULL, false, {0}},
    {"backslash before TAB", {SI(H "a\tnumber\tx\\\ty\t1\t%\n")}, H, "1:2: backslash that is not the start of \\t, \\n, \\r or \\\\ in column 'name'\n", NULL, false, {0}},
    {"backslash at the end", {SI(H "a\tnumber\tx\ty\t1\t\\\n")}, H, "1:2: backslash that is not the start of \\t, \\n, \\r or \\\\ in column 'unit'\n", NULL, false, {0}},
    {"invalid UTF-8", {SI(H "a\tnumber\tx\xFF\ty\t1\t%\n")}, H, "1:2: invalid UTF-8 in column 'name'\n", NULL, false, {0}},
    {"surrogate", {SI(H "a\tnumber\tx\xED\xA0\x80\ty\t1\t%\n")}, H, "1:2: invalid UTF-8 in column 'name'\n", NULL, false, {0}},
    {"character cut by TAB", {SI(H "a\tnumber\tx\xE4\xB8\ty\t1\t%\n")}, H, "1:2: invalid UTF-8 in column 'name'\n", NULL, false, {0}},
    {"invalid UTF-8 in a column that is dropped", {SI("doc\tkind\tname\tcol\tvalue\tunit\na\tnumber\tx\ty\t1\t%\nmore\tdoc\tkind\tvalue\tunit\n\xC3\tb\tnumber\t3\t%\n")}, H "a\tnumber\tx\ty\t1\t%\n", "1:4: invalid UTF-8 in field 1\n", NULL, true, {0}},
    {"NUL in the header", {SI("doc\tki\0nd\n")}, "", "1:1: NUL byte in field 2\n", NULL, false, {0}},
    {"character cut by LF", {SI(H "a\tnumber\tx\ty\t1\t\xE4\xB8\n")}, H, "1:2: invalid UTF-8 in column 'unit'\n", NULL, false, {0}},
};

static char *text_of(FILE *f)
{
    long n = ftell(f);
    char *p = calloc((size_t)n + 1, 1);
    rewind(f);
    if (!p || fread(p, 1, (size_t)n, f) != (size_t)n) abort();
    fclose(f);
    return p;
}

/* The digit that stands for the path in expectations. */
static void note(FILE *errs, const struct err *e, const char *const *path, size_t n)
{
    struct err shown = *e;
    for (size_t i = 0; i < n; i++)
        if (strcmp(e->file, path[i]) == 0) snprintf(shown.file, sizeof shown.file, "%zu", i + 1);
    char *buf = NULL;
    size_t len = 0;
    FILE *f = open_memstream(&buf, &len);
    if (!f) abort();
    err_print(f, "", &shown);
    fclose(f);
    fputs(buf + 2, errs);
    free(buf);
}

static int run(const struct row *row)
{
    char name[3][32];
    const char *path[3];
    size_t n = 0;
    for (; n < 3 && row->in[n].p; n++) {
        snprintf(name[n], sizeof name[n], "/tmp/bd-rec-XXXXXX");
        int fd = mkstemp(name[n]);
        if (fd < 0 || write(fd, row->in[n].p, row->in[n].n) != (ssize_t)row->in[n].n) abort();
        close(fd);
        path[n] = name[n];
    }
    char outname[] = "/tmp/bd-rec-XXXXXX";
    int outfd = mkstemp(outname);
    FILE *out = fdopen(outfd, "r"), *errs = tmpfile();
    struct err e = {0};
    struct io_writer w;
    struct rec_reader_opts o = {row->columns, row->ignore, row->ensure, NULL};
    struct rec_reader *rd = rec_reader_new(path, n, &o, &e);
    if (!out || !errs || !rd || io_create(&w, outname, &e)) abort();
    struct rec r;
    bool head = false;
    for (int got; (got = rec_read(rd, &r, &e)) != 0;) {
        if (got < 0) note(errs, &e, path, n);
        else {
            if (!head) rec_write_head(&w, rec_reader_head(rd));
            head = true;
            rec_write(&w, &r);
        }
    }
    if (!head && rec_reader_head(rd)) rec_write_head(&w, rec_reader_head(rd));
    rec_reader_free(rd);
    if (io_close(&w, &e)) abort();
    fclose(out);
    out = fopen(outname, "r");
    if (!out || fseek(out, 0, SEEK_END)) abort();
    char *got_out = text_of(out), *got_err = text_of(errs);
    int failed = strcmp(got_out, row->out) != 0 || strcmp(got_err, row->err) != 0;
    if (failed)
        printf("rec: %s\n--- out\n%s--- expected\n%s--- err\n%s--- expected\n%s", row->what, got_out, row->out, got_err,
               row->err);
    free(got_out);
    free(got_err);
    unlink(outname);
    for (size_t i = 0; i < n; i++) unlink(path[i]);
    return failed;
}

/* Records of every length around the vectors and the buffer come back as they went in, some of them odd. */
static int run_sizes(void)
{
    char *text = NULL;
    size_t n = 0;
    FILE *f = open_memstream(&text, &n);
    if (!f) abort();
    fputs(H, f);
    for (int i = 0; i < 3000; i++) {
        const char *fill = i % 7 ? "算" : i % 5 ? "a" : "\\t";
        fputs("d\tnumber\t", f);
        for (int k = 0; k < (i % 1000 == 999 ? 200000 : i % 211); k++) fputs(fill, f);
        fputs(i % 3 ? "\t\t\t\n" : "\tcol\t12.50\t万元\n", f);
    }
    fclose(f);
    char *want = strdup(text);
    if (!want) abort();
    struct row row = {"sizes", {{text, n}}, want, "", NULL, false, {0}};
    int rc = run(&row);
    free(want);
    free(text);
    return rc;
}

/* f[0] .. as text with | between. */
static int run_fields(void)
{
    struct arena a = ARENA_INIT;
    struct str un = rec_unescape(&a, S("a\\tb\\n\\r\\\\c"));
    struct str back = rec_escape(&a, un);
    int failed = !str_eq(un, S("a\tb\n\r\\c")) || !str_eq(back, S("a\\tb\\n\\r\\\\c"));
    if (failed) printf("rec: escapes do not come back\n");
    arena_free(&a);
    return failed;
}

/* What documents may hold never enters the stream. */
static int run_printed(void)
{
    char name[] = "/tmp/bd-rec-XXXXXX";
    int fd = mkstemp(name);
    struct io_writer w;
    struct err e;
    struct str f[REC_NPRINTED] = {0};
    f[REC_DOC] = S("a\xFFz\xE4\xB8");
    f[REC_NAME] = S("x\ty\\z\nq\rw\f\x01\x7F\0|");
    f[REC_COL] = S("\u202E\u200B\uFEFF\xC2\x85“本年”\u3000（é）");
    if (fd < 0 || io_create(&w, name, &e)) abort();
    rec_write_printed(&w, f);
    if (io_close(&w, &e)) abort();
    close(fd);
    FILE *in = fopen(name, "r");
    if (!in || fseek(in, 0, SEEK_END)) abort();
    char *got = text_of(in);
    static const char want[] = "a\uFFFDz\uFFFD\uFFFD\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tx\\ty\\\\z\\nq\\rw|\t“本年”\u3000（é）\t\t\t\t\t\t\n";
    int failed = strcmp(got, want) != 0;
    if (failed) printf("rec: rec_write_printed\n--- out\n%s--- expected\n%s", got, want);
    free(got);
    unlink(name);
    return failed;
}

/* A changed field, and a copy that outlives the reader's buffer. */
static int run_set(void)
{
    char name[] = "/tmp/bd-rec-XXXXXX", outname[] = "/tmp/bd-rec-XXXXXX";
    static const char text[] = H "a\tnumber\tx\ty\t1\t%\n" H "b\ttext\t\tz\t2\t\n";
    int fd = mkstemp(name), outfd = mkstemp(outname);
    if (fd < 0 || outfd < 0 || write(fd, text, sizeof text - 1) != (ssize_t)sizeof text - 1) abort();
    const char *path = name;
    struct err e;
    struct arena a = ARENA_INIT;
    struct io_writer w;
    struct rec r, *copy[2];
    struct rec_reader *rd = rec_reader_new(&path, 1, NULL, &e);
    if (!rd || io_create(&w, outname, &e)) abort();
    for (int i = 0; i < 2; i++) {
        if (rec_read(rd, &r, &e) != 1) abort();
        copy[i] = rec_dup(&a, &r);
        rec_set(&r, REC_NAME, S("new"));
        rec_write(&w, &r);
    }
    int failed = rec_set(&r, REC_GAP, S("1")) || rec_read(rd, &r, &e) != 0;
    rec_write(&w, copy[0]);
    rec_set(copy[1], REC_UNIT, S("元"));
    rec_write(&w, copy[1]);
    rec_reader_free(rd);
    if (io_close(&w, &e)) abort();
    FILE *in = fopen(outname, "r");
    if (!in || fseek(in, 0, SEEK_END)) abort();
    char *got = text_of(in);
    static const char want[] = "a\tnumber\tnew\ty\t1\t%\nb\ttext\tnew\tz\t2\t\na\tnumber\tx\ty\t1\t%\nb\ttext\t\tz\t2\t元\n";
    failed |= strcmp(got, want) != 0;
    if (failed) printf("rec: rec_set, rec_dup\n--- out\n%s--- expected\n%s", got, want);
    free(got);
    arena_free(&a);
    close(fd);
    close(outfd);
    unlink(name);
    unlink(outname);
    return failed;
}

int main(void)
{
    int failed = run_sizes() + run_fields() + run_printed() + run_set();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) failed += run(&rows[i]);
    return failed != 0;
}
