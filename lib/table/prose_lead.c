/* SPDX-License-Identifier: MIT */
/* prose_lead.c: the words in front of a figure, read from the right: comparator and copula, verb of
 * change, 占…的, 完成…的, the base of a comparison, and what is left, the subject. */
#include "table/prose_in.h"

PR_WORDS(of_words, SI("的"), SI("了"), SI("为"));
/* 新增 is part of a name (新增企业 85 家); 多 and 少 alone are no verbs of change in these */
PR_WORDS(no_change, SI("新增"), SI("最多"), SI("至多"), SI("至少"), SI("不少"), SI("最少"), SI("许多"), SI("不低于"),
                                       SI("不高于"), SI("不少于"), SI("不多于"));

static struct str trim(struct str s)
{
    while (s.n && (s.p[0] == ' ' || s.p[0] == '\t')) s = str_from(s, 1);
    while (s.n && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\t')) s.n--;
    return s;
}

/* Comparators and copulas at the end. 高于 and 低于 stay if a base stands before them. */
static struct str strip_right(struct str s, struct lead *l)
{
    static const struct { pr_words w; const char *op; } ops[] = {
        {pw_ge, ">="}, {pw_le, "<="}, {pw_gt, ">"}, {pw_lt, "<"}, {pw_eq, "="}, {pw_about, "~"}};
    PR_WORDS(keep, SI("小计"), SI("合计"), SI("总计"), SI("共建"), SI("预计"), SI("作为"), SI("存在"), SI("设计"), SI("审计"), SI("统计"), SI("会计"),
                                      SI("所有"), SI("国有"), SI("占有"), SI("实有"), SI("增至"), SI("实现率"), SI("下达"), SI("保有"));
    PR_WORDS(choice, SI("（下降）"), SI("（减少）"), SI("（增长）"), SI("（增加）"), SI("（降低）"), SI("(下降)"), SI("(减少)"), SI("(增长)"), SI("(增加)"));
    for (;;) {
        s = trim(s);
        size_t n = pr_ends(s, choice);
        if (n) { /* 增长（下降）, left standing in a form */
            s.n -= n;
            continue;
        }
        for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
            size_t m = pr_ends(s, ops[i].w);
            if (m > n) {
                n = m;
                l->op = ops[i].op;
            }
        }
        if (n) {
            enum pr_baseline b = BASE_NONE;
            unsigned y = 0;
            bool verb = pr_ends(s, pw_change_up) || pr_ends(s, pw_change_down);
            if (verb && lead_base(str_sub(s, 0, s.n - n), &b, &y) != STR_NPOS) {
                l->op = "";
                return s;
            }
            s.n -= n;
            continue;
        }
        if (pr_ends(s, keep)) return s;
        if (!(n = pr_ends(s, pw_copula))) return s;
        if (str_ends(s, S("分别为")) || str_ends(s, S("分别是")) || str_ends(s, S("分别")) || str_ends(s, S("分别达"))) l->each = true;
        /* 增加到, 减少至: a level, not a change */
        bool to = str_ends(s, S("到")) || str_ends(s, S("至"));
        s.n -= n;
        if (to) {
            size_t m = pr_ends(s, pw_change_up);
            if (!m) m = pr_ends(s, pw_change_down);
            if (m >= 6) s.n -= m;
        }
    }
}

size_t lead_base(struct str s, enum pr_baseline *base, unsigned *year)
{
    size_t at = 0, n;
    for (;;) {
        size_t i = pr_find(str_from(s, at), pw_base, &n);
        if (i == STR_NPOS) return STR_NPOS;
        i += at;
        struct str r = str_from(s, i + n);
        struct str w = str_sub(s, i, i + n);
        while (r.n && r.p[0] == ' ') r = str_from(r, 1);
        size_t m = pr_starts(r, pw_last_year), y;
        unsigned yr = m ? 0 : name_year_at(r, &y);
        PR_WORDS(noun, SI("年初"), SI("全年预算"), SI("预算"), SI("调整预算"), SI("决算"), SI("当年预算"), SI("本年预算"), SI("计划"));
        bool named = m || yr || (pr_starts(r, noun) && !str_eq(w, S("和")));
        if (named || str_eq(w, S("同比")) || str_eq(w, S("环比"))) {
            size_t skip = m ? m : yr ? y : 0;
            struct str b = str_from(r, skip);
            *year = yr;
            *base = BASE_PREV;
            if (str_has(b, S("年初预算")) || (yr && str_starts(b, S("初预算"))) || (!m && !yr && str_has(b, S("年初")))) *base = BASE_INIT;
            else if (!m && !yr && named) *base = BASE_FULL;
            /* 与 alone joins two nouns unless a year follows: 与上年, 与2021年 */
            return i;
        }
        at = i + n;
    }
}

/* 分别, 约, 共 between a subject and its verb. */
static struct str strip_adverb(struct str s, struct lead *l)
{
    PR_WORDS(each, SI("分别"));
    PR_WORDS(about, SI("约"), SI("大约"));
    PR_WORDS(adverb, SI("仅"), SI("共"), SI("均"), SI("各"), SI("也"), SI("又"), SI("共计"), SI("合计"));
    for (;;) {
        s = trim(s);
        size_t n = pr_ends(s, each);
        if (n) l->each = true;
        else if ((n = pr_ends(s, about))) l->op = "~";
        else n = pr_ends(s, adverb);
        PR_WORDS(sums, SI("收入合计"), SI("支出合计"), SI("收入共计"), SI("支出共计"));
        if (n == 6 && pr_ends(s, sums)) return s;
        if (!n || n == s.n) return n ? str_sub(s, 0, 0) : s;
        s.n -= n;
    }
}

/* Subject and base in q, what stands before a verb of change. */
static void change_subject(struct str q, struct lead *l)
{
    PR_WORDS(compared, SI("相比较"), SI("相比"), SI("相较"), SI("比较"));
    q = strip_adverb(q, l);
    size_t n = pr_starts(q, compared); /* 与年初预算6万元相比减少1万元: the base stands in front of its figure */
    if (n && n == q.n) q.n = 0;
    size_t i = lead_base(q, &l->base, &l->base_year);
    if (i == STR_NPOS) {
        l->subject = q;
        return;
    }
    l->subject = strip_adverb(str_sub(q, 0, i), l);
    size_t at = l->subject.n ? STR_NPOS : pr_find(q, compared, &n);
    if (at != STR_NPOS && at && at + n < q.n) l->subject = trim(str_from(q, at + n)); /* 与上年相比收、支总计各 */
}

static bool change(struct str s, const struct fig *f, struct lead *l)
{
    size_t up = pr_ends(s, pw_change_up), down = pr_ends(s, pw_change_down), n = up > down ? up : down;
    if (!n || pr_ends(s, no_change)) return false;
    struct str q = trim(str_sub(s, 0, s.n - n)), verb = str_from(s, s.n - n);
    enum pr_baseline b;
    unsigned y;
    bool base = lead_base(s, &b, &y) != STR_NPOS;
    /* 增, 多 alone need a base; a count after 增加 without one is a change too */
    if (n == 3 && !base) return false;
    if ((str_eq(verb, S("同比")) || str_eq(verb, S("环比"))) && f->kind != FIG_RATE && !f->neg) return false;
    if (str_eq(verb, S("增速")) && f->kind != FIG_RATE) return false;
    if (str_eq(verb, S("高于")) || str_eq(verb, S("低于")) || str_eq(verb, S("多于")) || str_eq(verb, S("少于")))
        if (!base) return false;
    l->col = COL_CHANGE;
    l->down = down > up;
    change_subject(q, l);
    if (str_eq(verb, S("同比")) || str_eq(verb, S("环比"))) l->base = BASE_PREV;
    return true;
}

static bool share(struct str s, const struct fig *f, struct lead *l)
{
    if (f->kind != FIG_RATE) return false;
    size_t i = pr_rfind(s, S("占"));
    if (i == STR_NPOS) return false;
    struct str before = strip_adverb(str_sub(s, 0, i), l), after = trim(str_from(s, i + 3));
    size_t n = pr_ends(after, of_words);
    if (n) after.n -= n;
    if (str_starts(after, S("用")) || str_starts(after, S("有"))) return false;
    l->col = COL_SHARE;
    l->subject = before;
    /* 技改投资占工业投资比重: the share has a name of its own */
    if (before.n && after.n && pr_ends(after, pw_share_tail)) l->subject = s;
    if (str_ends(before, S("所"))) l->subject.n -= 3;
    return true;
}

static bool done(struct str s, const struct fig *f, struct lead *l)
{
    if (f->kind != FIG_RATE) return false;
    PR_WORDS(rate_end, SI("预算完成率"), SI("完成率"), SI("预算执行率"), SI("执行率"), SI("完成比例"));
    size_t i, n;
    if ((n = pr_ends(s, rate_end))) {
        l->col = COL_DONE;
        l->rate = str_from(s, s.n - n);
        if (n < s.n) l->subject = s; /* 整改完成率 has a name of its own */
        return true;
    }
    struct str q = s;
    if ((n = pr_ends(q, of_words))) q.n -= n;
    i = pr_rfind(q, S("完成"));
    if (i == STR_NPOS) {
        PR_WORDS(of_base, SI("为年初预算"), SI("为预算"), SI("为全年预算"), SI("为年初预算数"));
        size_t m = pr_ends(q, of_base);
        if (!m) return false;
        l->col = COL_DONE;
        l->subject = str_sub(q, 0, q.n - m);
        return true;
    }
    struct str after = trim(str_from(q, i + 6));
    size_t m = pr_ends(after, pw_done_base);
    if (after.n && !m) return false;
    l->col = COL_DONE;
    l->subject = str_sub(q, 0, i);
    return true;
}

static bool score(struct str s, const struct fig *f, struct lead *l)
{
    size_t n;
    if (f->kind != FIG_SCORE) return false;
    l->col = COL_SCORE;
    if (str_ends(s, S("满分"))) {
        l->col = COL_FULL;
        l->subject = str_sub(s, 0, s.n - 6);
    } else if ((n = pr_ends(s, pw_score))) {
        l->subject = str_sub(s, 0, s.n - n);
    }
    return true;
}

/* 其中, 主要用于 … inside: what stands before is the parent, what follows the subject. */
static struct str opener(struct str s, bool after_change, struct lead *l)
{
    PR_WORDS(of, SI("收入为"), SI("支出为"), SI("支出包括"), SI("收入包括"));
    PR_WORDS(reason, SI("主要是"), SI("主要为"));
    PR_WORDS(changed, SI("追加"), SI("新增"), SI("增加"), SI("减少"), SI("压减"), SI("调增"), SI("调减"), SI("核减"));
    size_t n, i;
    for (unsigned round = 0; round < 3; round++) {
        if (!round && (n = pr_starts(s, of)) && n < s.n) {
            bool bare = str_starts(str_from(s, n - 3), S("为"));
            l->open = true;
            l->parent = str_sub(s, 0, bare ? n - 3 : n - 6);
            s = trim(str_from(s, n));
            continue;
        }
        i = pr_find(s, pw_list, &n);
        if (i == STR_NPOS || str_eq(str_sub(s, i, i + n), S("由"))) break;
        struct str w = str_sub(s, i, i + n);
        struct str before = trim(str_sub(s, 0, i));
        /* 分配用于 and the like: a noun must not begin before */
        if (str_eq(w, S("用于")) && i) break;
        if (pr_starts(w, reason) && (after_change || pr_starts(str_from(s, i + n), changed))) l->because = true;
        else l->open = true;
        if (before.n) l->parent = before;
        s = trim(str_from(s, i + n));
        if (str_starts(s, S("："))) s = str_from(s, 3);
    }
    return s;
}

/* 完成预算20万元的76%, 占总支出100万元的50%, 由上年的500万元: whose amount it is. */
static bool whole(struct str s, struct lead *l)
{
    PR_WORDS(from, SI("由"), SI("从"));
    size_t n, i = pr_rfind(s, S("完成"));
    if (i != STR_NPOS && pr_ends(str_from(s, i + 6), pw_done_base)) {
        l->of = 'd';
        l->subject = str_sub(s, 0, i);
        return true;
    }
    i = pr_rfind(s, S("占"));
    if (i != STR_NPOS && s.n - i > 6 && !str_starts(str_from(s, i), S("占用")) && !str_starts(str_from(s, i), S("占有"))) {
        l->of = 's';
        l->subject = str_from(s, i + 3);
        return true;
    }
    if ((i = pr_find(s, from, &n)) == STR_NPOS) return false;
    struct str r = str_from(s, i + n);
    size_t m = pr_starts(r, pw_last_year), y;
    unsigned yr = m ? 0 : name_year_at(r, &y);
    if (!m && !yr) return false;
    l->was = true;
    l->base_year = yr;
    l->subject = str_sub(s, 0, i);
    return true;
}

static void level(struct str s, const struct fig *f, struct str after, struct lead *l)
{
    l->subject = s;
    if (f->kind == FIG_MONEY && whole(s, l)) return;
    if (f->kind == FIG_COUNT && str_starts(after, S("的")) && str_starts(s, S("占")) && whole(s, l)) return; /* 占全部项目8个的100% */
    if (f->kind == FIG_MONEY && f->standard) l->col = COL_STANDARD;
    size_t per = f->kind == FIG_MONEY ? name_per(s) : STR_NPOS;
    if (per != STR_NPOS) { /* 补助标准每人每年640元, 标准分别提高到每人每月680元 */
        PR_WORDS(to, SI("到"), SI("至"), SI("为"));
        PR_WORDS(raised, SI("提高"), SI("增加"), SI("上调"), SI("提升"), SI("调整"), SI("降低"), SI("下调"));
        l->col = COL_STANDARD;
        s.n = per;
        size_t n = pr_ends(s, to), m = n ? pr_ends(str_sub(s, 0, s.n - n), raised) : 0;
        if (m) s.n -= n + m;
        l->per = true;
        l->subject = m ? strip_adverb(s, l) : s;
        return;
    }
    if (f->kind == FIG_RATE && (str_ends(s, S("占比")) || str_ends(s, S("占")))) l->col = COL_SHARE;
    PR_WORDS(compared_words, SI("相比"), SI("相较"), SI("比较"));
    enum pr_baseline b = BASE_NONE;
    unsigned y = 0;
    size_t i = lead_base(s, &b, &y);
    bool compared = pr_starts(after, compared_words) > 0;
    /* 比2021年预算 in front of an amount: the base's own figure, the change follows */
    bool joins = str_starts(s, S("与")) || str_starts(s, S("同")) || str_starts(s, S("和"));
    if (i == 0 && (!joins || compared) && f->kind == FIG_MONEY) {
        l->only_base = true;
        l->base = b;
        l->base_year = y;
        l->subject = str_from(s, 3);
    }
}

void lead_read(struct str s, const struct fig *f, bool after_change, struct str after, struct lead *l)
{
    *l = (struct lead){.col = COL_LEVEL, .op = ""};
    s = opener(trim(s), after_change, l);
    s = strip_right(s, l);
    if (!score(s, f, l) && !done(s, f, l) && !change(s, f, l) && !share(s, f, l)) level(s, f, after, l);
    l->subject = trim(l->subject);
    l->noun = pr_ends(l->subject, pw_noun_end) > 0;
}
