#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""parquet.py IN OUT: a record stream as one Parquet file, compressed by zstd, all columns as text. Needs the Python package duckdb."""
import sys

import duckdb

duckdb.execute("copy (select * from read_csv('%s', delim='\t', header=true, all_varchar=true, quote='', escape='')) to '%s' "
               "(format parquet, compression zstd)" % tuple(sys.argv[1:]))
