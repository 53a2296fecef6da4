"""Parts of a table to choose: by mouse, touch and keyboard, restored, reviewed and on paper."""

import pytest
from kind_rules import (
    check,
    marks,
    mount_answered,
    tab_back_to,
    wait_saved,
    wait_styled,
)
from question_items import HIGHLIGHT, graded

pytestmark = pytest.mark.browser
TABLE = {
    "columns": ["Room", "Morning", "Evening"],
    "rows": [
        ["Kitchen", "[[s1: The tap drips]]", "[[s2: The tap runs and cannot be closed]]"],
        ["Hall", "The lamp is [[s3: dusty]]", "[[s4: The lamp smells burnt]]"],
    ],
}
FEEDBACK = {"s1": "It may wait.", "s2": "Close the main tap.", "s3": "Dust waits.", "s4": "Call somebody."}
ITEM = {
    **{name: part for name, part in HIGHLIGHT.items() if name != "text"},
    "table": TABLE,
    "key": ["s2", "s4"],
    "feedback": FEEDBACK,
}


def test_parts_are_chosen_by_mouse_and_touch(pointing):
    """Does a press choose a part, and another press take it back?"""
    bench, press = pointing
    bench.mount(ITEM)
    press(bench.page.locator(".nbc-span-text", has_text="The tap drips"))
    press(bench.page.locator(".nbc-span-text", has_text="The lamp smells burnt"))
    wait_saved(bench, ITEM, ["s1", "s4"])
    press(bench.page.locator(".nbc-span-text", has_text="The tap drips"))
    wait_saved(bench, ITEM, ["s4"])
    assert (
        bench.page.get_by_text("1 chosen").is_visible()
        and "parts of the table" in bench.page.locator(".nbc-hint").first.inner_text()
    )


def test_parts_are_chosen_by_keyboard(bench):
    """Do Tab and Space reach every part, in reading order, each with its words as its name?"""
    bench.mount(ITEM)
    for id in ("s2", "s3"):
        tab_back_to(bench.page, f"el.type === 'checkbox' && el.value === '{id}'")
        bench.page.keyboard.press("Space")
    wait_saved(bench, ITEM, ["s2", "s3"])
    names = bench.page.get_by_role("checkbox").evaluate_all("els => els.map((el) => el.labels[0].textContent.trim())")
    assert names == ["The tap drips", "The tap runs and cannot be closed", "dusty", "The lamp smells burnt"]
    assert bench.page.get_by_role("rowheader").all_inner_texts() == ["Kitchen", "Hall"]


def test_a_saved_answer_comes_back(bench):
    """Is a chosen cell chosen after a reload, and said in words when it is graded?"""
    mount_answered(bench, graded(ITEM), ["s2"])
    assert bench.page.locator(".nbc-chosen .nbc-answer-text").inner_text() == "“The tap runs and cannot be closed”"
    assert bench.page.locator("input:checked").get_attribute("value") == "s2" and bench.saves() == []


def test_the_review_marks_each_part_in_words(bench):
    """Are right, missed and wrong told by sign and word, and every part explained?"""
    bench.mount(ITEM)
    bench.page.get_by_text("The tap runs").click()
    bench.page.get_by_text("dusty").click()
    check(bench)
    assert marks(bench, ".nbc-span") == {
        "The tap runs and cannot be closed": "✓ Right",
        "dusty": "✗ Not right",
        "The lamp smells burnt": "○ Right, but not chosen",
    }
    text = bench.page.locator(".nbc-feedback").inner_text()
    assert all(words in text for words in FEEDBACK.values()) and "0 of 2 points" in text


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1200, 320])
def test_the_table_is_accessible_and_the_page_never_scrolls_sideways(bench_factory, width, dark):
    """Is it free of known faults, answered and explained, wide and narrow?"""
    bench = bench_factory(width=width, dark=dark)
    bench.mount(ITEM)
    wait_styled(bench)
    bench.page.get_by_text("dusty").click()
    check(bench)
    assert bench.axe() == []
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= width


def test_paper_has_a_box_before_each_part(bench):
    """Can the table be filled in with a pen?"""
    bench.mount(ITEM)
    wait_styled(bench)
    bench.page.emulate_media(media="print")
    try:
        boxes = bench.page.locator(".nbc-span-text").evaluate_all(
            "els => els.map((el) => getComputedStyle(el, '::before').content)"
        )
        assert len(boxes) == 4 and all("☐" in box for box in boxes)
    finally:
        bench.page.emulate_media(media="screen")
