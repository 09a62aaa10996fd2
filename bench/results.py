# SPDX-License-Identifier: MIT
"""results.py: what bench/run measured, as page.py and picture.py need it: medians, ratios of runs that stood side by side, goals."""
import csv
import os
from statistics import median


class Row:
    """One command of a table. wall, cpu (seconds) and peak (MB): lists, a run each; bytes: of the input."""
    def __init__(self, fields):
        self.bench, self.table, self.label, self.cores, size, wall, cpu, peak, self.verdict, self.command = fields
        self.bytes = int(size)
        self.wall, self.cpu = [[float(x) for x in column.split(',')] for column in (wall, cpu)]
        self.peak = [int(x) / 1024 for x in peak.split(',')]

    def speed(self): return self.bytes / 1e6 / max(median(self.cpu), 1e-9)


def ratio(a, b, what='cpu'):
    """Median of a's times over b's, run by run."""
    return median(x / max(y, 1e-9) for x, y in zip(getattr(a, what), getattr(b, what)))


class Results:
    """The lines of a results file by their first field; tables of rows in the order they were measured."""
    def __init__(self, path):
        self.lines, self.tables = {}, {}
        with open(path, encoding='utf-8') as f:
            for line in f:
                kind, *fields = line.rstrip('\n').split('\t')
                self.lines.setdefault(kind, []).append(fields)
        for fields in self.of('time'):
            row = Row(fields)
            self.tables.setdefault(row.table, []).append(row)
        self.machine = dict(self.of('machine'))

    def of(self, kind): return self.lines.get(kind, [])

    def row(self, table, label):
        """The row of the table whose title begins so; an empty label: its first row."""
        for title, rows in self.tables.items():
            if title.startswith(table):
                for row in rows:
                    if row.label == label or not label: return row
        return None


READ = {'tabs': lambda name: name[:3].isdigit(), 'pages': lambda name: not name[:3].isdigit(), 'all': lambda name: True}


def measured(results, goal):
    """(number, as text) of a goal, or None where it was not measured. For what is read: the worst document."""
    how = goal['measure']
    if how in READ:
        scores = [float(fields[int(goal['row'])]) for fields in results.of('read') if READ[how](fields[0])]
        return (min(scores), '%.4f' % min(scores)) if scores else None
    table = goal['table'].replace('{records}', results.machine.get('records', ''))
    row, other = results.row(table, goal['row']), results.row(table, goal['other'])
    if not row or not other: return None
    if how == 'ratio': x, text = ratio(row, other), '%.2f'
    elif how == 'faster': x, text = ratio(other, row), '%.1f times'
    elif how == 'wallfaster': x, text = ratio(other, row, 'wall'), '%.2f times'
    elif how == 'speed': x, text = row.speed(), '%.0f MB/s'
    elif how == 'peak': x, text = max(row.peak), '%.1f MB'
    elif how == 'peakratio': x, text = max(row.peak) / max(other.peak), '%.2f times'
    elif how == 'peakold': x, text = max(row.peak) * 1048576 / (row.bytes / 2), '%.2f times'
    else: raise SystemExit('goals.tsv: no measure %r' % how)
    return x, text % x


MET = {'>=': lambda a, b: a >= b, '<=': lambda a, b: a <= b, '<': lambda a, b: a < b}


def goals(results, path=os.path.join(os.path.dirname(os.path.abspath(__file__)), 'goals.tsv')):
    """(tool, goal, figure, 'met' | 'not met' | 'not measured') of each goal."""
    with open(path, encoding='utf-8', newline='') as f:
        for goal in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            found = measured(results, goal)
            if found is None: yield goal['tool'], goal['goal'], '', 'not measured'
            else: yield goal['tool'], goal['goal'], found[1], 'met' if MET[goal['op']](found[0], float(goal['bound'])) else 'not met'
