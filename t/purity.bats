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

# An archive of made-up documents in every layout, some of them in GB18030, some no documents: names in NAMES, NUL behind each.
archive() { # COUNT
    python3 "$ROOT/t/archive.py" make "$1" archive
    set -- archive/*/00001.*
    cp "$1" "archive/a name with 'quotes' and \$x.txt"
    printf '\211PNG\r\n' > archive/picture.pdf
    find archive -type f -print0 | LC_ALL=C sort -z > names
}

@test "purity: any partition of the documents, in any order, gives the same records" {
    archive 60
    "$BD_BIN/bd-extract" --files0-from names > printed 2> /dev/null || [ $? -le 2 ]
    for tool in norm rollup 3gong; do
        "$BD_BIN/bd-$tool" printed > whole.$tool || [ $? -eq 1 ]
        LC_ALL=C sort whole.$tool > want.$tool
    done
    LC_ALL=C sort printed > want.printed
    for seed in 1 2 3; do
        rm -f part.*
        # the names shuffled and cut into parts of 1 to 9
        python3 - $seed <<'END'
import random, sys
r = random.Random(int(sys.argv[1]))
names = open('names', 'rb').read().split(b'\0')[:-1]
r.shuffle(names)
k = 0
while names:
    n = r.randrange(1, 10)
    open('part.%02d' % k, 'wb').write(b''.join(x + b'\0' for x in names[:n]))
    names, k = names[n:], k + 1
END
        for part in part.??; do "$BD_BIN/bd-extract" -j 2 --files0-from $part > $part.printed 2> /dev/null || [ $? -le 2 ]; done
        join part.??.printed | LC_ALL=C sort > got
        same want.printed got
        for tool in norm rollup 3gong; do
            for part in part.??; do "$BD_BIN/bd-$tool" $part.printed > $part.$tool || [ $? -eq 1 ]; done
            join part.??.$tool | LC_ALL=C sort > got
            same want.$tool got
        done
    done
}

# examples/SCRIPT over the archive is one process over it.
spread() { # SCRIPT
    archive 60
    "$BD_BIN/bd-extract" --files0-from names 2> /dev/null | "$BD_BIN/bd-norm" | "$BD_BIN/bd-rollup" > one || true
    LC_ALL=C sort one > want
    status=0
    PATH="$BD_BIN:$PATH" sh "$ROOT/examples/$1" 2 7 < names > spread 2> err || status=$?
    [ "$status" -eq 2 ] # one is a picture
    grep -c 'is an image' err > out
    out_is 1
    LC_ALL=C sort spread > got
    same want got
    mv spread spread.first
    # its own number of documents to a job
    find archive -name '*.md' -print0 | PATH="$BD_BIN:$PATH" sh "$ROOT/examples/$1" 2 > spread
    [ "$(grep -c "$(printf '\tdoc\t')" spread)" -eq "$(find archive -name '*.md' | wc -l)" ]
    status=0
    PATH="$BD_BIN:$PATH" sh "$ROOT/examples/$1" 2 < /dev/null > out 2> err || status=$?
    status_is 2
    out_is ''
}

@test "purity: examples/xargs.sh" { spread xargs.sh; }
@test "purity: examples/parallel.sh" {
    command -v parallel > /dev/null || skip 'GNU parallel is not installed'
    spread parallel.sh
    same one spread.first
}
