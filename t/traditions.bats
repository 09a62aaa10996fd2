#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What one province prints and another does not: a row for each way in which such a page once came back wrong. Documents and
# figures are our own.
load helper

@test "captions: a number under the title, a title under a number, a project's line, a year in brackets" {
    tsv > a.txt <<'END'
2023年部门收支总表
预算01表
单位：万元
收入||支出|
项目|预算数|项目|预算数
一、拨款|5.00|一、教育支出|5.00

部门公开表5
支出分类（部门预算）
部门：105001_示范市样本局
单位：万元
科目编码|科目名称|合计
205|教育支出|5.00

一般公共预算基本支出表--公用经费（商品和服务支出）
单位：万元
单位名称|办公费|水费
样本局|1.00|2.00

预算12表
项目支出绩效表（2023年度）
项目名称：3.0版平台2022年尾款
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|平台数|≥1个
END
    bd extract a.txt
    status_is 0
    cols 'tno table year project col value' doc
    out_is <<'END'
1|部门收支总表|2023||收入/预算数|5.00
1|部门收支总表|2023||支出/预算数|5.00
2|支出分类（部门预算）|2023||合计|5.00
3|一般公共预算基本支出表--公用经费（商品和服务支出）|2023||办公费|1.00
3|一般公共预算基本支出表--公用经费（商品和服务支出）|2023||水费|2.00
4|项目支出绩效表|2023|3.0版平台2022年尾款|指标值|1
END
}

@test "captions: organisation, year and unit in rows of one cell" {
    printf '部门支出总表\n\t361样本区示范局\n\n\t预算年度：2023\n\n\t单位：万元\n\n\t科目编码\n\t科目名称\n\t合计\n\n\t201\n\t一般公共服务支出\n\t5.00\n\n\n' > a.txt
    bd extract a.txt
    cols 'table orgcode year code col value unit' doc
    out_is '部门支出总表|361|2023|201|合计|5.00|万元'
}

@test "targets: units and comparators before and behind the value, heads that reach down beside 一级指标" {
    tsv > a.txt <<'END'
整体支出绩效目标表
一级指标|二级指标|三级指标|权重|计量单位|指标性质|指标值
产出指标|数量指标|修编片区|15|个|≥|6
|时效指标|办理时限|10|个工作日|≤|2

项目支出绩效目标表
单位：万元
单位代码|单位（专项）名称|资金总额|绩效目标|绩效指标||||||
||||一级指标|二级指标|三级指标|指标值|指标值类型|度量单位
105001|基层补贴（2023年）|212.00|足额发放|产出指标|数量指标|发放人数|53|≥|人
||||满意度指标|服务对象满意度指标|满意度|95|≥|%
END
    bd extract a.txt
    cols 'tno project name col kind op value unit' doc
    out_is <<'END'
1||产出指标/数量指标/修编片区|指标值|target|>=|6|个
1||产出指标/数量指标/修编片区|权重|text||15|
1||产出指标/数量指标/修编片区|指标性质|text||≥|
1||产出指标/时效指标/办理时限|指标值|target|<=|2|个工作日
1||产出指标/时效指标/办理时限|权重|text||10|
1||产出指标/时效指标/办理时限|指标性质|text||≤|
2|基层补贴（2023年）|资金总额||number||212.00|万元
2|基层补贴（2023年）|绩效目标||text||足额发放|
2|基层补贴（2023年）|产出指标/数量指标/发放人数|指标值|target|>=|53|人
2|基层补贴（2023年）|产出指标/数量指标/发放人数|指标值类型|text||≥|
2|基层补贴（2023年）|满意度指标/服务对象满意度指标/满意度|指标值|target|>=|95|%
2|基层补贴（2023年）|满意度指标/服务对象满意度指标/满意度|指标值类型|text||≥|
END
}

@test "targets: heads that begin with 绩效; one column of units and of comparators for two values" {
    tsv > a.txt <<'END'
部门整体支出绩效目标表
年度绩效指标|||||
一级指标|二级指标|三级指标|绩效指标性质|绩效指标值|绩效度量单位
产出指标|数量指标|治理长度|≥|120|公里
||培训期数|=|6|期

项目绩效自评表
指标名称|计量单位|指标性质|年初指标值|调整指标值|全年完成值|指标得分
清扫面积|平方米|≥|186|190|191|20
END
    bd extract a.txt
    cols 'tno name col op value unit kind' doc
    grep '|target$' out > kept; mv kept out
    out_is <<'END'
1|产出指标/数量指标/治理长度|绩效指标值|>=|120|公里|target
1|产出指标/数量指标/培训期数|绩效指标值|=|6|期|target
2|清扫面积|年初指标值|>=|186|平方米|target
2|清扫面积|调整指标值|>=|190|平方米|target
2|清扫面积|全年完成值||191|平方米|target
END
}

@test "names: two classifications of one row, several names, a total under another head, 类 款 项 beside the total" {
    tsv > a.txt <<'END'
基本支出表
单位：万元
部门预算经济分类|||政府预算经济分类|||合计
类|款|科目名称|类|款|科目名称|
||合计||||3.00
301|01|基本工资|501|01|工资奖金津补贴|3.00

项目支出表
单位：万元
类型|项目名称|项目单位|合计
部门项目|12条街巷改造|样本局|2.00
部门项目|热线|样本局|1.00
合计|||3.00

支出决算表
单位：万元
功能分类科目编码|||科目名称|合计
类|款|项|合计|3.00
205|02|03|初中教育|3.00

收入总表
单位：万元
部门（单位）代码|部门（单位）名称|合计
合计||3.00
216|商务口岸局|3.00
END
    bd extract a.txt
    cols 'tno role orgcode code name kind col value' doc
    grep -v '|text|' out > amounts && mv amounts out
    out_is <<'END'
1|total|||合计|number|合计|3.00
1|item||30101|基本工资|number|合计|3.00
2|item|||12条街巷改造|number|合计|2.00
2|item|||热线|number|合计|1.00
2|total|||合计|number|合计|3.00
3|total|||合计|number|合计|3.00
3|item||2050203|初中教育|number|合计|3.00
4|total|||合计|number|合计|3.00
4|org|216||商务口岸局|number|合计|3.00
END
}

@test "sides: expenditure by function and by economic class are two columns, and nothing is added twice" {
    tsv > a.txt <<'END'
2024年部门收支总表
单位：万元
收入||支出|||
项目|预算数|支出功能分科目（按大类）|预算数|部门预算支出经济科目（按大类）|预算数
一、一般公共预算拨款收入|5.00|一、教育支出|3.00|一、基本支出|4.00
二、其他收入||二、卫生健康支出|2.00|二、项目支出|1.00
本年收入合计|5.00|本年支出合计|5.00|本年支出合计|5.00
收入总计|5.00|支出总计|5.00|支出总计|5.00
END
    bd extract a.txt
    cp out a.tsv
    cols 'side name col value' doc
    grep '支出总计' out > sums && mv sums out
    out_is <<'END'
out|支出总计|支出/预算数|5.00
out|支出总计|支出/部门预算支出经济科目（按大类）/预算数|5.00
END
    pipe 'bd-norm a.tsv | bd-rollup --check'
    status_is 0
}

@test "三公 beside 会议费 and 培训费: the named total is the total, and their sum is no error" {
    tsv > a.txt <<'END'
2024年“三公”经费及会议费、培训费预算表
单位：万元
合计|“三公”经费|||会议费|培训费
|小计|公务接待费|公务用车运行维护费||
24.00|15.00|6.00|9.00|4.00|5.00
END
    bd extract -o a.tsv a.txt
    bd norm -o n.tsv a.tsv
    bd norm -o again.tsv n.tsv
    same n.tsv again.tsv
    cp n.tsv out
    cols 'level role path name col value' doc
    out_is <<'END'
0|total||合计|金额|24.00
1|total|三公经费|合计|金额|15.00
1|item||公务接待费|金额|6.00
2|item|公务用车购置及运行维护费|公务用车运行维护费|金额|9.00
0|item||会议费|金额|4.00
0|item||培训费|金额|5.00
END
    for state in a n; do
        bd rollup --check "$state.tsv"
        status_is 0
        bd 3gong "$state.tsv"
        status_is 0
        cols 'total reception car_run' doc
        out_is <<'END'
15.00|6.00|9.00
END
    done
}

@test "三公 by columns: the sum below an item's head is the item, in either state" {
    tsv > a.txt <<'END'
2024年“三公”经费预算表
单位：万元
单位名称|合计|因公出国（境）费|||公务接待费|公务用车购置及运行费||
||小计|一般公务出国（境）费|高等院校和科研院所学术交流合作出国（境）费||小计|公务用车购置费|公务用车运行费
林场|15.00|4.00|3.00|1.00|2.00|9.00|5.00|4.00
END
    bd extract -o a.tsv a.txt
    bd norm -o n.tsv a.tsv
    cp n.tsv out
    cols 'level path name col value' doc
    out_is <<'END'
0||合计|金额|15.00
1||因公出国（境）费|金额|4.00
2|因公出国（境）费|一般公务出国（境）费|金额|3.00
2|因公出国（境）费|高等院校和科研院所学术交流合作出国（境）费|金额|1.00
1||公务接待费|金额|2.00
1||公务用车购置及运行维护费|金额|9.00
2|公务用车购置及运行维护费|公务用车购置费|金额|5.00
2|公务用车购置及运行维护费|公务用车运行维护费|金额|4.00
END
    for state in a n; do
        bd rollup --check "$state.tsv"
        status_is 0
        bd 3gong "$state.tsv"
        cols 'total abroad reception car car_buy car_run'
        out_is <<'END'
15.00|4.00|2.00|9.00|5.00|4.00
END
    done
}

@test "levels: the funds below 财政拨款 and below what is carried over, the 小计 of a list without groups" {
    tsv > a.txt <<'END'
2024年财政拨款收入支出决算总表
单位：万元
收入||支出|
项目|决算数|项目|决算数
一、一般公共预算财政拨款|10.00|一、一般公共服务支出|12.00
二、政府性基金预算财政拨款||二、外交支出|
本年收入合计|10.00|本年支出合计|12.00
年初财政拨款结转和结余|2.00|年末财政拨款结转和结余|
一般公共预算财政拨款|2.00||
政府性基金预算财政拨款|||
总计|12.00|总计|12.00
2024年收支预算总表
单位：万元
收入||支出|
项目|预算数|项目|预算数
财政拨款（补助）|8.00|一般公共服务支出|9.00
一般公共预算|7.00|外交支出|
政府性基金预算|1.00|国防支出|
事业收入|1.00|教育支出|
小计|9.00|小计|9.00
上年结余|||
收入总计|9.00|支出总计|9.00
END
    bd extract -o a.tsv a.txt
    bd norm --where side=in -o out a.tsv
    cols 'level path name value' doc
    out_is <<'END'
1||一般公共预算财政拨款|10.00
1||政府性基金预算财政拨款|
0||本年收入合计|10.00
1||年初财政拨款结转和结余|2.00
2|年初财政拨款结转和结余|一般公共预算财政拨款|2.00
2|年初财政拨款结转和结余|政府性基金预算财政拨款|
0||总计|12.00
1||财政拨款（补助）|8.00
2|财政拨款（补助）|一般公共预算|7.00
2|财政拨款（补助）|政府性基金预算|1.00
1||事业收入|1.00
0||小计|9.00
1||上年结余|
0||收入总计|9.00
END
    bd rollup --check a.tsv
    status_is 0
}

@test "codes: 类款 and 项 in two columns, brackets around a part, names alone, units whose name stands once" {
    tsv > a.txt <<'END'
2024年一般公共预算支出表
单位：万元
功能分类科目编码||科目名称|合计|基本支出|项目支出
类款|项||||
||合计|9.00|5.00|4.00
208||社会保障和就业支出|2.00|2.00|
[05]||行政事业单位养老支出|2.00|2.00|
|05|机关事业单位基本养老保险缴费支出|2.00|2.00|
213||农林水支出|7.00|3.00|4.00
[03]||水利|7.00|3.00|4.00
|05|水利工程建设|4.00||4.00
|14|防汛|3.00|3.00|
2024年支出总表
单位：万元
科目名称|合计|基本支出|项目支出
合计|3.00|3.00|
社会保障和就业支出|2.00|2.00|
行政事业单位养老支出|2.00|2.00|
机关事业单位基本养老保险缴费支出|2.00|2.00|
其他支出|1.00|1.00|
其他支出|1.00|1.00|
其他支出|1.00|1.00|
2024年政府性基金预算支出表
单位：万元
单位编码|单位名称|科目编码|科目名称|合计
|||合计|5.00
324001|某县交通局本级||小计|3.00
||212|城乡社区支出|3.00
324005|某县公路中心||小计|2.00
||212|城乡社区支出|2.00
END
    bd extract -o a.tsv a.txt
    bd norm -o n.tsv a.tsv
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR == 1 || $at["col"] == "合计" || $at["col"] == "金额"' n.tsv > out
    cols 'orgcode level code name value inferred'
    out_is <<'END'
|0||合计|9.00|
|1|208|社会保障和就业支出|2.00|
|2|20805|行政事业单位养老支出|2.00|
|3|2080505|机关事业单位基本养老保险缴费支出|2.00|
|1|213|农林水支出|7.00|
|2|21303|水利|7.00|
|3|2130305|水利工程建设|4.00|
|3|2130314|防汛|3.00|
|0||合计|3.00|
|1|208|社会保障和就业支出|2.00|code
|2|20805|行政事业单位养老支出|2.00|code
|3|2080505|机关事业单位基本养老保险缴费支出|2.00|code
|1|229|其他支出|1.00|code
|2|22999|其他支出|1.00|code
|3|2299999|其他支出|1.00|code
|0||合计|5.00|
324001|0||小计|3.00|
324001|1|212|城乡社区支出|3.00|
324005|0||小计|2.00|
324005|1|212|城乡社区支出|2.00|
END
    for state in a n; do
        bd rollup --check "$state.tsv"
        status_is 0
    done
    # One name that no code has: none is told by its name.
    sed '/行政事业单位养老支出|/d; /^2024年支出总表/,$!d; /^2024年政府性/,$d; s/^行政事业单位养老支出/县里的补助/' a.txt > b.txt
    bd extract -o b.tsv b.txt
    bd norm --where code=. --no-header -o out b.tsv
    cols code doc
    [ ! -s out ]
}

@test "a column of counts that has no total is no error, one of amounts with a wrong total is" {
    for total in 8.00 9.00; do
        tsv > a.txt <<END
2024年政府采购预算表
单位：万元
采购项目|采购数量|采购金额
合计||$total
台式计算机|12|3.00
道路养护服务|1|5.00
END
        bd extract -o a.tsv a.txt
        bd rollup --check a.tsv
        status_is "$([ "$total" = 8.00 ] && echo 0 || echo 1)"
    done
}

@test "normal form: digits that are no code, income beside expenditure, rates that add up to nothing" {
    tsv > a.txt <<'END'
一般公共预算财政拨款收入支出决算表
单位：万元
科目编码|科目名称|本年收入||本年支出||2023年比2022年增减|
||合计|基本支出|合计|基本支出|增减额|增减%
|合计|5.00|5.00|5.00|5.00|1.00|25%
205|教育支出|3.00|3.00|3.00|3.00|0.50|20%
210|卫生健康支出|2.00|2.00|2.00|2.00|0.50|33.33%

项目支出表
单位：万元
项目名称|合计
12345热线核查|5.00
END
    bd extract -o a.tsv a.txt
    bd norm -o n.tsv a.tsv
    bd norm -o again.tsv n.tsv
    same n.tsv again.tsv
    cp n.tsv out
    cols 'tno code name col value unit' doc
    grep -E '^1\|\||^2' out > some && mv some out
    out_is <<'END'
1||合计|本年收入合计|5.00|万元
1||合计|本年收入/基本支出|5.00|万元
1||合计|合计|5.00|万元
1||合计|基本支出|5.00|万元
1||合计|比上年增减/增减额|1.00|万元
1||合计|比上年增减/增减%|25|%
2||12345热线核查|金额|5.00|万元
END
    bd rollup --check n.tsv
    status_is 0
}

@test "cells one blank apart: heads with labels of their own, 序号 in front, heads alone" {
    cat > a.txt <<'END'
部门预算支出总表
单位：万元
序号 功能分类科目 合计 基本支出 项目支出
科目编码 科目名称 小计 人员经费 公用经费
栏次 1 2 3 4 5 6
1 合计 9.00 5.00 4.00 1.00 4.00
2 205 教育支出 9.00 5.00 4.00 1.00 4.00

一般公共预算支出表
单位：万元
科目编码 单位代码 单位（科目名称） 合计 一般公共预算 政府性基金
类 款 项 小计 其中：财政拨款
205 02 03 035001 初中教育 9.00 9.00 9.00 0.00

基本支出表
单位：万元
部门预算经济分类 政府预算经济分类 合计
类 款 科目名称 类 款 科目名称
301 01 基本工资 501 01 工资奖金津补贴 3.00
302 01 办公费 502 01 办公经费 2.00

政府性基金预算支出表
单位：万元
序号 功能分类科目 合计 基本支出 项目支出
科目编码 科目名称
栏次 1 2 3 4 5

部门收支总表
单位：万元
序号 收入 支出
项目 预算数 项目 预算数
1 一、其他收入 213 农林水支出 8.00
2 收入总计 8.00 支出总计 8.00
END
    bd extract a.txt
    cols 'tno side orgcode code name kind col value' doc
    grep -v '|text|' out > amounts && mv amounts out
    out_is <<'END'
1||||合计|number|合计|9.00
1||||合计|number|基本支出/小计|5.00
1||||合计|number|基本支出/人员经费|4.00
1||||合计|number|基本支出/公用经费|1.00
1||||合计|number|项目支出|4.00
1|||205|教育支出|number|合计|9.00
1|||205|教育支出|number|基本支出/小计|5.00
1|||205|教育支出|number|基本支出/人员经费|4.00
1|||205|教育支出|number|基本支出/公用经费|1.00
1|||205|教育支出|number|项目支出|4.00
2||035001|2050203|初中教育|number|合计|9.00
2||035001|2050203|初中教育|number|一般公共预算/小计|9.00
2||035001|2050203|初中教育|number|一般公共预算/其中：财政拨款|9.00
2||035001|2050203|初中教育|number|政府性基金|0.00
3|||30101|基本工资|number|合计|3.00
3|||30201|办公费|number|合计|2.00
4|||||empty||
5|in|||一、其他收入|number|收入/预算数|
5|out||213|农林水支出|number|支出/预算数|8.00
5|in|||收入总计|number|收入/预算数|8.00
5|out|||支出总计|number|支出/预算数|8.00
END
}

@test "cells one blank apart: targets by their words, with merged labels, blank cells and words of their own" {
    cat > a.txt <<'END'
2023年支出表
单位：万元
科目编码 科目名称 合计 基本支出
201 一般公共服务支出 5.00 5.00
202 外交支出 5.00 5.00
203 国防支出 5.00 5.00
204 公共安全支出 5.00 5.00
205 教育支出 5.00 5.00

项目支出绩效目标表
项目名称：县乡公路养护1200公里
绩效目标 保障1200公里公路畅通。
一级指标 二级指标 三级指标 绩效指标描述 指标值 指标值确定依据
产出指标 数量指标 养护里程 全年养护 ≥1200公里 工作计划
质量指标 路况优良率 优良占比 ≥85% 工作计划
时效指标 完成时间 2023年底 工作计划
满意度指标 服务对象满意度指标 群众满意度 ≥90% 工作计划

整体支出绩效目标表
一级指标 二级指标 三级指标 计算符号 指标值 单位
投入管理指标 预算管理 预算执行率 ≥ 95 %
产出指标 数量指标 审结案件数 ≥ 12000 件
效益指标 社会效益指标 公信力 定性 提升
END
    bd extract a.txt
    cols 'tno project name kind op value unit' doc
    grep -E 'target|text|prose' out > some && mv some out
    out_is <<'END'
2|县乡公路养护1200公里|绩效目标|text||保障1200公里公路畅通。|
2|县乡公路养护1200公里|产出指标/数量指标/养护里程|target|>=|1200|公里
2|县乡公路养护1200公里|产出指标/数量指标/养护里程|text||全年养护|
2|县乡公路养护1200公里|产出指标/数量指标/养护里程|text||工作计划|
2|县乡公路养护1200公里|产出指标/质量指标/路况优良率|target|>=|85|%
2|县乡公路养护1200公里|产出指标/质量指标/路况优良率|text||优良占比|
2|县乡公路养护1200公里|产出指标/质量指标/路况优良率|text||工作计划|
2|县乡公路养护1200公里|产出指标/时效指标/完成时间|target||2023年底|
2|县乡公路养护1200公里|产出指标/时效指标/完成时间|text||工作计划|
2|县乡公路养护1200公里|满意度指标/服务对象满意度指标/群众满意度|target|>=|90|%
2|县乡公路养护1200公里|满意度指标/服务对象满意度指标/群众满意度|text||工作计划|
3||投入管理指标/预算管理/预算执行率|target|>=|95|%
3||产出指标/数量指标/审结案件数|target|>=|12000|件
3||效益指标/社会效益指标/公信力|target||提升|
END
}

@test "prose: a rate in brackets, the shares of two, 预算数 of the subject before" {
    cat > a.txt <<'END'
示范市样本局2024年部门预算说明
2024年“三公”经费预算支出14.30万元，较上年减少0.70万元（4.67%）。
2024年基本支出90万元、项目支出10万元，分别占本年支出的90%和10%。
公务接待费2.00万元，预算数比2023年减少1.00万元。
END
    bd extract a.txt
    cols 'name col value unit' doc
    out_is <<'END'
“三公”经费预算支出|金额|14.30|万元
“三公”经费预算支出|比上年增减|-0.70|万元
“三公”经费预算支出|比上年增减率|-4.67|%
基本支出|金额|90|万元
项目支出|金额|10|万元
基本支出|占比|90|%
项目支出|占比|10|%
公务接待费|金额|2.00|万元
公务接待费|比上年增减|-1.00|万元
END
}

@test "the torn-off end of 财政拨款收支总表 has its name, inferred" {
    tsv > a.txt <<'END'
示范市样本局2022年部门预算

支出总表
单位：万元
科目编码|科目名称|合计
201|一般公共服务支出|8.00

二、上年结转||二、结转下年|||
一般公共预算拨款结转|||||
收入总计|8.00|支出总计|8.00|8.00|
END
    sed 's/一般公共预算拨款结转/事业收入结转/' a.txt > other.txt
    bd extract a.txt
    cols 'tno table side name kind col value inferred' doc
    grep -E '总计|doubt' out > some && mv some out
    out_is <<'END'
2|财政拨款收支总表|in|收入总计|number|第2列|8.00|table,unit,col
2|财政拨款收支总表|out|支出总计|number|第4列|8.00|table,unit,col
2|财政拨款收支总表|out|支出总计|number|第5列|8.00|table,unit,col
2|财政拨款收支总表|out|支出总计|number|第6列||table,unit,col
2|财政拨款收支总表|||doubt|torn|the head of the table is lost|
2|财政拨款收支总表|||doubt|no-header|no header row: the columns are numbered|
END
    bd extract other.txt
    cols 'tno table kind col inferred' doc
    grep -E '^2' out | sort -u > some && mv some out
    out_is <<'END'
2||doubt|no-header|
2||doubt|no-title|
2||doubt|torn|
2||number|第2列|unit,col
2||number|第4列|unit,col
2||number|第5列|unit,col
2||number|第6列|unit,col
END
}

@test "targets: days with a comparator are no date, 总体目标 is the label of its row" {
    tsv > a.txt <<'END'
项目支出绩效目标申报表
项目名称|投诉受理|||||
总体目标|实施期目标|||年度目标||
|全年办结|||全年办结||
绩效指标|一级指标|二级指标|三级指标|指标值|三级指标|指标值
|产出指标|时效指标|办结时限|≤45日|办结时限|≤30日
END
    bd extract a.txt
    cols 'name col kind op value unit' doc
    grep target out > some && mv some out
    out_is <<'END'
产出指标/时效指标/办结时限|实施期目标/指标值|target|<=|45|日
产出指标/时效指标/办结时限|年度目标/指标值|target|<=|30|日
END
}

@test "comparisons: with the year's own budget, and over heads one blank apart" {
    tsv > a.txt <<'END'
2023年“三公”经费支出决算表
单位：万元
项目|全年预算数|决算数|决算数比全年预算数增减%
合计|6.00|4.80|-20.00
END
    cat > b.txt <<'END'
2024年一般公共预算支出表
单位：万元
支出功能分类科目 2023年预算数 2024年预算数 2024年预算数比2023年预算数
科目编码 科目名称 合计 基本支出 项目支出 增减额 增减%
207 文化支出 4.00 5.00 4.00 1.00 1.00 25.00
208 就业支出 4.00 4.00 4.00 0.00 0.00 0.00
210 卫生支出 4.00 4.00 4.00 0.00 0.00 0.00
211 环保支出 4.00 4.00 4.00 0.00 0.00 0.00
212 城乡支出 4.00 4.00 4.00 0.00 0.00 0.00
END
    bd extract -o a.tsv a.txt b.txt
    bd norm -o out a.tsv
    mv out n.tsv && cp n.tsv out
    cols 'doc year phase name col value unit' doc
    grep -E 'a.txt|文化' out > some && mv some out
    out_is <<'END'
a.txt|2023|budget|合计|全年预算数|6.00|万元
a.txt|2023|final|合计|金额|4.80|万元
a.txt|2023|final|合计|比全年预算增减率|-20.00|%
b.txt|2023|budget|文化支出|金额|4.00|万元
b.txt|2024|budget|文化支出|合计|5.00|万元
b.txt|2024|budget|文化支出|基本支出|4.00|万元
b.txt|2024|budget|文化支出|项目支出|1.00|万元
b.txt|2024|budget|文化支出|比上年增减/增减额|1.00|万元
b.txt|2024|budget|文化支出|比上年增减/增减%|25.00|%
END
}

@test "one cell a line: a head of labels is over the labels below it, the amounts are under the next" {
    row() { printf '\t%s\n' "$@" && echo; } # the cells of a row, a line each
    { printf '%s\n' 示范中学2024年预算 '' 部门收入预算表 '' 单位：元 ''
      row 项目 收入预算; row 科目编码 科目名称 合计 财政拨款 事业收入 经营收入 其他收入
      row 205 教育支出 900.00 600.00 300.00 '' ''; row 20502 普通教育 900.00 600.00 300.00 '' ''; row 2050203 初中教育 900.00 600.00 300.00 '' ''; } > a.txt
    bd extract a.txt
    cols 'code col value' doc
    grep -v '|$' out > seen && mv seen out
    out_is <<'END'
205|收入预算/合计|900.00
205|收入预算/财政拨款|600.00
205|收入预算/事业收入|300.00
20502|收入预算/合计|900.00
20502|收入预算/财政拨款|600.00
20502|收入预算/事业收入|300.00
2050203|收入预算/合计|900.00
2050203|收入预算/财政拨款|600.00
2050203|收入预算/事业收入|300.00
END
}

@test "one cell a line: a title or table number alone in its row begins the next table" {
    printf '\t公开02表\n\n\t收入决算表\n\n\t单位：万元\n\n\t科目编码\n\t科目名称\n\t合计\n\n\t201\n\t一般公共服务支出\n\t5.00\n\n\n\t公开03表\n\n\t支出决算表\n\n\t单位：万元\n\n\t科目编码\n\t科目名称\n\t合计\n\n\t205\n\t教育支出\n\t6.00\n\n' > a.txt
    bd extract a.txt
    status_is 0
    cols 'tno table code col value' doc
    out_is <<'END'
1|收入决算表|201|合计|5.00
2|支出决算表|205|合计|6.00
END
}

@test "heads without the width of merged cells, as Word leaves them, in rows with TABs; rows that lost it too" {
    tsv > a.txt <<'END'
支出总表
单位：元
科目编码|单位代码|科目名称|合计|基本支出|项目支出
类|款|项||||小计|人员经费|公用经费|
||||合计|90.00|50.00|30.00|20.00|40.00
201|||601001|一般公共服务支出|50.00|50.00|30.00|20.00|

收入总表
单位：元
科目编码|科目名称|合计|财政拨款
合计|7.00|6.00
201|一般公共服务支出|7.00|

三公经费支出表
单位：元
2023年预算数|2024年预算数
合计|公务用车购置及运行费|公务接待费|合计|公务用车购置及运行费|公务接待费
|小计|购置费|运行费|||小计|购置费|运行费|
9.00|5.00|2.00|3.00|4.00|8.00|5.10|2.10|3.10|3.00
END
    bd extract a.txt
    status_is 0
    cols 'tno year code name col value' doc
    out_is <<'END'
1|2023||合计|合计|90.00
1|2023||合计|基本支出/小计|50.00
1|2023||合计|基本支出/人员经费|30.00
1|2023||合计|基本支出/公用经费|20.00
1|2023||合计|项目支出|40.00
1|2023|201|一般公共服务支出|合计|50.00
1|2023|201|一般公共服务支出|基本支出/小计|50.00
1|2023|201|一般公共服务支出|基本支出/人员经费|30.00
1|2023|201|一般公共服务支出|基本支出/公用经费|20.00
1|2023|201|一般公共服务支出|项目支出|
2|2023||合计|合计|7.00
2|2023||合计|财政拨款|6.00
2|2023|201|一般公共服务支出|合计|7.00
2|2023|201|一般公共服务支出|财政拨款|
3|2023|||2023年预算数/合计|9.00
3|2023|||2023年预算数/公务用车购置及运行费/小计|5.00
3|2023|||2023年预算数/公务用车购置及运行费/购置费|2.00
3|2023|||2023年预算数/公务用车购置及运行费/运行费|3.00
3|2023|||2023年预算数/公务接待费|4.00
3|2024|||2024年预算数/合计|8.00
3|2024|||2024年预算数/公务用车购置及运行费/小计|5.10
3|2024|||2024年预算数/公务用车购置及运行费/购置费|2.10
3|2024|||2024年预算数/公务用车购置及运行费/运行费|3.10
3|2024|||2024年预算数/公务接待费|3.00
END
}

@test "heads without the width of merged cells nor blank ones: their words tell, and a doubt where they do not" {
    tsv > a.txt <<'END'
支出总表
单位：元
科目编码|科目名称|合计|基本支出|项目支出
小计|人员经费|公用经费
201|一般公共服务支出|90.00|50.00|30.00|20.00|40.00
205|教育支出|90.00|50.00|30.00|20.00|40.00

支出预算表
单位：元
科目编码|科目名称|甲类支出|乙类支出
小计|人员经费
201|一般公共服务支出|90.00|50.00|30.00
205|教育支出|90.00|50.00|30.00
END
    bd extract a.txt
    status_is 0
    cols 'tno code kind col value' doc
    out_is <<'END'
1|201|number|合计|90.00
1|201|number|基本支出/小计|50.00
1|201|number|基本支出/人员经费|30.00
1|201|number|基本支出/公用经费|20.00
1|201|number|项目支出|40.00
1|205|number|合计|90.00
1|205|number|基本支出/小计|50.00
1|205|number|基本支出/人员经费|30.00
1|205|number|基本支出/公用经费|20.00
1|205|number|项目支出|40.00
2|201|number||90.00
2|201|number||50.00
2|201|number||30.00
2|205|number||90.00
2|205|number||50.00
2|205|number||30.00
2||doubt|ambiguous-column|heads whose pieces fit more than one column
END
}

@test "plain cells: the heads of two sides in front of the heads of their columns" {
    printf '%s\n' 收支总表 单位：万元 收入 支出 项目 预算数 项目 预算数 一、拨款收入 5.00 一、教育支出 4.00 二、其他收入 1.00 二、住房保障支出 2.00 收入总计 6.00 支出总计 6.00 > a.txt
    bd extract a.txt
    status_is 0
    cols 'side name col value' doc
    out_is <<'END'
in|一、拨款收入|收入/预算数|5.00
out|一、教育支出|支出/预算数|4.00
in|二、其他收入|收入/预算数|1.00
out|二、住房保障支出|支出/预算数|2.00
in|收入总计|收入/预算数|6.00
out|支出总计|支出/预算数|6.00
END
}

@test "rows: codes of projects are words, the name is what tells rows apart, a code in each of its merged columns" {
    tsv > a.txt <<'END'
项目支出预算表
单位：元
项目代码|项目名称|功能科目编码|合计
532823231100001234567|示范补助经费|2130106|5.00
532823231100001234568|推广补助经费|2130106|6.00

采购预算表
单位：元
预算项目|采购项目|采购目录|数量|金额
公用经费|复印纸采购|A05040101复印纸|3|5.00
公用经费|加油服务|C23120302加油|1|6.00

国有资产占用情况表
单位：万元
项目|数量|原值
车辆（辆）|6|70.50

支出决算表
单位：万元
功能分类科目编码|功能分类科目编码|功能分类科目编码|科目名称|合计
201|201|201|一般公共服务支出|5.00
2010301|2010301|2010301|行政运行|5.00
END
    bd extract a.txt
    status_is 0
    cols 'tno code name kind col value unit' doc
    out_is <<'END'
1|2130106|示范补助经费|text|项目代码|532823231100001234567|
1|2130106|示范补助经费|number|合计|5.00|元
1|2130106|推广补助经费|text|项目代码|532823231100001234568|
1|2130106|推广补助经费|number|合计|6.00|元
2||复印纸采购|text|预算项目|公用经费|
2||复印纸采购|text|采购目录|A05040101复印纸|
2||复印纸采购|number|数量|3|
2||复印纸采购|number|金额|5.00|元
2||加油服务|text|预算项目|公用经费|
2||加油服务|text|采购目录|C23120302加油|
2||加油服务|number|数量|1|
2||加油服务|number|金额|6.00|元
3||车辆（辆）|number|数量|6|辆
3||车辆（辆）|number|原值|70.50|万元
4|201|一般公共服务支出|number|合计|5.00|万元
4|2010301|行政运行|number|合计|5.00|万元
END
}

@test "rows whose blank end was dropped; a quoted word between TABs; amounts without a head are doubtful" {
    tsv > a.txt <<'END'
采购预算表
单位：万元
采购类别|金额|其中：财政拨款
货物|5.00|5.00
工程
"64排"CT服务|6,001.00|6,000.00

支出总表
单位：万元
科目编码|科目名称|合计
201|一般公共服务支出|5.00|4.00
205|教育支出|7.00|6.00
END
    bd extract a.txt
    status_is 0
    cols 'tno name kind col value' doc
    out_is <<'END'
1|货物|number|金额|5.00
1|货物|number|其中：财政拨款|5.00
1|工程|number|金额|
1|工程|number|其中：财政拨款|
1|"64排"CT服务|number|金额|6001.00
1|"64排"CT服务|number|其中：财政拨款|6000.00
2|一般公共服务支出|number|合计|5.00
2|一般公共服务支出|number||4.00
2|教育支出|number|合计|7.00
2|教育支出|number||6.00
2||doubt|ambiguous-column|heads whose pieces fit more than one column
END
}
