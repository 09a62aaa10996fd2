/* SPDX-License-Identifier: MIT */
/* Sums of random tables: printed figures rounded from exact ones are never off; one of them changed by
 * more than rounding allows is always off, and named at the row that no longer adds up. */
#include "check/check.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_ROWS = 400, COLS = 3, ROUNDS = 400 };

static uint64_t state;

static uint64_t next_random(void) /* splitmix64, so that a failure can be repeated */
{
    uint64_t z = (state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static unsigned below(unsigned n)
{
    return (unsigned)(next_random() % n);
}

struct line {
    char code[12];
    unsigned level;     /* 0 the total, 1 类, 2 款, 3 项 */
    int parent;         /* index of the line, -1 */
    unsigned kids;      /* rows right under it */
    int64_t exact[COLS]; /* in millionths: 合计, 基本支出, 项目支出 */
    int64_t shown[COLS]; /* in units of the last printed digit */
};

struct table {
    struct line line[MAX_ROWS];
    int n;
    int decimals;
};

static int64_t power_of_ten(int k)
{
    int64_t p = 1;
    while (k-- > 0) p *= 10;
    return p;
}

static int add_line(struct table *t, const char *code, unsigned level, int parent)
{
    struct line *l = &t->line[t->n];
    *l = (struct line){.level = level, .parent = parent};
    snprintf(l->code, sizeof l->code, "%s", code);
    if (parent >= 0) t->line[parent].kids++;
    return t->n++;
}

/* An item's exact amounts, added to every row above it. */
static void give_amounts(struct table *t, int at)
{
    int64_t amount[COLS] = {0};
    for (int c = 1; c < COLS; c++)
        if (below(4)) amount[c] = (int64_t)(next_random() % 5000000000u);
    amount[0] = amount[1] + amount[2];
    for (int i = at; i >= 0; i = t->line[i].parent)
        for (int c = 0; c < COLS; c++) t->line[i].exact[c] += amount[c];
}

static void make_table(struct table *t)
{
    char code[12];
    t->n = 0;
    t->decimals = (int)below(4);
    int total = add_line(t, "", 0, -1);
    for (unsigned a = 0, na = 1 + below(6); a < na; a++) {
        snprintf(code, sizeof code, "2%02u", a * 7 + 1);
        int class = add_line(t, code, 1, total);
        for (unsigned b = 0, nb = 1 + below(5); b < nb; b++) {
            snprintf(code, sizeof code, "2%02u%02u", a * 7 + 1, b + 1);
            int section = add_line(t, code, 2, class);
            for (unsigned k = 0, nk = 1 + below(6); k < nk; k++) {
                snprintf(code, sizeof code, "2%02u%02u%02u", a * 7 + 1, b + 1, k + 1);
                give_amounts(t, add_line(t, code, 3, section));
            }
        }
    }
    int64_t unit = power_of_ten(6 - t->decimals);
    for (int i = 0; i < t->n; i++)
        for (int c = 0; c < COLS; c++) t->line[i].shown[c] = (t->line[i].exact[c] + unit / 2) / unit;
}

static const char *const column[COLS] = {"合计", "基本支出", "项目支出"};

/* The table as records in normal form. */
static int fill(struct ledger *l, const struct table *t, const struct rec_head *head)
{
    struct err e;
    struct str f[REC_NCOLS];
    for (int i = 0; i < t->n; i++) {
        for (int c = 0; c < COLS; c++) {
            char value[DEC_CHARS], row[16], level[16];
            struct rec r = {.f = f, .head = head};
            struct dec d = {t->line[i].shown[c], t->decimals};
            for (int k = 0; k < REC_NCOLS; k++) f[k] = S("");
            snprintf(row, sizeof row, "%d", i + 1);
            snprintf(level, sizeof level, "%u", t->line[i].level);
            f[REC_TNO] = S("1");
            f[REC_TABLE] = S("支出总表");
            f[REC_ROW] = str_c(row);
            f[REC_LEVEL] = str_c(level);
            f[REC_ROLE] = i == 0 ? S("total") : S("item");
            f[REC_CODE] = str_c(t->line[i].code);
            f[REC_NAME] = i == 0 ? S("合计") : str_c(t->line[i].code);
            f[REC_COL] = str_c(column[c]);
            f[REC_KIND] = S("number");
            f[REC_UNIT] = S("万元");
            f[REC_YEAR] = S("2023");
            f[REC_PHASE] = S("budget");
            if (t->line[i].shown[c] || below(2)) f[REC_VALUE] = (struct str){value, dec_print(d, value)};
            if (ledger_add(l, &r, &e)) return -1;
        }
    }
    return ledger_close(l, &e);
}

/* Is row `at`, column col one of the operands of f? */
static bool takes_part(const struct check *c, const struct finding *f, const char *code, const char *col)
{
    for (uint32_t i = 0; i < f->n; i++) {
        const struct entry *x = &c->l->entry.v[c->operand.v[f->at + i].entry];
        if (str_eq(x->head->code, str_c(code)) && str_eq(x->col, str_c(col))) return true;
    }
    return false;
}

static int complain(uint64_t seed, const char *what, const char *code, const char *col)
{
    printf("seed %llu: %s (%s %s)\n", (unsigned long long)seed, what, code, col);
    return 1;
}

static int run(struct check *c, struct ledger *l, const struct rules *rules, const struct table *t, const struct rec_head *head)
{
    struct err e;
    ledger_reset(l);
    return fill(l, t, head) || check_run(c, l, rules, &e) ? -1 : 0;
}

static int never_off(struct check *c, uint64_t seed)
{
    if (c->finding.n == 0) return complain(seed, "nothing was checked", "", "");
    for (size_t i = 0; i < c->finding.n; i++)
        if (c->finding.v[i].result != RESULT_OK) {
            const struct entry *x = &c->l->entry.v[c->finding.v[i].entry];
            printf("%.*s\n", STR_ARG(c->finding.v[i].why));
            return complain(seed, "rounding was called wrong", x->head->name.p, x->col.p);
        }
    return 0;
}

/* One printed figure is changed: its parent no longer adds up, and nothing it is no part of is off. */
static int always_off(struct check *c, struct ledger *l, const struct rules *rules, struct table *t, const struct rec_head *head,
                      uint64_t seed)
{
    int at = 1 + (int)below((unsigned)t->n - 1), col = (int)below(COLS);
    struct line *x = &t->line[at], *up = &t->line[x->parent];
    int64_t change = (int64_t)(up->kids + x->kids + 4 + below(1000)); /* beyond twice any tolerance it meets */
    bool parent_named = false;
    if (x->shown[col] == 0 && up->shown[col] == 0) return 0; /* a figure in an empty column is another matter */
    x->shown[col] += below(2) && x->shown[col] > change ? -change : change;
    if (run(c, l, rules, t, head)) return complain(seed, "cannot be checked", x->code, column[col]);
    for (size_t i = 0; i < c->finding.n; i++) {
        const struct finding *f = &c->finding.v[i];
        if (f->result != RESULT_OFF) continue;
        const struct entry *y = &c->l->entry.v[f->entry];
        if (!takes_part(c, f, x->code, column[col])) return complain(seed, "off without its part", y->head->name.p, y->col.p);
        if (str_eq(y->head->code, str_c(up->code)) && str_eq(y->col, str_c(column[col]))) parent_named = true;
    }
    return parent_named ? 0 : complain(seed, "the parent is not named", x->code, column[col]);
}

int main(void)
{
    static struct rules rules;
    static struct table t;
    struct ledger l;
    struct check c = {0};
    struct rec_head head = {.n = REC_NCOLS};
    struct err e;
    int bad = 0;
    for (int k = 0; k < REC_NCOLS; k++) head.at[k] = k;
    if (rules_init(&rules, &e) || rules_choose(&rules, S("R01,R02,R10"), true, &e)) { /* what is inside one table */
        printf("%s:%llu: %s\n", e.file, (unsigned long long)e.line, e.reason);
        return 1;
    }
    ledger_init(&l, &rules.names, false);
    for (uint64_t seed = 1; seed <= ROUNDS && !bad; seed++) {
        state = seed;
        make_table(&t);
        if (run(&c, &l, &rules, &t, &head)) bad = complain(seed, "cannot be checked", "", "");
        else bad = never_off(&c, seed) || always_off(&c, &l, &rules, &t, &head, seed);
    }
    check_free(&c);
    ledger_free(&l);
    rules_free(&rules);
    return bad;
}
