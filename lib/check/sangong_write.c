/* SPDX-License-Identifier: MIT */
/* sangong_write.c: the plain output of bd-3gong, one line per document, organisation, year and phase. */
#include "check/sangong.h"

static void tab(struct io_writer *w, struct str s)
{
    io_char(w, '\t');
    io_str(w, s);
}

static void heads(struct io_writer *w, const char *prefix)
{
    for (int i = 0; i < SANGONG_NITEM; i++) {
        tab(w, str_c(prefix));
        io_str(w, str_c(sangong_item_name[i]));
    }
}

void sangong_write_head(struct io_writer *w)
{
    io_str(w, S("doc\tpage\tline\torgcode\torg\tyear\tphase"));
    heads(w, "");
    io_str(w, S("\tunit"));
    heads(w, "prose_");
    heads(w, "prior_");
    for (int i = 0; i < SANGONG_NCOUNT; i++) tab(w, str_c(sangong_count_name[i]));
    io_str(w, S("\tcheck\twhy\n"));
}

/* The first figure printed of a facet, the total before its parts. */
static const struct sangong_fig *first_of(const struct sangong_line *l, enum sangong_facet f)
{
    for (int i = 0; i < SANGONG_NITEM; i++)
        if (sangong_get(l, f, i)->state != SANGONG_ABSENT) return sangong_get(l, f, i);
    return NULL;
}

static struct str unit_of(const struct sangong_line *l)
{
    static const enum sangong_facet order[] = {SANGONG_TABLE, SANGONG_PROSE, SANGONG_PRIOR, SANGONG_PRIOR_PROSE};
    for (size_t k = 0; k < sizeof order / sizeof *order; k++)
        for (int i = 0; i < SANGONG_NITEM; i++)
            if (sangong_print_of(sangong_get(l, order[k], i))->unit.n) return sangong_print_of(sangong_get(l, order[k], i))->unit;
    return (struct str){"", 0};
}

static void figures(struct io_writer *w, const struct sangong_line *l, enum sangong_facet f, enum sangong_facet second)
{
    for (int i = 0; i < SANGONG_NITEM; i++) {
        const struct sangong_fig *x = sangong_get(l, f, i);
        if (x->state == SANGONG_ABSENT) x = sangong_get(l, second, i);
        tab(w, x->value);
    }
}

void sangong_write(struct io_writer *w, const struct sangong_line *l)
{
    const struct sangong_fig *at = first_of(l, SANGONG_TABLE);
    if (!at && !l->tabled) at = first_of(l, SANGONG_PROSE);
    if (!at) at = first_of(l, SANGONG_PRIOR);
    io_str(w, l->head->doc);
    tab(w, at ? sangong_print_of(at)->page : l->page);
    tab(w, at ? at->line : l->line);
    tab(w, l->orgcode);
    tab(w, l->org);
    tab(w, l->year);
    tab(w, l->phase);
    figures(w, l, SANGONG_TABLE, SANGONG_TABLE);
    tab(w, unit_of(l));
    figures(w, l, SANGONG_PROSE, SANGONG_PROSE);
    figures(w, l, SANGONG_PRIOR, SANGONG_PRIOR_PROSE);
    for (int i = 0; i < SANGONG_NCOUNT; i++) tab(w, sangong_get(l, SANGONG_COUNTS, i)->value);
    tab(w, str_c(sangong_check_name[l->check]));
    tab(w, l->why);
    io_char(w, '\n');
}
