/* SPDX-License-Identifier: MIT */
/* zip.c: unpacking by libarchive, within limits. */
#include "doc/zip.h"

#include <archive.h>
#include <archive_entry.h>

/* A disclosure unpacks to a few MB; the limits are for files made to fill the memory. */
enum { UNPACKED_MAX = 96 << 20, ENTRIES_MAX = 20000, PIECE = 64 << 10 };

/* ---- which parts, and what they say about the file ---- */

static bool is_document(struct str name)
{
    return str_starts(name, S("word/document")) && str_ends(name, S(".xml")) && !str_has(str_from(name, 5), S("/"));
}

static bool is_wanted(struct str name)
{
    static const struct str parts[] = {SI("word/styles.xml"), SI("word/numbering.xml"), SI("xl/workbook.xml"), SI("xl/_rels/workbook.xml.rels"),
                                       SI("xl/sharedStrings.xml"), SI("xl/styles.xml")};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (str_eq(name, parts[i])) return true;
    return is_document(name) || (str_starts(name, S("xl/worksheets/")) && str_ends(name, S(".xml")));
}

struct signs {
    bool word, excel;
    const char *other; /* what else it is */
};

static void note_sign(struct signs *s, struct str name)
{
    static const struct { struct str name; const char *reason; } other[] = {
        {SI("OFD.xml"), "is an OFD document; save it as .pdf"},
        {SI("content.xml"), "is an OpenDocument file; save it as .docx, .xlsx or .pdf"},
        {SI("ppt/presentation.xml"), "is a presentation; save it as .pdf"},
        {SI("xl/workbook.bin"), "is a binary workbook (.xlsb); save it as .xlsx"}};
    s->word |= is_document(name);
    s->excel |= str_eq(name, S("xl/workbook.xml"));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_eq(name, other[i].name)) s->other = other[i].reason;
}

/* ---- unpacking ---- */

static int unpack(struct zip *z, struct archive *a, const char *name, la_int64_t size, struct zip_part *part,
                  struct err *e)
{
    size_t n = 0, cap = size > 0 && size < UNPACKED_MAX ? (size_t)size + 1 : PIECE;
    bool large = size > UNPACKED_MAX; /* as it says itself */
    char *p = arena_alloc(&z->arena, large ? 1 : cap);
    for (;;) {
        if (!p) return err_nomem(e);
        if (large || z->unpacked + n > UNPACKED_MAX)
            return err_set(e, name, 0, "is larger than %d MiB when unpacked", UNPACKED_MAX >> 20);
        la_ssize_t got = archive_read_data(a, p + n, cap - n);
        if (got < 0) return err_set(e, name, 0, "is damaged: cannot unpack %.*s", STR_ARG(part->name));
        if (got == 0) break;
        n += (size_t)got;
        if (n < cap) continue;
        size_t more = cap < UNPACKED_MAX / 2 ? 2 * cap : cap < UNPACKED_MAX ? UNPACKED_MAX + 1 : 2 * cap;
        p = arena_grow(&z->arena, p, cap, more);
        cap = more;
    }
    z->unpacked += n;
    part->data = (struct str){p, n};
    return 0;
}

static int add_part(struct zip *z, struct archive *a, const char *name, struct archive_entry *entry, struct str part_name,
                    struct err *e)
{
    struct zip_part *bigger = arena_grow(&z->arena, z->part, z->n * sizeof *bigger, (z->n + 1) * sizeof *bigger);
    if (!bigger) return err_nomem(e);
    z->part = bigger;
    z->part[z->n] = (struct zip_part){arena_str(&z->arena, part_name), {NULL, 0}};
    if (!z->part[z->n].name.p) return err_nomem(e);
    return unpack(z, a, name, archive_entry_size(entry), &z->part[z->n++], e);
}

static int read_parts(struct zip *z, struct archive *a, const char *name, struct signs *signs, struct err *e)
{
    struct archive_entry *entry;
    for (unsigned count = 0;; count++) {
        int rc = archive_read_next_header(a, &entry);
        if (rc == ARCHIVE_EOF) return 0;
        if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN) return err_set(e, name, 0, "is a damaged zip file");
        if (count == ENTRIES_MAX) return err_set(e, name, 0, "is a zip file of more than %d parts", ENTRIES_MAX);
        struct str part = str_c(archive_entry_pathname_utf8(entry));
        if (part.n == 0) part = str_c(archive_entry_pathname(entry));
        note_sign(signs, part);
        if (!is_wanted(part)) continue;
        if (archive_entry_is_encrypted(entry)) return err_set(e, name, 0, "is an encrypted zip file; remove the password first");
        if (add_part(z, a, name, entry, part, e)) return ERR_FAIL;
    }
}

int zip_open(struct zip *z, const char *name, struct str bytes, enum doc_format *f, struct err *e)
{
    struct signs signs = {0};
    *z = (struct zip){0};
    struct archive *a = archive_read_new();
    if (!a) return err_nomem(e);
    int rc = archive_read_support_format_zip(a) == ARCHIVE_OK ? 0 : err_nomem(e);
    if (rc == 0 && archive_read_open_memory(a, bytes.p, bytes.n) != ARCHIVE_OK)
        rc = err_set(e, name, 0, "is a damaged zip file");
    if (rc == 0) rc = read_parts(z, a, name, &signs, e);
    archive_read_free(a);
    if (rc) return rc;
    *f = signs.word ? DOC_DOCX : DOC_XLSX;
    if (signs.word || signs.excel) return 0;
    return err_set(e, name, 0, "%s", signs.other ? signs.other : "is a zip archive; unpack it first");
}

const struct zip_part *zip_find(const struct zip *z, struct str name)
{
    for (size_t i = 0; i < z->n; i++)
        if (str_eq(z->part[i].name, name)) return &z->part[i];
    return NULL;
}

void zip_free(struct zip *z)
{
    arena_free(&z->arena);
    *z = (struct zip){0};
}
