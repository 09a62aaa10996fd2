#!/bin/sh
# SPDX-License-Identifier: MIT
# 3gong.sh: bd-3gong on documents that have a 三公 table and paragraph (about a tenth of the records), and on nothing
# but these, beside an awk script that takes the same figures from the normal form without checking them.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
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
"$here/gen" normal "$records" | mawk -f "$here/sangong.awk" > "$dir/in" || exit 2
# A document's share of these is small: ten times those of as many records.
"$here/gen" normal "$records" | mawk -v only=1 -f "$here/sangong.awk" > "$dir/once" || exit 2
head -n 1 "$dir/once" > "$dir/only"
for i in 1 2 3 4 5 6 7 8 9 10; do tail -n +2 "$dir/once" | sed "s/^2023/$i/" >> "$dir/only"; done
for f in in only; do
    "$bin/bd-3gong" "$dir/$f" > "$dir/out" || die 'bd-3gong found something off'
    tail -n +2 "$dir/out" | cut -f 1,8-13,15-20 > "$dir/got"
    mawk -f "$dir/take.awk" "$dir/$f" > "$dir/want"
    agree "figures of $f" "$dir/want" "$dir/got"
    if cut -f 33 "$dir/out" | grep -qxE 'open|off'; then die 'a line is open or off'; fi
done
right 'bd-3gong' 'mawk, the figures unchecked'
cat > "$dir/mlr.sh" <<'END'
mlr --tsv filter '($kind == "number" && $table == "三公经费支出表") || ($kind == "prose" && $col == "金额")' \
    then cut -o -f doc,name,value then reshape -s name,value then unsparsify "$1"
END
gawk_() { # FILE
    have gawk || return 0
    gawk -f "$dir/take.awk" "$1" > "$dir/got"
    mawk -f "$dir/take.awk" "$1" > "$dir/want"
    agree 'figures, gawk' "$dir/want" "$dir/got"
    verdict 'gawk, the figures unchecked' right
    run 'gawk, the figures unchecked' gawk -f "$dir/take.awk" "$1"
}
others() { # FILE: peers that are first to answer as mawk does; a blank of ours is no figure
    if have mlr; then
        sh "$dir/mlr.sh" "$1" | tail -n +2 | sort > "$dir/got"
        differ 'Miller, the figures unchecked'
        run 'Miller, the figures unchecked' sh "$dir/mlr.sh" "$1"
    fi
    if have duckdb; then
        "$python" "$here/duck_3gong.py" "$1" "$dir/duck" || die 'DuckDB failed'
        sort "$dir/duck" > "$dir/got"
        differ 'DuckDB, one thread, unchecked'
        run 'DuckDB, one thread, unchecked' "$python" "$here/duck_3gong.py" "$1" "$dir/duck"
    fi
}
differ() { # LABEL
    wrong=$(sort "$dir/want" | comm -13 - "$dir/got" | wc -l)
    if [ "$wrong" -eq 0 ] && [ -s "$dir/got" ]; then verdict "$1" right; else verdict "$1" "wrong: $wrong of $(wc -l < "$dir/want") lines differ"; fi
}
mawk -f "$dir/take.awk" "$dir/in" > "$dir/want"
compare "bd-3gong: documents with 三公" "$dir/in"
run 'cut -f1- (a copy)' cut -f1- "$dir/in"
run 'bd-3gong' "$bin/bd-3gong" "$dir/in"
run 'bd-3gong --panel' "$bin/bd-3gong" --panel "$dir/in"
run 'mawk, the figures unchecked' mawk -f "$dir/take.awk" "$dir/in"
gawk_ "$dir/in"
others "$dir/in"
table
compare 'bd-3gong: nothing but 三公' "$dir/only"
run 'cut -f1- (a copy)' cut -f1- "$dir/only"
run 'bd-3gong' "$bin/bd-3gong" "$dir/only"
run 'mawk, the figures unchecked' mawk -f "$dir/take.awk" "$dir/only"
gawk_ "$dir/only"
table
