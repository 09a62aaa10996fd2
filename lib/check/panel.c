/* SPDX-License-Identifier: MIT */
/* panel.c: the entries of a document as panels of rows and columns. */
#include "check/ledger.h"

#include <assert.h>

struct place {
    uint32_t row, col, entry;
};

/* A panel while its records come in; the vectors are used again for the next one. */
struct building {
    bool open, prose, unplaced;
    const struct head *head;
    uint32_t first;
    VEC(struct row) row;
    VEC(struct column) col;
    VEC(struct place) cell;
    uint32_t next_col; /* the column that should come next */
};

enum { SIDE_ONE, SIDE_IN, SIDE_OUT, PROSE, NBUILD };

static bool ends(struct str s, struct str a, struct str b, struct str c)
{
    return str_ends(s, a) || str_ends(s, b) || str_ends(s, c);
}

static uint8_t role_of(const struct head *h, bool coded, int level, bool first)
{
    if (str_eq(h->role, S("total"))) return ROW_TOTAL;
    /* beside a row of another side or panel, which is longer; no such one stands first */
    bool filler = str_eq(h->role, S("item")) && (h->side.n || !first);
    if (!coded && h->name.n == 0 && level <= 0 && !filler) return ROW_TOTAL; /* its label is lost */
    if (str_eq(h->role, S("org"))) return ROW_ORG;
    if (str_eq(h->role, S("some"))) return ROW_SOME;
    if (str_eq(h->role, S("less"))) return ROW_LESS;
    if (h->role.n || coded || level > 0) return ROW_ITEM;
    return h->name.n == 0 || ends(h->name, S("合计"), S("总计"), S("小计")) ? ROW_TOTAL : ROW_ITEM;
}

/* 合计 and its like: the total of the whole, not of 人员经费 or of a group. */
static bool is_grand(struct ledger *l, struct str name)
{
    static const struct str words[] = {SI("合计"), SI("总计"), SI("收入合计"), SI("支出合计"),
                                       SI("收入总计"), SI("支出总计"), SI("本年收入合计"), SI("本年支出合计"),
                                       SI("收支总计"), SI("本年合计"), SI("资产总额")};
    enum { WORDS = sizeof words / sizeof *words };
    static_assert(WORDS <= sizeof l->grand / sizeof *l->grand, "room for their ids");
    if (name.n == 0) return true;
    for (; l->ngrand < WORDS; l->ngrand++) l->grand[l->ngrand] = names_id(&l->names, words[l->ngrand]);
    uint32_t id = names_id(&l->names, name);
    for (unsigned i = 0; i < l->ngrand; i++)
        if (id == l->grand[i]) return true;
    return false;
}

/* A subject of running text without the words that only say whose budget it is. */
static struct str bare_subject(struct arena *a, struct str name)
{
    static const struct str own[] = {SI("本年度"), SI("本年"), SI("部门"), SI("单位"), SI("本"),
                                     SI("我"), SI("年度")};
    struct str s = names_fold(a, name);
    for (size_t i = 0; i < sizeof own / sizeof *own;) {
        if (str_starts(s, own[i]) && s.n > own[i].n && s.p[own[i].n] != '/') {
            s = str_from(s, own[i].n);
            i = 0;
        } else {
            i++;
        }
    }
    return s;
}

/* A 小计 under 因公出国（境）费 is that row. */
static struct str own_name(const struct head *h)
{
    bool subtotal = h->path.n && h->code.n == 0 && (str_eq(h->name, S("小计")) || str_eq(h->name, S("合计")));
    size_t at = subtotal ? str_rfind(h->path, S("/")) : STR_NPOS;
    if (!subtotal) return h->name;
    return at == STR_NPOS ? h->path : str_from(h->path, at + 1);
}

static int row_open(struct ledger *l, struct building *b, const struct head *h)
{
    struct row r = {.head = h, .org = NONE, .same = NONE, .level = -1};
    unsigned level;
    if (str_u32(h->level, &level) && level < 100) r.level = (int)level;
    if (b->prose) {
        struct str s = bare_subject(&l->arena, h->name);
        if (!s.p) return -1;
        r.subject = s;
        size_t at = str_rfind(s, S("/"));
        r.tail = at == STR_NPOS ? s : str_from(s, at + 1);
        r.parts = 1;
        for (size_t i = 0; i < s.n; i++) r.parts += s.p[i] == '/';
        r.name = names_id(&l->names, s);
    } else {
        r.coded = codes_is_account(h->code);
        r.role = role_of(h, r.coded, r.level, b->row.n == 0);
        r.name = names_id(&l->names, own_name(h));
        bool other_org = b->row.n && h->org.n && !str_eq(h->org, b->row.v[b->row.n - 1].head->org);
        if (r.role == ROW_TOTAL && h->role.n == 0 && other_org) r.role = ROW_ORG; /* a stream without roles */
        if (r.role == ROW_TOTAL) r.grand = is_grand(l, h->name);
    }
    b->next_col = 0;
    return r.name == NONE ? -1 : VEC_PUSH(&b->row, r);
}

static bool col_is(const struct column *c, const struct entry *x)
{
    return str_eq(c->text, x->col) && str_eq(c->year, x->year) && str_eq(c->phase, x->phase);
}

/* Column of x, opened if new; NONE: no memory. */
static uint32_t col_of(struct ledger *l, struct building *b, const struct entry *x)
{
    uint32_t n = (uint32_t)b->col.n;
    if (b->next_col < n && col_is(&b->col.v[b->next_col], x)) return b->next_col;
    for (uint32_t i = 0; i < n; i++)
        if (col_is(&b->col.v[i], x)) return i;
    struct column c = {.text = x->col, .name = names_id(&l->names, x->col), .year = x->year, .phase = x->phase};
    return c.name == NONE || VEC_PUSH(&b->col, c) ? NONE : n;
}

static bool row_has(const struct building *b, uint32_t col)
{
    uint32_t row = (uint32_t)b->row.n - 1;
    for (size_t i = b->cell.n; i-- > 0 && b->cell.v[i].row == row;)
        if (b->cell.v[i].col == col) return true;
    return false;
}

/* An amount that no column could be given, in a table with columns. */
static bool unplaced(const struct building *b, const struct entry *x)
{
    return x->col.n == 0 && !b->prose && b->col.n && b->col.v[0].text.n;
}

static int cell_add(struct ledger *l, struct building *b, uint32_t entry)
{
    const struct entry *x = &l->entry.v[entry];
    if (unplaced(b, x)) {
        if (x->state != CELL_NUMBER || !dec_is_zero(x->x.mid)) b->unplaced = true; /* a zero changes no sum */
        return 0;
    }
    if (b->row.n == 0 || b->row.v[b->row.n - 1].head != x->head)
        if (row_open(l, b, x->head)) return -1;
    uint32_t col = col_of(l, b, x);
    if (col == NONE) return -1;
    if (row_has(b, col) && row_open(l, b, x->head)) return -1;
    b->next_col = col + 1;
    struct place at = {(uint32_t)b->row.n - 1, col, entry};
    return VEC_PUSH(&b->cell, at);
}

/* Panels of one table name are linked in the order of the document. */
static int panel_link(struct ledger *l, uint32_t number)
{
    struct panel *p = &l->panel.v[number];
    uint32_t first = ledger_table(l, p->table);
    p->last = number;
    if (first == NONE) {
        struct str key = arena_str(&l->arena, (struct str){(const char *)&p->table, sizeof p->table});
        if (l->near[p->table % NEAR_TABLES].table == NONE) {
            l->near[p->table % NEAR_TABLES].table = p->table;
            l->near[p->table % NEAR_TABLES].panel = number;
        }
        return !key.p || map_set(&l->tables, key, number);
    }
    l->panel.v[l->panel.v[first].last].next = number;
    l->panel.v[first].last = number;
    return 0;
}

/* Which columns have others under them: 基本支出 has 基本支出/人员经费. */
static void mark_parts(struct panel *p)
{
    for (uint32_t c = 0; c < p->ncol; c++)
        for (uint32_t k = 0; k < p->ncol && !p->col[c].parts; k++) {
            struct str a = p->col[c].text, b = p->col[k].text;
            p->col[c].parts = b.n > a.n && b.p[a.n] == '/' && str_starts(b, a);
        }
}

/* The finished panel, in the arena. */
static int panel_close(struct ledger *l, struct building *b)
{
    if (!b->open) return 0;
    struct panel p = {.head = b->head, .first = b->first, .prose = b->prose, .unplaced = b->unplaced, .nrow = (uint32_t)b->row.n, .ncol = (uint32_t)b->col.n, .next = NONE};
    p.table = names_id(&l->names, b->prose ? S("prose") : b->head->table);
    p.row = arena_array(&l->arena, p.nrow, sizeof *p.row);
    p.col = arena_array(&l->arena, p.ncol, sizeof *p.col);
    p.cell = arena_array(&l->arena, (size_t)p.nrow * p.ncol, sizeof *p.cell);
    if (p.table == NONE || !p.row || !p.col || !p.cell) return -1;
    if (p.nrow) memcpy(p.row, b->row.v, p.nrow * sizeof *p.row);
    if (p.ncol) memcpy(p.col, b->col.v, p.ncol * sizeof *p.col);
    for (size_t i = 0; i < b->cell.n; i++)
        p.cell[(size_t)b->cell.v[i].row * p.ncol + b->cell.v[i].col] = b->cell.v[i].entry + 1;
    mark_parts(&p);
    b->open = b->unplaced = false;
    b->row.n = b->col.n = b->cell.n = 0;
    if (VEC_PUSH(&l->panel, p)) return -1;
    uint32_t number = (uint32_t)l->panel.n - 1;
    return panel_link(l, number) || codes_build(l, &l->panel.v[number]);
}

static bool money(struct str unit)
{
    return str_eq(unit, S("万元")) || str_eq(unit, S("元")) || str_eq(unit, S("亿元"));
}

enum { SCALES = DEC_SCALE_MAX + 1, FEW_CELLS = 8 };

/* The decimals that a table prints: the most of any cell. Where one cell shows more than all others, and
 * these as many as one another, it is that cell that is odd (an amount in another unit, as a rule). */
static int decimals(const unsigned n[SCALES])
{
    int most = SCALES - 1, next;
    while (most > 0 && n[most] == 0) most--;
    for (next = most - 1; next > 0 && n[next] == 0;) next--;
    return n[most] == 1 && next > 0 && n[next] >= FEW_CELLS ? next : most;
}

/* A table prints its amounts to one number of decimals; so 25 beside 21.56 stands for 25.00. Amounts and
 * other numbers apart. */
static void table_precision(struct ledger *l, size_t from, size_t to)
{
    unsigned n[2][SCALES] = {{0}};
    struct str unit = {NULL, 0};
    bool amount = false;
    int most[2];
    struct dec half[2];
    for (size_t i = from; i < to; i++) {
        struct entry *x = &l->entry.v[i];
        if (x->kind != KIND_NUMBER || x->state != CELL_NUMBER) continue;
        if (!unit.p || !str_eq(x->unit, unit)) amount = money(unit = x->unit);
        x->amount = amount;
        n[amount][x->x.mid.scale]++;
    }
    for (int k = 0; k < 2; k++) {
        most[k] = decimals(n[k]);
        half[k] = dec_half_unit(most[k]);
    }
    for (size_t i = from; i < to; i++) {
        struct entry *x = &l->entry.v[i];
        if (x->kind != KIND_NUMBER || x->state != CELL_NUMBER || l->exact || dec_is_zero(x->x.mid)) continue;
        const int decimal = most[x->amount];
        if (x->prec.n == 0 && x->x.mid.scale <= decimal && decimal < DEC_SCALE_MAX) x->x.half = half[x->amount];
        else if (interval_half(x->x.mid, x->prec, decimal, false, &x->x.half)) x->state = CELL_OTHER;
    }
}

static bool same_table(const struct head *a, const struct head *b)
{
    return a == b || (a && str_eq(a->tno, b->tno) && str_eq(a->table, b->table) && str_eq(a->project, b->project));
}

/* Does the doubt stand at the table's beginning? */
static bool at_head(const struct ledger *l, const struct entry *doubt, const struct panel *p)
{
    const struct entry *first = &l->entry.v[p->first];
    unsigned a, b;
    return str_eq(doubt->page, first->page) && str_u32(doubt->line, &a) && str_u32(first->line, &b) && a <= b;
}

/* A cut-off table keeps its failing sums from being called wrong. */
static void mark_torn(struct ledger *l)
{
    for (size_t i = 0; i < l->entry.n; i++) {
        const struct entry *x = &l->entry.v[i];
        if (x->kind != KIND_DOUBT || !str_eq(x->col, S("torn"))) continue;
        for (size_t k = 0; k < l->panel.n; k++) {
            struct panel *p = &l->panel.v[k];
            if (!p->prose && str_eq(p->head->tno, x->head->tno) && str_eq(p->head->table, x->head->table))
                p->torn = p->torn == TORN || !at_head(l, x, p) ? TORN : TORN_HEAD;
        }
    }
}

static int side_of(const struct head *h)
{
    return str_eq(h->side, S("in")) ? SIDE_IN : str_eq(h->side, S("out")) ? SIDE_OUT : SIDE_ONE;
}

static int close_table(struct ledger *l, struct building b[NBUILD], size_t from, size_t to)
{
    table_precision(l, from, to);
    for (int k = 0; k < PROSE; k++)
        if (panel_close(l, &b[k])) return -1;
    return 0;
}

static void open_as(struct building *b, const struct head *h, uint32_t entry)
{
    if (b->open) return;
    b->open = true;
    b->head = h;
    b->first = entry;
}

static int collect(struct ledger *l, struct building b[NBUILD])
{
    const struct head *table = NULL;
    size_t from = 0;
    for (uint32_t i = 0; i < l->entry.n; i++) {
        struct entry *x = &l->entry.v[i];
        if (x->kind == KIND_PROSE) {
            if (x->state == CELL_NUMBER && interval_of(x->value, x->prec, -1, l->exact, &x->x)) x->state = CELL_OTHER;
            if (x->op.n) x->state = CELL_OTHER; /* 约, 以上: no firm figure */
            open_as(&b[PROSE], x->head, i);
            if (cell_add(l, &b[PROSE], i)) return -1;
        }
        if (x->kind != KIND_NUMBER && x->kind != KIND_EMPTY) continue;
        if (!same_table(table, x->head)) {
            if (close_table(l, b, from, i)) return -1;
            from = i;
        }
        table = x->head;
        struct building *to = &b[side_of(x->head)];
        if (to->col.n >= PANEL_COLS_MAX && panel_close(l, to)) return -1;
        open_as(to, x->head, i);
        if (x->kind == KIND_NUMBER && cell_add(l, to, i)) return -1;
    }
    return close_table(l, b, from, l->entry.n) || panel_close(l, &b[PROSE]);
}

int panel_build(struct ledger *l, struct err *e)
{
    struct building b[NBUILD] = {[PROSE] = {.prose = true}};
    int rc = collect(l, b);
    for (int k = 0; k < NBUILD; k++) {
        VEC_FREE(&b[k].row);
        VEC_FREE(&b[k].col);
        VEC_FREE(&b[k].cell);
    }
    if (rc) return err_nomem(e);
    mark_torn(l);
    return 0;
}
