"""One answer: saved once, never in the place of one that its page had not seen, and kept for good."""

import threading

import pytest

from nbcare.store import answers, scopes
from nbcare.store.errors import UnstorableError
from nbcare.store.save import Conflict, Saved

ANNA = "anna", "x-quiz"


class LockedError(Exception):
    """What a guard of these tests raises."""


def test_a_saved_answer_is_read_back_whole(store, save):
    """Does reading give all that was saved, and only what was given?"""
    assert store.write(save()) == Saved(1, "2026-12-01T08:15:00Z")
    more = {"opened": "2026-12-01T08:14:00Z", "seconds": 61.5, "sure": 3}
    store.write(save("x-q02", ["a", "c"], at="2026-12-01T08:16:00Z", **more))
    assert store.read(answers.read(*ANNA)) == {
        "x-q01": {"response": "b", "revision": 1, "shown": "sha256:ab", "at": "2026-12-01T08:15:00Z"},
        "x-q02": {"response": ["a", "c"], "revision": 1, "shown": "sha256:ab", "at": "2026-12-01T08:16:00Z", **more},
    }


@pytest.mark.parametrize(
    "response",
    [
        None,
        "",
        "Größe <b>",
        "\udc80",
        "a\0b",
        '"\\',
        "%s ? :x",
        0.1,
        {"value": "0,61", "unit": "m2"},
        {"c1": ["r1"]},
        [],
    ],
)
def test_any_response_survives(store, save, response):
    """Is each answer the same after saving and reading, whatever its text holds?"""
    store.write(save(response=response))
    assert store.read(answers.read(*ANNA))["x-q01"]["response"] == response
    assert store.write(save("x-q02")).answers["x-q01"]["response"] == response


def test_equal_revisions_save(store, save):
    """Does each save that saw the latest answer follow it?"""
    assert [store.write(save(response=each, saw=saw)).revision for saw, each in enumerate("abca")] == [1, 2, 3, 4]
    assert store.read(answers.read(*ANNA))["x-q01"]["revision"] == 4


def test_a_stale_save_is_answered_with_the_other_value(store, save):
    """Does a second tab lose nothing?"""
    store.write(save(response="a"))
    assert store.write(save(response="b")) == Conflict(1, "a")
    assert store.read(answers.read(*ANNA))["x-q01"]["response"] == "a"


def test_a_save_from_the_future_is_a_conflict(store, save):
    """Is a revision that never was refused, even for the same answer?"""
    assert store.write(save(saw=5)) == Conflict(0, None)
    store.write(save())
    assert store.write(save(saw=5)) == Conflict(1, "b")


def test_a_retry_is_acknowledged_again_and_written_once(store, save):
    """Does an answer whose acknowledgement was lost get the same one, and no second revision?"""
    first = store.write(save(at="2026-12-01T08:15:00Z"))
    assert store.write(save(at="2026-12-01T09:00:00Z")) == first
    assert len(store.read(answers.history(*ANNA))) == 1


def test_a_retry_in_the_same_batch_is_acknowledged_alike(store, save):
    """Do two saves of one answer that arrive together get one revision?"""
    outcomes = save().together
    both = [save(at="2026-12-01T08:15:00Z"), save(at="2026-12-01T09:00:00Z"), save(response="c")]
    found = store.write(lambda connection: outcomes(connection, both))
    assert found == [Saved(1, "2026-12-01T08:15:00Z"), Saved(1, "2026-12-01T08:15:00Z"), Conflict(1, "b")]


def test_the_acknowledgement_holds_all_answers(store, save):
    """Can the reply say how many questions are answered, without another look?"""
    store.write(save())
    store.write(save("x-q02", None))
    store.write(save("x-q01", "other learner", learner="ben"))
    assert store.write(save("x-q03", "c")).answers == {
        "x-q01": {"response": "b", "revision": 1},
        "x-q02": {"response": None, "revision": 1},
        "x-q03": {"response": "c", "revision": 1},
    }


def test_many_saves_together_are_as_if_each_were_alone(store, save):
    """Do saves of many learners, in one batch and to one item twice, all get what they would alone?"""
    jobs = [save(f"x-q{item:02}", f"a{item}", learner=f"n{who}") for who in range(7) for item in range(5)]
    jobs += [save("x-q00", "again", saw=1, learner=f"n{who}") for who in range(7)]
    found = store.write(lambda connection: jobs[0].together(connection, jobs))
    assert [each.revision for each in found] == [1] * 35 + [2] * 7
    for who in range(7):
        kept = store.read(answers.read(f"n{who}", "x-quiz"))
        assert {item: kept[item]["response"] for item in kept} == {
            f"x-q{n:02}": f"a{n}" if n else "again" for n in range(5)
        }
        assert len(store.read(answers.history(f"n{who}", "x-quiz"))) == 6


def test_a_guard_sees_the_answers_and_may_refuse(store, save):
    """Is a locked step decided on what is kept, and nothing written when it is?"""
    seen = []

    def guard(kept, handed_in):
        seen.append((dict(kept), handed_in))
        if kept:
            raise LockedError("the step is locked")

    store.write(save(guard=guard))
    with pytest.raises(LockedError):
        store.write(save("x-q02", guard=guard))
    assert seen == [({}, False), ({"x-q01": {"response": "b", "revision": 1}}, False)]
    assert set(store.read(answers.read(*ANNA))) == {"x-q01"}


def test_a_refusal_in_a_batch_is_nobody_elses(store, save):
    """Do the other saves of a batch go on when one is refused?"""

    def refuse(kept, handed_in):
        raise LockedError

    jobs = [save(learner="anna"), save(learner="ben", guard=refuse), save(learner="cleo")]
    found = store.write(lambda connection: jobs[0].together(connection, jobs))
    assert [type(each).__name__ for each in found] == ["Saved", "Failed", "Saved"]
    assert store.read(answers.read("ben", "x-quiz")) == {}


def test_the_history_holds_every_revision_in_its_order(store, save):
    """Is each answer kept with its release, even when the clock was set back?"""
    store.write(save(response="a", at="2026-12-01T08:15:00Z"))
    store.write(save(response="b", saw=1, at="2025-01-01T00:00:00Z", release="1.1.0", sure=1))
    assert store.read(answers.read(*ANNA))["x-q01"]["response"] == "b"
    history = store.read(answers.history(*ANNA))
    assert [(each.item, each.answer["revision"], each.answer["response"], each.release) for each in history] == [
        ("x-q01", 1, "a", "1.0.0"),
        ("x-q01", 2, "b", "1.1.0"),
    ]
    assert history[1].answer["sure"] == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"learner": ""},
        {"learner": 'a"b'},
        {"learner": "a\0"},
        {"item": "x" * 201},
        {"item": "\udc80"},
        {"scope": "back\\slash"},
        {"at": "now\n"},
        {"response": float("nan")},
        {"response": {1, 2}},
        {"sure": 2**31},
        {"sure": True},
        {"seconds": float("inf")},
        {"seconds": -1},
    ],
    ids=repr,
)
def test_what_no_database_keeps_is_refused_before_it_gets_there(save, wrong):
    """Is bad input an error of whoever sent it, with a sentence?"""
    with pytest.raises(UnstorableError, match=r"\w"):
        save(**wrong)


@pytest.mark.parametrize("levels", [150, 100_000])
def test_a_response_too_deep_is_refused(save, levels):
    """Is an answer that could not be read again never saved?"""
    response = []
    for _ in range(levels):
        response = [response]
    with pytest.raises(UnstorableError, match="levels|JSON"):
        save(response=response)


def test_the_seed_is_made_once(store, opened):
    """Do all who ask, at the same time and in two processes, get the same seed?"""
    seeds, other, ready = [], opened(), threading.Barrier(8)

    def ask(one):
        ready.wait()
        seeds.append(scopes.seed(one, *ANNA, "1.0.0", "2026-12-01T08:15:00Z"))

    threads = [threading.Thread(target=ask, args=(one,)) for one in (store, other) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seeds) == 8
    assert len(set(seeds)) == 1
    assert len(bytes.fromhex(seeds[0])) == 16


def test_a_first_save_begins_and_another_scope_has_another_seed(store, save):
    """Does a save before any reading make the seed that later readers get?"""
    assert store.read(scopes.find(*ANNA)) is None
    store.write(save())
    begun = store.read(scopes.find(*ANNA))
    assert (begun.release, begun.at, begun.handed_in) == ("1.0.0", "2026-12-01T08:15:00Z", False)
    assert scopes.seed(store, *ANNA, "2.0.0", "2027-01-01T00:00:00Z") == begun.seed
    assert scopes.seed(store, "anna", "y-quiz", "1.0.0", "2026-12-01T08:15:00Z") != begun.seed
