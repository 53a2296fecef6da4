"""The locks of a case hold when its entry in the answers file was spoiled, and go with a hand-in."""

import json

import pytest

from nbcare.answers.errors import StepLockedError
from nbcare.answers.file_store import FileResponseStore
from nbcare.answers.submitted_answers import read_submission

IDS = [f"x-q0{n}" for n in range(1, 7)]
KNOWN = dict.fromkeys([*IDS, "x-q09"], "single") | {"day": "case"}


@pytest.fixture
def store(tmp_path):
    """A store with one case of six steps and a question beside it."""
    return FileResponseStore(tmp_path / "responses.json", "x-quiz", "1.0.0", KNOWN, {"day": IDS})


def spoil(store, change) -> None:
    """Change the file by hand."""
    data = json.loads(store.path.read_text())
    change(data["items"])
    store.path.write_text(json.dumps(data))


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


def test_a_submission_keeps_the_entry_beside_the_answers(store):
    """Is what is handed in read as before, with the case's entry among it?"""
    store.save("x-q01", "a", 0, "s")
    store.open_step("day", 1, "s")
    handed_in = read_submission(store.path, "x-quiz")
    assert handed_in.items == {"x-q01": "a", "day": {"opened": 2}} and handed_in.problems == []
