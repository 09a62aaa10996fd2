/* SPDX-License-Identifier: MIT */
/* fact.h: what the readers of a document produce, one record at a time.
 *
 * A fact is the printed columns of bd-record(5), unescaped. The sink fills in doc, issuer, scope,
 * edition when they are empty, and writes. Slices need to live only during the call. */
#ifndef BD_TABLE_FACT_H
#define BD_TABLE_FACT_H

#include "base/err.h"
#include "base/str.h"
#include "rec/rec.h"

#include <stdint.h>

struct fact {
    struct str f[REC_NPRINTED]; /* page and line are taken from below */
    uint32_t page, line;        /* 0: empty */
};

struct fact_sink {
    int (*put)(void *arg, const struct fact *f, struct err *e);
    void *arg;
};

#endif
