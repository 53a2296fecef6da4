"""Take the README's pictures from the running program.

Run: .venv/bin/python tests/pictures.py
"""

import re
import sys
import tempfile
from pathlib import Path

TESTS = Path(__file__).resolve().parent
sys.path[:0] = [str(TESTS), str(TESTS / "bench")]

import browsers  # noqa: E402
from courses import ROOT, copy_course  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402
from portal_opening import started, stop  # noqa: E402

IMAGES = ROOT / "docs" / "images"
WIDE = {"width": 1280, "height": 860}


def main() -> None:
    """Do what a nurse does on her first evening, and keep what she sees."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        course = copy_course(Path(folder) / "course")
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.QUIET)
        portal, entry = started(
            [sys.executable, "-m", "nbcare", "--course", str(course), "start", "--no-browser", "--port", "0"],
            Path(folder) / "log.txt",
            course,
        )
        try:
            page = browser.new_page(viewport=WIDE)
            page.goto(entry)
            base = re.match(r"http://[^/]+", entry)[0]
            module(page, base)
            quiz(page, base)
            page.goto(base + "/")
            page.wait_for_timeout(500)
            page.screenshot(path=IMAGES / "home.png")
        finally:
            stop(portal)
            browser.close()


def module(page: Page, base: str) -> None:
    """Answer a few questions and check one."""
    page.goto(f"{base}/module/retinoids")
    page.wait_for_selector("html[data-nbp-mounted]")
    for id in ("retinoids-p01-before", "retinoids-p02-before", "retinoids-p18"):
        answer(page, id, 0)
    question = page.locator("[data-item=retinoids-p18]")
    question.get_by_role("button", name="Check my answer").click()
    page.wait_for_timeout(600)
    question.evaluate("q => scrollTo(0, q.getBoundingClientRect().top + scrollY - 90)")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "module.png")


def quiz(page: Page, base: str) -> None:
    """Answer a question of a quiz, and look at another: a picture gives no answer away."""
    page.goto(f"{base}/quiz/retinoids-quiz")
    page.wait_for_selector("html[data-nbp-mounted]")
    singles = page.locator(".nbc-kind-single").evaluate_all("all => all.map((one) => one.dataset.item)")
    answer(page, singles[0], 1)
    page.locator(".nbc-question").first.evaluate("q => scrollTo(0, q.getBoundingClientRect().top + scrollY - 60)")
    page.wait_for_timeout(500)
    page.screenshot(path=IMAGES / "quiz.png")


def answer(page: Page, id: str, place: int) -> None:
    """Choose one option and wait until it is on disk."""
    question = page.locator(f"[data-item={id}]")
    question.locator("input[type=radio]").nth(place).check()
    question.locator(".nbc-status[data-state=saved]").wait_for()


if __name__ == "__main__":
    main()
