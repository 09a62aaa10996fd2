/* SPDX-License-Identifier: MIT */
/* codes.c: the rows of a panel by their account codes.
 *
 * A code of up to 16 digits is one number, digit d as d + 1 in four bits from the left: in their order a code comes
 * before those that begin with it. Tables print their accounts in that order, so that there is seldom anything to sort. */
#include "check/ledger.h"

#include <assert.h>
#include <stdlib.h>

static_assert(CODE_DIGITS_MAX * 4 == 64, "a code's digits fill a number");

/* 0: no code. */
static uint64_t number_of(struct str code)
{
    uint64_t n = 0;
    if (code.n > CODE_DIGITS_MAX) return 0;
    for (size_t i = 0; i < code.n; i++) {
        unsigned digit = (unsigned)(unsigned char)code.p[i] - '0';
        if (digit > 9) return 0;
        n = n << 4 | (digit + 1);
    }
    return code.n ? n << 4 * (CODE_DIGITS_MAX - code.n) : 0;
}

bool codes_is_account(struct str code)
{
    return code.n >= 3 && number_of(code) != 0;
}

static int by_code(const void *a, const void *b)
{
    const struct coded_row *x = a, *y = b;
    if (x->code != y->code) return x->code < y->code ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

int codes_build(struct ledger *l, struct panel *p)
{
    bool sorted = true;
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->nrow; i++) {
        if (!p->row[i].coded) continue;
        if (p->row[i].head->code.n > p->deepest) p->deepest = (unsigned)p->row[i].head->code.n;
        n++;
    }
    p->ncode = n;
    if (n == 0) return 0;
    struct coded_row *c = p->code = arena_array(&l->arena, n, sizeof *c);
    if (!c) return -1;
    n = 0;
    for (uint32_t i = 0; i < p->nrow; i++) {
        if (!p->row[i].coded) continue;
        c[n] = (struct coded_row){number_of(p->row[i].head->code), i};
        sorted = sorted && (n == 0 || c[n - 1].code <= c[n].code);
        n++;
    }
    if (!sorted) qsort(c, n, sizeof *c, by_code);
    for (uint32_t i = 1; i < n; i++)
        if (c[i].code == c[i - 1].code) p->row[c[i - 1].row].same = c[i].row;
    return 0;
}

uint32_t ledger_code(const struct ledger *l, uint32_t panel, struct str code)
{
    const struct panel *p = &l->panel.v[panel];
    const uint64_t want = number_of(code);
    uint32_t from = 0, n = p->ncode; /* the first that is not below it is among the n from there, or behind them */
    while (n > 0) {
        uint32_t half = n / 2;
        bool below = p->code[from + half].code < want;
        from = below ? from + half + 1 : from;
        n = below ? n - half - 1 : half;
    }
    return from < p->ncode && p->code[from].code == want ? p->code[from].row : NONE;
}
