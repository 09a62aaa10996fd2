#!/bin/sh
# SPDX-License-Identifier: MIT
# rollup.sh: bd-rollup with all rules, and with the three that an awk script can do as well (children, classes,
# 合计 = 基本支出 + 项目支出), after checking that both find the same sums off.
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
"$here/gen" normal "$records" | "$here/sums" > "$dir/in" || exit 2
mawk -f "$dir/sums.awk" "$dir/in" | sed 's/across/合计/' | sort > "$dir/want"
"$bin/bd-rollup" -q --check --only R01,R02,R10 "$dir/in" > "$dir/found"
[ $? -le 1 ] || exit 2
awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; T = "tno" in at ? at["tno"] : 0; next }
    $at["result"] == "off" { print $at["doc"], 1, $at["code"], $at["col"] }' "$dir/found" | sort > "$dir/got"
agree 'sums that are off' "$dir/want" "$dir/got"
compare "bd-rollup: $records records" "$dir/in"
run 'cut -f1- (a copy)' cut -f1- "$dir/in"
run 'bd-rollup, all rules' "$bin/bd-rollup" -q "$dir/in"
run 'bd-rollup --check, three rules' "$bin/bd-rollup" -q --check --only R01,R02,R10 "$dir/in"
run 'mawk, the same three' mawk -f "$dir/sums.awk" "$dir/in"
table
