/* prose_say.c: one walk over a paragraph, from separator to separator and figure to figure, and what is
 * being spoken of meanwhile: topic, subject, lists of parts, the base of a comparison. */
#include "table/prose_in.h"

PR_WORDS(tail_init, SI("年初预算数"), SI("年初预算"), SI("年初支出预算"), SI("年初预算安排"), SI("年初预算为"));
PR_WORDS(tail_full, SI("全年预算数"), SI("全年预算"), SI("调整预算数"), SI("调整预算"), SI("调整后预算数"), SI("调整后预算"));
PR_WORDS(tail_final, SI("决算支出"), SI("决算数"), SI("决算"), SI("实际支出"));
/* 公务接待费支出决算 is of 公务接待费, 财政拨款支出决算 of 财政拨款支出 */
PR_WORDS(tail_spent, SI("费支出"), SI("）支出"), SI(")支出"), SI("”支出"));
PR_WORDS(tail_run, SI("当年预算执行数"), SI("预算执行数"), SI("执行数"));
PR_WORDS(tail_budget, SI("预算数"), SI("预算金额"), SI("预算安排数"));
PR_WORDS(comma_words, SI("，"), SI("。"), SI("；"), SI("："), SI("、"), SI(","), SI(";"), SI(":"), SI("（"), SI("("), SI("）"), SI(")"));

/* A figure about to be said. */
struct saying {
    const struct pr_path *name;
    enum pr_col col;
    enum fig_kind kind;
    struct str column; /* chosen already, or empty */
    const char *op;
    struct str value, unit;
    unsigned year;
    const char *phase;
    const char *inferred;
    size_t off;
};

static unsigned doc_year(const struct prose *p)
{
    unsigned y = 0;
    return str_u32(p->pd.year, &y) ? y : 0;
}

static bool is_final(const struct prose *p) { return str_eq(p->pd.phase, S("final")); }

static struct str column_of(const struct saying *s, char *buf, size_t cap)
{
    (void)cap;
    (void)buf;
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
    case FIG_MONEY: return S("金额");
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

static int put(struct prose *p, const struct saying *s, struct err *e)
{
    struct fact f = {0};
    char year[16];
    while (p->place && p->at.v[p->place].off > s->off) p->place--;
    while (p->place + 1 < p->at.n && p->at.v[p->place + 1].off <= s->off) p->place++;
    f.page = p->at.v[p->place].page;
    f.line = p->at.v[p->place].line;
    unsigned y = s->year ? s->year : p->year ? p->year : p->asof;
    f.f[REC_YEAR] = p->pd.year;
    if (y) {
        int n = snprintf(year, sizeof year, "%u", y);
        f.f[REC_YEAR] = (struct str){year, (size_t)n};
    }
    f.f[REC_KIND] = S("prose");
    f.f[REC_NAME] = pr_str(s->name);
    f.f[REC_COL] = s->column.n ? s->column : column_of(s, NULL, 0);
    f.f[REC_OP] = str_c(s->op);
    f.f[REC_VALUE] = s->value;
    f.f[REC_UNIT] = s->unit;
    f.f[REC_PHASE] = s->phase ? str_c(s->phase) : p->pd.phase;
    f.f[REC_PROJECT] = pr_str(&p->project);
    f.f[REC_INFERRED] = str_c(s->inferred);
    return p->sink.put(p->sink.arg, &f, e);
}

/* ---- lists ---- */

static struct pr_list *top(struct prose *p) { return p->depth ? &p->list[p->depth - 1] : NULL; }

static void open_list(struct prose *p, const struct pr_path *parent, bool inside)
{
    if (p->depth == PR_DEPTH) p->depth--;
    struct pr_list *l = &p->list[p->depth++];
    l->parent = *parent;
    l->items = 0;
    l->weak = l->sorted = l->had_change = l->of = false;
    l->inside = inside;
    p->ngroup = 0;
}

/* What the next subject stands under. */
static void parent_of(struct prose *p, struct pr_path *out)
{
    struct pr_list *l = top(p);
    if (p->because) out->n = 0;
    else if (l) *out = l->parent;
    else *out = p->carry;
}

static void whole_of(struct prose *p, struct pr_path *out)
{
    if (p->said && p->cur.n) *out = p->cur;
    else if (p->topic.n && (p->topic_here || !p->started)) *out = p->topic;
    else if (p->label.n) *out = p->label;
    else *out = p->carry;
}

/* The path of X where X was said already in this paragraph, else X under the list. */
static void find_path(struct prose *p, const struct pr_path *x, struct pr_path *out)
{
    const struct pr_path *known[3] = {&p->cur, &p->topic, NULL};
    for (size_t i = 0; known[i]; i++)
        if (known[i]->n && str_eq(pr_tip(known[i]), pr_str(x))) {
            *out = *known[i];
            return;
        }
    parent_of(p, out);
    if (!str_eq(pr_tip(out), pr_str(x))) pr_add(out, pr_str(x));
}

/* 按…划分: the parts of the topic follow, to the end of the paragraph. */
PR_WORDS(by_words, SI("划分"), SI("分类"), SI("分"), SI("看"), SI("来看"), SI("分类划分"));

static void open_sorted(struct prose *p)
{
    struct pr_path whole = p->carry.n && !p->said ? p->carry : p->topic.n ? p->topic : p->carry;
    p->depth = 0;
    open_list(p, &whole, false);
    top(p)->sorted = true;
    p->said = true;
}

static void comma_end(struct prose *p) { p->comma = true; }

static void item_end(struct prose *p)
{
    while (p->depth > p->bracket_depth[p->bracket]) {
        struct pr_list *l = top(p);
        if (l->sorted || !(l->weak || !l->items || (l->inside && p->depth > 1))) break;
        p->depth--;
    }
    p->comma = p->because = p->after_change = false;
    p->base = BASE_NONE;
    p->base_year = 0;
    p->of = 0;
    p->label.n = p->pend.n = 0;
    p->ngroup = p->nsplit = p->isplit = 0;
}

static void sentence_end(struct prose *p)
{
    item_end(p);
    p->subtotal.n = 0;
    while (p->depth && !top(p)->sorted) p->depth--;
    p->said = p->indicator = false;
    p->year = 0;
}

/* ---- sentences without a figure that say one all the same ---- */

static const char *same_year(const struct prose *p, enum pr_baseline b, unsigned y)
{
    /* 比2021年年初预算 in the budget of 2022 is last year's */
    if (b == BASE_PREV) return "prev";
    if (b == BASE_INIT && (!is_final(p) || (y && y != doc_year(p)))) return "prev";
    return b == BASE_INIT ? "init" : b == BASE_FULL ? "full" : "";
}

static int say_compare(struct prose *p, struct str left, struct str right, const char *op, size_t off, struct err *e)
{
    PR_WORDS(bases, SI("年初预算"), SI("年初"));
    PR_WORDS(plain, SI("预算"));
    size_t n;
    unsigned y = 0, len;
    if (!is_final(p)) return 0;
    while (right.n && (y = name_year_at(right, &n))) right = str_from(right, n);
    bool init = pr_starts(right, bases) || (pr_starts(right, plain) && p->said_init && !p->said_full);
    if (!init) return 0;
    if ((n = pr_ends(left, tail_final))) left.n -= n;
    else if (pr_last(left, &len)) return 0;
    struct pr_path own;
    name_clean(&p->pd, left, &own, &y);
    struct pr_path name;
    if (own.n) find_path(p, &own, &name);
    else if (p->topic.n) name = p->topic;
    else head_subject(p, &name);
    struct saying s = {.name = &name, .col = COL_CHANGE, .column = S("比年初预算"), .op = op, .value = S(""), .unit = S(""),
                       .phase = NULL, .inferred = "", .off = off, .kind = FIG_BARE};
    return name.n ? put(p, &s, e) : 0;
}

static int put_same(struct prose *p, const struct pr_path *name, size_t off, struct err *e)
{
    struct saying s = {.name = name, .col = COL_CHANGE, .kind = FIG_BARE, .op = "", .value = S("0"), .unit = S(""), .inferred = "", .off = off};
    return name->n ? put(p, &s, e) : 0;
}

static bool generic(const struct prose *p, struct str s)
{
    bool said = p->headed || p->label.n || p->pend.n;
    return !s.n || pr_is(s, pw_generic) || (said && pr_is(s, pw_generic_soft));
}

/* 与上年持平. True if it was such a clause. */
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
    if (is_final(p) && str_has(before, S("决算")) && (b == BASE_INIT || b == BASE_FULL)) {
        struct str right = at == STR_NPOS ? before : str_from(before, at + 3);
        return say_compare(p, subject, right, "=", off, e);
    }
    const char *kind = same_year(p, b, y);
    if (*kind != 'p' && (*kind || p->because || !p->said || !str_eq(str_sub(c, i, i + n), S("持平")))) return 0;
    struct pr_path own, name;
    PR_WORDS(this_year, SI("本年度"), SI("本年"), SI("均"), SI("都"), SI("基本"));
    while ((n = pr_ends(subject, this_year))) subject.n -= n;
    name_clean(&p->pd, subject, &own, &year);
    if (!generic(p, pr_str(&own))) {
        find_path(p, &own, &name);
        p->cur = name;
        p->said = true;
        if (!p->depth && !p->because) p->topic = name;
        return put_same(p, &name, off, e);
    }
    struct pr_list *l = top(p);
    if (p->pend.n) {
        parent_of(p, &name);
        pr_add(&name, pr_str(&p->pend));
        if (l) l->items++;
        return put_same(p, &name, off, e);
    }
    if (l && l->weak && !l->had_change && !l->sorted) {
        name = l->parent;
        p->depth--;
        return put_same(p, &name, off, e);
    }
    if (!p->said) {
        if (p->topic.n) name = p->topic;
        else head_subject(p, &name);
        return put_same(p, &name, off, e);
    }
    if (!p->ngroup) return put_same(p, &p->cur, off, e);
    for (unsigned k = 0; k < p->ngroup; k++)
        if (!(k && str_eq(pr_str(&p->group[k]), pr_str(&p->group[k - 1]))) && put_same(p, &p->group[k], off, e)) return ERR_FAIL;
    p->ngroup = 0;
    return 0;
}

/* 决算数小于年初预算数 */
static int compare_clause(struct prose *p, struct str c, size_t off, bool *was, struct err *e)
{
    size_t n, i = pr_find(c, pw_compare, &n);
    *was = false;
    if (i == STR_NPOS || !is_final(p)) return 0;
    struct str w = str_sub(c, i, i + n), left = str_sub(c, 0, i);
    if (!pr_ends(left, tail_final)) return 0;
    *was = true;
    PR_WORDS(up, SI("大于"), SI("高于"), SI("多于"));
    PR_WORDS(eq, SI("等于"));
    return say_compare(p, left, str_from(c, i + n), pr_starts(w, up) ? ">" : pr_starts(w, eq) ? "=" : "<", off, e);
}

/* A clause without a figure, c, that ended at a comma or the like. */
static int clause(struct prose *p, struct str c, size_t off, bool first, struct err *e)
{
    bool was;
    size_t n;
    while (c.n && c.p[0] == ' ') c = str_from(c, 1);
    if (!c.n || c.n > 3 * PR_NAME) return 0;
    if (compare_clause(p, c, off, &was, e)) return ERR_FAIL;
    if (!was && say_same(p, c, off, &was, e)) return ERR_FAIL;
    if (pr_has(c, pw_reason)) p->because = true;
    if (was) return 0;
    struct pr_path own, name;
    unsigned y = 0;
    enum pr_baseline b;
    if (lead_base(c, &b, &y) == 0) { /* 与2023年度相比， */
        p->base = b;
        return 0;
    }
    y = 0;
    if (str_starts(c, S("按")) && pr_ends(c, by_words) && c.n < 90 && p->topic.n) {
        open_sorted(p);
        return 0;
    }
    if (str_ends(c, S("其中"))) {
        whole_of(p, &name);
        open_list(p, &name, true);
        p->said = true;
        return 0;
    }
    if (str_ends(c, S("中")) && c.n < 120) { /* 财政拨款支出预算中， */
        struct str x = str_sub(c, 0, c.n - 3);
        if (str_starts(x, S("在"))) x = str_from(x, 3);
        name_clean(&p->pd, x, &own, &y);
        if (own.n) {
            while (p->depth && top(p)->of) p->depth--;
            find_path(p, &own, &name);
            while (p->depth && !top(p)->sorted) p->depth--;
            open_list(p, &name, false);
            top(p)->of = true;
        }
        return 0;
    }
    size_t at = pr_find(c, pw_not_planned, &n);
    if (at != STR_NPOS) { /* 出国费未安排，未安排出国费， */
        name_clean(&p->pd, at + n < c.n ? str_from(c, at + n) : str_sub(c, 0, at), &p->pend, &y);
        p->pend_front = false;
        return 0;
    }
    if (str_ends(c, S("的"))) {
        pr_set(&p->pend, c.n < PR_NAME ? c : S(""));
        p->pend_front = p->pend.n > 0;
        return 0;
    }
    PR_WORDS(sub, SI("二级单位"), SI("下属"), SI("所属"));
    if (first && pr_starts(c, sub) && pr_ends(c, pw_org_end)) {
        name_clean(&p->pd, c, &own, &y);
        open_list(p, &own, true);
        return 0;
    }
    if (c.n > 90 || !text_digit(c)) return 0;
    name_clean(&p->pd, c, &own, &y);
    if (y && !own.n) {
        PR_WORDS(asof, SI("截"));
        if (pr_starts(c, asof)) p->asof = y;
        else p->year = y;
    }
    return 0;
}

/* 收入为, 支出包括: a side of the topic. False: x is no such word. */
static bool side_of(struct prose *p, struct str x, struct pr_path *out)
{
    PR_WORDS(sides, SI("收入"), SI("支出"));
    if (!x.n || pr_starts(x, sides) != x.n) return false;
    while (p->depth && !top(p)->sorted) p->depth--;
    struct pr_path side = p->topic;
    struct str tip = pr_tip(&side);
    if (side.n > tip.n && pr_starts(tip, sides) == tip.n) side.n -= (unsigned)tip.n + 1;
    pr_add(&side, x);
    *out = p->topic = side;
    return true;
}

/* ---- labels: what stands before a colon ---- */

static int colon(struct prose *p, struct str c, size_t off, bool had_figure, struct err *e)
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
    if (top(p) && top(p)->sorted && !top(p)->items && !by) return 0; /* 按功能分类分，包括： */
    PR_WORDS(parts, SI("其中"));
    if (by ? pr_ends(c, by_words) || pr_ends(c, pw_list_end) : pr_ends(c, pw_list_end) > 0) {
        struct pr_path whole;
        if (by) {
            open_sorted(p);
            return 0;
        }
        whole_of(p, &whole);
        n = pr_ends(c, parts);
        struct str x = str_sub(c, 0, c.n - pr_ends(c, pw_list_end));
        if (p->topic.n && side_of(p, x, &whole)) {}
        else if (!n && !p->said) goto label; /* 情况如下： */
        open_list(p, &whole, false);
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
    p->label = own;
    return 0;
}

/* ---- figures ---- */

/* The words right behind a count that say what was counted: [from, end). */
static struct str behind(struct str t, size_t from, bool standard)
{
    struct str r = str_sub(t, from, from + 300);
    size_t n, end = pr_find(r, comma_words, &n);
    if (end == STR_NPOS) end = r.n;
    if (end == 300) return S("");
    /* a bracket belongs to the name unless it holds a figure */
    r.n = end;
    PR_WORDS(skip, SI(" "));
    while (r.n && pr_starts(r, skip)) r = str_from(r, 1);
    if (!r.n || (!standard && pr_starts(r, pw_verb_after))) return S("");
    for (size_t i = 0; i < r.n; i++) {
        struct fig f;
        size_t next;
        if (!pr_digit(r.p[i])) continue;
        if (fig_read(r, 0, i, &f, &next)) {
            r.n = f.at;
            size_t c = pr_ends(r, pw_conj);
            r.n -= c;
            break;
        }
        i = next > i ? next - 1 : i;
    }
    return r;
}

/* 50万元用于道路维修: what an amount without a subject is for. */
static struct str use_of(struct str t, size_t from)
{
    PR_WORDS(uses, SI("用于"), SI("主要用于"), SI("作为"), SI("支持"));
    size_t n = pr_starts(str_from(t, from), uses);
    return n ? behind(t, from + n, true) : S("");
}

static bool rises_to(struct str t, size_t from)
{
    PR_WORDS(to, SI("到"), SI("至"), SI("为"));
    struct str r = str_from(t, from);
    size_t n = pr_starts(r, pw_change_up);
    if (!n) n = pr_starts(r, pw_change_down);
    return n && pr_starts(str_from(r, n), to);
}

/* A、B和C of `A、B和C分别为`. */
static void split_names(struct prose *p, struct str s)
{
    PR_WORDS(seps, SI("、"), SI("和"), SI("及"), SI("以及"), SI("，"));
    size_t n;
    p->nsplit = p->isplit = 0;
    while (s.n && p->nsplit < PR_GROUP) {
        size_t i = pr_find(s, seps, &n);
        struct str one = i == STR_NPOS ? s : str_sub(s, 0, i);
        if (one.n) pr_set(&p->split[p->nsplit++], one);
        if (i == STR_NPOS) break;
        s = str_from(s, i + n);
    }
    if (p->nsplit < 2) p->nsplit = 0;
}

/* 年初预算, 决算数, 执行数 at the end of the subject: what is left of it, and the phase. */
static const char *settle(struct prose *p, struct pr_path *own, const char **under)
{
    static const struct { pr_words w; const char *phase, *under; char base; } tab[] = {
        {tail_init, "budget", "", 'i'}, {tail_full, "budget", "全年预算", 'f'}, {tail_run, NULL, "预算执行数", 0},
        {tail_final, "final", "", 0}, {tail_budget, "budget", "", 0}};
    struct str s = pr_str(own);
    *under = "";
    PR_WORDS(spend, SI("支出预算数"), SI("支出预算"), SI("收入预算数"), SI("收入预算"));
    size_t n = is_final(p) && !pr_ends(s, tail_init) && !pr_ends(s, tail_full) ? pr_ends(s, spend) : 0;
    if (n && n < s.n) {
        own->n -= (unsigned)n - 6;
        if (pr_ends(pr_str(own), tail_spent)) own->n -= 6;
        return "budget";
    }
    for (size_t i = 0; i < sizeof tab / sizeof *tab; i++) {
        n = pr_ends(s, tab[i].w);
        if (!n) continue;
        bool alone = n == s.n;
        if (!is_final(p) && !alone && tab[i].w == tail_budget) return NULL;
        if (tab[i].w == tail_budget && !alone && str_ends(s, S("金额"))) return "budget"; /* its own word */
        own->n -= (unsigned)n;
        if (tab[i].w == tail_final && (pr_ends(pr_str(own), tail_spent) || str_eq(pr_str(own), S("支出")) || str_eq(pr_str(own), S("收入")))) own->n -= 6;
        *under = tab[i].under;
        if (tab[i].base == 'i') p->said_init = true;
        if (tab[i].base == 'f') p->said_full = true;
        return tab[i].phase;
    }
    if (is_final(p) && (str_ends(s, S("预算")) || str_ends(s, S("预算安排")))) {
        if (generic(p, s)) own->n = 0;
        return "budget";
    }
    if (generic(p, s)) own->n = 0;
    return NULL;
}

/* Whom a figure without a subject of its own is about. */
static bool inherit(struct prose *p, const struct fig *f, const struct lead *l, bool was_generic, struct pr_path *name, const char **inferred)
{
    struct pr_list *list = top(p);
    *inferred = "";
    if (p->label.n && (!p->said || l->col == COL_LEVEL || l->col == COL_STANDARD)) {
        parent_of(p, name);
        pr_add(name, pr_str(&p->label));
        return true;
    }
    if (p->pend.n && !p->pend_front) {
        parent_of(p, name);
        if (!str_eq(pr_tip(name), pr_str(&p->pend))) pr_add(name, pr_str(&p->pend));
        return true;
    }
    if (l->col == COL_CHANGE && list && list->weak && !list->had_change && list->items > 1 && !list->sorted) {
        *name = list->parent; /* 其中：A 1，B 2，比上年增加 3 */
        p->depth--;
        return name->n > 0;
    }
    if (was_generic && p->topic.n) {
        *name = list && p->cur.n && p->said ? p->cur : p->topic;
        return true;
    }
    if (p->said && p->cur.n) *name = p->cur;
    else if (p->topic.n) *name = p->topic;
    else if (p->cur.n && f->kind != FIG_MONEY) *name = p->cur;
    else {
        head_subject(p, name);
        *inferred = "name";
    }
    return name->n > 0;
}

static bool accept_bare(const struct fig *f, const struct lead *l, struct str raw, const struct prose *p)
{
    PR_WORDS(counts, SI("数"), SI("数量"), SI("编制"), SI("人数"));
    PR_WORDS(cop, SI("为"), SI("是"), SI("为："));
    bool zero = true;
    for (unsigned i = 0; i < f->nvalue; i++)
        if (f->value[i] != '0' && f->value[i] != '.') zero = false;
    if (zero && pr_ends(raw, cop)) return true;
    if (*l->op && (l->subject.n || p->label.n)) return true;
    if (f->nvalue > 6 || memchr(f->value, '-', f->nvalue)) return false;
    return pr_ends(l->subject, counts) || (!raw.n && pr_ends(pr_str(&p->label), counts));
}

static struct str base_column(struct prose *p, const struct lead *l, const struct fig *f, char *buf, size_t cap)
{
    enum pr_baseline b = l->base != BASE_NONE ? l->base : p->base;
    unsigned by = l->base != BASE_NONE ? l->base_year : p->base_year, y = doc_year(p);
    const char *k = same_year(p, b, by);
    if (*k == 'i') return S("比年初预算");
    if (*k == 'f' && is_final(p)) return S("比全年预算");
    if (b == BASE_PREV && by && y && by + 1 != y && by < y) {
        int n = snprintf(buf, cap, "比%u年%s", by, f->kind == FIG_RATE ? "增减率" : "增减");
        return (struct str){buf, (size_t)n};
    }
    return S("");
}

static bool zero_value(const struct fig *f)
{
    for (unsigned i = 0; i < f->nvalue; i++)
        if (f->value[i] != '0' && f->value[i] != '.') return false;
    return true;
}

/* After a record: what is spoken of now. */
static void now(struct prose *p, const struct lead *l, const struct pr_path *name, const struct pr_path *about, bool own)
{
    struct pr_list *list = top(p);
    bool level = l->col == COL_LEVEL;
    if (own || !p->cur.n || l->col == COL_CHANGE) p->cur = *about;
    if (own) p->label.n = 0;
    if (own && str_ends(pr_str(name), S("小计"))) p->subtotal = *name;
    if (own && !p->depth && !p->because) {
        p->topic = *about;
        p->topic_here = true;
    }
    if (own && list && !p->because) {
        if (list->items && p->comma) list->weak = true;
        list->items++;
    }
    if (level && own && name->n == about->n && p->ngroup < PR_GROUP) p->group[p->ngroup++] = *name;
    if (l->col == COL_CHANGE) {
        if (l->base != BASE_NONE) {
            p->base = l->base;
            p->base_year = l->base_year;
        }
        p->ngroup = 0;
        if (list) list->had_change = true;
    }
    p->after_change = l->col == COL_CHANGE;
    p->said = true;
    p->list_waits = p->comma = false;
    if (own) p->pend.n = 0;
}

static int say(struct prose *p, const struct fig *f, const struct lead *l, const struct pr_path *name, unsigned year, const char *phase,
               const char *inferred, bool label_used, struct err *e)
{
    char value[72], buf[48];
    size_t n = 0;
    if ((f->neg || (l->col == COL_CHANGE && l->down)) && !zero_value(f)) value[n++] = '-';
    memcpy(value + n, f->value, f->nvalue);
    n += f->nvalue;
    struct saying s = {.name = name, .col = l->col, .kind = f->kind, .op = *f->op ? f->op : l->op, .value = {value, n},
                       .unit = {f->unit, f->nunit}, .year = year, .phase = phase, .inferred = f->joined ? "value" : inferred, .off = f->at};
    if (l->col == COL_CHANGE) s.column = base_column(p, l, f, buf, sizeof buf);
    if ((l->col == COL_LEVEL || l->col == COL_SHARE || l->col == COL_DONE) && (p->indicator || (p->label_only && label_used)))
        s.column = S("指标值");
    PR_WORDS(year_end, SI("上年末"), SI("上年底"), SI("去年末"), SI("去年底"));
    if (!year && pr_starts(pr_tip(name), year_end) && doc_year(p)) s.year = doc_year(p) - 1;
    return put(p, &s, e);
}

/* What a standard is of: …的标准安排调度经费. */
static struct str standard_of(struct str r)
{
    PR_WORDS(verbs, SI("安排"), SI("发放"), SI("补助"), SI("给予"), SI("核定"), SI("测算"), SI("计算"), SI("支付"));
    size_t n = pr_starts(r, verbs);
    return n ? str_from(r, n) : r;
}

/* The figure f with the words raw in front of it. *resume: where the next words begin. 1: it says nothing. */
static int figure(struct prose *p, struct str t, struct str raw, const struct fig *f, size_t *resume, struct err *e)
{
    struct lead l;
    struct pr_path own, name, about;
    unsigned year = 0, y = 0;
    const char *under = "", *inferred = "", *phase;
    if (raw.n > 2 * PR_NAME) {
        size_t k = raw.n - 2 * PR_NAME;
        while (k < raw.n && ((unsigned char)raw.p[k] & 0xc0) == 0x80) k++;
        raw = str_from(raw, k);
    }
    size_t n, i = pr_find(raw, pw_reason, &n);
    if (i != STR_NPOS) {
        p->because = true;
        raw = str_from(raw, i + n);
    }
    lead_read(raw, f, p->after_change, &l);
    if (f->kind == FIG_BARE && !accept_bare(f, &l, raw, p)) return 1;
    if (f->kind == FIG_MONEY && rises_to(t, f->end)) { /* 由300元提高到350元 */
        PR_WORDS(from, SI("由"), SI("从"));
        i = pr_find(l.subject, from, &n);
        if (i != STR_NPOS) l.subject = str_sub(l.subject, 0, i);
    }
    if (f->kind == FIG_RATE && p->of && str_eq(l.subject, S("的"))) {
        l.col = p->of == 'd' ? COL_DONE : COL_SHARE;
        l.subject.n = 0;
    }
    if (!raw.n && p->isplit && p->isplit < p->nsplit) { /* 分别增长10%和12% */
        l.col = p->split_col;
        l.down = p->split_down;
    }
    if (l.because) p->because = true;
    if (l.open) {
        if (l.parent.n) {
            name_clean(&p->pd, l.parent, &own, &y);
            find_path(p, &own, &name);
            side_of(p, l.parent, &name);
        } else {
            whole_of(p, &name);
        }
        open_list(p, &name, true);
        p->said = true;
    }
    y = 0;
    name_clean(&p->pd, l.subject, &own, &y);
    if (p->indicator && l.col != COL_CHANGE && l.subject.n < PR_NAME) pr_set(&own, l.subject); /* as printed */
    if (l.only_base) y = l.base_year;
    if (l.was) y = l.base_year ? l.base_year : doc_year(p) ? doc_year(p) - 1 : 0;
    year = y;
    /* 持有 an as-of date in front: for the whole paragraph */
    if (y && str_has(raw, S("截"))) p->asof = y;
    if (l.rate.n && !own.n && !p->cur.n) name_clean(&p->pd, l.rate, &own, &y);
    struct pr_path plain = own;
    phase = l.col == COL_LEVEL ? settle(p, &own, &under) : NULL;
    bool was_generic = !own.n && (l.subject.n || l.of == 'd');
    if (l.of == 'd') phase = "budget";
    if (p->because && l.col == COL_LEVEL && f->kind == FIG_MONEY && own.n > 6 && str_starts(pr_str(&own), S("新增"))) {
        l.col = COL_CHANGE; /* the reason names what is new */
        own.n -= 6;
        memmove(own.b, own.b + 6, own.n);
    }
    struct str post = l.col == COL_LEVEL || l.col == COL_STANDARD ? behind(t, f->end, l.col == COL_STANDARD) : S("");
    *resume = f->end;
    bool label_used = false, has_own;
    if (p->isplit && p->isplit < p->nsplit && !own.n) {
        own = p->split[p->isplit++];
    } else if (l.each && own.n) {
        split_names(p, pr_str(&own));
        if (p->nsplit) own = p->split[p->isplit++];
        p->split_col = l.col;
        p->split_down = l.down;
    } else if (l.col == COL_STANDARD && post.n) {
        post = standard_of(post);
        i = str_find(l.subject, S("按"), 0);
        own.n = 0;
        if (i != STR_NPOS) name_clean(&p->pd, str_sub(l.subject, 0, i), &own, &y);
        if (!own.n) {
            name_clean(&p->pd, post, &own, &y);
            *resume = (size_t)(post.p - t.p) + post.n;
        }
    } else if (post.n && f->kind == FIG_RATE) {
        pr_add(&own, S(""));
        if (own.n + post.n < PR_PATH && own.n) {
            memcpy(own.b + own.n, post.p, post.n);
            own.n += (unsigned)post.n;
        } else {
            name_clean(&p->pd, post, &own, &y);
        }
        l.col = str_has(post, S("覆盖")) ? COL_SHARE : COL_DONE;
        *resume = (size_t)(post.p - t.p) + post.n;
    } else if (!own.n && !plain.n && l.col == COL_LEVEL && f->kind == FIG_MONEY && !p->label.n && !p->pend.n && use_of(t, f->end).n) {
        post = use_of(t, f->end);
        name_clean(&p->pd, post, &own, &y);
        *resume = (size_t)(post.p - t.p) + post.n;
    } else if (post.n && (f->kind == FIG_COUNT || f->kind == FIG_MONEY) && (!own.n || !l.noun) && !(p->label.n && f->kind == FIG_MONEY)) {
        post.n = name_counted(post);
        name_clean(&p->pd, post, &own, &y);
        *resume = (size_t)(post.p - t.p) + post.n;
    }
    if (p->pend.n && p->pend_front) {
        struct pr_path joint = p->pend;
        if (own.n && joint.n + own.n < PR_PATH) {
            memcpy(joint.b + joint.n, own.b, own.n);
            joint.n += own.n;
            own = joint;
        }
        p->pend.n = 0;
    }
    has_own = own.n > 0;
    if (has_own) {
        if (l.col == COL_CHANGE || l.col == COL_SHARE || l.col == COL_DONE) find_path(p, &own, &name);
        else {
            parent_of(p, &name);
            struct str stem = pr_tip(&p->subtotal);
            if (stem.n > 6 && str_ends(pr_str(&own), str_sub(stem, 0, stem.n - 6))) name = p->subtotal;
            if (!str_eq(pr_tip(&name), pr_str(&own))) {
                if (str_starts(pr_str(&own), S("涉及")) && p->said && p->cur.n) name = p->cur;
                else if (str_starts(pr_str(&own), S("涉及")) && p->topic.n && !name.n) name = p->topic;
                pr_add(&name, pr_str(&own));
            }
        }
    } else {
        label_used = p->label.n > 0;
        PR_WORDS(sum, SI("共计"), SI("合计"), SI("总计"), SI("累计安排"), SI("已安排"));
        size_t ns = pr_ends(raw, sum);
        bool total = !p->label.n && !p->pend.n && p->said && l.col == COL_LEVEL && ns && !top(p);
        if (!inherit(p, f, &l, was_generic, &name, &inferred)) {
            if (!was_generic) return 0;
            name = plain;
        }
        if (total) pr_add(&name, str_from(raw, raw.n - ns));
    }
    about = name;
    if (*under) pr_add(&name, str_c(under));
    bool keep = (has_own || label_used || (was_generic && !*under)) && !l.only_base && l.of != 's' && !str_starts(pr_str(&own), S("涉及"));
    if (say(p, f, &l, &name, year, phase, inferred, label_used, e)) return ERR_FAIL;
    p->of = l.of;
    if (l.only_base) {
        p->base = l.base;
        p->base_year = l.base_year;
        p->said = true;
        return 0;
    }
    now(p, &l, &name, &about, keep);
    return 0;
}

/* ---- the walk ---- */

struct walk {
    struct str t;
    size_t from;     /* where the words in front of the next figure begin */
    size_t sentence; /* start of the sentence */
    bool figured;    /* a figure stood in this clause */
    bool any;        /* in this sentence */
    bool first;      /* first sentence of the paragraph */
};

bool say_any_figure(struct str t)
{
    for (size_t i = 0; i < t.n; i++) {
        struct fig f;
        size_t next;
        if (!pr_digit(t.p[i])) continue;
        if (fig_read(t, 0, i, &f, &next) && f.kind != FIG_BARE) return true;
        i = next > i ? next - 1 : i;
    }
    return false;
}

/* Past the closing mark if nothing between needs reading, else 0. */
static size_t opaque(struct str t, size_t i, struct str close, size_t max, bool even_figures)
{
    struct str r = str_sub(t, i, i + max);
    size_t e = str_find(r, close, 0);
    if (e == STR_NPOS) return 0;
    r.n = e;
    if (!even_figures && text_digit(r) && say_any_figure(r)) return 0;
    return i + e + close.n;
}

static int end_clause(struct prose *p, struct walk *w, size_t i, struct err *e)
{
    int rc = 0;
    if (!w->figured && i > w->from) rc = clause(p, str_sub(w->t, w->from, i), w->from, w->from == w->sentence, e);
    w->figured = false;
    return rc;
}

/* 1、某某（类）某某（款）某某（项）。 in front: the sentences that follow are about it. */
static void item_heading(struct prose *p, const struct walk *w, size_t i)
{
    PR_WORDS(marks, SI("（项）"), SI("（款）"), SI("（类）"), SI("(项)"), SI("(款)"), SI("(类)"));
    struct str s = str_sub(w->t, w->sentence, i);
    unsigned kind, y = 0;
    struct pr_path own;
    if (s.n > 400 || !w->first || w->any) return;
    if (!name_marker(s, &kind) && !pr_ends(s, marks)) return;
    if (str_has(s, S("，")) || (kind && s.n > 150 && !pr_ends(s, marks))) return;
    name_clean(&p->pd, s, &own, &y);
    if (!own.n) return;
    p->topic = p->carry;
    pr_add(&p->topic, pr_str(&own));
    p->cur = p->topic;
    p->headed = p->topic_here = true;
}

static int bracket(struct prose *p, struct walk *w, size_t i, unsigned len, size_t *next, struct err *e)
{
    struct str close = len == 1 ? S(")") : S("）");
    size_t o = opaque(w->t, i + len, close, 600, false);
    *next = i + len;
    if (o) {
        *next = o;
        return 0;
    }
    unsigned y = 0;
    if (!w->figured && i > w->from) {
        name_clean(&p->pd, str_sub(w->t, w->from, i), &p->pend, &y);
        p->pend_front = false;
    }
    if (end_clause(p, w, w->from, e)) return ERR_FAIL;
    if (p->bracket < 3) {
        p->bracket_depth[++p->bracket] = p->depth;
        p->bracket_cur[p->bracket] = p->cur;
    }
    w->from = i + len;
    return 0;
}

static int separator(struct prose *p, struct walk *w, uint32_t c, size_t i, unsigned len, struct err *e)
{
    struct str words = str_sub(w->t, w->from, i);
    bool figured = w->figured;
    switch (c) {
    case 0x3001: /* 、 divides after a figure, else it is inside a name */
        if (w->from != i) return 0;
        comma_end(p);
        break;
    case ',': case 0xff0c:
        if (end_clause(p, w, i, e)) return ERR_FAIL;
        comma_end(p);
        break;
    case ':': case 0xff1a:
        w->figured = false;
        if (colon(p, words, w->from, figured, e)) return ERR_FAIL;
        break;
    case ';': case 0xff1b:
        if (end_clause(p, w, i, e)) return ERR_FAIL;
        item_end(p);
        break;
    case ')': case 0xff09:
        if (end_clause(p, w, i, e)) return ERR_FAIL;
        if (p->bracket) {
            if (p->depth > p->bracket_depth[p->bracket]) p->depth = p->bracket_depth[p->bracket];
            if (p->bracket_cur[p->bracket].n) p->cur = p->bracket_cur[p->bracket];
            p->bracket--;
        }
        break;
    default: /* 。！？ and a full stop behind a figure */
        if (end_clause(p, w, i, e)) return ERR_FAIL;
        item_heading(p, w, i);
        sentence_end(p);
        if (!p->bracket) w->first = false;
        w->any = false;
        w->sentence = i + len;
    }
    w->from = i + len;
    p->started = true;
    return 0;
}

static bool is_separator(uint32_t c)
{
    switch (c) {
    case 0x3001: case ',': case 0xff0c: case ':': case 0xff1a: case ';': case 0xff1b: case ')': case 0xff09:
    case 0x3002: case 0xff01: case 0xff1f: case '!': case '?':
        return true;
    default: return false;
    }
}

static int walk_figure(struct prose *p, struct walk *w, size_t *i, struct err *e)
{
    struct fig f;
    size_t next, resume;
    if (!fig_read(w->t, w->from, *i, &f, &next)) {
        *i = next;
        return 0;
    }
    resume = f.end;
    int rc = figure(p, w->t, str_sub(w->t, w->from, f.at), &f, &resume, e);
    if (rc < 0) return rc;
    if (rc) {
        *i = next;
        return 0;
    }
    w->figured = w->any = true;
    size_t n = pr_starts(str_from(w->t, resume), pw_conj);
    if (n) comma_end(p);
    w->from = *i = resume + n;
    return 0;
}

static int walk(struct prose *p, struct walk *w, struct err *e)
{
    struct str t = w->t;
    for (size_t i = 0; i < t.n;) {
        unsigned len = 1;
        size_t o = 0;
        unsigned char b = (unsigned char)t.p[i];
        if (pr_digit((char)b)) {
            if (walk_figure(p, w, &i, e)) return ERR_FAIL;
            continue;
        }
        /* all marks are ASCII or begin with these three bytes */
        if (b >= 0x80 && b != 0xe2 && b != 0xe3 && b != 0xef) {
            i += b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc0 ? 2 : 1;
            continue;
        }
        uint32_t c = pr_char(t.p + i, t.p + t.n, &len);
        if (c == 0x300a) o = opaque(t, i + len, S("》"), 600, true);
        else if (c == 0x201c) o = opaque(t, i + len, S("”"), 200, false);
        if (o) {
            i = o;
            continue;
        }
        if (c == '(' || c == 0xff08) {
            if (bracket(p, w, i, len, &o, e)) return ERR_FAIL;
            i = o;
            continue;
        }
        if (is_separator(c) || (c == '.' && w->figured && w->from == i))
            if (separator(p, w, c, i, len, e)) return ERR_FAIL;
        i += len;
    }
    return 0;
}

/* A definition, not a statement: X：指… */
static bool definition(struct str t)
{
    PR_WORDS(is, SI("：指"), SI(":指"), SI("：是指"), SI(":是指"), SI("，是指"), SI(",是指"), SI("，指"), SI("：反映"), SI(":反映"));
    return pr_has(str_sub(t, 0, 150), is);
}

int say_paragraph(struct prose *p, struct str t, struct err *e)
{
    struct walk w = {.t = t, .first = true};
    if (definition(t)) return 0;
    size_t m, yn;
    unsigned kind;
    m = name_marker(t, &kind);
    if (!m && name_year_at(t, &yn)) p->carry.n = 0; /* a statement of its own */
    p->headed = p->started = p->topic_here = false;
    p->depth = p->bracket = p->ngroup = p->nsplit = p->isplit = 0;
    p->bracket_depth[0] = 0;
    p->label.n = p->pend.n = p->cur.n = p->subtotal.n = 0;
    p->said = p->because = p->after_change = p->indicator = p->comma = p->list_waits = p->said_init = p->said_full = false;
    p->base = BASE_NONE;
    p->base_year = p->year = p->asof = 0;
    p->of = 0;
    p->place = 0;
    if (walk(p, &w, e)) return ERR_FAIL;
    if (end_clause(p, &w, t.n, e)) return ERR_FAIL;
    item_heading(p, &w, t.n);
    if (p->list_waits && p->list_lasts && w.from >= t.n && p->depth && top(p)->items == 0 && !top(p)->sorted) {
        p->carry = top(p)->parent;
        p->carry_kind = 2;
        for (unsigned k = 1; k < 8; k++)
            if (p->head[k].n) p->carry_kind = k;
    }
    p->depth = 0;
    return 0;
}
