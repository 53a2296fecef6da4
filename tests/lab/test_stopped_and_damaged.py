"""A page left open while the course is stopped and started again, or while its store is away."""

import re

import gallery
import pytest
from courses import copy_course, without_quizzes
from hands import by_mouse
from playwright.sync_api import expect

from .conftest import (
    Lab,
    mounted,
    opened,
    port_of_its_own,
    start,
    stop,
    wait_until,
    watched,
)

pytestmark = [pytest.mark.browser, pytest.mark.whole]
FIRST, SECOND, THIRD = gallery.SINGLES[:3]


@pytest.fixture
def course(tmp_path):
    """A course of pages only."""
    copied = copy_course(tmp_path / "course")
    without_quizzes(copied)
    return copied


def give(page, id: str) -> None:
    by_mouse(page.locator(f"[data-item={id}]"), gallery.items()[id], gallery.ANSWERS[id]["full"]["response"])


def status(page, id: str):
    return page.locator(f"[data-item={id}] .nbc-status")


def stored(lab: Lab) -> dict:
    """Return the answers that are in the store."""
    return lab.stored("gallery")


def right(*ids: str) -> dict:
    return {id: gallery.ANSWERS[id]["full"]["response"] for id in ids}


def test_a_page_left_open_goes_on_when_the_course_is_started_again(chromium, course, tmp_path):
    """Stopped and started on the same port: does the page say so, load itself anew, and bring the answer given meanwhile?"""
    lab = start(course, "start", tmp_path / "first.txt", "gallery", port=port_of_its_own())
    context = chromium.new_context()
    page = opened(watched(context.new_page(), lab), lab, "gallery")
    try:
        give(page, FIRST)
        expect(status(page, FIRST)).to_have_attribute("data-state", "saved")
        stop(lab.process)
        expect(page.locator(".nbcare-bar p")).to_contain_text("The course does not answer")
        give(page, SECOND)
        expect(status(page, SECOND)).to_contain_text("NOT SAVED")
        assert stored(lab) == right(FIRST)
        page.evaluate("window.old = true")
        lab = start(course, "start", tmp_path / "second.txt", "gallery", port=int(lab.base.rpartition(":")[2]))
        page.wait_for_function(
            "!window.old && document.querySelector('.nbcare-bar p')?.textContent === ''", timeout=120_000
        )
        wait_until(page, lambda: stored(lab) == right(FIRST, SECOND))
        for id in (FIRST, SECOND):
            expect(status(page, id)).to_have_attribute("data-state", "saved")
        assert stored(lab) == right(FIRST, SECOND)
        mounted(page, lab, "gallery")
        give(page, THIRD)
        expect(status(page, THIRD)).to_have_attribute("data-state", "saved")
        assert stored(lab) == right(FIRST, SECOND, THIRD)
    finally:
        context.close()
        stop(lab.process)


def test_an_answer_to_a_page_whose_store_is_away_is_saved_when_it_is_back(chromium, course, tmp_path):
    """Is Saved never said of an answer that is not kept, is it kept by the page, and saved without a click or restart?"""
    lab = start(course, "start", tmp_path / "log.txt", "gallery")
    context = chromium.new_context()
    page = opened(watched(context.new_page(), lab), lab, "gallery")
    try:
        for id in (FIRST, SECOND):
            give(page, id)
            expect(status(page, id)).to_have_attribute("data-state", "saved")
        seed, file = lab.seed("gallery"), lab.course / "state" / "store.db"
        file.rename(file.with_name("away.db"))
        give(page, THIRD)
        expect(status(page, THIRD)).to_contain_text("NOT SAVED")
        assert not file.exists()
        file.with_name("away.db").rename(file)
        expect(status(page, THIRD)).to_have_attribute("data-state", "saved")
        wait_until(page, lambda: stored(lab) == right(FIRST, SECOND, THIRD))
        for id in (FIRST, SECOND, THIRD):
            expect(status(page, id)).to_have_attribute("data-state", "saved")
        assert stored(lab) == right(FIRST, SECOND, THIRD)
        assert lab.seed("gallery") == seed
        assert page.locator(".nbc-conflict >> visible=true").count() == 0 and page.trouble == []
        (lab.folder("gallery") / "questions.json").write_bytes(b"")
        page.reload()
        broken = page.get_by_text("The questions of this page cannot be read (questions.json). Your answers are safe.")
        expect(broken.first).to_be_visible(timeout=120_000)
        assert not re.search(r"Traceback|Error|File ", page.locator(".jp-Notebook").inner_text())
        expect(page.locator(".nbcare-bar p")).to_contain_text("Some questions could not be shown")
        assert broken.count() == 1
    finally:
        context.close()
        stop(lab.process)
