/* SPDX-License-Identifier: MIT */
/* sangong_item.c: see sangong_item.h. */
#include "check/sangong_item.h"

const char *const sangong_item_name[SANGONG_NITEM] = {"total", "abroad",  "reception",
                                                      "car",   "car_buy", "car_run"};
const char *const sangong_count_name[SANGONG_NCOUNT] = {"trips",     "people",     "cars_bought",
                                                        "cars_kept", "receptions", "guests"};

/* ---- words ---- */

bool sangong_has(struct str s, const struct str *word)
{
    for (; word->n; word++)
        if (str_has(s, *word)) return true;
    return false;
}

static bool is_car(struct str s) { return ANY(s, SI("用车"), SI("公车"), SI("务车"), SI("车辆"), SI("购车")); }
static bool is_buy(struct str s) { return ANY(s, SI("购置"), SI("购买"), SI("更新"), SI("购车")); }
static bool is_run(struct str s) { return ANY(s, SI("运行"), SI("维护"), SI("运维"), SI("维修")); }
static bool is_abroad(struct str s) { return ANY(s, SI("出国"), SI("出境"), SI("出访")); }
static bool is_reception(struct str s) { return str_has(s, S("接待")); }
static bool is_named(struct str s) { return ANY(s, SI("三公"), SI("“三”公"), SI("三 公")); }

/* Expenses that stand beside 三公 in the same table or sentence. */
static bool is_other(struct str s)
{
    return ANY(s, SI("会议费"), SI("培训费"), SI("机关运行"), SI("差旅"), SI("交通补贴"), SI("车补"), SI("改革补贴"),
               SI("租赁"), SI("租用"), SI("其他费用"), SI("其他交通"), SI("大型活动"), SI("论坛"));
}

static bool is_sum(struct str s)
{
    return ANY(s, SI("合计"), SI("小计"), SI("总计"), SI("合 计"), SI("总额"), SI("共计"));
}

/* Only words that say how or when, never what? Such a part changes nothing on the way down a path. */
static bool is_neutral(struct str s)
{
    static const struct str word[] = {
        SI("其中"),     SI("预算"),         SI("决算"),       SI("金额"),         SI("支出"), SI("安排"), SI("本年"), SI("上年"),
        SI("年度"),     SI("年初"),         SI("年"),         SI("费用"),         SI("经费"), SI("费"),   SI("资金"), SI("性质"),
        SI("财政拨款"), SI("一般公共预算"), SI("政府性基金"), SI("国有资本经营"), SI("部门"), SI("单位"), SI("本级"), SI("实际"),
        SI("项目"),     SI("数"),           SI("额"),         SI("："),           SI("（"),   SI("）"),   SI("、")};
    while (s.n) {
        size_t n = s.p[0] > 0 && s.p[0] < 'A' ? 1 : 0;
        for (size_t i = 0; n == 0 && i < sizeof word / sizeof *word; i++)
            if (str_starts(s, word[i])) n = word[i].n;
        if (n == 0) return false;
        s = str_from(s, n);
    }
    return true;
}

/* ---- one part of a path ---- */

enum { CTX_NONE = -1 }; /* else an enum sangong_item */

/* The expense that the part names by itself, or CTX_NONE. */
static int expense(struct str s)
{
    if (is_abroad(s)) return SANGONG_ABROAD;
    if (is_reception(s)) return SANGONG_RECEPTION;
    if (!is_car(s)) return CTX_NONE;
    if (is_buy(s)) return is_run(s) ? SANGONG_CAR : SANGONG_CAR_BUY;
    return is_run(s) ? SANGONG_CAR_RUN : SANGONG_CAR;
}

/* 购置费 and 运行费 below the head 公务用车购置及运行费, 小计 below any head. */
static int below(int ctx, struct str s)
{
    if (is_sum(s)) return ctx;
    if (ctx != SANGONG_CAR) return CTX_NONE;
    if (is_buy(s)) return is_run(s) ? SANGONG_CAR : SANGONG_CAR_BUY;
    return is_run(s) ? SANGONG_CAR_RUN : CTX_NONE;
}

/* A share of one expense that is printed beside or below the whole. */
static bool is_share(struct str s)
{
    return ANY(s, SI("外宾"), SI("外事"), SI("国内"), SI("国（境）外"), SI("国(境)外"), SI("学术"), SI("科研"), SI("教学"),
               SI("一般公务出国"), SI("境外接待"), SI("商务接待"), SI("保险费"), SI("购置税"));
}

/* 三公 itself is printed: a total, or one of the three with its surname. */
static void step_named(struct sangong_label *l, int *ctx, struct str s)
{
    int x = expense(s);
    bool list = x == CTX_NONE || (is_abroad(s) && is_reception(s));
    l->named = true;
    l->foreign = false;
    l->what = is_other(s) ? SANGONG_OTHER : SANGONG_ITEM;
    *ctx = l->item = list ? SANGONG_TOTAL : x;
}

/* A part that names no expense by itself nor through its head. */
static void step_plain(struct sangong_label *l, int ctx, struct str s)
{
    if (is_sum(s) && l->what == SANGONG_NOTHING) l->what = SANGONG_SUM;
    else if (is_neutral(s) || is_sum(s)) return;
    else if (ctx > SANGONG_TOTAL) l->what = SANGONG_PART;
    else l->foreign = true;
}

static void step(struct sangong_label *l, int *ctx, struct str s)
{
    if (is_named(s)) {
        step_named(l, ctx, s);
    } else if (l->what == SANGONG_OTHER && !l->named) {
        l->foreign = true;
    } else if (is_other(s)) {
        l->what = SANGONG_OTHER;
    } else {
        int x = expense(s);
        if (x == CTX_NONE && *ctx != CTX_NONE) x = below(*ctx, s);
        if (x == CTX_NONE) {
            step_plain(l, *ctx, s);
            return;
        }
        if (l->what == SANGONG_SUM) l->foreign = true;
        bool deeper = *ctx > SANGONG_TOTAL && x == *ctx && !is_sum(s);
        bool detail = x == SANGONG_CAR && *ctx > SANGONG_CAR;
        l->what = is_share(s) || deeper || detail ? SANGONG_PART : SANGONG_ITEM;
        *ctx = l->item = x;
    }
}

/* ---- counts ---- */

static bool counts_heads(struct str unit, struct str s)
{
    if (str_has(unit, S("人"))) return true;
    return !ANY(unit, SI("批"), SI("个"), SI("团"), SI("辆"), SI("台")) && ANY(s, SI("人次"), SI("人数"), SI("（人"), SI("(人"));
}

/* By the unit, or by the label where the table's unit of money was taken for the unit of its lower half. */
static bool is_count(struct str path, struct str unit)
{
    if (ANY(unit, SI("个"), SI("批"), SI("人"), SI("次"), SI("辆"), SI("台"), SI("团"), SI("部"))) return true;
    return ANY(path, SI("批次"), SI("人次"), SI("人数"), SI("团组数"), SI("保有"), SI("购置数"), SI("购置量"), SI("（辆）"),
               SI("（个）"), SI("（人）"), SI("（批）"), SI("(辆)"), SI("(个)"), SI("(人)"), SI("(批)"));
}

/* The count a text names, or -1. Guests of a delegation (接待来访团组) are received, not sent. */
static int count_of(struct str s, bool heads)
{
    if (str_has(s, S("保有"))) return SANGONG_KEPT;
    if (is_reception(s) || str_has(s, S("来宾"))) return heads ? SANGONG_GUESTS : SANGONG_RECEPTIONS;
    if (is_abroad(s) || str_has(s, S("团组"))) return heads ? SANGONG_PEOPLE : SANGONG_TRIPS;
    return is_car(s) && is_buy(s) && !is_run(s) ? SANGONG_BOUGHT : -1;
}

/* 单位共有公务用车9辆: the cars it has. What was bought, scrapped, hired or allowed has its own word in front. */
static bool is_kept(struct str s)
{
    static const struct str name[] = {SI("公务用车"), SI("公务用车实有数"), SI("公务用车数"), SI("公务用车数量")};
    static const struct str lead[] = {SI("年末"), SI("期末"), SI("目前"), SI("现"), SI("实有"), SI("拥有"), SI("保留"), SI("共"), SI("有")};
    for (size_t i = 0; i < sizeof lead / sizeof *lead; i++)
        if (str_starts(s, lead[i])) s = str_from(s, lead[i].n);
    for (size_t i = 0; i < sizeof name / sizeof *name; i++)
        if (str_eq(s, name[i])) return true;
    return false;
}

static void as_count(struct sangong_label *l, struct str path, struct str unit)
{
    size_t slash = str_rfind(path, S("/"));
    struct str last = slash == STR_NPOS ? path : str_from(path, slash + 1);
    bool heads = counts_heads(unit, last);
    int count = count_of(last, heads);
    if (count < 0) count = count_of(path, heads);
    if (count < 0 && slash == STR_NPOS && is_kept(path)) count = SANGONG_KEPT;
    if (count < 0) {
        l->what = sangong_mentions(path) ? SANGONG_PART : SANGONG_NOTHING;
        return;
    }
    bool foreigners = ANY(path, SI("外宾"), SI("外事"), SI("国（境）外"), SI("国(境)外"));
    l->what = foreigners && count >= SANGONG_RECEPTIONS ? SANGONG_PART : SANGONG_COUNT;
    l->item = count;
}

struct sangong_label sangong_label(struct str path, struct str unit)
{
    struct sangong_label l = {.what = SANGONG_NOTHING, .adjusted = ANY(path, SI("全年预算"), SI("调整"))};
    int ctx = CTX_NONE;
    for (struct str rest = path; rest.n;) {
        const char *slash = memchr(rest.p, '/', rest.n);
        size_t n = slash ? (size_t)(slash - rest.p) : rest.n;
        step(&l, &ctx, str_sub(rest, 0, n));
        rest = str_from(rest, n + 1);
    }
    if (is_count(path, unit)) as_count(&l, path, unit);
    if (l.what == SANGONG_ITEM && ANY(path, SI("人均"), SI("车均"), SI("批均"), SI("次均"))) l.what = SANGONG_PART;
    return l;
}

enum { LABELS_MAX = 1 << 14, LABEL_BYTES = 512 };

static void forget(struct sangong_labels *m)
{
    map_clear(&m->index);
    arena_reset(&m->a);
    m->v.n = 0;
}

struct sangong_label sangong_label_of(struct sangong_labels *m, struct str path, struct str unit)
{
    char key[LABEL_BYTES];
    size_t n = path.n + 1 + unit.n;
    bool added = false;
    if (n > sizeof key) return sangong_label(path, unit);
    if (path.n) memcpy(key, path.p, path.n);
    key[path.n] = '\t';
    if (unit.n) memcpy(key + path.n + 1, unit.p, unit.n);
    uint32_t i = map_get(&m->index, (struct str){key, n});
    if (i != MAP_NONE) return m->v.v[i];
    struct sangong_label l = sangong_label(path, unit);
    if (m->v.n == LABELS_MAX) forget(m);
    struct str kept = arena_str(&m->a, (struct str){key, n});
    if (!kept.p || VEC_PUSH(&m->v, l)) return l;
    if (map_put(&m->index, kept, (uint32_t)(m->v.n - 1), &added) == MAP_NONE) m->v.n--;
    return l;
}

void sangong_labels_free(struct sangong_labels *m)
{
    map_free(&m->index);
    arena_free(&m->a);
    VEC_FREE(&m->v);
}

/* One walk over the characters: this is asked of every line of prose of a stream. All words are two ideographs. */
bool sangong_mentions(struct str text)
{
    static const char word[][7] = {"三公", "出国", "接待", "用车", "公车", "务车", "团组", "保有", "购置", "车辆"};
    for (size_t i = 0; i + 6 <= text.n;) {
        const char *p = text.p + i;
        if ((unsigned char)*p < 0xE0) {
            i++;
            continue;
        }
        for (size_t k = 0; k < sizeof word / sizeof *word; k++)
            if (p[2] == word[k][2] && p[5] == word[k][5] && memcmp(p, word[k], 6) == 0) return true;
        i += 3;
    }
    return false;
}
