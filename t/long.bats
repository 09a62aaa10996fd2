#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Texts that are longer than what is held of them: the answer is that of the whole, the memory is not.
load helper

# The examples, one behind the other, TIMES over.
volume() {
    for _ in $(seq "$1"); do cat "$ROOT"/examples/*/*.txt; done
}

# A table of N rows: FORMAT is how a row is printed, from code, name, total and its two parts.
rows() { # N FORMAT
    awk -v n="$1" -v f="$2\n" 'BEGIN { for (i = 0; i < n; i++) printf f, 2010000 + i % 90000, "某项" i, i / 100 + i % 7, i / 100, i % 7 }'
}

small() { # TOOL ARGUMENT ...: with little memory
    if san; then bd "$@"; else
        status=0
        (ulimit -v 120000; exec "$BD_BIN/bd-$1" "$2") > out 2> err || status=$?
    fi
}

records() { # the fields that say what was read, without line numbers
    awk -F'\t' -v OFS='|' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["kind"] == "number" { print $at["tno"], $at["table"], $at["row"], $at["code"], $at["name"], $at["col"], $at["value"], $at["unit"] }' out
}

@test "where the window moves changes nothing: a long line in front, and a pipe" {
    volume 260 > a.txt
    [ "$(wc -c < a.txt)" -gt 5000000 ]
    bd extract --doc x a.txt
    status_is 0
    cut -f 4- out > want
    bd extract --doc x - < a.txt
    cut -f 4- out | cmp want -
    { head -c 500001 /dev/zero | tr '\0' x; echo; echo; cat a.txt; } > b.txt
    bd extract --doc x b.txt
    cut -f 4- out | cmp want -
}

@test "another encoding of it says the same" {
    volume 260 > a.txt
    bd extract --doc x a.txt
    cp out want
    iconv -f UTF-8 -t GB18030 a.txt > b.txt
    bd extract --doc x b.txt
    cmp want out
    { printf '\376\377'; iconv -f UTF-8 -t UTF-16BE a.txt; } > b.txt
    bd extract --doc x b.txt
    cmp want out
    { yes 'a line in front' | head -n 300000; iconv -f UTF-8 -t GB18030 a.txt; } > b.txt
    bd extract --doc x b.txt
    awk -F'\t' '$22 == "doc"' out | cut -f 20,21 > seen
    [ "$(cut -f 1 seen)" = partial ]
}

@test "a table without end: every row, in text, CSV and Markdown, in little memory" {
    n=120000
    san && n=40000
    {
        printf '某局2024年部门预算\n\n支出预算表\n单位：万元\n'
        printf '科目编码\t科目名称\t合计\t基本支出\t项目支出\n'
        rows $n '%s\t%s\t%.2f\t%.2f\t%.2f'
    } > a.txt
    {
        printf '2024年支出预算表,,,,\n单位：万元,,,,\n科目编码,科目名称,合计,基本支出,项目支出\n'
        rows $n '%s,"%s",%.2f,%.2f,%.2f'
    } > a.csv
    {
        printf '# 某局2024年部门预算\n\n## 支出预算表\n\n单位：万元\n\n| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n'
        rows $n '| %s | %s | %.2f | %.2f | %.2f |'
    } > a.md
    rows $n '%s|%s|%.2f|%.2f|%.2f' | awk -F'|' '{ print NR "|" $1 "|" $2 "|合计|" $3; print NR "|" $1 "|" $2 "|基本支出|" $4; print NR "|" $1 "|" $2 "|项目支出|" $5 }' > want
    for f in a.txt a.csv a.md; do
        small extract $f
        status_is 0
        records > got
        cut -d"|" -f 3-7 got | cmp want -
        [ "$(cut -d'|' -f 1,8 got | sort -u)" = '1|万元' ]
        bd extract --outline $f
        [ "$(tail -n +2 out | cut -f 4,10,11,12)" = "$(printf '1\t%s\t5\t%s' $n $((3 * n)))" ]
    done
}

@test "running text without end is read in little memory" {
    n=100000
    san && n=30000
    { printf '某局2024年部门预算说明\n\n'; awk -v n=$n 'BEGIN { for (i = 1; i <= n; i++) printf "%d年支出预算为%d.50万元，比上年增加%d万元。\n\n", 2024, i, i % 9 + 1 }'; } > a.txt
    small extract a.txt
    status_is 0
    [ "$(tail -n 1 out | cut -f 20,21,24)" = "$(printf 'ok\ttext/prose\t%s' $((2 * n)))" ]
}

@test "an undecodable byte far behind is named by its line; what came before it is there" {
    volume 260 > a.txt
    line=$(wc -l < a.txt)
    printf '字\377\n' >> a.txt
    bd extract a.txt
    status_is 2
    err_is "bd-extract: a.txt:$((line + 1)): byte 4 (0xFF) is no utf-8; --encoding names another, --lossy replaces it"
    [ "$(tail -n 1 out | cut -f 20,21)" = "$(printf 'failed\ttext/tab')" ]
}

@test "a line without end is one clear error" {
    head -c 30000000 /dev/zero | tr '\0' a > a.txt
    bd extract a.txt
    status_is 2
    err_is 'bd-extract: a.txt:1: a line longer than 16777216 bytes'
}
