/* SPDX-License-Identifier: MIT */
/* body.c: the rows under the header of a table of amounts. */
#include "base/utf.h"
#include "table/lex.h"
#include "table/table.h"

#include <string.h>

enum { MAX_DEPTH = 12 };

struct str table_number(struct arena *a, unsigned n)
{
    char buf[STR_U32_CHARS];
    return arena_str(a, str_from_u32(n, buf));
}

void table_fact(const struct table *t, struct fact *f)
{
    memset(f, 0, sizeof *f);
    f->f[REC_TNO] = t->tno;
    f->f[REC_TABLE] = t->title;
    f->f[REC_ORGCODE] = t->orgcode;
    f->f[REC_ORG] = t->org;
    f->f[REC_YEAR] = t->year;
    f->f[REC_PHASE] = t->phase;
    f->f[REC_PROJECT] = t->project;
}

int table_put(struct table *t, const struct fact *f, struct err *e)
{
    struct str kind = f->f[REC_KIND];
    t->facts++;
    if (str_eq(kind, S("number")) || str_eq(kind, S("target"))) t->figures++;
    return t->sink->put(t->sink->arg, f, e);
}

/* ---- levels of rows without codes, and the parents that make their path ---- */

struct ladder {
    struct str name[MAX_DEPTH]; /* ancestors by level */
    unsigned level;             /* of the last row */
    unsigned cn;                /* level of 一、 now in force, 0: none seen */
    unsigned cn_ordinal;        /* its last number */
    unsigned num;               /* level of 1. now in force, 0: none */
    unsigned some;              /* level of 其中 now in force, 0: none */
    unsigned plain;             /* level of rows without an enumerator */
    unsigned parent;            /* level of the row that ① or 其中 details */
    bool after_total;
};

static unsigned plain_level(struct ladder *l)
{
    if (l->some) return l->some;
    if (l->after_total || !l->plain) return l->plain = 1;
    return l->plain;
}

/* 一、 again behind a total and a row of its own (年初财政拨款结转和结余) details that row; otherwise a
 * series goes on at its level or starts at 1. */
static unsigned cn_level(const struct ladder *l, unsigned ordinal)
{
    if (ordinal == 1) return l->after_total && l->level == 1 && l->cn ? 2 : 1;
    return l->cn && ordinal == l->cn_ordinal + 1 ? l->cn : 1;
}

static unsigned label_level(struct ladder *l, const struct lex_label *b)
{
    unsigned level;
    switch (b->kind) {
    case LEX_CN:
        level = cn_level(l, b->ordinal);
        l->cn = level;
        l->cn_ordinal = b->ordinal;
        l->num = l->some = 0;
        l->plain = level + 1;
        l->parent = level;
        return level;
    case LEX_CN_PAREN:
        level = l->cn + 1;
        l->num = level;
        break;
    case LEX_NUM:
    case LEX_NUM_PAREN:
        level = b->kind == LEX_NUM ? l->cn + 1 : (l->num ? l->num : l->cn) + 1;
        if (b->kind == LEX_NUM) l->num = level;
        break;
    case LEX_CIRCLED:
        level = l->parent + 1;
        l->some = level;
        return level;
    case LEX_SOME:
        level = l->parent + 1;
        l->some = level;
        return level;
    case LEX_LESS:
    case LEX_PLUS:
    case LEX_PLAIN:
    default:
        level = plain_level(l);
        if (level != l->some) l->parent = level;
        return level;
    }
    l->some = 0;
    l->plain = l->cn ? level + 1 : level;
    l->parent = level;
    return level;
}

/* What is carried over stands beside 一、二、三、, not under the last of them. */
static bool is_balance(struct str name)
{
    static const struct str lead[] = {SI("上年结转"), SI("上年结余"), SI("年初结转"), SI("年初财政拨款结转"), SI("年末结转"),
                                      SI("年末财政拨款结转"), SI("结转下年"), SI("使用非财政拨款结余"), SI("结余分配")};
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
        if (str_starts(name, lead[i])) return true;
    return false;
}

/* Level of a row without a code; its name becomes an ancestor of what follows. */
static unsigned climb(struct ladder *l, struct str name)
{
    struct lex_label b = lex_label(name);
    unsigned level;
    if (lex_is_total(name) && b.kind == LEX_PLAIN) {
        bool inside = lex_is_subtotal(name) && l->level > 0;
        level = inside ? l->parent + 1 : 0;
        if (!inside) {
            l->after_total = true;
            l->num = l->some = 0;
            l->plain = 0;
            l->parent = 0;
        }
    } else if (b.kind == LEX_PLAIN && l->cn == 1 && is_balance(name)) {
        l->num = l->some = 0;
        l->parent = level = 1;
    } else {
        level = label_level(l, &b);
    }
    if (level >= MAX_DEPTH) level = MAX_DEPTH - 1;
    l->level = level;
    l->name[level] = name;
    return level;
}

static struct str path_of(struct arena *a, const struct ladder *l, unsigned level)
{
    struct str path = {"", 0};
    for (unsigned i = 1; i < level && path.p; i++)
        if (l->name[i].n) path = arena_join(a, path, S("/"), l->name[i]);
    return path;
}

/* ---- one row of one panel ---- */

struct row_key {
    struct str code, name, orgcode, org;
    struct str role, path;
    int level; /* -1: none */
    uint32_t page, line;
};

struct body {
    struct table *t;
    struct header h;
    struct ladder ladder[HEADER_MAX_PANELS];
    struct row_key last[HEADER_MAX_PANELS];
    unsigned last_code_level[HEADER_MAX_PANELS];
    bool decimals;               /* an amount of the table has some */
};

/* 208 | 05 | 15其他支出: the last of the three parts of a code, crowded out of its column into the names. */
static int part_in_name(const struct body *b, uint32_t panel, struct row_key *k)
{
    struct str s = k->name;
    unsigned parts = 0;
    if (b->t->g->layout != GRID_FIXED || (k->code.n != 3 && k->code.n != 5) || s.n < 8 || !lex_is_digit(s.p[0]) || !lex_is_digit(s.p[1]) || (unsigned char)s.p[2] < 0xE4) return 0;
    for (uint32_t c = 0; c < b->h.ncol; c++) parts += b->h.col[c].panel == panel && b->h.col[c].kind == COLUMN_CODE && !b->h.col[c].org;
    if (parts < 3 || str_starts(str_from(s, 2), S("年"))) return 0;
    k->code = arena_cat(b->t->a, k->code, str_sub(s, 0, 2));
    k->name = str_from(s, 2);
    return k->code.p ? 0 : -1;
}

/* 合计 under 序号 or 采购品目, in a row that names nothing else. */
static struct str total_beside(const struct body *b, uint32_t row, uint32_t panel)
{
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        struct str s = grid_at(b->t->g, row, c)->text;
        if (col->panel == panel && (col->kind == COLUMN_ORDINAL || col->kind == COLUMN_TEXT) && lex_is_total(s)) return s;
    }
    return (struct str){"", 0};
}

/* 货物 under 采购品目大类, where the row's own name is blank: the first words in front of its amounts. */
static struct str words_before(const struct body *b, uint32_t row, uint32_t panel)
{
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        if (col->panel != panel) continue;
        if (col->kind == COLUMN_AMOUNT) break;
        struct str s = grid_at(b->t->g, row, c)->text;
        if (col->kind == COLUMN_TEXT && s.n && !lex_is_code(s)) return s;
    }
    return (struct str){"", 0};
}

static bool has_label(const struct body *b, uint32_t row, uint32_t panel, struct row_key *k)
{
    const struct grid *g = b->t->g;
    struct arena *a = b->t->a;
    static const struct str code_part[] = {SI("类"), SI("款"), SI("项")};
    memset(k, 0, sizeof *k);
    k->page = g->row[row].page;
    k->line = g->row[row].line;
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        const struct grid_cell *cell = grid_at(g, row, c);
        struct str code, rest;
        if (col->panel != panel || !cell->text.n) continue;
        if (str_eq(cell->text, k->name)) continue; /* a merged cell, printed in each of its columns */
        if (col->kind == COLUMN_CODE && cell->text.n == 3 && LEX_AMONG(cell->text, code_part)) continue; /* a head that reaches down beside the total */
        if (col->org) {
            if (col->kind == COLUMN_CODE) k->orgcode = cell->text;
            else k->org = cell->text;
        } else if (col->kind == COLUMN_CODE) {
            if (lex_coded_name(cell->text, &code, &rest)) {
                k->code = code;
                if (!k->name.n) k->name = rest;
            } else if (lex_is_code(cell->text) || cell->text.n == 1) {
                /* the parts 类 款 项; a part is two digits, also where one is printed */
                bool digit = cell->text.n == 1 && cell->text.p[0] >= '0' && cell->text.p[0] <= '9';
                if (cell->text.n == 1 && !digit) {
                    if (!k->name.n) k->name = cell->text;
                    continue;
                }
                if (digit && k->code.n) k->code = arena_cat(a, k->code, S("0"));
                k->code = k->code.n ? arena_cat(a, k->code, cell->text) : cell->text;
            } else {
                k->name = k->name.n ? arena_cat(a, cell->text, k->name) : cell->text;
            }
        } else if (col->kind == COLUMN_NAME) {
            if (lex_coded_name(cell->text, &code, &rest)) {
                k->code = code;
                k->name = rest.n ? rest : k->name;
            } else if (lex_is_code(cell->text) && cell->text.n >= 3 && !k->code.n) {
                k->code = cell->text;
            } else {
                k->name = k->name.n ? arena_cat(a, k->name, cell->text) : cell->text;
            }
        }
    }
    if (part_in_name(b, panel, k)) return false;
    if (!k->code.n && !k->name.n && k->org.n) k->name = k->org;
    if (!k->code.n && !k->name.n) k->name = total_beside(b, row, panel);
    if (!k->code.n && !k->name.n && b->h.found) k->name = words_before(b, row, panel);
    return k->code.n || k->name.n;
}

static struct str role_of(struct str name)
{
    struct lex_label l = lex_label(name);
    if (l.kind == LEX_SOME) return S("some");
    if (l.kind == LEX_LESS) return S("less");
    if (lex_is_total(name) && l.kind == LEX_PLAIN) return S("total");
    return S("item");
}

/* Does this code belong to an organisation rather than an account? Its name reads like one, and no
 * account of the classification is named so. */
static bool is_org_row(const struct body *b, uint32_t panel, const struct row_key *k)
{
    if (!b->h.orgs || k->orgcode.n || k->code.n < 3 || (!lex_is_org_name(k->name) && !b->h.orgs_only)) return false;
    struct str above = b->last[panel].code; /* of an account; organisations keep theirs in orgcode */
    return above.n < 3 || !str_eq(str_sub(above, 0, 3), str_sub(k->code, 0, 3));
}

static void settle_code(struct body *b, uint32_t panel, struct row_key *k)
{
    if (k->code.n == 2) k->level = 2;
    else if (k->code.n <= 3) k->level = 1;
    else if (k->code.n <= 5) k->level = 2;
    else k->level = 3;
    if (k->code.n == 2 && b->last_code_level[panel] >= 2 && b->last[panel].code.n == 2) k->level = (int)b->last_code_level[panel];
    b->last_code_level[panel] = (unsigned)k->level;
    k->role = S("item");
    if (lex_is_total(k->name) && lex_label(k->name).kind == LEX_PLAIN) k->role = S("total");
}

static int settle(struct body *b, uint32_t panel, struct row_key *k, struct err *e)
{
    if (is_org_row(b, panel, k)) {
        k->orgcode = k->code;
        k->org = k->name;
        k->code = (struct str){"", 0};
        k->role = S("org");
        k->level = 0;
        return 0;
    }
    if (k->code.n) {
        settle_code(b, panel, k);
        return 0;
    }
    if (b->h.orgs && lex_is_org_name(k->name)) {
        k->org = k->name;
        k->role = S("org");
        k->level = 0;
        return 0;
    }
    if (!k->name.n) {
        k->level = -1;
        k->role = S("item");
        return 0;
    }
    k->role = role_of(k->name);
    k->level = (int)climb(&b->ladder[panel], k->name);
    if (k->level > 1) k->path = path_of(b->t->a, &b->ladder[panel], (unsigned)k->level);
    return k->path.p || k->level <= 1 ? 0 : err_nomem(e);
}

static const struct str digit_level[] = {SI("0"), SI("1"), SI("2"), SI("3"), SI("4"), SI("5"), SI("6"), SI("7"), SI("8"), SI("9"), SI("10"), SI("11")};

static struct str year_before(struct arena *a, struct str year)
{
    unsigned y;
    return str_u32(year, &y) && y > 1 ? table_number(a, y - 1) : (struct str){"", 0};
}

static void column_fact(const struct table *t, const struct column *col, struct fact *f)
{
    f->f[REC_COL] = col->path;
    if (col->year.n) f->f[REC_YEAR] = col->year;
    else if (col->last_year && t->year.n) f->f[REC_YEAR] = year_before(t->a, t->year);
    if (col->phase.n) f->f[REC_PHASE] = col->phase;
}

static void unit_fact(const struct table *t, const struct column *col, const struct row_key *k, struct fact *f)
{
    struct str own = lex_unit_in_brackets(k->name);
    if (col->unit.n) f->f[REC_UNIT] = col->unit;
    else if (col->counts) f->f[REC_UNIT] = own;
    else if (lex_is_money_unit(own) || lex_is_count_unit(own)) f->f[REC_UNIT] = own;
    else f->f[REC_UNIT] = t->unit;
    if (t->unit_inferred && f->f[REC_UNIT].p == t->unit.p && t->unit.n) f->f[REC_INFERRED] = S("unit");
}

/* A whole number that reads like an account, on a page where place alone tells columns, in one without a head, beside
 * amounts with decimals: the code of another panel rather than money. */
static bool stray_code(const struct body *b, uint32_t row, uint32_t c)
{
    struct str s = grid_at(b->t->g, row, c)->text;
    bool account = s.n > 0 && (s.p[0] == '2' || s.p[0] == '3' || s.p[0] == '5'); /* expenditure, economic, government economic */
    return account && b->t->g->layout == GRID_FIXED && b->decimals && b->h.found && !b->h.col[c].path.n && lex_is_code(s) && (s.n == 3 || s.n == 5 || s.n == 7);
}

static bool has_decimals(const struct body *b)
{
    for (uint32_t r = b->h.end; r < b->t->g->nrow; r++)
        for (uint32_t c = 0; c < b->h.ncol; c++)
            if (b->h.col[c].kind == COLUMN_AMOUNT && str_has(grid_at(b->t->g, r, c)->text, S("."))) return true;
    return false;
}

static int put_cell(struct body *b, uint32_t row, uint32_t c, const struct row_key *k, struct err *e)
{
    struct table *t = b->t;
    const struct column *col = &b->h.col[c];
    const struct grid_cell *cell = grid_at(t->g, row, c);
    struct lex_amount v = lex_amount(t->a, cell->text);
    struct fact f;
    if (v.kind != LEX_BLANK && !v.value.p) return err_nomem(e);
    table_fact(t, &f);
    f.page = cell->text.n && cell->page ? cell->page : k->page;
    f.line = cell->text.n && cell->line ? cell->line : k->line;
    f.f[REC_SIDE] = b->h.side[col->panel];
    f.f[REC_ROW] = table_number(t->a, t->row);
    if (k->level >= 0) f.f[REC_LEVEL] = digit_level[k->level < MAX_DEPTH ? k->level : MAX_DEPTH - 1];
    f.f[REC_ROLE] = k->role;
    f.f[REC_PATH] = k->path;
    f.f[REC_CODE] = k->code;
    f.f[REC_NAME] = k->name;
    if (k->orgcode.n) f.f[REC_ORGCODE] = k->orgcode;
    if (k->org.n) f.f[REC_ORG] = k->org;
    column_fact(t, col, &f);
    f.f[REC_KIND] = v.kind == LEX_TEXT || col->kind == COLUMN_TEXT ? S("text") : S("number");
    f.f[REC_VALUE] = v.value;
    if (str_eq(f.f[REC_KIND], S("number"))) unit_fact(t, col, k, &f);
    else f.f[REC_VALUE] = cell->text;
    if (v.kind == LEX_NUMBER && v.unit.n) f.f[REC_UNIT] = v.unit;
    if (v.kind == LEX_NUMBER && cell->joined) f.f[REC_INFERRED] = f.f[REC_INFERRED].n ? S("unit,value") : S("value");
    if (!b->h.found && f.f[REC_KIND].n) f.f[REC_INFERRED] = f.f[REC_INFERRED].n ? arena_join(t->a, f.f[REC_INFERRED], S(","), S("col")) : S("col");
    if (t->title_inferred) f.f[REC_INFERRED] = f.f[REC_INFERRED].n ? arena_join(t->a, S("table"), S(","), f.f[REC_INFERRED]) : S("table");
    if (t->title_inferred && !f.f[REC_INFERRED].p) return err_nomem(e);
    return table_put(t, &f, e);
}

/* Is there anything in the panel's amount columns of this row? */
static unsigned amounts_filled(const struct body *b, uint32_t row, uint32_t panel)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].panel == panel && (b->h.col[c].kind == COLUMN_AMOUNT || b->h.col[c].kind == COLUMN_TEXT))
            n += grid_at(b->t->g, row, c)->text.n > 0;
    return n;
}

/* A code alone under its row, where the page ran out of width: the row above had it or lacks it. */
static bool code_of_row_above(const struct row_key *k, const struct row_key *above, unsigned filled)
{
    return filled == 0 && k->code.n && !k->name.n && (!above->code.n || str_eq(above->code, k->code));
}

/* 公用经费合计 merged over the second panel, its amount in the third: the amount has no label of its own
 * and the label no amount. */
static bool label_of_next(const struct body *b, uint32_t row, uint32_t panel)
{
    struct row_key next;
    return panel + 1 < b->h.npanel && !amounts_filled(b, row, panel) && amounts_filled(b, row, panel + 1) &&
           !has_label(b, row, panel + 1, &next);
}

static bool has_labels(const struct body *b, uint32_t panel, enum column_kind kind)
{
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].panel == panel && b->h.col[c].kind == kind) return true;
    return false;
}

/* Pages where place alone tells rows apart: amounts with no label, a code with no name; among rows with codes, a
 * piece of a name with neither code nor amounts. */
static bool loose(const struct body *b, uint32_t panel, const struct row_key *k, unsigned filled)
{
    if (b->t->g->layout != GRID_FIXED || !b->h.found || !has_labels(b, panel, COLUMN_NAME)) return false;
    if (filled && !k->name.n) return true;
    bool coded = has_labels(b, panel, COLUMN_CODE) && b->last_code_level[panel];
    return coded && !filled && !k->code.n && !k->orgcode.n && str_eq(k->role, S("item"));
}

/* A piece that no form has as a head: one character, or a sum with another head's text behind it. */
static bool piece_of_head(struct str s)
{
    static const struct str sum[] = {SI("小计"), SI("合计")};
    static const struct str part[] = {SI("类"), SI("款"), SI("项")};
    if (str_has(s, S("科目编码")) || str_has(s, S("科目名称")) || str_has(s, S("科目代码"))) return true; /* no head of amounts */
    if (s.n == 3) return !LEX_AMONG(s, part);
    for (size_t i = 0; i < 2; i++)
        if (s.n > sum[i].n && (str_starts(s, sum[i]) || (str_ends(s, sum[i]) && lex_year(s).n))) return !lex_unit_in_brackets(s).n;
    return false;
}

static unsigned depth_of(struct str path)
{
    unsigned n = 0;
    for (size_t i = 0; i < path.n; i++) n += path.p[i] == '/';
    return n;
}

/* One name under two heads and under one: 预算数/公务接待费 beside 决算数/公务用车购置及运行费/公务接待费. Sums have their own. */
static bool uneven_heads(const struct column *a, const struct column *b)
{
    static const struct str sum[] = {SI("小计"), SI("合计"), SI("金额")};
    return str_eq(a->leaf, b->leaf) && depth_of(a->path) != depth_of(b->path) && (depth_of(a->path) > 1 || depth_of(b->path) > 1) && !LEX_AMONG(a->leaf, sum);
}

/* 支出 over figures of its own beside 支出/合计. */
static bool head_of_other(const struct column *a, const struct column *b)
{
    return b->path.n > a->path.n && str_starts(b->path, a->path) && b->path.p[a->path.n] == '/';
}

/* 支出 beside 合计 or 金额, which it heads. */
static bool side_beside(const struct column *a, const struct column *b)
{
    static const struct str part[] = {SI("合计"), SI("小计"), SI("金额"), SI("预算数"), SI("决算数")};
    return (str_eq(a->path, S("收入")) || str_eq(a->path, S("支出"))) && LEX_AMONG(b->path, part);
}

/* Heads of a laid-out page that were not put together rightly: none over figures, a piece, two of one name, one over a column and
 * over a head. */
static bool unclear_heads(const struct body *b)
{
    if (b->t->g->layout != GRID_FIXED || !b->h.found) return false;
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *k = &b->h.col[c];
        if (k->kind != COLUMN_AMOUNT) continue;
        if (!k->path.n || piece_of_head(k->leaf)) return true;
        for (uint32_t d = c + 1; d < b->h.ncol; d++) {
            const struct column *o = &b->h.col[d];
            if (o->kind != COLUMN_AMOUNT || o->panel != k->panel) continue;
            if (str_eq(o->path, k->path) || uneven_heads(k, o) || head_of_other(k, o) || head_of_other(o, k) || side_beside(k, o) || side_beside(o, k)) return true;
        }
    }
    return false;
}

static int read_panel(struct body *b, uint32_t row, uint32_t panel, bool *counted, struct err *e)
{
    struct row_key k;
    bool label = has_label(b, row, panel, &k);
    unsigned filled = amounts_filled(b, row, panel);
    if (label && label_of_next(b, row, panel)) return 0;
    if (!label && filled && panel && label_of_next(b, row, panel - 1)) label = has_label(b, row, panel - 1, &k);
    if (!label && !filled) return 0;
    if (label && code_of_row_above(&k, &b->last[panel], filled)) return 0;
    if (!*counted) {
        b->t->row++;
        *counted = true;
    }
    if (settle(b, panel, &k, e)) return ERR_FAIL;
    b->t->loose_rows |= loose(b, panel, &k, filled);
    b->last[panel] = k;
    for (uint32_t c = 0; c < b->h.ncol; c++) {
        const struct column *col = &b->h.col[c];
        if (col->panel != panel) continue;
        if (col->kind == COLUMN_TEXT && !grid_at(b->t->g, row, c)->text.n) continue;
        if (col->kind != COLUMN_AMOUNT && col->kind != COLUMN_TEXT) continue;
        if (grid_at(b->t->g, row, c)->unknown && !grid_at(b->t->g, row, c)->text.n) continue;
        if (col->kind == COLUMN_TEXT && grid_at(b->t->g, row, c)->text.p == k.name.p) continue; /* 合计 of total_beside */
        if (stray_code(b, row, c)) {
            b->t->unclear_heads = true;
            continue;
        }
        if (put_cell(b, row, c, &k, e)) return ERR_FAIL;
    }
    return 0;
}

static bool row_blank(const struct grid *g, uint32_t r)
{
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n) return false;
    return true;
}

/* A table that is there with nothing in it: no data row, or only a blank total. */
static bool table_empty(const struct body *b)
{
    const struct grid *g = b->t->g;
    for (uint32_t r = b->h.end; r < g->nrow; r++) {
        if (row_blank(g, r) || header_is_filler(g, &b->h, r)) continue;
        for (uint32_t p = 0; p < b->h.npanel; p++) {
            struct row_key k;
            bool label = has_label(b, r, p, &k);
            if (amounts_filled(b, r, p)) {
                bool none = true;
                for (uint32_t c = 0; c < g->ncol; c++) {
                    struct str s = grid_at(g, r, c)->text;
                    if (b->h.col[c].kind == COLUMN_AMOUNT && s.n && !str_eq(s, S("无"))) none = false;
                }
                if (!none) return false;
            }
            if (label && !lex_is_total(k.name) && !str_eq(k.name, S("无"))) return false;
        }
    }
    return b->h.found;
}

static bool has_amounts(const struct body *b)
{
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].kind == COLUMN_AMOUNT) return true;
    return false;
}

static int put_empty(struct table *t, struct err *e)
{
    struct fact f;
    table_fact(t, &f);
    f.page = t->cap->page ? t->cap->page : t->g->nrow ? t->g->row[0].page : 0;
    f.line = t->cap->line ? t->cap->line : t->g->nrow ? t->g->row[0].line : 0;
    f.f[REC_KIND] = S("empty");
    f.f[REC_UNIT] = t->unit;
    return table_put(t, &f, e);
}

static int read_rows(struct body *b, uint32_t from, struct err *e)
{
    for (uint32_t r = from; r < b->t->g->nrow; r++) {
        bool counted = false;
        if (header_is_filler(b->t->g, &b->h, r)) continue;
        for (uint32_t p = 0; p < b->h.npanel; p++)
            if (read_panel(b, r, p, &counted, e)) return ERR_FAIL;
    }
    return 0;
}

int body_read(struct table *t, uint32_t from, struct err *e)
{
    struct body *b = arena_zalloc(t->a, sizeof *b);
    if (!b) return err_nomem(e);
    b->t = t;
    if (header_read(t->g, from, t->a, &b->h, e) || rows_realign(t, &b->h, e)) return ERR_FAIL;
    bool any = false;
    for (uint32_t c = 0; c < b->h.ncol; c++) any |= b->h.col[c].kind == COLUMN_AMOUNT || b->h.col[c].kind == COLUMN_TEXT;
    if (!any) return 0;
    bool said = t->cap->title.n || t->cap->unit.n; /* else it may be a page's row of links */
    if (table_empty(b)) return has_amounts(b) && said ? put_empty(t, e) : 0;
    b->decimals = has_decimals(b);
    t->headless = !b->h.found;
    if (!t->title.n) t->title = fragment_title(t->g, &b->h);
    t->title_inferred = t->title.n && !t->cap->title.n;
    t->unclear_heads = unclear_heads(b);
    t->unitless = !t->unit.n;
    for (uint32_t c = 0; c < b->h.ncol; c++)
        if (b->h.col[c].kind == COLUMN_AMOUNT && b->h.col[c].unit.n) t->unitless = false;
    for (uint32_t c = 0; c < b->h.ncol && !b->h.found; c++) {
        if (b->h.col[c].kind != COLUMN_AMOUNT) continue;
        struct str n = table_number(t->a, c + 1);
        b->h.col[c].path = n.p ? arena_cat3(t->a, S("第"), n, S("列")) : n;
        if (!b->h.col[c].path.p) return err_nomem(e);
    }
    t->body = b;
    return read_rows(b, b->h.end, e);
}

/* ---- a table in parts ---- */

int body_go_on(struct table *t, struct err *e)
{
    t->body->t = t;
    return read_rows(t->body, 0, e);
}

uint32_t body_columns(const struct table *t) { return t->body->h.ncol; }

static int keep(struct arena *a, struct str *const v[], size_t n, struct err *e)
{
    for (size_t i = 0; i < n; i++)
        if (v[i]->n && !(*v[i] = arena_str(a, *v[i])).p) return err_nomem(e);
    return 0;
}
#define KEEP(a, e, ...) keep((a), (struct str *const[]){__VA_ARGS__}, sizeof((struct str *const[]){__VA_ARGS__}) / sizeof(struct str *), (e))

static int keep_columns(struct header *h, struct arena *a, struct err *e)
{
    struct column *col = arena_array(a, h->ncol, sizeof *col);
    if (!col) return err_nomem(e);
    memcpy(col, h->col, h->ncol * sizeof *col);
    h->col = col;
    for (uint32_t c = 0; c < h->ncol; c++, col++)
        if (KEEP(a, e, &col->path, &col->leaf, &col->unit, &col->year, &col->phase)) return ERR_FAIL;
    return 0;
}

int body_keep(struct table *t, struct arena *a, struct err *e)
{
    struct body *b = arena_alloc(a, sizeof *b);
    if (!b) return err_nomem(e);
    *b = *t->body;
    t->body = b;
    if (keep_columns(&b->h, a, e)) return ERR_FAIL;
    for (unsigned p = 0; p < HEADER_MAX_PANELS; p++) {
        struct row_key *k = &b->last[p];
        for (unsigned i = 0; i < MAX_DEPTH; i++)
            if (KEEP(a, e, &b->ladder[p].name[i])) return ERR_FAIL;
        if (KEEP(a, e, &k->code, &k->name, &k->orgcode, &k->org, &k->role, &k->path)) return ERR_FAIL;
    }
    return KEEP(a, e, &t->tno, &t->title, &t->unit, &t->year, &t->phase, &t->project, &t->orgcode, &t->org);
}
