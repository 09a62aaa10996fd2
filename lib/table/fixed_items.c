/* SPDX-License-Identifier: MIT */
/* fixed_items.c: the table of the three public expenses (三公), whose heads are the same on every page.
 *
 * The form (财政部, 部门预决算公开 forms of 2016 and after; 部门决算 公开07/08表) has six heads: 合计, 因公出国（境）费,
 * 公务接待费 and 公务用车购置及运行费 over 小计, 购置费 and 运行费; once, or twice under 预算数 and 决算数, or each over
 * both. When the pieces of a header spell these and nothing else, the tree of heads is known and only the order of
 * its leaves is read from the page. Figures go to leaves under two bounds that hold however a page was padded (poppler,
 * TextOutputDev: what stands right of a piece on paper stands right of it in the text): the heads of what is left blank
 * between two figures had room in the gap between them, and no figure reaches under the heads beside its own. */
#include "base/utf.h"
#include "table/fixed.h"
#include "table/head_words.h"

#include <stdlib.h>

enum what { TOTAL, ABROAD, RECEPTION, CAR, SUB, BUY, RUN, ITEMS, OTHER = ITEMS, LABEL, PHASE, UNKNOWN, KINDS };
enum { CELLS = 48, SLACK = 1, HALVES_APART = 24 }; /* the last in half columns */
#define NEVER 1e6
#define CLEAR 4.0 /* columns by which the next best place has to be worse */

struct cell {
    struct fx_tok tok;   /* hull and text of all its lines */
    uint32_t y0, y1;
    enum what what;
    bool solid;          /* nothing stands one blank beside it: its place is its own */
    bool code;           /* a label over codes or ordinals */
    struct fx_head *head;
};

struct form {
    struct fx_table *t;
    const struct fx_seg *s;
    struct cell cell[CELLS];
    uint32_t n, count[KINDS];
    struct cell *leaf[CELLS];
    uint32_t nleaf;
    struct fx_head *root[CELLS];
    uint32_t nroot;
    uint16_t to[CELLS];  /* leaf of each band */
    double best, second; /* prices of the best places of all bands, and of the next best */
};

/* ---- what a head is ---- */

static bool has(struct str s, const struct str *word)
{
    for (; word->n; word++)
        if (str_has(s, *word)) return true;
    return false;
}

#define HAS(s, ...) has(s, (const struct str[]){__VA_ARGS__, {NULL, 0}})

/* Of a head as the list of words has it. */
static enum what what_is(struct str s)
{
    if (HAS(s, SI("机关运行"), SI("会议费"), SI("培训费"))) return OTHER;
    if (str_has(s, S("出国"))) return ABROAD;
    if (str_has(s, S("接待"))) return RECEPTION;
    bool run = HAS(s, SI("运行"), SI("运维"), SI("维护"));
    if (str_has(s, S("购置"))) return run ? CAR : BUY;
    if (run) return RUN;
    if (str_has(s, S("公务用车"))) return CAR;
    if (str_eq(s, S("小计"))) return SUB;
    if (HAS(s, SI("合计"), SI("总计"))) return TOTAL;
    if (HAS(s, SI("项目"), SI("单位名称"), SI("部门名称"), SI("单位代码"), SI("单位编码"), SI("部门代码"), SI("部门编码"), SI("预算单位"), SI("序号")))
        return LABEL;
    return HAS(s, SI("预算"), SI("决算"), SI("三公经费"), SI("执行数")) ? PHASE : UNKNOWN;
}

/* ---- its cells ---- */

/* Do the pieces of the page that touch the cell lie inside it? */
static bool is_solid(const struct form *f, const struct fx_tok *c, uint32_t from, uint32_t to)
{
    for (size_t i = f->s->from; i < f->s->body; i++) {
        const struct fx_line *l = &f->t->line[i];
        if (l->tok[0].at < from || l->tok[0].at > to) continue;
        for (uint32_t k = 0; k < l->ntok; k++) {
            const struct fx_tok *p = &l->tok[k];
            if (p->x0 < c->x1 && c->x0 < p->x1 && (p->x0 < c->x0 || p->x1 > c->x1)) return false;
        }
    }
    return true;
}

static bool add_cell(struct form *f, const struct fx_tok *tok, uint32_t y0, uint32_t y1, uint32_t last)
{
    char folded[HEAD_WORD_MAX];
    struct str s = {folded, head_fold(tok->s, folded)};
    if (f->n == CELLS || s.n == 0 || !head_is_word(s)) return false;
    enum what w = what_is(s);
    if (w == UNKNOWN) return false;
    bool code = HAS(s, SI("序号"), SI("代码"), SI("编码"));
    f->cell[f->n++] = (struct cell){*tok, y0, y1, w, is_solid(f, tok, tok->at, last), code, NULL};
    f->count[w]++;
    return true;
}

/* What wrapping tore and no place joined: an upper half and the lower one that spells a head with it, nearest first. */
static bool join_halves(struct form *f, const struct fx_known *known, const uint32_t *y, bool *done)
{
    for (uint32_t i = 0; i < known->nword; i++) {
        const struct fx_known_word *up = &known->word[i];
        uint32_t best = UINT32_MAX, at = 0;
        if (up->taken || done[i] || up->word) continue;
        for (uint32_t k = i + 1; k < known->nword; k++) {
            const struct fx_known_word *low = &known->word[k];
            uint32_t a = up->tok.x0 + up->tok.x1, b = low->tok.x0 + low->tok.x1, off = a < b ? b - a : a - b;
            if (low->taken || done[k] || low->word || low->line <= up->line || off >= best || off > HALVES_APART) continue;
            char folded[HEAD_WORD_MAX];
            struct str both = arena_cat(f->t->mem, up->tok.s, low->tok.s);
            size_t n = both.p ? head_fold(both, folded) : 0;
            if (n && head_is_word((struct str){folded, n})) best = off, at = k;
        }
        if (best == UINT32_MAX) return false;
        const struct fx_known_word *low = &known->word[at];
        struct fx_tok whole = up->tok;
        whole.s = arena_cat(f->t->mem, up->tok.s, low->tok.s);
        if (low->tok.x0 < whole.x0) whole.x0 = low->tok.x0;
        if (low->tok.x1 > whole.x1) whole.x1 = low->tok.x1;
        done[i] = done[at] = true;
        if (!whole.s.p || !add_cell(f, &whole, y[up->line], y[low->line], low->tok.at)) return false;
    }
    return true;
}

/* The cells of the header. 1: all of it is known, 0: it is not, <0: no memory. */
static int read_cells(struct form *f)
{
    struct fx_known known;
    uint32_t *y;
    if (fx_number_lines(f->t, f->s, &y) || fx_known_heads(f->t, f->s, y, &known)) return -1;
    for (uint32_t i = 0; i < known.n; i++) {
        const struct fx_known_cell *c = &known.cell[i];
        uint32_t last = c->tok.at;
        for (size_t l = f->s->from; l < f->s->body; l++)
            if (y[l - f->s->from] <= c->last) last = (uint32_t)l;
        if (!add_cell(f, &c->tok, y[c->line], c->last, last)) return 0;
    }
    bool *done = arena_array(f->t->mem, known.nword + 1, sizeof *done);
    if (!done) return -1;
    if (!join_halves(f, &known, y, done)) return 0;
    for (uint32_t i = 0; i < known.nword; i++) {
        const struct fx_known_word *w = &known.word[i];
        if (w->taken || done[i]) continue;
        if (!add_cell(f, &w->tok, y[w->line], y[w->line], w->tok.at)) return 0;
    }
    return 1;
}

/* ---- the tree ---- */

static int by_place(const void *a, const void *b)
{
    const struct cell *x = *(struct cell *const *)a, *y = *(struct cell *const *)b;
    uint32_t mx = x->tok.x0 + x->tok.x1, my = y->tok.x0 + y->tok.x1;
    return mx < my ? -1 : mx > my;
}

/* The cells of `from` that are in `kinds` (a bit each), left to right; false: two of them overlap. */
static bool list_cells(struct form *f, uint32_t kinds, struct cell **out, uint32_t *n)
{
    *n = 0;
    for (uint32_t i = 0; i < f->n; i++)
        if (kinds >> f->cell[i].what & 1) out[(*n)++] = &f->cell[i];
    qsort(out, *n, sizeof *out, by_place);
    for (uint32_t i = 1; i < *n; i++)
        if (out[i]->tok.x0 < out[i - 1]->tok.x1) return false;
    return true;
}

/* Does every head come as often as it must? *times: once, or twice. */
static bool is_complete(const struct form *f, uint32_t *times)
{
    const uint32_t *n = f->count;
    *times = n[ABROAD];
    if (*times < 1 || *times > 2 || n[RECEPTION] != *times || n[CAR] != *times || n[TOTAL] > *times) return false;
    if (n[BUY] != n[RUN] || (n[BUY] && n[BUY] != *times) || (n[SUB] && n[SUB] != n[BUY])) return false;
    return *times == 1 ? n[TOTAL] == 1 : n[PHASE] == 2 && n[OTHER] == 0 && n[TOTAL] == 2;
}

static struct fx_head *head_of(struct form *f, struct cell *c)
{
    struct fx_head *h = c->head ? c->head : arena_zalloc(f->t->mem, sizeof *h);
    if (!h || c->head) return h;
    h->text = c->tok.s;
    h->x0 = h->h0 = c->tok.x0;
    h->x1 = h->h1 = c->tok.x1;
    h->d0 = c->tok.d0, h->d1 = c->tok.d1;
    h->y0 = c->y0, h->y1 = c->y1;
    h->page = f->t->line[c->tok.at].src->page;
    h->line = f->t->line[c->tok.at].src->line;
    h->col = FX_NONE;
    return c->head = h;
}

static int adopt(struct form *f, struct fx_head *h, struct fx_head **kid, uint32_t n)
{
    h->kid = arena_array(f->t->mem, n, sizeof *h->kid);
    if (!h->kid) return -1;
    memcpy(h->kid, kid, n * sizeof *kid);
    h->nkid = n;
    h->h0 = kid[0]->h0;
    h->h1 = kid[n - 1]->h1;
    return 0;
}

static bool is_part(const struct cell *c) { return c->what == SUB || c->what == BUY || c->what == RUN; }

/* The heads of items [0, n), with 公务用车… over its parts. 1: they are in order, 0: they are not. */
static int put_items(struct form *f, struct cell **item, uint32_t n, struct cell *car, struct fx_head **out, uint32_t *nout)
{
    uint32_t seen = 0;
    *nout = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct fx_head *h = head_of(f, item[i]), *part[3];
        if (!h) return -1;
        if (item[i]->what < ITEMS && seen >> item[i]->what & 1) return 0;
        seen |= item[i]->what < ITEMS ? 1U << item[i]->what : 0;
        if (is_part(item[i])) {
            uint32_t k = 0;
            if (!car || car->y1 >= item[i]->y0) return 0;
            for (; i < n && k < 3 && is_part(item[i]); i++) {
                if (!(part[k++] = head_of(f, item[i]))) return -1;
                seen |= 1U << item[i]->what;
            }
            h = head_of(f, car);
            if (!h || h->nkid || adopt(f, h, part, k)) return h && h->nkid ? 0 : -1;
            i--;
        }
        out[(*nout)++] = h;
    }
    return 1;
}

/* Which 公务用车… stands over the parts of a half: that one of the two. */
static struct cell *car_of(struct form *f, uint32_t half)
{
    struct cell *v[CELLS];
    uint32_t n;
    if (f->count[BUY] == 0 || !list_cells(f, 1U << CAR, v, &n)) return NULL;
    return half < n ? v[half] : NULL;
}

static uint32_t leaf_kinds(const struct form *f)
{
    uint32_t kinds = 1U << TOTAL | 1U << ABROAD | 1U << RECEPTION | 1U << OTHER | 1U << LABEL;
    return kinds | (f->count[BUY] ? 1U << SUB | 1U << BUY | 1U << RUN : 1U << CAR);
}

/* 预算数 | 决算数, or nothing, over the items; or one head over all of them. */
static int put_halves(struct form *f, uint32_t times)
{
    struct cell *phase[CELLS];
    uint32_t nphase, lead = 0, each, got;
    if (!list_cells(f, 1U << PHASE, phase, &nphase) || nphase > times) return 0;
    while (lead < f->nleaf && f->leaf[lead]->what == LABEL) {
        if (!(f->root[f->nroot++] = head_of(f, f->leaf[lead++]))) return -1;
    }
    each = f->nleaf - lead;
    uint32_t tail = 0; /* 机关运行经费 behind the items is under no head that names 三公 */
    while (tail < each && f->leaf[f->nleaf - 1 - tail]->what == OTHER) tail++;
    bool whole = nphase == 0 || times == 2 || !str_has(phase[0]->tok.s, S("公"));
    each = (each - (whole ? 0 : tail)) / times;
    for (uint32_t i = 0; i < times; i++) {
        struct fx_head *item[CELLS], *over = nphase ? head_of(f, phase[i]) : NULL;
        int ok = put_items(f, &f->leaf[lead + i * each], each, car_of(f, i), item, &got);
        if (ok <= 0) return ok;
        if (nphase && (!over || adopt(f, over, item, got))) return -1;
        if (nphase) f->root[f->nroot++] = over;
        else memcpy(&f->root[f->nroot], item, got * sizeof *item), f->nroot += got;
    }
    for (uint32_t i = lead + times * each; i < f->nleaf; i++)
        if (!(f->root[f->nroot++] = head_of(f, f->leaf[i]))) return -1;
    return 1;
}

/* Each item over 预算数 and 决算数. */
static int put_pairs(struct form *f)
{
    struct cell *phase[CELLS], *item[CELLS];
    struct fx_head *pair[2];
    uint32_t nphase, n = 0, got;
    if (!list_cells(f, 1U << PHASE, phase, &nphase) || nphase + f->count[LABEL] > CELLS) return 0;
    for (uint32_t i = 0; i < f->nleaf; i++)
        if (f->leaf[i]->what == LABEL) {
            if (n) return 0;
            if (!(f->root[f->nroot++] = head_of(f, f->leaf[i]))) return -1;
        } else {
            item[n++] = f->leaf[i];
        }
    if (nphase != 2 * n) return 0;
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t k = 0; k < 2; k++) {
            if (phase[2 * i + k]->y0 <= item[i]->y1) return 0;
            if (!(pair[k] = head_of(f, phase[2 * i + k]))) return -1;
        }
        if (!head_of(f, item[i]) || adopt(f, item[i]->head, pair, 2)) return -1;
    }
    struct fx_head *top[CELLS];
    int ok = put_items(f, item, n, car_of(f, 0), top, &got);
    if (ok <= 0) return ok;
    memcpy(&f->root[f->nroot], top, got * sizeof *top);
    f->nroot += got;
    f->nleaf = f->count[LABEL];
    memcpy(&f->leaf[f->nleaf], phase, nphase * sizeof *phase);
    f->nleaf += nphase;
    return 1;
}

static int read_tree(struct form *f)
{
    uint32_t times;
    if (!is_complete(f, &times) || !list_cells(f, leaf_kinds(f), f->leaf, &f->nleaf)) return 0;
    return times == 1 && f->count[PHASE] > 1 ? put_pairs(f) : put_halves(f, times);
}

/* ---- the figures ---- */

/* The narrowest gap between pieces of bands b - 1 and b that stand side by side; in front of the first: from the margin. */
static uint32_t gap_before(const struct form *f, uint32_t b)
{
    uint32_t least = UINT32_MAX;
    for (size_t i = f->s->body; i < f->s->to; i++) {
        const struct fx_line *l = &f->t->line[i];
        for (uint32_t k = 0; k < l->ntok; k++) {
            if (l->tok[k].col != b || (k ? l->tok[k - 1].col + 1U != b : b > 0)) continue;
            uint32_t gap = l->tok[k].x0 - (k ? l->tok[k - 1].x1 : 0);
            if (gap < least) least = gap;
        }
    }
    return least;
}

/* What it costs that band b stands under leaf i; NEVER: it cannot. */
static double price(const struct form *f, uint32_t b, uint32_t i)
{
    const struct fx_band *v = &f->s->band[b];
    const struct cell *c = f->leaf[i];
    if (c->what == LABEL ? v->numeric && !c->code : !v->numeric) return NEVER;
    if (i > 0 && f->leaf[i - 1]->solid && v->x0 + 1 < f->leaf[i - 1]->tok.x1) return NEVER;
    if (i + 1 < f->nleaf && f->leaf[i + 1]->solid && v->x1 > f->leaf[i + 1]->tok.x0 + 1) return NEVER;
    double mid = (c->tok.x0 + c->tok.x1) / 2.0, d = 0;
    if (v->x1 <= c->tok.x0) d = 2.0 * (c->tok.x0 - v->x1 + 1);
    else if (v->x0 >= c->tok.x1) d = v->x0 - c->tok.x1 + 1;
    double off = (v->x0 + v->x1) / 2.0 - mid;
    return c->what == LABEL ? 0.1 * d : d + 0.1 * (off < 0 ? -off : off);
}

struct state {
    double best, second;
    uint16_t from;
};

static void offer(struct state *to, double cost, uint32_t from)
{
    if (cost < to->best) {
        to->second = to->best;
        to->best = cost;
        to->from = (uint16_t)from;
    } else if (cost < to->second) {
        to->second = cost;
    }
}

/* All ways from leaf j of the band before (j == nleaf: from the margin) to the leaves of band b. */
static void go_on(const struct form *f, const struct state *was, struct state *row, uint32_t b, uint32_t j, uint32_t gap)
{
    uint32_t room = 0, first = b ? j + 1 : 0;
    for (uint32_t i = first; i < f->nleaf; i++) {
        if (gap != UINT32_MAX && room > gap + SLACK) return;
        double here = price(f, b, i);
        if (here < NEVER) {
            offer(&row[i], (b ? was->best : 0) + here, j);
            if (b && was->second < NEVER) offer(&row[i], was->second + here, j);
        }
        room += f->leaf[i]->tok.x1 - f->leaf[i]->tok.x0;
    }
}

/* The places of all bands. False: there are none. */
static bool place_bands(struct form *f)
{
    static const struct state none = {NEVER, NEVER, 0};
    struct state at[CELLS][CELLS];
    uint32_t m = f->s->nband, n = f->nleaf;
    if (m == 0 || m > n || n > CELLS) return false;
    for (uint32_t b = 0; b < m; b++) {
        uint32_t gap = gap_before(f, b);
        for (uint32_t i = 0; i < n; i++) at[b][i] = none;
        for (uint32_t j = 0; b ? j < n : j < 1; j++)
            if (b == 0 || at[b - 1][j].best < NEVER) go_on(f, b ? &at[b - 1][j] : &none, at[b], b, j, gap);
    }
    struct state end = none;
    for (uint32_t i = 0; i < n; i++) {
        offer(&end, at[m - 1][i].best, i);
        if (at[m - 1][i].second < NEVER) offer(&end, at[m - 1][i].second, i);
    }
    f->best = end.best;
    f->second = end.second;
    for (uint32_t b = m, i = end.from; end.best < NEVER && b-- > 0; i = at[b][i].from) f->to[b] = (uint16_t)i;
    return end.best < NEVER;
}

/* ---- the measures ---- */

static int try_measure(struct fx_table *t, struct fx_seg *s, enum fx_measure m, struct form *f, struct err *e)
{
    *f = (struct form){.t = t, .s = s, .best = NEVER, .second = NEVER};
    fx_measure_by(t, s->from, s->to, m);
    if (fx_bands(t, s, e)) return -1;
    int ok = s->nband ? read_cells(f) : 0;
    if (ok > 0) ok = read_tree(f);
    if (ok < 0) return err_nomem(e);
    return ok && place_bands(f);
}

static int put_columns(const struct form *f, struct fx_seg *s, struct fx_cols *cols, struct err *e)
{
    cols->v = arena_array(f->t->mem, FX_COLUMNS, sizeof *cols->v);
    if (!cols->v) return err_nomem(e);
    for (uint32_t i = 0; i < f->nleaf; i++)
        cols->v[i] = (struct fx_col){.head = f->leaf[i]->head, .x0 = f->leaf[i]->tok.x0, .x1 = f->leaf[i]->tok.x1};
    cols->n = f->nleaf;
    for (uint32_t b = 0; b < s->nband; b++) {
        struct fx_col *c = &cols->v[f->to[b]];
        s->band[b].col = f->to[b];
        c->numeric = s->band[b].numeric;
        c->x0 = s->band[b].x0, c->x1 = s->band[b].x1;
        c->count = s->band[b].count;
    }
    return 0;
}

static bool alike(const struct form *a, const struct form *b)
{
    if (a->s->nband != b->s->nband || a->nleaf != b->nleaf) return false;
    for (uint32_t i = 0; i < a->s->nband; i++)
        if (a->to[i] != b->to[i]) return false;
    for (uint32_t i = 0; i < a->nleaf; i++)
        if (!fx_same(a->leaf[i]->tok.s, b->leaf[i]->tok.s)) return false;
    return true;
}

int fx_items(struct fx_table *t, struct fx_seg *s, struct fx_heads *heads, struct fx_cols *cols, struct err *e)
{
    struct form *f = arena_array(t->mem, FX_MEASURES, sizeof *f), *use = NULL;
    struct fx_seg seg[FX_MEASURES];
    int ok, first = t->paper ? FX_BY_WIDTH : FX_BY_CHARS, end = t->paper ? FX_BY_WIDTH + 1 : FX_MEASURES;
    bool doubt = false;
    if (!f) return err_nomem(e);
    for (int m = first; m < end; m++) {
        seg[m] = *s;
        if ((ok = try_measure(t, &seg[m], (enum fx_measure)m, &f[m], e)) < 0) return -1;
        if (ok && (!use || f[m].best < use->best)) use = &f[m];
    }
    for (int m = first; use && m < end; m++)
        doubt |= f[m].best < use->best + CLEAR && !alike(&f[m], use);
    if (!use) {
        fx_measure(t, s->from, s->to);
        return fx_bands(t, s, e);
    }
    *s = seg[use - f];
    use->s = s;
    cols->ambiguous = doubt || use->second < use->best + CLEAR;
    fx_measure_by(t, s->from, s->to, (enum fx_measure)(use - f));
    if (fx_bands(t, s, e) || fx_tree(t, use->root, use->nroot, heads, e) || put_columns(use, s, cols, e)) return -1;
    return 1;
}
