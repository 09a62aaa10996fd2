/* SPDX-License-Identifier: MIT */
#include "diff/sorted_in.h"

#include <stdlib.h>

static const enum rec_col part_col[3] = {REC_ISSUER, REC_SCOPE, REC_EDITION};

static bool same_parts(const struct sorted_in *in)
{
    for (int i = 3; i-- > 0;)
        if (!str_eq(in->part[i], rec_get(&in->r, part_col[i]))) return false;
    return true;
}

static int keep_parts(struct sorted_in *in)
{
    size_t n = 1;
    for (int i = 0; i < 3; i++) n += rec_get(&in->r, part_col[i]).n;
    if (n > in->cap) {
        char *p = realloc(in->text, 2 * n);
        if (!p) return ERR_FAIL;
        in->text = p;
        in->cap = 2 * n;
    }
    char *p = in->text;
    for (int i = 0; i < 3; i++) {
        struct str s = rec_get(&in->r, part_col[i]);
        if (s.n) memcpy(p, s.p, s.n);
        in->part[i] = (struct str){p, s.n};
        p += s.n;
    }
    return 0;
}

/* --one-issuer: a second name on one side is trouble. */
static int check_issuer(struct sorted_in *in, struct err *e)
{
    struct str s = rec_get(&in->r, REC_ISSUER);
    if (in->issuer.p)
        return str_eq(in->issuer, s) ? 0 : err_set(e, in->r.file, in->r.lineno, "--one-issuer: a second one, %.*s after %.*s", STR_ARG(s), STR_ARG(in->issuer));
    char *p = malloc(s.n + 1);
    if (!p) return err_nomem(e);
    if (s.n) memcpy(p, s.p, s.n);
    in->issuer.p = p;
    in->issuer.n = s.n;
    return 0;
}

static int new_key(struct sorted_in *in, struct err *e)
{
    struct sort_key was = in->key;
    in->key = in->before;
    in->before = was;
    if (in->one_issuer && !in->closing && check_issuer(in, e)) return ERR_FAIL;
    if (keep_parts(in) || sort_key_set(&in->key, in->one_issuer ? S("") : in->part[0], in->part[1], in->part[2])) return err_nomem(e);
    if (in->before.n && sort_key_cmp(&in->before, &in->key) > 0)
        return err_set(e, in->r.file, in->r.lineno, "not sorted: %.*s %.*s %.*s after a later one (bd-diff --sort-key)", STR_ARG(in->part[0]),
                       STR_ARG(in->part[1]), STR_ARG(in->part[2]));
    return 0;
}

static int key_column(const struct rec_head *h)
{
    for (unsigned i = 0; i < h->n; i++)
        if (str_eq(h->name[i], S("key"))) return (int)i;
    return -1;
}

/* Does the closing record at hand close a document of the edition being read? */
static bool closes_one(const struct sorted_in *in, const struct store *s)
{
    const struct side_data *d = &s->side[in->side];
    struct str doc = rec_get(&in->r, REC_DOC);
    for (size_t i = d->open.n; i-- > 0;)
        if (str_eq(store_str(s, d->doc.v[d->open.v[i]].doc), doc)) return true;
    return false;
}

int sorted_next(struct sorted_in *in, const struct store *s, struct err *e)
{
    int got = rec_read(in->rd, &in->r, e);
    if (got < 0) return got;
    in->any = got > 0;
    if (!in->any) return 0;
    if (!in->key.n) in->key_at = key_column(in->r.head);
    in->closing = str_eq(rec_get(&in->r, REC_KIND), S("doc"));
    if (in->key.n && (same_parts(in) || (in->closing && closes_one(in, s)))) return 0;
    return new_key(in, e);
}

int sorted_check_closed(struct sorted_in *in, const struct store *s, size_t from, struct err *e)
{
    const struct side_data *d = &s->side[in->side];
    if (d->closes && in->unclosed)
        return err_set(e, in->r.file, in->r.lineno, "there are closing records, but %s in front has none: cut off, or not sorted by --sort-key", in->unclosed);
    for (size_t i = from; i < d->doc.n && !d->closes && !in->unclosed; i++) {
        struct str doc = store_str(s, d->doc.v[i].doc);
        char *name = malloc(doc.n + 1);
        if (!name) return err_nomem(e);
        memcpy(name, doc.p, doc.n);
        name[doc.n] = '\0';
        in->unclosed = name;
    }
    return 0;
}

uint64_t sorted_place(const struct sorted_in *in)
{
    uint64_t n = 0;
    struct str s = in->key_at < 0 ? S("") : in->r.f[in->key_at];
    for (size_t i = s.n > SORT_KEY_DIGITS ? s.n - SORT_KEY_DIGITS : 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
        n = n * 10 + (uint64_t)(s.p[i] - '0');
    return n;
}

bool sorted_gave_nothing(const struct sorted_in *in)
{
    return in->any && in->closing && !in->part[2].n && store_closing(&in->r) == DOC_NOTHING;
}

int sorted_open(struct sorted_in *in, enum side side, const char *const *paths, size_t n, const char *input_columns, bool one_issuer, struct err *e)
{
    struct rec_reader_opts ro = {.input_columns = input_columns, .ignore_new_columns = true};
    *in = (struct sorted_in){.side = side, .one_issuer = one_issuer};
    in->rd = rec_reader_new(paths, n, &ro, e);
    return in->rd ? 0 : ERR_FAIL;
}

void sorted_close(struct sorted_in *in)
{
    rec_reader_free(in->rd);
    sort_key_free(&in->key);
    sort_key_free(&in->before);
    free(in->text);
    free((void *)in->issuer.p);
    free(in->unclosed);
}
