"""What lies in submitted/ and is nobody's submission makes no learner, by any way of grading, and is named."""

import shutil

import made
import pytest

from nbcare.answers import submissions


@pytest.fixture
def cluttered(small):
    """The small course with one submission, and with folders of an instructor's among it."""
    made.put(small, "ann", made.answers(made.HONEST))
    place = small / "state/nbgrader/submitted"
    shutil.copytree(place / "ann", place / "copy of ann")
    (place / "inbox" / made.QUIZ).mkdir(parents=True)
    (place / "__MACOSX" / made.QUIZ / "._files").mkdir(parents=True)
    (place / "old").mkdir()
    (place / "old" / "list.txt").write_text("n01")
    (place / "notes.txt").write_text("call ann")
    return small


NOBODYS = ["__MACOSX", "copy of ann", "inbox"]


@pytest.mark.parametrize("way", [made.nbcare, made.quickly], ids=["nbcare", "nbgrader"])
def test_a_folder_without_a_submission_is_no_learner(cluttered, way):
    """Does the gradebook know ann alone, and does the table say what was left out?"""
    said = way(cluttered, "grade" if way is made.nbcare else "autograde", made.QUIZ)
    with made.gradebook(cluttered) as opened:
        assert [student.id for student in opened.students] == ["ann"]
    assert "Left out, for they hold no learner's submission: __MACOSX, copy of ann, inbox" in said.stdout + said.stderr
    assert not list((cluttered / "state/nbgrader/submitted/inbox").rglob("*.ipynb"))


def test_what_may_be_a_submission_is_never_left_out(cluttered):
    """Are a link, a file in a folder's place, and a lone file of answers still reported or graded?"""
    root = cluttered / "state/nbgrader"
    place = root / "submitted"
    (place / "ben" / made.QUIZ).mkdir(parents=True)
    (place / "ben" / made.QUIZ / "responses.json").write_text("{}")
    (place / "cat").mkdir()
    (place / "cat" / made.QUIZ).symlink_to(place / "ann" / made.QUIZ)
    (place / "dan").mkdir()
    (place / "dan" / made.QUIZ).write_text("a file")
    left_out = submissions.foreign(root)
    assert set(NOBODYS) <= set(left_out) and not {"ann", "ben", "cat", "dan"} & set(left_out)
