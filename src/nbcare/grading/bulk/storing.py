"""Store the marks of a class in the gradebook, within one transaction: all of them, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection

from nbcare.grading import earlier_answers
from nbcare.grading.bulk import rows
from nbcare.grading.bulk.class_marking import ClassMarking, Progress
from nbcare.grading.bulk.rows import Changes, Quiz, Standing
from nbcare.grading.manual_points import Points
from nbcare.grading.settling import Settling

BATCH = 500
"""Learners whose rows are read and written together."""


@dataclass(frozen=True)
class Settled:
    """One learner whose points are in the gradebook, as the report tells it."""

    learner: str
    settling: Settling
    late: bool


def store(marked: ClassMarking, connection: Connection, progress: Progress) -> list[Settled]:
    """Write every marking; the caller commits. Who cannot be settled is left out and noted in the report."""
    quiz = rows.read_quiz(connection, marked.settings.assessment)
    learners, settled = list(marked.markings), list[Settled]()
    for start in range(0, len(learners), BATCH):
        progress(start, len(learners))
        settled += _store(marked, connection, quiz, learners[start : start + BATCH])
    return settled


def _store(marked: ClassMarking, connection: Connection, quiz: Quiz, learners: Sequence[str]) -> list[Settled]:
    known = rows.read_learners(connection, learners)
    standing, changes, settled = rows.read_standing(connection, quiz, learners), Changes(), list[Settled]()
    for learner in learners:
        try:
            if learner not in known and not marked.settings.create_students:
                raise LookupError(f"No student with ID {learner!r} exists in the gradebook")
            found = standing.get(learner) or rows.begin(quiz, learner)
            settled.append(_settle(marked, quiz, found, changes))
        except Exception as error:
            marked.fail(learner, error)
            continue
        if learner not in known:
            changes.inserted[rows.STUDENT.name].append(rows.begin_learner(learner))
    changes.write(connection)
    return settled


def _settle(marked: ClassMarking, quiz: Quiz, standing: Standing, changes: Changes) -> Settled:
    learner, run = standing.learner, marked.run
    marking = marked.markings[learner]
    earlier = partial(earlier_answers.read, run.root, learner, quiz.name)
    settling = Settling(run, marking, earlier)
    points = {id: settling.points(id, rows.points_of(row)) for id, row in standing.grades.items()}
    at = rows.naive(marking.at) or standing.submission["timestamp"]
    seconds = standing.seconds_late(quiz.due, at)
    score = sum(each.counted for each in points.values())
    # An instructor's plugin may fail: asked before the first row is changed.
    penalty = marked.settings.penalty(learner, score, seconds) if seconds > 0 else None
    changes.change(rows.SUBMISSION, standing.submission, standing.new_submission, timestamp=at)
    changes.change(rows.NOTEBOOK, standing.notebook, standing.new_notebook, late_submission_penalty=penalty)
    _change_grades(standing, points, changes)
    for id, row in standing.comments.items():
        automatic, manual = settling.automatic_comment(id), settling.comment(id, row["manual_comment"])
        changes.change(rows.COMMENT, row, standing.new_notebook, auto_comment=automatic, manual_comment=manual)
    return Settled(learner, settling, seconds > 0)


def _change_grades(standing: Standing, points: dict[str, Points], changes: Changes) -> None:
    for id, row in standing.grades.items():
        changes.change(
            rows.GRADE,
            row,
            standing.new_notebook,
            auto_score=points[id].automatic,
            manual_score=points[id].manual,
            extra_credit=points[id].extra,
            needs_manual_grade=points[id].waits,
        )
