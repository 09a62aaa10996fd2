/* SPDX-License-Identifier: MIT */
/* fixed_known.c: heads that wrapping tore over several lines, put together by what their pieces spell.
 *
 * Pieces right below each other that spell a head of the known forms are one cell, wherever else they might
 * fit: 附属单位上 over 缴收入. Only where each piece is a head by itself (本年收入 over 合计) the place decides. */
#include "base/utf.h"
#include "table/fixed.h"
#include "table/head_words.h"

#include <stdlib.h>

enum {
    ATOMS = 400,     /* words of a header that are tried; the widest form has 150 */
    CHAIN = 6,       /* lines of one cell */
    CANDIDATES = 600,
    REACH = 6        /* lines from one piece to the next: crowded pages print cells of one height on lines of their own */
};

struct atom {
    struct fx_tok tok;
    uint32_t y;
    size_t line;     /* of the header, from 0 */
    bool word;       /* a head by itself */
    int chain;       /* of those chosen; -1: none */
};

struct chain {
    uint16_t atom[CHAIN];
    uint32_t n, bytes;
    uint32_t off;    /* how far the middles are apart */
    bool words;      /* every piece is a head by itself */
};

struct search {
    struct atom *atom;
    uint32_t n;
    struct chain *found;
    uint32_t nfound;
    struct chain at;
};

static bool is_word(struct str s)
{
    char folded[HEAD_WORD_MAX];
    size_t n = head_fold(s, folded);
    return n && head_is_word((struct str){folded, n});
}

static uint32_t chars_of(struct str s)
{
    uint32_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += (s.p[i] & 0xC0) != 0x80;
    return n;
}

static bool digits_only(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0;
}

/* End of the word that starts at `from`: a year keeps what follows it (2024 年预算数). */
static size_t word_end(struct str s, size_t from)
{
    size_t i = from;
    while (i < s.n && s.p[i] != ' ') i++;
    if (digits_only(str_sub(s, from, i)) && str_starts(str_from(s, i), S(" 年"))) {
        for (i++; i < s.n && s.p[i] != ' ';) i++;
    }
    return i;
}

/* Words one blank apart are laid out together, a column to a character; d0 .. d1 is where they would stand if every
 * character had its width. */
static void add_atom(struct search *k, struct fx_tok tok, uint32_t y, size_t line)
{
    if (k->n == ATOMS) return;
    const struct atom *left = k->n ? &k->atom[k->n - 1] : NULL;
    bool run = left && left->line == line && tok.x0 == left->tok.x1 + 1;
    tok.d0 = run ? left->tok.d1 + 1 : tok.x0;
    tok.d1 = tok.d0 + (uint32_t)utf_columns(tok.s);
    k->atom[k->n++] = (struct atom){tok, y, line, is_word(tok.s), -1};
}

/* The words of a piece; a piece that is a head with its blanks is one. */
static void cut_piece(struct search *k, const struct fx_tok *p, uint32_t y, size_t line)
{
    bool wide = p->w1 - p->w0 == p->x1 - p->x0 && p->w1 - p->w0 != p->c1 - p->c0;
    if (is_word(p->s)) {
        add_atom(k, *p, y, line);
        return;
    }
    uint32_t x = p->x0;
    for (size_t i = 0; i < p->s.n;) {
        size_t end = word_end(p->s, i);
        struct fx_tok w = *p;
        w.s = str_sub(p->s, i, end);
        w.x0 = x;
        w.x1 = x + (wide ? (uint32_t)utf_columns(w.s) : chars_of(w.s));
        add_atom(k, w, y, line);
        x = w.x1;
        for (i = end; i < p->s.n && p->s.p[i] == ' '; i++) x++;
    }
}

/* Where the middle of a piece may be on paper: a page's columns are between half a CJK character and a whole one wide,
 * and lines of one block are padded in characters, others in place. Doubled. */
struct middle {
    uint32_t lo, hi;
};

static struct middle middle_of(const struct fx_tok *p)
{
    uint32_t wide = p->w1 - p->w0, chars = p->x1 - p->x0;
    uint32_t lo = 2 * p->x0 + chars, hi = 2 * p->x0 + (wide > chars ? wide + wide / 8 : chars);
    return (struct middle){lo, p->d0 + p->d1 > hi ? p->d0 + p->d1 : hi};
}

static uint32_t apart2(const struct fx_tok *a, const struct fx_tok *b)
{
    struct middle x = middle_of(a), y = middle_of(b);
    return x.lo > y.hi ? x.lo - y.hi : y.lo > x.hi ? y.lo - x.hi : 0;
}

static uint32_t reach(const struct fx_tok *p)
{
    uint32_t end = p->x0 + (p->w1 - p->w0 > p->x1 - p->x0 ? p->w1 - p->w0 : p->x1 - p->x0);
    return p->d1 > end ? p->d1 : end;
}

static uint32_t gap(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* How far the middles are apart: as printed, or as their widths would put them. Doubled. */
static uint32_t off_by(const struct fx_tok *a, const struct fx_tok *b)
{
    uint32_t x = gap(a->x0 + a->x1, b->x0 + b->x1), d = gap(a->d0 + a->d1, b->d0 + b->d1);
    return x < d ? x : d;
}

/* May b be the next line of the cell that begins with `first` and of which a is a line? Of a low row, the tail may stand in
 * front: 码 科目编. Beside cells of other heights the lines of one are drawn to theirs, the third above the second: 政拨款 over
 * 金预算财, where it is not the cell's first. */
static bool below(const struct atom *first, const struct atom *a, const struct atom *b)
{
    if (b->line == a->line && b->tok.x1 < a->tok.x0 && b->tok.x1 + 6 >= a->tok.x0 && !b->word && chars_of(b->tok.s) < chars_of(a->tok.s)) return true;
    /* 对附属单 位补助支: lines of one cell that stood higher and lower than one line of text can */
    if (b == a + 1 && b->line == a->line && b->tok.x0 == a->tok.x1 + 1 && !a->word && !b->word) return true;
    bool drawn_up = b->y + 1 == a->y && b->y > first->y && !b->word;
    if ((b->y <= a->y && !drawn_up) || b->y > a->y + REACH) return false;
    if (b->tok.x0 > reach(&a->tok) || a->tok.x0 > reach(&b->tok)) return false;
    return apart2(&a->tok, &b->tok) <= 6;
}

static void keep(struct search *k)
{
    bool all = true;
    for (uint32_t i = 0; i < k->at.n; i++) all &= k->atom[k->at.atom[i]].word;
    if (k->at.n < 2 || k->nfound == CANDIDATES) return;
    k->at.words = all;
    k->at.off = 0;
    for (uint32_t i = 1; i < k->at.n; i++) {
        const struct fx_tok *a = &k->atom[k->at.atom[i - 1]].tok, *b = &k->atom[k->at.atom[i]].tok;
        k->at.off += 8 * apart2(a, b) + off_by(a, b);
    }
    k->found[k->nfound++] = k->at;
}

/* Everything the pieces below can make of what the chain spells so far. */
static void grow(struct search *k, char *spelt, size_t n)
{
    const struct atom *first = &k->atom[k->at.atom[0]], *last = &k->atom[k->at.atom[k->at.n - 1]];
    k->at.bytes = (uint32_t)n;
    if (head_is_word((struct str){spelt, n})) keep(k);
    if (k->at.n == CHAIN) return;
    for (uint32_t i = 0; i < k->n; i++) {
        char more[2 * HEAD_WORD_MAX], folded[HEAD_WORD_MAX];
        if (!below(first, last, &k->atom[i])) continue;
        size_t m = head_fold(k->atom[i].tok.s, folded);
        if (m == 0 || n + m > HEAD_WORD_MAX) continue;
        memcpy(more, spelt, n);
        memcpy(more + n, folded, m);
        if (!head_starts((struct str){more, n + m})) continue;
        k->at.atom[k->at.n++] = (uint16_t)i;
        grow(k, more, n + m);
        k->at.n--;
    }
}

static int by_worth(const void *a, const void *b)
{
    const struct chain *x = a, *y = b;
    if (x->words != y->words) return x->words ? 1 : -1;
    if (x->bytes != y->bytes) return x->bytes > y->bytes ? -1 : 1;
    if (x->off != y->off) return x->off < y->off ? -1 : 1;
    return x->atom[0] < y->atom[0] ? -1 : x->atom[0] > y->atom[0];
}

/* Is a chosen cell wrapped between the same lines as c? */
static bool wrapped_alike(const struct search *k, const struct chain *c)
{
    size_t up = k->atom[c->atom[0]].line, down = k->atom[c->atom[1]].line;
    for (uint32_t i = 0; i < k->n; i++) {
        if (k->atom[i].chain < 0 || k->atom[i].line != up) continue;
        const struct chain *o = &k->found[k->atom[i].chain];
        for (uint32_t a = 1; a < o->n; a++) {
            if (k->atom[o->atom[a - 1]].line == up && k->atom[o->atom[a]].line == down) return true;
        }
    }
    return false;
}

static void choose(struct search *k)
{
    qsort(k->found, k->nfound, sizeof *k->found, by_worth);
    for (uint32_t i = 0; i < k->nfound; i++) {
        const struct chain *c = &k->found[i];
        bool is_free = !c->words || (c->n == 2 && c->off <= 4 && wrapped_alike(k, c));
        for (uint32_t a = 0; a < c->n; a++) is_free &= k->atom[c->atom[a]].chain < 0;
        for (uint32_t a = 0; is_free && a < c->n; a++) k->atom[c->atom[a]].chain = (int)i;
    }
}

/* Do two pieces spell a head? */
static bool spells(struct str a, struct str b)
{
    char both[2 * HEAD_WORD_MAX], tail[HEAD_WORD_MAX];
    size_t n = head_fold(a, both), m = head_fold(b, tail);
    if (n == 0 || m == 0 || n + m > HEAD_WORD_MAX) return false;
    memcpy(both + n, tail, m);
    return head_is_word((struct str){both, n + m});
}

/* Is atom i the first of a cell of two lines that ends with `tail` on this line, or may it be? */
static bool stem_of(const struct search *k, uint32_t i, struct str tail, size_t line)
{
    const struct atom *a = &k->atom[i];
    if (a->line >= line || a->word || !spells(a->tok.s, tail)) return false;
    if (a->chain < 0) return true;
    const struct chain *c = &k->found[a->chain];
    return c->n == 2 && c->atom[0] == i && k->atom[c->atom[1]].line == line && fx_same(k->atom[c->atom[1]].tok.s, tail);
}

/* 入 入 入 under 事业收, 经营收 and 其他收: as many tails as there are heads that want one belong to them in order, wherever
 * the line was drawn to. t: the first of the tails. */
static void share_tails(struct search *k, uint32_t t)
{
    enum { TAILS = 16 };
    uint32_t stem[TAILS], tail[TAILS], n = 0, m = 0;
    const struct atom *first = &k->atom[t];
    bool lost = false;
    for (uint32_t i = 0; i < k->n && n < TAILS && m < TAILS; i++) {
        const struct atom *a = &k->atom[i];
        if (stem_of(k, i, first->tok.s, first->line)) lost |= a->chain < 0, stem[n++] = i;
        if (a->line != first->line || !fx_same(a->tok.s, first->tok.s)) continue;
        if (a->chain >= 0 && k->found[a->chain].n != 2) return;
        tail[m++] = i;
    }
    if (!lost || n != m || n < 2 || n == TAILS || k->nfound + n > CANDIDATES) return;
    for (uint32_t i = 0; i < n; i++) {
        k->found[k->nfound] = (struct chain){{(uint16_t)stem[i], (uint16_t)tail[i]}, 2, 0, 0, false};
        k->atom[stem[i]].chain = k->atom[tail[i]].chain = (int)k->nfound++;
    }
}

static int spell(struct search *k)
{
    for (uint32_t i = 0; i < k->n; i++) {
        char folded[HEAD_WORD_MAX];
        size_t n = head_fold(k->atom[i].tok.s, folded);
        if (n == 0 || !head_starts((struct str){folded, n})) continue;
        k->at = (struct chain){{(uint16_t)i}, 1, 0, 0, false};
        grow(k, folded, n);
    }
    choose(k);
    for (uint32_t i = 0; i < k->n; i++)
        if (!k->atom[i].word && k->atom[i].chain < 0) share_tails(k, i);
    return 0;
}

/* The chosen cells on their first line, reaching down to their last; what is left of the pieces between them. */
static int put_known(struct fx_table *t, struct search *k, struct fx_known *out)
{
    for (uint32_t i = 0; i < k->n; i++) {
        struct atom *a = &k->atom[i];
        if (a->chain < 0) continue;
        const struct chain *c = &k->found[a->chain];
        if (c->atom[0] != i) continue;
        struct fx_tok whole = a->tok;
        uint32_t low = a->y;
        for (uint32_t p = 1; p < c->n; p++) {
            const struct fx_tok *w = &k->atom[c->atom[p]].tok;
            if (k->atom[c->atom[p]].y > low) low = k->atom[c->atom[p]].y;
            whole.s = arena_cat(t->mem, whole.s, w->s);
            if (!whole.s.p) return -1;
            if (w->x0 < whole.x0) whole.x0 = w->x0;
            if (w->x1 > whole.x1) whole.x1 = w->x1;
            if (w->d0 < whole.d0) whole.d0 = w->d0;
            if (w->d1 > whole.d1) whole.d1 = w->d1;
        }
        out->cell[out->n] = (struct fx_known_cell){whole, a->line, low};
        out->n++;
    }
    return 0;
}

int fx_known_heads(struct fx_table *t, const struct fx_seg *s, const uint32_t *y, struct fx_known *out)
{
    struct search k = {arena_alloc(t->mem, ATOMS * sizeof *k.atom), 0, arena_alloc(t->mem, CANDIDATES * sizeof *k.found), 0,
                       {{0}, 0, 0, 0, false}};
    if (!k.atom || !k.found) return -1;
    for (size_t i = s->from; i < s->body; i++) {
        for (uint32_t c = 0; c < t->line[i].ntok; c++) cut_piece(&k, &t->line[i].tok[c], y[i - s->from], i - s->from);
    }
    out->n = 0;
    out->cell = arena_array(t->mem, k.n + 1, sizeof *out->cell);
    out->word = arena_array(t->mem, k.n + 1, sizeof *out->word);
    if (!out->cell || !out->word || spell(&k) || put_known(t, &k, out)) return -1;
    out->nword = k.n;
    for (uint32_t i = 0; i < k.n; i++) out->word[i] = (struct fx_known_word){k.atom[i].tok, k.atom[i].line, k.atom[i].chain >= 0, k.atom[i].word};
    return 0;
}
