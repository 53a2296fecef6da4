"""Hand-ins: the answers as they stood in the store at one moment, kept for good."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, Row, and_, func, or_, select, update

from nbcare.store import answers, changes, scopes, tables
from nbcare.store.job import job
from nbcare.store.store import Store
from nbcare.store.values import encode, name

TOPIC = "hand_ins"
VERSION = 1
"""The version of the format of responses."""
PAGE = 50
"""Hand-ins that are held in memory at once while all of a quiz are read."""
_table = tables.hand_ins
_WITHOUT_DOCUMENT = [column for column in _table.columns if column is not _table.c.document]


class HandIn(NamedTuple):
    """One hand-in without its answers: `reopened` is when the next attempt began, None until then."""

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
    release: str
    reopened: str | None


class Judged(NamedTuple):
    """What a hand-in amounts to: answered questions of all that count, and when it came."""

    answered: int
    total: int
    late: bool = False
    after_results: bool = False


Document: TypeAlias = dict[str, Any]
"""Responses, version 1: `version`, `assessment`, `course`, `seed`, and `items` by their ids."""
Judge: TypeAlias = Callable[[Document, Sequence[HandIn]], Judged]
"""Looks at the answers that would be handed in, and at the earlier hand-ins; raises an error to refuse."""


@job
def hand_in(
    connection: Connection,
    learner: str,
    assessment: str,
    nonce: str | None,
    judge: Judge,
    hash: Callable[[bytes], str],
    release: str,
    at: str,
) -> HandIn:
    """Hand in what is saved at this moment. The same nonce again hands nothing in and returns the first one's.

    `hash` makes the receipt's hash of the document. No answer changes between what `judge` sees and what is kept.
    """
    nonce = name(nonce, "the nonce") if nonce else None
    _lock(connection, learner, assessment, release, at)
    earlier = of(learner, assessment)(connection)
    for each in earlier:
        if nonce and each.nonce == nonce:
            return each
    document = read_document(learner, assessment, release)(connection)
    judged, text = judge(document, earlier), encode(document)
    changes.note(connection, TOPIC)
    made = HandIn(learner, assessment, len(earlier) + 1, nonce, at, hash(text.encode("ascii")), *judged, release, None)
    connection.execute(_table.insert(), {**made._asdict(), "document": text})
    mark(connection, learner, assessment, handed_in=True)
    return made


@job
def reopen(
    connection: Connection,
    learner: str,
    assessment: str,
    allow: Callable[[Sequence[HandIn]], None],
    release: str,
    at: str,
) -> HandIn | None:
    """Begin a new attempt and return the last hand-in, None when there is none; once it has begun, change nothing.

    `allow` gets the hand-ins and raises an error to refuse.
    """
    _lock(connection, learner, assessment, release, at)
    earlier = of(learner, assessment)(connection)
    if not earlier or earlier[-1].reopened is not None:
        return earlier[-1] if earlier else None
    allow(earlier)
    changes.note(connection, TOPIC)
    last = earlier[-1]._replace(reopened=at)
    connection.execute(update(_table).where(*_is(last)).values(reopened=at))
    mark(connection, learner, assessment, handed_in=False)
    return last


@job
def read_document(connection: Connection, learner: str, assessment: str, release: str) -> Document:
    """Return a learner's answers as they are now, as a document of responses; without a seed when she has not begun."""
    begun = scopes.find(learner, assessment)(connection)
    return {
        "version": VERSION,
        "assessment": assessment,
        "course": release,
        "seed": begun.seed if begun else "",
        "items": answers.read(learner, assessment)(connection),
    }


@job
def of(connection: Connection, learner: str, assessment: str | None = None) -> list[HandIn]:
    """Return a learner's hand-ins of one quiz, or of all, by quiz and in the order of the attempts."""
    query = select(*_WITHOUT_DOCUMENT).where(_table.c.learner == learner)
    if assessment is not None:
        query = query.where(_table.c.assessment == assessment)
    return [_hand_in(row) for row in connection.execute(query.order_by(_table.c.assessment, _table.c.attempt))]


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
        yield from page
        last = page[-1][0].learner, page[-1][0].attempt


@job
def _page(connection: Connection, assessment: str, learner: str, attempt: int) -> list[tuple[HandIn, str]]:
    """Return the hand-ins that follow one of a learner and attempt."""
    beyond = or_(_table.c.learner > learner, and_(_table.c.learner == learner, _table.c.attempt > attempt))
    query = select(_table).where(_table.c.assessment == assessment, beyond)
    rows = connection.execute(query.order_by(_table.c.learner, _table.c.attempt).limit(PAGE))
    return [(_hand_in(row), row.document) for row in rows]


def _lock(connection: Connection, learner: str, assessment: str, release: str, at: str) -> None:
    key = name(learner, "the learner"), name(assessment, "the assessment")
    scopes.lock(connection, [key], {key: (release, name(at, "the moment"))})


def mark(connection: Connection, learner: str, assessment: str, *, handed_in: bool) -> None:
    """Note whether the answers to a quiz are handed in, with no new attempt begun."""
    scope = tables.scopes
    one = scope.c.learner == learner, scope.c.scope == assessment
    connection.execute(update(scope).where(*one).values(handed_in=handed_in))


def _is(hand_in: HandIn) -> tuple[Any, ...]:
    return (
        _table.c.learner == hand_in.learner,
        _table.c.assessment == hand_in.assessment,
        _table.c.attempt == hand_in.attempt,
    )


def _hand_in(row: Row[Any]) -> HandIn:
    return HandIn(*(getattr(row, field) for field in HandIn._fields))


@job
def counts(connection: Connection, assessment: str) -> dict[str, int]:
    """Return how often each learner handed a quiz in."""
    query = select(_table.c.learner, func.count()).where(_table.c.assessment == assessment).group_by(_table.c.learner)
    return {row[0]: row[1] for row in connection.execute(query)}
