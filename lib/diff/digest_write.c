/* SPDX-License-Identifier: MIT */
/* digest_write.c: what the digest says, in which order; how it looks is the writer's. */
#include "diff/digest.h"

#include "base/utf.h"

#include <stdarg.h>
#include <stdlib.h>

enum { TOP = 10, LIST = 20, CONTEXT = 200 };

enum word {
    W_TITLE, W_NOTHING, W_COUNTS, W_PART_COUNTS, W_TORN_NEW, W_TORN_OLD, W_DOCS, W_CAME_DOC, W_GONE_DOC, W_TOTAL, W_AMOUNT, W_RATE, W_SANGONG, W_CAME, W_WENT, W_MATCHED,
    W_TARGET, W_PRIOR, W_CHECK, W_DUPLICATE, W_CONTEXT, W_MORE, H_TABLE, H_ITEM, H_OLD, H_NEW, H_DELTA, H_PCT, H_WHERE, H_NOTE, H_PLACES, W_BUDGET, W_FINAL, WORDS
};

static const char *const words[LANGS][WORDS] = {
    {"What changed", "Nothing changed.", "%llu changed, %llu came, %llu went, %llu under another name or code.", "%llu changed, %llu came, %llu went, %llu under another name or code.",
     "%llu more may have gone: their tables are torn in the new document.",
     "%llu more may have come, or were there: their tables are torn in the old document.", "Documents", "new", "missing", "Totals", "Largest changes by amount", "Largest changes by rate", "Official travel, cars and receptions (三公)", "Came", "Went",
     "Under another name or code", "Targets changed", "Last year's figure is not what was printed then", "Sums that no longer add up",
     "Printed twice, with different values", "In their tables", "… and %zu more", "Table", "Item", "Old", "New", "Change", "%", "Printed at", "Note", "Cells", "budget", "final accounts"},
    {"变动摘要", "没有变动。", "数额变动 %llu 处，新增 %llu 处，减少 %llu 处，改名或改码 %llu 处。", "数额变动 %llu 处，新增 %llu 处，减少 %llu 处，改名或改码 %llu 处。",
     "另有 %llu 处可能减少：新文件中的表格残缺。", "另有 %llu 处可能新增，也可能原来就有：原文件中的表格残缺。", "文件", "新增", "缺失", "总数", "变动额最大", "变动率最大", "“三公”经费", "新增科目和项目", "减少科目和项目", "改名、改码、移动、拆分、合并", "绩效目标变动",
     "上年数与上年公布的不同", "不再平衡的合计", "同一项目重复且数值不同", "在表中的位置", "……另有 %zu 项", "表", "项目", "原数", "现数", "增减", "增减%", "位置", "说明", "处", "预算", "决算"}};

static const struct {
    enum digest_section sec;
    enum word head;
    size_t most;
} section[] = {
    {SEC_TOTAL, W_TOTAL, LIST}, {SEC_AMOUNT, W_AMOUNT, TOP}, {SEC_RATE, W_RATE, TOP}, {SEC_SANGONG, W_SANGONG, LIST}, {SEC_CAME, W_CAME, LIST}, {SEC_WENT, W_WENT, LIST},
    {SEC_MATCHED, W_MATCHED, LIST}, {SEC_TARGET, W_TARGET, LIST}, {SEC_PRIOR, W_PRIOR, LIST}, {SEC_CHECK, W_CHECK, LIST}, {SEC_DUPLICATE, W_DUPLICATE, LIST},
    {SEC_CONTEXT, W_CONTEXT, CONTEXT}};

struct composer {
    struct digest *d;
    const struct digest_opts *o;
    const struct digest_writer *out;
    struct io_writer *w;
    struct arena tmp;
};

static const char *word(const struct composer *c, enum word x)
{
    return words[c->o->lang][x];
}

static struct str text(struct composer *c, const char *fmt, ...)
{
    va_list ap;
    char buf[512];
    va_start(ap, fmt);
    int n = vsnprintf(buf, sizeof buf, fmt, ap);
    va_end(ap);
    if (n >= (int)sizeof buf) n = (int)sizeof buf - 1;
    return arena_str(&c->tmp, (struct str){buf, n > 0 ? (size_t)n : 0});
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
/* The two sentences with counts: the words above are the formats. */
static struct str counts(struct composer *c, enum word w, const uint64_t n[CHANGE_WHATS], uint64_t matched)
{
    return text(c, word(c, w), (unsigned long long)n[CHANGE_CHANGED], (unsigned long long)n[CHANGE_ADDED], (unsigned long long)n[CHANGE_REMOVED],
                (unsigned long long)matched);
}

static struct str more(struct composer *c, size_t n)
{
    return text(c, word(c, W_MORE), n);
}

static struct str torn(struct composer *c, enum word w, uint64_t n)
{
    return text(c, word(c, w), (unsigned long long)n);
}
#pragma GCC diagnostic pop

/* ---- order ---- */

static int by_amount(const void *x, const void *y)
{
    const struct digest_item *a = x, *b = y;
    int c = dec_cmp(b->amount, a->amount);
    return c ? c : a->order < b->order ? -1 : a->order > b->order;
}

static int by_rate(const void *x, const void *y)
{
    const struct digest_item *a = x, *b = y;
    int c = dec_cmp(b->rate, a->rate);
    return c ? c : by_amount(x, y);
}

static void order_items(digest_items *v, enum digest_section sec)
{
    bool size = sec == SEC_AMOUNT || sec == SEC_CAME || sec == SEC_WENT || sec == SEC_PRIOR;
    if (v->n && size) qsort(v->v, v->n, sizeof *v->v, by_amount);
    else if (v->n && sec == SEC_RATE) qsort(v->v, v->n, sizeof *v->v, by_rate);
}

/* ---- figures for bars and slopes ---- */

/* 0 .. 100: how much x is of max. */
static int share(struct dec x, struct dec max)
{
    struct dec q;
    if (dec_is_zero(max) || dec_shift(x, 2, &q) || dec_div(q, max, 0, &q)) return 0;
    return q.m < 0 ? 0 : q.m > 100 ? 100 : (int)q.m;
}

static struct dec number(struct str s)
{
    struct dec d = DEC_ZERO;
    return s.n && !dec_parse(s, &d) ? dec_abs(d) : DEC_ZERO;
}

static struct dec largest(const digest_items *v, size_t n)
{
    struct dec max = DEC_ZERO;
    for (size_t i = 0; i < n; i++)
        if (dec_cmp(v->v[i].amount, max) > 0) max = v->v[i].amount;
    return max;
}

static int sign(struct str delta)
{
    struct dec d;
    if (!delta.n || dec_parse(delta, &d) || dec_is_zero(d)) return 0;
    return d.m < 0 ? -1 : 1;
}

/* ---- one section ---- */

/* Decimals that say nothing, beyond the second, are not shown. */
static struct str shown(struct str x)
{
    size_t dot = str_find(x, S("."), 0);
    struct dec d;
    if (dot == STR_NPOS || dec_parse(x, &d)) return x;
    while (x.n > dot + 3 && x.p[x.n - 1] == '0') x.n--;
    return x;
}

static struct str with_unit(struct composer *c, struct str x, struct str unit)
{
    x = shown(x);
    return x.n ? arena_join(&c->tmp, x, S(" "), unit) : x;
}

static struct str item_name(struct composer *c, const struct digest_item *it, enum digest_section sec)
{
    struct str s = arena_join(&c->tmp, it->code, S(" "), it->name);
    if (sec == SEC_CAME || sec == SEC_WENT) return it->project.n ? it->project : s;
    return it->project.n && !str_eq(it->project, it->name) ? arena_join(&c->tmp, it->project, S(" · "), s) : s;
}

static struct str item_table(struct composer *c, const struct digest_item *it)
{
    struct str side = str_eq(it->side, S("in")) ? S("收入") : str_eq(it->side, S("out")) ? S("支出") : S("");
    struct str col = str_eq(it->col, S("金额")) || str_eq(it->col, S("合计")) ? S("") : it->col;
    return arena_join(&c->tmp, arena_join(&c->tmp, it->table, S(" · "), side), S(" · "), col);
}

static struct str item_where(struct composer *c, const struct digest_item *it)
{
    if (it->old_place.n && it->new_place.n) return arena_join(&c->tmp, it->old_place, S(" → "), it->new_place);
    return it->new_place.n ? it->new_place : it->old_place;
}

static struct str plus(struct composer *c, struct str delta)
{
    delta = shown(delta);
    return sign(delta) > 0 ? arena_cat(&c->tmp, S("+"), delta) : delta;
}

static void fill_row(struct composer *c, const struct digest_item *it, enum digest_section sec, struct digest_row *r)
{
    bool noted = sec == SEC_MATCHED || sec == SEC_CHECK || sec == SEC_DUPLICATE;
    *r = (struct digest_row){.mark = sign(it->delta), .share = -1, .before = -1, .after = -1};
    r->cell[0] = item_name(c, it, sec);
    r->cell[1] = item_table(c, it);
    if (it->places > 1) r->cell[1] = arena_cat(&c->tmp, r->cell[1], text(c, " (×%u)", it->places));
    r->cell[2] = with_unit(c, it->old, it->unit);
    r->cell[3] = with_unit(c, it->new, it->unit);
    r->cell[4] = noted ? it->note : plus(c, it->delta);
    r->cell[5] = noted ? item_where(c, it) : plus(c, it->pct);
    if (!noted) r->cell[6] = item_where(c, it);
}

static void put_section(struct composer *c, struct digest_part *p, size_t k)
{
    enum digest_section sec = section[k].sec;
    digest_items *v = &p->sec[sec];
    size_t n = v->n < section[k].most ? v->n : section[k].most;
    bool noted = sec == SEC_MATCHED || sec == SEC_CHECK || sec == SEC_DUPLICATE;
    if (!n) return;
    order_items(v, sec);
    struct digest_table t = {.cols = noted ? 6 : 7, .signed_col = noted ? -1 : 4, .rows = n};
    const enum word head[] = {H_ITEM, H_TABLE, H_OLD, H_NEW, noted ? H_NOTE : H_DELTA, noted ? H_WHERE : H_PCT, H_WHERE};
    for (unsigned i = 0; i < t.cols; i++) {
        t.head[i] = word(c, head[i]);
        t.align[i] = i >= 2 && i < (noted ? 4u : 6u) ? ALIGN_RIGHT : ALIGN_LEFT;
    }
    struct digest_row *row = arena_array(&c->tmp, n, sizeof *row);
    struct dec max = largest(v, n);
    for (size_t i = 0; row && i < n; i++) {
        fill_row(c, &v->v[i], sec, &row[i]);
        if (sec == SEC_TOTAL) {
            struct dec old = number(v->v[i].old), new = number(v->v[i].new), top = dec_cmp(old, new) > 0 ? old : new;
            row[i].before = share(old, top);
            row[i].after = share(new, top);
        } else if (sec == SEC_AMOUNT) {
            row[i].share = share(v->v[i].amount, max);
        }
    }
    t.row = row;
    if (!row) return;
    c->out->heading(c->w, c->o, 3, str_c(word(c, section[k].head)));
    c->out->table(c->w, c->o, &t);
    if (v->n > n) c->out->para(c->w, c->o, more(c, v->n - n));
}

/* ---- parts ---- */

static struct str edition(struct composer *c, struct str e)
{
    unsigned year;
    if (e.n < 6 || !str_u32(str_sub(e, 0, 4), &year)) return e;
    struct str phase = str_from(e, 5);
    const char *w = str_eq(phase, S("budget")) ? word(c, W_BUDGET) : str_eq(phase, S("final")) ? word(c, W_FINAL) : NULL;
    if (!w) return e;
    return c->o->lang == LANG_ZH ? text(c, "%u年%s", year, w) : text(c, "%u %s", year, w);
}

static bool says_something(const struct digest_part *p)
{
    for (int i = CHANGE_ADDED; i < CHANGE_WHATS; i++)
        if (p->count[i]) return true;
    return p->matched != 0;
}

static void put_part(struct composer *c, struct digest_part *p)
{
    if (!says_something(p)) return;
    struct str who = arena_join(&c->tmp, p->issuer, S(" · "), arena_join(&c->tmp, p->orgcode, S(" "), p->org));
    struct str scope = str_eq(p->scope, S("department")) ? S("部门") : str_eq(p->scope, S("unit")) ? S("单位") : p->scope;
    if (!who.n) who = p->new_doc;
    c->out->heading(c->w, c->o, 2, arena_join(&c->tmp, who, S(" · "), scope));
    struct str docs = str_eq(p->old_doc, p->new_doc) ? p->new_doc : arena_join(&c->tmp, p->old_doc, S(" → "), p->new_doc);
    struct str eds = str_eq(p->old_edition, p->new_edition) ? edition(c, p->new_edition) : arena_join(&c->tmp, edition(c, p->old_edition), S(" → "), edition(c, p->new_edition));
    c->out->para(c->w, c->o, arena_join(&c->tmp, eds, S("  "), docs));
    c->out->para(c->w, c->o, counts(c, W_PART_COUNTS, p->count, p->matched));
    for (size_t i = 0; i < sizeof section / sizeof *section; i++) put_section(c, p, i);
}

static void put_docs(struct composer *c)
{
    if (!c->d->doc.n) return;
    c->out->heading(c->w, c->o, 2, str_c(word(c, W_DOCS)));
    for (size_t i = 0; i < c->d->doc.n; i++) {
        const struct digest_doc *x = &c->d->doc.v[i];
        struct str s = arena_join(&c->tmp, str_c(word(c, x->came ? W_CAME_DOC : W_GONE_DOC)), S(": "), x->issuer);
        s = arena_join(&c->tmp, s, S(" "), edition(c, x->edition));
        c->out->para(c->w, c->o, arena_join(&c->tmp, arena_join(&c->tmp, s, S("  "), x->doc), S(" — "), x->note));
    }
}

void digest_write(struct digest *d, const struct diff_result *res, const struct digest_opts *o, struct io_writer *w)
{
    static const struct digest_writer *const writer[] = {&digest_text, &digest_markdown, &digest_html};
    struct composer c = {.d = d, .o = o, .out = writer[o->form], .w = w};
    uint64_t n[CHANGE_WHATS], matched = 0;
    memcpy(n, res->count, sizeof n);
    for (size_t i = 0; i < d->doc.n; i++) n[CHANGE_ADDED] -= d->doc.v[i].came; /* documents are told below */
    for (int i = MATCH_RENAMED; i < MATCH_WAYS; i++) matched += res->matched[i];
    c.out->begin(w, o, word(&c, W_TITLE));
    c.out->para(w, o, res->lines ? counts(&c, W_COUNTS, n, matched) : str_c(word(&c, W_NOTHING)));
    if (res->untold[SIDE_OLD]) c.out->para(w, o, torn(&c, W_TORN_NEW, res->untold[SIDE_OLD]));
    if (res->untold[SIDE_NEW]) c.out->para(w, o, torn(&c, W_TORN_OLD, res->untold[SIDE_NEW]));
    put_docs(&c);
    for (size_t i = 0; i < d->part.n; i++) put_part(&c, &d->part.v[i]);
    c.out->end(w, o);
    arena_free(&c.tmp);
}

/* ---- text of a field ---- */

void digest_plain(struct str s, void (*put)(void *arg, const char *p, size_t n, uint32_t cp), void *arg)
{
    for (const char *p = s.p, *end = s.p + s.n; s.n && p < end;) {
        uint32_t cp = 0;
        unsigned n = utf_decode(p, end, &cp);
        if (*p == '\\' && p + 1 < end) { /* \t \n \r \\ of the stream */
            bool blank = p[1] != '\\';
            put(arg, blank ? " " : "\\", 1, blank ? ' ' : '\\');
            p += 2;
            continue;
        }
        if (!n || cp < ' ' || utf_is_forbidden(cp)) put(arg, "\xEF\xBF\xBD", 3, 0xFFFD);
        else put(arg, p, n, cp);
        p += n ? n : 1;
    }
}
