"""Copy an SQLite database while other programs use it."""

import sqlite3
from pathlib import Path

PATIENCE_SECONDS = 60
"""How long a copy waits for a program that keeps the database locked."""


def copy_database(source: Path, to: Path, patience: float = PATIENCE_SECONDS) -> None:
    """Copy a database as it is at one moment into another file, which only this account may read.

    It goes through SQLite, because a plain copy might catch half of a change. Raises sqlite3.Error when the source is
    no database or stays locked for longer than `patience` seconds, or when the copy cannot be written.
    """
    try:
        _copy(source, to, patience, "ro")
    except sqlite3.Error as error:
        # A program that was killed left a change half done: whoever may write takes it back first.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        _copy(source, to, patience, "rw")
    to.chmod(0o600)


def _copy(source: Path, to: Path, patience: float, mode: str) -> None:
    reading = sqlite3.connect(f"{source.resolve().as_uri()}?mode={mode}", uri=True, timeout=patience)
    try:
        writing = sqlite3.connect(to, timeout=patience)
        try:
            reading.backup(writing)
        finally:
            writing.close()
    finally:
        reading.close()
