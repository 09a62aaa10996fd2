/* SPDX-License-Identifier: MIT */
/* xlsx.c: a workbook's sheets as rows of cells (ISO/IEC 29500-1, SpreadsheetML). A sheet is a page, its
 * name a heading; numbers are printed by their format, formulas by their stored values. What is hidden is not
 * printed, so not read: rows, columns, and sheets unless all are. What the parts mean is in book.c. */
#include "doc/book.h"
#include "doc/build.h"
#include "doc/numfmt.h"
#include "doc/source.h"
#include "doc/xml.h"

#include <stdlib.h>

enum { ROWS_MAX = 1048576 /* of a sheet; what Excel allows */ };

struct merge {
    uint32_t row0, row1, col0, col1; /* inclusive, from 1 and from 0 */
};

struct sheet {
    struct build b;
    const struct book *book;
    VEC(struct doc_cell) cell; /* of the row being read */
    VEC(struct merge) merge;
    bool *hidden;              /* of each of BUILD_COLUMNS columns; NULL: none is */
    VEC(char) value;
    uint32_t col, last_row; /* column of the open cell; last row that was there */
    uint32_t style;
    char type;              /* s: shared, t: text, b: boolean, n: number */
    bool in_value, any, blank;
    bool row_hidden;        /* the open row is */
    size_t first;           /* line of the first row */
    struct err *e;
};

/* "AB12" to column 27 and row 12; missing parts leave 0 rows. */
static bool parse_ref(struct str s, uint32_t *col, uint32_t *row)
{
    size_t i = 0;
    uint32_t c = 0;
    unsigned r = 0;
    for (; i < s.n && s.p[i] >= 'A' && s.p[i] <= 'Z'; i++) {
        c = c * 26 + (uint32_t)(s.p[i] - 'A' + 1);
        if (c > BUILD_COLUMNS) return false;
    }
    if (c == 0 || (i < s.n && !str_u32(str_from(s, i), &r)) || r > ROWS_MAX) return false;
    *col = c - 1;
    *row = r;
    return true;
}

static int damaged(const struct sheet *s, const char *what, struct str value)
{
    return err_set(s->e, s->b.d->name, 0, "sheet %u: %s '%.*s'", s->b.page, what, STR_ARG(value));
}

/* ---- columns and rows ---- */

static int add_hidden(struct sheet *s, const struct xml_attrs *attrs)
{
    uint32_t from = xml_attr_u32(attrs, "min", 0), to = xml_attr_u32(attrs, "max", 0);
    if (!xml_attr_true(attrs, "hidden") || from == 0) return 0;
    if (!s->hidden) s->hidden = arena_array(&s->b.d->arena, BUILD_COLUMNS, sizeof *s->hidden);
    if (!s->hidden) return err_nomem(s->e);
    for (uint32_t c = from; c <= to && c <= BUILD_COLUMNS; c++) s->hidden[c - 1] = true;
    return 0;
}

static int row_start(struct sheet *s, const struct xml_attrs *attrs)
{
    struct str ref = xml_attr(attrs, "r");
    unsigned row = s->last_row + 1;
    if (ref.p && (!str_u32(ref, &row) || row <= s->last_row)) return damaged(s, "row number", ref);
    if (row > ROWS_MAX) return err_set(s->e, s->b.d->name, 0, "sheet %u: more than %d rows", s->b.page, ROWS_MAX);
    if (row > s->last_row + 1 && s->any && !s->blank) { /* rows that are not there: a gap */
        s->b.line = s->last_row + 1;
        s->blank = true;
        if (build_line(&s->b, (struct str){"", 0}, 0, s->e)) return ERR_FAIL;
    }
    s->row_hidden = xml_attr_true(attrs, "hidden");
    s->b.line = s->last_row = row;
    s->cell.n = 0;
    s->col = 0;
    return 0;
}

static int row_end(struct sheet *s)
{
    bool blank = true;
    if (s->row_hidden) return 0;
    for (size_t i = 0; i < s->cell.n; i++) blank &= s->cell.v[i].text.n == 0;
    if (blank && (s->blank || !s->any)) return 0;
    s->blank = blank;
    if (blank) return build_line(&s->b, (struct str){"", 0}, 0, s->e);
    bool first = !s->any;
    s->any = true;
    return build_cells(&s->b, s->cell.v, s->cell.n, first ? DOC_TABLE : 0, s->e);
}

/* ---- cells ---- */

static int cell_start(struct sheet *s, const struct xml_attrs *attrs)
{
    struct str ref = xml_attr(attrs, "r"), type = xml_attr(attrs, "t");
    uint32_t row;
    if (ref.p && !parse_ref(ref, &s->col, &row)) return damaged(s, "cell", ref);
    if (s->col >= BUILD_COLUMNS) return err_set(s->e, s->b.d->name, 0, "sheet %u: more than %d columns", s->b.page, BUILD_COLUMNS);
    if (s->cell.n && s->cell.v[s->cell.n - 1].col >= s->col) return damaged(s, "cell out of order", ref);
    s->style = xml_attr_u32(attrs, "s", 0);
    s->type = str_eq(type, S("s")) ? 's' : str_eq(type, S("b")) ? 'b' : type.n == 0 || str_eq(type, S("n")) ? 'n' : 't';
    s->value.n = 0;
    return 0;
}

/* A shared string by its number. */
static int shared(struct sheet *s, struct str *v)
{
    unsigned i;
    if (!str_u32(str_trim(*v), &i) || i >= s->book->string.n) return damaged(s, "no shared string", *v);
    *v = s->book->string.v[i];
    return 0;
}

static struct str printed(struct sheet *s, struct str v)
{
    struct arena *a = &s->b.d->arena;
    const struct book_style *style = book_style(s->book, s->style);
    if (v.n == 0) return (struct str){"", 0};
    if (s->type == 'b') return str_eq(v, S("1")) ? S("TRUE") : S("FALSE");
    if (s->type == 'n') v = numfmt_print(a, str_trim(v), style->code, s->book->date1904);
    static const char blanks[] = "                              "; /* indentation as it is seen, two a step */
    struct str indent = {blanks, s->type == 'n' ? 0 : 2 * (style->indent < 15 ? style->indent : 15)};
    v = arena_cat(a, indent, v);
    if (v.p) v.n = text_clean((char *)(uintptr_t)v.p, v.n);
    return v;
}

static int cell_end(struct sheet *s)
{
    struct str v = {s->value.v, s->value.n};
    if (s->type == 's' && v.n > 0 && shared(s, &v)) return ERR_FAIL;
    struct doc_cell c = {.text = printed(s, v), .line = s->last_row, .col = (uint16_t)s->col, .colspan = 1, .rowspan = 1};
    s->col++;
    if (!c.text.p || VEC_PUSH(&s->cell, c)) return err_nomem(s->e);
    return 0;
}

/* ---- the sheet ---- */

static int add_merge(struct sheet *s, struct str ref)
{
    struct merge m;
    size_t colon = str_find(ref, S(":"), 0);
    if (colon == STR_NPOS || !parse_ref(str_sub(ref, 0, colon), &m.col0, &m.row0) ||
        !parse_ref(str_from(ref, colon + 1), &m.col1, &m.row1) || m.col1 < m.col0 || m.row1 < m.row0)
        return damaged(s, "merged cells", ref);
    return VEC_PUSH(&s->merge, m) ? err_nomem(s->e) : 0;
}

static int on_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct sheet *s = arg;
    if (strcmp(name, "row") == 0) return row_start(s, attrs);
    if (strcmp(name, "c") == 0) return cell_start(s, attrs);
    if (strcmp(name, "col") == 0) return add_hidden(s, attrs);
    if (strcmp(name, "mergeCell") == 0) return add_merge(s, xml_attr(attrs, "ref"));
    s->in_value = strcmp(name, "v") == 0 || strcmp(name, "t") == 0;
    return 0;
}

static int on_end(void *arg, const char *name)
{
    struct sheet *s = arg;
    s->in_value = false;
    if (strcmp(name, "row") == 0) return row_end(s);
    return strcmp(name, "c") == 0 ? cell_end(s) : 0;
}

static int on_text(void *arg, const char *p, size_t n)
{
    struct sheet *s = arg;
    if (!s->in_value) return 0;
    if (VEC_RESERVE(&s->value, s->value.n + n)) return err_nomem(s->e);
    memcpy(s->value.v + s->value.n, p, n);
    s->value.n += n;
    return 0;
}

/* ---- merged cells ---- */

/* First line of the sheet with that row or a later one. */
static size_t line_of_row(const struct sheet *s, uint32_t row)
{
    const struct doc *d = s->b.d;
    size_t low = s->first, high = d->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (d->line[mid].line < row) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* Cells of a row inside the merged area go, but for the one in its corner. */
static struct doc_cell *drop_covered(struct doc_line *l, const struct merge *m)
{
    struct doc_cell *corner = NULL;
    uint32_t out = 0;
    for (uint32_t i = 0; i < l->ncell; i++) {
        struct doc_cell *c = &l->cell[i];
        bool inside = c->col >= m->col0 && c->col <= m->col1;
        bool is_corner = inside && l->line == m->row0 && c->col == m->col0;
        if (inside && !is_corner) continue;
        l->cell[out] = *c;
        if (is_corner) corner = &l->cell[out];
        out++;
    }
    l->ncell = out;
    return corner;
}

static int apply_merges(struct sheet *s)
{
    struct doc *d = s->b.d;
    size_t work = 0;
    for (size_t k = 0; k < s->merge.n; k++) {
        const struct merge *m = &s->merge.v[k];
        struct doc_cell *corner = NULL;
        uint32_t rows = 0;
        for (size_t i = line_of_row(s, m->row0); i < d->n && d->line[i].line <= m->row1; i++) {
            if (!(d->line[i].flags & DOC_ROW)) continue;
            struct doc_cell *c = drop_covered(&d->line[i], m);
            if (c) corner = c;
            rows++;
            work += d->line[i].ncell + 1;
            if (work > (size_t)1 << 28) return err_set(s->e, d->name, 0, "sheet %u: too many merged cells", s->b.page);
        }
        if (!corner) continue;
        uint32_t span = m->col1 - m->col0 + 1;
        corner->colspan = (uint16_t)span;
        corner->rowspan = (uint16_t)(rows < UINT16_MAX ? rows : UINT16_MAX);
    }
    return 0;
}

/* The columns that are seen move together; a merged cell is seen where any of its columns is. */
static int drop_hidden(struct sheet *s)
{
    const struct doc *d = s->b.d;
    uint16_t *shown = arena_array(&s->b.d->arena, BUILD_COLUMNS + 1, sizeof *shown); /* columns before each that are */
    if (!shown) return err_nomem(s->e);
    for (uint32_t c = 0; c < BUILD_COLUMNS; c++) shown[c + 1] = (uint16_t)(shown[c] + !s->hidden[c]);
    for (size_t i = s->first; i < d->n; i++) {
        struct doc_line *l = &d->line[i];
        uint32_t out = 0;
        for (uint32_t k = 0; k < l->ncell; k++) {
            struct doc_cell c = l->cell[k];
            uint32_t end = (uint32_t)c.col + c.colspan;
            c.colspan = (uint16_t)(shown[end < BUILD_COLUMNS ? end : BUILD_COLUMNS] - shown[c.col]);
            c.col = shown[c.col];
            if (c.colspan) l->cell[out++] = c;
        }
        l->ncell = out;
    }
    return 0;
}

static int read_sheet(struct sheet *s, const struct book_sheet *sheet, const struct zip_part *part)
{
    static const struct xml_handler handler = {on_start, on_end, on_text, false};
    s->b.line = 1;
    s->b.next_flags = DOC_PAGE;
    s->last_row = 0;
    s->any = s->blank = false;
    s->merge.n = 0;
    s->hidden = NULL;
    if (build_line(&s->b, sheet->name, DOC_HEADING, s->e)) return ERR_FAIL;
    s->first = s->b.d->n;
    if (xml_parse(s->b.d->name, part->name, part->data, &handler, s, s->e)) return ERR_FAIL;
    return apply_merges(s) || (s->hidden && drop_hidden(s)) ? ERR_FAIL : 0;
}

int xlsx_lines(struct doc *d, const struct zip *z, struct err *e)
{
    struct book book;
    struct sheet s = {.b = {.d = d}, .book = &book, .e = e};
    int rc = book_open(&book, d, z, e);
    for (size_t i = 0; i < book.sheet.n && rc == 0; i++) {
        const struct book_sheet *sheet = &book.sheet.v[i];
        const struct zip_part *part = zip_find(z, sheet->part);
        if (sheet->hidden && !book.all_hidden) continue;
        if (!part && sheet->is_worksheet) rc = err_set(e, d->name, 0, "is damaged: %.*s is missing", STR_ARG(sheet->part));
        if (!part) continue;
        s.b.page++;
        rc = read_sheet(&s, sheet, part);
    }
    if (rc == 0 && s.b.page == 0) rc = err_set(e, d->name, 0, "is a workbook without a sheet");
    VEC_FREE(&s.cell);
    VEC_FREE(&s.merge);
    VEC_FREE(&s.value);
    build_free(&s.b);
    book_free(&book);
    return rc;
}
