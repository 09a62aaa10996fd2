/* SPDX-License-Identifier: MIT */
/* fragment.c: which table the end of one is, whose head and title were lost.
 *
 * Only one form has one amount on the side of income and the funds on that of expenditure: 财政拨款收支总表 (收入 | 支出：合计,
 * 一般公共预算, 政府性基金 …). Its income is grants alone, told by fund; a 收支总表 that spreads its expenditure over funds
 * (some provinces) has other income too. */
#include "table/lex.h"
#include "table/table.h"

static unsigned amounts(const struct header *h, uint32_t panel)
{
    unsigned n = 0;
    for (uint32_t c = 0; c < h->ncol; c++) n += h->col[c].panel == panel && h->col[c].kind == COLUMN_AMOUNT;
    return n;
}

static struct str label(const struct grid *g, const struct header *h, uint32_t r, uint32_t panel)
{
    for (uint32_t c = 0; c < h->ncol; c++)
        if (h->col[c].panel == panel && h->col[c].kind == COLUMN_NAME) return grid_at(g, r, c)->text;
    return (struct str){"", 0};
}

static bool is_fund(struct str s)
{
    struct str t = lex_label(s).bare;
    return str_starts(t, S("一般公共预算")) || str_starts(t, S("政府性基金"));
}

static bool is_other(struct str s)
{
    static const struct str part[] = {SI("事业"), SI("经营"), SI("其他收入"), SI("专户"), SI("单位资金"), SI("上级补助"), SI("附属单位"), SI("教育收费")};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (str_has(s, part[i]) && !str_has(s, S("国有资本经营"))) return true;
    return false;
}

struct str fragment_title(const struct grid *g, const struct header *h)
{
    struct str none = {"", 0};
    bool fund = false, totals = false;
    if (h->found || h->npanel != 2 || !str_eq(h->side[0], S("in")) || !str_eq(h->side[1], S("out"))) return none;
    if (amounts(h, 0) != 1 || amounts(h, 1) < 3 || amounts(h, 1) > 5) return none;
    for (uint32_t r = h->end; r < g->nrow; r++) {
        struct str in = label(g, h, r, 0), out = label(g, h, r, 1);
        if (is_other(in)) return none;
        fund |= is_fund(in);
        totals |= lex_is_total(in) && lex_is_total(out) && str_has(in, S("收入")) && str_has(out, S("支出"));
    }
    return fund && totals ? S("财政拨款收支总表") : none;
}
