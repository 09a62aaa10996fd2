/* SPDX-License-Identifier: MIT */
/* zipped.c: parts into a stored archive, by libarchive. */
#include "zipped.h"

#include <archive.h>
#include <archive_entry.h>

enum { ROOM = 4096 }; /* headers of the archive */

static const char SEPARATOR[] = "\n====\n";

/* The part at the start of rest, which is cut off. */
static struct str next_part(struct str *rest)
{
    struct str part = *rest;
    const char *end = memmem(rest->p, rest->n, SEPARATOR, sizeof SEPARATOR - 1);
    *rest = (struct str){"", 0};
    if (!end) return part;
    size_t n = (size_t)(end - part.p), skip = n + sizeof SEPARATOR - 1;
    *rest = (struct str){part.p + skip, part.n - skip};
    return (struct str){part.p, n};
}

static void put_part(struct archive *a, const char *name, struct str part)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_size(entry, (la_int64_t)part.n);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    FUZZ_MUST(archive_write_header(a, entry) == ARCHIVE_OK);
    FUZZ_MUST(archive_write_data(a, part.p, part.n) == (la_ssize_t)part.n);
    archive_entry_free(entry);
}

int fuzz_zipped(enum doc_format format, const char *const *names, struct str input)
{
    if (str_starts(input, S("PK"))) return fuzz_document(format, input);
    size_t used = 0, cap = input.n + ROOM;
    char *buf = malloc(cap);
    struct archive *a = archive_write_new();
    FUZZ_MUST(buf && a);
    archive_write_set_format_zip(a);
    archive_write_zip_set_compression_store(a);
    FUZZ_MUST(archive_write_open_memory(a, buf, cap, &used) == ARCHIVE_OK);
    for (int i = 0; names[i]; i++) put_part(a, names[i], next_part(&input));
    FUZZ_MUST(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
    fuzz_document(format, (struct str){buf, used});
    free(buf);
    return 0;
}
