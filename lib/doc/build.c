/* SPDX-License-Identifier: MIT */
/* build.c: see build.h. */
#include "doc/build.h"

#include "doc/source.h"

#include <stdlib.h>

static struct build_table *top(const struct build *b)
{
    return b->depth ? b->table[b->depth - 1] : NULL;
}

static void table_free(struct build_table *t)
{
    VEC_FREE(&t->cell);
    VEC_FREE(&t->hang);
    VEC_FREE(&t->above);
    free(t);
}

void build_free(struct build *b)
{
    while (b->depth > 0) table_free(b->table[--b->depth]);
    VEC_FREE(&b->text);
}

/* ---- lines ---- */

static struct doc_line *add_line(struct build *b, struct err *e)
{
    struct doc *d = b->d;
    if (d->n == d->cap) {
        size_t cap = d->cap ? 2 * d->cap : 64;
        struct doc_line *bigger = arena_grow(&d->arena, d->line, d->cap * sizeof *bigger, cap * sizeof *bigger);
        if (!bigger) {
            err_nomem(e);
            return NULL;
        }
        d->line = bigger;
        d->cap = cap;
    }
    if (b->count) b->line++;
    struct doc_line *l = &d->line[d->n++];
    *l = (struct doc_line){{"", 0}, b->page, b->line, b->next_flags, 0, NULL};
    b->next_flags = 0;
    return l;
}

static struct str trim_ends(struct str s)
{
    if (!s.p) return (struct str){"", 0};
    while (s.n > 0 && (s.p[s.n - 1] == ' ' || s.p[s.n - 1] == '\n' || s.p[s.n - 1] == '\t')) s.n--;
    while (s.n > 0 && s.p[0] == '\n') s = str_from(s, 1); /* blanks in front are indentation */
    return s;
}

int build_line(struct build *b, struct str text, uint32_t flags, struct err *e)
{
    struct doc_line *l = add_line(b, e);
    if (!l) return ERR_FAIL;
    l->text = text;
    l->flags |= flags;
    return 0;
}

/* What was collected, cleaned, in the arena. */
static int take_text(struct build *b, struct str *out, struct err *e)
{
    *out = (struct str){"", 0};
    if (b->text.n == 0) return 0;
    size_t n = text_clean(b->text.v, b->text.n);
    *out = arena_str(&b->d->arena, trim_ends((struct str){b->text.v, n}));
    b->text.n = 0;
    return out->p ? 0 : err_nomem(e);
}

/* Paragraphs of a text, one line each. */
static int paragraphs(struct build *b, struct str text, uint32_t flags, struct err *e)
{
    while (text.n > 0) {
        size_t lf = str_find(text, S("\n"), 0);
        struct str one = trim_ends(str_sub(text, 0, lf));
        text = lf == STR_NPOS ? (struct str){NULL, 0} : str_from(text, lf + 1);
        if (one.n > 0 && build_line(b, one, flags | DOC_PARA, e)) return ERR_FAIL;
    }
    return 0;
}

int build_text(struct build *b, const char *p, size_t n, struct err *e)
{
    if (n > SIZE_MAX / 4 || VEC_RESERVE(&b->text, b->text.n + n)) return err_nomem(e);
    if (n) memcpy(b->text.v + b->text.n, p, n);
    b->text.n += n;
    return 0;
}

char build_last(const struct build *b)
{
    return b->text.n ? b->text.v[b->text.n - 1] : '\n';
}

int build_break(struct build *b, struct err *e)
{
    const struct build_table *t = top(b);
    if (t && t->in_cell) b->para_flags = 0;
    if (t && t->in_cell) return build_last(b) == '\n' ? 0 : build_text(b, "\n", 1, e);
    struct str text;
    uint32_t flags = b->para_flags;
    b->para_flags = 0;
    if (take_text(b, &text, e)) return ERR_FAIL;
    return paragraphs(b, text, flags, e);
}

/* ---- rows ---- */

/* The row's cells so far are no row: an inner table stands among them. */
static int cells_as_paragraphs(struct build *b, struct build_table *t, struct err *e)
{
    for (size_t i = 0; i < t->cell.n; i++)
        if (paragraphs(b, t->cell.v[i].text, 0, e)) return ERR_FAIL;
    t->cell.n = 0;
    return 0;
}

static struct str joined(struct arena *a, const struct doc_cell *cell, size_t ncell)
{
    size_t n = 0, at = 0;
    for (size_t i = 0; i < ncell; i++) n += cell[i].text.n + 1;
    char *p = arena_alloc(a, n);
    if (!p) return (struct str){NULL, 0};
    for (size_t i = 0; i < ncell; i++) {
        if (i) p[at++] = '\t';
        for (size_t k = 0; k < cell[i].text.n; k++) {
            char c = cell[i].text.p[k];
            p[at++] = c == '\n' || c == '\t' ? ' ' : c;
        }
    }
    return (struct str){p, at};
}

int build_cells(struct build *b, const struct doc_cell *cell, size_t n, uint32_t flags, struct err *e)
{
    struct doc_cell *copy = arena_alloc(&b->d->arena, n * sizeof *copy);
    struct str text = joined(&b->d->arena, cell, n);
    if (!copy || !text.p) return err_nomem(e);
    if (build_line(b, text, DOC_ROW | flags, e)) return ERR_FAIL;
    struct doc_line *l = &b->d->line[b->d->n - 1];
    if (n) memcpy(copy, cell, n * sizeof *copy);
    for (size_t i = 0; i < n; i++) copy[i].line = l->line;
    l->cell = copy;
    l->ncell = (uint32_t)n;
    return 0;
}

static int emit_row(struct build *b, struct build_table *t, struct err *e)
{
    if (build_cells(b, t->cell.v, t->cell.n, t->any ? 0U : DOC_TABLE, e)) return ERR_FAIL;
    size_t line = b->d->n - 1;
    for (size_t i = 0; i < t->cell.n; i++) t->above.v[t->cell.v[i].col] = (struct build_place){line, (uint32_t)i};
    if (!t->any) t->first = line;
    t->any = true;
    t->cell.n = 0;
    return 0;
}

int build_row_open(struct build *b, struct err *e)
{
    struct build_table *t = top(b);
    if (!t) return 0;
    if (build_row_close(b, e) || build_break(b, e)) return ERR_FAIL;
    t->in_row = true;
    t->broken = t->covered = false;
    t->col = 0;
    t->cell.n = 0;
    return 0;
}

int build_row_close(struct build *b, struct err *e)
{
    struct build_table *t = top(b);
    if (!t || !t->in_row) return 0;
    if (build_cell_close(b, e)) return ERR_FAIL;
    t->in_row = false;
    for (size_t i = 0; i < t->hang.n; i++) {
        t->covered |= t->hang.v[i] > 1;
        t->hang.v[i] -= t->hang.v[i] > 0;
    }
    if (t->broken || (t->layout && t->cell.n == 1)) return cells_as_paragraphs(b, t, e);
    /* A row that is wholly covered from above still counts for the cells that cover it. */
    return t->cell.n || t->covered ? emit_row(b, t, e) : 0;
}

/* ---- cells ---- */

static int too_wide(const struct build *b, struct err *e)
{
    return err_set(e, b->d->name, b->line, "a table has more than %d columns", BUILD_COLUMNS);
}

static int widen(struct build_table *t, uint32_t columns)
{
    if (VEC_RESERVE(&t->hang, columns) || VEC_RESERVE(&t->above, columns)) return -1;
    while (t->hang.n < columns) {
        t->hang.v[t->hang.n++] = 0;
        t->above.v[t->above.n++] = (struct build_place){SIZE_MAX, 0};
    }
    return 0;
}

int build_cell_open(struct build *b, uint32_t colspan, uint32_t rowspan, struct err *e)
{
    struct build_table *t = top(b);
    if (!t) return 0;
    if (!t->in_row && build_row_open(b, e)) return ERR_FAIL;
    if (build_cell_close(b, e) || build_break(b, e)) return ERR_FAIL;
    if (colspan < 1) colspan = 1;
    if (colspan > BUILD_SPAN) colspan = BUILD_SPAN;
    if (rowspan < 1) rowspan = 1;
    if (rowspan > UINT16_MAX) rowspan = UINT16_MAX;
    while (t->col < t->hang.n && t->hang.v[t->col] > 0) t->col++;
    if (t->col + colspan > BUILD_COLUMNS) return too_wide(b, e);
    if (widen(t, t->col + colspan)) return err_nomem(e);
    for (uint32_t i = t->col; i < t->col + colspan; i++)
        if (t->hang.v[i] < rowspan) t->hang.v[i] = rowspan;
    t->open = (struct doc_cell){.col = (uint16_t)t->col, .colspan = (uint16_t)colspan, .rowspan = (uint16_t)rowspan};
    t->col += colspan;
    t->in_cell = true;
    t->merged_up = false;
    return 0;
}

void build_skip_columns(struct build *b, uint32_t n)
{
    struct build_table *t = top(b);
    if (t) t->col += n < BUILD_COLUMNS ? n : BUILD_COLUMNS;
}

void build_merge_up(struct build *b)
{
    struct build_table *t = top(b);
    if (t) t->merged_up = true;
}

/* Word repeats a merged cell in every row, empty: the one above grows instead. */
static bool grow_above(struct build *b, struct build_table *t)
{
    struct build_place p = t->above.v[t->open.col];
    if (!t->merged_up || p.line == SIZE_MAX) return false;
    struct doc_cell *c = &b->d->line[p.line].cell[p.cell];
    if (c->rowspan < UINT16_MAX) c->rowspan++;
    t->covered = true;
    return true;
}

int build_cell_close(struct build *b, struct err *e)
{
    struct build_table *t = top(b);
    if (!t || !t->in_cell) return 0;
    t->in_cell = false;
    if (take_text(b, &t->open.text, e)) return ERR_FAIL;
    if (grow_above(b, t)) return 0;
    return VEC_PUSH(&t->cell, t->open) ? err_nomem(e) : 0;
}

int build_cell(struct build *b, struct str text, struct err *e)
{
    if (build_cell_open(b, 1, 1, e) || build_text(b, text.p, text.n, e)) return ERR_FAIL;
    return build_cell_close(b, e);
}

/* ---- tables ---- */

int build_table_open(struct build *b, struct err *e)
{
    struct build_table *outer = top(b);
    if (outer && outer->in_cell) {
        struct str text;
        if (take_text(b, &text, e) || cells_as_paragraphs(b, outer, e) || paragraphs(b, text, 0, e)) return ERR_FAIL;
        outer->broken = outer->layout = true;
    } else if (!outer && build_break(b, e)) {
        return ERR_FAIL;
    }
    if (b->depth == BUILD_DEPTH)
        return err_set(e, b->d->name, b->line, "tables inside tables, more than %d deep", BUILD_DEPTH);
    struct build_table *t = calloc(1, sizeof *t);
    if (!t) return err_nomem(e);
    b->table[b->depth++] = t;
    return 0;
}

/* A cell covers no row that is not there. */
static void clip_rowspans(struct build *b, const struct build_table *t)
{
    size_t left = 0;
    for (size_t i = b->d->n; t->any && i-- > t->first;) {
        struct doc_line *l = &b->d->line[i];
        if (!(l->flags & DOC_ROW)) continue;
        left++;
        for (uint32_t c = 0; c < l->ncell; c++)
            if (l->cell[c].rowspan > left) l->cell[c].rowspan = (uint16_t)left;
    }
}

int build_table_close(struct build *b, struct err *e)
{
    struct build_table *t = top(b);
    if (!t) return 0;
    if (build_row_close(b, e) || build_break(b, e)) return ERR_FAIL;
    clip_rowspans(b, t);
    table_free(t);
    b->depth--;
    return 0;
}
