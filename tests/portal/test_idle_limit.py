"""Does every page of a shared PC know when to cover itself, and no page of a laptop?"""

import portal_served as served
import pytest
from portal_served import MODULE, QUIZ

from nbcare.content.settings import IDLE_MINUTES
from nbcare.portal.identity import pins, roster_file, roster_import
from nbcare.portal.identity.roster import Roster
from nbcare.portal.identity.sessions import IDLE, Sessions

PAGES = ["/", f"/module/{MODULE}", f"/quiz/{QUIZ}", "/results", "/nothing-here"]


@pytest.fixture
def ward_pc(course, tmp_path, monkeypatch):
    """A browser that is logged in at a ward whose limit is twenty minutes."""
    monkeypatch.setattr(pins, "COST", 4)
    listed = tmp_path / "learners.csv"
    listed.write_text("id,pin\nanna,482719\n")

    def identity(_port, store):
        roster_import.take(roster_file.read(listed), store, lambda _progress: None)
        return Roster(store, sessions=Sessions(store, 20 * 60))

    with served.running(course, identity) as portal:
        browser = portal.browser()
        assert browser.log_in("anna", "482719").status == 303
        yield browser


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_shared_pc_carries_the_limit(ward_pc, path):
    """Is the hospital's own limit in the page, in seconds?"""
    assert 'data-learner="anna" data-idle="1200"' in ward_pc.get(path).text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_a_laptop_has_no_limit(me, path):
    """Does the owner of a laptop never meet a covered page?"""
    assert "data-idle" not in me.get(path).text


def test_the_limit_is_a_quarter_of_an_hour_unless_the_hospital_says_otherwise():
    """Do the setting and the log-ins agree?"""
    assert IDLE_MINUTES * 60 == IDLE == 15 * 60
