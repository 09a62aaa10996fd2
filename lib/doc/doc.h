/* SPDX-License-Identifier: MIT */
/* doc.h: a document as lines with pages and, where the source knows them, cells.
 *
 * Every source (text, HTML, CSV, workbook, Word, PDF) is brought to this one shape; what the lines
 * mean is lib/table's business. All slices live in the document's arena until doc_free. Text is valid
 * UTF-8 without control characters other than TAB (text sources keep their TABs; a cell of a source with
 * cells may hold LF between its paragraphs), without bidi overrides and zero-width characters. */
#ifndef BD_DOC_DOC_H
#define BD_DOC_DOC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct doc_stream;

struct doc_cell {
    struct str text;
    uint32_t line;            /* 1-based line of the input where the cell starts */
    uint32_t x0, x1;          /* half-open extent in display columns (text) or 1/10 pt (PDF words); 0,0 unknown */
    uint16_t col;             /* 0-based grid column of the cell's left edge */
    uint16_t colspan, rowspan; /* >= 1; rowspan counts rows that follow in the same table */
};

enum {
    DOC_ROW = 1,       /* a table row whose cells the source knows (HTML, CSV, docx, xlsx, Markdown) */
    DOC_TABLE = 2,     /* first row of a table of the source */
    DOC_HEADING = 4,   /* a heading of the source (h1..h6, Word heading style, sheet name) */
    DOC_PAGE = 8,      /* first line of a page */
    DOC_PARA = 16,     /* the source knows that this line is a whole paragraph (HTML p, Word w:p) */
    DOC_GARBLED = 32   /* first line of a page, or of a stretch of text without pages, whose characters are none */
};

struct doc_line {
    struct str text;       /* the line; for a row: its cells joined with TAB */
    uint32_t page;         /* 1-based; 0 unknown */
    uint32_t line;         /* 1-based line, row of the sheet, or ordinal of the paragraph or row */
    uint32_t flags;
    uint32_t ncell;
    struct doc_cell *cell; /* cells that are there, left to right; only with DOC_ROW */
};

enum doc_format { DOC_TXT, DOC_HTML, DOC_CSV, DOC_MD, DOC_DOCX, DOC_XLSX, DOC_PDF, DOC_TSVWORDS, DOC_BBOX, DOC_UNKNOWN };

struct doc {
    struct arena arena;
    const char *name;       /* as given on the command line, or --doc */
    enum doc_format format;
    const char *encoding;   /* "utf-8", "gb18030", ... */
    char delimiter;         /* between the cells of a CSV, once it is known */
    struct str title;       /* what a web page calls itself, empty if it does not */
    bool no_text;           /* readable, but a scan: there is no text layer */
    bool garbled;           /* all of a PDF's text: its fonts do not say which characters they draw */
    const uint32_t *scanned; /* else the pages that are a picture without text, nscanned of them, ascending */
    size_t nscanned;
    struct doc_line *line;  /* the lines in memory */
    size_t n, cap;          /* of them; cap: there is room for (lib/doc) */
    bool more;              /* others follow them: doc_more */
    struct doc_stream *stream; /* where they come from, else NULL */
    size_t undecodable;     /* bytes replaced under --lossy */
};

struct doc_opts {
    enum doc_format format;  /* DOC_UNKNOWN: detect */
    const char *encoding;    /* NULL: detect */
    bool lossy;              /* replace undecodable bytes by U+FFFD instead of failing */
    size_t max_bytes;        /* 0: the default of 1 GiB */
};

const char *doc_format_name(enum doc_format f); /* "text", "html", ... as in the doc record */
enum doc_format doc_format_by_name(const char *name); /* the same names, and txt htm md tsv bbox; else DOC_UNKNOWN */
enum { DOC_WINDOW = 4 << 20 }; /* bytes of a text that are in memory at first */

/* Read the document at path ("-": standard input). 0, or <0 with e filled; doc_free in either case. Of
 * a text, CSV or Markdown longer than DOC_WINDOW only the front is read and d->more set; d must then stay where
 * it is. */
int doc_load(const char *path, const struct doc_opts *o, struct doc *d, struct err *e);
/* Forget the first `done` lines and read on: line `done` becomes line 0, and others come behind the last, at
 * least as many bytes as are kept. All slices handed out so far are void. */
int doc_more(struct doc *d, size_t done, struct err *e);
size_t doc_held(const struct doc *d); /* bytes of the lines in memory */
void doc_free(struct doc *d);

/* Rows of cells (and paragraphs) of a piece of HTML, as they are printed inside the lines of some text
 * documents. In the arena a; line numbers count from 1 inside the piece. html must be UTF-8. */
int doc_html_fragment(struct arena *a, struct str html, struct doc_line **line, size_t *n, struct err *e);

#endif
