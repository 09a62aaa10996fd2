/* SPDX-License-Identifier: MIT */
/* budget.c: money moved between units, labels and codes taken apart, on tables and at random. */
#include "budget/code.h"
#include "budget/dict.h"
#include "budget/label.h"
#include "budget/money.h"

#include <stdio.h>
#include <stdlib.h>

static int failed;

static void want(const char *what, struct str got, const char *expected)
{
    if (str_eq(got, str_c(expected))) return;
    printf("%s: got '%.*s', expected '%s'\n", what, STR_ARG(got), expected);
    failed = 1;
}

static void test_money(struct arena *a)
{
    static const struct {
        const char *value, *prec;
        int shift;
        const char *out, *outprec;
    } rows[] = {
        {"300000", "", -4, "30.0000", ""},    {"165.1", "", 4, "1651000", "3"},   {"-0.5", "", -4, "-0.00005", ""},
        {"12", "", -1, "1.2", ""},            {"0", "", 4, "0", "4"},             {"0", "4", -4, "0", ""},
        {"1651000", "3", -4, "165.1", ""},    {"0012.50", "", 0, "12.50", ""},    {"9.99", "", 2, "999", ""},
        {"1.23456", "", 4, "12345.6", ""},    {"5", "", 32, "500000000000000000000000000000000", "32"},
        {"-7", "", -3, "-0.007", ""},         {"100", "2", -4, "0.01", ""},       {"1200", "2", -1, "120", "1"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct money m = {str_c(rows[i].value), atoi(rows[i].prec), rows[i].prec[0] != 0};
        char prec[16] = "";
        if (money_shift(a, m, rows[i].shift, &m)) abort();
        if (m.has_prec) snprintf(prec, sizeof prec, "%d", m.prec);
        want(rows[i].value, m.value, rows[i].out);
        want(rows[i].value, str_c(prec), rows[i].outprec);
    }
}

/* Anything that is a number comes back from another unit as it was. */
static void test_money_and_back(struct arena *a)
{
    srand(7);
    for (int i = 0; i < 20000; i++) {
        char text[64];
        size_t n = 0, digits = 1 + (size_t)rand() % 20, decimals = (size_t)rand() % 10;
        if (rand() % 4 == 0) text[n++] = '-';
        text[n++] = (char)('1' + rand() % 9);
        while (--digits) text[n++] = (char)('0' + rand() % 10);
        if (decimals) text[n++] = '.';
        for (; decimals; decimals--) text[n++] = (char)('0' + rand() % 10);
        text[n] = '\0';
        int shift = rand() % 17 - 8;
        struct money m = {{text, n}, 0, false};
        if (money_shift(a, m, shift, &m) || !money_is_number(m.value) || money_shift(a, m, -shift, &m)) abort();
        want("there and back", m.value, text);
        if (m.has_prec) printf("there and back: %s has prec %d\n", text, m.prec), failed = 1;
        arena_reset(a);
    }
}

static void test_numbers(void)
{
    static const char *const yes[] = {"0", "12", "-1", "0.50", "-12.3"};
    static const char *const no[] = {"", "-", ".", "1.", ".5", "--1", "1-2", "1,000", "１", "+1", "1e5"};
    for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) want(yes[i], money_is_number(str_c(yes[i])) ? S("yes") : S("no"), "yes");
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) want(no[i], money_is_number(str_c(no[i])) ? S("yes") : S("no"), "no");
}

static void test_labels(struct arena *a)
{
    static const struct {
        const char *printed, *name, *code;
        enum label_role role;
    } rows[] = {
        {"一、财政拨款收入", "财政拨款收入", "", LABEL_PLAIN},
        {"二十一、粮油物资储备支出", "粮油物资储备支出", "", LABEL_PLAIN},
        {"（十二）其 他", "其他", "", LABEL_PLAIN},
        {"１．一般公共预算资金", "一般公共预算资金", "", LABEL_PLAIN},
        {"(1)办公费", "办公费", "", LABEL_PLAIN},
        {"②公务用车运行维护费", "公务用车运行维护费", "", LABEL_PLAIN},
        {"其中：公务用车购置费", "公务用车购置费", "", LABEL_SOME},
        {"减：上年结转", "上年结转", "", LABEL_LESS},
        {"加：本年收入", "本年收入", "", LABEL_PLAIN},
        {"其中:（一）1、甲", "甲", "", LABEL_SOME},
        {"[2080505]机关事业单位基本养老保险缴费支出", "机关事业单位基本养老保险缴费支出", "2080505", LABEL_PLAIN},
        {"【208】社会保障和就业支出", "社会保障和就业支出", "208", LABEL_PLAIN},
        {"310资本性支出", "资本性支出", "310", LABEL_PLAIN},
        {"402001-某市某局", "某市某局", "402001", LABEL_PLAIN},
        {"501", "", "501", LABEL_PLAIN},
        {"一般公共服务支出", "一般公共服务支出", "", LABEL_PLAIN},
        {"三公经费", "三公经费", "", LABEL_PLAIN},
        {"2023年专项", "2023年专项", "", LABEL_PLAIN},
        {"1.5倍工资", "1.5倍工资", "", LABEL_PLAIN},
        {"100%", "100%", "", LABEL_PLAIN},
        {"收入总计：", "收入总计", "", LABEL_PLAIN},
        {"其中", "其中", "", LABEL_PLAIN},
        {"一、", "一、", "", LABEL_PLAIN},
        {"维修(护)费", "维修（护）费", "", LABEL_PLAIN},
        {"", "", "", LABEL_PLAIN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct label l;
        if (label_read(a, str_c(rows[i].printed), &l)) abort();
        want(rows[i].printed, l.name, rows[i].name);
        want(rows[i].printed, l.code, rows[i].code);
        if (l.role != rows[i].role) printf("%s: role %d\n", rows[i].printed, (int)l.role), failed = 1;
    }
}

static void test_code_cells(struct arena *a)
{
    static const char *const rows[][2] = {
        {"208", "208"},         {"208|05|01", "2080501"}, {"208 5 1", "2080501"}, {"301 2", "30102"},
        {"[20805]", "20805"},   {"（208）", "208"},       {"２０８", "208"},       {"208.05", "20805"},
        {"301-01", "30101"},    {"05", "05"},             {"", ""},                {"项目1", "项目1"},
        {"A01", "A01"},         {"208 3001", "208 3001"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) want(rows[i][0], label_code(a, str_c(rows[i][0])), rows[i][1]);
}

static void test_dict(void)
{
    struct err e;
    struct dict *d = dict_new(true, &e);
    if (!d) {
        err_print(stdout, "dict", &e);
        failed = 1;
        return;
    }
    want("215 in 2018", dict_code_name(d, S("215"), 2018), "资源勘探信息等支出");
    want("215 in 2021", dict_code_name(d, S("215"), 2021), "资源勘探工业信息等支出");
    want("215 now", dict_code_name(d, S("215"), 0), "资源勘探工业信息等支出");
    want("30108", dict_code_name(d, S("30108"), 2023), "机关事业单位基本养老保险缴费");
    want("no code", dict_code_name(d, S("999"), 2023), "");
    for (unsigned kind = 2; kind <= 5; kind++) /* every 款 has its 类 */
        for (unsigned c = 0; c < 10000; c++) {
            char text[16];
            int n = snprintf(text, sizeof text, "%u%04u", kind, c);
            if (dict_code(d, (struct str){text, (size_t)n}) && !dict_code(d, (struct str){text, 3}))
                printf("%s has no %.3s\n", text, text), failed = 1;
        }
    dict_free(d);
}

int main(void)
{
    struct arena a = ARENA_INIT;
    test_money(&a);
    test_money_and_back(&a);
    test_numbers();
    test_labels(&a);
    test_code_cells(&a);
    test_dict();
    arena_free(&a);
    return failed;
}
