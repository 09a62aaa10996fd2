/* SPDX-License-Identifier: MIT */
/* Rows for one line of a laid-out page (lib/table/fixed_pieces.c, fixed_line.c): its pieces, its marks and its class; and for the words of
 * heads. */
#include "table/fixed.h"
#include "table/head_words.h"

#include <stdio.h>
#include <string.h>

static int failed;

static const char *const class_name[] = {"blank", "title", "unit", "org", "note", "pageno", "contents", "prose", "one", "cells"};

/* CLASS MARKS piece@characters,columns|piece ...; marks: . point, ~ leader, : colon, s stop, c comma, l comma of a list. */
static const struct row {
    struct str line;
    const char *want;
} rows[] = {
    {SI(""), "blank "},
    {SI("                 \xE3\x80\x80  "), "blank "},
    {SI("   合计        1,234.56     78.90"), "cells . 合计@3,3|1,234.56@13,15|78.90@26,28"},
    {SI("类        款        项"), "cells  类@0,0|款@9,10|项@18,20"},
    {SI("一、工资福利支出          12"), "cells l 一、工资福利支出@0,0|12@18,26"},
    {SI("1. 行政运行    3.10"), "cells . 1. 行政运行@0,0|3.10@11,15"},
    {SI("（一） 其他支出    3.10"), "cells . （一） 其他支出@0,0|3.10@12,19"},
    {SI("其中：教育收费    3"), "cells : 其中：教育收费@0,0|3@11,18"},
    {SI("单位：万元"), "unit : 单位：万元@0,0"},
    {SI("编制部门：青岚县水利局                单位: 元"), "unit : 编制部门：青岚县水利局@0,0|单位: 元@27,38"},
    {SI("编制部门：青岚县水利局"), "org : 编制部门：青岚县水利局@0,0"},
    {SI("注：本表为空"), "note : 注：本表为空@0,0"},
    {SI("备忘录"), "one  备忘录@0,0"},
    {SI("            - 12 -"), "pageno  -@12,12|12@14,14|-@17,17"},
    {SI("第 3 页"), "pageno  第 3 页@0,0"},
    {SI("一、部门概况…………3"), "contents ~l 一、部门概况…………3@0,0"},
    {SI("部门概况.......3"), "contents . 部门概况.......3@0,0"},
    {SI("部门概况····3"), "contents ~ 部门概况····3@0,0"},
    {SI("收入支出决算总表"), "title  收入支出决算总表@0,0"},
    {SI("2023年收入总体情况，比上年增加。"), "prose sc 2023年收入总体情况，比上年增加。@0,0"},
    {SI("收入、支出、结转和结余"), "one l 收入、支出、结转和结余@0,0"},
    {SI("预      算      数      12.30      4"), "cells . 预      算      数@0,0|12.30@21,24|4@32,35"},
    {SI("\t2080505\t\t机关事业单位  \xC2\xA0 3"), "cells  2080505@1,1|机关事业单位@10,10|3@20,26"},
    {SI("“三公”经费  ①②     ─"), "cells  “三公”经费@0,0|①②@8,12|─@15,19"},
};

static void show(FILE *f, struct str line)
{
    struct fx_tok tok[FX_TOKENS];
    uint32_t n = 0;
    unsigned marks = 0;
    if (fx_pieces(line, tok, &n, &marks)) {
        fprintf(f, "too wide");
        return;
    }
    fprintf(f, "%s %s%s%s%s%s%s", class_name[fx_classify(tok, n, line, marks)], marks & FX_HAS_POINT ? "." : "", marks & FX_HAS_LEADER ? "~" : "",
            marks & FX_HAS_COLON ? ":" : "", marks & FX_HAS_STOP ? "s" : "", marks & FX_HAS_COMMA ? "c" : "", marks & FX_HAS_LIST_COMMA ? "l" : "");
    for (uint32_t i = 0; i < n; i++) fprintf(f, "%s%.*s@%u,%u", i ? "|" : " ", STR_ARG(tok[i].s), tok[i].c0, tok[i].w0);
}

static void test_lines(void)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[512] = "";
        FILE *f = fmemopen(got, sizeof got, "w");
        if (!f) return;
        show(f, rows[i].line);
        fclose(f);
        if (strcmp(got, rows[i].want)) failed = 1, printf("fixed: '%.*s'\n  got      %s\n  expected %s\n", STR_ARG(rows[i].line), got, rows[i].want);
    }
}

static void test_same(void)
{
    static const struct {
        struct str a, b;
        bool same;
    } pairs[] = {{SI("预 算 数"), SI("预算数"), true},       {SI("  预算数"), SI("预算数 "), true}, {SI("预算数"), SI("预算"), false},
                 {SI("预算数"), SI("决算数"), false},        {SI("（续）"), SI("(续)"), true},      {SI("１２"), SI("12"), true},
                 {SI(""), SI("  "), true},                   {SI("类"), SI(""), false},             {SI("项目"), SI("项"), false},
                 {SI("\xE3\x80\x80表"), SI("表"), true}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (fx_same(pairs[i].a, pairs[i].b) != pairs[i].same || fx_same(pairs[i].b, pairs[i].a) != pairs[i].same)
            failed = 1, printf("fixed: '%.*s' and '%.*s'\n", STR_ARG(pairs[i].a), STR_ARG(pairs[i].b));
}

static void test_heads(void)
{
    static const struct {
        struct str printed;
        bool word, starts;
    } heads[] = {{SI("合计"), true, true},           {SI(" 合 计 "), true, true},        {SI("2023年预算数"), true, true},
                 {SI("项"), true, true},             {SI("项目（按功能分类）"), true, true}, {SI("“三公”经费"), true, true},
                 {SI("财政拨"), false, true},        {SI("一般公共预"), false, true},     {SI("合计数目"), false, false},
                 {SI("12"), false, false},           {SI("计"), false, true},            {SI("预算金额"), true, true},
                 {SI("部门预算支出经济分类科目编码"), true, true}, {SI(""), false, false}};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        char out[HEAD_WORD_MAX];
        struct str s = {out, head_fold(heads[i].printed, out)};
        if (head_is_word(s) != heads[i].word || head_starts(s) != heads[i].starts) failed = 1, printf("head_words: '%.*s'\n", STR_ARG(heads[i].printed));
    }
}

int main(void)
{
    test_lines();
    test_same();
    test_heads();
    return failed;
}
