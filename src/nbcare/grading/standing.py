"""Where each learner stands with one quiz before any points: on the list, begun, handed in, when and in time or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from nbgrader import api
from nbgrader.api import Gradebook
from sqlalchemy import select

from nbcare.answers import files, layout, submissions, times
from nbcare.answers.files import UnreadableError
from nbcare.content.course import Assessment, Course
from nbcare.store import answers, hand_ins, roster
from nbcare.store.hand_ins import HandIn
from nbcare.store.store import Store

_SUBMITTED, _QUIZ, _STUDENT = (each.__table__ for each in (api.SubmittedAssignment, api.Assignment, api.Student))


@dataclass(frozen=True)
class Standing:
    """One learner and one quiz; moments are in UTC, and None where there is none.

    `at`, `attempt` and `release` are those of the hand-in that counts; `attempt` is None where only a folder is there.
    `graded` is when that was handed in which the gradebook has points for.
    """

    name: str = ""
    begun: bool = False
    at: datetime | None = None
    attempt: int | None = None
    release: str = ""
    late: bool = False
    graded: datetime | None = None

    @property
    def newer(self) -> bool:
        """Return whether something was handed in after what the gradebook has points for."""
        # The gradebook and the store keep parts of a second differently.
        return bool(self.at and self.graded and self.at - self.graded >= timedelta(seconds=1))


@dataclass(frozen=True)
class _Terms:
    """A quiz's due date in UTC, and each learner's extension and graded hand-in, as the gradebook has them."""

    due: datetime | None
    extensions: dict[str, timedelta] = field(default_factory=dict)
    graded: dict[str, datetime | None] = field(default_factory=dict)


def of_everybody(course: Course, assessment: Assessment, store: Store, gradebook: Gradebook) -> dict[str, Standing]:
    """Return everybody who is on the list, in the gradebook, or has begun or handed in the quiz, by id."""
    names, terms = _names(store, gradebook), _terms(assessment.id, gradebook)
    found = {id: Standing(name) for id, name in names.items()}
    for learner in store.read(answers.learners(assessment.id)):
        found[learner] = replace(found.get(learner, Standing()), begun=True)
    for learner, several in groupby(store.read(hand_ins.everybodys(assessment.id)), key=lambda one: one.learner):
        found[learner] = _handed_in(found.get(learner, Standing()), list(several))
    for folder in _folders(course, assessment):
        learner = folder.parent.name
        if found.setdefault(learner, Standing()).attempt is None:
            found[learner] = _brought(found[learner], layout.nbgrader_root(course.root), folder)
    return {learner: _timed(standing, learner, terms) for learner, standing in found.items()}


def _names(store: Store, gradebook: Gradebook) -> dict[str, str]:
    """Return the names of everybody who is listed or in the gradebook; the list's come first."""
    rows = gradebook.db.execute(select(_STUDENT.c.id, _STUDENT.c.first_name, _STUDENT.c.last_name))
    names = {id: f"{first or ''} {last or ''}".strip() for id, first, last in rows}
    known = store.read(roster.known())
    listed = {id: entry.name for id, entry in known.items() if entry.listed or id in names}
    return names | {id: name or names.get(id, "") for id, name in listed.items()}


def _terms(assessment: str, gradebook: Gradebook) -> _Terms:
    due = gradebook.db.execute(select(_QUIZ.c.duedate).where(_QUIZ.c.name == assessment)).scalar_one_or_none()
    columns = _SUBMITTED.c.student_id, _SUBMITTED.c.timestamp, _SUBMITTED.c.extension
    query = select(*columns).join(_QUIZ, _QUIZ.c.id == _SUBMITTED.c.assignment_id).where(_QUIZ.c.name == assessment)
    rows = gradebook.db.execute(query).all()
    return _Terms(
        _in_utc(due),
        {learner: extension for learner, _, extension in rows if extension},
        {learner: _in_utc(at) for learner, at, _ in rows},
    )


def _in_utc(naive: datetime | None) -> datetime | None:
    return None if naive is None else naive.replace(tzinfo=UTC)


def _handed_in(standing: Standing, several: list[HandIn]) -> Standing:
    """Return the standing with the newest hand-in that counts; one that does not count yet is only a beginning."""
    counted = [one for one in several if one.counts]
    if not counted:
        return replace(standing, begun=True)
    last = counted[-1]
    return replace(
        standing, begun=True, at=times.parse(last.at), attempt=last.attempt, release=last.release, late=last.late
    )


def _brought(standing: Standing, root: Path, folder: Path) -> Standing:
    """Return the standing with what lies in submitted/ and is not in the store."""
    at = submissions.placed_at(root, folder.parent.name, folder.name)
    return replace(standing, begun=True, at=at, release=_release(folder / layout.RESPONSES))


def _release(path: Path) -> str:
    try:
        data: Any = files.parse(files.read_bytes(path))
    except (OSError, UnreadableError):
        return ""
    found = data.get("course") if isinstance(data, dict) else None
    return found if isinstance(found, str) else ""


def _folders(course: Course, assessment: Assessment) -> Iterable[Path]:
    submitted = layout.submitted(layout.nbgrader_root(course.root))
    return (folder for folder in sorted(submitted.glob(f"*/{assessment.id}")) if submissions.is_submission(folder))


def _timed(standing: Standing, learner: str, terms: _Terms) -> Standing:
    """Return the standing with its lateness, by the due date and extension of today, and with what is graded."""
    graded = terms.graded.get(learner)
    if terms.due is None or standing.at is None:
        return replace(standing, graded=graded)
    end = terms.due + terms.extensions.get(learner, timedelta())
    return replace(standing, graded=graded, late=standing.at > end)
