/* SPDX-License-Identifier: MIT */
/* code.c: short, glued and missing account codes made full (rules: 3 digits 类, 5 款, 7 项). */
#include "budget/code.h"

bool code_is_full(struct str c)
{
    return (c.n == 3 || c.n == 5 || c.n == 7) && label_digits(c) &&
           (c.p[0] == '2' || c.p[0] == '3' || c.p[0] == '5');
}

unsigned code_level(struct str c)
{
    return (unsigned)(c.n - 1) / 2;
}

void code_seen(struct code_context *cx, struct str code)
{
    if (!code_is_full(code)) return;
    memcpy(cx->last, code.p, code.n);
    cx->n = (unsigned)code.n;
}

/* The first `keep` digits of the last code and the short one behind them, two digits a step. */
static struct str extend(struct arena *a, const struct code_context *cx, unsigned keep, struct str tail)
{
    struct str pad = tail.n % 2 ? S("0") : S("");
    if (cx->n < keep) return (struct str){"", 0};
    return arena_cat3(a, (struct str){cx->last, keep}, pad, tail);
}

/* A short code: 05 under 208, 0505 under 208, 1 under 301. The name decides, then the printed level,
 * then the place: behind a 类 comes a 款, behind a 款 its 项, behind a 项 the next 项. */
static int complete(const struct dict *d, struct arena *a, const struct code_context *cx, const struct code_row *row,
                    struct str key, struct str tail, struct str *code)
{
    if (tail.n > 4 || cx->n == 0) return *code = tail, 0;
    struct str section = extend(a, cx, 3, tail), item = {"", 0};
    if (tail.n <= 2 && cx->n >= 5 && cx->last[0] == '2') item = extend(a, cx, 5, tail);
    if (!section.p || !item.p) return -1;
    bool is_section = key.n && dict_code_is(d, section, key);
    bool is_item = key.n && item.n && dict_code_is(d, item, key);
    if (item.n == 0 || (is_section && !is_item)) *code = section;
    else if (is_item && !is_section) *code = item;
    else if (row->level == 2 || row->level == 3) *code = row->level == 2 ? section : item;
    else if (dict_code(d, item)) *code = item;
    else *code = dict_code(d, section) ? section : item;
    return 0;
}

/* Is parent the last code, or above it? */
static bool is_open(const struct code_context *cx, struct str parent)
{
    return parent.n <= cx->n && memcmp(parent.p, cx->last, parent.n) == 0;
}

static bool is_of_year(const struct dict_code *c, unsigned year)
{
    return !year || ((!c->from || c->from <= year) && (!c->to || year <= c->to));
}

struct str code_named(const struct dict *d, const struct code_context *cx, struct str key, const struct code_row *row)
{
    struct str found = {"", 0}, below = {"", 0};
    bool several = false;
    for (const struct dict_code *c = dict_code_named(d, key); c; c = c->same_name) {
        if (cx->n && c->code.p[0] != cx->last[0]) continue;
        if (row->names ? !is_of_year(c, row->year) : row->level && code_level(c->code) != row->level) continue;
        if (c->code.n > 3 && !is_open(cx, str_sub(c->code, 0, c->code.n - 2))) continue;
        several = several || (found.n && !str_eq(found, c->code));
        found = c->code;
        if (cx->n && found.n == cx->n + 2) below = found;
    }
    if (!several) return found;
    return row->names ? below : (struct str){"", 0};
}

int code_full(const struct dict *d, struct arena *a, const struct code_context *cx, const struct code_row *row,
              struct str *code, enum code_how *how)
{
    const struct label *l = &row->label;
    struct str key = dict_key(a, l->name);
    if (!key.p) return -1;
    *how = CODE_PRINTED;
    /* the code at the name is the row's own; the column may hold its parent's */
    bool own = l->code.n && (l->bracketed || row->cell.n == 0 || str_starts(l->code, row->cell));
    if (own && code_is_full(l->code)) return *code = l->code, 0;
    struct str cell = own ? l->code : row->cell;
    if (code_is_full(cell)) return *code = cell, 0;
    if (cell.n) return label_digits(cell) ? complete(d, a, cx, row, key, cell, code) : (*code = cell, 0);
    *how = CODE_NONE;
    *code = cell;
    if (!row->coded || key.n == 0 || (cx->n == 0 && !row->names)) return 0;
    *code = code_named(d, cx, key, row);
    if (code->n) *how = CODE_NAMED;
    return 0;
}
