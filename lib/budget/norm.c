/* SPDX-License-Identifier: MIT */
/* norm.c: records held until their table is known, and written in the normal form. */
#include "budget/norm_private.h"

#include <stdlib.h>

enum { COLS_MAX = 512, HOLD_BYTES = 4 << 20, TITLES_MAX = 1 << 20 };

const int norm_ensure[] = {REC_ORGCODE + 1, REC_ORG + 1, REC_YEAR + 1, REC_PHASE + 1, REC_TABLE + 1, REC_LEVEL + 1,
                           REC_ROLE + 1, REC_PATH + 1, REC_CODE + 1, REC_PREC + 1, REC_INFERRED + 1, 0};

static const enum rec_col raw_cols[] = {REC_ORGCODE, REC_ORG, REC_YEAR, REC_PHASE, REC_TABLE, REC_LEVEL, REC_ROLE,
                                        REC_PATH, REC_CODE, REC_NAME, REC_COL, REC_OP, REC_VALUE, REC_PREC, REC_UNIT};
enum { RAWS = sizeof raw_cols / sizeof *raw_cols };
const char *const norm_raw[] = {"raw_orgcode", "raw_org", "raw_year", "raw_phase", "raw_table", "raw_level",
                                "raw_role", "raw_path", "raw_code", "raw_name", "raw_col", "raw_op",
                                "raw_value", "raw_prec", "raw_unit", NULL};

static const struct str none = {"", 0};

struct norm *norm_new(const struct norm_opts *o, norm_sink sink, void *arg, struct err *e)
{
    struct norm *n = calloc(1, sizeof *n);
    if (!n) {
        err_nomem(e);
        return NULL;
    }
    n->o = *o;
    if (n->o.unit.n == 0) n->o.unit = S("万元");
    n->sink = sink;
    n->arg = arg;
    n->last_unit = MAP_NONE;
    const struct dict_unit *u = dict_unit(o->dict, n->o.unit);
    if (str_eq(n->o.unit, S("万元"))) n->power = 4;
    else if (u && u->power != DICT_NO_MONEY) n->power = u->power;
    else {
        err_set(e, NULL, 0, "'%.*s' is no unit of money", STR_ARG(n->o.unit));
        norm_free(n);
        return NULL;
    }
    return n;
}

void norm_free(struct norm *n)
{
    if (!n) return;
    struct arena *arenas[] = {&n->arena, &n->cols_arena, &n->rows_arena, &n->row_arena, &n->units_arena, &n->titles_arena, &n->scratch};
    for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++) arena_free(arenas[i]);
    map_free(&n->cols);
    map_free(&n->by_row);
    map_free(&n->units);
    map_free(&n->titles);
    VEC_FREE(&n->title_list);
    VEC_FREE(&n->docbuf);
    VEC_FREE(&n->held);
    VEC_FREE(&n->col);
    VEC_FREE(&n->rows);
    VEC_FREE(&n->rowbuf);
    VEC_FREE(&n->spanbuf);
    VEC_FREE(&n->orgbuf);
    VEC_FREE(&n->unit);
    unknown_free(&n->unknown);
    free(n);
}

static enum norm_kind kind_of(struct str kind)
{
    if (str_eq(kind, S("number"))) return KIND_NUMBER;
    if (str_eq(kind, S("target"))) return KIND_TARGET;
    return str_eq(kind, S("doc")) ? KIND_DOC : KIND_OTHER;
}

static void infer(struct norm *n, struct rec *r, struct str what)
{
    struct str old = rec_get(r, REC_INFERRED);
    struct str v = arena_join(&n->scratch, old, S(","), what);
    if (v.p && !str_has(old, what)) rec_set(r, REC_INFERRED, v);
}

static int note_unknown(struct norm *n, struct str what, struct str value, struct str note, const struct rec *r,
                        struct err *e)
{
    return n->o.unknown && value.n ? unknown_add(&n->unknown, what, value, note, r, e) : 0;
}

/* ---- columns ---- */

static void forget_cols(struct norm *n)
{
    n->col.n = 0;
    n->next_col = 0;
    map_clear(&n->cols);
    arena_reset(&n->cols_arena);
}

static int new_col(struct norm *n, struct str side, struct str printed, bool target, uint32_t *at, struct err *e)
{
    struct column c;
    struct arena *a = &n->cols_arena;
    if (n->streaming && n->col.n >= COLS_MAX) forget_cols(n); /* hostile: nothing held speaks of them any more */
    side = arena_str(a, side);
    printed = arena_str(a, printed);
    struct str key = arena_cat3(a, target ? S("target") : side, S("\n"), printed);
    if (!side.p || !printed.p || !key.p) return err_nomem(e);
    if (column_read(n->o.dict, a, n->table, side, printed, target, &c)) return err_nomem(e);
    if (n->streaming && column_settle(n->o.dict, a, n->table, n->o.one_column, &c, 1)) return err_nomem(e);
    *at = (uint32_t)n->col.n;
    return VEC_PUSH(&n->col, c) || map_set(&n->cols, key, *at) ? err_nomem(e) : 0;
}

/* The index of r's column among the table's. The one after the last is tried first. */
static int find_col(struct norm *n, const struct rec *r, bool target, uint32_t *at, struct err *e)
{
    struct str side = target ? none : rec_get(r, REC_SIDE), printed = rec_get(r, REC_COL); /* indicators have no sides */
    for (uint32_t i = n->next_col, tries = 0; n->col.n && tries < 3; tries++, i++) {
        if (i >= n->col.n) i = 0;
        const struct column *c = &n->col.v[i];
        if (!str_eq(c->printed, printed) || !str_eq(c->side, side) || c->target != target) continue;
        *at = i;
        n->next_col = i + 1;
        return 0;
    }
    char buf[1024];
    struct str where = target ? S("target") : side;
    struct str key = dict_where(buf, sizeof buf, where, printed);
    if (!key.p) key = arena_cat3(&n->scratch, where, S("\n"), printed);
    if (!key.p) return err_nomem(e);
    *at = map_get(&n->cols, key);
    if (*at == MAP_NONE && new_col(n, side, printed, target, at, e)) return ERR_FAIL;
    n->next_col = *at + 1;
    return 0;
}

/* ---- one record ---- */

/* A line that lists several organisations means the whole: the first code. */
static void put_orgcode(struct rec *r)
{
    struct str codes = rec_get(r, REC_ORGCODE);
    size_t comma = str_find(codes, S(","), 0);
    if (comma != STR_NPOS) rec_set(r, REC_ORGCODE, str_sub(codes, 0, comma));
}

static int put_year(struct norm *n, struct rec *r, unsigned year, struct err *e)
{
    char *p = arena_alloc(&n->scratch, 16);
    if (!p) return err_nomem(e);
    norm_set(r, REC_YEAR, (struct str){p, (size_t)snprintf(p, 16, "%u", year)});
    return 0;
}

static int put_col(struct norm *n, struct rec *r, const struct column *c, struct err *e)
{
    norm_set(r, REC_COL, c->col);
    if (c->phase.n) norm_set(r, REC_PHASE, c->phase);
    unsigned year = c->year, edition = 0;
    if (!year && c->ago && str_u32(str_sub(rec_get(r, REC_EDITION), 0, 4), &edition) && edition > 1949)
        year = edition - 1;
    return year ? put_year(n, r, year, e) : 0;
}

/* 预算数, 2022年决算数 and 2022年 beside items as columns: the row says which figures it has. */
static int put_row_phase(struct norm *n, struct rec *r, struct str name, struct err *e)
{
    static const struct str word[] = {SI("预算数"), SI("决算数"), SI("预算"), SI("决算"), SI("年初预算数"), SI("年初预算"), SI("支出预算数"),
                                      SI("支出决算数"), SI("支出预算"), SI("支出决算"), SI("预算金额"), SI("决算金额")};
    unsigned year = 0;
    if (name.n >= 7 && str_u32(str_sub(name, 0, 4), &year) && str_starts(str_from(name, 4), S("年"))) name = str_from(name, 7);
    if (str_starts(name, S("度"))) name = str_from(name, 3);
    if (str_starts(name, S("本年"))) name = str_from(name, 6);
    if (year && !name.n) return put_year(n, r, year, e);
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        if (!str_eq(name, word[i])) continue;
        norm_set(r, REC_PHASE, str_has(name, S("决算")) ? S("final") : S("budget"));
        return year ? put_year(n, r, year, e) : 0;
    }
    return 0;
}

/* The row of a 三公 table of columns: its column's item is the row, an organisation stays one. */
static void put_item(struct rec *r, const struct column *c)
{
    static const struct str levels[] = {SI("0"), SI("1"), SI("2"), SI("3")};
    norm_set(r, REC_NAME, c->item);
    norm_set(r, REC_PATH, c->path.n ? c->path : none);
    norm_set(r, REC_LEVEL, levels[c->level < 4 ? c->level : 3]);
    norm_set(r, REC_ROLE, str_eq(c->item, S("合计")) ? S("total") : S("item"));
}

/* Are there columns that are items? */
static bool has_items(const struct norm *n)
{
    for (size_t i = 0; i < n->col.n; i++)
        if (n->col.v[i].item.n) return true;
    return false;
}

static int put_row(struct norm *n, struct rec *r, struct err *e)
{
    const struct norm_row *row = &n->row;
    bool set = norm_set(r, REC_CODE, row->code);
    set |= norm_set(r, REC_NAME, row->name);
    set |= norm_set(r, REC_PATH, row->path);
    set |= norm_set(r, REC_LEVEL, row->level);
    set |= norm_set(r, REC_ROLE, row->role);
    if (row->named) infer(n, r, S("code"));
    if (row->nameless) infer(n, r, S("name"));
    if (n->has_org && !(n->mild_org && (rec_get(r, REC_ORGCODE).n || rec_get(r, REC_ORG).n))) {
        if (n->orgcode.n) set |= norm_set(r, REC_ORGCODE, n->orgcode);
        if (n->org.n) set |= norm_set(r, REC_ORG, n->org);
    }
    n->row_plain = !set && !row->named && !row->nameless && !n->o.unknown && !n->o.keep;
    if (!n->o.unknown || !n->table_known || row->is_org) return 0;
    if (!row->known_code && note_unknown(n, S("code"), row->code, row->name, r, e)) return ERR_FAIL;
    if (row->known_name) return 0;
    if (row->published.n == 0) return note_unknown(n, S("name"), row->name, none, r, e);
    struct str both = arena_join(&n->scratch, row->code, S(" "), row->name);
    return both.p ? note_unknown(n, S("conflict"), both, row->published, r, e) : err_nomem(e);
}

static int fill_raw(struct norm *n, struct rec *r, const struct str *raw)
{
    if (n->raw_head != r->head) {
        n->raw_head = r->head;
        for (unsigned k = 0; k < RAWS; k++) {
            n->raw_at[k] = -1;
            for (unsigned i = 0; i < r->head->n; i++)
                if (str_eq(r->head->name[i], str_c(norm_raw[k]))) n->raw_at[k] = (int)i;
        }
    }
    for (unsigned k = 0; k < RAWS; k++) /* what an earlier run kept stays */
        if (n->raw_at[k] >= 0 && r->f[n->raw_at[k]].n) return 0;
    for (unsigned k = 0; k < RAWS; k++)
        if (n->raw_at[k] >= 0 && raw[k].n) {
            r->f[n->raw_at[k]] = raw[k];
            r->nline = 0;
            r->asis = false;
        }
    return 0;
}

static int put_out(struct norm *n, struct rec *r, struct err *e)
{
    n->count++;
    return n->sink(n->arg, r, e);
}

/* Is it known, from the row it stands in and the column, that the record is in normal form? */
static bool is_plain(struct norm *n, const struct rec *r, enum norm_kind kind, uint32_t at)
{
    return r->nline && kind == KIND_NUMBER && n->title_plain && n->row_plain && n->col.v[at].plain && rec_get(r, REC_OP).n == 0 &&
           norm_unit_plain(n, rec_get(r, REC_UNIT)) && norm_same_labels(n, r, kind);
}

static int put_table_record(struct norm *n, struct rec *r, uint32_t at, struct err *e)
{
    enum norm_kind kind = kind_of(rec_get(r, REC_KIND));
    struct str raw[RAWS];
    if (is_plain(n, r, kind, at)) return put_out(n, r, e);
    if (n->o.keep)
        for (unsigned k = 0; k < RAWS; k++) raw[k] = rec_get(r, raw_cols[k]);
    if (n->scratch.used) arena_reset(&n->scratch);
    put_orgcode(r);
    if (kind == KIND_NUMBER || kind == KIND_TARGET) {
        const struct column *c = &n->col.v[at];
        struct str printed = rec_get(r, REC_NAME);
        bool again, item = kind == KIND_NUMBER && c->item.n;
        if (norm_read_row(n, r, kind, &again, e)) return ERR_FAIL;
        if (kind == KIND_TARGET) norm_set(r, REC_NAME, n->row.name);
        else if (!(again && n->row_plain) && put_row(n, r, e)) return ERR_FAIL;
        if (item && n->row.code.n == 0) {
            put_item(r, c);
            if (put_row_phase(n, r, printed, e)) return ERR_FAIL;
        } else if (kind == KIND_NUMBER && n->row.is_org && has_items(n)) {
            norm_set(r, REC_NAME, S("合计")); /* beside items an organisation's row is no row of its own */
            norm_set(r, REC_ROLE, S("total"));
        }
        if (put_col(n, r, c, e)) return ERR_FAIL;
        if (!c->known && n->table_known && note_unknown(n, S("column"), c->col, none, r, e)) return ERR_FAIL;
    }
    norm_set(r, REC_TABLE, n->table);
    if (norm_put_unit(n, r, at != MAP_NONE && n->col.v[at].rate, e)) return ERR_FAIL;
    norm_put_op(r);
    if (n->o.keep && fill_raw(n, r, raw)) return ERR_FAIL;
    return put_out(n, r, e);
}

/* ---- tables ---- */

/* r in the table's arena. */
static int hold(struct norm *n, const struct rec *in, uint32_t at, struct err *e)
{
    struct norm_held h = {*in, at};
    size_t size = in->head->n * sizeof *h.rec.f;
    if (!(h.rec.f = arena_alloc(&n->arena, size))) return err_nomem(e);
    memcpy(h.rec.f, in->f, size);
    if (!n->o.lasting && rec_settle(&n->arena, &h.rec)) return err_nomem(e);
    return VEC_PUSH(&n->held, h) ? err_nomem(e) : 0;
}

/* The columns are known now: what was held goes out. */
static int settle(struct norm *n, struct err *e)
{
    int got = 0;
    size_t cols = n->col.n < COLS_MAX ? n->col.n : COLS_MAX;
    if (column_settle(n->o.dict, &n->cols_arena, n->table, n->o.one_column, n->col.v, cols)) return err_nomem(e);
    for (size_t i = cols; i < n->col.n; i++) /* no table has so many */
        if (column_settle(n->o.dict, &n->cols_arena, n->table, n->o.one_column, n->col.v + i, 1)) return err_nomem(e);
    n->streaming = true;
    n->names = norm_names_tell(n);
    for (size_t i = 0; i < n->held.n && got == 0; i++)
        got = put_table_record(n, &n->held.v[i].rec, n->held.v[i].col, e);
    n->held.n = 0;
    return got;
}

static int leave_table(struct norm *n, struct err *e)
{
    if (!n->in_table) return 0;
    int got = n->streaming ? 0 : settle(n, e);
    n->in_table = n->streaming = n->coded = n->names = n->has_org = false;
    n->held.n = 0;
    n->rowkey = n->spanbuf.n = 0;
    forget_cols(n);
    arena_reset(&n->arena);
    memset(n->cx, 0, sizeof n->cx);
    return got;
}

/* What a title means, by the titles seen before. */
static int find_title(struct norm *n, struct str printed, uint32_t *id, struct err *e)
{
    struct arena *a = &n->titles_arena;
    *id = map_get(&n->titles, printed);
    if (*id != MAP_NONE) return 0;
    if (a->used > TITLES_MAX) { /* their ids are part of the rows' keys */
        map_clear(&n->titles);
        n->title_list.n = 0;
        arena_reset(a);
        norm_forget_rows(n);
    }
    struct norm_title t = {.title = arena_str(a, printed)};
    if (t.title.p) t.table = dict_table(n->o.dict, a, t.title);
    if (!t.title.p || !t.table.p) return err_nomem(e);
    t.known = t.table.n > 0;
    if (!t.known) t.table = t.title;
    *id = (uint32_t)n->title_list.n;
    return VEC_PUSH(&n->title_list, t) || map_set(&n->titles, t.title, *id) ? err_nomem(e) : 0;
}

static int enter_table(struct norm *n, const struct rec *r, struct err *e)
{
    if (find_title(n, rec_get(r, REC_TABLE), &n->table_id, e)) return ERR_FAIL;
    const struct norm_title *t = &n->title_list.v[n->table_id];
    n->tdoc = arena_str(&n->arena, rec_get(r, REC_DOC));
    n->tno = arena_str(&n->arena, rec_get(r, REC_TNO));
    if (!n->tdoc.p || !n->tno.p) return err_nomem(e);
    n->title = t->title;
    n->table = t->table;
    n->table_known = t->known;
    n->title_plain = str_eq(n->table, n->title);
    n->in_table = true;
    return t->known ? 0 : note_unknown(n, S("table"), n->title, none, r, e);
}

/* Does r belong to the table we are in? *yes. The same title spelled otherwise is the same: in normal form they are one. */
static int is_this_table(struct norm *n, const struct rec *r, bool *yes, struct err *e)
{
    uint32_t id;
    *yes = n->in_table && str_eq(n->tno, rec_get(r, REC_TNO)) && str_eq(n->tdoc, rec_get(r, REC_DOC));
    if (!*yes || str_eq(n->title, rec_get(r, REC_TABLE))) return 0;
    const struct str table = n->table;
    *yes = false;
    if (n->titles_arena.used > TITLES_MAX) return 0; /* n->table stands in there until the table ends */
    if (find_title(n, rec_get(r, REC_TABLE), &id, e)) return ERR_FAIL;
    const struct norm_title *t = &n->title_list.v[id];
    *yes = str_eq(t->table, table);
    if (!*yes) return 0;
    n->title = t->title;
    n->table = t->table;
    n->table_id = id;
    n->title_plain = false;
    return 0;
}

/* Does the table have account codes? Looked for until the first is seen. */
static int see_code(struct norm *n, const struct rec *r)
{
    struct str cell = rec_get(r, REC_CODE), name = rec_get(r, REC_NAME);
    bool digit = false;
    if (cell.n) n->coded = !label_digits(cell) || cell.n < 5 || code_is_full(cell);
    for (size_t i = 0; i < name.n && !digit; i++) digit = (name.p[i] >= '0' && name.p[i] <= '9') || name.p[i] == '\xEF';
    if (n->coded || !digit) return 0;
    struct label l;
    if (label_read(&n->scratch, name, &l)) return -1;
    n->coded = code_is_full(l.code);
    return 0;
}

static int put_in_table(struct norm *n, const struct rec *in, enum norm_kind kind, struct err *e)
{
    uint32_t at = MAP_NONE;
    if (kind == KIND_NUMBER || kind == KIND_TARGET) {
        if (find_col(n, in, kind == KIND_TARGET, &at, e)) return ERR_FAIL;
        if (kind == KIND_NUMBER && !n->coded && see_code(n, in)) return err_nomem(e);
    }
    if (n->streaming) {
        struct rec r = *in;
        return put_table_record(n, &r, at, e);
    }
    if (hold(n, in, at, e)) return ERR_FAIL;
    return n->held.n >= NORM_HOLD || n->arena.used > HOLD_BYTES ? settle(n, e) : 0;
}

/* ---- documents ---- */

static int enter_doc(struct norm *n, struct str doc, struct err *e)
{
    if (n->docbuf.n && str_eq(n->doc, doc)) return 0;
    if (VEC_RESERVE(&n->docbuf, doc.n + 1)) return err_nomem(e);
    if (doc.n) memcpy(n->docbuf.v, doc.p, doc.n);
    n->docbuf.n = doc.n + 1;
    n->doc = (struct str){n->docbuf.v, doc.n};
    n->count = 0;
    return 0;
}

static int put_doc(struct norm *n, struct rec *r, struct err *e)
{
    char count[24];
    int len = snprintf(count, sizeof count, "%llu", (unsigned long long)n->count);
    norm_set(r, REC_VALUE, (struct str){count, (size_t)len});
    int got = n->sink(n->arg, r, e);
    n->docbuf.n = 0;
    return got;
}

int norm_put(struct norm *n, const struct rec *in, struct err *e)
{
    struct rec r = *in;
    enum norm_kind kind = kind_of(rec_get(in, REC_KIND));
    bool tabular = kind != KIND_DOC && (rec_get(in, REC_TABLE).n || rec_get(in, REC_TNO).n) &&
                   !str_eq(rec_get(in, REC_KIND), S("prose"));
    bool same = false;
    if (tabular && is_this_table(n, in, &same, e)) return ERR_FAIL;
    int got = n->in_table && !same ? leave_table(n, e) : 0;
    if (got < 0) return got;
    if (!n->in_table && enter_doc(n, rec_get(in, REC_DOC), e)) return ERR_FAIL; /* a table is of one document */
    if (kind == KIND_DOC) return put_doc(n, &r, e);
    if (tabular) {
        if (!n->in_table && enter_table(n, in, e)) return ERR_FAIL;
        return put_in_table(n, in, kind, e);
    }
    struct str raw[RAWS];
    for (unsigned k = 0; k < RAWS && n->o.keep; k++) raw[k] = rec_get(in, raw_cols[k]);
    if (n->scratch.used) arena_reset(&n->scratch);
    if (norm_put_unit(n, &r, false, e)) return ERR_FAIL;
    norm_put_op(&r);
    if (n->o.keep && fill_raw(n, &r, raw)) return ERR_FAIL;
    return put_out(n, &r, e);
}

int norm_flush(struct norm *n, struct err *e)
{
    return leave_table(n, e);
}

int norm_unknown(struct norm *n, struct io_writer *w, struct err *e)
{
    return unknown_write(&n->unknown, w, e);
}
