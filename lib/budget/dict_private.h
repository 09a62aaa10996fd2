/* SPDX-License-Identifier: MIT */
/* dict_private.h: the dictionary's inside, for dict_load.c, dict.c and title.c only. */
#ifndef BD_BUDGET_DICT_PRIVATE_H
#define BD_BUDGET_DICT_PRIVATE_H

#include "base/map.h"
#include "base/vec.h"
#include "budget/dict.h"

enum { TITLE_WORDS = 12 };

struct dict_title {            /* one line of tables.tsv */
    struct str words;          /* as written: the key of the line */
    struct str table;
    struct str exact;          /* "=core": the title's core is this and nothing else */
    struct str has[TITLE_WORDS], not[TITLE_WORDS];
    unsigned nhas, nnot;
};

struct dict {
    struct arena arena;
    /* Entries are arena memory, so that pointers to them stay valid while more are added. */
    VEC(struct dict_code *) code;
    VEC(struct dict_title) title; /* the compiled-in ones in their order; later files in front */
    VEC(struct dict_rename) rename;
    VEC(struct dict_col *) col;
    VEC(struct dict_unit *) unit;
    VEC(struct str) name, org;
    struct map by_code, by_code_name;         /* code, name key -> first entry in code */
    struct map by_name, by_col, by_unit, by_org; /* "where LF key" -> index */
};

#endif
