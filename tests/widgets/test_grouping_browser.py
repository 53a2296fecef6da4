"""Several short lists of choices."""

import pytest
from kind_rules import RESPONSES, check, marks, mount_answered, tab_to, wait_saved
from question_items import GROUPING as ITEM

pytestmark = pytest.mark.browser
ANSWER = RESPONSES["grouping"]


def box(bench, group, id):
    name = ITEM["groups"][group]
    return bench.page.get_by_role("group", name=name["label"]).get_by_role("checkbox", name=name["options"][id])


def test_answer_by_mouse_and_touch(pointing):
    """Is each choice kept under its own group, though two groups share option ids?"""
    bench, press = pointing
    bench.mount(ITEM)
    for group, ids in ANSWER.items():
        for id in ids:
            press(box(bench, group, id))
    wait_saved(bench, ITEM, ANSWER)


def test_answer_by_keyboard(bench):
    """Are Tab and Space enough?"""
    bench.mount(ITEM)
    for group in ITEM["groups"].values():
        tab_to(bench.page, f"el.closest('.nbc-option')?.innerText === {group['options']['a']!r}")
        bench.page.keyboard.press("Space")
    wait_saved(bench, ITEM, {"g1": ["a"], "g2": ["a"]})


def test_group_left_empty_is_no_part_of_the_answer(bench):
    """Is one group alone saved alone, and the last choice taken back no answer at all?"""
    bench.mount(ITEM)
    box(bench, "g2", "b").check()
    wait_saved(bench, ITEM, {"g2": ["b"]})
    box(bench, "g2", "b").uncheck()
    wait_saved(bench, ITEM, None)


def test_review_marks_each_group_by_itself(bench):
    """Does the mark stand in its own group, and each group have its own floor?"""
    mount_answered(bench, ITEM, {"g1": ["b"], "g2": ["a"]})
    check(bench)
    assert marks(bench, ".nbc-option-text") == {
        "A towel": "○ Right, but not chosen",
        "A snow shovel": "✗ Not right",
        "Sunscreen": "○ Right, but not chosen",
        "Warm gloves": "✓ Right",
    }
    assert "1 of 3 points (plus/minus" in bench.page.locator(".nbc-result").inner_text()
