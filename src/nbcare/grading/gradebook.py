"""Where nbgrader's gradebook is, and how it is opened: a SQLite file beside the submissions, or a database server."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbcare.answers import files, layout
from nbcare.errors import ContentError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from sqlalchemy import URL

VARIABLE = "NBCARE_GRADEBOOK"
"""The variable that names another gradebook, as an SQLAlchemy URL such as postgresql+psycopg://grader@db/course."""
PATIENCE_SECONDS = 60
LOOK_SECONDS = 1
_SQLITE = "sqlite"

State = tuple[tuple[str, int, int], ...]
"""Stamps of what a gradebook consists of; equal ones mean that nothing changed."""


def address(root: Path) -> str:
    """Return the SQLAlchemy URL of the gradebook of nbgrader's course root.

    A relative SQLite path in NBCARE_GRADEBOOK counts from that root, so that every command means the same file.
    Raises ContentError when the variable holds no such URL.
    """
    named = os.environ.get(VARIABLE, "")
    if not named:
        return f"sqlite:///{layout.gradebook(Path(root).resolve())}"
    url = _url(named)
    if url.get_backend_name() == _SQLITE and url.database:
        url = url.set(database=str(Path(root).resolve() / url.database))
    return url.render_as_string(hide_password=False)


def file(root: Path) -> Path | None:
    """Return the gradebook's file; None when a server keeps it."""
    if not os.environ.get(VARIABLE):
        return layout.gradebook(Path(root))
    url = _url(address(root))
    return Path(url.database) if url.get_backend_name() == _SQLITE and url.database else None


def name(root: Path) -> str:
    """Return the gradebook's name for messages: its file, or its address without the password."""
    kept = file(root)
    if kept is None:
        return _url(address(root)).render_as_string(hide_password=True)
    return f"{kept.parent.name}/{kept.name}"


def exists(root: Path) -> bool:
    """Return whether nbgrader has made the gradebook; raise ContentError when its server does not answer."""
    kept = file(root)
    if kept is not None:
        return kept.is_file()
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with _server(root, PATIENCE_SECONDS) as connection:
            return bool(inspect(connection).has_table("assignment"))
    except SQLAlchemyError as error:
        raise unreadable(root, error) from None


@contextmanager
def opened(root: Path, course: str) -> Iterator[Gradebook]:
    """Open the gradebook as nbgrader does; raise ContentError when there is none yet or it cannot be read."""
    from nbgrader.api import Gradebook
    from sqlalchemy.exc import SQLAlchemyError

    if not exists(root):
        raise missing(root)
    be_patient()
    try:
        gradebook = Gradebook(address(root), course)
    except SQLAlchemyError as error:
        raise unreadable(root, error) from None
    with gradebook:
        yield gradebook


def missing(root: Path) -> ContentError:
    """Return the error that there is no gradebook yet."""
    repair = f"run nbgrader generate_assignment in {Path(root).name}/, then nbcare grade"
    return ContentError(name(root), "", "there is no gradebook yet", repair)


def unreadable(root: Path, error: Exception) -> ContentError:
    """Return the error that the gradebook is there and cannot be used."""
    return ContentError(
        name(root), "", f"cannot be used: {first_line(error)}", "close what uses it, or take it from a copy"
    )


def first_line(error: Exception) -> str:
    """Return the first line of what a database said, or the type of an error that says nothing."""
    return str(getattr(error, "orig", None) or error).split("\n")[0] or type(error).__name__


def be_patient() -> None:
    """Let every program that writes to a SQLite gradebook wait for the others: nbgrader gives up after five seconds.

    Not by ?timeout= in the address: `nbgrader db upgrade` takes what follows sqlite:/// for the name of the file.
    """
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    if not event.contains(Engine, "connect", _wait):
        event.listen(Engine, "connect", _wait)


def due_dates(root: Path) -> dict[str, str | None] | None:
    """Return each assignment's due date, a naive UTC time in ISO 8601 or None; None when nobody can say just now.

    Read without nbgrader, and without waiting for long, so that looking every few seconds is cheap.
    """
    kept = file(root)
    try:
        rows = _rows_of_server(root) if kept is None else _rows_of_file(kept)
    except (sqlite3.Error, OSError, ImportError):
        return None
    return None if rows is None else {str(name): None if due is None else str(due) for name, due in rows}


def state(root: Path) -> State:
    """Return what changes whenever a due date may have changed."""
    kept = file(root)
    if kept is None:
        return ((name(root), hash(frozenset((due_dates(root) or {}).items())), 0),)
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
        with _server(root, LOOK_SECONDS) as connection:
            return [tuple(row) for row in connection.execute(text("select name, duedate from assignment"))]
    except SQLAlchemyError:
        return None


@contextmanager
def _server(root: Path, seconds: int) -> Iterator[Any]:
    from sqlalchemy import create_engine

    url = _url(address(root))
    wait = {"connect_timeout": seconds} if url.get_backend_name() == "postgresql" else {}
    engine = create_engine(url, connect_args=wait)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _url(named: str) -> URL:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(named)
    except ArgumentError:
        raise ContentError(
            VARIABLE, "", "names no database", "write it as in postgresql+psycopg://grader@db.example/course"
        ) from None


def _wait(connection: Any, record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
