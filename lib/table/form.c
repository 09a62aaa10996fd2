/* SPDX-License-Identifier: MIT */
/* form.c: forms (a label, its value, the next label …), with the grid of targets they usually end in. */
#include "base/utf.h"
#include "table/lex.h"
#include "table/table.h"
#include "table/target.h"
#include "table/words.h"

#include <string.h>

enum { MAX_HEADS = 4 };

struct form {
    struct table *t;
    struct str unit;               /* money unit of the section, from its label */
    struct str whole;              /* unit of the last amount whose own label says one, for what is part of it (其中：) */
    struct str col;                /* 2022年度 above the amounts */
    struct str head[MAX_HEADS];    /* 实施期目标, 年度目标 */
    unsigned nhead;
    struct str pair[MAX_HEADS];    /* 实施期资金总额, 年度资金总额: heads of the amounts below them */
    uint32_t pair_at[MAX_HEADS];   /* their columns */
    unsigned npair;
    bool under_total, some;        /* 其中 is in force */
    struct target_head target;
    bool in_targets;
};

/* ---- words ---- */

static bool has_colon(struct str s) { return str_ends(s, S("：")) || str_ends(s, S(":")); }

static bool is_money_label(struct str s)
{
    PR_WORDS(tail, SI("资金"), SI("经费"), SI("总额"), SI("收入"), SI("支出"), SI("拨款"), SI("金额"), SI("自筹"), SI("补助"),
                                      SI("安排"), SI("合计"), SI("预算数"), SI("预算"), SI("资金总额"), SI("其他"), SI("结转"));
    struct str t = lex_no_brackets(lex_no_colon(lex_label(s).bare));
    return t.n > 0 && t.n <= 60 && pr_ends(t, tail);
}

static bool is_count_label(struct str s)
{
    PR_WORDS(tail, SI("人数"), SI("总数"), SI("控制数"), SI("个数"), SI("数量"), SI("职能部门"), SI("编制数"));
    struct str t = lex_no_brackets(lex_no_colon(lex_label(s).bare));
    return t.n > 0 && t.n <= 60 && pr_ends(t, tail);
}

static bool is_text_label(struct str s)
{
    PR_WORDS(part, SI("名称"), SI("日期"), SI("时间"), SI("编码"), SI("代码"), SI("年度"), SI("期限"), SI("电话"), SI("文号"), SI("属性"));
    return pr_has(s, part) && !is_money_label(s);
}

/* 项目名称, 专项（项目）名称, 二级项目名称, 专项资金名称: what the form is about. */
static bool is_project_label(struct str s)
{
    PR_WORDS(lead, SI("项目名称"), SI("专项名称"), SI("专项（项目）名称"), SI("专项(项目)名称"), SI("项目（专项）名称"), SI("项目(专项)名称"));
    s = lex_no_colon(s);
    if (pr_starts(s, lead)) return true;
    return str_ends(s, S("项目名称")) || str_ends(s, S("专项资金名称"));
}

static bool is_group_head(struct str s)
{
    return lex_is_money_unit(lex_unit_in_brackets(s)) || str_starts(s, S("项目资金")) || str_starts(s, S("预算资金")) ||
           str_starts(s, S("资金来源")) || str_starts(s, S("资金情况"));
}

static bool is_goal_head(struct str s)
{
    PR_WORDS(word, SI("实施期目标"), SI("年度目标"), SI("中期目标"), SI("总体目标"), SI("年度总体目标"), SI("中长期目标"), SI("实施期总目标"), SI("全年目标"));
    return pr_is(s, word);
}

static bool is_year_word(struct str s)
{
    return lex_year(s).n && s.n <= 16 && (str_ends(s, S("年")) || str_ends(s, S("年度")));
}

/* ---- is it a form? ---- */

bool form_like(const struct grid *g, uint32_t from)
{
    PR_WORDS(first, SI("项目名称"), SI("部门名称"), SI("绩效目标"), SI("单位名称"), SI("部门（单位）名称"), SI("预算单位"), SI("项目名称："), SI("项目概况"), SI("年度总体目标"));
    PR_WORDS(below, SI("主管部门"), SI("实施单位"), SI("项目负责人"), SI("项目资金"), SI("立项"), SI("项目属性"), SI("项目级次"),
                                       SI("联系人"), SI("绩效"), SI("年度主要任务"), SI("年度目标"), SI("总体目标"), SI("部门基本信息"));
    bool label = false;
    for (uint32_t r = from; r < g->nrow && r < from + 60; r++) {
        if (target_is_head(g, r)) return true;
        uint32_t filled = 0;
        for (uint32_t c = 0; c < g->ncol; c++) {
            struct str s = grid_at(g, r, c)->text;
            if (!s.n) continue;
            if (!filled++ && pr_is(s, first) && r < from + 3) label = true;
            else if (filled == 1 && label && r > from && s.n < 60)
                if (pr_starts(s, below)) return true;
        }
        if (r == from && label && filled == 2 && g->nrow == 1 && str_eq(grid_at(g, r, 0)->text, S("绩效目标"))) return true;
    }
    return false;
}

/* ---- facts ---- */

static void form_fact(const struct form *f, uint32_t r, uint32_t c, struct str name, struct fact *out)
{
    const struct grid_cell *cell = grid_at(f->t->g, r, c);
    table_fact(f->t, out);
    out->page = cell->page;
    out->line = cell->line;
    out->f[REC_ROW] = table_number(f->t->a, f->t->row);
    out->f[REC_NAME] = lex_no_colon(name);
}

static struct str level_of(struct form *f, struct str name)
{
    struct lex_label l = lex_label(name);
    bool total = lex_is_total(name) || (is_count_label(name) && str_ends(lex_no_colon(name), S("总数")));
    if (total && l.kind == LEX_PLAIN) {
        f->under_total = true;
        f->some = false;
        return S("0");
    }
    if (l.kind == LEX_SOME) f->some = true;
    return f->some || f->under_total ? S("1") : S("0");
}

/* The head that stands over the nth amount of a row, whose label is in column `at`. */
static struct str pair_head(const struct form *f, uint32_t at, unsigned nth)
{
    unsigned k = 0;
    while (k + 1 < f->npair && f->pair_at[k + 1] <= at) k++;
    if (k < nth) k = nth < f->npair ? nth : f->npair - 1;
    return f->pair[k];
}

static int put_number(struct form *f, uint32_t r, uint32_t c, uint32_t label_at, struct str name, struct lex_amount v,
                      unsigned nth, struct err *e)
{
    struct fact out;
    bool money = is_money_label(name) && !is_count_label(name);
    form_fact(f, r, c, name, &out);
    out.f[REC_LEVEL] = level_of(f, name);
    out.f[REC_ROLE] = lex_label(name).kind == LEX_SOME ? S("some") : lex_is_total(name) ? S("total") : S("item");
    out.f[REC_COL] = f->npair ? pair_head(f, label_at, nth) : f->col;
    out.f[REC_KIND] = S("number");
    out.f[REC_VALUE] = v.value;
    if (money) out.f[REC_UNIT] = f->unit.n ? f->unit : f->t->unit;
    bool part = money && !out.f[REC_UNIT].n && f->whole.n && lex_label(name).kind == LEX_SOME;
    if (part) out.f[REC_UNIT] = f->whole;
    if (lex_unit_in_brackets(name).n) out.f[REC_UNIT] = lex_unit_in_brackets(name);
    if (v.unit.n) out.f[REC_UNIT] = v.unit;
    if (money && lex_is_money_unit(lex_unit_in_brackets(name))) f->whole = lex_unit_in_brackets(name);
    part = part && out.f[REC_UNIT].p == f->whole.p;
    if (part) out.f[REC_INFERRED] = S("unit");
    if (v.kind == LEX_NUMBER && grid_at(f->t->g, r, c)->joined) out.f[REC_INFERRED] = part ? S("unit,value") : S("value");
    return table_put(f->t, &out, e);
}

static int put_text(struct form *f, uint32_t r, uint32_t c, struct str name, struct str text, unsigned nth, struct err *e)
{
    struct fact out;
    if ((lex_is_contact(name) && !f->t->contacts) || !text.n) return 0;
    if (is_project_label(name)) f->t->project = text;
    if (str_starts(name, S("主管部门")) || str_starts(name, S("预算部门"))) {
        struct str code, org;
        if (lex_coded_name(text, &code, &org)) {
            f->t->orgcode = code;
            f->t->org = org;
        }
    }
    form_fact(f, r, c, name, &out);
    if (f->nhead && is_goal_head(name)) out.f[REC_COL] = f->head[nth < f->nhead ? nth : f->nhead - 1];
    out.f[REC_KIND] = S("text");
    out.f[REC_VALUE] = text;
    return table_put(f->t, &out, e);
}

/* ---- a row of labels and values ---- */

struct walk {
    struct str label; /* waiting for its value; empty: none */
    uint32_t at;
    unsigned money, texts; /* how many values of the row so far */
};

/* The label's value is blank: said for amounts and counts, nothing to say for words. */
static int no_value(struct form *f, uint32_t r, struct walk *w, struct err *e)
{
    struct str name = w->label;
    w->label = (struct str){"", 0};
    if (!name.n || lex_is_contact(name) || is_text_label(name)) return 0;
    if (!is_money_label(name) && !is_count_label(name)) return 0;
    if (is_group_head(name) && !lex_is_total(name)) return 0;
    struct lex_amount blank = {LEX_BLANK, {"", 0}, {"", 0}};
    return put_number(f, r, w->at, w->at, name, blank, w->money++, e);
}

static int value_cell(struct form *f, uint32_t r, uint32_t c, struct walk *w, struct str s, struct err *e)
{
    struct str name = w->label;
    struct lex_amount v = lex_amount(f->t->a, s);
    bool text = is_text_label(name) || lex_is_contact(name);
    if ((v.kind == LEX_NUMBER || v.kind == LEX_DASH) && !text && (is_money_label(name) || is_count_label(name))) {
        if (!v.value.p) return err_nomem(e);
        w->label = (struct str){"", 0};
        return put_number(f, r, c, w->at, name, v, w->money++, e);
    }
    if (f->nhead < 2 || !is_goal_head(name)) w->label = (struct str){"", 0};
    return put_text(f, r, c, name, s, w->texts++, e);
}

static void open_group(struct form *f, struct str s)
{
    struct str u = lex_unit_in_brackets(s);
    if (lex_is_money_unit(u)) f->unit = u;
    f->some = f->under_total = false;
}

static int form_cell(struct form *f, uint32_t r, uint32_t c, struct walk *w, struct err *e)
{
    struct str s = grid_at(f->t->g, r, c)->text;
    bool number = lex_amount(f->t->a, s).kind == LEX_NUMBER;
    if (!w->label.n) {
        if (number && !has_colon(s)) return 0;
        w->label = s;
        w->at = c;
        if (is_group_head(s) && !lex_is_total(s)) open_group(f, s);
        return 0;
    }
    if (lex_label(w->label).kind == LEX_SOME && !lex_label(w->label).bare.n && !number) {
        w->label = arena_cat(f->t->a, w->label, s); /* 其中： and its item in the next cell */
        w->at = c;
        return w->label.p ? 0 : err_nomem(e);
    }
    if (!number && is_group_head(w->label)) {
        if (is_year_word(s)) f->col = s;
        else if (is_money_label(s) || has_colon(s)) {
            w->label = s;
            w->at = c;
            return 0;
        }
        if (is_year_word(s)) {
            w->label = (struct str){"", 0};
            return 0;
        }
    }
    bool blank_before = !number && (has_colon(s) || lex_is_contact(s) ||
                                    ((is_money_label(w->label) || is_count_label(w->label)) && !is_text_label(w->label) && s.n <= 60 &&
                                     (is_money_label(s) || is_count_label(s))));
    if (blank_before) {
        if (no_value(f, r, w, e)) return ERR_FAIL;
        w->label = s;
        w->at = c;
        return 0;
    }
    return value_cell(f, r, c, w, s, e);
}

/* A merged cell that the layout prints in each of its columns counts once. */
static bool is_again(const struct grid *g, uint32_t r, uint32_t c)
{
    return c && grid_at(g, r, c)->text.n && str_eq(grid_at(g, r, c)->text, grid_at(g, r, c - 1)->text);
}

/* 实施期资金总额 | 300,000 | 年度资金总额 | 300,000: two totals in one row head the amounts below. */
static void find_pairs(struct form *f, uint32_t r)
{
    unsigned n = 0;
    struct str found[MAX_HEADS];
    uint32_t at[MAX_HEADS] = {0};
    for (uint32_t c = 0; c < f->t->g->ncol && n < MAX_HEADS; c++) {
        struct str s = grid_at(f->t->g, r, c)->text;
        if (!s.n || is_again(f->t->g, r, c) || !str_ends(lex_no_colon(s), S("总额"))) continue;
        at[n] = c;
        found[n++] = lex_no_colon(s);
    }
    if (n < 2) return;
    memcpy(f->pair, found, sizeof found);
    memcpy(f->pair_at, at, sizeof at);
    f->npair = n;
}

static bool goal_heads(struct form *f, uint32_t r)
{
    unsigned n = 0, filled = 0;
    struct str found[MAX_HEADS];
    for (uint32_t c = 0; c < f->t->g->ncol; c++) {
        struct str s = grid_at(f->t->g, r, c)->text;
        if (!s.n || is_again(f->t->g, r, c)) continue;
        filled++;
        if (is_goal_head(s) && n < MAX_HEADS) found[n++] = s;
    }
    if (n > 2 && n == filled && str_eq(found[0], S("总体目标"))) { /* the label of the row, over the next */
        memmove(found, found + 1, --n * sizeof *found);
        filled--;
    }
    if (n < 2 || n != filled) return false;
    memcpy(f->head, found, sizeof found);
    f->nhead = n;
    return true;
}

static int form_row(struct form *f, uint32_t r, struct err *e)
{
    const struct grid *g = f->t->g;
    struct walk w = {{"", 0}, 0, 0, 0};
    uint32_t filled = 0, only = 0;
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n && !is_again(g, r, c) && !filled++) only = c;
    if (!filled || goal_heads(f, r)) return 0;
    struct str s = grid_at(g, r, only)->text;
    if (filled == 1 && !is_money_label(s) && !is_count_label(s) && !has_colon(s)) {
        open_group(f, s); /* the heading of a section: 当年预算情况（万元） */
        f->npair = 0;
        return 0;
    }
    if (filled == 1 && is_group_head(s) && !lex_is_total(s)) {
        open_group(f, s);
        return 0;
    }
    find_pairs(f, r);
    f->t->row++;
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n && !is_again(g, r, c) && form_cell(f, r, c, &w, e)) return ERR_FAIL;
    return no_value(f, r, &w, e);
}

/* Rows under the targets that are form again: signatures and dates. */
static bool leaves_targets(const struct grid *g, uint32_t r)
{
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, r, c)->text;
        if (!s.n) continue;
        return lex_is_contact(s) || str_starts(s, S("填报日期")) || str_starts(s, S("项目名称"));
    }
    return false;
}

int form_read(struct table *t, uint32_t from, struct err *e)
{
    struct form f;
    memset(&f, 0, sizeof f);
    f.t = t;
    for (uint32_t r = from; r < t->g->nrow;) {
        uint32_t used = 1;
        if (target_is_head(t->g, r)) {
            if (target_read_head(t, r, f.head, f.nhead, &f.target, &r, e)) return ERR_FAIL;
            f.in_targets = true;
            continue;
        }
        if (target_is_over_head(t->g, r)) {
            r++;
            continue;
        }
        if (f.in_targets && leaves_targets(t->g, r)) f.in_targets = false;
        if (f.in_targets ? target_read_row(t, &f.target, r, &used, e) : form_row(&f, r, e)) return ERR_FAIL;
        r += used;
    }
    return 0;
}
