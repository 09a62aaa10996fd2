/* SPDX-License-Identifier: MIT */
/* child.h: a program that reads a document on standard input, for lib/doc alone. No shell; it is found in PATH, runs in a
 * sandbox of its own (helper.h) with limits on time, memory and output, and its messages are thrown away. */
#ifndef BD_DOC_CHILD_H
#define BD_DOC_CHILD_H

#include "base/arena.h"
#include "base/err.h"
#include "doc/helper.h"

enum { CHILD_MISSING = 127, CHILD_KILLED = -1 };

/* Run the program with bytes as its input; what it prints goes to *out, in a. *status: its exit status,
 * CHILD_MISSING if there is no such program, CHILD_KILLED if a signal ended it. file is for messages. */
int child_run(const char *file, enum helper_program program, struct str bytes, struct arena *a, struct str *out, int *status,
              struct err *e);

/* The same for what is a function of ours (HELPER_UNZIP), in a process of its own as well; where no helper was split off,
 * here. What it writes is *out, until child_unmap. */
int child_map(const char *file, enum helper_program program, struct str bytes, struct str *out, int *status, struct err *e);
void child_unmap(struct str out);

#endif
