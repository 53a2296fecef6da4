"""Does the first page of a course without a server lead on from where the learner was, and say what is true of a file?"""

import re

import pytest
from on_site import answer, items, question, stick
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

QUIZ = "retinoids-quiz"


def test_next_goes_on_in_the_module_that_was_last_worked_on(site, windows):
    """With the first module left out, does the button lead to the open question of the one she was in?"""
    page = windows()(stick(site, "retinoids"))
    first, second = [item for item in items(page).values() if item.get("moment") != "before"][:2]
    answer(page, first)
    page.goto(stick(site))
    expect(page.locator(".nbp-next")).to_contain_text("Retinoids")
    page.locator(".nbp-next a").click()
    page.wait_for_url(re.compile(rf"retinoids\.html#q-{second['id']}$"))
    page.locator("html[data-nbp-mounted=all]").wait_for(state="attached")
    expect(question(page, second["id"])).to_be_in_viewport()


def test_changes_after_a_file_are_said_not_to_be_in_it(site, windows):
    """At the top of the quiz, in its bar and on the first page?"""
    page = windows()(stick(site, QUIZ))
    item = next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item)
    answer(page, item)
    page.get_by_label("Your learner id").fill("n01")
    page.get_by_role("link", name="Review and hand in").click()
    page.get_by_role("button", name="Make the hand-in file …").first.click()
    with page.expect_download():
        page.get_by_role("button", name="Make the file").last.click()
    page.get_by_role("button", name="Change answers and make a new file").click()
    expect(page.locator("#nbp-quiz-state")).to_contain_text("NOT in it until you make a new file")
    expect(page.locator(".nbp-bar-text")).to_contain_text("changes are NOT in your file")
    page.goto(stick(site))
    expect(page.locator(".nbp-quiz-row", has_text="Retinoids")).to_contain_text("changes are not in the file")
    expect(page.locator(".nbp-next")).to_contain_text("Retinoids")
