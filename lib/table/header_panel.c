/* SPDX-License-Identifier: MIT */
/* header_panel.c: the panels of a table (labels with their amounts, side by side), the side each is of (income, expenditure), and
 * which labels are organisations. */
#include "table/header_in.h"

#include <string.h>

void header_panels(struct header *h)
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
void header_sides(const struct grid *g, struct header *h)
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
int header_tell_apart(struct header *h, struct arena *a)
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

/* ---- organisations ---- */

/* 单位编码 and 单位名称 beside 科目编码 and 科目名称 are the row's organisation. */
void header_orgs(struct header *h)
{
    static const enum column_kind kinds[] = {COLUMN_CODE, COLUMN_NAME};
    for (size_t i = 0; i < 2; i++) {
        uint32_t org = 0, account = 0;
        for (uint32_t c = 0; c < h->ncol; c++) {
            struct column *k = &h->col[c];
            if (k->kind != kinds[i]) continue;
            k->org = header_org_head(k->leaf) || str_starts(k->leaf, S("部门编码")) || str_starts(k->leaf, S("部门名称")) || str_starts(k->leaf, S("部门代码"));
            org += k->org;
            account += !k->org;
        }
        for (uint32_t c = 0; c < h->ncol && !(org && account); c++)
            if (h->col[c].kind == kinds[i]) h->col[c].org = false;
    }
}

/* Labels of organisations alone: no word of a 科目 over any label column. */
void header_orgs_only(struct header *h)
{
    h->orgs_only = h->orgs;
    for (uint32_t c = 0; c < h->ncol; c++) {
        const struct column *k = &h->col[c];
        if (k->kind != COLUMN_CODE && k->kind != COLUMN_NAME) continue;
        if (!header_org_head(k->leaf) || str_has(k->path, S("科目")) || str_has(k->path, S("项目"))) h->orgs_only = false;
    }
}
