/* SPDX-License-Identifier: MIT */
/* doc.c: loading a document, whatever it is. */
#include "doc/doc.h"

#include "base/io.h"
#include "doc/source.h"
#include "doc/zip.h"

#include <sys/stat.h>

enum {
    DEFAULT_MAX = 1 << 30,
    STREAM_MEMORY = 160 << 20, /* of each of the two windows of a long text */
    WHOLE_MEMORY = 128 << 20   /* of the lines and cells of what is held whole: those of a workbook of 500,000 cells take 40 */
};

/* Memory for the lines and cells of a document of n bytes, beside those. A PDF's are the words of all its pages with their
 * places as well, and a volume may have thousands. */
static size_t memory_for(enum doc_format f, size_t n)
{
    return f == DOC_PDF ? ((size_t)192 << 20) + 17 * n : (size_t)WHOLE_MEMORY;
}

int doc_too_large(const struct doc *d, struct err *e)
{
    size_t most = d->stream || d->format == DOC_PDF ? d->arena.limit : (size_t)WHOLE_MEMORY;
    return err_set(e, d->name, 0, "is too large: its lines and cells take more than %zu MiB of memory", most >> 20);
}

static const char *const format_name[] = {"text", "html", "csv", "markdown", "docx", "xlsx", "pdf", "words-tsv", "words-bbox"};

const char *doc_format_name(enum doc_format f)
{
    return (unsigned)f < DOC_UNKNOWN ? format_name[f] : "unknown";
}

enum doc_format doc_format_by_name(const char *name)
{
    static const struct { const char *name; enum doc_format f; } other[] = {
        {"txt", DOC_TXT}, {"htm", DOC_HTML}, {"md", DOC_MD}, {"tsv", DOC_TSVWORDS}, {"bbox", DOC_BBOX}};
    for (int f = 0; f < DOC_UNKNOWN; f++)
        if (strcmp(name, format_name[f]) == 0) return (enum doc_format)f;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcmp(name, other[i].name) == 0) return other[i].f;
    return DOC_UNKNOWN;
}

static int load_text(struct doc *d, const struct doc_opts *o, struct str bytes, struct err *e)
{
    struct str text;
    if (encoding_decode(d, bytes, o->encoding, o->lossy, &text, e)) return ERR_FAIL;
    if (d->format == DOC_UNKNOWN) d->format = detect_text(text, &d->delimiter);
    switch (d->format) {
    case DOC_HTML: return html_lines(d, text, e);
    case DOC_CSV: return csv_lines(d, text, e);
    case DOC_MD: return md_lines(d, text, e);
    case DOC_TSVWORDS: return words_tsv_lines(d, text, e);
    case DOC_BBOX: return words_bbox_lines(d, text, e);
    default: return text_lines(d, text, LINE_OF_FILE, e);
    }
}

static int load_zip(struct doc *d, struct str bytes, struct err *e)
{
    struct zip z;
    int rc = zip_open(&z, d->name, bytes, &d->format, e);
    if (rc == 0) rc = d->format == DOC_DOCX ? docx_lines(d, &z, e) : xlsx_lines(d, &z, e);
    zip_free(&z);
    return rc;
}

static bool is_text_format(enum doc_format f) { return f == DOC_TXT || f == DOC_CSV || f == DOC_MD; }

/* Is there more than n bytes of input? What was read to see it stays in the reader. */
static int is_longer(struct io_reader *r, size_t n, bool *longer, struct err *e)
{
    struct stat st;
    int got = 1;
    *longer = false;
    if (fstat(r->fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size <= (off_t)n) return 0;
    while (got > 0 && r->end - r->start < n) got = io_fill(r, e);
    *longer = got > 0;
    return got < 0 ? ERR_FAIL : 0;
}

/* Can the document whose front this is be read line by line? Then its format and encoding are set. */
static int streams(struct doc *d, const struct doc_opts *o, struct str front, bool *yes, struct err *e)
{
    enum doc_format binary = DOC_UNKNOWN;
    struct str text;
    size_t mark;
    *yes = false;
    if (o->format != DOC_UNKNOWN && !is_text_format(o->format)) return 0;
    if (o->format == DOC_UNKNOWN && (detect_bytes(d->name, front, &binary, e) || binary != DOC_UNKNOWN)) return 0;
    d->encoding = o->encoding ? o->encoding : encoding_guess(front, &mark);
    if (!encoding_unit(d->encoding)) return 0;
    if (encoding_decode(d, front, d->encoding, true, &text, e)) return ERR_FAIL;
    d->undecodable = 0;
    if (d->format == DOC_UNKNOWN) d->format = detect_text(text, &d->delimiter);
    *yes = is_text_format(d->format);
    if (d->format == DOC_CSV && !d->delimiter) d->delimiter = csv_delimiter(str_sub(text, 0, CSV_FRONT), true);
    if (!*yes) d->format = o->format;
    arena_reset(&d->arena);
    return 0;
}

static int load_whole(struct doc *d, const struct doc_opts *o, struct io_reader *r, struct err *e)
{
    struct str bytes;
    if (io_slurp(r, &d->arena, o->max_bytes ? o->max_bytes : DEFAULT_MAX, &bytes, e)) return ERR_FAIL;
    io_reader_close(r);
    enum doc_format binary = DOC_UNKNOWN;
    bool wants_text = o->format != DOC_UNKNOWN && o->format != DOC_PDF && o->format != DOC_DOCX && o->format != DOC_XLSX;
    if (!wants_text && detect_bytes(d->name, bytes, &binary, e)) return ERR_FAIL;
    if (d->format == DOC_UNKNOWN) d->format = binary;
    d->arena.limit = d->arena.used + memory_for(d->format, bytes.n);
    switch (d->format) {
    case DOC_PDF: return pdf_lines(d, bytes, e);
    case DOC_DOCX:
    case DOC_XLSX: return load_zip(d, bytes, e);
    default: return load_text(d, o, bytes, e);
    }
}

static int load(const char *path, const struct doc_opts *o, struct doc *d, struct err *e)
{
    struct io_reader r;
    bool longer = false, stream = false;
    *d = (struct doc){.name = path, .format = o->format, .encoding = "utf-8"};
    int rc = io_open(&r, path, e);
    if (rc == 0) rc = is_longer(&r, DOC_WINDOW, &longer, e);
    if (rc == 0 && longer) rc = streams(d, o, (struct str){r.buf + r.start, r.end - r.start}, &stream, e);
    if (rc == 0 && stream) d->arena.limit = STREAM_MEMORY;
    if (rc == 0) rc = stream ? stream_start(d, &r, o, e) : load_whole(d, o, &r, e);
    io_reader_close(&r);
    return rc;
}

int doc_load(const char *path, const struct doc_opts *o, struct doc *d, struct err *e)
{
    int rc = load(path, o, d, e);
    if (rc == 0 && !d->arena.full) return 0;
    if (rc && e->file[0]) return ERR_FAIL;
    if (d->arena.full) return doc_too_large(d, e);
    char reason[sizeof e->reason]; /* out of memory: say for which document */
    memcpy(reason, e->reason, sizeof reason);
    return err_set(e, path, 0, "%s", reason);
}

void doc_free(struct doc *d)
{
    stream_free(d);
    arena_free(&d->arena);
    *d = (struct doc){0};
}
