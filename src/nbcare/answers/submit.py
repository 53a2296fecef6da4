"""Hand the saved answers in: into the course's own folder, or as one file to pass on.

The module is not called hand_in: once imported, it would take the place of the notebook's word hand_in.
"""

import getpass
import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypedDict, cast

from nbcare.answers import files, layout, submissions, times
from nbcare.answers.course_store import has_store, open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.learners import KNOWN, SHAPE, learner_id, may_enter
from nbcare.answers.messages import HandInFile, Receipt
from nbcare.answers.submitted_answers import Submission, parse_submission
from nbcare.content.course_root import shown
from nbcare.errors import ContentError
from nbcare.store import results

VERSION = 1
RECEIPT = "receipt.json"


class HandInRefusedError(Exception):
    """Nothing was handed in; the message is the reason, for the learner."""


class ReceiptDetails(TypedDict, total=False):
    """The optional fields of a receipt: the number of the attempt, whether it was late and counts, and where it lies."""

    attempt: int
    late: bool
    counts: bool
    where: str


def hand_in(
    responses_path: Path | str,
    assessment: str,
    graded: Sequence[str] | None = None,
    check: Callable[[Mapping[str, Any]], None] | None = None,
) -> Receipt:
    """Hand in what is saved in this file, for the account that runs this; return the receipt.

    `graded` are the ids of the questions that count; None: those that stand in questions.json beside the file.
    `check` gets the very entries that would be handed in, and may raise HandInRefusedError.
    """
    path, at, who = Path(responses_path), times.now(), learner()
    data, content = _saved(path, assessment)
    if check is not None:
        check(data.raw["items"])
    where = _place(path, assessment, who, content, at, data.raw)
    return _receipt(
        path, assessment, who, at, content, data, _graded(path) if graded is None else graded, {"where": where}
    )


def last_receipt(responses_path: Path | str, assessment: str) -> Receipt | None:
    """Return the receipt of the last time these answers were handed in, if they were."""
    try:
        receipt = files.parse(files.read_bytes(Path(responses_path).with_name(RECEIPT)))
    except (OSError, UnreadableError):
        return None
    return cast(Receipt, receipt) if isinstance(receipt, dict) and receipt.get("assessment") == assessment else None


def learner() -> str:
    """Return the learner's id: the one that was set, or one made from the name of the account.

    Account names may ignore case, so the id is in lower case.
    """
    named = os.environ.get("NBCARE_LEARNER", "")
    if named.startswith("-") and KNOWN.fullmatch(named):
        return named  # given out before no id began with a dash; the next spelling of it would be another learner
    try:
        name = named or getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        name = ""
    return learner_id(name.lower()) if name else "learner"


def _saved(path: Path, assessment: str) -> tuple[Submission, bytes]:
    try:
        content = files.read_bytes(path)
        data = parse_submission(content, assessment)  # read once: another window may save meanwhile
    except FileNotFoundError:
        raise HandInRefusedError("No answer is saved yet.") from None
    except UnreadableError as error:
        raise HandInRefusedError(
            f"Your saved answers cannot be read: {error}. Nothing was handed in; ask your teacher."
        ) from None
    if data.raw.get("assessment") != assessment:
        raise HandInRefusedError("The answers in this folder belong to another quiz. Nothing was handed in.")
    if not any(response is not None for response in data.items.values()):
        raise HandInRefusedError("No answer is saved yet.")
    return data, content


def _receipt(
    path: Path,
    assessment: str,
    who: str,
    at: datetime,
    content: bytes,
    data: Submission,
    graded: Sequence[str] | None,
    more: ReceiptDetails,
) -> Receipt:
    """Write the receipt beside the answers, and return it."""
    ids = list(data.items) if graded is None else graded
    receipt: Receipt = {
        "learner": who,
        "assessment": assessment,
        "at": times.iso(at),
        "hash": files.receipt(content),
        "answered": sum(data.items.get(id) is not None for id in ids),
        "total": len(ids),
        **more,
    }
    files.replace(path.with_name(RECEIPT), files.encode(receipt))
    return receipt


def _place(path: Path, assessment: str, who: str, content: bytes, at: datetime, raw: Mapping[str, Any]) -> str:
    course = os.environ.get("NBCARE_COURSE")
    if course and layout.released(layout.nbgrader_root(Path(course)), assessment).is_file():
        return _submitted(Path(course), assessment, who, content, at)
    named = os.environ.get("NBCARE_HAND_IN")
    folder = Path(named) if named else path.parent
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"hand-in_{assessment}_{who}_{times.in_file_name(at)}.json"
    data: HandInFile = {
        "version": VERSION,
        "course": str(raw.get("course", "")),
        "assessment": assessment,
        "learner": who,
        "at": times.iso(at),
        "responses": dict(raw),
    }
    files.replace(file, files.encode(data))
    return str(file)


def _submitted(course: Path, assessment: str, who: str, content: bytes, at: datetime) -> str:
    if not may_enter(who, layout.submitted(layout.nbgrader_root(course))):
        raise HandInRefusedError(
            f"{who!r} is not a learner id: {SHAPE}. Nothing was handed in; your answers are still here. Ask your teacher."
        )
    if _returned(course, assessment):
        raise HandInRefusedError(
            "The results of this quiz were returned already. Nothing was handed in; your answers are still here. Ask your teacher."
        )
    try:
        place = submissions.place_submission(course, who, assessment, content, at)
    except submissions.NotReleasedError:
        raise HandInRefusedError(
            "This quiz is not released yet. Nothing was handed in; your answers are still here."
        ) from None
    except submissions.TakenByAnotherError as error:
        raise HandInRefusedError(
            f"{error} Nothing was handed in; your answers are still here. Ask your teacher."
        ) from None
    return shown(place, course)


def _returned(course: Path, assessment: str) -> bool:
    """Return whether anybody has a result: what is placed beside the store could not wait for the instructor."""
    if not has_store(course):
        return False
    try:
        with open_course_store(course) as store:
            return store.read(results.any_of(assessment))
    except ContentError as error:
        raise HandInRefusedError(
            f"{error}. Nothing was handed in; your answers are still here. Ask your teacher."
        ) from None


def _graded(path: Path) -> list[str] | None:
    """Return the ids of the graded questions that stand beside the answers; None when they cannot be read."""
    try:
        items = json.loads(path.with_name("questions.json").read_text(encoding="utf-8"))["items"]
        return [id for id, props in items.items() if props.get("use") == "graded"]
    except (OSError, ValueError, KeyError, AttributeError):
        return None
