"""Autograde refuses a run that would go wrong, and names the command that mends it."""

import csv
import io
import sys

import made
import pytest
import yaml
from nbgrader.converters.base import NbGraderException

from nbcare.build import course_files
from nbcare.grading.exporter import ReleasedNotebookExporter
from nbcare.grading.preprocessors import ScoreResponses
from nbcare.grading.report import Report


def test_points_raised_after_release_are_refused(small):
    """Does a bank that differs from the gradebook stop the run with the repair?"""
    made.put(small, "ann", made.answers(made.HONEST))
    bank = small / "assessments/bank/signs.yaml"
    data = yaml.safe_load(bank.read_text(encoding="utf-8"))
    data["items"][1]["key"] = ["a", "b", "c"]
    bank.write_text(yaml.safe_dump(data), encoding="utf-8")
    refused = made.quickly(small, "autograde", made.QUIZ, check=False)
    assert refused.returncode == 1
    wanted = "run: nbcare build, then: nbcare generate signs-quiz --force"
    assert f"bank and gradebook differ for signs-q02; {wanted}" in refused.stderr
    assert not (small / "state/nbgrader/autograded").exists()
    refused = made.quickly(small, "generate_assignment", made.QUIZ, "--force", check=False)
    assert refused.returncode == 1 and wanted in refused.stderr, "the notebook still has the old points"
    course_files.build(small)
    made.quickly(small, "generate_assignment", made.QUIZ, "--force")
    made.quickly(small, "autograde", made.QUIZ)


def test_a_quiz_that_was_never_released_is_refused(small):
    """Does a missing release stop the run with the repair?"""
    made.put(small, "ann", made.answers(made.HONEST))
    (small / "state/nbgrader/release" / made.QUIZ / f"{made.QUIZ}.ipynb").unlink()
    refused = made.quickly(small, "autograde", made.QUIZ, check=False)
    assert refused.returncode == 1
    assert "no released notebook; run: nbcare generate signs-quiz" in refused.stderr


def test_a_fault_in_one_submission_leaves_the_others(small):
    """Does the batch end with a table when one submission cannot be graded?"""
    for learner in ("ann", "ben", "cem"):
        made.put(small, learner, made.answers(made.HONEST))
    # A file stands where nbgrader wants to write ben's folder: no step of grading can foresee that.
    (small / "state/nbgrader/autograded").mkdir()
    (small / "state/nbgrader/autograded/ben").write_text("in the way")
    done = made.quickly(small, "autograde", made.QUIZ, check=False)
    assert done.returncode == 1
    assert "3 submissions, 0 wait for a person, 1 could not be graded" in done.stdout
    with (small / "state/nbgrader/autograde-report.csv").open(encoding="utf-8") as file:
        rows = {row["learner"]: row for row in csv.DictReader(file)}
    assert (rows["ann"]["points"], rows["ben"]["points"], rows["cem"]["points"]) == ("8", "", "8")
    assert "The others are not touched by it." in rows["ben"]["notes"]


def test_graded_earlier_is_said(small):
    """Does a second run explain why nothing happened to those who did not hand in again?"""
    made.put(small, "ann", made.answers(made.HONEST))
    made.quickly(small, "autograde", made.QUIZ)
    table = (small / "state/nbgrader/autograde-report.csv").read_bytes()
    again = made.quickly(small, "autograde", made.QUIZ).stdout
    assert "Graded in an earlier run and not handed in again since." in again
    assert "0 could not be graded" in again
    assert (small / "state/nbgrader/autograde-report.csv").read_bytes() == table, (
        "the points of the earlier run stay in the table"
    )


def test_the_table_comes_on_a_console_that_knows_few_characters(tmp_path, monkeypatch):
    """Is the table printed and written when the console cannot print what a learner wrote?"""
    console = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", console)
    report = Report(tmp_path, made.QUIZ)
    report.note("ann", "Not part of this quiz, ignored: '\u0436'.")
    report.close()
    assert b"\\u0436" in console.buffer.getvalue()
    assert "\u0436" in (tmp_path / "autograde-report.csv").read_text(encoding="utf-8")


def test_exporter_serves_autograde_only():
    """Is a configuration that would break the feedback refused at once?"""
    with pytest.raises(NbGraderException, match="autograde only"):
        ReleasedNotebookExporter()


def test_scoring_without_the_exporter_grades_nothing():
    """Does the scoring step refuse to read a notebook that the learner handed in?"""
    with pytest.raises(RuntimeError, match="exporter_class"):
        ScoreResponses().preprocess(None, {"nbgrader": {}})
