"""Measure what a learner waits for in a long quiz: 40 items of all kinds, from the first mount to the last one that takes an answer.

Once with the front end alone, once in JupyterLab, where the kernel runs one cell after the other.

Run: .venv/bin/python tests/bench/mounting.py [ROUNDS]
"""

import os
import statistics
import sys
import tempfile
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

import browsers  # noqa: E402
import gallery  # noqa: E402
import yaml  # noqa: E402
from courses import copy_course, without_quizzes  # noqa: E402
from lab.conftest import start, stop  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402
from question_items import graded  # noqa: E402  (widgets.conftest puts its folder on the path)
from widgets.conftest import _Files  # noqa: E402

from nbcare.build import course_files  # noqa: E402

ITEMS = 40
TARGET = 1000
# As JupyterLab does: all widgets at once, each into a place of its own. The page is answerable when the last question
# that can be pressed shows that it took a press, which it says at once; the answer is on its way to the disk by then.
MEASURE = """async (items) => {
  const kit = await import('/kit/question.js');
  const from = performance.now();
  const main = document.getElementById('main');
  for (const props of items) {
    const el = document.createElement('div');
    main.append(el);
    kit.default.render({ model: host.model(props, { seed: 'seed-1', assessment: 'x', scope: 'x' }), el });
  }
  const mounted = performance.now() - from;
  const last = [...document.querySelectorAll('.nbc-body')].filter((body) => body.querySelector('input[type=radio], input[type=checkbox]')).at(-1);
  last.querySelector('input').click();
  if (!last.closest('article').querySelector('.nbc-status').textContent) throw new Error('the press was not taken');
  const answered = performance.now() - from;
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));  // laid out and painted
  return [mounted, answered, performance.now() - from];
}"""

# When the first and the last question came onto the page, and when the last one took a press.
WATCH = """() => {
  const seen = (window.seen = []);
  new MutationObserver(() => {
    const now = document.querySelectorAll('article.nbc-question');
    while (seen.length < now.length) seen.push(performance.now());
  }).observe(document, { childList: true, subtree: true });
}"""
PRESS = """() => {
  const last = [...document.querySelectorAll('.nbc-body')].filter((body) => body.querySelector('input[type=radio], input[type=checkbox]')).at(-1);
  last.querySelector('input').click();
  if (!last.closest('article').querySelector('.nbc-status').textContent) throw new Error('the press was not taken');
  return [seen.at(-1) - seen[0], performance.now() - seen[0], performance.now()];
}"""


def items() -> list[dict]:
    """Return 40 graded questions of all kinds, charts and picture among them, each with an id of its own."""
    kinds = [gallery.items()[id] for id in gallery.SINGLES]
    return [graded(kinds[n % len(kinds)]) | {"id": f"x-q{n:02}", "number": n + 1} for n in range(ITEMS)]


def main(rounds: int) -> None:
    """Print median and worst of the three times, each round on a new page."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(
        f"{ITEMS} items of {len({item['kind'] for item in items()})} kinds, {rounds} new pages, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; target {TARGET} ms"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.QUIET)
        _table(
            "the front end alone",
            ("mounted", "last one answerable", "painted"),
            [_once(browser, f"http://127.0.0.1:{server.server_port}") for _ in range(rounds)],
        )
        with tempfile.TemporaryDirectory() as folder:
            lab = start(_course(Path(folder) / "course"), "start", Path(folder) / "log.txt", "gallery")
            try:
                _table(
                    "in JupyterLab, from the first question to",
                    ("the last one shown", "last one answerable", "(since the address)"),
                    [_in_jupyterlab(browser, lab) for _ in range(rounds)],
                )
            finally:
                stop(lab.process)
        browser.close()


def _table(title: str, names: tuple[str, ...], measured: list[list[float]]) -> None:
    print(title)
    for name, times in zip(names, zip(*measured, strict=True), strict=True):
        verdict = "" if name.startswith("(") else "ok" if statistics.median(times) < TARGET else "TOO SLOW"
        print(
            f"  {name:<20} median {statistics.median(times):6.0f} ms   worst {max(times):6.0f} ms   {verdict}",
            flush=True,
        )


def _course(root: Path) -> Path:
    """Make a course whose gallery asks 40 questions."""
    without_quizzes(copy_course(root))
    bank = root / "assessments/bank/gallery.yaml"
    data = yaml.safe_load(bank.read_text(encoding="utf-8"))
    kinds = data["items"]
    data["items"] = [kinds[n % len(kinds)] | {"id": f"gallery-p{n + 40}"} for n in range(ITEMS)]
    bank.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    asked = "\n".join(f'```python\nask("{item["id"]}")\n```\n' for item in data["items"])
    (root / "lessons/gallery.md").write_text(f"---\nslug: gallery\n---\n\n## Forty\n\n{asked}", encoding="utf-8")
    course_files.build(root)
    return root


def _in_jupyterlab(browser, lab) -> list[float]:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(lab.address("gallery"))
    page.wait_for_function(f"window.seen?.length >= {ITEMS}", timeout=120_000)
    times = page.evaluate(PRESS)
    context.close()
    return times


def _once(browser, address: str) -> list[float]:
    page = browser.new_page()
    page.goto(address)
    page.wait_for_function("window.ready")
    times = page.evaluate(MEASURE, items())
    page.close()
    return times


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
