"""Does a shared PC that nobody uses go on showing the words of its last learner?"""

import pytest
from playwright.sync_api import expect
from served import MODULE, QUIZ

pytestmark = [pytest.mark.browser, pytest.mark.whole]

SINGLE = "retinoids-q07"
ADDRESS = f"/quiz/{QUIZ}"
COVERED = "This page is covered"
HEARD = "nbcare.used"


@pytest.fixture
def shared_pc(shared_server):
    """The limit of a shared PC: fifteen minutes."""
    shared_server.portal.identity.idle = 15 * 60
    yield
    shared_server.portal.identity.idle = 0


@pytest.fixture
def visitor(shared_pc, nurse_factory):
    """A learner on a shared PC whose clock the test moves."""
    nurse = nurse_factory()
    nurse.page.context.clock.install()
    nurse.log_in()
    yield nurse
    assert nurse.errors == []


def covered(page):
    return page.get_by_role("heading", name=COVERED)


@pytest.mark.parametrize("path", [ADDRESS, f"/module/{MODULE}", "/", "/results"])
def test_a_page_that_nobody_uses_covers_itself_and_ends_the_log_in(visitor, path):
    """After the limit, are title, text and paper empty of the learner's words, and is the log-in over?"""
    visitor.goto(path)
    visitor.page.clock.fast_forward("14:30")
    expect(covered(visitor.page)).to_have_count(0)
    with visitor.page.expect_response("**/logout"):
        visitor.page.clock.fast_forward("00:45")
    expect(covered(visitor.page)).to_be_visible()
    expect(visitor.page.locator("body")).to_contain_text("Nobody has used it for 15 minutes")
    shown = visitor.page.evaluate("document.body.innerText + document.title")
    assert visitor.learner not in shown and "Retinoids" not in shown
    visitor.page.emulate_media(media="print")
    expect(visitor.page.locator("#main")).to_be_hidden()
    visitor.page.emulate_media(media="screen")
    assert visitor.axe() == []
    link = visitor.page.get_by_role("link", name="Log in again")
    expect(link).to_be_focused()
    link.press("Enter")
    visitor.page.get_by_label("Your PIN").wait_for()


def test_who_reads_and_scrolls_is_not_covered_and_stays_logged_in(visitor):
    """Does reading count as use, here and at the course?"""
    visitor.goto(f"/module/{MODULE}")
    for _ in range(3):
        visitor.page.clock.fast_forward("10:00")
        with visitor.page.expect_response("**/api/_learner"):
            visitor.page.mouse.wheel(0, 40)
    expect(covered(visitor.page)).to_have_count(0)


def test_use_of_one_tab_keeps_the_other_open(visitor):
    """Are two tabs of one learner covered together, not one by one?"""
    visitor.goto(ADDRESS)
    other = visitor.page.context.new_page()
    other.goto(visitor.server.address + "/")
    visitor.page.clock.fast_forward("10:00")
    other.keyboard.press("Tab")
    other.clock.fast_forward("10:00")
    expect(covered(visitor.page)).to_have_count(0)


def test_the_touch_that_wakes_a_pc_is_no_use(visitor):
    """Is the page covered when a PC slept past the limit and somebody touches it?"""
    visitor.goto(ADDRESS)
    visitor.page.evaluate("window.setInterval = null")
    visitor.page.evaluate("Date.now = ((now) => () => now() + 3600_000)(Date.now.bind(Date))")
    visitor.page.mouse.move(40, 40)
    expect(covered(visitor.page)).to_be_visible()


def test_a_dialog_is_closed_under_the_cover(visitor):
    """Can the way to log in be used when a question was open?"""
    visitor.goto(ADDRESS)
    visitor.choose(SINGLE, 1)
    visitor.wait_bar("All answers saved")
    visitor.page.get_by_role("link", name="Review and hand in").click()
    visitor.page.get_by_role("button", name="Hand in …").click()
    visitor.page.get_by_role("dialog").wait_for()
    visitor.page.clock.fast_forward("16:00")
    visitor.page.get_by_role("link", name="Log in again").click()
    visitor.page.get_by_label("Your PIN").wait_for()
    assert visitor.server.saved(visitor.learner, QUIZ, SINGLE)


def test_last_words_are_saved_before_the_cover(visitor):
    """Is what was typed at the last moment on the disk when the page is covered?"""
    visitor.goto(ADDRESS)
    visitor.page.locator(".nbc-textarea").fill("He sleeps well.")
    with visitor.page.expect_response("**/logout"):
        visitor.page.clock.fast_forward("16:00")
    assert visitor.server.saved(visitor.learner, QUIZ, "retinoids-q08") == "He sleeps well."


def test_an_answer_that_waits_is_sent_after_the_next_log_in(visitor):
    """Does a cover lose no answer that could not be saved?"""
    visitor.goto(ADDRESS)
    visitor.page.route("**/save", lambda route: route.abort())
    visitor.choose(SINGLE, 1)
    visitor.wait_bar("NOT SAVED")
    visitor.page.clock.fast_forward("16:00")
    expect(visitor.page.locator("body")).to_contain_text("1 answer waits in this browser")
    visitor.page.unroute("**/save")
    visitor.page.clock.resume()
    visitor.page.get_by_role("link", name="Log in again").click()
    visitor.page.get_by_label("Your id").fill(visitor.learner)
    visitor.page.get_by_label("Your PIN").fill("1234")
    visitor.page.get_by_role("button", name="Log in").click()
    visitor.page.wait_for_url(visitor.server.address + ADDRESS)
    visitor.wait_bar("All answers saved")
    assert visitor.server.saved(visitor.learner, QUIZ, SINGLE)


def test_a_log_out_in_one_tab_covers_the_other(nurse):
    """Is a quiz in another tab hidden as soon as its learner logs out, whatever the limit?"""
    nurse.goto(ADDRESS)
    other = nurse.page.context.new_page()
    other.goto(nurse.server.address + "/")
    other.get_by_role("button", name="Log out").click()
    expect(covered(nurse.page)).to_be_visible()
    expect(nurse.page.locator("#main")).to_be_hidden()


def test_without_a_limit_no_page_covers_itself(nurse):
    """Does the page of a laptop stay, where nobody else sits?"""
    nurse.goto(ADDRESS)
    assert nurse.page.evaluate(f"localStorage.getItem('{HEARD}')") is None
    assert nurse.page.locator("body[data-idle]").count() == 0
