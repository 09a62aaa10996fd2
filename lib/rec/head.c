/* SPDX-License-Identifier: MIT */
/* head.c: the columns of a stream, known by name. */
#include "rec/head.h"

#include <stdlib.h>

const char *const rec_name[REC_NCOLS] = {
    "doc",   "page",  "line",    "issuer", "scope", "edition", "orgcode", "org",  "year", "phase", "tno",
    "table", "side",  "project", "row",    "level", "role",    "path",    "code", "name", "col",   "kind",
    "op",    "value", "prec",    "unit",   "inferred", "sum",  "gap",     "check", "rule"};

int rec_col_by_name(struct str name)
{
    for (int c = 0; c < REC_NCOLS; c++)
        if (str_eq(name, str_c(rec_name[c]))) return c;
    return -1;
}

int head_is_header(const struct str *f, unsigned n)
{
    static const enum rec_col needed[] = {REC_DOC, REC_KIND, REC_VALUE, REC_UNIT};
    for (size_t k = 0; k < sizeof needed / sizeof *needed; k++)
        if (head_find(f, n, str_c(rec_name[needed[k]])) < 0) return 0;
    struct map seen = MAP_INIT;
    int rc = 1;
    for (unsigned i = 0; i < n && rc == 1; i++) {
        bool added;
        if (map_put(&seen, f[i], i, &added) == MAP_NONE) rc = -1;
        else if (!added) rc = 0;
    }
    map_free(&seen);
    return rc;
}

int head_find(const struct str *f, unsigned n, struct str name)
{
    for (unsigned i = 0; i < n; i++)
        if (str_eq(f[i], name)) return (int)i;
    return -1;
}

static int append(struct rec_head *h, unsigned *cap, struct str name)
{
    if (head_find(h->name, h->n, name) >= 0) return 0;
    if (h->n == *cap) return -1;
    h->name[h->n] = arena_str(&h->arena, name);
    if (!h->name[h->n].p) return -1;
    h->n++;
    return 0;
}

int head_set(struct rec_head *h, const struct str *f, unsigned n, const struct rec_reader_opts *o)
{
    unsigned cap = n;
    for (const int *c = o->ensure; c && *c; c++) cap++;
    for (const char *const *c = o->append; c && *c; c++) cap++;
    h->n = 0;
    h->name = arena_array(&h->arena, cap, sizeof *h->name);
    if (!h->name) return -1;
    for (unsigned i = 0; i < n; i++)
        if (append(h, &cap, f[i])) return -1;
    for (const int *c = o->ensure; c && *c; c++)
        if (append(h, &cap, str_c(rec_name[*c - 1]))) return -1;
    for (const char *const *c = o->append; c && *c; c++)
        if (append(h, &cap, str_c(*c))) return -1;
    for (int c = 0; c < REC_NCOLS; c++) h->at[c] = head_find(h->name, h->n, str_c(rec_name[c]));
    return 0;
}
