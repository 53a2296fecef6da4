"""Results that were returned to learners; what an entry holds is for grading and the pages to say."""

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select, update

from nbcare.store import changes, tables, terms, upsert
from nbcare.store.job import job
from nbcare.store.values import encode, name

TOPIC = "results"
_table = tables.results


class Result(NamedTuple):
    """One learner's result of one quiz: the moment it was returned, and its entry, which is JSON."""

    learner: str
    assessment: str
    at: str
    entry: Any


@job
def put(connection: Connection, results: Sequence[Result]) -> None:
    """Return results, all of them or none; each takes the place of the learner's earlier one of the same quiz."""
    changes.note(connection, TOPIC)
    rows = [
        {
            "learner": name(each.learner, "the learner"),
            "assessment": name(each.assessment, "the assessment"),
            "at": each.at,
            "entry": encode(each.entry),
        }
        for each in results
    ]
    upsert.put(connection, _table, rows)
    _say_returned(connection, {each.assessment for each in results})


def _say_returned(connection: Connection, assessments: Collection[str]) -> None:
    """Let the terms say it from the same moment: a page warns of what a hand-in then comes to."""
    table = tables.terms
    stale = table.c.assessment.in_(assessments), table.c.returned.is_(False)
    if connection.execute(update(table).where(*stale).values(returned=True)).rowcount:
        changes.note(connection, terms.TOPIC)


@job
def of(connection: Connection, learner: str) -> dict[str, Result]:
    """Return a learner's results by quiz."""
    rows = connection.execute(select(_table).where(_table.c.learner == learner).order_by(_table.c.assessment))
    return {row.assessment: Result(row.learner, row.assessment, row.at, json.loads(row.entry)) for row in rows}


@job
def find(connection: Connection, learner: str, assessment: str) -> Result | None:
    """Return a learner's result of one quiz, if there is one."""
    query = select(_table).where(_table.c.learner == learner, _table.c.assessment == assessment)
    row = connection.execute(query).one_or_none()
    return None if row is None else Result(row.learner, row.assessment, row.at, json.loads(row.entry))


@job
def learners(connection: Connection, assessment: str) -> dict[str, str]:
    """Return who has a result of a quiz, and the moment of its return."""
    query = select(_table.c.learner, _table.c.at).where(_table.c.assessment == assessment)
    return {row.learner: row.at for row in connection.execute(query.order_by(_table.c.learner))}


@job
def withdraw(connection: Connection, assessment: str, learner: str | None = None) -> int:
    """Take back the results of a quiz, or one learner's; return how many there were."""
    changes.note(connection, TOPIC)
    gone = delete(_table).where(_table.c.assessment == assessment)
    if learner is not None:
        gone = gone.where(_table.c.learner == learner)
    return connection.execute(gone).rowcount


@job
def any_of(connection: Connection, assessment: str) -> bool:
    """Return whether anybody has a result of a quiz."""
    return (
        connection.execute(select(_table.c.learner).where(_table.c.assessment == assessment).limit(1)).first()
        is not None
    )


@job
def assessments(connection: Connection) -> set[str]:
    """Return the quizzes of which anybody has a result."""
    return set(connection.execute(select(_table.c.assessment).distinct()).scalars())
