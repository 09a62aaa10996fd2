/* SPDX-License-Identifier: MIT */
/* prose_clause.c: clauses without a figure (与上年持平, 财政拨款支出预算中，, 截至2021年末，) and labels in front of a
 * colon: what they say themselves, and what they open or close for the figures that follow. */
#include "table/prose_in.h"

void say_item_end(struct prose *p)
{
    while (p->depth > p->bracket_depth[p->bracket]) {
        struct pr_list *l = st_top(p);
        if (l->sorted || !(l->weak || !l->items || (l->inside && p->depth > 1))) break;
        p->depth--;
    }
    p->comma = p->because = p->after_change = p->stated = false;
    p->base = BASE_NONE;
    p->base_year = 0;
    p->of = 0;
    p->label.n = p->pend.n = 0;
    p->ngroup = p->nsplit = p->isplit = 0;
}

void say_sentence_end(struct prose *p)
{
    say_item_end(p);
    p->subtotal.n = p->before.n = p->worth.n = p->rated.n = 0;
    while (p->depth && !st_top(p)->sorted) p->depth--;
    p->said = p->indicator = false;
    p->year = 0;
}

/* ---- sentences without a figure that say one all the same ---- */

/* 决算数大于年初预算数; of 全年预算 only 持平, which tells the amount: more or less is what nearly every account comes to. */
static int say_compare(struct prose *p, struct str left, struct str right, const char *op, size_t off, struct err *e)
{
    PR_WORDS(bases, SI("年初预算"), SI("年初"));
    PR_WORDS(full_bases, SI("全年预算"));
    PR_WORDS(plain, SI("预算"));
    size_t n;
    unsigned y = 0, len;
    if (!st_final(p)) return 0;
    while (right.n && (y = name_year_at(right, &n))) right = str_from(right, n);
    bool init = pr_starts(right, bases) || (pr_starts(right, plain) && p->said_init && !p->said_full);
    const bool full = !init && *op == '=' && pr_starts(right, full_bases);
    if (!init && !full) return 0;
    if ((n = pr_ends(left, pw_final_tail))) left.n -= n;
    else if (pr_last(left, &len)) return 0;
    struct pr_path own;
    name_clean(&p->pd, left, &own, &y);
    struct pr_path name;
    if (own.n) st_find(p, &own, &name);
    else if (p->topic.n) pr_copy(&name, &p->topic);
    else head_subject(p, &name);
    struct saying s = {.name = &name, .col = COL_CHANGE, .column = full ? S("比全年预算") : S("比年初预算"), .op = op, .value = S(""), .unit = S(""),
                       .phase = NULL, .inferred = "", .off = off, .kind = FIG_BARE};
    return name.n ? st_put(p, &s, e) : 0;
}

static int put_same(struct prose *p, const struct pr_path *name, size_t off, struct err *e)
{
    struct saying s = {.name = name, .col = COL_CHANGE, .kind = FIG_BARE, .op = "", .value = S("0"), .unit = S(""), .inferred = "", .off = off};
    return name->n ? st_put(p, &s, e) : 0;
}

/* 与上年持平 without a subject: what was held back, the whole of a list, the topic, or all that was named since. */
static int same_as_before(struct prose *p, size_t off, struct err *e)
{
    struct pr_path name;
    struct pr_list *l = st_top(p);
    if (p->pend.n) {
        st_parent(p, &name);
        pr_add(&name, pr_str(&p->pend));
        if (l) l->items++;
        return put_same(p, &name, off, e);
    }
    if (l && l->weak && !l->had_change && !l->sorted) {
        pr_copy(&name, &l->parent);
        p->depth--;
        return put_same(p, &name, off, e);
    }
    if (!p->said) {
        if (p->topic.n) pr_copy(&name, &p->topic);
        else head_subject(p, &name);
        return put_same(p, &name, off, e);
    }
    if (!p->ngroup) return put_same(p, &p->cur, off, e);
    for (unsigned k = 0; k < p->ngroup; k++)
        if (!(k && str_eq(pr_str(&p->group[k]), pr_str(&p->group[k - 1]))) && put_same(p, &p->group[k], off, e)) return ERR_FAIL;
    p->ngroup = 0;
    return 0;
}

/* 与上年持平. *was: it was such a clause. */
static int say_same(struct prose *p, struct str c, size_t off, bool *was, struct err *e)
{
    size_t n, i = pr_find(c, pw_same, &n);
    *was = false;
    if (i == STR_NPOS) return 0;
    struct str before = str_sub(c, 0, i), subject = before;
    enum pr_baseline b = BASE_NONE;
    unsigned y = 0, year = 0;
    size_t at = lead_base(before, &b, &y);
    if (at == STR_NPOS) b = p->base;
    else subject.n = at;
    /* 本年度与上年度相比无变化: the base is in front of 相比 */
    *was = true;
    if (st_final(p) && str_has(before, S("决算")) && (b == BASE_INIT || b == BASE_FULL)) {
        struct str right = at == STR_NPOS ? before : str_from(before, at + 3);
        return say_compare(p, subject, right, "=", off, e);
    }
    const char *kind = st_base(p, b, y);
    PR_WORDS(still, SI("无变化"), SI("没有变化"), SI("未发生变化"), SI("无增减"), SI("无增减变化"), SI("无变动"), SI("未变动"));
    PR_WORDS(money_end, SI("支出"), SI("收入"), SI("费"), SI("费用"), SI("经费"), SI("拨款"), SI("预算"));
    bool alone = !*kind && !p->because && i + n == c.n && pr_is(str_sub(c, i, i + n), still) && pr_ends(subject, money_end);
    if (!alone && *kind != 'p' && (*kind || p->because || !p->said || !str_eq(str_sub(c, i, i + n), S("持平")))) return 0;
    struct pr_path own, name;
    PR_WORDS(this_year, SI("本年度"), SI("本年"), SI("均"), SI("都"), SI("基本"));
    while ((n = pr_ends(subject, this_year))) subject.n -= n;
    name_clean(&p->pd, subject, &own, &year);
    if (!st_generic(p, pr_str(&own))) {
        st_find(p, &own, &name);
        if (st_top(p)) st_top(p)->items++;
        pr_copy(&p->cur, &name);
        p->said = true;
        if (!p->depth && !p->because) pr_copy(&p->topic, &name);
        return put_same(p, &name, off, e);
    }
    return same_as_before(p, off, e);
}

/* 决算数小于年初预算数 */
static int compare_clause(struct prose *p, struct str c, size_t off, bool *was, struct err *e)
{
    size_t n, i = pr_find(c, pw_compare, &n);
    *was = false;
    if (i == STR_NPOS || !st_final(p)) return 0;
    struct str w = str_sub(c, i, i + n), left = str_sub(c, 0, i);
    if (!pr_ends(left, pw_final_tail)) return 0;
    *was = true;
    PR_WORDS(up, SI("大于"), SI("高于"), SI("多于"));
    PR_WORDS(eq, SI("等于"));
    return say_compare(p, left, str_from(c, i + n), pr_starts(w, up) ? ">" : pr_starts(w, eq) ? "=" : "<", off, e);
}

int say_compared(struct prose *p, struct str c, size_t off, struct err *e)
{
    bool was;
    return compare_clause(p, c, off, &was, e);
}

/* What a clause speaks of at its end: 维持机关日常运行而开支的机关运行经费. */
static void remember(struct prose *p, struct str c)
{
    unsigned y = 0;
    size_t of = pr_rfind(c, S("的"));
    p->before.n = 0;
    if (of == STR_NPOS || !pr_ends(c, pw_noun_end)) return;
    name_clean(&p->pd, str_from(c, of + 3), &p->before, &y);
}

/* 财政拨款支出预算中，: the next subjects stand under it. */
static void inside_of(struct prose *p, struct str x)
{
    struct pr_path own, name;
    unsigned y = 0;
    if (str_starts(x, S("在"))) x = str_from(x, 3);
    name_clean(&p->pd, x, &own, &y);
    if (!own.n) return;
    while (p->depth && st_top(p)->of) p->depth--;
    st_find(p, &own, &name);
    while (p->depth && !st_top(p)->sorted) p->depth--;
    st_open(p, &name, false);
    st_top(p)->of = true;
}

/* Clauses that say whose parts follow. */
static bool opens(struct prose *p, struct str c, bool first)
{
    PR_WORDS(sub, SI("二级单位"), SI("下属"), SI("所属"));
    struct pr_path own;
    unsigned y = 0;
    if (str_starts(c, S("按")) && pr_ends(c, pw_by) && c.n < 90 && p->topic.n) {
        st_open_sorted(p);
    } else if (str_ends(c, S("其中"))) {
        st_whole(p, &own);
        st_open(p, &own, true);
        p->said = true;
    } else if (str_ends(c, S("中")) && c.n < 120) {
        inside_of(p, str_sub(c, 0, c.n - 3));
    } else if (first && pr_starts(c, sub) && pr_ends(c, pw_org_end)) {
        name_clean(&p->pd, c, &own, &y);
        st_open(p, &own, true);
    } else {
        return false;
    }
    return true;
}

/* Clauses that hold a subject, or a part of one, for the figure that follows. */
static bool holds(struct prose *p, struct str c)
{
    unsigned y = 0;
    size_t n, at = pr_find(c, pw_not_planned, &n);
    if (at != STR_NPOS) { /* 出国费未安排，未安排出国费， */
        name_clean(&p->pd, at + n < c.n ? str_from(c, at + n) : str_sub(c, 0, at), &p->pend, &y);
        p->pend_front = false;
        return true;
    }
    if (!str_ends(c, S("的"))) return false;
    pr_set(&p->pend, c.n < PR_NAME ? c : S(""));
    p->pend_front = p->pend.n > 0;
    return true;
}

/* 公务接待费支出决算与上年相比，: the base and the subject of what follows. */
static bool compared_with(struct prose *p, struct str c)
{
    PR_WORDS(compared, SI("相比"), SI("相较"), SI("对比"), SI("比较"), SI("相比较"));
    enum pr_baseline b;
    struct pr_path own;
    unsigned y = 0, year = 0;
    if (!pr_ends(c, compared) || pr_has(c, pw_change_up) || pr_has(c, pw_change_down)) return false;
    size_t i = lead_base(c, &b, &y);
    if (i == STR_NPOS) return false;
    name_clean(&p->pd, str_sub(c, 0, i), &own, &year);
    if (st_final(p)) name_spent(&own);
    if (st_generic(p, pr_str(&own)) || !pr_ends(pr_str(&own), pw_noun_end)) return false;
    p->base = b;
    p->base_year = y;
    pr_copy(&p->pend, &own);
    p->pend_front = false;
    return true;
}

/* A clause without a figure, c, that ended at a comma or the like. */
int say_clause(struct prose *p, struct str c, size_t off, bool first, struct err *e)
{
    bool was;
    struct pr_path own;
    unsigned y = 0;
    enum pr_baseline b;
    while (c.n && c.p[0] == ' ') c = str_from(c, 1);
    if (!c.n || c.n > 3 * PR_NAME) return 0;
    if (compare_clause(p, c, off, &was, e)) return ERR_FAIL;
    if (!was && say_same(p, c, off, &was, e)) return ERR_FAIL;
    if (pr_has(c, pw_reason)) p->because = true;
    if (!was && !p->because && say_none(p, c, off, &was, e)) return ERR_FAIL;
    if (was) return 0;
    if (lead_base(c, &b, &y) == 0) { /* 与2023年度相比， */
        p->base = b;
        return 0;
    }
    if (compared_with(p, c)) return 0;
    remember(p, c);
    if (opens(p, c, first) || holds(p, c) || c.n > 90 || !text_digit(c)) return 0;
    y = 0;
    name_clean(&p->pd, c, &own, &y);
    if (!y || own.n) return 0;
    if (str_starts(c, S("截"))) {
        p->asof = y;
    } else {
        p->year = y;
        p->asof = p->started ? 0 : y; /* 2022年，…。… : what a paragraph begins with is the year of its sentences */
    }
    return 0;
}

/* ---- labels: what stands before a colon ---- */

int say_label(struct prose *p, struct str c, size_t off, bool had_figure, struct err *e)
{
    bool was;
    unsigned y = 0;
    struct pr_path own;
    size_t n;
    if (c.n > 3 * PR_NAME) return 0;
    if (compare_clause(p, c, off, &was, e)) return ERR_FAIL;
    if (pr_has(c, pw_reason)) {
        p->because = true;
        return 0;
    }
    bool by = str_has(c, S("按"));
    if (st_top(p) && st_top(p)->sorted && !st_top(p)->items && !by) return 0; /* 按功能分类分，包括： */
    PR_WORDS(parts, SI("其中"));
    if (by ? pr_ends(c, pw_by) || pr_ends(c, pw_list_end) : pr_ends(c, pw_list_end) > 0) {
        struct pr_path whole;
        if (by) {
            st_open_sorted(p);
            return 0;
        }
        st_whole(p, &whole);
        n = pr_ends(c, parts);
        struct str x = str_sub(c, 0, c.n - pr_ends(c, pw_list_end));
        if (p->topic.n && st_side(p, x, &whole)) {}
        else if (!n && !p->said) goto label; /* 情况如下： */
        st_open(p, &whole, false);
        p->said = true;
        PR_WORDS(lasts, SI("其中"), SI("方面"), SI("如下"), SI("主要用于"));
        p->list_waits = true;
        p->list_lasts = pr_ends(c, lasts) > 0;
        return 0;
    }
label:
    if (had_figure) return 0;
    if (pr_ends(c, pw_indicator) && str_ends(c, S("指标"))) {
        p->indicator = true;
        return 0;
    }
    name_clean(&p->pd, c, &own, &y);
    pr_copy(&p->label, &own);
    return 0;
}
