# SPDX-License-Identifier: MIT
# common.sh: what the benches share. Sourced by them; $dir is theirs to fill, $bin holds the programs.
#
#   compare TITLE FILE              begin a table; speeds are of FILE's bytes
#   run LABEL COMMAND ...           one row of it, on one core; the first is what the others are compared with
#   run_all LABEL COMMAND ...       the same on all cores
#   verdict LABEL TEXT              how that row answers: `right` where that was checked
#   right LABEL ...                 the same for several
#   table                           measure all rows in turn, $runs times, and print medians; what takes more than $slow
#                                   seconds is measured once
#   agree LABEL FILE FILE           stop unless the two are equal: a fast wrong answer is no answer
#   have PEER                       it is there; else the run says so, and the page names it as missing
#   note KIND FIELD ...             a line of $BENCH_RESULTS, the file from which page.py makes the page
#
# Ratios are of CPU seconds, which other work on the machine disturbs least: the median of the ratios of runs that stood side by
# side. PEERS is the folder that tools/bench-deps.sh filled; peers are looked for there first.
# shellcheck disable=SC2034 # used by those who source this
here=$(cd "$(dirname "$0")" && pwd)
bin=${BD_BIN:-bin}
case $bin in /*) ;; *) bin=$here/../$bin ;; esac
records=${RECORDS:-1000000} runs=${RUNS:-5} slow=${SLOW:-8}
bench=$(basename "$0" .sh)
export LC_ALL=C.UTF-8
if [ -n "${PEERS:-}" ]; then
    PATH=$PEERS/bin:$PATH
    [ ! -x "$PEERS/bin/python" ] || PYTHON=$PEERS/bin/python
fi
python=${PYTHON:-python3}
dir=$(mktemp -d) || exit 2
trap 'rm -rf "$dir"' EXIT
trap 'exit 2' HUP INT TERM
mkdir "$dir/run"
${CC:-cc} -O2 -o "$dir/measure" "$here/measure.c" || exit 2

die() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 2; }

note() {
    [ -n "${BENCH_RESULTS:-}" ] || return 0
    printf '%s' "$1" >> "$BENCH_RESULTS"
    shift
    for field; do printf '\t%s' "$field" >> "$BENCH_RESULTS"; done
    echo >> "$BENCH_RESULTS"
}

have() {
    case $1 in
    duckdb | daff | pdfplumber | camelot) "$python" -c "import $1" 2> /dev/null ;;
    csv-diff) "$python" -c 'import csv_diff' 2> /dev/null ;;
    *) command -v "$1" > /dev/null 2>&1 ;;
    esac && return
    echo "$bench.sh: $1 is missing: not compared with it" >&2
    return 1
}

compare() {
    rm -f "$dir/run"/*
    rows=0 title=$1 bytes=$(wc -c < "$2")
}

run() { row one "$@"; }
run_all() { row all "$@"; }
row() { # one|all LABEL COMMAND ...
    rows=$((rows + 1))
    printf '%s\n' "$1" > "$dir/run/$rows.cores"
    printf '%s\n' "$2" > "$dir/run/$rows.label"
    shift 2
    printf '%s\0' "$@" > "$dir/run/$rows.cmd"
    printf '%s ' "$@" | sed "s,$dir/,,g; s,$bin/,,g; s,$here/,bench/,g; s,$dir,.,g; s,$python ,python3 ,g; s, \$,," | tr '\n\t' '  ' > "$dir/run/$rows.text"
}

verdict() { printf '%s\t%s\n' "$1" "$2" >> "$dir/verdicts"; }

right() { for label; do verdict "$label" right; done; }

median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

table() {
    round=1
    while [ "$round" -le "$runs" ]; do
        i=1
        while [ $i -le "$rows" ]; do
            if [ "$round" -eq 1 ] || awk -v s="$slow" '$1 > s { exit 1 }' "$dir/run/$i.log"; then
                "$dir/measure" "$dir/run/$i.log" "$dir/run/$i.cmd" "$(cat "$dir/run/$i.cores")" || die "failed: $(cat "$dir/run/$i.label")"
            fi
            i=$((i + 1))
        done
        round=$((round + 1))
    done
    printf '\n%s (%s MB, median of %s)\n' "$title" "$((bytes / 1000000))" "$runs"
    printf '%-44s %8s %8s %8s %8s %8s\n' '' 'wall s' 'cpu s' 'MB/s' 'peak MB' 'ratio'
    i=1
    while [ $i -le "$rows" ]; do show "$i"; i=$((i + 1)); done
}

show() { # ROW
    log=$dir/run/$1.log
    label=$(cat "$dir/run/$1.label")
    said=$(awk -F'\t' -v l="$label" '$1 == l { s = $2 } END { print s }' "$dir/verdicts" 2> /dev/null)
    ratio=$(paste -d' ' "$log" "$dir/run/1.log" | awk 'NF == 6 { print $2 / $5 }' | median)
    printf '%s %s %s %s %s %s\n' "$(cut -d' ' -f1 "$log" | median)" "$(cut -d' ' -f2 "$log" | median)" "$(cut -d' ' -f3 "$log" | median)" \
        "$bytes" "$ratio" "$(wc -l < "$log")" |
        awk -v l="$label" -v said="$said" '{ printf "%-44s %8.2f %8.2f %8.0f %8.1f %7.2fx %s\n", l, $1, $2, $4 / 1e6 / ($2 + 1e-9), $3 / 1024, $5, said }'
    # the runs themselves: whoever reads them later computes what is to be shown
    note time "$bench" "$title" "$label" "$(cat "$dir/run/$1.cores")" "$bytes" "$(cut -d' ' -f1 "$log" | paste -sd,)" \
        "$(cut -d' ' -f2 "$log" | paste -sd,)" "$(cut -d' ' -f3 "$log" | paste -sd,)" "${said:--}" "$(cat "$dir/run/$1.text")"
}

agree() {
    cmp -s "$2" "$3" || { diff "$2" "$3" | head -n 5 >&2; die "$1: answers differ"; }
    [ -s "$2" ] || die "$1: no answer at all"
    printf '%s: answers agree (%s lines)\n' "$1" "$(wc -l < "$2")"
    note agree "$bench" "$1" "$(wc -l < "$2")"
}
