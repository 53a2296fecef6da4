"""A browser without :has(), such as Firefox 115: is it seen what is chosen, and where the focus is?"""

import re

import pytest
from question_items import HIGHLIGHT, SINGLE

pytestmark = pytest.mark.browser

RULE = re.compile(r"[^{}]*:has\([^{}]*\{[^{}]*\}")
SUPPORTS = "@supports not selector(:has(*))"
LOOK = """(node) => [node, ...node.querySelectorAll("*")].map((each) => {
  const { backgroundColor, borderBottomStyle, color, fontWeight } = getComputedStyle(each);
  return [backgroundColor, borderBottomStyle, color, fontWeight, getComputedStyle(each, "::before").content].join();
}).join()"""


@pytest.fixture
def old(bench_factory):
    """A page whose style sheets are read as a browser without :has() reads them."""
    bench = bench_factory(own=True)

    def read(route):
        text = route.fetch().text().replace(SUPPORTS, "@media all")
        route.fulfill(body=RULE.sub("", text), content_type="text/css")

    bench.page.route("**/*.css", read)
    return bench


def look(place) -> str:
    return place.evaluate(LOOK)


@pytest.mark.parametrize(
    ("item", "place"), [(SINGLE, ".nbc-option"), (HIGHLIGHT, ".nbc-span")], ids=["options", "phrases"]
)
def test_what_is_chosen_looks_chosen(old, item, place):
    """Does a chosen option or phrase look otherwise than before, and than the one beside it?"""
    old.mount(item)
    first = old.page.locator(place).first
    before = look(first)
    first.locator("input").press("Space")
    old.page.evaluate("document.activeElement.blur()")
    old.wait_status("Saved")
    assert look(first) != before


def test_a_chosen_phrase_has_its_sign(old):
    """Is a phrase marked by a tick, not by a colour alone?"""
    old.mount(HIGHLIGHT)
    old.page.locator(".nbc-span input").first.press("Space")
    sign = old.page.locator(".nbc-span-text").first.evaluate("(node) => getComputedStyle(node, '::before').content")
    assert "✓" in sign


@pytest.mark.parametrize(
    ("item", "place"), [(SINGLE, ".nbc-option"), (HIGHLIGHT, ".nbc-span")], ids=["options", "phrases"]
)
def test_the_focus_is_seen(old, item, place):
    """Does a keyboard leave a ring around what it is on?"""
    old.mount(item)
    old.page.locator(f"{place} input").first.focus()
    old.page.keyboard.press("Shift+Tab")
    old.page.keyboard.press("Tab")
    ring = old.page.locator(place).first.evaluate("(node) => getComputedStyle(node).outlineStyle")
    assert ring == "solid"


def test_no_sheet_is_left_that_asks_for_it(old):
    """Does this file look at a page without :has() at all?"""
    old.mount(HIGHLIGHT)
    rules = old.page.evaluate(
        "[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.selectorText?.includes(':has(')).length"
    )
    assert rules == 0


@pytest.mark.parametrize("dark", [False, True])
def test_every_colour_is_there_without_light_dark(bench_factory, dark):
    """Is each colour of the kit one colour, and another one in the dark?"""
    bench = bench_factory(dark=dark)
    bench.mount(SINGLE)
    text, card = bench.page.locator(".nbc-card").evaluate(
        "(node) => [getComputedStyle(node).color, getComputedStyle(node).backgroundColor]"
    )
    assert (text, card) == (
        ("rgb(230, 237, 237)", "rgb(25, 32, 34)") if dark else ("rgb(28, 38, 40)", "rgb(255, 255, 255)")
    )
