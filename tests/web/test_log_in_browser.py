"""The log-in page after too many wrong PINs: it says how long to wait, and when that is over."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_wait_is_counted_down_and_its_end_is_announced(nurse_factory, dark):
    """Does the learner see the seconds, hear when the next try is open, and is the page clean by axe?"""
    nurse = nurse_factory(dark=dark, width=390)
    nurse.goto("/login?wait=90")
    timer, status = nurse.page.get_by_role("timer"), nurse.page.get_by_role("status")
    expect(timer).to_contain_text("Next try in")
    expect(timer).to_contain_text("seconds")
    expect(status).to_be_empty()
    assert nurse.axe() == []
    nurse.goto("/login?wait=1")
    expect(status).to_have_text("You can try again now.")
    expect(timer).to_be_empty()
    assert nurse.axe() == [] and nurse.errors == []


def test_a_page_without_a_wait_says_nothing_of_it(nurse_factory):
    """Is nothing counted when nobody has to wait, and are long waits said in minutes?"""
    nurse = nurse_factory()
    nurse.goto("/login")
    assert nurse.page.get_by_role("timer").count() == 0 and nurse.errors == []
    nurse.goto("/login?wait=300")
    expect(nurse.page.get_by_role("timer")).to_have_text("Next try in 5 minutes.")
