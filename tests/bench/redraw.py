"""Measure what a nurse sees of a slider: from its input event to the painted picture, for each chart and explorer.

Run: .venv/bin/python tests/bench/redraw.py [ROUNDS]
"""

import json
import statistics
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
sys.path.insert(0, str(TESTS))

import browsers  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from nbcare.content import evidence, explorers  # noqa: E402

PAGES = TESTS / "explorers"
STATIC = ROOT / "src/nbcare/frontend/nbcare/static"
TARGET = 16
# The work of one change, its style, layout and paint: the second frame begins after the first was painted.
# `done` counts from the change to the moment the main thread is free again, without waiting for the screen's clock.
MEASURE = """async ([change, rounds]) => {
  const act = new Function('return ' + change)();
  const busy = [], painted = [];
  const channel = new MessageChannel();
  for (let i = 0; i < rounds; i += 1) {
    await new Promise((done) => requestAnimationFrame(() => {
      const from = performance.now();
      act(i);
      document.querySelector('.nbc-x').getBoundingClientRect();
      const worked = performance.now();
      channel.port1.onmessage = () => { busy.push(worked - from); painted.push(performance.now() - from); done(); };
      // A task posted from a frame runs once that frame has been painted.
      requestAnimationFrame(() => {});
      channel.port2.postMessage(null);
    }));
  }
  return [busy, painted];
}"""
CHARTS = {
    "lines with a band": """(i) => { const days = [...Array(61).keys()]; parts.lines.show({lines: [0, 1].map((k) => ({label: 'Line', points: days.map((d) => [d / 2, d * (i % 9) / 20 + k]), band: days.map((d) => [d / 2, d * (i % 9) / 24, d * (i % 9) / 18 + k])}))}); }""",
    "Kaplan-Meier, 2 x 300 patients, estimated anew": """(i) => {
        const random = toolkit.generator(i);
        const arm = (rate) => toolkit.kaplanMeier(Array.from({length: 300}, () => { const time = -Math.log(1 - random()) / rate, out = 4 + 8 * random(); return {time: Math.min(time, out), event: time <= out}; }));
        parts.survival.show({band: true, arms: [{label: 'One', curve: arm(0.05)}, {label: 'Two', curve: arm(0.15)}]}); }""",
    "grouped bars": """(i) => parts.bars.show({groups: [1, 2, 3].map((n) => ({label: 'Group ' + n, bars: ['red', 'green'].map((series) => ({series, value: (i * 7 * n) % 80, low: 1, high: 90}))}))})""",
    "icon arrays, 2 x 100": """(i) => parts.icons.show({arms: [0, 20].map((k) => ({label: 'Arm', counts: {lost: (i + k) % 100, kept: 100 - (i + k) % 100}}))})""",
    "monitor, 6 traces of 60 steps": """(() => {
        const traces = Object.fromEntries([...'abcdef'].map((id) => [id, {label: id, unit: 'x', min: 0, max: 100, low: 20, high: 80}]));
        const made = toolkit.monitorChart({name: 'Six', steps: 60, traces});
        document.getElementById('here').append(made.element);
        return (i) => made.show({at: i % 60, values: Object.fromEntries(Object.keys(traces).map((id, k) => [id, [...Array(60).keys()].map((s) => 50 + 40 * Math.sin(s / 5 + k))]))}); })()""",
    "card sort": """(i) => parts.cards.set({fork: ['kitchen', 'shed'][i % 2], cup: ['shed', 'kitchen'][i % 2]})""",
}
# One slider a redraw, as a hand does: in turn, each to its next value.
SLIDE = """(i) => {
    const all = document.querySelectorAll('.nbc-x-stage input[type=range]'), slider = all[i % all.length], places = (slider.max - slider.min) / slider.step + 1;
    slider.value = Number(slider.min) + ((Math.floor(i / all.length) * 3 + 1) % places) * slider.step;
    slider.dispatchEvent(new Event('input', {bubbles: true})); }"""
PRESS = """(i) => { const all = document.querySelectorAll('.nbc-x-stage :is([aria-pressed], input[type=radio], input[type=checkbox])'); all[i % all.length].click(); }"""


class _Files(SimpleHTTPRequestHandler):
    """The pages of the explorers' tests, without the strict policy that would keep this script out."""

    def __init__(self, props, *arguments):
        self.props = props
        super().__init__(*arguments)

    def do_GET(self):
        path, _, query = self.path.partition("?")
        if path == "/props.json":
            content = json.dumps(self.props[query.removeprefix("id=")]).encode()
        else:
            name = {"/": "page.html", "/gallery": "gallery.html"}.get(path, path.lstrip("/"))
            file = STATIC / name if name.startswith(("kit/", "explorers/", "toolkit/")) else PAGES / name
            if not file.is_file():
                return self.send_error(404)
            content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/json" if path == "/props.json" else self.guess_type(name))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        """Say nothing."""


def main(rounds: int) -> None:
    """Print a table: for each picture the median and the slowest of some redraws, in milliseconds."""
    facts = evidence.load(ROOT)
    props = {id: explorers.public(ROOT, id, facts, evidence.References()) for id in explorers.load_all(ROOT)}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, props))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    print(
        f"| picture | script, style and layout: median | painted: median | slowest | (milliseconds, {rounds} redraws; target {TARGET}) |\n|---|---|---|---|---|"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.QUIET)
        for name, change in CHARTS.items():
            _row(browser, f"{address}/gallery", name, change, rounds)
        for id in props:
            _row(browser, f"{address}/?id={id}", id, None, rounds)
        browser.close()


def _row(browser, address: str, name: str, change: str | None, rounds: int) -> None:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    if change is None:
        change = _unlocked(page)
    busy, painted = page.evaluate(MEASURE, [change, rounds + 5])
    busy, painted = busy[5:], painted[5:]  # the first ones warm up
    print(
        f"| {name} | {statistics.median(busy):.1f} | {statistics.median(painted):.1f} | {max(painted):.1f} | {'ok' if statistics.median(painted) < TARGET else 'TOO SLOW'} |",
        flush=True,
    )
    page.close()


def _unlocked(page) -> str:
    """Commit a prediction where one is asked for; return the change that this explorer knows."""
    prediction = page.locator(".nbc-x-predict input")
    if prediction.count():
        prediction.first.check()
        page.locator(".nbc-x-commit").click()
    return SLIDE if page.locator(".nbc-x-stage input[type=range]").count() else PRESS


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
