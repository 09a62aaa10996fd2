/* SPDX-License-Identifier: MIT */
/* front.h: what the title page says of the whole document. */
#ifndef BD_TABLE_FRONT_H
#define BD_TABLE_FRONT_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/doc.h"

struct front {
    struct str issuer;  /* who published it, full name; empty if the text does not say */
    struct str scope;   /* "department", "unit" or empty */
    struct str year;    /* "2022" or empty */
    struct str phase;   /* "budget", "final" or empty */
    struct str edition; /* "2022-budget", empty if year or phase are unknown */
};

int front_read(const struct doc *d, struct arena *a, struct front *f, struct err *e);

#endif
