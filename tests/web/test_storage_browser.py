"""What becomes of an answer when the browser's own storage is full, cleared, or holds another's note?"""

import pytest
from learners_browser import Nurse
from playwright.sync_api import expect
from served import QUIZ

pytestmark = [pytest.mark.browser, pytest.mark.whole]

SINGLE, WRITTEN = "retinoids-q07", "retinoids-q08"
ADDRESS = f"/quiz/{QUIZ}"
# Another page of the same address has taken all the room, to the last character.
FILL = """() => {
  localStorage.setItem("other-last", "");
  for (let size = 1 << 20; size >= 1; size = size >> 1) {
    for (let n = 0; ; n += 1) {
      try { localStorage.setItem(`other-${size}-${n}`, "x".repeat(size)); } catch { break; }
    }
  }
  for (let text = "x"; ; text += "x") {
    try { localStorage.setItem("other-last", text); } catch { break; }
  }
}"""
FREE = "() => Object.keys(localStorage).filter((key) => key.startsWith('other-')).forEach((key) => localStorage.removeItem(key))"
WAITING = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('nbcare.pending|')).map(([, text]) => JSON.parse(text).response)"


def with_storage(nurse: Nurse, script: str, path: str = ADDRESS) -> None:
    """Let something happen to the browser's storage before the learner logs in."""
    nurse.goto("/")
    nurse.page.evaluate(script)
    nurse.log_in(path)


@pytest.mark.parametrize("before", ["() => undefined", "() => localStorage.setItem('nbcare.login', '\"somebody\"')"])
def test_a_full_storage_is_no_log_out(nurse_factory, before):
    """Is an answer saved when the browser has no room to note who is logged in, or notes a former learner still?"""
    nurse = nurse_factory()
    nurse.goto("/")
    nurse.page.evaluate(before)
    with_storage(nurse, FILL)
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    assert nurse.server.saved(nurse.learner, QUIZ, SINGLE)


def test_a_storage_cleared_under_an_open_page_is_no_log_out(nurse):
    """Does a page go on saving after its note of the log-in was deleted?"""
    nurse.goto(ADDRESS)
    nurse.page.evaluate("localStorage.clear()")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    assert nurse.server.saved(nurse.learner, QUIZ, SINGLE)


def test_without_a_note_the_course_still_tells_two_learners_apart(nurse):
    """Does a page without a note save nothing into the answers of another learner?"""
    nurse.goto(ADDRESS)
    nurse.page.context.add_cookies([{"name": "nbcare-test", "value": "another", "url": nurse.server.address}])
    nurse.page.evaluate("localStorage.clear()")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("NOT SAVED")
    assert nurse.server.saved("another", QUIZ, SINGLE) is None


def test_an_answer_that_the_browser_cannot_keep_is_said_to_be_on_this_page_only(nurse_factory):
    """After a log-out elsewhere, does the way to log in leave the page with the only copy open, and is it saved then?"""
    nurse = nurse_factory()
    with_storage(nurse, FILL)
    kept = nurse.page.context.cookies()
    nurse.page.context.clear_cookies(name="nbcare-test")
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("NOT SAVED: you are logged out. 1 answer is on this page only")
    link = nurse.page.get_by_role("link", name="Log in again in a new window")
    expect(link).to_have_attribute("target", "_blank")
    asked = []
    nurse.page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    nurse.page.close(run_before_unload=True)
    nurse.wait_bar("on this page only")
    assert asked == ["beforeunload"]
    nurse.page.context.add_cookies(kept)
    nurse.wait_bar("All answers saved")
    assert nurse.server.saved(nurse.learner, QUIZ, SINGLE)


def test_a_page_in_trouble_promises_no_room_that_the_browser_has_not(server, nurse_factory):
    """With the server gone and the storage full, does the bar send nobody on, and keep no older answer to be sent later?"""
    nurse = nurse_factory(server=server)
    nurse.log_in(ADDRESS)
    server.stop()
    nurse.choose(SINGLE, 0)
    nurse.wait_bar("NOT SAVED: 1 answer waits in this browser")
    [older] = nurse.page.evaluate(WAITING)
    nurse.page.evaluate(FILL)
    nurse.choose(SINGLE, 1)
    nurse.until("!document.querySelector('.nbp-bar-text').textContent.includes('Saving')")
    assert older not in nurse.page.evaluate(WAITING)
    nurse.page.evaluate(FREE)
    nurse.page.evaluate("localStorage.clear()")
    nurse.page.evaluate(FILL)
    nurse.choose(SINGLE, 2)
    nurse.wait_bar("1 answer is on this page only")
    server.start()
    nurse.wait_bar("All answers saved")


def test_a_log_out_counts_what_only_the_page_has(server, nurse_factory):
    """Does a log-out warn of an answer that the browser has no room for?"""
    nurse = nurse_factory(server=server)
    with_storage(nurse, FILL)
    nurse.page.route("**/api/**", lambda route: route.abort())
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("on this page only")
    nurse.page.get_by_role("button", name="Log out").click()
    expect(nurse.page.get_by_role("dialog")).to_contain_text("1 answer is NOT SAVED")
    nurse.page.get_by_role("button", name="Log out and lose it").click()
    nurse.page.get_by_label("Your PIN").wait_for()


@pytest.mark.parametrize("damage", ["null", "17", "not JSON", "{}"])
def test_a_damaged_note_of_an_answer_waits_for_nothing(nurse, damage):
    """Does rubbish under a name of ours hold up neither the bar nor the hand-in?"""
    nurse.goto(ADDRESS)
    seed = nurse.page.evaluate("JSON.parse(document.getElementById('nbc-page').textContent).seed")
    nurse.page.evaluate(f"localStorage.setItem('nbcare.pending|{seed}|{WRITTEN}', {damage!r})")
    nurse.goto(ADDRESS)
    nurse.choose(SINGLE, 0)
    nurse.wait_bar("All answers saved")


def test_a_browser_without_a_storage_saves_as_ever(nurse_factory):
    """With a localStorage that is null, do the portal's questions stand, save, and log out?"""
    nurse = nurse_factory()
    nurse.page.add_init_script("Object.defineProperty(window, 'localStorage', { get: () => null })")
    nurse.log_in(ADDRESS)
    nurse.choose(SINGLE, 1)
    nurse.wait_bar("All answers saved")
    nurse.page.get_by_role("button", name="Log out").click()
    nurse.page.get_by_label("Your PIN").wait_for()
    assert nurse.server.saved(nurse.learner, QUIZ, SINGLE) and nurse.errors == []
