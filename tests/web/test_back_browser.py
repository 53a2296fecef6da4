"""Does "Back" after a log-out show or save anything of the learner before, where a browser keeps pages in its memory?

Chromium keeps none here, so the tests send the page what it hears from a browser that does (WebKit over plain http).
"""

import pytest
from learners_browser import Nurse
from playwright.sync_api import expect
from served import QUIZ

pytestmark = [pytest.mark.browser, pytest.mark.whole]

SINGLE = "retinoids-q07"
ADDRESS = f"/quiz/{QUIZ}"
LEFT, RETURNED = (
    f"window.dispatchEvent(new PageTransitionEvent('{event}', {{ persisted: true }}))"
    for event in ("pagehide", "pageshow")
)
NO_LEAVING = "HTMLFormElement.prototype.submit = () => { window.submitted = true; }"


def log_in_as(nurse: Nurse, learner: str) -> None:
    nurse.page.context.add_cookies([{"name": "nbcare-test", "value": learner, "url": nurse.server.address}])


@pytest.mark.parametrize("path", [ADDRESS, "/", "/results", "/nothing-here"])
def test_a_page_that_comes_back_after_a_log_out_is_opened_anew(nurse, path):
    """Is a former learner's page never shown again, of whichever kind it is?"""
    nurse.goto(path)
    nurse.page.evaluate(LEFT)
    expect(nurse.page.locator("main")).to_be_hidden()
    nurse.page.context.clear_cookies(name="nbcare-test")
    nurse.page.evaluate(RETURNED)
    if path == "/nothing-here":
        nurse.page.get_by_role("button", name="Log out").wait_for(state="detached")
    else:
        nurse.page.get_by_label("Your PIN").wait_for()


def test_a_page_that_comes_back_under_another_log_in_becomes_the_others(nurse):
    """Does the next learner see her own quiz, with none of the former answers?"""
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    log_in_as(nurse, f"{nurse.learner}-2")
    nurse.page.evaluate(RETURNED)
    nurse.page.locator(f"body[data-learner='{nurse.learner}-2']").wait_for()
    nurse.stands()
    expect(nurse.question(SINGLE).locator("input:checked")).to_have_count(0)


def test_a_page_that_comes_back_to_its_own_learner_stays(nurse):
    """Does the learner herself find the page as she left it, and go on saving?"""
    nurse.goto(ADDRESS)
    nurse.page.evaluate("window.same = true")
    nurse.page.evaluate(LEFT)
    nurse.page.evaluate(RETURNED)
    expect(nurse.page.locator("main")).to_be_visible()
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    assert nurse.page.evaluate("window.same")


def test_home_that_comes_back_says_how_far_the_learner_is_now(nurse):
    """Is a list from the browser's memory, which may be older than the last answer, opened anew?"""
    nurse.goto("/")
    nurse.server.write(nurse.learner, QUIZ, SINGLE, "a")
    with nurse.page.expect_navigation():
        nurse.page.evaluate(RETURNED)
    expect(nurse.page.locator(".nbp-quiz-row", has_text="Retinoids").first).to_contain_text("1 of 8 answered")


def test_with_the_server_gone_the_browsers_own_note_decides(server, nurse_factory):
    """Does a page come back to its learner while nobody answers, but not after a log-out?"""
    nurse = nurse_factory(server=server)
    nurse.log_in(ADDRESS)
    server.stop()
    nurse.page.evaluate(LEFT)
    nurse.page.evaluate(RETURNED)
    expect(nurse.page.locator("main")).to_be_visible()
    nurse.page.evaluate("localStorage.removeItem('nbcare.login')")
    with nurse.page.expect_event("requestfailed", lambda request: request.is_navigation_request()):
        nurse.page.evaluate(RETURNED)


def test_after_a_log_out_a_click_on_the_page_is_kept_nowhere(nurse):
    """Does a page that is logged out write no answer for the learner's next log-in, and open anew even under the same one?"""
    nurse.goto(ADDRESS)
    nurse.page.evaluate(NO_LEAVING)
    nurse.page.get_by_role("button", name="Log out").click()
    nurse.until("window.submitted")
    nurse.choose(SINGLE, 1)
    nurse.page.locator(".nbc-textarea").fill("It hurts when he swallows.")
    nurse.page.locator(".nbc-textarea").blur()
    assert nurse.page.evaluate("Object.keys(localStorage)") == []
    with nurse.page.expect_navigation():
        nurse.page.evaluate(RETURNED)
    nurse.stands()
    expect(nurse.question(SINGLE).locator("input:checked")).to_have_count(0)
    assert nurse.server.saved(nurse.learner, QUIZ, SINGLE) is None


def test_a_log_in_page_that_comes_back_holds_no_pin(nurse_factory):
    """Are id and PIN gone from a log-in page that the browser kept, and is it opened anew?"""
    nurse = nurse_factory()
    nurse.goto("/")
    nurse.page.get_by_label("Your id").fill("n01")
    nurse.page.get_by_label("Your PIN").fill("1234")
    nurse.page.evaluate(LEFT)
    assert nurse.page.get_by_label("Your PIN").input_value() == ""
    assert nurse.page.get_by_label("Your id").input_value() == ""
    with nurse.page.expect_navigation():
        nurse.page.evaluate(RETURNED)
