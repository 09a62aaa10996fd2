/* SPDX-License-Identifier: MIT */
/* docx.c: Word's document part as paragraphs and rows of cells (ISO/IEC 29500-1, WordprocessingML).
 *
 * Not shown, so not read: deleted and moved text, hidden runs, field codes, the fallback of a drawing.
 * Enumerators that Word counts by itself are put before their paragraphs. */
#include "doc/build.h"
#include "doc/numbering.h"
#include "doc/source.h"
#include "doc/xml.h"
#include "doc/zip.h"

enum { STYLES_MAX = 5000 }; /* each paragraph looks for its own; a long report has some hundreds */

struct style {
    struct str id;
    uint32_t num, level; /* its list, 0: none */
    bool heading;
};

struct styles {
    VEC(struct style) v;
    struct arena *arena;
    const char *file;
    struct err *e;
};

struct docx {
    struct build b;
    const struct styles *styles;
    struct numbering numbering;
    uint32_t num, level;       /* list of the paragraph, 0: none */
    bool in_props;             /* its properties are being read */
    unsigned depth, skip_from; /* skip_from: depth of the element whose content is not read, 0: none */
    bool in_text, in_run, hidden;
    bool cell_waits;           /* a cell has begun, its properties are being read */
    bool merged_up;
    uint32_t span;
    struct err *e;
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

/* ---- styles.xml ---- */

static int style_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct styles *s = arg;
    if (is(name, "style")) {
        if (s->v.n == STYLES_MAX) return err_set(s->e, s->file, 0, "word/styles.xml has more than %d styles", STYLES_MAX);
        struct style one = {.id = arena_str(s->arena, xml_attr(attrs, "styleId"))};
        return !one.id.p || VEC_PUSH(&s->v, one) ? err_nomem(s->e) : 0;
    }
    if (s->v.n == 0) return 0;
    struct style *last = &s->v.v[s->v.n - 1];
    if (is(name, "outlineLvl")) last->heading |= xml_attr_u32(attrs, "val", 9) < 9;
    if (is(name, "name")) last->heading |= str_starts(xml_attr(attrs, "val"), S("heading "));
    if (is(name, "numId")) last->num = xml_attr_u32(attrs, "val", 0);
    if (is(name, "ilvl")) last->level = xml_attr_u32(attrs, "val", 0);
    return 0;
}

static int style_end(void *arg, const char *name)
{
    (void)arg, (void)name;
    return 0;
}

static int no_text(void *arg, const char *p, size_t n)
{
    (void)arg, (void)p, (void)n;
    return 0;
}

static const struct style *find_style(const struct styles *s, struct str id)
{
    for (size_t i = 0; i < s->v.n; i++)
        if (str_eq(s->v.v[i].id, id)) return &s->v.v[i];
    return NULL;
}

/* ---- the document ---- */

/* The cell's properties are known: it starts. */
static int cell_begins(struct docx *x)
{
    if (!x->cell_waits) return 0;
    x->cell_waits = false;
    if (build_cell_open(&x->b, x->span, 1, x->e)) return ERR_FAIL;
    if (x->merged_up) build_merge_up(&x->b);
    return 0;
}

static int table_start(struct docx *x, const char *name, const struct xml_attrs *attrs)
{
    if (is(name, "tbl")) return cell_begins(x) || build_table_open(&x->b, x->e) ? ERR_FAIL : 0;
    if (is(name, "tr")) return build_row_open(&x->b, x->e);
    if (is(name, "gridBefore")) build_skip_columns(&x->b, xml_attr_u32(attrs, "val", 0));
    if (is(name, "tc")) {
        x->cell_waits = true;
        x->merged_up = false;
        x->span = 1;
    }
    if (is(name, "gridSpan") && x->cell_waits) x->span = xml_attr_u32(attrs, "val", 1);
    if (is(name, "vMerge") && x->cell_waits) x->merged_up = !str_eq(xml_attr(attrs, "val"), S("restart"));
    return 0;
}

static int paragraph_start(struct docx *x)
{
    x->num = x->level = 0;
    return cell_begins(x) || build_break(&x->b, x->e) ? ERR_FAIL : 0;
}

static void props_start(struct docx *x, const char *name, const struct xml_attrs *attrs)
{
    if (is(name, "pStyle")) {
        const struct style *s = find_style(x->styles, xml_attr(attrs, "val"));
        if (s && s->heading) x->b.para_flags = DOC_HEADING;
        if (s) x->num = s->num;
        if (s) x->level = s->level;
    }
    if (is(name, "outlineLvl") && xml_attr_u32(attrs, "val", 9) < 9) x->b.para_flags = DOC_HEADING;
    if (is(name, "numId")) x->num = xml_attr_u32(attrs, "val", 0);
    if (is(name, "ilvl")) x->level = xml_attr_u32(attrs, "val", 0);
}

/* The properties of the paragraph are known: its enumerator stands in front. */
static int props_end(struct docx *x)
{
    x->in_props = false;
    if (x->num == 0) return 0;
    struct str s = numbering_next(&x->numbering, x->num, x->level);
    return s.p ? build_text(&x->b, s.p, s.n, x->e) : err_nomem(x->e);
}

static int text_start(struct docx *x, const char *name, const struct xml_attrs *attrs)
{
    if (is(name, "p")) return paragraph_start(x);
    if (is(name, "pPr")) x->in_props = true;
    if (x->in_props) props_start(x, name, attrs);
    if (is(name, "txbxContent")) return build_break(&x->b, x->e);
    if (is(name, "r")) {
        x->in_run = true;
        x->hidden = false;
    }
    if (!x->in_run) return 0;
    if (is(name, "vanish")) {
        struct str v = xml_attr(attrs, "val");
        x->hidden = !str_eq(v, S("0")) && !str_eq(v, S("false"));
    }
    x->in_text = is(name, "t");
    if (x->hidden) return 0;
    if (is(name, "tab")) return build_text(&x->b, "\t", 1, x->e);
    if (is(name, "br") || is(name, "cr")) return build_text(&x->b, "\n", 1, x->e);
    return is(name, "noBreakHyphen") ? build_text(&x->b, "-", 1, x->e) : 0;
}

static int on_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    static const char *const unread[] = {"del",       "moveFrom",   "Fallback",   "delText",    "instrText",
                                         "pPrChange", "rPrChange", "tcPrChange", "trPrChange", "tblPrChange"};
    struct docx *x = arg;
    x->depth++;
    if (x->skip_from) return 0;
    for (size_t i = 0; i < sizeof unread / sizeof *unread; i++)
        if (is(name, unread[i])) x->skip_from = x->depth;
    if (x->skip_from) return 0;
    return table_start(x, name, attrs) || text_start(x, name, attrs) ? ERR_FAIL : 0;
}

static int on_end(void *arg, const char *name)
{
    struct docx *x = arg;
    unsigned was = x->depth--;
    if (x->skip_from) {
        if (x->skip_from == was) x->skip_from = 0;
        return 0;
    }
    x->in_text = false;
    if (is(name, "r")) x->in_run = false;
    if (is(name, "pPr")) return props_end(x);
    if (is(name, "p") || is(name, "txbxContent")) return build_break(&x->b, x->e);
    if (is(name, "tc")) return cell_begins(x) || build_cell_close(&x->b, x->e) ? ERR_FAIL : 0;
    if (is(name, "tr")) return build_row_close(&x->b, x->e);
    return is(name, "tbl") ? build_table_close(&x->b, x->e) : 0;
}

static int on_text(void *arg, const char *p, size_t n)
{
    struct docx *x = arg;
    return x->in_text && !x->hidden && !x->skip_from ? build_text(&x->b, p, n, x->e) : 0;
}

static const struct zip_part *document_part(const struct zip *z)
{
    for (size_t i = 0; i < z->n; i++)
        if (str_starts(z->part[i].name, S("word/document"))) return &z->part[i];
    return NULL;
}

int docx_lines(struct doc *d, const struct zip *z, struct err *e)
{
    static const struct xml_handler in_styles = {style_start, style_end, no_text, false}, in_document = {on_start, on_end, on_text, false};
    struct styles styles = {.arena = &d->arena, .file = d->name, .e = e};
    struct docx x = {.b = {.d = d, .count = true}, .styles = &styles, .e = e};
    const struct zip_part *part = zip_find(z, S("word/styles.xml")), *document = document_part(z);
    int rc = part ? xml_parse(d->name, part->name, part->data, &in_styles, &styles, e) : 0;
    if (rc == 0) rc = numbering_open(&x.numbering, d->name, z, &d->arena, e);
    if (rc == 0 && document) rc = xml_parse(d->name, document->name, document->data, &in_document, &x, e);
    if (rc == 0) rc = build_break(&x.b, e);
    VEC_FREE(&styles.v);
    numbering_free(&x.numbering);
    build_free(&x.b);
    return rc;
}
