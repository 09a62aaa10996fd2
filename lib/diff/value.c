/* SPDX-License-Identifier: MIT */
#include "diff/value.h"

#include "diff/key.h"

static bool parse_prec(struct str s, int *out)
{
    bool neg = s.n && s.p[0] == '-';
    unsigned n;
    if (!str_u32(neg ? str_from(s, 1) : s, &n) || n > DEC_SCALE_MAX) return false;
    *out = neg ? -(int)n : (int)n;
    return true;
}

struct value value_of(const struct store *s, const struct cell *c)
{
    struct str f[OWN_N];
    own_split(c->own, f);
    struct value v = {.class = VALUE_TEXT, .text = f[OWN_VALUE], .op = f[OWN_OP], .unit = ctx_get(s, c->ctx, CTX_UNIT), .kind = ctx_get(s, c->ctx, CTX_KIND)};
    if (!v.text.n) v.class = VALUE_BLANK;
    else if (str_eq(v.text, S("-"))) v.class = VALUE_DASH;
    else if (!dec_parse(v.text, &v.d)) v.class = VALUE_NUMBER;
    v.has_prec = parse_prec(f[OWN_PREC], &v.prec);
    if (!v.has_prec) v.prec = -v.d.scale;
    return v;
}

bool value_same_bytes(const struct cell *a, const struct cell *b)
{
    const char *p = a->own, *q = b->own;
    for (int tabs = 0; *p == *q; p++, q++)
        if (*p == '\t' && ++tabs == OWN_OP + 1) return true;
    return false;
}

/* A printed = says no more than no comparator. */
static bool same_op(struct str a, struct str b)
{
    return str_eq(a, b) || ((!a.n || str_eq(a, S("="))) && (!b.n || str_eq(b, S("="))));
}

static bool empty_like(const struct value *v)
{
    return v->class == VALUE_BLANK || v->class == VALUE_DASH || (v->class == VALUE_NUMBER && dec_is_zero(v->d));
}

static int print_prec(const struct value *v, int scale)
{
    if (v->has_prec) return v->prec;
    return scale > v->d.scale ? -scale : -v->d.scale;
}

/* d rounded to a multiple of 10^prec. */
static int round_to(struct dec d, int prec, struct dec *out)
{
    if (prec <= 0) return dec_round(d, -prec, out);
    return dec_shift(d, -prec, out) || dec_round(*out, 0, out) || dec_shift(*out, prec, out) ? ERR_FAIL : 0;
}

static bool within_print(const struct value *a, const struct value *b, int scale_a, int scale_b)
{
    struct dec x;
    int pa = print_prec(a, scale_a), pb = print_prec(b, scale_b);
    if (pa == pb) return false;
    const struct value *fine = pa < pb ? a : b, *coarse = pa < pb ? b : a;
    return !round_to(fine->d, pa < pb ? pb : pa, &x) && dec_cmp(x, coarse->d) == 0;
}

static bool within_tolerance(const struct value_opts *o, struct dec a, struct dec b)
{
    struct dec d;
    return o->has_tolerance && !dec_sub(a, b, &d) && dec_cmp(dec_abs(d), o->tolerance) <= 0;
}

static enum value_diff numbers(const struct value_opts *o, const struct value *a, const struct value *b, int scale_a, int scale_b)
{
    bool target = str_eq(a->kind, S("target"));
    if (dec_cmp(a->d, b->d) == 0) return str_eq(a->text, b->text) && str_eq(a->op, b->op) && a->prec == b->prec ? VALUE_SAME : VALUE_RESTATED;
    if (o->exact) return VALUE_CHANGED;
    if (within_tolerance(o, a->d, b->d)) return VALUE_RESTATED;
    return !target && within_print(a, b, scale_a, scale_b) ? VALUE_RESTATED : VALUE_CHANGED;
}

enum value_diff value_compare(const struct value_opts *o, const struct value *a, const struct value *b, int scale_a, int scale_b, struct arena *tmp)
{
    bool units = a->unit.n && b->unit.n && !str_eq(a->unit, b->unit); /* a unit that is not declared contradicts none */
    if (empty_like(a) && empty_like(b)) {
        if (a->class == b->class) return str_eq(a->text, b->text) ? VALUE_SAME : VALUE_RESTATED;
        return VALUE_NOTATION;
    }
    if (!same_op(a->op, b->op) || units) return VALUE_CHANGED;
    if (a->class == VALUE_NUMBER && b->class == VALUE_NUMBER) return numbers(o, a, b, scale_a, scale_b);
    if (a->class != b->class) return VALUE_CHANGED;
    if (str_eq(a->text, b->text)) return VALUE_SAME;
    struct str x = key_fold(tmp, a->text), y = key_fold(tmp, b->text);
    bool same = x.p && y.p && str_eq(x, y) && !o->exact;
    arena_reset(tmp);
    return same ? VALUE_RESTATED : VALUE_CHANGED;
}

/* false: not a number, so nothing can be computed. */
static bool amount(const struct value *v, struct dec *out)
{
    *out = DEC_ZERO;
    if (!v || v->class == VALUE_BLANK || v->class == VALUE_DASH) return true;
    *out = v->d;
    return v->class == VALUE_NUMBER;
}

static bool comparable(const struct value *a, const struct value *b)
{
    return !a || !b || !a->unit.n || !b->unit.n || str_eq(a->unit, b->unit);
}

static bool empty_pair(const struct value *a, const struct value *b)
{
    return (!a || a->class == VALUE_BLANK || a->class == VALUE_DASH) && (!b || b->class == VALUE_BLANK || b->class == VALUE_DASH);
}

size_t value_delta(const struct value *old, const struct value *new, char buf[DEC_CHARS])
{
    struct dec a, b, d;
    buf[0] = '\0';
    if (empty_pair(old, new) || !comparable(old, new) || !amount(old, &a) || !amount(new, &b) || dec_sub(b, a, &d)) return 0;
    return dec_print(d, buf);
}

size_t value_pct(const struct value *old, const struct value *new, char buf[DEC_CHARS])
{
    struct dec a, b, d;
    buf[0] = '\0';
    if (!old || !new || old->class != VALUE_NUMBER || new->class != VALUE_NUMBER || !comparable(old, new)) return 0;
    a = old->d;
    b = new->d;
    if (dec_is_zero(a) || dec_sub(b, a, &d) || dec_shift(d, 2, &d) || dec_div(d, dec_abs(a), 2, &d)) return 0;
    return dec_print(d, buf);
}
