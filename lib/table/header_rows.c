/* SPDX-License-Identifier: MIT */
/* header_rows.c: the rows of a header: the words and column numbers they are made of, and where they end. */
#include "table/header_in.h"
#include "table/lex.h"
#include "table/words.h"

enum { MAX_HEAD_ROWS = 8 };

bool header_word(struct str s)
{
    PR_WORDS(whole, SI("项目"),   SI("收入"),     SI("支出"),     SI("合计"),   SI("小计"),
        SI("总计"),   SI("基本支出"), SI("项目支出"), SI("人员经费"), SI("公用经费"), SI("单位"),   SI("年份"),   SI("本年收入"),
        SI("本年支出"), SI("科目"),   SI("预算科目"), SI("功能分类"), SI("经济分类"), SI("备注"),   SI("编码"),   SI("名称"),
        SI("栏次"),   SI("序号"),     SI("行次"),     SI("财政拨款收入"), SI("财政拨款支出"), SI("上年结转"), SI("资金性质"), SI("资金来源"),
        SI("经费来源"), SI("年初结转和结余"), SI("年末结转和结余"), SI("本年收入合计"), SI("本年支出合计"), SI("收入合计"), SI("支出合计"));
    PR_WORDS(tail, SI("编码"), SI("代码"), SI("名称"), SI("预算数"), SI("决算数"), SI("金额"), SI("数量"), SI("单价"), SI("科目"),
                                      SI("执行数"), SI("预算"), SI("决算"), SI("面积"), SI("占比"), SI("增减额"), SI("增减率"), SI("性质"), SI("规格"));
    if (s.n == 0 || s.n > 90) return false;
    struct str t = lex_no_brackets(s);
    if (lex_year(t).n && t.n >= 7 && str_starts(str_from(t, 4), S("年"))) {
        t = str_from(t, 7);
        if (str_starts(t, S("度"))) t = str_from(t, 3);
        if (!t.n) return true; /* 2022年 */
    }
    if (pr_is(t, whole) || lex_is_code_part(t)) return true;
    if (lex_label(s).kind != LEX_PLAIN) return false;
    return pr_ends(t, tail) > 0;
}

bool header_is_amount(struct arena *scratch, struct str s)
{
    if (!s.n || s.n > HEADER_AMOUNT) return false;
    bool digit = false;
    for (size_t i = 0; i < s.n && !digit; i++) digit = lex_is_digit(s.p[i]) || (unsigned char)s.p[i] == 0xEF;
    return digit && lex_amount(scratch, s).kind == LEX_NUMBER;
}

/* A small whole number, as ordinals are: its value, or 0. */
unsigned header_ordinal(struct str s)
{
    unsigned v = 0;
    if (s.n == 0 || s.n > 2) return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!lex_is_digit(s.p[i])) return 0;
        v = v * 10 + (unsigned)(s.p[i] - '0');
    }
    return v;
}

static bool is_star(struct str s)
{
    if (str_eq(s, S("栏次")) || str_eq(s, S("行次"))) return true;
    if (!s.n) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '*') return str_eq(s, S("＊＊")) || str_eq(s, S("＊"));
    return true;
}

bool header_is_ordinals(const struct grid *g, uint32_t row)
{
    unsigned last = 0, run = 0, stars = 0, other = 0;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, row, c)->text;
        if (!s.n) continue;
        unsigned v = header_ordinal(s);
        if (v && (v == last + 1 || (last == 0 && v <= 3))) {
            last = v;
            run++;
        } else if (is_star(s)) {
            stars++;
        } else if (lex_is_code_part(s)) {
            continue;
        } else {
            if (++other > 1) return false;
        }
    }
    if (stars && !other) return true;
    return (run >= 3 && other <= 1) || (run >= 1 && stars && other <= 1) || (run == 2 && other == 0 && last == 2);
}

/* ---- where the header ends ---- */

struct row_look header_row_look(const struct grid *g, uint32_t r, struct arena *scratch)
{
    struct row_look k = {0};
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, r, c)->text, code, rest;
        if (!s.n) continue;
        if (!k.filled++) {
            k.label = s;
            k.label_at = c;
        }
        if (header_is_amount(scratch, s) && !(s.n == 4 && lex_year(s).n)) k.amounts++;
        if (lex_coded_name(s, &code, &rest)) k.codes++;
        if (header_word(s)) k.words++;
        k.totals += lex_is_total(s);
        bool dash = s.n <= 6 && lex_amount(scratch, s).kind == LEX_DASH;
        k.dashes += dash;
        k.names += s.n >= 6 && !dash;
    }
    return k;
}

/* Is row r, under header rows that go back to `first`, still header? A word under the head of a label
 * column (项目, 科目名称) starts the body, unless the row is made of more words of headers. */
static bool still_header(const struct grid *g, uint32_t first, uint32_t r, const struct row_look *k)
{
    if (!k->filled || k->amounts || k->codes || (k->dashes == k->filled && !str_eq(k->label, S("无")))) return false;
    bool named = !lex_is_total(k->label) || (k->names >= 3 && k->names == k->filled); /* 三公经费合计 | 因公出国费 | 公务接待费 */
    if (r == first) return k->words >= 1 || (k->filled >= 3 && lex_label(k->label).kind == LEX_PLAIN && named);
    if (k->filled == 1 && lex_is_total(k->label)) return false;
    if (lex_label(k->label).kind == LEX_CN) return false;
    bool under_label = false, under_any = false;
    for (uint32_t h = first; h < r; h++) {
        struct str above = grid_at(g, h, k->label_at)->text;
        under_any |= above.n > 0;
        under_label |= above.n > 0 && header_label_head(above);
    }
    bool heads = k->words >= 2 && k->totals < k->filled && (k->words * 2 > k->filled || k->filled == header_cells_there(g, r)); /* 小计 | 人员经费 | 公用经费 */
    if (under_label || (!under_any && k->label_at == 0)) return k->words >= 2 && (!lex_is_total(k->label) || heads);
    return true;
}

/* A row of column numbers ends the header, whatever stands above it; 0 if there is none near. */
static uint32_t ordinals_below(const struct grid *g, uint32_t first, struct arena *scratch)
{
    for (uint32_t r = first + 1; r < g->nrow && r < first + MAX_HEAD_ROWS; r++) {
        if (header_is_ordinals(g, r)) return r;
        struct row_look k = header_row_look(g, r, scratch);
        if (k.codes || k.amounts > 2 || (k.label_at < 2 && lex_is_total(k.label))) return 0;
    }
    return 0;
}

uint32_t header_end(const struct grid *g, uint32_t first, struct arena *scratch)
{
    uint32_t r = ordinals_below(g, first, scratch);
    if (r) return r;
    r = first;
    for (; r < g->nrow && r < first + MAX_HEAD_ROWS; r++) {
        if (header_is_ordinals(g, r)) break;
        struct row_look k = header_row_look(g, r, scratch);
        if (!still_header(g, first, r, &k)) break;
    }
    return r;
}
