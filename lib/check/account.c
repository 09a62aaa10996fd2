/* SPDX-License-Identifier: MIT */
/* account.c: the accounts of the classification that a sum does not print. */
#include "check/check.h"

#include "budget/dict.h"

bool is_economic(struct str code)
{
    return code.n >= 3 && (code.p[0] == '3' || code.p[0] == '5');
}

bool sum_prints(const struct check *c, const struct finding *f, struct str code)
{
    for (uint32_t k = f->nleft; k < f->n; k++)
        if (str_eq(c->l->entry.v[c->operand.v[f->at + k].entry].head->code, code)) return true;
    return false;
}

static unsigned year_of(const struct entry *x)
{
    unsigned year = 0;
    return str_u32(x->year, &year) ? year : 0;
}

/* Account number i under that of entry x, with its name; empty where there is none or the sum prints it, NULL: no memory. */
static struct str account_under(const struct check *c, const struct finding *f, const struct entry *x, unsigned i, struct str *name)
{
    const char two[] = {(char)('0' + i / 10), (char)('0' + i % 10)};
    struct str code = arena_cat(&c->l->arena, x->head->code, (struct str){two, 2});
    if (!code.p) return code;
    *name = dict_code_name(c->dict, code, year_of(x));
    return name->n && !sum_prints(c, f, code) ? code : (struct str){"", 0};
}

struct str account_by_kind(const struct check *c, const struct finding *f, const struct entry *x)
{
    const struct entry *lacks = &c->l->entry.v[f->entry];
    struct str name, code;
    if (!c->dict || x->kind == KIND_PROSE || !is_economic(lacks->head->code) || x->head->code.n != 7) return (struct str){"", 0};
    for (unsigned i = 1; i < 100; i++) {
        code = account_under(c, f, lacks, i, &name);
        if (code.n && (str_starts(name, x->head->name) || str_starts(x->head->name, name)))
            return arena_join(&c->l->arena, code, S(" "), name);
    }
    return (struct str){"", 0};
}

int suggest_accounts(struct check *c, struct finding *f)
{
    enum { FEW = 4 };
    struct arena *a = &c->l->arena;
    const struct entry *x = &c->l->entry.v[f->entry];
    struct str some = {"", 0}, name;
    unsigned n = 0;
    if (!c->dict || f->blank || f->gap.m <= 0 || x->head->code.n < 3 || x->head->code.n > 5) return 0;
    for (unsigned i = 1; i < 100 && n <= FEW; i++) {
        struct str code = account_under(c, f, x, i, &name);
        if (!code.p) return -1;
        if (code.n == 0) continue;
        some = arena_join(a, some, S(", "), arena_join(a, code, S(" "), name));
        n++;
    }
    if (n == 0 || n > FEW) return 0;
    f->why = arena_join(a, f->why, S("; not printed under it: "), some);
    return f->why.p ? 0 : -1;
}
