"""One number with its unit."""

import pytest
from kind_rules import check, mount_answered, tab_to, wait_saved
from question_items import NUMERIC as ITEM
from question_items import graded

pytestmark = pytest.mark.browser
GIVEN = {name: value for name, value in ITEM.items() if name != "units"}


def number(bench):
    return bench.page.get_by_role("textbox")


def said(bench):
    return bench.page.locator(".nbc-limit").inner_text()


def test_answer_by_mouse_and_touch(pointing):
    """Can number and unit be given by pressing and writing?"""
    bench, press = pointing
    bench.mount(ITEM)
    press(number(bench))
    bench.page.keyboard.type("0,8")
    bench.page.get_by_label("Unit").select_option("L")
    wait_saved(bench, ITEM, {"value": "0,8", "unit": "L"})


def test_answer_by_keyboard(bench):
    """Are Tab, figures and letters enough?"""
    bench.mount(ITEM)
    tab_to(bench.page, "el.type === 'text'")
    bench.page.keyboard.type("1000")
    bench.page.keyboard.press("Tab")
    bench.page.keyboard.press("m")  # one letter: more are taken together only when they follow within a second
    wait_saved(bench, ITEM, {"value": "1000", "unit": "mL"})


def test_given_unit_stands_beside_the_number_and_in_the_answer(bench):
    """Is nothing to choose when there is one unit?"""
    bench.mount(GIVEN)
    assert bench.page.get_by_role("combobox").count() == 0
    bench.page.get_by_label("Your answer in L").fill(" 1.0 ")
    wait_saved(bench, GIVEN, {"value": "1.0", "unit": "L"})


@pytest.mark.parametrize("text", ["0.61", "0,61", "+1", "-1", "−1", ".5", "5.", "1.234", "1000"])
def test_plain_number_is_taken(bench, text):
    """Are a decimal point, a decimal comma and a sign taken as they are written?"""
    bench.mount(GIVEN)
    number(bench).fill(text)
    wait_saved(bench, GIVEN, {"value": text, "unit": "L"})
    assert said(bench) == "" and number(bench).get_attribute("aria-invalid") == "false"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,234", "thousands separator"),
        ("1 234", "thousands separator"),
        ("1'234", "thousands separator"),
        ("1.234,5", "thousands separator"),
        ("0.5-0.7", "not a range"),
        ("0.5 to 0.7", "not a range"),
        ("0.5; 0.7", "not several"),
        ("1 2", "not several"),
        ("0.61 L", "The unit stands beside it"),
        ("about one", "such as 0.61 or 0,61"),
        ("1e3", "not several"),
    ],
)
def test_unreadable_number_is_refused_while_typing_and_never_saved(bench, text, why):
    """Is the reason said at once, the text kept, and no answer made of it?"""
    bench.mount(graded(GIVEN))
    number(bench).press_sequentially(text)
    assert said(bench).startswith("Not an answer yet.") and why in said(bench)
    assert bench.page.locator(".nbc-limit").get_attribute("role") == "status"
    assert number(bench).get_attribute("aria-invalid") == "true"
    number(bench).blur()
    bench.page.wait_for_timeout(700)  # longer than the pause after which a number is saved
    assert bench.saved("x-p16") is None
    assert not [save for save in bench.saves() if save["response"] and save["response"]["value"] == text]
    assert number(bench).input_value() == text
    assert bench.page.get_by_text("You chose: no answer yet").is_visible()


def test_unreadable_number_takes_the_earlier_answer_back(bench):
    """Is what is on the disk never another number than what is on the page?"""
    mount_answered(bench, graded(GIVEN), {"value": "0.8", "unit": "L"})
    number(bench).fill("0.8-0.9")
    wait_saved(bench, GIVEN, None)
    assert number(bench).input_value() == "0.8-0.9" and "not a range" in said(bench)
    number(bench).fill("0.9")
    wait_saved(bench, GIVEN, {"value": "0.9", "unit": "L"})
    assert said(bench) == ""


def test_half_a_number_is_left_in_peace_while_typing(bench):
    """Is a sign or a leading point no mistake until the box is left?"""
    bench.mount(GIVEN)
    for text in ("-", ".", "-."):
        number(bench).fill(text)
        assert said(bench) == ""
    number(bench).blur()
    assert "such as 0.61" in said(bench)


def test_number_without_its_unit_asks_for_one(bench):
    """Is a missing unit named, and the number kept?"""
    bench.mount(ITEM)
    number(bench).fill("1.0")
    number(bench).blur()
    assert said(bench) == "Choose a unit, too."
    wait_saved(bench, ITEM, {"value": "1.0"})
    bench.page.get_by_label("Unit").select_option("L")
    wait_saved(bench, ITEM, {"value": "1.0", "unit": "L"})
    assert said(bench) == ""


def test_unit_alone_is_no_answer(bench):
    """Does choosing a unit first save nothing?"""
    bench.mount(graded(ITEM))
    bench.page.get_by_label("Unit").select_option("mL")
    assert bench.saves() == []
    number(bench).fill("1000")
    wait_saved(bench, ITEM, {"value": "1000", "unit": "mL"})


def test_order_of_units_does_not_tell_the_right_one(bench):
    """Do learners see the item's own unit in different places?"""
    firsts = set()
    for n in range(12):
        bench.page.evaluate("document.querySelectorAll('.nbc-root').forEach((el) => el.remove())")
        bench.mount(ITEM, seed=f"seed-{n}")
        firsts.add(bench.page.locator("option").nth(1).inner_text())
    assert firsts == {"L", "mL"}


def test_last_figures_are_saved_when_the_cell_goes(bench):
    """Is a number saved that was typed within the pause?"""
    view = bench.mount(GIVEN)
    number(bench).fill("0.75")
    bench.unmount(view)
    wait_saved(bench, GIVEN, {"value": "0.75", "unit": "L"})


@pytest.mark.parametrize(
    ("response", "look", "wrong"),
    [
        ({"value": "1,04", "unit": "L"}, "✓ Right", []),
        ({"value": "0.8", "unit": "L"}, "✗ Not right", ["Too low"]),
        ({"value": "2", "unit": "L"}, "✗ Not right", ["Too high"]),
        ({"value": "1", "unit": "mL"}, "✗ Not right", ["Another unit"]),
        ({"value": "1"}, "✗ Not right", ["Another unit"]),
    ],
)
def test_review_names_what_is_wrong(bench, response, look, wrong):
    """Is the mark in sign and word, and the kind of mistake named?"""
    mount_answered(bench, ITEM, response)
    check(bench)
    assert " ".join(bench.page.locator(".nbc-number-whole > .nbc-mark").inner_text().split()) == look
    assert bench.page.locator(".nbc-why-one[data-look=wrong] .nbc-why-label").all_inner_texts() == wrong
    assert bench.page.locator(".nbc-feedback .nbc-answer-text").inner_text() == "1 L"
