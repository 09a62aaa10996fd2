#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# bd-rollup: rows of real behaviour.

load helper

HEAD='doc|line|edition|year|phase|tno|table|side|row|level|role|path|code|name|col|kind|op|value|unit'
HEADT=$(printf '%s\n' "$HEAD" | tr '|' '\t')
N=0
# cell TABLE CODE NAME COL VALUE [SIDE] [LEVEL] [ROLE] [PATH]: a record in 万元; each its own line and row
cell() {
    N=$((N + 1))
    local level=${7-} role=${8-item}
    case $3 in 合计 | *合计 | *总计) role=${8-total} level=${7-0} ;; esac
    printf 'x.txt|%s|2023-budget|2023|budget|%s|%s|%s|%s|%s|%s|%s|%s|%s|%s|number||%s|万元\n' \
        "$N" "${TNO:-1}" "$1" "${6-}" "$N" "$level" "$role" "${9-}" "$2" "$3" "$4" "$5" | tr '|' '\t'
}
prose() { # SUBJECT COL VALUE [UNIT]
    N=$((N + 1))
    printf 'x.txt|%s|2023-budget|2023|budget|||||||||%s|%s|prose||%s|%s\n' "$N" "$1" "$2" "$3" "${4-万元}" | tr '|' '\t'
}
head_line() { printf '%s\n' "$HEADT"; }
# line, code, name, col, rule, result, left, right, gap, tolerance, cause, caused_by of the findings that are not ok
short() { awk -F'\t' -v OFS='|' 'NR > 1 && $18 != "ok" { print $4, $14, $15, $16, $17, $18, $20, $21, $22, $23, $28, $29 }' "${1:-out}"; }
short_is() { short > got; cat > .want; same .want got; }
results() { awk -F'\t' 'NR > 1 { n[$17 " " $18]++ } END { for (k in n) print k, n[k] }' out | LC_ALL=C sort; }

simple() { # a table that adds up, within rounding
    head_line
    N=0
    cell 支出总表 '' 合计 合计 300.01
    cell 支出总表 205 教育支出 合计 100.00
    cell 支出总表 208 社会保障和就业支出 合计 200.00
    cell 支出总表 20801 管理事务 合计 200
}

@test "records come out as they went in, with sum, gap, check and rule" {
    simple > in.tsv
    bd rollup --only 'R0*' in.tsv
    status_is 0
    err_is ''
    cut -f1-19 out > got
    same in.tsv got
    cut -f20- out | tr '\t' '|' > got
    cat > .want <<'END'
sum|gap|check|rule
300.00|0.01|ok|R02
||ok|R02
200|0.00|ok|R01,R02
||ok|R01
END
    same .want got
}

@test "sum and gap are in the record's own unit" {
    { head_line; cell 支出总表 '' 合计 合计 1234567; cell 支出总表 205 教育支出 合计 1234000; cell 支出总表 208 社保 合计 467; } |
        sed 's/万元$/元/' > in.tsv
    bd rollup --only R02 in.tsv
    status_is 0
    [ "$(sed -n 2p out | cut -f20-22 | tr '\t' '|')" = '1234467|100|off' ]
}

@test "rounding is ok, and off with --exact" {
    simple > in.tsv
    bd rollup --check --only 'R0*' in.tsv
    status_is 0
    short_is < /dev/null
    err_is 'bd-rollup: 2 checks: 2 ok, 0 off, 0 open'
    bd rollup --check --exact --only 'R0*' in.tsv
    status_is 1
    short_is <<'END'
1||合计|金额|R02|off|300.01|300.00|0.01|0||
END
    err_is 'bd-rollup: 2 checks: 1 ok, 1 off, 0 open'
}

@test "a blank, a dash and a 0 stay three facts, and add nothing to sum or tolerance" {
    { head_line; cell 支出总表 '' 合计 合计 100.02; cell 支出总表 205 教育支出 合计 100.00; cell 支出总表 206 科学 合计 ''
        cell 支出总表 207 文化 合计 -; cell 支出总表 208 社保 合计 0.00; } > in.tsv
    bd rollup --check --only R02 in.tsv
    status_is 1
    short_is <<'END'
1||合计|金额|R02|off|100.02|100.00|0.02|0.010||
END
    bd rollup in.tsv
    [ "$(cut -f18 out | tr '\n' '|')" = 'value|100.02|100.00||-|0.00|' ]
}

@test "25 beside 21.56 stands for 25.00" {
    { head_line; cell 支出总表 '' 合计 合计 46.98; cell 支出总表 205 教育支出 合计 25; cell 支出总表 208 社保 合计 21.56; } > in.tsv
    bd rollup --check --only R02 in.tsv
    status_is 1
    short_is <<'END'
1||合计|金额|R02|off|46.98|46.56|0.42|0.015||
END
}

@test "a missing row is named where another table has it; the total above follows from the part" {
    {
        head_line
        N=0
        TNO=1
        cell 收支总表 '' 住房保障支出 金额 86.35 out 1
        cell 收支总表 '' 教育支出 金额 900.00 out 1
        cell 收支总表 '' 支出总计 金额 986.35 out 0 total
        TNO=2
        cell 支出总表 '' 合计 合计 986.35
        cell 支出总表 '' 合计 基本支出 986.35
        cell 支出总表 205 教育支出 合计 900.00
        cell 支出总表 205 教育支出 基本支出 900.00
    } > all.tsv
    # one row holds both of its columns
    awk -F'\t' -v OFS='\t' '$2 == 5 { $9 = 4 } $2 == 7 { $9 = 6 } 1' all.tsv > in.tsv
    bd rollup --check --only 'R0*' in.tsv
    status_is 1
    short_is <<'END'
4||合计|合计|R02|off|986.35|900.00|86.35|0.010||3
5||合计|基本支出|R02|off|986.35|900.00|86.35|0.010|row-missing|
END
    grep -q 'row-missing: 收支总表 住房保障支出 86.35, line 1$' out
}

@test "a row printed twice, a slipped unit, two digits exchanged" {
    { head_line; N=0; cell 支出总表 '' 合计 合计 300.00; cell 支出总表 205 教育支出 合计 100.00; cell 支出总表 205 教育支出 合计 100.00
        cell 支出总表 208 社保 合计 200.00; } > in.tsv
    bd rollup --check --only R02 in.tsv
    short_is <<'END'
1||合计|金额|R02|off|300.00|400.00|-100.00|0.020|row-doubled|
END
    { head_line; N=0; cell 支出总表 '' 合计 合计 300.00; cell 支出总表 205 教育支出 合计 1000000.00; cell 支出总表 208 社保 合计 200.00; } > in.tsv
    bd rollup --check --only R02 in.tsv
    short_is <<'END'
1||合计|金额|R02|off|300.00|1000200.00|-999900.00|0.015|unit-slip|
END
    { head_line; N=0; cell 支出总表 '' 合计 合计 300.00; cell 支出总表 205 教育支出 合计 126.00; cell 支出总表 208 社保 合计 138.00; } > in.tsv
    bd rollup --check --only R02 in.tsv
    short_is <<'END'
1||合计|金额|R02|off|300.00|264.00|36.00|0.015|digits-swapped|
END
}

@test "an amount in the wrong column, an account lost between two, parts without amounts, and where the amount is" {
    { head_line; N=0; cell 支出总表 205 教育支出 基本支出 100.00; cell 支出总表 205 教育支出 项目支出 60.00
        cell 支出总表 20501 管理 基本支出 70.00; cell 支出总表 20501 管理 项目支出 60.00; cell 支出总表 20502 普通教育 基本支出 ''
        cell 支出总表 20502 普通教育 项目支出 30.00; } | awk -F'\t' -v OFS='\t' 'NR > 1 { $9 = int(($2 - 1) / 2) } 1' > in.tsv
    bd rollup --check --only R01 in.tsv
    short_is <<'END'
1|205|教育支出|基本支出|R01|off|100.00|70.00|30.00|0.010|column-shifted|
2|205|教育支出|项目支出|R01|off|60.00|90.00|-30.00|0.015||
END
    grep -q '; column-shifted: 支出总表 20502 普通教育 30.00, line 6$' out
    {
        head_line
        N=0
        cell 收支总表 '' 一般公共预算拨款收入 金额 90.00 in 1
        cell 收支总表 '' 收入总计 金额 90.00 in
        TNO=2
        cell 财政拨款收支总表 '' 政府性基金预算拨款收入 金额 '' in 1
        cell 财政拨款收支总表 '' 国有资本经营预算拨款收入 金额 '' in 1
        cell 财政拨款收支总表 '' 收入总计 金额 90.00 in
    } > in.tsv
    bd rollup --check --only R04 in.tsv
    status_is 1
    short_is <<'END'
5||收入总计|金额|R04|off|90.00|0|90.00|0.005|row-missing|
END
    grep -v 政府性基金 in.tsv > one.tsv # the one row there is may not be the list it was in
    bd rollup --check --only R04 one.tsv
    status_is 0
    short_is <<'END'
5||收入总计|金额|R04|open|90.00|0|90.00|0.005||
END
    # a 款 that only another table prints, under a 类 both agree on, and a 养老保险 classed by kind
    {
        head_line
        N=0
        cell 支出总表 '' 合计 合计 39.00
        cell 支出总表 205 教育支出 合计 30.00
        cell 支出总表 20502 普通教育 合计 30.00
        cell 支出总表 2080505 养老 合计 9.00
        TNO=2
        cell 一般公共预算支出表 '' 合计 合计 31.00
        cell 一般公共预算支出表 205 教育支出 合计 30.00
        cell 一般公共预算支出表 207 文化旅游体育与传媒支出 合计 1.00
        cell 一般公共预算支出表 20701 文化和旅游 合计 1.00
        TNO=3
        cell 一般公共预算基本支出表 301 工资福利支出 金额 29.00
        cell 一般公共预算基本支出表 30101 基本工资 金额 20.00
    } > in.tsv
    bd rollup --check --only R27c,R05 in.tsv
    short_is <<'END'
3|20502|普通教育|金额|R27c|off|30.00|0|30.00|0.005||
9|301|工资福利支出|金额|R05|off|29.00|20.00|9.00|0.010|row-missing|
END
    grep -q '; row-missing: 支出总表 2080505 养老 9.00, line 4$' out
}

@test "a slip in one cell neither widens nor narrows what the others stand for" {
    { head_line; N=0; cell 支出总表 '' 合计 合计 80.01; for i in 1 2 3 4 5 6 7 8; do cell 支出总表 "20$i" "第$i类" 合计 10.00; done; } > in.tsv
    bd rollup --check --only R02 in.tsv
    status_is 0
    sed '9s/10.00/0.001000/' in.tsv > in2.tsv
    bd rollup --check --only R02 in2.tsv
    short_is <<'END'
1||合计|金额|R02|off|80.01|70.001000|10.009000|0.0400005||
END
}

@test "a row printed twice is not read as part of itself; of several readings the one a slip away is meant" {
    { head_line; N=0; cell 收支总表 '' 教育支出 金额 90.00 out 1; cell 收支总表 '' 教育支出 金额 90.00 out 1
        cell 收支总表 '' 社保 金额 10.00 out 1; cell 收支总表 '' 支出总计 金额 100.00 out; } > in.tsv
    bd rollup --check --only R04 in.tsv
    short_is <<'END'
4||支出总计|金额|R04|off|100.00|190.00|-90.00|0.020|row-doubled|
END
    { head_line; N=0; cell 收支总表 '' 支出总计 金额 200.00 out; cell 支出总表 '' 合计 合计 308.00; prose 支出预算总额 金额 380.00; } > in.tsv
    bd rollup --check --only R37 in.tsv
    short_is <<'END'
3||支出预算总额|金额|R37|off|380.00|308.00|72.00|0.010|digits-swapped|
END
}

@test "a wrong part explains the total above it" {
    { head_line; N=0; cell 支出总表 '' 合计 合计 300.00; cell 支出总表 205 教育支出 合计 150.00; cell 支出总表 20501 管理 合计 100.00
        cell 支出总表 208 社保 合计 200.00; } > in.tsv
    bd rollup --check --only 'R0*' in.tsv
    status_is 1
    short_is <<'END'
2|205|教育支出|金额|R01|off|150.00|100.00|50.00|0.010||
1||合计|金额|R02|off|300.00|350.00|-50.00|0.015||1
END
}

@test "both sides: each total takes the one before it and what stands between" {
    {
        head_line
        N=0
        cell 收支总表 '' 财政拨款收入 金额 80.00 in 1
        cell 收支总表 '' 一般公共预算拨款收入 金额 80.00 in 2
        cell 收支总表 '' 其他收入 金额 10.00 in 1
        cell 收支总表 '' 本年收入合计 金额 90.00 in
        cell 收支总表 '' 上年结转结余 金额 5.00 in 1
        cell 收支总表 '' 收入总计 金额 95.00 in
        cell 收支总表 '' 教育支出 金额 96.00 out 1
        cell 收支总表 '' 支出总计 金额 96.00 out
    } > in.tsv
    bd rollup --check in.tsv
    status_is 1
    short_is <<'END'
6||收入总计|金额|R14|off|95.00|96.00|-1.00|0.010||
1||财政拨款收入|金额|R26|open||||||
END
}

@test "其中 need not add up; a torn table and parts without amounts are open" {
    { head_line; N=0; cell 某表 '' 资产总额 金额 10.00 '' 0 total; cell 某表 '' 房屋 金额 10.00 '' 1; cell 某表 '' 办公用房 金额 4.00 '' 2 some; } > in.tsv
    bd rollup --check in.tsv
    status_is 0
    short_is < /dev/null
    simple | sed 's/300.01/400.01/' > in.tsv
    printf 'x.txt|1|2023-budget|2023|budget|1|支出总表|||||||合计|torn|doubt||the end is lost|\n' | tr '|' '\t' >> in.tsv
    bd rollup --check --only R02 in.tsv
    status_is 0
    short_is <<'END'
1||合计|金额|R02|open|400.01|300.00|100.01|0.015||
END
    grep -q 'part of the table is lost in the text$' out
}

@test "organisations: the total is their sum, each is the sum of its accounts" {
    {
        head_line
        N=0
        cell 支出总表 '' 合计 合计 30.00
        cell 支出总表 '' 合计 合计 10.00 '' 0 org
        cell 支出总表 205 教育支出 合计 10.00
        cell 支出总表 '' 合计 合计 20.00 '' 0 org
        cell 支出总表 205 教育支出 合计 21.00
    } | awk -F'\t' -v OFS='\t' '{ print $0, (NR == 1 ? "orgcode" : NR > 4 ? "401002" : NR > 2 ? "401001" : "") }' > in.tsv
    bd rollup --check --only 'R0*' in.tsv
    status_is 1
    short_is <<'END'
4||合计|金额|R02|off|20.00|21.00|-1.00|0.010||
END
}

@test "across: a column no rule knows makes a failing row open, not off" {
    { head_line; N=0; cell 支出总表 205 教育支出 合计 10.00; cell 支出总表 205 教育支出 基本支出 4.00; cell 支出总表 205 教育支出 项目支出 5.00; } |
        awk -F'\t' -v OFS='\t' 'NR > 1 { $9 = 1 } 1' > in.tsv
    bd rollup --check --only R10 in.tsv
    status_is 1
    short_is <<'END'
1|205|教育支出|合计|R10|off|10.00|9.00|1.00|0.015||
END
    { cat in.tsv; cell 支出总表 205 教育支出 机动经费 1.00 | awk -F'\t' -v OFS='\t' '{ $9 = 1 } 1'; } > more.tsv
    bd rollup --check --only R10 more.tsv
    status_is 0
    short_is <<'END'
1|205|教育支出|合计|R10|open|10.00|9.00|1.00|0.015||
END
}

@test "the text against the table, and by itself" {
    {
        head_line
        N=0
        cell 收支总表 '' 教育支出 金额 300.00 out 1
        cell 收支总表 '' 支出总计 金额 300.00 out
        prose 部门支出预算总额 金额 310.00
        prose 部门支出预算总额 占比 100 %
        prose 部门支出预算总额 比上年增减 60
        prose 部门支出预算总额 比上年增减率 25 %
        prose 部门支出预算总额/基本支出 金额 124
        prose 部门支出预算总额/基本支出 占比 45 %
        prose 部门支出预算总额/项目支出 金额 186
        prose 政府性基金支出 金额 0
        prose 政府性基金支出 比上年增减 7
    } > in.tsv
    bd rollup --check --only 'R3*,R6*' in.tsv
    status_is 1
    short_is <<'END'
3||部门支出预算总额|金额|R37|off|310.00|300.00|10.00|0.010||
10||政府性基金支出|金额|R60|off|0|7|-7|0.5||
6||部门支出预算总额|比上年增减率|R63|off|25|24.000000|1.000000|0.748983||
8||部门支出预算总额/基本支出|占比|R64|off|45|40.000000|5.000000|0.661938||
4||部门支出预算总额|占比|R64t|open|100|103.333333|-3.333333|0.503389||
END
}

@test "documents are checked one by one, and their closing records count what went before" {
    { simple; simple | sed 1d | sed 's/^x/y/'; printf 'y.txt|||||||||||||ok|text|doc||9|\n' | tr '|' '\t'; } > in.tsv
    bd rollup --check --only 'R0*' in.tsv
    status_is 0
    [ "$(cut -f1,2 out | tr '\t' '|' | tr '\n' ' ')" = 'id|doc 1|x.txt 2|x.txt 1|y.txt 2|y.txt ' ]
    bd rollup in.tsv
    [ "$(tail -n 1 out | cut -f1,14,16,18 | tr '\t' '|')" = 'y.txt|ok|doc|4' ]
    simple > a.tsv
    simple | sed 's/^x/y/' > b.tsv
    bd rollup a.tsv b.tsv
    mv out both
    { "$BD_BIN"/bd-rollup a.tsv; "$BD_BIN"/bd-rollup b.tsv | sed 1d; } > one
    same one both
}

@test "twice is the same as once" {
    simple > in.tsv
    bd rollup in.tsv
    mv out once
    bd rollup once
    same once out
}

@test "--findings beside the records; --report for people" {
    simple | sed 's/300.01/301.01/; s/教育支出/教育<b>支出/' > in.tsv
    bd rollup --only 'R0*' --findings f.tsv in.tsv
    status_is 0
    err_is 'bd-rollup: 2 checks: 1 ok, 1 off, 0 open'
    [ "$(cut -f22 out | tr '\n' ' ')" = 'check off off off ok ' ]
    bd rollup --check --only 'R0*' in.tsv
    same f.tsv out
    bd rollup --only 'R0*' --report text in.tsv
    out_is <<'END'

x.txt
2 checks: 1 ok, 1 off, 0 open

 支出总表
  off  合计 [金额] 301.01 ≠ 300.00 = 205 教育<b>支出 100.00 + 208 社会保障和就业支出 200.00; gap 1.01 万元
        line 1; R02 合计（单位行）等于各类之和

2 checks: 1 ok, 1 off, 0 open
END
    bd rollup --only 'R0*' --report html in.tsv
    grep -q '<li class="off"><b>off</b> 合计 \[金额\] 301.01 ≠ 300.00 = 205 教育&lt;b&gt;支出 100.00' out
    fails grep -q '<b>支出' out
    bd rollup --only 'R0*' --report markdown in.tsv
    grep -qF -e '- **off** 合计 \[金额\] 301.01 ≠ 300.00 = 205 教育\<b\>支出 100.00' out
}

@test "--report html in a browser: desktop, phone, dark, paper; nothing loaded, no script" {
    name=$(printf '很长的科目名称%.0s' $(seq 40))
    { simple | sed "s/300.01/301.01/; s/教育支出/<img src=x.png>教育/"; cell 支出总表 '' "$name$(printf 'x%.0s' $(seq 200))" 合计 5.00; } > in.tsv
    bd rollup --report html in.tsv
    cp out page.html
    grep -q '<li class="off"><b>off</b> 合计' page.html
    browse page.html
    page_is_sound
    # what only follows stands back
    { head_line; N=0; cell 支出总表 '' 合计 合计 300.00; cell 支出总表 205 教育支出 合计 150.00; cell 支出总表 20501 管理 合计 100.00
        cell 支出总表 208 社保 合计 200.00; } > in.tsv
    bd rollup --report html --only 'R0*' in.tsv
    [ "$(grep -c '<li class="off follows">' out)" -eq 1 ]
    # the check can fail
    sed 's,<body>,<body><div style="width:2000px">.</div>,' page.html > bad.html
    browse bad.html
    fails page_is_sound
}

@test "own rules: added, replaced, listed; a mistake names line, column and character" {
    simple > in.tsv
    tsv 'id|title|table|rows|cols|relation|severity' 'X1|教育不超过社保|支出总表|205|金额|this <= [208] - 150|note' > my.tsv
    bd rollup --check --rules my.tsv --only X1 in.tsv
    status_is 0
    short_is <<'END'
2|205|教育支出|金额|X1|note|100.00|50.00|50.00|0.010||
END
    bd rollup --rules my.tsv --only X1 --list-rules
    out_is <<'END'
X1  教育不超过社保
    支出总表: this <= [208] - 150
    if not: note
END
    tsv 'id|table|relation' 'R02|某表|this = children' > my.tsv
    bd rollup --check --rules my.tsv --only R02 in.tsv
    err_is 'bd-rollup: 0 checks: 0 ok, 0 off, 0 open'
    tsv 'id|title|table|rows|cols|relation|severity' 'X2||支出总表|!合计%205|金额|this <= 1|note' | tr '%' '|' > my.tsv
    bd rollup --check -q --rules my.tsv --only X2 in.tsv
    short_is <<'END'
3|208|社会保障和就业支出|金额|X2|note|200.00|1|199.00|0.005||
4|20801|管理事务|金额|X2|note|200|1|199|0.005||
END
    tsv 'id|table|relation' '# a comment' 'X1|支出总表|this = 基本支出 + ' > my.tsv
    bd rollup --rules my.tsv in.tsv
    status_is 2
    err_is 'bd-rollup: my.tsv:3: relation, character 15: an operand is missing'
    tsv 'id|table|relation' 'X1|支出总表|this 基本支出' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is 'bd-rollup: my.tsv:2: relation, character 6: =, <=, >= or says is missing'
    tsv 'id|table|relation|when' 'X1|支出总表|this = children|has [205' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is 'bd-rollup: my.tsv:2: when, character 9: ] is missing'
    tsv 'id|name|relation' 'X1|支出总表|this = children' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is "bd-rollup: my.tsv:1: unknown column 'name' in the header of the rules"
    tsv 'id|table|relation' 'X1|支出总表|this = children|off' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is 'bd-rollup: my.tsv:2: more than the 3 columns that the first line names'
    tsv 'id|table|relation' 'X1||this = children' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is 'bd-rollup: my.tsv:2: a rule without a table (* stands for all)'
    tsv 'id|table|relation|id' 'X1|支出总表|this = children|X2' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is "bd-rollup: my.tsv:1: the header of the rules has the column 'id' twice"
    tsv 'id|table|relation' 'X1|支出总表|this = list' > my.tsv
    bd rollup --rules my.tsv in.tsv
    err_is 'bd-rollup: my.tsv:2: relation, character 12: a dot and a column are missing'
    bd rollup --only R99 in.tsv
    status_is 2
    err_is "bd-rollup: no rule 'R99' (--list-rules prints them)"
}

@test "--fill adds the total a table does not print" {
    simple | sed 2d > in.tsv
    printf 'x.txt|||||||||||||ok|text|doc||3|\n' | tr '|' '\t' >> in.tsv
    bd rollup --only 'R0*' --fill in.tsv
    status_is 0
    [ "$(sed -n '5,$p' out | cut -f1,2,7,13-16,18,20- | tr '\t' '|')" = 'x.txt||支出总表||合计|合计|sum|300.00|300.00|||
x.txt||||ok|text|doc|4||||' ]
    simple > in.tsv
    bd rollup --fill in.tsv
    [ "$(wc -l < out)" -eq 5 ]
}

@test "a 项 whose 款 is not printed is no part of the 类; an account only one of two tables prints" {
    { head_line; N=0; cell 支出总表 205 教育支出 合计 30.00; cell 支出总表 20501 管理 合计 10.00; cell 支出总表 2050101 运行 合计 10.00
        cell 支出总表 20502 普通教育 合计 10.00; cell 支出总表 2050201 小学 合计 10.00; cell 支出总表 2050301 中专 合计 10.00; } > in.tsv
    bd rollup --check --only 'R0*' in.tsv
    status_is 1
    short_is <<'END'
1|205|教育支出|金额|R01|off|30.00|20.00|10.00|0.015|row-missing|
END
    grep -q '; row-missing: 20503$' out
    {
        head_line
        N=0
        cell 支出总表 '' 合计 合计 30.00
        cell 支出总表 205 教育支出 合计 10.00
        cell 支出总表 208 社保 合计 20.00
        TNO=2
        cell 一般公共预算支出表 '' 合计 合计 30.00
        cell 一般公共预算支出表 205 教育支出 合计 10.00
        cell 一般公共预算支出表 210 卫生 合计 20.00
    } > in.tsv
    bd rollup --check --only 'R0*,R27*' in.tsv
    status_is 1
    short_is <<'END'
3|208|社保|金额|R27c|off|20.00|0|20.00|0.005||
6|210|卫生|金额|R27r|off|20.00|0|20.00|0.005||
END
}

@test "as printed and in normal form the findings are the same" {
    need_shared
    for f in "$SHARED"/seeds/*.txt; do
        "$BD_BIN/bd-extract" "$f" > x.tsv
        "$BD_BIN/bd-rollup" -q --check x.tsv > a.tsv || [ $? -eq 1 ]
        "$BD_BIN/bd-norm" x.tsv | "$BD_BIN/bd-rollup" -q --check > b.tsv || [ $? -eq 1 ]
        same a.tsv b.tsv
    done
}

@test "a document that would take forever is told, goes out unchecked, and the next is checked" {
    {
        head_line
        awk 'BEGIN { for (i = 1; i <= 12000; i++) printf "h.txt\t%d\t2023-budget\t2023\tbudget\t%d\t%s\t%s\t1\t0\ttotal\t\t\t%s\t%s\tnumber\t\t1\t万元\n", \
            i, i, i % 2 ? "支出总表" : "收支总表", i % 2 ? "" : "out", i % 2 ? "合计" : "支出总计", i % 2 ? "合计" : "金额" }'
        simple | sed 1d
    } > in.tsv
    bd rollup in.tsv
    status_is 2
    err_is 'bd-rollup: h.txt: limit: too many rows of this document could be meant by a rule'
    [ "$(wc -l < out)" -eq 12005 ]
    [ "$(grep -c '^h' out)" -eq "$(cut -f1,22 out | grep -cx 'h.txt.')" ]
    [ "$(tail -n 1 out | cut -f1,22 | tr '\t' '|')" = 'x.txt|ok' ]
}

@test "bad input and bad options" {
    : > empty.tsv
    bd rollup empty.tsv
    status_is 2
    simple | head -c 150 > cut.tsv
    bd rollup -o out.tsv cut.tsv
    status_is 2
    [ ! -e out.tsv ]
    bd rollup --repot in.tsv
    status_is 2
    err_is "bd-rollup: unknown option '--repot'"
    bd rollup --report pdf
    status_is 2
    err_is "bd-rollup: unknown report format 'pdf'"
    simple > in.tsv
    bd rollup missing.tsv in.tsv
    status_is 2
    err_is 'bd-rollup: missing.tsv: cannot open: No such file or directory'
    [ "$(wc -l < out)" -eq 5 ]
    bd rollup --help
    status_is 0
    bd rollup --version
    status_is 0
}

@test "the real documents: what their notes call real is off, and nothing else" {
    need_shared
    # the gaps alone: rounding, conditions and causes are the rules' business
    for f in "$SHARED"/truth/*.tsv; do
        python3 "$SHARED/tools/score.py" --as-records "$f" | "$BD_BIN/bd-rollup" --check -q |
            awk -F'\t' '$18 == "off" && $29 == "" { print $22 }' || true
    done | sort > got
    cat > .want <<'END'
-0.15
-1.51
-1090.00
-1421.25
-339.28
-51.600000
1414.01
16.60
16.60
16.60
339.28
86.35
86.35
86.35
END
    same .want got
}

@test "amounts whose column is not known are in no sum, and what fails beside them is open" {
    { printf 'doc\ttno\ttable\trow\tlevel\tcode\tname\tcol\tkind\tvalue\tunit\n'
      row() { printf 'a\t1\t支出总表\t%s\t%s\t%s\t%s\t%s\tnumber\t%s\t万元\n' "$@"; }
      row 1 1 213 农林水支出 合计 9.00; row 1 1 213 农林水支出 项目支出 9.00
      row 2 2 21303 水利 合计 4.00; row 2 2 21303 水利 '' 4.00
      row 3 2 21305 扶贫 合计 5.00; row 3 2 21305 扶贫 项目支出 5.00; } > a.tsv
    bd rollup --only R01 --findings f.tsv -q a.tsv
    status_is 0
    cut -f 14,16,18,20,21 f.tsv > out
    grep -o 'the table has amounts.*known' f.tsv >> out
    out_is <<'END'
code	col	result	left	right
213	合计	ok	9.00	9.00
213	项目支出	open	9.00	5.00
the table has amounts whose column is not known
END
    # A zero is in no sum wherever it belongs.
    sed 's/\t\tnumber\t4.00/\t\tnumber\t0.00/' a.tsv > b.tsv
    bd rollup --only R01 --findings f.tsv -q b.tsv
    cut -f 14,16,18,20,21 f.tsv > out
    out_is <<'END'
code	col	result	left	right
213	合计	ok	9.00	9.00
213	项目支出	off	9.00	5.00
END
}

@test "an empty table with a sentence under it that says so, with 注 in front or without" {
    for said in '注：本单位没有此项支出，故本表无数据。' '本单位没有此项支出，故本表无数据。' '我单位未安排，此表为空表。' '以上说明与别的表有关。'; do
        printf '安溪区水务局2024年部门预算\n\n政府性基金预算支出表\n\n单位：万元\n\n科目编码\t科目名称\t合计\n\t合计\t\n\n%s\n' "$said" > in.txt
        "$BD_BIN/bd-extract" in.txt 2> err > x.tsv || [ $? -eq 1 ]
        "$BD_BIN/bd-rollup" -q --check --only R71 x.tsv | cut -f 18 | tail -n +2
    done > got
    [ "$(tr '\n' ' ' < got)" = 'ok ok ok note ' ]
    printf '安溪区水务局2024年部门预算\n\n政府性基金预算支出表\n\n单位：万元\n\n科目编码\t科目名称\t合计\n\t合计\t\n\n我单位未安排，此表为空表。\n' > in.txt
    bd extract in.txt
    [ "$(awk -F'\t' '$22 == "note" { print $20 "|" $24 "|" $27 }' out)" = '注|我单位未安排，此表为空表。|name' ]
}
