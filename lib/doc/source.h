/* SPDX-License-Identifier: MIT */
/* source.h: what the readers of one format share; for lib/doc alone. */
#ifndef BD_DOC_SOURCE_H
#define BD_DOC_SOURCE_H

#include "doc/doc.h"

/* ---- encoding.c ---- */

/* The bytes as UTF-8 in d->arena (the same bytes if they are), d->encoding set. want: NULL to detect. */
int encoding_decode(struct doc *d, struct str bytes, const char *want, bool lossy, struct str *utf8, struct err *e);
/* Looks like UTF-16 without a byte order mark. */
bool encoding_is_utf16(struct str bytes);

/* ---- detect.c ---- */

/* What the first bytes say: DOC_PDF, DOC_DOCX or DOC_XLSX for a zip file (which of them is for zip.c to
 * see: DOC_DOCX here), DOC_UNKNOWN for text. A file that is neither is an error that names it. */
int detect_bytes(const char *name, struct str bytes, enum doc_format *f, struct err *e);
/* Which kind of text it is. */
enum doc_format detect_text(struct str utf8);
bool detect_is_rule(struct str line); /* |---|:--:| of Markdown */

/* ---- text.c ---- */

enum { LINE_OF_FILE, LINE_OF_PAGE }; /* what line numbers count */

/* Lines of UTF-8 text into d->line. Writes into the bytes: forbidden characters are taken out. */
int text_lines(struct doc *d, struct str text, int counting, struct err *e);
/* Take forbidden characters out of p in place, CR and FF become blanks; returns how many bytes remain. */
size_t text_clean(char *p, size_t n);

/* ---- pdf.c ---- */

int pdf_lines(struct doc *d, struct str bytes, struct err *e);

/* ---- docx.c, xlsx.c ---- */

struct zip;
int docx_lines(struct doc *d, const struct zip *z, struct err *e);
int xlsx_lines(struct doc *d, const struct zip *z, struct err *e);

/* ---- html.c ---- */

int html_lines(struct doc *d, struct str text, struct err *e);

/* ---- csv.c ---- */

/* Do these lines (the start of the text; cut: there is more) have the same number of cells? */
bool csv_looks(struct str text, bool cut);
int csv_lines(struct doc *d, struct str text, struct err *e);

/* ---- words.c ---- */

int words_tsv_lines(struct doc *d, struct str text, struct err *e);
int words_bbox_lines(struct doc *d, struct str text, struct err *e);

/* ---- md.c ---- */

int md_lines(struct doc *d, struct str text, struct err *e);

#endif
