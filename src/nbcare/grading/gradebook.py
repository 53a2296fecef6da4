"""Where nbgrader's gradebook is, and how it is opened: a SQLite file beside the submissions, or a database server."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbcare.answers import layout
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError

if TYPE_CHECKING:
    from nbgrader.api import Gradebook
    from sqlalchemy import URL, Connection, Engine

VARIABLE = "NBCARE_GRADEBOOK"
"""The variable that names another gradebook, as an SQLAlchemy URL such as postgresql+psycopg://grader@db/course."""
PATIENCE_SECONDS = 60
_SQLITE = "sqlite"
_USUAL_MILLISECONDS = 5_000
"""How long Python's own connections to SQLite wait."""


def named(root: Path) -> str:
    """Return the address of another gradebook than the file: of NBCARE_GRADEBOOK, or of the state's settings; else nothing."""
    return os.environ.get(VARIABLE) or read_settings(Path(root).resolve().parent).gradebook or ""


def address(root: Path) -> str:
    """Return the SQLAlchemy URL of the gradebook of nbgrader's course root.

    A relative SQLite path in it counts from that root, so that every command means the same file.
    Raises ContentError when the variable or the setting holds no such URL.
    """
    address = named(root)
    if not address:
        return f"sqlite:///{layout.gradebook(Path(root).resolve())}"
    url = _url(address)
    if url.get_backend_name() == _SQLITE and url.database:
        url = url.set(database=str(Path(root).resolve() / url.database))
    return url.render_as_string(hide_password=False)


def file(root: Path) -> Path | None:
    """Return the gradebook's file; None when a server keeps it."""
    if not named(root):
        return layout.gradebook(Path(root))
    url = _url(address(root))
    return Path(url.database) if url.get_backend_name() == _SQLITE and url.database else None


def name(root: Path) -> str:
    """Return the gradebook's name for messages: its file, or its address without the password."""
    kept = file(root)
    if kept is None:
        return _url(address(root)).render_as_string(hide_password=True)
    return "/".join(kept.parts[-3:])


def exists(root: Path) -> bool:
    """Return whether nbgrader has made the gradebook; raise ContentError when its server does not answer."""
    kept = file(root)
    if kept is not None:
        return kept.is_file()
    from sqlalchemy import inspect
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with server(root, PATIENCE_SECONDS) as connection:
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
    kept = file(root)
    if kept is not None and not kept.stat().st_size:
        # nbgrader would fill it with tables, as if nobody had ever been graded.
        raise ContentError(name(root), "", "is empty", "take it from a copy in backups/ beside it")
    be_patient()
    try:
        gradebook = Gradebook(address(root), course)
    except SQLAlchemyError as error:
        raise unreadable(root, error) from None
    try:
        with gradebook:
            yield gradebook
    except SQLAlchemyError as error:
        raise unreadable(root, error) from error


@contextmanager
def transaction(root: Path) -> Iterator[Connection]:
    """Change the gradebook in one transaction, which nobody else's writing divides; what raises undoes all of it.

    Raises ContentError when the database refuses or another program keeps it locked.
    """
    from sqlalchemy.exc import SQLAlchemyError

    be_patient()
    engine = _engine(root)
    try:
        with engine.connect() as connection:
            if engine.dialect.name == _SQLITE:
                # At once, or another program could write between what is read and what is written.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()
    except SQLAlchemyError as error:
        raise unreadable(root, error) from error
    finally:
        engine.dispose()


def missing(root: Path) -> ContentError:
    """Return the error that there is no gradebook yet."""
    return ContentError(
        name(root), "", "there is no gradebook yet", "run: nbcare generate QUIZ, and after a hand-in nbcare grade QUIZ"
    )


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
    from sqlalchemy import Engine, event

    if not event.contains(Engine, "connect", _wait):
        event.listen(Engine, "connect", _wait)


@contextmanager
def server(root: Path, seconds: int) -> Iterator[Connection]:
    """Connect to the server that keeps the gradebook, waiting for so long at most; raise SQLAlchemyError."""
    engine = _engine(root, seconds)
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(root: Path, seconds: int = PATIENCE_SECONDS) -> Engine:
    from sqlalchemy import create_engine

    url = _url(address(root))
    wait = {"connect_timeout": seconds} if url.get_backend_name() == "postgresql" else {}
    try:
        return create_engine(url, connect_args=wait)
    except ImportError as error:
        raise ContentError(
            name(root), "", f"needs a package that is not installed: {error}", "install the database's driver"
        ) from None


def _url(address: str) -> URL:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        return make_url(address)
    except ArgumentError:
        raise ContentError(
            VARIABLE, "", "names no database", "write it as in postgresql+psycopg://grader@db.example/course"
        ) from None


def _wait(connection: Any, record: Any) -> None:
    # A connection with a patience of its own, as the store's, is left alone.
    if isinstance(connection, sqlite3.Connection):
        (milliseconds,) = connection.execute("PRAGMA busy_timeout").fetchone()
        if milliseconds == _USUAL_MILLISECONDS:
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE_SECONDS * 1000}")
