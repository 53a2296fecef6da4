"""A written answer in a language that is written from right to left: wherever it is shown."""

import pytest
from playwright.sync_api import expect
from returned import FULL, ITEMS
from served import QUIZ

pytestmark = [pytest.mark.browser, pytest.mark.whole]

ARABIC = "اتصل بالطبيب فورا عند درجة 38.5 mmHg."
DIRECTION = "el => getComputedStyle(el).direction"


@pytest.fixture
def written(nurse, publish):
    """A nurse who has written an Arabic answer into a quiz."""
    publish(**{QUIZ: {"open": True}})
    nurse.goto(f"/quiz/{QUIZ}")
    nurse.page.locator("textarea").first.fill(ARABIC)
    nurse.wait_bar("All answers saved")
    return nurse


def right_to_left(page, place: str) -> None:
    found = page.locator(place, has_text=ARABIC)
    expect(found).to_have_attribute("dir", "auto")
    assert found.evaluate(DIRECTION) == "rtl"


def test_the_answer_box_begins_at_the_right(written):
    """Does the box follow what is written?"""
    box = written.page.locator("textarea").first
    assert box.get_attribute("dir") == "auto" and box.evaluate(DIRECTION) == "rtl"


def test_review_and_receipt_begin_at_the_right(written):
    """Do the list before handing in and the receipt's list follow what is written?"""
    written.page.get_by_role("link", name="Review and hand in").click()
    right_to_left(written.page, ".nbp-answers .nbc-answer-written")
    written.page.get_by_role("button", name="Hand in …").click()
    written.page.get_by_role("dialog").get_by_role("button", name="Hand in now").click()
    written.page.get_by_role("heading", name="Receipt").wait_for()
    written.page.locator(".nbp-receipt details").evaluate("el => { el.open = true; }")
    right_to_left(written.page, ".nbp-receipt .nbc-answer-written")


def test_paper_begins_at_the_right(written):
    """Does the printed answer, which is no box, decide by each of its paragraphs?"""
    written.page.emulate_media(media="print")
    whole = written.page.locator(".nbc-written-whole").first
    expect(whole).to_be_visible()
    assert whole.evaluate("el => getComputedStyle(el, '::before').unicodeBidi") == "plaintext"


def test_a_returned_answer_begins_at_the_right(nurse, results, publish):
    """Does the page of results follow what was written?"""
    publish(**{QUIZ: {"returned": True}})
    given = {**ITEMS[2], "given": [{"place": "", "text": ARABIC, "look": "plain"}]}
    results(nurse.learner, **{QUIZ: FULL | {"items": [*ITEMS[:2], given]}})
    nurse.goto(f"/results/{QUIZ}")
    right_to_left(nurse.page, ".nbp-written")
