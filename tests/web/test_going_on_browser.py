"""After handing in, reviewing and leaving off: does the page say what is next, and nothing that is not so?"""

import pytest
from playwright.sync_api import expect
from served import CASE_QUIZ, QUIZ

pytestmark = pytest.mark.browser

SINGLE, FIRST = "retinoids-q07", "retinoids-q01"
ADDRESS = f"/quiz/{QUIZ}"


def bar(nurse):
    """Return the button of the bar."""
    return nurse.page.locator(".nbp-bar-tools .nbp-button")


def test_the_bar_names_the_next_step(nurse):
    """Does it lead to the review, from there to the hand-in, from a question back to the review, and at last to the receipt?"""
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    expect(bar(nurse)).to_have_text("Review and hand in")
    bar(nurse).click()
    expect(bar(nurse)).to_have_text("Hand in …")
    nurse.page.evaluate("window.scrollTo(0, 0)")
    expect(bar(nurse)).to_have_text("Back to the review")
    bar(nurse).press("Enter")
    expect(bar(nurse)).to_have_text("Hand in …")
    bar(nurse).press("Enter")
    nurse.page.get_by_role("button", name="Hand in now").click()
    nurse.page.get_by_role("heading", name="Receipt").wait_for()
    expect(bar(nurse)).to_have_text("Receipt")


def test_changes_after_a_hand_in_are_said_not_to_be_handed_in(nurse):
    """At the top, in the bar and at home, until it is handed in again?"""
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    bar(nurse).click()
    expect(bar(nurse)).to_have_text("Hand in …")
    bar(nurse).click()
    nurse.page.get_by_role("button", name="Hand in now").click()
    nurse.page.get_by_role("button", name="Change answers and hand in again").click()
    top = nurse.page.locator("#nbp-quiz-state")
    expect(top).to_contain_text("NOT handed in until you hand in again")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved, but changes are NOT handed in")
    assert nurse.axe() == []
    nurse.goto("/")
    expect(nurse.page.locator(".nbp-quiz-row", has_text="Retinoids").first).to_contain_text("changes are not handed in")
    nurse.goto(ADDRESS)
    bar(nurse).click()
    expect(bar(nurse)).to_have_text("Hand in …")
    bar(nurse).click()
    nurse.page.get_by_role("button", name="Hand in now").click()
    expect(bar(nurse)).to_have_text("Receipt")
    expect(top).not_to_contain_text("NOT handed in")
    expect(nurse.page.locator(".nbp-bar-text")).to_have_text("All answers saved")


@pytest.mark.parametrize(("address", "item", "place"), [(ADDRESS, SINGLE, "retinoids-q08")])
def test_going_on_opens_the_page_at_the_next_question(nurse, address, item, place):
    """Is the question after the last answered one in sight when Home's button was pressed?"""
    nurse.goto(address)
    nurse.choose(item)
    nurse.wait_bar("All answers saved")
    nurse.goto("/")
    next = nurse.page.locator(".nbp-next")
    expect(next).to_contain_text("Retinoids")
    next.get_by_role("link", name="Go on").click()
    nurse.page.wait_for_url(f"**{address}#q-{place}")
    nurse.stands()
    expect(nurse.question(place)).to_be_in_viewport()


def test_a_place_in_a_case_is_the_place_of_the_case(nurse):
    """Does an address that names a step, of which a page has no place of its own, lead to its case?"""
    nurse.goto(f"/quiz/{CASE_QUIZ}")
    step = nurse.page.evaluate(
        "Object.values(JSON.parse(document.getElementById('nbc-page').textContent).widgets)"
        ".find(({ widget }) => widget === 'unfold').props.steps[0].id"
    )
    nurse.goto("/")
    nurse.goto(f"/quiz/{CASE_QUIZ}#q-{step}")
    expect(nurse.page.locator(".nbc-case").first).to_be_in_viewport()
