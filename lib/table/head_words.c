/* SPDX-License-Identifier: MIT */
#include "table/head_words.h"

#include <string.h>

/* Sorted by bytes. Parts that are heads by themselves only in the middle of a wrapped one (财政拨款 of 财政拨款收入,
 * 功能分类 of 功能分类科目编码) are left out. */
static const struct str word[] = {
/* clang-format off */
    SI("#年"), SI("#年三公经费决算"), SI("#年三公经费决算数"), SI("#年三公经费预算"), SI("#年三公经费预算数"), SI("#年决算"), SI("#年决算数"),
    SI("#年基本支出"), SI("#年执行数"), SI("#年机关运行经费决算数"), SI("#年机关运行经费预算数"), SI("#年比#年"), SI("#年比#年增减"),
    SI("#年比#年增减%"), SI("#年预算"), SI("#年预算数"), SI("#年预算数比#年执行数"), SI("#年预算数比#年预算数"), SI("#年预算金额"),
    SI("一般公共预算"), SI("一般公共预算基本支出"), SI("一般公共预算拨款"), SI("一般公共预算拨款收入"), SI("一般公共预算支出"),
    SI("一般公共预算收入"), SI("一般公共预算财政拨款"), SI("一般公共预算财政拨款安排支出"), SI("一般公共预算财政拨款支出"),
    SI("一般公共预算财政拨款收入"), SI("一般公共预算资金"), SI("三公经费"), SI("三公经费决算数"), SI("三公经费合计"), SI("三公经费支出"),
    SI("三公经费支出合计"), SI("三公经费预算数"), SI("上年决算数"), SI("上年执行数"), SI("上年结转"), SI("上年结转(结余)"),
    SI("上年结转和结余"), SI("上年结转结余"), SI("上年预算数"), SI("上级补助收入"), SI("上缴上级支出"), SI("事业单位经营支出"),
    SI("事业单位经营收入"), SI("事业收入"), SI("人员支出"), SI("人员经费"), SI("价值"), SI("使用非财政拨款结余"), SI("债务利息及费用支出"),
    SI("全年执行数"), SI("全年预算"), SI("全年预算数"), SI("公务接待费"), SI("公务接待费支出"), SI("公务用车购置"),
    SI("公务用车购置及运维费"), SI("公务用车购置及运行维护费"), SI("公务用车购置及运行维护费支出"), SI("公务用车购置及运行费"),
    SI("公务用车购置和运维费"), SI("公务用车购置和运行维护费"), SI("公务用车购置和运行费"), SI("公务用车购置支出"),
    SI("公务用车购置费"), SI("公务用车购置费支出"), SI("公务用车费"), SI("公务用车运维费"), SI("公务用车运行支出"),
    SI("公务用车运行维护费"), SI("公务用车运行维护费支出"), SI("公务用车运行费"), SI("公用支出"), SI("公用经费"), SI("其中:教育收费"),
    SI("其他支出"), SI("其他收入"), SI("其他资金"), SI("决算数"), SI("净值"), SI("出国(境)费"), SI("功能分类科目"), SI("功能分类科目代码"),
    SI("功能分类科目名称"), SI("功能分类科目编码"), SI("功能科目名称"), SI("功能科目编码"), SI("单价"), SI("单位代码"), SI("单位名称"),
    SI("单位编码"), SI("单位资金"), SI("单位资金收入"), SI("占比"), SI("原值"), SI("合计"), SI("商品和服务支出"), SI("因公出国(境)"),
    SI("因公出国(境)经费"), SI("因公出国(境)费"), SI("因公出国(境)费支出"), SI("因公出国(境)费用"), SI("因公出国费"), SI("国有资本经营"),
    SI("国有资本经营拨款"), SI("国有资本经营拨款收入"), SI("国有资本经营收入"), SI("国有资本经营财政拨款"),
    SI("国有资本经营财政拨款安排支出"), SI("国有资本经营财政拨款支出"), SI("国有资本经营财政拨款收入"), SI("国有资本经营资金"),
    SI("国有资本经营预算"), SI("国有资本经营预算拨款"), SI("国有资本经营预算拨款收入"), SI("国有资本经营预算支出"),
    SI("国有资本经营预算收入"), SI("国有资本经营预算财政拨款"), SI("国有资本经营预算财政拨款安排支出"),
    SI("国有资本经营预算财政拨款支出"), SI("国有资本经营预算财政拨款收入"), SI("国有资本经营预算资金"), SI("基本支出"),
    SI("基本支出结转"), SI("基本支出预算"), SI("增减"), SI("增减%"), SI("增减(%)"), SI("增减幅度"), SI("增减比例"), SI("增减率"), SI("增减率%"),
    SI("增减额"), SI("增减额(%)"), SI("增长率"), SI("备注"), SI("完成率"), SI("对个人和家庭的补助"), SI("对个人和家庭补助"), SI("对企业补助"),
    SI("对社会保障基金补助"), SI("对附属单位补助支出"), SI("小计"), SI("工资福利支出"), SI("年初数"), SI("年初结转和结余"),
    SI("年初结转结余"), SI("年初预算"), SI("年初预算数"), SI("年末数"), SI("年末结转和结余"), SI("年末结转结余"), SI("年终结转结余"),
    SI("序号"), SI("当年预算数"), SI("总计"), SI("执行数"), SI("支出"), SI("支出决算"), SI("支出功能分类科目"), SI("支出功能分类科目名称"),
    SI("支出功能分类科目编码"), SI("支出合计"), SI("支出总计"), SI("支出经济分类科目"), SI("支出经济分类科目名称"),
    SI("支出经济分类科目编码"), SI("支出项目"), SI("支出预算"), SI("收入"), SI("收入决算"), SI("收入合计"), SI("收入总计"), SI("收入项目"),
    SI("收入预算"), SI("政府性基金"), SI("政府性基金拨款"), SI("政府性基金拨款收入"), SI("政府性基金收入"), SI("政府性基金财政拨款"),
    SI("政府性基金财政拨款安排支出"), SI("政府性基金财政拨款支出"), SI("政府性基金财政拨款收入"), SI("政府性基金资金"),
    SI("政府性基金预算"), SI("政府性基金预算拨款"), SI("政府性基金预算拨款收入"), SI("政府性基金预算支出"), SI("政府性基金预算收入"),
    SI("政府性基金预算财政拨款"), SI("政府性基金预算财政拨款安排支出"), SI("政府性基金预算财政拨款支出"),
    SI("政府性基金预算财政拨款收入"), SI("政府性基金预算资金"), SI("政府预算支出经济分类科目"), SI("教育收费"), SI("数量"),
    SI("日常公用经费"), SI("期末数"), SI("本年一般公共预算支出"), SI("本年国有资本经营预算支出"),
    SI("本年国有资本经营预算财政拨款支出"), SI("本年拨款"), SI("本年支出"), SI("本年支出合计"), SI("本年收入"), SI("本年收入合计"),
    SI("本年政府性基金预算支出"), SI("本年政府性基金预算财政拨款支出"), SI("本年预算数"), SI("机关运行经费"),
    SI("机关运行经费决算数"), SI("机关运行经费支出"), SI("机关运行经费预算数"), SI("机关运行费"), SI("栏次"), SI("款"), SI("比上年增减"),
    SI("比上年增减率"), SI("用事业基金弥补收支差额"), SI("科目代码"), SI("科目名称"), SI("科目编码"), SI("类"), SI("类型"),
    SI("经济分类科目"), SI("经济分类科目名称"), SI("经济分类科目编码"), SI("经营支出"), SI("经营收入"), SI("结余分配"), SI("结转下年"),
    SI("统计数"), SI("行次"), SI("规格型号"), SI("计量单位"), SI("调整预算"), SI("调整预算数"), SI("财政专户核拨资金"),
    SI("财政专户管理资金"), SI("财政专户管理资金收入"), SI("财政拨款三公经费"), SI("财政拨款支出"), SI("财政拨款收入"),
    SI("财政拨款结转"), SI("财政拨款结转结余"), SI("购置费"), SI("资产类别"), SI("资本性支出"), SI("资本性支出(基本建设)"), SI("资金性质"),
    SI("资金来源"), SI("运维费"), SI("运行维护费"), SI("运行费"), SI("部门(单位)代码"), SI("部门(单位)名称"), SI("部门(单位)编码"),
    SI("部门代码"), SI("部门名称"), SI("部门编码"), SI("部门预算支出经济分类科目"), SI("部门预算支出经济分类科目名称"),
    SI("部门预算支出经济分类科目编码"), SI("部门预算经济分类科目名称"), SI("部门预算经济分类科目编码"), SI("采购品目"),
    SI("采购数量"), SI("采购方式"), SI("采购目录"), SI("采购金额"), SI("采购项目"), SI("金额"), SI("附属单位上缴收入"), SI("非税收入"),
    SI("面积"), SI("项"), SI("项目"), SI("项目(按功能分类)"), SI("项目单位"), SI("项目名称"), SI("项目支出"), SI("项目支出结余"),
    SI("项目支出结转"), SI("项目支出结转和结余"), SI("项目支出预算"), SI("项目类别"), SI("项目编码"), SI("预算单位"), SI("预算数"),
    SI("预算科目"), SI("预算金额"),
    /* clang-format on */
};

enum { WORDS = sizeof word / sizeof *word };

static bool year_at(const char *p, const char *end)
{
    if (end - p < 4 || p[0] != '2' || p[1] != '0') return false;
    return p[2] >= '0' && p[2] <= '9' && p[3] >= '0' && p[3] <= '9' && (end - p == 4 || p[4] < '0' || p[4] > '9');
}

/* Bytes of a character that is folded, and what it becomes; 0: it stays. */
static size_t fold_one(const char *p, const char *end, char *as)
{
    static const struct {
        struct str from;
        char to; /* 0: dropped */
    } rule[] = {{SI(" "), 0},       {SI("\xE3\x80\x80"), 0}, {SI("“"), 0},  {SI("”"), 0},  {SI("\""), 0},
                {SI("（"), '('},    {SI("）"), ')'},         {SI("："), ':'}, {SI("％"), '%'}, {SI("\xC2\xA0"), 0},
                {SI("‘"), 0},       {SI("’"), 0},            {SI("「"), 0}, {SI("」"), 0},  {SI("＂"), 0}};
    struct str rest = {p, (size_t)(end - p)};
    if (year_at(p, end)) return *as = '#', 4;
    for (size_t i = 0; i < sizeof rule / sizeof *rule; i++) {
        if (str_starts(rest, rule[i].from)) return *as = rule[i].to, rule[i].from.n;
    }
    return 0;
}

/* Can what fold_one knows start with this byte? */
static bool may_fold(char c)
{
    unsigned char u = (unsigned char)c;
    return c == ' ' || c == '"' || c == '2' || u == 0xC2 || u == 0xE2 || u == 0xE3 || u == 0xEF;
}

size_t head_fold(struct str s, char out[HEAD_WORD_MAX])
{
    size_t n = 0;
    for (const char *p = s.p, *end = p + s.n; p < end;) {
        char as = *p;
        bool ideograph = (unsigned char)as >= 0xE4 && (unsigned char)as <= 0xE9 && end - p >= 3;
        if (ideograph && n + 3 <= HEAD_WORD_MAX) {
            memcpy(out + n, p, 3);
            n += 3, p += 3;
            continue;
        }
        size_t len = may_fold(as) ? fold_one(p, end, &as) : 0;
        if (len == 0) len = 1;
        else if (as == 0) {
            p += len;
            continue;
        }
        if (n == HEAD_WORD_MAX) return 0;
        out[n++] = as;
        p += len;
    }
    return n;
}

/* The first word not less than s. */
static size_t lower_bound(struct str s)
{
    size_t lo = 0, hi = WORDS;
    while (lo < hi) {
        size_t at = (lo + hi) / 2;
        if (str_cmp(word[at], s) < 0) lo = at + 1;
        else hi = at;
    }
    return lo;
}

bool head_starts(struct str folded)
{
    size_t at = lower_bound(folded);
    return folded.n && at < WORDS && str_starts(word[at], folded);
}

/* The words by their bytes at both ends, filled in at the first use; a word that finds its place taken has the next free one. */
enum { PLACES = 1024 };
_Static_assert(WORDS < PLACES / 2, "the places of the words are crowded");

static uint32_t place_of(struct str s)
{
    uint32_t first = 0, last = 0;
    memcpy(&first, s.p, s.n < 4 ? s.n : 4);
    memcpy(&last, s.p + (s.n < 4 ? 0 : s.n - 4), s.n < 4 ? s.n : 4);
    return (first * 0x9E3779B1u ^ (last + (uint32_t)s.n) * 0x85EBCA6Bu) >> 22;
}

bool head_is_word(struct str folded)
{
    static uint16_t at[PLACES]; /* from 1; 0: none */
    static bool ready;
    if (!folded.n) return false;
    for (uint16_t i = 0; !ready && i < WORDS; i++) {
        uint32_t k = place_of(word[i]);
        while (at[k]) k = (k + 1) % PLACES;
        at[k] = (uint16_t)(i + 1);
    }
    ready = true;
    for (uint32_t k = place_of(folded); at[k]; k = (k + 1) % PLACES)
        if (str_eq(word[at[k] - 1], folded)) return true;
    return false;
}

struct str head_beside(struct str line)
{
    char folded[HEAD_WORD_MAX];
    struct str s = str_trim(line), gap = S("  ");
    size_t at = str_rfind(s, gap), colon = str_find(s, S("："), 0), half = str_find(s, S(":"), 0);
    if (colon == STR_NPOS) colon = half;
    if (at == STR_NPOS || colon == STR_NPOS || colon > at) return (struct str){NULL, 0};
    struct str head = str_from(s, at + gap.n), name = str_trim(str_sub(s, colon, at));
    size_t n = head_fold(head, folded);
    /* one name in front of it: more pieces are labels and values of a form */
    if (name.n < 9 || str_has(name, gap) || !n || !head_is_word((struct str){folded, n})) return (struct str){NULL, 0};
    return head;
}
