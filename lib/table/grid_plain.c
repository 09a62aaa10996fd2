/* SPDX-License-Identifier: MIT */
/* grid_plain.c: one cell a line without any mark, blank cells as blank lines: what is left of a page's tables where
 * only the text of each element was taken.
 *
 * Nothing tells where a row ends but the cells themselves: the table is as wide as makes every column hold only amounts or
 * only words, under a header of words. A run of lines that has no such width is no table. A head must follow a line of a
 * caption; a sentence, a title or the next caption ends the run. */
#include "base/utf.h"
#include "table/caption.h"
#include "table/header.h"
#include "table/lex.h"

enum { CELL_MAX = 150, WIDTH_MAX = 30, HEAD_MAX = 4, LINES_MAX = 40000, BLANKS_MAX = 60 };

enum kind { BLANK, WORDS, AMOUNT, CODE, ORDINAL };

struct plain {
    size_t n;           /* lines of the run, without the blank ones at its end */
    struct str *text;   /* squeezed */
    unsigned char *kind;
};

static bool short_line(struct str s)
{
    return s.n && s.n <= CELL_MAX && !memchr(s.p, '\t', s.n) && !str_has(s, S("。")) && !str_has(s, S("；"));
}

static struct str squeezed(struct arena *a, struct str s)
{
    return memchr(s.p, ' ', s.n) || str_has(s, S("\xE3\x80\x80")) || str_has(s, S("\xC2\xA0")) ? utf_squeeze(a, s) : s;
}

/* A caption's line, or the title of another table. A row may be enumerated like a heading. */
static bool ends_run(struct str s)
{
    struct str mark, text;
    if (caption_note(s, &mark, &text) || str_ends(s, S("说明")) || caption_begins_table(s)) return true;
    return caption_line(s) && lex_label(s).kind == LEX_PLAIN && !header_word(s);
}

static enum kind kind_of(struct arena *a, struct str s)
{
    if (!s.n) return BLANK;
    if (str_eq(s, S("无"))) return BLANK;
    enum lex_kind k = lex_amount(a, s).kind;
    if (k == LEX_DASH) return AMOUNT;
    if (k != LEX_NUMBER) return WORDS;
    if (s.n <= 2) return ORDINAL;
    return lex_is_code(s) ? CODE : AMOUNT;
}

bool grid_plain_start(const struct doc *d, size_t i, size_t end, struct arena *a)
{
    struct str s = str_trim(d->line[i].text);
    if (s.n < 3 || s.n > 45 || (unsigned char)s.p[0] < 0xE3 || !short_line(s)) return false;
    s = squeezed(a, s);
    if (!s.p || !header_word(s)) return false;
    size_t next = i + 1;
    if (!caption_over(d, i, a)) return false;
    while (next < end && !str_trim(d->line[next].text).n && next - i < 8) next++;
    if (next == end || !short_line(str_trim(d->line[next].text))) return false;
    struct str second = squeezed(a, str_trim(d->line[next].text));
    return second.p && kind_of(a, second) == WORDS && lex_label(second).kind == LEX_PLAIN && !ends_run(second);
}

static int read_run(const struct doc *d, size_t from, size_t end, struct arena *a, struct plain *p, struct err *e)
{
    struct arena scratch = ARENA_INIT;
    size_t blanks = 0, n = 0;
    if (end - from > LINES_MAX) end = from + LINES_MAX;
    p->n = 0;
    p->text = arena_array(a, end - from + 1, sizeof *p->text);
    p->kind = arena_array(a, end - from + 1, sizeof *p->kind);
    if (!p->text || !p->kind) return err_nomem(e);
    for (size_t i = from; i < end && blanks < BLANKS_MAX; i++, n++) {
        struct str s = str_trim(d->line[i].text);
        blanks = s.n ? 0 : blanks + 1;
        if (!s.n) continue;
        if (!short_line(s)) break;
        s = squeezed(a, s);
        if (!s.p) return err_nomem(e);
        if (i > from && ends_run(s)) break;
        p->text[n] = s;
        p->kind[n] = (unsigned char)kind_of(&scratch, s);
        p->n = n + 1;
        if (n % 256 == 0) arena_reset(&scratch);
    }
    arena_free(&scratch);
    return 0;
}

/* Is row r of a table of width w part of its header? Words, blanks and column numbers. */
static bool head_row(const struct plain *p, size_t r, size_t w)
{
    bool words = false;
    size_t heads = 0, ordinals = 0;
    for (size_t k = r * w; k < (r + 1) * w && k < p->n; k++) {
        if (p->kind[k] == AMOUNT || p->kind[k] == CODE) return false;
        words |= p->kind[k] != BLANK;
        ordinals += p->kind[k] == ORDINAL;
        heads += p->kind[k] == WORDS && p->text[k].p[0] != '*';
        if (p->kind[k] == WORDS && lex_label(p->text[k]).kind != LEX_PLAIN) return false;
    }
    return words && (ordinals == 0 || heads <= 2); /* 栏次 1 2 3 */
}

/* Does every column, at width w under `head` rows, hold amounts alone or words and codes alone? */
static bool fits(const struct plain *p, size_t w, size_t head)
{
    size_t amounts = 0, labels = 0;
    for (size_t k = head * w; k + 3 <= p->n; k++) /* column numbers are header */
        if (p->kind[k] == ORDINAL && p->kind[k + 1] == ORDINAL && p->kind[k + 2] == ORDINAL) return false;
    for (size_t c = 0; c < w; c++) {
        size_t n[5] = {0};
        for (size_t k = head * w + c; k < p->n; k += w) n[p->kind[k]]++;
        if (n[WORDS] && n[AMOUNT]) return false;
        if (n[WORDS] + n[CODE] > n[AMOUNT] + n[ORDINAL]) labels++;
        else if (n[AMOUNT]) amounts++;
        if (c == 0 && (n[AMOUNT] || !(n[WORDS] + n[CODE] + n[ORDINAL]))) return false;
        if (n[AMOUNT] && n[CODE] * 2 > n[AMOUNT]) return false;
    }
    return amounts && labels;
}

/* 项目 预算数 twice over: the heads of two sides, read at half the width. */
static bool head_twice(const struct plain *p, size_t w, size_t head)
{
    for (size_t r = 1; r < head; r++) {
        bool same = true;
        for (size_t c = 0; c < w && same; c++) same = str_eq(p->text[r * w + c], p->text[(r - 1) * w + c]);
        if (same) return true;
    }
    return false;
}

static bool find_width(const struct plain *p, size_t *width, size_t *head)
{
    for (size_t w = 2; w <= WIDTH_MAX && 2 * w <= p->n + w - 1; w++) {
        size_t h = 0;
        while (h < HEAD_MAX && h * w < p->n && head_row(p, h, w)) h++;
        for (; h > 0; h--)
            if (h * w < p->n && !head_twice(p, w, h) && fits(p, w, h)) {
                *width = w;
                *head = h;
                return true;
            }
    }
    return false;
}

/* 收入 | 支出: the heads of two sides, which lost the width of their cells. */
static bool leads_sides(const struct plain *p)
{
    return p->n > 8 && str_starts(p->text[0], S("收")) && str_ends(p->text[0], S("入")) && p->text[0].n < 15 &&
           str_starts(p->text[1], S("支")) && str_ends(p->text[1], S("出")) && p->text[1].n < 15 && header_word(p->text[2]);
}

/* The sides' row, and the run without it. */
static int take_sides(struct plain *p, struct grid_builder *b, const struct doc *d, size_t from)
{
    struct grid_row *row = grid_add_row(b, d->line[from].page, d->line[from].line, 2);
    for (size_t c = 0; row && c < 2; c++) {
        row->cell[c].text = p->text[c];
        row->cell[c].page = d->line[from + c].page;
        row->cell[c].line = d->line[from + c].line;
    }
    p->text += 2;
    p->kind += 2;
    p->n -= 2;
    return row ? 0 : -1;
}

int grid_plain(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *to, struct grid *g, struct err *e)
{
    struct plain p;
    struct grid_builder b;
    size_t w = 0, head = 0;
    if (read_run(d, from, end, a, &p, e)) return ERR_FAIL;
    grid_begin(&b, a, g, GRID_LIST);
    if (leads_sides(&p)) {
        if (take_sides(&p, &b, d, from)) return err_nomem(e);
        from += 2;
    }
    while (p.n && !find_width(&p, &w, &head)) { /* the last lines may be a heading of what follows */
        size_t cut = p.n;
        while (cut && p.kind[cut - 1] == WORDS) cut--;
        while (cut && p.kind[cut - 1] == BLANK) cut--;
        if (cut == p.n || p.n - cut > 8) return 0;
        p.n = cut;
    }
    if (!w) return 0;
    for (size_t k = 0; k < p.n; k += w) {
        struct grid_row *row = grid_add_row(&b, d->line[from + k].page, d->line[from + k].line, (uint32_t)w);
        if (!row) return err_nomem(e);
        for (size_t c = 0; c < w; c++) {
            row->cell[c].there = true;
            if (k + c >= p.n) continue;
            row->cell[c].text = p.text[k + c];
            row->cell[c].page = d->line[from + k + c].page;
            row->cell[c].line = d->line[from + k + c].line;
        }
    }
    *to = from + p.n;
    return grid_finish(&b, e) ? ERR_FAIL : 1;
}
