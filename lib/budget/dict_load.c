/* SPDX-License-Identifier: MIT */
/* dict_load.c: dictionary files into the dictionary, every line checked. */
#include "budget/data.h"
#include "budget/dict_private.h"

#include "base/io.h"
#include "base/utf.h"

#include <stdlib.h>

enum { FIELDS = 6 };

struct line {              /* of a dictionary file */
    struct str f[FIELDS];  /* in the arena, trimmed */
    const char *file;
    uint64_t no;
};

static int bad(const struct line *l, struct err *e, const char *why)
{
    return err_set(e, l->file, l->no, "%s", why);
}

static int year(const struct line *l, struct str s, unsigned *out, struct err *e)
{
    *out = 0;
    if (s.n == 0) return 0;
    if (s.n != 4 || !str_u32(s, out) || *out < 1949) return bad(l, e, "a year has four digits");
    return 0;
}

/* Index of the entry `key` stands for, or *fresh: it is to be the entry n. */
static int entry(struct map *m, struct str key, size_t n, size_t *at, struct err *e)
{
    bool added;
    *at = n;
    uint32_t got = map_put(m, key, (uint32_t)n, &added);
    if (got == MAP_NONE) return err_nomem(e);
    *at = got;
    return 0;
}

static struct str where_key(struct dict *d, struct str where, struct str key)
{
    size_t n = where.n + key.n + 1;
    char *p = arena_alloc(&d->arena, n);
    return p ? dict_where(p, n, where, key) : (struct str){NULL, 0};
}

/* ---- the parts ---- */

static int add_code(struct dict *d, const struct line *l, struct err *e)
{
    struct str code = l->f[0];
    unsigned from, to;
    for (size_t i = 0; i < code.n; i++)
        if (code.p[i] < '0' || code.p[i] > '9') return bad(l, e, "a code has digits only");
    if (code.n != 3 && code.n != 5 && code.n != 7) return bad(l, e, "a code has 3, 5 or 7 digits");
    if (l->f[1].n == 0) return bad(l, e, "a code needs a name");
    if (year(l, l->f[2], &from, e) || year(l, l->f[3], &to, e)) return ERR_FAIL;
    if (to && from > to) return bad(l, e, "valid from a year after the last");
    struct str key = dict_key(&d->arena, l->f[1]);
    if (!key.p) return err_nomem(e);
    const struct dict_code *named = dict_code_is(d, code, key);
    for (size_t i = 0; named && i < d->code.n; i++) { /* the same entry again: its years are replaced */
        if (d->code.v[i] != named) continue;
        d->code.v[i]->name = l->f[1];
        d->code.v[i]->from = from;
        d->code.v[i]->to = to;
        return 0;
    }
    struct dict_code *c = arena_zalloc(&d->arena, sizeof *c);
    if (!c) return err_nomem(e);
    *c = (struct dict_code){code, l->f[1], from, to, dict_code(d, code), dict_code_named(d, key)};
    uint32_t at = (uint32_t)d->code.n;
    if (VEC_PUSH(&d->code, c) || map_set(&d->by_code, code, at) || map_set(&d->by_code_name, key, at))
        return err_nomem(e);
    return 0;
}

static int add_name(struct dict *d, const struct line *l, struct err *e)
{
    if (l->f[1].n == 0) return bad(l, e, "a synonym needs its canonical name");
    struct str key = dict_key(&d->arena, l->f[0]);
    if (key.p) key = where_key(d, l->f[2], key);
    size_t at;
    if (!key.p) return err_nomem(e);
    if (entry(&d->by_name, key, d->name.n, &at, e)) return ERR_FAIL;
    if (at < d->name.n) d->name.v[at] = l->f[1];
    else if (VEC_PUSH(&d->name, l->f[1])) return err_nomem(e);
    key = dict_key(&d->arena, l->f[1]); /* the canonical name means itself */
    if (key.p) key = where_key(d, l->f[2], key);
    if (!key.p) return err_nomem(e);
    if (entry(&d->by_name, key, d->name.n, &at, e)) return ERR_FAIL;
    return at == d->name.n && VEC_PUSH(&d->name, l->f[1]) ? err_nomem(e) : 0;
}

static int add_col(struct dict *d, const struct line *l, struct err *e)
{
    struct str phase = l->f[3], ago = l->f[4];
    if (phase.n && !str_eq(phase, S("budget")) && !str_eq(phase, S("final")))
        return bad(l, e, "a phase is budget or final");
    if (ago.n && !str_eq(ago, S("-1"))) return bad(l, e, "the year of a column is empty or -1");
    bool head = str_ends(l->f[0], S("/")), ending = str_starts(l->f[0], S("*"));
    if ((l->f[1].n == 0) != (head || ending))
        return bad(l, e, "a column needs its canonical name, a head/ or *ending has none");
    struct str key = dict_key(&d->arena, l->f[0]);
    if (key.p) key = where_key(d, l->f[2], key);
    struct dict_col *c = arena_zalloc(&d->arena, sizeof *c);
    size_t at;
    if (!key.p || !c) return err_nomem(e);
    *c = (struct dict_col){l->f[1], phase, ago.n ? -1 : 0};
    if (entry(&d->by_col, key, d->col.n, &at, e)) return ERR_FAIL;
    if (at < d->col.n) d->col.v[at] = c;
    else if (VEC_PUSH(&d->col, c)) return err_nomem(e);
    if (l->f[1].n == 0) return 0;
    key = dict_key(&d->arena, l->f[1]); /* the canonical column means itself */
    if (key.p) key = where_key(d, l->f[2], key);
    c = arena_zalloc(&d->arena, sizeof *c);
    if (!key.p || !c) return err_nomem(e);
    c->column = l->f[1];
    if (entry(&d->by_col, key, d->col.n, &at, e)) return ERR_FAIL;
    return at == d->col.n && VEC_PUSH(&d->col, c) ? err_nomem(e) : 0;
}

static int split_words(const struct line *l, struct dict_title *t, struct err *e)
{
    struct str rest = l->f[0];
    while (rest.n) {
        size_t cut = str_find(rest, S(" "), 0);
        struct str word = str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut);
        rest = str_from(rest, word.n + 1);
        if (word.n == 0) continue;
        if (t->nhas == TITLE_WORDS || t->nnot == TITLE_WORDS) return bad(l, e, "too many words for one title");
        if (word.p[0] == '!') t->not[t->nnot++] = str_from(word, 1);
        else if (word.p[0] == '=') t->exact = str_from(word, 1);
        else t->has[t->nhas++] = word;
    }
    if (t->nhas == 0 && t->exact.n == 0) return bad(l, e, "a title needs a word that it has");
    return 0;
}

static int add_table(struct dict *d, const struct line *l, size_t *front, struct err *e)
{
    struct dict_title t = {.words = l->f[0], .table = l->f[1]};
    if (t.table.n == 0) return bad(l, e, "a title needs its canonical table");
    if (split_words(l, &t, e)) return ERR_FAIL;
    for (size_t i = 0; i < d->title.n; i++)
        if (str_eq(d->title.v[i].words, t.words)) {
            d->title.v[i] = t;
            return 0;
        }
    if (VEC_PUSH(&d->title, t)) return err_nomem(e);
    struct dict_title *v = d->title.v;
    memmove(v + *front + 1, v + *front, (d->title.n - 1 - *front) * sizeof *v);
    v[(*front)++] = t;
    return 0;
}

static int add_unit(struct dict *d, const struct line *l, struct err *e)
{
    unsigned power = 0;
    if (l->f[1].n == 0) return bad(l, e, "a unit needs its canonical name");
    if (l->f[2].n && (!str_u32(l->f[2], &power) || power > 16))
        return bad(l, e, "the power of ten of a money unit is 0 to 16");
    struct str key = dict_key(&d->arena, l->f[0]);
    struct dict_unit *u = arena_zalloc(&d->arena, sizeof *u);
    size_t at;
    if (!key.p || !u) return err_nomem(e);
    *u = (struct dict_unit){l->f[1], l->f[2].n ? (int)power : DICT_NO_MONEY};
    if (entry(&d->by_unit, key, d->unit.n, &at, e)) return ERR_FAIL;
    if (at < d->unit.n) d->unit.v[at] = u;
    else if (VEC_PUSH(&d->unit, u)) return err_nomem(e);
    return 0;
}

static int add_rename(struct dict *d, const struct line *l, struct err *e)
{
    struct dict_rename r = {0, l->f[1], l->f[2], l->f[3], l->f[4]};
    if (year(l, l->f[0], &r.year, e)) return ERR_FAIL;
    if ((r.old_code.n == 0) != (r.new_code.n == 0) || (r.old_name.n == 0) != (r.new_name.n == 0))
        return bad(l, e, "a rename needs old and new code, or old and new name, or all four");
    return VEC_PUSH(&d->rename, r) ? err_nomem(e) : 0;
}

static int add_org(struct dict *d, const struct line *l, struct err *e)
{
    size_t at;
    struct str key = dict_key(&d->arena, l->f[0]);
    if (!key.p) return err_nomem(e);
    if (entry(&d->by_org, key, d->org.n, &at, e)) return ERR_FAIL;
    return at == d->org.n && VEC_PUSH(&d->org, key) ? err_nomem(e) : 0;
}

/* ---- files ---- */

static const struct {
    const char *file, *header;
    unsigned columns;
} parts[DICT_PARTS] = {
    [DICT_CODES] = {"codes", "code\tname\tfrom\tto\tsource", 5},
    [DICT_NAMES] = {"names", "printed\tname\twhere\tsource", 4},
    [DICT_COLS] = {"columns", "printed\tcolumn\twhere\tphase\tyear\tsource", 6},
    [DICT_TABLES] = {"tables", "words\ttable\tsource", 3},
    [DICT_UNITS] = {"units", "unit\tcanonical\tpower\tsource", 4},
    [DICT_RENAMES] = {"renames", "year\told_code\told_name\tnew_code\tnew_name\tsource", 6},
    [DICT_ORGS] = {"orgs", "suffix\tsource", 2},
};

struct loading {
    struct dict *d;
    enum dict_part part;
    const char *file;
    uint64_t no;
    size_t front; /* where the next line of tables.tsv goes */
};

static int bad_header(const struct loading *g, struct err *e)
{
    char names[80];
    size_t n = 0;
    for (const char *c = parts[g->part].header; *c && n + 3 < sizeof names; c++) {
        if (*c == '\t') names[n++] = ',';
        names[n++] = *c == '\t' ? ' ' : *c;
    }
    names[n] = '\0';
    return err_set(e, g->file, 1, "the first line of this dictionary names its columns, separated by TAB: %s", names);
}

static int add_line(struct loading *g, struct str text, struct err *e)
{
    struct line l = {.file = g->file, .no = ++g->no};
    unsigned columns = parts[g->part].columns, n = 0;
    if (utf_invalid(text) != STR_NPOS) return bad(&l, e, "invalid UTF-8");
    if (text.n && text.p[text.n - 1] == '\r') text.n--;
    if (g->no == 1) {
        if (str_eq(text, str_c(parts[g->part].header))) return 0;
        return bad_header(g, e);
    }
    if (text.n == 0 || text.p[0] == '#') return 0;
    for (struct str rest = text;;) {
        size_t cut = str_find(rest, S("\t"), 0);
        if (n == columns) return err_set(e, l.file, l.no, "more than %u columns", columns);
        l.f[n] = arena_str(&g->d->arena, str_trim(str_sub(rest, 0, cut == STR_NPOS ? rest.n : cut)));
        if (!l.f[n++].p) return err_nomem(e);
        if (cut == STR_NPOS) break;
        rest = str_from(rest, cut + 1);
    }
    if (n < columns) return err_set(e, l.file, l.no, "%u columns, not %u", n, columns);
    if (l.f[0].n == 0) return bad(&l, e, "the first column is empty");
    switch (g->part) {
    case DICT_CODES: return add_code(g->d, &l, e);
    case DICT_NAMES: return add_name(g->d, &l, e);
    case DICT_COLS: return add_col(g->d, &l, e);
    case DICT_TABLES: return add_table(g->d, &l, &g->front, e);
    case DICT_UNITS: return add_unit(g->d, &l, e);
    case DICT_RENAMES: return add_rename(g->d, &l, e);
    case DICT_ORGS: return add_org(g->d, &l, e);
    case DICT_PARTS: break;
    }
    return ERR_FAIL;
}

int dict_load(struct dict *d, enum dict_part part, const char *path, struct err *e)
{
    struct loading g = {.d = d, .part = part, .file = path};
    struct io_reader r;
    struct str line;
    bool has_lf;
    int got = io_open(&r, path, e);
    if (got < 0) return got;
    while ((got = io_line(&r, &line, &has_lf, e)) > 0)
        if ((got = add_line(&g, line, e)) < 0) break;
    if (got == 0 && g.no == 0) got = err_set(e, path, 0, "empty");
    io_reader_close(&r);
    return got;
}

static int load_builtin(struct dict *d, enum dict_part part, struct err *e)
{
    char file[64];
    const struct data_file *f = data_find(parts[part].file);
    snprintf(file, sizeof file, "data/%s.tsv", parts[part].file);
    if (!f) return err_set(e, file, 0, "not compiled in");
    struct loading g = {.d = d, .part = part, .file = file};
    for (size_t i = 0; i < f->n; i++)
        if (add_line(&g, str_c(f->line[i]), e) < 0) return ERR_FAIL;
    return 0;
}

struct dict *dict_new(bool builtin, struct err *e)
{
    struct dict *d = calloc(1, sizeof *d);
    if (!d) {
        err_nomem(e);
        return NULL;
    }
    for (int part = 0; builtin && part < DICT_PARTS; part++)
        if (load_builtin(d, (enum dict_part)part, e) < 0) {
            dict_free(d);
            return NULL;
        }
    return d;
}
