/* SPDX-License-Identifier: MIT */
/* prose_stated.h: a figure on the way to its record, between prose_figure.c, which makes the record, and prose_subject.c, which
 * finds out whose figure it is.
 *
 * Slices are of the paragraph, s->t; offsets are bytes of it from 0. Nothing is allocated. */
#ifndef BD_TABLE_PROSE_STATED_H
#define BD_TABLE_PROSE_STATED_H

#include "table/prose_in.h"

/* A figure with all that is found out about it on the way to its record. */
struct stated {
    struct str t, raw;         /* the paragraph; the words in front of the figure */
    const struct fig *f;
    struct lead l;
    struct pr_path own;        /* subject named here; empty: as before */
    struct pr_path plain;      /* the same as printed (预算数) */
    struct pr_path name;
    struct str post;           /* words right behind */
    unsigned year;
    const char *under, *inferred, *phase;
    bool generic, label_used;
    size_t resume;             /* where the next words begin */
};

/* The subject's own words: name, year, phase. */
void stated_subject(struct prose *p, struct stated *s);
/* The subject where it does not simply stand in front. */
void stated_elsewhere(struct prose *p, struct stated *s);
/* Its path, where it has a subject of its own. */
void stated_own_path(struct prose *p, struct stated *s);
/* Its path, where it goes on about something. False: about nothing. */
bool stated_inherited_path(struct prose *p, struct stated *s);
bool stated_worth(const struct prose *p, const struct stated *s); /* 房屋100平方米，价值20万元 */
bool stated_rises(struct str t, size_t from); /* 300元提高到350元: does the figure that ends at `from` rise or fall to another */

#endif
