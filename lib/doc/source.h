/* SPDX-License-Identifier: MIT */
/* source.h: what the readers of one format share; for lib/doc alone. */
#ifndef BD_DOC_SOURCE_H
#define BD_DOC_SOURCE_H

#include "base/io.h"
#include "doc/doc.h"

/* ---- doc.c ---- */

/* The error of an arena that reached its limit, which is no lack of memory. */
int doc_too_large(const struct doc *d, struct err *e);

/* ---- encoding.c ---- */

/* The bytes as UTF-8 in d->arena (the same bytes if they are), d->encoding set. want: NULL to detect. */
int encoding_decode(struct doc *d, struct str bytes, const char *want, bool lossy, struct str *utf8, struct err *e);
/* The same for a piece of whole lines of the document, the first of which is `line`, in d->encoding. */
int encoding_piece(struct doc *d, struct str bytes, uint64_t line, bool lossy, struct str *utf8, struct err *e);
/* What the bytes seem to be, and the length of their byte order mark. */
const char *encoding_guess(struct str bytes, size_t *mark);
/* Bytes of the smallest piece of a line end, 2 in UTF-16; 0: lines of this encoding cannot be told in bytes. */
unsigned encoding_unit(const char *encoding);
/* Looks like UTF-16 without a byte order mark. */
bool encoding_is_utf16(struct str bytes);

/* ---- detect.c ---- */

/* What the first bytes say: DOC_PDF, DOC_DOCX or DOC_XLSX for a zip file (which of them is for zip.c to
 * see: DOC_DOCX here), DOC_UNKNOWN for text. A file that is neither is an error that names it. */
int detect_bytes(const char *name, struct str bytes, enum doc_format *f, struct err *e);
/* Which kind of text it is; of a CSV also what stands between its cells, else 0. */
enum doc_format detect_text(struct str utf8, char *delimiter);
bool detect_is_rule(struct str line); /* |---|:--:| of Markdown */

/* ---- text.c ---- */

enum { LINE_OF_FILE, LINE_OF_PAGE }; /* what line numbers count */

/* Lines of UTF-8 text into d->line. Writes into the bytes: forbidden characters are taken out. */
int text_lines(struct doc *d, struct str text, int counting, struct err *e);
/* The same for a text that comes in pieces of whole lines. */
struct text_place {
    uint32_t page, line; /* of the next line; page 0: the text has no pages */
    bool new_page;
    int counting;
};
struct text_place text_begin(struct str front, int counting);
int text_piece(struct doc *d, struct text_place *at, struct str piece, struct err *e);
/* Take forbidden characters out of p in place, CR and FF become blanks; returns how many bytes remain. */
size_t text_clean(char *p, size_t n);

/* ---- garble.c ---- */

/* Characters of a page, blanks left out, and those among them that no document prints. */
struct garble {
    size_t chars, strange;
};
void garble_add(struct garble *g, struct str s); /* before it was cleaned */
bool garble_is(const struct garble *g);
bool garble_strange(uint32_t c); /* a control character, a private one, a letter of a far script */

/* ---- pdf.c ---- */

int pdf_lines(struct doc *d, struct str bytes, struct err *e);

/* ---- docx.c, xlsx.c ---- */

struct zip;
int docx_lines(struct doc *d, const struct zip *z, struct err *e);
int xlsx_lines(struct doc *d, const struct zip *z, struct err *e);

/* ---- html.c ---- */

int html_lines(struct doc *d, struct str text, struct err *e);

/* ---- csv.c ---- */

/* What stands between the cells of these lines (the start of the text; cut: there is more): a comma, a semicolon or a
 * TAB; 0 if they are none. */
enum { CSV_FRONT = 64 << 10 }; /* bytes to look at */
char csv_delimiter(struct str text, bool cut);
int csv_lines(struct doc *d, struct str text, struct err *e);
/* The same for a text in pieces of whole lines; the last piece is said to be. */
struct csv;
struct csv *csv_open(struct doc *d, struct err *e); /* cells as d->delimiter tells; NULL: no memory */
int csv_piece(struct csv *c, struct str piece, bool last, struct err *e);
void csv_close(struct csv *c);

/* ---- loose.c ---- */

/* Rows of one cell that are running text become lines (of a CSV file that is read at once: one beyond doc.h's window is no
 * report). A rowspan is not broken: such sources have none. */
void loose_rows(struct doc *d);

/* ---- words.c, laid out by words_page.c ---- */

int words_tsv_lines(struct doc *d, struct str text, struct err *e);
int words_bbox_lines(struct doc *d, struct str text, struct err *e);

/* ---- stream.c ---- */

/* `in`, which the document takes over, holds the front of a text of d->format in d->encoding. Fills d->line from
 * that front. */
int stream_start(struct doc *d, struct io_reader *in, const struct doc_opts *o, struct err *e);
void stream_free(struct doc *d);

/* ---- md.c ---- */

int md_lines(struct doc *d, struct str text, struct err *e);
/* The same for a text in pieces of whole lines. The last line of a piece is not read but looked at, and must come
 * again, first in the next one. */
struct md;
struct md *md_open(struct doc *d, struct err *e);
int md_piece(struct md *m, struct str piece, bool last, struct err *e);
void md_close(struct md *m);

#endif
