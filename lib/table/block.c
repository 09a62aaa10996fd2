/* SPDX-License-Identifier: MIT */
#include "table/block.h"

#include "base/utf.h"
#include "table/caption.h"
#include "table/lex.h"

#include <string.h>

/* ---- kinds of lines of a text ---- */

static bool has_tab(const struct doc_line *l) { return l->text.n && memchr(l->text.p, '\t', l->text.n) != NULL; }
static bool is_blank(const struct doc_line *l) { return !has_tab(l) && str_trim(l->text).n == 0; }

/* One cell a line: a TAB in front and none behind. */
static bool is_list_line(const struct doc_line *l)
{
    return l->text.n && l->text.p[0] == '\t' && !memchr(l->text.p + 1, '\t', l->text.n - 1);
}

static uint32_t count_tabs(struct str s)
{
    uint32_t n = 0;
    const char *end = s.p + s.n;
    for (const char *p = s.p; p < end && (p = memchr(p, '\t', (size_t)(end - p))); p++) n++;
    return n;
}

static uint32_t tabs_of(const struct doc_line *l) { return count_tabs(l->text); }

/* ---- a run of rows with TABs ---- */

/* A row of which only the label is left: 五、上级补助收入 where converters drop the TABs of blank cells. */
static bool label_alone(struct str line)
{
    struct str s = str_trim(line);
    if (s.n < 6 || s.n > 90) return false;
    struct lex_label l = lex_label(s);
    if (str_has(l.bare, S("：")) || str_has(s, S("。")) || str_has(s, S("；")) || str_has(s, S("，"))) return false;
    enum lex_enum k = l.kind;
    return k == LEX_CN || k == LEX_NUM || k == LEX_NUM_PAREN || k == LEX_CN_PAREN || k == LEX_SOME || lex_is_total(s);
}

/* 工程, the label of a row without amounts between rows that have some, where blank cells at the end are dropped. */
static bool label_between(const struct doc *d, size_t i, size_t to)
{
    struct str s = str_trim(d->line[i].text), last, next;
    if (i == 0 || i + 1 >= to || s.n < 6 || s.n > 60 || !has_tab(&d->line[i - 1]) || !has_tab(&d->line[i + 1])) return false;
    if (lex_is_digit(s.p[0]) || str_has(s, S("：")) || str_has(s, S("，")) || str_has(s, S("。")) || str_has(s, S(":"))) return false;
    last = str_trim(d->line[i - 1].text);
    next = str_trim(d->line[i + 1].text);
    return last.n && next.n && lex_is_digit(last.p[last.n - 1]) && lex_is_digit(next.p[next.n - 1]) && !caption_line(s);
}

bool grid_bare_row(const struct doc *d, size_t i, size_t to)
{
    if (label_between(d, i, to)) return true;
    for (size_t most = i + 40; i < to && i < most; i++) {
        const struct doc_line *l = &d->line[i];
        if (l->flags & DOC_ROW) return false;
        if (has_tab(l)) return true;
        if (!label_alone(l->text)) return false;
    }
    return false;
}

bool grid_last_row(const struct doc *d, size_t i)
{
    if (i + 1 < d->n && !is_blank(&d->line[i + 1])) return false;
    struct str s = str_trim(d->line[i].text);
    if (s.n > 60 || !label_alone(s)) return false;
    enum lex_enum k = lex_label(s).kind;
    return k == LEX_NUM || k == LEX_NUM_PAREN || k == LEX_SOME || lex_is_total(s);
}

/* Does a line without TAB that follows row `row` at once carry on its last cell? Not if that cell is
 * an amount, and not if the line reads like the title or note of something else. */
static bool carries_on(const struct doc_line *row, const struct doc_line *l, struct arena *scratch)
{
    struct str s = str_trim(l->text);
    if (str_starts(s, S("<table"))) return true;
    struct str last = str_trim(row->text);
    size_t tab = last.n;
    while (tab > 0 && last.p[tab - 1] != '\t') tab--;
    last = utf_squeeze(scratch, str_trim(str_from(last, tab)));
    struct str sq = utf_squeeze(scratch, s);
    if (!last.n || !last.p || !sq.p) return false;
    enum lex_kind k = lex_amount(scratch, last).kind;
    if (k == LEX_NUMBER || k == LEX_DASH) return false;
    struct lex_label label = lex_label(sq);
    if (label.kind == LEX_NUM && row->text.p[0] == '\t') return true; /* 1. … 2. … of one cell */
    return !caption_line(sq);
}

static bool is_page_number(const struct doc_line *l, struct arena *scratch)
{
    struct str s = str_trim(l->text);
    if (s.n > 48) return false;
    s = utf_squeeze(scratch, s);
    return s.p && lex_is_page_number(s);
}

/* Ends before the row that would be one too many; *cut says so. */
static size_t region_end(const struct doc *d, size_t from, bool list, bool *cut, struct arena *scratch)
{
    size_t end = from + 1, row = from, rows = 0, bytes = 0;
    bool gap = false;
    *cut = false;
    for (size_t i = from + 1; i < d->n; i++) {
        const struct doc_line *l = &d->line[i];
        if (l->flags & DOC_ROW) break;
        if (has_tab(l)) {
            *cut = !list && (++rows >= BLOCK_ROWS || (bytes += l->text.n) > BLOCK_CELLS); /* no more cells than bytes */
            if (*cut) return i;
            end = i + 1;
            row = i;
            gap = false;
        } else if (is_blank(l) || is_page_number(l, scratch)) {
            gap = true;
        } else {
            arena_reset(scratch);
            if (gap && !list && grid_lost_tabs(l->text)) {
                end = i + 1;
                continue;
            }
            bool bare = !gap && !list && (grid_bare_row(d, i, d->n) || grid_last_row(d, i));
            if (bare) end = i + 1;
            else if (gap || !carries_on(&d->line[row], l, scratch)) break;
            if (list) end = i + 1;
        }
    }
    return end;
}

/* 一、本单位职责 <TAB> 1: a contents list written with TABs. */
static bool is_contents(const struct doc *d, size_t from, size_t to)
{
    size_t rows = 0;
    unsigned last = 0;
    for (size_t i = from; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        if (!has_tab(l)) continue;
        size_t tab = l->text.n;
        while (tab > 0 && l->text.p[tab - 1] != '\t') tab--;
        unsigned page;
        if (!str_u32(str_trim(str_from(l->text, tab)), &page) || page < last || page > 9999) return false;
        if (str_trim(str_sub(l->text, 0, tab)).n < 6) return false;
        last = page;
        rows++;
    }
    return rows >= 3;
}

/* A run of rows whose width changes for good at a page break is two tables, the second of which lost its
 * head. Forms change width all the time and are left whole. Returns the end of the first part. */
static bool form_words(const struct doc *d, size_t from, size_t to)
{
    static const struct str word[] = {SI("项目名称"), SI("绩效"), SI("一级指标"), SI("部门名称"), SI("主管部门")};
    for (size_t i = from; i < to && i < from + 4; i++)
        for (size_t k = 0; k < sizeof word / sizeof word[0]; k++)
            if (str_has(d->line[i].text, word[k])) return true;
    return false;
}

static size_t width_break(const struct doc *d, size_t from, size_t to)
{
    if (form_words(d, from, to)) return to;
    uint32_t width = tabs_of(&d->line[from]);
    for (size_t i = from + 1; i < to; i++) {
        if (!is_blank(&d->line[i])) {
            if (has_tab(&d->line[i]) && tabs_of(&d->line[i]) != width && !is_blank(&d->line[i - 1])) return to;
            continue;
        }
        size_t k = i;
        while (k < to && is_blank(&d->line[k])) k++;
        if (k == to || !has_tab(&d->line[k]) || tabs_of(&d->line[k]) == width) {
            i = k;
            continue;
        }
        uint32_t other = tabs_of(&d->line[k]);
        for (size_t m = k; m < to; m++)
            if (has_tab(&d->line[m]) && tabs_of(&d->line[m]) != other) return to;
        return i;
    }
    return to;
}

/* A row that is a title behind a blank line begins another table; so does one that is nothing but the title
 * in every column. Returns the end of the table before it. */
static size_t title_break(const struct doc *d, size_t from, size_t to, struct arena *scratch)
{
    for (size_t i = from + 1; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        if (!has_tab(l) || !is_blank(&d->line[i - 1])) continue;
        struct str rest = str_trim(l->text), first = {"", 0};
        bool same = rest.n <= 4000;
        while (same && rest.n) {
            size_t tab = str_find(rest, S("\t"), 0);
            struct str cell = str_trim(str_sub(rest, 0, tab == STR_NPOS ? rest.n : tab));
            rest = tab == STR_NPOS ? (struct str){"", 0} : str_from(rest, tab + 1);
            if (!first.n) first = cell;
            same = !cell.n || str_eq(cell, first);
        }
        arena_reset(scratch);
        struct str s = same ? utf_squeeze(scratch, str_sub(first, 0, 300)) : first;
        if (!same || !s.p || !caption_begins_table(s)) continue;
        while (i > from + 1 && is_blank(&d->line[i - 1])) i--;
        return i;
    }
    return to;
}

/* One cell a line: a title or table number alone in its row, behind rows of several cells, begins another table. Returns
 * the end of the table before it. */
static size_t list_break(const struct doc *d, size_t from, size_t to, struct arena *scratch)
{
    size_t rows = 0, cells = 0, blank = from;
    for (size_t i = from; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        if (!is_list_line(l)) {
            rows += cells > 1;
            blank = cells ? i : blank;
            cells = 0;
            continue;
        }
        struct str s = str_trim(l->text);
        bool alone = ++cells == 1 && (i + 1 == to || is_blank(&d->line[i + 1]));
        if (!alone || rows < 2 || !s.n || s.n > 300) continue;
        arena_reset(scratch);
        if ((s = utf_squeeze(scratch, s)).p && caption_begins_table(s)) return blank;
    }
    return to;
}

/* ---- one block after the other ---- */

static bool uses_tabs(const struct doc *d)
{
    size_t rows = 0;
    for (size_t i = 0; i < d->n && rows < 2; i++) rows += !(d->line[i].flags & DOC_ROW) && has_tab(&d->line[i]);
    return rows >= 2;
}

/* A source that marks its tables (HTML, Word, a workbook, CSV, Markdown) has none in the white space of its lines. */
static bool marks_tables(enum doc_format f)
{
    return f == DOC_HTML || f == DOC_DOCX || f == DOC_XLSX || f == DOC_CSV || f == DOC_MD;
}

void block_start(struct block_cursor *c, const struct doc *d)
{
    *c = (struct block_cursor){.d = d, .fixed = !marks_tables(d->format) && !uses_tabs(d), .cut_at = SIZE_MAX};
    c->spaced = d->format == DOC_TXT && grid_spaced_like(d, d->n);
    c->fixed = c->fixed && !c->spaced;
}

enum { NEAR_END = 80 }; /* lines with text that a reader of tables looks ahead, and some more */

/* Are there so few lines behind line `to` that it may matter what follows them? */
static bool near_end(const struct doc *d, size_t to)
{
    unsigned lines = 0;
    for (size_t i = to; i < d->n && lines < NEAR_END; i++) lines += !is_blank(&d->line[i]);
    return lines < NEAR_END;
}

size_t block_sure(const struct doc *d, size_t from)
{
    size_t to = d->n;
    for (unsigned lines = 0; to > from && lines < NEAR_END; to--) lines += !is_blank(&d->line[to - 1]);
    return to;
}

void block_moved(struct block_cursor *c, size_t done)
{
    bool known = c->run_end > c->at;
    if (known && near_end(c->d, c->run_end)) {
        c->resume = true;
        c->run_end = 0;
    }
    c->at -= done;
    c->plain = c->plain > done ? c->plain - done : 0;
    c->run_end = known && !c->resume ? c->run_end - done : 0;
    c->cut_at = c->cut_at == SIZE_MAX || c->cut_at < done ? SIZE_MAX : c->cut_at - done;
}

/* Lines of text that a spreadsheet put into rows of one cell each: where they end, and the table begins. */
static size_t text_rows(const struct doc *d, size_t from, size_t to, struct arena *a)
{
    size_t end = from;
    for (size_t i = from; i < to; i++) {
        struct str s = str_trim(d->line[i].text);
        if (s.n && memchr(s.p, '\t', s.n)) break;
        if (!s.n) continue;
        if (s.n > 60 && (str_has(s, S("。")) || str_has(s, S("，")))) end = i + 1;
        else if (s.n <= 600 && (s = utf_squeeze(a, s)).p && caption_line(s)) end = i + 1;
    }
    return end;
}

/* 注：… in a row of its own under the table. */
static bool note_row(const struct doc_line *l)
{
    static const struct str mark[] = {SI("注"), SI("备注"), SI("说明"), SI("附注")};
    struct str s = str_trim(l->text);
    if (!s.n || memchr(s.p, '\t', s.n)) return false;
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (str_starts(s, mark[i])) {
            struct str t = str_trim(str_from(s, mark[i].n));
            if (str_starts(t, S("：")) || str_starts(t, S(":")) || str_starts(t, S("1"))) return true;
        }
    return false;
}

/* Counts the rows [from, to) to the others of the table. Ends behind the one that is one too many; *cut says so. */
static size_t limit_rows(const struct doc *d, size_t from, size_t to, size_t *rows, size_t *cells, bool *cut)
{
    for (size_t i = from; i < to; i++) {
        *cut = *rows >= BLOCK_ROWS || *cells > BLOCK_CELLS;
        if (*cut) return i;
        ++*rows;
        *cells += d->line[i].ncell;
    }
    return to;
}

/* The end of the table of known rows that begins at line `from`, with the pieces it goes on in. */
static size_t table_end(const struct doc *d, size_t from, bool behind, bool *cut)
{
    struct arena scratch = ARENA_INIT;
    size_t at = from, end, rows = 0, cells = 0;
    for (;;) {
        size_t run = limit_rows(d, at, cells_end(d, at), &rows, &cells, cut);
        end = cells_title(d, at, run, behind || at > from, &scratch);
        *cut = *cut && end == run;
        at = *cut || end < run || note_row(&d->line[end - 1]) ? 0 : cells_go_on(d, from, end, &scratch);
        if (!at) break;
    }
    arena_free(&scratch);
    return end;
}

static int known_rows(struct block_cursor *c, struct arena *a, struct block *b, struct err *e)
{
    const struct doc *d = c->d;
    b->goes_on = b->goes_on && !(d->line[c->at].flags & DOC_TABLE);
    size_t end = table_end(d, c->at, b->goes_on, &b->cut);
    struct arena scratch = ARENA_INIT;
    b->kind = !b->goes_on && !b->cut && cells_contents(d, c->at, end, &scratch) ? BLOCK_CONTENTS : BLOCK_TABLE;
    arena_free(&scratch);
    b->open = !b->cut && (end == d->n || (d->more && d->n - end < CELLS_AHEAD));
    b->from = b->goes_on ? c->at : text_rows(d, c->at, end, a);
    if (b->from == end) b->from = c->at;
    while (end > b->from + 1 && !b->cut && note_row(&d->line[end - 1])) end--;
    b->to = c->at = end;
    if (b->cut) c->cut_at = end;
    if (b->kind == BLOCK_CONTENTS) return 1;
    int rc = grid_cells(d, b->from, end, a, &b->grid, e);
    return rc ? rc : 1;
}

/* How far the rows with TABs from c->at on go. */
static void find_run(struct block_cursor *c)
{
    struct arena scratch = ARENA_INIT;
    if (!c->resume) c->list = is_list_line(&c->d->line[c->at]);
    c->resume = false;
    c->run_end = region_end(c->d, c->at, c->list, &c->cut, &scratch);
    arena_free(&scratch);
}

static int tab_rows(struct block_cursor *c, struct arena *a, struct block *b, struct err *e)
{
    const struct doc *d = c->d;
    if (c->run_end <= c->at) find_run(c);
    struct arena scratch = ARENA_INIT;
    b->from = c->at;
    b->to = c->list ? list_break(d, c->at, c->run_end, &scratch) : width_break(d, c->at, title_break(d, c->at, c->run_end, &scratch));
    arena_free(&scratch);
    b->open = d->more && !c->cut && near_end(d, c->run_end);
    b->cut = c->cut && b->to == c->run_end;
    if (b->cut) {
        c->cut_at = b->to;
        c->resume = true;
    }
    b->kind = !c->list && !b->goes_on && is_contents(d, b->from, b->to) ? BLOCK_CONTENTS : BLOCK_TABLE;
    c->at = b->to;
    while (c->at < c->run_end && is_blank(&d->line[c->at])) c->at++;
    if (b->kind == BLOCK_CONTENTS) return 1;
    int rc = c->list ? grid_list(d, b->from, b->to, a, &b->grid, e) : grid_tab(d, b->from, b->to, a, &b->grid, e);
    return rc ? rc : 1;
}

static bool is_html(const struct doc_line *l) { return str_starts(str_trim(l->text), S("<table")); }

/* A table left as HTML in the text, to its end tag. */
static int html_lines(struct block_cursor *c, struct arena *a, struct block *b, struct err *e)
{
    size_t end = c->at;
    while (end < c->d->n && !str_has(c->d->line[end].text, S("</table>")) && !is_blank(&c->d->line[end])) end++;
    if (end < c->d->n && !is_blank(&c->d->line[end])) end++;
    b->kind = BLOCK_TABLE;
    b->from = c->at;
    b->to = c->at = end;
    b->open = end == c->d->n;
    int rc = grid_html(c->d, b->from, end, a, &b->grid, e);
    return rc ? rc : 1;
}

/* The next table of one cell a line without marks, or of spaced cells. 1 with b filled, 0 if there is none in this run. */
static int plain_cells(struct block_cursor *c, struct arena *a, struct block *b, struct err *e)
{
    struct arena scratch = ARENA_INIT;
    int rc = 0;
    if (c->plain < c->at) c->plain = c->at;
    while (c->plain < c->run_end) {
        bool starts = grid_plain_start(c->d, c->plain, c->run_end, &scratch);
        arena_reset(&scratch);
        if (c->spaced && (rc = grid_spaced_form(c->d, c->plain, c->run_end, a, &b->to, &b->grid, e)) != 0) break;
        if (c->spaced && (rc = grid_spaced(c->d, c->plain, c->run_end, a, &b->to, &b->grid, e)) != 0) break;
        if (starts && (rc = grid_plain(c->d, c->plain, c->run_end, a, &b->to, &b->grid, e)) != 0) break;
        c->plain++;
    }
    b->from = c->plain;
    arena_free(&scratch);
    return rc;
}

/* Lines without TABs and known rows: fixed-width tables in what the page shows. 0: none in this run. */
static int plain_lines(struct block_cursor *c, struct arena *a, struct block *b, struct err *e)
{
    const struct doc *d = c->d;
    c->resume = false;
    if (c->run_end <= c->at) {
        size_t k = c->at + 1;
        while (k < d->n && !(d->line[k].flags & DOC_ROW) && (c->fixed || !has_tab(&d->line[k])) && !is_html(&d->line[k])) k++;
        c->run_end = k;
    }
    int rc = c->fixed ? grid_fixed_next(d, c->at, c->run_end, a, &b->from, &b->to, &b->grid, e) : 0;
    if (!rc && d->format == DOC_TXT) rc = plain_cells(c, a, b, e);
    if (rc < 0 && rc != ERR_LIMIT) return rc;
    b->kind = BLOCK_TABLE;
    b->open = d->more && rc == 1 && near_end(d, b->to);
    c->at = rc == 1 || rc == ERR_LIMIT ? b->to : c->run_end;
    return rc;
}

int block_next(struct block_cursor *c, struct arena *a, struct block *b, struct err *e)
{
    memset(b, 0, sizeof *b);
    b->goes_on = c->cut_at == c->at;
    while (c->at < c->d->n) {
        const struct doc_line *l = &c->d->line[c->at];
        if (l->flags & DOC_ROW) return known_rows(c, a, b, e);
        if (is_html(l)) return html_lines(c, a, b, e);
        if (!c->fixed && has_tab(l)) return tab_rows(c, a, b, e);
        int rc = plain_lines(c, a, b, e);
        if (rc) return rc;
    }
    return 0;
}
