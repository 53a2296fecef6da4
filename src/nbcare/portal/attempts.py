"""Keep a learner's attempts at one quiz, and decide by policy whether answers are accepted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from nbcare.answers import files, submit, times
from nbcare.answers.files import UnreadableError
from nbcare.answers.messages import QuizTerms, Receipt
from nbcare.portal.errors import log
from nbcare.portal.grading_files import Result, Terms

VERSION = 1
FILE = "hand-ins.json"


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


def read(responses: Path, assessment: str) -> Attempts:
    """Read the attempts kept beside an answers file, and add one that JupyterLab handed in from the same folder."""
    kept = _read(responses.with_name(FILE))
    last = submit.last_receipt(responses, assessment)
    if last is None or any(
        last.get("at") == each.get("at") and last.get("hash") == each.get("hash") for each in kept.receipts
    ):
        return kept
    found: Receipt = {**last, "attempt": len(kept.receipts) + 1, "late": bool(last.get("late"))}
    return Attempts([*kept.receipts, found])


def write(responses: Path, attempts: Attempts) -> None:
    """Save the attempts."""
    data = {"version": VERSION, "open": attempts.open, "nonce": attempts.nonce, "receipts": attempts.receipts}
    files.replace(responses.with_name(FILE), files.encode(data))


def handed_in(attempts: Attempts, receipt: Receipt, nonce: str) -> Attempts:
    """Return the attempts with one more."""
    return Attempts([*attempts.receipts, receipt], nonce=nonce)


def reopened(attempts: Attempts) -> Attempts:
    """Return the attempts with a new one begun."""
    return replace(attempts, open=True)


def locked(attempts: Attempts, result: Result | None) -> bool:
    """Return whether answers are refused: handed in, or the key is shown already."""
    return attempts.locked or (result is not None and result.full and bool(attempts.receipts))


def may_reopen(attempts: Attempts, terms: Terms, result: Result | None) -> bool:
    """Return whether a new attempt may begin: as the policy says, and never after the right answers were shown."""
    if not terms.open or not attempts.locked or (result is not None and (result.full or result.passed)):
        return False
    if terms.attempts is None:
        return not terms.returned and result is None  # as often as one likes, until anybody's result is returned
    return len(attempts.receipts) < terms.attempts


def returned(terms: Terms, result: Result | None) -> bool:
    """Return whether this learner's result is returned and not withdrawn by published.json."""
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
        "returned": returned(terms, result),
    }


def _read(path: Path) -> Attempts:
    try:
        data = files.parse(files.read_bytes(path))
        receipts = data["receipts"]
        if data["version"] != VERSION or not all(isinstance(each, dict) for each in receipts):
            raise UnreadableError("it is of another version")
        return Attempts(cast(list[Receipt], list(receipts)), data["open"] is True, str(data.get("nonce") or ""))
    except FileNotFoundError:
        return Attempts()
    except (UnreadableError, KeyError, TypeError) as error:
        log.error("%s cannot be read (%s); the last receipt counts", path, error)
        return Attempts()
