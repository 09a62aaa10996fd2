# SPDX-License-Identifier: MIT
# common.sh: what the benches share. Sourced by them; $dir is theirs to fill, $bin holds the programs.
#
#   compare TITLE FILE              begin a table; speeds are of FILE's bytes
#   run LABEL COMMAND ...           one row of it; the first is what the others are compared with
#   table                           measure all rows in turn, $runs times, and print medians
#   agree LABEL FILE FILE           stop unless the two are equal: a fast wrong answer is no answer
#
# Everything runs on one core. Ratios are of CPU seconds, which other work on the machine disturbs least.
# shellcheck disable=SC2034 # used by those who source this
here=$(cd "$(dirname "$0")" && pwd)
bin=${BD_BIN:-bin}
case $bin in /*) ;; *) bin=$here/../$bin ;; esac
records=${RECORDS:-1000000} runs=${RUNS:-5}
export LC_ALL=C.UTF-8
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$dir/run"
${CC:-cc} -O2 -o "$dir/measure" "$here/measure.c" || exit 2

die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 2; }

compare() {
    rm -f "$dir/run"/*
    rows=0 title=$1 bytes=$(wc -c < "$2")
}

run() {
    rows=$((rows + 1))
    printf '%s\n' "$1" > "$dir/run/$rows.label"
    shift
    printf '%s\0' "$@" > "$dir/run/$rows.cmd"
}

median() { # COLUMN FILE
    cut -d' ' -f"$1" "$2" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

table() {
    round=0
    while [ "$round" -lt "$runs" ]; do
        i=1
        while [ $i -le "$rows" ]; do
            "$dir/measure" "$dir/run/$i.log" "$dir/run/$i.cmd" || die "failed: $(cat "$dir/run/$i.label")"
            i=$((i + 1))
        done
        round=$((round + 1))
    done
    printf '\n%s (%s MB, median of %s)\n' "$title" "$((bytes / 1000000))" "$runs"
    printf '%-44s %8s %8s %8s %8s %8s\n' '' 'wall s' 'cpu s' 'MB/s' 'peak MB' 'ratio'
    i=1
    while [ $i -le "$rows" ]; do
        log=$dir/run/$i.log
        [ "$i" -gt 1 ] || base=$(median 2 "$log")
        awk -v l="$(cat "$dir/run/$i.label")" -v w="$(median 1 "$log")" -v c="$(median 2 "$log")" -v k="$(median 3 "$log")" \
            -v b="$bytes" -v base="$base" 'BEGIN { printf "%-44s %8.2f %8.2f %8.0f %8.1f %7.2fx\n", l, w, c, b / 1e6 / c, k / 1024, c / base }'
        i=$((i + 1))
    done
}

agree() {
    cmp -s "$2" "$3" || { diff "$2" "$3" | head -n 5 >&2; die "$1: answers differ"; }
    printf '%s: answers agree (%s lines)\n' "$1" "$(wc -l < "$2")"
}
