#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""duck_sums.py TYPE IN: the tables of a record stream whose 合计 is not the sum of its 类, by DuckDB on one thread, as
doc|table|col. TYPE is what amounts are read as: `auto` what DuckDB takes them for, or `decimal`. Needs the Python package duckdb."""
import sys

import duckdb

how, source = sys.argv[1:]
db = duckdb.connect()
db.execute('set threads = 1')
amounts = "types={'code': 'varchar'%s}" % (", 'value': 'varchar'" if how == 'decimal' else '')
value = 'value::decimal(38, 2)' if how == 'decimal' else 'value'
print('\n'.join(row[0] for row in db.execute(
    "select doc || '|' || \"table\" || '|' || col from read_csv('%s', delim='\t', header=true, quote='', escape='', %s) where kind = 'number' "
    "group by doc, \"table\", col having sum(%s) filter (coalesce(code, '') = '') <> sum(%s) filter (length(code) = 3)"
    % (source, amounts, value, value)).fetchall()))
