"""Hand in what is saved, and begin a new attempt: each in one step, so that no answer changes in between."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, update

from nbcare.store import answers, changes, hand_ins, results, scopes, tables
from nbcare.store.hand_ins import Document, HandIn
from nbcare.store.job import job
from nbcare.store.values import encode, name

VERSION = 1
"""The version of the format of responses."""
_table = tables.hand_ins


class Judged(NamedTuple):
    """What a hand-in amounts to: answered questions of all that count, and whether it came after the due date."""

    answered: int
    total: int
    late: bool = False


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
    earlier = hand_ins.of(learner, assessment)(connection)
    for each in earlier:
        if nonce and each.nonce == nonce:
            return each
    document = read_document(learner, assessment, release)(connection)
    judged, text = judge(document, earlier), encode(document)
    kept = HandIn(
        learner=learner,
        assessment=assessment,
        attempt=len(earlier) + 1,
        nonce=nonce,
        at=at,
        hash=hash(text.encode("ascii")),
        **judged._asdict(),
        after_results=results.any_of(assessment)(connection),
        accepted=None,
        release=release,
        reopened=None,
    )
    return add(connection, kept, text)


def add(connection: Connection, kept: HandIn, document: str) -> HandIn:
    """Add a hand-in with its document as JSON, and return it."""
    changes.note(connection, hand_ins.TOPIC)
    connection.execute(_table.insert(), {**kept._asdict(), "document": document})
    mark(connection, kept.learner, kept.assessment, handed_in=kept.reopened is None)
    return kept


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
    earlier = hand_ins.of(learner, assessment)(connection)
    if not earlier or earlier[-1].reopened is not None:
        return earlier[-1] if earlier else None
    allow(earlier)
    changes.note(connection, hand_ins.TOPIC)
    last = earlier[-1]._replace(reopened=at)
    connection.execute(update(_table).where(*hand_ins.is_(last)).values(reopened=at))
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


def _lock(connection: Connection, learner: str, assessment: str, release: str, at: str) -> None:
    key = name(learner, "the learner"), name(assessment, "the assessment")
    scopes.lock(connection, [key], {key: (release, name(at, "the moment"))})


def mark(connection: Connection, learner: str, assessment: str, *, handed_in: bool) -> None:
    """Note whether the answers to a quiz are handed in, with no new attempt begun."""
    scope = tables.scopes
    one = scope.c.learner == learner, scope.c.scope == assessment
    connection.execute(update(scope).where(*one).values(handed_in=handed_in))
