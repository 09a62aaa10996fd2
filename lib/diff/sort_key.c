/* SPDX-License-Identifier: MIT */
#include "diff/sort_key.h"

#include "base/vec.h"

#include <stdlib.h>

/* ---- keys ---- */

/* Room for n more bytes. */
static char *room(struct sort_key *k, size_t n)
{
    if (k->n + n > k->cap) {
        size_t cap = 2 * (k->n + n);
        char *p = realloc(k->p, cap);
        if (!p) return NULL;
        k->p = p;
        k->cap = cap;
    }
    return k->p + k->n;
}

/* A blank ends each part: it is below all bytes of the parts. What is not, is written as two that keep the order. */
static int add(struct sort_key *k, struct str part)
{
    char *p = room(k, 2 * part.n + 1);
    if (!p) return ERR_FAIL;
    for (size_t i = 0; i < part.n; i++) {
        unsigned char c = (unsigned char)part.p[i];
        if (c <= '!') {
            *p++ = '!';
            c = (unsigned char)(c + '0');
        }
        *p++ = (char)c;
    }
    *p++ = ' ';
    k->n = (size_t)(p - k->p);
    return 0;
}

int sort_key_set(struct sort_key *k, struct str issuer, struct str scope, struct str edition)
{
    unsigned year;
    struct str y = S("0000"), phase = edition;
    if (edition.n > 5 && edition.p[4] == '-' && str_u32(str_sub(edition, 0, 4), &year)) {
        y = str_sub(edition, 0, 4);
        phase = str_from(edition, 5);
    }
    k->n = 0;
    if (!room(k, 1)) return ERR_FAIL;
    k->p[k->n++] = '~';
    if (add(k, issuer)) return ERR_FAIL;
    k->issuer = k->n;
    if (add(k, scope) || add(k, phase)) return ERR_FAIL;
    k->group = k->n;
    return add(k, y);
}

int sort_key_copy(struct sort_key *to, const struct sort_key *from)
{
    to->n = 0;
    char *p = room(to, from->n);
    if (!p) return ERR_FAIL;
    memcpy(p, from->p, from->n);
    to->n = from->n;
    to->issuer = from->issuer;
    to->group = from->group;
    return 0;
}

int sort_key_cmp(const struct sort_key *a, const struct sort_key *b)
{
    return str_cmp((struct str){a->p, a->n}, (struct str){b->p, b->n});
}

void sort_key_free(struct sort_key *k)
{
    free(k->p);
    *k = (struct sort_key){NULL, 0, 0, 0, 0};
}

/* ---- the filter ---- */

enum part { PART_DOC, PART_ISSUER, PART_SCOPE, PART_EDITION, PARTS };
static const enum rec_col part_col[PARTS] = {REC_DOC, REC_ISSUER, REC_SCOPE, REC_EDITION};

/* A document that is not closed yet. */
struct unclosed {
    struct str f[PARTS]; /* in malloc memory of f[0] */
};

struct filter {
    struct io_writer *w;
    VEC(struct unclosed) open; /* the last is that of the record before */
    struct sort_key key;
    int old_key;   /* column of a key that is there already, -1: none */
    uint64_t count;
};

static bool is_of(const struct unclosed *u, const struct rec *r)
{
    for (int i = PARTS; i-- > 0;)
        if (!str_eq(u->f[i], rec_get(r, part_col[i]))) return false;
    return true;
}

static int open_document(struct filter *x, const struct rec *r)
{
    struct unclosed u;
    size_t n = 1;
    for (int i = 0; i < PARTS; i++) n += rec_get(r, part_col[i]).n;
    char *p = malloc(n);
    if (!p) return ERR_FAIL;
    for (int i = 0; i < PARTS; i++) {
        struct str s = rec_get(r, part_col[i]);
        if (s.n) memcpy(p, s.p, s.n);
        u.f[i] = (struct str){p, s.n};
        p += s.n;
    }
    if (!VEC_PUSH(&x->open, u)) return 0;
    free((void *)u.f[0].p);
    return ERR_FAIL;
}

static int set_key(struct filter *x, const struct str f[PARTS])
{
    return sort_key_set(&x->key, f[PART_ISSUER], f[PART_SCOPE], f[PART_EDITION]);
}

static int put(struct filter *x, const struct rec *r, struct err *e)
{
    char number[32];
    int n = snprintf(number, sizeof number, "%0*llu", SORT_KEY_DIGITS, (unsigned long long)++x->count);
    io_put(x->w, x->key.p, x->key.n);
    io_put(x->w, number, (size_t)n);
    if (x->old_key < 0) {
        io_char(x->w, '\t');
        rec_write(x->w, r);
    } else {
        for (unsigned i = 0; i < r->head->n; i++) {
            if ((int)i == x->old_key) continue;
            io_char(x->w, '\t');
            io_str(x->w, r->f[i]);
        }
        io_char(x->w, '\n');
    }
    return x->w->failed ? io_flush(x->w, e) : 0;
}

/* The closing record, once for each edition of its document. */
static int put_closing(struct filter *x, const struct rec *r, struct err *e)
{
    struct str own[PARTS];
    size_t keep = 0;
    bool any = false;
    int rc = 0;
    for (int i = 0; i < PARTS; i++) own[i] = rec_get(r, part_col[i]);
    for (size_t i = 0; i < x->open.n; i++) {
        struct unclosed u = x->open.v[i];
        if (rc || !str_eq(u.f[PART_DOC], own[PART_DOC])) {
            x->open.v[keep++] = u;
            continue;
        }
        any = true;
        rc = set_key(x, u.f) ? err_nomem(e) : put(x, r, e);
        free((void *)u.f[PART_DOC].p);
    }
    x->open.n = keep;
    if (rc || any) return rc;
    return set_key(x, own) ? err_nomem(e) : put(x, r, e);
}

/* The open document of r becomes the last one. It is looked for among those of its name in front of it:
 * records of one document stand together. */
static int find_document(struct filter *x, const struct rec *r)
{
    for (size_t i = x->open.n; i-- > 0 && str_eq(x->open.v[i].f[PART_DOC], rec_get(r, REC_DOC));) {
        struct unclosed u = x->open.v[i];
        if (!is_of(&u, r)) continue;
        x->open.v[i] = x->open.v[x->open.n - 1];
        x->open.v[x->open.n - 1] = u;
        return 0;
    }
    return open_document(x, r);
}

static int put_record(struct filter *x, const struct rec *r, struct err *e)
{
    if (str_eq(rec_get(r, REC_KIND), S("doc"))) return put_closing(x, r, e);
    if (find_document(x, r)) return err_nomem(e);
    if (set_key(x, x->open.v[x->open.n - 1].f)) return err_nomem(e);
    return put(x, r, e);
}

static void put_head(struct filter *x, const struct rec_head *h)
{
    x->old_key = -1;
    io_str(x->w, S("key"));
    for (unsigned i = 0; i < h->n; i++) {
        if (str_eq(h->name[i], S("key"))) {
            x->old_key = (int)i;
            continue;
        }
        io_char(x->w, '\t');
        io_str(x->w, h->name[i]);
    }
    io_char(x->w, '\n');
}

int sort_key_write(const char *const *paths, size_t n, const char *input_columns, struct io_writer *w, struct err *e)
{
    struct rec_reader_opts o = {.input_columns = input_columns};
    struct rec_reader *rd = rec_reader_new(paths, n, &o, e);
    struct filter x = {.w = w};
    struct rec r;
    bool headed = false;
    int rc = rd ? 1 : ERR_FAIL;
    while (rc > 0 && (rc = rec_read(rd, &r, e)) > 0) {
        if (!headed) put_head(&x, r.head);
        headed = true;
        if (put_record(&x, &r, e)) rc = ERR_FAIL;
    }
    if (rc == 0 && !headed) put_head(&x, rec_reader_head(rd));
    for (size_t i = 0; i < x.open.n; i++) free((void *)x.open.v[i].f[PART_DOC].p);
    VEC_FREE(&x.open);
    sort_key_free(&x.key);
    rec_reader_free(rd);
    return rc;
}
