#!/bin/sh
# SPDX-License-Identifier: MIT
# scale.sh: growth curves, and what a document costs.
#   1. the filters on the records of DOCS (10000) made-up documents, of 10 and of 100 times as many, streamed, not stored
#   2. bd-extract on FILES (1000) made-up documents of every layout, on 10 and 100 times as many, with -j 1 and -j 2
#   3. seconds and bytes a document of the real ones (../shared) and of PDFs of our own making; TSV, zstd, Parquet
#   4. examples/spark on FILES and 10 times FILES documents with local[2], its records compared with those of one process
# CPU seconds are of the program alone, not of what feeds it. What cannot be measured here is said, and missing in the page.
# shellcheck disable=SC1091,SC2154 # common.sh sets them
. "$(dirname "$0")/common.sh"
docs=${DOCS:-10000} files=${FILES:-1000} shared=${SHARED:-$here/../../shared} submit=${SPARK_SUBMIT:-spark-submit} printed=${PRINTED:-6}
${CC:-cc} -O2 -o "$dir/many" "$here/many.c" || exit 2
in_block=20
missing() {
    echo "scale.sh: NOT MEASURED: $1" >&2
    note missing "$1"
}
last() { tail -n 1 "$dir/log"; } # wall cpu peak
grown() { # STEP DOCUMENTS BYTES
    # shellcheck disable=SC2046 # three words
    note grow "$1" "$2" "$3" $(last)
    printf '%-24s %9d documents %9.0f MB   wall %8.2f  cpu %8.2f  peak %8.1f MB\n' "$1" "$2" "$(($3 / 1000000))" \
        "$(last | cut -d' ' -f1)" "$(last | cut -d' ' -f2)" "$(last | awk '{ print $3 / 1024 }')"
}
command_() { printf '%s\0' "$@" > "$dir/cmd"; }

# ---- 1. filters ----

# Documents and issuers carry six % for many.c, and sort by their number.
block() { awk 'BEGIN { FS = OFS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; D = at["doc"]; I = at["issuer"]; print; next }
    { sub(/unit_000/, "unit_%%%%%%", $D); if (own) $I = $D; print }' own="$1"; }
n=$((in_block * 186))
"$here/gen" printed $n | block 0 > "$dir/printed"
"$here/gen" normal $n | "$here/sums" | block 0 > "$dir/sums"
"$here/gen" normal $n | mawk -f "$here/sangong.awk" | block 0 > "$dir/sangong"
"$here/gen" normal $n | block 1 > "$dir/old"
awk 'BEGIN { FS = OFS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; V = at["value"]; K = at["kind"] }
    NR > 1 && $K == "number" && NR % 20 == 0 { $V = sprintf("%.2f", $V + 1) } !(NR > 1 && $K == "number" && NR % 400 == 7)' "$dir/old" > "$dir/new"
for f in old new; do "$bin/bd-diff" --sort-key "$dir/$f" | LC_ALL=C sort > "$dir/$f.sorted"; done
# The blocks of a sorted stream are sorted if the number comes before all that differs in a block.
for f in old new; do "$dir/many" "$dir/$f.sorted" 12 | tail -n +2 | LC_ALL=C sort -c || die 'the stream is not sorted'; done

size() { echo $(($(head -n 1 "$1" | wc -c) + $2 * ($(wc -c < "$1") - $(head -n 1 "$1" | wc -c)))); } # TEMPLATE BLOCKS
one_stream() { # STEP TEMPLATE BLOCKS COMMAND ...
    step=$1 template=$2 blocks=$3
    shift 3
    command_ "$@"
    "$dir/many" "$template" "$blocks" | "$dir/measure" "$dir/log" "$dir/cmd" || die "failed: $step"
    grown "$step" $((blocks * in_block)) "$(size "$template" "$blocks")"
}
two_streams() { # STEP OLD NEW BLOCKS COMMAND ... (which is given two pipes)
    step=$1 old=$2 new=$3 blocks=$4
    shift 4
    rm -f "$dir/a" "$dir/b"
    mkfifo "$dir/a" "$dir/b"
    command_ "$@" "$dir/a" "$dir/b"
    "$dir/many" "$old" "$blocks" > "$dir/a" &
    feeders=$!
    "$dir/many" "$new" "$blocks" > "$dir/b" &
    feeders="$feeders $!"
    # shellcheck disable=SC2086 # two numbers
    "$dir/measure" "$dir/log" "$dir/cmd" || { kill $feeders; return 1; }
    wait
    grown "$step" $((blocks * in_block)) $(($(size "$old" "$blocks") + $(size "$new" "$blocks")))
}
free_bytes() { awk '/MemAvailable/ { printf "%.0f", $2 * 1024 }' /proc/meminfo 2> /dev/null; }

for times in 1 10 100; do
    blocks=$((docs * times / in_block))
    one_stream bd-norm "$dir/printed" "$blocks" "$bin/bd-norm"
    one_stream bd-rollup "$dir/sums" "$blocks" "$bin/bd-rollup" -q
    one_stream bd-3gong "$dir/sangong" "$blocks" "$bin/bd-3gong"
    two_streams 'bd-diff --sorted' "$dir/old.sorted" "$dir/new.sorted" "$blocks" "$bin/bd-diff" --sorted || die 'failed: bd-diff --sorted'
    # OLD is held, in less than half its length: not where that would not fit
    if [ "$(free_bytes)" -le "$(($(size "$dir/old" "$blocks") / 2))" ] || ! two_streams bd-diff "$dir/old" "$dir/new" "$blocks" "$bin/bd-diff" --normal; then missing "bd-diff holding OLD of $((blocks * in_block)) documents: less memory free than half of OLD, or it failed"
    fi
done

# ---- 2. bd-extract ----

python3 "$here/../t/archive.py" make $((files * 100)) "$dir/archive" || die 'archive.py failed'
# of each year the first half of a list; one in fifty is no document
list() { # NUMBER
    awk -v n="$1" -v dir="$dir/archive" 'BEGIN { RS = ORS = "\0" } { k = $0; sub(/.*\//, "", k); if (k + 0 <= n / 2 && k % 50) print }' "$dir/all" | tee "$dir/list" | tr -cd '\0' | wc -c
}
find "$dir/archive" -type f -print0 | LC_ALL=C sort -z > "$dir/all"
for times in 1 10 100; do
    n=$(list $((files * times)))
    long=$(xargs -0 cat < "$dir/list" | wc -c)
    command_ "$bin/bd-extract" --files0-from "$dir/list"
    "$dir/measure" "$dir/log" "$dir/cmd" || die 'bd-extract failed'
    grown bd-extract "$n" "$long"
    command_ "$bin/bd-extract" -j 2 --files0-from "$dir/list"
    "$dir/measure" "$dir/log" "$dir/cmd" all || die 'bd-extract -j 2 failed'
    grown 'bd-extract -j 2' "$n" "$long"
done

# ---- 3. a document ----

cost() { # WHAT STEP DOCUMENTS COMMAND ...: a line of seconds a document
    what=$1 step=$2 number=$3
    shift 3
    command_ "$@"
    rm -f "$dir/log"
    for round in 1 2 3; do "$dir/measure" "$dir/log" "$dir/cmd" || die "failed: $step"; done
    note cost "$what" "$step" "$number" "$(cut -d' ' -f2 "$dir/log" | median)" "$(cut -d' ' -f3 "$dir/log" | sort -n | tail -n 1)"
    printf '%-28s %-16s %9.2f ms a document (round %s)\n' "$what" "$step" "$(awk -v n="$number" -v s="$(cut -d' ' -f2 "$dir/log" | median)" 'BEGIN { print s / n * 1000 }')" "$round"
}
kept() { # WHAT FORM DOCUMENTS BYTES
    note kept "$1" "$2" "$3" "$4"
    printf '%-28s %-16s %9.1f kB a document\n' "$1" "$2" "$(awk -v n="$3" -v b="$4" 'BEGIN { print b / n / 1000 }')"
}
whole() { # WHAT LIST: the way of a list of documents through all tools
    what=$1 number=$(tr -cd '\0' < "$2" | wc -c)
    cost "$what" bd-extract "$number" "$bin/bd-extract" --files0-from "$2"
    "$bin/bd-extract" --files0-from "$2" > "$dir/extract.tsv"
    cost "$what" bd-norm "$number" "$bin/bd-norm" "$dir/extract.tsv"
    "$bin/bd-norm" "$dir/extract.tsv" > "$dir/norm.tsv" || die 'bd-norm failed'
    cost "$what" bd-rollup "$number" "$bin/bd-rollup" -q "$dir/norm.tsv"
    "$bin/bd-rollup" -q "$dir/norm.tsv" > "$dir/rollup.tsv" || die 'bd-rollup failed'
    cost "$what" bd-3gong "$number" "$bin/bd-3gong" "$dir/rollup.tsv"
    # copies of one document are of one bureau: here each is of its own
    awk 'BEGIN { FS = OFS = "\t" } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; D = at["doc"]; I = at["issuer"] } NR > 1 { $I = $D } { print }' "$dir/rollup.tsv" > "$dir/own.tsv"
    cost "$what" bd-diff "$number" "$bin/bd-diff" -q "$dir/own.tsv" "$dir/own.tsv"
}
copy() { # TIMES FOLDER FILE ...: under names of their own, so that no two documents are one
    times=$1 folder=$2 i=0
    shift 2
    mkdir "$folder"
    while [ $i -lt "$times" ]; do
        for f; do ln -s "$(cd "$(dirname "$f")" && pwd)/$(basename "$f")" "$folder/$i.$(basename "$f")"; done
        i=$((i + 1))
    done
}
stored() { # WHAT LIST: bytes of documents that are all different
    what=$1 number=$(tr -cd '\0' < "$2" | wc -c)
    "$bin/bd-extract" --files0-from "$2" | "$bin/bd-norm" | "$bin/bd-rollup" -q > "$dir/rollup.tsv"
    kept "$what" documents "$number" "$(xargs -0 cat < "$2" | wc -c)"
    kept "$what" records "$number" "$(($(wc -l < "$dir/rollup.tsv") - 1))"
    kept "$what" TSV "$number" "$(wc -c < "$dir/rollup.tsv")"
    if have zstd; then kept "$what" 'TSV, zstd' "$number" "$(zstd -q -3 -c "$dir/rollup.tsv" | wc -c)"; fi
    if have duckdb; then
        "$python" "$here/parquet.py" "$dir/rollup.tsv" "$dir/parquet" || die 'Parquet failed'
        kept "$what" Parquet "$number" "$(wc -c < "$dir/parquet")"
    fi
}
if [ -d "$shared/seeds" ]; then
    copy "${COPIES:-40}" "$dir/real" "$shared"/seeds/*.txt "$shared"/corpus/*.txt
    find "$dir/real" -name '*.txt' -print0 | sort -z > "$dir/list"
    whole 'real text' "$dir/list"
    printf '%s\0' "$dir"/real/0.*.txt > "$dir/list"
    stored 'real text' "$dir/list"
else
    missing 'real documents (no ../shared beside the checkout)'
fi
if [ "$printed" -gt 0 ] && have chromium && have pdftotext; then
    python3 "$here/../t/printed_pages.py" make "$dir/print" 1 $((printed + 1)) chromium > "$dir/said" 2>&1 || { cat "$dir/said" >&2; die 'printed_pages.py failed'; }
    copy 5 "$dir/pdf" "$dir"/print/*.pdf
    find "$dir/pdf" -name '*.pdf' -print0 | sort -z > "$dir/list"
    whole 'printed PDF' "$dir/list"
    printf '%s\0' "$dir"/print/*.pdf > "$dir/list"
    stored 'printed PDF' "$dir/list"
    # shellcheck disable=SC2016 # the inner shell expands
    cost 'printed PDF' 'pdftotext alone' "$(tr -cd '\0' < "$dir/list" | wc -c)" sh -c 'for f; do pdftotext -tsv "$f" /dev/null; done' sh "$dir"/print/*.pdf
else
    missing 'printed PDF files (none wanted, no chromium or no pdftotext)'
fi

# ---- 4. Spark ----

spark() {
    for times in 1 10; do
        n=$(list $((files * times)))
        tr '\0' '\n' < "$dir/list" > "$dir/lines"
        rm -rf "$dir/out"
        command_ "$submit" --master 'local[2]' "$here/../examples/spark/archive.py" "$dir/lines" "$dir/out" --bin "$bin"
        PYSPARK_PYTHON=$python "$dir/measure" "$dir/log" "$dir/cmd" all 2> "$dir/said" || { tail -n 5 "$dir/said" >&2; die 'Spark failed'; }
        grown 'Spark, local[2]' "$n" "$(xargs -0 cat < "$dir/list" | wc -c)"
        # shellcheck disable=SC2016 # the inner shell expands
        command_ sh -c '"$0/bd-extract" -j 2 --files0-from "$1" | "$0/bd-norm" | "$0/bd-rollup" -q --findings "$2"' "$bin" "$dir/list" "$dir/findings"
        "$dir/measure" "$dir/log" "$dir/cmd" all || die 'the pipe failed'
        grown 'one pipe, -j 2' "$n" "$(xargs -0 cat < "$dir/list" | wc -c)"
        "$bin/bd-extract" --files0-from "$dir/list" | "$bin/bd-norm" | "$bin/bd-rollup" -q 2> "$dir/said" | LC_ALL=C sort -u > "$dir/want"
        cat "$dir"/out/tsv/part-* | LC_ALL=C sort -u > "$dir/got"
        note spark "$n" "$(grep -cv '^doc	page	' "$dir/want")"
        agree "records of $n documents, Spark and one process" "$dir/want" "$dir/got"
    done
}
if have "$submit" && have java; then spark; else missing 'Spark (no PySpark or no Java)'; fi
