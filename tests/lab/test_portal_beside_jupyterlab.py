"""The portal and JupyterLab beside it, as `nbcare start` opens them: one learner, one set of answers, one hand-in."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from .conftest import SCREEN, SLOW, Lab, opened, saved, stop, watched

pytestmark = pytest.mark.browser
ADDRESS = re.compile(r"The course is open at (http://127\.0\.0\.1:\d+)(\S+)")
QUIZ = "retinoids-quiz"


@pytest.fixture(scope="module")
def both(chromium, tmp_path_factory, opened_course):
    """The running command, and a browser with the portal's first page; afterwards nothing of it is left."""
    folder = tmp_path_factory.mktemp("both")
    course = Path(shutil.copytree(opened_course, folder / "course"))
    log = folder / "log.txt"
    words = [sys.executable, "-m", "nbcare", "--course", str(course), "start", "--no-browser", "--port", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out, start_new_session=True)
    context = chromium.new_context(viewport=SCREEN, reduced_motion="reduce")
    try:
        until = time.monotonic() + SLOW
        while not (found := ADDRESS.search(log.read_text(errors="replace"))):
            assert process.poll() is None and time.monotonic() < until, log.read_text(errors="replace")
            time.sleep(0.1)
        portal = context.new_page()
        portal.goto(found[1] + found[2])
        address = portal.get_by_role("link", name="Open in JupyterLab").get_attribute("href")
        base, token = re.fullmatch(r"(http://127\.0\.0\.1:\d+)/\?token=(\w+)", address).groups()
        yield Lab(course, base, token, process), found[1], context
    finally:
        context.close()
        process.send_signal(signal.SIGINT)
        stop(process)


def portal_page(both, path: str):
    """Open a page of the portal."""
    _, portal, context = both
    page = context.new_page()
    page.goto(portal + path)
    page.locator("html[data-nbp-mounted=all]").wait_for(state="attached")
    return page


def lab_page(both, slug: str):
    """Open the same page in JupyterLab, which may still be starting."""
    lab, _, context = both
    page = context.new_page()
    until = time.monotonic() + SLOW
    while time.monotonic() < until:
        try:
            return opened(watched(page, lab), lab, slug)
        except Exception as error:
            if "ERR_CONNECTION_REFUSED" not in str(error):
                raise
            page.wait_for_timeout(200)
    raise AssertionError("JupyterLab did not start")


def test_the_same_answers_are_in_both(both):
    """Does the portal show what JupyterLab saved, follow it with the next revision, and JupyterLab show that in turn?"""
    lab = both[0]
    notebook = lab_page(both, "start-here")
    notebook.locator(".nbc-question input[type=radio]").nth(0).check()
    saved(notebook)
    page = portal_page(both, "/module/start-here")
    radios = page.locator(".nbc-question input[type=radio]")
    expect(radios.nth(0)).to_be_checked()
    radios.nth(2).check()
    saved(page)
    entry = lab.entries("start-here")["start-here-p01"]
    assert entry["response"] == radios.nth(2).get_attribute("value") and entry["revision"] == 2
    again = lab_page(both, "start-here")
    expect(again.locator(".nbc-question input[type=radio]").nth(2)).to_be_checked()
    assert notebook.trouble == again.trouble == []
    assert not list((lab.course / "state/workspace").rglob("responses*.json"))


def test_what_jupyterlab_hands_in_is_locked_in_the_portal(both):
    """Does JupyterLab show what the portal changed before it hands that in, and does its receipt count in the portal?"""
    lab = both[0]
    page = portal_page(both, f"/quiz/{QUIZ}")
    question = page.locator("[data-item=retinoids-q07]")
    question.locator("input[type=radio]").nth(1).check()
    saved(question)
    notebook = lab_page(both, QUIZ)
    expect(notebook.locator("[data-item=retinoids-q07] input[type=radio]").nth(1)).to_be_checked()
    panel = notebook.locator(".nbc-hand-in")
    question.locator("input[type=radio]").nth(2).check()
    saved(question)
    panel.get_by_role("button", name="Hand in").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    expect(panel.get_by_role("status")).to_contain_text("NOT HANDED IN. Changed in another window or on another device")
    expect(notebook.locator("[data-item=retinoids-q07] input[type=radio]").nth(2)).to_be_checked()
    panel.get_by_role("button", name="Hand in").click()
    panel.get_by_role("button", name="Hand in anyway").click()
    expect(panel.locator(".nbc-receipt dl")).to_be_visible()
    page.reload()
    expect(page.get_by_role("link", name="Receipt", exact=True)).to_be_visible()
    quiz = json.loads(page.locator("#nbc-page").text_content())["quiz"]
    assert quiz["locked"] and quiz["handed_in"]["learner"] == lab.id
    assert quiz["handed_in"]["answered"] == 1 and list(lab.stored(QUIZ)) == ["retinoids-q07"]
