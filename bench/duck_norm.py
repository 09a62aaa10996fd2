#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""duck_norm.py THREADS IN OUT: the amounts in 元 of a record stream rewritten in 万元 by DuckDB, digit by digit as
bd-norm does it: the point moves four places to the left. Needs the Python package duckdb."""
import sys

import duckdb

threads, source, out = sys.argv[1:]
SIGN = "case when value[1] = '-' then '-' else '' end"
WHOLE = "split_part(ltrim(value, '-'), '.', 1)"
REST = "split_part(ltrim(value, '-'), '.', 2)"
PADDED = "lpad(%s, greatest(length(%s), 5)::integer, '0')" % (WHOLE, WHOLE)
MOVED = "%s || %s[:-5] || '.' || %s[-4:] || %s" % (SIGN, PADDED, PADDED, REST)
db = duckdb.connect()
db.execute('set threads = %d' % int(threads))
db.execute("copy (select * replace (case when unit = '元' and (value[1] = '-' or value[1] between '0' and '9') then %s else value end as value, "
           "case when unit = '元' then '万元' else unit end as unit) "
           "from read_csv('%s', delim='\t', header=true, all_varchar=true, quote='', escape='')) to '%s' "
           "(delimiter '\t', header true, quote '', escape '')" % (MOVED, source, out))
