/* SPDX-License-Identifier: MIT */
/* pdf.c: PDF by poppler's tools: pdftotext -tsv gives the words with their places, pdfimages tells a blank page
 * from a picture of one. */
#include "base/vec.h"
#include "doc/child.h"
#include "doc/source.h"

static int explain(const struct doc *d, struct str bytes, int status, struct err *e)
{
    if (status == CHILD_KILLED) return err_set(e, d->name, 0, "pdftotext died on this PDF (damaged, or too large to unpack)");
    if (status == CHILD_MISSING) return err_set(e, d->name, 0, "is a PDF, and pdftotext (poppler-utils) is not installed");
    if (str_has(bytes, S("/Encrypt"))) return err_set(e, d->name, 0, "is an encrypted PDF; remove the password first");
    return err_set(e, d->name, 0, "is a damaged PDF, pdftotext cannot open it");
}

/* ---- pages that are pictures ---- */

/* Smaller pictures are logos, seals and lines; a scan has a million pixels. */
enum { PICTURE_PIXELS = 250000 };

struct pages {
    VEC(uint32_t) v;
};

/* Pages without a word, from 1; *some: there is one with words. Level 1 of the table is a page, level 5 a word. */
static int blank_pages(struct str tsv, struct pages *p, bool *some)
{
    uint32_t page = 0;
    bool blank = false;
    while (tsv.n > 0) {
        size_t lf = str_find(tsv, S("\n"), 0);
        struct str line = str_sub(tsv, 0, lf);
        tsv = lf == STR_NPOS ? (struct str){NULL, 0} : str_from(tsv, lf + 1);
        if (str_starts(line, S("5\t"))) blank = false, *some = true;
        if (!str_starts(line, S("1\t"))) continue;
        if (blank && VEC_PUSH(&p->v, page)) return -1;
        page++, blank = true;
    }
    return blank && VEC_PUSH(&p->v, page) ? -1 : 0;
}

/* Next word of a line of a table of words and blanks. */
static struct str take_word(struct str *line)
{
    size_t i = 0, end;
    while (i < line->n && line->p[i] == ' ') i++;
    for (end = i; end < line->n && line->p[end] != ' ';) end++;
    struct str word = str_sub(*line, i, end);
    *line = str_from(*line, end);
    return word;
}

/* Page of a large picture in a line of pdfimages -list (page num type width height ...), or 0. */
static uint32_t picture_page(struct str line)
{
    unsigned page, width, height;
    struct str word[5];
    for (int i = 0; i < 5; i++) word[i] = take_word(&line);
    if (!str_eq(word[2], S("image")) && !str_eq(word[2], S("stencil"))) return 0;
    if (!str_u32(word[0], &page) || !str_u32(word[3], &width) || !str_u32(word[4], &height)) return 0;
    return (uint64_t)width * height >= PICTURE_PIXELS ? page : 0;
}

/* Of the pages without text those with a large picture, into d->scanned; list is in the order of pages.
 * If there is none (no pdfimages), all of them: no page without text passes for a blank one unseen. */
static int pictures(struct doc *d, const struct pages *blank, const struct str *printed, struct err *e)
{
    uint32_t *scanned = arena_array(&d->arena, blank->v.n, sizeof *scanned);
    struct str list = printed ? *printed : (struct str){NULL, 0};
    if (!scanned) return err_nomem(e);
    for (size_t i = 0; i < blank->v.n && !printed; i++) scanned[d->nscanned++] = blank->v.v[i];
    for (size_t next = 0; list.n > 0;) {
        size_t lf = str_find(list, S("\n"), 0);
        uint32_t page = picture_page(str_sub(list, 0, lf));
        list = lf == STR_NPOS ? (struct str){NULL, 0} : str_from(list, lf + 1);
        while (next < blank->v.n && blank->v.v[next] < page) next++;
        if (next < blank->v.n && blank->v.v[next] == page) scanned[d->nscanned++] = blank->v.v[next++];
    }
    d->scanned = scanned;
    return 0;
}

static int find_scanned(struct doc *d, struct str bytes, struct str text, struct err *e)
{
    struct pages blank = {0};
    struct str list;
    bool some = false;
    int status = 0, rc = blank_pages(text, &blank, &some) ? err_nomem(e) : 0;
    d->no_text = !some;
    if (rc == 0 && blank.v.n > 0 && !d->no_text) {
        rc = child_run(d->name, HELPER_PDFIMAGES, bytes, &d->arena, &list, &status, e);
        if (rc == 0) rc = pictures(d, &blank, status == 0 ? &list : NULL, e);
    }
    VEC_FREE(&blank.v);
    return rc;
}

int pdf_lines(struct doc *d, struct str bytes, struct err *e)
{
    struct str text, utf8;
    int status = 0;
    if (child_run(d->name, HELPER_PDFTOTEXT, bytes, &d->arena, &text, &status, e)) return ERR_FAIL;
    if (status != 0) return explain(d, bytes, status, e);
    if (find_scanned(d, bytes, text, e) || encoding_decode(d, text, "utf-8", true, &utf8, e)) return ERR_FAIL;
    return words_tsv_lines(d, utf8, e);
}
