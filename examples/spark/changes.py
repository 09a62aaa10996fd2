#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""changes.py OLD NEW OUT [--bin DIR] [--partitions N]     what changed between two archives, on Spark

OLD and NEW are folders of records as archive.py writes them (OUT/tsv). OUT gets the changes as TSV. Each file goes through
`bd-diff --sort-key`; all records of an issuer meet in one partition, sorted, and `bd-diff --sorted` compares them an edition at a
time, so that memory does not grow with the archive."""
import argparse
import glob
import os
import tempfile
import zlib

from pyspark.sql import SparkSession

from pipe import run

DIGITS = 12  # of the record's number at the end of the key


def keyed(side, part, path, bin_dir):
    """((side, edition's key, part, number), record) of a file; the first pair carries the header."""
    lines = run([['bd-diff', '--sort-key', path]], bin_dir)
    for line in lines:
        key, _, record = line.partition('\t')
        if key == 'key': continue
        yield (side, key[:-DIGITS], part, key[-DIGITS:]), record


def partition_of(key, n):
    """All of an issuer in one: the key is `~issuer scope phase year `."""
    return zlib.crc32(key[1][:-1].rsplit(' ', 3)[0].encode()) % n


def compare(pairs, heads, bin_dir):
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, name) for name in ('old', 'new')]
        files = [open(name, 'w', encoding='utf-8', newline='\n') for name in names]
        for f, head in zip(files, heads): f.write(head + '\n')
        for (side, *_), record in pairs: files[side].write(record + '\n')
        for f in files: f.close()
        yield from run([['bd-diff', '--sorted', *names]], bin_dir)


def parts_of(folder):
    names = sorted(p for p in glob.glob(os.path.join(folder, 'part-*')) if os.path.getsize(p))
    if not names: raise SystemExit('changes.py: %s: no records' % folder)
    heads = set()
    for name in names:
        with open(name, encoding='utf-8') as f: heads.add(f.readline().rstrip('\n'))
    if len(heads) > 1: raise SystemExit('changes.py: %s: its files have different columns' % folder)
    return names, heads.pop()


def main():
    arg = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arg.add_argument('old')
    arg.add_argument('new')
    arg.add_argument('out')
    arg.add_argument('--bin', default='')
    arg.add_argument('--partitions', type=int, default=0, help='default: two a core')
    a = arg.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    spark = SparkSession.builder.appName('bd-changes').getOrCreate()
    sc = spark.sparkContext
    sc.setLogLevel('ERROR')
    sc.addPyFile(os.path.join(here, 'pipe.py'))
    n, bin_dir = a.partitions or 2 * sc.defaultParallelism, a.bin
    files, heads = [], []
    for side, folder in enumerate((a.old, a.new)):
        names, head = parts_of(folder)
        heads.append(head)
        files += [(side, part, os.path.abspath(name)) for part, name in enumerate(names)]
    pairs = sc.parallelize(files, len(files)).flatMap(lambda f: keyed(*f, bin_dir))
    pairs.repartitionAndSortWithinPartitions(n, lambda key: partition_of(key, n)) \
        .mapPartitions(lambda p: compare(p, heads, bin_dir)).saveAsTextFile(a.out)
    spark.stop()


if __name__ == '__main__': main()
