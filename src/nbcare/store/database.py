"""The connections of one process to one database: one that writes, several that read."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from nbcare.store import postgresql, sqlite
from nbcare.store.errors import StoreNotOpenedError, StoreUnavailableError, TryAgainError
from nbcare.store.failures import Cause, explained, unavailable
from nbcare.store.job import Job
from nbcare.store.mounts import Mount, mounts

T = TypeVar("T")
TRIES = 5
"""How often work is run on fresh rows or connections before it is given up."""


class Database:
    """A database by its address; `place` names it for a reader, without path or password."""

    def __init__(self, url: str, patience: float, mounted: Sequence[Mount] | None = None):
        address = _address(url)
        self.file: Path | None = None
        if address.get_backend_name() == "sqlite":
            self.file = sqlite.file_of(address)
            sqlite.make_file(self.file, mounts() if mounted is None else mounted)
            self.place = self.file.name
            self.writer, self.reader = (sqlite.engine(self.file, patience, writes=each) for each in (True, False))
        else:
            self.place = f"database {address.database or ''} on {address.host or 'this computer'}"
            self.writer, self.reader = (postgresql.engine(address, patience, writes=each) for each in (True, False))
        self._identity = self.file and sqlite.identity(self.file)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection on which all is committed at the end, or nothing.

        Raise StoreUnavailableError, UnstorableError, or TryAgainError when the same work may succeed at once.
        """
        committing = False
        with self.explained(lambda: committing):
            self._refuse_moved()
            with self.writer.begin() as connection:
                yield connection
                committing = True

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that only reads, all of it as of one moment; raise as `writing` does."""
        with self.explained(), self.reader.begin() as connection:
            yield connection

    def write(self, job: Job[T]) -> T:
        """Run a job and commit it, several times if need be; raise StoreUnavailableError, UnstorableError or its own."""

        def run() -> T:
            with self.writing() as connection:
                return job(connection)

        return _again(run)

    def read(self, job: Job[T]) -> T:
        """Run a job that only reads, all of it as of one moment; raise StoreUnavailableError."""

        def run() -> T:
            with self.reading() as connection:
                return job(connection)

        return _again(run)

    def close(self) -> None:
        """Close all connections; the next use opens new ones."""
        self.writer.dispose()
        self.reader.dispose()

    @contextmanager
    def explained(self, committing: Callable[[], bool] = lambda: False) -> Iterator[None]:
        """Raise errors of the driver as ours, which name this database; `committing` tells whether it was committing."""
        try:
            yield
        except DBAPIError as error:
            failure = explained(error, self.place, str(self.file) if self.file else None, committing())
            if isinstance(failure, StoreUnavailableError | TryAgainError):
                self.close()  # what they have in memory may be part of what went wrong
            raise failure from error
        except PoolTimeoutError as error:
            raise unavailable(self.place, Cause.BUSY) from error

    def _refuse_moved(self) -> None:
        """Raise StoreUnavailableError once after the file was moved: the connections still write to where it went."""
        if self.file is None:
            return
        found = sqlite.identity(self.file)
        if found != self._identity:
            self.close()
            if found is None:
                raise unavailable(self.place, Cause.GONE, str(self.file))
            self._identity = found  # another file was put in its place: new connections use that one


def _again(run: Callable[[], T]) -> T:
    for _ in range(TRIES - 1):
        try:
            return run()
        except TryAgainError:
            continue
    try:
        return run()
    except TryAgainError as error:
        raise error.failure from error


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError:
        raise StoreNotOpenedError(url, "", "is not an address of a database", _FORMS) from None
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreNotOpenedError(address.render_as_string(), "", "is a database of another kind", _FORMS)
    return address


_FORMS = "write sqlite:///path/to/store.db or postgresql://user@host/database"
