/* SPDX-License-Identifier: MIT */
/* extract.h: one document to records. The rooms of lib/table meet here. */
#ifndef BD_TABLE_EXTRACT_H
#define BD_TABLE_EXTRACT_H

#include "base/err.h"
#include "base/io.h"
#include "doc/doc.h"

#include <stdbool.h>

struct extract_opts {
    struct str issuer; /* --issuer: overrides the title page; empty: read it */
    unsigned page;     /* --page: records of this page only; 0: all */
    unsigned table;    /* --table: records of this table only (1-based); 0: all */
    bool outline;      /* one line a table instead of the records */
    bool contacts;     /* keep contact cells of forms, as text */
};

struct extract_result {
    unsigned long records, figures, tables, doubts;
    const char *layout; /* "tab", "list", "fixed", "cells", "spaced", "prose": the most frequent of its tables */
};

/* The header line of the records, or of the outline. */
void extract_head(struct io_writer *w, const struct extract_opts *o);
/* Writes the records of d in the order of the page, without header and without the closing record. A long text
 * is read on as its tables are done with (doc_more). */
int extract_document(struct doc *d, const struct extract_opts *o, struct io_writer *w, struct extract_result *res,
                     struct err *e);
/* The record that closes every input; status is ok, partial, no-figures, no-text or failed. */
void extract_close(struct io_writer *w, const struct extract_opts *o, const char *doc, const char *format,
                   const char *status, const struct extract_result *res);

#endif
