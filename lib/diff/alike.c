/* SPDX-License-Identifier: MIT */
#include "diff/alike.h"

#include "base/nomem.h"
#include "base/utf.h"
#include "budget/dict.h"
#include "diff/match.h"

#include <stdlib.h>

/* Enough to be the same thing by the name alone; and with an equal amount beside it. */
enum { ALIKE_ALONE = 80, ALIKE_WITH_AMOUNT = 60, ALIKE_LEAD = 10, ALIKE_BY_DICTIONARY = 140 /* more than all letters and amounts */, NAME_MAX = 128, PAIRS_MAX = 1 << 18, ROWS_PER_COST = 64 };

/* ---- names ---- */

struct letters {
    uint32_t v[NAME_MAX], mark[NAME_MAX]; /* the name without years, and its ordinals: 一期, 3号, B区 */
    size_t n, marks;
};

static bool is_ordinal(uint32_t cp)
{
    static const uint32_t cjk[] = {0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341, /* 一 .. 十 */
                                   0x7532, 0x4E59, 0x4E19, 0x4E01}; /* 甲乙丙丁 */
    for (size_t i = 0; i < sizeof cjk / sizeof *cjk; i++)
        if (cp == cjk[i]) return true;
    return (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
}

/* Length in bytes of a year at p, with the 年 or 年度 after it; 0 if there is none. */
static size_t year_at(struct str s)
{
    unsigned y;
    if (s.n < 4 || !str_u32(str_sub(s, 0, 4), &y) || y < 1990 || y > 2099) return 0;
    size_t n = 4;
    if (str_starts(str_from(s, n), S("年"))) n += strlen("年");
    if (n > 4 && str_starts(str_from(s, n), S("度"))) n += strlen("度");
    return n;
}

/* Length of what dresses a project's name at s, and makes it no other project: （续建） 工程 项目. */
static size_t dress_at(struct str s)
{
    static const struct str word[] = {SI("（"), SI("）"), SI("("), SI(")"), SI("续建"), SI("工程"), SI("项目")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (str_starts(s, word[i])) return word[i].n;
    return 0;
}

static void take_letters(struct str s, struct letters *l, bool bare)
{
    l->n = l->marks = 0;
    while (s.n && l->n < NAME_MAX) {
        uint32_t cp = 0;
        size_t len = year_at(s);
        if (!len && bare) len = dress_at(s);
        if (!len) {
            len = utf_decode(s.p, s.p + s.n, &cp);
            if (!len) return;
            l->v[l->n++] = cp;
            if (is_ordinal(cp)) l->mark[l->marks++] = cp;
        }
        s = str_from(s, len);
    }
}

enum { BARE_MIN = 4 }; /* a name that is little more than such words keeps them */

static void letters(struct str s, struct letters *l)
{
    take_letters(s, l, true);
    if (l->n < BARE_MIN) take_letters(s, l, false);
}

/* Another ordinal makes another thing, however long the name is. */
static bool same_marks(const struct letters *x, const struct letters *y)
{
    return x->marks == y->marks && memcmp(x->mark, y->mark, x->marks * sizeof *x->mark) == 0;
}

/* How alike two names are, 0 to 100: the pairs of neighbouring characters they share. Years do not count;
 * another ordinal (一期, 二期) makes another thing. */
static int alike(struct str a, struct str b)
{
    struct letters x, y;
    bool used[NAME_MAX] = {false};
    size_t both = 0;
    letters(a, &x);
    letters(b, &y);
    if (!same_marks(&x, &y)) return 0;
    if (x.n < 2 || y.n < 2) return x.n == y.n && x.n && x.v[0] == y.v[0] ? 100 : 0;
    for (size_t i = 0; i + 1 < x.n; i++)
        for (size_t k = 0; k + 1 < y.n; k++)
            if (!used[k] && x.v[i] == y.v[k] && x.v[i + 1] == y.v[k + 1]) {
                used[k] = true;
                both++;
                break;
            }
    return (int)(200 * both / (x.n + y.n - 2));
}

/* ---- things with names: projects, or rows ---- */

struct thing {
    struct str name;
    struct str one, one_path; /* of a row: the dictionary's names for it and its parents; empty: none */
    uint32_t place;  /* things meet only where these are equal */
    uint32_t id;     /* row index, or id of the project */
    uint32_t best;   /* index of the best partner + 1 */
    int score, second;
};
typedef VEC(struct thing) things;

/* Score of x and y with what supports it. */
typedef int (*score_fn)(const struct rows *r, const struct thing *x, const struct thing *y);

static void note_best(struct thing *t, uint32_t other, int score)
{
    if (score > t->score) {
        t->second = t->score;
        t->score = score;
        t->best = other + 1;
    } else if (score > t->second) {
        t->second = score;
    }
}

static int cmp_place(const void *x, const void *y)
{
    const struct thing *a = x, *b = y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return a->id < b->id ? -1 : a->id > b->id;
}

static size_t same_place(const things *t, size_t from)
{
    size_t n = from;
    while (n < t->n && t->v[n].place == t->v[from].place) n++;
    return n - from;
}

/* Every thing with its best partner of the other side. cost: what one comparison takes, in the same unit
 * as PAIRS_MAX; a place with too many to compare is left alone, and that is told. */
static void find_best(const struct rows *r, things *a, things *b, score_fn score, size_t cost)
{
    if (a->n) qsort(a->v, a->n, sizeof *a->v, cmp_place);
    if (b->n) qsort(b->v, b->n, sizeof *b->v, cmp_place);
    for (size_t i = 0, k = 0; i < a->n && k < b->n;) {
        size_t n = same_place(a, i), m = same_place(b, k);
        if (a->v[i].place < b->v[k].place) i += n;
        else if (a->v[i].place > b->v[k].place) k += m;
        else {
            bool fits = n <= PAIRS_MAX / m / cost;
            if (!fits) r->j->unsearched++;
            for (size_t x = i; fits && x < i + n; x++)
                for (size_t y = k; y < k + m; y++) {
                    int points = score(r, &a->v[x], &b->v[y]);
                    note_best(&a->v[x], (uint32_t)y, points);
                    note_best(&b->v[y], (uint32_t)x, points);
                }
            i += n;
            k += m;
        }
    }
}

/* Best for one another, and no other comes near. */
static const struct thing *partner(const things *a, const things *b, size_t i)
{
    const struct thing *x = &a->v[i];
    if (!x->best || x->score <= 0 || x->score - x->second < ALIKE_LEAD) return NULL;
    const struct thing *y = &b->v[x->best - 1];
    return y->best == i + 1 && y->score - y->second >= ALIKE_LEAD ? y : NULL;
}

/* ---- rows ---- */

static struct str last_part(struct str s)
{
    size_t at = str_rfind(s, S("/"));
    return at == STR_NPOS ? s : str_from(s, at + 1);
}

/* The names that the dictionary has for a row of income or expenditure and its parents, whatever its bureau calls them. */
static void put_one_name(const struct rows *r, const struct row *row, struct thing *t)
{
    const struct dict *dict = r->j->opts->dict;
    const struct store *s = r->j->s;
    const struct ctx *x = &s->ctxv.v[row_cell(r, row->first - 1, row->side)->ctx];
    struct str table = store_str(s, x->f[CTX_TABLE]), side = store_str(s, x->f[CTX_SIDE]), path = row_get(r, row, LABEL_PATH);
    if (!dict || !side.n) return;
    t->one = dict_name(dict, table, side, t->name);
    if (!t->one.n) t->one = t->name;
    t->one_path = dict_name(dict, table, side, path);
    if (!t->one_path.n) t->one_path = path;
}

static bool same_by_dictionary(const struct thing *x, const struct thing *y)
{
    return x->one.n && str_eq(x->one, y->one) && str_eq(x->one_path, y->one_path);
}

static int score_rows(const struct rows *r, const struct thing *x, const struct thing *y)
{
    const struct row *a = &r->row.v[x->id], *b = &r->row.v[y->id];
    if (same_by_dictionary(x, y)) return ALIKE_BY_DICTIONARY;
    struct str p = last_part(x->name), q = last_part(y->name);
    bool heads = str_eq(str_sub(x->name, 0, x->name.n - p.n), str_sub(y->name, 0, y->name.n - q.n));
    int s = heads ? alike(p, q) : 0; /* 一级/二级 of an indicator must agree */
    unsigned equal = row_equal_amounts(r, a, b);
    return s >= ALIKE_ALONE || (s >= ALIKE_WITH_AMOUNT && equal) ? s + (equal ? 20 : 0) : 0;
}

int alike_rows(struct rows *r)
{
    things v[SIDES] = {{0}, {0}};
    int rc = 0;
    if (!r->n[SIDE_OLD] || !r->n[SIDE_NEW]) return 0;
    for (size_t i = 0; i < r->row.n && rc == 0; i++) {
        const struct row *row = &r->row.v[i];
        struct thing t = {.name = row_get(r, row, LABEL_NAME), .place = row->ctx, .id = (uint32_t)i};
        if (row->done || row_get(r, row, LABEL_CODE).n || !t.name.n) continue;
        put_one_name(r, row, &t);
        rc = VEC_PUSH(&v[row->side], t) ? ERR_FAIL : 0;
    }
    if (rc == 0) find_best(r, &v[0], &v[1], score_rows, 1);
    for (size_t i = 0; i < v[0].n && rc == 0; i++) {
        const struct thing *x = &v[0].v[i], *y = partner(&v[0], &v[1], i);
        if (!y) continue;
        struct row *a = &r->row.v[x->id], *b = &r->row.v[y->id];
        const char *with = row_equal_amounts(r, a, b) ? ", equal amount" : "";
        const char *note = same_by_dictionary(x, y)
                               ? join_note(r->j, "name was %.*s (one in the dictionary)", STR_ARG(x->name))
                               : join_note(r->j, "name was %.*s (%d%% alike%s)", STR_ARG(x->name), alike(x->name, y->name), with);
        rc = row_join(r, a, b, MATCH_RENAMED, note);
    }
    VEC_FREE(&v[0]);
    VEC_FREE(&v[1]);
    return rc;
}

/* ---- projects and tables: all rows that share one part of the context ---- */

struct part_opts {
    enum row_part part;
    enum change_match match;
    const char *what; /* for the note */
    score_fn score;
};

/* A part (project, table) is known on both sides if any of its rows met a partner. */
static bool *known_parts(const struct rows *r, enum row_part part, size_t n)
{
    bool *known = nomem_note(calloc(n + 1, sizeof *known));
    for (size_t i = 0; known && i < r->met.n; i++) {
        uint32_t p[ROW_PARTS];
        if (!r->met.v[i]) continue;
        memcpy(p, intern_str(&r->j->keys.row, (uint32_t)i).p, sizeof p);
        if (p[part] < n) known[p[part]] = true;
    }
    return known;
}

static int list_parts(struct rows *r, enum row_part part, things v[SIDES])
{
    size_t n = r->j->s->str.e.n;
    bool *known = known_parts(r, part, n), *seen[SIDES] = {calloc(n + 1, sizeof(bool)), calloc(n + 1, sizeof(bool))};
    int rc = known && seen[0] && seen[1] ? 0 : ERR_FAIL;
    for (size_t i = 0; i < r->row.n && rc == 0; i++) {
        const struct row *row = &r->row.v[i];
        uint32_t p[ROW_PARTS];
        row_parts(r, row, p);
        uint32_t id = p[part];
        if (row->done || id >= n || !store_str(r->j->s, id).n || known[id] || seen[row->side][id]) continue;
        struct thing t = {.name = store_str(r->j->s, id), .place = 0, .id = id};
        seen[row->side][id] = true;
        rc = VEC_PUSH(&v[row->side], t) ? ERR_FAIL : 0;
    }
    for (size_t i = v[0].n; i-- > 0 && rc == 0;) /* on both sides, though nothing met: not renamed */
        if (seen[SIDE_NEW][v[0].v[i].id]) v[0].v[i] = v[0].v[--v[0].n];
    for (size_t i = v[1].n; i-- > 0 && rc == 0;)
        if (seen[SIDE_OLD][v[1].v[i].id]) v[1].v[i] = v[1].v[--v[1].n];
    free(known);
    free(seen[0]);
    free(seen[1]);
    return rc;
}

static uint32_t part_of(const struct rows *r, const struct row *row, enum row_part part)
{
    uint32_t p[ROW_PARTS];
    row_parts(r, row, p);
    return p[part];
}

/* The row of NEW's thing y that is row a of OLD but for the part. */
static struct row *row_like(const struct rows *r, const struct row *a, enum row_part part, uint32_t y)
{
    uint32_t p[ROW_PARTS];
    row_parts(r, a, p);
    p[part] = y;
    uint32_t ctx = intern_find(&r->j->keys.row, (struct str){(const char *)p, sizeof p});
    struct row *b = ctx == INTERN_NONE ? NULL : row_find(r, ctx, a->label);
    return b && !b->done && b->side == SIDE_NEW ? b : NULL;
}

struct tally {
    unsigned rows_x, rows_y, labels, amounts;
};

static struct tally tally_parts(const struct rows *r, enum row_part part, uint32_t x, uint32_t y)
{
    struct tally t = {0, 0, 0, 0};
    for (size_t i = 0; i < r->row.n; i++) {
        const struct row *a = &r->row.v[i];
        if (a->done) continue;
        uint32_t id = part_of(r, a, part);
        t.rows_x += a->side == SIDE_OLD && id == x;
        t.rows_y += a->side == SIDE_NEW && id == y;
        if (a->side != SIDE_OLD || id != x) continue;
        const struct row *b = row_like(r, a, part, y);
        if (!b) continue;
        t.labels++;
        t.amounts += row_equal_amounts(r, a, b);
    }
    return t;
}

static int score_project(const struct rows *r, const struct thing *x, const struct thing *y)
{
    int s = alike(x->name, y->name);
    if (s >= ALIKE_ALONE) return s;
    return s >= ALIKE_WITH_AMOUNT && tally_parts(r, ROW_PROJECT, x->id, y->id).amounts ? s : 0;
}

/* Tables are the same if most of their rows are, whatever the title. */
static int score_table(const struct rows *r, const struct thing *x, const struct thing *y)
{
    struct tally t = tally_parts(r, ROW_TABLE, x->id, y->id);
    unsigned all = t.rows_x > t.rows_y ? t.rows_x : t.rows_y;
    int s = all ? (int)(100 * t.labels / all) : 0;
    return t.labels >= 3 && s >= ALIKE_WITH_AMOUNT ? s : 0;
}

static int join_parts(struct rows *r, const struct part_opts *o, const struct thing *x, const struct thing *y)
{
    for (size_t i = 0; i < r->row.n; i++) {
        struct row *a = &r->row.v[i];
        if (a->done || a->side != SIDE_OLD || part_of(r, a, o->part) != x->id) continue;
        struct row *b = row_like(r, a, o->part, y->id);
        if (b && row_join(r, a, b, o->match, join_note(r->j, "%s was %.*s", o->what, STR_ARG(x->name)))) return ERR_FAIL;
    }
    return 0;
}

static int alike_parts(struct rows *r, const struct part_opts *o)
{
    things v[SIDES] = {{0}, {0}};
    if (!r->n[SIDE_OLD] || !r->n[SIDE_NEW]) return 0;
    int rc = list_parts(r, o->part, v);
    if (rc == 0) find_best(r, &v[0], &v[1], o->score, 1 + r->row.n / ROWS_PER_COST);
    for (size_t i = 0; i < v[0].n && rc == 0; i++) {
        const struct thing *y = partner(&v[0], &v[1], i);
        if (y) rc = join_parts(r, o, &v[0].v[i], y);
    }
    VEC_FREE(&v[0]);
    VEC_FREE(&v[1]);
    return rc;
}

int alike_projects(struct rows *r)
{
    static const struct part_opts o = {ROW_PROJECT, MATCH_RENAMED, "project", score_project};
    return alike_parts(r, &o);
}

int alike_tables(struct rows *r)
{
    static const struct part_opts o = {ROW_TABLE, MATCH_MOVED, "table", score_table};
    return alike_parts(r, &o);
}
