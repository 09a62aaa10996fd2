/* SPDX-License-Identifier: MIT */
/* digest.h: what a reader wants on Monday: one comparison in words and figures.
 *
 * The collector takes the lines of a run and keeps what the digest tells: totals then and now, the largest
 * changes by amount and by rate, what came and went, 三公, targets, sums that do not add up, documents, and
 * with --unified the changes in their tables. The
 * same change printed in several tables is told once. Writers see a digest as headings, paragraphs and
 * tables; each writes them in its own way. */
#ifndef BD_DIFF_DIGEST_H
#define BD_DIFF_DIGEST_H

#include "base/io.h"
#include "diff/run.h"

enum digest_lang { LANG_EN, LANG_ZH, LANGS };
enum digest_form { DIGEST_TEXT, DIGEST_MARKDOWN, DIGEST_HTML };

enum digest_section {
    SEC_TOTAL, SEC_AMOUNT, SEC_RATE, SEC_SANGONG, SEC_CAME, SEC_WENT, SEC_MATCHED, SEC_TARGET, SEC_PRIOR, SEC_CHECK, SEC_DUPLICATE, SEC_CONTEXT, SECTIONS
};

/* One line of a section. Strings live in the digest's arena, still escaped as in the stream. */
struct digest_item {
    struct str code, name, project, table, side, col, old, new, delta, pct, unit, note, old_place, new_place;
    struct dec amount, rate; /* |delta|, |pct|: what the order of the section is made by */
    unsigned places;         /* how many cells print it */
    unsigned order;          /* as it came */
};
typedef VEC(struct digest_item) digest_items;

/* One organisation of one pair of editions. */
struct digest_part {
    struct str issuer, scope, orgcode, org, old_edition, new_edition, old_doc, new_doc;
    digest_items sec[SECTIONS];
    uint64_t count[CHANGE_WHATS], matched;
};

/* A document that came, or is missing. */
struct digest_doc {
    struct str issuer, scope, edition, doc, note;
    bool came;
};

struct digest {
    struct arena arena;
    VEC(struct digest_part) part;
    VEC(struct digest_doc) doc;
    size_t first; /* part of the pair at hand */
    unsigned items;
    struct intern seen; /* what was told already in the pair */
    VEC(uint32_t) at;   /* [id of seen]: where it stands in its section */
    struct pack pack;
    struct intern words; /* strings of the streams that outlive them here */
    bool nomem;
};

void digest_init(struct digest *d);
void digest_free(struct digest *d);
int digest_pair(void *arg, struct joiner *j, const struct pair *p, struct err *e); /* for diff_sink; arg is the digest */
int digest_line(void *arg, struct joiner *j, const struct pair *p, const struct change *c, const struct out_line *l, struct err *e);

struct digest_opts {
    enum digest_form form;
    enum digest_lang lang;
    bool colour; /* text only */
};
void digest_write(struct digest *d, const struct diff_result *res, const struct digest_opts *o, struct io_writer *w);

/* ---- what a writer does ---- */

enum digest_align { ALIGN_LEFT, ALIGN_RIGHT };
enum { DIGEST_COLS = 8 };

/* A row of cells; mark -1, 0, 1: the figure fell, stayed, rose; share 0 .. 100 of the table's largest bar,
 * before and after 0 .. 100 of the larger of the two totals (-1: none). */
struct digest_row {
    struct str cell[DIGEST_COLS];
    int mark, share, before, after;
};
struct digest_table {
    const char *head[DIGEST_COLS];
    enum digest_align align[DIGEST_COLS];
    unsigned cols;
    int signed_col; /* its cells are coloured by mark, -1: none */
    const struct digest_row *row;
    size_t rows;
};
struct digest_writer {
    void (*begin)(struct io_writer *w, const struct digest_opts *o, const char *title);
    void (*heading)(struct io_writer *w, const struct digest_opts *o, unsigned level, struct str text);
    void (*para)(struct io_writer *w, const struct digest_opts *o, struct str text);
    void (*table)(struct io_writer *w, const struct digest_opts *o, const struct digest_table *t);
    void (*end)(struct io_writer *w, const struct digest_opts *o);
};
extern const struct digest_writer digest_text, digest_markdown, digest_html;

/* The text of an escaped field, to be read: \t \n \r as blanks, control and bidirectional characters as
 * U+FFFD, passed to put() a character at a time. */
void digest_plain(struct str field, void (*put)(void *arg, const char *p, size_t n, uint32_t cp), void *arg);

#endif
