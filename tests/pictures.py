"""Take the README's picture from the running program.

Run: .venv/bin/python tests/pictures.py
"""

import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS))

import browsers  # noqa: E402
from courses import ROOT, copy_course  # noqa: E402
from lab.conftest import opened, start, stop  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402


def main() -> None:
    """Open the module, answer and check one question, and keep what a nurse sees."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.QUIET)
        lab = start(copy_course(Path(folder) / "course"), "start", Path(folder) / "log.txt")
        try:
            page = opened(browser.new_page(viewport={"width": 1100, "height": 1000}), lab, "retinoids")
            question = page.locator("[data-item=retinoids-p18]")
            question.locator("input[type=radio]").first.check()
            question.get_by_role("button", name="Check my answer").click()
            page.wait_for_timeout(500)
            question.evaluate("q => { q.closest('.jp-WindowedPanel-outer').scrollTop += q.getBoundingClientRect().top - 70; }")
            page.wait_for_timeout(500)
            page.screenshot(path=ROOT / "docs" / "images" / "module.png")
        finally:
            stop(lab.process)
            browser.close()


if __name__ == "__main__":
    main()
