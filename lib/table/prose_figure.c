/* SPDX-License-Identifier: MIT */
/* prose_figure.c: from one figure and the words around it to its record, and what is spoken of afterwards. */
#include "table/prose_stated.h"

#include <stdio.h>

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
    unsigned by = l->base != BASE_NONE ? l->base_year : p->base_year, y = st_year(p);
    const char *k = st_base(p, b, by);
    if (*k == 'i') return S("比年初预算");
    if (*k == 'f' && st_final(p)) return S("比全年预算");
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
static void now(struct prose *p, const struct lead *l, const struct pr_path *name, const struct pr_path *about, bool own, bool rate)
{
    struct pr_list *list = st_top(p);
    bool level = l->col == COL_LEVEL;
    if (own && level && rate) pr_copy(&p->rated, &p->cur);
    else if (own) p->rated.n = 0;
    if (own || !p->cur.n || l->col == COL_CHANGE) pr_copy(&p->cur, about);
    if (own) p->label.n = 0;
    if (own && str_ends(pr_str(name), S("小计"))) pr_copy(&p->subtotal, name);
    if (own && !p->depth && !p->because) {
        pr_copy(&p->topic, about);
        p->topic_here = true;
    }
    if (own && list && !p->because) {
        if (list->items && p->comma) list->weak = true;
        list->items++;
    }
    if (level && own && name->n == about->n && p->ngroup < PR_GROUP) pr_copy(&p->group[p->ngroup++], name);
    if (l->col == COL_CHANGE) {
        if (l->base != BASE_NONE) {
            p->base = l->base;
            p->base_year = l->base_year;
        }
        p->ngroup = 0;
        if (list) list->had_change = true;
    }
    p->after_change = l->col == COL_CHANGE;
    p->change_down = l->col == COL_CHANGE && l->down;
    p->said = true;
    if (level) p->stated = true;
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
    if (!year && pr_starts(pr_tip(name), year_end) && st_year(p)) s.year = st_year(p) - 1;
    return st_put(p, &s, e);
}

/* ---- what the words in front come to ---- */

/* （5.6%）, and nothing else between the brackets. */
static bool rate_in_brackets(const struct stated *s)
{
    PR_WORDS(open, SI("（"), SI("("));
    PR_WORDS(close, SI("）"), SI(")"));
    if (s->f->kind != FIG_RATE || s->raw.n || s->f->neg) return false;
    return pr_ends(str_sub(s->t, 0, s->f->at), open) && pr_starts(str_from(s->t, s->f->end), close);
}

/* Reasons, the end of a range (由300元提高到350元), rates of an amount said just before, 分别. */
static void adjust_lead(struct prose *p, struct stated *s)
{
    PR_WORDS(from, SI("由"), SI("从"));
    size_t n, i;
    struct lead *l = &s->l;
    if (s->f->kind == FIG_MONEY && stated_rises(s->t, s->f->end)) {
        i = pr_find(l->subject, from, &n);
        if (i != STR_NPOS) l->subject = str_sub(l->subject, 0, i);
    }
    if (s->f->kind == FIG_RATE && p->of && str_eq(l->subject, S("的"))) {
        l->col = p->of == 'd' ? COL_DONE : COL_SHARE;
        l->subject.n = 0;
    }
    if (rate_in_brackets(s) && p->after_change) { /* 减少0.8万元（5.6%） */
        l->col = COL_CHANGE;
        l->down = p->change_down;
    }
    if (!s->raw.n && p->isplit && p->isplit < p->nsplit) { /* 分别增长10%和12% */
        l->col = p->split_col;
        l->down = p->split_down;
    }
    if (l->because) p->because = true;
}

/* 其中 and the like in front of the subject. */
static void open_inside(struct prose *p, const struct lead *l)
{
    struct pr_path whole;
    unsigned y = 0;
    if (!l->open) return;
    if (l->parent.n) {
        struct pr_path x;
        name_clean(&p->pd, l->parent, &x, &y);
        st_find(p, &x, &whole);
        st_side(p, l->parent, &whole);
    } else {
        st_whole(p, &whole);
    }
    st_open(p, &whole, true);
    p->said = true;
}

static int record(struct prose *p, struct stated *s, struct err *e)
{
    struct pr_path about;
    bool own = s->own.n > 0, involved = str_starts(pr_str(&s->own), S("涉及"));
    bool keep = (own || s->label_used || (s->generic && !*s->under)) && s->l.of != 's' && !involved && !stated_worth(p, s);
    pr_copy(&about, &s->name);
    if (*s->under) pr_add(&s->name, str_c(s->under));
    if (own && none_flush(p, e)) return ERR_FAIL;
    if (own) p->involved.n = 0;
    if (involved) pr_copy(&p->involved, &s->name);
    if (s->f->kind == FIG_COUNT || s->f->kind == FIG_AREA) pr_copy(&p->worth, &s->name);
    if (say(p, s->f, &s->l, &s->name, s->year, s->phase, s->inferred, s->label_used, e)) return ERR_FAIL;
    p->of = s->l.of;
    if (s->l.only_base) {
        p->base = s->l.base;
        p->base_year = s->l.base_year;
        p->said = true;
        return 0;
    }
    now(p, &s->l, &s->name, &about, keep, s->f->kind == FIG_RATE);
    return 0;
}

int say_figure(struct prose *p, struct str t, struct str raw, const struct fig *f, size_t *resume, struct err *e)
{
    struct stated s; /* its paths are too long to be cleared for every figure */
    size_t n, i;
    s.t = t;
    s.f = f;
    s.under = s.inferred = "";
    s.resume = f->end;
    s.own.n = s.plain.n = s.name.n = 0;
    s.label_used = s.generic = false;
    if (raw.n > 2 * PR_NAME) {
        size_t k = raw.n - 2 * PR_NAME;
        while (k < raw.n && ((unsigned char)raw.p[k] & 0xc0) == 0x80) k++;
        raw = str_from(raw, k);
    }
    if ((i = pr_find(raw, pw_reason, &n)) != STR_NPOS) {
        if (say_compared(p, str_sub(raw, 0, i), (size_t)(raw.p - t.p), e)) return ERR_FAIL; /* 决算数大于年初预算数的主要原因是 */
        p->because = true;
        raw = str_from(raw, i + n);
    }
    s.raw = raw;
    lead_read(raw, f, p->after_change, str_from(t, f->end), &s.l);
    if (f->kind == FIG_BARE && !accept_bare(f, &s.l, raw, p)) return 1;
    adjust_lead(p, &s);
    open_inside(p, &s.l);
    stated_subject(p, &s);
    stated_elsewhere(p, &s);
    *resume = s.resume;
    if (s.own.n) stated_own_path(p, &s);
    else if (!stated_inherited_path(p, &s)) return 0;
    return record(p, &s, e);
}
