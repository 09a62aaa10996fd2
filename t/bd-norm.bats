# SPDX-License-Identifier: MIT
# bd-norm: units, codes, tables, columns, names, organisations, options.
load helper

H='doc|page|line|edition|orgcode|org|year|phase|tno|table|side|row|level|role|path|code|name|col|kind|op|value|prec|unit|inferred'

# rec TABLE SIDE ROW LEVEL CODE NAME COL VALUE UNIT: one record of a made-up document
rec() { tsv "a|||2023-budget|||2023|budget|1|$1|$2|$3|$4|||$5|$6|$7|number||$8||$9|"; }
head_line() { tsv "$H"; }
# norm_cols NAME,...: those columns of bd-norm's output without the header
norm_cols() { bd norm --no-header --columns "$@"; }

@test "help and version are on stdout" {
    bd norm --help
    status_is 0
    grep -q '^Usage: bd-norm' out
    err_is ''
    bd norm --version
    status_is 0
    grep -q '^bd-norm [0-9]' out
}

@test "a bad option, unit or test is one line and status 2" {
    bd norm --nonsense
    status_is 2
    err_is "bd-norm: unknown option '--nonsense'"
    head_line > a
    bd norm --unit 斤 a
    status_is 2
    err_is "bd-norm: '斤' is no unit of money"
    bd norm --where name a
    status_is 2
    err_is "bd-norm: --where 'name': not COLUMN=REGEX"
    bd norm --where 'name=(' a
    status_is 2
    err_has "bd-norm: --where 'name=(': Unmatched ( or \\("
}

# ---- money ----

money() { # VALUE UNIT [PREC] [OPTION...]
    local value=$1 unit=$2 prec=${3:-}
    shift 3 2> /dev/null || shift $#
    { head_line; tsv "a|||2023-budget|||2023|budget|||||||||x|金额|prose||$value|$prec|$unit|"; } > in
    bd norm --no-header --columns value,prec,unit "$@" in
    status_is 0
}

@test "money is scaled exactly and keeps its printed precision" {
    money 300000 元
    out_is "$(tsv '30.0000||万元')"
    money 91016775.35 元
    out_is "$(tsv '9101.677535||万元')"
    money 165.1 亿元
    out_is "$(tsv '1651000|3|万元')"
    money 1.23456 亿元
    out_is "$(tsv '12345.6||万元')"
    money -0.5 元
    out_is "$(tsv '-0.00005||万元')"
    money 0 元
    out_is "$(tsv '0.0000||万元')"
    money 12 千元
    out_is "$(tsv '1.2||万元')"
    money 3.00 万
    out_is "$(tsv '3.00||万元')"
    money 123456789012345678901234567890123456789012345.67 元
    out_is "$(tsv '12345678901234567890123456789012345678901.234567||万元')"
}

@test "money in another unit, and back, is the same figure" {
    money 12.34 万元 '' --unit 元
    out_is "$(tsv '123400|2|元')"
    money 123400 元 2
    out_is "$(tsv '12.34||万元')"
    money 1651000 万元 3 --unit 亿元
    out_is "$(tsv '165.1||亿元')"
    money 1651000 万元 3 --unit 元
    out_is "$(tsv '16510000000|7|元')"
    money 1651000 万元 3 --unit 万元
    out_is "$(tsv '1651000|3|万元')"
}

@test "blank and dash get the unit, text and counts are left alone" {
    money '' 元
    out_is "$(tsv '||万元')"
    money - 元
    out_is "$(tsv '-||万元')"
    money 3-5 元
    out_is "$(tsv '3-5||元')"
    money 85 ％
    out_is "$(tsv '85||%')"
    money 7 家
    out_is "$(tsv '7||家')"
    money 5 ''
    out_is "$(tsv '5||')"
    money 80 '元/人·天'
    out_is "$(tsv '80||元/人·天')"
}

# ---- codes ----

@test "short codes are completed under the codes above them" {
    { head_line
      rec 支出预算总表 '' 1 '' 208 社会保障和就业支出 合计 1 万元
      rec 支出预算总表 '' 2 '' 05 行政事业单位养老支出 合计 1 万元
      rec 支出预算总表 '' 3 '' 01 行政单位离退休 合计 1 万元
      rec 支出预算总表 '' 4 '' 2080505 机关事业单位基本养老保险缴费支出 合计 1 万元
      rec 支出预算总表 '' 5 '' 08 抚恤 合计 1 万元
      rec 支出预算总表 '' 6 '' 01 死亡抚恤 合计 1 万元
      rec 支出预算总表 '' 7 '' 99 其他优抚支出 合计 1 万元
      rec 支出预算总表 '' 8 '' 99 其他社会保障和就业支出 合计 1 万元
      rec 支出预算总表 '' 9 '' 99 其他社会保障和就业支出 合计 1 万元; } > in
    norm_cols code,level,name in
    status_is 0
    out_is "$(tsv '208|1|社会保障和就业支出' '20805|2|行政事业单位养老支出' '2080501|3|行政单位离退休' \
        '2080505|3|机关事业单位基本养老保险缴费支出' '20808|2|抚恤' '2080801|3|死亡抚恤' \
        '2080899|3|其他优抚支出' '20899|2|其他社会保障和就业支出' '2089999|3|其他社会保障和就业支出')"
}

@test "both cells of a row with a short code get the same code" {
    { head_line
      rec 支出预算总表 '' 1 '' 208 社会保障和就业支出 合计 1 万元
      rec 支出预算总表 '' 2 '' 05 行政事业单位养老支出 合计 1 万元
      rec 支出预算总表 '' 2 '' 05 行政事业单位养老支出 基本支出 1 万元
      rec 支出预算总表 '' 3 '' 05 机关事业单位基本养老保险缴费支出 合计 1 万元
      rec 支出预算总表 '' 3 '' 05 机关事业单位基本养老保险缴费支出 基本支出 1 万元; } > in
    norm_cols code in
    out_is "$(tsv 208 20805 20805 2080505 2080505)"
}

@test "codes of several parts, in brackets, at the name or as the name" {
    { head_line
      rec 支出预算总表 '' 1 '' '208 05 01' 行政单位离退休 合计 1 万元
      rec 支出预算总表 '' 2 '' '208\\05\\1' x 合计 1 万元
      rec 支出预算总表 '' 3 '' '301 2' 津贴补贴 合计 1 万元
      rec 支出预算总表 '' 4 '' '[301]' 工资福利支出 合计 1 万元
      rec 支出预算总表 '' 5 '' '' '[208]社会保障和就业支出' 合计 1 万元
      rec 支出预算总表 '' 6 '' 208 '[20805]行政事业单位养老支出' 合计 1 万元
      rec 支出预算总表 '' 7 '' '' 310资本性支出 合计 1 万元
      rec 支出预算总表 '' 8 '' '' 2080502-事业单位离退休 合计 1 万元
      rec 支出预算总表 '' 9 '' '' 501 合计 1 万元
      rec 支出预算总表 '' 10 '' ２０１ 一般公共服务支出 合计 1 万元
      rec 支出预算总表 '' 11 '' '208@05@06' 机关事业单位职业年金缴费支出 合计 1 万元; } | tr @ '|' > in
    norm_cols code,name in
    status_is 0
    out_is "$(tsv '2080501|行政单位离退休' '208\\05\\1|x' '30102|津贴补贴' '301|工资福利支出' '208|社会保障和就业支出' \
        '20805|行政事业单位养老支出' '310|资本性支出' '2080502|事业单位离退休' '501|机关工资福利支出' '201|一般公共服务支出' \
        '2080506|机关事业单位职业年金缴费支出')"
}

@test "a missing code comes from the name, if it is unique under its parent, and is marked" {
    { head_line
      rec 支出预算总表 '' 1 '' 208 社会保障和就业支出 合计 1 万元
      rec 支出预算总表 '' 2 '' '' 行政事业单位养老支出 合计 1 万元
      rec 支出预算总表 '' 3 '' '' 事业单位离退休 合计 1 万元
      rec 支出预算总表 '' 4 '' '' 卫生健康支出 合计 1 万元
      rec 支出预算总表 '' 5 '' '' 小计 合计 1 万元
      rec 支出预算总表 '' 6 '' '' 公共卫生 合计 1 万元
      rec 支出预算总表 '' 7 '' '' 教师进修 合计 1 万元; } > in
    norm_cols code,name,level,inferred in
    out_is "$(tsv '208|社会保障和就业支出|1|' '20805|行政事业单位养老支出|2|code' '2080502|事业单位离退休|3|code' \
        '210|卫生健康支出|1|code' '|小计||' '21004|公共卫生|2|code' '|教师进修||')"
}

@test "a table without a code column gets none" {
    { head_line
      rec 收支预算总表 out 1 1 '' 一、一般公共服务支出 支出/预算数 1 万元
      rec 收支预算总表 out 2 1 '' 二、教育支出 支出/预算数 2 万元; } > in
    norm_cols code,name,level in
    out_is "$(tsv '|一般公共服务支出|1' '|教育支出|1')"
}

@test "where code and name do not belong together the code wins and --unknown tells" {
    { head_line
      rec 支出预算总表 '' 1 '' 2080501 办公费 合计 1 万元
      rec 支出预算总表 '' 2 '' 2989898 从未见过的款项 合计 1 万元; } > in
    bd norm --unknown u --no-header --columns code,name in
    status_is 0
    out_is "$(tsv '2080501|办公费' '2989898|从未见过的款项')"
    tsv 'what|value|count|doc|page|line|note' 'code|2989898|1|a|||从未见过的款项' 'conflict|2080501 办公费|1|a|||行政单位离退休' \
        'name|从未见过的款项|1|a|||' > want
    same want u
}

# ---- tables, columns, names ----

title() { # TITLE: the canonical table
    { head_line; rec "$1" '' 1 1 '' x 合计 1 万元; } > in
    norm_cols table in
    status_is 0
}

@test "titles of budget and final accounts, of department and unit, come to one table" {
    while IFS='|' read -r printed want; do
        title "$printed"
        out_is "$want" || { echo "title: $printed" >&2; return 1; }
    done <<'END'
部门财务收支预算总表|收支总表
收入支出决算总表|收支总表
单位收支总体情况表|收支总表
预算单位收入预算总表|收入总表
收入决算表|收入总表
2.17单位支出总表|支出总表
某市级部门支出总表|支出总表
财政拨款收入支出预算总表|财政拨款收支总表
部门一般公共预算支出功能分类预算表|一般公共预算支出表
一般公共预算财政拨款支出决算表|一般公共预算支出表
一般公共预算支出表（按功能科目到项级）|一般公共预算支出表
基本支出决算明细表|一般公共预算基本支出表
一般公共预算财政拨款基本支出决算表|一般公共预算基本支出表
财政拨款基本支出预算表（经济科目）|财政拨款基本支出预算表（经济科目）
一般公共预算财政拨款“三公”经费支出决算表|三公经费支出表
(")三公(")经费支出决算表|三公经费支出表
政府性基金预算财政拨款收入支出决算表|政府性基金预算支出表
政府性基金预算收支预算表|政府性基金预算收支表
国有资本经营支出决算表|国有资本经营预算支出表
项目支出预算表|项目支出表
机关运行经费预算财政拨款情况统计表|机关运行经费表
部门整体支出绩效目标表|整体支出绩效目标表
财政项目支出绩效目标填报表|项目支出绩效目标表
部门机构设置情况|部门机构设置情况
非税收入征收计划表|非税收入征收计划表
END
}

@test "canonical tables stay what they are" {
    for t in 收支总表 收入总表 支出总表 财政拨款收支总表 一般公共预算支出表 一般公共预算基本支出表 三公经费支出表 政府性基金预算支出表 \
        国有资本经营预算支出表 政府性基金预算收支表 国有资本经营预算收支表 项目支出表 机关运行经费表 政府采购表 固定资产表 \
        整体支出绩效目标表 项目支出绩效目标表; do
        title "$t"
        out_is "$t"
    done
}

columns() { # [--one-name] TABLE SIDE COLUMN...: col, year and phase of a table with these columns
    local table side c one=
    if [ "$1" = --one-name ]; then one=$1; shift; fi
    table=$1 side=$2
    shift 2
    { head_line; for c; do rec "$table" "$side" 1 0 '' 合计 "$c" 1 万元; done; } > in
    norm_cols col,year,phase $one in
    status_is 0
}

@test "a column loses year, phase, side and the head that all columns share" {
    columns 支出总表 '' 2022年预算数/合计 2022年预算数/基本支出 2022年预算数/项目支出
    out_is "$(tsv '合计|2022|budget' '基本支出|2022|budget' '项目支出|2022|budget')"
    columns 支出总表 '' 支出预算/合计 支出预算/基本支出
    out_is "$(tsv '合计|2023|budget' '基本支出|2023|budget')"
    columns 收支总表 in 本年收入/决算数
    out_is "$(tsv '金额|2023|final')"
    columns 收支总表 out 支出/上年预算数 支出/本年预算数
    out_is "$(tsv '金额|2022|budget' '金额|2023|budget')"
    columns 财政拨款收支总表 out 支出/金额/小计 支出/金额/一般公共预算财政拨款 支出/金额/政府性基金
    out_is "$(tsv '合计|2023|budget' '一般公共预算|2023|budget' '政府性基金预算|2023|budget')"
}

@test "heads with parts keep them" {
    columns 支出总表 '' 合计 基本保障支出/小计 基本保障支出/人员经费支出 基本保障支出/标准公用经费支出 项目支出
    out_is "$(tsv '合计|2023|budget' '基本支出/小计|2023|budget' '基本支出/人员经费|2023|budget' \
        '基本支出/公用经费|2023|budget' '项目支出|2023|budget')"
    columns 收入总表 '' 合计 本年收入/小计 本年收入/财政拨款收入 上年结转结余
    out_is "$(tsv '合计|2023|budget' '本年收入/小计|2023|budget' '财政拨款收入|2023|budget' '上年结转|2023|budget')"
    columns --one-name 收入总表 '' 合计 本年收入/小计 本年收入/财政拨款收入 上年结转结余
    out_is "$(tsv '合计|2023|budget' '本年收入合计|2023|budget' '财政拨款收入|2023|budget' '上年结转|2023|budget')"
    columns 收入总表 '' 合计 一般公共预算/小计 一般公共预算/其中：财政拨款 政府性基金
    out_is "$(tsv '合计|2023|budget' '一般公共预算/小计|2023|budget' '一般公共预算/财政拨款|2023|budget' '政府性基金预算|2023|budget')"
    columns 收入总表 '' 本年收入合计 财政拨款收入
    out_is "$(tsv '合计|2023|budget' '财政拨款收入|2023|budget')"
}

@test "收入合计 and 支出合计 of one row keep their names, each alone is 合计" {
    columns 收支总表 '' 收入合计 财政拨款收入 支出合计 基本支出
    out_is "$(tsv '收入合计|2023|budget' '财政拨款收入|2023|budget' '支出合计|2023|budget' '基本支出|2023|budget')"
    columns 支出总表 '' 支出合计 基本支出
    out_is "$(tsv '合计|2023|budget' '基本支出|2023|budget')"
}

@test "comparisons with last year are columns of their own, rates are no money" {
    columns 一般公共预算支出表 '' 2022年执行数 2023年预算数/小计 2023年预算数/基本支出 2023年预算数比2022年执行数/增减额 '2023年预算数比2022年执行数/增减%'
    out_is "$(tsv '执行数|2022|final' '合计|2023|budget' '基本支出|2023|budget' '比上年增减/增减额|2023|budget' '比上年增减/增减%|2023|budget')"
    columns --one-name 一般公共预算支出表 '' 2022年预算数 2023年预算数/小计 2023年预算数/基本支出 2023年预算数比2022年预算数/增减额 '2023年预算数比2022年预算数/增减%'
    out_is "$(tsv '合计|2022|budget' '合计|2023|budget' '基本支出|2023|budget' '比上年增减|2023|budget' '比上年增减率|2023|budget')"
    columns 一般公共预算支出表 '' 2022年预算数 2023年预算数/小计 2023年预算数/基本支出 增减额 比上年增减
    out_is "$(tsv '金额|2022|budget' '合计|2023|budget' '基本支出|2023|budget' '增减额|2023|budget' '比上年增减|2023|budget')"
    { head_line; rec 支出总表 '' 1 1 201 一般公共服务支出 '增减（%）' 12.5 元; rec 支出总表 '' 1 1 201 一般公共服务支出 合计 12.5 元; } > in
    norm_cols col,value,unit in
    out_is "$(tsv '增减（%）|12.5|%' '合计|0.00125|万元')"
}

@test "sources of income by fund and by carry-over stay apart" {
    columns 收入总表 '' 合计 本年收入/小计 本年收入/一般公共预算 本年收入/单位资金/事业收入 上年结转结余/小计 上年结转结余/一般公共预算
    out_is "$(tsv '合计|2023|budget' '本年收入/小计|2023|budget' '本年收入/一般公共预算|2023|budget' '事业收入|2023|budget' \
        '上年结转/小计|2023|budget' '上年结转/一般公共预算|2023|budget')"
    run bd norm -o n.tsv in
    norm_cols col,year,phase n.tsv
    out_is "$(tsv '合计|2023|budget' '本年收入/小计|2023|budget' '本年收入/一般公共预算|2023|budget' '事业收入|2023|budget' \
        '上年结转/小计|2023|budget' '上年结转/一般公共预算|2023|budget')"
    norm_cols col,year,phase --one-name n.tsv
    out_is "$(tsv '合计|2023|budget' '本年收入合计|2023|budget' '一般公共预算|2023|budget' '事业收入|2023|budget' \
        '上年结转/小计|2023|budget' '上年结转/一般公共预算|2023|budget')"
}

@test "the one amount column is 金额, full-year budgets stay apart" {
    columns 一般公共预算基本支出表 '' 合计
    out_is "$(tsv '金额|2023|budget')"
    columns 三公经费支出表 '' 年初预算数 全年预算数 决算数
    out_is "$(tsv '金额|2023|budget' '全年预算数|2023|budget' '金额|2023|final')"
    columns 固定资产表 '' 数量 '价值（金额单位：万元）'
    out_is "$(tsv '数量|2023|budget' '价值|2023|budget')"
}

@test "three public items as columns or as rows come to the same records" {
    { head_line
      for c in 合计 '因公出国(境)费' 公务接待费 公务用车购置及运行费/小计 公务用车购置及运行费/购置费 公务用车购置及运行费/运行费; do
          rec '“三公”经费预算表' '' 1 '' '' '' "“三公”经费预算数/$c" 1.5 万元
      done; } > in
    norm_cols table,level,role,path,name,col in
    cp out wide
    { head_line; i=0
      for n in 合计 一、因公出国费 二、公务接待费 三、公务用车购置和运行费 其中：公务用车购置费 公务用车运行费; do
          i=$((i + 1)); rec '“三公”经费预算表' '' $i '' '' "$n" 预算数 1.5 万元
      done; } > in
    norm_cols table,level,role,path,name,col in
    sed -i 's/some/item/; 1s/\t\t/\t0\t/' out
    same wide out
    tsv '三公经费支出表|0|total||合计|金额' '三公经费支出表|1|item||因公出国（境）费|金额' '三公经费支出表|1|item||公务接待费|金额' \
        '三公经费支出表|1|item||公务用车购置及运行维护费|金额' \
        '三公经费支出表|2|item|公务用车购置及运行维护费|公务用车购置费|金额' \
        '三公经费支出表|2|item|公务用车购置及运行维护费|公务用车运行维护费|金额' > want
    same want wide
}

@test "names lose enumerators and get one spelling; roles keep what was said" {
    { head_line
      rec 收支预算总表 in 1 1 '' '一、财政拨款' 收入/预算数 1 万元
      rec 收支预算总表 in 2 2 '' '（一）政府性基金' 收入/预算数 1 万元
      rec 收支预算总表 in 3 2 '' '其中：1.Ｇ专项收入' 收入/预算数 1 万元
      rec 收支预算总表 in 4 1 '' '减：退库' 收入/预算数 1 万元
      rec 收支预算总表 in 5 0 '' '收入总计：' 收入/预算数 1 万元
      rec 一般公共预算基本支出表 '' 1 2 30213 '维修(护)费' 合计 1 万元
      rec 一般公共预算基本支出表 '' 2 2 '' 1.5倍工资 合计 1 万元; } > in
    norm_cols name,role in
    out_is "$(tsv '财政拨款|item' '政府性基金|item' 'G专项收入|some' '退库|less' '收入总计|total' '维修（护）费|item' \
        '1.5倍工资|item')"
}

@test "income and expenditure side by side keep their labels, parents too" {
    { head_line
      tsv 'a|||2023-budget|||2023|budget|1|财政拨款收支总表|in|1|1||||一、一般公共预算拨款|收入/预算数|number||1||万元|' \
          'a|||2023-budget|||2023|budget|1|财政拨款收支总表|in|2|1||||二、年初财政拨款结转和结余|收入/预算数|number||1||万元|' \
          'a|||2023-budget|||2023|budget|1|财政拨款收支总表|in|3|2||年初财政拨款结转和结余||（一）一般公共预算拨款|收入/预算数|number||1||万元|'; } > in
    norm_cols path,name in
    out_is "$(tsv '|一般公共预算拨款' '|年初财政拨款结转和结余' '年初财政拨款结转和结余|一般公共预算拨款')"
    # By one name, a fund that is carried over is no income of that fund.
    norm_cols path,name --one-name in
    status_is 0
    out_is "$(tsv '|一般公共预算拨款收入' '|上年结转结余' '上年结转结余|一般公共预算拨款')"
}

@test "the same account keeps the name of its year" {
    { head_line; rec 支出总表 '' 1 1 215 资源勘探信息等支出 合计 1 万元; rec 支出总表 '' 2 1 215 资源勘探工业信息等支出 合计 1 万元; } > in
    norm_cols code,name in
    out_is "$(tsv '215|资源勘探信息等支出' '215|资源勘探工业信息等支出')"
}

@test "an organisation row gives its code and name to the rows under it" {
    { head_line
      rec 支出总表 '' 1 0 '' 合计 合计 3 万元
      rec 支出总表 '' 2 '' 209 某市某局 合计 3 万元
      rec 支出总表 '' 3 '' 209001 某市某局本级 合计 3 万元
      rec 支出总表 '' 4 '' 208 社会保障和就业支出 合计 1 万元
      rec 支出总表 '' 5 '' '' '[209002]某市某中心' 合计 3 万元
      rec 支出总表 '' 6 '' 210 卫生健康支出 合计 1 万元
      rec 支出总表 '' 7 0 '' 总计 合计 1 万元; } > in
    norm_cols orgcode,org,level,role,code,name in
    out_is "$(tsv '||0|total||合计' '209|某市某局|0|org||某市某局' '209001|某市某局本级|0|org||某市某局本级' \
        '209001|某市某局本级|1|item|208|社会保障和就业支出' '209002|某市某中心|0|org||某市某中心' \
        '209002|某市某中心|1|item|210|卫生健康支出' '||0|total||合计')"
}

@test "a number that is no account's makes an organisation row, a project's does not" {
    for t in 部门收入总表 部门项目支出表; do
        { head_line; rec $t '' 1 '' 105 某某单位 合计 3 万元; rec $t '' 2 '' 105001003 某某站 合计 3 万元; } > in
        norm_cols orgcode,code,name in
        cat out
    done > all
    tsv '105||某某单位' '105001003||某某站' '|105|某某单位' '|105001003|某某站' > want
    same want all
}

@test "comparators are canonical" {
    { head_line
      for op in ≥ ≤ ＞ 约 '>=' '~' ''; do tsv "a|||2023-budget|||2023|budget|1|项目绩效目标表|||||||产出指标/数量指标/x|指标值|target|$op|5||个|"; done; } > in
    norm_cols op,value in
    out_is "$(tsv '>=|5' '<=|5' '>|5' '~|5' '>=|5' '~|5' '|5')"
}

# ---- the stream ----

@test "a second run changes no byte, and neither does the rest of a normalised stream" {
    need_shared
    for t in "$SHARED"/truth/*.tsv; do
        python3 "$SHARED/tools/score.py" --as-records "$t" > in
        bd norm -o one in
        status_is 0
        bd norm -o two one
        status_is 0
        same one two
        [ "$(wc -l < in)" -eq "$(wc -l < one)" ]
    done
}

@test "every amount of the real documents gets a known table, column and code" {
    need_shared
    for t in "$SHARED"/truth/*.tsv; do
        python3 "$SHARED/tools/score.py" --as-records "$t" > in
        bd norm --unknown u -o one in
        status_is 0
        sed 1d u
    done > all
    tsv 'table|部门机构设置情况|1' > want
    cut -f1-3 all > got
    same want got
}

@test "documents come out of one stream as each comes out alone, from files, -, and --files0-from" {
    for d in a b c; do
        { head_line; rec 部门支出总表 '' 1 0 '' 合计 2022年预算数/合计 1 元; rec 部门支出总表 '' 2 '' 208 社会保障和就业支出 2022年预算数/基本支出 2 元
          rec 收支预算总表 in 1 1 '' 一、财政拨款 收入/预算数 1 元; } | sed "s/^a/$d/" > $d
        bd norm $d
        status_is 0
        if [ $d = a ]; then cat out; else sed 1d out; fi
    done > want
    bd norm a b c
    same want out
    cat a b c > all
    bd norm - < all
    same want out
    printf 'a\0b\0c\0' > list
    bd norm --files0-from list
    same want out
}

@test "unknown columns pass, missing ones are added empty, order is kept" {
    tsv 'mine|doc|kind|name|col|value|unit' 'm1|a|prose|x|金额|10000|元' 'm2|a|prose|y|金额|1|万元' > in
    bd norm in
    status_is 0
    out_is "$(tsv 'mine|doc|kind|name|col|value|unit|orgcode|org|year|phase|table|level|role|path|code|prec|inferred' \
        'm1|a|prose|x|金额|1.0000|万元|||||||||||' 'm2|a|prose|y|金额|1|万元|||||||||||')"
}

@test "doc records pass with their own count" {
    { head_line; rec 支出总表 '' 1 1 201 一般公共服务支出 合计 1 万元; rec 支出总表 '' 2 1 205 教育支出 合计 1 万元
      tsv 'a|||2023-budget|||||||||||||ok|text/tab|doc||99|||'; } > in
    norm_cols kind,value in
    out_is "$(tsv 'number|1' 'number|1' 'doc|2')"
    bd norm --no-header --where name=教育 --columns kind,name,value in
    out_is "$(tsv 'number|教育支出|1' 'doc|ok|1')"
    bd norm --no-header --where 'name!=教育' --columns kind,name,value in
    out_is "$(tsv 'number|一般公共服务支出|1' 'doc|ok|1')"
}

@test "--columns picks by name; a name that is not there is an error" {
    { head_line; rec 支出总表 '' 1 1 201 一般公共服务支出 合计 10000 元; } > in
    bd norm --columns value,unit,code in
    status_is 0
    out_is "$(tsv 'value|unit|code' '1.0000|万元|201')"
    bd norm --columns value,nothing in
    status_is 2
    err_is "bd-norm: no column 'nothing' in the input"
}

@test "--wide puts the amount columns of a row side by side" {
    { head_line
      for c in 2022年预算数/合计 2022年预算数/基本支出; do rec 部门支出总表 '' 1 0 '' 合计 "$c" 1.00 万元; done
      rec 部门支出总表 '' 2 1 201 一般公共服务支出 2022年预算数/合计 0.50 万元
      rec 部门支出总表 '' 3 1 205 教育支出 2022年预算数/基本支出 - 万元
      tsv 'b|||2023-budget|||2023|budget|1|支出总表||1|1|||205|教育支出|合计|number||1||万元|'
      tsv 'b|||2023-budget|||2023|budget|1|支出总表||1|1|||205|教育支出|基本支出|number||2||万元|'
      tsv 'b|||2023-budget|||2023|final|2|收支总表|in|1|1||||其他收入|决算数|number||2||万元|'
      tsv 'b|||2023-budget|||2023|budget|2|收支总表|in|1|1||||其他收入|预算数|number||3||万元|'
      tsv 'b|||2023-budget||||||||||||备注|||text||x|||'; } > in
    bd norm --wide in
    status_is 0
    cut -f1,8,9,10,12,16- out > got
    tsv 'doc|tno|table|side|row|code|name|year|phase|unit|合计|基本支出' 'a|1|支出总表||1||合计|2022|budget|万元|1.00|1.00' \
        'a|1|支出总表||2|201|一般公共服务支出|2022|budget|万元|0.50|' 'a|1|支出总表||3|205|教育支出|2022|budget|万元||-' \
        'b|1|支出总表||1|205|教育支出|2023|budget|万元|1|2' '' \
        'doc|tno|table|side|row|code|name|year|phase|unit|2023 final 金额|2023 budget 金额' \
        'b|2|收支总表|in|1||其他收入|||万元|2|3' > want
    same want got
    bd norm --wide --columns code in
    status_is 2
    err_is 'bd-norm: --wide and --columns exclude each other'
}

@test "--csv is what a spreadsheet reads, formulas are text" {
    { head_line
      rec 支出总表 '' 1 1 201 一般公共服务支出 合计 -1.5 万元
      rec 支出总表 '' 2 '' '' '=HYPERLINK("x","y")' 合计 - 万元
      rec 支出总表 '' 3 '' '' '@a\tb,c' 合计 1 万元; } > in
    bd norm --csv --columns name,value in
    status_is 0
    printf '\xef\xbb\xbf' > want
    printf '%s\n' '"name","value"' '"一般公共服务支出","-1.5"' '"'"'"'=HYPERLINK(""x"",""y"")","'"'"'-"' >> want
    printf '"%s@a\tb,c","1"\n' "'" >> want
    sed -i 's/=HYPERLINK(/=HYPERLINK（/; s/"")"/""）"/' want
    same want out
}

@test "--keep shows what was printed, once" {
    { head_line; rec 支出预算总表 '' 1 '' '' '[201]一般公共服务支出' 预算数 10000 元; } > in
    bd norm --keep -o one in
    status_is 0
    bd norm --keep --no-header --columns raw_table,raw_name,raw_col,raw_value,raw_unit,code,name,value one
    out_is "$(tsv '支出预算总表|[201]一般公共服务支出|预算数|10000|元|201|一般公共服务支出|1.0000')"
    bd norm --keep -o two one
    same one two
}

@test "headerless input with --input-columns" {
    tsv 'a|number|工资福利支出|金额|10000|元' > in
    bd norm --input-columns doc,kind,name,col,value,unit --no-header --columns name,value,unit in
    status_is 0
    out_is "$(tsv '工资福利支出|1.0000|万元')"
}

@test "bad input is told with file and line, other inputs go on, an incomplete file is not put in place" {
    { head_line; rec 支出总表 '' 1 1 201 一般公共服务支出 合计 1 万元; printf 'short\n'; } > bad
    { head_line; rec 支出总表 '' 1 1 205 教育支出 合计 1 万元; } > good
    norm_cols name bad good
    status_is 2
    out_is "$(tsv 一般公共服务支出 教育支出)"
    grep -q '^bd-norm: bad:3: ' err
    [ "$(wc -l < err)" -eq 1 ]
    bd norm -o x bad good
    status_is 2
    [ ! -e x ]
}

@test "a long table streams in bounded memory and comes out the same" {
    not_san 'address space limit'
    { head_line
      awk 'BEGIN { OFS = "\t"; for (i = 1; i <= 200000; i++) print "a", "", i, "2023-budget", "", "", 2023, "budget", 1, "支出总表", "", i, 3, \
          "item", "", "2010301", "行政运行", i % 2 ? "合计" : "基本支出", "number", "", i ".00", "", "万元", "" }'; } > in
    status=0
    (ulimit -v 60000; "$BD_BIN/bd-norm" in > out) || status=$?
    status_is 0
    same in out
}

@test "a table of as many columns, names or titles as records does not take memory either" {
    not_san 'address space limit'
    for what in col name title; do
        { head_line
          awk -v w="$what" 'BEGIN { OFS = "\t"; for (i = 1; i <= 100000; i++) print "a", "", i, "2023-budget", "", "", 2023, "budget", 1, \
              "某某" (w == "title" ? i : ""), "", i, "", "", "", "", "甲" (w == "name" ? i : ""), "乙" (w == "col" ? i : ""), \
              "number", "", i ".00", "", "元", "" }'; } > in
        status=0
        (ulimit -v 60000; "$BD_BIN/bd-norm" in > out) || status=$?
        status_is 0
        [ "$(wc -l < out)" -eq 100001 ]
    done
}

@test "no memory, or a read that fails, is one line and nothing half done" {
    not_san 'malloc is theirs'
    { head_line; rec 部门支出总表 '' 1 1 208 社会保障和就业支出 2022年预算数/合计 1 元; rec 部门支出总表 '' 2 '' 05 抚恤 2022年预算数/基本支出 1 元
      tsv 'a|||2023-budget|||||||||||||ok|text/tab|doc||2|||'; } > in
    bd norm --keep -o whole in
    status_is 0
    for call in read malloc write; do
        for n in $(seq 1 400); do
            rm -f log x
            status=0
            LD_PRELOAD=$FAULT BD_FAULT=$call:$n BD_FAULT_LOG=log "$BD_BIN/bd-norm" --keep --unknown u -o x in > out 2> err || status=$?
            [ -s log ] || break
            if [ "$status" -eq 0 ]; then same whole x
            else
                status_is 2
                [ "$(wc -l < err)" -eq 1 ]
                [ ! -e x ] || same whole x
            fi
        done
        [ "$n" -gt 1 ]
        [ "$n" -lt 400 ]
    done
}

@test "a full disk and a closed pipe" {
    { head_line; for i in 1 2 3; do rec 支出总表 '' $i 1 201 一般公共服务支出 合计 1 万元; done; } > in
    status=0
    "$BD_BIN/bd-norm" in > /dev/full 2> err || status=$?
    status_is 2
    [ "$(wc -l < err)" -eq 1 ]
    "$ROOT/bench/gen" normal 20000 > in
    pipe "bd-norm in | head -n 1 > /dev/null"
    err_is ''
}

# ---- dictionaries ----

@test "dictionary files add and replace" {
    { head_line; rec 支出总表 '' 1 1 201 一般公共服务支出 我们的列 3 两银子; rec 支出总表 '' 2 1 299 我们的类 我们的列 3 两银子
      rec 支出总表 '' 3 '' '' 我们的合计 我们的列 1 两银子; rec 我们的总账 '' 1 1 '' x 合计 1 元; } > in
    tsv 'code|name|from|to|source' '299|我们的类|2020||here' > codes
    tsv 'printed|column|where|phase|year|source' '我们的列|基本支出||final||here' > columns
    tsv 'printed|name|where|source' '我们的合计|合计|支出总表|here' > names
    tsv 'words|table|source' '我们的总账|收支总表|here' > tables
    tsv 'unit|canonical|power|source' '两银子|两银子|4|here' > units
    bd norm --codes codes --cols columns --names names --tables tables --units units --unknown u \
        --no-header --columns table,code,name,col,phase,value,unit in
    status_is 0
    out_is "$(tsv '支出总表|201|一般公共服务支出|基本支出|final|3|万元' '支出总表|299|我们的类|基本支出|final|3|万元' \
        '支出总表||合计|基本支出|final|1|万元' '收支总表||x|金额|budget|0.0001|万元')"
}

@test "--no-builtin knows nothing but what it is given" {
    { head_line; rec 部门支出总表 '' 1 1 201 一般公共服务支出 合计 30000 元; } > in
    tsv 'unit|canonical|power|source' '元|元|0|here' > units
    bd norm --no-builtin --units units --no-header --columns table,value,unit in
    status_is 0
    out_is "$(tsv '部门支出总表|3.0000|万元')"
}

@test "a bad dictionary line is an error with file and line" {
    head_line > in
    try() { # OPTION TEXT
        printf '%s\n' "$2" | tr '|' '\t' > d
        bd norm "$1" d in
        status_is 2
    }
    try --codes 'code|name'
    err_is "$(printf 'bd-norm: d:1: the first line of this dictionary names its columns, separated by TAB: code, name, from, to, source')"
    try --codes 'code|name|from|to|source
20a|x|||s'
    err_is 'bd-norm: d:2: a code has digits only'
    try --codes 'code|name|from|to|source
# a remark

201|x|2020|2019|s'
    err_is 'bd-norm: d:4: valid from a year after the last'
    try --codes 'code|name|from|to|source
201|x|20'
    err_is 'bd-norm: d:2: 3 columns, not 5'
    try --cols 'printed|column|where|phase|year|source
x|y||spring||s'
    err_is 'bd-norm: d:2: a phase is budget or final'
    try --units 'unit|canonical|power|source
x|y|many|s'
    err_is 'bd-norm: d:2: the power of ten of a money unit is 0 to 16'
    try --tables 'words|table|source
!x|y|s'
    err_is 'bd-norm: d:2: a title needs a word that it has'
    bd norm --names missing in
    status_is 2
    err_is 'bd-norm: missing: cannot open: No such file or directory'
    : > d
    bd norm --names d in
    status_is 2
    err_is 'bd-norm: d: empty'
}

@test "the built-in dictionaries have a source on every line, and sorted codes" {
    for f in "$ROOT"/data/{codes,names,columns,tables,units,renames,orgs}.tsv; do
        awk -F'\t' -v f="$f" 'NR > 1 && $NF == "" { print f ":" NR ": no source"; bad = 1 } END { exit bad }' "$f"
    done
    cut -f1 "$ROOT/data/codes.tsv" | sed 1,2d | LC_ALL=C sort -c
}

@test "of nonsense too the normal form is one: twice changes no byte" {
    python3 "$ROOT/t/nonsense.py" 1 1500 > in
    bd norm -o once in
    status_is 0
    bd norm -o twice once
    status_is 0
    same once twice
    # the measure can fail: most of it was not in normal form
    [ "$(comm -12 <(sort in) <(sort once) | wc -l)" -lt "$(($(wc -l < in) / 2))" ]
}

@test "a title spelled otherwise further down is the same table" {
    tsv 'doc|tno|table|role|row|code|name|col|kind|value|unit' 'a|1|支出总表|item|1|205|教育支出|合计|number|1|万元' \
        'a|1|支出 总表|item|2|02|普通教育|合计|number|1|万元' 'a|2|支出总表|item|1|02|普通教育|合计|number|1|万元' > in
    bd norm --no-header --columns table,code in
    out_is <<'END'
支出总表	205
支出总表	20502
支出总表	02
END
}

@test "every line of the dictionaries is attested, or says that it is not checked" {
    need_shared
    ls "$SHARED"/truth/*.tsv | sed 's,.*/,,; s/\.tsv$//' > known
    printf '%s\n' rules record-format >> known
    for f in codes names columns tables units renames orgs; do
        awk -F'\t' -v f="$f" '
            FNR == NR { known[$1]; next }
            /^#/ || !n++ { next }
            $NF ~ /, not checked$/ { next }
            { k = split($NF, w, /[ ,;]+/); for (i = 1; i <= k; i++) if (w[i] in known) next; print f ": " $0 }' known "$ROOT/data/$f.tsv"
    done > bad
    cat bad
    [ ! -s bad ]
}

@test "a short code with nothing above it is not remembered for the next document" {
    tsv 'doc|tno|table|side|role|row|code|name|col|kind|value|unit' 'a|1|收支总表|out|item|1|01|甲|金额|number|1|万元' \
        'b|1|收支总表|out|item|1|2080505|乙|金额|number|1|万元' 'b|1|收支总表|out|item|2|01|甲|金额|number|1|万元' > in
    bd norm --no-header --columns doc,code in
    out_is <<'END'
a	01
b	2080505
b	2080501
END
}

@test "an item of 三公 that is called a total stays under its organisation, also the second time" {
    tsv 'doc|tno|table|side|role|row|orgcode|code|name|col|kind|value|unit' 'a|1|三公经费支出表||org|1|401001||某局|金额|number|1|万元' \
        'a|1|三公经费支出表||total|2|||公务用车购置及运行费|金额|number|1|万元' > in
    bd norm -o once in
    bd norm --no-header --columns orgcode,level,name once
    out_is <<'END'
401001	0	某局
401001	1	公务用车购置及运行维护费
END
    bd norm -o twice once
    same once twice
}

@test "columns of indicators have no sides" {
    tsv 'doc|tno|table|side|name|col|kind|value|unit' 'a|1|支出总表|x||合计|target|1|' 'a|1|支出总表|||决算数/合计|target|1|' 'a|1|支出总表|||本年收入/小计|target|1|' > in
    bd norm -o once in
    bd norm -o twice once
    same once twice
}
