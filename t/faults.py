#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""faults.py BIN FAULT.so [--every K] [--only REGEX] [--calls read,...] [-v]   every tool and the cron script with one call failing: the 1st, the 2nd, ... the last

For each tool, format of input and way of writing, each call of a kind (t/fault.c) fails once: with K, each K-th from the first on,
K different for every case. A run with a fault must be one of
    clean   status 2 and a line on stderr; each output is as it was before, or whole; or it says itself that the input failed
    right   the answer and the status of a run without a fault, each output whole
    died    ended by a signal, the outputs as they were before (or whole): nothing to be taken for an answer
Anything else is WRONG: another answer with status 0 or 1, half a file, a file left behind, a lost state. The script is run again
after the fault and must then be where it would have been without. Prints a table and what was wrong; status 1 if anything was."""
import os, re, shutil, signal, struct, subprocess, sys, tempfile

from formats import FORMATS

args = [a for a in sys.argv[1:] if not a.startswith('-')]
option = lambda name, default: sys.argv[sys.argv.index(name) + 1] if name in sys.argv else default
BIN, FAULT = os.path.abspath(args[0]), os.path.abspath(args[1])
EVERY, ONLY, VERBOSE, WANTED = int(option('--every', 1)), re.compile(option('--only', '')), '-v' in sys.argv, option('--calls', '')
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..')
CALLS = ['read', 'write', 'open', 'close', 'fsync', 'rename', 'stat', 'malloc', 'mmap', 'fork', 'pipe', 'poll']
ENV = dict(os.environ, LC_ALL='C.UTF-8', TZ='UTC', PATH=BIN + ':' + os.environ['PATH'])
ENV.pop('MAILTO', None)
BEFORE = b'before\n'


def example(name, lines=None):
    with open(os.path.join(ROOT, 'examples', name), encoding='utf-8') as f:
        return [line.split('\t') for line in f.read().split('\n')[:lines]]


def put(path, data):
    with open(path, 'wb') as f:
        f.write(data)


def get(path):
    try:
        with open(path, 'rb') as f:
            return f.read()
    except FileNotFoundError:
        return None


def tool(*argv):
    return subprocess.run(argv, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


class Case:
    """A command in the current folder. outputs: file -> what is there before (None: nothing)."""

    def __init__(self, name, argv, outputs, calls=None, within='0', feed=None):
        self.name, self.argv, self.outputs, self.calls, self.within, self.feed = name, argv, outputs, calls or CALLS, within, feed

    def run(self, call=None, n=0):
        """status, what it said, the outputs, whether the fault happened"""
        env = ENV
        for path, text in self.outputs.items():
            if text is not None: put(path, text)
            elif os.path.exists(path): os.unlink(path)
        if call:
            put('map', bytes(16))
            env = dict(ENV, LD_PRELOAD=FAULT, BD_FAULT='%s:%d' % (call, n), BD_FAULT_IN=self.within, BD_FAULT_MAP='map')
        p = subprocess.Popen(self.argv, env=env, stdin=open(self.feed or '/dev/null', 'rb'), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            out, err = p.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            out, err = p.communicate()
            return 'hang', err, [out], True
        return p.returncode, err, [out] + [get(f) for f in self.outputs], not call or struct.unpack('qq', get('map'))[1] > 0

    def judge(self, want, got):
        status, err, out = got[:3]
        whole = [a == b for a, b in zip(out, want[2])]
        before = [b''] + list(self.outputs.values())
        old = [a == b for a, b in zip(out, before)]
        left = sorted(set(os.listdir('.')) - self.known)
        for f in left: os.unlink(f)
        if left and status != -9 and not (isinstance(status, int) and status < 0): return 'WRONG', 'left behind: ' + ' '.join(left)
        if status == want[0] and all(whole): return 'right', ''
        if status == 2:
            if not re.search(rb'^bd-\w+: .', err, re.M): return 'WRONG', 'status 2 without a reason'
            # On standard output there may be a beginning; a file is all or nothing, or tells what became of each input.
            for k, (w, o) in enumerate(zip(whole, old)):
                if not (w or o or (k == 0 and want[2][0].startswith(out[0])) or self.told(out[k], want[2][k])): return 'WRONG', 'half an output'
            return 'clean', ''
        if isinstance(status, int) and status < 0 and all(w or o for w, o in zip(whole[1:], old[1:])): return 'died', 'signal %d' % -status
        return 'WRONG', 'status %s, %s' % (status, 'the same answer' if all(whole) else 'another answer')

    @staticmethod
    def told(got, want):
        """A stream of bd-extract in which every document that is not as it should be is closed by a record that says so."""
        if got is None or want is None or b'\tkind\t' not in got.split(b'\n')[0]: return False
        lines, wanted = got.split(b'\n'), set(want.split(b'\n'))
        other = [line for line in lines if line not in wanted]
        return got.endswith(b'\n') and len(other) > 0 and all(b'\tfailed\t' in line and b'\tdoc\t' in line for line in other)


class Weekly(Case):
    """The cron script, with a year's figures there and the next year's come: calls fail in any of its processes. It is handed over
    as a text: a shell that cannot read a script takes that for its end."""
    STATE = ('last.tsv', 'lock', 'sent')

    def __init__(self):
        super().__init__('weekly.sh', ['sh', '-c', get(os.path.join(ROOT, 'examples', 'weekly.sh')), 'weekly.sh', 'st'], {}, within='all')
        self.env = dict(ENV, BD_DELIVER='cat >> inbox')
        self.script(['2023.txt'], {})
        os.rename('st', 'st.before')
        os.unlink('inbox')
        self.old = get('st.before/last.tsv')
        shutil.copytree('st.before', 'st')
        self.script(['2023.txt', '2024.txt'], {})
        self.new, self.digest = get('st/last.tsv'), get('inbox')

    def went_out(self, inbox):
        return not set(self.digest.split(b'\n')) - set(inbox.split(b'\n'))

    def script(self, docs, extra):
        p = subprocess.Popen(self.argv + docs, env=dict(self.env, **extra), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
        try:
            return (*p.communicate(timeout=20), p.returncode)[::-1]
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            return 'hang', b'', b''

    def run(self, call=None, n=0):
        extra = {}
        shutil.rmtree('st')
        shutil.copytree('st.before', 'st')
        put('inbox', b'')
        if call:
            put('map', bytes(16))
            extra = dict(LD_PRELOAD=FAULT, BD_FAULT='%s:%d' % (call, n), BD_FAULT_IN='all', BD_FAULT_MAP='map')
        status, err, _ = self.script(['2023.txt', '2024.txt'], extra)
        return status, err, [get('st/last.tsv'), get('inbox')], not call or struct.unpack('qq', get('map'))[1] > 0

    def judge(self, want, got):
        status, err, (state, inbox), _ = got
        right = status == 1 and state == self.new and inbox == self.digest
        if state not in (self.old, self.new): return 'WRONG', 'the state is neither the old one nor the new one'
        if state == self.new and not self.went_out(inbox): return 'WRONG', 'the figures were replaced and no digest went out'
        if status == 0 or (status == 1 and not right and b'Documents with trouble' not in inbox): return 'WRONG', 'status %d' % status
        if not right and status != 1 and not err: return 'WRONG', 'not a word (status %s)' % status
        again = self.script(['2023.txt', '2024.txt'], {})[0]
        if again not in (0, 1) or get('st/last.tsv') != self.new or not self.went_out(get('inbox')): return 'WRONG', 'the next run does not mend it'
        if tuple(sorted(os.listdir('st'))) != self.STATE: return 'WRONG', 'left behind: ' + ' '.join(os.listdir('st'))
        return ('right', '') if right else ('clean', '')


def cases():
    """Inputs are made in the current folder as they are needed."""
    rows = example('2024/culture.txt', 60)
    for name, make in FORMATS:
        path = 'in.' + name
        put(path, make(rows))
        label = 'bd-extract ' + name
        yield Case(label, ['bd-extract', '-o', 'got', path], {'got': BEFORE})
        # The helper, the process of the job, and who works in it: pdftotext, or our own unpacking.
        for within in '123' if name in ('docx', 'xlsx', 'pdf') else '':
            yield Case(label + ', child ' + within, ['bd-extract', '--no-sandbox', '-o', 'got', path], {'got': BEFORE}, None, within)
    full = ['\t'.join(r) for r in example('2024/culture.txt')]
    for year in ('2023', '2024'): put(year + '.txt', '\n'.join('\t'.join(r) for r in example(year + '/culture.txt')).encode())
    yield Case('bd-extract stdin', ['bd-extract'], {}, feed='2024.txt')
    yield Case('bd-extract -j 2', ['bd-extract', '-j', '2', '-o', 'got', '2023.txt', '2024.txt'], {'got': BEFORE})
    yield Case('bd-extract -j 2, child 1', ['bd-extract', '-j', '2', '-o', 'got', '2023.txt', '2024.txt'], {'got': BEFORE}, None, '1')
    for year in ('2023', '2024'):
        put(year + '.raw', tool('bd-extract', '--doc', 'a.txt', year + '.txt'))
        put(year + '.tsv', tool('bd-norm', year + '.raw'))
    put('both', b'2023.tsv\x002024.tsv\0')
    for year in ('2023', '2024'):
        head, *lines = tool('bd-diff', '--sort-key', year + '.tsv').split(b'\n')[:-1]
        put(year + '.sorted', b'\n'.join([head] + sorted(lines)) + b'\n')
    yield Case('bd-norm', ['bd-norm', '-o', 'got', '2024.raw'], {'got': BEFORE})
    yield Case('bd-norm, child 1', ['bd-norm', '-o', 'got', '2024.raw'], {'got': BEFORE}, None, '1')
    yield Case('bd-norm stdin', ['bd-norm'], {}, feed='2024.raw')
    yield Case('bd-norm --unknown', ['bd-norm', '--unknown', 'unknown', '-o', 'got', '2024.raw'], {'got': BEFORE, 'unknown': BEFORE})
    yield Case('bd-rollup', ['bd-rollup', '-o', 'got', '2024.tsv'], {'got': BEFORE})
    yield Case('bd-rollup --findings', ['bd-rollup', '--findings', 'found', '-o', 'got', '2024.tsv'], {'got': BEFORE, 'found': BEFORE})
    yield Case('bd-3gong', ['bd-3gong', '-o', 'got', '2024.tsv'], {'got': BEFORE})
    yield Case('bd-3gong --files0-from', ['bd-3gong', '--files0-from', 'both', '-o', 'got'], {'got': BEFORE})
    yield Case('bd-diff', ['bd-diff', '-o', 'got', '2023.tsv', '2024.tsv'], {'got': BEFORE})
    yield Case('bd-diff --sorted', ['bd-diff', '--sorted', '-o', 'got', '2023.sorted', '2024.sorted'], {'got': BEFORE})
    yield Case('bd-diff --digest', ['bd-diff', '--digest', 'html', '-o', 'got', '2023.tsv', '2024.tsv'], {'got': BEFORE})
    yield Case('bd-diff --update', ['bd-diff', '--update', 'state', '-o', 'got', 'state', '2024.tsv'], {'got': BEFORE, 'state': get('2023.tsv'), 'state.lock': b''})
    yield Case('bd-diff --update, child 1', ['bd-diff', '--update', 'state', '-o', 'got', 'state', '2024.tsv'], {'got': BEFORE, 'state': get('2023.tsv'), 'state.lock': b''}, None, '1')
    yield Case('bd-diff --update, first', ['bd-diff', '--update', 'state', '2023.tsv', '2024.tsv'], {'state': None, 'state.lock': None})
    yield Weekly()


def try_all(number, case, total):
    """adds to total; what was wrong or died"""
    case.known = set(os.listdir('.')) | set(case.outputs) | {'map', 'core'}
    want = case.run()
    if want[0] not in (0, 1): sys.exit('faults.py: %s does not work at all: %s' % (case.name, want[1].decode()))
    told = []
    for call in case.calls:
        if WANTED and call not in WANTED: continue
        counts = dict(injected=0, clean=0, right=0, died=0, WRONG=0)
        n = 1 + (number * 7 + len(call)) % EVERY
        while True:
            got = case.run(call, n)
            if not got[3]: break
            verdict, why = case.judge(want, got)
            counts['injected'] += 1
            counts[verdict] += 1
            if why:
                told.append('%s: %s %d: %s: %s %s' % (case.name, call, n, verdict, why, got[1].decode('utf-8', 'replace').strip()[:200]))
                if VERBOSE: print('  ' + told[-1], flush=True)
            n += EVERY
        if not counts['injected']: continue
        print('%-26s %-7s %8d %8d %8d %8d %8d' % (case.name, call, *counts.values()), flush=True)
        for k in total: total[k] += counts[k]
    return told


def main():
    total, told = dict(injected=0, clean=0, right=0, died=0, WRONG=0), []
    print('%-26s %-7s %8s %8s %8s %8s %8s' % ('tool', 'call', *total))
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for number, case in enumerate(cases()):
            if not ONLY.search(case.name): continue
            told += try_all(number, case, total)
        os.chdir('/')
    for line in told:
        if not VERBOSE: print(line)
    print('%-26s %-7s %8d %8d %8d %8d %8d' % ('all', '', *total.values()))
    sys.exit(1 if total['WRONG'] or not total['injected'] else 0)


main()
