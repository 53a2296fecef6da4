"""The terms of quizzes: what is open, due, how often one may try, and whether results were returned."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, delete, select

from nbcare.store import changes, tables, upsert
from nbcare.store.job import job
from nbcare.store.values import name, small

TOPIC = "terms"
_table = tables.terms


class Terms(NamedTuple):
    """The terms of one quiz: `due` is a moment or empty, `attempts` None for as often as one likes."""

    open: bool
    due: str = ""
    attempts: int | None = None
    returned: bool = False


@job
def replace(connection: Connection, terms: Mapping[str, Terms]) -> None:
    """Put new terms in the place of all earlier ones, in one step; a quiz that is not among them has none."""
    changes.note(connection, TOPIC)
    connection.execute(delete(_table))
    upsert.put(connection, _table, [_row(assessment, each) for assessment, each in terms.items()])


@job
def put(connection: Connection, assessment: str, terms: Terms) -> None:
    """Set the terms of one quiz."""
    changes.note(connection, TOPIC)
    upsert.put(connection, _table, [_row(assessment, terms)])


@job
def read(connection: Connection) -> dict[str, Terms]:
    """Return the terms of every quiz that has some."""
    rows = connection.execute(select(_table).order_by(_table.c.assessment))
    return {row.assessment: Terms(row.open, row.due, row.attempts, row.returned) for row in rows}


def _row(assessment: str, terms: Terms) -> dict[str, object]:
    small(terms.attempts, "the number of attempts")
    return {"assessment": name(assessment, "the assessment"), **terms._asdict()}
