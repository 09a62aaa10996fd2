/* SPDX-License-Identifier: MIT */
#include "table/front.h"

#include "base/utf.h"
#include "table/caption.h"
#include "table/lex.h"
#include "table/words.h"

#include <string.h>

enum { FRONT_LINES = 40, FRONT_BYTES = 1500 };

/* A line of links on a web page: 首页 > 政务公开 | 部门预算. */
static bool is_navigation(struct str s)
{
    return str_has(s, S("|")) || str_has(s, S("｜")) || str_has(s, S(">")) || str_starts(s, S("首页")) || str_has(s, S("您的位置"));
}

/* The lines of the title page, squeezed and joined, up to the contents list; in front of them what a web page calls
 * itself, without the site's name behind it (…部门预算_云溪县人民政府). */
static struct str title_page(const struct doc *d, struct arena *a)
{
    struct str page = utf_squeeze(a, utf_head(d->title, 900));
    size_t lines = 0, site = str_find(page, S("_"), 0);
    if (site != STR_NPOS) page.n = site;
    if (page.n) page = arena_cat(a, page, S("\n"));
    if (!page.p) return page;
    for (size_t i = 0; i < d->n && lines < FRONT_LINES && page.n < FRONT_BYTES; i++) {
        struct str raw = str_trim(d->line[i].text);
        if (!raw.n) continue;
        struct str s = utf_squeeze(a, utf_head(raw, 900));
        if (!s.p) return s;
        if (str_eq(s, S("目录"))) {
            if (lines > 1) break; /* the title may stand under the word */
            continue;
        }
        lines++;
        if (is_navigation(s)) continue;
        page = arena_cat(a, page, s);
        if (!page.p) return page;
        page = arena_cat(a, page, S("\n"));
        if (!page.p) return page;
    }
    return page;
}

static struct str without_breaks(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);
    size_t n = 0;
    if (!p) return (struct str){NULL, 0};
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\n') p[n++] = s.p[i];
    return (struct str){p, n};
}

/* Where the first year before 年 stands, at or after `from`. */
static size_t year_at(struct str s, size_t from)
{
    for (size_t k = str_find(s, S("年"), from); k != STR_NPOS; k = str_find(s, S("年"), k + 3)) {
        const char *y = s.p + k - 4;
        if (k < from + 4 || !lex_is_digit(y[2]) || !lex_is_digit(y[3])) continue;
        if ((y[0] == '2' && y[1] == '0') || (y[0] == '1' && y[1] == '9')) return k - 4;
    }
    return STR_NPOS;
}

static struct str phase_after(struct str s)
{
    struct str near = str_sub(s, 0, 60);
    size_t b = str_find(near, S("预算"), 0), f = str_find(near, S("决算"), 0);
    if (f != STR_NPOS && (b == STR_NPOS || f < b || f - b < 12)) return S("final");
    return b != STR_NPOS ? S("budget") : (struct str){"", 0};
}

/* Could this line be the upper part of a title that goes on below? */
static bool is_title_part(struct str line)
{
    PR_WORDS(bullet, SI("·"), SI("•"), SI("●"), SI("■"), SI("»"), SI("-"));
    if (!line.n || line.n > 90 || caption_line(line)) return false;
    if (pr_starts(line, bullet)) return false;
    for (size_t i = 0; i < line.n; i++)
        if ((line.p[i] >= '0' && line.p[i] <= '9') || line.p[i] == '\t') return false;
    return !str_has(line, S("。")) && !str_has(line, S("，")) && !str_has(line, S("："));
}

/* What stands in front of the year in its own line, and the lines above that belong to the same title. */
static struct str issuer_before(struct arena *a, struct str lines, size_t year)
{
    size_t lo = year;
    while (lo > 0 && lines.p[lo - 1] != '\n') lo--;
    struct str s = str_sub(lines, lo, year);
    static const struct str stop[] = {SI("，"), SI("。"), SI("："), SI("》"), SI("《"), SI("、"), SI("）"), SI("关于"), SI("表")};
    for (size_t i = 0; i < sizeof stop / sizeof stop[0]; i++) {
        size_t k = str_rfind(s, stop[i]);
        if (k != STR_NPOS) s = str_from(s, k + stop[i].n);
    }
    bool whole = s.n == year - lo;
    s = lex_label(s).bare;
    size_t part = str_find(s, S("部分"), 0);
    if (str_starts(s, S("第")) && part != STR_NPOS && part <= 15) {
        s = lex_label(str_from(s, part + 6)).bare;
        whole = false;
    }
    while (whole && lo > 0 && s.n < 120) {
        size_t end = lo - 1, from = end;
        while (from > 0 && lines.p[from - 1] != '\n') from--;
        struct str above = str_sub(lines, from, end);
        if (!is_title_part(above)) break;
        s = arena_cat(a, above, s);
        if (!s.p) return s;
        lo = from;
    }
    return lex_is_org_name(s) && s.n <= 150 ? s : (struct str){"", 0};
}

/* A line that lists the bureau and its units means the whole: the first of them. */
static struct str first_of_list(struct str s)
{
    static const struct str comma[] = {SI("，"), SI(","), SI("；"), SI(";"), SI("、")};
    for (size_t i = 0; i < sizeof comma / sizeof comma[0]; i++) {
        size_t k = str_find(s, comma[i], 0);
        if (k != STR_NPOS) s = str_sub(s, 0, k);
    }
    return s;
}

static struct str issuer_marked(struct str page)
{
    static const struct str mark[] = {SI("预算主管部门："), SI("编制部门："), SI("编制单位："), SI("部门名称："), SI("单位名称："), SI("填报单位："), SI("预算单位：")};
    for (size_t i = 0; i < sizeof mark / sizeof mark[0]; i++) {
        size_t k = str_find(page, mark[i], 0);
        if (k == STR_NPOS) continue;
        struct str s = str_from(page, k + mark[i].n);
        size_t end = str_find(s, S("\n"), 0);
        s = str_sub(s, 0, end == STR_NPOS ? s.n : end);
        struct str code, rest;
        if (lex_coded_name(s, &code, &rest)) s = rest;
        static const struct str stop[] = {SI("金额单位"), SI("计量单位"), SI("单位："), SI("单位:")};
        for (size_t u = 0; u < sizeof stop / sizeof stop[0]; u++) {
            size_t unit = str_find(s, stop[u], 0);
            if (unit != STR_NPOS) s = str_sub(s, 0, unit);
        }
        s = first_of_list(s);
        if (s.n >= 6 && s.n <= 150) return s;
    }
    return (struct str){"", 0};
}

static struct str scope_of(struct str page, struct str issuer)
{
    if (str_ends(issuer, S("（本级）")) || str_ends(issuer, S("(本级)")) || str_ends(issuer, S("本级"))) return S("unit");
    static const struct str department[] = {SI("部门预算"), SI("部门决算"), SI("部门2"), SI("预算主管部门"), SI("（部门）")};
    static const struct str unit[] = {SI("单位预算"), SI("单位决算")};
    size_t at = STR_NPOS;
    struct str scope = {"", 0};
    for (size_t i = 0; i < sizeof department / sizeof department[0]; i++) {
        size_t k = str_find(page, department[i], 0);
        if (k < at) {
            at = k;
            scope = S("department");
        }
    }
    for (size_t i = 0; i < sizeof unit / sizeof unit[0]; i++) {
        size_t k = str_find(page, unit[i], 0);
        if (k < at) {
            at = k;
            scope = S("unit");
        }
    }
    return scope;
}

/* Year and phase from the first line anywhere that has both, or a 预算年度 line; the phase, where no
 * line says it, from the word that the text uses. */
static void look_further(const struct doc *d, struct arena *a, struct front *f)
{
    struct arena scratch = ARENA_INIT;
    size_t budget = 0, final = 0;
    for (size_t i = 0; i < d->n && (!f->year.n || !f->phase.n); i++) {
        struct str raw = str_trim(d->line[i].text);
        if (!raw.n) continue;
        arena_reset(&scratch);
        struct str s = utf_squeeze(&scratch, utf_head(raw, 300));
        if (!s.p) break;
        budget += str_has(s, S("预算"));
        final += str_has(s, S("决算"));
        size_t y = year_at(s, 0);
        bool marked = str_starts(s, S("预算年度")) || str_starts(s, S("决算年度"));
        if (marked && !f->year.n && lex_year(s).n) f->year = arena_str(a, lex_year(s));
        if (y == STR_NPOS || s.n > 200) continue;
        struct str phase = phase_after(str_from(s, y + 4));
        if (!phase.n) continue;
        if (!f->year.n) f->year = arena_str(a, str_sub(s, y, y + 4));
        if (!f->phase.n) f->phase = phase;
        if (!f->issuer.n) f->issuer = arena_str(a, issuer_before(&scratch, s, y));
    }
    if (!f->phase.n && budget + final) f->phase = final > budget ? S("final") : S("budget");
    arena_free(&scratch);
}

int front_read(const struct doc *d, struct arena *a, struct front *f, struct err *e)
{
    const struct str none = {"", 0};
    *f = (struct front){none, none, none, none, none};
    struct str lines = title_page(d, a);
    if (!lines.p) return err_nomem(e);
    struct str page = without_breaks(a, lines);
    if (!page.p) return err_nomem(e);
    for (size_t y = year_at(page, 0); y != STR_NPOS; y = year_at(page, y + 4)) {
        struct str phase = phase_after(str_from(page, y + 4));
        if (!f->year.n) f->year = str_sub(page, y, y + 4);
        if (!phase.n) continue;
        f->year = str_sub(page, y, y + 4);
        f->phase = phase;
        break;
    }
    for (size_t y = year_at(lines, 0); y != STR_NPOS && !f->issuer.n; y = year_at(lines, y + 4)) {
        f->issuer = issuer_before(a, lines, y);
        if (!f->issuer.p) return err_nomem(e);
    }
    struct str marked = issuer_marked(lines);
    if (marked.n) f->issuer = marked;
    f->scope = scope_of(page, f->issuer);
    look_further(d, a, f);
    if (!f->year.n || !f->phase.n) return 0;
    f->edition = arena_join(a, f->year, S("-"), f->phase);
    return f->edition.p && f->issuer.p ? 0 : err_nomem(e);
}
