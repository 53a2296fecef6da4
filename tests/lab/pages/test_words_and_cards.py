"""Meanings of words and family cards, in the real page."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(shown):
    """The page with the family cards."""
    page = shown("families")
    page.set_viewport_size({"width": 1000, "height": 800})
    return page


@pytest.fixture
def word(reader):
    """The first word with a meaning, and no meaning shown."""
    reader.keyboard.press("Escape")
    reader.mouse.move(0, 0)
    found = reader.locator('a[href$="#Words-on-this-page"]:is([title], [data-meaning])').first
    found.scroll_into_view_if_needed()
    return found


def test_the_meaning_shows_on_hover_and_can_be_read_in_peace(reader, word):
    """Does pointing show the meaning, stay while the pointer is on it, and leave with the pointer?"""
    tip = reader.get_by_role("tooltip")
    word.hover()
    expect(tip).to_be_visible()
    assert len(tip.inner_text()) > 20
    tip.hover()
    expect(tip).to_be_visible()
    reader.mouse.move(900, 790)
    expect(tip).to_be_hidden()


def test_the_meaning_shows_on_focus_and_is_told_to_a_screen_reader(reader, word):
    """Does the Tab key bring the meaning, tied to its word, and Escape take it away?"""
    tip = reader.get_by_role("tooltip")
    word.focus()
    expect(tip).to_be_visible()
    expect(word).to_have_attribute("aria-describedby", tip.get_attribute("id"))
    reader.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_a_tap_shows_the_meaning_and_the_reader_stays_where_she_is(reader, word):
    """Does a click on a word neither jump to the list nor open anything?"""
    before = reader.url
    top = word.bounding_box()["y"]
    word.click()
    expect(reader.get_by_role("tooltip")).to_be_visible()
    assert reader.url == before and abs(word.bounding_box()["y"] - top) < 5


def test_every_word_is_explained_at_the_end_of_the_page(reader):
    """Does the list hold each linked word, for those who print or use no script?"""
    reader.locator('a[href$="#Words-on-this-page"]:is([title], [data-meaning])').first.wait_for()
    meanings = reader.eval_on_selector_all(
        'a[href$="#Words-on-this-page"]:is([title], [data-meaning])',
        "all => all.map(a => (a.title || a.dataset.meaning).split(':')[0])",
    )
    listed = reader.locator("li strong").all_inner_texts()
    assert meanings and set(meanings) <= set(listed)


def test_a_card_opens_in_a_tab_of_its_own_ready_to_print(reader):
    """Does the link on the page show the card itself, and not JupyterLab's view of a file?"""
    with reader.context.expect_page() as opening:
        reader.get_by_role("link", name="When to call").click()
    card = opening.value
    expect(card.get_by_role("heading", level=1)).to_have_text("When to call")
    assert re.search(r"/files/families/cards/when-to-call\.html", card.url)
    assert card.evaluate("getComputedStyle(document.querySelector('h1')).color") != "rgb(0, 0, 0)"  # its style is there
    card.close()
