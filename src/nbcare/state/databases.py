"""Copy the databases of a state while other programs use them; which files of a state are databases is known here."""

import secrets
import shutil
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import make_url

from nbcare.answers import layout
from nbcare.answers.course_store import FILE
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError
from nbcare.store.sqlite_copy import copy_database

BESIDE = ("-wal", "-shm", "-journal")
"""How the names of files end that belong to the database beside them, and are of no use without it."""
_DAMAGED = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_CLOSED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH)


def of_state(state: Path) -> list[Path]:
    """Return the files of a state that are databases of the course; what a learner calls `x.db` is none."""
    nbgrader = state / "nbgrader"
    found = [state / FILE, layout.gradebook(nbgrader)]
    named = read_settings(state).gradebook
    if named and named.startswith("sqlite:") and (file := make_url(named).database):
        found.append(nbgrader / file)
    return found


def is_beside(path: Path, databases: Sequence[Path]) -> bool:
    """Return whether a file belongs to one of the databases, and is whole only together with it."""
    return any(path == database.with_name(database.name + end) for database in databases for end in BESIDE)


def snapshot(database: Path, folder: Path) -> Path:
    """Copy an SQLite database as it is at one moment, while others write to it; return the copy.

    Raises ContentError, which names the database, when it cannot be read, and sqlite3.Error when the copy cannot be written.
    """
    copy = folder / secrets.token_hex(4) / database.name  # errors about the copy read like those about the database
    copy.parent.mkdir()
    try:
        copy_database(database, copy)
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _DAMAGED:
            raise _error(database, "is damaged", "put its copy from the last backup in its place") from None
        if code in _IN_USE:
            raise _error(database, "is kept locked by another program", "end that program, and try again") from None
        if code in _CLOSED:
            raise _error(database, f"cannot be read: {error}", "let this account read and write it") from None
        raise
    shutil.copystat(database, copy)
    return copy


def _error(database: Path, problem: str, repair: str) -> ContentError:
    return ContentError(database.name, "", problem, repair)
