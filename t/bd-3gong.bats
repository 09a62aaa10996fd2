#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# bd-3gong: every shape a 三公 table takes, what prose says beside it, and the traps.
load helper

# A stream is written record by record:
#   t NAME COL VALUE            a cell of the table (its place from $year $phase $table $orgcode $org $role $unit)
#   p NAME COL VALUE [UNIT]     a figure in prose
#   r KIND NAME COL VALUE       any other record
# and `show` runs the tool and prints each line's filled columns as NAME=VALUE, without doc and page.
setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    doc=a.txt year=2023 phase=budget table=三公经费支出表 tno=7 unit=万元
    issuer='' scope='' edition='' orgcode='' org='' role='' path='' code='' side='' inferred='' op='' prec='' line=0
    printf '%s\n' doc page line issuer scope edition orgcode org year phase tno table side row level role path code \
        name col kind op value prec unit inferred | paste -s > in.tsv
}

rec() { # KIND NAME COL VALUE UNIT TNO TABLE
    line=$((line + 1))
    printf '%s\t' "$doc" '' "$line" "$issuer" "$scope" "$edition" "$orgcode" "$org" "$year" "$phase" "$6" "$7" "$side" \
        '' '' "$role" "$path" "$code" "$2" "$3" "$1" "$op" "$4" "$prec" "$5" >> in.tsv
    printf '%s\n' "$inferred" >> in.tsv
}
t() { rec number "$1" "$2" "$3" "$unit" "$tno" "$table"; }
p() { rec prose "$1" "$2" "$3" "${4-万元}" '' ''; }
r() { rec "$1" "$2" "$3" "$4" "$unit" "$tno" "$table"; }

# NAME VALUE ...: a list of items under the one amount column.
list() { while [ $# -gt 1 ]; do t "$1" 金额 "$2"; shift 2; done; }
# The five usual rows: TOTAL ABROAD RECEPTION CAR BUY RUN.
usual() { list 合计 "$1" '因公出国（境）费' "$2" 公务接待费 "$3" 公务用车购置及运行维护费 "$4" 公务用车购置费 "$5" 公务用车运行维护费 "$6"; }
# The same in prose.
told() {
    p '“三公”经费' 金额 "$1"
    p '“三公”经费/因公出国（境）费' 金额 "$2"
    p '“三公”经费/公务接待费' 金额 "$3"
    p '“三公”经费/公务用车购置及运行维护费' 金额 "$4"
}

show() {
    bd 3gong "$@" in.tsv
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
        { s = ""; for (i = 3; i <= NF; i++) if ($i != "") s = s (s == "" ? "" : " ") name[i] "=" $i; print s }' out > shown
    mv shown out
}

@test "header: the columns of the contract" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    bd 3gong in.tsv
    head -n 1 out | tr '\t' ' ' > head
    mv head out
    out_is 'doc page line orgcode org year phase total abroad reception car car_buy car_run unit prose_total prose_abroad prose_reception prose_car prose_car_buy prose_car_run prior_total prior_abroad prior_reception prior_car prior_car_buy prior_car_run trips people cars_bought cars_kept receptions guests check why'
}

# ---- shapes of tables ----

@test "shape: a list, table and prose agree" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    told 8.2 0 4.2 4
    show
    status_is 0
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=ok'
}

@test "shape: the total last, items in another order, enumerators in the labels" {
    list '1.公务接待费' 2.00 '2.公务用车购置及运行费' 3.00 '①公务用车购置费' 0 '②公务用车运行维护费' 3.00 '3.因公出国（境）费用' 1.00 合计 6.00
    told 6 1 2 3
    show
    out_is 'line=6 year=2023 phase=budget total=6.00 abroad=1.00 reception=2.00 car=3.00 car_buy=0 car_run=3.00 unit=万元 prose_total=6 prose_abroad=1 prose_reception=2 prose_car=3 check=ok'
}

@test "shape: one wide row, items as columns, no label" {
    t '' '“三公”经费预算数/合计' 22.91
    t '' '“三公”经费预算数/因公出国(境)费' 0
    t '' '“三公”经费预算数/公务接待费' 1.35
    t '' '“三公”经费预算数/公务用车购置及运行费/小计' 21.56
    t '' '“三公”经费预算数/公务用车购置及运行费/购置费' 0
    t '' '“三公”经费预算数/公务用车购置及运行费/运行费' 21.56
    t '' 机关运行经费预算数 786.09
    told 22.91 0 1.35 21.56
    show
    out_is 'line=1 year=2023 phase=budget total=22.91 abroad=0 reception=1.35 car=21.56 car_buy=0 car_run=21.56 unit=万元 prose_total=22.91 prose_abroad=0 prose_reception=1.35 prose_car=21.56 check=ok'
}

@test "shape: budget and final, six columns each" {
    year=2022 edition=2022-final
    for x in 'budget 预算数 9.00 1.00 5.00 3.00 0 3.00' 'final 决算数 7.00 0 4.50 2.50 0 2.50'; do
        set -- $x
        phase=$1
        t '' "合计/$2" "$3"
        t '' "因公出国（境）费/$2" "$4"
        t '' "公务用车购置及运行维护费/小计/$2" "$6"
        t '' "公务用车购置及运行维护费/公务用车购置费/$2" "$7"
        t '' "公务用车购置及运行维护费/公务用车运行维护费/$2" "$8"
        t '' "公务接待费/$2" "$5"
    done
    told 7 0 4.5 2.5
    show
    out_is <<'END'
line=1 year=2022 phase=budget total=9.00 abroad=1.00 reception=5.00 car=3.00 car_buy=0 car_run=3.00 unit=万元 check=ok
line=7 year=2022 phase=final total=7.00 abroad=0 reception=4.50 car=2.50 car_buy=0 car_run=2.50 unit=万元 prose_total=7 prose_abroad=0 prose_reception=4.5 prose_car=2.5 check=ok
END
}

@test "trap: final before budget, the two columns swapped" {
    year=2022 edition=2022-final
    phase=final
    list 合计 7.00 '因公出国（境）费' 0 公务接待费 4.50 公务用车购置及运行维护费 2.50
    phase=budget
    list 合计 9.00 '因公出国（境）费' 1.00 公务接待费 5.00 公务用车购置及运行维护费 3.00
    phase=final
    told 7 0 4.5 2.5
    phase=budget
    p '“三公”经费' 金额 9
    show
    out_is <<'END'
line=1 year=2022 phase=final total=7.00 abroad=0 reception=4.50 car=2.50 unit=万元 prose_total=7 prose_abroad=0 prose_reception=4.5 prose_car=2.5 check=ok
line=5 year=2022 phase=budget total=9.00 abroad=1.00 reception=5.00 car=3.00 unit=万元 prose_total=9 check=ok
END
}

@test "trap: the values of final and budget really swapped are off against prose" {
    year=2022 edition=2022-final
    list 合计 7.00 '因公出国（境）费' 0 公务接待费 4.50 公务用车购置及运行维护费 2.50
    phase=final
    list 合计 9.00 '因公出国（境）费' 1.00 公务接待费 5.00 公务用车购置及运行维护费 3.00
    p '“三公”经费' 金额 7
    show
    status_is 1
    out_is <<'END'
line=1 year=2022 phase=budget total=7.00 abroad=0 reception=4.50 car=2.50 unit=万元 check=ok
line=5 year=2022 phase=final total=9.00 abroad=1.00 reception=5.00 car=3.00 unit=万元 prose_total=7 check=off why=off: total is 9.00 in the table, 7 in prose (line 9)
END
}

@test "shape: items as rows over fund columns" {
    for f in 合计 一般公共预算 政府性基金预算 国有资本经营预算; do
        case $f in 合计) a=3.00 b=1.00 c=2.00 ;; 一般*) a=2.50 b=0.50 c=2.00 ;; 政府*) a=0.50 b=0.50 c='' ;; *) a='' b='' c='' ;; esac
        t '“三公”经费小计' "$f" "$a"
        t '一、因公出国（境）费' "$f" ''
        t '二、公务用车购置及运维费' "$f" "$c"
        t '其中：公务用车购置费' "$f" ''
        t 公务用车运行维护费 "$f" "$c"
        t '三、公务接待费' "$f" "$b"
    done
    told 3 0 1 2
    show
    out_is 'line=1 year=2023 phase=budget total=3.00 reception=1.00 car=2.00 car_run=2.00 unit=万元 prose_total=3 prose_abroad=0 prose_reception=1 prose_car=2 check=note why=note: blank in the table, 0 in prose: abroad'
}

@test "funds: that do not add up are off" {
    t '“三公”经费小计' 合计 3.00
    t '“三公”经费小计' 一般公共预算 2.00
    t '“三公”经费小计' 政府性基金预算 0.50
    t '“三公”经费小计' 国有资本经营预算 ''
    p '“三公”经费' 金额 3
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget total=3.00 unit=万元 prose_total=3 check=off why=off: total 3.00, its funds add up to 2.50 (gap 0.50)'
}

@test "shape: one fund column only is the amount" {
    for x in '合计 3.00' '因公出国（境）费 0' '公务接待费 1.00' '公务用车购置及运行费 2.00'; do
        set -- $x
        t "$1" 一般公共预算 "$2"
    done
    told 3 0 1 2
    show
    out_is 'line=1 year=2023 phase=budget total=3.00 abroad=0 reception=1.00 car=2.00 unit=万元 prose_total=3 prose_abroad=0 prose_reception=1 prose_car=2 check=ok'
}

@test "shape: meetings and training beside, the total is of 三公" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    list 会议费 1.00 培训费 2.00
    told 8.2 0 4.2 4
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=ok'
}

@test "trap: a 合计 that has meetings and training in it is no total of 三公" {
    usual 11.20 0.00 4.20 4.00 0.00 4.00
    list 会议费 1.00 培训费 2.00
    told 8.2 0 4.2 4
    show
    status_is 0
    out_is 'line=2 year=2023 phase=budget abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=open why=open: 合计 11.20 (line 1) has other expenses in it, no total of 三公 is printed; no total is printed'
}

@test "shape: a total of all and a total of 三公, both established" {
    list 合计 11.20 会议费 1.00 培训费 2.00
    list '“三公”经费小计' 8.20 '因公出国（境）费' 0 公务接待费 4.20 公务用车购置及运行维护费 4.00
    told 8.2 0 4.2 4
    show
    status_is 0
    out_is 'line=4 year=2023 phase=budget total=8.20 abroad=0 reception=4.20 car=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=ok'
}

@test "shape: three organisations as rows, and their total" {
    org_row() { t "$1" 合计 "$2"; t "$1" '因公出国（境）费' "$3"; t "$1" 公务接待费 "$4"; t "$1" 公务用车购置及运行维护费 "$5"; }
    org_row 合计 6.00 0 3.00 3.00
    role=org orgcode=402001 org=甲局本级 && org_row 合计 4.00 0 2.00 2.00
    role=org orgcode=402002 org=甲中心 && org_row 合计 2.00 0 1.00 1.00
    role='' orgcode='' org=''
    told 6 0 3 3
    show
    out_is <<'END'
line=1 year=2023 phase=budget total=6.00 abroad=0 reception=3.00 car=3.00 unit=万元 prose_total=6 prose_abroad=0 prose_reception=3 prose_car=3 check=ok
line=5 orgcode=402001 org=甲局本级 year=2023 phase=budget total=4.00 abroad=0 reception=2.00 car=2.00 unit=万元 check=ok
line=9 orgcode=402002 org=甲中心 year=2023 phase=budget total=2.00 abroad=0 reception=1.00 car=1.00 unit=万元 check=ok
END
}

@test "organisations: that do not add up are off, parents are not counted twice" {
    t 合计 合计 6.00
    role=org orgcode=402 org=甲局 && t 合计 合计 6.00
    role=org orgcode=402001 org=甲局本级 && t 合计 合计 4.00
    role=org orgcode=402002 org=甲中心 && t 合计 合计 2.00
    role=org orgcode=403 org=乙局 && t 合计 合计 1.00
    show
    status_is 1
    grep -o 'off: total 6.00, 2 organisations add up to 7.00' out
}

@test "shape: a 合计 row over a single organisation is that organisation's line" {
    t 合计 合计 3.00
    t 合计 公务接待费 3.00
    role=org orgcode=402 org=甲局
    t 合计 合计 3.00
    t 合计 公务接待费 3.00
    role='' orgcode='' org=''
    p '“三公”经费' 金额 3
    show
    out_is 'line=1 orgcode=402 org=甲局 year=2023 phase=budget total=3.00 reception=3.00 unit=万元 prose_total=3 check=ok'
}

@test "shape: an organisation's name as the only row label" {
    t 某某市工业和信息化局 合计 61.75
    t 某某市工业和信息化局 '因公出国(境)费/小计' 18.00
    t 某某市工业和信息化局 '因公出国(境)费/一般公务出国(境)费' 18.00
    t 某某市工业和信息化局 '因公出国(境)费/高等院校和科研院所学术交流合作出国(境)费' ''
    t 某某市工业和信息化局 公务接待费 43.75
    t 某某市工业和信息化局 公务用车运行维护费 ''
    t 某某市工业和信息化局 公务用车购置 ''
    p '“三公”经费' 金额 61.75
    p '“三公”经费/因公出国' 金额 18
    p '“三公”经费/公务接待' 金额 43.75
    show
    out_is 'line=1 org=某某市工业和信息化局 year=2023 phase=budget total=61.75 abroad=18.00 reception=43.75 unit=万元 prose_total=61.75 prose_abroad=18 prose_reception=43.75 check=ok'
}

@test "shape: an empty table with its note" {
    r empty '' '' ''
    r note 注 '' '本部门2023年没有“三公”经费支出，故本表无数据。'
    show
    status_is 0
    out_is 'line=1 year=2023 phase=budget check=ok why=ok: declared to be none (line 2)'
}

@test "shape: an empty table without a note is open" {
    r empty '' '' ''
    show
    out_is 'line=1 year=2023 phase=budget check=open why=open: the table is empty and no note says why'
}

@test "trap: the form's own instruction is no declaration" {
    r empty '' '' ''
    r note 注 '' '无“三公”经费支出的，仍保留该表格式，并在本表下方作说明。'
    show
    out_is 'line=1 year=2023 phase=budget check=open why=open: the table is empty and no note says why'
}

@test "trap: declared to be none, but prose has money" {
    r empty '' '' ''
    r note 注 '' '本部门没有“三公”经费支出，故本表无数据。'
    p '“三公”经费' 金额 3
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget unit=万元 prose_total=3 check=off why=off: declared to be none (line 2), but prose has 3 (line 3)'
}

@test "trap: a note says empty over a filled table" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    r note 注 '' '本部门2023年无“三公”经费预算，故本表为空表。'
    told 8.2 0 4.2 4
    show
    status_is 0
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=note why=note: a note says the table is empty, but it is not (line 7)'
}

# ---- sums ----

@test "sum: within half a unit of every operand" {
    list 合计 8.21 '因公出国（境）费' '' 公务接待费 4.20 公务用车购置及运行维护费 4.00
    told 8.21 0 4.2 4.0
    show
    status_is 0
    out_is 'line=1 year=2023 phase=budget total=8.21 reception=4.20 car=4.00 unit=万元 prose_total=8.21 prose_abroad=0 prose_reception=4.2 prose_car=4.0 check=note why=note: blank in the table, 0 in prose: abroad'
}

@test "sum: the same with --exact is off" {
    list 合计 8.21 '因公出国（境）费' 0 公务接待费 4.20 公务用车购置及运行维护费 4.00
    p '“三公”经费' 金额 8.21
    show --exact
    status_is 1
    out_is 'line=1 year=2023 phase=budget total=8.21 abroad=0 reception=4.20 car=4.00 unit=万元 prose_total=8.21 check=off why=off: total 8.21, parts add up to 8.20 (gap 0.01)'
}

@test "sum: beyond it is off" {
    usual 8.30 0.00 4.20 4.00 0.00 4.00
    told 8.3 0 4.2 4
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget total=8.30 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.3 prose_abroad=0 prose_reception=4.2 prose_car=4 check=off why=off: total 8.30, parts add up to 8.20 (gap 0.10)'
}

@test "sum: the car's parts do not make the car" {
    usual 8.20 0.00 4.20 4.00 1.00 4.00
    p '“三公”经费' 金额 8.2
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=1.00 car_run=4.00 unit=万元 prose_total=8.2 check=off why=off: car 4.00, parts add up to 5.00 (gap -1.00)'
}

@test "trap: whole figures beside decimals stand for two decimals" {
    list 合计 47.91 '因公出国（境）费' 0 公务接待费 1.35 公务用车购置及运行维护费 46.56 公务用车购置费 25 公务用车运行维护费 21.96
    p '“三公”经费' 金额 47.91
    show
    status_is 1
    grep -o 'off: car 46.56, parts add up to 46.96 (gap -0.40)' out
}

@test "trap: total only" {
    list 合计 8.20
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 unit=万元 check=open why=open: no sentence to hold the table against; only the total is printed'
}

@test "trap: parts only" {
    list '因公出国（境）费' 0 公务接待费 4.20 公务用车购置及运行维护费 4.00
    told 8.2 0 4.2 4
    show
    out_is 'line=1 year=2023 phase=budget abroad=0 reception=4.20 car=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=open why=open: no total is printed'
}

@test "trap: a part is missing and the rest falls short" {
    list 合计 8.20 '因公出国（境）费' 0 公务用车购置及运行维护费 4.00
    p '“三公”经费' 金额 8.2
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0 car=4.00 unit=万元 prose_total=8.2 check=open why=open: total 8.20, reception is not printed and the other parts add up to 4.00'
}

@test "trap: a part is missing and the rest is too much" {
    list 合计 3.20 公务接待费 4.20
    p '“三公”经费' 金额 3.2
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget total=3.20 reception=4.20 unit=万元 prose_total=3.2 check=off why=off: total 3.20, parts add up to 4.20 (gap -1.00)'
}

@test "trap: car without its parts" {
    list 合计 8.20 '因公出国（境）费' 0 公务接待费 4.20 公务用车购置及运行费 4.00
    told 8.2 0 4.2 4
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0 reception=4.20 car=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=ok'
}

@test "trap: the car's parts without the car" {
    list 合计 8.20 '因公出国（境）费' 0 公务接待费 4.20 公务用车购置费 0 公务用车运行维护费 4.00
    p '“三公”经费' 金额 8.2
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0 reception=4.20 car_buy=0 car_run=4.00 unit=万元 prose_total=8.2 check=ok'
}

@test "trap: only one of the car's parts, and it is not all" {
    list 合计 8.20 '因公出国（境）费' 0 公务接待费 4.20 公务用车购置及运行费 4.00 公务用车运行维护费 3.00
    p '“三公”经费' 金额 8.2
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0 reception=4.20 car=4.00 car_run=3.00 unit=万元 prose_total=8.2 check=open why=open: car 4.00, car_buy is not printed and the other parts add up to 3.00'
}

@test "trap: columns slid by one are off, not silent" {
    t '' 合计 867.50
    t '' '因公出国（境）费' 839.00
    t '' 公务接待费 28.50
    t '' 公务用车购置及运行费/小计 213.28
    told 867.5 839 28.5 0
    show
    status_is 1
    grep -o 'off: total 867.50, parts add up to 1080.78 (gap -213.28); car is 213.28 in the table, 0 in prose (line 8)' out
}

@test "trap: reception and car exchanged keep the sum, prose tells" {
    list 合计 8.20 '因公出国（境）费' 0 公务接待费 4.00 公务用车购置及运行费 4.20
    told 8.2 0 4.2 4.0
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0 reception=4.00 car=4.20 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4.0 check=off why=off: reception is 4.00 in the table, 4.2 in prose (line 7); car is 4.20 in the table, 4.0 in prose (line 8)'
}

@test "trap: an ordinal or a year read as money is off" {
    list 合计 2023 '因公出国（境）费' 1 公务接待费 2 公务用车购置及运行费 3
    p '“三公”经费' 金额 6
    show
    status_is 1
    grep -o 'off: total 2023, parts add up to 6 (gap 2017); total is 2023 in the table, 6 in prose (line 5)' out
}

# ---- blank, dash, 0 ----

@test "blank, dash and 0 stay three" {
    usual 4.20 - 4.20 0 '' 0
    p '“三公”经费' 金额 4.2
    show
    out_is 'line=1 year=2023 phase=budget total=4.20 abroad=- reception=4.20 car=0 car_run=0 unit=万元 prose_total=4.2 check=ok'
}

@test "trap: prose has money, the cell is blank" {
    list 合计 4.20 '因公出国（境）费' '' 公务接待费 4.20 公务用车购置及运行费 ''
    told 4.2 0.5 4.2 0
    show
    status_is 1
    grep -o 'abroad is blank in the table, 0.5 in prose (line 6)' out
}

@test "prose: 未安排 and 无 are dashes, 持平 is a change of 0" {
    usual 4.00 0 0 4.00 0 4.00
    p '“三公”经费' 金额 4
    p '“三公”经费/因公出国（境）费' 金额 未安排 ''
    p '“三公”经费/公务接待费' 金额 - ''
    p '“三公”经费/公务用车运行维护费' 比上年增减 0 ''
    show
    out_is 'line=1 year=2023 phase=budget total=4.00 abroad=0 reception=0 car=4.00 car_buy=0 car_run=4.00 unit=万元 prose_total=4 prose_abroad=- prose_reception=- check=ok'
}

# ---- prose ----

@test "trap: 元 for 万元 in prose is named as a unit slip" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    p '“三公”经费' 金额 8.2 元
    show
    status_is 1
    grep -o 'off: total is 8.20 in the table, 0.00082 in prose (line 7, unit slip: 10000 times)' out
}

@test "unit: a table in 元 beside prose in 万元" {
    unit=元
    usual 82000 0 42000 40000 0 40000
    told 8.2 0 4.2 4
    show
    status_is 0
    out_is 'line=1 year=2023 phase=budget total=8.2000 abroad=0.0000 reception=4.2000 car=4.0000 car_buy=0.0000 car_run=4.0000 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=ok'
}

@test "unit: none declared is open" {
    unit=''
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    told 8.2 0 4.2 4
    show
    out_has 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car=4 check=open why=open: no unit of money is declared'
}

@test "trap: the same word under 机关运行经费 and 基本支出 is not 三公" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    p '“三公”经费' 金额 8.2
    p 公务接待费 金额 4.2
    p 机关运行经费预算/公务接待费 金额 1.5
    p 基本支出/公务接待费 金额 1.6
    p 机关运行经费/公务用车运行维护费以及其他费用 金额 15.33
    show
    status_is 0
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_reception=4.2 check=ok'
}

@test "trap: a part of reception is not the reception" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    p '“三公”经费' 金额 8.2
    p '“三公”经费/公务接待费' 金额 4.2
    p '“三公”经费/公务接待费/国内接待费' 金额 4
    p '“三公”经费/公务接待费/外宾接待' 金额 0.2
    p '“三公”经费/外宾接待费' 金额 0.2
    show
    status_is 0
    out_has 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_reception=4.2 check=ok'
}

@test "trap: two prints of one fact that differ are open" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    p '“三公”经费' 金额 8.2
    p '“三公”经费' 金额 8.3
    show
    status_is 0
    out_has 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 check=open why=open: prose total is printed twice: 8.2 (line 7) and 8.3 (line 8)'
}

@test "trap: about 8 is no contradiction" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    op='~'
    p '“三公”经费' 金额 8
    show
    status_is 0
    out_has 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8 check=ok'
}

@test "trap: about 9 beside 8.20 is a note, 9 itself is off" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    op='~'
    p '“三公”经费' 金额 9
    show
    status_is 0
    grep -q 'check=note why=note: prose total is about 9, table has 8.20$' out
    sed 's/\t~\t/\t\t/' in.tsv > exact.tsv
    mv exact.tsv in.tsv
    show
    status_is 1
    grep -q 'off: total is 8.20 in the table, 9 in prose (line 7)' out
}

@test "trap: a limit is no amount" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    op='<='
    p '“三公”经费' 金额 9
    op=''
    p '“三公”经费' 金额 8.2
    show
    out_has 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 check=ok'
}

@test "prose only: open, its own sums are checked" {
    told 8.30 0 4.20 4.00
    show
    status_is 1
    out_is 'line=1 year=2023 phase=budget unit=万元 prose_total=8.30 prose_abroad=0 prose_reception=4.20 prose_car=4.00 check=off why=off: prose total 8.30, parts add up to 8.20 (gap 0.10); open: no table of 三公 to hold the sentence against'
}

# ---- last year, rates, counts ----

@test "change: last year's column, changes and rates agree" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    year=2022
    usual 9.00 0.00 5.00 4.00 0.00 4.00
    year=2023
    p '“三公”经费' 金额 8.2
    p '“三公”经费' 比上年增减 -0.8
    p '“三公”经费' 比上年增减率 -8.89 %
    p '“三公”经费/公务接待费' 金额 4.2
    p '“三公”经费/公务接待费' 比上年增减 -0.8
    p '“三公”经费/公务接待费' 比上年增减率 -16 %
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 prose_reception=4.2 prior_total=9.00 prior_abroad=0.00 prior_reception=5.00 prior_car=4.00 prior_car_buy=0.00 prior_car_run=4.00 check=ok'
}

@test "change: this year is not last year and the change" {
    list 合计 8.20
    year=2022
    list 合计 9.50
    year=2023
    p '“三公”经费' 金额 8.2
    p '“三公”经费' 比上年增减 -0.8
    show
    status_is 1
    grep -o 'off: total 8.2 with a change of -0.8 means 9.0 last year, printed 9.50 (line 4)' out
}

@test "change: last year's figure in prose" {
    p '“三公”经费' 金额 8.2
    year=2022
    p '“三公”经费' 金额 9
    year=2023
    p '“三公”经费' 比上年增减 -0.8
    show
    out_is 'line=1 year=2023 phase=budget unit=万元 prose_total=8.2 prior_total=9 check=open why=open: no table of 三公 to hold the sentence against'
}

@test "change: a wrong rate is off, a truncated one a note" {
    p '“三公”经费' 金额 8.2
    p '“三公”经费' 比上年增减 -0.8
    p '“三公”经费' 比上年增减率 -9.89 %
    show
    status_is 1
    grep -o 'off: change of total is -9.89%, computed -8.889% (line 3)' out
}

@test "change: a rate cut off instead of rounded" {
    p '“三公”经费' 金额 30000.00
    p '“三公”经费' 比上年增减 20000.00
    p '“三公”经费' 比上年增减率 200.00 %
    p '“三公”经费/公务接待费' 金额 1000.00
    p '“三公”经费/公务接待费' 比上年增减 -199.99
    p '“三公”经费/公务接待费' 比上年增减率 -16.66 %
    show
    status_is 0
    grep -o 'note: change of reception -16.66% is cut off, not rounded' out
}

@test "change: 0 cannot have risen" {
    usual 4.20 0 4.20 0 0 0
    p '“三公”经费' 金额 4.2
    p '“三公”经费/因公出国（境）费' 金额 0
    p '“三公”经费/因公出国（境）费' 比上年增减 2
    show
    status_is 1
    grep -o 'off: abroad 0 cannot have risen by 2: last year.s would be -2 (line 9)' out
}

@test "change: the changes of the parts make that of the total" {
    p '“三公”经费' 金额 5.00
    p '“三公”经费' 比上年增减 -2.00
    p '“三公”经费/因公出国（境）费' 比上年增减 0 ''
    p '“三公”经费/公务接待费' 比上年增减 1.00
    p '“三公”经费/公务用车运行维护费' 比上年增减 -3.00
    p '“三公”经费/公务用车购置费' 比上年增减 1.00
    show
    status_is 1
    grep -o 'off: total changed by -2.00, its parts by -1.00 (line 2)' out
}

@test "final: completion, order and overspending" {
    edition=2022-final year=2022
    p '“三公”经费' 金额 10.00
    phase=final
    p '“三公”经费' 金额 12.00
    p '“三公”经费' 完成率 110 %
    op='<'
    p '“三公”经费' 比年初预算 '' ''
    show
    status_is 1
    grep -o 'off: total is told to be < the budget, but 12.00 > 10.00 (line 4); completion of total is 110%, computed 120.0% (line 3); open: .*; note: spent 12.00 of a budget of 10.00' out
}

@test "share: of an item in the total" {
    usual 8.00 0.00 4.00 4.00 0.00 4.00
    told 8.00 0 4.00 4.00
    p '“三公”经费/公务接待费' 占比 60 %
    show
    status_is 0
    grep -o 'note: share of reception is 60%, computed 50.0% (line 11)' out
}

@test "counts: from the lower half of the form, and from prose" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    unit=个 && t '因公出国（境）团组数' 金额 0
    unit=人 && t '因公出国（境）人次数' 金额 0
    unit=辆 && t 公务用车购置数 金额 0 && t 公务用车保有量 金额 2
    unit=个 && t 国内公务接待批次 金额 31 && t '其中：外事接待批次' 金额 3
    unit=人 && t 国内公务接待人次 金额 260
    p '“三公”经费' 金额 8.2
    p '“三公”经费/公务接待费/国内公务接待' 数量 31 批次
    show
    out_is 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 trips=0 people=0 cars_bought=0 cars_kept=2 receptions=31 guests=260 check=ok'
}

# ---- bounds and doubts ----

@test "bound: a part in basic expenditure is less or equal, greater is a note" {
    table=一般公共预算基本支出表 tno=6
    code=30217 && t 公务接待费 合计 4.30
    code=30231 && t 公务用车运行维护费 合计 1.00
    code='' table=三公经费支出表 tno=7
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    p '“三公”经费' 金额 8.2
    show
    status_is 0
    out_has 'line=3 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 check=note why=note: reception 4.20 is less than 30217 of 一般公共预算基本支出表 alone, 4.30 (line 1)'
}

@test "doubt: what the extraction could not settle makes the line open" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    r doubt '' torn '表尾缺失'
    p '“三公”经费' 金额 8.2
    show
    out_has 'line=1 year=2023 phase=budget total=8.20 abroad=0.00 reception=4.20 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.2 check=open why=open: doubt about the table: torn (line 7)'
}

@test "doubt: inferred labels are open unless prose confirms the figures" {
    inferred=col
    list 合计 8.20 公务接待费 4.20 公务用车运行维护费 4.00
    inferred=''
    p '“三公”经费' 金额 8.2
    p '“三公”经费/公务接待费' 金额 4.2
    show
    grep -o 'open: labels of the table are inferred and no prose confirms them' out
}

@test "doubt: figures that no label explains are counted" {
    usual 8.20 0.00 4.20 4.00 0.00 4.00
    t 手续费 金额 0.30
    p '“三公”经费' 金额 8.2
    show
    grep -o 'open: 1 figure of the table belongs to no item (手续费, line 7)' out
}

@test "nothing: a document without 三公 has its line, so has one that could not be read" {
    table=收入总表 && t 合计 合计 10.00
    rec doc ok txt 1 '' '' ''
    doc=b.pdf line=0
    rec doc no-text pdf 0 '' '' ''
    show
    status_is 0
    out_is <<'END'
year=2023 phase=budget check=open why=open: neither a table nor a sentence about 三公
check=open why=open: the document could not be read: no-text
END
}

# ---- panel and rankings ----

# A document of one issuer and edition: doc issuer year phase total; `-` total: declared none.
paper() {
    doc=$1 issuer=$2 scope=${6:-department} year=$3 phase=$4 edition=$3-$4 table=三公经费支出表 line=0
    if [ "$5" = - ]; then
        r empty '' '' ''
        r note 注 '' '本部门没有“三公”经费支出，故本表无数据。'
    else
        list 合计 "$5" '因公出国（境）费' 0 公务接待费 "$5" 公务用车购置及运行维护费 0
        p '“三公”经费' 金额 "$5"
    fi
    table=支出总表 && t 合计 合计 100.00
    rec doc ok txt 6 '' '' ''
}

three_years() {
    paper a22 甲局 2022 budget 5.00
    paper b22 乙局 2022 budget 3.00
    paper a23 甲局 2023 budget 4.00
    paper b23 乙局 2023 budget 3.50
    paper c23 丙局 2023 budget 2.00
    paper d23 丁局 2023 budget -
}

@test "panel: organisation by year, totals over those there in every year beside all" {
    three_years
    bd 3gong --panel in.tsv
    status_is 0
    tsv > want <<'END'
row|orgcode|org|scope|phase|item|unit|n|2022|2023|doubt
org||丁局|department|budget|total||1||-|
org||丙局|department|budget|total|万元|1||2.00|
org||乙局|department|budget|total|万元|2|3.00|3.50|
org||甲局|department|budget|total|万元|2|5.00|4.00|
every||||budget|total|万元|2|8.00|7.50|
all||||budget|total|万元|4|8.00|9.50|
count||||budget|total||4|2|4|
END
    same want out
}

@test "panel: each phase that a stream names has its totals, however many" {
    for phase in budget draft final revised; do paper $phase 甲局 2023 $phase 4.00; done
    bd 3gong --panel in.tsv
    status_is 0
    [ "$(awk -F'\t' '$1 == "all" { print $5 "|" $9 }' out | tr '\n' ' ')" = 'budget|4.00 draft|4.00 final|4.00 revised|4.00 ' ]
}

@test "panel: another item, Markdown" {
    paper a22 '甲|局' 2022 budget 5.00
    bd 3gong --panel --item reception --format markdown in.tsv
    out_is <<'END'
| row | orgcode | org | scope | phase | item | unit | n | 2022 | doubt |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| org |  | 甲\|局 | department | budget | reception | 万元 | 1 | 5.00 |  |
| every |  |  |  | budget | reception | 万元 | 1 | 5.00 |  |
| all |  |  |  | budget | reception | 万元 | 1 | 5.00 |  |
| count |  |  |  | budget | reception |  | 1 | 1 |  |
END
}

@test "panel: a unit inside its department is not counted twice" {
    paper a22 甲局 2022 budget 5.00
    paper u22 甲局 2022 budget 4.00 unit
    bd 3gong --panel in.tsv
    cut -f 1,3,4,9 out > cols && mv cols out
    tsv > want <<'END'
row|org|scope|2022
org|甲局|department|5.00
inside|甲局|unit|4.00
every|||5.00
all|||5.00
count|||1
END
    same want out
}

@test "panel: the edition itself goes before a final's budget column, a second one replaces it and is told" {
    paper a22 甲局 2022 budget 5.00
    paper a22-again 甲局 2022 budget 5.50
    doc=f22 phase=budget edition=2022-final table=三公经费支出表 && list 合计 6.00
    phase=final && list 合计 4.00
    bd 3gong --panel in.tsv
    err_is 'bd-3gong: a22-again: replaces what an earlier document of its edition said (1 figure replaced in all)'
    cut -f 1,5,9,10 out | grep '^org' > rows
    mv rows out
    out_is "$(tsv 'org|budget|5.50|' 'org|final|4.00|2022 open')"
}

@test "panel: members instead of the whole" {
    doc=a22 year=2022 edition=2022-budget issuer=甲局
    list 合计 6.00 公务接待费 6.00
    orgcode=402001 org=甲局本级 && list 合计 4.00 公务接待费 4.00
    orgcode=402002 org=甲中心 && list 合计 2.00 公务接待费 2.00
    bd 3gong --panel --members in.tsv
    cut -f 1-3,9 out > cols && mv cols out
    out_is "$(tsv 'row|orgcode|org|2022' 'org|402001|甲局本级|4.00' 'org|402002|甲中心|2.00' 'every|||6.00' 'all|||6.00' 'count|||2')"
}

@test "panel: HTML is one escaped page with a chart for each organisation" {
    three_years
    paper x23 '<script>alert(1)</script>&局' 2023 final 1.00
    bd 3gong --panel --format html in.tsv
    status_is 0
    [ "$(grep -c '<!DOCTYPE html>' out)" -eq 1 ]
    # two totals for each phase, then the organisations
    [ "$(grep -o '<figure>' out | wc -l)" -eq 9 ]
    [ "$(grep -o '<path' out | wc -l)" -eq 9 ]
    # a year of which there is no final is no fall to 0
    [ "$(grep -o 'class="final"></circle>' out | wc -l)" -eq 3 ]
    fails grep '<script' out
    grep -o '&lt;script&gt;alert(1)&lt;/script&gt;&amp;局' out | head -n 1 > one
    mv one out
    out_is '&lt;script&gt;alert(1)&lt;/script&gt;&amp;局'
}

@test "rank: by amount, by change, by share; equals share a rank" {
    three_years
    paper e23 戊局 2023 budget 3.50
    bd 3gong --rank amount in.tsv
    cut -f 1,3,8 out > cols && mv cols out
    out_is "$(tsv 'rank|org|value' '1|甲局|4.00' '2|乙局|3.50' '2|戊局|3.50' '4|丙局|2.00' '5|丁局|-')"
    bd 3gong --rank change in.tsv
    cut -f 1,3,8-11 out > cols && mv cols out
    out_is "$(tsv 'rank|org|value|prior|change|pct' '1|乙局|3.50|3.00|0.50|16.67' '2|甲局|4.00|5.00|-1.00|-20.00' '|丁局|-|||' '|丙局|2.00|||' '|戊局|3.50|||')"
    bd 3gong --rank share --year 2022 in.tsv
    cut -f 1,3,12 out > cols && mv cols out
    out_is "$(tsv 'rank|org|share' '1|甲局|5.00' '2|乙局|3.00')"
}

# ---- the contract ----

@test "either state: as printed and normalised give the same lines" {
    usual 8.30 0.00 4.20 4.00 0.00 4.00
    unit=元 table='2023年部门“三公”经费和机关运行经费预算表' tno=8 doc=b.txt
    t '' '“三公”经费预算数/合计' 229100
    t '' '“三公”经费预算数/公务接待费' 13500
    t '' '“三公”经费预算数/公务用车购置及运行费/小计' 215600
    t '' 机关运行经费预算数 7860900
    told 22.91 0 1.35 21.56
    pipe 'bd-3gong in.tsv > direct'
    status_is 1
    pipe 'bd-norm in.tsv | bd-3gong > normal'
    status_is 1
    same direct normal
}

@test "stream: documents one by one are documents together" {
    three_years
    bd 3gong in.tsv
    mv out whole
    for d in a22 b22 a23 b23 c23 d23; do
        awk -F'\t' -v d=$d 'NR == 1 || $1 == d' in.tsv > one.tsv
        bd 3gong one.tsv
        tail -n +2 out
    done > parts
    tail -n +2 whole > body
    same body parts
}

@test "stream: columns in another order, unknown ones, a header again" {
    list 合计 3.00 公务接待费 3.00
    p '“三公”经费' 金额 3
    show && mv out want
    awk -F'\t' -v OFS='\t' '{ printf "x%s", OFS; for (i = NF; i > 0; i--) printf "%s%s", $i, (i > 1 ? OFS : ORS) }' in.tsv > back.tsv
    { cat back.tsv; sed 's/a.txt/b.txt/' in.tsv; } > both.tsv
    mv both.tsv in.tsv
    show
    cat want want > twice
    same twice out
}

@test "--input-columns names the columns of a stream without a header" {
    list 合计 3.00 公务接待费 3.00
    p '“三公”经费' 金额 3
    columns=$(head -n 1 in.tsv | tr '\t' ,)
    tail -n +2 in.tsv > body && mv body in.tsv
    show --input-columns "$columns"
    out_is 'line=1 year=2023 phase=budget total=3.00 reception=3.00 unit=万元 prose_total=3 check=ok'
}

@test "errors: empty input, no header, cut off; the others go on" {
    list 合计 3.00 公务接待费 3.00
    : > empty.tsv
    printf 'a\tb\n' > nohead.tsv
    bd 3gong empty.tsv nohead.tsv missing.tsv in.tsv
    status_is 2
    err_is <<'END'
bd-3gong: empty.tsv: input is empty (0 bytes)
bd-3gong: nohead.tsv:1: the first line is no header (doc, kind, value, unit ...); --input-columns names the columns
bd-3gong: missing.tsv: cannot open: No such file or directory
END
    [ "$(wc -l < out)" -eq 2 ]
}

@test "-o: all or nothing" {
    list 合计 3.00 公务接待费 3.00
    echo old > result
    bd 3gong -o result in.tsv missing.tsv
    status_is 2
    out_is ''
    [ "$(cat result)" = old ]
    bd 3gong -o result in.tsv
    status_is 0
    [ "$(wc -l < result)" -eq 2 ]
    [ "$(find . -name 'result*' | wc -l)" -eq 1 ]
}

@test "options: what is wrong is one line and status 2" {
    while IFS='|' read -r args message; do
        bd 3gong $args
        status_is 2
        out_is ''
        err_is "bd-3gong: $message"
    done <<'END'
--frob|unknown option '--frob'
--rank size|--rank cannot be 'size'
--item planes --panel|--item cannot be 'planes'
--panel --phase draft|--phase cannot be 'draft'
--rank amount --year 23|--year cannot be '23'
--item car|--item, --phase, --year, --members and --format go with --panel or --rank
END
}

@test "help and version" {
    bd 3gong --help
    status_is 0
    [ "$(head -n 1 out)" = 'Usage: bd-3gong [OPTION]... [FILE]...' ]
    err_is ''
    bd 3gong --version
    status_is 0
    grep -qE '^bd-3gong [0-9]+\.[0-9]+\.[0-9]+$' out
}

# ---- from the document on ----

# The text of a document, read by bd-extract.
from_text() {
    cat > doc.txt
    bd-extract doc.txt > in.tsv
    show
}
from_tabs() { # | stands for TAB
    tr '|' '\t' > tabs.txt
    from_text < tabs.txt
}

@test "document: final accounts, table in 6+6 columns and the usual paragraph" {
    from_tabs <<'END'
某某市甲乙局2022年度部门决算

第二部分 2022年度部门决算表

财政拨款“三公”经费支出决算表

公开07表
单位：万元

预算数||||||决算数
合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费|合计|因公出国（境）费|公务用车购置及运行维护费|||公务接待费
||小计|公务用车购置费|公务用车运行维护费||||小计|公务用车购置费|公务用车运行维护费|
1|2|3|4|5|6|7|8|9|10|11|12
10.00|0.00|5.00|0.00|5.00|5.00|8.50|0.00|4.00|0.00|4.00|4.50

注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。

第三部分 2022年度部门决算情况说明

七、财政拨款“三公”经费支出决算情况说明

（一）“三公”经费财政拨款支出决算总体情况说明。

2022年度“三公”经费财政拨款支出预算为10.00万元，支出决算为8.50万元，完成预算的85.00%，比上年减少1.20万元，下降12.37%。决算数小于预算数的主要原因是厉行节约。

（二）“三公”经费财政拨款支出决算具体情况说明。

1.因公出国（境）费支出决算为0万元，完成预算的0%。全年因公出国（境）团组0个，因公出国（境）0人次。

2.公务用车购置及运行维护费支出决算为4.00万元，完成预算的80.00%，占“三公”经费支出决算的47.06%。其中：公务用车购置费支出0万元，公务用车购置数0辆；公务用车运行维护费支出4.00万元，公务用车保有量为2辆。

3.公务接待费支出决算为4.50万元，完成预算的90.00%，占52.94%。其中：国内公务接待支出4.50万元，共接待国内来访团组31个、来宾260人次。
END
    status_is 0
    out_is <<'END'
line=14 org=某某市甲乙局 year=2022 phase=budget total=10.00 abroad=0.00 reception=5.00 car=5.00 car_buy=0.00 car_run=5.00 unit=万元 prose_total=10.00 check=ok
line=14 org=某某市甲乙局 year=2022 phase=final total=8.50 abroad=0.00 reception=4.50 car=4.00 car_buy=0.00 car_run=4.00 unit=万元 prose_total=8.50 prose_abroad=0 prose_reception=4.50 prose_car=4.00 prose_car_buy=0 prose_car_run=4.00 trips=0 people=0 cars_bought=0 cars_kept=2 receptions=31 guests=260 check=ok
END
}

@test "document: a budget with last year's column, changes and rates" {
    from_tabs <<'END'
某某县丙局2024年部门预算公开

一般公共预算“三公”经费支出预算表
单位：万元
项目|2023年预算数|2024年预算数|增减额|增减率（%）
合计|12.00|10.50|-1.50|-12.50
1.因公出国（境）费|0.00|0.00|0.00|
2.公务接待费|4.00|3.50|-0.50|-12.50
3.公务用车购置及运行费|8.00|7.00|-1.00|-12.50
其中：公务用车购置费|0.00|0.00|0.00|
公务用车运行维护费|8.00|7.00|-1.00|-12.50

三、“三公”经费预算情况说明

2024年“三公”经费财政拨款预算数为10.50万元，比2023年预算数12.00万元减少1.50万元，下降12.5%。其中：因公出国（境）费0万元，与上年持平；公务用车购置及运行费7.00万元（其中：公务用车购置费0万元，公务用车运行费7.00万元），比上年减少1.00万元；公务接待费3.50万元，比上年减少0.50万元。
END
    status_is 0
    out_is 'line=6 org=某某县丙局 year=2024 phase=budget total=10.50 abroad=0.00 reception=3.50 car=7.00 car_buy=0.00 car_run=7.00 unit=万元 prose_total=10.50 prose_abroad=0 prose_reception=3.50 prose_car=7.00 prose_car_buy=0 prose_car_run=7.00 prior_total=12.00 prior_abroad=0.00 prior_reception=4.00 prior_car=8.00 prior_car_buy=0.00 prior_car_run=8.00 check=ok'
}

@test "document: organisations as rows, meetings and training beside, in 元" {
    from_tabs <<'END'
某某区教育局2023年部门预算

2023年部门“三公”经费、会议费、培训费支出预算表
单位：元
单位编码|单位名称|合计|“三公”经费||||会议费|培训费
|||小计|因公出国（境）费|公务接待费|公务用车购置及运行费||
**|**|1|2|3|4|5|6|7
|合计|360,000.00|250,000.00|0.00|100,000.00|150,000.00|40,000.00|70,000.00
205001|某某区教育局本级|260,000.00|180,000.00|0.00|80,000.00|100,000.00|30,000.00|50,000.00
205002|某某区第一中学|100,000.00|70,000.00|0.00|20,000.00|50,000.00|10,000.00|20,000.00

2023年我部门“三公”经费预算25万元，其中：因公出国（境）费0万元，公务接待费10万元，公务用车购置及运行费15万元。
END
    status_is 0
    out_is <<'END'
line=8 org=某某区教育局 year=2023 phase=budget total=25.000000 abroad=0.000000 reception=10.000000 car=15.000000 unit=万元 prose_total=25 prose_abroad=0 prose_reception=10 prose_car=15 check=ok
line=9 orgcode=205001 org=某某区教育局本级 year=2023 phase=budget total=18.000000 abroad=0.000000 reception=8.000000 car=10.000000 unit=万元 check=ok
line=10 orgcode=205002 org=某某区第一中学 year=2023 phase=budget total=7.000000 abroad=0.000000 reception=2.000000 car=5.000000 unit=万元 check=ok
END
}

@test "document: the form with its lower half of counts, in Markdown" {
    from_text <<'END'
# 某某镇人民政府2023年度部门决算

## 财政拨款“三公”经费支出决算表

单位：万元

| 项目 | 年初预算数 | 决算数 |
| --- | --- | --- |
| 合计 | 15.00 | 12.34 |
| 1.因公出国（境）费 | — | — |
| 2.公务用车购置及运行费 | 12.00 | 10.24 |
| （1）公务用车购置费 | 0.00 | 0.00 |
| （2）公务用车运行费 | 12.00 | 10.24 |
| 3.公务接待费 | 3.00 | 2.10 |
| （1）国内接待费 | | 2.10 |
| 其中：外事接待费 | | 0.00 |
| （2）国（境）外接待费 | | 0.00 |
| 相关统计数 | | |
| 1.因公出国（境）团组数（个） | | 0 |
| 2.因公出国（境）人次数（人） | | 0 |
| 3.公务用车购置数（辆） | | 0 |
| 4.公务用车保有量（辆） | | 4 |
| 5.国内公务接待批次（个） | | 52 |
| 其中：外事接待批次（个） | | 0 |
| 6.国内公务接待人次（人） | | 410 |

2023年度“三公”经费支出决算总额12.34万元，比年初预算减少2.66万元，比上年增加0.34万元，增长2.83%。其中：公务用车运行维护费10.24万元，公务接待费2.10万元，因公出国（境）费未发生支出。
END
    status_is 0
    out_is <<'END'
line=9 org=某某镇人民政府 year=2023 phase=budget total=15.00 abroad=- reception=3.00 car=12.00 car_buy=0.00 car_run=12.00 unit=万元 check=ok
line=9 org=某某镇人民政府 year=2023 phase=final total=12.34 abroad=- reception=2.10 car=10.24 car_buy=0.00 car_run=10.24 unit=万元 prose_total=12.34 prose_abroad=- prose_reception=2.10 prose_car_run=10.24 trips=0 people=0 cars_bought=0 cars_kept=4 receptions=52 guests=410 check=ok
END
}

@test "document: one wrong digit in the paragraph is named" {
    from_tabs <<'END'
某某县丙局2024年部门预算公开

一般公共预算“三公”经费支出预算表
单位：万元
项目|2024年预算数
合计|10.50
1.因公出国（境）费|0.00
2.公务接待费|3.50
3.公务用车购置及运行费|7.00

2024年“三公”经费财政拨款预算数为10.50万元，其中：因公出国（境）费0万元；公务用车购置及运行费7.00万元；公务接待费3.60万元。
END
    status_is 1
    out_is 'line=6 org=某某县丙局 year=2024 phase=budget total=10.50 abroad=0.00 reception=3.50 car=7.00 unit=万元 prose_total=10.50 prose_abroad=0 prose_reception=3.60 prose_car=7.00 check=off why=off: prose total 10.50, parts add up to 10.60 (gap -0.10); reception is 3.50 in the table, 3.60 in prose (line 11)'
}

@test "document: none in words, of what stands in front of it or behind" {
    from_text <<'END'
某某县丁局2023年部门预算

2023年我局安排“三公”经费预算10.50万元，其中：未安排因公出国（境）费，与上年一致；公务接待费3.42万元；没有安排公务用车购置费；公务用车运行维护费7.08万元。
END
    status_is 0
    out_is 'line=3 org=某某县丁局 year=2023 phase=budget unit=万元 prose_total=10.50 prose_abroad=- prose_reception=3.42 prose_car_buy=- prose_car_run=7.08 check=open why=open: no table of 三公 to hold the sentence against'
    from_text <<'END'
某某县丁局2023年度部门决算

2023年度“三公”经费支出决算3.42万元。

因公出国（境）费：无此项支出。

公务用车购置费：本年未发生。

公务用车运行费为零。

公务接待费支出3.42万元，较上年无变化，共接待10批次100人次，无外宾接待。
END
    status_is 0
    out_is 'line=3 org=某某县丁局 year=2023 phase=final unit=万元 prose_total=3.42 prose_abroad=- prose_reception=3.42 prose_car_buy=- prose_car_run=0 receptions=10 guests=100 check=open why=open: no table of 三公 to hold the sentence against'
}

@test "document: 未安排 and 0 beside it are one statement, a condition and last year are none" {
    from_text <<'END'
某某县丁局2023年部门预算

2023年“三公”经费预算3.42万元。因公出国（境）费未安排，与2022年相同，为0万元。如无公务接待费预算，应当说明。2022年未安排公务接待费。公务接待费3.42万元。
END
    status_is 0
    out_is 'line=3 org=某某县丁局 year=2023 phase=budget unit=万元 prose_total=3.42 prose_abroad=0 prose_reception=3.42 prior_reception=- check=open why=open: no table of 三公 to hold the sentence against'
}

@test "document: said to be none, but the table has it" {
    from_tabs <<'END'
某某县丁局2023年部门预算

一般公共预算“三公”经费支出表
单位：万元
项目|2023年预算数
合计|3.50
公务接待费|3.50

某某县丁局2023年未安排“三公”经费预算。
END
    status_is 1
    out_is 'line=6 org=某某县丁局 year=2023 phase=budget total=3.50 reception=3.50 unit=万元 prose_total=- check=off why=off: total is 3.50 in the table, - in prose (line 9)'
}

@test "document: a report kept as CSV, paragraphs between its tables" {
    from_text <<'END'
某某市戊局2023年度部门决算
部门支出决算表,,,
,,,单位：万元
项目,合计,基本支出,项目支出
合计,"1,107.37",704.81,402.56
201一般公共服务支出,"1,107.37",704.81,402.56
,,,
“三公”经费支出决算表,,
,,单位：万元
项目,预算数,决算数
合计,14.00,11.00
因公出国（境）费,,
公务接待费,4.00,3.00
公务用车购置及运行维护费,10.00,8.00
一、收支决算说明
2023年收入总计900万元，支出总计900万元，与上年持平。
二、“三公”经费决算说明
2023年度“三公”经费支出预算为14万元，支出决算为11万元，完成预算的78.57%。其中：公务接待费支出3万元；公务用车购置及运行维护费支出8万元。
END
    status_is 0
    out_is <<'END'
line=11 org=某某市戊局 year=2023 phase=budget total=14.00 reception=4.00 car=10.00 unit=万元 prose_total=14 check=ok
line=11 org=某某市戊局 year=2023 phase=final total=11.00 reception=3.00 car=8.00 unit=万元 prose_total=11 prose_reception=3 prose_car=8 check=ok
END
}

@test "document: plan and outcome under each item, the total last" {
    from_tabs <<'END'
某某市己局2023年度部门决算

“三公”经费支出决算表
单位：万元
因公出国（境）费||公务接待费||公务用车购置及运行维护费||||||“三公”经费合计|
||||小计||购置费||运行维护费||||
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
1.00|0.90|2.00|1.80|7.00|6.00|0.00|0.00|7.00|6.00|10.00|8.70
END
    status_is 0
    out_is <<'END'
line=8 org=某某市己局 year=2023 phase=budget total=10.00 abroad=1.00 reception=2.00 car=7.00 car_buy=0.00 car_run=7.00 unit=万元 check=ok
line=8 org=某某市己局 year=2023 phase=final total=8.70 abroad=0.90 reception=1.80 car=6.00 car_buy=0.00 car_run=6.00 unit=万元 check=open why=open: no sentence to hold the table against
END
}

@test "document: one cell a line, two rows of merged heads" {
    { printf '某某市己局2023年部门预算\n\n“三公”经费支出预算表\n\t单位：万元\n\n'
      printf '\t%s\n' 因公出国（境）费 公务接待费 公务用车购置及运行费 合计; echo
      printf '\t%s\n' '' '' 小计 购置费 运行费 ''; echo
      printf '\t%s\n' 1.00 2.00 7.00 0.00 7.00 10.00; echo; } > cells.txt
    from_text < cells.txt
    status_is 0
    out_is 'line=23 org=某某市己局 year=2023 phase=budget total=10.00 abroad=1.00 reception=2.00 car=7.00 car_buy=0.00 car_run=7.00 unit=万元 check=open why=open: no sentence to hold the table against'
}

@test "document: the whole is the publisher's own row, its units have codes" {
    from_tabs <<'END'
某某区卫生局2023年部门预算

“三公”经费支出预算表
编制部门：某某区卫生局|||单位：万元
单位编码|单位名称|合计|公务接待费
|合计|19.53|19.53
280001|某某区卫生局本级|2.38|2.38
280002|某某区卫生局执法大队|17.15|17.15
END
    status_is 0
    out_is <<'END'
line=6 org=某某区卫生局 year=2023 phase=budget total=19.53 reception=19.53 unit=万元 check=open why=open: no sentence to hold the table against
line=7 orgcode=280001 org=某某区卫生局本级 year=2023 phase=budget total=2.38 reception=2.38 unit=万元 check=ok
line=8 orgcode=280002 org=某某区卫生局执法大队 year=2023 phase=budget total=17.15 reception=17.15 unit=万元 check=ok
END
}

@test "document: cars that are there, and what else is said of cars" {
    cars() { # SENTENCE: cars_bought and cars_kept
        printf '某某市庚局2023年度部门决算\n\n“三公”经费支出2.00万元，其中公务用车运行维护费2.00万元。%s\n' "$1" > cars.txt
        bd extract -o cars.tsv cars.txt
        bd 3gong cars.tsv
        cols 'cars_bought cars_kept'
        out_is "$2"
    }
    cars 截至12月31日，单位共有公务用车9辆。 '|9'
    cars 核定公务用车编制9辆，实有公务用车8辆。 '|8'
    cars 单位共有公务用车9辆，公务用车保有量5辆。 '|5'
    cars 公务用车保有量5辆，单位共有公务用车9辆。 '|5'
    cars 购置2辆公务用车，报废1辆公务用车。 '2|'
    cars 租用公务用车3辆。 '|'
    cars 共有车辆9辆，其中公务用车4辆。 '|'
}

@test "document: plan and outcome as rows, counts in words and in a table in 元" {
    from_tabs <<'END'
某某市庚局2023年度部门决算

“三公”经费支出决算表
单位：元
项目|合计|公务接待费|公务用车购置及运行费||
|||小计|购置费|运行费
预算数|110,000.00|20,000.00|90,000.00|30,000.00|60,000.00
决算数|100,000.00|15,000.00|85,000.00|30,000.00|55,000.00

2023年度“三公”经费支出决算10万元。其中：公务接待费支出1.5万元，接待国内来访团组12个、来宾96人次；公务用车购置费支出3万元，购置1辆；公务用车运行费支出5.5万元，保有量4辆。
END
    status_is 0
    out_is <<'END'
line=7 org=某某市庚局 year=2023 phase=budget total=11.000000 reception=2.000000 car=9.000000 car_buy=3.000000 car_run=6.000000 unit=万元 check=ok
line=8 org=某某市庚局 year=2023 phase=final total=10.000000 reception=1.500000 car=8.500000 car_buy=3.000000 car_run=5.500000 unit=万元 prose_total=10 prose_reception=1.5 prose_car_buy=3 prose_car_run=5.5 cars_bought=1 cars_kept=4 receptions=12 guests=96 check=ok
END
    from_tabs <<'END'
某某市庚局2023年度部门决算

“三公”经费支出决算表
单位：元
项目|决算统计数
合计|10,000.00
公务接待费|10,000.00
公务用车保有量（辆）|8
国内公务接待批次（个）|12
END
    status_is 0
    out_is 'line=6 org=某某市庚局 year=2023 phase=final total=1.000000 reception=1.000000 unit=万元 cars_kept=8 receptions=12 check=open why=open: no sentence to hold the table against'
}

@test "document: what was spent on foreign guests is not what was spent on guests" {
    from_text <<'END'
某某市庚局2023年度部门决算

2023年度“三公”经费支出决算3万元。

公务接待费支出3万元。其中：

国内公务接待支出3万元。国内公务接待20批次，150人次，共计支出3万元。

外事接待支出0万元，外事接待0批次，0人，共计支出0万元。
END
    status_is 0
    out_is 'line=3 org=某某市庚局 year=2023 phase=final unit=万元 prose_total=3 prose_reception=3 receptions=20 guests=150 check=open why=open: no table of 三公 to hold the sentence against'
}

@test "document: a page with plan and outcome over the same six heads" {
    from_text <<'END'
某某市庚局2023年度部门决算
                                  一般公共预算财政拨款“三公”经费支出决算表
编制部门：某某市庚局                                                                                 单位：万元
                     年初预算数                                           决算数
                       公务用车购置及运维费                                      公务用车购置及运维费
 合计       因公出国（境）费                        公务接待费 合计        因公出国（境）费                        公务接待费
                      小计 购置费 运维费                                     小计 购置费 运维费
      1            2      3      4      5      6      7            8      9     10     11      12
 960.46            - 960.46 631.13 329.33      - 948.44            - 948.44 626.06 322.38       -
END
    status_is 0
    out_is <<'END'
line=9 org=某某市庚局 year=2023 phase=budget total=960.46 abroad=- reception=- car=960.46 car_buy=631.13 car_run=329.33 unit=万元 check=ok
line=9 org=某某市庚局 year=2023 phase=final total=948.44 abroad=- reception=- car=948.44 car_buy=626.06 car_run=322.38 unit=万元 check=open why=open: no sentence to hold the table against
END
}

@test "document: a page whose list begins with rows that are blank" {
    from_text <<'END'
                    某某市庚局2023年部门预算
                    一般公共预算“三公”经费支出表
                                                         单位：万元
                    项目名称                         本年预算数
                 因公出国（境）费
              公务用车购置及运行维护费
                公务用车运行维护费
                  公务用车购置费
                  公务接待费支出                        1.10
                 “三公”经费合计                         1.10
END
    status_is 0
    out_is 'line=10 org=某某市庚局 year=2023 phase=budget total=1.10 reception=1.10 unit=万元 check=open why=open: no sentence to hold the table against'
}

@test "document: a total that is neither 三公 nor all of the table is shown, and open" {
    from_tabs <<'END'
某某市庚局2023年部门预算

“三公”经费、会议费支出预算表
单位：万元
项目|预算数
合计|9.00
公务接待费|5.00
公务用车运行费|3.00
会议费|2.00
END
    status_is 0
    out_is 'line=6 org=某某市庚局 year=2023 phase=budget total=9.00 reception=5.00 car_run=3.00 unit=万元 check=open why=open: 合计 9.00 (line 6) is neither what its parts add up to nor what all of the table does; no sentence to hold the table against'
}

# ---- properties ----

@test "property: documents in which all agrees are never open or off" {
    for seed in 1 2; do
        python3 "$ROOT/t/sangong_cases.py" $seed 300 clean > in.tsv
        bd 3gong in.tsv
        status_is 0
        cut -f 33 out | sort -u | paste -s > checks
        mv checks out
        out_is "$(tsv 'check|note|ok')"
    done
}

@test "property: one wrong figure is never silent" {
    for seed in 3 4; do
        python3 "$ROOT/t/sangong_cases.py" $seed 300 wrong > in.tsv
        bd 3gong in.tsv
        status_is 1
        awk -F'\t' 'NR > 1 { all[$1]; if ($33 == "off" || $33 == "open") told[$1] } END { for (d in all) { n++; if (!(d in told)) print d }; print n }' out > silent
        mv silent out
        out_is 300
    done
}

# ---- real documents ----

@test "real documents: table and prose of all nine, no false alarm" {
    need_shared
    for f in "$SHARED"/truth/*.tsv; do
        python3 "$SHARED/tools/score.py" --as-records "$f" > t.tsv
        bd 3gong t.tsv
        status_is 0
        awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; next }
            { for (i = 4; i <= NF; i++) if ($i != "" && name[i] != "org") printf " %s=%s", name[i], $i }' out > row
        cat row
        echo
    done | sed 's/ orgcode=[0-9]*//; s/^ //' | sort > got
    mv got out
    out_is <<'END'
year=2022 phase=budget total=5.00 reception=2.00 car=3.00 car_run=3.00 unit=万元 prose_total=5 prose_abroad=0 prose_reception=2 prose_car_buy=0.0000 prose_car_run=3 cars_kept=1 check=note why=note: blank in the table, 0 in prose: abroad, car_buy
year=2022 phase=budget total=61.75 abroad=18.00 reception=43.75 unit=万元 prose_total=61.75 prose_abroad=18 prose_reception=43.75 prose_car_buy=0 prose_car_run=0 cars_bought=0 check=note why=note: blank in the table, 0 in prose: car_buy, car_run
year=2022 phase=budget total=8.20 reception=4.20 car=4.00 car_run=4.00 unit=万元 prose_total=8.2 prose_abroad=0 prose_reception=4.2 prose_car_run=4 check=note why=note: blank in the table, 0 in prose: abroad
year=2023 phase=budget check=open why=open: neither a table nor a sentence about 三公
year=2023 phase=budget total=1.00 car=1.00 car_run=1.00 unit=万元 prose_total=1.0 prose_abroad=0 prose_reception=0 prose_car_buy=0 prose_car_run=1.0 check=note why=note: blank in the table, 0 in prose: abroad, reception, car_buy
year=2023 phase=budget total=22.91 abroad=0 reception=1.35 car=21.56 car_buy=0 car_run=21.56 unit=万元 prose_total=22.91 prose_abroad=0 prose_reception=1.35 prose_car=21.56 prose_car_buy=0 prose_car_run=21.56 check=ok
year=2024 phase=budget total=47.91 abroad=0 reception=1.35 car=46.56 car_buy=25 car_run=21.56 unit=万元 prose_total=47.91 prose_abroad=0 prose_reception=1.35 prose_car=46.56 prose_car_buy=25 prose_car_run=21.56 check=note why=note: a note says the table is empty, but it is not (line ?)
year=2024 phase=final check=ok why=ok: declared to be none (line ?)
year=2025 phase=budget total=867.50 abroad=839.00 reception=28.50 unit=万元 prose_total=867.50 prose_abroad=839 prose_reception=28.50 prose_car=0 prose_car_buy=0 prose_car_run=0 check=note why=note: blank in the table, 0 in prose: car, car_buy, car_run
END
}

@test "check: a 注 of final accounts that had none speaks of the final, not of the year's budget" {
    phase=final edition=2023-final
    r empty '' '' ''
    r note 注 '' '注：本部门2023年未安排“三公”经费支出，故本表无数据。'
    p '“三公”经费' 金额 0
    phase=budget
    p '“三公”经费' 金额 7.22
    p '“三公”经费/公务接待费' 金额 7.22
    show
    status_is 0
    grep -q 'phase=final .*check=ok why=ok: declared to be none' out
    grep -q 'phase=budget .*prose_total=7.22 .*check=ok' out
    ! grep -q 'off' out
}

@test "check: a change of 0% may be one of 0.2% rounded, not one of 1.2%" {
    usual 51.70 0 0 51.70 0 51.70
    told 51.7 0 0 51.7
    p '“三公”经费' 比上年增减 0.11
    p '“三公”经费' 比上年增减率 0 %
    show
    status_is 0
    p '“三公”经费/公务用车购置及运行维护费' 比上年增减 0.62
    p '“三公”经费/公务用车购置及运行维护费' 比上年增减率 0 %
    show
    status_is 1
    grep -q 'change of car is 0%, computed 1.2%' out
}

@test "trap: digits that are no amount of money are no figure, and no error" {
    usual 99999999999999999999999999999999999999 0 99999999999999999999999999999999999999 0.0000000000001 0 0
    prec=xx
    told 1 0 0 0
    show
    status_is 0
    grep -q 'check=open why=open: total is no figure: 9*; reception is no figure: 9*; car is no figure: 0.0000000000001; prose total is no figure: 1' out
    ! test -s err
}

@test "check: 完成全年预算 is a rate of 全年预算, not of the year's beginning" {
    phase=budget edition=2023-final
    usual 10.00 0 2.00 8.00 0 8.00
    p '“三公”经费/全年预算' 金额 9.00
    phase=final
    usual 8.00 0 1.00 7.00 0 7.00
    p '“三公”经费' 金额 8.00
    p '“三公”经费' 完成率 88.89 %
    show
    status_is 0
    grep -q 'phase=final total=8.00 .*check=ok' out
    ! grep -q 'prose_total=9' out
}

@test "trap: 全年预算 that does not explain a 完成率 leaves it to the budget" {
    phase=budget edition=2023-final
    usual 10.00 0 2.00 8.00 0 8.00
    p '“三公”经费/全年预算' 金额 9.50
    phase=final
    usual 8.00 0 1.00 7.00 0 7.00
    p '“三公”经费' 金额 8.00
    p '“三公”经费' 完成率 88.89 %
    show
    grep -q 'completion of total is 88.89%, computed 80.000%' out
}

@test "shape: 会议费 and 培训费 beside: the totals of last year's column too are those of 三公" {
    cat > a.txt <<'END'
2024年南屏市科学技术局部门预算

          “三公”经费、会议费、培训费预算表
                                            单位：万元
    项目                        2023年        2024年
合计                             31.00         28.00
一、“三公”经费                   15.00         12.00
  1.因公出国（境）费              2.00          0.00
  2.公务接待费                    5.00          4.00
  3.公务用车购置及运行费          8.00          8.00
二、会议费                        6.00          6.00
三、培训费                       10.00         10.00

2024年“三公”经费预算12.00万元，较2023年减少3.00万元，下降20%。
END
    pipe 'bd-extract a.txt | bd-3gong'
    cut -f 8-12,21-24,33 out | tail -n 1 | tr '\t' ' ' > got
    mv got out
    out_is '12.00 0.00 4.00 8.00  15.00 2.00 5.00 8.00 ok'
}

@test "shape: labels under a head that no dictionary has: rows 预算数 and 决算数" {
    cat > a.html <<'END'
<p>2023年度云溪县供销社单位决算公开</p><table><tr><td colspan=6>“三公”经费支出决算表</td></tr><tr><td colspan=6>金额单位：元</td></tr>
<tr><td>统计口径</td><td>合计</td><td>因公出国（境）费</td><td>公务接待费</td><td>公务用车运行维护费</td><td>公务用车购置费</td></tr>
<tr><td>预算数</td><td>30,000.00</td><td>-</td><td>10,000.00</td><td>20,000.00</td><td>-</td></tr>
<tr><td>决算数</td><td>25,100.00</td><td>-</td><td>5,100.00</td><td>20,000.00</td><td>-</td></tr></table>
<p>我单位2023年度“三公”经费支出2.51万元，比上年2.61万元减少0.1万元，其中公务接待费0.51万元，公务用车运行维护费2万元。</p>
END
    pipe 'bd-extract a.html | bd-3gong'
    cut -f 6-13,15,21,33 out | tail -n 2 | tr '\t' ' ' > got
    mv got out
    out_is '2023 budget 3.000000 - 1.000000  - 2.000000   ok
2023 final 2.510000 - 0.510000  - 2.000000 2.51 2.61 ok'
}

@test "prose: 与年初预算6万元相比减少1万元 and 比上年决算数5.5万元 tell whose amounts they are" {
    printf '2023年度青禾区残联部门决算\n\n2023年度“三公”经费支出决算数为5万元，比上年决算数5.5万元减少0.5万元，与年初预算6万元相比减少1万元，下降16.67%%。其中：公务接待费1万元，公务用车运行维护费4万元。\n' > a.txt
    pipe 'bd-extract a.txt | bd-3gong'
    cut -f 7,15,17,20,21 out | tail -n 2 | tr '\t' ' ' > got
    mv got out
    out_is 'final 5 1 4 5.5
budget 6   '
}

@test "panel: a phase as long as the document likes is printed whole, in HTML too" {
    long=$(printf '%0300d' 7)
    paper a22 甲局 2022 "$long" 5.00
    bd 3gong --panel --format html in.tsv
    status_is 0
    grep -q "<figcaption>all: $long (1)</figcaption>" out
}

@test "items as columns, a row for each year: each row has its own" {
    { printf '%s\n\n' 临江市示范局2024年部门预算; printf '“三公”经费支出预算表\n单位：万元\n'
      tsv '年度|合计|因公出国（境）费|公务接待费|公务用车购置及运行费' '2023年|22.00|0.00|7.00|15.00' '2024年度|20.00|0.00|5.00|15.00'; } > a.txt
    pipe 'bd-extract a.txt | bd-norm --no-header --columns year,name,value'
    out_is <<'END'
2023	合计	22.00
2023	因公出国（境）费	0.00
2023	公务接待费	7.00
2023	公务用车购置及运行维护费	15.00
2024	合计	20.00
2024	因公出国（境）费	0.00
2024	公务接待费	5.00
2024	公务用车购置及运行维护费	15.00
	ok	8
END
    pipe 'bd-extract a.txt | bd-3gong'
    cut -f 6-11 out | tail -n 1 > got
    mv got out
    out_is '2024	budget	20.00	0.00	5.00	15.00'
}
