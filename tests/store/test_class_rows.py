"""All rows about learners together, remembered browsers, and settings that are taken once."""

import json

from sqlalchemy import insert

from nbcare.store import changes, class_rows, devices, hand_ins, results, roster, settings, tables, terms
from nbcare.store.results import Result
from nbcare.store.roster import Entry
from nbcare.store.terms import Terms

NOW = "2026-12-01T09:00:00Z"


def hand_in(store, learner: str) -> None:
    counts = {"attempt": 1, "answered": 1, "total": 1, "late": False, "after_results": False}
    words = {"learner": learner, "assessment": "q", "at": NOW, "hash": "ab", "release": "1", "document": json.dumps({})}
    store.write(lambda connection: connection.execute(insert(tables.hand_ins), counts | words) and None)


def test_who_answered_handed_in_or_has_a_result_has_work(store, save):
    """Is somebody who is only listed, or only remembered, without work?"""
    store.write(save(learner="anna"))
    hand_in(store, "ben")
    store.write(results.put([Result("cleo", "q", NOW, {})]))
    store.write(roster.replace({"dana": Entry("Dana", "s", "h")}))
    store.write(devices.remember("d1", "eve", 1.0, 10))
    assert store.read(class_rows.with_work()) == {"anna", "ben", "cleo"}


def test_a_class_goes_in_one_step_and_the_course_stays(store, save):
    """Is every row about a learner gone, the terms with them, and settings of the course and counts of changes kept?"""
    store.write(save(learner="anna"))
    hand_in(store, "anna")
    store.write(roster.replace({"anna": Entry("Anna", "s", "h")}))
    store.write(devices.remember("d1", "anna", 1.0, 10))
    store.write(terms.replace({"q": Terms(True)}))
    store.write(settings.put("roster-list", "{}"))
    store.write(settings.put("roster", "of the course"))
    before = store.read(changes.counts())
    assert store.write(class_rows.clear()) == 7
    assert store.read(hand_ins.of("anna")) == [] and store.read(roster.known()) == {} and store.read(terms.read()) == {}
    assert store.read(settings.find("roster-list")) is None and store.read(settings.find("roster")) == "of the course"
    after = store.read(changes.counts())
    assert all(
        after[topic] > before.get(topic, 0) for topic in (roster.TOPIC, hand_ins.TOPIC, results.TOPIC, terms.TOPIC)
    )


def test_a_browser_is_remembered_for_each_of_its_learners(store):
    """Are the oldest forgotten beyond the limit of one learner, those of others not?"""
    for number in range(4):
        store.write(devices.remember(f"d{number}", "anna", float(number), 3))
    store.write(devices.remember("d3", "ben", 0.5, 3))
    assert [store.read(devices.learners(f"d{number}")) for number in range(4)] == [
        {},
        {"anna": 1.0},
        {"anna": 2.0},
        {"anna": 3.0, "ben": 0.5},
    ]
    assert store.write(devices.forget(seen_before=1.0, seen_after=2.5)) == 2
    assert store.write(devices.forget_learner("anna")) == 2 and store.read(devices.learners("d2")) == {}


def test_a_setting_is_taken_once(store, opened):
    """Of several that ask at the same time: does one get it, and none with another value?"""
    store.write(settings.put("token", "right"))
    other = opened()
    assert not store.write(settings.take("token", "wrong"))
    taken = [each.submit(settings.take("token", "right")) for each in (store, other, store, other)]
    assert sorted(each.result() for each in taken) == [False, False, False, True]
    assert store.read(settings.find("token")) is None
