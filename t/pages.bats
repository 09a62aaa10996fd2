#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Disclosures made up from a seed, as crawlers and converters leave them, come back cell by cell; and a row for each way in
# which they once did not. Documents and figures are our own.
load helper

made_up() { # STYLE SEED ...
    local style=$1 seed bad=0
    shift
    for seed; do
        python3 "$ROOT/t/pages.py" "$seed" doc truth.tsv "$style"
        bd extract doc
        if ! python3 "$ROOT/t/pages.py" --check truth.tsv out > report; then
            echo "seed $seed as $style:" >&2
            cat report >&2
            bad=1
        fi
    done
    return $bad
}

@test "made-up disclosures: tab-separated" { made_up tab 2 13 20 45 61; }
@test "made-up disclosures: one cell a line" { made_up list 1 18 22 54 102 108; }
@test "made-up disclosures: cells one blank apart, blank ones gone: right, or in no column" {
    local seed
    for seed in 2 3 13 20 28 39 54; do
        python3 "$ROOT/t/pages.py" "$seed" doc truth.tsv spaced
        bd extract doc
        python3 "$ROOT/t/pages.py" --check-spaced truth.tsv out
    done
}
@test "made-up disclosures: Markdown" { made_up markdown 25 36 41 44; }
@test "made-up disclosures: HTML" { made_up html 9 11 40; }
@test "made-up disclosures: CSV" { made_up csv 17 30 35; }
@test "made-up disclosures: Word" { made_up docx 5 6 33; }
@test "made-up disclosures: workbook" { made_up xlsx 19 27 37; }

title() { printf '%s\n' '临江市示范局2023年部门预算' ''; }

@test "a merged cell printed in each of its columns is one cell: label, title, label and value of a form" {
    { title; printf '支出总表\t支出总表\t支出总表\t支出总表\n单位：万元\t单位：万元\t单位：万元\t单位：万元\n'
      printf '科目编码\t科目编码\t科目名称\t合计\n合计\t合计\t合计\t5.00\n201\t03\t政府办公厅事务\t5.00\n\n'
      printf '项目支出绩效目标表\n项目名称\t示范平台\t示范平台\t示范平台\n项目资金（万元）\t年度资金总额\t年度资金总额\t5.00\n'
      printf '一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t服务次数\t≥12次\n'; } > a.txt
    bd extract a.txt
    cols 'table code name col value unit'
    out_is <<'END'
支出总表||合计|合计|5.00|万元
支出总表|20103|政府办公厅事务|合计|5.00|万元
项目支出绩效目标表||项目名称||示范平台|
项目支出绩效目标表||年度资金总额||5.00|万元
项目支出绩效目标表||产出指标/数量指标/服务次数|指标值|12|次
||ok|text/tab|5|
END
}

@test "one cell a line: 合计 over code and name moves to its columns; a row that fits nowhere is doubtful" {
    { title; printf '支出总表\n单位：万元\n'; printf '\t%s\n' 科目编码 科目名称 合计 基本支出; printf '\n'
      printf '\t%s\n' 合计 9.00 7.00; printf '\n'; printf '\t%s\n' 201 一般公共服务支出 5.00 5.00; printf '\n'
      printf '\t%s\n' 208 社会保障支出 4.00 2.00; printf '\n'; } > a.txt
    bd extract a.txt
    cols 'code name col value'
    out_is <<'END'
|合计|合计|9.00
|合计|基本支出|7.00
201|一般公共服务支出|合计|5.00
201|一般公共服务支出|基本支出|5.00
208|社会保障支出|合计|4.00
208|社会保障支出|基本支出|2.00
|ok|text/list|6
END
    { cat a.txt; printf '\t%s\n' 221 3.00; printf '\n'; } > b.txt
    bd extract b.txt
    cols 'kind col value'
    out_has 'doubt|ambiguous-row|rows with fewer cells than the table has columns'
}

@test "one cell a line: 收入 and 支出 over four heads of which one spans three" {
    { title; printf '财政拨款收支总表\n单位：万元\n'; printf '\t%s\n' 收入 支出; printf '\n'; printf '\t%s\n' 项目 预算数 项目 预算数; printf '\n'
      printf '\t%s\n' '' '' '' 小计 一般公共预算 政府性基金预算; printf '\n'; printf '\t%s\n' 一、财政拨款 5.00 一、教育支出 5.00 4.00 1.00; printf '\n'; } > a.txt
    bd extract a.txt
    cols 'side name col value'
    out_is <<'END'
in|一、财政拨款|收入/预算数|5.00
out|一、教育支出|支出/预算数/小计|5.00
out|一、教育支出|支出/预算数/一般公共预算|4.00
out|一、教育支出|支出/预算数/政府性基金预算|1.00
|ok|text/list|4
END
}

@test "Markdown without outer bars: a bar at the end of a row has a blank cell behind it" {
    { title; printf '支出总表\n\n单位：万元\n\n科目编码|科目名称|合计\n---|---|---\n|合计|5.00\n201|一般公共服务支出|\n'; } > a.md
    bd extract a.md
    cols 'code name col value'
    out_is <<'END'
|合计|合计|5.00
201|一般公共服务支出|合计|
|ok|markdown/cells|2
END
}

@test "CSV and workbooks with the report's text in rows of one cell: prose, notes and titles are read as such" {
    { printf '"临江市示范局2023年部门预算"\n"2023年收入预算12.50万元，比上年增加2.50万元。"\n\n"支出总表"\n"单位：万元"\n'
      printf '科目编码,科目名称,合计,基本支出,项目支出\n'
      for i in 01 02 03 04 05 06 07 08 09 10 11; do printf '201%s,示范事务%s,"1,000.00",500.00,500.00\n' $i $i; done
      printf '"注：本表不含上年结转。"\n'; } > a.csv
    bd extract a.csv
    cols 'kind table name col value unit'
    out_has 'prose||收入预算|金额|12.50|万元'
    out_has 'prose||收入预算|比上年增减|2.50|万元'
    out_has 'note|支出总表|注||本表不含上年结转。|'
    out_has 'number|支出总表|示范事务11|项目支出|500.00|万元'
    out_has 'doc||ok|csv/cells|36|'
}

@test "rows of which only the label is left are rows; a title in every column behind a blank line begins a table" {
    { title; printf '收支总表\n单位：万元\n收入\t\t支出\t\n项目\t预算数\t项目\t预算数\n一、财政拨款\t5.00\t一、教育支出\t5.00\n二、事业收入\n三、其他收入\n'
      printf '本年收入合计\t5.00\t本年支出合计\t5.00\n\n收入总表\t收入总表\t收入总表\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5.00\n'; } > a.txt
    bd extract a.txt
    cols 'table side name col value'
    out_is <<'END'
收支总表|in|一、财政拨款|收入/预算数|5.00
收支总表|out|一、教育支出|支出/预算数|5.00
收支总表|in|二、事业收入|收入/预算数|
收支总表|in|三、其他收入|收入/预算数|
收支总表|in|本年收入合计|收入/预算数|5.00
收支总表|out|本年支出合计|支出/预算数|5.00
收入总表||一般公共服务支出|合计|5.00
||ok|text/tab|7
END
}

@test "targets of several projects in one table, and a count in front of a name that is no account code" {
    { title; printf '项目支出绩效目标表\n单位名称、项目名称\t项目年度绩效目标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t指标属性\t指标内容\n'
      printf '1\t2\t3\t4\t5\t6\t7\t8\t9\t10\n热线运行\t全年畅通\t产出指标\t数量指标\t接听次数\t≥\t900\t次\t定量指标\t接听\n'
      printf '\t\t\t质量指标\t接通率\t≥\t95\t%%\t定量指标\t接通\n防汛物资\t备足\t产出指标\t数量指标\t沙袋\t＝\t40\t个\t定量指标\t沙袋\n\n'
      printf '项目支出表\n单位：万元\n项目名称\t合计\n12345热线运行费\t5.00\n'; } > a.txt
    bd extract a.txt
    cols 'kind project code name op value unit'
    grep -v '^text|.*指标' out > kept; mv kept out
    out_is <<'END'
text|热线运行||项目年度绩效目标||全年畅通|
target|热线运行||产出指标/数量指标/接听次数|>=|900|次
target|热线运行||产出指标/质量指标/接通率|>=|95|%
text|防汛物资||项目年度绩效目标||备足|
target|防汛物资||产出指标/数量指标/沙袋|=|40|个
number|||12345热线运行费||5.00|万元
doc|||ok||15|
END
}

@test "单位编码 and 单位名称 alone are organisations, whatever they are called" {
    { title; printf '三公经费支出表\n单位：万元\n单位编码\t单位名称\t合计\t公务接待费\n213001\t某县红十字会\t5.00\t5.00\n'; } > a.txt
    bd extract a.txt
    cols 'orgcode org role code name col value'
    out_is <<'END'
213001|某县红十字会|org||某县红十字会|合计|5.00
213001|某县红十字会|org||某县红十字会|公务接待费|5.00
||||ok|text/tab|2
END
}

@test "the number and name of a unit among accounts, under heads that speak of accounts only" {
    { title; printf '支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\n\t合计\t9.00\t9.00\n301001\t某县水利局机关\t9.00\t9.00\n213\t农林水支出\t9.00\t9.00\n'
      printf '21303\t水利\t9.00\t9.00\n2130301\t行政运行\t9.00\t9.00\n301002\t专项业务费\t1.00\t1.00\n'; } > a.txt
    bd extract a.txt
    cols 'orgcode org role level code name col value'
    out_has '301001|某县水利局机关|org|0||某县水利局机关|合计|9.00'
    out_has '||item|1|213|农林水支出|合计|9.00'
    out_has '||item|3|301002|专项业务费|合计|1.00'
}

@test "one cell a line without marks: the width that gives every column one nature; the like of two sides is not halved" {
    { title; printf '收支总表\n\n单位：万元\n\n'; printf '%s\n' 收入 '' 支出 '' 项目 预算数 项目 预算数
      printf '%s\n' 一、财政拨款 5.00 一、教育支出 5.00 二、事业收入 '' 二、卫生支出 '' 收入总计 5.00 支出总计 5.00 '' ''
      printf '支出总表\n\n单位：万元\n\n'; printf '%s\n' 科目编码 科目名称 合计 基本支出 201 一般公共服务支出 5.00 '' 20103 政府办公厅事务 5.00 1.00 '' ''
      printf '本年预算比上年增加2.00万元。\n'; } > a.txt
    bd extract a.txt
    cols 'line table side code name col value'
    out_is <<'END'
16|收支总表|in||一、财政拨款|收入/预算数|5.00
18|收支总表|out||一、教育支出|支出/预算数|5.00
19|收支总表|in||二、事业收入|收入/预算数|
19|收支总表|out||二、卫生支出|支出/预算数|
24|收支总表|in||收入总计|收入/预算数|5.00
26|收支总表|out||支出总计|支出/预算数|5.00
39|支出总表||201|一般公共服务支出|合计|5.00
37|支出总表||201|一般公共服务支出|基本支出|
43|支出总表||20103|政府办公厅事务|合计|5.00
44|支出总表||20103|政府办公厅事务|基本支出|1.00
47||||本年预算|比上年增减|2.00
||||ok|text/list|11
END
}

@test "续表 and …表（续） go on with the table before: number, rows, unit" {
    { title; printf '支出总表\n\n单位：元\n科目编码\t科目名称\t合计\n\t合计\t9.00\n201\t一般公共服务支出\t5.00\n\n续表\n\n科目编码\t科目名称\t合计\n'
      printf '208\t社会保障支出\t4.00\n\n支出总表（续）\n科目编码\t科目名称\t合计\n221\t住房保障支出\t0.00\n'; } > a.txt
    bd extract a.txt
    cols 'tno table row code value unit'
    out_is <<'END'
1|支出总表|1||9.00|元
1|支出总表|2|201|5.00|元
1|支出总表|3|208|4.00|元
1|支出总表|4|221|0.00|元
||||4|
END
}

@test "the year in the name of a project is not the year of its targets" {
    { title; printf '4、2018年示范企业认定资金绩效目标表\n一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t企业数\t3家\n'; } > a.txt
    bd extract a.txt
    cols 'year project name value'
    out_has '2023|2018年示范企业认定资金|产出指标/数量指标/企业数|3'
}

@test "one cell a line with thousands separators is no CSV" {
    { title; printf '支出总表\n单位：万元\n'; printf '\t%s\n' 科目编码 科目名称 合计 基本支出; printf '\n'
      for i in 1 2 3 4 5 6 7 8 9; do printf '\t%s\n' 20${i} 示范支出 1,234,567.00 1,234,567.00; printf '\n'; done; } > a.txt
    bd extract a.txt
    cols 'kind col value'
    out_has 'doc|text/list|18'
    out_has 'number|基本支出|1234567.00'
}

@test "cells one blank apart: heads over heads, two sides, a wrapped name; an amount that fits two columns is in none" {
    { title; printf '%s\n' 表1 收支总表 单位：万元 '收 入 支 出' '项 目 预算数 项 目 预算数' '一、财政拨款收入 1,950.60 一、农林水支出 1,950.60' '二、事业收入 二、住房保障支出' \
      '本 年 收 入 合 计 1,950.60 本 年 支 出 合 计 1,950.60' 表2 支出总表 单位：万元 '项目 合计 基本支出 项目支出' '科目编码 科目名称 小计 人员经费 公用经费' '栏次 1 2 3 4 5' \
      '合计 9.00 5.00 3.00 2.00 4.00' '213 农林水' '支出 9.00 5.00 3.00 2.00 4.00' '21303 水利 4.00 4.00' '注：另见说明'; } > a.txt
    bd extract a.txt
    cols 'table side code name col kind value'
    out_is <<'END'
收支总表|in||一、财政拨款收入|收入/预算数|number|1950.60
收支总表|out||一、农林水支出|支出/预算数|number|1950.60
收支总表|in||二、事业收入|收入/预算数|number|
收支总表|out||二、住房保障支出|支出/预算数|number|
收支总表|in||本年收入合计|收入/预算数|number|1950.60
收支总表|out||本年支出合计|支出/预算数|number|1950.60
支出总表|||合计|合计|number|9.00
支出总表|||合计|基本支出/小计|number|5.00
支出总表|||合计|基本支出/人员经费|number|3.00
支出总表|||合计|基本支出/公用经费|number|2.00
支出总表|||合计|项目支出|number|4.00
支出总表||213|农林水支出|合计|number|9.00
支出总表||213|农林水支出|基本支出/小计|number|5.00
支出总表||213|农林水支出|基本支出/人员经费|number|3.00
支出总表||213|农林水支出|基本支出/公用经费|number|2.00
支出总表||213|农林水支出|项目支出|number|4.00
支出总表||21303|水利|合计|number|4.00
支出总表||21303|水利||number|4.00
支出总表||||ambiguous-column|doubt|rows with fewer amounts than the table has columns
支出总表|||注||note|另见说明
|||partial|text/spaced|doc|20
END
}

@test "cells one blank apart: 行次 tell which side a row without labels is; heads that cannot be read are said" {
    { title; printf '%s\n' 收支总表 单位：万元 '收入 支出' '项目 行次 金额 项目 行次 金额' '一、财政拨款收入 1 5.00 一、教育支出 4 5.00' '二、其他收入 2 5' '总计 3 5.00 总计 6 5.00' \
      支出总表 单位：万元 '项目 甲数 乙' 数 '201 一般公共服务支出 3.00 2.00' '205 教育支出 1.00 1.00' '合计 4.00 3.00'; } > a.txt
    bd extract a.txt
    cols 'table side code name col kind value'
    out_is <<'END'
收支总表|in||一、财政拨款收入|收入/金额|number|5.00
收支总表|out||一、教育支出|支出/金额|number|5.00
收支总表|in||二、其他收入|收入/金额|number|
收支总表|in||总计|收入/金额|number|5.00
收支总表|out||总计|支出/金额|number|5.00
支出总表||201|一般公共服务支出|第3列|number|3.00
支出总表||201|一般公共服务支出|第4列|number|2.00
支出总表||205|教育支出|第3列|number|1.00
支出总表||205|教育支出|第4列|number|1.00
支出总表|||合计|第3列|number|4.00
支出总表|||合计|第4列|number|3.00
支出总表||||torn|doubt|the head of the table is lost
支出总表||||no-header|doubt|no header row: the columns are numbered
|||partial|text/spaced|doc|13
END
}

@test "what a web site counts of its page is no figure of the document" {
    printf '%s\n' '发布时间：2024-09-10 浏览次数：3451 字号：大 中 小' '来源：示范局 点击量：120 次' '' '2024年部门收入总预算2445.6万元。' > a.txt
    bd extract a.txt
    cols 'line name col kind value unit'
    out_is <<'END'
4|部门收入总预算|金额|prose|2445.6|万元
|ok|text/prose|doc|1|
END
}

@test "Markdown: strong titles and units, entities and line breaks outside tables are text" {
    { title; printf '%s\n' '**支出总表**' '' '__单位：万元__' '' '|科目编码|科目名称|合计|' '|---|---|---|' '|201|一般公共服务支出|3.00|' '' '支出**3.00万元**，其中：<br>教育支出&nbsp;1.00 万元。'; } > a.md
    bd extract a.md
    cols 'table code name col value unit'
    out_is <<'END'
支出总表|201|一般公共服务支出|合计|3.00|万元
||支出|金额|3.00|万元
||支出/教育支出|金额|1.00|万元
||ok|markdown/cells|3|
END
}

@test "the publisher's name at the top of a page, in the middle of a sentence, is no part of it" {
    { title; printf '截至2022年底，车辆3辆，\n\n              — 1 —\n\f临江市示范局\n其中：轿车1辆，越野车2辆；'
      printf '\n\n              — 2 —\n\f临江市示范局2023年部门预算\n设备5台。\n'; } > a.txt
    bd extract a.txt
    cols 'line year name value unit' doc
    out_is <<'END'
3|2022|车辆|3|辆
7|2022|车辆/轿车|1|辆
7|2022|车辆/越野车|2|辆
11|2022|设备|5|台
END
}
