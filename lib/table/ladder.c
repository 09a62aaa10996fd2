/* SPDX-License-Identifier: MIT */
/* ladder.c: the level of a row by the marker in front of its name and the rows above. */
#include "table/ladder.h"

#include "table/lex.h"
#include "table/words.h"

static unsigned plain_level(struct ladder *l)
{
    if (l->some) return l->some;
    if (l->after_total || !l->plain) return l->plain = 1;
    return l->plain;
}

/* 一、 again behind a total and a row of its own (年初财政拨款结转和结余) details that row; otherwise a
 * series goes on at its level or starts at 1. */
static unsigned cn_level(const struct ladder *l, unsigned ordinal)
{
    if (ordinal == 1) return l->after_total && l->level == 1 && l->cn ? 2 : 1;
    return l->cn && ordinal == l->cn_ordinal + 1 ? l->cn : 1;
}

static unsigned label_level(struct ladder *l, const struct lex_label *b)
{
    unsigned level;
    switch (b->kind) {
    case LEX_CN:
        level = cn_level(l, b->ordinal);
        l->cn = level;
        l->cn_ordinal = b->ordinal;
        l->num = l->some = 0;
        l->plain = level + 1;
        l->parent = level;
        return level;
    case LEX_CN_PAREN:
        level = l->cn + 1;
        l->num = level;
        break;
    case LEX_NUM:
    case LEX_NUM_PAREN:
        level = b->kind == LEX_NUM ? l->cn + 1 : (l->num ? l->num : l->cn) + 1;
        if (b->kind == LEX_NUM) l->num = level;
        break;
    case LEX_CIRCLED:
    case LEX_SOME:
        level = l->parent + 1;
        l->some = level;
        return level;
    case LEX_LESS:
    case LEX_PLUS:
    case LEX_PLAIN:
    default:
        level = plain_level(l);
        if (level != l->some) l->parent = level;
        return level;
    }
    l->some = 0;
    l->plain = l->cn ? level + 1 : level;
    l->parent = level;
    return level;
}

/* What is carried over stands beside 一、二、三、, not under the last of them. */
static bool is_balance(struct str name)
{
    PR_WORDS(lead, SI("上年结转"), SI("上年结余"), SI("年初结转"), SI("年初财政拨款结转"), SI("年末结转"),
                                      SI("年末财政拨款结转"), SI("结转下年"), SI("使用非财政拨款结余"), SI("结余分配"));
    return pr_starts(name, lead) > 0;
}

static bool is_fund(struct str name)
{
    return str_starts(name, S("一般公共预算")) || str_starts(name, S("政府性基金")) || str_starts(name, S("国有资本经营"));
}

/* 财政拨款 and what is carried over have the funds for parts, whether they are set in or not. */
static bool has_funds(struct str name)
{
    return is_balance(name) || str_eq(lex_no_brackets(name), S("财政拨款")) || str_eq(name, S("财政拨款收入")) || str_eq(name, S("财政拨款（补助）收入"));
}

/* The sum of a list that has no groups is the table's own. */
static bool is_flat(const struct ladder *l)
{
    return l->ones > 1 && !l->cn && !l->num && !l->some;
}

unsigned ladder_climb(struct ladder *l, struct str name)
{
    struct lex_label b = lex_label(name);
    bool fund = b.kind == LEX_PLAIN && is_fund(name), funds = has_funds(b.bare);
    unsigned level;
    if (lex_is_total(name) && b.kind == LEX_PLAIN) {
        bool inside = lex_is_subtotal(name) && l->level > 0 && !is_flat(l);
        level = inside ? l->parent + 1 : 0;
        if (!inside) {
            l->after_total = true;
            l->num = l->some = 0;
            l->plain = 0;
            l->parent = l->ones = 0;
        }
    } else if (fund && l->funds) {
        level = l->funds + 1;
    } else if (b.kind == LEX_PLAIN && l->cn == 1 && is_balance(name)) {
        l->num = l->some = 0;
        l->parent = level = 1;
    } else {
        level = label_level(l, &b);
    }
    if (level >= LADDER_MAX) level = LADDER_MAX - 1;
    if (level == 1) l->ones++;
    if (!fund) l->funds = funds && level < LADDER_MAX - 1 ? level : 0;
    l->level = level;
    l->name[level] = name;
    return level;
}

struct str ladder_path(struct arena *a, const struct ladder *l, unsigned level)
{
    struct str path = {"", 0};
    for (unsigned i = 1; i < level && path.p; i++)
        if (l->name[i].n) path = arena_join(a, path, S("/"), l->name[i]);
    return path;
}
