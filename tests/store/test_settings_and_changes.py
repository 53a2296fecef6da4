"""What is one for the whole store, and the counters by which another program notices a change."""

import pytest

from nbcare.store import (
    changes,
    ended_tokens,
    handing_in,
    released_items,
    results,
    roster,
    sessions,
    settings,
    terms,
)

AT = "2026-12-01T09:00:00Z"
WRITES = {
    "roster": [roster.replace({})],
    "sessions": [
        sessions.begin("t1", sessions.Session("anna", 0, 0), 1),
        sessions.end("t1"),
        sessions.end_all_of("anna"),
        sessions.forget(0, 0, 9e9),
    ],
    "ended_tokens": [ended_tokens.end("t", 0), ended_tokens.forget(0)],
    "results": [results.put([results.Result("anna", "x", AT, {})]), results.withdraw("x")],
    "terms": [terms.replace({}), terms.put("x", terms.Terms(True))],
    "released_items": [released_items.keep([released_items.ReleasedItem("x", "x-q01", "s", {}, "1", AT)])],
    "settings": [settings.put("a", "b"), settings.put_once("a", "c")],
    "hand_ins": [
        handing_in.hand_in(
            "anna", "x", "n", lambda document, earlier: handing_in.Judged(0, 0), lambda text: "", "1", AT
        ),
        handing_in.reopen("anna", "x", lambda earlier: None, "1", AT),
    ],
}


@pytest.mark.parametrize("topic", WRITES)
def test_every_write_of_a_topic_is_counted(store, opened, topic):
    """Does another program notice each change by one cheap read?"""
    other = opened()
    assert other.read(changes.counts()) == {}
    for number, write in enumerate(WRITES[topic], 1):
        store.write(write)
        assert other.read(changes.counts()) == {topic: number}


def test_a_log_in_that_was_seen_is_no_change(store):
    """Do portals read their log-ins again only when one began or ended?"""
    store.write(sessions.begin("t1", sessions.Session("anna", 0, 0), 1))
    before = store.read(changes.counts())
    store.write(sessions.see({"t1": 1.0}))
    assert store.read(changes.counts()) == before
    assert store.read(sessions.find("t1")).seen == 1.0


def test_writes_at_the_same_time_are_all_counted(store, opened):
    """Is no change lost between two programs?"""
    futures = [each.submit(settings.put("a", "b")) for each in (store, opened()) for _ in range(40)]
    for future in futures:
        future.result()
    assert store.read(changes.counts()) == {"settings": 80}


def test_a_setting_is_set_and_set_again(store):
    """Does the last value stand?"""
    assert store.read(settings.find("a")) is None
    store.write(settings.put("a", "b"))
    store.write(settings.put("a", "c"))
    assert store.read(settings.find("a")) == "c"


def test_two_portals_agree_on_a_secret(store, opened):
    """Do two programs that each bring a secret of their own use the same one?"""
    stores = store, opened()
    futures = [stores[number % 2].submit(settings.put_once("secret", f"mine-{number}")) for number in range(10)]
    assert len({each.result() for each in futures}) == 1
    assert store.read(settings.find("secret")) == futures[0].result()
