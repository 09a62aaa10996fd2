/* SPDX-License-Identifier: MIT */
/* sandbox.h: what a tool gives up before it looks at the first byte of an input.
 *
 * An input may be made to take over the program that reads it. After sandbox_enter such a program can read the inputs that
 * were named, write to what is open, have its outputs renamed into place or removed by another process (finish.h), and end: it
 * cannot open another file, make, rename or remove one, reach the network, start a program, or signal a process outside. Two
 * mechanisms of Linux do that, each where the kernel has it: Landlock (names; landlock.h) and seccomp (calls; filter.h). Without
 * Landlock, other files could still be read; without both, all works as before, and --version says so. Builds with sanitizers
 * (which make calls of their own) or with -DBD_NO_SANDBOX have none. */
#ifndef BD_BASE_SANDBOX_H
#define BD_BASE_SANDBOX_H

#include "base/opt.h"

/* For getopt_long, which returns 0 for it; `case 0:` has nothing to do. */
extern int sandbox_off;
#define SANDBOX_LONGOPT {"no-sandbox", no_argument, &sandbox_off, 1}

/* What the work to come needs more than the inputs, and outputs that are open. */
enum {
    SANDBOX_FORK = 1 << 0,  /* the work is shared among processes */
    SANDBOX_ICONV = 1 << 1, /* iconv_open loads tables of the C library */
};

struct sandbox {
    const struct opt_inputs *in;
    const char *out[2];  /* as given with -o and the like, and open; NULL and "-" need nothing */
    const char *read[2]; /* read besides, and there already; or NULL */
    unsigned needs;
};

/* Once, when options and dictionaries are read. 0, or ERR_FAIL: the kernel has it, and would not. */
int sandbox_enter(const struct sandbox *s, struct err *e);
/* For a child process about to become the program: it can read that, the system's libraries, fonts and tables, and what is
 * open; no writing but to what is open, no child processes, no network. */
int sandbox_helper(const char *program, struct err *e);
/* For a child process that works on what is open, and has no use for anything else. */
int sandbox_inside(struct err *e);
/* "Landlock 6, seccomp", or what is missing and why. */
void sandbox_describe(char *buf, size_t size);

#endif
