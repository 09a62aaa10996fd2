/* SPDX-License-Identifier: MIT */
/* header_share.c: which words of a header row stand under which of the row above, where neither row says how wide its cells are.
 *
 * The words tell: 类 款 项 stand under 科目编码, 小计 begins what stands under a head, 人员经费 stands under 基本支出 (the heads of
 * the forms of 财预〔2016〕143号 and of the department accounts). The reading whose words fit best is taken, and none if two fit
 * as well or the best does not fit. */
#include "table/header_in.h"
#include "table/lex.h"

#include <string.h>

static bool has_any(struct str s, const struct str *w, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_has(s, w[i])) return true;
    return false;
}
#define HAS_ANY(s, list) has_any((s), (list), sizeof(list) / sizeof *(list))

static bool is_part(struct str s) { return str_eq(s, S("类")) || str_eq(s, S("款")) || str_eq(s, S("项")); }
static bool is_sum(struct str s) { return str_eq(s, S("小计")) || str_eq(s, S("合计")) || str_eq(s, S("总计")); }

/* Heads that nothing stands under. */
static bool stands_alone(struct str s)
{
    static const struct str tail[] = {SI("名称"), SI("备注"), SI("序号"), SI("数量"), SI("单价"), SI("合计"), SI("总计"), SI("小计"), SI("代码")};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (str_ends(s, tail[i])) return true;
    return false;
}

/* A family of heads: what is over them, and what stands under it. */
static int family(struct str over, struct str under)
{
    static const struct str basic[] = {SI("人员"), SI("公用"), SI("工资福利"), SI("商品和服务"), SI("个人和家庭")};
    static const struct str car[] = {SI("公务用车"), SI("购置"), SI("运行")};
    static const struct str sangong[] = {SI("因公出国"), SI("公务接待"), SI("公务用车购置及"), SI("公务用车购置和")};
    static const struct str fund[] = {SI("一般公共"), SI("政府性基金"), SI("国有资本"), SI("财政专户"), SI("单位资金"), SI("事业收入"), SI("其他资金")};
    static const struct str own[] = {SI("事业收入"), SI("经营收入"), SI("上级补助"), SI("附属单位"), SI("其他收入")};
    static const struct str money[] = {SI("拨款"), SI("资金来源"), SI("本年收入"), SI("结转"), SI("结余"), SI("收入"), SI("支出"), SI("年")};
    static const struct str over_own[] = {SI("单位资金"), SI("本年收入")};
    static const struct str over_sangong[] = {SI("三公"), SI("预算数"), SI("决算数"), SI("年")};
    static const struct str measure[] = {SI("预算数"), SI("决算数"), SI("金额")};
    static const struct str spent[] = {SI("支出"), SI("预算数"), SI("决算数"), SI("年")};
    static const struct str compare[] = {SI("比"), SI("较"), SI("增减"), SI("增长")};
    bool change = str_has(under, S("增减")) || str_has(under, S("增长")) || str_has(under, S("比例"));
    if (HAS_ANY(over, compare)) return change ? 3 : -3;
    if (change) return -2;
    bool cars = str_has(over, S("公务用车")), guests = HAS_ANY(under, sangong);
    if (cars) return guests ? -4 : HAS_ANY(under, car) ? 2 : -2;
    if (str_has(over, S("因公出国")) || str_has(over, S("公务接待"))) return -4;
    if (str_has(over, S("事业收入"))) return str_has(under, S("教育收费")) ? 4 : -2;
    if (guests) return HAS_ANY(over, over_sangong) ? 1 : -2;
    if (HAS_ANY(under, basic)) return str_has(over, S("基本支出")) ? 3 : str_has(over, S("项目支出")) ? -3 : 0;
    if (str_has(under, S("运转类")) || str_has(under, S("特定目标类"))) return str_has(over, S("项目支出")) || str_has(over, S("基本支出")) ? 2 : 0;
    if (HAS_ANY(over, over_own) && HAS_ANY(under, own)) return 2;
    if (str_eq(under, S("基本支出")) || str_eq(under, S("项目支出"))) return str_has(over, S("收入")) || str_has(over, S("结转")) ? -2 : HAS_ANY(over, spent) ? 1 : 0;
    if (HAS_ANY(under, fund) && (str_has(over, S("专户")) || str_starts(over, S("其他")))) return -3;
    if (HAS_ANY(under, fund)) return str_starts(over, S("财政拨款")) || str_starts(over, S("本年")) ? 2 : HAS_ANY(over, money) ? 1 : 0;
    return HAS_ANY(under, measure) && HAS_ANY(over, money) ? 1 : 0;
}

/* A head of the row below: what its words say of it. */
struct lower { bool part, own, sum, item; };

static void read_lower(const struct str *below, uint32_t m, struct lower *low)
{
    for (uint32_t i = 0; i < m; i++) {
        low[i] = (struct lower){.part = is_part(below[i]), .sum = is_sum(below[i]), .item = str_eq(below[i], S("项目"))};
        low[i].own = low[i].part || header_label_head(below[i]);
    }
}

/* A head of the row above, and how well each of the row below stands under it by their words alone. */
struct upper { bool label, project, alone, code; int all, family[HEADER_SHARE_MAX + 1]; };

static struct upper read_upper(struct str over, bool recent, const struct str *below, const struct lower *low, uint32_t m)
{
    struct upper u = {.label = header_label_head(over) || str_has(over, S("科目")) || str_has(over, S("分类")), .project = str_eq(over, S("项目")),
                      .alone = stands_alone(over), .code = str_ends(lex_no_brackets(over), S("编码")), .all = recent};
    if (str_has(over, S("年初")) || str_has(over, S("上年")) || str_has(over, S("执行数"))) u.all--;
    if (u.alone) u.all -= 10;
    for (uint32_t i = 0; i < m; i++)
        if (!low[i].own && !low[i].sum && !(u.label && !u.project)) u.family[i] = family(over, below[i]);
    return u;
}

/* How well the heads [from, to) of the row below fit under `u`. */
static int fit(const struct upper *u, const struct str *below, const struct lower *low, uint32_t from, uint32_t to)
{
    int v = u->all + (to - from == 1 ? -3 : 0);
    if (u->code && !low[from].part) v -= 10;
    uint32_t labels = from; /* [from, labels) are heads of labels */
    for (uint32_t i = from; i < to; i++) {
        if (low[i].own && labels == i) labels++;
        else if (low[i].own) v -= 6;
        for (uint32_t k = from; k < i; k++) v -= str_eq(below[k], below[i]) ? 4 : 0; /* no head has two of a name under it */
        if (low[i].part) v += u->code ? 4 : u->label ? 1 : -6;
        else if (low[i].own) v += u->label ? 2 : low[i].item ? 2 : -6;
        else if (u->label && !u->project) v -= 8;
        else if (low[i].sum) v += i > labels ? -5 : i == from ? 3 : 1;
        else v += u->family[i];
    }
    return v;
}

/* Of the heads that name a year, the one of the last year is told in more detail. */
static bool is_recent(const struct str *above, uint32_t n, uint32_t i)
{
    struct str y = lex_year(above[i]);
    bool older = false;
    for (uint32_t k = 0; y.n && k < n; k++) {
        struct str o = lex_year(above[k]);
        if (o.n != y.n) continue;
        if (memcmp(o.p, y.p, y.n) > 0) return false;
        older |= memcmp(o.p, y.p, y.n) < 0;
    }
    return older;
}

enum { NONE = -1000000, SIDE = HEADER_SHARE_MAX + 1 };

struct plan {
    int best[SIDE][SIDE][SIDE];           /* i heads of the upper row and j of the lower placed, k of the upper over some */
    unsigned char end[SIDE][SIDE][SIDE];  /* first head of the lower row under head i - 1, plus 1; 0: nothing stands under it */
    bool twice[SIDE][SIDE][SIDE];         /* another reading fits as well */
    struct lower low[SIDE];
};

static void better(struct plan *p, uint32_t i, uint32_t j, uint32_t k, int v, uint32_t first, bool twice)
{
    if (v < p->best[i][j][k]) return;
    p->twice[i][j][k] = twice || v == p->best[i][j][k];
    p->best[i][j][k] = v;
    p->end[i][j][k] = (unsigned char)first;
}

int header_share(const struct str *above, uint32_t n, const struct str *below, uint32_t m, uint32_t over, struct arena *scratch, uint32_t *first)
{
    bool blanks = over == HEADER_BLANKS;
    if (blanks) over = 0;
    if (n > HEADER_SHARE_MAX || m > HEADER_SHARE_MAX || over > n || over > m) return NONE;
    struct plan *p = arena_alloc(scratch, sizeof *p);
    if (!p) return NONE;
    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t j = 0; j <= m; j++)
            for (uint32_t k = 0; k <= over; k++) p->best[i][j][k] = NONE;
    p->best[0][0][0] = 0;
    p->twice[0][0][0] = false;
    read_lower(below, m, p->low);
    for (uint32_t i = 0; i < n; i++) {
        struct upper u = read_upper(above[i], is_recent(above, n, i), below, p->low, m);
        int alone = u.alone || header_label_head(above[i]) ? 2 : 0;
        for (uint32_t j = 0; j <= m; j++)
            for (uint32_t k = 0; k <= over && k <= i; k++) {
                int v = p->best[i][j][k];
                if (v == NONE) continue;
                if (!blanks || (j < m && !below[j].n)) better(p, i + 1, j + blanks, k, v + alone, 0, p->twice[i][j][k]);
                for (uint32_t to = j + 1; (blanks || k < over) && to <= m && below[to - 1].n; to++)
                    better(p, i + 1, to, k + !blanks, v + fit(&u, below, p->low, j, to), j + 1, p->twice[i][j][k]);
            }
    }
    int v = p->best[n][m][over];
    if (v == NONE || p->twice[n][m][over]) return NONE;
    for (uint32_t i = n, j = m, k = over; i > 0; i--) {
        uint32_t f = p->end[i][j][k];
        first[i - 1] = f ? f - 1 : HEADER_ALONE;
        if (f) j = f - 1;
        else if (blanks) j--;
        if (f && !blanks) k--;
    }
    return v;
}
