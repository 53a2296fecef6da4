"""Hand in what the course's store holds, and read the receipts of what was handed in."""

from collections.abc import Sequence

from nbcare.answers import files, times
from nbcare.answers.messages import Receipt
from nbcare.answers.submit import HandInRefusedError
from nbcare.store import handing_in
from nbcare.store.hand_ins import Document, HandIn
from nbcare.store.handing_in import Judged
from nbcare.store.job import Job


class AlreadyHandedInError(HandInRefusedError):
    """The attempt is handed in, and no new one has begun."""


def hand_in(
    learner: str,
    assessment: str,
    nonce: str | None,
    graded: Sequence[str] | None,
    release: str,
    late: bool = False,
    *,
    once: bool = False,
) -> Job[HandIn]:
    """Return the job that hands in a learner's saved answers; it raises HandInRefusedError when there are none.

    `graded` are the ids of the questions that count; None: all that are answered. With `once`, an attempt that was
    handed in has to be opened again first.
    """

    def judge(document: Document, earlier: Sequence[HandIn]) -> Judged:
        if once and earlier and earlier[-1].reopened is None:
            raise AlreadyHandedInError("This quiz is handed in already, from another window.")
        items = document["items"]
        ids = list(items) if graded is None else graded
        answered = sum(items.get(id, {}).get("response") is not None for id in ids)
        if not any(entry.get("response") is not None for entry in items.values()):
            raise HandInRefusedError("No answer is saved yet.")
        return Judged(answered, len(ids), late)

    return handing_in.hand_in(learner, assessment, nonce, judge, files.receipt, release, times.iso(times.now()))


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
