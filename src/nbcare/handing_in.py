"""Hand the saved answers in: into the course's own folder, or as one file to pass on.

The module is not called hand_in: once imported, it would take the place of the notebook's word hand_in.
"""

import getpass
import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbcare import response_file
from nbcare.learner_id import learner_id
from nbcare.responses import Submission, Unreadable, read_submission

VERSION = 1
RECEIPT = "receipt.json"


class HandInRefused(Exception):
    """Say, in words for the learner, why nothing was handed in."""


def hand_in(responses_path: Path | str, assessment: str) -> dict[str, Any]:
    """Hand in what is saved in this file; return the receipt."""
    path = Path(responses_path)
    data, content = _saved(path, assessment)
    at, who = datetime.now(UTC), learner()
    where = _place(path, assessment, who, content, at, data.raw)
    answered, total = _counts(path, data.items)
    receipt = {
        "learner": who,
        "assessment": assessment,
        "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "hash": response_file.receipt(content),
        "answered": answered,
        "total": total,
        "where": where,
    }
    response_file.replace(path.with_name(RECEIPT), response_file.encode(receipt))
    return receipt


def last_receipt(responses_path: Path | str, assessment: str) -> dict[str, Any] | None:
    """Return the receipt of the last time these answers were handed in, if they were."""
    try:
        receipt = response_file.parse(response_file.read_bytes(Path(responses_path).with_name(RECEIPT)))
    except (OSError, Unreadable):
        return None
    return receipt if isinstance(receipt, dict) and receipt.get("assessment") == assessment else None


def learner() -> str:
    """Return the learner's id: the one that was set, or one made from the name of the account.

    The names of a machine's accounts do not tell capitals from small letters.
    """
    try:
        name = os.environ.get("NBCARE_LEARNER") or getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        name = ""
    return learner_id(name.lower()) if name else "learner"


def _saved(path: Path, assessment: str) -> tuple[Submission, bytes]:
    try:
        content = response_file.read_bytes(path)
        data = read_submission(path, assessment)
    except FileNotFoundError:
        raise HandInRefused("No answer is saved yet.") from None
    except Unreadable as error:
        raise HandInRefused(f"Your saved answers cannot be read: {error}. Nothing was handed in; ask your teacher.") from None
    if data.raw.get("assessment") != assessment:
        raise HandInRefused("The answers in this folder belong to another quiz. Nothing was handed in.")
    if not any(response is not None for response in data.items.values()):
        raise HandInRefused("No answer is saved yet.")
    return data, content


def _place(path: Path, assessment: str, who: str, content: bytes, at: datetime, raw: dict) -> str:
    from nbcare.submissions import layout, placing

    course = os.environ.get("NBCARE_COURSE")
    if course and layout.released(layout.assessments(Path(course)), assessment).is_file():
        try:
            place = placing.place_submission(Path(course), who, assessment, content, at)
        except placing.TakenByAnother as error:
            raise HandInRefused(f"{error} Nothing was handed in; your answers are still here. Ask your teacher.") from None
        return place.relative_to(Path(course)).as_posix()
    named = os.environ.get("NBCARE_HAND_IN")
    folder = Path(named) if named else path.parent
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"hand-in_{assessment}_{who}_{at.strftime('%Y%m%dT%H%M%SZ')}.json"
    data = {"version": VERSION, "course": str(raw.get("course", "")), "assessment": assessment, "learner": who}
    data |= {"at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "responses": raw}
    response_file.replace(file, response_file.encode(data))
    return str(file)


def _counts(path: Path, items: dict[str, Any]) -> tuple[int, int]:
    try:
        asked = json.loads(path.with_name("questions.json").read_text(encoding="utf-8"))["items"]
        ids = [id for id, props in asked.items() if props.get("use") == "graded"]
    except (OSError, ValueError, KeyError, AttributeError):
        ids = list(items)
    return sum(items.get(id) is not None for id in ids), len(ids)
