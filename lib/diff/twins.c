/* SPDX-License-Identifier: MIT */
/* twins.c: a key that stands more than once on a side. */
#include "diff/join.h"

#include <stdlib.h>

typedef VEC(const struct cell *) cell_list;

static int collect(struct joiner *j, enum side role, uint32_t at, cell_list *v)
{
    for (; at; at = j->next[role].v[at - 1])
        if (VEC_PUSH(v, &j->data[role]->cell.v[at - 1])) return ERR_FAIL;
    return 0;
}

/* For qsort, which has no argument: the contexts' units. One thread. */
static _Thread_local const struct store *sort_store;

static uint32_t unit_of(const struct cell *c)
{
    return sort_store->ctxv.v[c->ctx].f[CTX_UNIT];
}

/* Value, precision, comparator: the first fields of own. */
static struct str print_of(const struct cell *c)
{
    const char *p = c->own;
    for (int tabs = 0; tabs <= OWN_OP; p++) tabs += *p == '\t';
    return (struct str){c->own, (size_t)(p - c->own)};
}

static int cmp_print(const void *x, const void *y)
{
    const struct cell *a = *(const struct cell *const *)x, *b = *(const struct cell *const *)y;
    int c = str_cmp(print_of(a), print_of(b));
    return c ? c : unit_of(a) < unit_of(b) ? -1 : unit_of(a) > unit_of(b);
}

static int cmp_label(const void *x, const void *y)
{
    const struct cell *a = *(const struct cell *const *)x, *b = *(const struct cell *const *)y;
    return a->label < b->label ? -1 : a->label > b->label;
}

static int cmp_label_print(const void *x, const void *y)
{
    int c = cmp_label(x, y);
    return c ? c : cmp_print(x, y);
}

/* Cells that print the same as another are the same fact twice; of one label, or of any. Sorted after. */
static void drop_twins(const struct joiner *j, cell_list *v, bool any_label)
{
    int (*cmp)(const void *, const void *) = any_label ? cmp_print : cmp_label_print;
    size_t n = 0;
    sort_store = j->s;
    if (v->n > 1) qsort(v->v, v->n, sizeof *v->v, cmp);
    for (size_t i = 0; i < v->n; i++)
        if (!n || cmp(&v->v[n - 1], &v->v[i])) v->v[n++] = v->v[i];
    v->n = n;
}

/* How many cells from i on have the label of cell i; v is sorted by label. */
static size_t with_label(const cell_list *v, size_t i)
{
    size_t n = 1;
    while (i + n < v->n && v->v[i + n]->label == v->v[i]->label) n++;
    return n;
}

/* One code under several names: the rows that bear the same name on both sides, once each. Both lists are
 * sorted by label. */
static int pair_by_label(struct joiner *j, cell_list *a, cell_list *b)
{
    size_t na = 0, nb = 0, i = 0, k = 0;
    while (i < a->n || k < b->n) {
        size_t x = i < a->n ? with_label(a, i) : 0, y = k < b->n ? with_label(b, k) : 0;
        if (x && y && a->v[i]->label == b->v[k]->label) {
            if (x == 1 && y == 1) {
                if (join_emit(j, a->v[i], b->v[k], MATCH_KEY, 0, NULL)) return ERR_FAIL;
                i++, k++;
                continue;
            }
        } else if (x && (!y || a->v[i]->label < b->v[k]->label)) {
            y = 0;
        } else {
            x = 0;
        }
        for (; x; x--) a->v[na++] = a->v[i++];
        for (; y; y--) b->v[nb++] = b->v[k++];
    }
    a->n = na;
    b->n = nb;
    return 0;
}

static int cmp_own(const void *x, const void *y)
{
    const struct cell *const *a = x, *const *b = y;
    return str_cmp(own_value((*a)->own), own_value((*b)->own));
}

static bool same_set(cell_list *a, cell_list *b)
{
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!value_same_bytes(a->v[i], b->v[i])) return false;
    return true;
}

enum { VALUES_MAX = 8 };

static struct str all_values(struct joiner *j, const cell_list *v)
{
    struct str s = S("");
    for (size_t i = 0; i < v->n && i < VALUES_MAX && s.p; i++) s = arena_join(&j->arena, s, S(" | "), own_value(v->v[i]->own));
    return v->n > VALUES_MAX && s.p ? arena_cat(&j->arena, s, S(" | ...")) : s;
}

static int emit_duplicate(struct joiner *j, cell_list *a, cell_list *b)
{
    bool hidden = false;
    if (!b->n && join_hide(j, SIDE_OLD, a->v[0], &hidden)) return ERR_FAIL;
    if (!a->n && join_hide(j, SIDE_NEW, b->v[0], &hidden)) return ERR_FAIL;
    if (hidden) return 0;
    struct change c = {.what = CHANGE_DUPLICATE, .old = a->n ? a->v[0] : NULL, .new = b->n ? b->v[0] : NULL};
    c.old_text = all_values(j, a);
    c.new_text = all_values(j, b);
    c.note = join_note(j, "the key stands %zu times in OLD, %zu times in NEW, with different values", a->n, b->n);
    if (!c.note || !c.old_text.p || !c.new_text.p) return ERR_FAIL;
    j->count[CHANGE_DUPLICATE]++;
    return VEC_PUSH(&j->change, c) ? ERR_FAIL : 0;
}

static bool distinct_labels(cell_list *v)
{
    if (v->n) qsort(v->v, v->n, sizeof *v->v, cmp_label);
    for (size_t i = 0; i < v->n; i++)
        if (with_label(v, i) > 1) return false;
    return true;
}

/* What is left: nothing, one against one, rows of one side only, or what must not be guessed. */
static int settle(struct joiner *j, cell_list *a, cell_list *b)
{
    if (a->n == 1 && b->n == 1) return join_keyed(j, a->v[0], b->v[0]);
    if (a->n) qsort(a->v, a->n, sizeof *a->v, cmp_own);
    if (b->n) qsort(b->v, b->n, sizeof *b->v, cmp_own);
    if (same_set(a, b)) {
        for (size_t i = 0; i < a->n; i++)
            if (join_emit(j, a->v[i], b->v[i], MATCH_KEY, 0, NULL)) return ERR_FAIL;
        return 0;
    }
    if ((a->n && b->n) || !distinct_labels(a->n ? a : b)) return emit_duplicate(j, a, b);
    for (size_t i = 0; i < a->n; i++)
        if (join_emit(j, a->v[i], NULL, MATCH_KEY, 0, NULL)) return ERR_FAIL;
    for (size_t i = 0; i < b->n; i++)
        if (join_emit(j, NULL, b->v[i], MATCH_KEY, 0, NULL)) return ERR_FAIL;
    return 0;
}

int join_twins(struct joiner *j, struct group *g)
{
    cell_list a = {0}, b = {0};
    int rc = collect(j, SIDE_OLD, g->old, &a) || collect(j, SIDE_NEW, g->new, &b) ? ERR_FAIL : 0;
    if (rc == 0) {
        drop_twins(j, &a, false);
        drop_twins(j, &b, false);
        rc = pair_by_label(j, &a, &b);
        drop_twins(j, &a, a.n > 1 && b.n > 0);
        drop_twins(j, &b, b.n > 1 && a.n > 0);
    }
    if (rc == 0 && (a.n || b.n)) rc = settle(j, &a, &b);
    VEC_FREE(&a);
    VEC_FREE(&b);
    return rc;
}
