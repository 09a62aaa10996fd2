/* SPDX-License-Identifier: MIT */
/* store.h: the two streams of a diff, packed.
 *
 * A cell is one record of a compared kind. What its neighbours share (organisation, year, table, column
 * ...: its context) and its label (path, code, name) are ids; its own text (value, op, prec, page, line,
 * check) is one run of bytes. Both sides share the tables of ids, so that equal ids mean equal strings.
 * All memory belongs to the store and lives until store_free. Strings are as in the stream, escaped. */
#ifndef BD_DIFF_STORE_H
#define BD_DIFF_STORE_H

#include "base/err.h"
#include "diff/intern.h"
#include "rec/rec.h"

enum side { SIDE_OLD, SIDE_NEW, SIDES };

enum ctx_col { CTX_ORGCODE, CTX_ORG, CTX_YEAR, CTX_PHASE, CTX_TABLE, CTX_SIDE, CTX_PROJECT, CTX_COL, CTX_KIND, CTX_UNIT, CTX_N };
struct ctx {
    uint32_t f[CTX_N]; /* ids of strings */
};

enum label_col { LABEL_PATH, LABEL_CODE, LABEL_NAME, LABEL_N };
enum own_col { OWN_VALUE, OWN_PREC, OWN_OP, OWN_PAGE, OWN_LINE, OWN_CHECK, OWN_N }; /* neighbours of the stream side by side */

struct cell {
    uint32_t ctx, label;
    const char *own; /* OWN_N fields with TABs between, LF at the end */
};

/* What the stream says about a document when it is over. */
enum doc_state {
    DOC_UNSAID,
    DOC_WHOLE,  /* ok, or partial: all was read, what could not be settled is told by doubts */
    DOC_CUT,    /* closing record missing (pair.c finds it) */
    DOC_NOTHING /* no-figures, no-text, failed */
};

/* A table that lost its head or tail (doubt `torn`): rows of it may be missing. */
struct torn {
    uint32_t table; /* id of its title, that of "" if it has none */
    uint32_t next;  /* torn table of the same document, INTERN_NONE at the end */
};

struct run {
    uint32_t first, n; /* cells side->cell.v[first .. first + n) */
    uint32_t next;     /* run of the same document, INTERN_NONE at the end */
};

struct docu {
    uint32_t doc, issuer, scope, edition; /* ids of strings */
    uint32_t state_name;                  /* name of the closing record, INTERN_NONE if there is none */
    enum doc_state state;
    bool closed, guessed; /* guessed: the edition is taken from the figures */
    uint32_t head, tail;  /* runs */
    uint32_t torn;        /* the first of side_data.torn, INTERN_NONE if there is none */
    uint64_t ncells;
    uint64_t order; /* of documents of one edition the later one counts: by this, then by number */
};

struct side_data {
    VEC(struct cell) cell;
    VEC(struct run) run;
    VEC(struct docu) doc;
    VEC(struct torn) torn;
    VEC(uint32_t) open; /* documents without their closing record so far */
    struct intern ids;  /* doc TAB issuer TAB scope TAB edition -> newest document of that name */
    VEC(uint32_t) newest;
    uint32_t last;      /* document of the record before, INTERN_NONE */
    uint32_t last_label; /* label of the cell before: cells of a row stand together */
    bool has_check;
    bool closes;        /* a closing record was seen: the stream has them for all its documents */
    struct arena own[2]; /* the cells' own text: own[at]; the other one while an edition is taken in (store_begin) */
    unsigned at;
    uint64_t order;     /* for the next new document */
    size_t live;        /* documents before this one have no cells any more */
    struct pack pack;
    uint64_t records;
};

/* --only COL=VALUE */
struct store_only {
    enum rec_col col;
    struct str value;
};

struct store_opts {
    const struct str *kind; /* kinds that are compared */
    size_t nkind;
    const struct store_only *only;
    size_t nonly;
};

struct store {
    struct arena arena;
    struct pack pack;
    struct intern str, ctx, label; /* label: path TAB code TAB name */
    VEC(struct ctx) ctxv;          /* one for each id of ctx */
    struct side_data side[SIDES];
    struct store_opts opts;
    char *scratch;
    size_t scratch_cap;
};

void store_init(struct store *s, const struct store_opts *o);
int store_put(struct store *s, enum side side, const struct rec *r, struct err *e);
/* Only the document of r is noted, and *id is its number on that side (of a closing record: of the last
 * document it closes). Numbers are given in the order of the stream, as by store_put. */
int store_document(struct store *s, enum side side, const struct rec *r, uint32_t *id, struct err *e);
enum doc_state store_closing(const struct rec *r); /* what this closing record says of its document */
void store_free(struct store *s);

/* For one edition at a time: what is put between store_begin and the next call is kept, and all cells
 * before it are forgotten (store_keep), or it is forgotten itself (store_drop). Documents and strings stay. */
struct store_mark {
    size_t cell, run, doc, torn;
};
struct store_mark store_begin(struct store *s, enum side side);
void store_keep(struct store *s, enum side side, const struct store_mark *m);
void store_drop(struct store *s, enum side side, const struct store_mark *m);
/* Forget everything but what options and streams are like. Ids and slices are no longer valid. */
void store_reset(struct store *s);

static inline struct str store_str(const struct store *s, uint32_t id) { return intern_str(&s->str, id); }
static inline struct str ctx_get(const struct store *s, uint32_t ctx, enum ctx_col c)
{
    return store_str(s, s->ctxv.v[ctx].f[c]);
}
struct str label_get(const struct store *s, uint32_t label, enum label_col c);
void own_split(const char *own, struct str f[OWN_N]);
struct str own_value(const char *own);

#endif
