"""A submission is put in its place whole, keeps the one before it, and never takes another person's."""

import json
import os
from datetime import UTC, datetime

import pytest
import refused_rename

from nbcare.answers import layout, submissions, times

AT = datetime(2026, 11, 22, 10, 40, 7, 250_000, UTC)
LATER = AT.replace(hour=11)


def responses(seed: str = "5eed", answer: str = "a") -> bytes:
    return json.dumps({"version": 1, "seed": seed, "items": {"x-q01": {"response": answer}}}).encode()


@pytest.fixture
def course(tmp_path):
    """A course that has released one quiz."""
    notebook = layout.released(layout.nbgrader_root(tmp_path), "x-quiz")
    notebook.parent.mkdir(parents=True)
    notebook.write_text("the released notebook", encoding="utf-8")
    return tmp_path


@pytest.fixture
def root(course):
    """nbgrader's root in it."""
    return layout.nbgrader_root(course)


def test_a_submission_holds_all_that_nbgrader_looks_for(course, root):
    """Are notebook, answers, time and a secret of its own in the folder that nbgrader reads, and nothing beside it?"""
    place = submissions.place_submission(course, "ann", "x-quiz", responses(), AT)
    assert place == root / "submitted/ann/x-quiz" and os.listdir(place.parent) == ["x-quiz"]
    assert (place / "responses.json").read_bytes() == responses()
    assert (place / "x-quiz.ipynb").read_text() == "the released notebook"
    assert (place / "timestamp.txt").read_text() == "2026-11-22 10:40:07.250000 UTC"
    other = submissions.place_submission(course, "ben", "x-quiz", responses("other"), AT)
    assert (place / "submission_secret.txt").read_text() != (other / "submission_secret.txt").read_text() != ""


def test_each_earlier_submission_is_kept_under_its_own_time(course, root):
    """Are three hand-ins all there, though two fell into one moment?"""
    for answer, at in (("a", AT), ("b", AT), ("c", LATER)):
        place = submissions.place_submission(course, "ann", "x-quiz", responses(answer=answer), at)
    earlier = layout.earlier(root, "ann", "x-quiz")
    kept = {path.name: (path / "responses.json").read_bytes() for path in earlier.iterdir()}
    assert kept == {
        "20261122T104007.250000Z": responses(answer="a"),
        "20261122T104007.250000Z-2": responses(answer="b"),
    }
    assert (place / "responses.json").read_bytes() == responses(answer="c")
    assert submissions.placed_at(root, "ann", "x-quiz") == LATER


@pytest.mark.parametrize(
    ("standing", "arriving", "taken"),
    [
        ("one", "one", True),
        ("one", "two", False),
        ("", "two", False),
        ("one", "", False),
        ("", "", False),
    ],
)
def test_only_a_file_with_the_same_seed_takes_the_place_of_another(course, root, standing, arriving, taken):
    """Is nobody's work replaced by another's, where a file that names no seed may be anybody's?"""
    place = submissions.place_submission(course, "ann", "x-quiz", responses(standing), AT)
    if taken:
        submissions.place_submission(course, "ann", "x-quiz", responses(arriving, "b"), LATER)
    else:
        with pytest.raises(submissions.TakenByAnotherError, match="Under the id ann other answers to x-quiz"):
            submissions.place_submission(course, "ann", "x-quiz", responses(arriving, "b"), LATER)
    assert (place / "responses.json").read_bytes() == (responses(arriving, "b") if taken else responses(standing))


def test_what_cannot_be_read_is_replaced_and_kept(course, root):
    """Does a spoiled file that stands in the way keep nobody from handing in?"""
    submissions.place_submission(course, "ann", "x-quiz", b"spoiled", AT)
    place = submissions.place_submission(course, "ann", "x-quiz", responses(), LATER)
    [kept] = layout.earlier(root, "ann", "x-quiz").iterdir()
    assert (kept / "responses.json").read_bytes() == b"spoiled"
    assert (place / "responses.json").read_bytes() == responses()


def test_a_submission_that_cannot_be_put_in_place_changes_nothing(course, root, monkeypatch):
    """Does the error reach the caller, with the old submission in its place and nothing half filled beside it?"""
    place = submissions.place_submission(course, "ann", "x-quiz", responses(), AT)
    refused_rename.refuse(monkeypatch)
    with pytest.raises(PermissionError):
        submissions.place_submission(course, "ann", "x-quiz", responses(answer="b"), LATER)
    assert os.listdir(place.parent) == ["x-quiz"] and (place / "responses.json").read_bytes() == responses()
    assert list(layout.earlier(root, "ann", "x-quiz").iterdir()) == []


def test_the_first_error_is_the_one_that_is_told(course, monkeypatch):
    """Does a full disk read as such, even where the folder that was being filled has gone as well?"""

    def fail(_notebook, target):
        os.rmdir(target.parent)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(submissions.shutil, "copyfile", fail)
    with pytest.raises(OSError, match="No space left"):
        submissions.place_submission(course, "ann", "x-quiz", responses(), AT)


def test_nothing_is_placed_before_the_quiz_is_released(course):
    """Is the instructor told the command that is missing?"""
    with pytest.raises(submissions.NotReleasedError, match="run: nbcare generate y-quiz"):
        submissions.place_submission(course, "ann", "y-quiz", responses(), AT)


def test_every_submission_is_completed_whatever_lies_beside_it(course, root):
    """Does a stray file, a link or a hidden folder among the submissions keep no learner from being graded?"""
    (root / "release/notes").mkdir()
    (root / "release/notes/other.ipynb").write_text("", encoding="utf-8")
    submitted = layout.submitted(root)
    for learner in ("ann", "ben", "cleo", "dora", ".hidden"):
        folder = submitted / learner / "x-quiz"
        folder.mkdir(parents=True)
        (folder / "responses.json").write_bytes(responses())
    for learner in ("aaa", "zoe"):
        (submitted / learner).mkdir()
        (submitted / learner / "x-quiz").write_text("a file", encoding="utf-8")
    (submitted / "linked").symlink_to(submitted / ".hidden")
    submissions.complete_submissions(root)
    whole = {"responses.json", "x-quiz.ipynb", "timestamp.txt", "submission_secret.txt"}
    assert {frozenset(os.listdir(submitted / learner / "x-quiz")) for learner in ("ann", "ben", "cleo", "dora")} == {
        frozenset(whole)
    }
    assert os.listdir(submitted / ".hidden/x-quiz") == ["responses.json"]


def test_a_submission_without_a_time_was_handed_in_when_it_was_last_changed(course, root):
    """Is a folder that holds its notebook, but no time, as late as its latest file?"""
    place = submissions.place_submission(course, "ann", "x-quiz", responses(), LATER)
    (place / layout.TIMESTAMP).unlink()
    for path in place.iterdir():
        os.utime(path, (AT.timestamp(), AT.timestamp()))
    os.utime(place / "responses.json", (LATER.timestamp(), LATER.timestamp()))
    submissions.complete_submissions(root)
    assert submissions.placed_at(root, "ann", "x-quiz") == LATER


def test_what_a_submission_has_is_not_written_over(course, root):
    """Are time and secret those that nbgrader knows already?"""
    place = submissions.place_submission(course, "ann", "x-quiz", responses(), AT)
    before = {path.name: path.read_bytes() for path in place.iterdir()}
    (root / "release/x-quiz/x-quiz.ipynb").write_text("released again", encoding="utf-8")
    submissions.complete_submissions(root)
    assert {path.name: path.read_bytes() for path in place.iterdir()} == before


@pytest.mark.parametrize("spoiled", ["", "soon", "2026-11-22 10:40:07 /etc/passwd"])
def test_a_time_that_cannot_be_read_is_none(course, root, spoiled):
    """Does a spoiled time stop nothing, and name no time at all?"""
    place = submissions.place_submission(course, "ann", "x-quiz", responses(), AT)
    (place / layout.TIMESTAMP).write_text(spoiled, encoding="utf-8")
    assert submissions.placed_at(root, "ann", "x-quiz") is None
    assert submissions.placed_at(root, "ben", "x-quiz") is None and times.parse_timestamp(spoiled) is None


def test_a_submission_without_its_time_was_handed_in_when_it_last_changed(course, root):
    """Is a learner whose folder was placed by hand not late because the notebook is added today?"""
    folder = layout.submission(root, "ann", "x-quiz")
    folder.mkdir(parents=True)
    (folder / "responses.json").write_bytes(responses())
    os.utime(folder / "responses.json", (AT.timestamp(), AT.timestamp()))
    submissions.complete(root, "ann", "x-quiz")
    assert (folder / "x-quiz.ipynb").is_file() and submissions.placed_at(root, "ann", "x-quiz") == AT
