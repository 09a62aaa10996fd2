/* SPDX-License-Identifier: MIT */
/* opt.h: what every tool's command line has in common, on top of getopt_long. No printing here. */
#ifndef BD_BASE_OPT_H
#define BD_BASE_OPT_H

#include "base/arena.h"
#include "base/err.h"

#include <stddef.h>

/* BD_VERSION, "1.2.3", comes from the Makefile. */

/* Exit statuses, the same everywhere. */
enum { EXIT_OK = 0, EXIT_FOUND = 1, EXIT_TROUBLE = 2 };

/* Values for long options without a letter start here. */
enum { OPT_FILES0 = 1000, OPT_TOOL = 1100 };

struct opt_inputs {
    const char **path; /* in the arena; "-" is standard input */
    size_t n;
};

/* The operands of the command line, or "-" if there are none. */
int opt_operands(struct arena *a, int argc, char **argv, int first, struct opt_inputs *in, struct err *e);
/* The NUL-separated names in `list` ("-": standard input); an empty name is an error. */
int opt_files0(struct arena *a, const char *list, struct opt_inputs *in, struct err *e);
/* Reason for a '?' or ':' from getopt_long with opterr = 0: "unknown option '--x'", ... */
int opt_bad(struct err *e, int got, char **argv);
/* --help: text on standard output. 0, ERR_FAIL with e filled, or ERR_PIPE. */
int opt_show(const char *text, struct err *e);
/* The same for --version: the tool's name and number, and which sandbox it reads in. */
int opt_version(const char *tool, struct err *e);
/* SIGPIPE ignored (EPIPE ends us quietly), locale left at "C". Call first in main. */
void opt_start(void);

#endif
