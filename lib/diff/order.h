/* SPDX-License-Identifier: MIT */
/* order.h: the order of a pair's changes, which does not depend on the order of the input. */
#ifndef BD_DIFF_ORDER_H
#define BD_DIFF_ORDER_H

#include "diff/join.h"

/* Sort j->change: tables as their changes are first printed, in a table by place (in NEW, else in OLD),
 * then by key, so that the cells of a row stand together. */
int change_sort(struct joiner *j);

#endif
