/* SPDX-License-Identifier: MIT */
#include "table/header.h"

#include "table/header_in.h"
#include "table/lex.h"

#include <string.h>

int header_read(const struct grid *g, uint32_t from, struct arena *a, struct header *h, struct err *e)
{
    struct arena scratch = ARENA_INIT;
    memset(h, 0, sizeof *h);
    while (from < g->nrow) {
        struct row_look k = header_row_look(g, from, &scratch);
        if (k.filled) break;
        from++;
    }
    h->first = from;
    h->end = g->nhead != GRID_HEAD_UNKNOWN && g->nhead > from ? g->nhead : header_end(g, from, &scratch);
    h->found = h->end > h->first;
    int rc = header_paths(g, a, h) || header_kinds(g, a, h, &scratch);
    arena_free(&scratch);
    if (rc) return err_nomem(e);
    header_panels(h);
    header_sides(g, h);
    if (header_tell_apart(h, a)) return err_nomem(e);
    header_orgs(h);
    header_orgs_only(h);
    if (h->found) header_labels(g, h);
    return 0;
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (lex_is_digit(s.p[i])) return true;
    return false;
}

bool header_is_filler(const struct grid *g, const struct header *h, uint32_t row)
{
    if (header_is_ordinals(g, row)) return true;
    uint32_t filled = 0;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, row, c)->text;
        if (!s.n) continue;
        filled++;
        if (has_digit(s) && !lex_year(s).n) return false;
        const struct column *k = &h->col[c];
        if (!k->path.n || !(str_has(k->path, s) || str_starts(s, k->leaf) || str_ends(s, k->leaf))) return false;
    }
    return filled >= 2;
}
