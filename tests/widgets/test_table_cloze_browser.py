"""Lists to choose from in the cells of a table."""

import pytest
from kind_rules import (
    RESPONSES,
    check,
    mount_answered,
    tab_to,
    type_choice,
    wait_saved,
    wait_styled,
)
from question_items import TABLE_CLOZE as ITEM

pytestmark = pytest.mark.browser
ANSWER = RESPONSES["table_cloze"]


def words(blank, option):
    return ITEM["blanks"][blank]["options"][option]


def test_answer_by_mouse_and_touch(pointing):
    """Can the lists be reached by a press and chosen from?"""
    bench, press = pointing
    bench.mount(ITEM)
    for number, (blank, option) in enumerate(ANSWER.items(), 1):
        place = bench.page.get_by_label(f"Gap {number}")
        press(place)
        assert place.evaluate("el => el === document.activeElement")
        bench.page.keyboard.press("Escape")
        place.select_option(label=words(blank, option))
    wait_saved(bench, ITEM, ANSWER)


def test_answer_by_keyboard(bench):
    """Are Tab and letters enough?"""
    bench.mount(ITEM)
    for number, (blank, option) in enumerate(ANSWER.items(), 1):
        tab_to(bench.page, f"el.ariaLabel?.startsWith('Gap {number},')")
        type_choice(bench.page, words(blank, option)[:8], option)
    wait_saved(bench, ITEM, ANSWER)


def test_gap_is_named_by_row_and_column(bench):
    """Is a gap understood without seeing its table?"""
    bench.mount(ITEM)
    names = bench.page.get_by_role("combobox").evaluate_all("els => els.map((el) => el.ariaLabel)")
    assert names == [
        "Gap 1, question 15: Spring, Job",
        "Gap 2, question 15: Spring, Tool",
        "Gap 3, question 15: Autumn, Job",
    ]


@pytest.mark.parametrize("width", [1200, 320])
def test_table_stays_a_table_with_headers(bench, width):
    """Are rows, columns and headers told on a wide and on a narrow page?"""
    bench.page.set_viewport_size({"width": width, "height": 800})
    bench.mount(ITEM)
    wait_styled(bench)
    assert bench.page.get_by_role("columnheader").all_text_contents() == ["Season", "Job", "Tool"]
    assert bench.page.get_by_role("rowheader").all_text_contents() == ["Spring", "Autumn"]
    assert bench.page.locator(".nbc-cell-name >> visible=true").count() == (4 if width == 320 else 0)


def test_emptied_gap_is_no_part_of_the_answer(bench):
    """Can a choice be taken back?"""
    mount_answered(bench, ITEM, ANSWER)
    bench.page.get_by_label("Gap 1").select_option("")
    wait_saved(bench, ITEM, {"b2": "q"})
    bench.page.get_by_label("Gap 2").select_option("")
    wait_saved(bench, ITEM, None)


def test_review_marks_each_gap(bench):
    """Is each gap told right, wrong or empty in sign and word?"""
    mount_answered(bench, ITEM, ANSWER)
    check(bench)
    told = [" ".join(text.split()) for text in bench.page.locator(".nbc-gap > .nbc-mark").all_inner_texts()]
    assert told == ["✓ Right", "✗ Not right", "○ Left empty"]
    assert "1 of 3 points (one point for each right choice)" in bench.page.locator(".nbc-result").inner_text()
