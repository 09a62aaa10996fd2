/* SPDX-License-Identifier: MIT */
/* common.c: the harnesses' files, streams and documents. */
#include "fuzz.h"

#include "base/dec.h"
#include "table/extract.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

struct fuzz_file fuzz_file(struct str content)
{
    struct fuzz_file f = {.fd = memfd_create("fuzz", MFD_CLOEXEC)};
    FUZZ_MUST(f.fd >= 0);
    snprintf(f.path, sizeof f.path, "/proc/self/fd/%d", f.fd);
    FUZZ_MUST(write(f.fd, content.p, content.n) == (ssize_t)content.n);
    return f;
}

void fuzz_close(struct fuzz_file *f)
{
    close(f->fd);
}

void fuzz_writer(struct fuzz_file *f, struct io_writer *w)
{
    struct err e;
    *f = fuzz_file((struct str){"", 0});
    FUZZ_MUST(io_create(w, NULL, &e) == 0);
    w->fd = f->fd;
}

void fuzz_written(struct io_writer *w)
{
    struct err e;
    FUZZ_MUST(io_flush(w, &e) == 0);
    w->fd = STDOUT_FILENO; /* the file stays open */
    io_abort(w);
}

size_t fuzz_records(const struct fuzz_file *f, fuzz_take take, void *arg)
{
    const char *path = f->path;
    struct rec_reader_opts o = {0};
    struct err e;
    struct rec r;
    size_t n = 0;
    int got;
    struct rec_reader *rd = rec_reader_new(&path, 1, &o, &e);
    FUZZ_MUST(rd);
    while ((got = rec_read(rd, &r, &e)) > 0) {
        n++;
        if (take) take(arg, &r);
    }
    if (got) fprintf(stderr, "%s\n", e.reason);
    FUZZ_MUST(got == 0);
    rec_reader_free(rd);
    return n;
}

struct fuzz_file fuzz_stream(struct str input)
{
    struct fuzz_file f;
    struct io_writer w;
    fuzz_writer(&f, &w);
    if (!str_starts(input, S("doc\t"))) rec_write_printed_head(&w);
    io_str(&w, input);
    fuzz_written(&w);
    return f;
}

struct handed {
    fuzz_take take;
    void *arg;
};

static int hand_on(void *arg, struct rec *r, struct err *e)
{
    const struct handed *h = arg;
    (void)e;
    h->take(h->arg, r);
    return 0;
}

void fuzz_normalised(const struct fuzz_file *f, bool org_total, fuzz_take take, void *arg)
{
    const char *path = f->path;
    struct handed h = {take, arg};
    struct rec_reader_opts ro = {.ensure = norm_ensure};
    struct norm_opts no = {.dict = fuzz_dict(), .org_total = org_total};
    struct err e;
    struct rec r;
    struct rec_reader *rd = rec_reader_new(&path, 1, &ro, &e);
    struct norm *n = norm_new(&no, hand_on, &h, &e);
    FUZZ_MUST(rd && n);
    while (rec_read(rd, &r, &e) > 0) FUZZ_MUST(norm_put(n, &r, &e) == 0);
    FUZZ_MUST(norm_flush(n, &e) == 0);
    norm_free(n);
    rec_reader_free(rd);
}

const struct dict *fuzz_dict(void)
{
    static struct dict *d;
    struct err e;
    if (!d) d = dict_new(true, &e);
    FUZZ_MUST(d);
    return d;
}

/* What bd-record(5) says of a figure: a plain decimal, a dash or nothing. */
static void figure(void *arg, struct rec *r)
{
    struct str kind = rec_get(r, REC_KIND), value = rec_get(r, REC_VALUE);
    bool *closed = arg;
    struct dec d;
    FUZZ_MUST(!*closed); /* the closing record is the last one */
    *closed = str_eq(kind, S("doc"));
    if (str_eq(kind, S("number")) && value.n > 0 && value.n < 30 && !str_eq(value, S("-"))) FUZZ_MUST(dec_parse(value, &d) == 0);
}

int fuzz_document(enum doc_format format, struct str content)
{
    struct fuzz_file in = fuzz_file(content), out;
    struct doc_opts o = {.format = format, .lossy = content.n % 2};
    struct extract_opts xo = {.issuer = {"", 0}};
    struct extract_result res = {0, 0, 0, 0, "none"};
    struct io_writer w;
    struct doc d;
    struct err e;
    bool closed = false;
    fuzz_writer(&out, &w);
    extract_head(&w, &xo);
    int rc = doc_load(in.path, &o, &d, &e);
    d.name = "document";
    if (rc == 0 && d.n > 0 && !d.no_text) rc = extract_document(&d, &xo, &w, &res, &e);
    extract_close(&w, &xo, "document", doc_format_name(d.format), rc ? "failed" : "ok", &res);
    doc_free(&d);
    fuzz_written(&w);
    fuzz_records(&out, figure, &closed);
    FUZZ_MUST(closed);
    fuzz_close(&out);
    fuzz_close(&in);
    return 0;
}
