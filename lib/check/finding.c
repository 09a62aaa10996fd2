/* SPDX-License-Identifier: MIT */
/* finding.c: one line for each check that was tried. */
#include "check/finding.h"

#include <stdio.h>

enum { RATE_SCALE = 9 }; /* so many decimals only a rate has */

/* id doc page line issuer edition orgcode org year phase table side project code name col rule result
 * severity left right gap tolerance unit other_table other_page other_line cause caused_by why */
void findings_head(struct io_writer *w)
{
    io_str(w, S("id\tdoc\tpage\tline\tissuer\tedition\torgcode\torg\tyear\tphase\ttable\tside\tproject\tcode\tname\tcol\trule\tresult\t"
                "severity\tleft\tright\tgap\ttolerance\tunit\tother_table\tother_page\tother_line\tcause\tcaused_by\twhy\n"));
}

static void field(struct io_writer *w, struct str s)
{
    io_str(w, s);
    io_char(w, '\t');
}

static void number(struct io_writer *w, bool there, struct dec d)
{
    char buf[DEC_CHARS];
    if (there) io_put(w, buf, dec_print(d, buf));
    io_char(w, '\t');
}

static void ordinal(struct io_writer *w, uint32_t i)
{
    char buf[16];
    int n = i == NONE ? 0 : snprintf(buf, sizeof buf, "%u", i + 1);
    io_put(w, buf, (size_t)n);
    io_char(w, '\t');
}

static void write_one(struct io_writer *w, const struct check *c, const struct finding *f, struct str doc)
{
    const struct entry *x = &c->l->entry.v[f->entry], *o = f->other == NONE ? NULL : &c->l->entry.v[f->other];
    const struct head *h = x->head;
    const struct str none = {"", 0};
    struct dec right = f->right, gap = f->gap, tol = f->tolerance;
    if (right.scale >= RATE_SCALE && !dec_round(right, 6, &right) && !dec_round(gap, 6, &gap)) (void)dec_round(tol, 6, &tol);
    ordinal(w, (uint32_t)(f - c->finding.v));
    const struct str place[] = {doc, x->page, x->line, h->issuer, h->edition, h->orgcode, h->org, x->year, x->phase, h->table,
                                h->side, h->project, h->code, h->name, x->col, f->rule->id, str_c(result_name[f->result]),
                                str_c(result_name[f->rule->severity])};
    for (size_t i = 0; i < sizeof place / sizeof *place; i++) field(w, place[i]);
    number(w, f->compared, f->left);
    number(w, f->compared, right);
    number(w, f->compared, gap);
    number(w, f->compared, tol);
    field(w, x->unit);
    field(w, o ? o->head->table : none);
    field(w, o ? o->page : none);
    field(w, o ? o->line : none);
    field(w, f->cause);
    ordinal(w, f->caused_by);
    io_str(w, f->why);
    io_char(w, '\n');
}

void findings_write(struct io_writer *w, const struct check *c, struct str doc)
{
    for (size_t i = 0; i < c->finding.n; i++) write_one(w, c, &c->finding.v[i], doc);
}
