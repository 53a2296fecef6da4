"""`nbcare feedback` makes the pages that `nbgrader generate_feedback` makes, for a class in seconds."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import made
import pytest
from both_ways import in_bulk, twin

if sys.platform == "win32":
    pytest.skip("links and pipes are made the POSIX way", allow_module_level=True)

import hostile_class as hostile  # noqa: E402


@pytest.fixture(scope="module")
def graded(generated: Path, tmp_path_factory) -> Path:
    """The hostile class, late as a whole, graded, with a comment and points of a person."""
    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("feedback") / "course"))
    with (root / "assessments/nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write('get_config().LateSubmissionPlugin.penalty_method = "zero"\n')
    with made.gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-10-15 00:00:00 UTC")
    for row in hostile.CLASS:
        row.act(root, row.learner)
    made.put(root, "in-time", made.answers(made.RIGHT | {"signs-q08": "Words."}), datetime(2026, 10, 1, tzinfo=UTC))
    in_bulk(root, check=False)
    with made.gradebook(root) as gradebook:
        grade = gradebook.find_grade("signs-q08", made.QUIZ, made.QUIZ, "in-time")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 3, 0.5, False
        gradebook.find_comment("signs-q08", made.QUIZ, made.QUIZ, "in-time").manual_comment = "Plain.\n\nGood."
        gradebook.db.commit()
    return root


def pages(root: Path) -> dict[str, bytes]:
    """Return each learner's page."""
    return {path.parents[1].name: path.read_bytes() for path in (root / "state/nbgrader/feedback").rglob("*.html")}


def test_a_written_answer_has_the_direction_of_its_language(graded, tmp_path):
    """Does Arabic begin at the right on the page that a learner gets back?"""
    ours = twin(graded, tmp_path / "ours")
    made.nbcare(ours, "feedback", made.QUIZ)
    assert b'<pre class="written" dir="auto">Words.</pre>' in pages(ours)["in-time"]


def test_every_page_is_the_one_that_nbgrader_makes(graded, tmp_path):
    """Is a page the same byte for byte, whichever command made it?"""
    by_nbgrader, ours = twin(graded, tmp_path / "nbgrader"), twin(graded, tmp_path / "ours")
    made.quickly(by_nbgrader, "generate_feedback", made.QUIZ)
    done = made.nbcare(ours, "feedback", made.QUIZ)
    found = pages(ours)
    assert found == pages(by_nbgrader) and len(found) > 40
    assert f"{len(found)} pages of feedback written, 0 up to date" in done.stdout
    assert b"Good." in found["in-time"]
    # nbgrader takes them for its own: nothing is made again.
    before = {path: path.stat().st_mtime_ns for path in (ours / "state/nbgrader/feedback").rglob("*.html")}
    made.quickly(ours, "generate_feedback", made.QUIZ)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert f"0 pages of feedback written, {len(found)} up to date" in made.nbcare(ours, "feedback", made.QUIZ).stdout


def test_one_page_is_told_as_one(small):
    """Does the command speak of a single page as people do?"""
    made.put(small, "ann", made.answers(made.HONEST))
    made.nbcare(small, "grade", made.QUIZ)
    assert "signs-quiz: 1 page of feedback written, 0 up to date" in made.nbcare(small, "feedback", made.QUIZ).stdout


def test_a_learner_without_a_page_is_named(graded, tmp_path):
    """Does a graded notebook that is damaged cost nobody else a page, and end with 1?"""
    root = twin(graded, tmp_path / "course")
    notebook = root / f"state/nbgrader/autograded/honest/{made.QUIZ}/{made.QUIZ}.ipynb"
    notebook.chmod(0o644)
    notebook.write_text("{")
    done = made.nbcare(root, "feedback", made.QUIZ, check=False)
    assert done.returncode == 1 and "  honest: " in done.stdout
    assert "honest" not in pages(root) and "late" in pages(root)


def test_before_grading_the_command_to_run_is_named(small):
    """Is an instructor who is too early told what comes first?"""
    done = made.nbcare(small, "feedback", made.QUIZ, check=False)
    assert done.returncode == 2 and "run: nbcare grade signs-quiz" in done.stderr
