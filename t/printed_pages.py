#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""printed_pages.py make DIR FROM TO [chromium] [docx] [xlsx]
     made-up disclosures FROM .. TO-1, printed to PDF: DIR/SEED.HOW.pdf, SEED.HOW.txt (pdftotext -layout), SEED.want
printed_pages.py check WANT TSV...   compares bd-extract's records with what was printed; exit 1 if a cell is wrong
printed_pages.py score DIR BIN [SUFFIX] [-v]   how many cells are right, over all of DIR, a line for each way of printing"""
import os, re, subprocess, sys, tempfile
from collections import Counter, defaultdict

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'printed'))


def squeeze(s): return re.sub(r'[\s　]+', '', s)
def plain_title(s): return re.sub(r'^(20\d\d年度?)?(部门)?|（续）$', '', re.sub(r'\s', '', s))


def wanted(doc):
    for n, t in enumerate(doc.tables):
        for side, code, name, col, value in t.facts:
            yield '|'.join((plain_title(t.title), side, code, squeeze(name), squeeze(col), value))
        if not t.facts: yield '|'.join((plain_title(t.title), '', '', '', '', 'empty'))


def records(path):
    lines = open(path, encoding='utf-8').read().split('\n')[:-1]
    head = lines[0].split('\t')
    return [dict(zip(head, l.split('\t'))) for l in lines[1:]]


def compare(want_path, tsv):
    """Counter of what is right and wrong, and the list of what differs."""
    want = Counter(open(want_path, encoding='utf-8').read().split('\n')[:-1])
    have, place, doubt, titles = Counter(), defaultdict(list), defaultdict(set), set()
    for f in records(tsv):
        title = plain_title(f['table'])
        if f['kind'] == 'doubt': doubt[title].add(f['col'])
        if f['kind'] == 'empty': have['|'.join((title, '', '', '', '', 'empty'))] += 1
        if f['kind'] in ('number', 'empty'): titles.add(title)
        if f['kind'] != 'number': continue
        code = f['code'] or (f['orgcode'] if f['role'] == 'org' else '')
        key = '|'.join((title, f['side'], code, f['name'], f['col'], f['value']))
        have[key] += 1
        place[key].append('p%s l%s' % (f['page'], f['line']))
    c, out, bad = Counter(), [], defaultdict(int)
    every = Counter(k.rsplit('|', 1)[1] for k in want.elements())
    got = Counter(k.rsplit('|', 1)[1] for k in have.elements())
    c['invented'] = sum((Counter({k: v for k, v in got.items() if k not in ('', '-', 'empty')}) - every).values())
    for k in want: c['blank' if k.endswith('|') else 'empty' if k.endswith('|empty') else 'cells'] += want[k]
    for k in have: c['put_blank' if k.endswith('|') else 'put_empty' if k.endswith('|empty') else 'put'] += have[k]
    for k in want & have: c['ok_blank' if k.endswith('|') else 'ok_empty' if k.endswith('|empty') else 'ok'] += (want & have)[k]
    for what, left in (('missing', want - have), ('not printed', have - want)):
        for k in sorted(left.elements()):
            t = k.split('|')[0]
            out.append('%s %s  %s' % (what, k, ' '.join(place[k][:2])))
            if not k.endswith(('|', '|empty')): bad[t] += 1
    c['silent'] = sum(n for t, n in bad.items() if not doubt[t])
    c['doubted'] = sum(n for t, n in bad.items() if doubt[t])
    want_titles = {k.split('|')[0] for k in want}
    c['tables'], c['found'] = len(want_titles), len(want_titles & titles)
    c['false_doubt'] = sum(1 for t in doubt if not bad[t] and t in want_titles)
    return c, out


# ---- printing ----

def run(*cmd): subprocess.run(cmd, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def print_chromium(out, docs):
    import render
    with tempfile.TemporaryDirectory() as tmp:
        page = os.path.join(tmp, 'a.html')
        render.write_html(page, docs)
        run('chromium', '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--user-data-dir=' + os.path.join(tmp, 'profile'), '--no-pdf-header-footer',
            '--print-to-pdf=' + os.path.join(tmp, 'a.pdf'), 'file://' + page)
        text = subprocess.run(['pdftotext', '-layout', os.path.join(tmp, 'a.pdf'), '-'], check=True, capture_output=True).stdout.decode()
        pages = text.split('\f')[:-1]
        starts = [(i, int(m.group(1))) for i, p in enumerate(pages) if (m := re.search(r'BEGIN(\d+)E', p))]
        run('pdfseparate', os.path.join(tmp, 'a.pdf'), os.path.join(tmp, 'p%d.pdf'))
        for k, (i, seed) in enumerate(starts):
            end = starts[k + 1][0] if k + 1 < len(starts) else len(pages)
            run('pdfunite', *[os.path.join(tmp, f'p{n + 1}.pdf') for n in range(i + 1, end)], os.path.join(out, f'{seed}.chromium.pdf'))


def print_office(out, docs, ways):
    import render
    with tempfile.TemporaryDirectory() as tmp:
        files = []
        for seed, doc in docs:
            for way in ways:
                files.append(os.path.join(tmp, f'{seed}.{way}'))
                (render.write_docx if way == 'docx' else render.write_xlsx)(files[-1], doc, seed)
        for way in ways:
            run('soffice', '-env:UserInstallation=file://' + os.path.join(tmp, 'profile'), '--headless', '--convert-to', 'pdf', '--outdir', os.path.join(tmp, 'pdf' + way),
                *[f for f in files if f.endswith(way)])
            for seed, _ in docs: os.replace(os.path.join(tmp, 'pdf' + way, f'{seed}.pdf'), os.path.join(out, f'{seed}.{way}.pdf'))


def make(out, first, last, ways):
    import disclosure
    os.makedirs(out, exist_ok=True)
    docs = [(seed, disclosure.Disclosure(seed)) for seed in range(first, last)]
    for seed, doc in docs:
        with open(os.path.join(out, f'{seed}.want'), 'w', encoding='utf-8') as f: f.writelines(x + '\n' for x in wanted(doc))
    if 'chromium' in ways: print_chromium(out, docs)
    office = [w for w in ways if w in ('docx', 'xlsx')]
    if office: print_office(out, docs, office)
    for seed, _ in docs:
        for way in ways: run('pdftotext', '-layout', os.path.join(out, f'{seed}.{way}.pdf'), os.path.join(out, f'{seed}.{way}.txt'))


def score(folder, program, suffix='txt', verbose=False):
    total = defaultdict(Counter)
    worst = []
    for name in sorted(os.listdir(folder)):
        m = re.fullmatch(r'(\d+)\.(\w+)\.' + suffix, name)
        if not m: continue
        tsv = os.path.join(folder, name + '.tsv')
        with open(tsv, 'w') as f: subprocess.run([os.path.join(program, 'bd-extract'), os.path.join(folder, name)], stdout=f, stderr=subprocess.DEVNULL)
        c, out = compare(os.path.join(folder, m.group(1) + '.want'), tsv)
        with open(tsv + '.diff', 'w', encoding='utf-8') as f: f.writelines(x + '\n' for x in out)
        worst.append((c['silent'], c['doubted'], name))
        for k in (m.group(2), 'all'):
            total[k].update(c)
            total[k]['docs'] += 1
            total[k]['clean'] += not out
    for k, c in total.items():
        f1 = 2 * c['ok'] / max(1, c['cells'] + c['put'])
        fb = 2 * c['ok_blank'] / max(1, c['blank'] + c['put_blank'])
        print(f"{k:9} docs {c['docs']:3} clean {c['clean']:3} F1 {f1:.4f} blank {fb:.4f} empty {c['ok_empty']}/{c['empty']} tables {c['found']}/{c['tables']} "
              f"cells {c['cells']} silent {c['silent']} doubted {c['doubted']} invented {c['invented']} doubts without an error {c['false_doubt']}")
    for s, d, name in sorted(worst, reverse=True)[:25 if verbose else 0]: print(f'{s:5} {d:5} {name}')


if sys.argv[1] == 'make': make(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5:] or ['chromium', 'docx', 'xlsx'])
elif sys.argv[1] == 'score': score(sys.argv[2], sys.argv[3], *[a for a in sys.argv[4:] if a != '-v'], verbose='-v' in sys.argv)
else:
    bad = 0
    for tsv in sys.argv[3:]:
        _, out = compare(sys.argv[2], tsv)
        bad |= bool(out)
        for x in out: print(x)
    sys.exit(bad)
