#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""peers.py TOOL OLD.csv NEW.csv: the changes between two files of key,value as daff, csv-diff, DuckDB, Miller or xan tell them.

One line a change: key TAB old TAB new, where `absent` stands for a row that is not there and a blank value for itself.
Each is used as its manual says, by the column `key`: DuckDB with a full outer join and `is distinct from`, Miller by its
paired and unpaired join, xan by its full join, which tells a row that is not there from a blank one by its empty key."""
import csv, io, json, os, subprocess, sys

tool, old, new = sys.argv[1:]


def run(*command):
    path = os.path.dirname(sys.executable) + os.pathsep + os.environ['PATH']
    done = subprocess.run(list(command), stdout=subprocess.PIPE, check=False, env=dict(os.environ, PATH=path))
    if done.returncode > 1 or not done.stdout:
        sys.exit('peers.py: %s failed' % tool)
    return done.stdout.decode()


def tell(key, a, b):
    print('%s\t%s\t%s' % (key, a, b))


if tool == 'csv-diff':
    d = json.loads(run('csv-diff', old, new, '--key=key', '--json'))
    for r in d['added']:
        tell(r['key'], 'absent', r['value'])
    for r in d['removed']:
        tell(r['key'], r['value'], 'absent')
    for r in d['changed']:
        tell(r['key'], *r['changes']['value'])
elif tool == 'daff':
    for r in csv.reader(io.StringIO(run('daff', 'diff', '--id', 'key', old, new))):
        if r[0] == '+++':
            tell(r[1], 'absent', r[2])
        elif r[0] == '---':
            tell(r[1], r[2], 'absent')
        elif r[0] == '->':
            tell(r[1], *r[2].split('->'))
elif tool == 'duckdb':
    import duckdb
    q = ("select coalesce(a.key, b.key), a.value, b.value from read_csv('%s', header=true, all_varchar=true) a full outer join "
         "read_csv('%s', header=true, all_varchar=true) b on a.key = b.key where a.value is distinct from b.value" % (old, new))
    for key, a, b in duckdb.sql(q).fetchall():
        tell(key, 'absent' if a is None else a, 'absent' if b is None else b)
elif tool == 'mlr':
    for r in json.loads(run('mlr', '-S', '--icsv', '--ojson', 'rename', 'value,new', 'then', 'join', '-j', 'key', '--ul', '--ur', '-f', old, new)):
        a, b = r.get('value', 'absent'), r.get('new', 'absent')
        if a != b: tell(r['key'], a, b)
elif tool == 'xan':
    for r in csv.DictReader(io.StringIO(run('xan', 'join', '--full', 'key', old, 'key', new, '--prefix-right', 'new_'))):
        a, b = r['value'] if r['key'] else 'absent', r['new_value'] if r['new_key'] else 'absent'
        if a != b: tell(r['key'] or r['new_key'], a, b)
else:
    sys.exit('peers.py: no tool %r' % tool)
