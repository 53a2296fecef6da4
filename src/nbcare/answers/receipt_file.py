"""Keep the receipt of a hand-in beside the answers: what will be handed in is written first, and its receipt is that file.

So a process that is killed between the two knows at its next start what it did, and hands nothing in twice.
"""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, cast

from nbcare.answers import files, layout, placing, submissions, times
from nbcare.answers.files import UnreadableError, replace_by
from nbcare.answers.messages import Receipt

RECEIPT = "receipt.json"
UNFINISHED = ".hand-in.json"
"""The receipt to be, as long as the hand-in is under way."""


class Target(NamedTuple):
    """Where a hand-in goes: into submitted/ of a course, or into a file when `course` is None; `where` is for the learner."""

    course: Path | None
    file: Path
    where: str


def begin(answers: Path, receipt: Receipt, nonce: str | None, at: datetime, target: Target) -> None:
    """Write what is about to be handed in; raise OSError, before anything has changed, when there is no room for it."""
    place = {"course": str(target.course or ""), "file": str(target.file)}
    unfinished = {**receipt, "nonce": nonce or "", "moment": times.timestamp(at), **place}
    files.replace(answers.with_name(UNFINISHED), files.encode(unfinished))


def end(answers: Path) -> Receipt | None:
    """Let the hand-in under way have its receipt, and return it; None when there is none, or nothing was handed in."""
    data = _read(answers.with_name(UNFINISHED))
    if data is None or not _is_placed(data):
        return None
    with suppress(OSError):  # handed in it is: the next look tries again
        replace_by(answers.with_name(UNFINISHED), answers.with_name(RECEIPT))
    return _receipt(data)


def standing(answers: Path, target: Target) -> Receipt | None:
    """Return the receipt of what was handed in to the same place and is still there; None when nothing is."""
    data = _read(answers.with_name(UNFINISHED)) or _read(answers.with_name(RECEIPT))
    if data is None or not _is_placed(data):
        return None
    here, there = Path(str(data["file"])).parent, target.file.parent
    return _receipt(data) if (str(data["course"]), here) == (str(target.course or ""), there) else None


def forget(answers: Path) -> None:
    """Remove what was about to be handed in and was refused."""
    answers.with_name(UNFINISHED).unlink(missing_ok=True)


def kept(answers: Path, nonce: str | None = None) -> Receipt | None:
    """Return the receipt that lies beside the answers, only that of this nonce where one is named; None without one."""
    data = _read(answers.with_name(RECEIPT))
    return None if data is None or (nonce is not None and data.get("nonce") != nonce) else _receipt(data)


def _is_placed(data: Mapping[str, Any]) -> bool:
    """Return whether the hand-in under way arrived where it was to go."""
    if not {"course", "file", "moment"} <= data.keys():  # a receipt of an earlier release
        return False
    if not data["course"]:
        return Path(str(data["file"])).is_file()
    root, learner, quiz = layout.nbgrader_root(Path(str(data["course"]))), str(data["learner"]), str(data["assessment"])
    with suppress(OSError):
        placing.mend(root, learner, quiz)
    placed = submissions.placed_at(root, learner, quiz)
    return placed is not None and times.timestamp(placed) == data.get("moment")


def _read(path: Path) -> dict[str, Any] | None:
    try:
        data = files.parse(files.read_bytes(path))
    except (OSError, UnreadableError):
        return None
    return data if isinstance(data, dict) and {"learner", "assessment", "hash"} <= data.keys() else None


def _receipt(data: Mapping[str, Any]) -> Receipt:
    return cast(Receipt, {name: data[name] for name in Receipt.__annotations__ if name in data})
