"""Decide whether a hand-in that came another way than the portal can be taken for one in time, or waits for a person."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from nbcare.answers import times
from nbcare.grading import due_dates, gradebook


def due_moments(root: Path, course: str, assessment: str) -> "Due":
    """Return when a quiz is due, for everybody and with each extension that the gradebook holds."""
    try:
        text = (due_dates.read(root) or {}).get(assessment)
        end = datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None
    except ValueError:
        end = None
    return Due(end, _extensions(root, course, assessment) if end is not None else {})


class Due:
    """The due date of one quiz, and by how much it is extended for single learners."""

    def __init__(self, end: datetime | None, extensions: Mapping[str, timedelta]) -> None:
        self._end, self._extensions = end, extensions

    def of(self, learner: str) -> datetime | None:
        """Return when the quiz is due for a learner; None when it is not due at all."""
        return None if self._end is None else self._end + self._extensions.get(learner, timedelta())

    def doubt(self, learner: str, written: datetime, others: Mapping[str, datetime | None], zone: tzinfo) -> str | None:
        """Return why a hand-in that says it was in time waits for a person; None when nothing speaks against it.

        `others` are the moments that speak for or against it, by what they are in words; None where one is not known.
        """
        end = self.of(learner)
        if end is None or written > end or not any(at is not None and at > end for at in others.values()):
            return None
        spoken = [f"{what} {times.in_words(at, zone)}" for what, at in others.items() if at is not None]
        return (
            f"it says that it was handed in {times.in_words(written, zone)}, {', '.join(spoken)},"
            f" and the quiz was due {times.in_words(end, zone)}"
        )


def _extensions(root: Path, course: str, assessment: str) -> dict[str, timedelta]:
    from nbgrader import api
    from sqlalchemy import select

    submission, quiz = api.SubmittedAssignment, api.Assignment
    query = select(submission.student_id, submission.extension).join(quiz, submission.assignment_id == quiz.id)
    with gradebook.opened(root, course) as opened:
        rows = opened.db.execute(query.where(quiz.name == assessment, submission.extension.is_not(None)))
        return {row[0]: row[1] for row in rows}
