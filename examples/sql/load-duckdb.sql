-- SPDX-License-Identifier: MIT
-- records.tsv and findings.tsv of the current folder as tables, every column as printed. For DuckDB:
--   bd-extract *.txt | bd-norm | bd-rollup --findings findings.tsv > records.tsv
--   duckdb budget.db -c '.mode tabs' -c '.read load-duckdb.sql' -c '.read views.sql' -c '.read questions.sql'
CREATE OR REPLACE TABLE record AS
    SELECT * FROM read_csv('records.tsv', delim = '\t', header = true, all_varchar = true, quote = '', escape = '', nullstr = '\N');
CREATE OR REPLACE TABLE finding AS
    SELECT * FROM read_csv('findings.tsv', delim = '\t', header = true, all_varchar = true, quote = '', escape = '', nullstr = '\N');
