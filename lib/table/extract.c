/* SPDX-License-Identifier: MIT */
#include "table/extract_in.h"

#include "base/nomem.h"
#include "base/utf.h"
#include "table/lex.h"

#include <string.h>

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

/* The lines before `to` were read. */
static int done_with(struct run *x, size_t *done, size_t to, struct err *e)
{
    size_t from = *done;
    *done = to;
    return extract_put_garbled(x, from, to, e);
}

/* There is no table in what is left of the window: read its text but for the end, in which one may begin. */
static int read_text_ahead(struct run *x, struct block_cursor *c, size_t *done, struct err *e)
{
    size_t to = heading_before(x->d, *done, block_sure(x->d, *done)), lines = x->seen;
    if (to <= *done) return 0;
    for (size_t i = *done; i < to; i++) lines += str_trim(x->d->line[i].text).n > 0;
    if (extract_between(x, *done, to, NULL, (struct str){"", 0}, e)) return ERR_FAIL;
    x->seen = lines;
    if (done_with(x, done, to, e)) return ERR_FAIL;
    if (c->at < to) *c = (struct block_cursor){.d = c->d, .at = to, .fixed = c->fixed, .cut_at = SIZE_MAX};
    return 0;
}

/* Everything before line *done was read; what comes before it on the page is looked back to. */
static int move_window(struct run *x, struct block_cursor *c, size_t *done, struct err *e)
{
    size_t from = *done;
    while (from > 0 && *done - from < 4096 && !str_trim(x->d->line[from - 1].text).n) from--;
    if (from > 0) from--;
    if (extract_keep(x, e)) return ERR_FAIL;
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
            if (extract_between(x, done, b.from, NULL, (struct str){"", 0}, e) || extract_put_unread(x, &b, &why, e) || done_with(x, &done, b.to, e))
                return ERR_FAIL;
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
        if (b.kind == BLOCK_TABLE ? extract_table(x, &b, done, e) : extract_between(x, done, b.from, NULL, (struct str){"", 0}, e))
            return ERR_FAIL;
        if (done_with(x, &done, b.to, e)) return ERR_FAIL;
    }
    extract_end_parts(x);
    return extract_between(x, done, x->d->n, NULL, (struct str){"", 0}, e) || done_with(x, &done, x->d->n, e) ? ERR_FAIL : 0;
}

static int read_front(struct run *x, struct err *e)
{
    struct front *f = &x->front;
    struct str *const v[] = {&f->issuer, &f->scope, &f->year, &f->phase, &f->edition};
    if (front_read(x->d, &x->whole, f, e)) return ERR_FAIL;
    for (size_t i = 0; i < sizeof v / sizeof v[0]; i++)
        if (extract_keep_str(&x->whole, v[i], e)) return ERR_FAIL;
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
    x.sink = (struct fact_sink){extract_put, &x};
    res->layout = "prose";
    x.keep = &x.kept[0];
    int rc = read_front(&x, e);
    if (!rc) {
        struct prose_doc pd = {x.front.year, x.front.phase, x.front.issuer};
        x.prose = prose_new(&pd, &x.sink, e);
        rc = x.prose ? read_blocks(&x, e) : ERR_FAIL;
    }
    if (!rc) rc = prose_end(x.prose, e);
    if (!rc) rc = extract_put_scanned(&x, e);
    if (!rc && nomem_count() != x.refused) rc = err_nomem(e);
    res->layout = extract_layout(&x);
    res->tables = x.tno;
    prose_free(x.prose);
    arena_free(&x.room[0]);
    arena_free(&x.room[1]);
    arena_free(&x.kept[0]);
    arena_free(&x.kept[1]);
    arena_free(&x.whole);
    return rc;
}
