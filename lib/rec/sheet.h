/* SPDX-License-Identifier: MIT */
/* sheet.h: a line of fields as CSV that spreadsheets open as it is meant.
 *
 * UTF-8 with a byte order mark, every field quoted (libcsv), LF at the end of a line. A field that a
 * spreadsheet would take for a formula (= + - @ TAB CR in front, and no number) gets an apostrophe. */
#ifndef BD_REC_SHEET_H
#define BD_REC_SHEET_H

#include "base/arena.h"
#include "base/err.h"
#include "base/io.h"

struct sheet {
    struct io_writer *w;
    struct arena arena; /* of one line */
    bool begun;         /* the byte order mark is out */
};

/* Fields as they stand in a record stream; they are unescaped here. */
int sheet_row(struct sheet *s, const struct str *f, size_t n, struct err *e);
void sheet_free(struct sheet *s);

#endif
