"""The locks of a case hold wherever answers are kept, whatever page, tab or restart asks."""

import threading

import pytest

from nbcare.answers.errors import ResponseRefusedError, StepLockedError


def test_only_the_open_step_takes_an_answer(store):
    """Is an answer to a step before or after it refused in words, and one beside the case taken?"""
    assert store.opened("day") == 1
    store.save("x-q01", "a", 0, "s")
    store.save("x-q01", "b", 1, "s")
    with pytest.raises(StepLockedError, match="Step 2 is not open yet"):
        store.save("x-q02", "a", 0, "s")
    assert store.open_step("day", 1, "s") == 2
    with pytest.raises(StepLockedError, match="step 1 was locked when step 2 was opened"):
        store.save("x-q01", "c", 2, "s")
    store.save("x-q02", "a", 0, "s")
    store.save("x-q09", "a", 0, "s")
    assert {id: entry["response"] for id, entry in store.read().items() if id != "day"} == {
        "x-q01": "b",
        "x-q02": "a",
        "x-q09": "a",
    }


def test_locks_outlive_a_restart(opened, store):
    """Does a new kernel know what was locked?"""
    store.save("x-q01", "a", 0, "s")
    store.open_step("day", 1, "s")
    with pytest.raises(StepLockedError):
        opened().save("x-q01", "b", 1, "s")
    assert opened().opened("day") == 2


def test_two_windows_open_one_step_once(opened, store):
    """Is a second request for the same step no request for the one after it?"""
    assert store.open_step("day", 1, "s") == 2
    assert opened().open_step("day", 1, "s") == 2
    results = []
    threads = [threading.Thread(target=lambda: results.append(opened().open_step("day", 2, "s"))) for _ in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert results == [3] * 6 and store.opened("day") == 3


def test_a_case_is_finished_and_goes_no_further(store):
    """Does opening stop after the last step, with all answers locked?"""
    for saw in range(1, 7):
        store.open_step("day", saw, "s")
    assert store.open_step("day", 7, "s") == 7 == store.opened("day")
    with pytest.raises(StepLockedError, match="when the case was finished"):
        store.save("x-q06", "a", 0, "s")


def test_beginning_again_clears_the_answers_and_follows_them(store):
    """Are the answers of a practice case gone, so that an old page's save meets a conflict and not an old revision?"""
    store.save("x-q01", "a", 0, "s")
    store.open_step("day", 1, "s")
    assert store.begin_again("day", 9, "s") == 2
    assert store.begin_again("day", 2, "s") == 1 == store.opened("day")
    assert store.read()["x-q01"] == store.read()["x-q01"] | {"response": None, "revision": 2}
    assert store.save("x-q01", "b", 2, "s").revision == 3


def test_how_far_a_case_is_opened_cannot_be_saved_like_an_answer(store):
    """Can no page unlock by sending the case's own entry?"""
    with pytest.raises(ResponseRefusedError, match="no question day"):
        store.save("day", {"opened": 1}, 0, "s")
