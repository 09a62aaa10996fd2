/* SPDX-License-Identifier: MIT */
/* cover.h: in front of every file of a build that counts lines (make coverage). _exit ends a process without the counts being
 * written; here they are written first. */
#ifndef BD_COVER_H
#define BD_COVER_H

#include <unistd.h>

void __gcov_dump(void);
#define _exit(status) (__gcov_dump(), _exit(status))

#endif
