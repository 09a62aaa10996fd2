/* SPDX-License-Identifier: MIT */
/* prose.h: figures in running text become records of kind `prose` (bd-record, "Prose").
 *
 * Input is a run of lines that are no table. Lines are joined to paragraphs here, by length, indent,
 * punctuation and blank lines; headings set the section and the project one is in; contents lists, duties
 * and 名词解释 give nothing. A paragraph is read by a small grammar (prose_in.h): subjects and the lists of parts
 * they stand in, amounts, counts, rates, areas and scores, verbs of change and the base they compare with,
 * shares, completion, comparators, 持平. What is not printed beside a figure is named in `inferred`: `name` from
 * a heading, `value` if split digits were joined.
 *
 * Facts carry page and line where the figure starts, and the columns year, phase, project, name, col, kind,
 * op, value, unit and inferred; the sink fills in the rest. Slices in a fact live during the call.
 * Memory is bounded by the longest run of lines (4 bytes a line) and a paragraph of 64 KiB; longer ones are
 * read in pieces. Work is linear in the text. Functions return 0, or <0 with e filled: out of memory, or
 * what the sink returned. */
#ifndef BD_TABLE_PROSE_H
#define BD_TABLE_PROSE_H

#include "base/arena.h"
#include "doc/doc.h"
#include "table/fact.h"

struct prose_doc {        /* what is known of the whole document; the slices outlive struct prose */
    struct str year;      /* "2022", empty if unknown: the year of figures that name none */
    struct str phase;     /* "budget", "final" or empty; final: 年初预算 and 全年预算 are budget */
    struct str issuer;    /* full name of the publisher; left out of subjects */
};

struct prose; /* section, project and topic, which outlive a run of lines */

struct prose *prose_new(const struct prose_doc *pd, const struct fact_sink *sink, struct err *e);
/* Lines [from, to) of d, 0-based. Records of a run come out before the call returns. */
int prose_lines(struct prose *p, const struct doc *d, size_t from, size_t to, struct err *e);
int prose_end(struct prose *p, struct err *e);
void prose_free(struct prose *p); /* NULL is fine */

#endif
