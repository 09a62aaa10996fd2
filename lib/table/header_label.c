/* SPDX-License-Identifier: MIT */
/* header_label.c: which of several label columns tells the rows of a panel apart.
 *
 * 类 | 款 | 科目名称 | 类 | 款 | 科目名称 are two classifications of one row: the first is the row's own, the second is words beside it.
 * 项目名称 | 采购品目名称 are two names: the row has the one that no two rows share. */
#include "table/header_in.h"
#include "table/words.h"

enum { LOOK_ROWS = 200 };

static bool is_label(const struct column *k) { return (k->kind == COLUMN_CODE || k->kind == COLUMN_NAME) && !k->org; }

/* First column behind c, of the same panel, that is an amount; else where the panel ends. */
static uint32_t labels_end(const struct header *h, uint32_t c)
{
    uint16_t panel = h->col[c].panel;
    while (c < h->ncol && h->col[c].panel == panel && h->col[c].kind != COLUMN_AMOUNT) c++;
    return c;
}

/* Codes and a name, and codes again. */
static void second_classification(struct header *h, uint32_t from, uint32_t to)
{
    bool code = false, name = false, second = false;
    for (uint32_t c = from; c < to; c++) {
        struct column *k = &h->col[c];
        if (!is_label(k)) continue;
        second |= code && name && k->kind == COLUMN_CODE && k->path.n;
        if (second) k->kind = COLUMN_TEXT;
        code |= k->kind == COLUMN_CODE;
        name |= code && k->kind == COLUMN_NAME;
    }
}

static bool tells_apart(const struct grid *g, const struct header *h, uint32_t c)
{
    uint32_t seen = 0, to = g->nrow - h->end > LOOK_ROWS ? h->end + LOOK_ROWS : g->nrow;
    for (uint32_t r = h->end; r < to; r++) {
        struct str s = grid_at(g, r, c)->text;
        if (!s.n || header_is_filler(g, h, r)) continue;
        for (uint32_t u = h->end; u < r; u++)
            if (str_eq(grid_at(g, u, c)->text, s)) return false;
        seen++;
    }
    return seen > 0;
}

/* Are columns b and c ever filled in one row, with different words? */
static bool side_by_side(const struct grid *g, const struct header *h, uint32_t b, uint32_t c)
{
    uint32_t to = g->nrow - h->end > LOOK_ROWS ? h->end + LOOK_ROWS : g->nrow;
    for (uint32_t r = h->end; r < to; r++) {
        struct str s = grid_at(g, r, b)->text, t = grid_at(g, r, c)->text;
        if (s.n && t.n && !str_eq(s, t) && !header_is_filler(g, h, r)) return true;
    }
    return false;
}

static bool is_name(const struct column *k) { return is_label(k) && k->kind == COLUMN_NAME && k->path.n; }
static bool has_code(const struct column *k) { return str_has(k->leaf, S("代码")) || str_has(k->leaf, S("编码")); } /* 资产分类代码及名称 */

static void one_name(const struct grid *g, struct header *h, uint32_t from, uint32_t to)
{
    uint32_t first = to, own = to;
    bool several = false;
    for (uint32_t c = from; c < to; c++) {
        if (!is_name(&h->col[c])) continue;
        if (first == to) first = c;
        else if (!str_eq(h->col[c].path, h->col[first].path)) several |= side_by_side(g, h, first, c);
    }
    for (uint32_t c = from; several && c < to; c++)
        if (is_name(&h->col[c]) && (own == to || has_code(&h->col[own])) && tells_apart(g, h, c)) own = c;
    for (uint32_t c = from; own < to && c < to; c++)
        if (is_name(&h->col[c]) && c != own) h->col[c].kind = COLUMN_TEXT;
}

/* A head whose words several rows share: a class of things, or the organisation. */
static bool is_shared_head(const struct column *k)
{
    PR_WORDS(tail, SI("类别"), SI("类型"), SI("大类"), SI("单位名称"), SI("部门名称"));
    return pr_ends(k->leaf, tail) > 0;
}

/* 单位名称 | 采购项目: where the only name is one that rows share, words beside it that tell them apart are the name. */
static void name_beside(const struct grid *g, struct header *h, uint32_t from, uint32_t to)
{
    uint32_t name = to, codes = 0;
    for (uint32_t c = from; c < to; c++) {
        if (is_label(&h->col[c]) && h->col[c].kind == COLUMN_CODE && !str_starts(h->col[c].leaf, S("单位"))) codes++;
        if (is_name(&h->col[c])) name = name == to ? c : h->ncol;
    }
    bool shared = name < to && (is_shared_head(&h->col[name]) || !header_label_head(h->col[name].leaf));
    if (codes || !shared || tells_apart(g, h, name)) return;
    for (uint32_t c = name + 1; c < to; c++) {
        if (h->col[c].kind != COLUMN_TEXT || !h->col[c].path.n || !tells_apart(g, h, c)) continue;
        h->col[c].kind = COLUMN_NAME;
        bool org = h->orgs && str_starts(h->col[name].leaf, S("单位"));
        for (uint32_t k = from; k < to; k++)
            if (org && k != c && is_label(&h->col[k]) && str_starts(h->col[k].leaf, S("单位"))) h->col[k].org = true;
        if (org) h->orgs_only = false;
        else h->col[name].kind = COLUMN_TEXT;
        return;
    }
}

void header_labels(const struct grid *g, struct header *h)
{
    for (uint32_t c = 0; c < h->ncol;) {
        uint16_t panel = h->col[c].panel;
        uint32_t to = labels_end(h, c);
        if (to < h->ncol && h->col[to].kind == COLUMN_AMOUNT && h->col[to].panel == panel) {
            second_classification(h, c, to);
            one_name(g, h, c, to);
            name_beside(g, h, c, to);
        }
        while (c < h->ncol && h->col[c].panel == panel) c++;
    }
}
