/* SPDX-License-Identifier: MIT */
/* landlock.h: which files this process and its children may still open, by Landlock (Linux 5.13 and later; more with each
 * ABI: 3 truncating, 4 TCP, 5 devices, 6 signals and abstract sockets). What is open already stays usable.
 *
 * The names are looked up when they are allowed: a file that comes to a name later is another file. */
#ifndef BD_BASE_LANDLOCK_H
#define BD_BASE_LANDLOCK_H

#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

/* What may be done with a file, or with everything below a folder. */
enum {
    LAND_READ = 1 << 0,  /* files read */
    LAND_LIST = 1 << 1,  /* folders listed, and opened for fsync */
    LAND_EXEC = 1 << 2,  /* programs started */
    LAND_NAME = 1 << 3,  /* plain files made, renamed within their folder, removed */
    LAND_WRITE = 1 << 4, /* files written to */
};

struct landlock {
    int fd;  /* -1: the kernel has no Landlock; all that follows does nothing */
    int abi;
};

/* The kernel's ABI, 0 if it has no Landlock. */
int landlock_abi(void);
/* Nothing is allowed yet, and nothing forbidden before landlock_enforce. */
int landlock_begin(struct landlock *l, struct err *e);
/* Of a file, LAND_LIST and LAND_NAME mean nothing. A path that cannot be looked up allows nothing: opening it will say why. */
int landlock_allow(struct landlock *l, const char *path, unsigned what, struct err *e);
/* From now on, for good; no-new-privileges must be set. */
int landlock_enforce(struct landlock *l, struct err *e);
void landlock_free(struct landlock *l);

#endif
