/* SPDX-License-Identifier: MIT */
/* numfmt.h: a workbook's stored number as the cell shows it (ISO/IEC 29500-1, 18.8.31, number formats).
 *
 * A stored number is a binary one in decimal (1234.5600000000001); the format says how many decimals are
 * printed. Exact: no floating point. Thousands separators and currency signs are left out; a negative
 * number always has its minus, also where the format only prints it red or in brackets. */
#ifndef BD_DOC_NUMFMT_H
#define BD_DOC_NUMFMT_H

#include "base/arena.h"
#include "base/str.h"

/* The format code of a built-in id (18.8.30), "General" if it has none. */
struct str numfmt_builtin(unsigned id);
/* stored as the format code prints it, in the arena. What is no number, or too large, comes back as it
 * is. p NULL: no memory. */
struct str numfmt_print(struct arena *a, struct str stored, struct str code, bool date1904);

#endif
