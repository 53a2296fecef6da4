"""Log-ins under way at a hub: any number of strangers ends none of them, and only the browser that began goes on."""

import base64
import hashlib
import time

import pytest
from person import MODULE, Person
from running import PREFIX
from test_environment import GIVEN, HOME

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity.hub import from_environment
from nbcare.portal.identity.hub_states import LONGEST_PAGE
from nbcare.store import changes

PAGE = f"{HOME}module/x"


@pytest.fixture
def auths(tmp_path):
    """What two portals of one hub speak its protocol with; each has its own way to the store."""
    with open_course_store(tmp_path / "one") as store, open_course_store(tmp_path / "one") as other:
        yield [from_environment(each, GIVEN).auth for each in (store, other)]


def test_a_log_in_goes_on_at_any_portal(auths):
    """Does the way back lead to the page that was asked for, with the proof that the hub waits for, at the other portal?"""
    one, other = auths
    verifier, hash, method = one.generate_pkce_code_challenge()
    assert method == "S256" and 43 <= len(verifier) <= 128
    assert hash == base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    state = one.generate_state(PAGE, code_verifier=verifier, cookie_name="service-nbcare-oauth-state-abc")
    assert other.get_next_url(state) == PAGE and other.get_code_verifier(state) == verifier
    assert other.get_state_cookie_name(state) == "service-nbcare-oauth-state-abc"


def test_the_proof_does_not_travel_in_the_address(auths):
    """Can somebody who sees the way back not work out the proof?"""
    verifier = auths[0].generate_pkce_code_challenge()[0]
    state = auths[0].generate_state(PAGE, code_verifier=verifier)
    number, _, proof = verifier.partition(".")
    about = auths[0].states.read(state)
    assert about["number"] == number and proof not in str(about)


def test_a_hub_without_proofs_is_given_none(auths):
    """Does a hub of an older release get no proof that it did not ask for?"""
    state = auths[0].generate_state(PAGE)
    assert auths[0].get_code_verifier(state) is None and auths[0].get_next_url(state) == PAGE
    assert auths[0].get_state_cookie_name(state) == auths[0].state_cookie_name


def test_two_log_ins_are_never_one(auths):
    """Does the state of another browser, for the same page, fit no other?"""
    assert len({auths[0].generate_state(PAGE) for _ in range(100)}) == 100


def test_a_state_of_a_clock_years_ahead_is_none(auths, monkeypatch):
    """Is a log-in that began with a wrong clock not good for years?"""
    ahead = time.time() + 3 * 365 * 86_400
    with monkeypatch.context() as patch:
        patch.setattr(time, "time", lambda: ahead)
        state = auths[0].generate_state(PAGE)
    assert auths[0].get_next_url(state) == HOME


@pytest.mark.parametrize("state", ["", "x", "x" * 5000, "\x00", "'; --", None, "\u00e9"])
def test_a_state_of_nobody_is_none(auths, state):
    """Is an invented state no page, and no error?"""
    auth = auths[0]
    assert auth.get_next_url(state) == HOME and auth.get_code_verifier(state) is None
    assert auth.get_state_cookie_name(state) == auth.state_cookie_name
    auth.clear_oauth_state(state)


def test_a_changed_state_and_one_of_another_course_are_none(auths, tmp_path):
    """Can nobody write a page of their own into a state?"""
    state = auths[0].generate_state(PAGE)
    inside = base64.urlsafe_b64decode(state + "==")
    changed = base64.urlsafe_b64encode(inside[:-1] + (b"0" if inside[-1:] != b"0" else b"1")).decode()
    with open_course_store(tmp_path / "two") as store:
        foreign = from_environment(store, GIVEN).auth.generate_state(PAGE)
    assert [auths[0].get_next_url(each) for each in (state, changed, foreign)] == [PAGE, HOME, HOME]


def test_a_state_ends_with_its_time(auths, monkeypatch):
    """Is a log-in that began long ago not gone on with?"""
    state, now = auths[0].generate_state(PAGE), time.time()
    for later, page in ((-5, PAGE), (5, HOME)):
        monkeypatch.setattr(time, "time", lambda later=later: now + auths[0].oauth_state_max_age + later)
        assert auths[0].get_next_url(state) == page


def test_a_very_long_address_is_left_out(auths):
    """Does an address of thousands of letters begin a log-in all the same, which ends at the first page?"""
    state = auths[0].generate_state(f"{HOME}login?next={'x' * 2 * LONGEST_PAGE}")
    assert auths[0].get_next_url(state) == HOME and len(state) < 1000


def test_thousands_of_strangers_end_no_log_in_and_are_kept_nowhere(hub, anna):
    """Somebody begins log-ins all day: does Anna's, which began before, end well, and does the store not change?"""
    anna.jar.clear(anna.session().domain, f"{PREFIX}/", "service-nbcare")
    there = anna.get(f"/login?next={PREFIX}/module/{MODULE}", follow=False).headers["Location"]
    before = hub.read(changes.counts())
    stranger = Person(hub)
    for _ in range(200):
        assert stranger.get("/login", follow=False).status == 302
        stranger.jar.clear()
    assert hub.read(changes.counts()) == before
    back = anna.ask("GET", there, follow=False).headers["Location"]
    reply = anna.ask("GET", back)
    assert (reply.status, reply.address) == (200, f"{hub.public}{PREFIX}/module/{MODULE}")


def test_a_log_in_in_another_browser_is_told_as_such(hub, ben):
    """Is a learner whose state is not hers, or too old, told why?"""
    state = Person(hub).get("/login", follow=False).headers["Location"].partition("state=")[2]
    reply = Person(hub).get(f"/oauth_callback?code=x&state={state}", follow=False)
    assert reply.status == 403 and "took longer than ten minutes, or it began in another browser" in reply.text
    assert "keeps no cookies" in reply.text and "llow cookies" in reply.text, "the browser came without any"
