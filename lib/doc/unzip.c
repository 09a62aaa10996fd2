/* SPDX-License-Identifier: MIT */
/* unzip.c: unpacking by libarchive, within limits. */
#include "doc/unzip.h"

#include "base/str.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 << 10 };

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

static unsigned sign_of(struct str name)
{
    static const struct { struct str name; unsigned sign; } other[] = {
        {SI("xl/workbook.xml"), SIGN_EXCEL}, {SI("OFD.xml"), SIGN_OFD}, {SI("content.xml"), SIGN_ODF},
        {SI("ppt/presentation.xml"), SIGN_SLIDES}, {SI("xl/workbook.bin"), SIGN_XLSB}};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (str_eq(name, other[i].name)) return other[i].sign;
    return is_document(name) ? SIGN_WORD : 0;
}

/* ---- writing ---- */

struct out {
    int fd;
    size_t total; /* bytes of parts so far */
    unsigned signs;
};

static int put(int fd, const void *p, size_t n)
{
    const char *from = p;
    while (n > 0) {
        ssize_t done = write(fd, from, n);
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) return -1;
        from += done;
        n -= (size_t)done;
    }
    return 0;
}

static int put_head(const struct out *o, enum unzip_kind kind, struct str name, uint64_t size)
{
    struct unzip_head h = {kind, (uint32_t)name.n, size};
    return put(o->fd, &h, sizeof h) || put(o->fd, name.p, name.n) ? -1 : 0;
}

/* The size is known at its end; then it is put into the head. */
static int put_part(struct out *o, struct archive *a, struct str name)
{
    char piece[PIECE];
    struct unzip_head h = {UNZIP_PART, (uint32_t)name.n, 0};
    off_t at = lseek(o->fd, 0, SEEK_CUR);
    if (at < 0 || put_head(o, UNZIP_PART, name, 0)) return -1;
    for (;;) {
        la_ssize_t got = archive_read_data(a, piece, sizeof piece);
        if (got == 0) break;
        o->total += got > 0 ? (size_t)got : 0;
        if (got < 0 || o->total > UNZIP_MAX) {
            /* The part that was begun is taken back. */
            if (lseek(o->fd, at, SEEK_SET) < 0) return -1;
            return put_head(o, got == ARCHIVE_FATAL && archive_errno(a) == ENOMEM ? UNZIP_NOMEM : got < 0 ? UNZIP_TORN : UNZIP_LARGE, name, 0) ? -1 : 1;
        }
        if (put(o->fd, piece, (size_t)got)) return -1;
        h.size += (uint64_t)got;
    }
    return pwrite(o->fd, &h, sizeof h, at) == (ssize_t)sizeof h ? 0 : -1;
}

/* 0: go on, 1: that was all, <0: it cannot be written. */
static int put_entry(struct out *o, struct archive *a, unsigned count)
{
    static const struct str none = SI("");
    struct archive_entry *entry;
    int rc = archive_read_next_header(a, &entry);
    if (rc == ARCHIVE_EOF) return put_head(o, UNZIP_END, none, o->signs) ? -1 : 1;
    if (rc != ARCHIVE_OK && rc != ARCHIVE_WARN)
        return put_head(o, archive_errno(a) == ENOMEM ? UNZIP_NOMEM : UNZIP_BAD, none, 0) ? -1 : 1;
    if (count == UNZIP_ENTRIES) return put_head(o, UNZIP_MANY, none, 0) ? -1 : 1;
    struct str name = str_c(archive_entry_pathname_utf8(entry));
    if (name.n == 0) name = str_c(archive_entry_pathname(entry));
    o->signs |= sign_of(name);
    if (!is_wanted(name)) return 0;
    if (archive_entry_is_encrypted(entry)) return put_head(o, UNZIP_LOCKED, none, 0) ? -1 : 1;
    if (archive_entry_size(entry) > UNZIP_MAX) return put_head(o, UNZIP_LARGE, name, 0) ? -1 : 1; /* as it says itself */
    return put_part(o, a, name);
}

static int put_all(struct out *o, const void *p, size_t n)
{
    struct archive *a = archive_read_new();
    int rc = 0;
    if (!a || archive_read_support_format_zip(a) != ARCHIVE_OK) rc = put_head(o, UNZIP_NOMEM, (struct str){"", 0}, 0) ? -1 : 1;
    else if (archive_read_open_memory(a, p, n) != ARCHIVE_OK) rc = put_head(o, UNZIP_BAD, (struct str){"", 0}, 0) ? -1 : 1;
    for (unsigned count = 0; rc == 0; count++) rc = put_entry(o, a, count);
    archive_read_free(a);
    return rc < 0 ? -1 : 0;
}

int unzip(int in, int out)
{
    struct stat st;
    struct out o = {out, 0, 0};
    if (fstat(in, &st) || st.st_size <= 0) return -1;
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, in, 0);
    if (p == MAP_FAILED) return -1;
    int rc = put_all(&o, p, (size_t)st.st_size);
    munmap(p, (size_t)st.st_size);
    return rc;
}
