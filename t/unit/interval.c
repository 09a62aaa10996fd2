/* SPDX-License-Identifier: MIT */
/* Rows for lib/check/interval: does a relation hold within the print? */
#include "check/interval.h"

#include <stdio.h>

static int failed;

static void fail(const char *what, const char *got, const char *want)
{
    printf("interval: %s is %s, expected %s\n", what, got, want);
    failed = 1;
}

/* a = b + c (c may be NULL) with `decimals` for all (-1: their own). */
static const struct {
    const char *a, *b, *c;
    int decimals;
    bool exact;
    const char *want; /* "gap tolerance yes" */
} rows[] = {
    {"8.20", "4.20", "4.00", 2, false, "0.00 0.015 yes"},
    {"8.21", "4.20", "4.00", 2, false, "0.01 0.015 yes"},
    {"8.22", "4.20", "4.00", 2, false, "0.02 0.015 no"},
    {"8.21", "4.20", "4.00", 2, true, "0.01 0 no"},
    {"46.56", "25", "21.56", 2, false, "0.00 0.015 yes"},
    {"46.60", "25", "21.56", 2, false, "0.04 0.015 no"},
    {"46.60", "25", "21.56", -1, false, "0.04 0.510 yes"},
    {"4.20", "4.20", "", 2, false, "0.00 0.010 yes"},
    {"4.20", "4.20", "-", 2, false, "0.00 0.010 yes"},
    {"4.21", "4.20", "0.00", 2, false, "0.01 0.010 yes"},
    {"0", "0.00", NULL, -1, false, "0.00 0 yes"},
    {"0", "0.01", NULL, -1, false, "-0.01 0.005 no"},
    {"-3.00", "-2.99", NULL, -1, false, "-0.01 0.010 yes"},
};

static struct interval of(const char *s, int decimals, bool exact)
{
    struct interval x = INTERVAL_ZERO;
    if (interval_of(str_c(s), S(""), decimals, exact, &x)) fail(s, "no figure", "a figure");
    return x;
}

static void relation(size_t i)
{
    struct interval sum = of(rows[i].b, rows[i].decimals, rows[i].exact);
    struct dec gap, tol;
    char g[DEC_CHARS], t[DEC_CHARS], got[2 * DEC_CHARS + 8];
    if (rows[i].c && interval_add(&sum, 1, of(rows[i].c, rows[i].decimals, rows[i].exact))) fail(rows[i].c, "too large", "added");
    if (interval_gap(of(rows[i].a, rows[i].decimals, rows[i].exact), sum, &gap, &tol)) fail(rows[i].a, "too large", "compared");
    dec_print(gap, g);
    dec_print(tol, t);
    snprintf(got, sizeof got, "%s %s %s", g, t, interval_within(gap, tol) ? "yes" : "no");
    if (strcmp(got, rows[i].want) != 0) fail(rows[i].a, got, rows[i].want);
}

static void precision(void)
{
    struct interval x, y;
    struct dec low, high;
    char got[DEC_CHARS];
    if (interval_of(S("1651000"), S("3"), -1, false, &x)) fail("prec 3", "failure", "500");
    dec_print(x.half, got);
    if (strcmp(got, "500") != 0 && strcmp(got, "500.0") != 0) fail("half-unit of prec 3", got, "500");
    if (interval_of(S("text"), S(""), -1, false, &x) == 0) fail("text", "a figure", "no figure");
    if (interval_of(S("1"), S("x"), -1, false, &x) == 0) fail("prec x", "a figure", "no figure");
    x = of("0.8", -1, false);
    y = of("9.0", -1, false);
    if (interval_ratio(x, y, 2, &low, &high)) fail("0.8 / 9.0", "failure", "a ratio");
    if (dec_cmp(low, (struct dec){82, 1}) < 0 || dec_cmp(low, (struct dec){83, 1}) > 0) fail("low of 0.8 / 9.0", "off", "8.28...");
    if (dec_cmp(high, (struct dec){94, 1}) < 0 || dec_cmp(high, (struct dec){95, 1}) > 0) fail("high of 0.8 / 9.0", "off", "9.49...");
    if (interval_ratio(x, of("0", -1, false), 2, &low, &high) == 0) fail("0.8 / 0", "a ratio", "failure");
    if (interval_agree(of("8.2", -1, false), of("8.20", -1, false)) != 1) fail("8.2 and 8.20", "different", "one figure");
    if (interval_agree(of("8.2", -1, false), of("8.31", -1, false)) != 0) fail("8.2 and 8.31", "one figure", "different");
}

int main(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) relation(i);
    precision();
    return failed;
}
