/* SPDX-License-Identifier: MIT */
/* out.h: one change as the columns of bd-diff's output, and the formats that are lines of them. */
#ifndef BD_DIFF_OUT_H
#define BD_DIFF_OUT_H

#include "base/io.h"
#include "diff/join.h"

enum out_col {
    OUT_CHANGE, OUT_MATCH, OUT_ISSUER, OUT_SCOPE, OUT_ORGCODE, OUT_ORG, OUT_OLD_EDITION, OUT_NEW_EDITION, OUT_YEAR, OUT_PHASE,
    OUT_TABLE, OUT_SIDE, OUT_PROJECT, OUT_PATH, OUT_CODE, OUT_NAME, OUT_COL, OUT_KIND, OUT_OLD, OUT_NEW, OUT_DELTA, OUT_PCT,
    OUT_UNIT, OUT_GROUP, OUT_OLD_DOC, OUT_OLD_PAGE, OUT_OLD_LINE, OUT_NEW_DOC, OUT_NEW_PAGE, OUT_NEW_LINE, OUT_NOTE, OUT_N
};
extern const char *const out_name[OUT_N];

/* The columns of a change, still escaped as in the stream. Slices live as long as the line, the store
 * and the pair's arena. */
struct out_line {
    struct str f[OUT_N];
    char delta[DEC_CHARS], pct[DEC_CHARS], year[16], group[16], count[24];
    char *old_text, *new_text; /* comparator and value, in j->tmp until the next line */
};

/* c without cells is an edition that is absent or came new. */
int out_fill(struct joiner *j, const struct pair *p, const struct change *c, struct out_line *l, struct err *e);

void out_tsv_head(struct io_writer *w);
void out_tsv(struct io_writer *w, const struct out_line *l);
/* daff's highlighter format: @@ header, then +++, --- and -> rows. */
void out_daff_head(struct io_writer *w);
void out_daff(struct io_writer *w, const struct out_line *l);

#endif
