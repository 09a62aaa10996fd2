/* SPDX-License-Identifier: MIT */
/* fixed_flush.c: pages whose heads are set otherwise than their figures, as spreadsheets, word processors and browsers set
 * both unless they are told. Then no figure stands under its head, but the edges of the cells tell whose it is. */
#include "table/fixed.h"

enum { ASIDE = 2 }; /* columns that words may begin before their head: a bracket is set at the edge of its square */

/* Heads flush left: every band lies between the left edges of its head and the next, with no other; words on paper may run
 * over. */
static bool between_edges(const struct fx_seg *s, bool paper, const struct fx_span *head, uint32_t n, uint16_t *to)
{
    uint32_t at = 0;
    for (uint32_t b = 0; b < s->nband; b++) {
        const struct fx_band *v = &s->band[b];
        uint32_t was = at, x0 = v->x0 + (v->numeric ? 0 : ASIDE);
        while (at + 1 < n && head[at + 1].x0 <= x0) at++;
        bool taken = b > 0 && at == was, beyond = (v->numeric || !paper) && at + 1 < n && v->x1 > head[at + 1].x0;
        if (taken || beyond || x0 < head[at].x0) return false;
        to[b] = (uint16_t)at;
    }
    return true;
}

/* Heads in the middle of their cells, everything else flush left: every band begins between the middles of the head
 * before its own and its own. */
static bool between_middles(const struct fx_seg *s, const struct fx_span *head, uint32_t n, uint16_t *to)
{
    uint32_t at = 0;
    for (uint32_t b = 0; b < s->nband; b++) {
        uint32_t was = at;
        while (at < n && head[at].x0 + head[at].x1 <= 2 * s->band[b].x0) at++;
        if (at == n || (b > 0 && at == was)) return false;
        to[b] = (uint16_t)at;
    }
    return true;
}

struct edges {
    uint32_t least0, most0, least1, most1, count;
};

/* Do figures of several lengths begin, and not end, at one place in most of the columns that have them, here or where it
 * could be told last? Before the pieces have their columns: col is the band. */
static bool figures_left(struct fx_table *t, const struct fx_seg *s)
{
    uint32_t left = 0, right = 0;
    struct edges *v = arena_array(t->mem, s->nband + 1, sizeof *v);
    for (size_t i = s->body; v && i < s->to; i++)
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            if (p->col >= s->nband || p->kind != FX_AMOUNT) continue;
            struct edges *e = &v[p->col];
            if (!e->count++) *e = (struct edges){p->x0, p->x0, p->x1, p->x1, 1};
            if (p->x0 < e->least0) e->least0 = p->x0;
            if (p->x0 > e->most0) e->most0 = p->x0;
            if (p->x1 < e->least1) e->least1 = p->x1;
            if (p->x1 > e->most1) e->most1 = p->x1;
        }
    for (uint32_t b = 0; v && b < s->nband; b++) {
        uint32_t starts = v[b].most0 - v[b].least0, ends = v[b].most1 - v[b].least1;
        left += ends > starts;
        right += starts > ends;
    }
    if (left != right) t->flush = left > right ? 1 : -1;
    return t->flush > 0;
}

bool fx_by_cells(struct fx_table *t, const struct fx_seg *s, const struct fx_span *head, uint32_t n, uint16_t *to)
{
    if (s->nband < 2 || n < 2) return false;
    return between_edges(s, t->paper, head, n, to) || (figures_left(t, s) && between_middles(s, head, n, to));
}
