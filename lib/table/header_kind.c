/* SPDX-License-Identifier: MIT */
/* header_kind.c: what a column holds: told by the words of its head and by what stands under it. */
#include "table/header_in.h"
#include "table/lex.h"
#include "table/words.h"

/* ---- words of heads ---- */

static bool is_code_head(const struct column *k)
{
    struct str l = lex_no_brackets(k->leaf);
    if (str_ends(l, S("编码")) || str_ends(l, S("代码")) || str_ends(l, S("编号"))) return true;
    return lex_is_code_part(l);
}

static bool is_name_head(const struct column *k)
{
    PR_WORDS(whole, SI("项目"), SI("科目"), SI("单位"), SI("指标"), SI("预算科目"), SI("功能分类"), SI("经济分类"), SI("支出功能分类"),
                                       SI("支出经济分类"), SI("支出项目"), SI("收入项目"), SI("内容"), SI("支出内容"), SI("经济科目"), SI("功能科目"),
                                       SI("支出功能分类科目"), SI("支出经济分类科目"), SI("功能分类科目"), SI("经济分类科目"), SI("资产类别"), SI("类别"), SI("部门"));
    struct str l = lex_no_brackets(k->leaf);
    return str_ends(l, S("名称")) || str_ends(l, S("分类科目")) || str_ends(l, S("经济科目")) || str_ends(l, S("分科目")) || str_ends(l, S("功能分类")) || str_ends(l, S("经济分类")) || pr_is(l, whole);
}

static bool is_text_head(const struct column *k)
{
    PR_WORDS(whole, SI("备注"), SI("说明"), SI("依据"), SI("规格型号"), SI("计量单位"), SI("政府采购目录序号"), SI("主要原因"), SI("单位性质"));
    return pr_is(lex_no_brackets(k->leaf), whole);
}

/* 单位编码, 部门（单位）名称 */
bool header_org_head(struct str leaf)
{
    return str_starts(leaf, S("单位")) || str_starts(leaf, S("部门（单位）")) || str_starts(leaf, S("部门(单位)"));
}

static bool is_ordinal_head(const struct column *k)
{
    static const struct str whole[] = {SI("序号"), SI("栏次"), SI("行次")};
    return LEX_AMONG(k->leaf, whole);
}

bool header_label_head(struct str leaf)
{
    struct column k = {.leaf = leaf};
    return is_code_head(&k) || is_name_head(&k) || is_ordinal_head(&k);
}

/* ---- what stands under a head ---- */

struct content {
    uint32_t numbers, codes, words, parts, whole, totals, filled; /* parts: whole numbers of at most three digits */
};

static bool is_whole(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!lex_is_digit(s.p[i])) return false;
    return s.n > 0;
}

static struct content look_down(const struct grid *g, const struct header *h, const bool *filler, uint32_t c,
                                struct arena *scratch)
{
    static const struct str part[] = {SI("类"), SI("款"), SI("项")}; /* heads that reach down beside the total */
    struct content n = {0};
    for (uint32_t r = h->end; r < g->nrow; r++) {
        struct str s = grid_at(g, r, c)->text, code, rest;
        if (!s.n || filler[r] || LEX_AMONG(s, part)) continue;
        n.filled++;
        n.totals += lex_is_total(s);
        n.whole += (s.n <= 3 || lex_is_code(s)) && is_whole(s);
        n.parts += s.n <= 3 && is_whole(s);
        if (lex_is_code(s) && s.n != 2) n.codes++;
        enum lex_kind kind = lex_amount(scratch, s).kind;
        if (kind == LEX_DASH || (kind == LEX_NUMBER && s.n <= HEADER_AMOUNT)) n.numbers++;
        else if (lex_coded_name(s, &code, &rest)) n.codes++, n.words++;
        else n.words++;
        if (n.filled % 64 == 0) arena_reset(scratch);
    }
    return n;
}

static enum column_kind kind_of(const struct column *k, const struct content *n, bool found)
{
    if (is_ordinal_head(k)) return COLUMN_ORDINAL;
    if (is_code_head(k)) return n->filled > n->totals && !n->codes && !n->parts && !header_org_head(k->leaf) ? COLUMN_TEXT : COLUMN_CODE; /* 项目代码, of 21 digits */
    if (is_name_head(k)) return COLUMN_NAME;
    if (is_text_head(k)) return COLUMN_TEXT;
    if (k->path.n == 0) {
        if (n->filled == 0) return found ? COLUMN_NONE : COLUMN_AMOUNT;
        if (n->words * 2 > n->filled) return COLUMN_NAME;
        if (!found && n->codes * 2 > n->filled) return COLUMN_CODE;
        return COLUMN_AMOUNT;
    }
    if (n->words > n->numbers) return COLUMN_TEXT;
    return COLUMN_AMOUNT;
}

static void column_words(struct column *k)
{
    PR_WORDS(rate, SI("占比"), SI("比重"), SI("增减率"), SI("完成率"), SI("比例"), SI("增长率"), SI("%"), SI("％"));
    PR_WORDS(count, SI("数量"), SI("个数"), SI("人数"), SI("辆数"), SI("台数"), SI("次数"), SI("批次"), SI("面积"));
    k->unit = lex_unit_declared(k->path);
    if (!k->unit.n) k->unit = lex_unit_in_brackets(k->leaf);
    if (!k->unit.n && pr_has(k->leaf, rate)) k->unit = S("%");
    k->counts |= pr_has(k->leaf, count);
    k->year = lex_year(k->path);
    bool last = str_has(k->path, S("上年")) || str_has(k->path, S("去年"));
    k->last_year = last && !k->year.n && !str_has(k->path, S("结转")) && !str_has(k->path, S("结余")) && !str_has(k->path, S("比")) &&
                   !str_has(k->path, S("增减")) && !str_has(k->path, S("较"));
    k->phase = lex_column_phase(k->path);
}

/* No head names the labels (统计口径, 采购项目): the first column but for ordinals is they, if it is words alone and amounts
 * follow. */
static void name_first(struct header *h, uint32_t c, const struct content *first)
{
    bool amounts = false;
    for (uint32_t i = 0; i < h->ncol; i++) {
        if (h->col[i].kind == COLUMN_NAME || h->col[i].kind == COLUMN_CODE) return;
        amounts |= h->col[i].kind == COLUMN_AMOUNT;
    }
    if (amounts && h->col[c].kind == COLUMN_TEXT && first->filled && first->words == first->filled) h->col[c].kind = COLUMN_NAME;
}

int header_kinds(const struct grid *g, struct arena *a, struct header *h, struct arena *scratch)
{
    bool *filler = arena_array(a, g->nrow + 1u, sizeof *filler);
    if (!filler) return -1;
    for (uint32_t r = h->end; r < g->nrow; r++) filler[r] = header_is_filler(g, h, r);
    struct content first = {0};
    uint32_t lead = 0; /* ordinals in front of the labels */
    for (uint32_t c = 0; c < h->ncol; c++) {
        struct column *k = &h->col[c];
        struct content n = look_down(g, h, filler, c, scratch);
        k->kind = kind_of(k, &n, h->found);
        if (g->digits && (k->kind == COLUMN_AMOUNT || k->kind == COLUMN_NAME) && g->digits[c] != GRID_FIGURES)
            k->kind = g->digits[c] == GRID_CODES ? COLUMN_CODE : COLUMN_ORDINAL;
        if (c == lead && k->kind == COLUMN_ORDINAL && c + 1 < h->ncol) lead++;
        else if (c == lead) first = n;
        /* 款 and 项 under one head over three columns have no head of their own */
        if (!k->path.n && h->found && c && h->col[c - 1].kind == COLUMN_CODE && k->kind == COLUMN_AMOUNT && n.whole == n.filled)
            k->kind = COLUMN_CODE;
        if (k->kind == COLUMN_AMOUNT) column_words(k);
        if (header_org_head(k->leaf) && (k->kind == COLUMN_CODE || k->kind == COLUMN_NAME)) h->orgs = true;
    }
    if (h->ncol) name_first(h, lead, &first);
    return 0;
}
