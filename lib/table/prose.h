/* prose.h: figures in running text become records of kind `prose` (record-format, "Prose").
 *
 * Input is a run of lines that are not table; broken sentences are joined here. State that outlives a
 * run (the section and project one is in, the subject of the last sentence) is kept in struct prose. */
#ifndef BD_TABLE_PROSE_H
#define BD_TABLE_PROSE_H

#include "base/arena.h"
#include "doc/doc.h"
#include "table/fact.h"

struct prose_doc {        /* what is known of the whole document */
    struct str year;      /* "2022", empty if unknown */
    struct str phase;     /* "budget", "final" or empty */
    struct str issuer;    /* full name of the publisher; left out of subjects */
};

struct prose;

struct prose *prose_new(const struct prose_doc *pd, const struct fact_sink *sink, struct err *e);
/* Lines [from, to) of d: headings, contents lists and 名词解释 are recognised here and give nothing. */
int prose_lines(struct prose *p, const struct doc *d, size_t from, size_t to, struct err *e);
int prose_end(struct prose *p, struct err *e); /* the last, unfinished sentence */
void prose_free(struct prose *p);

#endif
