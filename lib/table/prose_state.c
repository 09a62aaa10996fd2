/* SPDX-License-Identifier: MIT */
/* prose_state.c: what a paragraph speaks of, and the record of one figure. */
#include "table/prose_in.h"

unsigned st_year(const struct prose *p)
{
    unsigned y = 0;
    return str_u32(p->pd.year, &y) ? y : 0;
}

bool st_final(const struct prose *p) { return str_eq(p->pd.phase, S("final")); }

static struct str column_of(const struct saying *s)
{
    struct str n = pr_tip(s->name);
    switch (s->col) {
    case COL_CHANGE: return s->kind == FIG_RATE ? S("比上年增减率") : S("比上年增减");
    case COL_SHARE: return S("占比");
    case COL_DONE: return S("完成率");
    case COL_SCORE: return S("得分");
    case COL_FULL: return S("满分");
    case COL_STANDARD: return S("标准");
    case COL_LEVEL: break;
    }
    PR_WORDS(share, SI("占"), SI("比重"), SI("比例"), SI("覆盖"));
    PR_WORDS(growth, SI("增长率"), SI("增速"), SI("增幅"));
    switch (s->kind) {
    case FIG_MONEY: return str_ends(n, S("标准")) ? S("标准") : S("金额");
    case FIG_AREA: return S("面积");
    case FIG_SCORE: return S("得分");
    case FIG_COUNT: return S("数量");
    case FIG_BARE: return str_ends(n, S("数")) || str_ends(n, S("数量")) || str_ends(n, S("编制")) ? S("数量") : S("金额");
    case FIG_RATE: break;
    }
    if (pr_has(n, share)) return S("占比");
    if (pr_ends(n, growth)) return S("比上年增减率");
    if (str_has(n, S("完成")) || str_has(n, S("执行率")) || str_has(n, S("到位"))) return S("完成率");
    return str_ends(n, S("率")) ? S("占比") : S("指标值");
}

int st_put(struct prose *p, const struct saying *s, struct err *e)
{
    struct fact f;
    char year[STR_U32_CHARS];
    rec_clear(f.f, REC_NPRINTED);
    while (p->place && p->at.v[p->place].off > s->off) p->place--;
    while (p->place + 1 < p->at.n && p->at.v[p->place + 1].off <= s->off) p->place++;
    f.page = p->at.v[p->place].page;
    f.line = p->at.v[p->place].line;
    unsigned y = s->year ? s->year : p->year ? p->year : p->asof;
    f.f[REC_YEAR] = p->pd.year;
    if (y) f.f[REC_YEAR] = str_from_u32(y, year);
    f.f[REC_KIND] = S("prose");
    f.f[REC_NAME] = pr_str(s->name);
    f.f[REC_COL] = s->column.n ? s->column : column_of(s);
    f.f[REC_OP] = str_c(s->op);
    f.f[REC_VALUE] = s->value;
    f.f[REC_UNIT] = s->unit;
    f.f[REC_PHASE] = s->phase ? str_c(s->phase) : p->pd.phase;
    f.f[REC_PROJECT] = pr_str(&p->project);
    f.f[REC_INFERRED] = str_c(s->inferred);
    return p->sink.put(p->sink.arg, &f, e);
}

struct pr_list *st_top(struct prose *p) { return p->depth ? &p->list[p->depth - 1] : NULL; }

void st_open(struct prose *p, const struct pr_path *parent, bool inside)
{
    if (p->depth == PR_DEPTH) p->depth--;
    struct pr_list *l = &p->list[p->depth++];
    pr_copy(&l->parent, parent);
    l->items = 0;
    l->weak = l->sorted = l->had_change = l->of = false;
    l->inside = inside;
    p->ngroup = 0;
    p->involved.n = 0;
}

/* What the next subject stands under. */
void st_parent(struct prose *p, struct pr_path *out)
{
    struct pr_list *l = st_top(p);
    if (p->because) out->n = 0;
    else if (l) pr_copy(out, &l->parent);
    else pr_copy(out, &p->carry);
}

void st_whole(struct prose *p, struct pr_path *out)
{
    if (p->said && p->cur.n) pr_copy(out, &p->cur);
    else if (p->topic.n && (p->topic_here || !p->started)) pr_copy(out, &p->topic);
    else if (p->label.n) pr_copy(out, &p->label);
    else pr_copy(out, &p->carry);
}

/* The path of X where X was said already in this paragraph, else X under the list. */
void st_find(struct prose *p, const struct pr_path *x, struct pr_path *out)
{
    const struct pr_path *known[3] = {&p->cur, &p->topic, NULL};
    for (size_t i = 0; known[i]; i++)
        if (known[i]->n && str_eq(pr_tip(known[i]), pr_str(x))) {
            pr_copy(out, known[i]);
            return;
        }
    st_parent(p, out);
    if (!str_eq(pr_tip(out), pr_str(x))) pr_add(out, pr_str(x));
}

void st_open_sorted(struct prose *p)
{
    struct pr_path whole;
    pr_copy(&whole, p->topic.n && (!p->carry.n || p->said) ? &p->topic : &p->carry);
    p->depth = 0;
    st_open(p, &whole, false);
    st_top(p)->sorted = true;
    p->said = true;
}

const char *st_base(const struct prose *p, enum pr_baseline b, unsigned y)
{
    /* 比2021年年初预算 in the budget of 2022 is last year's */
    if (b == BASE_PREV) return "prev";
    if (b == BASE_INIT && (!st_final(p) || (y && y != st_year(p)))) return "prev";
    return b == BASE_INIT ? "init" : b == BASE_FULL ? "full" : "";
}

bool st_generic(const struct prose *p, struct str s)
{
    bool said = p->headed || p->label.n || p->pend.n;
    return !s.n || pr_is(s, pw_generic) || (said && pr_is(s, pw_generic_soft));
}

/* 收入为, 支出包括: a side of the topic. False: x is no such word. */
bool st_side(struct prose *p, struct str x, struct pr_path *out)
{
    PR_WORDS(sides, SI("收入"), SI("支出"));
    if (!x.n || pr_starts(x, sides) != x.n) return false;
    while (p->depth && !st_top(p)->sorted) p->depth--;
    struct pr_path side;
    pr_copy(&side, &p->topic);
    struct str tip = pr_tip(&side);
    if (side.n > tip.n && pr_starts(tip, sides) == tip.n) side.n -= (unsigned)tip.n + 1;
    pr_add(&side, x);
    pr_copy(&p->topic, &side);
    pr_copy(out, &side);
    return true;
}
