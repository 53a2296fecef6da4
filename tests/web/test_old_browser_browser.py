"""A browser that lacks what the page's script needs: the nurse is told, and what has a substitute works."""

import re

import pytest
from playwright.sync_api import expect
from served import MODULE, QUIZ

pytestmark = [pytest.mark.browser, pytest.mark.whole]

NOTICE = ".nbp-too-old"


def without(script: str):
    """Break the page's own script as a browser does that cannot read it."""

    def answer(route):
        text = route.fetch().text()
        route.fulfill(body=script if "nbpMounted" in text else text, content_type="text/javascript")

    return answer


@pytest.mark.parametrize("path", [f"/module/{MODULE}", f"/quiz/{QUIZ}", "/"])
def test_a_page_whose_script_cannot_be_read_says_so(nurse_factory, path):
    """Does the nurse read that nothing is saved and what to do, in place of a page that looks alive?"""
    nurse = nurse_factory(width=390)
    nurse.log_in()
    nurse.page.route("**/static/*.js", without("const broken = /(?<"))
    nurse.page.goto(nurse.server.address + path)
    notice = nurse.page.locator(NOTICE)
    expect(notice).to_contain_text("Nothing that you click here is saved")
    expect(notice).to_contain_text("Safari 16, Firefox 115, or Chrome or Edge 105")
    expect(notice).to_have_attribute("role", "alert")
    assert nurse.page.get_by_text("Each click is saved").count() == 0
    assert nurse.axe() == []


def test_what_is_asked_can_be_read_without_the_script(nurse_factory):
    """Are the questions there to be read in their plain form, and is the promise gone that this browser breaks?"""
    nurse = nurse_factory()
    nurse.log_in(f"/quiz/{QUIZ}")
    expect(nurse.page.get_by_text("Each click is saved.")).to_be_visible()
    nurse.page.route("**/static/*.js", without("const broken = /(?<"))
    nurse.page.reload()
    nurse.page.locator(NOTICE).wait_for()
    assert nurse.page.get_by_text("Each click is saved.").count() == 0
    plain = nurse.page.locator(".nbp-plain").first
    expect(plain).to_contain_text("Question retinoids-q01")
    assert plain.evaluate("(node) => getComputedStyle(node).color") != "rgba(0, 0, 0, 0)"


def test_a_page_that_works_says_nothing(nurse):
    """Is the notice never on a page whose script began, nor on the log-in?"""
    for path in (f"/module/{MODULE}", "/login"):
        nurse.goto(path)
        nurse.page.wait_for_load_state()
        assert nurse.page.locator(NOTICE).count() == 0


def test_requests_end_in_time_without_the_browsers_own_signal(nurse_factory):
    """Does a browser without AbortSignal.timeout save, and end a request that nobody answers?"""
    nurse = nurse_factory()
    nurse.page.add_init_script("delete AbortSignal.timeout;")
    nurse.log_in(f"/quiz/{QUIZ}")
    assert nurse.page.evaluate("AbortSignal.timeout === undefined")
    nurse.choose("retinoids-q07")
    nurse.wait_bar("All answers saved")
    nurse.page.clock.install()
    nurse.page.route("**/api/**", lambda route: None)
    nurse.choose("retinoids-q07", 1)
    nurse.page.clock.run_for(11_000)
    expect(nurse.page.locator(".nbp-bar-text")).to_contain_text(re.compile("NOT SAVED"))
    assert nurse.errors == []
