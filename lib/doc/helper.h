/* SPDX-License-Identifier: MIT */
/* helper.h: who starts the programs that child.h runs.
 *
 * A process in the sandbox (base/sandbox.h) can start nothing. So a process is split off before, which reads no document:
 * it takes the number of a program and descriptors from the others, and starts that program in a sandbox of its own, with
 * limits on time, memory and open files. It ends when all who could ask it have ended. */
#ifndef BD_DOC_HELPER_H
#define BD_DOC_HELPER_H

#include "base/err.h"

#include <stdbool.h>

/* The programs, found in PATH. Each reads a document on standard input. HELPER_UNZIP is none, but a function of ours (unzip.h)
 * that is not to run where it can do harm: its in and out are files. */
enum helper_program { HELPER_PDFTOTEXT, HELPER_PDFIMAGES, HELPER_UNZIP, HELPER_PROGRAMS };
extern const char *const *const helper_argv[HELPER_PROGRAMS];
extern int (*const helper_inside[HELPER_PROGRAMS])(int in, int out); /* NULL: a program */

struct helper_job {
    enum helper_program program;
    unsigned seconds;   /* of work, and one more of waiting, before it is ended */
    int in, out, reply; /* its standard input and output; a struct helper_reply is written to reply when it ended */
    int pid;            /* helper_ask: to be waited for when all three are closed; 0: not by us */
};

enum helper_how { HELPER_EXITED, HELPER_KILLED, HELPER_MISSING, HELPER_FAILED };
struct helper_reply {
    enum helper_how how;
    int value; /* exit status, or errno of HELPER_FAILED: it could not be started */
};

/* Split it off, before anything is open that it need not have. Where that is not possible, or not done, programs are
 * started by this process, if it may. */
void helper_start(void);
bool helper_there(void);
/* Let it end, at the end. */
void helper_stop(void);
/* Have the job done; its descriptors stay open here. 0, or ERR_FAIL with errno. */
int helper_ask(struct helper_job *j);

#endif
