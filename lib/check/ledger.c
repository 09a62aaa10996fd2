/* SPDX-License-Identifier: MIT */
/* ledger.c: records in, entries kept. */
#include "check/ledger.h"

#include "base/utf.h"

#include <limits.h>

enum { NAMES_BYTES = 1 << 20 };

const char *const result_name[5] = {"", "ok", "note", "open", "off"};

/* ---- names ---- */

static bool dropped(uint32_t c)
{
    if (c < 0x80) return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/');
    if (c >= 0x2010 && c <= 0x203A) return true;           /* dashes, quotes */
    if (c >= 0x3000 && c <= 0x303F) return c != 0x3007;    /* CJK punctuation, not 〇 */
    if (c >= 0xFF01 && c <= 0xFF0F) return c != 0xFF0F;    /* full-width forms, not ／ */
    return (c >= 0xFF1A && c <= 0xFF20) || (c >= 0xFF3B && c <= 0xFF40) || (c >= 0xFF5B && c <= 0xFF65) || c == 0xB7 || c == 0xA0;
}

struct str names_fold(struct arena *a, struct str s)
{
    char *to = arena_alloc(a, s.n + 1), *w = to;
    if (!to) return (struct str){NULL, 0};
    for (const char *p = s.p, *end = s.p + s.n; p < end;) {
        uint32_t c;
        unsigned n = utf_decode(p, end, &c);
        if (n == 0) n = 1, c = 'x';
        if (!dropped(c)) {
            memcpy(w, p, n);
            w += n;
        }
        p += n;
    }
    *w = '\0';
    return (struct str){to, (size_t)(w - to)};
}

/* The id of a name that was not asked for before. */
static uint32_t new_name(struct names *t, struct str s)
{
    struct str folded = names_fold(&t->arena, s), own = arena_str(&t->arena, s);
    if (!folded.p || !own.p) return NONE;
    uint32_t id = t->base ? map_get(&t->base->map, s) : MAP_NONE;
    if (id == MAP_NONE && t->base) id = map_get(&t->base->map, folded);
    if (id == MAP_NONE) {
        bool added;
        id = map_put(&t->map, folded, t->first + t->n, &added);
        if (id == MAP_NONE) return NONE;
        if (added) t->n++;
        if (str_eq(folded, own)) return id;
    }
    return map_set(&t->map, own, id) ? NONE : id;
}

uint32_t names_id(struct names *t, struct str s)
{
    uint32_t id = map_get(&t->map, s);
    return id != MAP_NONE ? id : new_name(t, s);
}

void names_free(struct names *t)
{
    map_free(&t->map);
    arena_free(&t->arena);
}

/* ---- the document ---- */

static void forget_tables(struct ledger *l)
{
    map_clear(&l->tables);
    memset(l->near, 0xFF, sizeof l->near); /* NONE */
}

void ledger_init(struct ledger *l, const struct names *base, bool exact)
{
    *l = (struct ledger){.exact = exact};
    l->names.base = base;
    l->names.first = base ? base->first + base->n : 0;
    forget_tables(l);
}

void ledger_reset(struct ledger *l)
{
    arena_reset(&l->arena);
    if (l->names.arena.used > NAMES_BYTES) { /* else most names of the next document are known */
        arena_reset(&l->names.arena);
        map_clear(&l->names.map);
        l->names.n = 0;
        l->ngrand = 0;
    }
    forget_tables(l);
    l->entry.n = l->panel.n = 0;
    l->last = NULL;
}

void ledger_free(struct ledger *l)
{
    VEC_FREE(&l->entry);
    VEC_FREE(&l->panel);
    map_free(&l->tables);
    names_free(&l->names);
    arena_free(&l->arena);
}

/* Does s stand in the record's line? Then it stays where it is. */
static bool stands(struct str s, struct str line)
{
    return (uintptr_t)s.p - (uintptr_t)line.p < line.n;
}

/* A copy of s, or the one the last record had already. */
static struct str keep(struct ledger *l, struct str s, struct str last)
{
    static const char empty[] = "";
    if (s.n == 0) return (struct str){empty, 0};
    if (str_eq(s, last)) return last;
    return arena_str(&l->arena, s);
}

static const struct {
    enum rec_col col;
    size_t at;
} head_field[] = {
#define H(col, field) {col, offsetof(struct head, field)}
    H(REC_ISSUER, issuer), H(REC_EDITION, edition), H(REC_ORGCODE, orgcode), H(REC_ORG, org), H(REC_TNO, tno),
    H(REC_TABLE, table), H(REC_SIDE, side), H(REC_PROJECT, project), H(REC_ROW, row), H(REC_LEVEL, level),
    H(REC_ROLE, role), H(REC_PATH, path), H(REC_CODE, code), H(REC_NAME, name)};
enum { NHEAD = sizeof head_field / sizeof *head_field };

static struct str *member(void *base, size_t at)
{
    return (struct str *)(void *)((char *)base + at);
}

static struct str field(const void *base, size_t at)
{
    return *(const struct str *)(const void *)((const char *)base + at);
}

/* The piece of the line from the first to the last field of a head; empty if they stand nowhere in one piece. */
static struct str head_piece(struct ledger *l, const struct rec *r)
{
    if (r->nline == 0) return (struct str){NULL, 0};
    if (l->columns != r->head) {
        int from = INT_MAX, to = 0;
        for (size_t i = 0; i < NHEAD; i++) {
            int at = r->head->at[head_field[i].col];
            if (at >= 0 && at < from) from = at;
            if (at > to) to = at;
        }
        l->columns = r->head;
        l->from = from <= to ? (unsigned)from : UINT_MAX;
        l->to = (unsigned)to;
    }
    if (l->from == UINT_MAX || l->to >= r->nline) return (struct str){NULL, 0};
    const char *p = r->f[l->from].p;
    return (struct str){p, (size_t)(r->f[l->to].p + r->f[l->to].n - p)};
}

/* Is the head of r the last one? */
static bool same_head(const struct ledger *l, const struct rec *r, struct str piece)
{
    if (!l->last) return false;
    if (piece.n && str_eq(piece, l->piece)) return true;
    for (size_t i = 0; i < NHEAD; i++)
        if (!str_eq(rec_get(r, head_field[i].col), field(l->last, head_field[i].at))) return false;
    return true;
}

/* The head of r: the last one if nothing in it changed. NULL: no memory. */
static const struct head *head_of(struct ledger *l, const struct rec *r)
{
    static const struct head none;
    struct str piece = head_piece(l, r);
    if (same_head(l, r, piece)) return l->last;
    const struct head *last = l->last ? l->last : &none;
    struct head *h = arena_alloc(&l->arena, sizeof *h);
    if (!h) return NULL;
    for (size_t i = 0; i < NHEAD; i++) {
        struct str s = rec_get(r, head_field[i].col), *to = member(h, head_field[i].at);
        *to = r->nline || stands(s, r->line) ? s : keep(l, s, field(last, head_field[i].at));
        if (!to->p) return NULL;
    }
    l->piece = piece;
    l->last = h;
    return h;
}

/* Other kinds count only by their place, unless they are text that a formal rule asks about. */
static enum entry_kind kind_of(const struct rec *r)
{
    struct str s = rec_get(r, REC_KIND);
    if (str_eq(s, S("number"))) return KIND_NUMBER;
    if (str_eq(s, S("prose"))) return KIND_PROSE;
    if (str_eq(s, S("empty"))) return KIND_EMPTY;
    if (str_eq(s, S("doubt"))) return KIND_DOUBT;
    if (str_eq(s, S("note"))) return KIND_NOTE;
    return has_placeholder(rec_get(r, REC_VALUE)) ? KIND_TEXT : KIND_REST;
}

static enum entry_state state_of(struct entry *x)
{
    if (x->kind != KIND_NUMBER && x->kind != KIND_PROSE) return CELL_OTHER;
    if (x->value.n == 0) return CELL_BLANK;
    if (str_eq(x->value, S("-"))) return CELL_DASH;
    return dec_parse(x->value, &x->x.mid) == 0 ? CELL_NUMBER : CELL_OTHER;
}

static inline struct str field_at(const struct str *f, int at)
{
    return at < 0 ? (struct str){"", 0} : f[at];
}

/* What stands in the line is taken as it is. The sum and gap of an entry mean nothing before it is summed. */
static void take_fields(struct entry *x, const struct rec *r)
{
    x->x = INTERVAL_ZERO;
    memset(x->rules, 0, sizeof x->rules);
    x->result = RESULT_NONE;
    x->summed = false;
    const int *at = r->head->at;
    const struct str *f = r->f;
    x->page = field_at(f, at[REC_PAGE]);
    x->line = field_at(f, at[REC_LINE]);
    x->year = field_at(f, at[REC_YEAR]);
    x->phase = field_at(f, at[REC_PHASE]);
    x->col = field_at(f, at[REC_COL]);
    x->op = field_at(f, at[REC_OP]);
    x->value = field_at(f, at[REC_VALUE]);
    x->prec = field_at(f, at[REC_PREC]);
    x->unit = field_at(f, at[REC_UNIT]);
}

/* What does not is copied, unless the last record had it. */
static int keep_fields(struct ledger *l, struct entry *x, const struct entry *last, struct str line)
{
    struct str *to[] = {&x->page, &x->line, &x->year, &x->phase, &x->col, &x->op, &x->value, &x->prec, &x->unit};
    const struct str was[] = {last->page, last->line, last->year, last->phase, last->col, last->op, last->value, last->prec, last->unit};
    for (size_t i = 0; i < sizeof to / sizeof *to; i++) {
        if (!stands(*to[i], line)) *to[i] = keep(l, *to[i], was[i]);
        if (!to[i]->p) return -1;
    }
    return 0;
}

int ledger_add(struct ledger *l, const struct rec *r, struct err *e)
{
    static const struct entry none;
    if (VEC_RESERVE(&l->entry, l->entry.n + 1)) return err_nomem(e);
    struct entry *x = &l->entry.v[l->entry.n];
    const struct entry *last = l->entry.n ? x - 1 : &none;
    const enum entry_kind kind = kind_of(r);
    l->entry.n++;
    if (kind == KIND_REST) { /* only its place in the stream counts */
        *x = none;
        x->kind = KIND_REST;
        return 0;
    }
    x->kind = (uint8_t)kind;
    x->head = head_of(l, r);
    take_fields(x, r);
    if (!x->head || (r->nline == 0 && keep_fields(l, x, last, r->line))) {
        l->entry.n--;
        return err_nomem(e);
    }
    x->state = (uint8_t)state_of(x);
    return 0;
}

int ledger_close(struct ledger *l, struct err *e)
{
    if (panel_build(l, e)) return ERR_FAIL;
    for (uint32_t i = 0; i < l->panel.n; i++)
        if (!l->panel.v[i].prose && tree_build(l, i, e)) return ERR_FAIL;
    return 0;
}

/* ---- looking up ---- */

uint32_t ledger_table(const struct ledger *l, uint32_t table)
{
    uint32_t slot = table % NEAR_TABLES;
    if (l->near[slot].table == table || l->near[slot].table == NONE) return l->near[slot].panel;
    return map_get(&l->tables, (struct str){(const char *)&table, sizeof table});
}
