/* SPDX-License-Identifier: MIT */
/* fixed_items.c: the table of the three public expenses (三公), whose heads are the same on every page.
 *
 * The form (财政部, 部门预决算公开 forms of 2016 and after; 部门决算 公开07/08表) has six heads: 合计, 因公出国（境）费,
 * 公务接待费 and 公务用车购置及运行费 over 小计, 购置费 and 运行费; once, or twice under 预算数 and 决算数, or each over
 * both. When the pieces of a header spell these and nothing else, the tree of heads is known and only the order of
 * its leaves is read from the page. (fixed_items_place.c: the figures.) */
#include "table/fixed_items.h"
#include "table/head_words.h"

#include <stdlib.h>

enum { HALVES_APART = 24 }; /* half columns */

/* ---- what a head is ---- */

static bool has(struct str s, const struct str *word)
{
    for (; word->n; word++)
        if (str_has(s, *word)) return true;
    return false;
}

#define HAS(s, ...) has(s, (const struct str[]){__VA_ARGS__, {NULL, 0}})

/* Of a head as the list of words has it. */
static enum fx_what what_is(struct str s)
{
    if (HAS(s, SI("机关运行"), SI("会议费"), SI("培训费"))) return FX_OTHER;
    if (str_has(s, S("出国"))) return FX_ABROAD;
    if (str_has(s, S("接待"))) return FX_RECEPTION;
    bool run = HAS(s, SI("运行"), SI("运维"), SI("维护"));
    if (str_has(s, S("购置"))) return run ? FX_CAR : FX_BUY;
    if (run) return FX_RUN;
    if (str_has(s, S("公务用车"))) return FX_CAR;
    if (str_eq(s, S("小计"))) return FX_SUB;
    if (HAS(s, SI("合计"), SI("总计"))) return FX_TOTAL;
    if (HAS(s, SI("项目"), SI("单位名称"), SI("部门名称"), SI("单位代码"), SI("单位编码"), SI("部门代码"), SI("部门编码"), SI("预算单位"), SI("序号")))
        return FX_LABEL;
    return HAS(s, SI("预算"), SI("决算"), SI("三公经费"), SI("执行数")) ? FX_PHASE : FX_UNKNOWN;
}

/* ---- its cells ---- */

/* Do the pieces of the page that touch the cell lie inside it? */
static bool is_solid(const struct fx_form *f, const struct fx_tok *c, uint32_t from, uint32_t to)
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

static bool add_cell(struct fx_form *f, const struct fx_tok *tok, uint32_t y0, uint32_t y1, uint32_t last)
{
    char folded[HEAD_WORD_MAX];
    struct str s = {folded, head_fold(tok->s, folded)};
    if (f->n == FX_ITEM_CELLS || s.n == 0 || !head_is_word(s)) return false;
    enum fx_what w = what_is(s);
    if (w == FX_UNKNOWN) return false;
    bool code = HAS(s, SI("序号"), SI("代码"), SI("编码"));
    f->cell[f->n++] = (struct fx_item_cell){*tok, y0, y1, w, is_solid(f, tok, tok->at, last), code, NULL};
    f->count[w]++;
    return true;
}

/* What wrapping tore and no place joined: an upper half and the lower one that spells a head with it, nearest first. */
static bool join_halves(struct fx_form *f, const struct fx_known *known, const uint32_t *y, bool *done)
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
static int read_cells(struct fx_form *f)
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
    const struct fx_item_cell *x = *(struct fx_item_cell *const *)a, *y = *(struct fx_item_cell *const *)b;
    uint32_t mx = x->tok.x0 + x->tok.x1, my = y->tok.x0 + y->tok.x1;
    return mx < my ? -1 : mx > my;
}

/* The cells of `from` that are in `kinds` (a bit each), left to right; false: two of them overlap. */
static bool list_cells(struct fx_form *f, uint32_t kinds, struct fx_item_cell **out, uint32_t *n)
{
    *n = 0;
    for (uint32_t i = 0; i < f->n; i++)
        if (kinds >> f->cell[i].what & 1) out[(*n)++] = &f->cell[i];
    if (*n) qsort(out, *n, sizeof *out, by_place);
    for (uint32_t i = 1; i < *n; i++)
        if (out[i]->tok.x0 < out[i - 1]->tok.x1) return false;
    return true;
}

/* Does every head come as often as it must? *times: once, or twice. */
static bool is_complete(const struct fx_form *f, uint32_t *times)
{
    const uint32_t *n = f->count;
    *times = n[FX_ABROAD];
    if (*times < 1 || *times > 2 || n[FX_RECEPTION] != *times || n[FX_CAR] != *times || n[FX_TOTAL] > *times) return false;
    if (n[FX_BUY] != n[FX_RUN] || (n[FX_BUY] && n[FX_BUY] != *times) || (n[FX_SUB] && n[FX_SUB] != n[FX_BUY])) return false;
    return *times == 1 ? n[FX_TOTAL] == 1 : n[FX_PHASE] == 2 && n[FX_OTHER] == 0 && n[FX_TOTAL] == 2;
}

static struct fx_head *head_of(struct fx_form *f, struct fx_item_cell *c)
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

static int adopt(struct fx_form *f, struct fx_head *h, struct fx_head **kid, uint32_t n)
{
    h->kid = arena_array(f->t->mem, n, sizeof *h->kid);
    if (!h->kid) return -1;
    memcpy(h->kid, kid, n * sizeof *kid);
    h->nkid = n;
    h->h0 = kid[0]->h0;
    h->h1 = kid[n - 1]->h1;
    return 0;
}

static bool is_part(const struct fx_item_cell *c) { return c->what == FX_SUB || c->what == FX_BUY || c->what == FX_RUN; }

/* The heads of items [0, n), with 公务用车… over its parts. 1: they are in order, 0: they are not. */
static int put_items(struct fx_form *f, struct fx_item_cell **item, uint32_t n, struct fx_item_cell *car, struct fx_head **out, uint32_t *nout)
{
    uint32_t seen = 0;
    *nout = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct fx_head *h = head_of(f, item[i]), *part[3];
        if (!h) return -1;
        if (item[i]->what < FX_ITEMS && seen >> item[i]->what & 1) return 0;
        seen |= item[i]->what < FX_ITEMS ? 1U << item[i]->what : 0;
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
static struct fx_item_cell *car_of(struct fx_form *f, uint32_t half)
{
    struct fx_item_cell *v[FX_ITEM_CELLS];
    uint32_t n;
    if (f->count[FX_BUY] == 0 || !list_cells(f, 1U << FX_CAR, v, &n)) return NULL;
    return half < n ? v[half] : NULL;
}

static uint32_t leaf_kinds(const struct fx_form *f)
{
    uint32_t kinds = 1U << FX_TOTAL | 1U << FX_ABROAD | 1U << FX_RECEPTION | 1U << FX_OTHER | 1U << FX_LABEL;
    return kinds | (f->count[FX_BUY] ? 1U << FX_SUB | 1U << FX_BUY | 1U << FX_RUN : 1U << FX_CAR);
}

/* 预算数 | 决算数, or nothing, over the items; or one head over all of them. */
static int put_halves(struct fx_form *f, uint32_t times)
{
    struct fx_item_cell *phase[FX_ITEM_CELLS];
    uint32_t nphase, lead = 0, each, got;
    if (!list_cells(f, 1U << FX_PHASE, phase, &nphase) || nphase > times) return 0;
    while (lead < f->nleaf && f->leaf[lead]->what == FX_LABEL) {
        if (!(f->root[f->nroot++] = head_of(f, f->leaf[lead++]))) return -1;
    }
    each = f->nleaf - lead;
    uint32_t tail = 0; /* 机关运行经费 behind the items is under no head that names 三公 */
    while (tail < each && f->leaf[f->nleaf - 1 - tail]->what == FX_OTHER) tail++;
    bool whole = nphase == 0 || times == 2 || !str_has(phase[0]->tok.s, S("公"));
    each = (each - (whole ? 0 : tail)) / times;
    for (uint32_t i = 0; i < times; i++) {
        struct fx_head *item[FX_ITEM_CELLS], *over = nphase ? head_of(f, phase[i]) : NULL;
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
static int put_pairs(struct fx_form *f)
{
    struct fx_item_cell *phase[FX_ITEM_CELLS], *item[FX_ITEM_CELLS];
    struct fx_head *pair[2];
    uint32_t nphase, n = 0, got;
    if (!list_cells(f, 1U << FX_PHASE, phase, &nphase) || nphase + f->count[FX_LABEL] > FX_ITEM_CELLS) return 0;
    for (uint32_t i = 0; i < f->nleaf; i++)
        if (f->leaf[i]->what == FX_LABEL) {
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
    struct fx_head *top[FX_ITEM_CELLS];
    int ok = put_items(f, item, n, car_of(f, 0), top, &got);
    if (ok <= 0) return ok;
    memcpy(&f->root[f->nroot], top, got * sizeof *top);
    f->nroot += got;
    f->nleaf = f->count[FX_LABEL];
    memcpy(&f->leaf[f->nleaf], phase, nphase * sizeof *phase);
    f->nleaf += nphase;
    return 1;
}

int fx_form_heads(struct fx_form *f)
{
    uint32_t times;
    int ok = read_cells(f);
    if (ok <= 0) return ok;
    if (!is_complete(f, &times) || !list_cells(f, leaf_kinds(f), f->leaf, &f->nleaf)) return 0;
    return times == 1 && f->count[FX_PHASE] > 1 ? put_pairs(f) : put_halves(f, times);
}
