"""Choosing a told number of options."""

import pytest
from kind_rules import check, marks, mount_answered, tab_back_to, wait_saved
from question_items import SELECT_N, graded

pytestmark = pytest.mark.browser


def option(bench, id):
    return bench.page.locator(".nbc-option", has_text=SELECT_N["options"][id])


def test_answer_by_mouse_and_touch(pointing):
    """Can options be chosen and taken back?"""
    bench, press = pointing
    bench.mount(SELECT_N)
    for id in ("d", "a"):
        press(option(bench, id))
    wait_saved(bench, SELECT_N, ["a", "d"])
    press(option(bench, "a"))
    press(option(bench, "c"))
    wait_saved(bench, SELECT_N, ["c", "d"])


def test_answer_by_keyboard(bench):
    """Are Tab and Space enough?"""
    bench.mount(SELECT_N)
    for id in ("a", "c"):
        tab_back_to(bench.page, f"el.value === '{id}'")
        bench.page.keyboard.press("Space")
    wait_saved(bench, SELECT_N, ["a", "c"])


def test_choice_after_the_last_allowed_one_is_refused_with_a_word(pointing):
    """Does a third choice of two stay out, unsaved, and say why to everybody?"""
    bench, press = pointing
    bench.mount(graded(SELECT_N))
    note = bench.page.locator(".nbc-limit")
    assert note.get_attribute("role") == "status" and note.inner_text() == "0 of 2 chosen"
    for id in ("a", "b"):
        press(option(bench, id))
    wait_saved(bench, SELECT_N, ["a", "b"])
    sent = len(bench.saves())
    press(option(bench, "c"))
    assert note.inner_text() == "Not chosen: only 2 are allowed here. Take one away first."
    assert not option(bench, "c").locator("input").is_checked()
    assert len(bench.saves()) == sent and bench.saved("x-p11") == ["a", "b"]
    press(option(bench, "b"))
    assert note.inner_text() == "1 of 2 chosen"
    press(option(bench, "c"))
    wait_saved(bench, SELECT_N, ["a", "c"])


def test_a_refusal_is_over_when_the_answer_is_explained(bench):
    """Does nothing ask to take a choice away that can no longer be changed?"""
    mount_answered(bench, SELECT_N, ["a", "b"])
    option(bench, "c").click()
    check(bench)
    bench.page.locator(".nbc-result").wait_for()
    assert bench.page.locator(".nbc-limit").inner_text() == "2 of 2 chosen"


def test_limit_counts_a_restored_answer(bench):
    """Is the third choice refused after a reload, too?"""
    mount_answered(bench, SELECT_N, ["a", "b"])
    option(bench, "c").click()
    assert bench.page.locator(".nbc-limit").inner_text().startswith("Not chosen")
    assert bench.saves() == []


def test_review_says_chosen_right_wrong_and_missed(bench):
    """Are the four looks told in sign and word, and the points without a loss for the wrong one?"""
    mount_answered(bench, SELECT_N, ["a", "d"])
    check(bench)
    assert marks(bench, ".nbc-option-text") == {
        "The brakes": "✓ Right",
        "The tyres": "○ Right, but not chosen",
        "The price": "✗ Not right",
    }
    assert "1 of 2 points (one point for each right choice)" in bench.page.locator(".nbc-result").inner_text()
