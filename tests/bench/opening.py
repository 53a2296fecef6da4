"""Measure what a nurse waits for: opening to first answerable question in JupyterLab, and click to saved.

Run: .venv/bin/python tests/bench/opening.py [ROUNDS]
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS))

import browsers  # noqa: E402
from courses import copy_course  # noqa: E402
from lab.conftest import start, stop  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

CLICK = """() => new Promise((done) => {
  const question = document.querySelector('.nbc-question');
  const status = question.querySelector('.nbc-status');
  const next = [...question.querySelectorAll('input[type=radio]')].find((radio) => !radio.checked);
  const from = performance.now();
  let sent = false;
  new MutationObserver((_, watcher) => {
    if (status.dataset.state === 'saving') sent = true;
    if (!sent || status.dataset.state !== 'saved') return;
    watcher.disconnect();
    done(performance.now() - from);
  }).observe(status, {attributes: true, attributeFilter: ['data-state']});
  next.click();
})"""


def opening(browser, lab, slug: str) -> float:
    """Return seconds from the address to the first question that can be answered, with a cold browser."""
    context = browser.new_context()
    page = context.new_page()
    from_ = time.perf_counter()
    page.goto(lab.address(slug))
    page.locator(".nbc-question input:enabled, .nbc-question select:enabled").first.wait_for(timeout=60_000)
    seconds = time.perf_counter() - from_
    context.close()
    return seconds


def clicks(browser, lab, slug: str, times: int) -> list[float]:
    """Return milliseconds from a click to the word Saved, which stands only after the file is on disk."""
    page = browser.new_page()
    page.goto(lab.address(slug))
    page.locator(".nbc-question").first.wait_for(timeout=60_000)
    page.wait_for_timeout(3_000)
    measured = [page.evaluate(CLICK) for _ in range(times)]
    page.close()
    return measured


def main(rounds: int) -> None:
    """Print both figures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.QUIET)
        lab = start(copy_course(Path(folder) / "course"), "start", Path(folder) / "log.txt")
        try:
            for slug in ("start-here", "retinoids", "retinoids-quiz"):
                seconds = [opening(browser, lab, slug) for _ in range(rounds)]
                print(
                    f"opening {slug}: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s, n={rounds}"
                )
            saved = clicks(browser, lab, "start-here", 40)
            print(
                f"click to saved: median {statistics.median(saved):.0f} ms, worst {max(saved):.0f} ms, n={len(saved)}"
            )
        finally:
            stop(lab.process)
            browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
