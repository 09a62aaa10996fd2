/* SPDX-License-Identifier: MIT */
/* extract_table.c: one table: its caption, what holds from tables before it, and whether it is a form or rows of amounts. */
#include "table/extract_in.h"

#include "table/lex.h"
#include "table/target.h"
#include "table/words.h"

#include <string.h>

static void settle_unit(struct run *x, struct table *t)
{
    t->unit = t->cap->unit;
    if (t->unit.n) {
        if (!x->unit.n) x->unit = arena_str(&x->whole, t->unit);
        else if (!str_eq(x->unit, t->unit)) x->units_differ = true;
    } else if (x->unit.n && !x->units_differ) {
        t->unit = x->unit;
        t->unit_inferred = true;
    }
}

/* The project a table of targets is about, from its title: 1、车辆保险费绩效目标表. */
static struct str project_of_title(struct str title)
{
    static const struct str tail[] = {SI("绩效目标申报表"), SI("项目绩效目标表"), SI("绩效目标表"), SI("绩效目标批复表")};
    struct str s = lex_label(title).bare;
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++)
        if (str_ends(s, tail[i])) {
            s.n -= tail[i].n;
            break;
        }
    if (s.n == title.n) return (struct str){"", 0};
    PR_WORDS(general, SI("项目支出"), SI("项目"), SI("部门整体支出"), SI("整体支出"), SI("部门整体"), SI("重点项目"), SI("部门"), SI("预算项目"));
    if (pr_is(s, general) || str_ends(s, S("项目支出"))) return (struct str){"", 0};
    return s;
}

static int start_table(struct run *x, struct table *t, struct caption *cap, const struct grid *g, struct err *e)
{
    memset(t, 0, sizeof *t);
    t->a = x->a;
    t->sink = &x->sink;
    t->contacts = x->o->contacts;
    t->g = g;
    t->cap = cap;
    t->title = cap->title;
    t->orgcode = cap->orgcode;
    t->org = cap->org;
    t->year = cap->year.n ? cap->year : x->front.year;
    t->phase = cap->phase.n ? cap->phase : x->front.phase;
    t->tno = table_number(x->a, ++x->tno);
    x->lines.n = x->lines.next = 0;
    return t->tno.p ? 0 : err_nomem(e);
}

static int read_form(struct run *x, struct table *t, uint32_t skip, struct err *e)
{
    t->unit = t->cap->unit;
    t->project = project_of_title(t->cap->title);
    if (!t->project.n) t->project = t->cap->project;
    if (form_read(t, skip, e)) return ERR_FAIL;
    return extract_put_doubts(x, t, e);
}

static int read_amounts(struct run *x, struct table *t, uint32_t skip, struct err *e)
{
    settle_unit(x, t);
    if (body_read(t, skip, e)) return ERR_FAIL;
    return extract_put_doubts(x, t, e);
}

/* 续表: the table before goes on under its number; what its caption does not say again holds. */
static int take_up(struct run *x, struct caption *cap, struct err *e)
{
    struct str *const to[] = {&cap->title, &cap->unit, &cap->orgcode, &cap->org, &cap->year, &cap->phase};
    const struct str *const from[] = {&x->last.title, &x->last.unit, &x->last.orgcode, &x->last.org, &x->last.year, &x->last.phase};
    if (!cap->goes_on || !x->last_tno.n || (cap->title.n && !str_eq(cap->title, x->last.title))) {
        cap->goes_on = false;
        return 0;
    }
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (!to[i]->n && !(*to[i] = arena_str(x->a, *from[i])).p) return err_nomem(e);
    x->tno--;
    return 0;
}

int extract_table(struct run *x, struct block *b, size_t prev_end, struct err *e)
{
    struct grid *g = &b->grid;
    struct caption cap;
    struct table t;
    if (b->goes_on && x->in_parts) {
        int rc = extract_part(x, b, e);
        if (rc <= 0) return rc;
    }
    extract_end_parts(x);
    if (grid_squeeze(g, x->a, e)) return ERR_FAIL;
    bool targets = g->nrow && target_is_head(g, 0);
    if (caption_above(x->d, prev_end, b->from, targets, x->a, &cap, e)) return ERR_FAIL;
    uint32_t skip = caption_in_rows(g, x->a, &cap);
    if (take_up(x, &cap, e)) return ERR_FAIL;
    struct str tno = table_number(x->a, x->tno + 1);
    if (!tno.p) return err_nomem(e);
    if (extract_between(x, prev_end, cap.from, &cap, tno, e)) return ERR_FAIL;
    if (start_table(x, &t, &cap, g, e)) return ERR_FAIL;
    if (cap.goes_on) t.row = x->last_row;
    bool form = form_like(g, skip);
    memset(&x->line, 0, sizeof x->line);
    if (form ? read_form(x, &t, skip, e) : read_amounts(x, &t, skip, e)) return ERR_FAIL;
    if (!t.facts) { /* a list without figures is no table of the document */
        x->tno -= !cap.goes_on;
        return 0;
    }
    x->last_row = t.row;
    x->layouts[g->layout]++;
    x->last = cap;
    x->last_tno = t.tno;
    x->last_room = x->a;
    if (b->cut && t.body && !b->open) return extract_begin_parts(x, &t, &cap, e);
    if (b->cut && extract_put_limit(x, &t, e)) return ERR_FAIL;
    if (x->o->outline) extract_put_outline(x, &t, form);
    return 0;
}
