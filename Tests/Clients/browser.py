#!/usr/bin/env python3
"""browser.py ONOMA SEEDS [PICTURES]: uses the pages of `onoma serve` in a real Chromium, as a person does.

ONOMA is the binary, SEEDS a folder of texts. The page is driven by the keyboard alone, over the browser's own
debugging protocol: a text is read and walked through mention by mention, an entity is looked up in another script,
and pairs of the review queue are judged and taken back. Every view is seen in light and in dark; the contrast of its
words is computed as WCAG 2.2 defines it. With PICTURES, screenshots are put there to be looked at.
"""
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

failures = []


def check(name, holds, detail=""):
    print("ok  " if holds else "FAIL", "browser:", name, detail if not holds else "", flush=True)
    if not holds:
        failures.append(name)


def wait(condition, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    return condition()


class Page:
    """One tab, by the DevTools protocol."""

    def __init__(self, folder):
        import websocket
        self.process = subprocess.Popen(
            [shutil.which("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1200,900",
             "--remote-debugging-port=0", "--remote-allow-origins=*", f"--user-data-dir={folder}/profile", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port = os.path.join(folder, "profile", "DevToolsActivePort")
        wait(lambda: os.path.exists(port) and open(port).read().count("\n"))
        number = open(port).read().split()[0]
        with urllib.request.urlopen(f"http://127.0.0.1:{number}/json", timeout=30) as answer:
            target = next(tab for tab in json.load(answer) if tab["type"] == "page")
        self.socket = websocket.create_connection(target["webSocketDebuggerUrl"], timeout=60)
        self.number, self.messages = 0, []
        for domain in ("Page", "Runtime", "Log"):
            self.send(domain + ".enable")

    def send(self, method, **fields):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": fields}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            if answer.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded"):
                self.messages.append(answer["params"])

    def run(self, script):
        result = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:400])
        return result["result"].get("value")

    def open(self, url):
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=url)
        wait(lambda: self.run("document.querySelector('h1') !== null"))

    def press(self, key, text=None, code=0, ctrl=False):
        fields = {"key": key, "windowsVirtualKeyCode": code or ord(key[0].upper()), "modifiers": 2 if ctrl else 0}
        self.send("Input.dispatchKeyEvent", type="keyDown", **fields, **({"text": text} if text else {}))
        self.send("Input.dispatchKeyEvent", type="keyUp", **fields)

    def letter(self, key):
        self.press(key, text=key)

    def says(self):
        return self.run("document.getElementById('status').textContent")

    def scheme(self, name):
        self.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def picture(self, path):
        data = self.send("Page.captureScreenshot", format="png")["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=30)


# The least contrast of any word with what lies behind it, and the word; large words may have 3 for 4.5 (WCAG 2.2, 1.4.3).
CONTRAST = """
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const colour = (text) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = text; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data]; };
  const over = (top, below) => { const a = top[3] / 255; return [0, 1, 2].map((i) => top[i] * a + below[i] * (1 - a)).concat(255); };
  const light = (c) => { const [r, g, b] = c.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  let worst = { share: 99, word: '' };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || element.closest('noscript, .skip, button:disabled')) continue;
    const style = getComputedStyle(element);
    if (!element.checkVisibility() || style.visibility === 'hidden') continue;
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(colour(getComputedStyle(e).backgroundColor));
    let back = colour(dark ? '#121212' : '#ffffff');
    for (const layer of layers.reverse()) back = over(layer, back);
    const front = over(colour(style.color), back);
    const [x, y] = [light(front), light(back)].sort((a, b) => b - a);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const share = (x + 0.05) / (y + 0.05) / (large ? 3 : 4.5);
    if (share < worst.share) worst = { share, word: walker.currentNode.textContent.trim().slice(0, 40) + ' ' + style.color + ' ' + back.map(Math.round) };
  }
  return worst;
})()
"""


def looks(page, name, pictures):
    """The view in both schemes and on a narrow screen."""
    for scheme in ("light", "dark"):
        page.scheme(scheme)
        worst = page.run(CONTRAST)
        check(f"{name}, {scheme}: every word can be read", worst["share"] >= 1, str(worst))
        if pictures:
            page.picture(os.path.join(pictures, f"{name}-{scheme}.png"))
    page.scheme("light")
    page.send("Emulation.setDeviceMetricsOverride", width=360, height=740, deviceScaleFactor=1, mobile=True)
    wide = page.run("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    check(f"{name}: a narrow screen need not be scrolled sideways", wide <= 0, f"{wide} pixels too wide")
    if pictures:
        page.picture(os.path.join(pictures, f"{name}-narrow.png"))
    page.send("Emulation.clearDeviceMetricsOverride")
    bare = page.run("[...document.querySelectorAll('button, a[href], input:not([hidden]), textarea')]"
                    ".filter((e) => e.checkVisibility() && !(e.textContent.trim() || e.ariaLabel || e.labels?.length || e.placeholder)).length")
    check(f"{name}: whatever can be pressed has a name", bare == 0, str(bare))


def text_view(page, url, pictures):
    page.open(url + "/#/")
    check("text: one can write at once", page.run("document.activeElement.id") == "text")
    page.send("Input.insertText", text="Sergei Tikhanovsky thanked John Coale. Später sprach Tichanowski mit <b>Ціханоўская</b>. 🙂 Лукашенко молчал.")
    page.press("Enter", code=13, ctrl=True)
    count = wait(lambda: page.run("document.querySelectorAll('.source .mention').length"))
    check("text: names are marked", count >= 4, str(count))
    whole = page.run("document.querySelector('.source').textContent")
    check("text: nothing of it is lost or made markup", "mit <b>Ціханоўская</b>. 🙂 Лукашенко" in whole, whole)
    page.run("document.querySelector('.source .mention').focus()")
    page.press("ArrowRight", code=39)
    place = page.run("[...document.querySelectorAll('.source .mention')].indexOf(document.activeElement)")
    pressed = page.run("document.activeElement.getAttribute('aria-pressed')")
    check("text: an arrow key leads to the next mention and chooses it", (place, pressed) == (1, "true"), f"{place} {pressed}")
    check("text: the chosen one has reasons", page.run("document.querySelector('aside h3').textContent") == "Why")
    looks(page, "text", pictures)


def entity_view(page, url, pictures):
    page.open(url + "/#/entities")
    page.run("document.querySelector('main input').focus()")
    page.send("Input.insertText", text="Тихановский")
    page.press("Enter", code=13)
    first = "document.querySelector('main a[href*=\"entities/\"]')?.textContent ?? ''"
    wait(lambda: "ikhan" in page.run(first))
    check("entities: found in another script", "ikhan" in page.run(first), page.run(first))
    looks(page, "search", pictures)
    page.run("document.querySelector('main a[href*=\"entities/\"]').focus()")
    page.press("Enter", text="\r", code=13)
    wait(lambda: page.run("document.querySelector('h1')?.textContent.includes('ikhan') && document.querySelectorAll('svg').length > 0"))
    check("entity: its page shows a picture of its company", page.run("document.querySelectorAll('svg').length") > 0)
    check("entity: spellings stand by script", "Latin" in page.run("document.querySelector('main').textContent"))
    looks(page, "entity", pictures)


def review_view(page, url, pictures):
    def state():
        with urllib.request.urlopen(url + "/review?limit=20", timeout=30) as answer:
            return json.load(answer)

    page.open(url + "/#/review")
    wait(lambda: page.run("document.querySelector('main button') !== null"))
    if not state()["pairs"]:
        page.run("document.querySelector('main button').focus()")
        page.press("Enter", text="\r", code=13)
        wait(lambda: state()["pairs"])
    wait(lambda: page.run("document.querySelector('.pair') !== null"))
    before = state()
    check("review: doubtful pairs wait", before["open"] >= 2, str(before["open"]))
    looks(page, "review", pictures)
    first = before["pairs"][0]["number"]
    for key, verdict in (("u", "unsure"), ("d", "different"), ("s", "the same")):
        page.letter(key)
        wait(lambda: page.says().endswith(": " + verdict))
        check(f"review: {key} says {verdict}", page.says().endswith(": " + verdict), page.says())
        check(f"review: {key} is noted", state()["decided"] == before["decided"] + 1, str(state()["decided"]))
        page.letter("z")
        wait(lambda: page.says().startswith("Taken back"))
        after = state()
        check(f"review: z takes {verdict} back", (after["open"], after["decided"]) == (before["open"], before["decided"]),
              f"{after['open']} {after['decided']}")
    check("review: the pair waits again", first in [pair["number"] for pair in state()["pairs"]])
    page.run("document.getElementById('why').focus()")
    page.letter("s")
    time.sleep(0.5)
    check("review: a letter of the reason is no verdict", state()["decided"] == before["decided"])


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__.strip())
    if not shutil.which("chromium"):
        print("skip browser: Chromium is not installed")
        return
    onoma, seeds = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    pictures = sys.argv[3] if len(sys.argv) > 3 else None
    with tempfile.TemporaryDirectory() as folder:
        store, address = os.path.join(folder, "names.onoma"), os.path.join(folder, "address")
        subprocess.run([onoma, "resolve", "--quiet", "--store", store, "--output", os.path.join(folder, "mentions.jsonl"), seeds], check=True)
        server = subprocess.Popen([onoma, "serve", "--store", store, "--documents", seeds, "--review", "--port", "0", "--quiet",
                                   "--address-file", address])
        wait(lambda: os.path.exists(address) and open(address).read())
        url = open(address).read().strip()
        page = Page(folder)
        try:
            for view in (text_view, entity_view, review_view):
                view(page, url, pictures)
            errors = [json.dumps(message)[:300] for message in page.messages if "favicon" not in json.dumps(message)]
            check("nothing is said in the console", not errors, "\n".join(errors))
        finally:
            page.close()
            server.terminate()
            server.wait(timeout=30)
    print(f"{len(failures)} failed" if failures else "all passed")
    sys.exit(1 if failures else 0)


main()
