"""The computer's clock is set back or forward while a class is at work: nothing is lost, nobody is thrown out, nothing fails."""

import time
from datetime import UTC, datetime, timedelta

import hostile
import pytest
from hostile import accept, well
from portal_served import QUIZ, publish

from nbcare.answers import times
from nbcare.store import hand_ins

YEAR = timedelta(days=365)


class Clock:
    """A clock that a test sets, in the place of the computer's own."""

    def __init__(self, patch):
        self.shift = timedelta()
        clock = self

        class Shifted(datetime):
            @classmethod
            def now(cls, tz=None):
                return datetime.now(tz) + clock.shift

        patch.setattr(times, "datetime", Shifted)

    def __call__(self) -> float:
        return time.time() + self.shift.total_seconds()


@pytest.fixture
def clock(monkeypatch):
    """The clock."""
    return Clock(monkeypatch)


@pytest.fixture
def house(tmp_path, clock):
    """A class of two that goes by the clock."""
    with hostile.house(tmp_path / "course") as made:
        made.roster.sessions._clock = clock
        yield made
        well(made)


@pytest.mark.parametrize(
    "back", [timedelta(hours=2), YEAR, timedelta(days=365 * 50)], ids=["two hours", "a year", "1976"]
)
def test_a_clock_set_back_costs_no_answer_and_no_log_in(house, clock, back):
    """Does a page that is open go on saving, and do revisions, not times, say what is newer?"""
    anna = house.browser()
    assert anna.save("plants-q01", "a", slug=QUIZ).json["revision"] == 1
    clock.shift -= back
    reply = anna.save("plants-q01", "b", saw=1, slug=QUIZ)
    assert (reply.status, reply.json["revision"]) == (200, 2) and reply.json["at"] < datetime.now(UTC).isoformat()
    assert anna.save("plants-q01", "a", saw=1, slug=QUIZ).status == 409
    assert house.browser("bennet").get("/").status == 200, "a new log-in begins"
    clock.shift += back
    assert anna.save("plants-q01", "c", saw=2, slug=QUIZ).json["revision"] == 3


def test_hand_ins_keep_their_order_whatever_the_clock_says(house, clock):
    """Is the last hand-in the one that counts, and the one before it kept, when it seems to come from the future?"""
    anna = house.browser()
    anna.save("plants-q01", "a", slug=QUIZ)
    first = anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "1"}).json["receipt"]
    clock.shift -= YEAR
    assert anna.send(f"/api/{QUIZ}/reopen", {"nonce": "r"}).status == 200
    anna.save("plants-q01", "b", saw=1, slug=QUIZ)
    reply = anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "2"})
    second = reply.json["receipt"]
    assert second["at"] < first["at"] and second["attempt"] == 2 and second["hash"] != first["hash"]
    assert reply.json["quiz"]["handed_in"] == second and anna.get(f"/api/{QUIZ}").json["quiz"]["handed_in"] == second
    store = house.server.portal.store
    kept = [
        store.read(hand_ins.document("anna", QUIZ, attempt))["items"]["plants-q01"]["response"] for attempt in (1, 2)
    ]
    assert kept == ["a", "b"]
    accept(house)
    assert (house.server.submission("anna") / "responses.json").read_bytes().count(b'"b"') == 1


def test_late_is_what_the_clock_says_when_it_is_handed_in(house, clock):
    """Is a date that seems past, or far, no failure: only late or not?"""
    publish(house.server, due=(datetime.now(UTC) + timedelta(hours=1)).isoformat())
    anna = house.browser()
    for shift, late in ((-YEAR, False), (YEAR, True), (timedelta(), False)):
        clock.shift = shift
        browser = anna if shift < timedelta() else house.browser()
        assert browser.get(f"/api/{QUIZ}").json["quiz"]["late_now"] is late and browser.get("/").status == 200


def test_a_clock_put_forward_asks_for_a_new_log_in_and_loses_nothing(house, clock):
    """Is a computer that woke up with a wrong date and got the right one no more than a log-in?"""
    anna = house.browser()
    anna.save("plants-q01", "a", slug=QUIZ)
    clock.shift += YEAR
    assert anna.save("plants-q01", "b", saw=1, slug=QUIZ).status == 401
    assert house.browser().save("plants-q01", "b", saw=1, slug=QUIZ).json["revision"] == 2
