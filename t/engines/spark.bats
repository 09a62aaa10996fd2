# SPDX-License-Identifier: MIT
# examples/spark on an archive of 2,000 made-up documents of every layout: what Spark, GNU parallel and xargs
# make of it is what one process makes of it, also when a task dies on the way.
load ../helper
SUBMIT=("$ROOT/build/venv/bin/spark-submit" --master 'local[2,4]' --conf spark.ui.enabled=false --conf spark.driver.bindAddress=127.0.0.1 --conf spark.driver.host=127.0.0.1)
export PYSPARK_PYTHON=$ROOT/build/venv/bin/python3

setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    python3 "$ROOT/t/archive.py" make 2000 "$PWD/archive"
    for y in 2023 2024; do
        find "$PWD/archive/$y" -type f | sort > $y.list
        tr '\n' '\0' < $y.list | bd-extract --files0-from - 2> /dev/null | bd-norm | bd-rollup -q > $y.tsv
        bd-rollup -q --check $y.tsv > $y.findings || true
        plain doc $y.tsv > $y.want
    done
    [ "$(grep -c . 2023.list)" -eq 1000 ] && [ "$(grep -c . 2023.want)" -gt 50000 ]
    bd-diff -o changes.tsv 2023.tsv 2024.tsv 2> /dev/null || true
    plain change changes.tsv > changes.want
    [ "$(grep -c . changes.want)" -gt 10000 ]
}

# The records of these files, sorted: lines that begin with the name of the first column are headers.
plain() {
    local first=$1
    shift
    cat "$@" | grep -v "^$first	" | LC_ALL=C sort
}

@test "spark: records and findings are those of one process" {
    for y in 2023 2024; do
        "${SUBMIT[@]}" "$ROOT/examples/spark/archive.py" "$BATS_FILE_TMPDIR/$y.list" "$BATS_FILE_TMPDIR/spark$y" --bin "$BD_BIN" --partitions 7 > log 2>&1 || { tail -n 20 log; false; }
        plain doc "$BATS_FILE_TMPDIR/spark$y"/tsv/part-* > got
        same "$BATS_FILE_TMPDIR/$y.want" got
        # a finding's number is its place in the stream
        plain id "$BATS_FILE_TMPDIR/$y.findings" | cut -f 2- | sed 's/[0-9]*$//' | LC_ALL=C sort > want
        cat "$BATS_FILE_TMPDIR/spark$y"/findings/part-* | grep -v '^id	' | cut -f 2- | sed 's/[0-9]*$//' | LC_ALL=C sort > got
        same want got
    done
}

@test "spark: Parquet holds every record, by edition" {
    "$PYSPARK_PYTHON" - "$BATS_FILE_TMPDIR/spark2024/parquet" > got <<'END'
import sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false').config('spark.driver.bindAddress', '127.0.0.1').config('spark.driver.host', '127.0.0.1').getOrCreate()
for r in spark.read.parquet(sys.argv[1]).groupBy('edition').count().orderBy('edition').collect(): print(r['edition'] or '', r['count'])
END
    awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } { n[$c["edition"]]++ } END { for (e in n) print e, n[e] }' "$BATS_FILE_TMPDIR/2024.tsv" | sort > want
    same want <(sort got)
}

@test "spark: a task that is killed is run again, and nothing is lost or doubled" {
    mkdir bin
    for t in bd-extract bd-norm bd-diff; do ln -s "$BD_BIN/$t" bin/$t; done
    # the first three bd-rollup die when they have written half of what they would
    cat > bin/bd-rollup <<END
#!/bin/sh
for i in 1 2 3; do
    if mkdir "$PWD/died\$i" 2> /dev/null; then
        "$BD_BIN/bd-rollup" "\$@" | head -c 100000
        kill -9 \$\$
    fi
done
exec "$BD_BIN/bd-rollup" "\$@"
END
    chmod +x bin/bd-rollup
    "${SUBMIT[@]}" "$ROOT/examples/spark/archive.py" "$BATS_FILE_TMPDIR/2023.list" out --bin "$PWD/bin" --partitions 7 > log 2>&1 || { tail -n 20 log; false; }
    [ -d died3 ]
    plain doc out/tsv/part-* > got
    same "$BATS_FILE_TMPDIR/2023.want" got
}

@test "spark: changes are those of one process" {
    "${SUBMIT[@]}" "$ROOT/examples/spark/changes.py" "$BATS_FILE_TMPDIR/spark2023/tsv" "$BATS_FILE_TMPDIR/spark2024/tsv" out --bin "$BD_BIN" --partitions 5 > log 2>&1 || { tail -n 20 log; false; }
    plain change out/part-* > got
    same "$BATS_FILE_TMPDIR/changes.want" got
}
