/* SPDX-License-Identifier: MIT */
/* prose_subject.c: whose figure it is: the subject in front of it or behind, shared with others (分别为), or what was spoken of
 * before. */
#include "table/prose_stated.h"

/* 公务接待费支出决算 is of 公务接待费, 财政拨款支出决算 of 财政拨款支出 */
PR_WORDS(tail_spent, SI("费支出"), SI("）支出"), SI(")支出"), SI("”支出"));
PR_WORDS(tail_run, SI("当年预算执行数"), SI("预算执行数"), SI("执行数"));
PR_WORDS(tail_budget, SI("预算数"), SI("预算金额"), SI("预算安排数"));
PR_WORDS(comma_words, SI("，"), SI("。"), SI("；"), SI("："), SI("、"), SI(","), SI(";"), SI(":"), SI("（"), SI("("), SI("）"), SI(")"));

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

bool stated_rises(struct str t, size_t from)
{
    PR_WORDS(to, SI("到"), SI("至"), SI("为"));
    struct str r = str_from(t, from);
    size_t n = pr_starts(r, pw_change_up);
    if (!n) n = pr_starts(r, pw_change_down);
    return n && pr_starts(str_from(r, n), to);
}

/* Is the 和 or 及 at s[i], n bytes, inside a name: one of the accounts', or one that is not the last of its list? */
static bool inside_name(struct str s, size_t i, size_t n)
{
    PR_WORDS(heads, SI("商品"), SI("个人"), SI("保障"), SI("结转"), SI("体育"), SI("购置"), SI("灾害防治"), SI("海洋"));
    PR_WORDS(tails, SI("服务支出"), SI("家庭"), SI("就业"), SI("结余"), SI("传媒"), SI("运行"), SI("应急管理"));
    struct str head = str_sub(s, 0, i), rest = str_from(s, i + n);
    if (str_starts(str_from(s, i), S("、")) || str_starts(str_from(s, i), S("，"))) return false;
    return str_has(rest, S("、")) || (pr_ends(head, heads) && pr_starts(rest, tails));
}

/* A、B和C of `A、B和C分别为`. */
static void split_names(struct prose *p, struct str s)
{
    PR_WORDS(seps, SI("、"), SI("和"), SI("及"), SI("以及"), SI("，"));
    size_t n;
    p->nsplit = p->isplit = 0;
    while (s.n && p->nsplit < PR_GROUP) {
        size_t i = pr_find(s, seps, &n);
        while (i != STR_NPOS && inside_name(s, i, n)) {
            size_t k = pr_find(str_from(s, i + n), seps, &n), from = i + (str_starts(str_from(s, i), S("以及")) ? 6 : 3);
            i = k == STR_NPOS ? k : from + k;
        }
        struct str one = i == STR_NPOS ? s : str_sub(s, 0, i);
        if (one.n) pr_set(&p->split[p->nsplit++], one);
        if (i == STR_NPOS) break;
        s = str_from(s, i + n);
    }
    if (p->nsplit < 2) p->nsplit = 0;
}

void name_spent(struct pr_path *own)
{
    size_t n = pr_ends(pr_str(own), pw_final_tail);
    if (!n || n == own->n || own->b[own->n - n - 1] == '/') return;
    struct str left = str_sub(pr_str(own), 0, own->n - n);
    if (str_eq(left, S("收入")) || str_eq(left, S("支出"))) return;
    own->n -= (unsigned)n;
    if (pr_ends(left, tail_spent)) own->n -= 6;
}

/* 年初预算, 决算数, 执行数 at the end of the subject: what is left of it, and the phase. */
static const char *settle(struct prose *p, struct pr_path *own, const char **under)
{
    static const struct { pr_words w; const char *phase, *under; char base; } tab[] = {
        {pw_init_tail, "budget", "", 'i'}, {pw_full_tail, "budget", "全年预算", 'f'}, {tail_run, NULL, "预算执行数", 0},
        {pw_final_tail, "final", "", 0}, {tail_budget, "budget", "", 0}};
    struct str s = pr_str(own);
    *under = "";
    PR_WORDS(spend, SI("支出预算数"), SI("支出预算"), SI("收入预算数"), SI("收入预算"));
    size_t n = st_final(p) && !pr_ends(s, pw_init_tail) && !pr_ends(s, pw_full_tail) ? pr_ends(s, spend) : 0;
    if (n && n < s.n) {
        own->n -= (unsigned)n - 6;
        if (pr_ends(pr_str(own), tail_spent)) own->n -= 6;
        return "budget";
    }
    for (size_t i = 0; i < sizeof tab / sizeof *tab; i++) {
        n = pr_ends(s, tab[i].w);
        if (!n) continue;
        bool alone = n == s.n;
        if (!st_final(p) && !alone && tab[i].w == tail_budget) return NULL;
        if (tab[i].w == tail_budget && !alone && str_ends(s, S("金额"))) return "budget"; /* its own word */
        if (tab[i].w == pw_final_tail && !p->said && str_eq(str_sub(s, 0, s.n - n), S("收入"))) return "final"; /* 收入决算 */
        own->n -= (unsigned)n;
        if (own->n && own->b[own->n - 1] == '/') own->n--; /* it was a part of its own */
        if (tab[i].w == pw_final_tail && (pr_ends(pr_str(own), tail_spent) || str_eq(pr_str(own), S("支出")) || str_eq(pr_str(own), S("收入")))) own->n -= 6;
        *under = tab[i].under;
        if (tab[i].base == 'i') p->said_init = true;
        if (tab[i].base == 'f') p->said_full = true;
        return tab[i].phase;
    }
    PR_WORDS(funds, SI("公共预算"), SI("基金预算"), SI("经营预算"), SI("四本预算"));
    PR_WORDS(planned, SI("费预算"), SI("费用预算"), SI("）预算"), SI("支出预算安排"), SI("费预算安排"));
    if (st_final(p) && !pr_ends(s, funds) && (str_ends(s, S("预算")) || str_ends(s, S("预算安排")))) {
        if (st_generic(p, s)) own->n = 0;
        else if (!p->because && pr_ends(s, planned)) own->n -= str_ends(s, S("安排")) ? 12 : 6; /* 公务接待费预算5万元，决算3万元 */
        return "budget";
    }
    if (st_generic(p, s)) own->n = 0;
    return NULL;
}

/* Whom a figure without a subject of its own is about. */
static bool inherit(struct prose *p, const struct fig *f, const struct lead *l, bool was_generic, struct pr_path *name, const char **inferred)
{
    struct pr_list *list = st_top(p);
    *inferred = "";
    if (p->label.n && (!p->said || l->col == COL_LEVEL || l->col == COL_STANDARD)) {
        st_parent(p, name);
        pr_add(name, pr_str(&p->label));
        return true;
    }
    if (p->pend.n && !p->pend_front) {
        if (l->col == COL_LEVEL) p->nnone = 0; /* 未安排，为0万元: the figure says it */
        st_parent(p, name);
        if (!str_eq(pr_tip(name), pr_str(&p->pend))) pr_add(name, pr_str(&p->pend));
        return true;
    }
    if (l->col == COL_CHANGE && list && list->weak && !list->had_change && list->items > 1 && !list->sorted) {
        pr_copy(name, &list->parent); /* 其中：A 1，B 2，比上年增加 3 */
        p->depth--;
        return name->n > 0;
    }
    if (was_generic && p->topic.n) {
        pr_copy(name, list && p->cur.n && p->said ? &p->cur : &p->topic);
        return true;
    }
    if (f->kind == FIG_SCORE && p->said && p->rated.n) pr_copy(name, &p->rated); /* 8个项目开展自评，覆盖率100%，平均得分96分 */
    else if (p->said && p->cur.n) pr_copy(name, &p->cur);
    else if (p->topic.n) pr_copy(name, &p->topic);
    else if (p->cur.n && f->kind != FIG_MONEY) pr_copy(name, &p->cur);
    else {
        head_subject(p, name);
        *inferred = "name";
    }
    return name->n > 0;
}

/* ---- the subject in front ---- */

PR_WORDS(figure_of, SI("预算数"), SI("预算额"), SI("决算数"));

/* The subject's own words: name, year, phase. */
void stated_subject(struct prose *p, struct stated *s)
{
    struct lead *l = &s->l;
    unsigned y = 0, none = 0, doc = st_year(p);
    struct pr_path rest;
    size_t last;
    name_clean(&p->pd, l->subject, &s->own, &y);
    PR_WORDS(prepositions, SI("对"), SI("在"), SI("将"), SI("向"), SI("于"), SI("组织对"));
    PR_WORDS(sums, SI("合计"), SI("共计"), SI("总计"));
    if (pr_is(pr_str(&s->own), prepositions)) { /* 对2022年度7个项目 */
        s->own.n = 0;
        l->noun = false;
    }
    if (p->before.n && !p->said && pr_is(pr_str(&s->own), sums)) pr_copy(&s->own, &p->before);
    if (p->indicator && l->col != COL_CHANGE && l->subject.n < PR_NAME) pr_set(&s->own, l->subject); /* as printed */
    if (l->only_base) y = l->base_year;
    if (l->only_base && !y && (last = pr_starts(l->subject, pw_last_year))) { /* 比上年5.5万元 */
        struct str r = str_from(l->subject, last);
        name_clean(&p->pd, str_from(r, pr_starts(r, pw_base_noun)), &rest, &none);
        if (!rest.n) s->own.n = 0, y = doc ? doc - 1 : 0;
    }
    if (l->was) y = l->base_year ? l->base_year : doc ? doc - 1 : 0;
    s->year = y;
    PR_WORDS(this_year, SI("本年"), SI("当年"), SI("今年"));
    if (y && str_has(s->raw, S("截"))) p->asof = y; /* an as-of date holds for the paragraph, until another year is named */
    else if (p->asof && ((y && !l->was && !l->only_base) || pr_starts(s->raw, this_year))) p->asof = 0;
    if (l->rate.n && !s->own.n && !p->cur.n) name_clean(&p->pd, l->rate, &s->own, &none);
    if (l->col != COL_LEVEL && st_final(p)) name_spent(&s->own);
    pr_copy(&s->plain, &s->own);
    s->phase = l->col == COL_LEVEL ? settle(p, &s->own, &s->under) : NULL;
    if (l->col == COL_CHANGE && s->own.n && (p->said || p->topic.n) && pr_is(pr_str(&s->own), figure_of)) s->own.n = 0; /* 预算数比上年减少 */
    s->generic = !s->own.n && (l->subject.n || l->of == 'd');
    if (l->of == 'd') s->phase = "budget";
    PR_WORDS(more, SI("新增"), SI("增加"), SI("追加"), SI("调增"));
    PR_WORDS(less, SI("减少"), SI("压减"), SI("压缩"), SI("调减"), SI("核减"));
    size_t up = pr_starts(pr_str(&s->own), more), verb = up ? up : pr_starts(pr_str(&s->own), less);
    if (p->because && l->col == COL_LEVEL && s->f->kind == FIG_MONEY && verb && s->own.n > verb) {
        l->col = COL_CHANGE; /* the reason names what is new, or less */
        l->down = !up;
        s->own.n -= (unsigned)verb;
        memmove(s->own.b, s->own.b + verb, s->own.n);
    }
    PR_WORDS(same_expense, SI("费用支出"), SI("该项支出"), SI("此项支出"), SI("该项经费"), SI("该项费用"), SI("此项费用"));
    if ((l->col == COL_CHANGE || l->col == COL_DONE) && p->topic.n && (pr_is(pr_str(&s->own), same_expense) || pr_is(pr_str(&s->own), pw_generic))) {
        s->own.n = 0; /* 公务接待费3.32万元。费用支出较年初预算数减少4.68万元 */
        s->generic = true;
    }
}

/* ---- the subject behind, or of several ---- */

static void glue(struct pr_path *front, struct str s)
{
    if (front->n + s.n >= PR_PATH) return;
    memcpy(front->b + front->n, s.p, s.n);
    front->n += (unsigned)s.n;
}

/* The words behind are the subject, or the rest of it. */
static void take_behind(struct prose *p, struct stated *s, struct str words)
{
    unsigned y = 0;
    name_clean(&p->pd, words, &s->own, &y);
    name_turned(&s->own);
    s->resume = (size_t)(words.p - s->t.p) + words.n;
}

/* 购置2辆公务用车 is 购置公务用车, as where the number stands behind: cars bought, scrapped or hired are not those there are. */
static void take_counted(struct prose *p, struct stated *s)
{
    PR_WORDS(verbs, SI("购置"), SI("购买"), SI("新购"), SI("更新"), SI("报废"), SI("处置"), SI("拍卖"), SI("租用"), SI("租赁"), SI("调入"), SI("调出"), SI("调"), SI("新增"), SI("核定"));
    struct pr_path verb;
    struct str own = pr_str(&s->own);
    pr_set(&verb, str_from(own, own.n - pr_ends(own, verbs)));
    take_behind(p, s, str_sub(s->post, 0, name_counted(s->post)));
    if (!verb.n || !str_has(pr_str(&s->own), S("车"))) return;
    glue(&verb, pr_str(&s->own));
    pr_copy(&s->own, &verb);
}

/* What a standard is of: …的标准安排调度经费. */
static struct str standard_of(struct str r)
{
    PR_WORDS(verbs, SI("安排"), SI("发放"), SI("补助"), SI("给予"), SI("核定"), SI("测算"), SI("计算"), SI("支付"));
    size_t n = pr_starts(r, verbs);
    return n ? str_from(r, n) : r;
}

/* 200元的标准安排管护经费; 评审费按每天800元的标准发放 */
static void standard(struct prose *p, struct stated *s)
{
    unsigned y = 0;
    size_t i = str_find(s->l.subject, S("按"), 0);
    if (s->l.per && s->own.n && i == STR_NPOS) return; /* 乡道每公里3500元的标准安排 */
    s->own.n = 0;
    if (i != STR_NPOS) name_clean(&p->pd, str_sub(s->l.subject, 0, i), &s->own, &y);
    if (!s->own.n) take_behind(p, s, standard_of(s->post));
}

/* 有隐患的水库100%整改到位 */
static void rate_of_verb(struct prose *p, struct stated *s)
{
    if (s->own.n) {
        glue(&s->own, s->post);
        s->resume = (size_t)(s->post.p - s->t.p) + s->post.n;
    } else {
        take_behind(p, s, s->post);
    }
    s->l.col = str_has(s->post, S("覆盖")) ? COL_SHARE : COL_DONE;
}

/* The subject where it does not simply stand in front. */
void stated_elsewhere(struct prose *p, struct stated *s)
{
    struct lead *l = &s->l;
    enum fig_kind kind = s->f->kind;
    bool counted = kind == FIG_COUNT || (kind == FIG_MONEY && !p->label.n);
    bool bare = !s->own.n && !s->plain.n && l->col == COL_LEVEL && kind == FIG_MONEY && !p->label.n && !p->pend.n;
    struct str use = bare ? use_of(s->t, s->f->end) : S("");
    bool behind_it = (l->col == COL_LEVEL || l->col == COL_STANDARD) && !stated_rises(s->t, s->f->end);
    s->post = behind_it ? behind(s->t, s->f->end, l->col == COL_STANDARD) : S("");
    if (p->isplit && p->isplit < p->nsplit && !s->own.n) {
        pr_copy(&s->own, &p->split[p->isplit++]);
    } else if (l->each && !s->own.n && (l->col == COL_CHANGE || l->col == COL_SHARE || l->col == COL_DONE) && p->ngroup > 1) { /* A 1，B 2，分别比上年减少 3、4 */
        for (unsigned k = 0; k < p->ngroup; k++) pr_set(&p->split[k], pr_tip(&p->group[k]));
        p->nsplit = p->ngroup;
        p->isplit = 1;
        p->split_col = l->col;
        p->split_down = l->down;
        pr_copy(&s->own, &p->split[0]);
    } else if (l->each && s->own.n) {
        split_names(p, pr_str(&s->own));
        if (p->nsplit) pr_copy(&s->own, &p->split[p->isplit++]);
        p->split_col = l->col;
        p->split_down = l->down;
    } else if (l->col == COL_STANDARD && s->post.n && (s->f->standard || !s->own.n)) {
        standard(p, s);
    } else if (s->post.n && kind == FIG_RATE) {
        rate_of_verb(p, s);
    } else if (use.n) {
        take_behind(p, s, use);
    } else if (s->post.n && counted && (!s->own.n || !l->noun)) {
        take_counted(p, s);
    }
    if (p->pend.n && p->pend_front) { /* 由…成交的，采购金额 */
        struct pr_path joint;
        pr_copy(&joint, &p->pend);
        glue(&joint, pr_str(&s->own));
        if (s->own.n) pr_copy(&s->own, &joint);
        p->pend.n = 0;
    }
}

/* ---- its path ---- */

/* 房屋100平方米，价值20万元 */
bool stated_worth(const struct prose *p, const struct stated *s)
{
    PR_WORDS(worth, SI("价值"), SI("账面原值"), SI("账面价值"), SI("原值"), SI("净值"), SI("账面净值"));
    return p->said && p->worth.n && s->f->kind == FIG_MONEY && pr_is(pr_str(&s->own), worth);
}

/* Its path, where it has a subject of its own. */
void stated_own_path(struct prose *p, struct stated *s)
{
    struct str own = pr_str(&s->own), stem = pr_tip(&p->subtotal);
    bool involved = str_starts(own, S("涉及"));
    if (s->l.col == COL_CHANGE || s->l.col == COL_SHARE || s->l.col == COL_DONE) {
        st_find(p, &s->own, &s->name);
        return;
    }
    PR_WORDS(bought, SI("购置"), SI("更新购置"), SI("购买"), SI("新购"), SI("更新"));
    PR_WORDS(together, SI("共计支出"), SI("共支出"), SI("合计支出"), SI("总计支出"));
    st_parent(p, &s->name);
    /* 外事接待2批次，10人，共计支出1万元: of what was counted */
    if (p->said && p->cur.n > s->name.n && str_eq(own, S("支出")) && pr_ends(s->raw, together)) pr_copy(&s->name, &p->cur);
    /* 公务用车购置费支出20万元，购置1辆 */
    if (p->said && s->f->kind == FIG_COUNT && pr_is(own, bought) && str_has(pr_tip(&p->cur), S("车"))) pr_copy(&s->name, &p->cur);
    /* 外事接待支出2万元，接待10人次; 公务接待批次85批、人数640人 */
    PR_WORDS(hosted, SI("接待"), SI("共接待"), SI("接待人数"), SI("接待批次"));
    PR_WORDS(measures, SI("人数"), SI("人次"), SI("人次数"), SI("批次"), SI("批次数"), SI("团组数"));
    PR_WORDS(visits, SI("接待"), SI("出国"), SI("团组"));
    if (p->said && s->f->kind == FIG_COUNT && (pr_is(own, hosted) ? str_has(pr_tip(&p->cur), S("接待")) : pr_is(own, measures) && pr_has(pr_tip(&p->cur), visits)))
        pr_copy(&s->name, &p->cur);
    if (stated_worth(p, s)) pr_copy(&s->name, &p->worth);
    if (stem.n > 6 && str_ends(own, str_sub(stem, 0, stem.n - 6))) pr_copy(&s->name, &p->subtotal);
    if (str_eq(pr_tip(&s->name), own)) return;
    if (involved && p->said && p->cur.n) pr_copy(&s->name, &p->cur);
    else if (involved && p->topic.n && !s->name.n) pr_copy(&s->name, &p->topic);
    pr_add(&s->name, own);
}

/* Its path, where it goes on about something. False: about nothing. */
bool stated_inherited_path(struct prose *p, struct stated *s)
{
    PR_WORDS(sum, SI("共计"), SI("合计"), SI("总计"), SI("累计安排"), SI("已安排"));
    size_t n = pr_ends(s->raw, sum);
    bool total = n && !p->label.n && !p->pend.n && p->said && s->l.col == COL_LEVEL && !st_top(p);
    s->label_used = p->label.n > 0;
    if (s->l.col == COL_SHARE && p->involved.n) pr_copy(&s->name, &p->involved);
    else if (!inherit(p, s->f, &s->l, s->generic, &s->name, &s->inferred)) {
        if (!s->generic) return false;
        pr_copy(&s->name, &s->plain);
    }
    if (total) pr_add(&s->name, str_from(s->raw, s->raw.n - n));
    return true;
}
