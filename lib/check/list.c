/* SPDX-License-Identifier: MIT */
/* list.c: which details of a subject of running text are all of it.
 *
 * A subject may be taken apart more than once, one list after the other: by kind, by function, by economic class. Where
 * one of them ends is told by the figures: it is all of the subject as soon as it adds up to it. */
#include "check/check.h"

/* The figure that row i has in the column that r asks for, NULL. */
static const struct entry *figure(const struct try *t, const struct panel *p, uint32_t i, const struct ref *r)
{
    uint32_t col = find_col(t, p, i, r);
    const struct entry *x = col == NONE ? NULL : ledger_cell(t->c->l, p, i, col);
    return x && x->state == CELL_NUMBER ? x : NULL;
}

/* Does the subject of row i stand right under that of row up? */
static bool under(const struct panel *p, uint32_t up, uint32_t i)
{
    struct str s = p->row[i].subject, head = p->row[up].subject;
    return s.n > head.n + 1 && str_starts(s, head) && s.p[head.n] == '/' && !str_has(str_from(s, head.n + 1), S("/")) &&
           same_project(&p->row[i], &p->row[up]);
}

/* A list that grows row by row. */
struct growing {
    uint32_t *rows, n, filled;
    struct dec sum;
    bool whole; /* it adds up to what is above; only what is 0 may follow */
};

static bool named_before(const struct panel *p, const struct growing *g, uint32_t i)
{
    for (uint32_t k = 0; k < g->n; k++)
        if (p->row[g->rows[k]].name == p->row[i].name) return true;
    return false;
}

/* One more detail; false: it begins another list. */
static bool grow(const struct panel *p, struct growing *g, uint32_t i, const struct entry *x, struct dec all)
{
    if (g->n == PROSE_REACH || named_before(p, g, i) || (g->whole && !dec_is_zero(x->x.mid))) return false;
    if (dec_add(g->sum, x->x.mid, &g->sum)) return false;
    g->rows[g->n++] = i;
    g->filled += !dec_is_zero(x->x.mid);
    g->whole = dec_cmp(g->sum, all) == 0;
    return true;
}

uint32_t list_rows(const struct try *t, const struct ref *r, uint32_t rows[PROSE_REACH])
{
    const struct panel *p = &t->c->l->panel.v[t->panel];
    uint32_t up = p->prose ? subject_above(p, t->row) : NONE;
    const struct entry *all = up == NONE ? NULL : figure(t, p, subject_again(t, p, up, r), r);
    struct growing g = {.rows = rows, .sum = DEC_ZERO};
    if (!all || dec_is_zero(all->x.mid)) return 0;
    for (uint32_t i = up + 1; i < p->nrow && i - up < PROSE_REACH; i++) {
        const struct entry *x = under(p, up, i) ? figure(t, p, i, r) : NULL;
        if (p->row[i].name == p->row[up].name) break;
        if (!x || !str_eq(x->unit, all->unit) || grow(p, &g, i, x, all->x.mid)) continue;
        if (g.whole && g.rows[0] == t->row) break;
        g = (struct growing){.rows = rows, .sum = DEC_ZERO};
        grow(p, &g, i, x, all->x.mid);
    }
    return g.n && g.whole && g.filled > 1 && g.rows[0] == t->row ? g.n : 0;
}
