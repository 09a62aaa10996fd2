# SPDX-License-Identifier: MIT
# The output for a stream of documents is the output for each document, in order, less the repeated
# headers: the one property that makes cutting, parallel runs and joining safe.
load helper

docs() { printf '%s\n' "$ROOT"/examples/*/*.txt; }
# The examples as one stream a file (1.tsv ...), as printed.
streams() {
    n=0
    docs | while IFS= read -r doc; do
        n=$((n + 1))
        "$BD_BIN/bd-extract" "$doc" > $n.tsv
    done
    [ -s 3.tsv ]
}
join() { # FILE ...: one header, then the records of each
    head -n 1 "$1"
    for f; do tail -n +2 "$f"; done
}

@test "purity: bd-extract of several documents is each of them, joined" {
    streams
    bd extract $(docs)
    status_is 0
    join [1-9].tsv > want
    same want out
}

@test "purity: the filters give each document's output, joined" {
    streams
    cat [1-9].tsv > all
    for tool in norm rollup 3gong; do
        for f in [1-9].tsv; do
            bd $tool "$f"
            [ "$status" -le 1 ]
            cp out "$f.out"
        done
        join [1-9].tsv.out > want
        bd $tool [1-9].tsv
        same want out
        bd $tool < all
        same want out
    done
}

@test "purity: the order of the documents is the order of the output" {
    streams
    for tool in norm rollup 3gong; do
        bd $tool 3.tsv
        cp out 3.out
        bd $tool 1.tsv
        cp out 1.out
        bd $tool 3.tsv 1.tsv
        join 3.out 1.out > want
        same want out
    done
}

@test "purity: xargs -P over single documents finds the same records" {
    bd extract $(docs)
    sort out > want
    docs | tr '\n' '\0' | xargs -0 -n 1 -P 2 sh -c '"$1/bd-extract" "$2" > "$(basename "$(dirname "$2")")-$(basename "$2").part"' sh "$BD_BIN"
    sort -u *.part > got
    same want got
}

@test "purity: bd-norm is idempotent, to the byte, over everything" {
    streams
    bd norm [1-9].tsv
    cp out once
    bd norm once
    status_is 0
    same once out
}

@test "purity: rollup and 3gong find the same as printed and in normal form" {
    streams
    bd norm [1-9].tsv
    cp out normal
    for tool in rollup 3gong; do
        option=
        [ $tool = 3gong ] || option=--check
        bd $tool $option [1-9].tsv
        was=$status
        cp out want
        bd $tool $option normal
        status_is "$was"
        same want out
    done
}

@test "purity: memory does not grow with the number of documents" {
    not_san 'they keep freed memory'
    streams
    bd norm [1-9].tsv
    cp out normal
    for tool in norm rollup 3gong; do
        [ $tool = norm ] && tool="norm --unit 元"
        for times in 20 400; do
            i=0
            head -n 1 normal > big
            while [ $i -lt $times ]; do tail -n +2 normal; i=$((i + 1)); done >> big
            /usr/bin/env bash -c 'ulimit -v 200000; exec "$@"' sh "$BD_BIN"/bd-$tool big > out 2> err
        done
    done
}
