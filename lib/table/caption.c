/* SPDX-License-Identifier: MIT */
#include "table/caption_in.h"

#include "base/utf.h"
#include "table/head_words.h"
#include "table/lex.h"

#include <string.h>

enum { MAX_CAPTION_LINES = 14 };

struct upward {
    const struct doc *d;
    struct arena *a;
    struct caption *c;
    struct str below; /* the squeezed line under the current one, for broken lines */
    struct str year_pieces;
    bool have_title;
};

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
            str_has(up, S("\t")) || caption_running_head(u->a, u->d, j))
            break;
        s = arena_cat(u->a, up, s);
        if (!s.p) return err_nomem(e);
        k = j;
    }
    c->title = caption_title(u->a, s);
    if (!c->title.p) return err_nomem(e);
    if (!c->year.n) c->year = lex_year(s);
    if (lex_label(c->title).kind == LEX_NUM && (c->title.n != s.n || str_ends(s, S("绩效目标表")))) c->year = (struct str){"", 0}; /* the project's own */
    c->phase = caption_phase(s);
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
        if (s.p && caption_is_org(s)) return true;
    }
    return false;
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
    return s.n <= 60 && (s = utf_squeeze(u->a, s)).p && caption_is_number(s);
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
    if (caption_is_continued(s, &whole)) {
        c->goes_on = true;
        return !whole.n ? 1 : take_title(u, i, lo, whole, e) < 0 ? ERR_FAIL : 2;
    }
    if (caption_is_year_piece(s)) {
        u->year_pieces = arena_cat(u->a, s, u->year_pieces);
        if (!u->year_pieces.p) return err_nomem(e);
        return 1;
    }
    if (caption_note(s, &mark, &text)) return 0;
    if (caption_page_number(u->d, i, s)) return 1;
    bool unit = caption_is_unit(s), org = caption_is_org(s);
    if (unit || org) {
        struct str joined = s, raw = u->d->line[i].text, head = {NULL, 0};
        if (org && !lex_unit_declared(s).n) head = head_beside(raw);
        if (head.n && !(s = utf_squeeze(u->a, str_trim(str_sub(raw, 0, (size_t)(head.p - raw.p))))).p) return err_nomem(e);
        if (unit && !lex_unit_declared(s).n && u->below.n && u->below.n <= 6) joined = arena_cat(u->a, s, u->below);
        if (!joined.p) return err_nomem(e);
        if (!c->unit.n) c->unit = lex_unit_declared(joined);
        if (org) caption_read_org(s, c);
        return 1;
    }
    if (caption_is_year(s)) {
        if (!c->year.n) c->year = lex_year(s);
        return 1;
    }
    if (caption_is_number(s)) return 1;
    if (caption_is_title(s)) return take_title(u, i, lo, s, e) < 0 ? ERR_FAIL : 2;
    if (s.n <= 6) return 1; /* a broken piece of the line above */
    if (str_starts(s, S("[")) || str_ends(s, S("，"))) return 1;
    bool sentence = str_has(s, S("。")) || str_has(s, S("；"));
    struct str code, rest;
    if (lex_coded_name(s, &code, &rest) && lex_is_org_name(rest)) {
        caption_read_org(s, c);
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
        if (!caption_is_title(s)) continue;
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
    if ((str_starts(s, S("单位")) || str_starts(s, S("金额单位"))) && caption_is_unit(s)) return lex_unit_declared(s);
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
        if (!caption_is_title(s) && !caption_is_unit(s) && !caption_is_org(s) && caption_running_head(a, d, i - 1)) continue; /* so it is here */
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
