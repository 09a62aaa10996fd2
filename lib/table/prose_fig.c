/* SPDX-License-Identifier: MIT */
/* prose_fig.c: one figure of running text: digits, unit, and what stands right behind (以上, 左右). */
#include "table/prose_in.h"

PR_WORDS(stop_ge, SI("及以上"), SI("以上"), SI("（含）以上"), SI("(含)以上"));
PR_WORDS(stop_le, SI("及以下"), SI("以下"), SI("以内"), SI("之内"), SI("（含）以下"), SI("(含)以下"));
PR_WORDS(stop_about, SI("左右"), SI("上下"));
PR_WORDS(more_words, SI("余"), SI("多"));
PR_WORDS(scale_words, SI("万亿"), SI("千万"), SI("百万"), SI("十万"), SI("亿"), SI("万"), SI("千"), SI("百"));
PR_WORDS(dash_words, SI("-"), SI("－"), SI("—"), SI("–"), SI("~"), SI("～"), SI("至"));
PR_WORDS(percent_words, SI("%"), SI("％"), SI("‰"), SI("个百分点"), SI("百分点"));
PR_WORDS(left_words, SI("第"), SI("〔"), SI("["), SI("【"), SI("("), SI("（"), SI("+"), SI("/"), SI("_"));
PR_WORDS(ordinal_words, SI("第"), SI("〔"), SI("["), SI("【"), SI("+"), SI("_"));
/* 个月, 人民币, 家庭: the character is no measure word there */
PR_WORDS(no_measure, SI("个月"), SI("个小时"), SI("个工作日"), SI("个方面"), SI("个阶段"), SI("个季度"), SI("个星期"), SI("个周"), SI("个世纪"),
    SI("个学期"), SI("个年度"), SI("个自然日"), SI("名义"), SI("项目"), SI("部分"), SI("部门"), SI("部队"), SI("人民币"),
    SI("人大"), SI("处理"), SI("处置"), SI("期间"), SI("期限"), SI("支出"), SI("支付"), SI("支持"), SI("所有"), SI("位于"),
    SI("位置"), SI("批准"), SI("批复"), SI("本级"), SI("本年"), SI("本部"), SI("本单"), SI("台账"), SI("场所"), SI("场地"),
    SI("次月"), SI("次日"), SI("次年"), SI("单位"), SI("款项"), SI("条例"), SI("条规"), SI("起止"), SI("家庭"), SI("组织"),
    SI("对口"), SI("班子"), SI("份额"), SI("件套"), SI("种类"), SI("人才"), SI("人员"), SI("部委"), SI("顶层"), SI("顶格"), SI("根据"), SI("根本"), SI("面积"), SI("面向"), SI("面对"), SI("面上"), SI("面临"), SI("片区"), SI("幅度"));
PR_WORDS(score_no, SI("分钟"), SI("分之"), SI("分别"), SI("分管"), SI("分类"), SI("分项"), SI("分期"),
                                      SI("分局"), SI("分公司"), SI("分部"), SI("分析"), SI("分配"));

/* 8, 456.32万元: a blank that the conversion set behind the separator at t[j]. */
static bool split_group(struct str t, size_t j)
{
    PR_WORDS(behind, SI("."), SI(","), SI("元"), SI("万元"), SI("亿元"), SI(" 元"), SI(" 万元"));
    if (j + 5 > t.n || t.p[j + 1] != ' ') return false;
    for (size_t k = j + 2; k < j + 5; k++)
        if (!pr_digit(t.p[k])) return false;
    return pr_starts(str_from(t, j + 5), behind) > 0;
}

/* Digits with thousands separators and decimals from t[i]; the plain decimal goes to v. Its end, or 0. */
static size_t number(struct str t, size_t i, char *v, size_t cap, unsigned *n, bool *joined)
{
    size_t j = i, lead = 0, dec = 0, group = 0;
    *n = 0;
    while (j < t.n) {
        char c = t.p[j];
        if (pr_digit(c)) {
            if (*n + 1 >= cap) return 0;
            v[(*n)++] = c;
            lead++;
            group++;
            j++;
        } else if (c == ',' && group <= 3 && j + 3 < t.n && pr_digit(t.p[j + 1]) && pr_digit(t.p[j + 2]) &&
                   pr_digit(t.p[j + 3]) && !(j + 4 < t.n && pr_digit(t.p[j + 4]))) {
            group = 0;
            j++;
        } else if (c == ',' && group && group <= 3 && split_group(t, j)) {
            group = 0;
            *joined = true;
            j += 2;
        } else {
            break;
        }
    }
    if (j + 1 < t.n && t.p[j] == '.') {
        size_t k = j + 1;
        bool gap = t.p[k] == ' ' && lead > 1;
        if (gap) k++;
        if (k < t.n && pr_digit(t.p[k])) {
            if (*n + 1 >= cap) return 0;
            v[(*n)++] = '.';
            while (k < t.n && pr_digit(t.p[k])) {
                if (*n + 1 >= cap) return 0;
                v[(*n)++] = t.p[k++];
                dec++;
            }
            *joined = *joined || gap;
            j = k;
        }
    }
    /* 10,441.4 1: the conversion split the last digit off */
    if (dec == 1 && j + 2 < t.n && t.p[j] == ' ' && pr_digit(t.p[j + 1]) && !pr_digit(t.p[j + 2]) && t.p[j + 2] != '.') {
        if (*n + 1 >= cap) return 0;
        v[(*n)++] = t.p[j + 1];
        j += 2;
        *joined = true;
    }
    return j;
}

static void unit_add(struct fig *f, struct str s)
{
    if (f->nunit + s.n >= sizeof f->unit) return;
    memcpy(f->unit + f->nunit, s.p, s.n);
    f->nunit += (unsigned)s.n;
}

/* 台（套）: a measure word in brackets belongs to the unit. */
static size_t unit_bracket(struct str t, size_t j, struct fig *f)
{
    PR_WORDS(open, SI("（"), SI("("));
    PR_WORDS(close, SI("）"), SI(")"));
    size_t o = pr_starts(str_from(t, j), open);
    if (!o) return j;
    size_t m = pr_starts(str_from(t, j + o), pw_measure);
    if (!m) return j;
    size_t c = pr_starts(str_from(t, j + o + m), close);
    if (!c) return j;
    unit_add(f, str_sub(t, j, j + o + m + c));
    return j + o + m + c;
}

/* 以上, 左右 behind the unit at j. False: a threshold inside a name (50万元以上通用设备). */
static bool tail(struct str t, size_t *j, struct fig *f)
{
    struct str r = str_from(t, *j);
    size_t n;
    unsigned len;
    const char *op = "";
    if ((n = pr_starts(r, stop_ge))) op = ">=";
    else if ((n = pr_starts(r, stop_le))) op = "<=";
    else if ((n = pr_starts(r, stop_about))) op = "~";
    else if ((n = pr_starts(r, more_words)) && f->kind != FIG_COUNT) op = ">";
    if (!n) return true;
    if (*op != '~') {
        struct str after = str_from(r, n);
        uint32_t c = after.n ? pr_char(after.p, after.p + after.n, &len) : 0;
        bool name = pr_cjk(c) && !pr_starts(after, pw_conj);
        if (name && (f->kind == FIG_MONEY || f->kind == FIG_AREA || c == 0x7684 || /* 的 */
                     (f->nunit == 3 && !memcmp(f->unit, "人", 3))))
            return false;
    }
    f->op = op;
    *j += n;
    return true;
}

/* A bare number counts only where nothing can follow it: `为 0。`, `≥15` */
static bool bare(struct str t, size_t j)
{
    PR_WORDS(ends, SI("，"), SI("。"), SI("；"), SI(","), SI(";"), SI("）"), SI(")"), SI("、"));
    return j >= t.n || pr_starts(str_from(t, j), ends) > 0;
}

static bool unit_count(struct str t, size_t *j, struct fig *f)
{
    struct str r = str_from(t, *j);
    size_t n;
    if (pr_starts(r, no_measure)) {
        /* 5项目标 is 5项 + 目标 */
        if (!str_starts(r, S("项目标"))) return false;
    }
    if ((n = pr_starts(r, pw_area))) f->kind = FIG_AREA;
    else if ((n = pr_starts(r, pw_measure))) f->kind = FIG_COUNT;
    else return false;
    unit_add(f, str_sub(r, 0, n));
    *j += n;
    if (f->kind == FIG_COUNT) *j = unit_bracket(t, *j, f);
    return true;
}

/* 万元, 亿, 余万元, 元/人 */
static bool unit_money(struct str t, size_t *j, struct fig *f, bool *more)
{
    size_t k = *j, n;
    unsigned len;
    if ((n = pr_starts(str_from(t, k), more_words))) {
        *more = true;
        k += n;
    }
    size_t s = pr_starts(str_from(t, k), scale_words);
    struct str scale = str_sub(t, k, k + s);
    k += s;
    if (s && !*more && (n = pr_starts(str_from(t, k), more_words))) {
        *more = true;
        k += n;
    }
    n = pr_starts(str_from(t, k), pw_money);
    if (!n && s) { /* 万 alone, 万人 */
        struct str r = str_from(t, k);
        uint32_t c = r.n ? pr_char(r.p, r.p + r.n, &len) : 0;
        PR_WORDS(ok, SI("用"), SI("的"), SI("和"), SI("及"), SI("与"), SI("以"), SI("左"));
        unit_add(f, scale);
        if (unit_count(t, &k, f)) {
            *j = k;
            return true;
        }
        if (!(str_eq(scale, S("万")) || str_eq(scale, S("亿"))) || (pr_cjk(c) && !pr_starts(r, ok))) return false;
    } else if (n) {
        unit_add(f, scale);
        unit_add(f, str_sub(t, k, k + n));
        k += n;
        if (k < t.n && (t.p[k] == '/')) {
            size_t m = pr_starts(str_from(t, k + 1), pw_measure);
            if (m) {
                unit_add(f, str_sub(t, k, k + 1 + m));
                k += 1 + m;
                f->standard = true;
            }
        }
        if (str_starts(str_from(t, k), S("整"))) k += 3;
    } else {
        return false;
    }
    f->kind = FIG_MONEY;
    *j = k;
    return true;
}

static bool unit_read(struct str t, size_t from, size_t *j, struct fig *f, bool *more)
{
    struct str r = str_from(t, *j);
    size_t n;
    if ((n = pr_starts(r, percent_words))) {
        f->kind = FIG_RATE;
        unit_add(f, str_starts(r, S("％")) ? S("%") : str_sub(r, 0, n));
        *j += n;
        return true;
    }
    if (str_starts(r, S("倍"))) {
        f->kind = FIG_RATE;
        unit_add(f, S("倍"));
        *j += 3;
        return true;
    }
    if (str_starts(r, S("分")) && !pr_starts(r, score_no)) {
        struct str l = str_sub(t, from, f->at);
        while (l.n && (l.p[l.n - 1] == ' ')) l.n--;
        if (!pr_ends(l, pw_score) && !str_ends(l, S("满分")) && !str_ends(l, S("为")) && !str_ends(l, S("：")) && l.n) return false;
        if (!l.n) return false;
        f->kind = FIG_SCORE;
        unit_add(f, S("分"));
        *j += 3;
        return true;
    }
    if (unit_money(t, j, f, more)) return true;
    if (f->nunit) return false; /* 3千 and nothing else */
    if (*more) *j += 3;
    size_t k = *j;
    if (unit_count(t, &k, f)) {
        *j = k;
        return true;
    }
    if (str_starts(str_from(t, *j), S("大")) && f->nvalue <= 2 && f->value[0] != '0') { /* 8 大产业链 */
        struct str a = str_from(t, *j + 3);
        unsigned len;
        if (a.n && pr_cjk(pr_char(a.p, a.p + a.n, &len))) {
            f->kind = FIG_COUNT;
            *j += 3;
            return true;
        }
    }
    if (*more || !bare(t, *j)) return false;
    f->kind = FIG_BARE;
    return true;
}

/* 1-9月, 3-5家, 5%-8%: the other end of a range, into f->value as printed. */
static size_t range(struct str t, size_t j, struct fig *f)
{
    size_t k = j, n, pct = 0;
    if (k < t.n && t.p[k] == '%') {
        pct = 1;
        k++;
    }
    n = pr_starts(str_from(t, k), dash_words);
    if (!n || k + n >= t.n || !pr_digit(t.p[k + n])) return j;
    char v[64];
    unsigned nv;
    bool joined = false;
    size_t e = number(t, k + n, v, sizeof v, &nv, &joined);
    if (!e || f->nvalue + nv + 1 >= sizeof f->value || (pct && !(e < t.n && t.p[e] == '%'))) return j;
    f->value[f->nvalue++] = '-';
    memcpy(f->value + f->nvalue, v, nv);
    f->nvalue += nv;
    return e;
}

/* A minus in front that is a sign: -43.5%, but not the dash of 一类-5万元. */
static bool sign(struct str t, size_t from, size_t i, size_t *at)
{
    PR_WORDS(minus, SI("-"), SI("－"), SI("−"));
    struct str l = str_sub(t, from, i);
    size_t n = pr_ends(l, minus);
    if (!n) return false;
    l.n -= n;
    if (l.n && !pr_ends(l, pw_sign) && !pr_ends(l, pw_change_up) && !pr_ends(l, pw_change_down)) return false;
    *at = i - n;
    return true;
}

PR_WORDS(hyphen_words, SI("-"), SI("－"), SI("−"));

/* Are all amounts of the sentence around t[i] set off by dashes, two at least? 培训费-5万元、会议费-3万元. Of a long one, those
 * near by: it is asked for every figure. */
static bool dashed_list(struct str t, size_t i)
{
    enum { AROUND = 600 };
    PR_WORDS(stops, SI("。"), SI("！"), SI("？"));
    PR_WORDS(money, SI("元"), SI("万"), SI("亿"));
    unsigned dashed = 0, len;
    size_t from = i > AROUND ? i - AROUND : 0, n;
    while (from < i && ((unsigned char)t.p[from] & 0xC0) == 0x80) from++; /* a whole character */
    t = str_sub(t, 0, i + AROUND);
    for (size_t k = 0; (k = pr_find(str_sub(t, from, i), stops, &n)) != STR_NPOS;) from += k + n;
    for (size_t j = from; j < t.n && !pr_starts(str_from(t, j), stops);) {
        if (!pr_digit(t.p[j])) {
            j++;
            continue;
        }
        struct str before = str_sub(t, from, j);
        while (j < t.n && (pr_digit(t.p[j]) || t.p[j] == '.' || t.p[j] == ',')) j++;
        if (!pr_starts(str_from(t, j), money)) continue;
        if (!pr_ends(before, hyphen_words)) {
            if (pr_cjk(pr_last(before, &len))) return false;
        } else {
            dashed++;
        }
    }
    return dashed > 1;
}

/* 其他收入-3万元: a sign, for nothing but the name of money is in front and the amounts beside it have no dash. */
static void minus_of_name(struct str t, size_t from, size_t i, struct fig *f)
{
    PR_WORDS(names, SI("收入"), SI("支出"), SI("费"), SI("费用"), SI("经费"), SI("结余"), SI("结转"), SI("资金"), SI("拨款"), SI("余额"), SI("差额"), SI("总额"), SI("合计"));
    struct str l = str_sub(t, from, i);
    size_t n = pr_ends(l, hyphen_words);
    if (!n || f->kind != FIG_MONEY || !pr_ends(str_sub(l, 0, l.n - n), names) || dashed_list(t, i)) return;
    f->neg = true;
    f->at = i - n;
}

bool fig_read(struct str t, size_t from, size_t i, struct fig *f, size_t *next)
{
    bool more = false;
    f->at = i;
    f->op = "";
    f->neg = f->joined = f->standard = false;
    f->nvalue = f->nunit = 0;
    f->kind = FIG_MONEY;
    f->end = 0;
    size_t j = number(t, i, f->value, sizeof f->value, &f->nvalue, &f->joined);
    if (!j) { /* too long for a figure */
        for (j = i; j < t.n && pr_digit(t.p[j]); j++) {}
        *next = j;
        return false;
    }
    *next = j;
    if (i) {
        char c = t.p[i - 1];
        struct str l = str_sub(t, 0, i);
        bool glued = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || pr_digit(c);
        bool left = pr_ends(str_from(l, from), left_words) > 0;
        if (glued || (left && pr_ends(l, ordinal_words))) return false;
        if (c == '/' && i > 1 && pr_digit(t.p[i - 2])) return false; /* 12/10万, 2023/5/6 */
        if (c == '.' || c == ',') /* .1-9月 after 58.5%: not part of a number, but 1.2.3 is none either */
            if (i > 1 && pr_digit(t.p[i - 2])) return false;
    }
    f->neg = sign(t, from, i, &f->at);
    size_t e = range(t, j, f);
    bool isrange = e != j;
    j = e;
    *next = j;
    if (j < t.n && t.p[j] == ' ') j++;
    if (!unit_read(t, from, &j, f, &more)) return false;
    if (isrange && f->kind == FIG_BARE) return false;
    if (!f->neg) minus_of_name(t, from, i, f);
    if (more) f->op = ">";
    if (f->kind != FIG_BARE && !tail(t, &j, f)) return false;
    PR_WORDS(standard, SI("的标准"), SI("标准"));
    size_t n = f->kind == FIG_MONEY ? pr_starts(str_from(t, j), standard) : 0;
    if (n) {
        f->standard = true;
        j += n;
    }
    f->end = j;
    *next = j;
    return true;
}
