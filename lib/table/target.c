/* SPDX-License-Identifier: MIT */
#include "table/target.h"

#include "table/lex.h"
#include "table/words.h"

#include <string.h>

enum { MAX_TOKENS = 48 };

struct token {
    struct str s;
    uint32_t at; /* column */
};

static unsigned tokens_of(const struct grid *g, uint32_t r, struct token *v)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < g->ncol && n < MAX_TOKENS; c++)
        if (grid_at(g, r, c)->text.n) v[n++] = (struct token){grid_at(g, r, c)->text, c};
    return n;
}

/* ---- words ---- */

static bool is_first(struct str s) { return lex_is_target_class(s); }

static bool is_second(struct str s)
{
    PR_WORDS(word, SI("数量指标"), SI("质量指标"), SI("时效指标"), SI("成本指标"), SI("经济效益指标"), SI("社会效益指标"), SI("生态效益指标"), SI("可持续影响指标"),
        SI("经济效益"), SI("社会效益"), SI("生态效益"), SI("可持续影响"), SI("服务对象满意度指标"), SI("满意度指标"), SI("经济成本指标"), SI("社会成本指标"),
        SI("生态环境成本指标"), SI("数量"), SI("质量"), SI("时效"), SI("成本"), SI("服务对象满意度"), SI("社会公众满意度指标"), SI("社会公众或服务对象满意度指标"),
        SI("受益对象满意度指标"), SI("经济效益指标（可选）"), SI("社会公众或服务对象满意度"), SI("可持续发展指标"), SI("可持续性指标"), SI("帮扶对象满意度指标"), SI("生态效益指"), SI("预算成本指标"));
    return pr_is(s, word);
}

static bool is_skip(struct str s)
{
    PR_WORDS(word, SI("绩效指标"), SI("年度绩效指标"), SI("指标"), SI("年度指标"), SI("标绩效指"), SI("绩效指"), SI("绩效目标"), SI("总体绩效指标"));
    return pr_is(s, word);
}

/* The same heads with 绩效 in front: 绩效指标性质, 绩效指标值, 绩效度量单位. */
static struct str no_performance(struct str s) { return str_starts(s, S("绩效")) ? str_from(s, 6) : s; }

static bool is_value_head(struct str s)
{
    PR_WORDS(word, SI("指标值"), SI("目标值"), SI("年度指标值"), SI("年度目标值"), SI("预期值"), SI("预期指标值"),
                                      SI("实施期指标值"), SI("年初指标值"), SI("全年实际值"), SI("实际完成值"), SI("预期目标值"), SI("指标目标值"), SI("全年完成值"),
                                      SI("调整指标值"), SI("调整后指标值"), SI("年初目标值"), SI("年度预期值"), SI("年度完成值"), SI("全年指标值"), SI("全年目标值"));
    if (!str_ends(s, S("值")) && !lex_may_shut(s)) return false; /* as every word does, but for brackets behind it */
    return pr_is(no_performance(lex_no_brackets(s)), word) || (s.n <= 36 && str_ends(s, S(")指标值"))) || (s.n <= 36 && str_ends(s, S("）指标值")));
}

static bool is_unit_head(struct str s)
{
    s = no_performance(s);
    return str_eq(s, S("单位")) || str_eq(s, S("指标单位")) || str_eq(s, S("计量单位")) || str_eq(s, S("度量单位"));
}

static bool is_op_head(struct str s)
{
    s = no_performance(s);
    return str_has(s, S("符号")) || str_eq(s, S("性质")) || str_eq(s, S("指标性质")) || str_eq(s, S("指标方向")) || str_eq(s, S("指标值类型"));
}

static bool is_third_head(struct str s)
{
    PR_WORDS(word, SI("三级指标"), SI("指标名称"), SI("指标内容"), SI("具体指标"), SI("三级指标名称"), SI("四级指标"));
    return pr_is(s, word);
}

enum target_word target_word(struct str s)
{
    if (is_second(s)) return TARGET_SECOND;
    if (is_third_head(s)) return TARGET_THIRD;
    if (is_value_head(s)) return TARGET_VALUE;
    if (is_op_head(s)) return TARGET_OP;
    return is_unit_head(s) ? TARGET_UNIT : TARGET_OTHER;
}

bool target_head_word(struct str s)
{
    PR_WORDS(level, SI("一级指标"), SI("二级指标"));
    return pr_is(s, level) || is_third_head(s) || is_value_head(s);
}

bool target_is_head(const struct grid *g, uint32_t r)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, r, c)->text;
        if (!s.n) continue;
        if (target_head_word(s)) n++;
        else if (s.n > 90) return false;
    }
    return n >= 2;
}

/* ---- header ---- */

static bool sub_head_row(const struct grid *g, uint32_t r, const struct target_head *h)
{
    unsigned words = 0;
    if (r >= g->nrow) return false;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, r, c)->text;
        if (!s.n) continue;
        if ((int)c == h->first || (int)c == h->second || (int)c == h->third) return false;
        if (is_value_head(s) || is_op_head(s) || is_unit_head(s)) words++;
    }
    return words >= 2;
}

/* Columns of comparator and unit that stood before it are kept as their number + 1 in its place. */
static void add_value(struct target_head *h, uint32_t c, struct str col)
{
    if (h->nvalue == TARGET_MAX_VALUES) return;
    h->v[h->nvalue].op--;
    h->v[h->nvalue].unit--;
    h->v[h->nvalue].value = (int)c;
    h->v[h->nvalue++].col = col;
}

static void side_column(struct target_head *h, int c, struct str s)
{
    if (is_op_head(s) && h->nvalue < TARGET_MAX_VALUES) h->v[h->nvalue].op = c + 1;
    if (!is_unit_head(s)) return;
    if (h->nvalue) h->v[h->nvalue - 1].unit = c;
    else h->v[0].unit = c + 1;
}

/* A comparator behind the only value: 指标值 … 指标值类型. */
static void op_behind(struct target_head *h)
{
    if (h->nvalue == 1 && h->v[0].op < 0 && h->v[1].op > 0) h->v[0].op = h->v[1].op - 1;
}

/* One column of units or comparators is for all values beside it; what was reached (实际完成值) has no comparator. */
static void share_columns(struct target_head *h)
{
    int op = -1, unit = -1;
    for (unsigned i = 0; i < h->nvalue; i++) {
        if (h->v[i].op >= 0) op = i ? -1 : h->v[i].op;
        if (h->v[i].unit >= 0) unit = unit >= 0 ? -2 : h->v[i].unit;
    }
    for (unsigned i = 1; i < h->nvalue; i++)
        if (h->v[i].op < 0 && !str_has(h->v[i].col, S("完成")) && !str_has(h->v[i].col, S("实际"))) h->v[i].op = op;
    for (unsigned i = 0; i < h->nvalue && unit >= 0; i++) h->v[i].unit = unit;
}

static int read_sub_head(struct table *t, uint32_t r, struct target_head *h, struct err *e)
{
    const struct grid *g = t->g;
    struct str above = h->nvalue ? h->v[0].col : (struct str){"", 0};
    memset(h->v, 0, sizeof h->v);
    h->nvalue = 0;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, r, c)->text;
        if (!s.n) continue;
        if (is_value_head(s)) {
            struct str col = arena_join(t->a, above, S("/"), s);
            if (!col.p) return err_nomem(e);
            add_value(h, c, col);
        } else {
            side_column(h, (int)c, s);
        }
    }
    return 0;
}

static bool is_sum_head(struct str s)
{
    PR_WORDS(word, SI("资金总额"), SI("项目资金"), SI("预算金额"), SI("预算资金"), SI("项目金额"), SI("金额"), SI("预算数"));
    return pr_is(lex_no_brackets(s), word);
}

/* A column of projects in front of the labels: one table for all projects of an organisation. */
static bool names_project(struct str s)
{
    return str_ends(lex_no_brackets(s), S("项目名称")) || str_eq(s, S("单位（专项）名称")) || str_eq(s, S("专项名称")) || str_eq(lex_no_brackets(s), S("项目")) || str_eq(s, S("单位名称（项目）"));
}

bool target_is_over_head(const struct grid *g, uint32_t r)
{
    bool project = false;
    if (r + 1 >= g->nrow || !g->ncol || grid_at(g, r + 1, 0)->text.n || !target_is_head(g, r + 1)) return false; /* a blank under the project */
    for (uint32_t c = 0; c < g->ncol && !grid_at(g, r + 1, c)->text.n; c++) project |= names_project(grid_at(g, r, c)->text);
    return project;
}

/* Head of column c, which may stand in the row above and reach down. */
static struct str head_at(const struct grid *g, uint32_t r, uint32_t c, bool over)
{
    struct str s = grid_at(g, r, c)->text;
    return s.n || !over ? s : grid_at(g, r - 1, c)->text;
}

int target_read_head(struct table *t, uint32_t r, const struct str *heads, unsigned nheads, struct target_head *h,
                     uint32_t *next, struct err *e)
{
    const struct grid *g = t->g;
    memset(h, 0, sizeof *h);
    h->first = h->second = h->third = h->project = h->goal = h->sum = -1;
    bool over = r > 0 && target_is_over_head(g, r - 1);
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = head_at(g, r, c, over && h->first < 0);
        if (!s.n || (c && nheads < 2 && str_eq(s, grid_at(g, r, c - 1)->text))) continue;
        if (str_eq(s, S("一级指标"))) h->first = h->first < 0 ? (int)c : h->first;
        else if (h->first < 0 && !h->nvalue && names_project(s)) h->project = (int)c;
        else if (h->first < 0 && h->project >= 0 && str_has(s, S("目标")) && !is_value_head(s)) {
            h->goal = (int)c;
            h->goal_head = s;
        }
        else if (h->first < 0 && h->project >= 0 && is_sum_head(s)) {
            h->sum = (int)c;
            h->sum_head = s;
        }
        else if (str_eq(s, S("二级指标")) && h->second < 0) h->second = (int)c;
        else if (is_third_head(s) && h->third < 0) h->third = (int)c;
        else if (str_eq(s, S("二级指标")) || (is_third_head(s) && str_eq(s, grid_at(g, r, (uint32_t)h->third)->text)))
            h->doubled |= h->nvalue > 0;
        else if (is_value_head(s)) {
            struct str col = h->nvalue < nheads ? arena_join(t->a, heads[h->nvalue], S("/"), s) : s;
            if (!col.p) return err_nomem(e);
            add_value(h, c, col);
        } else if (!is_skip(s)) {
            side_column(h, (int)c, s);
            if (!str_has(s, S("符号")) && !is_unit_head(s) && (int)c > h->third && h->third >= 0 && h->ntext < TARGET_MAX_TEXTS) {
                h->text[h->ntext].at = (int)c;
                h->text[h->ntext++].col = s;
            }
        }
    }
    *next = r + 1;
    if (sub_head_row(g, r + 1, h)) {
        *next = r + 2;
        if (read_sub_head(t, r + 1, h, e)) return ERR_FAIL;
    }
    op_behind(h);
    share_columns(h);
    target_unrag(g, *next, h);
    return 0;
}

/* ---- rows ---- */

static int put_target(struct table *t, const struct target_head *h, struct str name, struct str value, struct str op,
                      struct str unit, struct str col, uint32_t page, uint32_t line, struct err *e)
{
    struct lex_target v = lex_target(t->a, value);
    struct fact f;
    if (!v.value.p && value.n) return err_nomem(e);
    size_t len = 0;
    struct str path = arena_join(t->a, arena_join(t->a, h->top, S("/"), h->mid), S("/"), name);
    if (!path.p) return err_nomem(e);
    table_fact(t, &f);
    f.page = page;
    f.line = line;
    f.f[REC_ROW] = table_number(t->a, t->row);
    f.f[REC_NAME] = path;
    f.f[REC_COL] = col;
    f.f[REC_KIND] = S("target");
    f.f[REC_VALUE] = v.value;
    f.f[REC_OP] = v.op;
    f.f[REC_UNIT] = v.unit;
    if (op.n && lex_op(op, &len).n && v.number) f.f[REC_OP] = lex_op(op, &len);
    if (v.number && !v.unit.n) f.f[REC_UNIT] = unit.n ? unit : lex_unit_in_brackets(name);
    if (!v.number) f.f[REC_UNIT] = !value.n && !unit.n ? lex_unit_in_brackets(name) : unit;
    return table_put(t, &f, e);
}

static int put_texts(struct table *t, const struct target_head *h, uint32_t r, struct str name, struct err *e)
{
    struct str path = arena_join(t->a, arena_join(t->a, h->top, S("/"), h->mid), S("/"), name);
    if (!path.p) return err_nomem(e);
    for (unsigned i = 0; i < h->ntext; i++) {
        const struct grid_cell *cell = grid_at(t->g, r, (uint32_t)h->text[i].at);
        struct fact f;
        if (!cell->text.n) continue;
        table_fact(t, &f);
        f.page = cell->page;
        f.line = cell->line;
        f.f[REC_ROW] = table_number(t->a, t->row);
        f.f[REC_NAME] = path;
        f.f[REC_COL] = h->text[i].col;
        f.f[REC_KIND] = S("text");
        f.f[REC_VALUE] = cell->text;
        if (table_put(t, &f, e)) return ERR_FAIL;
    }
    return 0;
}

static void set_top(struct target_head *h, struct str s)
{
    h->top = s;
    h->mid = (struct str){"", 0};
}

/* Row r + 1 only carries on a label that a page break cut: its text, or empty. */
static struct str carried_on(const struct grid *g, uint32_t r, const struct target_head *h)
{
    struct str none = {"", 0};
    struct token v[MAX_TOKENS];
    if (r + 1 >= g->nrow || !g->row[r + 1].after_break) return none;
    if (tokens_of(g, r + 1, v) != 1 || is_first(v[0].s) || is_second(v[0].s)) return none;
    if (h->nvalue && (int)v[0].at >= h->v[0].value && !h->doubled) return none;
    bool bracket = str_starts(v[0].s, S("(")) || str_starts(v[0].s, S("（"));
    return bracket || v[0].s.n <= 12 ? v[0].s : none;
}

/* A second-level word in the third column is a label that slid to the right if the name stands in the
 * value column; else it is the indicator's own name (服务对象满意度). */
static bool slid_label(const struct grid *g, const struct target_head *h, uint32_t r, struct arena *a)
{
    if (h->nvalue != 1) return false;
    struct str v = grid_at(g, r, (uint32_t)h->v[0].value)->text;
    return v.n && !lex_target(a, v).number;
}

/* Labels and name of a row with one group of label columns, which end before column `limit`. */
static struct str read_labels(const struct grid *g, struct target_head *h, uint32_t r, uint32_t limit, struct arena *a)
{
    struct token v[MAX_TOKENS];
    unsigned n = tokens_of(g, r, v);
    bool first_seen = false, second_seen = false;
    bool third_filled = h->third >= 0 && grid_at(g, r, (uint32_t)h->third)->text.n > 0;
    struct str name = {"", 0};
    for (unsigned i = 0; i < n && v[i].at < limit; i++) {
        struct str s = v[i].s;
        int at = (int)v[i].at;
        if (at <= h->project || at <= h->goal || at <= h->sum) continue;
        if (i && v[i - 1].at + 1 == v[i].at && str_eq(s, v[i - 1].s) && at != h->third && !is_second(s)) continue; /* a merged cell in each of its columns */
        bool more = i + 1 < n && v[i + 1].at < limit, next_second = more && is_second(v[i + 1].s);
        if (is_skip(s) && at != h->third) continue;
        bool cost_top = str_eq(s, S("成本指标")) && more && str_ends(v[i + 1].s, S("成本指标"));
        bool own_first = is_first(s) && !first_seen && (at != h->second || !is_second(s) || next_second) && (at != h->third || next_second);
        bool second = is_second(s) && (at != h->third || (!second_seen && slid_label(g, h, r, a)));
        if (own_first || cost_top || (at == h->first && third_filled && !second)) {
            set_top(h, s);
            first_seen = true;
        } else if (second || (at == h->second && third_filled && at != h->third)) {
            h->mid = s;
            second_seen = true;
        } else {
            name = name.n ? arena_cat(a, name, s) : s;
        }
    }
    return name;
}

/* What the project that begins in this row costs. */
static int put_sum(struct table *t, const struct target_head *h, uint32_t r, struct err *e)
{
    struct fact f;
    if (h->sum < 0) return 0;
    const struct grid_cell *cell = grid_at(t->g, r, (uint32_t)h->sum);
    struct lex_amount v = lex_amount(t->a, cell->text);
    if (v.kind != LEX_NUMBER && v.kind != LEX_DASH) return 0;
    if (!v.value.p) return err_nomem(e);
    table_fact(t, &f);
    f.page = cell->page;
    f.line = cell->line;
    f.f[REC_ROW] = table_number(t->a, t->row);
    f.f[REC_LEVEL] = S("0");
    f.f[REC_ROLE] = S("item");
    f.f[REC_NAME] = h->sum_head;
    f.f[REC_KIND] = S("number");
    f.f[REC_VALUE] = v.value;
    struct str own = lex_unit_in_brackets(h->sum_head);
    f.f[REC_UNIT] = v.unit.n ? v.unit : lex_is_money_unit(own) ? own : t->unit;
    return table_put(t, &f, e);
}

/* The project that begins in this row, and its goal. */
static int put_project(struct table *t, struct target_head *h, uint32_t r, struct err *e)
{
    struct fact f;
    if (h->project < 0) return 0;
    struct str s = grid_at(t->g, r, (uint32_t)h->project)->text;
    if (s.n && !str_eq(s, t->project)) {
        t->project = s;
        set_top(h, (struct str){"", 0});
        if (put_sum(t, h, r, e)) return ERR_FAIL;
    } else if (s.n) return 0; /* in every row of the project */
    if (h->goal < 0 || !grid_at(t->g, r, (uint32_t)h->goal)->text.n) return 0;
    const struct grid_cell *cell = grid_at(t->g, r, (uint32_t)h->goal);
    table_fact(t, &f);
    f.page = cell->page;
    f.line = cell->line;
    f.f[REC_ROW] = table_number(t->a, t->row);
    f.f[REC_NAME] = h->goal_head;
    f.f[REC_KIND] = S("text");
    f.f[REC_VALUE] = cell->text;
    return table_put(t, &f, e);
}

static int read_single(struct table *t, struct target_head *h, uint32_t r, struct str more, struct err *e)
{
    const struct grid *g = t->g;
    uint32_t limit = g->ncol;
    for (unsigned i = 0; i < h->nvalue; i++) {
        const int at[] = {h->v[i].value, h->v[i].op, h->v[i].unit};
        for (unsigned k = 0; k < 3; k++)
            if (at[k] >= 0 && (uint32_t)at[k] < limit) limit = (uint32_t)at[k];
    }
    for (unsigned i = 0; i < h->ntext; i++)
        if ((uint32_t)h->text[i].at < limit) limit = (uint32_t)h->text[i].at;
    t->row++;
    if (put_project(t, h, r, e)) return ERR_FAIL;
    struct str name = read_labels(g, h, r, limit, t->a);
    if (!name.p) return err_nomem(e);
    if (more.n && name.n) name = arena_cat(t->a, name, more);
    bool slid = !name.n && h->nvalue == 1 && grid_at(g, r, (uint32_t)h->v[0].value)->text.n;
    if (slid) name = grid_at(g, r, (uint32_t)h->v[0].value)->text;
    if (!name.n) return 0;
    for (unsigned i = 0; i < h->nvalue; i++) {
        const struct grid_cell *cell = grid_at(g, r, (uint32_t)h->v[i].value);
        struct str none = {"", 0};
        struct str op = h->v[i].op >= 0 ? grid_at(g, r, (uint32_t)h->v[i].op)->text : none;
        struct str unit = h->v[i].unit >= 0 ? grid_at(g, r, (uint32_t)h->v[i].unit)->text : none;
        if (i && !cell->text.n) continue;
        if (put_target(t, h, name, slid ? none : cell->text, op, unit, h->v[i].col, cell->page, cell->line, e)) return ERR_FAIL;
    }
    return put_texts(t, h, r, name, e);
}

/* Where the second group of a doubled row begins: at a 二级 label behind a name, or in the middle. */
static unsigned split_at(const struct token *v, unsigned from, unsigned n)
{
    bool name = false;
    unsigned seconds = 0, last = n;
    for (unsigned i = from; i < n; i++) {
        bool second = is_second(v[i].s);
        if (second && name) return i;
        if (second && seconds++) last = i;
        if (!second) name = true;
    }
    if (!name) return last;
    return from + (n - from + 1) / 2;
}

static int read_half(struct table *t, struct target_head *h, const struct token *v, unsigned n, unsigned group, uint32_t r, struct err *e)
{
    struct str name = {"", 0}, value = {"", 0};
    unsigned words = 0;
    for (unsigned i = 0; i < n; i++) {
        if (is_second(v[i].s) && !words) {
            h->mid = v[i].s;
            continue;
        }
        words++;
        if (i + 1 == n && words > 1) value = v[i].s;
        else name = name.n ? arena_cat(t->a, name, v[i].s) : v[i].s;
    }
    if (!name.n || group >= h->nvalue) return 0;
    struct str none = {"", 0};
    return put_target(t, h, name, value, none, none, h->v[group].col, t->g->row[r].page, t->g->row[r].line, e);
}

static int read_doubled(struct table *t, struct target_head *h, uint32_t r, struct err *e)
{
    struct token v[MAX_TOKENS];
    unsigned n = tokens_of(t->g, r, v), from = 0;
    while (from < n && is_skip(v[from].s)) from++;
    if (from < n && is_first(v[from].s)) set_top(h, v[from++].s);
    t->row++;
    if (from == n) return 0;
    unsigned mid = split_at(v, from, n);
    struct str top = h->top, second = h->mid;
    if (read_half(t, h, v + from, mid - from, 0, r, e)) return ERR_FAIL;
    struct str after = h->mid;
    if (mid < n && !is_second(v[mid].s)) h->mid = after.n ? after : second;
    h->top = top;
    int rc = read_half(t, h, v + mid, n - mid, 1, r, e);
    return rc;
}

int target_read_row(struct table *t, struct target_head *h, uint32_t r, uint32_t *used, struct err *e)
{
    struct token v[MAX_TOKENS];
    unsigned n = tokens_of(t->g, r, v);
    *used = 1;
    if (!n) return 0;
    if (header_is_ordinals(t->g, r)) return 0;
    if (n == 1 && v[0].s.n <= 3) return 0; /* a glyph that a page break cut off a label */
    if ((int)v[0].at <= h->first && target_is_foot(v[0].s)) {
        t->row++;
        return 0;
    }
    struct str more = carried_on(t->g, r, h);
    if (more.n) *used = 2;
    return h->doubled ? read_doubled(t, h, r, e) : read_single(t, h, r, more, e);
}
