#!/bin/sh
# SPDX-License-Identifier: MIT
# rollup.sh: bd-rollup with all rules, and with the three that an awk script can do as well (children, classes,
# 合计 = 基本支出 + 项目支出), after checking that both find the same sums off. Then one rule alone, 合计 = the sum of the
# 类, beside all that can add up by groups: which of the planted errors they find, and how many false alarms they raise.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
cat > "$dir/sums.awk" <<'AWK'
BEGIN { FS = "\t" }
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; D = at["doc"]; T = at["tno"]; C = at["code"]; L = at["col"]; V = at["value"]; K = at["kind"]; next }
function say(code, col, left, right, n) { if ((left > right ? left - right : right - left) > 0.005 * (n + 1) + 0.0001) print doc, tno, code, col }
function done(   k, p) {
    for (k in own) {
        split(k, p, SUBSEP)
        if (k in sum) say(p[1], p[2], own[k], sum[k], parts[k])
        if (p[2] == "合计") say(p[1], "across", own[k], own[p[1], "基本支出"] + own[p[1], "项目支出"], 2)
    }
    split("", own); split("", sum); split("", parts)
}
$D != doc || $T != tno { done(); doc = $D; tno = $T }
$K == "number" {
    own[$C, $L] = $V
    if ($C != "") {
        up = length($C) == 3 ? "" : substr($C, 1, length($C) - 2)
        sum[up, $L] += $V
        parts[up, $L]++
    }
}
END { done() }
AWK
"$here/gen" normal "$records" | "$here/sums" "${WRONG:-50}" > "$dir/in" || exit 2
mawk -f "$dir/sums.awk" "$dir/in" | sed 's/across/合计/' | sort > "$dir/want"
"$bin/bd-rollup" -q --check --only R01,R02,R10 "$dir/in" > "$dir/found"
[ $? -le 1 ] || exit 2
awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; T = "tno" in at ? at["tno"] : 0; next }
    $at["result"] == "off" { print $at["doc"], 1, $at["code"], $at["col"] }' "$dir/found" | sort > "$dir/got"
agree 'sums that are off' "$dir/want" "$dir/got"
if have gawk; then
    gawk -f "$dir/sums.awk" "$dir/in" | sed 's/across/合计/' | sort > "$dir/got"
    agree 'sums that are off, gawk' "$dir/want" "$dir/got"
fi
right 'bd-rollup --check, three rules' 'bd-rollup --check, one rule' 'mawk, the same three' 'gawk, the same three'
compare "bd-rollup: $records records" "$dir/in"
run 'cut -f1- (a copy)' cut -f1- "$dir/in"
run 'bd-rollup, all rules' "$bin/bd-rollup" -q "$dir/in"
run 'bd-rollup --check, three rules' "$bin/bd-rollup" -q --check --only R01,R02,R10 "$dir/in"
run 'mawk, the same three' mawk -f "$dir/sums.awk" "$dir/in"
! have gawk || run 'gawk, the same three' gawk -f "$dir/sums.awk" "$dir/in"
table

# ---- one rule, as each peer's manual has it: add up by group, compare ----

# shellcheck disable=SC2016 # awk's, not the shell's
columns='NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; D = at["doc"]; T = at["table"]; C = at["code"]; L = at["col"]; V = at["value"]; K = at["kind"]; next }'
cat > "$dir/total.awk" <<AWK
BEGIN { FS = "\t" }
$columns
function done(k) { for (k in own) if ((own[k] > sum[k] ? own[k] - sum[k] : sum[k] - own[k]) > 0.005 * (n[k] + 1) + 0.0001) print doc "|" table "|" k; split("", own); split("", sum); split("", n) }
\$D != doc || \$T != table { done(); doc = \$D; table = \$T }
\$K == "number" && \$C == "" { own[\$L] = \$V }
\$K == "number" && length(\$C) == 3 { sum[\$L] += \$V; n[\$L]++ }
END { done() }
AWK
cat > "$dir/datamash.sh" <<END
mawk -F'\t' '$columns \$K == "number" && length(\$C) == 3 { print \$D "|" \$T "|" \$L "\t" \$V }' "\$1/in" | datamash -s -g 1 sum 2 | sort > "\$1/sums.parts"
mawk -F'\t' '$columns \$K == "number" && \$C == "" { print \$D "|" \$T "|" \$L "\t" \$V }' "\$1/in" | sort > "\$1/sums.totals"
join -t "\$(printf '\t')" "\$1/sums.parts" "\$1/sums.totals" | mawk -F'\t' '\$2 + 0 != \$3 + 0 { print \$1 }'
END
cat > "$dir/xan.sh" <<'END'
xan filter -d '\t' 'kind eq "number" && len(code) == 3' "$1/in" | xan groupby doc,table,col 'sum(value) as sum' > "$1/sums.parts"
xan filter -d '\t' 'kind eq "number" && len(code) == 0' "$1/in" | xan select doc,table,col,value > "$1/sums.totals"
xan join doc,table,col "$1/sums.parts" doc,table,col "$1/sums.totals" | xan filter 'sum != value' | xan map 'fmt("{}|{}|{}", doc, table, col) as key' | xan select key | xan behead
END
# shellcheck disable=SC2016 # Miller's, not the shell's
mlr_='if ($kind == "number") { k = $doc."|".$table."|".$col; if (is_empty($code)) { @total[k] = $value } elif ($code =~ "^[0-9]{3}$") { @sum[k] += $value } }
    end { for (k, v in @total) { if (is_present(@sum[k]) && v != @sum[k]) { print k } } }'
"$bin/bd-rollup" -q --check --only R02 "$dir/in" > "$dir/found"
[ $? -le 1 ] || exit 2
awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["result"] == "off" { print $at["doc"] "|" $at["table"] "|" $at["col"] }' "$dir/found" | sort > "$dir/true"
mawk -f "$dir/total.awk" "$dir/in" | sort > "$dir/got"
agree 'totals that are off' "$dir/true" "$dir/got"
judge() { # LABEL COMMAND ...
    label=$1
    shift
    "$@" > "$dir/said" || die "$label failed"
    [ -s "$dir/said" ] || die "$label: no answer at all"
    sort "$dir/said" > "$dir/got"
    false=$(comm -13 "$dir/true" "$dir/got" | wc -l) lost=$(comm -23 "$dir/true" "$dir/got" | wc -l) all=$(wc -l < "$dir/true")
    if [ "$false" -eq 0 ] && [ "$lost" -eq 0 ]; then verdict "$label" right
    else verdict "$label" "wrong: $false false alarms, $lost of $all errors missed"
    fi
    run "$label" "$@"
}
compare "one rule, 合计 = 类 added up: $records records" "$dir/in"
run 'cut -f1- (a copy)' cut -f1- "$dir/in"
run 'bd-rollup --check, one rule' "$bin/bd-rollup" -q --check --only R02 "$dir/in"
judge 'mawk, with the tolerance' mawk -f "$dir/total.awk" "$dir/in"
! have gawk || judge 'gawk, with the tolerance' gawk -f "$dir/total.awk" "$dir/in"
! have datamash || judge 'mawk, datamash, join' sh "$dir/datamash.sh" "$dir"
! have mlr || judge 'Miller' mlr --itsv --ojson put -q "$mlr_" "$dir/in"
! have xan || judge 'xan' sh "$dir/xan.sh" "$dir"
if have duckdb; then
    judge 'DuckDB, one thread, decimals' "$python" "$here/duck_sums.py" decimal "$dir/in"
    judge 'DuckDB, one thread, as it reads amounts' "$python" "$here/duck_sums.py" auto "$dir/in"
fi
table
