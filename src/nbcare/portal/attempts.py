"""A learner's attempts at one quiz, and by policy whether answers are accepted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from nbcare.answers import times
from nbcare.answers.messages import QuizTerms, Receipt
from nbcare.answers.stored_hand_ins import receipt_of
from nbcare.portal.published import Result, Terms
from nbcare.store.hand_ins import HandIn


@dataclass(frozen=True)
class Attempts:
    """The receipts of one quiz in their order; `open` after a new attempt was begun."""

    receipts: list[Receipt] = field(default_factory=list)
    open: bool = False
    nonce: str = ""

    @property
    def locked(self) -> bool:
        """Return whether the saved answers are handed in and no new attempt has begun."""
        return bool(self.receipts) and not self.open


def of(hand_ins: Sequence[HandIn]) -> Attempts:
    """Return the attempts that some hand-ins of one quiz amount to."""
    if not hand_ins:
        return Attempts()
    last = hand_ins[-1]
    return Attempts([receipt_of(each) for each in hand_ins], last.reopened is not None, last.nonce or "")


def locked(attempts: Attempts, result: Result | None) -> bool:
    """Return whether answers are refused: handed in, or the key is shown already."""
    return attempts.locked or shown(attempts, result)


def shown(attempts: Attempts, result: Result | None) -> bool:
    """Return whether the learner has seen the right answers to what was handed in."""
    return result is not None and result.full and bool(attempts.receipts)


def may_reopen(attempts: Attempts, terms: Terms, result: Result | None) -> bool:
    """Return whether a new attempt may begin: as the policy says, and never after the right answers were shown."""
    if not terms.open or not attempts.locked or (result is not None and (result.full or result.passed)):
        return False
    if terms.attempts is None:
        return not terms.returned and result is None  # as often as one likes, until anybody's result is returned
    return len(attempts.receipts) < terms.attempts


def returned(terms: Terms, result: Result | None) -> bool:
    """Return whether this learner's result is returned and not withdrawn by the terms of the quiz."""
    return result is not None and terms.returned is not False


def quiz(attempts: Attempts, terms: Terms, result: Result | None) -> QuizTerms:
    """Return what the page of a quiz shows of its terms."""
    return {
        "due": terms.due,
        "attempts": terms.attempts,
        "used": len(attempts.receipts),
        "handed_in": attempts.receipts[-1] if attempts.receipts else None,
        "locked": locked(attempts, result),
        "may_reopen": may_reopen(attempts, terms, result),
        "late_now": terms.late(times.now()),
        "after_results": terms.returned is True,
        "returned": returned(terms, result),
    }
