/* SPDX-License-Identifier: MIT */
/* label.h: a printed row label taken apart: enumerator, 其中 / 减, code, name.
 *
 * `一、财政拨款收入`, `其中：公务用车购置费`, `[208]社会保障和就业支出`, `310资本性支出`, `[402001]…局`. */
#ifndef BD_BUDGET_LABEL_H
#define BD_BUDGET_LABEL_H

#include "base/arena.h"
#include "base/str.h"

enum label_role { LABEL_PLAIN, LABEL_SOME, LABEL_LESS };

struct label {
    struct str name;      /* folded, without enumerators, code and closing colon; in the arena or the input */
    struct str code;      /* digits, empty if there are none */
    bool bracketed;       /* the code stood in brackets: it is one for certain */
    enum label_role role; /* what the words in front say */
};

/* -1: no memory. */
int label_read(struct arena *a, struct str printed, struct label *out);
/* The code column as printed: brackets and signs between its parts go, 208|05|01 is 2080501 and 301 2 is
 * 30102. What is no code at all comes back as it is. */
struct str label_code(struct arena *a, struct str printed);
/* Is s one or more digits and nothing else? */
bool label_digits(struct str s);

#endif
