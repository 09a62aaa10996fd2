/* SPDX-License-Identifier: MIT */
/* digest_text.c: the digest for a terminal or a mail. Columns are aligned by the width of the characters. */
#include "diff/digest.h"

#include "base/utf.h"

struct sink {
    struct io_writer *w;
    size_t width;
};

static void put(void *arg, const char *p, size_t n, uint32_t cp)
{
    struct sink *s = arg;
    if (s->w) io_put(s->w, p, n);
    s->width += utf_width(cp);
}

static size_t write_text(struct io_writer *w, struct str x)
{
    struct sink s = {w, 0};
    digest_plain(x, put, &s);
    return s.width;
}

static size_t width(struct str x)
{
    return write_text(NULL, x);
}

static void fill(struct io_writer *w, char c, size_t n)
{
    while (n--) io_char(w, c);
}

static void heading(struct io_writer *w, const struct digest_opts *o, unsigned level, struct str text)
{
    io_str(w, level < 3 ? S("\n") : S("\n  "));
    if (o->colour) io_str(w, S("\033[1m"));
    size_t n = write_text(w, text);
    if (o->colour) io_str(w, S("\033[0m"));
    io_char(w, '\n');
    if (level == 2) {
        fill(w, '-', n);
        io_char(w, '\n');
    }
}

static void begin(struct io_writer *w, const struct digest_opts *o, const char *title)
{
    if (o->colour) io_str(w, S("\033[1m"));
    size_t n = write_text(w, str_c(title));
    if (o->colour) io_str(w, S("\033[0m"));
    io_char(w, '\n');
    fill(w, '=', n);
    io_char(w, '\n');
}

static void para(struct io_writer *w, const struct digest_opts *o, struct str text)
{
    (void)o;
    io_str(w, S("  "));
    write_text(w, text);
    io_char(w, '\n');
}

static void cell(struct io_writer *w, const struct digest_table *t, unsigned i, struct str x, size_t most, const char *colour)
{
    size_t pad = most - width(x);
    bool last = i + 1 == t->cols;
    if (t->align[i] == ALIGN_RIGHT) fill(w, ' ', pad);
    if (colour) io_str(w, str_c(colour));
    write_text(w, x);
    if (colour) io_str(w, S("\033[0m"));
    if (t->align[i] == ALIGN_LEFT && !last) fill(w, ' ', pad);
    if (!last) io_str(w, S("  "));
}

static void table(struct io_writer *w, const struct digest_opts *o, const struct digest_table *t)
{
    size_t most[DIGEST_COLS];
    for (unsigned i = 0; i < t->cols; i++) {
        most[i] = width(str_c(t->head[i]));
        for (size_t r = 0; r < t->rows; r++) {
            size_t n = width(t->row[r].cell[i]);
            if (n > most[i]) most[i] = n;
        }
    }
    io_str(w, S("    "));
    for (unsigned i = 0; i < t->cols; i++) cell(w, t, i, str_c(t->head[i]), most[i], o->colour ? "\033[2m" : NULL);
    io_char(w, '\n');
    for (size_t r = 0; r < t->rows; r++) {
        io_str(w, S("    "));
        for (unsigned i = 0; i < t->cols; i++) {
            bool marked = o->colour && (int)i == t->signed_col && t->row[r].mark;
            cell(w, t, i, t->row[r].cell[i], most[i], !marked ? NULL : t->row[r].mark < 0 ? "\033[31m" : "\033[32m");
        }
        io_char(w, '\n');
    }
}

static void end(struct io_writer *w, const struct digest_opts *o)
{
    (void)w, (void)o;
}

const struct digest_writer digest_text = {begin, heading, para, table, end};
