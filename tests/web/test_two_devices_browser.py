"""One nurse, one quiz, two devices: is what she reviews what she hands in, and what a page shows what is saved?"""

import re

import pytest
from playwright.sync_api import expect
from served import CASE_QUIZ, QUIZ

pytestmark = [pytest.mark.browser, pytest.mark.whole]

SINGLE = "retinoids-q07"
ADDRESS = f"/quiz/{QUIZ}"


@pytest.fixture
def devices(nurse_factory):
    """Open one quiz for one nurse on two devices: devices(address) gives both."""
    made = []

    def opened(address: str = ADDRESS):
        made.extend([first := nurse_factory(), nurse_factory(learner=first.learner)])
        for nurse in made:
            nurse.log_in(address)
        return made

    yield opened
    assert [error for nurse in made for error in nurse.errors] == []


def words_of(nurse, nth: int) -> str:
    return nurse.question(SINGLE).locator(".nbc-option").nth(nth).inner_text().strip()


def choose(nurse, nth: int) -> None:
    nurse.choose(SINGLE, nth)
    nurse.wait_bar("All answers saved")


def panel(nurse):
    return nurse.page.locator("#nbp-review")


def review(nurse):
    nurse.page.get_by_role("link", name="Review and hand in").click()
    return panel(nurse)


def ask(nurse) -> None:
    panel(nurse).get_by_role("button", name="Hand in …").click()


def agree(nurse) -> None:
    nurse.page.get_by_role("dialog").get_by_role("button", name="Hand in now").click()


def says_changed(nurse, name: str = "Question 7") -> None:
    expect(panel(nurse).get_by_role("status")).to_contain_text(f"on another device: {name}. The review shows it now.")


def test_the_review_shows_what_another_device_saved(devices):
    """Does a page that nobody touched show the newer answer in its review, name it first, and hand in that one?"""
    ward, phone = devices()
    choose(ward, 0)
    phone.page.reload()
    choose(ward, 1)
    review(phone)
    says_changed(phone)
    expect(
        panel(phone).get_by_role("heading", name="Changed in another window or on another device (1)")
    ).to_be_visible()
    expect(panel(phone).locator(".nbp-answer").first).to_contain_text(words_of(ward, 1))
    ask(phone)
    expect(phone.page.get_by_role("dialog")).to_contain_text(
        "Changed in another window or on another device while you were here: Question 7."
    )
    agree(phone)
    expect(panel(phone).get_by_role("heading", name="Receipt")).to_be_visible()
    assert phone.question(SINGLE).locator("input").nth(1).is_checked()
    panel(phone).locator("summary", has_text="What was handed in").click()
    expect(panel(phone).locator(".nbp-receipt")).to_contain_text(words_of(ward, 1))


def test_an_answer_that_changes_during_the_review_is_shown_before_the_question(devices):
    """Is somebody who presses the button over an older list led to the newer one first?"""
    ward, phone = devices()
    choose(ward, 0)
    phone.page.reload()
    review(phone)
    expect(panel(phone).locator(".nbp-answer").last).to_contain_text(words_of(ward, 0))
    choose(ward, 2)
    ask(phone)
    says_changed(phone)
    expect(phone.page.get_by_role("dialog")).to_have_count(0)
    expect(panel(phone).get_by_role("heading", name="Review and hand in")).to_be_focused()
    expect(panel(phone).locator(".nbp-answer").first).to_contain_text(words_of(ward, 2))
    ask(phone)
    agree(phone)
    expect(panel(phone).get_by_role("heading", name="Receipt")).to_be_visible()


def test_an_answer_that_changes_under_the_last_question_is_not_handed_in(devices):
    """Does the course refuse what the learner had not seen when she agreed, and the page show it?"""
    ward, phone = devices()
    choose(ward, 0)
    phone.page.reload()
    review(phone)
    ask(phone)
    expect(phone.page.get_by_role("dialog")).to_be_visible()
    choose(ward, 1)
    agree(phone)
    expect(panel(phone).get_by_role("status")).to_contain_text(
        "NOT HANDED IN. Changed in another window or on another device: Question 7."
    )
    expect(panel(phone).locator(".nbp-answer").first).to_contain_text(words_of(ward, 1))
    expect(panel(phone).get_by_role("heading", name="Receipt")).to_have_count(0)
    assert phone.axe() == []


def test_a_change_made_on_this_page_asks_nothing(devices):
    """Is a learner who goes back to a question and changes it here not told of another device?"""
    ward, _ = devices()
    choose(ward, 0)
    review(ward)
    panel(ward).get_by_role("link", name="Change Question 7").click()
    choose(ward, 1)
    ask(ward)
    expect(ward.page.get_by_role("dialog")).not_to_contain_text("another device")
    agree(ward)
    expect(panel(ward).get_by_role("heading", name="Receipt")).to_be_visible()


def test_a_step_that_another_device_opened_is_shown_before_it_is_handed_in(devices):
    """Does a case that went on elsewhere stop the hand-in until its steps are on the page?"""
    ward, phone = devices(f"/quiz/{CASE_QUIZ}")
    for nurse in (ward, phone):
        expect(nurse.page.locator(".nbc-case-heading")).to_have_count(1)
    ward.page.locator("#q-side-effects-q07 .nbc-option").first.click()
    ward.wait_bar("All answers saved")
    review(phone)
    says_changed(phone, "Question 13")
    ward.page.get_by_role("button", name="Open step 2", exact=True).click()
    ward.page.get_by_role("button", name="Open step 2 without an answer").click()
    ward.page.locator(".nbc-case-heading", has_text="Step 2").wait_for()
    ask(phone)
    expect(panel(phone).get_by_role("status")).to_contain_text("The review shows it now.")
    phone.page.locator(".nbc-case-heading", has_text="Step 2").wait_for()
    ask(phone)
    agree(phone)
    expect(panel(phone).get_by_role("heading", name="Receipt")).to_be_visible()


def conflict(first, second) -> None:
    """Let the second device answer over what it had not seen of the first."""
    choose(first, 0)
    second.choose(SINGLE, 1)
    second.page.locator(f"#q-{SINGLE} .nbc-conflict").wait_for()


def status(nurse):
    return nurse.question(SINGLE).locator(".nbc-status")


def test_the_other_answer_is_kept_as_it_is_now(devices):
    """Does the page that gives way show what is on the server by then, and not what the conflict told?"""
    ward, phone = devices()
    conflict(ward, phone)
    choose(ward, 2)
    phone.question(SINGLE).get_by_role("button", name="Keep the other answer").click()
    expect(phone.question(SINGLE).locator("input").nth(2)).to_be_checked()
    expect(status(phone)).to_contain_text("Saved")
    assert (
        phone.server.saved(phone.learner, QUIZ, SINGLE) == phone.question(SINGLE).locator("input").nth(2).input_value()
    )


def test_nothing_is_called_saved_while_the_course_cannot_be_asked(devices):
    """Does the line say that it is looking, not that it is saved, until the course answers?"""
    ward, phone = devices()
    conflict(ward, phone)
    phone.page.route("**/api/**", lambda route: route.abort())
    phone.question(SINGLE).get_by_role("button", name="Keep the other answer").click()
    expect(status(phone)).to_contain_text("Looking which answer is saved now")
    phone.page.unroute("**/api/**")
    phone.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(status(phone)).to_have_text(re.compile("Saved$"))


def test_an_open_question_about_two_answers_follows_the_newer_one(devices):
    """Does the panel show the other answer as it is now, and go when both became one?"""
    ward, phone = devices()
    conflict(ward, phone)
    choose(ward, 2)
    phone.page.evaluate("window.dispatchEvent(new Event('focus'))")
    other = phone.question(SINGLE).locator(".nbc-choice-of-two .nbc-answer-text").nth(1)
    expect(other).to_contain_text(words_of(ward, 2))
    choose(ward, 1)
    phone.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(phone.question(SINGLE).locator(".nbc-conflict")).to_be_hidden()
    expect(status(phone)).to_contain_text("Saved")


def test_an_answer_that_was_not_taken_keeps_its_reason(devices):
    """Is a refusal after the other device handed in still to be read when the page shows what counts?"""
    ward, phone = devices()
    choose(ward, 0)
    review(ward)
    ask(ward)
    agree(ward)
    expect(panel(ward).get_by_role("heading", name="Receipt")).to_be_visible()
    phone.choose(SINGLE, 1)
    expect(phone.question(SINGLE).locator("input").first).to_be_checked()
    expect(status(phone)).to_contain_text("NOT SAVED. This quiz is handed in.")


def test_a_new_attempt_shows_what_another_device_did_in_it(devices):
    """Does a page that unlocks its answers show those of today?"""
    ward, phone = devices()
    choose(ward, 0)
    review(ward)
    ask(ward)
    agree(ward)
    again = {"name": "Change answers and hand in again"}
    phone.page.reload()
    panel(ward).get_by_role("button", **again).click()
    expect(ward.question(SINGLE).locator("input").first).to_be_enabled()
    choose(ward, 1)
    panel(phone).get_by_role("button", **again).click()
    expect(phone.question(SINGLE).locator("input").nth(1)).to_be_checked()
