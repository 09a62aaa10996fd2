/* docx.c: Word's document part as paragraphs and rows of cells (ISO/IEC 29500-1, WordprocessingML).
 *
 * Not shown, so not read: deleted and moved text, hidden runs, field codes, the fallback of a drawing.
 * Enumerators that Word counts by itself are not in the text. */
#include "doc/build.h"
#include "doc/source.h"
#include "doc/xml.h"
#include "doc/zip.h"

struct styles { /* ids of the heading styles */
    VEC(struct str) heading;
    struct arena *arena;
    struct str id;
    struct err *e;
};

struct docx {
    struct build b;
    const struct styles *styles;
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
    bool heading = is(name, "outlineLvl") && xml_attr_u32(attrs, "val", 9) < 9;
    if (is(name, "style")) {
        s->id = arena_str(s->arena, xml_attr(attrs, "styleId"));
        if (!s->id.p) return err_nomem(s->e);
    }
    if (is(name, "name")) heading = str_starts(xml_attr(attrs, "val"), S("heading "));
    if (!heading || s->id.n == 0) return 0;
    return VEC_PUSH(&s->heading, s->id) ? err_nomem(s->e) : 0;
}

static int style_end(void *arg, const char *name)
{
    struct styles *s = arg;
    if (is(name, "style")) s->id.n = 0;
    return 0;
}

static int no_text(void *arg, const char *p, size_t n)
{
    (void)arg, (void)p, (void)n;
    return 0;
}

static bool is_heading(const struct styles *s, struct str id)
{
    for (size_t i = 0; i < s->heading.n; i++)
        if (str_eq(s->heading.v[i], id)) return true;
    return false;
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

static int text_start(struct docx *x, const char *name, const struct xml_attrs *attrs)
{
    if (is(name, "p")) return cell_begins(x) || build_break(&x->b, x->e) ? ERR_FAIL : 0;
    if (is(name, "pStyle") && is_heading(x->styles, xml_attr(attrs, "val"))) x->b.para_flags = DOC_HEADING;
    if (is(name, "outlineLvl") && xml_attr_u32(attrs, "val", 9) < 9) x->b.para_flags = DOC_HEADING;
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
    static const char *const unread[] = {"del", "moveFrom", "Fallback", "delText", "instrText"};
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
    struct styles styles = {.arena = &d->arena, .e = e};
    struct docx x = {.b = {.d = d, .count = true}, .styles = &styles, .e = e};
    const struct zip_part *part = zip_find(z, S("word/styles.xml")), *document = document_part(z);
    int rc = part ? xml_parse(d->name, part->name, part->data, &in_styles, &styles, e) : 0;
    if (rc == 0 && document) rc = xml_parse(d->name, document->name, document->data, &in_document, &x, e);
    if (rc == 0) rc = build_break(&x.b, e);
    VEC_FREE(&styles.heading);
    build_free(&x.b);
    return rc;
}
