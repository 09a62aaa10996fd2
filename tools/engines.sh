#!/bin/sh
# SPDX-License-Identifier: MIT
# engines.sh: PySpark and DuckDB from PyPI into build/venv, for `make engines`; says what is done, does nothing when they
# are there. Needs python3 with venv, and Java 17 or later (sh tools/deps.sh --engines).
cd "$(dirname "$0")/.." || exit 2
venv=build/venv
[ -x $venv/bin/python3 ] || python3 -m venv $venv || { echo 'engines.sh: python3 has no venv: sh tools/deps.sh --engines' >&2; exit 2; }
if [ -x $venv/bin/spark-submit ] && [ -x $venv/bin/duckdb ]; then
    echo 'engines: all is there, nothing to do'
    exit 0
fi
$venv/bin/pip install --quiet --disable-pip-version-check pyspark duckdb-cli
