"""What is told of a hand-in that becomes a file: who, and how many of how many questions."""

import getpass
import json

import pytest

from nbcare.answers import receipt_file, submit

ITEMS = {"x-q01": {"use": "graded"}, "x-q02": {"use": "graded"}, "x-p01": {"use": "practice"}}


@pytest.fixture
def handed_in(tmp_path, monkeypatch):
    """Hand answers in to a folder, beside these questions; give the receipt."""
    for name in ("NBCARE_COURSE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "box").mkdir()
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "box"))
    path = tmp_path / "desk" / "responses.json"
    path.parent.mkdir()
    (path.parent / "questions.json").write_text(json.dumps({"items": ITEMS}), encoding="utf-8")

    def hand(**answers) -> dict:
        entry = {"revision": 1, "shown": "s", "at": "2026-11-22T10:40:00Z"}
        items = {id.replace("_", "-"): entry | {"response": response} for id, response in answers.items()}
        data = {"version": 1, "assessment": "x-quiz", "course": "1.0.0", "seed": "5eed", "items": items}
        path.write_text(json.dumps(data), encoding="utf-8")
        return submit.hand_in(path, "x-quiz")

    return hand


def test_a_receipt_counts_graded_questions_only(handed_in):
    """Is a practice question that stands beside the graded ones no part of the count?"""
    receipt = handed_in(x_q01="a", x_p01="b")
    assert (receipt["answered"], receipt["total"]) == (1, 2)


def test_the_last_receipt_is_that_of_this_quiz(handed_in, tmp_path):
    """After a restart, does a page show the receipt again, and never another quiz's or a spoiled one?"""
    path = tmp_path / "desk" / "responses.json"
    receipt = handed_in(x_q01="a")
    assert submit.last_receipt(path, "x-quiz") == receipt and submit.last_receipt(path, "y-quiz") is None
    for spoiled in ("", "[]", "{"):
        path.with_name(receipt_file.RECEIPT).write_text(spoiled, encoding="utf-8")
        assert submit.last_receipt(path, "x-quiz") is None


@pytest.mark.parametrize("error", [OSError, KeyError, ImportError])
def test_an_account_without_a_name_is_the_learner(monkeypatch, error):
    """Can somebody hand in whose account the system cannot name?"""

    def nameless():
        raise error

    monkeypatch.delenv("NBCARE_LEARNER", raising=False)
    monkeypatch.setattr(getpass, "getuser", nameless)
    assert submit.learner() == "learner"
