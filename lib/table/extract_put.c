/* SPDX-License-Identifier: MIT */
/* extract_put.c: what goes out: the records less what --page and --table leave, the lines of --outline, the doubts. */
#include "table/extract_in.h"

#include "base/nomem.h"

#include <stdio.h>
#include <string.h>

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

int extract_put(void *arg, const struct fact *f, struct err *e)
{
    struct run *x = arg;
    char page[STR_U32_CHARS], line[STR_U32_CHARS];
    struct str r[REC_NPRINTED];
    if (nomem_count() != x->refused) return err_nomem(e); /* something was not seen */
    if (!wanted(x, f)) return 0;
    rec_copy(r, f->f, REC_NPRINTED);
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
    else rec_write_clean(x->w, r, r[REC_TNO].n ? &x->lines : NULL);
    if (str_eq(k, S("number")) || str_eq(k, S("target")) || str_eq(k, S("prose"))) x->res->figures += r[REC_VALUE].n > 0;
    if (str_eq(k, S("doubt"))) x->res->doubts++;
    return 0;
}

/* ---- doubts ---- */

static int put_doubt(struct run *x, struct table *t, struct str what, struct str words, struct err *e)
{
    struct fact f;
    table_fact(t, &f);
    f.page = t->cap->page ? t->cap->page : t->g->row[0].page;
    f.line = t->cap->line ? t->cap->line : t->g->row[0].line;
    f.f[REC_KIND] = S("doubt");
    f.f[REC_COL] = what;
    f.f[REC_VALUE] = words;
    return extract_put(x, &f, e);
}

int extract_put_doubts(struct run *x, struct table *t, struct err *e)
{
    if (!t->figures) return 0;
    if (t->headless)
        if (put_doubt(x, t, S("torn"), S("the head of the table is lost"), e)) return ERR_FAIL;
    if (t->headless && put_doubt(x, t, S("no-header"), S("no header row: the columns are numbered"), e)) return ERR_FAIL;
    struct str between = t->g->layout == GRID_SPACED ? S("rows with fewer amounts than the table has columns") : S("figures stand between two heads");
    if (t->g->ambiguous && put_doubt(x, t, S("ambiguous-column"), between, e)) return ERR_FAIL;
    if (t->unclear_heads && !t->g->ambiguous && put_doubt(x, t, S("ambiguous-column"), S("heads whose pieces fit more than one column"), e)) return ERR_FAIL;
    if (t->g->broken && put_doubt(x, t, S("ambiguous-row"), S("figures broken over two lines: those whose halves could not be told are left out"), e))
        return ERR_FAIL;
    if (t->loose_rows && put_doubt(x, t, S("ambiguous-row"), S("amounts without a label, or labels without a row"), e)) return ERR_FAIL;
    if (t->short_rows && put_doubt(x, t, S("ambiguous-row"), S("rows with fewer cells than the table has columns"), e)) return ERR_FAIL;
    if (t->unitless && put_doubt(x, t, S("no-unit"), S("amounts without a declared unit"), e)) return ERR_FAIL;
    if (!t->title.n && put_doubt(x, t, S("no-title"), S("no title above the table"), e)) return ERR_FAIL;
    return 0;
}

int extract_put_limit(struct run *x, struct table *t, struct err *e)
{
    return put_doubt(x, t, S("limit"), S("the table is too long to be read at once: its parts stand as tables of their own"), e);
}

/* Lines that cannot be read, and why: they are in no record, and that is said. */
int extract_put_unread(struct run *x, const struct block *b, const struct err *why, struct err *e)
{
    struct fact f;
    memset(&f, 0, sizeof f);
    f.page = x->d->line[b->from].page;
    f.line = x->d->line[b->from].line;
    f.f[REC_KIND] = S("doubt");
    f.f[REC_COL] = S("limit");
    f.f[REC_VALUE] = arena_cat(x->a, str_c(why->reason), S(": left out"));
    return f.f[REC_VALUE].p ? extract_put(x, &f, e) : err_nomem(e);
}

/* Pages that nobody could read: what stands on them is missing here. */
int extract_put_scanned(struct run *x, struct err *e)
{
    for (size_t i = 0; i < x->d->nscanned; i++) {
        struct fact f;
        memset(&f, 0, sizeof f);
        f.page = x->d->scanned[i];
        f.f[REC_KIND] = S("doubt");
        f.f[REC_COL] = S("undecodable");
        f.f[REC_VALUE] = S("this page is a picture without text");
        if (extract_put(x, &f, e)) return ERR_FAIL;
    }
    return 0;
}

/* Text that is there, and is none: what was read of it cannot be right. */
int extract_put_garbled(struct run *x, size_t from, size_t to, struct err *e)
{
    for (size_t i = from; i < to; i++) {
        struct fact f;
        if (!(x->d->line[i].flags & DOC_GARBLED)) continue;
        memset(&f, 0, sizeof f);
        f.page = x->d->line[i].page;
        f.line = x->d->line[i].line;
        f.f[REC_KIND] = S("doubt");
        f.f[REC_COL] = S("undecodable");
        f.f[REC_VALUE] = f.page ? S("the text of this page is garbled: it is not what the page shows") : S("the text from here on is garbled: characters that no document prints");
        if (extract_put(x, &f, e)) return ERR_FAIL;
    }
    return 0;
}

/* ---- lines of --outline ---- */

static const char *const layout_names[GRID_LAYOUTS] = {"tab", "list", "fixed", "cells", "spaced"};

void extract_put_outline(struct run *x, const struct table *t, bool form)
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

const char *extract_layout(const struct run *x)
{
    unsigned best = GRID_LAYOUTS;
    for (unsigned i = 0; i < GRID_LAYOUTS; i++)
        if (x->layouts[i] && (best == GRID_LAYOUTS || x->layouts[i] > x->layouts[best])) best = i;
    return best == GRID_LAYOUTS ? "prose" : layout_names[best];
}

/* ---- the first line and the last ---- */

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
