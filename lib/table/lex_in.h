/* SPDX-License-Identifier: MIT */
/* lex_in.h: how the files of lex walk over a text: what it begins or ends with is taken off. */
#ifndef BD_TABLE_LEX_IN_H
#define BD_TABLE_LEX_IN_H

#include "table/lex.h"

static inline bool lex_eat(struct str *s, struct str prefix)
{
    if (!str_starts(*s, prefix)) return false;
    *s = str_from(*s, prefix.n);
    return true;
}

static inline bool lex_eat_end(struct str *s, struct str suffix)
{
    if (!str_ends(*s, suffix)) return false;
    s->n -= suffix.n;
    return true;
}

static inline bool lex_eat_any(struct str *s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lex_eat(s, list[i])) return true;
    return false;
}
#define LEX_EAT_ANY(s, list) lex_eat_any((s), (list), sizeof(list) / sizeof(list)[0])

#endif
