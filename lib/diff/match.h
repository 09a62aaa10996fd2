/* SPDX-License-Identifier: MIT */
/* match.h: rows that the key does not join, but that are the same account, project or table.
 *
 * Tried in this order, each with its reason in the note, each only where the partner is the only one on
 * both sides: the list of known changes (data/renames.tsv), the same name under another code, the same
 * name under another parent, a project or row whose name is nearly the same, a table under another title,
 * one account that became several or several that became one. Amounts support a match or refuse it; no
 * row is matched by its amount alone. */
#ifndef BD_DIFF_MATCH_H
#define BD_DIFF_MATCH_H

#include "diff/join.h"

/* Two cells of one code: a note where their names differ, else NULL in *note. */
int match_names(struct joiner *j, const struct cell *old, const struct cell *new, const char **note);
/* Match whole rows that have no cell in common with the other side; their groups are emptied. */
int match_rows(struct joiner *j);

#endif
