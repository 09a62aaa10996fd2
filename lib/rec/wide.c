/* SPDX-License-Identifier: MIT */
/* wide.c: long records turned into rows. */
#include "rec/wide.h"

#include "base/map.h"
#include "base/vec.h"

#include <stdlib.h>

static const enum rec_col lead[] = {REC_DOC, REC_PAGE, REC_LINE, REC_ISSUER, REC_EDITION, REC_ORGCODE, REC_ORG, REC_TNO,
                                    REC_TABLE, REC_SIDE, REC_PROJECT, REC_ROW, REC_LEVEL, REC_ROLE, REC_PATH, REC_CODE,
                                    REC_NAME, REC_YEAR, REC_PHASE, REC_UNIT};
enum { LEADS = sizeof lead / sizeof *lead, AT_YEAR = LEADS - 3, AT_PHASE = LEADS - 2 };

struct wide_col {
    struct str year, phase, col;
};

struct wide_cell {
    size_t col;
    struct str value;
};

struct wide_row {
    struct str lead[LEADS];
    size_t cell, ncell; /* in cells */
};

struct wide {
    bool header, begun;
    wide_sink sink;
    void *arg;
    struct arena arena; /* the table */
    VEC(struct wide_col) col;
    VEC(struct wide_row) row;
    VEC(struct wide_cell) cell;
    VEC(struct str) out;
    struct map cols;    /* "year LF phase LF col" -> col */
    struct map of_row;  /* columns the current row has */
    VEC(char) last;     /* the last header line */
};

struct wide *wide_new(bool header, wide_sink sink, void *arg, struct err *e)
{
    struct wide *w = calloc(1, sizeof *w);
    if (!w) {
        err_nomem(e);
        return NULL;
    }
    w->header = header;
    w->sink = sink;
    w->arg = arg;
    return w;
}

void wide_free(struct wide *w)
{
    if (!w) return;
    VEC_FREE(&w->col);
    VEC_FREE(&w->row);
    VEC_FREE(&w->cell);
    VEC_FREE(&w->out);
    VEC_FREE(&w->last);
    map_free(&w->cols);
    map_free(&w->of_row);
    arena_free(&w->arena);
    free(w);
}

/* ---- one table goes out ---- */

/* One year and one phase in the whole table? */
static bool one_time(const struct wide *w)
{
    for (size_t i = 1; i < w->col.n; i++)
        if (!str_eq(w->col.v[i].year, w->col.v[0].year) || !str_eq(w->col.v[i].phase, w->col.v[0].phase)) return false;
    return true;
}

static struct str label(struct wide *w, const struct wide_col *c, bool alone)
{
    if (alone) return c->col;
    struct str time = arena_join(&w->arena, c->year, S(" "), c->phase);
    return time.p ? arena_join(&w->arena, time, S(" "), c->col) : time;
}

/* The header line, if it is another than the last. */
static int put_header(struct wide *w, bool alone, struct err *e)
{
    w->out.n = 0;
    for (size_t i = 0; i < LEADS; i++)
        if (VEC_PUSH(&w->out, str_c(rec_name[lead[i]]))) return err_nomem(e);
    struct str all = {"", 0};
    for (size_t i = 0; i < w->col.n; i++) {
        struct str name = label(w, &w->col.v[i], alone);
        if (!name.p || VEC_PUSH(&w->out, name)) return err_nomem(e);
        all = arena_cat3(&w->arena, all, name, S("\t"));
        if (!all.p) return err_nomem(e);
    }
    if (w->begun && str_eq(all, (struct str){w->last.v, w->last.n})) return 0;
    if (VEC_RESERVE(&w->last, all.n + 1)) return err_nomem(e);
    memcpy(w->last.v, all.p, all.n);
    w->last.n = all.n;
    int got = w->begun ? w->sink(w->arg, NULL, 0, e) : 0;
    w->begun = true;
    return got < 0 ? got : w->sink(w->arg, w->out.v, w->out.n, e);
}

static int put_row(struct wide *w, const struct wide_row *r, bool alone, struct err *e)
{
    w->out.n = 0;
    if (VEC_RESERVE(&w->out, LEADS + w->col.n)) return err_nomem(e);
    for (size_t i = 0; i < LEADS; i++) w->out.v[w->out.n++] = r->lead[i];
    if (!alone) w->out.v[AT_YEAR] = w->out.v[AT_PHASE] = S("");
    for (size_t i = 0; i < w->col.n; i++) w->out.v[w->out.n++] = S("");
    for (size_t i = 0; i < r->ncell; i++) {
        const struct wide_cell *c = &w->cell.v[r->cell + i];
        w->out.v[LEADS + c->col] = c->value;
    }
    return w->sink(w->arg, w->out.v, w->out.n, e);
}

int wide_end(struct wide *w, struct err *e)
{
    bool alone = one_time(w);
    int got = w->row.n && w->header ? put_header(w, alone, e) : 0;
    for (size_t i = 0; i < w->row.n && got == 0; i++) got = put_row(w, &w->row.v[i], alone, e);
    w->row.n = w->col.n = w->cell.n = 0;
    map_clear(&w->cols);
    map_clear(&w->of_row);
    arena_reset(&w->arena);
    return got;
}

/* ---- one record comes in ---- */

static bool is_table(const struct wide *w, const struct rec *r)
{
    const struct wide_row *row = &w->row.v[w->row.n - 1];
    static const size_t same[] = {0, 7, 8}; /* doc, tno, table */
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (!str_eq(row->lead[same[i]], rec_get(r, lead[same[i]]))) return false;
    return true;
}

static bool is_row(const struct wide *w, const struct rec *r)
{
    const struct wide_row *row = &w->row.v[w->row.n - 1];
    for (size_t i = 0; i < LEADS; i++) {
        bool place = lead[i] == REC_PAGE || lead[i] == REC_LINE || lead[i] == REC_YEAR || lead[i] == REC_PHASE;
        if (!place && !str_eq(row->lead[i], rec_get(r, lead[i]))) return false;
    }
    return true;
}

static int find_col(struct wide *w, const struct rec *r, struct str *key, size_t *at, struct err *e)
{
    struct arena *a = &w->arena;
    struct wide_col c = {rec_get(r, REC_YEAR), rec_get(r, REC_PHASE), rec_get(r, REC_COL)};
    *key = arena_cat3(a, c.year, S("\n"), c.phase);
    if (key->p) *key = arena_cat3(a, *key, S("\n"), c.col);
    if (!key->p) return err_nomem(e);
    bool added;
    uint32_t got = map_put(&w->cols, *key, (uint32_t)w->col.n, &added);
    if (got == MAP_NONE) return err_nomem(e);
    *at = got;
    if (!added) return 0;
    c = (struct wide_col){arena_str(a, c.year), arena_str(a, c.phase), arena_str(a, c.col)};
    return !c.year.p || !c.phase.p || !c.col.p || VEC_PUSH(&w->col, c) ? err_nomem(e) : 0;
}

static int new_row(struct wide *w, const struct rec *r, struct err *e)
{
    struct wide_row row = {.cell = w->cell.n};
    for (size_t i = 0; i < LEADS; i++) {
        row.lead[i] = arena_str(&w->arena, rec_get(r, lead[i]));
        if (!row.lead[i].p) return err_nomem(e);
    }
    map_clear(&w->of_row);
    return VEC_PUSH(&w->row, row) ? err_nomem(e) : 0;
}

int wide_put(struct wide *w, const struct rec *r, struct err *e)
{
    struct str key;
    size_t at = 0;
    bool added = true;
    if (!str_eq(rec_get(r, REC_KIND), S("number"))) return 0;
    if (w->row.n && !is_table(w, r)) {
        int got = wide_end(w, e);
        if (got < 0) return got;
    }
    if (find_col(w, r, &key, &at, e)) return ERR_FAIL;
    bool same = w->row.n && is_row(w, r);
    if (same && map_put(&w->of_row, key, 0, &added) == MAP_NONE) return err_nomem(e);
    if (!same || !added) { /* the same key printed twice is another row */
        if (new_row(w, r, e)) return ERR_FAIL;
        if (map_put(&w->of_row, key, 0, &added) == MAP_NONE) return err_nomem(e);
    }
    struct wide_cell c = {at, arena_str(&w->arena, rec_get(r, REC_VALUE))};
    if (!c.value.p || VEC_PUSH(&w->cell, c)) return err_nomem(e);
    w->row.v[w->row.n - 1].ncell++;
    return 0;
}
