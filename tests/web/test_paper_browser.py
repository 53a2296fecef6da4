"""What comes out of the printer: every card, quiz and result as a learner prints it from the portal."""

import re

import pytest
from courses import ROOT
from playwright.sync_api import expect
from returned import FULL, ITEMS
from served import CASE_QUIZ, QUIZ

from nbcare.portal.identity import Learner

pytestmark = [pytest.mark.browser, pytest.mark.whole]
MARGINS = dict.fromkeys(("top", "bottom", "left", "right"), "12mm")
# The course's own; in this course a case of six steps is added to one of them.
QUIZZES = [path.name for path in sorted((ROOT / "assessments/source").iterdir()) if path.name != CASE_QUIZ]
LONG = "\n".join(f"Line {n} of what I would say to the family." for n in range(1, 61))
CARDS = {"families": "when-to-call", "retinoids": "isotretinoin-at-home"}


def sheets(page, paper: str = "A4") -> int:
    """Return how many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper, margin=MARGINS)))


@pytest.mark.parametrize("module", CARDS)
def test_a_card_that_a_module_leads_to_has_its_looks_and_is_one_sheet(nurse, module):
    """Does a card find its style from the page that a nurse comes from, and print on one sheet?"""
    failed = []
    nurse.page.on("response", lambda reply: failed.append(reply.url) if reply.status >= 400 else None)
    nurse.goto(f"/module/{module}")
    nurse.page.locator(f".nbp-article a[href='cards/{CARDS[module]}.html']").first.click()
    nurse.page.locator("main h1").wait_for()
    assert nurse.page.url == f"{nurse.server.address}/cards/{CARDS[module]}.html"
    assert nurse.page.locator("main").evaluate("el => getComputedStyle(el).borderTopStyle") == "solid"
    assert failed == [] and sheets(nurse.page) == 1


def on_paper(nurse) -> None:
    """Lay the page out as its printer does."""
    nurse.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    nurse.page.emulate_media(media="print")


@pytest.fixture
def named(nurse, monkeypatch):
    """A learner whose name the roster knows."""

    async def identify(handler):
        return Learner(nurse.learner, "Anna Berg")

    monkeypatch.setattr(nurse.server.portal.identity, "identify", identify)
    return nurse


@pytest.mark.parametrize("path", [f"/quiz/{QUIZ}", f"/results/{QUIZ}", "/module/retinoids"])
def test_paper_says_whose_it_is_what_and_when(named, results, publish, path):
    """Can a sheet from the ward's printer be told from another's: name, id, title and time?"""
    publish(**{QUIZ: {"returned": True}})
    results(named.learner, **{QUIZ: FULL})
    named.goto(path)
    head = named.page.locator(".nbp-on-paper")
    expect(head).to_be_hidden()
    on_paper(named)
    expect(head).to_be_visible()
    told = head.inner_text()
    title = "Retinoids: helping cells grow up" if "module" in path else FULL["title"]
    assert f"Anna Berg ({named.learner})" in told and title in told
    assert re.search(r"Printed \d{1,2} [A-Z][a-z]{2} 20\d\d, \d\d:\d\d", told)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_quiz_is_four_sheets_at_most(nurse, paper):
    """Does no quiz of eight questions take more paper, answered or not, and is nothing wider than the sheet?"""
    taken = {}
    for quiz in QUIZZES:
        nurse.goto(f"/quiz/{quiz}")
        assert nurse.page.locator(".nbp-widget.nbc-root").count() >= 5
        taken[quiz] = sheets(nurse.page, paper)
    assert max(taken.values()) <= 4, taken


def test_a_written_answer_is_printed_whole(nurse):
    """Are all sixty lines on paper, and on the screen once only?"""
    nurse.goto(f"/quiz/{QUIZ}")
    box = nurse.page.locator("textarea").first
    box.fill(LONG)
    nurse.wait_bar("All answers saved")
    whole = nurse.page.locator(".nbc-written-whole").first
    expect(whole).to_be_hidden()
    before = sheets(nurse.page)
    nurse.page.emulate_media(media="print")
    expect(box).to_be_hidden()
    lines = whole.evaluate("el => el.getBoundingClientRect().height / parseFloat(getComputedStyle(el).lineHeight)")
    assert lines >= 60 and before > 1
    nurse.page.emulate_media(media="screen")
    box.fill("")
    nurse.page.emulate_media(media="print")
    expect(box).to_be_visible()
    expect(whole).to_be_hidden()


def test_a_result_prints_a_long_answer_and_its_whole_question(nurse, results, publish):
    """Is nothing of a returned written answer cut?"""
    publish(**{QUIZ: {"returned": True}})
    written = {**ITEMS[2], "given": [{"place": "", "text": LONG, "look": "plain"}]}
    results(nurse.learner, **{QUIZ: FULL | {"items": [*ITEMS[:2], written]}})
    nurse.goto(f"/results/{QUIZ}")
    on_paper(nurse)
    box = nurse.page.locator(".nbp-written")
    assert box.evaluate("el => el.scrollHeight <= el.clientHeight + 1 && el.innerText.split('\\n').length >= 60")


def test_a_module_uses_the_width_of_the_paper(nurse):
    """Is the list at the side gone, and the text as wide as the sheet?"""
    nurse.goto("/module/retinoids")
    on_paper(nurse)
    width, text, question = (
        nurse.page.locator(what).first.bounding_box()["width"] for what in (".nbp-main", ".nbp-article p", ".nbc-card")
    )
    assert text > 0.95 * width and question > 0.95 * width
    expect(nurse.page.locator(".nbp-side")).to_be_hidden()


def test_a_module_with_a_case_is_printed_to_its_end(nurse):
    """Do the steps that only paper shows count before the sheets do, so that the end of the page is not cut off?"""
    nurse.goto("/module/side-effects")
    printed = sheets(nurse.page)
    steps = nurse.page.locator(".nbc-case-paper .nbc-step")
    expect(steps).to_have_count(0)
    nurse.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(steps).to_have_count(5)  # there before the media changes
    height = "document.documentElement.scrollHeight"
    nurse.page.set_viewport_size({"width": 703, "height": 900})
    nurse.page.emulate_media(media="print")
    assert printed >= nurse.page.evaluate(height) / 1031  # what A4 holds within its margins
    nurse.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(steps).to_have_count(0)
