/* SPDX-License-Identifier: MIT */
/* fixed_region.c: where a table of a fixed-width page begins and ends. */
#include "table/fixed_scan.h"
#include "table/head_words.h"
#include "table/words.h"

int fx_too_wide(struct fx_table *t, size_t line, struct err *e)
{
    t->too_wide = true;
    return err_set(e, NULL, line, "a table with more than %d columns", FX_COLUMNS);
}

static int look(struct fx_scan *k, size_t i, struct err *e)
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
static int look_keep(struct fx_scan *k, size_t i, struct arena *mem, struct err *e)
{
    if (look(k, i, e)) return -1;
    struct fx_line l = {.tok = arena_alloc(mem, k->ntok * sizeof *k->tok), .ntok = k->ntok, .what = k->what};
    if (!l.tok || VEC_PUSH(&k->seen, l)) return err_nomem(e);
    memcpy(l.tok, k->tok, k->ntok * sizeof *k->tok);
    return 0;
}

/* A page number stands alone at the edge of its page; elsewhere it is a figure. */
static bool has_text(const struct doc *d, size_t i) { return str_trim(d->line[i].text).n > 0; }

bool fx_first_of_page(const struct doc *d, size_t i)
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

bool fx_at_page_edge(const struct doc *d, size_t i, size_t end)
{
    if (fx_first_of_page(d, i)) return true;
    for (size_t j = i + 1; j < end && !(d->line[j].flags & DOC_PAGE); j++) {
        if (has_text(d, j)) return false;
    }
    return true;
}

/* Running text set in pieces: justified lines, two columns of a leaflet. */
static bool sentence_like(const struct fx_scan *k)
{
    if (!(k->marks & (FX_HAS_STOP | FX_HAS_COMMA))) return false;
    for (uint32_t i = 0; i < k->ntok; i++) {
        if (str_has(k->tok[i].s, S("。"))) return true;
        if (fx_chars(k->tok[i].s) > 24 && str_has(k->tok[i].s, S("，"))) return true;
    }
    return false;
}

static bool form_title(struct str s)
{
    PR_WORDS(word, SI("绩效"), SI("填报表"), SI("申报表"), SI("自评"), SI("监控"), SI("目标表"));
    return pr_has(s, word);
}

/* Words that stand as labels in forms and indicator tables only. */
static bool form_label(const struct fx_scan *k)
{
    PR_WORDS(word, SI("一级指标"), SI("绩效指标"), SI("年度目标"), SI("项目性质"), SI("绩效目标"));
    for (uint32_t i = 0; i < k->ntok; i++) {
        if (fx_chars(k->tok[i].s) <= 8 && pr_has(k->tok[i].s, word)) return true;
    }
    return false;
}

static bool bracketed(struct str s)
{
    return (str_starts(s, S("（")) && str_ends(s, S("）"))) || (str_starts(s, S("(")) && str_ends(s, S(")")));
}

/* The organisation a caption line names, perhaps with the unit beside it; empty if it names none. */
static struct str organisation(const struct fx_scan *k)
{
    bool beside = k->what == FX_UNIT && k->ntok > 1 && (str_has(k->tok[0].s, S("：")) || str_has(k->tok[0].s, S(":")));
    return k->what == FX_ORG || beside ? k->tok[0].s : (struct str){NULL, 0};
}

/* The first table line at or after `from` and the caption it stands under. 1, 0 none, <0 error. */
int fx_find_start(struct fx_scan *k, size_t from, size_t end, struct fx_region *r, struct err *e)
{
    size_t ones = 0, cells = 0, first = 0;
    *r = (struct fx_region){.from = 0};
    for (size_t i = from; i < end; i++) {
        if (look(k, i, e)) return -1;
        if (k->wide) {
            r->from = i, r->to = i + 1;
            return ERR_LIMIT;
        }
        enum fx_class w = k->what;
        if (w == FX_BLANK || (w == FX_PAGENO && fx_at_page_edge(k->d, i, end))) continue;
        if (w == FX_TITLE || w == FX_UNIT || w == FX_ORG) {
            if (w == FX_TITLE) r->title = k->tok[0].s, r->unit = false;
            if (w == FX_TITLE) r->org = (struct str){NULL, 0};
            if (organisation(k).n) r->org = organisation(k);
            if (w != FX_UNIT) r->beside = w == FX_ORG && head_beside(k->d->line[i].text).n ? k->d->line[i].text : (struct str){NULL, 0};
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
            r->title = r->beside = (struct str){NULL, 0};
        }
    }
    return 0;
}

/* 续表, （续）: the table of the page before goes on. */
bool fx_goes_on(struct str s)
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
bool fx_starts_row(const struct fx_tok *first)
{
    return fx_enumerated(first->s) && !(first->c0 > 40 && str_starts(first->s, S("其中")));
}

static bool header_line(const struct fx_scan *k)
{
    for (uint32_t i = 0; i < k->ntok; i++) {
        if (fx_numeric(&k->tok[i]) && !(k->tok[i].s.n == 4 && str_starts(k->tok[i].s, S("20")))) return false;
    }
    return k->ntok > 0 && !fx_starts_row(&k->tok[0]);
}

/* The characters of the header that begins at line i, in whatever order they are printed; 0: too long for one. */
static int header_sum(struct fx_scan *k, size_t i, size_t end, uint64_t *sum, struct err *e)
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
    PR_WORDS(numeral, SI("一"), SI("二"), SI("三"), SI("四"), SI("五"), SI("六"), SI("七"), SI("八"), SI("九"), SI("十"));
    if (fx_chars(s) > 7) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    }
    return pr_has(s, numeral);
}

/* On a new page: the caption and the header once more? Then *i is moved to the header's first line. */
static bool repeats(struct fx_scan *k, size_t *i, size_t end, const struct fx_region *r, struct err *e)
{
    size_t j = *i, first = r->from;
    while (first < end && !has_text(k->d, first)) first++;
    if (!leads_page(k->d, j, r->over)) return false;
    for (; j < end && j < *i + 12; j++) {
        if (look(k, j, e)) return false;
        if (k->what == FX_BLANK || fx_goes_on(k->tok[0].s)) continue;
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

static bool keeps_pace(const struct pace *p, const struct fx_scan *k, uint32_t gap)
{
    return k->what == FX_ONE && k->tok[0].c0 == p->left && gap == p->gap && fx_chars(k->tok[0].s) <= 24;
}

/* The line that its page begins with, if it stands alone there and above the table. */
static int find_over(struct fx_scan *k, struct fx_region *r, struct err *e)
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
static bool lone_amount(const struct fx_scan *k)
{
    return k->ntok == 1 && k->tok[0].kind == FX_AMOUNT && str_has(k->tok[0].s, S("."));
}

/* Fills r->to: one past the last line of the table. */
int fx_find_end(struct fx_scan *k, size_t end, struct fx_region *r, struct arena *mem, struct err *e)
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
        if (w == FX_ONE && r->over.n && fx_same(k->d->line[i].text, r->over) && fx_first_of_page(k->d, i))
            w = k->seen.v[i - r->from].what = FX_BLANK;
        if (w == FX_BLANK || (w == FX_PAGENO && fx_at_page_edge(k->d, i, end))) {
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
        if (w == FX_ONE && fx_goes_on(k->tok[0].s)) {
            if (repeats(k, &i, end, r, e)) w = FX_CELLS;
            else continue;
        }
        if (w == FX_TITLE || w == FX_UNIT || w == FX_ORG) {
            if (r->form && w == FX_TITLE && !fx_first_of_page(k->d, i) && !blank) w = FX_ONE;
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
