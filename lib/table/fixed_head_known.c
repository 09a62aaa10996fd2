/* SPDX-License-Identifier: MIT */
/* fixed_head_known.c: what the official forms say of heads: sides, families, parts that a head cannot have. */
#include "table/fixed_head.h"

static bool side_word(struct str s)
{
    static const struct str word[] = {SI("收入"), SI("支出"), SI("本年收入"), SI("本年支出"), SI("财政拨款收入"), SI("财政拨款支出")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (fx_same(s, word[i])) return true;
    return false;
}

/* The side and the phase of a whole table. */
bool fx_names_whole(struct str s)
{
    static const struct str word[] = {SI("收入决算"), SI("支出决算"), SI("收入预算"), SI("支出预算"),
                                      SI("收入决算数"), SI("支出决算数"), SI("收入预算数"), SI("支出预算数")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (fx_same(s, word[i])) return true;
    return false;
}

/* 项目, 项目（按功能分类） */
bool fx_names_item(struct str s) { return fx_same(s, S("项目")) || str_starts(s, S("项目（")) || str_starts(s, S("项目(")); }

/* 收入, 支出 on the topmost line over 项目: the two sides of a table, no columns. */
bool fx_names_side(const struct fx_forest *f, const struct fx_tok *c, double y)
{
    if (y > 1 || f->n < 4 || !side_word(c->s)) return false;
    uint32_t labels = 0;
    for (uint32_t r = 0; r < f->n; r++) labels += fx_names_item(f->v[r]->text);
    return labels == 2;
}

/* Heads of the official forms that stand under one head, or none of them does. ordered: only in this order, else another
 * head's begin. */
bool fx_kin(const struct fx_head *a, const struct fx_head *b)
{
    enum { NAMES = 6 };
    static const struct {
        bool ordered;
        struct str name[NAMES];
    } family[] = {
        {true, {SI("一般公共预算"), SI("政府性基金"), SI("国有资本经营")}},
        {true, {SI("基本支出"), SI("项目支出"), SI("上缴上级支出"), SI("经营支出"), SI("事业单位经营支出"), SI("对附属单位补助支出")}},
        {false, {SI("事业收入"), SI("经营收入"), SI("事业单位经营收入"), SI("上级补助收入"), SI("附属单位上缴收入"), SI("其他收入")}},
    };
    const struct fx_head *left = a->x0 < b->x0 ? a : b, *right = left == a ? b : a;
    for (size_t i = 0; i < sizeof family / sizeof *family; i++) {
        size_t l = NAMES, r = NAMES;
        for (size_t k = 0; k < NAMES && family[i].name[k].n; k++) {
            if (str_starts(left->text, family[i].name[k])) l = k;
            if (str_starts(right->text, family[i].name[k])) r = k;
        }
        if (l < NAMES && r < NAMES && l != r && (l < r || !family[i].ordered)) return true;
    }
    return false;
}

/* 本年收入 over labels alone: a side of the table is never without its amounts. */
bool fx_side_of_labels(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    if (!str_has(c->s, S("收入")) && !str_has(c->s, S("支出"))) return false;
    if (str_has(c->s, S("科目")) || str_has(c->s, S("分类")) || str_has(c->s, S("项目"))) return false;
    for (uint32_t k = a; k <= b; k++) {
        if (f->v[k]->nkid || !f->root[k].label) return false;
    }
    return true;
}

static bool has_any(struct str s, const struct str *word, size_t n)
{
    for (size_t i = 0; i < n && word[i].n; i++)
        if (str_has(s, word[i])) return true;
    return false;
}

/* A part that what c names cannot have, in the order of the official forms: 公务用车购置及运行费 is nothing but buying and running,
 * 三公 without 机关运行经费, 财政拨款收入 nothing but the three budgets. */
bool fx_foreign_part(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    static const struct str of_cars[] = {SI("小计"), SI("合计"), SI("购置"), SI("运行"), SI("维护"), SI("运维"), SI("用车")};
    enum { PARTS = 9 };
    static const struct {
        struct str head, part[PARTS];
    } never[] = {
        {SI("财政拨款收入"), {SI("事业"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入"), SI("专户"), SI("单位资金"), SI("结转"), SI("收入合计")}},
        {SI("事业收入"), {SI("财政拨款"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入"), SI("结转"), SI("收入合计"), SI("一般公共预算"), SI("政府性基金")}},
        {SI("单位资金"), {SI("一般公共预算"), SI("政府性基金"), SI("国有资本"), SI("专户"), SI("结转")}},
        {SI("基本支出"), {SI("项目支出"), SI("上缴上级"), SI("经营支出"), SI("附属单位"), SI("结转")}},
        {SI("项目支出"), {SI("基本支出"), SI("上缴上级"), SI("经营支出"), SI("附属单位"), SI("人员经费"), SI("公用经费")}},
        {SI("合计"), {SI("名称"), SI("编码"), SI("代码"), SI("项目")}},
        {SI("小计"), {SI("名称"), SI("编码"), SI("代码"), SI("合计")}},
        {SI("本年收入"), {SI("结转"), SI("支出"), SI("名称"), SI("编码"), SI("代码")}},
        {SI("本年支出"), {SI("结转"), SI("收入")}},
        {SI("上年结转结余"), {SI("本年"), SI("事业收入"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入")}},
        {SI("上年结转"), {SI("本年"), SI("事业收入"), SI("经营收入"), SI("其他收入"), SI("补助收入"), SI("上缴收入")}},
        {SI("项目"), {SI("合计"), SI("小计"), SI("预算数"), SI("决算数"), SI("金额"), SI("基本支出"), SI("项目支出"), SI("收入"), SI("预算")}},
    };
    bool cars = str_has(c->s, S("用车")) && str_has(c->s, S("购置")) && str_has(c->s, S("运行")), three = str_has(c->s, S("三公"));
    const struct str *part = NULL;
    if (str_ends(c->s, S("名称"))) return true;
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        if (fx_same(c->s, never[i].head)) part = never[i].part;
    for (uint32_t k = a; (cars || three || part) && k <= b; k++) {
        struct str s = f->v[k]->text;
        if (part && has_any(s, part, PARTS)) return true;
        if ((cars && !has_any(s, of_cars, sizeof of_cars / sizeof *of_cars)) || (three && str_has(s, S("机关运行")))) return true;
    }
    return false;
}

static bool of_year(struct str s) { return s.n >= 4 && str_starts(s, S("20")) && s.p[2] >= '0' && s.p[2] <= '9' && s.p[3] >= '0' && s.p[3] <= '9'; }

/* A head of one year over a column of another. */
bool fx_two_years(const struct fx_forest *f, const struct fx_tok *c, uint32_t a, uint32_t b)
{
    for (uint32_t k = a; of_year(c->s) && k <= b; k++) {
        if (of_year(f->v[k]->text) && !str_eq(str_sub(c->s, 0, 4), str_sub(f->v[k]->text, 0, 4))) return true;
    }
    return false;
}
