/* SPDX-License-Identifier: MIT */
/* dict.c: keys and look-ups. */
#include "budget/dict_private.h"

#include "base/utf.h"

#include <stdlib.h>

static const struct str none = {"", 0};

/* ---- keys ---- */

static size_t put(char *out, size_t n, const char *p, size_t len)
{
    memcpy(out + n, p, len);
    return n + len;
}

/* Brackets of s as （）, without quotation marks if asked. The same slice if nothing changes. */
static struct str brackets(struct arena *a, struct str s, bool unquote)
{
    static const struct str quotes[] = {SI("“"), SI("”"), SI("‘"), SI("’"), SI("\""), SI("'"), SI("《"), SI("》"),
                                        SI("「"), SI("」"), SI("『"), SI("』")};
    char *out = NULL;
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i];
        if (c > 0x29 && c != 0xE2 && c != 0xE3) { /* none of the signs begins so */
            if (out) out[n++] = s.p[i];
            i++;
            continue;
        }
        size_t len = 1;
        struct str to = {NULL, 0};
        if (s.p[i] == '(') to = S("（");
        else if (s.p[i] == ')') to = S("）");
        for (size_t q = 0; unquote && q < sizeof quotes / sizeof *quotes; q++)
            if (s.p[i] == quotes[q].p[0] && str_starts(str_from(s, i), quotes[q])) {
                to = none;
                len = quotes[q].n;
                break;
            }
        if (to.p && !out) {
            out = arena_alloc(a, 3 * s.n + 1);
            if (!out) return to.p = NULL, to;
            n = put(out, 0, s.p, i);
        }
        if (out) n = to.p ? put(out, n, to.p, to.n) : put(out, n, s.p + i, len);
        i += len;
    }
    return out ? (struct str){out, n} : s;
}

static struct str fold(struct arena *a, struct str s, bool unquote)
{
    static const struct str slash = SI("／");
    struct str out = none;
    for (bool first = true;; first = false) { /* the ／ inside a part of a path must not become a / */
        size_t cut = str_find(s, slash, 0);
        struct str part = utf_fold(a, str_sub(s, 0, cut == STR_NPOS ? s.n : cut));
        if (part.p) part = utf_squeeze(a, part);
        if (part.p) part = brackets(a, part, unquote);
        if (!part.p) return part;
        out = first ? part : arena_cat3(a, out, slash, part);
        if (!out.p || cut == STR_NPOS) return out;
        s = str_from(s, cut + slash.n);
    }
}

struct str dict_fold(struct arena *a, struct str label)
{
    return fold(a, label.p ? label : none, false);
}

struct str dict_key(struct arena *a, struct str label)
{
    return fold(a, label.p ? label : none, true);
}

struct str dict_where(char *buf, size_t cap, struct str where, struct str key)
{
    if (where.n + 1 + key.n > cap) return (struct str){NULL, 0};
    size_t n = put(buf, 0, where.p ? where.p : "", where.n);
    buf[n++] = '\n';
    return (struct str){buf, put(buf, n, key.p ? key.p : "", key.n)};
}

/* Index of key in m: in this table, on this side, anywhere. */
static uint32_t where_get(const struct map *m, struct str table, struct str side, struct str key)
{
    char buf[1024]; /* longer labels are in no dictionary */
    struct str where[3] = {table, side, none};
    for (unsigned i = 0; i < 3; i++) {
        if (i < 2 && where[i].n == 0) continue;
        struct str k = dict_where(buf, sizeof buf, where[i], key);
        uint32_t at = k.p ? map_get(m, k) : MAP_NONE;
        if (at != MAP_NONE) return at;
    }
    return MAP_NONE;
}

/* ---- look-ups ---- */

const struct dict_code *dict_code(const struct dict *d, struct str code)
{
    uint32_t at = map_get(&d->by_code, code);
    return at == MAP_NONE ? NULL : d->code.v[at];
}

const struct dict_code *dict_code_named(const struct dict *d, struct str name_key)
{
    uint32_t at = map_get(&d->by_code_name, name_key);
    return at == MAP_NONE ? NULL : d->code.v[at];
}

const struct dict_code *dict_code_is(const struct dict *d, struct str code, struct str name_key)
{
    for (const struct dict_code *c = dict_code_named(d, name_key); c; c = c->same_name)
        if (str_eq(c->code, code)) return c;
    return NULL;
}

struct str dict_code_name(const struct dict *d, struct str code, unsigned year)
{
    const struct dict_code *best = NULL;
    for (const struct dict_code *c = dict_code(d, code); c; c = c->same_code) {
        bool valid = year == 0 || ((c->from == 0 || c->from <= year) && (c->to == 0 || year <= c->to));
        if (valid && (!best || c->from >= best->from)) best = c;
    }
    return best ? best->name : none;
}

struct str dict_name(const struct dict *d, struct str table, struct str side, struct str key)
{
    uint32_t at = where_get(&d->by_name, table, side, key);
    return at == MAP_NONE ? none : d->name.v[at];
}

const struct dict_col *dict_col(const struct dict *d, struct str table, struct str side, struct str key)
{
    uint32_t at = where_get(&d->by_col, table, side, key);
    return at == MAP_NONE ? NULL : d->col.v[at];
}

const struct dict_unit *dict_unit(const struct dict *d, struct str key)
{
    uint32_t at = map_get(&d->by_unit, key);
    return at == MAP_NONE ? NULL : d->unit.v[at];
}

const struct dict_rename *dict_renames(const struct dict *d, size_t *n)
{
    *n = d->rename.n;
    return d->rename.v;
}

bool dict_is_org(const struct dict *d, struct str key)
{
    for (size_t i = 0; i < d->org.n; i++)
        if (key.n > d->org.v[i].n && str_ends(key, d->org.v[i])) return true;
    return false;
}

/* ---- options ---- */

int dict_opt(struct dict_opts *o, int got, const char *arg, struct err *e)
{
    if (got == OPT_NO_BUILTIN) {
        o->no_builtin = true;
        return 1;
    }
    if (got < OPT_DICT || got >= OPT_DICT + DICT_PARTS) return 0;
    if (o->n == sizeof o->file / sizeof *o->file) return err_set(e, NULL, 0, "too many dictionary files");
    o->file[o->n].part = (enum dict_part)(got - OPT_DICT);
    o->file[o->n++].path = arg;
    return 1;
}

struct dict *dict_from(const struct dict_opts *o, struct err *e)
{
    struct dict *d = dict_new(!o->no_builtin, e);
    for (unsigned i = 0; d && i < o->n; i++)
        if (dict_load(d, o->file[i].part, o->file[i].path, e) < 0) {
            dict_free(d);
            return NULL;
        }
    return d;
}

void dict_free(struct dict *d)
{
    if (!d) return;
    struct map *maps[] = {&d->by_code, &d->by_code_name, &d->by_name, &d->by_col, &d->by_unit, &d->by_org};
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) map_free(maps[i]);
    VEC_FREE(&d->code);
    VEC_FREE(&d->title);
    VEC_FREE(&d->rename);
    VEC_FREE(&d->col);
    VEC_FREE(&d->unit);
    VEC_FREE(&d->name);
    VEC_FREE(&d->org);
    arena_free(&d->arena);
    free(d);
}
