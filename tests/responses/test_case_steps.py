"""The locks of a case hold in the answers file, whatever page, tab or restart asks."""

import json
import threading

import pytest

from nbcare.answers.errors import ResponseRefusedError, StepLockedError
from nbcare.answers.store import ResponseStore
from nbcare.answers.submitted_answers import read_submission

IDS = [f"x-q0{n}" for n in range(1, 7)]
KNOWN = dict.fromkeys([*IDS, "x-q09"], "single") | {"day": "case"}


@pytest.fixture
def store(tmp_path):
    """A store with one case of six steps and a question beside it."""
    return ResponseStore(tmp_path / "responses.json", "x-quiz", "1.0.0", KNOWN, {"day": IDS})


def again(store) -> ResponseStore:
    """The same file after a restart."""
    return ResponseStore(store.path, "x-quiz", "1.0.0", KNOWN, {"day": IDS})


def spoil(store, change) -> None:
    """Change the file by hand."""
    data = json.loads(store.path.read_text())
    change(data["items"])
    store.path.write_text(json.dumps(data))


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


def test_locks_outlive_a_restart(store):
    """Does a new kernel know what was locked?"""
    store.save("x-q01", "a", 0, "s")
    store.open_step("day", 1, "s")
    with pytest.raises(StepLockedError):
        again(store).save("x-q01", "b", 1, "s")
    assert again(store).opened("day") == 2


def test_two_windows_open_one_step_once(store):
    """Is a second request for the same step no request for the one after it?"""
    assert store.open_step("day", 1, "s") == 2
    assert again(store).open_step("day", 1, "s") == 2
    results = []
    threads = [threading.Thread(target=lambda: results.append(again(store).open_step("day", 2, "s"))) for _ in range(6)]
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
    assert json.loads(store.path.read_text())["items"]["day"]["response"] == {"opened": 1}
    assert store.read()["x-q01"] == store.read()["x-q01"] | {"response": None, "revision": 2}
    assert store.save("x-q01", "b", 2, "s").revision == 3


@pytest.mark.parametrize(
    "spoiled",
    [
        None,
        "x",
        {"response": None},
        {"response": {"opened": "4"}},
        {"response": {"opened": -3}},
        {"response": {"opened": True}},
        {"response": [2]},
    ],
)
def test_a_spoiled_entry_is_worked_out_from_the_answers(store, spoiled):
    """Does nothing crash, and no lock open, when the number of opened steps is lost?"""
    store.save("x-q01", "a", 0, "s")
    store.open_step("day", 1, "s")
    store.save("x-q02", "a", 0, "s")
    spoil(store, lambda items: items.update(day=spoiled))
    assert store.opened("day") == 2
    with pytest.raises(StepLockedError):
        store.save("x-q01", "b", 1, "s")
    assert store.save("x-q02", "b", 1, "s").revision == 2 and store.open_step("day", 2, "s") == 3


def test_a_number_far_too_large_is_a_finished_case(store):
    """Does a number that no case has neither crash nor open anything?"""
    store.open_step("day", 1, "s")
    spoil(store, lambda items: items["day"].update(response={"opened": 10**9}))
    assert store.opened("day") == 7


def test_how_far_a_case_is_opened_cannot_be_saved_like_an_answer(store):
    """Can no page unlock by sending the case's own entry?"""
    with pytest.raises(ResponseRefusedError, match="no question day"):
        store.save("day", {"opened": 1}, 0, "s")


def test_a_submission_keeps_the_entry_beside_the_answers(store):
    """Is what is handed in read as before, with the case's entry among it?"""
    store.save("x-q01", "a", 0, "s")
    store.open_step("day", 1, "s")
    handed_in = read_submission(store.path, "x-quiz")
    assert handed_in.items == {"x-q01": "a", "day": {"opened": 2}} and handed_in.problems == []
