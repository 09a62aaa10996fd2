/* SPDX-License-Identifier: MIT */
/* form.h: what is asked of a whole table or text, between formal.c and its neighbours. */
#ifndef BD_CHECK_FORM_H
#define BD_CHECK_FORM_H

#include "check/check.h"

enum { NAMES_TOLD = 50 }; /* findings of one rule in one table */

struct form {
    struct check *c;
    const struct rule *r;
    const struct panel *p;
    unsigned told;
};
/* A finding about entry x (and another one, NONE); why: words of up to four parts, empty for ok. -1: no memory */
int form_tell(struct form *m, uint32_t x, uint32_t other, const struct str why[4]);
int form_tell_ok(struct form *m); /* all is well, if nothing else was told */
uint32_t form_cell(const struct panel *p, uint32_t row); /* entry of the first cell of a row */
int numbered(struct form *m);     /* numbered.c: are the codes those of their accounts? */
bool code_slip(struct str a, struct str b); /* two codes that differ by a digit, or by two neighbours exchanged */

#endif
