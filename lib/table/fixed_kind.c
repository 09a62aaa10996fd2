/* SPDX-License-Identifier: MIT */
/* fixed_kind.c: what the columns of a laid-out table hold: names, codes or amounts, by their heads and their pieces, and the panels
 * they make. */
#include "table/fixed_pair.h"
#include "table/words.h"

/* Over codes or ordinals; h may be NULL. */
static bool names_code(const struct fx_head *h)
{
    PR_WORDS(word, SI("编码"), SI("代码"), SI("序号"), SI("行次"), SI("编号"));
    if (!h) return false;
    if (pr_ends(h->text, word)) return true;
    return fx_same(h->text, S("类")) || fx_same(h->text, S("款")) || fx_same(h->text, S("项"));
}

/* A head over labels, as far as its words tell. */
bool fx_names_label(const struct fx_head *h)
{
    PR_WORDS(end, SI("名称"), SI("项目"), SI("科目"), SI("行次"), SI("栏次"), SI("备注"), SI("单位"));
    if (names_code(h) || fx_same(h->text, S("次"))) return true;
    return pr_ends(h->text, end) > 0;
}

/* Account codes and ordinals: short runs of digits in front of a name. */
static bool all_digits(struct fx_table *t, const struct fx_seg *s, size_t nseg, uint32_t col)
{
    size_t digits = 0, others = 0;
    for (size_t g = 0; g < nseg; g++) {
        for (size_t i = s[g].body; i < s[g].to; i++) {
            for (uint32_t k = 0; k < t->line[i].ntok; k++) {
                const struct fx_tok *p = &t->line[i].tok[k];
                if (p->col != col) continue;
                if (p->kind == FX_DIGITS && p->s.n <= 12) digits++;
                else if (fx_numeric(p)) others++;
            }
        }
    }
    return digits > 0 && others * 20 <= digits;
}

/* A name that is longest decides how full the other lines of the column are. */
static void measure_names(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols)
{
    for (size_t g = 0; g < nseg; g++) {
        for (size_t i = s[g].body; i < s[g].to; i++) {
            for (uint32_t k = 0; k < t->line[i].ntok; k++) {
                const struct fx_tok *p = &t->line[i].tok[k];
                if (p->col >= cols->n || fx_numeric(p)) continue;
                uint32_t n = (uint32_t)fx_chars(p->s);
                if (n > cols->v[p->col].chars) cols->v[p->col].chars = n;
            }
        }
    }
}

/* 科目名称 stands over no amounts: heads and figures are paired wrongly. */
static bool over_names(const struct fx_head *h)
{
    return h && (fx_same(h->text, S("科目名称")) || fx_same(h->text, S("项目名称")) || fx_same(h->text, S("单位名称")));
}

void fx_kinds(struct fx_table *t, const struct fx_seg *s, size_t nseg, struct fx_cols *cols)
{
    measure_names(t, s, nseg, cols);
    bool after_text = false;
    for (uint32_t c = 0; c < cols->n; c++) {
        struct fx_col *v = &cols->v[c];
        if (!v->count) continue;
        if (!v->numeric) after_text = true;
        else if (all_digits(t, s, nseg, c)) {
            uint32_t next = c + 1;
            while (next < cols->n && (!cols->v[next].count || (cols->v[next].numeric && all_digits(t, s, nseg, next))))
                next++;
            bool name_follows = next < cols->n && !cols->v[next].numeric;
            v->digits = fx_digits(t, s, nseg, cols, c);
            v->code = names_code(v->head) || (name_follows && !after_text) || v->digits != GRID_FIGURES;
        }
        if (v->numeric && !v->code) after_text = false;
        if (v->numeric && !v->code && over_names(v->head)) cols->ambiguous = true;
    }
    uint16_t panel = 0;
    bool amounts = false;
    for (uint32_t c = 0; c < cols->n; c++) {
        struct fx_col *v = &cols->v[c];
        bool label = v->count && (!v->numeric || v->code), later = false;
        for (uint32_t k = c + 1; k < cols->n; k++) later |= cols->v[k].count && cols->v[k].numeric && !cols->v[k].code;
        if (label && amounts && later) panel++, amounts = false;
        if (v->count && v->numeric && !v->code) amounts = true;
        v->panel = panel;
    }
}
