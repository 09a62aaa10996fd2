#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mutate.py BIN N [SEED]   N damaged documents of every format through BIN/bd-extract: nothing may crash, hang, take much memory or be lost

The documents are the examples, laid out in each format that bd-extract reads. A mutation deletes, doubles, moves
or changes bytes, lines, cells, tags or the members of a zip file; the same SEED gives the same documents. They are read in
batches, one process each; a batch that ends badly is read again one by one, and what fails is kept in ./mutate-failed.
Every input must end with its doc record; an input may take a second and one more for each MB. In a plain build a process may
take 256 MB. Prints a line for each finding and the count at the end; status 1 if there was a finding."""
import io, os, random, re, resource, subprocess, sys, tempfile, zipfile

from formats import FORMATS, zipped

BIN, N = os.path.abspath(sys.argv[1]), int(sys.argv[2])
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 1
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
SAN = os.environ.get('BD_SAN') == '1'
BATCH, MEMORY = 200, 256 << 10  # inputs of a process; KB


EVIL = [b'\0', b'\xff', b'\xe2\x80\xae', b'\t' * 600, b'|' * 300, b',' * 300, b'\n' * 50, b'\f', b'<table>' * 40, b'<td colspan=9999 rowspan=9999>', b'9' * 60,
        b'(', b'\xef\xbc\x8c', '合计'.encode(), '单位：万元'.encode(), '　'.encode() * 30, b'&#0;', b'&amp;lt;', b'"', b' ' * 3000, b'-', '年'.encode() * 50,
        '一级指标\t二级指标\t三级指标\t指标值\n'.encode(), b'<w:tbl><w:tr><w:tc>', b'</tr>', b'<row r="1048576">', b' a' * 700, b'1.5 ' * 600]


def damage(R, b):
    b = bytearray(b)
    for _ in range(R.choice((1, 1, 2, 4, 16, 64))):
        i = R.randrange(len(b) + 1)
        n = R.choice((1, 1, 2, 3, 8, 60, 500))
        what = R.randrange(9)
        if what == 0: del b[i:i + n]
        elif what == 1: b[i:i] = b[i:i + n] * R.choice((1, 1, 3))
        elif what == 2: b[i:i] = R.choice(EVIL)
        elif what == 3 and i < len(b): b[i] ^= 1 << R.randrange(8)
        elif what == 4: b[i:i] = bytes(R.randrange(256) for _ in range(R.randrange(8)))
        elif what == 5: j = R.randrange(len(b) + 1); b[j:j] = b[i:i + n]
        elif what == 6 and R.random() < .3: del b[i:]
        elif what == 7:
            j, k = b.rfind(b'\n', 0, i), b.find(b'\n', i)
            if 0 <= j < k: line = b[j:k]; del b[j:k]; j = R.randrange(len(b) + 1); b[j:j] = line * R.choice((0, 1, 2))
        elif i < len(b): b[i:i + 1] = R.choice((b'0', b' ', b'\t', b'.', b'\n', b'<', b'>', b'/'))
    return bytes(b)


def damage_zip(R, b):
    """half the time a member, else the file itself"""
    if R.random() < .4: return damage(R, b)
    with zipfile.ZipFile(io.BytesIO(b)) as z: parts = [(n, z.read(n)) for n in z.namelist()]
    k = R.randrange(len(parts))
    parts[k] = (parts[k][0], damage(R, parts[k][1]))
    return zipped(parts)


def sources():
    docs = []
    for d in ('2024/culture.txt', '2024/library.txt'):
        rows = [l.split('\t') for l in open(os.path.join(ROOT, 'examples', d), encoding='utf-8').read().split('\n')]
        docs.append(rows[:len(rows) // 2])
        docs.append(rows[len(rows) // 2:])
    return [(name, make(r)) for r in docs for name, make in FORMATS]


def read(paths, out):
    """status, messages, seconds of work and peak KB of one process over these inputs"""
    with open(out + '.list', 'wb') as f: f.write(b''.join(os.fsencode(p) + b'\0' for p in paths))
    with open(out, 'wb') as o, open(out + '.err', 'wb') as e:
        p = subprocess.Popen([os.path.join(BIN, 'bd-extract'), '--lossy', '--files0-from', out + '.list'], stdin=subprocess.DEVNULL, stdout=o, stderr=e,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (600, 600)))
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = status
    return os.waitstatus_to_exitcode(status), open(out + '.err', 'rb').read(), used.ru_utime + used.ru_stime, used.ru_maxrss


def wrong(paths, out):
    """what is not as it must be, or None"""
    status, err, seconds, peak = read(paths, out)
    size = sum(os.path.getsize(p) for p in paths)
    if b'Sanitizer' in err or b'runtime error' in err or status not in (0, 1, 2): return 'status %s: %s' % (status, err.decode(errors='replace')[-2000:])
    if seconds > (1 + size / 1e6) * (20 if SAN else 1) + .02 * len(paths): return '%.1f s for %d bytes' % (seconds, size)
    if not SAN and peak > MEMORY: return 'a process took %d KB' % peak
    closed = sum(line.split(b'\t')[21] == b'doc' for line in open(out, 'rb').read().split(b'\n')[1:-1])
    if closed != len(paths): return '%d documents, %d closing records' % (len(paths), closed)
    said = set(re.findall(rb'^bd-extract: ([^:\n]+)', err, re.M))
    quiet = [p for p in paths if os.fsencode(p) in said]
    if status == 0 and quiet: return 'status 0, and a message'


def main():
    R, found, seeds = random.Random(SEED), 0, sources()
    with tempfile.TemporaryDirectory() as d:
        out = os.path.join(d, 'out')
        for first in range(0, N, BATCH):
            paths = []
            for i in range(first, min(first + BATCH, N)):
                name, b = seeds[i % len(seeds)]
                paths.append(os.path.join(d, '%d.%s' % (i, name)))
                with open(paths[-1], 'wb') as f: f.write((damage_zip if name in ('docx', 'xlsx') else damage)(R, b))
            if wrong(paths, out):
                for p in paths:
                    why = wrong([p], out)
                    if not why: continue
                    found += 1
                    print(os.path.basename(p), why)
                    os.makedirs('mutate-failed', exist_ok=True)
                    with open(p, 'rb') as a, open(os.path.join('mutate-failed', os.path.basename(p)), 'wb') as b: b.write(a.read())
                else:
                    if not found: print('inputs %d to %d together: %s' % (first, first + len(paths) - 1, wrong(paths, out))); found += 1
            for p in paths: os.unlink(p)
    print('%d documents of %d formats, %d findings' % (N, len(FORMATS), found))
    return 1 if found else 0


sys.exit(main())
