"""Hand the saved answers in: into the course's own folder, or as one file to pass on.

The module is not called hand_in: once imported, it would take the place of the notebook's word hand_in.
"""

import getpass
import json
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from nbcare.answers import files, layout, receipt_file, submissions, times
from nbcare.answers.course_store import has_store, open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.learners import KNOWN, SHAPE, learner_id, may_enter
from nbcare.answers.messages import HandInFile, Receipt
from nbcare.answers.receipt_file import Target
from nbcare.answers.submitted_answers import Submission, parse_submission
from nbcare.content.course_root import shown
from nbcare.errors import ContentError
from nbcare.questions.typed import is_answer
from nbcare.store import results

VERSION = 1


class HandInRefusedError(Exception):
    """Nothing was handed in; the message is the reason, for the learner."""


def hand_in(
    responses_path: Path | str,
    assessment: str,
    graded: Sequence[str] | None = None,
    nonce: str | None = None,
    check: Callable[[Mapping[str, Any]], None] | None = None,
) -> Receipt:
    """Hand in what is saved in this file, for the account that runs this; return the receipt.

    `graded` are the ids of the questions that count; None: those that stand in questions.json beside the file. The same
    nonce again, or the same answers, hand nothing in and return the first one's receipt, also where a kill or a full disk
    came between. `check` gets the very entries that would be handed in, and may raise HandInRefusedError.
    """
    path, at, who = Path(responses_path), times.now(), learner()
    receipt_file.end(path)
    if nonce and (known := receipt_file.kept(path, nonce)) is not None:
        return known
    data, content = _saved(path, assessment)
    target = _target(path, assessment, who, at)
    standing = receipt_file.standing(path, target)
    if standing is not None and (standing["hash"], standing["learner"]) == (files.receipt(content), who):
        return standing  # a page asks anew that never heard of it
    if check is not None:
        check(data.raw["items"])
    receipt = _receipt(assessment, who, at, content, data, _graded(path) if graded is None else graded, target)
    receipt_file.begin(path, receipt, nonce, at, target)
    try:
        _place(target, assessment, who, content, at, data.raw)
    except BaseException:
        if receipt_file.end(path) is None:
            receipt_file.forget(path)
        raise
    receipt_file.end(path)
    return receipt


def last_receipt(responses_path: Path | str, assessment: str) -> Receipt | None:
    """Return the receipt of the last time these answers were handed in, if they were."""
    path = Path(responses_path)
    receipt = receipt_file.end(path) or receipt_file.kept(path)
    return receipt if receipt is not None and receipt["assessment"] == assessment else None


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
    if not submissions.seed(
        content
    ):  # which every file of ours has: without it nobody can tell whose answers these are
        raise HandInRefusedError(
            "Your saved answers cannot be read: they have no seed. Nothing was handed in; ask your teacher."
        )
    if data.raw.get("assessment") != assessment:
        raise HandInRefusedError("The answers in this folder belong to another quiz. Nothing was handed in.")
    if not any(is_answer(response) for response in data.items.values()):
        raise HandInRefusedError("No answer is saved yet.")
    return data, content


def _receipt(
    assessment: str,
    who: str,
    at: datetime,
    content: bytes,
    data: Submission,
    graded: Sequence[str] | None,
    target: Target,
) -> Receipt:
    ids = list(data.items) if graded is None else graded
    return {
        "learner": who,
        "assessment": assessment,
        "at": times.iso(at),
        "hash": files.receipt(content),
        "answered": sum(is_answer(data.items.get(id)) for id in ids),
        "total": len(ids),
        "where": target.where,
    }


def _target(path: Path, assessment: str, who: str, at: datetime) -> Target:
    """Return where this account hands in: into its course's submitted/, or into a file to pass on."""
    named = os.environ.get("NBCARE_COURSE")
    if named and layout.released(layout.nbgrader_root(Path(named)), assessment).is_file():
        place = layout.submission(layout.nbgrader_root(Path(named)), who, assessment)
        return Target(Path(named), place, shown(place, Path(named)))
    box = os.environ.get("NBCARE_HAND_IN")
    folder = Path(box) if box else path.parent
    file = folder / f"hand-in_{assessment}_{who}_{times.in_file_name(at)}.json"
    return Target(None, file, str(file))


def _place(target: Target, assessment: str, who: str, content: bytes, at: datetime, raw: Mapping[str, Any]) -> None:
    if target.course is not None:
        _submit(target.course, assessment, who, content, at)
        return
    target.file.parent.mkdir(parents=True, exist_ok=True)
    data: HandInFile = {
        "version": VERSION,
        "course": str(raw.get("course", "")),
        "assessment": assessment,
        "learner": who,
        "at": times.iso(at),
        "responses": dict(raw),
    }
    files.replace(target.file, files.encode(data))


def _submit(course: Path, assessment: str, who: str, content: bytes, at: datetime) -> None:
    if not may_enter(who, layout.submitted(layout.nbgrader_root(course))):
        raise HandInRefusedError(
            f"{who!r} is not a learner id: {SHAPE}. Nothing was handed in; your answers are still here. Ask your teacher."
        )
    if _returned(course, assessment):
        raise HandInRefusedError(
            "The results of this quiz were returned already. Nothing was handed in; your answers are still here. Ask your teacher."
        )
    try:
        submissions.place_submission(course, who, assessment, content, at)
    except submissions.NotReleasedError:
        raise HandInRefusedError(
            "This quiz is not released yet. Nothing was handed in; your answers are still here."
        ) from None
    except submissions.TakenByAnotherError as error:
        raise HandInRefusedError(
            f"{error} Nothing was handed in; your answers are still here. Ask your teacher."
        ) from None


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
