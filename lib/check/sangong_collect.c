/* SPDX-License-Identifier: MIT */
/* sangong_collect.c: records of a document in normal form become facts about 三公. */
#include "check/sangong_doc.h"

static bool any(struct str s, const struct str *word)
{
    for (; word->n; word++)
        if (str_has(s, *word)) return true;
    return false;
}

#define ANY(s, ...) any(s, (const struct str[]){__VA_ARGS__, {NULL, 0}})

static struct str keep(struct sangong_doc *d, struct str s)
{
    if (s.n == 0) return (struct str){"", 0};
    struct str c = arena_str(&d->a, s);
    if (!c.p) {
        d->nomem = true;
        return (struct str){"", 0};
    }
    return c;
}

/* The same for n slices, copied into one piece. */
static void keep_all(struct sangong_doc *d, struct str **s, size_t n)
{
    size_t need = 0;
    for (size_t i = 0; i < n; i++) need += s[i]->n;
    char *p = need ? arena_alloc(&d->a, need) : NULL;
    if (need && !p) d->nomem = true;
    for (size_t i = 0; i < n; i++) {
        if (!p || s[i]->n == 0) {
            *s[i] = (struct str){"", 0};
            continue;
        }
        memcpy(p, s[i]->p, s[i]->n);
        s[i]->p = p;
        p += s[i]->n;
    }
}

/* ---- lines and facets ---- */

enum { KEY_MAX = 256 };

struct sangong_line *sangong_alive(struct sangong_line *l)
{
    while (l && l->gone) l = l->next;
    return l;
}

/* Who, year and phase as one string, in buf if that has room. */
static struct str key_of(struct sangong_doc *d, char buf[KEY_MAX], struct str orgcode, struct str org, struct str year, struct str phase,
                         bool org_row)
{
    struct str who = orgcode.n ? orgcode : org;
    size_t n = who.n + year.n + 3;
    char *p = n <= KEY_MAX ? buf : arena_alloc(&d->keys, n);
    if (!p) return (struct str){NULL, 0};
    p[0] = orgcode.n ? 'c' : 'n';
    p[1] = org_row ? 'o' : 'w';
    if (year.n) memcpy(p + 2, year.p, year.n);
    p[2 + year.n] = phase.n ? phase.p[0] : '-';
    if (who.n) memcpy(p + 3 + year.n, who.p, who.n);
    return (struct str){p, n};
}

struct sangong_line *sangong_find(struct sangong_doc *d, struct str orgcode, struct str org, struct str year,
                                  struct str phase, bool org_row)
{
    char buf[KEY_MAX];
    struct str key = key_of(d, buf, orgcode, org, year, phase, org_row);
    uint32_t i = key.p ? map_get(&d->index, key) : MAP_NONE;
    return i == MAP_NONE ? NULL : d->id[i];
}

struct sangong_line *sangong_index(struct sangong_doc *d, struct sangong_line *l)
{
    char buf[KEY_MAX];
    struct str key = key_of(d, buf, l->orgcode, l->org, l->year, l->phase, l->org_row);
    bool added;
    if (!key.p) return NULL;
    uint32_t i = map_get(&d->index, key);
    if (i != MAP_NONE) return d->id[i];
    if (key.p == buf) key = arena_str(&d->keys, key);
    if (!key.p) return NULL;
    if (d->nid == d->capid) {
        size_t cap = d->capid ? 2 * d->capid : 64;
        void *id = arena_grow(&d->a, d->id, d->capid * sizeof *d->id, cap * sizeof *d->id);
        if (!id) return NULL;
        d->id = id;
        d->capid = cap;
    }
    if (map_put(&d->index, key, (uint32_t)d->nid, &added) == MAP_NONE) return NULL;
    return d->id[d->nid++] = l;
}

void sangong_index_clear(struct sangong_doc *d)
{
    map_clear(&d->index);
    arena_reset(&d->keys);
    d->nid = 0;
}

static bool is_line_of(const struct sangong_line *l, struct str orgcode, struct str org, struct str year, struct str phase)
{
    return str_eq(l->orgcode, orgcode) && str_eq(l->year, year) &&
           str_eq(l->phase, phase) && (orgcode.n || str_eq(l->org, org));
}

struct sangong_line *sangong_line_of(struct sangong_doc *d, struct str orgcode, struct str org, struct str year,
                                     struct str phase)
{
    if (d->last && is_line_of(d->last, orgcode, org, year, phase)) return d->last;
    struct sangong_line *l = sangong_find(d, orgcode, org, year, phase, false);
    if (l) return d->last = l;
    l = arena_zalloc(&d->a, sizeof *l);
    if (!l) return NULL;
    l->orgcode = keep(d, orgcode);
    l->org = keep(d, org);
    l->year = keep(d, year);
    l->phase = keep(d, phase);
    *d->tail = l;
    d->tail = &l->next;
    return d->last = sangong_index(d, l);
}

struct sangong_fig *sangong_facet(struct sangong_doc *d, struct sangong_line *l, enum sangong_facet f)
{
    if (!l->facet[f]) l->facet[f] = arena_array(&d->a, SANGONG_NITEM, sizeof(struct sangong_fig));
    return l->facet[f];
}

static struct sangong_table *table_of(struct sangong_doc *d, const struct rec *r)
{
    struct str tno = rec_get(r, REC_TNO), title = rec_get(r, REC_TABLE);
    struct sangong_table *t = d->tables, *last = NULL;
    for (; t; last = t, t = t->next)
        if (str_eq(t->tno, tno) && str_eq(t->title, title)) return t;
    t = arena_zalloc(&d->a, sizeof *t);
    if (!t) return NULL;
    t->no = last ? last->no + 1 : 1;
    t->tno = keep(d, tno);
    t->title = keep(d, title);
    t->page = keep(d, rec_get(r, REC_PAGE));
    t->line = keep(d, rec_get(r, REC_LINE));
    *d->table_tail = t;
    d->table_tail = &t->next;
    return t;
}

/* ---- one figure ---- */

static bool lists(struct str list, struct str word)
{
    while (list.n) {
        const char *comma = memchr(list.p, ',', list.n);
        size_t n = comma ? (size_t)(comma - list.p) : list.n;
        if (str_eq(str_sub(list, 0, n), word)) return true;
        list = str_from(list, n + 1);
    }
    return false;
}

static enum sangong_state state_of(struct str value)
{
    struct dec v;
    if (value.n == 0) return SANGONG_BLANK;
    if (str_eq(value, S("-"))) return SANGONG_DASH;
    if (dec_parse(value, &v) == 0) return SANGONG_FIGURE;
    return ANY(value, SI("无"), SI("没有"), SI("未"), SI("不涉及"), SI("—"), SI("－")) ? SANGONG_DASH : SANGONG_WORDS;
}

static bool same_value(const struct sangong_fig *f, struct str value)
{
    struct dec a, b;
    if (str_eq(f->value, value)) return true;
    return dec_parse(f->value, &a) == 0 && dec_parse(value, &b) == 0 && dec_cmp(a, b) == 0;
}

/* A second print; blank and an unknown line are said as words. */
const struct sangong_other *sangong_other(struct sangong_doc *d, struct str value, struct str line)
{
    struct sangong_other *o = arena_alloc(&d->a, sizeof *o);
    if (!o) d->nomem = true;
    else *o = (struct sangong_other){value.n ? value : S("blank"), line.n ? line : S("?")};
    return o;
}

static const struct sangong_print *print_of(struct sangong_doc *d, const struct rec *r)
{
    struct sangong_print x = {rec_get(r, REC_UNIT), rec_get(r, REC_PREC), rec_get(r, REC_OP), rec_get(r, REC_PAGE)};
    const struct sangong_print *was = d->print;
    if (was && str_eq(was->unit, x.unit) && str_eq(was->prec, x.prec) && str_eq(was->op, x.op) && str_eq(was->page, x.page)) return was;
    struct sangong_print *p = arena_alloc(&d->a, sizeof *p);
    if (!p) {
        d->nomem = true;
        return NULL;
    }
    keep_all(d, (struct str *[]){&x.unit, &x.prec, &x.op, &x.page}, 4);
    *p = x;
    return d->print = p;
}

/* The record's value becomes f's. A second print of the same fact stays beside the first if it differs. */
static void set_fig(struct sangong_doc *d, struct sangong_fig *f, const struct rec *r, unsigned tno, bool named)
{
    struct str value = rec_get(r, REC_VALUE), inferred = rec_get(r, REC_INFERRED);
    enum sangong_state state = state_of(value);
    if (state == SANGONG_DASH) value = S("-");
    if (f->state != SANGONG_ABSENT && (f->named || !named)) {
        if (same_value(f, value) || f->other || (f->named && !named)) return;
        f->other = sangong_other(d, keep(d, value), keep(d, rec_get(r, REC_LINE)));
        return;
    }
    *f = (struct sangong_fig){.state = (uint8_t)state, .tno = tno, .named = named, .half = INT8_MIN};
    f->value = value;
    f->line = rec_get(r, REC_LINE);
    keep_all(d, (struct str *[]){&f->value, &f->line}, 2);
    f->print = print_of(d, r);
    if (inferred.n == 0) return;
    f->inferred = lists(inferred, S("col")) || lists(inferred, S("name")) || lists(inferred, S("value")) ||
                  lists(inferred, S("row"));
    f->unit_inferred = lists(inferred, S("unit"));
}

/* ---- tables of 三公 ---- */

/* By the title, which stands on every record of the table: looked at once. */
static bool is_sangong_table(struct sangong_doc *d, struct str title)
{
    if (d->title.p && str_eq(d->title, title)) return d->title_is_ours;
    d->title = keep(d, title);
    return d->title_is_ours = ANY(title, SI("三公"), SI("“三”公"), SI("因公出国"), SI("公务接待"));
}

static struct str row_label(struct sangong_doc *d, const struct rec *r)
{
    struct str path = rec_get(r, REC_PATH), name = rec_get(r, REC_NAME);
    if (path.n == 0) return name;
    struct str full = arena_join(&d->a, path, S("/"), name);
    if (!full.p) d->nomem = true;
    return full;
}

/* Facet of an amount under a column that names no item; SANGONG_NFACET: none of ours. */
static enum sangong_facet facet_of_column(struct str col, struct str unit)
{
    if (ANY(col, SI("全年预算"), SI("调整"), SI("执行数"))) return SANGONG_NFACET;
    if (ANY(col, SI("增减"), SI("增长"), SI("比上年"), SI("增加"), SI("减少")))
        return str_eq(unit, S("%")) || ANY(col, SI("率"), SI("%"), SI("比例"), SI("百分")) ? SANGONG_TABLE_RATE : SANGONG_TABLE_DELTA;
    if (ANY(col, SI("单位资金"), SI("专户"), SI("其他"), SI("自有"), SI("上级"), SI("事业收入"), SI("备注"))) return SANGONG_NFACET;
    if (str_eq(unit, S("%")) || ANY(col, SI("占比"), SI("比重"), SI("完成"))) return SANGONG_NFACET;
    if (str_has(col, S("政府性基金"))) return SANGONG_FUND;
    if (str_has(col, S("国有资本"))) return SANGONG_CAPITAL;
    if (str_has(col, S("一般公共预算"))) return SANGONG_GENERAL;
    return SANGONG_TABLE;
}

/* The same with a memory: the columns of a table come again in each row. */
static enum sangong_facet facet_of(struct sangong_doc *d, struct str col, struct str unit)
{
    enum { MEMORY = sizeof d->facet / sizeof *d->facet };
    for (unsigned i = 0; i < d->nfacet && i < MEMORY; i++)
        if (str_eq(d->facet[i].col, col) && str_eq(d->facet[i].unit, unit)) return d->facet[i].facet;
    enum sangong_facet f = facet_of_column(col, unit);
    unsigned at = d->nfacet++ % MEMORY;
    d->facet[at].col = keep(d, col);
    d->facet[at].unit = keep(d, unit);
    d->facet[at].facet = f;
    return f;
}

struct cell {
    enum sangong_what what; /* SANGONG_ITEM, SANGONG_COUNT, or the reason why not */
    int item;
    enum sangong_facet facet;
    bool by_column;         /* the column names the item, so the row is an organisation or the total */
    bool named;             /* a total that is called 三公 */
};

/* What the cell under column `col` in row `name` is about, from the labels of both alone. */
static struct cell place(struct sangong_doc *d, struct sangong_label n, struct sangong_label c, struct str col, struct str unit)
{
    struct cell x = {SANGONG_NOTHING, 0, SANGONG_TABLE, false, n.named || c.named};
    bool n_item = n.what == SANGONG_ITEM && !n.foreign, c_item = c.what == SANGONG_ITEM && !c.foreign;
    if (n.what == SANGONG_OTHER || c.what == SANGONG_OTHER || n.what == SANGONG_PART || c.what == SANGONG_PART) {
        x.what = n.what == SANGONG_OTHER || c.what == SANGONG_OTHER ? SANGONG_OTHER : SANGONG_PART;
    } else if (n.what == SANGONG_COUNT || c.what == SANGONG_COUNT) {
        x = (struct cell){SANGONG_COUNT, n.what == SANGONG_COUNT ? n.item : c.item, SANGONG_COUNTS, n.what != SANGONG_COUNT, true};
    } else if (c_item && c.item != SANGONG_TOTAL) {
        if (n_item && n.item != SANGONG_TOTAL && n.item != c.item) return x;
        x.what = SANGONG_ITEM;
        x.item = c.item;
        x.by_column = !n_item;
    } else if (n_item || c_item) {
        x.what = SANGONG_ITEM;
        x.item = n_item ? n.item : SANGONG_TOTAL;
        x.by_column = !n_item;
        if (n_item && !c_item && c.what == SANGONG_NOTHING) x.facet = facet_of(d, col, unit);
    } else if (c.what == SANGONG_SUM || n.what == SANGONG_SUM) {
        x.what = SANGONG_ITEM;
        x.item = SANGONG_TOTAL;
        x.by_column = n.what != SANGONG_SUM;
        if (c.what == SANGONG_NOTHING) x.facet = facet_of(d, col, unit);
    }
    return x;
}

static void unplaced(struct sangong_doc *d, const struct rec *r, struct str label)
{
    if (state_of(rec_get(r, REC_VALUE)) != SANGONG_FIGURE) return;
    if (d->unplaced++) return;
    d->unplaced_line = keep(d, rec_get(r, REC_LINE));
    d->unplaced_label = keep(d, label.n ? label : rec_get(r, REC_COL));
}

/* The line a table's cell belongs to. A row label that no dictionary took for an organisation is one all the
 * same where the columns are the items. */
static struct sangong_line *cell_line(struct sangong_doc *d, const struct rec *r, bool by_column, struct str label)
{
    struct str org = rec_get(r, REC_ORG), orgcode = rec_get(r, REC_ORGCODE);
    if (by_column && !str_eq(rec_get(r, REC_ROLE), S("org")) && label.n && sangong_label_of(&d->labels, label, S("")).what == SANGONG_NOTHING) {
        org = label;
        orgcode = rec_get(r, REC_CODE);
    }
    return sangong_line_of(d, orgcode, org, rec_get(r, REC_YEAR), rec_get(r, REC_PHASE));
}

/* A 合计 beside a total that is named 三公 has more in it; the named one is ours. */
static bool other_total(struct sangong_table *t, const struct cell *x, struct sangong_fig *f)
{
    if (x->what != SANGONG_ITEM || x->item != SANGONG_TOTAL || x->facet != SANGONG_TABLE) return false;
    bool beside = t->bare[!x->named];
    t->bare[x->named] = true;
    if (!beside || f->state == SANGONG_ABSENT || f->tno != t->no) return false;
    if (x->named) memset(f, 0, sizeof *f);
    return !x->named;
}

/* 会议费 and the like: kept because a 合计 may have them inside. The whole 合计 of a wider title is none. */
static int collect_beside(struct sangong_doc *d, const struct rec *r, struct sangong_table *t, bool by_column, struct str label)
{
    t->others = true;
    struct sangong_line *l = cell_line(d, r, by_column, label);
    struct sangong_fig *f = l ? sangong_facet(d, l, SANGONG_BESIDE) : NULL;
    if (!f) return -1;
    int n = 0;
    while (n < SANGONG_NITEM && f[n].state != SANGONG_ABSENT) n++;
    if (n < SANGONG_NITEM) set_fig(d, &f[n], r, t->no, false);
    return 0;
}

static int collect_cell(struct sangong_doc *d, const struct rec *r)
{
    struct sangong_table *t = table_of(d, r);
    if (!t) return -1;
    struct str label = row_label(d, r), col = rec_get(r, REC_COL), unit = rec_get(r, REC_UNIT), value = rec_get(r, REC_VALUE);
    struct sangong_label n = sangong_label_of(&d->labels, label, unit), c = sangong_label_of(&d->labels, col, unit);
    struct cell x = place(d, n, c, col, unit);
    if (x.what == SANGONG_OTHER) return collect_beside(d, r, t, n.what != SANGONG_OTHER, label);
    if (x.what == SANGONG_NOTHING) unplaced(d, r, label);
    if (x.facet == SANGONG_NFACET) t->other_funds = true;
    if ((x.what != SANGONG_ITEM && x.what != SANGONG_COUNT) || x.facet == SANGONG_NFACET) return 0;
    if (x.by_column && rec_get(r, REC_CODE).n && !str_eq(rec_get(r, REC_ROLE), S("org"))) {
        t->accounts = true;
        return 0;
    }
    struct sangong_line *l = cell_line(d, r, x.by_column, label);
    struct sangong_fig *f = l ? sangong_facet(d, l, x.facet) : NULL;
    if (!f) return -1;
    l->tabled = true;
    if (rec_get(r, REC_TABLE).n == 0) d->untitled = true;
    if (x.what == SANGONG_ITEM && x.facet != SANGONG_TABLE_RATE && state_of(value) == SANGONG_FIGURE) {
        struct dec v;
        int digits = interval_decimals(value);
        if (digits > t->digits) t->digits = digits;
        if (dec_parse(value, &v) == 0 && !dec_is_zero(v)) t->figures = true;
    }
    if (!other_total(t, &x, &f[x.item])) set_fig(d, &f[x.item], r, t->no, false);
    return 0;
}

/* Does a 注 say that there is none? A form's instruction (无……的，仍保留该表) does not. */
static bool says_none(struct str text)
{
    if (ANY(text, SI("仍保留"), SI("的，仍"), SI("如无"), SI("若无"))) return false;
    if (!ANY(text, SI("三公"), SI("本表"), SI("此表"), SI("空表"), SI("出国"), SI("接待"))) return false;
    return ANY(text, SI("无"), SI("没有"), SI("未安排"), SI("未发生"), SI("不涉及"), SI("空表"), SI("为零"), SI("为0"));
}

static int collect_note(struct sangong_doc *d, const struct rec *r)
{
    struct sangong_table *t = table_of(d, r);
    struct str text = rec_get(r, REC_VALUE), line = rec_get(r, REC_LINE);
    if (!t) return -1;
    if (!ANY(text, SI("三公"), SI("出国"), SI("接待")) && ANY(text, SI("政府性基金"), SI("国有资本")) && ANY(text, SI("无"), SI("没有"))) {
        if (t->wrong_note.n == 0) t->wrong_note = line.n ? keep(d, line) : S("?");
    } else if (t->none.n == 0 && says_none(text)) {
        t->none = line.n ? keep(d, line) : S("?");
    }
    return 0;
}

static int collect_mark(struct sangong_doc *d, const struct rec *r, bool doubt)
{
    struct sangong_table *t = table_of(d, r);
    if (!t) return -1;
    if (!doubt) {
        struct sangong_line *l = sangong_line_of(d, rec_get(r, REC_ORGCODE), rec_get(r, REC_ORG), rec_get(r, REC_YEAR),
                                                 rec_get(r, REC_PHASE));
        if (!l) return -1;
        t->empty = l->tabled = true;
        l->page = t->page;
        l->line = t->line;
        return 0;
    }
    if (t->doubt.n) return 0;
    t->doubt = keep(d, rec_get(r, REC_COL));
    t->doubt_line = keep(d, rec_get(r, REC_LINE));
    return 0;
}

/* ---- prose ---- */

static enum sangong_facet facet_of_statement(struct str col)
{
    static const struct {
        struct str col;
        enum sangong_facet facet;
    } known[] = {{SI("金额"), SANGONG_PROSE},       {SI("比上年增减"), SANGONG_DELTA}, {SI("比上年增减率"), SANGONG_RATE},
                 {SI("占比"), SANGONG_SHARE},       {SI("完成率"), SANGONG_DONE},      {SI("比年初预算"), SANGONG_ORDER},
                 {SI("数量"), SANGONG_COUNTS}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(col, known[i].col)) return known[i].facet;
    return SANGONG_NFACET;
}

static int collect_prose(struct sangong_doc *d, const struct rec *r)
{
    struct str name = rec_get(r, REC_NAME), op = rec_get(r, REC_OP), unit = rec_get(r, REC_UNIT), value = rec_get(r, REC_VALUE);
    enum sangong_facet f = facet_of_statement(rec_get(r, REC_COL));
    if (f == SANGONG_NFACET) return 0;
    struct sangong_label n = sangong_label_of(&d->labels, name, f == SANGONG_COUNTS ? (unit.n ? unit : S("个")) : S(""));
    if (n.what == SANGONG_COUNT ? f != SANGONG_COUNTS : n.what != SANGONG_ITEM || f == SANGONG_COUNTS || n.foreign) return 0;
    if (n.what == SANGONG_ITEM && n.item == SANGONG_TOTAL && !n.named) return 0;
    if (rec_get(r, REC_PROJECT).n || ANY(name, SI("全年预算"), SI("调整"))) return 0;
    if (f != SANGONG_ORDER && (value.n == 0 || str_eq(op, S("<=")) || str_eq(op, S(">=")) || str_eq(op, S("<")))) return 0;
    struct sangong_line *l = sangong_line_of(d, rec_get(r, REC_ORGCODE), rec_get(r, REC_ORG), rec_get(r, REC_YEAR),
                                             rec_get(r, REC_PHASE));
    struct sangong_fig *fig = l ? sangong_facet(d, l, f) : NULL;
    if (!fig) return -1;
    if (f != SANGONG_COUNTS || fig[n.item].state == SANGONG_ABSENT) set_fig(d, &fig[n.item], r, 0, n.named);
    return 0;
}

/* ---- other tables ---- */

/* Departmental and government economic accounts of the three (支出经济分类科目, 财预〔2017〕98号). */
static int account_item(struct str code)
{
    static const struct {
        struct str code;
        int item;
    } known[] = {{SI("30212"), SANGONG_ABROAD},  {SI("30217"), SANGONG_RECEPTION}, {SI("30231"), SANGONG_CAR_RUN},
                 {SI("31013"), SANGONG_CAR_BUY}, {SI("50206"), SANGONG_RECEPTION}, {SI("50207"), SANGONG_ABROAD},
                 {SI("50208"), SANGONG_CAR_RUN}, {SI("50303"), SANGONG_CAR_BUY}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_eq(code, known[i].code)) return known[i].item;
    return -1;
}

static int add_bound(struct sangong_doc *d, const struct rec *r, int item, bool part)
{
    struct sangong_bound *b = arena_zalloc(&d->a, sizeof *b);
    if (!b) return -1;
    b->item = item;
    b->part = part;
    b->orgcode = keep(d, rec_get(r, REC_ORGCODE));
    b->year = keep(d, rec_get(r, REC_YEAR));
    b->phase = keep(d, rec_get(r, REC_PHASE));
    b->code = keep(d, rec_get(r, REC_CODE));
    b->line = keep(d, rec_get(r, REC_LINE));
    b->table = keep(d, rec_get(r, REC_TABLE));
    b->value = keep(d, rec_get(r, REC_VALUE));
    b->prec = keep(d, rec_get(r, REC_PREC));
    b->unit = keep(d, rec_get(r, REC_UNIT));
    b->next = d->bounds;
    d->bounds = b;
    return 0;
}

static bool is_whole_column(struct str col)
{
    return col.n == 0 || str_eq(col, S("合计")) || str_eq(col, S("金额")) || str_ends(col, S("/合计"));
}

/* Totals that 三公 must not exceed, and the accounts of basic expenditure that are part of 三公. */
static int collect_bound(struct sangong_doc *d, const struct rec *r)
{
    struct str table = rec_get(r, REC_TABLE), name = rec_get(r, REC_NAME), code = rec_get(r, REC_CODE);
    if (state_of(rec_get(r, REC_VALUE)) != SANGONG_FIGURE) return 0;
    bool sum = code.n == 0 && ANY(name, SI("合计"), SI("总计")) && !str_eq(rec_get(r, REC_ROLE), S("org"));
    if (str_eq(table, S("收支总表"))) {
        if (sum && str_eq(rec_get(r, REC_SIDE), S("out")) && ANY(name, SI("支出总计"), SI("总计"))) set_fig(d, &d->budget[1], r, 0, false);
        return 0;
    }
    if (!is_whole_column(rec_get(r, REC_COL))) return 0;
    if (str_has(table, S("基本支出")) && code.n) {
        int item = account_item(code);
        return item < 0 ? 0 : add_bound(d, r, item, true);
    }
    if (!sum || str_has(name, S("人员经费")) || str_has(name, S("公用经费"))) return 0;
    if (str_eq(table, S("支出总表"))) set_fig(d, &d->budget[0], r, 0, false);
    return str_eq(table, S("支出总表")) ? add_bound(d, r, SANGONG_TOTAL, false) : 0;
}

/* ---- */

static void remember(struct sangong_doc *d, const struct rec *r)
{
    if (d->issuer.n == 0) d->issuer = keep(d, rec_get(r, REC_ISSUER));
    if (d->scope.n == 0) d->scope = keep(d, rec_get(r, REC_SCOPE));
    if (d->edition.n == 0) d->edition = keep(d, rec_get(r, REC_EDITION));
    if (d->year.n == 0) {
        d->year = keep(d, rec_get(r, REC_YEAR));
        d->phase = keep(d, rec_get(r, REC_PHASE));
    }
    if (d->orgcode.n == 0 && d->org.n == 0 && !str_eq(rec_get(r, REC_ROLE), S("org"))) {
        d->orgcode = keep(d, rec_get(r, REC_ORGCODE));
        d->org = keep(d, rec_get(r, REC_ORG));
    }
}

int sangong_collect(struct sangong_doc *d, const struct rec *r)
{
    struct str kind = rec_get(r, REC_KIND), table = rec_get(r, REC_TABLE);
    int bad = 0;
    remember(d, r);
    if (str_eq(kind, S("prose"))) bad = collect_prose(d, r);
    else if (is_sangong_table(d, table)) {
        if (str_eq(kind, S("number"))) bad = collect_cell(d, r);
        else if (str_eq(kind, S("note"))) bad = collect_note(d, r);
        else if (str_eq(kind, S("empty")) || str_eq(kind, S("doubt"))) bad = collect_mark(d, r, kind.p[0] == 'd');
    } else if (str_eq(kind, S("number"))) {
        bool lost = table.n == 0 && rec_get(r, REC_CODE).n == 0 && sangong_mentions(rec_get(r, REC_NAME));
        bad = lost ? collect_cell(d, r) : collect_bound(d, r);
    }
    return bad || d->nomem ? -1 : 0;
}
