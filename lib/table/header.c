/* SPDX-License-Identifier: MIT */
#include "table/header.h"

#include "base/utf.h"
#include "table/lex.h"

#include <string.h>

enum { MAX_HEAD_ROWS = 8 };

static bool label_head(struct str leaf);

/* ---- words of headers ---- */

bool header_word(struct str s)
{
    static const struct str whole[] = {
        SI("项目"),   SI("收入"),     SI("支出"),     SI("类"),       SI("款"),       SI("项"),     SI("合计"),   SI("小计"),
        SI("总计"),   SI("基本支出"), SI("项目支出"), SI("人员经费"), SI("公用经费"), SI("单位"),   SI("年份"),   SI("本年收入"),
        SI("本年支出"), SI("科目"),   SI("预算科目"), SI("功能分类"), SI("经济分类"), SI("备注"),   SI("编码"),   SI("名称"),
        SI("栏次"),   SI("序号"),     SI("行次"),     SI("财政拨款收入"), SI("财政拨款支出"), SI("上年结转"), SI("资金性质"), SI("资金来源"),
        SI("经费来源"), SI("年初结转和结余"), SI("年末结转和结余"), SI("本年收入合计"), SI("本年支出合计"), SI("收入合计"), SI("支出合计")};
    static const struct str tail[] = {SI("编码"), SI("代码"), SI("名称"), SI("预算数"), SI("决算数"), SI("金额"), SI("数量"), SI("单价"), SI("科目"),
                                      SI("执行数"), SI("预算"), SI("决算"), SI("面积"), SI("占比"), SI("增减额"), SI("增减率"), SI("性质"), SI("规格")};
    if (s.n == 0 || s.n > 90) return false;
    struct str t = lex_no_brackets(s);
    if (lex_year(t).n && t.n >= 7 && str_starts(str_from(t, 4), S("年"))) {
        t = str_from(t, 7);
        if (str_starts(t, S("度"))) t = str_from(t, 3);
        if (!t.n) return true; /* 2022年 */
    }
    if (LEX_AMONG(t, whole)) return true;
    if (lex_label(s).kind != LEX_PLAIN) return false;
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++)
        if (str_ends(t, tail[i])) return true;
    return false;
}

static bool is_amount(struct arena *scratch, struct str s)
{
    if (!s.n || s.n > 48) return false;
    bool digit = false;
    for (size_t i = 0; i < s.n && !digit; i++) digit = lex_is_digit(s.p[i]) || (unsigned char)s.p[i] == 0xEF;
    return digit && lex_amount(scratch, s).kind == LEX_NUMBER;
}

/* A small whole number, as ordinals are: its value, or 0. */
static unsigned ordinal_of(struct str s)
{
    unsigned v = 0;
    if (s.n == 0 || s.n > 2) return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!lex_is_digit(s.p[i])) return 0;
        v = v * 10 + (unsigned)(s.p[i] - '0');
    }
    return v;
}

static bool is_star(struct str s)
{
    if (str_eq(s, S("栏次")) || str_eq(s, S("行次"))) return true;
    if (!s.n) return false;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '*') return str_eq(s, S("＊＊")) || str_eq(s, S("＊"));
    return true;
}

bool header_is_ordinals(const struct grid *g, uint32_t row)
{
    unsigned last = 0, run = 0, stars = 0, other = 0;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, row, c)->text;
        if (!s.n) continue;
        unsigned v = ordinal_of(s);
        if (v && (v == last + 1 || (last == 0 && v <= 3))) {
            last = v;
            run++;
        } else if (is_star(s)) {
            stars++;
        } else if (str_eq(s, S("类")) || str_eq(s, S("款")) || str_eq(s, S("项"))) {
            continue;
        } else {
            other++;
        }
    }
    if (stars && !other) return true;
    return (run >= 3 && other <= 1) || (run >= 1 && stars && other <= 1) || (run == 2 && other == 0 && last == 2);
}

/* ---- where the header ends ---- */

struct row_look {
    uint32_t filled, amounts, codes, words;
    uint32_t names, dashes; /* cells of words; of a dash */
    struct str label; /* first filled cell */
    uint32_t label_at;
};

static struct row_look look_at(const struct grid *g, uint32_t r, struct arena *scratch)
{
    struct row_look k = {0, 0, 0, 0, 0, 0, {"", 0}, 0};
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, r, c)->text, code, rest;
        if (!s.n) continue;
        if (!k.filled++) {
            k.label = s;
            k.label_at = c;
        }
        if (is_amount(scratch, s) && !(s.n == 4 && lex_year(s).n)) k.amounts++;
        if (lex_coded_name(s, &code, &rest)) k.codes++;
        if (header_word(s)) k.words++;
        bool dash = s.n <= 6 && lex_amount(scratch, s).kind == LEX_DASH;
        k.dashes += dash;
        k.names += s.n >= 6 && !dash;
    }
    return k;
}

bool header_row_like(const struct grid *g, uint32_t r)
{
    struct arena scratch = ARENA_INIT;
    struct row_look k = look_at(g, r, &scratch);
    arena_free(&scratch);
    if (!k.filled || k.amounts || k.codes) return false;
    if (k.filled == 1 && lex_is_total(k.label)) return false;
    return k.words >= 2 || (k.words == 1 && k.filled <= 3);
}

/* Is row r, under header rows that go back to `first`, still header? A word under the head of a label
 * column (项目, 科目名称) starts the body, unless the row is made of more words of headers. */
static bool still_header(const struct grid *g, uint32_t first, uint32_t r, const struct row_look *k)
{
    if (!k->filled || k->amounts || k->codes || (k->dashes == k->filled && !str_eq(k->label, S("无")))) return false;
    bool named = !lex_is_total(k->label) || (k->names >= 3 && k->names == k->filled); /* 三公经费合计 | 因公出国费 | 公务接待费 */
    if (r == first) return k->words >= 1 || (k->filled >= 3 && lex_label(k->label).kind == LEX_PLAIN && named);
    if (k->filled == 1 && lex_is_total(k->label)) return false;
    if (lex_label(k->label).kind == LEX_CN) return false;
    bool under_label = false, under_any = false;
    for (uint32_t h = first; h < r; h++) {
        struct str above = grid_at(g, h, k->label_at)->text;
        under_any |= above.n > 0;
        under_label |= above.n > 0 && label_head(above);
    }
    if (under_label || (!under_any && k->label_at == 0)) return k->words >= 2 && !lex_is_total(k->label);
    return true;
}

/* A row of column numbers ends the header, whatever stands above it; 0 if there is none near. */
static uint32_t ordinals_below(const struct grid *g, uint32_t first, struct arena *scratch)
{
    for (uint32_t r = first + 1; r < g->nrow && r < first + MAX_HEAD_ROWS; r++) {
        if (header_is_ordinals(g, r)) return r;
        struct row_look k = look_at(g, r, scratch);
        if (k.codes || k.amounts > 2 || (k.label_at < 2 && lex_is_total(k.label))) return 0;
    }
    return 0;
}

static uint32_t header_end(const struct grid *g, uint32_t first, struct arena *scratch)
{
    uint32_t r = ordinals_below(g, first, scratch);
    if (r) return r;
    r = first;
    for (; r < g->nrow && r < first + MAX_HEAD_ROWS; r++) {
        if (header_is_ordinals(g, r)) break;
        struct row_look k = look_at(g, r, scratch);
        if (!still_header(g, first, r, &k)) break;
    }
    return r;
}

/* ---- text of a header cell, with the spans the layout shows or has lost ---- */

struct matrix {
    struct str *t;    /* nrow x ncol, the own text of each cell */
    uint32_t nrow, ncol;
};

static struct str *at(const struct matrix *m, uint32_t r, uint32_t c) { return &m->t[(size_t)r * m->ncol + c]; }

static uint32_t cells_there(const struct grid *g, uint32_t r)
{
    uint32_t n = g->ncol;
    while (n && !grid_at(g, r, n - 1)->there) n--;
    return n;
}

/* The cells of a header row, left to right, with the columns each stands over. */
struct segments {
    uint32_t n, *lo; /* cell k over columns [lo[k], lo[k + 1]) */
    struct str *text;
    uint32_t row;    /* of the grid */
};

/* Where the first of `shares` header cells, `head`, over the cells [lo, hi) of the row below ends: where its first word comes
 * again (项目 金额 | 项目 合计 …) or labels stand behind amounts (项目（按来源） 金额 | 项目（按功能） 金额), where the labels
 * end that a head of labels is over (项目: 科目编码 科目名称 | 收入预算: 合计 …), else after an even part. */
static uint32_t share_end(const struct segments *below, struct str head, uint32_t lo, uint32_t hi, uint32_t shares)
{
    for (uint32_t x = lo + 1; x < hi; x++)
        if (str_eq(below->text[x], below->text[lo])) return x;
    for (uint32_t x = lo + 1; x < hi; x++)
        if (label_head(below->text[x]) && !label_head(below->text[x - 1])) return x;
    for (uint32_t x = lo + 1; x < hi && label_head(head) && label_head(below->text[lo]); x++)
        if (!label_head(below->text[x])) return x;
    uint32_t each = (hi - lo) / shares;
    return lo + (each ? each : 1);
}

/* A header row of one-cell-a-line text has lost its spans: its cells stand over those of the row below (a blank one there
 * is one cell merged downwards; a run of others belongs to one cell above, or is shared by several). */
static void spread_row(const struct grid *g, const struct segments *below, struct segments *own)
{
    uint32_t have = cells_there(g, own->row), segs = 0, runs = 0;
    for (uint32_t c = 0; c < below->n; c++) {
        bool filled = below->text[c].n > 0;
        bool starts = !filled || c == 0 || !below->text[c - 1].n;
        segs += starts;
        runs += starts && filled;
    }
    uint32_t extra = have > segs ? have - segs : 0, k = 0;
    for (uint32_t c = 0; c < below->n && k < have;) {
        uint32_t hi = c + 1, share = 1;
        bool filled = below->text[c].n > 0;
        while (filled && hi < below->n && below->text[hi].n) hi++;
        if (filled && extra) share = runs ? extra / runs + 1 : 1;
        for (uint32_t s = 0, lo = c; s < share && lo < hi && k < have; s++, k++) {
            own->lo[k] = below->lo[lo];
            own->text[k] = grid_at(g, own->row, k)->text;
            lo = s + 1 == share ? hi : share_end(below, own->text[k], lo, hi, share - s);
            own->lo[k + 1] = below->lo[lo];
        }
        c = hi;
    }
    own->n = k;
}

static void copy_row(const struct grid *g, uint32_t r, struct matrix *m, uint32_t mr)
{
    for (uint32_t c = 0; c < m->ncol; c++) {
        const struct grid_cell *cell = grid_at(g, r, c);
        *at(m, mr, c) = cell->text;
        if (!g->spans) continue;
        uint32_t span = cell->colspan ? cell->colspan : 1;
        for (uint32_t x = c + 1; x < c + span && x < m->ncol; x++) {
            if (grid_at(g, r, x)->text.n) break;
            *at(m, mr, x) = cell->text;
        }
        if (span > 1) c += span - 1;
    }
}

/* Do columns c - 1 and c stand under the same heads in the rows above r? */
static bool same_above(const struct matrix *m, uint32_t r, uint32_t c)
{
    for (uint32_t u = 0; u < r; u++)
        if (!str_eq(*at(m, u, c), *at(m, u, c - 1))) return false;
    return true;
}

/* Without spans, a blank cell with a header of its own further down belongs to the cell at its left, or, where another
 * head begins above it, to that. */
static void inherit_left(struct matrix *m)
{
    for (uint32_t r = 0; r + 1 < m->nrow; r++)
        for (uint32_t c = 1; c < m->ncol; c++) {
            if (at(m, r, c)->n || !at(m, r, c - 1)->n) continue;
            bool own = false, left_own = false;
            for (uint32_t d = r + 1; d < m->nrow; d++) {
                own |= at(m, d, c)->n > 0;
                left_own |= at(m, d, c - 1)->n > 0;
            }
            if (!own || !left_own || !same_above(m, r, c)) continue;
            *at(m, r, c) = *at(m, r, c - 1);
        }
}

/* A row that kept its width: a blank cell with words further down goes on with the one at its left. */
static void keep_row(const struct grid *g, uint32_t end, uint32_t ncol, struct segments *own)
{
    own->n = 0;
    for (uint32_t c = 0; c < ncol; c++) {
        struct str s = grid_at(g, own->row, c)->text;
        bool goes_on = false;
        for (uint32_t r = own->row + 1; r < end && !s.n && own->n && own->text[own->n - 1].n; r++) goes_on |= grid_at(g, r, c)->text.n > 0;
        if (goes_on) continue;
        own->lo[own->n] = c;
        own->text[own->n++] = s;
    }
    own->lo[own->n] = ncol;
}

/* 科目编码 over the parts of a code, in a last header row that lost its spans: the cells behind it belong further right. */
static void widen_code(uint32_t ncol, uint32_t have, struct segments *own)
{
    uint32_t k = 0, lost = ncol - have;
    while (k < own->n && !str_ends(lex_no_brackets(own->text[k]), S("编码"))) k++;
    if (lost > 2 || k == own->n) return;
    while (++k <= own->n) own->lo[k] += lost;
}

/* One-cell-a-line text: from the bottom row, whose cells are the columns, upwards. */
static int spread_rows(const struct grid *g, const struct header *h, struct arena *a, struct matrix *m)
{
    struct segments below = {0, NULL, NULL, 0};
    for (uint32_t r = m->nrow; r-- > 0;) {
        struct segments own = {0, arena_array(a, m->ncol + 2u, sizeof *own.lo), arena_array(a, m->ncol + 2u, sizeof *own.text), h->first + r};
        if (!own.lo || !own.text) return -1;
        if (below.lo && cells_there(g, own.row) < cells_there(g, below.row)) spread_row(g, &below, &own);
        else keep_row(g, h->end, cells_there(g, own.row), &own);
        if (r + 1 == m->nrow && cells_there(g, own.row) < m->ncol) widen_code(m->ncol, cells_there(g, own.row), &own);
        for (uint32_t k = 0; k < own.n; k++)
            for (uint32_t c = own.lo[k]; c < own.lo[k + 1] && c < m->ncol; c++) *at(m, r, c) = own.text[k];
        below = own;
    }
    return 0;
}

static int fill_matrix(const struct grid *g, const struct header *h, struct arena *a, struct matrix *m)
{
    m->nrow = h->end - h->first;
    m->ncol = g->ncol;
    m->t = arena_array(a, (size_t)m->nrow * m->ncol + 1, sizeof *m->t);
    if (!m->t) return -1;
    if (g->layout == GRID_LIST) {
        if (spread_rows(g, h, a, m)) return -1;
    } else {
        for (uint32_t r = 0; r < m->nrow; r++) copy_row(g, h->first + r, m, r);
    }
    if (!g->spans) inherit_left(m);
    return 0;
}

static struct str safe_part(struct arena *a, struct str s)
{
    size_t k = str_find(s, S("/"), 0);
    if (k == STR_NPOS) return s;
    struct str out = arena_cat(a, str_sub(s, 0, k), S("／"));
    return out.p ? arena_cat(a, out, safe_part(a, str_from(s, k + 1))) : out;
}

static int column_path(const struct matrix *m, uint32_t c, struct arena *a, struct column *col)
{
    for (uint32_t r = 0; r < m->nrow; r++) {
        struct str s = *at(m, r, c);
        if (!s.n || str_eq(s, col->leaf) || ordinal_of(s)) continue;
        s = safe_part(a, s);
        col->path = arena_join(a, col->path, S("/"), s);
        if (!col->path.p) return -1;
        col->leaf = s;
    }
    return 0;
}

/* 收入-预算数, 本年收入_小计: heads of several lines that were written into one, told by two beside each other that begin
 * alike. Where the sign stands in s, else STR_NPOS. */
static size_t joint(struct str s, struct str beside)
{
    static const struct str sign[] = {SI("-"), SI("_"), SI("—"), SI("－"), SI("|"), SI(">")};
    for (size_t i = 0; i < sizeof sign / sizeof *sign; i++) {
        size_t k = str_find(s, sign[i], 0);
        if (k == STR_NPOS || k == 0 || k + sign[i].n == s.n || lex_is_digit(s.p[k - 1])) continue;
        if (str_starts(beside, str_sub(s, 0, k + sign[i].n))) return k;
    }
    return STR_NPOS;
}

static int split_flat_heads(const struct grid *g, const struct header *h, struct arena *a, struct column *col)
{
    for (uint32_t c = 0; h->end - h->first == 1 && c < g->ncol; c++) {
        struct str s = grid_at(g, h->first, c)->text, none = {"", 0};
        struct str left = c ? grid_at(g, h->first, c - 1)->text : none, right = c + 1 < g->ncol ? grid_at(g, h->first, c + 1)->text : none;
        size_t k = joint(s, left);
        if (k == STR_NPOS) k = joint(s, right);
        if (k == STR_NPOS) continue;
        unsigned char sign = (unsigned char)s.p[k];
        struct str under = str_from(s, k + (sign < 0x80 ? 1u : 3u));
        col[c].leaf = safe_part(a, under);
        col[c].path = arena_join(a, safe_part(a, str_sub(s, 0, k)), S("/"), col[c].leaf);
        if (!col[c].path.p || !col[c].leaf.p) return -1;
    }
    return 0;
}

/* ---- kinds ---- */

static bool is_code_head(const struct column *k)
{
    static const struct str part[] = {SI("类"), SI("款"), SI("项")};
    struct str l = lex_no_brackets(k->leaf);
    if (str_ends(l, S("编码")) || str_ends(l, S("代码")) || str_ends(l, S("编号"))) return true;
    return LEX_AMONG(l, part);
}

static bool is_name_head(const struct column *k)
{
    static const struct str whole[] = {SI("项目"), SI("科目"), SI("单位"), SI("指标"), SI("预算科目"), SI("功能分类"), SI("经济分类"), SI("支出功能分类"),
                                       SI("支出经济分类"), SI("支出项目"), SI("收入项目"), SI("内容"), SI("支出内容"), SI("经济科目"), SI("功能科目"),
                                       SI("支出功能分类科目"), SI("支出经济分类科目"), SI("功能分类科目"), SI("经济分类科目"), SI("资产类别"), SI("类别"), SI("部门")};
    struct str l = lex_no_brackets(k->leaf);
    return str_ends(l, S("名称")) || str_ends(l, S("分类科目")) || str_ends(l, S("经济科目")) || str_ends(l, S("分科目")) || LEX_AMONG(l, whole);
}

static bool is_text_head(const struct column *k)
{
    static const struct str whole[] = {SI("备注"), SI("说明"), SI("依据"), SI("规格型号"), SI("计量单位"), SI("政府采购目录序号"), SI("主要原因"), SI("单位性质")};
    return LEX_AMONG(lex_no_brackets(k->leaf), whole);
}

/* 单位编码, 部门（单位）名称 */
static bool is_org_head(struct str leaf)
{
    return str_starts(leaf, S("单位")) || str_starts(leaf, S("部门（单位）")) || str_starts(leaf, S("部门(单位)"));
}

static bool is_ordinal_head(const struct column *k)
{
    static const struct str whole[] = {SI("序号"), SI("栏次"), SI("行次")};
    return LEX_AMONG(k->leaf, whole);
}

struct content {
    uint32_t numbers, codes, words, parts, filled; /* parts: whole numbers of at most three digits */
};

static bool is_whole(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!lex_is_digit(s.p[i])) return false;
    return s.n > 0;
}

static struct content look_down(const struct grid *g, const struct header *h, const bool *filler, uint32_t c,
                                struct arena *scratch)
{
    static const struct str part[] = {SI("类"), SI("款"), SI("项")}; /* heads that reach down beside the total */
    struct content n = {0, 0, 0, 0, 0};
    for (uint32_t r = h->end; r < g->nrow; r++) {
        struct str s = grid_at(g, r, c)->text, code, rest;
        if (!s.n || filler[r] || LEX_AMONG(s, part)) continue;
        n.filled++;
        n.parts += s.n <= 3 && is_whole(s);
        if (lex_is_code(s) && s.n != 2) n.codes++;
        if (is_amount(scratch, s)) n.numbers++;
        else if (lex_amount(scratch, s).kind == LEX_DASH) n.numbers++;
        else if (lex_coded_name(s, &code, &rest)) n.codes++, n.words++;
        else n.words++;
        if (n.filled % 64 == 0) arena_reset(scratch);
    }
    return n;
}

static bool label_head(struct str leaf)
{
    struct column k = {.leaf = leaf};
    return is_code_head(&k) || is_name_head(&k) || is_ordinal_head(&k);
}

static enum column_kind kind_of(const struct column *k, const struct content *n, bool found)
{
    if (is_ordinal_head(k)) return COLUMN_ORDINAL;
    if (is_code_head(k)) return COLUMN_CODE;
    if (is_name_head(k)) return COLUMN_NAME;
    if (is_text_head(k)) return COLUMN_TEXT;
    if (k->path.n == 0) {
        if (n->filled == 0) return found ? COLUMN_NONE : COLUMN_AMOUNT;
        if (n->words * 2 > n->filled) return COLUMN_NAME;
        if (!found && n->codes * 2 > n->filled) return COLUMN_CODE;
        return COLUMN_AMOUNT;
    }
    if (n->words > n->numbers) return COLUMN_TEXT;
    return COLUMN_AMOUNT;
}

static void column_words(struct column *k)
{
    static const struct str rate[] = {SI("占比"), SI("比重"), SI("增减率"), SI("完成率"), SI("比例"), SI("增长率"), SI("%"), SI("％")};
    static const struct str count[] = {SI("数量"), SI("个数"), SI("人数"), SI("辆数"), SI("台数"), SI("次数"), SI("批次"), SI("面积")};
    k->unit = lex_unit_declared(k->path);
    if (!k->unit.n) k->unit = lex_unit_in_brackets(k->leaf);
    for (size_t i = 0; i < sizeof rate / sizeof rate[0] && !k->unit.n; i++)
        if (str_has(k->leaf, rate[i])) k->unit = S("%");
    for (size_t i = 0; i < sizeof count / sizeof count[0]; i++) k->counts |= str_has(k->leaf, count[i]);
    k->year = lex_year(k->path);
    bool last = str_has(k->path, S("上年")) || str_has(k->path, S("去年"));
    k->last_year = last && !k->year.n && !str_has(k->path, S("结转")) && !str_has(k->path, S("结余")) && !str_has(k->path, S("比")) &&
                   !str_has(k->path, S("增减")) && !str_has(k->path, S("较"));
    k->phase = lex_column_phase(k->path);
}

/* ---- panels and sides ---- */

static void find_panels(struct header *h)
{
    uint32_t panel = 0;
    bool amounts = false, labels = false;
    for (uint32_t c = 0; c < h->ncol; c++) {
        struct column *k = &h->col[c];
        bool label = k->kind == COLUMN_CODE || k->kind == COLUMN_NAME;
        if (label && amounts && labels && panel + 1 < HEADER_MAX_PANELS) {
            panel++;
            amounts = false;
        }
        labels |= label;
        amounts |= k->kind == COLUMN_AMOUNT;
        k->panel = (uint16_t)panel;
    }
    h->npanel = panel + 1;
}

static struct str side_of_words(struct str s)
{
    bool in = str_has(s, S("收入")) || str_has(s, S("来源")), out = str_has(s, S("支出"));
    if (in == out) return (struct str){"", 0};
    return in ? S("in") : S("out");
}

/* The side a panel's header names in its first part, or its row labels by majority. */
static struct str side_of_panel(const struct grid *g, const struct header *h, uint32_t panel)
{
    unsigned in = 0, out = 0;
    for (uint32_t c = 0; c < h->ncol; c++) {
        const struct column *k = &h->col[c];
        if (k->panel != panel || k->kind == COLUMN_NONE || k->kind == COLUMN_ORDINAL) continue;
        size_t slash = str_find(k->path, S("/"), 0);
        struct str s = side_of_words(slash == STR_NPOS ? k->path : str_sub(k->path, 0, slash));
        if (s.n) return s;
        if (k->kind != COLUMN_NAME) continue;
        for (uint32_t r = h->end; r < g->nrow; r++) {
            s = side_of_words(grid_at(g, r, c)->text);
            in += str_eq(s, S("in"));
            out += str_eq(s, S("out"));
        }
    }
    if (in == out) return (struct str){"", 0};
    return in > out ? S("in") : S("out");
}

/* The first panel is the income side and all others expenditure (by function, by economic class), or the
 * table has no sides. */
static void find_sides(const struct grid *g, struct header *h)
{
    struct str side[HEADER_MAX_PANELS];
    if (h->npanel < 2) return;
    for (uint32_t p = 0; p < h->npanel; p++) {
        side[p] = side_of_panel(g, h, p);
        if (!side[p].n || (p > 1 && !str_eq(side[p], side[1]))) return;
    }
    if (str_eq(side[0], side[1])) return;
    memcpy(h->side, side, sizeof side);
}

static const struct column *panel_name(const struct header *h, uint32_t panel)
{
    for (uint32_t c = 0; c < h->ncol; c++)
        if (h->col[c].panel == panel && h->col[c].kind == COLUMN_NAME) return &h->col[c];
    return NULL;
}

/* 支出 by function, by economic class: the same money under the same heads. The label's head tells which it is. */
static int tell_panels_apart(struct header *h, struct arena *a)
{
    for (uint32_t c = 0; c < h->ncol; c++) {
        struct column *k = &h->col[c];
        const struct column *name = panel_name(h, k->panel), *other = NULL;
        if (k->kind != COLUMN_AMOUNT || !h->side[k->panel].n || !name) continue;
        for (uint32_t d = 0; d < c && !other; d++)
            if (h->col[d].kind == COLUMN_AMOUNT && h->col[d].panel != k->panel && str_eq(h->col[d].path, k->path)) other = panel_name(h, h->col[d].panel);
        if (!other || str_eq(other->leaf, name->leaf)) continue;
        size_t cut = str_find(k->path, S("/"), 0);
        struct str rest = cut == STR_NPOS ? k->path : str_from(k->path, cut + 1);
        struct str head = cut == STR_NPOS ? name->leaf : arena_join(a, str_sub(k->path, 0, cut), S("/"), name->leaf);
        k->path = arena_join(a, head, S("/"), rest);
        if (!k->path.p) return -1;
    }
    return 0;
}

/* 单位编码 and 单位名称 beside 科目编码 and 科目名称 are the row's organisation. */
static void find_orgs(struct header *h)
{
    static const enum column_kind kinds[] = {COLUMN_CODE, COLUMN_NAME};
    for (size_t i = 0; i < 2; i++) {
        uint32_t org = 0, account = 0;
        for (uint32_t c = 0; c < h->ncol; c++) {
            struct column *k = &h->col[c];
            if (k->kind != kinds[i]) continue;
            k->org = is_org_head(k->leaf) || str_starts(k->leaf, S("部门编码")) || str_starts(k->leaf, S("部门名称")) || str_starts(k->leaf, S("部门代码"));
            org += k->org;
            account += !k->org;
        }
        for (uint32_t c = 0; c < h->ncol && !(org && account); c++)
            if (h->col[c].kind == kinds[i]) h->col[c].org = false;
    }
}

/* Labels of organisations alone: no word of a 科目 over any label column. */
static void find_orgs_only(struct header *h)
{
    h->orgs_only = h->orgs;
    for (uint32_t c = 0; c < h->ncol; c++) {
        const struct column *k = &h->col[c];
        if (k->kind != COLUMN_CODE && k->kind != COLUMN_NAME) continue;
        if (!is_org_head(k->leaf) || str_has(k->path, S("科目")) || str_has(k->path, S("项目"))) h->orgs_only = false;
    }
}

/* No head names the labels (统计口径, 采购项目): the first column but for ordinals is they, if it is words alone and amounts
 * follow. */
static void name_first(struct header *h, uint32_t c, const struct content *first)
{
    bool amounts = false;
    for (uint32_t i = 0; i < h->ncol; i++) {
        if (h->col[i].kind == COLUMN_NAME || h->col[i].kind == COLUMN_CODE) return;
        amounts |= h->col[i].kind == COLUMN_AMOUNT;
    }
    if (amounts && h->col[c].kind == COLUMN_TEXT && first->filled && first->words == first->filled) h->col[c].kind = COLUMN_NAME;
}

/* ---- the whole ---- */

static int read_columns(const struct grid *g, struct arena *a, struct header *h, struct arena *scratch)
{
    struct matrix m;
    if (fill_matrix(g, h, a, &m)) return -1;
    h->ncol = g->ncol;
    h->col = arena_array(a, h->ncol + 1, sizeof *h->col);
    if (!h->col) return -1;
    bool *filler = arena_array(a, g->nrow + 1u, sizeof *filler);
    if (!filler) return -1;
    for (uint32_t c = 0; c < h->ncol; c++)
        if (column_path(&m, c, a, &h->col[c])) return -1;
    if (split_flat_heads(g, h, a, h->col)) return -1;
    for (uint32_t r = h->end; r < g->nrow; r++) filler[r] = header_is_filler(g, h, r);
    struct content first = {0};
    uint32_t lead = 0; /* ordinals in front of the labels */
    for (uint32_t c = 0; c < h->ncol; c++) {
        struct column *k = &h->col[c];
        struct content n = look_down(g, h, filler, c, scratch);
        k->kind = kind_of(k, &n, h->found);
        if (c == lead && k->kind == COLUMN_ORDINAL && c + 1 < h->ncol) lead++;
        else if (c == lead) first = n;
        /* 款 and 项 under one head over three columns have no head of their own */
        if (!k->path.n && h->found && c && h->col[c - 1].kind == COLUMN_CODE && k->kind == COLUMN_AMOUNT && n.parts == n.filled)
            k->kind = COLUMN_CODE;
        if (k->kind == COLUMN_AMOUNT) column_words(k);
        if (is_org_head(k->leaf) && (k->kind == COLUMN_CODE || k->kind == COLUMN_NAME)) h->orgs = true;
    }
    if (h->ncol) name_first(h, lead, &first);
    return 0;
}

int header_read(const struct grid *g, uint32_t from, struct arena *a, struct header *h, struct err *e)
{
    struct arena scratch = ARENA_INIT;
    memset(h, 0, sizeof *h);
    while (from < g->nrow) {
        struct row_look k = look_at(g, from, &scratch);
        if (k.filled) break;
        from++;
    }
    h->first = from;
    h->end = g->nhead != GRID_HEAD_UNKNOWN && g->nhead > from ? g->nhead : header_end(g, from, &scratch);
    h->found = h->end > h->first;
    int rc = read_columns(g, a, h, &scratch);
    arena_free(&scratch);
    if (rc) return err_nomem(e);
    find_panels(h);
    find_sides(g, h);
    if (tell_panels_apart(h, a)) return err_nomem(e);
    find_orgs(h);
    find_orgs_only(h);
    if (h->found) header_labels(g, h);
    return 0;
}

static bool has_digit(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (lex_is_digit(s.p[i])) return true;
    return false;
}

bool header_is_filler(const struct grid *g, const struct header *h, uint32_t row)
{
    if (header_is_ordinals(g, row)) return true;
    uint32_t filled = 0;
    for (uint32_t c = 0; c < g->ncol; c++) {
        struct str s = grid_at(g, row, c)->text;
        if (!s.n) continue;
        filled++;
        if (has_digit(s) && !lex_year(s).n) return false;
        const struct column *k = &h->col[c];
        if (!k->path.n || !(str_has(k->path, s) || str_starts(s, k->leaf) || str_ends(s, k->leaf))) return false;
    }
    return filled >= 2;
}
