#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# bd-diff: rows of real behaviour.

load helper

# One document: HEAD, then lines "code|name|col|value", all of one table unless told otherwise.
HEAD='doc|issuer|scope|edition|year|phase|table|path|code|name|col|kind|op|value|unit|page|line'
row() { # EDITION CODE NAME VALUE [COL] [YEAR] [LINE]
    printf 'x.txt|某局|department|%s|%s|%s|支出总表||%s|%s|%s|number||%s|万元|3|%s\n' \
        "$1" "${6:-${1%-*}}" "${1#*-}" "$2" "$3" "${5:-金额}" "$4" "${7:-9}" | tr '|' '\t'
}
head_line() { tsv "$HEAD"; }
# change, match, key, values and note of the output
short() { awk -F'\t' -v OFS='|' 'NR > 1 { print $1, $2, $9, $15, $16, $17, $19, $20, $21, $22, $31 }' out; }
short_is() { short > got; cat > .want; same .want got; }

old() { head_line; row 2023-budget '' 合计 300.00; row 2023-budget 205 教育支出 100.00; row 2023-budget 208 社会保障和就业支出 200.00; }

@test "the same stream twice is no change, and silence" {
    old > a.tsv
    bd diff a.tsv a.tsv
    status_is 0
    out_is 'change	match	issuer	scope	orgcode	org	old_edition	new_edition	year	phase	table	side	project	path	code	name	col	kind	old	new	delta	pct	unit	group	old_doc	old_page	old_line	new_doc	new_page	new_line	note'
    err_is ''
}

@test "changed, added, removed between two years: all columns" {
    old > a.tsv
    { head_line; row 2024-budget '' 合计 310.50; row 2024-budget 205 教育支出 110.50; row 2024-budget 210 卫生健康支出 200; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    out_has 'changed	key	某局	department			2023-budget	2024-budget	2024	budget	支出总表				205	教育支出	金额	number	100.00	110.50	10.50	10.50	万元		x.txt	3	9	x.txt	3	9	'
    short_is <<'END'
changed|key|2024||合计|金额|300.00|310.50|10.50|3.50|
changed|key|2024|205|教育支出|金额|100.00|110.50|10.50|10.50|
removed|key|2024|208|社会保障和就业支出|金额|200.00||-200.00||
added|key|2024|210|卫生健康支出|金额||200|200||
END
    err_is ''
}

@test "NEW comes from standard input" {
    old > a.tsv
    bd diff -q a.tsv < a.tsv
    status_is 0
    out_is ''
}

@test "decimals are compared exactly, beyond the digits of a double" {
    { head_line; row 2023-budget 205 教育支出 90071992547409.93; row 2023-budget 208 社保支出 0.10; } > a.tsv
    { head_line; row 2023-budget 205 教育支出 90071992547409.92; row 2023-budget 208 社保支出 0.10; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is <<'END'
changed|key|2023|205|教育支出|金额|90071992547409.93|90071992547409.92|-0.01|0.00|
END
}

@test "equal within the print is restated: the table's decimals, not the cell's" {
    { head_line; row 2023-budget 205 教育支出 100; row 2023-budget 208 社保支出 21.56; row 2023-budget 210 卫生支出 7; } > a.tsv
    { head_line; row 2023-budget 205 教育支出 100.30; row 2023-budget 208 社保支出 21.5600; row 2023-budget 210 卫生支出 7.00; } > b.tsv
    bd diff --all a.tsv b.tsv
    status_is 1
    short_is <<'END'
changed|key|2023|205|教育支出|金额|100|100.30|0.30|0.30|
restated|key|2023|208|社保支出|金额|21.56|21.5600|0.0000|0.00|
restated|key|2023|210|卫生支出|金额|7|7.00|0.00|0.00|
END
}

@test "a finer table that rounds to the coarser one is restated; --exact says changed" {
    { head_line; row 2023-budget 205 教育支出 100.56; row 2023-budget 208 社保支出 21.56; } > a.tsv
    { head_line; row 2023-budget 205 教育支出 100.5612; row 2023-budget 208 社保支出 21.5650; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is <<'END'
changed|key|2023|208|社保支出|金额|21.56|21.5650|0.0050|0.02|
END
    bd diff --exact --summary a.tsv b.tsv
    status_is 1
    out_has 'changed	2'
    bd diff --tolerance 0.005 a.tsv b.tsv
    status_is 0
}

@test "blank, - and 0 in place of one another are notation; --strict makes them changes" {
    { head_line; row 2023-budget 205 a ''; row 2023-budget 208 b -; row 2023-budget 210 c 0.00; row 2023-budget 211 d ''; row 2023-budget 212 e 0; } > a.tsv
    { head_line; row 2023-budget 205 a 0; row 2023-budget 208 b ''; row 2023-budget 210 c -; row 2023-budget 213 f ''; row 2023-budget 212 e 0.00; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 0
    short_is < /dev/null
    err_is 'bd-diff: 5 figures differ in notation only (blank, - and 0; --all shows them)'
    bd diff --strict --summary a.tsv b.tsv
    status_is 1
    out_has 'changed	3'
    out_has 'added	1'
    out_has 'removed	1'
    out_has 'notation	0'
}

@test "a blank that gets an amount is a change" {
    { head_line; row 2023-budget 205 a ''; } > a.tsv
    { head_line; row 2023-budget 205 a 3.10; } > b.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
changed|key|2023|205|a|金额||3.10|3.10||
END
}

@test "a key held twice with different values is duplicate, never guessed; with one value it is one fact" {
    { head_line; row 2023-budget 205 a 1; row 2023-budget 205 a 2; row 2023-budget 208 b 5; row 2023-budget 208 b 5; } > a.tsv
    { head_line; row 2023-budget 205 a 1; row 2023-budget 208 b 5; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is <<'END'
duplicate|key|2023|205|a|金额|1 | 2|1|||the key stands 2 times in OLD, 1 times in NEW, with different values
END
    bd diff a.tsv a.tsv
    status_is 0
}

@test "an edition of OLD that NEW does not have is one line absent" {
    { old; row 2022-final 205 a 1; row 2022-final 208 b 1; } > a.tsv
    old > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    awk -F'\t' -v OFS='|' 'NR > 1 { print $1, $7, $8, $18, $19, $25, $31 }' out > got
    tsv absent 2022-final '' doc 2 x.txt 'not in NEW' | paste -sd '|' > .want
    same .want got
}

closing() { # EDITION STATE
    printf 'x.txt|某局|department|%s|||||||text|doc||3||||\n' "$1" | awk -F'|' -v s="$2" -v OFS='\t' '{ $10 = s; NF = 17; print }'
}

@test "a document that failed in NEW is told and never a list of removals" {
    { old; closing 2023-budget ok; } > a.tsv
    { head_line; row 2023-budget '' 合计 300.00; closing 2023-budget failed; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    awk -F'\t' -v OFS='|' 'NR > 1 { print $1, $7, $31 }' out > got
    echo 'absent|2023-budget|x.txt: failed' > .want
    same .want got
    err_is 'bd-diff: NEW: x.txt: failed, not compared'
}

doubt() { # EDITION COL TABLE
    printf 'x.txt|某局|department|%s|||%s||||%s|doubt||in words||3|9\n' "$1" "$3" "$2" | tr '|' '\t'
}

@test "a partial document is complete: compared, removals told, kept by --update" {
    { old; closing 2023-budget ok; } > a.tsv
    { head_line; row 2023-budget '' 合计 250.00; row 2023-budget 205 教育支出 100.00; doubt 2023-budget no-unit 支出总表; closing 2023-budget partial; } > b.tsv
    bd diff --update a.tsv a.tsv b.tsv
    status_is 1
    short_is <<'END'
changed|key|2023||合计|金额|300.00|250.00|-50.00|-16.67|
removed|key|2023|208|社会保障和就业支出|金额|200.00||-200.00||
END
    err_is ''
    cut -f 1-17 a.tsv > got
    same b.tsv got
    bd diff a.tsv b.tsv
    status_is 0
    err_is ''
}

@test "a new edition that is partial comes up as added once, not every week" {
    { old; closing 2023-budget partial; } > b.tsv
    bd diff --update last.tsv last.tsv b.tsv
    status_is 1
    bd diff --update last.tsv last.tsv b.tsv
    status_is 0
    err_is ''
}

@test "removals in a table that NEW has torn are counted, not told; those of other tables are; --partial tells all" {
    { old; row 2023-budget 205 a 1 | sed 's/支出总表/收入总表/'; closing 2023-budget ok; } > a.tsv
    # the title as printed: it comes to the canonical one
    { head_line; row 2023-budget '' 合计 250.00; doubt 2023-budget torn 部门支出总体情况表; closing 2023-budget partial; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is <<'END'
changed|key|2023||合计|金额|300.00|250.00|-50.00|-16.67|
removed|key|2023|205|a|金额|1||-1||
END
    err_is 'bd-diff: NEW: x.txt: 2 removals in torn tables not told'
    bd diff --only table=支出总表 a.tsv b.tsv
    status_is 1
    err_is 'bd-diff: NEW: x.txt: 2 removals in torn tables not told'
    bd diff --partial a.tsv b.tsv
    status_is 1
    err_is ''
    short_is <<'END'
changed|key|2023||合计|金额|300.00|250.00|-50.00|-16.67|
removed|key|2023|205|教育支出|金额|100.00||-100.00||
removed|key|2023|208|社会保障和就业支出|金额|200.00||-200.00||
removed|key|2023|205|a|金额|1||-1||
END
}

@test "additions to a table that OLD has torn, or to what was cut off of it, are counted, not told" {
    { head_line; row 2023-budget '' 合计 250.00; row 2023-budget 205 a 1 | sed 's/支出总表/收入总表/'; doubt 2023-budget torn 支出总表; closing 2023-budget partial; } > a.tsv
    { old; row 2023-budget 205 a 1 | sed 's/支出总表/收入总表/'; row 2023-budget 208 b 1 | sed 's/支出总表/收入总表/'; closing 2023-budget ok; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is <<'END'
changed|key|2023||合计|金额|250.00|300.00|50.00|20.00|
added|key|2023|208|b|金额||1|1||
END
    err_is 'bd-diff: OLD: x.txt: 2 additions in torn tables not told'
    bd diff --digest text a.tsv b.tsv
    out_has '  2 more may have come, or were there: their tables are torn in the old document.'
    bd diff --partial --summary a.tsv b.tsv
    out_has 'added	3'
    err_is ''
    # the state that held the torn edition holds the whole one from then on
    bd diff --update a.tsv a.tsv b.tsv
    bd diff a.tsv b.tsv
    status_is 0
    # cut off: other documents have closing records
    { head_line; row 2023-budget '' 合计 300.00; row 2022-budget '' 合计 1; closing 2022-budget ok | sed 's/^x/y/'; } | sed '3s/^x/y/' > a.tsv
    { old; closing 2023-budget ok; row 2022-budget '' 合计 1 | sed 's/^x/y/'; closing 2022-budget ok | sed 's/^x/y/'; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is < /dev/null
    err_is 'bd-diff: OLD: x.txt has no closing record: taken as cut off
bd-diff: OLD: x.txt: 2 additions to what was cut off not told'
}

@test "a torn table without title may be any; what is only counted is still a difference" {
    { old; row 2023-budget 205 a 1 | sed 's/支出总表/收入总表/'; row 2023-budget 208 b 1; row 2023-budget 208 b 2; closing 2023-budget ok; } > a.tsv
    { head_line; row 2023-budget '' 合计 300.00; row 2023-budget 205 教育支出 100.00; doubt 2023-budget torn ''; doubt 2023-budget torn 固定资产表; closing 2023-budget partial; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    short_is < /dev/null
    err_is 'bd-diff: NEW: x.txt: 2 removals in torn tables not told'
    bd diff --digest text a.tsv b.tsv
    status_is 1
    out_is <<'END'
What changed
============
  0 changed, 0 came, 0 went, 0 under another name or code.
  2 more may have gone: their tables are torn in the new document.
END
    bd diff --digest text --lang zh a.tsv b.tsv
    out_has '  另有 2 处可能减少：新文件中的表格残缺。'
    bd diff -q --update a.tsv a.tsv b.tsv
    status_is 1
    bd diff a.tsv b.tsv
    status_is 0
    err_is ''
}

@test "a torn table in OLD hides nothing, nor does one of another document" {
    { old; doubt 2023-budget torn 支出总表; closing 2023-budget partial; } > a.tsv
    { head_line; row 2023-budget '' 合计 300.00; row 2023-budget 205 教育支出 100.00; closing 2023-budget ok; doubt 2023-final torn '' | sed 's/^x/y/'; closing 2023-final partial | sed 's/^x/y/'; } > b.tsv
    bd diff a.tsv b.tsv
    status_is 1
    out_has 'removed	key	某局	department			2023-budget	2023-budget	2023	budget	支出总表				208	社会保障和就业支出	金额	number	200.00		-200.00		万元		x.txt	3	9	x.txt			'
    err_is ''
}

@test "a stream that closes documents, but not this one, was cut off: what is there is compared, removals are not told" {
    { old; closing 2023-budget ok; } > a.tsv
    { old; closing 2023-budget ok; row 2022-final 205 a 1 | sed 's/^x/y/'; } > b.tsv
    bd diff -q a.tsv b.tsv
    err_is 'bd-diff: NEW: y.txt has no closing record: taken as cut off'
    { head_line; row 2022-final 205 a 1 | sed 's/^x/y/'; closing 2022-final ok | sed 's/^x/y/'; row 2023-budget '' 合计 250.00; row 2023-budget 205 教育支出 100.00; } > b.tsv
    for partial in '' --partial; do
        bd diff $partial --only phase=budget a.tsv b.tsv
        status_is 1
        short | grep -v '^added' > got
        cat > .want <<'END'
changed|key|2023||合计|金额|300.00|250.00|-50.00|-16.67|
absent|key|||ok||3||||x.txt: cut off; 1 removals not told
END
        same .want got
    done
}

@test "two documents of one edition: the later replaces the earlier and is told; --strict refuses" {
    { old; row 2023-budget 205 教育支出 1 | sed 's/^x/y/'; } > b.tsv
    row 2023-budget 205 教育支出 1 | { head_line; cat; } > a.tsv
    bd diff a.tsv b.tsv
    status_is 0
    err_is 'bd-diff: NEW: y.txt replaces x.txt: both are edition 2023-budget'
    bd diff --strict a.tsv b.tsv
    status_is 2
    err_is 'bd-diff: NEW has two documents of edition 2023-budget: x.txt, y.txt'
}

@test "what NEW prints as last year's is held against what OLD printed" {
    { head_line; row 2023-budget 205 a 100; row 2023-budget 208 b 7; } > a.tsv
    { head_line; row 2024-budget 205 a 120; row 2024-budget 208 b 7; row 2024-budget 205 a 99 金额 2023; row 2024-budget 208 b 7 金额 2023; } > b.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
added|key|2023|205|a|金额||99|99||
changed|key|2024|205|a|金额|100|120|20|20.00|
added|key|2023|208|b|金额||7|7||
prior|key|2023|205|a|金额|100|99|-1|-1.00|NEW prints another figure for last year
END
}

@test "two scopes of one issuer never meet" {
    { old; old | tail -n +2 | sed 's/^x/u/; s/department/unit/; s/100\.00/40.00/'; } > a.tsv
    { old; old | tail -n +2 | sed 's/^x/u/; s/department/unit/; s/100\.00/41.00/'; } > b.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
changed|key|2023|205|教育支出|金额|40.00|41.00|1.00|2.50|
END
}

@test "one issuer on each side: two spellings of it are told, not compared" {
    old > a.tsv
    sed 's/某局/某委员会/' a.tsv > b.tsv
    bd diff a.tsv b.tsv
    status_is 0
    err_is 'bd-diff: one issuer on each side, under two names: 某局, 某委员会'
}

@test "matching: renamed, recoded with and without a known parent, moved, split, merged" {
    {
        head_line
        row 2023-budget 2010301 行政运行 50.00 金额 '' 1
        row 2023-budget 205 教育支出 9.00 金额 '' 2
        row 2023-budget 2080501 归口管理的离退休 6.00 金额 '' 3
        row 2023-budget 2080599 其他养老支出 30.00 金额 '' 4
        row 2023-budget 2110301 大气 4.00 金额 '' 5
        row 2023-budget 2110302 水体 6.00 金额 '' 6
    } > a.tsv
    {
        head_line
        row 2023-budget 2013101 行政运行 51.00 金额 '' 1
        row 2023-budget 205 教育事业支出 9.00 金额 '' 2
        row 2023-budget 2080508 归口管理的离退休 7.00 金额 '' 3
        row 2023-budget 2080505 基本养老保险缴费支出 20.00 金额 '' 4
        row 2023-budget 2080506 职业年金缴费支出 10.00 金额 '' 5
        row 2023-budget 2110399 污染防治 10.00 金额 '' 6
    } > b.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
removed|key|2023|2010301|行政运行|金额|50.00||-50.00||
added|key|2023|2013101|行政运行|金额||51.00|51.00||
same|renamed|2023|205|教育事业支出|金额|9.00|9.00|0.00|0.00|name was 教育支出
changed|recoded|2023|2080508|归口管理的离退休|金额|6.00|7.00|1.00|16.67|code was 2080501
added|split|2023|2080505|基本养老保险缴费支出|金额||20.00|20.00||the new lines of the group add up to the old one
removed|split|2023|2080599|其他养老支出|金额|30.00||-30.00||the new lines of the group add up to the old one
added|split|2023|2080506|职业年金缴费支出|金额||10.00|10.00||the new lines of the group add up to the old one
removed|merged|2023|2110301|大气|金额|4.00||-4.00||the old lines of the group add up to the new one
removed|merged|2023|2110302|水体|金额|6.00||-6.00||the old lines of the group add up to the new one
added|merged|2023|2110399|污染防治|金额||10.00|10.00||the old lines of the group add up to the new one
END
    bd diff --no-match --summary a.tsv b.tsv
    out_has 'renamed	0'
    out_has 'added	5'
}

@test "no row is matched by its amount alone" {
    { head_line; row 2023-budget '' 办公楼维修 50.00; } > a.tsv
    { head_line; row 2023-budget '' 信息化建设 50.00; } > b.tsv
    bd diff --summary a.tsv b.tsv
    out_has 'added	1'
    out_has 'removed	1'
    out_has 'renamed	0'
}

@test "rows of income and expenditure that the dictionary has as one are one row under another name" {
    side() { # YEAR NAME VALUE: of income, without a code
        printf 'x\tw\tunit\t%s-budget\t%s\tbudget\t收支总表\tin\t\t%s\t金额\tnumber\t%s\t万元\n' "$1" "$1" "$2" "$3"
    }
    sides() { printf 'doc\tissuer\tscope\tedition\tyear\tphase\ttable\tside\tpath\tname\tcol\tkind\tvalue\tunit\n'; }
    { sides; side 2023 一般公共预算拨款收入 5.00; side 2023 收入总计 6.00; } > a.tsv
    { sides; side 2024 一般公共预算资金 5.10; side 2024 总计 6.10; } > b.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
changed|renamed|2024||一般公共预算资金|金额|5.00|5.10|0.10|2.00|name was 一般公共预算拨款收入 (one in the dictionary)
changed|renamed|2024||总计|金额|6.00|6.10|0.10|1.67|name was 收入总计 (one in the dictionary)
END
}

@test "another ordinal is another project, another year is not" {
    { head_line; row 2023-budget '' 区级智慧城市信息化平台建设项目一期 50.00; row 2023-budget '' 2023年农村道路改造 8.00; } > a.tsv
    { head_line; row 2024-budget '' 区级智慧城市信息化平台建设项目二期 50.00; row 2024-budget '' 2024年农村道路改造 8.50; } > b.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
changed|renamed|2024||2024年农村道路改造|金额|8.00|8.50|0.50|6.25|name was 2023年农村道路改造 (100% alike)
removed|key|2024||区级智慧城市信息化平台建设项目一期|金额|50.00||-50.00||
added|key|2024||区级智慧城市信息化平台建设项目二期|金额||50.00|50.00||
END
}

@test "targets carry their comparator; another comparator or unit is a change" {
    target() { head_line; printf 'x.txt\t某局\t\t2023-budget\t2023\tbudget\t整体支出绩效目标表\t\t\t产出指标/数量指标/培训人次\t指标值\ttarget\t%s\t%s\t%s\t1\t1\n' "$1" "$2" "$3"; }
    target '>=' 90 人 > a.tsv
    target '>' 90 人 > b.tsv
    target '>=' 90 次 > c.tsv
    target '>=' 90.0 人 > d.tsv
    bd diff a.tsv b.tsv
    short_is <<'END'
changed|key|2023||产出指标/数量指标/培训人次|指标值|>=90|>90|0|0.00|
END
    bd diff a.tsv c.tsv
    short_is <<'END'
changed|key|2023||产出指标/数量指标/培训人次|指标值|>=90|>=90|||unit was 人
END
    bd diff a.tsv d.tsv
    status_is 0
}

@test "--yoy compares each edition of one stream with the one before" {
    { head_line; row 2022-budget 205 a 1; row 2023-budget 205 a 2; row 2024-budget 205 a 4; } > a.tsv
    bd diff --yoy a.tsv
    short_is <<'END'
changed|key|2023|205|a|金额|1|2|1|100.00|
changed|key|2024|205|a|金额|2|4|2|100.00|
END
}

@test "--against budget: a final meets the budget of its year, and its own 年初预算 must be that budget" {
    { head_line; row 2023-budget 205 a 100; row 2022-budget 205 a 1; } > a.tsv
    { head_line; row 2023-final 205 a 90; row 2023-final 205 a 101 | sed 's/\tfinal\t/\tbudget\t/'; } > b.tsv
    bd diff --against budget a.tsv b.tsv
    short_is <<'END'
added|key|2023|205|a|金额||101|101||
changed|key|2023|205|a|金额|100|90|-10|-10.00|
prior|key|2023|205|a|金额|100|101|1|1.00|NEW prints another budget figure
END
}

@test "--ignore, --key and --only choose what is compared" {
    old > a.tsv
    sed 's/支出总表/收入总表/' a.tsv > b.tsv
    bd diff -q a.tsv b.tsv
    status_is 1
    bd diff -q --ignore table a.tsv b.tsv
    status_is 0
    bd diff -q --key name,col a.tsv b.tsv
    status_is 0
    bd diff --only code=205 --summary --no-match a.tsv b.tsv
    out_has 'removed	1'
    bd diff --ignore nothing a.tsv b.tsv
    status_is 2
    err_is "bd-diff: column 'nothing' cannot be taken out of the key"
}

@test "-U: unchanged rows around the changes of a table, in TSV, daff and digests" {
    {
        head_line
        for i in 1 2 3 4 5 6 7 8; do row 2023-budget 20$i n$i $i.00 金额 '' $i; row 2023-budget 20$i n$i $i.00 基本支出 '' $i; done
        row 2023-budget 205 n5 5 金额 '' 9 | sed 's/支出总表/收入总表/'
    } > a.tsv
    sed '/\t204\t/s/4.00/4.50/; /\t208\t/s/8.00/-/; /\t207\t/{s/7.00/7.0/}' a.tsv > b.tsv
    short7() { awk -F'\t' -v OFS='|' 'NR > 1 { print $1, $11, $15, $17, $19, $20 }' out > got; cat > .want; same .want got; }
    bd diff -U0 a.tsv b.tsv
    status_is 1
    short7 <<'END'
changed|支出总表|204|基本支出|4.00|4.50
changed|支出总表|204|金额|4.00|4.50
changed|支出总表|208|基本支出|8.00|-
changed|支出总表|208|金额|8.00|-
END
    bd diff --unified 1 a.tsv b.tsv
    short7 <<'END'
same|支出总表|203|基本支出|3.00|3.00
same|支出总表|203|金额|3.00|3.00
changed|支出总表|204|基本支出|4.00|4.50
changed|支出总表|204|金额|4.00|4.50
same|支出总表|205|基本支出|5.00|5.00
same|支出总表|205|金额|5.00|5.00
restated|支出总表|207|基本支出|7.00|7.0
restated|支出总表|207|金额|7.00|7.0
changed|支出总表|208|基本支出|8.00|-
changed|支出总表|208|金额|8.00|-
END
    # one cell of a row: the others are its siblings at 0
    sed '0,/4.00/s//4.50/' a.tsv > c.tsv
    bd diff -U 0 a.tsv c.tsv
    short7 <<'END'
same|支出总表|204|基本支出|4.00|4.00
changed|支出总表|204|金额|4.00|4.50
END
    bd diff -U 0 --format daff a.tsv c.tsv
    cut -f 1,13,15,18 out > got
    printf '@@\tcode\tcol\tvalue\n\t204\t基本支出\t4.00\n->\t204\t金额\t4.00->4.50\n' > .want
    same .want got
    bd diff -U 1 --digest text a.tsv c.tsv
    sed -n '/In their tables/,$p' out > got
    same - got <<'END'
  In their tables
    Item    Table                      Old        New  Change       %  Printed at
    203 n3  支出总表 · 基本支出  3.00 万元  3.00 万元    0.00    0.00  p.3 l.3 → p.3 l.3
    203 n3  支出总表             3.00 万元  3.00 万元    0.00    0.00  p.3 l.3 → p.3 l.3
    204 n4  支出总表 · 基本支出  4.00 万元  4.00 万元    0.00    0.00  p.3 l.4 → p.3 l.4
    204 n4  支出总表             4.00 万元  4.50 万元   +0.50  +12.50  p.3 l.4 → p.3 l.4
    205 n5  支出总表 · 基本支出  5.00 万元  5.00 万元    0.00    0.00  p.3 l.5 → p.3 l.5
    205 n5  支出总表             5.00 万元  5.00 万元    0.00    0.00  p.3 l.5 → p.3 l.5
END
    bd diff --digest text a.tsv c.tsv
    fails grep -q 'In their tables' out
    # nothing changed: no context
    bd diff -U 9 a.tsv a.tsv
    status_is 0
    short7 < /dev/null
    bd diff -U x a.tsv a.tsv
    status_is 2
    err_is "bd-diff: --unified wants a number of rows, not 'x'"
}

@test "--format daff" {
    old > a.tsv
    { head_line; row 2023-budget '' 合计 300.00; row 2023-budget 205 教育支出 110.50; row 2023-budget 210 卫生健康支出 200; } > b.tsv
    bd diff --format daff a.tsv b.tsv
    out_is <<'END'
@@	issuer	scope	orgcode	org	edition	year	phase	table	side	project	path	code	name	col	kind	unit	value
->	某局	department			2023-budget	2023	budget	支出总表				205	教育支出	金额	number	万元	100.00->110.50
---	某局	department			2023-budget	2023	budget	支出总表				208	社会保障和就业支出	金额	number	万元	200.00
+++	某局	department			2023-budget	2023	budget	支出总表				210	卫生健康支出	金额	number	万元	200
END
}

@test "trouble: no operand, unknown option, empty input, a broken record, no such file" {
    old > a.tsv
    bd diff
    status_is 2
    err_is 'bd-diff: missing operand: OLD'
    bd diff --nope a.tsv
    status_is 2
    err_is "bd-diff: unknown option '--nope'"
    : > empty.tsv
    bd diff a.tsv empty.tsv
    status_is 2
    out_is ''
    { cat a.tsv; echo 'too short'; } > bad.tsv
    bd diff -o out.tsv a.tsv bad.tsv
    status_is 2
    [ ! -e out.tsv ]
    bd diff a.tsv no.tsv
    status_is 2
    err_is 'bd-diff: no.tsv: cannot open: No such file or directory'
    bd diff --files0-from empty.tsv a.tsv
    status_is 2
    err_is "bd-diff: no input is named in 'empty.tsv'"
    bd diff --yoy --files0-from empty.tsv
    status_is 2
    bd diff - -
    status_is 2
    err_is 'bd-diff: standard input can be read once only'
}

@test "a reader that goes away ends it quietly; a full disk does not" {
    for value in 1 2; do
        { head_line; row 2023-budget 2NNN n $value | awk '{ for (i = 1; i <= 20000; i++) { s = $0; sub(/2NNN/, "2" i, s); print s } }'; } > $value.tsv
    done
    mv 1.tsv a.tsv
    mv 2.tsv b.tsv
    pipe 'bd-diff a.tsv b.tsv | head -n 1 > /dev/null'
    err_is ''
    pipe 'bd-diff a.tsv b.tsv > /dev/full'
    status_is 2
}

# ---- properties, on a real year pair ----

# Two years of one organisation: truth files whose names differ in the year alone, as w2023.tsv and w2024.tsv.
pair() {
    need_shared
    local who y
    who=$(cd "$SHARED/truth" && printf '%s\n' *_20??.tsv | sed 's/_20..\.tsv$//' | sort | uniq -d | head -n 1)
    [ -n "$who" ]
    for y in 2023 2024; do
        python3 "$SHARED/tools/score.py" --as-records "$SHARED/truth/${who}_$y.tsv" |
            awk -F'\t' -v OFS='\t' -v e="$y-budget" 'NR == 1 { print $0, "issuer", "edition"; next } { print $0, "w", e }' | bd-norm > "w$y.tsv"
    done
}

@test "a real year against itself is empty" {
    pair
    bd diff w2023.tsv w2023.tsv
    status_is 0
    short_is < /dev/null
}

@test "shuffling either input changes nothing" {
    pair
    bd diff w2023.tsv w2024.tsv
    status_is 1
    cp out want
    for seed in 1 2 3; do
        for y in 2023 2024; do
            { head -n 1 "w$y.tsv"; tail -n +2 "w$y.tsv" | shuf --random-source=<(yes $seed$y); } > "s$y.tsv"
        done
        bd diff --normal s2023.tsv s2024.tsv
        same want out
    done
}

@test "three years of one organisation: --yoy is each year with the one before, and the third's changes are all found" {
    pair
    python3 "$ROOT/t/yearpair.py" 7 w2024.tsv made.tsv changes.tsv
    # the third year: its edition follows the second's
    awk -F'\t' -v OFS='\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next } { sub(/^2024/, "2025", $at["edition"]); print }' made.tsv > w2025.tsv
    bd diff w2023.tsv w2024.tsv
    cp out want
    bd diff w2024.tsv w2025.tsv
    tail -n +2 out >> want
    python3 "$SHARED/tools/score.py" --changes changes.tsv out > score
    grep -q 'wrong=0 missing=0 spurious=0' score || { cat score >&2; return 1; }
    cat w2025.tsv w2023.tsv w2024.tsv > three.tsv
    bd diff --yoy three.tsv
    status_is 1
    same want out
}

@test "made-up bureaus: a stream against itself is empty, and the order of records changes nothing" {
    local f
    python3 "$ROOT/t/bureaus.py" make "$ROOT/data" 9 a.tsv b.tsv want
    for f in a b; do
        bd diff $f.tsv $f.tsv
        status_is 0
        [ "$(wc -l < out)" -eq 1 ]
        bd-norm $f.tsv | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } $at["kind"] != "doc"' > "$f.open"
        { head -n 1 $f.open; tail -n +2 $f.open | shuf --random-source=<(yes $f); } > "$f.shuffled"
    done
    bd diff --normal a.open b.open
    status_is 1
    cp out want
    [ "$(wc -l < want)" -gt 100 ]
    bd diff --normal a.shuffled b.shuffled
    same want out
}

@test "diff of a and b mirrors diff of b and a" {
    pair
    sed 's/2024-budget/2023-budget/; s/\t2024\tbudget/\t2023\tbudget/' w2024.tsv > b.tsv
    bd diff w2023.tsv b.tsv
    awk -F'\t' -v OFS='|' 'NR > 1 { print $1, $2, $11, $12, $13, $15, $17, $19, $20 }' out | sort > there
    bd diff b.tsv w2023.tsv
    awk -F'\t' -v OFS='|' 'NR > 1 { c = $1 == "added" ? "removed" : $1 == "removed" ? "added" : $1
        m = $2 == "split" ? "merged" : $2 == "merged" ? "split" : $2; print c, m, $11, $12, $13, $15, $17, $20, $19 }' out | sort > back
    [ -s there ]
    # a recoded row shows the code of its new side: leave it out of the comparison
    grep -v '|recoded|' there > t1
    grep -v '|recoded|' back > t2
    same t1 t2
}

# ---- --sort-key and --sorted ----

sorted_of() { for f; do "$BD_BIN/bd-diff" --sort-key "$f.tsv" | LC_ALL=C sort > "$f.sorted"; done; }

@test "--sort-key: the key in front, the closing record with its document, the header first once sorted" {
    {
        head_line | sed 's/$/\tmine/'
        row 2024-budget 205 b 2 | sed 's/$/\ty/'
        closing 2024-budget ok | sed 's/2024-budget//; s/$/\t/'
        row 2023-budget 205 a 1 | sed 's/某局/某 局/; s/$/\tz/'
        closing '' no-text | sed 's/^x/scan/; s/某局//; s/department//; s/$/\t/'
    } > a.tsv
    bd diff --sort-key a.tsv
    status_is 0
    err_is ''
    cut -f 2- out > got
    same a.tsv got
    cut -f 1 out > got
    same - got <<'END'
key
~某局 department budget 2024 000000000001
~某局 department budget 2024 000000000002
~某!P局 department budget 2023 000000000003
~   0000 000000000004
END
    LC_ALL=C sort out | awk -F'\t' '{ print $13 }' > got
    same - got <<'END'
kind
doc
number
number
doc
END
    # a key that is there already is made anew
    cp out keyed.tsv
    bd diff --sort-key -o again.tsv keyed.tsv
    same keyed.tsv again.tsv
    bd diff --sort-key < keyed.tsv
    same keyed.tsv out
}

@test "--sorted says what the hash join says, for every kind of edition and change" {
    local seed
    for seed in $(seq 1 "${SEEDS:-12}"); do
        for one in '' one; do
            python3 "$ROOT/t/streams.py" "$seed" a.tsv b.tsv $one
            sorted_of a b
            bd diff --normal ${one:+--one-issuer} --all a.tsv b.tsv
            cp out want
            sort err > want.err
            code=$status
            bd diff --sorted ${one:+--one-issuer} --all a.sorted b.sorted
            status_is "$code"
            same want out
            sort err > got
            same want.err got
        done
    done
    bd diff --normal --one-issuer --digest html a.tsv b.tsv
    cp out want
    bd diff --sorted --one-issuer --digest html a.sorted b.sorted
    same want out
}

@test "--sorted: a stream out of order is trouble with its file and line, and no output file" {
    { head_line; row 2023-budget 205 a 1; row 2023-budget 208 b 1; } > a.tsv
    { head_line; row 2024-budget 205 a 1; row 2023-budget 208 b 1; } > b.tsv
    bd diff --sorted -o out.tsv a.tsv b.tsv
    status_is 2
    err_is 'bd-diff: b.tsv:3: not sorted: 某局 department 2023-budget after a later one (bd-diff --sort-key)'
    [ ! -e out.tsv ]
    # NEW's inputs are one stream
    tail -n +3 b.tsv | { head_line; cat; } > c.tsv
    sed 3d b.tsv > d.tsv
    bd diff --sorted a.tsv c.tsv d.tsv
    status_is 1
    bd diff --sorted a.tsv d.tsv c.tsv
    status_is 2
    err_is 'bd-diff: c.tsv:2: not sorted: 某局 department 2023-budget after a later one (bd-diff --sort-key)'
    bd diff --sorted --yoy a.tsv
    status_is 2
    err_is 'bd-diff: --sorted goes with none of --yoy, --against and --update'
}

@test "--sorted: what was cut off must be known in time" {
    { head_line; row 2023-budget 205 a 1; row 2024-budget 208 b 1; closing 2024-budget ok; } | sed '2s/^x/y/' > a.tsv
    bd diff --sorted a.tsv a.tsv
    status_is 2
    err_is 'bd-diff: a.tsv:4: there are closing records, but y.txt in front has none: cut off, or not sorted by --sort-key'
}

@test "--one-issuer: two spellings of one issuer, also one edition at a time; a second issuer is trouble" {
    old > a.tsv
    sed 's/某局/某委员会/; s/100\.00/101.00/' a.tsv > b.tsv
    for how in '' --sorted; do
        # shellcheck disable=SC2086 # no option, or one
        bd diff $how --one-issuer a.tsv b.tsv
        status_is 1
        short_is <<'END'
changed|key|2023|205|教育支出|金额|100.00|101.00|1.00|1.00|
END
        err_is 'bd-diff: one issuer on each side, under two names: 某局, 某委员会'
    done
    bd diff --sorted --summary a.tsv b.tsv
    out_has 'absent	1'
    { cat a.tsv; row 2024-budget 205 a 1 | sed 's/某局/别局/'; } > c.tsv
    bd diff --sorted --one-issuer a.tsv c.tsv
    status_is 2
    err_is 'bd-diff: c.tsv:5: --one-issuer: a second one, 别局 after 某局'
    bd diff --one-issuer a.tsv c.tsv
    status_is 2
    err_is 'bd-diff: --one-issuer: NEW has several'
}

@test "--sorted holds one edition of many" {
    not_san 'memory is measured'
    { head_line; row 2NNN-budget CODE n 7 | awk '{ for (y = 1000; y < 2000; y++) for (i = 1; i <= 200; i++) { s = $0; gsub(/2NNN/, y, s); sub(/CODE/, 2000000 + i, s); print s } }'; } > a.tsv
    bash -c "ulimit -v 14000; exec '$BD_BIN/bd-diff' --sorted --one-issuer a.tsv a.tsv" > out
    [ "$(wc -l < out)" -eq 1 ]
    fails bash -c "ulimit -v 14000; exec '$BD_BIN/bd-diff' --normal a.tsv a.tsv"
}

# ---- --update ----

@test "--update replaces the editions that NEW completes and keeps the rest, permissions too" {
    { old; closing 2023-budget ok; row 2022-budget 205 教育支出 7; closing 2022-budget ok; } > last.tsv
    chmod 640 last.tsv
    { head_line; row 2023-budget '' 合计 99.00; closing 2023-budget ok; row 2024-budget '' 合计 1.00; closing 2024-budget ok; } > new.tsv
    bd diff -q --update last.tsv last.tsv new.tsv
    status_is 1
    cut -f 4,10,14 last.tsv | tr '\t' '|' > got
    same - got <<'END'
edition|name|value
2022-budget|教育支出|7
2022-budget|ok|3
2023-budget|合计|99.00
2023-budget|ok|3
2024-budget|合计|1.00
2024-budget|ok|3
END
    stat -c %a last.tsv > got
    echo 640 > .want
    same .want got
    bd diff -q last.tsv new.tsv
    status_is 1
    bd diff -q --update last.tsv --prune last.tsv new.tsv
    bd diff --all last.tsv new.tsv
    status_is 0
    cut -f 4 last.tsv | grep -c 2022 > got || true
    echo 0 > .want
    same .want got
    ls > got
    printf '%s\n' err got last.tsv last.tsv.lock new.tsv out > .want
    same .want got
}

@test "--update keeps what NEW has cut off or not at all, with --prune too where NEW failed" {
    { old; closing 2023-budget ok; row 2022-final 205 a 7 | sed 's/^x/y/'; closing 2022-final ok | sed 's/^x/y/'; } > last.tsv
    cp last.tsv before.tsv
    { head_line; row 2023-budget '' 合计 99.00; closing '' failed | sed 's/^x/y/'; } > new.tsv
    bd diff -q --update last.tsv last.tsv new.tsv
    status_is 1
    bd diff --all --no-match last.tsv before.tsv
    status_is 0
    bd diff -q --prune --update last.tsv last.tsv new.tsv
    bd diff -q last.tsv before.tsv
    status_is 0
}

@test "--update: the first run makes the state; trouble leaves it as it was" {
    old > new.tsv
    bd diff --update last.tsv last.tsv new.tsv
    status_is 1
    awk -F'\t' -v OFS='|' 'NR > 1 { print $1, $8, $20, $31 }' out > got
    echo 'added|2023-budget|3|OLD has no edition to compare it with' > .want
    same .want got
    bd diff -q last.tsv new.tsv
    status_is 0
    cp last.tsv before.tsv
    { cat new.tsv; echo broken; } > bad.tsv
    bd diff --update last.tsv last.tsv bad.tsv
    status_is 2
    same before.tsv last.tsv
    bd diff --update last.tsv -o /dev/full/x last.tsv new.tsv
    status_is 2
    same before.tsv last.tsv
    pipe 'bd-diff --update last.tsv last.tsv new.tsv > /dev/full'
    status_is 2
    same before.tsv last.tsv
    [ ! -e last.tsv.new ]
}

@test "--update keeps columns of one side only, and two runs at once lose nothing" {
    old > last.tsv
    for y in 2024 2025 2026 2027; do
        { head_line | sed "s/$/\tmine$y/"; row $y-budget '' 合计 1.00 | sed "s/$/\tyes/"; } > "n$y.tsv"
    done
    for y in 2024 2025 2026 2027; do "$BD_BIN/bd-diff" -q --update last.tsv last.tsv "n$y.tsv" 2> "err$y" & done
    wait
    cut -f 4 last.tsv | sort -u > got
    printf '%s\n' 2023-budget 2024-budget 2025-budget 2026-budget 2027-budget edition > .want
    same .want got
    grep -c yes last.tsv > got
    echo 4 > .want
    same .want got
}

@test "killed at random moments, --update leaves the old state or the new one, readable, unlocked, and nothing else" {
    not_san 'the moments are those of a fast run'
    python3 "$ROOT/t/kill.py" "$BD_BIN/bd-diff" 60 > got
    grep -q '^[0-9]* times: [0-9]* killed, [1-9][0-9]* old states, [1-9][0-9]* new ones; left behind: 0$' got
}

@test "killed at any step, --update leaves the old state or the new one" {
    { old; row 2022-final 205 a 7; } > start.tsv
    { head_line; row 2023-budget '' 合计 99.00; row 2022-final 205 a 8; } > new.tsv
    cp start.tsv last.tsv
    bd diff -q --update last.tsv last.tsv new.tsv
    cp last.tsv end.tsv
    for ms in 0 1 2 3 4 5 6 8 10 15; do
        cp start.tsv last.tsv
        timeout -s KILL "0.$(printf %03d $ms)1" "$BD_BIN/bd-diff" -q --update last.tsv last.tsv new.tsv 2> /dev/null || true
        cmp -s last.tsv start.tsv || cmp -s last.tsv end.tsv
    done
}

# ---- digest ----

week() {
    { old; row 2022-final 205 a 7; } > a.tsv
    { head_line; row 2023-budget '' 合计 310.00; row 2023-budget 205 教育支出 110.00; row 2023-budget 210 '卫生<b>&@健康' 200 | sed 's/@/|/'; } > b.tsv
}

@test "--digest text: totals, largest changes, what came and went, documents" {
    week
    bd diff --digest text a.tsv b.tsv
    status_is 1
    out_is <<'END'
What changed
============
  2 changed, 1 came, 1 went, 0 under another name or code.

Documents
---------
  missing: 某局 2022 final accounts  x.txt — not in NEW

某局 · 部门
-----------
  2023 budget  x.txt
  2 changed, 1 came, 1 went, 0 under another name or code.

  Totals
    Item  Table             Old          New  Change      %  Printed at
    合计  支出总表  300.00 万元  310.00 万元  +10.00  +3.33  p.3 l.9 → p.3 l.9

  Largest changes by amount
    Item          Table             Old          New  Change       %  Printed at
    205 教育支出  支出总表  100.00 万元  110.00 万元  +10.00  +10.00  p.3 l.9 → p.3 l.9

  Largest changes by rate
    Item          Table             Old          New  Change       %  Printed at
    205 教育支出  支出总表  100.00 万元  110.00 万元  +10.00  +10.00  p.3 l.9 → p.3 l.9

  Came
    Item               Table     Old       New  Change  %  Printed at
    210 卫生<b>&|健康  支出总表       200 万元    +200     p.3 l.9

  Went
    Item                    Table             Old  New   Change  %  Printed at
    208 社会保障和就业支出  支出总表  200.00 万元       -200.00     p.3 l.9
END
}

@test "--digest of no change says so, and the status is 0" {
    old > a.tsv
    bd diff --digest text --lang zh a.tsv a.tsv
    status_is 0
    out_is <<'END'
变动摘要
========
  没有变动。
END
}

@test "--digest html is one page without scripts or links, everything escaped" {
    week
    bd diff --digest html a.tsv b.tsv
    status_is 1
    grep -qF '卫生&lt;b&gt;&amp;|健康' out
    fails grep -qE '<b>|<script|<a |src=|href=|url\(|@import' out
    grep -q 'prefers-color-scheme:dark' out
    grep -q '<svg' out
    # every element that is opened is closed
    python3 - <<'END'
from html.parser import HTMLParser
void = {'meta', 'line', 'rect', 'circle'}
class P(HTMLParser):
    stack = []
    def handle_starttag(self, t, a):
        if t not in void: self.stack.append(t)
    def handle_startendtag(self, t, a): pass
    def handle_endtag(self, t):
        assert self.stack and self.stack.pop() == t, t
p = P(); p.feed(open('out', encoding='utf-8').read()); p.close()
assert not p.stack, p.stack
END
}

@test "--digest html in a browser: not blank, phone width, dark, printable, nothing loaded" {
    week
    name=$(printf '很长的项目名称%.0s' $(seq 40))
    { cat b.tsv; row 2023-budget '' "${name}http://example.org/$(printf 'x%.0s' $(seq 200))" 5; } > c.tsv
    bd diff -U1 --digest html --lang zh a.tsv c.tsv
    cp out page.html
    browse page.html
    page_is_sound
    # bars and slopes are drawn
    [ "$(fact desktop.svg)" -ge 2 ]
    [ "$(fact phone.svg)" -eq "$(fact desktop.svg)" ]
    # the check can fail: a page that is too wide, asks for a picture, has a script
    sed 's,<body>,<body><img src="x.png"><div style="width:2000px">.</div>,; s,<meta http-equiv[^>]*>,,' page.html > bad.html
    browse bad.html
    fails page_is_sound
    [ "$(fact requests)" -eq 1 ]
    [ "$(fact phone.scroll)" -gt 375 ]
}

@test "--digest markdown escapes what Markdown would read" {
    week
    bd diff --digest markdown a.tsv b.tsv
    out_has '| 210 卫生&lt;b\>&amp;\|健康 | 支出总表 |  | 200 万元 | +200 |  | p.3 l.9 |'
}

@test "--digest text never passes control characters on" {
    old > a.tsv
    sed 's/教育支出/教\x1b[31m育\xe2\x80\xae/; s/100.00/101.00/' a.tsv > b.tsv
    bd diff --digest text a.tsv b.tsv
    fails grep -q "$(printf '\033')" out
    fails grep -q "$(printf '\342\200\256')" out
}

# ---- generated year pairs ----

@test "generated year pairs: every change found with its values, none invented, by the score of changes" {
    need_shared
    local doc
    for doc in "$SHARED"/truth/*.tsv; do
        grep -q "$(printf '\tnumber\t')" "$doc" || continue
        python3 "$SHARED/tools/score.py" --as-records "$doc" |
            awk -F'\t' -v OFS='\t' 'NR == 1 { print $0, "issuer", "edition"; next } { print $0, "某局", "2023-budget" }' | bd-norm > a.tsv
        for seed in 1 2; do
            python3 "$ROOT/t/yearpair.py" "$seed" a.tsv b.tsv changes.tsv
            bd diff a.tsv b.tsv
            status_is 1
            python3 "$SHARED/tools/score.py" --changes --verbose changes.tsv out > score
            grep -q 'wrong=0 missing=0 spurious=0' score || { echo "$doc $seed" >&2; cat score >&2; return 1; }
        done
    done
}

@test "made-up bureaus: every change found, none invented, what moved matched, no wrong match; a chain of years" {
    local seed kind
    for seed in $(seq "${FROM:-101}" "${TO:-104}"); do
        for kind in make chain; do
            if [ $kind = make ]; then
                python3 "$ROOT/t/bureaus.py" make "$ROOT/data" "$seed" a.tsv b.tsv want
                bd diff a.tsv b.tsv
            else
                python3 "$ROOT/t/bureaus.py" chain "$ROOT/data" "$seed" a.tsv want
                bd diff --yoy a.tsv
            fi
            status_is 1
            cp out "$kind.out"
            python3 "$ROOT/t/bureaus.py" score want out 2>> why | tee -a figures
        done
    done
    awk '{ for (i = 1; i <= NF; i++) { split($i, x, "="); n[x[1]] += x[2] } }
        END { f1 = 2 * n["right"] / (2 * n["right"] + n["spurious"] + n["missing"]); print NR, f1, n["matched"] / n["moved"], n["wrong_matches"]
              exit !(NR >= 8 && n["want"] > 1000 && f1 >= .99 && n["matched"] >= .95 * n["moved"] && n["wrong_matches"] == 0) }' figures || { cat figures why >&2; return 1; }
    # the score can fail: a line that is not there, one that is wrong
    awk 'NR != 5' "$kind.out" | sed '3s/changed/removed/' > bad
    python3 "$ROOT/t/bureaus.py" score want bad 2> why > figures
    fails grep -q 'spurious=0 missing=0' figures
}

@test "applying the changes to a gives b" {
    pair
    # one edition, so that every figure keeps its year
    sed 's/2024-budget/2023-budget/; s/\t2024\tbudget/\t2023\tbudget/' w2024.tsv > b.tsv
    bd diff --no-match --exact --strict --kinds number,target w2023.tsv b.tsv
    python3 - <<'END'
import csv
K = 'orgcode org year phase table side project path code name col kind'.split()
rd = lambda f: csv.DictReader(open(f, encoding='utf-8'), delimiter='\t', quoting=csv.QUOTE_NONE)
key = lambda r: tuple('' if r['code'] and k in ('path', 'name') else r[k] for k in K)
def load(f):
    d = {}
    for r in rd(f):
        if r['kind'] in ('number', 'target'): d.setdefault(key(r), set()).add(r.get('op', '') + r['value'])
    return d
a, b = load('w2023.tsv'), load('b.tsv')
for r in rd('out'):
    k = key(r)
    if r['change'] == 'duplicate': a[k] = b.get(k, set()); continue
    if r['change'] in ('changed', 'removed', 'added') and k in a: a[k].discard(r['old'])
    if r['change'] in ('changed', 'added'): a.setdefault(k, set()).add(r['new'])
a = {k: v for k, v in a.items() if v}
def num(s):
    try: return float(s)
    except ValueError: return s
n = lambda d: {k: {num(x) for x in v} for k, v in d.items()}
a, b = n(a), n(b)
bad = [k for k in set(a) | set(b) if a.get(k) != b.get(k)]
for k in bad[:10]: print(k, a.get(k), b.get(k))
assert not bad, len(bad)
assert len(b) > 300
END
}

@test "a figure whose check turned off or open is a change, though it is the same; a text with other blanks is restated" {
    { tsv 'doc|issuer|scope|edition|table|code|name|col|kind|value|unit|check'
      tsv 'a|甲局|department|2024-budget|支出总表|208|社会保障和就业支出|合计|number|10|万元|ok' \
          'a|甲局|department|2024-budget|支出总表|210|卫生健康支出|合计|number|5|万元|ok' \
          'a|甲局|department|2024-budget|项目支出绩效目标表||项目总目标|年度目标|text|建设 道路||' \
          'a|甲局|department|2024-budget|项目支出绩效目标表||实施单位|年度目标|text|甲局||' \
          'a||||||ok|text/tab|doc|4||'; } > old
    sed 's/\(10\t万元\t\)ok/\1off/; s/5\t万元\tok/6\t万元\topen/; s/建设 道路/建设道路/; s/text\t甲局/text\t乙局/; s/^a/b/' old > new
    bd diff --kinds number,text --all old new
    status_is 1
    cols 'change name old new note'
    same - out <<'END'
check|社会保障和就业支出|10|10|check: ok -> off
changed|卫生健康支出|5|6|check: ok -> open
changed|实施单位|甲局|乙局|
restated|项目总目标|建设 道路|建设道路|
END
    bd diff --kinds text --exact old new
    status_is 1
    cols 'change name'
    same - out <<'END'
changed|实施单位
changed|项目总目标
END
}
