"""Can a nurse answer a quiz, look at all of it again, hand it in, and see what then holds?"""

import re

import pytest
from playwright.sync_api import expect
from served import CASE_QUIZ, QUIZ

from nbcare.portal.identity import Learner

pytestmark = pytest.mark.browser

SINGLE = "retinoids-q07"
ADDRESS = f"/quiz/{QUIZ}"


def review(nurse):
    """Open the review, unless it is open."""
    if not nurse.page.get_by_role("button", name="Hand in …").count():
        nurse.page.get_by_role("link", name="Review and hand in").click()
    return nurse.page.locator("#nbp-review")


def hand_in(nurse) -> None:
    nurse.wait_bar("All answers saved")  # what is still on its way is not handed in
    review(nurse).get_by_role("button", name="Hand in …").click()
    nurse.page.get_by_role("dialog").get_by_role("button", name="Hand in now").click()
    nurse.page.get_by_role("heading", name="Receipt").wait_for()


def row(nurse, name: str):
    return nurse.page.locator(".nbp-question", has_text=re.compile(rf"^\W*{name}\b"))


def test_an_answer_is_saved_counted_and_marked_in_the_list(nurse):
    """Does the list say in words which questions are answered, and the bar that all is saved?"""
    nurse.goto(ADDRESS)
    expect(row(nurse, "Question 7")).to_contain_text("not answered")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    assert nurse.server.saved(nurse.learner, QUIZ, SINGLE)
    expect(row(nurse, "Question 7")).not_to_contain_text("not answered")
    expect(nurse.page.locator("#nbp-count")).to_contain_text("1 of 8 answered")
    nurse.page.reload()
    expect(nurse.question(SINGLE).locator("input:checked")).to_have_count(1)


def test_every_question_is_found_by_its_heading(nurse):
    """Does a jump from heading to heading reach each question of a quiz, below the page's title, and each of a module, below its section?"""
    nurse.goto(ADDRESS)
    nurse.until("document.documentElement.dataset.nbpMounted === 'all'")
    assert nurse.page.get_by_role("heading", level=2).all_inner_texts() == [
        *(f"Question {n} of 8" for n in range(1, 9)),
        "Review and hand in",
    ]
    assert nurse.page.get_by_role("group", name=re.compile("^Question 3 of 8")).count() == 1
    nurse.goto("/module/retinoids")
    nurse.until("document.documentElement.dataset.nbpMounted === 'all'")
    asked = nurse.page.locator(".nbp-widget[data-widget=ask]").count()
    assert nurse.page.get_by_role("heading", level=3, name=re.compile(r"^Question \d+$")).count() == asked > 5


def test_clearing_is_offered_only_to_an_answer(nurse):
    """Is there a button to clear while there is something to clear, and does the focus stay in the question after it?"""
    nurse.goto(ADDRESS)
    question = nurse.question(SINGLE)
    clear = question.get_by_role("button", name="Clear my answer")
    assert clear.count() == 0
    question.locator("input").first.focus()
    nurse.page.keyboard.press("Space")
    nurse.wait_bar("All answers saved")
    clear.focus()
    nurse.page.keyboard.press("Enter")
    assert clear.count() == 0
    assert question.locator("input").first.evaluate("(input) => input === document.activeElement")


def test_how_many_are_left_is_told_once_on_a_screen(nurse):
    """Does the list beside the questions say it, and neither each question nor the panel again?"""
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    assert "1 of 8 answered" in nurse.page.locator("#nbp-count").inner_text()
    told = nurse.page.get_by_text(re.compile("unanswered|questions are not answered yet|1 of 8 answered"))
    assert [one.inner_text() for one in told.all() if one.is_visible()] == [" · 1 of 8 answered"]
    assert "Not answered yet (7)" in (review(nurse).inner_text())
    assert [one.inner_text() for one in told.all() if one.is_visible()] == [" · 1 of 8 answered"]


def test_a_receipt_names_its_learner_where_the_name_is_known(nurse, monkeypatch):
    """Does a receipt show name and id, and the id alone for somebody without a name?"""
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE)
    hand_in(nurse)
    shown = nurse.page.locator(".nbp-receipt dl")
    assert re.search(rf"Learner\s+{nurse.learner}\s", shown.inner_text())

    async def identify(handler):
        return Learner(nurse.learner, "Anna Berg")

    monkeypatch.setattr(nurse.server.portal.identity, "identify", identify)
    nurse.page.reload()
    assert re.search(rf"Learner\s+Anna Berg \({nurse.learner}\)\s", shown.inner_text())


def test_review_names_every_answer_and_what_is_missing_first(nurse):
    """Does the last look show the learner's own answer in words, and lead back to each question?"""
    nurse.goto(ADDRESS)
    chosen = nurse.question(SINGLE).locator(".nbc-option").nth(2)
    chosen.click()
    panel = review(nurse)
    expect(panel.locator(".nbp-answer")).to_have_count(8)
    names = panel.locator(".nbp-answer .nbp-strong").all_inner_texts()
    assert names[:2] == ["Question 1", "Question 2"]
    assert names[-1] == "Question 7"
    expect(panel.locator(".nbp-answer").last).to_contain_text(chosen.inner_text().strip())
    panel.get_by_role("link", name="Change Question 7").click()
    expect(nurse.page).to_have_url(re.compile(f"#q-{SINGLE}$"))


def test_handing_in_asks_first_gives_a_receipt_and_locks(nurse, publish):
    """Is nothing handed in without a yes, and nothing changed after it?"""
    publish(**{QUIZ: {"attempts": 2}})
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    panel = review(nurse)
    panel.get_by_role("button", name="Hand in …").click()
    dialog = nurse.page.get_by_role("dialog")
    expect(dialog).to_contain_text("7 questions have no answer")
    dialog.get_by_role("button", name="Back to my answers").click()
    expect(dialog).to_have_count(0)
    expect(nurse.page.get_by_role("heading", name="Receipt")).to_have_count(0)
    hand_in(nurse)
    expect(panel).to_contain_text(re.compile(r"Receipt number\s*[0-9a-f]{8,}"))
    expect(panel).to_contain_text("1 of 2")
    expect(nurse.question(SINGLE).locator("input").first).to_be_disabled()
    nurse.page.reload()
    expect(nurse.page.locator("#nbp-quiz-state")).to_contain_text("your answers are locked")
    expect(nurse.question(SINGLE).locator("input").first).to_be_disabled()


def test_a_new_attempt_unlocks_until_none_is_left(nurse, publish):
    """Do attempts follow the policy?"""
    publish(**{QUIZ: {"attempts": 2}})
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE)
    hand_in(nurse)
    nurse.page.get_by_role("button", name="Change answers and hand in again").click()
    nurse.page.get_by_role("heading", name="Review and hand in").wait_for()
    expect(nurse.question(SINGLE).locator("input").first).to_be_enabled()
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    hand_in(nurse)
    expect(nurse.page.locator("#nbp-review")).to_contain_text("No attempt is left")
    expect(nurse.page.get_by_role("button", name="Change answers")).to_have_count(0)


def test_late_is_said_before_and_after(nurse, publish):
    """Does a learner know that it will be marked as late?"""
    publish(**{QUIZ: {"due": "2020-01-01T12:00:00Z"}})
    nurse.goto(ADDRESS)
    expect(nurse.page.locator("#nbp-quiz-state")).to_contain_text("marked as late")
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    hand_in(nurse)
    expect(nurse.page.locator("#nbp-review")).to_contain_text(re.compile(r"Late\s*yes"))


def test_after_results_were_returned_it_is_said_that_the_instructor_decides(nurse, publish, results):
    """Does she know before and after handing in that it does not count by itself?"""
    publish(**{QUIZ: {"attempts": 2, "returned": True}})
    results("a-colleague", **{QUIZ: {"at": "2026-11-22T10:00:00Z"}})
    nurse.goto(ADDRESS)
    expect(nurse.page.locator("#nbp-quiz-state")).to_contain_text("counts only when your instructor accepts it")
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    review(nurse).get_by_role("button", name="Hand in …").click()
    expect(nurse.page.get_by_role("dialog")).to_contain_text("counts only when your instructor accepts it")
    nurse.page.get_by_role("button", name="Hand in now").click()
    expect(nurse.page.locator("#nbp-review")).to_contain_text(
        re.compile(r"Counts\s*only when your instructor accepts it")
    )


def test_a_quiz_by_keyboard_alone(nurse):
    """Can everything be done without a mouse, with the focus where one expects it?"""
    nurse.goto(ADDRESS)
    keys = nurse.page.keyboard
    keys.press("Tab")
    expect(nurse.page.get_by_role("link", name="Skip to the page")).to_be_focused()
    nurse.question(SINGLE).locator("input").first.focus()
    keys.press("Space")
    nurse.wait_bar("All answers saved")
    nurse.page.get_by_role("link", name="Review and hand in").focus()
    keys.press("Enter")
    expect(nurse.page.get_by_role("heading", name="Review and hand in")).to_be_focused()
    nurse.page.get_by_role("button", name="Hand in …").focus()
    keys.press("Enter")
    expect(nurse.page.get_by_role("button", name="Back to my answers")).to_be_focused()
    keys.press("Tab")
    keys.press("Enter")
    nurse.page.get_by_role("heading", name="Receipt").wait_for()
    expect(nurse.page.get_by_role("heading", name="Receipt")).to_be_focused()


def test_a_quiz_by_touch_on_a_telephone(nurse_factory):
    """Can the quiz be done with a finger, the list of questions folded until it is wanted?"""
    nurse = nurse_factory(width=390, touch=True)
    nurse.log_in(ADDRESS)
    expect(nurse.page.locator("#nbp-questions")).to_be_hidden()
    nurse.page.locator(".nbp-fold > summary").tap()
    row(nurse, "Question 7").locator("a").tap()
    expect(nurse.page.locator("#nbp-questions")).to_be_hidden()
    nurse.question(SINGLE).locator(".nbc-option").first.tap()
    nurse.wait_bar("All answers saved")
    assert nurse.errors == []


def test_a_graded_case_opens_step_by_step(nurse):
    """Is a step's question on the page only once the step is opened, here and in another tab?"""
    nurse.goto(f"/quiz/{CASE_QUIZ}")
    page = nurse.page
    other = page.context.new_page()
    other.goto(page.url)
    expect(page.locator(".nbp-question").nth(1)).to_contain_text("not opened yet")
    assert (
        page.evaluate(
            "JSON.parse(document.getElementById('nbc-page').textContent).widgets[Object.keys(JSON.parse(document.getElementById('nbc-page').textContent).widgets)[0]].props.steps.filter(Boolean).length"
        )
        == 1
    )
    page.get_by_role("button", name="Open step 2", exact=True).click()
    page.get_by_role("button", name="Open step 2 without an answer").click()
    page.locator(".nbc-case-heading", has_text="Step 2").wait_for()
    page.get_by_role("button", name="Open step 3", exact=True).click()
    page.get_by_role("button", name="Open step 3 without an answer").click()
    page.locator(".nbc-case-heading", has_text="Step 3").wait_for()
    other.evaluate("window.dispatchEvent(new Event('focus'))")
    other.locator(".nbc-case-heading", has_text="Step 3").wait_for()
    expect(other.locator(".nbp-question").nth(2)).not_to_contain_text("not opened yet")


def test_the_chart_of_a_locked_question_can_still_be_read(nurse):
    """Do the chart's tabs open when the answers are locked?"""
    nurse.goto(f"/quiz/{CASE_QUIZ}")
    page = nurse.page
    question = nurse.question("side-effects-q04")
    expect(question.get_by_role("tab").nth(1)).to_be_visible()
    page.locator("#q-side-effects-q07 .nbc-option").first.click()
    nurse.wait_bar("All answers saved")
    hand_in(nurse)
    tab = question.get_by_role("tab").last
    tab.click()
    expect(tab).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q-side-effects-q07 input").first).to_be_disabled()
