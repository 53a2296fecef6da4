"""Begin, find and end log-ins: they are kept in the store, so that a restart or another portal logs nobody out."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from nbcare.portal.identity import pins
from nbcare.portal.identity.session_changes import SessionChanges
from nbcare.store import sessions as stored
from nbcare.store.store import Store

LONGEST = 12 * 3600
"""Seconds after which a log-in ends."""
IDLE = 15 * 60
"""Seconds without a request after which a log-in ends, unless the hospital has set another limit."""
NOTED_EVERY = 120
"""Seconds after which it is noted again in the store when a log-in was last seen; less when the limit is short."""
AHEAD = LONGEST
"""Seconds by which a log-in may seem to begin later than now: the clocks of two portals differ. More is a wrong clock."""
OF_ONE_LEARNER = 10
IN_MEMORY = 50_000


@dataclass(slots=True)
class Session:
    """One log-in: its learner, when it began and was last seen (seconds since 1970), and a mark of the PIN it used.

    `noted` is when it was last seen as the store has it; `read` the turn in which it was read from there. When
    it was last `used`, and when it `ends` at the latest, go by a clock that nobody can set: the computer's own may have
    been years ahead when it began.
    """

    learner: str
    began: float
    seen: float
    mark: str
    noted: float
    read: int
    used: float
    ends: float


class Sessions:
    """The log-ins of a portal, each of which ends after `idle` seconds without a request.

    What it asks the store for may wait; what is in memory does not.
    """

    def __init__(
        self,
        store: Store,
        idle: float = IDLE,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ):
        self._store, self.idle, self._clock, self._steady = store, idle, clock, steady
        self._every = min(NOTED_EVERY, idle / 4)
        self._sessions: dict[str, Session] = {}
        self._seen: dict[str, float] = {}
        self._noted = clock()
        self._changes = SessionChanges(store)
        self._guard, self._ends = Lock(), 0
        # Those that ended while no portal ran, and those of a clock that was ahead.
        self._changes.try_write(stored.forget(clock() - LONGEST, clock() - idle, clock() + AHEAD))

    def begin(self, learner: str, mark: str = "") -> str:
        """Begin a session and return its token; beyond the limit for one learner, the oldest ends. Waits for the store."""
        token, now = secrets.token_urlsafe(32), self._clock()
        hash = pins.token_hash(token)
        self._changes.write(stored.begin(hash, stored.Session(learner, now, now, mark), OF_ONE_LEARNER))
        with self._guard:
            # Which of the learner's others has ended, the store says.
            for key in [key for key, each in self._sessions.items() if each.learner == learner]:
                del self._sessions[key]
            self._ends += 1
            self._keep(hash, Session(learner, now, now, mark, now, self._changes.turn, *self._limits()))
        return token

    def known(self, token: str) -> Session | None:
        """Return the token's session when it is in memory and lasts; None when the store has to be asked."""
        hash, now = pins.token_hash(token), self._clock()
        session = self._sessions.get(hash)
        if session is None or session.read != self._changes.turn or not self._lasts(session, now):
            return None
        self._see(hash, session, now)
        return session

    def find(self, token: str) -> Session | None:
        """Return the token's session, or None if unknown or expired. Waits for the store when it is not in memory."""
        if not token:
            return None
        if (session := self.known(token)) is not None:
            return session
        hash, turn, ends, now = pins.token_hash(token), self._changes.turn, self._ends, self._clock()
        found, before = self._store.read(stored.find(hash)), self._sessions.get(hash)
        if found is None:
            self._forget(hash)
            return None
        used, at_the_latest = self._limits()
        read = Session(*found, noted=found.seen, read=turn, used=used, ends=at_the_latest)
        if before:
            read.seen, read.used, read.ends = max(read.seen, before.seen), before.used, before.ends
        elif read.began > now + AHEAD:
            read.ends = 0.0  # nobody knows when it began
        if not self._lasts(read, now):
            self._forget(hash)
            self._changes.try_write(stored.end(hash))
            return None
        with self._guard:
            if ends == self._ends:  # otherwise it may have ended since it was read
                self._keep(hash, read)
        self._see(hash, read, now)
        return read

    def end(self, token: str) -> None:
        """End a log-in for good. Waits for the store."""
        hash = pins.token_hash(token)
        if token and self._store.read(stored.find(hash)):
            self._changes.write(stored.end(hash))
        self._forget(hash)

    def refresh(self, count: int) -> None:
        """Take notice that the store's log-ins were changed `count` times in all: what others changed is read again."""
        self._changes.refresh(count)

    def close(self) -> None:
        """Note once more when all log-ins were last seen."""
        with self._guard:
            seen, self._seen = self._seen, {}
            seen |= {hash: each.seen for hash, each in self._sessions.items() if each.seen > each.noted}
        if seen:
            self._changes.finish(stored.see(seen))

    def _see(self, hash: str, session: Session, now: float) -> None:
        """Remember when a log-in was last seen; now and then, have it noted in the store, which nobody waits for."""
        session.used = self._steady()
        if now <= session.seen:
            return
        session.seen = now
        if now - session.noted < self._every:
            return
        session.noted = now
        with self._guard:
            self._seen[hash] = now
            if abs(now - self._noted) < self._every / 4:
                return
            seen, self._seen, self._noted = self._seen, {}, now
        self._changes.submit(stored.see(seen))

    def _forget(self, hash: str) -> None:
        with self._guard:
            self._sessions.pop(hash, None)
            self._ends += 1

    def _keep(self, hash: str, session: Session) -> None:
        self._sessions[hash] = session
        if len(self._sessions) > IN_MEMORY:
            del self._sessions[next(iter(self._sessions))]

    def _lasts(self, session: Session, now: float) -> bool:
        steady = self._steady()
        recent = now - session.began < LONGEST and now - session.seen < self.idle
        return recent and steady < session.ends and steady - session.used < self.idle

    def _limits(self) -> tuple[float, float]:
        """Return the moment now and the one at which a log-in that begins now ends, by the steady clock."""
        now = self._steady()
        return now, now + LONGEST
