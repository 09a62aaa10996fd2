# SPDX-License-Identifier: MIT
"""pipe.py: lines through a pipe of programs, without a shell."""
import os
import re
import subprocess
import threading

_escaped = re.compile(r'\\(.)')


def unescape(field):
    """The text of an escaped field, bd-record(5)."""
    return _escaped.sub(lambda m: {'t': '\t', 'n': '\n', 'r': '\r', '\\': '\\'}.get(m.group(1), m.group(0)), field) if '\\' in field else field


def _write(pipe, feed):
    try:
        for piece in feed: pipe.write(piece.encode('utf-8', 'surrogateescape'))
        pipe.close()
    except BrokenPipeError:
        pass  # the program's exit status tells why


def run(commands, bin_dir, feed=()):
    """Lines of the last command; the first reads `feed`. A program in trouble, or dead of a signal, raises, so that the task
    is run again. Only bd-extract's status 2 is none: a bad document, of which its closing record tells."""
    procs, last = [], subprocess.PIPE
    for i, c in enumerate(commands):
        p = subprocess.Popen([os.path.join(bin_dir, c[0]) if bin_dir else c[0], *c[1:]], stdin=last, stdout=subprocess.PIPE,
                             env=dict(os.environ, LC_ALL='C.UTF-8'))
        if i: last.close()
        procs.append(p)
        last = p.stdout
    writer = threading.Thread(target=_write, args=(procs[0].stdin, feed), daemon=True)
    writer.start()
    for line in last: yield line.rstrip(b'\n').decode('utf-8')
    writer.join()
    for p, c in zip(procs, commands):
        if p.wait() not in ((0, 1, 2) if c[0] == 'bd-extract' else (0, 1)): raise RuntimeError('%s ended with status %d' % (c[0], p.returncode))
