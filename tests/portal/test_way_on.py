"""Does a page that says what is wrong lead anywhere else than to itself, and name the true reason?"""

import re

import portal_served as served
import pytest
from portal_served import ALONE, MODULE

from nbcare.portal.identity import Learner, pins, roster_file, roster_import
from nbcare.portal.identity.laptop import Laptop
from nbcare.portal.identity.roster import Roster


def button(reply) -> tuple[str, str] | None:
    """Return the address and the words of an error page's button."""
    found = re.search(r'<p><a class="nbp-button nbp-primary" href="([^"]*)">([^<]*)<', reply.text)
    return found and (found[1], found[2])


@pytest.fixture
def ward(course, tmp_path, monkeypatch):
    """A portal for a ward."""
    monkeypatch.setattr(pins, "COST", 4)
    listed = tmp_path / "learners.csv"
    listed.write_text("id,pin\nanna,482719\n")

    def identity(_port, store):
        roster_import.take(roster_file.read(listed), store, lambda _progress: None)
        return Roster(store)

    with served.running(course, identity) as portal:
        yield portal


@pytest.mark.parametrize("path", ["/", f"/module/{MODULE}", "/results"])
def test_without_a_log_in_a_laptops_page_has_no_button(portal, path):
    """Is nobody led from a 401 to the same 401?"""
    reply = portal.browser().get(path)
    assert reply.status == 401 and button(reply) is None
    assert "the newest address in the window where it was started" in reply.text


@pytest.mark.parametrize("path", ["/nothing-here", "/results/plants-quiz", "/module/plants-quiz"])
def test_a_missing_page_leads_to_the_start(me, path):
    """Does every other page lead where something can be shown?"""
    assert button(me.get(path)) == ("/", "To the start of the course")


def test_a_problem_of_every_page_has_no_button(portal):
    """Is nobody sent in a circle by a wrong address or by too many cookies?"""
    stranger = portal.browser()
    for headers in ({"Host": "evil.example"}, {"Cookie": "a=" + "b" * 20_000}):
        reply = stranger.get("/results", **headers)
        assert reply.status in (403, 431) and button(reply) is None


def test_a_server_in_trouble_is_tried_again_at_the_same_address(portal, me, monkeypatch):
    """Does the button of a 5xx repeat what was asked, and never leave the course?"""
    monkeypatch.setattr(portal.portal, "learner_pages", lambda _learner: 1 / 0)
    assert button(me.get("/results")) == ("/results", "Try again")
    assert button(me.get("/")) == ("/", "Try again")


def test_the_start_of_a_course_with_a_prefix_is_its_own(course):
    """Does the button lead to the course, not to another program at the same host?"""
    with served.running(
        course, lambda port, store: Laptop(Learner(ALONE), port, store, course / "state"), prefix="/services/nbcare"
    ) as portal:
        assert button(portal.learner_in().get("/nothing-here")) == ("/services/nbcare/", "To the start of the course")


def test_a_browser_without_cookies_is_told_so_when_it_logs_in(ward):
    """Is the reason named, in place of "reload" for ever, however often she tries?"""
    browser = ward.browser()
    for _ in range(2):
        browser.get("/login")
        browser.cookies.clear()
        reply = browser.log_in("anna", "482719")
        assert reply.status == 403 and "keeps no cookies" in reply.text and "Reload" not in reply.text
        assert "Allow cookies" in reply.text


def test_a_page_that_is_really_out_of_date_still_says_reload(ward):
    """Does a browser with cookies, but another's token, hear the other reason?"""
    browser = ward.browser()
    browser.get("/login")
    browser.token = "2|00000000|00000000000000000000000000000000|1700000000"
    reply = browser.log_in("anna", "482719")
    assert reply.status == 403 and "Reload the page" in reply.text


def test_a_laptops_browser_without_cookies_is_told_so(portal):
    """Does the printed address, opened where cookies are blocked, not ask for itself only?"""
    browser = portal.browser()
    assert browser.get(portal.entrance()).status == 303
    browser.cookies.clear()
    assert "allow cookies" in browser.get("/").text


def test_a_script_without_cookies_gets_the_reason_too(me):
    """Does a save whose cookies are gone name a code of its own?"""
    me.get("/")
    me.cookies.clear()
    reply = me.save("x-p01", "a")
    assert (reply.status, reply.json["error"]["code"]) == (403, "cookies")
