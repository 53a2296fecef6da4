"""A number box with words in it: kept for the nurse, told apart from an answer everywhere on the page."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUIZ, NUMBER = "interleukin-2-quiz", "interleukin-2-q02"
ADDRESS = f"/quiz/{QUIZ}"
TYPED = "about eleven"


def box(nurse):
    return nurse.question(NUMBER).get_by_role("textbox")


def type_words(nurse) -> None:
    box(nurse).fill(TYPED)
    box(nurse).blur()
    expect(nurse.question(NUMBER).locator(".nbc-status")).to_contain_text("Kept as you typed it, but NOT an answer yet")


def test_what_was_typed_is_on_every_device_and_never_called_an_answer(nurse_factory):
    """Do question, list, bar and review say the same of it, also on another device, and does it count as unanswered?"""
    ward = nurse_factory()
    ward.log_in(ADDRESS)
    type_words(ward)
    phone = nurse_factory(width=390, learner=ward.learner)
    phone.log_in(ADDRESS)
    for nurse in (ward, phone):
        expect(box(nurse)).to_have_value(TYPED)
        expect(nurse.question(NUMBER).locator(".nbc-status")).to_contain_text("NOT an answer yet")
        expect(nurse.page.locator("#nbp-count")).to_contain_text(re.compile(r"\b0 of \d+ answered"))
        expect(nurse.page.locator(".nbp-question[data-look=typed]")).to_have_count(1)
        expect(nurse.page.locator(".nbp-bar-text")).to_contain_text("Saved, but Question 2 is not a number yet")
    phone.page.get_by_role("link", name="Review and hand in").click()
    row = phone.page.locator(".nbp-answer", has_text=TYPED)
    expect(row).to_contain_text(f"“{TYPED}” (not a number)")
    expect(row).to_contain_text("typed, not an answer")
    expect(row.get_by_role("link")).to_contain_text("Answer it")
    assert phone.axe() == [] and ward.errors == phone.errors == []


def test_words_alone_are_not_handed_in_and_with_an_answer_they_count_as_none(nurse):
    """Is a quiz with nothing but such words refused, and does a receipt not count them?"""
    nurse.goto(ADDRESS)
    type_words(nurse)
    nurse.page.get_by_role("link", name="Review and hand in").click()
    panel = nurse.page.locator("#nbp-review")

    def hand_in():
        panel.get_by_role("button", name="Hand in …").click()
        nurse.page.get_by_role("dialog").get_by_role("button", name="Hand in now").click()

    hand_in()
    expect(panel.get_by_role("status")).to_contain_text("NOT HANDED IN. No answer is saved yet.")
    nurse.page.locator(".nbc-option").first.click()
    expect(nurse.page.locator("#nbp-count")).to_contain_text("1 of")
    expect(nurse.page.locator(".nbp-bar-text")).not_to_contain_text("Saving")
    hand_in()
    expect(panel.locator(".nbp-receipt dl")).to_contain_text(re.compile(r"Answered\s*1 of"))
    panel.locator("summary", has_text="What was handed in").click()
    expect(panel.locator(".nbp-receipt")).to_contain_text("(not a number)")
