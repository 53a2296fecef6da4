"""The adapter for a class or ward: log in by id and PIN from the organiser's list."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tornado.web import RequestHandler

from nbcare.portal import security
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Open
from nbcare.portal.identity import Learner, pins
from nbcare.portal.identity.sessions import Sessions
from nbcare.portal.identity.throttle import Throttle
from nbcare.store import roster as rosters
from nbcare.store import sessions as stored_sessions
from nbcare.store.roster import Entry
from nbcare.store.store import Store

WAITING_AT_MOST = 200
"""Log-ins that wait for their PIN to be hashed, one at a time."""
WRONG = "Id and PIN do not fit together. Check both, then try again."


class Roster:
    """Log in by id and PIN, and throttle guessing."""

    same_site = "Strict"
    words = "Log in with your id and your PIN."
    hosts: frozenset[str] | None = None
    cookie = "nbcare-session"

    def __init__(
        self,
        store: Store,
        throttle: Throttle | None = None,
        sessions: Sessions | None = None,
    ):
        self._store, self._throttle = store, throttle or Throttle()
        self.sessions = sessions or Sessions(store)
        self._entries = store.read(rosters.listed())
        self.changes: Mapping[str, Callable[[int], None]] = {
            rosters.TOPIC: self._refresh,
            stored_sessions.TOPIC: self.sessions.refresh,
        }
        # An unknown id takes as long as a wrong PIN.
        self._nobody = pins.hashed("nobody")
        self._hashing = ThreadPoolExecutor(1, "nbcare-pins")
        self._waiting = 0

    def routes(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Return the log-in page."""
        return [(r"/login", _Login, {"roster": self})]

    async def identify(self, handler: RequestHandler) -> Learner | None:
        """Return the session's learner, or None if removed or re-PINned."""
        token = handler.get_cookie(self.cookie) or ""
        session = self.sessions.known(token)
        if session is None and token:
            session = await asyncio.get_running_loop().run_in_executor(None, self.sessions.find, token)
        entry = self._entries.get(session.learner) if session else None
        return Learner(session.learner, entry.name) if session and entry and session.mark == _mark(entry) else None

    def login_address(self, handler: RequestHandler) -> str:
        """Return the log-in page."""
        return f"{handler.settings['prefix']}/login"

    async def log_out(self, handler: RequestHandler) -> str:
        """End the session on the server and clear its cookie."""
        await asyncio.get_running_loop().run_in_executor(None, self.sessions.end, handler.get_cookie(self.cookie) or "")
        security.clear_cookie(handler, self.cookie)
        return self.login_address(handler)

    async def log_in(self, handler: RequestHandler, id: str, pin: str) -> float | None:
        """Log in; return None, or how many seconds (0 or more) to wait before the next try."""
        address = handler.request.remote_ip or ""
        if wait := self._throttle.wait(id, address):
            return wait
        if self._waiting >= WAITING_AT_MOST:
            raise HttpProblemError(503, "busy", "Too many people log in at once.", "Try again in a minute.")
        self._throttle.begin(id, address)
        entry = self._entries.get(id)
        self._waiting += 1
        try:
            fits = await asyncio.get_running_loop().run_in_executor(
                self._hashing, pins.fits, pin, {"salt": entry.salt, "hash": entry.hash} if entry else self._nobody
            )
        finally:
            self._waiting -= 1
        if not fits or entry is None:
            return 0.0
        self._throttle.right(id, address)
        token = await asyncio.get_running_loop().run_in_executor(
            None, self._begin, handler.get_cookie(self.cookie) or "", id, _mark(entry)
        )
        security.set_cookie(handler, self.cookie, token)
        return None

    def close(self) -> None:
        """Note when the log-ins were last seen."""
        self.sessions.close()

    def _begin(self, former: str, id: str, mark: str) -> str:
        """End the browser's former log-in, begin a new one and return its token."""
        self.sessions.end(former)
        return self.sessions.begin(id, mark)

    def _refresh(self, count: int) -> None:
        self._entries = self._store.read(rosters.listed())


class _Login(Open):
    def initialize(self, roster: Roster) -> None:
        self._roster = roster

    def get(self) -> None:
        """Respond with the log-in page."""
        self._page("", self.get_query_argument("next", ""), "")

    async def post(self) -> None:
        """Log in with the id and PIN of the form."""
        fields = self.form()
        typed, pin = fields.get("learner", "")[:64].strip(), fields.get("pin", "")[:64].strip()
        going_on = fields.get("next", "")
        wait = await self._roster.log_in(self, typed.lower(), pin)
        if wait is None:
            self.redirect(security.local_address(going_on, self.settings["prefix"]), status=303)
            return
        if wait > 0:
            self.set_status(429)
            self.set_header("Retry-After", str(math.ceil(wait)))
            self._page(
                typed,
                going_on,
                f"Too many wrong tries. Wait {_in_words(wait)}, then try again; your instructor can help.",
            )
            return
        self.set_status(403)
        self._page(typed, going_on, WRONG)

    def _page(self, typed: str, going_on: str, problem: str) -> None:
        address = security.local_address(going_on, self.settings["prefix"])
        self.show("login.html", "Log in", problem=problem, typed=typed, next=address)


def _mark(entry: Entry) -> str:
    return entry.hash[:16]


def _in_words(seconds: float) -> str:
    return f"{math.ceil(seconds)} seconds" if seconds <= 90 else f"{math.ceil(seconds / 60)} minutes"
