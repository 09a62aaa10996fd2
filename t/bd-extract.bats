#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# bd-extract: what stands on a page, cell by cell. Documents and figures are our own.
load helper

HEAD='doc|page|line|issuer|scope|edition|orgcode|org|year|phase|tno|table|side|project|row|level|role|path|code|name|col|kind|op|value|prec|unit|inferred'

title() { printf '%s\n' '临江市示范局2023年部门预算' ''; }

@test "a tab-separated table: every cell with its place, blanks and dashes kept apart" {
    { title; printf '2023年部门支出总表\n\n单位：万元\n\n'
      printf '科目编码\t科目名称\t合计\t基本支出\t项目支出\n**\t**\t1\t2\t3\n'
      printf '\t合计\t1,200.50\t1,000.50\t200.00\n201\t一般公共服务支出\t1,200.50\t1,000.50\t—\n'
      printf '03\t政府办公厅事务\t7\t\t0\n'; } > a.txt
    bd extract a.txt
    status_is 0
    { tsv "$HEAD" \
        'a.txt||9|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||1|0|total|||合计|合计|number||1200.50||万元|' \
        'a.txt||9|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||1|0|total|||合计|基本支出|number||1000.50||万元|' \
        'a.txt||9|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||1|0|total|||合计|项目支出|number||200.00||万元|' \
        'a.txt||10|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||2|1|item||201|一般公共服务支出|合计|number||1200.50||万元|' \
        'a.txt||10|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||2|1|item||201|一般公共服务支出|基本支出|number||1000.50||万元|' \
        'a.txt||10|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||2|1|item||201|一般公共服务支出|项目支出|number||-||万元|' \
        'a.txt||11|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||3|2|item||03|政府办公厅事务|合计|number||7||万元|' \
        'a.txt||11|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||3|2|item||03|政府办公厅事务|基本支出|number||||万元|' \
        'a.txt||11|临江市示范局|department|2023-budget|||2023|budget|1|部门支出总表|||3|2|item||03|政府办公厅事务|项目支出|number||0||万元|' \
        'a.txt|||||||||||||||||||ok|text/tab|doc||9|||'; } > want
    same want out
    err_is ''
}

@test "both sides of a 收支 table, their levels and paths" {
    { title; printf '收支总表\n\n单位：万元\n\n收 入\t\t支 出\t\n项目\t预算数\t项目\t预算数\n'
      printf '一、财政拨款\t9.00\t一、教育支出\t8.00\n一般公共预算拨款\t9.00\t二、卫生健康支出\t\n'
      printf '本年收入合计\t9.00\t本年支出合计\t8.00\n上年结转\t\t结转下年\t1.00\n收入总计\t9.00\t支出总计\t9.00\n'; } > a.txt
    bd extract a.txt
    cols 'row side level role path name col value'
    out_is <<'END'
1|in|1|item||一、财政拨款|收入/预算数|9.00
1|out|1|item||一、教育支出|支出/预算数|8.00
2|in|2|item|一、财政拨款|一般公共预算拨款|收入/预算数|9.00
2|out|1|item||二、卫生健康支出|支出/预算数|
3|in|0|total||本年收入合计|收入/预算数|9.00
3|out|0|total||本年支出合计|支出/预算数|8.00
4|in|1|item||上年结转|收入/预算数|
4|out|1|item||结转下年|支出/预算数|1.00
5|in|0|total||收入总计|收入/预算数|9.00
5|out|0|total||支出总计|支出/预算数|9.00
|||||ok|text/tab|10
END
}

@test "one cell a line: lost header spans, a break inside the table, an empty line inside a row" {
    { title; printf '部门支出表\n\t350示范部门\n\t预算年度：2023\n\t单位：万元\n\n'
      printf '\t序号\n\t功能分类科目\n\t合计\n\t本年支出\n\n\t\n\t科目编码\n\t科目名称\n\t\n\t基本支出\n\t项目支出\n\n'
      printf '\t栏次\n\t1\n\t2\n\t3\n\t4\n\t5\n\n\t1\n\t\n\t合计\n\t30.00\n\t20.00\n\t10.00\n\n\n'
      printf '\t2\n\t201\n\t一般公共服务支出\n\t30.00\n\n\t20.00\n\t10.00\n'; } > a.txt
    bd extract a.txt
    cols 'line orgcode org row code name col value'
    out_is <<'END'
30|350|示范部门|1||合计|合计|30.00
31|350|示范部门|1||合计|本年支出/基本支出|20.00
32|350|示范部门|1||合计|本年支出/项目支出|10.00
38|350|示范部门|2|201|一般公共服务支出|合计|30.00
40|350|示范部门|2|201|一般公共服务支出|本年支出/基本支出|20.00
41|350|示范部门|2|201|一般公共服务支出|本年支出/项目支出|10.00
|||||ok|text/list|6
END
}

@test "digits that the conversion split are joined and said to be" {
    { title; printf '支出表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t10,441.4 1\n202\t外交支出\t（25）\n203\t国防支出\t１２３\n'; } > a.txt
    bd extract a.txt
    cols 'code value unit inferred'
    out_is <<'END'
201|10441.41|元|value
202|-25|元|
203|123|元|
|3||
END
}

@test "codes in brackets, glued to the name, alone under their row, in parts" {
    { title; printf '支出表\n单位：元\n科目编码\t科目名称\t合计\n'
      printf '[208]社会保障和就业支出\t\t5\n208\t[20805]行政事业单位养老支出\t5\n\t[2080505]基本养老保险缴费支出\t5\n\n2080505\t\t\n\t310资本性支出\t5\n'; } > a.txt
    bd extract a.txt
    cols 'row level code name value'
    out_is <<'END'
1|1|208|社会保障和就业支出|5
2|2|20805|行政事业单位养老支出|5
3|3|2080505|基本养老保险缴费支出|5
4|1|310|资本性支出|5
|||ok|4
END
}

@test "a table without rows is said to be empty, and its note is kept" {
    { title; printf '政府性基金预算支出表\n\n单位：万元\n\n科目编码\t科目名称\t合计\n\t合计\t\n\n注：本部门没有政府性基金预算支出。\n'; } > a.txt
    bd extract a.txt
    status_is 1
    cols 'line kind table name value unit'
    out_is <<'END'
3|empty|政府性基金预算支出表|||万元
10|note|政府性基金预算支出表|注|本部门没有政府性基金预算支出。|
|doc||no-figures|2|
END
    err_is 'bd-extract: a.txt: no figure found'
}

@test "a table that lost its head: columns numbered, the unit taken from the tables above, doubts said" {
    { title; printf '收入表\n\n单位：万元\n\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5.00\n\n'
      printf '215\t资源勘探支出\t6.00\t\n21505\t产业监管\t6.00\t1.00\n'; } > a.txt
    bd extract a.txt
    cols 'tno kind code col value unit inferred'
    out_is <<'END'
1|number|201|合计|5.00|万元|
2|number|215|第3列|6.00|万元|unit,col
2|number|215|第4列||万元|unit,col
2|number|21505|第3列|6.00|万元|unit,col
2|number|21505|第4列|1.00|万元|unit,col
2|doubt||torn|the head of the table is lost||
2|doubt||no-header|no header row: the columns are numbered||
2|doubt||no-title|no title above the table||
|doc||text/tab|8||
END
}

@test "a project form with its targets: amounts, sources, comparators, units, labels carried down" {
    { title; printf '项目支出绩效目标申报表\n\n'
      printf '项目名称\t示范平台运行费\t\t\n主管部门\t示范局\t实施单位\t示范中心\n联系人\t某某\t联系电话\t00000000\n'
      printf '项目资金（万元）\t2023年度\t\t\n\t资金总额\t20\t\n其中：\t财政拨款\t20\t\n\t其他资金\t\t\n'
      printf '一级指标\t二级指标\t三级指标\t指标值\n产出指标\t数量指标\t服务次数\t≥12次\n\t\t覆盖率（％）\t90\n\t时效指标\t完成时间\t12月31日前\n\t成本指标\t\t\n'
      printf '满意度指标\t满意度指标\t用户满意度\t$\\geq95\\%%$\n'; } > a.txt
    bd extract a.txt
    cols 'project kind level name col op value unit'
    out_is <<'END'
示范平台运行费|text||项目名称|||示范平台运行费|
示范平台运行费|text||主管部门|||示范局|
示范平台运行费|text||实施单位|||示范中心|
示范平台运行费|number|0|资金总额|2023年度||20|万元
示范平台运行费|number|1|其中：财政拨款|2023年度||20|万元
示范平台运行费|number|1|其他资金|2023年度|||万元
示范平台运行费|target||产出指标/数量指标/服务次数|指标值|>=|12|次
示范平台运行费|target||产出指标/数量指标/覆盖率（％）|指标值||90|%
示范平台运行费|target||产出指标/时效指标/完成时间|指标值||12月31日前|
示范平台运行费|target||满意度指标/满意度指标/用户满意度|指标值|>=|95|%
|doc||ok|text/tab||10|
END
}

@test "organisations as rows" {
    { title; printf '三公经费支出表\n单位：万元\n单位编码\t单位名称\t合计\t公务接待费\n402\t临江市示范局\t3.00\t3.00\n'; } > a.txt
    bd extract a.txt
    cols 'orgcode org level role code name col value'
    out_is <<'END'
402|临江市示范局|0|org||临江市示范局|合计|3.00
402|临江市示范局|0|org||临江市示范局|公务接待费|3.00
|||||ok|text/tab|2
END
}

@test "last year's column and the phase come from the header" {
    { printf '临江市示范局2023年度部门决算\n\n支出决算表\n单位：万元\n科目编码\t科目名称\t上年决算数\t年初预算数\t决算数\n201\t一般公共服务支出\t1\t2\t3\n'; } > a.txt
    bd extract a.txt
    cols 'edition year phase col value'
    out_is <<'END'
2023-final|2022|final|上年决算数|1
2023-final|2023|budget|年初预算数|2
2023-final|2023|final|决算数|3
|||text/tab|3
END
}

@test "a contents list with TABs is no table" {
    { title; printf '一、部门职责\t1\n二、机构设置\t3\n三、部门预算表\t5\n四、名词解释\t12\n'; } > a.txt
    bd extract a.txt
    status_is 1
    cols 'kind name value'
    out_is 'doc|no-figures|0'
}

@test "HTML with spans, and CSV with quotes and a line break in a cell" {
    cat > a.html <<'END'
<html><body><h1>临江市示范局2023年部门预算</h1><p>支出总表</p><p>单位：万元</p>
<table><tr><th rowspan="2">科目编码</th><th rowspan="2">科目名称</th><th colspan="2">本年支出</th></tr>
<tr><th>基本支出</th><th>项目支出</th></tr><tr><td>201</td><td>一般公共<br>服务支出</td><td>1.50</td><td></td></tr></table></body></html>
END
    bd extract a.html
    cols 'code name col value unit'
    out_is <<'END'
201|一般公共服务支出|本年支出/基本支出|1.50|万元
201|一般公共服务支出|本年支出/项目支出||万元
|ok|html/cells|2|
END
    printf '支出总表,,,\r\n单位：万元,,,\r\n科目编码,科目名称,合计,基本支出\r\n201,"一般公共\r\n服务支出","1,200.50",3\r\n202,外交支出,2,2\r\n' > a.csv
    bd extract a.csv
    cols 'table code name col value unit'
    out_is <<'END'
支出总表|201|一般公共服务支出|合计|1200.50|万元
支出总表|201|一般公共服务支出|基本支出|3|万元
支出总表|202|外交支出|合计|2|万元
支出总表|202|外交支出|基本支出|2|万元
||ok|csv/cells|4|
END
}

@test "--doc and --issuer override what is printed; -o writes all or nothing" {
    { title; printf '支出表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5\n'; } > a.txt
    bd extract --doc x/y --issuer 某局 -o r.tsv a.txt
    status_is 0
    out_is ''
    cp r.tsv out
    cols 'doc issuer value'
    out_is <<'END'
x/y|某局|5
x/y||1
END
}

@test "an input that cannot be read is told, the others go on" {
    { title; printf '支出表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5\n'; } > a.txt
    bd extract none.txt a.txt
    status_is 2
    cols 'doc kind name value'
    out_is <<'END'
none.txt|doc|failed|0
a.txt|number|一般公共服务支出|5
a.txt|doc|ok|1
END
    err_is 'bd-extract: none.txt: cannot open: No such file or directory'
}

@test "empty input and text without a figure" {
    : > a.txt
    bd extract a.txt
    status_is 2
    err_is 'bd-extract: a.txt: empty input'
    printf '没有数字。\n' > b.txt
    bd extract b.txt
    status_is 1
    err_is 'bd-extract: b.txt: no figure found'
}

@test "a bad format name is told before anything is read" {
    bd extract -f pdff none.txt
    status_is 2
    out_is ''
    err_is "bd-extract: unknown format 'pdff'"
}

two_tables() {
    title
    printf '收入表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5\n202\t外交支出\t\n\n'
    printf '支出表\n\n单位：万元\n\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t7\n'
}

@test "--outline lists the tables, --table and --page select records" {
    two_tables > a.txt
    bd extract --outline a.txt
    tsv 'doc|page|line|tno|title|shape|year|phase|unit|rows|columns|figures|blanks|layout|doubts' \
        'a.txt||3|1|收入表|amounts|2023|budget|元|2|3|1|1|tab|' \
        'a.txt||9|2|支出表|amounts|2023|budget|万元|1|3|1|0|tab|' > want
    same want out
    bd extract --table 2 a.txt
    cols 'tno code value'
    out_is <<'END'
2|201|7
||1
END
    { title; printf '\f支出表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5\n\f收入表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t6\n'; } > b.txt
    bd extract --page 3 b.txt
    cols 'page value'
    out_is <<'END'
3|6
|1
END
}

@test "-j gives the same output and messages in the order of the inputs" {
    for i in 1 2 3 4 5 6 7 8 9; do two_tables | sed "s/5/5$i/" > $i.txt; done
    printf '没有数字。\n' > 4.txt
    rm 7.txt
    bd extract [1-6].txt 7.txt 8.txt 9.txt
    status_is 2
    mv out one
    mv err one.err
    bd extract -j 3 [1-6].txt 7.txt 8.txt 9.txt
    status_is 2
    same one out
    same one.err err
    err_is <<'END'
bd-extract: 4.txt: no figure found
bd-extract: 7.txt: cannot open: No such file or directory
END
    bd extract -j 0 1.txt
    status_is 2
    err_is "bd-extract: --jobs takes a number from 1 to 256, not '0'"
}

@test "contact cells are left out unless asked for" {
    { title; printf '项目支出绩效目标表\n\n项目名称\t示范项目\t\t\n主管部门\t示范局\t实施单位\t示范中心\n联系人\t某某\t联系电话\t0000\n资金总额\t3\t\t\n'; } > a.txt
    bd extract a.txt
    cols 'kind name value'
    out_is <<'END'
text|项目名称|示范项目
text|主管部门|示范局
text|实施单位|示范中心
number|资金总额|3
doc|ok|4
END
    bd extract --contacts a.txt
    cols 'kind name value'
    out_is <<'END'
text|项目名称|示范项目
text|主管部门|示范局
text|实施单位|示范中心
text|联系人|某某
text|联系电话|0000
number|资金总额|3
doc|ok|6
END
}

@test "final accounts as the ministry prints them: 行次 columns, 类款项 in three columns, three panels" {
    { printf '临江市示范局2023年度部门决算\n\n收入支出决算总表\n\t\t\t\t\t公开01表\n部门：临江市示范局\t\t\t\t\t金额单位：万元\n'
      printf '收入\t\t\t支出\t\t\n项目\t行次\t金额\t项目\t行次\t金额\n栏次\t\t1\t栏次\t\t2\n'
      printf '一、财政拨款收入\t1\t3.00\t一、一般公共服务支出\t32\t2.00\n\n'
      printf '收入决算表\n公开02表\n金额单位：万元\n项目\t\t\t\t本年收入合计\t财政拨款收入\n科目编码\t\t\t科目名称\t\t\n类\t款\t项\t栏次\t1\t2\n'
      printf '\t\t\t合计\t3.00\t3.00\n201\t\t\t一般公共服务支出\t3.00\t3.00\n201\t03\t\t政府办公厅\t3.00\t\n201\t03\t1\t行政运行\t3.00\t0.00\n\n'
      printf '一般公共预算财政拨款基本支出决算表\n公开06表\n金额单位：万元\n人员经费\t\t\t公用经费\t\t\t\t\t\n'
      printf '科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\t科目编码\t科目名称\t决算数\n'
      printf '301\t工资福利支出\t1.00\t302\t商品和服务支出\t0.50\t310\t资本性支出\t0.10\n人员经费合计\t\t1.00\t公用经费合计\t\t\t\t\t0.60\n'; } > a.txt
    bd extract a.txt
    cols 'org tno table side row level code name col value'
    out_is <<'END'
临江市示范局|1|收入支出决算总表|in|1|1||一、财政拨款收入|收入/金额|3.00
临江市示范局|1|收入支出决算总表|out|1|1||一、一般公共服务支出|支出/金额|2.00
|2|收入决算表||1|0||合计|本年收入合计|3.00
|2|收入决算表||1|0||合计|财政拨款收入|3.00
|2|收入决算表||2|1|201|一般公共服务支出|本年收入合计|3.00
|2|收入决算表||2|1|201|一般公共服务支出|财政拨款收入|3.00
|2|收入决算表||3|2|20103|政府办公厅|本年收入合计|3.00
|2|收入决算表||3|2|20103|政府办公厅|财政拨款收入|
|2|收入决算表||4|3|2010301|行政运行|本年收入合计|3.00
|2|收入决算表||4|3|2010301|行政运行|财政拨款收入|0.00
|3|一般公共预算财政拨款基本支出决算表||1|1|301|工资福利支出|人员经费/决算数|1.00
|3|一般公共预算财政拨款基本支出决算表||1|1|302|商品和服务支出|公用经费/决算数|0.50
|3|一般公共预算财政拨款基本支出决算表||1|1|310|资本性支出|公用经费/决算数|0.10
|3|一般公共预算财政拨款基本支出决算表||2|0||人员经费合计|人员经费/决算数|1.00
|3|一般公共预算财政拨款基本支出决算表||2|0||公用经费合计|公用经费/决算数|0.60
|||||||ok|text/tab|15
END
}

@test "an organisation column beside the accounts" {
    { title; printf '支出预算表\n单位：元\n科目编码\t\t\t单位代码\t单位名称（科目名称）\t总计\n类\t款\t项\t\t\t\n\t\t\t402001\t临江市示范局\t9\n201\t\t\t402001\t一般公共服务支出\t9\n201\t03\t\t402001\t政府办公厅\t9\n'; } > a.txt
    bd extract a.txt
    cols 'orgcode org level role code name value'
    out_is <<'END'
402001|临江市示范局|0|org||临江市示范局|9
402001||1|item|201|一般公共服务支出|9
402001||2|item|20103|政府办公厅|9
|||||ok|3
END
}

@test "a table left as HTML in a text: between rows, as a copy of the next rows, and alone" {
    { title; printf '项目支出绩效目标表\n\n项目名称\t示范项目\t\t\n主管部门\t示范局\t实施单位\t示范中心\n'
      printf '<table><tr><td>资金总额</td><td>3</td></tr></table>\n项目概况\t很好\t\t\n\n\n'; } > a.txt
    bd extract a.txt
    cols 'line kind name value'
    out_is <<'END'
5|text|项目名称|示范项目
6|text|主管部门|示范局
6|text|实施单位|示范中心
7|number|资金总额|3
8|text|项目概况|很好
|doc|ok|5
END
    { title; printf '项目支出绩效目标表\n\n项目名称\t示范项目\t\t\n主管部门\t示范局\t\t\n'
      printf '<table><tr><td>资金总额</td><td>3</td></tr></table>\n资金总额\t3\t\t\n'; } > b.txt
    bd extract b.txt
    cols 'line kind name value'
    out_is <<'END'
5|text|项目名称|示范项目
6|text|主管部门|示范局
8|number|资金总额|3
|doc|ok|3
END
    { title; printf '支出表\n\n单位：万元\n\n<table><tr><th>科目编码</th><th>科目名称</th><th>合计</th></tr>\n<tr><td>201</td><td>一般公共服务支出</td><td>5</td></tr></table>\n\n没有数字。\n'; } > c.txt
    bd extract c.txt
    cols 'table code name value unit'
    out_is <<'END'
支出表|201|一般公共服务支出|5|万元
||ok|1|
END
}

@test "the issuer: not the links above it, not the heading it stands in" {
    { printf '首页 | 政务公开\n临江市示范局\n2023年部门预算\n\n支出表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5\n'; } > a.txt
    bd extract a.txt
    cols 'issuer scope edition value'
    out_is <<'END'
临江市示范局|department|2023-budget|5
|||1
END
    { printf '支出表\n单位：元\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t5\n\n第一部分 临江市示范局2023年单位决算情况说明\n'; } > b.txt
    bd extract b.txt
    cols 'issuer scope edition value'
    out_is <<'END'
临江市示范局|unit|2023-final|5
|||1
END
}

@test "a row of targets that lost its TABs at a page break, and the rest of the label above in it" {
    { title; printf '项目绩效目标表\n\n一级指标\t二级指标\t指标名称\t指标值\n产出指标\t数量指标\t服务次数\t5次\n效益指标\t经济效益指标\t带动\t3%%\n\n满意度指标 服务对象满意度指标 投资率 用户满意度 95%%\n'; } > a.txt
    bd extract a.txt
    cols 'kind name value unit'
    out_is <<'END'
target|产出指标/数量指标/服务次数|5|次
target|效益指标/经济效益指标/带动投资率|3|%
target|满意度指标/服务对象满意度指标/用户满意度|95|%
doc|ok|3|
END
}

@test "progress: a line on a terminal while inputs are read, erased at the end; never elsewhere" {
    for i in 1 2 3; do two_tables > $i.txt; done
    mkfifo slow
    mv 2.txt "$(printf 'a\033[31mb.txt')"
    python3 - "$BD_BIN/bd-extract" slow a*b.txt 3.txt > seen <<'END'
import os, pty, subprocess, sys, time
us, them = pty.openpty()
p = subprocess.Popen(sys.argv[1:], stderr=them, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
os.close(them)
with open('slow', 'wb') as f:
    time.sleep(.3)
    f.write(open('1.txt', 'rb').read())
said = b''
while True:
    try: piece = os.read(us, 4096)
    except OSError: break
    if not piece: break
    said += piece
print(p.wait(), said)
END
    grep -qE "^0 b'\\\\rbd-extract: 1 of 3, [0-9]+ a second: a\?\[31mb\.txt\\\\x1b\[K\\\\r\\\\x1b\[K'$" seen || { cat seen >&2; false; }
    bd extract 1.txt 3.txt
    [ ! -s err ]
}

@test "上年结转 without an enumerator stands beside 一、二、, not under the last of them" {
    printf '%s\n' '某局2024年部门预算' '' '财政拨款收支总表' '' '单位：万元' '' $'收入\t\t支出\t' $'项目\t预算数\t项目\t预算数' \
        $'一、一般公共预算拨款\t30.00\t一、教育支出\t35.00' $'二、政府性基金预算拨款\t\t\t' $'上年结转结余\t5.00\t结转下年\t' $'收入总计\t35.00\t支出总计\t35.00' > x.txt
    bd extract x.txt
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } $c["name"] ~ /结转/ { print $c["side"] "|" $c["level"] "|" $c["path"] "|" $c["name"] }' out > got
    printf '%s\n' 'in|1||上年结转结余' 'out|1||结转下年' > want
    diff want got
}

@test "a form names its project 专项名称 or 二级项目名称 too" {
    for label in 专项名称 专项资金名称 二级项目名称; do
        printf '%s\n' 某局2025年部门预算 '' 专项资金绩效目标表 单位：万元 "$label"$'\t农作物病虫害防控\t主管部门\t某局' $'资金总额\t236.00\t其中：财政拨款\t236.00' \
            $'一级指标\t二级指标\t三级指标\t目标值' $'产出指标\t数量指标\t防治面积\t≥12万亩次' > x.txt
        bd extract x.txt
        awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } $c["kind"] == "target" { print $c["project"] "|" $c["op"] $c["value"] $c["unit"] }' out > got
        [ "$(cat got)" = '农作物病虫害防控|>=12万亩次' ]
    done
}

@test "targets whose merged labels left no blank cells: what a row begins with says where it belongs" {
    printf '%s\n' 某局2022年部门预算 '' 项目支出绩效目标表 $'项目名称\t办学条件改善' $'绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t权重' \
        $'产出指标\t数量指标\t改建校舍面积\t≥1.2万平方米\t10' $'购置仪器设备\t≥350台/套\t10' $'质量指标\t设备验收合格率\t100%\t15' $'工程质量\t符合国家标准\t15' \
        $'效益指标\t社会效益指标\t大班额比例\t≤1%\t20' $'满意度指标\t服务对象满意度指标\t师生满意度\t≥95%\t10' $'家长满意度\t≥90%\t10' $'总分\t100' > x.txt
    bd extract x.txt
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } $c["kind"] == "target" { print $c["name"] "|" $c["op"] $c["value"] "|" $c["unit"] }' out > got
    diff - got <<'END2'
产出指标/数量指标/改建校舍面积|>=1.2|万平方米
产出指标/数量指标/购置仪器设备|>=350|台/套
产出指标/质量指标/设备验收合格率|100|%
产出指标/质量指标/工程质量|符合国家标准|
效益指标/社会效益指标/大班额比例|<=1|%
满意度指标/服务对象满意度指标/师生满意度|>=95|%
满意度指标/服务对象满意度指标/家长满意度|>=90|%
END2
    sed -i $'/^绩效指标/s/.*/一级指标\t二级指标\t三级指标\t指标值/; /\t1[05]$/s/\t1[05]$//; s/\t20$//' x.txt
    bd extract x.txt
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i } $c["kind"] == "target" { print $c["name"] "|" $c["op"] $c["value"] "|" $c["unit"] }' out | diff got -
}

@test "--outline names the doubts of each table" {
    printf '收入总表\n科目编码\t科目名称\t合计\n201\t一般公共服务支出\t1.00\n202\t外交支出\t2.00\n' > a.txt
    bd extract --outline a.txt
    status_is 0
    cols 'line title rows figures doubts'
    out_is '1|收入总表|2|2|no-unit'
}
