/* SPDX-License-Identifier: MIT */
/* nomem.h: memory that was not given is not forgotten.
 *
 * What only looks at its input (is this an amount? was this name seen before?) takes a failed allocation for a no. So arenas,
 * vectors, maps and libxml2's memory count their failures here, for this process, and whoever is about to call a result
 * complete asks first. A limit that an arena was given is no failure. */
#ifndef BD_BASE_NOMEM_H
#define BD_BASE_NOMEM_H

#include "base/err.h"

/* p, noted if it is NULL. */
void *nomem_note(void *p);
/* How often so far. */
unsigned long nomem_count(void);
/* 0 if it never happened, else ERR_FAIL: out of memory. */
int nomem_check(struct err *e);

#endif
