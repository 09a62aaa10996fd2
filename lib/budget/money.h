/* SPDX-License-Identifier: MIT */
/* money.h: amounts moved from one unit to another by their digits, exactly and at any length.
 *
 * `prec` is the power of ten of the last digit that means something, where the digits of the value say
 * too much (bd-record(5)); has_prec is false where they say it themselves. */
#ifndef BD_BUDGET_MONEY_H
#define BD_BUDGET_MONEY_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

struct money {
    struct str value; /* -?[0-9]+(\.[0-9]+)? */
    int prec;
    bool has_prec;
};

/* Is s a plain decimal? */
bool money_is_number(struct str s);
/* m * 10^shift, |shift| <= 32. Every digit that was printed stays, none is made up: 300000 by -4 is
 * 30.0000, 165.1 by 4 is 1651000 with prec 3. Memory: the arena. -1: no memory. */
int money_shift(struct arena *a, struct money m, int shift, struct money *out);

#endif
