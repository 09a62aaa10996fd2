/* SPDX-License-Identifier: MIT */
/* sums.c: one account that became several, and several that became one. */
#include "diff/alike.h"

#include <stdlib.h>

/* Only rows of one section (class) of one table are tried, and so few of them that a chance sum is one in
 * very many. */
enum { PARTS_MIN = 2, PARTS_MAX = 6 };

static struct str parent_of(const struct rows *r, const struct row *row)
{
    struct str c = row_get(r, row, LABEL_CODE);
    return c.n >= 5 ? str_sub(c, 0, c.n - 2) : S("");
}

struct family {
    uint32_t part[PARTS_MAX]; /* rows of the other side */
    size_t n;
};

static bool related(const struct rows *r, const struct row *a, const struct row *b)
{
    return !b->done && b->side != a->side && b->ctx == a->ctx && row_get(r, a, LABEL_CODE).n == row_get(r, b, LABEL_CODE).n &&
           str_eq(parent_of(r, a), parent_of(r, b));
}

/* All unmatched rows of the other side under a's parent; false: too few or too many. */
static bool family_of(const struct rows *r, const struct row *a, struct family *f)
{
    f->n = 0;
    for (size_t i = 0; i < r->row.n; i++) {
        if (!related(r, a, &r->row.v[i])) continue;
        if (f->n == PARTS_MAX) return false;
        f->part[f->n++] = (uint32_t)i;
    }
    return f->n >= PARTS_MIN;
}

/* Whether the rows chosen by mask add up to a in every column that a has, some of them not 0. */
static bool adds_up(const struct rows *r, const struct row *a, const struct family *f, unsigned mask)
{
    unsigned good = 0;
    for (uint32_t g = a->first; g; g = r->next.v[g - 1]) {
        struct value x = value_of(r->j->s, row_cell(r, g - 1, a->side));
        struct dec sum = DEC_ZERO, want = x.class == VALUE_NUMBER ? x.d : DEC_ZERO;
        unsigned seen = 0;
        for (size_t i = 0; i < f->n; i++) {
            const struct row *b = &r->row.v[f->part[i]];
            uint32_t h = mask >> i & 1 ? row_at(r, b, r->j->group.v[g - 1].col) : 0;
            if (!h) continue;
            struct value y = value_of(r->j->s, row_cell(r, h - 1, b->side));
            if (y.class != VALUE_NUMBER || dec_is_zero(y.d)) continue;
            if (dec_add(sum, y.d, &sum)) return false;
            seen++;
        }
        if (dec_cmp(sum, want) != 0) return false;
        good += seen >= PARTS_MIN;
    }
    return good > 0;
}

static bool many_bits(unsigned x)
{
    return (x & (x - 1)) != 0;
}

/* The only choice of at least two rows that adds up to a, 0 if there is none or more than one. */
static unsigned only_choice(const struct rows *r, const struct row *a, const struct family *f)
{
    unsigned found = 0;
    for (unsigned m = 1; m < 1u << f->n; m++) {
        if (!many_bits(m) || !adds_up(r, a, f, m)) continue;
        if (found) return 0;
        found = m;
    }
    return found;
}

static int tell(struct rows *r, struct row *a, const struct family *f, unsigned mask)
{
    enum change_match match = a->side == SIDE_OLD ? MATCH_SPLIT : MATCH_MERGED;
    uint32_t group = ++r->j->groups;
    const char *note = match == MATCH_SPLIT ? "the new lines of the group add up to the old one" : "the old lines of the group add up to the new one";
    if (row_tell(r, a, match, group, note)) return ERR_FAIL;
    for (size_t i = 0; i < f->n; i++)
        if (mask >> i & 1 && row_tell(r, &r->row.v[f->part[i]], match, group, note)) return ERR_FAIL;
    return 0;
}

/* Each row is held against all others: more than these are left alone, and that is told. */
enum { ROWS_MAX = 4096 };

int alike_sums(struct rows *r)
{
    size_t left = r->n[SIDE_OLD] + r->n[SIDE_NEW];
    if (!r->n[SIDE_OLD] || !r->n[SIDE_NEW]) return 0;
    if (left > ROWS_MAX) {
        r->j->unsearched++;
        return 0;
    }
    for (size_t i = 0; i < r->row.n; i++) {
        struct row *a = &r->row.v[i];
        struct family f;
        if (a->done || !row_get(r, a, LABEL_CODE).n || !family_of(r, a, &f)) continue;
        unsigned mask = only_choice(r, a, &f);
        if (mask && tell(r, a, &f, mask)) return ERR_FAIL;
    }
    return 0;
}
