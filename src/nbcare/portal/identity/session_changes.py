"""Tell a portal's own changes of the log-ins in the store from those of others, after which it reads them again."""

from __future__ import annotations

from concurrent.futures import Future
from threading import Lock

from sqlalchemy import Connection

from nbcare.portal.errors import log
from nbcare.store import changes, sessions
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.job import Job, job
from nbcare.store.store import Store


class SessionChanges:
    """Write changes of the log-ins, and count them; `turn` grows with each change that somebody else has made."""

    def __init__(self, store: Store):
        self._store, self._guard = store, Lock()
        self.turn = self._known = 0

    def write(self, work: Job[object]) -> None:
        """Change the log-ins in the store; raise StoreUnavailableError."""
        self._own(self._store.write(_counted(work)))

    def try_write(self, work: Job[object]) -> None:
        """Change the log-ins where a failure only ends one earlier: it is logged."""
        try:
            self.write(work)
        except StoreUnavailableError as error:
            log.error("%s", error)

    def submit(self, work: Job[None]) -> None:
        """Have something noted that is not counted as a change, and do not wait for it; a failure is logged."""
        try:
            self._store.submit(work).add_done_callback(_log_failure)
        except StoreUnavailableError as error:
            log.error("%s", error)

    def finish(self, work: Job[None]) -> None:
        """Have something noted that is not counted as a change, and wait for it; a failure is logged."""
        try:
            self._store.write(work)
        except StoreUnavailableError as error:
            log.error("%s", error)

    def refresh(self, count: int) -> None:
        """Take notice that the log-ins were changed `count` times in all."""
        with self._guard:
            if count > self._known:
                self.turn, self._known = self.turn + 1, count

    def _own(self, count: int) -> None:
        """Take notice of a change of our own: it is the next one, unless others' came before it."""
        with self._guard:
            if count > self._known + 1:
                self.turn += 1
            self._known = max(count, self._known)


def _log_failure(written: Future[None]) -> None:
    if (error := written.exception()) is not None:
        log.error("%s", error)


@job
def _counted(connection: Connection, work: Job[object]) -> int:
    """Change the log-ins, and return how often they were changed in all, this time included."""
    work(connection)
    return changes.counts()(connection)[sessions.TOPIC]
