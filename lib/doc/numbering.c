/* SPDX-License-Identifier: MIT */
/* numbering.c: see numbering.h. */
#include "doc/numbering.h"

#include "doc/source.h"
#include "doc/xml.h"

#include <stdio.h>

enum { LISTS_MAX = 5000 };

struct reader {
    struct numbering *n;
    const char *file;
    uint32_t level; /* being read; NUMBERING_LEVELS: none */
    bool in_list;
    struct err *e;
};

static bool is(const char *name, const char *other)
{
    return strcmp(name, other) == 0;
}

static int keep(struct reader *r, struct str s, struct str *out)
{
    *out = arena_str(r->n->arena, s);
    if (!out->p) return err_nomem(r->e);
    out->n = text_clean((char *)(uintptr_t)out->p, out->n);
    return 0;
}

static int level_start(struct reader *r, const char *name, const struct xml_attrs *attrs)
{
    struct numbering_level *l = &r->n->list.v[r->n->list.n - 1].level[r->level];
    if (is(name, "start")) l->start = xml_attr_u32(attrs, "val", 1);
    if (is(name, "numFmt")) return keep(r, xml_attr(attrs, "val"), &l->format);
    return is(name, "lvlText") ? keep(r, xml_attr(attrs, "val"), &l->text) : 0;
}

static int on_start(void *arg, const char *name, const struct xml_attrs *attrs)
{
    struct reader *r = arg;
    if (r->n->list.n + r->n->use.n >= LISTS_MAX)
        return err_set(r->e, r->file, 0, "word/numbering.xml has more than %d lists", LISTS_MAX);
    if (is(name, "abstractNum")) {
        struct numbering_list list = {.id = xml_attr_u32(attrs, "abstractNumId", 0)};
        r->in_list = true;
        return VEC_PUSH(&r->n->list, list) ? err_nomem(r->e) : 0;
    }
    if (is(name, "num")) {
        struct numbering_use use = {xml_attr_u32(attrs, "numId", 0), UINT32_MAX};
        r->in_list = false;
        return VEC_PUSH(&r->n->use, use) ? err_nomem(r->e) : 0;
    }
    if (is(name, "abstractNumId") && r->n->use.n > 0) r->n->use.v[r->n->use.n - 1].list = xml_attr_u32(attrs, "val", UINT32_MAX);
    if (is(name, "lvl")) {
        uint32_t level = xml_attr_u32(attrs, "ilvl", NUMBERING_LEVELS);
        r->level = level < NUMBERING_LEVELS && r->in_list ? level : NUMBERING_LEVELS;
        return 0;
    }
    return r->level < NUMBERING_LEVELS ? level_start(r, name, attrs) : 0;
}

static int on_end(void *arg, const char *name)
{
    struct reader *r = arg;
    if (is(name, "lvl")) r->level = NUMBERING_LEVELS;
    if (is(name, "abstractNum")) r->in_list = false;
    return 0;
}

static int on_text(void *arg, const char *p, size_t n)
{
    (void)arg, (void)p, (void)n;
    return 0;
}

int numbering_open(struct numbering *n, const char *file, const struct zip *z, struct arena *a, struct err *e)
{
    static const struct xml_handler handler = {on_start, on_end, on_text, false};
    struct reader r = {.n = n, .file = file, .level = NUMBERING_LEVELS, .e = e};
    const struct zip_part *part = zip_find(z, S("word/numbering.xml"));
    *n = (struct numbering){.arena = a};
    return part ? xml_parse(file, part->name, part->data, &handler, &r, e) : 0;
}

void numbering_free(struct numbering *n)
{
    VEC_FREE(&n->list);
    VEC_FREE(&n->use);
}

/* ---- counting ---- */

static struct numbering_list *find_list(struct numbering *n, uint32_t num)
{
    for (size_t i = 0; i < n->use.n; i++) {
        if (n->use.v[i].id != num) continue;
        for (size_t k = 0; k < n->list.n; k++)
            if (n->list.v[k].id == n->use.v[i].list) return &n->list.v[k];
    }
    return NULL;
}

/* 1 .. 99 as 一 .. 九十九. */
static size_t chinese(uint32_t v, char *out, size_t room)
{
    static const char *const digit[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int n = snprintf(out, room, "%s%s%s", v >= 20 ? digit[v / 10] : "", v >= 10 ? "十" : "", digit[v % 10]);
    return n > 0 ? (size_t)n : 0;
}

static size_t print_count(struct str format, uint32_t v, char *out, size_t room)
{
    bool in_chinese = str_starts(format, S("chinese")) || str_starts(format, S("japaneseCounting")) ||
                      str_starts(format, S("taiwaneseCounting")) || str_starts(format, S("ideographDigital"));
    int n;
    if (in_chinese && v >= 1 && v <= 99) return chinese(v, out, room);
    if (str_eq(format, S("decimalEnclosedCircle")) && v >= 1 && v <= 20) {
        memcpy(out, "\xE2\x91", 2); /* U+2460 + v - 1 */
        out[2] = (char)(0x9F + v);
        return 3;
    }
    if (str_ends(format, S("erLetter")) && v >= 1 && v <= 26)
        n = snprintf(out, room, "%c", (int)((format.p[0] == 'u' ? 'A' : 'a') + (int)v - 1));
    else n = snprintf(out, room, "%u", v);
    return n > 0 ? (size_t)n : 0;
}

struct str numbering_next(struct numbering *n, uint32_t num, uint32_t level)
{
    struct numbering_list *list = find_list(n, num);
    char out[256];
    size_t at = 0;
    if (!list || level >= NUMBERING_LEVELS) return (struct str){"", 0};
    struct numbering_level *l = &list->level[level];
    l->count = l->count ? l->count + 1 : l->start;
    for (uint32_t deeper = level + 1; deeper < NUMBERING_LEVELS; deeper++) list->level[deeper].count = 0;
    if (str_eq(l->format, S("bullet")) || str_eq(l->format, S("none"))) return (struct str){"", 0};
    for (size_t i = 0; i < l->text.n && at + 32 < sizeof out; i++) {
        char c = l->text.p[i], k = i + 1 < l->text.n ? l->text.p[i + 1] : '\0';
        if (c != '%' || k < '1' || k > '9') {
            out[at++] = c;
            continue;
        }
        const struct numbering_level *named = &list->level[k - '1'];
        at += print_count(named->format, named->count ? named->count : named->start, out + at, sizeof out - at);
        i++;
    }
    return arena_str(n->arena, (struct str){out, at});
}
