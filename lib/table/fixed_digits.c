/* SPDX-License-Identifier: MIT */
/* fixed_digits.c: columns of digits that are no amounts, told by what they say: 行次 counts the lines, account codes are of
 * three, five and seven digits. The heads of crowded pages are not always understood, and the lines of a drawn page do not
 * keep their places; these columns are known all the same. */
#include "table/fixed_pair.h"

enum {
    COUNTED = 4, /* lines that count on: no amounts do */
    SURE = 8     /* nor do so many, where they begin and whatever is over them */
};

/* How many digits of a column count on, one a line, down all pages; 0 if they do not. The number they begin with in *first. */
static size_t counts_on(const struct fx_table *t, const struct fx_seg *s, size_t nseg, uint32_t col, unsigned *first)
{
    unsigned last = 0, v;
    size_t n = 0, breaks = 0;
    for (size_t g = 0; g < nseg; g++)
        for (size_t i = s[g].body; i < s[g].to; i++)
            for (uint32_t k = 0; k < t->line[i].ntok; k++) {
                const struct fx_tok *p = &t->line[i].tok[k];
                if (p->col != col || !fx_numeric(p)) continue;
                if (p->s.n > 3 || p->kind != FX_DIGITS || !str_u32(p->s, &v)) return 0;
                breaks += n && v != last + 1;
                if (!n) *first = v;
                last = v, n++;
            }
    return n >= COUNTED && breaks * COUNTED < n ? n : 0;
}

/* 1 2 3 4 …: the lines are counted, and these are no amounts. The other side goes on where the first one ends. Without that
 * 11 12 13 14 are amounts, and under a head of amounts 1 2 3 4 as well, unless there are many. */
static bool counts_lines(const struct fx_table *t, const struct fx_seg *s, size_t nseg, const struct fx_cols *cols, uint32_t col)
{
    const struct fx_head *h = cols->v[col].head;
    unsigned first = 0, other = 0;
    size_t n = counts_on(t, s, nseg, col, &first);
    if (!n || n >= SURE) return n;
    if (first <= 2) return !h || fx_names_label(h);
    for (uint32_t c = 0; c < col; c++)
        if (counts_on(t, s, nseg, c, &other) && other <= 2) return true;
    return false;
}

/* Figures of a column, and how many of them have decimals. */
struct digits {
    size_t n, points;
    bool zero;  /* one is 05: no amount is printed so */
    bool codes; /* all have two, three, five or seven digits, and some that no amount has: 05, or the same three as above */
};

static struct digits digits_of(const struct fx_table *t, const struct fx_seg *s, size_t nseg, uint32_t col)
{
    struct digits d = {0, 0, false, true};
    struct str last = {NULL, 0};
    size_t telling = 0;
    for (size_t g = 0; g < nseg; g++)
        for (size_t i = s[g].body; i < s[g].to; i++)
            for (uint32_t k = 0; k < t->line[i].ntok; k++) {
                const struct fx_tok *p = &t->line[i].tok[k];
                if (p->col != col || !fx_numeric(p)) continue;
                d.n++;
                d.points += str_has(p->s, S("."));
                d.codes &= p->kind == FX_DIGITS && (p->s.n == 2 || p->s.n == 3 || p->s.n == 5 || p->s.n == 7);
                d.zero |= p->s.n == 2 && p->s.p[0] == '0';
                telling += p->s.n == 2 ? p->s.p[0] == '0' : p->s.n > 3 || (last.n && str_eq(last, p->s));
                last = p->s;
            }
    d.codes &= telling > 0;
    return d;
}

/* Digits shaped like account codes in a column without a head, or below one of codes, in a table whose amounts have
 * decimals: the head or the names were not found where they belong, and these are codes all the same. */
static bool shaped_as_codes(const struct fx_table *t, const struct fx_seg *s, size_t nseg, const struct fx_cols *cols, uint32_t col)
{
    const struct fx_head *h = cols->v[col].head;
    struct digits own = digits_of(t, s, nseg, col);
    size_t n = 0, points = 0;
    if (!own.codes || (own.n < COUNTED && !own.zero) || (h && !fx_names_label(h) && !str_has(h->text, S("编码")))) return false;
    for (uint32_t c = 0; c < cols->n; c++) {
        struct digits d = digits_of(t, s, nseg, c);
        if (c == col || d.codes) continue;
        n += d.n, points += d.points;
    }
    return points && points * 2 > n;
}

uint8_t fx_digits(const struct fx_table *t, const struct fx_seg *s, size_t nseg, const struct fx_cols *cols, uint32_t col)
{
    if (counts_lines(t, s, nseg, cols, col)) return GRID_ORDINALS;
    return shaped_as_codes(t, s, nseg, cols, col) ? GRID_CODES : GRID_FIGURES;
}

/* The figure of line l in column col, or else the number that counts on where the column beside it begins. */
static struct fx_tok *next_number(struct fx_line *l, uint32_t col, unsigned want)
{
    struct fx_tok *stray = NULL;
    unsigned v;
    for (uint32_t k = 0; k < l->ntok; k++) {
        struct fx_tok *p = &l->tok[k];
        if (!fx_numeric(p)) continue;
        if (p->col == col) return p;
        bool beside = p->col != FX_NONE && p->col + 1U >= col && p->col <= col + 1U;
        if (beside && p->kind == FX_DIGITS && p->s.n <= 3 && str_u32(p->s, &v) && v == want) stray = p;
    }
    return stray;
}

/* A column of 行次 whose numbers, on lines drawn to one side, were taken for figures of the column beside it: 26, between 25
 * and 27, where the column has none. */
static void find_numbers(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols, uint32_t col)
{
    unsigned last = 0, v;
    for (size_t g = 0; g < nseg; g++)
        for (size_t i = s[g].body; i < s[g].to; i++) {
            struct fx_tok *p = next_number(&t->line[i], col, last + 1);
            if (!p || p->kind != FX_DIGITS || !str_u32(p->s, &v)) continue;
            if (p->col != col) cols->v[col].count++;
            p->col = (uint16_t)col;
            last = v;
        }
}

/* Is piece k of l, of the column left of the column of codes `to`, digits of a code with a name behind it? The name may have been
 * drawn over to the column of codes, if nothing stands in its own. */
static bool stray_code(const struct fx_line *l, uint32_t k, uint32_t to)
{
    const struct fx_tok *p = &l->tok[k], *name = p + 1;
    bool code = p->col + 1U == to && p->kind == FX_DIGITS && (p->s.n == 3 || p->s.n == 5 || p->s.n == 7);
    if (!code || fx_numeric(name) || name->col == FX_NONE) return false;
    return name->col != to || k + 2 == l->ntok || name[1].col > to + 1;
}

/* Codes of lines that have none in the column of codes `to`: they were set closer to the amounts of the panel on its left, which
 * are printed with decimals. */
static void find_codes(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols, uint32_t to)
{
    struct digits d = digits_of(t, s, nseg, to - 1);
    size_t strays = 0;
    for (size_t pass = 0; pass < 2; pass++) {
        if (pass && (!strays || d.points * 2 <= d.n - strays)) return;
        for (size_t g = 0; g < nseg; g++)
            for (size_t i = s[g].body; i < s[g].to; i++)
                for (uint32_t k = 0; k + 1 < t->line[i].ntok; k++) {
                    struct fx_tok *p = &t->line[i].tok[k];
                    if (!stray_code(&t->line[i], k, to)) continue;
                    strays++;
                    if (!pass) continue;
                    if (p[1].col == to && to + 1 < cols->n) p[1].col = (uint16_t)(to + 1);
                    p->col = (uint16_t)to;
                    cols->v[to].count++;
                }
    }
}

void fx_strays(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols)
{
    for (uint32_t c = 0; c < cols->n; c++) {
        const struct fx_head *h = cols->v[c].head;
        if (cols->v[c].numeric && h && (fx_same(h->text, S("行次")) || fx_same(h->text, S("序号")))) find_numbers(t, s, nseg, cols, c);
        if (c && h && str_has(h->text, S("编码")) && cols->v[c - 1].head && !fx_names_label(cols->v[c - 1].head)) find_codes(t, s, nseg, cols, c);
    }
}
