/* SPDX-License-Identifier: MIT */
/* prose.c: lines to paragraphs, sections and projects. Whether a line goes on with the one before is
 * decided by what pages look like (length, indent, punctuation, blank lines), never by a file. */
#include "table/prose.h"

#include "base/utf.h"
#include "table/prose_in.h"

#include <stdlib.h>

struct prose *prose_new(const struct prose_doc *pd, const struct fact_sink *sink, struct err *e)
{
    struct prose *p = calloc(1, sizeof *p);
    if (!p) {
        err_nomem(e);
        return NULL;
    }
    p->pd = *pd;
    p->sink = *sink;
    return p;
}

void prose_free(struct prose *p)
{
    if (!p) return;
    VEC_FREE(&p->raw);
    VEC_FREE(&p->at);
    VEC_FREE(&p->width);
    free(p);
}

/* ---- headings ---- */

void head_subject(const struct prose *p, struct pr_path *out)
{
    out->n = 0;
    for (unsigned k = 7; k >= 2; k--) {
        if (!p->head[k].n) continue;
        unsigned y = 0;
        size_t n;
        struct str s = pr_str(&p->head[k]);
        while ((n = pr_ends(s, pw_heading_tail)) && n < s.n) s.n -= n;
        name_clean(&p->pd, s, out, &y);
        PR_WORDS(no, SI("比上年"), SI("较上年"), SI("增减"));
        if (out->n && !pr_starts(pr_str(out), no)) {
            if (p->carry.n && k > p->carry_kind) { /* an item's heading under …其中： */
                struct pr_path own;
                pr_copy(&own, out);
                pr_copy(out, &p->carry);
                pr_add(out, pr_str(&own));
            }
            return;
        }
        out->n = 0;
    }
}

/* （二）2024年重点工作, beside 职能简介 under one heading. */
static bool work_heading(struct str s)
{
    PR_WORDS(work, SI("重点工作"), SI("工作任务"), SI("工作计划"), SI("工作总结"), SI("年度工作"), SI("主要工作"), SI("工作目标"), SI("工作要点"), SI("工作完成情况"), SI("工作开展情况"));
    PR_WORDS(duty, SI("负责"), SI("承担"), SI("组织"), SI("贯彻"), SI("拟订"), SI("指导"), SI("完成"), SI("协调"));
    PR_WORDS(ends, SI("。"), SI("："), SI(":"));
    enum { WORK_MAX = 60 };
    s.n -= pr_ends(s, ends);
    return s.n <= WORK_MAX && pr_ends(s, work) && !pr_starts(s, duty);
}

static bool no_figures_here(struct str s)
{
    PR_WORDS(terms, SI("名词解释"), SI("专业名词"), SI("名词说明"), SI("术语解释"), SI("专业性较强的名词"));
    PR_WORDS(duty, SI("职责"), SI("职能"));
    PR_WORDS(more, SI("机构"), SI("人员"), SI("编制"), SI("概况"));
    return pr_has(s, terms) || (pr_has(s, duty) && !pr_has(s, more));
}

/* A heading of a project's section: under a section about projects, or by its own last word. */
static void project_heading(struct prose *p, unsigned kind, struct str s)
{
    PR_WORDS(tails, SI("项目经费情况说明"), SI("经费情况说明"), SI("项目绩效目标表"), SI("绩效目标表"));
    PR_WORDS(about, SI("绩效"), SI("项目"));
    size_t n = pr_ends(s, tails);
    bool titled = n && n < s.n;
    unsigned y = 0;
    if (titled) s.n -= n;
    if (kind == 7 && !titled) return;
    if (!pr_ends(s, pw_project_end) || pr_has(s, pw_project_not) || str_has(s, S("，"))) return;
    bool under = titled || str_ends(s, S("项目"));
    for (unsigned k = 1; k < kind && !under; k++)
        if (p->head[k].n && pr_has(pr_str(&p->head[k]), about) && !str_has(pr_str(&p->head[k]), S("项目名称"))) under = true;
    if (!under) return;
    name_clean(&p->pd, s, &p->project, &y);
    p->project_kind = kind;
}

static void heading(struct prose *p, unsigned kind, struct str s)
{
    for (unsigned k = kind + 1; k < 8; k++) p->head[k].n = 0;
    pr_set(&p->head[kind], s);
    PR_WORDS(titles, SI("说明"), SI("情况"), SI("表"), SI("概况"));
    if (p->carry_kind >= kind || (kind == 7 && pr_has(s, titles))) p->carry.n = 0;
    p->topic.n = p->cur.n = 0;
    if (p->project_kind && kind <= p->project_kind) p->project.n = p->project_kind = 0;
    PR_WORDS(about, SI("机构"), SI("人员"), SI("编制"), SI("基本情况"));
    if (p->skip && (kind <= p->skip || (p->skip_duty && (pr_has(s, about) || work_heading(s))))) p->skip = 0;
    if (!p->skip && no_figures_here(s)) {
        p->skip = kind;
        p->skip_duty = !str_has(s, S("名词"));
    }
    p->label_only = pr_has(s, pw_indicator) && !str_has(s, S("：100"));
    if (!p->skip) project_heading(p, kind, s);
}

/* Short, without the punctuation of a sentence, without a figure. */
static bool heading_like(struct str s, unsigned kind)
{
    PR_WORDS(points, SI("。"), SI("；"), SI("，"));
    PR_WORDS(ends, SI("。"), SI("："), SI(":"));
    size_t n = pr_ends(s, ends);
    s.n -= n;
    if (!s.n || s.n > (kind ? 200u : 120u)) return false;
    if (pr_has(s, points) && !(kind == 1 && s.n < 120)) return false;
    if (!kind && (n == 3 && !pr_has(s, pw_indicator))) return false;
    if (str_has(s, S("：")) || str_has(s, S(":"))) return false;
    return !say_any_figure(s);
}

/* A line of a table that lost its tabs: words with gaps, no punctuation. */
static bool word_row(struct str s)
{
    size_t words = 0, len = 0, total = 0, tail = s.n;
    if (!s.p || s.n > 300 || !memchr(s.p, ' ', s.n)) return false;
    while (tail && s.p[tail - 1] != ' ') tail--;
    if (!tail || !text_digit(str_from(s, tail))) return false;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && s.p[i] != ' ') {
            len++;
            continue;
        }
        if (len >= 9) words++, total += len;
        len = 0;
    }
    PR_WORDS(points, SI("，"), SI("。"), SI("；"), SI("："), SI("、"), SI(","));
    return words >= 3 && total >= 12 * words && !pr_has(s, points);
}

/* 公务接待费较上年预算持平。 is a statement, whatever marker is in front. */
static bool same_sentence(struct str s)
{
    enum pr_baseline b;
    unsigned y;
    if (!str_ends(s, S("。"))) return false;
    s.n -= 3;
    size_t n = pr_ends(s, pw_same);
    return n && s.n < 300 && lead_base(str_sub(s, 0, s.n - n), &b, &y) != STR_NPOS;
}

static int flush(struct prose *p, struct err *e)
{
    unsigned kind = 0;
    int rc = 0;
    if (!p->raw.n) return 0;
    struct str s = {p->raw.v, p->raw.n};
    bool none = none_mentions(s) || same_sentence(s), figures = none || text_has_figure(s);
    bool shortish = s.n < 300;
    if (!figures && !shortish) goto done;
    text_normalise(p);
    s = (struct str){p->raw.v, p->raw.n};
    if (str_starts(s, S("- "))) s = str_from(s, 2);
    while (s.n && (s.p[0] == '#' || s.p[0] == '-') && !pr_digit(s.n > 1 ? s.p[1] : 'x')) s = str_from(s, 1);
    size_t m = name_marker(s, &kind);
    if (shortish && !none && heading_like(s, kind)) {
        heading(p, kind ? kind : 7, str_from(s, m));
        goto done;
    }
    if (figures && !p->skip) {
        size_t cut = (size_t)(s.p - p->raw.v);
        for (size_t i = 0; i < p->at.n; i++) p->at.v[i].off = p->at.v[i].off > cut ? p->at.v[i].off - cut : 0;
        rc = say_paragraph(p, s, e);
    }
done:
    p->raw.n = p->at.n = 0;
    return rc;
}

/* ---- lines ---- */

/* - 5 -, 第 5 页, 5 / 12 */
static bool page_number(struct str s)
{
    if (s.n > 30) return false;
    PR_WORDS(words, SI("第"), SI("页"), SI("共"), SI("—"), SI("–"), SI("－"), SI("-"), SI("/"), SI(" "), SI("·"), SI("~"));
    bool digit = false;
    for (size_t i = 0; i < s.n;) {
        size_t n = pr_starts(str_from(s, i), words);
        if (!n && !pr_digit(s.p[i])) return false;
        if (!n) digit = true;
        i += n ? n : 1;
    }
    return digit;
}

/* 发布时间：2024-09-10 浏览次数：3451: what a web site says of the page. */
static bool page_counter(struct str s)
{
    PR_WORDS(counter, SI("浏览次数"), SI("浏览量"), SI("点击次数"), SI("点击量"), SI("点击数"), SI("点击率"), SI("阅读次数"), SI("阅读量"), SI("访问次数"), SI("访问量"));
    return s.n <= 200 && pr_has(s, counter) && !str_has(s, S("。")) && !str_has(s, S("，"));
}

/* Two or more wide gaps: a row of a table. */
static bool tabular(struct str s)
{
    size_t gaps = 0;
    if (!s.p) return false;
    if (memchr(s.p, '\t', s.n)) return true;
    const char *end = s.p + s.n, *gap = memchr(s.p, ' ', s.n);
    while (gap) {
        const char *after = gap;
        while (after < end && *after == ' ') after++;
        gaps += after - gap >= 3 && gap > s.p && after < end;
        gap = memchr(after, ' ', (size_t)(end - after));
    }
    return gaps >= 2;
}

/* Bytes that are part of a character beyond ASCII. */
static size_t beyond_ascii(struct str s)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t count = 0, i = 0;
    for (; i + 8 <= s.n; i += 8) {
        uint64_t v;
        memcpy(&v, s.p + i, 8);
        count += ((v >> 7 & ones) * ones) >> 56;
    }
    for (; i < s.n; i++) count += (unsigned char)s.p[i] >> 7;
    return count;
}

static uint32_t columns(struct str s)
{
    size_t wide = beyond_ascii(s), c = s.n - wide + wide * 2 / 3;
    return c > UINT32_MAX ? UINT32_MAX : (uint32_t)c;
}

static size_t indent_of(struct str s)
{
    size_t i = 0, n = 0;
    while (i < s.n) {
        if (s.p[i] == ' ') i++, n++;
        else if (str_starts(str_from(s, i), S("　"))) i += 3, n += 2;
        else break;
    }
    return n;
}

/* How this document divides paragraphs, from its first lines. */
static void look(struct prose *p, const struct doc *d)
{
    size_t lines = 0, alone = 0, indented = 0, flushl = 0, max = d->n < 6000 ? d->n : 6000;
    for (size_t i = 0; i < max; i++) {
        struct str s = d->line[i].text;
        if (s.n < 30) continue;
        struct str t = str_trim(s);
        if (t.n < 30 || (d->line[i].flags & DOC_ROW) || tabular(t)) continue;
        lines++;
        if (i + 1 < d->n && str_trim(d->line[i + 1].text).n == 0) alone++;
        size_t in = indent_of(s);
        if (in >= 2 && in <= 8) indented++;
        else if (!in) flushl++;
    }
    p->spaced = lines && alone * 10 >= lines * 7;
    p->layout = indented * 10 >= lines && flushl * 10 >= lines;
    p->seen = d;
}

static bool ends_sentence(struct str s)
{
    PR_WORDS(ends, SI("。"), SI("！"), SI("？"), SI("：") , SI(":"), SI("。”"), SI("。）"), SI("。)"));
    return pr_ends(s, ends) > 0;
}

static bool running(struct str s)
{
    return str_has(s, S("，")) || str_has(s, S("。")) || str_has(s, S("；")) || memchr(s.p, ',', s.n);
}

/* Only punctuation: a full stop that wandered to a line of its own. */
static bool only_points(struct str s)
{
    PR_WORDS(pts, SI("。"), SI("，"), SI("；"), SI("、"), SI("）"), SI("”"), SI("》"));
    return s.n <= 6 && pr_starts(s, pts) > 0;
}

/* What cannot begin a line of its own. */
static bool goes_on(struct str s)
{
    PR_WORDS(w, SI("。"), SI("，"), SI("；"), SI("、"), SI("）"), SI("”"), SI("》"), SI("%"), SI("％"),
                                   SI("万元"), SI("元，"), SI("元。"), SI("元；"), SI("亿元"), SI(","), SI(")"));
    return pr_starts(s, w) > 0;
}

struct line {
    struct str text; /* trimmed */
    size_t at;       /* in the run */
    size_t indent;
};

static uint32_t widest(const struct prose *p, size_t at)
{
    uint32_t w = 0;
    size_t from = at > 16 ? at - 16 : 0, to = at + 16 < p->width.n ? at + 16 : p->width.n;
    for (size_t i = from; i < to; i++)
        if (p->width.v[i] > w) w = p->width.v[i];
    return w;
}

/* Does b go on with a, which stands `blank` blank lines above it? */
static bool joins(const struct prose *p, const struct line *a, const struct line *b, size_t blank)
{
    unsigned kind = 0;
    if (only_points(b->text)) return true;
    if (name_marker(b->text, &kind)) return false;
    if (str_starts(b->text, S("- ")) || b->text.p[0] == '#') return false;
    struct str t = a->text;
    PR_WORDS(open, SI("，"), SI("、"), SI("；"), SI(","), SI(";"), SI("（"), SI("("), SI("“"), SI("《"));
    uint32_t w = p->width.v[a->at], max = widest(p, a->at);
    bool full = max >= 50 && w * 100 >= max * 85;
    if (ends_sentence(t)) return p->layout && !b->indent && a->indent < 12 && max >= 50 && max < 240 && (w * 100 >= max * 93 || a->indent >= 2);
    if (goes_on(b->text)) return true;
    if (pr_ends(t, open)) return true;
    if (p->layout && b->indent >= 2 && b->indent < 12) return false;
    if (max < 240 && (full || (p->layout && !b->indent && w >= 20))) return true;
    if (!p->spaced) return false;
    if (!blank) return name_marker(a->text, &kind) != 0 ? kind != 1 && running(t) : true;
    return running(t) && t.n >= 60 && (!p->layout || full);
}

/* A paragraph that ends in the middle of a list goes on in the next one, whatever the source says. */
static bool unfinished(const struct line *a, const struct line *b)
{
    PR_WORDS(open, SI("，"), SI("、"), SI("；"), SI(","), SI(";"));
    unsigned kind = 0;
    return pr_ends(a->text, open) && !name_marker(b->text, &kind);
}

static int add(struct prose *p, const struct doc_line *l, struct str t, struct err *e)
{
    struct pr_place at = {p->raw.n, l->page, l->line};
    if (VEC_RESERVE(&p->raw, p->raw.n + t.n + 1) || VEC_PUSH(&p->at, at)) return err_nomem(e);
    if (p->raw.n) p->raw.v[p->raw.n++] = ' ';
    p->at.v[p->at.n - 1].off = p->raw.n;
    memcpy(p->raw.v + p->raw.n, t.p, t.n);
    p->raw.n += t.n;
    return 0;
}

/* A line of any length, in pieces of at most PR_PARA. */
static int add_long(struct prose *p, const struct doc_line *l, struct str t, struct err *e)
{
    while (p->raw.n + t.n > PR_PARA) {
        size_t n = PR_PARA > p->raw.n ? PR_PARA - p->raw.n : 0;
        if (n > t.n) n = t.n;
        struct str piece = str_sub(t, 0, n);
        size_t stop = str_rfind(piece, S("。"));
        if (stop == STR_NPOS) stop = str_rfind(piece, S("，"));
        if (stop != STR_NPOS) n = stop + 3;
        else
            while (n && n < t.n && ((unsigned char)t.p[n] & 0xc0) == 0x80) n--;
        if (!n && !p->raw.n) return 0;
        if (n && add(p, l, str_sub(t, 0, n), e)) return ERR_FAIL;
        t = str_from(t, n);
        if (flush(p, e)) return ERR_FAIL;
    }
    return t.n ? add(p, l, t, e) : 0;
}

static int widths(struct prose *p, const struct doc *d, size_t from, size_t to, struct err *e)
{
    if (VEC_RESERVE(&p->width, to - from)) return err_nomem(e);
    p->width.n = to - from;
    for (size_t i = from; i < to; i++) {
        struct str s = d->line[i].text;
        p->width.v[i - from] = d->line[i].flags & DOC_ROW ? 0 : columns(s);
    }
    return 0;
}

struct walk {
    struct line last;
    size_t blank;   /* blank lines since */
    bool was_alone; /* the last line was a paragraph of its own */
};

/* The publisher's name at the top of a page, in the middle of a sentence, alone or in a title. */
static bool running_head(const struct prose *p, const struct doc_line *l, struct str s, const struct line *last)
{
    PR_WORDS(titles, SI("预算"), SI("决算"), SI("公开"), SI("说明"), SI("报告"));
    enum { HEAD_MAX = 60 }; /* bytes behind the name */
    struct str issuer = p->pd.issuer;
    if (!p->raw.n || p->at.v[p->at.n - 1].page == l->page || !issuer.n || !str_starts(s, issuer) || s.n > issuer.n + HEAD_MAX) return false;
    return (s.n == issuer.n || pr_ends(s, titles)) && !ends_sentence(last->text) && !running(s);
}

static int take_line(struct prose *p, struct walk *w, const struct doc_line *l, struct str text, size_t at, struct err *e)
{
    struct line now = {str_trim(text), at, indent_of(text)};
    if (!now.text.n) {
        w->blank++;
        return 0;
    }
    if (page_number(now.text) || page_counter(now.text) || running_head(p, l, now.text, &w->last)) return 0;
    bool alone = (l->flags & (DOC_PARA | DOC_HEADING | DOC_ROW)) != 0;
    struct str tabs = l->flags & DOC_ROW ? now.text : text; /* a row of one cell is text */
    bool row = tabular(now.text) || memchr(tabs.p, '\t', tabs.n) || word_row(now.text);
    if (p->raw.n && (row || !(alone || w->was_alone ? unfinished(&w->last, &now) : joins(p, &w->last, &now, w->blank))))
        if (flush(p, e)) return ERR_FAIL;
    w->blank = 0;
    if (row) return 0;
    if (add_long(p, l, now.text, e)) return ERR_FAIL;
    if (!only_points(now.text) || !w->last.text.n) w->last = now;
    else w->last.text = now.text;
    w->was_alone = alone;
    return 0;
}

int prose_lines(struct prose *p, const struct doc *d, size_t from, size_t to, struct err *e)
{
    struct walk w = {0};
    if (p->seen != d) look(p, d);
    if (from >= to) return 0;
    if (widths(p, d, from, to, e)) return ERR_FAIL;
    for (size_t i = from; i < to; i++) {
        struct str rest = d->line[i].text;
        do { /* a cell may hold several paragraphs */
            size_t lf = d->line[i].flags & DOC_ROW ? str_find(rest, S("\n"), 0) : STR_NPOS;
            if (take_line(p, &w, &d->line[i], str_sub(rest, 0, lf == STR_NPOS ? rest.n : lf), i - from, e)) return ERR_FAIL;
            rest = lf == STR_NPOS ? S("") : str_from(rest, lf + 1);
        } while (rest.n);
    }
    return flush(p, e);
}

int prose_end(struct prose *p, struct err *e) { return flush(p, e); }
