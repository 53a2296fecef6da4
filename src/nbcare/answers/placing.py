"""Let a filled folder become a learner's submission, so that a kill at any step leaves one that the next run finds.

A folder cannot be replaced in one step. So a note beside it says first what is about to happen, and the next program
that looks at the quiz brings it to its end: another hand-in, or a grading command.
"""

import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.answers.files import UnreadableError

_FILLED = r"\.{}-[0-9a-f]{{16}}"
_KEPT = r"[0-9A-Za-z][0-9A-Za-z.-]{0,60}"


def filling(place: Path) -> Path:
    """Return an unused path beside a submission for the folder that will replace it; the leading dot hides it from nbgrader."""
    return place.with_name(f".{place.name}-{secrets.token_hex(8)}")


def put_in_place(root: Path, learner: str, assessment: str, filled: Path, kept: Path) -> None:
    """Rename a filled folder to the submission, and the one that is there to `kept`; raise OSError, and change nothing."""
    place = layout.submission(root, learner, assessment)
    note = _note(place)
    if os.path.lexists(place):
        kept.parent.mkdir(parents=True, exist_ok=True)
        files.replace(note, files.encode({"filled": filled.name, "kept": kept.name}), private=False)
    try:
        if os.path.lexists(place):
            files.rename(place, kept)
        files.rename(filled, place)
    except OSError:
        if os.path.lexists(filled):  # otherwise another program has brought it to its end meanwhile
            if os.path.lexists(kept) and not os.path.lexists(place):
                files.rename(kept, place)
            note.unlink(missing_ok=True)
            raise
    if kept.parent.is_dir():
        files.sync_folder(kept.parent)
    files.sync_folder(place.parent)
    note.unlink(missing_ok=True)


def mend(root: Path, learner: str, assessment: str) -> None:
    """Bring a placing that was stopped to its end; raise OSError. Without a note of one, nothing is done."""
    place = layout.submission(root, learner, assessment)
    note = _note(place)
    if place.parent.is_symlink() or not os.path.lexists(note):
        return
    filled, kept = _read(note, assessment, layout.earlier(root, learner, assessment))
    if not os.path.lexists(place):
        for found in filter(None, (filled, kept)):
            files.rename(found, place)
            break
    elif filled is not None:  # it was stopped before its first step
        shutil.rmtree(filled, ignore_errors=True)
    note.unlink(missing_ok=True)


def mend_all(root: Path, assessment: str) -> None:
    """Mend the placings of one quiz, each by itself: a folder that cannot be written stops no other."""
    for note in layout.submitted(root).glob(f"*/.{assessment}.placing.json"):
        with suppress(OSError):
            mend(root, note.parent.name, assessment)


def _note(place: Path) -> Path:
    return place.with_name(f".{place.name}.placing.json")


def _read(note: Path, assessment: str, earlier: Path) -> tuple[Path | None, Path | None]:
    """Return the folders that a note names, None for one that is not there. A note may be anybody's: it names no other place."""
    try:
        data = files.parse(files.read_bytes(note))
    except UnreadableError:
        data = None
    names = data if isinstance(data, dict) else {}
    filled, kept = str(names.get("filled")), str(names.get("kept"))
    found = (
        note.with_name(filled) if re.fullmatch(_FILLED.format(re.escape(assessment)), filled) else None,
        earlier / kept if re.fullmatch(_KEPT, kept) else None,
    )
    there = [path if path and path.is_dir() and not path.is_symlink() else None for path in found]
    return there[0], there[1]
