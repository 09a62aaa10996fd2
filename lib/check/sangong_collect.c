/* SPDX-License-Identifier: MIT */
/* sangong_collect.c: records of a document in normal form become facts about 三公. */
#include "check/sangong_doc.h"

/* ---- tables of 三公 ---- */

/* By the title, which stands on every record of the table: looked at once. */
static bool is_sangong_table(struct sangong_doc *d, struct str title)
{
    if (d->title.p && str_eq(d->title, title)) return d->title_is_ours;
    d->title = sangong_keep(d, title);
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
    d->facet[at].col = sangong_keep(d, col);
    d->facet[at].unit = sangong_keep(d, unit);
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

static void unplaced(struct sangong_doc *d, const struct rec *r, const struct sangong_reading *v, struct str label)
{
    if (v->state != SANGONG_FIGURE) return;
    if (d->unplaced++) return;
    d->unplaced_line = sangong_keep(d, rec_get(r, REC_LINE));
    d->unplaced_label = sangong_keep(d, label.n ? label : rec_get(r, REC_COL));
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
static int collect_beside(struct sangong_doc *d, const struct rec *r, const struct sangong_reading *v, struct sangong_table *t, bool by_column, struct str label)
{
    t->others = true;
    struct sangong_line *l = cell_line(d, r, by_column, label);
    struct sangong_fig *f = l ? sangong_facet(d, l, SANGONG_BESIDE) : NULL;
    if (!f) return -1;
    int n = 0;
    while (n < SANGONG_NITEM && f[n].state != SANGONG_ABSENT) n++;
    if (n < SANGONG_NITEM) sangong_set(d, &f[n], r, v, t->no, false);
    return 0;
}

static int collect_cell(struct sangong_doc *d, const struct rec *r)
{
    struct sangong_table *t = sangong_table_of(d, r);
    if (!t) return -1;
    struct str label = row_label(d, r), col = rec_get(r, REC_COL), unit = rec_get(r, REC_UNIT);
    struct sangong_reading v = sangong_read(r);
    struct sangong_label n = sangong_label_of(&d->labels, label, unit), c = sangong_label_of(&d->labels, col, unit);
    struct cell x = place(d, n, c, col, unit);
    if (x.what == SANGONG_OTHER) return collect_beside(d, r, &v, t, n.what != SANGONG_OTHER, label);
    if (x.what == SANGONG_NOTHING) unplaced(d, r, &v, label);
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
    if (x.what == SANGONG_ITEM && x.facet != SANGONG_TABLE_RATE && v.state == SANGONG_FIGURE) {
        int digits = interval_decimals(v.value);
        if (digits > t->digits) t->digits = digits;
        if (!dec_is_zero(v.number)) t->figures = true;
    }
    if (!other_total(t, &x, &f[x.item])) sangong_set(d, &f[x.item], r, &v, t->no, false);
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
    struct sangong_table *t = sangong_table_of(d, r);
    struct str text = rec_get(r, REC_VALUE), line = rec_get(r, REC_LINE);
    if (!t) return -1;
    if (!ANY(text, SI("三公"), SI("出国"), SI("接待")) && ANY(text, SI("政府性基金"), SI("国有资本")) && ANY(text, SI("无"), SI("没有"))) {
        if (t->wrong_note.n == 0) t->wrong_note = line.n ? sangong_keep(d, line) : S("?");
    } else if (t->none.n == 0 && says_none(text)) {
        t->none = line.n ? sangong_keep(d, line) : S("?");
    }
    return 0;
}

static int collect_mark(struct sangong_doc *d, const struct rec *r, bool doubt)
{
    struct sangong_table *t = sangong_table_of(d, r);
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
    t->doubt = sangong_keep(d, rec_get(r, REC_COL));
    t->doubt_line = sangong_keep(d, rec_get(r, REC_LINE));
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
    struct str name = rec_get(r, REC_NAME), op = rec_get(r, REC_OP), unit = rec_get(r, REC_UNIT);
    struct sangong_reading v = sangong_read(r);
    enum sangong_facet f = facet_of_statement(rec_get(r, REC_COL));
    if (f == SANGONG_NFACET) return 0;
    struct sangong_label n = sangong_label_of(&d->labels, name, f == SANGONG_COUNTS ? (unit.n ? unit : S("个")) : S(""));
    if (n.what == SANGONG_COUNT ? f != SANGONG_COUNTS : n.what != SANGONG_ITEM || f == SANGONG_COUNTS || (n.foreign && !n.adjusted)) return 0;
    if (n.what == SANGONG_ITEM && n.item == SANGONG_TOTAL && !n.named) return 0;
    if (rec_get(r, REC_PROJECT).n || (n.adjusted && f != SANGONG_PROSE)) return 0;
    if (n.adjusted) f = SANGONG_ADJUSTED;
    if (f != SANGONG_ORDER && (v.value.n == 0 || str_eq(op, S("<=")) || str_eq(op, S(">=")) || str_eq(op, S("<")))) return 0;
    struct str phase = n.adjusted ? S("final") : rec_get(r, REC_PHASE);
    struct sangong_line *l = sangong_line_of(d, rec_get(r, REC_ORGCODE), rec_get(r, REC_ORG), rec_get(r, REC_YEAR), phase);
    struct sangong_fig *fig = l ? sangong_facet(d, l, f) : NULL;
    if (!fig) return -1;
    bool counts = f == SANGONG_COUNTS, stock = counts && n.item == SANGONG_KEPT && str_has(name, S("保有")); /* the word for it comes first */
    if (!counts || fig[n.item].state == SANGONG_ABSENT || (stock && !fig[n.item].named)) sangong_set(d, &fig[n.item], r, &v, 0, n.named || stock);
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
    b->orgcode = sangong_keep(d, rec_get(r, REC_ORGCODE));
    b->year = sangong_keep(d, rec_get(r, REC_YEAR));
    b->phase = sangong_keep(d, rec_get(r, REC_PHASE));
    b->code = sangong_keep(d, rec_get(r, REC_CODE));
    b->line = sangong_keep(d, rec_get(r, REC_LINE));
    b->table = sangong_keep(d, rec_get(r, REC_TABLE));
    b->value = sangong_keep(d, rec_get(r, REC_VALUE));
    b->prec = sangong_keep(d, rec_get(r, REC_PREC));
    b->unit = sangong_keep(d, rec_get(r, REC_UNIT));
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
    struct sangong_reading v = sangong_read(r);
    if (v.state != SANGONG_FIGURE) return 0;
    bool sum = code.n == 0 && ANY(name, SI("合计"), SI("总计")) && !str_eq(rec_get(r, REC_ROLE), S("org"));
    if (str_eq(table, S("收支总表"))) {
        if (sum && str_eq(rec_get(r, REC_SIDE), S("out")) && ANY(name, SI("支出总计"), SI("总计"))) sangong_set(d, &d->budget[1], r, &v, 0, false);
        return 0;
    }
    if (!is_whole_column(rec_get(r, REC_COL))) return 0;
    if (str_has(table, S("基本支出")) && code.n) {
        int item = account_item(code);
        return item < 0 ? 0 : add_bound(d, r, item, true);
    }
    if (!sum || str_has(name, S("人员经费")) || str_has(name, S("公用经费"))) return 0;
    if (str_eq(table, S("支出总表"))) sangong_set(d, &d->budget[0], r, &v, 0, false);
    return str_eq(table, S("支出总表")) ? add_bound(d, r, SANGONG_TOTAL, false) : 0;
}

/* ---- */

static void remember(struct sangong_doc *d, const struct rec *r)
{
    if (d->issuer.n == 0) d->issuer = sangong_keep(d, rec_get(r, REC_ISSUER));
    if (d->scope.n == 0) d->scope = sangong_keep(d, rec_get(r, REC_SCOPE));
    if (d->edition.n == 0) d->edition = sangong_keep(d, rec_get(r, REC_EDITION));
    if (d->year.n == 0) {
        d->year = sangong_keep(d, rec_get(r, REC_YEAR));
        d->phase = sangong_keep(d, rec_get(r, REC_PHASE));
    }
    if (d->orgcode.n == 0 && d->org.n == 0 && !str_eq(rec_get(r, REC_ROLE), S("org"))) {
        d->orgcode = sangong_keep(d, rec_get(r, REC_ORGCODE));
        d->org = sangong_keep(d, rec_get(r, REC_ORG));
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
