/* SPDX-License-Identifier: MIT */
/* table.c: what all facts of a table share, and the way out for them. */
#include "table/table.h"

struct str table_number(struct arena *a, unsigned n)
{
    char buf[STR_U32_CHARS];
    return arena_str(a, str_from_u32(n, buf));
}

void table_fact(const struct table *t, struct fact *f)
{
    rec_clear(f->f, REC_NPRINTED);
    f->page = f->line = 0;
    f->f[REC_TNO] = t->tno;
    f->f[REC_TABLE] = t->title;
    f->f[REC_ORGCODE] = t->orgcode;
    f->f[REC_ORG] = t->org;
    f->f[REC_YEAR] = t->year;
    f->f[REC_PHASE] = t->phase;
    f->f[REC_PROJECT] = t->project;
}

int table_put(struct table *t, const struct fact *f, struct err *e)
{
    struct str kind = f->f[REC_KIND];
    t->facts++;
    if (str_eq(kind, S("number")) || str_eq(kind, S("target"))) t->figures++;
    return t->sink->put(t->sink->arg, f, e);
}
