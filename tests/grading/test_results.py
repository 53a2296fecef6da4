"""Who passed: the rule, and the table made from a real gradebook."""

import csv
import shutil
from dataclasses import replace
from pathlib import Path

import made
import pytest

from nbcare import cli
from nbcare.content import course as courses
from nbcare.grading import results
from nbcare.grading.results import NOT_PASSED, PASSED, WAITS, judge


@pytest.mark.parametrize(
    ("scores", "critical", "expected"),
    [
        ({"a": (8, 10)}, set(), PASSED),
        ({"a": (7.9, 10)}, set(), NOT_PASSED),
        ({"a": (4, 5), "b": (0, 0)}, set(), PASSED),
        ({"a": (9, 10), "b": (2, 2)}, {"b"}, PASSED),
        ({"a": (20, 20), "b": (1, 2)}, {"b"}, NOT_PASSED),
        ({"a": (20, 20), "b": (None, 2)}, set(), WAITS),
        ({"a": (0, 20), "b": (None, 2)}, {"a"}, WAITS),
        ({"a": (5, 5)}, {"not-there"}, PASSED),
    ],
)
def test_rule_is_points_and_every_critical_item(scores, critical, expected):
    """Does a learner pass with 80 % of the points and every critical item fully right?"""
    assert judge(scores, critical, 80) == expected


@pytest.fixture(scope="module")
def graded(generated, tmp_path_factory) -> Path:
    """A small class, graded, with one learner who has not handed in and one not graded yet."""
    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("results") / "course"))
    weak_on_critical = made.RIGHT | {"signs-q05": {"b1": "x", "b2": "x"}}
    made.put(root, "critical", made.answers(weak_on_critical))
    made.put(root, "damaged", made.answers(made.RIGHT, version=9))
    made.put(root, "right", made.answers(made.RIGHT | {"signs-q08": "Words."}))
    made.put(root, "weak", made.answers(made.HONEST))
    made.quickly(root, "autograde", made.QUIZ)
    made.quickly(root, "db", "student", "add", "absent")
    made.put(root, "tardy", made.answers(made.RIGHT))
    return root


def test_everybody_has_a_line(graded):
    """Is each learner's result stated, with the reason it is not final or not a pass?"""
    course = courses.load(graded)
    found = {r.learner: r for r in results.results(course, course.assessment(made.QUIZ))}
    assert {learner: r.result for learner, r in found.items()} == {
        "absent": "not begun",
        "critical": "not passed",
        "damaged": "waits for a person",
        "right": "passed",
        "tardy": "handed in",
        "weak": "not passed",
    }
    assert (found["right"].points, found["right"].max) == (13, 13), "a written answer is outside the pass mark"
    assert found["critical"].points == 12 and found["critical"].notes == ("Critical, not fully right: signs-q05.",)
    assert "A written answer waits" in found["right"].notes[0]
    assert found["damaged"].points is None and "signs-q01" in found["damaged"].notes[0]


def test_a_person_can_settle_what_waited(graded):
    """Does the pass rule use the points a person gave?"""
    with made.gradebook(graded) as gradebook:
        for grade in gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, "damaged").grades:
            grade.manual_score, grade.needs_manual_grade = grade.max_score, False
        gradebook.db.commit()
    course = courses.load(graded)
    [settled] = [r for r in results.results(course, course.assessment(made.QUIZ)) if r.learner == "damaged"]
    assert (settled.result, settled.points) == ("passed", 13)


def test_a_quiz_that_changed_since_is_not_judged(graded):
    """Does nobody pass on an old grade that lacks a question of today, perhaps a critical one?"""
    course = courses.load(graded)
    quiz = course.assessment(made.QUIZ)
    grown = replace(quiz, items=(*quiz.items, "signs-p01"))
    [right] = [r for r in results.results(course, grown) if r.learner == "right"]
    assert right.result == "handed in" and "grade it again" in right.notes[0]


def test_command_prints_and_writes_the_same(graded, tmp_path, capsys):
    """Does `nbcare results --csv` print the table and write it?"""
    file = tmp_path / "results.csv"
    assert cli.main(["--course", str(graded), "results", made.QUIZ, "--csv", str(file)]) == 0
    printed = capsys.readouterr().out
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["learner"] for row in rows] == sorted(row["learner"] for row in rows)
    assert all(row["learner"] in printed and row["result"] in printed for row in rows)


def test_without_a_gradebook_the_repair_is_named(tmp_path, capsys):
    """Is a course that was never graded told what to run, without making an empty gradebook?"""
    root = made.make_course(tmp_path / "course")
    assert cli.main(["--course", str(root), "results"]) == 2
    assert "run: nbcare generate QUIZ" in capsys.readouterr().err
    assert not (root / "state/nbgrader/gradebook.db").exists()


@pytest.fixture(autouse=True)
def _course_setting(monkeypatch):
    monkeypatch.setenv("NBCARE_COURSE", "")
