/* SPDX-License-Identifier: MIT */
/* zip.c: what unzip.h unpacked, looked through. Nothing in it is believed. */
#include "doc/zip.h"

#include "doc/child.h"
#include "doc/unzip.h"

static int explain(const char *name, const struct unzip_head *h, struct str part, struct err *e)
{
    switch (h->kind) {
    case UNZIP_BAD: return err_set(e, name, 0, "is a damaged zip file");
    case UNZIP_TORN: return err_set(e, name, 0, "is damaged: cannot unpack %.*s", STR_ARG(part));
    case UNZIP_LARGE: return err_set(e, name, 0, "is larger than %d MiB when unpacked", UNZIP_MAX >> 20);
    case UNZIP_MANY: return err_set(e, name, 0, "is a zip file of more than %d parts", UNZIP_ENTRIES);
    case UNZIP_LOCKED: return err_set(e, name, 0, "is an encrypted zip file; remove the password first");
    case UNZIP_NOMEM: return err_nomem(e);
    default: return err_set(e, name, 0, "cannot be unpacked");
    }
}

/* The signs at its end say what it is. */
static int format_of(const char *name, uint64_t signs, enum doc_format *f, struct err *e)
{
    static const struct { uint64_t sign; const char *reason; } other[] = {
        {SIGN_XLSB, "is a binary workbook (.xlsb); save it as .xlsx"}, {SIGN_SLIDES, "is a presentation; save it as .pdf"},
        {SIGN_ODF, "is an OpenDocument file; save it as .docx, .xlsx or .pdf"}, {SIGN_OFD, "is an OFD document; save it as .pdf"}};
    *f = signs & SIGN_WORD ? DOC_DOCX : DOC_XLSX;
    if (signs & (SIGN_WORD | SIGN_EXCEL)) return 0;
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (signs & other[i].sign) return err_set(e, name, 0, "%s", other[i].reason);
    return err_set(e, name, 0, "is a zip archive; unpack it first");
}

static int add_part(struct zip *z, struct str name, struct str data, struct err *e)
{
    struct zip_part *bigger = arena_grow(&z->arena, z->part, z->n * sizeof *bigger, (z->n + 1) * sizeof *bigger);
    if (!bigger) return err_nomem(e);
    z->part = bigger;
    z->part[z->n++] = (struct zip_part){name, data};
    return 0;
}

/* The next n bytes of rest, or false. */
static bool cut(struct str *rest, uint64_t n, struct str *out)
{
    if (n > rest->n) return false;
    *out = str_sub(*rest, 0, (size_t)n);
    *rest = str_from(*rest, (size_t)n);
    return true;
}

static int take_parts(struct zip *z, const char *name, enum doc_format *f, struct err *e)
{
    struct str rest = z->unpacked, head, part, data;
    struct unzip_head h;
    while (cut(&rest, sizeof h, &head)) {
        memcpy(&h, head.p, sizeof h);
        if (!cut(&rest, h.name, &part)) break;
        if (h.kind == UNZIP_END) return format_of(name, h.size, f, e);
        if (h.kind != UNZIP_PART) return explain(name, &h, part, e);
        if (!cut(&rest, h.size, &data)) break;
        if (add_part(z, part, data, e)) return ERR_FAIL;
    }
    return err_set(e, name, 0, "cannot be unpacked"); /* it ended too early */
}

int zip_open(struct zip *z, const char *name, struct str bytes, enum doc_format *f, struct err *e)
{
    int status;
    *z = (struct zip){0};
    if (child_map(name, HELPER_UNZIP, bytes, &z->unpacked, &status, e)) return ERR_FAIL;
    if (status != 0) return err_set(e, name, 0, status == CHILD_KILLED ? "unpacking it died (damaged, or no memory)" : "cannot be unpacked");
    return take_parts(z, name, f, e);
}

const struct zip_part *zip_find(const struct zip *z, struct str name)
{
    for (size_t i = 0; i < z->n; i++)
        if (str_eq(z->part[i].name, name)) return &z->part[i];
    return NULL;
}

void zip_free(struct zip *z)
{
    child_unmap(z->unpacked);
    arena_free(&z->arena);
    *z = (struct zip){0};
}
