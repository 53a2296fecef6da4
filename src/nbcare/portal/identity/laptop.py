"""The adapter for one person on a laptop: the printed address logs in once, from this machine only."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tornado.web import RequestHandler

from nbcare.portal import network, security
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Open
from nbcare.portal.identity import Learner
from nbcare.portal.network import LOOPBACK
from nbcare.portal.one_use import HOP, Entrance, fresh, hop, same
from nbcare.store import settings
from nbcare.store.store import Store

SECRET = "laptop-secret"


class Laptop:
    """Let in whoever opens the printed address once; the browser keeps a cookie from then on."""

    same_site = "Strict"
    idle = 0.0
    words = "Open the course with the newest address in the window where it was started. Each address opens it once."

    def __init__(self, learner: Learner, port: int, store: Store, folder: Path, page: str = "/"):
        """Take the learner, the port that is served, and where the file that opens a browser may lie; first page is `page`."""
        self.learner = learner
        self.entrance = Entrance(
            folder, lambda token: f"http://{LOOPBACK}:{port}/login?token={token}&next={quote(page)}", port
        )
        self.hosts: frozenset[str] | None = network.own_hosts(port)
        # Ports of one machine share their cookies: another program's must not take the place of ours.
        self.cookie = f"nbcare-{port}"
        self._store = store
        # It outlives a restart, so that a page left open goes on saving.
        self._secret = store.write(settings.put_once(SECRET, fresh()))
        self.changes: Mapping[str, Callable[[int], None]] = {}

    def close(self) -> None:
        """Remove what would open a browser."""
        self.entrance.close()

    def routes(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Return the log-in route."""
        return [(r"/login", _Login, {"laptop": self})]

    async def identify(self, handler: RequestHandler) -> Learner | None:
        """Return the learner, if the browser holds the session cookie."""
        cookie = handler.get_cookie(self.cookie) or ""
        return self.learner if same(cookie, self._secret) else None

    def login_address(self, handler: RequestHandler) -> str:
        """Return nothing: the way in is the printed address."""
        return ""

    async def log_out(self, handler: RequestHandler) -> str:
        """Log every browser out; the address that was printed last logs in again."""
        if await self.identify(handler):
            self._secret = fresh()
            await asyncio.wrap_future(self._store.submit(settings.put(SECRET, self._secret)))
        security.clear_cookie(handler, self.cookie)
        return f"{handler.settings['prefix']}/"

    async def let_in(self, handler: RequestHandler, token: str) -> bool:
        """Set the session cookie if the token is right; return whether the browser is in."""
        if self.entrance.use(token):
            security.set_cookie(handler, self.cookie, self._secret)
            return True
        # Opened twice by the same browser, as some do by themselves.
        return await self.identify(handler) is not None


class _Login(Open):
    def initialize(self, laptop: Laptop) -> None:
        self._laptop = laptop

    async def get(self) -> None:
        """Log in by the token of the printed address."""
        token, next = self.get_query_argument("token", ""), self.get_query_argument("next", "/")
        page = security.local_address(next, self.settings["prefix"])
        if self.get_query_argument(HOP, "") and self._laptop.entrance.fits(token):
            return hop(self, f"{self.request.path}?token={token}&next={quote(page)}")
        if not await self._laptop.let_in(self, token):
            raise HttpProblemError(401, "login", self._laptop.words, "")
        self.redirect(page, status=303)
