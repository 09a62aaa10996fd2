/* SPDX-License-Identifier: MIT */
/* reader.c: several inputs as one stream of records, every line checked. */
#include "base/utf.h"
#include "base/vec.h"
#include "rec/head.h"
#include "rec/scan.h"

#include <stdlib.h>

struct rec_reader {
    const char *const *path;
    size_t npath, next;         /* next: the input to open */
    struct rec_reader_opts o;
    struct io_reader in;
    struct scan scan;
    size_t limit;               /* whole lines of in.buf end here */
    bool suspect;               /* there is invalid UTF-8 in one of them */
    bool open, headed, mapped;  /* an input is open, it had its header, head is set */
    struct rec_head head;
    VEC(struct str) f;          /* fields of the line as they stand */
    VEC(struct str) out;        /* the same in the order of head */
    VEC(int) to;                /* column of the line -> column of head, -1: dropped */
    bool same;                  /* the line's columns are the first of head, in order */
};

static const char bom[] = "\xEF\xBB\xBF";

struct rec_reader *rec_reader_new(const char *const *paths, size_t n, const struct rec_reader_opts *o, struct err *e)
{
    struct rec_reader *rd = calloc(1, sizeof *rd);
    if (!rd) {
        err_nomem(e);
        return NULL;
    }
    rd->path = paths;
    rd->npath = n;
    if (o) rd->o = *o;
    rd->in.fd = -1;
    return rd;
}

void rec_reader_free(struct rec_reader *rd)
{
    if (!rd) return;
    if (rd->open) io_reader_close(&rd->in);
    arena_free(&rd->head.arena);
    VEC_FREE(&rd->f);
    VEC_FREE(&rd->out);
    VEC_FREE(&rd->to);
    free(rd);
}

const struct rec_head *rec_reader_head(const struct rec_reader *rd)
{
    return rd->mapped ? &rd->head : NULL;
}

/* ---- one line ---- */

static int bad(const struct rec_reader *rd, struct err *e, const char *why)
{
    return err_set(e, rd->in.path, rd->in.line, "%s", why);
}

static int split(struct rec_reader *rd, struct str line, char by)
{
    rd->f.n = 0;
    for (;;) {
        const char *tab = line.n ? memchr(line.p, by, line.n) : NULL;
        size_t n = tab ? (size_t)(tab - line.p) : line.n;
        if (VEC_PUSH(&rd->f, ((struct str){line.p, n}))) return -1;
        if (!tab) return 0;
        line = str_from(line, n + 1);
    }
}

/* What is wrong at that byte of the line, and in which column. */
static int bad_field(const struct rec_reader *rd, struct str line, size_t at, const char *why, struct err *e)
{
    size_t column = 0;
    for (size_t i = 0; i < at; i++) column += line.p[i] == '\t';
    int to = rd->headed && column < rd->to.n ? rd->to.v[column] : -1;
    if (to < 0) return err_set(e, rd->in.path, rd->in.line, "%s in field %zu", why, column + 1);
    return err_set(e, rd->in.path, rd->in.line, "%s in column '%.*s'", why, STR_ARG(rd->head.name[to]));
}

/* A record with CR, NUL or backslash. */
static int check_odd(const struct rec_reader *rd, struct str line, struct err *e)
{
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '\0') return bad_field(rd, line, i, "NUL byte", e);
        if (c == '\r') return bad_field(rd, line, i, "carriage return", e);
        if (c != '\\') continue;
        size_t at = i;
        c = i + 1 < line.n ? line.p[++i] : '\0';
        if (c != 't' && c != 'n' && c != 'r' && c != '\\')
            return bad_field(rd, line, at, "backslash that is not the start of \\t, \\n, \\r or \\\\", e);
    }
    return 0;
}

/* Read until there is a whole line. 1, 0 at the end of the input, <0. */
static int more_lines(struct rec_reader *rd, struct err *e)
{
    struct io_reader *in = &rd->in;
    size_t seen = 0;
    for (;;) {
        size_t have = in->end - in->start;
        const char *from = have > seen ? in->buf + in->start : NULL;
        const char *lf = from ? memrchr(from + seen, '\n', have - seen) : NULL;
        if (lf) {
            struct str lines = {from, (size_t)(lf + 1 - from)};
            rd->limit = in->start + lines.n;
            rd->suspect = utf_invalid(lines) != STR_NPOS;
            scan_start(&rd->scan, from);
            return 1;
        }
        seen = have;
        int got = io_fill(in, e);
        if (got < 0) return got;
        if (got > 0) continue;
        if (have == 0) return 0;
        in->line++;
        return bad(rd, e, "no line feed at the end, the input is cut off");
    }
}

/* Next line of the input, split and checked. 1, 0 at its end, <0. */
static int next_line(struct rec_reader *rd, struct str *line, struct err *e)
{
    struct io_reader *in = &rd->in;
    if (in->start == rd->limit) {
        int got = more_lines(rd, e);
        if (got <= 0) return got;
    }
    size_t n;
    bool odd;
    const char *from = in->buf + in->start;
    const char *lf = scan_record(&rd->scan, from, rd->f.v, rd->f.cap, &n, &odd);
    *line = (struct str){from, (size_t)(lf - from)};
    in->start += line->n + 1;
    in->line++;
    size_t invalid = rd->suspect ? utf_invalid(*line) : STR_NPOS;
    if (invalid != STR_NPOS) return bad_field(rd, *line, invalid, "invalid UTF-8", e);
    if (!odd && n <= rd->f.cap) {
        rd->f.n = n;
        return 1;
    }
    if (line->n > 0 && from[line->n - 1] == '\r') line->n--;
    if (check_odd(rd, *line, e)) return ERR_FAIL;
    return split(rd, *line, '\t') ? err_nomem(e) : 1;
}

/* ---- headers ---- */

/* Take the fields in rd->f as the columns of what follows. */
static int take_header(struct rec_reader *rd, struct err *e)
{
    const struct str *f = rd->f.v;
    unsigned n = (unsigned)rd->f.n;
    if (!rd->mapped) {
        static const enum rec_col needed[] = {REC_NAME, REC_COL};
        for (size_t k = 0; k < sizeof needed / sizeof *needed; k++)
            if (head_find(f, n, str_c(rec_name[needed[k]])) < 0)
                return err_set(e, rd->in.path, rd->in.line, "the header has no column '%s'", rec_name[needed[k]]);
        if (head_set(&rd->head, f, n, &rd->o)) return err_nomem(e);
        rd->mapped = true;
    }
    if (VEC_RESERVE(&rd->to, n) || VEC_RESERVE(&rd->out, rd->head.n) || VEC_RESERVE(&rd->f, rd->head.n)) return err_nomem(e);
    f = rd->f.v;
    rd->to.n = n;
    rd->same = true;
    for (unsigned i = 0; i < n; i++) {
        int to = head_find(rd->head.name, rd->head.n, f[i]);
        if (to < 0 && !rd->o.ignore_new_columns)
            return err_set(e, rd->in.path, rd->in.line, "column '%.*s' is not in the first header", STR_ARG(f[i]));
        rd->to.v[i] = to;
        if (to != (int)i) rd->same = false;
    }
    rd->headed = true;
    return 0;
}

static int header_from_option(struct rec_reader *rd, struct err *e)
{
    if (split(rd, str_c(rd->o.input_columns), ',')) return err_nomem(e);
    int is = head_is_header(rd->f.v, (unsigned)rd->f.n);
    if (is > 0) return take_header(rd, e);
    if (is < 0) return err_nomem(e);
    return err_set(e, NULL, 0, "--input-columns must name distinct columns, doc, kind, value and unit among them");
}

static int open_next(struct rec_reader *rd, struct err *e)
{
    rd->headed = false;
    if (io_open(&rd->in, rd->path[rd->next++], e)) return ERR_FAIL;
    rd->open = true;
    rd->limit = 0;
    return rd->o.input_columns ? header_from_option(rd, e) : 0;
}

/* A header may start with a byte order mark. */
static bool strip_bom(struct rec_reader *rd)
{
    if (rd->f.v[0].n == 0 || rd->f.v[0].p[0] != bom[0] || !str_starts(rd->f.v[0], str_c(bom))) return false;
    rd->f.v[0] = str_from(rd->f.v[0], sizeof bom - 1);
    return true;
}

/* Is this line a header? Only one that has a field `kind`, and no two that are empty, can be. 1, 0, -1: no memory. */
static int is_header(struct rec_reader *rd)
{
    for (size_t i = 0, empty = 0; i < rd->f.n && empty < 2; i++)
        if (rd->f.v[i].n == 0) empty++;
        else if (rd->f.v[i].n == 4 && memcmp(rd->f.v[i].p, "kind", 4) == 0)
            return head_is_header(rd->f.v, (unsigned)rd->f.n);
    return 0;
}

/* 1: the line was a header and is done with, 0: it is a record, <0. */
static int header_line(struct rec_reader *rd, struct err *e)
{
    struct str first = rd->f.v[0];
    strip_bom(rd);
    int is = is_header(rd);
    if (is < 0) return err_nomem(e);
    if (is > 0) return take_header(rd, e) ? ERR_FAIL : 1;
    if (!rd->headed)
        return bad(rd, e, "the first line is no header (doc, kind, value, unit ...); --input-columns names the columns");
    if (rd->in.line > 1) rd->f.v[0] = first;
    return 0;
}

/* ---- records ---- */

static int fill(struct rec_reader *rd, struct rec *r, struct str line, struct err *e)
{
    if (rd->f.n != rd->to.n)
        return err_set(e, rd->in.path, rd->in.line, "%zu field%s where the header has %zu", rd->f.n,
                       rd->f.n == 1 ? "" : "s", rd->to.n);
    *r = (struct rec){line, rd->f.v, &rd->head, rd->in.path, rd->in.line, 0, false};
    if (rd->same) { /* what was appended to the last record may have been written to */
        for (size_t i = rd->f.n; i < rd->head.n; i++) rd->f.v[i] = (struct str){"", 0};
        r->nline = rd->f.v[0].p == line.p ? (unsigned)rd->f.n : 0;
        r->asis = r->nline == rd->head.n;
        return 1;
    }
    for (size_t i = 0; i < rd->head.n; i++) rd->out.v[i] = (struct str){"", 0};
    for (size_t i = 0; i < rd->f.n; i++)
        if (rd->to.v[i] >= 0) rd->out.v[rd->to.v[i]] = rd->f.v[i];
    r->f = rd->out.v;
    return 1;
}

static int read_input(struct rec_reader *rd, struct rec *r, struct err *e)
{
    for (;;) {
        struct str line;
        int got = next_line(rd, &line, e);
        if (got < 0) return got;
        if (got == 0) return rd->in.line == 0 ? err_set(e, rd->in.path, 0, "input is empty (0 bytes)") : 0;
        got = header_line(rd, e);
        if (got < 0) return got;
        if (got == 0) return fill(rd, r, line, e);
    }
}

int rec_read(struct rec_reader *rd, struct rec *r, struct err *e)
{
    for (;;) {
        int got = 0;
        if (!rd->open) {
            if (rd->next == rd->npath) return 0;
            got = open_next(rd, e);
        }
        if (got == 0) got = read_input(rd, r, e);
        if (got > 0) return got;
        if (rd->open) io_reader_close(&rd->in);
        rd->open = false;
        if (got < 0) return got;
    }
}
