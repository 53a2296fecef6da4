"""Answers so far and their history, of one learner to one module or quiz."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NotRequired, TypeVar

from sqlalchemy import Connection, Row, select

from nbcare.store import many_rows, scopes, tables
from nbcare.store.job import job
from nbcare.store.save import Save, SavedAnswer
from nbcare.store.values import encode, name

T = TypeVar("T")
save = Save
"""Save one answer unless another was saved since revision `saw`: the job returns `Saved` or `Conflict`."""


class Answer(SavedAnswer):
    """One answer as the format of responses, version 1, has it; `opened`, `seconds` and `sure` only where they are known."""

    shown: str
    at: str
    opened: NotRequired[str]
    seconds: NotRequired[float]
    sure: NotRequired[int]


class Revision(NamedTuple):
    """One answer that was saved once, and the release of the course that asked."""

    item: str
    answer: Answer
    release: str


class Change(NamedTuple):
    """An answer that takes the place of the one before it."""

    item: str
    response: Any
    shown: str


@job
def read(connection: Connection, learner: str, scope: str) -> dict[str, Answer]:
    """Return all answers by item."""
    table = tables.answers
    query = select(table).where(table.c.learner == learner, table.c.scope == scope).order_by(table.c.item)
    return {row.item: _answer(row) for row in connection.execute(query)}


@job
def learners(connection: Connection, scope: str) -> set[str]:
    """Return everybody with an answer in a module or quiz."""
    table = tables.answers
    return set(connection.scalars(select(table.c.learner).where(table.c.scope == scope).distinct()))


@job
def history(connection: Connection, learner: str, scope: str) -> list[Revision]:
    """Return every answer that was ever saved: by item, and by revision, which no clock changes."""
    table = tables.answer_history
    query = select(table).where(table.c.learner == learner, table.c.scope == scope)
    rows = connection.execute(query.order_by(table.c.item, table.c.revision))
    return [Revision(row.item, _answer(row), row.release) for row in rows]


@job
def change(
    connection: Connection,
    learner: str,
    scope: str,
    decide: Callable[[Mapping[str, Answer]], tuple[T, Sequence[Change]]],
    release: str,
    at: str,
) -> T:
    """Change several answers in one step: `decide` gets those that are kept, and returns a result and the changes.

    Nobody else changes them meanwhile. When `decide` raises an error, nothing changes.
    """
    key = name(learner, "the learner"), name(scope, "the scope")
    scopes.lock(connection, [key], {key: (release, name(at, "the moment"))})
    kept = read(*key)(connection)
    result, changes = decide(kept)
    latest: dict[str, tuple[Any, ...]] = {}
    history: list[tuple[Any, ...]] = []
    for item, response, shown in changes:
        before = latest[item][3] if item in latest else kept[item]["revision"] if item in kept else 0
        latest[item] = (*key, name(item, "the item"), before + 1, encode(response), shown, at, None, None, None)
        history.append((*latest[item], release))
    many_rows.insert(connection, tables.answer_history, history)
    many_rows.insert(connection, tables.answers, list(latest.values()), replace=True)
    return result


def _answer(row: Row[Any]) -> Answer:
    answer = Answer(response=json.loads(row.response), revision=row.revision, shown=row.shown, at=row.at)
    if row.opened is not None:
        answer["opened"] = row.opened
    if row.seconds is not None:
        answer["seconds"] = row.seconds
    if row.sure is not None:
        answer["sure"] = row.sure
    return answer
