#!/bin/sh
# SPDX-License-Identifier: MIT
# 3gong.sh: bd-3gong on documents that have a 三公 table and paragraph (about a tenth of the records), and on nothing
# but these, beside an awk script that takes the same figures from the normal form without checking them.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
cat > "$dir/add.awk" <<'AWK'
BEGIN { FS = OFS = "\t" }
function put(kind, name, col, value) {
    for (i = 1; i <= n; i++) f[i] = ""
    f[at["doc"]] = doc; f[at["edition"]] = "2023-budget"; f[at["year"]] = 2023; f[at["phase"]] = "budget"
    f[at["line"]] = ++line; f[at["kind"]] = kind; f[at["name"]] = name; f[at["col"]] = col; f[at["value"]] = value; f[at["unit"]] = "万元"
    if (kind == "number") { f[at["tno"]] = 9; f[at["table"]] = "三公经费支出表" }
    for (i = 1; i < n; i++) printf "%s\t", f[i]
    print f[n]
}
function money(c) { return sprintf("%d.%02d", c / 100, c % 100) }
function sangong(   a, r, b, u) {
    a = docs * 7 % 900; r = docs * 131 % 5000; b = docs % 3 ? 0 : 2500; u = docs * 17 % 9000
    split("合计 因公出国（境）费 公务接待费 公务用车购置及运行维护费 公务用车购置费 公务用车运行维护费", name, " ")
    v[1] = a + r + b + u; v[2] = a; v[3] = r; v[4] = b + u; v[5] = b; v[6] = u
    for (k = 1; k <= 6; k++) put("number", name[k], "金额", money(v[k]))
    put("prose", "“三公”经费", "金额", money(v[1]))
    for (k = 2; k <= 6; k++) put("prose", "“三公”经费/" name[k], "金额", money(v[k]))
    for (k = 2; k <= 6; k++) put("prose", "“三公”经费/" name[k], "比上年增减", "0")
}
NR == 1 { n = NF; for (i = 1; i <= NF; i++) at[$i] = i; print; next }
$at["kind"] == "doc" { doc = $at["doc"]; docs++; line = 1000; sangong() }
{ if (!only || $at["kind"] == "doc") print }
AWK
cat > "$dir/take.awk" <<'AWK'
BEGIN {
    FS = OFS = "\t"
    split("合计 因公出国（境）费 公务接待费 公务用车购置及运行维护费 公务用车购置费 公务用车运行维护费", name, " ")
    for (k in name) item[name[k]] = item["“三公”经费/" name[k]] = k
    item["“三公”经费"] = 1
}
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; D = at["doc"]; T = at["table"]; N = at["name"]; L = at["col"]; V = at["value"]; K = at["kind"]; next }
$K == "doc" { print $D, t[1], t[2], t[3], t[4], t[5], t[6], p[1], p[2], p[3], p[4], p[5], p[6]; split("", t); split("", p); next }
$K == "number" && $T == "三公经费支出表" && $N in item { t[item[$N]] = $V; next }
$K == "prose" && $L == "金额" && $N in item { p[item[$N]] = $V }
AWK
"$here/gen" normal "$records" | mawk -f "$dir/add.awk" > "$dir/in" || exit 2
# A document's share of these is small: ten times those of as many records.
"$here/gen" normal "$records" | mawk -v only=1 -f "$dir/add.awk" > "$dir/once" || exit 2
head -n 1 "$dir/once" > "$dir/only"
for i in 1 2 3 4 5 6 7 8 9 10; do tail -n +2 "$dir/once" | sed "s/^2023/$i/" >> "$dir/only"; done
for f in in only; do
    "$bin/bd-3gong" "$dir/$f" > "$dir/out" || die 'bd-3gong found something off'
    tail -n +2 "$dir/out" | cut -f 1,8-13,15-20 > "$dir/got"
    mawk -f "$dir/take.awk" "$dir/$f" > "$dir/want"
    agree "figures of $f" "$dir/want" "$dir/got"
    if cut -f 33 "$dir/out" | grep -qxE 'open|off'; then die 'a line is open or off'; fi
done
compare "bd-3gong: documents with 三公" "$dir/in"
run 'cut -f1- (a copy)' cut -f1- "$dir/in"
run 'bd-3gong' "$bin/bd-3gong" "$dir/in"
run 'bd-3gong --panel' "$bin/bd-3gong" --panel "$dir/in"
run 'mawk, the figures unchecked' mawk -f "$dir/take.awk" "$dir/in"
table
compare 'bd-3gong: nothing but 三公' "$dir/only"
run 'cut -f1- (a copy)' cut -f1- "$dir/only"
run 'bd-3gong' "$bin/bd-3gong" "$dir/only"
run 'mawk, the figures unchecked' mawk -f "$dir/take.awk" "$dir/only"
table
