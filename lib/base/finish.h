/* SPDX-License-Identifier: MIT */
/* finish.h: the last step of an output, done by a process that can do nothing else.
 *
 * A temporary file becomes its target by rename(2), or is removed; who may do that in a folder can do it to every file in it.
 * So a process is split off that knows the names of both, takes a number and one of two words from the tool, and does that.
 * The tool itself keeps no right to any name (base/sandbox.h). When the tool is gone without a word, by kill -9 as well, what
 * it left is removed. For io_write.c and sandbox.c alone. */
#ifndef BD_BASE_FINISH_H
#define BD_BASE_FINISH_H

#include <stdbool.h>

enum { FINISH_MAX = 4 }; /* outputs at a time */
struct finish_file {
    char *volatile tmp; /* NULL: none */
    const char *path;
};
enum finish_word { FINISH_RENAME, FINISH_REMOVE };

/* Split it off for these files; before the sandbox. It keeps `lock` (-1: none) open, so that who waits for the lock finds nothing
 * left to be removed under a name of its own. 0, or <0: there is none, names are given by this process. */
int finish_start(const struct finish_file file[FINISH_MAX], int lock);
/* Is file i in its hands? */
bool finish_has(int i);
/* 0, or <0 with errno; safe in a signal handler. After it file i is in nobody's. */
int finish_ask(int i, enum finish_word what);
/* In a child process, which has no say in it. */
void finish_leave(void);
/* Give the target its name, and have that on the disk. 0, or <0 with errno. */
int finish_rename(const char *tmp, const char *path);

#endif
