/* SPDX-License-Identifier: MIT */
/* sangong.c: a stream of records, cut into documents, each checked and handed on line by line. */
#include "check/sangong_doc.h"

#include <stdarg.h>
#include <stdlib.h>

const char *const sangong_check_name[] = {"", "ok", "note", "open", "off"};

struct sangong {
    struct sangong_doc d;
    sangong_sink sink;
    void *arg;
    const char *file; /* of the record put last */
    uint64_t lineno;
    /* What sangong_wants remembers of the record before, so that most records cost two comparisons. */
    char *doc, *table;
    size_t ndoc, capdoc, ntable, captable;
    enum wanted { TABLE_NONE, TABLE_SANGONG, TABLE_ROWS } wanted;
};

const struct sangong_fig sangong_absent;
static const struct sangong_print nothing = {{"", 0}, {"", 0}, {"", 0}, {"", 0}};

const struct sangong_print *sangong_print_of(const struct sangong_fig *f) { return f->print ? f->print : &nothing; }

void sangong_set_iv(struct sangong_fig *f, struct interval x)
{
    int half = x.half.m ? -x.half.scale : INT8_MIN;
    for (dec_int m = x.half.m; m > 5; m /= 10) half++; /* 5, 50, 500 … */
    f->m = x.mid.m;
    f->scale = (int8_t)x.mid.scale;
    f->half = (int8_t)half;
}

static void start(struct sangong_doc *d)
{
    struct sangong_doc next = {.a = d->a, .keys = d->keys, .talk = d->talk, .labels = d->labels, .index = d->index, .exact = d->exact};
    arena_reset(&next.a);
    arena_reset(&next.keys);
    arena_reset(&next.talk);
    map_clear(&next.index);
    *d = next;
    d->tail = &d->lines;
    d->table_tail = &d->tables;
}

struct sangong *sangong_new(bool exact, sangong_sink sink, void *arg, struct err *e)
{
    struct sangong *s = calloc(1, sizeof *s);
    if (!s) {
        err_nomem(e);
        return NULL;
    }
    s->d.exact = exact;
    s->sink = sink;
    s->arg = arg;
    start(&s->d);
    return s;
}

void sangong_free(struct sangong *s)
{
    if (!s) return;
    arena_free(&s->d.a);
    arena_free(&s->d.keys);
    arena_free(&s->d.talk);
    map_free(&s->d.index);
    sangong_labels_free(&s->d.labels);
    free(s->doc);
    free(s->table);
    free(s);
}

/* ---- which records matter ---- */

/* Keep s for the next record; true if it is not what was kept. No memory: always "changed". */
static bool changed(char **kept, size_t *n, size_t *cap, struct str s)
{
    if (*n == s.n && (s.n == 0 || memcmp(*kept, s.p, s.n) == 0)) return false;
    if (*cap < s.n) {
        char *p = realloc(*kept, 2 * s.n);
        if (!p) return true;
        *kept = p;
        *cap = 2 * s.n;
    }
    if (s.n) memcpy(*kept, s.p, s.n);
    *n = s.n;
    return true;
}

static enum wanted table_wanted(struct str title)
{
    if (sangong_mentions(title)) return TABLE_SANGONG;
    if (title.n == 0 || str_has(title, S("基本支出")) || (str_has(title, S("支")) && str_has(title, S("总"))) ||
        str_has(title, S("支出决算表")) || str_has(title, S("支出预算表")))
        return TABLE_ROWS;
    return TABLE_NONE;
}

bool sangong_wants(struct sangong *s, const struct rec *r)
{
    struct str kind = rec_get(r, REC_KIND);
    if (changed(&s->doc, &s->ndoc, &s->capdoc, rec_get(r, REC_DOC))) {
        s->ntable = 0;
        s->wanted = TABLE_ROWS;
        return true;
    }
    if (kind.n == 3) return true; /* doc */
    if (kind.n == 5 && kind.p[0] == 'p') return sangong_mentions(rec_get(r, REC_NAME));
    if (kind.n == 4 && kind.p[1] == 'e') return false; /* text */
    if (changed(&s->table, &s->ntable, &s->captable, rec_get(r, REC_TABLE))) s->wanted = table_wanted(rec_get(r, REC_TABLE));
    if (s->wanted != TABLE_ROWS) return s->wanted == TABLE_SANGONG;
    struct str name = rec_get(r, REC_NAME);
    return str_has(name, S("计")) || str_has(name, S("接待")) || str_has(name, S("出国")) || str_has(name, S("用车")) ||
           str_eq(rec_get(r, REC_ROLE), S("org"));
}

/* ---- one document ---- */

void sangong_say(struct sangong_doc *d, enum sangong_check c, const char *fmt, ...)
{
    char buf[1024];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    if (n < 0) return;
    size_t len = (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1;
    while ((size_t)n >= sizeof buf && len > 0 && ((unsigned char)buf[len] & 0xC0) == 0x80) len--;
    d->say[c] = arena_join(&d->talk, d->say[c], S("; "), (struct str){buf, len});
    if (!d->say[c].p) d->nomem = true;
    else if (d->say[c].p == buf) d->say[c] = arena_str(&d->talk, d->say[c]);
}

static void conclude(struct sangong_doc *d, struct sangong_line *l)
{
    l->check = d->held ? SANGONG_OK : SANGONG_NONE;
    for (int c = SANGONG_OFF; c > SANGONG_NONE; c--) {
        if (d->say[c].n == 0) continue;
        if (l->check < (enum sangong_check)c) l->check = (enum sangong_check)c;
        struct str part = arena_join(&d->talk, str_c(sangong_check_name[c]), S(": "), d->say[c]);
        l->why = arena_join(&d->talk, l->why, S("; "), part);
        if (!part.p || !l->why.p) d->nomem = true;
    }
}

static bool says_something(const struct sangong_line *l)
{
    static const enum sangong_facet amounts[] = {SANGONG_TABLE, SANGONG_PROSE, SANGONG_PRIOR, SANGONG_PRIOR_PROSE,
                                                 SANGONG_GENERAL, SANGONG_FUND, SANGONG_CAPITAL, SANGONG_DELTA};
    for (size_t i = 0; i < sizeof amounts / sizeof *amounts; i++)
        if (l->facet[amounts[i]]) return true;
    return false;
}

/* Nothing could be held against anything: why. */
static void say_unchecked(struct sangong_doc *d, const struct sangong_line *l)
{
    bool figures = false;
    for (int i = 0; i < SANGONG_NITEM; i++)
        figures = figures || sangong_is_figure(sangong_get(l, SANGONG_TABLE, i)) || sangong_is_figure(sangong_get(l, SANGONG_PROSE, i));
    sangong_say(d, SANGONG_OPEN, figures ? "nothing to check the figures against" : "no figure is printed");
}

int sangong_verify(struct sangong_doc *d, struct sangong_line *l)
{
    d->held = 0;
    arena_reset(&d->talk);
    memset(d->say, 0, sizeof d->say);
    if (!says_something(l) && !l->tabled) {
        if (d->status.n && !str_eq(d->status, S("ok")) && !str_eq(d->status, S("partial")))
            sangong_say(d, SANGONG_OPEN, "the document could not be read: %.*s", STR_ARG(d->status));
        else
            sangong_say(d, SANGONG_OPEN, "neither a table nor a sentence about 三公");
    } else if (sangong_verify_frame(d, l) || sangong_verify_sums(d, l) || sangong_verify_changes(d, l)) {
        return -1;
    } else if (d->held == 0 && !d->say[SANGONG_OFF].n && !d->say[SANGONG_OPEN].n && !(l->none && d->say[SANGONG_OK].n)) {
        say_unchecked(d, l);
    }
    conclude(d, l);
    return d->nomem ? -1 : 0;
}

static int no_memory(const struct sangong *s, struct err *e) { return err_set(e, s->file, s->lineno, "out of memory"); }

int sangong_flush(struct sangong *s, struct err *e)
{
    struct sangong_doc *d = &s->d;
    if (!d->any) return 0;
    int bad = sangong_join(d) ? no_memory(s, e) : 0;
    for (struct sangong_line *l = bad ? NULL : sangong_alive(d->lines); l && !bad; l = sangong_alive(l->next)) {
        bad = sangong_verify(d, l) ? no_memory(s, e) : s->sink(s->arg, l, e);
    }
    start(d);
    return bad;
}

int sangong_put(struct sangong *s, const struct rec *r, struct err *e)
{
    struct sangong_doc *d = &s->d;
    struct str doc = rec_get(r, REC_DOC);
    if (d->any && !str_eq(doc, d->name) && sangong_flush(s, e)) return ERR_FAIL;
    s->file = r->file;
    s->lineno = r->lineno;
    if (!d->any) {
        d->name = arena_str(&d->a, doc);
        if (!d->name.p) return no_memory(s, e);
        d->any = true;
    }
    if (!str_eq(rec_get(r, REC_KIND), S("doc"))) return sangong_collect(d, r) ? no_memory(s, e) : 0;
    d->status = arena_str(&d->a, rec_get(r, REC_NAME));
    return d->status.p ? sangong_flush(s, e) : no_memory(s, e);
}
