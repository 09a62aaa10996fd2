# SPDX-License-Identifier: MIT
# examples/sql: the ten questions on the example documents, in SQLite; t/engines does the same in DuckDB.
load helper

@test "sql: ten questions, answered from the records of the examples" {
    command -v sqlite3 > /dev/null || skip 'sqlite3 is missing: sh tools/deps.sh'
    bd-extract "$ROOT"/examples/2*/*.txt | bd-norm | bd-rollup -q --findings findings.tsv > records.tsv
    sed "s|$ROOT/||" findings.tsv > f && mv f findings.tsv
    cp "$ROOT"/examples/sql/*.sql .
    pipe "sqlite3 budget.db '.read load-sqlite.sql' '.read views.sql' '.mode tabs' '.headers on' '.read questions.sql'"
    status_is 0
    err_is ''
    same "$ROOT/examples/sql/answers.tsv" out
}

@test "sql: every canonical table has its view, and a blank cell has no amount" {
    command -v sqlite3 > /dev/null || skip 'sqlite3 is missing: sh tools/deps.sh'
    bd-extract "$ROOT"/examples/2*/*.txt | bd-norm | bd-rollup -q --findings findings.tsv > records.tsv
    cp "$ROOT"/examples/sql/*.sql .
    sqlite3 budget.db '.read load-sqlite.sql' '.read views.sql'
    want=$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $c["kind"] == "number" { n[$c["table"]]++; if ($c["value"] == "" || $c["value"] == "-") b[$c["table"]]++ }
        END { for (t in n) print t, n[t], b[t] + 0 }' records.tsv | sort)
    got=$(while read -r t _; do sqlite3 -separator ' ' budget.db "SELECT '$t', count(*), count(*) - count(value) + sum(value IN ('', '-')) FROM \"$t\" WHERE kind = 'number'"; done <<< "$want" | sort)
    [ -n "$want" ] && [ "$got" = "$want" ] || { diff <(echo "$want") <(echo "$got"); false; }
    [ "$(sqlite3 budget.db "SELECT sum(fen) FROM cell WHERE kind = 'number' AND tab = '收支总表'")" = \
      "$(awk -F'\t' 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } $c["kind"] == "number" && $c["table"] == "收支总表" { s += $c["value"] * 1000000 } END { printf "%.0f\n", s }' records.tsv)" ]
}
