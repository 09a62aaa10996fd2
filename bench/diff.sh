#!/bin/sh
# SPDX-License-Identifier: MIT
# diff.sh: bd-diff of two streams, every twentieth amount changed and some rows gone, beside sort + comm, sort + join
# and DuckDB's and xan's full outer join on the same key, after checking that all find the same changes; then, on SMALL
# records (20000), daff, csv-diff and Miller too, and which of all finds what: values that went blank, rows that went, blank
# rows that went, and the other way round.
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
cat > "$dir/comm.sh" <<'END'
sh "$1/keyed.sh" "$1/old" "$1/old.keyed"
sh "$1/keyed.sh" "$1/new" "$1/new.keyed"
LC_ALL=C comm -3 "$1/old.keyed" "$1/new.keyed"
END
"$bin/bd-diff" "$dir/old" "$dir/new" > "$dir/out"
[ $? -eq 1 ] || die 'bd-diff found nothing or failed'
awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["issuer"] "|" $at["table"] "|" $at["code"] "|" $at["col"] "\t" ($at["old"] == "" ? "-" : $at["old"]) "\t" ($at["new"] == "" ? "-" : $at["new"]) }' "$dir/out" | LC_ALL=C sort > "$dir/got"
sh "$dir/join.sh" "$dir" | LC_ALL=C sort > "$dir/want"
agree 'changes' "$dir/want" "$dir/got"
sh "$dir/comm.sh" "$dir" | LC_ALL=C sort > "$dir/comm"
awk -F'\t' '$2 != "-" { print $1 "\t" $2 } $3 != "-" { print "\t" $1 "\t" $3 }' "$dir/got" | LC_ALL=C sort > "$dir/got.lines"
agree 'changes, sort + comm' "$dir/comm" "$dir/got.lines"
for f in old new; do "$bin/bd-diff" --sort-key "$dir/$f" | LC_ALL=C sort -S 25% > "$dir/$f.sorted"; done
"$bin/bd-diff" --sorted "$dir/old.sorted" "$dir/new.sorted" > "$dir/out.sorted"
agree 'changes, --sorted' "$dir/out" "$dir/out.sorted"
"$bin/bd-diff" --normal "$dir/old" "$dir/new" > "$dir/out.sorted"
agree 'changes, --normal' "$dir/out" "$dir/out.sorted"
right 'bd-diff OLD NEW' 'bd-diff --normal OLD NEW' 'bd-diff --sorted OLD NEW' 'awk | sort twice, join' 'awk | sort twice, comm'
if have duckdb; then duck=yes; else duck=no; fi
if [ $duck = yes ]; then
    "$python" "$here/duck.py" 1 "$dir/old" "$dir/new" "$dir/duck" || die 'DuckDB failed'
    LC_ALL=C sort "$dir/duck" > "$dir/duck.sorted"
    agree 'changes, DuckDB' "$dir/duck.sorted" "$dir/got"
    right 'DuckDB, one thread' 'DuckDB, all threads'
fi
cat > "$dir/xan.sh" <<'END'
xan join --full -d '\t' issuer,table,code,col,kind "$1/old" issuer,table,code,col,kind "$1/new" --prefix-right new_ |
    xan filter '(kind eq "number" or new_kind eq "number") && value ne new_value'
END
if have xan; then
    xan=yes
    sh "$dir/xan.sh" "$dir" | xan map 'fmt("{}|{}|{}|{}", if(issuer, issuer, new_issuer), if(table, table, new_table), if(kind, code, new_code), if(col, col, new_col)) as key' |
        xan select key,value,new_value | xan behead | xan fmt -t '\t' | awk -F'\t' '{ print $1 "\t" ($2 == "" ? "-" : $2) "\t" ($3 == "" ? "-" : $3) }' | LC_ALL=C sort > "$dir/xan"
    [ -s "$dir/xan" ] || die 'xan failed'
    right 'xan, full join'
    cmp -s "$dir/xan" "$dir/got" || verdict 'xan, full join' "wrong: $(LC_ALL=C comm -13 "$dir/got" "$dir/xan" | wc -l) changes that are none, $(LC_ALL=C comm -23 "$dir/got" "$dir/xan" | wc -l) missed"
else
    xan=no
fi
compare "bd-diff: twice $records records" "$dir/old"
bytes=$((2 * bytes))
run 'cat (reading both)' cat "$dir/old" "$dir/new"
run 'bd-diff OLD NEW' "$bin/bd-diff" "$dir/old" "$dir/new"
run 'bd-diff --normal OLD NEW' "$bin/bd-diff" --normal "$dir/old" "$dir/new"
if [ $duck = yes ]; then
    run 'DuckDB, one thread' "$python" "$here/duck.py" 1 "$dir/old" "$dir/new" "$dir/duck"
    run_all 'DuckDB, all threads' "$python" "$here/duck.py" "$(nproc)" "$dir/old" "$dir/new" "$dir/duck"
fi
[ $xan = no ] || run 'xan, full join' sh "$dir/xan.sh" "$dir"
run 'awk | sort twice, join' sh "$dir/join.sh" "$dir"
run 'awk | sort twice, comm' sh "$dir/comm.sh" "$dir"
table
compare 'bd-diff --sorted: the same, sorted by --sort-key' "$dir/old.sorted"
bytes=$((2 * bytes))
run 'cat (reading both)' cat "$dir/old.sorted" "$dir/new.sorted"
run 'bd-diff --sorted OLD NEW' "$bin/bd-diff" --sorted "$dir/old.sorted" "$dir/new.sorted"
table

# ---- fewer records, with blanks: daff and csv-diff, and what each finds ----

small=${SMALL:-20000}
mkdir "$dir/s"
for f in old new; do
    head -n $((small + 1)) "$dir/$f" | awk -v f=$f -v limit=$((small / 190)) 'BEGIN { FS = OFS = "\t" }
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; K = at["kind"]; V = at["value"]; I = at["issuer"]; T = at["table"]; C = at["code"]; L = at["col"]; print; next }
        $K != "number" || substr($I, 11, 5) + 0 > limit { next }
        { h = 0; s = $I $T $C $L; for (i = 1; i <= length(s); i += 3) h = (h * 31 + index("0123456789/_utsixn.合计基本支出项目", substr(s, i, 1))) % 9973 }
        f == "old" && h % 37 == 1 { $V = "" } f == "new" && h % 37 == 2 { $V = "" }
        f == "new" && h % 41 == 3 && h % 2 { $V = "" }
        f == "old" && h % 41 == 3 { next } f == "new" && h % 41 == 4 { next }
        { print }' > "$dir/s/$f.tsv"
    awk 'BEGIN { FS = "\t"; print "key,value" } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $at["issuer"] "|" $at["table"] "|" $at["code"] "|" $at["col"] "," $at["value"] }' "$dir/s/$f.tsv" > "$dir/s/$f.csv"
done
# the truth, and how a tool does: found of each kind, and lines that are not true
awk -F, 'FNR == 1 { file++; next } file == 1 { a[$1] = $2; next } { b[$1] = $2 }
    END { for (k in a) if (!(k in b)) print k "\t" a[k] "\tabsent"; else if (a[k] != b[k]) print k "\t" a[k] "\t" b[k]
          for (k in b) if (!(k in a)) print k "\tabsent\t" b[k] }' "$dir/s/old.csv" "$dir/s/new.csv" | LC_ALL=C sort > "$dir/s/true"
# shellcheck disable=SC2016 # awk's, not the shell's
kinds='function kind() { o = $2 == "" ? "blank" : $2 == "absent" ? $2 : "value"; n = $3 == "" ? "blank" : $3 == "absent" ? $3 : "value"; return o ">" n }'
judge() { # LABEL FILE
    LC_ALL=C sort "$2" | LC_ALL=C comm -12 - "$dir/s/true" > "$dir/s/right"
    awk -F'\t' -v label="$1" "$kinds"' FILENAME == ARGV[1] { all[kind()]++; next } FILENAME == ARGV[2] { got[kind()]++; right++; next } { lines++ }
        END { n = split("value>value value>blank blank>value value>absent absent>value blank>absent absent>blank", k, " "); printf "%-24s", label
              for (i = 1; i <= n; i++) printf " %6d/%-5d", got[k[i]], all[k[i]]; printf " %6d\n", lines - right }' "$dir/s/true" "$dir/s/right" "$2" | tee "$dir/s/line"
    # shellcheck disable=SC2046 # a word a column
    note found "$1" $(cut -c25- "$dir/s/line")
    lost=$(LC_ALL=C comm -23 "$dir/s/true" "$dir/s/right" | wc -l) false=$(($(wc -l < "$2") - $(wc -l < "$dir/s/right")))
    if [ "$lost" -eq 0 ] && [ "$false" -eq 0 ]; then verdict "$1" right; else verdict "$1" "wrong: $lost of $(wc -l < "$dir/s/true") changes missed, $false told that are none"; fi
}
"$bin/bd-diff" --normal --strict "$dir/s/old.tsv" "$dir/s/new.tsv" > "$dir/s/out" 2> /dev/null
awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { c = $at["change"]; print $at["issuer"] "|" $at["table"] "|" $at["code"] "|" $at["col"] "\t" (c == "added" ? "absent" : $at["old"]) "\t" (c == "removed" ? "absent" : $at["new"]) }' "$dir/s/out" > "$dir/s/bd"
printf '\n%-24s %12s %12s %12s %12s %12s %12s %12s %6s\n' "found of all ($small)" 'value>value' 'value>blank' 'blank>value' 'value>gone' 'none>value' 'blank>gone' 'none>blank' wrong
judge 'bd-diff --strict' "$dir/s/bd"
peers=
for peer in duckdb daff csv-diff mlr xan; do
    have $peer || continue
    "$python" "$here/peers.py" $peer "$dir/s/old.csv" "$dir/s/new.csv" > "$dir/s/$peer" || die "$peer failed"
    judge "$peer" "$dir/s/$peer"
    peers="$peers $peer"
done
compare "bd-diff: twice $small records with blanks, keys and values alone for the peers" "$dir/s/old.tsv"
run 'bd-diff --strict' "$bin/bd-diff" --normal --strict "$dir/s/old.tsv" "$dir/s/new.tsv"
for peer in $peers; do run "$peer" "$python" "$here/peers.py" "$peer" "$dir/s/old.csv" "$dir/s/new.csv"; done
table
