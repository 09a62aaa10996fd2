/* SPDX-License-Identifier: MIT */
/* grid_html.c: a table that a converter left as HTML in the middle of a text. */
#include "table/grid.h"

int grid_add_html(struct grid_builder *b, struct str html, uint32_t page, uint32_t line, struct err *e)
{
    struct doc_line *rows = NULL;
    size_t n = 0;
    if (doc_html_fragment(b->a, html, &rows, &n, e)) return ERR_FAIL;
    for (size_t i = 0; i < n; i++) {
        if (!(rows[i].flags & DOC_ROW) || !rows[i].ncell) continue;
        const struct doc_cell *last = &rows[i].cell[rows[i].ncell - 1];
        struct grid_row *row = grid_add_row(b, page, line, (uint32_t)last->col + (last->colspan ? last->colspan : 1u));
        if (!row) return err_nomem(e);
        for (uint32_t k = 0; k < rows[i].ncell; k++) {
            const struct doc_cell *in = &rows[i].cell[k];
            struct grid_cell *cell = &row->cell[in->col];
            cell->text = str_trim(in->text);
            cell->colspan = in->colspan ? in->colspan : 1;
            cell->rowspan = in->rowspan ? in->rowspan : 1;
            if (cell->colspan > 1) b->g->spans = true;
        }
    }
    return 0;
}

int grid_html(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e)
{
    struct grid_builder b;
    size_t room = 1, n = 0;
    for (size_t i = from; i < to; i++) room += d->line[i].text.n + 1;
    char *html = arena_alloc(a, room);
    if (!html) return err_nomem(e);
    for (size_t i = from; i < to; i++) {
        if (d->line[i].text.n) memcpy(html + n, d->line[i].text.p, d->line[i].text.n);
        n += d->line[i].text.n;
        html[n++] = '\n';
    }
    grid_begin(&b, a, g, GRID_CELLS);
    if (grid_add_html(&b, (struct str){html, n}, d->line[from].page, d->line[from].line, e)) return ERR_FAIL;
    return grid_finish(&b, e);
}
