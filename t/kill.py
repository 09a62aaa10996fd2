#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""kill.py BD-DIFF N [SEED]: kill `bd-diff --update` with SIGKILL at N random moments of its life, at more of them if fewer than
a fifth came in time.

Each time the state must be the old one or the new one to the byte, readable, and its lock free; and the next run must
bring the new one and leave nothing else behind but the lock file. Status 1 otherwise."""
import fcntl, os, random, signal, subprocess, sys, tempfile, time

tool, times = os.path.abspath(sys.argv[1]), int(sys.argv[2])
rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
HEAD = 'doc issuer scope edition year phase table code name col kind value unit'.split()


def stream(years, add):
    lines = ['\t'.join(HEAD)]
    for y in years:
        for i in range(400):
            lines.append('\t'.join(['%d.txt' % y, '某局', 'department', '%d-budget' % y, str(y), 'budget', '支出总表', '2%06d' % i, '科目', '金额', 'number', '%d.50' % (i + add), '万元']))
        lines.append('\t'.join(['%d.txt' % y] + [''] * 7 + ['ok', '', 'doc', '400', '']))
    return '\n'.join(lines) + '\n'


def read(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def write(path, text):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


def update():
    return subprocess.Popen([tool, '-q', '--update', 'last.tsv', 'last.tsv', 'new.tsv'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def fail(why):
    sys.exit('kill.py: after %d of %d: %s' % (n, times, why))


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    old = stream(range(2015, 2022), 0)
    write('new.tsv', stream(range(2019, 2024), 1))
    spans, n = [], 0
    for _ in range(5):
        write('last.tsv', old)
        t = time.monotonic()
        if update().wait() != 1:
            fail('it does not work at all')
        spans.append(time.monotonic() - t)
    new = read('last.tsv')
    span = sorted(spans)[2]
    told = dict(old=0, new=0, killed=0)
    while n < times or (times >= 50 and n < 20 * times and (told['killed'] < times // 5 or not told['new'])):
        n += 1
        write('last.tsv', old)
        p = update()
        end = time.monotonic() + rng.random() * span * 1.1
        while time.monotonic() < end and p.poll() is None:
            pass
        p.kill()
        told['killed'] += p.wait() == -9
        if os.path.exists('last.tsv.lock'):
            with open('last.tsv.lock', 'r+') as f:  # free as soon as who tidies up after it has done so
                signal.alarm(20)
                fcntl.flock(f, fcntl.LOCK_EX)
                signal.alarm(0)
        state = read('last.tsv')
        if state not in (old, new):
            fail('the state is neither the old one nor the new one (%d bytes)' % len(state))
        told['old' if state == old else 'new'] += 1
        if subprocess.run([tool, '-q', 'last.tsv', 'last.tsv'], stderr=subprocess.DEVNULL, check=False).returncode != 0:
            fail('the state cannot be read')
    if update().wait() > 1 or read('last.tsv') != new:
        fail('the next run does not bring the new state')
    left = sorted(set(os.listdir('.')) - {'last.tsv', 'last.tsv.lock', 'new.tsv'})
    print('%d times: %d killed, %d old states, %d new ones; left behind: %d' % (n, told['killed'], told['old'], told['new'], len(left)))
    if times >= 50 and (told['killed'] < times // 5 or not told['new']):
        fail('too few were killed in time to say anything')
    if left:
        fail('left behind: ' + ' '.join(left[:5]))
