"""Write the marks of a class into the gradebook's tables: what nbgrader does one submission at a time, by the hundred."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from nbgrader import api
from sqlalchemy import Connection, Table, bindparam, insert, select, update

from nbcare.grading.manual_points import Points

STUDENT: Table = api.Student.__table__
SUBMISSION: Table = api.SubmittedAssignment.__table__
NOTEBOOK: Table = api.SubmittedNotebook.__table__
GRADE: Table = api.Grade.__table__
COMMENT: Table = api.Comment.__table__
# In the order in which one row may name another.
_TABLES = (STUDENT, SUBMISSION, NOTEBOOK, GRADE, COMMENT)

Row = dict[str, Any]


@dataclass(frozen=True)
class Quiz:
    """What the gradebook holds of one assignment: its ids, due date (naive UTC), and the ids of its cells by name."""

    name: str
    assignment: str
    notebook: str
    due: datetime | None
    graded: dict[str, str]
    commented: dict[str, str]


@dataclass
class Standing:
    """One learner's rows for one quiz; new ones are not in the gradebook yet."""

    submission: Row
    notebook: Row
    grades: dict[str, Row]
    comments: dict[str, Row]
    new_submission: bool = False
    new_notebook: bool = False

    @property
    def learner(self) -> str:
        """Return whose rows these are."""
        id: str = self.submission["student_id"]
        return id

    def seconds_late(self, due: datetime | None, at: datetime | None) -> float:
        """Return how late a hand-in is, by nbgrader's rule: 0 in time or without a due date."""
        if at is None or due is None:
            return 0
        extension: timedelta = self.submission["extension"] or timedelta()
        return max(0, (at - due - extension).total_seconds())


@dataclass
class Changes:
    """Rows to be inserted and updated, by table."""

    inserted: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    updated: defaultdict[tuple[str, tuple[str, ...]], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def change(self, table: Table, row: Row, new: bool, **values: Any) -> None:
        """Set values of a row; remember it only if one of them differs."""
        differing = {name: value for name, value in values.items() if row[name] != value}
        row |= differing
        if new:
            self.inserted[table.name].append(row)
        elif differing:
            bound = {f"new_{name}": value for name, value in differing.items()}
            self.updated[table.name, tuple(sorted(differing))].append({"row_id": row["id"], **bound})

    def write(self, connection: Connection) -> None:
        """Send all of it, one statement a kind of change."""
        for table in _TABLES:
            if rows := self.inserted[table.name]:
                connection.execute(insert(table), rows)
        tables = {table.name: table for table in _TABLES}
        for (name, columns), rows in self.updated.items():
            table = tables[name]
            values: Row = {column: bindparam(f"new_{column}") for column in columns}
            connection.execute(update(table).where(table.c.id == bindparam("row_id")).values(values), rows)


def points_of(row: Row) -> Points:
    """Return the points that a row of the gradebook holds."""
    return Points(row["auto_score"], row["manual_score"], row["extra_credit"], row["needs_manual_grade"])


def read_quiz(connection: Connection, assessment: str) -> Quiz:
    """Return what generate_assignment has entered for a quiz."""
    assignment, notebook, cell = api.Assignment.__table__, api.Notebook.__table__, api.BaseCell.__table__
    found = connection.execute(
        select(assignment.c.id, notebook.c.id, assignment.c.duedate)
        .join(notebook, notebook.c.assignment_id == assignment.c.id)
        .where(assignment.c.name == assessment, notebook.c.name == assessment)
    ).one()
    cells = connection.execute(select(cell.c.type, cell.c.name, cell.c.id).where(cell.c.notebook_id == found[1])).all()
    graded = {name: id for type, name, id in cells if type in ("GradeCell", "TaskCell")}
    commented = {name: id for type, name, id in cells if type in ("SolutionCell", "TaskCell")}
    return Quiz(assessment, found[0], found[1], found[2], graded, commented)


def read_learners(connection: Connection, learners: Sequence[str]) -> set[str]:
    """Return which of these learners are in the gradebook."""
    return set(connection.execute(select(STUDENT.c.id).where(STUDENT.c.id.in_(learners))).scalars())


def read_standing(connection: Connection, quiz: Quiz, learners: Sequence[str]) -> dict[str, Standing]:
    """Return the rows of those of these learners who were graded before; a server keeps them locked for this run."""
    mine = (SUBMISSION.c.assignment_id == quiz.assignment, SUBMISSION.c.student_id.in_(learners))
    submissions = {row["id"]: row for row in _rows(connection, SUBMISSION, *mine)}
    found = {}
    theirs = (NOTEBOOK.c.notebook_id == quiz.notebook, NOTEBOOK.c.assignment_id.in_(submissions))
    for notebook in _rows(connection, NOTEBOOK, *theirs):
        submission = submissions.pop(notebook["assignment_id"])
        found[notebook["id"]] = Standing(submission, notebook, {}, {})
    for table, cells in ((GRADE, quiz.graded), (COMMENT, quiz.commented)):
        names = {id: name for name, id in cells.items()}
        for row in _rows(connection, table, table.c.cell_id.in_(names), table.c.notebook_id.in_(found)):
            standing = found[row["notebook_id"]]
            (standing.grades if table is GRADE else standing.comments)[names[row["cell_id"]]] = row
    begun = [begin(quiz, row["student_id"], row) for row in submissions.values()]
    return {standing.learner: standing for standing in (*found.values(), *begun)}


def begin(quiz: Quiz, learner: str, submission: Row | None = None) -> Standing:
    """Return the rows of a learner who is graded for the first time, as nbgrader begins them."""
    new_submission = submission is None
    if submission is None:
        submission = {"id": api.new_uuid(), "assignment_id": quiz.assignment, "student_id": learner}
        submission |= {"timestamp": None, "extension": None}
    notebook = {"id": api.new_uuid(), "assignment_id": submission["id"], "notebook_id": quiz.notebook}
    notebook |= {"flagged": False, "late_submission_penalty": None}
    nothing = {"auto_score": None, "manual_score": None, "extra_credit": None, "needs_manual_grade": True}
    silent = {"auto_comment": None, "manual_comment": None}
    grades = {name: _row(notebook, id) | nothing for name, id in quiz.graded.items()}
    comments = {name: _row(notebook, id) | silent for name, id in quiz.commented.items()}
    return Standing(submission, notebook, grades, comments, new_submission, new_notebook=True)


def begin_learner(learner: str) -> Row:
    """Return the row of a learner whom the gradebook does not know."""
    return {"id": learner, "first_name": None, "last_name": None, "email": None, "lms_user_id": None}


def naive(at: datetime | None) -> datetime | None:
    """Return a moment as the gradebook keeps it: in UTC, without saying so."""
    return None if at is None else at.astimezone(UTC).replace(tzinfo=None)


def _row(notebook: Row, cell: str) -> Row:
    return {"id": api.new_uuid(), "notebook_id": notebook["id"], "cell_id": cell}


def _rows(connection: Connection, table: Table, *conditions: Any) -> Iterator[Row]:
    for row in connection.execute(select(table).where(*conditions).with_for_update()).mappings():
        yield dict(row)
