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
    ("text", "value", "read"),
    [
        ("1.5 L", "1.5", "Read as 1.5 L."),
        ("1,5L", "1,5", "Read as 1,5 L."),
        ("1.5 litres", "1.5", "Read as 1.5 L."),
        ("–1.5", "-1.5", "Read as -1.5 L."),
        ("１．５", "1.5", "Read as 1.5 L."),
        ("١٫٥", "1.5", "Read as 1.5 L."),
        ("۱٫۵", "1.5", "Read as 1.5 L."),
        ("1·5", "1.5", "Read as 1.5 L."),
        ("\u200f1.5\u3000", "1.5", "Read as 1.5 L."),
    ],
)
def test_a_number_in_another_writing_is_read_and_it_is_said_how(bench, text, value, read):
    """Is the item's own unit, and a number of another keyboard, taken for what it is, and shown as it was read?"""
    bench.mount(GIVEN)
    number(bench).fill(text)
    number(bench).blur()
    wait_saved(bench, GIVEN, {"value": value, "unit": "L"})
    bench.wait_status("Saved")
    assert said(bench) == read and number(bench).input_value() == text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1,234", "thousands separator"),
        ("1 234", "thousands separator"),
        ("1'234", "thousands separator"),
        ("1.234,5", "thousands separator"),
        ("١٬٢٣٤", "thousands separator"),
        ("1,234 L", "thousands separator"),
        ("0.5-0.7", "not a range"),
        ("0.5–0.7 L", "not a range"),
        ("0.5 to 0.7", "not a range"),
        ("0.5; 0.7", "not several"),
        ("1 2", "not several"),
        ("1500 mL", "Write the number only; its unit is L."),
        ("15 mg/kg", "Write the number only; its unit is L."),
        ("१.५", "digits 0 to 9"),
        ("0.61 cups", "The unit stands beside it"),
        ("about one", "such as 0.61 or 0,61"),
        ("1e3", "not several"),
        ("9" * 41, "shorter"),
    ],
)
def test_what_is_no_number_is_kept_as_it_was_typed_and_is_no_answer(bench, text, why):
    """Is the true reason said at once, the text kept on the disk, and never called saved or an answer?"""
    bench.mount(graded(GIVEN))
    number(bench).press_sequentially(text)
    assert said(bench).startswith("Not an answer yet.") and why in said(bench)
    assert bench.page.locator(".nbc-limit").get_attribute("role") == "status"
    assert number(bench).get_attribute("aria-invalid") == "true"
    number(bench).blur()
    wait_saved(bench, GIVEN, {"as typed": text, "unit": "L"})
    bench.wait_status("Kept as you typed it, but NOT an answer yet")
    assert not [save for save in bench.saves() if save["response"].get("value") == text]
    assert number(bench).input_value() == text
    assert bench.page.get_by_text("You chose: no answer yet").is_visible()


def test_what_was_typed_is_there_again_after_a_reload_and_makes_room_for_a_number(bench):
    """Does the text come back with its reason and its status, and go when a number is written?"""
    mount_answered(bench, graded(GIVEN), {"value": "0.8", "unit": "L"})
    number(bench).fill("0.8-0.9")
    wait_saved(bench, GIVEN, {"as typed": "0.8-0.9", "unit": "L"})
    bench.wait_status("NOT an answer yet")
    bench.open()
    bench.mount(graded(GIVEN))
    bench.wait_status("NOT an answer yet")
    assert number(bench).input_value() == "0.8-0.9" and "not a range" in said(bench)
    number(bench).fill("0.9")
    wait_saved(bench, GIVEN, {"value": "0.9", "unit": "L"})
    bench.wait_status("Saved")
    assert said(bench) == ""


def test_what_was_typed_can_be_cleared(bench):
    """Does the button take away a text that is no answer, too?"""
    mount_answered(bench, graded(GIVEN), {"as typed": "about one", "unit": "L"})
    bench.page.get_by_role("button", name="Clear my answer").click()
    wait_saved(bench, GIVEN, None)
    assert number(bench).input_value() == ""


def test_what_was_typed_is_not_checked_as_an_answer(bench):
    """Does a practice question ask for an answer first, and show no key?"""
    bench.mount(GIVEN)
    number(bench).fill("about one")
    bench.page.get_by_role("button", name="Check my answer").click()
    assert bench.page.get_by_text("This is not an answer yet.").is_visible()
    assert bench.page.locator(".nbc-feedback").count() == 0 or not bench.page.locator(".nbc-feedback").is_visible()


def test_a_unit_that_may_be_chosen_is_read_with_the_number(bench):
    """Does a typed unit choose itself, and one that contradicts the choice say so?"""
    bench.mount(ITEM)
    number(bench).fill("1000 ml")
    number(bench).blur()
    wait_saved(bench, ITEM, {"value": "1000", "unit": "mL"})
    assert bench.page.get_by_label("Unit").input_value() == "mL" and said(bench) == "Read as 1000 mL."
    bench.page.get_by_label("Unit").select_option("L")
    wait_saved(bench, ITEM, {"as typed": "1000 ml", "unit": "L"})
    assert "You wrote mL and chose L." in said(bench)
    number(bench).fill("1000 mg")
    assert "Choose the unit from the list: L, mL." in said(bench)


def test_equal_numbers_are_one_answer(bench):
    """Is 0,80 in one window no other answer than 0.8 in the other?"""
    alike = """async ([item, a, b]) => (await import("/kinds/numeric/index.js")).same(item, a, b)"""
    for other, same in (("0,80", True), (" +.8", True), ("0.81", False)):
        pair = [{"value": "0.8", "unit": "L"}, {"value": other, "unit": "L"}]
        assert bench.page.evaluate(alike, [GIVEN, *pair]) is same
    assert not bench.page.evaluate(alike, [GIVEN, {"value": "0.8", "unit": "L"}, {"as typed": "0.8", "unit": "L"}])


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


def test_unit_alone_is_kept_and_is_no_answer(bench):
    """Is a unit that was chosen first there again after a reload, and not called an answer?"""
    bench.mount(graded(ITEM))
    bench.page.get_by_label("Unit").select_option("mL")
    wait_saved(bench, ITEM, {"as typed": "", "unit": "mL"})
    bench.wait_status("NOT an answer yet")
    bench.open()
    bench.mount(graded(ITEM))
    assert bench.page.get_by_label("Unit").input_value() == "mL"
    number(bench).fill("1000")
    wait_saved(bench, ITEM, {"value": "1000", "unit": "mL"})
    bench.wait_status("Saved")


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
