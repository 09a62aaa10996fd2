/* SPDX-License-Identifier: MIT */
/* builtin.c: see builtin.h. */
#include "check/builtin.h"

#include "budget/data.h"

struct str builtin_rules(struct arena *a)
{
    const struct data_file *f = data_find("rules");
    struct str text = {"", 0};
    size_t n = 1;
    for (size_t i = 0; f && i < f->n; i++) n += strlen(f->line[i]) + 1;
    char *p = arena_alloc(a, n);
    if (!p) return (struct str){NULL, 0};
    for (size_t i = 0; f && i < f->n; i++) {
        size_t len = strlen(f->line[i]);
        memcpy(p + text.n, f->line[i], len);
        text.n += len;
        p[text.n++] = '\n';
    }
    text.p = p;
    return text;
}
