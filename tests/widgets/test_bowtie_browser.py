"""The bow-tie: two actions, one condition, two parameters."""

import pytest
from kind_rules import (
    RESPONSES,
    check,
    marks,
    mount_answered,
    tab_back_to,
    wait_saved,
    wait_styled,
)
from question_items import BOWTIE as ITEM
from question_items import graded

pytestmark = pytest.mark.browser
ANSWER = RESPONSES["bowtie"]
PRESSES = [
    ("Actions to take", "actions", "a"),
    ("Actions to take", "actions", "c"),
    ("Condition", "conditions", "a"),
    ("Parameters to watch", "parameters", "b"),
]


def box(bench, legend, part, id):
    return bench.page.get_by_role("group", name=legend).get_by_label(ITEM[part][id])


def slots(bench):
    return bench.page.locator(".nbc-slot").all_text_contents()


def test_answer_by_mouse_and_touch(pointing):
    """Can each slot be filled by a press, and does the picture say so?"""
    bench, press = pointing
    bench.mount(ITEM)
    assert slots(bench) == ["Action", "Action", "Condition", "Parameter", "Parameter"]
    for place in PRESSES:
        press(box(bench, *place))
    wait_saved(bench, ITEM, ANSWER)
    assert slots(bench) == [
        "Clean the chain",
        "Paint the frame in a bright colour",
        "A dry chain",
        "How smoothly the pedals turn",
        "Parameter",
    ]


def test_answer_by_keyboard(bench):
    """Are Tab and Space enough?"""
    bench.mount(ITEM)
    for _, part, id in PRESSES:
        # Unchosen radios share one stop, so the first is reached and the arrows go on.
        wanted = f"el.value === '{id}' && el.name.endsWith('{part}')" if part != "conditions" else "el.type === 'radio'"
        tab_back_to(bench.page, wanted)
        bench.page.keyboard.press("Space")
        while part == "conditions" and bench.page.evaluate("document.activeElement.value") != id:
            bench.page.keyboard.press("ArrowDown")
    wait_saved(bench, ITEM, ANSWER)


def test_a_choice_can_be_dragged_into_its_slot(bench):
    """Does dragging do what a press does: fill the right slots only, and no more than two?"""
    bench.mount(ITEM)
    wait_styled(bench)

    def drag(part, id, slot):
        bench.page.locator(".nbc-option", has_text=ITEM[part][id]).drag_to(bench.page.locator(".nbc-slot").nth(slot))

    drag("actions", "a", 0)
    drag("conditions", "a", 2)
    drag("parameters", "b", 3)
    wait_saved(bench, ITEM, {"actions": ["a"], "condition": "a", "parameters": ["b"]})
    drag("actions", "c", 3)  # a slot of another list
    drag("actions", "b", 1)
    wait_saved(bench, ITEM, {"actions": ["a", "b"], "condition": "a", "parameters": ["b"]})
    drag("actions", "d", 1)
    assert (
        "only 2 are allowed"
        in bench.page.get_by_role("group", name="Actions to take").get_by_role("status").inner_text()
    )
    assert bench.saved(ITEM["id"])["actions"] == ["a", "b"]


@pytest.mark.parametrize(("legend", "part"), [("Actions to take", "actions"), ("Parameters to watch", "parameters")])
def test_third_of_a_pair_is_refused_with_a_word(pointing, legend, part):
    """Does each pair take two and say why not three, without touching the other pair?"""
    bench, press = pointing
    bench.mount(graded(ITEM))
    for id in ("a", "b"):
        press(box(bench, legend, part, id))
    wait_saved(bench, ITEM, {part: ["a", "b"]})
    sent = len(bench.saves())
    press(box(bench, legend, part, "d"))
    group = bench.page.get_by_role("group", name=legend)
    assert group.get_by_role("status").inner_text() == "Not chosen: only 2 are allowed here. Take one away first."
    assert not box(bench, legend, part, "d").is_checked() and len(bench.saves()) == sent
    others = bench.page.get_by_role("status").filter(has_text="0 of 2 chosen")
    assert others.count() == 1


def test_second_condition_takes_the_place_of_the_first(bench):
    """Can there be only one condition?"""
    bench.mount(ITEM)
    for id in ("b", "a"):
        box(bench, "Condition", "conditions", id).check()
    wait_saved(bench, ITEM, {"condition": "a"})


def test_bow_tie_is_drawn_on_a_wide_page_and_stacked_on_a_narrow_one(bench):
    """Do the lists stand side by side under the picture, or one below the other without it?"""
    for width, drawn in ((1200, True), (320, False)):
        bench.page.set_viewport_size({"width": width, "height": 900})
        bench.open()
        bench.mount(ITEM)
        wait_styled(bench)
        assert bench.page.locator(".nbc-bow").is_visible() == drawn
        tops = bench.page.locator(".nbc-set").evaluate_all(
            "els => els.map((el) => Math.round(el.getBoundingClientRect().top))"
        )
        assert (len(set(tops)) == 1) == drawn and tops == sorted(tops)


def test_review_marks_each_choice(bench):
    """Is every choice told in sign and word, and each slot worth a point in any order?"""
    mount_answered(bench, ITEM, {"actions": ["b", "c"], "condition": "b", "parameters": ["b", "a"]})
    check(bench)
    missed = "○ Right, but not chosen"
    assert marks(bench, ".nbc-option-text") == {
        "Clean the chain": missed,
        "Oil the chain": "✓ Right",
        "Paint the frame in a bright colour": "✗ Not right",
        "A dry chain": missed,
        "A flat tyre": "✗ Not right",
        "The sound of the chain": "✓ Right",
        "How smoothly the pedals turn": "✓ Right",
    }
    assert "3 of 5 points" in bench.page.locator(".nbc-result").inner_text()
    right = bench.page.locator(".nbc-feedback > .nbc-answer-text").get_by_role("listitem")
    assert right.all_inner_texts() == [
        "Action – Clean the chain",
        "Action – Oil the chain",
        "Condition – A dry chain",
        "Parameter – The sound of the chain",
        "Parameter – How smoothly the pedals turn",
    ]
