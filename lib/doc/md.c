/* SPDX-License-Identifier: MIT */
/* md.c: Markdown and other text with tables of bars; every other line is text. */
#include "doc/build.h"
#include "doc/source.h"

#include <stdlib.h>

static struct str take_line(struct str *rest)
{
    size_t lf = str_find(*rest, S("\n"), 0);
    struct str line = str_sub(*rest, 0, lf == STR_NPOS ? rest->n : lf);
    *rest = str_from(*rest, line.n + 1);
    if (str_ends(line, S("\r"))) line.n--;
    return line;
}

static size_t count_bars(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '|' && (i == 0 || s.p[i - 1] != '\\');
    return n;
}

/* A row stands between bars, or in a table that is open, has one. */
static bool is_row(struct str line, struct str next, bool in_table)
{
    struct str s = str_trim(line);
    size_t bars = count_bars(s);
    if (bars == 0) return false;
    if (in_table || (bars >= 2 && s.p[0] == '|' && s.p[s.n - 1] == '|')) return true;
    return detect_is_rule(str_trim(next));
}

/* The next of *s as it reads: <br> is a line break, \| a bar, **strong** and __strong__ are plain. Never longer than what it
 * stands for. */
static struct str take_text(struct str *s)
{
    static const struct { struct str from, to; } change[] = {
        {SI("<br>"), SI("\n")}, {SI("<br/>"), SI("\n")}, {SI("<br />"), SI("\n")}, {SI("\\|"), SI("|")}, {SI("\\*"), SI("*")},
        {SI("\\_"), SI("_")}, {SI("**"), SI("")}, {SI("__"), SI("")}, {SI("&nbsp;"), SI("\xC2\xA0")}, {SI("&lt;"), SI("<")},
        {SI("&gt;"), SI(">")}, {SI("&amp;"), SI("&")}};
    struct str put = {s->p, 1};
    size_t take = 1;
    for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
        if (!str_starts(*s, change[i].from)) continue;
        take = change[i].from.n;
        put = change[i].to;
        break;
    }
    *s = str_from(*s, take);
    return put;
}

static int cell_text(struct build *b, struct str s, struct err *e)
{
    while (s.n > 0) {
        struct str put = take_text(&s);
        if (build_text(b, put.p, put.n, e)) return ERR_FAIL;
    }
    return 0;
}

/* A table whose first row or rule begins with a bar has bars around its rows; in any other a bar at an end
 * of a row has a blank cell behind it. */
static bool is_framed(struct str line, struct str next)
{
    return str_starts(str_trim(line), S("|")) && (!detect_is_rule(str_trim(next)) || str_starts(str_trim(next), S("|")));
}

static int row(struct build *b, struct str line, bool framed, struct err *e)
{
    struct str s = str_trim(line);
    if (framed && str_starts(s, S("|"))) s = str_from(s, 1);
    if (framed && str_ends(s, S("|")) && !str_ends(s, S("\\|"))) s.n--;
    if (build_row_open(b, e)) return ERR_FAIL;
    for (size_t from = 0, i = 0; i <= s.n; i++) {
        if (i < s.n && (s.p[i] != '|' || (i > 0 && s.p[i - 1] == '\\'))) continue;
        if (build_cell_open(b, 1, 1, e) || cell_text(b, str_trim(str_sub(s, from, i)), e) || build_cell_close(b, e))
            return ERR_FAIL;
        from = i + 1;
    }
    return build_row_close(b, e);
}

/* A line outside tables: "## Heading" is one. */
static int text_line(struct build *b, struct str line, struct err *e)
{
    size_t hashes = 0;
    while (hashes < line.n && hashes < 6 && line.p[hashes] == '#') hashes++;
    bool heading = hashes > 0 && hashes < line.n && line.p[hashes] == ' ';
    struct str s = heading ? str_trim(str_from(line, hashes)) : line;
    char *text = arena_alloc(&b->d->arena, s.n + 1);
    size_t n = 0;
    if (!text) return err_nomem(e);
    while (s.n > 0) {
        struct str put = take_text(&s);
        for (size_t i = 0; i < put.n; i++) text[n++] = put.p[i] == '\n' ? ' ' : put.p[i];
    }
    return build_line(b, (struct str){text, text_clean(text, n)}, heading ? DOC_HEADING : 0, e);
}

struct md {
    struct build b;
    bool framed; /* the open table has bars around its rows */
};

struct md *md_open(struct doc *d, struct err *e)
{
    struct md *m = calloc(1, sizeof *m);
    if (m) m->b.d = d;
    else err_nomem(e);
    return m;
}

void md_close(struct md *m)
{
    if (!m) return;
    build_free(&m->b);
    free(m);
}

int md_piece(struct md *m, struct str text, bool last, struct err *e)
{
    struct build *b = &m->b;
    int rc = 0;
    while (text.n > 0 && rc == 0) {
        struct str line = take_line(&text), after = text;
        struct str next = take_line(&after);
        if (!last && !text.n) break;
        bool in_table = b->depth > 0;
        b->line++;
        bool is = is_row(line, next, in_table);
        if (is && detect_is_rule(str_trim(line)) && in_table) continue;
        if (is && !in_table) {
            m->framed = is_framed(line, next);
            rc = build_table_open(b, e);
        }
        if (!is && in_table) rc = build_table_close(b, e);
        if (rc == 0) rc = is ? row(b, line, m->framed, e) : text_line(b, line, e);
    }
    if (rc == 0 && last && b->depth > 0) rc = build_table_close(b, e);
    return rc;
}

int md_lines(struct doc *d, struct str text, struct err *e)
{
    struct md *m = md_open(d, e);
    int rc = m ? md_piece(m, text, true, e) : ERR_FAIL;
    md_close(m);
    return rc;
}
