#!/bin/sh
# norm.sh: bd-norm beside cut (a plain copy, column by column) and mawk (the unit conversion alone), after
# checking that they agree. One core, best of three; the last column is the ratio to cut.
# Needs GNU time. RECORDS=1000000 by default.
here=$(cd "$(dirname "$0")" && pwd)
bin=${BD_BIN:-bin}
records=${RECORDS:-1000000}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
export LC_ALL=C.UTF-8
one() { if command -v taskset > /dev/null; then taskset -c 0 "$@"; else "$@"; fi; }
best() { # COMMAND...: seconds and kB of the best of three runs
    for _ in 1 2 3; do
        one /usr/bin/time -f '%e %M' -o "$dir/t" "$@" > /dev/null || exit 2
        cat "$dir/t"
    done | sort -n | head -n 1
}
row() { # TITLE COMMAND...
    title=$1
    shift
    best=$(best "$@")
    set -- "${best% *}" "${best#* }"
    [ -n "$cut" ] || cut=$1
    awk -v t="$title" -v s="$1" -v k="$2" -v c="$cut" 'BEGIN { printf "%-44s %6.2f s %8.1f MB %6.2f x\n", t, s, k / 1024, s / c }'
}
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
"$bin/bd-norm" "$dir/normal" | cmp - "$dir/normal" || { echo 'norm.sh: the normal form changed' >&2; exit 1; }
"$bin/bd-norm" "$dir/yuan" > "$dir/a" || exit 2
mawk -f "$dir/unit.awk" "$dir/yuan" | cmp - "$dir/a" || { echo 'norm.sh: bd-norm and mawk differ' >&2; exit 1; }
"$bin/bd-norm" "$dir/printed" | cmp - "$dir/a" || { echo 'norm.sh: printed and normalised records differ' >&2; exit 1; }
printf '%s records, %s bytes; answers agree\n' "$records" "$(wc -c < "$dir/normal")"
cut=
row 'cut -f1-' cut -f1- "$dir/normal"
row 'bd-norm, nothing to change' "$bin/bd-norm" "$dir/normal"
row 'bd-norm, every amount to change' "$bin/bd-norm" "$dir/yuan"
row 'bd-norm, as printed' "$bin/bd-norm" "$dir/printed"
row 'mawk, the unit alone' mawk -f "$dir/unit.awk" "$dir/yuan"
