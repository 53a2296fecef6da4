"""Hand in what the course's store holds, and read the receipts of what was handed in."""

from collections.abc import Sequence

from sqlalchemy import Connection

from nbcare.answers import files, times
from nbcare.answers.messages import Receipt
from nbcare.answers.reviewed import Check
from nbcare.answers.submit import HandInRefusedError
from nbcare.questions.typed import is_answer
from nbcare.store import hand_ins, handing_in, terms
from nbcare.store.hand_ins import Document, HandIn
from nbcare.store.handing_in import Judged
from nbcare.store.job import Job


class AlreadyHandedInError(HandInRefusedError):
    """The attempt is handed in, and no new one has begun."""


class _SameAgainError(Exception):
    """These very answers are handed in: the page that asks did not hear of it, because something was killed between."""


def hand_in(
    learner: str,
    assessment: str,
    nonce: str | None,
    graded: Sequence[str] | None,
    release: str,
    *,
    once: bool = False,
    check: Check | None = None,
) -> Job[HandIn]:
    """Return the job that hands in a learner's saved answers; it raises HandInRefusedError when there are none.

    The same nonce again hands nothing in and returns the first one's. `graded` are the ids of the questions that count;
    None: all that are answered. With `once`, an attempt that was handed in has to be opened again first; without it, answers
    that have not changed since are the same hand-in. `check` may refuse the answers that would be handed in. Whether this
    one is late, the stored terms of the quiz say, wherever it comes from.
    """
    now = times.now()  # a hand-in that waits for its turn does not become late by that

    def hand_in_now(connection: Connection) -> HandIn:
        stored = terms.read()(connection).get(assessment)
        late = stored is not None and times.late(now, stored.due)

        def judge(document: Document, earlier: Sequence[HandIn]) -> Judged:
            if once and earlier and earlier[-1].reopened is None:
                raise AlreadyHandedInError("This quiz is handed in already, from another window.")
            if not once and earlier and earlier[-1].reopened is None and earlier[-1].hash == files.receipt_of(document):
                raise _SameAgainError
            if check is not None:
                check(document["items"])
            return Judged(*_counted(document, graded), late)

        job = handing_in.hand_in(learner, assessment, nonce, judge, files.receipt, release, times.iso(now))
        try:
            return job(connection)
        except _SameAgainError:
            return hand_ins.of(learner, assessment)(connection)[-1]

    return hand_in_now


def _counted(document: Document, graded: Sequence[str] | None) -> tuple[int, int]:
    """Return how many questions are answered, and of how many; raise HandInRefusedError when none is."""
    items = document["items"]
    if not any(is_answer(entry.get("response")) for entry in items.values()):
        raise HandInRefusedError("No answer is saved yet.")
    ids = list(items) if graded is None else graded
    return sum(is_answer(items.get(id, {}).get("response")) for id in ids), len(ids)


def receipt_of(one: HandIn) -> Receipt:
    """Return what a learner keeps of a hand-in."""
    return {
        "learner": one.learner,
        "assessment": one.assessment,
        "at": one.at,
        "hash": one.hash,
        "answered": one.answered,
        "total": one.total,
        "attempt": one.attempt,
        "late": one.late,
        "counts": one.counts,
    }
