/* SPDX-License-Identifier: MIT */
/* sheet.c: CSV by libcsv, formulas made harmless. */
#include "rec/sheet.h"

#include "rec/rec.h"

#include <csv.h>

static bool is_number(struct str s)
{
    size_t i = s.n && (s.p[0] == '-' || s.p[0] == '+'), digits = 0, points = 0;
    for (; i < s.n; i++) {
        if (s.p[i] >= '0' && s.p[i] <= '9') digits++;
        else if (s.p[i] != '.' || points++) return false;
    }
    return digits > 0;
}

static bool is_formula(struct str s)
{
    return s.n && memchr("=+-@\t\r", s.p[0], 6) && !is_number(s);
}

static int put(struct sheet *s, struct str field, struct err *e)
{
    struct str text = rec_unescape(&s->arena, field);
    if (text.p && is_formula(text)) text = arena_cat(&s->arena, S("'"), text);
    if (!text.p) return err_nomem(e);
    size_t n = csv_write(NULL, 0, text.p, text.n);
    char *out = arena_alloc(&s->arena, n);
    if (!out) return err_nomem(e);
    io_put(s->w, out, csv_write(out, n, text.p, text.n));
    return 0;
}

int sheet_row(struct sheet *s, const struct str *f, size_t n, struct err *e)
{
    if (!s->begun) io_str(s->w, S("\xEF\xBB\xBF"));
    s->begun = true;
    arena_reset(&s->arena);
    for (size_t i = 0; i < n; i++) {
        if (i) io_char(s->w, ',');
        if (put(s, f[i], e)) return ERR_FAIL;
    }
    io_char(s->w, '\n');
    return s->w->failed;
}

void sheet_free(struct sheet *s)
{
    arena_free(&s->arena);
}
