/* SPDX-License-Identifier: MIT */
/* fixed_head.c: the lines above the rows become a tree of header cells.
 *
 * A form centres every header cell in its box, so a cell over several columns stands over the middle of
 * them, a cell that is tall stands between the lines of its neighbours, and the lines of a wrapped cell
 * stand symmetrically. Lines are taken from the bottom up; on each, the cells are placed together at the
 * least cost: a new column, a further line of the cell below, or the head of several cells below. */
#include "base/utf.h"
#include "table/fixed.h"
#include "table/head_words.h"

#include <stdlib.h>

enum {
    CELLS = 96,  /* header pieces of a line that are tried; no form has more */
    GROUPS = 12, /* of heads that come again; forms have two, three or four */
    SHARED = 6   /* columns that another way to share them is worse, if it is told */
};
#define NEVER 1e6

/* ---- pieces of a header line ---- */

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

static bool code_part(struct str s) { return str_eq(s, S("类")) || str_eq(s, S("款")) || str_eq(s, S("项")); }

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

static bool known(struct str s)
{
    char folded[HEAD_WORD_MAX];
    size_t n = head_fold(s, folded);
    return n && head_is_word((struct str){folded, n});
}

/* A piece of header line i, the soft blanks between headers taken as borders. */
static uint32_t cut_soft(struct fx_table *t, const struct fx_seg *s, size_t i, struct fx_tok rest, struct fx_tok out[CELLS], uint32_t n)
{
    size_t at = word_end(rest.s, 0);
    bool wide = rest.w1 - rest.w0 == rest.x1 - rest.x0 && rest.w1 - rest.w0 != rest.c1 - rest.c0;
    if (known(rest.s)) at = rest.s.n;
    while (at + 1 < rest.s.n && n + 1 < CELLS) {
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
static uint32_t head_pieces(struct fx_table *t, const struct fx_seg *s, size_t i, const struct fx_known *known, struct fx_tok out[CELLS])
{
    uint32_t n = 0;
    size_t line = i - s->from;
    for (uint32_t k = 0; k < known->nword && n < CELLS; k++) {
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

/* ---- placing a line over what is below it ---- */

struct head_line {
    struct fx_tok *cell;
    uint32_t *last; /* line of the cell's tail */
    uint32_t n;
};

struct root {
    const struct fx_band *under; /* its first column */
    bool pair;                   /* one of several leaves of this name */
    bool goes_on;                /* with what the root before it began: 预算数 | 决算数 | 预算数 | 决算数 */
};

struct forest {
    struct fx_table *t;
    const struct fx_seg *s;
    struct fx_head **v;
    uint32_t n;
    uint32_t *y; /* of the header's lines, from 1: lines set apart by blank ones count as close */
    const uint32_t *last; /* of the line being placed: where its cells end */
    bool full;            /* every column of the rows has its head */
    const struct head_line *line;
    struct root *root;    /* what is known of v, on the line being placed */
    bool doubt;           /* heads may be shared out otherwise */
};

static double gap2(double a, double b) { return a > b ? a - b : b - a; }
static double mid(uint32_t a, uint32_t b) { return (a + b) / 2.0; }

/* Text hull of a cell with its kids. */
static uint32_t t0_of(const struct fx_head *h)
{
    return h->nkid && t0_of(h->kid[0]) < h->x0 ? t0_of(h->kid[0]) : h->x0;
}
static uint32_t t1_of(const struct fx_head *h)
{
    return h->nkid && t1_of(h->kid[h->nkid - 1]) > h->x1 ? t1_of(h->kid[h->nkid - 1]) : h->x1;
}

/* Is there a band under [x0, x1) that no cell so far stands over? */
static bool free_band(const struct forest *f, uint32_t x0, uint32_t x1)
{
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        if (v->x0 >= x1 || v->x1 <= x0) continue;
        bool taken = false;
        for (uint32_t r = 0; r < f->n && !taken; r++)
            taken = t0_of(f->v[r]) < v->x1 + (v->numeric || f->t->display ? 0 : 8) && t1_of(f->v[r]) > v->x0;
        if (!taken) return true;
    }
    return false;
}

static double y_of(const struct fx_head *h) { return mid(h->y0, h->y1); }

/* Do a and b, side by side, belong together: 类 | 款 | 项? */
static bool one_code(const struct fx_head *a, const struct fx_head *b)
{
    bool upper = fx_same(a->text, S("类")) || fx_same(a->text, S("款"));
    return upper && (fx_same(b->text, S("款")) || fx_same(b->text, S("项")));
}

static uint32_t leaves_below(const struct fx_head *h)
{
    uint32_t n = h->nkid ? 0 : 1;
    for (uint32_t k = 0; k < h->nkid; k++) n += leaves_below(h->kid[k]);
    return n;
}

/* Has every column of the rows its head? */
static bool all_headed(const struct forest *f)
{
    uint32_t n = 0;
    for (uint32_t r = 0; r < f->n; r++) n += leaves_below(f->v[r]);
    return n >= f->s->nband;
}

static bool side_word(struct str s)
{
    static const struct str word[] = {SI("收入"), SI("支出"), SI("本年收入"), SI("本年支出"), SI("财政拨款收入"), SI("财政拨款支出")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (fx_same(s, word[i])) return true;
    return false;
}

/* 项目, 项目（按功能分类） */
static bool names_item(struct str s) { return fx_same(s, S("项目")) || str_starts(s, S("项目（")) || str_starts(s, S("项目(")); }

/* 收入, 支出 on the topmost line over 项目: the two sides of a table, no columns. */
static bool names_side(const struct forest *f, const struct fx_tok *c, double y)
{
    if (y > 1 || f->n < 4 || !side_word(c->s)) return false;
    uint32_t labels = 0;
    for (uint32_t r = 0; r < f->n; r++) labels += names_item(f->v[r]->text);
    return labels == 2;
}

/* Heads of the official forms that stand under one head, or none of them does. ordered: only in this order, else another
 * head's begin. */
static bool kin(const struct fx_head *a, const struct fx_head *b)
{
    enum { NAMES = 6 };
    static const struct {
        bool ordered;
        struct str name[NAMES];
    } family[] = {
        {true, {SI("一般公共预算"), SI("政府性基金"), SI("国有资本经营")}},
        {true, {SI("基本支出"), SI("项目支出"), SI("上缴上级支出"), SI("经营支出"), SI("事业单位经营支出"), SI("对附属单位补助支出")}},
        {false, {SI("事业收入"), SI("经营收入"), SI("事业单位经营收入"), SI("上级补助收入"), SI("附属单位上缴收入"), SI("其他收入")}},
    };
    const struct fx_head *left = a->x0 < b->x0 ? a : b, *right = left == a ? b : a;
    for (size_t i = 0; i < sizeof family / sizeof *family; i++) {
        size_t l = NAMES, r = NAMES;
        for (size_t k = 0; k < NAMES && family[i].name[k].n; k++) {
            if (str_starts(left->text, family[i].name[k])) l = k;
            if (str_starts(right->text, family[i].name[k])) r = k;
        }
        if (l < NAMES && r < NAMES && l != r && (l < r || !family[i].ordered)) return true;
    }
    return false;
}

/* A head of its own between two of a family: 支出决算 stands over them. */
static bool between_kin(const struct forest *f, const struct fx_tok *c, uint32_t j)
{
    const struct fx_head h = {.text = c->s, .x0 = c->x0};
    return j > 0 && j < f->n && kin(f->v[j - 1], f->v[j]) && !kin(f->v[j - 1], &h) && !kin(&h, f->v[j]);
}

static double leaf_cost(const struct forest *f, const struct fx_tok *c, double y, uint32_t j)
{
    if (j > 0 && c->x0 < t1_of(f->v[j - 1])) return NEVER;
    if (j < f->n && c->x1 > t0_of(f->v[j])) return NEVER;
    if (j > 0 && j < f->n && one_code(f->v[j - 1], f->v[j])) return NEVER;
    double cost = free_band(f, c->x0, c->x1) ? 0.5 : f->full ? 2.5 : 1.5, off = NEVER;
    if (names_side(f, c, y) || between_kin(f, c, j)) cost += 4;
    if (j > 0) off = gap2(y, y_of(f->v[j - 1]));
    if (j < f->n && gap2(y, y_of(f->v[j])) < off) off = gap2(y, y_of(f->v[j]));
    return f->n && off > 1 ? cost + 0.8 * (off - 1) : cost;
}

static bool covered(const struct fx_head *h, const struct fx_tok *c, uint32_t k)
{
    for (uint32_t i = 0; i < k; i++) {
        if (c[i].x0 < h->x1 && h->x0 < c[i].x1) return true;
    }
    return false;
}

/* Two lines of one cell, right above each other, while its neighbour has one line, level with the lower? */
static bool lopsided(const struct forest *f, uint32_t j, const struct fx_tok *line, uint32_t k)
{
    const struct fx_head *r = f->v[j];
    for (int side = -1; side <= 1; side += 2) {
        if ((side < 0 && j == 0) || j + (uint32_t)(side > 0) >= f->n) continue;
        const struct fx_head *b = f->v[side < 0 ? j - 1 : j + 1];
        if (b->y0 == b->y1 && b->y0 == r->y0 && r->y1 == r->y0 && !b->nkid == !r->nkid && !covered(b, line, k)) return true;
    }
    return false;
}

/* Does r, on the line below y, have its other half on the line above y, with nothing of it on y? Then it is
 * a wrapped neighbour of what stands on y, not below it. */
static bool goes_on_above(const struct forest *f, const struct fx_head *r, uint32_t y)
{
    if (r->y0 != y + 1) return false;
    bool above = false;
    for (size_t i = f->s->from; i < f->s->body; i++) {
        uint32_t at = f->y[i - f->s->from];
        const struct head_line *l = &f->line[i - f->s->from];
        for (uint32_t k = 0; k < l->n && (at == y || at + 1 == y); k++) {
            const struct fx_tok *c = &l->cell[k];
            bool over = c->x0 < r->x1 && r->x0 < c->x1;
            if (at == y && over) return false;
            above |= over && gap2(mid(c->x0, c->x1), mid(r->x0, r->x1)) <= 2;
        }
    }
    return above;
}

/* 类 beside 款, 款 beside 项: whole cells. 款 alone may be the last character of a wrapped one. */
static bool one_of_codes(const struct forest *f, uint32_t j)
{
    if (!code_part(f->v[j]->text)) return false;
    return (j > 0 && code_part(f->v[j - 1]->text)) || (j + 1 < f->n && code_part(f->v[j + 1]->text));
}

/* Two whole heads of the known forms, not known as one: the upper is the head of the lower. */
static bool two_heads(const struct forest *f, const struct fx_tok *c, const struct fx_head *r)
{
    if (!known(c->s) || !known(r->text)) return false;
    struct str both = arena_cat(f->t->mem, c->s, r->text);
    return both.p && !known(both);
}

static double wrap_cost(const struct forest *f, const struct fx_tok *line, uint32_t k, uint32_t i, uint32_t y, uint32_t j)
{
    const struct fx_tok *c = &line[i];
    const struct fx_head *r = f->v[j];
    if (c->x1 <= r->x0 || c->x0 >= r->x1 || one_of_codes(f, j) || f->root[j].pair) return NEVER;
    uint32_t d = r->y0 - f->last[i];
    if (r->y0 <= f->last[i] || d > 3) return NEVER;
    double off = gap2(mid(c->x0, c->x1), mid(r->x0, r->x1)), left = gap2(c->x0, r->x0) * 0.7;
    double cost = (left < off ? left : off) * 0.5 + (d <= 1 ? 0 : d == 2 ? 0.5 : 3);
    if ((j > 0 && c->x0 < f->v[j - 1]->x1) || (j + 1 < f->n && c->x1 > f->v[j + 1]->x0)) cost += 4;
    if (two_heads(f, c, r) || names_side(f, c, y)) cost += 4;
    if (d < 2) return lopsided(f, j, line, k) ? cost + 2 : cost;
    /* Its lines stand symmetrically about the line of its neighbours. */
    double now = mid(r->y0, r->y1), then = mid(y, r->y1);
    bool better = false, worse = false;
    for (int side = -1; side <= 1; side += 2) {
        if ((side < 0 && j == 0) || j + (uint32_t)(side > 0) >= f->n) continue;
        const struct fx_head *b = f->v[side < 0 ? j - 1 : j + 1];
        if ((r->nkid && !b->nkid) || goes_on_above(f, b, y)) continue; /* its place is no measure, or not known yet */
        double ref = mid(b->y0, b->y1);
        better |= gap2(then, ref) < gap2(now, ref);
        worse |= gap2(now, ref) < gap2(then, ref);
    }
    return worse && !better ? cost + 2 : cost;
}

/* The band this cell stands over: its own, or the nearest one. */
static const struct fx_band *band_of(const struct forest *f, const struct fx_head *h)
{
    uint32_t x0 = t0_of(h), x1 = t1_of(h), least = 13;
    const struct fx_band *best = NULL;
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        uint32_t d = v->x1 <= x0 ? x0 - v->x1 + 1 : x1 <= v->x0 ? v->x0 - x1 + 1 : 0;
        if (d < least || (d == least && !v->numeric)) least = d, best = v;
    }
    return best;
}

static bool over_text(const struct forest *f, const struct fx_head *h)
{
    const struct fx_band *b = band_of(f, h);
    return b && !b->numeric;
}

/* Over names, or over codes in front of names. */
static bool over_label(const struct forest *f, const struct fx_head *h)
{
    const struct fx_band *b = band_of(f, h), *end = f->s->band + f->s->nband;
    if (!b || !b->numeric) return b != NULL;
    while (b < end && b->numeric && b->digits == b->count) b++;
    return b < end && !b->numeric;
}

/* How many columns m is away from the middle one of a .. b. */
static double off_rank(const struct forest *f, double m, uint32_t a, uint32_t b)
{
    double at = 0, prev = 0;
    for (uint32_t k = a; k <= b; k++) {
        double c = mid(t0_of(f->v[k]), t1_of(f->v[k]));
        if (m < c) {
            at = k == a ? 0 : k - a - (c - m) / (c - prev);
            return gap2(at, (b - a) / 2.0);
        }
        at = k - a, prev = c;
    }
    return gap2(at, (b - a) / 2.0);
}

/* How far the middle m of a head is from that of the cells a .. b, whose outer borders are somewhere
 * between them and their neighbours. Names are set twice as wide as they count, so over them it matters less. */
static double off_middle(const struct forest *f, double m, uint32_t a, uint32_t b)
{
    double lt = t0_of(f->v[a]), rt = t1_of(f->v[b]);
    double lo = a > 0 ? t1_of(f->v[a - 1]) : lt - 4, hi = b + 1 < f->n ? t0_of(f->v[b + 1]) : rt + 8;
    double text = gap2(m, (lt + rt) / 2), hull = gap2(m, mid(f->v[a]->h0, f->v[b]->h1));
    double least = (lo + rt) / 2, most = (lt + hi) / 2;
    double outside = m < least ? least - m : m > most ? m - most : 0, off = text < hull ? text : hull;
    for (uint32_t k = a; k <= b; k++) {
        if (over_text(f, f->v[k])) return 0.12 * off + 0.28 * outside;
    }
    /* Blank columns are printed narrower than they are: the middle one of an odd number is the middle. */
    double plain = 0.6 * off + 0.7 * outside, rank = 3.6 * off_rank(f, m, a, b) + 0.5;
    return plain < rank ? plain : rank;
}

/* Cells of one head that reach equally far down stand on one line. */
static double uneven(const struct forest *f, uint32_t a, uint32_t b)
{
    double lo[3] = {0, 0, 0}, hi[3] = {0, 0, 0}, sum = 0;
    double leaf = -1, below = 1e9;
    bool any[3] = {false, false, false};
    for (uint32_t k = a; k <= b; k++) {
        const struct fx_head *h = f->v[k];
        size_t d = h->nkid ? h->kid[0]->nkid ? 2 : 1 : 0;
        double y = y_of(h);
        if (!any[d] || y < lo[d]) lo[d] = y;
        if (!any[d] || y > hi[d]) hi[d] = y;
        any[d] = true;
        if (d == 0 && y > leaf) leaf = y;
        for (uint32_t i = 0; i < h->nkid; i++) below = y_of(h->kid[i]) < below ? y_of(h->kid[i]) : below;
    }
    if (leaf > below - 0.4) sum += 1.5; /* a leaf reaches up to the line of the parents beside it */
    for (size_t d = 0; d < 3; d++) {
        if (any[d] && hi[d] - lo[d] > 0.6) sum += hi[d] - lo[d];
    }
    return sum;
}

static bool same_tier(const struct fx_head *a, const struct fx_head *b)
{
    if (!a->nkid != !b->nkid || (a->nkid && !a->kid[0]->nkid != !b->kid[0]->nkid)) return false;
    return gap2(y_of(a), y_of(b)) < 0.6;
}

/* Two label columns and an amount under one head: possible, not likely. */
static bool mixed(const struct forest *f, uint32_t a, uint32_t b)
{
    uint32_t labels = 0, amounts = 0;
    for (uint32_t k = a; k <= b; k++) {
        if (f->v[k]->nkid && over_label(f, f->v[k]->kid[0])) labels += 2;
        else if (over_label(f, f->v[k])) labels++;
        else amounts++;
    }
    return labels >= 2 && amounts > 0;
}

/* 项目 heads codes and names, never amounts beside them. */
static bool names_amounts(const struct forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    if (!fx_same(c->s, S("项目")) || !over_label(f, f->v[a])) return false;
    const struct fx_head *last = f->v[b];
    while (last->nkid) last = last->kid[last->nkid - 1];
    return !over_label(f, last);
}

/* Amounts in front of names: a panel ends between them, and no head stands over two panels' halves. */
static bool across_panels(const struct forest *f, uint32_t a, uint32_t b)
{
    bool amount = false;
    for (uint32_t k = a; k <= b; k++) {
        const struct fx_band *under = f->root[k].under;
        if (amount && under && !under->numeric) return true;
        if (under && under->numeric && under->digits < under->count) amount = true;
    }
    return false;
}

/* 预算数 | 决算数 | 预算数 under one head: no head has two parts of one name. */
static bool repeats(const struct forest *f, uint32_t a, uint32_t b)
{
    if (b - a > 12) return false;
    for (uint32_t i = a; i <= b; i++) {
        for (uint32_t k = i + 1; k <= b; k++) {
            if (!f->v[i]->nkid && !f->v[k]->nkid && fx_same(f->v[i]->text, f->v[k]->text)) return true;
        }
    }
    return false;
}

/* Is it the head of a whole panel: labels and all amounts up to the next labels? */
static bool over_panel(const struct forest *f, uint32_t a, uint32_t b)
{
    if (!over_label(f, f->v[a]) || over_label(f, f->v[b])) return false;
    if (a > 0 && over_label(f, f->v[a - 1])) return false;
    return b + 1 == f->n || over_label(f, f->v[b + 1]);
}

/* Is it the head of every amount of its panel: all from the labels to the next labels? */
static bool over_all_amounts(const struct forest *f, uint32_t a, uint32_t b)
{
    if (a == 0 || !over_label(f, f->v[a - 1])) return false;
    if (b + 1 < f->n && !over_label(f, f->v[b + 1])) return false;
    for (uint32_t k = a; k <= b; k++) {
        if (over_label(f, f->v[k])) return false;
    }
    return true;
}

/* Is something printed above line y, over the cells a .. b? */
static bool headed_above(const struct forest *f, uint32_t y, uint32_t a, uint32_t b)
{
    for (size_t i = f->s->from; i < f->s->body && f->y[i - f->s->from] < y; i++) {
        const struct head_line *l = &f->line[i - f->s->from];
        for (uint32_t k = 0; k < l->n; k++) {
            if (l->cell[k].x0 < t1_of(f->v[b]) && t0_of(f->v[a]) < l->cell[k].x1) return true;
        }
    }
    return false;
}

/* 小计 and 合计 are the first amount of what they sum up. */
static bool sum_inside(const struct forest *f, uint32_t a, uint32_t b)
{
    while (a < b && over_label(f, f->v[a])) a++;
    for (uint32_t k = a + 1; k <= b; k++) {
        if (!f->v[k]->nkid && (fx_same(f->v[k]->text, S("小计")) || fx_same(f->v[k]->text, S("合计")))) return true;
    }
    return false;
}

/* 本年收入 over labels alone: a side of the table is never without its amounts. */
static bool side_of_labels(const struct forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    if (!str_has(c->s, S("收入")) && !str_has(c->s, S("支出"))) return false;
    if (str_has(c->s, S("科目")) || str_has(c->s, S("分类")) || str_has(c->s, S("项目"))) return false;
    for (uint32_t k = a; k <= b; k++) {
        if (f->v[k]->nkid || !over_label(f, f->v[k])) return false;
    }
    return true;
}

static bool has_any(struct str s, const struct str *word, size_t n)
{
    for (size_t i = 0; i < n && word[i].n; i++)
        if (str_has(s, word[i])) return true;
    return false;
}

/* A part that what c names cannot have, in the order of the official forms: 公务用车购置及运行费 is nothing but buying and running,
 * 三公 without 机关运行经费, 财政拨款收入 nothing but the three budgets. */
static bool foreign_part(const struct forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    static const struct str of_cars[] = {SI("小计"), SI("合计"), SI("购置"), SI("运行"), SI("维护"), SI("运维"), SI("用车")};
    enum { PARTS = 9 };
    static const struct {
        struct str head, part[PARTS];
    } never[] = {
        {SI("财政拨款收入"), {SI("事业"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入"), SI("专户"), SI("单位资金"), SI("结转"), SI("收入合计")}},
        {SI("事业收入"), {SI("财政拨款"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入"), SI("结转"), SI("收入合计"), SI("一般公共预算"), SI("政府性基金")}},
        {SI("单位资金"), {SI("一般公共预算"), SI("政府性基金"), SI("国有资本"), SI("专户"), SI("结转")}},
        {SI("基本支出"), {SI("项目支出"), SI("上缴上级"), SI("经营支出"), SI("附属单位"), SI("结转")}},
        {SI("项目支出"), {SI("基本支出"), SI("上缴上级"), SI("经营支出"), SI("附属单位"), SI("人员经费"), SI("公用经费")}},
        {SI("合计"), {SI("名称"), SI("编码"), SI("代码"), SI("项目")}},
        {SI("小计"), {SI("名称"), SI("编码"), SI("代码"), SI("合计")}},
        {SI("本年收入"), {SI("结转"), SI("支出"), SI("名称"), SI("编码"), SI("代码")}},
        {SI("本年支出"), {SI("结转"), SI("收入")}},
        {SI("上年结转结余"), {SI("本年"), SI("事业收入"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入")}},
        {SI("上年结转"), {SI("本年"), SI("事业收入"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入")}},
        {SI("项目"), {SI("合计"), SI("小计"), SI("预算数"), SI("决算数"), SI("金额"), SI("基本支出"), SI("项目支出"), SI("收入"), SI("预算")}},
    };
    bool cars = str_has(c->s, S("用车")) && str_has(c->s, S("购置")) && str_has(c->s, S("运行")), three = str_has(c->s, S("三公"));
    const struct str *part = NULL;
    if (str_ends(c->s, S("名称"))) return true;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (fx_same(c->s, never[i].head)) part = never[i].part;
    for (uint32_t k = a; (cars || three || part) && k <= b; k++) {
        struct str s = f->v[k]->text;
        if (part && has_any(s, part, PARTS)) return true;
        if ((cars && !has_any(s, of_cars, sizeof of_cars / sizeof *of_cars)) || (three && str_has(s, S("机关运行")))) return true;
    }
    return false;
}

static bool of_year(struct str s) { return s.n >= 4 && str_starts(s, S("20")) && s.p[2] >= '0' && s.p[2] <= '9' && s.p[3] >= '0' && s.p[3] <= '9'; }

/* A head of one year over a column of another. */
static bool two_years(const struct forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    for (uint32_t k = a; of_year(c->s) && k <= b; k++) {
        if (of_year(f->v[k]->text) && !str_eq(str_sub(c->s, 0, 4), str_sub(f->v[k]->text, 0, 4))) return true;
    }
    return false;
}

/* The head stands over the middle of one of several, not over the middle of all. */
static bool over_one(const struct forest *f, double m, uint32_t a, uint32_t b)
{
    if (a == b || gap2(m, mid(t0_of(f->v[a]), t1_of(f->v[b]))) < 3) return false;
    return gap2(m, mid(f->v[a]->x0, f->v[a]->x1)) <= 1 || gap2(m, mid(f->v[b]->x0, f->v[b]->x1)) <= 1;
}

static double parent_cost(const struct forest *f, const struct fx_tok *line, uint32_t i, uint32_t y, uint32_t a,
                          uint32_t b)
{
    const struct fx_tok *c = &line[i];
    const struct fx_head *l = f->v[a], *r = f->v[b];
    double m = mid(c->x0, c->x1), lt = t0_of(l), rt = t1_of(r);
    if (m < lt - 2 || m > rt + 2) return NEVER;
    for (uint32_t k = a; k <= b; k++) {
        if (f->v[k]->y0 <= f->last[i]) return NEVER; /* its own last line is no higher */
    }
    double off = off_middle(f, m, a, b), width = rt - lt - (c->x1 - c->x0);
    double left = gap2(c->x0, lt) + 0.2 * (width > 0 ? width : 0); /* set at the left border */
    bool panel = over_panel(f, a, b), all = (panel || over_all_amounts(f, a, b)) && !headed_above(f, y, a, b);
    double cost = 0.7 + (panel && all ? 0.3 : 0.5) * (left < off ? left : off) + (all ? 0.3 : 1.5) * uneven(f, a, b);
    for (uint32_t k = a; k < b; k++) {
        if (t0_of(f->v[k + 1]) > t1_of(f->v[k]) + (f->t->display ? 60 : 30)) cost += 2;
    }
    for (uint32_t k = a; k <= b; k++) cost += goes_on_above(f, f->v[k], y) ? 3 : 0;
    if (b + 1 < f->n && one_code(r, f->v[b + 1])) cost += 4;
    if (a > 0 && one_code(f->v[a - 1], l)) cost += 4;
    if (repeats(f, a, b)) cost += 4;
    if (f->root[a].goes_on || (b + 1 < f->n && f->root[b + 1].goes_on)) cost += 4;
    if (over_one(f, m, a, b)) cost += 1;
    if (names_amounts(f, c, a, b)) cost += 4;
    if (sum_inside(f, a, b)) cost += 2.5;
    if (side_of_labels(f, c, a, b)) cost += 2;
    if (two_years(f, c, a, b)) cost += 4;
    if (foreign_part(f, c, a, b)) cost += 6;
    if (across_panels(f, a, b)) cost += 3;
    return cost + 0.05 * (b - a) + (mixed(f, a, b) ? 1.2 : 0);
}

enum { MOVE_NONE, MOVE_LEAF, MOVE_WRAP, MOVE_PARENT, MOVE_SKIP };
struct step {
    double cost;
    uint8_t move, from_flag;
    uint16_t a, b; /* roots of a parent, or the root that is wrapped or skipped */
};
struct plan {
    struct step *at; /* [i][j][flag]: i cells and j roots are done; flag: the last root got a parent */
    uint32_t k, m;
};

static struct step *plan_at(struct plan *p, uint32_t i, uint32_t j, uint32_t flag)
{
    return &p->at[((size_t)i * (p->m + 1) + j) * 2 + flag];
}

static void offer(struct step *to, double cost, uint8_t move, uint32_t flag, uint32_t a, uint32_t b)
{
    if (cost < to->cost) *to = (struct step){cost, move, (uint8_t)flag, (uint16_t)a, (uint16_t)b};
}

/* Is something printed above line y that may be the head of root r? */
static bool head_above(const struct forest *f, const struct fx_head *r, uint32_t y)
{
    double m = mid(t0_of(r), t1_of(r));
    for (size_t i = f->s->from; i < f->s->body && f->y[i - f->s->from] < y; i++) {
        if (f->y[i - f->s->from] + 3 < y) continue;
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            const struct fx_tok *c = &f->t->line[i].tok[k];
            if (gap2(mid(c->x0, c->x1), m) <= 6) return true;
        }
    }
    return false;
}

/* A leaf left out beside one that got the head c, though both stand on one line. */
static double orphan(const struct forest *f, const struct fx_tok *c, uint32_t left_out, uint32_t beside, uint32_t y)
{
    const struct fx_head *out = f->v[left_out], *in = f->v[beside];
    if (gap2(y_of(out), y_of(in)) < 2 && kin(out, in)) return 5;
    if (!same_tier(out, in) || (!fx_same(c->s, S("项目")) && foreign_part(f, c, left_out, left_out))) return 0;
    if (fx_same(out->text, S("合计")) && fx_same(in->text, S("小计"))) return 0;
    if (left_out < beside && fx_same(f->v[left_out]->text, S("小计"))) return 5; /* of what follows it */
    return !head_above(f, f->v[left_out], y) ? 3 : 0;
}

/* On the topmost line: a head of several cells that stands lower has one above it, and so has a cell that stands
 * below the middle of the header, where cells as tall as it stand. */
static double headless(const struct forest *f, uint32_t j, uint32_t y)
{
    uint32_t last = f->y[f->s->body - f->s->from - 1];
    if (y == 1 && !f->v[j]->nkid && y_of(f->v[j]) > (1 + last) / 2.0 + 1) return 2;
    return y == 1 && f->v[j]->nkid && y_of(f->v[j]) > y + 1 ? 2 : 0;
}

static void extend(struct plan *p, const struct forest *f, const struct fx_tok *c, uint32_t y, uint32_t i, uint32_t j,
                   uint32_t flag)
{
    double now = plan_at(p, i, j, flag)->cost;
    if (now >= NEVER) return;
    if (j < p->m) {
        offer(plan_at(p, i, j + 1, 0), now + (flag ? 0.3 + orphan(f, &c[i - 1], j, j - 1, y) : 0.01) + headless(f, j, y), MOVE_SKIP, flag, j, j);
    }
    if (i == p->k) return;
    offer(plan_at(p, i + 1, j, 0), now + leaf_cost(f, &c[i], mid(y, f->last[i]), j), MOVE_LEAF, flag, j, j);
    if (j < p->m) offer(plan_at(p, i + 1, j + 1, 0), now + wrap_cost(f, c, p->k, i, y, j), MOVE_WRAP, flag, j, j);
    if (j > 0 && j < p->m && plan_at(p, i, j, flag)->move == MOVE_SKIP) now += orphan(f, &c[i], j - 1, j, y);
    for (uint32_t b = j + 1; b < p->m; b++)
        offer(plan_at(p, i + 1, b + 1, 1), now + parent_cost(f, c, i, y, j, b), MOVE_PARENT, flag, j, b);
}

static struct fx_head *new_head(struct forest *f, const struct fx_tok *c, uint32_t y, uint32_t last)
{
    struct fx_head *h = arena_zalloc(f->t->mem, sizeof *h);
    if (!h) return NULL;
    h->text = c->s;
    h->x0 = h->h0 = c->x0;
    h->x1 = h->h1 = c->x1;
    h->d0 = c->d0, h->d1 = c->d1;
    h->y0 = y;
    h->y1 = last;
    h->page = f->t->line[c->at].src->page;
    h->line = f->t->line[c->at].src->line;
    h->col = FX_NONE;
    for (uint32_t b = 0; b < f->s->nband; b++) {
        const struct fx_band *v = &f->s->band[b];
        uint32_t lo = v->x0 > c->x0 ? v->x0 : c->x0, hi = v->x1 < c->x1 ? v->x1 : c->x1;
        if (hi <= lo || (hi - lo) * 2 < c->x1 - c->x0) continue;
        if (v->x0 < h->h0) h->h0 = v->x0;
        if (v->x1 > h->h1) h->h1 = v->x1;
    }
    return h;
}

static int adopt(struct forest *f, struct fx_head *h, uint32_t a, uint32_t b)
{
    h->nkid = b - a + 1;
    h->kid = arena_array(f->t->mem, h->nkid, sizeof *h->kid);
    if (!h->kid) return -1;
    memcpy(h->kid, &f->v[a], h->nkid * sizeof *h->kid);
    h->h0 = f->v[a]->h0;
    h->h1 = f->v[b]->h1;
    return 0;
}

static int wrap(struct forest *f, struct fx_head *r, const struct fx_tok *c, uint32_t y)
{
    r->text = arena_cat(f->t->mem, c->s, r->text);
    if (!r->text.p) return -1;
    if (c->x0 < r->x0) r->x0 = c->x0;
    if (c->x1 > r->x1) r->x1 = c->x1;
    if (c->d0 < r->d0) r->d0 = c->d0;
    if (c->d1 > r->d1) r->d1 = c->d1;
    if (!r->nkid && c->x0 < r->h0) r->h0 = c->x0;
    if (!r->nkid && c->x1 > r->h1) r->h1 = c->x1;
    r->y0 = y;
    r->page = f->t->line[c->at].src->page;
    r->line = f->t->line[c->at].src->line;
    return 0;
}

/* Carry the plan out: the new forest, left to right. */
static int carry_out(struct plan *p, struct forest *f, const struct fx_tok *c, uint32_t y)
{
    struct fx_head **next = arena_array(f->t->mem, (size_t)p->k + p->m + 1, sizeof *next);
    if (!next) return -1;
    uint32_t i = p->k, j = p->m, n = 0;
    uint32_t flag = plan_at(p, i, j, 1)->cost < plan_at(p, i, j, 0)->cost;
    while (i || j) {
        struct step s = *plan_at(p, i, j, flag);
        flag = s.from_flag;
        if (s.move == MOVE_SKIP) {
            next[n++] = f->v[--j];
            continue;
        }
        const struct fx_tok *cell = &c[--i];
        if (s.move == MOVE_WRAP) {
            next[n++] = f->v[--j];
            if (wrap(f, f->v[j], cell, y)) return -1;
            continue;
        }
        struct fx_head *h = new_head(f, cell, y, f->last[i]);
        if (!h) return -1;
        if (s.move == MOVE_PARENT) {
            if (adopt(f, h, s.a, s.b)) return -1;
            j = s.a;
        }
        next[n++] = h;
    }
    for (uint32_t k = 0; k < n / 2; k++) {
        struct fx_head *swap = next[k];
        next[k] = next[n - 1 - k], next[n - 1 - k] = swap;
    }
    f->v = next, f->n = n;
    return 0;
}

/* ---- the short tails of wrapped cells ---- */

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
static int join_tails(struct fx_table *t, struct head_line *v, size_t n, const uint32_t *y)
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
static void insert_cell(struct head_line *l, struct fx_tok cell, uint32_t last)
{
    uint32_t at = l->n;
    if (l->n == CELLS) return;
    while (at > 0 && l->cell[at - 1].x0 > cell.x0) {
        l->cell[at] = l->cell[at - 1], l->last[at] = l->last[at - 1];
        at--;
    }
    l->cell[at] = cell, l->last[at] = last;
    l->n++;
}

static int head_lines(struct fx_table *t, const struct fx_seg *s, const uint32_t *y, struct head_line **out)
{
    size_t n = s->body - s->from;
    struct head_line *v = arena_array(t->mem, n + 1, sizeof *v);
    struct fx_known known;
    if (!v || fx_known_heads(t, s, y, &known)) return -1;
    for (size_t i = 0; i < n; i++) {
        v[i].cell = arena_alloc(t->mem, CELLS * sizeof *v[i].cell);
        v[i].last = arena_alloc(t->mem, CELLS * sizeof *v[i].last);
        if (!v[i].cell || !v[i].last) return -1;
        v[i].n = head_pieces(t, s, s->from + i, &known, v[i].cell);
        for (uint32_t k = 0; k < v[i].n; k++) v[i].last[k] = y[i];
    }
    *out = v;
    if (join_tails(t, v, n, y)) return -1;
    for (uint32_t k = 0; k < known.n; k++) insert_cell(&v[known.cell[k].line], known.cell[k].tok, known.cell[k].last);
    return 0;
}

/* Leaves in pairs of the same two names: the name that comes first begins every pair. */
static bool in_pair(const struct forest *f, uint32_t r)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < f->n; i++) same += !f->v[i]->nkid && fx_same(f->v[i]->text, f->v[r]->text);
    return !f->v[r]->nkid && same >= 3 && fx_chars(f->v[r]->text) >= 3;
}

static bool goes_on(const struct forest *f, uint32_t r)
{
    if (!in_pair(f, r)) return false;
    for (uint32_t i = 0; i + 2 < f->n; i++) {
        const struct fx_head *a = f->v[i], *b = f->v[i + 2];
        if (!a->nkid && !b->nkid && fx_same(a->text, b->text)) return !fx_same(a->text, f->v[r]->text);
    }
    return false;
}

static int look_at_roots(struct forest *f)
{
    f->full = all_headed(f);
    f->root = arena_array(f->t->mem, (size_t)f->n + 1, sizeof *f->root);
    if (!f->root) return -1;
    for (uint32_t r = 0; r < f->n; r++) {
        const struct fx_head *h = f->v[r];
        while (h->nkid) h = h->kid[0];
        f->root[r] = (struct root){band_of(f, h), in_pair(f, r), goes_on(f, r)};
    }
    return 0;
}

static int place_line(struct forest *f, const struct fx_tok *c, uint32_t k, uint32_t y)
{
    if (f->n > 2 * CELLS) return 1;
    if (look_at_roots(f)) return -1;
    struct plan p = {NULL, k, f->n};
    size_t cells = (size_t)(k + 1) * (f->n + 1) * 2;
    p.at = arena_array(f->t->mem, cells, sizeof *p.at);
    if (!p.at) return -1;
    for (size_t i = 0; i < cells; i++) p.at[i].cost = NEVER;
    p.at[0].cost = 0;
    for (uint32_t i = 0; i <= k; i++) {
        for (uint32_t j = 0; j <= f->n; j++) {
            extend(&p, f, c, y, i, j, 0);
            extend(&p, f, c, y, i, j, 1);
        }
    }
    if (plan_at(&p, k, f->n, 0)->cost >= NEVER && plan_at(&p, k, f->n, 1)->cost >= NEVER) return 1;
    return carry_out(&p, f, c, y);
}

/* A line that fits nowhere: each cell goes to the one below it that is nearest, as a further line of it. */
static int force_line(struct forest *f, const struct fx_tok *c, uint32_t k, uint32_t y)
{
    for (uint32_t i = k; i-- > 0;) {
        struct fx_head *best = NULL;
        double off = NEVER;
        for (uint32_t r = 0; r < f->n; r++) {
            double d = gap2(mid(c[i].x0, c[i].x1), mid(f->v[r]->x0, f->v[r]->x1));
            if (d < off) off = d, best = f->v[r];
        }
        if (best && wrap(f, best, &c[i], y)) return -1;
    }
    return 0;
}

/* ---- the tree ---- */

static uint32_t count_leaves(struct fx_head *h, uint32_t depth, uint32_t *deepest)
{
    h->depth = depth;
    if (depth + 1 > *deepest) *deepest = depth + 1;
    h->nleaf = h->nkid ? 0 : 1;
    for (uint32_t k = 0; k < h->nkid; k++) h->nleaf += count_leaves(h->kid[k], depth + 1, deepest);
    return h->nleaf;
}

static void list_leaves(struct fx_head *h, struct fx_heads *out)
{
    if (!h->nkid) out->leaf[out->nleaf++] = h;
    for (uint32_t k = 0; k < h->nkid; k++) list_leaves(h->kid[k], out);
}

int fx_number_lines(struct fx_table *t, const struct fx_seg *s, uint32_t **y)
{
    size_t n = s->body - s->from;
    const struct fx_line *l = t->line + s->from;
    *y = arena_array(t->mem, n + 1, sizeof **y);
    if (!*y) return -1;
    uint32_t step = n > 1 ? 4 : 1;
    for (size_t i = 1; i < n; i++) step = l[i].y - l[i - 1].y < step ? l[i].y - l[i - 1].y : step;
    for (size_t i = 0; i < n; i++) (*y)[i] = 1 + (l[i].y - l[0].y + step / 2) / (step ? step : 1);
    return 0;
}

int fx_tree(struct fx_table *t, struct fx_head **root, uint32_t n, struct fx_heads *out, struct err *e)
{
    *out = (struct fx_heads){root, n, NULL, 0, 0, false};
    uint32_t leaves = 0;
    for (uint32_t r = 0; r < n; r++) leaves += count_leaves(root[r], 0, &out->depth);
    out->leaf = arena_array(t->mem, leaves + 1, sizeof *out->leaf);
    if (!out->leaf) return err_nomem(e);
    for (uint32_t r = 0; r < n; r++) list_leaves(root[r], out);
    return 0;
}

/* How many roots there are until the same ones come again, up to the end: 科目编码 科目名称 决算数, three times. 0: they do not. */
static uint32_t period(const struct forest *f)
{
    for (uint32_t each = 2; each <= f->n / 2; each++) {
        bool same = f->n % each == 0;
        for (uint32_t i = each; same && i < f->n; i++) {
            const struct fx_head *a = f->v[i], *b = f->v[i % each];
            same = fx_same(a->text, b->text) && !a->nkid == !b->nkid;
        }
        if (same) return each;
    }
    return 0;
}

/* Where the share of each of k heads over `groups` repeated groups begins, in groups: those whose middles are nearest. */
static void share_out(const struct forest *f, const struct head_line *l, uint32_t each, uint32_t groups, uint32_t *from)
{
    double cost[CELLS + 1][GROUPS + 1];
    uint32_t prev[CELLS + 1][GROUPS + 1] = {{0}};
    for (uint32_t i = 0; i <= l->n; i++)
        for (uint32_t g = 0; g <= groups; g++) cost[i][g] = i || g ? NEVER : 0;
    for (uint32_t i = 0; i < l->n; i++)
        for (uint32_t a = 0; a < groups; a++)
            for (uint32_t b = a; b < groups && cost[i][a] < NEVER; b++) {
                double m = mid(l->cell[i].x0, l->cell[i].x1), at = mid(t0_of(f->v[a * each]), t1_of(f->v[b * each + each - 1]));
                double c = cost[i][a] + gap2(m, at);
                if (c < cost[i + 1][b + 1]) cost[i + 1][b + 1] = c, prev[i + 1][b + 1] = a;
            }
    for (uint32_t i = l->n, g = groups; i-- > 0; g = from[i]) from[i] = prev[i + 1][g];
    from[l->n] = groups;
}

/* 收入 | 支出 on the topmost line over two tables side by side: where the second begins, with what the first begins with. 0:
 * the line is another. */
static uint32_t second_side(const struct forest *f, const struct head_line *l, uint32_t y)
{
    if (l->n != 2 || !names_side(f, &l->cell[0], y) || !names_side(f, &l->cell[1], y) || f->v[0]->nkid) return 0;
    for (uint32_t r = 1; r < f->n; r++)
        if (fx_same(f->v[r]->text, f->v[0]->text) || (names_item(f->v[r]->text) && names_item(f->v[0]->text))) return r;
    return 0;
}

/* Two heads over three groups or more: how much worse the second best way to share them is. */
static double share_margin(const struct forest *f, const struct head_line *l, uint32_t each, uint32_t groups)
{
    double best = NEVER, second = NEVER;
    for (uint32_t at = 1; l->n == 2 && at < groups; at++) {
        double c = gap2(mid(l->cell[0].x0, l->cell[0].x1), mid(t0_of(f->v[0]), t1_of(f->v[at * each - 1]))) +
                   gap2(mid(l->cell[1].x0, l->cell[1].x1), mid(t0_of(f->v[at * each]), t1_of(f->v[f->n - 1])));
        if (c < best) second = best, best = c;
        else if (c < second) second = c;
    }
    return second - best;
}

/* 预算数 | 决算数 or 人员经费 | 公用经费 on the topmost line over heads that come again in one order: each has one or more
 * of these groups, whole. 1: l is no such line. */
static int halve(struct forest *f, const struct head_line *l, uint32_t y)
{
    uint32_t k = l->n, each = y > 1 || k < 2 ? 0 : period(f), groups = each ? f->n / each : 0, from[CELLS + 1];
    uint32_t side = second_side(f, l, y);
    if (side) {
        each = 1;
        from[0] = 0, from[1] = side, from[2] = f->n;
    } else {
        if (groups < k || groups > GROUPS) return 1;
        share_out(f, l, each, groups, from);
        f->doubt |= groups > k && share_margin(f, l, each, groups) < SHARED;
    }
    for (uint32_t i = 0; i < k && !side; i++)
        if (l->cell[i].x1 <= t0_of(f->v[from[i] * each]) || l->cell[i].x0 >= t1_of(f->v[from[i + 1] * each - 1])) return 1;
    struct fx_head **next = arena_array(f->t->mem, (size_t)k + 1, sizeof *next);
    for (uint32_t i = 0; next && i < k; i++) {
        next[i] = new_head(f, &l->cell[i], y, l->last[i]);
        if (!next[i] || adopt(f, next[i], from[i] * each, from[i + 1] * each - 1)) return -1;
    }
    if (!next) return -1;
    f->v = next;
    f->n = k;
    return 0;
}

static void drop_cell(struct head_line *l, uint32_t i)
{
    memmove(&l->cell[i], &l->cell[i + 1], (l->n - i - 1) * sizeof *l->cell);
    memmove(&l->last[i], &l->last[i + 1], (l->n - i - 1) * sizeof *l->last);
    l->n--;
}

/* 本年收入 | 上年结转结余 over 小计 … | 小计 …: each has what its 小计 begins. The two are taken from the line. */
static int two_sums(struct forest *f, struct head_line *l, uint32_t y)
{
    uint32_t first = 0, second = 0, sums = 0, now = l->n, then = l->n;
    for (uint32_t r = 0; r < f->n; r++) {
        if (f->v[r]->nkid || !fx_same(f->v[r]->text, S("小计"))) continue;
        if (sums++ == 0) first = r;
        else second = r;
    }
    for (uint32_t i = 0; i < l->n; i++) {
        if (fx_same(l->cell[i].s, S("本年收入"))) now = i;
        if (str_starts(l->cell[i].s, S("上年结转"))) then = i;
    }
    if (sums != 2 || now >= then || then == l->n || second == first + 1) return 0;
    struct fx_head *a = new_head(f, &l->cell[now], y, l->last[now]), *b = new_head(f, &l->cell[then], y, l->last[then]);
    if (!a || !b || adopt(f, a, first, second - 1) || adopt(f, b, second, f->n - 1)) return -1;
    f->v[first] = a, f->v[first + 1] = b;
    f->n = first + 2;
    drop_cell(l, then);
    drop_cell(l, now);
    return 0;
}

int fx_header(struct fx_table *t, const struct fx_seg *s, struct fx_heads *out, struct err *e)
{
    struct forest f = {t, s, NULL, 0, NULL, NULL, false, NULL, NULL, false};
    struct head_line *line;
    if (fx_number_lines(t, s, &f.y) || head_lines(t, s, f.y, &line)) return err_nomem(e);
    f.line = line;
    for (size_t i = s->body; i-- > s->from;) {
        struct head_line *l = &line[i - s->from];
        if (two_sums(&f, l, f.y[i - s->from])) return err_nomem(e);
        if (!l->n) continue;
        f.last = l->last;
        int rc = halve(&f, l, f.y[i - s->from]);
        if (rc > 0) rc = place_line(&f, l->cell, l->n, f.y[i - s->from]);
        if (rc > 0) rc = force_line(&f, l->cell, l->n, f.y[i - s->from]);
        if (rc < 0) return err_nomem(e);
    }
    if (fx_tree(t, f.v, f.n, out, e)) return -1;
    out->doubt = f.doubt;
    return 0;
}
