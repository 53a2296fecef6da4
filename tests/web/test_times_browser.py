"""Every page says every time in the zone of the course, whatever zone the browser is in."""

import re

import pytest
from playwright.sync_api import expect
from served import QUIZ, Server

pytestmark = pytest.mark.browser

DUE = "2026-12-01T22:00:00Z"
SINGLE = "retinoids-q07"


@pytest.fixture
def in_new_york(course_root, publish):
    """A portal of a course whose settings name New York, with a due date at 17:00 there."""
    settings = course_root / "state/settings.yaml"
    settings.write_text("version: 1\ntime_zone: America/New_York\n", encoding="utf-8")
    made = Server(course_root)
    publish(**{QUIZ: {"due": DUE}})
    made.portal.changes.look()
    yield made
    made.end()
    settings.unlink()


def test_home_quiz_and_receipt_name_the_zone_of_the_course(nurse_factory, in_new_york):
    """Does a nurse whose telephone is set to another zone read the hour that the instructor entered, with its zone?"""
    nurse = nurse_factory(server=in_new_york, timezone_id="Asia/Tokyo")
    nurse.log_in()
    expect(nurse.page.get_by_text("Due 1 Dec 2026, 17:00 EST")).to_be_visible()
    nurse.goto(f"/quiz/{QUIZ}")
    expect(nurse.page.locator("#nbp-quiz-state")).to_contain_text("1 Dec 2026, 17:00 EST")
    nurse.choose(SINGLE)
    nurse.wait_bar("All answers saved")
    nurse.page.get_by_role("link", name="Review and hand in").click()
    nurse.page.locator("#nbp-review").get_by_role("button", name="Hand in …").click()
    nurse.page.get_by_role("dialog").get_by_role("button", name="Hand in now").click()
    nurse.page.get_by_role("heading", name="Receipt").wait_for()
    expect(nurse.page.locator(".nbp-receipt")).to_contain_text(re.compile(r"\d{4}, \d\d:\d\d E[SD]T"))
    assert nurse.errors == []
