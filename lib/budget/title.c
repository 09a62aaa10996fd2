/* SPDX-License-Identifier: MIT */
/* title.c: which table a printed title means, by the words it has (tables.tsv). */
#include "budget/dict_private.h"

/* The signs at i that make a year or a number in front of a title: 2022年度, 2.15, 表3, （2022年度）. */
static size_t number_at(struct str s, size_t i)
{
    size_t n = i;
    while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || (n > i && s.p[n] == '.'))) n++;
    if (n == i) return 0;
    if (str_starts(str_from(s, n), S("年度"))) n += S("年度").n;
    else if (str_starts(str_from(s, n), S("年"))) n += S("年").n;
    return n - i;
}

static size_t bracket_at(struct str s, size_t i)
{
    if (!str_starts(str_from(s, i), S("（"))) return 0;
    size_t end = str_find(s, S("）"), i);
    return end == STR_NPOS ? 0 : end + S("）").n - i;
}

/* What is left of a title without numbers, brackets and the words that all titles share. */
static struct str core(struct arena *a, struct str key)
{
    static const struct str dull[] = {SI("预算单位"), SI("预算"), SI("决算"), SI("财务"), SI("总体"), SI("总"),
                                      SI("情况"), SI("公开"), SI("汇总"), SI("统计"), SI("年度"), SI("本部门"),
                                      SI("部门"), SI("本单位"), SI("单位"), SI("本级"), SI("综合"), SI("附件"),
                                      SI("附表"), SI("表"), SI("、"), SI("-"), SI(":"), SI(".")};
    char *out = arena_alloc(a, key.n + 1);
    size_t n = 0;
    if (!out) return (struct str){NULL, 0};
    for (size_t i = 0; i < key.n;) {
        size_t skip = number_at(key, i);
        if (!skip) skip = bracket_at(key, i);
        if (!skip && ((key.p[i] | 0x20) >= 'a' && (key.p[i] | 0x20) <= 'z')) skip = 1; /* GK01 */
        for (size_t w = 0; !skip && w < sizeof dull / sizeof *dull; w++)
            if (str_starts(str_from(key, i), dull[w])) skip = dull[w].n;
        if (!skip) out[n++] = key.p[i++];
        else i += skip;
    }
    return (struct str){out, n};
}

/* Is s the name of a place or of an organisation, so that it may stand in front of a title? */
static bool is_owner(const struct dict *d, struct str s)
{
    static const struct str place[] = {SI("省"), SI("市"), SI("县"), SI("区"), SI("镇"), SI("乡"), SI("级"), SI("街道")};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++)
        if (s.n > place[i].n && str_ends(s, place[i])) return true;
    return dict_is_org(d, s);
}

static bool fits(const struct dict *d, const struct dict_title *t, struct str key, struct str rest)
{
    if (t->exact.n) {
        if (!str_ends(rest, t->exact)) return false;
        struct str owner = str_sub(rest, 0, rest.n - t->exact.n);
        return owner.n == 0 || is_owner(d, owner);
    }
    for (unsigned i = 0; i < t->nhas; i++)
        if (!str_has(key, t->has[i])) return false;
    for (unsigned i = 0; i < t->nnot; i++)
        if (str_has(key, t->not[i])) return false;
    return true;
}

struct str dict_table(const struct dict *d, struct arena *a, struct str title)
{
    struct str key = dict_key(a, title);
    struct str rest = key.p ? core(a, key) : key;
    if (!rest.p) return rest;
    for (size_t i = 0; key.n && i < d->title.n; i++)
        if (fits(d, &d->title.v[i], key, rest)) return d->title.v[i].table;
    return (struct str){"", 0};
}
