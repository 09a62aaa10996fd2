/* SPDX-License-Identifier: MIT */
/* rollup.c: see rollup.h. */
#include "check/rollup.h"

#include "budget/norm.h"
#include "check/finding.h"
#include "check/report.h"

#include <stdio.h>
#include <stdlib.h>

/* A record as it came in: its line, and itself unless the line and four more fields are what goes out. */
struct kept {
    struct str line, unit;
    struct rec *rec;
};

struct rollup {
    struct rollup_opts o;
    struct norm *norm;
    struct ledger ledger;
    struct check check;
    struct arena arena;     /* of the document: its records */
    VEC(struct kept) in;    /* empty if no records are wanted */
    struct str doc;
    bool open;
    size_t put, normal;     /* records put in, records that came back in normal form */
    size_t written;         /* records of the document that went out */
    uint32_t panel, end;    /* the next one to be filled, and where it ends (NONE: not known yet) */
    size_t count[5];
    struct str names;       /* of the rules in names_of */
    uint64_t names_of[RULE_WORDS];
};

const int rollup_columns[] = {REC_SUM + 1, REC_GAP + 1, REC_CHECK + 1, REC_RULE + 1, 0};

static int take_normal(void *arg, struct rec *r, struct err *e)
{
    struct rollup *u = arg;
    u->normal++;
    return ledger_add(&u->ledger, r, e);
}

struct rollup *rollup_new(const struct rollup_opts *o, struct err *e)
{
    struct rollup *u = calloc(1, sizeof *u);
    if (!u) {
        err_nomem(e);
        return NULL;
    }
    u->o = *o;
    ledger_init(&u->ledger, &o->rules->names, o->exact);
    u->check.dict = o->dict;
    const struct norm_opts n = {.dict = o->dict, .org_total = true, .one_name = true, .one_column = true, .lasting = true};
    u->norm = norm_new(&n, take_normal, u, e);
    if (u->norm) return u;
    rollup_free(u);
    return NULL;
}

void rollup_free(struct rollup *u)
{
    if (!u) return;
    norm_free(u->norm);
    ledger_free(&u->ledger);
    check_free(&u->check);
    VEC_FREE(&u->in);
    arena_free(&u->arena);
    free(u);
}

const size_t *rollup_counts(const struct rollup *u)
{
    return u->count;
}

/* ---- the four columns ---- */

/* d in the unit of the record instead of that of the entry. */
static int in_unit(const struct rollup *u, struct str from, struct str to, struct dec d, struct dec *out)
{
    if (str_eq(from, to)) {
        *out = d;
        return 0;
    }
    const struct dict_unit *a = dict_unit(u->o.dict, from), *b = dict_unit(u->o.dict, to);
    int power = a && b && a->power != DICT_NO_MONEY && b->power != DICT_NO_MONEY ? a->power - b->power : 0;
    return dec_shift(d, power, out);
}

/* d of entry x as its record has it, in buf. */
static struct str print_in(const struct rollup *u, const struct entry *x, struct str unit, struct dec d, char buf[DEC_CHARS])
{
    struct dec shifted;
    if (in_unit(u, x->unit, unit, d, &shifted)) shifted = d;
    return (struct str){buf, dec_print(shifted, buf)};
}

/* The ids of the entry's rules; most entries have those of the one before. p NULL: no memory. */
static struct str rule_names(struct rollup *u, const struct entry *x)
{
    struct str s = {"", 0};
    if (!x->result) return s;
    if (u->names.n && memcmp(x->rules, u->names_of, sizeof u->names_of) == 0) return u->names;
    for (unsigned w = 0; w < RULE_WORDS; w++)
        for (uint64_t bits = x->rules[w]; bits; bits &= bits - 1)
            s = arena_join(&u->arena, s, S(","), u->o.rules->v[64 * w + (unsigned)__builtin_ctzll(bits)].id);
    u->names = s;
    memcpy(u->names_of, x->rules, sizeof u->names_of);
    return s;
}

static const struct str result_str[] = {SI(""), SI("ok"), SI("note"), SI("open"), SI("off")};

static char *put_field(char *p, struct str s)
{
    *p++ = '\t';
    if (s.n) memcpy(p, s.p, s.n);
    return p + s.n;
}

static int write_record(struct rollup *u, const struct kept *in, const struct entry *x)
{
    char sum_buf[DEC_CHARS], gap_buf[DEC_CHARS];
    struct str sum = {"", 0}, gap = sum, rules = rule_names(u, x), check = result_str[x->result];
    struct io_writer *w = u->o.records;
    if (!rules.p) return -1;
    if (x->summed) {
        sum = print_in(u, x, in->unit, x->sum, sum_buf);
        gap = print_in(u, x, in->unit, x->gap, gap_buf);
    }
    u->written++;
    if (in->rec) {
        rec_set(in->rec, REC_SUM, sum);
        rec_set(in->rec, REC_GAP, gap);
        rec_set(in->rec, REC_CHECK, check);
        rec_set(in->rec, REC_RULE, rules);
        rec_write(w, in->rec);
        rec_set(in->rec, REC_SUM, (struct str){"", 0}); /* their buffers go, the record may be the model of a total */
        rec_set(in->rec, REC_GAP, (struct str){"", 0});
        return 0;
    }
    char tail[2 * DEC_CHARS + 16], *p = tail;
    p = put_field(p, sum);
    p = put_field(p, gap);
    p = put_field(p, check);
    *p++ = '\t';
    io_str(w, in->line);
    io_put(w, tail, (size_t)(p - tail));
    io_str(w, rules);
    io_char(w, '\n');
    return 0;
}

/* ---- totals that are not printed ---- */

/* What the rows of column c would add up to; false if nothing is there to add, or a row of it is torn off. */
static bool unprinted(const struct rollup *u, const struct panel *p, uint32_t c, struct interval *sum)
{
    const struct tree *t = &p->tree[p->col[c].tree];
    const struct kids *k = &t->kids[p->nrow];
    bool any = false;
    *sum = INTERVAL_ZERO;
    for (uint32_t i = 0; i < k->n && !p->torn; i++) {
        const struct entry *x = ledger_cell(&u->ledger, p, t->list[k->at + i] >> 1, c);
        if (!x || x->state != CELL_NUMBER) continue;
        if (interval_add(sum, t->list[k->at + i] & 1 ? -1 : 1, x->x)) return false;
        any = true;
    }
    return any;
}

/* The record of a total, made from the first one of its column. */
static int write_total(struct rollup *u, const struct panel *p, uint32_t c, struct dec sum)
{
    uint32_t i = 0;
    const struct str none = {"", 0};
    while (i < p->nrow && !p->cell[(size_t)i * p->ncol + c]) i++;
    uint32_t from = p->cell[(size_t)i * p->ncol + c] - 1;
    char buf[DEC_CHARS];
    struct rec *r = rec_dup(&u->arena, u->in.v[from].rec);
    if (!r) return -1;
    struct str value = print_in(u, &u->ledger.entry.v[from], rec_get(r, REC_UNIT), sum, buf);
    static const enum rec_col blank[] = {REC_LINE, REC_ROW, REC_PATH, REC_CODE, REC_OP, REC_PREC, REC_INFERRED, REC_GAP, REC_CHECK, REC_RULE};
    for (size_t k = 0; k < sizeof blank / sizeof *blank; k++) rec_set(r, blank[k], none);
    rec_set(r, REC_LEVEL, S("0"));
    rec_set(r, REC_ROLE, S("total"));
    rec_set(r, REC_NAME, S("合计"));
    rec_set(r, REC_KIND, S("sum"));
    rec_set(r, REC_VALUE, value);
    rec_set(r, REC_SUM, value);
    rec_write(u->o.records, r);
    u->written++;
    return 0;
}

/* One more than the number of the last entry in p. */
static uint32_t panel_end(const struct panel *p)
{
    uint32_t end = 0;
    for (size_t i = 0; !p->prose && i < (size_t)p->nrow * p->ncol; i++)
        if (p->cell[i] > end) end = p->cell[i];
    return end;
}

/* Totals of the panels that end with entry `last`. */
static int fill(struct rollup *u, uint32_t last)
{
    for (; u->panel < u->ledger.panel.n; u->panel++, u->end = NONE) {
        const struct panel *p = &u->ledger.panel.v[u->panel];
        if (u->end == NONE) u->end = panel_end(p);
        if (u->end > last + 1) return 0;
        for (uint32_t c = 0; !p->prose && p->nrow && c < p->ncol; c++) {
            struct interval sum;
            if (unprinted(u, p, c, &sum) && write_total(u, p, c, sum.mid)) return -1;
        }
    }
    return 0;
}

/* ---- documents ---- */

/* A document that cannot be checked: its records go out all the same, and the error names it. */
static void unchecked(struct rollup *u, struct err *e)
{
    for (size_t i = 0; i < u->ledger.entry.n; i++) {
        u->ledger.entry.v[i].result = RESULT_NONE;
        u->ledger.entry.v[i].summed = false;
    }
    memset(u->check.count, 0, sizeof u->check.count);
    if (!e->file[0]) {
        const struct err was = *e;
        (void)err_set(e, u->doc.p, was.line, "%s", was.reason);
    }
}

static int finish(struct rollup *u, struct err *e)
{
    if (!u->open) return 0;
    u->open = false;
    if (norm_flush(u->norm, e)) return ERR_FAIL;
    if (u->normal != u->put) return err_set(e, NULL, 0, "%zu records came back from the normal form, not %zu", u->normal, u->put);
    int rc = ledger_close(&u->ledger, e);
    if (!rc) rc = check_run(&u->check, &u->ledger, u->o.rules, e);
    if (rc) unchecked(u, e);
    for (int i = 0; i < 5; i++) u->count[i] += u->check.count[i];
    for (size_t i = 0; i < u->in.n; i++) {
        if (write_record(u, &u->in.v[i], &u->ledger.entry.v[i])) return err_nomem(e);
        if (u->o.fill && !rc && fill(u, (uint32_t)i)) return err_nomem(e);
    }
    if (rc) return ERR_FAIL;
    if (u->o.findings) findings_write(u->o.findings, &u->check, u->doc);
    if (u->o.report && report_document(u->o.report, u->o.format, &u->check, u->doc)) return err_nomem(e);
    return 0;
}

static int begin(struct rollup *u, struct str doc, struct err *e)
{
    arena_reset(&u->arena);
    ledger_reset(&u->ledger);
    u->in.n = u->put = u->normal = u->written = 0;
    u->names.n = 0;
    u->panel = 0;
    u->end = NONE;
    u->open = true;
    u->doc = arena_str(&u->arena, doc);
    return u->doc.p ? 0 : err_nomem(e);
}

/* The closing record tells how many records of its document went before it. */
static int pass_closing(struct rollup *u, const struct rec *in, struct err *e)
{
    char buf[24];
    const struct str none = {"", 0};
    if (!u->o.records) return 0;
    struct rec *r = rec_dup(&u->arena, in);
    if (!r) return err_nomem(e);
    int len = snprintf(buf, sizeof buf, "%zu", u->written);
    rec_set(r, REC_VALUE, (struct str){buf, (size_t)len});
    for (int c = REC_SUM; c <= REC_RULE; c++) rec_set(r, (enum rec_col)c, none);
    rec_write(u->o.records, r);
    return 0;
}

/* Do the four columns stand behind the line, so that it need not be taken apart again? */
static bool appended(const struct rec *r)
{
    for (int c = REC_SUM; c <= REC_RULE; c++)
        if (r->head->at[c] != (int)r->nline + c - REC_SUM) return false;
    return r->nline > 0 && r->head->n == r->nline + (REC_NCOLS - REC_SUM);
}

/* The record, its bytes in the arena, stays until its document is checked. */
static int keep(struct rollup *u, const struct rec *own)
{
    struct kept k = {own->line, rec_get(own, REC_UNIT), NULL};
    if (u->o.fill || !appended(own)) {
        size_t size = own->head->n * sizeof *own->f;
        k.rec = arena_alloc(&u->arena, sizeof *k.rec);
        struct str *f = arena_alloc(&u->arena, size);
        if (!k.rec || !f) return -1;
        *k.rec = *own;
        k.rec->f = memcpy(f, own->f, size);
    }
    return VEC_PUSH(&u->in, k);
}

int rollup_put(struct rollup *u, const struct rec *in, struct err *e)
{
    bool closing = str_eq(rec_get(in, REC_KIND), S("doc"));
    struct str doc = rec_get(in, REC_DOC);
    int rc = u->open && !str_eq(doc, u->doc) ? finish(u, e) : 0;
    if (!u->open && begin(u, doc, e)) return ERR_FAIL;
    if (closing) {
        if (finish(u, e)) rc = ERR_FAIL;
        return pass_closing(u, in, e) ? ERR_FAIL : rc;
    }
    struct rec own = *in;
    if (rec_settle(&u->arena, &own) || (u->o.records && keep(u, &own))) return err_nomem(e);
    u->put++;
    return norm_put(u->norm, &own, e) ? ERR_FAIL : rc;
}

int rollup_end(struct rollup *u, struct err *e)
{
    return finish(u, e);
}
