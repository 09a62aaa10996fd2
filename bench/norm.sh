#!/bin/sh
# SPDX-License-Identifier: MIT
# norm.sh: bd-norm beside cut (a plain copy, column by column), and beside mawk, gawk, Miller, xan and DuckDB at the unit
# conversion alone. Ours, mawk's and DuckDB's answers must agree; of a peer that differs it is said how often.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
# 元 to 万元 by string, as exact as ours: the point moves four digits to the left.
cat > "$dir/unit.awk" <<'EOF'
BEGIN { FS = OFS = "\t" }
NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; v = at["value"]; u = at["unit"]; print; next }
$u == "元" {
    $u = "万元"
    if ($v ~ /^-?[0-9]/) {
        sign = ""
        s = $v
        if (substr(s, 1, 1) == "-") { sign = "-"; s = substr(s, 2) }
        p = index(s, ".")
        whole = p ? substr(s, 1, p - 1) : s
        rest = p ? substr(s, p + 1) : ""
        while (length(whole) < 5) whole = "0" whole
        $v = sign substr(whole, 1, length(whole) - 4) "." substr(whole, length(whole) - 3) rest
    }
}
{ print }
EOF
for state in normal yuan printed; do "$here/gen" "$state" "$records" > "$dir/$state" || exit 2; done
"$bin/bd-norm" "$dir/normal" > "$dir/a" || exit 2
agree 'the normal form once more' "$dir/normal" "$dir/a"
"$bin/bd-norm" "$dir/yuan" > "$dir/a" || exit 2
mawk -f "$dir/unit.awk" "$dir/yuan" > "$dir/b" || exit 2
agree 'amounts in 元, bd-norm and mawk' "$dir/b" "$dir/a"
duck=no
if have duckdb; then
    duck=yes
    "$python" "$here/duck_norm.py" 1 "$dir/yuan" "$dir/b" || die 'DuckDB failed'
    agree 'amounts in 元, bd-norm and DuckDB' "$dir/b" "$dir/a"
fi
"$bin/bd-norm" "$dir/printed" > "$dir/b" || exit 2
agree 'as printed and normalised' "$dir/b" "$dir/a"

# The peers below as their manuals have it: divide by 10,000. Floats, so that amounts may not be what was printed.
# shellcheck disable=SC2016 # Miller's, not the shell's
mlr_='if ($unit == "元") { $unit = "万元"; if ($value =~ "^-?[0-9]") { $value = $value / 10000 } }'
# shellcheck disable=SC2016 # awk's, not the shell's
gawk_='NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; v = at["value"]; u = at["unit"]; print; next }
    $u == "元" { $u = "万元"; if ($v ~ /^-?[0-9]/) $v = $v / 10000 } { print }'
judge() { # LABEL FILE: the amounts that are not what bd-norm says, as text and as numbers to the 分
    wrong=$(paste -d '\t' "$dir/amounts" "$2" | awk -F'\t' '$1 "" != $2 "" { text++; if (sprintf("%.2f", $1) != sprintf("%.2f", $2)) number++ }
        END { printf "%d %d %d", NR, text, number }')
    # shellcheck disable=SC2086 # three words
    set -- "$1" $wrong
    [ "$(wc -l < "$dir/b")" -eq "$2" ] || die "$1 failed"
    if [ "$3" -eq 0 ]; then verdict "$1" right
    elif [ "$4" -eq 0 ]; then verdict "$1" "other digits in $3 of $2 amounts, none off by a 分"
    else verdict "$1" "wrong: $4 of $2 amounts off by a 分 or more, other digits in $3"
    fi
}
amounts() { awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; v = at["value"]; k = at["kind"]; next } $k == "number" { print $v }' "$@"; }
amounts "$dir/a" > "$dir/amounts"
right 'bd-norm, nothing to change' 'bd-norm, every amount to change' 'bd-norm, as printed' 'mawk, the unit alone' 'gawk, the unit alone' \
    'DuckDB, one thread, the unit alone'
compare "bd-norm: $records records" "$dir/normal"
run 'cut -f1- (a copy)' cut -f1- "$dir/normal"
run 'bd-norm, nothing to change' "$bin/bd-norm" "$dir/normal"
run 'bd-norm, every amount to change' "$bin/bd-norm" "$dir/yuan"
run 'bd-norm, as printed' "$bin/bd-norm" "$dir/printed"
run 'mawk, the unit alone' mawk -f "$dir/unit.awk" "$dir/yuan"
if have gawk; then
    gawk -f "$dir/unit.awk" "$dir/yuan" > "$dir/b"
    agree 'amounts in 元, bd-norm and gawk' "$dir/b" "$dir/a"
    run 'gawk, the unit alone' gawk -f "$dir/unit.awk" "$dir/yuan"
    gawk -F'\t' -v OFS='\t' "$gawk_" "$dir/yuan" | amounts > "$dir/b"
    judge 'gawk, value / 10000' "$dir/b"
    run 'gawk, value / 10000' gawk -F'\t' -v OFS='\t' "$gawk_" "$dir/yuan"
fi
[ $duck = no ] || run 'DuckDB, one thread, the unit alone' "$python" "$here/duck_norm.py" 1 "$dir/yuan" "$dir/duck"
if have mlr; then
    mlr --tsv put "$mlr_" "$dir/yuan" | amounts > "$dir/b" || die 'Miller failed'
    judge 'Miller, value / 10000' "$dir/b"
    run 'Miller, value / 10000' mlr --tsv put "$mlr_" "$dir/yuan"
fi
if have xan; then
    xan map -d '\t' -O 'if(unit eq "元", if(value, value / 10000, value), value) as value, "万元" as unit' "$dir/yuan" | xan fmt -t '\t' | amounts > "$dir/b" || die 'xan failed'
    judge 'xan, value / 10000' "$dir/b"
    run 'xan, value / 10000' xan map -d '\t' -O 'if(unit eq "元", if(value, value / 10000, value), value) as value, "万元" as unit' "$dir/yuan"
fi
table
