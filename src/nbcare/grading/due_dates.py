"""Read the due dates from the gradebook without nbgrader, so that looking every few seconds is cheap."""

import sqlite3
from pathlib import Path
from typing import Any

from nbcare.answers import files
from nbcare.grading import gradebook

LOOK_SECONDS = 1

State = tuple[tuple[str, int, int], ...]
"""Stamps of what due dates depend on; equal ones mean that nothing changed."""


def read(root: Path) -> dict[str, str | None] | None:
    """Return each assignment's due date, a naive UTC time in ISO 8601 or None; None when nobody can say just now."""
    kept = gradebook.file(root)
    try:
        rows = _rows_of_server(root) if kept is None else _rows_of_file(kept)
    except (sqlite3.Error, OSError, ImportError):
        return None
    return None if rows is None else {str(name): None if due is None else str(due) for name, due in rows}


def state(root: Path) -> State:
    """Return what changes whenever a due date may have changed."""
    kept = gradebook.file(root)
    if kept is None:
        return ((gradebook.name(root), hash(frozenset((read(root) or {}).items())), 0),)
    # The journal exists while a program writes: when it is gone, what could not be read meanwhile is read again.
    return tuple((str(path), *files.stamp(path)) for path in (kept, kept.with_name(f"{kept.name}-journal")))


def _rows_of_file(path: Path) -> list[tuple[Any, ...]] | None:
    if not path.is_file():
        return None
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=LOOK_SECONDS)
    try:
        return connection.execute("select name, duedate from assignment").fetchall()
    finally:
        connection.close()


def _rows_of_server(root: Path) -> list[tuple[Any, ...]] | None:
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with gradebook.server(root, LOOK_SECONDS) as connection:
            return [tuple(row) for row in connection.execute(text("select name, duedate from assignment"))]
    except SQLAlchemyError:
        return None
