/* SPDX-License-Identifier: MIT */
/* pair.h: which edition is compared with which (bd-record(5), "Changes").
 *
 * An edition is what one issuer and scope published for one year and phase; on each side it is one
 * document. Editions are paired, not years: with itself if both sides have it, else NEW's newest of a
 * phase with OLD's newest of that phase before it. What is left of OLD is absent, what is left of NEW
 * came new: one line each, never a list of rows. */
#ifndef BD_DIFF_PAIR_H
#define BD_DIFF_PAIR_H

#include "diff/store.h"

/* A line for the user, without newline. */
typedef void (*diff_say)(void *arg, const char *line);

struct edition {
    enum side side;
    uint32_t doc;           /* side_data.doc.v[doc], the document that counts */
    uint32_t issuer, scope; /* ids of strings they are paired by: issuer may stand for its only partner */
    uint32_t text, phase;   /* "2024-budget", "budget" */
    int year;               /* 0: the edition does not say */
    bool paired;
};

enum pair_how { PAIR_SAME, PAIR_NEXT, PAIR_AGAINST, PAIR_ADDED /* no old */, PAIR_ABSENT /* no new */ };

struct pair {
    enum pair_how how;
    struct edition *old, *new; /* of the same side with --yoy */
    const char *why;           /* for PAIR_ABSENT and PAIR_ADDED: a note, in the arena or static */
};

struct pair_opts {
    bool yoy;            /* every edition of SIDE_OLD with the one before */
    bool against_budget; /* NEW's finals with the budgets of their year, of OLD or of NEW */
    bool strict;         /* two documents of one edition are an error */
    bool one_issuer;     /* each side holds one issuer, whatever its name */
    bool keep_scopes;    /* a document without scope meets only such */
    bool sorted;         /* only one issuer of the streams is here (sorted.h) */
    diff_say say;
    void *arg;
};

struct pairing {
    VEC(struct edition) ed[SIDES];
    VEC(struct pair) pair; /* in order of issuer, scope, edition */
};

/* What happens to an edition of NEW without partner (PAIR_ADDED). */
#define PAIR_NOT_NEWEST "not in OLD, and not the newest of NEW: not compared"
#define PAIR_NOTHING_BEFORE "OLD has no edition to compare it with"

int pair_editions(struct store *s, const struct pair_opts *o, struct pairing *out, struct err *e);
void pairing_free(struct pairing *p);

/* For one edition at a time: the documents from `from` on are of one edition; the one that counts, if *any. */
int pair_edition(struct store *s, enum side side, size_t from, const struct pair_opts *o, struct edition *out, bool *any, struct err *e);
/* Why OLD's edition x has no partner: a document of its name or edition that gave nothing, or PAIR_NOT_IN_NEW. */
extern const char PAIR_NOT_IN_NEW[];
const char *pair_why_absent(struct store *s, const struct edition *x);
void pair_say_names(const struct pair_opts *o, struct str old, struct str new);

/* The document was read to its end as far as its closing record tells; tables of it may be torn. */
bool edition_complete(const struct store *s, const struct edition *ed);

static inline const struct docu *edition_doc(const struct store *s, const struct edition *ed)
{
    return &s->side[ed->side].doc.v[ed->doc];
}

#endif
