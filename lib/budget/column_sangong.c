/* SPDX-License-Identifier: MIT */
/* column_sangong.c: 三公 items as columns become rows. */
#include "budget/column_private.h"

#include "budget/label.h"

static const struct str amount = SI("金额"), total = SI("合计");

/* Index of the 三公 item s, or -1. */
static int sangong_item(struct str s)
{
    static const struct str item[] = {SI("因公出国（境）费"), SI("公务接待费"), SI("公务用车购置及运行维护费"),
                                      SI("公务用车购置费"), SI("公务用车运行维护费")};
    for (int k = 0; k < (int)(sizeof item / sizeof *item); k++)
        if (str_eq(s, item[k])) return k;
    return -1;
}

static bool is_sum(struct str s)
{
    return str_eq(s, total) || str_eq(s, S("小计"));
}

/* The sum of 三公, by its own name or by that of its head. */
static bool is_sangong_total(const struct column *c)
{
    return !c->target && str_has(c->printed, S("三公")) && c->n == 1 && is_sum(c->part[0]);
}

/* “三公”经费/小计 beside a 合计 that has 会议费 and 培训费 in it: a 合计 below 三公经费. What else is under that head loses it. */
static void sangong_head(struct column *v, size_t n)
{
    bool named = false, wider = false;
    for (size_t i = 0; i < n; i++) {
        bool inside = str_has(v[i].printed, S("三公"));
        if (inside && v[i].n > 1 && str_has(v[i].part[0], S("三公"))) column_drop_head(&v[i]);
        named |= is_sangong_total(&v[i]);
        wider |= !v[i].target && !inside && v[i].n == 1 && is_sum(v[i].part[0]);
    }
    for (size_t i = 0; named && wider && i < n; i++) {
        if (!is_sangong_total(&v[i])) continue;
        v[i].part[0] = S("三公经费");
        v[i].part[1] = total;
        v[i].n = 2;
    }
}

/* The parts of c as names of rows. */
static int name_parts(const struct dict *d, struct arena *a, struct str table, struct column *c)
{
    for (unsigned k = 0; k < c->n; k++) {
        struct label l;
        if (label_read(a, c->part[k], &l)) return -1;
        struct str name = str_has(l.name, S("三公")) ? (struct str){"", 0} : dict_name(d, table, c->side, l.name);
        if (l.name.n) c->part[k] = name.n ? name : l.name;
    }
    return 0;
}

/* 合计, the items, the two parts of the cars, what stands under an item; beside them, outside their sum, what
 * else the table has (机关运行经费, 会议费). 小计 under an item is the item. */
int column_sangong(const struct dict *d, struct arena *a, struct str table, struct column *v, size_t n)
{
    static const struct str cars = SI("公务用车购置及运行维护费");
    bool wide = false;
    sangong_head(v, n);
    for (size_t i = 0; i < n; i++) wide = wide || (v[i].n && sangong_item(v[i].part[0]) >= 0);
    for (size_t i = 0; wide && i < n; i++) {
        struct column *c = &v[i];
        if (c->target || c->n == 0) continue;
        bool below = sangong_item(c->part[0]) >= 0;
        if (name_parts(d, a, table, c)) return -1;
        if (c->n > 1 && is_sum(c->part[c->n - 1]) && !str_has(c->part[c->n - 2], S("三公"))) c->n--;
        c->item = c->part[c->n - 1];
        int item = sangong_item(c->item);
        c->level = item >= 3 ? 2 : item >= 0 ? 1 : below ? c->n : c->n - 1;
        c->path = item >= 3 ? cars : item >= 0 ? (struct str){"", 0} : column_join(a, c->part, c->n - 1);
        if (!c->path.p) return -1;
        c->col = amount;
    }
    return 0;
}
