/* SPDX-License-Identifier: MIT */
/* norm_unit.c: money into one unit, other units and comparators into one spelling. */
#include "budget/norm_private.h"

#include "budget/money.h"

static const struct str none = {"", 0};

static int find_unit(struct norm *n, struct str printed, const struct norm_unit **out, struct err *e)
{
    if (n->last_unit != MAP_NONE && str_eq(n->unit.v[n->last_unit].printed, printed)) {
        *out = &n->unit.v[n->last_unit];
        return 0;
    }
    uint32_t at = map_get(&n->units, printed);
    if (at == MAP_NONE) {
        if (n->unit.n > 4096) { /* hostile input; documents have a few dozen */
            map_clear(&n->units);
            n->unit.n = 0;
            arena_reset(&n->units_arena);
        }
        struct norm_unit u = {.printed = arena_str(&n->units_arena, printed)};
        struct str key = dict_key(&n->units_arena, printed);
        if (!u.printed.p || !key.p) return err_nomem(e);
        const struct dict_unit *known = dict_unit(n->o.dict, key);
        u.known = known != NULL;
        u.unit = known ? known->unit : u.printed;
        u.money = known && known->power != DICT_NO_MONEY;
        if (u.money) u.shift = known->power - n->power;
        u.plain = str_eq(u.unit, u.printed) && (!u.money || str_eq(u.unit, n->o.unit)) && u.shift == 0;
        at = (uint32_t)n->unit.n;
        if (VEC_PUSH(&n->unit, u) || map_set(&n->units, u.printed, at)) return err_nomem(e);
    }
    n->last_unit = at;
    *out = &n->unit.v[at];
    return 0;
}

static bool read_prec(struct str s, int *prec)
{
    unsigned v;
    bool minus = s.n && s.p[0] == '-';
    if (!str_u32(str_from(s, minus), &v) || v > 10000) return false;
    *prec = minus ? -(int)v : (int)v;
    return true;
}

static int scale(struct norm *n, struct rec *r, int shift, struct err *e)
{
    struct money m = {.value = rec_get(r, REC_VALUE)};
    m.has_prec = read_prec(rec_get(r, REC_PREC), &m.prec);
    if (money_shift(&n->scratch, m, shift, &m)) return err_nomem(e);
    rec_set(r, REC_VALUE, m.value);
    if (!m.has_prec) {
        norm_set(r, REC_PREC, none);
        return 0;
    }
    char *p = arena_alloc(&n->scratch, 16);
    if (!p) return err_nomem(e);
    norm_set(r, REC_PREC, (struct str){p, (size_t)snprintf(p, 16, "%d", m.prec)});
    return 0;
}

int norm_put_unit(struct norm *n, struct rec *r, bool rate, struct err *e)
{
    struct str printed = rec_get(r, REC_UNIT), value = rec_get(r, REC_VALUE);
    const struct norm_unit *u = NULL;
    if (printed.n == 0) return 0;
    if (find_unit(n, printed, &u, e)) return ERR_FAIL;
    bool number = money_is_number(value);
    if (rate && u->money) {
        norm_set(r, REC_UNIT, S("%"));
        return 0;
    }
    if (!u->money || !(number || value.n == 0 || str_eq(value, S("-")))) {
        norm_set(r, REC_UNIT, u->unit);
        return 0;
    }
    norm_set(r, REC_UNIT, n->o.unit);
    return number && u->shift ? scale(n, r, u->shift, e) : 0;
}

bool norm_unit_plain(const struct norm *n, struct str printed)
{
    const struct norm_unit *u = n->last_unit == MAP_NONE ? NULL : &n->unit.v[n->last_unit];
    return printed.n == 0 || (u && u->plain && str_eq(u->printed, printed));
}

void norm_put_op(struct rec *r)
{
    static const struct {
        struct str printed, op;
    } ops[] = {{SI("≥"), SI(">=")}, {SI("≧"), SI(">=")}, {SI("⩾"), SI(">=")}, {SI("=>"), SI(">=")}, {SI("≤"), SI("<=")},
               {SI("≦"), SI("<=")}, {SI("⩽"), SI("<=")}, {SI("=<"), SI("<=")}, {SI("＞"), SI(">")}, {SI("＜"), SI("<")},
               {SI("﹥"), SI(">")}, {SI("﹤"), SI("<")}, {SI("＝"), SI("=")}, {SI("=="), SI("=")}, {SI("≈"), SI("~")},
               {SI("～"), SI("~")}, {SI("约"), SI("~")}, {SI("左右"), SI("~")}, {SI("不低于"), SI(">=")},
               {SI("不少于"), SI(">=")}, {SI("大于等于"), SI(">=")}, {SI("不高于"), SI("<=")}, {SI("不超过"), SI("<=")},
               {SI("小于等于"), SI("<=")}, {SI("大于"), SI(">")}, {SI("小于"), SI("<")}, {SI("等于"), SI("=")}};
    struct str op = rec_get(r, REC_OP);
    if (op.n == 0 || (op.n == 1 && op.p[0] < 0x7F)) return;
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (str_eq(op, ops[i].printed)) rec_set(r, REC_OP, ops[i].op);
}
