"""A learner's folder that cannot be written is named, and stops nobody else; a full disk stops the run in one sentence."""

import errno
import os

import made
import pytest
from both_ways import autograde, gradebook_rows, in_bulk
from traitlets.config import Config

from nbcare.answers import files, layout
from nbcare.answers.course_store import open_course_store
from nbcare.grading import hand_in_folders
from nbcare.grading.configuration import configure
from nbcare.grading.report import Report
from nbcare.grading.run import NotReadyError
from nbcare.store import taking_over
from nbcare.store.handing_in import Judged

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a command runs in a fork of the test here")
AT = "2026-11-22T10:40:00Z"


@pytest.fixture
def in_the_way(small):
    """Three hand-ins in the store; a file stands where the folder of one of the learners has to be."""
    with open_course_store(small) as store:
        for learner in ("ann", "ben", "cem"):
            document = made.answers(made.HONEST)
            store.write(
                taking_over.hand_in(learner, made.QUIZ, document, files.receipt_of(document), Judged(7, 8), "1.0.0", AT)
            )
    submitted = layout.submitted(layout.nbgrader_root(small))
    submitted.mkdir(exist_ok=True)
    (submitted / "ben").write_text("in the way")
    return small


def graded(root):
    return {key[1] for key in gradebook_rows(root) if key[0] == "student"}


@pytest.mark.parametrize("grade", [in_bulk, autograde])
def test_one_folder_in_the_way_costs_nobody_else_the_grade(in_the_way, grade):
    """Does the class get its points by either command, and does the table name who is left out, and the repair?"""
    done = grade(in_the_way, check=False)
    assert graded(in_the_way) == {"ann", "cem"}
    assert f"The hand-in of {AT} could not be written to submitted/ben/signs-quiz (Not a directory)" in done.stdout
    assert "Move away what stands there" in done.stdout and "1 could not be graded" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    (in_the_way / "state/nbgrader/submitted/ben").unlink()
    grade(in_the_way)
    assert graded(in_the_way) == {"ann", "ben", "cem"}


def test_every_nbgrader_command_goes_on_and_names_who_is_left_out(in_the_way, monkeypatch, capsys):
    """Does formgrader open, with one line about the learner, and again until the folder is repaired?"""
    monkeypatch.setenv("PATH", os.environ["PATH"])
    for _ in range(2):
        configure(Config(), in_the_way / "assessments")
        told = [line for line in capsys.readouterr().err.splitlines() if "ben" in line]
        assert len(told) == 1 and told[0].startswith("signs-quiz, ben: The hand-in of ")
    submitted = in_the_way / "state/nbgrader/submitted"
    assert (submitted / "ann" / made.QUIZ / "responses.json").is_file()
    (submitted / "ben").unlink()
    configure(Config(), in_the_way / "assessments")
    assert capsys.readouterr().err == "" and (submitted / "ben" / made.QUIZ / "responses.json").is_file()


def test_a_full_disk_stops_the_run_in_one_sentence(in_the_way, monkeypatch):
    """Is nobody graded without the hand-ins that there is no room for, and does the sentence name file and repair?"""

    def full(path, *_content, **_how):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(hand_in_folders.files, "replace", full)
    with pytest.raises(NotReadyError, match=r"ann.*No space left on device; make room on this disk"):
        hand_in_folders.bring_hand_ins(layout.nbgrader_root(in_the_way), made.QUIZ)


def test_who_was_graded_before_is_not_called_up_to_date(tmp_path):
    """Is a newer hand-in that could not be written a failure, though older points stand?"""
    report = Report(tmp_path, made.QUIZ)
    layout.graded(tmp_path, "ben", made.QUIZ).mkdir(parents=True)
    report.note_each({"ben": "The hand-in could not be written."})
    report.write()
    assert report.rows["ben"].failed and report.rows["ben"].notes == ["The hand-in could not be written."]
