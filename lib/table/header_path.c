/* SPDX-License-Identifier: MIT */
/* header_path.c: the path of each column: the text of its header cells from top to bottom, with the spans that the layout shows
 * or has lost. */
#include "table/header_in.h"
#include "table/lex.h"

struct matrix {
    struct str *t;    /* nrow x ncol, the own text of each cell */
    uint32_t nrow, ncol;
};

static struct str *at(const struct matrix *m, uint32_t r, uint32_t c) { return &m->t[(size_t)r * m->ncol + c]; }

/* ---- rows that lost their spans ---- */

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
        if (header_label_head(below->text[x]) && !header_label_head(below->text[x - 1])) return x;
    for (uint32_t x = lo + 1; x < hi && header_label_head(head) && header_label_head(below->text[lo]); x++)
        if (!header_label_head(below->text[x])) return x;
    uint32_t each = (hi - lo) / shares;
    return lo + (each ? each : 1);
}

/* What the words of both rows say, if it is one thing. */
static bool spread_by_words(const struct grid *g, const struct segments *below, struct segments *own, struct arena *a)
{
    uint32_t n = header_cells_there(g, own->row), first[HEADER_SHARE_MAX], j = 0;
    struct str head[HEADER_SHARE_MAX];
    if (n > HEADER_SHARE_MAX) return false;
    for (uint32_t k = 0; k < n; k++) head[k] = grid_at(g, own->row, k)->text;
    if (header_share(head, n, below->text, below->n, HEADER_BLANKS, a, first) < 0) return false;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t end = j + 1, next = below->n;
        for (uint32_t x = n; x > k + 1; x--) next = first[x - 1] == HEADER_ALONE ? next : first[x - 1];
        while (below->text[j].n && end < next && below->text[end].n) end++;
        own->lo[k] = below->lo[j];
        own->text[k] = head[k];
        j = end;
    }
    own->lo[n] = below->lo[below->n];
    own->n = n;
    return true;
}

/* A header row of one-cell-a-line text has lost its spans: its cells stand over those of the row below (a blank one there
 * is one cell merged downwards; a run of others belongs to one cell above, or is shared by several). */
static void spread_row(const struct grid *g, const struct segments *below, struct segments *own, struct arena *a)
{
    if (spread_by_words(g, below, own, a)) return;
    uint32_t have = header_cells_there(g, own->row), segs = 0, runs = 0;
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

/* A single row of heads with as many cells as the table has columns with something in them stands over these. */
static bool over_filled(const struct grid *g, const struct header *h, struct matrix *m)
{
    if (m->nrow != 1 || h->end >= g->nrow) return false;
    uint32_t have = header_cells_there(g, h->first), n = 0;
    if (have >= m->ncol) return false;
    for (uint32_t pass = 0; pass < 2; pass++) {
        if (pass && n != have) return false;
        n = 0;
        for (uint32_t c = 0; c < m->ncol; c++) {
            bool any = false;
            for (uint32_t r = h->end; r < g->nrow && !any; r++) any = grid_at(g, r, c)->text.n > 0;
            if (any && pass) *at(m, 0, c) = grid_at(g, h->first, n)->text;
            n += any;
        }
    }
    return true;
}

/* One-cell-a-line text: from the bottom row, whose cells are the columns, upwards. */
static int spread_rows(const struct grid *g, const struct header *h, struct arena *a, struct matrix *m)
{
    struct segments below = {0, NULL, NULL, 0};
    for (uint32_t r = m->nrow; r-- > 0;) {
        struct segments own = {0, arena_array(a, m->ncol + 2u, sizeof *own.lo), arena_array(a, m->ncol + 2u, sizeof *own.text), h->first + r};
        if (!own.lo || !own.text) return -1;
        if (below.lo && header_cells_there(g, own.row) < header_cells_there(g, below.row)) spread_row(g, &below, &own, a);
        else keep_row(g, h->end, header_cells_there(g, own.row), &own);
        if (r + 1 == m->nrow && header_cells_there(g, own.row) < m->ncol) widen_code(m->ncol, header_cells_there(g, own.row), &own);
        for (uint32_t k = 0; k < own.n; k++)
            for (uint32_t c = own.lo[k]; c < own.lo[k + 1] && c < m->ncol; c++) *at(m, r, c) = own.text[k];
        below = own;
    }
    return 0;
}

/* ---- rows with their spans ---- */

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

static int fill_matrix(const struct grid *g, struct header *h, struct arena *a, struct matrix *m)
{
    m->nrow = h->end - h->first;
    m->ncol = g->ncol;
    m->t = arena_array(a, (size_t)m->nrow * m->ncol + 1, sizeof *m->t);
    if (!m->t) return -1;
    bool cells = header_cells_lost(g, h), spans = header_spans_lost(g, h, a);
    if (cells && header_place_lost(g, h, a, m->t)) return 0;
    h->unclear = cells && !spans;
    if (!g->spans && over_filled(g, h, m)) return 0;
    if (h->unclear) { /* better amounts without a head than under another's */
        for (uint32_t c = 0; c < m->ncol && header_label_head(grid_at(g, h->first, c)->text); c++) *at(m, 0, c) = grid_at(g, h->first, c)->text;
        return 0;
    }
    if (spans || g->layout == GRID_LIST) {
        if (spread_rows(g, h, a, m)) return -1;
    } else {
        for (uint32_t r = 0; r < m->nrow; r++) copy_row(g, h->first + r, m, r);
    }
    if (!g->spans) inherit_left(m);
    return 0;
}

/* ---- paths ---- */

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
        if (!s.n || str_eq(s, col->leaf) || header_ordinal(s)) continue;
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

int header_paths(const struct grid *g, struct arena *a, struct header *h)
{
    struct matrix m;
    if (fill_matrix(g, h, a, &m)) return -1;
    h->ncol = g->ncol;
    h->col = arena_array(a, h->ncol + 1, sizeof *h->col);
    if (!h->col) return -1;
    for (uint32_t c = 0; c < h->ncol; c++)
        if (column_path(&m, c, a, &h->col[c])) return -1;
    return split_flat_heads(g, h, a, h->col);
}
