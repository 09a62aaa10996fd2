/* SPDX-License-Identifier: MIT */
/* builtin.h: the rules of data/rules.tsv as they were compiled in. */
#ifndef BD_CHECK_BUILTIN_H
#define BD_CHECK_BUILTIN_H

#include "base/arena.h"

/* The text of the file in the arena; p NULL: no memory. */
struct str builtin_rules(struct arena *a);

#endif
