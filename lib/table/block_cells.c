/* SPDX-License-Identifier: MIT */
/* block_cells.c: where a table of known rows ends. A sheet or page may hold several in one run of rows, with their
 * titles in cells; and one that a converter cut at its page breaks stands there as several tables. */
#include "base/utf.h"
#include "table/block.h"
#include "table/caption.h"
#include "table/header.h"
#include "table/lex.h"

enum {
    SHORT_TEXT = 300, /* bytes of a cell that may be a title or an amount */
    BETWEEN = 8,      /* lines between two pieces of a table */
    HEAD_ROWS = 8     /* of a table: its caption in cells and its heads; with BETWEEN less than CELLS_AHEAD */
};

/* What a row says if it is one cell, or the same in each; empty: nothing, or *several. */
static struct str only_text(const struct doc_line *l, bool *several)
{
    struct str s = {"", 0};
    *several = false;
    for (uint32_t i = 0; i < l->ncell; i++) {
        struct str t = str_trim(l->cell[i].text);
        if (!t.n || str_eq(s, t)) continue;
        if (s.n) *several = true;
        if (s.n) return (struct str){"", 0};
        s = t;
    }
    return s;
}

static bool begins_table(struct arena *scratch, struct str s)
{
    if (!s.n || s.n > SHORT_TEXT) return false;
    arena_reset(scratch);
    return (s = utf_squeeze(scratch, s)).p && caption_begins_table(s);
}

size_t cells_title(const struct doc *d, size_t from, size_t to, bool behind, struct arena *scratch)
{
    size_t rows = behind ? 2 : 0, gap = 0; /* rows of several cells; the first blank line behind them */
    for (size_t i = from; i < to; i++) {
        bool several;
        struct str s = only_text(&d->line[i], &several);
        rows += several;
        if (several || s.n) {
            if (!several && rows >= 2 && begins_table(scratch, s)) return gap ? gap : i;
            gap = 0;
        } else if (!gap) {
            gap = i;
        }
    }
    return to;
}

/* 1 | 部门收支总表 | 部门公开表1, and so on: names of tables, and no figures but ordinals and pages. */
bool cells_contents(const struct doc *d, size_t from, size_t to, struct arena *scratch)
{
    size_t rows = 0;
    for (size_t i = from; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        bool several, title = false;
        only_text(l, &several);
        for (uint32_t k = 0; several && k < l->ncell; k++) {
            struct str s = str_trim(l->cell[k].text);
            bool digits = s.n > 0 && s.n <= 3;
            for (size_t n = 0; n < s.n; n++) digits = digits && lex_is_digit(s.p[n]);
            if (!s.n || digits) continue;
            arena_reset(scratch);
            if (s.n > SHORT_TEXT || !(s = utf_squeeze(scratch, s)).p || lex_amount(scratch, s).kind == LEX_NUMBER) return false;
            title = title || caption_begins_table(s);
        }
        if (several && !title && rows > 0) return false; /* the first row may be 序号 | 名称 */
        rows += title;
    }
    return rows >= 3;
}

/* ---- a table in pieces ---- */

static uint32_t width(const struct doc *d, size_t from, size_t to)
{
    uint32_t w = 0;
    for (size_t i = from; i < to && i < from + HEAD_ROWS; i++) {
        const struct doc_line *l = &d->line[i];
        if (!l->ncell) continue;
        const struct doc_cell *last = &l->cell[l->ncell - 1];
        uint32_t end = (uint32_t)last->col + (last->colspan ? last->colspan : 1u);
        if (end > w) w = end;
    }
    return w;
}

/* The row that is the first of the heads, in the rows [from, to). */
static bool has_head(const struct doc *d, size_t from, size_t to, const struct doc_line *head)
{
    for (size_t i = from; i < to && i < from + HEAD_ROWS; i++)
        if (str_eq(d->line[i].text, head->text)) return true;
    return false;
}

enum row_look { ROW_WORDS, ROW_HEAD, ROW_FIGURES };

/* Figures, and no word of a head among them? */
static enum row_look look(const struct doc_line *l, struct arena *scratch)
{
    enum row_look found = ROW_WORDS;
    for (uint32_t i = 0; i < l->ncell; i++) {
        struct str s = str_trim(l->cell[i].text);
        if (!s.n || s.n > SHORT_TEXT) continue;
        arena_reset(scratch);
        if (!(s = utf_squeeze(scratch, s)).p) return ROW_WORDS;
        if (!lex_is_total(s) && header_word(s)) return ROW_HEAD;
        struct lex_amount a = lex_amount(scratch, s);
        if (a.kind == LEX_NUMBER || lex_is_code(s)) found = ROW_FIGURES;
    }
    return found;
}

/* Figures at the end of it, behind heads? */
static bool is_amounts(const struct doc *d, size_t from, size_t to, struct arena *scratch)
{
    size_t low = to > from + HEAD_ROWS ? to - HEAD_ROWS : from;
    bool head = false;
    for (size_t i = from; i < to && i < from + HEAD_ROWS && !head; i++) head = look(&d->line[i], scratch) == ROW_HEAD;
    for (size_t i = to; head && i > low; i--)
        if (look(&d->line[i - 1], scratch) == ROW_FIGURES) return true;
    return false;
}

/* Is it nothing that stands between two pieces: blank, or a page number? */
static bool is_nothing(const struct doc_line *l, struct arena *scratch)
{
    struct str s = str_trim(l->text);
    if (!s.n) return true;
    arena_reset(scratch);
    return s.n <= 48 && (s = utf_squeeze(scratch, s)).p && lex_is_page_number(s);
}

/* The first of the next rows that tells: figures, a head, or nothing. */
static enum row_look first_look(const struct doc *d, size_t from, size_t to, struct arena *scratch)
{
    enum row_look k = ROW_WORDS;
    for (size_t i = from; i < to && i < from + HEAD_ROWS && k == ROW_WORDS; i++) {
        bool several;
        struct str s = only_text(&d->line[i], &several);
        if (begins_table(scratch, s)) return ROW_WORDS;
        k = look(&d->line[i], scratch);
    }
    return k;
}

size_t cells_end(const struct doc *d, size_t from)
{
    size_t end = from + 1;
    while (end < d->n && (d->line[end].flags & (DOC_ROW | DOC_TABLE)) == DOC_ROW) end++;
    return end;
}

size_t cells_go_on(const struct doc *d, size_t from, size_t to, struct arena *scratch)
{
    size_t next = to;
    bool several;
    while (next < d->n && next < to + BETWEEN && !(d->line[next].flags & DOC_ROW) && is_nothing(&d->line[next], scratch)) next++;
    if (next >= d->n || !(d->line[next].flags & DOC_ROW) || d->line[next].page != d->line[to - 1].page) return 0;
    size_t end = cells_end(d, next);
    const struct doc_line *first = &d->line[next];
    uint32_t wide = width(d, from, to), other = width(d, next, end);
    only_text(first, &several);
    if (!several || other > wide || (other < wide && (first->flags & DOC_TABLE)) || !is_amounts(d, from, to, scratch)) return 0;
    enum row_look k = first_look(d, next, end, scratch);
    return k == ROW_FIGURES || (k == ROW_HEAD && has_head(d, from, to, first)) ? next : 0;
}
