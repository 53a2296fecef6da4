"""Lines to put in order."""

import json

import pytest
from kind_rules import (
    RESPONSES,
    check,
    marks,
    mount_answered,
    tab_back_to,
    tab_to,
    wait_saved,
    wait_styled,
)
from question_items import ORDER as ITEM
from question_items import graded

pytestmark = pytest.mark.browser
ANSWER = RESPONSES["order"]


def shown(bench):
    """Give the ids in the order of the page."""
    words = {text: id for id, text in ITEM["options"].items()}
    return [
        words[text]
        for text in bench.page.locator(".nbc-line-text").evaluate_all(
            "els => els.map((el) => el.firstChild.textContent)"
        )
    ]


def sort_into(bench, wanted, press):
    """Move every line up to its place."""
    for place, id in enumerate(wanted):
        for _ in range(shown(bench).index(id) - place):
            press(bench.page.get_by_role("button", name=f"Move up: {ITEM['options'][id]}"))
    assert shown(bench) == wanted


def test_answer_by_mouse_and_touch(pointing):
    """Do the two buttons on each line reach every order?"""
    bench, press = pointing
    bench.mount(ITEM)
    sort_into(bench, ANSWER, press)
    wait_saved(bench, ITEM, ANSWER)
    press(bench.page.get_by_role("button", name=f"Move down: {ITEM['options']['d']}"))
    wait_saved(bench, ITEM, ["b", "d", "a", "c"])


def test_answer_by_keyboard_keeps_the_focus(bench):
    """Does a line move again and again under the same pressed key?"""
    bench.mount(ITEM)
    last = shown(bench)[-1]
    tab_to(bench.page, f"el.ariaLabel === {json.dumps('Move up: ' + ITEM['options'][last])}")
    for _ in range(3):
        bench.page.keyboard.press("Enter")
    assert shown(bench)[0] == last
    wait_saved(bench, ITEM, shown(bench))
    bench.page.keyboard.press("Space")
    assert bench.page.get_by_role("status").filter(has_text="is already the first.").count() == 1
    assert shown(bench)[0] == last


def test_line_can_be_dragged(bench):
    """Does dragging work beside the buttons, to both ends?"""
    bench.mount(ITEM)
    first, *rest = shown(bench)
    lines = bench.page.locator(".nbc-line")
    bottom = lines.last.bounding_box()["height"] - 4
    lines.first.drag_to(lines.last, target_position={"x": 60, "y": bottom})
    wait_saved(bench, ITEM, [*rest, first])
    lines.last.drag_to(lines.first, target_position={"x": 60, "y": 4})
    wait_saved(bench, ITEM, [first, *rest])


def test_untouched_order_is_unanswered_until_it_is_kept(pointing):
    """Can the order one meets be the answer, but only when one says so?"""
    bench, press = pointing
    bench.mount(graded(ITEM))
    start = shown(bench)
    assert bench.page.get_by_text("Not answered yet.").is_visible() and bench.saves() == []
    press(bench.page.get_by_role("button", name="Keep this order"))
    wait_saved(bench, ITEM, start)
    assert not bench.page.get_by_role("button", name="Keep this order").is_visible()
    press(bench.page.get_by_role("button", name="Clear my answer"))
    wait_saved(bench, ITEM, None)
    assert bench.page.get_by_role("button", name="Keep this order").is_visible() and shown(bench) == start


def test_focus_is_not_lost_when_the_keep_button_goes(bench):
    """Does a keyboard user go on from the list?"""
    bench.mount(ITEM)
    tab_back_to(bench.page, "el.textContent === 'Keep this order'")
    bench.page.keyboard.press("Enter")
    assert bench.page.evaluate("document.activeElement.matches('.nbc-move')")


def test_practice_never_starts_at_its_key(bench):
    """Is there work to do for every learner, and for different learners different work?"""
    starts = set()
    for n in range(60):
        bench.page.evaluate("document.querySelectorAll('.nbc-root').forEach((el) => el.remove())")
        bench.mount(ITEM, seed=f"seed-{n}")
        starts.add(tuple(shown(bench)))
    assert tuple(ITEM["key"]) not in starts and len(starts) > 10


def test_review_marks_each_place(bench):
    """Is each line told right or wrong in sign and word, and the whole scored as one?"""
    mount_answered(bench, ITEM, ANSWER)
    check(bench)
    right, wrong = "✓ Right", "✗ Not right"
    assert marks(bench, ".nbc-line-text") == {
        "Heat the water": wrong,
        "Fill the kettle": wrong,
        "Pour the water on the leaves": right,
        "Take the leaves out": right,
    }
    assert "0 of 1 point (one point when the whole order is right)" in bench.page.locator(".nbc-result").inner_text()
    assert bench.page.get_by_text("Number 2; you put it at number 1.").is_visible()


def test_paper_has_an_empty_box_before_each_line(bench):
    """Can the places be written with a pen, without buttons in the way?"""
    bench.mount(ITEM)
    wait_styled(bench)
    bench.page.emulate_media(media="print")
    try:
        box = "els => els.map((el) => [getComputedStyle(el).borderTopStyle, getComputedStyle(el).color, getComputedStyle(el).borderTopColor])"
        boxes = bench.page.locator(".nbc-place-number").evaluate_all(box)
        assert len(boxes) == 4 and all(
            style == "solid" and ink == "rgba(0, 0, 0, 0)" != edge for style, ink, edge in boxes
        )
        assert bench.page.locator(".nbc-moves").first.is_hidden()
    finally:
        bench.page.emulate_media(media="screen")
