/* SPDX-License-Identifier: MIT */
/* stream.c: a long text through a window: the lines that are still needed, and the next piece of the file.
 *
 * Two arenas take turns. What is kept of one window is copied to the other before the next piece is read
 * behind it, so that nothing of a forgotten line stays. A piece is whole lines; what is behind its last line end
 * waits in `rest`, as it stands in the file. */
#include "doc/source.h"

#include "base/utf.h"
#include "base/vec.h"

#include <stdlib.h>

enum {
    LONGEST_LINE = 16 << 20, /* bytes; a page has some hundred */
    STEP = 1 << 20           /* bytes of a piece, unless more are kept */
};

struct doc_stream {
    struct io_reader in;
    struct arena spare;
    VEC(char) rest;
    uint64_t line;        /* of the next piece, 1-based */
    unsigned unit;        /* of the encoding */
    bool lossy, guessed;  /* --lossy; no --encoding */
    bool ascii;           /* nothing else came so far: the encoding may be another yet */
    size_t left;          /* bytes that may still come, 0: none; SIZE_MAX: no limit */
    struct text_place text;
    struct csv *csv;
    struct md *md;
};

/* ---- pieces ---- */

/* One past the last line end of the bytes, 0 if there is none. */
static size_t last_line_end(const struct doc_stream *s, const char *encoding, struct str b)
{
    bool big = strcasecmp(encoding, "utf-16be") == 0;
    if (s->unit == 1) {
        const char *lf = b.n ? memrchr(b.p, '\n', b.n) : NULL;
        return lf ? (size_t)(lf - b.p) + 1 : 0;
    }
    for (size_t i = b.n & ~(size_t)1; i >= 2; i -= 2)
        if (b.p[i - 2] == (big ? '\0' : '\n') && b.p[i - 1] == (big ? '\n' : '\0')) return i;
    return 0;
}

static uint64_t count_lines(struct str b, unsigned unit)
{
    uint64_t n = 0;
    for (const char *p = b.p, *end = b.p + b.n; b.n && (p = memchr(p, '\n', (size_t)(end - p))); p++)
        n += unit == 1 || ((p - b.p) % 2 == 0 ? p + 1 < end && !p[1] : !p[-1]);
    return n;
}

static bool is_ascii(struct str b)
{
    unsigned char all = 0;
    for (size_t i = 0; i < b.n; i++) all |= (unsigned char)b.p[i];
    return all < 0x80;
}

/* Text that began in ASCII shows its encoding later. */
static void settle_encoding(struct doc *d, struct doc_stream *s, struct str piece)
{
    size_t mark;
    if (!s->ascii || is_ascii(piece)) return;
    s->ascii = false;
    if (s->guessed && strcmp(encoding_guess(piece, &mark), "gb18030") == 0) d->encoding = "gb18030";
}

/* Lines of the piece, which is in d->arena and ours to write to. */
static int add_piece(struct doc *d, struct doc_stream *s, struct str piece, bool last, struct err *e)
{
    struct str text;
    uint64_t line = s->line;
    s->line += count_lines(piece, s->unit);
    if (s->line > UINT32_MAX) return err_set(e, d->name, 0, "more than %ju lines", (uintmax_t)UINT32_MAX);
    settle_encoding(d, s, piece);
    if (encoding_piece(d, piece, line, s->lossy, &text, e)) return ERR_FAIL;
    if (s->csv) return csv_piece(s->csv, text, last, e);
    if (s->md) return md_piece(s->md, text, last, e);
    if (!s->text.line) s->text = text_begin(text, LINE_OF_FILE);
    return text_piece(d, &s->text, text, e);
}

/* The next bytes into p, at most n. */
static int next_bytes(struct doc *d, struct doc_stream *s, char *p, size_t n, size_t *got, struct err *e)
{
    struct io_reader *in = &s->in;
    *got = 0;
    if (in->start == in->end && !in->eof) {
        in->start = in->end = 0;
        if (io_fill(in, e) < 0) return ERR_FAIL;
    }
    *got = in->end - in->start < n ? in->end - in->start : n;
    if (*got > s->left) return err_set(e, d->name, 0, "larger than the limit");
    s->left -= *got;
    if (*got) memcpy(p, in->buf + in->start, *got);
    in->start += *got;
    return 0;
}

/* At least one line, and `want` bytes if there are so many, behind what waits; in d->arena. *cut: where the
 * whole lines end. */
static int read_lines(struct doc *d, struct doc_stream *s, size_t want, struct str *out, size_t *cut, struct err *e)
{
    size_t n = s->rest.n, cap = n + want, got = 1;
    char *p = arena_alloc(&d->arena, cap);
    if (!p) return err_nomem(e);
    if (n) memcpy(p, s->rest.v, n);
    s->rest.n = *cut = 0;
    while (got && !*cut) {
        if (n == cap && n) {
            p = arena_grow(&d->arena, p, cap, 2 * cap);
            if (!p) return err_nomem(e);
            cap *= 2;
        }
        while (got && n < cap) {
            if (next_bytes(d, s, p + n, cap - n, &got, e)) return ERR_FAIL;
            n += got;
        }
        *cut = last_line_end(s, d->encoding, (struct str){p, n});
        if (!*cut && n > LONGEST_LINE) return err_set(e, d->name, s->line, "a line longer than %d bytes", LONGEST_LINE);
    }
    if (!got) *cut = n;
    d->more = got > 0;
    *out = (struct str){p, n};
    return 0;
}

/* What is behind the whole lines waits; of Markdown also the last of them. */
static int add_lines(struct doc *d, struct doc_stream *s, struct str b, size_t cut, struct err *e)
{
    size_t keep = cut;
    if (s->md && d->more) keep = last_line_end(s, d->encoding, str_sub(b, 0, cut - s->unit));
    if (VEC_RESERVE(&s->rest, b.n - keep + 1)) return err_nomem(e);
    s->rest.n = b.n - keep;
    if (s->rest.n) memcpy(s->rest.v, b.p + keep, s->rest.n);
    if (add_piece(d, s, str_sub(b, 0, cut), !d->more, e)) return ERR_FAIL;
    s->line -= keep < cut;
    return 0;
}

/* ---- windows ---- */

static int keep_line(struct arena *a, struct doc_line *l)
{
    l->text = arena_str(a, l->text);
    if (!l->text.p) return -1;
    if (!l->ncell) return 0;
    struct doc_cell *cell = arena_alloc(a, l->ncell * sizeof *cell);
    if (!cell) return -1;
    memcpy(cell, l->cell, l->ncell * sizeof *cell);
    for (uint32_t i = 0; i < l->ncell; i++)
        if (!(cell[i].text = arena_str(a, cell[i].text)).p) return -1;
    l->cell = cell;
    return 0;
}

size_t doc_held(const struct doc *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) n += d->line[i].text.n + 1;
    return n;
}

static int move_on(struct doc *d, struct doc_stream *s, size_t done, struct err *e)
{
    size_t kept = d->n - done, cut;
    struct str b;
    arena_reset(&s->spare);
    struct doc_line *line = arena_array(&s->spare, kept + 1, sizeof *line);
    if (!line) return err_nomem(e);
    if (kept) memcpy(line, d->line + done, kept * sizeof *line);
    for (size_t i = 0; i < kept; i++)
        if (keep_line(&s->spare, &line[i])) return err_nomem(e);
    struct arena old = d->arena;
    d->arena = s->spare;
    s->spare = old;
    d->line = line;
    d->n = kept;
    d->cap = kept + 1;
    size_t want = doc_held(d);
    if (want < STEP) want = STEP;
    if (read_lines(d, s, want, &b, &cut, e)) return ERR_FAIL;
    return add_lines(d, s, b, cut, e);
}

int doc_more(struct doc *d, size_t done, struct err *e)
{
    int rc = move_on(d, d->stream, done, e);
    return d->arena.full || d->stream->spare.full ? doc_too_large(d, e) : rc;
}

int stream_start(struct doc *d, struct io_reader *in, const struct doc_opts *o, struct err *e)
{
    struct doc_stream *s = calloc(1, sizeof *s);
    size_t mark, cut;
    if (!s) return err_nomem(e);
    d->stream = s;
    s->in = *in;
    *in = (struct io_reader){.fd = -1};
    s->spare.limit = d->arena.limit;
    s->line = 1;
    s->lossy = o->lossy;
    s->guessed = !o->encoding;
    s->unit = encoding_unit(d->encoding);
    s->left = o->max_bytes ? o->max_bytes : SIZE_MAX;
    struct str front = {s->in.buf + s->in.start, s->in.end - s->in.start};
    if (strcasecmp(encoding_guess(front, &mark), d->encoding) == 0) s->in.start += mark;
    s->ascii = s->unit == 1 && is_ascii(front);
    if (d->format == DOC_CSV && !(s->csv = csv_open(d, e))) return ERR_FAIL;
    if (d->format == DOC_MD && !(s->md = md_open(d, e))) return ERR_FAIL;
    if (read_lines(d, s, front.n, &front, &cut, e)) return ERR_FAIL;
    return add_lines(d, s, front, cut, e);
}

void stream_free(struct doc *d)
{
    struct doc_stream *s = d->stream;
    if (!s) return;
    io_reader_close(&s->in);
    csv_close(s->csv);
    md_close(s->md);
    VEC_FREE(&s->rest);
    arena_free(&s->spare);
    free(s);
    d->stream = NULL;
}
