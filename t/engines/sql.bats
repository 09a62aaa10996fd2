# SPDX-License-Identifier: MIT
# examples/sql in DuckDB: the answers that SQLite gives too (t/sql.bats).
load ../helper

@test "sql: DuckDB answers the ten questions as SQLite does" {
    bd-extract "$ROOT"/examples/2*/*.txt | bd-norm | bd-rollup -q --findings findings.tsv > records.tsv
    cp "$ROOT"/examples/sql/*.sql .
    pipe "'$ROOT/build/venv/bin/duckdb' budget.db -c '.mode tabs' -c '.read load-duckdb.sql' -c '.read views.sql' -c '.read questions.sql'"
    status_is 0
    same "$ROOT/examples/sql/answers.tsv" out
}
