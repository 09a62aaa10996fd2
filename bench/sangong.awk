# SPDX-License-Identifier: MIT
# sangong.awk: a stream of `gen normal` with a table of the three public expenses and sentences of the same at the end of each
# document; with -v only=1 nothing but these.
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
