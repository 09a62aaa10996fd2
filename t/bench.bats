# SPDX-License-Identifier: MIT
# The benches on a few records: answers are compared before anything is measured, a wrong one stops the run and leaves the old
# page, what is missing is named; the pages in bench/ are those of the figures beside them.
load helper

# No peer but what is installed anyway: a python without packages, nothing real, no browser, no Spark.
quick() {
    printf '#!/bin/sh\nexec python3 -I -S "$@"\n' > bare-python
    chmod +x bare-python
    mkdir -p out
    env PYTHON="$PWD/bare-python" PEERS= SHARED="$PWD/none" SPARK_SUBMIT=no-spark-here OUT="$PWD/out" RECORDS=1000 SMALL=600 RUNS=2 \
        PDFS=1 PRINTED=0 WRONG=3 DOCS=20 FILES=2 "$@" > said 2> complaints || status=$?
}

@test "bench: answers compared, medians, goals and a picture; what is missing is named" {
    status=0
    quick "$ROOT/bench/run" --page
    [ "$status" -eq 0 ] || { cat said complaints >&2; false; }
    [ "$(grep -c 'answers agree' said)" -ge 9 ]
    grep -qxF 'run: missing, not compared with: DuckDB' complaints
    grep -qF 'NOT MEASURED: real documents' complaints
    grep -qE '^Missing, not compared with: .*DuckDB.*Camelot' out/RESULTS.md
    grep -qF 'A trial with 1000 records' out/RESULTS.md
    grep -qE '^\| bd-norm \| nothing to change: .* \| [0-9.]+ \| (met|\*\*not met\*\*) \|$' out/RESULTS.md
    grep -qE '^\| bd-extract \| text, a core: .* \|  \| \*\*not measured\*\* \|$' out/RESULTS.md
    for tool in bd-norm bd-rollup bd-diff bd-3gong; do grep -qE "^\| $tool[^|]*( \| [0-9.]+){5} \| right \|$" out/RESULTS.md; done
    awk -F'\t' '$1 == "time" { rows++; if (split($7, a, ",") != 2 || split($8, a, ",") != 2 || split($9, a, ",") != 2) exit 1 } END { exit rows < 25 }' out/results.tsv
    python3 -c 'import sys, xml.etree.ElementTree as e; t = e.parse("out/results.svg"); sys.exit(len(list(t.iter("{http://www.w3.org/2000/svg}circle"))) < 15)'
    fails grep -F "$PWD" out/RESULTS.md out/results.tsv
}

@test "bench: a wrong answer of any tool stops the run, the old page stays" {
    mkdir bin
    for tool in bd-norm bd-rollup bd-diff bd-3gong; do
        for t in $TOOLS; do ln -sf "$BD_BIN/$t" bin/; done
        rm bin/$tool
        case $tool in
        bd-norm) spoil='100s/\.[0-9][0-9]/.07/' found=0 ;;  # an amount is another
        bd-rollup) spoil='/	off	/{//d;}' found=1 ;;         # what is off is not told
        bd-diff) spoil='20d' found=1 ;;                      # a change is not told
        bd-3gong) spoil='3s/[0-9]\.[0-9]/7.7/' found=0 ;;    # a figure is another
        esac
        printf '#!/bin/sh\n"%s" "$@" | sed "%s"\nexit %s\n' "$BD_BIN/$tool" "$spoil" $found > bin/$tool
        chmod +x bin/$tool
        mkdir -p out
        echo old > out/RESULTS.md
        echo old > out/results.tsv
        status=0
        BD_BIN=$PWD/bin quick "$ROOT/bench/run" --page "${tool#bd-}"
        [ "$status" -eq 2 ] && grep -qE 'answers differ|no answer' complaints || { echo "$tool" >&2; cat said complaints >&2; false; }
        grep -qxF 'run: no page, the old one stays' complaints
        [ "$(cat out/RESULTS.md out/results.tsv)" = "$(printf 'old\nold')" ]
        fails grep -q 'peak MB' said
    done
}

@test "bench: growth and cost of a document, into the tables and sentences of SCALE.md" {
    mkdir out
    cp "$ROOT/bench/SCALE.md" out/
    status=0
    quick "$ROOT/bench/run" --page scale
    [ "$status" -eq 0 ] || { cat said complaints >&2; false; }
    for step in bd-norm bd-rollup bd-3gong 'bd-diff --sorted' bd-diff; do
        [ "$(awk -F'\t' -v s="$step" '$1 == "grow" && $2 == s { print $3 }' out/scale.tsv | tr '\n' ' ')" = '20 200 2000 ' ]
        grep -qE "^\| $step \| 2,000 (\| [0-9.]+ ){5}\|$" out/SCALE.md
    done
    grep -qF 'NOT MEASURED: Spark' complaints
    grep -qF 'at most <!-- most-docs -->2,000<!-- / --> documents' out/SCALE.md
    sed 's/<!-- [a-z0-9-]* -->[^<]*<!-- \/ -->//g; /^|/d' out/SCALE.md > words
    sed 's/<!-- [a-z0-9-]* -->[^<]*<!-- \/ -->//g; /^|/d' "$ROOT/bench/SCALE.md" | same - words
    python3 -c 'import xml.etree.ElementTree as e; e.parse("out/scale.svg")'
}

@test "bench: the pages are those of the figures beside them" {
    mkdir out
    cp "$ROOT"/bench/*.tsv "$ROOT"/bench/SCALE.md out/
    python3 -B "$ROOT/bench/page.py" out
    for f in RESULTS.md results.svg SCALE.md scale.svg; do same "$ROOT/bench/$f" "out/$f"; done
}
