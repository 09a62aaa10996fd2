/* SPDX-License-Identifier: MIT */
/* prose_none.c: sentences that say in words that there is no such expenditure (未安排因公出国费, 公务接待费：无此项支出,
 * 公务用车购置费为零). They are what a disclosure says of 三公 most often, so only those are read: 无 alone stands in front
 * of too many other things. The record waits until the item ends, for a figure may still come (未安排，为0万元). */
#include "table/prose_in.h"

PR_WORDS(three, SI("三公"), SI("出国"), SI("出境"), SI("接待"), SI("用车"), SI("公车"));
PR_WORDS(none_words, SI("未安排"), SI("没有安排"), SI("无安排"), SI("不安排"), SI("未发生"), SI("没有发生"), SI("无发生"), SI("未产生"), SI("未列支"),
         SI("未编列"), SI("未编制"), SI("未支出"), SI("未开支"), SI("没有"), SI("无"));
PR_WORDS(zero_words, SI("为零"), SI("是零"), SI("零支出"), SI("零预算"), SI("零元"), SI("零万元"));
/* behind 无 or 未安排, and no name of what there is none of */
PR_WORDS(filler, SI("此项"), SI("该项"), SI("此类"), SI("该类"), SI("相关"), SI("任何"), SI("财政拨款"), SI("一般公共预算"), SI("预算"), SI("年初"), SI("支出"),
         SI("费用"), SI("经费"), SI("安排"), SI("发生"), SI("开支"), SI("资金"), SI("的"), SI("数"), SI("决算"));
PR_WORDS(begins, SI("“三公"), SI("\"三公"), SI("三公"), SI("‘三公"), SI("「三公"), SI("＂三公"), SI("因公"), SI("出国"), SI("公务接待"), SI("公务用车"), SI("公车"), SI("财政拨款"),
         SI("一般公共预算"), SI("外事接待"), SI("国内公务接待"), SI("国内接待"));
PR_WORDS(money_end, SI("购置"), SI("接待"), SI("维护"), SI("费"), SI("费用"), SI("经费"), SI("支出"), SI("预算"), SI("开支"), SI("拨款"), SI("（境）"), SI("(境)"));
PR_WORDS(condition, SI("如"), SI("若"), SI("凡"), SI("对于"), SI("原则上"));
PR_WORDS(neutral, SI("本年度"), SI("本年"), SI("当年"), SI("全年"), SI("年内"), SI("均"), SI("也"), SI("都"), SI("暂"), SI("尚"), SI("故"), SI("因此"), SI("预算"), SI("年初"), SI("支出"), SI("决算"));

bool none_mentions(struct str s)
{
    return pr_has(s, three) && (pr_has(s, none_words) || pr_has(s, zero_words));
}

static bool only(struct str s, pr_words w)
{
    size_t n;
    while (s.n && (n = pr_starts(s, w))) s = str_from(s, n);
    return !s.n;
}

/* Is it, cleaned, the name of one of the three or of all, and of money? */
static bool is_ours(struct str name)
{
    return name.n && pr_starts(name, begins) && pr_ends(name, money_end);
}

/* What c says there is none of: *subject, empty if that was named before. *who: the words in front of 无, where that is
 * not the subject. False: it says no such thing. */
static bool read_none(const struct prose *p, struct str c, struct str *subject, struct str *who, bool *zero)
{
    struct pr_path own;
    unsigned y = 0;
    size_t n, i = pr_find(c, zero_words, &n);
    *zero = i != STR_NPOS && i + n == c.n;
    if (!*zero) i = pr_find(c, none_words, &n);
    if (i == STR_NPOS || pr_starts(c, condition)) return false;
    struct str before = str_sub(c, 0, i), after = str_from(c, i + n);
    *who = before;
    *subject = after;
    if (!only(after, filler)) return !*zero && pr_has(after, three);
    *subject = S("");
    if (pr_has(before, three)) {
        *subject = before;
        return true;
    }
    name_clean(&p->pd, before, &own, &y);
    return only(pr_str(&own), neutral);
}

/* Where the name that s begins with ends: at 、, or at 和 behind 费. */
static size_t one_name(struct str s, size_t *gap)
{
    PR_WORDS(seps, SI("、"), SI("和"), SI("及"), SI("以及"), SI("，"));
    PR_WORDS(ends, SI("费"), SI("费用"), SI("支出"), SI("经费"));
    for (size_t from = 0; from < s.n;) {
        size_t n, i = pr_find(str_from(s, from), seps, &n);
        if (i == STR_NPOS) break;
        i += from;
        if (pr_ends(str_sub(s, 0, i), ends)) {
            *gap = n;
            return i;
        }
        from = i + n;
    }
    *gap = 0;
    return s.n;
}

int none_flush(struct prose *p, struct err *e)
{
    for (unsigned k = 0; k < p->nnone; k++) {
        struct saying s = {.name = &p->none[k], .col = COL_LEVEL, .kind = FIG_MONEY, .op = "", .value = p->none_zero ? S("0") : S("-"),
                           .unit = S(""), .phase = p->none_phase, .year = p->none_year, .inferred = "", .off = p->none_off};
        if (st_put(p, &s, e)) return ERR_FAIL;
    }
    p->nnone = 0;
    return 0;
}

/* The subject named before: the label, what was held back, what was spoken of last, the topic. */
static void named_before(struct prose *p, struct pr_path *name)
{
    const struct pr_path *own = p->label.n ? &p->label : p->pend.n && !p->pend_front ? &p->pend : NULL;
    pr_copy(name, p->cur.n && p->said ? &p->cur : &p->topic);
    if (!own) return;
    st_parent(p, name);
    pr_add(name, pr_str(own));
}

static void put_off(struct prose *p, const struct pr_path *name)
{
    if (p->nnone < PR_GROUP && pr_has(pr_tip(name), three)) pr_copy(&p->none[p->nnone++], name);
}

/* 未安排因公出国费、公务用车购置费和公务接待费 */
static void put_off_names(struct prose *p, struct str subject, unsigned *year)
{
    while (subject.n) {
        struct pr_path own, name;
        size_t gap, n = one_name(subject, &gap);
        name_clean(&p->pd, str_sub(subject, 0, n), &own, year);
        subject = str_from(subject, n + gap);
        if (!is_ours(pr_str(&own))) continue;
        st_find(p, &own, &name);
        put_off(p, &name);
        pr_copy(&p->pend, &own);
        p->pend_front = false;
    }
}

int say_none(struct prose *p, struct str c, size_t off, bool *was, struct err *e)
{
    PR_WORDS(earlier, SI("上年"), SI("去年"), SI("往年"), SI("上一年"));
    struct str subject, who;
    struct pr_path name;
    bool zero;
    unsigned year = 0;
    *was = false;
    if (c.n > PR_NAME || !read_none(p, c, &subject, &who, &zero) || pr_has(who, earlier)) return 0;
    if (none_flush(p, e)) return ERR_FAIL;
    name_clean(&p->pd, who, &name, &year);
    if (subject.n) {
        put_off_names(p, subject, &year);
    } else if (p->stated && !p->label.n && !p->pend.n) { /* 公务用车购置费为0，未安排预算: its amount is printed */
        *was = true;
        return 0;
    } else {
        named_before(p, &name);
        put_off(p, &name);
    }
    p->none_zero = zero;
    p->none_phase = st_final(p) && str_has(c, S("预算")) && !str_has(c, S("公共预算")) ? "budget" : NULL;
    p->none_year = year;
    p->none_off = off;
    *was = p->nnone > 0;
    return 0;
}
