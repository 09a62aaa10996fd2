/* SPDX-License-Identifier: MIT */
/* formal.c: what is asked of a whole table or text: its notes, place, years, names, units, and that all is filled in. */
#include "check/form.h"

enum {
    PANELS_BACK = 64, /* panels that are looked through for another name */
    ROWS_BACK = 64    /* rows for another code */
};

int form_tell(struct form *m, uint32_t x, uint32_t other, const struct str why[4])
{
    struct arena *a = &m->c->l->arena;
    struct finding f = {.rule = m->r, .entry = x, .other = other, .caused_by = NONE, .at = (uint32_t)m->c->operand.n, .n = 1, .nleft = 1};
    struct operand own = {x, false};
    f.why = why[0];
    for (int i = 1; i < 4; i++) f.why = arena_cat(a, f.why, why[i]);
    f.result = f.why.n ? (uint8_t)m->r->severity : RESULT_OK;
    if (!f.why.p || VEC_PUSH(&m->c->operand, own)) return -1;
    m->told++;
    return keep_finding(m->c, NULL, &f);
}

int form_tell_ok(struct form *m)
{
    static const struct str none[4] = {SI(""), SI(""), SI(""), SI("")};
    return m->told ? 0 : form_tell(m, m->p->first, NONE, none);
}

static const struct entry *entry_at(const struct form *m, uint32_t i)
{
    return &m->c->l->entry.v[i];
}

static bool same_table(const struct head *a, const struct head *b)
{
    return str_eq(a->tno, b->tno) && str_eq(a->table, b->table) && str_eq(a->project, b->project);
}

/* ---- noted: an empty table says so, one with figures does not ---- */

static bool says_empty(struct str s)
{
    static const struct str words[] = {SI("空表"), SI("没有"), SI("无"), SI("未安排"), SI("不涉及"), SI("为零"), SI("为0")};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_has(s, words[i])) return true;
    return false;
}

/* A note on the whole table, not on a column or row of it. */
static bool says_whole(struct str s)
{
    return str_has(s, S("空表")) || str_has(s, S("本表无")) || str_has(s, S("此表无"));
}

/* Is there an amount in any panel of the table? */
static bool has_amount(const struct form *m)
{
    const struct ledger *l = m->c->l;
    for (uint32_t k = 0; k < l->panel.n; k++) {
        const struct panel *p = &l->panel.v[k];
        if (p->prose || !same_table(p->head, m->p->head)) continue;
        for (size_t i = 0; i < (size_t)p->nrow * p->ncol; i++) {
            const struct entry *x = p->cell[i] ? &l->entry.v[p->cell[i] - 1] : NULL;
            if (entry_has_amount(x)) return true;
        }
    }
    return false;
}

/* What the table is about: 政府性基金 of 政府性基金预算支出表. */
static struct str topic(struct str table)
{
    static const struct str ends[] = {SI("表"), SI("收支"), SI("支出"), SI("收入"), SI("预算"), SI("经费")};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(table, ends[i]) && table.n > ends[i].n) table.n -= ends[i].n;
    return table;
}

/* The other table of the rule that a note speaks of instead of its own; empty if it is none. */
static struct str speaks_of_other(const struct form *m, struct str note)
{
    struct str own = topic(m->p->head->table), rest = m->r->table;
    const struct str none = {"", 0};
    if (str_has(note, own)) return none;
    while (rest.n) {
        size_t bar = str_find(rest, S("|"), 0);
        struct str name = topic(bar == STR_NPOS ? rest : str_sub(rest, 0, bar));
        if (name.n && str_has(note, name)) return name;
        rest = bar == STR_NPOS ? none : str_from(rest, bar + 1);
    }
    return none;
}

static int noted(struct form *m)
{
    const struct ledger *l = m->c->l;
    uint32_t note = NONE;
    for (uint32_t i = 0; i < l->entry.n && note == NONE; i++) {
        const struct entry *x = &l->entry.v[i];
        if (x->kind == KIND_NOTE && same_table(x->head, m->p->head) && says_empty(x->value)) note = i;
    }
    bool amount = has_amount(m);
    const struct str no_note[4] = {SI("the table is empty, and no note says so"), SI(""), SI(""), SI("")};
    if (!amount && note == NONE) return form_tell(m, m->p->first, NONE, no_note);
    struct str other = note == NONE ? no_note[1] : speaks_of_other(m, l->entry.v[note].value);
    const struct str foreign[4] = {SI("its note speaks of "), other, SI(": "), note == NONE ? other : l->entry.v[note].value};
    if (other.n) return form_tell(m, note, m->p->first, foreign);
    if (!amount || note == NONE || !says_whole(l->entry.v[note].value)) return form_tell_ok(m);
    const struct str why[4] = {SI("the table has figures; its note says: "), l->entry.v[note].value, SI(""), SI("")};
    return form_tell(m, note, m->p->first, why);
}

/* ---- dated: this year and the one before ---- */

static int dated(struct form *m)
{
    unsigned edition, year;
    if (!str_u32(str_sub(m->p->head->edition, 0, 4), &edition)) return 0;
    bool own = false, any = false;
    for (uint32_t c = 0; c < m->p->ncol; c++) {
        if (!str_u32(m->p->col[c].year, &year)) continue;
        any = true;
        own = own || year == edition;
        if (year == edition || year + 1 == edition || (m->p->prose && year == edition + 1)) continue;
        for (uint32_t i = 0; i < m->p->nrow && m->told < NAMES_TOLD; i++) {
            uint32_t cell = m->p->cell[(size_t)i * m->p->ncol + c];
            if (!cell) continue;
            const struct str why[4] = {SI("the year is "), m->p->col[c].year, SI(", the document is "), m->p->head->edition};
            if (form_tell(m, cell - 1, NONE, why)) return -1;
            if (!m->p->prose) break;
        }
    }
    const struct str why[4] = {SI("no column is of the document's year: "), m->p->head->edition, SI(""), SI("")};
    if (any && !own && !m->p->prose && !m->told) return form_tell(m, m->p->first, NONE, why);
    return any ? form_tell_ok(m) : 0;
}

/* ---- written: nothing left to be filled in ---- */

/* Quick, and never wrong when it says no: each of the words below has one of these bytes, or begins with 某 or 待
 * (E6 9F 90 and E5 BE 85 in UTF-8). */
static bool may_be_placeholder(struct str s)
{
    enum { SIGN = 1, LAST = 2 };
    static const unsigned char what[256] = {['X'] = SIGN, ['{'] = SIGN, ['/'] = SIGN, [0xEF] = SIGN, [0xC3] = SIGN, [0x90] = LAST, [0x85] = LAST};
    for (size_t i = 0; i < s.n; i++) {
        unsigned is = what[(unsigned char)s.p[i]];
        if (is == 0) continue;
        struct str till = str_sub(s, 0, i + 1);
        if (is == SIGN || str_ends(till, S("某")) || str_ends(till, S("待"))) return true;
    }
    return false;
}

bool has_placeholder(struct str s)
{
    static const struct str words[] = {
        SI("XX"), SI("ＸＸ"), SI("××"), SI("某某"), SI("待补充"), SI("待填"), SI("{单位"), SI("｛单位"),
        SI("增加（减少）"), SI("减少（增加）"), SI("增长（下降）"), SI("下降（增长）"), SI("上升（下降）"), SI("大于/等于/小于"),
        SI("大于（小于）"), SI("大于（等于、小于）"), SI("大于/小于")};
    if (!may_be_placeholder(s)) return false;
    if (str_eq(s, S("是/否")) || str_eq(s, S("有/无"))) return true;
    if (s.n < 4) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_has(s, words[i])) return true;
    return false;
}

/* Of all tables, or of all of the text: asked once, at the first panel of that kind. */
static int written(struct form *m)
{
    const struct ledger *l = m->c->l;
    const struct head *last = NULL;
    for (const struct panel *p = l->panel.v; p < m->p; p++)
        if (p->prose == m->p->prose) return 0;
    for (uint32_t i = 0; i < l->entry.n && m->told < NAMES_TOLD; i++) {
        const struct entry *x = &l->entry.v[i];
        if (!x->head || (x->kind == KIND_PROSE) != m->p->prose) continue;
        struct str bad = {"", 0};
        if (x->kind == KIND_TEXT || x->kind == KIND_NOTE) bad = has_placeholder(x->value) ? x->value : bad;
        if (x->head != last && has_placeholder(x->head->name)) bad = x->head->name;
        last = x->head;
        const struct str why[4] = {SI("not filled in: "), bad, SI(""), SI("")};
        if (bad.n && form_tell(m, i, NONE, why)) return -1;
    }
    return form_tell_ok(m);
}

/* ---- once: no row twice ---- */

static bool same_cells(const struct form *m, uint32_t a, uint32_t b)
{
    const struct panel *p = m->p;
    bool any = false;
    for (uint32_t c = 0; c < p->ncol; c++) {
        const struct entry *x = ledger_cell(m->c->l, p, a, c), *y = ledger_cell(m->c->l, p, b, c);
        if (!x != !y || (x && !str_eq(x->value, y->value))) return false;
        any = any || entry_has_amount(x);
    }
    return any;
}

uint32_t form_cell(const struct panel *p, uint32_t row)
{
    for (uint32_t c = 0; c < p->ncol; c++)
        if (p->cell[(size_t)row * p->ncol + c]) return p->cell[(size_t)row * p->ncol + c] - 1;
    return p->first;
}

static bool same_place(const struct row *a, const struct row *b)
{
    return str_eq(a->head->org, b->head->org) && str_eq(a->head->orgcode, b->head->orgcode) && str_eq(a->head->path, b->head->path);
}

static int once(struct form *m)
{
    const struct panel *p = m->p;
    for (uint32_t i = 1; i < p->nrow && m->told < NAMES_TOLD; i++) {
        const struct row *r = &p->row[i], *before = &p->row[i - 1];
        uint32_t twin = NONE;
        if (r->coded)
            for (uint32_t k = ledger_code(m->c->l, (uint32_t)(p - m->c->l->panel.v), r->head->code); k != NONE && k < i; k = p->row[k].same)
                twin = k;
        else if (r->name == before->name && r->head->name.n)
            twin = i - 1;
        if (twin == NONE || p->row[twin].name != r->name || !same_place(&p->row[twin], r) || !same_cells(m, twin, i)) continue;
        const struct str why[4] = {r->head->code, r->head->code.n ? S(" ") : S(""), r->head->name, S(" is printed twice with the same amounts")};

        if (form_tell(m, form_cell(p, i), form_cell(p, twin), why)) return -1;
    }
    return form_tell_ok(m);
}

/* ---- named: one code, one name ---- */

/* Another row of the document with the code of r and another name. */
static uint32_t other_name(const struct form *m, const struct row *r, uint32_t panels)
{
    const struct ledger *l = m->c->l;
    for (uint32_t k = panels > PANELS_BACK ? panels - PANELS_BACK : 0; k < panels; k++) {
        if (!l->panel.v[k].deepest) continue;
        uint32_t i = ledger_code(l, k, r->head->code);
        if (i != NONE && l->panel.v[k].row[i].head->name.n && l->panel.v[k].row[i].name != r->name) return form_cell(&l->panel.v[k], i);
    }
    return NONE;
}

/* Another row of the table with the name of row i under the same account, and another code. */
static uint32_t other_code(const struct form *m, uint32_t i)
{
    const struct row *r = &m->p->row[i];
    for (uint32_t k = i; k-- > 0 && i - k < ROWS_BACK;) {
        const struct row *o = &m->p->row[k];
        if (o->name != r->name || !o->coded) continue;
        struct str a = o->head->code, b = r->head->code;
        if (a.n != b.n || str_eq(a, b)) continue;
        if (str_eq(str_sub(a, 0, a.n - 2), str_sub(b, 0, b.n - 2)) && same_place(o, r)) return form_cell(m->p, k);
    }
    return NONE;
}

static int named(struct form *m)
{
    const struct panel *p = m->p;
    uint32_t panels = (uint32_t)(p - m->c->l->panel.v);
    for (uint32_t i = 0; i < p->nrow && m->told < NAMES_TOLD; i++) {
        const struct row *r = &p->row[i];
        if (!r->coded || !r->head->name.n) continue;
        uint32_t x = other_name(m, r, panels), y = x == NONE && r->head->code.n > 3 ? other_code(m, i) : NONE;
        if (x == NONE && y == NONE) continue;
        const struct head *o = entry_at(m, x == NONE ? y : x)->head;
        const struct str why[4] = {r->head->code, r->head->name, x == NONE ? S(" also has the code ") : S(" is also called "),
                                   x == NONE ? o->code : o->name};
        if (form_tell(m, form_cell(p, i), x == NONE ? y : x, why)) return -1;
    }
    return p->deepest ? form_tell_ok(m) : 0;
}

/* ---- measured: a unit is declared ---- */

static int measured(struct form *m)
{
    const struct ledger *l = m->c->l;
    const struct panel *p = m->p;
    bool any = false;
    for (size_t i = 0; i < (size_t)p->nrow * p->ncol; i++) {
        const struct entry *x = p->cell[i] ? &l->entry.v[p->cell[i] - 1] : NULL;
        if (!x || x->state != CELL_NUMBER) continue;
        any = true;
        if (x->unit.n) continue;
        const struct str why[4] = {SI("no unit is declared for the table"), SI(""), SI(""), SI("")};
        return form_tell(m, p->cell[i] - 1, NONE, why);
    }
    return any ? form_tell_ok(m) : 0;
}

/* ---- ordered: the tables of the rule stand in the order it names them ---- */

static int ordered(struct form *m)
{
    const struct ledger *l = m->c->l;
    uint32_t own = (uint32_t)(m->p - l->panel.v);
    bool after = false; /* past our own table in the rule's list */
    if (ledger_table(l, m->p->table) != own) return 0; /* of several, the first */
    for (unsigned i = 0; i < m->r->ntables; i++) {
        uint32_t at = ledger_table(l, m->r->tables[i]);
        if (m->r->tables[i] == m->p->table) after = true;
        else if (after && at != NONE && at < own) {
            const struct str why[4] = {m->p->head->table, S(" stands after "), l->panel.v[at].head->table, S("")};
            return form_tell(m, m->p->first, l->panel.v[at].first, why);
        }
    }
    return form_tell_ok(m);
}

int formal_on_panel(struct check *c, const struct rule *r, uint32_t panel)
{
    struct form m = {.c = c, .r = r, .p = &c->l->panel.v[panel]};
    static int (*const ask[])(struct form *) = {[FORMAL_NOTED] = noted, [FORMAL_DATED] = dated, [FORMAL_WRITTEN] = written,
                                                [FORMAL_ONCE] = once, [FORMAL_NAMED] = named, [FORMAL_MEASURED] = measured,
                                                [FORMAL_ORDERED] = ordered, [FORMAL_NUMBERED] = numbered};
    if (!side_fits(m.p, r->rows.side)) return 0;
    return ask[r->formal](&m);
}
