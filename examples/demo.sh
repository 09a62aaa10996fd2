#!/bin/sh
# SPDX-License-Identifier: MIT
# demo.sh [BIN]: the whole pipeline on the example documents, each command shown before it runs. Run by
# `make demo`; the files it makes stay in build/demo. The documents are of our own making: a bureau that
# does not exist, in two budget years, and its library, in whose table of expenditure one sum is wrong.
cd "$(dirname "$0")/.." || exit 2
PATH=$(cd "${1:-bin}" && pwd):$PATH
LC_ALL=C.UTF-8
export PATH LC_ALL
out=build/demo
mkdir -p $out || exit 2

# show STATUS TEXT COMMAND: run it; any other exit status ends the demo.
show() {
    printf '\n# %s\n$ %s\n' "$2" "$3"
    sh -c "$3"
    got=$?
    if [ $got -ne "$1" ]; then
        echo "demo: that ended with status $got, not $1" >&2
        exit 1
    fi
}

show 0 'Documents become records: one printed figure a line, in one unit and one set of codes.' \
    "bd-extract examples/2023/*.txt | bd-norm -o $out/2023.tsv"
show 0 'The same for the year after.' \
    "bd-extract examples/2024/*.txt | bd-norm -o $out/2024.tsv"
show 0 'Records are lines: any tool reads them. What is planned for libraries (account 2070104)?' \
    "awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[\$i] = i; next }
    \$c[\"code\"] == \"2070104\" && \$c[\"table\"] == \"支出总表\" {
        print \$c[\"year\"], \$c[\"issuer\"], \$c[\"name\"], \$c[\"col\"], \$c[\"value\"], \$c[\"unit\"] }' $out/2023.tsv $out/2024.tsv"
show 0 'Every sum recomputed, and what does not add up, for people.' \
    "bd-rollup --report text $out/2024.tsv"
show 1 'The same for scripts: a line for each finding, and status 1.' \
    "bd-rollup --check -o $out/findings.tsv $out/2024.tsv"
show 0 'The three public expenses, table and prose side by side.' \
    "cat $out/2023.tsv $out/2024.tsv | bd-3gong | cut -f 1,6-13"
show 1 'What changed since last year. Status 1: something did.' \
    "bd-rollup $out/2024.tsv | bd-diff --digest text $out/2023.tsv"
