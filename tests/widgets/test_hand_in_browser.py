"""The hand-in panel on the page."""

import pytest
from case_items import graded_case
from question_items import SINGLE, TEXT, graded

pytestmark = pytest.mark.browser

PANEL = {"assessment": "retinoids-quiz", "numbers": {"x-p01": 1, "x-q08": 8}}


def open_panel(bench, unanswered=()):
    bench.page.evaluate("ids => { host.unanswered = ids; }", list(unanswered))
    bench.mount(
        PANEL,
        module="hand-in.js",
        state={"answered": 2 - len(unanswered), "total": 2, "unanswered": list(unanswered), "handed_in": None},
    )


def press(bench, name):
    bench.page.get_by_role("button", name=name, exact=True).click()


def test_hand_in_shows_the_receipt(bench):
    """Does the learner get something to keep?"""
    open_panel(bench)
    press(bench, "Hand in")
    bench.page.get_by_text("retinoids-quiz", exact=True).wait_for()
    assert bench.page.locator(".nbc-receipt").inner_text().startswith("Quiz\nretinoids-quiz\nLearner\nnurse-07")
    assert bench.page.get_by_role("status").inner_text() == "Handed in"
    assert bench.page.get_by_role("button", name="Hand in again").is_visible()


def test_unanswered_questions_are_named_and_asked_about(bench):
    """Is nobody surprised by an empty question?"""
    open_panel(bench, ["x-q08"])
    assert bench.page.locator(".nbc-unanswered").inner_text() == "Question 8"
    press(bench, "Hand in")
    assert bench.host("host.received.filter((m) => m.type === 'hand-in').length") == 0
    press(bench, "Back to the questions")
    press(bench, "Hand in")
    press(bench, "Hand in anyway")
    bench.page.get_by_text("Handed in", exact=True).wait_for()


def test_answer_not_yet_saved_stops_the_hand_in(bench):
    """Is an answer that is only on the page never left behind?"""
    bench.mount(graded(SINGLE))
    open_panel(bench)
    bench.host("host.mode = 'throw'")
    bench.page.locator(".nbc-option").first.click()
    bench.host("host.mode = 'silent'")
    press(bench, "Hand in")
    bench.page.get_by_text("Not saved yet: Question 1").wait_for()
    assert bench.host("host.received.filter((m) => m.type === 'hand-in').length") == 0


def test_text_that_waits_for_its_pause_counts_as_not_saved(bench):
    """Are the last words of a written answer waited for?"""
    bench.mount(TEXT)
    open_panel(bench)
    bench.host("host.mode = 'silent'")
    bench.page.get_by_role("textbox").focus()
    # In one task: while the words still wait for their pause, however slow the machine is.
    bench.page.evaluate(
        "() => { document.execCommand('insertText', false, 'last words'); document.querySelector('.nbc-hand-in button').click(); }"
    )
    bench.page.get_by_text("Not saved yet").wait_for()


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("host.refuse = 'The quiz is closed.'", "NOT HANDED IN. The quiz is closed."),
        ("host.mode = 'throw'", "NOT HANDED IN – the course does not answer."),
    ],
)
def test_failure_is_never_shown_as_success(bench, setting, words):
    """Does a refusal or a dead host say so, and leave the button?"""
    open_panel(bench)
    bench.host(setting)
    press(bench, "Hand in")
    bench.page.get_by_text(words).wait_for()
    assert bench.page.get_by_role("button", name="Hand in", exact=True).is_visible()
    assert bench.page.locator(".nbc-receipt dl").count() == 0


def test_axe_finds_nothing_on_the_panel(bench):
    """Is the panel readable for everybody, before and after?"""
    open_panel(bench, ["x-q08"])
    assert bench.axe() == []
    press(bench, "Hand in")
    press(bench, "Hand in anyway")
    bench.page.get_by_text("Handed in", exact=True).wait_for()
    assert bench.axe() == []


def test_a_change_after_handing_in_is_said(bench):
    """Does a learner who changes an answer see that the change is not handed in?"""
    receipt = {
        "learner": "n",
        "assessment": "q",
        "at": "2026-11-22T10:40:00Z",
        "hash": "ab",
        "answered": 2,
        "total": 2,
        "where": "there",
    }
    bench.page.evaluate("receipt => { host.handIn = receipt; host.changed = true; }", receipt)
    open_panel(bench)
    bench.page.get_by_text("The change is NOT handed in yet.").wait_for()


def test_an_answer_left_by_a_closed_tab_is_taken_up(bench):
    """Is an answer that only another tab knew brought to its question, where it can be saved?"""
    bench.mount(graded(SINGLE))
    key = "nbcare.pending|seed-1|x-p01"
    left = {"response": "b", "saw": 0, "nonce": "other", "sent": []}
    bench.page.evaluate("([key, left]) => localStorage.setItem(key, JSON.stringify(left))", [key, left])
    open_panel(bench)
    press(bench, "Hand in")
    bench.page.wait_for_function("key => localStorage.getItem(key) === null", arg=key)
    assert bench.page.locator("[data-item=x-p01] input[value=b]").is_checked()


def test_the_request_names_what_the_page_shows(bench):
    """Does the host learn which revision of each answer, and how much of a case, the learner had before her?"""
    bench.mount(graded(SINGLE))
    case = graded_case()
    bench.mount(case, module="case.js")
    open_panel(bench)
    bench.page.locator("[data-item=x-p01] .nbc-option").first.click()
    bench.page.wait_for_function("host.disk['x-p01']?.revision === 1")
    bench.page.get_by_text("Saved", exact=True).wait_for()
    press(bench, "Hand in")
    bench.page.get_by_text("Handed in", exact=True).wait_for()
    [sent] = bench.host("host.received.filter((m) => m.type === 'hand-in')")
    assert sent["reviewed"] == {"x-p01": 1, case["id"]: 1, case["steps"][0]["id"]: 0}


def test_an_answer_that_changed_elsewhere_is_named_and_the_next_request_knows_it(bench):
    """Does the panel say which question to look at, claim nothing, and hand in when asked again?"""
    open_panel(bench)
    bench.page.evaluate("host.changedNow = { 'x-q08': 4 }")
    press(bench, "Hand in")
    bench.page.get_by_text("NOT HANDED IN. Changed in another window or on another device: Question 8.").wait_for()
    press(bench, "Hand in")
    bench.page.get_by_text("Handed in", exact=True).wait_for()
    assert bench.host("host.received.at(-1).reviewed") == {"x-q08": 4}
