#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What each rule finds, and what it leaves alone: t/rules.txt, all cases in one stream.

load helper

# t/rules.txt as a record stream: a document for each case
stream() {
    awk -F'|' -v OFS='\t' '
        BEGIN { print "doc", "line", "edition", "year", "phase", "tno", "table", "side", "row", "level", "role", "code", "name", "col", "kind", "op", "value", "unit", "orgcode", "project", "path" }
        /^#/ || /^$/ { next }
        /^= / { doc = substr($0, 3); tno = row = 0; last = table = ""; next }
        {
            line++
            if (sub(/^\+/, "", $1)) last = ""
            kind = "number"
            if (match($1, /^(note|empty|text|doubt):/)) { kind = substr($1, 1, RLENGTH - 1); $1 = substr($1, RLENGTH + 1) }
            if ($1 == "prose") { kind = "prose"; $1 = "" }
            if ($1 != table) { tno++; row = 0; table = $1 }
            key = $1 "|" $2 "|" $5 "|" $6
            if (key != last) row++
            last = key
            print doc, NR, "2024-final", $10 == "" ? 2024 : $10, $11 == "" ? "final" : $11, kind == "prose" ? "" : tno, $1, $2, \
                kind == "prose" ? "" : row, $3, $4 == "" && kind == "number" ? "item" : $4, $5, $6, $7, kind, $12, $8, $9 == "" ? "万元" : $9 == "-" ? "" : $9, $13, $14, $15
        }' "$ROOT/t/rules.txt"
}

@test "rules: every case of t/rules.txt" {
    stream > in.tsv
    "$BD_BIN/bd-rollup" -q --check in.tsv > out || [ $? -eq 1 ]
    [ "$(grep -c '^= ' "$ROOT/t/rules.txt")" -gt 55 ]
    sed -n 's/^= //p' "$ROOT/t/rules.txt" > want
    awk -F'\t' '
        FNR == NR { split($2, rule, " "); if ($17 == rule[1]) { got[$2] = got[$2] " " $18; why[$2] = why[$2] " " $30 } next }
        {
            id = $0; sub(/ .*/, "", id)
            said = substr($0, length(id) + 2); sub(/:.*/, "", said)
            is = got[$0] == "" ? "none" : substr(got[$0], 2)
            words = index($0, " ~ ") ? substr($0, index($0, " ~ ") + 3) : ""
            if (is != said || (words != "" && !index(why[$0], words))) print $0 "\n    got " is "; " why[$0]
        }' <(awk -F'\t' -v OFS='\t' '{ split($2, a, " "); if ($17 == a[1]) print }' out) want > bad
    cat bad
    [ ! -s bad ]
}

@test "rules: every rule has a title, words for it, and a source" {
    awk -F'\t' '/^#/ { next } !n++ { next } $1 == "" || $2 == "" || $4 == "" || $7 == "" || $10 == "" { print }' "$ROOT/data/rules.tsv" > bad
    [ ! -s bad ]
    [ "$("$BD_BIN/bd-rollup" --list-rules | grep -c '^R')" -eq "$(grep -c '^R' "$ROOT/data/rules.tsv")" ]
}

@test "rules: the language, and its mistakes" {
    stream | sed -n '1p; /R62t off/p' > in.tsv
    printf 'id\ttable\trows\tcols\trelation\twhen\tseverity\n' > head
    one() { { cat head; printf '%s\n' "$1" | tr '|' '\t'; } > my.tsv; bd rollup --check -q --rules my.tsv --only X in.tsv; }
    one 'X|支出总表|*|比上年增减|this <= 金额 - .last:金额 + 0.5|has .last:金额 else has 合计|note'
    [ "$(cut -f 18,20,21 out | tail -n +2 | tr '\t' '|')" = 'note|3.00|2.50' ]
    one 'X|支出总表|*|比上年增减|this = decimals + 1||note'
    [ "$(cut -f 18,20,21 out | tail -n +2 | tr '\t' '|')" = 'ok|3.00|3' ]
    one 'X|支出总表|*|比上年增减|has {收入总表}||note'
    [ "$(cut -f 18,30 out | tail -n +2 | tr '\t' '|')" = 'note|205 教育支出 [比上年增减] 3.00; no such table in the document: 收入总表' ]
    one 'X|支出总表|*|比上年增减|not blank 金额||note'
    [ "$(cut -f 18 out | tail -n +2)" = 'ok' ]
    one 'X|支出总表|*|比上年增减|not 金额||note'
    status_is 2
    err_is 'bd-rollup: my.tsv:2: relation, character 4: has or blank is missing'
    one 'X|支出总表|*|比上年增减|this say 金额||note'
    err_is 'bd-rollup: my.tsv:2: relation, character 6: =, <=, >= or says is missing'
    one 'X|支出总表|*|比上年增减|this = .before:金额||note'
    err_is 'bd-rollup: my.tsv:2: relation, character 15: this is not understood'
    one 'X|支出总表|*|比上年增减|once more||note'
    err_is 'bd-rollup: my.tsv:2: relation, character 6: =, <=, >= or says is missing'
    one 'X|支出总表|*|比上年增减|this = 金额|has 金额 else|note'
    err_is 'bd-rollup: my.tsv:2: when, character 12: an operand is missing'
}
