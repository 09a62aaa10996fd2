/* SPDX-License-Identifier: MIT */
/* words.c: positioned words, as `pdftotext -tsv` and `pdftotext -bbox-layout` print them, laid out in lines
 * of fixed width for the reader of such pages.
 *
 * Every piece is printed at its place on paper, as `pdftotext -layout` does not, so edges and middles that line up
 * on paper line up in display columns. Names keep their left edges, figures their right ones, unless figures of other
 * lengths begin where they do. A column is
 * narrower than half the page's usual CJK character (which is as wide as a figure), so that cells that nearly
 * touch are still apart. */
#include "base/utf.h"
#include "base/vec.h"
#include "doc/build.h"
#include "doc/source.h"
#include "doc/xml.h"

#include <stdlib.h>

enum {
    COLUMNS_MAX = 1000,  /* characters of a line */
    PIECES_MAX = 20000,  /* of a page; a full one has some hundreds */
    APART = 2,           /* columns between pieces */
    GAP_MAX = 4,         /* blank lines between two lines */
    EDGES_MAX = 64,      /* figures of a column that tell how they are set */
    FAR = 10000000,      /* 1/100 pt: seven times the side of the largest page of a PDF */
    NARROWEST = 10       /* 1/100 pt: a column of text that is narrower is no print */
};

struct word {
    struct str text;
    int32_t x0, x1, y0, y1; /* 1/100 pt, y downwards */
    uint32_t wide;          /* its length in display columns */
    uint32_t col;           /* where it is printed */
    uint32_t row;           /* line of the page */
};

/* An edge of a figure, and the figure's length. */
struct edge {
    int32_t at;
    uint32_t wide;
};

struct words {
    struct build b;
    VEC(struct word) word; /* of this page */
    VEC(char) text;        /* of the word being read */
    VEC(char) line;
    VEC(int32_t) sort;
    VEC(struct edge) left, right; /* of the page's figures, ascending */
    struct word open;
    bool in_word;
    struct err *e;
};

/* "60.00" to 6000; more decimals are cut off, what is beyond FAR is FAR, anything else is 0. */
static int32_t hundredths(struct str s)
{
    int64_t v = 0;
    int after = -1;
    bool minus = str_starts(s, S("-"));
    for (size_t i = minus; i < s.n && after < 2 && v < 100000000; i++) {
        if (s.p[i] == '.' && after < 0) after = 0;
        else if (s.p[i] < '0' || s.p[i] > '9') return 0;
        else {
            v = v * 10 + (s.p[i] - '0');
            if (after >= 0) after++;
        }
    }
    for (; after < 2; after++) {
        if (after < 0) after = 0;
        v *= 10;
    }
    if (v > FAR) v = FAR;
    return (int32_t)(minus ? -v : v);
}

static int add_word(struct words *w, struct str text, struct err *e)
{
    struct word one = w->open;
    one.text = arena_str(&w->b.d->arena, text);
    if (!one.text.p) return err_nomem(e);
    one.text.n = text_clean((char *)(uintptr_t)one.text.p, one.text.n);
    one.text = str_trim(one.text);
    one.wide = (uint32_t)utf_columns(one.text);
    if (one.wide == 0 || one.x1 < one.x0 || one.y1 < one.y0) return 0;
    return VEC_PUSH(&w->word, one) ? err_nomem(e) : 0;
}

/* ---- laying out a page ---- */

static int by_middle(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    int64_t d = ((int64_t)x->y0 + x->y1) - ((int64_t)y->y0 + y->y1);
    if (d == 0) d = x->x0 - (int64_t)y->x0;
    return d < 0 ? -1 : d > 0;
}

static int by_row(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    if (x->row != y->row) return x->row < y->row ? -1 : 1;
    return x->x0 < y->x0 ? -1 : x->x0 > y->x0;
}

static int by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Width of a display column: of the usual one of all columns of text on the page. Word boxes are as high as the font's
 * tallest glyph, which says nothing about its size. */
static int32_t usual_column(struct words *w)
{
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        const struct word *v = &w->word.v[i];
        int32_t one = (v->x1 - v->x0) / (int32_t)v->wide;
        if (one >= NARROWEST) w->sort.v[w->sort.n++] = one;
    }
    if (w->sort.n == 0) return 500;
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, by_number);
    return w->sort.v[w->sort.n / 2];
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' && s.p[i] != ',' && s.p[i] != '-' && s.p[i] != '%') return false;
    return true;
}

/* Which words stand on one line: their middles are as good as level. */
static void number_rows(struct words *w, int32_t em)
{
    struct word *v = w->word.v;
    uint32_t row = 0;
    qsort(v, w->word.n, sizeof *v, by_middle);
    for (size_t i = 0, first = 0; i < w->word.n; i++) {
        int64_t down = ((int64_t)v[i].y0 + v[i].y1) / 2 - ((int64_t)v[first].y0 + v[first].y1) / 2;
        if (down > em * 2 / 5) {
            row++;
            first = i;
        }
        v[i].row = row;
    }
}

/* Size of a word's type, from the width of what it is made of. */
static int32_t em_of(const struct word *v, int32_t usual)
{
    int32_t em = 2 * ((v->x1 - v->x0) / (int32_t)v->wide);
    return em > 3 * usual ? 3 * usual : em > usual ? em : usual;
}

/* Left edges of words that do not stand close behind another: where columns may start. w->sort, ascending. */
static void list_starts(struct words *w, int32_t em)
{
    const struct word *v = w->word.v;
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        bool first = i == 0 || v[i - 1].row != v[i].row;
        if (first || v[i].x0 - v[i - 1].x1 > em / 8) w->sort.v[w->sort.n++] = v[i].x0;
    }
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, by_number);
}

/* Do three lines or more have a word that starts here? */
static bool starts_column(const struct words *w, int32_t x, int32_t em)
{
    size_t lo = 0, hi = w->sort.n;
    while (lo < hi) {
        size_t at = (lo + hi) / 2;
        if (w->sort.v[at] < x - em / 12) lo = at + 1;
        else hi = at;
    }
    return lo + 2 < w->sort.n && w->sort.v[lo + 2] <= x + em / 12;
}

/* Office programs set a little space between figures and CJK characters. */
static bool beside_digit(struct str l, struct str r)
{
    char a = l.p[l.n - 1], b = r.p[0];
    return (a >= '0' && a <= '9') || (b >= '0' && b <= '9');
}

static int by_edge(const void *a, const void *b)
{
    const struct edge *x = a, *y = b;
    return x->at < y->at ? -1 : x->at > y->at;
}

static int list_edges(struct words *w, struct err *e)
{
    w->left.n = w->right.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        const struct word *v = &w->word.v[i];
        if (!is_number(v->text)) continue;
        if (VEC_PUSH(&w->left, ((struct edge){v->x0, v->wide})) || VEC_PUSH(&w->right, ((struct edge){v->x1, v->wide}))) return err_nomem(e);
    }
    if (w->left.n) qsort(w->left.v, w->left.n, sizeof *w->left.v, by_edge);
    if (w->right.n) qsort(w->right.v, w->right.n, sizeof *w->right.v, by_edge);
    return 0;
}

/* Figures that have this edge, but for those of a length, as far as it matters. */
static unsigned figures_at(const struct edge *v, size_t n, int32_t at, uint32_t wide, int32_t near)
{
    size_t lo = 0, hi = n;
    unsigned found = 0;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (v[mid].at < at - near) lo = mid + 1;
        else hi = mid;
    }
    for (size_t i = lo; i < n && i < lo + EDGES_MAX && v[i].at <= at + near; i++) found += v[i].wide != wide;
    return found;
}

static bool flush_left(const struct words *w, const struct word *v, int32_t near)
{
    unsigned left = figures_at(w->left.v, w->left.n, v->x0, v->wide, near), right = figures_at(w->right.v, w->right.n, v->x1, v->wide, near);
    return left > 1 && left > right;
}

/* An amount, or digits as long as the code of an account, that has an edge with two others: in a column of its own, close
 * as it may stand to a name. */
static bool in_column(const struct words *w, const struct word *v, int32_t near)
{
    bool code = v->text.n == 3 || v->text.n == 5 || v->text.n == 7;
    if (!is_number(v->text) || (!code && !str_has(v->text, S(".")))) return false;
    return figures_at(w->left.v, w->left.n, v->x0, 0, near) > 2 || figures_at(w->right.v, w->right.n, v->x1, 0, near) > 2;
}

/* Words with no more than a blank between them are one piece. */
static int join_words(struct words *w, int32_t usual, struct err *e)
{
    struct word *v = w->word.v;
    size_t out = 0;
    qsort(v, w->word.n, sizeof *v, by_row);
    list_starts(w, usual);
    if (list_edges(w, e)) return ERR_FAIL;
    for (size_t i = 0; i < w->word.n; i++) {
        struct word *last = out ? &v[out - 1] : NULL;
        int32_t gap = last ? v[i].x0 - last->x1 : 0, em = last ? em_of(last, usual) : usual;
        bool kin = last && is_number(last->text) == is_number(v[i].text) && !is_number(v[i].text);
        if (!last || last->row != v[i].row || gap > (kin ? em * 3 / 5 : em * 2 / 5) ||
            (gap > em / 8 && !beside_digit(last->text, v[i].text) && starts_column(w, v[i].x0, usual)) ||
            (gap > 0 && !is_number(last->text) && in_column(w, &v[i], em / 12)) ||
            (gap > 0 && !is_number(v[i].text) && in_column(w, last, em / 12))) {
            v[out++] = v[i];
            continue;
        }
        last->text = arena_join(&w->b.d->arena, last->text, gap > em / 8 ? S(" ") : S(""), v[i].text);
        if (!last->text.p) return err_nomem(e);
        last->wide = (uint32_t)utf_columns(last->text);
        if (v[i].x1 > last->x1) last->x1 = v[i].x1;
    }
    w->word.n = out;
    return 0;
}

static void place(struct words *w, int32_t column)
{
    for (size_t i = 0; i < w->word.n; i++) {
        struct word *v = &w->word.v[i];
        int64_t left = ((int64_t)v->x0 + column / 2) / column, right = ((int64_t)v->x1 + column / 2) / column - v->wide;
        int64_t col = is_number(v->text) && !flush_left(w, v, column / 5) ? right : left;
        if (col < 0) col = 0;
        v->col = (uint32_t)(col < COLUMNS_MAX ? col : COLUMNS_MAX);
    }
}

/* The pieces of one line. */
static int put_line(struct words *w, const struct word *word, size_t n, struct err *e)
{
    w->line.n = 0;
    uint32_t column = 0;
    for (size_t i = 0; i < n; i++) {
        if (VEC_RESERVE(&w->line, w->line.n + COLUMNS_MAX + 1 + word[i].text.n)) return err_nomem(e);
        for (int k = 0; i > 0 && k < APART && word[i].col < column + APART - (uint32_t)k; k++) {
            w->line.v[w->line.n++] = ' ';
            column++;
        }
        for (; column < word[i].col; column++) w->line.v[w->line.n++] = ' ';
        memcpy(w->line.v + w->line.n, word[i].text.p, word[i].text.n);
        w->line.n += word[i].text.n;
        column += word[i].wide;
    }
    struct str text = arena_str(&w->b.d->arena, (struct str){w->line.v, w->line.n});
    w->b.line++;
    return text.p ? build_line(&w->b, text, 0, e) : err_nomem(e);
}

/* From a line to the next of the same cell: of the distances from each row to the nearest below it with text under its
 * own, a low one. Rows are numbered, words in the order of rows. */
static int32_t line_step(struct words *w, int32_t em)
{
    const struct word *v = w->word.v;
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        for (size_t j = i + 1; j < w->word.n && v[j].row <= v[i].row + 4; j++) {
            if (v[j].row == v[i].row || v[j].x0 >= v[i].x1 || v[i].x0 >= v[j].x1) continue;
            w->sort.v[w->sort.n++] = (v[j].y0 + v[j].y1) / 2 - (v[i].y0 + v[i].y1) / 2;
            break;
        }
    }
    if (w->sort.n == 0) return em * 3 / 2;
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, by_number);
    int32_t step = w->sort.v[w->sort.n / 10];
    return step < em ? em : step > 2 * em ? 2 * em : step;
}

/* The lines of a wrapped cell follow each other, rows stand apart. */
static int put_gap(struct words *w, int64_t distance, int32_t step, struct err *e)
{
    int64_t blank = (distance + step * 3 / 4) / step - 1;
    for (int64_t i = 0; i < blank && i < GAP_MAX; i++) {
        w->b.line++;
        if (build_line(&w->b, (struct str){"", 0}, 0, e)) return ERR_FAIL;
    }
    return 0;
}

static int put_page(struct words *w, int32_t step, struct err *e)
{
    const struct word *v = w->word.v;
    int64_t last = 0;
    for (size_t from = 0, to; from < w->word.n; from = to) {
        int64_t middle = ((int64_t)v[from].y0 + v[from].y1) / 2;
        for (to = from; to < w->word.n && v[to].row == v[from].row; to++) continue;
        if (from > 0 && put_gap(w, middle - last, step, e)) return ERR_FAIL;
        if (put_line(w, v + from, to - from, e)) return ERR_FAIL;
        last = middle;
    }
    return 0;
}

static int end_page(struct words *w, struct err *e)
{
    if (w->word.n == 0) return 0;
    if (VEC_RESERVE(&w->sort, w->word.n)) return err_nomem(e);
    int32_t column = usual_column(w), em = 2 * column;
    number_rows(w, em);
    if (join_words(w, em, e)) return ERR_FAIL;
    if (w->word.n > PIECES_MAX)
        return err_set(e, w->b.d->name, 0, "page %u has more than %d pieces of text", w->b.page, PIECES_MAX);
    if (list_edges(w, e)) return ERR_FAIL;
    place(w, column * 4 / 5);
    qsort(w->word.v, w->word.n, sizeof *w->word.v, by_row);
    int rc = put_page(w, line_step(w, em), e);
    w->word.n = 0;
    return rc;
}

static int start_page(struct words *w, struct err *e)
{
    if (end_page(w, e)) return ERR_FAIL;
    w->b.page++;
    w->b.line = 0;
    w->b.next_flags = DOC_PAGE;
    return 0;
}

static int finish(struct words *w, int rc, struct err *e)
{
    if (rc == 0) rc = end_page(w, e);
    VEC_FREE(&w->word);
    VEC_FREE(&w->text);
    VEC_FREE(&w->line);
    VEC_FREE(&w->sort);
    VEC_FREE(&w->left);
    VEC_FREE(&w->right);
    build_free(&w->b);
    return rc;
}

/* ---- -tsv: level page par block line word left top width height conf text ---- */

static int tsv_line(struct words *w, struct str line, uint32_t number, struct err *e)
{
    struct str f[12];
    unsigned page;
    for (int i = 0; i < 12; i++) {
        size_t tab = i < 11 ? str_find(line, S("\t"), 0) : line.n;
        if (tab == STR_NPOS) return err_set(e, w->b.d->name, number, "%d fields where pdftotext -tsv prints 12", i + 1);
        f[i] = str_sub(line, 0, tab);
        line = str_from(line, tab + 1);
    }
    if (!str_u32(f[1], &page)) return err_set(e, w->b.d->name, number, "page number '%.*s'", STR_ARG(f[1]));
    if (str_eq(f[0], S("1"))) {
        if (start_page(w, e)) return ERR_FAIL;
        w->b.page = page;
    }
    if (!str_eq(f[0], S("5"))) return 0;
    w->open = (struct word){.x0 = hundredths(f[6]), .y0 = hundredths(f[7])};
    w->open.x1 = w->open.x0 + hundredths(f[8]);
    w->open.y1 = w->open.y0 + hundredths(f[9]);
    return add_word(w, f[11], e);
}

int words_tsv_lines(struct doc *d, struct str text, struct err *e)
{
    struct words w = {.b = {.d = d}, .e = e};
    uint32_t number = 0;
    int rc = 0;
    while (text.n > 0 && rc == 0) {
        size_t lf = str_find(text, S("\n"), 0);
        struct str line = str_sub(text, 0, lf == STR_NPOS ? text.n : lf);
        text = str_from(text, line.n + 1);
        if (str_ends(line, S("\r"))) line.n--;
        if (++number > 1 && line.n > 0) rc = tsv_line(&w, line, number, e);
    }
    return finish(&w, rc, e);
}

/* ---- -bbox-layout and -bbox: <page> and <word xMin= ...> ---- */

static int on_start(void *arg, const char *name, const struct xml_attrs *a)
{
    struct words *w = arg;
    if (strcmp(name, "page") == 0) return start_page(w, w->e);
    w->in_word = strcmp(name, "word") == 0;
    w->text.n = 0;
    if (w->in_word)
        w->open = (struct word){.x0 = hundredths(xml_attr(a, "xMin")), .x1 = hundredths(xml_attr(a, "xMax")),
                                .y0 = hundredths(xml_attr(a, "yMin")), .y1 = hundredths(xml_attr(a, "yMax"))};
    return 0;
}

static int on_end(void *arg, const char *name)
{
    struct words *w = arg;
    bool was = w->in_word;
    (void)name;
    w->in_word = false;
    return was ? add_word(w, (struct str){w->text.v, w->text.n}, w->e) : 0;
}

static int on_text(void *arg, const char *p, size_t n)
{
    struct words *w = arg;
    if (!w->in_word) return 0;
    if (VEC_RESERVE(&w->text, w->text.n + n)) return err_nomem(w->e);
    memcpy(w->text.v + w->text.n, p, n);
    w->text.n += n;
    return 0;
}

int words_bbox_lines(struct doc *d, struct str text, struct err *e)
{
    static const struct xml_handler handler = {on_start, on_end, on_text, true};
    struct words w = {.b = {.d = d}, .e = e};
    return finish(&w, xml_parse(d->name, S("the page"), text, &handler, &w, e), e);
}
