"""Keep the sessions on disk with hashed tokens, so that a restart logs nobody out."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

from nbcare.answers import files
from nbcare.portal.errors import log
from nbcare.portal.identity import pins

FILE = "sessions.json"
VERSION = 1
LONGEST = 12 * 3600
"""Seconds after which a log-in ends."""
IDLE = 60 * 60
"""Seconds without a request after which a log-in ends."""
NOTED_EVERY = 120
"""Seconds between two writes of when each session was last seen."""
OF_ONE_LEARNER = 10
MOST = 10_000


@dataclass
class Session:
    """One log-in: its learner, when it began and was last seen (seconds since 1970), and a mark of the PIN it used."""

    learner: str
    began: float
    seen: float
    mark: str = ""


class Sessions:
    """Begin, find and end log-ins."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time):
        self._path, self._clock = folder / FILE, clock
        self._writer = ThreadPoolExecutor(1, "nbcare-sessions")
        self._sessions = _read(self._path)
        self._noted, self._waiting = clock(), False

    def begin(self, learner: str, mark: str = "") -> str:
        """Begin a session and return its token; beyond the limit for one learner, the oldest ends."""
        self._forget(learner)
        token, now = secrets.token_urlsafe(32), self._clock()
        self._sessions[pins.token_hash(token)] = Session(learner, now, now, mark)
        self._note()
        return token

    def find(self, token: str) -> Session | None:
        """Return the token's session, or None if unknown or expired."""
        session, now = self._sessions.get(pins.token_hash(token)), self._clock()
        if session is None:
            return None
        if not _lasts(session, now):
            self.end(token)
            return None
        session.seen = max(session.seen, now)
        if now - self._noted > NOTED_EVERY:
            self._note()
        return session

    def end(self, token: str) -> None:
        """End a log-in for good."""
        if self._sessions.pop(pins.token_hash(token), None) is not None:
            self._note()

    def close(self) -> None:
        """Write the sessions once more, and stop the writer."""
        self._note()
        self._writer.shutdown(wait=True)

    def _forget(self, learner: str) -> None:
        """Drop expired sessions, and the oldest beyond the limits."""
        now = self._clock()
        lasting = {key: each for key, each in self._sessions.items() if _lasts(each, now)}
        own = [key for key, each in lasting.items() if each.learner == learner]
        dropped = {*own[: max(0, len(own) - OF_ONE_LEARNER + 1)], *list(lasting)[: max(0, len(lasting) - MOST + 1)]}
        self._sessions = {key: each for key, each in lasting.items() if key not in dropped}

    def _note(self) -> None:
        """Schedule a write of the sessions, off the event loop."""
        self._noted = self._clock()
        if not self._waiting:
            self._waiting = True
            self._writer.submit(self._write)

    def _write(self) -> None:
        self._waiting = False  # a change from here on is noted by another turn
        data = {"version": VERSION, "sessions": {key: asdict(each) for key, each in list(self._sessions.items())}}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            # Without line breaks: with a thousand log-ins they would hold up every save for some time.
            files.replace(self._path, json.dumps(data).encode("ascii"))
        except OSError as error:
            log.error("%s cannot be written (%s): after a restart everybody logs in again", self._path, error)


def _lasts(session: Session, now: float) -> bool:
    return now - session.began < LONGEST and now - session.seen < IDLE


def _read(path: Path) -> dict[str, Session]:
    try:
        data = files.parse(files.read_bytes(path))
        if data["version"] != VERSION:
            return {}
        return {
            key: Session(str(each["learner"]), float(each["began"]), float(each["seen"]), str(each["mark"]))
            for key, each in data["sessions"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, files.UnreadableError, KeyError, TypeError, ValueError, AttributeError) as error:
        log.error("%s cannot be read (%s): everybody logs in again", path, error)
        return {}
