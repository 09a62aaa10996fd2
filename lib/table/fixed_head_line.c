/* SPDX-License-Identifier: MIT */
/* fixed_head_line.c: the lines of a header as pieces, one for each cell. */
#include "base/utf.h"
#include "table/fixed_head.h"
#include "table/head_words.h"

/* End of the word that starts at `from`; a year keeps what follows it (2024 年预算数). */
static uint32_t word_end(struct str s, size_t from)
{
    size_t i = from;
    while (i < s.n && s.p[i] != ' ') i++;
    if (i == from + 4 && str_starts(str_from(s, from), S("20")) && str_starts(str_from(s, i), S(" 年"))) {
        for (i++; i < s.n && s.p[i] != ' ';) i++;
    }
    return (uint32_t)i;
}

static bool stands_alone(const struct fx_table *t, const struct fx_seg *s, struct str w)
{
    for (size_t i = s->from; i < s->body; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            if (str_eq(t->line[i].tok[k].s, w)) return true;
        }
    }
    return false;
}

/* Does a line near line i have a blank at column x, too, between two words? */
static bool channel(const struct fx_table *t, const struct fx_seg *s, size_t i, uint32_t x)
{
    for (size_t k = s->from; k < s->body; k++) {
        if (k == i || t->line[k].y + 2 < t->line[i].y || t->line[k].y > t->line[i].y + 2) continue;
        for (uint32_t c = 0; c < t->line[k].ntok; c++) {
            const struct fx_tok *p = &t->line[k].tok[c];
            uint32_t at = p->x0;
            for (size_t b = 0; b < p->s.n; b++) {
                if (p->s.p[b] == ' ' && at == x) return true;
                at += (p->s.p[b] & 0xC0) != 0x80;
            }
        }
    }
    return false;
}

/* Two headers one blank apart: both long words, or words of the header by themselves, or each over a band of
 * its own. */
static bool apart(const struct fx_table *t, const struct fx_seg *s, size_t i, struct str l, struct str r, uint32_t lx,
                  uint32_t cut, uint32_t rx)
{
    size_t nl = fx_chars(l), nr = fx_chars(r);
    if (code_part(l) && code_part(r)) return true;
    if (nl < 2 || nr < 2) return false;
    if ((nl >= 4 && nr >= 4) || stands_alone(t, s, l) || stands_alone(t, s, r)) return true;
    if (channel(t, s, i, cut)) return true;
    const struct fx_band *bl = NULL, *br = NULL;
    for (uint32_t b = 0; b < s->nband; b++) {
        const struct fx_band *v = &s->band[b];
        if (v->x0 < cut && v->x1 > lx && v->x1 <= cut + 1) bl = v;
        if (v->x1 > cut && v->x0 < rx && v->x0 + 1 >= cut && !br) br = v;
    }
    return bl && br && bl != br;
}

bool fx_is_head(struct str s)
{
    char folded[HEAD_WORD_MAX];
    size_t n = head_fold(s, folded);
    return n && head_is_word((struct str){folded, n});
}

/* A piece of header line i, the soft blanks between headers taken as borders. */
static uint32_t cut_soft(struct fx_table *t, const struct fx_seg *s, size_t i, struct fx_tok rest, struct fx_tok out[FX_HEAD_CELLS], uint32_t n)
{
    size_t at = word_end(rest.s, 0);
    bool wide = rest.w1 - rest.w0 == rest.x1 - rest.x0 && rest.w1 - rest.w0 != rest.c1 - rest.c0;
    if (fx_is_head(rest.s)) at = rest.s.n;
    while (at + 1 < rest.s.n && n + 1 < FX_HEAD_CELLS) {
        struct str left = str_sub(rest.s, 0, at), right = str_trim(str_from(rest.s, at));
        uint32_t w = wide ? (uint32_t)utf_columns(left) : 0;
        if (!wide) {
            for (size_t b = 0; b < left.n; b++) w += (left.p[b] & 0xC0) != 0x80;
        }
        struct str word = str_sub(right, 0, word_end(right, 0));
        if (apart(t, s, i, left, word, rest.x0, rest.x0 + w, rest.x1)) {
            out[n] = rest;
            out[n].s = left;
            out[n].x1 = rest.x0 + w;
            out[n].d1 = rest.d0 + (uint32_t)utf_columns(left);
            rest.s = right, rest.x0 = out[n].x1 + 1, rest.d0 = out[n].d1 + 1;
            n++;
            at = word_end(rest.s, 0);
        } else {
            at = word_end(rest.s, at + 1);
        }
    }
    out[n++] = rest;
    return n;
}

/* Do words a and b of one line belong to one piece, as far as their texts tell? */
static bool one_piece(const struct fx_known_word *a, const struct fx_known_word *b)
{
    return !a->taken && !b->taken && a->line == b->line && b->tok.x0 <= a->tok.x1 + 1 && !(a->word && b->word);
}

/* Header line i as pieces. */
static uint32_t head_pieces(struct fx_table *t, const struct fx_seg *s, size_t i, const struct fx_known *known, struct fx_tok out[FX_HEAD_CELLS])
{
    uint32_t n = 0;
    size_t line = i - s->from;
    for (uint32_t k = 0; k < known->nword && n < FX_HEAD_CELLS; k++) {
        const struct fx_known_word *w = &known->word[k];
        if (w->line != line || w->taken) continue;
        struct fx_tok piece = w->tok;
        while (k + 1 < known->nword && one_piece(&known->word[k], &known->word[k + 1])) {
            const struct fx_tok *more = &known->word[++k].tok;
            piece.s.n = (size_t)(more->s.p + more->s.n - piece.s.p);
            piece.x1 = more->x1, piece.d1 = more->d1;
        }
        n = cut_soft(t, s, i, piece, out, n);
    }
    return n;
}

static bool is_tail(const struct fx_tok *c)
{
    static const struct str word[] = {SI("项目"), SI("金额"), SI("数量"), SI("单价"), SI("名称"), SI("备注"), SI("单位"),
                                      SI("收入"), SI("支出"), SI("预算"), SI("决算"), SI("编码"), SI("代码")};
    if (fx_chars(c->s) > 2 || code_part(c->s) || fx_is_total(c->s)) return false;
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (fx_same(c->s, word[i])) return false;
    }
    return true;
}

/* 年末结转和结 / 余: one or two characters right below the middle of a longer piece are its tail. */
static int join_tails(struct fx_table *t, struct fx_head_line *v, size_t n, const uint32_t *y)
{
    for (size_t i = n; i-- > 1;) {
        for (uint32_t k = 0; k < v[i].n;) {
            struct fx_tok *c = &v[i].cell[k], *up = NULL;
            size_t at = 0;
            uint32_t which = 0;
            for (size_t j = i; is_tail(c) && j-- > 0 && y[j] + 2 >= y[i];) {
                for (uint32_t m = 0; m < v[j].n && !up; m++) {
                    const struct fx_tok *u = &v[j].cell[m];
                    bool over = gap2(mid(u->x0, u->x1), mid(c->x0, c->x1)) <= 1 && fx_chars(u->s) > fx_chars(c->s);
                    if (over) up = &v[j].cell[m], at = j, which = m;
                }
                if (up) break;
            }
            if (!up) {
                k++;
                continue;
            }
            up->s = arena_cat(t->mem, up->s, c->s);
            if (!up->s.p) return -1;
            v[at].last[which] = v[i].last[k];
            memmove(c, c + 1, (v[i].n - k - 1) * sizeof *c);
            memmove(&v[i].last[k], &v[i].last[k + 1], (v[i].n - k - 1) * sizeof *v[i].last);
            v[i].n--;
        }
    }
    return 0;
}

/* A cell among those of a line, at its place from the left. */
static void insert_cell(struct fx_head_line *l, struct fx_tok cell, uint32_t last)
{
    uint32_t at = l->n;
    if (l->n == FX_HEAD_CELLS) return;
    while (at > 0 && l->cell[at - 1].x0 > cell.x0) {
        l->cell[at] = l->cell[at - 1], l->last[at] = l->last[at - 1];
        at--;
    }
    l->cell[at] = cell, l->last[at] = last;
    l->n++;
}

int fx_head_lines(struct fx_table *t, const struct fx_seg *s, const uint32_t *y, struct fx_head_line **out)
{
    size_t n = s->body - s->from;
    struct fx_head_line *v = arena_array(t->mem, n + 1, sizeof *v);
    struct fx_known known;
    if (!v || fx_known_heads(t, s, y, &known)) return -1;
    for (size_t i = 0; i < n; i++) {
        v[i].cell = arena_alloc(t->mem, FX_HEAD_CELLS * sizeof *v[i].cell);
        v[i].last = arena_alloc(t->mem, FX_HEAD_CELLS * sizeof *v[i].last);
        if (!v[i].cell || !v[i].last) return -1;
        v[i].n = head_pieces(t, s, s->from + i, &known, v[i].cell);
        for (uint32_t k = 0; k < v[i].n; k++) v[i].last[k] = y[i];
    }
    *out = v;
    if (join_tails(t, v, n, y)) return -1;
    for (uint32_t k = 0; k < known.n; k++) insert_cell(&v[known.cell[k].line], known.cell[k].tok, known.cell[k].last);
    return 0;
}
