/* SPDX-License-Identifier: MIT */
/* digest_markdown.c: the digest as GitHub-flavoured Markdown. What Markdown or HTML would read as a mark
 * is escaped. */
#include "diff/digest.h"

static void put(void *arg, const char *p, size_t n, uint32_t cp)
{
    struct io_writer *w = arg;
    if (cp == '<') {
        io_str(w, S("&lt;"));
        return;
    }
    if (cp == '&') {
        io_str(w, S("&amp;"));
        return;
    }
    if (cp < 128 && strchr("\\`*_[]|#~>!", (int)cp)) io_char(w, '\\');
    io_put(w, p, n);
}

static void write_text(struct io_writer *w, struct str x)
{
    digest_plain(x, put, w);
}

static void heading(struct io_writer *w, const struct digest_opts *o, unsigned level, struct str text)
{
    (void)o;
    io_char(w, '\n');
    for (unsigned i = 0; i < level; i++) io_char(w, '#');
    io_char(w, ' ');
    write_text(w, text);
    io_str(w, S("\n\n"));
}

static void begin(struct io_writer *w, const struct digest_opts *o, const char *title)
{
    (void)o;
    io_str(w, S("# "));
    write_text(w, str_c(title));
    io_str(w, S("\n\n"));
}

static void para(struct io_writer *w, const struct digest_opts *o, struct str text)
{
    (void)o;
    write_text(w, text);
    io_str(w, S("\n\n"));
}

static void table(struct io_writer *w, const struct digest_opts *o, const struct digest_table *t)
{
    (void)o;
    for (unsigned i = 0; i < t->cols; i++) {
        io_str(w, S("| "));
        write_text(w, str_c(t->head[i]));
        io_char(w, ' ');
    }
    io_str(w, S("|\n"));
    for (unsigned i = 0; i < t->cols; i++) io_str(w, t->align[i] == ALIGN_RIGHT ? S("|---:") : S("|---"));
    io_str(w, S("|\n"));
    for (size_t r = 0; r < t->rows; r++) {
        for (unsigned i = 0; i < t->cols; i++) {
            io_str(w, S("| "));
            write_text(w, t->row[r].cell[i]);
            io_char(w, ' ');
        }
        io_str(w, S("|\n"));
    }
    io_char(w, '\n');
}

static void end(struct io_writer *w, const struct digest_opts *o)
{
    (void)w, (void)o;
}

const struct digest_writer digest_markdown = {begin, heading, para, table, end};
