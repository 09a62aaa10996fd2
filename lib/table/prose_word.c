/* SPDX-License-Identifier: MIT */
/* prose_word.c: the words the grammar of budget prose knows. */
#include "table/prose_in.h"

PR_WORDS_SHARED(pw_change_up, SI("增加"), SI("增长"), SI("提高"), SI("上升"), SI("上涨"), SI("提升"), SI("调增"), SI("追加"), SI("增幅"),
    SI("增长率"), SI("增长幅度"), SI("增幅比例"), SI("增长比例"), SI("增加比例"), SI("上浮"), SI("净增"), SI("增支"),
    SI("增收"), SI("增速"), SI("高于"), SI("多于"), SI("增加额"), SI("增长额"), SI("扩大"), SI("同比"), SI("环比"),
    SI("增"), SI("升"), SI("多"));
PR_WORDS_SHARED(pw_change_down, SI("减少"), SI("下降"), SI("降低"), SI("下滑"), SI("压减"), SI("压缩"), SI("缩减"), SI("核减"), SI("调减"),
    SI("降幅"), SI("减幅"), SI("下浮"), SI("回落"), SI("减支"), SI("减收"), SI("低于"), SI("少于"), SI("下降率"),
    SI("下降幅度"), SI("下降比例"), SI("减少比例"), SI("减少额"), SI("收窄"), SI("减"), SI("降"), SI("少"));
PR_WORDS_SHARED(pw_same, SI("持平"), SI("一致"), SI("相同"), SI("无变化"), SI("没有变化"), SI("未发生变化"), SI("无增减"), SI("无增减变化"),
    SI("不变"), SI("未变"), SI("相等"), SI("一样"), SI("未变动"), SI("无变动"));
PR_WORDS_SHARED(pw_last_year, SI("上年度"), SI("上年"), SI("去年"), SI("上一年度"), SI("上一年"), SI("前一年度"), SI("前一年"), SI("上年同期"),
    SI("去年同期"), SI("同期"), SI("往年"));
PR_WORDS_SHARED(pw_base, SI("比较"), SI("相比于"), SI("同比"), SI("环比"), SI("相较"), SI("相比"), SI("比"), SI("较"), SI("与"), SI("同"),
    SI("和"), SI("跟"));
PR_WORDS_SHARED(pw_base_noun, SI("年初预算数"), SI("年初预算"), SI("全年预算数"), SI("全年预算"), SI("调整预算数"), SI("调整预算"), SI("当年"),
    SI("预算执行数"), SI("预算安排数"), SI("预算安排"), SI("预算批复数"), SI("预算批复"), SI("预算数"), SI("预算"),
    SI("支出决算数"), SI("支出决算"), SI("决算数"), SI("决算"), SI("执行数"), SI("实际支出"), SI("支出数"), SI("年度"),
    SI("同期"), SI("度"), SI("数"), SI("的"), SI("相比"), SI("相比较"), SI("比较"), SI("水平"), SI("实际"), SI("基数"));
/* words between a subject and its figure that say nothing else */
PR_WORDS_SHARED(pw_copula, SI("为"), SI("是"), SI("共"), SI("共计"), SI("总计为"), SI("合计为"), SI("达"), SI("达到"), SI("达"), SI("到"),
    SI("至"), SI("了"), SI("均"), SI("均为"), SI("各"), SI("各为"), SI("仅"), SI("仅为"), SI("有"), SI("共有"), SI("累计"),
    SI("总共"), SI("一共"), SI("总计达"), SI("预计"), SI("约为"), SI("也"), SI("都"), SI("：" ), SI(":"),
    SI("保持在"), SI("控制在"), SI("稳定在"), SI("分别为"), SI("分别是"), SI("分别"), SI("分别达"), SI("人民币"), SI("计"), SI("即"),
    SI("实现"), SI("完成了"), SI("安排了"), SI("一次"), SI("就"), SI("已达"), SI("已"), SI("还"), SI("在"),
    SI("“"), SI("("), SI("（"));
PR_WORDS_SHARED(pw_ge, SI("≥"), SI("≧"), SI(">="), SI("不低于"), SI("不少于"), SI("不小于"), SI("至少"),
                            SI("不下于"), SI("大于等于"), SI("大于或等于"), SI("最少"));
PR_WORDS_SHARED(pw_le, SI("≤"), SI("≦"), SI("<="), SI("不超过"), SI("不高于"), SI("不大于"), SI("不多于"),
                            SI("至多"), SI("最多"), SI("最高"), SI("小于等于"), SI("小于或等于"), SI("不超"));
PR_WORDS_SHARED(pw_gt, SI("＞"), SI(">"), SI("超过"), SI("超"), SI("大于"), SI("高于"), SI("多于"), SI("突破"));
PR_WORDS_SHARED(pw_lt, SI("＜"), SI("<"), SI("小于"), SI("低于"), SI("少于"), SI("不足"), SI("不到"), SI("不满"));
PR_WORDS_SHARED(pw_eq, SI("="), SI("＝"), SI("等于"));
PR_WORDS_SHARED(pw_about, SI("约"), SI("大约"), SI("近"), SI("将近"), SI("接近"), SI("大概"), SI("~"), SI("～"),
                               SI("≈"));
/* words that open a list of parts under what was said before */
PR_WORDS_SHARED(pw_list, SI("其中包括"), SI("其中主要是"), SI("其中"), SI("主要包括"), SI("具体包括"), SI("包括"), SI("包含"), SI("主要用于"),
    SI("主要是用于"), SI("主要是"), SI("主要为"), SI("资金来源为"), SI("资金来源是"), SI("资金来源于"), SI("资金来源"),
    SI("来源于"), SI("分别用于"), SI("用于"), SI("具体为"), SI("具体是"), SI("由"));
/* the same before a colon */
PR_WORDS_SHARED(pw_list_end, SI("其中"), SI("包括"), SI("主要包括"), SI("用于"), SI("主要用于"), SI("主要是"), SI("主要为"), SI("以下方面"),
    SI("以下几个方面"), SI("如下"), SI("划分"), SI("分类"), SI("分"), SI("看"), SI("来看"), SI("分别为"), SI("分别是"),
    SI("具体为"), SI("具体是"), SI("具体"), SI("构成"), SI("组成"), SI("包含"), SI("情况"), SI("资金来源"), SI("用途"),
    SI("分别"), SI("项目"), SI("内容"));
PR_WORDS_SHARED(pw_reason, SI("原因是"), SI("原因为"), SI("原因"), SI("由于"), SI("主要是因为"), SI("是因为"), SI("因为"), SI("主要由于"),
    SI("变动原因"));
/* how the name of something that can have an amount, a number, a share ends */
PR_WORDS_SHARED(pw_noun_end, SI("费"), SI("费用"), SI("支出"), SI("收入"), SI("资金"), SI("经费"), SI("预算"), SI("金额"), SI("总额"), SI("补助"),
    SI("补贴"), SI("拨款"), SI("结转"), SI("结余"), SI("成本"), SI("税收"), SI("总计"), SI("合计"), SI("小计"), SI("数"),
    SI("人数"), SI("安排"), SI("数量"), SI("人员"), SI("项目"), SI("企业"), SI("单位"), SI("编制"), SI("车辆"), SI("用车"),
    SI("设备"), SI("面积"), SI("工程"), SI("率"), SI("比例"), SI("比重"), SI("情况"), SI("投资"), SI("额"), SI("量"),
    SI("资产"), SI("债务"), SI("利润"), SI("产值"), SI("增加值"), SI("工作"), SI("专项"), SI("决算"), SI("奖金"),
    SI("工资"), SI("基金"), SI("机构"), SI("团组"), SI("批次"), SI("人次"), SI("次数"), SI("项"), SI("班"), SI("分"),
    SI("岗"), SI("者"), SI("员"), SI("会"), SI("站"), SI("中心"), SI("学校"), SI("医院"), SI("社区"), SI("村"), SI("基站"),
    SI("工厂"), SI("车间"), SI("人才"), SI("套数"), SI("问题"), SI("活动"), SI("培训"), SI("公积金"), SI("科目"), SI("度"));
PR_WORDS_SHARED(pw_org_end, SI("局"), SI("委"), SI("部"), SI("办"), SI("厅"), SI("处"), SI("院"), SI("署"), SI("政府"), SI("办公室"), SI("中心"),
    SI("办事处"), SI("街道"), SI("委员会"), SI("机关"), SI("单位"), SI("部门"), SI("本级"), SI("队"), SI("站"), SI("所"),
    SI("会"), SI("学校"), SI("大学"), SI("学院"), SI("中学"), SI("小学"), SI("医院"), SI("馆"), SI("镇"), SI("乡"),
    SI("集团"), SI("公司"), SI("街道办"), SI("幼儿园"), SI("工作部"), SI("的"), SI("市"), SI("县"), SI("区"), SI("省"),
    SI("）"), SI(")"));
/* how the things a disclosure speaks of begin: what stands before may be the publisher's name */
PR_WORDS_SHARED(pw_starter, SI("收入预算"), SI("支出预算"), SI("财政拨款"), SI("一般公共预算"), SI("政府性基金"), SI("国有资本经营"),
    SI("“三公”"), SI("\"三公\""), SI("三公经费"), SI("机关运行"), SI("政府采购"), SI("部门收入"), SI("部门支出"),
    SI("预算收入"), SI("预算支出"), SI("本年收入"), SI("本年支出"), SI("年初结转"), SI("年末结转"), SI("上年结转"),
    SI("基本支出"), SI("项目支出"), SI("收入总"), SI("支出总"), SI("收入合计"), SI("支出合计"), SI("收支"), SI("收入支出"),
    SI("因公出国"), SI("公务用车"), SI("公务接待"), SI("公务车"), SI("会议费"), SI("培训费"), SI("技改项目"),
    SI("收、支"), SI("面向中小企业"), SI("部门预算"), SI("预算总"), SI("人员经费"), SI("公用经费"), SI("车辆"),
    SI("固定资产"), SI("上年末"), SI("办公用房"), SI("资产总"), SI("国有资产"), SI("部门机关运行"), SI("一般公共服务"), SI("社会保障和就业"));
/* what may stand in front of a subject and is no part of it */
PR_WORDS_SHARED(pw_front, SI("其中"), SI("以及"), SI("和"), SI("及"), SI("与"), SI("并"), SI("另"), SI("另外"), SI("此外"), SI("同时"), SI("而"),
    SI("且"), SI("但"), SI("即"), SI("力争"), SI("确保"), SI("预计"), SI("计划"), SI("拟"), SI("全年"), SI("今年"),
    SI("本年度"), SI("年内"), SI("我部门"), SI("我单位"), SI("本部门"), SI("本单位"), SI("我市"), SI("我局"),
    SI("我区"), SI("我县"), SI("我委"), SI("我院"), SI("我校"), SI("我办"), SI("我中心"), SI("我镇"), SI("我街道"), SI("我省"),
    SI("我"), SI("部门所属各单位"), SI("所属各单位"), SI("全部门"), SI("每个产业"), SI("共"), SI("共有"), SI("共计"), SI("现"), SI("已"), SI("将"),
    SI("一是"), SI("二是"), SI("三是"), SI("四是"), SI("五是"), SI("六是"), SI("首先"), SI("其次"), SI("部门预算安排"), SI("单位预算安排"), SI("安排"),
    SI("培育"), SI("财政拨款的"), SI("确定"), SI("累计"), SI("梳理出"), SI("度"), SI("推动"), SI("目前"), SI("合计安排"), SI("截止目前"),
    SI("截至目前"), SI("本次"), SI("本年拟"), SI("市本级"), SI("加:"), SI("加："), SI("减:"), SI("减："),
    SI("本级安排"), SI("保有"), SI("按照"), SI("相应安排"), SI("相应"), SI("开支"), SI("，"), SI(","), SI("、"), SI("："), SI(":"), SI("；"), SI(";"), SI("。"), SI("）"), SI(")"),
    SI("-"), SI("—"), SI("·"), SI("●"), SI("•"), SI("★"), SI("■"), SI("◆"), SI("➢"),
    SI("\xEF\x81\xAC"), SI("\xEF\x81\xAE"), SI("\xEF\x81\xB5"), SI("\xEF\x82\xA7"), SI("\xEF\x82\xB7"), SI("\xEF\x83\x98"), SI("\xEF\x83\xBC"), /* bullets of symbol fonts */
    SI("#"), SI("*"), SI("的"), SI("．"), SI("."), SI(" "));
/* what may stand behind a subject and is no part of it */
PR_WORDS_SHARED(pw_tail, SI("一般公共预算安排"), SI("一般公共预算财政拨款安排"), SI("绩效自评综述"), SI("自评综述"), SI("预算安排"), SI("共计安排"), SI("合计安排"), SI("安排"), SI("未安排"), SI("没有安排"), SI("共安排"),
    SI("为"), SI("是"), SI("共计"), SI("共"), SI("预计"), SI("拟安排"), SI("已安排"), SI("，"), SI("："), SI(":"), SI(","),
    SI("、"), SI("达"), SI("各"), SI("均"), SI("（"), SI("("), SI("的"), SI("支出为"), SI("没有"), SI("无"), SI("全部"),
    SI("累计"), SI("现有"), SI("共有"), SI("保有"), SI("在"), SI("分别"), SI("中"), SI("-"), SI("－"), SI("—"), SI("–"), SI(" "));
PR_WORDS_SHARED(pw_measure, SI("个"), SI("人次"), SI("人"), SI("名"), SI("家"), SI("辆次"), SI("辆"), SI("台次"), SI("台"), SI("套"), SI("户次"),
    SI("户"), SI("次"), SI("条"), SI("座"), SI("项"), SI("件次"), SI("件"), SI("处"), SI("间"), SI("栋"), SI("幢"), SI("所"),
    SI("只"), SI("位"), SI("批次"), SI("批"), SI("份"), SI("期"), SI("场次"), SI("场"), SI("篇"), SI("本"), SI("册"),
    SI("张"), SI("部"), SI("门"), SI("支"), SI("艘"), SI("架"), SI("头"), SI("株"), SI("棵"), SI("吨"), SI("公斤"),
    SI("千克"), SI("公里"), SI("千米"), SI("立方米"), SI("例"), SI("起"), SI("宗"), SI("笔"), SI("单"), SI("款"), SI("床"),
    SI("班次"), SI("班"), SI("学位"), SI("团组"), SI("人/次"), SI("标准煤"), SI("吨标准煤"), SI("千瓦"), SI("兆瓦"),
    SI("千瓦时"), SI("度电"), SI("枚"), SI("块"), SI("艘次"), SI("架次"), SI("盏"), SI("种"), SI("组"), SI("对"),
    SI("顶"), SI("瓶"), SI("箱"), SI("袋"), SI("桶"), SI("羽"), SI("根"), SI("面"), SI("幅"), SI("片"), SI("剂次"), SI("剂"), SI("课时"), SI("人天"), SI("人日"));
PR_WORDS_SHARED(pw_area, SI("平方米"), SI("平方公里"), SI("平方千米"), SI("公顷"), SI("亩"), SI("㎡"), SI("m²"),
                              SI("m2"), SI("平米"));
PR_WORDS_SHARED(pw_money, SI("元"), SI("美元"), SI("港元"), SI("欧元"), SI("日元"), SI("港币"));
PR_WORDS_SHARED(pw_conj, SI("和"), SI("及"), SI("以及"), SI("与"), SI("并"), SI("或"));
/* after these a minus is a sign, not a dash between words */
PR_WORDS_SHARED(pw_sign, SI("同比"), SI("环比"), SI("增长"), SI("增速"), SI("增幅"), SI("占"), SI("为"), SI("是"), SI("约"),
                              SI("："), SI(":"), SI("，"), SI(","), SI("增加"), SI("率"), SI("变化"), SI("增减"));
/* subjects that only say which figure it is: of what was said before */
PR_WORDS_SHARED(pw_generic, SI("预算数"), SI("预算"), SI("年初预算"), SI("年初预算数"), SI("年初预算安排"), SI("预算安排"), SI("安排"),
    SI("支出决算"), SI("支出决算数"), SI("决算数"), SI("决算"), SI("收入决算"), SI("收入决算数"), SI("金额"),
    SI("本年预算"), SI("本年预算数"), SI("年度预算"), SI("实际支出"), SI("年初支出预算"),
    SI("本年支出决算"), SI("当年支出决算"), SI("支出年初预算"), SI("本年决算"), SI("本年决算数"), SI("年初预算为"), SI("支出数"),
    SI("当年预算"));
/* the same, but a subject of their own where nothing was said yet */
PR_WORDS_SHARED(pw_generic_soft, SI("支出预算"), SI("支出预算数"), SI("预算支出"), SI("支出预算安排"), SI("资金"), SI("支出"), SI("收入预算"));
PR_WORDS_SHARED(pw_share_tail, SI("比重"), SI("比例"), SI("比率"), SI("占比"));
PR_WORDS_SHARED(pw_done_base, SI("年初预算数"), SI("年初预算"), SI("全年预算数"), SI("全年预算"), SI("调整预算数"), SI("调整预算"), SI("年度预算"),
    SI("预算数"), SI("预算"), SI("年初支出预算"), SI("本年预算"), SI("年度任务"), SI("目标任务"), SI("年度目标"), SI("计划"),
    SI("目标"));
PR_WORDS_SHARED(pw_score, SI("平均得分"), SI("得分"), SI("得"), SI("总分"), SI("综合得分"), SI("评分"), SI("自评得分"),
                               SI("分值"), SI("平均分"), SI("综合评分"));
/* after a figure: what it was for, not what was counted */
PR_WORDS_SHARED(pw_verb_after, SI("用于"), SI("以上"), SI("以下"), SI("左右"), SI("和"), SI("及"), SI("以及"), SI("与"), SI("等"), SI("，"), SI("的"),
    SI("主要"), SI("其中"), SI("为"), SI("是"), SI("已"), SI("均"), SI("全部"), SI("未"), SI("无"), SI("比"), SI("较"), SI("相比"), SI("相较"),
    SI("占"), SI("提高"), SI("提升"), SI("降低"), SI("上升"), SI("完成目标"), SI("完成任务"), SI("增"), SI("减"), SI("下降"), SI("得"), SI("后"), SI("由"), SI("来"), SI("并"),
    SI("或"), SI("至"), SI("到"), SI("作为"), SI("安排"), SI("包括"), SI("共"), SI("资金来源"), SI("支付"), SI("涉及"), SI("达"), SI("不"));
PR_WORDS_SHARED(pw_indicator, SI("数量指标"), SI("质量指标"), SI("时效指标"), SI("成本指标"), SI("经济效益"), SI("社会效益"), SI("生态效益"),
    SI("效益指标"), SI("满意度"), SI("可持续影响"), SI("绩效指标"), SI("产出指标"));
PR_WORDS_SHARED(pw_not_planned, SI("未安排"), SI("没有安排"), SI("无安排"), SI("未发生"), SI("不安排"));
PR_WORDS_SHARED(pw_compare, SI("大于"), SI("小于"), SI("等于"), SI("高于"), SI("低于"), SI("多于"), SI("少于"));
PR_WORDS_SHARED(pw_heading_tail, SI("预算情况及增减变化原因"), SI("及增减变化原因"), SI("及增减变化情况"), SI("增减变动原因"), SI("增减变化情况"), SI("具体情况"),
    SI("总体情况"), SI("情况说明"), SI("的说明"), SI("说明"), SI("情况"), SI("安排"), SI("变化"), SI("总体"), SI("预算表"),
    SI("表"), SI("："), SI(":"), SI("。"), SI("如下"));
PR_WORDS_SHARED(pw_project_end, SI("项目"), SI("经费"), SI("资金"), SI("工程"), SI("费"), SI("费用"), SI("补助"), SI("补贴"), SI("奖补"), SI("专项"),
    SI("工作"), SI("建设"), SI("活动"), SI("改造"), SI("维护"), SI("服务"), SI("计划"), SI("行动"));
PR_WORDS_SHARED(pw_project_not, SI("情况"), SI("说明"), SI("“三公”"), SI("三公"), SI("机关运行"), SI("政府采购"), SI("支出表"), SI("目标"), SI("指标"),
    SI("决算"), SI("分析"), SI("管理项目"), SI("概况"), SI("概述"), SI("因公出国"), SI("公务接待"), SI("公务用车"),
    SI("主要工作"), SI("职责"), SI("职能"), SI("机构"), SI("名称"), SI("内容"), SI("依据"), SI("主体"), SI("方案"),
    SI("周期"), SI("（类）"), SI("（款）"), SI("（项）"), SI("基本支出"), SI("项目支出"), SI("构成"), SI("问题"), SI("措施"),
    SI("资产"), SI("收入"), SI("人员经费"), SI("公用经费"), SI("拨款"), SI("绩效"), SI("预算"));

/* 年初预算, 全年预算, 决算 behind a subject */
PR_WORDS_SHARED(pw_init_tail, SI("年初预算数"), SI("年初预算"), SI("年初支出预算"), SI("年初预算安排"), SI("年初预算为"));
PR_WORDS_SHARED(pw_full_tail, SI("全年预算数"), SI("全年预算"), SI("调整预算数"), SI("调整预算"), SI("调整后预算数"), SI("调整后预算"));
PR_WORDS_SHARED(pw_final_tail, SI("决算支出"), SI("决算数"), SI("决算"), SI("实际支出"));
/* 按…划分 */
PR_WORDS_SHARED(pw_by, SI("划分"), SI("分类"), SI("分"), SI("看"), SI("来看"), SI("分类划分"));

size_t pr_rfind(struct str s, struct str word)
{
    char last = word.p[word.n - 1];
    for (size_t e = s.n; e >= word.n; e--)
        if (s.p[e - 1] == last && !memcmp(s.p + e - word.n, word.p, word.n)) return e - word.n;
    return STR_NPOS;
}

uint32_t pr_char(const char *p, const char *end, unsigned *len)
{
    const unsigned char *u = (const unsigned char *)p;
    size_t left = (size_t)(end - p);
    *len = 1;
    if (u[0] < 0x80) return u[0];
    if (u[0] >= 0xf0 && left >= 4) {
        *len = 4;
        return (uint32_t)(u[0] & 7) << 18 | (uint32_t)(u[1] & 63) << 12 | (uint32_t)(u[2] & 63) << 6 | (u[3] & 63u);
    }
    if (u[0] >= 0xe0 && left >= 3) {
        *len = 3;
        return (uint32_t)(u[0] & 15) << 12 | (uint32_t)(u[1] & 63) << 6 | (u[2] & 63u);
    }
    if (u[0] >= 0xc0 && left >= 2) {
        *len = 2;
        return (uint32_t)(u[0] & 31) << 6 | (u[1] & 63u);
    }
    return u[0];
}

uint32_t pr_last(struct str s, unsigned *len)
{
    size_t i = s.n;
    *len = 0;
    if (!i) return 0;
    do i--;
    while (i && ((unsigned char)s.p[i] & 0xc0) == 0x80 && s.n - i < 4);
    return pr_char(s.p + i, s.p + s.n, len);
}

bool pr_cjk(uint32_t c) { return (c >= 0x3400 && c <= 0x9fff) || (c >= 0xf900 && c <= 0xfaff) || c >= 0x20000; }

/* At most cap bytes, whole characters. */
static size_t cut(struct str s, size_t cap)
{
    if (s.n <= cap) return s.n;
    size_t n = cap;
    while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80) n--;
    return n;
}

void pr_set(struct pr_path *p, struct str s)
{
    size_t n = cut(s, PR_PATH);
    if (n) memmove(p->b, s.p, n);
    p->n = (unsigned)n;
}

void pr_add(struct pr_path *p, struct str name)
{
    if (!name.n) return;
    size_t sep = p->n ? 1 : 0, n = cut(name, PR_PATH - p->n > sep ? PR_PATH - p->n - sep : 0);
    if (!n) return;
    if (sep) p->b[p->n++] = '/';
    memcpy(p->b + p->n, name.p, n);
    p->n += (unsigned)n;
}

struct str pr_tip(const struct pr_path *p)
{
    size_t i = pr_rfind(pr_str(p), S("/"));
    return i == STR_NPOS ? pr_str(p) : str_from(pr_str(p), i + 1);
}
