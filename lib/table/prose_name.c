/* SPDX-License-Identifier: MIT */
/* prose_name.c: from the words in front of a figure to the name of what it is about. */
#include "table/prose_in.h"

PR_WORDS(open_words, SI("（"), SI("("));
PR_WORDS(close_words, SI("）"), SI(")"));
PR_WORDS(dot_words, SI("、"), SI("．"), SI("."));

static size_t digits(struct str s)
{
    size_t i = 0;
    while (i < s.n && i < 3 && pr_digit(s.p[i])) i++;
    return i;
}

static bool han_digit(uint32_t c)
{
    switch (c) {
    case 0x4e00: case 0x4e8c: case 0x4e09: case 0x56db: case 0x4e94: case 0x516d: case 0x4e03: case 0x516b: case 0x4e5d: /* 一 .. 九 */
    case 0x5341: case 0x767e: /* 十百 */
        return true;
    default: return false;
    }
}

static size_t han_digits(struct str s)
{
    size_t i = 0;
    while (i < 12 && i + 3 <= s.n) {
        unsigned len;
        if (!han_digit(pr_char(s.p + i, s.p + s.n, &len))) break;
        i += 3;
    }
    return i;
}

size_t name_marker(struct str s, unsigned *kind)
{
    size_t o, n, c;
    unsigned len;
    *kind = 0;
    if (!s.n) return 0;
    unsigned char lead = (unsigned char)s.p[0];
    bool ideograph = lead >= 0xe4 && lead <= 0xe9;
    if (ideograph && !str_starts(s, S("第")) && !han_digit(pr_char(s.p, s.p + s.n, &len))) return 0;
    if (str_starts(s, S("第")) && (n = han_digits(str_from(s, 3)) + digits(str_from(s, 3)))) {
        PR_WORDS(part, SI("部分"), SI("章"), SI("篇"));
        if ((c = pr_starts(str_from(s, 3 + n), part))) {
            *kind = 1;
            return 3 + n + c;
        }
        return 0;
    }
    if ((n = han_digits(s))) {
        if (!(c = pr_starts(str_from(s, n), dot_words))) return 0;
        *kind = 2;
        return n + c;
    }
    if ((o = pr_starts(s, open_words))) {
        bool han = (n = han_digits(str_from(s, o))) > 0;
        if (!han && !(n = digits(str_from(s, o)))) return 0;
        if (!(c = pr_starts(str_from(s, o + n), close_words))) return 0;
        *kind = han ? 3 : 5;
        return o + n + c;
    }
    if ((n = digits(s)) && n < 3) {
        if ((c = pr_starts(str_from(s, n), close_words))) {
            *kind = 5;
            return n + c;
        }
        if (!(c = pr_starts(str_from(s, n), dot_words))) return 0;
        if (n + c < s.n && pr_digit(s.p[n + c]) && s.p[n] == '.') return 0; /* 1.5 */
        *kind = 4;
        return n + c;
    }
    uint32_t ch = pr_char(s.p, s.p + s.n, &len);
    if (ch >= 0x2460 && ch <= 0x2473) { /* ① .. ⑳ */
        *kind = 6;
        return len;
    }
    return 0;
}

unsigned name_year_at(struct str s, size_t *len)
{
    size_t i = 0;
    unsigned y = 0;
    while (i < s.n && i < 5 && pr_digit(s.p[i])) y = y * 10 + (unsigned)(s.p[i++] - '0');
    if (i != 4 || y < 1949 || y > 2099) return 0;
    if (i < s.n && s.p[i] == ' ') i++;
    if (!str_starts(str_from(s, i), S("年"))) return 0;
    i += 3;
    if (str_starts(str_from(s, i), S("度"))) i += 3;
    *len = i;
    return y;
}

/* 12月31日 */
static size_t month_day(struct str s)
{
    size_t i = digits(s);
    if (!i || i > 2) return 0;
    if (!str_starts(str_from(s, i), S("月"))) return 0;
    i += 3;
    PR_WORDS(part, SI("份"), SI("底"), SI("末"), SI("初"));
    size_t d = digits(str_from(s, i));
    if (d && str_starts(str_from(s, i + d), S("日"))) return i + d + 3;
    return i + pr_starts(str_from(s, i), part);
}

/* 1-9月 */
static size_t months(struct str s)
{
    PR_WORDS(dash, SI("-"), SI("—"), SI("－"), SI("至"), SI("~"), SI("～"));
    size_t i = digits(s), n, m;
    if (!i || i > 2 || !(n = pr_starts(str_from(s, i), dash))) return 0;
    m = digits(str_from(s, i + n));
    if (!m || m > 2) return 0;
    i += n + m;
    if (!str_starts(str_from(s, i), S("月"))) return 0;
    i += 3;
    return str_starts(str_from(s, i), S("份")) ? i + 3 : i;
}

PR_WORDS(asof_words, SI("截至"), SI("截止到"), SI("截止至"), SI("截止"));

/* 2023年底, 2023年末: the edge is of the date in s, n bytes so far; 年末结转 and 年初预算 are names. */
static size_t year_edge(struct str s, size_t n)
{
    PR_WORDS(edge, SI("末"), SI("底"), SI("初"), SI("底止"), SI("末止"));
    PR_WORDS(named, SI("结转"), SI("结余"), SI("余额"), SI("预算"));
    size_t m = pr_starts(str_from(s, n), edge);
    if (!m || !str_ends(str_sub(s, 0, n), S("年"))) return n;
    return pr_starts(str_from(s, n + m), named) ? n - 3 : n + m;
}

/* 2070104-图书馆: the code of an account, of three, five or seven digits. */
static size_t account_code(struct str s)
{
    PR_WORDS(dash, SI("-"), SI("—"), SI("－"), SI("–"));
    size_t i = 0;
    unsigned len;
    if (!s.n || s.p[0] != '2') return 0; /* functions are 2xx */
    while (i < s.n && pr_digit(s.p[i])) i++;
    if (i != 3 && i != 5 && i != 7) return 0;
    size_t n = pr_starts(str_from(s, i), dash);
    return n && i + n < s.n && pr_cjk(pr_char(s.p + i + n, s.p + s.n, &len)) ? i + n : 0;
}

/* One thing that is no part of the subject at its start: a marker, a year, 其中, 我部门 … */
static size_t front_one(const struct prose_doc *pd, struct str s, unsigned *year)
{
    size_t n, m;
    unsigned kind, y;
    PR_WORDS(keep, SI("及时"), SI("与会"), SI("度假"), SI("和解"), SI("现金"), SI("现场"), SI("共享"), SI("共建"),
                                      SI("共同"), SI("合计"), SI("同时期"), SI("现代"), SI("已完"), SI("将军"), SI("共青"),
                                      SI("推动力"), SI("全年预算"), SI("年度预算"), SI("本年度预算"), SI("当年预算"), SI("计划生育"), SI("计划用"), SI("拟购置"), SI("累计折旧"), SI("年末结转"), SI("年度预算安排"), SI("年度用"), SI("我国"), SI("保有量"), SI("共产"), SI("即征"), SI("现有"));
    PR_WORDS(holding, SI("含："), SI("含"));
    if ((n = name_marker(s, &kind)) && kind != 1) return n;
    if ((n = account_code(s))) return n;
    if ((n = pr_starts(s, asof_words))) {
        if ((y = name_year_at(str_from(s, n), &m))) {
            *year = y;
            n += m;
            n += month_day(str_from(s, n));
            return year_edge(s, n);
        }
    }
    if ((y = name_year_at(s, &n))) {
        /* a second year inside: the first one is part of a name, as in 2022年存量资金-2019年度… */
        struct str r = str_from(s, n);
        size_t k = str_find(r, S("年"), 0);
        if (k != STR_NPOS && k >= 4 && pr_digit(r.p[k - 1]) && pr_digit(r.p[k - 4]) && k > 4 && r.p[k - 5] == '-') return 0;
        *year = y;
        return year_edge(s, n + month_day(r));
    }
    if (pd->issuer.n && s.n > pd->issuer.n && str_starts(s, pd->issuer)) {
        if (!str_starts(str_from(s, pd->issuer.n), S("实行"))) return pd->issuer.n;
    }
    if (pr_starts(s, keep)) return 0;
    if ((n = months(s)) || (n = pr_starts(s, holding))) return n;
    return pr_starts(s, pw_front);
}

static struct str strip_front(const struct prose_doc *pd, struct str s, unsigned *year)
{
    for (;;) {
        size_t n = front_one(pd, s, year);
        if (!n || n >= s.n) return n >= s.n && n ? (struct str){s.p + s.n, 0} : s;
        s = str_from(s, n);
    }
}

/* Does a bracket close that was never opened (or the other way round)? */
static bool dangling(struct str s, struct str open, struct str close, bool at_end)
{
    if (at_end ? !str_ends(s, open) : !str_ends(s, close)) return false;
    if (at_end) return true;
    return pr_rfind(s, open) == STR_NPOS;
}

static struct str strip_tail(struct str s)
{
    for (;;) {
        size_t n = pr_ends(s, pw_tail);
        if (n && n < s.n) {
            PR_WORDS(keep, SI("年度预算安排"), SI("年初预算安排"), SI("目的"), SI("其中"), SI("工业园区内"), SI("初中"), SI("高中"),
                                              SI("本年预算安排"), SI("存在"), SI("下达"), SI("车保有"), SI("车辆保有"));
            if (pr_ends(s, keep)) return s;
            s.n -= n;
            continue;
        }
        if (dangling(s, S("（"), S("）"), false) || dangling(s, S("("), S(")"), false)) {
            s.n -= str_ends(s, S(")")) ? 1 : 3;
            continue;
        }
        /* （以合同签订为准） */
        if (str_ends(s, S("为准）")) || str_ends(s, S("为准)"))) {
            size_t o = pr_rfind(s, S("（"));
            if (o == STR_NPOS) o = pr_rfind(s, S("("));
            if (o != STR_NPOS && o) {
                s.n = o;
                continue;
            }
        }
        return s;
    }
}

/* Is this, in front of such a word, the publisher's name (and no part of what it speaks of)? */
static bool publisher(struct str head)
{
    PR_WORDS(long_org, SI("局"), SI("委"), SI("厅"), SI("政府"), SI("办公室"), SI("中心"), SI("办事处"), SI("街道"), SI("委员会"), SI("机关"),
        SI("单位"), SI("部门"), SI("本级"), SI("学校"), SI("大学"), SI("学院"), SI("中学"), SI("小学"), SI("医院"), SI("集团"),
        SI("公司"), SI("街道办"), SI("幼儿园"), SI("工作部"));
    PR_WORDS(own, SI("我"), SI("部门"), SI("单位"));
    PR_WORDS(no, SI("本年"), SI("上年"));
    PR_WORDS(joint, SI("的"), SI("）"), SI(")"));
    if (pr_starts(head, no)) return false;
    if (str_ends(head, S("安排"))) head.n -= 6;
    if (!pr_ends(head, pw_org_end) || (head.n <= 9 && !pr_starts(head, own))) return false;
    return !pr_ends(head, joint) || pr_has(head, long_org);
}

/* The publisher's name in front of what a disclosure speaks of: 市工信局部门收入预算总额. */
static struct str strip_org(struct str s)
{
    size_t best = STR_NPOS, have = str_find(s, S("共有"), 0);
    if (have != STR_NPOS && have && have + 6 < s.n && pr_ends(str_sub(s, 0, have), pw_org_end)) return str_from(s, have + 6);
    for (size_t from = 0, n; best == STR_NPOS; from += n) {
        size_t i = pr_find(str_from(s, from), pw_starter, &n);
        if (i == STR_NPOS) break;
        from += i;
        struct str head = str_sub(s, 0, from);
        if (from && publisher(head)) best = from;
    }
    return best == STR_NPOS ? s : str_from(s, best);
}

size_t name_counted(struct str s)
{
    PR_WORDS(bodies, SI("单位"), SI("企业"), SI("机构"), SI("部门"), SI("学校"), SI("医院"));
    for (size_t i = str_find(s, S("的"), 0); i != STR_NPOS; i = str_find(s, S("的"), i + 3))
        if (pr_ends(str_sub(s, 0, i), bodies)) return i; /* 3家事业单位的综合收支计划 */
    struct str rest = strip_org(s);
    if (rest.n == s.n) return s.n;
    size_t n = s.n - rest.n;
    PR_WORDS(of, SI("财政拨款的"), SI("的"));
    n -= pr_ends(str_sub(s, 0, n), of);
    return n;
}

void name_turned(struct pr_path *name)
{
    PR_WORDS(verbs, SI("开展"), SI("编制"), SI("实施"), SI("进行"), SI("组织"), SI("设置"), SI("设定"), SI("申报"), SI("纳入"), SI("列入"), SI("实行"));
    PR_WORDS(things, SI("项目"), SI("项目支出"), SI("单位"), SI("部门"), SI("资金"), SI("政策"));
    enum { THING_MAX = 36 };
    struct str s = pr_str(name);
    struct pr_path out;
    size_t n, i = pr_find(s, verbs, &n);
    out.n = 0;
    PR_WORDS(adverb, SI("均按要求"), SI("均已按要求"), SI("全部按要求"), SI("均按规定"), SI("按要求"), SI("均已"), SI("均"), SI("全部"), SI("已"));
    size_t adverbs = i == STR_NPOS ? 0 : pr_ends(str_sub(s, 0, i), adverb);
    if (i == STR_NPOS || i > THING_MAX || !pr_ends(str_sub(s, 0, i - adverbs), things)) return;
    if (adverbs) { /* 项目均按要求编制绩效目标 */
        memmove(name->b + i - adverbs, name->b + i, name->n - i);
        name->n -= (unsigned)adverbs;
        i -= adverbs;
        s = pr_str(name);
    }
    struct str what = str_from(s, i + n);
    if (str_starts(what, S("了"))) what = str_from(what, 3);
    if (what.n < 6 || name->n + 3 > PR_PATH) return;
    const struct str part[4] = {str_sub(s, i, i + n), what, S("的"), str_sub(s, 0, i)};
    for (size_t k = 0; k < 4; k++) {
        memcpy(out.b + out.n, part[k].p, part[k].n);
        out.n += (unsigned)part[k].n;
    }
    pr_copy(name, &out);
}

size_t name_per(struct str s)
{
    PR_WORDS(each, SI("人"), SI("户"), SI("亩"), SI("月"), SI("年"), SI("天"), SI("日"), SI("次"), SI("家"), SI("辆"), SI("台"), SI("吨"), SI("套"),
             SI("平方米"), SI("公里"), SI("公顷"), SI("村"), SI("个"), SI("生"), SI("生均"), SI("学期"), SI("学年"), SI("床"), SI("头"), SI("株"), SI("名"));
    size_t at = STR_NPOS, n;
    while (s.n) {
        n = pr_ends(s, each);
        if (!n || !str_ends(str_sub(s, 0, s.n - n), S("每"))) break;
        s.n -= n + 3;
        at = s.n;
    }
    return at;
}

/* A year inside: what stands before is the publisher (某局2022年收入总计), or the year alone goes. */
static void inner_year(struct str s, struct pr_path *out, unsigned *year)
{
    for (size_t i = 0; i + 4 < s.n; i++) {
        size_t len;
        unsigned y;
        if (!i && name_year_at(s, &len)) break; /* left in front on purpose: part of a name */
        if (!pr_digit(s.p[i]) || (i && (pr_digit(s.p[i - 1]) || s.p[i - 1] == '-'))) continue;
        if (!(y = name_year_at(str_from(s, i), &len))) continue;
        struct str head = str_sub(s, 0, i), rest = str_from(s, i + len);
        *year = y;
        bool org = pr_ends(head, pw_org_end) && !str_ends(head, S("）"));
        if (str_ends(head, S("的"))) {
            struct str h = str_sub(head, 0, head.n - 3);
            size_t e = pr_ends(h, pw_org_end);
            org = e > 0;
        }
        if (org && rest.n) {
            pr_set(out, rest);
        } else {
            pr_set(out, head);
            size_t room = PR_PATH - out->n, n = rest.n < room ? rest.n : 0;
            if (n) memcpy(out->b + out->n, rest.p, n);
            out->n += (unsigned)n;
        }
        return;
    }
    pr_set(out, s);
}

/* “一般公共服务支出（类）统计信息事务（款）专项普查活动（项）” and “A-B-C”科目 are paths. */
static bool chain(struct str s, struct pr_path *out)
{
    PR_WORDS(marks, SI("（类）"), SI("（款）"), SI("（项）"), SI("(类)"), SI("(款)"), SI("(项)"));
    PR_WORDS(quotes, SI("“"), SI("”"), SI("\""), SI("‘"), SI("’"), SI("科目"), SI("-"), SI("－"));
    struct pr_path got;
    size_t n, at;
    bool any = false;
    got.n = 0;
    if (str_ends(s, S("科目")) && str_starts(s, S("“"))) {
        s = str_sub(s, 3, s.n - 6);
        if (str_ends(s, S("”"))) s.n -= 3;
        while ((at = str_find(s, S("-"), 0)) != STR_NPOS) {
            pr_add(&got, str_sub(s, 0, at));
            s = str_from(s, at + 1);
            any = true;
        }
        pr_add(&got, s);
        pr_copy(out, &got);
        return any || got.n;
    }
    while ((at = pr_find(s, marks, &n)) != STR_NPOS) {
        struct str part = str_sub(s, 0, at);
        size_t q;
        while ((q = pr_starts(part, quotes))) part = str_from(part, q);
        while ((q = pr_ends(part, quotes))) part.n -= q;
        pr_add(&got, part);
        s = str_from(s, at + n);
        any = true;
    }
    if (!any) return false;
    size_t q;
    while ((q = pr_starts(s, quotes))) s = str_from(s, q);
    while ((q = pr_ends(s, quotes))) s.n -= q;
    if (pr_is(s, pw_generic) && !pr_is(s, pw_init_tail)) s.n = 0; /* 年初预算 tells the phase */
    if (str_starts(s, S("支出")) && got.n + s.n < PR_PATH) { /* 教育（类）支出 */
        if (!str_ends(pr_str(&got), S("支出"))) {
            memcpy(got.b + got.n, "支出", 6);
            got.n += 6;
        }
        s = str_from(s, 6);
    }
    pr_add(&got, s);
    pr_copy(out, &got);
    return got.n > 0;
}

static struct str last_bytes(struct str s, size_t cap)
{
    if (s.n <= cap) return s;
    size_t i = s.n - cap;
    while (i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80) i++;
    return str_from(s, i);
}

/* A slash that is printed inside a part is written ／. */
static void widen_slash(struct pr_path *p)
{
    struct pr_path o;
    o.n = 0;
    for (unsigned i = 0; i < p->n && o.n + 3 < PR_PATH; i++) {
        if (p->b[i] != '/') {
            o.b[o.n++] = p->b[i];
            continue;
        }
        memcpy(o.b + o.n, "／", 3);
        o.n += 3;
    }
    pr_copy(p, &o);
}

void name_clean(const struct prose_doc *pd, struct str s, struct pr_path *out, unsigned *year)
{
    s = last_bytes(s, PR_NAME);
    out->n = 0;
    s = strip_front(pd, s, year);
    s = strip_tail(s);
    struct pr_path t;
    inner_year(s, &t, year);
    s = strip_front(pd, pr_str(&t), year);
    s = strip_tail(strip_org(s));
    struct pr_path c;
    if (chain(s, &c)) {
        pr_copy(out, &c);
        return;
    }
    pr_set(out, s);
    if (memchr(out->b, '/', out->n)) widen_slash(out);
}
