"""Say what a database's error means: whether to run the work again, and the sentence for whoever runs the course."""

import errno
import sqlite3
from enum import Enum

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, InterfaceError, OperationalError, ProgrammingError

from nbcare.store.errors import StoreUnavailableError, TryAgainError, UnstorableError

_LATER = "then saving goes on by itself"


class Cause(Enum):
    """Why a database is not available: errno, problem and repair."""

    FULL = (errno.ENOSPC, "its disk is full", f"make room, {_LATER}")
    DAMAGED = (errno.EIO, "it is damaged", f"restore the last backup, {_LATER}")
    DISK = (errno.EIO, "its disk cannot be read or written", f"look after the disk, {_LATER}")
    LOCKED = (errno.EAGAIN, "another program holds it locked", f"end that program, {_LATER}")
    READ_ONLY = (errno.EROFS, "it may only be read", f"let this account write it and the files beside it, {_LATER}")
    GONE = (errno.ENOENT, "it was moved or deleted while the course ran", f"put it back, {_LATER}")
    UNOPENED = (errno.EACCES, "it cannot be opened", f"see that it is there and not too much is open, {_LATER}")
    LOST = (errno.ECONNREFUSED, "it cannot be reached", f"see that its server runs and takes this log-in, {_LATER}")
    BUSY = (errno.EAGAIN, "too much is under way there", "try again in a minute")
    RIVALS = (errno.EAGAIN, "other programs keep changing the same rows", "try again in a minute")
    CLOSED = (errno.ESHUTDOWN, "it is closed", "start the course again")
    OTHER = (errno.EIO, "it cannot be used", "read the log for the reason")


_ONE_BY_ONE = (Cause.FULL, Cause.DAMAGED, Cause.DISK, Cause.RIVALS, Cause.OTHER)
_SQLITE = {
    sqlite3.SQLITE_FULL: Cause.FULL,
    sqlite3.SQLITE_BUSY: Cause.LOCKED,
    sqlite3.SQLITE_LOCKED: Cause.LOCKED,
    sqlite3.SQLITE_READONLY: Cause.READ_ONLY,
    sqlite3.SQLITE_PERM: Cause.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Cause.DAMAGED,
    sqlite3.SQLITE_NOTADB: Cause.DAMAGED,
    sqlite3.SQLITE_IOERR: Cause.DISK,
    sqlite3.SQLITE_CANTOPEN: Cause.UNOPENED,
}
_TAKEN = (sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE, "23505")
# serialization_failure, deadlock_detected
_RIVALS = ("40001", "40P01")
# The beginnings of PostgreSQL's states; the first that fits counts.
_POSTGRESQL = {
    "53100": Cause.FULL,
    "53": Cause.BUSY,
    "25006": Cause.READ_ONLY,
    "42501": Cause.READ_ONLY,
    "55P03": Cause.LOCKED,
    "57014": Cause.LOCKED,
    "57P": Cause.LOST,
    "08": Cause.LOST,
    "28": Cause.LOST,
    "3D": Cause.LOST,
    "58": Cause.DISK,
    "XX00": Cause.DAMAGED,
}


def unavailable(place: str, cause: Cause, path: str | None = None) -> StoreUnavailableError:
    """Return the error for a cause; `place` names the database for the reader."""
    number, problem, repair = cause.value
    error = StoreUnavailableError(number, f"{place}: {problem}; {repair}", path)
    error.problem = problem
    error.one_by_one = cause in _ONE_BY_ONE
    return error


def explained(error: DBAPIError, place: str, path: str | None, committing: bool) -> Exception:
    """Return the error of ours for a driver's; `committing` when the connection broke while it was told to commit."""
    code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorcode", None)
    if code in _RIVALS or code in _TAKEN:
        return TryAgainError(unavailable(place, Cause.RIVALS, path))
    if isinstance(error, DataError | IntegrityError) or (code is None and isinstance(error, ProgrammingError)):
        return UnstorableError(f"{place}: a value is of no kind that can be kept")
    cause = _cause(error, code)
    failure = unavailable(place, cause, path)
    # Nobody knows whether a commit that was cut off took place: the caller's own second try finds out. What could only
    # be read when it was connected to may be writable since.
    again = (error.connection_invalidated and not committing) or cause is Cause.READ_ONLY
    return TryAgainError(failure) if again else failure


def _cause(error: DBAPIError, code: object) -> Cause:
    if isinstance(code, int):
        return _SQLITE.get(code & 0xFF, Cause.OTHER)  # the rest of the number says more about the same
    if isinstance(code, str):
        return next((cause for start, cause in _POSTGRESQL.items() if code.startswith(start)), Cause.OTHER)
    return Cause.LOST if isinstance(error, OperationalError | InterfaceError) else Cause.OTHER
