/* SPDX-License-Identifier: MIT */
/* rec.h: the record stream between the tools, bd-record(5) version 1.
 *
 * Fields are slices as they stand in the stream, that is, still escaped (\t \n \r \\). Escaping is one
 * to one, so comparing two fields needs no unescaping; rec_unescape gives the text itself.
 * Lines count from 1. */
#ifndef BD_REC_REC_H
#define BD_REC_REC_H

#include "base/arena.h"
#include "base/err.h"
#include "base/io.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* The columns the tools know, in the order bd-extract writes them; then the ones bd-rollup adds. */
enum rec_col {
    REC_DOC, REC_PAGE, REC_LINE, REC_ISSUER, REC_SCOPE, REC_EDITION, REC_ORGCODE, REC_ORG, REC_YEAR,
    REC_PHASE, REC_TNO, REC_TABLE, REC_SIDE, REC_PROJECT, REC_ROW, REC_LEVEL, REC_ROLE, REC_PATH,
    REC_CODE, REC_NAME, REC_COL, REC_KIND, REC_OP, REC_VALUE, REC_PREC, REC_UNIT, REC_INFERRED,
    REC_NPRINTED, /* how many bd-extract writes */
    REC_SUM = REC_NPRINTED, REC_GAP, REC_CHECK, REC_RULE,
    REC_NCOLS
};

extern const char *const rec_name[REC_NCOLS];      /* "doc", "page", ... */
int rec_col_by_name(struct str name);              /* enum rec_col or -1 */

/* The columns of one stream, as its first header named them. */
struct rec_head {
    struct str *name;     /* n names, escaped form */
    unsigned n;
    int at[REC_NCOLS];    /* index of a known column, -1 if the stream lacks it */
    struct arena arena;   /* owns the names */
};

struct rec {
    struct str line;       /* the whole line as read, without LF or CR */
    struct str *f;         /* head->n fields in the order of head */
    const struct rec_head *head;
    const char *file;      /* for errors */
    uint64_t lineno;
    unsigned nline;        /* the first nline fields are exactly line, those behind them empty; 0: not so, or not any more */
    bool asis;             /* all fields are exactly line (no CR): it may be written as it is */
};

static inline struct str rec_get(const struct rec *r, enum rec_col c)
{
    int i = r->head->at[c];
    return i < 0 ? (struct str){"", 0} : r->f[i];
}

/* Set a field (v must outlive the record); false if the stream lacks the column. */
static inline bool rec_set(struct rec *r, enum rec_col c, struct str v)
{
    int i = r->head->at[c];
    if (i < 0) return false;
    r->f[i] = v;
    r->nline = 0;
    r->asis = false;
    return true;
}

/* ---- reading: one stream made of several inputs, as cat would join them ----
 *
 * Each input has a header of its own unless the columns are given by --input-columns: one that lost
 * its first line must not be read by the columns of another. */

struct rec_reader;

struct rec_reader_opts {
    const char *input_columns; /* --input-columns NAME,NAME...; NULL: the first line is the header */
    bool ignore_new_columns;   /* bd-diff, bd-3gong: a later header's extra columns are dropped; else an error */
    /* Columns the tool will add or change: the reader appends those that the first header lacks, as
     * empty fields (0-terminated list of enum rec_col + 1), so that rec_set works on them. */
    const int *ensure;
    /* More columns to append, known to the tool only (NULL-terminated names, raw_value ...), or NULL. */
    const char *const *append;
};

/* The paths must outlive the reader. Nothing is opened before the first rec_read. */
struct rec_reader *rec_reader_new(const char *const *paths, size_t n, const struct rec_reader_opts *o, struct err *e);
/* Next record: 1, 0 at the end of all inputs, <0 with e filled. r and its slices are valid until the
 * next call. An input that cannot be opened or read is an error of that input: rec_read returns it, and
 * the next call goes on with the next input (so a tool can report it and keep going); errors inside a
 * stream (bad record) end that input likewise. */
int rec_read(struct rec_reader *rd, struct rec *r, struct err *e);
/* The output header: fixed once the first header was read; NULL before. */
const struct rec_head *rec_reader_head(const struct rec_reader *rd);
void rec_reader_free(struct rec_reader *rd);

/* ---- writing ---- */

int rec_write_head(struct io_writer *w, const struct rec_head *h);
void rec_write(struct io_writer *w, const struct rec *r); /* failures are remembered in w */
/* The columns of bd-extract's output, and one row of them (escaped here: text may hold anything but
 * forbidden characters and NUL, which are dropped). */
void rec_write_printed_head(struct io_writer *w);
void rec_write_printed(struct io_writer *w, const struct str f[REC_NPRINTED]);
/* n fields empty, n fields copied: out of line, where the library's way for memory of this size is taken. */
void rec_clear(struct str *f, size_t n);
void rec_copy(struct str *to, const struct str *from, size_t n);
/* Records in a row that share the very slices from issuer to project: that part of the line is made once. Start with zeros,
 * and again whenever the bytes behind a slice may have changed. */
enum { REC_SHARED = REC_ISSUER, REC_OWN = REC_PROJECT + 1, REC_KEPT = 4 };
struct rec_lines {
    unsigned n, next;
    struct rec_shared {
        struct str f[REC_OWN - REC_SHARED];
        char text[480];
        size_t n;
        bool escaped; /* has bytes to escape: it is not used */
    } v[REC_KEPT];
};
/* The same for text that is known to be valid UTF-8 without forbidden characters, as a document's is. l may be NULL. */
void rec_write_clean(struct io_writer *w, const struct str f[REC_NPRINTED], struct rec_lines *l);

/* ---- fields ---- */

struct str rec_unescape(struct arena *a, struct str field); /* same slice if there is nothing to do */
struct str rec_escape(struct arena *a, struct str text);
/* text as it may enter the stream: forbidden characters gone, a byte that is no UTF-8 as U+FFFD. p NULL: no memory. */
struct str rec_clean(struct arena *a, struct str text);
/* A copy of r, its fields and its line in the arena (head is shared). NULL: no memory. */
struct rec *rec_dup(struct arena *a, const struct rec *r);
/* The bytes of r into the arena: its line, and the fields that do not stand in it. r->f itself stays where it is
 * and is written to. -1: no memory. */
int rec_settle(struct arena *a, struct rec *r);

#endif
