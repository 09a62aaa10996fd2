/* SPDX-License-Identifier: MIT */
#include "table/caption.h"

#include "base/utf.h"
#include "table/head_words.h"
#include "table/lex.h"

#include <string.h>

enum { MAX_CAPTION_LINES = 14, MAX_TITLE = 180 };

static bool starts_any(struct str s, const struct str *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_starts(s, list[i])) return true;
    return false;
}
#define STARTS_ANY(s, list) starts_any((s), (list), sizeof(list) / sizeof(list)[0])

/* ---- kinds of lines ---- */

bool caption_note(struct str s, struct str *mark, struct str *text)
{
    static const struct str marks[] = {SI("备注"), SI("说明"), SI("附注"), SI("注")};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(s, marks[i])) continue;
        struct str t = str_from(s, marks[i].n);
        while (t.n && lex_is_digit(t.p[0])) t = str_from(t, 1);
        if (str_starts(t, S("：")) || str_starts(t, S("．")) || str_starts(t, S("、"))) t = str_from(t, 3);
        else if (str_starts(t, S(":"))) t = str_from(t, 1);
        else return false;
        *mark = marks[i];
        *text = t;
        return true;
    }
    return false;
}

/* …支出表--人员经费(工资福利支出): what part of the table it is stands behind a dash. */
static bool is_part_title(struct str s)
{
    static const struct str dash[] = {SI("表--"), SI("表-"), SI("表——"), SI("表—")};
    for (size_t i = 0; i < sizeof dash / sizeof *dash; i++) {
        size_t k = str_find(s, dash[i], 0);
        if (k != STR_NPOS && k >= 9 && k + dash[i].n < s.n) return !lex_is_digit(s.p[k + dash[i].n]);
    }
    return false;
}

static bool is_title(struct str s)
{
    struct str t = lex_no_brackets(s);
    if (t.n < 9 || s.n > MAX_TITLE || str_has(s, S("。")) || str_has(s, S("；"))) return false;
    if (is_part_title(s)) return true;
    if (str_ends(t, S("见附表")) || str_ends(t, S("见下表")) || str_ends(t, S("如下表"))) return false;
    return str_ends(t, S("表")) || str_ends(t, S("表格"));
}

static bool is_org_line(struct str s)
{
    static const struct str marks[] = {SI("填报单位"), SI("编制单位"), SI("编制部门"), SI("填报部门"), SI("部门："), SI("部门:"),
                                       SI("单位名称"), SI("预算单位"), SI("公开部门"), SI("公开单位"), SI("部门名称："), SI("部门名称:"),
                                       SI("预算部门"), SI("单位（公章）"), SI("部门（单位）"), SI("预算主管部门")};
    struct str code, rest;
    if (STARTS_ANY(s, marks)) return true;
    if (s.n && (s.p[0] == '[' || str_starts(s, S("〔"))) && lex_coded_name(s, &code, &rest)) return true;
    return false;
}

static bool is_year_line(struct str s)
{
    static const struct str marks[] = {SI("预算年度"), SI("决算年度"), SI("年度："), SI("年度:"), SI("截止时间"), SI("截至时间"), SI("截止日期"), SI("填报日期")};
    return STARTS_ANY(s, marks);
}

/* A piece of "（2022年度）", which converters break into up to four lines. */
static bool is_year_piece(struct str s)
{
    if (s.n == 0 || s.n > 24) return false;
    for (size_t i = 0; i < s.n;) {
        if (lex_is_digit(s.p[i]) || s.p[i] == '(' || s.p[i] == ')') {
            i++;
            continue;
        }
        struct str t = str_sub(s, i, i + 3);
        if (!str_eq(t, S("年")) && !str_eq(t, S("度")) && !str_eq(t, S("（")) && !str_eq(t, S("）"))) return false;
        i += 3;
    }
    return true;
}

static bool is_unit_line(struct str s)
{
    return lex_unit_declared(s).n || str_has(s, S("单位：")) || str_has(s, S("单位:"));
}

static size_t cn_digits(struct str s)
{
    static const struct str digit[] = {SI("一"), SI("二"), SI("三"), SI("四"), SI("五"), SI("六"), SI("七"), SI("八"), SI("九"), SI("十")};
    size_t k = 0;
    while (k < s.n && k < 9 && starts_any(str_from(s, k), digit, sizeof digit / sizeof *digit)) k += 3;
    return k;
}

static bool is_table_number(struct str s)
{
    static const struct str marks[] = {SI("预算公开表"), SI("附表"), SI("附件"), SI("公开表"), SI("表"), SI("公开"), SI("决算公开表"), SI("财决公开")};
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(s, marks[i])) continue;
        struct str t = str_from(s, marks[i].n);
        size_t k = 0;
        while (k < t.n && (lex_is_digit(t.p[k]) || t.p[k] == '-')) k++;
        if (!k) k = cn_digits(t);
        t = str_from(t, k);
        if (k && (t.n == 0 || str_eq(t, S("表")) || str_eq(t, S("：")))) return true;
    }
    if ((str_starts(s, S("预算")) || str_starts(s, S("决算"))) && s.n <= 15 && str_ends(s, S("表"))) { /* 预算01表 */
        size_t k = S("预算").n;
        while (k < s.n && (lex_is_digit(s.p[k]) || s.p[k] == '-')) k++;
        if (k > S("预算").n && k + 3 == s.n) return true;
    }
    size_t n = s.n; /* 部门公开表8 */
    while (n && lex_is_digit(s.p[n - 1])) n--;
    return n < s.n && s.n - n <= 2 && s.n <= 32 && str_ends(str_sub(s, 0, n), S("公开表"));
}

/* 续表, 续表1, …表（续）: what is left of it is the title, if it says one. */
static bool is_continued(struct str s, struct str *title)
{
    static const struct str tail[] = {SI("（续）"), SI("(续)"), SI("（续表）"), SI("(续表)"), SI("续表")};
    *title = (struct str){"", 0};
    if (str_starts(s, S("续表")) && s.n <= 12) return true;
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++)
        if (str_ends(s, tail[i]) && s.n > tail[i].n) {
            *title = str_sub(s, 0, s.n - tail[i].n);
            return str_ends(*title, S("表"));
        }
    return false;
}

bool caption_line(struct str s)
{
    struct str whole;
    if (is_continued(s, &whole)) return true;
    struct str mark, text;
    if (s.n == 0) return false;
    struct lex_label l = lex_label(s);
    if ((l.kind == LEX_CN || l.kind == LEX_CN_PAREN) && s.n < 150) return true;
    if (str_starts(s, S("第")) && s.n < 120 && (str_has(s, S("部分")) || str_has(s, S("章")))) return true;
    return is_title(s) || is_org_line(s) || is_year_line(s) || is_unit_line(s) || is_table_number(s) ||
           caption_note(s, &mark, &text);
}

bool caption_over(const struct doc *d, size_t i, struct arena *a)
{
    size_t up = i;
    while (up > 0 && !str_trim(d->line[up - 1].text).n && i - up < 6) up--;
    struct str s = up ? str_trim(d->line[up - 1].text) : (struct str){"", 0};
    return s.n && s.n <= 200 && (s = utf_squeeze(a, s)).p && caption_line(s);
}

bool caption_begins_table(struct str s)
{
    return is_table_number(s) || (is_title(s) && !str_ends(lex_no_brackets(s), S("指标表")));
}

/* ---- the title ---- */

/* 表1：, 附表2-1、 at the start. */
static struct str without_number(struct str s)
{
    static const struct str marks[] = {SI("附表"), SI("附件"), SI("表"), SI("公开表"), SI("预算公开表")};
    static const struct str lead[] = {SI("预算"), SI("决算"), SI("公开"), SI("财决"), SI("财预")}; /* 预算01表 */
    for (size_t i = 0; i < sizeof lead / sizeof lead[0]; i++) {
        size_t k = lead[i].n;
        if (!str_starts(s, lead[i])) continue;
        while (k < s.n && lex_is_digit(s.p[k])) k++;
        if (k > lead[i].n && str_starts(str_from(s, k), S("表")) && s.n > k + 3) return str_from(s, k + 3);
    }
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!str_starts(s, marks[i])) continue;
        size_t k = marks[i].n;
        while (k < s.n && (lex_is_digit(s.p[k]) || s.p[k] == '-')) k++;
        struct str num = str_from(s, marks[i].n);
        if (k == marks[i].n) {
            /* 表一、 */
            struct lex_label l = lex_label(num);
            if (l.kind == LEX_CN && l.bare.n) return l.bare;
            continue;
        }
        struct str t = str_from(s, k);
        static const struct str sep[] = {SI("："), SI("、"), SI("．"), SI(":"), SI(".")};
        for (size_t j = 0; j < sizeof sep / sizeof sep[0]; j++)
            if (str_starts(t, sep[j])) {
                t = str_from(t, sep[j].n);
                break;
            }
        if (t.n) return t;
    }
    return s;
}

static struct str without_leading_year(struct str s)
{
    if (s.n < 7 || !lex_is_digit(s.p[0]) || !lex_is_digit(s.p[1]) || !lex_is_digit(s.p[2]) || !lex_is_digit(s.p[3])) return s;
    struct str t = str_from(s, 4);
    if (!str_starts(t, S("年"))) return s;
    t = str_from(t, 3);
    if (str_starts(t, S("度"))) t = str_from(t, 3);
    return t.n ? t : s;
}

/* 目标表（2023年度）: what stands before the brackets, if there is nothing but a year in them. */
static struct str without_year_behind(struct str s)
{
    struct str t = lex_no_brackets(s);
    if (t.n + 6 >= s.n || !t.n) return s;
    struct str in = str_from(s, t.n);
    return is_year_piece(in) && lex_year(in).n ? t : s;
}

struct str caption_title(struct arena *a, struct str s)
{
    s = without_year_behind(without_leading_year(without_number(s)));
    /* a year inside the closing brackets: 目标表（2022年度目标） */
    for (size_t i = 0; i + 7 < s.n; i++) {
        bool open = s.p[i] == '(' || (i >= 2 && memcmp(s.p + i - 2, "（", 3) == 0);
        if (!open) continue;
        struct str rest = str_from(s, i + 1), cut = rest;
        if (rest.n > 7 && lex_is_digit(rest.p[0]) && lex_is_digit(rest.p[3]) && str_starts(str_from(rest, 4), S("年")))
            cut = str_from(rest, 4);
        if (cut.n != rest.n) return arena_cat(a, str_sub(s, 0, i + 1), cut);
    }
    /* the unit behind the title */
    if (lex_is_money_unit(lex_unit_in_brackets(s))) s = lex_no_brackets(s);
    return s;
}

static struct str title_phase(struct str s)
{
    if (str_has(s, S("决算"))) return S("final");
    if (str_has(s, S("预算"))) {
        /* 一般公共预算…支出决算表 was caught above; 政府性基金预算支出表 alone says nothing */
        struct str t = s;
        static const struct str fund[] = {SI("一般公共预算"), SI("政府性基金预算"), SI("国有资本经营预算"), SI("国有资本预算")};
        for (size_t i = 0; i < sizeof fund / sizeof fund[0]; i++) {
            size_t at = str_find(t, fund[i], 0);
            if (at != STR_NPOS && !str_has(str_from(t, at + fund[i].n), S("预算")) && !str_has(str_sub(t, 0, at), S("预算")))
                return (struct str){"", 0};
        }
        return S("budget");
    }
    return (struct str){"", 0};
}

/* ---- organisations ---- */

/* The first [code]name, or 350科技和工信部门, in an organisation line. */
static void read_org(struct str s, struct caption *c)
{
    size_t at = str_find(s, S("["), 0);
    struct str code, rest;
    struct str from = at != STR_NPOS ? str_from(s, at) : s;
    if (at == STR_NPOS) {
        size_t colon = str_find(s, S("："), 0), half = str_find(s, S(":"), 0);
        if (half != STR_NPOS && (colon == STR_NPOS || half < colon)) from = str_from(s, half + 1);
        else if (colon != STR_NPOS) from = str_from(s, colon + 3);
    }
    if (lex_coded_name(from, &code, &rest)) {
        c->orgcode = code;
    } else {
        rest = from;
    }
    size_t end = rest.n;
    static const struct str stop[] = {SI("，"), SI(","), SI("、["), SI("单位："), SI("单位:"), SI("["), SI("金额单位")};
    for (size_t i = 0; i < sizeof stop / sizeof stop[0]; i++) {
        size_t k = str_find(rest, stop[i], 0);
        if (k != STR_NPOS && k < end) end = k;
    }
    c->org = str_sub(rest, 0, end);
}

/* ---- reading upwards ---- */

struct upward {
    const struct doc *d;
    struct arena *a;
    struct caption *c;
    struct str below; /* the squeezed line under the current one, for broken lines */
    struct str year_pieces;
    bool have_title;
};

enum { PAGE_LINES = 1000, HEAD_PAGES = 8 };

/* The first line with text of the page that line i stands on; d->n: it is too far away. */
static size_t page_top(const struct doc *d, size_t i)
{
    size_t k = i;
    while (k > 0 && !(d->line[k].flags & DOC_PAGE))
        if (i - --k > PAGE_LINES) return d->n;
    while (k < d->n && !str_trim(d->line[k].text).n) k++;
    return k;
}

static bool same_text(struct arena *a, const struct doc *d, size_t i, size_t k)
{
    if (i >= d->n || k >= d->n || d->line[i].text.n > 600 || d->line[k].text.n > 600) return false;
    struct str s = utf_squeeze(a, str_trim(d->line[i].text)), t = utf_squeeze(a, str_trim(d->line[k].text));
    return s.p && t.p && str_eq(s, t);
}

static size_t next_text(const struct doc *d, size_t i)
{
    do i++;
    while (i < d->n && !str_trim(d->line[i].text).n);
    return i;
}

/* Do the pages of lines i and k begin with these lines, and the same text? Pages that are no neighbours have to go on with
 * other text: a title that takes two lines may be printed again. */
static bool same_head(struct arena *a, const struct doc *d, size_t i, size_t k, bool near)
{
    return same_text(a, d, i, k) && (near || !same_text(a, d, next_text(d, i), next_text(d, k)));
}

/* Does line i begin its page, and one of the pages around it begin with the same? A table's further pages may leave it out. */
static bool running_head(struct arena *a, const struct doc *d, size_t i)
{
    size_t k = i, pages = 0;
    if (page_top(d, i) != i) return false;
    while (k > 0 && !(d->line[k].flags & DOC_PAGE)) k--;
    for (; k > 0 && i - k < PAGE_LINES && pages < HEAD_PAGES; pages++) {
        size_t top = page_top(d, k - 1);
        if (same_head(a, d, i, top, pages == 0)) return true;
        for (k--; k > 0 && !(d->line[k].flags & DOC_PAGE);) k--;
    }
    pages = 0;
    for (k = i + 1; k < d->n && k - i < PAGE_LINES && pages < HEAD_PAGES; k++)
        if ((d->line[k].flags & DOC_PAGE) && same_head(a, d, i, page_top(d, k), pages++ == 0)) return true;
    return false;
}

static int take_title(struct upward *u, size_t i, size_t lo, struct str s, struct err *e)
{
    struct caption *c = u->c;
    size_t k = i;
    /* a title broken over two lines: the upper one is long and ends like nothing */
    while (k > lo && s.n < 60) {
        size_t j = k - 1;
        while (j > lo && !str_trim(u->d->line[j].text).n) j--;
        struct str up = utf_squeeze(u->a, str_trim(u->d->line[j].text));
        if (!up.p) return err_nomem(e);
        if (up.n < 42 || up.n > 120 || k - j > 2 || caption_line(up) || str_has(up, S("。")) || str_has(up, S("：")) ||
            str_has(up, S("\t")) || running_head(u->a, u->d, j))
            break;
        s = arena_cat(u->a, up, s);
        if (!s.p) return err_nomem(e);
        k = j;
    }
    c->title = caption_title(u->a, s);
    if (!c->title.p) return err_nomem(e);
    if (!c->year.n) c->year = lex_year(s);
    if (lex_label(c->title).kind == LEX_NUM && (c->title.n != s.n || str_ends(s, S("绩效目标表")))) c->year = (struct str){"", 0}; /* the project's own */
    c->phase = title_phase(s);
    c->page = u->d->line[k].page;
    c->line = u->d->line[k].line;
    c->from = k;
    u->have_title = true;
    return 0;
}

/* Does an organisation line stand within the three lines above: is this one its broken rest? */
static bool under_org_line(const struct upward *u, size_t i, size_t lo)
{
    unsigned seen = 0;
    for (size_t k = i; k > lo && seen < 3; k--) {
        struct str s = str_trim(u->d->line[k - 1].text);
        if (!s.n) return false;
        seen++;
        s = utf_squeeze(u->a, utf_head(s, 200));
        if (s.p && is_org_line(s)) return true;
    }
    return false;
}

/* A title may be the last line of its page, and the table the first of the next: the number of the page stands between. */
static bool page_number(const struct doc *d, size_t i, struct str s)
{
    size_t next = i + 1;
    if (!lex_is_page_number(s)) return false;
    while (next < d->n && !(d->line[next].flags & DOC_PAGE) && !str_trim(d->line[next].text).n) next++;
    return next < d->n && (d->line[next].flags & DOC_PAGE);
}

/* 项目名称：… between a title and its table. */
static bool is_project_line(struct str s, struct str *project)
{
    static const struct str mark[] = {SI("项目名称："), SI("项目名称:"), SI("专项名称："), SI("专项名称:")};
    for (size_t i = 0; i < sizeof mark / sizeof *mark; i++)
        if (str_starts(s, mark[i]) && s.n > mark[i].n) {
            *project = str_from(s, mark[i].n);
            return true;
        }
    return false;
}

/* Is the line above line i the number of a table (表3, 公开05表)? */
static bool under_number(const struct upward *u, size_t i, size_t lo)
{
    while (i > lo && !str_trim(u->d->line[i - 1].text).n) i--;
    if (i == lo) return false;
    struct str s = str_trim(u->d->line[i - 1].text);
    return s.n <= 60 && (s = utf_squeeze(u->a, s)).p && is_table_number(s);
}

/* One line of the caption; 1: taken, 0: not a caption line (stop), 2: the title (stop). */
static int take_line(struct upward *u, size_t i, size_t lo, size_t at, struct str s, struct err *e)
{
    struct caption *c = u->c;
    struct str mark, text, whole, project;
    if (is_project_line(s, &project)) {
        if (!c->project.n) c->project = project;
        return 1;
    }
    if (is_continued(s, &whole)) {
        c->goes_on = true;
        return !whole.n ? 1 : take_title(u, i, lo, whole, e) < 0 ? ERR_FAIL : 2;
    }
    if (is_year_piece(s)) {
        u->year_pieces = arena_cat(u->a, s, u->year_pieces);
        if (!u->year_pieces.p) return err_nomem(e);
        return 1;
    }
    if (caption_note(s, &mark, &text)) return 0;
    if (page_number(u->d, i, s)) return 1;
    bool unit = is_unit_line(s), org = is_org_line(s);
    if (unit || org) {
        struct str joined = s, raw = u->d->line[i].text, head = {NULL, 0};
        if (org && !lex_unit_declared(s).n) head = head_beside(raw);
        if (head.n && !(s = utf_squeeze(u->a, str_trim(str_sub(raw, 0, (size_t)(head.p - raw.p))))).p) return err_nomem(e);
        if (unit && !lex_unit_declared(s).n && u->below.n && u->below.n <= 6) joined = arena_cat(u->a, s, u->below);
        if (!joined.p) return err_nomem(e);
        if (!c->unit.n) c->unit = lex_unit_declared(joined);
        if (org) read_org(s, c);
        return 1;
    }
    if (is_year_line(s)) {
        if (!c->year.n) c->year = lex_year(s);
        return 1;
    }
    if (is_table_number(s)) return 1;
    if (is_title(s)) return take_title(u, i, lo, s, e) < 0 ? ERR_FAIL : 2;
    if (s.n <= 6) return 1; /* a broken piece of the line above */
    if (str_starts(s, S("[")) || str_ends(s, S("，"))) return 1;
    bool sentence = str_has(s, S("。")) || str_has(s, S("；"));
    struct str code, rest;
    if (lex_coded_name(s, &code, &rest) && lex_is_org_name(rest)) {
        read_org(s, c);
        return 1;
    }
    if ((i + 1 == at || under_number(u, i, lo)) && !sentence && s.n <= 120 && lex_label(s).kind == LEX_PLAIN)
        return take_title(u, i, lo, s, e) < 0 ? ERR_FAIL : 2;
    if (sentence || s.n > 120) return 0;
    return (lex_is_org_name(s) && at - i <= 3) || under_org_line(u, i, lo) ? 1 : 0;
}

/* The heading above a table of targets that names the project: （一）某某资金项目. */
static void find_project(const struct doc *d, size_t lo, size_t at, struct arena *a, struct caption *c)
{
    size_t seen = 0;
    for (size_t i = at; i > lo && seen < 8; i--) {
        struct str s = utf_squeeze(a, str_trim(d->line[i - 1].text));
        if (!s.p || !s.n) continue;
        seen++;
        struct lex_label l = lex_label(s);
        if ((l.kind == LEX_CN_PAREN || l.kind == LEX_NUM || l.kind == LEX_NUM_PAREN) && s.n < 150 && !str_has(s, S("。")) &&
            !str_has(s, S("，"))) {
            c->project = l.bare;
            return;
        }
    }
}

/* The title over the paragraphs that tell the goal of a table of targets. */
static int title_over_goal(struct upward *u, size_t lo, size_t from, struct err *e)
{
    size_t keep = u->c->from, seen = 0;
    for (size_t i = from; i > lo && seen < 8; i--) {
        struct str raw = str_trim(u->d->line[i - 1].text);
        if (!raw.n) continue;
        seen++;
        if (raw.n > 600) continue;
        struct str s = utf_squeeze(u->a, raw);
        if (!s.p) return err_nomem(e);
        struct str project;
        if (!u->c->project.n && is_project_line(s, &project)) u->c->project = project;
        if (!is_title(s)) continue;
        if (take_title(u, i - 1, lo, s, e)) return ERR_FAIL;
        if (!u->c->project.n) find_project(u->d, lo, i - 1, u->a, u->c);
        u->c->from = keep;
        return 0;
    }
    return 0;
}

/* The unit on a line of its own, which may stand a line lower than the first of the header. */
static struct str unit_alone(const struct doc *d, size_t i, struct arena *a)
{
    struct str s = str_trim(d->line[i].text);
    if (s.n > 40 || !(s = utf_squeeze(a, s)).p) return (struct str){"", 0};
    if ((str_starts(s, S("单位")) || str_starts(s, S("金额单位"))) && is_unit_line(s)) return lex_unit_declared(s);
    return (struct str){"", 0};
}

int caption_above(const struct doc *d, size_t lo, size_t at, bool targets, struct arena *a, struct caption *c,
                  struct err *e)
{
    struct upward u = {d, a, c, {"", 0}, {"", 0}, false};
    size_t taken = 0;
    memset(c, 0, sizeof *c);
    c->from = at;
    for (size_t i = at; i > lo && taken < MAX_CAPTION_LINES; i--) {
        struct str raw = str_trim(d->line[i - 1].text);
        if (!raw.n) {
            if (at - i > 12) break;
            continue;
        }
        if (raw.n > 600) break;
        struct str s = utf_squeeze(a, raw);
        if (!s.p) return err_nomem(e);
        if (s.n > 6 && lex_is_page_number(s)) continue; /* the caption is at the foot of the page before */
        int rc = take_line(&u, i - 1, lo, at, s, e);
        if (rc < 0) return rc;
        if (rc == 0) break;
        if (rc == 1) {
            c->from = i - 1;
            c->page = d->line[i - 1].page;
            c->line = d->line[i - 1].line;
        }
        taken++;
        if (rc == 2) break;
        u.below = s;
    }
    for (size_t i = at; !c->unit.n && i < d->n && i < at + 4; i++) c->unit = unit_alone(d, i, a);
    if (!c->year.n && u.year_pieces.n) c->year = lex_year(u.year_pieces);
    if (targets && !u.have_title) return title_over_goal(&u, lo, c->from, e);
    if (!c->project.n && str_has(c->title, S("绩效"))) find_project(d, lo, c->from, a, c);
    return 0;
}

/* ---- captions inside the grid ---- */

static uint32_t filled(const struct grid *g, uint32_t r, uint32_t *first)
{
    uint32_t n = 0;
    for (uint32_t c = 0; c < g->ncol; c++)
        if (grid_at(g, r, c)->text.n) {
            if (!n) *first = c;
            n += !n || !str_eq(grid_at(g, r, c)->text, grid_at(g, r, *first)->text); /* a merged cell may stand in each of its columns */
        }
    return n;
}

/* 350科技和工信部门 | 预算年度：2023 | 单位：万元 */
static bool caption_cells(const struct grid *g, uint32_t r, struct caption *c)
{
    bool any = false;
    for (uint32_t k = 0; k < g->ncol; k++) {
        struct str s = grid_at(g, r, k)->text, code, rest;
        if (!s.n) continue;
        if (is_unit_line(s) || is_year_line(s) || is_org_line(s)) any = true;
        else if (lex_coded_name(s, &code, &rest)) continue;
        else if (!lex_is_org_name(s)) return false;
    }
    if (!any) return false;
    for (uint32_t k = 0; k < g->ncol; k++) {
        struct str s = grid_at(g, r, k)->text, code, rest;
        if (!s.n) continue;
        if (!c->unit.n) c->unit = lex_unit_declared(s);
        if (is_year_line(s) && !c->year.n) c->year = lex_year(s);
        if (is_org_line(s) || lex_coded_name(s, &code, &rest)) read_org(s, c);
    }
    return true;
}

/* 350科技和工信部门 in a row of its own: an organisation, if what a caption says follows it. */
static bool org_row(const struct grid *g, uint32_t r, struct str s)
{
    struct str code, rest;
    if (!lex_is_org_name(s) && !(lex_coded_name(s, &code, &rest) && lex_is_org_name(rest))) return false;
    for (r++; r < g->nrow; r++) {
        uint32_t first = 0, n = filled(g, r, &first);
        if (n == 0) continue;
        s = grid_at(g, r, first)->text;
        return n == 1 && (is_unit_line(s) || is_year_line(s) || is_title(s) || is_table_number(s) || is_year_piece(s));
    }
    return false;
}

uint32_t caption_in_rows(const struct grid *g, struct arena *a, struct caption *c)
{
    uint32_t r = 0;
    for (; r < g->nrow && r < 6; r++) {
        uint32_t first = 0, n = filled(g, r, &first);
        if (n == 0) continue;
        struct str s = grid_at(g, r, first)->text;
        if (n == 1 && (is_title(s) || is_table_number(s) || is_year_piece(s))) {
            if (is_title(s) && !is_table_number(s)) {
                c->title = caption_title(a, s);
                c->phase = title_phase(s);
                if (lex_year(s).n) c->year = lex_year(s);
                c->line = g->row[r].line;
                c->page = g->row[r].page;
            }
            continue;
        }
        if (n == 1 && org_row(g, r, s)) {
            read_org(s, c);
            continue;
        }
        if (!caption_cells(g, r, c)) break;
    }
    return r;
}
