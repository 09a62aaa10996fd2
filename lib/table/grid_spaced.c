/* SPDX-License-Identifier: MIT */
/* grid_spaced.c: rows whose cells stand one blank apart: text without the widths of its page (pdftotext -raw, what crawlers
 * leave of a web page).
 *
 * A blank cell leaves nothing behind. Where a row has as many amounts as the table has columns, each is in its place; where
 * it has fewer, only the first is, and only under a total, which is never blank beside its parts. The others stand in
 * columns without a head behind the last, and the table is ambiguous: nothing else on such a page tells where they belong. */
#include "base/utf.h"
#include "table/block.h"
#include "table/caption.h"
#include "table/header.h"
#include "table/lex.h"
#include "table/spaced.h"

#include <string.h>

enum {
    HEAD_LINES = 8,   /* looked at for heads, also for some that cannot be read */
    LINE_MAX = 2000,  /* bytes */
    CODE_PARTS = 5,   /* 类 款 项, 单位代码, 序号 */
    GAP_MAX = 40,     /* blank lines inside a table */
    CAPTION_GAPS = 4  /* as many blanks as no line of a caption has */
};

static bool is_sentence(struct str s)
{
    return s.n > LINE_MAX || str_has(s, S("。")) || str_has(s, S("；")) || memchr(s.p, '\t', s.n);
}

/* Do the lines up to `to` hold rows, more than there are with TABs, and hardly any with a gap wider than a blank? What is
 * laid out has wide ones. */
bool grid_spaced_like(const struct doc *d, size_t to)
{
    size_t rows = 0, wide = 0, tabs = 0;
    for (size_t i = 0; i < to; i++) {
        struct str s = d->line[i].text;
        if (s.n && memchr(s.p, '\t', s.n)) {
            tabs++;
            continue;
        }
        while (s.n && s.p[s.n - 1] == ' ') s.n--;
        if (s.n < 8 || s.n > LINE_MAX || !lex_is_digit(s.p[s.n - 1])) continue;
        s = str_trim(s);
        if (!memchr(s.p, ' ', s.n) || is_sentence(s)) continue;
        if ((unsigned char)s.p[0] < 0x80 && !lex_is_digit(s.p[0])) continue;
        rows++;
        wide += str_has(s, S("  ")) || str_has(s, S("\xE3\x80\x80"));
    }
    return rows >= 5 && rows > tabs && wide * 10 <= rows;
}

/* ---- where a table begins and ends ---- */

static bool row_like(const struct spaced_line *p)
{
    uint32_t figures = 0, parts = 0; /* of a code in front: 205 02 03 035001 初中教育 */
    for (uint32_t i = 0; i < p->n; i++) figures += p->v[i].kind != PIECE_WORDS;
    while (parts < p->n && parts < CODE_PARTS && p->v[parts].kind == PIECE_DIGITS) parts++;
    if (p->n && figures == p->n) return true; /* 三公 by columns has no label */
    return p->n > 1 && figures && p->v[0].kind != PIECE_AMOUNT && parts < p->n && p->v[parts].kind == PIECE_WORDS;
}

/* Heads of a table of amounts rather than a label and its value: 项目名称 合计 一般公共预算. */
static bool is_heads(struct arena *a, struct str s)
{
    struct spaced_line p;
    uint32_t heads = 0;
    if (spaced_cut(a, s, &p) || p.n < 3) return false;
    for (uint32_t k = 0; k < p.n; k++) heads += p.v[k].kind == PIECE_WORDS && header_word(p.v[k].text);
    return heads * 2 >= p.n;
}

static bool ends_table(struct arena *a, struct str line)
{
    struct str mark, text, s = utf_squeeze(a, line);
    size_t gaps = 0, len;
    for (size_t i = spaced_gap(line, 0, &len), to; i < line.n && gaps < CAPTION_GAPS; i = to) {
        size_t end = i + len;
        to = spaced_gap(line, end, &len);
        gaps += to > end;
    }
    if (!s.p || is_sentence(line) || caption_note(s, &mark, &text)) return true;
    if (gaps == CAPTION_GAPS) return false; /* a row, or heads */
    if (caption_begins_table(s)) return true;
    return caption_line(s) && lex_label(s).kind == LEX_PLAIN && !header_word(s) && !lex_is_total(s) && !is_heads(a, line);
}

/* The first line of a form of targets: pairs of labels and values. */
static bool is_form(struct arena *a, struct str s)
{
    static const struct str word[] = {SI("项目名称"), SI("绩效"), SI("一级指标"), SI("部门名称"), SI("主管部门")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_starts(s, word[i])) return !is_heads(a, s);
    return false;
}

/* The first row of the table whose heads begin at line i; where it ends if it has heads alone; `end` if it is none. */
static size_t first_row(const struct doc *d, size_t i, size_t end, struct arena *a)
{
    struct spaced_line p;
    size_t heads = 0, lines = 0, words = 0, after = i;
    for (; i < end && lines < HEAD_LINES; i++) {
        struct str s = str_trim(d->line[i].text);
        if (!s.n) continue;
        if (ends_table(a, s) || spaced_cut(a, s, &p)) break;
        if (row_like(&p) && !spaced_numbers(&p)) return i;
        after = i + 1;
        if (spaced_numbers(&p)) continue; /* column numbers under the heads */
        for (uint32_t k = 0; k < p.n; k++) heads += header_word(p.v[k].text);
        words += p.n;
        lines++;
    }
    if (lines > 1) return lines <= 3 && words >= 5 && heads * 3 >= words * 2 ? after : end;
    return lines == 1 && words >= 3 && heads * 2 > words ? after : end;
}

/* The most amounts that a row has; 0: none. */
static uint32_t most_amounts(const struct doc *d, size_t from, size_t to, struct arena *a, bool *coded)
{
    struct spaced_line p;
    uint32_t most = 0;
    *coded = false;
    for (size_t i = from; i < to; i++) {
        struct str s = str_trim(d->line[i].text);
        uint32_t n = 0;
        if (!s.n || spaced_cut(a, s, &p)) continue;
        while (n < p.n && p.v[p.n - 1 - n].kind != PIECE_WORDS) n++;
        if (n > most && n < p.n) most = n;
        *coded |= p.n > 1 && p.v[0].kind == PIECE_DIGITS && lex_is_code(p.v[0].text) && p.v[1].kind == PIECE_WORDS;
    }
    return most;
}

/* Columns without heads: a code if rows have one, a name, and amounts. */
static bool headless(struct spaced_shape *s, const struct doc *d, size_t from, size_t to, struct arena *a)
{
    bool coded;
    uint32_t most = most_amounts(d, from, to, a, &coded);
    if (!most || most + 2 > SPACED_WIDTH) return false;
    memset(s, 0, sizeof *s);
    s->headless = true;
    s->nside = 1;
    if (coded) s->type[s->n++] = HOLDS_CODE;
    s->type[s->n++] = HOLDS_NAME;
    for (uint32_t i = 0; i < most; i++) s->type[s->n++] = HOLDS_MONEY;
    s->start[1] = s->n;
    return true;
}

/* Where the rows from line `row` on end: before a line that is none, or has too many pieces. */
static size_t table_end(const struct doc *d, size_t row, size_t end, struct arena *a)
{
    struct spaced_line p;
    size_t last = row, blanks = 0;
    for (size_t i = row; i < end && blanks < GAP_MAX; i++) {
        struct str s = str_trim(d->line[i].text);
        blanks = s.n ? 0 : blanks + 1;
        if (!s.n) continue;
        if (ends_table(a, s) || spaced_cut(a, s, &p)) break;
        last = i + 1;
        if (i % 64 == 0) arena_reset(a);
    }
    return last;
}

static int make(struct spaced_table *m, size_t head, size_t row, size_t end, struct grid *g)
{
    grid_begin(&m->b, m->a, g, GRID_SPACED);
    g->spans = true;
    if (!m->s.headless && spaced_head_rows(m, &m->d->line[head])) return ERR_FAIL;
    g->nhead = g->nrow;
    for (size_t i = row; i < end; i++)
        if (str_trim(m->d->line[i].text).n && spaced_row(m, &m->d->line[i])) return ERR_FAIL;
    g->ncol = m->s.n + m->used;
    int rc = grid_finish(&m->b, m->e);
    return rc ? rc : 1;
}

int grid_spaced(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *to, struct grid *g, struct err *e)
{
    struct arena scratch = ARENA_INIT;
    struct spaced_table m = {.d = d, .a = a, .e = e};
    struct str s = str_trim(d->line[from].text);
    bool known = false;
    int rc = 0;
    if (s.n < 3 || is_sentence(s) || (unsigned char)s.p[0] < 0x30) return 0;
    size_t row = end;
    bool starts = caption_over(d, from, &scratch) && !ends_table(&scratch, s) && !is_form(&scratch, s);
    if (starts) row = first_row(d, from, end, &scratch);
    if (row == end) goto done;
    *to = table_end(d, row, end, &scratch);
    if (spaced_heads(d, from, row, a, &m.s, &known)) {
        rc = err_nomem(e);
        goto done;
    }
    if (!known && !headless(&m.s, d, row, *to, &scratch)) goto done;
    rc = make(&m, from, row, *to, g);
done:
    arena_free(&scratch);
    return rc;
}
