/* SPDX-License-Identifier: MIT */
/* grid_cells.c: rows whose cells the source knows (HTML, CSV, docx, xlsx, Markdown), with their spans. */
#include "table/grid.h"

static uint32_t width_of(const struct doc_line *l)
{
    uint32_t w = 0;
    for (uint32_t i = 0; i < l->ncell; i++) {
        uint32_t end = (uint32_t)l->cell[i].col + (l->cell[i].colspan ? l->cell[i].colspan : 1u);
        if (end > w) w = end;
    }
    return w;
}

int grid_cells(const struct doc *d, size_t from, size_t to, struct arena *a, struct grid *g, struct err *e)
{
    struct grid_builder b;
    grid_begin(&b, a, g, GRID_CELLS);
    for (size_t i = from; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        if (!(l->flags & DOC_ROW)) continue;
        struct grid_row *row = grid_add_row(&b, l->page, l->line, width_of(l));
        if (!row) return err_nomem(e);
        row->after_break = i > from && (l->flags & (DOC_PAGE | DOC_TABLE));
        for (uint32_t k = 0; k < l->ncell; k++) {
            const struct doc_cell *in = &l->cell[k];
            struct grid_cell *cell = &row->cell[in->col];
            cell->text = str_trim(in->text);
            cell->line = in->line ? in->line : l->line;
            cell->colspan = in->colspan ? in->colspan : 1;
            cell->rowspan = in->rowspan ? in->rowspan : 1;
            if (cell->colspan > 1 || cell->rowspan > 1) g->spans = true;
            for (uint32_t c = 1; c < cell->colspan; c++) row->cell[in->col + c].colspan = 0;
        }
    }
    return grid_finish(&b, e);
}
