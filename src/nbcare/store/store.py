"""The store: run jobs on the database, whichever it is."""

import asyncio
from concurrent.futures import Future
from types import TracebackType
from typing import Self, TypeVar

from nbcare.store.database import Database
from nbcare.store.failures import Cause, unavailable
from nbcare.store.job import Job
from nbcare.store.writer import Writer

T = TypeVar("T")


class Store:
    """One process's way to the database. Any thread may use it; `opening.open_store` makes one."""

    def __init__(self, database: Database):
        self.database, self._closed = database, False
        self._writer = Writer(database)

    @property
    def place(self) -> str:
        """Return the name of the database for a reader, without path or password."""
        return self.database.place

    def write(self, job: Job[T]) -> T:
        """Run a job and return its result after it is committed.

        Raise what the job raises, StoreUnavailableError when the database cannot be written now (nothing changed, and
        the same can be tried again), or UnstorableError for a value that no database keeps.
        """
        return self.submit(job).result()

    def submit(self, job: Job[T]) -> Future[T]:
        """Have a job run; the future has its result after it is committed, or the error that `write` raises."""
        future: Future[T] = Future()
        future.set_running_or_notify_cancel()  # what was accepted is done, whether or not anybody still waits
        self._writer.add(job, future)
        return future

    def write_async(self, job: Job[T]) -> asyncio.Future[T]:
        """Have a job run; call it in an event loop, and await the result, which comes after it is committed."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._writer.add(job, future)
        self._writer.turns.expect(loop, future)
        return future

    def read(self, job: Job[T]) -> T:
        """Run a job that only reads, in this thread; it sees all that was acknowledged before.

        Raise what the job raises, or StoreUnavailableError.
        """
        if self._closed:
            raise unavailable(self.place, Cause.CLOSED)
        return self.database.read(job)

    def close(self) -> None:
        """Commit what was accepted, then neither write nor read any more."""
        self._closed = True
        self._writer.close()
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
