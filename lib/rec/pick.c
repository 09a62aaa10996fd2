/* SPDX-License-Identifier: MIT */
/* pick.c: records and columns by name. */
#include "rec/pick.h"

#include "base/vec.h"
#include "rec/sheet.h"
#include "rec/wide.h"

#include <inttypes.h>
#include <regex.h>
#include <stdlib.h>

struct pick_test {
    struct pick_test *next;
    struct str column;
    bool negated;
    regex_t re;
};

struct pick {
    const struct pick_opts *o;
    struct io_writer *w;
    VEC(int) at;      /* columns to write, of --columns */
    VEC(int) test_at; /* columns of the tests */
    VEC(char) buf;    /* a field with a NUL behind it */
    VEC(char) doc;
    uint64_t count;   /* records of the document that were written */
    bool begun;
    VEC(struct str) line;
    struct wide *wide;
    struct sheet sheet;
};

int pick_where(struct pick_opts *o, const char *text, struct err *e)
{
    const char *eq = strchr(text, '=');
    if (!eq || eq == text) return err_set(e, NULL, 0, "--where '%s': not COLUMN=REGEX", text);
    struct pick_test *t = calloc(1, sizeof *t);
    if (!t) return err_nomem(e);
    t->negated = eq[-1] == '!';
    t->column = (struct str){text, (size_t)(eq - text) - t->negated};
    int bad = regcomp(&t->re, eq + 1, REG_EXTENDED | REG_NOSUB);
    if (bad) {
        char why[128];
        regerror(bad, &t->re, why, sizeof why);
        free(t);
        return err_set(e, NULL, 0, "--where '%s': %s", text, why);
    }
    t->next = o->test;
    o->test = t;
    return 0;
}

void pick_opts_free(struct pick_opts *o)
{
    while (o->test) {
        struct pick_test *t = o->test;
        o->test = t->next;
        regfree(&t->re);
        free(t);
    }
}

/* One line of output, in whichever form. */
static int put_line(void *arg, const struct str *f, size_t n, struct err *e)
{
    struct pick *p = arg;
    if (p->o->csv) return sheet_row(&p->sheet, f, n, e);
    for (size_t i = 0; i < n; i++) {
        if (i) io_char(p->w, '\t');
        io_str(p->w, f[i]);
    }
    io_char(p->w, '\n');
    return p->w->failed;
}

struct pick *pick_new(const struct pick_opts *o, struct io_writer *w, struct err *e)
{
    struct pick *p = calloc(1, sizeof *p);
    if (!p) {
        err_nomem(e);
        return NULL;
    }
    p->o = o;
    p->w = p->sheet.w = w;
    if (o->wide) p->wide = wide_new(!o->no_header, put_line, p, e);
    if (!o->wide || p->wide) return p;
    pick_free(p);
    return NULL;
}

void pick_free(struct pick *p)
{
    if (!p) return;
    VEC_FREE(&p->at);
    VEC_FREE(&p->test_at);
    VEC_FREE(&p->buf);
    VEC_FREE(&p->doc);
    VEC_FREE(&p->line);
    sheet_free(&p->sheet);
    wide_free(p->wide);
    free(p);
}

static int index_of(const struct rec_head *h, struct str name)
{
    for (unsigned i = 0; i < h->n; i++)
        if (str_eq(h->name[i], name)) return (int)i;
    return -1;
}

static int need(const struct rec_head *h, struct str name, int *at, struct err *e)
{
    *at = index_of(h, name);
    if (*at < 0) return err_set(e, NULL, 0, "no column '%.*s' in the input", STR_ARG(name));
    return 0;
}

/* The fields of --columns, or all. */
static int put_fields(struct pick *p, const struct str *f, size_t n, struct err *e)
{
    if (!p->o->columns) return put_line(p, f, n, e);
    p->line.n = 0;
    for (size_t i = 0; i < p->at.n; i++)
        if (VEC_PUSH(&p->line, f[p->at.v[i]])) return err_nomem(e);
    return put_line(p, p->line.v, p->line.n, e);
}

/* The first record: find the columns, write the header. */
static int begin(struct pick *p, const struct rec_head *h, struct err *e)
{
    p->begun = true;
    for (const struct pick_test *t = p->o->test; t; t = t->next) {
        int at;
        if (need(h, t->column, &at, e)) return ERR_FAIL;
        if (VEC_PUSH(&p->test_at, at)) return err_nomem(e);
    }
    struct str rest = str_c(p->o->columns);
    while (rest.n) {
        size_t cut = str_find(rest, S(","), 0);
        int at;
        if (need(h, str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut), &at, e)) return ERR_FAIL;
        if (VEC_PUSH(&p->at, at)) return err_nomem(e);
        rest = cut == STR_NPOS ? S("") : str_from(rest, cut + 1);
    }
    return p->o->no_header || p->wide ? 0 : put_fields(p, h->name, h->n, e);
}

static int passes(struct pick *p, const struct rec *r, bool *ok, struct err *e)
{
    size_t i = 0;
    *ok = true;
    for (const struct pick_test *t = p->o->test; t && *ok; t = t->next) {
        struct str f = r->f[p->test_at.v[i++]];
        if (VEC_RESERVE(&p->buf, f.n + 1)) return err_nomem(e);
        if (f.n) memcpy(p->buf.v, f.p, f.n);
        p->buf.v[f.n] = '\0';
        *ok = (regexec(&t->re, p->buf.v, 0, NULL, 0) == 0) != t->negated;
    }
    return 0;
}

/* Count the records of r's document; a `doc` record gets the number of those that were written. */
static int count(struct pick *p, struct rec *r, bool *is_doc, char text[24], struct err *e)
{
    struct str doc = rec_get(r, REC_DOC);
    *is_doc = str_eq(rec_get(r, REC_KIND), S("doc"));
    if (!str_eq((struct str){p->doc.v, p->doc.n}, doc)) {
        if (VEC_RESERVE(&p->doc, doc.n + 1)) return err_nomem(e);
        if (doc.n) memcpy(p->doc.v, doc.p, doc.n);
        p->doc.n = doc.n;
        p->count = 0;
    }
    if (!*is_doc) return 0;
    struct str v = {text, (size_t)snprintf(text, 24, "%" PRIu64, p->count)};
    if (!str_eq(v, rec_get(r, REC_VALUE))) rec_set(r, REC_VALUE, v);
    p->count = 0;
    return 0;
}

int pick_put(struct pick *p, const struct rec *in, struct err *e)
{
    struct rec r = *in;
    char text[24];
    bool ok = true, is_doc = false;
    if (!p->begun && begin(p, r.head, e)) return ERR_FAIL;
    if (p->o->test) {
        if (count(p, &r, &is_doc, text, e)) return ERR_FAIL;
        if (!is_doc && passes(p, &r, &ok, e)) return ERR_FAIL;
        if (!ok) return 0;
        p->count += !is_doc;
    }
    if (p->wide) return wide_put(p->wide, &r, e);
    if (p->o->columns || p->o->csv) return put_fields(p, r.f, r.head->n, e);
    rec_write(p->w, &r);
    return p->w->failed;
}

int pick_end(struct pick *p, const struct rec_head *head, struct err *e)
{
    if (!p->begun && head && begin(p, head, e)) return ERR_FAIL;
    int got = p->wide ? wide_end(p->wide, e) : 0;
    return got < 0 ? got : p->w->failed;
}
