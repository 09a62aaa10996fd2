/* SPDX-License-Identifier: MIT */
/* extract_part.c: a table longer than the window is read in parts, under the columns of its first; what outlives a window is kept. */
#include "table/extract_in.h"

int extract_keep_str(struct arena *a, struct str *s, struct err *e)
{
    if (s->n) *s = arena_str(a, *s);
    return s->p || !s->n ? 0 : err_nomem(e);
}

static int keep_caption(struct arena *a, struct caption *c, struct err *e)
{
    struct str *const v[] = {&c->title, &c->unit, &c->orgcode, &c->org, &c->year, &c->phase, &c->project};
    for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
        if (extract_keep_str(a, v[i], e)) return ERR_FAIL;
    return 0;
}

/* Whatever is needed longer than the lines and rooms it was taken from. */
int extract_keep(struct run *x, struct err *e)
{
    struct arena *a = x->keep == &x->kept[0] ? &x->kept[1] : &x->kept[0];
    arena_reset(a);
    x->lines.n = x->lines.next = 0;
    x->keep = a;
    x->last_room = NULL;
    if (keep_caption(a, &x->last, e) || extract_keep_str(a, &x->last_tno, e) || extract_keep_str(a, &x->line.unit, e)) return ERR_FAIL;
    if (!x->in_parts) return 0;
    return keep_caption(a, &x->long_cap, e) || body_keep(&x->long_table, a, e) ? ERR_FAIL : 0;
}

/* The first part of a table of amounts was read; others follow. */
int extract_begin_parts(struct run *x, const struct table *t, const struct caption *cap, struct err *e)
{
    x->long_table = *t;
    x->long_cap = *cap;
    x->long_table.cap = &x->long_cap;
    x->in_parts = true;
    return extract_keep(x, e);
}

void extract_end_parts(struct run *x)
{
    if (x->in_parts && x->o->outline) extract_put_outline(x, &x->long_table, false);
    x->in_parts = false;
}

/* Rows that go on with the table; 1: they have other columns. */
int extract_part(struct run *x, struct block *b, struct err *e)
{
    struct table *t = &x->long_table;
    if (grid_squeeze(&b->grid, x->a, e)) return ERR_FAIL;
    if (b->grid.ncol > body_columns(t)) return 1;
    if (grid_widen(&b->grid, x->a, body_columns(t), e)) return ERR_FAIL;
    t->a = x->a;
    t->g = &b->grid;
    if (body_go_on(t, e) || extract_keep(x, e)) return ERR_FAIL;
    if (!b->cut) extract_end_parts(x);
    return 0;
}
