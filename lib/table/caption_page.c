/* SPDX-License-Identifier: MIT */
/* caption_page.c: lines that belong to the page rather than to a table: heads that every page begins with, page numbers. */
#include "table/caption_in.h"

#include "base/utf.h"
#include "table/lex.h"

enum { PAGE_LINES = 1000, HEAD_PAGES = 8 };

/* The first line with text of the page that line i stands on; d->n: it is too far away. */
static size_t page_top(const struct doc *d, size_t i)
{
    size_t k = i;
    while (k > 0 && !(d->line[k].flags & DOC_PAGE))
        if (i - --k > PAGE_LINES) return d->n;
    while (k < d->n && !str_trim(d->line[k].text).n) k++;
    return k;
}

static bool same_text(struct arena *a, const struct doc *d, size_t i, size_t k)
{
    if (i >= d->n || k >= d->n || d->line[i].text.n > 600 || d->line[k].text.n > 600) return false;
    struct str s = utf_squeeze(a, str_trim(d->line[i].text)), t = utf_squeeze(a, str_trim(d->line[k].text));
    return s.p && t.p && str_eq(s, t);
}

static size_t next_text(const struct doc *d, size_t i)
{
    do i++;
    while (i < d->n && !str_trim(d->line[i].text).n);
    return i;
}

/* Do the pages of lines i and k begin with these lines, and the same text? Pages that are no neighbours have to go on with
 * other text: a title that takes two lines may be printed again. */
static bool same_head(struct arena *a, const struct doc *d, size_t i, size_t k, bool near)
{
    return same_text(a, d, i, k) && (near || !same_text(a, d, next_text(d, i), next_text(d, k)));
}

/* Does line i begin its page, and one of the pages around it begin with the same? A table's further pages may leave it out. */
bool caption_running_head(struct arena *a, const struct doc *d, size_t i)
{
    size_t k = i, pages = 0;
    if (page_top(d, i) != i) return false;
    while (k > 0 && !(d->line[k].flags & DOC_PAGE)) k--;
    for (; k > 0 && i - k < PAGE_LINES && pages < HEAD_PAGES; pages++) {
        size_t top = page_top(d, k - 1);
        if (same_head(a, d, i, top, pages == 0)) return true;
        for (k--; k > 0 && !(d->line[k].flags & DOC_PAGE);) k--;
    }
    pages = 0;
    for (k = i + 1; k < d->n && k - i < PAGE_LINES && pages < HEAD_PAGES; k++)
        if ((d->line[k].flags & DOC_PAGE) && same_head(a, d, i, page_top(d, k), pages++ == 0)) return true;
    return false;
}

/* A title may be the last line of its page, and the table the first of the next: the number of the page stands between. */
bool caption_page_number(const struct doc *d, size_t i, struct str s)
{
    size_t next = i + 1;
    if (!lex_is_page_number(s)) return false;
    while (next < d->n && !(d->line[next].flags & DOC_PAGE) && !str_trim(d->line[next].text).n) next++;
    return next < d->n && (d->line[next].flags & DOC_PAGE);
}
