"""Several answers changed in one step, decided on what is kept: a case that opens its next step or begins again."""

import pytest

from nbcare.store import answers
from nbcare.store.answers import Change

ANNA = "anna", "x-quiz"
NOW = "1.0.0", "2026-12-01T09:00:00Z"


def responses(store):
    return {item: each["response"] for item, each in store.read(answers.read(*ANNA)).items()}


def test_several_answers_change_in_one_step(store, save):
    """Are the answers of a case cleared together, each as a new revision of its own?"""
    store.write(save("x-q01", "a"))
    store.write(save("x-q02", "b"))

    def begin_again(kept):
        cleared = [Change(item, None, each["shown"]) for item, each in kept.items()]
        return len(cleared), [*cleared, Change("x-case", {"opened": 1}, "sha256:cd")]

    assert store.write(answers.change(*ANNA, begin_again, *NOW)) == 2
    kept = store.read(answers.read(*ANNA))
    assert {item: (each["response"], each["revision"]) for item, each in kept.items()} == {
        "x-case": ({"opened": 1}, 1),
        "x-q01": (None, 2),
        "x-q02": (None, 2),
    }
    assert kept["x-q01"]["shown"] == "sha256:ab"
    assert len(store.read(answers.history(*ANNA))) == 5


def test_an_error_changes_nothing(store, save):
    """Does a decision that fails leave everything as it was?"""
    store.write(save())

    def fail(kept):
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(answers.change(*ANNA, fail, *NOW))
    assert responses(store) == {"x-q01": "b"}


def test_no_change_writes_nothing(store, save):
    """Is a step that was out of date answered with what is kept?"""
    store.write(save())
    assert store.write(answers.change(*ANNA, lambda kept: (kept["x-q01"]["response"], []), *NOW)) == "b"
    assert len(store.read(answers.history(*ANNA))) == 1


def test_one_item_may_change_twice(store):
    """Is each change a revision, and the last one what counts?"""
    twice = [Change("x-q01", "a", "s"), Change("x-q01", "b", "s")]
    store.write(answers.change(*ANNA, lambda kept: (None, twice), *NOW))
    assert store.read(answers.read(*ANNA))["x-q01"]["revision"] == 2
    assert [each.answer["response"] for each in store.read(answers.history(*ANNA))] == ["a", "b"]


def test_a_save_that_saw_the_old_step_is_a_conflict(store, save):
    """Is an answer that a page held while the case began again not put back?"""
    store.write(save())
    store.write(answers.change(*ANNA, lambda kept: (None, [Change("x-q01", None, "s")]), *NOW))
    assert store.write(save(response="late", saw=1)).response is None
