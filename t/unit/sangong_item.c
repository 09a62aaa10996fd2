/* SPDX-License-Identifier: MIT */
/* Rows for lib/check/sangong_item: what a printed label is about. Expected: total, abroad ... or trips, people ...;
 * `sum`, `part`, `other`, `-` (nothing); a leading `!`: foreign, a parent that is not about 三公 stands before it. */
#include "check/sangong_item.h"

#include <stdio.h>

static const struct {
    const char *path, *unit, *want;
} rows[] = {
    {"合计", "万元", "sum"},
    {"总计", "万元", "sum"},
    {"“三公”经费小计", "万元", "total"},
    {"“三公”经费预算数/合计", "万元", "total"},
    {"财政拨款“三公”经费", "万元", "total"},
    {"2023年“三公”经费预算数/公务用车购置及运行费/小计", "万元", "car"},
    {"“三公”经费预算数/公务用车购置及运行费/购置费", "万元", "car_buy"},
    {"“三公”经费预算数/公务用车购置及运行费/运行费", "万元", "car_run"},
    {"因公出国(境)费/小计", "万元", "abroad"},
    {"因公出国(境)费/一般公务出国(境)费", "万元", "part"},
    {"因公出国(境)费/高等院校和科研院所学术交流合作出国(境)费", "万元", "part"},
    {"1.因公出国（境）费用", "万元", "abroad"},
    {"一、因公出国（境）费", "万元", "abroad"},
    {"2.公务接待费", "万元", "reception"},
    {"公务接待费/外宾接待费", "万元", "part"},
    {"公务接待费/国内接待费", "万元", "part"},
    {"3.公车购置及运行维护费", "万元", "car"},
    {"二、公务用车购置及运维费", "万元", "car"},
    {"公务车购置及运行费", "万元", "car"},
    {"公务用车费", "万元", "car"},
    {"其中：公务用车运行维护费", "万元", "car_run"},
    {"公务用车购置", "万元", "car_buy"},
    {"①公务用车购置费", "万元", "car_buy"},
    {"公务车用车运行费", "万元", "car_run"},
    {"公务用车运行维护费/车辆保险费", "万元", "part"},
    {"预算数", "万元", "-"},
    {"金额", "万元", "-"},
    {"一般公共预算财政拨款", "万元", "-"},
    {"会议费", "万元", "other"},
    {"培训费", "万元", "other"},
    {"2023年机关运行经费预算数", "万元", "other"},
    {"“三公”经费和机关运行经费合计", "万元", "other"},
    {"机关运行经费预算/公务接待费", "万元", "!other"},
    {"机关运行经费/公务用车运行维护费以及其他费用", "万元", "!other"},
    {"基本支出/公务接待费", "万元", "!reception"},
    {"支出预算总额/公务接待费", "万元", "!reception"},
    {"某某局/“三公”经费预算/公务接待费", "万元", "reception"},
    {"“三公”经费/2023年预算/公务接待费", "万元", "reception"},
    {"公务用车改革补贴", "万元", "other"},
    {"公务接待费", "%", "reception"},
    {"因公出国（境）团组数", "个", "trips"},
    {"因公出国（境）人次数", "人", "people"},
    {"因公出国（境）人次", "", "people"},
    {"公务用车购置数", "辆", "cars_bought"},
    {"购置车辆", "辆", "cars_bought"},
    {"公务用车保有量", "辆", "cars_kept"},
    {"现保有车辆", "辆", "cars_kept"},
    {"国内公务接待批次", "个", "receptions"},
    {"公务接待费/国内公务接待", "批次", "receptions"},
    {"公务接待费/国内公务接待", "人次", "guests"},
    {"国内公务接待人次", "", "guests"},
    {"公务用车购置及运行维护费/公务用车购置数", "辆", "cars_bought"},
    {"公务用车购置及运行维护费/公务用车保有量", "辆", "cars_kept"},
    {"公务接待费/接待国内来访团组", "个", "receptions"},
    {"1.因公出国（境）团组数（个）", "万元", "trips"},
    {"2.因公出国（境）人次数（人）", "万元", "people"},
    {"4.公务用车保有量（辆）", "万元", "cars_kept"},
    {"其中：外事接待批次（个）", "万元", "part"},
    {"6.国内公务接待人次（人）", "万元", "guests"},
    {"公务接待费/来宾", "人次", "guests"},
    {"其他国内公务接待支出/接待", "人次", "guests"},
    {"外事接待支出/接待", "批次", "part"},
    {"人均因公出国（境）费用", "万元", "part"},
    {"公务用车购置及运行维护费/车均运行维护费", "万元", "part"},
    {"其中：外事接待批次", "个", "part"},
    {"国（境）外公务接待人次", "人", "part"},
    {"车辆", "辆", "part"},
    {"办公费", "万元", "!-"},
    {"赣州市工业和信息化局", "万元", "!-"},
    {"", "", "-"},
};

static void show(struct sangong_label l, char out[32])
{
    static const char *const word[] = {"-", "sum", "item", "count", "part", "other"};
    const char *w = word[l.what];
    if (l.what == SANGONG_ITEM) w = sangong_item_name[l.item];
    if (l.what == SANGONG_COUNT) w = sangong_count_name[l.item];
    snprintf(out, 32, "%s%s", l.foreign ? "!" : "", w);
}

int main(void)
{
    int failed = 0;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char got[32];
        show(sangong_label(str_c(rows[i].path), str_c(rows[i].unit)), got);
        if (strcmp(got, rows[i].want) == 0) continue;
        printf("sangong_item: %s [%s] is %s, expected %s\n", rows[i].path, rows[i].unit, got, rows[i].want);
        failed = 1;
    }
    return failed;
}
