/* SPDX-License-Identifier: MIT */
/* caption_rows.c: a caption that stands in the first rows of the grid itself, as spreadsheets and web pages have it. */
#include "table/caption_in.h"

#include "table/lex.h"

static uint32_t filled(const struct grid *g, uint32_t r, uint32_t *first)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n) {
            if (!n) *first = c;
            n += !n || !str_eq(grid_at(g, r, c)->text, grid_at(g, r, *first)->text); /* a merged cell may stand in each of its columns */
        }
    return n;
}

/* 350科技和工信部门 | 预算年度：2023 | 单位：万元 */
static bool caption_cells(const struct grid *g, uint32_t r, struct caption *c)
{
    bool any = false;
    for (uint32_t k = 0; k < g->ncol; k++) {
        struct str s = grid_at(g, r, k)->text, code, rest;
        if (!s.n) continue;
        if (caption_is_unit(s) || caption_is_year(s) || caption_is_org(s)) any = true;
        else if (lex_coded_name(s, &code, &rest)) continue;
        else if (!lex_is_org_name(s)) return false;
    }
    if (!any) return false;
    for (uint32_t k = 0; k < g->ncol; k++) {
        struct str s = grid_at(g, r, k)->text, code, rest;
        if (!s.n) continue;
        if (!c->unit.n) c->unit = lex_unit_declared(s);
        if (caption_is_year(s) && !c->year.n) c->year = lex_year(s);
        if (caption_is_org(s) || lex_coded_name(s, &code, &rest)) caption_read_org(s, c);
    }
    return true;
}

/* 350科技和工信部门 in a row of its own: an organisation, if what a caption says follows it. */
static bool org_row(const struct grid *g, uint32_t r, struct str s)
{
    struct str code, rest;
    if (!lex_is_org_name(s) && !(lex_coded_name(s, &code, &rest) && lex_is_org_name(rest))) return false;
    for (r++; r < g->nrow; r++) {
        uint32_t first = 0, n = filled(g, r, &first);
        if (n == 0) continue;
        s = grid_at(g, r, first)->text;
        return n == 1 && (caption_is_unit(s) || caption_is_year(s) || caption_is_title(s) || caption_is_number(s) || caption_is_year_piece(s));
    }
    return false;
}

uint32_t caption_in_rows(const struct grid *g, struct arena *a, struct caption *c)
{
    uint32_t r = 0;
    for (; r < g->nrow && r < 6; r++) {
        uint32_t first = 0, n = filled(g, r, &first);
        if (n == 0) continue;
        struct str s = grid_at(g, r, first)->text;
        if (n == 1 && (caption_is_title(s) || caption_is_number(s) || caption_is_year_piece(s))) {
            if (caption_is_title(s) && !caption_is_number(s)) {
                c->title = caption_title(a, s);
                c->phase = caption_phase(s);
                if (lex_year(s).n) c->year = lex_year(s);
                c->line = g->row[r].line;
                c->page = g->row[r].page;
            }
            continue;
        }
        if (n == 1 && org_row(g, r, s)) {
            caption_read_org(s, c);
            continue;
        }
        if (!caption_cells(g, r, c)) break;
    }
    return r;
}
