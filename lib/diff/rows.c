/* SPDX-License-Identifier: MIT */
#include "diff/rows.h"

static uint32_t *side_at(struct group *g, enum side side)
{
    return side == SIDE_OLD ? &g->old : &g->new;
}

const struct cell *row_cell(const struct rows *r, uint32_t group, enum side side)
{
    return &r->j->data[side]->cell.v[*side_at(&r->j->group.v[group], side) - 1];
}

void row_parts(const struct rows *r, const struct row *row, uint32_t part[ROW_PARTS])
{
    memcpy(part, intern_str(&r->j->keys.row, row->ctx).p, ROW_PARTS * sizeof *part);
}

struct str row_get(const struct rows *r, const struct row *row, enum label_col c)
{
    return label_get(r->j->s, row->text, c);
}

static struct str row_id(const struct group *g, uint32_t buf[2])
{
    buf[0] = g->row;
    buf[1] = g->label;
    return (struct str){(const char *)buf, 2 * sizeof *buf};
}

static uint32_t folded_name(struct joiner *j, uint32_t label)
{
    struct str s = key_fold(&j->tmp, label_get(j->s, label, LABEL_NAME));
    uint32_t id = s.p ? intern_put(&j->s->str, &j->s->pack, s, NULL) : INTERN_NONE;
    arena_reset(&j->tmp);
    return id;
}

struct row *row_find(const struct rows *r, uint32_t ctx, uint32_t label)
{
    uint32_t buf[2] = {ctx, label}, id = intern_find(&r->ids, (struct str){(const char *)buf, sizeof buf});
    return id == INTERN_NONE ? NULL : &r->row.v[id];
}

static int add_group(struct rows *r, struct pack *k, uint32_t at)
{
    struct group *g = &r->j->group.v[at];
    enum side side = g->old ? SIDE_OLD : SIDE_NEW;
    uint32_t buf[2], cell = *side_at(g, side) - 1;
    bool fresh;
    if (r->j->next[side].v[cell]) return 0; /* a duplicate key is never guessed about */
    uint32_t id = intern_put(&r->ids, k, row_id(g, buf), &fresh);
    if (id == INTERN_NONE) return ERR_FAIL;
    if (fresh) {
        struct row row = {.ctx = g->row, .label = g->label, .text = r->j->data[side]->cell.v[cell].label, .side = side};
        row.name = folded_name(r->j, row.text);
        if (row.name == INTERN_NONE || VEC_PUSH(&r->row, row)) return ERR_FAIL;
    }
    struct row *row = &r->row.v[id];
    if (row->side != side) row->done = true; /* on both sides, with other columns: no candidate */
    if (row->last) r->next.v[row->last - 1] = at + 1;
    else row->first = at + 1;
    row->last = at + 1;
    return 0;
}

static bool one_sided(const struct group *g)
{
    return (g->old != 0) != (g->new != 0);
}

static int mark_met(struct rows *r)
{
    for (size_t i = 0; i < r->j->group.n; i++) {
        const struct group *g = &r->j->group.v[i];
        if (!g->old || !g->new) continue;
        while (r->met.n <= g->row)
            if (VEC_PUSH(&r->met, false)) return ERR_FAIL;
        r->met.v[g->row] = true;
        struct row *row = row_find(r, g->row, g->label);
        if (row) row->done = true;
    }
    return 0;
}

int rows_find(struct rows *r, struct joiner *j)
{
    struct pack k = {.arena = &j->arena};
    bool any[SIDES] = {false, false};
    *r = (struct rows){.j = j};
    for (size_t i = 0; i < j->group.n; i++)
        if (one_sided(&j->group.v[i])) any[j->group.v[i].old ? SIDE_OLD : SIDE_NEW] = true;
    if (!any[SIDE_OLD] || !any[SIDE_NEW]) return 0;
    if (VEC_RESERVE(&r->next, j->group.n)) return ERR_FAIL;
    r->next.n = j->group.n;
    memset(r->next.v, 0, j->group.n * sizeof *r->next.v);
    int rc = 0;
    for (size_t i = 0; i < j->group.n && rc == 0; i++)
        if (one_sided(&j->group.v[i])) rc = add_group(r, &k, (uint32_t)i);
    if (rc == 0) rc = mark_met(r);
    for (size_t i = 0; i < r->row.n; i++)
        if (!r->row.v[i].done) r->n[r->row.v[i].side]++;
    return rc;
}

void rows_free(struct rows *r)
{
    VEC_FREE(&r->row);
    VEC_FREE(&r->next);
    VEC_FREE(&r->met);
    intern_free(&r->ids);
}

uint32_t row_at(const struct rows *r, const struct row *row, uint32_t col)
{
    for (uint32_t g = row->first; g; g = r->next.v[g - 1])
        if (r->j->group.v[g - 1].col == col) return g;
    return 0;
}

unsigned row_equal_amounts(const struct rows *r, const struct row *a, const struct row *b)
{
    unsigned n = 0;
    for (uint32_t g = a->first; g; g = r->next.v[g - 1]) {
        uint32_t h = row_at(r, b, r->j->group.v[g - 1].col);
        if (!h) continue;
        struct value x = value_of(r->j->s, row_cell(r, g - 1, a->side)), y = value_of(r->j->s, row_cell(r, h - 1, b->side));
        n += x.class == VALUE_NUMBER && y.class == VALUE_NUMBER && !dec_is_zero(x.d) && dec_cmp(x.d, y.d) == 0;
    }
    return n;
}

static void empty_group(struct rows *r, uint32_t g)
{
    r->j->group.v[g].old = r->j->group.v[g].new = 0;
}

int row_tell(struct rows *r, struct row *row, enum change_match match, uint32_t group, const char *note)
{
    for (uint32_t g = row->first; g; g = r->next.v[g - 1]) {
        if (r->j->group.v[g - 1].old == 0 && r->j->group.v[g - 1].new == 0) continue;
        const struct cell *c = row_cell(r, g - 1, row->side);
        if (join_emit(r->j, row->side == SIDE_OLD ? c : NULL, row->side == SIDE_OLD ? NULL : c, match, group, note)) return ERR_FAIL;
        empty_group(r, g - 1);
    }
    r->n[row->side] -= row->done ? 0 : 1;
    row->done = true;
    return 0;
}

int row_join(struct rows *r, struct row *a, struct row *b, enum change_match match, const char *note)
{
    if (!note) return ERR_FAIL; /* no memory: every match says why */
    for (uint32_t g = a->first; g; g = r->next.v[g - 1]) {
        uint32_t h = row_at(r, b, r->j->group.v[g - 1].col);
        if (!h) continue;
        if (join_emit(r->j, row_cell(r, g - 1, SIDE_OLD), row_cell(r, h - 1, SIDE_NEW), match, 0, note)) return ERR_FAIL;
        empty_group(r, g - 1);
        empty_group(r, h - 1);
    }
    return row_tell(r, a, match, 0, note) || row_tell(r, b, match, 0, note) ? ERR_FAIL : 0;
}
