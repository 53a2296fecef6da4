"""What comes out of the printer: every card, quiz and result as a learner prints it from the portal."""

import re

import pytest

pytestmark = pytest.mark.browser
CARDS = {"families": "when-to-call", "retinoids": "isotretinoin-at-home"}


def sheets(page, paper: str = "A4") -> int:
    """Return how many sheets of paper a page takes."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format=paper)))


@pytest.mark.parametrize("module", CARDS)
def test_a_card_that_a_module_leads_to_has_its_looks_and_is_one_sheet(nurse, module):
    """Does a card find its style from the page that a nurse comes from, and print on one sheet?"""
    failed = []
    nurse.page.on("response", lambda reply: failed.append(reply.url) if reply.status >= 400 else None)
    nurse.goto(f"/module/{module}")
    nurse.page.locator(f".nbp-article a[href='cards/{CARDS[module]}.html']").first.click()
    nurse.page.locator("main h1").wait_for()
    assert nurse.page.url == f"{nurse.server.address}/cards/{CARDS[module]}.html"
    assert nurse.page.locator("main").evaluate("el => getComputedStyle(el).borderTopStyle") == "solid"
    assert failed == [] and sheets(nurse.page) == 1
