/* SPDX-License-Identifier: MIT */
/* book.c: the parts of a workbook beside its sheets. */
#include "doc/book.h"

#include "doc/numfmt.h"
#include "doc/source.h"
#include "doc/xml.h"

struct reader {
    struct book *b;
    struct err *e;
    VEC(char) text;               /* of the shared string being read */
    VEC(struct book_style) named; /* custom formats: code, and its id in indent */
    bool in_text, in_phonetic, in_cell_styles;
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static int keep(struct reader *r, struct str s, struct str *out)
{
    *out = arena_str(r->b->arena, s);
    if (!out->p) return err_nomem(r->e);
    out->n = text_clean((char *)(uintptr_t)out->p, out->n);
    return 0;
}

static int nothing(void *arg, const char *name)
{
    (void)arg, (void)name;
    return 0;
}

static int no_text(void *arg, const char *p, size_t n)
{
    (void)arg, (void)p, (void)n;
    return 0;
}

/* ---- workbook.xml and its relations ---- */

static int workbook_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct reader *r = arg;
    if (is(name, "workbookPr")) r->b->date1904 = xml_attr_true(attrs, "date1904");
    if (!is(name, "sheet")) return 0;
    struct str state = xml_attr(attrs, "state");
    struct book_sheet s = {.is_worksheet = true, .hidden = str_starts(state, S("hidden")) || str_starts(state, S("veryHidden"))};
    /* part is the relation's id until the relations are read */
    if (keep(r, xml_attr(attrs, "name"), &s.name) || keep(r, xml_attr(attrs, "id"), &s.part)) return ERR_FAIL;
    return VEC_PUSH(&r->b->sheet, s) ? err_nomem(r->e) : 0;
}

static int relation_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct reader *r = arg;
    struct str id = xml_attr(attrs, "Id"), target = xml_attr(attrs, "Target");
    if (!is(name, "Relationship") || id.n == 0) return 0;
    for (size_t i = 0; i < r->b->sheet.n; i++) {
        struct book_sheet *s = &r->b->sheet.v[i];
        if (!str_eq(s->part, id)) continue;
        struct str folder = str_starts(target, S("/")) ? S("") : S("xl/");
        s->part = arena_cat(r->b->arena, folder, folder.n ? target : str_from(target, 1));
        s->is_worksheet = str_ends(xml_attr(attrs, "Type"), S("/worksheet"));
        if (!s->part.p) return err_nomem(r->e);
    }
    return 0;
}

/* ---- sharedStrings.xml ---- */

static int string_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct reader *r = arg;
    (void)attrs;
    if (is(name, "si")) r->text.n = 0;
    if (is(name, "rPh")) r->in_phonetic = true; /* how to read it aloud; not printed */
    r->in_text = is(name, "t") && !r->in_phonetic;
    return 0;
}

static int string_end(void *arg, const char *name)
{
    struct reader *r = arg;
    struct str s;
    r->in_text = false;
    if (is(name, "rPh")) r->in_phonetic = false;
    if (!is(name, "si")) return 0;
    if (keep(r, (struct str){r->text.v, r->text.n}, &s)) return ERR_FAIL;
    return VEC_PUSH(&r->b->string, s) ? err_nomem(r->e) : 0;
}

static int string_text(void *arg, const char *p, size_t n)
{
    struct reader *r = arg;
    if (!r->in_text) return 0;
    if (VEC_RESERVE(&r->text, r->text.n + n)) return err_nomem(r->e);
    memcpy(r->text.v + r->text.n, p, n);
    r->text.n += n;
    return 0;
}

/* ---- styles.xml ---- */

static struct str code_of(const struct reader *r, uint32_t id)
{
    for (size_t i = 0; i < r->named.n; i++)
        if (r->named.v[i].indent == id) return r->named.v[i].code;
    return numfmt_builtin(id);
}

static int style_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct reader *r = arg;
    struct book_style s = {{NULL, 0}, 0};
    if (is(name, "cellXfs")) r->in_cell_styles = true;
    if (is(name, "numFmt")) {
        s.indent = xml_attr_u32(attrs, "numFmtId", 0);
        if (keep(r, xml_attr(attrs, "formatCode"), &s.code) || VEC_PUSH(&r->named, s)) return err_nomem(r->e);
    }
    if (!r->in_cell_styles) return 0;
    if (is(name, "xf")) {
        s.code = code_of(r, xml_attr_u32(attrs, "numFmtId", 0));
        if (VEC_PUSH(&r->b->style, s)) return err_nomem(r->e);
    }
    if (is(name, "alignment") && r->b->style.n > 0)
        r->b->style.v[r->b->style.n - 1].indent = xml_attr_u32(attrs, "indent", 0);
    return 0;
}

static int style_end(void *arg, const char *name)
{
    struct reader *r = arg;
    if (is(name, "cellXfs")) r->in_cell_styles = false;
    return 0;
}

/* ---- all of them ---- */

static int read_part(struct reader *r, const struct zip *z, struct str name, const struct xml_handler *h)
{
    const struct zip_part *part = zip_find(z, name);
    return part ? xml_parse(r->b->file, part->name, part->data, h, r, r->e) : 0;
}

int book_open(struct book *b, struct doc *d, const struct zip *z, struct err *e)
{
    static const struct xml_handler workbook = {workbook_start, nothing, no_text, false}, relations = {relation_start, nothing, no_text, false},
                                    strings = {string_start, string_end, string_text, false}, styles = {style_start, style_end, no_text, false};
    *b = (struct book){.arena = &d->arena, .file = d->name, .all_hidden = true};
    struct reader r = {.b = b, .e = e};
    int rc = read_part(&r, z, S("xl/workbook.xml"), &workbook);
    if (rc == 0) rc = read_part(&r, z, S("xl/_rels/workbook.xml.rels"), &relations);
    if (rc == 0) rc = read_part(&r, z, S("xl/sharedStrings.xml"), &strings);
    if (rc == 0) rc = read_part(&r, z, S("xl/styles.xml"), &styles);
    for (size_t i = 0; i < b->sheet.n; i++) b->all_hidden &= b->sheet.v[i].hidden;
    VEC_FREE(&r.text);
    VEC_FREE(&r.named);
    return rc;
}

const struct book_style *book_style(const struct book *b, size_t i)
{
    static const struct book_style general = {SI("General"), 0};
    return i < b->style.n ? &b->style.v[i] : &general;
}

void book_free(struct book *b)
{
    VEC_FREE(&b->sheet);
    VEC_FREE(&b->string);
    VEC_FREE(&b->style);
}
