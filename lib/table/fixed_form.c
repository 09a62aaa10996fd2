/* SPDX-License-Identifier: MIT */
/* fixed_form.c: performance forms (财政项目支出绩效目标填报表 and its kin; 财预〔2020〕10号) on a fixed-width page.
 *
 * Three parts under each other: labels with their values, goals set as two columns of text, and the grid of
 * indicators (fixed_form_targets.c). */
#include "table/fixed_form.h"

#include "base/utf.h"
#include "table/words.h"

enum { FORM_COLS = 8 };

/* ---- words ---- */

static bool is_label(struct str s)
{
    PR_WORDS(tail, SI("名称"), SI("性质"), SI("类别"), SI("属性"), SI("单位"), SI("部门"), SI("日期"),
                                      SI("时间"), SI("总额"), SI("资金"), SI("拨款"), SI("电话"), SI("联系人"), SI("负责人"),
                                      SI("编码"), SI("代码"), SI("期限"), SI("年度"), SI("类型"), SI("级次"), SI("金额"));
    size_t n = fx_chars(s);
    if (n < 2 || n > 10) return false;
    if (pr_ends(s, tail)) return true;
    return str_ends(s, S("：")) || str_ends(s, S(":"));
}

static bool has_piece(const struct fx_line *l, struct str word)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (str_has(l->tok[k].s, word) && fx_chars(l->tok[k].s) <= 24) return true;
    }
    return false;
}

static bool targets_head(const struct fx_line *l)
{
    return has_piece(l, S("一级指标")) || has_piece(l, S("二级指标")) || has_piece(l, S("三级指标"));
}

/* 项目总目标 | 年度总体目标: nothing but heads of goals. */
static bool goals_head(const struct fx_line *l)
{
    uint32_t goals = 0;
    for (uint32_t k = 0; k < l->ntok; k++) {
        size_t n = fx_chars(l->tok[k].s);
        if (n > 10) return false;
        goals += str_ends(l->tok[k].s, S("目标"));
    }
    return goals >= 2;
}

static bool has_amount(const struct fx_line *l)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (l->tok[k].kind == FX_AMOUNT) return true;
    }
    return false;
}

/* ---- output ---- */

struct grid_row *fx_form_row(struct fx_form *f, const struct doc_line *l)
{
    if (f->g->nrow == f->room) {
        uint32_t more = f->room ? f->room * 2 : 32;
        void *v = arena_grow(f->a, f->g->row, f->room * sizeof *f->g->row, more * sizeof *f->g->row);
        if (!v) return NULL;
        f->g->row = v, f->room = more;
    }
    struct grid_row *r = &f->g->row[f->g->nrow];
    *r = (struct grid_row){l->page, l->line, arena_array(f->a, f->g->ncol, sizeof *r->cell), false};
    if (!r->cell) return NULL;
    for (uint32_t c = 0; c < f->g->ncol; c++)
        r->cell[c] = (struct grid_cell){.page = l->page, .line = l->line, .colspan = 1, .rowspan = 1, .there = true};
    f->g->nrow++;
    return r;
}

int fx_form_text(struct fx_form *f, struct grid_cell *c, struct str s, const struct doc_line *l)
{
    if (!s.n) return 0;
    if (!c->text.n) c->page = l->page, c->line = l->line, c->text = arena_str(f->a, s);
    else c->text = arena_cat(f->a, c->text, s);
    return c->text.p ? 0 : -1;
}

/* ---- labels and values ---- */

/* A line's pieces, with 阶段性项目 项目类别 taken apart before the label. */
static uint32_t form_pieces(const struct fx_line *l, struct fx_tok *out, uint32_t room)
{
    uint32_t n = 0;
    for (uint32_t k = 0; k < l->ntok && n < room; k++) {
        out[n] = l->tok[k];
        struct str s = l->tok[k].s;
        for (size_t at = str_find(s, S(" "), 0); at != STR_NPOS && n + 1 < room; at = str_find(s, S(" "), at + 1)) {
            struct str left = str_sub(s, 0, at), right = str_trim(str_from(s, at));
            if (!is_label(right) || is_label(left)) continue;
            uint32_t w = 0;
            for (size_t b = 0; b < left.n; b++) w += (left.p[b] & 0xC0) != 0x80;
            out[n].s = left, out[n].x1 = out[n].x0 + w;
            out[n + 1] = l->tok[k];
            out[n + 1].s = right, out[n + 1].x0 = out[n].x1 + 1;
            n++;
            break;
        }
        n++;
    }
    return n;
}

/* The rows with money: from the first line with an amount to the last, before the goals. */
static bool money_rows(const struct fx_form *f, size_t *from, size_t *to)
{
    *from = *to = 0;
    for (size_t i = 0; i < f->goals; i++) {
        if (!has_amount(&f->t->line[i])) continue;
        if (*to == 0) *from = i;
        *to = i + 1;
    }
    return *to > 0;
}

/* Left borders of the labels in front of the amounts. */
static void money_labels(const struct fx_form *f, size_t from, size_t to, uint32_t *left, uint32_t *right)
{
    struct fx_tok v[FORM_NAMES];
    *left = *right = UINT32_MAX;
    for (size_t i = from; i < to; i++) {
        uint32_t n = form_pieces(&f->t->line[i], v, FORM_NAMES);
        for (uint32_t k = 1; k < n; k++) {
            if (v[k].kind == FX_AMOUNT && v[k - 1].kind == FX_TEXT && v[k - 1].x0 < *left) *left = v[k - 1].x0;
        }
    }
    for (size_t i = from; i < to; i++) { /* the second label of a line */
        uint32_t n = form_pieces(&f->t->line[i], v, FORM_NAMES), amounts = 0;
        for (uint32_t k = 0; k < n; k++) {
            if (amounts && v[k].kind == FX_TEXT && v[k].x0 < *right) *right = v[k].x0;
            amounts += v[k].kind == FX_AMOUNT;
        }
    }
}

/* A row of money: 1 label, 2 amount; 3 label, 4 amount. What stands left of them is the group's label. */
static int money_line(struct fx_form *f, const struct fx_line *l, uint32_t left, uint32_t right, struct str *group,
                      struct grid_row **row, bool *only_right)
{
    struct fx_tok v[FORM_NAMES];
    uint32_t n = form_pieces(l, v, FORM_NAMES), c = 0;
    bool has_left = false, has_right = false, bare = false;
    for (uint32_t k = 0; k < n; k++) {
        if (v[k].x1 <= left && v[k].kind == FX_TEXT) continue;
        bare |= v[k].kind != FX_TEXT && !*row; /* an amount above the first label */
        if (v[k].kind == FX_TEXT && right != UINT32_MAX && v[k].x0 + 3 >= right) has_right = true;
        else if (v[k].kind == FX_TEXT) has_left = true;
    }
    /* 其中：财政资金 is as tall as the two rows beside it: it belongs to the first of them. */
    bool join = *row && *only_right && has_left && !has_right;
    if (!join && (has_left || has_right || bare)) {
        *row = fx_form_row(f, l->src);
        if (!*row) return -1;
    }
    for (uint32_t k = 0; k < n; k++) {
        if (v[k].x1 <= left && v[k].kind == FX_TEXT) {
            *group = arena_cat(f->a, *group, v[k].s);
            if (!group->p) return -1;
            continue;
        }
        if (c == 0) c = has_right && !has_left ? 3 : 1;
        else if (v[k].kind == FX_TEXT && c % 2 == 0 && c + 1 < FORM_COLS) c++; /* the amount before it is blank */
        if (fx_form_text(f, &(*row)->cell[c], v[k].s, l->src)) return -1;
        if (c + 1 < FORM_COLS) c++;
    }
    if (has_left || has_right) *only_right = has_right && !has_left;
    return 0;
}

static int money_part(struct fx_form *f, size_t from, size_t to)
{
    uint32_t left, right, first = f->g->nrow;
    struct grid_row *row = NULL;
    struct str group = {"", 0};
    bool only_right = false;
    money_labels(f, from, to, &left, &right);
    if (left == UINT32_MAX) left = 0;
    for (size_t i = from; i < to; i++) {
        if (money_line(f, &f->t->line[i], left, right, &group, &row, &only_right)) return -1;
    }
    if (group.n && f->g->nrow > first) f->g->row[first].cell[0].text = group;
    return 0;
}

/* Lines of labels and values: their pieces in turn. A line without label goes on with the row above. */
static int label_part(struct fx_form *f, size_t from, size_t to)
{
    struct fx_tok v[FORM_NAMES];
    struct grid_row *row = NULL;
    for (size_t i = from; i < to; i++) {
        const struct fx_line *l = &f->t->line[i];
        uint32_t n = form_pieces(l, v, f->g->ncol < FORM_NAMES ? f->g->ncol : FORM_NAMES);
        if (row && n == 1 && l->gap == 0 && !is_label(v[0].s)) {
            uint32_t last = 0;
            for (uint32_t c = 0; c < f->g->ncol; c++) last = row->cell[c].text.n ? c : last;
            if (fx_form_text(f, &row->cell[last], v[0].s, l->src)) return -1;
            continue;
        }
        row = fx_form_row(f, l->src);
        if (!row) return -1;
        for (uint32_t k = 0; k < n; k++) {
            if (fx_form_text(f, &row->cell[k], v[k].s, l->src)) return -1;
        }
    }
    return 0;
}

/* ---- goals: two columns of running text ---- */

static bool punctuation(const char *p, const char *end)
{
    uint32_t c = 0;
    if (!utf_decode(p, end, &c)) return false;
    return (c >= 0x3001 && c <= 0x3011) || (c >= 0xFF01 && c <= 0xFF1F) || (c < 0x80 && c != '"' && !(c >= '0' && c <= 'z'));
}

/* Where the second column starts: the place where a piece starts most often. */
static uint32_t second_column(const struct fx_form *f, size_t from, size_t to, uint32_t lo, uint32_t hi)
{
    uint32_t best = hi, most = 0;
    for (size_t i = from; i < to; i++) {
        for (uint32_t k = 0; k < f->t->line[i].ntok; k++) {
            uint32_t x = f->t->line[i].tok[k].x0, n = 0;
            if (x <= lo || x > hi) continue;
            for (size_t j = from; j < to && j < from + 200; j++) {
                for (uint32_t m = 0; m < f->t->line[j].ntok; m++) n += f->t->line[j].tok[m].x0 == x;
            }
            if (n > most) most = n, best = x;
        }
    }
    return best;
}

/* Byte offset of the word of p that starts at or behind column x and is no loose punctuation mark; its length
 * if there is none. */
static size_t word_at(const struct fx_tok *p, uint32_t x)
{
    uint32_t at = p->x0;
    for (size_t i = 0; i < p->s.n; i++) {
        bool start = i == 0 || p->s.p[i - 1] == ' ';
        if (start && at + 1 >= x && p->s.p[i] != ' ' && !punctuation(p->s.p + i, p->s.p + p->s.n)) return i;
        at += (p->s.p[i] & 0xC0) != 0x80;
    }
    return p->s.n;
}

static int goals_part(struct fx_form *f, size_t from, size_t to)
{
    const struct fx_line *head = &f->t->line[from];
    const struct fx_tok *h1 = NULL, *h2 = NULL;
    for (uint32_t k = 0; k < head->ntok; k++) {
        if (!str_ends(head->tok[k].s, S("目标"))) continue;
        if (!h1) h1 = &head->tok[k];
        else h2 = &head->tok[k];
    }
    struct grid_row *row = fx_form_row(f, head->src);
    if (!row || !h1 || !h2) return -1;
    uint32_t x2 = second_column(f, from + 1, to, h1->x1, h2->x0);
    if (fx_form_text(f, &row->cell[1], h1->s, head->src) || fx_form_text(f, &row->cell[3], h2->s, head->src)) return -1;
    for (size_t i = from + 1; i < to; i++) {
        const struct fx_line *l = &f->t->line[i];
        for (uint32_t k = 0; k < l->ntok; k++) {
            const struct fx_tok *p = &l->tok[k];
            if (k == 0 && p->x0 < 6 && fx_chars(p->s) <= 4 && (l->ntok > 1 || p->x1 + 4 < h1->x0))
                continue; /* 项目 / 绩效 / 目标, set upright beside the goals */
            size_t cut = p->x0 + 1 >= x2 ? 0 : word_at(p, x2);
            if (fx_form_text(f, &row->cell[2], str_sub(p->s, 0, cut), l->src)) return -1;
            if (fx_form_text(f, &row->cell[4], str_from(p->s, cut), l->src)) return -1;
        }
    }
    return 0;
}

int fx_form(struct fx_table *t, struct arena *a, struct grid *g, struct err *e)
{
    struct fx_form f = {t, a, g, 0, t->n, t->n};
    size_t from, to;
    fx_measure(t, 0, t->n);
    for (size_t i = t->n; i-- > 0;) {
        if (targets_head(&t->line[i])) f.targets = i;
    }
    f.goals = f.targets;
    for (size_t i = f.targets; i-- > 0;) {
        if (goals_head(&t->line[i])) f.goals = i;
    }
    uint32_t heads = f.targets < t->n ? t->line[f.targets].ntok + 1 : 0;
    *g = (struct grid){GRID_FIXED, NULL, 0, heads > FORM_COLS ? heads : FORM_COLS, GRID_HEAD_UNKNOWN, false, false, false, NULL};
    if (!money_rows(&f, &from, &to)) from = to = f.goals;
    if (label_part(&f, 0, from) || money_part(&f, from, to) || label_part(&f, to, f.goals)) return err_nomem(e);
    if (f.goals < f.targets && goals_part(&f, f.goals, f.targets)) return err_nomem(e);
    return f.targets < t->n ? fx_form_targets(&f, f.targets, e) : 0;
}
