/* SPDX-License-Identifier: MIT */
/* filter.h: seccomp filters, each one a program for the kernel that says which calls this process and its children may
 * still make. Made by tools/filter (libseccomp) when the programs are built; filters that are loaded add up, the strictest
 * wins, and none can be taken back. Linux alone; elsewhere, and where built without libseccomp, there are none. */
#ifndef BD_BASE_FILTER_H
#define BD_BASE_FILTER_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

enum filter_name {
    FILTER_BASE,      /* nothing but what reading, computing, writing and child processes need: no network, no tracing ... */
    FILTER_NO_CREATE, /* no file made, nor opened for writing */
    FILTER_NO_RENAME, /* no name given or taken away */
    FILTER_NO_FORK,   /* no child process */
    FILTER_NO_EXEC,   /* no program started */
    FILTERS
};

struct sock_filter; /* linux/filter.h */
#ifdef __linux__
#include <linux/filter.h>
#endif

struct filter {
    const struct sock_filter *code; /* NULL: none was built in */
    size_t n;
};

extern const struct filter filters[FILTERS];

enum filter_state { FILTER_WORKS, FILTER_NOT_BUILT, FILTER_NO_KERNEL };
enum filter_state filter_state(void);
/* Load those of the set (1u << FILTER_...), for good; no-new-privileges must be set. Where there are none, nothing happens.
 * 0, or ERR_FAIL. */
int filter_load(unsigned set, struct err *e);

#endif
