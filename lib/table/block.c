#include "table/block.h"

#include "base/utf.h"
#include "base/vec.h"
#include "table/caption.h"
#include "table/lex.h"

#include <string.h>

/* ---- kinds of lines of a text ---- */

static bool has_tab(const struct doc_line *l) { return l->text.n && memchr(l->text.p, '\t', l->text.n) != NULL; }
static bool is_blank(const struct doc_line *l) { return !has_tab(l) && str_trim(l->text).n == 0; }

/* One cell a line: a TAB in front and none behind. */
static bool is_list_line(const struct doc_line *l)
{
    return l->text.n && l->text.p[0] == '\t' && !memchr(l->text.p + 1, '\t', l->text.n - 1);
}

static uint32_t tabs_of(const struct doc_line *l)
{
    uint32_t n = 0;
    for (size_t i = 0; i < l->text.n; i++) n += l->text.p[i] == '\t';
    return n;
}

/* ---- a run of rows with TABs ---- */

struct region {
    size_t from, to;
    bool list;
};

/* Does a line without TAB that follows row `row` at once carry on its last cell? Not if that cell is
 * an amount, and not if the line reads like the title or note of something else. */
static bool carries_on(const struct doc_line *row, const struct doc_line *l, struct arena *scratch)
{
    struct str s = str_trim(l->text);
    if (str_starts(s, S("<table"))) return true;
    struct str last = str_trim(row->text);
    size_t tab = last.n;
    while (tab > 0 && last.p[tab - 1] != '\t') tab--;
    last = utf_squeeze(scratch, str_trim(str_from(last, tab)));
    struct str sq = utf_squeeze(scratch, s);
    if (!last.n || !last.p || !sq.p) return false;
    enum lex_kind k = lex_amount(scratch, last).kind;
    if (k == LEX_NUMBER || k == LEX_DASH) return false;
    struct lex_label label = lex_label(sq);
    if (label.kind == LEX_NUM && row->text.p[0] == '\t') return true; /* 1. … 2. … of one cell */
    return !caption_line(sq);
}

static size_t region_end(const struct doc *d, size_t from, bool list, struct arena *scratch)
{
    size_t end = from + 1, row = from;
    bool gap = false;
    for (size_t i = from + 1; i < d->n; i++) {
        const struct doc_line *l = &d->line[i];
        if (l->flags & DOC_ROW) break;
        if (has_tab(l)) {
            end = i + 1;
            row = i;
            gap = false;
        } else if (is_blank(l)) {
            gap = true;
        } else {
            arena_reset(scratch);
            if (gap || !carries_on(&d->line[row], l, scratch)) break;
            if (list) end = i + 1;
        }
    }
    return end;
}

/* 一、本单位职责 <TAB> 1: a contents list written with TABs. */
static bool is_contents(const struct doc *d, size_t from, size_t to)
{
    size_t rows = 0;
    unsigned last = 0;
    for (size_t i = from; i < to; i++) {
        const struct doc_line *l = &d->line[i];
        if (!has_tab(l)) continue;
        size_t tab = l->text.n;
        while (tab > 0 && l->text.p[tab - 1] != '\t') tab--;
        unsigned page;
        if (!str_u32(str_trim(str_from(l->text, tab)), &page) || page < last || page > 9999) return false;
        if (str_trim(str_sub(l->text, 0, tab)).n < 6) return false;
        last = page;
        rows++;
    }
    return rows >= 3;
}

/* A run of rows whose width changes for good at a page break is two tables, the second of which lost its
 * head. Forms change width all the time and are left whole. Returns the end of the first part. */
static bool form_words(const struct doc *d, size_t from, size_t to)
{
    static const struct str word[] = {SI("项目名称"), SI("绩效"), SI("一级指标"), SI("部门名称"), SI("主管部门")};
    for (size_t i = from; i < to && i < from + 4; i++)
        for (size_t k = 0; k < sizeof word / sizeof word[0]; k++)
            if (str_has(d->line[i].text, word[k])) return true;
    return false;
}

static size_t width_break(const struct doc *d, size_t from, size_t to)
{
    if (form_words(d, from, to)) return to;
    uint32_t width = tabs_of(&d->line[from]);
    for (size_t i = from + 1; i < to; i++) {
        if (!is_blank(&d->line[i])) {
            if (has_tab(&d->line[i]) && tabs_of(&d->line[i]) != width && !is_blank(&d->line[i - 1])) return to;
            continue;
        }
        size_t k = i;
        while (k < to && is_blank(&d->line[k])) k++;
        if (k == to || !has_tab(&d->line[k]) || tabs_of(&d->line[k]) == width) {
            i = k;
            continue;
        }
        uint32_t other = tabs_of(&d->line[k]);
        for (size_t m = k; m < to; m++)
            if (has_tab(&d->line[m]) && tabs_of(&d->line[m]) != other) return to;
        return i;
    }
    return to;
}

/* ---- collecting ---- */

typedef VEC(struct block) block_vec;

static int add(block_vec *v, enum block_kind kind, size_t from, size_t to, struct grid *g, struct err *e)
{
    if (from == to) return 0;
    if (kind == BLOCK_PROSE && v->n && v->v[v->n - 1].kind == BLOCK_PROSE && v->v[v->n - 1].to == from) {
        v->v[v->n - 1].to = to;
        return 0;
    }
    struct block b = {kind, from, to, g};
    return VEC_PUSH(v, b) ? err_nomem(e) : 0;
}

static struct grid *new_grid(struct arena *a, struct err *e)
{
    struct grid *g = arena_zalloc(a, sizeof *g);
    if (!g) err_nomem(e);
    return g;
}

static int add_tab_region(const struct doc *d, struct arena *a, block_vec *v, size_t from, size_t to, bool list, struct err *e)
{
    if (!list && is_contents(d, from, to)) return add(v, BLOCK_CONTENTS, from, to, NULL, e);
    while (from < to) {
        size_t end = list ? to : width_break(d, from, to);
        struct grid *g = new_grid(a, e);
        if (!g) return ERR_FAIL;
        if (list ? grid_list(d, from, end, a, g, e) : grid_tab(d, from, end, a, g, e)) return ERR_FAIL;
        if (add(v, BLOCK_TABLE, from, end, g, e)) return ERR_FAIL;
        from = end;
        while (from < to && is_blank(&d->line[from])) from++;
    }
    return 0;
}

/* Lines [from, to) without TABs and rows: fixed-width tables in what the page shows. */
static int add_plain(const struct doc *d, struct arena *a, block_vec *v, size_t from, size_t to, bool fixed, struct err *e)
{
    while (fixed && from < to) {
        size_t t0 = 0, t1 = 0;
        struct grid *g = new_grid(a, e);
        if (!g) return ERR_FAIL;
        int rc = grid_fixed_next(d, from, to, a, &t0, &t1, g, e);
        if (rc < 0) return rc;
        if (rc == 0) break;
        if (add(v, BLOCK_PROSE, from, t0, NULL, e) || add(v, BLOCK_TABLE, t0, t1, g, e)) return ERR_FAIL;
        from = t1;
    }
    return add(v, BLOCK_PROSE, from, to, NULL, e);
}

static int add_rows(const struct doc *d, struct arena *a, block_vec *v, size_t from, size_t *to, struct err *e)
{
    size_t end = from + 1;
    while (end < d->n && (d->line[end].flags & DOC_ROW) && !(d->line[end].flags & DOC_TABLE)) end++;
    struct grid *g = new_grid(a, e);
    if (!g || grid_cells(d, from, end, a, g, e)) return ERR_FAIL;
    *to = end;
    return add(v, BLOCK_TABLE, from, end, g, e);
}

static bool uses_tabs(const struct doc *d)
{
    size_t rows = 0;
    for (size_t i = 0; i < d->n && rows < 2; i++) rows += !(d->line[i].flags & DOC_ROW) && has_tab(&d->line[i]);
    return rows >= 2;
}

int block_split(const struct doc *d, struct arena *a, struct blocks *out, struct err *e)
{
    block_vec v = {0};
    struct arena scratch = ARENA_INIT;
    bool fixed = !uses_tabs(d);
    int rc = 0;
    for (size_t i = 0; i < d->n && !rc;) {
        if (d->line[i].flags & DOC_ROW) {
            rc = add_rows(d, a, &v, i, &i, e);
        } else if (!fixed && has_tab(&d->line[i])) {
            bool list = is_list_line(&d->line[i]);
            size_t end = region_end(d, i, list, &scratch);
            rc = add_tab_region(d, a, &v, i, end, list, e);
            i = end;
        } else {
            size_t k = i + 1;
            while (k < d->n && !(d->line[k].flags & DOC_ROW) && (fixed || !has_tab(&d->line[k]))) k++;
            rc = add_plain(d, a, &v, i, k, fixed, e);
            i = k;
        }
    }
    arena_free(&scratch);
    if (!rc) {
        out->v = arena_array(a, v.n + 1, sizeof *out->v);
        if (!out->v) rc = err_nomem(e);
        else if (v.n) memcpy(out->v, v.v, v.n * sizeof *v.v);
        out->n = v.n;
    }
    VEC_FREE(&v);
    return rc;
}
