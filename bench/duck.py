#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""duck.py THREADS OLD NEW OUT: the changes between two record streams by DuckDB's full outer join on the key,
as OUT: issuer|table|code|col, old, new. Amounts are compared as decimals. Needs the Python package duckdb."""
import sys

import duckdb

threads, old, new, out = sys.argv[1:]
KEY = 'issuer scope edition orgcode org year phase table side project path code name col kind'.split()


def side(path):
    cols = ', '.join("coalesce(\"%s\", '') as \"%s\"" % (k, k) for k in KEY)
    return ("(select %s, coalesce(value, '') as value, page, line from read_csv('%s', delim='\t', header=true, all_varchar=true, "
            "quote='', escape='') where kind = 'number')" % (cols, path))


db = duckdb.connect()
db.execute('set threads = %d' % int(threads))
on = ' and '.join('a."%s" = b."%s"' % (k, k) for k in KEY)
name = " || '|' || ".join('coalesce(a."%s", b."%s")' % (k, k) for k in ('issuer', 'table', 'code', 'col'))
differ = 'a.value is null or b.value is null or (a.value <> b.value and try_cast(a.value as decimal(38, 6)) is distinct from try_cast(b.value as decimal(38, 6)))'
db.execute("copy (select %s, coalesce(a.value, '-'), coalesce(b.value, '-') from %s a full outer join %s b on %s where %s) to '%s' "
           "(delimiter '\t', header false, quote '')" % (name, side(old), side(new), on, differ, out))
