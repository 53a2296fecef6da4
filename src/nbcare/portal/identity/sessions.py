"""Begin, find and end log-ins: they are kept in the store, so that a restart or another portal logs nobody out."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from nbcare.portal.errors import log
from nbcare.portal.identity import pins
from nbcare.store import sessions as stored
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.job import Job
from nbcare.store.store import Store

LONGEST = 12 * 3600
"""Seconds after which a log-in ends."""
IDLE = 60 * 60
"""Seconds without a request after which a log-in ends, unless the hospital has set another limit."""
NOTED_EVERY = 120
"""Seconds after which it is noted again in the store when a log-in was last seen."""
OF_ONE_LEARNER = 10
IN_MEMORY = 50_000


@dataclass(slots=True)
class Session:
    """One log-in: its learner, when it began and was last seen (seconds since 1970), and a mark of the PIN it used.

    `noted` is when it was last seen as the store has it; `read` the turn in which it was read from there.
    """

    learner: str
    began: float
    seen: float
    mark: str
    noted: float
    read: int


class Sessions:
    """The log-ins of a portal. What it asks the store for may wait; what is in memory does not."""

    def __init__(self, store: Store, idle: float = IDLE, clock: Callable[[], float] = time.time):
        self._store, self._idle, self._clock = store, idle, clock
        self._sessions: dict[str, Session] = {}
        self._seen: dict[str, float] = {}
        self._guard = Lock()
        self._own = self._others = self._turn = 0
        # Those that ended while no portal ran.
        self._write(stored.forget(clock() - LONGEST, clock() - idle))

    def begin(self, learner: str, mark: str = "") -> str:
        """Begin a session and return its token; beyond the limit for one learner, the oldest ends. Waits for the store."""
        token, now = secrets.token_urlsafe(32), self._clock()
        hash = pins.token_hash(token)
        self._store.write(stored.begin(hash, stored.Session(learner, now, now, mark), OF_ONE_LEARNER))
        self._own += 1
        with self._guard:
            self._keep(hash, Session(learner, now, now, mark, now, self._turn))
            own = [key for key, each in self._sessions.items() if each.learner == learner]
            for key in own[:-OF_ONE_LEARNER]:
                del self._sessions[key]
        return token

    def known(self, token: str) -> Session | None:
        """Return the token's session when it is in memory and lasts; None when the store has to be asked."""
        hash, now = pins.token_hash(token), self._clock()
        session = self._sessions.get(hash)
        if session is None or session.read != self._turn or not self._lasts(session, now):
            return None
        if now > session.seen:
            session.seen = now
            if now - session.noted > NOTED_EVERY:
                session.noted = now
                with self._guard:
                    self._seen[hash] = now
        return session

    def find(self, token: str) -> Session | None:
        """Return the token's session, or None if unknown or expired. Waits for the store when it is not in memory."""
        if not token:
            return None
        if (session := self.known(token)) is not None:
            return session
        hash, turn = pins.token_hash(token), self._turn
        found = self._store.read(stored.find(hash))
        if found is None:
            with self._guard:
                self._sessions.pop(hash, None)
            return None
        read = Session(*found, noted=found.seen, read=turn)
        if not self._lasts(read, self._clock()):
            self.end(token)
            return None
        with self._guard:
            self._keep(hash, read)
        return self.known(token)

    def end(self, token: str) -> None:
        """End a log-in for good. Waits for the store."""
        hash = pins.token_hash(token)
        with self._guard:
            known = self._sessions.pop(hash, None)
        if token and (known or self._store.read(stored.find(hash))):
            self._store.write(stored.end(hash))
            self._own += 1

    def refresh(self, count: int) -> None:
        """Take notice that the store's log-ins were changed `count` times in all: what others changed is read again."""
        self.note()
        if count - self._own != self._others:
            self._others = count - self._own
            self._turn += 1

    def note(self) -> None:
        """Note in the store when log-ins were last seen."""
        with self._guard:
            seen, self._seen = self._seen, {}
        if seen:
            self._write(stored.see(seen))

    def close(self) -> None:
        """Note once more when all log-ins were last seen."""
        with self._guard:
            self._seen |= {hash: each.seen for hash, each in self._sessions.items() if each.seen > each.noted}
        self.note()

    def _write(self, job: Job[object]) -> None:
        """Write what nobody waits for; without it, a log-in only ends earlier."""
        try:
            self._store.write(job)
            self._own += 1
        except StoreUnavailableError as error:
            log.error("%s", error)

    def _keep(self, hash: str, session: Session) -> None:
        self._sessions[hash] = session
        if len(self._sessions) > IN_MEMORY:
            del self._sessions[next(iter(self._sessions))]

    def _lasts(self, session: Session, now: float) -> bool:
        return now - session.began < LONGEST and now - session.seen < self._idle
