"""A gradebook on a PostgreSQL server is made, filled, read and returned from like one in a file."""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "grading"))

import made  # noqa: E402
from simulated_learners import hand_in, learners, quiz_of  # noqa: E402
from sqlalchemy import create_engine, text  # noqa: E402

from nbcare.grading import gradebook  # noqa: E402

pytestmark = pytest.mark.needs("postgresql")
COLUMNS = {
    "points": "select s.student_id, c.name, g.auto_score, g.manual_score, g.needs_manual_grade, k.max_score from grade g"
    " join base_cell c on c.id = g.cell_id join grade_cells k on k.id = c.id join submitted_notebook n on n.id = g.notebook_id"
    " join submitted_assignment s on s.id = n.assignment_id order by 1, 2",
    "comments": "select s.student_id, c.name, m.auto_comment, m.manual_comment from comment m join base_cell c on c.id = m.cell_id"
    " join submitted_notebook n on n.id = m.notebook_id join submitted_assignment s on s.id = n.assignment_id order by 1, 2",
    "submissions": "select student_id, timestamp, late_submission_penalty, flagged from submitted_assignment s"
    " join submitted_notebook n on n.assignment_id = s.id order by 1",
    "learners": "select id from student order by id",
}


@pytest.fixture
def course(generated_on_file, server, tmp_path, monkeypatch):
    """The small course with a class that has handed in; its gradebook is an empty database."""
    root = Path(shutil.copytree(generated_on_file, tmp_path / "course"))
    (root / "state/nbgrader/gradebook.db").unlink()
    shutil.rmtree(root / "state/nbgrader/release")
    monkeypatch.setenv(gradebook.VARIABLE, server.new_database(f"course_{os.urandom(4).hex()}"))
    made.quickly(root, "generate_assignment", made.QUIZ)
    quiz = quiz_of(root, made.QUIZ)
    hand_in(root, quiz, learners(quiz, 6))
    made.put(root, "damaged", b"{", datetime(2026, 11, 3, tzinfo=UTC))
    return root


@pytest.fixture(scope="module")
def generated_on_file(tmp_path_factory):
    root = made.make_course(tmp_path_factory.mktemp("file") / "course")
    made.quickly(root, "generate_assignment", made.QUIZ)
    return root


def rows(address: str) -> dict[str, list]:
    """Return what a gradebook holds, by names in the place of ids."""
    engine = create_engine(address)
    with engine.connect() as connection:
        found = {name: [_plain(row) for row in connection.execute(text(query))] for name, query in COLUMNS.items()}
    engine.dispose()
    return found


def _plain(row) -> tuple:
    """Return a row as SQLite has it: moments as text, truth as a number."""
    values = (f"{value:%Y-%m-%d %H:%M:%S.%f}" if isinstance(value, datetime) else value for value in row)
    return tuple(int(value) if isinstance(value, bool) else value for value in values)


def address() -> str:
    return os.environ[gradebook.VARIABLE]


def test_both_ways_of_grading_store_the_same(course, generated_on_file, tmp_path, monkeypatch):
    """Do `nbcare grade` and autograde on a server, new and again, store what they store in a file?"""
    on_file = Path(shutil.copytree(generated_on_file, tmp_path / "file"))
    shutil.copytree(course / "state/nbgrader/submitted", on_file / "state/nbgrader/submitted")
    made.nbcare(course, "grade", made.QUIZ)
    in_bulk = rows(address())
    made.nbcare(course, "grade", made.QUIZ, "--force")
    assert rows(address()) == in_bulk and len(in_bulk["points"]) == 7 * len(made.ITEMS)
    made.quickly(course, "autograde", made.QUIZ, "--force")
    assert rows(address()) == in_bulk
    monkeypatch.delenv(gradebook.VARIABLE)
    made.nbcare(on_file, "grade", made.QUIZ)
    assert rows(f"sqlite:///{on_file / 'state/nbgrader/gradebook.db'}") == in_bulk
    assert not (course / "state/nbgrader/gradebook.db").exists() and not (course / "state/nbgrader/backups").exists()


def test_autograde_begins_a_class_on_a_server(course):
    """Does nbgrader's own command enter learners, submissions and points there?"""
    made.quickly(course, "autograde", made.QUIZ)
    found = rows(address())
    assert len(found["learners"]) == 7 and len(found["points"]) == 7 * len(made.ITEMS)


def test_results_and_returning_read_the_server(course):
    """Are results said and returned without any file gradebook.db?"""
    made.nbcare(course, "grade", made.QUIZ)
    said = made.nbcare(course, "results", made.QUIZ).stdout
    assert "n00000" in said and "waits for a person" in said
    made.nbcare(course, "return", made.QUIZ)
    assert made.result(course, "n00000")["max"] == 13
    made.quickly(course, "generate_feedback", made.QUIZ)
    assert (course / f"state/nbgrader/feedback/n00000/{made.QUIZ}/{made.QUIZ}.html").is_file()


def test_points_of_a_person_stay_on_a_server(course):
    """Does the rule for manual points hold there, too?"""
    made.nbcare(course, "grade", made.QUIZ)
    with gradebook.opened(course / "state/nbgrader", "made") as opened:
        grade = opened.find_grade("signs-q08", made.QUIZ, made.QUIZ, "n00001")
        grade.manual_score, grade.needs_manual_grade = 3, False
        opened.db.commit()
    made.nbcare(course, "grade", made.QUIZ, "--force")
    assert ("n00001", "signs-q08", None, 3.0, 0, 4.0) in rows(address())["points"]


def test_due_dates_reach_the_portal(course):
    """Do the terms follow a due date that is set on the server?"""
    with gradebook.opened(course / "state/nbgrader", "made") as opened:
        opened.update_or_create_assignment(made.QUIZ, duedate="2026-12-01 17:00:00 UTC")
    made.nbcare(course, "grade", made.QUIZ)
    assert made.published(course)[made.QUIZ].due == "2026-12-01T17:00:00Z"


def test_a_server_that_does_not_answer_is_named_without_its_password(course, monkeypatch):
    """Does each command end in one sentence, and no due date get lost?"""
    with gradebook.opened(course / "state/nbgrader", "made") as opened:
        opened.update_or_create_assignment(made.QUIZ, duedate="2026-12-01 17:00:00 UTC")
    made.nbcare(course, "grade", made.QUIZ)
    monkeypatch.setenv(gradebook.VARIABLE, "postgresql+psycopg://grader:secret-word@127.0.0.1:1/course")
    for words in (("grade", made.QUIZ), ("results",), ("return", made.QUIZ)):
        done = made.nbcare(course, *words, check=False)
        assert done.returncode in (1, 2) and "cannot be used" in done.stderr and "Traceback" not in done.stderr
        assert "secret-word" not in done.stderr + done.stdout
    assert made.published(course)[made.QUIZ].due == "2026-12-01T17:00:00Z"
