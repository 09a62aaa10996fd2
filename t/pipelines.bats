# SPDX-License-Identifier: MIT
# The pipelines of the project's card, as a user writes them.
load helper

sample() { # x.txt, and last.tsv from the year before
    cp "$ROOT/examples/2024/culture.txt" x.txt
    bd-extract "$ROOT/examples/2023/culture.txt" | bd-norm > last.tsv
}

@test "pipelines: bd-extract x.txt | bd-norm | bd-rollup | bd-diff last.tsv" {
    sample
    pipe 'bd-extract x.txt | bd-norm | bd-rollup | bd-diff last.tsv'
    status_is 1
    cp out want
    # rollup and diff normalise by themselves
    pipe 'bd-extract x.txt | bd-rollup | bd-diff last.tsv'
    status_is 1
    same want out
    # one change by its names: 公务接待费 8.60 -> 7.90
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $c["table"] == "三公经费支出表" && $c["name"] == "公务接待费" {
            print $c["change"], $c["old_edition"], $c["new_edition"], $c["old"], $c["new"], $c["delta"], $c["unit"] }' out > got
    echo 'changed 2023-budget 2024-budget 8.60 7.90 -0.70 万元' > want
    same want got
}

@test "pipelines: the same document against itself is no change" {
    sample
    pipe "bd-extract '$ROOT/examples/2023/culture.txt' | bd-rollup | bd-diff last.tsv"
    status_is 0
    [ "$(wc -l < out)" -eq 1 ]
}

@test "pipelines: … | awk -F'\t'" {
    sample
    pipe "bd-extract x.txt | bd-norm | awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[\$i] = i; next }
        \$c[\"table\"] == \"支出总表\" && \$c[\"code\"] == \"2070104\" { print \$c[\"col\"], \$c[\"value\"], \$c[\"unit\"], \$c[\"line\"] }'"
    status_is 0
    err_is ''
    line=$(awk '/部门支出总表/ { t = 1 } t && /图书馆\t401.95/ { print NR; exit }' x.txt)
    out_is "合计 401.95 万元 $line
基本支出 281.95 万元 $line
项目支出 120.00 万元 $line"
}

@test "pipelines: … | grep, | head, | sort, | cut" {
    sample
    pipe "bd-extract x.txt | grep -c 公务用车购置费"
    status_is 0
    [ "$(cat out)" -ge 2 ]
    pipe 'bd-extract x.txt x.txt x.txt | bd-norm | head -n 1 | cut -f 1'
    err_is ''
    out_is doc
    # a stream without its header is refused, and the message says what to do
    pipe 'bd-extract x.txt | grep 2070104 | bd-norm'
    status_is 2
    grep -q '^bd-norm: -:1: .*--input-columns' err
}

@test "pipelines: awk keeps the header with NR == 1" {
    sample
    pipe "bd-extract x.txt | awk -F'\t' 'NR == 1 || /2070104/' | bd-norm"
    status_is 0
    err_is ''
    [ "$(wc -l < out)" -gt 3 ]
}

@test "pipelines: cat of streams is a stream" {
    sample
    bd extract x.txt
    cp out a.tsv
    pipe 'cat last.tsv a.tsv | bd-3gong'
    [ "$status" -le 1 ]
    err_is ''
    [ "$(wc -l < out)" -eq 3 ]
}

@test "pipelines: bd-3gong tells the figures of table and prose" {
    sample
    pipe 'bd-extract x.txt | bd-3gong'
    status_is 0
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        { print $c["year"], $c["phase"], $c["total"], $c["abroad"] "|" $c["reception"], $c["car"], $c["car_buy"], $c["car_run"], $c["unit"],
          $c["prose_total"], $c["prose_abroad"], $c["prose_reception"], $c["check"] }' out > got
    echo '2024 budget 39.50 |7.90 31.60 18.00 13.60 万元 39.5 0 7.9 note' > want
    same want got
}

@test "pipelines: the wrong sum of the example is found, and nothing else" {
    pipe "bd-extract '$ROOT'/examples/*/*.txt | bd-norm | bd-rollup --check"
    status_is 1
    awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $c["result"] == "off" { n = split($c["doc"], d, "/"); print d[n], $c["table"], $c["code"], $c["col"], $c["left"], $c["right"], $c["gap"] }' out > got
    grep -qx 'library.txt 支出总表 20701 合计 490.45 409.45 81.00' got
    # what else is off stands on the same wrong figure
    [ "$(grep -vc '^library.txt 支出总表 \(207\|20701\) 合计 ' got)" -eq 0 ]
}
