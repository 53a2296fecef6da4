"""The adapter for one person on a laptop: the printed address logs in, from this machine only."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from tornado.web import RequestHandler

from nbcare.portal import security
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Open
from nbcare.portal.identity import Learner
from nbcare.store import settings
from nbcare.store.store import Store

LOOPBACK = "127.0.0.1"
SECRET = "laptop-secret"


class Laptop:
    """Let in whoever opens the printed address once; the browser keeps a cookie from then on."""

    same_site = "Strict"
    words = "Open the course with the address that was printed when it was started."

    def __init__(self, learner: Learner, port: int, store: Store):
        self.learner, self.token = learner, secrets.token_urlsafe(24)
        self.hosts: frozenset[str] | None = frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})
        # Ports of one machine share their cookies: another program's must not take the place of ours.
        self.cookie = f"nbcare-{port}"
        self._store = store
        # It outlives a restart, so that a page left open goes on saving.
        self._secret = store.write(settings.put_once(SECRET, _fresh()))
        self.changes: Mapping[str, Callable[[int], None]] = {}

    def close(self) -> None:
        """Do nothing: all is written."""

    def routes(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Return the log-in route."""
        return [(r"/login", _Login, {"laptop": self})]

    async def identify(self, handler: RequestHandler) -> Learner | None:
        """Return the learner, if the browser holds the session cookie."""
        cookie = handler.get_cookie(self.cookie) or ""
        return self.learner if hmac.compare_digest(cookie.encode(), self._secret.encode()) else None

    def login_address(self, handler: RequestHandler) -> str:
        """Return nothing: the way in is the printed address."""
        return ""

    def entrance(self, page: str = "/") -> str:
        """Return the path that logs in and goes on to a page."""
        return f"/login?token={self.token}&next={page}"

    async def log_out(self, handler: RequestHandler) -> str:
        """Log every browser out; the printed address logs in again."""
        if await self.identify(handler):
            self._secret = _fresh()
            await asyncio.wrap_future(self._store.submit(settings.put(SECRET, self._secret)))
        security.clear_cookie(handler, self.cookie)
        return f"{handler.settings['prefix']}/"

    def let_in(self, handler: RequestHandler, token: str) -> bool:
        """Set the session cookie if the token is right; return whether it was."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        security.set_cookie(handler, self.cookie, self._secret)
        return True


class _Login(Open):
    def initialize(self, laptop: Laptop) -> None:
        self._laptop = laptop

    def get(self) -> None:
        """Log in by the token of the printed address."""
        if not self._laptop.let_in(self, self.get_query_argument("token", "")):
            raise HttpProblemError(401, "login", self._laptop.words, "")
        self.redirect(security.local_address(self.get_query_argument("next", "/"), self.settings["prefix"]), status=303)


def _fresh() -> str:
    return secrets.token_urlsafe(32)
