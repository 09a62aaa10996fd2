/* source.h: what the readers of one format share; for lib/doc alone. */
#ifndef BD_DOC_SOURCE_H
#define BD_DOC_SOURCE_H

#include "doc/doc.h"

/* Lines of UTF-8 text into d->line. Writes into the bytes: forbidden characters are taken out. */
int text_lines(struct doc *d, char *p, size_t n, struct err *e);
/* Take forbidden characters out of p in place, CR and FF become blanks; returns how many bytes remain. */
size_t text_clean(char *p, size_t n);

#endif
