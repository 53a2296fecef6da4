"""A hand-in beside a notebook that is stopped at any step loses nothing, and is placed once."""

import json
import os

import pytest
import stopped_at
from refused_rename import refuse
from stopped_at import ENDED, FAILED, KILLED

from nbcare.answers import files, layout, receipt_file, submissions, submit

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the work is stopped in a fork of the test")
QUIZ = "x-quiz"
STEPS = 40
"""More steps than a hand-in has."""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A course that has released one quiz, named to the learner's account."""
    notebook = layout.released(layout.nbgrader_root(tmp_path), QUIZ)
    notebook.parent.mkdir(parents=True)
    notebook.write_text("the released notebook", encoding="utf-8")
    monkeypatch.setenv("NBCARE_COURSE", str(tmp_path))
    monkeypatch.setenv("NBCARE_LEARNER", "ann")
    monkeypatch.delenv("NBCARE_HAND_IN", raising=False)
    return tmp_path


def answer(course, response):
    """Save one answer beside a notebook that was fetched alone; return the path of the file."""
    path = course / "desk" / QUIZ / "responses.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    entry = {"response": response, "revision": 1, "shown": "", "at": "2026-11-22T10:40:00Z"}
    data = {"version": 1, "assessment": QUIZ, "course": "1.0.0", "seed": "5eed", "items": {"x-q01": entry}}
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def placed(course):
    """Return the answers in submitted/ after whatever begins next, and how many earlier hand-ins are kept."""
    root = layout.nbgrader_root(course)
    submissions.complete_submissions(root)
    place, earlier = layout.submission(root, "ann", QUIZ), layout.earlier(root, "ann", QUIZ)
    assert not place.exists() or {each.name for each in place.iterdir()} == {
        f"{QUIZ}.ipynb",
        layout.RESPONSES,
        layout.TIMESTAMP,
        layout.SECRET,
    }
    answers = json.loads((place / layout.RESPONSES).read_text()) if place.exists() else None
    kept = [json.loads((each / layout.RESPONSES).read_text()) for each in earlier.glob("*")]
    return answers and answers["items"]["x-q01"]["response"], [each["items"]["x-q01"]["response"] for each in kept]


def test_a_killed_hand_in_leaves_the_earlier_one_or_the_new_one(course):
    """Whatever the step at which it is killed: does a receipted hand-in stay in sight, and is a retry the same hand-in?"""
    seen = set()
    for step in range(1, STEPS):
        for each in ("state/nbgrader/submitted", "state/nbgrader/earlier", "desk"):
            submissions.shutil.rmtree(course / each, ignore_errors=True)
        first = submit.hand_in(answer(course, "a"), QUIZ)
        path = answer(course, "b")
        ended = stopped_at.killed(lambda path=path: submit.hand_in(path, QUIZ, nonce="n"), step)
        before = placed(course)
        seen.add((ended, before[0]))
        assert before in (("a", []), ("b", ["a"])), f"killed at step {step}"
        told = submit.last_receipt(path, QUIZ)
        assert (told == first) is (before[0] == "a"), "the page says what is handed in"
        again = submit.hand_in(path, QUIZ, nonce="n")
        assert placed(course) == ("b", ["a"]) and submit.last_receipt(path, QUIZ) == again, f"killed at step {step}"
        if ended == ENDED:
            break
    assert seen == {(KILLED, "a"), (KILLED, "b"), (ENDED, "b")}


def test_a_retry_with_another_nonce_is_the_same_hand_in(course):
    """Does a page that was killed before its receipt, and asks anew, place no second copy?"""
    for step in range(1, STEPS):
        for each in ("state/nbgrader/submitted", "state/nbgrader/earlier", "desk"):
            submissions.shutil.rmtree(course / each, ignore_errors=True)
        path = answer(course, "a")
        ended = stopped_at.killed(lambda path=path: submit.hand_in(path, QUIZ, nonce="n"), step)
        if ended == ENDED:
            break
        submit.hand_in(path, QUIZ, nonce="m")
        assert placed(course) == ("a", []), f"killed at step {step}"
    assert step > 5


def test_a_full_disk_places_a_hand_in_once_or_not_at_all(course):
    """Does an attempt that the learner is told has failed use nothing up, however often she tries?"""
    outcomes = set()
    for step in range(1, STEPS):
        for each in ("state/nbgrader/submitted", "state/nbgrader/earlier", "desk"):
            submissions.shutil.rmtree(course / each, ignore_errors=True)
        submit.hand_in(answer(course, "a"), QUIZ)
        path = answer(course, "b")
        ended = []
        while len(ended) < 3 and ENDED not in ended:
            ended.append(stopped_at.without_room(lambda path=path: submit.hand_in(path, QUIZ), step))
        outcomes |= set(ended)
        assert placed(course) == (("b", ["a"]) if ENDED in ended else ("a", [])), f"full from step {step}"
        if ended[0] == ENDED:
            break
    assert outcomes == {ENDED, FAILED}


def test_a_receipt_that_cannot_be_written_is_given_all_the_same(course, monkeypatch):
    """Is the learner told the truth when the last step fails: that it is handed in?"""
    path, replace = answer(course, "a"), os.replace

    def refusing(source, target):
        if os.path.basename(target) == receipt_file.RECEIPT:
            raise PermissionError(13, "The file is in use")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", refusing)
        told = submit.hand_in(path, QUIZ)
    assert placed(course) == ("a", []) and submit.last_receipt(path, QUIZ) == told


def test_a_file_to_pass_on_is_written_once(course, monkeypatch, tmp_path):
    """Killed before the receipt, does a hand-in as a file leave one file and not two?"""
    box = tmp_path / "box"
    monkeypatch.delenv("NBCARE_COURSE")
    monkeypatch.setenv("NBCARE_HAND_IN", str(box))
    for step in range(1, STEPS):
        submissions.shutil.rmtree(box, ignore_errors=True)
        submissions.shutil.rmtree(course / "desk", ignore_errors=True)
        path = answer(course, "a")
        ended = stopped_at.killed(lambda path=path: submit.hand_in(path, QUIZ), step)
        if ended == ENDED:
            break
        told = submit.hand_in(path, QUIZ)
        [file] = [each for each in box.iterdir() if not each.name.startswith(".")]
        assert told["where"] == str(file) and submit.last_receipt(path, QUIZ) == told, f"killed at step {step}"
        assert json.loads(file.read_text())["at"] == told["at"]
    assert step > 3


def test_the_same_answers_are_one_hand_in(course, monkeypatch, tmp_path):
    """Does a second click place no copy, unless what was handed in is gone, or goes to another place now?"""
    path = answer(course, "a")
    first = submit.hand_in(path, QUIZ)
    assert submit.hand_in(path, QUIZ) == first and placed(course) == ("a", [])
    submissions.shutil.rmtree(layout.submission(layout.nbgrader_root(course), "ann", QUIZ))
    submit.hand_in(path, QUIZ)
    assert placed(course) == ("a", [])
    monkeypatch.delenv("NBCARE_COURSE")
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "box"))
    submit.hand_in(path, QUIZ)
    submit.hand_in(path, QUIZ)
    assert len(list((tmp_path / "box").iterdir())) == 1
    receipt = path.with_name(receipt_file.RECEIPT)
    receipt.write_text(json.dumps({k: v for k, v in first.items() if k != "where"}), encoding="utf-8")
    assert submit.last_receipt(path, QUIZ)["at"] == first["at"], "a receipt of an earlier release is shown"
    submit.hand_in(path, QUIZ)


def test_changed_answers_are_another_hand_in(course):
    """Is the first one kept when the answers changed since the kill?"""
    path = answer(course, "a")
    receipt = submit.hand_in(path, QUIZ, nonce="n")
    path.with_name(receipt_file.RECEIPT).rename(
        path.with_name(receipt_file.UNFINISHED)
    )  # as a kill before the receipt leaves it
    data = json.loads(path.with_name(receipt_file.UNFINISHED).read_text())
    assert data["hash"] == receipt["hash"]
    submit.hand_in(answer(course, "b"), QUIZ, nonce="m")
    assert placed(course) == ("b", ["a"])


@pytest.mark.parametrize(
    "note",
    ["", "[]", "{}", '{"filled": "../../other", "kept": "x"}', '{"filled": ".x-quiz-0123456789abcdef", "kept": ".."}'],
)
def test_a_note_that_is_not_ours_moves_nothing(course, note):
    """Does a spoiled note of an unfinished placing reach no other folder, and stop nobody?"""
    root = layout.nbgrader_root(course)
    submit.hand_in(answer(course, "a"), QUIZ)
    place = layout.submission(root, "ann", QUIZ)
    other = place.parent.parent / "other"
    other.mkdir()
    (place.parent / f".{QUIZ}.placing.json").write_text(note, encoding="utf-8")
    assert placed(course) == ("a", []) and other.is_dir()
    assert os.listdir(place.parent) == [QUIZ]


def test_a_refused_rename_leaves_no_note(course, monkeypatch):
    """Is the earlier submission back, with nothing left over, where the system refuses the last step?"""
    path = answer(course, "a")
    submit.hand_in(path, QUIZ)
    with monkeypatch.context() as patch, pytest.raises(PermissionError):
        refuse(patch)
        submit.hand_in(answer(course, "b"), QUIZ)
    place = layout.submission(layout.nbgrader_root(course), "ann", QUIZ)
    assert os.listdir(place.parent) == [QUIZ] and placed(course) == ("a", [])
    assert not path.with_name(receipt_file.UNFINISHED).exists()
    assert files.receipt(path.read_bytes()) != submit.last_receipt(path, QUIZ)["hash"]
