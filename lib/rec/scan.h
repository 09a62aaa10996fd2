/* SPDX-License-Identifier: MIT */
/* scan.h: cutting a buffer of whole lines into records and fields, for the reader alone.
 *
 * 64 bytes at a time become bit masks of the bytes that mean something: TAB, LF, and what makes a
 * record odd (CR, NUL, backslash). A record without an odd byte needs no second look. */
#ifndef BD_REC_SCAN_H
#define BD_REC_SCAN_H

#include "base/str.h"

#include <stdint.h>

struct scan {
    const char *block;    /* the 64 bytes that the masks speak of: */
    uint64_t tabs, marks; /* the TABs, and LF, CR, NUL, backslash, that are not yet passed */
};

/* Begin at p. The bytes up to the last LF, and 64 behind it, must be readable. */
void scan_start(struct scan *s, const char *p);
/* The record that starts at `from`, where the last one ended: *n counts its fields, which are in f if they are not more
 * than cap. Returns its LF, which must exist. *odd: it holds CR, NUL or backslash. */
const char *scan_record(struct scan *s, const char *from, struct str *f, size_t cap, size_t *n, bool *odd);

#endif
