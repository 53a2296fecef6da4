"""Keep a copy of the gradebook from before each run that grades."""

import sqlite3
from pathlib import Path

from nbcare.answers import layout, times
from nbcare.answers.files import rename
from nbcare.answers.free_name import free_name
from nbcare.grading import gradebook
from nbcare.store.sqlite_copy import copy_database

KEPT = 10


class NotCopiedError(Exception):
    """The gradebook could not be copied, and so nothing is graded; the message says why, and what to do."""


def make(root: Path) -> Path | None:
    """Copy a SQLite gradebook into backups/, and leave the newest ten there; return the copy.

    None for a gradebook on a server, which has backups of its own, and when there is no gradebook yet.
    """
    source = gradebook.file(root)
    if source is None or not source.is_file():
        return None
    folder = layout.backups(root)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        copy = free_name(folder, "gradebook", times.now(), ".db")
        half = folder / ".gradebook.db.tmp"
        half.unlink(missing_ok=True)
        copy_database(source, half, gradebook.PATIENCE_SECONDS)
        rename(half, copy)
    except (OSError, sqlite3.Error) as error:
        raise NotCopiedError(
            f"{gradebook.name(root)} could not be copied to {folder.name}/ ({error});"
            " close what uses the gradebook or make room, and grade again"
        ) from error
    _forget_oldest(folder)
    return copy


def _forget_oldest(folder: Path) -> None:
    for old in sorted(folder.glob("gradebook-*.db"), key=lambda path: path.stat().st_mtime_ns)[:-KEPT]:
        old.unlink(missing_ok=True)
