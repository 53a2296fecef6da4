"""Is an answer ever lost: server gone, browser closed, two tabs, another login, log-out?"""

import re

import browsers
import pytest
from learners_browser import Nurse
from playwright.sync_api import expect
from served import MODULE, QUIZ

from nbcare.store import answers

pytestmark = pytest.mark.browser

SINGLE = "retinoids-q07"
ADDRESS = f"/quiz/{QUIZ}"
PENDING = "() => Object.keys(localStorage).filter((key) => key.startsWith('nbcare.pending|')).length"


def test_server_gone_and_back_without_a_click(server, nurse_factory):
    """Does the page say NOT SAVED at once, keep the answer, and send it by itself when the server is back?"""
    nurse = nurse_factory(server=server)
    nurse.log_in(ADDRESS)
    server.stop()
    nurse.choose(SINGLE, 2)
    nurse.wait_bar("NOT SAVED: 1 answer waits in this browser")
    expect(nurse.question(SINGLE).locator(".nbc-status")).to_contain_text("NOT SAVED")
    assert nurse.page.evaluate(PENDING) == 1
    server.start()
    nurse.page.locator(".nbp-bar-text", has_text="All answers saved").wait_for()
    assert server.saved(nurse.learner, QUIZ, SINGLE)
    assert nurse.page.evaluate(PENDING) == 0


def test_browser_closed_before_the_server_was_back(server, chromium, tmp_path):
    """Is the answer sent after the browser was closed and opened again, and does home say where it waits?"""

    def browser():
        return chromium.browser_type.launch_persistent_context(
            str(tmp_path / "profile"), executable_path=browsers.find(), args=browsers.QUIET
        )

    context = browser()
    nurse = Nurse(context.new_page(), server, "closing")
    nurse.log_in(ADDRESS)
    # A cookie of the session would go with the browser; a ward's stays for the shift.
    context.add_cookies([{**cookie, "expires": 4102444800} for cookie in context.cookies()])
    server.stop()
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("NOT SAVED")
    context.close()

    server.start()
    context = browser()
    nurse = Nurse(context.new_page(), server, "closing")
    nurse.goto("/")
    waiting = nurse.page.locator("#nbp-waiting")
    expect(waiting).to_contain_text("1 answer not saved")
    waiting.get_by_role("link").click()
    nurse.wait_bar("All answers saved")
    assert server.saved("closing", QUIZ, SINGLE)
    context.close()


# A tab that does not look again by itself before it is used.
DEAF = "for (const news of ['focus', 'visibilitychange', 'pageshow']) window.addEventListener(news, (event) => event.stopImmediatePropagation(), true);"


def test_two_tabs_never_overwrite_each_other_silently(nurse):
    """Does the second tab show both answers and ask which one holds?"""
    nurse.goto(ADDRESS)
    other = nurse.page.context.new_page()
    other.add_init_script(DEAF)
    other.goto(nurse.page.url)
    # While questions are still being mounted the layout shifts, and a click can miss its target.
    other.locator("html[data-nbp-mounted=all]").wait_for(state="attached")
    nurse.choose(SINGLE, 0)
    nurse.wait_bar("All answers saved")
    place = other.locator(f"#q-{SINGLE}")
    place.locator(".nbc-option").nth(1).click()
    place.get_by_role("button", name="Keep the answer given here").wait_for()
    expect(other.locator(".nbp-bar-text")).to_contain_text("two different answers")
    place.get_by_role("button", name="Keep the answer given here").click()
    other.locator(".nbp-bar-text", has_text="All answers saved").wait_for()
    nurse.page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(nurse.question(SINGLE).locator("input").nth(1)).to_be_checked()


def test_a_page_that_is_looked_at_again_shows_what_another_device_saved(nurse):
    """Is the answer of another device there when the reader comes back to the page?"""
    nurse.goto(ADDRESS)
    nurse.server.write(nurse.learner, QUIZ, SINGLE, "a")
    nurse.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    nurse.question(SINGLE).locator("input:checked").wait_for(state="attached")


def test_a_login_that_ended_keeps_the_answer_and_leads_back(nurse):
    """Does the page say that the login is over, and send the answer after the next one?"""
    nurse.goto(ADDRESS)
    kept = nurse.page.context.cookies()
    nurse.page.context.clear_cookies(name="nbcare-test")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("NOT SAVED: you are logged out")
    expect(nurse.page.get_by_role("link", name="Log in again")).to_have_attribute(
        "href", re.compile(r"^/login\?next=%2Fquiz")
    )
    assert nurse.page.evaluate(PENDING) == 1
    nurse.page.context.add_cookies(kept)
    nurse.page.locator(".nbp-bar-text", has_text="All answers saved").wait_for()


def test_another_login_in_the_same_browser_never_gets_these_answers(nurse):
    """Does a page left open, and not told of it, save nothing into the answers of whoever logged in after?"""
    nurse.page.add_init_script("window.addEventListener('storage', (event) => event.stopImmediatePropagation(), true);")
    nurse.goto(ADDRESS)
    other = nurse.page.context.new_page()
    nurse.page.context.add_cookies([{"name": "nbcare-test", "value": "somebody", "url": nurse.server.address}])
    other.goto(nurse.server.address + "/")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("NOT SAVED")
    assert nurse.server.read(answers.read("somebody", QUIZ)) == {}


def test_logging_out_warns_then_clears_what_the_browser_kept(server, nurse_factory):
    """Does log-out say how many answers would be lost, and leave nothing of this login behind?"""
    nurse = nurse_factory(server=server)
    nurse.log_in(ADDRESS)
    nurse.page.route("**/api/**", lambda route: route.abort())
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("NOT SAVED")
    nurse.page.get_by_role("button", name="Log out").click()
    dialog = nurse.page.get_by_role("dialog")
    expect(dialog).to_contain_text("1 answer is NOT SAVED")
    expect(dialog.get_by_role("button", name="Stay logged in")).to_have_class(re.compile("nbp-primary"))
    dialog.get_by_role("button", name="Stay logged in").click()
    assert nurse.page.evaluate(PENDING) == 1
    nurse.page.get_by_role("button", name="Log out").click()
    dialog.get_by_role("button", name="Log out and lose it").click()
    nurse.page.get_by_label("Your PIN").wait_for()
    assert nurse.page.evaluate("() => Object.keys(localStorage)") == []


def test_logging_out_with_everything_saved_asks_nothing(nurse):
    """Is a plain log-out plain?"""
    nurse.goto(f"/module/{MODULE}")
    nurse.page.get_by_role("button", name="Log out").click()
    nurse.page.get_by_label("Your PIN").wait_for()
    assert nurse.page.evaluate("() => Object.keys(localStorage)") == []


def test_a_link_leads_nowhere_while_the_server_is_gone(server, nurse_factory):
    """Does the page with the waiting answer stay, and say why, until the next one can be shown?"""
    nurse = nurse_factory(server=server)
    nurse.log_in(ADDRESS)
    server.stop()
    with nurse.page.expect_event("requestfailed"):  # the page knows that nobody answers, not only that it takes long
        nurse.choose(SINGLE, 2)
    nurse.wait_bar("NOT SAVED")
    home = nurse.page.get_by_role("link", name="Home")
    home.click()
    nurse.wait_bar("That page cannot be opened just now")
    assert nurse.page.url.endswith(ADDRESS)
    server.start()
    # The waiting answer is sent by itself; then the warning has to go, too.
    nurse.page.locator(".nbp-bar-text", has_text="All answers saved").wait_for()
    home.click()
    nurse.page.get_by_role("heading", name="Modules").wait_for()


def test_a_written_answer_left_at_once_is_still_saved(nurse):
    """Do the last words typed reach the disk when the page closes in the same moment?"""
    nurse.goto(ADDRESS)
    nurse.page.locator(".nbc-textarea").fill("Please ring us at any hour.")
    nurse.goto("/results")
    nurse.goto(ADDRESS)
    nurse.wait_bar("All answers saved")
    assert nurse.server.saved(nurse.learner, QUIZ, "retinoids-q08") == "Please ring us at any hour."
