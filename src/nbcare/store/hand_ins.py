"""Hand-ins: the answers as they stood in the store at one moment, kept for good."""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, and_, func, or_, select

from nbcare.store import tables
from nbcare.store.job import job
from nbcare.store.store import Store

TOPIC = "hand_ins"
PAGE = 10
"""Hand-ins that are held in memory at once while all of a quiz are read: each has up to 2 MB."""
_table = tables.hand_ins
WITHOUT_DOCUMENT = [column for column in _table.columns if column is not _table.c.document]
"""The columns of a hand-in that are read without its answers."""


COUNTS = (_table.c.after_results.is_(False) & _table.c.held.is_(None)) | _table.c.accepted.is_not(None)
"""The condition of a hand-in that counts; `HandIn.counts` is the same of one that was read."""


class HandIn(NamedTuple):
    """One hand-in without its answers.

    `after_results` says that somebody had a result of the quiz already, and `held` in a sentence why it waits for another
    reason, None without one; `accepted` is when an instructor let it count all the same, and `reopened` when the next
    attempt began. Both moments are None until then.
    """

    learner: str
    assessment: str
    attempt: int
    nonce: str | None
    at: str
    hash: str
    answered: int
    total: int
    late: bool
    after_results: bool
    accepted: str | None
    release: str
    reopened: str | None
    held: str | None = None

    @property
    def counts(self) -> bool:
        """Return whether this hand-in may be graded: once results are out, the right answers may have been passed on."""
        return not (self.after_results or self.held) or self.accepted is not None


Document: TypeAlias = dict[str, Any]
"""Responses, version 1: `version`, `assessment`, `course`, `seed`, and `items` by their ids."""


@job
def of(connection: Connection, learner: str, assessment: str | None = None) -> list[HandIn]:
    """Return a learner's hand-ins of one quiz, or of all, by quiz and in the order of the attempts."""
    query = select(*WITHOUT_DOCUMENT).where(_table.c.learner == learner)
    if assessment is not None:
        query = query.where(_table.c.assessment == assessment)
    return [read_row(row) for row in connection.execute(query.order_by(_table.c.assessment, _table.c.attempt))]


@job
def everybodys(connection: Connection, assessment: str) -> list[HandIn]:
    """Return all hand-ins of one quiz, by learner and in the order of the attempts."""
    query = select(*WITHOUT_DOCUMENT).where(_table.c.assessment == assessment)
    return [read_row(row) for row in connection.execute(query.order_by(_table.c.learner, _table.c.attempt))]


@job
def document(connection: Connection, learner: str, assessment: str, attempt: int) -> Document | None:
    """Return what was handed in at one attempt, None when there was no such attempt."""
    where = _table.c.learner == learner, _table.c.assessment == assessment, _table.c.attempt == attempt
    text = connection.execute(select(_table.c.document).where(*where)).scalar_one_or_none()
    return None if text is None else json.loads(text)


def of_assessment(store: Store, assessment: str) -> Iterator[tuple[HandIn, str]]:
    """Yield every hand-in of a quiz with its document as JSON: by learner, and in the order of the attempts.

    A few are in memory at a time. One that arrives meanwhile may be among them or not; none comes twice.
    """
    last = "", 0
    while page := store.read(_page(assessment, *last)):
        last = page[-1][0].learner, page[-1][0].attempt
        while page:  # each is let go when the next one is asked for
            yield page.pop(0)


@job
def _page(connection: Connection, assessment: str, learner: str, attempt: int) -> list[tuple[HandIn, str]]:
    """Return the hand-ins that follow one of a learner and attempt."""
    beyond = or_(_table.c.learner > learner, and_(_table.c.learner == learner, _table.c.attempt > attempt))
    query = select(_table).where(_table.c.assessment == assessment, beyond)
    rows = connection.execute(query.order_by(_table.c.learner, _table.c.attempt).limit(PAGE))
    return [(read_row(row), row.document) for row in rows]


@job
def others_with(connection: Connection, learner: str, assessment: str, seed: str, hash: str) -> list[str]:
    """Return the other learners who began a quiz with the same seed, or handed in the same answers, by id."""
    scope = tables.scopes
    begun = select(scope.c.learner).where(scope.c.scope == assessment, scope.c.seed == seed, scope.c.learner != learner)
    same = select(_table.c.learner).where(
        _table.c.assessment == assessment, _table.c.hash == hash, _table.c.learner != learner
    )
    return sorted(connection.execute(begun.union(same)).scalars())


@job
def seeds(connection: Connection, assessment: str) -> dict[str, str]:
    """Return the seed with which each learner began a quiz."""
    scope = tables.scopes
    rows = connection.execute(select(scope.c.learner, scope.c.seed).where(scope.c.scope == assessment))
    return {row[0]: row[1] for row in rows}


@job
def attempts(connection: Connection, assessment: str) -> dict[str, int]:
    """Return how often each learner handed a quiz in: what does not count uses up an attempt as well."""
    query = select(_table.c.learner, func.count()).where(_table.c.assessment == assessment).group_by(_table.c.learner)
    return {row[0]: row[1] for row in connection.execute(query)}


def is_(hand_in: HandIn) -> tuple[Any, ...]:
    """Return the conditions that find one hand-in."""
    return (
        _table.c.learner == hand_in.learner,
        _table.c.assessment == hand_in.assessment,
        _table.c.attempt == hand_in.attempt,
    )


def read_row(row: Row[Any]) -> HandIn:
    """Return the hand-in of a row of `WITHOUT_DOCUMENT`."""
    return HandIn(*(getattr(row, field) for field in HandIn._fields))
