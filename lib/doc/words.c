/* SPDX-License-Identifier: MIT */
/* words.c: positioned words, as `pdftotext -tsv` and `pdftotext -bbox-layout` print them. */
#include "doc/words.h"

#include "base/utf.h"
#include "doc/source.h"
#include "doc/xml.h"

enum {
    FAR = 10000000, /* 1/100 pt: seven times the side of the largest page of a PDF */
    REST = 20       /* one of so many characters may be read, and the document still counts as garbled */
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
    garble_add(&w->garble, text);
    one.text = arena_str(&w->b.d->arena, text);
    if (!one.text.p) return err_nomem(e);
    one.text.n = text_clean((char *)(uintptr_t)one.text.p, one.text.n);
    one.text = str_trim(one.text);
    one.wide = (uint32_t)utf_columns(one.text);
    if (one.wide == 0 || one.x1 < one.x0 || one.y1 < one.y0) return 0;
    return VEC_PUSH(&w->word, one) ? err_nomem(e) : 0;
}

/* The page is done with; one whose text is garbled has a line that says so. */
static int end_page(struct words *w, struct err *e)
{
    size_t first = w->b.d->n;
    bool garbled = garble_is(&w->garble);
    if (words_page(w, e)) return ERR_FAIL;
    if (garbled && first == w->b.d->n && build_line(&w->b, (struct str){"", 0}, 0, e)) return ERR_FAIL;
    if (garbled) w->b.d->line[first].flags |= DOC_GARBLED;
    w->chars += w->garble.chars;
    w->garbled += garbled ? w->garble.chars : 0;
    w->garble = (struct garble){0, 0};
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
    w->b.d->garbled = w->garbled && w->garbled >= w->chars - w->chars / REST;
    VEC_FREE(&w->word);
    VEC_FREE(&w->text);
    VEC_FREE(&w->line);
    VEC_FREE(&w->sort);
    VEC_FREE(&w->left);
    VEC_FREE(&w->right);
    VEC_FREE(&w->middle);
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
