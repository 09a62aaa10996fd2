#!/bin/sh
# SPDX-License-Identifier: MIT
# diff.sh: bd-diff of two streams, every twentieth amount changed and some rows gone, beside sort + join and
# DuckDB's full outer join on the same key, after checking that all find the same changes. DuckDB is measured
# where $PYTHON (python3) has the package duckdb.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
"$here/gen" normal "$records" > "$dir/old" || exit 2
# Every document is a bureau of its own, as it would be: the issuer is the document's name.
for f in old new; do
    awk -v f=$f 'BEGIN { FS = OFS = "\t" }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; V = at["value"]; I = at["issuer"]; K = at["kind"]; D = at["doc"]; print; next }
        { $I = $D; if (f == "new" && $K == "number" && NR % 20 == 0) $V = ($V + 1) "" ; if (f == "new" && $K == "number") $V = sprintf("%.2f", $V) }
        f == "new" && $K == "number" && NR % 400 == 7 { next }
        { print }' "$dir/old" > "$dir/$f.tsv"
done
mv "$dir/old.tsv" "$dir/old"
mv "$dir/new.tsv" "$dir/new"
cat > "$dir/keyed.sh" <<'END'
# key and value of a stream, sorted: issuer, table, code, col
awk 'BEGIN { FS = "\t" }
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; I = at["issuer"]; T = at["table"]; C = at["code"]; L = at["col"]; V = at["value"]; K = at["kind"]; next }
    $K == "number" { print $I "|" $T "|" $C "|" $L "\t" $V }' "$1" | LC_ALL=C sort -S 25% > "$2"
END
cat > "$dir/join.sh" <<'END'
sh "$1/keyed.sh" "$1/old" "$1/old.keyed"
sh "$1/keyed.sh" "$1/new" "$1/new.keyed"
LC_ALL=C join -t "$(printf '\t')" -a 1 -a 2 -e - -o 0,1.2,2.2 "$1/old.keyed" "$1/new.keyed" | awk -F'\t' '$2 != $3'
END
"$bin/bd-diff" "$dir/old" "$dir/new" > "$dir/out"
[ $? -eq 1 ] || die 'bd-diff found nothing or failed'
awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["issuer"] "|" $at["table"] "|" $at["code"] "|" $at["col"] "\t" ($at["old"] == "" ? "-" : $at["old"]) "\t" ($at["new"] == "" ? "-" : $at["new"]) }' "$dir/out" | LC_ALL=C sort > "$dir/got"
sh "$dir/join.sh" "$dir" | LC_ALL=C sort > "$dir/want"
agree 'changes' "$dir/want" "$dir/got"
python=${PYTHON:-python3}
if "$python" -c 'import duckdb' 2> /dev/null; then duck=yes; else duck=no; echo 'no package duckdb for python: not compared with it'; fi
if [ $duck = yes ]; then
    "$python" "$here/duck.py" 1 "$dir/old" "$dir/new" "$dir/duck" || die 'DuckDB failed'
    LC_ALL=C sort "$dir/duck" > "$dir/duck.sorted"
    agree 'changes, DuckDB' "$dir/duck.sorted" "$dir/got"
fi
compare "bd-diff: twice $records records" "$dir/old"
bytes=$((2 * bytes))
run 'cat (reading both)' cat "$dir/old" "$dir/new"
run 'bd-diff OLD NEW' "$bin/bd-diff" "$dir/old" "$dir/new"
run 'bd-diff --normal OLD NEW' "$bin/bd-diff" --normal "$dir/old" "$dir/new"
if [ $duck = yes ]; then
    run 'DuckDB, one thread' "$python" "$here/duck.py" 1 "$dir/old" "$dir/new" "$dir/duck"
    run 'DuckDB, all threads' "$python" "$here/duck.py" "$(nproc)" "$dir/old" "$dir/new" "$dir/duck"
fi
run 'awk | sort twice, join' sh "$dir/join.sh" "$dir"
table
