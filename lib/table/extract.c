/* SPDX-License-Identifier: MIT */
#include "table/extract.h"

#include "base/nomem.h"
#include "base/utf.h"
#include "table/block.h"
#include "table/caption.h"
#include "table/fact.h"
#include "table/front.h"
#include "table/lex.h"
#include "table/prose.h"
#include "table/table.h"
#include "table/target.h"

#include <stdio.h>
#include <string.h>

struct outline {
    unsigned rows, figures, blanks;
    struct str unit;
    char doubts[64];
    size_t doubtn;
};

struct run {
    struct doc *d;
    const struct extract_opts *o;
    struct arena whole;      /* what lives as long as the document */
    struct arena room[2];    /* this table and its caption, and the ones before */
    struct arena *a;         /* the one of this table */
    struct io_writer *w;
    struct extract_result *res;
    unsigned long refused;   /* pieces of memory that were not given before this document */
    struct str doc;          /* the document's name as the records carry it */
    struct front front;
    struct fact_sink sink;
    struct prose *prose;
    unsigned tno;
    struct str unit;         /* the one money unit of all tables so far */
    bool units_differ;
    struct caption last;     /* of the table before, in last_room */
    struct str last_tno;
    uint32_t last_row;
    struct arena *last_room; /* NULL: neither room */
    unsigned layouts[GRID_LAYOUTS];
    struct outline line;     /* of the table being read, for --outline */
    size_t seen;             /* lines with text since the last table, if some of them were read already */
    struct arena kept[2];    /* what outlives a window or a part of a table, copied from one to the other */
    struct arena *keep;      /* the one in use */
    struct table long_table; /* of which a part was read */
    struct caption long_cap; /* its caption */
    bool in_parts;           /* there is one */
};

/* ---- what --page, --table and --outline leave ---- */

static bool wanted(const struct run *x, const struct fact *f)
{
    unsigned tno;
    if (x->o->page && f->page != x->o->page) return false;
    return !x->o->table || (str_u32(f->f[REC_TNO], &tno) && tno == x->o->table);
}

/* Facts of one table, counted for its line of the outline. */
static void outline_note(struct run *x, const struct str r[REC_NPRINTED])
{
    struct outline *l = &x->line;
    unsigned row;
    if (!r[REC_TNO].n) return;
    if (str_u32(r[REC_ROW], &row) && row > l->rows) l->rows = row;
    if (str_eq(r[REC_KIND], S("doubt"))) {
        size_t room = sizeof l->doubts - l->doubtn;
        if (r[REC_COL].n + 1 < room) {
            if (l->doubtn) l->doubts[l->doubtn++] = ',';
            memcpy(l->doubts + l->doubtn, r[REC_COL].p, r[REC_COL].n);
            l->doubtn += r[REC_COL].n;
        }
    }
    if (!str_eq(r[REC_KIND], S("target")) && (str_eq(r[REC_UNIT], S("元")) || str_eq(r[REC_UNIT], S("万元")) || str_eq(r[REC_UNIT], S("亿元")))) l->unit = r[REC_UNIT];
    l->figures += r[REC_VALUE].n && (str_eq(r[REC_KIND], S("number")) || str_eq(r[REC_KIND], S("target")));
    l->blanks += !r[REC_VALUE].n && str_eq(r[REC_KIND], S("number"));
}

static int put(void *arg, const struct fact *f, struct err *e)
{
    struct run *x = arg;
    char page[STR_U32_CHARS], line[STR_U32_CHARS];
    struct str r[REC_NPRINTED];
    if (nomem_count() != x->refused) return err_nomem(e); /* something was not seen */
    if (!wanted(x, f)) return 0;
    memcpy(r, f->f, sizeof r);
    r[REC_DOC] = x->doc;
    if (f->page) r[REC_PAGE] = str_from_u32(f->page, page);
    if (f->line) r[REC_LINE] = str_from_u32(f->line, line);
    if (!r[REC_ISSUER].n) r[REC_ISSUER] = x->front.issuer;
    if (!r[REC_SCOPE].n) r[REC_SCOPE] = x->front.scope;
    if (!r[REC_EDITION].n) r[REC_EDITION] = x->front.edition;
    if (!r[REC_YEAR].n) r[REC_YEAR] = x->front.year;
    if (!r[REC_PHASE].n) r[REC_PHASE] = x->front.phase;
    struct str k = r[REC_KIND];
    x->res->records += !x->o->outline;
    if (x->o->outline) outline_note(x, r);
    else rec_write_clean(x->w, r);
    if (str_eq(k, S("number")) || str_eq(k, S("target")) || str_eq(k, S("prose"))) x->res->figures += r[REC_VALUE].n > 0;
    if (str_eq(k, S("doubt"))) x->res->doubts++;
    return 0;
}

/* ---- notes ---- */

/* The words that tell which fund table a note speaks of. */
static bool speaks_of(struct str note, struct str title)
{
    static const struct str word[] = {SI("政府性基金"), SI("国有资本"), SI("三公"), SI("政府采购"), SI("专项转移")};
    for (size_t i = 0; i < sizeof word / sizeof word[0]; i++)
        if (str_has(note, word[i])) return str_has(title, word[i]);
    return false;
}

enum { NOTE_MAX = 300 }; /* bytes of a line that may be a note without its mark */

/* 故本表无数据, 此表为空表: a note without its mark. */
static bool says_empty_table(struct str s)
{
    static const struct str self[] = {SI("本表"), SI("此表"), SI("该表"), SI("空表")}, none[] = {SI("无"), SI("没有"), SI("未"), SI("为空"), SI("空表列示")};
    bool of_table = false, empty = false;
    for (size_t i = 0; i < sizeof self / sizeof self[0]; i++) of_table = of_table || str_has(s, self[i]);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) empty = empty || str_has(s, none[i]);
    return of_table && empty;
}

/* Does the line begin a note? Cheap, and never wrong when it says no. */
static bool may_be_note(struct str raw)
{
    return str_starts(raw, S("注")) || str_starts(raw, S("备注")) || str_starts(raw, S("说明")) || str_starts(raw, S("附注")) ||
           (raw.n < NOTE_MAX && str_has(raw, S("表")));
}

static int put_note(struct run *x, size_t i, struct str mark, struct str text, const struct caption *cap, struct str tno,
                    struct err *e)
{
    struct fact f;
    memset(&f, 0, sizeof f);
    f.page = x->d->line[i].page;
    f.line = x->d->line[i].line;
    f.f[REC_TNO] = tno;
    f.f[REC_TABLE] = cap->title;
    f.f[REC_ORGCODE] = cap->orgcode;
    f.f[REC_ORG] = cap->org;
    f.f[REC_YEAR] = cap->year;
    f.f[REC_PHASE] = cap->phase;
    f.f[REC_KIND] = S("note");
    f.f[REC_NAME] = mark.n ? mark : S("注");
    f.f[REC_VALUE] = text;
    if (!mark.n) f.f[REC_INFERRED] = S("name");
    return put(x, &f, e);
}

/* Lines [from, to) between two tables: notes to their table, the rest to the prose reader. */
static int read_between(struct run *x, size_t from, size_t to, const struct caption *next, struct str next_tno, struct err *e)
{
    size_t seen = x->seen, prose = from;
    x->seen = 0;
    for (size_t i = from; i < to; i++) {
        struct str raw = str_trim(x->d->line[i].text), mark, text;
        if (!raw.n) continue;
        seen++;
        if (!may_be_note(raw)) continue;
        struct str s = utf_squeeze(x->a, raw);
        if (!s.p) return err_nomem(e);
        if (!caption_note(s, &mark, &text)) {
            if (!says_empty_table(s)) continue;
            mark = (struct str){"", 0};
            text = s;
        }
        if (!text.n) continue;
        bool above = next && to - i < 8 && speaks_of(text, next->title) && !speaks_of(text, x->last.title);
        if (!above && (!x->last_tno.n || seen > 10)) continue;
        if (prose_lines(x->prose, x->d, prose, i, e)) return ERR_FAIL;
        prose = i + 1;
        if (put_note(x, i, mark, text, above ? next : &x->last, above ? next_tno : x->last_tno, e)) return ERR_FAIL;
    }
    return prose < to ? prose_lines(x->prose, x->d, prose, to, e) : 0;
}

/* ---- tables ---- */

static int put_doubt(struct run *x, struct table *t, struct str what, struct str words, struct err *e)
{
    struct fact f;
    table_fact(t, &f);
    f.page = t->cap->page ? t->cap->page : t->g->row[0].page;
    f.line = t->cap->line ? t->cap->line : t->g->row[0].line;
    f.f[REC_KIND] = S("doubt");
    f.f[REC_COL] = what;
    f.f[REC_VALUE] = words;
    return put(x, &f, e);
}

static int put_doubts(struct run *x, struct table *t, struct err *e)
{
    if (!t->figures) return 0;
    if (t->headless)
        if (put_doubt(x, t, S("torn"), S("the head of the table is lost"), e)) return ERR_FAIL;
    if (t->headless && put_doubt(x, t, S("no-header"), S("no header row: the columns are numbered"), e)) return ERR_FAIL;
    struct str between = t->g->layout == GRID_SPACED ? S("rows with fewer amounts than the table has columns") : S("figures stand between two heads");
    if (t->g->ambiguous && put_doubt(x, t, S("ambiguous-column"), between, e)) return ERR_FAIL;
    if (t->unclear_heads && !t->g->ambiguous && put_doubt(x, t, S("ambiguous-column"), S("heads whose pieces fit more than one column"), e)) return ERR_FAIL;
    if (t->loose_rows && put_doubt(x, t, S("ambiguous-row"), S("amounts without a label, or labels without a row"), e)) return ERR_FAIL;
    if (t->short_rows && put_doubt(x, t, S("ambiguous-row"), S("rows with fewer cells than the table has columns"), e)) return ERR_FAIL;
    if (t->unitless && put_doubt(x, t, S("no-unit"), S("amounts without a declared unit"), e)) return ERR_FAIL;
    if (!t->title.n && put_doubt(x, t, S("no-title"), S("no title above the table"), e)) return ERR_FAIL;
    return 0;
}

static void settle_unit(struct run *x, struct table *t)
{
    t->unit = t->cap->unit;
    if (t->unit.n) {
        if (!x->unit.n) x->unit = arena_str(&x->whole, t->unit);
        else if (!str_eq(x->unit, t->unit)) x->units_differ = true;
    } else if (x->unit.n && !x->units_differ) {
        t->unit = x->unit;
        t->unit_inferred = true;
    }
}

/* The project a table of targets is about, from its title: 1、车辆保险费绩效目标表. */
static struct str project_of_title(struct str title)
{
    static const struct str tail[] = {SI("绩效目标申报表"), SI("项目绩效目标表"), SI("绩效目标表"), SI("绩效目标批复表")};
    struct str s = lex_label(title).bare;
    for (size_t i = 0; i < sizeof tail / sizeof tail[0]; i++)
        if (str_ends(s, tail[i])) {
            s.n -= tail[i].n;
            break;
        }
    if (s.n == title.n) return (struct str){"", 0};
    static const struct str general[] = {SI("项目支出"), SI("项目"), SI("部门整体支出"), SI("整体支出"), SI("部门整体"), SI("重点项目"), SI("部门"), SI("预算项目")};
    if (LEX_AMONG(s, general) || str_ends(s, S("项目支出"))) return (struct str){"", 0};
    return s;
}

static int start_table(struct run *x, struct table *t, struct caption *cap, const struct grid *g, struct err *e)
{
    memset(t, 0, sizeof *t);
    t->a = x->a;
    t->sink = &x->sink;
    t->contacts = x->o->contacts;
    t->g = g;
    t->cap = cap;
    t->title = cap->title;
    t->orgcode = cap->orgcode;
    t->org = cap->org;
    t->year = cap->year.n ? cap->year : x->front.year;
    t->phase = cap->phase.n ? cap->phase : x->front.phase;
    t->tno = table_number(x->a, ++x->tno);
    return t->tno.p ? 0 : err_nomem(e);
}

static int read_form(struct run *x, struct table *t, uint32_t skip, struct err *e)
{
    t->unit = t->cap->unit;
    t->project = project_of_title(t->cap->title);
    if (!t->project.n) t->project = t->cap->project;
    if (form_read(t, skip, e)) return ERR_FAIL;
    return put_doubts(x, t, e);
}

static int read_amounts(struct run *x, struct table *t, uint32_t skip, struct err *e)
{
    settle_unit(x, t);
    if (body_read(t, skip, e)) return ERR_FAIL;
    return put_doubts(x, t, e);
}

static const char *const layout_names[GRID_LAYOUTS] = {"tab", "list", "fixed", "cells", "spaced"};

static void put_outline(struct run *x, const struct table *t, bool form)
{
    const struct outline *l = &x->line;
    char buf[6][STR_U32_CHARS];
    const struct caption *cap = t->cap;
    struct str f[] = {
        x->doc,
        str_from_u32(cap->page ? cap->page : t->g->row[0].page, buf[0]),
        str_from_u32(cap->line ? cap->line : t->g->row[0].line, buf[1]),
        t->tno,
        t->title,
        form ? S("form") : l->rows ? S("amounts") : S("empty"),
        t->year,
        t->phase,
        l->unit,
        str_from_u32(l->rows, buf[2]),
        str_from_u32(t->g->ncol, buf[3]),
        str_from_u32(l->figures, buf[4]),
        str_from_u32(l->blanks, buf[5]),
        str_c(layout_names[t->g->layout]),
        {l->doubts, l->doubtn}};
    unsigned page_no;
    if (x->o->table && x->o->table != x->tno) return;
    if (x->o->page && (!str_u32(f[1], &page_no) || page_no != x->o->page)) return;
    if (str_eq(f[1], S("0"))) f[1].n = 0;
    for (size_t i = 0; i < sizeof f / sizeof f[0]; i++) {
        if (i) io_char(x->w, '\t');
        io_str(x->w, rec_escape(x->a, f[i]));
    }
    io_char(x->w, '\n');
    x->res->records++;
}

/* ---- a table that comes in parts ---- */

static int keep(struct arena *a, struct str *s, struct err *e)
{
    if (s->n) *s = arena_str(a, *s);
    return s->p || !s->n ? 0 : err_nomem(e);
}

static int keep_caption(struct arena *a, struct caption *c, struct err *e)
{
    struct str *const v[] = {&c->title, &c->unit, &c->orgcode, &c->org, &c->year, &c->phase, &c->project};
    for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
        if (keep(a, v[i], e)) return ERR_FAIL;
    return 0;
}

/* Whatever is needed longer than the lines and rooms it was taken from. */
static int keep_all(struct run *x, struct err *e)
{
    struct arena *a = x->keep == &x->kept[0] ? &x->kept[1] : &x->kept[0];
    arena_reset(a);
    x->keep = a;
    x->last_room = NULL;
    if (keep_caption(a, &x->last, e) || keep(a, &x->last_tno, e) || keep(a, &x->line.unit, e)) return ERR_FAIL;
    if (!x->in_parts) return 0;
    return keep_caption(a, &x->long_cap, e) || body_keep(&x->long_table, a, e) ? ERR_FAIL : 0;
}

static int put_limit(struct run *x, struct table *t, struct err *e)
{
    return put_doubt(x, t, S("limit"), S("the table is too long to be read at once: its parts stand as tables of their own"), e);
}

/* Lines that cannot be read, and why: they are in no record, and that is said. */
static int put_unread(struct run *x, const struct block *b, const struct err *why, struct err *e)
{
    struct fact f;
    memset(&f, 0, sizeof f);
    f.page = x->d->line[b->from].page;
    f.line = x->d->line[b->from].line;
    f.f[REC_KIND] = S("doubt");
    f.f[REC_COL] = S("limit");
    f.f[REC_VALUE] = arena_cat(x->a, str_c(why->reason), S(": left out"));
    return f.f[REC_VALUE].p ? put(x, &f, e) : err_nomem(e);
}

/* The first part of a table of amounts was read; others follow. */
static int begin_parts(struct run *x, const struct table *t, const struct caption *cap, struct err *e)
{
    x->long_table = *t;
    x->long_cap = *cap;
    x->long_table.cap = &x->long_cap;
    x->in_parts = true;
    return keep_all(x, e);
}

static void end_parts(struct run *x)
{
    if (x->in_parts && x->o->outline) put_outline(x, &x->long_table, false);
    x->in_parts = false;
}

/* Rows that go on with the table; 1: they have other columns. */
static int read_part(struct run *x, struct block *b, struct err *e)
{
    struct table *t = &x->long_table;
    if (grid_squeeze(&b->grid, x->a, e)) return ERR_FAIL;
    if (b->grid.ncol > body_columns(t)) return 1;
    if (grid_widen(&b->grid, x->a, body_columns(t), e)) return ERR_FAIL;
    t->a = x->a;
    t->g = &b->grid;
    if (body_go_on(t, e) || keep_all(x, e)) return ERR_FAIL;
    if (!b->cut) end_parts(x);
    return 0;
}

/* 续表: the table before goes on under its number; what its caption does not say again holds. */
static int take_up(struct run *x, struct caption *cap, struct err *e)
{
    struct str *const to[] = {&cap->title, &cap->unit, &cap->orgcode, &cap->org, &cap->year, &cap->phase};
    const struct str *const from[] = {&x->last.title, &x->last.unit, &x->last.orgcode, &x->last.org, &x->last.year, &x->last.phase};
    if (!cap->goes_on || !x->last_tno.n || (cap->title.n && !str_eq(cap->title, x->last.title))) {
        cap->goes_on = false;
        return 0;
    }
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (!to[i]->n && !(*to[i] = arena_str(x->a, *from[i])).p) return err_nomem(e);
    x->tno--;
    return 0;
}

static int read_table(struct run *x, struct block *b, size_t prev_end, struct err *e)
{
    struct grid *g = &b->grid;
    struct caption cap;
    struct table t;
    if (b->goes_on && x->in_parts) {
        int rc = read_part(x, b, e);
        if (rc <= 0) return rc;
    }
    end_parts(x);
    if (grid_squeeze(g, x->a, e)) return ERR_FAIL;
    bool targets = g->nrow && target_is_head(g, 0);
    if (caption_above(x->d, prev_end, b->from, targets, x->a, &cap, e)) return ERR_FAIL;
    uint32_t skip = caption_in_rows(g, x->a, &cap);
    if (take_up(x, &cap, e)) return ERR_FAIL;
    struct str tno = table_number(x->a, x->tno + 1);
    if (!tno.p) return err_nomem(e);
    if (read_between(x, prev_end, cap.from, &cap, tno, e)) return ERR_FAIL;
    if (start_table(x, &t, &cap, g, e)) return ERR_FAIL;
    if (cap.goes_on) t.row = x->last_row;
    bool form = form_like(g, skip);
    memset(&x->line, 0, sizeof x->line);
    if (form ? read_form(x, &t, skip, e) : read_amounts(x, &t, skip, e)) return ERR_FAIL;
    if (!t.facts) { /* a list without figures is no table of the document */
        x->tno -= !cap.goes_on;
        return 0;
    }
    x->last_row = t.row;
    x->layouts[g->layout]++;
    x->last = cap;
    x->last_tno = t.tno;
    x->last_room = x->a;
    if (b->cut && t.body && !b->open) return begin_parts(x, &t, &cap, e);
    if (b->cut && put_limit(x, &t, e)) return ERR_FAIL;
    if (x->o->outline) put_outline(x, &t, form);
    return 0;
}

static const char *layout_name(const struct run *x)
{
    unsigned best = GRID_LAYOUTS;
    for (unsigned i = 0; i < GRID_LAYOUTS; i++)
        if (x->layouts[i] && (best == GRID_LAYOUTS || x->layouts[i] > x->layouts[best])) best = i;
    return best == GRID_LAYOUTS ? "prose" : layout_names[best];
}

/* An empty room for the next table; the caption of the last one stays where it is. */
static struct arena *free_room(struct run *x)
{
    struct arena *room = x->last_room == &x->room[0] ? &x->room[1] : &x->room[0];
    arena_reset(room);
    return room;
}

/* Rows of one cell each are lines that a spreadsheet or page put into cells, no table. */
static bool is_table(const struct grid *g)
{
    for (uint32_t r = 0; r < g->nrow; r++) {
        uint32_t filled = 0;
        for (uint32_t c = 0; c < g->ncol; c++)
            if (grid_at(g, r, c)->text.n && ++filled == 2) return true;
    }
    return false;
}

/* Lines of a caption that only have a TAB between organisation and unit. */
static bool is_caption(const struct doc *d, const struct block *b, struct arena *a)
{
    for (size_t i = b->from; i < b->to; i++) {
        struct str s = str_trim(d->line[i].text);
        if (!s.n) continue;
        if (d->line[i].flags & DOC_ROW || s.n > 300 || !(s = utf_squeeze(a, s)).p || !caption_line(s)) return false;
    }
    return true;
}

/* Pages that nobody could read: what stands on them is missing here. */
static int put_scanned(struct run *x, struct err *e)
{
    for (size_t i = 0; i < x->d->nscanned; i++) {
        struct fact f;
        memset(&f, 0, sizeof f);
        f.page = x->d->scanned[i];
        f.f[REC_KIND] = S("doubt");
        f.f[REC_COL] = S("undecodable");
        f.f[REC_VALUE] = S("this page is a picture without text");
        if (put(x, &f, e)) return ERR_FAIL;
    }
    return 0;
}

/* ---- a document that does not fit the window ---- */

enum { WINDOW_MAX = 16 << 20 }; /* bytes of lines that are held for one table */

/* The last line before `to` that is a heading (一、); else where a paragraph begins. */
static size_t heading_before(const struct doc *d, size_t from, size_t to)
{
    size_t low = to > from + 4096 ? to - 4096 : from, blank = to;
    for (size_t i = to; i > low + 1; i--) {
        struct str s = str_trim(d->line[i - 1].text);
        if (s.n && s.n < 120 && lex_label(s).kind == LEX_CN) return i - 1;
        if (blank == to && s.n && ((d->line[i - 1].flags & DOC_PAGE) || !str_trim(d->line[i - 2].text).n)) blank = i - 1;
    }
    return blank;
}

/* There is no table in what is left of the window: read its text but for the end, in which one may begin. */
static int read_text_ahead(struct run *x, struct block_cursor *c, size_t *done, struct err *e)
{
    size_t to = heading_before(x->d, *done, block_sure(x->d, *done)), lines = x->seen;
    if (to <= *done) return 0;
    for (size_t i = *done; i < to; i++) lines += str_trim(x->d->line[i].text).n > 0;
    if (read_between(x, *done, to, NULL, (struct str){"", 0}, e)) return ERR_FAIL;
    x->seen = lines;
    *done = to;
    if (c->at < to) *c = (struct block_cursor){.d = c->d, .at = to, .fixed = c->fixed, .cut_at = SIZE_MAX};
    return 0;
}

/* Everything before line *done was read; what comes before it on the page is looked back to. */
static int move_window(struct run *x, struct block_cursor *c, size_t *done, struct err *e)
{
    size_t from = *done;
    while (from > 0 && *done - from < 4096 && !str_trim(x->d->line[from - 1].text).n) from--;
    if (from > 0) from--;
    if (keep_all(x, e)) return ERR_FAIL;
    block_moved(c, from);
    *done -= from;
    return doc_more(x->d, from, e);
}

static int read_blocks(struct run *x, struct err *e)
{
    struct block_cursor c;
    struct block b;
    size_t done = 0; /* lines read so far */
    int rc;
    block_start(&c, x->d);
    for (;;) {
        struct block_cursor before = c;
        x->a = free_room(x);
        rc = block_next(&c, x->a, &b, e);
        if (rc == ERR_LIMIT) {
            struct err why = *e;
            if (read_between(x, done, b.from, NULL, (struct str){"", 0}, e) || put_unread(x, &b, &why, e)) return ERR_FAIL;
            done = b.to;
            continue;
        }
        if (rc < 0) return rc;
        if (x->d->more && (!rc || (b.open && doc_held(x->d) < WINDOW_MAX))) {
            c = before;
            if (!rc && read_text_ahead(x, &c, &done, e)) return ERR_FAIL;
            if (move_window(x, &c, &done, e)) return ERR_FAIL;
            continue;
        }
        if (!rc) break;
        b.cut |= b.open && x->d->more;
        if (b.kind == BLOCK_TABLE && (!is_table(&b.grid) || is_caption(x->d, &b, x->a))) continue;
        if (b.kind == BLOCK_TABLE ? read_table(x, &b, done, e) : read_between(x, done, b.from, NULL, (struct str){"", 0}, e))
            return ERR_FAIL;
        done = b.to;
    }
    end_parts(x);
    return read_between(x, done, x->d->n, NULL, (struct str){"", 0}, e);
}

static int read_front(struct run *x, struct err *e)
{
    struct front *f = &x->front;
    struct str *const v[] = {&f->issuer, &f->scope, &f->year, &f->phase, &f->edition};
    if (front_read(x->d, &x->whole, f, e)) return ERR_FAIL;
    for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
        if (keep(&x->whole, v[i], e)) return ERR_FAIL;
    x->doc = rec_clean(&x->whole, str_c(x->d->name));
    if (x->o->issuer.n) f->issuer = rec_clean(&x->whole, x->o->issuer);
    return x->doc.p && f->issuer.p ? 0 : err_nomem(e);
}

int extract_document(struct doc *d, const struct extract_opts *o, struct io_writer *w, struct extract_result *res,
                     struct err *e)
{
    struct run x;
    memset(&x, 0, sizeof x);
    x.refused = nomem_count();
    memset(res, 0, sizeof *res);
    x.d = d;
    x.o = o;
    x.w = w;
    x.res = res;
    x.sink = (struct fact_sink){put, &x};
    res->layout = "prose";
    x.keep = &x.kept[0];
    int rc = read_front(&x, e);
    if (!rc) {
        struct prose_doc pd = {x.front.year, x.front.phase, x.front.issuer};
        x.prose = prose_new(&pd, &x.sink, e);
        rc = x.prose ? read_blocks(&x, e) : ERR_FAIL;
    }
    if (!rc) rc = prose_end(x.prose, e);
    if (!rc) rc = put_scanned(&x, e);
    if (!rc && nomem_count() != x.refused) rc = err_nomem(e);
    res->layout = layout_name(&x);
    res->tables = x.tno;
    prose_free(x.prose);
    arena_free(&x.room[0]);
    arena_free(&x.room[1]);
    arena_free(&x.kept[0]);
    arena_free(&x.kept[1]);
    arena_free(&x.whole);
    return rc;
}

void extract_head(struct io_writer *w, const struct extract_opts *o)
{
    if (o->outline)
        io_str(w, S("doc\tpage\tline\ttno\ttitle\tshape\tyear\tphase\tunit\trows\tcolumns\tfigures\tblanks\tlayout\tdoubts\n"));
    else rec_write_printed_head(w);
}

void extract_close(struct io_writer *w, const struct extract_opts *o, const char *doc, const char *format, const char *status, const struct extract_result *res)
{
    char count[24], how[64];
    struct str r[REC_NPRINTED];
    if (o->outline) return;
    memset(r, 0, sizeof r);
    r[REC_DOC] = str_c(doc);
    r[REC_NAME] = str_c(status);
    r[REC_COL] = (struct str){how, (size_t)snprintf(how, sizeof how, "%s/%s", format, res->layout)};
    r[REC_KIND] = S("doc");
    r[REC_VALUE] = (struct str){count, (size_t)snprintf(count, sizeof count, "%lu", res->records)};
    rec_write_printed(w, r);
}
