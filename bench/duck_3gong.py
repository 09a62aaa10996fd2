#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""duck_3gong.py IN OUT: the figures of the three public expenses in a record stream of the normal form, a line a document, those
of the table and then those of the text, by DuckDB on one thread. Needs the Python package duckdb."""
import sys

import duckdb

source, out = sys.argv[1:]
ITEMS = '合计 因公出国（境）费 公务接待费 公务用车购置及运行维护费 公务用车购置费 公务用车运行维护费'.split()
COLUMNS = ["max(value) filter (kind = 'number' and name = '%s')" % i for i in ITEMS] + ["max(value) filter (kind = 'prose' and name = '“三公”经费')"] + [
    "max(value) filter (kind = 'prose' and name = '“三公”经费/%s')" % i for i in ITEMS[1:]]
db = duckdb.connect()
db.execute('set threads = 1')
db.execute("copy (select doc, %s from read_csv('%s', delim='\t', header=true, all_varchar=true, quote='', escape='') "
           "where (kind = 'number' and \"table\" = '三公经费支出表') or (kind = 'prose' and col = '金额') group by doc) to '%s' "
           "(delimiter '\t', header false, quote '')" % (', '.join(COLUMNS), source, out))
