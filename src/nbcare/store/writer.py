"""Write from one thread: what arrives together is committed together, and acknowledged only after that."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from nbcare.store.database import Database
from nbcare.store.delivery import Receiver, deliver
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.failures import Cause, unavailable
from nbcare.store.job import BatchJob, Failed, Job
from nbcare.store.turns import Turns

MOST_TOGETHER = 256
"""Jobs in one commit."""
MOST_WAITING = 20_000
"""Jobs that may wait; beyond them new ones are refused, so that memory stays bounded while the disk does not answer."""


class _Waiting(NamedTuple):
    job: Job[Any]
    receiver: Receiver


class Writer:
    """The thread that writes to a database, and the jobs that wait for it."""

    def __init__(self, database: Database):
        self._database, self.turns = database, Turns()
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._guard, self._closed = Lock(), False
        self._thread = Thread(target=self._write_all, name="nbcare-store", daemon=True)
        self._thread.start()

    def add(self, job: Job[Any], receiver: Receiver) -> None:
        """Have a job done and its outcome delivered; raise StoreUnavailableError after `close`."""
        with self._guard:
            if self._closed:
                raise unavailable(self._database.place, Cause.CLOSED)
            if self._queue.qsize() >= MOST_WAITING:
                raise unavailable(self._database.place, Cause.BUSY)
            self._queue.put(_Waiting(job, receiver))

    def close(self) -> None:
        """Do all that was accepted, and take no more."""
        with self._guard:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _write_all(self) -> None:
        for batch in self._batches():
            found = outcomes(self._database, [each.job for each in batch])
            deliver([each.receiver for each in batch], found)
            self.turns.finish()

    def _batches(self) -> Iterator[list[_Waiting]]:
        """Yield what waits, as soon as anything does, until the end."""
        while (first := self._queue.get()) is not None:
            batch = [first]
            while len(batch) < MOST_TOGETHER:
                try:
                    following = self._queue.get_nowait()
                except Empty:
                    break
                if following is None:
                    self._queue.put(None)  # nothing follows it
                    break
                batch.append(following)
            yield batch


def outcomes(database: Database, jobs: Sequence[Job[Any]]) -> list[Any]:
    """Run jobs in one commit, or each in its own when that fails; return what each returned, or `Failed`."""
    if len(jobs) > 1:
        try:
            return database.write(lambda connection: _all(connection, jobs))
        except StoreUnavailableError as error:
            if not error.one_by_one:
                return [Failed(error)] * len(jobs)
        except BaseException:  # of one of the jobs: on its own it fails for itself only
            pass
    return [_alone(database, job) for job in jobs]


def _all(connection: Connection, jobs: Sequence[Job[Any]]) -> list[Any]:
    """Run jobs in their order, neighbours of one class together."""
    return [outcome for _, group in groupby(jobs, key=type) for outcome in _together(connection, list(group))]


def _together(connection: Connection, jobs: list[Job[Any]]) -> list[Any]:
    first = jobs[0]
    if isinstance(first, BatchJob):
        return first.together(connection, jobs)
    return [_within(connection, job) for job in jobs]


def _within(connection: Connection, job: Job[Any]) -> Any:
    """Run one job of several; what it refuses is undone, and the others go on."""
    try:
        with connection.begin_nested():
            return job(connection)
    except DBAPIError:
        raise  # the database refuses: each is run on its own
    except Exception as error:
        return Failed(error)


def _alone(database: Database, job: Job[Any]) -> Any:
    try:
        return database.write(job)
    except BaseException as error:  # even one that would end a thread: others wait for this one
        return Failed(error)
