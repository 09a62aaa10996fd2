-- SPDX-License-Identifier: MIT
-- records.tsv and findings.tsv of the current folder as tables, every column as printed. For SQLite:
--   bd-extract *.txt | bd-norm | bd-rollup --findings findings.tsv > records.tsv
--   sqlite3 budget.db '.read load-sqlite.sql' '.read views.sql' '.mode tabs' '.headers on' '.read questions.sql'
-- (.mode ascii reads the bytes between separators as they are: a quotation mark is a character of a name.)
DROP TABLE IF EXISTS record;
DROP TABLE IF EXISTS finding;
.mode ascii
.separator "\t" "\n"
.import records.tsv record
.import findings.tsv finding
