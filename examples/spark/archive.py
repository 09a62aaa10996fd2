#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""archive.py LIST OUT [--bin DIR] [--partitions N]     an archive of documents on Spark

LIST names the documents, a path a line, as every worker sees them. OUT/tsv gets the checked records (a stream:
`cat OUT/tsv/part-*`), OUT/findings the findings, OUT/parquet the records partitioned by edition. Each partition goes
through the programs of DIR (default: those in PATH) as one pipe, so nothing here knows anything of budgets:

    bd-extract --files0-from - | bd-norm | bd-rollup

The tools are pure: a document's records do not depend on what is read beside it. A task that dies is run again by Spark
and gives the same; the output of an unfinished task never counts (Spark's output committer)."""
import argparse
import os

from pyspark import StorageLevel
from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from pipe import run, unescape


def extract(paths, bin_dir):
    """The records of a partition's documents: header line first, unless there is no document."""
    names = [p for p in paths if p]
    if names:
        yield from run([['bd-extract', '--files0-from', '-'], ['bd-norm'], ['bd-rollup', '-q']], bin_dir, feed=[p + '\0' for p in names])


def findings(lines, bin_dir):
    lines = list(lines)
    if lines:
        yield from run([['bd-rollup', '-q', '--check']], bin_dir, feed=[x + '\n' for x in lines])


def rows(lines):
    """Fields of the records, unescaped; the header gone."""
    for i, line in enumerate(lines):
        if i: yield tuple(unescape(f) for f in line.split('\t'))


def main():
    arg = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    arg.add_argument('list')
    arg.add_argument('out')
    arg.add_argument('--bin', default='')
    arg.add_argument('--partitions', type=int, default=0, help='default: two a core')
    a = arg.parse_args()
    here = os.path.dirname(os.path.abspath(__file__))
    spark = SparkSession.builder.appName('bd-archive').getOrCreate()
    sc = spark.sparkContext
    sc.setLogLevel('ERROR')
    sc.addPyFile(os.path.join(here, 'pipe.py'))
    n, bin_dir = a.partitions or 2 * sc.defaultParallelism, a.bin
    with open(a.list, encoding='utf-8', errors='surrogateescape') as f: paths = f.read().splitlines()
    records = sc.parallelize(paths, n).mapPartitions(lambda p: extract(p, bin_dir)).persist(StorageLevel.DISK_ONLY)
    records.saveAsTextFile(os.path.join(a.out, 'tsv'))
    records.mapPartitions(lambda p: findings(p, bin_dir)).saveAsTextFile(os.path.join(a.out, 'findings'))
    head = records.first().split('\t')
    schema = StructType([StructField(name, StringType(), False) for name in head])
    spark.createDataFrame(records.mapPartitions(rows), schema).write.partitionBy('edition').parquet(os.path.join(a.out, 'parquet'))
    spark.stop()


if __name__ == '__main__': main()
