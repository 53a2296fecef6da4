"""Open a SQLite file so that what is committed outlives a power cut, and readers never wait for the writer."""

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

from nbcare.store.errors import StoreNotOpenedError
from nbcare.store.mounts import Mount, network_type

READERS = 16
"""Connections that may read at once."""
STATEMENTS = 256
"""Statements that a connection keeps prepared: `many_rows` inserts into two tables in some forty sizes each."""


def file_of(url: URL) -> Path:
    """Return the file that an address names; raise StoreNotOpenedError for one without."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise StoreNotOpenedError(str(url), "", "names no file", "write sqlite:/// and the path of one")
    return Path(url.database).absolute()


def make_file(file: Path, mounted: Sequence[Mount]) -> None:
    """Make an empty file that only this account may read, unless there is one; raise StoreNotOpenedError."""
    if type := network_type(file.parent, mounted):
        raise StoreNotOpenedError(
            str(file),
            "",
            f"lies on a network drive ({type}), where SQLite loses answers",
            "name a folder on this computer's own disk, or use PostgreSQL",
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            # Without O_EXCL: two programs may both be the first.
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))
    except OSError as error:
        raise StoreNotOpenedError(
            str(file), "", f"cannot be made: {error.strerror}", "name a folder that this account may write"
        ) from None


def engine(file: Path, patience: float, *, writes: bool) -> Engine:
    """Return the connections to a file: the one that writes, or those that only read; none makes a missing file.

    `patience` is how many seconds to wait while another program writes.
    """
    address = f"{file.as_uri()}?mode=rw"

    def connect() -> sqlite3.Connection:
        # Its timeout is SQLite's busy_timeout.
        connection = sqlite3.connect(
            address,
            uri=True,
            timeout=patience,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        try:
            prepare(connection, file, writes=writes)
        except BaseException:
            connection.close()
            raise
        return connection

    size = {"pool_size": 1, "max_overflow": 0} if writes else {"pool_size": 4, "max_overflow": READERS - 4}
    made = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_timeout=patience,
        hide_parameters=True,  # no answer in a log
        **size,
    )
    # A transaction that will write says so at its beginning: one that read first could not go on after another's commit.
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(made, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return made


def prepare(connection: sqlite3.Connection, file: Path, *, writes: bool) -> None:
    """Set a connection up; raise StoreNotOpenedError when SQLite cannot keep its log beside the file."""
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreNotOpenedError(
            str(file),
            "",
            f"SQLite keeps its journal as {mode!r} there, not as 'wal'",
            "name a folder on a local disk, or use PostgreSQL",
        )
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    if not writes:
        connection.execute("PRAGMA query_only = ON")


def identity(file: Path) -> Any:
    """Return what tells a file from another one of the same name; None when there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
