/* SPDX-License-Identifier: MIT */
/* grid_tab.c: tab-separated rows, as word processors and converters write tables into text.
 *
 * A line with TABs is a row. A line without one that follows a row at once continues that row's last
 * filled cell (a paragraph break inside a cell). A table written as HTML between the rows is taken apart,
 * unless its cells follow once more as rows. Blank lines are page breaks. Source of the layout: the
 * documents' own conversions, where trailing TABs keep every row's width. */
#include "base/utf.h"
#include "table/grid.h"
#include "table/lex.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

static uint32_t count_tabs(struct str s)
{
    uint32_t n = 0;
    const char *end = s.p + s.n;
    for (const char *p = s.p; p < end && (p = memchr(p, '\t', (size_t)(end - p))); p++) n++;
    return n;
}

/* The first TAB at or behind byte i, else s.n. */
static inline size_t tab_from(struct str s, size_t i)
{
#ifdef __SSE2__
    for (; i + 16 <= s.n; i += 16) {
        __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(s.p + i));
        unsigned tabs = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(v, _mm_set1_epi8('\t')));
        if (tabs) return i + (unsigned)__builtin_ctz(tabs);
    }
#endif
    while (i < s.n && s.p[i] != '\t') i++;
    return i;
}

static void fill_row(struct grid_row *row, struct str s, uint32_t cells)
{
    size_t at = 0;
    for (uint32_t c = 0; c < cells; c++) {
        size_t end = tab_from(s, at);
        struct str cell = str_sub(s, at, end), text = str_trim(cell);
        row->cell[c].text = text;
        if (text.n && text.p > cell.p) {
            size_t cols = utf_columns((struct str){cell.p, (size_t)(text.p - cell.p)});
            row->cell[c].indent = (uint16_t)(cols > 200 ? 200 : cols);
        }
        at = end + 1;
    }
}

static int continue_row(struct grid_builder *b, struct str text, struct err *e)
{
    if (!b->g->nrow) return 0;
    struct grid_row *row = &b->g->row[b->g->nrow - 1];
    uint32_t last = b->width[b->g->nrow - 1];
    while (last > 0 && row->cell[last - 1].text.n == 0) last--;
    if (!last) return 0;
    struct str *cell = &row->cell[last - 1].text;
    *cell = arena_cat(b->a, *cell, text);
    return cell->p ? 0 : err_nomem(e);
}

/* The text of the longest cell of an HTML fragment, cut to 60 bytes of whole characters. */
static struct str longest_text(struct str html)
{
    struct str best = {"", 0};
    for (size_t i = 0; i < html.n;) {
        size_t open = str_find(html, S("<"), i);
        struct str text = str_trim(str_sub(html, i, open == STR_NPOS ? html.n : open));
        if (text.n > best.n) best = text;
        size_t shut = open == STR_NPOS ? STR_NPOS : str_find(html, S(">"), open);
        i = shut == STR_NPOS ? html.n : shut + 1;
    }
    size_t n = best.n > 60 ? 60 : best.n;
    while (n < best.n && n > 0 && ((unsigned char)best.p[n] & 0xC0) == 0x80) n--;
    return str_sub(best, 0, n);
}

/* Do the cells of the HTML in line i stand once more in one of the next rows? */
static bool follows_as_rows(const struct doc *d, size_t i, size_t to, struct str html)
{
    struct str text = longest_text(html);
    for (size_t k = i + 1; k < to && k < i + 6; k++)
        if (text.n && str_has(d->line[k].text, text)) return true;
    return false;
}

/* ---- a row that lost its TABs at a page break ---- */

enum { LOST_MAX = 12 };

static unsigned words_of(struct str s, struct str *word)
{
    unsigned n = 0;
    for (s = str_trim(s); s.n && n < LOST_MAX; n++) {
        size_t end = str_find(s, S(" "), 0);
        word[n] = str_sub(s, 0, end == STR_NPOS ? s.n : end);
        s = end == STR_NPOS ? (struct str){"", 0} : str_trim(str_from(s, end));
    }
    return s.n ? 0 : n;
}

bool grid_lost_tabs(struct str line)
{
    struct str word[LOST_MAX];
    size_t first = str_find(line, S(" "), 0);
    if (first == STR_NPOS || line.n > 600 || !lex_is_target_class(str_trim(str_sub(line, 0, first)))) return false;
    return words_of(line, word) >= 4;
}

/* Its words are its cells. One more word than the row above has cells is the rest of that row's name,
 * which the conversion read first. */
static int add_lost_row(struct grid_builder *b, const struct doc_line *l, struct err *e)
{
    struct str word[LOST_MAX];
    unsigned n = words_of(l->text, word), width = b->g->nrow ? b->width[b->g->nrow - 1] : n;
    if (n == width + 1 && width >= 3) {
        struct grid_cell *above = &b->g->row[b->g->nrow - 1].cell[width - 2];
        above->text = arena_cat(b->a, above->text, word[width - 2]);
        if (!above->text.p) return err_nomem(e);
        memmove(&word[width - 2], &word[width - 1], 2 * sizeof *word);
        n--;
    }
    struct grid_row *row = grid_add_row(b, l->page, l->line, n);
    if (!row) return err_nomem(e);
    for (unsigned i = 0; i < n; i++) row->cell[i].text = word[i];
    return 0;
}

int grid_tab(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e)
{
    struct grid_builder b;
    bool gap = false;
    grid_begin(&b, a, g, GRID_TAB);
    for (size_t i = from; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        uint32_t tabs = count_tabs(l->text);
        if (tabs) {
            if (tabs > UINT16_MAX) return err_set(e, d->name, l->line, "a row of %u columns is too wide", tabs + 1), ERR_LIMIT;
            struct grid_row *row = grid_add_row(&b, l->page, l->line, tabs + 1);
            if (!row) return err_nomem(e);
            row->after_break = gap;
            fill_row(row, l->text, tabs + 1);
            gap = false;
            continue;
        }
        struct str text = str_trim(l->text);
        if (str_starts(text, S("<table"))) {
            if (!follows_as_rows(d, i, to, text) && grid_add_html(&b, text, l->page, l->line, e)) return ERR_FAIL;
            continue;
        }
        if (gap && grid_lost_tabs(text)) {
            if (add_lost_row(&b, l, e)) return ERR_FAIL;
            continue;
        }
        if (!gap && (grid_bare_row(d, i, to) || grid_last_row(d, i))) {
            struct grid_row *row = grid_add_row(&b, l->page, l->line, 1);
            if (!row) return err_nomem(e);
            row->cell[0].text = text;
            continue;
        }
        struct str sq = text.n <= 48 ? utf_squeeze(a, text) : text;
        if (!sq.p && text.n) return err_nomem(e);
        if (text.n && !lex_is_page_number(sq) && continue_row(&b, text, e)) return ERR_FAIL;
        gap = true;
    }
    return grid_finish(&b, e);
}
