/* words.c: positioned words, as `pdftotext -tsv` and `pdftotext -bbox-layout` print them, laid out in lines
 * of fixed width for the reader of such pages.
 *
 * One display column is the narrowest usual width of a half-width character on the page. Text keeps its
 * left edge; numbers keep their right one, since columns of amounts are set flush right. */
#include "base/utf.h"
#include "base/vec.h"
#include "doc/build.h"
#include "doc/source.h"
#include "doc/xml.h"

#include <stdlib.h>

enum { COLUMNS_MAX = 1000, GAP_MAX = 3 }; /* of a line; blank lines kept between two lines */

struct word {
    struct str text;
    int32_t x0, x1, y0, y1; /* 1/100 pt, y downwards */
    uint32_t width;         /* display columns */
};

struct words {
    struct build b;
    VEC(struct word) word; /* of this page */
    VEC(char) text;        /* of the word being read */
    VEC(char) line;
    VEC(int32_t) sort;
    struct word open;
    bool in_word;
    struct err *e;
};

/* "60.00" to 6000; more decimals are cut off, anything else is 0. */
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
    if (v > INT32_MAX / 4) v = INT32_MAX / 4;
    return (int32_t)(minus ? -v : v);
}

static int add_word(struct words *w, struct str text, struct err *e)
{
    struct word one = w->open;
    one.text = arena_str(&w->b.d->arena, text);
    if (!one.text.p) return err_nomem(e);
    one.text.n = text_clean((char *)(uintptr_t)one.text.p, one.text.n);
    one.text = str_trim(one.text);
    one.width = (uint32_t)utf_columns(one.text);
    if (one.width == 0 || one.x1 < one.x0 || one.y1 < one.y0) return 0;
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

static int by_left(const void *a, const void *b)
{
    const struct word *x = a, *y = b;
    return x->x0 < y->x0 ? -1 : x->x0 > y->x0;
}

static int by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* A value that a fifth (or another share) of the words stay below. */
static int32_t quantile(struct words *w, bool height, unsigned percent)
{
    w->sort.n = 0;
    for (size_t i = 0; i < w->word.n; i++) {
        const struct word *k = &w->word.v[i];
        w->sort.v[w->sort.n++] = height ? k->y1 - k->y0 : (k->x1 - k->x0) / (int32_t)k->width;
    }
    qsort(w->sort.v, w->sort.n, sizeof *w->sort.v, by_number);
    int32_t v = w->sort.n ? w->sort.v[w->sort.n * percent / 100] : 0;
    return v > 0 ? v : 1;
}

static bool is_number(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '.' && s.p[i] != ',' && s.p[i] != '-' && s.p[i] != '%') return false;
    return true;
}

/* The words of one line, left to right, at their columns. */
static int put_line(struct words *w, struct word *word, size_t n, int32_t left, int32_t unit, struct err *e)
{
    qsort(word, n, sizeof *word, by_left);
    w->line.n = 0;
    uint32_t column = 0;
    for (size_t i = 0; i < n; i++) {
        int64_t from = is_number(word[i].text) ? ((int64_t)word[i].x1 - left + unit / 2) / unit - word[i].width
                                               : ((int64_t)word[i].x0 - left + unit / 2) / unit;
        if (from > COLUMNS_MAX) from = COLUMNS_MAX;
        bool apart = i > 0 && word[i].x0 - word[i - 1].x1 > unit / 4;
        if (VEC_RESERVE(&w->line, w->line.n + (from > column ? (size_t)from - column : 1) + word[i].text.n)) return err_nomem(e);
        if (from <= column && apart) {
            w->line.v[w->line.n++] = ' ';
            column++;
        }
        for (; column < from; column++) w->line.v[w->line.n++] = ' ';
        memcpy(w->line.v + w->line.n, word[i].text.p, word[i].text.n);
        w->line.n += word[i].text.n;
        column += word[i].width;
    }
    struct str text = arena_str(&w->b.d->arena, (struct str){w->line.v, w->line.n});
    w->b.line++;
    return text.p ? build_line(&w->b, text, 0, e) : err_nomem(e);
}

static int put_gap(struct words *w, int64_t distance, int32_t height, struct err *e)
{
    int64_t blank = (distance + height / 2) / (height + height / 2) - 1;
    for (int64_t i = 0; i < blank && i < GAP_MAX; i++) {
        w->b.line++;
        if (build_line(&w->b, (struct str){"", 0}, 0, e)) return ERR_FAIL;
    }
    return 0;
}

static int end_page(struct words *w, struct err *e)
{
    size_t n = w->word.n;
    struct word *v = w->word.v;
    if (n == 0) return 0;
    if (VEC_RESERVE(&w->sort, n)) return err_nomem(e);
    int32_t unit = quantile(w, false, 20), height = quantile(w, true, 50), left = INT32_MAX;
    for (size_t i = 0; i < n; i++) left = v[i].x0 < left ? v[i].x0 : left;
    qsort(v, n, sizeof *v, by_middle);
    int64_t last = 0;
    for (size_t from = 0, to; from < n; from = to) {
        int64_t middle = ((int64_t)v[from].y0 + v[from].y1) / 2;
        for (to = from; to < n && ((int64_t)v[to].y0 + v[to].y1) / 2 - middle <= height / 3; to++) continue;
        if (from > 0 && put_gap(w, middle - last, height, e)) return ERR_FAIL;
        if (put_line(w, v + from, to - from, left, unit, e)) return ERR_FAIL;
        last = middle;
    }
    w->word.n = 0;
    return 0;
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
