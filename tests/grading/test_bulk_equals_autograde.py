"""`nbcare grade` leaves what `nbgrader autograde` leaves, which stays the measure: rows, files and report."""

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import made
import pytest
import yaml
from both_ways import autograde, differences, gradebook_rows, in_bulk, twin
from simulated_learners import hand_in, learners, quiz_of

if sys.platform == "win32":
    pytest.skip("links and pipes are made the POSIX way", allow_module_level=True)

import hostile_class as hostile  # noqa: E402

PENALTY = """
from nbgrader.plugins import BasePlugin

class TwoPoints(BasePlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return 99 if student_id == "late" else 2.5

get_config().AssignLatePenalties.plugin_class = TwoPoints
"""
"""More is taken off from one learner than she has, and nothing below zero may be left."""


@pytest.fixture(scope="module")
def handed_in(generated: Path, tmp_path_factory) -> Path:
    """The hostile class before it is graded: a due date, an extension and a penalty for handing in late."""
    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("class") / "course"))
    with (root / "assessments/nbgrader_config.py").open("a", encoding="utf-8") as file:
        file.write(PENALTY)
    for row in hostile.CLASS:
        row.act(root, row.learner)
    made.put(root, "extended", made.answers(made.HONEST), datetime(2026, 10, 2, tzinfo=UTC))
    made.put(root, "extended-too-little", made.answers(made.HONEST), datetime(2026, 10, 9, tzinfo=UTC))
    with made.gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-10-01 00:00:00 UTC")
        for learner in ("extended", "extended-too-little"):
            gradebook.add_student(learner)
            gradebook.add_submission(made.QUIZ, learner)
            gradebook.grant_extension(made.QUIZ, learner, days=3)
    return root


@pytest.fixture(scope="module")
def both(handed_in: Path, tmp_path_factory) -> tuple[Path, Path]:
    """The class graded in the two ways."""
    folder = tmp_path_factory.mktemp("both")
    one, other = (twin(handed_in, folder / name) for name in ("autograde", "bulk"))
    autograde(one)
    in_bulk(other, check=False)
    return one, other


def test_a_hostile_class_comes_to_the_same(both):
    """Is every row, every byte of every graded file and every line of the report what nbgrader makes of it?"""
    assert differences(*both) == []


def test_penalties_and_extensions_are_among_what_is_compared(both):
    """Would the test above notice a penalty or an extension that is forgotten?"""
    rows = gradebook_rows(both[1])
    taken_off = {
        key[1].split("'")[3]: row["late_submission_penalty"]
        for key, row in rows.items()
        if key[0] == "submitted_notebook"
    }
    assert taken_off["late"] == hostile.HONEST_POINTS and taken_off["honest"] == 2.5
    assert taken_off["twice"] is None and taken_off["extended"] is None and taken_off["extended-too-little"] == 2.5


def test_a_key_that_was_mended_comes_to_the_same(both, tmp_path):
    """Is a class graded anew to the same rows, files and report?"""
    one, other = (twin(root, tmp_path / root.name) for root in both)
    for root in (one, other):
        bank = root / "assessments/bank/signs.yaml"
        data = yaml.safe_load(bank.read_text(encoding="utf-8"))
        data["items"][0]["key"] = "a"
        bank.write_text(yaml.safe_dump(data), encoding="utf-8")
    autograde(one, "--force")
    in_bulk(other, "--force", check=False)
    assert differences(one, other) == []
    assert gradebook_rows(one) != gradebook_rows(both[0])


def test_who_hands_in_again_and_who_is_removed_come_to_the_same(both, tmp_path):
    """Are only those graded who handed in again, and are the rows of a removed submission left alone, in both ways?"""
    one, other = (twin(root, tmp_path / root.name) for root in both)
    for root in (one, other):
        answers = made.answers(made.RIGHT | {"signs-q08": "new"})
        made.put(root, "honest", answers, datetime(2026, 12, 24, tzinfo=UTC))
        shutil.rmtree(root / "state/nbgrader/submitted/all-right")
    before = (other / "state/nbgrader/autograded/late" / made.QUIZ).stat().st_ino
    autograde(one)
    in_bulk(other, check=False)
    assert differences(one, other) == []
    assert (other / "state/nbgrader/autograded/late" / made.QUIZ).stat().st_ino == before
    assert any("all-right" in str(key) for key in gradebook_rows(other))


@pytest.mark.whole
def test_every_quiz_of_the_course_comes_to_the_same(opened_course, tmp_path):
    """Are all kinds, cases, variants and written answers of the real quizzes graded alike in both ways?"""
    one = Path(shutil.copytree(opened_course, tmp_path / "autograde"))
    released = [quiz_of(one, path.name) for path in sorted((one / "state/nbgrader/release").iterdir())]
    for quiz in released:
        hand_in(one, quiz, learners(quiz, 8))
    other = twin(one, tmp_path / "bulk")
    for quiz in released:
        autograde(one, quiz=quiz.id)
        in_bulk(other, quiz=quiz.id)
    assert differences(one, other) == []
    kinds = {item["kind"] for quiz in released for item in quiz.items.values()}
    assert {"numeric", "text", "bowtie", "order", "highlight"} <= kinds
