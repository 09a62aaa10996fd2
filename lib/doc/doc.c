/* doc.c: loading a document, whatever it is. */
#include "doc/doc.h"

#include "base/io.h"
#include "base/utf.h"
#include "doc/source.h"

enum { DEFAULT_MAX = 1 << 30 };

const char *doc_format_name(enum doc_format f)
{
    static const char *const name[] = {"text", "html", "csv", "markdown", "docx", "xlsx", "pdf", "tsv", "bbox"};
    return (unsigned)f < sizeof name / sizeof *name ? name[f] : "unknown";
}

static int read_all(struct doc *d, const struct doc_opts *o, struct str *bytes, struct err *e)
{
    struct io_reader r;
    int rc = io_open(&r, d->name, e);
    if (rc == 0) rc = io_slurp(&r, &d->arena, o->max_bytes ? o->max_bytes : DEFAULT_MAX, bytes, e);
    io_reader_close(&r);
    return rc;
}

int doc_load(const char *path, const struct doc_opts *o, struct doc *d, struct err *e)
{
    struct str bytes;
    *d = (struct doc){.name = path, .format = DOC_TXT, .encoding = "utf-8"};
    int rc = read_all(d, o, &bytes, e);
    if (rc) return rc;
    if (utf_invalid(bytes) != STR_NPOS) return err_set(e, path, 0, "no UTF-8");
    return text_lines(d, (char *)(uintptr_t)bytes.p, bytes.n, e);
}

void doc_free(struct doc *d)
{
    arena_free(&d->arena);
    *d = (struct doc){0};
}
