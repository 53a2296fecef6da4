"""Read the points of one quiz from the gradebook: in three queries for one learner or for a class."""

from dataclasses import dataclass, field
from typing import Any

from nbgrader import api
from sqlalchemy import Select, Table, select
from sqlalchemy.orm import Session, scoped_session

from nbcare.grading.manual_points import Points

_SUBMISSION: Table = api.SubmittedAssignment.__table__
_NOTEBOOK: Table = api.SubmittedNotebook.__table__


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """The points of one item, as program and person gave them, and the most it can earn."""

    name: str
    points: Points
    max_score: float

    @property
    def settled(self) -> float | None:
        """Return the points, or None as long as nobody has given or confirmed them."""
        # nbgrader calls a grade without any points 0; here it is one that nobody has given yet.
        nothing = self.points.automatic is None and self.points.manual is None
        return None if self.points.waits or nothing else self.points.counted


@dataclass(slots=True)
class LearnerPoints:
    """One learner's points for one quiz: by item, with a person's comments, and what was taken off for being late."""

    penalty: float
    items: list[ItemPoints] = field(default_factory=list)
    comments: dict[str, str | None] = field(default_factory=dict)

    @property
    def score(self) -> float:
        """Return the points as nbgrader adds them up, without the penalty."""
        return sum(item.points.counted for item in self.items)

    @property
    def max(self) -> float:
        """Return the most that can be reached."""
        return sum(item.max_score for item in self.items)


def read(
    session: Session | scoped_session[Session], assessment: str, learner: str | None = None
) -> dict[str, LearnerPoints]:
    """Return the points of everybody who is in the gradebook for this quiz, or of one learner."""
    notebooks = session.execute(_of(assessment, learner, _NOTEBOOK.c.late_submission_penalty))
    found = {id: LearnerPoints(penalty or 0) for id, penalty in notebooks}
    for id, name, automatic, manual, extra, waits, most in session.execute(_grades(assessment, learner)):
        found[id].items.append(ItemPoints(name, Points(automatic, manual, extra, waits), most))
    for id, name, comment in session.execute(_comments(assessment, learner)):
        found[id].comments[name] = comment
    return found


def _grades(assessment: str, learner: str | None) -> Select[Any]:
    grade, cell, most = api.Grade.__table__, api.BaseCell.__table__, api.GradeCell.__table__
    points = (grade.c.auto_score, grade.c.manual_score, grade.c.extra_credit, grade.c.needs_manual_grade)
    return (
        _of(assessment, learner, cell.c.name, *points, most.c.max_score)
        .join(grade, grade.c.notebook_id == _NOTEBOOK.c.id)
        .join(cell, cell.c.id == grade.c.cell_id)
        .join(most, most.c.id == cell.c.id)
    )


def _comments(assessment: str, learner: str | None) -> Select[Any]:
    comment, cell = api.Comment.__table__, api.BaseCell.__table__
    return (
        _of(assessment, learner, cell.c.name, comment.c.manual_comment)
        .join(comment, comment.c.notebook_id == _NOTEBOOK.c.id)
        .join(cell, cell.c.id == comment.c.cell_id)
    )


def _of(assessment: str, learner: str | None, *columns: Any) -> Select[Any]:
    """Select columns beside the learner's id, of one quiz's submitted notebooks."""
    assignment, notebook = api.Assignment.__table__, api.Notebook.__table__
    query = (
        select(_SUBMISSION.c.student_id, *columns)
        .select_from(_NOTEBOOK)
        .join(_SUBMISSION, _SUBMISSION.c.id == _NOTEBOOK.c.assignment_id)
        .join(assignment, assignment.c.id == _SUBMISSION.c.assignment_id)
        .join(notebook, notebook.c.id == _NOTEBOOK.c.notebook_id)
        .where(assignment.c.name == assessment, notebook.c.name == assessment)
    )
    return query if learner is None else query.where(_SUBMISSION.c.student_id == learner)
