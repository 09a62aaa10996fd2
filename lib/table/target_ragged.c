/* SPDX-License-Identifier: MIT */
/* target_ragged.c: targets whose merged labels left no blank cells below them. A crawler that writes the cells of a row as
 * it finds them drops those that a merged one above covers: 质量指标 | 合格率 | 100% stands at the left edge under
 * 一级指标 | 二级指标 | 三级指标 | 指标值. What the row begins with says where it belongs. */
#include "table/lex.h"
#include "table/target.h"
#include "table/words.h"

#include <string.h>

static uint32_t filled(const struct grid *g, uint32_t r)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < g->ncol; c++) n += grid_at(g, r, c)->text.n > 0;
    return n;
}

/* Cells without a gap from the left edge on. */
static uint32_t run_of(const struct grid *g, uint32_t r)
{
    uint32_t n = 0;
    while (n < g->ncol && grid_at(g, r, n)->text.n) n++;
    return n;
}

bool target_is_foot(struct str s)
{
    PR_WORDS(word, SI("总分"), SI("得分"), SI("总得分"), SI("自评总分"), SI("备注"), SI("说明"), SI("其他说明的问题"));
    s = lex_no_colon(s);
    return pr_is(s, word) || lex_is_total(s);
}

/* The column that the first cell of row r belongs into. */
static int column_of(const struct grid *g, uint32_t r, uint32_t run, const struct target_head *h)
{
    struct str s = grid_at(g, r, 0)->text;
    bool next_second = run > 1 && target_word(grid_at(g, r, 1)->text) == TARGET_SECOND;
    bool first = lex_is_target_class(s), second = target_word(s) == TARGET_SECOND;
    if (first && (next_second || !second)) return h->first;
    return second ? h->second : h->third;
}

/* Do the rows from `from` on leave their first cell blank where a label reaches down? Then nothing was dropped. */
static bool keeps_blanks(const struct grid *g, uint32_t from)
{
    for (uint32_t r = from; r < g->nrow && !target_is_head(g, r); r++)
        if (!grid_at(g, r, 0)->text.n && filled(g, r) > 1) return true;
    return false;
}

/* Does a row begin with 质量指标, which never stands in the first column by itself? Then cells were dropped for certain. */
static bool drops(const struct grid *g, uint32_t from)
{
    for (uint32_t r = from; r < g->nrow && !target_is_head(g, r); r++) {
        struct str s = grid_at(g, r, 0)->text;
        if (target_word(s) == TARGET_SECOND && !lex_is_target_class(s)) return true;
    }
    return false;
}

void target_unrag(const struct grid *g, uint32_t from, const struct target_head *h)
{
    if (g->layout != GRID_TAB || g->spans || h->first < 0 || h->second <= h->first || h->third <= h->second) return;
    if (h->nvalue == 0 || h->doubled || h->v[0].value <= h->third || keeps_blanks(g, from)) return;
    bool certain = drops(g, from);
    for (uint32_t r = from; r < g->nrow && !target_is_head(g, r); r++) {
        uint32_t run = run_of(g, r);
        int to = run ? column_of(g, r, run, h) : 0;
        if (to <= 0 || run != filled(g, r) || target_is_foot(grid_at(g, r, 0)->text) || lex_is_contact(grid_at(g, r, 0)->text)) continue;
        /* the value stands too far left by as much, and there is nothing where it ought to be, or it is certain anyway */
        uint32_t shift = (uint32_t)to, value = (uint32_t)h->v[0].value;
        if ((run > value && !certain) || value - shift >= run || run + shift > g->ncol) continue;
        struct grid_cell *cell = g->row[r].cell;
        memmove(cell + shift, cell, run * sizeof *cell);
        for (uint32_t c = 0; c < shift; c++) cell[c] = (struct grid_cell){.text = {"", 0}, .page = cell[shift].page, .line = cell[shift].line};
    }
}
