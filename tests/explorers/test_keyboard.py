"""A nurse without a mouse predicts, reaches the setting that shows the point, reads it and compares."""

import pytest
from explorers.explorer_page import (
    compare_by_keys,
    focused,
    predict_by_keys,
    press,
    sentence,
    tab_to,
)

pytestmark = pytest.mark.browser


def test_the_dish_by_keyboard(opened):
    """Do both sliders at their end say that some cells never grow up?"""
    page = opened("retinoids-dish")
    predict_by_keys(page, 1)
    assert "Daily dose" in focused(page)
    press(page, "ArrowRight*3")
    assert (
        sentence(page)
        == "At 75% of the standard dose for 0 days, 0 of 80 cells have grown up, 0 are changing and 80 still divide. Without a dose, or without days, nothing changes."
    )
    press(page, "End", "Tab", "ArrowRight*2")
    assert "days to change" in sentence(page)
    assert "not seen the end of both sliders" in compare_by_keys(page)
    page.keyboard.press("Shift+Tab")
    for _ in range(10):
        if "Days of treatment" in focused(page):
            break
        page.keyboard.press("Shift+Tab")
    press(page, "End")
    assert sentence(page).endswith("Both sliders are at their end, and 14 cells have still not grown up.")
    said = compare_by_keys(page)
    assert "All of them, and on the first days already" in said and "Most of them, but never all" in said
    assert "differ" in said and "A larger dose did not replace the days" in said


def test_the_calendar_by_keyboard(opened):
    """Do painted days and repeated courses say that half of the days are dose days?"""
    page = opened("retinoids-calendar")
    predict_by_keys(page, 2)
    assert focused(page) == "Day 1: not painted"
    press(page, "Space", "ArrowRight", "Enter", "ArrowDown", "End")
    assert focused(page) == "Day 14: not painted"
    assert (
        sentence(page)
        == "2 dose days in a course of 28, 1 course: 2 dose days in 28 days. You painted 2 dose days; the plan has 14."
    )
    tab_to(page, "to day")
    page.keyboard.type("4")  # the box holds 1: it is selected by Tab, so this replaces it
    tab_to(page, "Set as dose days")
    press(page, "Enter")
    assert "You painted 4 dose days" in sentence(page)
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("14")
    press(page, "Tab", "Enter")
    assert "There are more courses than 1" in sentence(page)
    tab_to(page, "How many courses")
    press(page, "ArrowRight*5")
    assert (
        sentence(page)
        == "14 dose days in a course of 28, 6 courses: 84 dose days in 168 days. This is the whole plan: half of the days are dose days."
    )
    said = compare_by_keys(page)
    assert "agree" in said and "On half of them: 84" in said


def test_the_body_map_by_keyboard(opened):
    """Does the map say that thirst and drowsiness need a call now?"""
    page = opened("retinoids-body-map")
    predict_by_keys(page, 0)
    assert focused(page).startswith("All levels")
    press(page, "ArrowDown")
    assert sentence(page) == "The map marks 5 of 9 parts of the body at the level “Care at home”."
    press(page, "ArrowDown*2")
    assert sentence(page).endswith("parts of the body at the level “Call now”.")
    tab_to(page, "Blood and kidneys")
    press(page, "Enter")
    assert sentence(page).startswith("Blood and kidneys: thirst, much urine, tiredness or drowsiness – call now.")
    assert "measures calcium" in page.locator(".nbc-x-panel").inner_text()
    said = compare_by_keys(page)
    assert "differ" in said and "Lips look the most dramatic" in said and "reported right away" in said
