"""Everybody has one line for each quiz: who, where they stand, when, which attempt and form; and it can be written."""

import csv
import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import made
import pytest

from nbcare import cli
from nbcare.answers import stored_hand_ins, times
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.grading import gradebook, verdicts
from nbcare.grading.results import BEGUN, HANDED_IN, LATE, NOT_BEGUN, NOT_PASSED, PASSED, WAITS, Result
from nbcare.grading.standing import Standing
from nbcare.store import answers, roster

NAMES = {
    "anew": "Anna New",
    "begun": "Ben Begun",
    "idle": "Ida Idle",
    "late": "Lea Late",
    "right": "Rita Right",
    "tardy": "Tara Tardy",
    "weak": "Wim Weak",
}


@pytest.fixture(autouse=True)
def _in_new_york(monkeypatch):
    monkeypatch.setenv("NBCARE_COURSE", "")
    monkeypatch.setenv("TZ", "America/New_York")


def save(root: Path, learner: str, given: dict, at: str) -> None:
    """Save answers, as the portal does."""
    with open_course_store(root) as store:
        saved = [answers.Change(item, response, "") for item, response in given.items()]
        store.write(answers.change(learner, made.QUIZ, lambda kept: (None, saved), "1.0.0", at))


def hand_in(root: Path, learner: str, given: dict, at: str) -> None:
    """Save answers and hand them in, as the portal does."""
    save(root, learner, given, at)
    with open_course_store(root) as store, patch.object(times, "now", return_value=times.parse(at)):
        store.write(stored_hand_ins.hand_in(learner, made.QUIZ, None, list(given), "1.0.0"))


@pytest.fixture(scope="module")
def ward(generated, tmp_path_factory) -> Path:
    """A ward with a list: each learner stands at another place; one that is not listed has handed in a file."""
    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("ward") / "course"))
    with open_course_store(root) as store:
        store.write(roster.replace({id: roster.Entry(name, "salt", "hash") for id, name in NAMES.items()}))
    hand_in(root, "right", made.RIGHT, "2026-11-02T15:00:00Z")
    hand_in(root, "weak", made.HONEST, "2026-11-02T15:00:00Z")
    hand_in(root, "tardy", made.RIGHT, "2026-11-05T15:00:00Z")
    hand_in(root, "anew", made.HONEST, "2026-11-01T15:00:00Z")
    made.put(root, "guest", made.answers(made.RIGHT), datetime(2026, 11, 3, 12, tzinfo=UTC))
    with made.gradebook(root) as opened:
        opened.update_or_create_assignment(made.QUIZ, duedate="2026-11-04 22:00:00 UTC")
    made.nbcare(root, "grade", made.QUIZ)
    hand_in(root, "anew", made.RIGHT, "2026-11-03T15:00:00Z")
    hand_in(root, "late", made.RIGHT, "2026-11-06T15:00:00Z")
    save(root, "begun", {"signs-q01": "b"}, "2026-11-02T15:00:00Z")
    # Neither is a learner's: a copy that somebody made, and a folder with nothing in it.
    shutil.copytree(root / "state/nbgrader/submitted/right", root / "state/nbgrader/submitted/copy of right")
    (root / "state/nbgrader/submitted/inbox" / made.QUIZ).mkdir(parents=True)
    return root


@pytest.fixture
def lines(ward, tmp_path) -> dict[str, dict[str, str]]:
    """The lines of `nbcare results` as a spreadsheet reads them, by learner."""
    file = tmp_path / "passed.csv"
    assert cli.main(["--course", str(ward), "results", made.QUIZ, "--csv", str(file)]) == 0
    with file.open(encoding="utf-8", newline="") as opened:
        return {row["learner"]: row for row in csv.DictReader(opened)}


def test_everybody_on_the_list_has_a_line_with_where_they_stand(lines):
    """Is nobody left out who never began, and nobody listed who is only a folder's name?"""
    assert {learner: line["result"] for learner, line in lines.items()} == {
        "anew": NOT_PASSED,
        "begun": BEGUN,
        "guest": PASSED,
        "idle": NOT_BEGUN,
        "late": LATE,
        "right": PASSED,
        "tardy": PASSED,
        "weak": NOT_PASSED,
    }
    assert {learner: line["name"] for learner, line in lines.items()} == NAMES | {"guest": ""}


def test_a_line_says_when_which_attempt_form_and_release(lines):
    """Can an educator file a line as it stands, with the hour and its zone?"""
    right, idle, anew = lines["right"], lines["idle"], lines["anew"]
    assert (right["date"], right["attempt"], right["form"], right["release"]) == (
        "2026-11-02 10:00 EST",
        "1",
        "A",
        "1.0.0",
    )
    assert {idle[name] for name in ("date", "attempt", "form", "points", "percent", "release")} == {""}
    assert anew["attempt"] == "2" and "that is not graded yet" in anew["notes"]
    assert "Handed in late." in lines["tardy"]["notes"] and "late" not in right["notes"]
    assert lines["guest"]["date"] == "2026-11-03 07:00 EST" and lines["guest"]["release"] == "1.0.0"


def test_percent_is_a_number(lines):
    """Can a spreadsheet sort by percent and average it?"""
    assert (lines["right"]["points"], lines["right"]["of"], lines["right"]["percent"]) == ("13", "13", "100")
    assert int(lines["weak"]["percent"]) < 80


def _result(result: str, points: float | None, day: int, *notes: str) -> Result:
    at = datetime(2026, 11, day, tzinfo=UTC) if day else None
    return Result("x", "ann", result, points, 13, notes, standing=Standing(begun=result != NOT_BEGUN, at=at))


@pytest.mark.parametrize(
    ("first", "second", "decides", "points"),
    [
        (_result(NOT_PASSED, 7, 1), _result(NOT_PASSED, 6, 2), ("B", NOT_PASSED), 6),
        (_result(PASSED, 11, 1), _result(NOT_PASSED, 3, 2), ("A", PASSED), 11),
        (_result(NOT_PASSED, 7, 1), _result(PASSED, 12, 2), ("B", PASSED), 12),
        (_result(NOT_PASSED, 7, 1), _result(WAITS, None, 2), ("B", WAITS), None),
        (_result(NOT_PASSED, 7, 1), _result(HANDED_IN, None, 2), ("B", HANDED_IN), None),
        (_result(NOT_PASSED, 7, 1), _result(BEGUN, None, 0), ("A", NOT_PASSED), 7),
        (_result(NOT_BEGUN, None, 0), _result(NOT_BEGUN, None, 0), ("A", NOT_BEGUN), None),
    ],
)
def test_one_verdict_over_the_forms_of_a_quiz(generated, first, second, decides, points):
    """Does a pass on one whole form count, are points of two forms never added, and is the other form still told?"""
    course = courses.load(generated)
    quiz = course.assessment(made.QUIZ)
    course = replace(course, assessments=(quiz, replace(quiz, id=f"{made.QUIZ}-b", form="B")))
    found = {made.QUIZ: [first], f"{made.QUIZ}-b": [second]}
    with patch.object(verdicts, "results", lambda _, assessment: found[assessment.id]):
        for asked in (None, made.QUIZ, f"{made.QUIZ}-b"):
            [verdict] = verdicts.verdicts(course, asked)
            assert verdict.quiz == made.QUIZ and (verdict.form, verdict.decides.result) == decides
            assert verdict.decides.points == points
    notes = verdict.cells(UTC)[-1]
    other = first if decides[0] == "B" else second
    assert (f"{other.result}" in notes) == (other.result != NOT_BEGUN)


def test_another_quiz_of_the_same_module_is_no_form(generated):
    """Are two quizzes of one module told apart?"""
    course = courses.load(generated)
    assert {verdicts.quiz_of(course, each) for each in course.assessments} == {made.QUIZ, made.OTHER}


def _copied(generated: Path, to: Path) -> Path:
    return Path(shutil.copytree(generated, to / "course"))


@pytest.mark.parametrize("content", [b"not a database" * 100, b""], ids=["damaged", "empty"])
def test_a_gradebook_that_cannot_be_used_is_one_sentence(generated, tmp_path, capsys, content):
    """Does an educator read what is wrong with which file, and nothing of the program?"""
    root = _copied(generated, tmp_path)
    (root / "state/nbgrader/gradebook.db").write_bytes(content)
    assert cli.main(["--course", str(root), "results"]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("state/nbgrader/gradebook.db") and "; " in sentence


def test_a_locked_gradebook_is_one_sentence(generated, tmp_path, capsys, monkeypatch):
    """Is a gradebook that another program holds named, with what to do?"""
    root = _copied(generated, tmp_path)
    monkeypatch.setattr(gradebook, "PATIENCE_SECONDS", 0)
    holder = sqlite3.connect(root / "state/nbgrader/gradebook.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert cli.main(["--course", str(root), "results"]) == 2
    finally:
        holder.close()
    (sentence,) = capsys.readouterr().err.splitlines()
    assert "gradebook.db" in sentence and "locked" in sentence


@pytest.mark.parametrize("place", ["missing/passed.csv", "."])
def test_a_table_that_cannot_be_written_is_one_sentence(ward, tmp_path, capsys, place):
    """Does a folder that is not there, or a folder in the file's place, end in a sentence that names it?"""
    assert cli.main(["--course", str(ward), "results", made.QUIZ, "--csv", str(tmp_path / place)]) == 2
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("nbcare: ") and str(tmp_path) in sentence and "; " in sentence


def _told(root: Path, **pipes) -> subprocess.CompletedProcess:
    environment = os.environ | {"PYTHONPATH": str(made.ROOT / "src"), "NBCARE_COURSE": ""}
    environment |= pipes.pop("environment", {})
    command = [sys.executable, "-m", "nbcare", "--course", str(root), "results"]
    return subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True, **pipes)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_pipe_that_nobody_reads_ends_quietly(ward):
    """Does `nbcare results | head -1` end without a traceback, also where there is no output at all?"""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        assert _told(ward, stdout=writer).stderr == ""
    finally:
        os.close(writer)
    closed = _told(ward, preexec_fn=lambda: os.close(1))
    assert (closed.returncode, closed.stderr) == (0, "")


def test_a_name_that_a_console_cannot_write_stops_nothing(ward):
    """Does a console of another alphabet get the table, with a sign in the place of a letter?"""
    with open_course_store(ward) as store:
        store.write(roster.put({"idle": roster.Entry("Ida Łukasiewicz", "salt", "hash")}))
    done = _told(ward, stdout=subprocess.PIPE, environment={"PYTHONIOENCODING": "cp1252"})
    assert (done.returncode, done.stderr) == (0, "") and "Ida ?ukasiewicz" in done.stdout
