/* SPDX-License-Identifier: MIT */
/* Rows for lib/base/dec. An expectation of NULL is a failure. */
#include "base/dec.h"

#include <stdio.h>

#define MAX "170141183460469231731687303715884105727" /* 2^127 - 1 */

static int failed;

static void expect(const char *what, int rc, struct dec got, const char *want)
{
    char buf[DEC_CHARS] = "failure";
    if (rc == 0 && dec_print(got, buf) != strlen(buf)) printf("dec: length of %s\n", buf);
    if (strcmp(buf, want ? want : "failure") == 0) return;
    printf("dec: %s is %s, expected %s\n", what, buf, want ? want : "failure");
    failed = 1;
}

static struct dec dec(const char *s)
{
    struct dec d = {42, 7};
    if (dec_parse(str_c(s), &d)) expect(s, -1, d, s);
    return d;
}

static const struct { const char *in, *out; } parse[] = {
    {"0", "0"}, {"-0.00", "0.00"}, {"1.50", "1.50"}, {"007", "7"}, {"-12345.67", "-12345.67"}, {"0.05", "0.05"},
    {MAX, MAX}, {"-" MAX, "-" MAX}, {"170141183460469231731687303715884105728", NULL},
    {"-170141183460469231731687303715884105728", NULL}, {"0.000000000000000000000000000000000001", "0.000000000000000000000000000000000001"},
    {"0.0000000000000000000000000000000000001", NULL}, {"", NULL}, {"-", NULL}, {"1.", NULL}, {".5", NULL}, {"-.5", NULL},
    {"+1", NULL}, {"1e3", NULL}, {" 1", NULL}, {"1 ", NULL}, {"1,000", NULL}, {"1.2.3", NULL}, {"--1", NULL}, {"1-", NULL},
};

static const struct { char op; const char *a, *b, *out; } two[] = {
    {'+', "1.5", "2.25", "3.75"}, {'+', "1", "-1.00", "0.00"}, {'+', MAX, "1", NULL}, {'+', MAX, "0.1", NULL},
    {'+', "-" MAX, "-1", NULL}, {'+', MAX, "0", MAX}, {'-', "1", "0.001", "0.999"}, {'-', "-" MAX, "1", NULL},
    {'-', "0", MAX, "-" MAX}, {'*', "1.5", "-2.5", "-3.75"}, {'*', "0", MAX, "0"}, {'*', MAX, "2", NULL},
    {'*', "0.000000000000000000000000000001", "0.0000001", NULL}, {'*', "0.0000000000000000000000000010", "0.0000000010", "0.000000000000000000000000000000000001"},
    {'/', "1", "3", "0.333"}, {'/', "2", "3", "0.667"}, {'/', "-2", "3", "-0.667"}, {'/', "1", "8", "0.125"},
    {'/', "0.0005", "1", "0.001"}, {'/', "-0.0005", "1", "-0.001"}, {'/', "0.0004", "1", "0.000"}, {'/', "1", "0", NULL},
    {'/', MAX, MAX, "1.000"}, {'/', MAX, "0.001", NULL}, {'/', "1", MAX, "0.000"}, {'/', "0.000000000000000000000000000000000001", MAX, "0.000"},
    {'/', MAX, "1", NULL}, {'/', "170141183460469231731687303715884105", "1", "170141183460469231731687303715884105.000"},
    {'<', "1.50", "1.5", "0"}, {'<', "1", "2", "-1"}, {'<', "-1", "-2", "1"}, {'<', "-1", "1", "-1"},
    {'<', MAX, "0.000000000000000000000000000000000001", "1"}, {'<', "-" MAX, "-0.1", "-1"}, {'<', "0", "0.000", "0"},
    {'<', "0", "-0.001", "1"}, {'<', "170141183460469231731687303715884105.727", MAX, "-1"}, {'<', "1.10", "1.1000000000000000000000000001", "-1"},
};

static const struct { const char *a; int k; const char *shift, *round; } one[] = {
    {"1.50", 1, "15.0", "1.5"}, {"1.50", 2, "150", "1.50"}, {"1.50", 4, "15000", "1.5000"}, {"300000", -4, "30.0000", NULL},
    {"1.005", 2, "100.5", "1.01"}, {"-1.005", 2, "-100.5", "-1.01"}, {"-1.004", 2, "-100.4", "-1.00"}, {"0.5", 0, "0.5", "1"},
    {"-0.5", 0, "-0.5", "-1"}, {"0.4999", 0, "0.4999", "0"}, {MAX, 1, NULL, NULL}, {"1", 39, NULL, NULL}, {"0", 99, "0", NULL},
    {"1", -36, "0.000000000000000000000000000000000001", NULL}, {"1", -37, NULL, NULL}, {"10", -37, "0.000000000000000000000000000000000001", NULL},
};

static void run_two(size_t i)
{
    struct dec a = dec(two[i].a), b = dec(two[i].b), out = {42, 7};
    char what[160];
    snprintf(what, sizeof what, "%s %c %s", two[i].a, two[i].op, two[i].b);
    int rc = 0;
    switch (two[i].op) {
    case '+': rc = dec_add(a, b, &out); break;
    case '-': rc = dec_sub(a, b, &out); break;
    case '*': rc = dec_mul(a, b, &out); break;
    case '/': rc = dec_div(a, b, 3, &out); break;
    default:
        out = (struct dec){dec_cmp(a, b), 0};
        if (dec_cmp(b, a) != -dec_cmp(a, b)) expect(what, -1, out, "antisymmetric");
    }
    expect(what, rc, out, two[i].out);
    if (rc && (out.m != 42 || out.scale != 7)) expect(what, 0, out, "left alone");
}

int main(void)
{
    for (size_t i = 0; i < sizeof parse / sizeof *parse; i++) {
        struct dec d = {0, 0};
        int rc = dec_parse(str_c(parse[i].in), &d);
        expect(parse[i].in, rc, d, parse[i].out);
    }
    for (size_t i = 0; i < sizeof two / sizeof *two; i++) run_two(i);
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        struct dec d = {0, 0};
        int rc = dec_shift(dec(one[i].a), one[i].k, &d);
        expect(one[i].a, rc, d, one[i].shift);
        rc = dec_round(dec(one[i].a), one[i].k, &d);
        expect(one[i].a, rc, d, one[i].round);
    }
    expect("half of scale 2", 0, dec_half_unit(2), "0.005");
    expect("half of scale 0", 0, dec_half_unit(0), "0.5");
    expect("half of scale -3", 0, dec_half_unit(-3), "500");
    expect("abs", 0, dec_abs(dec("-1.20")), "1.20");
    expect("neg", 0, dec_neg(dec("1.20")), "-1.20");
    return failed;
}
