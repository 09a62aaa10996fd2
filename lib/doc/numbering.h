/* SPDX-License-Identifier: MIT */
/* numbering.h: the enumerators (一、 （二） 3.) that Word counts by itself, for lib/doc alone
 * (ISO/IEC 29500-1, 17.9). */
#ifndef BD_DOC_NUMBERING_H
#define BD_DOC_NUMBERING_H

#include "base/vec.h"
#include "doc/zip.h"

#define NUMBERING_LEVELS 9

struct numbering_level {
    uint32_t start, count; /* count: of the last paragraph of this level, 0 before the first */
    struct str format, text; /* chineseCounting, "%1、" */
};

struct numbering_list { /* w:abstractNum */
    uint32_t id;
    struct numbering_level level[NUMBERING_LEVELS];
};

struct numbering_use { /* w:num: what paragraphs name */
    uint32_t id, list;
};

struct numbering {
    struct arena *arena;
    VEC(struct numbering_list) list;
    VEC(struct numbering_use) use;
};

/* Read word/numbering.xml, if there is one. numbering_free in either case. */
int numbering_open(struct numbering *n, const char *file, const struct zip *z, struct arena *a, struct err *e);
/* The enumerator of the next paragraph of that list and level, in the arena; empty for bullets and unknown
 * lists. p NULL: no memory. */
struct str numbering_next(struct numbering *n, uint32_t num, uint32_t level);
void numbering_free(struct numbering *n);

#endif
