/* SPDX-License-Identifier: MIT */
/* book.h: what a workbook's sheets refer to: their names and parts, shared strings, number formats. For
 * lib/doc alone. */
#ifndef BD_DOC_BOOK_H
#define BD_DOC_BOOK_H

#include "base/vec.h"
#include "doc/doc.h"
#include "doc/zip.h"

struct book_sheet {
    struct str name, part; /* part: name in the zip file */
    bool hidden, is_worksheet; /* a chart sheet is none */
};

struct book_style {
    struct str code; /* number format */
    uint32_t indent;
};

struct book {
    struct arena *arena; /* the document's; all strings are in it */
    const char *file;
    VEC(struct book_sheet) sheet;
    VEC(struct str) string;
    VEC(struct book_style) style;
    bool date1904, all_hidden;
};

int book_open(struct book *b, struct doc *d, const struct zip *z, struct err *e); /* book_free in either case */
const struct book_style *book_style(const struct book *b, size_t i); /* General if there is none */
void book_free(struct book *b);

#endif
