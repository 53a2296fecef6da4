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
from nbcare.portal.identity.devices import DAYS, Devices
from nbcare.portal.identity.refusals import Refusals
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
    cookie, device_cookie = "nbcare-session", "nbcare-device"

    def __init__(
        self,
        store: Store,
        throttle: Throttle | None = None,
        sessions: Sessions | None = None,
    ):
        self._store, self._throttle = store, throttle or Throttle()
        self.sessions, self._devices, self._refusals = sessions or Sessions(store), Devices(store), Refusals()
        self.idle = self.sessions.idle
        self._refresh(0)
        self.changes: Mapping[str, Callable[[int], None]] = {
            rosters.TOPIC: self._refresh,
            stored_sessions.TOPIC: self.sessions.refresh,
        }
        # An unknown id takes as long as a wrong PIN.
        nobody = pins.hashed("nobody")
        self._nobody = Entry("", nobody["salt"], nobody["hash"])
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
        loop, entry, address = asyncio.get_running_loop(), self._entries.get(id), handler.request.remote_ip or ""
        token = handler.get_cookie(self.device_cookie) or ""
        device = await loop.run_in_executor(None, self._devices.find, token, id) if token and entry else ""
        if wait := self._throttle.wait(id, address, device):
            return self._refused(address, id, wait)
        self._throttle.begin(id, address, device)
        if entry is None or not await self._fits(pin, entry):
            if entry is None:
                await self._fits(pin, self._nobody)
            return self._refused(address, id, 0.0)
        self._throttle.right(id, address, device)
        former = handler.get_cookie(self.cookie) or ""
        session, token = await loop.run_in_executor(None, self._begin, former, token, id, _mark(entry))
        security.set_cookie(handler, self.cookie, session)
        security.set_cookie(handler, self.device_cookie, token, DAYS)
        return None

    async def _fits(self, pin: str, entry: Entry) -> bool:
        """Return whether the PIN is right; raise HttpProblemError when too many wait for theirs."""
        if self._waiting >= WAITING_AT_MOST:
            raise HttpProblemError(503, "busy", "Too many people log in at once.", "Try again in a minute.")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._hashing, pins.fits, pin, {"salt": entry.salt, "hash": entry.hash}
            )
        finally:
            self._waiting -= 1

    def _refused(self, address: str, id: str, wait: float) -> float:
        self._refusals.note(address, id if id in self._entries else "", wait)
        return wait

    def close(self) -> None:
        """Note when the log-ins were last seen."""
        self.sessions.close()

    def _begin(self, former: str, device: str, id: str, mark: str) -> tuple[str, str]:
        """End the browser's former log-in, begin a new one, and return its token and that of the browser."""
        self.sessions.end(former)
        return self.sessions.begin(id, mark), self._devices.remember(device, id)

    def _refresh(self, count: int) -> None:
        self._entries = self._store.read(rosters.listed())
        self._throttle.expect(len(self._entries))
        self.digits = bool(self._entries) and all(entry.digits for entry in self._entries.values())


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
            problem = f"Too many wrong tries. Wait {_in_words(wait)}, then try again. Your instructor can help."
            self._page(typed, going_on, problem, math.ceil(wait))
            return
        self.set_status(403)
        self._page(typed, going_on, WRONG)

    def _page(self, typed: str, going_on: str, problem: str, wait: int = 0) -> None:
        address = security.local_address(going_on, self.settings["prefix"])
        digits = self._roster.digits
        self.show("login.html", "Log in", problem=problem, typed=typed, next=address, wait=wait, digits=digits)


def _mark(entry: Entry) -> str:
    return entry.hash[:16]


def _in_words(seconds: float) -> str:
    return f"{math.ceil(seconds)} seconds" if seconds <= 90 else f"{math.ceil(seconds / 60)} minutes"
