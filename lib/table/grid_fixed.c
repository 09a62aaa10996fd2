/* SPDX-License-Identifier: MIT */
/* grid_fixed.c: tables of a fixed-width page (`pdftotext -layout`) as grids. See fixed.h for the idea. */
#include "base/utf.h"
#include "base/vec.h"
#include "table/block.h"
#include "table/fixed.h"

#include <stdlib.h>

/* ---- where a table is ---- */

struct scan {
    const struct doc *d;
    struct fx_tok *tok; /* of the line looked at */
    uint32_t ntok;
    enum fx_class what;
    unsigned marks;     /* enum fx_mark */
    bool wide;          /* it has more pieces than there is room for */
    VEC(struct fx_line) seen; /* the lines looked at by find_end, from the region's first on */
};

int fx_too_wide(struct fx_table *t, size_t line, struct err *e)
{
    t->too_wide = true;
    return err_set(e, NULL, line, "a table with more than %d columns", FX_COLUMNS);
}

static int look(struct scan *k, size_t i, struct err *e)
{
    const struct doc_line *l = &k->d->line[i];
    k->wide = fx_pieces(l->text, k->tok, &k->ntok, &k->marks) != 0;
    if (k->wide) { /* no part of a table; find_start says so */
        (void)err_set(e, k->d->name, l->line, "a line with more than %d columns", FX_TOKENS);
        k->ntok = 0;
        k->marks = 0;
        k->what = FX_CONTENTS;
        return 0;
    }
    k->what = fx_classify(k->tok, k->ntok, l->text, k->marks);
    return 0;
}

/* The same, and remember what was seen, in mem. */
static int look_keep(struct scan *k, size_t i, struct arena *mem, struct err *e)
{
    if (look(k, i, e)) return -1;
    struct fx_line l = {.tok = arena_alloc(mem, k->ntok * sizeof *k->tok), .ntok = k->ntok, .what = k->what};
    if (!l.tok || VEC_PUSH(&k->seen, l)) return err_nomem(e);
    memcpy(l.tok, k->tok, k->ntok * sizeof *k->tok);
    return 0;
}

/* A page number stands alone at the edge of its page; elsewhere it is a figure. */
static bool has_text(const struct doc *d, size_t i) { return str_trim(d->line[i].text).n > 0; }

static bool first_of_page(const struct doc *d, size_t i)
{
    for (; !(d->line[i].flags & DOC_PAGE); i--) {
        if (i == 0) return true;
        if (has_text(d, i - 1)) return false;
    }
    return true;
}

/* The same, but for a running head above it. */
static bool leads_page(const struct doc *d, size_t i, struct str over)
{
    for (; !(d->line[i].flags & DOC_PAGE); i--) {
        if (i == 0) return true;
        if (has_text(d, i - 1) && !(over.n && fx_same(d->line[i - 1].text, over))) return false;
    }
    return true;
}

static bool at_page_edge(const struct doc *d, size_t i, size_t end)
{
    if (first_of_page(d, i)) return true;
    for (size_t j = i + 1; j < end && !(d->line[j].flags & DOC_PAGE); j++) {
        if (has_text(d, j)) return false;
    }
    return true;
}

/* Running text set in pieces: justified lines, two columns of a leaflet. */
static bool sentence_like(const struct scan *k)
{
    if (!(k->marks & (FX_HAS_STOP | FX_HAS_COMMA))) return false;
    for (uint32_t i = 0; i < k->ntok; i++) {
        if (str_has(k->tok[i].s, S("。"))) return true;
        if (fx_chars(k->tok[i].s) > 24 && str_has(k->tok[i].s, S("，"))) return true;
    }
    return false;
}

struct region {
    size_t from, to; /* first line, one past the last */
    struct str title, org;
    struct str over; /* what stands alone over everything on its page: a running head, if other pages have it too */
    uint64_t head; /* sum of the characters of its header, 0: not known */
    bool caption, unit, form;
};

static bool has_word(struct str s, const struct str *word, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (str_has(s, word[i])) return true;
    }
    return false;
}

static bool form_title(struct str s)
{
    static const struct str word[] = {SI("绩效"), SI("填报表"), SI("申报表"), SI("自评"), SI("监控"), SI("目标表")};
    return has_word(s, word, sizeof word / sizeof *word);
}

/* Words that stand as labels in forms and indicator tables only. */
static bool form_label(const struct scan *k)
{
    static const struct str word[] = {SI("一级指标"), SI("绩效指标"), SI("年度目标"), SI("项目性质"), SI("绩效目标")};
    for (uint32_t i = 0; i < k->ntok; i++) {
        if (fx_chars(k->tok[i].s) <= 8 && has_word(k->tok[i].s, word, sizeof word / sizeof *word)) return true;
    }
    return false;
}

static bool bracketed(struct str s)
{
    return (str_starts(s, S("（")) && str_ends(s, S("）"))) || (str_starts(s, S("(")) && str_ends(s, S(")")));
}

/* The organisation a caption line names, perhaps with the unit beside it; empty if it names none. */
static struct str organisation(const struct scan *k)
{
    bool beside = k->what == FX_UNIT && k->ntok > 1 && (str_has(k->tok[0].s, S("：")) || str_has(k->tok[0].s, S(":")));
    return k->what == FX_ORG || beside ? k->tok[0].s : (struct str){NULL, 0};
}

/* The first table line at or after `from` and the caption it stands under. 1, 0 none, <0 error. */
static int find_start(struct scan *k, size_t from, size_t end, struct region *r, struct err *e)
{
    size_t ones = 0, cells = 0, first = 0;
    *r = (struct region){0, 0, {NULL, 0}, {NULL, 0}, {NULL, 0}, 0, false, false, false};
    for (size_t i = from; i < end; i++) {
        if (look(k, i, e)) return -1;
        if (k->wide) {
            r->from = i, r->to = i + 1;
            return ERR_LIMIT;
        }
        enum fx_class w = k->what;
        if (w == FX_BLANK || (w == FX_PAGENO && at_page_edge(k->d, i, end))) continue;
        if (w == FX_TITLE || w == FX_UNIT || w == FX_ORG) {
            if (w == FX_TITLE) r->title = k->tok[0].s, r->unit = false;
            if (w == FX_TITLE) r->org = (struct str){NULL, 0};
            if (organisation(k).n) r->org = organisation(k);
            r->unit |= w == FX_UNIT;
            r->caption = true, ones = 0, cells = 0;
            r->from = i + 1;
        } else if (w == FX_CELLS && (r->caption || !sentence_like(k))) {
            if (cells++ == 0) first = i;
            if (!r->caption && cells < 2) continue;
            if (!r->caption) r->from = first;
            return 1;
        } else if (w == FX_ONE || w == FX_PAGENO) {
            if (r->caption && ones == 0 && bracketed(k->tok[0].s)) r->from = i + 1;
            ones++;
            if (ones > 8) r->caption = false;
            if (cells && ones > 2) cells = 0;
        } else {
            r->caption = r->unit = false, cells = 0, ones = 0;
            r->title = (struct str){NULL, 0};
        }
    }
    return 0;
}

/* 续表, （续）: the table of the page before goes on. */
static bool goes_on(struct str s)
{
    static const struct str word[] = {SI("续表"), SI("（续表）"), SI("(续表)"), SI("（续）"), SI("(续)"), SI("续"), SI("续上表"), SI("接上表")};
    for (size_t i = 0; s.n <= 24 && i < sizeof word / sizeof *word; i++) {
        if (fx_same(s, word[i])) return true;
    }
    return false;
}

static struct str without_again(struct str s)
{
    static const struct str tail[] = {SI("（续表）"), SI("(续表)"), SI("（续）"), SI("(续)"), SI("续表")};
    for (size_t i = 0; i < sizeof tail / sizeof *tail; i++) {
        if (str_ends(s, tail[i])) return str_trim(str_sub(s, 0, s.n - tail[i].n));
    }
    return s;
}

/* 一、 and the like; 其中： far from the left edge is a head (其中：教育收费). */
static bool starts_row(const struct fx_tok *first)
{
    return fx_enumerated(first->s) && !(first->c0 > 40 && str_starts(first->s, S("其中")));
}

static bool header_line(const struct scan *k)
{
    for (uint32_t i = 0; i < k->ntok; i++) {
        if (fx_numeric(&k->tok[i]) && !(k->tok[i].s.n == 4 && str_starts(k->tok[i].s, S("20")))) return false;
    }
    return k->ntok > 0 && !starts_row(&k->tok[0]);
}

/* The characters of the header that begins at line i, in whatever order they are printed; 0: too long for one. */
static int header_sum(struct scan *k, size_t i, size_t end, uint64_t *sum, struct err *e)
{
    *sum = 0;
    for (size_t n = 0; i < end && n < FX_HEAD_LINES; i++) {
        if (look(k, i, e)) return -1;
        if (k->what == FX_BLANK || k->what == FX_UNIT || k->what == FX_ORG) continue;
        if (!header_line(k)) return 0;
        *sum += fx_sum(k->d->line[i].text);
        n++;
    }
    *sum = 0;
    return 0;
}

/* 公开03表, 附表二: the number of a table, not its title. */
static bool table_number(struct str s)
{
    static const struct str numeral[] = {SI("一"), SI("二"), SI("三"), SI("四"), SI("五"), SI("六"), SI("七"), SI("八"), SI("九"), SI("十")};
    if (fx_chars(s) > 7) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    }
    return has_word(s, numeral, sizeof numeral / sizeof *numeral);
}

/* On a new page: the caption and the header once more? Then *i is moved to the header's first line. */
static bool repeats(struct scan *k, size_t *i, size_t end, const struct region *r, struct err *e)
{
    size_t j = *i, first = r->from;
    while (first < end && !has_text(k->d, first)) first++;
    if (!leads_page(k->d, j, r->over)) return false;
    for (; j < end && j < *i + 12; j++) {
        if (look(k, j, e)) return false;
        if (k->what == FX_BLANK || goes_on(k->tok[0].s)) continue;
        struct str org = organisation(k);
        if (org.n && r->org.n && !fx_same(org, r->org)) return false;
        if (k->what == FX_UNIT || k->what == FX_ORG) continue;
        if (k->what != FX_TITLE) break;
        struct str title = without_again(k->tok[0].s);
        if (!fx_same(title, r->title) && table_number(title)) continue;
        if (!r->title.n || !fx_same(title, without_again(r->title))) return false;
    }
    if (j >= end) return false;
    if (!fx_same(k->d->line[j].text, k->d->line[first].text)) {
        uint64_t sum;
        if (!r->head || header_sum(k, j, end, &sum, e) || sum != r->head) return false;
    }
    *i = j;
    return true;
}

/* Where the rows of a table stand on the page: a last row that has no amount looks like any short line, but stands
 * under their names, as far below them as they are from one another. */
struct pace {
    uint32_t left, gap; /* of the last row: where it begins, blank lines in front of it */
    bool row;           /* it is one, and had another above it */
};

enum { BARE_ROWS = 6 };

static bool keeps_pace(const struct pace *p, const struct scan *k, uint32_t gap)
{
    return k->what == FX_ONE && k->tok[0].c0 == p->left && gap == p->gap && fx_chars(k->tok[0].s) <= 24;
}

/* The line that its page begins with, if it stands alone there and above the table. */
static int find_over(struct scan *k, struct region *r, struct err *e)
{
    size_t i = r->from;
    while (i > 0 && !(k->d->line[i].flags & DOC_PAGE)) i--;
    while (i < r->from && !has_text(k->d, i)) i++;
    if (i >= r->from) return 0;
    if (look(k, i, e)) return -1;
    if (k->what == FX_ONE) r->over = k->d->line[i].text;
    return 0;
}

/* The only figure of a row, with decimals: no page number. */
static bool lone_amount(const struct scan *k)
{
    return k->ntok == 1 && k->tok[0].kind == FX_AMOUNT && str_has(k->tok[0].s, S("."));
}

/* Fills r->to: one past the last line of the table. */
static int find_end(struct scan *k, size_t end, struct region *r, struct arena *mem, struct err *e)
{
    size_t ones = 0, cells = 0, prose = 0;
    struct pace pace = {0, 0, false};
    uint32_t gap = 0;
    bool blank = false, head = true;
    r->to = r->from;
    r->form = form_title(r->title);
    if (find_over(k, r, e) || header_sum(k, r->from, end, &r->head, e)) return -1;
    k->seen.n = 0;
    for (size_t i = r->from; i < end; i++) {
        while (k->seen.n < i - r->from) /* repeats() may have stepped over some */
            if (look_keep(k, r->from + k->seen.n, mem, e)) return -1;
        if (look_keep(k, i, mem, e)) return -1;
        enum fx_class w = k->what;
        bool fresh = (k->d->line[i].flags & DOC_PAGE) != 0;
        if (w == FX_ONE && r->over.n && fx_same(k->d->line[i].text, r->over) && first_of_page(k->d, i))
            w = k->seen.v[i - r->from].what = FX_BLANK;
        if (w == FX_BLANK || (w == FX_PAGENO && at_page_edge(k->d, i, end))) {
            blank = true;
            gap++;
            continue;
        }
        if (w == FX_CELLS) head = head && header_line(k);
        if (w == FX_UNIT && k->ntok == 1 && cells && head && !r->unit && !fresh) { /* set a line lower than the first of the header */
            r->unit = true;
            continue;
        }
        if (cells < 12 && w == FX_CELLS && form_label(k)) r->form = true;
        if (w == FX_ORG && r->form) w = k->ntok > 1 ? FX_CELLS : FX_ONE;
        if (w == FX_ONE && goes_on(k->tok[0].s)) {
            if (repeats(k, &i, end, r, e)) w = FX_CELLS;
            else continue;
        }
        if (w == FX_TITLE || w == FX_UNIT || w == FX_ORG) {
            if (r->form && w == FX_TITLE && !first_of_page(k->d, i) && !blank) w = FX_ONE;
            else if (r->form || !repeats(k, &i, end, r, e)) break;
            else w = FX_CELLS;
        }
        if (w == FX_ONE && lone_amount(k) && !fresh) w = FX_CELLS;
        if (w == FX_NOTE || w == FX_CONTENTS) break;
        if (w == FX_CELLS && !r->form && sentence_like(k)) break;
        if (w == FX_PROSE && !r->form) break;
        if (w == FX_CELLS || w == FX_PAGENO) {
            pace = (struct pace){k->tok[0].c0, gap, r->to > r->from && !fresh};
            r->to = i + 1;
            cells++, ones = 0, prose = 0;
        } else {
            if (w == FX_PROSE) prose++;
            if (++ones > (r->form ? 60U : 12U) || (prose && fresh)) break;
            /* A wrapped piece follows its row at once. */
            if (!blank && !fresh && r->to == i) r->to = i + 1;
            else if (ones <= BARE_ROWS && pace.row && !r->form && !fresh && keeps_pace(&pace, k, gap)) r->to = i + 1;
            else pace.row = false;
        }
        blank = false, gap = 0;
    }
    return cells >= 2 || (cells >= 1 && r->unit) ? 1 : 0;
}

/* ---- its lines ---- */

/* 栏次 1 2 3 4 …: numbers of columns, in places of their own, each once. On a crowded page two may change places. */
static bool column_numbers(const struct scan *k)
{
    enum { MOST = 64 };
    uint64_t seen = 0;
    uint32_t n = 0;
    unsigned v;
    bool named = false;
    for (uint32_t i = 0; i < k->ntok; i++) {
        struct str s = k->tok[i].s;
        if (k->tok[i].kind == FX_DIGITS && s.n <= 2 && str_u32(s, &v) && v && v < MOST && !(seen >> v & 1)) {
            seen |= (uint64_t)1 << v;
            n++;
            continue;
        }
        named |= fx_same(s, S("栏次"));
        if (fx_numeric(&k->tok[i]) || !(fx_same(s, S("栏次")) || fx_same(s, S("类")) || fx_same(s, S("款")) || fx_same(s, S("项")))) return false;
    }
    return n >= (named ? 1 : 3) && n < MOST && seen == ((uint64_t)2 << n) - 2;
}

/* What look_keep saw. */
static void recall(struct scan *k, size_t at)
{
    const struct fx_line *l = &k->seen.v[at];
    k->tok = l->tok, k->ntok = l->ntok, k->what = l->what;
}

/* The numbers of k's line, without 栏次. */
static int keep_numbers(const struct scan *k, struct fx_table *t)
{
    struct fx_numbers *v = arena_grow(t->mem, t->numbers, t->nnumbers * sizeof *v, (t->nnumbers + 1) * sizeof *v);
    struct fx_tok *tok = arena_alloc(t->mem, (k->ntok + 1) * sizeof *tok);
    if (!v || !tok) return -1;
    uint32_t n = 0;
    for (uint32_t i = 0; i < k->ntok; i++)
        if (fx_numeric(&k->tok[i])) tok[n++] = k->tok[i];
    v[t->nnumbers++] = (struct fx_numbers){t->n, tok, n};
    t->numbers = v;
    return 0;
}

static int load_lines(struct scan *k, const struct region *r, size_t end, struct fx_table *t, struct err *e)
{
    t->line = arena_array(t->mem, r->to - r->from + 1, sizeof *t->line);
    if (!t->line) return err_nomem(e);
    uint32_t gap = 0;
    bool fresh = first_of_page(k->d, r->from);
    for (size_t i = r->from; i < r->to; i++) {
        recall(k, i - r->from);
        bool page = (k->d->line[i].flags & DOC_PAGE) != 0;
        if (page) gap = 0, fresh = true;
        bool caption = !r->form && (k->what == FX_TITLE || k->what == FX_UNIT || k->what == FX_ORG || (k->ntok == 1 && goes_on(k->tok[0].s)));
        bool numbers = !r->form && k->what == FX_CELLS && column_numbers(k);
        if (numbers && keep_numbers(k, t)) return err_nomem(e);
        if (k->what == FX_BLANK || caption || numbers || (k->what == FX_PAGENO && at_page_edge(k->d, i, end))) {
            gap++;
            continue;
        }
        struct fx_line *l = &t->line[t->n];
        *l = (struct fx_line){&k->d->line[i], i, k->tok, k->ntok, gap, (uint32_t)i, k->what, fresh};
        fresh = false;
        for (uint32_t c = 0; c < l->ntok; c++) l->tok[c].at = (uint32_t)t->n;
        t->n++, gap = 0;
    }
    return 0;
}

/* ---- its pages ---- */

static bool is_year(struct str s)
{
    return s.n == 4 && (str_starts(s, S("20")) || str_starts(s, S("19")));
}

/* Does this line belong to the rows, not to the header? */
static bool row_line(const struct fx_line *l)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (fx_numeric(&l->tok[k]) && !is_year(l->tok[k].s)) return true;
    }
    return starts_row(&l->tok[0]) || (l->ntok == 1 && fx_is_total(l->tok[0].s) && l->gap > 1);
}

static bool over(const struct fx_tok *a, const struct fx_tok *b) { return a->c0 < b->c1 && b->c0 < a->c1; }

/* Text of line l above or below piece p. */
static bool text_at(const struct fx_line *l, const struct fx_tok *p)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (!fx_numeric(&l->tok[k]) && over(&l->tok[k], p)) return true;
    }
    return false;
}

/* The line before the first figures may be the head of that row's wrapped name: it stands close to them, away
 * from the header, or the name goes on below the figures and is missing beside them. */
static bool name_above(const struct fx_table *t, size_t i)
{
    if (i < 2 || i >= t->n || t->line[i].gap || t->line[i].first) return false;
    const struct fx_line *l = &t->line[i - 1];
    if (fx_same(l->tok[0].s, S("类")) || fx_same(l->tok[l->ntok - 1].s, S("款"))) return false;
    if (l->gap && l->ntok <= 2) return true;
    if (i + 1 >= t->n || t->line[i + 1].gap || row_line(&t->line[i + 1])) return false;
    for (uint32_t k = 0; k < l->ntok; k++) {
        if (text_at(&t->line[i], &l->tok[k]) || !text_at(&t->line[i + 1], &l->tok[k])) return false;
    }
    return true;
}

/* Does p on line i end in front of every head of the lines above it but the first of each? A narrow head stands over the
 * middle of its column, and names begin at the left. */
static bool left_of_next(const struct fx_table *t, size_t i, const struct fx_tok *p)
{
    for (size_t h = 0; h < i; h++)
        for (uint32_t k = 1; k < t->line[h].ntok; k++)
            if (t->line[h].tok[k].c0 < p->c1) return false;
    return true;
}

/* A name alone under the head of the names (项目, 支出项目), one of the three that a list of 三公 may begin with: a row whose
 * amounts are blank. */
static bool blank_row(const struct fx_table *t, size_t i)
{
    static const struct str name[] = {SI("因公出国"), SI("公务接待费"), SI("公务用车"), SI("“三公”经费"), SI("三公经费")};
    const struct fx_line *l = &t->line[i];
    bool ours = false, under = false;
    for (size_t k = 0; k < sizeof name / sizeof *name; k++) ours |= l->ntok == 1 && str_starts(l->tok[0].s, name[k]);
    for (size_t h = 0; ours && h < i; h++)
        for (uint32_t k = 0; k < t->line[h].ntok; k++) {
            const struct fx_tok *p = &t->line[h].tok[k];
            bool names = fx_same(p->s, S("项目")) || fx_same(p->s, S("项目名称")) || fx_same(p->s, S("支出项目"));
            under |= names && (over(p, &l->tok[0]) ? t->line[h].ntok > 1 : k == 0 && left_of_next(t, i, &l->tok[0]));
        }
    return under;
}

static size_t header_end(const struct fx_table *t)
{
    if (t->nnumbers && t->numbers[0].line && t->numbers[0].line <= FX_HEAD_LINES) return t->numbers[0].line;
    size_t i = 0;
    while (i < t->n && i < FX_HEAD_LINES && !row_line(&t->line[i]) && !blank_row(t, i)) i++;
    return name_above(t, i) ? i - 1 : i;
}

/* Is every piece of line l printed in the header [0, body) too? */
static bool header_again(const struct fx_table *t, size_t body, const struct fx_line *l)
{
    for (uint32_t k = 0; k < l->ntok; k++) {
        bool found = false;
        for (size_t i = 0; i < body && !found; i++) {
            for (uint32_t c = 0; c < t->line[i].ntok && !found; c++)
                found = fx_same(l->tok[k].s, t->line[i].tok[c].s);
        }
        if (!found) return false;
    }
    return l->ntok > 0 && !row_line(l);
}

/* One past the lines from i on that have, all together, the characters of the header [0, body); i: they have not. */
static size_t header_as_whole(const struct fx_table *t, size_t body, size_t i)
{
    uint64_t want = 0, sum = 0;
    for (size_t k = 0; k < body; k++) want += fx_sum(t->line[k].src->text);
    for (size_t k = i; k < t->n && k - i < FX_HEAD_LINES && !row_line(&t->line[k]); k++) {
        sum += fx_sum(t->line[k].src->text);
        if (sum == want) return k + 1;
    }
    return i;
}

static bool same_line(const struct fx_line *a, const struct fx_line *b)
{
    if (a->ntok != b->ntok) return false;
    for (uint32_t k = 0; k < a->ntok; k++) {
        if (!fx_same(a->tok[k].s, b->tok[k].s)) return false;
    }
    return true;
}

/* 合计 of the first row may stand on the last line of the header, whose own 合计 stands there too: it gets a
 * line of its own behind it. (load_lines leaves room for one more.) */
static void free_total(struct fx_table *t, size_t body)
{
    if (body == 0) return;
    struct fx_line *l = &t->line[body - 1];
    bool more = false;
    for (uint32_t k = 1; k < l->ntok; k++) more |= fx_is_total(l->tok[k].s);
    if (!more || !fx_is_total(l->tok[0].s) || fx_same(l->tok[0].s, S("小计"))) return; /* 小计 is the label of no first row */
    for (size_t i = t->n++; i > body; i--) {
        t->line[i] = t->line[i - 1];
        for (uint32_t k = 0; k < t->line[i].ntok; k++) t->line[i].tok[k].at = (uint32_t)i;
    }
    t->line[body] = *l;
    t->line[body].ntok = 1;
    t->line[body].tok[0].at = (uint32_t)body;
    l->tok++, l->ntok--;
    for (size_t i = 0; i < t->nnumbers; i++) t->numbers[i].line += t->numbers[i].line > body;
}

struct pages {
    struct fx_seg *v;
    struct fx_heads *head; /* as each of them prints it; no leaves: it does not */
    bool *display;         /* the measure of each */
    size_t n;
};

/* A new share starts with every page, and where the header comes again. */
static int cut_pages(struct fx_table *t, size_t body, struct pages *out, struct err *e)
{
    size_t n = 1;
    for (size_t i = body; i < t->n; i++) n += t->line[i].first || (body && same_line(&t->line[i], &t->line[0]));
    out->v = arena_array(t->mem, n + 1, sizeof *out->v);
    if (!out->v) return err_nomem(e);
    out->v[0] = (struct fx_seg){0, body, t->n, NULL, 0, false};
    out->n = 1;
    for (size_t i = body; i < t->n; i++) {
        bool again = body && same_line(&t->line[i], &t->line[0]);
        if (i == 0 || !(t->line[i].first || again)) continue;
        out->v[out->n - 1].to = i;
        size_t b = header_as_whole(t, body, i);
        while (b < t->n && b - i < FX_HEAD_LINES && header_again(t, body, &t->line[b])) b++;
        out->v[out->n++] = (struct fx_seg){i, b, t->n, NULL, 0, false};
        i = b > i ? b - 1 : i;
    }
    return 0;
}

static void place_pieces(struct fx_table *t, const struct fx_seg *s)
{
    for (size_t i = s->body; i < s->to; i++) {
        for (uint32_t k = 0; k < t->line[i].ntok; k++) {
            struct fx_tok *p = &t->line[i].tok[k];
            if (p->col != FX_NONE) p->col = s->band[p->col].col;
        }
    }
}

/* A header whose lines are torn apart by a page break: what stands over what cannot be told. */
static bool torn_head(const struct fx_table *t, const struct fx_seg *s)
{
    for (size_t i = s->from + 1; i < s->body; i++) {
        if (t->line[i].first) return true;
    }
    return false;
}

/* Figures one blank apart stand in columns side by side: is there a line on which a column would be left out between them? */
static bool leaps(const struct fx_table *t, const struct fx_cols *cols, size_t body)
{
    for (size_t i = body; i < t->n && !t->paper; i++) {
        for (uint32_t k = 1; k < t->line[i].ntok; k++) {
            const struct fx_tok *l = &t->line[i].tok[k - 1], *r = l + 1;
            if (r->c0 != l->c1 + 1 || l->col >= cols->n || r->col >= cols->n || r->col <= l->col + 1U) continue;
            if (!fx_numeric(l) || !fx_numeric(r) || cols->v[l->col].code) continue;
            if (cols->v[l->col].panel == cols->v[r->col].panel) return true;
        }
    }
    return false;
}

/* The header of a page, and its columns by the rows that are full. columns: how many have amounts, if this page does not say. */
static int head_and_bands(struct fx_table *t, struct fx_seg *s, struct fx_heads *h, bool printed, uint32_t *columns, struct err *e)
{
    if (printed && fx_header(t, s, h, e)) return -1;
    if (printed) *columns = fx_amounts(t, s, h);
    if (printed && !t->paper && s->nband != h->nleaf && fx_straighten(t, s, h->nleaf) && (fx_bands(t, s, e) || fx_header(t, s, h, e))) return -1;
    int rc = t->paper ? 0 : fx_full(t, s, *columns, e);
    if (rc > 0 && printed && fx_header(t, s, h, e)) return -1;
    return rc < 0 ? -1 : 0;
}

/* Places and headers of all pages, each by itself. */
static int measure_pages(struct fx_table *t, struct pages *p, struct err *e)
{
    p->head = arena_array(t->mem, p->n + 1, sizeof *p->head);
    p->display = arena_array(t->mem, p->n + 1, sizeof *p->display);
    if (!p->head || !p->display) return err_nomem(e);
    uint32_t columns = 0;
    for (size_t g = 0; g < p->n; g++) {
        struct fx_seg *s = &p->v[g];
        fx_measure(t, s->from, s->to);
        p->display[g] = t->display;
        if (fx_split(t, s, e) || fx_bands(t, s, e)) return -1;
        if (head_and_bands(t, s, &p->head[g], g == 0 || s->body > s->from, &columns, e)) return -1;
    }
    return 0;
}

static bool same_heads(const struct fx_heads *a, const struct fx_heads *b)
{
    if (a->nleaf != b->nleaf) return false;
    for (uint32_t i = 0; i < a->nleaf; i++)
        if (!fx_same(a->leaf[i]->text, b->leaf[i]->text)) return false;
    return true;
}

enum { CERTAIN = 8 }; /* no head is that much further away than another */

/* The page that tells best which head is whose: a head drawn aside on one page stands in its place on another. */
static int best_page(struct fx_table *t, const struct pages *p, size_t *best, struct err *e)
{
    double most = 0, told;
    *best = 0;
    for (size_t g = 0; g < p->n && (g == 0 || most < CERTAIN); g++) {
        if (p->head[g].nleaf == 0 || (g && !same_heads(&p->head[g], &p->head[0]))) continue;
        t->display = p->display[g];
        if (fx_fit(t, &p->v[g], &p->head[g], &told, e)) return -1;
        if (g == 0 || told > most) *best = g, most = told;
    }
    return 0;
}

static int build_columns(struct fx_table *t, struct pages *p, struct fx_heads *heads, struct fx_cols *cols, struct err *e)
{
    size_t best = 0;
    if (p->n == 1) {
        struct fx_seg *s = &p->v[0];
        fx_measure(t, s->from, s->to);
        if (fx_split(t, s, e) || fx_bands(t, s, e)) return -1;
        int known = fx_items(t, s, heads, cols, e);
        if (known < 0) return -1;
        uint32_t columns;
        if (!known && (head_and_bands(t, s, heads, true, &columns, e) || fx_columns(t, s, heads, cols, e))) return -1;
        if (!known) cols->ambiguous |= torn_head(t, s);
    } else {
        struct fx_seg *order = arena_array(t->mem, p->n + 1, sizeof *order);
        if (!order) return err_nomem(e);
        if (measure_pages(t, p, e) || best_page(t, p, &best, e)) return -1;
        *heads = p->head[best];
        order[0] = p->v[best];
        t->display = p->display[best];
        if (fx_columns(t, &order[0], heads, cols, e)) return -1;
        cols->ambiguous |= torn_head(t, &order[0]);
        for (size_t g = 0, n = 1; g < p->n; g++) {
            if (g == best) continue;
            order[n] = p->v[g];
            t->display = p->display[g];
            if (fx_columns_again(t, order, n++, p->head[g].nleaf ? &p->head[g] : NULL, cols, e)) return -1;
        }
    }
    for (size_t g = 0; g < p->n; g++) {
        place_pieces(t, &p->v[g]);
        cols->ambiguous |= p->v[g].doubt;
    }
    fx_kinds(t, p->v, p->n, cols);
    cols->ambiguous |= leaps(t, cols, p->v[0].body) || heads->doubt;
    return 0;
}

/* ---- the grid ---- */

struct build {
    struct arena *a;
    struct fx_table *t;
    struct fx_cols *cols;
    struct grid *g;
    uint32_t rows; /* room */
};

static struct grid_row *new_row(struct build *b, uint32_t page, uint32_t line)
{
    struct grid *g = b->g;
    if (g->nrow == b->rows) {
        uint32_t more = b->rows ? b->rows * 2 : 32;
        void *v = arena_grow(b->a, g->row, b->rows * sizeof *g->row, more * sizeof *g->row);
        if (!v) return NULL;
        g->row = v, b->rows = more;
    }
    struct grid_row *r = &g->row[g->nrow];
    *r = (struct grid_row){page, line, arena_array(b->a, g->ncol, sizeof *r->cell), false};
    if (!r->cell) return NULL;
    for (uint32_t c = 0; c < g->ncol; c++) {
        r->cell[c].page = page, r->cell[c].line = line;
        r->cell[c].colspan = r->cell[c].rowspan = 1;
        r->cell[c].there = true;
    }
    g->nrow++;
    return r;
}

/* Do the code columns without a header in front of column c go on from one that has a header? */
static bool codes_before(const struct fx_cols *cols, uint32_t c)
{
    uint32_t k = c;
    while (k > 0 && !cols->v[k - 1].head && cols->v[k - 1].code && cols->v[k - 1].panel == cols->v[c].panel) k--;
    return k < c && k > 0 && cols->v[k - 1].head && cols->v[k - 1].code && cols->v[k - 1].panel == cols->v[c].panel;
}

/* Columns [*c0, *c1) under a header cell. */
static void extent(const struct fx_cols *cols, const struct fx_head *h, uint32_t *c0, uint32_t *c1)
{
    if (h->nkid) {
        uint32_t ignore;
        extent(cols, h->kid[0], c0, &ignore);
        extent(cols, h->kid[h->nkid - 1], &ignore, c1);
        return;
    }
    *c0 = *c1 = 0;
    for (uint32_t c = 0; c < cols->n; c++) {
        if (cols->v[c].head == h) *c0 = c, *c1 = c + 1;
    }
    /* 科目编码 over all parts of a code. */
    bool codes = *c0 < *c1 && cols->v[*c0].code;
    while (codes && *c0 > 0 && !cols->v[*c0 - 1].head && cols->v[*c0 - 1].code && cols->v[*c0 - 1].panel == cols->v[*c0].panel) (*c0)--;
    while (codes && *c1 < cols->n && !cols->v[*c1].head && cols->v[*c1].code && cols->v[*c1].panel == cols->v[*c0].panel) (*c1)++;
    if (codes_before(cols, *c0)) return;
    /* 项目 over the codes and the names: a label column without a header of its own. */
    while (*c0 > 0 && !cols->v[*c0 - 1].head && cols->v[*c0 - 1].panel == cols->v[*c0].panel &&
           (cols->v[*c0 - 1].code || !cols->v[*c0 - 1].numeric) && !cols->v[*c0].numeric)
        (*c0)--;
    while (*c1 < cols->n && !cols->v[*c1].head && cols->v[*c1].panel == cols->v[*c1 - 1].panel &&
           !cols->v[*c1].numeric && cols->v[*c1 - 1].code)
        (*c1)++;
}

static int put_head(struct build *b, const struct fx_head *h, uint32_t depth)
{
    uint32_t c0, c1, rows = h->nkid ? 1 : depth - h->depth;
    extent(b->cols, h, &c0, &c1);
    if (c0 >= c1) return 0;
    struct str text = arena_str(b->a, h->text);
    if (!text.p) return -1;
    for (uint32_t r = h->depth; r < h->depth + rows; r++) {
        for (uint32_t c = c0; c < c1; c++) {
            struct grid_cell *cell = &b->g->row[r].cell[c];
            *cell = (struct grid_cell){.page = h->page, .line = h->line};
        }
    }
    struct grid_cell *cell = &b->g->row[h->depth].cell[c0];
    *cell = (struct grid_cell){.text = text, .page = h->page, .line = h->line, .there = true};
    cell->colspan = (uint16_t)(c1 - c0), cell->rowspan = (uint16_t)rows;
    for (uint32_t k = 0; k < h->nkid; k++) {
        if (put_head(b, h->kid[k], depth)) return -1;
    }
    return 0;
}

static int put_header(struct build *b, const struct fx_heads *h)
{
    const struct doc_line *first = b->t->line[0].src;
    for (uint32_t d = 0; d < h->depth; d++) {
        if (!new_row(b, first->page, first->line)) return -1;
    }
    for (uint32_t r = 0; r < h->nroot; r++) {
        if (put_head(b, h->root[r], h->depth)) return -1;
    }
    b->g->nhead = h->depth;
    return 0;
}

/* One more piece of a cell: behind what it has, without a blank if it was wrapped. */
static int put_piece(struct build *b, struct grid_cell *cell, const struct fx_tok *p, const struct fx_line *l,
                     uint32_t edge)
{
    if (!cell->text.n) {
        cell->page = l->src->page, cell->line = l->src->line;
        cell->indent = (uint16_t)(p->x0 > edge ? p->x0 - edge : 0);
        cell->text = arena_str(b->a, p->s);
    } else {
        bool same = cell->line == l->src->line && cell->page == l->src->page;
        bool digit = fx_numeric(p);
        cell->text = same || digit ? arena_join(b->a, cell->text, S(" "), p->s) : arena_cat(b->a, cell->text, p->s);
    }
    return cell->text.p ? 0 : -1;
}

static int put_group(struct build *b, struct grid_row *row, const struct fx_group *gr)
{
    for (size_t i = gr->from; i < gr->to; i++) {
        const struct fx_line *l = &b->t->line[i];
        for (uint32_t k = 0; k < l->ntok; k++) {
            const struct fx_tok *p = &l->tok[k];
            if (p->col >= b->cols->n || b->cols->v[p->col].panel != gr->panel) continue;
            if (put_piece(b, &row->cell[p->col], p, l, b->cols->v[p->col].x0)) return -1;
        }
    }
    return 0;
}

static int by_anchor(const void *a, const void *b)
{
    const struct fx_group *x = a, *y = b;
    if (x->anchor != y->anchor) return x->anchor < y->anchor ? -1 : 1;
    return x->panel < y->panel ? -1 : x->panel > y->panel;
}

/* Groups of several panels share a row if their lines meet. */
static bool shares(const struct fx_group *row, size_t n, const struct fx_group *g)
{
    for (size_t i = 0; i < n; i++) {
        if (row[i].panel == g->panel) return false;
    }
    return g->anchor == row->anchor || (row->from <= g->anchor && g->anchor < row->to) ||
           (g->from <= row->anchor && row->anchor < g->to);
}

static int put_rows(struct build *b, const struct fx_seg *s, bool broken, struct err *e)
{
    uint16_t panels = (uint16_t)(b->cols->n ? b->cols->v[b->cols->n - 1].panel + 1 : 0);
    struct fx_group *all = arena_array(b->t->mem, (s->to - s->body) * panels + 1, sizeof *all);
    if (!all) return err_nomem(e);
    size_t n = 0;
    for (uint16_t p = 0; p < panels; p++) {
        struct fx_group *v;
        size_t m;
        if (fx_groups(b->t, s, b->cols, p, &v, &m, e)) return -1;
        memcpy(&all[n], v, m * sizeof *v);
        n += m;
    }
    qsort(all, n, sizeof *all, by_anchor);
    for (size_t i = 0; i < n;) {
        size_t m = 1;
        while (i + m < n && shares(&all[i], m, &all[i + m])) m++;
        const struct doc_line *l = b->t->line[all[i].anchor].src;
        struct grid_row *row = new_row(b, l->page, l->line);
        if (!row) return err_nomem(e);
        row->after_break = broken && i == 0;
        for (size_t k = 0; k < m; k++) {
            if (put_group(b, row, &all[i + k])) return err_nomem(e);
        }
        i += m;
    }
    return 0;
}

static int make_grid(struct fx_table *t, struct arena *a, struct grid *g, struct err *e)
{
    struct pages p = {NULL, NULL, NULL, 0};
    struct fx_heads heads = {NULL, 0, NULL, 0, 0, false};
    struct fx_cols cols = {NULL, 0, false};
    size_t body = header_end(t);
    free_total(t, body);
    if (cut_pages(t, body, &p, e) || build_columns(t, &p, &heads, &cols, e)) return -1;
    *g = (struct grid){GRID_FIXED, NULL, 0, cols.n, GRID_HEAD_UNKNOWN, true, cols.ambiguous};
    struct build b = {a, t, &cols, g, 0};
    if (put_header(&b, &heads)) return err_nomem(e);
    for (size_t s = 0; s < p.n; s++) {
        if (put_rows(&b, &p.v[s], s > 0, e)) return -1;
    }
    return 0;
}

int grid_fixed_next(const struct doc *d, size_t from, size_t end, struct arena *a, size_t *t0, size_t *t1,
                    struct grid *g, struct err *e)
{
    struct arena mem = ARENA_INIT;
    struct scan k = {.d = d, .tok = arena_alloc(&mem, FX_TOKENS * sizeof *k.tok)};
    struct region r = {.from = from};
    int rc = k.tok ? 1 : err_nomem(e);
    while (rc > 0 && (rc = find_start(&k, from, end, &r, e)) > 0) {
        rc = find_end(&k, end, &r, &mem, e);
        if (rc != 0) break;
        from = r.to > r.from ? r.to : r.from + 1;
        rc = 1;
    }
    if (rc > 0) {
        bool paper = d->format == DOC_TSVWORDS || d->format == DOC_BBOX || d->format == DOC_PDF;
        struct fx_table t = {.mem = &mem, .paper = paper, .display = paper, .form = r.form};
        rc = load_lines(&k, &r, end, &t, e);
        if (rc == 0 && t.n) rc = (t.form ? fx_form(&t, a, g, e) : make_grid(&t, a, g, e)) ? -1 : 1;
        if (rc < 0 && t.too_wide) rc = ERR_LIMIT;
        *t0 = t.n ? t.line[0].index : r.from;
        *t1 = r.to;
    } else if (rc == ERR_LIMIT) {
        *t0 = r.from;
        *t1 = r.to;
    }
    VEC_FREE(&k.seen);
    arena_free(&mem);
    return rc;
}
