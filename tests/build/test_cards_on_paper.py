"""Every family card hangs on a fridge: one sheet of paper, letters that can be read, and it opens on a telephone too."""

import re

import pytest
from accessibility import broken_rules
from courses import ROOT

from nbcare.build import cards
from nbcare.content import cards as written
from nbcare.content import course as courses
from nbcare.content import evidence

WRITTEN = written.load(ROOT)
# The longest that a hospital may enter (evidence.local refuses more): it must not push the card onto a second sheet.
LONGEST = {
    "phone": "0" * 30 + " and ask for the oncology nurse who is on call tonight",
    "fever": "38.5 °C",
    "protocol": "x" * 80,
}

pytestmark = pytest.mark.browser
each = pytest.mark.parametrize("id", WRITTEN)


@pytest.fixture
def opened(chromium):
    """Open a card in a page of its own, as it is printed with the longest settings."""
    contexts = []

    def open(id: str, width: int = 794):
        facts = evidence.load(ROOT)
        facts.local.update(LONGEST)
        context = chromium.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.set_content(cards.page(courses.load(ROOT), WRITTEN[id], facts).decode())
        return page

    yield open
    for context in contexts:
        context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@each
def test_a_card_is_one_sheet_of_paper(opened, id, paper):
    """Does it fit, whichever paper the printer holds?"""
    pdf = opened(id).pdf(format=paper, prefer_css_page_size=False)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1, (
        f"{id} is too long for {paper}: shorten it, or balance its parts"
    )


@each
def test_a_cards_words_can_be_read_on_paper(opened, id):
    """Is the text of a card at least 10.5 points high, and is nothing wider than its column?"""
    page = opened(id, width=700)
    page.emulate_media(media="print")
    sizes = page.locator("main :is(p, li, h2)").evaluate_all(
        "nodes => nodes.map((node) => Number.parseFloat(getComputedStyle(node).fontSize))"
    )
    assert min(sizes) >= 10.5 * 96 / 72 - 0.01 and page.locator("footer").evaluate(
        "node => node.scrollWidth <= node.clientWidth + 1"
    )
    assert page.locator("section, blockquote").evaluate_all(
        "parts => parts.every((part) => part.scrollWidth <= part.clientWidth + 1)"
    )


@each
def test_a_card_opens_on_a_telephone(opened, id):
    """Does it fit a narrow screen, and does axe find nothing?"""
    page = opened(id, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert broken_rules(page) == []


@each
def test_a_card_says_in_a_box_when_to_ring(opened, id):
    """Is the number above everything else, and every alarm in a box that needs no colour to be seen?"""
    page = opened(id)
    assert LONGEST["phone"] in page.locator("header").inner_text()
    for box in page.locator("blockquote").all():
        assert re.search(r"\b(now|ring right away|at once)\b", box.inner_text().lower())
        assert box.evaluate("node => getComputedStyle(node).borderTopStyle") == "solid"
