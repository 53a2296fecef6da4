"""The bar above a page: its list of all pages, by mouse, by keyboard, on a phone."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.whole]


def test_the_list_of_pages_opens_and_closes_by_keyboard(shown):
    """Can a nurse who uses no mouse open the list, reach a module, and close the list again?"""
    page = shown("start-here")
    button = page.get_by_role("button", name="Contents")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Start here")
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Course")).to_be_hidden()
    expect(button).to_be_focused()


def test_the_list_closes_when_one_clicks_beside_it(shown):
    """Does the list get out of the way?"""
    page = shown("start-here")
    page.get_by_role("button", name="Contents").click()
    expect(page.get_by_role("navigation", name="Course")).to_be_visible()
    page.mouse.click(900, 500)
    expect(page.get_by_role("navigation", name="Course")).to_be_hidden()


def test_a_quiz_stands_below_its_module_and_the_page_one_is_on_is_marked(shown):
    """Does the list say where one is, and what belongs together?"""
    page = shown("retinoids")
    page.get_by_role("button", name="Contents").click()
    module = page.locator(".nbcare-bar nav > ol > li").filter(has=page.locator("[aria-current=page]"))
    expect(module.locator("ul a")).to_have_text(["Retinoids: the graded quiz"])
    expect(module.locator("> a")).to_contain_text("50 min")


def test_another_form_of_a_quiz_waits_for_the_instructor(lab):
    """Is only the first form open from the start, so that a second try is not seen before the first?"""
    released = {path.name for path in (lab.course / "state" / "nbgrader" / "release").iterdir()}
    assert "retinoids-quiz" in released and not [name for name in released if name.endswith("-b")]


def test_the_bar_fits_a_phone(shown):
    """At 320 px, is the whole bar there, without sideways scrolling, and the list inside the screen?"""
    page = shown("start-here")
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name="Contents").click()
    for selector in (".nbcare-bar", ".nbcare-bar nav", ".nbcare-bar .nbcare-next"):
        box = page.locator(selector).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320, selector
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
