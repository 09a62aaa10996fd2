/* SPDX-License-Identifier: MIT */
/* spaced_form.c: forms and tables of targets whose cells stand one blank apart.
 *
 * A blank cell leaves nothing behind, nor does a merged label in the rows below its first. What is missing is told by the words:
 * 产出指标 and 数量指标 are the same few everywhere, a comparator, a figure and a unit look like nothing else. */
#include "base/utf.h"
#include "table/block.h"
#include "table/caption.h"
#include "table/lex.h"
#include "table/spaced.h"
#include "table/target.h"

#include <string.h>

enum { FORM_LINES = 40, NONE = SPACED_PIECES };

struct head {
    uint32_t n, first, second, third, op, value, unit; /* columns; NONE if there is none */
    bool known;
};

struct form {
    const struct doc *d;
    struct arena *a;
    struct grid_builder b;
    struct head h;
    struct grid_row *last; /* row of targets */
    struct err *e;
};

static struct str line_at(const struct doc *d, size_t i) { return str_trim(d->line[i].text); }

static bool is_targets(const struct spaced_line *p)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < p->n; k++) n += target_head_word(p->v[k].text);
    return n >= 2;
}

/* Lines from i on: a form with a table of targets in it. */
static bool has_targets(const struct doc *d, size_t i, size_t end, struct arena *a)
{
    struct spaced_line p;
    for (size_t lines = 0, from = i; i < end && lines < FORM_LINES; i++) {
        struct str s = line_at(d, i), q;
        if (!s.n || s.n > 2000) continue;
        lines++;
        if (!(q = utf_squeeze(a, s)).p || (i > from && caption_begins_table(q))) return false;
        if (!spaced_cut(a, s, &p) && is_targets(&p)) return true;
    }
    return false;
}

/* 项目名称：… above line i */
static bool under_project(const struct doc *d, size_t i)
{
    while (i > 0 && !line_at(d, i - 1).n) i--;
    return i > 0 && str_starts(line_at(d, i - 1), S("项目名称"));
}

static bool begins(const struct doc *d, size_t from, size_t end, struct arena *a)
{
    static const struct str lead[] = {SI("项目名称 "), SI("专项名称 "), SI("部门名称 "), SI("单位名称 "), SI("部门（单位）名称 "),
                                      SI("绩效目标 "), SI("年度目标 "), SI("总体目标 "), SI("年度绩效目标 ")};
    struct spaced_line p;
    struct str s = line_at(d, from);
    if (s.n < 9 || s.n > 600) return false;
    if (str_has(s, S("指标")) && !spaced_cut(a, s, &p) && is_targets(&p)) return true;
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
        if (str_starts(s, lead[i])) return (caption_over(d, from, a) || under_project(d, from)) && has_targets(d, from, end, a);
    return false;
}

static struct grid_row *add_row(struct form *f, const struct doc_line *l, uint32_t cells)
{
    struct grid_row *r = grid_add_row(&f->b, l->page, l->line, cells);
    if (!r) (void)err_nomem(f->e);
    return r;
}

static int add_text(struct form *f, struct grid_row *r, uint32_t c, struct str s)
{
    struct str *t = &r->cell[c].text;
    *t = t->n ? arena_cat(f->a, *t, s) : s;
    return t->p ? 0 : err_nomem(f->e);
}

/* Labels and values; a long text is the value of the label in front of it. */
static int form_line(struct form *f, const struct doc_line *l, const struct spaced_line *p)
{
    bool text = l->text.n > 150 || str_has(l->text, S("。")) || str_has(l->text, S("；"));
    uint32_t cells = text && p->n > 2 ? 2 : p->n;
    struct grid_row *r = add_row(f, l, cells);
    for (uint32_t k = 0; r && k < p->n; k++)
        if (add_text(f, r, k < cells ? k : cells - 1, p->v[k].text)) return ERR_FAIL;
    return r ? 0 : ERR_FAIL;
}

static int head_line(struct form *f, const struct doc_line *l, const struct spaced_line *p)
{
    struct head *h = &f->h;
    *h = (struct head){p->n, NONE, NONE, NONE, NONE, NONE, NONE, true};
    struct grid_row *r = add_row(f, l, p->n);
    for (uint32_t k = 0; r && k < p->n; k++) {
        struct str s = r->cell[k].text = p->v[k].text;
        enum target_word w = target_word(s);
        if (str_eq(s, S("一级指标"))) h->first = k;
        else if (str_eq(s, S("二级指标"))) h->second = k;
        else if (w == TARGET_THIRD) h->third = k;
        else if (w == TARGET_VALUE && h->value == NONE) h->value = k;
        else if (w == TARGET_OP) h->op = k;
        else if (w == TARGET_UNIT) h->unit = k;
    }
    h->known = h->third != NONE && h->value > h->third && h->value != NONE;
    return r ? 0 : ERR_FAIL;
}

/* 计算符号 指标值 单位 under the head of the values. */
static int sub_head_line(struct form *f, const struct doc_line *l, const struct spaced_line *p)
{
    struct head *h = &f->h;
    uint32_t at = h->value;
    struct grid_row *r = at + p->n <= SPACED_PIECES ? add_row(f, l, at + p->n) : NULL;
    for (uint32_t k = 0; r && k < p->n; k++) {
        enum target_word w = target_word(p->v[k].text);
        r->cell[at + k].text = p->v[k].text;
        if (w == TARGET_VALUE) h->value = at + k;
        else if (w == TARGET_OP) h->op = at + k;
        else h->unit = at + k;
    }
    h->n = at + p->n;
    return r ? 0 : ERR_FAIL;
}

static bool is_sub_head(const struct form *f, const struct spaced_line *p)
{
    if (!f->h.known || f->h.value + 1 != f->h.n || p->n < 2) return false;
    for (uint32_t k = 0; k < p->n; k++) {
        enum target_word w = target_word(p->v[k].text);
        if (w != TARGET_VALUE && w != TARGET_OP && w != TARGET_UNIT) return false;
    }
    return true;
}

static bool is_op(struct str s)
{
    size_t len = 0;
    return str_eq(s, S("定性")) || (lex_op(s, &len).n && len == s.n);
}

static bool is_value(struct arena *a, struct str s)
{
    size_t len = 0;
    return s.n && (lex_op(s, &len).n || lex_is_digit(s.p[0]) || lex_target(a, s).number);
}

/* Labels at the front of a row: how many, and where they stand. */
static uint32_t labels(const struct head *h, const struct spaced_line *p, uint32_t at[2])
{
    uint32_t n = 0;
    struct str s = p->v[0].text;
    bool second_next = p->n > 1 && target_word(p->v[1].text) == TARGET_SECOND;
    if (h->first != NONE && lex_is_target_class(s) && (second_next || target_word(s) != TARGET_SECOND)) at[n++] = h->first;
    if (h->second != NONE && n < p->n && target_word(p->v[n].text) == TARGET_SECOND) {
        at[n] = h->second;
        n++;
    }
    return n;
}

/* What stands behind the name, fewer pieces than columns: each to the next column that may hold it. */
static int place(struct form *f, struct grid_row *r, const struct spaced_line *p, uint32_t i, uint32_t c)
{
    const struct head *h = &f->h;
    for (; i < p->n && c < h->n; c++) {
        struct str s = p->v[i].text;
        bool spare = h->n - c > p->n - i;
        if (spare && c == h->op && !is_op(s)) continue;
        if (spare && c < h->value && c != h->op && c != h->unit && is_value(f->a, s)) continue;
        if (spare && c == h->unit && s.n > 12) continue;
        r->cell[c].text = s;
        i++;
    }
    return 0;
}

/* The first column of a row whose labels are words of its own (投入管理指标), from there on a piece for each; NONE: it is none. */
static uint32_t first_column(struct form *f, const struct spaced_line *p)
{
    const struct head *h = &f->h;
    uint32_t from = h->n - p->n, figures = 0;
    if (p->n > h->n || from > h->third || p->n < 2) return NONE;
    for (uint32_t k = 1; k < p->n; k++) figures += is_value(f->a, p->v[k].text);
    return !figures || is_value(f->a, p->v[h->value - from].text) ? from : NONE;
}

/* A row of targets; 1: the line is none. */
static int target_line(struct form *f, const struct doc_line *l, const struct spaced_line *p)
{
    const struct head *h = &f->h;
    uint32_t own[2], from = p->n == h->n || !labels(h, p, own) ? first_column(f, p) : NONE;
    if (from != NONE) {
        if (!(f->last = add_row(f, l, h->n))) return ERR_FAIL;
        for (uint32_t k = 0; k < p->n; k++) f->last->cell[from + k].text = p->v[k].text;
        return 0;
    }
    uint32_t at[2], n = labels(h, p, at), rest = p->n - n, columns = h->n - h->third;
    bool value = false;
    for (uint32_t k = n + 1; k < p->n; k++) value |= is_value(f->a, p->v[k].text);
    if (!rest || (!n && rest != columns && !(value && rest > 1 && rest <= columns))) return 1;
    struct grid_row *r = f->last = add_row(f, l, h->n);
    if (!r) return ERR_FAIL;
    for (uint32_t k = 0; k < n; k++) r->cell[at[k]].text = p->v[k].text;
    uint32_t surplus = rest > columns ? rest - columns : 0;
    for (uint32_t k = 0; k <= surplus; k++)
        if (add_text(f, r, h->third, p->v[n + k].text)) return ERR_FAIL;
    return place(f, r, p, n + surplus + 1, h->third + 1);
}

/* Does the table of targets go on in line i, or in the next one with text? */
static bool goes_on(struct form *f, size_t i, size_t end)
{
    struct spaced_line p;
    uint32_t at[2];
    while (i < end && !line_at(f->d, i).n) i++;
    return i < end && !spaced_cut(f->a, line_at(f->d, i), &p) && labels(&f->h, &p, at) && p.n > 1;
}

/* 1: line i ends the form. */
static int one_line(struct form *f, size_t i, size_t end)
{
    struct spaced_line p;
    const struct doc_line *l = &f->d->line[i];
    struct str s = line_at(f->d, i);
    int rc = s.n > 4000 ? 1 : spaced_cut(f->a, s, &p);
    if (rc) return rc < 0 ? err_nomem(f->e) : f->h.n || s.n <= 4000;
    if (is_targets(&p)) return head_line(f, l, &p);
    if (!f->h.n) {
        struct str q = utf_squeeze(f->a, utf_head(s, 300));
        return !q.p ? err_nomem(f->e) : f->b.g->nrow && caption_begins_table(q) ? 1 : form_line(f, l, &p);
    }
    if (!f->h.known) return 1;
    if (!f->last && is_sub_head(f, &p)) return sub_head_line(f, l, &p);
    rc = target_line(f, l, &p);
    if (rc <= 0) return rc;
    if (f->last && p.n == 1 && s.n <= 60 && goes_on(f, i + 1, end)) return add_text(f, f->last, f->h.third, p.v[0].text); /* the rest of a name */
    return 1;
}

int grid_spaced_form(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *to, struct grid *g, struct err *e)
{
    struct arena scratch = ARENA_INIT;
    struct form f = {.d = d, .a = a, .e = e};
    bool starts = begins(d, from, end, &scratch);
    arena_free(&scratch);
    if (!starts) return 0;
    grid_begin(&f.b, a, g, GRID_SPACED);
    size_t i = from;
    for (*to = from; i < end && i - *to < FORM_LINES; i++) {
        if (!line_at(d, i).n) continue;
        int rc = one_line(&f, i, end);
        if (rc < 0) return rc;
        if (rc) break;
        *to = i + 1;
    }
    int rc = grid_finish(&f.b, e);
    return rc ? rc : 1;
}
