/* SPDX-License-Identifier: MIT */
/* fixed_row.c: lines become rows. A name that is too long for its column goes on over several lines, with
 * the code and the amounts on any of them, usually the middle one. Every run of lines is priced as one
 * row by what it would lack and what it would tear apart; the cheapest cut of the page wins. */
#include "base/utf.h"
#include "table/fixed.h"
#include "table/words.h"

enum { RUN = 14 }; /* lines of one row; forms break names at 4 characters, and none has 56 */
#define NEVER 1e6

struct item { /* a line with pieces of the panel */
    size_t line;
    uint32_t y;
    bool codes, amounts, texts;
    bool starts; /* its text opens a row */
};

/* Labels that open a row without an enumerator. */
static bool opens_row(struct str s)
{
    PR_WORDS(lead, SI("使用非财政"), SI("年初"), SI("年末"), SI("上年"), SI("结余分配"),
                                      SI("本年"), SI("收入总"), SI("支出总"), SI("收入合"), SI("支出合"),
                                      SI("总计"), SI("结转下年"), SI("动用"),
                                      SI("因公出国"), SI("公务接待费"), SI("公务用车"), SI("“三公”"), SI("会议费"), SI("培训费"));
    if (pr_starts(s, lead)) return true;
    return fx_is_total(s) || fx_enumerated(s);
}

static bool in_panel(const struct fx_tok *p, const struct fx_cols *cols, uint16_t panel)
{
    return p->col < cols->n && cols->v[p->col].panel == panel;
}

static size_t list_items(struct fx_table *t, const struct fx_seg *s, const struct fx_cols *cols, uint16_t panel,
                         struct item *out)
{
    size_t n = 0;
    for (size_t i = s->body; i < s->to; i++) {
        struct item it = {i, t->line[i].y, false, false, false, false};
        bool any = false;
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            const struct fx_tok *p = &t->line[i].tok[k];
            if (!in_panel(p, cols, panel)) continue;
            const struct fx_col *c = &cols->v[p->col];
            any = true;
            if (c->code) it.codes = true;
            else if (c->numeric) it.amounts = true;
            else {
                if (!it.texts) it.starts = opens_row(p->s);
                it.texts = true;
            }
        }
        if (any) out[n++] = it;
    }
    return n;
}

struct pricing {
    struct fx_table *t;
    const struct fx_cols *cols;
    uint16_t panel;
    bool has_code, has_text, has_amount;
    uint32_t last[FX_COLUMNS];  /* line (within the run) of the last piece of a text column, + 1 */
    uint32_t first[FX_COLUMNS];
};

/* What it costs that line `it` joins the run as its k-th line; NEVER if a column would hold two figures. */
static double join_cost(struct pricing *pr, const struct item *items, size_t from, size_t k)
{
    const struct fx_line *l = &pr->t->line[items[from + k].line];
    double cost = 0;
    for (uint32_t i = 0; i < l->ntok; i++) {
        const struct fx_tok *p = &l->tok[i];
        if (!in_panel(p, pr->cols, pr->panel)) continue;
        const struct fx_col *c = &pr->cols->v[p->col];
        uint32_t seen = pr->last[p->col];
        if (seen && (c->numeric || c->code) && seen != k + 1) return NEVER;
        if (seen && seen != k + 1) {
            const struct fx_line *b = &pr->t->line[items[from + seen - 1].line];
            size_t had = 0;
            for (uint32_t m = 0; m < b->ntok; m++) {
                if (b->tok[m].col == p->col) had += fx_chars(b->tok[m].s);
            }
            if (had + 1 < c->chars) cost += 0.6 * (double)(c->chars - 1 - had);
            if (opens_row(p->s)) cost += 8;
        }
        if (!seen) pr->first[p->col] = (uint32_t)k + 1;
        pr->last[p->col] = (uint32_t)k + 1;
    }
    if (k > 0) {
        uint32_t apart = 0; /* blank lines; those of other panels are none */
        for (size_t i = items[from + k - 1].line + 1; i <= items[from + k].line && apart < 4; i++)
            apart += pr->t->line[i].gap;
        cost += 2.5 * (apart > 4 ? 4 : apart);
    }
    return cost;
}

/* The line of the run that stands for the row: that of its amounts, else of its code, else the first. */
static size_t anchor_of(const struct item *items, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (items[i].amounts) return i;
    }
    for (size_t i = from; i < to; i++) {
        if (items[i].codes) return i;
    }
    return from;
}

static double run_cost(const struct pricing *pr, const struct item *items, size_t from, size_t to)
{
    bool codes = false, amounts = false, texts = false, starts = false;
    for (size_t i = from; i < to; i++) {
        codes |= items[i].codes, amounts |= items[i].amounts, texts |= items[i].texts;
        starts |= items[i].starts;
    }
    double cost = 1;
    if (pr->has_code && !codes && !starts) cost += 1.5;
    if (pr->has_text && !texts) cost += 2;
    if (pr->has_amount && !amounts && !(starts && to == from + 1)) cost += 1;
    if (to == from + 1) return cost;
    /* A wrapped name stands symmetrically about the line of its amounts. */
    double y = items[anchor_of(items, from, to)].y;
    for (uint32_t c = 0; c < pr->cols->n; c++) {
        if (pr->cols->v[c].panel != pr->panel || pr->cols->v[c].numeric || !pr->last[c]) continue;
        double m = (items[from + pr->first[c] - 1].y + items[from + pr->last[c] - 1].y) / 2.0;
        cost += 0.5 * (m > y ? m - y : y - m);
    }
    return cost;
}

static void cut_runs(struct pricing *pr, const struct item *items, size_t n, double *best, size_t *prev)
{
    best[0] = 0;
    for (size_t i = 1; i <= n; i++) best[i] = NEVER * (double)n;
    for (size_t i = 0; i < n; i++) {
        memset(pr->last, 0, pr->cols->n * sizeof *pr->last);
        double inside = 0;
        for (size_t k = 0; k < RUN && i + k < n; k++) {
            double more = join_cost(pr, items, i, k);
            if (more >= NEVER) break;
            inside += more;
            double cost = best[i] + inside + run_cost(pr, items, i, i + k + 1);
            if (cost < best[i + k + 1]) best[i + k + 1] = cost, prev[i + k + 1] = i;
        }
    }
}

int fx_groups(struct fx_table *t, const struct fx_seg *s, const struct fx_cols *cols, uint16_t panel,
              struct fx_group **out, size_t *count, struct err *e)
{
    size_t cap = s->to - s->body;
    struct item *items = arena_array(t->mem, cap + 1, sizeof *items);
    double *best = arena_array(t->mem, cap + 1, sizeof *best);
    size_t *prev = arena_array(t->mem, cap + 1, sizeof *prev);
    struct pricing *pr = arena_zalloc(t->mem, sizeof *pr);
    *out = arena_array(t->mem, cap + 1, sizeof **out);
    *count = 0;
    if (!items || !best || !prev || !pr || !*out) return err_nomem(e);
    size_t n = list_items(t, s, cols, panel, items);
    pr->t = t, pr->cols = cols, pr->panel = panel;
    for (uint32_t c = 0; c < cols->n; c++) {
        if (cols->v[c].panel != panel || !cols->v[c].count) continue;
        if (cols->v[c].code) pr->has_code = true;
        else if (cols->v[c].numeric) pr->has_amount = true;
        else pr->has_text = true;
    }
    cut_runs(pr, items, n, best, prev);
    size_t k = 0;
    for (size_t at = n; at > 0; at = prev[at]) k++;
    *count = k;
    for (size_t at = n; at > 0; at = prev[at]) {
        (*out)[--k] = (struct fx_group){items[prev[at]].line, items[at - 1].line + 1,
                                        items[anchor_of(items, prev[at], at)].line, panel};
    }
    return 0;
}
