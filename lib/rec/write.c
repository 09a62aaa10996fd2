/* SPDX-License-Identifier: MIT */
/* write.c: records back into a stream. */
#include "base/utf.h"
#include "rec/rec.h"

int rec_write_head(struct io_writer *w, const struct rec_head *h)
{
    for (unsigned i = 0; i < h->n; i++) {
        if (i) io_char(w, '\t');
        io_str(w, h->name[i]);
    }
    io_char(w, '\n');
    return w->failed;
}

/* Fields i.. that stand in the line one behind the other, TAB included, as one piece; *next is the
 * field after them. */
static struct str run_of_fields(const struct rec *r, unsigned i, unsigned *next)
{
    struct str run = r->f[i];
    const char *end = r->line.p + r->line.n;
    for (i++; i < r->head->n; i++) {
        uintptr_t at = (uintptr_t)run.p + run.n;
        if (at < (uintptr_t)r->line.p || at >= (uintptr_t)end) break;
        if (run.p[run.n] != '\t' || r->f[i].p != run.p + run.n + 1) break;
        run.n += 1 + r->f[i].n;
    }
    *next = i;
    return run;
}

void rec_write(struct io_writer *w, const struct rec *r)
{
    if (r->asis) {
        /* The LF stands behind the line in the buffer, but a copy has none. */
        io_str(w, r->line);
        io_char(w, '\n');
        return;
    }
    for (unsigned i = 0; i < r->head->n;) {
        if (i) io_char(w, '\t');
        io_str(w, run_of_fields(r, i, &i));
    }
    io_char(w, '\n');
}

void rec_write_printed_head(struct io_writer *w)
{
    for (int c = 0; c < REC_NPRINTED; c++) {
        if (c) io_char(w, '\t');
        io_str(w, str_c(rec_name[c]));
    }
    io_char(w, '\n');
}

/* Bytes that may need work: controls and backslash, and the first bytes of forbidden characters
 * (C2 controls and U+00AD; D8; E1 A0 8E; E2; EF; F3). */
static bool is_suspect(unsigned char c)
{
    return c < 0x20 || c == '\\' || c == 0x7F || c == 0xC2 || c == 0xD8 || c == 0xE1 || c == 0xE2 || c == 0xEF ||
           c == 0xF3;
}

static void put_suspect(struct io_writer *w, const char *p, unsigned len, uint32_t cp)
{
    switch (cp) {
    case '\t': io_str(w, S("\\t")); return;
    case '\n': io_str(w, S("\\n")); return;
    case '\r': io_str(w, S("\\r")); return;
    case '\\': io_str(w, S("\\\\")); return;
    case '\f': return;
    default:
        if (!utf_is_forbidden(cp)) io_put(w, p, len);
    }
}

static void put_escaped(struct io_writer *w, struct str s)
{
    const char *p = s.p, *end = p + s.n, *done = p;
    bool valid = utf_invalid(s) == STR_NPOS;
    while (p < end) {
        unsigned char c = (unsigned char)*p;
        if (!is_suspect(c) && (valid || c < 0x80)) {
            p++;
            continue;
        }
        io_put(w, done, (size_t)(p - done));
        uint32_t cp = 0;
        unsigned len = utf_decode(p, end, &cp);
        if (len) put_suspect(w, p, len, cp);
        else io_str(w, S("\xEF\xBF\xBD"));
        p += len ? len : 1;
        done = p;
    }
    io_put(w, done, (size_t)(p - done));
}

/* A field into the buffer, short ones in one or two overlapping words: a call costs more than that. */
static inline char *copy_field(char *out, struct str s)
{
    if (s.n == 0) return out;
    if (s.n > 32) {
        memcpy(out, s.p, s.n);
    } else if (s.n >= 8) {
        memcpy(out, s.p, 8);
        if (s.n > 16) {
            memcpy(out + 8, s.p + 8, 8);
            memcpy(out + s.n - 16, s.p + s.n - 16, 8);
        }
        memcpy(out + s.n - 8, s.p + s.n - 8, 8);
    } else if (s.n >= 4) {
        memcpy(out, s.p, 4);
        memcpy(out + s.n - 4, s.p + s.n - 4, 4);
    } else {
        out[0] = s.p[0];
        out[s.n / 2] = s.p[s.n / 2];
        out[s.n - 1] = s.p[s.n - 1];
    }
    return out + s.n;
}

/* Bytes are looked at so many at a time. */
typedef unsigned char bytes __attribute__((vector_size(16)));

/* Is there, besides the TABs between the fields, a byte that must be escaped (a control character or a
 * backslash)? The room behind the line is filled up to a whole vector. A lane counts down for each byte
 * found, and holds 255 rounds; a longer line is looked at byte by byte from there. */
static bool needs_escape(char *line, size_t n)
{
    bytes found = {0}, v;
    size_t i = 0, count = 0;
    memset(line + n, '.', sizeof v);
    for (; i < n && i < 255 * sizeof v; i += sizeof v) {
        memcpy(&v, line + i, sizeof v);
        found += (bytes)((v & 0xE0) == 0) | (bytes)(v == '\\');
    }
    for (size_t lane = 0; lane < sizeof v; lane++) count += (unsigned char)-found[lane];
    for (; i < n; i++) count += (unsigned char)line[i] < 0x20 || line[i] == '\\';
    return count != REC_NPRINTED - 1;
}

void rec_write_clean(struct io_writer *w, const struct str f[REC_NPRINTED])
{
    size_t room = REC_NPRINTED;
    for (int c = 0; c < REC_NPRINTED; c++) room += f[c].n;
    if (w->cap - w->n < room + sizeof(bytes)) {
        rec_write_printed(w, f);
        return;
    }
    char *line = w->buf + w->n, *p = line;
    for (int c = 0; c < REC_NPRINTED; c++) {
        p = copy_field(p, f[c]);
        *p++ = '\t';
    }
    if (needs_escape(line, room - 1)) {
        rec_write_printed(w, f);
        return;
    }
    line[room - 1] = '\n';
    w->n += room;
}

void rec_write_printed(struct io_writer *w, const struct str f[REC_NPRINTED])
{
    for (int c = 0; c < REC_NPRINTED; c++) {
        if (c) io_char(w, '\t');
        if (f[c].n) put_escaped(w, f[c]);
    }
    io_char(w, '\n');
}
