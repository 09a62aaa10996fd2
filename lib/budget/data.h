/* SPDX-License-Identifier: MIT */
/* data.h: the tables of data/ as tools/embed compiled them in, line by line, the header line first.
 *
 * Lines carry no LF; columns are separated by TAB. The strings are static. */
#ifndef BD_BUDGET_DATA_H
#define BD_BUDGET_DATA_H

#include <stddef.h>

struct data_file {
    const char *name; /* "codes" for data/codes.tsv; NULL ends the list */
    const char *const *line;
    size_t n;
};

extern const struct data_file data_files[];

/* The table of that name, or NULL. */
const struct data_file *data_find(const char *name);

#endif
