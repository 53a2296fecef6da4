"""Who may log in, who is logged in, and log-ins under way."""

import pytest

from nbcare.store import ended_tokens, roster, sessions
from nbcare.store.errors import UnstorableError
from nbcare.store.roster import Entry
from nbcare.store.sessions import Session


def begin(store, token, learner="anna", began=0.0, at_most=10):
    store.write(sessions.begin(token, Session(learner, began, began, "mark"), at_most))


def test_a_session_is_found_until_it_ends(store, opened):
    """Does a log-in outlive a restart, and a log-out end it everywhere?"""
    begin(store, "t1", began=5.5)
    other = opened()
    assert other.read(sessions.find("t1")) == Session("anna", 5.5, 5.5, "mark")
    assert store.write(sessions.end("t1"))
    assert not store.write(sessions.end("t1"))
    assert other.read(sessions.find("t1")) is None


def test_the_oldest_session_of_a_learner_ends_beyond_the_limit(store):
    """Does one learner never hold endless log-ins, and never lose the newest or another one's?"""
    begin(store, "other", "ben", began=0)
    for number in range(5):
        begin(store, f"t{number}", began=number, at_most=3)
    assert list(store.read(sessions.all_of("anna"))) == ["t2", "t3", "t4"]
    assert list(store.read(sessions.all_of("ben"))) == ["other"]


def test_a_clock_set_back_never_ends_the_session_that_begins(store):
    """Is the log-in that was just made there, whatever the clock says?"""
    for number in range(3):
        begin(store, f"t{number}", began=100 + number, at_most=3)
    begin(store, "now", began=1, at_most=3)
    assert set(store.read(sessions.all_of("anna"))) == {"now", "t1", "t2"}


def test_one_session_at_a_time_is_a_limit_too(store):
    """Does a limit of one keep exactly the newest?"""
    begin(store, "t1")
    begin(store, "t2", at_most=1)
    assert list(store.read(sessions.all_of("anna"))) == ["t2"]


def test_when_a_session_was_seen_only_moves_on(store):
    """Do two portals that note the same session keep the later moment?"""
    begin(store, "t1", began=10)
    begin(store, "t2", began=10)
    store.write(sessions.see({"t1": 20.0, "t2": 5.0, "gone": 1.0}))
    store.write(sessions.see({}))
    assert store.read(sessions.find("t1")).seen == 20
    assert store.read(sessions.find("t2")).seen == 10


def test_old_sessions_are_forgotten(store):
    """Do log-ins end that began or were last seen too long ago?"""
    begin(store, "old", began=10)
    begin(store, "idle", began=50)
    begin(store, "fresh", began=50)
    store.write(sessions.see({"fresh": 90.0, "old": 90.0}))
    assert store.write(sessions.forget(began_before=20, seen_before=60, began_after=1000)) == 2
    assert list(store.read(sessions.all_of("anna"))) == ["fresh"]


def test_all_sessions_of_a_learner_end_together(store):
    """Does a new PIN end every log-in with the old one?"""
    begin(store, "t1")
    begin(store, "t2")
    begin(store, "t3", "ben")
    assert store.write(sessions.end_all_of("anna")) == 2
    assert store.read(sessions.find("t3")) is not None


def test_a_roster_takes_the_place_of_the_old_one(store):
    """Is whoever is not in the new list still known, and listed no more?"""
    store.write(roster.replace({"anna": Entry("Anna", "s1", "h1"), "ben": Entry("", "s2", "h2")}))
    store.write(roster.replace({"anna": Entry("Anna", "s3", "h3"), "cleo": Entry("", "s4", "h4")}))
    assert store.read(roster.listed()) == {"anna": Entry("Anna", "s3", "h3"), "cleo": Entry("", "s4", "h4")}
    assert store.read(roster.find("ben")) == Entry("", "s2", "h2", listed=False)
    assert store.read(roster.find("nobody")) is None
    store.write(roster.replace({"ben": Entry("", "s2", "h2")}))
    assert store.read(roster.find("ben")).listed


def test_a_new_name_and_a_new_pin_at_the_same_time_are_both_kept(store, opened):
    """Does neither of two windows take back what the other did, and is nobody renamed who is off the list?"""
    store.write(roster.replace({"anna": Entry("Anna", "s1", "h1"), "ben": Entry("Ben", "s2", "h2")}))
    opened().write(roster.put({"anna": Entry("Anna", "s9", "h9")}))
    assert store.write(roster.rename("anna", "Anna Smith"))
    assert store.read(roster.find("anna")) == Entry("Anna Smith", "s9", "h9")
    store.write(roster.unlist(["ben"]))
    assert not store.write(roster.rename("ben", "X")) and not store.write(roster.rename("nobody", "X"))
    assert store.read(roster.find("ben")) == Entry("Ben", "s2", "h2", listed=False)


def test_a_roster_with_a_bad_row_changes_nothing(store):
    """Is half a list never taken?"""
    store.write(roster.replace({"anna": Entry("Anna", "s1", "h1")}))
    with pytest.raises(UnstorableError, match="the learner"):
        store.write(roster.replace({"ben": Entry("", "s2", "h2"), "\0": Entry("", "", "")}))
    assert set(store.read(roster.listed())) == {"anna"}


def test_two_programs_may_replace_the_roster_at_once(store, opened):
    """Does one whole list stand in the end, never a mixture?"""
    lists = [{f"{name}{number}": Entry("", "s", "h") for number in range(50)} for name in "ab"]
    futures = [each.submit(roster.replace(list)) for each in (store, opened()) for list in lists for _ in range(3)]
    for future in futures:
        future.result()
    assert store.read(roster.listed()) in lists


def test_five_thousand_learners_are_listed_in_one_step(store):
    """Is the largest list taken?"""
    entries = {f"n{number:04}": Entry("", "s" * 32, "h" * 128) for number in range(5000)}
    store.write(roster.replace(entries))
    assert store.read(roster.listed()) == entries


def test_an_ended_token_stays_ended(store, opened):
    """Is a token that was logged out rejected by every portal, until it is old?"""
    store.write(ended_tokens.end("t1", 10.0))
    store.write(ended_tokens.end("t1", 99.0))
    store.write(ended_tokens.end("t2", 20.0))
    other = opened()
    assert other.read(ended_tokens.has("t1"))
    assert not other.read(ended_tokens.has("t3"))
    assert other.read(ended_tokens.since(15.0)) == {"t2": 20.0}
    assert store.write(ended_tokens.forget(ended_before=15.0)) == 1
    assert not other.read(ended_tokens.has("t1"))
