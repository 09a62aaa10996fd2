#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""browser.py CHROMIUM PAGE.html FOLDER: what a real browser makes of a page, in headless Chromium over its debugging pipe.

Pictures go to FOLDER: desktop.png (1280 wide), phone.png (375), dark.png (1280, prefers-color-scheme: dark) and
print.pdf. One line for each fact goes to standard output, NAME TAB VALUE:
  NAME.width NAME.scroll   of the viewport, of what is in it   (desktop, phone)
  NAME.text NAME.svg       characters that are read, drawings with a size
  NAME.background NAME.colour  of the body
  NAME.rows                distinct lines of pixels in the picture: 1 is a blank one
  scripts, requests        elements; addresses asked for besides the page
  errors                   lines in the console
  print.pages              of the PDF"""
import base64, json, os, re, subprocess, sys, tempfile, zlib

chromium, page, folder = sys.argv[1:]
FLAGS = ('--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking '
         '--disable-component-update --disable-sync --hide-scrollbars --remote-debugging-pipe').split()
VIEWS = [('desktop', 1280, 'light', False), ('phone', 375, 'light', True), ('dark', 1280, 'dark', False)]
LOOK = '''(() => { const s = getComputedStyle(document.body), seen = e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 };
return { width: document.documentElement.clientWidth, scroll: Math.max(document.documentElement.scrollWidth, document.body.scrollWidth),
text: document.body.innerText.length, svg: [...document.querySelectorAll('svg')].filter(seen).length, background: s.backgroundColor, colour: s.color,
scripts: document.scripts.length, height: document.documentElement.scrollHeight } })()'''


class Browser:
    def __init__(self, profile):
        out_r, self.to = os.pipe()
        self.of, in_w = os.pipe()

        def pipes():
            # Chromium reads descriptor 3 and writes 4.
            a, b = os.dup(out_r), os.dup(in_w)
            os.dup2(a, 3)
            os.dup2(b, 4)

        self.process = subprocess.Popen([chromium] + FLAGS + ['--user-data-dir=' + profile, 'about:blank'], preexec_fn=pipes, close_fds=False,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(out_r)
        os.close(in_w)
        self.rest, self.id, self.events = b'', 0, []

    def message(self):
        while b'\0' not in self.rest:
            more = os.read(self.of, 1 << 20)
            if not more:
                sys.exit('browser.py: the browser went away')
            self.rest += more
        one, self.rest = self.rest.split(b'\0', 1)
        return json.loads(one)

    def call(self, method, session=None, **params):
        self.id += 1
        m = {'id': self.id, 'method': method, 'params': params}
        if session:
            m['sessionId'] = session
        os.write(self.to, json.dumps(m).encode() + b'\0')
        while True:
            m = self.message()
            if m.get('id') == self.id:
                if 'error' in m:
                    sys.exit('browser.py: %s: %s' % (method, m['error']['message']))
                return m['result']
            self.events.append(m)

    def wait(self, event):
        while not any(m.get('method') == event for m in self.events):
            self.events.append(self.message())


def pixel_rows(png):
    """How many distinct lines of bytes a PNG holds."""
    data, at = b'', 8
    width = int.from_bytes(png[16:20], 'big')
    colours = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[png[25]]
    while at < len(png):
        n, kind = int.from_bytes(png[at:at + 4], 'big'), png[at + 4:at + 8]
        if kind == b'IDAT':
            data += png[at + 8:at + 8 + n]
        at += 12 + n
    raw, line = zlib.decompress(data), 1 + width * colours
    return len({raw[i:i + line] for i in range(0, len(raw), line)})


def say(name, value):
    print('%s\t%s' % (name, value))


with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    b = Browser(profile)
    try:
        target = b.call('Target.createTarget', url='about:blank')['targetId']
        s = b.call('Target.attachToTarget', targetId=target, flatten=True)['sessionId']
        for domain in 'Page', 'Network', 'Log', 'Runtime':
            b.call(domain + '.enable', s)
        url = 'file://' + os.path.abspath(page)
        b.events = []
        b.call('Page.navigate', s, url=url)
        b.wait('Page.loadEventFired')
        for name, width, scheme, mobile in VIEWS:
            b.call('Emulation.setDeviceMetricsOverride', s, width=width, height=900, deviceScaleFactor=1, mobile=mobile)
            b.call('Emulation.setEmulatedMedia', s, features=[{'name': 'prefers-color-scheme', 'value': scheme}])
            v = b.call('Runtime.evaluate', s, expression=LOOK, returnByValue=True)['result']['value']
            height = min(v.pop('height'), 6000)
            b.call('Emulation.setDeviceMetricsOverride', s, width=width, height=height, deviceScaleFactor=1, mobile=mobile)
            png = base64.b64decode(b.call('Page.captureScreenshot', s, format='png')['data'])
            open(os.path.join(folder, name + '.png'), 'wb').write(png)
            scripts = v.pop('scripts')
            for k in v:
                say(name + '.' + k, v[k])
            say(name + '.rows', pixel_rows(png))
        b.call('Emulation.setEmulatedMedia', s, features=[])
        pdf = base64.b64decode(b.call('Page.printToPDF', s, printBackground=False, preferCSSPageSize=True)['data'])
        open(os.path.join(folder, 'print.pdf'), 'wb').write(pdf)
        say('scripts', scripts)
        say('requests', sum(1 for m in b.events if m.get('method') == 'Network.requestWillBeSent' and m['params']['request']['url'] != url))
        say('errors', sum(1 for m in b.events if m.get('method') in ('Log.entryAdded', 'Runtime.exceptionThrown')))
        say('print.pages', len(re.findall(rb'/Type\s*/Page\b', pdf)))
    finally:
        b.process.kill()
        b.process.wait()
