#!/bin/sh
# SPDX-License-Identifier: MIT
# norm.sh: bd-norm beside cut (a plain copy, column by column), and beside mawk and DuckDB at the unit conversion
# alone, after checking that they agree. DuckDB where $PYTHON (python3) has the package duckdb.
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
python=${PYTHON:-python3}
if "$python" -c 'import duckdb' 2> /dev/null; then duck=yes; else duck=no; echo 'no package duckdb for python: not compared with it'; fi
if [ $duck = yes ]; then
    "$python" "$here/duck_norm.py" 1 "$dir/yuan" "$dir/b" || die 'DuckDB failed'
    agree 'amounts in 元, bd-norm and DuckDB' "$dir/b" "$dir/a"
fi
"$bin/bd-norm" "$dir/printed" > "$dir/b" || exit 2
agree 'as printed and normalised' "$dir/b" "$dir/a"
compare "bd-norm: $records records" "$dir/normal"
run 'cut -f1- (a copy)' cut -f1- "$dir/normal"
run 'bd-norm, nothing to change' "$bin/bd-norm" "$dir/normal"
run 'bd-norm, every amount to change' "$bin/bd-norm" "$dir/yuan"
run 'bd-norm, as printed' "$bin/bd-norm" "$dir/printed"
run 'mawk, the unit alone' mawk -f "$dir/unit.awk" "$dir/yuan"
[ $duck = no ] || run 'DuckDB, one thread, the unit alone' "$python" "$here/duck_norm.py" 1 "$dir/yuan" "$dir/duck"
table
